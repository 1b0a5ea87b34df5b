"""What the remark of a record says: who was met, in which breath, and which larger meeting was attended.

It is read as a draft reads a sentence. A remark leaves its subject out ("Met with the President"), which is the traveller
of the record: its verbs are read as if he stood before them.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dipgraph.assemblies import BODIES, listed, names_alone, of_bodies, officials, part_of_a_name
from dipgraph.attendance import Telling, group_behind, tellings
from dipgraph.conferences import conferences
from dipgraph.designations import Designation
from dipgraph.invitations import hosts, inviting
from dipgraph.names import Names, words
from dipgraph.prose import paragraphs
from dipgraph.reality import noted_off
from dipgraph.remark_names import each_office, in_remark
from dipgraph.telling_words import cues
from dipgraph.told_days import told_days
from dipgraph.unnamed import groups

# What stands at the head of a clause without its subject; in small letters it is the verb that the rules know.
_ELLIPTIC = re.compile(
    r"(?:(?<=^)|(?<=[.;:!?,\])”]\s)|(?<=[.;:!?\])]\s\s))(?=(?:Met|Audience|Held|Discussed|Informal|Attended|Also|Briefly|Private|Working"
    r"|Participated|Conferred|Received|Hosted|Had|Lunch|Dinner|Luncheon|Breakfast|Talks|Trilateral|Bilateral|Meetings?"
    r"|Unofficial|Met\W|Consulted|Spoke|Addressed|Co-chaired|Chaired|Accompanied|Then|Later|Separately|Signed)\b)"
)
# Of these nobody was met by the words that name them.
_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.?(?=\s\d)")
_NOT_MET = re.compile(
    r"\b(?:funeral|death|burial|memorial|inauguration|wedding|coronation|birthday|late|honou?r|invitation|request|tomb|grave"
    r"|guests?|behalf|successor|widow|wife|assassination|swearing[- ]in|signing|launch)\b[^,.;]{0,25}$",
    re.IGNORECASE,
)
_MEETS = frozenset(("met", "spoke", "held", "hosted", "called", "noun", "talked"))
_JOINT = re.compile(
    r"\b(?:trilateral|three-way|four-power|quadrilateral|multilateral|summit (?:meeting )?with|joint(?:ly)? (?:meeting|met)"
    r"|together with|mediat\w+|shuttle)\b",
    re.IGNORECASE,
)
# Where the sentence goes on with what else the traveller did.
_NEXT = re.compile(
    r";\s*(?!and\s+(?:[A-Z]|the\s|with\s)|the\s)|,?\s+(?:and|then|before)\s+(?=(?:also\s+|then\s+|briefly\s+)?(?:met|held|conferred|discussed|attend\w*|address\w*|visited"
    r"|signed|accompanied|participated|had|spoke|laid|gave|hosted|received)\b)|,\s+(?=[Mm]et\s+(?:\w+\s+)?with\b)"
)
_ACCOMPANIED = re.compile(r"\b[Aa]ccompanied\s+(?=(?:the\s+)?[A-Z])")
# Whom a traveller accompanies without a name is his own President.
_WITH_OWN = re.compile(
    r"\b(?:[Aa]ccompanied|[Jj]oined)\s+the\s+President(?:\s+and\s+(?:the\s+)?First\s+Lady)?"
    r"(?=[.,;]|\s+(?:in|at|for|to|on|during)\b)"
)


# What a traveller does with somebody whom he meets, where it is not said that they met.
_WITH = re.compile(
    r"\b(?:[Bb]riefed|[Mm]et|[Vv]isited|[Vv]acationed with|[Ee]xchange of visits with|[Vv]isit with"
    r"|(?:[Rr]eviewed|[Nn]egotiat\w+|[Ss]igned|[Rr]esumed|[Cc]oncluded|[Aa]ttended|[Aa]greed|[Jj]oined|[Dd]iscussions?\s+(?:on|of))\b"
    r"[^.;]{0,120}?\bwith|[Mm]eeting with|[Ss]ummit (?:[Mm]eeting )?(?:\([^)]*\) )?with)\s+(?:the\s+)?(?=[A-Z])"
)
# "with the P5+1 representatives, Foreign Minister A".
_BEFORE_NAMES = re.compile(r"(?:[A-Z][\w+-]*\s+){1,3}(?:representatives|officials|leaders|delegates),\s+(?:and\s+)?")
# A larger meeting that was held with somebody; of so many states who is named in the plural was met together.
_HELD_WITH = re.compile(r"\s+(?:\([^)]*\)\s+)?with\s+")
_MET_FOR = re.compile(r"\b[Mm]et\b[^.;]*\bfor\s+(?:an?|the)\s+$")
_GROUP = 3
_ANY = re.compile(r"\bby\s+an?\s+$")
# Who are no persons with a name: "Andean officials", "Ruritanian political leaders".
_GROUPS = re.compile(
    r"\s+(?:(?:senior|political|military|government|opposition|party|business)\s+){0,2}"
    r"(?:officials|leaders|representatives|politicians|ministers|members|delegates|delegations?)\b"
)
# Who received an honour met nobody by that.
_AWARDED = re.compile(r"received\s+(?:\w+\s+){0,3}?(?:degree|doctorate|award|medal|prize|honou?r)s?\b", re.IGNORECASE)
_ON_THE_WAY = re.compile(
    r"\b(?:[Ee]n\s+route|[Oo]n\s+(?:the\s+|his\s+|her\s+)?way)\s+to\s+(?:an?\s+|the\s+)?(?:[a-z]+\s+)?$"
)
# The point of a sentence within quotation marks is none of the name that stands there.
_POINT = re.compile(r"[.,](?=”$)")
# That somebody was spoken with, whoever it was.
_SPOKE = re.compile(
    r"\b(?:(?:discuss\w*|negotiat\w+|consult\w*|conversations?|talks|conferred|conferences? (?:with|on))\b"
    r"|informal meeting\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Met:
    """One whom the remark names as met: the words on him or her, and the place that tells of it.

    *breath* is the number of that place; those of a *joint* one met all together. *along* are those whom the traveller
    accompanied there, *at* the larger meeting that was held with him or her, or of which he or she was the *host*.
    """

    said: Designation
    breath: int
    joint: bool = False
    days: tuple[dt.date, dt.date] | None = None
    along: tuple[Designation, ...] = ()
    at: str = ""
    host: bool = False


@dataclass
class Told:
    """All that a remark tells; *spoke* is whether it says that the traveller spoke with somebody at all.

    *cancelled* are those of whom it says that they were to be met, *held* the remark without the words on that.
    """

    met: list[Met] = field(default_factory=list)
    accompanied: list[Designation] = field(default_factory=list)
    larger: list[tuple[str, int, int]] = field(default_factory=list)
    left: list[Designation] = field(default_factory=list)
    spoke: bool = False
    cancelled: list[Designation] = field(default_factory=list)
    held: str = ""


def reading(remark: str) -> str:
    """Return a remark as it is read, sign for sign: the verb that begins a clause in small letters.

    >>> reading("Met with the King. Attended a dinner; also met the Queen.")
    'met with the King. attended a dinner; also met the Queen.'
    """
    # A month cut short would be read as a name: "met with President Lind Oct. 9".
    starts = {m.start() for pattern in (_ELLIPTIC, _MONTH) for m in pattern.finditer(remark)}
    return "".join(c.lower() if n in starts else c for n, c in enumerate(remark))


def told(remark: str, first: dt.date, last: dt.date, names: Names) -> Told:
    """Return what a remark on the days from *first* to *last* tells."""
    text = reading(remark)
    said = in_remark(text, names)
    found = _held(remark, said)
    said, text = [d for d in said if d not in found.cancelled], reading(found.held)
    taken: set[int] = set()
    breath = 0
    for start, end in _clauses(remark):
        here = [d for d in said if start <= d.start < end]
        along = tuple(_along(text, start, end, here))
        taken |= {d.end for d in along}
        found.accompanied += along
        for telling in _tellings(text, start, end, here, names):
            # Who accompanies somebody to a meeting is there himself.
            if telling.verb not in _MEETS or (telling.coming and not along) or _AWARDED.match(text, telling.start):
                continue
            # Who was on the way to a meeting had it elsewhere.
            if _ON_THE_WAY.search(text[start : telling.start]):
                continue
            breath += 1
            joint = bool(_JOINT.search(text, start, telling.end))
            own, since = told_days(remark, start, end, first, last)
            fresh = [d for d in _met(text, telling, here, names) if d.end not in taken]
            taken |= {d.end for d in fresh}
            for d in fresh:
                together = joint or (not d.name and len(d.states) >= _GROUP)
                found.met.append(Met(d, breath, together, own if d.start >= since else None, along))
        breath += 1
        found.met += [
            Met(d, breath) for d in (*names_alone(text, start, end, here), *of_bodies(text, start, end, names))
        ]
        taken |= {m.said.end for m in found.met}
        alone = not any(start <= m.said.start < end for m in found.met)
        for d in officials(text, start, end, here, names):
            # Who were met without a name, whatever the verb: "Discussed trade with senior Andean officials".
            body = d.titles[0].words in BODIES and not any(m.said.end == d.end and m.said.titles for m in found.met)
            if body or (alone and d.end not in taken):
                taken.add(d.end)
                found.met = [m for m in found.met if m.said.end != d.end]
                found.met.append(Met(d, -d.start, along=along))
        for place in conferences(text, start, end):
            if not any(place[0] < e and s < place[1] for _, s, e in found.larger):
                what = _POINT.sub("", " ".join(remark[slice(*place)].split()))
                found.larger.append((what, *place))
                found.met = _there(text, what, place, (start, end), here, found.met)
                received, others = hosts(text, place, end, here, names)
                found.met = [m for m in found.met if not any(m.said.end == d.end for d in (*received, *others))]
                found.met += [Met(d, -place[1], at=what, host=d in received) for d in (*received, *others)]
                taken |= {m.said.end for m in found.met}
    for d in inviting(text, said):
        if d.end not in taken:
            taken.add(d.end)
            found.met.append(Met(d, 0))
    named = [d for d in said if d.plural and d.end not in taken and len(d.states) > 1]
    found.met = [one for m in (*found.met, *(Met(d, -d.start) for d in named)) for one in _of_its_name(m, found.larger)]
    found.met = [m for m in found.met if m.at or m.said not in named]
    taken |= {m.said.end for m in found.met}
    found.spoke = _SPOKE.search(text) is not None
    found.left = [d for d in said if d.end not in taken and (d.titles or d.courtesy)]
    return found


def _held(remark: str, said: list[Designation]) -> Told:
    """Return a remark without the clauses on what was cancelled, and those of *said* who stand in these."""
    found = Told(held=remark)
    for start, end in _clauses(remark):
        if noted_off(remark[start:end]):
            found.cancelled += [d for d in said if start <= d.start < end]
            found.held = found.held[:start] + " " * (end - start) + found.held[end:]
    return found


def _along(text: str, start: int, end: int, here: list[Designation]) -> Iterator[Designation]:
    """Yield whom the traveller accompanied: by name, or his own President with those beside him."""
    by, own = _ACCOMPANIED.search(text, start, end), _WITH_OWN.search(text, start, end)
    yield from (d for d in here if by and d.name and by.end() <= d.start < by.end() + 5)
    yield from (d for d in here if own and not d.name and own.start() <= d.start < own.end())


def _clauses(remark: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences, parted where another verb of the traveller's follows."""
    for paragraph in paragraphs(remark):
        for sentence in paragraph.sentences:
            begin, end = paragraph.start + sentence.start_char, paragraph.start + sentence.end_char
            cuts = [begin, *(m.end() for m in _NEXT.finditer(remark, begin, end)), end]
            yield from itertools.pairwise(cuts)


