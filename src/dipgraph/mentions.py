"""Whom words of a text mean, as a subject or possessor; and which mentions are left open."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dipgraph.designations import designations
from dipgraph.guesses import Intake, Occasion, Open
from dipgraph.kinds import kind
from dipgraph.names import Names, words
from dipgraph.persons import persons
from dipgraph.pronouns import Mention
from dipgraph.prose import Paragraph
from dipgraph.referents import Resolver
from dipgraph.roster import Roster

_WHOSE = frozenset(("his", "her", "their", "our"))
# What may stand before a subject that is a person: "both", "in response,", "that".
_PREFIX = re.compile(
    r"(?:.*,\s*|(?:\W|\b(?:all of|both of|each of|the|both|also|that|and|while|as|then|today|but|meanwhile"
    r"|however|or|where|when|which|together|with|by|to|for|it was|all|moreover"
    r"|if|again|either|neither|none of|top|senior|visiting)\b)*)",
    re.IGNORECASE | re.DOTALL,
)
_CONJUNCTION = re.compile(
    r"\s*(?:,|,?\s*(?:and|nor|as well as|together with|along with|&|joined by|accompanied by))\s*(?:also\s"
    r"+|both\s+|the\s+|(?:his|her|their)\s+(?:[A-Z]\w+\s+)?)?,?\s*"
)


@dataclass(frozen=True)
class Mentions:
    """The mentions of a text, in its order, for one meeting."""

    text: str
    all: tuple[Mention, ...]

    def speakers(self, start: int, end: int) -> tuple[int, ...]:
        """Return the participants whom the words from *start* to *end* name as a subject or possessor; nobody, if none.

        Of words that only contain a mention ("the support of the President") nobody is meant, and of those that begin
        with several that are joined all are.
        """
        inside, begin = self.within(start, end), start
        for number, first in enumerate(inside):
            if not _PREFIX.fullmatch(self.text, begin, first.start):
                return ()
            if self.text[first.start : first.end].lower() in _WHOSE and re.match(r"\s+\w", self.text[first.end : end]):
                # "his counterpart" is the counterpart, "his proposal" nobody.
                begin = first.end
                continue
            if re.match(r"(?:['’]s|(?<=s)['’])\s+\w", self.text[first.end : end]) or not (
                first.participants or first.why
            ):
                continue
            found, last = list(first.participants), first
            for other in inside[number + 1 :]:
                if self.text[other.start : other.end].lower() in _WHOSE:
                    continue  # "and his counterpart Ms. B"
                gap = self.text[last.end : other.start]
                of = re.fullmatch(r"\s*\(?(?:of|from)\s+(?:the\s+)?", gap)
                if of and first.sort == "group" and other.sort == "state":
                    found = [n for n in found if n in other.participants] or list(other.participants)
                elif not _CONJUNCTION.fullmatch(gap):
                    break
                else:
                    found.extend(other.participants)
                last = other
            # "the NATO Alliance", "the U.S. Congress" are no states.
            if last.sort == "state" and re.match(r"\s*[-–]?\s*[^\W\d_]", self.text[last.end : end]):
                return ()
            return tuple(dict.fromkeys(found))
        return ()

    def within(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that lie between two offsets."""
        first = bisect_right(self.all, start - 1, key=lambda m: m.start)
        return [m for m in self.all[first : bisect_right(self.all, end, key=lambda m: m.start)] if m.end <= end]

    @property
    def open(self) -> tuple[Open, ...]:
        """The mentions that mean no participant, with the reason."""
        return tuple(Open(m.start, m.end, m.why, m.person) for m in self.all if m.why)


def mentions(
    intake: Intake, paragraphs: Sequence[Paragraph], names: Names, roster: Roster, occasion: Occasion
) -> Mentions:
    """Return whom the words of a document mean, of those who took part in *occasion*."""
    found = words(intake.text)
    said = designations(intake.text, found, names)
    cast = persons(said, roster, intake.body)
    return Mentions(
        intake.text,
        tuple(Resolver(intake, found, said, cast, occasion, kind(intake, names), names, roster).all(paragraphs)),
    )
