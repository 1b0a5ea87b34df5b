"""Words for a state or body that stand for those who represent it: its name, its side, its capital, its house."""

from __future__ import annotations

from collections.abc import Sequence

from dipgraph.inflections import every
from dipgraph.names import Names, Word

_SIDE = every("side sides delegation government leadership administration party authorities authority")


def stand_in(found: Sequence[Word], i: int, names: Names) -> tuple[int, tuple[str, ...]]:
    """Return where words that begin at word *i* end, and the codes of the state or body that they mean; none, if none.

    >>> from dipgraph.names import names, words
    >>> stand_in(words("the Japanese side agreed"), 0, names()), stand_in(words("Tokyo agreed"), 0, names())
    ((3, ('JP',)), (1, ('JP',)))
    """
    j = i + 1 if found[i].text in ("the", "The") else i
    side, adjectives = names.adjectives.at(found, j)
    if adjectives and side < len(found) and found[side].soft and found[side].text.lower() in _SIDE:
        return side + 1, adjectives
    end, codes = names.states.at(found, j)
    if not codes:
        end, codes = names.bodies.at(found, j)
    if not codes:
        end, places = names.places.at(found, j)
        codes = tuple(code for code, sort in places if sort == "capital")
    return end, codes


def house(found: Sequence[Word], i: int, names: Names) -> tuple[int, tuple[str, ...]]:
    """Return where the name of a seat ends that stands at word *i*, and whose it is: "White House officials"."""
    end, places = names.places.at(found, i)
    return end, tuple(code for code, sort in places if sort == "seat")
