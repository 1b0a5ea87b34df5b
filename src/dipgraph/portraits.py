"""What is known of each of two that are judged, in lines, for who decides: names, offices, days, places, documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from dipgraph.dataset import Files
from dipgraph.dossiers import Dossiers, MeetingDossier, PersonDossier, dossiers
from dipgraph.judgement_turtle import pair_of
from dipgraph.marks import Question
from dipgraph.posts import OfficeDossier, TenureDossier
from dipgraph.spoken import day, days
from dipgraph.terminal import progress
from dipgraph.terms import DIP, shorten

Line = tuple[str, str]
# So many meetings, holders or documents are shown of each: the first ones and the last.
_SHOWN = 6


class Portraits:
    """Both sides of a pair, as what was matched has them."""

    def __init__(self, found: Dossiers) -> None:
        """Take what is known, and who took part where."""
        self._found = found
        self._met: dict[str, list[MeetingDossier]] = {}
        for meeting in sorted(found.meetings.values(), key=lambda m: (m.first, m.address)):
            for person in meeting.persons:
                self._met.setdefault(person, []).append(meeting)
        self._held: dict[str, list[TenureDossier]] = {}
        for tenure in found.tenures.values():
            for of in (tenure.holder, tenure.office):
                self._held.setdefault(of, []).append(tenure)

    def lines(self, pair: Sequence[str]) -> Iterator[Line]:
        """Yield what is known of each of a pair: the name of a line, and its words; the address first."""
        for number, address in enumerate(pair, start=1):
            yield f"{number}", shorten(address)
            told = list(self._of(address))
            yield from told or [("", "nothing that was given describes it: name all that was matched")]

    def _of(self, address: str) -> Iterator[Line]:
        found = self._found
        if (person := found.persons.get(address)) is not None:
            yield from self._person(person)
        elif (office := found.offices.get(address)) is not None:
            yield from self._office(office)
        elif (tenure := found.tenures.get(address)) is not None:
            yield from self._tenure(tenure)
        elif (meeting := found.meetings.get(address)) is not None:
            yield from self._meeting(meeting)
        for told in found.tells.get(address, ()):
            if (meeting := found.meetings.get(told)) is not None:
                yield "tells of", shorten(told)
                yield from self._meeting(meeting)

    def _person(self, person: PersonDossier) -> Iterator[Line]:
        yield "names", ", ".join(person.names)
        yield from _several("states", sorted(map(_end, person.states)))
        for tenure in sorted(self._held.get(person.address, ()), key=lambda t: (t.begins or t.span[0], t.address)):
            yield "office", f"{self._name(tenure.office)}, {_term(tenure)}"
        met = self._met.get(person.address, [])
        if person.span is not None:
            yield "days", f"{days(*person.span)}; {len(met)} {'meeting' if len(met) == 1 else 'meetings'}"
        yield from _several("met", [_brief(meeting) for meeting in met], "")
        documents = {document for meeting in met for document in meeting.documents}
        yield from _several("documents", sorted(map(shorten, documents or {person.graph} - {""})))

    def _office(self, office: OfficeDossier) -> Iterator[Line]:
        yield "names", ", ".join((*office.labels, *office.others))
        yield from _several("of", [(called or (_end(of),))[0] for of, called in sorted(office.of.items())])
        held = sorted(self._held.get(office.address, ()), key=lambda t: (t.begins or t.span[0], t.address))
        yield from _several("held by", [f"{self._name(t.holder)}, {_term(t)}" for t in held], "")
        yield from _several("documents", sorted(map(shorten, office.graphs)))

    def _tenure(self, tenure: TenureDossier) -> Iterator[Line]:
        yield "holder", self._name(tenure.holder)
        yield "office", f"{self._name(tenure.office)}, {_term(tenure)}"
        yield from _several("documents", sorted(map(shorten, tenure.graphs)))

    def _meeting(self, meeting: MeetingDossier) -> Iterator[Line]:
        yield "names", ", ".join(dict.fromkeys(meeting.labels))
        about = "about " if meeting.approximate else ""
        yield "days", about + (days(meeting.first, meeting.last) or "no day is known")
        yield from _several("places", [*sorted(meeting.places), *sorted(map(_end, meeting.countries))])
        yield from _several("format", sorted(one.removeprefix(DIP) for one in meeting.formats))
        who = [
            f"{self._name(person)}{f' ({sides})' if (sides := ', '.join(sorted(map(_end, of)))) else ''}"
            for person, of in sorted(meeting.persons.items())
        ]
        yield from _several("took part", who)
        yield from _several("within", sorted(map(shorten, meeting.within)))
        yield from _several("documents", sorted(map(shorten, meeting.documents)))

    def _name(self, address: str) -> str:
        named = self._found.persons.get(address) or self._found.offices.get(address)
        return f"{named.name} ({shorten(address)})" if named is not None else shorten(address)


def portrayed(paths: Iterable[Path], judgements: Path) -> Callable[[Question], Iterable[Line]]:
    """Return what tells of both sides of a judgement as *paths* have them, beside the file of *judgements* itself.

    They are read when the first is asked.
    """
    files = [path for path in paths if path.resolve() != judgements.resolve()]

    @cache
    def portraits() -> Portraits:
        with progress(f"reading {', '.join(map(str, files))}"):
            return Portraits(dossiers(Files.at(*files, vocabularies=False)))

    def lines(question: Question) -> Iterable[Line]:
        return portraits().lines(pair_of(question.root)) if question.sort == "judgement" else ()

    return lines


def _term(tenure: TenureDossier) -> str:
    """Return when an office was held: as said, and when its holder was seen in it."""
    said = [f"{word} {day(at)}" for word, at in (("from", tenure.begins), ("until", tenure.ends)) if at]
    first, last = tenure.span
    seen = [f"seen in it {days(first, last)}"] if first else []
    return "; ".join((*([" ".join(said)] if said else []), *seen)) or "no day is known"


def _brief(meeting: MeetingDossier) -> str:
    """Return a meeting on one line: days, places, label."""
    where = ", ".join([*sorted(meeting.places), *sorted(map(_end, meeting.countries))])
    when = days(meeting.first, meeting.last) or "no day is known"
    return f"{when}{f', {where}' if where else ''}: {meeting.labels[0] if meeting.labels else shorten(meeting.address)}"


def _several(name: str, values: Iterable[str], between: str = ", ") -> Iterator[Line]:
    """Yield a line of values, or one of each where nothing is between them; of many the first and the last are shown."""
    every = list(values)
    half = _SHOWN // 2
    shown = every if len(every) <= _SHOWN else [*every[:half], f"… {len(every) - _SHOWN} more …", *every[-half:]]
    if shown and between:
        yield name, between.join(shown)
    else:
        yield from ((name, value) for value in shown)


def _end(address: str) -> str:
    return address.rpartition("/")[2]
