"""Records as journeys: who met whom on each, read as a draft reads, with the offices of those whom the source knows.

The traveller is known by the record, whoever else is named by his remark. Those of one state whom a remark names make one
meeting with the traveller; where it tells of a meeting of several states, they make one. A larger meeting that was
attended is one of its own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dipgraph.assertions import settings
from dipgraph.conferences import other_side
from dipgraph.designations import Designation, designations
from dipgraph.designees import Designees
from dipgraph.guesses import Participant
from dipgraph.incumbents import Incumbents
from dipgraph.journeys import Encounter, Journey, Party, once
from dipgraph.names import Names, words
from dipgraph.records import Fault, Record, Records
from dipgraph.remark_names import of_guests
from dipgraph.remarks import Met, Told, told

# Offices of which a state has one.
_ONE_EACH = frozenset(("president", "prime-minister", "chancellor", "foreign-minister"))
# Behind these words somebody was with the visitor.
_BESIDE = re.compile(
    r"\b(?:with|by|[Mm]et|[Vv]isited|(?:[Pp]resented|[Dd]elivered) [^.;]*\bmessage to)\s+(?:\w+\s+){0,3}$"
)
_ALSO = re.compile(r"\bAlso met with\s+(?:the\s+)?$")
# Where the name of one visitor has ended and the next one begins.
_BREAK = re.compile(r"[a-z.](?:,|\s+and)\s+$")


class Journeys:
    """The way from records to journeys, with what the source itself knows of persons and posts."""

    def __init__(self, found: Records, names: Names, source: str) -> None:
        self.found, self.names = found, names
        self.home = found.publisher.state
        self.received = tuple(settings(source).get("received", ()))
        self.received_by = tuple(settings(source).get("received_by_words", ()))
        posts = {record.post for record in found.records} | set(settings(source).get("own_posts", ()))
        self.incumbents = Incumbents(found, posts)
        self.designees = Designees(self.home, source, self.incumbents.families, names)

    def journey(self, record: Record) -> Journey:
        """Return a record as it is understood."""
        tells = told(record.remark, record.first, record.last, self.names)
        return self._visit(record, tells) if record.kind == "visit" else self._trip(record, tells)

    def _trip(self, record: Record, tells: Told) -> Journey:
        held = record.person in self.incumbents.holders(record.post, record.first, record.last)
        if record.person in self.found.persons and not held:
            words_ = f"the trip of {record.first} lies outside the terms of {record.person} as {record.post}"
            self.found.faults.append(Fault("outside-term", f"{record.kind} {record.key}", words_))
        at = record.text.find(record.traveller) if record.traveller else -1
        name = record.traveller or record.person
        post = self.found.posts.get(record.post)
        seen = Participant(
            name, post.name if held and post else "", self.home, capacity="guest", name_in_source=name,
            start=max(at, 0), end=max(at, 0) + len(name),
        )  # fmt: skip
        traveller = Party(seen, (), self.home, record.person, record.post if held else "")
        journey = Journey(record, (traveller,))
        host = record.state
        self._meetings(journey, tells, (traveller,), host, host)
        return journey

    def _visit(self, record: Record, tells: Told) -> Journey:
        guests = self._guests(record)
        journey = Journey(record, guests)
        if not guests:
            return journey
        hosts = [
            p
            for d in (*(m.said for m in tells.met if not m.at), *tells.left)
            if (p := self._own(d, record)) and self._with(d, record)
        ]
        kind = tells.held.casefold()
        received = kind.startswith(self.received) if self.received else False
        received = received or (not tells.larger and any(said in kind for said in self.received_by))
        post = self.found.posts[record.post].name.partition(" of the ")[0].casefold() if tells.met else ""
        unnamed = any(t.words.casefold() == post for m in tells.met if not m.said.name for t in m.said.titles)
        others = [m for m in tells.met if not (m.at or self._own(m.said, record) or of_guests(m.said))]
        # "Official visit. Met with Vice President A": who received the visitor is said, and it was another.
        instead = any(m.said.name and set(m.said.states) <= {self.home} for m in others if m.said.titles)
        if not hosts and (unnamed or (received and not instead)):
            persons = self.incumbents.holders(record.post, record.first, record.first)
            hosts = [self._host(record, persons[0])] if len(persons) == 1 else []
        if others and not hosts:
            parties = [q for m in others for q in self.designees.parties(m.said, record, self.home, self.home)]
            journey.encounters.append(Encounter((*guests, *once(parties)), record.first, record.last))
        if hosts:
            between = next((m.days for m in tells.met if m.days), (record.first, record.last))
            more = [
                self.designees.party(m.said, record, self.home, record.begin, "host")
                for m in others
                if self._ours(m.said)
            ]
            journey.encounters.append(Encounter((*guests, *once([*hosts, *more])), *between))
            # "Met with the President and with President A of Chad": whom the visitor met there besides.
            third = [m.said for m in others if m.said.name and m.said.states and not self._ours(m.said)]
            parties = [q for d in third for q in self.designees.parties(d, record, self.home, self.home)]
            if parties:
                journey.encounters.append(Encounter((*guests, *once(parties)), record.first, record.last))
        self._larger(journey, tells, guests, self._there(tells, record, self.home, self.home))
        if tells.spoke and not journey.encounters:
            journey.encounters.append(Encounter(guests, record.first, record.last))
        self._rest(journey, tells)
        return journey

    def _guests(self, record: Record) -> tuple[Party, ...]:
        """Return the visitors: each title that the record has, and all that stands behind it as the name."""
        at, text = record.text.find(record.visitor), record.visitor
        read = designations(text, words(text), self.names)
        titled = [d for d in read if d.titles] or [d for d in read if d.courtesy and d.name]
        if len(titled) > 1 and not titled[0].name and not text[titled[0].end : titled[1].start].strip():
            # "Prime Minister Amir Lind": what is a title elsewhere begins a name here.
            titled[:2] = [replace(titled[0], name=text[titled[0].end :])]
        said = [d for d in titled if d.name]
        begins = [0, *(d.start for d in said[1:] if _BREAK.search(text[: d.start]))] if said else []
        ends = [*begins[1:], len(text)] if begins else []
        guests = []
        for start, end in zip(begins, ends, strict=True):
            lead = next(d for d in said if start <= d.start < end)
            # Behind a courtesy: "Amir Sheikh A" is called A.
            begin = max([lead.name_start, *(t.end for t in lead.titles)])
            printed = re.sub(r"\s*(?:,|\band)\s*$", "", text[begin:end])
            shift = len(printed) - len(printed.lstrip(" ,-"))
            stop, name = begin + len(printed), re.sub(r"\s*\([^)]*\)", "", printed[shift:])
            whole = replace(lead, name=name, name_start=begin + shift, name_end=stop, end=stop, plural=False)
            guests.append(self.designees.party(whole, record, record.state, at, "guest", text))
        if text and not guests:
            # The rules read no title in it: it is taken as it is printed.
            role, name = self.designees.named(text)
            bare = Participant(
                name, role, self.designees.side(record.state, record), capacity="guest", name_in_source=text
            )
            guests.append(Party(replace(bare, start=at, end=at + len(text)), (), record.state))
        return tuple(guests)

    def _meetings(self, journey: Journey, tells: Told, travellers: Sequence[Party], default: str, host: str) -> None:
        record = journey.record
        groups: dict[tuple[object, ...], list[Party]] = {}
        days: dict[tuple[object, ...], tuple[dt.date, dt.date]] = {}
        last: dict[int, tuple[str, set[tuple[str, str]]]] = {}
        joint: set[tuple[object, ...]] = set()
        twice, outside = self._twice(tells), self._outside(tells, record, default)
        before_: dict[int, tuple[object, ...]] = {}
        for met in (m for m in tells.met if not m.at):
            if self._own(met.said, record):
                journey.mentions.append(self._mention(met.said, record))
                continue
            before, taken = last.get(met.breath, ("", set()))
            unsaid = not met.said.states and before and before != default
            # "Prime Minister A, Palestinian President B, and Prime Minister C": a second one is of the state before it.
            beside = unsaid and any((default, t.kind) in taken for t in met.said.titles)
            apart = met.breath in outside and not met.said.states
            meant = before if beside else "" if apart or id(met) in twice else default
            parties = self.designees.parties(met.said, record, meant, host)
            together = met.joint or (len(parties) > 2 and not met.said.name)
            for party in parties:
                taken = {*taken, *((party.code, t.kind) for t in met.said.titles)}
                last[met.breath] = (party.code, taken)
                if party.participant.state == self.home:
                    continue
                key: tuple[object, ...] = (party.code or party.participant.name, met.days)
                if apart:
                    # "Also met with Chadian President A and Speaker B": of the same meeting, whose B is.
                    key = before_.get(met.breath, key)
                if together:
                    key = (met.breath,)
                    joint.add(key)
                before_[met.breath] = key
                own = [q for d in met.along if (q := self._own(d, record, along=True))]
                groups.setdefault(key, []).extend((*own, party))
                days[key] = met.days or (record.first, record.last)
        for key, members in groups.items():
            journey.encounters.append(Encounter((*travellers, *once(members)), *days[key], joint=key in joint))
        self._larger(journey, tells, travellers, self._there(tells, record, default, host))
        self._rest(journey, tells)

    def _there(self, tells: Told, record: Record, default: str, host: str) -> dict[str, list[Party]]:
        """Return who is said to have been at each of the larger meetings, its hosts first."""
        found: dict[str, list[Party]] = {}
        for met in sorted((m for m in tells.met if m.at), key=lambda m: not m.host):
            own = self._own(met.said, record)
            for party in [own] if own else self.designees.parties(met.said, record, default, host):
                seen = replace(party.participant, capacity="host") if met.host else party.participant
                found.setdefault(met.at, []).append(replace(party, participant=seen))
        return found

    def _outside(self, tells: Told, record: Record, default: str) -> set[int]:
        """Return the breaths in which a sentence of its own begins with one who is said to be of another state.

        Who follows there without a state need not be of the country of the record, but for those of whom it has one.
        """
        first: dict[int, Met] = {}
        for met in tells.met:
            first.setdefault(met.breath, met)
        also = (m for m in first.values() if _ALSO.search(record.remark[: m.said.start]))
        return {m.breath for m in also if m.said.states and default not in m.said.states}

    def _twice(self, tells: Told) -> set[int]:
        """Return those met of whom another has the same office, of which a state has one: they are not of the country.

        Who is named first may be, unless one title in the plural is that of all.
        """
        offices: dict[tuple[int, str], list[Met]] = {}
        for met in tells.met:
            if met.said.name and not met.said.states and len(met.said.titles) == 1 and not met.said.titles[0].qualifier:
                offices.setdefault((met.breath, met.said.titles[0].kind), []).append(met)
        found: set[int] = set()
        for (_, kind), several in offices.items():
            if len(several) > 1 and kind in _ONE_EACH:
                shared = several[0].said.titles[0].start == several[1].said.titles[0].start
                found |= {id(m) for m in several[0 if shared else 1 :]}
        return found

    def _larger(
        self,
        journey: Journey,
        tells: Told,
        travellers: Sequence[Party],
        there: Mapping[str, list[Party]],
    ) -> None:
        """Add the larger meetings that were attended, with whom the traveller accompanied there, and who was *there*."""
        record = journey.record
        for what, _, _ in tells.larger:
            along = [p for d in tells.accompanied if (p := self._own(d, record, along=True))] + there.get(what, [])
            # Whom "the Foreign Ministers of Peru and the United States" have of the own side is the traveller.
            along = [party for party in along if not self._himself(party, record)]
            code, said = other_side(what, self.home, self.names)
            if code and all(party.participant.state == self.home for party in (*travellers, *along)):
                # The other side of what two states held, of whom the record names nobody.
                capacity = "host" if code == record.state else "attendee"
                other = Participant("", "", self.designees.side(code, record), capacity=capacity, name_in_source=said)
                along.append(Party(other, (), code))
            parties = (*travellers, *once(along))
            journey.encounters.append(Encounter(parties, record.first, record.last, what, bilateral=bool(code)))

    def _himself(self, party: Party, record: Record) -> bool:
        """Whether one of the own side without a name is who made the trip: a minister, or one at the head of the state."""
        unnamed = record.kind == "trip" and not (party.known or party.participant.name)
        minister, post = any(k.endswith("minister") for k in party.kinds), self.found.posts.get(record.post)
        same = post is not None and minister == post.ministerial
        return unnamed and party.participant.state == self.home and same

    def _rest(self, journey: Journey, tells: Told) -> None:
        named = [d for d in (*tells.accompanied, *tells.cancelled, *tells.left) if d.name or d.states]
        journey.mentions += [self._mention(d, journey.record) for d in named]

    def _mention(self, d: Designation, record: Record) -> tuple[int, int, str, str]:
        """Return the place of words on one who was not met, why they are left open, and who it is where the source knows."""
        own = self._own(d, record)
        return (
            record.begin + d.start,
            record.begin + d.end,
            "The record does not say that they met.",
            own.known if own else "",
        )

    def _with(self, d: Designation, record: Record) -> bool:
        """Whether a description tells of somebody as one whom the visitor was with."""
        remark = record.remark
        behind = _BESIDE.search(remark[: d.start])
        return bool(behind or re.match(r"\s+(?:met|conferred|spoke)\s+with\b", remark[d.end :]))

    def _ours(self, d: Designation) -> bool:
        return self.home in d.states or any(t.implied == self.home for t in d.titles)

    def _own(self, d: Designation, record: Record, along: bool = False) -> Party | None:
        """Return the holder of one of the source's own posts whom a designation names, on a day of the record.

        On a trip he or she is a guest there as the traveller is; who went *along* may be called by the post alone.
        """
        person, post = self.incumbents.who(d, self.home, dict.fromkeys((record.first, record.last)))
        if along and not d.name:
            person, post = self.incumbents.by_office(d, record.first)
        if not person:
            return None
        seen = self.designees.party(
            d, record, self.home, record.begin, "guest" if record.kind == "trip" else "host"
        ).participant
        return Party(seen, tuple(title.kind for title in d.titles[:1]), self.home, person, post)

    def _host(self, record: Record, person: str) -> Party:
        known, post = self.found.persons[person], self.found.posts[record.post]
        seen = Participant(
            known.name, post.name, self.home, capacity="host", name_in_source=known.name,
            start=record.begin, end=record.begin + len(record.remark),
        )  # fmt: skip
        return Party(seen, (), self.home, person, record.post)
