"""Days, times and numbers as people write them, and what is none of that as it is."""

from __future__ import annotations

import pytest

from dipgraph import spoken


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2022-05-23", "23 May 2022"),
        ("1866-01-01", "1 January 1866"),
        ("2022-12-31Z", "31 December 2022"),
        ("2022-05-23+09:00", "23 May 2022"),
        ("2022-05", "May 2022"),
        ("2022", "2022"),
        ("2022-13-01", "2022-13-01"),
        ("", ""),
        ("\N{ARABIC-INDIC DIGIT TWO}" * 4, "\N{ARABIC-INDIC DIGIT TWO}" * 4),
        ("<b>", "<b>"),
    ],
)
def test_days(date: str, words: str) -> None:
    """A date is a day, a month or a year."""
    assert spoken.day(date) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2022-07-01", "2022-07-31", "July 2022"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2024-02-01", "2024-02-28", "1 February 2024 to 28 February 2024"),
        ("2022-01-01", "2022-12-31", "2022"),
        ("2022-05-23", "2022-05-23", "23 May 2022"),
        ("", "2022-05-23", "by 23 May 2022"),
        ("2022-05-23", "", "from 23 May 2022"),
        ("abcd-ef-01", "abcd-ef-31", "abcd-ef-01 to abcd-ef-31"),
        ("", "", ""),
    ],
)
def test_intervals(first: str, last: str, words: str) -> None:
    """An interval that is a month or a year is called so."""
    assert spoken.days(first, last) == words


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ("2022-05-23T17:50:00+09:00", "17:50 (UTC+9)"),
        ("2022-05-23T17:50:00+05:30", "17:50 (UTC+5:30)"),
        ("2022-05-23T17:50:00-04:00", "17:50 (UTC-4)"),
        ("2022-05-23T17:50:00Z", "17:50 (UTC)"),
        ("2022-05-23T17:50:00+00:00", "17:50 (UTC)"),
        ("2022-05-23T17:50:00", "17:50"),
        ("noon", "noon"),
    ],
)
def test_moments(time: str, words: str) -> None:
    """A moment is told by its time of day and its offset."""
    assert spoken.moment(time) == words


@pytest.mark.parametrize(
    ("span", "words"),
    [
        ("PT1H", "1 hour"),
        ("PT90M", "90 minutes"),
        ("P1DT2H", "1 day 2 hours"),
        ("PT0M", "PT0M"),
        ("P1Y", "P1Y"),
        ("P", "P"),
        ("", ""),
    ],
)
def test_durations(span: str, words: str) -> None:
    """A duration is told in days, hours and minutes; others stay as they are."""
    assert spoken.duration(span) == words


def test_lists() -> None:
    """Several words are joined as one reads them out."""
    assert [spoken.listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
