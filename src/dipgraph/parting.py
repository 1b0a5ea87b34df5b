"""A record that tells of several meetings as one: those that are known by themselves are parted from it as it is loaded.

Of a meeting that is judged a part of what a record tells, those who took part for another side than the record's own sit
at that meeting, and no more at what the record tells; those of its own side sit at both. So nobody is counted as having met
one with whom only the journey is in common. The record describes both; where nothing is left of it, only its parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Triple

from dipgraph.dataset import Graph
from dipgraph.terms import DIP, RDF

_TYPE, _RECORD = RDF + "type", DIP + "Record"
_SEATS, _PARTICIPANT, _SIDE = (DIP + name for name in ("participation", "participant", "onBehalfOf"))
_DESCRIBES, _OWN = DIP + "describes", DIP + "standpoint"


@dataclass
class Parts:
    """Which meetings are parts of which, by pairs; what graphs say of their seats is learnt before anything is parted."""

    pairs: tuple[tuple[str, str], ...]
    seats: dict[str, dict[str, None]] = field(default_factory=dict)
    persons: dict[str, set[str]] = field(default_factory=dict)
    sides: dict[str, set[str]] = field(default_factory=dict)
    own: dict[str, set[str]] = field(default_factory=dict)
    # By the meeting of a record: its seats that go to a part, those that are there too, and its parts.
    goes: dict[tuple[str, str], str] = field(default_factory=dict)
    beside: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    of: dict[str, list[str]] = field(default_factory=dict)
    empty: set[str] = field(default_factory=set)

    @property
    def meetings(self) -> set[str]:
        """All meetings that are spoken of."""
        return {meeting for pair in self.pairs for meeting in pair}

    def learn(self, graph: Graph) -> None:
        """Take what a graph says of who sits where."""
        meetings = self.meetings
        record = any(t.predicate.value == _TYPE and _value(t) == _RECORD for t in graph.triples)
        own = {_value(t) for t in graph.triples if t.predicate.value == _OWN}
        for t in graph.triples:
            subject = getattr(t.subject, "value", "")
            if subject in meetings and t.predicate.value == _SEATS:
                self.seats.setdefault(subject, {})[_value(t)] = None
                if record:
                    self.own.setdefault(subject, set()).update(own)
            elif t.predicate.value in (_PARTICIPANT, _SIDE):
                into = self.persons if t.predicate.value == _PARTICIPANT else self.sides
                into.setdefault(subject, set()).add(_value(t))

    def settle(self, names: Mapping[str, str]) -> None:
        """Find which seats go where, persons by the one name that they have in *names*."""
        for pair in self.pairs:
            records = [meeting for meeting in pair if meeting in self.own]
            if len(records) == 1:
                (record,) = records
                self._part(record, next(meeting for meeting in pair if meeting != record), names)
        for record in self.of:
            left = [seat for seat in self.seats[record] if (record, seat) not in self.goes]
            if all(self.sides.get(seat, set()) & self.own[record] for seat in left):
                self.empty.add(record)

    def _part(self, record: str, part: str, names: Mapping[str, str]) -> None:
        there = {person for seat in self.seats.get(part, ()) for person in self._who(seat, names)}
        own: list[str] = []
        for seat in self.seats[record]:
            if not self._who(seat, names) & there:
                continue
            if self.sides.get(seat, set()) & self.own[record]:
                own.append(seat)
            elif (record, seat) not in self.goes:
                self.goes[record, seat] = part
        if any(to == part for (of, _), to in self.goes.items() if of == record):
            self.of.setdefault(record, []).append(part)
            for seat in own:
                self.beside.setdefault((record, seat), []).append(part)

    def _who(self, seat: str, names: Mapping[str, str]) -> set[str]:
        return {names.get(person, person) for person in self.persons.get(seat, ())}

    def parted(self, triples: Iterable[Triple]) -> Iterator[Triple]:
        """Yield *triples* with each seat at the meeting where it was."""
        for t in triples:
            subject, property = getattr(t.subject, "value", ""), t.predicate.value
            if property == _SEATS and subject in self.of:
                seat = _value(t)
                stays = subject not in self.empty and (subject, seat) not in self.goes
                at = [subject] if stays else []
                at += [self.goes[subject, seat]] if (subject, seat) in self.goes else []
                at += self.beside.get((subject, seat), [])
                yield from (Triple(NamedNode(meeting), t.predicate, t.object) for meeting in at)
            elif property == _DESCRIBES and _value(t) in self.of:
                at = [] if _value(t) in self.empty else [_value(t)]
                yield from (Triple(t.subject, t.predicate, NamedNode(m)) for m in (*at, *self.of[_value(t)]))
            elif not (property == _TYPE and subject in self.empty):
                yield t


def _value(t: Triple) -> str:
    return t.object.value if isinstance(t.object, NamedNode) else ""
