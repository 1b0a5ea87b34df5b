"""Who the persons of all journeys are, and in which offices they met: settled once all records are read.

A person whom the source describes has its identifier. Everybody else is one whom its records make known, with a tenure
that says no more than that the office was held, and when it was seen.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from dipgraph.acquaintances import Acquaintance, Seen, acquainted
from dipgraph.addresses import slug
from dipgraph.assertions import settings
from dipgraph.former_states import state_of_day
from dipgraph.journeys import MADE, Encounter, Journey, Party
from dipgraph.names import names
from dipgraph.newcomers import MINISTERIAL
from dipgraph.records import identifier
from dipgraph.roster import letters
from dipgraph.terms import BASE

_NAMES = BASE + "names#"
# Of an office that is held no more, or not yet, nobody is the holder.
_NOT_HELD = ("former", "ex-", "elect", "designate", "then", "outgoing")
# Who is in so many records is well known; so many years may lie between two in one office.
_WELL, _NEAR = 3, 1.5
_ROYAL = frozenset(("king", "queen", "crown-prince", "prince", "emperor", "amir", "sultan", "pope"))
# What is no office by itself, but a rank, what many are called, or what belongs to a town or a part of a state.
_NO_OFFICE = frozenset((
    "counterpart", "leader", "leaders", "official", "officials", "member", "general", "admiral", "cardinal", "mayor",
    "governor", "minister", "director", "secretary", "commissioner", "negotiator", "first minister",
    "deputy first minister",
))  # fmt: skip


@dataclass(frozen=True)
class SeenOffice:
    """An office that records name: of which state or body, by which title and which others, whether of cabinet rank."""

    address: str
    side: str
    words: str
    ministerial: bool
    others: tuple[str, ...] = ()


@dataclass
class Cast:
    """Who is who: persons and offices by party, and who was seen in which office when, with the page of the first record."""

    prefix: str
    persons: dict[int, Acquaintance] = field(default_factory=dict)
    moved: dict[int, str] = field(default_factory=dict)
    offices: dict[tuple[str, str], SeenOffice] = field(default_factory=dict)
    tenures: dict[tuple[str, str], list[tuple[dt.date, str]]] = field(default_factory=dict)

    def person(self, party: Party) -> str:
        """Return the address of the person whom a party is, nothing where it is open."""
        if party.known:
            return f"person/{self.prefix}-{identifier(party.known)}"
        who = self.persons.get(id(party))
        return f"person/{self.prefix}-{who.key}" if who else ""

    def side(self, party: Party) -> str:
        """Return the state or body for which a party acts: as the record has it, or that of the person who must be meant."""
        return self.moved.get(id(party), party.participant.state)

    def office(self, party: Party) -> str:
        """Return the address of the office in which a party met, nothing where none is said or it was not held."""
        if party.post:
            return f"office/{self.prefix}-{identifier(party.post)}"
        kind = held(party)
        found = self.offices.get((self.side(party), kind)) if kind and self.person(party) else None
        return found.address if found else ""

    def acquaintances(self) -> list[Acquaintance]:
        """Return all whom the records make known, each once, in the order of their keys."""
        return sorted({id(p): p for p in self.persons.values()}.values(), key=lambda p: p.key)


def held(party: Party) -> str:
    """Return the kind of the office that a party holds by the first title that says one.

    >>> from dipgraph.guesses import Participant
    >>> held(Party(Participant("A"), ("former president",))), held(Party(Participant("B"), ("foreign-minister",)))
    ('', 'foreign-minister')
    """
    for kind in party.offices or party.kinds:
        if not kind or kind in _NO_OFFICE or kind in _NOT_HELD or kind.split()[0] in _NOT_HELD:
            continue
        if kind.endswith(("-elect", "-designate")):
            continue
        return kind
    return ""


def parties(journeys: Iterable[Journey]) -> Iterator[tuple[Journey, Party, dt.date]]:
    """Yield whoever is named on some journeys, the traveller first, with the first day on which it may have been."""
    for journey in journeys:
        done: set[int] = set()
        told = [(party, journey.record.first) for party in journey.traveller]
        told += [(party, met.first) for met in journey.encounters for party in met.parties]
        for party, day in told:
            if id(party) not in done:
                done.add(id(party))
                yield journey, party, day


def cast(journeys: Sequence[Journey], prefix: str) -> Cast:
    """Return who is who on all *journeys*; *prefix* stands before what is known by the source alone."""
    found = Cast(prefix)
    open_ = [(j, party, day) for j, party, day in parties(journeys) if not party.known and party.participant.name]
    seen = [
        Seen(p.participant.name, p.code, frozenset(p.kinds), day, f"{j.record.kind}-{j.record.key}")
        for j, p, day in open_
    ]
    for (_, party, _), known in zip(open_, acquainted(seen), strict=True):
        if known is not None:
            found.persons[id(party)] = known
    _move(journeys, found)
    for journey in journeys:
        journey.encounters[:] = [part for encounter in journey.encounters for part in _parted(encounter, found)]
    _offices(journeys, found)
    for journey, party, day in parties(journeys):
        person, office = found.person(party), found.office(party)
        if person and office and not party.post:
            found.tenures.setdefault((person, office), []).append((day, journey.record.page))
    return found


def _move(journeys: Sequence[Journey], found: Cast) -> None:
    """Take whoever the records hardly know in the country where a trip was for the one who then held that office elsewhere.

    "Met with President A and Chancellor B" in a third country says of neither of which state he is. The other must be well
    known, and be the only one; of kings and princes too many have one name.
    """
    well: dict[str, list[Acquaintance]] = {}
    for person in found.acquaintances():
        for name in {letters(name)[-1:] for name in person.names} if len(person.days) >= _WELL else ():
            well.setdefault("".join(name), []).append(person)
    meant: dict[int, list[tuple[Party, Acquaintance | None, dt.date]]] = {}
    for journey, party, day in parties(journeys):
        if (person_ := found.persons.get(id(party))) is not None:
            other = None
            if journey.record.kind == "trip" and not party.said and not set(party.kinds) & _ROYAL:
                near = {
                    id(one): one
                    for one in well.get("".join(letters(party.participant.name)[-1:]), ())
                    if one.state != party.code and _near(one, party, day)
                }
                other = next(iter(near.values())) if len(near) == 1 else None
            meant.setdefault(id(person_), []).append((party, other, day))
    for told in meant.values():
        others = {id(other): other for _, other, _ in told}
        other = next(iter(others.values()))
        if len(others) == 1 and other is not None and len(told) < _WELL:
            for party, _, day in told:
                other.add(Seen(party.participant.name, other.state, frozenset(party.kinds), day))
                found.persons[id(party)] = other
                found.moved[id(party)] = state_of_day(other.state, "", day)


def _parted(encounter: Encounter, found: Cast) -> list[Encounter]:
    """Return a meeting as those it is where some were taken for others' countrymen: one with each side, the own in all."""
    moved = [party for party in encounter.parties if id(party) in found.moved]
    if not moved or encounter.joint or encounter.what:
        return [encounter]
    kept = tuple(party for party in encounter.parties if id(party) not in found.moved)
    own = tuple(party for party in kept if party.known)
    sides: dict[str, list[Party]] = {}
    for party in moved:
        sides.setdefault(found.side(party), []).append(party)
    parts = [(*own, *parties_) for parties_ in sides.values()]
    return [replace(encounter, parties=part) for part in ([kept] if len(kept) > len(own) else []) + parts]


