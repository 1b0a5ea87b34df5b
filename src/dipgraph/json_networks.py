"""Networks as JSON: for Cytoscape (cyjs, CX2), for graphology and sigma.js, and for D3.

JSON keeps every character; half a character of UTF-16 stands as JSON escapes it.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from dipgraph import registry
from dipgraph.looks import LOOKS, look, places
from dipgraph.markup import Mapped, drawn_by, is_scalar, plain, spooled, worded
from dipgraph.network import Edges
from dipgraph.streams import apart

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
# The dicts in what is written that have the attributes of a node or an edge.
_PARTS = ("data", "attributes", "v", "position")
_CX2_TYPES = {str: "string", bool: "boolean", int: "long", float: "double"}


@registry.register("export", "cyjs")
def cytoscape(edges: Edges, mapped: Mapped) -> Iterator[str]:
    """Yield *edges* as Cytoscape JSON, which Cytoscape Desktop and cytoscape.js read: labels are names, x and y places."""
    about = {"name": edges.name, "directed": edges.directed}
    yield f'{{"format_version": "1.0", "generated_by": "dipgraph", "directed": {_encode(edges.directed)},\n'
    yield f' "multigraph": true, "data": {_written(about, mapped)},\n "elements": {{"edges": ['
    yield from _listed(
        mapped,
        (
            {"data": {"interaction": edges.related(cells), "id": number, "source": source, "target": target, **cells}}
            for number, source, target, cells in edges.given
        ),
    )
    yield '],\n "nodes": ['
    yield from _listed(
        mapped,
        (
            {"data": {"name": data.get("label", name), **_apart(_having(data), "parent"), "id": name}}
            | ({"position": {"x": data["x"], "y": data["y"]}} if "x" in drawn_by(data) else {})
            for name, data in edges.nodes.items()
        ),
    )
    yield "]}}\n"


@registry.register("export", "d3.json")
def d3(edges: Edges, mapped: Mapped) -> Iterator[str]:
    """Yield *edges* as nodes and links, as D3 and networkx (``node_link_graph(…, edges="links", key="id")``) have them."""
    about = {"name": edges.name, **({"relation": edges.relation} if edges.relation else {})}
    yield f'{{"directed": {_encode(edges.directed)}, "multigraph": true, "graph": {_written(about, mapped)},\n "links": ['
    yield from _listed(
        mapped,
        ({**cells, "id": number, "source": source, "target": target} for number, source, target, cells in edges.given),
    )
    yield '],\n "nodes": ['
    yield from _listed(mapped, ({"label": name, **_having(data), "id": name} for name, data in edges.nodes.items()))
    yield "]}\n"


@registry.register("export", "graphology.json")
def graphology(edges: Edges, mapped: Mapped) -> Iterator[str]:
    """Yield *edges* as graphology reads them and sigma.js draws them: each node with a place, a colour and a size.

    sigma.js takes ``type`` for its way of drawing: the type of a node is its ``nodeType``, that of an edge ``edgeType``.
    """
    kind = "directed" if edges.directed else "undirected"
    about = {"name": edges.name}
    yield f'{{"attributes": {_written(about, mapped)},\n'
    yield f' "options": {{"type": "{kind}", "multi": true, "allowSelfLoops": true}},\n "edges": ['
    yield from _listed(
        mapped,
        (
            {"key": number, "source": source, "target": target, "undirected": not edges.directed}
            | {"attributes": _renamed("edgeType", cells)}
            for number, source, target, cells in edges.given
        ),
    )
    yield '],\n "nodes": ['
    nodes = zip(edges.nodes.items(), places(edges.nodes.values()), strict=True)
    yield from _listed(
        mapped,
        (
            {"key": name}
            | {
                "attributes": {
                    "label": name,
                    "size": 5,
                    "color": look(data).colour,
                    **_renamed("nodeType", data),
                    "x": x,
                    "y": y,
                }
            }
            for (name, data), (x, y) in nodes
        ),
    )
    yield "]}\n"


@registry.register("export", "cx2")
def cx2(edges: Edges, mapped: Mapped) -> Iterator[str]:
    """Yield *edges* as CX2, for Cytoscape Desktop and NDEx: labels are names, types declared, colours and shapes by type.

    Nodes and edges have numbers there; the names that they have here are their ``id``.
    """
    numbers: defaultdict[str, int] = defaultdict(lambda: len(numbers))
    of_edges, of_nodes = _Typed(mapped), _Typed(mapped)

    def lines() -> Iterator[str]:
        for count, (number, source, target, cells) in enumerate(edges.given):
            relation = edges.related(cells)
            values = {"name": f"{source} ({relation}) {target}", "interaction": relation, **cells, "id": number}
            of_edges.take(values)
            yield _written({"id": count, "s": numbers[source], "t": numbers[target], "v": values}, mapped) + "\n"

    with spooled(lines()) as spool:
        shown = {}
        for name, data in edges.nodes.items():
            placed = drawn_by(data) if "x" in drawn_by(data) else ()
            values = {key: value for key, value in _having(data).items() if key not in placed or key == "size"}
            shown[name] = {"name": data.get("label", name), **values, "id": name}
            of_nodes.take(shown[name])
        declared = {
            "networkAttributes": {"name": {"d": "string"}},
            "nodes": of_nodes.declared(),
            "edges": of_edges.declared(),
        }
        counts = {"attributeDeclarations": 1, "networkAttributes": 1, "nodes": len(edges.nodes)}
        counts |= {"edges": of_edges.number, "visualProperties": 1}
        about = [{"name": name, "elementCount": count} for name, count in counts.items() if count]
        yield '[{"CXVersion": "2.0", "hasFragments": false},\n'
        yield f'{{"metaData": {_encode(about)}}},\n{{"attributeDeclarations": [{_written(declared, mapped)}]}},\n'
        yield f'{{"networkAttributes": [{_written({"name": edges.name}, mapped)}]}},\n{{"nodes": ['
        yield from _listed(
            mapped,
            (
                {"id": numbers[name], **({"x": data["x"], "y": data["y"]} if "x" in drawn_by(data) else {})}
                | {"v": of_nodes.fitted(shown[name])}
                for name, data in edges.nodes.items()
            ),
        )
        yield ']},\n{"edges": ['
        comma = "\n"
        again = bool(of_edges.mixed)
        for line in (line for some in spool for line in some.split("\n") if line):
            edge = json.loads(line) if again else {}
            yield comma + (_written({**edge, "v": of_edges.fitted(edge["v"])}, mapped) if again else line)
            comma = ",\n"
        yield f']}},\n{{"visualProperties": [{_encode(_style())}]}},\n{{"status": [{{"success": true}}]}}]\n'


class _Typed:
    """The type of each attribute in CX2, known once all values have been taken."""

    def __init__(self, mapped: Mapped) -> None:
        self.mapped, self.number = mapped, 0
        self.found: dict[str, set[str]] = {}

    def take(self, values: dict[str, Any]) -> None:
        """Take the types of *values* into account; what has none is mixed with text."""
        self.number += 1
        for key, value in values.items():
            type_ = _CX2_TYPES.get(type(value), "")
            self.found.setdefault(str(key), set()).add("" if type_ == "double" and not math.isfinite(value) else type_)

    @property
    def types(self) -> dict[str, str]:
        """Return the type of each: numbers of both kinds are double, what is mixed else is string."""
        return {
            key: "double"
            if types == {"long", "double"}
            else "string"
            if len(types) > 1
            else next(iter(types)) or "string"
            for key, types in self.found.items()
        }

    @property
    def mixed(self) -> set[str]:
        """Return the attributes of which some values are to be written as text."""
        return {key for key, type_ in self.types.items() if type_ == "string" and self.found[key] != {"string"}}

    def declared(self) -> dict[str, dict[str, str]]:
        """Return the types as CX2 declares them."""
        return {key: {"d": type_} for key, type_ in self.types.items()}

    def fitted(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return *values* as their types have them."""
        mixed = self.mixed
        return {
            str(key): value
            if str(key) not in mixed or type(value) is str
            else plain(value)
            if is_scalar(value)
            else worded(value, self.mapped)
            for key, value in values.items()
        }


