"""The statements of a draft as Turtle: each with its passage and the commitment that it attests, and the mentions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeGuard

from dipgraph import addresses, wording
from dipgraph.blocks import Block, literal, typed, words, written
from dipgraph.guesses import Occasion, Open, Reason, Undertaking, Utterance
from dipgraph.newcomers import MARK, Newcomers, Seat
from dipgraph.spoken import days
from dipgraph.terms import shorten
from dipgraph.vocabulary import Vocabulary

# What a statement is about where no issue was recognised: relations in general, which measure nothing.
GENERAL = "bilateral-relations"
_MET = re.compile(
    r"\b(?:met|meets?|held|spoke|speaks|talked|called|received|hosted|discussed|visited|telephoned|joined)\b"
)
_END = re.compile(r"[.!?][”\"’)]*(?:\s|$)|\n|$")


class Said:
    """What is said at the meetings of one document, as blocks in the order in which it says them."""

    def __init__(self, text: str, tag: str, new: Newcomers, publisher: str, account: Sequence[str]) -> None:
        """Take the text and its language, the new actors, the publisher, and the side whose account it is."""
        self.text, self.tag, self.new, self.publisher, self.account = text, tag, new, publisher, account
        self.statements: list[Block] = []
        self.commitments: list[Block] = []
        self.mentions: list[Block] = []
        self.left_out = 0
        self._meetings: dict[int, tuple[Occasion, str, Sequence[Seat]]] = {}
        self._heard: set[int] = set()
        self._words: set[str] = set()
        self._taken: set[str] = set()
        self._number = 0

    @property
    def _vocabulary(self) -> Vocabulary:
        return self.new.vocabulary

    def meeting(self, number: int, occasion: Occasion, address: str, seats: Sequence[Seat]) -> None:
        """Take a meeting, at which there may be statements."""
        self._meetings[number] = (occasion, address, seats)

    def utterance(self, one: Utterance) -> None:
        """Add a statement."""
        if one.occasion not in self._meetings or not self.text[one.start : one.end].strip():
            self.left_out += 1
            return
        self._heard.add(one.occasion)
        occasion, address, seats = self._meetings[one.occasion]
        reasons = list(one.reasons) or [Reason(f"Read as {one.act}", "act", 0.5)]
        reasons += self._heard_of(one, occasion, seats)
        speakers = list(dict.fromkeys(seats[n].person for n in one.speakers if seats[n].person))
        names = list(dict.fromkeys(seats[n].name for n in one.speakers if seats[n].person))
        if not speakers:
            if one.speakers:
                open_ones = wording.listed([seats[n].name for n in one.speakers])
                why = f"Said by {open_ones}, whom the text does not name: the publisher stands here until somebody is named"
                reasons.append(Reason(why, "speaker-open", 0.1))
            speakers, names = [self.publisher], [self._vocabulary.label(self.publisher)]
            if self.publisher in self.new.blocks:
                names = ["The document"]
        issues = [issue for issue in dict.fromkeys(one.issues) if f"issue/{issue}" in self._vocabulary.kinds]
        if not issues:
            issues = [GENERAL]
            why = "No issue of the vocabulary was recognised: relations in general stand here for want of one"
            reasons.append(Reason(why, "issue-unknown", 0.1))
        start, end = self._apart(one.start, one.end)
        self._number += 1
        label = self._vocabulary.label(f"act/{one.act}")
        spoken = [self._vocabulary.label(f"issue/{issue}") for issue in issues]
        facts = [
            ("a", "dip:Statement"),
            ("dip:madeAt", written(address)),
            ("dip:speaker", " , ".join(map(written, speakers))),
        ]
        if heard := list(dict.fromkeys(seats[n].person for n in one.addressees if seats[n].person)):
            facts.append(("dip:addressee", " , ".join(map(written, heard))))
        facts += [
            ("dip:act", f"act:{one.act}"),
            ("dip:verb", literal(" ".join(one.verb.split()) or one.act, self.tag)),
            ("dip:issue", " , ".join(f"issue:{issue}" for issue in issues)),
            ("dip:summary", literal(wording.summary(names, label, spoken), "en")),
            ("dip:evidence", f"<#p{self._number}>"),
        ]
        if self._vocabulary.commits(one.act):
            promise = self._commitment(one, occasion, address, seats, issues)
            self.commitments.append(promise)
            facts.append(("dip:attests", promise.subject))
        facts += _marked(reasons)
        self.statements += [Block(f"<#s{self._number}>", facts), self._passage(f"<#p{self._number}>", start, end)]

    def _heard_of(self, one: Utterance, occasion: Occasion, seats: Sequence[Seat]) -> list[Reason]:
        """Return how surely it is read who speaks and to whom, where their names do not stand in the sentence."""
        since, until = self._sentence(one.start)
        end = self.text.find(one.verb, one.start, one.end) if one.verb else -1
        forms = {n: self._forms(occasion, seats, n) for n in (*one.speakers, *one.addressees)}
        before = self.text[since : end if end >= 0 else one.end]
        by = wording.by_whom(before, [forms[n] for n in one.speakers])
        whom = [by] if by else []
        said = self.text[since : max(until, one.end)]
        if not all(wording.names(said, forms[n]) for n in one.addressees):
            why = "To whom it is said is a guess: its sentence does not name them"
            whom.append(Reason(why, "addressee-by-guess", 0.4))
        return whom

    def _forms(self, occasion: Occasion, seats: Sequence[Seat], number: int) -> tuple[str, ...]:
        """Return by what a sentence may name one who took part: name, words of the role, state."""
        one, side = occasion.participants[number], seats[number].side
        block = self.new.blocks.get(side)
        state = words(block.value("rdfs:label")) if block else self._vocabulary.labels.get(side, "")
        # "Minister" names nobody where there are two.
        others = {word for other in occasion.participants if other is not one for word in other.role.split()}
        titles = [word for word in one.role.split()[:3] if len(word) > 4 and word not in others]
        return (seats[number].name, *titles, state)

    def silent(self) -> None:
        """Add to a meeting at which nothing was heard that it was held: a document says something of each."""
        for number, (occasion, _, seats) in self._meetings.items():
            if number in self._heard:
                continue
            # Where the last of those who met is first named, the meeting is told: another may be of an earlier one.
            at = max((one.start for one in occasion.participants if not one.beside), default=0)
            start, end = self._sentence(at)
            found = _MET.search(self.text[start:end])
            why = "No statement was recognised: that they met is all that stands here. Add what was said, or reject it"
            one = Utterance(
                number,
                start,
                end,
                "discuss",
                found[0] if found else self.text[start:end].split()[0],
                tuple(n for n, seat in enumerate(seats) if seat.person),
                (),
                reasons=(Reason(why, "nothing-recognised", 0.05),),
            )
            self.utterance(one)

    def mention(self, one: Open) -> None:
        """Add words that name or describe somebody who took no part, or who is not known."""
        number = len(self.mentions) // 2 + 1
        words = " ".join(self.text[one.start : one.end].split())
        facts = [
            ("a", "dip:Mention"),
            ("dip:mentionedAs", literal(words, self.tag)),
            ("dip:evidence", f"<#pm{number}>"),
        ]
        if one.person:
            facts.append(("dip:refersTo", written(one.person)))
            why = one.why or f"Read as {self._vocabulary.label(shorten(one.person))}"
            reason = Reason(why, "mention", 0.6)
        else:
            why = " ".join(one.why.split()).rstrip(".") or "The text does not say who is meant"
            facts.append(("dip:openReason", literal(f"{why[0].upper()}{why[1:]}.", "en")))
            reason = Reason("Not resolved: name who is meant, or accept that it stays open", "mention-open", 0.3)
        self.mentions += [
            Block(f"<#m{number}>", [*facts, *_marked([reason])]),
            self._passage(f"<#pm{number}>", one.start, one.end),
        ]

    def _commitment(
        self, one: Utterance, occasion: Occasion, meeting: str, seats: Sequence[Seat], issues: Sequence[str]
    ) -> Block:
        """Return what a statement commits to; its whole sentence is its clause where the passage is of two words at most."""
        passage = self.text[one.start : one.end]
        start, end = self._sentence(one.start) if len(passage.split()) < 3 else (one.start, one.end)
        said = one.undertaking or Undertaking(())
        bound, to = (tuple(dict.fromkeys(map(self.new.side, codes))) for codes in (said.committed, said.to))
        speakers = list(dict.fromkeys(seats[n].side for n in one.speakers if seats[n].side))
        made = commitment(
            meeting,
            replace(said, committed=bound, to=to),
            speakers or self.account or [self.publisher],
            (passage, one.verb, self.text[start:end]),
            issues,
            occasion.date,
            self.tag,
            self._vocabulary,
            self._taken,
        )
        if not speakers:
            why = "No side speaks: the one whose account it is is taken to be bound"
            made.facts += _marked([Reason(why, "bound-by-account", 0.3)])
        return made

    def _passage(self, subject: str, start: int, end: int) -> Block:
        facts = [("a", "dip:Passage"), ("dip:startOffset", str(start)), ("dip:endOffset", str(end))]
        return Block(subject, [*facts, ("dip:quotation", literal(self.text[start:end], self.tag))])

    def _apart(self, start: int, end: int) -> tuple[int, int]:
        """Return a passage whose words are no other statement's: with words before it, and then behind it, if it must."""
        while self.text[start:end] in self._words and start > 0:
            start = len(self.text[:start].rstrip())
            start = max(self.text.rfind(space, 0, start) for space in " \n") + 1
        while self.text[start:end] in self._words and end < len(self.text):
            end += 1
        self._words.add(self.text[start:end])
        return start, end

    def _sentence(self, at: int) -> tuple[int, int]:
        """Return the sentence about a place of the text, 400 characters of it at most."""
        at = min(at, len(self.text) - 1)
        while at < len(self.text) - 1 and self.text[at].isspace():
            at += 1
        before = [match.end() for match in re.finditer(r"[.!?]\s+|\n", self.text[:at]) if match.end() <= at]
        start = before[-1] if before else 0
        found = _END.search(self.text, at)
        end = min(found.start() + 1 if found else len(self.text), start + 400, len(self.text))
        return start, start + len(self.text[start:end].rstrip())


