"""Which persons may be one: pairs by the words of their names, judged by names, states, offices and years.

A rule that is safe judges by itself. What it takes is that nothing else is as near: where one may be either of two, both
pairs are for a person to settle.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dipgraph.acquaintances import CROWNED
from dipgraph.dossiers import PersonDossier, days_apart
from dipgraph.judgements import DIFFERENT, SAME
from dipgraph.likeness import Likeness, likeness, near, parts, read, sound
from dipgraph.names import names
from dipgraph.terms import shorten

# In years: between the acts of one person at most; of one by a shorter name and an office; by a misspelt one; of one of whom
# no more than the family name is known, for a question; beyond a life.
_LIFE, _OFFICE, _CHANCE, _CAREER, _BEYOND = 15, 8, 2, 30, 45
_EXACT, _SURE, _FULL, _ALIKE, _ALONE = 0.95, 0.9, 0.85, 0.7, 0.5
_ENOUGH = 2
# Of more persons than this by one word, only those that share another word are compared.
_MANY = 400
# A given name is so alike to another that they may be taken for one, and are noted as two.
_CONFUSING, _MISSPELT = 0.5, 0.7
# A pet name has so many letters of the name at least.
_BEGUN = 3
_YEAR = 365.25
_SUFFIX = re.compile(r"\b(?:Jr|Sr|II|III|IV)\b")


@dataclass(frozen=True)
class Candidate:
    """A pair with the verdict that is likelier, how sure it is, the rule and the reason; *safe* where it needs no person."""

    pair: tuple[str, str]
    sort: str
    verdict: str
    confidence: float
    rule: str
    rationale: str
    safe: bool


def person_candidates(persons: Iterable[PersonDossier]) -> list[Candidate]:
    """Return the pairs that may be one person, and those that look so and are two, in the order of their addresses."""
    everybody = list(persons)
    found = [c for one, other in pairs(everybody) if (c := judged(one, other)) is not None]
    return sorted(_alone(found, registers(everybody)), key=lambda candidate: candidate.pair)


def registers(persons: Iterable[PersonDossier]) -> dict[str, frozenset[str]]:
    """Return the registers that a graph has a person on, by address: whoever keeps one tells its persons apart."""
    return {p.address: frozenset(f"{p.graph} {page}" for page in p.registers) for p in persons if p.registers}


def pairs(persons: Iterable[PersonDossier]) -> Iterator[tuple[PersonDossier, PersonDossier]]:
    """Yield the pairs that are compared, each once: of one family name by its sound, or with two words in common."""
    blocks: dict[tuple[str, ...], list[PersonDossier]] = defaultdict(list)
    for person in persons:
        keys: set[tuple[str, ...]] = set()
        for name in person.names:
            sounds = sorted({sound(word) for word in parts(name) if len(word) > 1})
            keys |= {(one,) for one in sounds} | set(itertools.combinations(sounds, 2))
        for key in keys:
            blocks[key].append(person)
    done: set[tuple[str, str]] = set()
    for key, block in sorted(blocks.items()):
        if len(key) == 1 and len(block) > _MANY:
            continue
        for one, other in itertools.combinations(sorted(block, key=lambda p: p.address), 2):
            pair = (one.address, other.address)
            # Who are of no state in common, or on one register, are looked at only where two words are the same.
            near_by = bool(one.states & other.states) and not _on_one_register(one, other)
            if pair not in done and (len(key) > 1 or near_by):
                done.add(pair)
                yield one, other


def judged(one: PersonDossier, other: PersonDossier) -> Candidate | None:  # noqa: PLR0911, PLR0912
    """Return what the rules make of a pair; None where nothing says that they may be one."""
    like, called = _likest(one, other)
    if like.score < _ALIKE and not like.apart and like.shared == 0:
        return None
    gap, kinds = _years(one, other), one.offices.keys() & other.offices.keys()
    beside = bool(one.states & other.states)
    apart = bool(one.states and other.states and not beside)
    said = f"“{called[0]}” and “{called[1]}”: {like.words}"
    said += f"; {_offices(one, other, kinds)}" if kinds else ""
    said += f"; {_apart_by(gap)}" if gap is not None else "; of one of them no day is known"

    def candidate(verdict: str, sure: float, rule: str, safe: bool, why: str = "") -> Candidate:
        pair = (min(one.address, other.address), max(one.address, other.address))
        return Candidate(pair, "person", verdict, sure, rule, f"{said}{f'; {why}' if why else ''}.", safe)

    if _on_one_register(one, other):
        if like.score < _EXACT or like.shared < _ENOUGH:
            return None
        # Whoever keeps a register tells its persons apart, but for one of whom it has two pages.
        twice = like.score == 1 and not _suffixes_apart(one, other) and gap is not None and gap <= _LIFE
        why = "one publisher has both, each with a page"
        return candidate(SAME if twice else DIFFERENT, 0.5 if twice else 0.95, "one-register", not twice, why)
    # What one is called besides may be a name of somebody else too: then by the names in full they are two.
    whole = likeness(one.name, other.name)
    if whole.apart and like.score >= _FULL:
        why = f"in full “{one.name}” and “{other.name}”"
        return candidate(DIFFERENT, 0.6, "other-name", False, why) if beside else None
    if like.apart:
        alike, begun = _confusing(one, other, *called) if beside else (0.0, False)
        # Who acts in the years of the other may go by a pet name: Benny for Benjamin.
        sure = alike < _MISSPELT and not (gap is not None and gap < (_LIFE if begun else 1))
        return candidate(DIFFERENT, 0.9 if sure else 0.6, "other-name", sure) if alike >= _CONFUSING else None
    if apart:
        if like.score < _EXACT or like.shared < _ENOUGH or (gap is not None and gap > _LIFE):
            return None
        return candidate(SAME, 0.5, "name-elsewhere", False, "they acted for different states")
    if beside and kinds & CROWNED and like.score >= _ALONE and _number(one) & _number(other):
        # Of one name and number a state has one.
        return candidate(SAME, 0.95, "regnal-name", True)
    full = like.score >= _EXACT and like.shared >= _ENOUGH
    # A junior may have the office of his father, unless a state has one of it and both are seen in it.
    ruled = bool(kinds & {kind for kind, of in names().single.items() if of}) and gap == 0
    single = whole.score < (_SURE if full else _ALIKE) or (_suffixes_apart(one, other) and not ruled)
    if gap is not None and gap > _BEYOND:
        return candidate(DIFFERENT, 0.9, "other-age", True) if full else None
    if full:
        safe = beside and gap is not None and gap <= _LIFE and not single
        return candidate(SAME, 0.96 if safe else 0.65, "full-name", safe)
    near_ = gap is not None and gap <= _OFFICE
    if (like.score >= _ALIKE and like.shared >= _ENOUGH) or like.score >= _FULL:
        fuller = like.score >= _FULL
        # What is misspelt is so by chance: a relative in the same office later is not.
        safe = beside and near_ and bool(kinds) and not single and (fuller or (gap or 0.0) <= _CHANCE)
        # Of brothers one is called by his own name and the family's, which the other has from his grandfather.
        safe = (
            safe
            and not like.turned
            and not any(likeness(mine, theirs).apart for mine in one.names for theirs in other.names)
        )
        return candidate(SAME, 0.92 if safe else 0.55, "fuller-name" if fuller else "near-name", safe)
    if like.score < _ALONE or not beside:
        return None
    if near_:
        return candidate(SAME, 0.6, "name-and-office", False) if kinds else candidate(SAME, 0.4, "name-alone", False)
    # Who is called by a family name alone may be anybody of that family in public life: those years are longer.
    if gap is None or gap > _CAREER or not (_by_family(one, other) or _by_family(other, one)):
        return None
    return candidate(SAME, 0.45, "name-and-office", False) if kinds else candidate(SAME, 0.35, "name-alone", False)


def alone(person: PersonDossier) -> bool:
    """Whether all names of a person that can be read are one word, as a family name alone is."""
    told = [words for name in person.names if (words := parts(name))]
    return bool(told) and all(len(words) == 1 for words in told)


def _number(person: PersonDossier) -> set[str]:
    """Return the numbers by which a sovereign or pope is called."""
    return {read(name).number for name in person.names} - {""}


def _by_family(person: PersonDossier, other: PersonDossier) -> bool:
    """Whether a person is called by nothing but the family name of another, as it sounds."""
    family = {sound(word) for word in parts(other.family)}
    return alone(person) and any(sound(word) in family for name in person.names for word in parts(name))


def _likest(one: PersonDossier, other: PersonDossier) -> tuple[Likeness, tuple[str, str]]:
    """Return the greatest likeness of a name of the one and a name of the other, and these names."""
    compared = [
        (likeness(mine, theirs), mine, theirs)
        for mine in one.names
        for theirs in other.names
        if parts(mine) and parts(theirs)
    ]
    best = max(compared, key=lambda found: (found[0].score, found[0].shared), default=None)
    if best is None:
        return Likeness(0.0, "no name in Latin letters"), (one.name, other.name)
    return best[0], (best[1], best[2])


def _on_one_register(one: PersonDossier, other: PersonDossier) -> bool:
    return one.graph == other.graph and bool(one.registers & other.registers)


def _suffixes_apart(one: PersonDossier, other: PersonDossier) -> bool:
    """Whether the one is a junior, or second of the name, and the other is not."""
    mine, theirs = ({suffix for name in person.names for suffix in _SUFFIX.findall(name)} for person in (one, other))
    return mine != theirs


def _confusing(one: PersonDossier, other: PersonDossier, mine: str, theirs: str) -> tuple[float, bool]:
    """Return how alike is what the names of two of one family do not have in common, and whether it begins with the same.

    It is 0 where they are of no one family.
    """
    families = {word for person in (one, other) for word in parts(person.family)}
    if not families & set(parts(mine)) & set(parts(theirs)):
        return 0.0, False
    left, right = (
        [w for w in parts(a) if len(w) > 1 and w not in parts(b)] for a, b in ((mine, theirs), (theirs, mine))
    )
    found = [(near(a, b), a[:_BEGUN] == b[:_BEGUN]) for a in left for b in right if a[0] == b[0]]
    return max(found, default=(0.0, False))


def _years(one: PersonDossier, other: PersonDossier) -> float | None:
    if one.span is None or other.span is None:
        return None
    return days_apart(one.span, other.span) / _YEAR


def _apart_by(gap: float) -> str:
    return (
        "they acted in the same years" if gap == 0 else f"{gap:.0f} years between them" if gap >= 1 else "within a year"
    )


def _offices(one: PersonDossier, other: PersonDossier, kinds: Iterable[str]) -> str:
    return f"both {', '.join(sorted(kind.replace('-', ' ') for kind in kinds))}"


def _alone(found: list[Candidate], on: dict[str, frozenset[str]]) -> Iterator[Candidate]:
    """Yield candidates, those as for review of which somebody may be either of two; who is on one register are two."""
    safe = [candidate for candidate in found if candidate.safe and candidate.verdict == SAME]
    partners: dict[str, set[str]] = defaultdict(set)
    for candidate in safe:
        one, other = candidate.pair
        partners[one].add(other)
        partners[other].add(one)
    apart = {c.pair for c in found if c.verdict == DIFFERENT}
    for candidate in found:
        one, other = candidate.pair
        rivals = [
            (mine, theirs)
            for mine, theirs in ((one, other), (other, one))
            for rival in sorted(partners[mine] - {theirs})
            if (min(rival, theirs), max(rival, theirs)) in apart
            or on.get(rival, frozenset()) & on.get(theirs, frozenset())
        ]
        if candidate.safe and candidate.verdict == SAME and rivals:
            which = shorten(rivals[0][0])
            why = f"{candidate.rationale.rstrip('.')}; {which} may be another too."
            yield replace(candidate, confidence=0.5, safe=False, rationale=why)
        else:
            yield candidate
