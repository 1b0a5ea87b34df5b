"""What the vocabularies and the actors have: names, classes, forces of acts, who held which office when.

It is read from their files once, for who writes about them without asking a store.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from dipgraph.dataset import Dataset
from dipgraph.errors import UsageError
from dipgraph.lexicon import Act
from dipgraph.spelling import folded
from dipgraph.terms import DIP, RDF, RDFS, SKOS, shorten

_LABELS = (RDFS + "label", SKOS + "prefLabel")
_NAMES = (*_LABELS, SKOS + "altLabel", SKOS + "hiddenLabel", SKOS + "notation", DIP + "isoCode", DIP + "familyName")
_KINDS = {
    "MinisterialOffice": "Office",
    "Minister": "Person",
    "BilateralMeeting": "Meeting",
    "MultilateralMeeting": "Meeting",
}


@dataclass(frozen=True)
class Vocabulary:
    """What is known by short addresses (``person/x``, ``act/agree``, ``dip:host``), and the names that they go by."""

    kinds: Mapping[str, frozenset[str]]
    labels: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]
    said: Mapping[tuple[str, str], tuple[str, ...]]
    tenures: Mapping[tuple[str, str], tuple[tuple[str, str], ...]]

    @classmethod
    def read(cls, *paths: Path) -> Vocabulary:
        """Read the files or folders at *paths*, and the vocabularies of the program."""
        return cls.of(triple for graph in Dataset.read(*paths).graphs for triple in graph.triples)

    @classmethod
    def of(cls, triples: Iterable[ox.Triple]) -> Vocabulary:
        """Take it from *triples*."""
        kinds: dict[str, set[str]] = {}
        labels: dict[str, str] = {}
        names: dict[str, list[str]] = {}
        said: dict[tuple[str, str], list[str]] = {}
        for triple in triples:
            if not isinstance(triple.subject, ox.NamedNode):
                continue
            subject, name, value = shorten(triple.subject.value), triple.predicate.value, triple.object
            if name == RDF + "type" and isinstance(value, ox.NamedNode):
                kind = value.value.rpartition("#")[2]
                kinds.setdefault(subject, set()).update({kind, _KINDS.get(kind, kind)})
            elif isinstance(value, ox.Literal):
                said.setdefault((subject, name.removeprefix(DIP)), []).append(value.value)
                if name in _LABELS and value.language in ("en", None):
                    labels.setdefault(subject, value.value)
                if name in _NAMES:
                    names.setdefault(subject, []).append(value.value)
            elif isinstance(value, ox.NamedNode):
                said.setdefault((subject, name.removeprefix(DIP)), []).append(shorten(value.value))
        held: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for tenure in (subject for subject, found in kinds.items() if "Tenure" in found):

            def first(name: str, tenure: str = tenure) -> str:
                return next(iter(said.get((tenure, name), ())), "")

            held.setdefault((first("holder"), first("office")), []).append((first("from"), first("until")))
        return cls(
            {subject: frozenset(found) for subject, found in kinds.items()},
            labels,
            {subject: tuple(found) for subject, found in names.items()},
            {key: tuple(values) for key, values in said.items()},
            {key: tuple(spans) for key, spans in held.items()},
        )

    def all(self, kind: str) -> list[str]:
        """Return the addresses of a kind ("State", "Act", "CommitmentKind"), sorted."""
        return sorted(address for address, found in self.kinds.items() if kind in found)

    def one(self, address: str, property: str) -> str:
        """Return the first of what is said of a thing by a property, nothing where nothing is."""
        return next(iter(self.said.get((address, property), ())), "")

    def label(self, address: str) -> str:
        """Return the English label of a thing, else the end of its address in words."""
        return self.labels.get(address) or address.rpartition("/")[2].replace("-", " ")

    def commits(self, act: str) -> bool:
        """Say whether a statement with an act attests a commitment."""
        force, illocution = (self.one(f"act/{act}", name) for name in ("force", "illocution"))
        return Act(act, int(force or 0), illocution.removeprefix("dip:")).commits

    def holds(self, person: str, office: str, day: dt.date | None, last: dt.date | None = None) -> bool:
        """Say whether the person may have held the office on a *day*, or one up to the *last*, as the shapes have it."""
        first, end = (one.isoformat() if one else "" for one in (day, last or day))
        return any(
            not first
            or (
                (not begun or begun <= end)
                and (not over or first < over or (len(over) < 10 and first.startswith(over)))
            )
            for begun, over in self.tenures.get((person, office), ())
        )

    def offices(self, person: str, day: dt.date | None, last: dt.date | None = None) -> list[str]:
        """Return the offices that the person may have held on a *day*, or one up to the *last*."""
        held = {office for holder, office in self.tenures if holder == person}
        return sorted(office for office in held if self.holds(person, office, day, last))

    def holders(self, office: str, day: dt.date, last: dt.date | None = None) -> list[str]:
        """Return who may have held the office on a *day*, or one up to the *last*."""
        held = {holder for holder, known in self.tenures if known == office}
        return sorted(holder for holder in held if self.holds(holder, office, day, last))

    def called(self, name: str, kind: str) -> list[str]:
        """Return what of a *kind* goes by a *name*: the whole of a name, or the end of an address.

        >>> from dipgraph import shipped
        >>> Vocabulary.read(shipped.folder("data") / "actors.ttl").called("Antony Blinken", "Person")
        ['person/blinken-antony']
        """
        wanted = folded(name)
        if not wanted:
            return []
        return [
            a for a in self.all(kind) if wanted in (folded(a), folded(a.rpartition("/")[2].rpartition(":")[2]))
        ] or [a for a in self.all(kind) if any(wanted == folded(known) for known in self.names.get(a, ()))]

    def find(self, name: str, *kinds: str) -> str:
        """Return what of *kinds* goes by a *name*; a UsageError names those that are near, or may be meant."""
        found = [address for kind in kinds for address in self.called(name, kind)]
        if len(found) == 1:
            return found[0]
        what = " or ".join(_spaced(kind) for kind in kinds)
        if found:
            raise UsageError(f"{name!r} may be any of {', '.join(found)}: name one of them")
        known = {folded(form): address for address, form in self._forms(kinds)}
        near = difflib.get_close_matches(folded(name), known, n=3, cutoff=0.6)
        shown = list(dict.fromkeys(known[form] for form in near))
        if shown:
            raise UsageError(f"unknown {what} {name!r}: did you mean {' or '.join(shown)}?")
        raise UsageError(f"unknown {what} {name!r}")

    def _forms(self, kinds: Iterable[str]) -> Iterator[tuple[str, str]]:
        for kind in kinds:
            for address in self.all(kind):
                for form in (address.rpartition("/")[2].rpartition(":")[2], *self.names.get(address, ())):
                    yield address, form


def actors_of(data: Path) -> tuple[Path, ...]:
    """Return the files of a data folder that say who is who: those that lie in it itself, but not its findings."""
    files = sorted(path for path in data.glob("*.ttl") if path.name != "findings.ttl") if data.is_dir() else [data]
    if not files:
        raise UsageError(f"{data}: no Turtle files with actors: give the data folder with --data")
    return tuple(files)


@cache
def known(files: tuple[Path, ...]) -> Vocabulary:
    """Return what the actors' *files* and the vocabularies have, read once in a process."""
    return Vocabulary.read(*files)


def _spaced(kind: str) -> str:
    """Return the name of a class in words: "CommitmentKind" is "commitment kind"."""
    return "".join(f" {c.lower()}" if c.isupper() else c for c in kind).strip()
