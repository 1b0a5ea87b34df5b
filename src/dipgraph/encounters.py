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
from dipgraph.incumbents import Incumbents
from dipgraph.journeys import Encounter, Journey, Party, once
from dipgraph.names import Names, words
from dipgraph.records import Fault, Record, Records
from dipgraph.remarks import Told, told
from dipgraph.roster import letters
from dipgraph.titles import Title, singular

# A word with a capital right before a title, which is not the first of its sentence.
_OTHER = re.compile(r"[\w,]\s+(?:the\s+)?(?!The\b)[A-Z][\w.’'-]+\s+$")
# So a title is qualified that is held no more.
_NO_MORE = frozenset(("former", "ex-"))
# Where the name of one visitor has ended and the next one begins.
_BREAK = re.compile(r"[a-z.](?:,|\s+and)\s+$")


class Journeys:
    """The way from records to journeys, with what the source itself knows of persons and posts."""

    def __init__(self, found: Records, names: Names, source: str) -> None:
        self.found, self.names = found, names
        self.home = found.publisher.state
        self.unique = frozenset(settings(source).get("unique_titles", ()))
        self.ours = frozenset(settings(source).get("own_titles", ()))
        self.stateless = frozenset(settings(source).get("stateless_titles", ()))
        self.received = tuple(settings(source).get("received", ()))
        self.no_names = frozenset(settings(source).get("no_names", ()))
        before = "|".join(settings(source).get("before_names", ()))
        # What a name is printed with that is a title, also without a blank behind it.
        self.before = re.compile(rf"(?:(?:{before})\s*)+(?=[A-Z])" if before else "(?!)")
        posts = {record.post for record in found.records} | set(settings(source).get("own_posts", ()))
        self.incumbents = Incumbents(found, posts)

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
            for d in (*(m.said for m in tells.met), *tells.left)
            if (p := self._own(d, record)) and self._with(d, record)
        ]
        kind = record.remark.casefold()
        received = kind.startswith(self.received) if self.received else False
        if not hosts and (received or any(m.said.titles and not m.said.name for m in tells.met)):
            persons = self.incumbents.holders(record.post, record.first, record.first)
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
            guests.append(self._party(whole, record, record.state, at, "guest", text))
        if text and not guests:
            # The rules read no title in it: it is taken as it is printed.
            role, name = self._named(text)
            bare = Participant(name, role, self._side(record.state, record), capacity="guest", name_in_source=text)
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
                if party.participant.state == self.home:
                    continue
                key: tuple[object, ...] = (party.code or party.participant.name, met.day)
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
                capacity = "host" if code == record.state else "attendee"
                there = Participant("", "", self._side(code, record), capacity=capacity, name_in_source=said)
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
        implied = self.home if {t.kind for t in d.titles} & self.ours else implied
        code = said[0] if len(said) == 1 else implied or default
        if not printed and not said and not implied and _OTHER.search(text[: d.start]):
            # "Met with Ruritanian President A": a word that no vocabulary has may be a state.
            code = ""
        if not said and code == default and not printed and self._of_nowhere(d):
            code = ""
        capacity = capacity if code == default else ""
        if d.titles and all(t.qualifier in _NO_MORE for t in d.titles):
            # Who holds an office no more acts for no state.
            side = capacity = ""
        else:
            side = self._side(code, record)
        role = " and ".join(dict.fromkeys(singular(t.words) if t.plural else t.words for t in d.titles))
        name = text[d.name_start : d.name_end] if d.name else text[d.start : d.end]
        more, called = self._named(d.name)
        role = f"{role} {more}".strip() if called else role
        seen = Participant(called, role, side, capacity=capacity, name_in_source=" ".join(name.split()))
        kinds = tuple(dict.fromkeys(f"{t.qualifier} {t.kind}".strip() for t in d.titles))
        placed = replace(seen, start=shift + d.start, end=shift + d.end)
        return Party(placed, kinds, code, met_with=not printed, said=bool(said or implied))

    def _of_nowhere(self, d: Designation) -> bool:
        """Whether who is named without a state need not be of the country of the record.

        Without a title anybody may be met there; some serve no state, and a general may be one of the own side.
        """
        if not d.titles or {t.kind for t in d.titles} & self.stateless:
            return True
        generals = d.name and any(t.kind == "general" for t in d.titles)
        return bool(generals) and letters(d.name)[-1] in self.incumbents.families

    def _named(self, printed: str) -> tuple[str, str]:
        """Return the title that a name is printed with and the name; no name where its words are those of a group."""
        if self.no_names.intersection(re.findall(r"\w+", printed)):
            return "", ""
        lead = self.before.match(printed)
        at = lead.end() if lead else 0
        return printed[:at].strip(), printed[at:]

    def _alone(self, title: Title) -> bool:
        """Whether records mean one state by a title, whatever the country: the publisher's own, or as the settings say."""
        return title.implied == self.home or title.kind in self.unique

    def _with(self, d: Designation, record: Record) -> bool:
        """Whether a description tells of somebody as one whom the visitor was with."""
        return re.search(r"\b(?:with|by|[Mm]et|[Vv]isited)\s+(?:\w+\s+){0,3}$", record.remark[: d.start]) is not None

    def _ours(self, d: Designation) -> bool:
        return self.home in d.states or any(t.implied == self.home for t in d.titles)

    def _own(self, d: Designation, record: Record) -> Party | None:
        """Return the holder of one of the source's own posts whom a designation names, on a day of the record.

        On a trip he or she is a guest there as the traveller is.
        """
        person, post = self.incumbents.who(d, self.home, dict.fromkeys((record.first, record.last)))
        if not person:
            return None
        seen = self._party(d, record, self.home, record.begin, "guest" if record.kind == "trip" else "host").participant
        return Party(seen, tuple(title.kind for title in d.titles[:1]), self.home, person, post)

    def _host(self, record: Record, person: str) -> Party:
        known, post = self.found.persons[person], self.found.posts[record.post]
        seen = Participant(
            known.name, post.name, self.home, capacity="host", name_in_source=known.name,
            start=record.begin, end=record.begin + len(record.remark),
        )  # fmt: skip
        return Party(seen, (), self.home, person, record.post)
