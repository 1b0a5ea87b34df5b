"""Of which state somebody is in a list who stands behind one of a known state, a line each or parted by semicolons."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from dipgraph.designations import Designation
from dipgraph.guesses import Reason
from dipgraph.persons import Person

# What stands between one and the next: the rest of a line, or a semicolon.
_NEXT = re.compile(r"(?:\s*\([^()\n]{0,40}\)|,[^\n;]{0,40})?\s*[;\n]\s*(?:[•*–-]\s*|\d+\.\s*)?")
# So far before a person the end of the one before is looked for, in characters.
_FAR = 60


def in_turn(
    person: Person,
    text: str,
    members: Sequence[Person],
    ends: Mapping[int, Sequence[tuple[Person, Designation]]],
    of: Mapping[int, tuple[str, Reason]],
    alike: Callable[[Person, Person], bool],
) -> tuple[str, Reason] | None:
    """Return the state of the one behind whom a *person* stands in a list, unless one *alike* in rank is of that state.

    *ends* are the *members* by where what is said of them ends, *of* their states as far as they are known.
    """
    for d in person.said:
        near = (one for n in range(d.start - 1, max(d.start - _FAR, 0), -1) for one in ends.get(n, ()))
        ahead, last = next(near, (None, None))
        if ahead is None or last is None or id(ahead) not in of or not _NEXT.fullmatch(text, last.end, d.start):
            continue
        state = of[id(ahead)][0]
        # Who is not alike to himself has no such rank, and is compared with nobody.
        if not (alike(person, person) and any(of.get(id(p), ("",))[0] == state and alike(person, p) for p in members)):
            return state, Reason("listed behind one of that state", "state-listed", 0.4)
    return None
