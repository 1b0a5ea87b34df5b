"""Which tenures are one told by two sources: those of one person in one office that have days in common.

Nobody holds an office twice at once. So two tenures with the same begin, or that overlap, are one, whatever days the sources
give; and one of which it is only known that somebody was seen in office lies within the one that has these days. A tenure
without an end is one whose end is not known: it overlaps nothing for certain but what began with it.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from dipgraph.dossiers import days_apart
from dipgraph.judgements import SAME
from dipgraph.person_rules import Candidate
from dipgraph.posts import TenureDossier
from dipgraph.records import full

# In days: between two on which somebody was seen in an office, for one holding of it without a doubt, and for a question.
_SHORT, _LONG = 366, 4 * 366
# Before and after all days.
_EVER, _ON = "0000-01-01", "9999-12-31"
# What makes a candidate of how sure it is, a rule, whether it is safe, and why.
Made = Callable[[float, str, bool, str], Candidate]


def tenure_candidates(
    tenures: Iterable[TenureDossier], person: Callable[[str], str], office: Callable[[str], str]
) -> list[Candidate]:
    """Return pairs of tenures that may be one, in the order of their addresses.

    *person* and *office* give the one name of all addresses that are the same.
    """
    held: dict[str, dict[str, list[TenureDossier]]] = defaultdict(lambda: defaultdict(list))
    for tenure in tenures:
        held[office(tenure.office)][person(tenure.holder)].append(tenure)
    found: list[Candidate] = []
    for by in held.values():
        for holder, several in by.items():
            others = [tenure for other, theirs in by.items() if other != holder for tenure in theirs]
            for one, other in _pairs(several):
                if (candidate := judged(one, other, others)) is not None:
                    found.append(candidate)
    return sorted(found, key=lambda candidate: candidate.pair)


def dated(tenures: Iterable[TenureDossier]) -> dict[str, frozenset[str]]:
    """Return the graphs that have a tenure with days, by address: whoever gives days tells those of one office apart."""
    return {tenure.address: tenure.graphs for tenure in tenures if tenure.dated and tenure.graphs}


def _pairs(several: Sequence[TenureDossier]) -> Iterator[tuple[TenureDossier, TenureDossier]]:
    """Yield the pairs of one person's tenures of one office; where some have days, those without are held against them."""
    some = any(tenure.dated for tenure in several)
    for one, other in itertools.combinations(sorted(several, key=lambda tenure: tenure.address), 2):
        if one.graphs & other.graphs and (one.dated or other.dated or one.holder == other.holder):
            # One graph tells them apart.
            continue
        if one.dated or other.dated or not some:
            yield one, other


def judged(one: TenureDossier, other: TenureDossier, others: Iterable[TenureDossier] = ()) -> Candidate | None:
    """Return what the rules make of two tenures of one person in one office, which *others* held too; None for nothing."""

    def candidate(sure: float, rule: str, safe: bool, why: str) -> Candidate:
        words = f"Of one person in one office: {_when(one)}, and {_when(other)}; {why}."
        return Candidate((one.address, other.address), "tenure", SAME, sure, rule, words, safe)

    if one.dated and other.dated:
        return _both(one, other, candidate)
    if one.dated or other.dated:
        known, seen = (one, other) if one.dated else (other, one)
        return _within(known, seen, candidate)
    if not one.seen or not other.seen:
        return candidate(0.5, "same-office", False, "of one of them no day is known")
    apart = days_apart(one.span, other.span)
    between = (min(one.span[1], other.span[1]), max(one.span[0], other.span[0]))
    if apart and any(between[0] < first and last < between[1] for held in others for first, last in held.seen):
        return None
    if apart <= _SHORT:
        near = "days in common" if not apart else "within a year, and nobody else was seen in it between"
        return candidate(0.9, "same-days", True, near)
    return candidate(0.6, "same-days", False, "some years between them") if apart <= _LONG else None


def _both(one: TenureDossier, other: TenureDossier, candidate: Made) -> Candidate | None:
    """Return what is made of two tenures with days: they are one where certainly there is a day that both have."""
    late, early = max(_first(one, True), _first(other, True)), min(_last(one, False), _last(other, False))
    if min(_last(one, True), _last(other, True)) <= max(_first(one, False), _first(other, False)):
        return None
    if one.begins and other.begins and _agree(one.begins, other.begins):
        exact = len(one.begins) == len(other.begins)
        return candidate(0.97 if exact else 0.9, "same-begin", True, "they began together, as far as both say")
    if late < early:
        return candidate(0.9, "overlap", True, "they overlap, and nobody holds an office twice at once")
    if one.ends and other.ends and _agree(one.ends, other.ends):
        return candidate(0.6, "same-end", False, "they ended together, as far as both say")
    return None


def _within(known: TenureDossier, seen: TenureDossier, candidate: Made) -> Candidate | None:
    """Return whether somebody who was seen in office was so in the tenure that has days."""
    if not seen.seen:
        return candidate(0.5, "same-office", False, "of one of them no day is known")
    first, last = _first(known, False) if known.begins else _EVER, _last(known, True)
    inside = [day for day in seen.seen if day[0] < last and first <= day[1]]
    if len(inside) == len(seen.seen) and known.begins:
        return candidate(0.95, "seen-within", True, "all these days are within it")
    if inside:
        return candidate(0.5, "seen-within", False, "some of these days are within it")
    return None


def _first(tenure: TenureDossier, late: bool) -> str:
    """Return the earliest or latest day of the begin; where none is known, the day that was certainly part, if any."""
    if tenure.begins:
        return full(tenure.begins, late)
    return full(tenure.ends, True) if late else _EVER


def _last(tenure: TenureDossier, late: bool) -> str:
    """Return the earliest or latest day of the end; where none is known it may have been over on the day it began."""
    if tenure.ends:
        return full(tenure.ends, late)
    return _ON if late else full(tenure.begins, False)


def _agree(one: str, other: str) -> bool:
    """Whether two days, months or years are the same, to the precision of the coarser."""
    return one.startswith(other) or other.startswith(one)


def _when(tenure: TenureDossier) -> str:
    bounds = ((word, day) for word, day in (("from", tenure.begins), ("until", tenure.ends)) if day)
    if tenure.dated:
        return " ".join(f"{word} {day}" for word, day in bounds)
    first, last = tenure.span
    return f"seen between {first} and {last}" if first else "without days"
