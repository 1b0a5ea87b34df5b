"""A draft as JSON, in the form of documents annotated by hand."""

from __future__ import annotations

import datetime as dt
import json

from dipgraph.annotation import annotation, as_json
from dipgraph.guesses import Draft, Intake, Occasion, Participant, Undertaking, Utterance

TEXT = "They agreed to meet in July. It is hoped for."
PEOPLE = (Participant("Ada Alm", "Minister", "JP"), Participant("Bo Bro", "", "US"))
MADE = Draft(
    Intake("a/b", TEXT),
    occasions=(Occasion(date=dt.date(2022, 5, 23), start="17:50", minutes=40, country="JP", participants=PEOPLE),),
    utterances=(
        Utterance(0, 5, 27, "agree", "agreed to", (0, 1), ("g7",), (), Undertaking(("JP", "US"), due="2022-07")),
        Utterance(0, 29, 44, "hope", "is hoped", (), ("security",)),
    ),
)  # fmt: skip


def test_a_draft_has_the_form_of_an_annotation() -> None:
    """Meetings with who took part, statements with quotation, speakers by name, and commitments alone with who is bound."""
    found = annotation(MADE)
    assert found["id"] == "a/b"
    (meeting,) = found["meetings"]
    assert (meeting["date"], meeting["start"], meeting["duration_minutes"], meeting["place"]) == (
        "2022-05-23",
        "17:50",
        40,
        None,
    )
    assert meeting["participants"][0] == {"name": "Ada Alm", "office": "Minister", "state": "JP"}
    first, second = found["statements"]
    assert first["quote"] == "agreed to meet in July"
    assert first["speakers"] == ["Ada Alm", "Bo Bro"]
    assert (first["committed"], first["continuing"], first["due"]) == (["JP", "US"], False, "2022-07")
    assert second["speakers"] == ["document"]
    assert "committed" not in second
    assert "notes" not in found


def test_without_a_meeting_it_says_why() -> None:
    """Both lists are empty, and the reason is a note."""
    found = json.loads(as_json(Draft(Intake("a", ""), none="nobody met")))
    assert found == {"id": "a", "meetings": [], "statements": [], "notes": "nobody met"}
