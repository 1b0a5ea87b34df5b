"""What there is, at a glance: how much of what, the newest meetings, and the names of all things.

What is asked of the whole graph takes as long as the graph is large. It stands ready in the index of its state.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from dipgraph.facts import Facts
from dipgraph.statements import meeting_rows
from dipgraph.stores import Store
from dipgraph.terms import BASE, shorten

# So many meetings are on the first page, and so many names of a kind.
NEWEST, NAMED = 10, 500
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
# Things of some kinds with what they are called in English.
LABELLED = """SELECT DISTINCT ?thing ?label WHERE {{
  VALUES ?class {{ {kinds} }} ?kind rdfs:subClassOf* ?class . ?thing a ?kind ; rdfs:label|skos:prefLabel|dip:action ?label .
  FILTER (LANG(?label) = "en") }} ORDER BY DESC(STR(?thing)) LIMIT {most}"""

# They are called by holder and office.
_TENURES = "SELECT DISTINCT ?thing WHERE { ?thing a dip:Tenure } ORDER BY STR(?thing)"


def start(facts: Facts) -> dict[str, Any]:
    """Return how much of what there is, and the newest meetings."""
    newest = sorted(facts.dates("?meeting a/rdfs:subClassOf* dip:Meeting").items(), key=lambda pair: (pair[1], pair[0]))
    counts = [[what, int(number)] for what, number in facts.rows(_COUNTS)]
    return {"counts": counts, "meetings": meeting_rows(facts, dict(newest[: -NEWEST - 1 : -1]))}


def names(facts: Facts) -> dict[str, Any]:
    """Return what has a page, by kind, each kind with how many there are; of many, the first by their names."""
    found = []
    for kind, name in KINDS.items():
        rows: Iterable[tuple[str, ...]] = facts.rows(LABELLED.format(kinds=f"dip:{name}", most=1_000_000))
        if kind == "tenure":
            rows = ((thing, facts.label(thing)) for (thing,) in facts.rows(_TENURES))
        named = {shorten(thing): label for thing, label in rows if thing.startswith(f"{BASE}{kind}/")}
        links = [{"name": name, "label": label} for name, label in named.items()]
        links.sort(key=lambda link: (link["label"].casefold(), link["name"]))
        if links:
            found.append([kind, links[:NAMED], len(links)])
    return {"kinds": found}


_PAGES = {"start": start, "names": names}


def put(db: sqlite3.Connection, store: Store) -> None:
    """Put what the pages show into an index that is being made."""
    db.execute("CREATE TABLE ready (page TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID")
    for page, read in _PAGES.items():
        db.execute("INSERT INTO ready VALUES (?, ?)", (page, json.dumps(read(Facts(store)))))


def whole(facts: Facts, page: str) -> dict[str, Any]:
    """Return what a *page* shows ("start"), as it stands ready, or else read from the graph."""
    if facts.index is None:
        return _PAGES[page](facts)
    (content,) = facts.index.execute("SELECT content FROM ready WHERE page = ?", (page,)).fetchone()
    found: dict[str, Any] = json.loads(content)
    return found
