"""What is downloaded of a thing: what is said of it and of its parts, and what names it, as triples or as a table.

Parts are what has no page of its own: blank nodes, and names with # to which it leads, such as the participations of a
meeting; of a document, all that its graph says. Of a blank node or a participation that names the thing there is what that
belongs to as well, else nobody would find the meeting.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox

from dipgraph.stores import Store
from dipgraph.terms import BASE, DIP

COLUMNS = ("subject", "property", "value", "document")
_PARTICIPATION = ox.NamedNode(DIP + "participation")


def triples(store: Store, thing: str) -> Iterator[ox.Triple]:
    """Yield what is downloaded of the *thing* with this IRI, each triple once, however many documents say so."""
    own = dict.fromkeys(quad.triple for quad in _own(store, thing))
    yield from own
    for quad in _naming(store, thing):
        said_so = store.embedded.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        if quad.triple not in own and next(said_so) == quad:
            yield quad.triple


def quads(store: Store, thing: str) -> Iterator[ox.Quad]:
    """Yield the same with each document that says so: first the thing, then its parts, then what names it."""
    own = dict.fromkeys(_own(store, thing))
    yield from own
    yield from (quad for quad in _naming(store, thing) if quad not in own)


def _own(store: Store, thing: str) -> list[ox.Quad]:
    """Return what is said of a *thing* and of its parts, in order."""
    find, node = store.embedded.quads_for_pattern, ox.NamedNode(thing)
    said: dict[Any, list[ox.Quad]] = {node: [*find(node, None, None, None)]}
    waiting: list[Any] = [node]
    while waiting:
        for quad in said[waiting.pop()]:
            part: Any = quad.object
            if _is_part(part) and part not in said:
                said[part] = [*find(part, None, None, None)]
                waiting.append(part)
    every = {quad for several in said.values() for quad in several} | {*find(None, None, None, node)}
    return sorted(every, key=lambda quad: (quad.subject != node, *map(str, quad)))


def _naming(store: Store, thing: str) -> Iterator[ox.Quad]:
    """Yield what names a *thing*, as it comes; it may be a great deal."""
    find, node = store.embedded.quads_for_pattern, ox.NamedNode(thing)
    for quad in find(None, None, node, None):
        yield quad
        # What names it by several properties belongs to something once.
        if _is_part(quad.subject) and next(find(quad.subject, None, node, None)) == quad:
            by = None if isinstance(quad.subject, ox.BlankNode) else _PARTICIPATION
            yield from find(None, by, quad.subject, None)


def table(rows: Iterable[ox.Quad]) -> Iterator[bytes]:
    """Yield the lines of a table in CSV: subject, property, value, and the document that says so."""
    yield _line(COLUMNS)
    for quad in rows:
        yield _line([*map(_cell, quad.triple), getattr(quad.graph_name, "value", "")])


def _line(cells: Iterable[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().encode()


def _cell(term: Any) -> str:
    return term.value if isinstance(term, (ox.NamedNode, ox.Literal)) else str(term)


def _is_part(term: Any) -> bool:
    """Say whether a *term* is a blank node or a part of a document, which has no page."""
    if isinstance(term, ox.NamedNode):
        return term.value.startswith(BASE) and "#" in term.value and not term.value.startswith(DIP)
    return isinstance(term, ox.BlankNode)
