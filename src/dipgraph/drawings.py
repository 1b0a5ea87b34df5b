"""Networks as text that is drawn: DOT for Graphviz, Mermaid for pages in Markdown."""

from __future__ import annotations

import json
import math
import re
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

from dipgraph import registry
from dipgraph.looks import LOOKS, OTHER, look
from dipgraph.markup import FORBIDDEN, Mapped, Memo, drawn_by, is_number, is_scalar, plain, spooled, worded
from dipgraph.network import Edges
from dipgraph.results import XML_FORBIDS
from dipgraph.streams import apart

# Mermaid draws no more edges, unless the page that draws it sets maxEdges.
MERMAID_DRAWS = 500
TOO_MANY = f"edges, of which Mermaid draws {MERMAID_DRAWS} unless its page sets maxEdges"
# Attributes by which Graphviz draws: those of one's own graph that are named so are set apart.
_DRAWN = (
    "area arrowhead arrowsize arrowtail bgcolor center class color colorscheme comment constraint decorate dir "
    "distortion edgeURL edgehref edgetarget edgetooltip fillcolor fixedsize fontcolor fontname fontsize gradientangle "
    "group headURL head_lp headclip headhref headlabel headport headtarget headtooltip height href id image imagepos "
    "imagescale key labelURL labelangle labeldistance labelfloat labelfontcolor labelfontname labelfontsize labelhref "
    "labeljust labelloc labeltarget labeltooltip layer len lhead lp ltail margin minlen nojustify ordering "
    "orientation penwidth peripheries pin pos rects regular root samehead sametail samplepoints shape shapefile "
    "showboxes sides size skew sortv style tailURL tail_lp tailclip tailhref taillabel tailport tailtarget "
    "tailtooltip target tooltip URL vertices width xlabel xlp z"
)
_DRAWS = frozenset(_DRAWN.split())
_WORDS = {"node", "edge", "graph", "digraph", "subgraph", "strict"}
# Labels of more characters are drawn in several lines; then the whole is the tooltip.
_WIDE = 32
MERMAID_READS = 50_000
TOO_LONG = f"characters drawn, of which Mermaid takes {MERMAID_READS} unless its page sets maxTextSize"
EMPTY = "empty labels written as a space"
_BOX = {"rectangle": "box"}


@registry.register("export", "dot")
def dot(edges: Edges, mapped: Mapped) -> Iterator[str]:
    """Yield *edges* as DOT for Graphviz: addresses are links of what is drawn, lines are thicker by weight.

    A backslash is written as two, and ``&`` in what is drawn as ``&amp;``, as Graphviz draws them.
    """
    quoted, drawn = _quoter(mapped, ""), _quoter(mapped, "&")
    names = Memo(quoted)
    line = "->" if edges.directed else "--"

    def lines() -> Iterator[str]:
        for number, source, target, cells in edges.given:
            weight = cells.get("weight", 0)
            wide = is_number(weight) and 1 <= weight < math.inf
            own = {"id": drawn(number), **({"penwidth": str(round(1 + math.log2(weight), 2))} if wide else {})}
            yield f"{names[source]} {line} {names[target]} [{_attributes(own, cells, quoted, drawn, mapped)}];\n"

    with spooled(lines()) as spool:
        yield f"{'digraph' if edges.directed else 'graph'} {quoted(edges.name)} {{\n"
        yield f"graph [label={drawn(edges.name)}, charset=utf8, overlap=false];\n"
        yield 'node [style=filled, fontname="sans-serif"];\nedge [fontname="sans-serif", fontsize=10];\n'
        for name, data in edges.nodes.items():
            colour, shape = look(data)
            own = {"label": drawn(name), "shape": _BOX.get(shape, shape), "fillcolor": f'"{colour}"'}
            if "x" in drawn_by(data):
                own["pos"] = f'"{data["x"]},{-data["y"]}"'
            yield f"{names[name]} [{_attributes(own, data, quoted, drawn, mapped)}];\n"
        yield from spool
        yield "}\n"


def _attributes(
    own: dict[str, str],
    given: dict[str, Any],
    quoted: Callable[[str], str],
    drawn: Callable[[str], str],
    mapped: Mapped,
) -> str:
    """Return attributes of DOT: *own*, which are written, and those *given*; addresses are the URL."""
    known = dict(own)
    link = next((key for key in ("address", "evidence", "iri") if given.get(key) is not None), "")
    for key, value in given.items():
        if value is None:
            continue
        text = plain(value, mapped) if not isinstance(value, str) else value
        name = "URL" if key == link else apart(key, _DRAWS)
        if name == "weight" and not (is_number(value) and 0 <= value < math.inf):
            name = "weight as text"
        if name == "label" and len(text) > _WIDE:
            known["tooltip"] = drawn(text)
            text = "\n".join(textwrap.wrap(text, _WIDE, break_long_words=False, break_on_hyphens=False)) or text
        is_plain = name.isidentifier() and name.isascii() and name.lower() not in _WORDS
        known[name if is_plain else quoted(name)] = drawn(text) if name in ("URL", "label") else quoted(text)
    return ", ".join(f"{name}={value}" for name, value in known.items())


