"""What may be changed of a commitment, with the statement that attests it or by itself."""

from __future__ import annotations

from dipgraph.blocks import Block, literal
from dipgraph.edits import actor, choice, date_of, field, needed, put_date, several, tag_of, truth
from dipgraph.errors import UsageError
from dipgraph.marks import Marked, Question
from dipgraph.terms import day
from dipgraph.vocabulary import Vocabulary

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


@field("kind", *_OF)
def _kind(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    _promise(question).put("dip:kind", choice(value, vocabulary, "CommitmentKind"))


@field("continuity", *_OF)
def _continuity(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    _promise(question).put("dip:continuity", choice(value, vocabulary, "Continuity"))


@field("procedural", *_OF)
def _procedural(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    _promise(question).put("dip:procedural", truth(value))


@field("due", *_OF)
def _due(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    """Take the days until which it is due: a day, month or year, or two of them."""
    promise = _promise(question)
    if not value:
        for name in ("dip:dueText", "dip:dueFrom", "dip:dueUntil"):
            promise.put(name)
        return
    parts = value.replace(" to ", " ").split()
    if len(parts) > 2:
        raise UsageError(
            "give a day, month or year, or two: 2022-07, or 2022-07-01 2022-07-15; the words are due-words"
        )
    since, until = date_of(day(parts[0], "first").value, "the day"), date_of(day(parts[-1], "last").value, "the day")
    meeting = marked.page.block(promise.value("dip:madeAt"))
    held = meeting.value("dip:date")[1:11] if meeting else ""
    if since > until or until.isoformat() < held:
        raise UsageError("it is due after the meeting, and its interval begins before it ends")
    put_date(promise, "dip:dueFrom", since, "dip:dueText" if promise.value("dip:dueText") else "dip:procedural")
    put_date(promise, "dip:dueUntil", until, "dip:dueFrom")


@field("due-words", *_OF)
def _due_words(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    words = [literal(value, tag_of(marked))] if value else []
    _promise(question).put("dip:dueText", *words, after="dip:procedural")
