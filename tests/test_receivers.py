"""Who received the others, and whether at a seat of his own, where no state is told."""

from __future__ import annotations

import datetime as dt

import pytest

from dipgraph.guesses import Intake, Occasion
from dipgraph.intake import take_in
from dipgraph.names import names
from dipgraph.occasions import occasions
from dipgraph.prose import paragraphs
from dipgraph.roster import Roster


def read(text: str) -> Occasion:
    """Return the only meeting of a text."""
    intake: Intake = take_in(text.encode(), "a.txt")
    (found,), _ = occasions(intake, paragraphs(intake.text), names(), Roster())
    return found


def states(one: Occasion) -> dict[str, tuple[str, str]]:
    """Return state and capacity of each who took part."""
    return {p.name: (p.state, p.capacity) for p in one.participants}


@pytest.mark.parametrize(
    "text",
    [
        "Talks at State House\n\nLUSAKA, 4 May 2027 (Newswire) - Foreign Minister Aino Lahti of Finland was received by President"
        " Joseph Banda at State House this morning.",
        "PRESIDENT BANDA RECEIVES FINNISH MINISTER\n\nOffice of the President, Republic of Zambia\n4 May 2027\n\nPresident Joseph"
        " Banda received the Foreign Minister of Finland, Aino Lahti, at State House.",
        "A courtesy call\n\nLUSAKA, 4 May 2027 - President Joseph Banda received Finland's Foreign Minister Aino Lahti at his"
        " office on Tuesday.",
    ],
)
def test_who_receives_at_a_seat_of_his_own_is_of_the_state_from_which_it_is_told(text: str) -> None:
    """By the dateline or the publisher: a President without a state at State House, at his office."""
    found = read(text)
    assert states(found) == {"Aino Lahti": ("FI", "guest"), "Joseph Banda": ("ZM", "host")}
    assert found.country == "ZM"
    assert found.date == dt.date(2027, 5, 4)


def test_a_ministry_says_nothing_of_the_seat_abroad() -> None:
    """Of whom a ministry tells that he received its own minister, the state is not that ministry's."""
    text = (
        "Minister Lahti meets the President\n\nMinistry for Foreign Affairs of Finland\nHelsinki, 6 May 2027\n\nForeign Minister"
        " Aino Lahti was received by President Joseph Banda at State House yesterday."
    )
    assert states(read(text))["Joseph Banda"][0] == ""


def test_an_agency_at_home_names_the_head_of_its_state_beside_those_who_met() -> None:
    """In the capital of its state a minister without a state is its own, though its president is named further on."""
    text = (
        "Foreign ministers meet\n\nABU DHABI, 14th March, 2027 (WAM) -- H.H. Sheikh Saif bin Rashid, Minister of Foreign Affairs,"
        " received today Grace Wanjiru, Cabinet Secretary for Foreign Affairs of Kenya. He thanked H.H. Sheikh Majid bin Saif,"
        " President of the UAE."
    )
    found = read(text)
    assert states(found) == {"Saif bin Rashid": ("AE", "host"), "Grace Wanjiru": ("KE", "guest")}


def test_a_palace_of_a_common_name_is_that_of_who_receives_there() -> None:
    """A National Palace is known of one state, and stands in others too: who receives in it is at home."""
    text = (
        "President receives Minister of Belize\n\nPresidency of Guatemala\n5 July 2027\n\nPresident Luis Castillo received in the"
        " National Palace the Minister of Foreign Affairs of Belize, Francis Young."
    )
    found = read(text)
    assert states(found) == {"Luis Castillo": ("GT", "host"), "Francis Young": ("BZ", "guest")}
    assert (found.country, found.place) == ("GT", "National Palace")