def _tellings(text: str, start: int, end: int, here: list[Designation], names: Names) -> Iterator[Telling]:
    """Yield the places that tell of a meeting, and those at which the traveller did something with somebody."""
    yield from tellings(text, start, end, here, cues(names))
    for cue in _WITH.finditer(text, start, end):
        begin = cue.end() - len("the ") * text[: cue.end()].endswith("the ")
        behind, _ = group_behind(text, begin, end, [d for d in here if d.titles])
        ahead = _BEFORE_NAMES.match(text, cue.end(), end)
        if behind and behind[0].start - (ahead.end() if ahead else cue.end()) < len("former "):
            yield Telling(cue.start(), behind[-1].end, (), behind, "met")


def _met(text: str, telling: Telling, here: list[Designation], names: Names) -> Iterator[Designation]:
    """Yield those whom a place tells of as met: who stands behind it, and who else has a title and a name in its reach."""
    behind = list(telling.behind)
    reach = [d for d in here if telling.start <= d.start < telling.end and d not in behind]
    behind += [d for d in reach if d.titles and not _NOT_MET.search(text[telling.start : d.start])]
    behind = [d for d in behind if not _NOT_MET.search(text[max(telling.start, d.start - 40) : d.start])]
    # A single word without a title is a place or a people as often as a person.
    polite = telling.verb == "talked"
    named = [d for d in behind if d.titles or (d.courtesy and polite) or (telling.verb == "met" and _untitled(text, d))]
    # "the first visit by a Secretary of State": it is not said of whom.
    named = [d for d in named if d.name or not (part_of_a_name(text, d, here) or _ANY.search(text[: d.start]))]
    # "the Foreign Ministers of Peru and Chad": what is a state is no name.
    named = [d for d in named if not (d.name and names.states.at(words(d.name), 0)[1])]
    named = [one for d in named for one in each_office(text, listed(text, d, telling.end, here, names), names)]
    yield from sorted(named, key=lambda d: d.start)
    if not named and telling.verb in ("met", "noun", "held"):
        several = [d for d in officials(text, telling.start, telling.end, here, names) if d.states]
        yield from several or (
            d for d in groups(text, telling.start, telling.start, telling.end, True, names) if d.states
        )


