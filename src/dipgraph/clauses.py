"""The clauses of a sentence that carry an act: main verbs and those joined to them, participles, passives, bare nouns.

What stands in a relative clause, in a report of others' words or in a participle that describes a noun carries no act of
this meeting, and is passed over. A clause goes from its verb to the end of its objects; its subject stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

from dipgraph.lexicon import Cue, Lexicon
from dipgraph.prose import CLOSING, Paragraph
from dipgraph.tagging import classes
from dipgraph.verbs import Hit, Reader

# What ends a passage, and what ends all that belongs to its act.
_RELATIVE_END = frozenset(("which", "who", "whom", "whose", "where", "while", "when", "as"))
_ASIDE = frozenset(("which", "who", "whom", "whose", "where"))


@dataclass(frozen=True)
class Clause:
    """One act: where its passage lies in the text, its cue, its verb as printed, its form, and its subject.

    *number* is that of the paragraph, *sentence* are the words of the sentence in it. *form* is "verb", "passive",
    "participle", "infinitive", "noun", "second" (another noun of the same verb), "relative", or "own" (a main verb
    without a cue: "is", "will"). *subject* is a span of the text, None where the sentence prints none. *words* are the
    numbers of the passage's words, *object* is that of the word after the cue; *opening* are the words before the first
    act of the sentence, and *reach* is where what belongs to the act ends beyond the passage ("while …").
    """

    number: int
    paragraph: Paragraph
    sentence: tuple[int, int]
    start: int
    end: int
    verb: str
    cue: Cue
    form: str
    subject: tuple[int, int] | None
    words: tuple[int, int]
    object: int
    opening: tuple[int, int]
    reach: int


def clauses(number: int, paragraph: Paragraph, known: Lexicon) -> list[Clause]:
    """Return the clauses of the *number*-th *paragraph* that carry an act, in the order of the text."""
    found = []
    verbs = frozenset(known.cues)
    for sentence in paragraph.sentences:
        words = [token.norm_.lower() for token in sentence]
        printed = [token.text for token in sentence]
        reader = Reader(words, classes(words, printed, verbs), printed, known)
        hits = reader.read()
        if not reader.finite:
            reader = Reader(words, classes(words, printed, verbs, bare=True), printed, known)
            hits = reader.read()
        opening = (sentence.start, sentence.start + (hits[0].start if hits else 0))
        for at, hit in enumerate(hits):
            later = hits[at + 1] if at + 1 < len(hits) else None
            reach, end = _end(reader, hit, later, _ASIDE), _end(reader, hit, later, _RELATIVE_END)
            first, last = sentence.start + hit.start, sentence.start + end
            span = paragraph.doc[first:last]

            def place(words: tuple[int, int] | None, begin: int = sentence.start) -> tuple[int, int] | None:
                if not words:
                    return None
                said = paragraph.doc[begin + words[0] : begin + words[1]]
                return paragraph.start + said.start_char, paragraph.start + said.end_char

            found.append(
                Clause(
                    number,
                    paragraph,
                    (sentence.start, sentence.end),
                    paragraph.start + span.start_char,
                    paragraph.start + span.end_char,
                    printed[hit.verb],
                    hit.fit.cue,
                    hit.form,
                    place(hit.subject or (reader.subject if hit.form == "participle" else None)),
                    (first, last),
                    sentence.start + hit.fit.end,
                    opening,
                    sentence.start + reach,
                )
            )
    return found


def _end(reader: Reader, hit: Hit, later: Hit | None, asides: frozenset[str]) -> int:
    """Return the number of the word after the last one of *hit*: before the next act, one of *asides*, the full stop."""
    end = len(reader.words)
    if later:
        end = later.start
        if later.subject and hit.start < later.subject[0] < later.start and later.form == "verb":
            end = later.subject[0]
    for place in range(max(hit.fit.end, hit.verb + 1), end - 1):
        if (
            reader.tags[place] == "comma"
            and reader.words[place + 1] in asides
            and reader.words[place + 2 : place + 3] != ["well"]
        ):
            end = place
            break
    while (
        end > hit.verb + 1
        and reader.words[end - 1] not in CLOSING
        and (
            reader.tags[end - 1] in ("comma", "conj", "adv", "mark")
            or reader.words[end - 1] in (".", "!", "?", "to", "while", "well", "as")
        )
    ):
        end -= 1
    return end
