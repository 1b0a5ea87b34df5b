"""What is looked for: words, phrases, days and months however they are typed, or a thing by its address."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from dipgraph.months import MONTH, MONTHS, day_of, month_of
from dipgraph.spelling import BETWEEN, closed, folded, spelled
from dipgraph.terms import BASE, FOLDERS, expand, shorten

# Days and months, whole: "24.5.2022" is no part of a longer number, and 2022-05-23 of "2022-05-23-jp-us" no day.
DATE = re.compile(
    rf"""(?<![\w./-])(?:
    (?P<iso>\d{{4}})(?P<between>[-./])(?P<iso_month>\d\d?)(?:(?P=between)(?P<iso_day>\d\d?))?
    | (?P<first>\d\d?)(?P<sign>[./-])[ ]?(?P<second>\d\d?)(?P=sign)[ ]?(?P<year>\d{{4}})
    | (?P<number>\d\d?)[./](?P<number_year>\d{{4}})
    | (?:(?P<before>\d\d?)(?:st|nd|rd|th|\.)?\s+(?:of\s+)?)?\b(?P<month>{MONTH})(?:\s+(?P<after>\d\d?)(?:st|nd|rd|th)?\b)?,?
      \s+(?P<month_year>\d{{4}})
    )(?![\w/-]|\.\d)""",
    re.VERBOSE | re.IGNORECASE,
)
THING = re.compile(rf"(?:^|/)((?:{'|'.join(FOLDERS)})/[^\s?]+)")
# The end of an address has a day in it, or nobody could tell it from a word.
ENDING = re.compile(r"\d{4}-\d\d\b.*-")
# What an address of data or of a page in a file ends with.
ENDS = (".html", ".ttl", ".jsonld", ".json", ".csv")


class Term(NamedTuple):
    """A word or a phrase that is looked for, as FTS5 writes it, and the ways to write it where a word may begin so."""

    whole: str
    beginnings: list[str]


def terms(words: str) -> list[Term]:
    """Return what is looked for in *words*: phrases in quotes, days and months, and words. Nothing else has a meaning.

    >>> [term.whole for term in terms('Hayashi AND * "sea lanes" co-operate')]
    ['"Hayashi"', '"AND"', '"sea lanes"', '("co-operate" OR "cooperate")']
    """
    found = []
    for number, part in enumerate(re.split('["“”„]', spelled(words))):
        for piece, keys in [(part, [])] if number % 2 else _pieces(part):
            if not folded(piece):
                continue
            if keys:
                found.append(Term(any_of(f'"{form}"' for form in keys), []))
                continue
            both = dict.fromkeys((piece, piece if number % 2 else closed(piece)))
            may_begin = not number % 2 and len(piece) > 1 and BETWEEN not in piece
            found.append(Term(any_of(f'"{form}"' for form in both), [*both] if may_begin else []))
    return found


def any_of(forms: Iterable[str]) -> str:
    """Return the expression of any of the *forms*."""
    several = [*dict.fromkeys(forms)]
    return f"({' OR '.join(several)})" if len(several) > 1 else several[0]


def date_keys(date: str) -> list[str]:
    """Return the words by which what has a *date* of ISO 8601 is found by its day and its month; none for a mere year.

    >>> date_keys("2022-05-24"), date_keys("2022-05"), date_keys("2022")
    (['20220524', '202205'], ['202205'], [])
    """
    year, month, day = [*date[:10].split("-"), "", ""][:3]
    whole = [f"{year}{month}"] if year.isdigit() and month.isdigit() else []
    return [f"{year}{month}{day[:2]}", *whole] if whole and day[:2].isdigit() else whole


def _pieces(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the pieces of a text without quotes: a day or month with all the ways in which it may stand there, and words."""
    last = 0
    for found in DATE.finditer(text):
        if ways := [way for date in _dates(found) for way in _ways(date)]:
            yield from ((word, []) for word in text[last : found.start()].split())
            yield found[0], ways
            last = found.end()
    yield from ((word, []) for word in text[last:].split())


def _dates(found: re.Match[str]) -> list[tuple[int, int, int]]:
    """Return the days that are meant, or months with 0 as day; where day and month may be either, as here 5/6/2022, both."""
    if found["iso"]:
        several = [(found["iso"], int(found["iso_month"]), found["iso_day"])]
    elif found["first"]:
        first, second = int(found["first"]), int(found["second"])
        several = [(found["year"], second, first)]
        # With dots the day always stands first.
        several += [(found["year"], first, second)] if found["sign"] != "." and first != second else []
    elif found["number"]:
        several = [(found["number_year"], int(found["number"]), "")]
    elif found["before"] and found["after"]:
        return []
    else:
        several = [(found["month_year"], month_of(found["month"]), found["before"] or found["after"])]
    dates = [(int(year), month, int(day or 0)) for year, month, day in several]
    return [(year, month, day) for year, month, day in dates if year and day_of(year, month, day or 1)]


def _ways(date: tuple[int, int, int]) -> list[str]:
    """Return how a day or month may stand in what is looked through: as a key, and in words."""
    year, month, day = date
    if not day:
        return [f"{year:04}{month:02}", f"{MONTHS[month - 1]} {year}"]
    return [f"{year:04}{month:02}{day:02}", f"{day} {MONTHS[month - 1]} {year}", f"{MONTHS[month - 1]} {day} {year}"]


def addressed(db: sqlite3.Connection, words: str) -> list[int]:
    """Return the rows of an index for the things whose address *words* are: here, elsewhere, or of a document on the web.

    An address is whole, in short form, a path of the server or of a page in a file, with or without a part and a format.
    """
    text = words.strip()
    if not text or any(character.isspace() for character in text):
        return []
    for address in dict.fromkeys(_addresses(text)):
        if found := db.execute("SELECT id FROM address WHERE address = ? ORDER BY id", (address,)).fetchall():
            return [at for (at,) in found]
    return []


def _addresses(text: str) -> Iterator[str]:
    """Yield the addresses that a *text* may be, as they stand in an index, the nearest first."""
    yield text.rstrip("/")
    yield text.partition("#")[0].rstrip("/")
    named = expand(text.strip("/"))
    short = shorten(named.value) if named is not None and named.value.startswith(BASE) else ""
    parts = urlsplit(text) if text.startswith(("http://", "https://", "file://")) else None
    if not short and (found := THING.search(unquote(parts.path if parts else text).rstrip("/"))):
        short = found[1] + (f"#{unquote(parts.fragment)}" if parts and parts.fragment else "")
    if short:
        whole, _, part = short.partition("#")
        plain = next((whole.removesuffix(end) for end in ENDS if whole.endswith(end)), whole)
        for name in (whole, plain):
            yield from (f"{name}#{part}", name) if part else (name,)
    elif ENDING.search(text):
        yield from (f"{folder}/{text}" for folder in FOLDERS)
