"""Anything that there is, by what is said of it and what names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import DOCUMENT, write_data
from dipgraph import about as named
from dipgraph import open_store, search_index
from dipgraph.about import SHOWN, about
from dipgraph.dataset import Files
from dipgraph.facts import Facts
from dipgraph.overview import KINDS
from dipgraph.pages import rendered
from dipgraph.reading import read
from dipgraph.relations import opened
from dipgraph.rows import Rows
from dipgraph.stores import Store
from dipgraph.terms import BASE, FOLDERS
from dipgraph.terms import DIP as ONTOLOGY


def test_an_office(shipped_store: Store) -> None:
    """An office has its state and its title, and the tenures that name it, in the words of the ontology."""
    told = about(Facts(shipped_store), f"{BASE}office/jp-foreign-minister")
    said = {row["label"]: row["values"] for row in told["said"]}
    assert [value["name"] for value in said["is an office of"]] == ["state/jp"]
    assert said["label"][0]["label"] == "Minister for Foreign Affairs of Japan"
    naming = {row["label"]: row for row in told["naming"]}
    tenures = {link["name"]: link["label"] for link in naming["is a tenure of"]["things"]}
    assert tenures["tenure/hayashi-yoshimasa-jp-foreign-minister-2021"] == (
        "Hayashi Yoshimasa, Minister for Foreign Affairs of Japan"
    )
    # A participation stands on no page: the meeting does.
    seats = {(link["name"], link["label"]) for link in naming["took part as holder of"]["things"]}
    label = "Hayashi Yoshimasa, Call of Hayashi and Blinken, 13 November 2021"
    assert ("meeting/2021-11-13-jp-us", label) in seats


def test_of_many_the_number_and_the_first(shipped_store: Store) -> None:
    """What names an act is counted whole, each thing once, and the first are led to."""
    told = about(Facts(shipped_store), f"{BASE}act/agree")
    does = next(row for row in told["naming"] if row["label"] == "does")
    found = shipped_store.query(f"SELECT DISTINCT ?s {{ ?s <{ONTOLOGY}act> <{BASE}act/agree> }}")
    assert isinstance(found, Rows)
    names = sorted(row[0].value.removeprefix(BASE) for row in found)
    assert does["number"] == len(names) > SHOWN
    assert [link["name"] for link in does["things"]] == names[:SHOWN]
    numbers = [row["number"] for row in told["naming"]]
    assert numbers == sorted(numbers, reverse=True)


def test_every_folder_has_pages() -> None:
    """What has a short name has a page: the kinds of pages are the folders of names."""
    assert set(KINDS) == set(FOLDERS)


@pytest.mark.parametrize("kind", KINDS)
def test_each_thing_has_a_page(shipped_store: Store, kind: str) -> None:
    """Everything of a kind that is described has a page with what it is called."""
    facts = Facts(shipped_store)
    rows = facts.rows(f"SELECT DISTINCT ?thing {{ ?thing a ?kind FILTER STRSTARTS(STR(?thing), '{BASE}{kind}/') }}")
    names = sorted(iri.removeprefix(BASE) for (iri,) in rows if "#" not in iri)
    assert names
    for name in names[:: max(1, len(names) // 20)]:
        told = read(shipped_store, {"page": "thing", "name": name, "number": 1})
        assert told["label"] != name
        assert "<h1>" in rendered(kind, **told)


def test_a_body_that_took_part_is_shown_as_a_state_is(shipped_store: Store, tmp_path: Path) -> None:
    """A body on whose behalf somebody took part has its meetings; one that only publishes has what it published."""
    data = write_data(tmp_path / "data")
    file = data / "documents" / "mofa-xa" / "2020-01-02-xb.ttl"
    file.write_text(DOCUMENT.replace("dip:onBehalfOf state:xa", "dip:onBehalfOf body:mofa-xa"), encoding="utf-8")
    with open_store() as store:
        store.load(Files.at(data))
        page = rendered("body", **read(store, {"page": "thing", "name": "body/mofa-xa", "number": 1}))
    assert "1 meeting<" in page
    assert 'href="/state/xb"' in page
    assert "Counted is where somebody took part" in page
    page = rendered("body", **read(shipped_store, {"page": "thing", "name": "body/mofa-jp", "number": 1}))
    assert "Counted is where" not in page
    assert "which “is published by” this" in page


def test_what_is_named_by_many_stands_ready(
    shipped_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What names an act that many statements have is the same from the index, where it is not looked for again."""
    monkeypatch.setattr(named, "_MANY", 20)
    search_index.build(shipped_store, str(tmp_path / "index.sqlite"))
    db = opened(str(tmp_path / "index.sqlite"))
    many = [thing for (thing,) in db.execute("SELECT thing FROM naming")]
    assert f"{BASE}act/agree" in many
    plain, ready = Facts(shipped_store), Facts(shipped_store, db)
    whole = {thing: about(plain, thing) for thing in many}
    monkeypatch.delattr(named, "_naming")
    for thing in many:
        assert about(ready, thing) == whole[thing]
        assert whole[thing]["naming"]
    db.close()
