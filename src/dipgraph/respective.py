"""States in a row before a title in the plural, and to whom of those named behind it each belongs, in their order."""

from __future__ import annotations

from collections.abc import Sequence

from dipgraph.namings import Reader
from dipgraph.titles import JOINED

# The adjective of a state has so many words at most.
_LONGEST = 4
States = tuple[str, ...]


def row(reader: Reader, i: int) -> States:
    """Return the states whose adjectives are joined to the one at word *i*: of "the Danish, Estonian and Latvian" two.

    >>> from dipgraph.names import names, words
    >>> text = "the Danish, Estonian and Latvian ministers"
    >>> row(Reader(text, words(text), names()), 4)
    ('DK', 'EE')
    """
    found: list[str] = []
    joined = reader.word(i - 1) in JOINED and reader.soft(i)
    j = i - 1 if joined else i
    while joined:
        begin = next(
            (k for k in range(max(0, j - _LONGEST), j) if reader.names.adjectives.at(reader.words, k)[0] == j), j
        )
        codes = reader.names.adjectives.at(reader.words, begin)[1] if begin < j else ()
        if not codes:
            break
        found[:0] = codes[:1]
        j = begin
        joined = reader.words[j].gap.strip() == "," and j > 0
    return tuple(found)


def respective(own: Sequence[States], states: States) -> list[States]:
    """Return the states of those who share a title that names *states*, each with those of his *own* behind the name.

    One state is that of all; as many as there are names belong to them in order; of others nobody knows whose they are.

    >>> respective([(), ()], ("EE", "LV")), respective([(), (), ()], ("EE", "LV")), respective([(), ("LV",)], ("EE",))
    ([('EE',), ('LV',)], [(), (), ()], [('EE',), ('LV',)])
    """
    if states and own[1:] and not own[0] and all(own[1:]):
        return [states[:1], *own[1:]]
    if any(own):
        return list(own)
    if len(states) == 1:
        return [states for _ in own]  # "British Prime Ministers A and B"
    return [(code,) for code in states] if len(states) == len(own) else list(own)
