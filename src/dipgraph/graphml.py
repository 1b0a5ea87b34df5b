"""GraphML and Cytoscape JSON. A format is one function, which takes the edges as they come, and yields text.

What a format cannot hold is written as what it can, and counted by the words for it.
"""

from __future__ import annotations

import contextlib
import json
import math
from collections import Counter
from collections.abc import Iterator
from typing import Any

from dipgraph import registry
from dipgraph.markup import TEXT, Attributes, Mapped, Memo, drawn_by, escaper, plain, spooled
from dipgraph.network import Edges


@registry.register("export", "graphml")
def graphml(edges: Edges, mapped: Mapped) -> Iterator[str]:
    """Yield *edges* as GraphML for yEd, Gephi and Cytoscape: each edge has its id, labels stand as yEd draws them."""
    text = escaper(mapped)
    again = escaper(Counter())
    of_edges = Attributes('<data key="e{0}">', "</data>", text, mapped)
    of_nodes = Attributes('<data key="n{0}">', "</data>", text, mapped)
    names = Memo(text)

    def lines() -> Iterator[str]:
        for number, source, target, *values in edges.rows:
            cells = [pair for pair in zip(edges.columns, values, strict=True) if pair[1] is not None]
            inside = of_edges.all(cells)
            if label := dict(cells).get("label"):
                drawn = f"<y:EdgeLabel>{again(str(label))}</y:EdgeLabel>"
                inside += f'<data key="drawn-edge"><y:PolyLineEdge>{drawn}</y:PolyLineEdge></data>'
            yield f'<edge id="{text(number)}" source="{names[source]}" target="{names[target]}">{inside}</edge>\n'

    with spooled(lines()) as spool:
        shown = {name: of_nodes.all({"label": name, **data}.items()) for name, data in edges.nodes.items()}
        yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
        yield ' xmlns:y="http://www.yworks.com/xml/graphml">\n'
        yield '<key id="name" for="graph" attr.name="name" attr.type="string"/>\n'
        for part, attributes in (("node", of_nodes), ("edge", of_edges)):
            for number, title, type_ in attributes.declared():
                yield f'<key id="{part[0]}{number}" for="{part}" attr.name="{title}" attr.type="{type_}"/>\n'
            yield f'<key id="drawn-{part}" for="{part}" yfiles.type="{part}graphics"/>\n'
        yield f'<graph edgedefault="{"directed" if edges.directed else "undirected"}">\n'
        yield f'<data key="name">{text(edges.name)}</data>\n'
        for name, data in edges.nodes.items():
            place = ""
            if "x" in drawn_by(data):
                place = f'<y:Geometry x="{data["x"]}" y="{data["y"]}" width="30" height="30"/>'
            drawn = f"{place}<y:NodeLabel>{again(str(data.get('label', name)))}</y:NodeLabel>"
            drawn = f'<data key="drawn-node"><y:ShapeNode>{drawn}</y:ShapeNode></data>'
            yield f'<node id="{text(name)}">{shown[name]}{drawn}</node>\n'
        yield from spool
        yield "</graph>\n</graphml>\n"


@registry.register("export", "cyjs")
def cytoscape(edges: Edges, mapped: Mapped) -> Iterator[str]:
    """Yield *edges* as Cytoscape JSON, which Cytoscape Desktop and cytoscape.js read: labels are names, x and y places."""
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode

    def written(value: dict[str, Any]) -> str:
        with contextlib.suppress(TypeError, ValueError):
            line = encode(value)
            return line if line.isprintable() or line.isascii() else line.encode("utf-8", "backslashreplace").decode()
        return encode(_json(value, mapped))

    about = {"name": edges.name, "directed": edges.directed}
    yield f'{{"format_version": "1.0", "generated_by": "dipgraph", "directed": {encode(edges.directed)},\n'
    yield f' "multigraph": true, "data": {written(about)},\n "elements": {{"edges": ['
    comma = "\n"
    for number, source, target, *values in edges.rows:
        data = {"id": number, "source": source, "target": target}
        data.update(pair for pair in zip(edges.columns, values, strict=True) if pair[1] is not None)
        yield f'{comma}{{"data": {written(data)}}}'
        comma = ",\n"
    yield '],\n "nodes": ['
    comma = "\n"
    for name, data in edges.nodes.items():
        cells = {key: value for key, value in data.items() if value is not None}
        node = {"data": {"name": data.get("label", name), **cells, "id": name}}
        if "x" in drawn_by(data):
            node["position"] = {"x": data["x"], "y": data["y"]}
        yield f"{comma}{written(node)}"
        comma = ",\n"
    yield "]}}\n"


def _json(value: Any, mapped: Mapped) -> Any:
    """Return *value* with all that JSON has no form for as text, and counted."""
    if isinstance(value, dict):
        return {str(key): _json(item, mapped) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_json(item, mapped) for item in value]
    if value is None or isinstance(value, (str, bool, int)) or (isinstance(value, float) and math.isfinite(value)):
        return value
    mapped[TEXT] += 1
    return plain(value)
