"""Tables of who attended: a line that heads the columns, and below it a line for each person, with bars between cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dipgraph.designations import Designation, between
from dipgraph.names import Names, words
from dipgraph.prose import Paragraph

BAR = "|"
# A row of a table that lists people is not longer, in characters.
_LONGEST = 400


def columns(line: str, names: Names) -> list[str]:
    """Return what each column of a table has by the *line* that heads it: "name", "office", "state" or nothing.

    It heads none of people where no column has their names, or that is the only one that is known.

    >>> from dipgraph.names import names
    >>> columns("Country | Representative | Position", names()), columns("Tranche | Amount", names())
    (['state', 'name', 'office'], [])
    """
    if BAR not in line or len(line) > _LONGEST:
        return []
    found = []
    for cell in line.split(BAR):
        said = words(cell)
        end, values = names.columns.at(said, 0)
        found.append(values[0] if values and end == len(said) else "")
    return found if "name" in found and len(set(found) - {""}) > 1 else []


def rows(
    text: str, heads: Sequence[str], said: Sequence[Designation], rest: Sequence[Paragraph], names: Names
) -> list[Designation]:
    """Return those whom the lines of *rest* name that are rows of a table with such *heads*, with office and state."""
    found: list[Designation] = []
    for paragraph in rest:
        line = text[paragraph.start : paragraph.end]
        if line.count(BAR) != len(heads) - 1 or len(line) > _LONGEST:
            break
        at = paragraph.start
        cells: dict[str, tuple[int, int]] = {}
        for head, cell in zip(heads, line.split(BAR), strict=True):
            cells.setdefault(head, (at, at + len(cell)))
            at += len(cell) + len(BAR)
        one = next((d for d in between(said, *cells["name"]) if d.name), None)
        if one is None:
            continue
        for d in between(said, *cells["office"]) if "office" in cells else ():
            one = replace(one, titles=one.titles or d.titles, states=one.states or d.states)
        if "state" in cells and not one.states:
            one = replace(one, states=_states(text, *cells["state"], names))
        found.append(one)
    return found


def _states(text: str, start: int, end: int, names: Names) -> tuple[str, ...]:
    """Return the state or body that a cell names, if it is one."""
    found = words(text, start, end)
    named = (codes for known in (names.states, names.bodies, names.adjectives) for _, _, codes in known.all(found))
    return next((codes for codes in named if len(codes) == 1), ())
