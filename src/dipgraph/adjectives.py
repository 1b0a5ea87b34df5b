"""Adjectives that several states share, settled by what else a text names: Congolese, Dominican, Korean.

The longer adjective tells a state apart from one that goes by the last word of it alone: in a text on "North Korean
missiles" a Korean minister is of the Republic of Korea, if it names that too. What the text does not settle has all the
states that it may be of, and so is read as none.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from dipgraph.names import Names, Phrases, words


def settled(names: Names, *texts: str) -> Names:
    """Return *names* with each adjective that is shared and stands in *texts* led to the one state that is meant.

    >>> from dipgraph.names import names
    >>> found = words("Congolese")
    >>> settled(names(), "The Congolese minister flew to Kinshasa.").adjectives.at(found, 0)
    (1, ('CD',))
    >>> settled(names(), "The Congolese minister flew to Paris.").adjectives.at(found, 0)
    (1, ('CG', 'CD'))
    """
    here = [adjective for adjective in names.shared if any(adjective in text for text in texts)]
    if not here:
        return names
    told = _named(names, texts)
    meant = {}
    for adjective in here:
        own = [code for code in names.shared[adjective] if code in told]
        if len(own) == 1:
            meant[adjective] = own[0]
    return _led(names, tuple(meant.items())) if meant else names


def _named(names: Names, texts: tuple[str, ...]) -> set[str]:
    """Return the states that texts name: by a name, by their capital, or by an adjective that is theirs alone."""
    told: set[str] = set()
    for text in texts:
        found = words(text)
        for phrases in (names.states, names.adjectives):
            told.update(codes[0] for _, _, codes in phrases.all(found) if len(codes) == 1)
        for _, _, places in names.places.all(found):
            told.update(code for code, sort in places if sort == "capital")
    return told


@lru_cache(maxsize=32)
def _led(names: Names, meant: tuple[tuple[str, str], ...]) -> Names:
    """Return *names* with adjectives that have one state each, made once for each such set of them."""
    return replace(names, adjectives=Phrases(meant, before=names.adjectives))
