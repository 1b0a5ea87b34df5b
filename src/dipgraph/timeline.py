"""An issue in time as a drawing: what was said on it when, by whom, and how strongly that binds."""

from __future__ import annotations

import calendar
import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from dipgraph import spoken, svg
from dipgraph.errors import UsageError
from dipgraph.terms import day

Point = Mapping[str, Any]
# So many points are drawn one by one, and so many days, months or years side by side.
MOST, _COLUMNS = 200, 18
_FORCES = range(6)
# In pixels: the width for which points are set apart, a point and what it takes, the words of a lane, the years below.
_WIDTH, _RADIUS, _STEP, _WORDS, _BELOW = 300, 5, 12, 20, 26
_LARGEST = 12
_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000, 60000)


def timeline(
    points: Iterable[Point],
    forces: Mapping[int, str] | None = None,
    within: Callable[[str, str], str] | None = None,
    address: Callable[[str], str] = str,
) -> str:
    """Return *points* in time as a figure of HTML with one SVG: time to the right, force upwards, colour and shape by side.

    A point has ``date`` (a day, month or year), ``force``, ``act``, ``who``, ``label``, ``link`` and ``side``, the words of
    the legend; it leads to what *address* returns for its ``link``. Points of one day stand below each other. Of more than
    MOST, those of a month, quarter or year are a circle with their number, which leads to what *within* returns for its
    first and last day; then a point may stand for several that are alike, whose ``number`` it has. *forces* has the words
    for each force, else they are the acts of the points. What has no day is said and not drawn.
    """
    dated = [(_day(str(point.get("date") or "")), point) for point in points]
    placed = [(found, point) for found, point in dated if found]
    number, everything = _number(point for _, point in placed), _number(point for _, point in dated)
    many = number > MOST
    # Of many, their number is all that is drawn.
    placed.sort(key=_by_day if many else _order)
    said = f"{everything - number:,} without a day are not drawn." if everything > number else ""
    if not placed:
        return svg.framed("timeline", "In time", "", "", said or "Nothing was said on it on a known day.")
    first, last = placed[0][0].replace(day=1), _month_end(placed[-1][0])
    span = _Span(first, last)
    lanes: dict[int, list[tuple[dt.date, Point]]] = defaultdict(list)
    for found, point in placed:
        lanes[int(point["force"])].append((found, point))
    sides = svg.series(str(point.get("side") or "others") for _, point in placed)
    drawn, y = "", 0.0
    for force in sorted({*_FORCES, *lanes}, reverse=True):
        given = forces.get(force, "") if forces else _acts(lanes[force])
        label = svg.cut(f"{force} {given}", _WIDTH)
        drawn += svg.tag("line", class_="rule", x1=0, x2="100%", y1=y + 0.5, y2=y + 0.5)
        drawn += svg.tag("text", svg.words(label), class_="lane", x=2, y=y + 15)
        inside, height = _circles(lanes[force], span, within) if many else _points(lanes[force], span, sides, address)
        drawn += svg.at(0, y + _WORDS, inside) if inside else ""
        y += _WORDS + max(height, 8)
    ticks = "".join(_ticks(span, y))
    whole = svg.tag("g", ticks, aria_hidden="true") + drawn
    # Many stand by months.
    when = spoken.days(*(found.isoformat()[: 7 if many else 10] for found in (placed[0][0], placed[-1][0])))
    title = f"{number:,} statements by force, {when}"
    drawing = svg.tag("svg", whole, data_drawing="timeline", width="100%", height=y + _BELOW,
                      role="group", aria_label=title)  # fmt: skip
    how = "The further up, the more it binds."
    how += " Each circle has the number of statements." if many else " Each mark leads to a statement."
    if len(sides) == 1:
        how += f" All are from accounts of {next(iter(sides))}."
    return svg.framed(
        "timeline", title, drawing, "" if many else svg.legend(sides, "Account of", True), f"{how} {said}".strip()
    )


