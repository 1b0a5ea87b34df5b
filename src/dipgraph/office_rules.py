"""Which offices may be one: pairs of one state or body by their titles, judged by the lexicon of titles.

What a graph calls an office is read without the state behind it: "Minister for Foreign Affairs of Japan" is wholly one
title, and one of a kind of which a state has one office. A title of which there may be several, or that says more or less,
is asked about, and so are two titles of which sources use one or the other, as Taoiseach and Prime Minister of Ireland. An
office of a state that another state followed is another office: neither was it held without a break, nor is it known to be
of the same title.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from dipgraph.judgements import DIFFERENT, SAME
from dipgraph.names import names
from dipgraph.names import words as words_in
from dipgraph.person_rules import Candidate
from dipgraph.posts import OfficeDossier
from dipgraph.spelling import folded
from dipgraph.terms import BASE, DIP

# Words by which no office is told from another.
_LINKS = frozenset(("and", "for", "of", "the", "to"))


def office_candidates(offices: Iterable[OfficeDossier]) -> list[Candidate]:
    """Return pairs of offices that may be one, and those that look so and are two, in the order of their addresses."""
    found = [c for one, other in pairs(offices) if (c := judged(one, other)) is not None]
    return sorted(found, key=lambda candidate: candidate.pair)


def registered(offices: Iterable[OfficeDossier]) -> dict[str, frozenset[str]]:
    """Return the graphs that have an office on a register, by address: whoever keeps one tells its offices apart."""
    return {office.address: office.graphs for office in offices if office.registers and office.graphs}


def single(offices: Iterable[OfficeDossier]) -> set[str]:
    """Return the addresses of the offices of which no state or body whose they are has more than one."""
    return {o.address for o in offices if o.of and (kind := kind_of(o)) and all(_is_one(kind, of) for of in o.of)}


def pairs(offices: Iterable[OfficeDossier]) -> Iterator[tuple[OfficeDossier, OfficeDossier]]:
    """Yield the pairs that are compared, each once: of one state or body, and of one kind or of the same words."""
    blocks: dict[tuple[str, object], list[OfficeDossier]] = defaultdict(list)
    for office in offices:
        keys = {
            kind_of(office),
            *(told for name in (*office.labels, *office.others) if (told := told_by(office, name))),
        }
        for of in office.of:
            for key in (keys | _interchanged(kind_of(office), of)) - {""}:
                blocks[of, key].append(office)
    found = {
        (min(a.address, b.address), max(a.address, b.address)): (a, b)
        for block in blocks.values()
        for a, b in itertools.combinations(block, 2)
    }
    for _, (one, other) in sorted(found.items()):
        yield (one, other) if one.address < other.address else (other, one)


def judged(one: OfficeDossier, other: OfficeDossier) -> Candidate | None:  # noqa: PLR0911
    """Return what the rules make of a pair; None where nothing says that they may be one."""
    of = sorted(one.of.keys() & other.of.keys())
    kinds = {kind_of(one), kind_of(other)}
    kind = kinds.pop() if len(kinds) == 1 else ""
    both = [state for state in of if _interchanged(kind_of(one), state) & _interchanged(kind_of(other), state)]
    if not of or not (kind or both or _told(one) & _told(other)):
        return None
    whose = (one.of[of[0]] or (of[0].rpartition("/")[2],))[0]
    alike = f"both wholly “{kind.replace('-', ' ')}”" if kind else "either title" if both else "the same words"
    said = f"“{one.name}” and “{other.name}”: {alike}, of {whose}"

    def candidate(verdict: str, sure: float, rule: str, safe: bool, why: str) -> Candidate:
        return Candidate((one.address, other.address), "office", verdict, sure, rule, f"{said}, {why}.", safe)

    if one.registers and other.registers and one.graphs & other.graphs:
        return candidate(DIFFERENT, 0.95, "one-register", True, "but one publisher has both, each with a page")
    if one.graphs & other.graphs:
        return candidate(SAME, 0.4, "one-graph", False, "but one graph describes both")
    if both and not kind:
        return candidate(SAME, 0.7, "either-title", False, "which has one office that goes by both")
    if not kind:
        return candidate(SAME, 0.7, "same-words", False, "which may have several such offices")
    if set(one.of) == set(other.of) and all(_is_one(kind, state) for state in of):
        return candidate(SAME, 0.97, "one-title", True, "which has one")
    return candidate(SAME, 0.6, "same-title", False, "which may have several")


def kind_of(office: OfficeDossier) -> str:
    """Return the kind of the title that each label of an office wholly is, without the state; empty where there is none."""
    kinds = {_kind(_title(label, office)) for label in office.labels}
    return kinds.pop() if len(kinds) == 1 else ""


def told_by(office: OfficeDossier, name: str) -> frozenset[str]:
    """Return the words that a name of an office has, whatever their order, without the state."""
    return frozenset(word for word in folded(_title(name, office)).split() if word not in _LINKS)


def _told(office: OfficeDossier) -> set[frozenset[str]]:
    return {told for name in (*office.labels, *office.others) if (told := told_by(office, name))}


def _is_one(kind: str, of: str) -> bool:
    """Whether a state or body has no more than one office of a kind, as the lexicon has it of all of its sort, or of it."""
    known = names().single.get(kind, frozenset())
    return of in known or (of.startswith(f"{BASE}state/") and DIP + "State" in known)


def _interchanged(kind: str, of: str) -> set[frozenset[str]]:
    """Return the titles of which sources use one or the other for an office of a kind and a state."""
    title = f"{BASE}names#{kind}"
    return {titles for titles, states in names().interchanges if title in titles and of in states}


def _title(label: str, office: OfficeDossier) -> str:
    """Return a name of an office without "of" and the state whose it is."""
    plain = _bare(label, *sorted(name for called in office.of.values() for name in called))
    found = words_in(plain)
    for at, word in enumerate(found):
        start = at + 2 if [w.text for w in found[at + 1 : at + 2]] == ["the"] else at + 1
        if at and word.text == "of" and word.soft:
            for lexicon in (names().states, names().bodies):
                end, codes = lexicon.at(found, start)
                if end == len(found) and any(of.endswith(f"/{code.lower()}") for code in codes for of in office.of):
                    return plain[: found[at - 1].end]
    return plain


@lru_cache(maxsize=20_000)
def _bare(label: str, *states: str) -> str:
    for state in states:
        for behind in (f" of {state}", f" of the {state}"):
            if label.endswith(behind) and len(label) > len(behind):
                return label.removesuffix(behind)
    return label


@lru_cache(maxsize=20_000)
def _kind(title: str) -> str:
    """Return the kind of a title, if the words are that and nothing more.

    >>> _kind("Foreign Minister"), _kind("Minister for Foreign Affairs"), _kind("Former Foreign Minister")
    ('foreign-minister', 'foreign-minister', '')
    """
    found = words_in(title)
    end, hits = names().titles.at(found, 0)
    kinds = {hit.notation for hit in hits if not hit.plural}
    return kinds.pop() if end == len(found) and len(kinds) == 1 else ""
