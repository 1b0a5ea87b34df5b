"""Records of others, as a source of them is read: persons, offices, tenures, journeys, and the faults of the source itself.

A record source is a function from a folder or file to `Records`, registered as a ``record_source``. What it gives has the
publisher's own identifiers; the graph is made of it in one way, whatever the source.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path

from dipgraph import registry
from dipgraph.addresses import unlike
from dipgraph.errors import SourceError, UsageError

KIND = "record_source"


@dataclass(frozen=True)
class Person:
    """A person whom the source describes: its identifier, the name in full, its parts, other names, the page."""

    key: str
    name: str
    family: str
    given: str = ""
    others: tuple[str, ...] = ()
    page: str = ""


@dataclass(frozen=True)
class Post:
    """An office: its identifier, its name with the state, the state's code, whether its holder is of cabinet rank.

    *several* is whether several persons hold it at once.
    """

    key: str
    name: str
    state: str
    ministerial: bool = False
    page: str = ""
    several: bool = False


@dataclass(frozen=True)
class Term:
    """That a person held a post from a day until before another, each a day, month or year, or empty; *note* says more.

    *overlaps* are the terms of others that run on some of its days, though one person holds the post at a time.
    """

    key: str
    person: str
    post: str
    begins: str = ""
    ends: str = ""
    note: str = ""
    page: str = ""
    overlaps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Record:
    """A journey as the source has it.

    A "trip" is that of *person*, an identifier of the source, in *post*, to a country; a "visit" that of whoever
    *visitor* names in words, of that country, to the holder of *post*. *state* is the country's code, empty where it is
    none, and *country* its name as printed; *remark* is the prose, in which *places* lie.
    """

    key: str
    kind: str
    first: dt.date
    last: dt.date
    state: str
    country: str
    remark: str
    post: str
    page: str
    person: str = ""
    traveller: str = ""
    visitor: str = ""
    places: str = ""

    @property
    def text(self) -> str:
        """The record as text: its heading, days and country, and behind an empty line the remark."""
        span = self.first.isoformat() + (f" to {self.last.isoformat()}" if self.last > self.first else "")
        place = f"{self.country}: {self.places}" if self.places else self.country
        lines = [f"{self.kind.capitalize()} {self.key}", self.traveller or self.visitor, place, span]
        return "\n".join([*(line for line in lines if line), "", self.remark]).rstrip() + "\n"

    @property
    def begin(self) -> int:
        """Where in the text the remark begins."""
        return len(self.text) - 1 - len(self.remark)


@dataclass(frozen=True)
class Fault:
    """What is wrong with the source itself: by which rule, at which of its identifiers, and in words."""

    rule: str
    key: str
    words: str

    def __str__(self) -> str:
        """Return the fault on one line.

        >>> print(Fault("ends-before-start", "x1", "ends in 1900 and starts in 1901"))
        x1: ends in 1900 and starts in 1901 (ends-before-start)
        """
        return f"{self.key}: {self.words} ({self.rule})"


@dataclass(frozen=True)
class Publisher:
    """Who publishes the records: the end of the body's address, its name, kind and state, the language, the rights."""

    key: str
    name: str
    kind: str
    state: str = ""
    rights: str = ""


@dataclass
class Records:
    """All that a source has."""

    publisher: Publisher
    persons: dict[str, Person] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    terms: list[Term] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read(source: str, place: Path) -> Records:
    """Return what the record source *source* has at *place*; a UsageError or SourceError says why there is nothing."""
    if source not in (known := registry.names(KIND)):
        raise UsageError(registry.unknown("record source", source, known))
    found: Records = registry.get(KIND, source)(place)
    if not (found.persons or found.records):
        raise SourceError(f"nothing of {source} in it: give the folder into which it was cloned", place)
    found.terms[:] = settled(found)
    return found


