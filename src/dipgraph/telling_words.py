"""The words by which a sentence tells of a meeting, as patterns: verbs, nouns, and what is welcomed that is nobody."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dipgraph.names import Names

# What says, behind those who met, that their meeting was held: "A meeting of A with B took place in Lima".
HELD = re.compile(r"[^.;:]{0,60}?\b(?:took\s+place|has\s+taken\s+place|(?:was|were)\s+held)\b")
# "traveled to Nairobi to meet with": they met.
TRAVELLED = re.compile(
    r"\b(?:travel+ed|flew|went|came|arrived|is visiting|visited)\b[^;:]{0,200}\bto\s+$"
    r"|\b(?:was|were|am|are)\s+(?:\w+\s+)?(?:pleased|delighted|honou?red)\s+to\s+$"
)
# "travelled to Paris for talks with": they were held.
FOR_TALKS = re.compile(
    r"\b(?:travel+ed|flew|went|came|arrived|continued|headed|proceeded|stopped)\b[^.;:]{0,120}\bfor\s+(?:\w+\s+){0,2}$"
)

# So a sentence leads to several meetings, of which those below it tell one by one.
_SEVERAL = re.compile(
    r"\b(?:held|holds|had|conducted)\s+(?:an?\s+)?(?:\w+\s+){0,2}?(?:number\s+of|series\s+of|several|multiple|various|separate"
    r"|two|three|four|five|six|seven|eight|nine|ten|many|numerous)\s+(?:\w+\s+){0,2}(?:meetings|talks|encounters)\b"
    r"(?!\s+(?:with|between)\s+(?:the\s+)?[A-Z])"
)
_LEADING = 800


@dataclass(frozen=True)
class Cues:
    """The patterns: a *verb* has a group that says of which kind it is; *nobody* is what else may be welcomed.

    *unnamed* are those who met without a name.
    """

    verb: re.Pattern[str]
    noun: re.Pattern[str]
    nobody: re.Pattern[str]
    unnamed: re.Pattern[str]


def common(text: str, begin: int) -> tuple[int, int] | None:
    """Return the sentence with which a report that begins at *begin* leads to several meetings, told one by one; or None.

    >>> common("She held several meetings in Lima. She met A.", 0)
    (0, 34)
    """
    told = _SEVERAL.search(text, begin, begin + _LEADING)
    if not told:
        return None
    start = max(text.rfind("\n", begin, told.start()) + 1, text.rfind(". ", begin, told.start()) + 1, begin)
    ends = [end + 1 for mark in (". ", ".\n", "\n") if (end := text.find(mark, told.end())) >= 0]
    return start, min(ends, default=len(text))


def cues(names: Names) -> Cues:
    """Return the patterns of the words that the vocabulary has for it, made once.

    >>> from dipgraph.names import names
    >>> cues(names()).verb.search("He held a brief meeting with her").lastgroup
    'noun'
    """
    return _cues(tuple(sorted(names.tellings.items())))


@lru_cache(maxsize=8)
def _cues(said: tuple[tuple[str, tuple[str, ...]], ...]) -> Cues:
    words = _Words(dict(said))
    verb = rf"""\b(?:
      (?P<met>met|meets|meet)\b(?!\s+(?:the|their|its|our|these|those|this|such|all)\s+(?:needs?|challenges?
        |goals?|targets?|commitments?|demands?|requirements?|obligations?|standards?|objectives?))
    | (?P<spoke>{words.verbs("spoke")}|(?<=will\ )speak
        |(?:{words.verbs("told")})(?=\s[^.;,]{{1,100}}?\s(?:(?:by|over\ the)\ (?:tele)?phone
          |(?:in|during|at|over)\ (?:an?|their|the)\ (?:\w+\ ){{0,2}}?(?:calls?|conversation|meeting|talks))\b))\b
    | (?P<held>held|holds|(?<=will\ )(?:hold|have)|had|paid|pays|made|has\ had|conducted|convened|convenes|co-hosted
        |concluded|completed|have\ completed)\s+(?:[\w+()]+[\s-]+){{0,6}}?(?P<noun>{words.nouns("held")}
        |(?:{words.nouns("with")})(?=\s+with\b))\b
    | (?P<hosted>hosted(?:\s+to\s+(?:an?\s+)?(?:\w+\s+)?(?:tea|{words.nouns("held")})(?=\s+by\b))?|hosts
        |granted\s+(?:\w+\s+){{1,2}}audience(?=\s+(?:by|to)\b)
        |br(?:ought|ings)\s+together|brought(?=\s[^.;]{{1,160}}\stogether\b)
        |welcomed|welcomes|(?:received|receives)(?!\s+(?:\w+\s+){{0,3}}?(?:{words.nouns("letters")})\b)
        |(?:(?<=pleased\ to\ )|(?<=delighted\ to\ )|(?<=honoured\ to\ )|(?<=honored\ to\ ))(?:host|meet|welcome|receive)
        |(?<=will\ )(?:host|welcome|receive))\b
    | (?P<called>called|phoned|telephoned|calls)\b(?=\s+(?:(?:on|upon|the|his|her|H\.\w\.|U\.S\.
        |[A-Z][a-z]+)\s+)*?[A-Z])
    | (?P<vowed>failed\s+to\s+(?:reach|agree)|{words.verbs("vowed")})\b
    | (?P<talked>{words.verbs("talked")})\b
    | (?P<joined>convened|joined(?!\s+by\b)|co-chaired|chaired|(?:took|taken)\s+part\s+in|participated\s+in|(?<!\()attended
        |gathered|(?:was|were)\s+(?:also\s+)?(?:present|in\s+attendance
        |(?:part|members)\s+of\s+the\s+[A-Z]\w+\s+delegation))\b
    )"""
    noun = (
        rf"\b(?:(?:{words.verbs('kind')})\s+)*(?:{words.nouns('noun')}|(?:{words.nouns('with')})(?=\s+with\b))\b"
        r"(?=\s+(?:(?:was|were|has been|have been|took place|held|conducted|today|yesterday|on \w+ \d+)\s+)*"
        r"(?:with|between|of|to|by|among)\b)"
    )
    # "welcomed the visit by", "welcomed the statement of": it is no person who is welcomed.
    nobody = rf"\b(?:{words.nouns('welcomed')})\b[^,;]*\b(?:by|of|from)\b"
    unnamed = rf"\b(?:{words.either_case('nobodies')})\b"
    return Cues(re.compile(verb, re.VERBOSE), re.compile(noun, re.IGNORECASE), re.compile(nobody), re.compile(unnamed))


class _Words:
    """The words of each kind as alternatives of a pattern, the longest first; a kind without words fits nothing."""

    def __init__(self, said: Mapping[str, Sequence[str]]) -> None:
        self._said = said

    def verbs(self, kind: str) -> str:
        return self._either(kind, "")

    def nouns(self, kind: str) -> str:
        return self._either(kind, "s?")

    def either_case(self, kind: str) -> str:
        return "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in self._said.get(kind, ())) or "(?!)"

    def _either(self, kind: str, end: str) -> str:
        words = sorted(self._said.get(kind, ()), key=lambda word: (-len(word), word))
        spaced = [r"[\s-]".join(word.replace(" ", r"\s+").split("-")) + end for word in words]
        return "|".join(spaced) or "(?!)"
