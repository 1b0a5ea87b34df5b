"""Days as lines of their own print them, beside the hour, the weekday and a place: "Monday, 23 May 2022, 11:05 GMT+1".

Only what is certain is a day: 5/6/2022 is the fifth of June to some and the sixth of May to others, and so none.
"""

from __future__ import annotations

import datetime as dt
import re

from dipgraph.months import MONTH, day_of, month_of

_ORDINAL = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:1[89]|2[01])\d\d"
_FORMS = (
    rf"(?P<month1>{MONTH})\s{{1,3}}(?P<day1>\d{{1,2}}){_ORDINAL}\s{{0,3}},?\s{{0,3}}(?P<year1>{_YEAR})",
    rf"(?P<day2>\d{{1,2}}){_ORDINAL}(?:\s{{1,3}}of)?[\s-]{{1,3}}(?P<month2>{MONTH})[\s,-]{{1,3}}(?P<year2>{_YEAR})",
    rf"(?P<year3>{_YEAR})(?P<mark>[-/.])(?P<month3>\d{{1,2}})(?P=mark)(?P<day3>\d{{1,2}})",
    rf"(?P<first>\d{{1,2}})(?P<sign>[/-]|\.\s?)(?P<second>\d{{1,2}})(?P=sign)(?P<year4>{_YEAR})",
    rf"(?P<year5>{_YEAR})\s?[年년]\s?(?P<month5>\d{{1,2}})\s?[月월]\s?(?P<day5>\d{{1,2}})\s?[日일]",
)
_DAY = "(?:" + "|".join(_FORMS) + ")"
_WEEKDAY = r"(?:\(?(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:r|rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?\)?)"
_ZONE = r"(?:\(?(?:local time|UTC|GMT|[A-Z]{2,5}|Z)?\s?(?:[+\u2212-]\d{1,2}(?::?\d\d)?)?\)?)"
_HOUR = (
    r"(?:(?:at\s)?(?:\d{1,2}[:.h]\d\d(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?|\d{4}\s(?:hrs|hours))"
    rf"(?:\s?{_ZONE})?)"
)
_LABEL = (
    r"(?:(?:first\s)?(?:published|posted|released?|issued|dated?|updated|last\supdated|delivered|created|publication"
    r"|publishing|release|issue|press\srelease|press\sstatement|media\srelease|news\srelease|news|statement|readout)"
    r"(?:\s(?:on|date|time|at))?)"
)
# A day of the Islamic calendar, which stands before the same day of the other: "28 Rajab 1445 (9 February 2024)".
_HIJRI = (
    r"(?:(?:1[34]\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]1[34]\d\d"
    r"|(?:\d{1,2}\s[^\W\d_][\w '\u2019-]{2,20}|[^\W\d_][\w '\u2019-]{2,20}\s\d{1,2},?)\s1[34]\d\d)"
    r"(?:\s?(?:AH|A\.H\.|H|Hijri))?,?\s?(?:corresponding\sto\s|[/|\u2013-]\s?|\())"
)
_PLACE = r"(?:[^\W\d_][\w .'\u2019-]{1,38}?(?:,\s[^\W\d_][\w .'\u2019-]{1,38}?)?)"
_LINE = re.compile(
    rf"(?:{_LABEL}\s?[:|,\u2013-]?\s)?(?:no\.?:?\s?[\w/-]{{1,12}}\s?[|,]\s(?:{_LABEL}\s?[:|,\u2013-]?\s)?)?(?:{_HOUR}[\s,|\u2013-]{{1,3}})?(?:{_PLACE}\s?[,:|\u2013-]\s)?(?:{_WEEKDAY}[\s,]{{1,3}})?"
    rf"(?:the\s)?{_HIJRI}?{_DAY}\)?(?:\s?,?\s?{_WEEKDAY})?(?:(?:\s?[,|/T•·\u2013-]\s?|\s){_HOUR})?(?:\s?[,|/•·\u2013-]\s?{_PLACE})?(?:\s?[|•·]\s?{_PLACE})?"
    rf"(?:\sby\s{_PLACE}|\s{{1,3}}EEAS[\w ]{{0,30}})?\.?",
    re.IGNORECASE,
)
_SOURCE = r"(?P<source>\([^\n()]{2,40}\)|/[^\n/]{2,40}/|(?-i:[A-Z]{2,8}(?=\s--)))"
_DASH = r"\s?(?:--|[\u2013\u2014:-])\s"
_AGENCY = re.compile(
    rf"(?!(?-i:On|In|At|The)\b)[^\W\d_][^\n():]{{1,60}}?,?\s(?P<day>{MONTH}\.?\s\d{{1,2}}(?:,\s{_YEAR})?|\d{{1,2}}{_ORDINAL}\s{MONTH}(?:,?\s{_YEAR})?|\d{{1,2}}\.\d{{1,2}}\.{_YEAR})[,.]?"
    # "MOSCOW, June 12. /TASS/. The", "New Delhi, Feb 11 (PTI) The": without a dash the source is in capitals.
    rf"\s?(?:{_SOURCE}?{_DASH}|(?P<bare>\((?-i:[A-Z]{{2,8}})\)|/(?-i:[A-Z][A-Za-z]{{1,15}})/)\.?\s)|"
    rf"[^\W\d_][^\n():]{{1,50}}?\s\([A-Z][^\n()]{{1,40}}\){_DASH}|"
    rf"\([A-Z][A-Z]{{1,7}}\){_DASH}|"
    r"[^\W\d_][^\n():,]{1,30},\s(?-i:[A-Z]{3,8})\s?(?:--|[\u2013\u2014])\s|"
    r"(?-i:[A-Z][A-Z.\u2019'-]+(?:,?\s[A-Z][A-Za-z.\u2019'-]+){0,4})\s?(?:--|[\u2013—])\s"
)
_BARE = re.compile(r",\s([A-Z]{2,8})\s(?:--|[\u2013\u2014])\s")
_NAMED = re.compile(r"\(([A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)*)\)|/([A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)*)/")
# The town of a dateline in capitals, of several words.
_TOWN = re.compile(r"^(?=[^,\n]*[^\W\d_a-z]{4})[^\W\d_a-z]{2,}(?: [^\W\d_a-z]{2,})+(?=,)", re.MULTILINE)
# A line that says who met whom is a title, though a day stands at its end.
_HEADLINE = re.compile(
    r"\b(?:with|meets|speaks|spoke|calls)\b|\b(?:call|meeting|talks|visit) (?:with|to|between|of|by)\b", re.IGNORECASE
)
# The longest line that is looked at: what is longer is no date line, whatever it says.
_LONGEST = 120


