"""Whose turn it is in a transcript: who says "we" there speaks for his own side, and who asks has no part in the talks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dipgraph.clauses import Clause
from dipgraph.prose import Paragraph
from dipgraph.setting import Setting
from dipgraph.voices import beside_me

# What stands before the words of a turn: "PRESIDENT SOTO:", "Q.", "Foreign Minister Berg:".
_LABEL = re.compile(r"(?P<who>(?:[^\W\d_][\w.’'()-]*\s?){1,8})\s?:\s+(?=\S)|(?P<asks>Q)[.:]?\s+(?=[A-Z])")
_ASKS = re.compile(r"q|questions?|moderator|reporter|journalist|host|interpreter|operator|press|speaker", re.IGNORECASE)
_OURS = frozenset(("we", "i", "our", "my", "let", "us"))
# What two do together, where one of them tells of it: "we agreed", "we both signed".
_TOGETHER = frozenset(("agree", "discuss", "sign", "recognise"))
_PAST = re.compile(r"(?:(?:have|['’]ve|had)\s+(?:\w+ly\s+|also\s+|just\s+)*)?\w+ed\b")
_BOTH = re.compile(r"\b(?:both|together|the two of us|with each other)\b", re.IGNORECASE)
_FEWEST = 2


@dataclass(frozen=True)
class Turn:
    """Who speaks in a paragraph, by the numbers of participants, nobody who *asks*; the words begin at *start*."""

    speakers: tuple[int, ...]
    start: int
    asks: bool = False

    def voice(self, clause: Clause, setting: Setting, named: tuple[int, ...] | None) -> tuple[int, ...] | None:
        """Return who says a clause whose subject names others, or not: the speaker for himself, or nobody for another."""
        subject = setting.text[max(clause.subject[0], self.start) : clause.subject[1]] if clause.subject else ""
        first = subject.lower().split()[:1]
        if clause.subject and beside_me(clause, setting):  # "Prime Minister A and I"
            other = setting.who.speakers(max(clause.subject[0], self.start), clause.subject[1])
            return tuple(sorted({*self.speakers, *other})) if other else setting.all
        if not first or first[0] in _OURS:
            past = _PAST.match(setting.text, clause.start, clause.end)
            both = past or _BOTH.search(setting.text[clause.start : clause.end]) or _BOTH.search(subject)
            if clause.cue.act in _TOGETHER and both and first != ["i"]:
                return setting.all
            return self.speakers
        if clause.subject and clause.subject[0] < self.start:
            named = setting.who.speakers(self.start, clause.subject[1]) or None  # behind the label
        others = set(named or ()) - set(self.speakers)
        own = setting.represented(named or ()) & setting.represented(self.speakers)
        return self.speakers if named is not None and (own or not others or len(named) > 1) else None


def turns(paragraphs: Sequence[Paragraph], setting: Setting) -> list[Turn | None]:
    """Return for each paragraph whose turn it belongs to; None for all where the text is no transcript of those who met."""
    found: list[Turn | None] = []
    now: Turn | None = None
    for paragraph in paragraphs:
        label = _LABEL.match(setting.text, paragraph.start, paragraph.end)
        if label and (label["asks"] or _ASKS.fullmatch(label["who"].strip())):
            now = Turn((), label.end(), asks=True)
        elif label and (who := _who(label["who"], setting)):
            now = Turn(who, label.end())
        elif paragraph.heading:
            now = None
        found.append(now)
    spoken = {one.start for one in found if one and not one.asks}
    return found if len(spoken) >= _FEWEST else [None] * len(found)


def _who(label: str, setting: Setting) -> tuple[int, ...]:
    """Return the participant whom a label names: by the family name, or by the office that he alone has."""
    said = {word.strip(".'’").casefold() for word in label.split()}
    people = [(n, one) for n, one in enumerate(setting.occasion.participants)]
    named = [n for n, one in people if {word.casefold() for word in one.name.split() if len(word) > 1} & said]
    if not named:
        said -= {"the"}
        named = [n for n, one in people if said and said <= {word.casefold() for word in one.role.split()}]
    return tuple(named) if len(named) == 1 else ()
