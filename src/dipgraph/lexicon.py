"""The words of the vocabulary of acts as a draft looks for them: acts by their cues, and the issues beside them.

A cue stands in acts.ttl in one tense; it fits in every inflection of its words, with adverbs between them, and its
ellipsis stands for a few words of one phrase. A verb that carries several acts by the noun after it ("expressed … hope",
"expressed … commitment") carries them all, so that a noun that is new beside one verb is known beside the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dipgraph.inflections import BOUND, FINITE, OWN, PAST, adverb, every, stem
from dipgraph.labels import Issues, issues_in, vocabulary
from dipgraph.months import WEEKDAYS, month_of
from dipgraph.prose import language
from dipgraph.terms import DIP

GAP = "…"
_SHORT = 3
# What stands before a noun of one's own: "his support and Exland's commitment" are two.
_DETERMINERS = OWN | every("the a an this that these those")
_OWNERS = 6  # so many words an owner's name has at most behind "and"
_REACH = 7  # words that an ellipsis stands for at most, and twice as many before the verb of a clause with "that"
# With whom or to whom somebody spoke may have a title: there an ellipsis goes over these too, but not over the others.
_WHOM, _OF_A_TITLE = frozenset(("with", "to")), frozenset(("of", "for"))
_NO_TITLE = every("ahead after before during following since him her them he she they")
# Behind "on" these say when, how or where somebody spoke with another, and not about what.
_OCCASION = every(
    "margin margins sidelines side occasion eve behalf anniversary initiative phone telephone line way board flight visit"
)
_TIME = every("day morning evening afternoon night weekend")
_LENGTHS = every("hour hours minute minutes")
_DAYS = frozenset(day.lower() for day in WEEKDAYS)


@dataclass(frozen=True)
class Act:
    """An act: its notation, how far it binds, and of which kind it is ("commissive", "assertive" …)."""

    notation: str
    force: int
    illocution: str

    @property
    def commits(self) -> bool:
        """Whether a statement with it attests a commitment."""
        return self.illocution == "commissive" and self.force >= 3


@dataclass(frozen=True)
class Cue:
    """A cue: its act, the words as printed in the vocabulary, and their stems. *derived* ones stand in no vocabulary."""

    act: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    derived: bool = False

    @property
    def length(self) -> tuple[int, int]:
        """By which the longest is found: its words without ellipses, then its letters."""
        said = [w for w in self.words if w != GAP]
        return len(said), sum(map(len, said))


@dataclass(frozen=True)
class Fit:
    """A cue that fits, and where: the numbers of its first word and of the one after its last."""

    cue: Cue
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The acts, their cues by the stem of the first word, and the issues.

    *verbs* are the stems of those first words that are verbs, *nouns* what verbs carry, each with its act.
    """

    acts: dict[str, Act]
    cues: dict[str, tuple[Cue, ...]]
    verbs: frozenset[str]
    nouns: dict[str, str]
    issues: Issues


@cache
def lexicon(folder: Path) -> Lexicon:
    """Return the words of acts.ttl and issues.ttl in *folder*, made ready once in a process."""
    acts, cues = {}, []
    for entry in vocabulary(folder / "acts.ttl").values():
        if "notation" not in entry or "force" not in entry:
            continue
        act = Act(entry["notation"][0][0], int(entry["force"][0][0]), entry["illocution"][0][0].removeprefix(DIP))
        acts[act.notation] = act
        cues += [_cue(act.notation, printed) for printed, tongue in entry["cue"] if tongue == "en"]
    nouns = _nouns(cues)
    known = {cue.stems for cue in cues}
    cues += [cue for cue in _derived(cues, nouns) if cue.stems not in known]
    by_stem: dict[str, list[Cue]] = defaultdict(list)
    for cue in sorted(set(cues), key=lambda cue: (cue.length, cue.words, cue.act), reverse=True):
        by_stem[cue.stems[0]].append(cue)
    return Lexicon(
        acts, {k: tuple(v) for k, v in by_stem.items()}, _verbs(cues), nouns, issues_in(folder / "issues.ttl")
    )


def _cue(act: str, printed: str) -> Cue:
    words = tuple(token.norm_.lower() if token.text != GAP else GAP for token in language().make_doc(printed))
    return Cue(act, words, tuple(map(stem, words)))


def _verbs(cues: Sequence[Cue]) -> frozenset[str]:
    """Return the stems of first words that are verbs: in a past or with -ing, alone, or in two inflections."""
    forms: dict[str, set[str]] = defaultdict(set)
    for cue in cues:
        first = cue.words[0]
        forms[cue.stems[0]] |= {
            first,
            "-" if first.endswith(("ed", "ing")) or first in PAST or len(cue.words) == 1 else first,
        }
    return frozenset(verb for verb, found in forms.items() if len(found) > 1)


def _carried(cue: Cue) -> str:
    """Return the stem of the noun by which the verb of *cue* carries its act ("expressed … hope in"), else nothing."""
    last = [s for s in cue.stems if s not in BOUND]
    if len(cue.stems) < 3 or cue.stems[1] not in (GAP, *OWN) or "that" in cue.stems or FINITE & set(cue.words):
        return ""
    return last[2] if len(last) == 3 else ""


def _nouns(cues: Sequence[Cue]) -> dict[str, str]:
    """Return the nouns by which verbs carry acts, each with the act that most cues give it."""
    votes: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for cue in cues:
        if noun := _carried(cue):
            votes[noun][cue.act] += 1
    carried = {noun: max(sorted(found), key=lambda act: found[act]) for noun, found in votes.items()}
    return {n: act for n, act in carried.items() if act not in ("state", "discuss")}


