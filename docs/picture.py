"""Draw who met whom in a store as one file of SVG, with the drawing and the style of the pages.

``python docs/picture.py graph.db docs/who-met-whom.svg --since 1990`` draws those who met most often.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from xml.etree import ElementTree

from dipgraph import svg
from dipgraph.drawn import drawn
from dipgraph.opening import open_store
from dipgraph.pages import SITE

WIDTH, _BESIDE, _LINE = 850, 26, 22
_SVG = "http://www.w3.org/2000/svg"
# What shows only where one points, or leads somewhere.
_UNSEEN = {"hit", "more0 more1 more2 more3"}
_OTHERS = "mark s6"


def picture(figure: str, title: str) -> str:
    """Return the drawing of a *figure* of the pages as a file of SVG, at the width for which names are placed there."""
    root = ElementTree.fromstring(figure)
    drawing = root.find(".//svg[@data-drawing]")
    assert drawing is not None
    height = float(drawing.attrib["height"])
    for parent in list(drawing.iter()):
        for child in list(parent):
            name = child.get("class", "")
            if child.tag == "title" or name in _UNSEEN or (child.tag == "text" and "at1" not in name.split()):
                parent.remove(child)
        if parent.tag == "a":
            parent.tag = "g"
        for attribute in [
            key for key in parent.attrib if key.startswith(("data-", "aria-")) or key in ("href", "tabindex", "role")
        ]:
            if attribute != "data-drawing":
                del parent.attrib[attribute]
    drawing.set("data-size", "1")
    drawing.set("width", str(WIDTH))
    key, rows = _legend(root, height)
    style = svg.tag("style", svg.words((SITE / "style.css").read_text(encoding="utf-8")))
    background = svg.tag("rect", width="100%", height="100%", style="fill: var(--back)")
    content = style + background + ElementTree.tostring(drawing, encoding="unicode") + key
    return svg.tag(
        "svg", svg.tag("title", svg.words(title)) + content, xmlns=_SVG, width=WIDTH, height=height + rows,
        viewBox=f"0 0 {WIDTH} {svg.number(height + rows)}", class_="drawing network", role="img",
    )  # fmt: skip


def _legend(root: ElementTree.Element, top: float) -> tuple[str, float]:
    """Return the legend of a figure below a drawing that ends at *top*, and how high it is."""
    found, x, y = "", 12.0, top + 16
    shapes = {}
    for entry in root.iterfind(".//li[@data-group]"):
        mark = entry.find(".//svg/svg/*")
        assert mark is not None
        # All that are rare have the same colour and shape.
        group = "others" if mark.get("class") == _OTHERS else entry.attrib["data-group"]
        shapes[group] = ElementTree.tostring(mark, encoding="unicode")
    for group, shape in sorted(shapes.items(), key=lambda pair: (pair[0] == "others", pair[0])):
        width = _BESIDE + svg.wide(group) + 14
        if x + width > WIDTH:
            x, y = 12.0, y + _LINE
        found += svg.at(x + 8, y, shape) + svg.tag("text", svg.words(group), x=x + 20, y=y + 4.5)
        x += width
    return found, y + 14 - top


def main() -> None:
    """Draw, and write the file."""
    parser = argparse.ArgumentParser(description="Who met whom, as a picture.")
    parser.add_argument("store", help="the store")
    parser.add_argument("file", type=Path, help="the file to write")
    parser.add_argument("--least", default="1", help="the least number of meetings of two that are drawn (1)")
    parser.add_argument("--since", default=None, help="the first day")
    given = parser.parse_args()
    values = {"least": [given.least], **({"since": [given.since]} if given.since else {})}
    with open_store(given.store) as store:
        shown = drawn(store, "who-met-whom", values)
    given.file.write_text(picture(shown["drawing"], shown["title"]) + "\n", encoding="utf-8")
    print(f"{given.file}: {shown['drawn']} of {shown['nodes']:,} persons, {shown['lines']} of {shown['pairs']:,} pairs")


if __name__ == "__main__":
    main()
