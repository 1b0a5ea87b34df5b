"""Networks as graphs of networkx, in a notebook."""

from __future__ import annotations

import html
import re

import networkx

from dipgraph import network
from dipgraph.graphs import MOST_DRAWN, DirectedNetwork, Network
from dipgraph.stores import Store


def test_networks_are_graphs_of_networkx(shipped_store: Store) -> None:
    """What networkx does with a graph it does with a network; a copy is a network too."""
    graph = network(shipped_store, "who-met-whom")
    assert isinstance(graph, Network)
    assert isinstance(graph, networkx.MultiGraph)
    assert isinstance(network(shipped_store, "commitment-links"), DirectedNetwork)
    assert isinstance(graph.copy(), Network)
    assert graph.copy().graph == {"name": "Who met whom, and how often?", "relation": "met"}
    assert networkx.number_connected_components(graph) == 1


def test_network_is_drawn_in_a_frame(shipped_store: Store) -> None:
    """A notebook shows the page in a frame without an origin, escaped."""
    graph = network(shipped_store, "who-met-whom")
    graph.graph["name"] = '"><script>alert(1)</script>'
    shown = graph._repr_html_()
    (page,) = re.findall(r'^<iframe sandbox="allow-scripts [a-z -]*" [^>]* srcdoc="([^"]*)"></iframe>$', shown)
    assert "<" not in page
    assert html.unescape(page).startswith("<!doctype html>")
    assert "<script>alert" not in shown
    assert "<script>alert" not in html.unescape(page)


def test_network_that_is_not_drawn() -> None:
    """A network of very many edges is told in words."""
    many = Network([("a", "b")] * (MOST_DRAWN + 1), name="<many>")
    assert many._repr_html_().startswith("<p>Network named &#x27;&lt;many&gt;&#x27; with 2 nodes and 5001 edges")
