"""Names in a query of which the graph knows nothing: why it has no rows, and what may be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from dipgraph import lookup, registry
from dipgraph.errors import UsageError
from dipgraph.rows import Rows
from dipgraph.stores import Store
from dipgraph.terms import BASE, DIP, shorten

# So many names are looked up at most.
_MOST = 20
# Comments and strings are passed over; an address, what declares a prefix, and a name with one.
_TOKEN = re.compile(
    r"""(?ix) \#[^\n]* | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
    | \bPREFIX \s* (?P<declared>[\w.-]*): \s* <(?P<space>[^<>\s]*)> | <(?P<address>[^<>\s]*)>
    | (?P<prefix>[a-z][\w.-]*|):(?P<local>[\w-]+(?:\.[\w-]+)*)"""
)
_TERMS = f"SELECT DISTINCT ?term {{ GRAPH <{DIP.removesuffix('#')}> {{ ?term a ?kind }} }}"


def unknown(store: Store, sparql: str) -> list[str]:
    """Return for each name of this graph in *sparql* that the graph does not have what may be meant instead."""
    told = []
    for name in [*dict.fromkeys(_names(sparql))][:_MOST]:
        node = ox.NamedNode(name)
        if not store.query(f"ASK {{ {{ {node} ?p ?o }} UNION {{ ?s ?p {node} }} UNION {{ ?s {node} ?o }} }}"):
            told.append(_meant(store, name))
    return told


def _names(sparql: str) -> Iterator[str]:
    """Yield the addresses of this graph in a query, parts of documents left out."""
    spaces: dict[str, str] = {}
    for found in _TOKEN.finditer(sparql):
        if found["space"] is not None:
            spaces[found["declared"]] = found["space"]
            continue
        name = found["address"] or ""
        if found["local"] and found["prefix"] in spaces:
            name = spaces[found["prefix"]] + found["local"]
        if name.startswith(DIP) or (name.startswith(BASE) and "#" not in name and name != BASE):
            yield name


def _meant(store: Store, name: str) -> str:
    """Return that the graph does not know a *name*, with the nearest that it knows."""
    short = shorten(name)
    kind = short.partition("/")[0]
    if name.startswith(DIP):
        rows = store.query(_TERMS)
        assert isinstance(rows, Rows)
        known = sorted(row["term"].value for row in rows if isinstance(row["term"], ox.NamedNode))
        return registry.unknown("term", short, [shorten(term) for term in known if term.startswith(DIP)])
    try:
        lookup.find(store, name, kind if kind in lookup.KINDS else "thing")
    except UsageError as error:
        return str(error)
    return f"nothing is said of {short}"
