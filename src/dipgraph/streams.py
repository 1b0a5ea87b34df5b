"""A graph of one's own, of networkx and with any attributes, as the stream of edges that the formats take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any

from dipgraph.errors import UsageError
from dipgraph.markup import Mapped
from dipgraph.network import Edges

if TYPE_CHECKING:
    import networkx

BIG = "whole numbers of more than 64 bits written as text"
RENAMED = "names of attributes that mean something else, or are there already, written with 'as given'"
_BITS = 63


def streamed(graph: networkx.Graph, mapped: Mapped | None = None) -> Edges:
    """Return a networkx *graph* as a stream of edges, whatever its attributes are; None is no value.

    Edges keep their ``id`` where each has one of its own; else they are numbered, and it stays as "id as given", like other
    attributes that are named as what each node or edge has. Numbers of numpy are those of Python. *mapped* counts what is
    written otherwise. A UsageError says which nodes would have one name.
    """
    mapped = Counter() if mapped is None else mapped
    written: dict[Any, str] = {node: str(node) for node in graph.nodes}
    if twice := [name for name, count in Counter(written.values()).items() if count > 1]:
        raise UsageError(f"two nodes are written {twice[0]!r}: give each a name of its own")
    known = _names((key for _, data in graph.nodes(data=True) for key in data), mapped)
    nodes = {
        written[node]: {
            "label": written[node],
            **{known[key]: _native(value, mapped) for key, value in data.items() if value is not None},
        }
        for node, data in graph.nodes(data=True)
    }
    total = graph.number_of_edges()
    keys = list(dict.fromkeys(key for *_, data in graph.edges(data=True) for key in data))
    kept = "id" in keys and len({str(data["id"]) for *_, data in graph.edges(data=True) if "id" in data}) == total
    if kept:
        keys.remove("id")
    rows = (
        (
            str(data["id"]) if kept else f"e{number}",
            written[source],
            written[target],
            *(_native(data.get(key), mapped) for key in keys),
        )
        for number, (source, target, data) in enumerate(graph.edges(data=True), start=1)
    )
    batches = (list(zip(*some, strict=True)) for some in iter(lambda: list(islice(rows, 1000)), []))
    name, relation = (str(graph.graph.get(key, "")) for key in ("name", "relation"))
    return Edges(name, graph.is_directed(), tuple(_names(keys, mapped).values()), batches, nodes, relation)


def apart(name: str, taken: Iterable[str]) -> str:
    """Return *name*, with "as given" where it is *taken*.

    >>> apart("type", ["type"]), apart("kind", ["type"])
    ('type as given', 'kind')
    """
    while name in taken:
        name += " as given"
    return name


def _names(keys: Iterable[Any], mapped: Mapped) -> dict[Any, str]:
    """Return how each attribute is named: those that mean something to every format, or are named alike, are set apart."""
    order = list(dict.fromkeys(keys))
    found: dict[Any, str] = {}
    # What is text from the beginning has the first right to its name.
    for key in sorted(order, key=lambda key: not isinstance(key, str)):
        found[key] = apart(str(key), {"id", "source", "target", *found.values()})
    if renamed := sum(name != str(key) for key, name in found.items()):
        mapped[RENAMED] += renamed
    return {key: found[key] for key in order}


def _native(value: Any, mapped: Mapped) -> Any:
    """Return *value* with numbers of numpy as those of Python, and whole numbers that no format holds as text, counted."""
    if type(value).__module__ == "numpy" and getattr(value, "shape", None) == ():
        value = value.item()
    if type(value) is int and value.bit_length() > _BITS:
        mapped[BIG] += 1
        return str(value)
    return value
