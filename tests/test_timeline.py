"""An issue in time: each point seen, or their number."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any
from xml.etree import ElementTree

import pytest

from dipgraph.timeline import MOST, timeline

SIDES = ("Japan", "United States", "press")


def points(number: int, years: int = 2) -> list[dict[str, Any]]:
    """Return so many points over some years, several of them on one day."""
    return [
        {
            "date": f"{2022 + place // 3 % years}-{place // 7 % 12 + 1:02}-{place // 11 % 28 + 1:02}",
            "force": place % 6,
            "act": "agree",
            "who": "Japan",
            "label": f"point {place}",
            "link": f"/document/a#s{place}",
            "side": SIDES[place % 3],
        }
        for place in range(number)
    ]


def marks(drawn: str) -> list[tuple[float, float, ElementTree.Element]]:
    """Return where each link with a mark stands, in pixels of the narrowest page, with the link."""
    found = []

    def walk(element: ElementTree.Element, y: float) -> None:
        if element.tag == "a" and "data-name" in element.attrib:
            inner = element[1]
            found.append((float(inner.attrib["x"].rstrip("%")) * 3, y + float(inner.attrib["y"]), element))
            return
        for child in element:
            moved = float(child.attrib["y"]) if child.tag == "svg" and "y" in child.attrib else 0
            walk(child, y + moved)

    walk(ElementTree.fromstring(drawn), 0)
    return found


@pytest.mark.parametrize("number", [1, 3, 60, MOST])
def test_each_point_is_a_link(number: int) -> None:
    """Each point is a link with its day, who, what and act as its name, in the shape of its side; none hides another."""
    given = points(number)
    drawn = timeline(given)
    found = marks(drawn)
    assert Counter(link.attrib["href"] for *_, link in found) == Counter(point["link"] for point in given)
    assert len({(round(x), round(y)) for x, y, _ in found}) == number
    near = [
        (one, other)
        for place, one in enumerate(found)
        for other in found[:place]
        if abs(one[0] - other[0]) < 9 and abs(one[1] - other[1]) < 9
    ]
    assert not near
    names = [link[0].text or "" for *_, link in found]
    assert any(re.fullmatch(r"\d+ \w+ 202[23], Japan: point 0 \(agree\)", name) for name in names)
    shapes = {link.attrib["data-group"]: link[1][0].attrib["class"] for *_, link in found}
    assert len({*shapes.values()}) == min(number, 3)
    assert "style" not in drawn


def test_force_is_height() -> None:
    """What binds more stands higher, and each force has its words."""
    drawn = timeline(points(60), {force: f"word {force}" for force in range(6)})
    heights: dict[int, set[float]] = {}
    for _, y, link in marks(drawn):
        heights.setdefault(int(link.attrib["href"].rpartition("s")[2]) % 6, set()).add(y)
    assert [min(heights[force]) for force in range(6)] == sorted(
        (min(heights[force]) for force in range(6)), reverse=True
    )
    assert all(f">{force} word {force}<" in drawn for force in range(6))


@pytest.mark.parametrize("years", [1, 2, 30, 900])
def test_many_points_are_circles(years: int) -> None:
    """Of 2,000 points each is counted once, in a circle that leads to what was said in its time; the drawing stays small."""
    given = points(2000, years)
    drawn = timeline(given, None, lambda since, until: f"/asked?since={since}&until={until}")
    names = [link.attrib["data-name"] for *_, link in marks(drawn)]
    assert sum(int(re.findall(r": ([\d,]+) statements", name)[0].replace(",", "")) for name in names) == 2000
    assert len(names) <= 6 * 21
    assert len(drawn) < 100_000
    since, until = zip(*re.findall(r"since=([\d-]+)&amp;until=([\d-]+)", drawn), strict=True)
    for point in given[:: 97 * 6]:
        assert any(first <= point["date"] <= last for first, last in zip(since, until, strict=True))
    assert drawn == timeline(reversed(given), None, lambda since, until: f"/asked?since={since}&until={until}")


def test_alike_points_are_one_with_their_number() -> None:
    """Points of one month, force, act and side, given as one with their number, are drawn as they are one by one."""
    given = points(2000, 30)
    alike = Counter((point["date"][:7], point["force"], point["act"], point["side"]) for point in given)
    assert len(alike) < len(given)
    few = [
        {"date": month, "force": force, "act": act, "side": side, "number": number}
        for (month, force, act, side), number in alike.items()
    ]
    assert timeline(few) == timeline(given)


def test_odd_days() -> None:
    """A month or year is drawn at its first day; what has no day is said; with none at all there is no drawing."""
    given = [{**point, "date": date} for point, date in zip(points(4), ["2022", "2022-03", "", "soon"], strict=True)]
    drawn = timeline(given)
    assert len(marks(drawn)) == 2
    assert "2 without a day are not drawn." in drawn
    assert "March 2022, Japan" in drawn
    assert "<svg" not in timeline([])
    for date in ("0001-01-01", "9999-12-31"):
        assert len(marks(timeline([{**points(1)[0], "date": date}, *points(3)]))) == 4


def test_hostile_words_stay_words() -> None:
    """Whatever a point holds is words."""
    hostile = {"act": "<b>", "who": '"', "label": "</title><script>", "side": "<i>", "link": '/"><x>'}
    drawn = timeline([{**point, **hostile} for point in points(7)], {5: "<u>"})
    assert {element.tag for element in ElementTree.fromstring(drawn).iter()} <= {
        "figure", "figcaption", "span", "div", "a", "svg", "g", "title", "text", "line", "path", "circle",
    }  # fmt: skip