def day(words: str) -> dt.date | None:
    """Return the day that *words* are, a line of their own with nothing else than an hour, a place and a label.

    >>> day("Monday, 23rd May 2022, 11:05 GMT+1")
    datetime.date(2022, 5, 23)
    >>> day("On May 23, 2022 the ministers met") is None
    True
    """
    found = _LINE.fullmatch(words.strip()) if len(words) <= _LONGEST and not _HEADLINE.search(words) else None
    return _day(found) if found else None


def uncertain(words: str) -> bool:
    """Return whether *words* are a line with a day that can be read in two ways.

    >>> uncertain("05/06/2022"), uncertain("25/06/2022")
    (True, False)
    """
    found = _LINE.fullmatch(words.strip()) if len(words) <= _LONGEST else None
    return bool(
        found and found["first"] and _day(found) is None and max(int(found["first"]), int(found["second"])) < 13
    )


def dateline(text: str, begin: int) -> tuple[int, dt.date | None]:
    """Return where the report begins behind a news agency's dateline at *begin*, or *begin*, and its day if it has a year.

    >>> dateline("TOKYO, April 17 (Newswire) -- The ministers met.", 0)
    (30, None)
    """
    found = _AGENCY.match(text, begin, begin + 160)
    if not found:
        return begin, None
    return found.end(), day(found["day"]) if found["day"] else None


def cased(text: str) -> str:
    """Return *text* with its words in capitals, from four letters on, as one has them otherwise; each keeps its place.

    Where a line begins with such a word and a comma behind it, what stands beside it is of the same name.

    >>> cased("HO CHI MINH CITY, 4 March (VNA)")
    'Ho Chi Minh City, 4 March (VNA)'
    """
    text = _TOWN.sub(lambda town: town.group().title(), text)
    return re.sub(r"\b[^\W\d_a-z]{4,}\b", lambda word: word.group().capitalize(), text)


def agency(text: str, begin: int) -> str:
    """Return the news agency that a dateline at *begin* names in brackets or between strokes; or nothing.

    >>> agency("MANILA (Newswire) -- The", 0), agency("MOSCOW, June 12. /TASS/. The", 0), agency("LIMA, June 4 - The", 0)
    ('Newswire', 'TASS', '')
    """
    found = _AGENCY.match(text, begin, begin + 160)
    names = _NAMED.findall(found.group()) if found else []
    names += [(one, "") for one in _BARE.findall(found.group())] if found else []
    return next((one or other for one, other in reversed(names)), "")


def is_agency(head: str) -> bool:
    """Return whether a *head* ends with a news agency's dateline.

    One with a year that names no agency is that of a release: who issues it has it kept, and news is of this year.

    >>> is_agency("Talks\\n\\nMANILA (Newswire) -- "), is_agency("Talks\\n\\nMay 23, 2022\\n\\n")
    (True, False)
    >>> is_agency("ACCRA, 14 March (Newswire) -- "), is_agency("ACCRA, 14 March 2024 -- ")
    (True, False)
    """
    found = _AGENCY.fullmatch(head.rpartition("\n")[2])
    return found is not None and bool(found["source"] or found["bare"] or not found["day"] or day(found["day"]) is None)


def agency_day(head: str) -> str:
    """Return the day as the dateline prints it at the end of a *head*, also without a year; or nothing.

    >>> agency_day("Talks\\n\\nTOKYO, April 17 (Newswire) -- ")
    'April 17'
    """
    found = _AGENCY.fullmatch(head.rpartition("\n")[2])
    return (found["day"] or "") if found else ""


def _day(found: re.Match[str]) -> dt.date | None:
    parts = found.groupdict()
    for number in ("1", "2", "3", "5"):
        if parts[f"year{number}"]:
            month = parts[f"month{number}"]
            when = int(month) if month.isdigit() else month_of(month)
            return day_of(int(parts[f"year{number}"]), when, int(parts[f"day{number}"]))
    first, second, year = int(parts["first"]), int(parts["second"]), int(parts["year4"])
    # With full stops the day is first everywhere.
    if parts["sign"].strip() == "." or first > 12 or first == second:
        return day_of(year, second, first)
    return day_of(year, first, second) if second > 12 else None
