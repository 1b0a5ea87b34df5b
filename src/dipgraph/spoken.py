"""Days, times, durations and numbers as people write them in English."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dipgraph.months import MONTHS

# Whose account is one that no state gives.
PRESS = "the press"
_DAY = re.compile(r"(-?\d{4,})(?:-(\d\d)(?:-(\d\d))?)?(?:Z|[+-]\d\d:\d\d)?")
_MOMENT = re.compile(r"(-?\d{4,}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?")
_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+(?:\.\d+)?S)?)?")


def day(date: str) -> str:
    """Return a *date*, month or year of ISO 8601 as people write it; what is none stays as it is.

    >>> day("2022-05-03"), day("2022-05"), day("soon")
    ('3 May 2022', 'May 2022', 'soon')
    """
    found = _DAY.fullmatch(date)
    if found is None or not 1 <= int(found[2] or 1) <= 12:
        return date
    parts = [str(int(found[3])) if found[3] else "", MONTHS[int(found[2]) - 1] if found[2] else "", found[1]]
    return " ".join(part for part in parts if part)


def days(first: str, last: str) -> str:
    """Return an interval of days, both of which belong to it.

    >>> days("2022-07-01", "2022-07-31"), days("2022-01-01", "2022-12-31"), days("2022-07-01", "2022-08-02")
    ('July 2022', '2022', '1 July 2022 to 2 August 2022')
    """
    if first == last:
        return day(first)
    if first[4:] == "-01-01" and last == f"{first[:4]}-12-31":
        return first[:4]
    if first[8:] == "01" and first[:7] == last[:7] and last[8:] == _last(first):
        return day(first[:7])
    return f"{day(first)} to {day(last)}" if first and last else f"from {day(first)}" if first else f"by {day(last)}"


def moment(time: str) -> str:
    """Return the time of day of a moment with its offset, and nothing of its day.

    >>> moment("2022-05-23T17:50:00+09:00"), moment("2022-05-23T08:50:00Z")
    ('17:50 (UTC+9)', '08:50 (UTC)')
    """
    found = _MOMENT.fullmatch(time)
    if found is None:
        return time
    offset = found[3] or ""
    hours, _, minutes = offset.lstrip("+-").partition(":")
    zone = f"UTC{offset[:1]}{int(hours)}" + (f":{minutes}" if minutes != "00" else "") if hours.isdigit() else "UTC"
    return f"{found[2]} ({'UTC' if zone[3:] in ('+0', '-0') else zone})" if offset else found[2]


def duration(span: str, is_about: bool = False) -> str:
    """Return a duration of ISO 8601 in words.

    >>> duration("PT40M", True), duration("PT1H30M"), duration("P2D")
    ('about 40 minutes', '1 hour 30 minutes', '2 days')
    """
    found = _DURATION.fullmatch(span)
    if found is None or not any(found.groups()):
        return span
    parts = [
        f"{int(number):,} {unit}{'' if int(number) == 1 else 's'}"
        for number, unit in zip(found.groups(), ("day", "hour", "minute"), strict=True)
        if number and int(number)
    ]
    return ("about " if is_about else "") + " ".join(parts) if parts else span


def counted(number: int, one: str, several: str = "") -> str:
    """Return a number of things.

    >>> counted(1, "meeting"), counted(1200, "meeting"), counted(0, "party", "parties")
    ('1 meeting', '1,200 meetings', '0 parties')
    """
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def listed(words: Sequence[str]) -> str:
    """Return several *words* as one reads them out.

    >>> listed(["Japan"]), listed(["Japan", "Korea", "the United States"])
    ('Japan', 'Japan, Korea and the United States')
    """
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def _last(date: str) -> str:
    import calendar

    try:
        return str(calendar.monthrange(int(date[:4]), int(date[5:7]))[1])
    except (ValueError, calendar.IllegalMonthError):
        return ""
