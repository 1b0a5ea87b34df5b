"""Words by which documents name who meets: states, bodies, titles, courtesies, read from ``ontology/names.ttl``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from dipgraph import shipped
from dipgraph.errors import SourceError
from dipgraph.senses import Senses
from dipgraph.terms import BASE, DIP, SKOS

T = TypeVar("T")

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., H.E.
    r"|(?:Mr|Mrs|Ms|Md|Dr|Prof|Hon|Jr|Sr|St|Gen|Lt|Adm|Col|Maj|Brig|Sen|Rep|Amb|Gov|Smt|Engr?|Rt|No)\."
    r"|[A-Z]\.(?=\s|[A-Z])"  # the initial of a name
    r"|['’]s\b"
    r"|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*"
    r"|\d+(?:[.,:]\d+)*\w*|&"
)
# An acronym in brackets is the name before it again, and who is retired is; that of a state tells where somebody is from.
_SOFT = re.compile(
    r"[ \t\xa0\u200b]*(?:[-‐\u2011–—][ \t\xa0\u200b]*)?"
    r"(?:\((?:[Rr]e?td\.?|(?!UK\)|US\)|EU\)|UN\)|UAE\)|USA\)|ROK\)|PRC\))[A-ZÀ-ÞĞİŞČŁŠŽ]{2}[\w&-]{0,6})\)[ \t\xa0\u200b]*)?"
)
_VOCABULARY = BASE + "names#"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: as printed, with apostrophes made plain; *gap* is what stands between it and the last."""

    text: str
    start: int
    end: int
    gap: str

    @property
    def soft(self) -> bool:
        """Whether nothing but blanks or a hyphen parts it from the word before."""
        return _SOFT.fullmatch(self.gap) is not None

    @property
    def glued(self) -> bool:
        """Whether a hyphen alone parts it from the word before."""
        return self.gap in ("-", "‐", "\u2011", "–")

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of *text* between two offsets.

    >>> [w.text for w in words("Poland’s President, U.S. Secretary Jean-Luc")]
    ['Poland', "'s", 'President', 'U.S.', 'Secretary', 'Jean', 'Luc']
    """
    found, last = [], start
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        if text[match.start() - 1 : match.start()] == "(" and _SOFT.fullmatch(text[last : match.end() + 1]):
            continue
        found.append(Word(match.group().replace("’", "'"), match.start(), match.end(), text[last : match.start()]))
        last = match.end()
    return found


class Phrases(Generic[T]):
    """Labels of one or more words, each with its values; the longest label that stands at a word is found."""

    def __init__(
        self, labels: Iterable[tuple[str, T]], capitals: bool = True, before: Phrases[T] | None = None
    ) -> None:
        self._capitals, self._before = capitals, before
        self._by_first: dict[str, dict[tuple[str, ...], tuple[T, ...]]] = {}
        self._longest: dict[str, int] = {}
        for label, value in labels:
            key = tuple(self._steps(words(label)))
            held = self._by_first.setdefault(key[0], {})
            if value not in held.get(key, ()):
                held[key] = (*held.get(key, ()), value)
            self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))

    def _steps(self, found: Sequence[Word]) -> Iterator[str]:
        for number, word in enumerate(found):
            # A comma within a label counts, a hyphen is as good as a blank.
            mark = "" if not number or word.soft else word.gap.strip()
            yield mark + (word.text if self._capitals else word.text.lower())

    def at(self, found: Sequence[Word], i: int) -> tuple[int, tuple[T, ...]]:
        """Return where the longest label that begins at word *i* ends, and its values; *i* and none if there is none."""
        if self._before:
            # Where a label stands in both, its values are those that it has here.
            end, values = self._before.at(found, i)
            own, better = self._at(found, i)
            return (own, better) if better and own >= end else (end, values)
        return self._at(found, i)

    def _at(self, found: Sequence[Word], i: int) -> tuple[int, tuple[T, ...]]:
        if i < len(found):
            first = found[i].text if self._capitals else found[i].text.lower()
            if held := self._by_first.get(first):
                steps = tuple(self._steps(found[i : i + self._longest[first]]))
                for length in range(len(steps), 0, -1):
                    if values := held.get(steps[:length]):
                        return i + length, values
        return i, ()

    def all(self, found: Sequence[Word]) -> Iterator[tuple[int, int, tuple[T, ...]]]:
        """Yield the labels that stand in a text, from left to right, none within another: first word, end, values."""
        i = 0
        while i < len(found):
            end, values = self.at(found, i)
            if values:
                yield i, end, values
            i = max(end, i + 1)


@dataclass(frozen=True)
class TitleWords:
    """A title of office: its notation, whether the words are the plural, the state that has it alone, the pronoun."""

    notation: str
    plural: bool = False
    state: str = ""
    gender: str = ""


@dataclass(frozen=True, eq=False)
class Names:
    """The whole lexicon. A state or body is its code (JP, EU); a place is its code and whether it is a seat or a capital.

    *shared* has the adjectives that may be of several states, each with those that are called by it without more;
    *single* which states and bodies, or the class of all, have no more than one office of a title, by its notation;
    *interchanges* the titles, by their addresses, of which sources use one or the other, each with the states.
    """

    states: Phrases[str]
    adjectives: Phrases[str]
    bodies: Phrases[str]
    places: Phrases[tuple[str, str]]
    titles: Phrases[TitleWords]
    heads: Phrases[str]
    qualifiers: Phrases[str]
    fields: Phrases[str]
    courtesies: Phrases[str]
    groups: Phrases[tuple[str, ...]]
    roles: Phrases[str]
    coming: Phrases[str]
    columns: Phrases[str]
    encounters: Phrases[str]
    manners: Phrases[str]
    headings: Phrases[str]
    publishers: Phrases[str]
    agencies: Phrases[str]
    labels: dict[str, str]
    others: dict[str, tuple[str, ...]]
    shared: dict[str, tuple[str, ...]]
    senses: Senses
    tellings: dict[str, tuple[str, ...]]
    single: dict[str, frozenset[str]]
    interchanges: tuple[tuple[frozenset[str], frozenset[str]], ...]


def _plurals(label: str) -> Iterator[str]:
    """Yield *label* with its first noun before "of" or its last word in the plural."""
    noun, of, rest = label.partition(" of " if " of " in label else " for ")
    yield noun[:-1] + "ies" + of + rest if noun.endswith("ry") else noun + "s" + of + rest


def _shared(adjectives: Sequence[tuple[str, str]]) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Yield the adjectives of several states: whose each is by itself, and who has a longer one that ends with it."""
    holders: dict[str, list[str]] = {}
    longer: dict[str, list[str]] = {}
    for adjective, code in adjectives:
        holders.setdefault(adjective, []).append(code)
        *ahead, last = re.split(r"[ -]", adjective)
        if ahead:
            longer.setdefault(last, []).append(code)
    for adjective, own in holders.items():
        others = tuple(code for code in dict.fromkeys(longer.get(adjective, ())) if code not in own)
        if len(own) + len(others) > 1:
            yield adjective, tuple(own), others


