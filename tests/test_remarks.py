"""What the remark of a record says, read as drafts read sentences."""

from __future__ import annotations

import datetime as dt

import pytest

from dipgraph.names import names
from dipgraph.remarks import Told, reading, told

FIRST, LAST = dt.date(1998, 3, 2), dt.date(1998, 3, 5)


def of(remark: str) -> Told:
    """Return what a remark of some days in March tells."""
    return told(remark, FIRST, LAST, names())


def met(remark: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return name, title and states of those whom a remark tells of as met."""
    said = sorted((m.said for m in of(remark).met), key=lambda d: d.start)
    return [(d.name, " and ".join(t.words for t in d.titles), d.states) for d in said]


@pytest.mark.parametrize(
    ("remark", "found"),
    [
        ("Met with Foreign Minister Alm Ida.", [("Alm Ida", "Foreign Minister", ())]),
        (
            "Met with Prime Minister Berg and Foreign Minister Lund.",
            [("Berg", "Prime Minister", ()), ("Lund", "Foreign Minister", ())],
        ),
        ("Met with Peruvian President Quispe.", [("Quispe", "President", ("PE",))]),
        ("Audience with Pope Felix V.", [("Felix V", "Pope", ())]),
        ("State visit; met with King Olav and Queen Ida.", [("Olav", "King", ()), ("Ida", "Queen", ())]),
        ("Discussed fisheries with President Quispe; visited a harbor.", [("Quispe", "President", ())]),
        ("Briefed President Quispe on the talks.", [("Quispe", "President", ())]),
        ("Attended the NATO Foreign Ministerial, met with Prime Minister Berg.", [("Berg", "Prime Minister", ())]),
        ("Attended a dinner. Also met with Prime Minister Berg.", [("Berg", "Prime Minister", ())]),
        ("Vacationed with King Olav and Queen Ida.", [("Olav", "King", ()), ("Ida", "Queen", ())]),
        ("Informal visit with President Quispe.", [("Quispe", "President", ())]),
        ("Part of an exchange of visits with President Quispe.", [("Quispe", "President", ())]),
        ("Discussed fisheries with senior Peruvian officials.", [("", "Official", ("PE",))]),
        ("Met with Norwegian political leaders in Lima.", [("", "Leader", ("NO",))]),
        ("Discussed fisheries with Sheikh Salim.", [("Salim", "", ())]),
        ("Met with Norwegian colonial officials.", [("", "Official", ("NO",))]),
        (
            "Met with the Peruvian Governing Council and with President Berg.",
            [("", "Council", ("PE",)), ("Berg", "President", ())],
        ),
        ("Met with Taliban officials.", [("", "Official", ())]),
        ("Met with Secretary of State Cardinal Lund.", [("Lund", "Secretary of State", ())]),
        (
            "Met with Peruvian Presidents Quispe and Rojas and Chadian President Ngaro.",
            [("Quispe", "President", ("PE",)), ("Rojas", "President", ("PE",)), ("Ngaro", "President", ("TD",))],
        ),
        ("Met with Soviet Foreign Minister Gorin.", [("Gorin", "Foreign Minister", ("RU",))]),
        (
            "Met with Prime Minister Berg, members of parliament, and Foreign Minister Lund.",
            [("Berg", "Prime Minister", ()), ("Lund", "Foreign Minister", ())],
        ),
        (
            "President Ana Quispe, Prime Minister Berg, and Foreign Minister Lund.",
            [("Ana Quispe", "President", ()), ("Berg", "Prime Minister", ()), ("Lund", "Foreign Minister", ())],
        ),
        ("Attended the “Friends of Chad.” Met with Prime Minister Berg.", [("Berg", "Prime Minister", ())]),
        (
            "Met with President Quispe, Peruvian leaders, and UN and NGO representatives.",
            [("Quispe", "President", ()), ("", "Representative", ("UN",))],
        ),
    ],
)
def test_who_was_met(remark: str, found: list[tuple[str, str, tuple[str, ...]]]) -> None:
    """The traveller is the subject that the remark leaves out."""
    assert met(remark) == found


@pytest.mark.parametrize(
    "remark",
    [
        "Attended the funeral of Prime Minister Berg.",
        "Attended the inauguration of President Quispe.",
        "Vacation.",
        "Stopped en route to Peru.",
        "Accompanied President Stone en route to meeting with Peruvian President Quispe.",
        "Stopped on the way to talks with President Quispe.",
        "President Quispe’s inauguration.",
        "Addressed parliament and UN representatives.",
        "Met with senior officials in Halden.",
        "Accompanied President Stone.",
        "Discussed European and Far Eastern affairs.",
        "Received the Condor Medal along with former Prime Minister Berg.",
        "Received an honorary degree from Queens University.",
        "Opened a Consulate General in Halden.",
    ],
)
def test_nobody_is_met(remark: str) -> None:
    """Whom a ceremony is for, and with whom one travels, is not who was met."""
    assert met(remark) == []


def test_offices_of_several_states_are_as_many() -> None:
    """A list of states behind a title in the plural is read to its end."""
    assert met("Met with the Foreign Ministers of Peru, Chad, Norway, and Japan.") == [
        ("", "Foreign Ministers", ("PE", "TD", "NO", "JP"))
    ]


def test_what_is_a_state_is_no_name() -> None:
    """Not in a list, and not where a title stands before it."""
    assert [m.said.name for m in of("Met with the Presidents of Peru and Chad.").met] == [""]


def test_who_accompanies_somebody_to_a_meeting_is_there() -> None:
    """It is no meeting to come, and the other is named with it."""
    (one,) = of("Accompanied President Stone to a meeting with Prime Minister Berg.").met
    assert one.said.name == "Berg"
    assert [d.name for d in one.along] == ["Stone"]


def test_a_clause_gives_its_own_day() -> None:
    """If it lies within the journey, also where the month is cut short."""
    days = [
        (m.said.name, m.days and m.days[0])
        for m in of("Met with President Quispe Mar. 3; met with Prime Minister Berg March 9.").met
    ]
    assert days == [("Quispe", dt.date(1998, 3, 3)), ("Berg", None)]


def test_a_meeting_of_three_is_joint() -> None:
    """Those who were met one after another are not."""
    assert {m.joint for m in of("Trilateral meeting with President Quispe and Chadian President Ngaro.").met} == {True}
    assert {m.joint for m in of("Met with President Quispe and Chadian President Ngaro.").met} == {False}


@pytest.mark.parametrize(
    ("remark", "what"),
    [
        ("Attended the G7 Summit.", ["G7 Summit"]),
        ("Accompanied President Stone to the NATO Summit Meeting.", ["NATO Summit Meeting"]),
        ("Attended meeting of ASEAN Foreign Ministers.", ["meeting of ASEAN Foreign Ministers"]),
        ("Attended the Summit of the Americas in Miami.", ["Summit of the Americas"]),
        ("Attended a conference of U.S. Chiefs of Mission.", []),
        ("Attended the funeral of the King.", []),
        (
            "Attended the third meeting of the “Friends of Chad.” Met with the King.",
            ["third meeting of the “Friends of Chad”"],
        ),
    ],
)
def test_which_larger_meeting_was_attended(remark: str, what: list[str]) -> None:
    """A meeting of the traveller's own people is none, nor is a ceremony."""
    assert [words for words, _, _ in of(remark).larger] == what


def test_a_remark_is_read_sign_for_sign() -> None:
    """What is read has the offsets of what is printed."""
    remark = "Met with the King. Discussed trade; also met the Queen, Sept. 3."
    assert len(reading(remark)) == len(remark)
    assert reading(remark).lower() == remark.lower()


def test_somebody_was_spoken_with() -> None:
    """Even where nobody is named."""
    assert of("Discussed migration.").spoke
    assert not of("Private visit.").spoke


def test_a_day_that_is_given_for_the_next_one_is_not_that_of_the_one_before() -> None:
    """It stands between them."""
    found = of("Met with President Quispe and, on March 3, with Chadian President Ngaro.").met
    assert [(m.said.name, m.days and m.days[0]) for m in found] == [("Quispe", None), ("Ngaro", dt.date(1998, 3, 3))]


def test_with_whom_a_larger_meeting_was_held_took_part_in_it() -> None:
    """Where the name of the meeting stands right before."""
    found = of("Attended the Second Lima Conference with Chadian President Ngaro. Met with President Quispe.").met
    assert [(m.said.name, m.at) for m in found] == [("Ngaro", "Second Lima Conference"), ("Quispe", "")]


def test_holders_of_one_office_of_three_states_met_together() -> None:
    """Those of two may have been met one after the other."""
    three, two = (of(f"Met with the Presidents of {row}.").met for row in ("Peru, Chad, and Norway", "Peru and Chad"))
    assert [m.joint for m in (*three, *two)] == [True, False]


def test_whom_the_name_of_a_larger_meeting_has_was_met_there() -> None:
    """And not one by one besides."""
    found = of("Accompanied President Stone to the Summit of the G20 Heads of State and Government.")
    assert ([m.said.name for m in found.met], [words for words, _, _ in found.larger]) == (
        [],
        ["Summit of the G20 Heads of State and Government"],
    )
