"""The picture of who met whom, which docs/picture.py draws for the README."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from dipgraph.drawn import drawn
from dipgraph.stores import Store

DOCS = Path(__file__).resolve().parent.parent / "docs"
SVG = "{http://www.w3.org/2000/svg}"


def test_a_picture_stands_by_itself(shipped_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has a mark for each node and a line for each edge of the drawing, names, and its style; it leads nowhere."""
    monkeypatch.syspath_prepend(str(DOCS))
    import picture

    shown = drawn(shipped_store, "who-met-whom", {})
    root = ElementTree.fromstring(picture.picture(shown["drawing"], shown["title"]))
    marks = [one for one in root.iter() if "mark" in one.get("class", "").split()]
    groups = [text.text for text in root.iterfind(f"{SVG}text")]
    assert len(marks) == shown["drawn"] + len(groups)
    assert sum(one.get("class") == "edge" for one in root.iter()) == shown["lines"]
    assert {"Hayashi Yoshimasa", "Antony J. Blinken"} <= {text.text for text in root.iter(f"{SVG}text")}
    assert {"Japan", "United States"} <= {*groups}
    assert ":root" in (root.findtext(f"{SVG}style") or "")
    assert not [one for one in root.iter() if one.tag.endswith("}a") or one.get("href")]
    assert root.get("width") == "850"
