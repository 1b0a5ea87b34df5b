"""What a statement commits to: new or going on, only the next meeting or more, and when it is due."""

from __future__ import annotations

import datetime as dt
import re

from dipgraph.dues import when
from dipgraph.guesses import Undertaking
from dipgraph.inflections import stem, stems

# What is ended does not go on: "agreed to stop further tests".
_ENDED = re.compile(r"\b(?:to|will|would) (?:\w+ly )?(?:end|stop|cease|halt|suspend|withdraw|discontinue|phase out) ")
# "It was further agreed to" goes on to tell, and what is agreed need not.
_FURTHER = re.compile(
    r"\bfurther (?=(?:agreed|decided|undertook|pledged|promised|committed|concurred|resolved|announced)\b)"
)
_GOING_ON = stems("continue continued remain maintain further sustain keep sustained continuing continuously")
# Who stays in contact goes on with it.
_STAYS = re.compile(
    r"\bstay(?:ing)? (?:\w+ )?(?:in (?:\w+ ){0,3}?(?:contact|touch|communication)|engaged|united|committed)\b"
)
_MEETING = stems(
    "meet meeting visit session summit talks consultations contact contacts dialogue touch call conversation trip"
)
_DOING = stems(
    "hold meet convene reconvene visit arrange schedule prepare host organise organize speak stay remain keep maintain"
    " continue attend accept pay invite"
)
_SUBSTANCE = stems("provide support cooperation cooperate coordination")


def undertaking(
    passage: str, act: str, committed: tuple[str, ...], to: tuple[str, ...], day: dt.date | None, object_at: int = 0
) -> Undertaking:
    """Return what *passage* commits to; *object_at* is where its object begins, *day* that of the meeting.

    >>> found = undertaking("promised to meet again in July this year", "pledge", ("JP",), ("US",), dt.date(2022, 5, 23))
    >>> found.due_words, found.due, str(found.due_from), str(found.due_until), found.procedural, found.continuing
    ('in July this year', '2022-07', '2022-07-01', '2022-07-31', True, False)
    """
    words, due, first, last = when(passage, day)
    if act == "sign" and not due:
        words = ""  # "signed on the sidelines of the visit"
    return Undertaking(
        committed, to, continuing(passage, act), procedural(passage[object_at:]), words, due, first, last
    )


def continuing(passage: str, act: str) -> bool:
    """Whether something goes on: always where it is reaffirmed, else by "continue", "remain", "maintain", "further"."""
    done = _FURTHER.sub("", passage.lower().partition(" in order to ")[0])
    ended = _ENDED.search(done)
    if ended:
        done = done[: ended.start()]
    stays = _STAYS.search(done) is not None
    return stays or act == "reaffirm" or any(stem(word) in _GOING_ON for word in re.findall(r"[a-z]+", done)[:14])


def procedural(done: str) -> bool:
    """Whether what is to be done is only the next meeting, visit or contact.

    >>> procedural("to meet again in July"), procedural("to meet the needs of the refugees by providing food")
    (True, False)
    """
    # What a commission is called says nothing of what it does: "convene the Commission for Cooperation".
    said = set(map(stem, re.findall(r"(?<![A-Za-z])[a-z]+", done)))
    first = set(map(stem, re.findall(r"[a-z]+", done.lower())[:9]))
    return bool(first & _MEETING) and bool(first & _DOING) and not said & _SUBSTANCE
