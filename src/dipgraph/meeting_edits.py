"""What may be changed of a meeting, and what follows from its day."""

from __future__ import annotations

import datetime as dt
import re

from dipgraph import addresses
from dipgraph.blocks import Block, address, literal, typed, words, written
from dipgraph.clocks import offset
from dipgraph.commitment_edits import read_again
from dipgraph.draft_turtle import BEGAN, LASTED, began
from dipgraph.edits import actor, choice, field, put_date, put_words, tag_of
from dipgraph.errors import UsageError
from dipgraph.guesses import Reason
from dipgraph.marks import Marked, Question
from dipgraph.relabelling import ask, day_of, label_of, reclass, relabel, settle, sides_of, span_of, when_of
from dipgraph.seat_edits import seat_again
from dipgraph.terms import BASE, shorten
from dipgraph.typed_values import interval, needed
from dipgraph.vocabulary import Vocabulary

# How addresses have the day of a meeting, or as much of it as is known.
_DAY = r"\d{4}(?:-\d\d(?:-\d\d)?)?|undated"
_KINDS = {"bilateral": "dip:BilateralMeeting", "multilateral": "dip:MultilateralMeeting"}
_ABOUT = r"(about |around |~ ?)?"


@field("date", "meeting")
def _date(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    """Take another day, or a month or two days between which it lies: what is named by the day or hangs on it follows."""
    meeting = question.root
    first, last = interval(value, "the day")
    before, said = span_of(meeting), when_of(meeting)
    for name in ("dip:date", "dip:earliest", "dip:latest", "dip:dateApproximate"):
        meeting.put(name)
    if first == last:
        put_date(meeting, "dip:date", first, "rdfs:label")
    else:
        put_date(meeting, "dip:earliest", first, "rdfs:label")
        put_date(meeting, "dip:latest", last, "dip:earliest")
    settle(meeting, "day-unknown")
    _move_start(meeting, first if first == last else None)
    label = words(meeting.value("rdfs:label"))
    new, head = label.replace(said, when_of(meeting)), words(marked.head.value("rdfs:label"))
    meeting.put("rdfs:label", literal(new, "en"))
    marked.head.put("rdfs:label", literal(head.replace(label, new), "en"))
    if before not in (None, (first, last)) and any(
        words(note).startswith(LASTED) for note in meeting.values("dip:note")
    ):
        why = "A note says until when it lasted, from another day on: c note WORDS, or c note - without one"
        ask(meeting, Reason(why, "note-of-other-day", 0.2))
    old = before[0] if before else None
    _name_larger(marked, meeting, _month(before), _month((first, last)))
    called = re.sub(rf"^meeting/(?:{_DAY})-", f"meeting/{_part(first, last)}-", shorten(address(meeting.subject, "")))
    _name(marked, meeting, called)
    for seat in marked.seats(meeting):
        seat_again(marked, seat, meeting, vocabulary)
    for block in marked.page.blocks:
        if meeting.subject in block.values("dip:madeAt") and "dip:Commitment" in block.values("a"):
            read_again(block, old or _published(marked), first)


def _published(marked: Marked) -> dt.date | None:
    """Return the day of the document, by which a draft reads words where that of the meeting is not known."""
    value = words(marked.head.value("dip:published"))
    return dt.date.fromisoformat(value) if value else None


def _part(first: dt.date, last: dt.date) -> str:
    """Return what of a day all those from the *first* to the *last* have in common: the day, the month or the year."""
    days = first.isoformat(), last.isoformat()
    return next((days[0][:end] for end in (10, 7, 4) if days[0][:end] == days[1][:end]), "undated")


def _month(span: tuple[dt.date, dt.date] | None) -> str:
    """Return by what a larger meeting is named: the month of the days between which a meeting in it lies."""
    return _part(*span)[:7] if span else "undated"


def _name_larger(marked: Marked, meeting: Block, old: str, new: str) -> None:
    """Name the larger meeting that is described here for this one alone by its month."""
    for term in meeting.values("dip:within"):
        slug = shorten(address(term, "")).removeprefix(f"meeting/{old}-")
        renamed = written(f"meeting/{new}-{slug}")
        alone = [block for block, _ in marked.page.naming(term)] == [meeting]
        if old != new and alone and "/" not in slug and marked.page.block(term) and not marked.page.block(renamed):
            marked.rename(term, renamed)


def _move_start(meeting: Block, day: dt.date | None) -> None:
    """Move the start to another *day*, and ask for its offset there; where no day is known, a note has the time."""
    if not (start := words(meeting.value("dip:start"))):
        return
    time = start[11:16] + start[19:]
    if day is None:
        meeting.put("dip:start")
        meeting.put("dip:startApproximate")
        meeting.facts.append(("dip:note", began(time)))
        return
    put_start(meeting, day, time)
    ask(meeting, Reason(f"It began at {time} by another day: see to its offset from UTC on this", "start-moved", 0.5))


def put_start(meeting: Block, day: dt.date, time: str) -> None:
    """Give a meeting its start, a *time* with its offset ("17:50+09:00")."""
    meeting.put("dip:start", typed(f"{day.isoformat()}T{time[:5]}:00{time[5:]}", "dateTime"), after="dip:date")


@field("address", "meeting")
def _address(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    """Take the address that other accounts have for the meeting, by which its commitments are named too."""
    name = value.removeprefix(BASE).removeprefix("meeting/").removeprefix("meeting:")
    if not re.fullmatch(rf"({_DAY})-[a-z0-9-]+", name):
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
    """Take the local time, 17:50 or about 17:50, with its offset, which else is that of the country if it has one alone."""
    meeting, day = question.root, day_of(question.root)
    match = re.fullmatch(rf"{_ABOUT}(\d|[01]\d|2[0-3]):([0-5]\d) ?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?", value)
    if value and (match is None or day is None):
        raise UsageError("a start is the local time with its offset from UTC, 17:50+09:00, of a day that is known")
    ahead, guessed = "", False
    if match and day:
        time = f"{int(match[2]):02}:{match[3]}"
        ahead = (match[4] or "").replace("Z", "+00:00")
        if not ahead and (country := _code(marked, meeting, vocabulary)):
            ahead, guessed = _offset(country, day, time), True
        if not ahead:
            raise UsageError(f"nothing says how far {time} is from UTC: give it with its offset, c start {time}+09:00")
    # What was known of it before is known better, or was wrong.
    settle(meeting, "start-without-offset", "start-offset", "start-moved")
    meeting.put("dip:note", *[note for note in meeting.values("dip:note") if not words(note).startswith(BEGAN)])
    for name in ("dip:start", "dip:startApproximate"):
        meeting.put(name)
    if match and day:
        put_start(meeting, day, f"{time}{ahead}")
        if match[1]:
            meeting.put("dip:startApproximate", "true", after="dip:start")
        if guessed:
            ask(meeting, Reason(f"{ahead} is the time of {country}, all of it", "start-offset", 0.8))


def _offset(country: str, day: dt.date, time: str) -> str:
    """Return how far from UTC a *time* is in a country, nothing where that is not one or its zones are not installed."""
    try:
        return offset(country, day, time)
    except ModuleNotFoundError:
        # They come with the extra "draft", without which a review goes on.
        return ""


def _code(marked: Marked, meeting: Block, vocabulary: Vocabulary) -> str:
    """Return the code of the country in which a meeting was, nothing where none is known."""
    term = meeting.value("dip:country")
    block = marked.page.block(term)
    code = words(block.value("dip:isoCode")) if block else ""
    return code or (vocabulary.one(shorten(address(term, "")), "isoCode") if term else "")


@field("minutes", "meeting")
def _minutes(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    """Take how many minutes it lasted, 40 or about 40."""
    match = re.fullmatch(rf"{_ABOUT}([1-9]\d{{0,4}})(?: min(?:ute)?s?)?", value)
    if value and match is None:
        raise UsageError("how long it lasted is a number of minutes, 40 or about 40")
    meeting = question.root
    meeting.put("dip:durationApproximate")
    meeting.put("dip:duration", *([typed(f"PT{match[2]}M", "duration")] if match else []), after="dip:date")
    if match and match[1]:
        meeting.put("dip:durationApproximate", "true", after="dip:duration")


@field("kind", "meeting", values=_KINDS)
def _kind(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    """Take the class, bilateral or multilateral, as far as the sides let it; without a value the one that they have."""
    if not value:
        reclass(marked, question.root)
        return
    kind = value.lower().removesuffix("meeting").strip()
    if kind not in _KINDS:
        raise UsageError(f"unknown kind {value!r}: choose bilateral or multilateral")
    if kind == "bilateral" and len(sides_of(marked, question.root)) > 2:
        raise UsageError("more than two states or bodies are represented: c side of who took part, or reject one")
    question.root.put("a", _KINDS[kind])


@field("format", "meeting", values="Format")
def _format(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    meeting = question.root
    label = label_of(marked, meeting, vocabulary)
    meeting.put("dip:format", *([choice(value, vocabulary, "Format")] if value else []), after="dip:date")
    relabel(marked, meeting, label, vocabulary)


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
    if not (slug := addresses.slug(value)):
        raise UsageError("a larger meeting has a name in Latin letters, by which it is found: give that")
    term = written(f"meeting/{_month(span_of(question.root))}-{slug}")
    question.root.put("dip:within", term, after="dip:format")
    if marked.page.block(term) is None:
        facts = [("a", "dip:MultilateralMeeting"), ("rdfs:label", literal(value, "en"))]
        marked.page.add(Block(term, facts), question.root)


@field("note", "meeting")
def _note(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    settle(question.root, "note-of-other-day")
    put_words("dip:note", value, "en", question, "dip:participation")


@field("label", "meeting", "actor")
def _label(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    question.root.put("rdfs:label", literal(needed(value, "the label"), "en"))
