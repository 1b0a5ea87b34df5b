"""A text as prose: its paragraphs, sentences and words, each with its offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dipgraph.errors import UsageError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

# Abbreviations after which a sentence goes on.
_SHORT = ("Mr.", "Mrs.", "Ms.", "Dr.", "Jr.", "Sr.", "St.", "Gen.", "Lt.", "Col.", "Sen.", "Gov.", "Amb.", "H.E.", "No.", "p.m.", "a.m.", "U.S.", "U.N.", "U.K.", "E.U.")  # fmt: skip
_PARAGRAPH = re.compile(r"[^\n]*[^\s][^\n]*")


@cache
def language() -> Language:
    """Return the pipeline that finds words and sentences: rules alone, no model; an UsageError says how to have it."""
    try:
        import spacy
    except ModuleNotFoundError:
        raise UsageError("drafts need spaCy: pip install 'dipgraph[draft]'") from None
    found = spacy.blank("en")
    for word in _SHORT:
        found.tokenizer.add_special_case(word, [{"ORTH": word}])  # type: ignore[union-attr]
    found.add_pipe("sentencizer")
    found.max_length = 10_000_000
    return found


@dataclass(frozen=True)
class Paragraph:
    """A line of the text that says something, with where it begins and ends, and its sentences."""

    start: int
    end: int
    doc: Doc

    @property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences; add ``start`` to the offsets of their characters."""
        return tuple(self.doc.sents)


def paragraphs(text: str, begin: int = 0) -> list[Paragraph]:
    """Return the paragraphs of *text* from *begin* on.

    >>> [[str(s) for s in p.sentences] for p in paragraphs("A title\\n\\nMr. A met Ms. B. They talked.")]
    [['A title'], ['Mr. A met Ms. B.', 'They talked.']]
    """
    found = [(m.start(), m.end()) for m in _PARAGRAPH.finditer(text, begin)]
    docs = language().pipe(text[start:end] for start, end in found)
    return [Paragraph(start, end, doc) for (start, end), doc in zip(found, docs, strict=True)]
