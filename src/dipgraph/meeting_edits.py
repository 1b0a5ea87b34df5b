"""What may be changed of a meeting and of those who took part in it."""

from __future__ import annotations

import re

from dipgraph import addresses, wording
from dipgraph.blocks import Block, address, literal, typed, words, written
from dipgraph.edits import actor, choice, date_of, field, needed, put_date, put_words, spoken, tag_of
from dipgraph.errors import UsageError
from dipgraph.marks import Marked, Question
from dipgraph.newcomers import NEW, Newcomers
from dipgraph.relabelling import (
    ask,
    day_of,
    family_of,
    label_of,
    name_of,
    reclass,
    relabel,
    settle,
)
from dipgraph.terms import BASE, shorten
from dipgraph.vocabulary import Vocabulary

_CURE = "c person new FAMILY, GIVEN describes one whom the graph does not have"


@field("date", "meeting")
def _date(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    """Take another day, by which meeting and commitments are named too."""
    meeting = question.root
    new, before = date_of(value, "the day"), day_of(meeting)
    old = shorten(address(meeting.subject, ""))
    name = re.sub(r"^meeting/(?:\d{4}-\d\d-\d\d|undated)-", f"meeting/{new.isoformat()}-", old)
    after = "dip:date" if before else "rdfs:label"
    put_date(meeting, "dip:date", new, after)
    settle(meeting, "day-unknown")
    meeting.put("dip:start")
    meeting.put("dip:startApproximate")
    label = words(meeting.value("rdfs:label"))
    said = spoken(before) if before else "day not known"
    meeting.put("rdfs:label", literal(label.replace(said, spoken(new)), "en"))
    head = words(marked.head.value("rdfs:label"))
    marked.head.put("rdfs:label", literal(head.replace(label, label.replace(said, spoken(new))), "en"))
    _name(marked, meeting, name)


@field("address", "meeting")
def _address(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    """Take the address that other accounts have for the meeting, by which its commitments are named too."""
    name = value.removeprefix(BASE).removeprefix("meeting/").removeprefix("meeting:")
    if not re.fullmatch(r"(\d{4}-\d\d(-\d\d)?|undated)-[a-z0-9-]+", name):
        raise UsageError("an address is the day and states: meeting/2022-05-23-jp-us")
    _name(marked, question.root, f"meeting/{name}")


def _name(marked: Marked, meeting: Block, name: str) -> None:
    if marked.page.block(written(name)) not in (None, meeting):
        raise UsageError(f"there is another meeting {name} in this file")
    old = shorten(address(meeting.subject, ""))
    stem = f"<{BASE}commitment/{old.removeprefix('meeting/')}/"
    for block in list(marked.page.blocks):
        if block.subject.startswith(stem):
            moved = f"<{BASE}commitment/{name.removeprefix('meeting/')}/{block.subject[len(stem) :]}"
            marked.rename(block.subject, moved)
    marked.rename(meeting.subject, written(name))


@field("start", "meeting")
def _start(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    """Take the local time with its offset: 17:50+09:00."""
    meeting, date = question.root, day_of(question.root)
    if not value:
        meeting.put("dip:start")
        meeting.put("dip:startApproximate")
        return
    match = re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d) ?([+-](?:0\d|1[0-4]):[0-5]\d)", value)
    if match is None or date is None:
        raise UsageError("a start is the local time with its offset from UTC, 17:50+09:00, of a day that is known")
    meeting.put(
        "dip:start", typed(f"{date.isoformat()}T{match[1]}:{match[2]}:00{match[3]}", "dateTime"), after="dip:date"
    )


@field("minutes", "meeting")
def _minutes(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    if value and not re.fullmatch(r"[1-9]\d{0,4}", value):
        raise UsageError("how long it lasted is a number of minutes")
    question.root.put("dip:duration", *([typed(f"PT{value}M", "duration")] if value else []), after="dip:date")
    if not value:
        question.root.put("dip:durationApproximate")


@field("format", "meeting")
def _format(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    question.root.put("dip:format", *([choice(value, vocabulary, "Format")] if value else []), after="dip:date")


@field("place", "meeting")
def _place(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    put_words("dip:place", value, tag_of(marked), question, "dip:format")


@field("country", "meeting")
def _country(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    found = [actor(value, marked, vocabulary, "State")] if value else []
    question.root.put("dip:country", *found, after="dip:format")


@field("within", "meeting")
def _within(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    """Take the name of the larger meeting, as it is described in this file; the month is that of the meeting."""
    if not value:
        question.root.put("dip:within")
        return
    date = day_of(question.root)
    term = written(f"meeting/{date.isoformat()[:7] if date else 'undated'}-{addresses.slug(value)}")
    question.root.put("dip:within", term, after="dip:format")
    if marked.page.block(term) is None:
        facts = [("a", "dip:MultilateralMeeting"), ("rdfs:label", literal(value, "en"))]
        marked.page.add(Block(term, facts), question.root)


@field("label", "meeting", "actor")
def _label(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    question.root.put("rdfs:label", literal(needed(value, "the label"), "en"))


# --- Who took part ---


@field("person", "participation")
def _person(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    """Take a person who is known, or a new one as ``new FAMILY, GIVEN``; the statements of the meeting go with it."""
    seat, meeting = question.root, marked.meeting_of(question.root)
    old = seat.value("dip:participant")
    if value.startswith("new "):
        family, _, given = (part.strip() for part in value.removeprefix("new ").partition(","))
        new = written(addresses.person(needed(family, "the family name"), needed(given, "the given name")))
        if marked.page.block(new) is None and not vocabulary.kinds.get(shorten(address(new, ""))):
            label = words(seat.value("dip:nameInSource")) if not old else f"{given} {family}"
            facts = [("a", "dip:Person"), ("rdfs:label", literal(label, "en")), ("dip:familyName", literal(family))]
            marked.page.add(Block(new, [*facts, ("dip:givenName", literal(given))]), marked.page.blocks[-1], NEW)
    else:
        new = actor(needed(value, "who took part"), marked, vocabulary, "Person", cure=_CURE)
    if any(person == new for person in marked.participants(meeting.subject) if person != old):
        raise UsageError("that person has a part in the meeting already: reject one of the two")
    label = label_of(marked, meeting, vocabulary)
    seat.put("dip:participant", new, after="a")
    # These were about who it is; what else was asked is asked still.
    settle(seat, "person-new", "person-open")
    seat.put("dip:openReason")
    if old:
        names = [family_of(person, marked, vocabulary) for person in (old, new)]
        for block in marked.page.blocks:
            if meeting.subject in block.values("dip:madeAt"):
                if old in block.values("dip:speaker"):
                    _replace(block, "dip:summary", *names)
                marked.rename(old, new, block, ("dip:speaker", "dip:addressee"))
    if not relabel(marked, meeting, label, vocabulary) and old:
        for block in (meeting, marked.head):
            _replace(block, "rdfs:label", *names)
    _in_office(marked, seat, meeting, vocabulary)


def _in_office(marked: Marked, seat: Block, meeting: Block, vocabulary: Vocabulary) -> None:
    """Give a person the one office held on that day; else the office stays, with a tenure that is marked as new."""
    office, person = (
        shorten(address(seat.value(name), "")) if seat.value(name) else ""
        for name in ("dip:inOffice", "dip:participant")
    )
    day = day_of(meeting)
    if office and vocabulary.holds(person, office, day):
        return
    if len(held := vocabulary.offices(person, day)) == 1:
        if office:
            why = f"The office was {name_of(written(office), marked, vocabulary)}, which the actors do not have it that"
            ask(seat, f"{why} {vocabulary.label(person)} held on that day", "office-by-tenure", 0.5)
        seat.put("dip:inOffice", written(held[0]), after="dip:participant")
        seat.put("dip:onBehalfOf", written(vocabulary.one(held[0], "officeOf")), after="dip:inOffice")
        reclass(marked, meeting)
    elif office:
        there = {shorten(address(block.subject, "")): block for block in marked.page.blocks}
        source = marked.head.value("dip:address").strip("<>")
        new = Newcomers(vocabulary, source, dict(there))
        new.tenure(person, office)
        for block in [block for name, block in new.blocks.items() if name not in there]:
            marked.page.add(block, marked.page.blocks[-1], NEW)


def _replace(block: Block, name: str, old: str, new: str) -> None:
    """Put one name for another in the words that a draft has put together."""
    text = words(block.value(name))
    if old and new and old in text:
        block.put(name, literal(text.replace(old, new, 1), "en"))


@field("office", "participation")
def _office(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    """Take an office that the person held on that day, as the actors have it, or none."""
    seat, meeting = question.root, marked.meeting_of(question.root)
    if not value:
        seat.put("dip:inOffice")
        return
    person = shorten(address(seat.value("dip:participant"), marked.page.base))
    office = vocabulary.find(value, "Office")
    if not vocabulary.holds(person, office, day_of(meeting)):
        raise UsageError(
            f"the actors do not have it that {person} held {office} on that day: add the tenure to them first"
        )
    settle(seat, "office-left-out", "office-by-tenure", "side-against-tenures")
    seat.put("dip:inOffice", written(office), after="dip:participant")
    seat.put("dip:onBehalfOf", written(vocabulary.one(office, "officeOf")), after="dip:inOffice")


@field("side", "participation")
def _side(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    seat, meeting = question.root, marked.meeting_of(question.root)
    new = actor(value, marked, vocabulary, "State", "Body") if value else ""
    office = seat.value("dip:inOffice")
    block = marked.page.block(office)
    of = (
        block.value("dip:officeOf")
        if block
        else written(vocabulary.one(shorten(address(office, "")), "officeOf") or "-")
    )
    if office and of != new:
        seat.put("dip:inOffice")
        left = name_of(office, marked, vocabulary)
        ask(seat, f"{left} was left out, which is an office of another side: c office NAME", "office-left-out", 0.1)
    seat.put("dip:onBehalfOf", *([new] if new else []), after="dip:participant")
    reclass(marked, meeting)
    _against_tenures(marked, seat, meeting, vocabulary)


def _against_tenures(marked: Marked, seat: Block, meeting: Block, vocabulary: Vocabulary) -> None:
    """Ask about a side of which the person held no office on that day, where the actors have one of another."""
    settle(seat, "side-against-tenures")
    person, side = seat.value("dip:participant"), seat.value("dip:onBehalfOf")
    held = vocabulary.offices(shorten(address(person, "")), day_of(meeting)) if person else []
    of = {written(vocabulary.one(office, "officeOf")) for office in held}
    if side and of and side not in of:
        names = wording.listed(sorted(vocabulary.label(office) for office in held))
        why = f"The actors have it that {name_of(person, marked, vocabulary)} was {names} on that day"
        ask(seat, f"{why}, and nothing of {name_of(side, marked, vocabulary)}", "side-against-tenures", 0.1)


@field("capacity", "participation")
def _capacity(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    question.root.put("dip:capacity", choice(value or "attendee", vocabulary, "Capacity"))


@field("role", "participation")
def _role(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    put_words("dip:roleInSource", value, tag_of(marked), question, "dip:nameInSource")


@field("name", "participation")
def _printed(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    put_words("dip:nameInSource", needed(value, "the name as printed"), tag_of(marked), question, "dip:capacity")
