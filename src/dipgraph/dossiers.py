"""What graphs say of persons and meetings, offices and tenures, for who compares them: names, states, days, company."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from dipgraph.dataset import Graph
from dipgraph.gathered import Gathered
from dipgraph.names import names
from dipgraph.names import words as words_in
from dipgraph.posts import OfficeDossier, TenureDossier, offices, registers_of, tenures
from dipgraph.records import full, is_day
from dipgraph.terms import DIP, RDF, RDFS, SKOS

_MEETINGS = frozenset(("BilateralMeeting", "MultilateralMeeting"))
_DOCUMENTS = frozenset(("Record", "Readout", "JointStatement", "PressConference", "NewsReport"))


@dataclass(eq=False)
class PersonDossier:
    """A person: all names, states and what followed them, kinds of office with their spans, the days of all that is known.

    *graph* is the graph that describes the person, *registers* are those on which it has a page for him or her.
    """

    address: str
    graph: str = ""
    names: list[str] = field(default_factory=list)
    family: str = ""
    states: set[str] = field(default_factory=set)
    offices: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    labels: set[str] = field(default_factory=set)
    days: list[str] = field(default_factory=list)
    registers: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The name by which the graph calls the person."""
        return self.names[0] if self.names else self.address

    @property
    def span(self) -> tuple[str, str] | None:
        """The first day and the last one that are known, None where none is."""
        return (min(self.days), max(self.days)) if self.days else None


