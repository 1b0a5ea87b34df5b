"""What a person adds in a review that the draft had not: a statement, one who took part, a meeting; and what moves."""

from __future__ import annotations

import re

from dipgraph import addresses, registry
from dipgraph.blocks import Block, address, literal, typed, words, written
from dipgraph.commitment_edits import read_again
from dipgraph.edits import change, field, summarise, tag_of
from dipgraph.errors import UsageError
from dipgraph.guesses import Reason
from dipgraph.inflections import PAST
from dipgraph.marks import Marked, Question
from dipgraph.newcomers import MARK
from dipgraph.relabelling import ask, label_of, name_of, reclass, relabel, seat_name, span_of
from dipgraph.rereading import reread
from dipgraph.statement_turtle import GENERAL
from dipgraph.terms import shorten
from dipgraph.typed_values import date_of, needed
from dipgraph.vocabulary import Vocabulary

# What is asked for each thing that can be added.
ADDED = {
    "statement": "its passage, from the first word to the last as they stand in the text: ",
    "participant": "who, a name or new FAMILY, GIVEN; with at 2, in the second meeting: ",
    "meeting": "on which day: ",
}
# Which meeting somebody took part in, behind the name: its number, its day, or its address.
_AT = re.compile(r" at (?:\d+|\d{4}-\d\d-\d\d|meeting[/:]\S+)$")
_NUMBERED = re.compile(r"<#[sp](\d+)>")


def add(marked: Marked, question: Question | None, what: str, value: str, vocabulary: Vocabulary) -> str:
    """Describe one thing more, with a mark, where the *question* is that one is at; return the id of what is asked of it.

    A UsageError says what is wrong with *what* it is, or with its *value*.
    """
    if what not in ADDED:
        raise UsageError(registry.unknown("thing to add", what, ADDED))
    if marked.page.block("<>") is None:
        raise UsageError("judgements are not added here, but by 'dipgraph match'")
    value = " ".join(value.split())
    return {"statement": _statement, "participant": _participant, "meeting": _meeting}[what](
        marked, question, value, vocabulary
    )


def _statement(marked: Marked, question: Question | None, value: str, vocabulary: Vocabulary) -> str:
    """Add a statement whose passage has the words *value*, which are read as a draft reads them.

    Where no cue of an act is among them, all who took part state something, until a person says more.
    """
    if not marked.text or not marked.head.value("dip:text"):
        raise UsageError("the text is not kept, in which the passage would be found: add the statement to the file")
    near = marked.passage(question) if question else None
    at = str(near[0] if near else 0)
    numbers = [int(found[1]) for block in marked.page.blocks if (found := _NUMBERED.fullmatch(block.subject))]
    number = max(numbers, default=0) + 1
    facts = [("a", "dip:Passage"), ("dip:startOffset", at), ("dip:endOffset", at), ("dip:quotation", '""')]
    passage = Block(f"<#p{number}>", facts)
    statement = Block(f"<#s{number}>", [("a", "dip:Statement"), ("dip:evidence", passage.subject)])
    change(marked, Question("statement", statement, (statement, passage)), "passage", value, vocabulary)
    start = int(passage.value("dip:startOffset"))
    passages = [block for block in marked.page.blocks if "dip:Passage" in block.values("a") and _resting(marked, block)]
    before = [(n, block) for block in passages if (n := int(block.value("dip:startOffset"))) <= start]
    last = max(before, key=lambda pair: pair[0])[1] if before else None
    meeting = _meeting_at(marked, question) or _told_last(marked, last) or marked.head.value("dip:describes")
    held = marked.page.block(meeting)
    said = reread(marked, held, start, int(passage.value("dip:endOffset")), vocabulary) if held else None
    printed = re.findall(r"[^\W\d_]+|\S+", words(passage.value("dip:quotation")))
    verb = said.verb if said else next((word for word in printed if word.endswith("ed") or word in PAST), printed[0])
    speakers = list(said.speakers if said else marked.participants(meeting)) or [marked.head.value("dip:publisher")]
    issues = [f"issue:{issue}" for issue in (said.issues if said else ())] or [f"issue:{GENERAL}"]
    why = "Added in the review: see to its act, who speaks, and the issues"
    statement.facts = [
        ("a", "dip:Statement"),
        ("dip:madeAt", meeting),
        ("dip:speaker", " , ".join(speakers)),
        *([("dip:addressee", " , ".join(said.addressees))] if said and said.addressees else []),
        ("dip:act", "act:state"),
        ("dip:verb", literal(verb, tag_of(marked))),
        ("dip:issue", " , ".join(issues)),
        ("dip:summary", '""'),
        ("dip:evidence", passage.subject),
    ]
    for reason in (Reason(why, "added", 0.0), *(said.reasons if said else ())):
        ask(statement, reason)
    summarise(statement, marked, vocabulary)
    if last is None:
        marked.page.add(passage, marked.page.blocks[-1], "Statements")
        marked.page.add(statement, marked.page.blocks[-1], "Statements")
    else:
        marked.page.add(statement, last)
        marked.page.add(passage, statement)
    if said:
        # With what it commits to, if it does.
        change(marked, Question("statement", statement, (statement, passage)), "act", said.act, vocabulary)
    return f"statement {statement.subject}"


