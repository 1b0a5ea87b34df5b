"""Whom a family name alone means where a state has one bearer of it: who was in public life on those days.

“Chairman Gorbachev” in December 1989 is Mikhail Gorbachev, whatever the title, for of all persons of his state none else has
that name, and he is seen before and after. So is “Foreign Secretary Callaghan” in the year before James Callaghan is seen as
Prime Minister: whoever follows somebody of the same name in the same office may be a child, who comes to another may not.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from dipgraph.dossiers import PersonDossier, days_apart
from dipgraph.judgements import SAME
from dipgraph.likeness import parts, read, sound
from dipgraph.person_rules import Candidate

ONLY_BEARER = "only-bearer"
# In days: from one office to another.
_YEAR = 366
_SURE = 0.9


def borne(candidates: Iterable[Candidate], persons: Mapping[str, PersonDossier]) -> list[Candidate]:
    """Return *candidates*, of which those of a family name alone that can be of one person only are safe."""
    by = {candidate.pair: candidate for candidate in candidates}
    while settled := _settled(by, persons):
        by.update(settled)
    return [by[pair] for pair in sorted(by)]


def _settled(
    by: Mapping[tuple[str, str], Candidate], persons: Mapping[str, PersonDossier]
) -> dict[tuple[str, str], Candidate]:
    """Return what is safe by those who are one so far: who is joined may lead to another, of the year before."""
    group = _groups(by.values())
    members: dict[str, list[PersonDossier]] = defaultdict(list)
    for address, person in persons.items():
        members[group(address)].append(person)
    bearers = _bearers(members)
    found: dict[tuple[str, str], Candidate] = {}
    for pair, candidate in by.items():
        if candidate.safe or candidate.verdict != SAME:
            continue
        for one, other in (pair, pair[::-1]):
            brief, whole = group(one), group(other)
            if brief != whole and (why := _why(members[brief], members[whole], bearers)):
                words = f"{candidate.rationale.rstrip('.')}; {why}."
                found[pair] = replace(candidate, confidence=_SURE, rule=ONLY_BEARER, safe=True, rationale=words)
                break
    return found


def _groups(candidates: Iterable[Candidate]) -> Callable[[str], str]:
    """Return what gives for each address one of all that are judged the same."""
    of: dict[str, str] = {}

    def first(address: str) -> str:
        while address in of:
            address = of[address]
        return address

    for candidate in candidates:
        if candidate.safe and candidate.verdict == SAME:
            one, other = sorted(map(first, candidate.pair))
            if one != other:
                of[other] = one
    return first


def _bearers(members: Mapping[str, Iterable[PersonDossier]]) -> dict[tuple[str, str], set[str]]:
    """Return by state and sound of a word who has it in a name of more words than this."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for address, several in members.items():
        words = {sound(word) for p in several for name in p.names if len(parts(name)) > 1 for word in parts(name)}
        for state, word in itertools.product({state for p in several for state in p.states}, words):
            found[state, word].add(address)
    return found


def _why(
    brief: Sequence[PersonDossier], whole: Sequence[PersonDossier], bearers: Mapping[tuple[str, str], set[str]]
) -> str:
    """Return in words why the one, of a family name alone, is the other; nothing where that is in doubt."""
    word = _family(brief, whole)
    states = {state for person in brief for state in person.states}
    known = {address for state in states for address in bearers.get((state, sound(word)), ())}
    mine, theirs = (sorted(day for person in several for day in person.days) for several in (brief, whole))
    of_one = states and states <= {state for person in whole for state in person.states}
    if not (word and of_one and len(known) == 1 and mine and theirs):
        return ""
    if theirs[0] <= mine[0] and mine[-1] <= theirs[-1]:
        return "no other of the state has that name, and these days lie between others of the same person"
    kinds = [{kind for person in several for kind in person.offices} for several in (brief, whole)]
    near = days_apart((mine[0], mine[-1]), (theirs[0], theirs[-1])) <= _YEAR
    if near and not kinds[0] & kinds[1]:
        return "no other of the state has that name, and within a year the one office follows the other"
    return ""


def _family(brief: Iterable[PersonDossier], whole: Iterable[PersonDossier]) -> str:
    """Return the one word that all names of the one have, which is the family name of the other; else nothing."""
    named, fuller = ({read(name) for person in several for name in person.names} for several in (brief, whole))
    words = {name.words for name in named}
    # A king is called by his own name, and by a father's name another may be meant.
    if len(words) != 1 or any(name.number or name.father for name in named | fuller):
        return ""
    (only,) = words
    is_family = any(parts(person.family) == only and len(parts(person.name)) > 1 for person in whole)
    return only[0] if len(only) == 1 and is_family else ""
