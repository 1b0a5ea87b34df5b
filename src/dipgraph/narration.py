"""Which of its meetings a document tells of at a place: the one told of last, unless a day or who acts says another.

What is said to, after or together with somebody who took part in none of them is of a meeting that was not found, and so
is what follows a sentence on a later meeting of which the other is not read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from dipgraph.days import days, written
from dipgraph.guesses import Intake, Occasion
from dipgraph.mentions import Mentions
from dipgraph.pronouns import Mention
from dipgraph.prose import Paragraph
from dipgraph.unread import begun, lasts

# So near its beginning a day is that of what a sentence tells: "On 13 May, ", "Earlier, on Monday, ".
_OPENING = 16
_BESIDE = 3

# What is of none of the meetings.
ELSEWHERE = -1
_TALKS = r"(?:meetings?|talks|calls?|conversations?|discussions?)"
# Wherever it stands in a sentence, this says at which meeting something was said: "he said after the talks with A".
_AFTER = re.compile(
    rf"\b(?:[Aa]fter|[Ff]ollowing|[Aa]t|[Dd]uring)\s+(?:the|his|her|their|a)\s+(?:\w+\s+){{0,3}}?{_TALKS}\s+with\s+(?:the\s+)?"
)
_TO = re.compile(
    r"\b(?:told|assured|informed|briefed|thanked|urged|asked|congratulated|reminded|promised)\s+(?:the\s+)?$"
)
_AND = re.compile(r"\s*(?:,|,?\s*and)\s+(?:the\s+)?")
# "informed him that she had met C": what tells so is told at the meeting before.
_RECALLED = re.compile(r"\bthat\b[^;]*\bhad\s+(?:\w+\s+){0,2}$")
_MINISTERS = re.compile(r"\W*(?:Both|The)\s+(?:two\s+)?(?:[Ff]oreign\s+)?[Mm]inisters\b")
_PAIR, _HEADS = 2, ("Prime Minister", "President", "Premier", "King", "Queen", "Amir", "Sultan")
_WITH = re.compile(rf"\W*(?:(?:In|During|At)\s+(?:\w+\s+){{0,4}}?{_TALKS}\s+with|With)\s+(?:the\s+)?")


# So a section is headed that tells of no meeting, but of those who met.
_BACKGROUND = re.compile(
    r"\W*(?:about\s+(?!(?:the\s+|this\s+)?(?:\w+\s+)?(?:meetings?|talks|calls?|visit|conversations?|discussions?)\b)(?=[^\W\d])|background\b"
    r"|notes?\s+(?:to|for)\s+(?:the\s+)?editors?\b|editors?['’]s?\s+notes?\b|further\s+information\b|related\s)",
    re.IGNORECASE,
)

_NOTE = re.compile(r"(?:Background|Notes? (?:to|for) (?:the )?[Ee]ditors?)\s?:\s")


def narration(
    intake: Intake, paragraphs: Sequence[Paragraph], met: Sequence[Occasion], who: Sequence[Mentions]
) -> Callable[[int], int]:
    """Return a function from a place of the text to the number of the meeting, of those *met*, that is told of there.

    *who* are the mentions of each. Where a sentence tells that a meeting was held, what follows belongs to it; where it
    begins with the day of another, or with somebody who took part in another alone, to that one. ELSEWHERE is that of none.
    """
    starts, numbers = [0], [0]
    intake = replace(intake, published=written(intake))
    last, first = 0, min((place for one in met for place in one.told), default=0)
    apart: tuple[int, ...] | None = None
    aside = False
    for paragraph in paragraphs:
        if paragraph.heading and paragraph.start >= intake.body:
            aside = _BACKGROUND.match(intake.text, paragraph.start, paragraph.end) is not None
        aside = aside and not any(paragraph.start <= place < paragraph.end for one in met for place in one.told)
        if aside or _NOTE.match(intake.text, max(paragraph.start, intake.body), paragraph.end):
            starts.append(paragraph.start)
            numbers.append(ELSEWHERE)
            continue
        for nth, sentence in enumerate(paragraph.sentences):
            start, end = paragraph.start + sentence.start_char, paragraph.start + sentence.end_char
            if end <= intake.body:
                continue
            told = sorted((place, n) for n, one in enumerate(met) for place in one.told if start <= place < end)
            others = begun(who[last], start, end) if start > first and not told else None
            goes_on = apart is not None and not told and lasts(who[last], apart, start, end, nth == 0)
            apart = others if others is not None else apart if goes_on else None
            if apart is not None:
                starts.extend((start, end))
                numbers.extend((ELSEWHERE, last))
                continue
            if told and _RECALLED.search(intake.text[start : told[0][0]]):
                starts.extend((start, *(place for place, _ in told), end))
                numbers.extend((last, *(number for _, number in told), last))
                continue
            if not told:
                now = _of_day(intake, met, start, end, last)
                now = _of_whom(met, who, start, end, now)
                if _elsewhere(who, start, end):
                    starts.extend((start, end))
                    numbers.extend((ELSEWHERE, now))
                    continue
                told = [(start, now)]
            # What stands before the words that tell of the first is of it too: "In Oslo they agreed, when they met, to".
            for place, number in [(start, told[0][1]), *told[1:]]:
                starts.append(place)
                numbers.append(number)
            last = numbers[-1]
    return lambda place: numbers[bisect_right(starts, place) - 1]


def _of_day(intake: Intake, met: Sequence[Occasion], start: int, end: int, now: int) -> int:
    """Return the number of the meeting on the day with which a sentence begins; *now*, where it tells none or several."""
    printed = [day.date for day in days(intake.text, intake.published, start, end) if day.start - start < _OPENING]
    fit = [n for n, one in enumerate(met) if printed and one.date == printed[0]]
    return now if now in fit or not fit else max((n for n in fit if n > now), default=fit[0])


def _of_whom(met: Sequence[Occasion], who: Sequence[Mentions], start: int, end: int, now: int) -> int:
    """Return the number of the meeting at which those were with whom a sentence begins, by name or title; else *now*."""
    head = any(p.role.startswith(_HEADS) for p in met[now].participants)
    if head and _MINISTERS.match(who[0].text, start, end) and _ministers(met[now]) < _PAIR:
        # Not the minister and the prime minister who were told of last.
        now = max((n for n, one in enumerate(met) if _ministers(one) >= _PAIR and n < now), default=now)
    others = [len(_others(one, start, end)) for one in who]
    others = others if any(others) else [len(_heard(one, start, end)) for one in who]
    named = others if any(others) else [len(_subjects(one, start, end)) for one in who]
    most = max(named)
    fit = [n for n, number in enumerate(named) if number == most]
    if not most or now in fit:
        return now
    told = [n for n in fit if any(place < start for place in met[n].told)]
    return max(told or fit, key=lambda n: max(met[n].told, default=0))


def _ministers(one: Occasion) -> int:
    """Return how many ministers took part in a meeting, besides heads of government and those who were only there too."""
    roles = (p.role.lower().replace("prime minister", "") for p in one.participants if not p.beside)
    return sum("minister" in role for role in roles)


def _others(who: Mentions, start: int, end: int) -> tuple[int, ...]:
    """Return the participants in a meeting of whom a sentence says that it was with them: "In the talks with A"."""
    return next((m.participants for m in _met_with(who, start, end)), ())


def _met_with(who: Mentions, start: int, end: int) -> list[Mention]:
    """Return whom a sentence names as the one with whom the talks were of which it tells."""
    opening = _WITH.match(who.text, start, end) or _AFTER.search(who.text, start, end)
    behind = who.within(opening.end(), end)[:1] if opening else []
    return [m for m in behind if opening and m.start - opening.end() < _BESIDE]


def _heard(who: Mentions, start: int, end: int) -> tuple[int, ...]:
    """Return the participants to whom somebody says something in a sentence, who name them: "He told Minister A"."""
    named = (m for m in who.within(start, end) if m.sort == "name" and _TO.search(who.text, start, m.start))
    return next((m.participants for m in named), ())


def _elsewhere(who: Sequence[Mentions], start: int, end: int) -> bool:
    """Whether a sentence is on talks with somebody who is named and took part in none of the meetings, or on both acts."""
    for found in ([_met_with(one, start, end) for one in who], [_beside(one, start, end) for one in who]):
        if any(found) and all(all(m.sort == "name" and not m.participants for m in some) for some in found):
            return True
    return False


def _beside(who: Mentions, start: int, end: int) -> list[Mention]:
    """Return who is named beside a participant with whom a sentence begins: B of "A and B signed"."""
    first, second = [*who.within(start, end), None, None][:2]
    joined = first and second and first.start - start < _BESIDE and _AND.fullmatch(who.text, first.end, second.start)
    return (
        [second] if joined and second and first and first.sort == second.sort == "name" and first.participants else []
    )


def _subjects(who: Mentions, start: int, end: int) -> tuple[int, ...]:
    """Return the participants with whom a sentence begins, if the first of them is named or called by a title."""
    inside = who.within(start, end)
    return who.speakers(start, end) if inside and inside[0].sort in ("name", "title") else ()
