"""Who speaks in a clause that prints no subject, mostly a passive: "It was agreed", "On the part of Exland"."""

from __future__ import annotations

import re

from dipgraph.clauses import Clause
from dipgraph.companions import object_end
from dipgraph.inflections import every
from dipgraph.setting import Setting
from dipgraph.setting import words as words_of

ADDRESSED = every("welcome appreciate congratulate condole request invite pledge warn")
_PART = re.compile(
    r"(?:On|For|From)\s+(?:the\s+part\s+of\s+([^,;]{2,40}),|(?:the\s+)?([^,;]{2,40}?)(?:['’]s?)?\s+(?:side|part)\b)"
)


def without_a_subject(
    clause: Clause, setting: Setting, before: tuple[int, ...]
) -> tuple[tuple[int, ...] | None, float]:
    """Return who speaks where nobody is said to: by the words that open the sentence, of whom it is said, or all."""
    everybody, act, passive = setting.all, clause.cue.act, clause.form == "passive"
    others = tuple(n for n in everybody if n not in before)
    told = clause.cue.stems[0] in setting.senses["telling"]
    to = whom(clause, setting) if passive else ()
    if passive and clause.subject is None and (to or told or act in ADDRESSED):
        # "Thanks were conveyed to Exland" by the other; so it is with who "was told".
        rest = tuple(n for n in everybody if n not in (*theme(clause, setting), *to))
        return (rest or everybody), 0.7
    if passive and (those := _on_the_part(clause, setting)):
        return those, 0.8
    if passive and clause.cue.words == ("accepted",) and before and others:
        return others, 0.6  # nobody accepts his own invitation
    if act == "hope" and passive:
        return before or everybody, 0.6  # "It is hoped that …"
    bare = clause.form in ("infinitive", "passive", "noun")
    return (everybody if bare else before or everybody), 0.85 if bare else 0.5


def theme(clause: Clause, setting: Setting) -> tuple[int, ...]:
    """Return who is named before the verb of a passive: "The Minister was invited"."""
    return setting.named(clause, clause.words[0], clause.object - 1)


def whom(clause: Clause, setting: Setting) -> tuple[int, ...]:
    """Return to whom a passive says that something was expressed: "Gratitude was expressed to the Minister for"."""
    to = next((n for n in range(clause.words[0], clause.words[1]) if words_of(clause, n, n + 1) == ["to"]), 0)
    end = object_end(words_of(clause, to + 1, clause.words[1])) if to else 0
    return setting.named(clause, to + 1, to + 1 + end) if to >= clause.object - 1 > 0 else ()


def _on_the_part(clause: Clause, setting: Setting) -> tuple[int, ...]:
    """Return those of the side on whose part a sentence says that something was done."""
    said = _PART.match(clause.paragraph.doc[clause.sentence[0] : clause.sentence[1]].text)
    states = setting.states(said[1] or said[2]) if said else frozenset()
    return tuple(n for n in setting.all if setting.occasion.participants[n].state in states)
