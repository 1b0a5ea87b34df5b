"""Networks in the plain formats of older programs: Pajek, and GML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from dipgraph import registry
from dipgraph.looks import look, places
from dipgraph.markup import Mapped, Memo, drawn_by, is_finite, is_number, plain, spooled, worded
from dipgraph.network import Edges

UNQUOTED = "characters that Pajek cannot hold: quotes, backslashes and line ends written as ” / and a space"
NAMED = "labels that several nodes have written with the name of the node"
WEIGHED = "weights that are no numbers written as 1, and as text"
CONTROLS = "control characters written as U+FFFD"
KEYS = "names of attributes written with letters, digits and _ only"
_PAJEK = {"rectangle": "box", "hexagon": "box", "octagon": "box", "parallelogram": "box"}
# GML has whole numbers of 32 bits.
_GML_MOST = 2**31


@registry.register("export", "net")
def pajek(edges: Edges, mapped: Mapped) -> Iterator[str]:
    """Yield *edges* for Pajek: labels, places from 0 to 1, shapes by type, weights; the rest as names with values.

    Pajek has one value a line: an edge without a weight has 1, as Pajek takes it.
    """
    numbers: Memo = Memo(lambda name: str(len(numbers) + 1))

    def text(value: Any) -> str:
        written = value if isinstance(value, str) else plain(value, mapped)
        written = written.replace("\r\n", "\n")
        clean = written.translate({ord('"'): "”", ord("\\"): "/", 10: " ", 13: " "})
        if clean != written:
            mapped[UNQUOTED] += sum(one != other for one, other in zip(clean, written, strict=True))
        clean, found = re.subn("[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]", "\ufffd", clean)
        if found:
            mapped[CONTROLS] += found
        return f'"{clean}"'

    keyed = _keys(mapped, "id", "l", "name", "shape", "weight", "x", "y")

    def lines() -> Iterator[str]:
        for number, source, target, cells in edges.given:
            weight = cells.pop("weight", None)
            is_weight = is_finite(weight)
            if weight is not None and not is_weight:
                mapped[WEIGHED] += 1
                cells["weight as text"] = weight
            worth = plain(weight) if is_weight else "1"
            label = f" l {text(cells.pop('label'))}" if "label" in cells else ""
            rest = "".join(f" {keyed(key)} {text(value)}" for key, value in cells.items())
            yield f"{numbers[source]} {numbers[target]} {worth}{label} id {text(number)}{rest}\n"

    with spooled(lines()) as spool:
        order = {numbers[name]: (name, data) for name, data in edges.nodes.items()}
        labels = Counter(str(data.get("label", name)) for name, data in edges.nodes.items())
        yield f"% {text(edges.name)}\n*Vertices {len(order)}\n"
        ordered = [order[str(number)] for number in range(1, len(order) + 1)]
        drawn = list(places(data for _, data in ordered))
        low = [min((place[axis] for place in drawn), default=0) for axis in (0, 1)]
        wide = max((place[axis] - low[axis] for place in drawn for axis in (0, 1)), default=0) or 1
        for number, ((name, data), place) in enumerate(zip(ordered, drawn, strict=True), start=1):
            label = str(data.get("label", name))
            if labels[label] > 1:
                mapped[NAMED] += 1
                label = f"{label} ({name})"
            x, y = (round(0.05 + 0.9 * (place[axis] - low[axis]) / wide, 4) for axis in (0, 1))
            shape = look(data).shape
            gone = {"label", *({"x", "y"} & drawn_by(data))}
            left = {key: value for key, value in data.items() if value is not None and key not in gone}
            rest = "".join(f" {keyed(key)} {text(value)}" for key, value in left.items())
            yield f"{number} {text(label)} {x} {y} {_PAJEK.get(shape, shape)} name {text(name)}{rest}\n"
        yield "*Arcs\n" if edges.directed else "*Edges\n"
        yield from spool


@registry.register("export", "gml")
def gml(edges: Edges, mapped: Mapped) -> Iterator[str]:
    """Yield *edges* as GML for igraph, Cytoscape and networkx (``read_gml(file, label="name")``).

    The file is ASCII; all else stands as ``&#…;`` with its number, as the description of GML has it.
    """
    numbers: Memo = Memo(lambda name: str(len(numbers)))
    keyed = _keys(mapped, "graphics", "id", "key", "name", "source", "target")

    def value(given: Any) -> str:
        if is_number(given) and (abs(given) < _GML_MOST if isinstance(given, int) else abs(given) < float("inf")):
            return re.sub(r"^(-?\d+)e", r"\1.0e", repr(given))
        given = given if isinstance(given, str) else worded(given, mapped)
        given = given.replace("&", "&amp;").replace('"', "&quot;")
        return '"' + re.sub("[^ -~]", lambda found: f"&#{ord(found[0])};", given) + '"'

    def pairs(cells: dict[str, Any]) -> str:
        return "".join(f" {keyed(key)} {value(given)}" for key, given in cells.items() if given is not None)

    def lines() -> Iterator[str]:
        for number, source, target, cells in edges.given:
            yield f"  edge [ source {numbers[source]} target {numbers[target]} key {value(number)}{pairs(cells)} ]\n"

    with spooled(lines()) as spool:
        yield f'Creator "dipgraph"\ngraph [\n  directed {int(edges.directed)}\n  multigraph 1\n  name {value(edges.name)}\n'
        for name, data in edges.nodes.items():
            placed = f" graphics [ x {float(data['x'])} y {float(data['y'])} ]" if "x" in drawn_by(data) else ""
            own = {"label": name, **{key: data[key] for key in data if not placed or key not in ("x", "y")}}
            yield f"  node [ id {numbers[name]} name {value(name)}{pairs(own)}{placed} ]\n"
        yield from spool
        yield "]\n"


def _keys(mapped: Mapped, *taken: str) -> Callable[[Any], str]:
    """Return a function that writes names of attributes as ASCII letters, digits and "_", no two alike, none *taken*."""
    known: dict[Any, str] = {}

    def keyed(key: Any) -> str:
        if key not in known:
            plain_ = re.sub(r"[^A-Za-z0-9_]", "_", str(key))
            plain_ = plain_ if plain_[:1].isalpha() else f"a{plain_}"
            while plain_ in taken or plain_ in known.values():
                plain_ += "_"
            if plain_ != key:
                mapped[KEYS] += 1
            known[key] = plain_
        return known[key]

    return keyed
