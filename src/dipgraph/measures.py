"""Measures of a network: where its nodes are drawn, and how central they are; by igraph where it is installed."""

from __future__ import annotations

import random
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from dipgraph.errors import UsageError

if TYPE_CHECKING:
    import igraph
    import networkx


def measured(graph: networkx.Graph, seed: int = 1) -> networkx.Graph:
    """Return a copy of *graph* whose nodes have ``x`` and ``y``, a ``size`` by degree, and what ``centrality`` gives."""
    found, places = centrality(graph), layout(graph, seed)
    most = max((node["degree"] for node in found.values()), default=0) or 1
    copy = graph.copy()
    for node, (x, y) in places.items():
        size = round(10 + 30 * (found[node]["degree"] / most) ** 0.5, 1)
        copy.nodes[node].update(x=x, y=y, size=size, **found[node])
    return copy


def centrality(graph: networkx.Graph) -> dict[Any, dict[str, int | float]]:
    """Return for each node its degree, strength and betweenness, the same with and without igraph.

    The degree counts edges, parallel ones each and a loop twice; the strength is the sum of their weights, 1 where an edge
    has none. Betweenness is the share of the shortest paths between all pairs of others that lead through the node: a path
    is as long as its edges are many, and parallel edges are one. Directed edges are followed in their direction.
    """
    import networkx

    if find_spec("igraph"):
        simple, nodes = _igraph(graph)
        count = len(nodes)
        pairs = (count - 1) * (count - 2) / (1 if graph.is_directed() else 2) or 1.0
        between = {node: value / pairs for node, value in zip(nodes, simple.betweenness(), strict=True)}
    else:
        between = networkx.betweenness_centrality(graph)
    degrees, strengths = dict(graph.degree()), dict(graph.degree(weight="weight"))
    return {
        node: {"degree": degrees[node], "strength": strengths[node], "betweenness": float(between[node])}
        for node in graph.nodes
    }


def layout(graph: networkx.Graph, seed: int = 1) -> dict[Any, tuple[float, float]]:
    """Return for each node where it is drawn, the same each time for the same *seed*.

    Nodes that are joined attract each other, all others repel (Fruchterman and Reingold). Without igraph, networkx does it
    with numpy; a UsageError says where neither is installed.
    """
    import networkx

    width = 100 * len(graph) ** 0.5
    if find_spec("igraph"):
        import igraph

        simple, nodes = _igraph(graph)
        igraph.set_random_number_generator(random.Random(seed))
        try:
            placed = simple.layout_fruchterman_reingold()
        finally:
            igraph.set_random_number_generator(random)
        if len(nodes) > 1:
            placed.fit_into((0, 0, width, width), keep_aspect_ratio=True)
        places = dict(zip(nodes, placed.coords, strict=True))
    else:
        try:
            places = networkx.spring_layout(networkx.Graph(graph), seed=seed, scale=width / 2)
        except ImportError:
            raise UsageError("a layout needs igraph: pip install 'dipgraph[fast]'") from None
    return {node: (round(float(x), 2), round(float(y), 2)) for node, (x, y) in places.items()}


def _igraph(graph: networkx.Graph) -> tuple[igraph.Graph, list[Any]]:
    """Return *graph* without parallel edges and loops in igraph, and the nodes by their number there."""
    import igraph

    nodes = list(graph.nodes)
    numbers = {node: number for number, node in enumerate(nodes)}
    pairs = {(numbers[source], numbers[target]) for source, target in graph.edges() if source != target}
    joined = pairs if graph.is_directed() else {(min(pair), max(pair)) for pair in pairs}
    return igraph.Graph(len(nodes), sorted(joined), directed=graph.is_directed()), nodes
