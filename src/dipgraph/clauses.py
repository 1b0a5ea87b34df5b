"""The clauses of a sentence that carry an act: main verbs and those joined to them, participles, passives, bare nouns.

What stands in a relative clause, in a report of others' words or in a participle that describes a noun carries no act of
this meeting, and is passed over. A clause goes from its verb to the end of its objects; its subject stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dipgraph.attributions import inserted, parts, passed_over, told_behind
from dipgraph.divisions import divided
from dipgraph.inflections import OWN
from dipgraph.lexicon import Cue, Lexicon, cue
from dipgraph.prose import CLOSING, Paragraph
from dipgraph.quotations import Speech, offsets, speeches, telling
from dipgraph.tagging import classes
from dipgraph.verbs import THROUGH, Hit, Reader

if TYPE_CHECKING:
    from spacy.tokens import Span

# What ends a passage, and what ends all that belongs to its act.
_RELATIVE_END = frozenset(("which", "who", "whom", "whose", "where", "while", "when", "as"))
_SMALL = frozenset((".", "!", "?", "to", "while", "well", "as"))
# How a sentence says that somebody was met, before "who".
_MET = frozenset(("met", "received", "hosted"))
_FIRST_PERSON = frozenset(("we", "i", "our", "my", "let"))
# Acts of verbs that tell of speech: "\u201c…\u201d, concluded the Minister" signs nothing.
_TELLING = frozenset(("state", "sign"))
_ASIDE = frozenset(("which", "who", "whom", "whose", "where"))


@dataclass(frozen=True)
class Clause:
    """One act: where its passage lies in the text, its cue, its verb as printed, its form, and its subject.

    *number* is that of the paragraph, *sentence* are the words of the sentence in it. *form* is "verb", "passive",
    "participle", "infinitive", "noun", "second" (another noun of the same verb), "further" (another "that" of it),
    "relative", "own" (a main verb without a cue: "is", "will"), or "told" (a whole sentence within which it stands who says
    it). *subject* is a span of the text, None where the sentence prints none. *words* are the numbers of the passage's
    words, *object* is that of the word after the cue; *opening* are the words before the first act of the sentence, and
    *reach* is where what belongs to the act ends beyond the passage ("while …"). In direct speech *teller* is who is
    quoted, who is the subject too where that is "we"; *aside* is who says it by words that are inserted.
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
    teller: tuple[int, int] | None = None
    aside: tuple[int, int] | None = None


def clauses(
    number: int,
    paragraph: Paragraph,
    known: Lexicon,
    quoted: Sequence[Speech] | None = None,
    mouths: frozenset[str] = frozenset(),
) -> list[Clause]:
    """Return the clauses of the *number*-th *paragraph* that carry an act, in the order of the text.

    *quoted* is the direct speech in it, where it is known; *mouths* are nouns for offices that say what others said.
    """
    quoted = speeches(paragraph, known.verbs | THROUGH) if quoted is None else quoted
    found = []
    for span in _pieces(paragraph, quoted, mouths):
        told = _guest(span) if not quoted else None
        found += _clauses(number, paragraph, paragraph.doc[span.start : told[1]] if told else span, known)
        if told:
            guest = offsets(paragraph, *told)
            behind = _clauses(number, paragraph, paragraph.doc[told[1] + 2 : span.end], known)
            found += [replace(one, subject=one.subject or guest) for one in behind]
    for speech in quoted:
        found = _told(paragraph, speech, found)
    return found


def _pieces(paragraph: Paragraph, quoted: Sequence[Speech], mouths: frozenset[str]) -> list[Span]:
    """Return the sentences of *paragraph*, cut where direct speech begins and ends, without its marks, nor who told it."""
    marks = [mark for speech in quoted for mark in (speech.start - 1, speech.end)]
    found = []
    for sentence in paragraph.sentences:
        words = [token.norm_.lower() for token in sentence]
        for begin, end in parts(words, [token.text for token in sentence], mouths):
            first, last = sentence.start + begin, sentence.start + end
            for mark in [*(mark for mark in marks if first <= mark < last), last]:
                if mark > first:
                    found.append(paragraph.doc[first:mark])
                first = mark + 1
    return found


def _guest(sentence: Span) -> tuple[int, int] | None:
    """Return the words for whom a sentence says was met and what he then did: "A received B, who thanked him"."""
    words = [token.norm_.lower() for token in sentence]
    at = next((n for n in range(2, len(words) - 2) if words[n : n + 2] == [",", "who"]), 0)
    met = [n for n, word in enumerate(words[:at]) if word in _MET]
    if not met or "," in words[at + 2 :] or not words[at + 2].endswith("ed"):
        return None
    first = met[-1] + 1 + (words[met[-1] + 1] == "with")
    return (sentence.start + first, sentence.start + at) if first < at else None


