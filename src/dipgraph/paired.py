"""Which side is of which state where a title names two: "Joint Statement on the Peru–Chile Ministerial Consultations"."""

from __future__ import annotations

from dipgraph.designations import Designation
from dipgraph.guesses import Reason
from dipgraph.names import Names
from dipgraph.persons import Person
from dipgraph.sides import Sides
from dipgraph.unnamed import states_in_a_row

# What joins two of one side, and within so many characters.
_JOINED = ("and", ",", ", and", "and the", ", and the")
_NEAR = 12


def pair(title: str, names: Names) -> tuple[str, ...]:
    """Return the two states or bodies that a *title* joins, in its order, or nothing where it joins none, or more.

    >>> from dipgraph.names import names
    >>> pair("Joint Statement on the Peru–Chile Consultations", names()), pair("Visit to Peru", names())
    (('PE', 'CL'), ())
    """
    states = dict.fromkeys(d.states[0] for d in states_in_a_row(title, 0, len(title), names))
    return tuple(states) if len(states) == 2 else ()


def by_title(sides: Sides) -> None:
    """Enter the states that the title joins for the two sides, where that of one is known, and it is one of them.

    Where neither is, and the account is that of both, they stand in the order of the title.
    """
    in_order = pair(sides.head.partition("\n")[0], sides.names)
    both = set(in_order)
    # Another state may tell of what it spoke of with the two.
    groups = _breaths(sides) if both and sides.side in (both | {""}) else []
    if len(groups) != len(both) or any(not p.titles for group in groups for p in group):
        return
    if sides.joint and not sides.known(sides.members):
        for those, state in zip(groups, in_order, strict=True):
            for person in those:
                sides.enter(person, (state, Reason("the title has the states in this order", "state-order", 0.3)))
    for those, others in (groups, groups[::-1]) if both else ():
        theirs, of_others = sides.known(those), sides.known(others)
        own = theirs or both - of_others
        if len(own) != 1 or not own < both or of_others - both or own & of_others:
            continue
        for person in those:
            sides.enter(person, (min(own), Reason("the title joins the two states", "state-title", 0.6)))


def _breaths(sides: Sides) -> list[list[Person]]:
    """Return those who met in groups, of those who are told in one breath."""
    groups: list[list[Person]] = []
    for person in sides.members:
        behind = {
            other for d in person.said for n in range(d.start, d.start - _NEAR, -1) for other in _ending(sides, n, d)
        }
        joined = next((group for group in groups if any(id(p) in behind for p in group)), None)
        if joined is None:
            groups.append(joined := [])
        joined.append(person)
    return groups


def _ending(sides: Sides, n: int, d: Designation) -> list[int]:
    """Return who ends at a character, and is joined to a designation behind."""
    return [id(p) for p, _ in sides.ends.get(n, ()) if sides.text[n : d.start].strip() in _JOINED]
