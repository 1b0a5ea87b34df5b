"""Which of its meetings a document tells of at a place: the one told of last, unless a day or who acts says another."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from dipgraph.days import days, written
from dipgraph.guesses import Intake, Occasion
from dipgraph.mentions import Mentions
from dipgraph.prose import Paragraph

# So near its beginning a day is that of what a sentence tells: "On 13 May, ", "Earlier, on Monday, ".
_OPENING = 16
_BESIDE = 3

_WITH = re.compile(
    r"\W*(?:(?:In|During|At)\s+(?:\w+\s+){0,4}?(?:meetings?|talks|calls?|conversations?|discussions?)\s+with|With)\s+(?:the\s+)?"
)


def narration(
    intake: Intake, paragraphs: Sequence[Paragraph], met: Sequence[Occasion], who: Sequence[Mentions]
) -> Callable[[int], int]:
    """Return a function from a place of the text to the number of the meeting, of those *met*, that is told of there.

    *who* are the mentions of each. Where a sentence tells that a meeting was held, what follows belongs to it; where it
    begins with the day of another, or with somebody who took part in another alone, to that one.
    """
    starts, numbers = [0], [0]
    intake = replace(intake, published=written(intake))
    for paragraph in paragraphs if len(met) > 1 else ():
        for sentence in paragraph.sentences:
            start, end = paragraph.start + sentence.start_char, paragraph.start + sentence.end_char
            if end <= intake.body:
                continue
            told = sorted((place, n) for n, one in enumerate(met) for place in one.told if start <= place < end)
            if not told:
                now = _of_day(intake, met, start, end, numbers[-1])
                told = [(start, _of_whom(met, who, start, end, now))]
            # What stands before the words that tell of the first is of it too: "In Oslo they agreed, when they met, to".
            for place, number in [(start, told[0][1]), *told[1:]]:
                starts.append(place)
                numbers.append(number)
    return lambda place: numbers[bisect_right(starts, place) - 1]


def _of_day(intake: Intake, met: Sequence[Occasion], start: int, end: int, now: int) -> int:
    """Return the number of the meeting on the day with which a sentence begins; *now*, where it tells none or several."""
    printed = [day.date for day in days(intake.text, intake.published, start, end) if day.start - start < _OPENING]
    fit = [n for n, one in enumerate(met) if printed and one.date == printed[0]]
    return now if now in fit or not fit else max((n for n in fit if n > now), default=fit[0])


def _of_whom(met: Sequence[Occasion], who: Sequence[Mentions], start: int, end: int, now: int) -> int:
    """Return the number of the meeting at which those were with whom a sentence begins, by name or title; else *now*."""
    others = [len(_others(one, start, end)) for one in who]
    named = others if any(others) else [len(_subjects(one, start, end)) for one in who]
    most = max(named)
    fit = [n for n, number in enumerate(named) if number == most]
    if not most or now in fit:
        return now
    told = [n for n in fit if any(place < start for place in met[n].told)]
    return max(told or fit, key=lambda n: max(met[n].told, default=0))


def _others(who: Mentions, start: int, end: int) -> tuple[int, ...]:
    """Return the participants in a meeting with whom a sentence says at its beginning that it was: "In the talks with A"."""
    opening = _WITH.match(who.text, start, end)
    behind = who.within(opening.end(), end)[:1] if opening else []
    return next((m.participants for m in behind if opening and m.start - opening.end() < _BESIDE), ())


def _subjects(who: Mentions, start: int, end: int) -> tuple[int, ...]:
    """Return the participants with whom a sentence begins, if the first of them is named or called by a title."""
    inside = who.within(start, end)
    return who.speakers(start, end) if inside and inside[0].sort in ("name", "title") else ()
