"""Who the persons are whom records name without saying more of them: the same one in many records, or others of one name.

A source that prints "Foreign Minister Lind" a dozen times means one or two persons. Those of one state are one person where
their full names fit, or where a family name comes with the same title within a few years of a fuller name, or of itself.
This is what the records of one source support; whether such a person is one whom other data describe is another question.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from dipgraph.addresses import parted, slug, unlike
from dipgraph.roster import called, letters

# Of a full name so many years may lie between two records, of a family name with its title so many.
_FULL, _FAMILY = 15, 8
_ALIKE = 0.84
_YEAR = 365.25


# Whose number is part of the name by which he or she is called.
_CROWNED = frozenset(("king", "queen", "emperor", "pope", "sultan", "amir", "grand-duke", "grand-duchess", "prince"))
_NUMERAL = re.compile(r"[IVX]+")
# In names that these are part of, the given name comes first, and is followed by those of the ancestors.
_DESCENT = frozenset(("bin", "ibn", "al", "el"))
# Here by the given name, which is the last.
_GIVEN = frozenset(("VN",))
# Where a family name is that of both parents, and often two words.
_TWO = frozenset((
    "AO", "AR", "BO", "BR", "CL", "CO", "CR", "CU", "CV", "DO", "EC", "ES", "GT", "GW", "HN", "MX", "MZ", "NI", "PA", "PE",
    "PT", "PY", "ST", "SV", "UY", "VE",
))  # fmt: skip
# Here somebody is called by the first word of the name.
_FIRST = frozenset(("CN", "TW"))


@dataclass(frozen=True)
class Seen:
    """One whom a record names: the name without titles, the state's code, the kinds of the titles, the day, the record."""

    name: str
    state: str
    kinds: frozenset[str]
    day: dt.date
    record: str = ""


@dataclass(eq=False)
class Acquaintance:
    """A person as the records of a source have him or her; *key* is an address of its own within the source."""

    state: str
    names: Counter[str] = field(default_factory=Counter)
    days: list[dt.date] = field(default_factory=list)
    kinds: dict[str, list[dt.date]] = field(default_factory=lambda: defaultdict(list))
    key: str = ""
    records: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, seen: Seen) -> None:
        """Take one more record of the person."""
        self.names[seen.name] += 1
        self.days.append(seen.day)
        self.records[seen.record] |= seen.kinds
        for kind in seen.kinds:
            self.kinds[kind].append(seen.day)

    @property
    def name(self) -> str:
        """The name that most records print of those with the most words, in none of which a word stands twice."""
        return max(
            sorted(self.names),
            key=lambda n: (not _doubled(n), len([w for w in letters(n) if len(w) > 1]), self.names[n]),
        )

    @property
    def parts(self) -> tuple[str, str]:
        """Family name and given names: what records print alone is the family name, else as the state has names.

        A sovereign or a pope is called by the whole name.
        """
        parts = self.name.split()
        if self.kinds.keys() & _CROWNED and _number(self.name):
            return self.name, ""
        alone = [name for name in self.names if " " not in name and name in parts]
        if self.state in _TWO:
            if shorter := [name for name in self.names if " " in name and self.name.startswith(f"{name} ")]:
                # "Ana Vega" of "Ana Vega Luz": both of the last are the family's.
                at = len(max(shorter, key=len).split()) - 1
                return " ".join(parts[at:]), " ".join(parts[:at])
            alone += [name for name in self.names if " " in name and self.name.endswith(f" {name}")]
        if len(parts) > 1 and alone and self.state not in _GIVEN:
            family = max(sorted(alone), key=lambda name: (self.names[name], -len(name)))
            return family, " ".join(part for part in parts if part not in family.split())
        family, given = parted(self.name, self.state)
        # The name of a father is none of a family.
        return (self.name, "") if family.casefold().startswith(("bin ", "ibn ")) else (family, given)

    def away(self, day: dt.date, kinds: frozenset[str] | None = None) -> float:
        """Return how many years *day* is from the nearest record of the person, with one of *kinds* if they are given."""
        days = self.days if kinds is None else [d for kind in kinds for d in self.kinds.get(kind, ())]
        return min((abs((day - d).days) for d in days), default=10**6) / _YEAR


def acquainted(seen: Sequence[Seen]) -> list[Acquaintance | None]:
    """Return for each of *seen* the person; None where the name may be that of several."""
    found: list[Acquaintance | None] = [None] * len(seen)
    by_state: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(seen):
        by_state[one.state].append(number)
    for state, numbers in sorted(by_state.items()):
        taken: set[str] = set()
        persons = _of_state(state, numbers, seen, found)
        for person in sorted(persons, key=lambda p: (min(p.days), p.name)):
            family, given = person.parts
            person.key = unlike(slug(f"{state} {family} {given}") or "unnamed", taken)
    return found


