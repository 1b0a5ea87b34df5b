"""The register of who met whom, filled sentence by sentence from the places that tell of a meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dipgraph.antecedents import antecedents, goes_on, guest, is_told, known_before, of_others, subjects
from dipgraph.attendance import Gathering, Telling, tellings
from dipgraph.attendants import attended, listed, of_sides
from dipgraph.designations import Designation, between
from dipgraph.guesses import Intake
from dipgraph.names import Names
from dipgraph.persons import Person, described, of_each
from dipgraph.prose import Paragraph
from dipgraph.reality import off, unreal
from dipgraph.roster import letters
from dipgraph.telling_words import cues
from dipgraph.unnamed import groups

# Verbs of which the object is one who is met.
MEETS = frozenset(("met", "spoke", "held", "hosted", "called"))
_PART = re.compile(
    r"(?:was|were)\s+(?:also\s+)?(?:present|in\s+attendance|(?:part|members)\s+of)|\w+(?:\s+part)?(?:\s+in)?\s+the\s+(?:\w+\s+)?(?:meeting|talks|call|conversation"
    r"|negotiations|consultations|lunch(?:eon)?|dinner|breakfast|banquet|reception|discussion)\b"
)
# What says of two who "pledged" together that they met.
_TALKS = re.compile(r"\b(?:talks|meeting|met|news conference|press conference|conversation|visit|negotiations)\b")
_WITH = re.compile(r"\bwith\s+(?:(?:the|his|her|their)\s+)?$")
# A sentence that goes back, once it has been told who met.
_LONG_AGO = re.compile(
    r"(?:(?:Also\s+)?(?:[Ll]ast|[Ee]arlier\s+(?:this|in\s+the))\s+(?:week|month|year)|(?:A|Two|Three|Several)\s+(?:week|month|year)s?\s+(?:ago|earlier)"
    r"|Previously|In\s+\d{4})\b"
)
# What the one who asks says of a meeting is no account of it.
_ASKED = re.compile(r"(?:Q|QUESTION|Question)\s?[:.]\s")
_BY = re.compile(r"(?:Statement|Remarks|Readout|Message)\s+(?:by|from|of)\s+")


class Register:
    """The gatherings of a document while it is read, sentence by sentence."""

    def __init__(self, intake: Intake, said: Sequence[Designation], cast: Sequence[Person], names: Names) -> None:
        self.intake, self.said, self.cast, self.names = intake, said, cast, names
        self.of = {d.start: p for p in cast for d in p.said}
        self.found: list[Gathering] = []
        self.coming = False
        # Until a sentence of the body has told who met, what else is told belongs to the same meeting.
        self.settled = False
        self.author: list[Person] = []
        self.office: list[Designation] = []
        # The first sentence of the body says that they will meet: the title's meeting is to come.
        self.announced = False
        # It tells of a meeting that was not: denied, cancelled, put off, only supposed.
        self.unreal = False
        # Further on: places that tell that some met, and no more than that of those who are known to have met.
        self.again: list[tuple[Telling, tuple[int, int]]] = []
        self.past: list[tuple[int, int]] = []  # the sentences that are read
        self.last: Telling | None = None

    def read(self, paragraphs: Sequence[Paragraph]) -> None:
        """Read the title and all paragraphs."""
        text, body = self.intake.text, 0
        by = _BY.search(text, 0, max(self.intake.body, paragraphs[0].end if paragraphs else 0))
        authors = [d for d in self.said if by and d.start == by.end()]
        self.author = [self.of[d.start] for d in authors if d.start in self.of]
        self.office = [
            replace(d, states=d.states or ("",)) for d in authors if not d.name and d.titles
        ]  # "of the President"
        for number, paragraph in enumerate(paragraphs):
            # Below a number of the release a heading stands before any sentence of the report.
            head = paragraph.end <= self.intake.body or (not self.intake.body and number == 0)
            head = head or (paragraph.heading and not body and not self.found)
            body += not head
            for sentence in paragraph.sentences:
                start, end = paragraph.start + sentence.start_char, paragraph.start + sentence.end_char
                # The dateline of an agency is no part of what it says.
                start = self.intake.body if start < self.intake.body < end else start
                here = between(self.said, start, end)
                told, asked = False, _ASKED.match(text, paragraph.start)
                denied = not head and off(text[start:end])
                self.unreal = self.unreal or denied
                for telling in () if asked else tellings(text, start, end, here, cues(self.names)):
                    if unreal(text, start, end, telling.start, telling.verb == "noun"):
                        self.unreal = denied = True
                    elif telling.coming:
                        own = body == 1 and not self.settled and telling.verb in MEETS
                        self.announced = self.announced or (own and bool(telling.before and telling.behind))
                        self.coming = self.coming or (telling.verb in MEETS and bool(telling.before or telling.behind))
                    elif head or not (telling.recalled or (self.settled and _LONG_AGO.match(text, start))):
                        # "Meeting with Minister X of Y" as a heading: one more of those whom the account is about.
                        apart = paragraph.heading and not head and telling.verb == "noun" and bool(telling.behind)
                        self.stated(*of_sides(text, telling, self.names))
                        entered = self._enter(telling, (start, end), head, head or apart or body <= 2, apart)
                        told = told or entered
                        if not (entered or head) and telling.verb in MEETS:
                            self.again.append((telling, (start, end)))
                        # When and where it was, the first sentence below the heading says.
                        for below in paragraphs[number + 1 : number + 2] if apart and told else ():
                            first = below.sentences[0]
                            within = below.start + first.start_char, below.start + first.end_char
                            next(g for g in self.found if telling in g.told).sentences.append(within)
                self.past.append((start, end))
                begin = max(paragraph.start, min(self.intake.body, start))
                if told or not denied:
                    self._attended((self.found or [Gathering()])[-1], begin, start, end, paragraphs[number + 1 :])
                self.settled = self.settled or (told and not head)

    @property
    def since(self) -> int:
        """From where on what tells of a gathering has told it: from the body on, once a sentence there has."""
        return self.intake.body if self.settled else len(self.intake.text)

    def persons(self, group: Sequence[Designation]) -> tuple[list[Person], list[Designation]]:
        """Return the persons whom designations mean, and those designations that mean several without a name."""
        meant: list[Person] = []
        nameless: list[Designation] = []
        for d in group:
            person = self.of.get(d.start) if d.name else described(d, self.cast, self.intake.text)
            if person is not None and person not in meant:
                meant.append(person)
            elif person is None and d.plural and (named := of_each(d, self.cast)):
                meant.extend(p for p in named if p not in meant)
            elif person is None and not d.name and d.titles and (d.plural or d.article or d.states):
                # "The Prime Minister spoke": of the side whose account it is.
                of = d.states or tuple(t.implied for t in d.titles if t.implied and not t.qualifier)[:1] or ("",)
                nameless.extend(replace(d, states=(code,)) for code in of if code or not d.plural)
        return meant, nameless

    def _enter(self, telling: Telling, sentence: tuple[int, int], head: bool, lead: bool, apart: bool) -> bool:
        """Put what a place tells into the gathering that it is about, or into a new one; say whether it told anything.

        The *head* is the title and what stands below it, *lead* where the meeting is told that the account is about; what
        stands *apart* is the heading of one more.
        """
        found = self.found
        before, unnamed = self.persons(telling.before)
        behind, more = self.persons(telling.behind)
        # "The Prime Minister met Prime Minister A of B": of the two he is the one whose state goes without saying.
        own = [d for d in telling.before if not d.name and d.article and not d.states]
        own = [d for d in own if described(d, self.cast, self.intake.text) in behind]
        before = [p for p in before if not own or p not in behind]
        unnamed += [replace(d, states=("",)) for d in own]
        bare = not before and not found and behind and not head and telling.verb in MEETS
        # "Hayashi met Secretary of State Blinken": of the family name alone, for want of more.
        before += [Person([d], self.intake.body) for d in telling.before[-1:] if bare and d.name and not d.titles]
        self.of.update((p.said[0].start, p) for p in before if bare)
        last, self.last = self.last, telling
        before, pronoun = subjects(self.intake.text, sentence[0], telling, last, before, found, self.author, self.of)
        counterparts = [p for p in behind if p not in before]
        unnamed = [*unnamed, *more]
        met = bool(found and (found[0].objects or len(found[0].subjects) > 1))
        if telling.verb == "joined" and found and _PART.match(self.intake.text, telling.start):
            return self._present(found[-1], before, telling, sentence)
        if not (head or counterparts) and self._other(before, more, telling, sentence):
            return True
        if telling.verb in ("noun", "talked", "joined") and not head and not apart and met:
            # Further on, these are about the same meeting, or about another at which the account is not.
            return (
                telling.verb == "joined"
                and not self.settled
                and self._extend(found[0], before, counterparts, telling, sentence)
            )
        alone, first = not (head or before or behind or unnamed or met), not (head or found)
        before, counterparts, spans = self._before((before, counterparts), telling, sentence[0], alone, first)
        # "discussed trade with B"
        ahead = self.intake.text[telling.start : telling.behind[0].start] if telling.behind else ""
        together = len(before) + len(unnamed) > 1 or bool(before and (spans or _WITH.search(ahead)))
        vowed = len(before) > 1 and not head and not met and _TALKS.search(self.intake.text)
        if (telling.verb == "talked" and not together) or (telling.verb == "vowed" and not vowed):
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
            known = self._apart(known_before(found, group, before, leading, self.since), before, group, telling, head)
            if (
                known is None
                and found
                and not (found[0].objects or is_told(found[0], self.since))
                and lead
                and not (separate and telling in found[0].told)
                and not ((met or found[0].nameless) and goes_on(self.intake.text, sentence[0], telling, before, found))
            ):
                known = found[0]
            if known is None:
                # Of whom the title names only the other, he is who meets the next one too.
                led = pronoun or apart or any(p in leading for p in before) or bool(before and not leading)
                led = led or goes_on(self.intake.text, sentence[0], telling, before, found)
                other = not found or head or ((apart or telling.verb in MEETS) and bool(group) and led)
                # Bibi Netanyahu is Benjamin, of whom it was told.
                again = any(letters(p.name)[-1] == letters(m.name)[-1] for p in group for g in found for m in g.objects)
                if not other or (again and not head) or (not group and len(before) < 2 and not unnamed and not head):
                    continue
                known = Gathering(apart=apart or pronoun)
                found.append(known)
                if led and not before:
                    before = leading
            # Else it names who was only called the counterpart.
            elif not (head or apart or set(map(id, group)) - set(map(id, known.members))) and is_told(
                known, self.since
            ):
                continue
            entered = self._extend(known, before, group, telling, sentence)
            known.nameless.extend(unnamed)
            known.sentences.extend(spans)
        return entered

    def _apart(
        self, g: Gathering | None, before: Sequence[Person], group: Sequence[Person], telling: Telling, head: bool
    ) -> Gathering | None:
        """Return a gathering, or a new one where others met one of it: "Earlier, Minister C held talks with B"."""
        if g is None or head or not self.settled or not of_others(g, telling, before, group):
            return g
        self.found.append(Gathering())
        return self.found[-1]

    def _other(
        self, before: list[Person], more: list[Designation], telling: Telling, sentence: tuple[int, int]
    ) -> bool:
        """Put one more meeting with somebody who is called by an office alone: "She was also received by the King of B"."""
        whole = self.settled and telling.verb in MEETS and more and not any(d.plural for d in more)
        if not whole or not goes_on(self.intake.text, sentence[0], telling, before, self.found):
            return False
        self.found.append(Gathering([*before], nameless=more, told=[telling], sentences=[sentence], apart=True))
        return True

    def _present(self, g: Gathering, before: Sequence[Person], telling: Telling, sentence: tuple[int, int]) -> bool:
        """Add who "also took part in the meeting" or "was present", on the side that is said."""
        for d in attended(self.intake.text, telling.start, *sentence, telling.before, self.names):
            self.stated(d)
        g.listed.extend(p for p in before if p not in g.members)
        return self._extend(g, before, [], telling, sentence)

    def _before(
        self, met: tuple[list[Person], list[Person]], telling: Telling, start: int, alone: bool, first: bool
    ) -> tuple[list[Person], list[Person], list[tuple[int, int]]]:
        """Return who *met* whom, or whom the sentences before name where a group or a guest is told, and those sentences."""
        where = (self.intake.text, start, telling.start, self.past, self.said, self.of)
        if alone and telling.verb in (*MEETS, "talked"):
            named, spans = antecedents(*where)
            return named[:1], named[1:], spans
        named, spans = guest(*where) if first and telling.verb in MEETS and not met[0] else (met[0], [])
        return named, met[1], spans

    def _extend(
        self,
        g: Gathering,
        before: Sequence[Person],
        group: Sequence[Person],
        telling: Telling,
        sentence: tuple[int, int],
    ) -> bool:
        g.subjects.extend(p for p in before if p not in g.members)
        g.objects.extend(p for p in group if p not in g.members)
        g.told.append(telling)
        g.sentences.append(sentence)
        return True

    def _attended(self, g: Gathering, begin: int, start: int, end: int, rest: Sequence[Paragraph]) -> None:
        """Add who took part besides: "was joined by", "Participants:" with the lines that follow.

        Where nothing else tells of the meeting, it is told from *begin* on, where the paragraph begins.
        """
        for found in listed(self.intake.text, start, end, self.said, rest, self.names):
            if not (self.found or found.tells or self.intake.text[start:end].rstrip().endswith(":")):
                continue
            (leader,) = self.persons([found.leader] if found.leader else [])[0][:1] or (None,)
            for d in found.persons:
                # Who accompanies somebody is of the same side.
                own = leader is not None and not d.states and len(leader.states) == 1
                self.stated(replace(d, states=leader.states) if own and leader else d)
            people, unnamed = self.persons(found.persons)
            added = [p for p in people if p not in g.members]
            g.nameless.extend(unnamed if found.roll else ())
            (g.subjects if found.beside and leader not in g.objects else g.objects).extend(added)
            # A roll has all who met, and not only who were there besides.
            if not (found.roll and len(added) < len(people)):
                g.listed.extend(added)
            if found.sent and people and not any(begin <= s for s, _ in g.sentences):
                g.sentences.append((start, end))  # the title alone told of it, without the day
            if g not in self.found and (len(added) > 1 or (found.sent and added)):
                g.sentences.append((begin, end))
                self.found.append(g)

    def stated(self, *said: Designation) -> None:
        """Put designations to which a list adds the state in the place of those without it."""
        for d in said:
            person = self.of.get(d.start)
            more = person is not None and ((d.states and not person.states) or (d.titles and not person.titles))
            if person is not None and more:
                person.said = [d if one.start == d.start else one for one in person.said]
