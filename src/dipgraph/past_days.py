"""Days that a passage names and on which nothing is due: when something else was done, and when it was said."""

from __future__ import annotations

import re

# What is behind one of these was on that day: "the dialogue launched on 3 March", though not "to be held in May".
_WAS = re.compile(
    r"(?P<before>\S+ (?:\w+ly )?)\b(?P<done>[a-z]{3,}ed|held|begun|made|sent|built|taken|given)(?: \w+ly)? $"
)
_IS_PLANNED = re.compile(
    r"(?:re)?scheduled|planned|slated|expected|envisaged|anticipated|proposed|projected|timed|agreed|decided|concurred|pledged"
    r"|promised|committed|resolved|confirmed|accepted|invited|postponed|need"
)
_IS_TO_BE = re.compile(
    r"\b(?:to|will|shall|would|be|being|been|is|are|was|were|get|(?:has|have|had|get|see)(?: \S+){1,5}) $",
    re.IGNORECASE,
)
_ON = re.compile(r"(?:on|in|at|last|during|early in|late in)\b", re.IGNORECASE)
# A time to come is none at which something was said: "committed $3 million over the next two years to support it".
_AHEAD_OF_US = re.compile(r"(?:in|over|during|within|throughout) the (?:next|coming)\b", re.IGNORECASE)
# "Agreed by telephone on 4 May to open it": before what is to be done stands when it was said.
_THEN = re.compile(r",? (?:to|that)\b", re.IGNORECASE)
_DONE = re.compile(r"\b(?:to|will|would|shall|that)\b", re.IGNORECASE)


def was_then(passage: str, match: re.Match[str]) -> bool:
    """Return whether the words that *match* say when something else was done: "the dialogue launched on 3 March".

    >>> said = "to go on with the dialogue launched on 3 March"
    >>> was_then(said, re.search("on 3 March", said)), was_then("on 3 March", re.search("on 3 March", "on 3 March"))
    (True, False)
    """
    said = _WAS.search(passage[: match.start()])
    if said is None or not _ON.match(match.group()):
        return False
    return not (_IS_PLANNED.fullmatch(said["done"]) or _IS_TO_BE.search(passage[: said.start("done")]))


def said_then(passage: str, match: re.Match[str]) -> bool:
    """Return whether the words that *match* stand before what is to be done: "agreed ahead of the summit to open it".

    >>> said = "agreed on 3 March to open it on 9 March"
    >>> [said_then(said, found) for found in re.finditer("on . March", said)]
    [True, False]
    """
    if _AHEAD_OF_US.match(match.group()):
        return False
    return bool(_THEN.match(passage, match.end())) and not _DONE.search(passage[: match.start()])
