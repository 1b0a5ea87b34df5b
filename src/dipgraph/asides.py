"""The clauses of a sentence on a meeting that tell of another: "who had spoken with A", "days after talks with B"."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Clauses that may tell of another meeting than the sentence does; and by which words.
_OTHERS = re.compile(
    r",\s+(?:who|whose|whom|which)\b[^;,]*(?:,|$)?|\b(?:after|following|since|before|ahead of|prior to|fresh from)\s[^;,]*"
    r"|\b(?:on|about|regarding)\s+(?:his|her|their)\s[^;,]*",
    re.IGNORECASE,
)
_MEETING = re.compile(r"\b(?:met|spoke|held|had|calls?|called|talks|meeting|conversation|summit|conference)\b")


def own_words(text: str, start: int, end: int, places: Sequence[tuple[int, int]]) -> str:
    """Return a sentence without the clauses that tell of other meetings, which are blank."""
    kept = text[start:end]
    for begins, ends in elsewhere(text, start, end, places):
        kept = kept[: begins - start] + " " * (ends - begins) + kept[ends - start :]
    return kept


def elsewhere(text: str, start: int, end: int, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the clauses of a sentence that tell of other meetings: "who had spoken by phone with", "days after a call"."""
    return [
        match.span()
        for match in _OTHERS.finditer(text, start, end)
        # A clause in which the meeting itself is told stays.
        if _MEETING.search(match.group()) and not any(match.start() <= s < match.end() for s, _ in places)
    ]
