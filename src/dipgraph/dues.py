"""When something is due: the words that say so, in their forms, and from which day to which they let it be.

What gives no days, as "in the coming weeks" and "before the next summit", keeps its words, and so does a day that is one
in May to some and in June to others.
"""

from __future__ import annotations

import datetime as dt
import re

from dipgraph.intervals import (
    ENDING,
    NTH,
    NUMBERS,
    Reader,
    Span,
    by_bounds,
    by_day,
    by_feast,
    by_length,
    by_month,
    by_numbers,
    by_quarter,
    by_season,
    by_soon,
    by_tomorrow,
    by_unit,
    by_weekday,
    by_year,
    by_year_end,
)
from dipgraph.months import MONTH, WEEKDAYS
from dipgraph.past_days import said_then, was_then

_YEAR = r"(?:(?:19|20)\d\d(?![-/.]?\d))"
_LEAD = (
    r"(?:in|by|on|at|before|prior to|ahead of|for|from|during|throughout|within|not? later than|as early as|early in|late in"
    r"|later in|later|this|next|scheduled for|planned for|set for|as of|effective|around"
    r"|(?:starting|beginning)(?: from| in| on)?|with effect from)"
)
_PART = (
    r"(?:(?:the )?(?:very )?(?:end|close|beginning|start|middle|course|first half|second half) of (?:the )?"
    r"|(?:the )?(?:mid|early|late|end)[- ])?"
)
_ORDINAL = r"(?:st|nd|rd|th)?"
_WHICH = "(?:this|next|the current)"
_SEASON = "(?:spring|summer|autumn|fall|winter)"
_UNIT = "(?:week|month|quarter|year|decade)"
_OF_YEAR = rf"(?:,? (?:of )?(?:(?P<year>{_YEAR})|(?P<which>{_WHICH}|the) year))?"
_NUMBER = "(?P<number>" + "|".join(word for word in NUMBERS if word) + r"|\d{1,3})"
_ORDER = "(?P<nth>" + "|".join(NTH) + "|last)"
# What goes on to a day is not due on it.
_LASTS = re.compile(r"\b(?:until|till|through|up to)(?: at least)?(?: the)? $", re.IGNORECASE)
_LIMIT = re.compile(r"\b(?:by|not? later than|within|at the latest|in time for)\b", re.IGNORECASE)
# What may stand before the words of a due date with which a sentence begins.
_AHEAD = re.compile(
    r"\W*(?:(?:and|also|moreover|furthermore|in addition|further|to this end|to that end)\b\W*)*", re.IGNORECASE
)
_BEFORE = re.compile(r"\b(?:before|prior to|(?:ahead|in advance) of)\b", re.IGNORECASE)
# A length that runs for each of several from a day of its own gives none: "every request within 30 days".
_EACH = re.compile(r"\b(?:each|every|any)\b[^,;.]*$", re.IGNORECASE)
_LATEST = re.compile(r",? at the latest\b", re.IGNORECASE)
# What has a day that the text need not tell: "before the next summit", "ahead of the rains", "by the end of her term".
_HELD = (
    r"(?:summit|session|meeting|conference|consultations|talks|round|season|elections?|referendum|visit|trip"
    r"|deadline|term|mandate|tenure|presidency|harvest|rains|games|fair|ramadan|eid|easter|transition|transfer|cop ?\d\d)"
)
# Before these one stands, as well as before they meet: "brought the matter before the council".
_BODY = r"(?:assembly|congress|forum|council|commission|committee|g7|g20)"
_TO_BE = r"(?:next|coming|upcoming|forthcoming)"
_PROPER = r"(?-i:[A-Z])[\w-]+\b(?!['’]s\b)"
_OWNER = "(?:the |its |their |his |her |our |this )?"


def _event(noun: str) -> str:
    """Return a pattern of what has a *noun* and is held: "the end of her term", "the next summit of the African Union"."""
    return (
        rf"{_OWNER}(?:(?:end|expiry|close|conclusion|start|opening|beginning) of {_OWNER})?"
        rf"(?:(?!(?:of|to|and|or|in|on|at|for|that|which|by)\b)[\w’'+-]+ ){{0,5}}{noun}\b(?! room| hall| house)"
        rf"(?: of (?:the )?(?:{_HELD}|{_BODY}|{_PROPER}(?: (?:of )?{_PROPER})*))*"
    )


