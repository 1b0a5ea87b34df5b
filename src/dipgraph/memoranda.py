"""The heads of a memorandum, by which its first lines say when and where a conversation was, about what and with whom."""

from __future__ import annotations

import re
from functools import lru_cache

from dipgraph.months import MONTH

# What stands before a colon at the beginning of a line and is nobody who speaks.
_HEAD = re.compile(
    r"^[ \t]*(?P<head>participants?|those present|present|subjects?|topics?|re|dates?|dates? and (?:time|place)|time"
    r"|time and (?:date|place)|places?|place and (?:date|time)|location|venue|copies(?: to)?|distribution|info|references?"
    r"|drafted by|drafting officer|approved by|classification|prepared by|interpreters?|note-?takers?)"
    r"(?:[ \t]?:[ \t]*(?P<said>[^\n]*)|[ \t]*$)",
    re.MULTILINE | re.IGNORECASE,
)
# The line of an archive's edition: "Tokyo, November 19, 1974, 4 p.m."
_DATELINE = re.compile(
    r"^(?P<place>[A-Z][\w.’' -]{1,40}(?:, [A-Z][\w.’' -]{1,40})?), "
    rf"(?P<date>(?:{MONTH}) \d{{1,2}}, \d{{4}}|\d{{1,2}} (?:{MONTH}) \d{{4}})(?:, (?P<time>\d[^\n]{{0,40}}))?[ \t.]*$",
    re.MULTILINE,
)
_LINE = re.compile(r"\s*([^\n]+)")
_WHOSE = ("participant", "present", "those present")
# So far a text is looked at for them, in characters.
_FAR = 3000
# What of a line with all of them is when, and not where: "3 p.m., May 9, 1962, Ministry of Foreign Affairs, Moscow".
_WHEN = re.compile(
    rf"\d{{1,2}}[:.]\d\d|\d\s*[ap]\.?m\b|\b(?:{MONTH})\s*\d|\d\s+{MONTH}|\b\w+day\b|^\d{{4}}$", re.IGNORECASE
)
Span = tuple[int, int]


def headed(line: str) -> bool:
    """Return whether a *line* begins with such a head, or is one in capitals.

    >>> headed("SUBJECT: Trade"), headed("MINISTER BERG: Trade")
    (True, False)
    """
    found = _HEAD.match(line)
    return found is not None and _is_head(found)


def _is_head(found: re.Match[str]) -> bool:
    return found["said"] is not None or found["head"].isupper()


@lru_cache(maxsize=8)
def memorandum(text: str) -> dict[str, Span]:
    r"""Return where the heads of a memorandum say what, by "date", "time", "place" and the like; nothing of another text.

    What two things share, stands by both; a head with nothing beside it has the next line.

    >>> said = "MEMORANDUM\nPARTICIPANTS: A and B\nDATE AND TIME: 4 May 1983, 3 p.m.\nPLACE:\nLima"
    >>> {head: said[start:end] for head, (start, end) in memorandum(said).items()}
    {'participant': 'A and B', 'date': '4 May 1983, 3 p.m.', 'time': '4 May 1983, 3 p.m.', 'place': 'Lima'}
    >>> memorandum("PLACE: Lima")
    {}
    """
    found: dict[str, Span] = {}
    for match in _HEAD.finditer(text, 0, _FAR):
        if not _is_head(match):
            continue
        start, end = match.span("said") if match["said"] is not None else (match.end(), match.end())
        below = _LINE.match(text, end) if not (match["said"] or "").strip() else None
        start, end = below.span(1) if below and not headed(below[1]) else (start, end)
        for head in match["head"].lower().split(" and "):
            found.setdefault({"location": "place", "venue": "place"}.get(head, head.removesuffix("s")), (start, end))
    line = _DATELINE.search(text, 0, _FAR)
    for head in ("place", "date", "time") if line and found else ():
        if line and line[head]:
            found.setdefault(head, line.span(head))
    return found if any(who in found for who in _WHOSE) and len(found) > 1 else {}


def where(line: str) -> str:
    """Return the place that a *line* says beside a day and an hour.

    >>> where("3:00 p.m., May 9, 1962, Ministry of Foreign Affairs, Moscow"), where("10 Downing Street, London.")
    ('Ministry of Foreign Affairs, Moscow', '10 Downing Street, London')
    """
    parts = re.split(r"[,;]\s*", line.strip(" ."))
    return ", ".join(part for part in parts if part and not _WHEN.search(part))
