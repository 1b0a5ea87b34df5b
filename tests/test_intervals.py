"""From which day to which words let something be."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from dipgraph.intervals import by_length, portion

YEAR = ("2025", dt.date(2025, 1, 1), dt.date(2025, 12, 31))
FEBRUARY = ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29))


@pytest.mark.parametrize(
    ("words", "of_the_year", "of_the_month"),
    [
        ("early", "01-01 04-30", "01 10"),
        ("the start of", "01-01 04-30", "01 10"),
        ("mid-", "05-01 08-31", "11 20"),
        ("late", "09-01 12-31", "21 29"),
        ("the end of", "12-01 12-31", "21 29"),
        ("the first half of", "01-01 06-30", "01 15"),
        ("the second half of", "07-01 12-31", "16 29"),
        ("as early as", "01-01 12-31", "01 29"),
        ("beginning in", "01-01 12-31", "01 29"),
    ],
)
def test_a_part_of_a_period(words: str, of_the_year: str, of_the_month: str) -> None:
    """Thirds, halves and the end, of a year by months, of a month by days; no part is all of it."""
    _, first, last = portion(words, YEAR)
    assert f"{first:%m-%d} {last:%m-%d}" == of_the_year
    _, first, last = portion(words, FEBRUARY)
    assert f"{first:%d} {last:%d}" == of_the_month


@pytest.mark.parametrize(
    ("words", "last"),
    [("1 month", "2024-02-29"), ("one year", "2025-01-31"), ("thirty days", "2024-03-01"), ("1 hour", "2024-02-01")],
)
def test_a_length_ends_on_a_day_of_the_calendar(words: str, last: str) -> None:
    """A month after the last of January is the last of February; an hour may go on to the next day."""
    match = re.fullmatch(r"(?P<number>\w+) (?P<unit>\w+)", words)
    assert match is not None
    found = by_length(match, dt.date(2024, 1, 31))
    assert found is not None
    assert str(found[2]) == last
