"""A text as prose: its paragraphs, sentences and words, each with its offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dipgraph.errors import UsageError
from dipgraph.inflections import every

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

# Abbreviations that stand before a name or a number: a sentence never ends at them.
_BEFORE = every(
    "Mr. Mrs. Ms. Md. Dr. St. Gen. Lt. Col. Sen. Rep. Gov. Amb. Hon. Rt. Prof. Brig. Maj. Adm. H.E. H.M. H.H. H.R.H."
    " No. approx. ca."
)
# Abbreviations that a sentence may end at: it does where the next word opens one.
_WITHIN = every("Jr. Sr. p.m. a.m. U.S. U.N. U.K. E.U. U.A.E. D.C. etc. Inc. Ltd. Co.")
_OPENERS = every(
    "the they he she both this these those in on at it we i a an as during while also further furthermore finally moreover"
    " after following president prime minister secretary mr. mrs. ms. his her their our for to with regarding"
)
# Openers that also follow the name of a state.
_TITLES = every("president prime minister secretary mr. mrs. ms.")
_ENDS = frozenset(".!?。")
CLOSING = frozenset("\"')]»\u201d\u2019")
# Words after which a sentence that does not end is broken off: what is read in it must stay bounded.
_LONGEST = 1000
# And signs after which a line without an end is.
_LINE = 100_000
# Signs without a blank between them that are no words: one token, which costs nothing.
_RUN = re.compile(r"\S{100,}$")
_STRUCK = re.compile(r"(?<!~)~~(?=[^\s~])(?:[^~\n]|\n(?!\s*\n))+(?<!\s)~~(?!~)")
# The mark of a footnote in Markdown, which is no word.
_FOOTNOTE = re.compile(r"\[\^\w{1,12}\]:?")
_PARAGRAPH = re.compile(r"[^\n]*[^\s][^\n]*")
# What numbers a point: "1.", "(1)", "2)", "a)", "1" before a capital, or a bullet, alone or before one of them.
_POINT = re.compile(
    r"\s*(?:[•·‣◦▪●○*\u2013\u2014-]\s+|[•·‣◦▪●○]\s*)?(?:(?:\(?(?:\d{1,2}|[ivx]{1,4}|[a-z])\)|[ivx]{1,4}\.|[a-z]\.|\d{1,2}(?:\.\d{1,2})*\.)[\s\u200b]+|\d{1,2}\s+(?=[A-Z]))?"
)


def _ends(word: str, following: str) -> bool:
    """Whether a sentence ends with *word*, where *following* is the next word that is no closing mark."""
    if word in _ENDS:
        return True
    initial = len(word) == 2 and word[0].isupper() and word[1] == "."
    if following.lower() in _TITLES and not word[:1].islower():
        return False  # "U.S. Secretary"
    return (initial or word in _WITHIN) and following.lower() in _OPENERS and following[:1].isupper()


def _mark(doc: Doc) -> Doc:
    """Return *doc* with its sentences: closing quotes and brackets belong to the sentence that they close."""
    words = [token.text for token in doc]
    ended = quoted = False
    begun = 0
    starts: list[bool | int | None] = []
    for at, word in enumerate(words):
        closing = word.isspace() or (word in CLOSING and (word != '"' or quoted)) or word in _ENDS
        quoted ^= word == '"'
        starts.append(at == 0 or (ended and not closing) or at - begun >= _LONGEST)
        begun = at if starts[-1] else begun
        if word in _ENDS or word[-1:] == ".":
            later = next(
                (
                    words[i]
                    for i in range(at + 1, min(at + 5, len(words)))
                    if words[i] not in CLOSING and not words[i].isspace()
                ),
                "",
            )
            # A full stop inside a number or before a small letter ends nothing.
            ended = _ends(word, later) and not later[:1].islower()
        elif not closing:
            ended = False
    spaces = [bool(token.whitespace_) for token in doc]
    return type(doc)(doc.vocab, words=words, spaces=spaces, sent_starts=starts)


@cache
def language() -> Language:
    """Return the pipeline that finds words and sentences: rules alone, no model; an UsageError says how to have it."""
    try:
        import spacy
        from spacy.language import Language as Pipeline
    except ModuleNotFoundError:
        raise UsageError("texts are read with spaCy: pip install 'dipgraph[draft]'") from None
    found = spacy.blank("en")
    for word in sorted(_BEFORE | _WITHIN):
        found.tokenizer.add_special_case(word, [{"ORTH": word}])  # type: ignore[union-attr]
    found.tokenizer.token_match = _RUN.match  # type: ignore[union-attr]
    Pipeline.component("dipgraph_sentences", func=_mark)
    found.add_pipe("dipgraph_sentences")
    return found


@dataclass(frozen=True)
class Paragraph:
    """A line of the text that says something, from after what numbers it, and its words.

    *point* is the number or bullet before it, else empty. A *heading* has no full stop: it names what follows.
    """

    start: int
    end: int
    doc: Doc
    point: str = ""
    heading: bool = False

    @property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences; add ``start`` to the offsets of their characters."""
        return tuple(self.doc.sents)


def paragraphs(text: str, begin: int = 0) -> list[Paragraph]:
    """Return the paragraphs of *text* from *begin* on.

    >>> [[str(s) for s in p.sentences] for p in paragraphs("A title\\n\\nMr. A met Ms. B. They talked.")]
    [['A title'], ['Mr. A met Ms. B.', 'They talked.']]
    >>> [(p.point, p.heading) for p in paragraphs("1 Relations\\n(1) The ministers talked.")]
    [('1', True), ('(1)', False)]
    """
    found = []
    for line in _PARAGRAPH.finditer(text, begin):
        point = _POINT.match(text, line.start(), line.end())
        start = point.end() if point and point.end() < line.end() else line.start()
        end = start + len(text[start : line.end()].rstrip())
        printed = text[line.start() : start].strip()
        while end - start > _LINE:
            cut = text.rfind(" ", start, start + _LINE) + 1 or start + _LINE
            found.append((start, cut, printed))
            start = cut
        found.append((start, end, printed))
    docs = language().pipe(text[start:end] for start, end, _ in found)
    return [
        Paragraph(start, end, doc, point, _heading(text[start:end]))
        for (start, end, point), doc in zip(found, docs, strict=True)
    ]


def unstruck(text: str) -> str:
    """Return *text* with blanks for what is struck out between two tildes and two: what was taken back is not said.

    So it is with the marks of footnotes. Every other sign keeps its place, so that offsets are those of *text*.

    >>> unstruck("They ~~agreed~~ talked.[^1]")
    'They            talked.    '
    """
    if "~~" in text:
        text = _STRUCK.sub(lambda struck: re.sub(r"[^\n]", " ", struck.group()), text)
    return _FOOTNOTE.sub(lambda mark: " " * len(mark.group()), text) if "[^" in text else text


def _heading(line: str) -> bool:
    """Whether *line* only names what follows: short, and without the mark that ends a sentence."""
    return line.rstrip("".join(CLOSING))[-1:] not in ".!?:;,。" and len(line.split()) <= 16
