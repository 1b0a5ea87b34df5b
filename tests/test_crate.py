"""The RO-Crate describes each file as it is, names the sources, and is read by the library for crates."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from dipgraph.stores import Store
from releases import DAY, made


@pytest.fixture(scope="module")
def folder(shipped_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a release of the data that comes with dipgraph."""
    place = tmp_path_factory.mktemp("crate") / "out"
    made(shipped_store, place)
    return place


@pytest.fixture(scope="module")
def entities(folder: Path) -> dict[str, dict[str, Any]]:
    """Return what the crate describes, by name."""
    graph = json.loads((folder / "ro-crate-metadata.json").read_text(encoding="utf-8"))["@graph"]
    assert len({entity["@id"] for entity in graph}) == len(graph)
    return {entity["@id"]: entity for entity in graph}


def test_every_file_is_described(folder: Path, entities: dict[str, dict[str, Any]]) -> None:
    """Each file but the crate itself is a part, with its size and digest; that of the sums cannot have any."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    parts = {part["@id"] for part in entities["./"]["hasPart"]}
    assert {name for name in parts if not name.endswith("/")} == set(files) - {"ro-crate-metadata.json"}
    assert {name for name in parts if name.endswith("/")} == {"ontology/", "queries/"}
    for name in sorted(parts & set(files) - {"SHA256SUMS"}):
        content = files[name].read_bytes()
        assert entities[name]["contentSize"] == str(len(content)), name
        assert entities[name]["sha256"] == hashlib.sha256(content).hexdigest(), name
        assert entities[name]["encodingFormat"], name
        assert entities[name]["name"], name
    assert "sha256" not in entities["SHA256SUMS"]


def test_root(entities: dict[str, dict[str, Any]]) -> None:
    """The crate has what RO-Crate 1.1 demands of it, and whatever is named is described."""
    root = entities["./"]
    assert entities["ro-crate-metadata.json"]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert (root["@type"], root["datePublished"], root["version"]) == ("Dataset", DAY, "1.0")
    assert root["license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}
    assert root["temporalCoverage"] == "2021-11-13/2023-09-14"
    assert {"url", "identifier"}.isdisjoint(root)
    named = {value["@id"] for entity in entities.values() for value in _references(entity)}
    documents = {iri for iri in named if iri.startswith("https://w3id.org/dipgraph/document/")}
    assert named - documents - set(entities) == {"https://w3id.org/ro/crate/1.1"}


def _references(entity: dict[str, Any]) -> list[dict[str, str]]:
    values = [value for found in entity.values() for value in (found if isinstance(found, list) else [found])]
    return [value for value in values if isinstance(value, dict)]


def test_sources_and_queries(entities: dict[str, dict[str, Any]]) -> None:
    """A document is cited by its name, with page, publisher, day and rights; a query is a program in SPARQL."""
    name = "https://w3id.org/dipgraph/document/mofa-jp/2022-05-23-us"
    assert {"@id": name} in entities["./"]["citation"]
    source = entities[name]
    assert source["url"] == "https://www.mofa.go.jp/press/release/press4e_003128.html"
    assert (source["datePublished"], source["inLanguage"]) == ("2022-05-23", "en")
    assert entities[source["publisher"]["@id"]]["name"] == "Ministry of Foreign Affairs of Japan"
    assert "Government of Japan Standard Terms of Use" in source["copyrightNotice"]
    query = entities["queries/recurring-issues.rq"]
    assert query["@type"] == ["File", "SoftwareSourceCode"]
    assert query["name"] == "Which issues recur across meetings?"
    assert entities[query["programmingLanguage"]["@id"]]["@type"] == "ComputerLanguage"


def test_library_reads_it(folder: Path) -> None:
    """The library rocrate reads the crate, and finds each of its files."""
    from rocrate.rocrate import ROCrate

    crate = ROCrate(folder)
    files = [entity for entity in crate.data_entities if "File" in _types(entity["@type"])]
    assert len(files) > 50
    assert all((folder / entity.id).is_file() for entity in files)
    assert crate.root_dataset["author"]["name"] == "The dipgraph editors"


def _types(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
