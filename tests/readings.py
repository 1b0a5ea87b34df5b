"""Sentences read in tests: a meeting of two invented persons, whom a few words mean, and what is found in a text of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dipgraph import shipped
from dipgraph.drafts import naming
from dipgraph.guesses import Occasion, Participant, Utterance
from dipgraph.lexicon import Lexicon, lexicon
from dipgraph.names import names
from dipgraph.prose import paragraphs
from dipgraph.setting import Setting
from dipgraph.utterances import utterances

ALM, BRO = (0,), (1,)
BOTH = (0, 1)
# Whom the words at the beginning of a subject mean: Minister Alm of Japan, Secretary Bro of the United States.
WORDS = (
    (r"(the )?(two )?(ministers|sides|leaders|officials)|both( sides)?|they|we", BOTH),
    (r"minister alm (and|with) secretary bro", BOTH),
    (r"(the )?(foreign )?minister( alm)?|he", ALM),
    (r"(the )?secretary( bro)?|she|her", BRO),
)


@dataclass(frozen=True)
class Cast:
    """Whom words of a text mean, by the beginning of what they say."""

    text: str

    def speakers(self, start: int, end: int) -> tuple[int, ...]:
        """Return the participants whom the words from *start* to *end* name."""
        said = self.text[start:end].lower().replace("\u2019", "'")
        for pattern, meant in WORDS:
            if re.match(rf"\W*(?:in response, |also )?(?:{pattern})(?!\w|'s)", said):
                return meant
        return ()


def known() -> Lexicon:
    """Return the acts and issues that come with the project."""
    return lexicon(shipped.folder("ontology"))


def setting(text: str, joint: bool = False, words: Lexicon | None = None) -> Setting:
    """Return the meeting of Alm and Bro that *text* tells of."""
    people = (Participant("Ada Alm", "Minister", "JP"), Participant("Bo Bro", "Secretary", "US"))
    return Setting(
        text, 0, Occasion(participants=people), Cast(text), naming(names()), words or known(), names().senses, joint
    )


def met(states: str, text: str, day: dt.date | None = None) -> tuple[Utterance, ...]:
    """Return the statements of *text*, where Minister Alm and Secretary Bro are of other *states* or bodies."""
    one, two = states.split()
    people = (Participant("Ada Alm", "Minister", one), Participant("Bo Bro", "Secretary", two))
    occasion = Occasion(date=day, participants=people)
    return tuple(utterances(paragraphs(text), replace(setting(text), occasion=occasion)))


def read(text: str, joint: bool = False, words: Lexicon | None = None) -> list[Utterance]:
    """Return the statements of *text*."""
    return utterances(paragraphs(text), setting(text, joint, words))


def acts(text: str, joint: bool = False) -> list[tuple[str, str]]:
    """Return the statements of *text*: the act of each, and its passage."""
    return [(one.act, text[one.start : one.end]) for one in read(text, joint)]


def only(text: str, found: Iterable[Utterance] | None = None) -> Utterance:
    """Return the one statement of *text*."""
    (one,) = read(text) if found is None else found
    return one
