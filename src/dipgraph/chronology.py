"""An issue in time: each statement on it or on a narrower one, by whom, and with which force.

Those of an issue with many stand in the index of the state, in the order in which they are shown.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from dipgraph.facts import Facts
from dipgraph.relations import ON, SIDES, days, numbers, rows
from dipgraph.spoken import PRESS, listed
from dipgraph.statements import document_of, force, place, shown
from dipgraph.terms import DIP, shorten
from dipgraph.timeline import MOST

# So many statements are on one page.
SHOWN = 15
_ROW = ("meeting", "statement", "act")
_TABLES = (
    "CREATE TABLE chronicle (id INTEGER PRIMARY KEY, issue TEXT UNIQUE NOT NULL, number INTEGER NOT NULL, "
    "points TEXT NOT NULL)",
    "CREATE TABLE told (chronicle INTEGER, at INTEGER, meeting INTEGER NOT NULL, statement INTEGER NOT NULL, "
    "PRIMARY KEY (chronicle, at)) WITHOUT ROWID",
)
Row = tuple[str, ...]


class Chronicle(NamedTuple):
    """How many statements there are on an issue, those of one page with their meetings, and all as points in time."""

    number: int
    told: list[tuple[str, str]]
    points: list[dict[str, Any]]


def issue(facts: Facts, thing: str, page: int) -> dict[str, Any]:
    """Return what a page of an issue shows: what it means, and its statements, from the newest on."""
    first = (page - 1) * SHOWN
    number, told, points = _ready(facts, thing, first) or _read(facts, thing, first, page == 1)
    return {
        "definition": facts.value(thing, "skos:definition"),
        "note": facts.value(thing, "skos:scopeNote"),
        "words": facts.values(thing, "skos:altLabel"),
        # Those of the words that are of another language than English.
        "languages": {
            said.value: said.language
            for said in facts.of(thing).get("skos:altLabel", ())
            if said.language not in ("", "en")
        },
        "broader": facts.links(thing, "skos:broader"),
        "narrower": sorted((facts.link(name) for name in _just_below(facts, thing)), key=lambda link: link["label"]),
        "number": number,
        "meetings": [
            {
                "meeting": facts.link(meeting),
                "statements": [_accounted(facts, statement) for _, statement in statements],
            }
            for meeting, statements in groupby(told, key=lambda pair: pair[0])
        ],
        "page": page,
        "pages": max(1, -(-number // SHOWN)),
        # They are drawn on the first page.
        "points": points if page == 1 else [],
    }


def put(db: sqlite3.Connection, facts: Facts) -> None:
    """Put the issues with more statements than are drawn one by one into an index whose relations are there."""
    for table in _TABLES:
        db.execute(table)
    for thing in sorted(name for name, _ in facts.having("rdf:type", f"{DIP}Issue")):
        number, told, points = _read(facts, thing, 0, True, None)
        if number <= MOST:
            continue
        row = (thing, number, json.dumps(points))
        chronicle = db.execute("INSERT INTO chronicle (issue, number, points) VALUES (?, ?, ?)", row).lastrowid
        ids = numbers(db, ON, ("meeting", "statement"), issue=_narrower(facts, thing))
        rows = ((chronicle, at, ids[meeting], ids[statement]) for at, (meeting, statement) in enumerate(told))
        db.executemany("INSERT INTO told VALUES (?, ?, ?, ?)", rows)


def _ready(facts: Facts, thing: str, first: int) -> Chronicle | None:
    """Return the chronicle of an issue from the place *first* on as the index has it, if it does."""
    if facts.index is None:
        return None
    row = facts.index.execute("SELECT id, number, points FROM chronicle WHERE issue = ?", (thing,)).fetchone()
    if row is None:
        return None
    told = facts.index.execute(
        "SELECT m.name, s.name FROM told JOIN node m ON m.id = meeting JOIN node s ON s.id = statement "
        "WHERE chronicle = ? AND at >= ? AND at < ? ORDER BY at",
        (row[0], first, first + SHOWN),
    )
    return Chronicle(row[1], told.fetchall(), json.loads(row[2]) if not first else [])


def _read(facts: Facts, thing: str, first: int, is_drawn: bool, most: int | None = SHOWN) -> Chronicle:
    """Return the chronicle of an issue from the place *first* on; of *most* statements, or of all."""
    issues = sorted(_narrower(facts, thing))
    dates = days(facts, ON, issue=issues)
    found: dict[str, list[Row]] = {}
    for row in rows(facts, ON, _ROW, issue=issues):
        found.setdefault(row[0], []).append(row)
    newest = sorted(sorted(found), key=lambda meeting: dates.get(meeting, ""), reverse=True)
    number = sum(map(len, found.values()))
    told = _within(found, newest, first, number if most is None else first + most)
    points = _points(facts, issues, [row for several in found.values() for row in several], dates) if is_drawn else []
    return Chronicle(number, list(told), points)


def _accounted(facts: Facts, statement: str) -> dict[str, Any]:
    """Return a statement with the side whose account it is from."""
    document = document_of(statement)
    return {**shown(facts, statement), "side": _sides(facts, {document}).get(document, PRESS)}


def _within(
    found: Mapping[str, list[Row]], meetings: Iterable[str], first: int, last: int
) -> Iterator[tuple[str, str]]:
    """Yield the statements of *meetings* from the place *first* to before *last*, each with its meeting."""
    before = 0
    for meeting in meetings:
        statements = found[meeting]
        if before < last and before + len(statements) > first:
            placed = sorted(statements, key=_place)
            yield from ((meeting, row[1]) for row in placed[max(0, first - before) : last - before])
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
