"""Direct speech in a paragraph: what stands between quotation marks behind or before a verb of saying, and who said it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dipgraph.inflections import every, stem, stems
from dipgraph.phrases import PHRASE
from dipgraph.prose import Paragraph
from dipgraph.tagging import classes

# Verbs by which somebody is quoted, and what "went" has behind it.
SAYING = stems(
    "say tell reply respond add state declare remark continue conclude answer announce stress emphasise emphasize"
    " explain note warn insist observe promise ask affirm confirm underline underscore go report"
)
# The same in the present, where they are no nouns.
_SAYS = every("says adds explains insists tells warns")
_WENT = every("went goes go")
_BEFORE_MARK = every(", :")
_BEFORE_CLOSING = every(", ! ? .")
_MARKS = frozenset(('"', "'"))
_OPENING = frozenset("\u201c\u201e\u00ab\u2018")
_CLOSING = frozenset("\u201d\u00bb\u2019")
_SUBJECT_ENDS = frozenset(("comma", "rel"))
# How many words a speech has at least, and how many may stand beside the verb that tells of it.
_SHORTEST, _LONGEST_SUBJECT, _ADDRESSED = 3, 10, 6
# Over how many paragraphs a speech is followed to who is quoted behind it.
_GOES_ON = 10


@dataclass(frozen=True)
class Speech:
    """Words that are quoted, without their marks; the *verb* that tells of them, and its *subject*; by numbers of words.

    *by* are the offsets in the text of who is quoted, where another paragraph says it. What has no closing mark is *open*:
    it goes on in the next paragraph, if that begins with a mark too.
    """

    start: int
    end: int
    verb: int = -1
    subject: tuple[int, int] | None = None
    by: tuple[int, int] | None = None
    open: bool = False


def speeches(
    paragraph: Paragraph, verbs: frozenset[str], by: tuple[int, int] | None = None, last: tuple[int, int] | None = None
) -> list[Speech]:
    """Return the direct speech of *paragraph*; *verbs* are stems that cues begin with, *by* who is quoted as it begins.

    *last* is who was quoted in the paragraph before, and is so in one that is nothing but a quotation.

    Without a verb of its own it goes on the one before: "\u201cWe agree,\u201d A said. \u201cWe will sign.\u201d"
    """
    pairs = _pairs(paragraph)
    if not pairs:
        return []
    words = [token.norm_.lower() for token in paragraph.doc]
    tags = classes(words, [token.text for token in paragraph.doc], verbs)
    found: list[Speech] = []
    for number, (opened, closed) in enumerate(pairs):
        goes_on = number == 0 and opened == 0 and by is not None
        if closed - opened <= _SHORTEST or not (goes_on or paragraph.doc[opened + 1].text[:1].isupper()):
            continue
        unclosed = closed == len(words)
        begin = max(paragraph.doc[opened].sent.start, found[-1].end + 1 if found else 0)
        end = len(words) if unclosed else paragraph.doc[closed].sent.end
        end = min([end, *(one for one, _ in pairs[number + 1 :])])
        told = (None if unclosed else _behind(words, tags, closed, end)) or _ahead(words, tags, begin, opened)
        if told:
            found.append(Speech(opened + 1, closed, *told, open=unclosed))
        elif goes_on:
            found.append(Speech(opened + 1, closed, by=by, open=unclosed))
        elif found and opened == paragraph.doc[opened].sent.start and closed + 1 >= end:
            found.append(Speech(opened + 1, closed, -1, found[-1].subject, found[-1].by, unclosed))
        elif last and opened == 0 and closed + 1 >= len(words):
            found.append(Speech(opened + 1, closed, by=last, open=unclosed))
        elif unclosed and opened == 0:
            found.append(Speech(opened + 1, closed, open=True))
    return found


def speech(paragraphs: Sequence[Paragraph], verbs: frozenset[str]) -> list[list[Speech]]:
    """Return the direct speech of each of *paragraphs*, of which one may go on over several that each begin with a mark.

    Who is quoted is told where it begins, or behind its end, or in the paragraph before one that is nothing else.
    """
    found = []
    by: tuple[int, int] | None = None
    told: tuple[int, int] | None = None
    for number, paragraph in enumerate(paragraphs):
        own = by if opens(paragraph) else None
        here = speeches(paragraph, verbs, own, told)
        if here and here[-1].open and not (here[-1].subject or here[-1].by):
            here[-1] = replace(here[-1], by=_told_later(paragraphs[number + 1 : number + _GOES_ON], verbs))
        told = None
        if here:
            told = offsets(paragraph, *here[-1].subject) if here[-1].subject else here[-1].by
        by = told if here and here[-1].open else None
        found.append(here)
    return found


def _told_later(following: Sequence[Paragraph], verbs: frozenset[str]) -> tuple[int, int] | None:
    """Return who is quoted by the first of the *following* paragraphs of a speech that says so."""
    for paragraph in following:
        here = speeches(paragraph, verbs) if opens(paragraph) else []
        if not here:
            return None
        if here[0].subject:
            return offsets(paragraph, *here[0].subject)
        if not here[0].open:
            return None
    return None


def offsets(paragraph: Paragraph, first: int, last: int) -> tuple[int, int]:
    """Return where the words from *first* to *last* of a paragraph lie in the text."""
    span = paragraph.doc[first:last]
    return paragraph.start + span.start_char, paragraph.start + span.end_char


def opens(paragraph: Paragraph) -> bool:
    """Whether a paragraph begins with a quotation mark."""
    return len(paragraph.doc) > 0 and _side(paragraph, 0) > 0


def _pairs(paragraph: Paragraph) -> list[tuple[int, int]]:
    """Return where quotation marks open and close, by numbers of words; what is not closed ends with the paragraph."""
    found: list[tuple[int, int]] = []
    opened = -1
    for at in range(len(paragraph.doc)):
        side = _side(paragraph, at)
        if side > 0 and opened < 0:
            opened = at
        elif side < 0 and opened >= 0 and (paragraph.doc[opened].norm_ == paragraph.doc[at].norm_):
            found.append((opened, at))
            opened = -1
    return [*found, (opened, len(paragraph.doc))] if opened >= 0 else found


def _side(paragraph: Paragraph, at: int) -> int:
    """Return 1 for a mark that opens speech, -1 for one that closes it, 0 for a word; single ones only where it is plain."""
    token = paragraph.doc[at]
    if token.norm_ not in _MARKS:
        return 0
    if token.text in _OPENING or token.text in _CLOSING:
        side = 1 if token.text in _OPENING else -1
    else:
        bare = at == 0 or bool(paragraph.doc[at - 1].whitespace_) or paragraph.doc[at - 1].text in ("(", "\u2014")
        side = 1 if bare and not token.whitespace_ else -1
    if token.norm_ == '"':
        return side
    # An apostrophe is none.
    following, last = paragraph.doc[at + 1 : at + 2].text, paragraph.doc[at - 1].text if at else ""
    plain = following[:1].isupper() if side > 0 else last in (*_BEFORE_CLOSING, ".")
    return side if plain else 0


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
    if words[mark - 1] not in _BEFORE_CLOSING and words[mark + 1 : mark + 2] == [","]:
        mark += 1  # "jobs", she added
    elif words[mark - 1] not in _BEFORE_CLOSING:
        return None
    if mark + 1 >= end:
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
        if words[verb] in _SAYS or (saying(words, verb) and tags[verb] in ("past", "verb")):
            return verb
    return 0


def saying(words: Sequence[str], at: int) -> bool:
    """Whether the word *at* is a verb of saying: "said", "went on"."""
    return (stem(words[at]) in SAYING and words[at] not in _WENT) or (
        words[at] in _WENT and words[at + 1 : at + 2] == ["on"]
    )
