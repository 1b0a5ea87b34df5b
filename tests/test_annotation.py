"""A draft as JSON, in the form of documents annotated by hand."""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from dipgraph import shipped
from dipgraph.annotation import DOCUMENT, annotation, as_json
from dipgraph.drafts import draft, knowledge
from dipgraph.guesses import Draft, Intake, Occasion, Participant, Undertaking, Utterance
from dipgraph.intake import read

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


def test_who_has_no_name_is_left_out() -> None:
    """For one who speaks stand those of the same side who are named; nobody, and not the document, if there are none."""
    people = (*PEOPLE, Participant("", "Deputy", "US"), Participant("", "Deputy", "KR"))
    said = tuple(
        Utterance(0, at, at + 4, "agree", "agreed", speaking, ())
        for at, speaking in ((0, (2,)), (5, (3,)), (12, (2, 0)))
    )
    found = annotation(replace(MADE, occasions=(Occasion(participants=people),), utterances=said))
    assert [one["name"] for one in found["meetings"][0]["participants"]] == ["Ada Alm", "Bo Bro"]
    assert [one["speakers"] for one in found["statements"]] == [["Bo Bro"], [], ["Bo Bro", "Ada Alm"]]


def test_no_two_quotations_are_the_same() -> None:
    """The same words again, or twice of one passage, stand with words beside them; where there are none, with fewer."""
    text = "They agreed on it. Both agreed on it."
    places = [(5, 17), (24, 36), (24, 36), (0, 18), (0, 18)]
    said = tuple(Utterance(0, start, end, "agree", "agreed", (0,), ()) for start, end in places)
    found = annotation(replace(MADE, intake=Intake("a", text), utterances=said))
    quotes = [one["quote"] for one in found["statements"]]
    assert quotes[:4] == ["agreed on it", "Both agreed on it", "agreed on it.", "They agreed on it."]
    assert len(set(quotes)) == len(quotes)
    assert all(quote in text for quote in quotes)


HERE = Path(__file__).parent
OWN = [*sorted((HERE / "styles").glob("*.txt")), *sorted((HERE / "readouts").glob("*.txt"))]
MATERIAL = os.environ.get("DIPGRAPH_MATERIAL", "")


def broken(path: Path) -> list[str]:
    """Return what in the JSON of the document at a path is not as the form has it."""
    made = draft(read(path), knowledge(shipped.folder("ontology"), *sorted(shipped.folder("data").glob("*.ttl"))))
    found = annotation(made)
    quotes = [one["quote"] for one in found["statements"]]
    faults = [f"{path.name}: twice: {quote}" for quote in set(quotes) if quotes.count(quote) > 1]
    faults += [
        f"{path.name}: not in the text: {quote}" for quote in quotes if not quote or quote not in made.intake.text
    ]
    for meeting in found["meetings"]:
        faults += [f"{path.name}: nameless: {one}" for one in meeting["participants"] if not one["name"]]
    for one in found["statements"]:
        named = {person["name"] for person in found["meetings"][one["meeting"]]["participants"]}
        faults += [f"{path.name}: no participant: {name}" for name in one["speakers"] if name not in {*named, DOCUMENT}]
    return faults


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_every_readout_keeps_the_form(path: Path) -> None:
    """Quotations are of the text and distinct, participants have names, and who speaks took part or is the document."""
    assert broken(path) == []


@pytest.mark.skipif(not MATERIAL, reason="DIPGRAPH_MATERIAL does not say where the collected texts are")
def test_collected_texts_keep_the_form() -> None:
    """So it is of every tenth of the texts that were collected."""
    paths = sorted(Path(MATERIAL, "corpus").rglob("*.txt"))[::10]
    assert paths
    assert [fault for path in paths for fault in broken(path)] == []