# "…, which will report by May", and "the commission, which met last year, in the coming year".
_TELLING = re.compile(r",? which (?P<said>(?:will|shall|would|is to|are to)\b(?:(?! and )[^,;.])*)")
_PASSING = re.compile(r", which (?!(?:will|shall|would|is to|are to)\b)[^,;.]*,(?P<said> (?:(?! and )[^,;.])*)")


def due(passage: str) -> str:
    """Return the words that may say when something is due, whatever the day of the meeting, if they may give days."""
    return next((match.group() for match, reader in _found(passage) if reader is not None), "")


def when(passage: str, day: dt.date | None) -> tuple[str, str, dt.date | None, dt.date | None]:
    """Return the words that say when something is due, the year, month or day, and its first and last day.

    A length of time is no due date, nor its end ("until 2030"), and nor is a day that has passed.

    >>> when("agreed to sign it by the end of 2024", dt.date(2024, 3, 1))[:2]
    ('by the end of 2024', '2024')
    >>> when("agreed to extend it for four months", dt.date(2024, 3, 1))
    ('', '', None, None)
    >>> when("agreed to sign it in the coming weeks", dt.date(2024, 3, 1))
    ('in the coming weeks', '', None, None)
    """
    vague: re.Match[str] | None = None
    for match, reader in _found(passage):
        if reader is None or (reader is by_length and _EACH.search(passage[: match.start()])):
            vague = vague or (None if said_then(passage, match) else match)
            continue
        span = reader(match, day)
        if span is None and (day is None or reader is by_soon) and not said_then(passage, match):
            vague = vague or match  # "next year", said nobody knows when
        if span and (day is None or span[2] >= day) and not _when_said(passage, match, span, day):
            latest = _LATEST.match(passage, match.end())
            begin, end = match.start(), latest.end() if latest else match.end()
            if vague and vague.end() + 1 == begin:
                # "Before the next summit in May": the summit is in May, and it may be the last day of it.
                limit = _LIMIT.search(vague.group()) or _BEFORE.search(vague.group())
                first = day if limit else _days(match.group(), span[1], span[2], day)[0]
                return passage[vague.start() : end], span[0], first, span[2]
            first, last = _days(passage[begin:end], span[1], span[2], day)
            printed = span[0] if last == span[2] or last is None else last.isoformat()[: len(span[0])]
            return passage[begin:end], printed, first, last
    return vague.group() if vague else "", "", None, None


def opened(words: str, day: dt.date | None, to_come: bool) -> tuple[str, str, dt.date | None, dt.date | None] | None:
    """Return what :func:`when` does of the *words* with which a sentence begins, if a promise that follows is due then.

    Where what follows is not *to_come* ("they agreed"), a day is when they agreed unless it is a limit, or lies ahead.

    >>> opened("By the end of 2025, the two sides", dt.date(2024, 3, 1), True)[:2]
    ('By the end of 2025', '2025')
    >>> opened("On 1 March, the two sides", dt.date(2024, 3, 1), False)
    """
    found = when(words, day)
    if not found[0] or not _AHEAD.fullmatch(words[: words.index(found[0])]):
        return None
    later = found[2] is not None and day is not None and found[2] > day
    # "Before the summit, they agreed" is when they did.
    limit = (_LIMIT.search(found[0]) or _BEFORE.search(found[0])) and (found[1] or re.search(_TO_BE, found[0]))
    return found if to_come or later or limit else None


def behind(words: str, day: dt.date | None) -> tuple[str, str, dt.date | None, dt.date | None]:
    """Return what :func:`when` does of the *words* behind a promise, as far as they tell of what is promised.

    >>> behind(", which will report within 90 days.", dt.date(2024, 3, 1))[0]
    'within 90 days'
    >>> behind(", which last met in 2026, in the coming year, and agreed to meet in May.", dt.date(2027, 3, 1))[0]
    'in the coming year'
    >>> behind(", which met in 2026.", dt.date(2024, 3, 1))[0]
    ''
    """
    found = _TELLING.match(words) or _PASSING.match(words)
    return when(found["said"], day) if found else ("", "", None, None)


