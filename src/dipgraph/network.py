"""A network: the rows of a query as edges, one by one as a stream.

A network query yields ``?source ?target`` and, as it has them, ``?source_label ?target_label ?source_type ?target_type``
for the nodes, and ``?label ?weight ?start ?end ?evidence`` for the edges; an edge with evidence has the web address to which
that leads as ``address``. ``#+ directed: true`` in its header makes the
edges directed, ``#+ relation: met`` says what each of them stands for; without it an edge's label does.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from dipgraph import registry
from dipgraph.errors import UsageError
from dipgraph.frames import NUMBERS
from dipgraph.lookup import addresses_of
from dipgraph.query import Query, Value, stored
from dipgraph.rows import Rows, Term, answering, cell
from dipgraph.stores import Store
from dipgraph.terms import shorten

if TYPE_CHECKING:
    pass

FOLDER = "networks"
_EDGE_COLUMNS = ("label", "weight", "start", "end", "evidence")
Batch = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Edges:
    """A network as a stream, which is read once and never held whole.

    A row is the edge's id, its source, its target, and a value for each of ``columns``, None where there is none; a batch
    is some thousand rows, column by column. ``nodes`` has the attributes of each node by name, complete once all is read.
    """

    name: str
    directed: bool
    columns: tuple[str, ...]
    batches: Iterable[Batch] = field(repr=False)
    nodes: dict[str, dict[str, Any]] = field(repr=False)
    relation: str = ""

    @property
    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield row by row what the batches hold."""
        for batch in self.batches:
            yield from zip(*batch, strict=True)

    @property
    def given(self) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
        """Yield each edge as id, source, target, and what it has, by name."""
        for number, source, target, *values in self.rows:
            yield number, source, target, {key: value for key, value in zip(self.columns, values, strict=True)
                                           if value is not None}  # fmt: skip

    def related(self, cells: Mapping[str, Any]) -> str:
        """Return how an edge with *cells* joins its ends, in a word or two: "met"."""
        return self.relation or str(cells.get("label") or "linked")


def names() -> list[str]:
    """Return the names of the stored networks ("who-met-whom")."""
    return [name.removeprefix(f"{FOLDER}/") for name in stored(FOLDER)]


def edges(store: Store, name: str | Query, **values: Value | Sequence[Value] | None) -> Edges:
    """Return the edges of the network *name* from *store*, or of a query of one's own, each read as it is asked for.

    A node has the first label and the first type that a row gives it. A UsageError says what a query lacks.
    """
    if isinstance(name, Query):
        query = name
    elif name in names():
        query = Query.named(f"{FOLDER}/{name}")
    else:
        raise UsageError(registry.unknown("network", name, names()))
    solutions = query.run(store, **values)
    found = [variable.value for variable in solutions.variables] if isinstance(solutions, Rows) else []
    if not isinstance(solutions, Rows) or not {"source", "target"} <= {*found}:
        raise UsageError(f"{query.name} is no network: a query with the columns ?source and ?target is needed")
    columns = tuple(column for column in _EDGE_COLUMNS if column in found)
    nodes: dict[str, dict[str, Any]] = {}
    batches = _batched(solutions, [found.index(column) for column in columns], query.name, nodes)
    if "evidence" in columns:
        batches = _leading(store, batches, columns.index("evidence") + 3)
        columns += ("address",)
    return Edges(query.summary or query.name, query.directed, columns, batches, nodes, query.relation)


def _leading(store: Store, batches: Iterable[Batch], place: int) -> Iterator[Batch]:
    """Yield *batches* with one more column, the web address to which the evidence at *place* leads, None where to none."""
    for batch in batches:
        found = addresses_of(store, (evidence for evidence in batch[place] if evidence is not None))
        yield [*batch, [found.get(evidence) for evidence in batch[place]]]


def _batched(solutions: Rows, places: list[int], query: str, nodes: dict[str, dict[str, Any]]) -> Iterator[Batch]:
    """Yield the edges of *solutions*, the columns at *places* as values; put each node into *nodes* as it is first seen.

    The solutions go through a temporary file as TSV: a line that is split costs a small part of as many terms.
    """
    found = [variable.value for variable in solutions.variables]
    parts = [[found.index(f"{end}_{part}") if f"{end}_{part}" in found else -1 for part in ("label", "type")]
             for end in ("source", "target")]  # fmt: skip
    wanted = [key for key, *at in zip(("label", "type"), *parts, strict=True) if max(at) >= 0]
    with tempfile.TemporaryFile() as table:
        with answering():
            solutions.serialize(table, ox.QueryResultsFormat.TSV)
        table.seek(0)
        lines = io.TextIOWrapper(table, encoding="utf-8", newline="\n")
        next(lines)
        names: dict[str, str] = {}
        finished: set[str] = set()
        number = 1
        while several := lines.readlines(1 << 19):
            columns = list(zip(*(line[:-1].split("\t") for line in several), strict=True))
            columns.append(("",) * len(several))
            batch: list[Sequence[Any]] = [[f"e{count}" for count in range(number, number + len(several))]]
            for end, (label, kind) in zip(("source", "target"), parts, strict=True):
                ends = columns[found.index(end)]
                if "" in ends:
                    raise UsageError(f"{query}: row {number + ends.index('')} has no ?{end}: bind it in the query")
                if not finished.issuperset(ends):
                    for cells in zip(ends, columns[label], columns[kind], strict=True):
                        if cells[0] not in finished:
                            node = names[cells[0]] = _node(*cells, nodes)
                            if all(nodes[node][key] for key in wanted):
                                finished.add(cells[0])
                batch.append([names[written] for written in ends])
            batch += [[_value(written) if written[:1] != "<" or written[1:2] == "<" else written[1:-1]
                       for written in columns[place]] for place in places]  # fmt: skip
            yield batch
            number += len(several)
        for attributes in nodes.values():
            attributes["label"] = attributes["label"] or shorten(attributes["iri"])


def _node(written: str, label: str, kind: str, nodes: dict[str, dict[str, Any]]) -> str:
    """Return the name of a node, and put what its cells of TSV say into *nodes*."""
    term = _term(written)
    iri = term.value if isinstance(term, ox.NamedNode) else str(term)
    name = shorten(iri)
    attributes = nodes.setdefault(name, {"label": "", "type": "", "iri": iri})
    attributes["label"] = attributes["label"] or cell(_term(label))
    attributes["type"] = attributes["type"] or cell(_term(kind))
    return name


def _term(written: str) -> Term:
    """Return the term that is *written* in a cell of TSV, None for an empty one."""
    found = ox.parse_query_results(f"?x\n{written}\n".encode(), ox.QueryResultsFormat.TSV)
    assert isinstance(found, ox.QuerySolutions)
    term: Term = next(found)[0]
    return term


@lru_cache(maxsize=1 << 14)
def _value(written: str) -> str | int | float | None:
    """Return what is *written* in a cell of TSV: a number, or text."""
    term = _term(written)
    if not isinstance(term, ox.Literal):
        return None if term is None else str(term)
    number = NUMBERS.get(term.datatype.value)
    try:
        return number(term.value) if number else term.value
    except ValueError:
        return term.value
