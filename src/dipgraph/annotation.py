"""A draft as JSON, in the form in which documents are annotated by hand, so that the one can be measured by the other.

That form knows participants by their names: those whom the text does not name are left out, and for one of them who
speaks stand those of the same side who are named. No two statements have the same quotation.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from dipgraph.guesses import Draft, Occasion, Participant, Utterance

DOCUMENT = "document"
# Behind one of these a quotation is not extended.
_BREAK = re.compile(r"[.!?:;。]\s|\n")


def annotation(draft: Draft) -> dict[str, Any]:
    """Return what *draft* says as plain values: meetings, statements with their quotations, and why there are none."""
    quotes = quotations(draft.intake.text, [(one.start, one.end) for one in draft.utterances])
    found: dict[str, Any] = {
        "id": draft.intake.name,
        "meetings": [_meeting(occasion) for occasion in draft.occasions],
        "statements": [
            _statement(draft, one, quote) for one, quote in zip(draft.utterances, quotes, strict=True) if quote
        ],
    }
    return {**found, "notes": draft.none} if draft.none else found


def as_json(draft: Draft) -> str:
    """Return what *draft* says as JSON."""
    return json.dumps(annotation(draft), ensure_ascii=False, indent=1) + "\n"


def speakers(people: Sequence[Participant], speaking: Sequence[int]) -> list[str]:
    """Return the names of those who speak; for one without a name, of those of the same side who have one, if any."""
    found: list[str] = []
    for number in speaking:
        one = people[number]
        found += [one.name] if one.name else [p.name for p in people if p.name and one.state and p.state == one.state]
    return list(dict.fromkeys(found))


def quotations(text: str, passages: Sequence[tuple[int, int]]) -> list[str]:
    """Return the words of each of the *passages*, longer by words of the same sentence where others have them already.

    A passage that is another's, and cannot be extended, is shorter by its last words; if that fails too, it has none.

    >>> quotations("They agreed. Both agreed.", [(5, 11), (18, 24)])
    ['agreed', 'Both agreed']
    """
    found: list[str] = []
    for start, end in passages:
        quote = next((q for q in _quotations(text, start, end) if q not in found), "")
        found.append(quote)
    return found


def _quotations(text: str, start: int, end: int) -> Iterator[str]:
    """Yield the passage, then with more and more words before it, and behind it, of its sentence; then with fewer."""
    yield text[start:end]
    begin = max((m.end() for m in _BREAK.finditer(text, 0, start)), default=0)
    for word in reversed(list(re.finditer(r"\S+", text[begin:start]))):
        yield text[begin + word.start() : end]
    after = _BREAK.search(text, end)
    for word in re.finditer(r"\S+", text[end : after.start() if after else len(text)]):
        yield text[start : end + word.end()]
    for gap in reversed(list(re.finditer(r"\s+", text[start:end].rstrip()))):
        if gap.start():
            yield text[start : start + gap.start()]


def _meeting(occasion: Occasion) -> dict[str, Any]:
    return {
        "date": occasion.date.isoformat() if occasion.date else None,
        "start": occasion.start[:5] or None,
        "duration_minutes": occasion.minutes,
        "format": occasion.format,
        "country": occasion.country or None,
        "place": occasion.place or None,
        "within": occasion.within or None,
        "participants": [
            {"name": one.name, "office": one.role or None, "state": one.state or None}
            for one in occasion.participants
            if one.name
        ],
    }


def _statement(draft: Draft, one: Utterance, quote: str) -> dict[str, Any]:
    people = draft.occasions[one.occasion].participants
    said: dict[str, Any] = {
        "meeting": one.occasion,
        "quote": quote,
        "act": one.act,
        "speakers": speakers(people, one.speakers) if one.speakers else [DOCUMENT],
        "issues": list(one.issues),
    }
    if one.undertaking:
        said |= {
            "committed": list(one.undertaking.committed),
            "continuing": one.undertaking.continuing,
            "due": one.undertaking.due or None,
        }
    return said
