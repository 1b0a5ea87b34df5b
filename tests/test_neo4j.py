"""Scripts of Cypher, and tables for the bulk import of Neo4j."""

from __future__ import annotations

import re
from pathlib import Path

import networkx
import pytest

from dipgraph import export, network
from dipgraph.neo4j import kind, label_of
from dipgraph.stores import Store
from test_tables import odd, rows


def test_script(shipped_store: Store, tmp_path: Path) -> None:
    """Types are labels, the relation of the query is the type of each edge, whole days are dates."""
    export(network(shipped_store, "who-met-whom"), tmp_path / "a.cypher")
    text = (tmp_path / "a.cypher").read_text("utf-8")
    assert len(re.findall(r"MERGE \(n:Dipgraph .* SET n:Person,", text)) == 1
    assert "MERGE (s)-[r:MET {id: row.id, network: 'Who met whom, and how often?'}]->(t) SET r += row.p;" in text
    assert len(re.findall(r"start: date\('\d{4}-\d\d-\d\d'\)", text)) == 18


def test_script_of_a_graph_of_ones_own(tmp_path: Path) -> None:
    """Without a relation an edge is what its label says; a year is no date, and no number is text."""
    graph = odd()
    graph.add_edge("a", "b", id="e9", label="`odd` name", end="2020-02-30", weight=float("inf"), big=2**70)
    account = export(graph, tmp_path / "a.cypher")
    text = (tmp_path / "a.cypher").read_text("utf-8")
    assert re.findall(r"\[r:(\S+) ", text) == ["MET", "ODD_NAME", "LINKED"]
    assert "start: '2020'" in text
    assert "end: '2020-02-30', big: '1180591620717411303424'" in text.replace("weight: 'INF', ", "")
    assert "SET n:Thing," in text
    assert sum(account.mapped.values()) == 4


def test_statements_are_of_some_hundred(tmp_path: Path) -> None:
    """Twelve hundred edges of two kinds are six statements, and no edge is left out."""
    graph = networkx.MultiGraph()
    for number in range(1200):
        graph.add_edge("a", "b", id=f"e{number}", label="met" if number % 2 else "called")
    export(graph, tmp_path / "a.cypher")
    text = (tmp_path / "a.cypher").read_text("utf-8")
    assert len(re.findall(r"MERGE \(s\)", text)) == 4
    assert len(set(re.findall(r"\{s: 'a', t: 'b', id: '(e\d+)'", text))) == 1200


def test_bulk_tables(shipped_store: Store, tmp_path: Path) -> None:
    """The headings say what Neo4j needs: ends, labels, types of columns."""
    edges, nodes = export(network(shipped_store, "commitment-links"), tmp_path / "a.neo4j.csv").files
    assert rows(nodes)[0] == ["id:ID", "label", "type", "iri", ":LABEL"]
    heading = [
        ":START_ID",
        ":END_ID",
        "id",
        "label",
        "weight:long",
        "start:date",
        "end:date",
        "evidence",
        "address",
        ":TYPE",
    ]
    assert rows(edges)[0] == heading
    assert {row[-1] for row in rows(nodes)[1:]} >= {"Dipgraph;Commitment", "Dipgraph;Statement"}
    assert all(row[-1] == row[3].upper() for row in rows(edges)[1:])


def test_bulk_tables_of_a_graph_of_ones_own(tmp_path: Path) -> None:
    """A column of numbers of both kinds is double, one with a year is text; a colon in a name would be a type."""
    graph = odd()
    graph.nodes["a"]["a:b"] = True
    account = export(graph, tmp_path / "a.neo4j.csv")
    edges, nodes = account.files
    assert rows(nodes)[0] == ["id:ID", "label", "type", "note", "n:double", "a_b:boolean", ":LABEL"]
    assert rows(edges)[0] == [":START_ID", ":END_ID", "id", "label", "weight:long", "start", ":TYPE"]
    assert "names of attributes with : written with _" in account.mapped


@pytest.mark.parametrize(
    ("relation", "expected"), [("met", "MET"), ("speaks of", "SPEAKS_OF"), ("!", "LINKED"), ("会談", "会談")]
)
def test_kind(relation: str, expected: str) -> None:
    """A relation is written as relationships are in Neo4j."""
    assert kind(relation) == expected


def test_label() -> None:
    """A type of several words is one label."""
    assert label_of({"type": "head of state"}) == "HeadOfState"
    assert label_of({"type": "?"}) == "Thing"
