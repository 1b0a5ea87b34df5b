"""What is known of a meeting when its statements are read: who took part, whom words mean, which states they name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from dipgraph.clauses import Clause
from dipgraph.guesses import Occasion
from dipgraph.inflections import every
from dipgraph.lexicon import Lexicon
from dipgraph.senses import Senses

# What may stand beside the names of states where nothing else is named: "the people of Japan", "Japan and its government".
_OF_STATES = every("the of and for to its their both 's \u2019s people peoples government nation . ,")

# What a body is called by its form; a state has a code of two letters, as few bodies have.
_BODIES = every(
    "agency organisation organization commission union alliance bank fund council association secretariat community"
    " authority federation league committee"
)
_FORM, _STATE = re.compile(r"[Tt]he ([A-Z][a-z]+)"), 2
_SHORT = frozenset(("EU", "UN"))


class Speakers(Protocol):
    """Who is meant by words of the text: the numbers of participants, in order; nobody where none of them is."""

    def speakers(self, start: int, end: int) -> tuple[int, ...]:
        """Return the participants whom the words from *start* to *end* name."""
        ...


@dataclass(frozen=True)
class Setting:
    """A meeting as its statements are read: *states* gives the codes of the states that words name.

    In a *joint* text nobody's voice is the document's own: what is said without a speaker, all say. Else "we" are those
    of the *standpoint*, the state or body whose account it is.
    """

    text: str
    number: int
    occasion: Occasion
    who: Speakers
    states: Callable[[str], frozenset[str]]
    known: Lexicon
    senses: Senses
    joint: bool = False
    standpoint: str = ""

    @property
    def all(self) -> tuple[int, ...]:
        """The numbers of all principals."""
        return tuple(n for n, one in enumerate(self.occasion.participants) if not one.beside)

    def begun(self, issue: str) -> bool:
        """Whether what an issue is about had begun by the year of the meeting, as far as both are known."""
        day = self.occasion.date
        return day is None or day.year >= self.known.issues.since.get(issue, day.year)

    def represented(self, numbers: Sequence[int]) -> frozenset[str]:
        """Return the states of the participants with *numbers*."""
        return frozenset(self.occasion.participants[n].state for n in numbers) - {""}

    def only_sides(self, clause: Clause, first: int, last: int) -> bool:
        """Whether words of the paragraph of *clause* name nothing but states that take part, or their people."""
        found = [token.text for token in clause.paragraph.doc[first:last] if token.text.lower() not in _OF_STATES]
        states = self.states(" ".join(found))
        return bool(states) and states <= self.represented(self.all) and all(word[:1].isupper() for word in found)

    def sideless(self, speaking: Sequence[int], states: frozenset[str]) -> bool:
        """Whether *speaking* are of no side that is known, and *states* those of nobody who met."""
        return bool(speaking) and not self.represented(speaking) and not states & self.represented(self.all)

    def own(self, speaking: Sequence[int], subject: str) -> bool:
        """Whether *speaking* call their own state or body by its form: "the Kingdom", said by a king's minister.

        "The Agency" is a body's own where one who is of a body says it, and no other of this form is named in the text.
        """
        said = _FORM.fullmatch(subject)
        if said is None or self.states(subject):
            return False
        sides = self.represented(speaking)
        bodies = {code for code in sides if is_body(code)}
        if not bodies:
            return len(sides) == 1 and self.senses.has("realms", said[1].lower())
        whole = re.findall(rf"(?:[A-Z][\w-]+ (?:(?:of|for|and|the) )*)+{said[1]}\b", self.text)
        others = frozenset(code for one in whole for code in self.states(one) if is_body(code)) - sides
        return said[1].lower() in _BODIES and not others

    def named(self, clause: Clause, first: int, last: int) -> tuple[int, ...]:
        """Return the participants whom the words from *first* to *last* of the paragraph of *clause* name."""
        span = clause.paragraph.doc[first:last]
        begin = clause.paragraph.start
        return self.who.speakers(begin + span.start_char, begin + span.end_char) if len(span) else ()


def is_body(code: str) -> bool:
    """Whether a *code* is that of a body, and not of a state: "EU" and "NATO", not "US"."""
    return len(code) > _STATE or code in _SHORT


def words(clause: Clause, first: int, last: int) -> list[str]:
    """Return the words from *first* to *last* of the paragraph of *clause*, in small letters and with plain quotes."""
    return [token.norm_.lower() for token in clause.paragraph.doc[first:last]]
