"""Whoever is called by an office without a name: who held it on that day, else nobody; and titles cut short."""

from __future__ import annotations

import datetime as dt

import pytest

from dipgraph import shipped
from dipgraph.drafts import Knowledge, draft, knowledge
from dipgraph.guesses import Draft, Intake

DAY = dt.date(2022, 5, 24)
PERSON = "https://w3id.org/dipgraph/person/"


@pytest.fixture(scope="module")
def known() -> Knowledge:
    """Return what a draft is made with, and the actors that come with the project."""
    return knowledge(shipped.folder("ontology"), *sorted(shipped.folder("data").glob("*.ttl")))


def read(known: Knowledge, told: str, day: dt.date | None = DAY) -> Draft:
    """Return the draft of a text below a title."""
    title = "Readout of a meeting\n"
    return draft(Intake("a", title + told, title=title.strip(), published=day, body=len(title)), known)


def took_part(made: Draft) -> list[tuple[str, str]]:
    """Return of each who took part the state and the person."""
    (one,) = made.occasions
    return [(p.state, p.person.removeprefix(PERSON)) for p in one.participants]


@pytest.mark.parametrize(
    "told",
    [
        "The Secretary of State met with the Foreign Minister of Japan in Tokyo on May 23, 2022.",
        "On 23 May 2022 the U.S. Secretary of State held talks with Japan's Foreign Minister.",
        "The Secretary of State of the United States and the Japanese Foreign Minister met in Tokyo on 23 May 2022.",
        "On May 23, 2022, U.S. Secretary of State met with Minister for Foreign Affairs of Japan.",
    ],
)
def test_an_office_without_a_name_is_who_held_it_on_that_day(known: Knowledge, told: str) -> None:
    """By the tenures in the graph, and so are those who speak."""
    made = read(known, f"{told} The two agreed to strengthen the Alliance.")
    assert set(took_part(made)) == {("US", "blinken-antony"), ("JP", "hayashi-yoshimasa")}
    assert [(one.act, one.speakers) for one in made.utterances] == [("agree", (0, 1))]
    (one,) = made.occasions
    assert {reason.rule for p in one.participants for reason in p.reasons} == {"person-by-office"}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        # Of that day no tenure is known.
        ("The Secretary of State met with the Foreign Minister of Japan on May 23, 2015.", ["", ""]),
        # Another held it on another day.
        (
            "The Secretary of State met with the Foreign Minister of Japan on October 2, 2023.",
            ["blinken-antony", "kamikawa-yoko"],
        ),
        # Of this office none is known.
        ("The Secretary of State met with the Interior Minister of Japan on May 23, 2022.", ["blinken-antony", ""]),
        ("The Secretary of State met with the Foreign Minister of Peru on May 23, 2022.", ["blinken-antony", ""]),
    ],
)
def test_nobody_is_taken_for_another(known: Knowledge, told: str, expected: list[str]) -> None:
    """Whoever is not known to have held the office on that day stays without a name."""
    assert [person for _, person in took_part(read(known, told, None))] == expected


@pytest.mark.parametrize(
    ("words", "person"),
    [
        ("President Biden", "biden-joe"),
        ("Secretary Blinken", "blinken-antony"),
        ("Secretary of State Blinken", "blinken-antony"),
        ("Prime Minister Kishida", "kishida-fumio"),
        ("the Japanese Foreign Minister", "hayashi-yoshimasa"),
        ("the Secretary of State", "blinken-antony"),
        # Of such names and offices nobody is known on that day, or there are several.
        ("President Hayashi", ""),
        ("Secretary Pompeo", ""),
        ("the Japanese Finance Minister", ""),
        ("the Foreign Minister", ""),
        ("Deputy Secretary Blinken", ""),
    ],
)
def test_whoever_is_mentioned_is_known_by_office_and_day(known: Knowledge, words: str, person: str) -> None:
    """A family name with a title, or an office with its state, where one alone held it; else it stays open."""
    made = read(
        known,
        "President Ada Alm of Norway met with President Bo Bro of Peru in Oslo on May 23, 2022."
        f" President Alm praised the work of {words}.",
    )
    found = [m.person.removeprefix(PERSON) for m in made.mentions if made.intake.text[m.start : m.end] == words]
    assert found == [person]