def _found(passage: str) -> list[tuple[re.Match[str], Reader | None]]:
    """Return where *passage* may say when something is due, in its order, the longest first, and who reads it."""
    found = [(match, reader) for pattern, reader in _FORMS for match in pattern.finditer(passage)]
    kept = (pair for pair in found if not _LASTS.search(passage[: pair[0].start()]) and not was_then(passage, pair[0]))
    return sorted(kept, key=lambda pair: (pair[0].start(), -pair[0].end()))


def _when_said(passage: str, match: re.Match[str], span: Span, day: dt.date | None) -> bool:
    """Whether a day that is not to come is the one on which something was said, before what is to be done."""
    if _LIMIT.search(match.group()) or (day is not None and span[1] > day):
        return False
    return said_then(passage, match)


def _days(words: str, first: dt.date, last: dt.date, day: dt.date | None) -> tuple[dt.date | None, dt.date | None]:
    """Return from which day to which what is said on *day* is due: a limit runs from that day, and nothing lies before it.

    Where that day is unknown, a limit has no beginning.
    """
    if _BEFORE.search(words) and not ENDING.search(words.lower()) and (day is None or first > day):
        return day, first - dt.timedelta(days=1)
    if _LIMIT.search(words) or _BEFORE.search(words):
        return day, last
    return (max(first, day) if day else first), last


