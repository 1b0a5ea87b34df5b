"""Who met by words that name nobody ("the two sides", "they", "the Minister"): whom the sentences before them name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dipgraph.attendance import Gathering, Telling
from dipgraph.designations import Designation, between
from dipgraph.persons import Person, sovereign

# Those who met, as they are called who are named before: "They talked by phone", "the ministers met", "Both sides held".
THEY = re.compile(
    r"\b(?:[Tt]hey|[Bb]oth(?:\s+\w+){0,2}?|[Tt]he\s+(?:(?:two|three|four|five)\s+)?(?:\w+\s+)?(?:ministers|leaders|presidents|sides"
    r"|premiers|secretaries|officials|counterparts|parties|delegations|diplomats|heads\s+of\s+(?:state|government)))"
    r"\s+(?:also\s+|then\s+|later\s+)*$",
    re.IGNORECASE,
)
# Who came, as a passive has it: "The delegation was hosted by".
_CAME = re.compile(
    r"(?:^|[,;]\s+(?:where\s+|and\s+)?)(?P<who>[Hh]e|[Ss]he|[Tt]hey|[Tt]he\s+(?:\w+\s+)?(?:delegat(?:ion|es)|delegations|party|team)"
    r"|[Tt]he\s+(?:\w+\s+){0,2}(?:guests?|visitors?|[Mm]inisters?|[Pp]resident|envoy|official))\s+(?:was|were)\s+(?:also\s+|then\s+|later\s+)*$"
)
_HE = re.compile(r"\b(?P<who>[Hh]e|[Ss]he|[Tt]he\s+delegation)\s+(?:also\s+|then\s+|later\s+)?$")
_DELEGATION = re.compile(r"(?:^|[,;]\s+)[Tt]he\s+delegation\s+(?:(?:was|were|also|then|later)\s+)*$")
# Behind who leads a delegation.
_LEADS = re.compile(
    r"\s+(?:led|leads|is\s+leading|headed|heads)\s+(?:a|an|the|his|her)\s+(?:[\w-]+\s+){0,3}delegation\b"
)
_HEADED = re.compile(r"\b(?:led|headed)\s+by\s+(?:(?:the|its|his|her|their)\s+)?$")
_OWN = re.compile(
    r"\b(?:He|She|They|he|she|they|I|we|We)\s+(?:\w+\s+)?(?:(?:travel+ed|flew|went|came|continued|headed)\s[^.;:]{0,120}\sfor\s+(?:\w+\s+){0,2})?$"
)
# What is told where two come to one place; "congratulated A and B" is not.
_TOGETHER = re.compile(
    r"\b(?:visit|arriv|guest|host|welcom|receiv|travel|c[ao]me|delegation|meet|talks|consultation|commission|dialogue|in\s+(?-i:[A-Z]))",
    re.IGNORECASE,
)
_GUEST = re.compile(r"\b[Tt]he\s+(?:[A-Z]\w+\s+)?(?:guest|visitor)\s+(?:also\s+|then\s+|later\s+)?$")
# What stands between the one who was met and the words that tell of the next meeting.
_THERE = r"(?:\s+(?:in|at|on)\s[^.;:,]{1,60})?,?\s+"
_THEN = r"(?:subsequently|then|later|afterwards|also|successively|thereafter)\s+"
_AND = re.compile(rf"{_THERE}(?:and|before)\s+(?:{_THEN})?")
_WHO = re.compile(rf"{_THERE}who\s+{_THEN}")
# That somebody was received not only there.
_ANOTHER = re.compile(
    r"\b(?:also|later|then|subsequently|afterwards|earlier|separately|same\s+day|in\s+the\s+(?:morning|afternoon|evening)"
    r"|(?:prior\s+to|before|after|following)\s+(?:this|that|the(?:ir)?\s+\w+)"
    r"|on\s+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2}\s+[a-z]+|[a-z]+\s+\d{1,2}))\b",
    re.IGNORECASE,
)
_MINISTERS = re.compile(r"\b(?:ministers|secretaries|diplomats)\b", re.IGNORECASE)
# So many sentences back they are named at most; and where there are more, nobody knows who is meant.
_REACH, _PAIR, _MOST = 3, 2, 4
# And so far, in characters, who leads a delegation whose members are listed.
_FAR = 800
Span = tuple[int, int]


def leads(d: Designation, first: Person, text: str) -> bool:
    """Whether "the Minister" or "the Archbishop" is the person *first* named: a title, as it is printed there, ends so."""
    last = {t.words.split()[-1] for t in d.titles if t.words}
    own = {word for one in first.said for t in one.titles for word in (*t.words.split()[:1], *t.words.split()[-1:])}
    own |= set(text[first.first.start : first.first.name_start].split()[-1:])
    style = d.courtesy and not d.titles and d.gender in (first.gender, "")  # "Her Excellency"
    called = d.article and not d.states and not d.plural and last & own
    return not d.name and bool(style or called)


def subjects(
    text: str,
    start: int,
    telling: Telling,
    last: Telling | None,
    before: list[Person],
    found: Sequence[Gathering],
    author: list[Person],
    of: Mapping[int, Person],
) -> tuple[list[Person], bool]:
    """Return who is the subject of a place in a sentence, also by a pronoun or title, and whether it is told without a name.

    *last* is the place before it, *author* whose text it is, *found* who met before.
    """
    before = before or _sent(text, start, telling, found, of)
    own = _OWN.search(text[start : telling.start])
    first = found[0].subjects if found else []
    if not before and telling.behind and any(leads(d, p, text) for d in telling.before for p in first[:1]):
        return first[:1], False
    if not before and telling.behind and found and _GUEST.search(text[start : telling.start]):
        return found[0].objects[:1], True
    if not before and telling.behind and (same := _carried(text, start, telling, last, of)):
        return same, True
    word = own.group().split()[0].lower() if own else ""
    if before or word in ("", "i", "we"):
        return before or (author if word else []), bool(word)
    # "They held another meeting, joined by A": all who had met, where one alone was the subject.
    several = first if len(first) > 1 or not found else found[-1].members
    return (first[:1] if word in ("he", "she") else list(several)), True


def _carried(text: str, start: int, telling: Telling, last: Telling | None, of: Mapping[int, Person]) -> list[Person]:
    """Return whose other meeting is told in the same breath: "A was received by B and met with C", "B, who then met C"."""
    if last is None or last.start < start or not last.behind or not telling.behind:
        return []
    gap = text[last.behind[-1].end : telling.start]
    whose = last.before if _AND.fullmatch(gap) else last.behind[-1:] if _WHO.fullmatch(gap) else ()
    return [of[d.start] for d in whose if d.start in of]


def antecedents(
    text: str, start: int, cue: int, past: Sequence[Span], said: Sequence[Designation], of: Mapping[int, Person]
) -> tuple[list[Person], list[Span]]:
    """Return who met where a sentence that begins at *start* has only a group before its *cue*, and where they are named.

    *past* are the sentences before it; of those whom they name some are of two sides, or nobody is meant.
    """
    group = THEY.search(text, start, cue)
    found: list[Person] = []
    spans: list[Span] = []
    for begin, end in reversed(past[-_REACH:]) if group else ():
        named = (d for d in between(said, begin, end) if d.name and not text.startswith(("'", "’"), d.end))
        here = [p for d in named if (p := of.get(d.start)) is not None and p.titles and p not in found]
        found, spans = [*dict.fromkeys(here), *found], [*spans, (begin, end)] if here else spans
        met = ranked(found) if group and _MINISTERS.search(group.group()) else found
        if _of_two_sides(met) and any(_TOGETHER.search(text, *span) for span in spans):
            return met, spans
    return [], []


def guest(
    text: str, start: int, cue: int, past: Sequence[Span], said: Sequence[Designation], of: Mapping[int, Person]
) -> tuple[list[Person], list[Span]]:
    """Return who was received where a sentence has no name before its *cue*, a passive, and where that one is named.

    Of a delegation it is who leads it, of a pronoun or title who is named first in the sentence before.
    """
    who = _CAME.search(text[start:cue]) or _HE.search(text[start:cue])
    for begin, end in reversed(past[-_REACH:]) if who else ():
        named = [d for d in between(said, begin, end) if d.name and d.titles and d.start in of]
        headed = [d for d in named if _HEADED.search(text, begin, d.start)]
        if chosen := (headed if who and "delegat" in who.group().lower() and headed else named)[:1]:
            return [of[chosen[0].start]], [(begin, end)]
    return [], []


def _sent(
    text: str, start: int, telling: Telling, found: Sequence[Gathering], of: Mapping[int, Person]
) -> list[Person]:
    """Return who came where a sentence tells of "the delegation", whose members are listed before: its leader first.

    Those of whom nothing but the list is told are from then on those who came, and met nobody yet.
    """
    listed = found[-1] if found and not found[-1].told else None
    if listed is None or not _DELEGATION.search(text[start : telling.start]):
        return []
    named = sorted({d.start: (d, p) for p in of.values() for d in p.said if start - _FAR < d.start < start}.items())
    heads = [p for at, (d, p) in named if _LEADS.match(text, d.end) or _HEADED.search(text[max(0, at - 60) : at])]
    listed.subjects[:] = dict.fromkeys((*heads[:1], *listed.members))
    listed.objects.clear()
    return list(listed.subjects)


def goes_on(text: str, start: int, telling: Telling, before: Sequence[Person], found: Sequence[Gathering]) -> bool:
    """Whether one of those *found* is said to have been met once more: "Minister B was later received by President C"."""
    came = telling.verb in ("met", "held", "hosted") and telling.behind and _ANOTHER.search(text, start, telling.end)
    return bool(came) and any(p in g.members for g in found for p in before if p.titles)


def of_others(g: Gathering, telling: Telling, before: Sequence[Person], group: Sequence[Person]) -> bool:
    """Whether it is told that others, who have titles, met one of a *group* who had met somebody in a gathering."""
    told = telling.verb in ("met", "held", "hosted") and len(g.members) >= _PAIR
    others = before and all(p.titles and p not in g.members for p in before)
    return bool(told and others) and any(p in g.members for p in group)


def ranked(found: Sequence[Person]) -> list[Person]:
    """Return the ministers of those *found*, without heads of state and government where two others are left."""
    others = [p for p in found if any(not sovereign([t]) for t in p.titles)]
    return others if len(others) >= _PAIR else list(found)


def _of_two_sides(found: Sequence[Person]) -> bool:
    """Whether those *found* are few, and not all of one state that is told."""
    told = {code for p in found for code in p.states}
    return _PAIR <= len(found) <= _MOST and (len(told) > 1 or any(not p.states for p in found))


def known_before(
    found: Sequence[Gathering], group: Sequence[Person], before: Sequence[Person], leading: Sequence[Person], since: int
) -> Gathering | None:
    """Return the gathering in which one of a *group* took part, or without one, of those *before*; see ``is_told``."""
    wanted = [p for p in group if p not in leading] if group else before
    told = (g for g in found if any(p in g.members for p in wanted))  # else of whom the title has the office
    office = (g for g in found if not g.objects and any(p in g.subjects for p in before))
    # Many of a body, whose meeting was told, are more than the one who is met on its margins.
    nameless = ((g, [d for d in g.nameless if not (d.plural and is_told(g, since))]) for g in office)
    unnamed = (g for g, several in nameless if any({*d.states} & {*p.states} for d in several for p in group))
    both = (g for g in found if group and before and all(p in g.members for p in (*before, *group)))
    return next(told, None) or next(both, None) or next(unnamed, None)


def is_told(g: Gathering, since: int) -> bool:
    """Say whether a sentence *since* this character, where the body begins once it is settled, tells of a gathering."""
    return any(t.start >= since for t in g.told)
