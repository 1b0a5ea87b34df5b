"""Those who are called by their rank alone: "His Majesty", "Her Excellency", "His Holiness"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from dipgraph.guesses import Participant
from dipgraph.names import Names, words
from dipgraph.titles import Title

# Whose title gives such a rank; Excellency is what anybody may be called who has an office.
_OF_RANK: dict[str, frozenset[str]] = {
    "majesty": frozenset(("king", "queen", "emperor", "empress", "sultan")),
    "highness": frozenset(("amir", "crown-prince", "crown-princess", "prince", "princess", "sultan", "ruler")),
    "holiness": frozenset(("pope", "patriarch")),
    "beatitude": frozenset(("patriarch",)),
    "eminence": frozenset(("cardinal", "patriarch")),
}
# How texts shorten it before a name.
_SHORT: dict[str, frozenset[str]] = {
    "majesty": frozenset(("hm",)),
    "highness": frozenset(("hh", "hrh")),
    "excellency": frozenset(("he", "se")),
}


def held(role: str, names: Names) -> list[Title]:
    """Return the title that a *role* without a name is, if it is one.

    >>> from dipgraph.names import names
    >>> [(title.kind, title.gender) for title in held("Holy Father", names())], held("Holy Places", names())
    ([('pope', 'he')], [])
    """
    found = words(role)
    end, values = names.titles.at(found, 0) if found else (0, ())
    return [Title(role, values[0].notation, gender=values[0].gender)] if values and end == len(found) else []


def ranked(
    rank: str,
    gender: str,
    members: Sequence[Participant],
    kinds: Callable[[int], Collection[str]],
    genders: Mapping[int, str],
    printed: Mapping[int, str],
    home: str,
) -> list[int]:
    """Return which *members* may be meant by a *rank* as printed, "His Royal Highness": one, where the text tells it.

    They are those of that rank by what is *printed* before their names, else by the *kinds* of their titles; "she" is
    nobody whom the text calls otherwise, and rather who is known to be a woman. Of several it is the one of *home*, whose
    house calls him so throughout.
    """
    rank = rank.lower().split()[-1]
    every = [n for n, m in enumerate(members) if genders.get(n, gender) == gender]
    introduced = [n for n in every if _has(rank, printed.get(n, ""))]
    titled = [n for n in every if _OF_RANK.get(rank, frozenset()) & set(kinds(n))]
    # Of two, one is Majesty by what is printed, and the other by the title.
    fit = list(dict.fromkeys((*introduced, *titled))) or (every if rank not in _OF_RANK else [])
    fit = [n for n in fit if n in genders] or fit
    if len(fit) > 1 and rank in _OF_RANK:
        fit = [n for n in fit if n in introduced] or fit
    return [n for n in fit if members[n].state == home] or fit if len(fit) > 1 and home else fit


def _has(rank: str, printed: str) -> bool:
    """Whether the words that are *printed* before a name give a *rank*, in full or in short."""
    said = {word.replace(".", "") for word in re.findall(r"[\w.]+", printed.lower())}
    return bool(said & ({rank} | _SHORT.get(rank, frozenset())))