def _quads(path: Path) -> list[Quad]:
    try:
        with path.open("rb") as file:
            return list(parse(file, format=RdfFormat.TURTLE))
    except SyntaxError as error:
        raise SourceError(f"no Turtle: {error}", path) from None


class _Facts:
    """What the vocabulary says, by class and property."""

    def __init__(self, path: Path) -> None:
        self.kinds: dict[str, list[str]] = {}
        self.said: dict[tuple[str, str], list[str]] = {}
        for quad in _quads(path):
            if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, NamedNode | Literal):
                continue
            if quad.predicate.value.endswith("#type"):
                self.kinds.setdefault(quad.object.value, []).append(quad.subject.value)
            else:
                self.said.setdefault((quad.subject.value, quad.predicate.value), []).append(quad.object.value)

    def get(self, thing: str, term: str) -> list[str]:
        return self.said.get((thing, term), [])

    def one(self, thing: str, term: str) -> str:
        return next(iter(self.get(thing, term)), "")

    def labels(self, thing: str) -> list[str]:
        return [label for kind in ("pref", "alt", "hidden") for label in self.get(thing, f"{SKOS}{kind}Label")]

    def values(self, kind: str, term: str) -> dict[str, frozenset[str]]:
        things = self.kinds.get(_VOCABULARY + kind, ())
        return {t.rpartition("#")[2]: frozenset(self.get(t, _VOCABULARY + term)) for t in things}

    def phrases(self, kind: str, value: str = "", capitals: bool = False) -> Phrases[str]:
        things = self.kinds.get(_VOCABULARY + kind, [])
        called = ((t, self.one(t, value) if value else t.rpartition("#")[2]) for t in things)
        return Phrases(((label, said) for t, said in called for label in self.labels(t)), capitals)


