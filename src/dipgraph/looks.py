"""How a node is drawn where a format says so: a colour and a shape by its type, a place on a circle where it has none."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from dipgraph.markup import drawn_by


class Look(NamedTuple):
    """A colour that black text can be read on, and a shape by the name that yEd, Cytoscape and Graphviz share."""

    colour: str
    shape: str


LOOKS = {
    "person": Look("#9ecae1", "ellipse"),
    "state": Look("#fdd0a2", "octagon"),
    "body": Look("#c7e9c0", "hexagon"),
    "issue": Look("#fcbba1", "ellipse"),
    "meeting": Look("#dadaeb", "hexagon"),
    "commitment": Look("#fee391", "rectangle"),
    "statement": Look("#d0d0d0", "rectangle"),
}
OTHER = Look("#f0f0f0", "ellipse")


def look(data: dict[str, Any]) -> Look:
    """Return how a node with the attributes *data* is drawn."""
    return LOOKS.get(str(data.get("type")), OTHER)


def places(nodes: Iterable[dict[str, Any]]) -> Iterator[tuple[float, float]]:
    """Yield where each of *nodes* stands, x to the right and y down: its own x and y, or its place on a circle.

    If some have places and some have none, the circle lies around the places.
    """
    several = list(nodes)
    own = [(float(data["x"]), float(data["y"])) if "x" in drawn_by(data) else None for data in several]
    known = [place for place in own if place is not None]
    radius = max((max(abs(x), abs(y)) for x, y in known), default=10.0 * len(several)) * 1.2 or 1.0
    for number, place in enumerate(own):
        turn = 2 * math.pi * number / len(several)
        yield place or (round(radius * math.cos(turn), 2), round(radius * math.sin(turn), 2))
