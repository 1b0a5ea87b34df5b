"""The description in DCAT has what a catalogue lists, and each download as it is."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from dipgraph.stores import Store
from releases import ADDRESS, DAY, DCAT, DCTERMS, SPDX, described, made, values


@pytest.fixture(scope="module")
def folder(shipped_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a release of the data that comes with dipgraph."""
    place = tmp_path_factory.mktemp("dcat") / "out"
    made(shipped_store, place, ADDRESS)
    return place


def test_dataset(folder: Path) -> None:
    """The dataset has title, description, version, days, licence, holder, languages, places, times and themes."""
    said = described(folder / "dcat.ttl")
    assert values(said, ADDRESS, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type") == [DCAT + "Dataset"]
    assert values(said, ADDRESS, DCAT + "version") == ["1.0"]
    assert values(said, ADDRESS, DCTERMS + "issued") == [DAY]
    assert values(said, ADDRESS, DCTERMS + "license") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert values(said, ADDRESS, DCTERMS + "language") == [
        f"http://id.loc.gov/vocabulary/iso639-1/{tag}" for tag in ("en", "ja")
    ]
    (days,) = values(said, ADDRESS, DCTERMS + "temporal")
    assert values(said, days, DCAT + "startDate") + values(said, days, DCAT + "endDate") == ["2021-11-13", "2023-09-14"]
    (holder,) = values(said, ADDRESS, DCTERMS + "creator")
    assert values(said, holder, "http://xmlns.com/foaf/0.1/name") == ["The dipgraph editors"]
    assert "https://w3id.org/dipgraph/state/jp" in values(said, ADDRESS, DCTERMS + "spatial")
    assert "War in Ukraine" in values(said, ADDRESS, DCAT + "keyword")
    assert len(values(said, ADDRESS, DCTERMS + "source")) > 40
    (cited,) = values(said, ADDRESS, DCTERMS + "bibliographicCitation")
    assert cited.startswith(
        "The dipgraph editors: dipgraph: accounts of diplomatic meetings, 2021-11-13 to 2023-09-14."
    )
    assert f"Version 1.0, {DAY}. {ADDRESS} SHA-256 of graph.nq: " in cited


def test_distributions(folder: Path) -> None:
    """Each form of the graph has its file, size, digest, media type and how it is packed."""
    said = described(folder / "dcat.ttl")
    found = {}
    for distribution in values(said, ADDRESS, DCAT + "distribution"):
        (url,) = values(said, distribution, DCAT + "downloadURL")
        path = folder / url.removeprefix(ADDRESS)
        assert values(said, distribution, DCAT + "byteSize") == [str(path.stat().st_size)]
        (checksum,) = values(said, distribution, SPDX + "checksum")
        assert values(said, checksum, SPDX + "checksumValue") == [hashlib.sha256(path.read_bytes()).hexdigest()]
        assert values(said, checksum, SPDX + "algorithm") == [SPDX + "checksumAlgorithm_sha256"]
        kinds = values(said, distribution, DCAT + "mediaType") + values(said, distribution, DCAT + "compressFormat")
        found[path.name] = [kind.partition("media-types/")[2] for kind in kinds]
    assert found == {
        "graph.jsonld": ["application/ld+json"],
        "graph.nq.gz": ["application/n-quads", "application/gzip"],
        "graph.trig.gz": ["application/trig", "application/gzip"],
    }


def test_what_is_not_known_is_not_said(small_store: Store, tmp_path: Path) -> None:
    """Without a licence there is no licence, holder or rights; without a day given, none of issue."""
    from dipgraph.release import release

    release(small_store, tmp_path / "out")
    said = described(tmp_path / "out" / "dcat.ttl")
    for name in ("license", "rights", "creator", "publisher", "issued", "language", "spatial"):
        assert values(said, ADDRESS, DCTERMS + name) == [], name
    assert values(said, ADDRESS, DCTERMS + "source") == ["https://example.org/readout"]
