"""A network as one page of HTML, which draws it in any browser and asks nothing of any network.

The page stands in page.html; what is drawn goes into it as JSON.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dipgraph import looks, registry
from dipgraph.errors import UsageError
from dipgraph.looks import LOOKS, OTHER
from dipgraph.markup import Mapped, drawn_by, is_scalar, worded
from dipgraph.measures import layout
from dipgraph.network import Edges
from dipgraph.tables import whole

_PAGE = Path(__file__).with_name("page.html")
CIRCLE = "nodes placed on a circle, since igraph is not installed (pip install 'dipgraph[fast]')"
_DATA, _TITLE = "{{data}}", "{{title}}"


@registry.register("export", "html")
def page(edges: Edges, mapped: Mapped) -> Iterator[str]:
    """Yield *edges* as a page that draws them: a click on a node or an edge shows what it has, and the evidence.

    Nodes without places get them, by igraph or numpy; where neither is installed, on a circle. The page holds the whole
    network, as does the browser: some thousand edges are what can be looked at.
    """
    import networkx

    graph: networkx.Graph = networkx.MultiDiGraph() if edges.directed else networkx.MultiGraph()
    numbers: dict[str, int] = {}
    drawn = []
    for number, source, target, cells in edges.given:
        ends = [numbers.setdefault(name, len(numbers)) for name in (source, target)]
        graph.add_edge(*ends)
        drawn.append({"id": number, "relation": edges.related(cells), "ends": ends, "has": _shown(cells, mapped)})
    for name in edges.nodes:
        graph.add_node(numbers.setdefault(name, len(numbers)))
    nodes: list[dict[str, Any]] = [{}] * len(numbers)
    for name, data in edges.nodes.items():
        nodes[numbers[name]] = {"id": name, "label": str(data.get("label", name)), "has": _shown(data, mapped)}
    placed = all("x" in drawn_by(node["has"]) for node in nodes)
    places = {node: (data["has"].pop("x"), data["has"].pop("y")) for node, data in enumerate(nodes) if placed}
    try:
        places = places or layout(graph)
    except UsageError:
        mapped[CIRCLE] += len(nodes)
        places = dict(enumerate(looks.places(nodes)))
    for node, (x, y) in places.items():
        nodes[node] |= {"x": x, "y": y}
    colours = {"": OTHER.colour, **{kind: look.colour for kind, look in LOOKS.items()}}
    data = {"name": edges.name, "directed": edges.directed, "colours": colours, "nodes": nodes, "edges": drawn}
    written = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")).replace("<", "\\u003c")
    before, mark, after = _PAGE.read_text(encoding="utf-8").partition(_DATA)
    assert mark
    yield before.replace(_TITLE, html.escape(whole(edges.name, mapped)))
    yield written
    yield after


def _shown(cells: dict[str, Any], mapped: Mapped) -> dict[str, Any]:
    """Return *cells* as JSON has them: numbers, truth values and text."""
    return {
        str(key): value if is_scalar(value) else worded(value, mapped)
        for key, value in cells.items()
        if value is not None
    }
