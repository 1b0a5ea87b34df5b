"""The persons whom a document names: its designations, chained where they name the same one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from dipgraph.designations import Designation
from dipgraph.roster import Roster, called, letters
from dipgraph.titles import OTHERS, Title

# Titles that say no more than that somebody has one.
_BARE = frozenset(("minister", "secretary", "counterpart", "chairman", "member", "leader", "official", "ministers"))

# What somebody is called besides, who has an office.
_RANKS = frozenset(("senator", "general", "colonel", "admiral", "lieutenant-general", "major-general"))

# Who has such a title is of a state of his own, even where the text does not name it.
_SOVEREIGN = frozenset((
    "president", "prime-minister", "king", "queen", "amir", "sultan", "emperor", "empress", "chancellor", "pope",
    "crown-prince", "taoiseach", "president-elect",
))  # fmt: skip

# So many letters in capitals are no abbreviation.
_LONG = 5
_BEGINNING = re.compile(r"(?:^|[\n.!?:;(“\"]|\bthat)\s*(?:[Tt]he\s+)?$")

# Who is named behind these is the other of whom the text is about.
_MET = re.compile(
    r"\b(?:calls?|meetings?|talks|conversations?|discussions?|visits?|invitations?) (?:with|to|of|by|from)"
    r"\s+(?:the\s+|his\s+|her\s+)?(?:counterpart,?\s+)?(?:(?:H\.E|M[rs]{1,2}|Dr)\.?\s+)*$"
)


@dataclass(eq=False)
class Person:
    """A person of the document: what is said of him or her, in the order of the text; its body begins at *body*."""

    said: list[Designation] = field(default_factory=list)
    body: int = 0

    @property
    def name(self) -> str:
        """The name as it is first printed in full: in the body, or in the title where the body has the family name alone."""
        return spelled(self.first.name)

    @property
    def first(self) -> Designation:
        """The first designation with the name in full."""
        body = [d for d in self.said if d.start >= self.body and len(letters(d.name)) > 1]
        return max(body or self.said, key=_fullness)

    @property
    def titles(self) -> tuple[Title, ...]:
        """The titles of the designation that says most about the office, the first of those; "FM" says less than any."""
        with_title = [d.titles for d in self.said if d.titles]
        telling = [ts for ts in with_title if not {t.kind for t in ts} <= _BARE]
        full = [ts for ts in telling if not all(t.words.isupper() for t in ts)]
        longest = max(with_title, key=lambda ts: sum(len(t.words) for t in ts), default=())
        return next(iter(full or telling), longest)

    @property
    def role(self) -> str:
        """The office in words, without state; a rank beside it is none."""
        offices = [t for t in self.titles if t.kind not in _RANKS] or self.titles
        return " and ".join(dict.fromkeys(spelled(t.words) for t in offices if t.kind != "counterpart"))

    @property
    def states(self) -> tuple[str, ...]:
        """The state or body that the document names with the person, several where the word belongs to several; or none."""
        said = [d.states for d in self.said if d.states]
        return next((s for s in said if len(s) == 1), next(iter(said), ()))

    @property
    def implied(self) -> str:
        """The state that alone has such an office, as the text calls it here or, in more words, elsewhere."""
        short = self.titles[0].words.lower() if self.titles else ""
        longer = [t for d in self.said for t in d.titles if short and t.words.lower().startswith(f"{short}/")]
        return next((t.implied for t in (*self.titles, *longer) if t.implied and not t.qualifier), "")

    @property
    def gender(self) -> str:
        """The pronoun, where a courtesy or title tells it: "he", "she" or nothing."""
        return next((d.gender for d in self.said if d.gender), "")


def persons(found: Iterable[Designation], roster: Roster | None = None, body: int = 0) -> list[Person]:
    """Return the persons that designations with a name speak of; whoever may be one of two by the name is left out.

    The body of the text begins at *body*, behind its title.

    Untitled names of one word are chained to a person that is named otherwise too, and are nobody by themselves.
    """
    chains: list[Person] = []
    index = _Index(roster)
    named = [d for d in found if d.name]
    # Who is named in full comes first, so that a headline with the family name alone finds the person.
    order = sorted(named, key=lambda d: (-min(len(letters(d.name)), 2), not d.titles and not d.courtesy, d.start))
    for said in order:
        fitting = [chains[n] for n in index.near(said.name) if _same(chains[n], said, roster)]
        if len(fitting) > 1:
            fitting = _nearer(fitting, said)
        if len(fitting) == 1:
            fitting[0].said.append(said)
            index.add(said.name, next(n for n in index.near(said.name) if chains[n] is fitting[0]))
        elif not fitting and (said.titles or said.courtesy or len(letters(said.name)) > 1):
            chains.append(Person([said], body))
            index.add(said.name, len(chains) - 1)
    for person in chains:
        person.said.sort(key=lambda d: d.start)
    return sorted(chains, key=lambda p: p.said[0].start)


def sovereign(titles: Sequence[Title]) -> bool:
    """Whether one of *titles* is that of a head of state or government, of whom each state has its own."""
    return any(t.kind in _SOVEREIGN and not t.qualifier and " of " not in t.words for t in titles)


class _Index:
    """The numbers of persons by what their names begin with, so that each name is compared with few others."""

    def __init__(self, roster: Roster | None) -> None:
        self._roster, self._numbers = roster, dict[str, set[int]]()

    def _keys(self, name: str) -> set[str]:
        """Return the words, how first and last begin, and who is known by the name: one of them is the same for the same."""
        parts = letters(name)
        alike = {f"{parts[0][0]} {parts[-1][:2]}"} if len(parts) > 1 else set()
        return {*parts, *alike, *(self._roster.called(name) if self._roster else ())}

    def add(self, name: str, number: int) -> None:
        for key in (*self._keys(name), *(f"{word[:2]}-" for word in letters(name))):
            self._numbers.setdefault(key, set()).add(number)

    def near(self, name: str) -> list[int]:
        parts = letters(name)
        keys = self._keys(name) | ({f"{parts[0][:2]}-"} if len(parts) == 1 else set())
        return sorted({number for key in keys for number in self._numbers.get(key, ())})


def described(d: Designation, cast: Sequence[Person], text: str) -> Person | None:
    """Return the one person of the document who has the title, and the state if one is said, of words without a name.

    "The President", without a state, is nobody of whom the *text* only says further on that he was met or spoken of.
    """
    kinds = {(t.kind, t.qualifier) for t in d.titles}
    fitting = [p for p in cast if kinds & {(t.kind, t.qualifier) for t in p.titles}]
    if any(t.kind in OTHERS for t in d.titles):
        fitting = _called(d, cast)
    if not d.states:
        fitting = [p for p in fitting if any(_acts(s, text, d.start) for s in p.said)]
    if d.states:
        fitting = [p for p in fitting if set(p.states) & set(d.states)]
        if not fitting and [t.kind for t in d.titles if not t.qualifier] == ["minister"]:
            # "the Vietnamese minister" is its foreign minister, if he is the only one.
            theirs = [p for p in cast if set(p.states) & set(d.states)]
            fitting = [p for p in theirs if any(t.kind.endswith("minister") for t in p.titles)]
    return fitting[0] if len(fitting) == 1 and not d.plural else None


def _called(d: Designation, cast: Sequence[Person]) -> list[Person]:
    """Return those who are called somebody's counterpart, of the state if one is said; in a title, the first of them."""
    said = sorted(
        (one.start, n) for n, p in enumerate(cast) for one in p.said if any(t.kind in OTHERS for t in one.titles)
    )
    of = [cast[n] for n in dict.fromkeys(n for _, n in said) if not d.states or set(cast[n].states) & set(d.states)]
    return of[:1] if any(d.start < p.body for p in of) else of