def _near(one: Acquaintance, party: Party, day: dt.date) -> bool:
    """Whether somebody was in an office of a party about that day, or has the full name of one without a title."""
    if party.kinds:
        return one.away(day, frozenset(party.kinds)) <= _NEAR
    name = party.participant.name
    return len(letters(name)) > 1 and name in one.names and one.away(day) <= _NEAR


def _offices(journeys: Sequence[Journey], found: Cast) -> None:
    """Find the offices that parties hold, each by the words that most records have for it, under whatever title."""
    words: dict[tuple[str, frozenset[str]], Counter[tuple[str, str]]] = {}
    for _, party, _ in parties(journeys):
        kind, side = held(party), found.side(party)
        if kind and side and not party.post:
            role = party.participant.role.partition(" and ")[0]
            words.setdefault((side, _titles(kind, side, found.prefix)), Counter())[kind, role] += 1
    for (side, kinds), printed in sorted(words.items(), key=lambda item: (item[0][0], sorted(item[0][1]))):
        kind, label = max(sorted(printed), key=lambda w: printed[w])
        place = slug(side.rpartition("/")[2])
        known = MADE not in kind and (len(kind.split()) > 1 or "-" in kind)
        address = f"office/{found.prefix}-{place}-{slug(kind if known else label)}"
        # What it goes by with the same kind of title is another way to write that.
        others = {max(sorted(w for w in printed if w[0] == each), key=lambda w: printed[w])[1] for each, _ in printed}
        cabinet = MINISTERIAL.search(label) is not None
        for each in kinds:
            found.offices[side, each] = SeenOffice(address, side, label, cabinet, tuple(sorted(others - {label})))


def _titles(kind: str, side: str, source: str) -> frozenset[str]:
    """Return the titles of one office of a state, of which records have either, by the settings and the lexicon."""
    of, title = f"{BASE}state/{side.lower()}", f"{_NAMES}{kind}"
    told = next((kinds for kinds in settings(source).get("one_office", {}).get(side, ()) if kind in kinds), ())
    known = (
        title_.removeprefix(_NAMES)
        for both, states in names().interchanges
        if title in both and of in states
        for title_ in both
    )
    return frozenset((kind, *told, *known))
