"""Who met whom where it is told in unusual ways: two ministers of either side, lists of participants, visits."""

from __future__ import annotations

import datetime as dt

import pytest

from dipgraph import shipped
from dipgraph.guesses import Intake, Occasion
from dipgraph.names import names
from dipgraph.occasions import occasions
from dipgraph.prose import paragraphs
from dipgraph.roster import Roster, roster

DAY = dt.date(2023, 5, 3)
FOUR = {"Ada Alm": "NO", "Ole Dahl": "NO", "Bo Bro": "PE", "Luz Vega": "PE"}


def read(text: str, known: Roster | None = None) -> tuple[tuple[Occasion, ...], str]:
    """Return the meetings of a text whose first line is its title."""
    title = text.partition("\n")[0]
    intake = Intake("a", text, title=title, published=DAY, body=len(title) + 1)
    return occasions(intake, paragraphs(text), names(), known or Roster())


def states(text: str, known: Roster | None = None) -> dict[str, str]:
    """Return the state of each who took part in the only meeting of a text."""
    (found,), _ = read(text, known)
    return {p.name: p.state for p in found.participants}


@pytest.mark.parametrize(
    "told",
    [
        "Foreign Minister Ada Alm and Defense Minister Ole Dahl of Norway, and Foreign Minister Bo Bro and Defense"
        " Minister Luz Vega of Peru, convened the second 2+2 in Oslo.",
        "The Norwegian Minister of Foreign Affairs, Ada Alm, the Norwegian Minister of Defence, Ole Dahl, the Peruvian"
        " Minister of Foreign Affairs, Bo Bro, and the Peruvian Minister of Defence, Luz Vega, held a 2+2"
        " Ministerial Dialogue.",
        "Norwegian Foreign Minister Ada Alm and Defence Minister Ole Dahl met with Peruvian Foreign Minister Bo Bro and"
        " Defence Minister Luz Vega for the 2+2.",
    ],
)
def test_two_of_either_side_meet_in_a_joint_text(told: str) -> None:
    """A state that is said once for two is that of both, whether it stands before them or behind."""
    assert states(f"Joint Statement of the Norway-Peru 2+2\n{told} They reaffirmed their commitment to peace.") == FOUR


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        # Of one from each side nothing is shared.
        (
            "President Ada Alm and Prime Minister Bo Bro of Peru met Premier Cy Cole of Chile.",
            {"Bo Bro": "PE", "Cy Cole": "CL"},
        ),
        ("Minister Ada Alm of Norway and Minister Bo Bro of Peru met.", {"Ada Alm": "NO", "Bo Bro": "PE"}),
    ],
)
def test_a_state_is_shared_by_as_many_on_either_side_alone(told: str, expected: dict[str, str]) -> None:
    """Who stands before one of a state, beside others, is of another as well as of that one."""
    found = states(f"A meeting\n{told}")
    assert expected.items() <= found.items()
    assert found.get("Ada Alm") != "PE"


@pytest.mark.parametrize(
    "lines",
    [
        "PARTICIPANTS:\n\nNorway:\nAda Alm, Deputy Minister of Foreign Affairs\nOle Dahl, Ambassador of Norway to Peru\n\n"
        "Peru:\nBo Bro, Vice Minister of Foreign Affairs\nLuz Vega, Director General for Europe",
        "PARTICIPANTS\nFor Norway: Ms. Ada Alm, State Secretary; Mr. Ole Dahl, Ambassador\n"
        "For Peru: Mr. Bo Bro, Vice Minister of Foreign Affairs; Ms. Luz Vega, Director",
        "List of participants:\nNORWAY\nState Secretary Ada Alm\nAmbassador Ole Dahl\n"
        "PERU\nVice Minister Bo Bro\nDirector Luz Vega",
        "Participants\nNorwegian side:\n- Ms. Ada Alm, State Secretary\n- Mr. Ole Dahl, Ambassador\n"
        "Peruvian side:\n- Mr. Bo Bro, Vice Minister of Foreign Affairs\n- Ms. Luz Vega, Director",
    ],
)  # fmt: skip
def test_those_took_part_who_are_listed_as_participants(lines: str) -> None:
    """Below a line that says so, each on the side that heads its lines; also where no sentence tells that they met."""
    assert states(f"Political consultations\n{lines}\n\nThe two sides discussed trade.") == FOUR


def test_a_word_in_a_sentence_begins_no_list() -> None:
    """Participants of whom a sentence speaks are not those whom the lines below name."""
    found, why = read(
        "A seminar\nThere were many participants\nMs. Ada Alm of Norway was born in Oslo.\nMr. Bo Bro of Peru too."
    )
    assert (found, why) == ((), "the text tells of nobody who met")  # fmt: skip


@pytest.mark.parametrize(
    "told",
    [
        "In her visit with Peruvian President Bo Bro in Lima, Norwegian Foreign Minister Ada Alm spoke of trade.",
        "During her visit with President Bo Bro of Peru on May 3, Foreign Minister Ada Alm of Norway thanked him.",
        "In a visit with President Bo Bro of Peru, the Norwegian Foreign Minister Ada Alm discussed trade.",
        "Foreign Minister Ada Alm of Norway had a brief visit with President Bo Bro of Peru.",
    ],
)
def test_a_visit_with_somebody_is_a_meeting(told: str) -> None:
    """And who made it is named behind it, or before."""
    assert states(f"A visit\n{told}") == {"Ada Alm": "NO", "Bo Bro": "PE"}


