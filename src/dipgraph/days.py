"""Days and durations as documents write them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from dipgraph.guesses import Intake
from dipgraph.months import MONTH, WEEKDAYS, common_year, day_of, month_of

_DAY = re.compile(
    rf"\b(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*(?:[-–—]"
    rf"|to|and|through)\s*(?:(?P<month2>{MONTH})\s+)?(?P<last>\d{{1,2}})(?:st|nd"
    rf"|rd|th)?(?!\d|:))?(?:\s*\(\w{{3,9}}\.?\))?(?:,?\s+(?P<year>\d{{4}}))?"
    rf"|\b(?P<day3>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*(?:[-–—]|to|and)\s*(?P<last3>\d{{1,2}})(?:st"
    rf"|nd|rd|th)?)?\s+(?:of\s+)?(?P<month3>{MONTH})\b(?:,?\s+(?P<year3>\d{{4}}))?"
    r"|\b(?P<iso>\d{4}-\d\d-\d\d)\b|(?<![\d.])(?P<dotted>\d{1,2}\.\d{1,2}\.\d{4})(?![\d.]\d)"
    r"|(?<![\d/])(?P<slashed>\d{1,2}/\d{1,2}/\d{4})(?![\d/])"
)
_RELATIVE = re.compile(
    r"\b(?:(?P<today>today|this (?:morning|afternoon|evening)|tonight|earlier today"
r"|here today)|(?P<yesterday>yesterday|last night|last evening)"
    rf"|(?P<after>(?:last|earlier this|this|next)\s+)?(?:(?:on|On)\s+)?(?P<weekday>{'|'.join(WEEKDAYS)})\b)"
    , re.IGNORECASE,
)  # fmt: skip
_NEXT_DAY = re.compile(
    r"\b(?:the\s+)?(?:following|next)\s+(?:day|morning|afternoon|evening)\b|\b(?:a|one)\s+day\s+(?:later|after)\b|\bthe\s+day\s+after\b",
    re.IGNORECASE,
)
# So a sentence goes back a day, whose meeting is told as one that had been.
_DAY_BEFORE = re.compile(
    r"\W*(?:On\s+)?(?:the\s+)?(?:previous|preceding)\s+(?:day|morning|afternoon|evening)\b"
    r"|\W*(?:(?:A|One)\s+day\s+(?:earlier|before)|(?:On\s+)?the\s+day\s+before)\s*,",
    re.IGNORECASE,
)
_NUMBERS = {
    w: n
    for n, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
} | {"a": 1, "an": 1, "fifteen": 15, "eighteen": 18}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_NUMBERS |= _TENS | {f"{tens}-{one}": n + m for tens, n in _TENS.items() for one, m in [*_NUMBERS.items()][1:10]}
# The longer one first, of two of which one begins the other.
_COUNT = r"(?P<%s>\d+(?:\.\d+)?|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_ABOUT = r"(?P<about>about|around|approximately|approx\.?|ca\.?|circa|roughly|nearly|almost|some|over|more than)?"
_LASTING = re.compile(
    rf"(?:\bfor|\blast(?:ed|ing)(?: for)?|\bduration of|\btook)\s+(?:the\s+)?{_ABOUT}\s*"
    rf"(?:{_COUNT % 'hours'}\s*(?P<half>and a half\s+)?-?hours?(?:\s+and\s+(?P<halved>a half))?(?:\s*("
rf"?:and\s+)?(?:{_COUNT % 'more'})\s*-?min(?:ute)?s?\b)?|{_COUNT % 'minutes'}\s*-?min(?:ute)?s?\b"
rf"|(?P<halfhour>half an hour)|(?P<quarters>three[ -]quarters|a quarter) of an hour)"
    rf"|\b(?:{_COUNT % 'longhours'}[- ]hours?(?P<plus>[- ]and[- ]a[- ]half)?(?:[- ]long)?"
rf"|{_COUNT % 'longminutes'}[- ]minutes?(?:[- ]long)?|(?P<hourlong>hour-long))\s+(?:\w+\s+){{0,2}}"
rf"(?:meeting|call|conversation|talks?|phone|telephone|video|summit|discussion"
rf"|bilateral|session)",
    re.IGNORECASE,
)  # fmt: skip


# The year before the first of a Japanese era.
_ERAS = {"reiwa": 2018, "heisei": 1988, "showa": 1925}
_ERA = re.compile(
    r",?\s+(?:the\s+)?(?:(?P<era>reiwa|heisei|showa|b\.?\s?e\.?|buddhist era)\s+(?P<count>\d{1,4}))\b", re.IGNORECASE
)
# So near the beginning of a text its first day is that of the text, in characters.
_NEAR = 600
_BESIDE = 2
_MONTHS = 12


@dataclass(frozen=True)
class Day:
    """A day that words give, the last one where they give several, with the offsets of the words."""

    date: dt.date
    last: dt.date | None
    start: int
    end: int


def _written(match: re.Match[str], published: dt.date | None) -> Day | None:
    if match["iso"]:
        found = day_of(common_year(int(match["iso"][:4])), int(match["iso"][5:7]), int(match["iso"][8:]))
        return Day(found, None, *match.span()) if found else None
    if match["dotted"]:  # so it is written where the day comes first
        there = day_of(*map(int, reversed(match["dotted"].split("."))))
        return Day(there, None, *match.span()) if there else None
    if match["slashed"]:
        first, second, when = map(int, match["slashed"].split("/"))
        # Of 3/4 nobody knows which is the day; of 14/2 and 2/14 everybody does.
        told = (second, first) if first > _MONTHS or first == second else (first, second) if second > _MONTHS else None
        there = day_of(when, *told) if told else None
        return Day(there, None, *match.span()) if there else None
    name = match["month"] or match["month3"]
    month = month_of(name)
    day, last = int(match["day"] or match["day3"]), match["last"] or match["last3"]
    year = match["year"] or match["year3"]
    era = None if year else _ERA.match(match.string, match.end())
    if era:
        year = str(_ERAS.get(era["era"].lower(), 0) + int(era["count"]))
    until = month_of(match["month2"]) if match["month2"] else month
    # A year that is printed is that of the last day: "December 30 to January 2, 2024".
    found = day_of(common_year(int(year)) - (until < month), month, day) if year else None
    if not year and published:
        # The year that is meant is the one in which the day lies nearest, and not far ahead.
        years = [d for y in (published.year - 1, published.year, published.year + 1) if (d := day_of(y, month, day))]
        found = min(
            years, key=lambda d: abs((d - published).days) + (200 if (d - published).days > 60 else 0), default=None
        )
    if found is None:
        return None
    ends = day_of(found.year + (until < month), until, int(last)) if last else None
    return Day(found, ends if ends and ends > found else None, *match.span())


def days(text: str, published: dt.date | None, start: int = 0, end: int | None = None) -> list[Day]:
    """Return the days that words of *text* between two offsets give, read on the day *published*.

    >>> [str(d.date) for d in days("met on June 29, after talks yesterday and on Monday", dt.date(2023, 6, 30))]
    ['2023-06-29', '2023-06-29', '2023-06-26']
    """
    end = len(text) if end is None else end
    found = [d for m in _DAY.finditer(text, start, end) if (d := _written(m, published))]
    for match in _RELATIVE.finditer(text, start, end) if published else ():
        assert published is not None
        if match["today"]:
            day = published
        elif match["yesterday"]:
            day = published - dt.timedelta(1)
        else:
            back = (published.weekday() - [w.lower() for w in WEEKDAYS].index(match["weekday"].lower())) % 7
            after = (match["after"] or "").strip().lower()
            day = published - dt.timedelta(back or (7 if after == "last" else 0))
            if after == "next":
                day = published + dt.timedelta(7 - back)
        # "Tuesday, March 5" is one day, and the number says which.
        dated = match["weekday"] and any(0 <= d.start - match.end() <= _BESIDE for d in found)
        if not dated and not any(d.start <= match.start() < d.end for d in found):
            found.append(Day(day, None, *match.span()))
    return sorted(found, key=lambda d: d.start)


def either(text: str, start: int, end: int) -> str:
    """Return the day between two offsets that can be read as two, as it is printed; or nothing.

    >>> either("met on 04/02/2025", 0, 17), either("met on 14/02/2025", 0, 17)
    ('04/02/2025', '')
    """
    return next((m["slashed"] for m in _DAY.finditer(text, start, end) if m["slashed"] and not _written(m, None)), "")


def next_day(text: str) -> bool:
    """Whether words of *text* give the day after that of which was told.

    >>> next_day("The following day, Minister A met"), next_day("The following days were calm")
    (True, False)
    """
    return _NEXT_DAY.search(text) is not None


def day_before(text: str) -> bool:
    """Whether *text* begins with the day before that of which was told.

    >>> day_before("On the previous day, Minister A had met B"), day_before("Minister A had left the previous day")
    (True, False)
    """
    return _DAY_BEFORE.match(text) is not None


def written(intake: Intake) -> dt.date | None:
    """Return the day on which a document was written: what it gives as its own, else the first that it prints in full."""
    return intake.published or next((day.date for day in days(intake.text, None, 0, _NEAR)), None)


def _count(text: str | None) -> float:
    return 0 if not text else float(_NUMBERS.get(text.lower(), 0) or text)


def minutes(text: str) -> tuple[int | None, bool]:
    """Return how many minutes something lasted by *text*, or None, and whether that is approximate.

    >>> minutes("commencing at 5:50 pm, for about 40 minutes"), minutes("a three-hour meeting"), minutes("for three days")
    ((40, True), (180, False), (None, False))
    """
    found = _LASTING.search(text)
    if not found:
        return None, False
    total = (
        60 * _count(found["hours"])
        + (30 if found["half"] or found["halved"] else 0)
        + _count(found["more"])
        + _count(found["minutes"])
    )
    total += (
        (30 if found["halfhour"] else 0)
        + 60 * _count(found["longhours"])
        + (30 if found["plus"] else 0)
        + _count(found["longminutes"])
    )
    total += 60 if found["hourlong"] else 0
    total += {"t": 45, "a": 15}.get((found["quarters"] or "").lower()[:1], 0)
    return (round(total) or None), bool(found["about"])
