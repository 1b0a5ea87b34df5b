"""Networks as JSON, read back."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import networkx

from conftest import LABEL
from dipgraph import export


def read(graph: networkx.Graph, path: Path) -> Any:
    """Return what stands in *path* once *graph* was written to it."""
    export(graph, path)
    return json.loads(path.read_text(encoding="utf-8"))


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


def test_cytoscape_says_what_joins(graph: networkx.MultiGraph, tmp_path: Path) -> None:
    """What joins the ends is the interaction: the relation of the network, or else the label of the edge."""
    edges = read(graph, tmp_path / "a.cyjs")["elements"]["edges"]
    assert [edge["data"]["interaction"] for edge in edges] == ["met", "called\x07 line\nend"]
    graph.graph["relation"] = "knew"
    edges = read(graph, tmp_path / "a.cyjs")["elements"]["edges"]
    assert [edge["data"]["interaction"] for edge in edges] == ["knew", "knew"]


def test_d3_is_what_networkx_writes(graph: networkx.MultiGraph, tmp_path: Path) -> None:
    """networkx reads nodes and links as it writes them itself."""
    back = networkx.node_link_graph(read(graph, tmp_path / "a.d3.json"), edges="links", key="id")
    assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
    found = {key: data for *_, key, data in back.edges(keys=True, data=True)}
    given = {data["id"]: {key: data[key] for key in data if key != "id"} for *_, data in graph.edges(data=True)}
    assert found == given
    assert back.is_directed() == graph.is_directed()


def test_graphology(graph: networkx.MultiGraph, tmp_path: Path) -> None:
    """Each node has a place, a colour and a size; what sigma.js takes for a way of drawing has another name."""
    found = read(graph, tmp_path / "a.graphology.json")
    assert found["options"] == {
        "type": "directed" if graph.is_directed() else "undirected", "multi": True, "allowSelfLoops": True
    }  # fmt: skip
    for node in found["nodes"]:
        assert {"x", "y", "size", "color", "nodeType"} <= node["attributes"].keys()
        assert "type" not in node["attributes"]
    assert {edge["undirected"] for edge in found["edges"]} == {not graph.is_directed()}
    assert found["nodes"][0]["attributes"]["label"] == LABEL


def aspects(found: Any) -> dict[str, Any]:
    """Return the aspects of CX2 by their names."""
    return {name: value for part in found[1:] for name, value in part.items()}


def test_cx2(graph: networkx.MultiGraph, tmp_path: Path) -> None:
    """Aspects come in the order that CX2 asks for, with their counts; each value has the type that is declared."""
    found = read(graph, tmp_path / "a.cx2")
    assert found[0] == {"CXVersion": "2.0", "hasFragments": False}
    assert found[-1] == {"status": [{"success": True}]}
    names = [name for part in found[1:] for name in part]
    counted = [about["name"] for about in found[1]["metaData"]]
    assert names == ["metaData", *counted, "status"]
    parts = aspects(found)
    assert {about["name"]: about["elementCount"] for about in found[1]["metaData"]} == {
        name: len(parts[name]) for name in counted
    }
    (declared,) = parts["attributeDeclarations"]
    assert declared["edges"]["weight"] == {"d": "long"}
    assert parts["edges"][0]["v"]["name"] == "person/a (met) person/b"
    assert [(edge["s"], edge["t"]) for edge in parts["edges"]] == [(0, 1), (0, 1)]
    assert [node["v"]["name"] for node in parts["nodes"]] == [LABEL, "person/b"]


def test_cx2_with_mixed_values(tmp_path: Path) -> None:
    """Numbers of both kinds are double, what is mixed else is text, and what CX2 lacks is text and counted."""
    graph: networkx.MultiGraph = networkx.MultiGraph()
    graph.add_node("a", x=1, y=2, mixed=1, n=1, when=dt.date(2020, 1, 2), flag=True)
    graph.add_node("b", mixed="two", n=1.5, flag=None)
    graph.add_edge("a", "b", mixed=True, list=[1])
    graph.add_edge("a", "b", mixed="no", odd=float("inf"))
    account = export(graph, tmp_path / "a.cx2")
    parts = aspects(json.loads((tmp_path / "a.cx2").read_bytes()))
    (declared,) = parts["attributeDeclarations"]
    assert {key: type_["d"] for key, type_ in declared["nodes"].items()} == {
        "name": "string", "label": "string", "mixed": "string", "n": "double", "when": "string", "flag": "boolean",
        "id": "string",
    }  # fmt: skip
    values = [node["v"] for node in parts["nodes"]]
    assert [value["mixed"] for value in values] == ["1", "two"]
    assert values[0]["when"] == "2020-01-02"
    assert "flag" not in values[1]
    assert [{key: edge["v"].get(key) for key in ("mixed", "list", "odd")} for edge in parts["edges"]] == [
        {"mixed": "true", "list": "[1]", "odd": None},
        {"mixed": "no", "list": None, "odd": "INF"},
    ]
    assert (parts["nodes"][0]["x"], parts["nodes"][0]["y"]) == (1, 2)
    assert sum(account.mapped.values()) == 3