def test_a_visit_to_a_country_is_no_meeting() -> None:
    """Where nobody is visited."""
    assert read("A visit\nDuring her visit to Peru, Norwegian Foreign Minister Ada Alm spoke of trade.")[0] == ()


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "Foreign Minister Hayashi and Secretary Blinken spoke by telephone.",
            {"Hayashi": "JP", "Blinken": "US"},
        ),
        (
            "Secretary Blinken and Secretary Austin met with Minister Hayashi and Minister Hamada.",
            {"Blinken": "US", "Austin": "US", "Hayashi": "JP", "Hamada": "JP"},
        ),
        ("Minister Park met with Secretary Raimondo.", {"Park": "KR", "Raimondo": "US"}),
    ],
)
def test_a_family_name_with_the_noun_of_a_title_is_who_held_such_an_office(told: str, expected: dict[str, str]) -> None:
    """On that day and of that name one alone did; another is not taken for one of the account's own side."""
    known = roster(*sorted(shipped.folder("data").glob("*.ttl")))
    (found,), _ = read(f"A meeting\n{told}", known)
    assert {p.name: p.state for p in found.participants} == expected
    assert all(p.person and p.office for p in found.participants)
    assert {r.rule for p in found.participants for r in p.reasons} & {"person-by-title"}


def test_a_meeting_is_called_domestic_only_as_far_as_the_text_says_so() -> None:
    """For whom somebody came that is no more than guessed is said to be so."""
    intake = "Ministry of Foreign Affairs of Peru"
    text = "A meeting\nForeign Minister Luz Vega met with Minister Cy Cole."
    found, why = occasions(
        Intake("a", text, title="A meeting", published=DAY, publisher=intake, body=10),
        paragraphs(text),
        names(),
        Roster(),
    )
    assert (found, why) == (
        (),
        "the text does not say for whom Cy Cole met the others, who are of Peru: a domestic meeting, it seems",
    )
    told = "A meeting\nPeruvian Foreign Minister Luz Vega met with Peruvian Minister Cy Cole."
    assert read(told)[1] == "those who met are all of Peru: a domestic meeting"


@pytest.mark.parametrize(
    "told",
    [
        "President Ada Alm of Norway brought together President Bo Bro of Peru and President Cy Cole of Chile in Oslo.",
        "President Ada Alm of Norway brought President Bo Bro of Peru and President Cy Cole of Chile together in Oslo.",
        "In Oslo, Norwegian President Ada Alm brought together Peruvian President Bo Bro and Chilean President Cy Cole.",
    ],
)
def test_a_host_brings_others_together(told: str) -> None:
    """And has met them."""
    assert states(f"A summit\n{told}") == {"Ada Alm": "NO", "Bo Bro": "PE", "Cy Cole": "CL"}


@pytest.mark.parametrize(
    ("told", "beside"),
    [
        (
            "Consultations between Norway and Peru were held in Oslo (participants: Deputy Minister Ada Alm, Ambassador Ole"
            " Dahl of Norway; Vice Minister Bo Bro, Ambassador Luz Vega of Peru).",
            [],
        ),
        (
            "The talks between Foreign Minister Ada Alm of Norway and Foreign Minister Bo Bro of Peru (attended by Norwegian"
            " Ambassador Ole Dahl and Peruvian Ambassador Luz Vega) lasted an hour.",
            ["Ole Dahl", "Luz Vega"],
        ),
        (
            "Deputy Minister Ada Alm and Ambassador Ole Dahl of Norway met with a delegation from Peru (Vice Minister Bo Bro"
            " and Ambassador Luz Vega of Peru) in Oslo.",
            [],
        ),
    ],
)
def test_who_attended_may_stand_in_brackets(told: str, beside: list[str]) -> None:
    """On the side that is said once behind several; who only attended is no principal."""
    (found,), _ = read(f"Talks\n{told} They agreed to open consulates.")
    assert {p.name: p.state for p in found.participants} == FOUR
    assert [p.name for p in found.participants if p.beside] == beside


@pytest.mark.parametrize(
    "told",
    [
        "Norwegian Foreign Minister Ada Alm met with Foreign Minister Ishaq Dar of Pakistan in Islamabad today.",
        "External Affairs Minister Ada Alm discussed trade with Foreign Minister Ishaq Dar of Pakistan in Islamabad.",
        "Norwegian Foreign Minister Ada Alm held talks on trade and the situation in Ukraine with her Pakistani counterpart,"
        " Ishaq Dar, in Islamabad on 3 May.",
        "Norwegian Foreign Minister Ada Alm met Ishaq Dar, Foreign Minister of Pakistan, to discuss trade, in Islamabad.",
    ],
)
def test_a_place_may_stand_behind_who_was_met(told: str) -> None:
    """And the country of which they spoke is none."""
    (found,), _ = read(f"Talks\n{told}")
    assert (found.place, found.country) == ("Islamabad", "PK")
    assert [p.name for p in found.participants] == ["Ada Alm", "Ishaq Dar"]


def test_who_tells_of_his_own_meeting_is_not_who_is_named_first() -> None:
    """In a “Statement of the President” he called, and not a third one of whom he speaks."""
    text = (
        "Statement of the President on his call with President Quispe\n\nAs President Sidorenko threatens his neighbors, I"
        " am glad to say this. Today I spoke with President Quispe of Peru."
    )
    (found,), _ = read(text)
    assert [p.name or p.role for p in found.participants] == ["Quispe", "President"]
