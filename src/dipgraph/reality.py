"""Whether a meeting of which a sentence tells took place: not where it is denied, cancelled, put off, or only supposed.

It is the one place where that is decided, for verbs ("did not meet") and nouns ("a meeting was cancelled") alike.
"""

from __future__ import annotations

import re

_A = r"(?:(?:an?|the|any|his|her|their|its|this|such|no)\s+)?"
# Some words with small letters, of one clause.
_FEW = r"(?:(?!(?:and|but|or|who|which|when|as|that)\b)[a-z][\w-]*\s+){0,4}"
_TOLD = r"(?:reports?|claims?|rumou?rs|allegations|suggestions|assertions|speculation|stories)"
_NOUN = (
    r"(?:meetings?|talks|calls?|conversations?|visits?|trips?|summits?|consultations|negotiations|audience|encounter)"
)
_OFF = r"(?:cancel+ed|postponed|called\s+off|put\s+off|rescheduled|deferred|abandoned|scrapped|aborted)"
_IS = r"(?:is|was|were|be|has\s+been|have\s+been|had\s+been|will\s+be)"
# Before the words on a meeting, with nothing else between: that it was not.
_DENIED = re.compile(
    rf"(?:\b(?:did|does|do|has|have|had|was|were|could|can|would|will)\s+(?:not|never)(?!\s+only)\s+{_FEW}"
    rf"|\b(?:did|does|do|has|have|had|was|were|could|would)n[’']t\s+{_FEW}"
    rf"|\b(?:[Nn]ever|[Nn]or)\s+{_FEW}|\b[Nn]either\b[^,;]*|\b[Nn]o\s+{_FEW}|\bwithout\s+(?:an?|any)\s+{_FEW}"
    rf"|\b(?:refus|declin)(?:e|es|ed|ing)\s+(?:to\s+)?{_A}{_FEW}"
    rf"|\b(?:cancel+ed|cancels|postponed|postpones|called\s+off|put\s+off|rejected|rejects)\s+{_A}{_FEW}"
    rf"|\b(?:requested|proposed|suggested|demanded|sought|offered|awaited|considered)\s+(?:(?:an?|another|further)\s+{_FEW})?"
    rf"|\b(?:would|could|should|might|may)\s+(?:also\s+)?have\s+{_FEW}|\b(?:might|may)\s+{_FEW}"
    rf"|\b(?:alleged|supposed|purported|planned|hypothetical|aborted|allegedly|supposedly|purportedly)\s+{_FEW})$"
)
# Somewhere before them, in one sentence: of what they tell it is denied that it is so.
_UNTRUE = re.compile(
    rf"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|refut(?:es|ed|ing)|dismiss(?:es|ed|ing)?|disput(?:es|ed|ing))\s+"
    rf"(?:(?:\w+\s+){{0,5}}?(?:that|having)\b|(?:\w+\s+){{0,3}}?{_TOLD}\s+(?:that|of|about)\b|{_A}$)"
    rf"|\b(?:false|untrue|not\s+true|incorrect|not\s+the\s+case|baseless|falsely\s+\w+)\s+that\b"
    rf"|\b(?:no\s+truth\s+(?:in|to)|contrary\s+to)\s+(?:\w+\s+){{0,3}}?{_TOLD}\s+(?:that|of|about)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r",\s*(?:who|which)\b[^,;]*,\s")
# The sentence, or the clause right before them, is a condition or a question.
_SUPPOSED = re.compile(r"\W*(?:If|Unless|Should|In\s+case|Provided|Whether|Even\s+if|In\s+the\s+event)\b")
_WERE = re.compile(r"\W*(?:Had|Were)\s")
_IF = re.compile(
    r"\b(?:if|unless|whether|in\s+case|provided\s+that|even\s+if|as\s+though|as\s+if|in\s+the\s+event\s+(?:of|that))\s[^,;]*$"
)
_THEN = re.compile(r"\b(?:would|could|might|will|shall|must)\b")
# Behind them, in the same sentence: that it came to nothing, and not that it was held all the same.
_CAME_TO_NOTHING = re.compile(
    rf"\b{_IS}\s+(?:\w+\s+){{0,2}}?{_OFF}\b|\bfell\s+through\b|\bcame\s+to\s+nothing\b"
    r"|\b(?:did|does|has|had|will|could|would)\s+(?:not|never)\s+(?:take|taken|happen|happened|materiali[sz]ed?|occur|go\s+ahead"
    r"|be\s+held)\b|\b(?:never)\s+(?:took\s+place|happened|materiali[sz]ed|occurred)\b"
    r"|\b(?:was|were)\s+(?:not|never)\s+held\b|\bis\s+(?:untrue|false|fiction|an?\s+invention)\b"
)
_HELD = re.compile(r"\b(?:took\s+place|(?<!be )held|met|happened)\b")
# Where another clause begins, of which it may be said.
_CLAUSE = re.compile(r";|\b(?:but|that|which|who|after|before|since|when|while|as|because|where)\b")
_WHAT = re.compile(rf"(?:The|This|That|Their|His|Her|A|All)\s+(?:[\w-]+\s+){{0,3}}?{_NOUN}\b")
# A note of few words leaves the verb out: "Meeting scheduled May 3 with the King cancelled".
_NOTED = re.compile(
    rf"\W*(?:(?:The|An?|His|Her|Their)\s+)?(?:(?!\w+ed\b)[\w-]+\s+){{0,2}}?{_NOUN}\b(?P<between>[^;]*?)\b{_OFF}"
    r"(?:\s+(?:because|due|owing|by|after|until|on|in|at|to)\b[^;]*)?\W*$",
    re.IGNORECASE,
)


def unreal(text: str, start: int, end: int, cue: int, noun: bool) -> bool:
    """Whether what the sentence from *start* to *end* tells at *cue*, where its words on a meeting begin, was not.

    Of a *noun* it may be said behind it.

    >>> said = "The talks with Minister A, who did not come, were put off."
    >>> unreal(said, 0, len(said), 4, True), unreal("A had met B.", 0, 12, 6, False)
    (True, False)
    """
    lead = text[start:cue]
    untrue = _UNTRUE.search(lead)
    if untrue and not any(m.start() < untrue.start() < m.end() for m in _ASIDE.finditer(lead)):
        return True
    if _DENIED.search(lead) or _IF.search(lead):
        return True
    if (_SUPPOSED.match(lead) or _WERE.match(lead)) and not _THEN.search(lead) and _THEN.search(text, cue, end):
        return True
    return noun and _ended(text[cue:end])


def off(sentence: str) -> bool:
    """Whether a sentence says of a meeting, which it calls by such a word, that it was not held.

    >>> off("The meeting was postponed until May."), off("The vote was postponed.")
    (True, False)
    """
    meant = _WHAT.match(sentence)
    return bool(meant and _ended(sentence[meant.end() :]))


def noted_off(clause: str) -> bool:
    """Whether a note says so, with the verb left out or not.

    >>> noted_off("Meeting scheduled May 3 with the King cancelled."), noted_off("Talks on a cancelled loan.")
    (True, False)
    """
    said = _NOTED.match(clause)
    return off(clause) or bool(
        said and not _CLAUSE.search(said["between"]) and not re.search(r"\b(?:an?|the)\s+$", said["between"])
    )


def _ended(behind: str) -> bool:
    """Whether it is told *behind* a meeting, in the same breath, that it came to nothing."""
    behind = _ASIDE.sub(lambda aside: " " * len(aside.group()), behind)
    nothing = _CAME_TO_NOTHING.search(behind)
    if nothing is None or _HELD.search(behind, nothing.end()):
        return False
    between = re.sub(r",?\s*\b(?:which|that)\s+$", "", behind[: nothing.start()])
    return not (_CLAUSE.search(between) or _HELD.search(between))
