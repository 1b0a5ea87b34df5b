"""What is counted line by line is what SPARQL counts over the merged graph."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from dipgraph.census import Census, counted
from dipgraph.sorted_lines import SortedLines
from dipgraph.steady import Steady
from dipgraph.stores import Store
from dipgraph.terms import DIP, RDF


@pytest.fixture(scope="module")
def census(shipped_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Census:
    """Return the census of the shipped data, made with many small files."""
    folder, steady, census = tmp_path_factory.mktemp("census"), Steady(shipped_store), Census()
    lines = SortedLines(folder / "lines", 1000)
    for name in steady.names():
        lines.add((ox.serialize(steady.statements(name), format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True))
    assert len(list(counted(lines, census, SortedLines(folder / "pairs", 1000)))) == census.statements
    return census


@pytest.fixture(scope="module")
def merged(shipped_store: Store) -> ox.Store:
    """Return the graphs as one, each triple once."""
    store = ox.Store()
    store.extend(ox.Quad(*quad.triple) for quad in shipped_store.quads())
    return store


def number(store: ox.Store, what: str, where: str = "?s ?p ?o") -> int:
    """Return how many of *what* there are."""
    rows = store.query(f"SELECT (COUNT({what}) AS ?n) WHERE {{ {where} }}")
    assert isinstance(rows, ox.QuerySolutions)
    return int(next(rows)["n"].value)


def test_whole_graph(census: Census, merged: ox.Store, shipped_store: Store) -> None:
    """Statements are those of all graphs; triples, subjects, objects and entities those of the merged graph."""
    assert census.statements == len(list(shipped_store.quads()))
    assert census.triples == number(merged, "*") < census.statements
    assert census.subjects == number(merged, "DISTINCT ?s")
    assert census.objects == number(merged, "DISTINCT ?o")
    assert census.entities == number(merged, "DISTINCT ?s", "?s a ?class FILTER(isIRI(?s))")


def test_each_property(census: Census, merged: ox.Store) -> None:
    """Each property has its triples, subjects and objects, and an example that is in the graph."""
    rows = merged.query(
        "SELECT ?p (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?ss) (COUNT(DISTINCT ?o) AS ?os) { ?s ?p ?o } GROUP BY ?p"
    )
    assert isinstance(rows, ox.QuerySolutions)
    expected = {row["p"].value: tuple(int(row[name].value) for name in ("n", "ss", "os")) for row in rows}
    assert {iri: (use.triples, use.subjects, use.objects) for iri, use in census.properties.items()} == expected
    assert list(census.properties) == sorted(census.properties)
    for iri, use in census.properties.items():
        subject, object = use.example
        if "BlankNode" not in f"{subject!r}{object!r}":
            assert list(merged.quads_for_pattern(subject, ox.NamedNode(iri), object))  # type: ignore[arg-type]


def test_each_class(census: Census, merged: ox.Store) -> None:
    """Each class has its number of things, and one of them as example."""
    rows = merged.query("SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c")
    assert isinstance(rows, ox.QuerySolutions)
    expected = {row["c"].value: int(row["n"].value) for row in rows}
    assert {iri: members.entities for iri, members in census.classes.items()} == expected
    for iri, members in census.classes.items():
        if members.example:
            assert merged.query(f"ASK {{ <{members.example}> <{RDF}type> <{iri}> }}")


def test_links_and_values(census: Census, merged: ox.Store) -> None:
    """Links are counted by where they lead, and an act by how often a statement has it."""
    link = ("http://www.w3.org/2004/02/skos/core#exactMatch", "http://www.wikidata.org/entity/")
    assert census.links[link] == number(merged, "*", f"?s <{link[0]}> ?o FILTER(STRSTARTS(STR(?o), '{link[1]}'))")
    agree = "https://w3id.org/dipgraph/act/agree"
    assert census.values[agree].triples == number(merged, "*", f"?s ?p <{agree}> FILTER(STRSTARTS(STR(?p), '{DIP}'))")
    assert census.values[agree].by == DIP + "act"