def _quoter(mapped: Mapped, special: str) -> Callable[[str], str]:
    """Return a function that writes text between double quotes for DOT, what Graphviz draws with ``&`` as *special*."""

    def quoted(text: str) -> str:
        text = _allowed(text, mapped).replace("\\", "\\\\").replace('"', '\\"')
        text = text.replace("&", "&amp;").replace("\n", "\\n").replace("\r", "&#13;") if special else text
        # Graphviz reads no string of more than 16,384 bytes, but puts several together.
        pieces = re.findall(r"(?:[^\\]|\\.){1,4000}", text, re.DOTALL) or [""]
        return " + ".join(f'"{piece}"' for piece in pieces)

    return quoted


def _allowed(text: str, mapped: Mapped) -> str:
    """Return *text* with the characters that XML, which both are drawn as, forbids as U+FFFD, and counted."""
    if not text.isprintable():
        text, found = re.subn(XML_FORBIDS, "\ufffd", text)
        if found:
            mapped[FORBIDDEN] += found
    return text


@registry.register("export", "mmd")
def mermaid(edges: Edges, mapped: Mapped) -> Iterator[str]:
    """Yield *edges* as a flowchart of Mermaid: labels, weights and days are drawn, a click on a node opens its address.

    What each node and edge has else stands before it in a comment, as JSON.
    """
    numbers: Memo = Memo(lambda name: f"n{len(numbers)}")
    line = "-->" if edges.directed else "---"
    count = size = 0

    def lines() -> Iterator[str]:
        nonlocal count, size
        for number, source, target, cells in edges.given:
            count += 1
            words = [str(cells["label"])] if "label" in cells else []
            words += [plain(cells["weight"])] if is_number(cells.get("weight")) else []
            words += [" to ".join(dict.fromkeys(str(cells[key]) for key in ("start", "end") if key in cells))]
            shown = " · ".join(word for word in words if word)
            shown = f"|{_entities(shown, mapped)}|" if shown else ""
            drawn = f"{numbers[source]} {line}{shown} {numbers[target]}\n"
            size += len(drawn)
            yield f"%% {number} {_comment(cells, mapped)}\n{drawn}"

    with spooled(lines()) as spool:
        yield f"%% {_comment({'name': edges.name}, mapped)}\nflowchart LR\n"
        for name, data in edges.nodes.items():
            yield f"%% {_comment({'id': name, **data}, mapped)}\n"
            drawn = f"{numbers[name]}[{_entities(str(data.get('label', name)), mapped)}]:::{_class(data)}\n"
            address = data.get("iri")
            if isinstance(address, str) and re.fullmatch(r'https?://[^\s"<>\\`{}|^]+', address):
                drawn += f'click {numbers[name]} href "{address}"\n'
            size += len(drawn)
            yield drawn
        yield from spool
        for kind in sorted({_class(data) for data in edges.nodes.values()}):
            colour = LOOKS.get(kind, OTHER).colour
            yield f"classDef {kind} fill:{colour},stroke:#555,color:#000\n"
    if count > MERMAID_DRAWS:
        mapped[TOO_MANY] += count
    if size > MERMAID_READS:
        mapped[TOO_LONG] += size


def _class(data: dict[str, Any]) -> str:
    """Return the class of a node in Mermaid: its type, where that is one that is drawn in a way of its own."""
    kind = str(data.get("type"))
    return kind if kind in LOOKS else "other"


def _entities(text: str, mapped: Mapped) -> str:
    """Return *text* between double quotes for Mermaid: all but letters, digits and spaces as ``#…;`` with its number."""
    text = _allowed(text, mapped)
    if not text.strip():
        mapped[EMPTY] += 1
        text = "\u00a0"
    return '"' + re.sub(r"[^\w ]|_", lambda found: f"#{ord(found[0])};", text) + '"'


def _comment(cells: dict[str, Any], mapped: Mapped) -> str:
    """Return *cells* as JSON in ASCII on one line."""
    given = {str(key): value for key, value in cells.items() if value is not None}
    return json.dumps({key: value if is_scalar(value) else worded(value, mapped) for key, value in given.items()})
