"""What somebody says that he will do: whether he promises what can be counted, means to do it, or will not do it."""

from __future__ import annotations

import re

from dipgraph.clauses import Clause
from dipgraph.inflections import BOUND, every, stem
from dipgraph.months import of_a_day
from dipgraph.setting import Setting
from dipgraph.setting import words as words_of

_ABSTRACT = every("consideration attention thought priority")
# What may stand before "of" and an amount, and what not before that: "a package of", "the delivery of", "Exland's".
_PARTS, _OTHERS = every("package total tranche more"), BOUND - {"of"} | {"'s"}
_NEAR, _BEHIND = 12, 5


def deed(setting: Setting, words: list[str]) -> str:
    """Return what "will" does before *words*: it refuses, pledges what can be delivered or counted, else it intends."""
    if _ABSTRACT & set(words[1:5]) or (words and setting.senses.has("declining", words[0])):
        return "intend" if _ABSTRACT & set(words[1:5]) else "warn"  # "will give it due consideration"
    said = words[:16]
    numbers = (at for at, word in enumerate(said) if word.isdigit() and not re.fullmatch("(?:19|20)..", word))
    amount = setting.senses["money"] & set(map(stem, said)) or any(at and not of_a_day(said, at) for at in numbers)
    return "pledge" if amount or (words and setting.senses.has("giving", words[0])) else "intend"


def gives(clause: Clause, setting: Setting) -> bool:
    """Return whether money is announced to be given: "announced $3 million in new aid", though not its delivery."""
    words = words_of(clause, clause.object, min(clause.object + _NEAR, clause.words[1]))
    amount = next((n for n, word in enumerate(words) if stem(word) in setting.senses["money"]), -1)
    head = words[: max(amount, 0)]
    behind = words[amount + 1 :]
    named = [head[n - 1] for n, word in enumerate(head) if n and word == "of"]
    plain = not set(head) & _OTHERS and all(setting.senses.has("aid", word) or word in _PARTS for word in named)
    given = [n for n, word in enumerate(behind) if word in ("in", "of", "for")]
    aid = bool(given) and any(setting.senses.has("aid", word) for word in behind[given[0] + 1 : given[0] + _BEHIND])
    aid = aid or any(setting.senses.has("aid", word) for word in named)  # "a contribution of $3 million"
    return amount >= 0 and aid and plain and clause.form != "passive"