def _derived(cues: Sequence[Cue], nouns: dict[str, str]) -> list[Cue]:
    """Return the cues of each verb that carries several acts by nouns with the nouns that stand beside two verbs or more."""
    carried: dict[str, set[str]] = defaultdict(set)
    beside: dict[str, set[str]] = defaultdict(set)
    printed: dict[str, str] = {}
    for cue in cues:
        if noun := _carried(cue):
            carried[cue.stems[0]].add(cue.act)
            beside[noun].add(cue.stems[0])
            printed[cue.stems[0]] = cue.words[0]
    verbs = [verb for verb in sorted(carried) if len(carried[verb]) > 1]
    free = [(noun, act) for noun, act in sorted(nouns.items()) if len(beside[noun]) > 1]
    return [Cue(act, (printed[v], GAP, n), (v, GAP, n), derived=True) for v in verbs for n, act in free]


def cue(known: Lexicon, words: Sequence[str], at: int, end: int) -> Fit | None:
    """Return the longest cue that begins with the word *at* of *words*, and does not reach *end*; None if none fits."""
    best: tuple[tuple[int, int], int, Fit] | None = None
    for candidate in known.cues.get(stem(words[at]), ()):
        if best and candidate.length[0] < best[0][0]:
            break
        stop = _fits(candidate, words, at, end)
        if stop and (best is None or (candidate.length[0], -stop) > (best[0][0], -best[1])):
            best = (candidate.length, stop, Fit(candidate, at, stop))
    return best[2] if best else None


def _fits(candidate: Cue, words: Sequence[str], at: int, end: int) -> int:
    """Return the number of the word after the last one of *candidate*, which begins *at*; 0 if it does not fit."""
    place, gap, clause, last, whom, first = at + 1, False, False, "", False, at
    for wanted, printed in zip(candidate.stems[1:], candidate.words[1:], strict=True):
        if printed == GAP:
            gap, whom, first = True, last in _WHOM, place
            continue
        last = printed
        if printed == "that" and not gap and candidate.words[-1] != "that" and words[place : place + 1] != ["that"]:
            # "agreed they would" is "agreed that they would"; a preposition or "to" begins an object of another kind.
            if place >= end or words[place] in BOUND or words[place] in FINITE:
                return 0
            clause = True
            continue
        passed = 0
        while place < end and (not _same(words[place], wanted, printed) or (whom and _when(words, place))):
            word = words[place]
            if word == "," and words[place + 2 : place + 3] == [","] and adverb(words[place + 1]):
                place += 3
                continue
            if clause:
                if word in FINITE or word == ";":
                    return 0
            elif gap and _joins(words, first, place):
                passed = 0
            elif not _passed(words, place, gap, whom and passed > 0):
                return 0
            place += 1
            passed += 1
            if passed > (_REACH * 2 if clause or whom else _REACH):
                return 0
        if place >= end or (clause and (passed == 0 or words[place - 1] == "and")):
            return 0  # "reaffirmed its support and will" has no subject of its own
        clause = printed == "that"
        place, gap, whom = place + 1, False, False
    return place


def _passed(words: Sequence[str], at: int, gap: bool, whom: bool) -> bool:
    """Whether the word *at* of *words* may stand between those of a cue: in a *gap*, or with *whom* it was said."""
    word = words[at]
    if whom and _goes_on(words, at):
        return False
    if whom and (word in _OF_A_TITLE or word == "," or _when(words, at)):
        return True  # "spoke with B, Minister of Exland, about"
    if word == "and" and at and adverb(words[at - 1]) and adverb("".join(words[at + 1 : at + 2])):
        return True  # "stands firmly and resolutely with"
    if word == "of" and gap and "'s" in words[at + 1 : at + 5]:
        return True  # "reiterated Government of Exland's commitment"
    return word not in BOUND and word != "," and (gap or adverb(word))


def _joins(words: Sequence[str], first: int, at: int) -> bool:
    """Whether "and" *at* joins two whose something is, of names that begin with the word *first*: "A and B's concern"."""
    return words[at] == "and" and words[first] not in _DETERMINERS and "'s" in words[at + 1 : at + _OWNERS]


def _when(words: Sequence[str], at: int) -> bool:
    """Whether the word *at* of *words* begins when, how or how long: "on 3 May", "on the phone", "about an hour"."""
    if words[at] == "about":
        return bool(_LENGTHS & set(words[at + 1 : at + 4]))
    behind = words[at + 1 : at + 7]
    phrase = behind[: next((n for n, word in enumerate(behind) if word in BOUND or word == ","), len(behind))]
    timed = len(phrase) < _SHORT and bool(_TIME & set(phrase))
    day = any(word in _DAYS or month_of(word) > 0 for word in phrase[:2])
    return words[at] == "on" and (timed or day or bool(_OCCASION & set(phrase[-1:])))


def _goes_on(words: Sequence[str], at: int) -> bool:
    """Whether the word *at* of *words* ends with whom somebody spoke: "after", "him", "and congratulated"."""
    following = "".join(words[at + 1 : at + 2])
    verb = words[at] in ("and", ",") and (following.endswith(("ed", "ing")) or following in PAST)
    return verb or words[at] in _NO_TITLE


def _same(word: str, wanted: str, printed: str) -> bool:
    return word == printed or (printed not in FINITE and stem(word) == wanted) or (printed in OWN and word in OWN)
