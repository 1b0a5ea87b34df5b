"""A network: the rows of a query as the edges of a networkx graph.

A network query yields ``?source ?target`` and, as it has them, ``?source_label ?target_label ?source_type ?target_type``
for the nodes, and ``?label ?weight ?start ?end ?evidence`` for the edges. ``#+ directed: true`` in its header makes the
edges directed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pyoxigraph as ox

from dipgraph import registry
from dipgraph.errors import UsageError
from dipgraph.query import Query, Value, stored
from dipgraph.results import cell
from dipgraph.stores import Store
from dipgraph.terms import shorten

if TYPE_CHECKING:
    import networkx

FOLDER = "networks"
_EDGE_COLUMNS = ("label", "weight", "start", "end", "evidence")


def names() -> list[str]:
    """Return the names of the stored networks ("who-met-whom")."""
    return [name.removeprefix(f"{FOLDER}/") for name in stored(FOLDER)]


def network(store: Store, name: str | Query, **values: Value | Sequence[Value] | None) -> networkx.MultiGraph:
    """Return the network *name* from *store*, or that of a query of one's own.

    Nodes are short IRIs with ``label``, ``type`` and ``iri``; edges have an ``id``, a number as ``weight``, and text for
    the rest. Parallel edges are kept. A UsageError says what a query lacks to be a network.
    """
    import networkx

    if isinstance(name, Query):
        query = name
    elif name in names():
        query = Query.named(f"{FOLDER}/{name}")
    else:
        raise UsageError(registry.unknown("network", name, names()))
    solutions = query.run(store, **values)
    columns = (
        {variable.value for variable in solutions.variables} if isinstance(solutions, ox.QuerySolutions) else set()
    )
    if not isinstance(solutions, ox.QuerySolutions) or not {"source", "target"} <= columns:
        raise UsageError(f"{query.name} is no network: a query with the columns ?source and ?target is needed")
    graph = networkx.MultiDiGraph() if query.directed else networkx.MultiGraph()
    graph.graph["name"] = query.summary or query.name
    for number, row in enumerate(solutions, start=1):
        ends = []
        for end in ("source", "target"):
            term = row[end]
            if term is None:
                raise UsageError(f"{query.name}: row {number} has no ?{end}: bind it in the query")
            iri = term.value if isinstance(term, ox.NamedNode) else str(term)
            ends.append(shorten(iri))
            label = cell(row[f"{end}_label"]) if f"{end}_label" in columns else ""
            kind = cell(row[f"{end}_type"]) if f"{end}_type" in columns else ""
            graph.add_node(shorten(iri), label=label or shorten(iri), type=kind, iri=iri)
        edge = {name: _value(row[name]) for name in _EDGE_COLUMNS if name in columns and row[name] is not None}
        graph.add_edge(*ends, id=f"e{number}", **edge)
    return graph


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str | int | float:
    if isinstance(term, ox.Literal):
        kind = term.datatype.value.rsplit("#", 1)[-1]
        if kind == "integer":
            return int(term.value)
        if kind in ("decimal", "double", "float"):
            return float(term.value)
        return term.value
    return term.value if isinstance(term, ox.NamedNode) else str(term)
