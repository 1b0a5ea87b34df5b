"""A document as it is drafted: a pure function of its intake and of what is known, so that it can run anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from dipgraph.guesses import Draft, Intake, Occasion, Utterance
from dipgraph.kinds import Kind, kind
from dipgraph.lexicon import Lexicon, lexicon
from dipgraph.mentions import mentions
from dipgraph.names import Names, names, words
from dipgraph.occasions import occasions
from dipgraph.prose import Paragraph, paragraphs
from dipgraph.roster import Roster, roster
from dipgraph.setting import Setting
from dipgraph.undertakings import undertaking
from dipgraph.utterances import utterances


@dataclass(frozen=True, eq=False)
class Knowledge:
    """What a draft is made with: the acts and issues, the words for who meets, and who held which office."""

    lexicon: Lexicon
    names: Names
    roster: Roster


@cache
def knowledge(ontology: Path, *actors: Path) -> Knowledge:
    """Return what the vocabularies in the folder *ontology* and the files of *actors* have, read once in a process."""
    return Knowledge(lexicon(ontology), names(), roster(*actors))


def draft(intake: Intake, known: Knowledge) -> Draft:
    """Return all that *intake* is taken to say; the same document and the same knowledge give the same draft."""
    what = kind(intake, known.names)
    text = paragraphs(intake.text)
    met, none = occasions(intake, text, known.names, known.roster)
    made = Draft(intake, what.kind, what.tier, what.standpoint, met, none=none, reasons=what.reasons)
    if not met:
        return made
    found: list[Utterance] = []
    states = naming(known.names)
    for number, (part, occasion) in enumerate(
        zip(_parts([p for p in text if p.start >= intake.body], met), met, strict=True)
    ):
        who = mentions(intake, text, known.names, known.roster, occasion)
        setting = Setting(
            intake.text, number, occasion, who, states, known.lexicon, what.tier == "joint", what.standpoint
        )
        said = utterances(part, setting)
        found += [_undertaken(one, setting, what, intake) for one in said]
        made = replace(made, mentions=made.mentions or who.open)
    return replace(made, utterances=tuple(found))


def _parts(text: Sequence[Paragraph], met: Sequence[Occasion]) -> list[list[Paragraph]]:
    """Return the paragraphs of each meeting: from where its participants are first named to where the next begins."""
    if len(met) == 1:
        return [list(text)]
    begins = [max((p.start for p in occasion.participants), default=0) for occasion in met]
    parts: list[list[Paragraph]] = [[] for _ in met]
    for paragraph in text:
        of = [n for n, begin in enumerate(begins) if begin < paragraph.end]
        parts[max(of, key=lambda n: (begins[n], -n)) if of else 0].append(paragraph)
    return parts


def naming(known: Names) -> Callable[[str], frozenset[str]]:
    """Return a function that gives the codes of the states and bodies that words name.

    >>> sorted(naming(names())("the Japanese side and the United States"))
    ['JP', 'US']
    """

    @lru_cache(maxsize=4096)
    def states(said: str) -> frozenset[str]:
        found = words(said)
        named = (known.states, known.adjectives, known.bodies)
        return frozenset(code for phrases in named for _, _, codes in phrases.all(found) for code in codes)

    return states


def _undertaken(one: Utterance, setting: Setting, what: Kind, intake: Intake) -> Utterance:
    """Return a statement with what it commits to, if its act is a commitment."""
    if not setting.known.acts[one.act].commits:
        return one
    passage = intake.text[one.start : one.end]
    bound = tuple(dict.fromkeys(setting.occasion.participants[n].state for n in one.speakers))
    bound = tuple(filter(None, bound)) or tuple(filter(None, (what.standpoint,)))
    to = tuple(dict.fromkeys(setting.occasion.participants[n].state for n in one.addressees))
    verb = re.match(r"\W*\w+", passage)
    day = setting.occasion.date or intake.published
    after = verb.end() if verb else 0
    return replace(
        one, undertaking=undertaking(passage, one.act, bound, tuple(s for s in to if s and s not in bound), day, after)
    )
