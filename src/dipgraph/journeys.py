"""A journey as it is understood of its record: its meetings, who took part in each, and whom the record names besides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from dipgraph.guesses import Participant
from dipgraph.records import Record
from dipgraph.roster import letters


@dataclass(frozen=True)
class Party:
    """One whom a record names: as it names him or her, the present code of the state, and the passage in the record's text.

    *known* is the key of a person whom the source describes, *post* that of the office in which he or she acts. *code* is
    the state for which the person stands today, *said* whether the record says it or it is the country of the record. A
    name of nobody is empty.
    """

    participant: Participant
    kinds: tuple[str, ...] = ()
    code: str = ""
    known: str = ""
    post: str = ""
    met_with: bool = False
    said: bool = False


@dataclass(frozen=True)
class Encounter:
    """A meeting: those who took part, between which days, and what it is called; whether that was held by two states.

    *joint* is whether the record says that they met together.
    """

    parties: tuple[Party, ...]
    first: dt.date
    last: dt.date
    what: str = ""
    bilateral: bool = False
    joint: bool = False


@dataclass
class Journey:
    """A record as it is understood: its meetings; the traveller alone where there are none; whom it names besides."""

    record: Record
    traveller: tuple[Party, ...]
    encounters: list[Encounter] = field(default_factory=list)
    mentions: list[tuple[int, int, str, str]] = field(default_factory=list)


def once(parties: Sequence[Party]) -> list[Party]:
    """Return parties of whom each name, and each office without a name, is there once; a family name in each office."""
    kept: dict[tuple[str, ...], Party] = {}
    for party in parties:
        seen = party.participant
        name = letters(seen.name) if seen.name else ()
        office = party.kinds if len(name) == 1 else ("" if seen.name else seen.role,)
        kept.setdefault((*name, party.code, *office), party)
    return list(kept.values())
