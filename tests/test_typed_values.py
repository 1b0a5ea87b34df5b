"""Values as a person types them in a review."""

from __future__ import annotations

import pytest

from dipgraph.errors import UsageError
from dipgraph.typed_values import date_of, interval, several, truth


@pytest.mark.parametrize("value", ["2024-09-01", "1 September 2024", "September 1, 2024", "Sunday, 1st September 2024"])
def test_a_day_in_numbers_or_words(value: str) -> None:
    """As ISO 8601 has it, and as a screen or a text prints it."""
    assert str(date_of(value, "the day")) == "2024-09-01"


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("September 2024", "2024-09-01", "2024-09-30"),
        ("2022-07-01 2022-07-15", "2022-07-01", "2022-07-15"),
        ("2022-07 to 2022-08", "2022-07-01", "2022-08-31"),
        ("from 1 July 2022 to 2 August 2022", "2022-07-01", "2022-08-02"),
    ],
)
def test_a_span_of_days(value: str, first: str, last: str) -> None:
    """Of one day, month or year, or of two of them."""
    assert tuple(map(str, interval(value, "it"))) == (first, last)


@pytest.mark.parametrize(
    ("value", "why"),
    [("", "may not be left out"), ("soon", "is no date"), ("31 June 2024", "give it as"), ("2024 2023", "ends before")],
)
def test_what_is_no_day_is_refused(value: str, why: str) -> None:
    """In words that say what to type."""
    with pytest.raises(UsageError, match=why):
        interval(value, "it")


def test_several_and_truth() -> None:
    """Commas part values; yes and no have a few forms."""
    assert several(" a, b c,, ") == ["a", "b c"]
    assert [truth(value) for value in ("Y", "no")] == ["true", "false"]
    with pytest.raises(UsageError, match="yes or no, which may not be left out"):
        truth("perhaps")