def _resting(marked: Marked, passage: Block) -> list[Block]:
    """Return the statements that rest on a passage."""
    return [block for block, _ in marked.page.naming(passage.subject) if "dip:Statement" in block.values("a")]


def _told_last(marked: Marked, passage: Block | None) -> str:
    """Return the meeting of the statement that rests on a *passage*; nothing without one."""
    return next((block.value("dip:madeAt") for block in _resting(marked, passage)), "") if passage else ""


def _meeting_at(marked: Marked, question: Question | None) -> str:
    """Return the meeting that a *question* is about; nothing where it is about none."""
    if question is None:
        return ""
    if question.sort == "participation":
        return marked.meeting_of(question.root).subject
    return question.root.subject if question.sort == "meeting" else question.root.value("dip:madeAt")


def _participant(marked: Marked, question: Question | None, value: str, vocabulary: Vocabulary) -> str:
    """Add one who took part in the meeting that one is at, or "at 2" in that one: a person who is known, or new.

    Office and side follow.
    """
    value, _, where = value.rpartition(" at ") if _AT.search(value) else (value, "", "")
    needed(value, "who took part")
    if where:
        meeting: Block | None = _described(marked, where)
    else:
        meeting = marked.page.block(_meeting_at(marked, question) or marked.head.value("dip:describes"))
    assert meeting is not None
    label = label_of(marked, meeting, vocabulary)
    family, _, given = (part.strip() for part in value.removeprefix("new ").partition(","))
    name = f"{given} {family}".strip()
    why = Reason("Added in the review: see to office, side and capacity", "added", 0.0)
    seat = _seated(marked, meeting, addresses.slug(family) or "somebody")
    seat.facts = [
        ("a", "dip:Participation"),
        ("dip:capacity", "dip:attendee"),
        ("dip:nameInSource", literal(name, tag_of(marked))),
    ]
    change(marked, Question("participation", seat, (seat,)), "person", value, vocabulary)
    ask(seat, why)
    if not seat.values("dip:onBehalfOf"):
        why = Reason("Nothing says on whose behalf this one took part: c side NAME", "side-unknown", 0.1)
        ask(seat, why)
    relabel(marked, meeting, label, vocabulary)
    reclass(marked, meeting)
    return f"participation {seat.subject}"


def _seated(marked: Marked, meeting: Block, name: str) -> Block:
    """Return a new seat at a meeting, which stands behind the others."""
    taken = {block.subject.strip("<>#") for block in marked.page.blocks}
    seat = Block(f"<#{addresses.unlike(name[:40], taken)}>", [])
    marked.page.add(seat, [meeting, *marked.seats(meeting)][-1])
    meeting.put("dip:participation", *meeting.values("dip:participation"), seat.subject)
    return seat


