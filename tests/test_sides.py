"""Of which states those are who met: what a text says of others, or where it was written, is nothing to go by."""

from __future__ import annotations

import datetime as dt

import pytest

from dipgraph.intake import take_in
from dipgraph.names import names
from dipgraph.occasions import occasions
from dipgraph.particulars import Particulars
from dipgraph.prose import paragraphs
from dipgraph.roster import Roster


def sides(text: str) -> dict[str, str]:
    """Return the state of each who met, by name."""
    taken = take_in(text.encode(), "a", [Particulars("told", published=dt.date(2027, 3, 3))])
    found, _ = occasions(taken, paragraphs(taken.text), names(), Roster())
    return {p.name: p.state for o in found for p in o.participants}


@pytest.mark.parametrize(
    "more",
    [
        "They condemned the launch that North Korean leader Kim Tae-o ordered. North Korean troops were a topic.",
        "Russian President Ivan Belov, Russian gas and the Russian fleet were discussed. Russia protested. Russia is near.",
        "Iran's continued support of the militia, and the Iranian commitment to its programme, were condemned. Iran is far.",
        "They discussed the Russian President's visit to Cuba.",
        "The North Korean President was criticised by both.",
        "“Russia will pay for this,” Hart said. “Russia is ready to attack.”",
        "They discussed China-Norway relations. Chinese leader Wei Lun has been in Oslo.",
    ],
)
def test_a_state_of_which_is_only_spoken_is_nobodys(more: str) -> None:
    """However often it is named: its head is another, or it is what the talks are about."""
    text = f"Hart meets Weiss\n\nPresident Daniel Hart met Prime Minister Jonas Weiss of Norway on Monday. {more}"
    assert sides(text) == {"Daniel Hart": "", "Jonas Weiss": "NO"}


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ("They met at the White House.", "US"),
        ("“Washington will stand by Norway,” he said.", "US"),
        ("They spoke at the Blue House about North Korean missiles.", "KR"),
        ("They hailed the enduring friendship between Canada and Norway.", "CA"),
        ("The Prime Minister thanked the President. The Chilean side proposed talks on copper.", "CL"),
        ("The President of Finland thanked him.", "FI"),
    ],
)
def test_a_seat_a_bond_and_what_a_side_does_tell_the_state(more: str, state: str) -> None:
    """Whoever is named without one is of it."""
    text = f"Hart meets Weiss\n\nPresident Daniel Hart met Prime Minister Jonas Weiss of Norway on Monday. {more}"
    assert sides(text) == {"Daniel Hart": state, "Jonas Weiss": "NO"}


@pytest.mark.parametrize(
    ("dateline", "where", "state"),
    [
        ("BERLIN (Newsfeed) - ", "", ""),
        ("WASHINGTON, May 4 (Yonhap) -- ", "in Washington ", ""),
        ("LONDON, May 4 (Kyodo) -- ", "", ""),
        ("HELSINKI (Newsfeed) - ", "in Helsinki ", ""),
        ("SEOUL, May 4 (Yonhap) -- ", "", "KR"),
        ("SEOUL, May 4 (Yonhap) -- ", "in Oslo ", "KR"),
    ],
)
def test_where_a_report_is_written_says_of_nobody_of_which_state_he_is(dateline: str, where: str, state: str) -> None:
    """But an agency at home has titles alone for those of its own state."""
    met = f"{dateline}President Daniel Hart met Norwegian Prime Minister Jonas Weiss {where}on Tuesday."
    assert sides(f"Talks\n\n{met}") == {"Daniel Hart": state, "Jonas Weiss": "NO"}


def test_an_agency_that_names_the_head_of_its_state_reports_on_others() -> None:
    """Of two presidents one alone is of its state."""
    text = (
        "Talks\n\nSEOUL, May 4 (Yonhap) -- President Daniel Hart met Norwegian Prime Minister Jonas Weiss on Tuesday."
        " South Korean President Han Ji-woo was told."
    )
    assert sides(text) == {"Daniel Hart": "", "Jonas Weiss": "NO"}


