"""Networks: rows of a query as edges."""

from __future__ import annotations

import networkx
import pytest

from dipgraph import Query, network
from dipgraph.errors import UsageError
from dipgraph.network import names
from dipgraph.query import stored
from dipgraph.stores import Store

P = "PREFIX person: <https://w3id.org/dipgraph/person/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"
ROWS = """SELECT * {
  VALUES (?source ?target ?source_label ?target_type ?label ?weight ?start ?evidence) {
    (person:a person:b "Ada"@en "person" "met"@en 2 "2020-01-02"^^xsd:date <https://example.org/doc>)
    (person:a person:b "Ada"@en "person" UNDEF 1.5 UNDEF UNDEF)
    (person:b person:b UNDEF UNDEF UNDEF UNDEF UNDEF UNDEF)
  }
}"""


def query(header: str = "#+ summary: Who met whom?", rows: str = ROWS) -> Query:
    """Return a query of edges."""
    return Query.parse(f"{header}\n{P}{rows}", "met")


def test_rows_become_edges(small_store: Store) -> None:
    """Each row is an edge with an id, a number as weight, and text for the rest; what is unbound is left out."""
    graph = network(small_store, query())
    assert isinstance(graph, networkx.MultiGraph)
    assert not graph.is_directed()
    assert graph.graph["name"] == "Who met whom?"
    expected = [
        {
            "id": "e1",
            "label": "met",
            "weight": 2,
            "start": "2020-01-02",
            "evidence": "https://example.org/doc",
        },
        {"id": "e2", "weight": 1.5},
        {"id": "e3"},
    ]
    assert [data for _, _, data in graph.edges(data=True)] == expected
    assert [(source, target) for source, target in graph.edges()] == [
        ("person/a", "person/b"),
        ("person/a", "person/b"),
        ("person/b", "person/b"),
    ]
    assert isinstance(graph.edges["person/a", "person/b", 0]["weight"], int)
    assert isinstance(graph.edges["person/a", "person/b", 1]["weight"], float)


def test_nodes_have_label_type_and_address(small_store: Store) -> None:
    """A node is a short IRI with its whole IRI; where the query gives no label the short IRI stands for it."""
    graph = network(small_store, query(rows=ROWS.replace("    (person:b person:b", "    (person:c person:c")))
    base = "https://w3id.org/dipgraph/person/"
    assert dict(graph.nodes(data=True)) == {
        "person/a": {"label": "Ada", "type": "", "iri": base + "a"},
        "person/b": {"label": "person/b", "type": "person", "iri": base + "b"},
        "person/c": {"label": "person/c", "type": "", "iri": base + "c"},
    }


def test_header_makes_edges_directed(small_store: Store) -> None:
    """With `directed: true` in its header a network keeps the direction of its edges."""
    graph = network(small_store, query("#+ directed: true"))
    assert graph.is_directed()
    assert list(graph.successors("person/a")) == ["person/b"]
    assert list(graph.predecessors("person/a")) == []
    assert graph.graph["name"] == "met"


def test_parameters_reach_the_query(small_store: Store) -> None:
    """A network's query has parameters like any other."""
    header = "#+ parameters:\n#+   source: {type: person, description: whose}"
    rows = "SELECT ?source ?target {\n  VALUES ?source { person:a person:b }\n  BIND(person:c AS ?target)\n}"
    assert list(network(small_store, query(header, rows)).edges()) == [
        ("person/a", "person/c"),
        ("person/c", "person/b"),
    ]
    assert list(network(small_store, query(header, rows), source="alm").edges()) == [("person/alm-ada", "person/c")]


def test_no_rows_no_edges(small_store: Store) -> None:
    """A query without rows gives a network without nodes."""
    graph = network(small_store, query(rows="SELECT ?source ?target { VALUES (?source ?target) {} }"))
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (0, 0)


@pytest.mark.parametrize("rows", ["SELECT ?source { VALUES ?source { 1 } }", "ASK {}", "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_query_that_is_no_network(small_store: Store, rows: str) -> None:
    """A query without both ends, a question of yes or no, and a graph are no networks."""
    with pytest.raises(UsageError) as error:
        network(small_store, query(rows=rows))
    assert str(error.value) == "met is no network: a query with the columns ?source and ?target is needed"


def test_edge_without_an_end(small_store: Store) -> None:
    """A row that lacks an end is not dropped in silence."""
    rows = "SELECT * { VALUES (?source ?target) { (person:a person:b) (person:a UNDEF) } }"
    with pytest.raises(UsageError, match=r"^met: row 2 has no \?target: bind it in the query$"):
        network(small_store, query(rows=rows))


def test_names_are_those_of_the_folder() -> None:
    """The networks are the queries in queries/networks/, by name."""
    assert names()
    assert [f"networks/{name}" for name in names()] == [*stored("networks")]


@pytest.mark.parametrize("name", names())
def test_each_stored_network_has_edges(shipped_store: Store, name: str) -> None:
    """Each network of the shipped data has edges, every node a label and a type, every edge an id of its own."""
    graph = network(shipped_store, name)
    assert graph.number_of_edges() > 0
    assert all(data["label"] and data["type"] and data["iri"] for _, data in graph.nodes(data=True))
    ids = [data["id"] for _, _, data in graph.edges(data=True)]
    assert len(set(ids)) == len(ids)


def test_unknown_network(small_store: Store) -> None:
    """An unknown network is answered with the nearest."""
    assert names()
    with pytest.raises(UsageError) as error:
        network(small_store, names()[0] + "x")
    assert str(error.value) == f"unknown network '{names()[0]}x': did you mean '{names()[0]}'?"