class _Span:
    """A span of time, and how far to the right in it a day stands, in percent."""

    def __init__(self, first: dt.date, last: dt.date) -> None:
        self.first, self.last = first, last
        self.days = (last - first).days or 1

    def place(self, at: dt.date | float) -> float:
        """Return the part of the width at which a day stands, between two small margins."""
        days = (at - self.first).days if isinstance(at, dt.date) else at
        return 0.025 + 0.95 * days / self.days

    def starts(self, months: int) -> Iterator[dt.date]:
        """Yield the first day of each *months* in the span, counted from the year 1."""
        month = -(-(self.first.year * 12 + self.first.month - 1) // months) * months
        while month // 12 <= self.last.year and month // 12 <= dt.MAXYEAR:
            start = dt.date(month // 12, month % 12 + 1, 1)
            if start > self.last:
                return
            yield start
            month += months


def _number(points: Iterable[Point]) -> int:
    return sum(int(point.get("number", 1)) for point in points)


@lru_cache(maxsize=4096)
def _day(date: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(day(date, "first").value)
    except UsageError:
        return None


def _by_day(dated: tuple[dt.date, Point]) -> dt.date:
    return dated[0]


def _order(dated: tuple[dt.date, Point]) -> tuple[Any, ...]:
    found, point = dated
    return (found, *(str(point.get(key) or "") for key in ("side", "who", "label", "link")))


def _month_end(found: dt.date) -> dt.date:
    return found.replace(day=calendar.monthrange(found.year, found.month)[1])


def _acts(points: list[tuple[dt.date, Point]]) -> str:
    counts = Counter[str]()
    for _, point in points:
        counts[str(point.get("act") or "")] += int(point.get("number", 1))
    return ", ".join(sorted((act for act in counts if act), key=lambda act: (-counts[act], act)))


def _points(
    points: list[tuple[dt.date, Point]], span: _Span, sides: Mapping[str, int], address: Callable[[str], str]
) -> tuple[str, float]:
    """Return *points* of one force, those that would hide each other below each other, and how much height that takes."""
    taken: list[float] = []
    drawn = ""
    for found, point in points:
        x = span.place(found)
        row = next((row for row, end in enumerate(taken) if end + _STEP <= x * _WIDTH), len(taken))
        taken[row : row + 1] = [x * _WIDTH]
        side = str(point.get("side") or "others")
        name = ": ".join(str(point[key]) for key in ("who", "label") if point.get(key))
        name = f"{spoken.day(str(point['date']))}, {name} ({point.get('act') or ''})"
        mark = svg.shape(sides[side], _RADIUS, class_=f"mark s{sides[side]}")
        drawn += svg.link(
            address(str(point.get("link") or "")),
            name,
            svg.at(svg.percent(x), row * _STEP + _STEP / 2, mark),
            data_name=name,
            data_group=side,
        )
    return drawn, len(taken) * _STEP + 4


def _circles(
    points: list[tuple[dt.date, Point]], span: _Span, within: Callable[[str, str], str] | None
) -> tuple[str, float]:
    """Return *points* of one force as a circle for each month, or as many months as leave few enough circles."""
    months = next(months for months in _MONTHS if span.days / 30.4 / months <= _COLUMNS)
    bins: dict[dt.date, list[Point]] = defaultdict(list)
    for found, point in points:
        month = (found.year * 12 + found.month - 1) // months * months
        bins[dt.date(max(month // 12, 1), month % 12 + 1, 1)].append(point)
    numbers = {start: _number(inside) for start, inside in bins.items()}
    most = max(numbers.values(), default=1)
    drawn = ""
    for start, inside in sorted(bins.items()):
        number = numbers[start]
        end = start.year * 12 + start.month - 2 + months
        last = min(_month_end(dt.date(min(end // 12, dt.MAXYEAR), end % 12 + 1, 1)), span.last)
        radius = max(2.5, _LARGEST * math.sqrt(number / most))
        sides = Counter[str]()
        for point in inside:
            sides[str(point.get("side") or "others")] += int(point.get("number", 1))
        parts = ", ".join(
            f"{count:,} {side}" for side, count in sorted(sides.items(), key=lambda item: (-item[1], item))
        )
        when = spoken.days(max(start, span.first).isoformat(), last.isoformat())
        count = svg.tag("text", f"{number:,}", y=4, class_="count") if radius >= 4 * len(str(number)) else ""
        middle = (max(start, span.first) - span.first).days / 2 + (last - span.first).days / 2
        circle = svg.tag("circle", r=radius, class_="mark many")
        content = svg.at(svg.percent(span.place(middle)), _LARGEST + 1, circle + count)
        name = f"{when}: {number:,} statements ({parts})"
        drawn += svg.link(within(start.isoformat(), last.isoformat()) if within else "", name, content, data_name=name)
    return drawn, 2 * _LARGEST + 4 if bins else 0


def _ticks(span: _Span, height: float) -> Iterator[str]:
    """Yield lines and words for years, or for months where these are few; more of them where it is drawn larger."""
    seen: set[dt.date] = set()
    for most, size in ((5, ""), (12, " z2"), (30, " z4")):
        months = next(months for months in _MONTHS if span.days / 30.4 / months <= most)
        for start in span.starts(months):
            if start in seen:
                continue
            seen.add(start)
            x = span.place(start)
            whole = months % 12 == 0
            label = str(start.year) if whole else f"{calendar.month_abbr[start.month]} {start.year}"
            end = "start" if x < 0.08 else "end" if x > 0.92 else "middle"
            across = svg.percent(x)
            yield svg.tag("line", class_=f"tick{size}", x1=across, x2=across, y1=0, y2=height + 6)
            yield svg.tag("text", label, class_=f"year{size}", x=across, y=height + 20, text_anchor=end)
