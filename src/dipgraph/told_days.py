"""On which days of its record a remark says that somebody was met."""

from __future__ import annotations

import datetime as dt
import re

from dipgraph.days import Day, days

# Where a day is given for the next one alone.
_AND_ON = re.compile(r"\band,?\s+on\s+$")
_AND_WITH = re.compile(r",?\s+with\b")


def told_days(
    remark: str, start: int, end: int, first: dt.date, last: dt.date
) -> tuple[tuple[dt.date, dt.date] | None, int]:
    """Return the one day of the record that a clause gives for what it tells, twice, and from where on it is given.

    Of several days the first and the last, where they stand in brackets; nothing where it gives other days besides.

    >>> said = "Met with the King (May 3-4)."
    >>> span, _ = told_days(said, 0, len(said), dt.date(1998, 5, 1), dt.date(1998, 5, 9))
    >>> [str(day) for day in span]
    ['1998-05-03', '1998-05-04']
    """
    given = days(remark, last, start, end)
    whole = [d for d in given if d.last and _in_brackets(remark, d)]
    if len(given) == len(whole) == 1 and first <= whole[0].date and (until := whole[0].last) and until <= last:
        return (whole[0].date, until), start
    said = [d for d in given if d.last is None and not whole]
    found = {d.date for d in said}
    within = [day for day in found if first <= day <= last]
    if len(found) != 1 or len(within) != 1:
        return None, start
    # "with the King, and, on May 3, with the Queen": the one before has no day.
    apart = _AND_ON.search(remark[start : said[0].start]) and _AND_WITH.match(remark, said[0].end)
    return (within[0], within[0]), said[0].start if apart else start


def _in_brackets(remark: str, day: Day) -> bool:
    return remark[: day.start].endswith("(") and remark.startswith(")", day.end)
