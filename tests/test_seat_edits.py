"""Who sits for which office, as a review says: what follows for side, class and tenures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dipgraph import Dataset, shipped
from dipgraph.errors import UsageError
from dipgraph.guesses import Draft
from dipgraph.review import Review
from dipgraph.vocabulary import Vocabulary
from drafted import BRANDT, DRAFT, HAYASHI, MEETING, VEGA
from reviewing import at, drafted, faults, rules

KNOWN = Vocabulary.read(shipped.folder("data") / "actors.ttl")


@pytest.fixture
def begin(tmp_path: Path) -> Callable[[Draft], Review]:
    """Return a function that begins the review of a draft."""
    return lambda draft: Review(drafted(tmp_path / "drafts", KNOWN, draft), KNOWN)


def test_an_office_of_which_no_tenure_is_known_is_given_as_in_a_draft(
    begin: Callable[[Draft], Review], shipped_dataset: Dataset
) -> None:
    """A ministerial office that nobody is known to have held that day makes a minister, with a tenure that is marked."""
    session = begin(DRAFT)
    session.change(at(session, "participation"), "office", "kr-foreign-minister")
    seat, person = session.marked.page.block("<#vega>"), session.marked.page.block("person:vega-lucia")
    assert seat is not None
    assert person is not None
    assert (seat.value("dip:inOffice"), seat.value("dip:onBehalfOf")) == ("office:kr-foreign-minister", "state:kr")
    assert person.values("a") == ["dip:Person", "dip:Minister"]
    assert rules(session, "tenure:vega-lucia-kr-foreign-minister") == ["new-tenure"]
    assert "office:pe-" not in session.marked.saved
    assert faults(session.marked.path, shipped_dataset) == []
    session.change(at(session, "participation"), "office", "us-ambassador-to-japan")
    person = session.marked.page.block("person:vega-lucia")
    assert person is not None
    assert person.values("a") == ["dip:Person"]
    assert faults(session.marked.path, shipped_dataset) == []


def test_a_tenure_of_other_days_is_no_tenure_of_this(tmp_path: Path, shipped_dataset: Dataset) -> None:
    """An office that a known person held at another time has a tenure of the document's own, beside the one with bounds."""
    early = replace(MEETING, date=dt.date(2019, 3, 3))
    session = Review(drafted(tmp_path / "drafts", KNOWN, replace(DRAFT, occasions=(early,))), KNOWN)
    assert rules(session, "<#tenure-hayashi-yoshimasa-jp-foreign-minister>") == ["new-tenure"]
    assert faults(session.marked.path, shipped_dataset) == []


def test_one_who_is_not_named_has_no_office(begin: Callable[[Draft], Review]) -> None:
    """Where nobody is named an office is refused with what to do first."""
    nobody = replace(BRANDT, name="", role="the ambassador", name_in_source="the ambassador")
    said = tuple(replace(one, speakers=(0,)) if one.speakers == (2,) else one for one in DRAFT.utterances)
    session = begin(
        replace(DRAFT, occasions=(replace(MEETING, participants=(HAYASHI, VEGA, nobody)),), utterances=said)
    )
    subject = next(one for one in session.order if one.startswith("participation") and "ambassador" in one)
    question = at(session, "participation", subject.removeprefix("participation "))
    with pytest.raises(UsageError, match="c person NAME first"):
        session.change(question, "office", "us-ambassador-to-japan")


def test_an_office_brings_its_side_and_class(begin: Callable[[Draft], Review], shipped_dataset: Dataset) -> None:
    """With an office of a third state the meeting is multilateral, and bilateral again without it."""
    session = begin(DRAFT)
    session.change(at(session, "participation", "<#brandt>"), "person", "Antony Blinken")
    assert 'a dip:MultilateralMeeting ;\n  rdfs:label "Meeting of Hayashi' in session.marked.saved
    session.change(at(session, "participation", "<#brandt>"), "side", "Peru")
    assert 'a dip:BilateralMeeting ;\n  rdfs:label "Meeting of Hayashi' in session.marked.saved
    session.change(at(session, "participation", "<#brandt>"), "office", "us-secretary-of-state")
    assert 'a dip:MultilateralMeeting ;\n  rdfs:label "Meeting of Hayashi' in session.marked.saved
    assert faults(session.marked.path, shipped_dataset) == []


def test_who_is_bound_is_asked_where_a_side_was_another(
    begin: Callable[[Draft], Review], shipped_dataset: Dataset
) -> None:
    """The new side takes the place of one of which there is nobody left, and the settled promise is asked about again."""
    session = begin(DRAFT)
    session.accept(at(session, "statement", "<#s2>"))
    session.change(at(session, "participation"), "side", "South Korea")
    question = next(one for one in session.marked.questions() if one.root.subject == "<#s2>")
    promise = question.part("Commitment")
    assert promise is not None
    assert promise.values("dip:committedBy") == ["state:jp", "state:kr"]
    assert [reason.rule for reason in question.reasons] == ["side-changed"]
    assert "was taken to be of Peru" in question.reasons[0].words
    session.change(at(session, "participation", "<#hayashi>"), "side", "South Korea")
    assert rules(session, promise.subject).count("side-changed") == 2
    assert faults(session.marked.path, shipped_dataset) == []
