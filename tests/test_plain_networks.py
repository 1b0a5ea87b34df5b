"""Pajek and GML."""

from __future__ import annotations

from pathlib import Path

import networkx
import pytest

from dipgraph import export
from dipgraph.plain_networks import KEYS, NAMED, UNQUOTED, WEIGHED


def test_pajek(tmp_path: Path) -> None:
    """Places are from 0 to 1, shapes go by type, labels of two nodes are told apart, a weight that is none is 1 and text."""
    graph = networkx.MultiGraph(name='Who "met"')
    graph.add_node("a", label="Ada", type="person", x=-10, y=0)
    graph.add_node("b", label="Ada", type="state", x=10.0, y=5)
    graph.add_edge("a", "b", weight=2.5, label="met", start="2020-01-02")
    graph.add_edge("a", "b", weight="heavy", shape="round")
    account = export(graph, tmp_path / "a.net")
    assert (tmp_path / "a.net").read_text("utf-8").splitlines() == [
        '% "Who ”met”"',
        "*Vertices 2",
        '1 "Ada (a)" 0.05 0.05 ellipse name "a" type "person"',
        '2 "Ada (b)" 0.95 0.275 box name "b" type "state"',
        "*Edges",
        '1 2 2.5 l "met" id "e1" start "2020-01-02"',
        '1 2 1 id "e2" shape_ "round" weight_as_text "heavy"',
    ]
    assert account.mapped == {UNQUOTED: 2, NAMED: 2, WEIGHED: 1, KEYS: 2}


def test_directed_edges_are_arcs(tmp_path: Path) -> None:
    """Pajek calls directed edges arcs."""
    export(networkx.DiGraph([("a", "b")]), tmp_path / "a.net")
    assert (tmp_path / "a.net").read_text("utf-8").splitlines()[-2:] == ["*Arcs", '1 2 1 id "e1"']


@pytest.mark.parametrize("kind", [networkx.MultiGraph, networkx.MultiDiGraph])
def test_gml(tmp_path: Path, kind: type[networkx.MultiGraph]) -> None:
    """networkx reads back ids, kinds and numbers; names that GML lacks are written with letters, and none is lost."""
    graph = kind(name="名")
    graph.add_node("a", label='A "&" B', **{"a b": 1, "a_b": 2, "9": 0.5, "graphics": "own", "名": "x"}, x=1, y=2.5)
    graph.add_edge("a", "b", label="é", weight=2**31, flag=True)
    account = export(graph, tmp_path / "a.gml")
    assert (tmp_path / "a.gml").read_bytes().isascii()
    back = networkx.read_gml(tmp_path / "a.gml", label="name")
    assert (back.is_directed(), back.graph["name"]) == (graph.is_directed(), "名")
    assert back.nodes["a"] == {
        "label": 'A "&" B', "a_b": 1, "a_b_": 2, "a9": 0.5, "graphics_": "own", "a_": "x", "graphics": {"x": 1.0, "y": 2.5}
    }  # fmt: skip
    assert dict(back["a"]["b"]) == {"e1": {"label": "é", "weight": "2147483648", "flag": "true"}}
    assert account.mapped[KEYS] == 5


def test_small_and_large_numbers_in_gml(tmp_path: Path) -> None:
    """A number without a point before its exponent would be read as two."""
    graph = networkx.Graph()
    graph.add_node("a", small=1e-05, large=1e20, negative=-2e-07)
    export(graph, tmp_path / "a.gml")
    back = networkx.read_gml(tmp_path / "a.gml", label="name")
    assert {key: back.nodes["a"][key] for key in ("small", "large", "negative")} == graph.nodes["a"]


def test_weight_that_is_no_number_in_pajek(tmp_path: Path) -> None:
    """igraph reads a network whose weight is none."""
    igraph = pytest.importorskip("igraph")
    graph = networkx.MultiGraph()
    graph.add_edge("a", "b", weight=float("nan"))
    assert export(graph, tmp_path / "a.net").mapped[WEIGHED] == 1
    assert igraph.Graph.Read_Pajek(str(tmp_path / "a.net")).es["weight"] == [1]
