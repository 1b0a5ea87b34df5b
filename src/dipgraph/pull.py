"""Pull: a store here is brought to the state of the graphs of dipgraph at an endpoint.

Only graphs whose mark there is another than at the last pull are fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from dipgraph.dataset import Graph
from dipgraph.digests import mark_of
from dipgraph.errors import SourceError
from dipgraph.graph_store import Mark
from dipgraph.loading import Loaded, Progress
from dipgraph.remote import RemoteStore
from dipgraph.stores import Store


def pull(store: Store, there: RemoteStore, progress: Progress | None = None) -> Loaded:
    """Load into *store* the graphs that dipgraph wrote *there*; those that came from there before and are gone, go.

    After an error the store is as it was.
    """
    return store.load(There(there), progress)


class There:
    """The graphs of dipgraph at an endpoint, as a store here loads them: each fetched where its content is asked for."""

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
            yield _Marked(self._there, name, mark)


class _Marked(Graph):
    """A graph at an endpoint: until its content is fetched, what is known of it is its mark."""

    def __init__(self, there: RemoteStore, name: str, mark: Mark) -> None:
        """Take where it is."""
        address = there.address
        fields = {
            "name": ox.NamedNode(name),
            "path": Path(address),
            "format": ox.RdfFormat.N_TRIPLES,
            "origin": address,
        }
        self.__dict__.update(fields, _there=there, _mark=mark)

    @cached_property
    def content(self) -> bytes:
        """What it has but for its mark, canonical; a SourceError says that it is gone."""
        there, mark = self.__dict__["_there"], self.__dict__["_mark"]
        content: bytes = there.graphs.get(self.name.value, mark)
        if not content:
            raise SourceError(f"{there.address}: <{self.name.value}> is gone or empty there: push it, and pull again")
        return content

    @property
    def digest(self) -> str:
        """The digest that the mark has; where the content turns out to be another, the content's own."""
        mark: Mark = self.__dict__["_mark"]
        fetched = self.__dict__.get("content")
        same = fetched is None or mark_of(fetched, self.name.value).value == mark.digest
        return f"{mark.digest} {mark.statements}" if same else super().digest
