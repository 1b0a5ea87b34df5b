"""Is a store on disk whole? Every byte of it is read and compared with the record of what was loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from dipgraph.errors import SourceError, UsageError
from dipgraph.generations import Folder, Record, digested, is_log

# Two ways through the statements that take different indexes: by graph, and by property.
_BY_GRAPH = "SELECT ?key (COUNT(*) AS ?n) WHERE { GRAPH ?key { ?s ?p ?o } } GROUP BY ?key"
_BY_PROPERTY = """SELECT (COUNT(*) AS ?n) WHERE {
  { SELECT DISTINCT ?p WHERE { GRAPH ?h { ?x ?p ?y } } } GRAPH ?g { ?s ?p ?o } }"""


@dataclass(frozen=True)
class Checked:
    """What a check saw: what is wrong, in words, and how much there was to see and to remove."""

    faults: tuple[str, ...]
    graphs: int
    statements: int
    files: int
    bytes: int
    removed: int

    def __str__(self) -> str:
        """Return the counts in words."""
        if not self.files:
            return "nothing was loaded into it yet"
        left = (
            f"; {self.removed:,} bytes that nobody reads any more, or that a killed load left, were removed"
            if self.removed
            else ""
        )
        return (
            f"{self.graphs:,} graphs, {self.statements:,} statements, {self.files:,} files of {self.bytes:,} bytes, "
            f"all as they were loaded{left}"
        )


def check(path: Path, progress: Callable[[int, int], None] | None = None) -> Checked:
    """Read every file of the store at *path*, and count its statements; return what is not as it was loaded.

    What a killed load left is removed, if nobody is loading. *progress* is told how many of how many bytes were read. A
    UsageError says that there is no store.
    """
    folder = Folder(path)
    if not path.is_dir() or not any(path.iterdir()):
        raise UsageError(f"{path}: no store there: make one with 'dipgraph load --store {path}'")
    removed = 0
    try:
        with folder.writing() as freed:
            removed = freed
    except SourceError:
        pass  # Another is loading, or the folder is not ours to write to: it can be read all the same.
    try:
        while True:
            with folder.reading() as place:
                state = None if place is None else Path(place)
                record = folder.record()
                # A load may have ended between the two, and the record would be that of another state.
                if folder.present == (None if state is None else state.name):
                    faults = [] if state is None else _faults(state, record, progress)
                    break
    except SourceError as error:
        return Checked((str(error).removeprefix(f"{path}: "),), 0, 0, 0, 0, removed)
    statements = sum(entry.statements for entry in record.graphs.values())
    size = sum(size for size, _ in record.files.values())
    return Checked(tuple(faults), len(record.graphs), statements, len(record.files), size, removed)


def _faults(state: Path, record: Record, progress: Callable[[int, int], None] | None) -> list[str]:
    if not state.is_dir():
        return [f"{state.name}: the folder is missing"]
    faults, read = [], 0
    total = sum(size for size, _ in record.files.values())
    for name, (size, digest) in record.files.items():
        try:
            found = digested(state / name)
        except OSError as error:
            faults.append(f"{state.name}/{name}: {error.strerror}")
            continue
        if found != (size, digest):
            faults.append(f"{state.name}/{name}: not as it was written")
        read += size
        if progress is not None:
            progress(read, total)
    strange = {file.name for file in state.iterdir() if not is_log(file.name)} - record.files.keys()
    faults += [f"{state.name}/{name}: nothing that was loaded" for name in sorted(strange)]
    # What is damaged is not opened: RocksDB may end the process.
    return faults or _miscounted(state, record)


def _miscounted(state: Path, record: Record) -> list[str]:
    try:
        store = ox.Store.read_only(str(state))
        rows = store.query(_BY_GRAPH)
        assert isinstance(rows, ox.QuerySolutions)
        found = {row["key"].value: int(row["n"].value) for row in rows}
        counted = store.query(_BY_PROPERTY)
        assert isinstance(counted, ox.QuerySolutions)
        total = int(next(iter(counted))["n"].value)
    except (OSError, RuntimeError) as error:
        return [f"{state.name}: cannot be read ({str(error).splitlines()[0]})"]
    faults = []
    for name in sorted(found.keys() | record.graphs.keys()):
        loaded = record.graphs[name].statements if name in record.graphs else 0
        if found.get(name, 0) != loaded:
            faults.append(f"<{name}>: {found.get(name, 0):,} statements, of {loaded:,} that were loaded")
    if not faults and total != sum(found.values()):
        faults.append(f"{state.name}: {total:,} statements by property, {sum(found.values()):,} by graph")
    return faults
