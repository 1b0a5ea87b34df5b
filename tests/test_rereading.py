"""A passage that is given in a review is read as a draft reads it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dipgraph import Dataset, shipped
from dipgraph.blocks import words
from dipgraph.review import Review
from dipgraph.vocabulary import Vocabulary
from drafted import DRAFT, TEXT
from reviewing import at, drafted, faults, rules

KNOWN = Vocabulary.read(shipped.folder("data") / "actors.ttl")
MORE = f"""{TEXT}
3. Minister Vega expressed appreciation for Japan's support for the free trade agreement. Both sides pledged to hold talks on fisheries by 2023. She told Minister Hayashi that the port was open.

4. The Deputy Minister hailed the treaty. Nothing with such a word stood here. 両外相は協力した。
"""  # noqa: E501


def review(folder: Path) -> Review:
    """Begin the review of a draft that has missed the last points of its text."""
    return Review(drafted(folder / "drafts", KNOWN, replace(DRAFT, intake=replace(DRAFT.intake, text=MORE))), KNOWN)


@pytest.mark.parametrize(
    ("passage", "act", "verb", "speakers", "issue", "promises"),
    [
        (
            "expressed appreciation for Japan's support for the free trade agreement",
            "appreciate", "expressed appreciation", ["person:vega-lucia"], "issue:free-trade-agreement", False,
        ),
        (
            "Minister Vega expressed appreciation for Japan's support for the free trade agreement",
            "appreciate", "expressed appreciation", ["person:vega-lucia"], "issue:free-trade-agreement", False,
        ),
        (
            "pledged to hold talks on fisheries by 2023",
            "pledge", "pledged to", ["person:hayashi-yoshimasa", "person:vega-lucia"], "", True,
        ),
    ],
)  # fmt: skip
def test_a_passage_has_the_act_of_its_cue(
    tmp_path: Path, passage: str, act: str, verb: str, speakers: list[str], issue: str, promises: bool,
    shipped_dataset: Dataset,
) -> None:  # fmt: skip
    """With its verb as printed, its issues, whom its subject names, and what it commits to; each guess is marked."""
    session = review(tmp_path)
    session.add("statement", passage)
    question = session.question()
    assert question is not None
    said = question.root
    assert (said.value("dip:act"), words(said.value("dip:verb"))) == (f"act:{act}", verb)
    assert said.values("dip:speaker") == speakers
    assert not issue or said.values("dip:issue") == [issue]
    assert {"added", "speaker-by-subject", "issue"} <= set(rules(session, said.subject))
    assert bool(said.value("dip:attests")) == promises
    assert faults(session.marked.path, shipped_dataset) == []


def test_a_passage_without_a_cue_is_stated_by_all(tmp_path: Path) -> None:
    """What no rule reads is left to who reviews it, with one mark."""
    session = review(tmp_path)
    at(session, "meeting")
    session.add("statement", "協力した")
    question = session.question()
    assert question is not None
    assert question.root.value("dip:act") == "act:state"
    assert len(question.root.values("dip:speaker")) == 3
    assert rules(session, question.root.subject) == ["added"]


def test_a_subject_that_took_no_part_is_said_to_be_none(tmp_path: Path) -> None:
    """All are taken for speakers then, and it is said how another becomes one."""
    session = review(tmp_path)
    session.add("statement", "The Deputy Minister hailed the treaty")
    question = session.question()
    assert question is not None
    why = next(one for one in question.reasons if one.rule == "speaker-by-subject")
    assert "“The Deputy Minister” is not known for one who took part: c speakers NAME" in why.words
    assert why.confidence < 0.3


def test_who_speaks_is_taken_from_the_file_as_it_stands(tmp_path: Path) -> None:
    """One who was rejected in the review speaks no more."""
    session = review(tmp_path)
    session.reject(at(session, "statement", "<#s4>"))
    session.reject(at(session, "statement", "<#s6>"))
    session.reject(at(session, "participation", "<#brandt>"))
    session.add("statement", "pledged to hold talks on fisheries by 2023")
    question = session.question()
    assert question is not None
    assert question.root.values("dip:speaker") == ["person:hayashi-yoshimasa", "person:vega-lucia"]
