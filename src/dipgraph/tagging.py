"""The words of a sentence by what they do in it: as far as clauses need it, by rules, and blind to what words mean."""

from __future__ import annotations

from collections.abc import Sequence

from dipgraph.inflections import BOUND, OWN, adverb, every, stem

BE = every("is are was were be been being am 's 're remain remains remained")
HAVE = every("has have had 've")
MODAL = every("will would shall should must may might can could 'll")
PRONOUNS = every("he she they we it i you")
RELATIVE = every("that which who whom whose where while whereas because if whether how what when why although though")
# What stands before its subject where it means "if".
_INVERTED = every("should were had")
_DETERMINERS = (
    every("the a an this these those each all some any no such another one two three four five six several many both")
    | OWN
)
_MORE = every(
    "after before during since until under within without including following given despite as than per via amid"
    " across around along beyond ahead alongside because like unlike pending up out off above below behind near"
)
# What makes "will" a noun before it; and the words that may stand apart from the verb they help.
_WILLED = every("political common joint mutual strong firm shared")
_GROUP = frozenset(("modal", "be", "have"))
# With what an aside begins that stands there.
_ASIDES = (["as"], ["in"], ["at"], ["of"], ["for"], ["together"], ["where"])
# How deep a concern is that is told behind such a verb: "and shared deep concern about", but "and shared concerns about".
_FELT = ("deep", "grave", "profound")
# Participles that are mostly adjectives: "and shared values", "and continued support".
_QUALITIES = every(
    "shared continued increased enhanced improved expanded related combined renewed sustained detailed advanced"
)
# Not the past of a verb, whatever they end in.
_NO_PAST = every("united need indeed speed seed feed hundred shed sacred red embed exceed proceed succeed breed led")
_IRREGULAR_PAST = every(
    "said told spoke sought held met made stood undertook took gave began drew had led saw went came found sent paid"
    " became grew put set left felt kept thought brought dealt laid won lost built rose fell understood knew"
)
_NO_ING = every(
    "during including regarding concerning following meeting morning evening beijing thing nothing king string spring"
    " ongoing according pending"
)


def classes(words: Sequence[str], printed: Sequence[str], verbs: frozenset[str], bare: bool = False) -> list[str]:
    """Return the class of each of *words* (small letters; *printed* as in the text); *verbs* are stems that cues begin with.

    With *bare*, for a sentence in which no verb was found, a verb in the present may stand before a bare object.

    >>> classes("they welcomed the shared view and agreed to meet".split(), [""] * 9, frozenset(["welcom", "agre", "meet"]))
    ['pron', 'past', 'det', 'noun', 'noun', 'conj', 'past', 'to', 'verb']
    """
    found: list[str] = []
    aside = 0
    for at, word in enumerate(words):
        aside = max(aside, _aside(at, words, found))
        found.append("adv" if at < aside else _class(at, word, words, printed, found, verbs, bare))
    return found


def _aside(at: int, words: Sequence[str], before: list[str]) -> int:
    """Return where an aside ends that a comma begins between a verb and its helper: "will, as always, support"; else 0."""
    if words[at] != "," or before[-1:] not in (["modal"], ["be"], ["have"]) or words[at + 1 : at + 2] not in _ASIDES:
        return 0
    return next((n + 1 for n in range(at + 3, min(at + 7, len(words))) if words[n] == ","), 0)


