"""Judgements whether two addresses are of one thing: which of them count, and what is one by them.

One that is marked for review counts for nothing. Of several on one pair those of persons count before those of rules, and
of these the latest. Two that count alike and are at odds are a contradiction, and so is a pair that is judged different
and is one by way of others, and a tenure that is one where those who held it, or its offices, are judged different.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from dipgraph.dataset import Graph
from dipgraph.errors import SourceError
from dipgraph.terms import DIP, RDF, shorten

SAME, DIFFERENT, UNSURE, PART = (DIP + name for name in ("same", "different", "unsure", "part"))
_OF = frozenset((DIP + "holder", DIP + "office"))
# What is in the bytes of every graph that has a judgement.
SIGN = b"verdict"
CURE = "let one of them go: change its verdict by 'dipgraph review', or add a later judgement"


@dataclass(frozen=True)
class Judgement:
    """A judgement as a graph has it: its pair in order, the verdict, the day if a person made it, whether it is marked."""

    address: str
    pair: tuple[str, str]
    verdict: str
    judged: str = ""
    marked: bool = False
    path: Path = Path()

    @property
    def weight(self) -> tuple[bool, str]:
        """What it is compared by with others on the same pair: a person's has a day, a rule's has none."""
        return bool(self.judged), self.judged


@dataclass(frozen=True)
class Contradiction:
    """A judgement that others contradict, and in words how."""

    judgement: Judgement
    words: str

    def __str__(self) -> str:
        """Return which judgement it is, how it is contradicted, and the cure."""
        return f"{_fragment(self.judgement)}: {self.words}: {CURE}"


def judgements(graphs: Iterable[Graph]) -> list[Judgement]:
    """Return the judgements of *graphs*; a SourceError says where one has no pair, or no verdict."""
    return [one for graph in graphs if SIGN in graph.content for one in _in(graph)]


def _in(graph: Graph) -> Iterator[Judgement]:
    said: dict[str, dict[str, set[str]]] = {}
    for t in graph.triples:
        if isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode | Literal):
            said.setdefault(t.subject.value, {}).setdefault(t.predicate.value, set()).add(t.object.value)
    for address, facts in said.items():
        if DIP + "Judgement" not in facts.get(RDF + "type", ()):
            continue
        pair, verdicts = sorted(facts.get(DIP + "judges", ())), facts.get(DIP + "verdict", set())
        if len(pair) != 2 or len(verdicts) != 1 or not verdicts <= {SAME, DIFFERENT, UNSURE, PART}:
            why = "judges two things, with one verdict: dip:same, dip:different, dip:part or dip:unsure"
            raise SourceError(f"{shorten(address)}: a judgement {why}", graph.path)
        judged = max(facts.get(DIP + "judged", {""}))
        marked = DIP + "toReview" in facts
        yield Judgement(address, (pair[0], pair[1]), verdicts.pop(), judged, marked, graph.path)


def counting(found: Iterable[Judgement]) -> dict[tuple[str, str], list[Judgement]]:
    """Return by pair the judgements that count: those of the greatest weight, which agree unless they contradict."""
    kept: dict[tuple[str, str], list[Judgement]] = {}
    for one in sorted(found, key=lambda j: (j.pair, j.weight, j.address)):
        if not one.marked:
            others = kept.setdefault(one.pair, [])
            if others and others[0].weight < one.weight:
                others.clear()
            others.append(one)
    return kept


def posts(graphs: Iterable[Graph]) -> dict[str, set[str]]:
    """Return by tenure who held it, and the office, as *graphs* have them."""
    found: dict[str, set[str]] = {}
    for graph in graphs:
        for t in graph.triples:
            if t.predicate.value in _OF and isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode):
                found.setdefault(t.subject.value, set()).add(t.object.value)
    return found


def contradictions(
    found: Iterable[Judgement], posts: Mapping[str, Collection[str]] = MappingProxyType({})
) -> list[Contradiction]:
    """Return what is at odds: two judgements of one pair, or one that parts what others make one.

    So is one of two tenures that are the same, where *posts*, what each is a tenure of and by whom, are judged different.
    """
    kept, faults = counting(found), []
    same: dict[str, list[tuple[str, Judgement]]] = {}
    for pair, several in kept.items():
        if len({one.verdict for one in several}) > 1:
            words = f"{_both(pair)} are judged in two ways on one day"
            faults += [Contradiction(one, words) for one in several[1:] if one.verdict != several[0].verdict]
        for one in several:
            if one.verdict == SAME:
                same.setdefault(pair[0], []).append((pair[1], one))
                same.setdefault(pair[1], []).append((pair[0], one))
    for pair, several in kept.items():
        # What is at odds by itself is told already.
        for one in several if len({one.verdict for one in several}) == 1 else ():
            if one.verdict in (DIFFERENT, PART) and (trail := _trail(*pair, same)):
                by = ", ".join(_fragment(step) for step in trail)
                faults.append(Contradiction(one, f"{_both(pair)} are judged not to be one, and are the same by {by}"))
    return [*faults, *_of_others(kept, posts)]


def _of_others(
    kept: Mapping[tuple[str, str], list[Judgement]], posts: Mapping[str, Collection[str]]
) -> Iterator[Contradiction]:
    """Yield the judgements that make one tenure of two whose holders, or whose offices, are judged to be two."""
    name = _joined(pair for pair, several in kept.items() if several[0].verdict == SAME)
    apart = {
        frozenset((name.get(pair[0], pair[0]), name.get(pair[1], pair[1]))): several[0]
        for pair, several in kept.items()
        if several[0].verdict == DIFFERENT
    }
    for pair, several in kept.items():
        if several[0].verdict != SAME or not posts.get(pair[0]):
            continue
        for one, other in product(sorted(posts[pair[0]]), sorted(posts.get(pair[1], ()))):
            if (by := apart.get(frozenset((name.get(one, one), name.get(other, other))))) is not None:
                whose = "their offices" if shorten(one).startswith("office/") else "who held them"
                words = f"{whose}, {_both((one, other))}, different by {_fragment(by)}"
                yield Contradiction(several[0], f"{_both(pair)} are judged the same, and {words}")


def _trail(start: str, end: str, same: dict[str, list[tuple[str, Judgement]]]) -> list[Judgement]:
    """Return the fewest judgements by which two are the same; none where they are not."""
    came: dict[str, tuple[str, Judgement] | None] = {start: None}
    waiting = deque([start])
    while waiting and end not in came:
        at = waiting.popleft()
        for other, by in same.get(at, ()):
            if other not in came:
                came[other] = (at, by)
                waiting.append(other)
    trail = []
    while (step := came.get(end)) is not None:
        end, by = step
        trail.append(by)
    return trail[::-1]


def clusters(
    found: Iterable[Judgement], posts: Mapping[str, Collection[str]] = MappingProxyType({})
) -> list[frozenset[str]]:
    """Return what is one by the judgements that count, each cluster of two or more; a SourceError names a contradiction."""
    listed = list(found)
    for fault in contradictions(listed, posts):
        raise SourceError(str(fault), fault.judgement.path)
    of: dict[str, set[str]] = {}
    for address, name in _joined(pair for pair, by in counting(listed).items() if by[0].verdict == SAME).items():
        of.setdefault(name, set()).add(address)
    return sorted((frozenset(members) for members in of.values()), key=min)


def _joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each address of *pairs*, which are one, the first of all that are."""
    of: dict[str, set[str]] = {}
    for one, other in pairs:
        few, many = sorted((of.get(one, {one}), of.get(other, {other})), key=len)
        many |= few
        of.update(dict.fromkeys((*few, one, other), many))
    first = {id(members): min(members) for members in of.values()}
    return {address: first[id(members)] for address, members in of.items()}


def _both(pair: tuple[str, str]) -> str:
    return " and ".join(map(shorten, pair))


def _fragment(one: Judgement) -> str:
    return f"#{one.address.partition('#')[2]}" if "#" in one.address else shorten(one.address)
