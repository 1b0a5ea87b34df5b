"""From which day to which words let something be that were said on a day: the readers of the forms of due dates.

The parts of a period are thirds of it: "early" and "the beginning" the first, "mid-" and "the middle" the second, "late" the
last. A reader returns None where there is no such day, or none without the day of the meeting.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from typing import TypeAlias

from dipgraph import datelines
from dipgraph.months import WEEKDAYS, common_year, day_of, month_of

# A year of another calendar behind a month or day.
_OTHER = re.compile(r",? (?:of )?(1[34]\d\d|2[4-6]\d\d)\b")
# The year, month or day, and the first and the last day.
Span: TypeAlias = tuple[str, dt.date, dt.date]
Reader: TypeAlias = Callable[[re.Match[str], "dt.date | None"], "Span | None"]
NUMBERS = {
    "a": 1, "an": 1, "": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30, "sixty": 60,
    "ninety": 90,
}  # fmt: skip
NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
ENDING = re.compile(r"\b(?:end|close)\b")


def portion(words: str, span: Span) -> Span:
    """Return the part of a period of one or more months that *words* say: a half, a third, or its end."""
    printed, first, last = span
    words = words.lower()
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    # So many parts it has, a year twelve, a month three of ten days.
    parts = months if months > 1 else 3

    def begins(part: int) -> dt.date:
        return _later(first, part) if months > 1 else first.replace(day=1 + 10 * part)

    def ends(part: int) -> dt.date:
        return begins(part) - dt.timedelta(days=1) if part < parts else last

    if half := re.search(r"\b(first|second) half of\b", words):
        middle = _later(first, months // 2) if months > 1 else first.replace(day=16)
        return (printed, first, middle - dt.timedelta(days=1)) if half[1] == "first" else (printed, middle, last)
    if re.search(r"(?<!as )\bearly\b|\b(?:beginning|start) of\b", words):
        return printed, first, ends(parts // 3)
    if re.search(r"\b(?:mid|middle)\b", words):
        return printed, begins(parts // 3), ends(2 * parts // 3)
    if re.search(r"\blate\b", words):
        return printed, begins(2 * parts // 3), last
    return (printed, begins(parts - 1), last) if ENDING.search(words) else span


def _later(day: dt.date, months: int) -> dt.date:
    """Return the day so many months later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _months(year: int, first: int, number: int = 1) -> Span:
    """Return so many months from the *first* of a year on, which may be one behind its December."""
    begin = _later(dt.date(year, 1, 1), first - 1)
    end = _later(begin, number) - dt.timedelta(days=1)
    return (f"{begin:%Y-%m}" if number == 1 else f"{begin.year}"), begin, end


def _year(match: re.Match[str], month: int, day: dt.date | None) -> int | None:
    """Return the year that is said with a month, else that of the next such month from *day* on."""
    said = match.groupdict()
    if said.get("year"):
        return int(said["year"])
    if printed := _OTHER.match(match.string, match.end()):
        return common_year(int(printed[1])) or None
    if day is None:
        return None
    if said.get("which"):
        return day.year + int(said["which"].lower() == "next")
    return day.year + int(month < day.month)


def by_day(match: re.Match[str], day: dt.date | None) -> Span | None:
    """Read "on 3 June", "by June 3, 2023", "on 20-21 July"."""
    month = month_of(match["month"])
    year = _year(match, month, day)
    first = day_of(year, month, int(match["day"])) if year else None
    last = day_of(year, month, int(match.groupdict().get("to") or match["day"])) if year else None
    if first is None or last is None or last < first:
        return None
    return (first.isoformat() if first == last else f"{first:%Y-%m}"), first, last


def by_numbers(match: re.Match[str], day: dt.date | None) -> Span | None:
    """Read "by 2024-10-15", "by 30/09/2024"."""
    found = datelines.day(match["date"])
    return (found.isoformat(), found, found) if found else None


def by_month(match: re.Match[str], day: dt.date | None) -> Span | None:
    """Read "in early July", "by the end of May 2023", "in the first week of August"."""
    month = month_of(match["month"])
    year = _year(match, month, day)
    if year is None:
        return None
    span = _months(year, month)
    if nth := match.groupdict().get("nth"):
        first = span[2].day - 6 if nth.lower() == "last" else 7 * NTH[nth.lower()] - 6
        return span[0], span[1].replace(day=first), span[1].replace(day=first + 6)
    return portion(match.group().partition(match["month"])[0], span)


def by_bounds(match: re.Match[str], day: dt.date | None) -> Span | None:
    """Read "between July and September", "from 2025 to 2027", "during 2025 and 2026"."""
    if match.groupdict().get("month") is None:
        first, last = int(match["first"]), int(match["year"])
        return (f"{last}", dt.date(first, 1, 1), dt.date(last, 12, 31)) if first < last else None
    months = month_of(match["month"]), month_of(match["last"])
    year = _year(match, months[1], day)
    if year is None:
        return None
    begin = year - int(months[0] > months[1])
    return _months(year, months[1])[0], dt.date(begin, months[0], 1), _months(year, months[1])[2]


