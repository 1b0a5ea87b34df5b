"""How nodes are drawn."""

from __future__ import annotations

import math

import pytest

from dipgraph import network
from dipgraph.looks import LOOKS, OTHER, look, places
from dipgraph.network import names
from dipgraph.stores import Store


def test_types_of_the_stored_networks_have_looks(shipped_store: Store) -> None:
    """Each type that a stored network gives a node is drawn in a way of its own, and no two alike."""
    found = {str(data["type"]) for name in names() for _, data in network(shipped_store, name).nodes(data=True)}
    assert found <= set(LOOKS)
    assert len({*LOOKS.values(), OTHER}) == len(LOOKS) + 1
    assert look({"type": "person"}) == LOOKS["person"]
    assert look({}) == look({"type": ["odd"]}) == OTHER


@pytest.mark.parametrize("drawn", [*LOOKS.values(), OTHER])
def test_black_text_can_be_read(drawn: tuple[str, str]) -> None:
    """The contrast of black on each colour is at least 7, as WCAG asks of the best."""
    light = [int(drawn[0][place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in light]
    assert (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05) / 0.05 >= 7


def test_places() -> None:
    """Nodes without places stand on a circle, those with places stay; the circle goes round them."""
    circle = list(places([{}, {}, {}, {}]))
    assert circle == [(48.0, 0.0), (0.0, 48.0), (-48.0, 0.0), (-0.0, -48.0)]
    own, other = places([{"x": 3, "y": -4.5}, {"x": "left"}])
    assert own == (3.0, -4.5)
    assert math.hypot(*other) > 4.5
    assert list(places([])) == []
    assert list(places([{"x": 0, "y": 0}])) == [(0.0, 0.0)]
