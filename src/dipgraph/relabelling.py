"""What follows when others took part than a draft had it: label and class of the meeting, and marks that ask again."""

from __future__ import annotations

import datetime as dt

from dipgraph import wording
from dipgraph.blocks import Block, address, literal, terms, words
from dipgraph.draft_turtle import FORMATS
from dipgraph.guesses import Reason
from dipgraph.marks import Marked
from dipgraph.newcomers import MARK
from dipgraph.spoken import days
from dipgraph.terms import shorten
from dipgraph.vocabulary import Vocabulary


def ask(block: Block, why: Reason) -> None:
    """Give a block a mark, that a person looks at it again."""
    value = literal(wording.mark(why), "en")
    if value not in block.values(MARK):
        block.facts = [*block.facts, (MARK, value)]


def settle(block: Block, *rules: str) -> None:
    """Take those marks of a block away that came of one of these rules."""
    kept = [value for value in block.values(MARK) if wording.reason_of(words(value)).rule not in rules]
    block.facts = [*(fact for fact in block.facts if fact[0] != MARK), *((MARK, value) for value in kept)]


def span_of(meeting: Block) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day on which a meeting may have been, which is one where its day is known."""
    days = (words(meeting.value("dip:date") or meeting.value(name)) for name in ("dip:earliest", "dip:latest"))
    first, last = (dt.date.fromisoformat(day) if day else None for day in days)
    return (first, last) if first and last else None


def day_of(meeting: Block) -> dt.date | None:
    """Return the day of a meeting, None where none is known."""
    span = span_of(meeting)
    return span[0] if span and span[0] == span[1] else None


def when_of(meeting: Block) -> str:
    """Return when a meeting was, as labels have it."""
    span = span_of(meeting)
    return days(*(day.isoformat() for day in span)) if span else wording.NO_DAY


def name_of(term: str, marked: Marked, vocabulary: Vocabulary) -> str:
    """Return the label of an actor, known or described in the file."""
    block = marked.page.block(term)
    return words(block.value("rdfs:label")) if block else vocabulary.label(shorten(address(term, "")))


def family_of(term: str, marked: Marked, vocabulary: Vocabulary) -> str:
    """Return the family name of a person, nothing where there is none."""
    block = marked.page.block(term)
    known = vocabulary.one(shorten(address(term, "")), "familyName")
    return (words(block.value("dip:familyName")) if block else "") or known


def sides_of(marked: Marked, meeting: Block) -> set[str]:
    """Return the states and bodies that somebody represents at a meeting."""
    return {side for seat in marked.seats(meeting) for side in seat.values("dip:onBehalfOf")}


def seat_name(seat: Block, marked: Marked, vocabulary: Vocabulary) -> str:
    """Return what labels call one who took part."""
    family = family_of(seat.value("dip:participant"), marked, vocabulary)
    return family or words(seat.value("dip:roleInSource")) or words(seat.value("dip:nameInSource")) or "somebody"


def label_of(marked: Marked, meeting: Block, vocabulary: Vocabulary) -> str:
    """Return the label that a draft gives to a meeting of these people on this day."""
    names = [seat_name(seat, marked, vocabulary) for seat in marked.seats(meeting)]
    form = {value: name for name, value in FORMATS.items()}.get(meeting.value("dip:format"), "in-person")
    return wording.meeting_label(form, list(dict.fromkeys(names)), when_of(meeting))


def relabel(marked: Marked, meeting: Block, before: str, vocabulary: Vocabulary) -> bool:
    """Make the label of a meeting anew, in that of the document too; False where it is a person's own, and not *before*."""
    if (old := words(meeting.value("rdfs:label"))) != before:
        return False
    new, head = label_of(marked, meeting, vocabulary), words(marked.head.value("rdfs:label"))
    meeting.put("rdfs:label", literal(new, "en"))
    marked.head.put("rdfs:label", literal(head.replace(old, new), "en"))
    return True


def reclass(marked: Marked, meeting: Block) -> None:
    """Give a meeting the class that its sides have."""
    meeting.put("a", "dip:MultilateralMeeting" if len(sides_of(marked, meeting)) > 2 else "dip:BilateralMeeting")


def rebind(promise: Block, gone: str, sides: set[str], lost: set[str]) -> None:
    """Ask who is bound by a commitment that one who is *gone* may have made for *sides*, without those that are *lost*."""
    for name in ("dip:committedBy", "dip:committedTo"):
        bound = list(terms(" , ".join(promise.values(name))))
        if not sides.intersection(bound):
            continue
        left = [side for side in bound if side not in lost]
        promise.put(name, *(left if left or name == "dip:committedTo" else bound))
        why = f"{gone} was rejected, for whose side it was taken to be: say who is bound"
        ask(promise, Reason(why, "side-rejected", 0.1))


def resettle(marked: Marked, meeting: Block, seat: Block, before: set[str], vocabulary: Vocabulary) -> None:
    """Ask who is bound by what was promised for the sides *before*, of which one who took part is no more.

    The new side takes the place of one of which there is nobody left.
    """
    after = seat.values("dip:onBehalfOf")
    left, name = sides_of(marked, meeting), seat_name(seat, marked, vocabulary)
    for promise in marked.page.blocks:
        if meeting.subject not in promise.values("dip:madeAt") or "dip:Commitment" not in promise.values("a"):
            continue
        for side in sorted(before.difference(after)):
            if side not in (*promise.values("dip:committedBy"), *promise.values("dip:committedTo")):
                continue
            if after and side not in left:
                marked.rename(side, after[0], promise, ("dip:committedBy", "dip:committedTo"))
                bound = promise.values("dip:committedBy")
                promise.put("dip:committedTo", *[to for to in promise.values("dip:committedTo") if to not in bound])
            why = f"{name} was taken to be of {name_of(side, marked, vocabulary)}, and is not: say who is bound"
            ask(promise, Reason(why, "side-changed", 0.2))


def replace_name(block: Block, name: str, old: str, new: str) -> None:
    """Put one name for another in the words that a draft has put together, unless they become too long for a summary."""
    text = words(block.value(name))
    if old and new and old in text and len(changed := text.replace(old, new, 1)) <= wording.MOST:
        block.put(name, literal(changed, "en"))