def _of_its_name(met: Met, larger: list[tuple[str, int, int]]) -> list[Met]:
    """Return one who was met; those whom the name of a larger meeting has were there, and not met one by one besides.

    "a meeting of the Presidents of Peru and Chad" names them, "to the Summit of the Andean Presidents" does not.
    """
    said = met.said
    what = next((what for what, start, end in larger if start < said.end and said.start < end), "")
    if said.name or met.at or not what:
        return [met]
    return [replace(met, at=what)] if len(said.states) > 1 else []


def _there(
    text: str, what: str, place: tuple[int, int], clause: tuple[int, int], here: list[Designation], met: list[Met]
) -> list[Met]:
    """Return those who were met, with whom a larger meeting is said to have been held: behind its name, or met for it."""
    if _MET_FOR.search(text, clause[0], place[0]):
        return [replace(m, at=what) if clause[0] <= m.said.start < place[0] else m for m in met]
    behind = _HELD_WITH.match(text, place[1], clause[1])
    if behind is None:
        return met
    titled = group_behind(text, behind.end(), clause[1], [d for d in here if d.titles])[0]
    group = {d.end: d for d in titled if d.name or (d.plural and len(d.states) >= _GROUP)}
    if not group or min(d.start for d in group.values()) - behind.end() > len("the former "):
        return met
    known = {m.said.end for m in met}
    told_ = [replace(m, at=what) if m.said.end in group else m for m in met]
    return [*told_, *(Met(d, -place[1], at=what) for end, d in sorted(group.items()) if end not in known)]


def _untitled(text: str, d: Designation) -> bool:
    """Whether words without a title name a person: with a courtesy, or two words and no article, and of no group."""
    named = " " in d.name and not text[: d.start].endswith("the ") and not _GROUPS.match(text, d.end)
    return d.courtesy or named