def _meeting(marked: Marked, question: Question | None, value: str, vocabulary: Vocabulary) -> str:
    """Add a meeting on the day *value*, of those who took part in the one that one is at."""
    day = date_of(value, "the day")
    first = marked.page.block(_meeting_at(marked, question) or marked.head.value("dip:describes"))
    assert first is not None
    others = [block for name in marked.head.values("dip:describes") if (block := marked.page.block(name))]
    taken = {shorten(address(block.subject, "")) for block in marked.page.blocks}
    rest = re.sub(r"^meeting/(?:\d{4}(?:-\d\d){0,2}|undated)-", "", shorten(address(first.subject, "")))
    name = addresses.unlike(f"meeting/{day.isoformat()}-{rest}", taken)
    meeting = Block(written(name), [("a", first.value("a")), ("rdfs:label", '""')])
    meeting.facts += [("dip:date", typed(day.isoformat(), "date")), ("dip:format", "dip:inPerson")]
    why = "Added in the review, with those who met the other time: + participant NAME adds others"
    marked.page.add(meeting, [others[-1], *marked.seats(others[-1])][-1])
    for seat in marked.seats(first):
        copy = _seated(marked, meeting, seat.subject.strip("<>#"))
        copy.facts = [fact for fact in seat.facts if fact[0] != MARK]
        ask(copy, Reason("Taken to have met this time too: r where not", "added", 0.2))
    meeting.put("rdfs:label", literal(label_of(marked, meeting, vocabulary), "en"))
    ask(meeting, Reason(why, "added", 0.0))
    marked.head.put("dip:describes", *marked.head.values("dip:describes"), meeting.subject)
    return f"meeting {meeting.subject}"


def _described(marked: Marked, value: str) -> Block:
    """Return the meeting of the document that is given by its number among them, its day, or its address."""
    found = [block for name in marked.head.values("dip:describes") if (block := marked.page.block(name))]
    fit = [
        block
        for number, block in enumerate(found, start=1)
        if value in (str(number), shorten(address(block.subject, "")), block.subject)
        or value == words(block.value("dip:date"))
    ]
    if len(fit) != 1:
        listing = ", ".join(f"{n} ({words(block.value('rdfs:label'))})" for n, block in enumerate(found, start=1))
        raise UsageError(f"{value!r} is no one meeting described here: choose of {listing}")
    return fit[0]


@field("meeting", "statement")
def _move(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    """Take another meeting of the document for the one at which something was said, with what it commits to.

    It is given by its number among them, its day, or its address.
    """
    statement, old = question.root, question.root.value("dip:madeAt")
    meeting, before = _described(marked, value), marked.participants(old)
    there = marked.participants(meeting.subject)
    for person in (*statement.values("dip:speaker"), *statement.values("dip:addressee")):
        if person in before and person not in there:
            name = seat_name(before[person], marked, vocabulary)
            adding = f"+ participant {name_of(person, marked, vocabulary)} at {value}"
            raise UsageError(f"{name} took no part in that meeting: {adding} says that he or she did, else c speakers")
    promise = question.part("Commitment")
    if promise is not None and len(marked.page.naming(promise.subject)) > 1:
        raise UsageError("another statement attests the same commitment: it stays where it was made")
    statement.put("dip:madeAt", meeting.subject)
    if promise is not None:
        taken = {shorten(address(block.subject, "")) for block in marked.page.blocks}
        of = shorten(address(meeting.subject, ""))
        last = shorten(address(promise.subject, "")).rpartition("/")[2]
        promise.put("dip:madeAt", meeting.subject)
        marked.rename(
            promise.subject, written(addresses.unlike(f"commitment/{of.removeprefix('meeting/')}/{last}", taken))
        )
        days = [span_of(block) for block in (marked.page.block(old), meeting) if block]
        if days[-1]:
            read_again(promise, days[0][0] if days[0] else None, days[-1][0])
