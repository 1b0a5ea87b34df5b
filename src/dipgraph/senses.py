"""Words that mean the same to who reads a sentence, by what they mean; each is known in all of its forms."""

from __future__ import annotations

from collections.abc import Iterable

from dipgraph.inflections import stem

END = "-sense"


class Senses(dict[str, frozenset[str]]):
    """The stems of the words of each sense, by its name; of one that is not there, none.

    >>> found = Senses([("giving-sense", ["provide", "send"])])
    >>> found.has("giving", "provided"), found.has("giving", "takes"), found.has("taking", "takes")
    (True, False, False)
    """

    def __init__(self, said: Iterable[tuple[str, Iterable[str]]] = ()) -> None:
        super().__init__(
            (name.removesuffix(END), frozenset(stem(word) for label in labels for word in label.lower().split()))
            for name, labels in said
        )

    def __missing__(self, name: str) -> frozenset[str]:
        return frozenset()

    def has(self, name: str, word: str) -> bool:
        """Whether a *word*, in small letters and in any form, has the sense of that *name*."""
        return stem(word) in self[name]
