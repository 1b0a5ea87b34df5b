"""An issue in time: each statement on it or on a narrower one, by whom, and with which force."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from dipgraph.accounts import PRESS
from dipgraph.facts import Facts
from dipgraph.relations import ON, SIDES, days, rows
from dipgraph.spoken import listed
from dipgraph.statements import document_of, force, place, shown
from dipgraph.terms import shorten

# So many statements are on one page.
SHOWN = 25
_ROW = ("statement", "meeting", "act", "summary")


def issue(facts: Facts, thing: str, page: int) -> dict[str, Any]:
    """Return what a page of an issue shows: what it means, and its statements, from the newest on."""
    issues = sorted(_narrower(facts, thing))
    dates = days(facts, ON, issue=issues)
    found = rows(facts, ON, _ROW, issue=issues)
    whose = _sides(facts, {document_of(row[0]) for row in found})
    forces = {act: force(facts, act) for act in {row[2] for row in found}}
    acts = {act: facts.label(act) for act in forces}
    found.sort(key=lambda row: (row[1], place(row[0]), row))
    found.sort(key=lambda row: dates.get(row[1], ""), reverse=True)
    return {
        "definition": facts.value(thing, "skos:definition"),
        "note": facts.value(thing, "skos:scopeNote"),
        "words": facts.values(thing, "skos:altLabel"),
        "broader": facts.links(thing, "skos:broader"),
        "narrower": sorted((facts.link(name) for name in _just_below(facts, thing)), key=lambda link: link["label"]),
        "number": len(found),
        "meetings": [
            {"meeting": facts.link(meeting), "statements": [shown(facts, row[0]) for row in several]}
            for meeting, several in groupby(found[(page - 1) * SHOWN : page * SHOWN], key=lambda row: row[1])
        ],
        "page": page,
        "pages": max(1, -(-len(found) // SHOWN)),
        "points": [
            {
                "date": dates[meeting],
                "force": forces[act],
                "act": acts[act],
                "label": summary,
                "link": shorten(statement),
                "side": whose.get(document_of(statement), PRESS),
            }
            for statement, meeting, act, summary in found
            if meeting in dates
        ],
    }


def _sides(facts: Facts, documents: set[str]) -> dict[str, str]:
    """Return for each of *documents* that has one the side whose account it is, or the sides."""
    of: dict[str, set[str]] = {}
    for document, state in rows(facts, SIDES, ("document", "state"), document=documents):
        of.setdefault(document, set()).add(state)
    several = {frozenset(states) for states in of.values()}
    named = {states: listed(sorted(facts.label(state) for state in states)) for states in several}
    return {document: named[frozenset(states)] for document, states in of.items()}


def _just_below(facts: Facts, issue: str) -> set[str]:
    return {name for name, _ in facts.having("skos:broader", issue)}


def _narrower(facts: Facts, issue: str) -> set[str]:
    """Return an issue and all that are narrower, over however many steps."""
    found, waiting = {issue}, [issue]
    while waiting:
        below = _just_below(facts, waiting.pop()) - found
        found |= below
        waiting += below
    return found
