"""What a person may change of a guess: for each sort of question its fields, each checked against what is known."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from dipgraph import registry, wording
from dipgraph.blocks import Block, address, literal, typed, words, written
from dipgraph.errors import UsageError
from dipgraph.marks import Marked, Question
from dipgraph.newcomers import NEW, Newcomers, code_of
from dipgraph.relabelling import name_of, seat_name, span_of
from dipgraph.spelling import folded
from dipgraph.statement_turtle import GENERAL, commitment
from dipgraph.terms import shorten
from dipgraph.typed_values import needed, several
from dipgraph.undertakings import undertaking
from dipgraph.vocabulary import Vocabulary

# Of a script whose words stand apart.
_LETTER = r"[A-Za-z0-9\u00c0-\u024f\u0370-\u052f]"
Edit: TypeAlias = Callable[[Marked, Question, str, Vocabulary], None]
FIELDS: dict[str, dict[str, Edit]] = {}
# The values that a field of a sort of question may have: by the class that they are of, or themselves.
_VALUES: dict[tuple[str, str], str | tuple[str, ...]] = {}


def field(name: str, *sorts: str, values: str | Iterable[str] = ()) -> Callable[[Edit], Edit]:
    """Return a decorator that makes a function the field *name* of questions of some sorts; *values* are all it may have."""

    def decorator(function: Edit) -> Edit:
        for sort in sorts:
            FIELDS.setdefault(sort, {})[name] = function
            _VALUES[sort, name] = values if isinstance(values, str) else tuple(values)
        return function

    return decorator


def values_of(sort: str, name: str, vocabulary: Vocabulary) -> list[str]:
    """Return the values of which a field has one, none where it may have any."""
    values = _VALUES.get((sort, name), ())
    if not isinstance(values, str):
        return list(values)
    return [one.rpartition("/")[2].removeprefix("dip:") for one in vocabulary.all(values)]


def change(marked: Marked, question: Question, name: str, value: str, vocabulary: Vocabulary) -> None:
    """Give the field *name* of what is asked a new *value*; a UsageError says what is wrong with either.

    A hyphen is no value: what may be left out is.
    """
    fields = FIELDS[question.sort]
    if name not in fields:
        raise UsageError(registry.unknown("field", name, fields))
    try:
        value.encode()
    except UnicodeEncodeError:
        raise UsageError("what was typed is no text in UTF-8: type it again, or set the terminal to it") from None
    value = "" if value.strip() == "-" else " ".join(value.split())
    fields[name](marked, question, value, vocabulary)
    marked.drop_unused(set(map(written, vocabulary.all("MinisterialOffice"))))


def actor(value: str, marked: Marked, vocabulary: Vocabulary, *kinds: str, cure: str = "") -> str:
    """Return the term of an actor that goes by the name *value*: described in the file, or known; else say the *cure*."""
    for block in marked.page.blocks:
        labels = [words(v) for name in ("rdfs:label", "dip:familyName", "dip:isoCode") for v in block.values(name)]
        # A dip:MinisterialOffice is an Office, and a dip:JointStatement no State; what has no letters is no name.
        of_kind = any(v.endswith(kind) for kind in kinds for v in block.values("a"))
        forms = map(folded, [*labels, block.subject, shorten(address(block.subject, ""))])
        if of_kind and (name := folded(value)) and name in forms:
            return block.subject
    code = "" if any(vocabulary.called(value, kind) for kind in kinds) or "State" not in kinds else code_of(value)
    if code:
        # A state that the actors lack: described here as a draft does, with a mark.
        new = Newcomers(vocabulary)
        term = written(new.side(code))
        for block in new.blocks.values():
            if marked.page.block(term) is None:
                marked.page.add(block, marked.page.blocks[-1], NEW)
        return term
    try:
        return written(vocabulary.find(value, *kinds))
    except UsageError as error:
        raise UsageError(f"{error}: {cure or 'name one that is known, or describe it in actors.ttl'}") from None


def choice(value: str, vocabulary: Vocabulary, kind: str) -> str:
    """Return a fixed value of the ontology by its label or the end of its address."""
    found = vocabulary.called(value, kind)
    if len(found) != 1:
        known = [name.removeprefix("dip:") for name in vocabulary.all(kind)]
        raise UsageError(registry.unknown(wording.conjugated(kind.lower())[:-1], value, known))
    return found[0]


def put_words(name: str, value: str, tag: str, question: Question, after: str) -> None:
    """Give the root a property with words, or none."""
    question.root.put(name, *([literal(value, tag)] if value else []), after=after)


def tag_of(marked: Marked) -> str:
    """Return the language of the document."""
    return words(marked.head.value("dip:language")) or "en"


# --- Statements ---


@field("act", "statement", values="Act")
def _act(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    act = vocabulary.find(value, "Act").rpartition("/")[2]
    statement, promise = question.root, question.part("Commitment")
    statement.put("dip:act", f"act:{act}")
    binds = vocabulary.commits(act)
    if binds and promise is None:
        _promise(marked, question, vocabulary)
    elif not binds and promise is not None:
        statement.put("dip:attests")
        if not marked.page.naming(promise.subject):
            marked.page.remove(promise)
    summarise(statement, marked, vocabulary)


def _promise(marked: Marked, question: Question, vocabulary: Vocabulary) -> None:
    """Describe what a statement commits to that was not taken for one that binds, as a draft does, with its marks."""
    statement, passage = question.root, question.part("Passage")
    meeting, head = statement.value("dip:madeAt"), marked.head
    seats = marked.participants(meeting)
    speakers = [seats[one] for one in statement.values("dip:speaker") if one in seats]
    sides = [side for seat in speakers for side in seat.values("dip:onBehalfOf")]
    said = words(passage.value("dip:quotation") or passage.value("dip:anchor")) if passage else ""
    verb, act = words(statement.value("dip:verb")), statement.value("dip:act").removeprefix("act:")
    block = marked.page.block(meeting)
    held = span_of(block) if block else None
    day = held[0] if held else None
    new = commitment(
        shorten(address(meeting, "")),
        undertaking(said, act, (), (), day, max(said.find(verb), 0) + len(verb)),
        sides or head.values("dip:standpoint") or [head.value("dip:publisher")],
        (said, verb, said),
        [issue.removeprefix("issue:") for issue in statement.values("dip:issue")],
        day,
        tag_of(marked),
        vocabulary,
        {shorten(address(block.subject, "")) for block in marked.page.blocks},
    )
    statement.put("dip:attests", new.subject, after="dip:evidence")
    marked.page.add(new, marked.page.blocks[-1], "Commitments")


def summarise(statement: Block, marked: Marked, vocabulary: Vocabulary) -> None:
    """Put the summary together anew, of a statement whose parts are others now."""
    seats = marked.participants(statement.value("dip:madeAt"))
    names = []
    for speaker in statement.values("dip:speaker"):
        if speaker in seats:
            names.append(seat_name(seats[speaker], marked, vocabulary))
        else:
            names.append("The document" if marked.page.block(speaker) else name_of(speaker, marked, vocabulary))
    act = vocabulary.label(shorten(address(statement.value("dip:act"), "")))
    issues = [vocabulary.label(shorten(address(issue, ""))) for issue in statement.values("dip:issue")]
    statement.put("dip:summary", literal(wording.summary(names, act, issues), "en"))


@field("issues", "statement", "commitment")
def _issues(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    found = [written(vocabulary.find(name, "Issue")) for name in several(value)] or [f"issue:{GENERAL}"]
    for block in (question.root, question.part("Commitment")):
        if block is not None:
            block.put("dip:issue", *dict.fromkeys(found))
    if question.sort == "statement":
        summarise(question.root, marked, vocabulary)


@field("speakers", "statement")
def _speakers(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    found = [_seated(name, marked, question, vocabulary) for name in several(needed(value, "who speaks"))]
    question.root.put("dip:speaker", *dict.fromkeys(found))
    summarise(question.root, marked, vocabulary)


def _seated(name: str, marked: Marked, question: Question, vocabulary: Vocabulary) -> str:
    """Return the participant of that name, or the publisher for "document"."""
    if folded(name) in ("document", "publisher"):
        return marked.head.value("dip:publisher")
    seats = marked.participants(question.root.value("dip:madeAt"))
    names: dict[str, list[str]] = {}
    for person, seat in seats.items():
        known, block = shorten(address(person, "")), marked.page.block(person)
        forms = [
            *vocabulary.names.get(known, ()),
            known,
            known.rpartition("/")[2],
            words(seat.value("dip:nameInSource")),
            seat.subject,
        ]
        forms += (
            [words(value) for value in (*block.values("rdfs:label"), *block.values("dip:familyName"))] if block else []
        )
        for form in {folded(form) for form in forms} - {""}:
            names.setdefault(form, []).append(person)
    if len(found := names.get(folded(name), [])) == 1:
        return found[0]
    listing = ", ".join(seat.subject.strip("<>#") for seat in seats.values())
    raise UsageError(f"{name!r} is not one who took part: choose of {listing}, or document")


@field("addressee", "statement")
def _addressee(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    found = []
    for name in several(value):
        try:
            found.append(_seated(name, marked, question, vocabulary))
        except UsageError:
            found.append(actor(name, marked, vocabulary, "Person", "State", "Body"))
    question.root.put("dip:addressee", *found, after="dip:speaker")


@field("verb", "statement")
def _verb(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    if marked.text and folded(needed(value, "the verb")) not in folded(marked.text):
        raise UsageError(f"{value!r} is not printed in the text: the verb is, as it stands there")
    put_words("dip:verb", needed(value, "the verb"), tag_of(marked), question, "dip:act")


@field("summary", "statement")
def _ownsummarise(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    value = needed(value, "the summary").rstrip(".") + "."
    if len(value) > wording.MOST or re.search(r"[a-z]{4}\. [A-Z]", value):
        raise UsageError(f"a summary is one sentence of {wording.MOST} characters at most")
    question.root.put("dip:summary", literal(value, "en"))


@field("passage", "statement", "mention")
def _passage(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    passage = question.part("Passage")
    if passage is None or not marked.text:
        raise UsageError("the text is not kept: the passage has an anchor")
    words_of = needed(value, "the passage").split()
    # It begins and ends at words, where the script sets them apart.
    ahead, behind = (
        rf"(?{sign}{_LETTER})" if re.fullmatch(_LETTER, end) else ""
        for sign, end in (("<!", words_of[0][0]), ("!", words_of[-1][-1]))
    )
    pattern = ahead + r"\s+".join(map(re.escape, words_of)) + behind
    before = int(passage.value("dip:startOffset"))
    found = sorted(re.finditer(pattern, marked.text), key=lambda match: abs(match.start() - before))
    if not found:
        raise UsageError("these words are not in the text: give those of the passage, from its first to its last")
    passage.put("dip:startOffset", str(found[0].start()))
    passage.put("dip:endOffset", str(found[0].end()))
    quotation = literal(found[0][0], tag_of(marked))
    if any(name == "dip:quotation" and block is not passage for block, name in marked.page.naming(quotation)):
        raise UsageError("another statement rests on the same words: give each its own")
    passage.put("dip:quotation", quotation)
    if question.sort == "mention":
        question.root.put("dip:mentionedAs", literal(" ".join(found[0][0].split()), tag_of(marked)))


def put_date(block: Block, name: str, value: dt.date, after: str) -> None:
    """Give a block a property with a day."""
    block.put(name, typed(value.isoformat(), "date"), after=after)