def commitment(
    meeting: str,
    promise: Undertaking,
    speakers: Sequence[str],
    said: tuple[str, str, str],
    issues: Sequence[str],
    day: dt.date | None,
    tag: str,
    vocabulary: Vocabulary,
    taken: set[str],
) -> Block:
    """Return a commitment made at a *meeting* of that *day*, with a mark for each of its guesses.

    What *promise* has are addresses; where it binds nobody, those are bound for whom the *speakers* speak. *said* is the
    passage, its verb, and the clause that stands for the action where no verb says it. Its address goes into *taken*.
    """
    reasons = [Reason("The action is made of words of the text: say it in your own", "action-from-words", 0.5)]
    reasons += promise.doubts
    bound = list(dict.fromkeys(promise.committed or speakers))
    if not promise.committed:
        reasons.append(Reason("Who is bound is taken from who speaks", "bound-by-speaker", 0.5))
    passage, verb, clause = said
    if wording.deed(passage, verb):
        action = wording.action(passage, verb)
    else:
        why = "No verb says what is to be done: its clause stands for it"
        reasons.append(Reason(why, "action-without-verb", 0.1))
        action = wording.action(clause, "")
    kind, shown = wording.kind(action, issues, vocabulary)
    why = f"Its kind is read from: {shown}" if shown else "Nothing shows its kind"
    reasons.append(Reason(why, "kind-by-words", 0.6 if shown else 0.2))
    facts = [("a", "dip:Commitment"), ("dip:madeAt", written(meeting))]
    facts.append(("dip:committedBy", " , ".join(map(written, bound))))
    if towards := [side for side in promise.to if side not in bound]:
        facts.append(("dip:committedTo", " , ".join(map(written, towards))))
    facts += [
        ("dip:action", literal(action, "en")),
        ("dip:kind", kind),
        ("dip:issue", " , ".join(f"issue:{issue}" for issue in issues)),
        ("dip:continuity", "dip:continuing" if promise.continuing else "dip:new"),
        ("dip:procedural", "true" if promise.procedural else "false"),
    ]
    if promise.due_words:
        facts.append(("dip:dueText", literal(" ".join(promise.due_words.split()), tag)))
    since, until = promise.due_from or day, promise.due_until
    if until is not None and is_due(since, until, day):
        facts += [("dip:dueFrom", _day(since)), ("dip:dueUntil", _day(until))]
        read = days(since.isoformat(), until.isoformat())
        sure = 0.8 if str(until.year) in promise.due_words else 0.6
        reasons.append(Reason(f"“{' '.join(promise.due_words.split())}” is read as {read}", "due-by-words", sure))
    elif until is not None:
        reasons.append(odd(until))
    elif promise.due_words:
        why = f"“{' '.join(promise.due_words.split())}” gives no days, or nothing says from which it counts"
        reasons.append(Reason(why, "due-without-days", 0.4))
    return Block(written(addresses.commitment(meeting, action, taken)), [*facts, *_marked(reasons)])


def is_due(since: dt.date | None, until: dt.date, day: dt.date | None) -> TypeGuard[dt.date]:
    """Say whether what was promised on a *day* may be due from one day to another."""
    return since is not None and since <= until and (day is None or day <= until)


def odd(until: dt.date) -> Reason:
    """Return why a commitment has no day on which it is due, though its words seem to give one."""
    why = f"Due on {until.isoformat()}, which is before the meeting, or has no beginning: look at the words"
    return Reason(why, "due-date-odd", 0.1)


def _day(value: dt.date) -> str:
    return typed(value.isoformat(), "date")


def _marked(reasons: Sequence[Reason]) -> list[tuple[str, str]]:
    return [(MARK, literal(wording.mark(reason), "en")) for reason in dict.fromkeys(reasons)]
