"""Who is excepted of those who speak: "all members but Exland", "with the exception of Exland", "Exland aside"."""

from __future__ import annotations

import re

from dipgraph.clauses import Clause
from dipgraph.inflections import stem
from dipgraph.setting import Setting
from dipgraph.setting import words as words_of

# What goes with a word that excepts, before it and behind it.
_ALL = re.compile(r"\b(?:all|every|each|everyone|everybody|any)\b[^,;]*$")
_NOBODY = re.compile(r"\b(?:none|nobody|no)\b[^,;]*$")
_BEHIND = frozenset(("for", "of", "from", "than", ":"))
_NEEDED = {"apart": "from", "aside": "from", "exception": "of", "other": "than"}
# What closes those who are excepted, where it stands behind them: "Exland excepted".
_CLOSED = frozenset(("excepted", "excluded", "aside", "apart"))
_FAR = 14


def excepted(clause: Clause, setting: Setting) -> tuple[int, ...]:
    """Return the participants whom the sentence of *clause* excepts of its subject.

    The words stand at the beginning of the sentence, between the subject and the verb, or at its end behind a comma; what
    an object excepts ("to all states except Exland") is nobody who speaks.
    """
    doc, first = clause.paragraph.doc, clause.sentence[0]
    words = words_of(clause, first, clause.sentence[1])
    verb = clause.words[0] - first
    subject = clause.subject[0] - clause.paragraph.start if clause.subject else -1
    begin = next((n for n in range(verb) if doc[first + n].idx >= subject), verb) if subject >= 0 else verb
    found: list[int] = []
    for at, word in enumerate(words):
        if word in _CLOSED and words[at + 1 : at + 2] in ([","], []) and "," in words[max(0, at - 6) : at]:
            start = max(n for n in range(at) if words[n] == ",") + 1
            found += setting.named(clause, first + start, first + at) if start > begin else ()
        if not _excepts(words, at, setting):
            continue
        behind = at + 1
        while behind < len(words) and words[behind] in _BEHIND:
            behind += 1
        ahead = words[:at]
        placed = at < verb and (at <= _lead(ahead) or at >= begin or begin - at <= _FAR)
        trailing = at >= clause.object and "," in words[max(0, at - 3) : at] and not _NOBODY.search(" ".join(ahead))
        if placed or trailing or (at > verb and "," in words[max(0, at - 3) : at]):
            end = next((n for n in range(behind, min(behind + _FAR, len(words))) if words[n] in (",", ";", ".")), 0)
            stop = min(end or len(words), verb if at < verb else len(words))
            found += setting.named(clause, first + behind, first + stop)
    return tuple(dict.fromkeys(found))


def _lead(ahead: list[str]) -> int:
    """Return how many words may stand before an exception with which a sentence begins: "with the"."""
    return len(ahead) if all(word in ("with", "the", "however", ",", "but") for word in ahead) else -1


def _excepts(words: list[str], at: int, setting: Setting) -> bool:
    """Whether the word *at* excepts who is named behind it."""
    word, ahead = words[at], " ".join(words[:at])
    if stem(word) not in setting.senses["excepting"]:
        return False
    if word in ("but", "save") and words[at + 1 : at + 2] != ["for"]:
        return _ALL.search(ahead) is not None and words[at - 1] != ","
    if word in _NEEDED:
        return words[at + 1 : at + 2] == [_NEEDED[word]]
    return True