def settled(found: Records) -> list[Term]:
    """Return the terms that can be said; what a term has wrong is left out of it, noted, and put among the faults.

    A term is left out whole only where its person or post is unknown.
    """
    kept: dict[str, list[Term]] = {}
    keys: set[str] = set()
    for one in found.terms:
        term = one
        if term.key in keys:
            found.faults.append(
                Fault("identifier-twice", term.key, f"is also the identifier of a term of {term.person}")
            )
        term = replace(term, key=unlike(term.key, keys))
        for what, known in ((term.person, found.persons), (term.post, found.posts)):
            if what not in known:
                kind = "person" if known is found.persons else "post"
                found.faults.append(
                    Fault(f"unknown-{kind}", term.key, f"names the {kind} {what}, who is not described")
                )
                break
        else:
            kept.setdefault(term.post, []).append(_dated(term, found.faults))
    return [
        term
        for post, terms in kept.items()
        for term in (terms if found.posts[post].several else _beside(terms, found.faults))
    ]


def _dated(term: Term, faults: list[Fault]) -> Term:
    """Return a term whose bounds are dates, in their order: an end before the start is left out."""
    begins, ends, notes = term.begins, term.ends, [term.note]
    for name in ("begins", "ends"):
        value = getattr(term, name)
        if value and not is_day(value):
            faults.append(Fault("no-date", term.key, f"{name} at {value!r}, which is no date"))
            begins, ends = ("", ends) if name == "begins" else (begins, "")
    if begins and ends and full(ends, True) <= full(begins, False):
        faults.append(Fault("ends-before-start", term.key, f"ends on {ends} and starts on {begins}"))
        notes.append(f"The source has it end on {ends}, not after its start.")
        ends = ""
    return replace(term, begins=begins, ends=ends, note=" ".join(filter(None, notes)))


def _beside(terms: list[Term], faults: list[Fault]) -> list[Term]:
    """Return the terms of a post that one holds at a time: one that runs when another's begins overlaps with that."""
    result: list[Term] = []
    for term in terms:
        within = [other for other in terms if other is not term and _runs_at_start(term, other)]
        if within:
            keys = ", ".join(other.key for other in within)
            faults.append(
                Fault(
                    "overlapping-terms", term.key, f"runs until {term.ends}, and {keys} of the same office began before"
                )
            )
        others = tuple(other.key for other in within if other.person != term.person)
        result.append(replace(term, overlaps=others))
    return result


def _runs_at_start(term: Term, other: Term) -> bool:
    """Whether *term* certainly runs on the day on which *other* begins, as the shapes have it."""
    if not (term.begins and term.ends and other.begins):
        return False
    begun = full(other.begins, True)
    lasts = full(other.ends, False) > begun if other.ends else len(other.begins) == len("1905-02-03")
    return lasts and full(term.begins, True) <= begun < full(term.ends, False)


def identifier(key: str) -> str:
    """Return an identifier of a source as the end of an address: as it is, but for what an address cannot have.

    >>> identifier("secr-2021-blin"), identifier("Q42/é")
    ('secr-2021-blin', 'Q42-e')
    """
    plain = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9_-]+", "-", plain).strip("-") or "unnamed"


def with_article(name: str, articled: Collection[str]) -> str:
    """Return a name as it stands within a sentence: those that are *articled* with "the" before them.

    >>> with_article("Bahamas", ["Bahamas"]), with_article("Chad", ["Bahamas"])
    ('the Bahamas', 'Chad')
    """
    return f"the {name}" if name in articled else name


def is_day(text: str) -> bool:
    """Say whether *text* is a day, a month or a year.

    >>> is_day("1905-02"), is_day("1905-02-30"), is_day("about 1905")
    (True, False, False)
    """
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        return False
    try:
        dt.date.fromisoformat(full(text, False))
    except ValueError:
        return False
    return True


def full(text: str, last: bool) -> str:
    """Return a day, month or year as a whole day, its first or, as far as texts are compared, its last.

    >>> full("1905", False), full("1905-02", True)
    ('1905-01-01', '1905-02-31')
    """
    return text + ("-12-31" if last else "-01-01")[len(text) - 4 :]
