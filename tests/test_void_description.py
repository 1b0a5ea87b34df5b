"""The description in VoID has the numbers of the graph, by class, property, publisher and graph."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from dipgraph.digests import canonical
from dipgraph.edition import Edition
from dipgraph.stores import Store
from dipgraph.terms import BASE, DIP
from releases import ADDRESS, DCTERMS, SPDX, VOID, described, made, values


@pytest.fixture(scope="module")
def edition(shipped_store: Store, tmp_path_factory: pytest.TempPathFactory) -> tuple[Edition, Path]:
    """Return a release of the data that comes with dipgraph, and its folder."""
    folder = tmp_path_factory.mktemp("void") / "out"
    return made(shipped_store, folder), folder


def test_whole_graph(edition: tuple[Edition, Path]) -> None:
    """The folder is a dataset with the numbers of the census, and with its files."""
    said, (made, folder) = described(edition[1] / "void.ttl"), edition
    for name, number in (
        ("triples", made.census.triples),
        ("entities", made.census.entities),
        ("distinctSubjects", made.census.subjects),
        ("distinctObjects", made.census.objects),
        ("classes", len(made.census.classes)),
        ("properties", len(made.census.properties)),
        ("documents", 52),
    ):
        assert values(said, ADDRESS, VOID + name) == [str(number)], name
    dumps = values(said, ADDRESS, VOID + "dataDump")
    assert dumps == [ADDRESS + name for name in ("graph.jsonld", "graph.nq.gz", "graph.trig.gz")]
    assert all((folder / name.removeprefix(ADDRESS)).is_file() for name in dumps)
    assert DIP in values(said, ADDRESS, VOID + "vocabulary")
    assert BASE + "meeting/2021-11-13-jp-us" in values(said, ADDRESS, VOID + "exampleResource")


def test_partitions(edition: tuple[Edition, Path]) -> None:
    """Each class and property is a partition with its number."""
    said, made = described(edition[1] / "void.ttl"), edition[0]
    parts = values(said, ADDRESS, VOID + "classPartition")
    found = {values(said, part, VOID + "class")[0]: values(said, part, VOID + "entities") for part in parts}
    assert found == {iri: [str(members.entities)] for iri, members in made.census.classes.items()}
    parts = values(said, ADDRESS, VOID + "propertyPartition")
    found = {values(said, part, VOID + "property")[0]: values(said, part, VOID + "triples") for part in parts}
    assert found == {iri: [str(use.triples)] for iri, use in made.census.properties.items()}


def test_each_graph(edition: tuple[Edition, Path], shipped_store: Store) -> None:
    """Each graph is a subset with its number of triples, the digest of its content, and where the document stands."""
    said = described(edition[1] / "void.ttl")
    name = ox.NamedNode("http://www.w3.org/ns/sparql-service-description#name")
    graphs = {quad.object.value: quad.subject.value for quad in said.quads_for_pattern(None, name, None)}  # type: ignore[union-attr]
    assert sorted(graphs) == shipped_store.names()
    assert set(graphs.values()) <= set(values(said, ADDRESS, VOID + "subset"))
    for graph, subset in graphs.items():
        triples = [quad.triple for quad in shipped_store.statements(graph)]
        assert values(said, subset, VOID + "triples") == [str(len(triples))]
        (checksum,) = values(said, subset, SPDX + "checksum")
        digest = hashlib.sha256(canonical(triples, graph)).hexdigest()
        assert values(said, checksum, SPDX + "checksumValue") == [digest]
    document = graphs[BASE + "document/mofa-jp/2022-05-23-us"]
    assert values(said, document, DCTERMS + "source") == [BASE + "document/mofa-jp/2022-05-23-us"]
    assert values(said, document, DCTERMS + "publisher") == []
    source = BASE + "document/mofa-jp/2022-05-23-us"
    assert values(said, source, DCTERMS + "publisher") == [BASE + "body/mofa-jp"]
    page = "http://xmlns.com/foaf/0.1/page"
    assert values(said, source, page) == ["https://www.mofa.go.jp/press/release/press4e_003128.html"]


def test_publishers_and_links(edition: tuple[Edition, Path]) -> None:
    """A publisher has its documents as subsets; links to Wikidata are counted."""
    said = described(edition[1] / "void.ttl")
    publisher = f"{ADDRESS}void.ttl#publisher-body/mofa-jp"
    assert values(said, publisher, VOID + "documents") == ["18"]
    assert len(values(said, publisher, VOID + "subset")) == 18
    links = [part for part in values(said, ADDRESS, VOID + "subset") if "#links-" in part]
    assert len(links) == len(edition[0].census.links) > 0
    (target,) = values(said, links[0], VOID + "objectsTarget")
    assert values(said, target, VOID + "uriSpace") == ["http://www.wikidata.org/entity/"]


def test_addresses_are_relative_or_not(edition: tuple[Edition, Path], shipped_store: Store, tmp_path: Path) -> None:
    """Without an address the file says of its own folder what it says of the address with one; rdflib reads both alike."""
    made(shipped_store, tmp_path / "out", ADDRESS.removesuffix("/"))
    for name in ("void.ttl", "dcat.ttl", "queries.ttl"):
        relative, whole = edition[1] / name, tmp_path / "out" / name
        assert b"x-dipgraph" not in relative.read_bytes() + whole.read_bytes()
        assert b"@base" not in relative.read_bytes()
        one, two = rdflib.Graph(), rdflib.Graph()
        one.parse(data=relative.read_bytes(), format="turtle", publicID=ADDRESS + name)
        two.parse(data=whole.read_bytes(), format="turtle")
        cited = rdflib.URIRef(DCTERMS + "bibliographicCitation")
        assert {t for t in one if t[1] != cited} == {t for t in two if t[1] != cited}
        assert len(one) > 100
