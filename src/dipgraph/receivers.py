"""Who of those who met received the others, by the words that tell so, and whether at a seat of his own."""

from __future__ import annotations

import re

from dipgraph.attendance import Gathering, Telling
from dipgraph.persons import Person

_BY = re.compile(r"[^.;]{0,60}\bby\s+(?:the\s+|his\s+|her\s+)?$")
# Where heads of state and of government of many countries receive, of which the words do not tell which.
_OWN_SEAT = re.compile(
    r"\bat\s+(?:(?:the|his|her)\s+)?(?:[A-Z]\w+\s+)?(?:State\s+House|Government\s+House|[Pp]alace|(?:[Oo]fficial\s+)?[Rr]esidence|[Oo]ffice|Presidency"
    r"|Villa)\b"
)
_HIS_OFFICE = re.compile(r"\bat\s+the\s+(?P<whose>[A-Z][\w ]+?)['’]s?\s+(?:[Oo]ffice|[Rr]esidence)\b")
_FAR = 160


def receivers(g: Gathering, text: str) -> list[Person]:
    """Return who received the others by the places that tell of a gathering: in a passive, those behind "by"."""
    found = []
    for told in g.told:
        hosts = told.before if _came(told, text) or (told.verb == "hosted" and not passive(told, text)) else ()
        hosts = told.behind if passive(told, text) else hosts
        found += [p for p in g.members if any(d in p.said for d in hosts)]
    return list(dict.fromkeys(found))


def passive(told: Telling, text: str) -> bool:
    """Whether a place says that somebody was received by those behind."""
    ahead = text[told.start : told.behind[0].start] if told.behind else ""
    return told.verb == "hosted" and _BY.fullmatch(ahead) is not None


def at_home(person: Person, text: str) -> bool:
    """Whether a person is told of "at State House" or the like, where nobody but he has it."""
    return any(_OWN_SEAT.search(_sentence(text, d.start)) for d in person.said)


def _sentence(text: str, place: int) -> str:
    """Return the words around a place of the text, of the same sentence."""
    begin = max(text.rfind(". ", 0, place), text.rfind("\n", 0, place)) + 1
    end = min((n for mark in (". ", ".\n", "\n") if (n := text.find(mark, place)) >= 0), default=len(text))
    return text[max(begin, place - _FAR) : min(end, place + _FAR)]


def _came(told: Telling, text: str) -> bool:
    """Whether the one who was met had come: "talks with visiting Minister A", "met at the Premier's office with"."""
    others = (*told.before[1:], *told.behind)
    seat = _HIS_OFFICE.search(text, told.start, told.behind[0].start) if told.before and told.behind else None
    if seat and any(t.words == seat["whose"] for t in told.before[0].titles):
        return True
    return any(re.search(r"\bvisiting\s+$", text[max(0, d.start - 12) : d.start]) for d in others)
