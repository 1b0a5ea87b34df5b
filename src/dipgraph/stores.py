"""Stores: where a dataset is loaded and queries are answered. In memory, or on disk.

A store has three methods: ``load``, ``query`` and ``close``. Its default graph is the union of its named graphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import pyoxigraph as ox

from dipgraph.dataset import Dataset
from dipgraph.errors import QueryError, SourceError, UsageError

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

# pyoxigraph's parser recurses, and ends the process where the stack ends: at about 900 nested IF on a stack of 8 MB.
_DEEPEST = 200
_STORE_FILES = ("CURRENT", "IDENTITY", "LOCK")


class Store:
    """A store of pyoxigraph, in memory or in a folder on disk."""

    def __init__(self, path: Path | None = None) -> None:
        """Open the store in the folder *path*, which is made where there is none; without a path, one in memory."""
        self._store = ox.Store() if path is None else _open(path)

    def load(self, dataset: Dataset) -> int:
        """Put in the graphs of *dataset*, each in place of a graph of the same name; return the number of quads written.

        Loading the same dataset again leaves the same quads. What other graphs the store holds is not touched.
        """
        quads = 0
        for graph in dataset.graphs:
            self._store.remove_graph(graph.name)
            self._store.extend(graph.quads())
            quads += len(graph.triples)
        self._store.flush()
        return quads

    def query(self, sparql: str) -> Results:
        """Answer *sparql*; a QueryError says what is wrong with it, and where."""
        if _depth(sparql) > _DEEPEST:
            raise QueryError(f"the query nests more than {_DEEPEST} brackets: make it flatter")
        with answering():
            try:
                return self._store.query(sparql, use_default_graph_as_union=True)
            except SyntaxError as error:
                raise QueryError(f"not SPARQL {_fault(sparql, str(error))}: correct the query") from None

    def names(self) -> list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]:
        """Return the names of the graphs that hold something, in order."""
        graphs = [ox.DefaultGraph(), *self._store.named_graphs()]
        return sorted((name for name in graphs if any(self.quads(name))), key=str)

    def quads(
        self, graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph | None = None, triple: ox.Triple | None = None
    ) -> Iterator[ox.Quad]:
        """Yield every quad of the store, or those of one *graph*, or those that say one *triple*."""
        if triple is None:
            return self._store.quads_for_pattern(None, None, None, graph)
        return self._store.quads_for_pattern(triple.subject, triple.predicate, triple.object, graph)

    def close(self) -> None:
        """Write what is not yet on disk and let go of the store."""
        self._store.flush()
        del self._store

    def __enter__(self) -> Store:
        """Return the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        self.close()


def open_store(path: Path | str | None = None) -> Store:
    """Return a store: in memory without *path*, else on disk in that folder.

    >>> with open_store() as store:
    ...     bool(store.query("ASK { ?s ?p ?o }"))
    False
    """
    if isinstance(path, str) and path.startswith(("http://", "https://")):
        raise UsageError(f"{path}: stores at an address cannot be opened yet: give a folder, or load into memory")
    return Store(None if path is None else Path(path))


@contextmanager
def answering() -> Iterator[None]:
    """Turn what can go wrong while rows are computed, which is when they are asked for, into a QueryError."""
    try:
        yield
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"the query failed: {error}: correct the query") from None


def _fault(sparql: str, message: str) -> str:
    """Return where *sparql* is wrong, and how; the parser's long list of what it would rather have is of no help."""
    place = re.match(r"error at (\d+):(\d+): ", message)
    if place is None:
        return f"({message})"
    line, column = int(place[1]), int(place[2])
    lines = sparql.split("\n")
    before, rest = (lines[line - 1][: column - 1], lines[line - 1][column - 1 :]) if line <= len(lines) else ("", "")
    # The parser may be in the middle of a word; an empty rest is the end of the query or of a line.
    rest = rest.strip() and (re.findall(r"\w*$", before)[0] + rest).strip()
    worded = re.search(r"Prefix not found|The SELECT contains[\w ]*", message)
    reason = worded[0] if worded else f"{rest[:40]!r} cannot stand there" if rest else "something is missing there"
    return f"(line {line}, column {column}): {reason}"


def _depth(sparql: str) -> int:
    """Return how deep the brackets of *sparql* nest, those in strings counted too: one too many is an error, not a crash."""
    depth = deepest = 0
    for character in sparql:
        if character in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in ")]}":
            depth = max(0, depth - 1)
    return deepest


def _open(path: Path) -> ox.Store:
    if path.exists() and not path.is_dir():
        raise UsageError(f"{path} is a file: give a folder for the store")
    if path.is_dir() and any(path.iterdir()) and not all((path / name).exists() for name in _STORE_FILES):
        raise UsageError(f"{path} is a folder with other files, and was left as it is: give an empty or a new folder")
    with _as_source_error(path):
        return ox.Store(str(path))


@contextmanager
def _as_source_error(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError) as error:
        cure = (
            "close the program that has it open"
            if "lock" in str(error).lower()
            else "give a folder that can be written"
        )
        raise SourceError(f"the store cannot be opened ({error}): {cure}", path) from None
