"""GEXF: what Gephi reads, with its days."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx
import pytest

from conftest import LABEL
from dipgraph import Query, export, network
from dipgraph.gexf import NUMBERLESS, TIMELESS, WIDENED
from dipgraph.stores import Store

GEXF = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"


def test_gexf(graph: networkx.MultiGraph, tmp_path: Path) -> None:
    """GEXF has label, type and address of nodes; weight, label, interval and evidence of edges; parallel edges."""
    export(graph, tmp_path / "a.gexf")
    root = ElementTree.parse(tmp_path / "a.gexf").getroot()
    assert root.get("version") == "1.3"
    about = root.find(f"{GEXF}meta/{GEXF}description")
    assert about is not None
    assert about.text == "Who met whom & why?"
    drawn = root.find(f"{GEXF}graph")
    assert drawn is not None
    assert drawn.get("defaultedgetype") == ("directed" if graph.is_directed() else "undirected")
    assert (drawn.get("mode"), drawn.get("timeformat")) == ("dynamic", "date")
    nodes = {node.get("id"): node for node in root.iter(f"{GEXF}node")}
    assert [*nodes] == ["person/a", "person/b"]
    assert nodes["person/a"].get("label") == LABEL
    values = {value.get("for"): value.get("value") for value in nodes["person/a"].iter(f"{GEXF}attvalue")}
    assert values == {"type": "person", "iri": "https://w3id.org/dipgraph/person/a"}
    edges = [edge.attrib for edge in root.iter(f"{GEXF}edge")]
    ends = {"source": "person/a", "target": "person/b"}
    met = {"weight": "2", "label": "met", "kind": "met", "start": "2020-01-02", "end": "2020-01-03"}
    called = {
        "weight": "1",
        "label": "called\ufffd line\nend",
        "kind": "called\ufffd line\nend",
        "start": "2020-02-03",
        "end": "2020-02-03",
    }
    assert edges == [{"id": "e1", **ends, **met}, {"id": "e2", **ends, **called}]
    evidence = [value.get("value") for value in root.iter(f"{GEXF}attvalue") if value.get("for") == "evidence"]
    assert evidence == ["https://example.org/doc?a=1&b=2#p"]


def test_gexf_without_days_is_static(small_store: Store, tmp_path: Path) -> None:
    """A network whose edges have no days is no network in time."""
    rows = "SELECT * { VALUES (?source ?target) { (<https://example.org/a> <https://example.org/b>) } }"
    export(network(small_store, Query.parse(rows)), tmp_path / "a.gexf")
    drawn = ElementTree.parse(tmp_path / "a.gexf").getroot().find(f"{GEXF}graph")
    assert drawn is not None
    assert drawn.get("mode") == "static"


def written(
    tmp_path: Path, *edges: dict[str, Any]
) -> tuple[dict[str, str], list[dict[str, str]], dict[str, dict[str, str]]]:
    """Return what GEXF has of edges from a to b: the attributes of the graph, of each edge, and of each node."""
    made: networkx.MultiGraph = networkx.MultiGraph()
    for data in edges:
        made.add_edge("a", "b", **data)
    export(made, tmp_path / "a.gexf")
    root = ElementTree.parse(tmp_path / "a.gexf").getroot()
    (top,) = root.iter(f"{GEXF}graph")
    nodes = {node.attrib["id"]: node.attrib for node in root.iter(f"{GEXF}node")}
    return top.attrib, [edge.attrib for edge in root.iter(f"{GEXF}edge")], nodes


def test_instants_are_timestamps(tmp_path: Path) -> None:
    """Where every edge has one day, that is its timestamp, and a node has the days of its edges."""
    same = {"start": "2022-05-23", "end": "2022-05-23"}
    top, edges, nodes = written(tmp_path, same, {"start": "2022-05-21"}, {"end": "2022-05-22"}, {})
    assert top["timerepresentation"] == "timestamp"
    assert [edge.get("timestamp") for edge in edges] == ["2022-05-23", "2022-05-21", "2022-05-22", None]
    assert not any("start" in edge or "end" in edge for edge in edges)
    assert nodes["a"]["timestamps"] == "<[2022-05-21, 2022-05-22, 2022-05-23]>"


def test_one_edge_that_lasts_makes_intervals(tmp_path: Path) -> None:
    """Where an edge lasts, instants start and end on their day, and a node lasts from its first day to its last."""
    top, edges, nodes = written(tmp_path, {"start": "2022-05-23"}, {"start": "2022-01-01", "end": "2022-02-01"})
    assert top["timerepresentation"] == "interval"
    assert [(edge["start"], edge["end"]) for edge in edges] == [("2022-05-23",) * 2, ("2022-01-01", "2022-02-01")]
    assert (nodes["b"]["start"], nodes["b"]["end"]) == ("2022-01-01", "2022-05-23")
    assert not any("timestamp" in edge for edge in edges)


@pytest.mark.parametrize(
    ("start", "end", "days", "change"),
    [
        ("2022", None, ("2022-01-01", "2022-12-31"), WIDENED),
        ("2022-02", "2022-03", ("2022-02-01", "2022-03-31"), WIDENED),
        (dt.datetime(2022, 5, 23, 9), None, "2022-05-23", WIDENED),
        (dt.date(2022, 5, 23), None, "2022-05-23", None),
        ("soon", None, None, TIMELESS),
        ("2022-05-24", "2022-05-23", None, TIMELESS),
        ("2022-02-30", None, None, TIMELESS),
    ],
)
def test_times_that_are_no_days(tmp_path: Path, start: Any, end: Any, days: Any, change: str | None) -> None:
    """A year or month is all its days; what GEXF cannot hold of a time stays as text, and is counted."""
    made: networkx.MultiGraph = networkx.MultiGraph()
    made.add_edge("a", "b", start=start, end=end)
    account = export(made, tmp_path / "a.gexf")
    assert account.mapped == ({} if change is None else {change: 1})
    (edge,) = ElementTree.parse(tmp_path / "a.gexf").getroot().iter(f"{GEXF}edge")
    found = edge.get("timestamp") or (edge.get("start"), edge.get("end"))
    assert found == (days or (None, None))
    given = {value.get("for"): value.get("value") for value in edge.iter(f"{GEXF}attvalue")}
    assert (given.get("start as text") is None) == (change is None)


def test_weight_that_is_no_number(tmp_path: Path) -> None:
    """A weight that is no number is kept as text."""
    made = networkx.Graph([("a", "b", {"weight": "heavy"}), ("b", "c", {"weight": 1.5})])
    assert export(made, tmp_path / "a.gexf").mapped == {NUMBERLESS: 1}
    first, second = ElementTree.parse(tmp_path / "a.gexf").getroot().iter(f"{GEXF}edge")
    assert first.get("weight") is None
    assert [value.attrib for value in first.iter(f"{GEXF}attvalue")] == [{"for": "weight as text", "value": "heavy"}]
    assert second.get("weight") == "1.5"


def test_many_labels_are_no_kinds(tmp_path: Path) -> None:
    """A label is the kind of its edge where there are at most a hundred."""
    assert all(
        edge["kind"] == edge["label"] for edge in written(tmp_path, *({"label": f"l{n}"} for n in range(100)))[1]
    )
    assert not any("kind" in edge for edge in written(tmp_path, *({"label": f"l{n}"} for n in range(101)))[1])


def test_positions_and_types(tmp_path: Path) -> None:
    """x, y and size are drawn; an attribute has the type of its values, text where they differ."""
    made: networkx.Graph = networkx.Graph()
    made.add_node("a", x=1.5, y=-2, size=10, n=1, m=1, flag=True)
    made.add_node("b", n=2.5, m="one")
    export(made, tmp_path / "a.gexf")
    root = ElementTree.parse(tmp_path / "a.gexf").getroot()
    assert [place.attrib for place in root.iter(f"{VIZ}position")] == [{"x": "1.5", "y": "-2", "z": "0"}]
    assert [size.attrib for size in root.iter(f"{VIZ}size")] == [{"value": "10"}]
    types = {attribute.get("title"): attribute.get("type") for attribute in root.iter(f"{GEXF}attribute")}
    assert types == {"n": "double", "m": "string", "flag": "boolean"}
