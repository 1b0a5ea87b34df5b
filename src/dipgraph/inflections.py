"""The forms of English words: what inflections have in common, and the small words that bound a phrase."""

from __future__ import annotations

import re


def every(words: str) -> frozenset[str]:
    """Return the words of a line as a set."""
    return frozenset(words.split())


# Verbs whose past is not made with -ed.
PAST = {
    "said": "say", "told": "tell", "spoke": "speak", "spoken": "speak", "sought": "seek", "held": "hold", "met": "meet",
    "made": "make", "stood": "stand", "undertook": "undertake", "undertaken": "undertake", "took": "take",
    "taken": "take", "gave": "give", "given": "give", "began": "begin", "paid": "pay", "drew": "draw", "had": "have",
    "has": "have", "was": "be", "were": "be", "is": "be", "are": "be", "been": "be", "put": "put", "set": "set",
    "led": "lead", "saw": "see", "went": "go", "came": "come", "found": "find", "sent": "send", "left": "leave",
    "felt": "feel", "kept": "keep", "thought": "think", "brought": "bring", "dealt": "deal", "laid": "lay", "dwelt": "dwell",
    "focussed": "focus", "focussing": "focus",
}  # fmt: skip
OWN = frozenset(("his", "her", "their", "its", "our", "my", "your"))
BOUND = every(
    "of for to in on about with at from by regarding concerning toward towards against through into over amid amidst"
    " between among that which who whether and/or ; : ( ) \u2014 \u2013"
)
FINITE = every(
    "is are was were has have had will would shall should must might can could do does did remain remains remained"
)
# What ends as adverbs do and is none: nouns, verbs, names.
_NO_ADVERBS = every(
    "family supply reply assembly italy july ally rally tally rely apply comply imply multiply bully anomaly"
)
_ADVERBS = every(
    "also again further once jointly both always never still therefore thus even very not likewise however today yesterday"
)


def stem(word: str) -> str:
    """Return what the inflections of *word* have in common.

    >>> {stem(w) for w in ("agree", "agrees", "agreed", "agreeing")}, stem("committed") == stem("commits"), stem("said")
    ({'agre'}, True, 'say')
    """
    word = PAST.get(word, word)
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= 3 and any(v in rest for v in "aeiouy"):
            if len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "sleoz":
                rest = rest[:-1]
            return "note" if rest == "not" else rest.removesuffix("e") if ending == "ing" else rest
    if word.endswith(("sses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    if word.endswith("s") and word[-2] not in "sui":
        word = word[:-1]
    return word if word == "note" else word.removesuffix("e")


def adverb(word: str) -> bool:
    """Whether *word* may stand between the words of a cue without changing it; more than one blank may too."""
    return word in _ADVERBS or word.isspace() or (word.endswith("ly") and len(word) > 4 and word not in _NO_ADVERBS)


def stems(words: str) -> frozenset[str]:
    """Return the stems of the words of a line as a set."""
    return frozenset(map(stem, words.split()))


def singular(words: str) -> str:
    """Return a title in the plural as one has it: Ministers for Foreign Affairs, Minister for Foreign Affairs."""
    found = re.fullmatch(r"(.*?)(ies|s)((?: (?:of|for|to) .*)?)", words)
    if houses := re.fullmatch(r"(heads of .*\b(?:ministr|agenc|department|delegation))(ies|s)", words, re.IGNORECASE):
        found = re.fullmatch(r"(\w+?)(s)( .*)", houses[1] + ("y" if houses[2] == "ies" else ""))
    return f"{found[1]}{'y' if found[2] == 'ies' else ''}{found[3]}" if found else words
