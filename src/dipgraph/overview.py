"""What there is, at a glance: how much of what, the newest meetings, and the names of all things.

What is asked of the whole graph takes as long as the graph is large. It stands ready in the index of its state.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dipgraph.facts import Facts, Link
from dipgraph.statements import meeting_rows
from dipgraph.stores import Store
from dipgraph.terms import BASE, shorten

# So many meetings are on the first page, so many names of a kind on that of all kinds, and on each of its own pages.
NEWEST, NAMED, LISTED = 10, 100, 500
# The kinds of things, which all have pages, in the order in which they are listed, with their classes.
KINDS = {
    "meeting": "Meeting", "person": "Person", "state": "State", "body": "Body", "issue": "Issue", "commitment": "Commitment",
    "document": "Document", "series": "MeetingSeries", "office": "Office", "tenure": "Tenure", "act": "Act",
}  # fmt: skip
# Of meetings, persons and issues the graph knows more than documents tell of: such as are only named, and the vocabulary.
_COUNTS = """
SELECT ?what (COUNT(DISTINCT ?thing) AS ?number) WHERE {
  {
    VALUES (?what ?class) { ("documents" dip:Document) ("statements" dip:Statement) ("commitments" dip:Commitment) }
    ?kind rdfs:subClassOf* ?class . ?thing a ?kind .
  }
  UNION { ?document dip:describes ?thing . BIND ("meetings described" AS ?what) }
  UNION { ?seat dip:participant ?thing . BIND ("persons who took part" AS ?what) }
  UNION { ?statement a dip:Statement ; dip:issue ?thing . BIND ("issues spoken of" AS ?what) }
}
GROUP BY ?what ORDER BY DESC(?number)
"""
_ONE = {
    "documents": "document", "statements": "statement", "commitments": "commitment",
    "meetings described": "meeting described", "persons who took part": "person who took part",
    "issues spoken of": "issue spoken of",
}  # fmt: skip
# Things of some kinds with what they are called in English.
LABELLED = """SELECT DISTINCT ?thing ?label WHERE {{
  VALUES ?class {{ {kinds} }} ?kind rdfs:subClassOf* ?class . ?thing a ?kind ; rdfs:label|skos:prefLabel|dip:action ?label .
  FILTER (LANG(?label) = "en") }} ORDER BY DESC(STR(?thing)) LIMIT {most}"""

# What is said of how much there is, which stands ready beside the pages.
EXTENT = "extent"
_CLASSES = """SELECT ?class (COUNT(DISTINCT ?thing) AS ?number) (MIN(STR(?thing)) AS ?example) WHERE {
  ?thing a ?class . FILTER (isIRI(?class) && isIRI(?thing)) } GROUP BY ?class ORDER BY STR(?class)"""
_PROPERTIES = (
    "SELECT ?property (COUNT(*) AS ?number) WHERE { ?s ?property ?o } GROUP BY ?property ORDER BY STR(?property)"
)
_ENTITIES = "SELECT (COUNT(DISTINCT ?thing) AS ?number) WHERE { ?thing a ?class . FILTER (isIRI(?thing)) }"
_DAYS = """SELECT (STR(MIN(?date)) AS ?first) (STR(MAX(?date)) AS ?last) WHERE {
  ?document dip:describes ?meeting . ?meeting dip:date ?date }"""

# They are called by holder and office.
_TENURES = "SELECT DISTINCT ?thing WHERE { ?thing a dip:Tenure } ORDER BY STR(?thing)"


def start(facts: Facts) -> dict[str, Any]:
    """Return how much of what there is, and the newest meetings."""
    newest = sorted(facts.dates("?meeting a/rdfs:subClassOf* dip:Meeting").items(), key=lambda pair: (pair[1], pair[0]))
    counts = [[what if number != "1" else _ONE[what], int(number)] for what, number in facts.rows(_COUNTS)]
    return {"counts": counts, "meetings": meeting_rows(facts, dict(newest[: -NEWEST - 1 : -1]))}


def names(every: Mapping[str, list[Link]]) -> dict[str, Any]:
    """Return what the page of names shows of *every* link by kind: how many there are, and of many the first."""
    return {"kinds": [[kind, links[:NAMED], len(links)] for kind, links in every.items() if links]}


def listed(facts: Facts, kind: str) -> list[Link]:
    """Return all things of a *kind* that have a page, in order."""
    rows: Iterable[tuple[str, ...]] = facts.rows(LABELLED.format(kinds=f"dip:{KINDS[kind]}", most=1_000_000))
    if kind == "tenure":
        rows = ((thing, facts.label(thing)) for (thing,) in facts.rows(_TENURES))
    named = {shorten(thing): label for thing, label in rows if thing.startswith(f"{BASE}{kind}/")}
    return in_order(facts, kind, [{"name": name, "label": label} for name, label in named.items()])


def in_order(facts: Facts, kind: str, links: Iterable[Link]) -> list[Link]:
    """Return things of a *kind* by their names; meetings with their days, the newest first."""
    found = sorted(links, key=lambda link: (link["label"].casefold(), link["name"]))
    if kind != "meeting":
        return found
    days = facts.dates("?meeting a/rdfs:subClassOf* dip:Meeting")
    dated = [{**link, "date": days.get(BASE + link["name"], "")} for link in found]
    return sorted(dated, key=lambda link: link["date"], reverse=True)


def pages_of(kind: str, links: list[Link]) -> list[dict[str, Any]]:
    """Return what the pages with all *links* of a *kind* show."""
    pages = -(-len(links) // LISTED)
    told = {"kind": kind, "number": len(links), "pages": pages}
    return [{**told, "page": page + 1, "links": links[page * LISTED : (page + 1) * LISTED]} for page in range(pages)]


def _pages(facts: Facts) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each page by its name: "start", "names", "names/meeting/2"."""
    yield "start", start(facts)
    every = {kind: listed(facts, kind) for kind in KINDS}
    yield "names", names(every)
    for kind, links in every.items():
        for shown in pages_of(kind, links):
            yield f"names/{kind}/{shown['page']}", shown


