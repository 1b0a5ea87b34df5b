"""What may be changed of a commitment, with the statement that attests it or by itself."""

from __future__ import annotations

import datetime as dt

from dipgraph.blocks import Block, literal, words
from dipgraph.dues import when
from dipgraph.edits import actor, choice, field, put_date, tag_of
from dipgraph.errors import UsageError
from dipgraph.guesses import Reason
from dipgraph.marks import Marked, Question
from dipgraph.newcomers import MARK
from dipgraph.relabelling import ask, settle, span_of
from dipgraph.spoken import days
from dipgraph.statement_turtle import is_due, odd
from dipgraph.typed_values import interval, needed, several, truth
from dipgraph.vocabulary import Vocabulary
from dipgraph.wording import reason_of

_OF = ("statement", "commitment")


def _promise(question: Question) -> Block:
    """Return the commitment; a UsageError says that there is none."""
    found = question.part("Commitment")
    if found is None:
        raise UsageError("it commits to nothing: its act has no such force; change the act first")
    return found


@field("action", *_OF)
def _action(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    _promise(question).put("dip:action", literal(needed(value, "what is to be done").rstrip(".") + ".", "en"))


@field("committed", *_OF)
def _committed(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    names = several(needed(value, "who is bound"))
    found = [actor(name, marked, vocabulary, "State", "Body", "Person") for name in names]
    _promise(question).put("dip:committedBy", *dict.fromkeys(found))


@field("to", *_OF)
def _to(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    found = [actor(name, marked, vocabulary, "State", "Body", "Person") for name in several(value)]
    _promise(question).put("dip:committedTo", *dict.fromkeys(found), after="dip:committedBy")


@field("kind", *_OF, values="CommitmentKind")
def _kind(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    _promise(question).put("dip:kind", choice(value, vocabulary, "CommitmentKind"))


@field("continuity", *_OF, values="Continuity")
def _continuity(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    _promise(question).put("dip:continuity", choice(value, vocabulary, "Continuity"))


@field("procedural", *_OF, values=("yes", "no"))
def _procedural(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    _promise(question).put("dip:procedural", truth(value))


@field("due", *_OF)
def _due(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    """Take the days until which it is due: a day, month or year, or two of them; "by" runs from the meeting on."""
    promise = _promise(question)
    if not value:
        for name in ("dip:dueText", "dip:dueFrom", "dip:dueUntil"):
            promise.put(name)
        settle(promise, "due-date-odd", "due-by-other-day", "due-by-words", "due-without-days")
        return
    meeting = marked.page.block(promise.value("dip:madeAt"))
    span = span_of(meeting) if meeting else None
    since, until = interval(value.removeprefix("by "), "when it is due")
    if value.startswith("by ") and span:
        since = span[0]
    if not is_due(since, until, span[0] if span else None):
        raise UsageError(f"it is due after the meeting: give a day from {span[0] if span else since} on, or - for none")
    _put_due(promise, since, until)


def _put_due(promise: Block, since: dt.date, until: dt.date) -> None:
    put_date(promise, "dip:dueFrom", since, "dip:dueText" if promise.value("dip:dueText") else "dip:procedural")
    put_date(promise, "dip:dueUntil", until, "dip:dueFrom")
    settle(promise, "due-date-odd", "due-by-other-day", "due-by-words", "due-without-days")


def read_again(promise: Block, old: dt.date | None, new: dt.date) -> None:
    """Read when a commitment is due from its words again, as the meeting was not on the *old* but on a *new* day.

    Another interval is asked about, unless no more than its beginning follows the day; one that would be over goes.
    """
    since, until = (
        dt.date.fromisoformat(day) if (day := words(promise.value(name))) else None
        for name in ("dip:dueFrom", "dip:dueUntil")
    )
    (first, last), (begins, ends) = (when(words(promise.value("dip:dueText")), day)[2:] for day in (old, new))
    marked = odd(new).rule in {reason_of(words(value)).rule for value in promise.values(MARK)}
    if (since, until) != (first or old, last) and not (until is None and (last is None or marked)):
        # A person has said so, or another rule: the words do not.
        begins, ends = (new if since == old else since), until
    begins = begins or new
    if until is None and ends is None:
        return
    if ends is None or not is_due(begins, ends, new):
        promise.put("dip:dueFrom")
        promise.put("dip:dueUntil")
        ask(promise, odd(until or ends or new))
    elif (begins, ends) != (since, until):
        _put_due(promise, begins, ends)
        if ends != until or since != old:
            said = days(begins.isoformat(), ends.isoformat())
            why = f"Read as {said} now that the meeting has another day: look at the words"
            ask(promise, Reason(why, "due-by-other-day", 0.5))


@field("due-words", *_OF)
def _due_words(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    said = [literal(value, tag_of(marked))] if value else []
    _promise(question).put("dip:dueText", *said, after="dip:procedural")
