"""Several sources matched: persons, offices, meetings, records. Rules that are safe judge what is one, the rest is asked.

Offices come first, for who is called by a family name alone is known by them; then persons, for meetings are known by who
took part, and tenures by who held which office. What a person judged
before counts as it stands: nobody is matched against it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import NamedNode

from dipgraph.bearers import borne
from dipgraph.blocks import Block
from dipgraph.dataset import JUDGEMENTS, Files, Graph
from dipgraph.dossiers import Dossiers, dossiers, renamed
from dipgraph.judgement_turtle import signed, turtle
from dipgraph.judgements import DIFFERENT, SAME, Contradiction, Judgement, contradictions, counting, judgements
from dipgraph.meeting_rules import meeting_candidates
from dipgraph.office_rules import office_candidates, registered, single
from dipgraph.person_rules import Candidate, person_candidates, registers
from dipgraph.surnames import IN_OFFICE, Seats, surnamed
from dipgraph.tenure_rules import dated, tenure_candidates
from dipgraph.terms import BASE, DIP


@dataclass(frozen=True)
class Matched:
    """What a match gave: the file of judgements as text, the candidates by rules, and how many judgements persons made.

    *faults* are the judgements that others contradict, which no load takes.
    """

    turtle: str
    candidates: tuple[Candidate, ...]
    signed: int
    faults: tuple[Contradiction, ...] = ()

    @property
    def open(self) -> int:
        """How many candidates no rule settles."""
        return sum(not candidate.safe for candidate in self.candidates)

    def __str__(self) -> str:
        """Return the counts in words."""
        by = Counter((c.verdict.removeprefix(DIP) if c.safe else "to review") for c in self.candidates)
        said = [f"{by[name]:,} {name}" for name in ("same", "part", "different", "to review")]
        return f"{', '.join(said)}; {self.signed:,} judged by persons"


def match(
    paths: Iterable[Path], out: Path | None = None, progress: Callable[[int, int], None] | None = None
) -> Matched:
    """Match what the files and folders at *paths* have; of a file *out* that is there, the judgements of persons stay.

    Judgements in other files count as they are there. The same data and judgements give the same text.
    """
    kept = signed(out) if out else []
    found = [one for one in judgements(Files.at(out, vocabularies=False)) if one.judged] if out and kept else []
    files = [path for path in paths if out is None or path.resolve() != out.resolve()]
    said = dossiers(_told(Files.at(*files, vocabularies=False), out, found, progress))
    settled = {pair: several[0].verdict for pair, several in counting(found).items()}
    result = matched(said, settled, kept)
    text = Graph(NamedNode(BASE + JUDGEMENTS), out or Path(JUDGEMENTS), result.turtle.encode())
    others = [one for one in found if out is None or one.path.resolve() != out.resolve()]
    held = {tenure.address: (tenure.holder, tenure.office) for tenure in said.tenures.values()}
    counted = [*others, *judgements([text])] if result.candidates or kept else others
    return replace(result, faults=tuple(contradictions(counted, held)))


def _told(
    files: Files, out: Path | None, found: list[Judgement], progress: Callable[[int, int], None] | None
) -> Iterator[Graph]:
    """Yield the graphs of *files*, and put the judgements of those that are not *out* among those that are *found*."""
    for number, graph in enumerate(files, start=1):
        if progress and number % 100 == 0:
            progress(number, len(files))
        if out is None or graph.path.resolve() != out.resolve():
            found += judgements([graph])
        yield graph


def matched(found: Dossiers, settled: Mapping[tuple[str, str], str], kept: Sequence[Block] = ()) -> Matched:
    """Match what dossiers have, beside what is *settled*, by pair; *kept* are the judgements that stay in the file."""
    one = Joined(pair for pair, verdict in settled.items() if verdict == SAME)
    posts = consistent(office_candidates(found.offices.values()), settled, registered(found.offices.values()))
    _join(one, posts)
    persons = consistent(persons_of(found, one.of), settled, registers(found.persons.values()))
    _join(one, persons)
    renamed(found, {address: one.of(address) for address in found.persons})
    held = found.tenures.values()
    terms = consistent(tenure_candidates(held, one.of, one.of), settled, dated(held))
    candidates = [*persons, *posts, *terms, *consistent(meeting_candidates(found), settled)]
    return Matched(turtle(candidates, kept), tuple(candidates), len(kept))


def persons_of(found: Dossiers, office: Callable[[str], str]) -> list[Candidate]:
    """Return what the rules make of pairs of persons; *office* gives the one name of all offices that are the same."""
    seats = Seats(found.persons, found.tenures.values(), office)
    ones = {office(address) for address in single(found.offices.values())}
    return borne(surnamed(person_candidates(found.persons.values()), found.persons, seats, ones), found.persons)


def _join(one: Joined, candidates: Iterable[Candidate]) -> None:
    """Make one what is judged the same by rules that are safe."""
    for candidate in candidates:
        if candidate.safe and candidate.verdict == SAME:
            one.join(*candidate.pair)


def consistent(
    candidates: Iterable[Candidate],
    settled: Mapping[tuple[str, str], str],
    on: Mapping[str, frozenset[str]] | None = None,
) -> list[Candidate]:
    """Return *candidates* of which no judgement of the same joins what others, or persons, hold to be two.

    Two that are *on* one register, by address, are held to be two.

    Of those that join what is joined already none is needed, for one judgement is enough for each that is added, nor a
    second question whether the same two groups are one. One that would join what is apart is a question.
    """
    listed = [candidate for candidate in candidates if candidate.pair not in settled]
    one = Joined(registers=on)
    for pair in (
        *(pair for pair, verdict in settled.items() if verdict != SAME),
        *(c.pair for c in listed if c.verdict != SAME),
    ):
        one.part(*pair)
    for pair, verdict in settled.items():
        if verdict == SAME:
            one.join(*pair)
    kept: list[Candidate] = []
    for found in sorted(listed, key=lambda c: (-c.confidence, c.pair)):
        candidate = found
        if candidate.verdict == SAME and one.joined(*candidate.pair) and candidate.rule != "record-twice":
            continue
        if candidate.safe and candidate.verdict == SAME:
            if one.parted(*candidate.pair):
                why = f"{candidate.rationale.rstrip('.')}; others that are the same are judged different."
                candidate = replace(candidate, confidence=0.5, safe=False, rationale=why)
            else:
                one.join(*candidate.pair)
        kept.append(candidate)
    # What is apart by a rule and was joined by persons is theirs to say.
    kept = [c for c in kept if c.verdict == SAME or not one.joined(*c.pair)]
    return sorted(_asked_once(kept, one, settled), key=lambda candidate: candidate.pair)


def _asked_once(
    candidates: Iterable[Candidate], one: Joined, settled: Mapping[tuple[str, str], str]
) -> Iterator[Candidate]:
    """Yield *candidates*, of questions whether two groups are one the surest; none where a person says that they are two.

    Of many who are called by a family name alone, each is asked to be one with another once, and not with each of them.
    """
    asked = {frozenset(map(one.of, pair)) for pair, verdict in settled.items() if verdict == DIFFERENT}
    chained = Joined()
    for candidate in candidates:
        if candidate.verdict == SAME and not candidate.safe and candidate.rule != "record-twice":
            groups = frozenset(map(one.of, candidate.pair))
            if len(groups) == 1 or groups in asked:
                continue
            asked.add(groups)
            if candidate.rule == IN_OFFICE:
                if chained.joined(*groups):
                    continue
                chained.join(*groups)
        yield candidate


class Joined:
    """Things that are one, each by the first address of all that are, and things that are held to be two."""

    def __init__(
        self, pairs: Iterable[tuple[str, str]] = (), registers: Mapping[str, frozenset[str]] | None = None
    ) -> None:
        """Join some pairs; those that are on one of *registers*, by address, are held to be two."""
        self._on = {address: set(several) for address, several in (registers or {}).items()}
        self._first: dict[str, str] = {}
        self._apart: dict[str, set[str]] = {}
        for pair in pairs:
            self.join(*pair)

    def of(self, address: str) -> str:
        """Return the first address of what is one with *address*."""
        while address in self._first:
            address = self._first[address]
        return address

    def joined(self, one: str, other: str) -> bool:
        """Say whether two are one."""
        return self.of(one) == self.of(other)

    def join(self, one: str, other: str) -> None:
        """Make two one."""
        first, last = sorted((self.of(one), self.of(other)))
        if first != last:
            self._first[last] = first
            self._apart.setdefault(first, set()).update(self._apart.pop(last, ()))
            self._on.setdefault(first, set()).update(self._on.pop(last, ()))

    def part(self, one: str, other: str) -> None:
        """Hold two to be two."""
        self._apart.setdefault(self.of(one), set()).add(other)
        self._apart.setdefault(self.of(other), set()).add(one)

    def parted(self, one: str, other: str) -> bool:
        """Say whether something that is one with the one is held to be another than something that is with the other."""
        start, end = self.of(one), self.of(other)
        if start != end and self._on.get(start, set()) & self._on.get(end, set()):
            return True
        return any(self.of(apart) == end for apart in self._apart.get(start, ()))
