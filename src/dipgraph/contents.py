"""What a graph is about, as the graph itself says: its documents and who published them, days, places, issues, languages."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from dipgraph.rows import Rows
from dipgraph.stores import Store

_PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX dip: <https://w3id.org/dipgraph/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_DOCUMENTS = """
SELECT ?thing ?key ?value ?name WHERE {
  { SELECT DISTINCT ?thing WHERE { ?thing dip:describes ?meeting } }
  VALUES (?property ?key) {
    (rdfs:label "label") (dip:publisher "publisher") (dip:published "published") (dip:language "language")
    (dip:address "address") (dip:rights "rights")
  }
  ?thing ?property ?value .
  OPTIONAL { ?value rdfs:label ?name FILTER(?key = "publisher") }
}
"""
_VOCABULARIES = """
SELECT ?thing ?key ?value ?name WHERE {
  VALUES ?class { owl:Ontology skos:ConceptScheme }
  GRAPH ?thing { ?thing a ?class }
  VALUES (?property ?key) { (dcterms:title "label") (dcterms:license "license") (dcterms:creator "publisher") }
  ?thing ?property ?value .
}
"""
_DAYS = (
    "SELECT DISTINCT ?value WHERE { ?meeting a/rdfs:subClassOf* dip:Meeting ; dip:date|dip:earliest|dip:latest ?value }"
)
_MEETINGS = "SELECT (COUNT(DISTINCT ?meeting) AS ?value) WHERE { ?document dip:describes ?meeting }"
_PLACES = """
SELECT DISTINCT ?thing ?value WHERE {
  ?meeting dip:country ?thing . ?thing rdfs:label ?value FILTER(LANG(?value) IN ("en", ""))
}
"""
_ISSUES = """
SELECT DISTINCT ?thing ?value WHERE {
  ?statement a dip:Statement ; dip:issue ?thing . ?thing skos:prefLabel ?value FILTER(LANG(?value) IN ("en", ""))
}
"""
_WRITTEN = "SELECT DISTINCT ?value WHERE { ?thing dip:published|dip:judged|dcterms:modified|dcterms:created ?value }"


@dataclass(frozen=True)
class Described:
    """A document or a vocabulary with what its graph says of it; what it does not say is empty."""

    iri: str
    label: str = ""
    publisher: str = ""
    body: str = ""
    published: str = ""
    language: str = ""
    address: str = ""
    rights: str = ""
    license: str = ""


@dataclass(frozen=True)
class Contents:
    """What a graph is about: documents and vocabularies by address, and what the documents tell of; all of it in order."""

    documents: dict[str, Described]
    vocabularies: dict[str, Described]
    meetings: int
    days: tuple[str, ...]
    places: dict[str, str]
    issues: dict[str, str]
    written: str

    @classmethod
    def of(cls, store: Store) -> Contents:
        """Ask *store*; in answers of several values, the first in order counts."""
        written = _days(store, _WRITTEN)
        return cls(
            documents=_described(store, _DOCUMENTS),
            vocabularies=_described(store, _VOCABULARIES),
            meetings=int(_rows(store, _MEETINGS)[0]["value"].value),
            days=_days(store, _DAYS),
            places=_labels(store, _PLACES),
            issues=_labels(store, _ISSUES),
            written=written[-1] if written else "",
        )

    @cached_property
    def publishers(self) -> dict[str, list[Described]]:
        """The documents of each publisher, by its address."""
        found: dict[str, list[Described]] = defaultdict(list)
        for document in self.documents.values():
            if document.body:
                found[document.body].append(document)
        return dict(sorted(found.items()))

    @cached_property
    def languages(self) -> list[str]:
        """The languages of the documents."""
        return sorted({document.language for document in self.documents.values() if document.language})


def _rows(store: Store, query: str) -> list[ox.QuerySolution]:
    rows = store.query(_PREFIXES + query)
    assert isinstance(rows, Rows)
    return list(rows)


def _described(store: Store, query: str) -> dict[str, Described]:
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for row in _rows(store, query):
        if not isinstance(row["thing"], ox.NamedNode):
            continue
        facts, key, value = said[row["thing"].value], row["key"].value, row["value"].value
        if not _is_meant(key, row["value"]):
            continue
        if key == "publisher" and isinstance(row["value"], ox.NamedNode):
            facts["body"] = min(facts.get("body", value), value)
            value = row["name"].value if row["name"] else value
        facts[key] = min(facts.get(key, value), value)
    return {iri: Described(iri, **facts) for iri, facts in sorted(said.items())}


def _is_meant(key: str, value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> bool:
    """Say whether *value* is of the kind that *key* has: an address, a day, or words."""
    if key in ("address", "license"):
        return isinstance(value, ox.NamedNode)
    if key == "publisher" and isinstance(value, ox.NamedNode):
        return True
    return isinstance(value, ox.Literal) and (key != "published" or is_day(value.value))


def _labels(store: Store, query: str) -> dict[str, str]:
    rows = [row for row in _rows(store, query) if isinstance(row["thing"], ox.NamedNode)]
    # Of several labels the last that is put in stays: the first in order.
    return dict(sorted({r["thing"].value: r["value"].value for r in sorted(rows, key=_label, reverse=True)}.items()))


def _label(row: ox.QuerySolution) -> str:
    return str(row["value"].value)


def _days(store: Store, query: str) -> tuple[str, ...]:
    """Return the days of the calendar among the values of *query*, in order."""
    return tuple(sorted({row["value"].value for row in _rows(store, query) if is_day(row["value"].value)}))


def is_day(text: str) -> bool:
    """Say whether *text* is a day of the calendar, as ``2022-05-23``.

    >>> is_day("2022-05-23"), is_day("2022-05"), is_day("2022-02-30")
    (True, False, False)
    """
    try:
        return len(text) == 10 and dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
