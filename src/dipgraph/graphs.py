"""Networks as graphs of networkx, which draw themselves in a notebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

import networkx

from dipgraph.network import edges
from dipgraph.page import page
from dipgraph.query import Query, Value
from dipgraph.stores import Store
from dipgraph.streams import streamed

# A notebook holds each drawing whole: of more edges only the numbers are shown.
MOST_DRAWN = 5_000


class _Drawn:
    """What a graph of networkx needs to be drawn in a notebook."""

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        """Return the page that draws the network, in a frame that reaches nothing outside; else its size in words."""
        size = escape(str(self))
        if self.number_of_edges() > MOST_DRAWN:  # type: ignore[attr-defined]
            return f"<p>{size}: too many edges to be drawn here, export them</p>"
        drawn = "".join(page(streamed(self), Counter()))
        style = "width: 100%; height: 600px; border: 1px solid #ccc"
        frame = 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"'
        return f'<iframe {frame} style="{style}" title="{size}" srcdoc="{escape(drawn)}"></iframe>'


class Network(_Drawn, networkx.MultiGraph):  # type: ignore[misc]
    """A network without directions."""


class DirectedNetwork(_Drawn, networkx.MultiDiGraph):  # type: ignore[misc]
    """A network whose edges have a direction."""


def network(store: Store, name: str | Query, **values: Value | Sequence[Value] | None) -> Network | DirectedNetwork:
    """Return the network *name* from *store*, or that of a query of one's own.

    Nodes are short IRIs with ``label``, ``type`` and ``iri``; edges have an ``id``, a number as ``weight``, and text for
    the rest. Parallel edges are kept. A UsageError says what a query lacks to be a network.
    """
    stream = edges(store, name, **values)
    graph: Network | DirectedNetwork = DirectedNetwork() if stream.directed else Network()
    graph.graph.update(name=stream.name, **({"relation": stream.relation} if stream.relation else {}))
    for number, source, target, cells in stream.given:
        graph.add_edge(source, target, id=number, **cells)
    graph.add_nodes_from(stream.nodes.items())
    return graph
