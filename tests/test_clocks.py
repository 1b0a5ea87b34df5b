"""Hours, and how far they are from UTC."""

from __future__ import annotations

import datetime as dt

import pytest

from dipgraph.clocks import clock, lasted, offset


def test_when_it_began() -> None:
    """A time has minutes or a half of the day; its zone may be said."""
    found = clock("starting at around 9:15 p.m. (JST), for 25 minutes")
    assert found
    assert (found.time, found.offset, found.approximate) == ("21:15", "+09:00", True)
    assert clock("from 12 states") is None
    assert clock("at 10 Downing Street") is None


@pytest.mark.parametrize(
    ("country", "day", "time", "expected"),
    [
        ("JP", "2022-05-23", "17:50", "+09:00"),
        ("GB", "2027-01-15", "09:00", "+00:00"),
        ("GB", "2027-07-15", "09:00", "+01:00"),
        ("IN", "2027-07-15", "09:00", "+05:30"),
        ("DE", "2027-07-15", "09:00", "+02:00"),
    ],
)
def test_the_offset_follows_from_country_and_day(country: str, day: str, time: str, expected: str) -> None:
    """In summer it is another than in winter, and two zones that agree are as good as one."""
    assert offset(country, dt.date.fromisoformat(day), time) == expected


@pytest.mark.parametrize(
    ("country", "day", "time"),
    [
        ("US", "2027-07-15", "09:00"),
        ("RU", "2027-07-15", "09:00"),
        ("", "2027-07-15", "09:00"),
        ("EU", "2027-07-15", "09:00"),
        ("GB", "2027-03-28", "01:30"),
        ("GB", "2027-10-31", "01:30"),
    ],
)
def test_where_the_offset_is_not_certain_there_is_none(country: str, day: str, time: str) -> None:
    """Several zones, no country, and an hour that the clocks skip or pass twice."""
    assert offset(country, dt.date.fromisoformat(day), time) == ""


@pytest.mark.parametrize(
    ("text", "start", "minutes"),
    [
        ("from 22:10 to 22:35", "22:10", 25),
        ("from 10:10 p.m. to 10:35 p.m. (JST)", "22:10", 25),
        ("from 10:10 to 10:35 p.m.", "22:10", 25),
        ("held from 11.30 until 13.00 hrs", "11:30", 90),
        ("from 23:50 to 0:20", "23:50", 30),
    ],
)
def test_two_times_of_day_are_a_start_and_a_length(text: str, start: str, minutes: int) -> None:
    """In either notation, and over midnight."""
    found = clock(text)
    assert found
    assert (found.time, lasted(text)) == (start, minutes)


@pytest.mark.parametrize("text", ["from 3 to 5 May", "between 10 and 20 states", "from 8:00 to 23:00", "at 5:50 p.m."])
def test_other_numbers_are_no_length(text: str) -> None:
    """Days, and what would have lasted for half a day."""
    assert lasted(text) is None


@pytest.mark.parametrize("about", ["approx.", "approx", "ca.", "approximately"])
def test_about_is_said_in_several_ways(about: str) -> None:
    """The time is approximate."""
    found = clock(f"commencing at {about} 5:50 p.m.")
    assert found
    assert (found.time, found.approximate) == ("17:50", True)
