"""Titles that somebody has beside an office, by birth, by rank or of the church; and letters behind a name."""

from __future__ import annotations

import re
from dataclasses import replace

from dipgraph.titles import OTHERS, Title

# What somebody is by birth or as one of a house of parliament.
_STYLES = frozenset(("prince", "princess", "senator", "cardinal", "archbishop"))
# Who is one of these has an office of the Holy See, whatever it is called elsewhere.
CHURCH = frozenset(("cardinal", "archbishop"))
# Who has been an ambassador is called so for life.
_RANKS = frozenset(("Ambassador",))
# Letters in brackets behind a name: "(MP)".
_LETTERS = re.compile(r"\([A-Z][\w.&-]{1,8}\)\s*(?=[,(–—])")


def beside_office(title: Title) -> bool:
    """Whether a title is none of office where one stands behind the name: "Ambassador A, Minister for Foreign Affairs of".

    >>> beside_office(Title("Ambassador", "ambassador")), beside_office(Title("Ambassador", "ambassador", states=("PE",)))
    (True, False)
    """
    rank = title.words in _RANKS and not (title.states or title.qualifier)
    return rank or title.kind in _STYLES | OTHERS


def behind_letters(gap: str) -> str:
    """Return what stands between a name and the next word, without letters in brackets.

    >>> behind_letters(" (MP), ")
    ','
    """
    return _LETTERS.sub("", gap.strip())


def of_the_church(titles: tuple[Title, ...]) -> tuple[Title, ...]:
    """Return titles as those of a cardinal: the Secretary of State is that of the Holy See."""
    return tuple(replace(t, implied="VA") if t.implied else t for t in titles)
