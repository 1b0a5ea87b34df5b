"""Files for other programs: a network for visualizers, the whole graph for triple stores.

A format is chosen by the end of the file's name, and written as the edges come: memory holds nodes, not edges, but for
a page of HTML and for Parquet. A format of tables is two files, of nodes and of edges. Nothing is dropped in silence: what
a format cannot hold is written as what it can, and ``export`` returns that. A file is written whole or not at all.
"""

from __future__ import annotations

import contextlib
import difflib
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

# A format is registered by importing its module.
from dipgraph import drawings, gexf, graphml, json_networks, neo4j, page, plain_networks, registry  # noqa: F401
from dipgraph.dump import GRAPH_FORMATS, dump
from dipgraph.errors import UsageError
from dipgraph.network import Batch, Edges
from dipgraph.stores import Store
from dipgraph.streams import streamed
from dipgraph.tables import tables

if TYPE_CHECKING:
    import networkx


@dataclass(frozen=True)
class Exported:
    """What was written: how many of each thing, and how many had to become something else, by the words for that.

    >>> print(Exported({"nodes": 2, "edges": 4}, {"characters that XML forbids written as U+FFFD": 3}))
    2 nodes, 4 edges; 3 characters that XML forbids written as U+FFFD
    """

    counts: Mapping[str, int]
    mapped: Mapping[str, int] = field(default_factory=dict)
    files: tuple[Path, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        """Return it on one line."""
        written = ", ".join(f"{number} {thing}" for thing, number in self.counts.items())
        return "; ".join([written, *(f"{number} {change}" for change, number in sorted(self.mapped.items()))])


def export(graph: networkx.Graph | Edges | Store, file: Path | str) -> Exported:
    """Write *graph*, a network or a store's whole graph, to *file* in the format that the end of its name says.

    A network is a stream of edges, or a networkx graph with any attributes, of which None is no value and not written.
    Tables go to two files: for "a.csv" they are "a.nodes.csv" and "a.edges.csv". A UsageError names the formats that there
    are, or says why the file cannot be written; then what stood there stays.
    """
    path = Path(file)
    suffix = path.suffix.removeprefix(".")
    if isinstance(graph, Store):
        if suffix not in GRAPH_FORMATS:
            raise UsageError(f"{path}: " + registry.unknown("format of a whole graph", suffix, GRAPH_FORMATS))
        with _replacing(path) as output:
            return Exported({"statements": dump(graph, suffix, output)}, files=(path,))
    kind, name = _format(path)
    write = registry.get(kind, name)
    mapped: Counter[str] = Counter()
    edges = graph if isinstance(graph, Edges) else streamed(graph, mapped)
    number = 0

    def counted() -> Iterator[Batch]:
        nonlocal number
        for batch in edges.batches:
            number += len(batch[0])
            yield batch

    stream = replace(edges, batches=counted())
    if kind == "export":
        files = _write([(path, lambda: write(stream, mapped))])
    else:
        stem = path.name.removesuffix(f".{name}").removesuffix(".nodes").removesuffix(".edges")
        files = _write(
            (path.with_name(f"{stem}.{table.part}.{name}"), partial(write, table, mapped)) for table in tables(stream)
        )
    return Exported({"nodes": len(edges.nodes), "edges": number}, dict(mapped), files)


def formats() -> dict[str, str]:
    """Return the end of a file's name for each format of a network, and whether it is an "export" or a "table"."""
    return {name: kind for kind in ("export", "table") for name in registry.names(kind)}


def _format(path: Path) -> tuple[str, str]:
    """Return the kind and the name of the format that the end of *path* says, the longest that is one."""
    known = formats()
    parts = path.name.split(".")
    if not parts[0]:
        raise UsageError(f"{path}: give a name before the {path.name}")
    for first in range(1, len(parts)):
        if (name := ".".join(parts[first:])) in known:
            return known[name], name
    several = [f"{parts[0] or 'name'}.{name}" for name in known if name.endswith(f".{parts[-1]}")]
    if len(parts) > 1 and several:
        raise UsageError(f"{path}: several formats end in .{parts[-1]}: name the file {' or '.join(several)}")
    suffix = path.suffix.removeprefix(".")
    if suffix in GRAPH_FORMATS:
        raise UsageError(f"{path}: .{suffix} is for the whole graph: write 'dipgraph export {path}', or choose another")
    if difflib.get_close_matches(suffix.lower(), known, n=1):
        raise UsageError(f"{path}: " + registry.unknown("export", suffix, known))
    raise UsageError(f"{path}: no format of a network: end the name with one of .{', .'.join(known)}")


def _write(pieces: Iterable[tuple[Path, Callable[[], Iterable[str | bytes]]]]) -> tuple[Path, ...]:
    """Write what each function yields to its file; all of the files come to their places once the last is whole."""
    files = []
    with contextlib.ExitStack() as stack:
        for path, written in pieces:
            output = stack.enter_context(_replacing(path))
            # Half a character, which only JSON is given, is written as JSON escapes it.
            output.writelines(
                part if isinstance(part, bytes) else part.encode(errors="backslashreplace") for part in written()
            )
            output.flush()
            files.append(path)
    return tuple(files)


@contextlib.contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """Give a new file beside *path* to write to, then put it in its place; after an error nothing is left of it."""
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as output:
            temporary = Path(output.name)
            yield output
        # A temporary file is the owner's alone; the result is as readable as any new file.
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        temporary.replace(path)
    except OSError as error:
        reason, cure = error.strerror or str(error), "give a file in a folder that exists and can be written"
        raise UsageError(f"{path}: cannot be written ({reason}): {cure}") from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
