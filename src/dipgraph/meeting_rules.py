"""Which meetings, visits and records may be one: pairs near in time, judged by persons, days, format, country and name.

Days agree within what clocks and records allow: a call has two local days, a record of a journey an interval in which
each of its meetings was. A larger meeting has the persons of what lies within it, for whoever only attended names nobody.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from dipgraph.dossiers import Dossiers, MeetingDossier, days_apart
from dipgraph.judgements import DIFFERENT, PART, SAME
from dipgraph.person_rules import Candidate
from dipgraph.spelling import folded
from dipgraph.terms import DIP, shorten

# Of two days in two zones one may be the next; so many days may an interval be off.
_ZONES = 1
# A larger meeting is looked for among those that begin within so many days.
_WINDOW = 31
_NAMED, _LIKELY = 0.99, 0.5
# Words of which no larger meeting is told from another, as far as letters go.
_IDLE = frozenset(
    "a an and annual at conference council for in meeting ministerial of on session special summit the to with".split()  # noqa: SIM905
    + "foreign minister leader head state government informal formal first second third".split()  # noqa: SIM905
    + "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_LARGER = "MultilateralMeeting"
# What sits in sessions, to which heads of state come one after another; and of these what is addressed by one alone.
_SESSION = re.compile(r"\b(?:General Assembly|Security Council|Congress|Parliament)\b")
_ADDRESSED = re.compile(r"\b(?:General Assembly|Congress|Parliament)\b")
# What makes a candidate of a verdict, a confidence, a rule, whether it is safe, and why.
Made = Callable[..., Candidate]


def meeting_candidates(found: Dossiers) -> list[Candidate]:
    """Return pairs of meetings, visits and records that may be one, or part of another, in the order of their addresses."""
    candidates = {candidate.pair: candidate for candidate in copies(found)}
    for one, other in pairs(found.meetings.values()):
        pair = (one.address, other.address)
        if pair not in candidates and (candidate := judged(one, other)) is not None:
            candidates[pair] = candidate
    return sorted(_alone(list(candidates.values())), key=lambda candidate: candidate.pair)


def copies(found: Dossiers) -> Iterator[Candidate]:
    """Yield records that say the same, word for word, with what they tell of, and others of one journey by their days."""
    by: dict[object, list[str]] = defaultdict(list)
    for document, content in found.contents.items():
        by[content].append(document)
    for documents in by.values():
        for one, other in itertools.combinations(sorted(documents), 2):
            why = "both records say the same, word for word"
            yield Candidate((one, other), "record", SAME, 0.99, "record-twice", f"Each but its address: {why}.", True)
            for mine, theirs in zip(found.tells[one], found.tells[other], strict=True):
                pair = (min(mine, theirs), max(mine, theirs))
                sort = "visit" if "#" in mine else "meeting"
                yield Candidate(pair, sort, SAME, 0.99, "record-twice", f"Told by two records: {why}.", True)
    journeys: dict[object, list[str]] = defaultdict(list)
    for document in found.contents:
        told = [found.meetings[address] for address in found.tells[document] if address in found.meetings]
        travellers = frozenset.intersection(*(frozenset(one.persons) for one in told)) if told else frozenset()
        if travellers:
            countries = frozenset(country for one in told for country in one.countries)
            journeys[travellers, min(m.first for m in told), max(m.last for m in told), countries].append(document)
    for documents in journeys.values():
        for one, other in itertools.combinations(sorted(documents), 2):
            if found.contents[one] != found.contents[other]:
                why = "Records of one traveller in one country on the same days; what they tell differs."
                yield Candidate((one, other), "record", SAME, 0.5, "same-journey", why, False)


def pairs(meetings: Iterable[MeetingDossier]) -> Iterator[tuple[MeetingDossier, MeetingDossier]]:
    """Yield the pairs that are compared, each once: near in time, and with a person or a word of their names in common."""
    blocks: dict[str, list[MeetingDossier]] = defaultdict(list)
    for meeting in meetings:
        if meeting.sort != "Visit" and meeting.first:
            for key in (*meeting.persons, *(f"name {word}" for word in name_of(meeting))):
                blocks[key].append(meeting)
    done: set[tuple[str, str]] = set()
    for _, block in sorted(blocks.items()):
        ordered = sorted(block, key=lambda m: (m.first, m.address))
        for at, meeting in enumerate(ordered):
            for later in itertools.islice(ordered, at + 1, None):
                if later.first > meeting.last and days_apart(_span(meeting), _span(later)) > _ZONES:
                    if days_apart((meeting.first, meeting.first), (later.first, later.first)) > _WINDOW:
                        break
                    continue
                one, other = sorted((meeting, later), key=lambda m: m.address)
                if (one.address, other.address) not in done:
                    done.add((one.address, other.address))
                    yield one, other


def judged(one: MeetingDossier, other: MeetingDossier) -> Candidate | None:  # noqa: PLR0911
    """Return what the rules make of a pair; None where nothing says that they may be one."""
    mine, theirs = set(one.persons), set(other.persons)
    both, larger = mine & theirs, one.sort == other.sort == _LARGER
    alike = name_likeness(one, other) if larger else 0.0
    company = mine == theirs and len(mine) > 1
    said = f"{_when(one, other)}, {_where(one, other)}; {len(both)} of {len(mine | theirs)} persons in both"

    def candidate(verdict: str, sure: float, rule: str, safe: bool, why: str = "") -> Candidate:
        pair = (one.address, other.address)
        words = f"“{_label(one)}” and “{_label(other)}”: {said}{f'; {why}' if why else ''}."
        return Candidate(pair, "meeting", verdict, sure, rule, words, safe)

    if other.address in one.within or one.address in other.within:
        return candidate(DIFFERENT, 0.99, "held-within", True, "the one was held within the other")
    if one.documents & other.documents:
        return candidate(DIFFERENT, 0.98, "told-apart", True, "one document tells of both") if company else None
    if _formats_apart(one, other):
        # A record of a visit has all its meetings in person; one of them may have been a call of the same day.
        sure = not (one.recorded or other.recorded) or bool(days_apart(_span(one), _span(other)))
        verdict = candidate(DIFFERENT, 0.95 if sure else 0.5, "other-format", sure, "one in person, one not")
        return verdict if company else None
    placed = not (one.countries and other.countries) or bool(one.countries & other.countries)
    if larger and (one.recorded or other.recorded):
        return _larger(one, other, alike, candidate) if placed else None
    if not placed:
        return candidate(DIFFERENT, 0.9, "other-country", True, "in different countries") if company else None
    if one.sort != other.sort or len(both) < 2 or len(_sides(one, both) | _sides(other, both)) < 2:
        return _part(one, other, both, candidate)
    if mine == theirs:
        if larger and alike < _LIKELY:
            # Ministers go from one council to the next, on the same days and in the same town.
            return candidate(SAME, 0.4, "same-persons", False, "of names that are not alike")
        return _same_persons(one, other, candidate)
    if (part := _part(one, other, both, candidate)) is not None:
        return part
    rest = mine ^ theirs
    if (mine <= both or theirs <= both) and len(_sides(one, rest) | _sides(other, rest)) == 1:
        # Who travels with somebody is at his meetings: the record of each names the other, or does not.
        safe = one.recorded and other.recorded and (_sides(one, rest) | _sides(other, rest)) <= one.own & other.own
        safe = safe and bool(one.countries & other.countries) and not days_apart(_span(one), _span(other))
        return candidate(SAME, 0.9 if safe else 0.6, "in-company", safe, "the others are of one side")
    if _one_stage(one, other):
        return candidate(SAME, 0.9, "one-stage", True, "two records of one stage, of who went and of who went along")
    return candidate(SAME, 0.4, "some-persons", False)


def _one_stage(one: MeetingDossier, other: MeetingDossier) -> bool:
    """Whether two records are of one stage of a journey of the same guest to the same host, in one town on the same days.

    Who travelled with the guest has a record of that stage too; which of them names more of the hosts is by chance.
    """
    if not (one.recorded and other.recorded and _span(one) == _span(other) and one.places & other.places):
        return False
    both, own = one.persons.keys() & other.persons.keys(), one.own & other.own
    return any(one.persons[p] & own for p in both) and any(not one.persons[p] & own for p in both)


def _larger(one: MeetingDossier, other: MeetingDossier, alike: float, candidate: Made) -> Candidate | None:
    """Return what is made of two larger meetings whose places agree, by how much their names are *alike*."""
    if _SESSION.search(one.name) and _SESSION.search(other.name):
        # A session lasts for weeks: who came on one day of it did not meet who came on another. Who addresses an assembly on
        # one day need not see who does so on the same day.
        addressed = _ADDRESSED.search(one.name) and _ADDRESSED.search(other.name)
        if days_apart(_span(one), _span(other)) or (addressed and one.persons.keys() != other.persons.keys()):
            return None
    if alike >= _NAMED:
        # Where an account has no country, somebody was at both.
        safe = bool(one.countries & other.countries) or bool(one.persons.keys() & other.persons.keys())
        return candidate(SAME, 0.93, "larger-by-name", safe, "of one name")
    return candidate(SAME, 0.5, "larger-by-name", False, "of names that are alike") if alike >= _LIKELY else None


def _same_persons(one: MeetingDossier, other: MeetingDossier, candidate: Made) -> Candidate:
    """Return what is made of two meetings of the same persons: two records of a traveller are of two stages of a journey."""
    if one.recorded and other.recorded and _span(one) != _span(other):
        if one.last <= other.first or other.last <= one.first:
            # Where both have a day, each may be of another visitor and tell of the meeting of the two on that day.
            sure = bool(days_apart(_span(one), _span(other)))
            why = "two records, of one stage each"
            return candidate(DIFFERENT, 0.9 if sure else 0.5, "other-stage", sure, why)
        return candidate(SAME, 0.5, "same-persons", False, "two records with days of their own")
    if days_apart(_span(one), _span(other)) and not (one.recorded or other.recorded):
        # A call at night has another day for each side. Who meets in one place has one, and one publisher gives one.
        called = not (one.formats | other.formats) & {DIP + "inPerson"} and not one.publishers & other.publishers
        return candidate(SAME, 0.9 if called else 0.5, "same-persons", called, "accounts of two days")
    safe = not (one.approximate and other.approximate)
    return candidate(SAME, 0.95 if safe else 0.8, "same-persons", safe)


def _part(one: MeetingDossier, other: MeetingDossier, both: set[str], candidate: Made) -> Candidate | None:
    """Return whether the one is a meeting of which a record tells together with others of the same journey."""
    for record, single in ((one, other), (other, one)):
        if not record.recorded or single.recorded or not single.documents or set(single.persons) != both:
            continue
        if len(both) < 2 or len(_sides(single, both)) < 2 or record.sort == "Visit":
            continue
        within = record.first <= single.first and single.last <= record.last
        why = "all who met there are among those whom the record names for the whole journey"
        return candidate(PART, 0.9 if within else 0.6, "part-of-journey", within and single.exact, why)
    return None


def name_likeness(one: MeetingDossier, other: MeetingDossier) -> float:
    """Return how much the names of two larger meetings have in common, from 0 to 1; 0 where one has no word of its own."""
    mine, theirs = name_of(one), name_of(other)
    if not mine or not theirs:
        return 0.0
    whole = _words(one.name), _words(other.name)
    if whole[0] == whole[1]:
        return 1.0
    shared = len(mine & theirs) / min(len(mine), len(theirs))
    ranks = _rank(one.name), _rank(other.name)
    if ranks[0] and ranks[1] and ranks[0] != ranks[1]:
        return min(shared, 0.3)
    return shared if len(mine ^ theirs) == 0 else min(shared, 0.8)


@lru_cache(maxsize=20_000)
def _words(name: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in folded(name.replace("’s", "")).split() if not word.isdigit())


def name_of(meeting: MeetingDossier) -> frozenset[str]:
    """Return the words that tell a larger meeting from others."""
    if meeting.sort != _LARGER:
        return frozenset()
    return frozenset(word for word in _words(meeting.name) if word not in _IDLE)


def _rank(name: str) -> str:
    """Return of whom a larger meeting is by its name: of ministers, or of those above them."""
    plain = folded(name)
    if re.search(r"\bminist\w+", plain):
        return "ministers"
    return "leaders" if re.search(r"\b(?:summit|leaders?|heads)\b", plain) else ""


def _span(meeting: MeetingDossier) -> tuple[str, str]:
    return meeting.first, meeting.last or meeting.first


def _sides(meeting: MeetingDossier, persons: Iterable[str]) -> set[str]:
    return {side for person in persons for side in meeting.persons.get(person, ())}


def _formats_apart(one: MeetingDossier, other: MeetingDossier) -> bool:
    met = {DIP + "inPerson"}
    return bool(one.formats and other.formats and ((one.formats == met) != (other.formats == met)))


def _label(meeting: MeetingDossier) -> str:
    return meeting.labels[0] if meeting.labels else shorten(meeting.address)


def _when(one: MeetingDossier, other: MeetingDossier) -> str:
    apart = days_apart(_span(one), _span(other))
    return "days that agree" if not apart else "days that follow each other"


def _where(one: MeetingDossier, other: MeetingDossier) -> str:
    if one.countries & other.countries:
        return "in one country"
    return "in different countries" if one.countries and other.countries else "of one of them no country is known"


def _alone(found: list[Candidate]) -> Iterator[Candidate]:
    """Yield candidates, those as for review of which one may be the same as two that are apart."""
    partners: dict[str, set[str]] = defaultdict(set)
    for candidate in found:
        if candidate.safe and candidate.verdict == SAME:
            one, other = candidate.pair
            partners[one].add(other)
            partners[other].add(one)
    same = {candidate.pair for candidate in found if candidate.safe and candidate.verdict == SAME}
    for candidate in found:
        one, other = candidate.pair
        rivals = [
            rival
            for mine, theirs in ((one, other), (other, one))
            for rival in sorted(partners[mine] - {theirs})
            if (min(rival, theirs), max(rival, theirs)) not in same
        ]
        if candidate.safe and candidate.verdict == SAME and rivals:
            why = f"{candidate.rationale.rstrip('.')}; {shorten(rivals[0])} may be the one too."
            yield replace(candidate, confidence=0.5, safe=False, rationale=why)
        else:
            yield candidate