@dataclass(eq=False)
class MeetingDossier:
    """A meeting or visit: label, days, format, countries, who took part for whom, what it lies within, who describes it."""

    address: str
    sort: str = ""
    labels: list[str] = field(default_factory=list)
    first: str = ""
    last: str = ""
    exact: bool = False
    approximate: bool = False
    formats: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    persons: dict[str, set[str]] = field(default_factory=dict)
    nameless: int = 0
    within: set[str] = field(default_factory=set)
    series: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    publishers: set[str] = field(default_factory=set)
    recorded: bool = False
    own: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The words by which a larger meeting goes: its label without who was there and when."""
        label = self.labels[0] if self.labels else ""
        return label.partition(": ")[0] if ": " in label else label


@dataclass
class Dossiers:
    """All of each sort by address; documents with a mark of all that each says, by which copies are known."""

    persons: dict[str, PersonDossier] = field(default_factory=dict)
    meetings: dict[str, MeetingDossier] = field(default_factory=dict)
    offices: dict[str, OfficeDossier] = field(default_factory=dict)
    tenures: dict[str, TenureDossier] = field(default_factory=dict)
    contents: dict[str, tuple[object, ...]] = field(default_factory=dict)
    tells: dict[str, list[str]] = field(default_factory=dict)


@cache
def kinds(label: str) -> frozenset[str]:
    """Return the kinds of the titles in the name of an office.

    >>> sorted(kinds("Minister for Foreign Affairs of Japan")) == sorted(kinds("Foreign Minister of Japan"))
    True
    """
    found = names().titles.all(words_in(label))
    return frozenset(title.notation for _, _, hits in found for title in hits)


def dossiers(graphs: Iterable[Graph]) -> Dossiers:
    """Return what *graphs* say of persons, meetings, offices and tenures, and which of their documents say the same."""
    said = Gathered(graphs)
    found = Dossiers(contents=said.contents)
    classes: dict[str, set[str]] = defaultdict(set)
    for thing, facts in said.facts.items():
        for kind in facts.get(RDF + "type", ()):
            classes[kind.removeprefix(DIP)].add(thing)
    for address in sorted(classes["Person"] | classes["Minister"]):
        found.persons[address] = _person(address, said)
    for address in sorted(set().union(*(classes[kind] for kind in _MEETINGS), classes["Visit"])):
        found.meetings[address] = _meeting(address, said)
    for document in sorted(set().union(*(classes[kind] for kind in _DOCUMENTS))):
        tells = found.tells[document] = said.all(document, "describes", "recounts")
        for address in tells:
            if address in found.meetings:
                found.meetings[address].documents.add(document)
                found.meetings[address].publishers |= set(said.all(document, "publisher"))
                found.meetings[address].recorded |= DIP + "Record" in said.all(document, RDF + "type")
                found.meetings[address].own |= set(said.all(document, "standpoint"))
    _take_part(found, classes["Tenure"], said)
    for meeting in found.meetings.values():
        _from_parts(meeting, found)
    found.offices = offices(classes["Office"] | classes["MinisterialOffice"], said)
    found.tenures = tenures(classes["Tenure"], said, {m.address: (m.first, m.last) for m in found.meetings.values()})
    return found


def _person(address: str, said: Gathered) -> PersonDossier:
    labels = said.all(address, RDFS + "label", SKOS + "altLabel", SKOS + "hiddenLabel")
    return PersonDossier(
        address, said.home[address], list(dict.fromkeys(labels)), said.one(address, "familyName"),
        registers=registers_of(address, said),
    )  # fmt: skip


def _meeting(address: str, said: Gathered) -> MeetingDossier:
    kinds_of = {kind.removeprefix(DIP) for kind in said.all(address, RDF + "type")}
    exact, firsts, lasts = (
        [full(day, last) for day in said.all(address, name) if is_day(day)]
        for name, last in (("date", False), ("earliest", False), ("latest", True))
    )
    if exact:
        firsts = lasts = exact
    lasts = lasts or firsts
    meeting = MeetingDossier(
        address, min(kinds_of & {*_MEETINGS, "Visit"}, default=""), said.all(address, RDFS + "label"),
        min(firsts, default=""), max(lasts, default=""), bool(exact),
        bool(said.all(address, "dateApproximate")), set(said.all(address, "format")), set(said.all(address, "country")),
        set(said.all(address, "place")), within=set(said.all(address, "within")), series=set(said.all(address, "series")),
    )  # fmt: skip
    for seat in said.all(address, "participation"):
        sides = set(said.all(seat, "onBehalfOf"))
        for person in said.all(seat, "participant"):
            meeting.persons.setdefault(person, set()).update(sides)
        meeting.nameless += not said.all(seat, "participant")
    for person in said.all(address, "visitor"):
        meeting.persons.setdefault(person, set()).update(said.all(address, "onBehalfOf"))
    return meeting


def _take_part(found: Dossiers, tenures: Iterable[str], said: Gathered) -> None:
    """Give the persons what tenures and meetings say of them."""
    for tenure in sorted(tenures):
        office, begins, ends = (said.one(tenure, name) for name in ("office", "from", "until"))
        for holder in said.all(tenure, "holder"):
            if (person := found.persons.get(holder)) is None:
                continue
            person.states |= {state for of in said.all(office, "officeOf") for state in _followed(of, said)}
            days = [full(day, last) for day, last in ((begins, False), (ends, True)) if is_day(day)]
            person.days += days
            for label in said.all(office, RDFS + "label"):
                person.labels.add(label)
                for kind in kinds(label):
                    person.offices[kind].append((days[0], days[-1]) if days else ("", ""))
    for meeting in found.meetings.values():
        for address, sides in meeting.persons.items():
            if (person := found.persons.get(address)) is not None:
                person.states |= {state for side in sides for state in _followed(side, said)}
                person.days += [day for day in (meeting.first, meeting.last) if day]


def _followed(state: str, said: Gathered, seen: frozenset[str] = frozenset()) -> set[str]:
    """Return a state with what followed it: who was of the one is of the other later."""
    after = [other for other in said.all(state, "followedBy") if other not in seen]
    return {state}.union(*(_followed(other, said, seen | {state}) for other in after))


def _from_parts(meeting: MeetingDossier, found: Dossiers) -> None:
    """Give a larger meeting of which no more is said the days, countries and persons of what lies within it."""
    if meeting.persons or meeting.first:
        return
    parts = [part for part in found.meetings.values() if meeting.address in part.within and part.first]
    if parts:
        meeting.first, meeting.last = min(p.first for p in parts), max(p.last for p in parts)
        meeting.countries |= {country for part in parts for country in part.countries}
        meeting.persons = {person: set(sides) for part in parts for person, sides in part.persons.items()}


def days_apart(one: tuple[str, str], other: tuple[str, str]) -> int:
    """Return how many days lie between two spans, 0 where they have one in common.

    >>> days_apart(("2022-05-21", "2022-05-24"), ("2022-05-25", "2022-05-25"))
    1
    """
    (first, last), (begin, end) = one, other
    if first <= end and begin <= last:
        return 0
    late, early = (first, end) if first > end else (begin, last)
    return (_day(late) - _day(early)).days


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        # The last day of a month as texts are compared, such as 31 February.
        return dt.date.fromisoformat(f"{text[:8]}28")


def renamed(found: Dossiers, names_of: Mapping[str, str]) -> None:
    """Have the meetings name each person by the one name of all that are the same."""
    for meeting in found.meetings.values():
        persons: dict[str, set[str]] = {}
        for person, sides in meeting.persons.items():
            persons.setdefault(names_of.get(person, person), set()).update(sides)
        meeting.persons = persons