def extent(facts: Facts) -> dict[str, Any]:
    """Return of how much the whole graph says something: things by class, with one of each, and statements by property.

    A triple counts once for each graph that has it, a thing once.
    """
    classes = [[iri, int(number), example] for iri, number, example in facts.rows(_CLASSES)]
    properties = [[iri, int(number)] for iri, number in facts.rows(_PROPERTIES)]
    ((entities,),), ((first, last),) = facts.rows(_ENTITIES), facts.rows(_DAYS)
    days = [*dict.fromkeys(day for day in (first, last) if day)]
    return {"classes": classes, "properties": properties, "entities": int(entities), "days": days}


def put(db: sqlite3.Connection, store: Store) -> None:
    """Put what the pages show into an index that is being made."""
    db.execute("CREATE TABLE ready (page TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID")
    db.executemany(
        "INSERT INTO ready VALUES (?, ?)", ((page, json.dumps(shown)) for page, shown in _pages(Facts(store)))
    )
    db.execute("INSERT INTO ready VALUES (?, ?)", (EXTENT, json.dumps(extent(Facts(store)))))


def whole(facts: Facts, page: str) -> dict[str, Any] | None:
    """Return what a *page* shows ("start"), as it stands ready, or else read from the graph; None where there is none."""
    if facts.index is None:
        if page == EXTENT:
            # It takes long, and nobody waits for it; next time it may be there.
            return {"is_present": False}
        return next((shown for name, shown in _pages(facts) if name == page), None)
    row = facts.index.execute("SELECT content FROM ready WHERE page = ?", (page,)).fetchone()
    found: dict[str, Any] | None = json.loads(row[0]) if row else None
    return found