def by_season(match: re.Match[str], day: dt.date | None) -> Span | None:
    """Read "in autumn 2023", "by the autumn", "next winter"."""
    first, last = SEASONS[match["season"].lower()]
    number, said = (last - first) % 12 + 1, match.groupdict()
    if said.get("year") or day is None:
        return portion(match.group(), _months(int(said["year"]), first, number)) if said.get("year") else None
    if said.get("which"):
        return portion(match.group(), _months(day.year + int(said["which"].lower() == "next"), first, number))
    spans = (_months(day.year + later, first, number) for later in (-1, 0, 1))
    return portion(match.group(), next(span for span in spans if span[2] >= day))


def by_year(match: re.Match[str], day: dt.date | None) -> Span:
    """Read "by 2024", "in mid-2025"."""
    return portion(match.group(), _months(int(match["year"]), 1, 12))


def by_quarter(match: re.Match[str], day: dt.date | None) -> Span | None:
    """Read "in the fourth quarter of this year", "no later than Q3 2025"."""
    said = match.groupdict()
    nth = int(said["number"] or 0) or NTH.get((said["nth"] or "").lower(), 4)
    year = _year(match, 3 * nth, day)
    return None if year is None else _months(year, 3 * nth - 2, 3)


def by_unit(match: re.Match[str], day: dt.date | None) -> Span | None:
    """Read "this month", "next year", "the end of the year", "the end of the decade", as said on *day*."""
    if day is None:
        return None
    unit, later, words = match["unit"].lower(), int(match["which"].lower() == "next"), match.group()
    if unit == "week":
        monday = day - dt.timedelta(days=day.weekday()) + dt.timedelta(weeks=later)
        return f"{monday:%Y-%m}", monday, monday + dt.timedelta(days=6)
    if unit == "decade":
        last = day.year // 10 * 10 + 9 + 10 * later
        begin = last if ENDING.search(words.lower()) else last - 9
        return f"{last}", dt.date(begin, 1, 1), dt.date(last, 12, 31)
    long = {"month": 1, "quarter": 3, "year": 12}[unit]
    return portion(words, _months(day.year, (day.month - 1) // long * long + 1 + later * long, long))


def by_year_end(match: re.Match[str], day: dt.date | None) -> Span | None:
    """Read "by year-end"."""
    return portion("end", _months(day.year, 1, 12)) if day else None


def by_length(match: re.Match[str], day: dt.date | None) -> Span | None:
    """Read "within 90 days", "in the next three months", "over the coming year": from *day* on."""
    if day is None:
        return None
    number, unit = (match["number"] or "").lower(), match["unit"].lower().rstrip("s")
    count = int(number) if number.isdigit() else NUMBERS[number]
    if unit in ("hour", "day", "week", "fortnight"):
        long = {"hour": -(-count // 24), "day": count, "week": 7 * count, "fortnight": 14 * count}
        last = day + dt.timedelta(days=long[unit])
    else:
        last = _later(day, count * {"month": 1, "year": 12}[unit])
    return (f"{last.year}" if unit == "year" else f"{last:%Y-%m}"), day, last


def by_soon(match: re.Match[str], day: dt.date | None) -> Span | None:
    """Read "in the coming days": the month, if a week from *day* on lies in it, for it may else be either of two."""
    last = day + dt.timedelta(days=7) if day else None
    if day is None or last is None or last.month != day.month:
        return None
    return f"{day:%Y-%m}", day, _months(day.year, day.month)[2]


def by_weekday(match: re.Match[str], day: dt.date | None) -> Span | None:
    """Read "by Friday", "next Thursday", which is to some the first that comes, to others that of the next week."""
    if day is None:
        return None
    number = next(n for n, name in enumerate(WEEKDAYS) if name.lower() == match["weekday"].lower())
    first = last = day + dt.timedelta(days=(number - day.weekday() - 1) % 7 + 1)
    if "next" in match.group().lower():
        last = day + dt.timedelta(days=7 - day.weekday() + number)
    return (first.isoformat() if first == last else f"{first:%Y-%m}"), first, last


def by_feast(match: re.Match[str], day: dt.date | None) -> Span | None:
    """Read "by Christmas"."""
    if day is None:
        return None
    found = dt.date(day.year + int((day.month, day.day) > (12, 25)), 12, 25)
    return found.isoformat(), found, found


def by_tomorrow(match: re.Match[str], day: dt.date | None) -> Span | None:
    """Read "tomorrow"."""
    found = day + dt.timedelta(days=1) if day else None
    return (found.isoformat(), found, found) if found else None
