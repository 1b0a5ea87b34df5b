"""Networks as drawings: each node a link, names that can be read, the same bytes each time."""

from __future__ import annotations

import itertools
import math
import time
from typing import Any
from xml.etree import ElementTree

import networkx
import pytest

from dipgraph import svg
from dipgraph.sociogram import MOST_EDGES, MOST_NODES, _within, sociogram, strongest

Found = tuple[list[dict[str, Any]], list[dict[str, Any]]]


def network(count: int, edges: int = 3) -> Found:
    """Return a network of so many persons of nine states, some with many edges."""
    graph = networkx.barabasi_albert_graph(count, edges, seed=3) if count > edges else networkx.complete_graph(count)
    nodes = [
        {"name": f"person/{node}", "label": f"Minister {node}", "group": f"State {node % 9}", "link": f"/person/{node}"}
        for node in graph
    ]
    lines = [
        {
            "source": f"person/{one}",
            "target": f"person/{other}",
            "weight": 1 + (one * other) % 17,
            "label": "met",
            "link": f"/e{one}-{other}",
        }
        for one, other in graph.edges
    ]
    return nodes, lines


def placed(drawn: str) -> dict[str, tuple[float, float, ElementTree.Element]]:
    """Return where each node stands, as parts of width and height, and what is drawn there."""
    root = ElementTree.fromstring(drawn)
    found = {}
    for link in root.iter("a"):
        if link.attrib.get("class") == "node":
            inner = link[1]
            x, y = (float(inner.attrib[axis].rstrip("%")) / 100 for axis in ("x", "y"))
            found[link.attrib["href"]] = (x, y, inner)
    return found


def tall(drawn: str) -> float:
    """Return how high a drawing is, in pixels."""
    elements = ElementTree.fromstring(drawn).iter("svg")
    return float(next(element for element in elements if "data-drawing" in element.attrib).attrib["height"])


@pytest.mark.parametrize("count", [1, 2, 3, 12, 100])
def test_each_node_and_edge_is_a_link(count: int) -> None:
    """Each node leads to its page and each edge to its own, within the drawing; nothing has a style."""
    nodes, edges = network(count)
    drawn = sociogram(nodes, edges)
    found = placed(drawn)
    assert {*found} == {node["link"] for node in nodes}
    assert all(0 < x < 1 and 0 < y < 1 for x, y, _ in found.values())
    root = ElementTree.fromstring(drawn)
    lines = {link.attrib["href"]: link for link in root.iter("a") if "data-ends" in link.attrib}
    assert {*lines} == {edge["link"] for edge in edges}
    assert "style" not in drawn
    breadths = {edge["weight"]: float(lines[edge["link"]][1].attrib["stroke-width"]) for edge in edges}
    assert [breadths[weight] for weight in sorted(breadths)] == sorted(breadths.values())


def test_nodes_are_apart() -> None:
    """A hundred nodes stand a finger apart on a telephone, but for one pair in a hundred."""
    drawn = sociogram(*strongest(*network(400, 4)))
    height = tall(drawn)
    places = [(x * 320, y * height) for x, y, _ in placed(drawn).values()]
    assert len(places) == MOST_NODES
    near = sum(math.dist(one, other) < 16 for one, other in itertools.combinations(places, 2))
    assert near <= 5


@pytest.mark.parametrize(("size", "width", "least"), [(0, 320, 10), (1, 850, 50)])
def test_names_do_not_lie_on_each_other(size: int, width: int, least: int) -> None:
    """The names that are shown at a size lie on no other; those that are not are shown when the node is pointed at."""
    drawn = sociogram(*strongest(*network(400, 4)))
    height = tall(drawn)
    boxes = []
    for x, y, inner in placed(drawn).values():
        texts = list(inner.iter("text"))
        classes = [name for text in texts for name in text.attrib["class"].split()]
        assert (f"at{size}" in classes) != (f"more{size}" in classes)
        for text in texts:
            if f"at{size}" in text.attrib["class"].split():
                wide = svg.wide(text.text or "")
                start = {"start": 0.0, "middle": wide / 2, "end": wide}[text.attrib["text-anchor"]]
                left, line = x * width + float(text.attrib["x"]) - start, y * height + float(text.attrib["y"])
                boxes.append((left, line - 11, left + wide, line + 2))
    assert len(boxes) >= least
    for one, other in itertools.combinations(boxes, 2):
        assert not (one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3])