def test_without_a_day_nobody_is_known_by_an_office(known: Knowledge) -> None:
    """Nothing says who held it then."""
    made = read(known, "The Secretary of State met with the Foreign Minister of Japan in Tokyo.", None)
    assert took_part(made) == [("US", ""), ("JP", "")]


@pytest.mark.parametrize(
    ("title", "called"),
    [
        ("Deputy Secretary of State", ("The Deputy Secretary", "Deputy Secretary Haas", "DepSec Haas")),
        ("Under Secretary of State for Political Affairs", ("The Under Secretary", "Under Secretary Haas", "U/S Haas")),
        ("Assistant Secretary of State", ("The Assistant Secretary", "Assistant Secretary Haas", "A/S Haas")),
        ("Deputy Foreign Minister", ("The Deputy Foreign Minister", "Deputy Minister Haas")),
    ],
)
def test_a_deputy_speaks_by_a_title_cut_short(known: Knowledge, title: str, called: tuple[str, ...]) -> None:
    """What the office begins with is enough, or its abbreviation; the statement is the deputy's alone."""
    for words in called:
        made = read(
            known,
            f"On May 23, 2022, {title} Ann Haas of the United States met with Norwegian Foreign Minister Ole Dahl in Oslo."
            f" {words} agreed to continue consultations on Ukraine. She thanked Minister Dahl.",
        )
        found = [(one.act, one.speakers) for one in made.utterances]
        assert found == [("agree", (0,)), ("appreciate", (0,))], words


@pytest.mark.parametrize("words", ["The Deputy Secretary", "The Secretary", "The Defense Minister"])
def test_another_office_is_nobody_who_took_part(known: Knowledge, words: str) -> None:
    """A deputy is not the head, and a minister of one field not that of another."""
    made = read(
        known,
        "On May 23, 2022, Foreign Minister Ann Haas of Peru met with Norwegian Foreign Minister Ole Dahl in Oslo."
        f" {words} agreed to continue consultations on Ukraine.",
    )
    assert [one.act for one in made.utterances] == []


@pytest.mark.parametrize(
    ("subject", "speaking"),
    [
        ("The Secretary and Foreign Minister", (0, 1)),
        ("The Secretary of State and Foreign Minister", (0, 1)),
        ("The Secretary and the Foreign Minister", (0, 1)),
    ],
)
def test_two_titles_behind_one_article_are_two(known: Knowledge, subject: str, speaking: tuple[int, ...]) -> None:
    """Where two who met have one each."""
    made = read(
        known,
        "On May 23, 2022, Secretary of State Antony Blinken met with Norwegian Foreign Minister Ole Dahl in Oslo."
        f" {subject} agreed to continue consultations on Ukraine.",
    )
    assert [(one.act, one.speakers) for one in made.utterances] == [("agree", speaking)]


@pytest.mark.parametrize(
    "told",
    [
        "Foreign Minister of Norway Ada Alm met with the heads of foreign policy departments of Peru, Chile and Japan.",
        "Foreign Minister of Norway Ada Alm held talks with the foreign ministers of Peru, Chile and Japan in Oslo.",
        "A meeting of Foreign Minister of Norway Ada Alm with heads of diplomacy of Peru, Chile and Japan was held.",
        "Foreign Minister of Norway Ada Alm met her counterparts from Peru, Chile and Japan.",
    ],
)
def test_those_who_are_met_as_a_group_take_part_and_speak(told: str) -> None:
    """Each state that the group is of takes part, without a name, and "they" are all who met."""
    made = read(knowledge(shipped.folder("ontology")), f"{told} They agreed to open a port.")
    (one,) = made.occasions
    assert [(p.name, p.state) for p in one.participants] == [("Ada Alm", "NO"), ("", "PE"), ("", "CL"), ("", "JP")]
    assert [(one.act, one.speakers) for one in made.utterances] == [("agree", (0, 1, 2, 3))]
