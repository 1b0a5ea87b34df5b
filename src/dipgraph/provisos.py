"""What takes a promise back or ties it: words that deny it, that turn it round, and the condition on which it depends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dipgraph.inflections import adverb, every

# Verbs that help another one: a negation behind them denies that it was done. Behind "will" it belongs to what is done.
_HELPING = every("is are was were been am has have had do does did")
_NEGATIONS = every("not never neither nor")
# Words before whom or what they deny: "no agreement was reached", "neither side"; and what "no" stands before else.
_NOBODY = every("no neither none nobody nor")
_NO_DENIAL = every("later doubt less sooner longer matter")
# Words beside a promise by which it is recalled: it is not made again.
_RECALLED = re.compile(
    r"\b(?:in the past|in (?:recent|previous|earlier) years|previously|formerly|at the time|back then"
    r"|(?:days|weeks|months|years|decades) ago)\b"
)
# What an action begins with that is no action, or the end of one.
_UNDONE = re.compile(
    r"(?:(?:jointly|further|also|\w+ly) )*"
    r"(not|never|no longer|neither|refrain(?:ing)?|abstain(?:ing)?|end(?:ing)?|stop(?:ping)?|ceas(?:e|ing)|halt(?:ing)?"
    r"|suspend(?:ing)?|withdraw(?:ing)?|discontinu(?:e|ing)|terminat(?:e|ing)|freez(?:e|ing)|cut(?:ting)? off"
    r"|phas(?:e|ing) out|refus(?:e|ing))\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"(?:\b(?P<whole>not|never)|n['\u2019]t)(?: to)?$", re.IGNORECASE)
# "If needed" ties nothing.
_IF = r"if(?! (?:necessary|needed|possible|required|appropriate|any|not|at all|so|applicable)\b)"
_SHOULD = r"should (?!(?:the |any )?(?:need|necessity)\b|it be (?:needed|necessary|required))"
_CONDITION = re.compile(
    rf"\b(?:{_IF}|unless"
    r"|provided(?: that\b| the\b)"
    r"|on (?:the )?condition that"
    r"|(?<!for )(?:as|so) long as(?! it takes| necessary| needed)|on the understanding that|in the event (?:of|that)"
    r"|only (?:after|when|once)|(?:(?<=that )|(?<=that, ))(?:when|once)"
    r"|(?<=\w )once (?:the|an?|all|it|its|they|these|those|both)"
    rf"|{_SHOULD}(?=[\w ]{{3,60}}(?:,|$))|(?<=, )(?:should|were) (?:the|an?) (?!need\b)"
    r"|conditional on|subject to)\b",
    re.IGNORECASE,
)
# A condition may as well be the first thing in a sentence, where "once" and "when" also tie what follows.
_LEADING = re.compile(
    rf"\W*((?:only )?(?:{_IF}|unless|provided|once|as long as|so long as|on (?:the )?condition|in the event"
    rf"|{_SHOULD.rstrip()}|were|had)\b[^;:]*?)\s*,?\s*$",
    re.IGNORECASE,
)


def denied(words: Sequence[str]) -> bool:
    """Whether *words*, from before an act to the end of its cue, say that it was not done.

    >>> denied("was not agreed to".split()), denied("agreed not to".split()), denied("no longer intends to".split())
    (True, False, True)
    """
    for at, word in enumerate(words):
        if word == "that":
            return False  # what follows is denied, and not the act
        if words[at : at + 2] == ["no", "longer"] or (word == "no" and not _NO_DENIAL & set(words[at + 1 : at + 2])):
            return True
        if word not in _NEGATIONS or words[at + 1 : at + 2] == ["to"]:
            continue
        before = at - 1
        while before >= 0 and adverb(words[before]):
            before -= 1
        if (before < 0 and word != "not") or (before >= 0 and words[before] in _HELPING):
            return True
    return False


def denial(words: Sequence[str], at: int) -> int:
    """Return the number of the first word of the denial right before the word *at*; *at* itself where there is none.

    >>> denial("he no longer intends to".split(), 3)
    1
    """
    if at >= 2 and list(words[at - 2 : at]) == ["no", "longer"]:
        return at - 2
    return at - 1 if at and words[at - 1] in ("never", "neither", "nor") else at


def nobody(subject: str) -> bool:
    """Whether a *subject* says that nobody of those whom it names did it.

    >>> nobody("Neither Exland nor Wyland"), nobody("Exland")
    (True, False)
    """
    return bool(_NOBODY & set(subject.lower().split()[:1]))


def recalled(words: Sequence[str]) -> bool:
    """Whether *words*, from an act to what is right behind its cue, say that it was done at another time.

    >>> recalled("have agreed in the past to".split()), recalled("agreed in May to".split())
    (True, False)
    """
    return _RECALLED.search(" ".join(words)) is not None


def negation(verb: str) -> str:
    """Return the word by which a printed *verb* turns round what follows it; nothing where it does not.

    >>> negation("agreed not to"), negation("will never"), negation("won't"), negation("agreed to")
    ('not', 'never', 'not', '')
    """
    found = _NEGATED.search(verb)
    return (found["whole"] or "not").lower() if found else ""


def undone(action: str) -> str:
    """Return the word by which an *action* begins that leaves undone or ends what follows it; nothing where none does.

    >>> undone("Not support the bid."), undone("Gradually end assistance."), undone("Support the end of the war.")
    ('not', 'end', '')
    """
    found = _UNDONE.match(action)
    return found[1].lower() if found else ""


def leading(opening: str) -> str:
    """Return the condition that the words before a clause are, without marks about it; nothing where they are none.

    >>> leading("If the truce holds, ")
    'If the truce holds'
    """
    found = _LEADING.fullmatch(opening)
    return found[1] if found else ""


def condition(sentence: str) -> str:
    """Return the first words of the condition that a *sentence* has, and what follows to the next mark; else nothing.

    >>> condition("promised aid, if the truce holds, and left")
    'if the truce holds'
    """
    found = _CONDITION.search(sentence)
    return re.split(r"[,;:.]", sentence[found.start() :])[0].strip() if found else ""