def test_names_stand_off_broad_lines() -> None:
    """Of few nodes no name lies on a broad line, on a telephone and on a page, and none leaves the drawing."""
    nodes = [{"name": name, "label": f"Minister of {name}", "group": name, "link": f"/{name}"} for name in "abc"]
    ends = (("a", "b", 24), ("a", "c", 2), ("b", "c", 2))
    edges = [{"source": one, "target": other, "weight": weight, "label": ""} for one, other, weight in ends]
    drawn = sociogram(nodes, edges)
    height, where = tall(drawn), placed(drawn)
    for size, width in enumerate((320, 850)):
        (x1, y1), (x2, y2) = ((where[f"/{end}"][0] * width, where[f"/{end}"][1] * height) for end in "ab")
        for x, y, inner in where.values():
            (text,) = (text for text in inner.iter("text") if f"at{size}" in text.attrib["class"].split())
            wide = svg.wide(text.text or "")
            start = {"start": 0.0, "middle": wide / 2, "end": wide}[text.attrib["text-anchor"]]
            left, line = x * width + float(text.attrib["x"]) - start, y * height + float(text.attrib["y"])
            assert 0 <= left < left + wide <= width
            assert 10 <= line <= height
            along = [(x1 + step * (x2 - x1) / 999, y1 + step * (y2 - y1) / 999) for step in range(1000)]
            # A corner may touch it: there is no letter.
            under = sum(left < across < left + wide and line - 10 < down < line + 1 for across, down in along)
            assert under * math.dist((x1, y1), (x2, y2)) / 999 < 12, (size, text.text)


@pytest.mark.parametrize(
    ("line", "within"),
    [(((-5, 5), (15, 5)), 10), (((5, -5), (5, 15)), 10), (((0, 0), (10, 10)), 200**0.5), (((-1, 0), (-1, 9)), 0),
     (((2, 5), (4, 5)), 2), (((5, 5), (5, 5)), 0), (((11, 0), (20, 9)), 0), (((-3, 2), (2, -3)), 0)],
)  # fmt: skip
def test_how_much_of_a_line_is_under_a_name(line: Any, within: float) -> None:
    """A line counts with the part of it that is within the box of a name."""
    assert math.isclose(_within(line, (0, 0, 10, 10)), within)


def test_the_strongest() -> None:
    """Of many nodes those with the greatest sum of weights are kept, and the edges between them with both ends."""
    nodes, edges = network(2000, 5)
    kept, lines = strongest(nodes, edges)
    assert len(kept) <= MOST_NODES
    assert len(lines) <= MOST_EDGES
    strength = {node["name"]: 0 for node in nodes}
    for edge in edges:
        strength[edge["source"]] += edge["weight"]
        strength[edge["target"]] += edge["weight"]
    best = sorted(strength.values(), reverse=True)[MOST_NODES - 1]
    assert all(strength[node["name"]] >= best for node in kept)
    assert {edge[end] for edge in lines for end in ("source", "target")} == {node["name"] for node in kept}


def test_a_dense_network() -> None:
    """Where all have to do with all, four edges for each are drawn, the strongest."""
    nodes = [{"name": f"n{number:02}", "label": f"n{number:02}", "group": "one"} for number in range(40)]
    edges = [
        {"source": one["name"], "target": other["name"], "weight": (number * 7919) % 780}
        for number, (one, other) in enumerate(itertools.combinations(nodes, 2))
    ]
    _, lines = strongest(nodes, edges)
    assert [edge["weight"] for edge in lines] == list(range(779, 619, -1))


def test_the_same_bytes() -> None:
    """The drawing is the same each time, and takes seconds at the most."""
    nodes, edges = network(400, 4)
    begun = time.monotonic()
    first = sociogram(*strongest(nodes, edges))
    assert time.monotonic() - begun < 10
    assert first == sociogram(*strongest(nodes[::-1], edges[::-1]))
    assert len(first) < 300_000


def test_a_circle_where_nothing_places_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where neither igraph nor numpy is installed, nodes stand on a circle."""
    import sys

    for name in ("igraph", "numpy"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setattr("dipgraph.measures.find_spec", lambda name: None)
    found = placed(sociogram(*network(12)))
    assert len({(x, y) for x, y, _ in found.values()}) == 12


def test_hostile_words_stay_words() -> None:
    """Whatever labels, groups and addresses hold is words; a direction is drawn."""
    words = "</title><script>alert(1)</script>\"'&"
    nodes = [
        {"name": f"{words}{number}", "label": words, "group": f"{words}{number}", "link": f'/"{words}'}
        for number in (1, 2)
    ]
    edges = [{"source": f"{words}1", "target": f"{words}2", "weight": 1, "label": words, "link": ""}]
    root = ElementTree.fromstring(sociogram(nodes, edges, words, directed=True))
    assert "script" not in {element.tag for element in root.iter()}
    assert sum(line.attrib["class"] == "edge" for line in root.iter("line")) == 2
