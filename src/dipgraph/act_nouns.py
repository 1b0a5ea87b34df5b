"""Nouns by which verbs carry acts: beside a verb that says nothing ("had an exchange of views"), and second ones."""

from __future__ import annotations

from dipgraph.inflections import FINITE, OWN, stem
from dipgraph.lexicon import Cue, Fit, Lexicon, cue
from dipgraph.phrases import PHRASE, Phrases

# So near behind its verb a noun stands, so near behind the first a second one, and so many words of its own it has.
_NEAR, _FAR, _FEW = 7, 40, 6


def noun(said: Phrases, known: Lexicon, begin: int, at: int) -> tuple[int, Fit | None]:
    """Return the number of the noun that is an act after the light verb *at*, or before it in its clause; and its cue.

    The clause begins with the word *begin*. Without a noun that is an act, the cue is None.
    """
    for place in [*range(at + 1, min(at + _NEAR, len(said.words))), *range(begin, at)]:
        if said.tags[place] == "noun" and said.words[place] not in FINITE:
            fit = cue(known, said.words, place, len(said.words))
            visit = place > at and said.words[place : place + 2] == ["call", "on"]  # "paid a courtesy call on"
            if fit and not fit.cue.derived and len(fit.cue.words) > 1 and not visit:
                return place, fit
        elif said.tags[place] in ("rel", "comma") and place > at:
            break
    return at, None


def second(said: Phrases, known: Lexicon, fit: Fit) -> Fit | None:
    """Return another noun of the same verb with another act: "his sympathy and his support"."""
    first = fit.end - 1
    while first > fit.start and stem(said.words[first]) not in known.nouns:
        first -= 1
    if "that" in fit.cue.words:
        return None
    if first == fit.start:
        return _other(said, known, fit) if fit.cue.act == "state" else None
    for joint in range(first + 1, min(first + _FAR, len(said.words) - 1)):
        if said.tags[joint] in ("rel", "past", "be", "have", "modal"):
            return None
        if said.words[joint] != "and":
            continue
        for place in range(joint + 1, min(joint + _FEW, len(said.words))):
            word = said.words[place]
            act = known.nouns.get(stem(word), "")
            if act and act not in (fit.cue.act, "discuss", "state") and word != "wishes":
                owned = joint + 1 in (first + 2, place) or said.words[joint + 1] in OWN
                if not owned or said.tag(place + 1) not in ("prep", "to", "comma"):
                    break
                return Fit(Cue(act, (word,), (stem(word),), derived=True), joint + 1, place + 1)
            if said.tags[place] not in PHRASE:
                break
    return None


def _other(said: Phrases, known: Lexicon, fit: Fit) -> Fit | None:
    """Return a noun beside an object that is no act, if its verb carries it: "stressed the need for it and his wish to"."""
    for joint in range(fit.end + 1, min(fit.end + _FAR, len(said.words) - 2)):
        if said.tags[joint] in ("rel", "past", "be", "have", "modal"):
            return None
        if said.words[joint] != "and" or said.tags[joint + 1] != "det":
            continue
        for place in range(joint + 2, min(joint + _NEAR + 3, len(said.words) - 1)):
            if said.tags[place] not in PHRASE:
                break
            pair = [said.words[fit.start], *said.words[joint + 1 : place + 2]]
            whole = cue(known, pair, 0, len(pair)) if stem(said.words[place]) in known.nouns else None
            if whole and whole.cue.act not in ("state", "discuss") and said.tag(place + 1) in ("prep", "to"):
                word = said.words[place]
                return Fit(Cue(whole.cue.act, (word,), (stem(word),), derived=True), joint + 1, place + 1)
    return None
