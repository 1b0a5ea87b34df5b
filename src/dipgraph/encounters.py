"""Records as journeys: who met whom on each, read as a draft reads, with the offices of those whom the source knows.

The traveller is known by the record, whoever else is named by his remark. Those of one state whom a remark names make one
meeting with the traveller; where it tells of a meeting of several states, they make one. A larger meeting that was
attended is one of its own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from dipgraph.assertions import settings
from dipgraph.conferences import other_side
from dipgraph.designations import Designation, designations
from dipgraph.former_states import former_states, state_of_day
from dipgraph.guesses import Participant
from dipgraph.journeys import Encounter, Journey, Party, once
from dipgraph.names import Names, words
from dipgraph.records import Fault, Record, Records, Term, full
from dipgraph.remarks import Told, told
from dipgraph.roster import Roster, Tenure, letters
from dipgraph.titles import Title, singular

# A word with a capital right before a title, which is not the first of its sentence.
_OTHER = re.compile(r"[\w,]\s+(?:the\s+)?(?!The\b)[A-Z][\w.’'-]+\s+$")
# Where the name of one visitor has ended and the next one begins.
_BREAK = re.compile(r"[a-z.](?:,|\s+and)\s+$")


class Journeys:
    """The way from records to journeys, with what the source itself knows of persons and posts."""

    def __init__(self, found: Records, names: Names, source: str) -> None:
        self.found, self.names = found, names
        self.home = found.publisher.state
        self.unique = frozenset(settings(source).get("unique_titles", ()))
        self.stateless = frozenset(settings(source).get("stateless_titles", ()))
        self.received = tuple(settings(source).get("received", ()))
        posts = {record.post for record in found.records} | set(settings(source).get("own_posts", ()))
        self.terms = [term for term in found.terms if term.post in posts]
        self.roster = _roster(found, self.terms)
        self.families = {word for family in self.roster.families.values() for word in letters(family)}

    def holders(self, post: str, first: dt.date, last: dt.date) -> list[str]:
        """Return who held a post on some day between two."""
        return list(dict.fromkeys(t.person for t in self.terms if t.post == post and _covers(t, first, last)))

    def journey(self, record: Record) -> Journey:
        """Return a record as it is understood."""
        tells = told(record.remark, record.first, record.last, self.names)
        return self._visit(record, tells) if record.kind == "visit" else self._trip(record, tells)

    def _trip(self, record: Record, tells: Told) -> Journey:
        held = record.person in self.holders(record.post, record.first, record.last)
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
            for d in (*(m.said for m in tells.met), *tells.left)
            if (p := self._own(d, record)) and self._with(d, record)
        ]
        kind = record.remark.casefold()
        received = kind.startswith(self.received) if self.received else False
        if not hosts and (received or any(m.said.titles and not m.said.name for m in tells.met)):
            persons = self.holders(record.post, record.first, record.first)
            hosts = [self._host(record, persons[0])] if len(persons) == 1 else []
        others = [m for m in tells.met if not self._own(m.said, record)]
        if others and not hosts:
            parties = [q for m in others for q in self._parties(m.said, record, self.home, self.home)]
            journey.encounters.append(Encounter((*guests, *once(parties)), record.first, record.last))
        if hosts:
            day = next((m.day for m in tells.met if m.day), None)
            more = [self._party(m.said, record, self.home, record.begin, "host") for m in others if self._ours(m.said)]
            journey.encounters.append(
                Encounter((*guests, *once([*hosts, *more])), day or record.first, day or record.last)
            )
        self._larger(journey, tells, guests)
        if tells.spoke and not journey.encounters:
            journey.encounters.append(Encounter(guests, record.first, record.last))
        self._rest(journey, tells)
        return journey

    def _guests(self, record: Record) -> tuple[Party, ...]:
        """Return the visitors: each title that the record has, and all that stands behind it as the name."""
        at, text = record.text.find(record.visitor), record.visitor
        titled = [d for d in designations(text, words(text), self.names) if d.titles]
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
            begin = max(lead.titles[-1].end, lead.name_start)
            printed = re.sub(r"\s*(?:,|\band)\s*$", "", text[begin:end])
            shift = len(printed) - len(printed.lstrip(" ,-"))
            stop, name = begin + len(printed), re.sub(r"\s*\([^)]*\)", "", printed[shift:])
            whole = replace(lead, name=name, name_start=begin + shift, name_end=stop, end=stop, plural=False)
            guests.append(self._party(whole, record, record.state, at, "guest", text))
        if text and not guests:
            # The rules read no title in it: it is taken as it is printed.
            bare = Participant(text, "", self._side(record.state, record), capacity="guest", name_in_source=text)
            guests.append(Party(replace(bare, start=at, end=at + len(text)), (), record.state))
        return tuple(guests)

    def _side(self, code: str, record: Record) -> str:
        """Return what a state was on the day of a record."""
        there = state_of_day(record.state, record.country, record.first)
        if any(state.address == there and f"state/{code.lower()}" in state.followed for state in former_states()):
            # "East German Prime Minister A" in East Germany: the word for Germany is meant of the one that was there.
            return there
        return state_of_day(code, record.country if code == record.state else "", record.first)

    def _meetings(self, journey: Journey, tells: Told, travellers: Sequence[Party], default: str, host: str) -> None:
        record = journey.record
        groups: dict[tuple[object, ...], list[Party]] = {}
        days: dict[tuple[object, ...], dt.date | None] = {}
        last: dict[int, tuple[str, set[tuple[str, str]]]] = {}
        for met in tells.met:
            if self._own(met.said, record):
                journey.mentions.append(self._mention(met.said, record))
                continue
            before, taken = last.get(met.breath, ("", set()))
            unsaid = not met.said.states and before and before != default
            # "Prime Minister A, Palestinian President B, and Prime Minister C": a second one is of the state before it.
            beside = unsaid and any((default, t.kind) in taken for t in met.said.titles)
            for party in self._parties(met.said, record, before if beside else default, host):
                taken = {*taken, *((party.code, t.kind) for t in met.said.titles)}
                last[met.breath] = (party.code, taken)
                side = party.participant.state
                if side == self.home:
                    continue
                key: tuple[object, ...] = (side or party.participant.name, met.day)
                key = (met.breath,) if met.joint else key
                own = [q for d in met.along if (q := self._own(d, record))]
                groups.setdefault(key, []).extend((*own, party))
                days[key] = met.day
        for key, parties in groups.items():
            day = days[key]
            journey.encounters.append(Encounter((*travellers, *once(parties)), day or record.first, day or record.last))
        self._larger(journey, tells, travellers)
        self._rest(journey, tells)

    def _larger(self, journey: Journey, tells: Told, travellers: Sequence[Party]) -> None:
        """Add the larger meetings that were attended, with whom the traveller is said to have accompanied there."""
        record = journey.record
        for what, _, _ in tells.larger:
            along = [p for d in tells.accompanied if (p := self._own(d, record))]
            code, said = other_side(what, self.home, self.names)
            if code and all(party.participant.state == self.home for party in travellers):
                # The other side of what two states held, of whom the record names nobody.
                there = Participant("", "", self._side(code, record), capacity="attendee", name_in_source=said)
                along.append(Party(there, (), code))
            parties = (*travellers, *once(along))
            journey.encounters.append(Encounter(parties, record.first, record.last, what, bilateral=bool(code)))

    def _rest(self, journey: Journey, tells: Told) -> None:
        named = [d for d in (*tells.accompanied, *tells.left) if d.name or d.states]
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

    def _parties(self, d: Designation, record: Record, default: str, host: str) -> list[Party]:
        """Return whom a designation means: one with a name, or one without for each state that it names."""
        if d.name or len(d.states) < 2:
            code = d.states[0] if len(d.states) == 1 else default
            capacity = "host" if code and code == host else ""
            return [self._party(d, record, code, record.begin, capacity)]
        return [
            self._party(d, record, code, record.begin, "host" if code == host else "", states=(code,))
            for code in d.states
        ]

    def _party(
        self,
        d: Designation,
        record: Record,
        default: str,
        shift: int,
        capacity: str,
        printed: str = "",
        states: tuple[str, ...] = (),
    ) -> Party:
        text = printed or record.remark
        said = states or d.states
        implied = next((t.implied for t in d.titles if t.implied and not t.qualifier and self._alone(t)), "")
        code = said[0] if len(said) == 1 else implied or default
        if not printed and not said and not implied and _OTHER.search(text[: d.start]):
            # "Met with Ruritanian President A": a word that no vocabulary has may be a state.
            code = ""
        if not said and code == default and {t.kind for t in d.titles} & self.stateless:
            code = ""
        side = self._side(code, record)
        role = " and ".join(dict.fromkeys(singular(t.words) if t.plural else t.words for t in d.titles))
        name = text[d.name_start : d.name_end] if d.name else text[d.start : d.end]
        seen = Participant(d.name, role, side, capacity=capacity, name_in_source=" ".join(name.split()))
        kinds = tuple(dict.fromkeys(f"{t.qualifier} {t.kind}".strip() for t in d.titles))
        placed = replace(seen, start=shift + d.start, end=shift + d.end)
        return Party(placed, kinds, code, met_with=not printed, said=bool(said or implied))

    def _alone(self, title: Title) -> bool:
        """Whether records mean one state by a title, whatever the country: the publisher's own, or as the settings say."""
        return title.implied == self.home or title.kind in self.unique

    def _with(self, d: Designation, record: Record) -> bool:
        """Whether a description tells of somebody as one whom the visitor was with."""
        return re.search(r"\b(?:with|by|[Mm]et|[Vv]isited)\s+(?:\w+\s+){0,3}$", record.remark[: d.start]) is not None

    def _ours(self, d: Designation) -> bool:
        return self.home in d.states or any(t.implied == self.home for t in d.titles)

    def _own(self, d: Designation, record: Record) -> Party | None:
        """Return the holder of one of the source's own posts whom a designation names, on a day of the record."""
        family = letters(d.name)[-1:] if d.name else ()
        if not family or family[0] not in self.families or (d.states and self.home not in d.states):
            return None
        for title in d.titles:
            for day in dict.fromkeys((record.first, record.last)):
                person, post, _ = self.roster.who(d.name, title.words, self.home, day)
                person = person or self.roster.titled(d.name, title.words, day)
                if person and not title.qualifier:
                    seen = self._party(d, record, self.home, record.begin, "host").participant
                    held = post or next(iter(self.roster.held(person, day)), "")
                    return Party(seen, (title.kind,), self.home, person, held)
        return None

    def _host(self, record: Record, person: str) -> Party:
        known, post = self.found.persons[person], self.found.posts[record.post]
        seen = Participant(
            known.name, post.name, self.home, capacity="host", name_in_source=known.name,
            start=record.begin, end=record.begin + len(record.remark),
        )  # fmt: skip
        return Party(seen, (), self.home, person, record.post)


def _covers(term: Term, first: dt.date, last: dt.date) -> bool:
    """Whether a term ran on some day between two."""
    begun = not term.begins or full(term.begins, False) <= last.isoformat()
    return begun and (not term.ends or first.isoformat() < full(term.ends, True))


def _roster(found: Records, terms: Sequence[Term]) -> Roster:
    """Return those who held *terms*, as names are looked up."""
    persons = {t.person: found.persons[t.person] for t in terms}
    posts = {t.post: found.posts[t.post] for t in terms}
    return Roster(
        {key: (one.name, *one.others) for key, one in persons.items()},
        {key: one.family for key, one in persons.items()},
        {key: (post.name, post.name.partition(" of the ")[0]) for key, post in posts.items()},
        {key: post.state for key, post in posts.items()},
        tuple(Tenure(t.person, t.post, _first(t.begins), _first(t.ends)) for t in terms),
    )


def _first(text: str) -> dt.date | None:
    return dt.date.fromisoformat(full(text, False)) if text else None
