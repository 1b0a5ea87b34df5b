"""What is added in a review that the draft had not, and what is moved to another meeting."""

from __future__ import annotations

import datetime as dt
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import Run
from dipgraph import Dataset, shipped
from dipgraph.blocks import Block, words
from dipgraph.errors import UsageError
from dipgraph.review import Review
from dipgraph.vocabulary import Vocabulary
from drafted import BRANDT, DRAFT, HAYASHI, MEETING, VEGA
from reviewing import Terminal, at, drafted, faults, rules

FIRST = "meeting:2022-03-03-jp-pe-hayashi-vega"
TWO = replace(
    DRAFT,
    occasions=(MEETING, replace(MEETING, date=dt.date(2022, 3, 5), participants=(HAYASHI, VEGA))),
)
SECOND = FIRST.replace("03-03", "03-05")


@pytest.fixture(scope="module")
def known() -> Vocabulary:
    """Return what the actors that come with dipgraph have."""
    return Vocabulary.read(shipped.folder("data") / "actors.ttl")


@pytest.fixture
def path(tmp_path: Path, known: Vocabulary) -> Path:
    """Return a draft of one meeting."""
    return drafted(tmp_path / "drafts", known)


@pytest.fixture
def session(path: Path, known: Vocabulary) -> Review:
    """Return its review."""
    return Review(path, known)


def block(session: Review, subject: str) -> Block:
    """Return the block of a subject that is described."""
    found = session.marked.page.block(subject)
    assert found is not None
    return found


def test_a_statement_is_added_by_its_words(session: Review, shipped_dataset: Dataset) -> None:
    """It has passage, offsets and evidence as every other, stands where the text has it, and is asked about at once."""
    at(session, "participation")
    session.add("statement", "The two ministers concurred to  continue")
    question = session.question()
    assert question is not None
    assert (question.sort, question.root.subject) == ("statement", "<#s7>")
    assert question.root.value("dip:madeAt") == FIRST
    assert question.root.values("dip:speaker") == ["person:hayashi-yoshimasa", "person:vega-lucia"]
    passage = question.part("Passage")
    assert passage is not None
    start, end = (int(passage.value(f"dip:{name}Offset")) for name in ("start", "end"))
    assert session.marked.text[start:end] == words(passage.value("dip:quotation"))
    assert session.marked.text[start:end] == "The two ministers concurred to continue"
    subjects = [one.subject for one in session.marked.page.blocks if re.fullmatch(r"<#s\d>", one.subject)]
    assert subjects[:3] == ["<#s1>", "<#s7>", "<#s2>"]
    assert rules(session, "<#s7>")[0] == "added"
    assert question.root.value("dip:act") == "act:agree"
    assert [one.subject for one, name in session.marked.page.naming("<#s7>")] == []
    assert "Commitment" in "".join(block(session, question.root.value("dip:attests")).values("a"))
    assert faults(session.marked.path, shipped_dataset) == []


def test_of_words_that_stand_twice_those_near_by_are_meant(session: Review) -> None:
    """Where one is in the text decides it."""
    at(session, "statement", "<#s6>")
    session.add("statement", "thanked both")
    question = session.question()
    assert question is not None
    passage = question.part("Passage")
    assert passage is not None
    assert int(passage.value("dip:startOffset")) > session.marked.text.index("Neighboring")


@pytest.mark.parametrize(
    ("what", "value", "why"),
    [
        ("statement", "words that nobody printed", "not in the text"),
        ("statement", "", "may not be left out"),
        ("statement", "concurred to continue sanctions against Russia", "rests on the same words"),
        ("participant", "Nobody Known", "new FAMILY, GIVEN"),
        ("participant", "", "may not be left out"),
        ("participant", "Hayashi Yoshimasa", "already"),
        ("participant", "new ,", "the family name"),
        ("meeting", "some day", "day"),
        ("meeting", "", "may not be left out"),
        ("treaty", "Peru", "choose"),
        ("statment", "x", "did you mean 'statement'"),
    ],
)
def test_what_cannot_be_added_changes_nothing(session: Review, what: str, value: str, why: str) -> None:
    """It says what is wrong, and the file and the question are what they were."""
    at(session, "statement")
    before, order = session.marked.path.read_bytes(), list(session.order)
    with pytest.raises(UsageError, match=why):
        session.add(what, value)
    assert (session.marked.path.read_bytes(), session.order) == (before, order)
    assert session.question() is not None