def _told(paragraph: Paragraph, speech: Speech, found: list[Clause]) -> list[Clause]:
    """Return the clauses with those in a *speech* as its speaker's; the verb that tells of it stands where it has none."""
    teller = offsets(paragraph, *speech.subject) if speech.subject else speech.by
    inside, others, told = [], [], []
    for one in found:
        if speech.start <= one.words[0] < speech.end:
            said = paragraph.doc.text[slice(*(place - paragraph.start for place in one.subject))] if one.subject else ""
            ours = not said or (said.split()[0].lower() in _FIRST_PERSON and not said.endswith(" and I"))
            inside.append(replace(one, subject=teller if ours else one.subject, teller=teller))
        elif speech.verb in range(*one.words) and one.cue.act in _TELLING:
            told.append(
                one if one.cue.act == "state" else replace(one, cue=replace(one.cue, act="state", derived=True))
            )
        else:
            others.append(one)
    if not inside:
        for one in told:
            first, last = (speech.start, speech.end) if speech.verb > speech.end else (one.words[0], speech.end + 1)
            last = min(last, max(paragraph.doc[speech.start].sent.end, first + 1))  # what is said in one sentence
            while first == speech.start and last > first + 1 and paragraph.doc[last - 1].text == ",":
                last -= 1
            start, end = offsets(paragraph, first, last)
            inside.append(replace(one, start=start, end=end, subject=teller))
    # A whole sentence stands behind the acts in it.
    return sorted([*others, *inside], key=lambda one: one.end if one.form == "told" else one.start)


def _clauses(number: int, paragraph: Paragraph, sentence: Span, known: Lexicon) -> list[Clause]:
    """Return the clauses of a *sentence*, or a piece of one, that carry an act."""
    found: list[Clause] = []
    reader, hits, inside = _read(sentence, known)
    hits = divided(reader, hits)
    if all(hit.form == "own" for hit in hits) and (behind := _behind(number, paragraph, sentence, reader)):
        return [behind]
    opening = (sentence.start, sentence.start + (hits[0].start if hits else 0))
    for at, hit in enumerate(hits):
        # "A said, B is a friend": what is said goes on to the end of its clause.
        rest = hits[at + 1 :]
        said = (
            hit.fit.cue.act == "state" and hit.form == "verb" and reader.words[hit.fit.end : hit.fit.end + 1] == [","]
        )
        later = next((one for one in rest if not (said and one.form == "own" and one.fit.cue.act == "state")), None)
        reach, end = _end(reader, hit, later, _ASIDE), _end(reader, hit, later, _RELATIVE_END)
        if end <= hit.start:
            continue  # another noun of the verb, in a place that is cut off
        if later and later.form == "second" and later.start <= hit.fit.end + 1:
            reach = _end(reader, later, None, _ASIDE)  # "his sympathy and his support for them": one object for both
        words = (sentence.start + hit.start, sentence.start + end)
        subject = hit.subject or (reader.subject if hit.form == "participle" else None)
        found.append(
            Clause(
                number,
                paragraph,
                (sentence.start, sentence.end),
                *offsets(paragraph, *words),
                _printed(paragraph, sentence.start, hit),
                hit.fit.cue,
                hit.form,
                offsets(paragraph, *(sentence.start + word for word in subject)) if subject else None,
                words,
                sentence.start + hit.fit.end,
                opening,
                sentence.start + reach,
            )
        )
    end = next((n for n in range(len(reader.words), 0, -1) if reader.words[n - 1] not in _SMALL), 0)
    if inside and (whole := _whole(number, paragraph, sentence, reader, inside, end)):
        # Who says it within the sentence says it all, where nobody else does an act in it.
        found = [replace(one, aside=whole.subject) for one in found] + [replace(whole, form="told")]
    return found


def _behind(number: int, paragraph: Paragraph, sentence: Span, reader: Reader) -> Clause | None:
    """Return the clause of a *sentence* without an act that ends with who said it: "It is at peace, the Minister said"."""
    words = reader.words
    comma = next((n for n in range(len(words) - 3, 1, -1) if words[n] == ","), 0)
    verb = telling(words, reader.tags, comma + 1, len(words)) if comma else 0
    if not verb or not told_behind(words, reader.tags, comma) or '"' in words:
        return None
    return _whole(number, paragraph, sentence, reader, (comma, verb), comma)


