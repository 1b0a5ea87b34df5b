"""The days that a remark gives for a meeting."""

from __future__ import annotations

import datetime as dt

import pytest

from dipgraph.told_days import told_days


@pytest.mark.parametrize(
    ("remark", "days"),
    [
        ("Met with the King May 3.", (3, 3)),
        ("Met with the King (May 3-5).", (3, 5)),
        ("Met afterward (May 3–5) with the King.", (3, 5)),
        ("Met with the King May 3-5.", None),
        ("Met with the King (May 3-12).", None),
        ("Met with the King (May 3-5) and the Queen (May 6).", None),
        ("Met with the King (May 13).", None),
        ("Met with the King.", None),
    ],
)
def test_days_of_the_record_narrow_what_is_told(remark: str, days: tuple[int, int] | None) -> None:
    """One day, or several in brackets; where others are given besides, or they lie outside the record, none do."""
    span, since = told_days(remark, 0, len(remark), dt.date(1998, 5, 1), dt.date(1998, 5, 9))
    assert (span and (span[0].day, span[1].day), since) == (days, 0)


def test_a_day_in_the_middle_is_that_of_who_follows() -> None:
    """Who is named before it has none."""
    remark = "Met with the King, and, on May 3, with the Queen."
    _, since = told_days(remark, 0, len(remark), dt.date(1998, 5, 1), dt.date(1998, 5, 9))
    assert remark[since:] == "May 3, with the Queen."
