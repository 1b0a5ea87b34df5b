"""A draft as JSON, in the form in which documents are annotated by hand, so that the one can be measured by the other."""

from __future__ import annotations

import json
from typing import Any

from dipgraph.guesses import Draft, Occasion, Utterance

DOCUMENT = "document"


def annotation(draft: Draft) -> dict[str, Any]:
    """Return what *draft* says as plain values: meetings, statements with their quotations, and why there are none."""
    found: dict[str, Any] = {
        "id": draft.intake.name,
        "meetings": [_meeting(occasion) for occasion in draft.occasions],
        "statements": [_statement(draft, one) for one in draft.utterances],
    }
    return {**found, "notes": draft.none} if draft.none else found


def as_json(draft: Draft) -> str:
    """Return what *draft* says as JSON."""
    return json.dumps(annotation(draft), ensure_ascii=False, indent=1) + "\n"


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
            {"name": one.name, "office": one.role or None, "state": one.state or None} for one in occasion.participants
        ],
    }


def _statement(draft: Draft, one: Utterance) -> dict[str, Any]:
    people = draft.occasions[one.occasion].participants
    said: dict[str, Any] = {
        "meeting": one.occasion,
        "quote": draft.intake.text[one.start : one.end],
        "act": one.act,
        "speakers": [people[n].name or people[n].role for n in one.speakers] or [DOCUMENT],
        "issues": list(one.issues),
    }
    if one.undertaking:
        said |= {
            "committed": list(one.undertaking.committed),
            "continuing": one.undertaking.continuing,
            "due": one.undertaking.due or None,
        }
    return said
