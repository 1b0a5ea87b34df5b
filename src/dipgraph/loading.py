"""Loading: which graphs are new, changed or gone, and the quads of those that must be written.

A graph is written only if its content is another than what the record says was loaded; a graph goes when its file,
below one of the folders that are loaded, is gone. Judgements hold of what is loaded with them: a load of the same data
without them takes back what they did, and their graph goes.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from dipgraph.dataset import Dataset, Graph
from dipgraph.errors import SourceError
from dipgraph.generations import Entry
from dipgraph.terms import DIP, RDF

Progress = Callable[[int, int], None]
# In bytes: what Linux lets a pipe hold.
_WIDE = 1 << 20


class Graphs(Protocol):
    """What can be loaded without being held: graphs that are read one by one, and the places that they come from."""

    @property
    def paths(self) -> tuple[str, ...]:
        """The files and folders, or the address: what came from there and is gone is removed."""

    def __len__(self) -> int:
        """Return the number of graphs, or of files."""

    def __iter__(self) -> Iterator[Graph]:
        """Yield the graphs."""


@dataclass
class Loaded:
    """What a load did: the names of the graphs that came, changed, went and stayed, and the statements in the store."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    statements: int = 0

    def __str__(self) -> str:
        """Return the counts in words.

        >>> str(Loaded(["a"], [], ["b"], [], 7))
        '1 graph: 1 new, 0 changed, 1 gone, 0 unchanged; 7 statements in the store'
        """
        graphs = len(self.added) + len(self.changed) + len(self.unchanged)
        counts = f"{len(self.added):,} new, {len(self.changed):,} changed, {len(self.removed):,} gone"
        return (
            f"{graphs:,} graph{'' if graphs == 1 else 's'}: {counts}, {len(self.unchanged):,} unchanged; "
            f"{self.statements:,} statements in the store"
        )


def judging(store: ox.Store) -> frozenset[str]:
    """Return the names of the graphs of *store* in which something is judged to be the same as another, or not."""
    found = store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(DIP + "Judgement"), None)
    return frozenset(str(getattr(quad.graph_name, "value", "")) for quad in found)


def pending(
    data: Dataset | Graphs,
    record: dict[str, Entry],
    loaded: Loaded,
    progress: Progress | None = None,
    judged: frozenset[str] = frozenset(),
    judges: bool = False,
) -> Iterator[Graph]:
    """Yield the graphs of *data* that the *record* does not have as they are, and note in *loaded* what each one is.

    When it ends, *loaded* has the graphs that are gone too, and the record is without them. *judged* are the graphs of
    judgements that were loaded before, and *judges* is whether *data* has some: then a SourceError says that the store
    has graphs of other files, for what is one in some graphs alone would be two.
    """
    graphs = data.graphs if isinstance(data, Dataset) else data
    total, seen = len(graphs), set()
    for number, graph in enumerate(graphs, start=1):
        name = graph.name.value
        seen.add(name)
        known = record.get(name)
        if known is not None and known.digest == graph.digest:
            loaded.unchanged.append(name)
            if known.origin != graph.origin:
                record[name] = known._replace(origin=graph.origin)
        else:
            (loaded.added if known is None else loaded.changed).append(name)
            yield graph
        if progress is not None:
            progress(min(number, total), total)
    folders = tuple(os.path.join(path, "") for path in data.paths)
    for name, entry in record.items():
        if name not in seen and (entry.origin in data.paths or entry.origin.startswith(folders)):
            loaded.removed.append(name)
    left = [name for name in record if name not in seen and name not in loaded.removed and _is_file(record[name])]
    lost = [name for name in left if name in judged]
    if (lost or judges) and (others := [record[name].origin for name in left if name not in judged]):
        told = f"judgements, {record[lost[0]].origin}," if lost else "judgements in this load"
        raise SourceError(
            f"{told} would hold of a part of the store, which has {len(others):,} more "
            f"graph{'' if len(others) == 1 else 's'}: load all together, with the judgements or without, or into a new "
            "store",
            Path(min(others)),
        )
    loaded.removed += lost
    for name in loaded.removed:
        del record[name]


def _is_file(entry: Entry) -> bool:
    """Whether a graph came from a file, and neither from an address nor from who wrote to a server."""
    return bool(entry.origin) and "://" not in entry.origin


def bulk(store: ox.Store, graphs: Iterator[Graph], record: dict[str, Entry]) -> None:
    """Write *graphs* to *store*, which has none of them, and to *record*, parsing the next while one is written.

    They go through a pipe, so that the two halves, each on a core of its own, need not wait for Python's lock.
    """
    if not os.path.isdir("/dev/fd"):
        store.bulk_load(b"".join(entered(graph, record) for graph in graphs), format=ox.RdfFormat.TRIG)
        return
    reading, writing = _pipe()
    failed: list[BaseException] = []

    def parse() -> None:
        try:
            with open(writing, "wb", buffering=_WIDE) as pipe:
                for graph in graphs:
                    pipe.write(entered(graph, record))
        except BrokenPipeError:
            pass  # The other half failed, and says why.
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=parse, daemon=True)
    thread.start()
    try:
        store.bulk_load(path=f"/dev/fd/{reading}", format=ox.RdfFormat.TRIG)
    finally:
        os.close(reading)
        thread.join()
    if failed:
        raise failed[0]


def _pipe() -> tuple[int, int]:
    """Return the two ends of a pipe, as wide as the system lets it be: at a narrow one the halves wait for each other."""
    import fcntl

    reading, writing = os.pipe()
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with suppress(OSError):
            fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _WIDE)
    return reading, writing


def spooled(graphs: Iterable[Graph], record: dict[str, Entry], file: Path) -> None:
    """Write the quads of *graphs* to *file*, and to *record* what they are."""
    with open(file, "wb", buffering=_WIDE) as output:
        for graph in graphs:
            output.write(entered(graph, record))


def entered(graph: Graph, record: dict[str, Entry]) -> bytes:
    """Return the TriG of *graph*, which is entered into *record*."""
    text, number = graph.trig()
    record[graph.name.value] = Entry(number, graph.digest, graph.origin)
    return text
