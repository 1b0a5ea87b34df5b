"""A journey as it is understood of its record: its meetings, who took part in each, and whom the record names besides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from dipgraph.guesses import Participant
from dipgraph.records import Record
from dipgraph.roster import letters

# Before the words of an office that no vocabulary has.
MADE = "~"
# So near each other two are named in one list.
_ONE_LIST = 8


@dataclass(frozen=True)
class Party:
    """One whom a record names: as it names him or her, the present code of the state, and the passage in the record's text.

    *known* is the key of a person whom the source describes, *post* that of the office in which he or she acts. *code* is
    the state for which the person stands today, *said* whether the record says it or it is the country of the record.
    *kinds* are the last words or notations of the titles, by which persons are compared, *offices* what each office is
    called: the notation, or `MADE` and all its words. A name of nobody is empty; *several* is whether those without one
    are of several states, which nobody lists.
    """

    participant: Participant
    kinds: tuple[str, ...] = ()
    code: str = ""
    known: str = ""
    post: str = ""
    met_with: bool = False
    said: bool = False
    offices: tuple[str, ...] = ()
    several: bool = False


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
    """Return parties of whom each name, and each office without a name, is there once; a family name in each office.

    Of one name in full those are two who are told in one list with offices of which each has none of the other's.
    """
    kept: dict[tuple[str, ...], Party] = {}
    for party in parties:
        seen = party.participant
        name = letters(seen.name) if seen.name else ()
        office = party.kinds if len(name) == 1 else ("" if seen.name else seen.role,)
        key = (*name, party.code, *office)
        known = kept.setdefault(key, party)
        apart = len(name) > 1 and party.kinds and known.kinds and not {*party.kinds} & {*known.kinds}
        if apart and 0 < seen.start - known.participant.end < _ONE_LIST:
            kept[(*key, *party.kinds)] = party
    return list(kept.values())
