"""The meetings that a document reports: when, how and where they were, and who took part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dipgraph.attendance import ATTENDED, Telling, group_behind, tellings
from dipgraph.circumstances import circumstances
from dipgraph.designations import Designation, designations
from dipgraph.guesses import Intake, Occasion, Participant, Reason
from dipgraph.kinds import Kind, kind
from dipgraph.names import Names, words
from dipgraph.persons import Person, persons
from dipgraph.prose import Paragraph
from dipgraph.representation import represented
from dipgraph.roster import Roster

_MET = re.compile(
    r"\b(?:met|meeting|convened|gathered|summit|talks|visit|hosted|welcomed|on the occasion of|call|conversation)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:He|She|They)\s+(?:\w+\s+)?$")


@dataclass
class Gathering:
    """Those who met, as far as the text has told, and the places that tell of it."""

    subjects: list[Person] = field(default_factory=list)
    objects: list[Person] = field(default_factory=list)
    nameless: list[Designation] = field(default_factory=list)
    told: list[Telling] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)

    @property
    def members(self) -> list[Person]:
        return [*self.subjects, *(p for p in self.objects if p not in self.subjects)]


def occasions(
    intake: Intake, paragraphs: Sequence[Paragraph], names: Names, roster: Roster
) -> tuple[tuple[Occasion, ...], str]:
    """Return the meetings between representatives of states or bodies that a document reports, or none and why not."""
    said = designations(intake.text, words(intake.text), names)
    cast = persons(said, roster)
    what = kind(intake, names)
    found, coming = _gatherings(intake, paragraphs, said, cast, what)
    if not found:
        return (), "only a meeting to come is announced" if coming else "the text tells of nobody who met"
    made = [_occasion(g, intake, said, cast, what, names, roster) for g in found]
    foreign = [
        o
        for o in made
        if len({p.state for p in o.participants if p.state}) > 1
        or any(not p.state and not p.name for p in o.participants)
    ]
    if not foreign:
        states = sorted({p.state for o in made for p in o.participants if p.state})
        if not states or all(len(o.participants) < 2 for o in made):
            return (), "no representatives of two states or bodies are named as having met"
        return (), f"those who met are all of {names.labels.get(states[0], states[0])}: a domestic meeting"
    return tuple(foreign), ""


def _gatherings(intake: Intake, paragraphs: Sequence[Paragraph], said: Sequence[Designation], cast: Sequence[Person], what: Kind) -> tuple[list[Gathering], bool]:  # fmt: skip
    """Return who met, in the order of the text, and whether it tells of a meeting to come."""
    of = {d.start: p for p in cast for d in p.said}
    found: list[Gathering] = []
    coming = False
    body = 0
    for number, paragraph in enumerate(paragraphs):
        head = paragraph.start < intake.body or (not intake.body and number == 0)
        body += not head
        for sentence in paragraph.sentences:
            start, end = paragraph.start + sentence.start_char, paragraph.start + sentence.end_char
            here = [d for d in said if start <= d.start < end]
            for telling in tellings(intake.text, start, end, here):
                if telling.coming:
                    coming = coming or bool(telling.before or telling.behind)
                    continue
                if telling.recalled and not head:
                    continue
                _enter(found, telling, (start, end), of, cast, head, body <= 2, intake.text)
            if found:
                _attended(found[-1], intake.text, start, end, here, of, paragraphs[number + 1 :], said)
    if what.kind == "JointStatement":
        found = _joint(found, intake, paragraphs, said, of)
    return [g for g in found if len(g.members) + len(g.nameless) > 1], coming


def _persons(
    group: Sequence[Designation], of: dict[int, Person], cast: Sequence[Person]
) -> tuple[list[Person], list[Designation]]:
    """Return the persons whom designations mean, and those designations that mean persons without a name."""
    meant: list[Person] = []
    nameless: list[Designation] = []
    for d in group:
        person = of.get(d.start) if d.name else described(d, cast)
        if person is not None and person not in meant:
            meant.append(person)
        elif person is None and not d.name and d.states and d.titles:
            nameless.append(d)
    return meant, nameless


def described(d: Designation, cast: Sequence[Person]) -> Person | None:
    """Return the one person of the document who has the title, and the state if one is said, of words without a name."""
    kinds = {(t.kind, t.qualifier) for t in d.titles}
    fitting = [p for p in cast if kinds & {(t.kind, t.qualifier) for t in p.titles}]
    if d.states:
        fitting = [p for p in fitting if set(p.states) & set(d.states)]
    return fitting[0] if len(fitting) == 1 and not d.plural else None


def _enter(found: list[Gathering], telling: Telling, sentence: tuple[int, int], of: dict[int, Person], cast: Sequence[Person], head: bool, lead: bool, text: str) -> None:  # fmt: skip
    """Put what a place tells into the gathering that it is about, or into a new one."""
    before, unnamed_before = _persons(telling.before, of, cast)
    behind, unnamed = _persons(telling.behind, of, cast)
    own = _OWN.search(text[sentence[0] : telling.start])
    if not before and own and found:
        before = found[0].subjects[:1] if own.group().startswith(("He", "She")) else found[0].subjects
    counterparts = [p for p in behind if p not in before]
    if not before and not behind:
        return
    groups = [[p] for p in counterparts] if telling.separate and len(counterparts) > 1 else [counterparts]
    for group in groups:
        known = next(
            (g for g in found if group and any(p in g.objects or (p in g.subjects and before) for p in group)), None
        )
        if known is None and not group:
            # "A and B met": subjects alone are a meeting where they are several.
            known = next((g for g in found if any(p in g.members for p in before)), None)
            if known is None and len(before) < 2 and not unnamed:
                if not head:
                    continue
        if known is None and found and not any(g.objects or g.nameless for g in found) and (head or lead):
            known = found[0]
        if known is None:
            if (found and not head and not (lead or before)) or (found and not before):
                continue
            known = Gathering()
            found.append(known)
        if telling.verb != "joined" or not known.told or lead:
            known.subjects.extend(p for p in before if p not in known.members)
        known.objects.extend(p for p in group if p not in known.members)
        known.nameless.extend(d for d in unnamed if not group and not known.objects)
        known.told.append(telling)
        known.sentences.append(sentence)


def _attended(gathering: Gathering, text: str, start: int, end: int, here: Sequence[Designation], of: dict[int, Person], rest: Sequence[Paragraph], said: Sequence[Designation]) -> None:  # fmt: skip
    """Add who took part besides: "was joined by", "Participants:" with the lines that follow."""
    for match in ATTENDED.finditer(text, start, end):
        group, _ = group_behind(text, match.end(), end, here)
        if not group and match.end() >= end:
            for paragraph in rest:
                line = [d for d in said if paragraph.start <= d.start < paragraph.end]
                if not line or len(paragraph.doc) > 60 or line[0].start - paragraph.start > 40:
                    break
                group = (*group, *line)
        added, _ = _persons(group, of, [])
        subjects = (
            gathering.subjects if "joined by" in match.group() or "accompanied" in match.group() else gathering.objects
        )
        subjects.extend(p for p in added if p not in gathering.members)


def _joint(found: list[Gathering], intake: Intake, paragraphs: Sequence[Paragraph], said: Sequence[Designation], of: dict[int, Person]) -> list[Gathering]:  # fmt: skip
    """Return the one meeting of a joint text: those in whose name it is, if it tells of a meeting at all."""
    if not paragraphs or not _MET.search(intake.text):
        return []
    first = [p for p in paragraphs if p.start >= intake.body][:1]
    end = first[0].start + first[0].sentences[0].end_char if first and first[0].sentences else paragraphs[0].end
    head = [d for d in said if d.start < max(end, paragraphs[0].end)]
    members = list(dict.fromkeys(id(of[d.start]) for d in head if d.name and d.start in of))
    named = [p for n in members for p in of.values() if id(p) == n]
    named = list({id(p): p for p in named if p.titles}.values())
    if len(named) < 2:
        return found[:1]
    told = [t for g in found for t in g.told]
    sentences = [s for g in found for s in g.sentences] or [(paragraphs[0].start, paragraphs[0].end)]
    return [Gathering(named, [], [], told, [*sentences, *((p.start, p.end) for p in first)])]


def _occasion(g: Gathering, intake: Intake, said: Sequence[Designation], cast: Sequence[Person], what: Kind, names: Names, roster: Roster) -> Occasion:  # fmt: skip
    """Return a gathering as a meeting, with what the text says of it."""
    places = [(t.start, t.end) for t in g.told] or g.sentences[:1]
    when = circumstances(intake, g.sentences, places, [t.verb for t in g.told], names, what)
    taking = represented(g.subjects, g.objects, said, what, intake, names, roster, when.occasion.date)
    nameless = tuple(
        Participant("", d.titles[0].words, state, name_in_source=intake.text[d.start : d.end], start=d.start, end=d.end,
                    reasons=(Reason("took part without being named", "participant-nameless", 0.4),))
        for d in g.nameless for state in d.states if state not in {p.state for p in taking}
    )  # fmt: skip
    hosts = tuple(_capacity(p, when.host, intake.text) for p in (*taking, *nameless))
    reason = Reason(
        f"told in “{intake.text[places[0][0] : places[0][0] + 40].strip()}”",
        "occasion-told",
        0.9 if len(taking) > 1 else 0.5,
    )
    return replace(when.occasion, participants=hosts, reasons=(*when.occasion.reasons, reason))


def _capacity(p: Participant, host: str, text: str) -> Participant:
    if not host or not p.state:
        return p
    return replace(p, capacity="host" if p.state == host else "guest")
