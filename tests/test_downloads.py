"""What is downloaded of a thing."""

from __future__ import annotations

import csv
from pathlib import Path

import pyoxigraph as ox
import pytest

from conftest import DOCUMENT, write_data
from dipgraph import open_store
from dipgraph.dataset import Files
from dipgraph.downloads import COLUMNS, quads, table, triples
from dipgraph.stores import Store
from dipgraph.terms import BASE, DIP, RDFS

SEEN = ("meeting/2022-05-23-jp-us", "person/hayashi-yoshimasa", "state/jp", "act/agree", "issue/ukraine",
        "document/mofa-jp/2022-05-23-us", "office/jp-foreign-minister", "body/mofa-jp", "series/security-2plus2",
        "commitment/2022-05-23-jp-us/meet-at-economic-2plus2")  # fmt: skip


def node(name: str) -> ox.NamedNode:
    """Return the node of a thing by its short name."""
    return ox.NamedNode(BASE + name)


def dip(name: str) -> ox.NamedNode:
    """Return a term of the ontology."""
    return ox.NamedNode(DIP + name)


@pytest.mark.parametrize("name", SEEN)
def test_all_that_is_said_and_all_that_names_it(shipped_store: Store, name: str) -> None:
    """Each triple about a thing is there, and each that names it, once; the table has a line for each document's."""
    found = [*triples(shipped_store, BASE + name)]
    every = shipped_store.embedded.quads_for_pattern
    said, naming = [*every(node(name), None, None, None)], [*every(None, None, node(name), None)]
    assert said
    # A document is named by nothing.
    assert bool(naming) == (not name.startswith("document/"))
    assert {quad.triple for quad in (*said, *naming)} <= {*found}
    assert len(found) == len({*found})
    rows = [*quads(shipped_store, BASE + name)]
    assert {*said, *naming} <= {*rows}
    assert {quad.triple for quad in rows} == {*found}
    lines = [*csv.DictReader(b"".join(table(rows)).decode().splitlines())]
    assert len(lines) == len(rows)
    assert lines[0]["subject"] == BASE + name
    assert {line["document"] for line in lines} == {getattr(quad.graph_name, "value", "") for quad in rows}


def test_a_meeting_has_who_took_part(shipped_store: Store) -> None:
    """What is downloaded of a meeting has the participations with persons, offices and states, and its documents."""
    found = {*triples(shipped_store, f"{BASE}meeting/2022-05-23-jp-us")}
    seat = node("document/mofa-jp/2022-05-23-us#hayashi")
    for property, value in (
        ("participant", "person/hayashi-yoshimasa"), ("inOffice", "office/jp-foreign-minister"), ("onBehalfOf", "state/jp"),
    ):  # fmt: skip
        assert ox.Triple(seat, dip(property), node(value)) in found
    document = node("document/mofa-jp/2022-05-23-us")
    assert ox.Triple(document, dip("describes"), node("meeting/2022-05-23-jp-us")) in found
    # Of a person who took part no more than the name is there.
    assert not [triple for triple in found if triple.subject == node("person/hayashi-yoshimasa")]


def test_a_person_leads_to_meetings(shipped_store: Store) -> None:
    """What is downloaded of a person has tenures and statements by name, and each meeting with the participation."""
    person = node("person/hayashi-yoshimasa")
    found = {*triples(shipped_store, person.value)}
    tenure = node("tenure/hayashi-yoshimasa-jp-foreign-minister-2021")
    assert ox.Triple(tenure, dip("holder"), person) in found
    assert ox.Triple(node("document/mofa-jp/2022-05-23-us#s1"), dip("speaker"), person) in found
    seats = {triple.subject for triple in found if triple.predicate == dip("participant")}
    seated = {triple.object for triple in found if triple.predicate == dip("participation")}
    assert seated == seats
    assert len(seats) > 20


def test_a_document_has_its_statements(shipped_store: Store) -> None:
    """What is downloaded of a document has all that its graph says."""
    name = f"{BASE}document/mofa-jp/2022-05-23-us"
    graph = {quad.triple for quad in shipped_store.embedded.quads_for_pattern(None, None, None, ox.NamedNode(name))}
    assert len(graph) > 200
    assert graph <= {*triples(shipped_store, name)}


def test_blank_nodes(tmp_path: Path) -> None:
    """A blank node is told with the thing, however deep and in a circle; one that names a thing has what it belongs to."""
    data = write_data(tmp_path / "data")
    more = """
        person:alm-ada dip:note [ rdfs:label "one" ; rdfs:seeAlso [ rdfs:label "two" ; rdfs:seeAlso _:three ] ] .
        _:three rdfs:label "three" ; rdfs:seeAlso _:three , [ rdfs:label "four" ; rdfs:seeAlso _:three ] .
        issue:sea-lanes rdfs:seeAlso [ rdfs:seeAlso person:alm-ada ] .
    """
    (data / "documents" / "mofa-xa" / "2020-01-02-xb.ttl").write_text(DOCUMENT + more, encoding="utf-8")
    with open_store() as store:
        store.load(Files.at(data))
        found = [*triples(store, f"{BASE}person/alm-ada")]
    labels = [t.object.value for t in found if t.predicate.value == f"{RDFS}label" and isinstance(t.object, ox.Literal)]
    assert sorted(labels) == ["Ada Alm", "four", "one", "three", "two"]
    assert len(found) == len({*found})
    assert node("issue/sea-lanes") in {triple.subject for triple in found}


def test_cells_stay_cells(tmp_path: Path) -> None:
    """A comma, a quotation mark and a line break in a value are read again as they were; a blank node is written so."""
    data = write_data(tmp_path / "data")
    more = 'state:xa rdfs:comment "a, \\"b\\"\\nc" ; rdfs:seeAlso [ rdfs:label "d" ] .\n'
    (data / "documents" / "mofa-xa" / "2020-01-02-xb.ttl").write_text(DOCUMENT + more, encoding="utf-8")
    with open_store() as store:
        store.load(Files.at(data))
        written = b"".join(table(quads(store, f"{BASE}state/xa"))).decode()
    first, *rows = csv.reader(written.splitlines(keepends=True))
    assert tuple(first) == COLUMNS
    assert {len(row) for row in rows} == {4}
    assert 'a, "b"\nc' in {row[2] for row in rows}
    assert any(row[0].startswith("_:") and row[2] == "d" for row in rows)


def test_nothing_is_said() -> None:
    """Of what is not there, there is nothing but the heading of the table."""
    assert [*triples(Store(), f"{BASE}person/nobody")] == []
    assert b"".join(table(quads(Store(), f"{BASE}person/nobody"))) == b"subject,property,value,document\r\n"
