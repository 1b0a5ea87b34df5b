"""Who met with whom in a document, gathered from the places that tell of it: one meeting, several, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dipgraph.attendance import ATTENDED, Telling, group_behind, groups, states_in_a_row, tellings
from dipgraph.designations import Designation, singular
from dipgraph.guesses import Intake
from dipgraph.names import Names
from dipgraph.persons import Person
from dipgraph.prose import Paragraph
from dipgraph.roster import letters

_MET = re.compile(
    r"\b(?:met|meeting|convened|gathered|gathering|summit|talks|visit|hosted|welcomed|on the occasion of|call|conversation)\b",
    re.IGNORECASE,
)
# Verbs of which the object is one who is met.
_MEETS = frozenset(("met", "spoke", "held", "hosted", "called"))
_OWN = re.compile(r"\b(?:He|She|They|he|she|they|I|we|We)\s+(?:\w+\s+)?$")
_PART = re.compile(
    r"\w+(?:\s+part)?(?:\s+in)?\s+the\s+(?:\w+\s+)?(?:meeting|talks|call|conversation|negotiations|consultations|lunch|dinner|discussion)\b"
)
_BY = re.compile(r"(?:Statement|Remarks|Readout|Message)\s+(?:by|from|of)\s+")
# Those in whose name a joint text is, without their names: "We, the leaders of Japan, the Republic of Korea, and …".
_PARTIES = re.compile(
    r"(?:\b(?P<who>Leaders?|Ministers?(?: and Representatives)?|Heads of (?:State|Government|Delegation)(?: and Government)?"
    r"|National Security Advis[eo]rs|Foreign Ministers|Presidents|Governments?|partners|Representatives)\s+(?:of|from)"
    r"|(?:Statement|Communiqu[eé]|Declaration)\s+(?:of|from|by|between))\s+",
    re.IGNORECASE,
)
_PLAIN = ("government", "partner", "representative")


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
        """All who have a name, the subjects first."""
        return [*self.subjects, *(p for p in self.objects if p not in self.subjects)]


def gatherings(intake: Intake, paragraphs: Sequence[Paragraph], said: Sequence[Designation], cast: Sequence[Person], joint: bool, transcript: bool, names: Names) -> tuple[list[Gathering], bool]:  # fmt: skip
    """Return who met, in the order of the text, and whether it tells of a meeting to come.

    In a *joint* text those met in whose name it is, and they met once.
    """
    book = _Book(intake, said, cast, names)
    book.read(paragraphs)
    found = _joint(book, paragraphs) if joint else book.found
    if not found and transcript:
        # Who speak at a press conference together have met.
        title = [book.of[d.start] for d in said if d.start < intake.body and d.start in book.of]
        found = [Gathering(title, [], [], [], [(0, intake.body)])]
    if book.announced and not book.settled and all(t.verb == "noun" for g in found for t in g.told):
        return [], True
    for gathering in found[:1]:
        book.complete(gathering)
    for gathering in found:
        states = dict.fromkeys(d.states[0] for d in gathering.nameless)
        first = (next(d for d in gathering.nameless if d.states[0] == code) for code in states)
        kinds = {t.kind for p in gathering.objects for t in p.titles}
        gathering.nameless = [
            d
            for d in first
            if (not gathering.objects or {t.kind for t in d.titles} & kinds or not (gathering.subjects or d.states[0]))
            and not (d.states[0] and any(d.states[0] in p.states for g in found for p in g.members))
        ]
    return [g for g in found if len(g.members) + len(g.nameless) > 1], book.coming


class _Book:
    """The gatherings of a document while it is read, sentence by sentence."""

    def __init__(self, intake: Intake, said: Sequence[Designation], cast: Sequence[Person], names: Names) -> None:
        self.intake, self.said, self.cast, self.names = intake, said, cast, names
        self.of = {d.start: p for p in cast for d in p.said}
        self.found: list[Gathering] = []
        self.coming = False
        # Until a sentence of the body has told who met, what else is told belongs to the same meeting.
        self.settled = False
        self.author: list[Person] = []
        # The first sentence of the body says that they will meet: the title's meeting is to come.
        self.announced = False

    def read(self, paragraphs: Sequence[Paragraph]) -> None:
        """Read the title and all paragraphs."""
        text, body = self.intake.text, 0
        by = _BY.search(text, 0, max(self.intake.body, paragraphs[0].end if paragraphs else 0))
        self.author = [self.of[d.start] for d in self.said if by and d.start == by.end() and d.start in self.of]
        for number, paragraph in enumerate(paragraphs):
            head = paragraph.start < self.intake.body or (not self.intake.body and number == 0)
            body += not head
            for sentence in paragraph.sentences:
                start, end = paragraph.start + sentence.start_char, paragraph.start + sentence.end_char
                here = [d for d in self.said if start <= d.start < end]
                told = False
                for telling in tellings(text, start, end, here):
                    if telling.coming:
                        own = body == 1 and not self.settled and telling.verb in _MEETS
                        self.announced = self.announced or (own and bool(telling.before and telling.behind))
                        self.coming = self.coming or (telling.verb in _MEETS and bool(telling.before or telling.behind))
                    elif head or not telling.recalled:
                        told = self._enter(telling, (start, end), head, head or body <= 2) or told
                if self.found or text[start:end].rstrip().endswith(":"):
                    self._attended(
                        self.found[-1] if self.found else Gathering(), start, end, here, paragraphs[number + 1 :]
                    )
                self.settled = self.settled or (told and not head)

    def _persons(self, group: Sequence[Designation]) -> tuple[list[Person], list[Designation]]:
        """Return the persons whom designations mean, and those designations that mean several without a name."""
        meant: list[Person] = []
        nameless: list[Designation] = []
        for d in group:
            person = self.of.get(d.start) if d.name else described(d, self.cast)
            if person is not None and person not in meant:
                meant.append(person)
            elif person is None and not d.name and d.titles and (d.plural or d.article):
                # "The Prime Minister spoke": of the side whose account it is.
                nameless.extend(replace(d, states=(code,)) for code in d.states or ("",) if code or not d.plural)
        return meant, nameless

    def _enter(self, telling: Telling, sentence: tuple[int, int], head: bool, lead: bool) -> bool:
        """Put what a place tells into the gathering that it is about, or into a new one; say whether it told anything."""
        found = self.found
        before, unnamed = self._persons(telling.before)
        behind, more = self._persons(telling.behind)
        own = _OWN.search(self.intake.text[sentence[0] : telling.start])
        if not before and own and own.group().split()[0] in ("I", "We", "we"):
            before = self.author
        elif not before and own and found:
            before = found[0].subjects[:1] if own.group().lower().startswith(("he", "she")) else found[0].subjects
        counterparts = [p for p in behind if p not in before]
        unnamed = [*unnamed, *more]
        met = bool(found and (found[0].objects or len(found[0].subjects) > 1))
        if telling.verb == "joined" and found and _PART.match(self.intake.text, telling.start):
            return self._extend(found[-1], before, [], telling, sentence)
        if telling.verb in ("noun", "talked", "joined") and not head and met:
            # Further on, these are about the same meeting, or about another at which the account is not.
            return (
                telling.verb == "joined"
                and not self.settled
                and self._extend(found[0], before, counterparts, telling, sentence)
            )
        if telling.verb == "talked" and len(before) < 2:
            return False
        if lead and not met and not counterparts and not unnamed and len(before) < 2:
            unnamed = groups(self.intake.text, sentence[0], telling.start, telling.end, bool(before), self.names)
        if not before and not behind and not unnamed:
            return False
        separate = telling.separate and len(counterparts) > 1
        entered = False
        for group in [[p] for p in counterparts] if separate else [counterparts]:
            # Whoever the account is about takes part in each of its meetings.
            leading = found[0].subjects[:1] if found else []
            known = next((g for g in found if any(p in g.members and p not in leading for p in group)), None)
            if known is None and not group:
                known = next((g for g in found if any(p in g.members for p in before)), None)
            if (
                known is None
                and found
                and not found[0].objects
                and lead
                and not (separate and telling in found[0].told)
            ):
                known = found[0]
            if known is None:
                led = bool(own) or any(p in leading for p in before)
                other = not found or head or (telling.verb in _MEETS and bool(group) and led)
                # Bibi Netanyahu is Benjamin, of whom it was told.
                again = any(letters(p.name)[-1] == letters(m.name)[-1] for p in group for g in found for m in g.objects)
                if not other or (again and not head) or (not group and len(before) < 2 and not unnamed and not head):
                    continue
                known = Gathering()
                found.append(known)
                if led and not before:
                    before = leading
            elif self.settled and not head:
                continue
            entered = self._extend(known, before, group, telling, sentence)
            known.nameless.extend(unnamed)
        return entered

    def _extend(self, g: Gathering, before: Sequence[Person], group: Sequence[Person], telling: Telling, sentence: tuple[int, int]) -> bool:  # fmt: skip
        g.subjects.extend(p for p in before if p not in g.members)
        g.objects.extend(p for p in group if p not in g.members)
        g.told.append(telling)
        g.sentences.append(sentence)
        return True

    def complete(self, g: Gathering) -> None:
        """Add the one whose account it is, where only those whom he met are told: the author, or who is named first in the body."""
        if len(g.members) != 1 or g.nameless:
            return
        if self.author and self.author[0] not in g.members:
            g.subjects.insert(0, self.author[0])
            return
        begin = self.intake.body
        for d in self.said:
            person = self.of.get(d.start)
            if not begin <= d.start < begin + 600 or not d.name or person is None or person in g.members:
                continue
            full = bool(d.titles) or d.courtesy or len(d.name.split()) > 1
            if full and not re.match(r"['’]", self.intake.text[d.end :]):
                (g.objects if g.subjects else g.subjects).append(person)
                return

    def _attended(
        self, g: Gathering, start: int, end: int, here: Sequence[Designation], rest: Sequence[Paragraph]
    ) -> None:
        """Add who took part besides: "was joined by", "Participants:" with the lines that follow."""
        for match in ATTENDED.finditer(self.intake.text, start, end):
            group, _ = group_behind(self.intake.text, match.end(), end, here)
            if not group and match.end() >= end:
                for paragraph in rest:
                    line = [d for d in self.said if paragraph.start <= d.start < paragraph.end]
                    if not line or len(paragraph.doc) > 60 or line[0].start - paragraph.start > 40:
                        break
                    group = (*group, *line)
            beside = "joined" in match.group() or "accompanied" in match.group()
            added = [p for p in self._persons(group)[0] if p not in g.members]
            (g.subjects if beside else g.objects).extend(added)
            if g not in self.found and len(added) > 1:
                g.sentences.append((start, end))
                self.found.append(g)


def described(d: Designation, cast: Sequence[Person]) -> Person | None:
    """Return the one person of the document who has the title, and the state if one is said, of words without a name."""
    kinds = {(t.kind, t.qualifier) for t in d.titles}
    fitting = [p for p in cast if kinds & {(t.kind, t.qualifier) for t in p.titles}]
    if d.states:
        fitting = [p for p in fitting if set(p.states) & set(d.states)]
    return fitting[0] if len(fitting) == 1 and not d.plural else None


def _joint(book: _Book, paragraphs: Sequence[Paragraph]) -> list[Gathering]:
    """Return the one meeting of a joint text: those in whose name it is, if it tells near its beginning that they met."""
    intake, found = book.intake, book.found
    body = [p for p in paragraphs if p.start >= intake.body and p.start > paragraphs[0].start]
    begin = body[0].start if body else 0
    end = body[0].start + body[0].sentences[0].end_char if body and body[0].sentences else len(intake.text)
    if not paragraphs or not _MET.search(intake.text, 0, body[1].end if len(body) > 1 else len(intake.text)):
        return []
    in_name = [book.of[d.start] for d in book.said if d.start < end and d.name and d.start in book.of]
    named = [p for n, p in enumerate(in_name) if p.titles and not any(p is q for q in in_name[:n])]
    told = [t for g in found for t in g.told]
    sentences = [s for g in found for s in g.sentences] or [(p.start, p.end) for p in body[:1]]
    if len(named) > 1:
        return [Gathering(named, [], [], told, [*sentences, *((p.start, p.end) for p in body[:1])])]
    parties = _parties(intake.text, begin, end, book.names) or _parties(intake.text, 0, begin, book.names)
    parties = parties or states_in_a_row(intake.text, begin, end, book.names)
    return [Gathering([], [], parties, told, sentences)] if len(parties) > 1 else found[:1]


def _parties(text: str, start: int, end: int, names: Names) -> list[Designation]:
    """Return the states and bodies in whose name a joint text is, each as somebody without a name."""
    match = _PARTIES.search(text, start, end)
    if match is None:
        return []
    who = (match["who"] or "").partition(" and Rep")[0]
    office = "" if who.lower().startswith(_PLAIN) else singular(who[:1].upper() + who[1:])
    return states_in_a_row(text, match.end(), end, names, office, True)
