"""The months and the days of the week by their English names, as documents print and pages show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
# So many years a Buddhist year is ahead.
_BUDDHIST = 543
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Of a regular expression: a month, whole or by its first letters.
MONTH = "(?:" + "|".join(name if len(name) < 4 else f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + r"|Sept)\b\.?"


def month_of(name: str) -> int:
    """Return the number of a month that ``MONTH`` matches, 0 for all else.

    >>> month_of("Sept."), month_of("march"), month_of("marching")
    (9, 3, 0)
    """
    said = name.lower().rstrip(".")
    found = next((n for n, month in enumerate(MONTHS, 1) if month[:3].lower() == said[:3]), 0)
    return found if found and (said in (MONTHS[found - 1].lower(), said[:3]) or said == "sept") else 0


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """Return a day, None where the calendar has it not.

    >>> day_of(2024, 2, 30) is None
    True
    """
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def common_year(year: int) -> int:
    """Return the year of our calendar that a printed *year* is: that of a Buddhist one, and 0 of the Islamic calendar.

    The days and months of a Buddhist year, as Thailand has it, are ours.

    >>> common_year(2567), common_year(1445), common_year(2024)
    (2024, 0, 2024)
    """
    return year - _BUDDHIST if year // 100 in range(24, 27) else year if year // 100 in range(18, 22) else 0


def of_a_day(words: Sequence[str], at: int) -> bool:
    """Return whether the number *at* which *words* have one is that of a day.

    >>> of_a_day(["may", "3"], 1), of_a_day(["3", "may"], 0), of_a_day(["3", "boats"], 0)
    (True, True, False)
    """
    return any(month_of(word) > 0 for word in (*words[max(at - 1, 0) : at], *words[at + 1 : at + 2]))
