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


@pytest.mark.parametrize(("said", "term"), [("Poland", "pl"), ("pl", "pl"), ("the netherlands", "nl")])
def test_a_state_that_the_actors_lack_is_described_here(
    begin: Callable[[Draft], Review], shipped_dataset: Dataset, said: str, term: str
) -> None:
    """By its name or its code, with a mark that is asked next; the meeting has another class with it."""
    session = begin(DRAFT)
    assert "side-unknown" in rules(session, "<#brandt>")
    session.change(at(session, "participation", "<#brandt>"), "side", said)
    assert rules(session, f"state:{term}") == ["new-side"]
    assert rules(session, "<#brandt>") == ["participant"]
    assert f'dip:isoCode "{term.upper()}"' in session.marked.saved
    assert session.order[session.at + 1] == f"actor state:{term}"
    assert "a dip:MultilateralMeeting" in session.marked.saved
    session.change(at(session, "document"), "standpoint", said)
    assert session.marked.saved.count("  a dip:State ;") == 2  # Peru is the other
    assert faults(session.marked.path, shipped_dataset) == []


def test_a_name_that_is_no_state_is_refused(begin: Callable[[Draft], Review]) -> None:
    """Neither a place of legend nor the name of a person is a state."""
    for said in ("Atlantis", "Brandt of Poland"):
        session = begin(DRAFT)
        with pytest.raises(UsageError, match="unknown state or body"):
            session.change(at(session, "participation"), "side", said)


def test_a_new_office_is_described_as_in_a_draft(begin: Callable[[Draft], Review], shipped_dataset: Dataset) -> None:
    """It is one of the side, without which it is refused, and its tenure is marked."""
    session = begin(DRAFT)
    with pytest.raises(UsageError, match="c side NAME first"):
        session.change(at(session, "participation", "<#brandt>"), "office", "new Envoy for Lakes")
    session.change(at(session, "participation", "<#brandt>"), "side", "Poland")
    with pytest.raises(UsageError, match="c office new Envoy for Lakes"):
        session.change(at(session, "participation", "<#brandt>"), "office", "Envoy for Lakes")
    session.change(at(session, "participation", "<#brandt>"), "office", "new Envoy for Lakes")
    office = session.marked.page.block("office:pl-envoy-for-lakes")
    assert office is not None
    assert (office.value("rdfs:label"), office.value("dip:officeOf")) == ('"Envoy for Lakes of Poland"@en', "state:pl")
    assert rules(session, office.subject) == ["new-office"]
    assert faults(session.marked.path, shipped_dataset) == []


def test_the_kind_of_a_meeting_is_a_field(begin: Callable[[Draft], Review], shipped_dataset: Dataset) -> None:
    """It is multilateral if a person says so, and bilateral of two sides alone; left out, it is what the sides make it."""
    session = begin(DRAFT)
    session.change(at(session, "meeting"), "kind", "multilateral")
    assert 'a dip:MultilateralMeeting ;\n  rdfs:label "Meeting of' in session.marked.saved
    session.change(at(session, "meeting"), "kind", "-")
    assert "a dip:BilateralMeeting" in session.marked.saved
    session.change(at(session, "participation", "<#brandt>"), "side", "Poland")
    with pytest.raises(UsageError, match="more than two states"):
        session.change(at(session, "meeting"), "kind", "bilateral")
    with pytest.raises(UsageError, match="choose bilateral or multilateral"):
        session.change(at(session, "meeting"), "kind", "large")
    assert faults(session.marked.path, shipped_dataset) == []


def test_an_office_is_one_of_the_side(begin: Callable[[Draft], Review], shipped_dataset: Dataset) -> None:
    """The title of another side's office does not turn the side; its address does, and a name with the state in it."""
    session = begin(DRAFT)
    for name in ("Prime Minister", "prime minister"):
        with pytest.raises(UsageError, match=f"no office '{name}' of Peru is known: c office new .*jp-prime-"):
            session.change(at(session, "participation"), "office", name)
    session.change(at(session, "participation"), "office", "new Prime Minister")
    session.change(at(session, "participation"), "office", "Prime Minister")
    seat = session.marked.page.block("<#vega>")
    assert seat is not None
    assert (seat.value("dip:inOffice"), seat.value("dip:onBehalfOf")) == ("office:pe-prime-minister", "state:pe")
    with pytest.raises(UsageError, match="c side NAME first"):
        session.change(at(session, "participation", "<#brandt>"), "office", "Prime Minister")
    session.change(at(session, "participation"), "office", "Minister of Foreign Affairs of the Republic of Korea")
    seat = session.marked.page.block("<#vega>")
    assert seat is not None
    assert (seat.value("dip:inOffice"), seat.value("dip:onBehalfOf")) == ("office:kr-foreign-minister", "state:kr")
    session.change(at(session, "participation"), "side", "Japan")
    with pytest.raises(UsageError, match="but Kishida Fumio"):
        session.change(at(session, "participation"), "office", "Prime Minister")
    assert faults(session.marked.path, shipped_dataset) == []
