"""Whom a family name alone means, or another name that leaves a doubt: who held the office on these days.

"Prime Minister Lind" on a day between two on which Ida Lind was seen as Prime Minister is she, where a state has one. That
is safe where she was seen in the office before and after, or is known to have held it, and where no other of that name
held it in these years. Anything less is a question: brothers, spouses and children succeed each other.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from dipgraph.dossiers import PersonDossier, days_apart
from dipgraph.judgements import SAME
from dipgraph.likeness import Likeness, likeness, parts
from dipgraph.person_rules import Candidate, alone
from dipgraph.posts import TenureDossier
from dipgraph.records import full
from dipgraph.spoken import days

Span = tuple[str, str]
# In days: between two on which somebody was seen in an office, for who held it in between; between two who may be meant.
_TERM, _YEARS = 3 * 366, 15 * 366
_SURE, _DOUBT = 0.93, 0.5
IN_OFFICE = "name-in-office"
# The rules by names whose doubt the days in an office settle.
_OPEN = frozenset(("full-name", "fuller-name", "near-name", "name-and-office"))


@dataclass(frozen=True)
class Fit:
    """A person whose days in an office have all those of another, and the span that shows it.

    *same_days* where that is no span between two sightings, but one on which the person certainly was in the office.
    """

    person: PersonDossier
    office: str
    span: Span
    like: Likeness
    name: str
    same_days: bool = False


class Seats:
    """Who was in which office when, as tenures have it: each office by the one name of all that are the same."""

    def __init__(
        self, persons: Mapping[str, PersonDossier], tenures: Iterable[TenureDossier], office: Callable[[str], str]
    ) -> None:
        """Take the days of *tenures* of *persons*; *office* gives the one name of an office."""
        self.held: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
        self.seen: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
        self.of_state: dict[str, list[str]] = defaultdict(list)
        self._persons, self._terms = persons, dict[tuple[str, str], list[Span]]()
        for address, person in persons.items():
            for state in person.states:
                self.of_state[state].append(address)
        for tenure in tenures:
            if tenure.holder in persons:
                of, by = office(tenure.office), tenure.holder
                self.seen[of][by] += tenure.seen
                bounds = (full(tenure.begins, True), full(tenure.ends, False))
                if tenure.begins and tenure.ends and bounds[0] <= bounds[1]:
                    self.held[of][by].append(bounds)
                    self.seen[of].setdefault(by, [])

    def terms(self, of: str, by: str) -> list[Span]:
        """Return the spans in which somebody certainly held an office: as said, or seen in it before and after.

        Days that are farther apart than a term, or between which another was seen in it, are no span.
        """
        if (of, by) not in self._terms:
            self._terms[of, by] = self._found(of, by)
        return self._terms[of, by]

    def _found(self, of: str, by: str) -> list[Span]:
        seen = sorted(self.seen[of][by])
        found = [*self.held[of][by], *seen]
        others = [
            span
            for other, theirs in self.seen[of].items()
            if other != by and not _alike(self._persons[other], self._persons[by])
            for span in (*theirs, *self.held[of][other])
        ]
        for (_, before), (after, _) in itertools.pairwise(seen):
            near = before < after and days_apart((before, before), (after, after)) <= _TERM
            if near and not any(before < last and first < after for first, last in others):
                found.append((before, after))
        return found


def surnamed(
    candidates: Iterable[Candidate], persons: Mapping[str, PersonDossier], seats: Seats, single: Collection[str]
) -> list[Candidate]:
    """Return *candidates*, those of a family name alone as days in an office of which a state has a *single* one tell."""
    by = {candidate.pair: candidate for candidate in candidates}
    group, doubted = _groups(by.values()), _doubted(by.values())
    for of in sorted(single):
        for address, seen in sorted(seats.seen[of].items()):
            person = persons[address]
            others = seats.seen[of].keys() if alone(person) else doubted[address] & seats.seen[of].keys()
            fits = _fits(person, of, sorted(others), persons, seats) if seen and others else []
            # Of those that have no fuller name either the first tells it.
            fits = [fit for fit in fits if not alone(fit.person)] or (fits[:1] if alone(person) else [])
            # So it does of those that are one already.
            one = len({group.get(fit.person.address, fit.person.address) for fit in fits}) == 1
            # On one day one person holds an office, whoever else has that name.
            rivals = _rivals(person, of, fits, persons, seats) if one and not fits[0].same_days else ()
            safe = one and not rivals and _nowhere_else(person, of, fits, seats, single)
            for fit in fits[:1] if safe else fits if alone(person) else ():
                pair = _pair(person, fit.person)
                if pair not in by or not by[pair].safe:
                    by[pair] = _candidate(pair, person, fit, safe, rivals)
        brief = [address for address, seen in seats.seen[of].items() if seen and alone(persons[address])]
        for pair in itertools.combinations(sorted(brief), 2):
            if pair in by and not by[pair].safe and by[pair].rule == "name-and-office":
                by[pair] = replace(by[pair], rule=IN_OFFICE)
    return sorted(by.values(), key=lambda candidate: candidate.pair)


def _pair(one: PersonDossier, other: PersonDossier) -> tuple[str, str]:
    return min(one.address, other.address), max(one.address, other.address)


def _doubted(candidates: Iterable[Candidate]) -> dict[str, set[str]]:
    """Return for each person who else he or she may be by names that leave a doubt."""
    found: dict[str, set[str]] = defaultdict(set)
    for candidate in candidates:
        if candidate.verdict == SAME and not candidate.safe and candidate.rule in _OPEN:
            one, other = candidate.pair
            found[one].add(other)
            found[other].add(one)
    return found


def _groups(candidates: Iterable[Candidate]) -> dict[str, str]:
    """Return for each who is judged the same as another by rules that are safe one address of all that are."""
    of: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    for candidate in candidates:
        if candidate.safe and candidate.verdict == SAME:
            first, last = sorted(of.get(end, end) for end in candidate.pair)
            joined = {*members.pop(first, [first]), *members.pop(last, [last])}
            members[first] = sorted(joined)
            of.update(dict.fromkeys(joined, first))
    return of


def _fits(
    person: PersonDossier, of: str, others: Iterable[str], persons: Mapping[str, PersonDossier], seats: Seats
) -> list[Fit]:
    """Return who of *others* held the office on all days on which *person* was seen in it, and may be called so.

    Fuller names come first.
    """
    found = []
    for other in others:
        like = _best(person, persons[other])
        if other == person.address or like is None:
            continue
        terms = seats.terms(of, other)
        around = [
            next((term for term in terms if term[0] <= first and last <= term[1]), None)
            for first, last in seats.seen[of][person.address]
        ]
        if all(around) and around[0]:
            known = {*seats.seen[of][other], *seats.held[of][other]}
            found.append(Fit(persons[other], of, around[0], *like, all(span in known for span in around)))
    return sorted(found, key=lambda fit: (alone(fit.person), "#" in fit.person.address, fit.person.address))


def _best(person: PersonDossier, other: PersonDossier) -> tuple[Likeness, str] | None:
    """Return how a family name alone is of another's name, and which of these; None where it is of none."""
    compared = [(likeness(mine, theirs), theirs) for mine in person.names for theirs in other.names if parts(theirs)]
    found = [(like, name) for like, name in compared if like.shared and like.score >= _DOUBT]
    # A number tells two of one name apart, whatever else one is called.
    if any(like.apart for like, _ in compared):
        return None
    return max(found, key=lambda one: (one[0].score, len(parts(one[1])), one[1]), default=None)


