"""What a statement commits to: new or going on, only the next meeting or more, and when it is due."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from dipgraph.guesses import Undertaking
from dipgraph.inflections import stem, stems
from dipgraph.months import MONTH, month_of

_MONTH = f"(?P<month>{MONTH})"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_LEAD = (
    "(?:in|by|on|at|before|for|from|during|within|no later than|as early as|early in|later in|later|this|next"
    "|scheduled for|planned for|set for)"
)
_PART = (
    "(?P<end>(?:the )?(?:end|close|beginning|start|middle|course|first half|second half) of (?:the )?"
    "|mid-|early |late )?"
)
_THIS = "(?P<this>this|next|the current|the coming)"
_SEASON = "(?P<season>spring|summer|autumn|fall|winter)"
_UNIT = "(?P<unit>week|month|quarter|year|spring|summer|autumn|fall|winter)"
# When something is due, as it is printed.
_DUE = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_LEAD} {_PART}{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? {_YEAR})?\b",
        rf"\b{_LEAD} (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? {_YEAR})?\b",
        rf"\b(?:{_LEAD} )+{_PART}{_MONTH}(?! \d{{1,2}}\b)(?: of)?(?: (?:{_YEAR}|(?P<this>this|next) year))?\b",
        rf"\b(?:{_LEAD} )?{_PART}{_SEASON} (?:of )?{_YEAR}\b",
        rf"\b(?:{_LEAD} )?{_PART}{_THIS} {_UNIT}\b(?!['\u2019]s)",
        rf"\b(?:by|no later than|before|at|in|within|during) {_PART}(?:the year )?{_YEAR}\b",
        r"\b(?:by|no later than|before|at) (?P<end>year-end|(?:the )?year's end|the end of the year)\b",
        r"\b(?P<unit>tomorrow)\b",
    )
]
# What goes on to a day is not due on it.
_LASTS = re.compile(r"\b(?:until|till|through|up to)(?: at least)?(?: the)? $", re.IGNORECASE)
_LIMIT = re.compile(r"\b(?:by|no later than)\b", re.IGNORECASE)
_BEFORE = re.compile(r"\bbefore\b", re.IGNORECASE)
_ENDING = ("end", "close")
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
# What is ended does not go on: "agreed to stop further tests".
_ENDED = re.compile(r"\b(?:to|will|would) (?:\w+ly )?(?:end|stop|cease|halt|suspend|withdraw|discontinue|phase out) ")
_GOING_ON = stems("continue continued remain maintain further sustain keep sustained continuing continuously")
_MEETING = stems(
    "meet meeting visit session summit talks consultations contact contacts dialogue touch call conversation trip"
)
_DOING = stems(
    "hold meet convene reconvene visit arrange schedule prepare host organise organize speak stay remain keep maintain"
    " continue attend accept pay invite"
)
_SUBSTANCE = stems("provide support cooperation cooperate coordination")


def undertaking(
    passage: str, act: str, committed: tuple[str, ...], to: tuple[str, ...], day: dt.date | None, object_at: int = 0
) -> Undertaking:
    """Return what *passage* commits to; *object_at* is where its object begins, *day* that of the meeting.

    >>> found = undertaking("promised to meet again in July this year", "pledge", ("JP",), ("US",), dt.date(2022, 5, 23))
    >>> found.due_words, found.due, str(found.due_from), str(found.due_until), found.procedural, found.continuing
    ('in July this year', '2022-07', '2022-07-01', '2022-07-31', True, False)
    """
    words, due, first, last = when(passage, day)
    return Undertaking(
        committed, to, continuing(passage, act), procedural(passage[object_at:]), words, due, first, last
    )


def continuing(passage: str, act: str) -> bool:
    """Whether something goes on: always where it is reaffirmed, else by "continue", "remain", "maintain", "further"."""
    done = passage.lower().partition(" in order to ")[0]
    ended = _ENDED.search(done)
    if ended:
        done = done[: ended.start()]
    return act == "reaffirm" or any(stem(word) in _GOING_ON for word in re.findall(r"[a-z]+", done)[:14])


def procedural(done: str) -> bool:
    """Whether what is to be done is only the next meeting, visit or contact.

    >>> procedural("to meet again in July"), procedural("to meet the needs of the refugees by providing food")
    (True, False)
    """
    said = set(map(stem, re.findall(r"[a-z]+", done.lower())))
    first = set(map(stem, re.findall(r"[a-z]+", done.lower())[:9]))
    return bool(first & _MEETING) and bool(first & _DOING) and not said & _SUBSTANCE


def due(passage: str) -> str:
    """Return the words that may say when something is due, whatever the day of the meeting."""
    found = _found(passage)
    return found[0].group() if found else ""


def _found(passage: str) -> list[re.Match[str]]:
    """Return where *passage* may say when something is due, in its order, the longest first."""
    found = [match for pattern in _DUE for match in pattern.finditer(passage)]
    return sorted((m for m in found if not _LASTS.search(passage[: m.start()])), key=lambda m: (m.start(), -m.end()))


def when(passage: str, day: dt.date | None) -> tuple[str, str, dt.date | None, dt.date | None]:
    """Return the words that say when something is due, the year, month or day, and its first and last day.

    A length of time is no due date, nor its end ("until 2030"), and nor is a day that has passed.

    >>> when("agreed to sign it by the end of 2024", dt.date(2024, 3, 1))[:2]
    ('by the end of 2024', '2024')
    >>> when("agreed to extend it for four months", dt.date(2024, 3, 1))
    ('', '', None, None)
    """
    for match in _found(passage):
        span = _interval(match, day)
        if span and (day is None or span[2] >= day):
            return match.group(), span[0], *_days(match, span[1], span[2], day)
    return "", "", None, None


def _days(
    match: re.Match[str], first: dt.date, last: dt.date, day: dt.date | None
) -> tuple[dt.date | None, dt.date | None]:
    """Return from which day to which what is said on *day* is due: a limit runs from that day, and nothing lies before it.

    Where that day is unknown, a limit has no beginning.
    """
    part = (match.groupdict().get("end") or "").lower()
    ending = any(word in part for word in _ENDING)
    if _BEFORE.search(match.group()) and not ending and (day is None or first > day):
        return day, first - dt.timedelta(days=1)
    if _LIMIT.search(match.group()) or _BEFORE.search(match.group()):
        return day, last
    if ending and (last - first).days > 31:
        first = last.replace(day=1)  # "at the end of the year" is its last month
    return (max(first, day) if day else first), last


def _interval(match: re.Match[str], day: dt.date | None) -> tuple[str, dt.date, dt.date] | None:  # noqa: PLR0911
    said = match.groupdict()
    part = (said.get("end") or "").strip().lower()
    if said.get("month"):
        month = month_of(said["month"])
        year = int(said["year"]) if said.get("year") else _year(said.get("this"), month, day)
        if year is None:
            return None
        if said.get("day"):
            try:
                exact = dt.date(year, month, int(said["day"]))
            except ValueError:
                return None
            return exact.isoformat(), exact, exact
        return f"{year}-{month:02}", dt.date(year, month, 1), _last(year, month)
    if said.get("season"):
        return _season(said["season"].lower(), int(said["year"]))
    if said.get("year"):
        return _of_year(int(said["year"]), part)
    return _relative((said.get("unit") or "").lower(), (said.get("this") or "").lower(), part, day) if day else None


def _relative(unit: str, which: str, part: str, day: dt.date) -> tuple[str, dt.date, dt.date] | None:
    """Return the days of "this month", "next year", "the end of the year", "tomorrow", as said on *day*."""
    later = int(which == "next")
    if unit == "year" or "year" in part:
        return _of_year(day.year + later, part)
    if unit in _SEASONS:
        return _season(unit, day.year + later)
    if unit in ("month", "quarter"):
        long = 3 if unit == "quarter" else 1
        first = day.year * 12 + (day.month - 1) // long * long + later * long
        begin, last = divmod(first, 12), divmod(first + long - 1, 12)
        printed = f"{begin[0]}-{begin[1] + 1:02}" if long == 1 else f"{begin[0]}"
        return printed, dt.date(begin[0], begin[1] + 1, 1), _last(last[0], last[1] + 1)
    if unit == "week":
        monday = day - dt.timedelta(days=day.weekday()) + dt.timedelta(weeks=later)
        return f"{monday:%Y-%m}", monday, monday + dt.timedelta(days=6)
    tomorrow = day + dt.timedelta(days=1)
    return (tomorrow.isoformat(), tomorrow, tomorrow) if unit == "tomorrow" else None


def _year(which: str | None, month: int, day: dt.date | None) -> int | None:
    """Return the year of a month that is named without one: the next such month from *day* on."""
    if day is None:
        return None
    if which:
        return day.year + int(which.lower() == "next")
    return day.year + int(month < day.month)


def _last(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _season(name: str, year: int) -> tuple[str, dt.date, dt.date]:
    first, last = _SEASONS[name]
    return f"{year}", dt.date(year, first, 1), _last(year + int(last < first), last)


def _of_year(year: int, part: str) -> tuple[str, dt.date, dt.date]:
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    if "first half" in part or "beginning" in part or "start" in part:
        last = dt.date(year, 6, 30)
    elif "second half" in part:
        first = dt.date(year, 7, 1)
    return f"{year}", first, last
