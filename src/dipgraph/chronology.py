"""An issue in time: each statement on it or on a narrower one, by whom, and with which force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dipgraph.accounts import PRESS
from dipgraph.facts import Facts
from dipgraph.relations import ON, SIDES, days, rows
from dipgraph.spoken import listed
from dipgraph.statements import document_of, force, place, shown
from dipgraph.terms import shorten
from dipgraph.timeline import MOST

# So many statements are on one page.
SHOWN = 15
_ROW = ("meeting", "statement", "act")
Row = tuple[str, ...]


def issue(facts: Facts, thing: str, page: int) -> dict[str, Any]:
    """Return what a page of an issue shows: what it means, and its statements, from the newest on."""
    issues = sorted(_narrower(facts, thing))
    dates = days(facts, ON, issue=issues)
    found: dict[str, list[Row]] = {}
    for row in rows(facts, ON, _ROW, issue=issues):
        found.setdefault(row[0], []).append(row)
    newest = sorted(sorted(found), key=lambda meeting: dates.get(meeting, ""), reverse=True)
    number = sum(map(len, found.values()))
    return {
        "definition": facts.value(thing, "skos:definition"),
        "note": facts.value(thing, "skos:scopeNote"),
        "words": facts.values(thing, "skos:altLabel"),
        "broader": facts.links(thing, "skos:broader"),
        "narrower": sorted((facts.link(name) for name in _just_below(facts, thing)), key=lambda link: link["label"]),
        "number": number,
        "meetings": [
            {"meeting": facts.link(meeting), "statements": [_accounted(facts, statement) for statement in statements]}
            for meeting, statements in _within(found, newest, (page - 1) * SHOWN, page * SHOWN)
        ],
        "page": page,
        "pages": max(1, -(-number // SHOWN)),
        # They are drawn on the first page.
        "points": _points(facts, issues, [row for several in found.values() for row in several], dates)
        if page == 1
        else [],
    }


def _accounted(facts: Facts, statement: str) -> dict[str, Any]:
    """Return a statement with the side whose account it is from."""
    document = document_of(statement)
    return {**shown(facts, statement), "side": _sides(facts, {document}).get(document, PRESS)}


def _within(
    found: Mapping[str, list[Row]], meetings: Iterable[str], first: int, last: int
) -> Iterator[tuple[str, list[str]]]:
    """Yield of *meetings* those with the statements from the number *first* to before *last* of all, and these."""
    before = 0
    for meeting in meetings:
        statements = found[meeting]
        if before < last and before + len(statements) > first:
            placed = sorted(statements, key=_place)
            yield meeting, [row[1] for row in placed[max(0, first - before) : last - before]]
        before += len(statements)


def _place(row: Row) -> tuple[Any, ...]:
    """Return what a row of a meeting is sorted by: the place of the statement in its document."""
    return place(row[1]), row


def _points(facts: Facts, issues: list[str], found: list[Row], dates: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the statements as points in time; of more than are drawn one by one, how many are alike in a month."""
    dated = [(dates[meeting], document_of(statement), act) for meeting, statement, act in found if meeting in dates]
    whose = _sides(facts, {document for _, document, _ in dated})
    acts = {act: {"act": facts.label(act), "force": force(facts, act)} for act in {act for *_, act in dated}}
    if len(dated) > MOST:
        alike = Counter((date[:7], act, whose.get(document, PRESS)) for date, document, act in dated)
        return [
            {"date": month, **acts[act], "side": side, "number": number}
            for (month, act, side), number in sorted(alike.items())
        ]
    each = sorted(rows(facts, ON, (*_ROW, "summary"), issue=issues), key=_place)
    return [
        {
            "date": dates[meeting],
            **acts[act],
            "label": summary,
            "link": shorten(statement),
            "side": whose.get(document_of(statement), PRESS),
        }
        for meeting, statement, act, summary in each
        if meeting in dates
    ]


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
