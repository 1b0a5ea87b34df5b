"""Who issues a text, by the lines above its report: a letterhead, an office on a line of its own, "From: …".

Such a line is a name and nothing else: all its words have capitals but the little ones, one of them says that it is an
institution, and none is one of headlines.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from dipgraph.datelines import day
from dipgraph.memoranda import headed

# The longest line that is looked at, in words.
_LONGEST = 14
_LABEL = re.compile(
    r"(?:from|(?:issued|published|released|posted) by|publisher|source|organi[sz]ation)\s?:\s*(?P<name>\S.*)",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(
    r"\b(?:ministry|department|office|embassy|consulate|presidency|government|chancellery|secretariat|delegation|mission"
    r"|cabinet|bureau|directorate|external action service|press service|white house|downing street|kremlin|state council"
    r"|european commission|european council|global affairs|administration|high commission|permanent representation"
    r"|african union commission|cooperation council|federal council|council of ministers|(?:amiri )?diwan"
    r"|royal (?:hashemite )?(?:house|household|court)"
    r"|state house|press cent(?:re|er)|information service|palace)\b",
    re.IGNORECASE,
)
_HEADLINE = re.compile(
    r"\b(?:readouts?|statements?|remarks|meetings?|meets?|calls?|talks?|visits?|releases?|briefings?|conferences?|summits?"
    r"|communiqu[eé]s?|dialogues?|consultations?|agreements?|joint|opens?|opening|closes?|holds?|hosts?|welcomes?|receives?"
    r"|travels?|announces?|discuss(?:es)?|news|spokes(?:person|man|woman) on|on)\b",
    re.IGNORECASE,
)
# "DFA PRESS RELEASE": whose it is stands before.
_RELEASE = re.compile(
    r"(?P<who>(?!(?:JOINT|FINAL|OFFICIAL|OPENING|CLOSING|DRAFT)\b)[A-Z]{2,8})\s(?:PRESS|MEDIA|NEWS|Press|Media|News)\s(?:RELEASE|STATEMENT|NOTE|Release|Statement|Note)"
)
# What stands in a line below a ministry and says whose it is.
_WHOSE = re.compile(
    r"(?:the\s)?(?:\w+\s){0,3}(?:republic|kingdom|state|federation|commonwealth|union)\b.*", re.IGNORECASE
)
_LITTLE = frozenset(["of", "the", "for", "and", "to", "in", "de", "du", "la", "le", "des", "&", "at"])


def issuer(words: str) -> str:
    """Return the institution that a line names and nothing else, or that it says to be the sender; or nothing.

    >>> issuer("Office of the Prime Minister"), issuer("From: Foreign Office"), issuer("MINISTRY OF TRADE")
    ('Office of the Prime Minister', 'Foreign Office', 'Ministry of Trade')
    >>> issuer("Ministry of Trade opens talks"), issuer("The ministry of trade said so")
    ('', '')
    """
    if release := _RELEASE.fullmatch(words.strip()):
        return release["who"]
    labelled = _LABEL.fullmatch(words.strip())
    name = parted((labelled["name"] if labelled else words).strip().rstrip(",;"))[0]
    if labelled:
        return _cased(name) if name[:1].isupper() and len(name.split()) <= _LONGEST else ""
    if headed(words) or len(name) > 12 * _LONGEST or not _INSTITUTION.search(name) or _HEADLINE.search(name):
        return ""
    return _cased(name) if _is_name(name) else ""


def parted(line: str) -> tuple[str, dt.date | None]:
    """Return a line without the place and day at its end, if a day stands there, and the day.

    >>> parted("Ministry of Trade, Lima, 4 May 2027")
    ('Ministry of Trade', datetime.date(2027, 5, 4))
    >>> parted("Ministry of Trade, Industry and Mines")
    ('Ministry of Trade, Industry and Mines', None)
    """
    # What is longer is no letterhead.
    for mark in () if len(line) > 24 * _LONGEST else re.finditer(r"\s*(?:[,|(;]|\s[–—-]\s)\s*", line):
        behind = line[mark.end() :].removesuffix(")")
        if mark.start() and (found := day(behind)):
            return line[: mark.start()], found
    return line, None


def realm(line: str) -> bool:
    """Whether a line is the name of a state and nothing else, as it stands beside that of its ministry.

    >>> realm("REPUBLIC OF PERU"), realm("The republic opens talks")
    (True, False)
    """
    return _is_name(line) and not _HEADLINE.search(line) and _WHOSE.fullmatch(line.strip()) is not None


def issuers(lines: Sequence[tuple[str, bool]]) -> str:
    """Return who issues a text by its lines above the report, each with whether an empty line stands before it.

    >>> issuers([("MINISTRY OF TRADE", True), ("REPUBLIC OF PERU", False), ("Talks on trade", True)])
    'Ministry of Trade, Republic of Peru'
    """
    found: list[str] = []
    last, above = False, ""
    for line, apart in lines:
        name = issuer(line)
        if not name and last and not apart and _is_name(line) and _WHOSE.fullmatch(line.strip()):
            name = _cased(line.strip())
        if name and above and not apart:
            name = f"{name}, {above}"  # "REPUBLIC OF PERU" above "MINISTRY OF TRADE"
        above = _cased(line.strip()) if not name and realm(line) else ""
        last = bool(name)
        if name and name not in found:
            found.append(name)
    return ", ".join(found)


def at_foot(lines: Sequence[tuple[str, bool]]) -> str:
    """Return who issues a text by its last lines, each with whether an empty line stands before it: they end with a day.

    >>> at_foot([("They met.", True), ("MINISTRY OF TRADE", True), ("PERU", False), ("4 MAY 2027", False)])
    'Ministry of Trade, Peru'
    >>> at_foot([("They met.", True), ("MINISTRY OF TRADE", True)])
    ''
    """
    for n, (line, apart) in enumerate(lines[:-1]):
        below = lines[n + 1 :]
        names = [other for other, _ in below if not day(other)]
        if apart and (name := issuer(line)) and day(below[-1][0]) and all(map(_is_name, names)):
            return ", ".join((name, *(_cased(other) for other in names)))
    return ""


def _is_name(line: str) -> bool:
    """Whether the words of a line all have capitals but the little ones, and no sentence ends there."""
    words = line.split()
    marks = all(w[:1].isupper() or w.lower() in _LITTLE or w[:1].isdigit() for w in words)
    return (
        0 < len(words) <= _LONGEST
        and marks
        and not re.search(r"[.!?:;]\Z", line)
        and words[0].lower() not in ("of", "to")
    )


def _cased(name: str) -> str:
    """Return a name in capitals as one has it otherwise: those of an acronym stay."""
    if not name.isupper():
        return " ".join(name.split())
    words = (
        w.lower() if w.lower() in _LITTLE else w.title().replace("’S", "’s").replace("'S", "'s") for w in name.split()
    )
    return " ".join(words)
