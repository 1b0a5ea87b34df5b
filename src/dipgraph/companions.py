"""Together with whom somebody says something: "agreed with B", "met B and agreed", "signed a treaty with B"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dipgraph.clauses import Clause
from dipgraph.inflections import OWN, every
from dipgraph.lexicon import GAP
from dipgraph.setting import Setting
from dipgraph.setting import words as words_of

# So near behind the subject the verb stands, in characters, and "with" behind that, in words: "on Saturday held talks with".
_NEAR = 16
# So many words an object has at most.
LONG = 14
_WITH = ("with", "to")
_EACH = every("each another him her them")
_ENDS = every("to for on that about of with in at by regarding upon from over as and")


def met(clause: Clause, setting: Setting, named: tuple[int, ...]) -> tuple[int, ...]:
    """Return with whom it was agreed: "agreed with B that …", "met B and agreed to …"; but not "agreed to her request"."""
    together = clause.cue.stems[0] in setting.senses["agreeing"]
    if clause.form == "verb" and clause.cue.act == "discuss" and not together:
        begin, end = whom(clause)
        return tuple(n for n in setting.named(clause, begin, end) if n not in named) if begin else ()
    if clause.form == "verb" and clause.cue.act == "sign" and clause.subject is not None:
        # "Signed a treaty with B on trade".
        after = words_of(clause, clause.object, clause.words[1])
        at = after.index("with") + 1 if "with" in after else 0
        found = setting.named(clause, clause.object + at, clause.words[1]) if at else ()
        return tuple(n for n in found if n not in named)
    if clause.form != "verb" or not together or clause.subject is None:
        return ()
    verb = next(
        (n for n in range(*clause.words) if setting.senses.has("agreeing", words_of(clause, n, n + 1)[0])),
        clause.words[0],
    )
    after = words_of(clause, verb + 1, clause.sentence[1])
    if after[:1] == ["with"]:
        end = next((n for n, word in enumerate(after) if (n and word in _ENDS) or word == ","), len(after))
        return tuple(n for n in setting.named(clause, verb + 2, verb + 1 + end) if n not in named)
    places = [_met_at(clause, setting, n) for n in range(clause.sentence[0], clause.words[0])]
    before = [begin for begin in places if begin]
    if (
        not before
        or words_of(clause, clause.words[0] - 1, clause.words[0]) != ["and"]
        or after[1:2] == ["the"]
        or set(after[1:2]) & OWN
    ):
        return ()
    return tuple(n for n in setting.named(clause, before[-1], clause.words[0]) if n not in named)


def whom(clause: Clause) -> tuple[int, int]:
    """Return between which words those stand with whom, by *clause*, something was spoken of, (0, 0) where it says nobody.

    They stand behind "with" right behind the verb, or before what was spoken of: "spoke by phone with B about the war".
    """
    said = words_of(clause, *clause.words)
    ahead = said[1 : max(clause.object - clause.words[0], 2)]
    word = next((word for word in _WITH if word in ahead and (_has(clause, word) or word == _WITH[0])), "")
    if not word:
        return 0, 0
    begin = clause.words[0] + ahead.index(word) + 2
    end = clause.object - 1 if _has(clause, word) else begin + object_end(said[begin - clause.words[0] :])
    return begin, end


def _has(clause: Clause, word: str) -> bool:
    """Whether the cue of *clause* leaves a place for whom, behind the *word*: "spoke with … about"."""
    return (word, GAP) in pairwise(clause.cue.words)


def with_others(clause: Clause, setting: Setting) -> bool:
    """Whether something was spoken of with those who did not take part: "spoke with reporters about the war"."""
    has = clause.cue.act == "discuss" and any(_has(clause, word) for word in _WITH)
    begin, end = whom(clause) if has else (0, 0)
    each = set(words_of(clause, begin, end)) & _EACH
    return begin > 0 and not each and not setting.named(clause, begin, end)


def alone(clause: Clause, setting: Setting, named: Sequence[int]) -> bool:
    """Whether one alone "spoke of" something or "talked at length about" it, and not with the other: he stated it."""
    speaks = setting.senses.has("speaking", clause.cue.words[0]) and clause.form in ("verb", "participle", "relative")
    return speaks and len(setting.represented(named) or named) == 1 and whom(clause) == (0, 0)


def _met_at(clause: Clause, setting: Setting, at: int) -> int:
    """Return where those stand whom, by the word *at* right behind the subject of *clause*, somebody met; or 0."""
    token = clause.paragraph.doc[at]
    behind = clause.paragraph.start + token.idx - (clause.subject[1] if clause.subject else 0)
    met, held = (setting.senses.has(sense, token.norm_.lower()) for sense in ("meeting", "holding"))
    if not 0 <= behind <= _NEAR or not (met or held):
        return 0
    after = words_of(clause, at + 1, min(at + _NEAR, clause.words[0]))
    if "with" in after[:1] or (held and "with" in after):
        return at + 2 + after.index("with")
    return at + 1 if met else 0


def object_end(words: Sequence[str]) -> int:
    """Return how many of the *words* behind a verb are its object at most."""
    return min(next((n for n, word in enumerate(words) if n and word in _ENDS), len(words)), LONG)
