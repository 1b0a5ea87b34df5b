"""The months by their names."""

from __future__ import annotations

import re

import pytest

from dipgraph.months import MONTH, MONTHS, day_of, month_of


@pytest.mark.parametrize("number", range(1, 13))
def test_a_month_is_known_whole_and_short(number: int) -> None:
    """By its name, by three letters of it, with a full stop, in capitals."""
    name = MONTHS[number - 1]
    for printed in (name, name[:3], f"{name[:3]}.", name.upper(), name.lower()):
        assert re.fullmatch(MONTH, printed, re.IGNORECASE), printed
        assert month_of(printed) == number


@pytest.mark.parametrize("word", ["Marching", "Mayor", "Octo", "Junes", "Decade", ""])
def test_other_words_are_no_months(word: str) -> None:
    """Also those that begin as one."""
    assert not re.fullmatch(MONTH, word)
    assert month_of(word) == 0


def test_sept_is_september() -> None:
    """The one that has four letters when it is short."""
    assert (month_of("Sept."), month_of("Sep")) == (9, 9)
    assert re.fullmatch(MONTH, "Sept.")


def test_a_day_that_is_not_there_is_none() -> None:
    """The calendar decides."""
    assert str(day_of(2024, 2, 29)) == "2024-02-29"
    assert day_of(2023, 2, 29) is None
