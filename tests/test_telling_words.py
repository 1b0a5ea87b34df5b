"""The words by which a sentence tells of a meeting."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipgraph import shipped
from dipgraph.drafts import draft, knowledge
from dipgraph.guesses import Intake
from dipgraph.intake import take_in
from dipgraph.names import names
from dipgraph.occasions import occasions
from dipgraph.prose import paragraphs
from dipgraph.roster import Roster
from dipgraph.telling_words import cues


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("They met.", "met"),
        ("She conferred with him.", "spoke"),
        ("He held a brief phone call with her.", "held"),
        ("He held two brief pull asides with her.", "held"),
        ("He received him.", "hosted"),
        ("They exchanged  views on it.", "talked"),
        ("They urged it.", "vowed"),
        ("He attended it.", "joined"),
    ],
)
def test_a_verb_says_of_which_kind_it_is(text: str, kind: str) -> None:
    """In the form that is printed, with blanks between its words."""
    found = cues(names()).verb.search(text)
    assert found is not None
    assert found[kind]


@pytest.mark.parametrize(
    "text", ["They met the needs of all.", "He received many letters.", "The meetinghouse with them."]
)
def test_what_looks_like_it_tells_of_no_meeting(text: str) -> None:
    """To meet needs, and to receive letters, is to meet nobody."""
    assert cues(names()).verb.search(text) is None
    assert cues(names()).noun.search(text) is None


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"conferred"@en', '"conferred"@en , "huddled"@en', "huddled with"),
        ('"audience"@en , "bilateral"@en', '"audience"@en , "bilateral"@en , "barbecue"@en', "held a barbecue with"),
    ],
)
def test_a_word_that_is_added_tells_of_a_meeting_without_code(old: str, new: str, told: str, tmp_path: Path) -> None:
    """In a vocabulary of one's own; with the one that is shipped the same text tells of none."""
    text = (shipped.folder("ontology") / "names.ttl").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "names.ttl").write_text(text.replace(old, new), encoding="utf-8")
    page = f"News\nForeign Minister Anna Lind of Sweden {told} Foreign Minister Ove Dahl of Norway."
    intake = Intake("a", page, title="News", body=5)
    assert len(occasions(intake, paragraphs(page), names(tmp_path), Roster())[0]) == 1
    assert not occasions(intake, paragraphs(page), names(), Roster())[0]


def test_without_words_nothing_is_told(tmp_path: Path) -> None:
    """A vocabulary that has none of them is read all the same."""
    (tmp_path / "names.ttl").write_text("@prefix a: <https://example.org/> . a:b a a:C .", encoding="utf-8")
    assert cues(names(tmp_path)).noun.search("the meeting with him") is None


def test_those_without_a_name_are_known_in_capitals_too() -> None:
    """ "Officials" in a title, and "officials" in a sentence; one official is somebody else."""
    unnamed = cues(names()).unnamed
    assert [found.group() for found in unnamed.finditer("Officials met officials and an official.")] == [
        "Officials",
        "officials",
    ]


@pytest.mark.parametrize("meal", ["lunch", "a working dinner", "tea"])
def test_who_was_hosted_to_a_meal_met_the_host_on_that_day(meal: str) -> None:
    """The host stands behind "by", and not in what they ate."""
    text = f"""Visit of Minister for Foreign Affairs Dr Tan Wei Ming to Chile, 6 to 8 May 2027

Minister for Foreign Affairs Dr Tan Wei Ming was hosted to {meal} by Chilean Minister of Foreign Affairs Ana Ruiz \
in Santiago on 7 May 2027. The Ministers committed to ratify the treaty by March 2028.

Minister Tan also called on President Luis Vega on 8 May 2027. The President accepted an invitation to visit Singapore.

MINISTRY OF FOREIGN AFFAIRS
SINGAPORE
8 MAY 2027
"""
    made = draft(take_in(text.encode(), "a"), knowledge(shipped.folder("ontology")))
    assert [(str(o.date), o.country, [(p.name, p.state) for p in o.participants]) for o in made.occasions] == [
        ("2027-05-07", "CL", [("Tan Wei Ming", "SG"), ("Ana Ruiz", "CL")]),
        ("2027-05-08", "CL", [("Tan Wei Ming", "SG"), ("Luis Vega", "CL")]),
    ]
    assert [(one.occasion, len(one.speakers)) for one in made.utterances] == [(0, 2), (1, 1)]
