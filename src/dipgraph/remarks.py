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

from dipgraph.attendance import Telling, group_behind, tellings
from dipgraph.conferences import conferences
from dipgraph.days import days
from dipgraph.designations import Designation, designations
from dipgraph.names import Names, words
from dipgraph.prose import paragraphs
from dipgraph.telling_words import cues
from dipgraph.unnamed import groups, states_in_a_row

# What stands at the head of a clause without its subject; in small letters it is the verb that the rules know.
_ELLIPTIC = re.compile(
    r"(?:(?<=^)|(?<=[.;:!?,\])]\s)|(?<=[.;:!?\])]\s\s))(?=(?:Met|Audience|Held|Discussed|Informal|Attended|Also|Briefly|Private|Working"
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


# What a traveller does with somebody whom he meets, where it is not said that they met.
_WITH = re.compile(
    r"\b(?:[Bb]riefed|[Mm]et|[Vv]isited|(?:[Rr]eviewed|[Nn]egotiat\w+|[Ss]igned|[Rr]esumed|[Cc]oncluded|[Aa]ttended|[Aa]greed|[Jj]oined)\b"
    r"[^.;]{0,120}?\bwith|[Mm]eeting with|[Ss]ummit (?:[Mm]eeting )?(?:\([^)]*\) )?with)\s+(?:the\s+)?(?=[A-Z])"
)
# That somebody was spoken with, whoever it was.
_SPOKE = re.compile(
    r"\b(?:(?:discuss\w*|negotiat\w+|consult\w*|conversations?|talks|confer(?:red|ences?))\b|informal meeting\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Met:
    """One whom the remark names as met: the words on him or her, and the place that tells of it.

    *breath* is the number of that place; those of a *joint* one met all together. *along* are those whom the traveller
    accompanied there.
    """

    said: Designation
    breath: int
    joint: bool = False
    day: dt.date | None = None
    along: tuple[Designation, ...] = ()


@dataclass
class Told:
    """All that a remark tells; *spoke* is whether it says that the traveller spoke with somebody at all."""

    met: list[Met] = field(default_factory=list)
    accompanied: list[Designation] = field(default_factory=list)
    larger: list[tuple[str, int, int]] = field(default_factory=list)
    left: list[Designation] = field(default_factory=list)
    spoke: bool = False


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
    found, said = Told(), designations(text, words(text), names)
    taken: set[int] = set()
    breath = 0
    for start, end in _clauses(remark):
        here = [d for d in said if start <= d.start < end]
        by = _ACCOMPANIED.search(text, start, end)
        along = tuple(d for d in here if by and by.end() <= d.start < by.end() + 5 and d.name)
        taken |= {d.start for d in along}
        found.accompanied += along
        for telling in _tellings(text, start, end, here, names):
            # Who accompanies somebody to a meeting is there himself.
            if telling.verb not in _MEETS or (telling.coming and not along):
                continue
            breath += 1
            joint = bool(_JOINT.search(text, start, telling.end))
            own = _own_day(remark, start, end, first, last)
            for d in _met(text, telling, here, names):
                if d.start not in taken:
                    taken.add(d.start)
                    found.met.append(Met(d, breath, joint, own, along))
        for place in conferences(text, start, end):
            if not any(place[0] < e and s < place[1] for _, s, e in found.larger):
                found.larger.append((" ".join(remark[slice(*place)].split()), *place))
    found.spoke = _SPOKE.search(text) is not None
    found.left = [d for d in said if d.start not in taken and (d.titles or d.courtesy)]
    return found


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
        behind, _ = group_behind(text, cue.end(), end, [d for d in here if d.titles])
        if behind and behind[0].start - cue.end() < len("former "):
            yield Telling(cue.start(), behind[-1].end, (), behind, "met")


def _met(text: str, telling: Telling, here: list[Designation], names: Names) -> Iterator[Designation]:
    """Yield those whom a place tells of as met: who stands behind it, and who else has a title and a name in its reach."""
    behind = list(telling.behind)
    reach = [d for d in here if telling.start <= d.start < telling.end and d not in behind]
    behind += [d for d in reach if d.titles and not _NOT_MET.search(text[telling.start : d.start])]
    behind = [d for d in behind if not _NOT_MET.search(text[max(telling.start, d.start - 40) : d.start])]
    # A single word without a title is a place or a people as often as a person.
    named = [d for d in behind if d.titles or (telling.verb == "met" and _untitled(text, d))]
    # "the Foreign Ministers of Peru and Chad": what is a state is no name.
    named = [d for d in named if not (d.name and names.states.at(words(d.name), 0)[1])]
    named = [_listed(text, d, telling.end, here, names) for d in named]
    yield from sorted(named, key=lambda d: d.start)
    if not named and telling.verb in ("met", "noun", "held"):
        yield from (d for d in groups(text, telling.start, telling.start, telling.end, True, names) if d.states)


def _untitled(text: str, d: Designation) -> bool:
    """Whether words without a title name a person: with a courtesy, or two words and no article."""
    return d.courtesy or (" " in d.name and not text[: d.start].endswith("the "))


def _listed(text: str, d: Designation, end: int, here: list[Designation], names: Names) -> Designation:
    """Return a title in the plural with all the states that are listed behind it: "the Kings of A, B, and C"."""
    if d.name or not d.plural:
        return d
    stop = min((other.start for other in here if other.start > d.start), default=end)
    row = states_in_a_row(text, d.start, min(stop, end), names, d.titles[0].words)
    states = tuple(dict.fromkeys(code for one in row for code in one.states))
    return replace(d, states=states) if len(states) > len(d.states) else d


def _own_day(remark: str, start: int, end: int, first: dt.date, last: dt.date) -> dt.date | None:
    """Return the one day of the record that a clause gives for what it tells."""
    found = {d.date for d in days(remark, last, start, end) if not d.end or d.last is None}
    within = [day for day in found if first <= day <= last]
    return within[0] if len(found) == 1 and len(within) == 1 else None