def test_two_presidents_of_no_state_that_is_told_are_of_two() -> None:
    """They met, and of which states they are is left open; what a minister and a prime minister do may be domestic."""
    assert sides("Talks\n\nPresident Hart and President Weiss spoke by telephone on Monday.") == {
        "Hart": "",
        "Weiss": "",
    }
    assert not sides("Talks\n\nPrime Minister Hart and Minister of Trade Weiss spoke by telephone on Monday.")


def test_who_is_met_in_a_town_that_is_no_capital_may_be_of_any_state() -> None:
    """In a capital a head of state whom a lesser one meets is at home, and two heads may both be guests."""
    text = "Talks\n\nNorwegian Foreign Minister Kari Dahl met {} today in {}."
    assert sides(text.format("Foreign Minister Somchai Lek", "Munich"))["Somchai Lek"] == ""
    assert sides(text.format("President Luis Soto", "Lima"))["Luis Soto"] == "PE"
    heads = "Talks\n\nNorwegian Prime Minister Kari Dahl met President Luis Soto today in Lima."
    assert sides(heads)["Luis Soto"] == ""


def test_two_in_one_breath_share_a_state_where_it_is_said_behind_both() -> None:
    """But not two foreign ministers, nor one of whom it is said elsewhere."""
    text = "Talks\n\nNorwegian Prime Minister Kari Dahl met {} and {} in Oslo. {}"
    shared = text.format("Minister of Trade Ana Vega", "Minister of Finance Luis Soto of Chile", "")
    assert sides(shared)["Ana Vega"] == "CL"
    two = text.format("Foreign Minister Ana Vega", "Foreign Minister Luis Soto of Chile", "")
    assert sides(two)["Ana Vega"] == ""
    elsewhere = text.format(
        "Minister of Trade Ana Vega", "Minister of Finance Luis Soto", "Luis Soto, Minister of Finance of Chile, spoke."
    )
    assert sides(elsewhere)["Ana Vega"] == ""


@pytest.mark.parametrize("did", ["agreed to build a dam", "signed a treaty", "will meet again"])
def test_what_two_states_do_together_tells_the_other(did: str) -> None:
    """Where it is said of both in one breath that they agree or the like, and not of what may be done by any two."""
    text = f"Talks\n\nMinister of Trade Ana Vega met Minister of Trade Jonas Weiss of Norway. Peru and Norway {did}."
    assert sides(text)["Ana Vega"] == ("" if did.startswith("will") else "PE")


def test_who_receives_a_guest_is_of_the_state_that_is_visited() -> None:
    """The guest is of another, which is told."""
    text = "Talks\n\nForeign Minister Park Ji-hoon met Foreign Minister Anna Berg of Norway, who is on a visit to {}."
    assert sides(text.format("the Republic of Korea"))["Park Ji-hoon"] == "KR"
    assert sides(text.format("Peru"))["Park Ji-hoon"] == "PE"


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("Ms. Hart announced that Australia will contribute two boats.", "AU"),
        ("She promised that the Netherlands would train 200 nurses.", "NL"),
        ("The envoy pledged to Mr. Weiss that Peru would return the bell.", "PE"),
        ("Ms. Hart assured him that Peru would return the bell.", "PE"),
        ("Ms. Hart underscored that the United States will not tolerate piracy.", "US"),
        ("Ms. Hart underscored that the United States is near.", ""),
        ("Mr. Weiss announced that Australia will contribute two boats.", ""),
        ("Ms. Hart said that Australia will contribute two boats.", ""),
        ("Ms. Hart announced that Norway will contribute two boats.", ""),
        ("Ms. Hart announced that Australia has contributed two boats.", ""),
    ],
)
def test_who_promises_what_a_state_will_do_is_of_it(said: str, state: str) -> None:
    """Unless the state is that of the other, or the one who says so only tells of it."""
    text = f"Talks in Oslo\n\nSpecial Envoy Eva Hart met Prime Minister Jonas Weiss of Norway on Monday. {said}"
    assert sides(text) == {"Eva Hart": state, "Jonas Weiss": "NO"}


def test_an_office_that_one_body_has_is_told_by_its_longer_title() -> None:
    """The heading has the short one."""
    text = (
        "High Representative Anna Lehto meets Minister Weiss\n\nHigh Representative/Vice-President Anna Lehto met Foreign"
        " Minister Jonas Weiss of Norway on Monday. "
    )
    assert sides(text)["Anna Lehto"] == "EU"
