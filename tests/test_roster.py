"""Who is known in the graph."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from dipgraph import shipped
from dipgraph.roster import Roster, called, roster

HAYASHI = "https://w3id.org/dipgraph/person/hayashi-yoshimasa"
OFFICE = "https://w3id.org/dipgraph/office/jp-foreign-minister"
DAY = dt.date(2022, 5, 23)


@pytest.fixture(scope="module")
def known() -> Roster:
    """Return who is known in the data of the project."""
    return roster(shipped.folder("data"))


def test_who_held_an_office_on_a_day(known: Roster) -> None:
    """The day on which a tenure ends is the successor's."""
    assert known.holders(OFFICE, DAY) == (HAYASHI,)
    assert known.holders(OFFICE, dt.date(2021, 11, 4)) != known.holders(OFFICE, dt.date(2021, 11, 3))
    assert OFFICE in known.held(HAYASHI, DAY)


@pytest.mark.parametrize("name", ["Hayashi Yoshimasa", "HAYASHI Yoshimasa", "Yoshimasa Hayashi", "Y. Hayashi"])
def test_a_person_is_found_by_any_form_of_the_name(known: Roster, name: str) -> None:
    """Both orders, capitals and initials are one person's."""
    assert known.who(name, "Foreign Minister", "JP", DAY) == (HAYASHI, OFFICE, "")


def test_a_family_name_needs_an_office_that_was_held_on_the_day(known: Roster) -> None:
    """Without the office, or on another day, nobody is meant."""
    assert known.who("Hayashi", "Foreign Minister", "JP", DAY)[0] == HAYASHI
    assert known.who("Hayashi", "", "", DAY)[0] == ""
    assert known.who("Hayashi", "Foreign Minister", "JP", dt.date(2019, 10, 1))[0] == ""
    assert known.who("Hayashi", "Foreign Minister", "KR", DAY)[0] == ""


def test_a_namesake_of_another_state_stays_open(known: Roster) -> None:
    """A name in full with another state is not taken for the one who is known, and it is said why."""
    person, _, why = known.who("Yoshimasa Hayashi", "Foreign Minister", "BR", DAY)
    assert person == "" and "another state" in why


def test_two_of_one_name_stay_open(tmp_path: Path) -> None:
    """Where two persons are called so, none is chosen."""
    file = tmp_path / "people.ttl"
    file.write_text(
        "@prefix dip: <https://w3id.org/dipgraph/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        '<https://a.example/1> a dip:Person ; rdfs:label "Ann Reid"@en .\n<https://a.example/2> a dip:Person ; rdfs:label "Ann Reid"@en .\n'
    )
    assert roster(file).who("Ann Reid") == ("", "", "several persons are called so")


def test_accents_count_for_nothing() -> None:
    """A name is the same without its accents, and no shorter name is another's."""
    assert called("Mevlut Cavusoglu", "Mevlüt Çavuşoğlu")
    assert not called("Kim", "Kimura Taro")
