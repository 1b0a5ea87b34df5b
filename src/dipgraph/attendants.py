"""Who took part besides those who met: the lists of who attended, of either side or of both, and who led a delegation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dipgraph.attendance import Telling
from dipgraph.delegations import THE_DELEGATION, accompanied, leader, sender
from dipgraph.designations import Designation, between
from dipgraph.names import Names, words
from dipgraph.prose import Paragraph
from dipgraph.rolls import columns, rows

_SIDE = r"(?:(?:on|from|for)\s+(?:the\s+)?[A-Z][\w.]*(?:[ -][A-Z]\w+){0,2}(?:\s+(?:side|part))?\s*,?\s*)?"
_WHAT = r"(?:audience|meetings?|calls?|talks|conversations?|consultations|negotiations|discussions?|dialogue)"
_OF = rf"(?:\s+(?:in|at|of)\s+the\s+(?:\w+\s+){{0,2}}{_WHAT})?\s*"
# The words behind which those stand who took part.
_LIST = re.compile(
    r"\b(?:(?P<beside>(?:was|were|is|are)\s+(?:also\s+)?joined\s+by|(?:(?:was|were|is|are)\s+(?:also\s+)?)?accompanied\s+by|joined\s+(?:in\s+\w+\s+\w+\s+)?by)"
    rf"|{_WHAT}\s+(?:was|were)\s+(?:also\s+)?attended\s+by"
    rf"|(?:attended|participated|taking\s+part|took\s+part|participating|present|attending){_OF}{_SIDE}(?:were|was|by|included)\b"
    rf"|in\s+attendance(?:{_OF}{_SIDE}(?:were|was)\b)?"
    rf"|(?P<head>(?:list\s+of\s+|other\s+)?(?:participants|attendees)|(?:those\s+)?present(?=\s?:)){_OF}{_SIDE}(?:(?:were|are|included?)\b)?(?=\s|:|\Z)"
    r"|(?P<sent>delegations?\s+(?:also\s+)?(?:included|(?:was|were)\s+(?:comprised|composed|made\s+up)\s+of|comprised|consisted\s+of"
    r"|(?:that|which)\s+(?:also\s+)?included)"
    r"|(?:delegations?(?:\s+to\s+[^.;,]{3,80}?)?|(?<!all )(?:side|part|team)s?),?\s+(?:(?:was|were)\s+)?"
    r"(?:co-)?(?:led|headed|chaired|represented)"
    r"(?:\s+(?:at|in|during)\s+the\s+\w+)?\s+by|(?:(?<=[a-z]\s)(?:delegation|side)|that\s+of\s+[^.;,]{3,40}?),?\s+by(?!\s+side))"
    r"|(?:(?:at|in)\s+the\s+(?:meeting|talks|audience)|at\s+the\s+table|in\s+the\s+room|on\s+hand)\s+(?:were|was)"
    r"|with\s+(?:the\s+)?participation\s+(?:by|of)|(?P<by>(?-i:in)\s+the\s+presence\s+of)"
    r"|(?P<with>accompanying\s+[^.;:,]{3,80}?\s+(?:were|was))"
    r"|(?P<chaired>(?:meeting|talks|session|dialogue|consultations)(?:,\s+which)?\s+(?:was|were)\s+(?:co-)?chaired\s+by))\b:?\s*",
    re.IGNORECASE,
)
# Before these words stands who leads those of a state: "Minister A led the Peruvian delegation".
_LEADING = re.compile(
    r"\s+(?:(?:co-)?(?:led|leads|headed|heads|chaired)|presided\s+over)\s+(?:the|its|his|her)\s+(?P<of>(?:[A-Z][\w.-]*\s+){1,3})"
    r"(?:inter-?agency\s+|government\s+)?(?:delegation|side|team)\b"
)
# The persons of one side: "on the Russian side", "the Canadian delegation included", "for Canada".
_OF_SIDE = re.compile(
    r"\b(?:(?:on|from|for|of)\s+)?(?:[Tt]he\s+)?(?P<state>(?:[A-Z][\w.]*[ -]?){1,3}?)\s*(?:interagency\s+)?"
    r"(?:side|part|delegation|team|participants)\b"
    r"|\bthat\s+of\s+(?:the\s+)?(?P<that>(?:[A-Z][\w.]*\s?){1,4}?)(?=,?\s+by\b)"
    r"|\b(?:[Oo]n|[Ff]or|[Ff]rom)\s+(?:the\s+)?(?P<for>(?:[A-Z][\w.]*\s?){1,3}?)(?=[:,.;]|\Z|\s+and\b)"
)
# Behind these words nobody who is named took part.
_STOP = re.compile(
    r"\b(?:to\s+(?!the\b|his\b|her\b)[a-z]{3,}|where|during which|after|before|following|ahead of|who|which|whom|whose"
    r"|that|while|when|said|on behalf of"
    r"|discuss\w*|expressed|agreed|thanked|as agreed|at the invitation of|recall\w*)\b|\bdirect(?:ed|ion)\b"
)
_GAP = re.compile(
    r"(?:\([A-Z][^()\n]{0,40}\)|\bof\s+(?:the\s+)?(?:Department|Ministry|Office|Bureau|Agency)(?:\s+(?:[A-Z][\w'’-]*|of|for|and|the))*"
    r"|[\s,;:()–—-]"
    r"|\b(?:and|as well as|along with|together with|also|then|including|included|comprised|with|by|the|his"
    r"|her|their|both)\b|&)*"
)
# Behind who is named in a line of a list stands what he is, and not what he does: "Minister A thanked".
_ACTS = re.compile(r"\s+(?!(?:and|of|for|from|with|to|on|at|in|the|as|or)\b)[a-z]{2,}|\s?:\s")
_HOUSE = re.compile(
    r",\s+(?P<of>[^,;.\n]{0,40}\b(?:Embassy|Delegation|Mission|Foreign (?:Ministry|Office))\b[^,;.\n]{0,40})"
)
_BRACKET = re.compile(r"\bdelegation\b[^()]{0,120}\((?:attendees|participants):", re.IGNORECASE)
_FAR = 90
# A line of a list has not more words, and its first name begins within so many characters; a line that heads it is shorter.
_LONG, _INDENT, _FEW = 60, 40, 8


@dataclass(frozen=True)
class Listed:
    """Those whom a list names, with the state of the side on which it has them; and what the list is of.

    Of a delegation that was *sent*, those are *led* by whom who stand in the list; else they are its members.
    """

    start: int
    end: int
    persons: tuple[Designation, ...]
    beside: bool = False
    sent: bool = False
    chaired: bool = False
    led: bool = False
    table: bool = False
    headed: bool = False
    roll: bool = False
    leader: Designation | None = None

    @property
    def tells(self) -> bool:
        """Whether the list alone tells that they met."""
        return self.sent or self.chaired or self.table or self.headed


def listed(
    text: str, start: int, end: int, said: Sequence[Designation], rest: Sequence[Paragraph], names: Names
) -> Iterator[Listed]:
    """Yield the lists of who took part in a sentence, with the lines of *rest* that follow a list without names."""
    if heads := columns(text[start:end], names):
        if people := rows(text, heads, said, rest, names):
            yield Listed(start, end, tuple(people), table=True)
        return
    for d in between(said, start, end):
        led = _LEADING.match(text, d.end, end) if d.name else None
        if led and (code := _state(led["of"], names)):
            yield Listed(d.start, led.end(), (replace(d, states=d.states or (code,)),), sent=True, led=True)
    matches = list(_LIST.finditer(text, start, end))
    for number, match in enumerate(matches):
        limit = matches[number + 1].start() if number + 1 < len(matches) else end
        here = between(said, match.end(), limit)
        lead = text.rfind(",", start, match.start()) + 1 or start
        lead = max(lead, text.rfind(";", start, match.start()) + 1)
        group = _group(text, lead, match.end(), limit, here, names, bool(match["head"]))
        below = not (group or text[match.end() : end].strip(" .:\n"))
        alone = bool(match["head"]) and not text[start : match.start()].strip()
        colon = alone and match.group().rstrip().endswith(":")
        goes_on = bool(group) and colon and text[end : end + 1] == "\n"
        group = (*group, *_below(text, said, rest, names)) if below or goes_on else group
        group = tuple(_housed(group, text, names)) if match["head"] else group
        if group:
            found = {kind: bool(match[kind]) for kind in ("beside", "sent", "chaired")}
            # Whom they accompany stands right before these words, or within them.
            ahead = [d for d in said if start <= d.start and d.end <= match.start()] if match["beside"] else []
            ahead += [d for d in said if match.start() < d.start and d.end <= match.end()]
            found["beside"] = found["beside"] or bool(match["with"] or match["by"])
            found["headed"] = alone and (below or (colon and len(group) > 1))
            found["roll"] = bool(match["head"])
            if match["sent"] and THE_DELEGATION.search(text[start : match.start()]):
                # "The delegation included A": of whom it was that came.
                code = sender(text, match.start(), said, names)
                group = tuple(replace(d, states=(code,)) if code and not d.states else d for d in group)
            found["led"] = bool(match["sent"] and re.search(r"\bby$", match["sent"]))
            again = number > 0 or not match["beside"]
            whose = accompanied(text, match.start(), ahead, again) or leader(text, start, match.start(), said)
            yield Listed(match.start(), limit, group, **found, leader=whose)


def _below(text: str, said: Sequence[Designation], rest: Sequence[Paragraph], names: Names) -> tuple[Designation, ...]:
    """Return those whom the lines of *rest* name, each with the state that heads its lines, up to one that names nobody."""
    group: list[Designation] = []
    side = ""
    for paragraph in rest:
        line = between(said, paragraph.start, paragraph.end)
        printed = text[paragraph.start : paragraph.end].strip(" :\n")
        sides = _sides(text, paragraph.start, paragraph.end, names)
        whole = _state(printed, names, True) or _state(printed.title(), names, True)
        named = [d for d in line if d.name or (d.article and d.titles and not d.plural)]
        if whole or (sides and not named and len(paragraph.doc) < _FEW):
            side = whole or sides[0][2]
            continue
        if not line or len(paragraph.doc) > _LONG or line[0].start - paragraph.start > _INDENT:
            break
        if _ACTS.match(text, line[0].end, paragraph.end):
            break
        people = sided(named, sides, text)
        group += [replace(d, states=(side,)) if side and not d.states else d for d in people]
    return tuple(group)


def _group(
    text: str, lead: int, begin: int, limit: int, here: Sequence[Designation], names: Names, roll: bool
) -> tuple[Designation, ...]:
    """Return those who are named one after another from *begin* on, each with the state of the side that is said.

    In a *roll* of all who met "the President" is one without a name.
    """
    sides = _sides(text, lead, limit, names)
    group: list[Designation] = []
    last = begin
    for d in here:
        gap = text[last : d.start]
        for begins, ends, _ in sides:
            if last <= begins and ends <= d.start:
                gap = text[last:begins] + text[ends : d.start]
        if len(gap) > _FAR or _STOP.search(gap) or not (_GAP.fullmatch(gap) or (not group and len(gap.split()) < 9)):
            break
        unnamed = roll and d.article and bool(d.titles) and not (d.name or d.plural)
        full = bool(d.name) and bool(d.titles or d.courtesy or len(d.name.split()) > 1)
        if unnamed or (full and not re.match(r"['’]", text[d.end :])):
            group.append(d)
        elif d.name:
            break
        last = d.end
    return sided(group, sides, text)


def _housed(group: Sequence[Designation], text: str, names: Names) -> Iterator[Designation]:
    """Yield those of a *group*, who has no state with that of his house: "Ambassador A, Norwegian Embassy"."""
    for d in group:
        house = _HOUSE.match(text, d.end)
        found = words(house["of"]) if house and not d.states else []
        codes = {code for known in (names.adjectives, names.states) for _, _, hit in known.all(found) for code in hit}
        yield replace(d, states=tuple(codes)) if len(codes) == 1 else d


def of_sides(text: str, telling: Telling, names: Names) -> Iterator[Designation]:
    """Yield those of a place with the state of their side: in brackets behind a delegation, or where one is said for two."""
    for group in (telling.before, telling.behind, (*telling.before, *telling.behind)):
        yield from by_halves(group)
    bracket = _BRACKET.search(text, telling.start, telling.end)
    found = words(text, telling.start, bracket.end()) if bracket else []
    known = (names.states, names.adjectives, names.bodies)
    codes = {code for phrases in known for _, _, hit in phrases.all(found) for code in hit}
    if bracket and len(codes) == 1:
        there = (d for d in telling.behind if d.start >= bracket.end() and not d.states)
        yield from (replace(d, states=tuple(codes)) for d in there)


def attended(
    text: str, cue: int, start: int, end: int, group: Sequence[Designation], names: Names
) -> tuple[Designation, ...]:
    """Return a *group* of whom a clause says at offset *cue* that they took part, with the state of the side."""
    stop = text.find(";", cue, end)
    lead = max(start, text.rfind(";", start, cue) + 1)
    return sided(group, _sides(text, lead, stop if stop > 0 else end, names), text)


def _by_semicolons(group: Sequence[Designation], text: str) -> Sequence[Designation]:
    """Return a *group* that semicolons divide, where each part has one state, with that for all of the part."""
    parts: list[list[Designation]] = []
    for d in group:
        if not parts or ";" in text[parts[-1][-1].end : d.start]:
            parts.append([])
        parts[-1].append(d)
    states = [{d.states for d in part if d.states} for part in parts]
    if len(parts) < len(("one", "other")) or any(len(said) != 1 for said in states):
        return group
    return [
        d if d.states else replace(d, states=next(iter(said)))
        for part, said in zip(parts, states, strict=True)
        for d in part
    ]


def by_halves(group: Sequence[Designation]) -> tuple[Designation, ...]:
    """Return a *group* where one state is told of as many as another: "A and B of Peru, and C and D of Chile"."""
    parts: list[list[Designation]] = [[]]
    for d in group:
        ahead = bool(d.states) and d.end <= max(d.name_end, d.start)
        if ahead and parts[-1]:
            parts.append([])
        parts[-1].append(d)
        if d.states and not ahead:
            parts.append([])
    halves = [part for part in parts if part]
    sizes = {len(part) for part in halves}
    if len(halves) < len(("one", "other")) or len(sizes) > 1 or 1 in sizes:
        return tuple(group)
    said = [{d.states for d in part if d.states} for part in halves]
    if any(len(states) != 1 for states in said):
        return tuple(group)
    return tuple(
        d if d.states or any(t.implied for t in d.titles) else replace(d, states=next(iter(states)))
        for part, states in zip(halves, said, strict=True)
        for d in part
    )


def _sides(text: str, start: int, end: int, names: Names) -> list[tuple[int, int, str]]:
    """Return the sides that are said between two offsets, with where."""
    return [
        (m.start(), m.end(), code)
        for m in _OF_SIDE.finditer(text, start, end)
        if (code := _state(m["state"] or m["that"] or m["for"], names))
    ]


def sided(group: Sequence[Designation], sides: Sequence[tuple[int, int, str]], text: str) -> tuple[Designation, ...]:
    """Return a *group* with the state of the side that is said before or behind each."""
    group = _by_semicolons(group, text)
    if not group or not sides:
        return tuple(group)
    # "On the Russian side A; on the American side B", or "A on the Russian side and B on the American side": right behind
    # a person a side is that person's, and of those before.
    ahead = not any(text[d.end : b].strip(" \t\n") == "" for d in group for b, _, _ in sides if d.end <= b)
    made = []
    for d in group:
        fit = [c for b, _, c in sides if b < d.start][-1:] if ahead else [c for b, _, c in sides if b >= d.end][:1]
        made.append(replace(d, states=(fit[0],)) if fit and not d.states else d)
    return tuple(made)


def _state(printed: str, names: Names, alone: bool = False) -> str:
    """Return the state or body whose side words print, if they print one at their end, or *alone* and nothing else."""
    found = words(printed.strip())
    codes = {
        code
        for phrases in (names.adjectives, names.states, names.bodies)
        for i, e, hit in phrases.all(found)
        if e == len(found) and not (alone and i)
        for code in hit
    }
    return codes.pop() if len(codes) == 1 else ""
