"""Those whom a remark says were met without names: officials, members of a body, holders of one office of several states.

And those of whom it says no more than the names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dipgraph.conferences import REGIONS
from dipgraph.designations import Designation
from dipgraph.inflections import singular
from dipgraph.names import Names, words
from dipgraph.titles import Title
from dipgraph.unnamed import states_in_a_row

_OFFICIALS = re.compile(
    r"\b[Ww]ith\s+(?:the\s+)?(?:(?:senior|other|top|high-ranking)\s+){0,2}(?P<whose>(?:[A-Z][\w.’'-]+(?:\s+and)?\s+){1,3})"
    r"(?:\([^)]*\)\s+)?(?:(?:senior|political|military|colonial|government|opposition)\s+){0,2}"
    r"(?P<who>officials|leaders|leadership|heads\s+of\s+(?:state|government)|representatives|politicians|Council\b|Committee"
    r"|Presidency)\b"
)
# Another group of those who were met, behind the first: "with the President, and UN representatives".
_AND_OFFICIALS = re.compile(
    r"(?:,\s+(?:and\s+)?|\band\s+)(?:(?:senior|other|top)\s+)?(?P<whose>(?:[A-Z][\w.’'-]+(?:\s+and)?\s+){1,3})"
    r"(?P<who>officials|representatives|leaders)\b"
)
# What stands between names where nothing is said of them.
_BETWEEN_NAMES = re.compile(r"(?:[\s,.;]|\band\b)*")
_MET_WITH = re.compile(r"\b[Mm]et\s+(?:\w+ly\s+)?with\b[^.;]*$")
BODIES = frozenset(("Council", "Committee", "Presidency"))
_SPOKE_TO = re.compile(
    r"\b(?:[Mm]et|conferred|consulted|spoke|talked|[Dd]iscussed|negotiated|talks|discussions|meetings?|summit)\b"
)
# Whose officials are those of no state.
_OF_NO_STATE = re.compile(rf"Taliban|Kurdish|Hamas|{REGIONS}")
# "leaders of the Andean Community and the UN", up to where the words with capitals end.
_MEMBERS = re.compile(
    r"\b[Ww]ith\s+(?:the\s+)?(?:senior\s+)?(?P<all>(?P<who>leaders|officials|representatives|members|delegates)\s+of\s+"
    r"(?P<whose>(?:the\s+)?[A-Z0-9](?:[\w’'-]|\.(?=\w))*(?:,?\s+(?:(?:and|of|for|the)\s+)*[A-Z0-9](?:[\w’'-]|\.(?=\w))*)*))"
    r"(?P<more>\s+(?:nations|countries)\b)?"
)
# So those go on who are of no body.
_PRIVATE = re.compile(r"\s+(?:family|civil|society|organizations?|groups?)\b")
_PARTED = re.compile(r"(?:,\s+(?:and\s+)?|\s+and\s+)(?=the\s)|,\s+(?:and\s+)?")
_AND_SO_ON = re.compile(r",?\s+(?:and\s+)?(?:the\s+)?$")
# By the adjective of a state a body is its own if it governs.
_GOVERNMENT = re.compile(r"\b(?:Government|Governing|Interim|Transitional|Cabinet|Ministry|State)\b")
# What has members of its own state, and of none.
_AT_HOME = re.compile(r"\b(?:Congress|Parliament|Senate|Legislat\w+|NGOs?|U\.S)\b")
# One more state of those before a title in the plural: "the French, " of "the French, Dutch, and Danish Ministers".
_AHEAD = re.compile(r"(?P<one>[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*)*)(?:,\s+and|\s+and|,)\s+$")
# Behind a title in the plural: it is part of a longer name.
_OF_A_NAME = re.compile(r"['’]s?\s|\s+[A-Z][a-z]")
# So a group is called that is of several states.
WHICH = rf"(?:{REGIONS}|(?:other\s+)?attending|other|regional|various|several|[A-Z]\w*\+\s?\d)"
_REGION = re.compile(rf"(?<![\w+]){WHICH}\s+$")
_OR_GOVERNMENT = re.compile(r"\s+(?:and|or)\s+[Gg]overnment\s+of\s[^.;]*")
_BOTH = re.compile(r"\s+and\s+(?:the\s+)?")
# Between a title and the states whose holders are meant.
_BEFORE_STATES = re.compile(r"(?:\W|\b(?:of|from|the|both|and|or|[Gg]overnment)\b)*")
_OF = re.compile(r"\s+of\s+(?:the\s+)?")


def officials(text: str, start: int, end: int, here: Sequence[Designation], names: Names) -> Iterator[Designation]:
    """Yield the groups with whom a clause says that somebody spoke: of states and bodies, or of what nobody knows.

    *here* are the designations of the clause: a list ends where one of a person begins.

    >>> from dipgraph.names import names
    >>> [d.states for d in officials("met with Peruvian officials", 0, 27, [], names())]
    [('PE',)]
    """
    for found in _OFFICIALS.finditer(text, start, end):
        who = " ".join(found["who"].split())
        regional = _OF_NO_STATE.fullmatch(found["whose"].strip()) and who not in BODIES
        codes = () if regional else _codes(text, found.start("whose"), found.end("whose"), names)
        if _SPOKE_TO.search(text, start, found.start() + 1) and (codes or regional):
            title = Title(singular(who).capitalize(), "official")
            yield Designation(found.start("whose"), found.end("who"), titles=(title,), states=codes)
    for found in _MEMBERS.finditer(text, start, end):
        outside = _AT_HOME.search(found["whose"]) or _PRIVATE.match(text, found.end())
        if _SPOKE_TO.search(text, start, found.start() + 1) and not outside:
            title = Title(singular(found["who"]).capitalize(), "official")
            persons = [
                d.start for d in here if d.titles and d.name and found.start("whose") < d.start < found.end("whose")
            ]
            until = len(_AND_SO_ON.sub("", text[: min(persons)])) if persons else found.end("whose")
            last = found.end("more") if found["more"] and not persons else until
            codes = _of_each(text, found.start("whose"), until, names)
            yield Designation(found.start("all"), last, titles=(title,), states=codes)


def of_bodies(text: str, start: int, end: int, names: Names) -> Iterator[Designation]:
    """Yield the officials of bodies who are told behind others that were met.

    >>> from dipgraph.names import names
    >>> clause = "met with President Lind, Chadian leaders, and UN representatives"
    >>> [d.states for d in of_bodies(clause, 0, len(clause), names())]
    [('UN',)]
    """
    for found in _AND_OFFICIALS.finditer(text, start, end):
        place = found.start("whose"), found.end("whose")
        bodies, codes = names.bodies.all(words(text, *place)), _codes(text, *place, names)
        if codes and any(bodies) and _MET_WITH.search(text, start, found.start()):
            title = Title(singular(found["who"]).capitalize(), "official")
            yield Designation(found.start("whose"), found.end("who"), titles=(title,), states=codes)


def names_alone(text: str, start: int, end: int, here: Sequence[Designation]) -> Sequence[Designation]:
    """Return those whom a clause names by title and name and says nothing of: a remark that lists whom the traveller met."""
    rest, at = "", start
    for d in here:
        rest, at = rest + text[at : d.start], max(at, d.end)
    alone = all(d.name and d.titles for d in here) and _BETWEEN_NAMES.fullmatch(rest + text[at:end])
    return here if alone else []


def _codes(text: str, start: int, end: int, names: Names) -> tuple[str, ...]:
    """Return the states and bodies that words name, without those by whose adjective several are called."""
    whose = words(text, start, end)
    said = (p.all(whose) for p in (names.adjectives, names.states, names.bodies))
    return tuple(dict.fromkeys(code for hits in said for _, _, each in hits if len(each) == 1 for code in each))


def _of_each(text: str, start: int, end: int, names: Names) -> tuple[str, ...]:
    """Return the states and bodies of a list; none where one of the list is neither."""
    codes: list[str] = []
    for piece in _PARTED.split(text[start:end]):
        said = words(piece.removeprefix("the "))
        hits = [p.at(said, 0) for p in (names.bodies, names.states)]
        whole = [found for stop, found in hits if found and stop == len(said)]
        own = names.adjectives.at(said, 0)[1] if _GOVERNMENT.search(piece) else ()
        if not whole and len(own) != 1:
            return ()
        codes += whole[0][:1] if whole else own
    return tuple(dict.fromkeys(codes))


def listed(text: str, d: Designation, end: int, here: Sequence[Designation], names: Names) -> Designation:
    """Return a title in the plural with all the states that are listed behind it, or stand before it.

    "the Kings of A, B, and C"; "the Andean, Chadian, and EU Ministers".
    """
    if d.name or not d.plural:
        return d
    # Those behind it are none that begin before: "the President of Peru and the Ministers of Chad and Chile".
    if len(d.states) == 1 or (d.states and " of " not in text[d.start : d.end]):
        at, codes = d.start, list(d.states)
        while ahead := _AHEAD.search(text, max(0, at - 60), at):
            said = words(ahead["one"])
            hits = (p.at(said, 0) for p in (names.adjectives, names.states, names.bodies))
            found = next((each for stop, each in hits if stop == len(said) and len(each) == 1), ())
            if not found:
                break
            at, codes = ahead.start(), [*found, *codes]
        if at < d.start or len(d.states) == 1:
            return replace(d, start=at, states=tuple(dict.fromkeys(codes)))
    if not d.states and (region := _REGION.search(text[: d.start])):
        # "with Central American heads of state".
        return replace(d, start=region.start())
    behind = next((other for other in here if other.start > d.start), None)
    if behind and behind.plural and not (behind.name or d.states) and _BOTH.fullmatch(text, d.end, behind.start):
        # "the Presidents and Prime Ministers of Peru and Chad".
        return replace(d, states=listed(text, behind, end, here, names).states)
    more = _OR_GOVERNMENT.match(text, d.end)
    stop = more.end() if more else min(behind.start, end) if behind else end
    row = states_in_a_row(text, d.start, stop, names, d.titles[0].words)
    if row and d.end <= row[0].start and not _BEFORE_STATES.fullmatch(text, d.end, row[0].start):
        # "the Ministers of countries that sent aid to Peru" are not those of Peru.
        return d
    states = tuple(dict.fromkeys(code for one in row for code in one.states))
    return replace(d, states=states) if len(states) > len(d.states) else d


def part_of_a_name(text: str, d: Designation, here: Sequence[Designation]) -> bool:
    """Whether a title without a name is one of nobody who was met, but of what others are called.

    "the Young Leaders Initiative", "the Foreign Ministers' meeting"; the members in "the Ministers of the members".
    """
    if d.name or not d.titles:
        return False
    if d.plural and _OF_A_NAME.match(text, d.end):
        return True
    return any(
        other.plural and not other.name and _OF.fullmatch(text, other.end, d.start)
        for other in here
        if other.end < d.start
    )