@pytest.mark.parametrize(
    ("value", "side", "office"),
    [
        ("Antony Blinken", "state:us", "office:us-secretary-of-state"),
        ("new Okafor, Ada", "", ""),
        ("Kishi", "state:jp", "office:jp-defense-minister"),
    ],
)
def test_one_who_took_part_is_added(
    session: Review, value: str, side: str, office: str, shipped_dataset: Dataset
) -> None:
    """With the office held on that day and its side, else it is asked on whose behalf; label and class follow."""
    at(session, "statement")
    session.add("participant", value)
    question = session.question()
    assert question is not None
    assert question.sort == "participation"
    seat = question.root
    assert seat.subject in block(session, FIRST).values("dip:participation")
    assert (seat.value("dip:onBehalfOf"), seat.value("dip:inOffice")) == (side, office)
    assert ("side-unknown" in rules(session, seat.subject)) == (not side)
    assert value.removeprefix("new ").partition(",")[0].split()[-1] in words(block(session, FIRST).value("rdfs:label"))
    assert faults(session.marked.path, shipped_dataset) == []


def test_a_meeting_is_added_with_those_who_met_before(session: Review, shipped_dataset: Dataset) -> None:
    """On another day, each with a seat of its own that is asked about; also a second one of the same day."""
    at(session, "statement")
    session.add("meeting", "5 March 2022")
    question = session.question()
    assert question is not None
    assert question.root.subject == SECOND
    assert block(session, "<>").values("dip:describes") == [FIRST, SECOND]
    seats = block(session, SECOND).values("dip:participation")
    assert len(seats) == 3
    assert not set(seats) & set(block(session, FIRST).values("dip:participation"))
    asked = session.order[session.at : session.at + 4]
    assert set(asked) == {f"meeting {SECOND}", *(f"participation {seat}" for seat in seats)}
    assert faults(session.marked.path, shipped_dataset) == []
    session.add("meeting", "2022-03-03")
    assert block(session, "<>").values("dip:describes")[-1] == f"{FIRST}-2"


def test_a_statement_moves_to_another_meeting(tmp_path: Path, known: Vocabulary, shipped_dataset: Dataset) -> None:
    """By number, day or address; what it commits to goes with it, under the address of that meeting."""
    for value in ("2", "2022-03-05", SECOND.replace(":", "/")):
        session = Review(drafted(tmp_path / value.replace("/", "-"), known, TWO), known)
        question = at(session, "statement", "<#s2>")
        session.change(question, "meeting", value)
        moved = block(session, "<#s2>")
        assert moved.value("dip:madeAt") == SECOND
        promise = block(session, moved.value("dip:attests"))
        assert "commitment/2022-03-05-jp-pe-hayashi-vega/" in promise.subject
        assert promise.value("dip:madeAt") == SECOND
        assert faults(session.marked.path, shipped_dataset) == []


def test_who_took_no_part_in_the_other_meeting_is_added_there(
    tmp_path: Path, known: Vocabulary, shipped_dataset: Dataset
) -> None:
    """What is said when a statement cannot move is what lets it move, from the question that one is at."""
    session = Review(drafted(tmp_path / "drafts", known, TWO), known)
    question = at(session, "statement", "<#s4>")
    with pytest.raises(UsageError, match="Brandt took no part in that meeting") as told:
        session.change(question, "meeting", "2")
    command = re.search(r"\+ participant (.+) says that", str(told.value))
    assert command is not None
    session.add("participant", command[1])
    added = session.question()
    assert added is not None
    assert added.root.subject in block(session, SECOND).values("dip:participation")
    session.skip()
    after = session.question()
    assert after is not None
    assert after.root.subject == "<#s4>"
    session.change(after, "meeting", "2")
    assert block(session, "<#s4>").value("dip:madeAt") == SECOND
    assert faults(session.marked.path, shipped_dataset) == []
    with pytest.raises(UsageError, match="choose of 1"):
        session.add("participant", "Antony Blinken at 7")