def _of_state(
    state: str, numbers: list[int], seen: Sequence[Seen], found: list[Acquaintance | None]
) -> list[Acquaintance]:
    """Find the persons of one state, the fullest names first, each name where its days begin."""
    persons: list[Acquaintance] = []
    order = sorted(numbers, key=lambda n: (-min(_words(seen[n].name), 2), -len(letters(seen[n].name)), seen[n].day, n))
    for number in order:
        one = seen[number]
        fitting = [person for person in persons if _fits(person, one)]
        best = _nearest(fitting, one)
        if best is None and fitting:
            continue
        if best is None:
            best = Acquaintance(state)
            persons.append(best)
        best.add(one)
        found[number] = best
    return persons


def _doubled(name: str) -> bool:
    parts = name.split()
    return any(one == other for one, other in itertools.pairwise(parts))


def _number(name: str) -> str:
    """Return the number of a sovereign in a name, nothing where there is none."""
    return next((word for word in name.split()[1:] if _NUMERAL.fullmatch(word)), "")


def _words(name: str) -> int:
    """Return how many words of a name tell a person from others; the number of a sovereign is one."""
    return sum(len(word) > 1 for word in letters(name)) + (len(_number(name)) == 1)


def _fits(person: Acquaintance, one: Seen) -> bool:
    """Whether *one* may be *person*, by name, title and day."""
    if _other(person, one):
        return False
    if _words(one.name) > 1:
        away = person.away(one.day)
        if away > _FULL:
            return False
        if any(_called(one.name, known) for known in person.names if _words(known) > 1):
            # "Rahman Lund" may be another than "Ida Rahman Lund".
            own = letters(one.name)
            same = any(letters(n)[0][:2] == own[0][:2] or sorted(letters(n)) == sorted(own) for n in person.names)
            return same or person.away(one.day, one.kinds) <= _FAMILY
        return bool(one.kinds & person.kinds.keys()) and _alike(one, person)
    if person.away(one.day, one.kinds) > _FAMILY:
        return False
    return _by_family(person, letters(one.name))


def _by_family(person: Acquaintance, own: tuple[str, ...]) -> bool:
    """Whether the words *own* of a family name are of a person's name, or another spelling of it."""
    if person.state in _FIRST:
        return any(letters(known)[0] == own[0] for known in person.names)
    return any(set(own) <= set(letters(known)) for known in person.names) or any(
        SequenceMatcher(None, own[-1], word).ratio() >= _ALIKE and word[0] == own[-1][0]
        for known in person.names
        for word in letters(known)[-1:]
    )


def _other(person: Acquaintance, one: Seen) -> bool:
    """Whether *one* is told from *person* by the record, which has both in other offices, or by another number."""
    here = person.records.get(one.record) if one.record else None
    if here and one.kinds and not here & one.kinds:
        # "Prime Minister Lund and Foreign Minister Lund" are two.
        return True
    number = _number(one.name)
    return bool(number) and any(_number(known) not in ("", number) for known in person.names)


def _called(one: str, other: str) -> bool:
    """Whether two full names may be of one person: one has the words of the other, and what names descent begins alike."""
    if not (called(one, other) or called(other, one)):
        return False
    descent = all(_DESCENT.intersection(re.findall(r"\w+", name.casefold())) for name in (one, other))
    return not descent or letters(one)[0][:3] == letters(other)[0][:3]


def _alike(one: Seen, person: Acquaintance) -> bool:
    """Whether a full name is another spelling of one by which the person is known."""
    own = letters(one.name)
    for known in person.names:
        other = letters(known)
        same_family = own[-1] == other[-1] and (own[0][:2] == other[0][:2])
        ratio = SequenceMatcher(None, " ".join(own), " ".join(other)).ratio()
        if len(other) > 1 and (same_family or (ratio >= _ALIKE and own[0][0] == other[0][0])):
            return True
    return False


def _nearest(fitting: Iterable[Acquaintance], one: Seen) -> Acquaintance | None:
    """Return the one that is nearest in time; None where there is none, or two of them are as near."""
    full = _words(one.name) > 1
    near = sorted(
        ((p.away(one.day, None if full else one.kinds), n, p) for n, p in enumerate(fitting)), key=lambda t: t[:2]
    )
    if not near:
        return None
    if full and (held := [t for t in near if t[2].away(one.day, one.kinds) <= _FAMILY]):
        # Of several of one name who was in that office.
        return held[0][2]
    if len(near) > 1 and near[0][0] == near[1][0] and not full:
        return None
    return near[0][2]
