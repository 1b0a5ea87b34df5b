"""Points of a list and other lines without a full stop: which of them say something, and who leads to them."""

from __future__ import annotations

from collections.abc import Sequence

from dipgraph.clauses import Clause
from dipgraph.inflections import PAST, adverb, every
from dipgraph.prose import Paragraph
from dipgraph.setting import Setting
from dipgraph.voices import speakers

_BEEN = every("was were been")
_TO_COME = every("will would shall")
_PRESENT = every("has is are")


def says(told: Sequence[Clause], setting: Setting) -> bool:
    """Whether a line without a full stop, which has the clauses *told*, is more than a heading."""
    return any(_said(clause, setting) for clause in told)


def _said(clause: Clause, setting: Setting) -> bool:
    """Whether somebody does what a clause has, or a point begins with its verb; in the present only a point says it."""
    words = [token.norm_.lower() for token in clause.paragraph.doc]
    verb = next((n for n in range(*clause.words) if not adverb(words[n])), clause.words[0])
    point = bool(clause.paragraph.point)
    if clause.form == "passive" and clause.subject is None:
        return bool(_BEEN & set(words))
    if clause.form not in ("verb", "passive", "own") or clause.object >= len(words):
        return False  # "Issues discussed"
    if clause.subject is None:
        return point and not any(not adverb(word) for word in words[:verb])
    # "Ministers agree on trade" is a headline, and a statement where it is numbered.
    over = words[verb] in _TO_COME or words[verb].endswith("ed") or words[verb] in PAST.keys() - _PRESENT
    return (point or over) and bool(speakers(clause, setting, (), True)[0])


def leader(paragraph: Paragraph, following: Sequence[Paragraph], setting: Setting) -> tuple[int, ...]:
    """Return of whom the points in *following* tell, where the paragraph before them ends with these: "Minister A:"."""
    text = setting.text[paragraph.start : paragraph.end].rstrip()
    if not text.endswith(":") or not (following and following[0].point):
        return ()
    begin = paragraph.sentences[-1].start_char
    begin = text.rfind(",", begin) + 1 or begin
    begin += len(text[begin:]) - len(text[begin:].lstrip())
    return setting.who.speakers(paragraph.start + begin, paragraph.start + len(text) - 1)
