"""Pull: a store here is brought to the state of the graphs of dipgraph at an endpoint."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from dipgraph.dataset import Graph
from dipgraph.errors import SourceError
from dipgraph.loading import Loaded, Progress
from dipgraph.remote import RemoteStore
from dipgraph.stores import Store


def pull(store: Store, there: RemoteStore, progress: Progress | None = None) -> Loaded:
    """Load into *store* the graphs that dipgraph wrote *there*; those that came from there before and are gone, go.

    After an error the store is as it was.
    """
    return store.load(There(there), progress)


class There:
    """The graphs of dipgraph at an endpoint, as a store here loads them: fetched one by one, each iteration anew."""

    def __init__(self, there: RemoteStore) -> None:
        """Look which graphs are *there*; a SourceError says that none is."""
        self._there, self._marks = there, there.graphs.marks()
        self.paths = (there.address,)
        if not self._marks:
            raise SourceError(f"{there.address}: no graph of dipgraph is there: push one, or give another address")

    def __len__(self) -> int:
        """Return the number of graphs."""
        return len(self._marks)

    def __iter__(self) -> Iterator[Graph]:
        """Yield the graphs, sorted by name."""
        for name, mark in sorted(self._marks.items()):
            content = self._there.graphs.get(name, mark)
            origin = self._there.address
            if content:
                yield Graph(ox.NamedNode(name), Path(self._there.address), content, ox.RdfFormat.N_TRIPLES, origin)