_M, _D = (
    f"(?P<month>{MONTH})",
    rf"(?P<day>\d{{1,2}}){_ORDINAL}(?:(?: ?[-–] ?| (?:and|to) )(?P<to>\d{{1,2}}){_ORDINAL})?",
)
_Y = rf"(?:,? (?P<year>{_YEAR}))?"
_AT = "(?:by|not? later than|before|prior to|ahead of|at|in|within|during|towards?|around)"
_LENGTH = r"(?P<unit>hours?|days?|weeks?|fortnights?|months?|years?)\b(?!['’])"
# When something is due, as it is printed, and who reads it: nobody where it gives no days.
_FORMS: list[tuple[re.Pattern[str], Reader | None]] = [
    (re.compile(pattern, re.IGNORECASE), reader)
    for pattern, reader in (
        (rf"\b{_LEAD} {_PART}{_M} {_D}{_Y}\b", by_day),
        (rf"\b(?:{_LEAD}|between) (?:the )?{_D}(?: of)? {_M}{_Y}\b", by_day),
        (rf"\b{_LEAD} (?P<date>\d{{4}}-\d\d-\d\d|\d{{1,2}}([/.])\d{{1,2}}\2\d{{4}})\b", by_numbers),
        (rf"\b(?:{_LEAD} )+{_PART}{_M}(?! \d{{1,2}}\b){_OF_YEAR}(?!['’]s)", by_month),
        (rf"\b{_LEAD} the {_ORDER} week of {_M}{_OF_YEAR}", by_month),
        (rf"\b(?:from|between) {_M} (?:to|and|until) (?P<last>{MONTH}){_OF_YEAR}", by_bounds),
        (
            rf"\b(?:from|between|during|in|over|throughout) (?P<first>(?:19|20)\d\d)"
            rf"(?: ?[-–] ?| (?:to|and) )(?P<year>{_YEAR})",
            by_bounds,
        ),
        (rf"\b(?:{_LEAD} )?{_PART}(?P<season>{_SEASON}) (?:of )?(?P<year>{_YEAR})", by_season),
        (rf"\b(?:{_LEAD} )?{_PART}(?P<which>{_WHICH}) (?P<season>{_SEASON})\b(?!['’]s)", by_season),
        (rf"\b(?:by|before|in) (?:the )?{_PART}(?P<season>{_SEASON})\b(?! of\b|['’]s)", by_season),
        (rf"\b(?:{_LEAD} )?{_PART}(?P<which>{_WHICH}) (?P<unit>{_UNIT})\b(?!['’]s)", by_unit),
        (
            rf"\b{_AT} (?:the )?(?:end|close|beginning|start|middle|first half|second half) of "
            rf"(?P<which>the) (?P<unit>{_UNIT})\b(?!['’]s)",
            by_unit,
        ),
        (r"\bwithin (?P<which>the|this) (?P<unit>week|month|quarter|year|decade)\b", by_unit),
        (
            rf"\b{_AT} (?:the )?(?:(?P<nth>{'|'.join(NTH)}|last|final)[- ]quarter|Q(?P<number>[1-4])){_OF_YEAR}\b",
            by_quarter,
        ),
        (rf"\b{_AT} {_PART}(?:the year )?(?P<year>{_YEAR})", by_year),
        (
            rf"\b(?:from|(?:starting|beginning|effective)(?: from| in)?|as of|with effect from) {_PART}(?P<year>{_YEAR})"
            "(?! (?:to|until|till|through)\\b)",
            by_year,
        ),
        (r"\b(?:by|not? later than|before|at) (?:year-end|(?:the )?year's end)\b", by_year_end),
        (rf"\bwithin (?:the (?:next|coming) )?{_NUMBER} {_LENGTH}(?! (?:of|after|from)\b)", by_length),
        (
            r"\b(?:in|over|during|within|in the course of) the (?:next|coming) "
            rf"(?:{_NUMBER} )?(?P<unit>weeks?|days?|months?|years?)\b(?<!s)",
            by_length,
        ),
        # So much is done until then: what is given over three years is whole when they end.
        (rf"\b(?:in|over|during) the (?:next|coming) {_NUMBER} {_LENGTH}", by_length),
        (
            rf"\b(?:by|before|not? later than|next|this coming) (?:next )?(?P<weekday>{'|'.join(WEEKDAYS)})\b",
            by_weekday,
        ),
        (r"\b(?:by|before|at) Christmas\b", by_feast),
        (rf"\bduring (?:the )?{_SEASON}\b(?: (?:months|season))?(?! of\b|['’]s)", None),
        # When it begins is known to the state whose year it is.
        (
            rf"\b{_AT} {_PART}(?:the|this|next|the current|the next|the coming) (?:financial|fiscal) year\b(?!['’]s)",
            None,
        ),
        (r"\btomorrow\b", by_tomorrow),
        (
            r"\b(?:in|over|during|within) the (?:(?:next|coming) (?:few |several )?days|days (?:ahead|to come))\b(?! and\b)",
            by_soon,
        ),
        (r"\b(?:in|over|during|within) the (?:next|coming) (?:few |several |days and )?(?:weeks|months|years)\b", None),
        (r"\b(?:in|over|during|within) the (?:weeks|months|years) (?:ahead|to come)\b", None),
        (rf"\bwithin {_NUMBER} {_LENGTH} (?:of|after|from)(?: [\w-]+){{1,4}}", None),
        (
            r"\b(?:before|prior to|ahead of|in advance of|in time for|by the time of|not? later than) (?:the )?"
            + _event(_HELD),
            None,
        ),
        (rf"\b(?:by|at|during|in|on) (?:the )?(?:[\w’'-]+ )?{_TO_BE} " + _event(f"(?:{_HELD}|{_BODY})"), None),
        (rf"\bby (?:the )?(?:end|start|beginning|opening) of {_OWNER}" + _event(_HELD), None),
        (r"\bon the (?:occasion|margins?|sidelines) of (?:the )?" + _event(f"(?:{_HELD}|{_BODY})"), None),
        (
            r"\b(?:as soon as possible|at (?:the|an) earl(?:y|iest)(?: possible| convenient)? (?:date|time|opportunity))\b",
            None,
        ),
        (r"\bat the earliest\b(?! (?:in|on|by)\b)", None),
        (r"\bin (?:the (?:very )?near future|due course)\b", None),
        (rf"\b{_LEAD} \d{{1,2}}([/.])\d{{1,2}}\1\d{{4}}\b", None),
    )
]
