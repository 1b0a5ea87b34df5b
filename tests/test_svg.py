"""Pieces of drawings: words, shapes, series, links and the frame."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from dipgraph import svg

HOSTILE = "</title></svg><script>alert(1)</script>\" onload='x' & \u202e\x00\ud800"


def test_hostile_words_stay_words() -> None:
    """Whatever a name holds, a link is one element with that name, and has no attribute of its making."""
    drawn = svg.link("/x?a=1&b=2", HOSTILE, svg.tag("text", svg.words(HOSTILE)), data_name=HOSTILE)
    root = ElementTree.fromstring(drawn)
    assert [element.tag for element in root.iter()] == ["a", "title", "text"]
    assert root.attrib.keys() == {"href", "data-name"}
    assert root.attrib["href"] == "/x?a=1&b=2"
    assert "alert(1)" in str(root[0].text)


def test_what_leads_nowhere_is_no_link() -> None:
    """Without an address it is a picture with a name."""
    root = ElementTree.fromstring(svg.link("", "Japan", ""))
    assert (root.tag, root.attrib) == ("g", {"role": "img", "aria-label": "Japan"})


def test_cut() -> None:
    """A name that is too wide ends with an ellipsis, and is never wider than is allowed; wide letters count as such."""
    for text in ("Alliance and deterrence " * 5, "日本国外務大臣林芳正" * 5, "W" * 99, "i" * 400):
        cut = svg.cut(text, 150)
        assert cut.endswith("…")
        assert 100 < svg.wide(cut) <= 150
    assert svg.cut("Japan\n and  more", 150) == "Japan and more"


def test_series() -> None:
    """Six groups have colours of their own, whichever order they come in; the rarest share the last."""
    groups = [f"state {number}" for number in range(9) for _ in range(9 - number)]
    found = svg.series(groups)
    assert found == svg.series(reversed(groups))
    assert sorted(found[f"state {number}"] for number in range(6)) == [0, 1, 2, 3, 4, 5]
    assert [found[f"state {number}"] for number in (6, 7, 8)] == [6, 6, 6]
    assert svg.series(["statement", "person"]) == {"person": 0, "statement": 6}


def test_series_stay() -> None:
    """Of two states each has the same colour wherever both are, however often; the press takes none of a state's."""
    often, seldom = ["Russia", "United States"], ["United States", "Russia", "Russia"]
    assert svg.series(often * 3) == svg.series(seldom)
    assert svg.series([*often, "the press", "the press", "the press"]) == {**svg.series(often), "the press": 6}


@pytest.mark.parametrize("number", range(7))
def test_shapes_differ(number: int) -> None:
    """Each series has a shape of its own, as large as the circle."""
    drawn = [svg.shape(series, 6) for series in range(7)]
    assert len({*drawn}) == 7
    root = ElementTree.fromstring(drawn[number])
    if root.tag == "path":
        values = [float(value) for value in root.attrib["d"].strip("MZ").split()]
        corners = list(zip(values[::2], values[1::2], strict=True))
        following = corners[1:] + corners[:1]
        area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(corners, following, strict=True)) / 2
        assert area == pytest.approx(3.14159 * 36, rel=0.01)


def test_legend_and_frame() -> None:
    """A legend has an entry for each group where there are several; a frame has a way past the drawing, and no style."""
    assert svg.legend({"Japan": 0}, "Sides") == ""
    framed = svg.framed(
        "timeline", "In <time>", "<svg></svg>", svg.legend({"Japan": 0, "<b>": 1}, "Sides"), "Said & done"
    )
    root = ElementTree.fromstring(framed)
    assert [entry.attrib["data-group"] for entry in root.iter("li")] == ["<b>", "Japan"]
    skip = next(root.iter("a"))
    assert skip.attrib["href"].removeprefix("#") in {element.attrib.get("id") for element in root.iter()}
    assert root.attrib["aria-label"] == "In <time>"
    assert "style" not in framed
