"""Memoranda of conversation: their heads are no speakers, and say who met, when and where."""

from __future__ import annotations

import datetime as dt

import pytest

from dipgraph import shipped
from dipgraph.drafts import Knowledge, draft, knowledge
from dipgraph.guesses import Draft
from dipgraph.intake import take_in
from dipgraph.memoranda import headed, memorandum

SPOKEN = "Foreign Minister Dahl thanked the Secretary for receiving him. The Secretary promised to send a team to Oslo in May."
HEADS = {
    "lines": "MEMORANDUM OF CONVERSATION\n\nDATE: March 14, 1974\nTIME: 10:30 a.m.\nPLACE: The Secretary's Office, Department of"
    " State\nSUBJECT: Bilateral relations\n\nPARTICIPANTS: Foreign Minister Henrik Dahl of Norway\nAmbassador Nils Berg,"
    " Norwegian Embassy\nSecretary of State Walter Crane\n",
    "semicolons": "CONFIDENTIAL\nMemorandum of Conversation\n\nPARTICIPANTS: Henrik Dahl, Foreign Minister of Norway; Ambassador"
    " Nils Berg; Secretary of State Walter Crane\nDATE AND TIME: Thursday, March 14, 1974, 10:30 - 11:00 a.m.\nPLACE:\nDepartment"
    " of State\nSUBJECT: Oil\n",
    "edition": "142. Memorandum of Conversation\n\nWashington, March 14, 1974, 10:30 a.m.\n\nPARTICIPANTS\nHenrik Dahl, Foreign"
    " Minister of Norway\nNils Berg, Ambassador\nWalter Crane, Secretary of State\n\nSUBJECT\nOil\n",
}


@pytest.fixture(scope="module")
def known() -> Knowledge:
    """Return what the vocabularies have, and no actors."""
    return knowledge(shipped.folder("ontology"))


def read(text: str, known: Knowledge) -> Draft:
    """Return the draft of a text."""
    return draft(take_in(text.encode(), "a.txt"), known)


@pytest.mark.parametrize("house", sorted(HEADS))
def test_the_heads_say_who_met_when_and_where(house: str, known: Knowledge) -> None:
    """Whoever is listed took part, of the side on which he stands; the day, the hour and the place are those of the heads."""
    made = read(f"{HEADS[house]}\n{SPOKEN}\n", known)
    (one,) = made.occasions
    assert {p.name: p.state for p in one.participants} == {"Henrik Dahl": "NO", "Nils Berg": "NO", "Walter Crane": "US"}
    assert (one.date, one.start[:5], one.country, one.format) == (dt.date(1974, 3, 14), "10:30", "US", "in-person")
    assert made.kind == "Readout"
    people = one.participants
    assert [(u.act, [people[n].name for n in u.speakers]) for u in made.utterances] == [
        ("appreciate", ["Henrik Dahl"]),
        ("pledge", ["Walter Crane"]),
    ]


def test_whose_turn_it_is_in_a_memorandum_is_told_by_names(known: Knowledge) -> None:
    """Behind the heads the speakers have their names before a colon; the President of the seat is not named."""
    text = (
        "MEMORANDUM OF CONVERSATION\n\nPARTICIPANTS: The President; Prime Minister Kenji Morita of Japan; Secretary of State Walter"
        " Crane\nDATE: April 9, 1974\nPLACE: The Oval Office\nSUBJECT: Trade\n\nPrime Minister Morita: We will lift the limits on"
        " beef this year.\nSecretary Crane: We appreciate that.\n"
    )
    made = read(text, known)
    people = made.occasions[0].participants
    assert {(p.name, p.role, p.state) for p in people} == {
        ("Kenji Morita", "Prime Minister", "JP"),
        ("Walter Crane", "Secretary of State", "US"),
        ("", "President", "US"),
    }
    assert [(u.act, [people[n].name for n in u.speakers]) for u in made.utterances] == [
        ("intend", ["Kenji Morita"]),
        ("appreciate", ["Walter Crane"]),
    ]


def test_two_at_the_head_of_diplomacy_are_of_two_states(known: Knowledge) -> None:
    """Who stands in a list behind a foreign minister is of his state, unless he is one himself."""
    text = (
        "Memorandum of Conversation\n\nPARTICIPANTS:\nTakeo Morita, Foreign Minister of Japan\nKiyoshi Okada, Vice Minister\n"
        "Henrik Dahl, Foreign Minister\nDATE: 4 May 1983\nPLACE: Lima\n\nMr. Morita thanked Mr. Dahl.\n"
    )
    people = read(text, known).occasions[0].participants
    assert {p.name: p.state for p in people} == {"Takeo Morita": "JP", "Kiyoshi Okada": "JP", "Henrik Dahl": ""}


def test_who_has_no_state_at_a_seat_of_one_is_its_own(known: Knowledge) -> None:
    """A Prime Minister at Downing Street, and who is listed behind him."""
    text = (
        "NOTE FOR THE RECORD\n\nPresent:\nMr Edward Lane, Prime Minister\nMr Charles Finch, Foreign Secretary\nErnst Vogel, Federal"
        " Chancellor of Germany\nDate: 5 November 1976\nLocation: 10 Downing Street, London\n\nThe Federal Chancellor thanked the"
        " Prime Minister.\n"
    )
    people = read(text, known).occasions[0].participants
    assert {p.name: p.state for p in people} == {"Edward Lane": "GB", "Charles Finch": "GB", "Ernst Vogel": "DE"}


def test_the_head_of_a_side_may_be_listed_by_the_office_alone(known: Knowledge) -> None:
    """ "The Secretary" below the name of his side is one of it, and who is meant by the title further on."""
    text = (
        "PARTICIPANTS\n\nU.S.\nThe Secretary\nAmbassador Stone\n\nNorway\nForeign Minister Dahl\n\nDATE AND PLACE\nSeptember 23, 1981,"
        " 2:00 - 6:00 p.m., U.S. Mission to the UN, New York\n\nThe Secretary agreed to begin the talks on November 30.\n"
    )
    made = read(text, known)
    (one,) = made.occasions
    assert {(p.name, p.role, p.state) for p in one.participants} == {
        ("", "Secretary", "US"),
        ("Stone", "Ambassador", "US"),
        ("Dahl", "Foreign Minister", "NO"),
    }
    assert (one.date, one.start[:5], one.minutes, one.place) == (
        dt.date(1981, 9, 23),
        "14:00",
        240,
        "U.S. Mission to the UN, New York",
    )
    assert [(u.act, [one.participants[n].role for n in u.speakers]) for u in made.utterances] == [
        ("agree", ["Secretary"])
    ]


@pytest.mark.parametrize(
    "text", ["", "PLACE: Lima\nDATE: 4 May 1983", "PARTICIPANTS: A and B", "Present were A and B.\nTime went by."]
)
def test_what_says_not_who_met_is_no_memorandum(text: str) -> None:
    """Without participants, or with nothing beside them, there are no heads."""
    assert memorandum(text) == {}


@pytest.mark.parametrize(("line", "expected"), [("DATE:", True), ("Dates were eaten:", False), ("Time\nflies", False)])
def test_a_head_ends_with_its_colon(line: str, expected: bool) -> None:
    """Words alone in a sentence are no head."""
    assert headed(line) is expected
