"""What a command line asks, and of what: the query that is named, and the store."""

from __future__ import annotations

import os
import sys

from dipgraph.errors import SourceError, UsageError
from dipgraph.opening import is_address, open_store
from dipgraph.query import Query, names
from dipgraph.states import MARK, States

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from dipgraph.stores import Store


UNION = (
    "its default graph is empty, and its named graphs are not: have the server ask the union of them "
    "(oxigraph serve --union-default-graph, tdb2:unionDefaultGraph true in Fuseki)"
)


def query_at(name: str) -> Query:
    """Return the stored query *name*, the one in the file of that path, or that of standard input where it is ``-``.

    >>> query_at("recurring-issues").summary
    'Which issues recur across meetings?'
    """
    if name == "-":
        try:
            text = sys.stdin.buffer.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise SourceError("not UTF-8: send the query in that encoding", "standard input") from None
        return Query.parse(text, "standard input")
    if name.startswith("-"):
        raise UsageError(f"{name} stands before the query's name: write 'dipgraph query NAME {name} …'")
    if (name.endswith((".rq", ".sparql")) or os.path.isfile(name)) and name not in names():
        return Query.read(name, name)
    return Query.named(name)


def store_at(place: str | None, data: Path | None) -> Store:
    """Return the store at *place*, a folder or an address; without, one in memory with *data*, or the data that is here.

    A UsageError says that both are given, or that the folder has no store, or one into which nothing was loaded.
    """
    if place is not None:
        if data is not None:
            raise UsageError("--store and --data exclude each other: leave one out")
        if is_address(place):
            return _united(open_store(place), place)
        if os.path.isfile(place):
            raise UsageError(f"{place} is a file: give the folder of a store")
        if not os.path.isfile(os.path.join(place, MARK)):
            if os.path.isdir(place) and os.listdir(place):
                raise UsageError(f"{place} is a folder without a store: give the folder of one")
            raise UsageError(f"{place}: no store there: make one with 'dipgraph load --store {place}'")
        if States(place).present is None:
            raise UsageError(f"{place}: nothing was loaded into it yet: run 'dipgraph load --store {place}'")
        return open_store(place)
    from dipgraph import shipped
    from dipgraph.dataset import Dataset

    opened = open_store()
    opened.load(Dataset.read(shipped.data_folder(data)))
    return opened


def _united(store: Store, address: str) -> Store:
    """Return *store* if its default graph is the union of the others, without which every answer would be empty."""
    if not is_united(store):
        raise SourceError(UNION, address)
    return store


def is_united(store: Store) -> bool:
    """Say whether the default graph of an endpoint has what is in its named ones."""
    return bool(store.query("ASK { ?s ?p ?o }")) or not store.query("ASK { GRAPH ?g { ?s ?p ?o } }")