def _class(  # noqa: PLR0911, PLR0912
    at: int,
    word: str,
    words: Sequence[str],
    printed: Sequence[str],
    before: list[str],
    verbs: frozenset[str],
    bare: bool,
) -> str:
    behind = next((n for n in range(at + 1, len(words)) if not words[n].isspace()), len(words))
    following = words[behind] if behind < len(words) else ""
    verb = next((words[n] for n in range(behind, min(behind + 2, len(words))) if not adverb(words[n])), "")
    if word in ("each", "both", "all", "two", "three", "four", "five") and (_past(verb) or verb in _IRREGULAR_PAST):
        return "pron"
    if word in ("do", "does", "did") and following == "not":
        return "modal"
    if word == "may" and printed[at] == "May":
        return "noun"
    last = next((tag for tag in reversed(before) if tag != "adv"), "")
    if word in _INVERTED and last in ("", "comma") and _subject(printed[behind : behind + 1]):
        return "rel"  # "Should the truce hold, they will …"
    aside = words[at - 1 : at] and words[at - 2 : at - 1] == [","] and before[-2:-1] == ["adv"]
    if word == "," and (aside or (last in _GROUP and adverb(following) and words[behind + 1 : behind + 2] == [","])):
        return "adv"  # "will, therefore, open"
    if word in (",", ";", ":", "-", "(", ")", '"'):
        return "comma" if word in (",", ";", ":") else "mark"
    if word in ("and", "or", "but", "&") or (word == "as" and following == "well"):
        return "conj"
    if word == "'s" and last in ("noun", "past", "verb"):
        return "det"
    if word == "given" and last in ("be", "have"):
        return "past"
    if word == "will" and ((last == "det" and following in ("to", "of")) or (at and words[at - 1] in _WILLED)):
        return "noun"  # "the will to resume the talks"
    for known, tag in (
        (BE, "be"),
        (HAVE, "have"),
        (MODAL, "modal"),
        (PRONOUNS, "pron"),
        (RELATIVE, "rel"),
        (_DETERMINERS, "det"),
    ):
        if word in known:
            if tag == "rel" and word == "that" and last == "prep":
                return "det"
            return tag
    if word == "to":
        return (
            "to"
            if stem(following) in verbs or adverb(following) or _infinitive(printed[behind : behind + 1])
            else "prep"
        )
    if (word in BOUND or word in _MORE) and not (word == "under" and following.startswith("secretar")):
        return "prep"
    if adverb(word) and following != "'s" and not (word == "further" and last in ("det", "prep")):
        return "adv"
    if last == "to" or (last == "modal" and word.isalpha()):
        return "verb"
    capital = printed[at][:1].isupper() and at > 0
    if (_past(word) and not capital) or (word in _IRREGULAR_PAST and not capital):
        if (
            last in ("", "conj", "comma")
            and word in _QUALITIES
            and following not in _DETERMINERS
            and following not in ("that", "to", *_FELT)
        ):
            return "noun"
        # "the shared view", "of increased trade": no verbs. "our agreed goals", "welcomed increased trade": neither.
        return (
            "noun" if last in ("det", "prep") or (last in ("past", "verb", "ing") and before[-1] != "adv") else "past"
        )
    if word.endswith("ing") and len(word) > 5 and word not in _NO_ING and not capital:
        return "noun" if last == "det" else "ing"
    if stem(word) in verbs and not capital:
        # "Exland welcomes the visit and opposes tariffs": the second has the form of the first.
        told = any(tag == "verb" and third_person(words[n]) for n, tag in enumerate(before)) and third_person(word)
        joined = told and last == "conj" and following.isalpha() and following not in BOUND | {"and", "or"}
        if _present(word, last, at, words, printed, bare or joined):
            return "verb"
    return "noun"


def _past(word: str) -> bool:
    return word.endswith("ed") and len(word) > 4 and word.isalpha() and word not in _NO_PAST


def _infinitive(following: Sequence[str]) -> bool:
    """Whether what follows "to" looks like a verb: no name, which has a capital, no article, nothing in the plural."""
    word = "".join(following)
    return (
        word.isalpha()
        and word.islower()
        and word not in _DETERMINERS
        and word not in BOUND
        and word not in PRONOUNS
        and not word.endswith("s")
    )


def _subject(following: Sequence[str]) -> bool:
    """Whether a subject may begin with what follows: an article, a pronoun, a name."""
    word = "".join(following)
    return word in _DETERMINERS or word in PRONOUNS or (word[:1].isupper() and word.lower() not in ("not", "also"))


def _present(word: str, last: str, at: int, words: Sequence[str], printed: Sequence[str], bare: bool) -> bool:
    """Whether *word*, which may be the present of a verb, is one here: after its subject, and before an object."""
    following = words[at + 1] if at + 1 < len(words) else ""
    opens = (
        following in _DETERMINERS
        or following in ("that", "to", "on", "for", "with", "upon", "forward")
        or adverb(following)
        or bare
    )
    if last == "pron":
        return True
    if last in ("comma", "conj"):
        return opens and at > 0
    subject = words[at - 1] if at else ""
    third = third_person(word)
    if last == "noun" and third and printed[at - 1][:1].isupper() and not subject.endswith("s"):
        opens = opens or (following[:1].isalpha() and printed[at + 1][:1].isupper())  # "Exland supports Wyland"
    if last == "noun" and opens and at > 0:
        plural = subject.endswith("s") and not subject.endswith("ss")
        return third or plural or printed[at - 1][:1].isupper()
    return False


def third_person(word: str) -> bool:
    """Whether *word* may be a verb with the ending of the third person."""
    return word.endswith("s") and not word.endswith(("ss", "us"))