def _whole(
    number: int, paragraph: Paragraph, sentence: Span, reader: Reader, said: tuple[int, int], end: int
) -> Clause | None:
    """Return a *sentence* as the statement of who stands between the comma and the verb where it is *said*, up to *end*."""
    fit = cue(reader.known, reader.words, said[1], len(reader.words))
    if fit is None or fit.cue.act != "state":
        return None
    comma, verb, first, last = *(sentence.start + word for word in said), sentence.start, sentence.start + end
    return Clause(
        number,
        paragraph,
        (sentence.start, sentence.end),
        *offsets(paragraph, first, last),
        str(paragraph.doc[verb : sentence.start + fit.end]),
        fit.cue,
        "verb",
        offsets(paragraph, comma + 1, verb),
        (first, last),
        first,
        (first, first),
        last,
    )


def _read(sentence: Span, known: Lexicon) -> tuple[Reader, list[Hit], tuple[int, int] | None]:
    """Return a sentence that was read, and its acts; if no verb was found in it, it is read again more boldly.

    Who says it within the sentence is passed over; the last are the comma before, and the verb.
    """
    words, printed = [token.norm_.lower() for token in sentence], [token.text for token in sentence]
    verbs = known.verbs | THROUGH
    tags = classes(words, printed, verbs)
    said = inserted(words, tags)
    reader = Reader(words, passed_over(tags, said), printed, known)
    hits = reader.read()
    if not reader.finite:
        reader = Reader(words, passed_over(classes(words, printed, verbs, bare=True), said), printed, known)
        hits = reader.read()
    return reader, hits, said[:2] if said else None


def _printed(paragraph: Paragraph, begin: int, hit: Hit) -> str:
    """Return the verb of an act as it is printed, with the words that make it the act: "expressed his hope to"."""
    if hit.form == "further":
        return str(paragraph.doc[begin + hit.verb])
    from_start = hit.form != "passive" and (hit.form in ("second", "noun") or hit.fit.start > hit.verb)
    first = hit.start if from_start else hit.verb
    return str(paragraph.doc[begin + first : begin + max(hit.fit.end, hit.last + 1, first + 1)])


def _end(reader: Reader, hit: Hit, later: Hit | None, asides: frozenset[str]) -> int:
    """Return the number of the word after the last one of *hit*: before the next act, one of *asides*, the full stop."""
    end = hit.until or len(reader.words)
    if later and not (hit.until and later.start > hit.until):
        end = later.start
        if later.subject and hit.start < later.subject[0] < later.start and _sets_out(reader, later):
            end = later.subject[0]
            end = (reader.turn(end - 1) if reader.words[end - 1] == "," else 0) or end
            end -= later.form == "participle" and reader.words[end - 1] == "with"
    for place in range(max(hit.fit.end, hit.verb + 1), end - 1):
        if (
            reader.tags[place] == "comma"
            and reader.words[place + 1] in asides
            and reader.words[place + 2 : place + 3] != ["well"]
            and not (reader.words[place + 1] in _ASIDE and reader.resumes(hit.fit.end - 1, place, end))
        ):
            end = place
            break
        if reader.words[place] == "," and told_behind(reader.words, reader.tags, place):
            end = place  # "agreed to open it, the Minister said"
            break
    end = _trimmed(reader, hit, end, bool(later and end == later.start))
    if reader.words[hit.start : end].count('"') % 2 and reader.words[end - 1] == '"':
        return _trimmed(reader, hit, end - 1, False)
    return end


def _sets_out(reader: Reader, later: Hit) -> bool:
    """Whether the subject of *later* sets out a new clause, and is no row of names before "will": "said A and B will"."""
    first = later.subject[0] if later.subject else 0
    plain = reader.tag(first) in ("pron", "det") or reader.words[first] in OWN
    return later.form in ("verb", "participle") or (
        later.form == "own" and (plain or bool({",", ";"} & set(reader.words[first - 2 : first])))
    )


def _trimmed(reader: Reader, hit: Hit, end: int, before_verb: bool) -> int:
    """Return *end* without the marks and small words that belong to what follows; adverbs, if its verb does at once."""
    while end > max(hit.verb, hit.start) + 1 and reader.words[end - 1] not in CLOSING:
        if before_verb and reader.tags[end - 1] == "adv":
            end -= 1
        elif (
            reader.tags[end - 1] in ("comma", "conj", "mark")
            or reader.words[end - 1] in _SMALL
            or reader.words[end - 1].isspace()
        ):
            end, before_verb = end - 1, False
        else:
            break
    return end
