"""Changes of a store on disk by updates and graphs that are sent to it: each is the next state of the store, or nothing.

The record says of a graph that was changed so how many statements it has and which file it came from, and no digest: the
next load of that file writes it as it is there. A graph that never had a file is no load's business.

What an update writes outside of all graphs is kept in a graph of its own, DEFAULT, so that nothing is without a place:
during an update it is the default graph, and before and after one of the graphs whose union is asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from dipgraph.generations import Entry, Folder
from dipgraph.loading import Loaded
from dipgraph.stores import let_go, usable
from dipgraph.terms import BASE

DEFAULT = ox.NamedNode(BASE + "default")
# What changes a store, and returns the graphs that it may have changed, or None if any.
Change = Callable[[ox.Store], Iterable[str] | None]

# So many statements are held in memory.
_AT_ONCE = 100_000
_NUMBERS = "SELECT ?graph (COUNT(*) AS ?n) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"


def changed(folder: Folder, change: Change, publishing: Callable[[str, Loaded], None]) -> Loaded:
    """Make the next state of the store in *folder* by a *change*; return what it did with which graphs.

    *publishing* is told the name of the state and what was done before it becomes the present one, which it does not where
    nothing changed. After an error the store is as it was. A TakenError says that another writes just now.
    """
    with folder.writing():
        record, state = folder.record(), folder.following()
        try:
            with usable(folder):
                loaded = _made(folder, state, change, record.graphs)
                if loaded.added or loaded.changed or loaded.removed:
                    publishing(state.name, loaded)
                    folder.publish(state, record)
        except BaseException as error:
            let_go(error, None)
            raise
        finally:
            folder.sweep()
    return loaded


def updating(text: str, base: str, graphs: Iterable[str] | None) -> Change:
    """Return the change that an update makes, which writes to no others than *graphs*, or None if it may be any."""

    def change(store: ox.Store) -> Iterable[str] | None:
        if has_default := store.contains_named_graph(DEFAULT):
            store.update(f"MOVE {DEFAULT} TO DEFAULT")
        store.update(text, base_iri=base)
        if has_default or next(store.quads_for_pattern(None, None, None, ox.DefaultGraph()), None) is not None:
            # What it wrote there by its name is kept too.
            store.update(f"ADD DEFAULT TO {DEFAULT} ; CLEAR DEFAULT")
        return None if graphs is None else {*graphs, DEFAULT.value}

    return change


def writing(graph: ox.NamedNode, triples: Iterable[ox.Triple], anew: bool) -> Change:
    """Return the change that adds *triples* to a *graph*, or puts them in place of what it has, if *anew*."""

    def change(store: ox.Store) -> Iterable[str]:
        if anew:
            emptied(store, graph)
        quads = (ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples)
        while some := [*islice(quads, _AT_ONCE)]:
            store.bulk_extend(some)
        return [graph.value]

    return change


def emptied(store: ox.Store, graph: ox.NamedNode) -> None:
    """Take a *graph* away, as many statements at once as memory may hold."""
    some = f"SELECT ?s ?p ?o {{ GRAPH {graph} {{ ?s ?p ?o }} }} LIMIT {_AT_ONCE}"
    for _ in range(_number(store, graph) // _AT_ONCE):
        store.update(f"DELETE {{ GRAPH {graph} {{ ?s ?p ?o }} }} WHERE {{ {some} }}")
    store.remove_graph(graph)


def _made(folder: Folder, state: Path, change: Change, graphs: dict[str, Entry]) -> Loaded:
    """Make *state* of the present one, and enter into its *graphs* what has changed."""
    with folder.reading() as present:
        old = ox.Store() if present is None else ox.Store.read_only(present)
        if present is not None:
            old.backup(str(state))
        new = ox.Store(str(state))
        loaded = _compared(old, new, change(new), graphs)
        new.flush()
    loaded.statements = sum(entry.statements for entry in graphs.values())
    return loaded


def _compared(old: ox.Store, new: ox.Store, named: Iterable[str] | None, graphs: dict[str, Entry]) -> Loaded:
    """Return which of the *named* graphs, or of all, differ in two stores, and enter them into *graphs*."""
    loaded = Loaded()
    if named is None:
        rows = new.query(_NUMBERS)
        assert isinstance(rows, ox.QuerySolutions)
        numbers = {row["graph"].value: int(row["n"].value) for row in rows}
        there = {graph.value for graph in new.named_graphs() if isinstance(graph, ox.NamedNode)}
        names = {*graphs, *there}
    else:
        names = {*named}
        numbers = {name: _number(new, ox.NamedNode(name)) for name in names}
    for name in sorted(names):
        graph, was, number = ox.NamedNode(name), graphs.get(name), numbers.get(name, 0)
        if not number:
            # An empty graph is none.
            new.remove_graph(graph)
            if graphs.pop(name, None) is not None:
                loaded.removed.append(name)
        elif was is None or was.statements != number or _digest(old, graph) != _digest(new, graph):
            (loaded.added if was is None else loaded.changed).append(name)
            graphs[name] = Entry(number, "", "" if was is None else was.origin)
    loaded.unchanged = sorted(graphs.keys() - {*loaded.added, *loaded.changed})
    return loaded


def _number(store: ox.Store, graph: ox.NamedNode) -> int:
    rows = store.query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
    assert isinstance(rows, ox.QuerySolutions)
    return int(next(rows)["n"].value)


class _Digest:
    """Where a graph is written to be told from another."""

    def __init__(self) -> None:
        self.sha256 = hashlib.sha256()

    def write(self, piece: bytes) -> int:
        """Take a piece of it."""
        self.sha256.update(piece)
        return len(piece)

    def flush(self) -> None:
        """Do nothing more."""


def _digest(store: ox.Store, graph: ox.NamedNode) -> bytes:
    """Return what is the same for a *graph* in the same order, which statements have that are the same."""
    digest = _Digest()
    store.dump(digest, ox.RdfFormat.N_TRIPLES, from_graph=graph)  # type: ignore[arg-type]
    return digest.sha256.digest()
