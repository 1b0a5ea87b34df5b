"""The head of a text: its title, the line with its date, where it was issued, and where what it reports begins.

A head is what releases have above the first paragraph: what they are ("Press Release"), the title, who issues them, the
date with the hour, and on the line below it the place. A text that begins with its first paragraph has none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dipgraph.datelines import agency as agency_in
from dipgraph.datelines import dateline, day, uncertain
from dipgraph.letterheads import at_foot, issuer, issuers, parted, realm
from dipgraph.memoranda import headed

# What releases are called above their title.
_KIND = re.compile(
    r"(?:for immediate release|(?:(?-i:[A-Z]{2,8})\s)?"
    r"press (?:release|statement|note|communiqu[eé])s?(?:\s(?:no\.?|nº|n°|#)\s?[\w/-]{1,12})?"
    r"|media (?:release|statement|note)s?"
    r"|news(?: release| story)?|(?:official )?(?:readout|statement)s?|top stories|unofficial translation"
    r"|provisional translation|embargoed[^\n]{0,60}|(?:pr )?no\.? ?[\w/-]{1,20}|(?:ip|statement|mex)/\d\d/\d{1,6})\W{0,3}",
    re.IGNORECASE,
)
# Lines above the report are short; the date stands within a few of them, and so does that at the end.
_LONGEST_TITLE, _SHORT, _AHEAD, _FOOT = 400, 120, 6, 3
_WITH = re.compile(r"\b(?:with|between|by|of):\Z", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:of|on|between|following|at|by) ", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<!\bJr)(?<!\bSr)(?<!\.[A-Z])(?<!\b[A-Z])[.:;][\"\u201d\u2019)]?\Z")


@dataclass(frozen=True)
class Head:
    """Title, day, the words of the date line and the place below it, and the offset at which the report begins.

    *publisher* is the institution that a line above the report names; *doubt* says in words what could not be told.
    """

    title: str = ""
    published: dt.date | None = None
    dated: str = ""
    place: str = ""
    body: int = 0
    doubt: str = ""
    publisher: str = ""


@dataclass(frozen=True)
class _Line:
    words: str
    start: int
    after_blank: bool


def kind_of_release(words: str) -> bool:
    """Return whether a line says no more than what kind of text follows.

    >>> kind_of_release("FOR IMMEDIATE RELEASE"), kind_of_release("Press release on trade")
    (True, False)
    """
    return len(words) <= _SHORT and _KIND.fullmatch(words.strip()) is not None


def head(text: str, title: str = "") -> Head:
    r"""Return the head of *text*, whose *title* may be known.

    >>> found = head("Talks with Ruritania\n\nMay 23, 2022 13:00\nThe Castle, Capital\n\nThey met.")
    >>> found.title, found.dated, found.place, found.body
    ('Talks with Ruritania', 'May 23, 2022 13:00', 'The Castle, Capital', 62)
    """
    first = [line for line, _ in zip(_lines(text), range(2 * _AHEAD + 4), strict=False)]
    if not first:
        return Head(title)
    at, found = _title(first, title)
    said = any(day(line.words) or kind_of_release(line.words) for line in first[:2]) or bool(issuer(first[0].words))
    said = said or (len(first) > 1 and _realm_above(first[0], first[1]))
    if at is None and not found and not said:
        body, published = dateline(text, first[0].start)
        sender = agency_in(text, first[0].start) or _signed(text, first[0].start)
        return Head(title, published or _foot(text, first[0].start), body=body, publisher=sender)
    after = 0 if at is None else at + 1
    dated = next((n for n in range(after) if day(first[n].words)), None)
    place, begins = "", after
    for n in range(after, min(after + _AHEAD, len(first))):
        if day(first[n].words):
            dated, begins = n, n + 1
            if begins < len(first) - 1 and _is_place(first[begins]):
                place, begins = first[begins].words, begins + 1
            break
        if len(first[n].words) > _SHORT or (_SENTENCE.search(first[n].words) and not _above(first[n].words)):
            break
    while begins < len(first) - 1 and _realm_above(first[begins], first[begins + 1]):
        begins += 1
    while begins < len(first) and (
        _above(first[begins].words) or (begins and _whose(first[begins - 1], first[begins]))
    ):
        begins += 1
    start = first[begins].start if begins < len(first) else len(text)
    body, agency = dateline(text, start)
    signed = next((on for line in first[:begins] if issuer(line.words) and (on := parted(line.words)[1])), None)
    published = (
        day(first[dated].words) if dated is not None else agency or signed or _in_title(found) or _foot(text, start)
    )
    unsure = next((line.words for line in first[: begins + 1] if uncertain(line.words)), "")
    doubt = f'"{unsure}" can be read as two days' if unsure and not published else ""
    lines = [(line.words, line.after_blank) for n, line in enumerate(first[:begins]) if n != at]
    sender = issuers(lines) or agency_in(text, start) or _byline(first[begins : begins + _AHEAD])
    sender = sender or _signed(text, start)
    return Head(found, published, first[dated].words if dated is not None else "", place, body, doubt, sender)


def _in_title(title: str) -> dt.date | None:
    """Return the day at the end of a title: "Talks: 23 May 2022", "Talks (Athens, 14.05.2024)"."""
    ends = (title.rpartition(":")[2], title.rpartition("(")[2].removesuffix(")"), title.rpartition(",")[2])
    return next(filter(None, map(day, ends)), None)


def _title(first: list[_Line], known: str) -> tuple[int | None, str]:
    # The number of the line that is the title, and the title.
    if known:
        same = known.casefold()
        return next((n for n, line in enumerate(first[:_AHEAD]) if line.words.casefold() == same), None), known
    letterhead = False
    for n, line in enumerate(first[:_AHEAD]):
        letterhead = letterhead and not line.after_blank
        if letterhead or day(line.words) or uncertain(line.words):
            continue
        if _above(line.words) or (n and _whose(first[n - 1], line)):
            continue
        if n + 1 < len(first) and _realm_above(line, first[n + 1]):
            continue
        # The first line is a title if a date or a paragraph follows it: else what ends as sentences do is a paragraph.
        follows = first[n + 1] if n + 1 < len(first) else None
        beside = follows is not None and (follows.after_blank or bool(issuer(follows.words)))
        if follows and not follows.after_blank and _WITH.search(line.words):
            return n + 1, f"{line.words} {follows.words}"  # "Joint statement with:", and below it with whom
        above = beside and not _SENTENCE.search(line.words)
        if len(line.words) <= _LONGEST_TITLE and (above or (follows and day(follows.words))):
            # A title may take two lines: "JOINT PRESS STATEMENT", "OF THE 12TH MEETING".
            goes_on = n and not line.after_blank and _GOES_ON.match(line.words) and not day(first[n - 1].words)
            return n, f"{first[n - 1].words} {line.words}" if goes_on else line.words
        # Short lines one below the other, and further down a day: whose letter it is, which has its title below.
        letterhead = _is_letterhead(line, follows) and any(day(other.words) for other in first[n:])
        if not letterhead:
            return None, ""
    return None, ""


def _byline(below: list[_Line]) -> str:
    """Return who issues a text by a line with a label below its first sentence: "From: Foreign Office"."""
    return next((name for line in below if ":" in line.words[:20] and (name := issuer(line.words))), "")


def _above(words: str) -> bool:
    """Whether a line says what kind of text it is, or who issues it."""
    return kind_of_release(words.partition("|")[0]) or bool(issuer(words))


def _whose(one: _Line, below: _Line) -> bool:
    """Whether the line *below* that of a ministry says whose it is: "Republic of Peru"."""
    pair = [(one.words, one.after_blank), (below.words, below.after_blank)]
    return not below.after_blank and issuers(pair[:1]) not in ("", issuers(pair))


def _realm_above(line: _Line, below: _Line) -> bool:
    """Whether a line is the name of a state above that of its ministry: "REPUBLIC OF PERU", "MINISTRY OF TRADE"."""
    return not below.after_blank and realm(line.words) and bool(issuer(below.words))


def _is_letterhead(line: _Line, follows: _Line | None) -> bool:
    lines = (line, follows) if follows is not None and not follows.after_blank else ()
    return bool(lines) and all(len(one.words) <= _SHORT // 2 and not _SENTENCE.search(one.words) for one in lines)


def _is_place(line: _Line) -> bool:
    # The place of an event stands on the very next line, in few words, all names: what a picture shows is none.
    small = [word for word in re.findall(r"[^\W\d_]+", line.words) if word[0].islower() and len(word) > 3]
    return not (
        headed(line.words) or line.after_blank or len(line.words) > 100 or _SENTENCE.search(line.words) or small
    )


def _foot(text: str, begin: int) -> dt.date | None:
    last = [words for words in text[begin:].rstrip().rsplit("\n", _FOOT)[1:] if words.strip()]
    return next(filter(None, map(day, reversed(last))), None)


def _signed(text: str, begin: int) -> str:
    """Return who issues a text by the lines at its foot, above the day: "MINISTRY OF TRADE", "PERU", "4 MAY 2027"."""
    below = "\n".join(text[begin:].rstrip().rsplit("\n", 2 * _FOOT)[1:])
    return at_foot([(line.words, line.after_blank) for line in _lines(below)][-_FOOT - 1 :])


def _lines(text: str) -> Iterator[_Line]:
    # Those that say something, without the blanks at their edges.
    blank, start = True, 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        words = text[start:end]
        if words.strip():
            yield _Line(words.strip(), start + len(words) - len(words.lstrip()), blank)
        blank = not words.strip()
        start = end + 1
