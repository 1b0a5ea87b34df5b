"""A network as two tables, of its nodes and of its edges: what a format of tables is given."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from dipgraph import registry
from dipgraph.errors import UsageError
from dipgraph.markup import TEXT, Mapped, plain
from dipgraph.network import Batch, Edges
from dipgraph.streams import apart

# The whole numbers up to here are doubles.
_EXACT = 2**53
UNWRITTEN = "half characters and U+0000 written as U+FFFD"


@dataclass(frozen=True)
class Table:
    """The nodes or the edges of a network, as ``part`` says: batches hold column by column what ``columns`` names."""

    part: str
    columns: tuple[str, ...]
    batches: Iterable[Batch]
    edges: Edges


def tables(edges: Edges) -> Iterator[Table]:
    """Yield the table of the edges, and when that was read, the table of the nodes."""
    kind = "Directed" if edges.directed else "Undirected"
    columns = tuple(apart(column, ("type", *edges.columns)) if column == "type" else column for column in edges.columns)

    def typed() -> Iterator[Batch]:
        for number, source, target, *cells in edges.batches:
            yield [source, target, [kind] * len(number), number, *cells]

    yield Table("edges", ("source", "target", "type", "id", *columns), typed(), edges)
    nodes = edges.nodes
    found = dict.fromkeys(key for data in nodes.values() for key in data)
    columns = ("id", *dict.fromkeys(("label", "type", *found)))

    def listed() -> Iterator[Batch]:
        items = iter(nodes.items())
        while some := list(islice(items, 1000)):
            rows = [{"label": name, **data, "id": name} for name, data in some]
            yield [[row.get(column) for row in rows] for column in columns]

    yield Table("nodes", columns, listed(), edges)


@registry.register("table", "csv")
def csv_(table: Table, mapped: Mapped) -> Iterator[str]:
    """Yield a *table* as CSV for R, pandas, Gephi and spreadsheets: UTF-8, quoted where needed, None an empty cell.

    What a spreadsheet would take for a formula stays as it is.
    """
    text = _texts(mapped)
    yield lines([table.columns])
    for batch in table.batches:
        yield lines(zip(*(map(text, column) for column in batch), strict=True))


def lines(rows: Iterable[Sequence[str]]) -> str:
    """Return *rows* as lines of CSV."""
    output = io.StringIO(newline="")
    csv.writer(output, lineterminator="\r\n").writerows(rows)
    return output.getvalue()


def _texts(mapped: Mapped) -> Callable[[Any], str]:
    """Return a function that writes a value as text, None as nothing."""

    def text(value: Any) -> str:
        if value is None:
            return ""
        return whole(value if isinstance(value, str) else plain(value, mapped), mapped)

    return text


def whole(text: str, mapped: Mapped) -> str:
    """Return *text* as UTF-8 and programs in C hold it: half a character and U+0000 are U+FFFD, and counted."""
    if not text.isprintable():
        text, found = re.subn("[\0\ud800-\udfff]", "\ufffd", text)
        if found:
            mapped[UNWRITTEN] += found
    return text


@registry.register("table", "parquet")
def parquet(table: Table, mapped: Mapped) -> Iterator[bytes]:
    """Yield a *table* as Parquet for pandas, Polars, R (arrow) and DuckDB; numbers are numbers. It needs pyarrow.

    A column of several kinds is text. The columns are held packed until all of them are known.
    """
    try:
        import pyarrow
        from pyarrow import parquet as writer
    except ImportError:
        raise UsageError("Parquet needs pyarrow: pip install 'dipgraph[tables]'") from None
    text = _texts(mapped)

    def column(values: Sequence[Any]) -> pyarrow.Array:
        kinds = {type(value) for value in values if value is not None}
        if kinds <= {int} or kinds <= {bool} or (kinds <= {int, float} and _exact(values)):
            return pyarrow.array(values)
        return pyarrow.array([None if value is None else text(value) for value in values], pyarrow.string())

    parts = [[column(values) for values in batch] for batch in table.batches]
    arrays = []
    for place in range(len(table.columns)):
        chunks = [part[place] for part in parts]
        kinds = {chunk.type for chunk in chunks} - {pyarrow.null()}
        numbers = kinds <= {pyarrow.int64(), pyarrow.float64()}
        kind = kinds.pop() if len(kinds) == 1 else pyarrow.float64() if kinds and numbers else pyarrow.string()
        if kind == pyarrow.float64() and not all(_exact(chunk.to_pylist()) for chunk in chunks):
            kind = pyarrow.string()
        if kind == pyarrow.string():
            changed = sum(len(chunk) - chunk.null_count for chunk in chunks if chunk.type != kind)
            mapped.update({TEXT: changed} if changed else {})
        arrays.append(pyarrow.chunked_array([chunk.cast(kind) for chunk in chunks], kind))
    output = io.BytesIO()
    writer.write_table(pyarrow.Table.from_arrays(arrays, names=list(table.columns)), output)
    yield output.getvalue()


def _exact(values: Sequence[Any]) -> bool:
    """Say whether a double holds each of the whole numbers among *values*."""
    return all(abs(value) <= _EXACT for value in values if type(value) is int)
