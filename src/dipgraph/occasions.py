"""The meetings that a document reports: when, how and where they were, and who took part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dipgraph.attendance import ATTENDED, Telling, group_behind, groups, states_in_a_row, tellings
from dipgraph.circumstances import circumstances
from dipgraph.designations import Designation, designations, singular
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
# Verbs of which the object is one who is met.
_MEETS = frozenset(("met", "spoke", "held", "hosted", "called"))
_OWN = re.compile(r"\b(?:He|She|They|I|we|We)\s+(?:\w+\s+)?$")
_BY = re.compile(r"(?:Statement|Remarks|Readout|Message)\s+(?:by|from|of)\s+")
# Those in whose name a joint text is, without their names: "We, the leaders of Japan, the Republic of Korea, and …".
_PARTIES = re.compile(
    r"(?:\b(?P<who>Leaders?|Ministers?(?: and Representatives)?|Heads of (?:State|Government|Delegation)(?: and Government)?|National Security Advis[eo]rs"
    r"|Foreign Ministers|Presidents|Governments?|partners|Representatives)\s+(?:of|from)|(?:Statement|Communiqu[eé]|Declaration)\s+(?:of|from|by|between))\s+",
    re.IGNORECASE,
)


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
    found, coming = _gatherings(intake, paragraphs, said, cast, what, names)
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
        if not states or all(sum(bool(p.state) for p in o.participants) < 2 for o in made):
            return (), "nobody is named who met them for another state or body"
        return (), f"those who met are all of {names.labels.get(states[0], states[0])}: a domestic meeting"
    return tuple(foreign), ""


def _gatherings(intake: Intake, paragraphs: Sequence[Paragraph], said: Sequence[Designation], cast: Sequence[Person], what: Kind, names: Names) -> tuple[list[Gathering], bool]:  # fmt: skip
    """Return who met, in the order of the text, and whether it tells of a meeting to come."""
    of = {d.start: p for p in cast for d in p.said}
    found: list[Gathering] = []
    coming = False
    body = 0
    author = _author(intake, paragraphs, said, of)
    for number, paragraph in enumerate(paragraphs):
        head = paragraph.start < intake.body or (not intake.body and number == 0)
        body += not head
        for sentence in paragraph.sentences:
            start, end = paragraph.start + sentence.start_char, paragraph.start + sentence.end_char
            here = [d for d in said if start <= d.start < end]
            for telling in tellings(intake.text, start, end, here):
                if telling.coming:
                    coming = coming or (telling.verb in _MEETS and bool(telling.before or telling.behind))
                    continue
                if telling.recalled and not head:
                    continue
                _enter(found, telling, (start, end), of, cast, head, body <= 2, intake.text, author, names)
            if found:
                _attended(found[-1], intake.text, start, end, here, of, paragraphs[number + 1 :], said)
    if what.kind == "JointStatement":
        found = _joint(found, intake, paragraphs, said, of, names)
    for g in found[:1]:
        if not g.nameless:
            _complete(g, intake, said, of, author)
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


def _enter(found: list[Gathering], telling: Telling, sentence: tuple[int, int], of: dict[int, Person], cast: Sequence[Person], head: bool, lead: bool, text: str, author: list[Person], names: Names) -> None:  # fmt: skip
    """Put what a place tells into the gathering that it is about, or into a new one."""
    before, unnamed_before = _persons(telling.before, of, cast)
    behind, unnamed = _persons(telling.behind, of, cast)
    own = _OWN.search(text[sentence[0] : telling.start])
    if not before and own and own.group().split()[0] in ("I", "We", "we"):
        before = author
    elif not before and own and found:
        before = found[0].subjects[:1] if own.group().startswith(("He", "She")) else found[0].subjects
    counterparts = [p for p in behind if p not in before]
    unnamed = [*unnamed_before, *unnamed]
    if (head or lead) and not counterparts and not unnamed and len(before) < 2:
        unnamed = groups(text, sentence[0], telling.start, telling.end, bool(before), names)
    if not before and not behind and not unnamed:
        return
    if telling.verb == "talked" and (found and found[0].objects or len(before) < 2):
        return
    # Whoever the account is about takes part in each of its meetings.
    leading = found[0].subjects[:1] if found else []
    separate = telling.separate and len(counterparts) > 1
    for group in [[p] for p in counterparts] if separate else [counterparts]:
        known = next((g for g in found if group and any(p in g.members and p not in leading for p in group)), None)
        if known is None and not group:
            known = next((g for g in found if any(p in g.members for p in before)), None)
        if (
            known is None
            and found
            and not found[0].objects
            and (head or lead)
            and not (separate and found[0].told and found[0].told[-1] is telling)
        ):
            known = found[0]
        if known is None:
            # Further on, a meeting is another one only where the one whom the account is about is said to have met somebody.
            other = (
                not found or head or (telling.verb in _MEETS and group and (own or any(p in leading for p in before)))
            )
            if not other or (not group and len(before) < 2 and not unnamed and not head):
                continue
            known = Gathering()
            found.append(known)
        known.subjects.extend(p for p in before if p not in known.members)
        known.objects.extend(p for p in group if p not in known.members)
        known.nameless.extend(d for d in unnamed if d.start not in {n.start for n in known.nameless})
        known.told.append(telling)
        known.sentences.append(sentence)


def _complete(
    g: Gathering, intake: Intake, said: Sequence[Designation], of: dict[int, Person], author: list[Person]
) -> None:
    """Add the one whose account it is, where only those whom he met are told: who is named first in the body, and does something."""
    if len(g.members) != 1 or any(t.plural for t in g.members[0].titles):
        return
    if author and author[0] not in g.members:
        g.subjects.insert(0, author[0])
        return
    for d in said:
        person = of.get(d.start)
        if d.start < intake.body or not d.name or person is None or person in g.members or d.start - intake.body > 600:
            continue
        if not d.titles and not d.courtesy and len(d.name.split()) < 2:
            continue
        if re.match(r"['’]", intake.text[d.end :]):
            continue
        if g.subjects:
            g.objects.append(person)
        else:
            g.subjects.append(person)
        return


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


def _joint(found: list[Gathering], intake: Intake, paragraphs: Sequence[Paragraph], said: Sequence[Designation], of: dict[int, Person], names: Names) -> list[Gathering]:  # fmt: skip
    """Return the one meeting of a joint text: those in whose name it is, if it tells near its beginning that they met."""
    body = [p for p in paragraphs if p.start >= intake.body and p.start > paragraphs[0].start]
    first = body[:1]
    begin = first[0].start if first else 0
    end = first[0].start + first[0].sentences[0].end_char if first and first[0].sentences else len(intake.text)
    if not paragraphs or not _MET.search(intake.text, 0, body[1].end if len(body) > 1 else len(intake.text)):
        return []
    in_name = [of[d.start] for d in said if d.start < end and d.name and d.start in of]
    named = [p for n, p in enumerate(in_name) if p.titles and not any(p is q for q in in_name[:n])]
    told = [t for g in found for t in g.told]
    sentences = [s for g in found for s in g.sentences] or [(p.start, p.end) for p in first]
    if len(named) > 1:
        return [Gathering(named, [], [], told, [*sentences, *((p.start, p.end) for p in first)])]
    parties = _parties(intake.text, begin, end, names) or _parties(intake.text, 0, begin, names)
    parties = parties or states_in_a_row(intake.text, begin, end, names)
    return [Gathering([], [], parties, told, sentences)] if len(parties) > 1 else found[:1]


def _parties(text: str, start: int, end: int, names: Names) -> list[Designation]:
    """Return the states and bodies in whose name a joint text is, each as somebody without a name."""
    match = _PARTIES.search(text, start, end)
    if match is None:
        return []
    who = match["who"] or ""
    office = "" if who.lower().startswith(("government", "partner", "representative")) else singular(who)
    return states_in_a_row(text, match.end(), end, names, office, True)


def _author(
    intake: Intake, paragraphs: Sequence[Paragraph], said: Sequence[Designation], of: dict[int, Person]
) -> list[Person]:
    """Return who says "I" in the text, if its title says whose statement it is."""
    by = _BY.search(intake.text, 0, max(intake.body, paragraphs[0].end if paragraphs else 0))
    return [of[d.start] for d in said if by and d.start == by.end() and d.start in of]


def _occasion(g: Gathering, intake: Intake, said: Sequence[Designation], cast: Sequence[Person], what: Kind, names: Names, roster: Roster) -> Occasion:  # fmt: skip
    """Return a gathering as a meeting, with what the text says of it."""
    places = [(t.start, t.end) for t in g.told] or g.sentences[:1]
    when = circumstances(intake, g.sentences, places, [t.verb for t in g.told], names, what)
    taking = represented(g.subjects, g.objects, said, what, intake, names, roster, when.occasion.date)
    nameless = tuple(
        Participant("", singular(d.titles[0].words), state, name_in_source=intake.text[d.start : d.end], start=d.start, end=d.end,
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