@pytest.mark.parametrize(
    ("subject", "value", "why"),
    [
        ("<#s4>", "2", "Brandt took no part in that meeting"),
        ("<#s2>", "3", "choose of 1"),
        ("<#s2>", "2021-01-01", "no one meeting described here"),
        ("<#s2>", "-", "choose of 1"),
    ],
)
def test_a_statement_moves_nowhere_else(tmp_path: Path, known: Vocabulary, subject: str, value: str, why: str) -> None:
    """Neither to a meeting that is not described, nor away from one who said it."""
    assert BRANDT.name == "Brandt"
    session = Review(drafted(tmp_path / "a", known, TWO), known)
    before = session.marked.path.read_bytes()
    with pytest.raises(UsageError, match=why):
        session.change(at(session, "statement", subject), "meeting", value)
    assert session.marked.path.read_bytes() == before


def test_what_was_added_is_undone(session: Review) -> None:
    """Back takes it away, and asks what was asked."""
    question, before = at(session, "statement"), session.marked.path.read_bytes()
    session.add("statement", "The two ministers")
    assert session.back()
    assert session.marked.path.read_bytes() == before
    assert session.question() == question or session.question().id == question.id  # type: ignore[union-attr]


def test_by_a_pipe_and_at_the_end(cli: Run, path: Path) -> None:
    """All is typed on one line, or asked step by step; at the end something can still be added."""
    many = b"s\n" * 14
    outcome = cli("review", path, stdin=many + b"+ participant Antony Blinken\na\n+\nmeeting\n2022-03-06\n")
    assert "That was the last." in outcome.out
    text = path.read_text(encoding="utf-8")
    assert "person:blinken-antony" in text
    assert "2022-03-06" in text
    assert outcome.code == 1


def test_a_text_that_is_not_kept_has_no_passages(session: Review) -> None:
    """It says so, and where else a statement is added."""
    session.change(at(session, "document"), "address", "https://example.org/readout")
    session.reject(at(session, "rights"))
    with pytest.raises(UsageError, match="the text is not kept"):
        session.add("statement", "The two ministers")


# --- A terminal ---


@pytest.fixture
def terminal(path: Path) -> Iterator[Terminal]:
    """Return a review in a terminal, at its first question."""
    run = Terminal("review", str(path), folder=path.parent)
    try:
        run.until("1 of 14")
        yield run
    finally:
        run.process.kill()
        run.process.wait()


def test_a_statement_is_added_step_by_step(terminal: Terminal, path: Path, shipped_dataset: Dataset) -> None:
    """Its passage is asked, then act, speakers and issues, of which a wrong one is told and left for later."""
    terminal.type("+")
    terminal.until("what?")
    terminal.type("statement")
    terminal.until("its passage")
    terminal.type("The two ministers concurred to continue")
    terminal.until("verb (Enter")
    terminal.type("concurred to")
    terminal.until("act (Enter")
    terminal.type("agree")
    terminal.until("speakers (Enter")
    terminal.type("Nobody")
    terminal.until("is not one who took part")
    terminal.type("ukraine")
    terminal.until("1 of 15")
    terminal.until("statement added")
    text = path.read_text(encoding="utf-8")
    added = text[text.index("<#s7>\n") :].partition("\n  .")[0]
    assert "act:agree" in added
    assert '"concurred to"@en' in added
    assert '"Continue."@en' in text
    assert "issue:ukraine" in added
    assert faults(path, shipped_dataset) == []


@pytest.mark.parametrize("step", ["what?", "its passage", "act (Enter", "issues (Enter"])
def test_an_interrupt_loses_no_more_than_the_line(
    terminal: Terminal, path: Path, step: str, known: Vocabulary, shipped_dataset: Dataset
) -> None:
    """At whichever step Ctrl-C is pressed the file is whole, and it is said how to go on."""
    before = path.read_bytes()
    answers = {
        "what?": "statement",
        "its passage": "The two ministers",
        "verb (Enter": "",
        "act (Enter": "hope",
        "speakers (Enter": "Vega",
    }
    terminal.type("+")
    for shown, answer in (*answers.items(), ("issues (Enter", "")):
        terminal.until(shown)
        if shown == step:
            break
        terminal.type(answer)
    for _ in range(10):
        # Between a prompt and the reading of the line a signal waits for the line.
        terminal.process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            terminal.process.wait(2)
            break
    assert terminal.process.returncode == 130
    terminal.until("go on with 'dipgraph review")
    assert faults(path, shipped_dataset) == []
    assert (path.read_bytes() == before) == (step in ("what?", "its passage"))
    session = Review(path, known)
    added = session.marked.page.block("<#s7>")
    assert (added is None) == (step in ("what?", "its passage"))
    assert added is None or added.value("dip:act") == ("act:state" if step == "act (Enter" else "act:hope")
