"""GraphML and Cytoscape JSON, read back."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest

from conftest import LABEL
from dipgraph import export

YED = "{http://www.yworks.com/xml/graphml}"


def test_graphml_is_read_back(graph: networkx.MultiGraph, tmp_path: Path) -> None:
    """networkx reads from GraphML the same nodes and edges, each edge with its id as key, numbers as numbers."""
    export(graph, tmp_path / "a.graphml")
    back = networkx.read_graphml(tmp_path / "a.graphml", force_multigraph=True)
    assert back.is_directed() == graph.is_directed()
    assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
    found = {key: data for _, _, key, data in back.edges(keys=True, data=True)}
    assert sorted(found) == ["e1", "e2"]
    assert found["e1"]["weight"] == 2
    assert found["e1"]["evidence"] == "https://example.org/doc?a=1&b=2#p"
    assert found["e2"]["label"] == "called\ufffd line\nend"


def test_graphml_is_read_by_igraph(graph: networkx.MultiGraph, tmp_path: Path) -> None:
    """igraph reads the same nodes and edges without a warning."""
    igraph = pytest.importorskip("igraph")
    export(graph, tmp_path / "a.graphml")
    back = igraph.Graph.Read_GraphML(str(tmp_path / "a.graphml"))
    assert (back.vcount(), back.ecount(), back.is_directed()) == (2, 2, graph.is_directed())
    assert back.vs["label"] == [LABEL, "person/b"]
    assert back.es["weight"] == [2, 1]


def test_graphml_has_labels_and_places_as_yed_draws_them(graph: networkx.MultiGraph, tmp_path: Path) -> None:
    """yEd draws labels and places that stand in elements of its own."""
    graph.nodes["person/a"].update(x=1.5, y=2)
    export(graph, tmp_path / "a.graphml")
    root = ElementTree.parse(tmp_path / "a.graphml").getroot()
    assert [label.text for label in root.iter(f"{YED}NodeLabel")] == [LABEL, "person/b"]
    assert [label.text for label in root.iter(f"{YED}EdgeLabel")] == ["met", "called\ufffd line\nend"]
    assert [(place.get("x"), place.get("y")) for place in root.iter(f"{YED}Geometry")] == [("1.5", "2")]


def test_cytoscape(graph: networkx.MultiGraph, tmp_path: Path) -> None:
    """Cytoscape JSON names nodes by their labels, and keeps every character of them."""
    export(graph, tmp_path / "a.cyjs")
    parsed = json.loads((tmp_path / "a.cyjs").read_text(encoding="utf-8"))
    nodes = {node["data"]["id"]: node["data"] for node in parsed["elements"]["nodes"]}
    assert nodes["person/a"]["name"] == LABEL
    assert nodes["person/b"]["name"] == "person/b"
    edges = [edge["data"] for edge in parsed["elements"]["edges"]]
    assert [edge["id"] for edge in edges] == ["e1", "e2"]
    assert edges[1]["label"] == "called\x07 line\nend"
    assert (edges[0]["source"], edges[0]["target"], edges[0]["weight"]) == ("person/a", "person/b", 2)


def test_cytoscape_has_positions_and_lists(tmp_path: Path) -> None:
    """A node with x and y has its place; lists stay lists, and half a character is written so that it can be read."""
    made: networkx.Graph = networkx.Graph()
    made.add_node("a", x=1.5, y=2, list=[1, "two"], odd="\ud800")
    export(made, tmp_path / "a.cyjs")
    (node,) = json.loads((tmp_path / "a.cyjs").read_text(encoding="utf-8"))["elements"]["nodes"]
    assert node["position"] == {"x": 1.5, "y": 2}
    assert (node["data"]["list"], node["data"]["odd"]) == ([1, "two"], "\ud800")
