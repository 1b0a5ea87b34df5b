"""Files for other programs: a network for visualizers, the whole graph for triple stores.

A format is chosen by the file's suffix, and written as the edges come: memory holds nodes, not edges. Nothing is dropped
in silence: what a format cannot hold is written as what it can, and ``export`` returns that. A file is written whole or not
at all.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

# A format is registered by importing its module.
from dipgraph import formats, gexf, registry  # noqa: F401
from dipgraph.dump import GRAPH_FORMATS, dump
from dipgraph.errors import UsageError
from dipgraph.network import Batch, Edges, streamed
from dipgraph.stores import Store

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

    def __str__(self) -> str:
        """Return it on one line."""
        written = ", ".join(f"{number} {thing}" for thing, number in self.counts.items())
        return "; ".join([written, *(f"{number} {change}" for change, number in sorted(self.mapped.items()))])


def export(graph: networkx.Graph | Edges | Store, file: Path | str) -> Exported:
    """Write *graph*, a network or a store's whole graph, to *file* in the format that its suffix names.

    A network is a stream of edges, or a networkx graph with any attributes, of which None is no value and not written.
    A UsageError names the formats that there are, or says why the file cannot be written; then what stood there stays.
    """
    path = Path(file)
    suffix = path.suffix.removeprefix(".")
    if isinstance(graph, Store):
        if suffix not in GRAPH_FORMATS:
            raise UsageError(f"{path}: " + registry.unknown("format of a whole graph", suffix, GRAPH_FORMATS))
        with _replacing(path) as output:
            return Exported({"statements": dump(graph, suffix, output)})
    try:
        writer = registry.get("export", suffix)
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from None
    edges = graph if isinstance(graph, Edges) else streamed(graph)
    mapped: Counter[str] = Counter()
    number = 0

    def counted() -> Iterator[Batch]:
        nonlocal number
        for batch in edges.batches:
            number += len(batch[0])
            yield batch

    with _replacing(path) as output:
        # Half a character, which only Cytoscape JSON is given, is written as JSON escapes it.
        written = writer(replace(edges, batches=counted()), mapped)
        output.writelines(part.encode(errors="backslashreplace") for part in written)
    return Exported({"nodes": len(edges.nodes), "edges": number}, dict(mapped))


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
