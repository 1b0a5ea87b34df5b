"""Values as a person types them in a review: several of them, one that must be there, yes or no, days and spans of days."""

from __future__ import annotations

import datetime as dt
import re

from dipgraph import datelines
from dipgraph.errors import UsageError
from dipgraph.months import MONTH, month_of
from dipgraph.terms import day


def several(value: str) -> list[str]:
    """Return the parts of a value with commas."""
    return [part.strip() for part in value.split(",") if part.strip()]


def needed(value: str, what: str) -> str:
    """Return *value*; a UsageError says that it may not be left out."""
    if not value:
        raise UsageError(f"{what} may not be left out")
    return value


def truth(value: str) -> str:
    """Return a truth value as it is written."""
    found = {"yes": "true", "y": "true", "true": "true", "no": "false", "n": "false", "false": "false"}.get(
        value.lower()
    )
    return needed(found or "", "it is yes or no, which")


def date_of(value: str, what: str) -> dt.date:
    """Return the day that *value* is, such as 2022-05-23 or 23 May 2022."""
    return dt.date.fromisoformat(day(_plain(needed(value, what))).value)


def _plain(value: str) -> str:
    """Return a day or month as a screen shows it in the form of ISO 8601: "23 May 2022" is 2022-05-23."""
    if found := datelines.day(value):
        return found.isoformat()
    month = re.fullmatch(rf"({MONTH}),? (\d{{4}})", value, re.IGNORECASE)
    return f"{month[2]}-{month_of(month[1]):02}" if month else value


def interval(value: str, what: str) -> tuple[dt.date, dt.date]:
    """Return the first and last day of what *value* is: a day, month or year, or two of them, also as a screen shows it."""
    value = needed(value, what).removeprefix("from ")
    parts = [_plain(part) for part in value.split(" to ")] if re.search("[A-Za-z]", value) else value.split()
    if len(parts) > 2 or any(" " in part for part in parts):
        raise UsageError(
            f"give {what} as a day, month or year, or as two: 2022-07-01, 2022-07, or 2022-07-01 2022-07-15"
        )
    since, until = (dt.date.fromisoformat(day(parts[n], end).value) for n, end in ((0, "first"), (-1, "last")))
    if since > until:
        raise UsageError(f"{value!r} ends before it begins: give the earlier day first")
    return since, until
