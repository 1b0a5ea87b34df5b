"""A store's graphs with the same names for their blank nodes each time, those of RDFC-1.0, and as canonical N-Quads.

In canonical N-Quads (RDFC-1.0) the blank nodes of all graphs have a name of one series, and the lines are in order.
The names depend on the statements with blank nodes alone, which are few: only those are held in memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

import pyoxigraph as ox

from dipgraph.digests import named
from dipgraph.rows import Results
from dipgraph.stores import Store

Taken = Callable[[str, list[ox.Quad]], object]


class Steady(Store):
    """A store to read: what is in another, with blank nodes named as RDFC-1.0 names those of the whole dataset."""

    def __init__(self, store: Store, taken: Taken | None = None) -> None:
        """Read the statements with blank nodes of *store*; a SourceError says that those cannot be told apart.

        *taken* is given each graph that is read, so that several things can be made of it at once.
        """
        self._from, self._taken = store, taken
        self._blank: dict[str, list[ox.Quad]] = defaultdict(list)
        found = [quad for quad in store.quads() if _has_blank(quad)]
        if found:
            text = ox.serialize(found, format=ox.RdfFormat.N_QUADS) or b""
            nodes = {str(end) for quad in found for end in (quad.subject, quad.object) if _is_blank(end)}
            for quad in ox.parse(named(text, len(nodes), "the whole graph"), format=ox.RdfFormat.N_QUADS):
                assert isinstance(quad.graph_name, ox.NamedNode)
                self._blank[quad.graph_name.value].append(quad)

    def names(self) -> list[str]:
        """Return the names of the graphs, sorted."""
        return self._from.names()

    def statements(self, name: str) -> Iterator[ox.Quad]:
        """Yield the quads of the graph *name* in the order of their triples."""
        quads = list(self._from.statements(name))
        if name in self._blank:
            quads = [quad for quad in quads if not _has_blank(quad)] + self._blank[name]
        quads.sort(key=lambda quad: str(quad.triple))
        if self._taken is not None:
            self._taken(name, quads)
        return iter(quads)

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every quad of the store, graph by graph."""
        for name in self.names():
            yield from self.statements(name)

    def query(self, sparql: str) -> Results:
        """Answer *sparql* as the other store does, its blank nodes under their own names."""
        return self._from.query(sparql)


def _has_blank(quad: ox.Quad) -> bool:
    return _is_blank(quad.subject) or _is_blank(quad.object)


def _is_blank(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> bool:
    """Say whether *node* is a blank node, or a triple (of RDF 1.2), which may have one in it."""
    return isinstance(node, ox.BlankNode | ox.Triple)
