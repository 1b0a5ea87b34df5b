"""The whole graph of a store as a file of RDF: graph by graph, so that memory holds one of them at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

import pyoxigraph as ox

from dipgraph.stores import Store
from dipgraph.terms import PREFIXES

GRAPH_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def dump(store: Store, suffix: str, output: IO[bytes]) -> int:
    """Write all of *store* to *output* in the format of GRAPH_FORMATS that *suffix* names; return how many statements.

    Graphs stand in the order of their names, and statements in order within each. In ttl and nt, which know no named
    graphs, a triple stands with the first graph that has it.
    """
    prefixes = PREFIXES if suffix in ("ttl", "trig", "jsonld") else None
    written = 0

    def counted() -> Iterator[ox.Quad | ox.Triple]:
        nonlocal written
        for statement in _once(store) if suffix in ("ttl", "nt") else _quads(store):
            written += 1
            yield statement

    # The two kinds of statements never stand in one stream.
    ox.serialize(counted(), output, GRAPH_FORMATS[suffix], prefixes=prefixes)  # type: ignore[arg-type]
    return written


def _quads(store: Store) -> Iterator[ox.Quad]:
    for name in store.names():
        yield from _sorted(store, name)


def _sorted(store: Store, name: str) -> list[ox.Quad]:
    return sorted(store.statements(name), key=lambda quad: str(quad.triple))


def _once(store: Store) -> Iterator[ox.Triple]:
    """Yield each triple once: what was written is not remembered, the store is asked what stands in an earlier graph."""
    for name in store.names():
        quads = _sorted(store, name)
        repeated = store.repeated(name, quads)
        yield from (quad.triple for quad in quads if quad not in repeated)