@cache
def names(folder: Path | None = None) -> Names:
    """Return the lexicon, which is read once in a process: names.ttl of *folder*, else the one that is shipped.

    >>> found = words("the Republic of Korea")
    >>> names().states.at(found, 1)
    (4, ('KR',))
    """
    own = folder / "names.ttl" if folder else None
    facts = _Facts(own if own and own.is_file() else shipped.folder("ontology") / "names.ttl")
    states = {s: facts.one(s, DIP + "isoCode") for s in facts.kinds.get(DIP + "State", ())}
    bodies = {b: facts.one(b, SKOS + "notation") for b in facts.kinds.get(DIP + "Body", ())}

    def titles() -> Iterator[tuple[str, TitleWords]]:
        for title in facts.kinds.get(_VOCABULARY + "Title", ()):
            implied = (states | bodies).get(facts.one(title, _VOCABULARY + "impliedState"), "")
            words_of = (title.rpartition("#")[2], implied, facts.one(title, _VOCABULARY + "gender"))
            for label in facts.labels(title):
                yield label, TitleWords(words_of[0], False, words_of[1], words_of[2])
                for plural in _plurals(label):
                    yield plural, TitleWords(words_of[0], True, words_of[1])

    def places() -> Iterator[tuple[str, tuple[str, str]]]:
        for kind in ("capital", "place", "seat"):
            for thing, code in (states | bodies).items():
                yield from ((label, (code, kind)) for label in facts.get(thing, _VOCABULARY + kind))

    def groups() -> Iterator[tuple[str, tuple[str, ...]]]:
        for group in facts.kinds.get(_VOCABULARY + "Group", ()):
            yield from ((label, tuple(facts.get(group, _VOCABULARY + "head"))) for label in facts.labels(group))

    adjectives = [(a, code) for thing, code in states.items() for a in facts.get(thing, _VOCABULARY + "adjective")]
    shared = list(_shared(adjectives))
    return Names(
        states=Phrases((label, code) for thing, code in states.items() for label in facts.labels(thing)),
        adjectives=Phrases([*adjectives, *((a, code) for a, _, others in shared for code in others)]),
        bodies=Phrases((label, code) for thing, code in bodies.items() for label in facts.labels(thing)),
        places=Phrases(places()),
        titles=Phrases(titles(), capitals=False),
        heads=facts.phrases("Head"),
        qualifiers=facts.phrases("Qualifier"),
        fields=facts.phrases("Field", capitals=True),
        courtesies=facts.phrases("Courtesy", _VOCABULARY + "gender", capitals=True),
        groups=Phrases(groups(), capitals=False),
        roles=facts.phrases("Role", _VOCABULARY + "capacity"),
        coming=facts.phrases("Coming"),
        columns=facts.phrases("Column", _VOCABULARY + "cell"),
        encounters=facts.phrases("Encounter", _VOCABULARY + "format"),
        manners=facts.phrases("Manner", _VOCABULARY + "format"),
        headings=facts.phrases("Heading", capitals=True),
        publishers=Phrases((p, code) for s, code in states.items() for p in facts.get(s, _VOCABULARY + "publisher")),
        agencies=Phrases((a, code) for thing, code in states.items() for a in facts.get(thing, _VOCABULARY + "agency")),
        labels={code: facts.labels(thing)[0] for thing, code in states.items() if facts.labels(thing)},
        others={code: tuple(facts.get(thing, f"{SKOS}altLabel")) for thing, code in states.items()},
        shared={adjective: own for adjective, own, _ in shared},
        tellings={
            t.rpartition("#")[2].removesuffix("-telling"): tuple(facts.labels(t))
            for t in facts.kinds.get(_VOCABULARY + "Telling", ())
        },
        single=facts.values("Title", "oneIn"),
        interchanges=tuple(
            zip(facts.values("Interchange", "title").values(), facts.values("Interchange", "of").values(), strict=True)
        ),
        senses=Senses((s.rpartition("#")[2], facts.labels(s)) for s in facts.kinds.get(_VOCABULARY + "Sense", ())),
    )
