"""A person, a state, an office: who held what, whom they met, meetings and journeys, what they said and undertook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from dipgraph import spoken
from dipgraph.about import about, called
from dipgraph.accounts import accounts_of, due
from dipgraph.facts import Facts
from dipgraph.relations import PRINTED, PROMISED, SAID, SEATS, SENT, SPOKE, beside, counts, days, rows
from dipgraph.statements import Shown, in_order, meeting_rows, shown
from dipgraph.terms import shorten

# So many meetings are on one page, and so many statements; so many issues, commitments and others are named.
MEETINGS, STATEMENTS, NAMED = 25, 10, 20
# So many terms of offices are read for a page: of the thousands that a state has, each takes a part of a millisecond.
TENURES = 500
# What a list of meetings says of a document that tells of one.
_ACCOUNT = ("name", "label", "genre", "publisher")
_PROMISE = ("commitment", "meeting", "procedural")


def person(facts: Facts, thing: str, page: int) -> dict[str, Any]:
    """Return what a page of a person shows."""
    tenures = {tenure for tenure, _ in facts.having("dip:holder", thing)}
    meetings = _newest_first(days(facts, SEATS, person=[thing]))
    return {
        "offices": _once(_tenure(facts, tenure, "dip:office") for tenure in _by_time(facts, tenures)),
        "printed": sorted({name for (name,) in rows(facts, PRINTED, ("name",), person=[thing])}),
        **_listed(facts, meetings, page),
        "met": _met(facts, meetings, _persons_met(facts, thing)),
        "journeys": _journeys(facts, thing),
        "said": sum(number for _, number in counts(facts, SAID, "speaker", "statement", speaker=[thing])),
        "statements": _newest(facts, meetings, thing),
        "issues": _issues(facts, thing),
    }


def state(facts: Facts, thing: str, page: int, is_whole: bool = False) -> dict[str, Any]:
    """Return what a page of a state shows; where that *is_whole*, all terms of offices, and else the newest."""
    offices = {office for office, _ in facts.having("dip:officeOf", thing)}
    tenures = {tenure for office in offices for tenure, _ in facts.having("dip:office", office)}
    meetings = _newest_first(days(facts, SENT, state=[thing]))
    made, promises = days(facts, PROMISED, by=[thing]), rows(facts, PROMISED, _PROMISE, by=[thing])
    dates: dict[str, str] = {}
    for name, meeting, _ in sorted(promises):
        dates.setdefault(name, made.get(meeting, ""))
    lasting = sorted({name for name, _, procedural in promises if procedural == "false"})
    newest = sorted(lasting, key=dates.__getitem__, reverse=True)[:NAMED]
    return {
        "code": facts.value(thing, "dip:isoCode"),
        "holders": _once(
            {**_tenure(facts, tenure, "dip:holder"), "office": facts.links(tenure, "dip:office")}
            for tenure in _by_time(facts, tenures if is_whole or page == 1 else ())[: None if is_whole else TENURES]
        ),
        "held": len(tenures),
        **_listed(facts, meetings, page),
        "met": _met(facts, meetings, _states_met(facts, thing)),
        "promised": len(dates),
        "lasting": len(lasting),
        "commitments": [
            {
                **facts.link(name),
                "date": dates[name],
                "due": due(facts, name),
                "by": facts.links(name, "dip:committedBy"),
            }
            for name in newest
        ],
    }


def office(facts: Facts, thing: str) -> dict[str, Any]:
    """Return what a page of an office shows: its holders, the newest first, and what else is said of it and names it."""
    tenures = {tenure for tenure, _ in facts.having("dip:office", thing)}
    found, listed = about(facts, thing), called(facts, "dip:office")
    return {
        **found,
        "held_by": _once(_tenure(facts, tenure, "dip:holder") for tenure in _by_time(facts, tenures)),
        "naming": [row for row in found["naming"] if row["label"] != listed],
    }


def _tenure(facts: Facts, tenure: str, of: str) -> Shown:
    """Return a tenure: what it is *of*, and from when until when; that no end is known does not say that it goes on."""
    first, last = (_bound(facts, tenure, property) for property in ("dip:from", "dip:until"))
    if first and last:
        when = f"{first} to {last}"
    else:
        when = f"from {first}, end not known" if first else f"until {last}" if last else ""
    return {"of": facts.links(tenure, of), "when": when, "ended": bool(last), "note": facts.value(tenure, "dip:note")}


def _bound(facts: Facts, tenure: str, property: str) -> str:
    """Return a bound of a tenure; where sources that tell of it give different days, each with the graph that does."""
    told: dict[str, list[str]] = {}
    for address in (tenure, *sorted({old for old, _ in facts.having("dcterms:isReplacedBy", tenure)})):
        for said in facts.of(address).get(property, ()):
            told.setdefault(said.value, []).append(shorten(said.graph))
    if len(told) < 2:
        return "".join(map(spoken.day, told))
    return ", ".join(f"{spoken.day(day)} ({', '.join(dict.fromkeys(graphs))})" for day, graphs in told.items())


def _once(tenures: Iterable[Shown]) -> list[Shown]:
    """Return tenures in their order, each once: several sources may have the same term of the same office."""
    found: dict[tuple[Any, ...], Shown] = {}
    for one in tenures:
        key = one["when"], *(tuple(link["label"] for link in one.get(of, ())) for of in ("of", "office"))
        before = found.setdefault(key, one)
        if one["note"] not in before["note"]:
            before["note"] = " ".join(note for note in (before["note"], one["note"]) if note)
    return [*found.values()]


def _by_time(facts: Facts, tenures: Iterable[str]) -> list[str]:
    return sorted(sorted(tenures), key=lambda tenure: facts.value(tenure, "dip:from"), reverse=True)


def _newest_first(dates: dict[str, str]) -> dict[str, str]:
    return dict(sorted(sorted(dates.items()), key=lambda item: item[1], reverse=True))


def _listed(facts: Facts, meetings: dict[str, str], page: int) -> dict[str, Any]:
    """Return one page of *meetings*, each with the documents that tell of it."""
    part = dict(islice(meetings.items(), (page - 1) * MEETINGS, page * MEETINGS))
    told = ([{key: account[key] for key in _ACCOUNT} for account in accounts_of(facts, meeting)] for meeting in part)
    return {
        "number": len(meetings),
        "meetings": [
            {**row, "accounts": accounts} for row, accounts in zip(meeting_rows(facts, part), told, strict=True)
        ],
        "page": page,
        "pages": max(1, -(-len(meetings) // MEETINGS)),
    }


def _journeys(facts: Facts, person: str) -> list[Shown]:
    """Return the stays abroad of which records tell without saying who was met there, the newest first."""
    visits = {visit for visit, _ in facts.having("dip:visitor", person)}
    dates = _newest_first({visit: facts.value(visit, "dip:date", "dip:earliest") for visit in visits})
    return [{**facts.link(visit), "date": date} for visit, date in dates.items()]


def _met(facts: Facts, meetings: dict[str, str], others: Iterable[tuple[str, str]]) -> list[Shown]:
    """Return whom somebody met, most often first, with the number of meetings and the last, from pairs of both."""
    found: dict[str, list[str]] = {}
    for other, meeting in others:
        if meeting in meetings:
            found.setdefault(other, []).append(meeting)
    ranked = []
    for other, several in found.items():
        last = max(sorted(several), key=lambda meeting: meetings[meeting])
        ranked.append((-len(several), other, last))
    return [
        {**facts.link(other), "number": -number, "date": meetings[last], "last": facts.link(last)}
        for number, other, last in sorted(ranked)
    ]


def _persons_met(facts: Facts, person: str) -> Iterator[tuple[str, str]]:
    """Yield who sat on another side than *person*, and at which meeting; who sits beside one is not met there.

    A side is the state on whose behalf somebody took part, or else that of an office: the rule of the network who-met-whom.
    """
    sides: dict[tuple[str, str], str] = {}
    for meeting, who, behalf in beside(facts, SEATS, ("meeting", "person", "behalf"), person=[person]):
        sides[meeting, who] = max(sides.get((meeting, who), ""), behalf)
    homes = {who: _home(facts, who) for who in {who for (_, who), side in sides.items() if not side}}
    for (meeting, who), side in sides.items():
        own = sides[meeting, person] or homes.get(person, "")
        if who != person and (not own or own != (side or homes[who])):
            yield who, meeting


def _home(facts: Facts, person: str) -> str:
    offices = {
        office for tenure, _ in facts.having("dip:holder", person) for office in facts.values(tenure, "dip:office")
    }
    return max((state for office in offices for state in facts.values(office, "dip:officeOf")), default="")


def _states_met(facts: Facts, state: str) -> Iterator[tuple[str, str]]:
    """Yield on whose behalf others took part, and at which meeting."""
    pairs = beside(facts, SENT, ("state", "meeting"), state=[state])
    return ((other, meeting) for other, meeting in pairs if other != state)


def _newest(facts: Facts, meetings: Iterable[str], speaker: str) -> list[Shown]:
    """Return the newest statements of a speaker."""
    found: list[Shown] = []
    said: dict[str, list[str]] = {}
    for meeting, name in rows(facts, SAID, ("meeting", "statement"), speaker=[speaker]):
        said.setdefault(meeting, []).append(name)
    for meeting in meetings:
        own = in_order(said.get(meeting, ()))
        found += [shown(facts, name) for name in own[: STATEMENTS - len(found)]]
        if len(found) >= STATEMENTS:
            break
    return found


def _issues(facts: Facts, speaker: str) -> list[Shown]:
    """Return the issues on which somebody spoke most."""
    found = sorted(counts(facts, SPOKE, "issue", "statement", speaker=[speaker]), key=lambda pair: (-pair[1], pair[0]))
    return [{**facts.link(issue), "number": number} for issue, number in found[:NAMED]]