def of_each(d: Designation, cast: Sequence[Person]) -> list[Person]:
    """Return who has a title in the plural for each of the states behind it: "the Foreign Ministers of Peru and Chile".

    Nobody is returned where of one state nobody has it, or two have.
    """
    kinds = {t.kind for t in d.titles}
    of = {code: [p for p in cast if code in p.states] for code in d.states}
    each = [[p for p in of[code] if kinds & {t.kind for t in p.titles} or not p.titles] for code in d.states]
    return [found[0] for found in each] if len(each) > 1 and all(len(found) == 1 for found in each) else []


def _acts(d: Designation, text: str, before: int) -> bool:
    """Whether a designation may be of one who acts: named *before* there, unless as the other of talks, or as a subject."""
    lead = text[max(0, d.start - 40) : d.start]
    if text.startswith(("'", "’"), d.end):
        return False
    return not _MET.search(lead) if d.start < before else _BEGINNING.search(lead[-20:]) is not None


def _fullness(d: Designation) -> tuple[int, int, bool, int]:
    """Return how full a name is: by its words, then with its initials, then in small letters, then the first."""
    parts = letters(d.name)
    return sum(len(w) > 1 for w in parts), len(parts), not d.name.isupper(), -d.start


def spelled(printed: str) -> str:
    """Return a name or an office *printed* in capitals, as in a headline, with small letters; any other as it is.

    >>> spelled("PRIME MINISTER"), spelled("MINISTER OF FINANCE"), spelled("FM"), spelled("WANG Yi"), spelled("ANA AL-ALI")
    ('Prime Minister', 'Minister of Finance', 'FM', 'WANG Yi', 'Ana Al-Ali')
    """
    if not printed.isupper() or len(printed) < _LONG:
        return printed
    return re.sub(r"\b(?:Of|For|And|The|To|De|Bin|Al(?= ))\b(?<!^)", lambda m: m[0].lower(), printed.title())


def _same(person: Person, said: Designation, roster: Roster | None) -> bool:
    """Whether a designation may speak of *person*: by its name, and against no state or title."""
    if said.states and person.states and not set(said.states) & set(person.states):
        return False
    if called(said.name, person.name) or called(person.name, said.name):
        return True
    one, other = letters(person.name), letters(said.name)
    if len(one) > 1 and len(other) > 1:
        if roster and set(roster.called(person.name)) & set(roster.called(said.name)):
            return True
        kinds = {t.kind for t in person.titles} & {t.kind for t in said.titles}
        # Joe Biden, Joseph R. Biden; Mohamed bin Zayed, Mohammed bin Zayed: the office is the same, and the name nearly so.
        alike = SequenceMatcher(None, " ".join(one), " ".join(other)).ratio() >= 0.8
        short = one[-1] == other[-1] and one[0][:2] == other[0][:2]
        return (bool(kinds) and (alike or short)) or (alike and one[-1] == other[-1] and one[0][0] == other[0][0])
    if said.titles and len(one) > 0 and len(other) == 1:
        kinds = {t.kind for t in person.titles} & {t.kind for t in said.titles}
        return bool(kinds) and any(
            SequenceMatcher(None, other[0], w).ratio() >= 0.8 and w[0] == other[0][0] for w in one
        )
    return False


def _nearer(fitting: list[Person], said: Designation) -> list[Person]:
    """Return those of several persons of one name whose title the designation has; all of them where none has."""
    kinds = {(t.kind, t.qualifier) for t in said.titles}
    by_title = [p for p in fitting if kinds & {(t.kind, t.qualifier) for d in p.said for t in d.titles}]
    return by_title or fitting
