"""Days and durations."""

from __future__ import annotations

import datetime as dt

import pytest

from dipgraph.days import days, minutes

PUBLISHED = dt.date(2027, 3, 3)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("met today", "2027-03-03"),
        ("spoke this morning", "2027-03-03"),
        ("met yesterday", "2027-03-02"),
        ("met on Monday", "2027-03-01"),
        ("met on Wednesday", "2027-03-03"),
        ("on March 2", "2027-03-02"),
        ("on 2 March 2026", "2026-03-02"),
        ("on December 30", "2026-12-30"),
        ("on the 2nd of March", "2027-03-02"),
        ("on 2027-02-28", "2027-02-28"),
        ("March 2 (Tue)", "2027-03-02"),
        ("on 14.10.2024 in Oslo", "2024-10-14"),
        ("on 2.3.2027", "2027-03-02"),
        ("met 02.03.2027.", "2027-03-02"),
        ("on Friday (14/02/2025)", "2025-02-14"),
        ("on 02/14/2025", "2025-02-14"),
        ("on 05/05/2025", "2025-05-05"),
        ("Yesterday evening they spoke", "2027-03-02"),
    ],
)
def test_a_day_is_read_as_it_is_meant(text: str, day: str) -> None:
    """A year that is not said is the one in which the day is near."""
    assert [str(d.date) for d in days(text, PUBLISHED)] == [day]


def test_several_days_have_a_first_and_a_last() -> None:
    """Also across two months."""
    assert [
        (str(d.date), str(d.last)) for d in days("from 28 to 30 June 2026, and February 27 to March 1", PUBLISHED)
    ] == [
        ("2026-06-28", "2026-06-30"),
        ("2027-02-27", "2027-03-01"),
    ]


@pytest.mark.parametrize(
    "text", ["on February 30, 2027", "in May", "Resolution 1701", "the 10th anniversary", "on 04/02/2025", "31/02/2025"]
)
def test_what_is_no_day_is_not_read(text: str) -> None:
    """Days that are not in the calendar, months and numbers are none."""
    assert not days(text, PUBLISHED)


@pytest.mark.parametrize(
    ("text", "lasting"),
    [
        ("for about 40 minutes", (40, True)),
        ("for an hour and a half", (90, False)),
        ("for 1 hour and 20 minutes", (80, False)),
        ("a 45-minute telephone call", (45, False)),
        ("hour-long talks", (60, False)),
        ("The talk lasted for twenty-five minutes", (25, False)),
        ("lasting one hour and forty-five minutes", (105, False)),
        ("for almost three quarters of an hour", (45, True)),
        ("a fifty-minute meeting", (50, False)),
        ("for six minutes", (6, False)),
        ("lasted twenty-five years", (None, False)),
        ("for four months", (None, False)),
        ("an hour later they left", (None, False)),
    ],
)
def test_how_long_it_lasted(text: str, lasting: tuple[int | None, bool]) -> None:
    """Only what is said to be how long the meeting was is its duration."""
    assert minutes(text) == lasting


@pytest.mark.parametrize("text", ["version 1.2.2024.5", "on 31.02.2024", "on 14.13.2024", "paid 1.000.2024"])
def test_other_numbers_with_points_are_no_days(text: str) -> None:
    """There is no such day, or the number goes on."""
    assert days(text, PUBLISHED) == []


@pytest.mark.parametrize(
    "text", ["for approx. 40 minutes", "lasted approx. 40 min.", "for ca. 40 min", "for about 40 mins"]
)
def test_lengths_are_short_in_several_ways(text: str) -> None:
    """And approximate."""
    assert minutes(text) == (40, True)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on 15 May 2567", "2024-05-15"),
        ("on May 15, 2567", "2024-05-15"),
        ("on 2567-05-15", "2024-05-15"),
        ("on 3 May B.E. 2567", "2024-05-03"),
        ("on May 15, Reiwa 6", "2024-05-15"),
        ("on 1 February, Heisei 31", "2019-02-01"),
    ],
)
def test_a_year_of_an_era_is_that_of_our_calendar(text: str, day: str) -> None:
    """Thailand's and Japan's, whose days and months are the same."""
    assert [str(d.date) for d in days(text, PUBLISHED)] == [day]
    assert [str(d.date) for d in days(text, None)] == [day]


@pytest.mark.parametrize(
    "text", ["on 1445-03-10 H", "on 10 Rabi' al-Awwal 1445H", "on 1445/3/10", "on 1403-02-25", "March 10, 1445"]
)
def test_a_day_of_another_calendar_is_none(text: str) -> None:
    """Its months are others, so that its numbers are no day of ours; who reads the text has to say which."""
    assert not days(text, PUBLISHED)
    assert days(f"{text}, corresponding to 25 September 2023", None)[0].date == dt.date(2023, 9, 25)
