"""Who is known in the graph: persons and what they are called, offices, and who held which when."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from dipgraph.appellations import PLAIN
from dipgraph.dataset import Files
from dipgraph.guesses import Reason
from dipgraph.sources import is_rdf
from dipgraph.terms import DIP, RDFS, SKOS

_LABELS = frozenset(
    (
        RDFS + "label",
        *(f"{SKOS}{k}Label" for k in ("alt", "hidden")),
    )
)
_IDLE = frozenset(("jr", "sr", "bin", "ibn", "al", "el", "de", "da", "von", "van", "der", "mr", "mrs", "ms", "dr"))
# Who held an office longer ago than this, or later, is taken for another of the same name.
_YEARS = 15
# Who is called so stands in for another, whose title is not theirs.
_UNDER = frozenset(("vice", "deputy", "under", "assistant"))
_LETTERS = str.maketrans(PLAIN)
_UNKNOWN = Reason("not known in the graph", "person-new", 0.7)


@lru_cache(maxsize=20_000)
def letters(text: str) -> tuple[str, ...]:
    """Return the words of a name in small letters without accents, particles and "Jr.".

    >>> letters("Kais Saïed"), letters("HAYASHI Yoshimasa"), letters("Bashar al-Assad")
    (('kais', 'saied'), ('hayashi', 'yoshimasa'), ('bashar', 'assad'))
    """
    flat = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    found = re.findall(r"[a-z]+", "".join(c for c in flat if not unicodedata.combining(c)).replace("'", ""))
    return tuple(word for word in found if word not in _IDLE) or tuple(found)


def called(name: str, full: str) -> bool:
    """Return whether who is called *full* may be called *name*: its words in any order, some left out or as initials.

    >>> called("Yoshimasa Hayashi", "Hayashi Yoshimasa"), called("A. Blinken", "Antony Blinken")
    (True, True)
    """
    rest, whole = list(letters(full)), False
    for word in letters(name):
        hit = next((r for r in rest if r == word), None) or next(
            (r for r in rest if len(word) == 1 and r[0] == word), None
        )
        if hit is None:
            # An initial between the names of one whose label has none.
            if len(word) == 1 and whole:
                continue
            return False
        whole = whole or len(word) > 1
        rest.remove(hit)
    return whole


@dataclass(frozen=True)
class Tenure:
    """That a person held an office from a day until before another; a bound that no source supports is None."""

    person: str
    office: str
    begins: dt.date | None
    ends: dt.date | None

    def covers(self, day: dt.date | None) -> bool:
        """Whether the office was held on *day*; without a day, nothing says so."""
        return day is not None and (
            (self.begins is None or self.begins <= day) and (self.ends is None or day < self.ends)
        )

    def away(self, day: dt.date) -> int | None:
        """Return how many days lie between *day* and what is known of the tenure; None where no bound is."""
        bounds = [bound for bound in (self.begins, self.ends) if bound]
        if len(bounds) == 2 and self.covers(day):
            return 0
        if self.begins and not self.ends and self.covers(day):
            # Who holds it still, or until a day that no source gives.
            return 0
        return min((abs((day - bound).days) for bound in bounds), default=None)


@dataclass(frozen=True)
class Roster:
    """Persons by address with all that they are called; offices with their titles and states; tenures."""

    persons: dict[str, tuple[str, ...]] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)
    offices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    tenures: tuple[Tenure, ...] = ()

    @cached_property
    def _by_word(self) -> dict[str, list[str]]:
        """The persons whose labels have a word, in their order."""
        found: dict[str, list[str]] = {}
        for person, labels in self.persons.items():
            for word in {word for label in labels for word in letters(label)}:
                found.setdefault(word, []).append(person)
        return found

    @cached_property
    def _called(self) -> dict[str, tuple[str, ...]]:
        return {}

    def called(self, name: str) -> tuple[str, ...]:
        """Return the addresses of all who may be called *name* by at least two of their names."""
        if len(letters(name)) < 2:
            return ()
        if name not in self._called:
            # Whoever is called so has one of its words in full.
            some = {p for word in letters(name) if len(word) > 1 for p in self._by_word.get(word, ())}
            order = (p for p in self.persons if p in some) if some else ()
            self._called[name] = tuple(p for p in order if any(called(name, label) for label in self.persons[p]))
        return self._called[name]

    def office(self, title: str, state: str) -> tuple[str, ...]:
        """Return the offices of *state* (its code) that have *title*, with or without the name of the state behind it."""
        wanted = letters(title)
        return tuple(
            office
            for office, titles in self.offices.items()
            if self.states.get(office) == state and any(letters(t) == wanted for t in titles)
        )

    def holders(self, office: str, day: dt.date | None) -> tuple[str, ...]:
        """Return who held *office* on *day*."""
        return tuple(dict.fromkeys(t.person for t in self.tenures if t.office == office and t.covers(day)))

    def held(self, person: str, day: dt.date | None) -> tuple[str, ...]:
        """Return the offices that *person* held on *day*."""
        return tuple(dict.fromkeys(t.office for t in self.tenures if t.person == person and t.covers(day)))

    def _headed(self, title: str, state: str = "") -> tuple[str, ...]:
        """Return the offices, of *state* or all, of whose titles *title* is the noun alone: "Secretary" of State."""
        noun = letters(title)
        return tuple(
            office
            for office, titles in self.offices.items()
            if len(noun) == 1 and (not state or self.states.get(office) == state) and noun[0] in map(_noun, titles)
        )

    def titled(self, family: str, title: str, day: dt.date | None) -> str:
        """Return who of all that are known had a *title* on *day* and is called by the family name alone, if it is one."""
        offices = [o for o, titles in self.offices.items() if any(letters(t) == letters(title) for t in titles)]
        offices = offices or list(self._headed(title))
        found = {
            p for o in offices for p in self.holders(o, day) if letters(self.families.get(p, "")) == letters(family)
        }
        return found.pop() if len(found) == 1 and letters(title) else ""

    def homes(self, person: str) -> set[str]:
        """Return the states of all offices that *person* is known to have held."""
        return {self.states.get(t.office, "") for t in self.tenures if t.person == person} - {""}

    def who(self, name: str, title: str = "", state: str = "", day: dt.date | None = None) -> tuple[str, str, Reason]:
        """Return the person and the office that are meant, each empty if unknown, and why it is that person, or none.

        A family name alone is enough only with the title of an office of a state that such a person held on the day. A
        name in full is, unless what is known of that day speaks against it.
        """
        offices = self.office(title, state)
        office = offices[0] if len(offices) == 1 else ""
        found = self.called(name)
        if not found and len(letters(name)) == 1:
            return self._by_family(name, title, state, offices, office, day)
        if len(found) > 1:
            return "", office, Reason("several persons are called so", "person-open", 0.3)
        if not found:
            return "", office, _UNKNOWN
        (person,) = found
        homes = self.homes(person)
        if state and homes and state not in homes:
            return "", office, Reason("a person of this name is known with another state", "person-open", 0.3)
        why, same = self._same(person, offices, day)
        held = self.held(person, day)
        return person if same else "", office or (held[0] if same and len(held) == 1 and not title else ""), why

    def _by_family(
        self, name: str, title: str, state: str, offices: tuple[str, ...], office: str, day: dt.date | None
    ) -> tuple[str, str, Reason]:
        plain = bool(offices)
        offices = offices or self._headed(title, state) if state else offices
        ever = {t.person for t in self.tenures if t.office in offices and (day is None or t.covers(day))}
        found = [p for p in sorted(ever) if letters(self.families.get(p, "")) == letters(name)]
        if not found:
            return "", office, _UNKNOWN
        if day is None:
            why = "the office was held by one of this family name, and no day is known for the meeting"
            return "", office, Reason(why, "person-open", 0.3)
        if len(found) > 1:
            return "", office, Reason("several persons are called so", "person-open", 0.3)
        if not plain:
            held = [o for o in self.held(found[0], day) if o in offices]
            why = "one of this family name held an office of such a title on that day; the text does not say of which"
            return found[0], held[0] if len(held) == 1 else "", Reason(why, "person-by-title", 0.6)
        why = "one of this family name held the office on that day"
        return found[0], office, Reason(why, "person-by-office", 0.85)

    def _same(self, person: str, offices: tuple[str, ...], day: dt.date | None) -> tuple[Reason, bool]:
        """Return whether who has the full name of *person* is that person, and why."""
        if day is None:
            why = "known by the full name alone, for no day is known for the meeting"
            return Reason(why, "person-without-day", 0.3), True
        own = [t for t in self.tenures if t.person == person]
        known = [away for t in own if (away := t.away(day)) is not None]
        near = not known or min(known) <= _YEARS * 365.25
        if near and known and any(t.covers(day) for t in own if t.begins or t.ends):
            return Reason("the full name of one who held an office on that day", "person-by-tenure", 0.95), True
        label = next(iter(self.persons.get(person, ())), person)
        others = {t.person for t in self.tenures if t.office in offices and t.begins and t.covers(day)} - {person}
        if others:
            why = f"of the same name as {label}, and another is known to have held the office on that day"
            return Reason(why, "person-namesake", 0.3), False
        if not near:
            why = f"of the same name as {label}, of whom nothing is known within {_YEARS} years of that day"
            return Reason(why, "person-namesake", 0.3), False
        why = "known by the full name; which office was held on that day is not known"
        return Reason(why, "person-known-by-name", 0.5), True


def _noun(title: str) -> str:
    """Return the noun of a title, which says whose deputy nobody is: "minister" of "Minister for Foreign Affairs"."""
    said = re.split(r" (?:of|for|to) ", title)[0]
    found = letters(said)
    return found[-1] if found and not _UNDER & set(found) else ""


def roster(*paths: Path | str) -> Roster:
    """Return who is known in the files of data at *paths*; of a data folder, the files beside its documents are read."""
    files = [file for path in paths for file in _files(Path(path))]
    triples = [triple for graph in Files.at(*files, vocabularies=False) for triple in graph.triples] if files else []
    return of_triples(triples)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.iterdir() if file.is_file() and is_rdf(file.name) and file.stem != "findings")


def of_triples(triples: Iterable[Triple]) -> Roster:
    """Return who is known by *triples*."""
    kinds: dict[str, set[str]] = {}
    said: dict[tuple[str, str], list[str]] = {}
    names: dict[str, list[str]] = {}
    for triple in triples:
        thing, term = getattr(triple.subject, "value", ""), triple.predicate.value
        if not isinstance(triple.object, NamedNode | Literal):
            continue
        value = triple.object.value
        if term.endswith("#type"):
            kinds.setdefault(value.removeprefix(DIP), set()).add(thing)
        elif term in _LABELS:
            names.setdefault(thing, []).append(value)
        else:
            said.setdefault((thing, term.removeprefix(DIP)), []).append(value)

    def one(thing: str, term: str) -> str:
        return next(iter(said.get((thing, term), ())), "")

    codes = {state: one(state, "isoCode") for state in kinds.get("State", ())}
    offices = sorted(kinds.get("Office", set()) | kinds.get("MinisterialOffice", set()))
    states = {o: codes.get(one(o, "officeOf"), "") for o in offices}
    tenures = (
        Tenure(one(t, "holder"), one(t, "office"), _day(one(t, "from")), _day(one(t, "until")))
        for t in sorted(kinds.get("Tenure", ()))
    )
    persons = sorted(kinds.get("Person", ()))
    return Roster(
        {p: tuple(sorted(names.get(p, ()))) for p in persons},
        {p: one(p, "familyName") for p in persons},
        {o: tuple(sorted(names.get(o, ()))) for o in offices},
        states,
        tuple(tenures),
    )


def _day(text: str) -> dt.date | None:
    """Return the first day of what *text* gives: a day, a month or a year."""
    if not re.match(r"\d{4}(-\d\d){0,2}$", text):
        return None
    year, month, day = (*(int(n) for n in text.split("-")), 1, 1)[:3]
    return dt.date(year, month, day)
