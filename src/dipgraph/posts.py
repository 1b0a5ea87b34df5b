"""Offices and tenures as graphs have them, for who compares them: names, states, days, when somebody was seen in office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dipgraph.gathered import Gathered
from dipgraph.records import is_day
from dipgraph.terms import RDFS, SKOS


@dataclass(eq=False)
class OfficeDossier:
    """An office: its names, the states or bodies whose it is with what each is called, who held it, and who describes it.

    *graphs* are those that describe the office, *registers* those of publishers on which it has a page.
    """

    address: str
    graphs: frozenset[str] = frozenset()
    labels: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    of: dict[str, tuple[str, ...]] = field(default_factory=dict)
    holders: set[str] = field(default_factory=set)
    registers: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The name by which the graph calls the office."""
        return self.labels[0] if self.labels else self.address


@dataclass(eq=False)
class TenureDossier:
    """A tenure: who held which office, the bounds as they are written, the days on which the holder was seen in office.

    *graphs* are those that describe the tenure. *seen* are the first and the last days of meetings at which the holder took
    part in that office by these graphs; where none of them tells of a meeting, by all that have the same addresses.
    """

    address: str
    graphs: frozenset[str] = frozenset()
    holder: str = ""
    office: str = ""
    begins: str = ""
    ends: str = ""
    seen: list[tuple[str, str]] = field(default_factory=list)

    @property
    def dated(self) -> bool:
        """Whether a day is known on which it began or was over."""
        return bool(self.begins or self.ends)

    @property
    def span(self) -> tuple[str, str]:
        """The first day and the last one on which the holder was seen, empty where that was never."""
        return (min(self.seen)[0], max(last for _, last in self.seen)) if self.seen else ("", "")


def registers_of(address: str, said: Gathered) -> frozenset[str]:
    """Return the registers on which a thing has a page, each by what the addresses of its pages have in common.

    A publisher may keep several, of presidents and of envoys: who is on both is one on each.
    """
    return frozenset(page.rstrip("/").rpartition("/")[0] for page in said.all(address, SKOS + "exactMatch"))


def offices(addresses: Iterable[str], said: Gathered) -> dict[str, OfficeDossier]:
    """Return the offices at *addresses* as they are described."""
    found = {}
    for address in sorted(addresses):
        found[address] = OfficeDossier(
            address, frozenset(said.described[address]), list(dict.fromkeys(said.all(address, RDFS + "label"))),
            list(dict.fromkeys(said.all(address, SKOS + "altLabel"))),
            {
                of: tuple(dict.fromkeys(said.all(of, RDFS + "label", SKOS + "altLabel")))
                for of in dict.fromkeys(said.all(address, "officeOf"))
            },
            registers=registers_of(address, said),
        )  # fmt: skip
    return found


def tenures(addresses: Iterable[str], said: Gathered, spans: Mapping[str, tuple[str, str]]) -> dict[str, TenureDossier]:
    """Return the tenures at *addresses* as they are described; *spans* are the first and last days of the meetings."""
    seen = _seen(said, spans)
    found = {}
    for address in sorted(addresses):
        holder, office, begins, ends = (said.one(address, name) for name in ("holder", "office", "from", "until"))
        graphs, told = frozenset(said.described[address]), seen.get((holder, office), {})
        days = set().union(*(told.get(graph, ()) for graph in graphs)) or set().union(*told.values())
        found[address] = TenureDossier(
            address, graphs, holder, office,
            begins if is_day(begins) else "", ends if is_day(ends) else "", sorted(days),
        )  # fmt: skip
    return found


def _seen(
    said: Gathered, spans: Mapping[str, tuple[str, str]]
) -> dict[tuple[str, str], dict[str, set[tuple[str, str]]]]:
    """Return the days on which somebody was seen in an office, by both and by the graph that says so."""
    seen: dict[tuple[str, str], dict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
    for meeting, (first, last) in spans.items():
        if not first:
            continue
        for seat in (meeting, *said.all(meeting, "participation")):
            for person in said.all(seat, "participant", "visitor"):
                for office in said.all(seat, "inOffice"):
                    seen[person, office][said.home[seat]].add((first, last or first))
    return seen