def _alike(one: PersonDossier, other: PersonDossier) -> bool:
    """Whether two may be called the same, as far as the names by which their graphs call them tell."""
    like = likeness(one.name, other.name)
    return bool(like.shared) and not like.apart


def _rivals(
    person: PersonDossier, of: str, fits: list[Fit], persons: Mapping[str, PersonDossier], seats: Seats
) -> list[str]:
    """Return the names of others who may be meant: of the same family name, and in the office in these years.

    Of whom no office is known may have held it.
    """
    best, mine = fits[0].person, seats.seen[of][person.address]
    found = []
    for address in {address for state in person.states for address in seats.of_state[state]}:
        other = persons[address]
        if address in (person.address, best.address) or alone(other):
            continue
        spans = [*seats.seen[of].get(address, ()), *seats.held[of].get(address, ())]
        if not spans and not other.offices and other.span is not None:
            spans = [other.span]
        is_near = any(days_apart(span, day) <= _YEARS for span in spans for day in mine)
        is_other = alone(best) or likeness(other.name, best.name).apart
        if is_near and is_other and _best(person, other) is not None:
            found.append(other.name)
    return sorted(set(found))


def _nowhere_else(person: PersonDossier, of: str, fits: list[Fit], seats: Seats, single: Collection[str]) -> bool:
    """Whether who fits in an office fits in each other office, of which there is one, in which *person* was seen."""
    for other in single:
        mine = seats.seen[other].get(person.address, [])
        if other != of and mine:
            terms = seats.terms(other, fits[0].person.address)
            if not all(any(first <= day[0] and day[1] <= last for first, last in terms) for day in mine):
                return False
    return True


def _candidate(
    pair: tuple[str, str], person: PersonDossier, fit: Fit, is_safe: bool, rivals: Collection[str]
) -> Candidate:
    """Return what is made of a family name alone and of who fits."""
    said = f"“{person.name}” and “{fit.name}”: {fit.like.words}; one office, and the days lie within {days(*fit.span)}"
    said += f"; {', '.join(rivals)} may be meant too" if rivals else ""
    return Candidate(pair, "person", SAME, _SURE if is_safe else _DOUBT, IN_OFFICE, f"{said}.", is_safe)