def _style() -> dict[str, Any]:
    """Return how Cytoscape draws a network: names as labels, colour and shape by type."""

    def by_type(value: Callable[[Any], str]) -> dict[str, Any]:
        chosen = [{"v": name, "vp": value(look_)} for name, look_ in LOOKS.items()]
        return {"type": "DISCRETE", "definition": {"attribute": "type", "type": "string", "map": chosen}}

    labels = {"type": "PASSTHROUGH", "definition": {"attribute": "name", "type": "string"}}
    mapping = {
        "NODE_LABEL": labels,
        "NODE_BACKGROUND_COLOR": by_type(lambda drawn: drawn.colour),
        "NODE_SHAPE": by_type(lambda drawn: drawn.shape),
    }
    return {"default": {"network": {}, "node": {}, "edge": {}}, "nodeMapping": mapping, "edgeMapping": {}}


def _listed(mapped: Mapped, values: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield *values* as the items of a list, a line each."""
    comma = "\n"
    for value in values:
        yield comma + _written(value, mapped)
        comma = ",\n"


def _having(data: dict[str, Any]) -> dict[str, Any]:
    """Return *data* without what is None."""
    return {key: value for key, value in data.items() if value is not None}


def _apart(data: dict[str, Any], *taken: str) -> dict[str, Any]:
    """Return *data* with the names that are *taken* set apart."""
    return {apart(str(key), taken): value for key, value in data.items()}


def _renamed(name: str, data: dict[str, Any]) -> dict[str, Any]:
    """Return *data* with its ``type`` as *name*, and with what sigma.js would take for a place that is none set apart."""
    having = _having(data)
    places = [key for key in ("x", "y") if key in having and "x" not in drawn_by(having)]
    kept = _apart({key: value for key, value in having.items() if key != "type"}, name, *places)
    return {**kept, **({name: having["type"]} if "type" in having else {})}


def _written(value: dict[str, Any], mapped: Mapped) -> str:
    """Return *value* as one line of JSON; what it has no form for is text, and counted."""
    try:
        line = _encode(value)
    except (TypeError, ValueError):
        try:
            line = _encode(_json(value, mapped))
        except RecursionError:
            # What holds itself is text as Python writes it.
            line = _encode(_json(_flat(value, mapped), mapped))
    return line if line.isprintable() or line.isascii() else line.encode("utf-8", "backslashreplace").decode()


def _flat(value: dict[str, Any], mapped: Mapped) -> dict[str, Any]:
    """Return *value* with the lists in it, and in the dicts in it, as text."""
    return {
        str(key): _flat(item, mapped)
        if isinstance(item, dict) and key in _PARTS
        else item
        if item is None or is_scalar(item)
        else worded(item, mapped)
        for key, item in value.items()
    }


def _json(value: Any, mapped: Mapped) -> Any:
    """Return *value* with all that JSON has no form for as text, and counted."""
    if isinstance(value, dict):
        return {str(key): _json(item, mapped) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_json(item, mapped) for item in value]
    if value is None or is_scalar(value):
        return value
    return worded(value, mapped)
