"""Measures: the same with igraph and without."""

from __future__ import annotations

from importlib.util import find_spec

import networkx
import pytest

from dipgraph.measures import centrality, layout, measured


def some(directed: bool) -> networkx.MultiGraph:
    """Return a graph with parallel edges, a loop, a node alone and an edge without weight."""
    graph = networkx.MultiDiGraph() if directed else networkx.MultiGraph()
    graph.add_weighted_edges_from(
        [
            ("a", "b", 2),
            ("a", "b", 3),
            ("b", "c", 1),
            ("c", "d", 1),
            ("d", "b", 1),
            ("d", "e", 4),
            ("e", "e", 1),
            ("a", "f", 1),
            ("f", "c", 1),
        ]
    )
    graph.add_edge("b", "a")
    graph.add_node("alone")
    return graph


def test_centrality_by_hand() -> None:
    """A path of three: the middle is on the only path of others; parallel edges count as degree, not as paths."""
    graph = networkx.MultiGraph()
    graph.add_edge("a", "b", weight=2)
    graph.add_edge("a", "b", weight=3)
    graph.add_edge("b", "c")
    assert centrality(graph) == {
        "a": {"degree": 2, "strength": 5, "betweenness": 0.0},
        "b": {"degree": 3, "strength": 6, "betweenness": 1.0},
        "c": {"degree": 1, "strength": 1, "betweenness": 0.0},
    }


@pytest.mark.parametrize("directed", [False, True])
def test_centrality_is_the_same_without_igraph(directed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """igraph and networkx agree, on parallel edges and loops as well."""
    pytest.importorskip("igraph")
    graph = some(directed)
    by_igraph = centrality(graph)
    without_igraph(monkeypatch)
    by_networkx = centrality(graph)
    assert len(by_igraph) == 7
    for node, found in by_igraph.items():
        assert found == pytest.approx(by_networkx[node], abs=1e-9)
    assert max(found["betweenness"] for found in by_igraph.values()) > 0


def without_igraph(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let igraph be as if it were not installed."""
    monkeypatch.setattr("dipgraph.measures.find_spec", lambda name: None if name == "igraph" else find_spec(name))


@pytest.mark.parametrize("library", ["igraph", "numpy"])
def test_layout_is_the_same_each_time(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same seed gives the same places, one for each node; another seed gives others."""
    pytest.importorskip(library)
    if library != "igraph":
        without_igraph(monkeypatch)
    graph = some(False)
    places = layout(graph, seed=1)
    assert set(places) == set(graph)
    assert len(set(places.values())) == len(graph)
    assert layout(graph, seed=1) == places
    assert layout(graph, seed=2) != places


def test_measured_is_a_copy() -> None:
    """Nodes get places, a size and measures; the graph that was given stays as it was."""
    graph = some(False)
    result = measured(graph)
    assert {"x", "y", "size", "degree", "strength", "betweenness"} == set(result.nodes["a"])
    assert result.nodes["b"]["size"] == 40
    assert not graph.nodes["a"]
    assert result.number_of_edges() == graph.number_of_edges()


@pytest.mark.parametrize("nodes", [[], ["a"], ["a", "b"]])
def test_small_graphs(nodes: list[str]) -> None:
    """Graphs of no, one and two nodes are measured too."""
    graph = networkx.Graph()
    graph.add_nodes_from(nodes)
    assert sorted(measured(graph)) == nodes
