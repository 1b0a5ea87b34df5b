"""States that are no more, or had another name: which of them a country was on a day, by ontology/former_states.ttl."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from dipgraph import shipped
from dipgraph.terms import BASE, DIP, RDFS, SKOS, shorten

_NAME = BASE + "names#"


@dataclass(frozen=True)
class FormerState:
    """A state by its address, its names, what followed it, for which code it stands, and from when until before when.

    *adjectives* are those by which no other state is meant.
    """

    address: str
    names: tuple[str, ...]
    followed: tuple[str, ...]
    code: str = ""
    begins: str = ""
    ends: str = ""
    adjectives: tuple[str, ...] = ()

    def covers(self, day: dt.date) -> bool:
        """Say whether it was there on *day*."""
        return (not self.begins or self.begins <= day.isoformat()) and day.isoformat() < self.ends


@cache
def former_states(folder: Path | None = None) -> tuple[FormerState, ...]:
    """Return all that the vocabulary has, in the order of its file, read once in a process.

    >>> next(s.names[0] for s in former_states() if s.code == "RU" and s.covers(dt.date(1972, 5, 22)))
    'Soviet Union'
    """
    path = (folder or shipped.folder("ontology")) / "former_states.ttl"
    said: dict[str, dict[str, list[str]]] = {}
    with path.open("rb") as file:
        for quad in parse(file, format=RdfFormat.TURTLE):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                said.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object.value)
    found = []
    for address, facts in said.items():
        if not facts.get(DIP + "followedBy"):
            continue
        code = next(iter(facts.get(_NAME + "standsFor", ())), "").rpartition("/")[2].upper()
        begins, ends = (next(iter(facts.get(_NAME + name, ())), "") for name in ("from", "until"))
        names = (*facts.get(RDFS + "label", ()), *facts.get(SKOS + "altLabel", ()))
        followed = tuple(shorten(state) for state in facts[DIP + "followedBy"])
        adjectives = tuple(facts.get(_NAME + "adjective", ()))
        found.append(FormerState(shorten(address), names, followed, code, begins, ends, adjectives))
    return tuple(found)


def state_of_day(code: str, printed: str, day: dt.date) -> str:
    """Return what a country was on *day*: the address of a former state, by the name *printed* or its *code*, else the code.

    >>> state_of_day("RU", "Russia", dt.date(1972, 5, 22)), state_of_day("RU", "Russia", dt.date(2002, 5, 24))
    ('state/soviet-union', 'RU')
    >>> state_of_day("DE", "German Democratic Republic", dt.date(1989, 12, 12))
    'state/east-germany'
    """
    there = [state for state in former_states() if state.covers(day)]
    named = [state for state in there if printed in state.names]
    standing = [state for state in there if code and state.code == code]
    return next((state.address for state in (*named, *standing)), code)
