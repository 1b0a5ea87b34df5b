"""Direct speech in a paragraph: what stands between quotation marks behind or before a verb of saying, and who said it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dipgraph.inflections import every, stem, stems
from dipgraph.phrases import PHRASE
from dipgraph.prose import Paragraph
from dipgraph.tagging import classes

# Verbs by which somebody is quoted, and what "went" has behind it.
SAYING = stems(
    "say tell reply respond add state declare remark continue conclude answer announce stress emphasise emphasize"
    " explain note warn insist observe promise ask affirm confirm underline underscore go"
)
_WENT = every("went goes go")
_BEFORE_MARK = every(", :")
_BEFORE_CLOSING = every(", ! ? .")
_SUBJECT_ENDS = frozenset(("comma", "rel"))
# How many words a speech has at least, and how many may stand beside the verb that tells of it.
_SHORTEST, _LONGEST_SUBJECT, _ADDRESSED = 3, 10, 6


@dataclass(frozen=True)
class Speech:
    """Words that are quoted, without their marks; the *verb* that tells of them, and its *subject*; by numbers of words."""

    start: int
    end: int
    verb: int = -1
    subject: tuple[int, int] | None = None


def speeches(paragraph: Paragraph, verbs: frozenset[str]) -> list[Speech]:
    """Return the direct speech of *paragraph*; *verbs* are stems that cues begin with.

    Without a verb of its own it goes on the one before: "\u201cWe agree,\u201d A said. \u201cWe will sign.\u201d"
    """
    words = [token.norm_.lower() for token in paragraph.doc]
    marks = [at for at, word in enumerate(words) if word == '"']
    if len(marks) < 2:
        return []
    tags = classes(words, [token.text for token in paragraph.doc], verbs)
    found: list[Speech] = []
    for opened, closed in zip(marks[::2], marks[1::2], strict=False):
        if closed - opened <= _SHORTEST or not paragraph.doc[opened + 1].text[:1].isupper():
            continue
        begin = max(paragraph.doc[opened].sent.start, found[-1].end + 1 if found else 0)
        end = min([paragraph.doc[closed].sent.end, *(mark for mark in marks if mark > closed)])
        told = _behind(words, tags, closed, end) or _ahead(words, tags, begin, opened)
        if told:
            found.append(Speech(opened + 1, closed, *told))
        elif found and opened == paragraph.doc[opened].sent.start and closed + 1 >= end:
            found.append(Speech(opened + 1, closed, -1, found[-1].subject))
    return found


def _ahead(words: Sequence[str], tags: Sequence[str], begin: int, mark: int) -> tuple[int, tuple[int, int]] | None:
    """Return the verb of saying before an opening *mark*, and its subject: "A told B: \u201c"."""
    for verb in range(mark - 1, max(begin, mark - _ADDRESSED - 2), -1):
        if saying(words, verb) and (verb == mark - 1 or words[mark - 1] in _BEFORE_MARK):
            first = _first(tags, begin, verb)
            if first == verb:
                first = _first(tags, begin, next((n for n in range(begin, verb) if tags[n] == "past"), begin))
                return verb, (first, next((n for n in range(first, verb) if tags[n] == "past"), verb))
            return verb, (first, verb)
        if tags[verb] in ("rel", "modal", "be", "to"):
            return None
    return None


def _first(tags: Sequence[str], begin: int, verb: int) -> int:
    """Return the number of the first word of the subject right before *verb*."""
    first = verb
    while (
        first > begin
        and (tags[first - 1] in PHRASE or tags[first - 1] == "prep")
        and verb - first < 2 * _LONGEST_SUBJECT
    ):
        first -= 1
    while first < verb and tags[first] in ("adv", "mark"):
        first += 1
    return first


def _behind(words: Sequence[str], tags: Sequence[str], mark: int, end: int) -> tuple[int, tuple[int, int]] | None:
    """Return the verb of saying behind a closing *mark*, and its subject, which may follow it: "\u201d said A"."""
    if words[mark - 1] not in _BEFORE_CLOSING or mark + 1 >= end:
        return None
    if saying(words, mark + 1):
        stop = next((n for n in range(mark + 2, end) if tags[n] in _SUBJECT_ENDS or words[n] == "."), end)
        return (mark + 1, (mark + 2, stop)) if stop > mark + 2 else None
    verb = telling(words, tags, mark + 1, end)
    return (verb, (mark + 1, verb)) if verb else None


def telling(words: Sequence[str], tags: Sequence[str], begin: int, end: int) -> int:
    """Return the number of the verb of saying whose subject begins at *begin*: "he added"; 0 where it is none."""
    for verb in range(begin + 1, min(begin + _LONGEST_SUBJECT, end)):
        if tags[verb - 1] not in PHRASE and words[verb - 1] != "of":
            return 0
        if saying(words, verb) and tags[verb] in ("past", "verb"):
            return verb
    return 0


def saying(words: Sequence[str], at: int) -> bool:
    """Whether the word *at* is a verb of saying: "said", "went on"."""
    return (stem(words[at]) in SAYING and words[at] not in _WENT) or (
        words[at] in _WENT and words[at + 1 : at + 2] == ["on"]
    )
