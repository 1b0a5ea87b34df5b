"""The way to rdflib and back."""

from __future__ import annotations

import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from dipgraph import Dataset, open_store
from dipgraph.errors import UsageError
from dipgraph.rdf import from_rdflib, rdflib_dataset, rdflib_graph, to_rdflib
from dipgraph.stores import Store
from dipgraph.terms import DIP

XSD = "http://www.w3.org/2001/XMLSchema#"
TERMS = [
    ox.NamedNode("https://example.org/a"),
    ox.BlankNode("b1"),
    ox.Literal("plain"),
    ox.Literal(""),
    ox.Literal("line\nend \U0001d538 \x1b"),
    ox.Literal("林", language="ja"),
    ox.Literal("colour", language="en-gb"),
    ox.Literal("007", datatype=ox.NamedNode(XSD + "integer")),
    ox.Literal("1", datatype=ox.NamedNode(XSD + "boolean")),
    ox.Literal("2022-05", datatype=ox.NamedNode(XSD + "gYearMonth")),
    ox.Literal("2022-02-30", datatype=ox.NamedNode(XSD + "date")),
    ox.Literal("2022-05-23T17:50:00+09:00", datatype=ox.NamedNode(XSD + "dateTime")),
    ox.Literal("PT40M", datatype=ox.NamedNode(XSD + "duration")),
    ox.Literal("x", datatype=ox.NamedNode("https://example.org/own")),
]


# rdflib warns of a date that is none; the text is kept, which is what matters here.
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("term", TERMS, ids=str)
def test_terms_come_back_as_they_were(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> None:
    """A term goes to rdflib and back unchanged, with the written form of its value and its language."""
    assert from_rdflib(to_rdflib(term)) == term


def test_written_form_is_kept() -> None:
    """A literal keeps the digits that were written: '007' does not become '7'."""
    literal = to_rdflib(ox.Literal("007", datatype=ox.NamedNode(XSD + "integer")))
    assert literal == rdflib.Literal("007", datatype=rdflib.XSD.integer, normalize=False)
    assert str(literal) == "007"


def test_plain_literal_has_no_datatype() -> None:
    """A string is a plain literal of rdflib, which tells it from one with the datatype written."""
    assert to_rdflib(ox.Literal("a")) == rdflib.Literal("a")


def test_what_the_other_library_lacks_is_an_error() -> None:
    """A triple as a term, and a variable, are refused by name."""
    triple = ox.Triple(ox.NamedNode("https://example.org/a"), ox.NamedNode("https://example.org/b"), ox.Literal("c"))
    with pytest.raises(TypeError, match="rdflib has no term for"):
        to_rdflib(triple)
    with pytest.raises(TypeError, match="pyoxigraph has no term for"):
        from_rdflib(rdflib.Variable("x"))


def test_graph_has_each_triple_once() -> None:
    """Equal triples are one, and triples that differ in language or datatype are not equal."""
    a, b = ox.NamedNode("https://example.org/a"), ox.NamedNode("https://example.org/b")
    objects = [ox.Literal("c"), ox.Literal("c"), ox.Literal("c", language="en"), ox.Literal("c", language="ja")]
    assert len(rdflib_graph(ox.Triple(a, b, node) for node in objects)) == 3


def test_dataset_keeps_every_triple_of_every_graph(shipped_dataset: Dataset) -> None:
    """The shipped data has in rdflib the same graphs, each with as many triples."""
    converted = rdflib_dataset(shipped_dataset)
    expected = {graph.name.value: len(set(graph.triples)) for graph in shipped_dataset.graphs}
    counts = {str(graph.identifier): len(graph) for graph in converted.graphs()}
    assert len(expected) > 50
    assert {name: counts.get(name) for name in expected} == expected


def test_store_as_a_graph(shipped_dataset: Dataset, tmp_path: Path) -> None:
    """A store in memory and one on disk are graphs of rdflib without a copy: SPARQL and patterns find what is there."""
    pytest.importorskip("oxrdflib")
    dip = rdflib.Namespace(DIP)
    for place in (None, tmp_path / "graph.db"):
        with open_store(place) as store:
            store.load(shipped_dataset)
            graph = store.graph()
            assert len({*graph.subjects(rdflib.RDF.type, dip.Person)}) > 5
            (row,) = graph.query(f"SELECT (COUNT(*) AS ?n) {{ ?m a <{DIP}Person> }}")
            assert isinstance(row, rdflib.query.ResultRow)
            assert int(str(row[0])) == len({*graph.subjects(rdflib.RDF.type, dip.Person)})
            named = {str(context.identifier) for context in graph.contexts()} - {"urn:x-rdflib:default"}
            assert named == set(store.names())


def test_what_is_written_into_the_graph_is_in_the_store(small_store: Store, tmp_path: Path) -> None:
    """A store in memory takes what rdflib adds; a store on disk is only read, and stays as it was."""
    pytest.importorskip("oxrdflib")
    triple = (rdflib.URIRef("https://example.org/a"), rdflib.RDFS.label, rdflib.Literal("new"))
    name = rdflib.URIRef("https://example.org/graph")
    with open_store() as store:
        store.graph().graph(name).add(triple)
        assert [quad.object for quad in store.statements(str(name))] == [ox.Literal("new")]
    with open_store(tmp_path / "graph.db") as store:
        store.load(Dataset(()))
        before = store.names()
        with pytest.raises(RuntimeError, match="read-write"):
            store.graph().graph(name).add(triple)
        assert store.names() == before


def test_endpoint_is_no_embedded_graph() -> None:
    """A store at an address says to pull it first."""
    with open_store("http://localhost:9/query") as store, pytest.raises(UsageError, match="pull it"):
        store.graph()


def test_graph_without_oxrdflib(small_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says what to install."""
    monkeypatch.setitem(sys.modules, "oxrdflib", None)
    with pytest.raises(UsageError, match=r"pip install 'dipgraph\[rdflib\]'"):
        small_store.graph()
