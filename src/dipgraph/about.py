"""Anything that there is: what is said of it by property, and what names it by which property.

What is named by many stands in the index of the state with these.
"""

from __future__ import annotations

import json
import re
import sqlite3
from typing import Any

from dipgraph.facts import Facts, Link, Said
from dipgraph.terms import BASE, expand, shorten

# So many values of a property are shown, and so many of the things that name another by one.
SHOWN = 20
# To put more in order, as all that do a frequent act, takes half a second: then they are shown as they come.
_ORDERED = 2000
# What may be named by many: an act by all statements, a ministry by all that it publishes.
_KINDS = (
    "VALUES ?class { dip:Act dip:Body dip:MeetingSeries dip:Office } ?kind rdfs:subClassOf* ?class . ?thing a ?kind"
)
# So many are read in a few milliseconds.
_MANY = 200
_NAMING = "SELECT ?property (COUNT(DISTINCT ?thing) AS ?number) WHERE {{ {} }} GROUP BY ?property"
_FIRST = "SELECT DISTINCT ?thing WHERE {{ {} }} {} LIMIT {}"
# What SKOS calls its own properties.
_SKOS = {"skos:prefLabel": "preferred label", "skos:altLabel": "alternative label", "skos:hiddenLabel": "hidden label"}
# How a word of a camel begins.
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def about(facts: Facts, thing: str) -> dict[str, Any]:
    """Return what is said of a *thing*, and what names it, by what the properties are called, each with the number."""
    return {"said": about_itself(facts, thing), "naming": _ready(facts, thing) or _naming(facts, thing)}


def about_itself(facts: Facts, thing: str) -> list[dict[str, Any]]:
    """Return what is said of a *thing*, by what the properties are called, each with the number of its values."""
    said = [
        {**_term(facts, property), "number": len(values), "values": [_value(facts, v) for v in values[:SHOWN]]}
        for property, several in facts.of(thing).items()
        if property != "rdf:type"
        for values in [_once(several)]
    ]
    return sorted(said, key=lambda row: row["label"])


def put(db: sqlite3.Connection, facts: Facts) -> None:
    """Put what names a thing that is named by many into an index that is being made."""
    db.execute("CREATE TABLE naming (thing TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID")
    for (thing,) in facts.rows(f"SELECT DISTINCT ?thing WHERE {{ {_KINDS} FILTER (isIRI(?thing)) }}"):
        naming = _naming(facts, thing)
        if sum(row["number"] for row in naming) > _MANY:
            db.execute("INSERT INTO naming VALUES (?, ?)", (thing, json.dumps(naming)))


def _ready(facts: Facts, thing: str) -> list[dict[str, Any]]:
    """Return what names a thing as the index has it, nothing where it does not."""
    if facts.index is None:
        return []
    row = facts.index.execute("SELECT content FROM naming WHERE thing = ?", (thing,)).fetchone()
    return json.loads(row[0]) if row else []


def _naming(facts: Facts, thing: str) -> list[dict[str, Any]]:
    """Return what names a thing: by property, the number of all, and some; that of which there is most first."""
    naming = [
        {"label": called(facts, property), "number": int(number), "things": _some(facts, thing, property, int(number))}
        for property, number in facts.rows(_NAMING.format(_pattern("?property", thing)))
    ]
    return sorted(naming, key=lambda row: (-row["number"], row["label"]))


def _pattern(property: str, thing: str) -> str:
    return f"?thing {property} <{thing}> . FILTER (isIRI(?thing))"


def _some(facts: Facts, thing: str, property: str, number: int) -> list[Link]:
    """Return some of the *number* of things that name another by a *property*, the first by their names if they are few."""
    order = "ORDER BY STR(?thing)" if number <= _ORDERED else ""
    rows = facts.rows(_FIRST.format(_pattern(f"<{property}>", thing), order, SHOWN))
    return [worded(facts, name) for (name,) in rows]


def worded(facts: Facts, name: str) -> Link:
    """Return how a thing is shown where it is named.

    A participation or a judgement of an analyst leads to the page of what it is about.
    """
    if "#" in name and (ends := [facts.value(name, end) for end in ("dip:later", "dip:earlier")]) and all(ends):
        later, earlier = map(facts.label, ends)
        relation = facts.label(facts.value(name, "dip:relation"))
        return {**facts.link(ends[0]), "label": f"“{later}” {relation} “{earlier}”"}
    if judged := facts.value(name, "dip:assesses") if "#" in name else "":
        return {**facts.link(judged), "label": f"How “{facts.label(judged)}” was kept"}
    if judged := facts.value(name, "dip:dates") if "#" in name else "":
        return {**facts.link(judged), "label": f"The day of “{facts.label(judged)}”"}
    meetings = sorted(meeting for meeting, _ in facts.having("dip:participation", name))
    if not meetings:
        return facts.link(name)
    who = [link["label"] for link in facts.links(name, "dip:participant")]
    return {**facts.link(meetings[0]), "label": ", ".join([*who, facts.label(meetings[0])])}


def _term(facts: Facts, property: str) -> Link:
    """Return the short name of a property, and what it is called."""
    node = expand(property)
    return {"name": shorten(node.value) if node else property, "label": called(facts, property)}


def called(facts: Facts, property: str) -> str:
    """Return what a property is called: as the ontology has it, or else the words of its name."""
    node = expand(property)
    iri = node.value if node else property
    label, short = facts.label(iri), shorten(iri)
    return label if label != short else _SKOS.get(short) or _HUMP.sub(" ", short.rpartition(":")[2]).lower()


def _once(several: list[Said]) -> list[Said]:
    """Return values each once, whichever graphs have them."""
    return [*{(said.value, said.is_thing): said for said in several}.values()]


def _value(facts: Facts, said: Said) -> dict[str, str]:
    """Return a value as it is shown: a thing of the graph by its name, another by its address, or text."""
    if not said.is_thing:
        return {"name": "", "label": said.value, "address": "", "language": said.language}
    return {**facts.link(said.value), "address": "" if said.value.startswith(BASE) else said.value}
