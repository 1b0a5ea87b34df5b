"""What a page of the web site shows, read from a store: a thing, what was found, what there is."""

from __future__ import annotations

from dataclasses import asdict
from itertools import islice
from typing import Any

import pyoxigraph as ox

from dipgraph.errors import UsageError
from dipgraph.query import Query
from dipgraph.rows import Rows, cell
from dipgraph.show import told
from dipgraph.stores import Store
from dipgraph.terms import PREFIXES, shorten

# So many things are found at most, so many meetings are on the first page, and so many rows in a table.
MOST, NEWEST, SHOWN = 50, 10, 200
_LONGEST = 200
_COUNTS = """
PREFIX dip: <https://w3id.org/dipgraph/ontology#>
SELECT ?what (COUNT(DISTINCT ?thing) AS ?number) WHERE {
  VALUES (?what ?class) {
    ("documents" dip:Document) ("meetings" dip:Meeting) ("persons" dip:Person) ("issues" dip:Issue)
    ("statements" dip:Statement) ("commitments" dip:Commitment)
  }
  ?kind <http://www.w3.org/2000/01/rdf-schema#subClassOf>* ?class . ?thing a ?kind .
}
GROUP BY ?what ORDER BY DESC(?number)
"""
_FOUND = """
PREFIX dip: <https://w3id.org/dipgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing (MIN(?words) AS ?shown) WHERE {
  VALUES ?property { rdfs:label skos:prefLabel skos:altLabel dip:action dip:summary dip:quotation }
  ?said ?property ?words .
  FILTER (CONTAINS(LCASE(STR(?words)), %s))
  OPTIONAL { ?statement dip:evidence ?said ; dip:madeAt ?meeting }
  OPTIONAL { ?said dip:madeAt ?at . FILTER (?property = dip:summary) }
  BIND (COALESCE(?meeting, ?at, ?said) AS ?thing)
}
GROUP BY ?thing
ORDER BY STRLEN(?shown) STR(?thing)
LIMIT %d
"""


def read(store: Store, asked: dict[str, Any]) -> dict[str, Any]:
    """Return what the page that is *asked* for shows: "start", a "thing", what was "found", or an "answer" to a question.

    A UsageError says what is unknown.
    """
    if asked["page"] == "answer":
        return _answer(store, asked["name"], asked["values"])
    return {"start": _start, "thing": _thing, "found": _found}[asked["page"]](store, asked["name"])


def _answer(store: Store, name: str, values: dict[str, list[str]]) -> dict[str, Any]:
    answer = Query.named(name).run(store, **values)
    assert isinstance(answer, Rows)
    columns = [variable.value for variable in answer.variables]
    rows = [[_cell(row[column]) for column in columns] for row in islice(answer, SHOWN)]
    return {"columns": columns, "rows": rows, "number": len(rows) + sum(1 for _ in answer)}


def _cell(term: Any) -> dict[str, str]:
    if term is None:
        return {}
    return {"type": "uri" if isinstance(term, ox.NamedNode) else "text", "value": getattr(term, "value", str(term))}


def _start(store: Store, _: str) -> dict[str, Any]:
    rows = _rows(store, Query.named("meetings").bind(store))
    newest = sorted(rows, key=lambda row: row["date"], reverse=True)[:NEWEST]
    return {"counts": [(row["what"], int(row["number"])) for row in _rows(store, _COUNTS)], "meetings": newest}


def _thing(store: Store, name: str) -> dict[str, Any]:
    thing = told(store, PREFIXES["dip"].removesuffix("ontology#") + name)
    return {**asdict(thing), "name": shorten(thing.iri)}


def _found(store: Store, words: str) -> dict[str, Any]:
    if len(words) > _LONGEST:
        raise UsageError(f"more than {_LONGEST} characters are looked for: give a few words")
    wanted = " ".join(words.split()).lower()
    found = _rows(store, _FOUND % (_literal(wanted), MOST + 1)) if wanted else []
    return {"words": words, "found": found[:MOST], "more": len(found) > MOST}


def _literal(text: str) -> str:
    """Return *text* as a literal of SPARQL, which nothing in it can leave."""
    return str(ox.Literal(text))


def _rows(store: Store, sparql: str) -> list[dict[str, str]]:
    """Return the rows of a query as text, names of things short."""
    rows = store.query(sparql)
    assert isinstance(rows, Rows)
    names = [variable.value for variable in rows.variables]
    return [{name: cell(row[name]) for name in names} for row in rows]
