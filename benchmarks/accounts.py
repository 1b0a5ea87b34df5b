"""Meetings and the documents that describe them, made from one seed.

Meeting number n is the same however many are made. What was said at a meeting is one list of points, which each account
words in its own way; what was undertaken is the same in all of them.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeVar

import vocabulary as words
from vocabulary import MONTHS, PREFIXES, Person, State

_Key = TypeVar("_Key")
IRI = "https://w3id.org/dipgraph/"
# A meeting has more points than an account of it tells: the accounts are silent on different ones.
_POINTS = {5: 32, 6: 30, 7: 16, 8: 9, 9: 6, 10: 4, 11: 2, 12: 1}
_ASKING = ("request", "invite")


@dataclass(frozen=True)
class Commitment:
    """What accounts attest: its IRI below the base, its issue and kind, and its Turtle, with its due date apart."""

    name: str
    issue: str
    kind: str
    block: str
    due: str


@dataclass(frozen=True)
class Point:
    """What was said at a meeting, whatever words its accounts use: the act, by whom, on what, what was undertaken."""

    act: str
    speakers: tuple[int, ...]
    addressee: int | None
    issues: tuple[str, ...]
    answers: int | None
    commitment: Commitment | None


@dataclass(frozen=True)
class Meeting:
    """A meeting as all its accounts have it."""

    key: str
    day: dt.date
    sides: tuple[State, ...]
    persons: tuple[Person, ...]
    office: str
    label: str
    country: str | None
    facts: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Account:
    """A document: its IRI below the base, its meeting, the number of its statement on each point, what it attests."""

    name: str
    meeting: Meeting
    numbers: dict[int, int]
    attested: frozenset[int]


class Generator:
    """Meetings, one after the other, and accounts of them, from one seed."""

    def __init__(self, seed: int) -> None:
        self.words, self.states = words.Words(), words.states(seed)
        self._weights = list(accumulate(1 / (rank + 1) for rank in range(len(self.states))))
        self._taken: set[str] = set()

    def meeting(self, rng: random.Random) -> Meeting:
        """Return a new meeting; two meetings of the same sides are never on one day."""
        while True:
            day = words.FIRST + dt.timedelta(days=rng.randrange((words.LAST - words.FIRST).days + 1))
            count = 2 if rng.random() < 0.9 else rng.randint(3, 5)
            series = rng.choice(sorted(words.SERIES)) if count > 2 and rng.random() < 0.6 else None
            sides: list[State] = []
            if series:
                codes = rng.sample(words.SERIES[series].split(), count)
                sides = [state for state in self.states if state.code in codes]
            while len(sides) < count:
                (state,) = rng.choices(self.states, cum_weights=self._weights)
                sides += [] if state in sides else [state]
            key = "-".join([day.isoformat(), *sorted(state.code for state in sides)])
            if key not in self._taken:
                self._taken.add(key)
                return self._meeting(rng, key, day, tuple(sides), series)

    def _meeting(
        self, rng: random.Random, key: str, day: dt.date, sides: tuple[State, ...], series: str | None
    ) -> Meeting:
        office = "foreign-minister" if rng.random() < 0.8 else "head-of-government"
        persons = tuple(state.holder(office, day.isoformat()) for state in sides)
        form = rng.choices(("inPerson", "telephone", "video"), (70, 22, 8))[0]
        noun = {"inPerson": "Meeting", "telephone": "Telephone call", "video": "Video conference"}[form]
        names = _listed([person.family for person in persons])
        label = f"{noun} of {names}, {day.day} {MONTHS[day.month - 1]} {day.year}"
        host = sides[0] if rng.random() < 0.75 else rng.choice(self.states)
        lines = [f'dip:date "{day}"^^xsd:date']
        if rng.random() < 0.35:
            time = f"{rng.randrange(8, 20):02}:{rng.randrange(0, 60, 5):02}:00"
            lines.append(f'dip:start "{day}T{time}{host.offset}"^^xsd:dateTime')
            lines += ["dip:startApproximate true"] if rng.random() < 0.3 else []
        if rng.random() < 0.35:
            lines.append(f'dip:duration "PT{rng.randrange(15, 125, 5)}M"^^xsd:duration')
            lines += ["dip:durationApproximate true"] if rng.random() < 0.5 else []
        lines.append(f"dip:format dip:{form}")
        if form == "inPerson":
            lines += [f'dip:place "{host.capital}"@en', f"dip:country state:{host.code}"]
        lines += [f"dip:series series:{series}"] if series else []
        country = host.code if form == "inPerson" else None
        points = tuple(self._points(rng, key, sides))
        return Meeting(key, day, sides, persons, office, label, country, _facts(lines), points)

    def _points(self, rng: random.Random, key: str, sides: tuple[State, ...]) -> Iterator[Point]:
        everyone, issues = tuple(range(len(sides))), self.words.issues
        chosen = list(dict.fromkeys(rng.choices(issues, cum_weights=self.words.weights, k=30)))
        asked: int | None = None
        for number, issue in enumerate(chosen[: _drawn(rng, _POINTS)]):
            binding = rng.random() < 0.4
            act = _drawn(rng, words.ACTS if binding else words.OPEN_ACTS)
            alone = act in (*_ASKING, "condole", "congratulate") or rng.random() < 0.3
            speakers = (rng.choice(everyone),) if alone else everyone
            others = [side for side in everyone if side not in speakers]
            addressee = rng.choice(others) if others and rng.random() < 0.6 else None
            about = (issue,) if rng.random() < 0.75 else tuple(dict.fromkeys((issue, rng.choice(issues))))
            commitment = self._commitment(rng, key, sides, speakers, addressee, issue) if binding else None
            answers = asked if others and asked is not None and rng.random() < 0.6 else None
            yield Point(act, speakers, addressee, about, answers, commitment)
            asked = number if act in _ASKING else None

    def _commitment(
        self, rng: random.Random, key: str, sides: tuple[State, ...], by: tuple[int, ...], to: int | None, issue: str
    ) -> Commitment:
        day = dt.date.fromisoformat(key[:10])
        kind = rng.choice(tuple(words.KINDS))
        action = f"{rng.choice(words.KINDS[kind])} {self.words.labels[issue]} {rng.choice(words.MEANS)}"
        name = f"commitment/{key}/{re.sub('(?=[A-Z])', '-', kind).lower()}-{issue}"
        lines = [
            f"dip:madeAt meeting:{key}",
            f"dip:committedBy {' , '.join(f'state:{sides[side].code}' for side in by)}",
            *([] if to is None else [f"dip:committedTo state:{sides[to].code}"]),
            f'dip:action "{action}."@en',
            f"dip:kind dip:{kind}",
            f"dip:issue issue:{issue}",
            f"dip:continuity dip:{'new' if rng.random() < 0.55 else 'continuing'}",
            f"dip:procedural {'true' if kind == 'meetOrVisit' else 'false'}",
        ]
        due = []
        if rng.random() < (0.7 if kind == "meetOrVisit" else 0.15):
            months = rng.randrange(2, 25)
            until = day + dt.timedelta(days=30 * months)
            text = f"within {months} months" if rng.random() < 0.5 else f"by {MONTHS[until.month - 1]} {until.year}"
            due = [f'dip:dueText "{text}"@en', f'dip:dueFrom "{day}"^^xsd:date', f'dip:dueUntil "{until}"^^xsd:date']
        return Commitment(name, issue, kind, f"<{IRI}{name}>\n  a dip:Commitment ;\n{_facts(lines)}", _facts(due))

    def accounts(self, rng: random.Random, meeting: Meeting) -> Iterator[tuple[Account, str]]:
        """Yield one to four documents that describe the meeting, each with its Turtle."""
        sides = range(len(meeting.sides))
        readouts = sides[: rng.choices((1, 2, 3), (40, 50, 10))[0]]
        plans: list[tuple[str, int | None, str]] = [("Readout", side, "") for side in readouts]
        plans += [("JointStatement", rng.choice(sides), "-joint-statement")] if rng.random() < 0.08 else []
        plans += [("PressConference", rng.choice(sides), "-press-conference")] if rng.random() < 0.12 else []
        plans += [("NewsReport", None, "")] if rng.random() < 0.3 else []
        for kind, side, suffix in plans[:4]:
            yield self._account(rng, meeting, kind, side, suffix)

    def _account(
        self, rng: random.Random, meeting: Meeting, kind: str, side: int | None, suffix: str
    ) -> tuple[Account, str]:
        publisher = rng.choice(words.AGENCIES) if side is None else f"mofa-{meeting.sides[side].code}"
        others = sorted(state.code for number, state in enumerate(meeting.sides) if number != side)
        name = f"document/{publisher}/{meeting.day}-{'-'.join(others)}{suffix}"
        language = "ja" if publisher == "mofa-jp" and kind == "Readout" and rng.random() < 0.3 else "en"
        source = words.title(publisher) if side is None else f"the Foreign Ministry of {meeting.sides[side].name}"
        whose = () if side is None else meeting.sides if kind == "JointStatement" else (meeting.sides[side],)
        tier = {"NewsReport": "press", "JointStatement": "joint"}.get(kind, "ownSide")
        lines = [f"dip:describes meeting:{meeting.key}", f"dip:publisher body:{publisher}"]
        lines += [f"dip:carriedBy body:{rng.choice(words.AGENCIES)}"] if whose and rng.random() < 0.15 else []
        lines += [f"dip:standpoint {' , '.join(f'state:{state.code}' for state in whose)}"] if whose else []
        lines.append(f"dip:tier dip:{tier}")
        published = meeting.day + dt.timedelta(days=rng.random() < 0.3)
        lines += [f'dip:published "{published}"^^xsd:date'] if rng.random() < 0.85 else []
        lines.append(f'dip:language "{language}"')
        lines += ["dip:provisionalTranslation true"] if whose and language == "en" and rng.random() < 0.1 else []
        whole = "true" if rng.random() < 0.88 else "false"
        lines += [f"dip:address <https://example.org/{name}>", f"dip:complete {whole}"]
        kind_label = re.sub("(?<=[a-z])(?=[A-Z])", " ", kind).capitalize()
        seats = list(zip(meeting.sides, meeting.persons, strict=True))
        seats = seats if side is None else seats[side:] + seats[:side]
        participations = " , ".join(f"<#{person.fragment}>" for _, person in seats)
        # Nobody says at a press conference what day it is: another account of the meeting does.
        facts = meeting.facts.partition("\n")[2] if kind == "PressConference" else meeting.facts
        statements, account = self._statements(rng, meeting, name, language, kind)
        text = (
            f"@base <{IRI}{name}> .\n{PREFIXES}\n# --- Document ---\n\n<>\n  a dip:{kind} ;\n"
            f'  rdfs:label "{kind_label} of {source}: {meeting.label}"@en ;\n{_facts(lines)}  .\n\n'
            f"# --- Meeting ---\n\nmeeting:{meeting.key}\n"
            f"  a dip:{'Bilateral' if len(seats) == 2 else 'Multilateral'}Meeting ;\n"
            f'  rdfs:label "{meeting.label}"@en ;\n{facts}  dip:participation {participations} ;\n  .\n\n'
            f"{''.join(_seat(meeting, state, person, language) for state, person in seats)}{statements}"
        )
        return account, text

    def _statements(
        self, rng: random.Random, meeting: Meeting, name: str, language: str, kind: str
    ) -> tuple[str, Account]:
        blocks, commitments = ["# --- Statements ---\n"], ["# --- Commitments ---\n"]
        numbers: dict[int, int] = {}
        attested: set[int] = set()
        for place, point in enumerate(meeting.points):
            if len(meeting.points) - place + len(numbers) > 4 and rng.random() < 0.28:
                continue
            number = numbers[place] = len(numbers) + 1
            made, act = point.commitment, point.act
            if made and rng.random() < 0.08 and kind != "JointStatement":
                made, act = None, "discuss"
            elif rng.random() < 0.25 and act not in _ASKING:
                act = _drawn(rng, words.ACTS) if made else rng.choice(("discuss", "recognise", "state", act))
            label, label_ja = self.words.labels[point.issues[0]], self.words.labels_ja[point.issues[0]]
            verb = rng.choice(self.words.verbs_ja[act] if language == "ja" else self.words.verbs[act])
            anchor = f"{label_ja}に関し{verb}" if language == "ja" else f"{verb} {label}"
            families = _listed([meeting.persons[side].family for side in point.speakers])
            gist = rng.choice(words.GISTS)
            gist = gist if len(point.speakers) > 1 else _singular(gist)
            lines = [
                f"dip:madeAt meeting:{meeting.key}",
                f"dip:speaker {' , '.join(meeting.persons[side].iri for side in point.speakers)}",
                *([] if point.addressee is None else [f"dip:addressee {meeting.persons[point.addressee].iri}"]),
                f"dip:act act:{act}",
                f'dip:verb "{verb}"@{language}',
                f"dip:issue {' , '.join(f'issue:{issue}' for issue in point.issues)}",
                f'dip:summary "{families} {gist} {label} {rng.choice(words.ENDINGS)}."@en',
                f"dip:evidence <#p{number}>",
            ]
            if point.answers in numbers:
                lines.append(f"dip:answers <#s{numbers[point.answers]}>")
            if made:
                attested.add(place)
                lines.append(f"dip:attests <{IRI}{made.name}>")
                commitments.append(f"{made.block}{made.due if rng.random() < 0.8 else ''}  .\n")
            blocks.append(f"<#s{number}>\n  a dip:Statement ;\n{_facts(lines)}  .\n")
            anchor = " ".join(anchor.split()[:8])
            blocks.append(f'<#p{number}>\n  a dip:Passage ;\n  dip:anchor "{anchor}"@{language} ;\n  .\n')
        blocks += _mention(rng, self.states) if rng.random() < 0.15 else []
        blocks += commitments if attested else []
        return "\n".join(blocks), Account(name, meeting, numbers, frozenset(attested))


def _facts(lines: list[str]) -> str:
    return "".join(f"  {line} ;\n" for line in lines)


def _seat(meeting: Meeting, state: State, person: Person, language: str) -> str:
    away = "guest" if len(meeting.sides) == 2 else "attendee"
    at_home = meeting.country in {side.code for side in meeting.sides}
    capacity = "attendee" if not at_home else "host" if meeting.country == state.code else away
    lines = [f"dip:participant {person.iri}", f"dip:inOffice office:{state.code}-{meeting.office}"]
    lines += [f"dip:onBehalfOf state:{state.code}", f"dip:capacity dip:{capacity}"]
    lines += [f'dip:nameInSource "{person.given} {person.family}"@en'] if language == "en" else []
    lines.append(f'dip:roleInSource "{words.OFFICES[meeting.office]}"@en')
    return f"<#{person.fragment}>\n  a dip:Participation ;\n{_facts(lines)}  .\n\n"


def _mention(rng: random.Random, known: list[State]) -> list[str]:
    state = rng.choice(known)
    said, meant = state.name, f"dip:refersTo state:{state.code}"
    if rng.random() < 0.4:
        said, meant = "like-minded countries", 'dip:openReason "The text does not say which."@en'
    return [
        "# --- Mentions ---\n",
        f'<#m1>\n  a dip:Mention ;\n  dip:mentionedAs "{said}"@en ;\n  dip:evidence <#pm1> ;\n  {meant} ;\n  .\n',
        f'<#pm1>\n  a dip:Passage ;\n  dip:anchor "together with {said}"@en ;\n  .\n',
    ]


def _drawn(rng: random.Random, weights: dict[_Key, int]) -> _Key:
    return rng.choices(tuple(weights), tuple(weights.values()))[0]


def _listed(names: list[str]) -> str:
    return " and ".join([*([", ".join(names[:-1])] if len(names) > 1 else []), names[-1]])


def _singular(gist: str) -> str:
    verb, _, rest = gist.partition(" ")
    return f"{verb}{'es' if verb.endswith(('h', 'o')) else 's'} {rest}"
