"""What the graph says of one thing, read from its indexes: a page asks for hundreds of small things, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph as ox

from dipgraph.rows import Rows
from dipgraph.stores import Store
from dipgraph.terms import DIP, PREFIXES, RDF, RDFS, SKOS, shorten

if TYPE_CHECKING:
    import sqlite3

Link = dict[str, str]

_PREFIXES = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in ("dip", "rdf", "rdfs", "skos"))
# What an index has of a thing that pages lead to, and whose label it has.
_LABEL, _DAY = (f"SELECT {what} FROM node WHERE name = ? AND label IS NOT NULL" for what in ("label", "day"))
_TYPE = ox.NamedNode(RDF + "type")
_LABELS = [ox.NamedNode(name) for name in (RDFS + "label", SKOS + "prefLabel", DIP + "action", DIP + "summary")]


class Said(NamedTuple):
    """A value of a property, as text, and the graph that says so; whether it names a thing; the language of words."""

    value: str
    graph: str
    is_thing: bool
    language: str = ""


class Facts:
    """A store as it is looked up: values of a thing by property, things by value; properties are written ``dip:date``."""

    def __init__(self, store: Store, index: sqlite3.Connection | None = None) -> None:
        """Take a *store*, and the index of the state that it reads where there is one, which has what is asked of many."""
        self.store, self.index = store, index
        self._find = store.embedded.quads_for_pattern
        self._known: dict[str, dict[str, list[Said]]] = {}
        self._some: dict[tuple[str, str], set[str]] = {}
        self._labels: dict[str, str] = {}

    def of(self, thing: str) -> dict[str, list[Said]]:
        """Return all that is said of the *thing* with this IRI, by property in its short form, each in a fixed order."""
        known = self._known.get(thing)
        if known is None:
            known = self._known[thing] = {}
            for quad in self._find(node, None, None, None) if (node := _node(thing)) else ():
                known.setdefault(_short(quad.predicate.value), []).append(_said(quad.object, quad))
            for values in known.values():
                values.sort()
        return known

    def values(self, thing: str, *properties: str) -> list[str]:
        """Return the values of *properties* of a thing, each once, sorted."""
        if (known := self._known.get(thing)) is not None:
            return sorted({value.value for property in properties for value in known.get(property, ())})
        return sorted({value for property in properties for value in self._read(thing, property)})

    def _read(self, thing: str, property: str) -> set[str]:
        """Return the values of one property: each that is read costs more than to look where it stands."""
        key = thing, property
        if key not in self._some:
            node = _node(thing)
            found = self._find(node, _property(property), None, None) if node else ()
            self._some[key] = {getattr(quad.object, "value", str(quad.object)) for quad in found}
        return self._some[key]

    def value(self, thing: str, *properties: str) -> str:
        """Return the smallest value of *properties* of a thing, or an empty text."""
        return next(iter(self.values(thing, *properties)), "")

    def having(self, property: str, value: str) -> Iterator[tuple[str, str]]:
        """Yield the things whose *property* is the thing *value*, each with the graph that says so; in no order."""
        node = _node(value)
        for quad in self._find(None, _property(property), node, None) if node else ():
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.subject.value, _graph(quad)

    def within(self, graph: str, kind: str) -> set[str]:
        """Return the things of which a graph says that they are of a *kind*."""
        found = self._find(None, _TYPE, _property(kind), ox.NamedNode(graph))
        return {quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)}

    def parts(self, graph: str) -> set[str]:
        """Return the things of which a graph says of which kind they are, and whose names begin with its own."""
        found = self._find(None, _TYPE, None, ox.NamedNode(graph))
        return {name for quad in found if (name := getattr(quad.subject, "value", "")).startswith(f"{graph}#")}

    def rows(self, sparql: str) -> list[tuple[str, ...]]:
        """Return the rows of a query as text, "" for what is unbound: many things are counted and joined faster so."""
        answer = self.store.query(_PREFIXES + sparql)
        assert isinstance(answer, Rows)
        return [tuple("" if term is None else getattr(term, "value", str(term)) for term in row) for row in answer]

    def pairs(self, sparql: str) -> dict[str, str]:
        """Return the rows of a query with two columns as a dictionary."""
        return {row[0]: row[1] for row in self.rows(sparql)}

    def dates(self, meetings: str) -> dict[str, str]:
        """Return the first day of each ?meeting of a pattern in SPARQL."""
        once = f"{{ SELECT DISTINCT ?meeting WHERE {{ {meetings} FILTER (isIRI(?meeting)) }} }}"
        pattern = f"{once} ?meeting dip:date|dip:earliest ?day"
        return self.pairs(f"SELECT ?meeting (MIN(STR(?day)) AS ?date) WHERE {{ {pattern} }} GROUP BY ?meeting")

    def is_a(self, thing: str, *kinds: str) -> bool:
        """Say whether a thing is of one of *kinds*, "dip:Statement" for instance."""
        return any(_short(value) in kinds for value in self.values(thing, "rdf:type"))

    def label(self, thing: str) -> str:
        """Return what a thing is called in English, else in any language, else by its short name."""
        if thing not in self._labels:
            found = None if self.index is None else self.index.execute(_LABEL, (thing,)).fetchone()
            self._labels[thing] = (
                found[0] if found else next(chain(self._called(thing), self._held(thing)), shorten(thing))
            )
        return self._labels[thing]

    def _called(self, thing: str) -> Iterator[str]:
        node = _node(thing)
        for property in _LABELS if node else ():
            said = [quad.object for quad in self._find(node, property, None, None)]
            words = sorted((term.language != "en", term.value) for term in said if isinstance(term, ox.Literal))
            yield from (value for _, value in words[:1])

    def _held(self, thing: str) -> Iterator[str]:
        """Yield what a tenure is called: who held what."""
        ends = [self.value(thing, property) for property in ("dip:holder", "dip:office")]
        if all(ends):
            yield ", ".join(next(self._called(end), shorten(end)) for end in ends)

    def link(self, thing: str) -> Link:
        """Return the short name of a thing and what it is called."""
        return {"name": shorten(thing), "label": self.label(thing)}

    def links(self, thing: str, *properties: str) -> list[Link]:
        """Return the things that *properties* of a thing lead to, by what they are called."""
        return sorted((self.link(value) for value in self.values(thing, *properties)), key=lambda link: link["label"])

    def date(self, meeting: str) -> str:
        """Return the first day that an account gives a meeting, or an empty text."""
        found = None if self.index is None else self.index.execute(_DAY, (meeting,)).fetchone()
        if found:
            return found[0] or ""
        return self.value(meeting, "dip:date", "dip:earliest")


def _said(term: Any, quad: ox.Quad) -> Said:
    language = getattr(term, "language", None) or ""
    return Said(getattr(term, "value", str(term)), _graph(quad), isinstance(term, ox.NamedNode), language)


def _graph(quad: ox.Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""


_short = lru_cache(1000)(shorten)


def _node(thing: str) -> ox.NamedNode | None:
    """Return the node of a thing; None of what is no IRI, which may stand where there should be one."""
    try:
        return ox.NamedNode(thing)
    except ValueError:
        return None


@lru_cache(1000)
def _property(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)
