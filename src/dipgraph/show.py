"""One thing in words: a person, state, meeting, issue, commitment or document, each line with the passage that supports it.

What is shown of a thing is a stored query in ``queries/show/``, named like its class, with the columns ``?section``,
``?text`` and ``?passage``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from dipgraph import lookup
from dipgraph.errors import UsageError
from dipgraph.query import Query, stored
from dipgraph.results import visible
from dipgraph.rows import Rows
from dipgraph.stores import Store
from dipgraph.terms import shorten

FOLDER = "show"

_FACTS = """
PREFIX dip: <https://w3id.org/dipgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?label ?class WHERE {{
  OPTIONAL {{ {thing} rdfs:label|skos:prefLabel|dip:action ?label . FILTER(LANG(?label) = "en") }}
  {thing} a/rdfs:subClassOf* ?class .
  FILTER(STRSTARTS(STR(?class), STR(dip:)))
}}
ORDER BY STR(?label)
"""

_WORDS = """
PREFIX dip: <https://w3id.org/dipgraph/ontology#>
SELECT ?passage ?words WHERE {{ VALUES ?passage {{ {passages} }} ?passage dip:quotation|dip:anchor ?words }}
"""


@dataclass
class Line:
    """What is said of a thing in one line, and the passages that support it: words, web address or "", and name."""

    text: str
    passages: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Told:
    """A thing in words: its label, its IRI, its kind ("meeting"), and lines by the headings of their sections."""

    label: str
    iri: str
    kind: str
    sections: dict[str, list[Line]]


def told(store: Store, name: str) -> Told:
    """Return what is told of the thing that *name* means; a UsageError names the nearest known one."""
    thing = lookup.find(store, name)
    facts = list(_rows(store, _FACTS.format(thing=thing)))
    kinds = {row["class"].value.rsplit("#", 1)[-1].lower() for row in facts}
    queries = [kind for kind in (query.removeprefix(f"{FOLDER}/") for query in stored(FOLDER)) if kind in kinds]
    if not queries:
        cure = f"name a {_kinds()}; for a statement or finding, see 'dipgraph query evidence --help'"
        raise UsageError(f"{shorten(thing.value)} cannot be shown: {cure}")
    label = next((row["label"].value for row in facts if row["label"] is not None), shorten(thing.value))
    query = Query.named(f"{FOLDER}/{queries[0]}")
    rows = list(_rows(store, query.bind(store, thing=thing.value)))
    passages = {row["passage"].value for row in rows if row["passage"] is not None}
    words = _words(store, passages)
    places = lookup.addresses_of(store, passages)
    sections: dict[str, list[Line]] = {}
    for row in rows:
        lines = sections.setdefault(row["section"].value, [])
        if not lines or lines[-1].text != row["text"].value:
            lines.append(Line(row["text"].value))
        if row["passage"] is not None:
            passage = row["passage"].value
            lines[-1].passages.append((words.get(passage, ""), places.get(passage, ""), shorten(passage)))
    return Told(label, thing.value, queries[0], sections)


def describe(store: Store, name: str) -> Iterator[str]:
    """Yield the lines that describe the thing that *name* means; a UsageError names the nearest known one."""
    thing = told(store, name)
    yield visible(thing.label)
    yield shorten(thing.iri)
    for section, lines in thing.sections.items():
        yield ""
        yield visible(section)
        for line in lines:
            yield f"  {visible(line.text)}"
            for words, address, passage in line.passages:
                yield f"      “{visible(words)}”"
                yield f"      {address or passage}"


def _kinds() -> str:
    kinds = [query.removeprefix(f"{FOLDER}/") for query in stored(FOLDER)]
    return ", ".join(kinds[:-1]) + f" or {kinds[-1]}"


def _rows(store: Store, sparql: str) -> Rows:
    solutions = store.query(sparql)
    assert isinstance(solutions, Rows)
    return solutions


def _words(store: Store, passages: set[str]) -> dict[str, str]:
    listing = " ".join(str(ox.NamedNode(passage)) for passage in sorted(passages))
    return {row["passage"].value: row["words"].value for row in _rows(store, _WORDS.format(passages=listing))}
