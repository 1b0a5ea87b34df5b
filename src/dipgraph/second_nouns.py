"""Another noun of the same verb that carries another act: "expressed his sympathy and his support"."""

from __future__ import annotations

from collections.abc import Sequence

from dipgraph.inflections import OWN, stem
from dipgraph.lexicon import Cue, Fit, Lexicon
from dipgraph.phrases import PHRASE

# So far behind the first noun the second stands, in words, and so far behind "and".
_FAR, _NEAR = 40, 6


def second_noun(words: Sequence[str], tags: Sequence[str], fit: Fit, known: Lexicon) -> Fit | None:
    """Return another noun of the same verb with another act: "his sympathy and his support"."""
    noun = fit.end - 1
    while noun > fit.start and stem(words[noun]) not in known.nouns:
        noun -= 1
    if noun == fit.start or "that" in fit.cue.words:
        return None
    for joint in range(noun + 1, min(noun + _FAR, len(words) - 1)):
        if tags[joint] in ("rel", "past", "be", "have", "modal"):
            return None
        if words[joint] != "and":
            continue
        for place in range(joint + 1, min(joint + _NEAR, len(words))):
            act = known.nouns.get(stem(words[place]), "")
            if act and act not in (fit.cue.act, "discuss", "state") and words[place] != "wishes":
                owned = joint + 1 in (noun + 2, place) or words[joint + 1] in OWN
                if not owned or "".join(tags[place + 1 : place + 2]) not in ("prep", "to", "comma"):
                    break
                return Fit(Cue(act, (words[place],), (stem(words[place]),), derived=True), joint + 1, place + 1)
            if tags[place] not in PHRASE:
                break
    return None
