"""The hour at which something began as documents write it, and how far from UTC it is where that of its country is one.

The tz database (zone.tab) says which zones a country has, and zoneinfo how far a zone is from UTC on a day.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

_CLOCK = re.compile(
    r"\b(?:commencing|starting|beginning|began|begins|started|start|from|at|held)\s+(?:at\s+"
    r"|from\s+)?(?P<about>about|around|approximately|approx\.?|ca\.?|circa)?\s*"
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s*(?P<half>[ap]\.?\s?m\b\.?)?(?:\s*\(?(?P<zone>JST"
    r"|KST|EST|EDT|CET|CEST|GMT|UTC|BST|IST|MSK|AEST|AEDT|Japan time|local time)\)?)?",
    re.IGNORECASE,
)
_TIME = r"(?P<hour%s>\d{1,2})(?:[:.](?P<minute%s>\d\d))?\s*(?P<half%s>[ap]\.?\s?m\b\.?)?"
# From when to when: "from 22:10 to 22:35", "between 10:10 and 10:35 p.m.".
_SPAN = re.compile(
    rf"\b(?:from|between)\s+{_TIME % (1, 1, 1)}\s*(?:to|until|till|and|[-\u2013\u2014])\s*{_TIME % (2, 2, 2)}",
    re.IGNORECASE,
)
# Longer no meeting of which the hours are given has lasted, in minutes.
_LONGEST = 12 * 60
_ZONES = {
    "jst": "+09:00",
    "japan time": "+09:00",
    "kst": "+09:00",
    "est": "-05:00",
    "edt": "-04:00",
    "cet": "+01:00",
    "cest": "+02:00",
    "gmt": "+00:00",
    "utc": "+00:00",
    "bst": "+01:00",
    "ist": "+05:30",
    "msk": "+03:00",
    "aest": "+10:00",
    "aedt": "+11:00",
}


@dataclass(frozen=True)
class Clock:
    """A time of day, "17:50", with the offset from UTC that the words give, or nothing."""

    time: str
    offset: str
    approximate: bool


def clock(text: str) -> Clock | None:
    """Return the time at which something began by *text*, or None.

    >>> clock("commencing at 5:50 pm, for about 40 minutes"), clock("on the sidelines of COP26")
    (Clock(time='17:50', offset='', approximate=False), None)
    """
    for found in _CLOCK.finditer(text):
        if not (found["minute"] or found["half"]):
            continue
        hour, minute = int(found["hour"]), int(found["minute"] or 0)
        half = (found["half"] or "").lower()[:1]
        span = _SPAN.match(text, found.start())
        if span and not half:
            half = (span["half2"] or "").lower()[:1]  # "from 10:10 to 10:35 p.m."
        hour = _of_day(hour, half)
        if hour > 23 or minute > 59:
            continue
        return Clock(f"{hour:02}:{minute:02}", _ZONES.get((found["zone"] or "").lower(), ""), bool(found["about"]))
    return None


def lasted(text: str) -> int | None:
    """Return how many minutes lie between the two times of day of a *text*, or None where it has none.

    >>> lasted("from 22:10 to 22:35"), lasted("from 11:30 to 1:15 p.m."), lasted("from 3 to 5 May")
    (25, 105, None)
    """
    for found in _SPAN.finditer(text):
        if not any(found[name] for name in ("minute1", "minute2", "half1", "half2")):
            continue
        halves = [(found[name] or "").lower()[:1] for name in ("half1", "half2")]
        begin, end = (
            60 * _of_day(int(found[f"hour{n}"]), halves[n - 1]) + int(found[f"minute{n}"] or 0) for n in (1, 2)
        )
        if not halves[0] and halves[1]:
            # The first is of the same half of the day, or of that before.
            same = 60 * _of_day(int(found["hour1"]), halves[1]) + int(found["minute1"] or 0)
            begin = same if same < end else begin
        minutes = (end - begin) % (24 * 60)
        return minutes if 0 < minutes <= _LONGEST else None
    return None


def _of_day(hour: int, half: str) -> int:
    """Return an hour of the day by the hour of a *half* of it, "a", "p" or nothing."""
    return hour % 12 + (12 if half == "p" else 0) if half and hour <= 12 else hour


def offset(country: str, day: dt.date, time: str) -> str:
    """Return how far from UTC *time* is in a *country* (its code) on a *day*; nothing where its zones differ.

    An hour that the clocks pass twice or never has no offset.

    >>> offset("JP", dt.date(2022, 5, 23), "17:50"), offset("DE", dt.date(2022, 5, 23), "17:50")
    ('+09:00', '+02:00')
    >>> offset("US", dt.date(2022, 5, 23), "17:50")
    ''
    """
    moment = dt.datetime.combine(day, dt.time.fromisoformat(time))
    ways = {moment.replace(tzinfo=zone, fold=fold).utcoffset() for zone in _zones().get(country, ()) for fold in (0, 1)}
    found = ways.pop() if len(ways) == 1 else None
    return "" if found is None else moment.replace(tzinfo=dt.timezone(found)).isoformat()[19:]


@cache
def _zones() -> dict[str, tuple[ZoneInfo, ...]]:
    """Return the zones of each country."""
    found: dict[str, tuple[ZoneInfo, ...]] = {}
    table = resources.files("tzdata.zoneinfo") / "zone.tab"
    for line in table.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            country, _, zone = line.split("\t")[:3]
            found[country] = (*found.get(country, ()), ZoneInfo(zone))
    return found
