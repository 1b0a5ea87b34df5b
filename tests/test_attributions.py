"""What an office or a spokesperson says for others is what these said, in the first sentences of agencies too."""

from __future__ import annotations

import pytest

import readings
from dipgraph import shipped
from dipgraph.drafts import Knowledge, draft, knowledge
from dipgraph.guesses import Draft, Intake
from readings import ALM, BOTH, BRO

DATELINE = "OSLO, July 28, 2022 (Reuters) - "
A, B = "Norwegian President Ada Alm", "Peruvian President Bo Bro"


@pytest.fixture(scope="module")
def known() -> Knowledge:
    """Return what a draft is made with."""
    return knowledge(shipped.folder("ontology"))


def read(known: Knowledge, told: str) -> Draft:
    """Return the draft of a report."""
    title = "Presidents of Norway and Peru talk"
    text = f"{title}\n\n{DATELINE}{told}"
    return draft(Intake("a", text, title=title, body=text.index(DATELINE) + len(DATELINE)), known)


def said(made: Draft) -> list[tuple[str, tuple[int, ...], str]]:
    """Return of each statement the act, who speaks, and the passage."""
    return [(one.act, one.speakers, made.intake.text[one.start : one.end]) for one in made.utterances]


@pytest.mark.parametrize(
    "told",
    [
        f"{A} and {B} agreed to open consulates in a phone call on Thursday, the White House said.",
        f"{A} and {B} agreed to open consulates in a phone call on Thursday, according to the Kremlin.",
        f"{A} and {B} agreed to open consulates in a phone call on Thursday, the Kremlin press service reported.",
        f"According to the Foreign Ministry, {A} and {B} agreed to open consulates in a phone call on Thursday.",
        f"The Kremlin said on Thursday that {A} and {B} agreed to open consulates in a phone call on Thursday.",
        f"As the Foreign Ministry noted, {A} and {B} agreed to open consulates in a phone call on Thursday.",
    ],
)
def test_who_told_it_is_no_part_of_what_was_said(known: Knowledge, told: str) -> None:
    """Neither behind it nor before; the call in which they agreed is the meeting."""
    made = read(known, told)
    assert said(made) == [("agree", (0, 1), "agreed to open consulates in a phone call on Thursday")]
    (one,) = made.occasions
    assert (one.format, [p.state for p in one.participants]) == ("telephone", ["NO", "PE"])


@pytest.mark.parametrize(
    "told",
    [
        ", the Elysee Palace said, adding that the two leaders agreed to open consulates.",
        ". The White House said in a statement that the two leaders agreed to open consulates.",
        ". Alm's office said they agreed to open consulates.",
        ". As the Kremlin noted, the leaders agreed to open consulates.",
        ". The White House confirmed the two leaders agreed to open consulates.",
    ],
)
def test_what_an_office_adds_was_said_by_those_who_met(known: Knowledge, told: str) -> None:
    """The act is theirs, and no statement of the office."""
    assert said(read(known, f"{A} met with {B} in Oslo on Thursday{told}")) == [
        ("agree", (0, 1), "agreed to open consulates")
    ]


@pytest.mark.parametrize(
    "told",
    [
        f"{A} told {B} in a phone call on Thursday that Norway welcomed the truce, Alm's office said.",
        f"{A} thanked {B} for his help during a telephone conversation on Thursday, according to the ministry.",
        f"{A} urged {B} to open consulates in a call on Thursday, a statement said.",
    ],
)
def test_who_tells_another_something_in_a_call_has_met(known: Knowledge, told: str) -> None:
    """The call is the meeting, and who speaks is told."""
    made = read(known, told)
    (one,) = made.occasions
    assert (one.format, [p.name for p in one.participants]) == ("telephone", ["Ada Alm", "Bo Bro"])
    assert {speaker for one in made.utterances for speaker in one.speakers} == {0}


@pytest.mark.parametrize(
    "told",
    [
        # Who thanks somebody need not have met him, and an office speaks for itself too.
        f"{A} thanked {B} for his help on Thursday.",
        "The White House welcomed the agreement on Thursday.",
    ],
)
def test_without_a_call_nobody_has_met(known: Knowledge, told: str) -> None:
    """Nothing says where or how it was said."""
    assert read(known, told).occasions == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The United States, she said, will send boats.",
            [("pledge", BRO, "will send boats")],
        ),
        (
            "Japan, Minister Alm said, is ready to help Moldova.",
            [("intend", ALM, "is ready to help Moldova")],
        ),
        (
            "In June, she said, the United States will host a conference.",
            [("intend", BRO, "will host a conference")],
        ),
        (
            "The two sides, he said, agreed to open the port.",
            [("agree", BOTH, "agreed to open the port")],
        ),
        (
            "Trade, she added, has grown by a fifth.",
            [("state", BRO, "Trade, she added, has grown by a fifth")],
        ),
        (
            "Japan, Secretary Bro said, welcomed the launch.",
            [("state", BRO, "Japan, Secretary Bro said, welcomed the launch")],
        ),
        (
            "The dams, both ministers stressed, must stay.",
            [("state", BOTH, "The dams, both ministers stressed, must stay")],
        ),
    ],
)
def test_who_says_it_may_be_inserted(text: str, wanted: list[tuple[str, tuple[int, ...], str]]) -> None:
    """The words that tell who says a sentence are no statement, and what others did is told by whoever says it."""
    assert [(one.act, one.speakers, text[one.start : one.end]) for one in readings.read(text)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Secretary Bro said, in Lima, that trade has grown.",
        "On Friday, Secretary Bro said, in Lima, that trade has grown.",
    ],
)
def test_what_stands_between_a_verb_and_its_report_is_no_insertion(text: str) -> None:
    """The verb is the main one, and the report its object."""
    (one,) = readings.read(text)
    assert (one.act, one.speakers, one.verb) == ("state", BRO, "said")
    assert text[one.start : one.end].startswith("said, ")


def test_an_insertion_is_no_statement_beside_direct_speech_either() -> None:
    """The act in the sentence is the one statement, whatever else is quoted in the paragraph."""
    text = "The two sides, Minister Alm noted, will meet in June. \u201cWe must help Moldova,\u201d the Secretary said."
    assert [(one.act, one.speakers) for one in readings.read(text)] == [("intend", BOTH), ("state", BRO)]


def test_officials_of_a_house_speak_for_themselves_where_no_clause_follows(known: Knowledge) -> None:
    """ "The White House said the two agreed" tells what they did; "officials underscored the need" is their own act."""
    met = "Deputy Foreign Minister Jon Hart of the United States met Foreign Minister Ana Vega of Peru. "
    made = read(known, f"{met}White House officials underscored the importance of calm.")
    assert said(made) == [("state", (0,), "underscored the importance of calm")]
