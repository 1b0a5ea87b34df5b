"""Who is known in the graph."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from dipgraph import shipped
from dipgraph.roster import Roster, Tenure, called, roster

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
    person, office, why = known.who(name, "Foreign Minister", "JP", DAY)
    assert (person, office, why.rule) == (HAYASHI, OFFICE, "person-by-tenure")


def test_a_family_name_needs_an_office_that_was_held_on_the_day(known: Roster) -> None:
    """Without the office, or on another day, nobody is meant."""
    assert known.who("Hayashi", "Foreign Minister", "JP", DAY)[0] == HAYASHI
    assert known.who("Hayashi", "", "", DAY)[0] == ""
    assert known.who("Hayashi", "Foreign Minister", "JP", dt.date(2019, 10, 1))[0] == ""
    assert known.who("Hayashi", "Foreign Minister", "KR", DAY)[0] == ""


def test_a_namesake_of_another_state_stays_open(known: Roster) -> None:
    """A name in full with another state is not taken for the one who is known, and it is said why."""
    person, _, why = known.who("Yoshimasa Hayashi", "Foreign Minister", "BR", DAY)
    assert person == ""
    assert "another state" in why.words


def test_two_of_one_name_stay_open(tmp_path: Path) -> None:
    """Where two persons are called so, none is chosen."""
    file = tmp_path / "people.ttl"
    file.write_text(
        "@prefix dip: <https://w3id.org/dipgraph/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        '<https://a.example/1> a dip:Person ; rdfs:label "Ann Reid"@en .\n<https://a.example/2> a dip:Person ; rdfs:label "Ann Reid"@en .\n'
    )
    person, office, why = roster(file).who("Ann Reid")
    assert (person, office, why.words) == ("", "", "several persons are called so")


def test_a_full_name_is_weighed_by_the_day() -> None:
    """An office that was held on the day is sure, none known is less so; another's office and a far day are a namesake's."""
    known = Roster(
        {"a": ("Ann Reid",), "b": ("Bo Dahl",), "c": ("Cy Moor",)},
        {"a": "Reid", "b": "Dahl", "c": "Moor"},
        {"o": ("Foreign Minister",), "p": ("President",)},
        {"o": "NO", "p": "NO"},
        (
            Tenure("a", "o", dt.date(2010, 1, 1), dt.date(2012, 1, 1)),
            Tenure("b", "o", dt.date(2012, 1, 1), dt.date(2014, 1, 1)),
        ),
    )

    def rule(name: str, title: str, day: dt.date | None) -> tuple[str, str]:
        person, _, why = known.who(name, title, "NO", day)
        return person, why.rule

    assert rule("Ann Reid", "Foreign Minister", dt.date(2011, 1, 1)) == ("a", "person-by-tenure")
    assert rule("Ann Reid", "Foreign Minister", dt.date(2013, 1, 1)) == ("", "person-namesake")
    assert rule("Ann Reid", "President", dt.date(2013, 1, 1)) == ("a", "person-known-by-name")
    assert rule("Ann Reid", "Foreign Minister", dt.date(1994, 1, 1)) == ("", "person-namesake")
    assert rule("Cy Moor", "", dt.date(1994, 1, 1)) == ("c", "person-known-by-name")
    assert "of the same name as Ann Reid" in known.who("Ann Reid", "", "NO", dt.date(1994, 1, 1))[2].words


def test_without_a_day_no_office_was_held() -> None:
    """A family name stays open without a day, and a full name is taken with little confidence."""
    known = Roster(
        {"a": ("Ann Reid",)}, {"a": "Reid"}, {"o": ("Foreign Minister",)}, {"o": "NO"}, (Tenure("a", "o", None, None),)
    )
    person, office, why = known.who("Reid", "Foreign Minister", "NO")
    assert (person, office, why.rule) == ("", "o", "person-open")
    assert known.titled("Reid", "Foreign Minister", None) == ""
    person, _, why = known.who("Ann Reid", "Foreign Minister", "NO")
    assert (person, why.rule, why.confidence < 0.5) == ("a", "person-without-day", True)


def test_accents_count_for_nothing() -> None:
    """A name is the same without its accents, and no shorter name is another's."""
    assert called("Mevlut Cavusoglu", "Mevlüt Çavuşoğlu")
    assert not called("Kim", "Kimura Taro")
