"""A person and a state: offices and who held them, whom they met, their meetings, what they said and undertook."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from dipgraph import spoken
from dipgraph.accounts import due
from dipgraph.facts import Facts
from dipgraph.statements import Shown, made_at, meeting_rows, shown

# So many meetings are on one page, and so many statements; so many issues, commitments and others are named.
MEETINGS, STATEMENTS, NAMED, MET = 25, 10, 20, 40


def person(facts: Facts, thing: str, page: int) -> dict[str, Any]:
    """Return what a page of a person shows."""
    tenures = {tenure for tenure, _ in facts.having("dip:holder", thing)}
    meetings = _meetings(facts, "dip:participant", thing)
    printed = f"SELECT DISTINCT ?name WHERE {{ ?seat dip:participant <{thing}> ; dip:nameInSource ?name }}"
    return {
        "offices": [_tenure(facts, tenure, "dip:office") for tenure in _by_time(facts, tenures)],
        "printed": sorted({name for (name,) in facts.rows(printed)}),
        **_listed(facts, meetings, page),
        "met": _met(facts, meetings, "dip:participant", thing),
        "statements": _newest(facts, meetings, thing),
        "issues": _issues(facts, "dip:speaker", thing),
    }


def state(facts: Facts, thing: str, page: int) -> dict[str, Any]:
    """Return what a page of a state shows."""
    offices = {office for office, _ in facts.having("dip:officeOf", thing)}
    tenures = {tenure for office in offices for tenure, _ in facts.having("dip:office", office)}
    meetings = _meetings(facts, "dip:onBehalfOf", thing)
    by = f"?commitment dip:committedBy <{thing}> ; dip:madeAt ?meeting"
    dates, promises = facts.dates(by), facts.pairs(f"SELECT DISTINCT ?commitment ?meeting WHERE {{ {by} }}")
    lasting = {name for (name,) in facts.rows(f"SELECT DISTINCT ?commitment WHERE {{ {by} ; dip:procedural false }}")}
    newest = sorted(sorted(lasting), key=lambda name: dates.get(promises[name], ""), reverse=True)[:NAMED]
    return {
        "code": facts.value(thing, "dip:isoCode"),
        "holders": [
            {**_tenure(facts, tenure, "dip:holder"), "office": facts.links(tenure, "dip:office")}
            for tenure in _by_time(facts, tenures)
        ],
        **_listed(facts, meetings, page),
        "met": _met(facts, meetings, "dip:onBehalfOf", thing),
        "promised": len(promises),
        "lasting": len(lasting),
        "commitments": [
            {
                **facts.link(name),
                "date": dates.get(promises[name], ""),
                "due": due(facts, name),
                "by": facts.links(name, "dip:committedBy"),
            }
            for name in newest
        ],
    }


def _tenure(facts: Facts, tenure: str, of: str) -> Shown:
    """Return a tenure: what it is *of*, and from when until when."""
    first, last = facts.value(tenure, "dip:from"), facts.value(tenure, "dip:until")
    told = f"{spoken.day(first)} to {spoken.day(last)}" if first and last else ""
    since = f"since {spoken.day(first)}" if first else f"until {spoken.day(last)}" if last else ""
    return {"of": facts.links(tenure, of), "when": told or since}


def _by_time(facts: Facts, tenures: Iterable[str]) -> list[str]:
    return sorted(sorted(tenures), key=lambda tenure: facts.value(tenure, "dip:from"), reverse=True)


def _meetings(facts: Facts, property: str, thing: str) -> dict[str, str]:
    """Return the day of each meeting at which *thing* has a seat by a *property*, the newest first."""
    dates = facts.dates(f"?seat {property} <{thing}> . ?meeting dip:participation ?seat")
    return dict(sorted(sorted(dates.items()), key=lambda item: item[1], reverse=True))


def _listed(facts: Facts, meetings: dict[str, str], page: int) -> dict[str, Any]:
    """Return one page of *meetings*."""
    part = dict(islice(meetings.items(), (page - 1) * MEETINGS, page * MEETINGS))
    return {
        "number": len(meetings),
        "meetings": meeting_rows(facts, part),
        "page": page,
        "pages": max(1, -(-len(meetings) // MEETINGS)),
    }


def _met(facts: Facts, meetings: dict[str, str], property: str, thing: str) -> list[Shown]:
    """Return whom *thing* met, most often first, with the number of meetings and the last of them."""
    pairs = f"""SELECT DISTINCT ?other ?meeting WHERE {{
      {{ SELECT DISTINCT ?meeting WHERE {{ ?seat {property} <{thing}> . ?meeting dip:participation ?seat }} }}
      ?meeting dip:participation ?another . ?another {property} ?other }}"""
    found: dict[str, list[str]] = {}
    for other, meeting in facts.rows(pairs):
        if other != thing and meeting in meetings:
            found.setdefault(other, []).append(meeting)
    rows = []
    for other, several in found.items():
        last = max(sorted(several), key=lambda meeting: meetings[meeting])
        rows.append((-len(several), other, last))
    return [
        {**facts.link(other), "number": -number, "date": meetings[last], "last": facts.link(last)}
        for number, other, last in sorted(rows)[:MET]
    ]


def _newest(facts: Facts, meetings: Iterable[str], speaker: str) -> list[Shown]:
    """Return the newest statements of a speaker."""
    found: list[Shown] = []
    for meeting in meetings:
        own = [name for name in made_at(facts, meeting) if speaker in facts.values(name, "dip:speaker")]
        found += [shown(facts, name) for name in own[: STATEMENTS - len(found)]]
        if len(found) >= STATEMENTS:
            break
    return found


def _issues(facts: Facts, property: str, thing: str) -> list[Shown]:
    """Return the issues on which *thing* spoke most."""
    counts = f"""SELECT ?issue (COUNT(DISTINCT ?statement) AS ?number) WHERE {{
      ?statement {property} <{thing}> ; dip:issue ?issue
    }} GROUP BY ?issue ORDER BY DESC(?number) STR(?issue) LIMIT {NAMED}"""
    return [{**facts.link(issue), "number": int(number)} for issue, number in facts.rows(counts)]
