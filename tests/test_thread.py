"""A commitment's thread: a list in time, with lines from each to those that take it up."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest

from dipgraph.thread import thread

Links = list[tuple[int, int]]
SHAPES: dict[str, Links] = {
    "chain": [(0, 1), (1, 2), (2, 3)],
    "branches": [(0, 2), (0, 3), (1, 3), (1, 4), (2, 5), (0, 5)],
    "cycle": [(0, 2), (2, 4), (4, 0)],
    "itself": [(1, 1), (0, 3)],
    "all": [(one, other) for one in range(12) for other in range(12) if one != other],
}


def drawn(count: int, links: Links, **more: Any) -> str:
    """Return a thread of so many commitments, the third of them the present one."""
    nodes = [
        {"name": f"c{place}", "label": f"Do thing {place}", "date": f"2022-01-{place + 1:02}", "by": "Japan", "force": 4,
         "link": f"/commitment/c{place}", "is_here": place == 2, "status": "", **more}
        for place in range(count)
    ]  # fmt: skip
    given = [{"earlier": f"c{one}", "later": f"c{other}", "relation": "extends"} for one, other in links]
    return thread(reversed(nodes), given)


@pytest.mark.parametrize("shape", SHAPES)
def test_lines(shape: str) -> None:
    """Every link has a line in the rows of both its ends and in all between them, and its relation in words at the later."""
    links = SHAPES[shape]
    count = 12 if shape == "all" else 6
    root = ElementTree.fromstring(drawn(count, links))
    rows = list(root.iter("li"))
    assert [row.attrib["data-name"] for row in rows] == [f"n{place}" for place in range(count)]
    for earlier, later in links:
        if earlier != later:
            for row in range(min(earlier, later), max(earlier, later) + 1):
                ends = [
                    set(line.attrib["data-ends"].split()) for line in rows[row].iter() if "data-ends" in line.attrib
                ]
                assert any({f"n{earlier}", f"n{later}"} <= names for names in ends), (earlier, later, row)
        words = " ".join("".join(rows[later].itertext()).split())
        assert f"extends Do thing {min(one for one, other in links if other == later)}" in words
    assert [row.attrib.get("aria-current") for row in rows] == [None, None, "true", *[None] * (count - 3)]
    assert all(
        f"/commitment/c{place}" in {link.attrib["href"] for link in row.iter("a")} for place, row in enumerate(rows)
    )


def test_lines_are_apart() -> None:
    """Lines of different commitments that pass the same row stand apart, within a third of a telephone's width."""
    root = ElementTree.fromstring(drawn(12, SHAPES["all"]))
    for row in root.iter("li"):
        lines = [line for line in row.iter("line") if line.attrib["y2"] == "100%"]
        places = {line.attrib["data-ends"]: float(line.attrib["x1"]) for line in lines}
        trunks = {(line.attrib["x1"], line.attrib["class"]) for line in lines}
        assert len(trunks) == len({x for x, _ in trunks})
        assert all(x < 120 for x in places.values())


def test_words() -> None:
    """Hostile words stay words, long ones are whole, and what leads to no node of these is not drawn."""
    text = drawn(6, [(0, 1), (0, 99)], label="<script>" + "long " * 200, by="</p>", status="<b>", link='/"x')
    root = ElementTree.fromstring(text)
    assert "script" not in {element.tag for element in root.iter()}
    assert "".join(next(root.iter("a")).itertext()) == "Past the drawing"
    assert ("long " * 200).strip() in " ".join(root.itertext())
    assert len(list(root.iter("li"))) == 6
    assert "style" not in text
    assert thread([], []).count("<li") == 0


def test_the_same_bytes() -> None:
    """Whatever the order of links, the drawing is the same."""
    links = SHAPES["branches"]
    assert drawn(6, links) == drawn(6, links[::-1])
