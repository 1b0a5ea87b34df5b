"""Who was host of what a remark tells: of a larger meeting, by the words behind its name; of the journey, by who invited."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dipgraph.attendance import group_behind
from dipgraph.conferences import HOSTED
from dipgraph.designations import Designation
from dipgraph.names import Names, words
from dipgraph.titles import Title

# "Co-hosted a conference with the Government of Peru".
_JOINTLY = re.compile(r"[Cc]o-?(?:hosted|convened|organi[sz]ed)\b[^.;]*$")
_WITH = re.compile(r"\s+(?:\([^)]*\)\s+)?with\s+(?=(?:the\s+)?(?:[Gg]overnments?\s+of\s|[A-Z]))")
# "a Peruvian-hosted meeting", "the jointly hosted Peruvian-UN conference".
_ADJECTIVE = re.compile(r"(?P<whose>[A-Z]\w+)-hosted\b")
_BOTH = re.compile(r"\bjointly\s+hosted\s+(?:by\s+)?$")
_GLUED = re.compile(r"(?P<whose>[A-Z]\w+-[A-Z]\w+)\s")
# Where the words on the hosts end.
_END = re.compile(
    r"\s+(?:and\s+(?:met|including)|including|where|while|during|in|at|on|to|for)\b|[.;]|\s+and\s+[a-z]+ed\b"
)
_INCLUDING = re.compile(r"\s+(?:and\s+)?including\s+")
_INVITED = re.compile(
    r"(?:(?:[Oo]fficial|[Ss]tate|[Ww]orking|[Ii]nformal)\s+visit[,;]?\s+)?(?:[Aa]t\s+(?:the\s+)?invitation\s+of|[Ii]nvited\s+by)\s+"
)


def hosts(
    text: str, name: tuple[int, int], end: int, here: Sequence[Designation], names: Names
) -> tuple[list[Designation], list[Designation]]:
    """Return the hosts of a larger meeting whose name stands at *name*, and who else a clause says took part there.

    The hosts are the persons behind "hosted by"; without any, the states and bodies there or in the name.

    >>> from dipgraph.names import names
    >>> [d.states for d in hosts("attended a conference, co-hosted by Peru and the UN", (11, 21), 51, [], names())[0]]
    [('PE',), ('UN',)]
    """
    begin, stop = name
    jointly = _JOINTLY.search(text[max(0, begin - 40) : begin])
    by = HOSTED.match(text, stop, end) or (_WITH.match(text, stop, end) if jointly else None)
    if by is None:
        glued = _ADJECTIVE.match(text, begin, stop) or (
            _GLUED.match(text, begin, stop) if _BOTH.search(text[:begin]) else None
        )
        return (_sides(text, glued.start("whose"), glued.end("whose"), names), []) if glued else ([], [])
    persons = [d for d in here if d.name and d.titles]
    last = _END.search(text, by.end(), end)
    until = last.start() if last else end
    named = any(by.end() <= d.start < by.end() + len("the former ") for d in persons)
    group = group_behind(text, by.end(), until, persons)[0] if named else ()
    if not group:
        return _sides(text, by.end(), until, names), []
    return list(group), [d for d in persons if d.start >= until] if _INCLUDING.match(text, until, end) else []


def _sides(text: str, start: int, end: int, names: Names) -> list[Designation]:
    """Return the states and bodies that stand between two offsets, each as somebody without a name."""
    found = words(text, start, end)
    said = {i: (stop, codes) for p in (names.adjectives, names.states, names.bodies) for i, stop, codes in p.all(found)}
    return [
        Designation(found[i].start, found[stop - 1].end, titles=(Title("", ""),), states=codes)
        for i, (stop, codes) in sorted(said.items())
        if len(codes) == 1
    ]


def inviting(text: str, here: Sequence[Designation]) -> list[Designation]:
    """Return who invited the traveller, where a remark begins with that: who is named there, or an office.

    >>> from dipgraph.designations import designations
    >>> from dipgraph.names import names, words
    >>> remark = "Invited by President Quispe to sign a protocol."
    >>> [d.name for d in inviting(remark, designations(remark, words(remark), names()))]
    ['Quispe']
    """
    by = _INVITED.match(text)
    if by is None:
        return []
    return list(group_behind(text, by.end() - len("the "), len(text), [d for d in here if d.titles])[0])
