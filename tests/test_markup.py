"""What the formats share."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from xml.etree import ElementTree

import pytest

from dipgraph.markup import FORBIDDEN, TEXT, Attributes, as_text, escaped_column, escaper, plain, spooled


@pytest.mark.parametrize("text", ["plain", 'a & b < c > "d"', "tab\tline\nreturn\r", "外交\u3000\xa0", "]]>"])
def test_text_comes_back(text: str) -> None:
    """An XML parser reads the same text, from an attribute and from an element."""
    mapped: Counter[str] = Counter()
    written = escaper(mapped)(text)
    element = ElementTree.fromstring(f'<a b="{written}">{written}</a>')
    assert (element.get("b"), element.text) == (text, text)
    assert not mapped


def test_what_xml_forbids_is_counted() -> None:
    """Each character that XML forbids becomes U+FFFD, and is counted."""
    mapped: Counter[str] = Counter()
    text = escaper(mapped)
    assert text("a\x00b\x1b\ud800\uffff") == "a\ufffdb\ufffd\ufffd\ufffd"
    assert list(escaped_column(["a", None, "\x07&"], text)) == ["a", None, "\ufffd&amp;"]
    assert mapped == {FORBIDDEN: 5}


def test_types_of_attributes() -> None:
    """Attributes are numbered as they come, and have the narrowest type that holds all their values."""
    mapped: Counter[str] = Counter()
    attributes = Attributes("<{0}>", "</>", str, mapped)
    assert attributes.all([("n", 1), ("none", None), ("not", 1), ("m", 1), ("t", "x"), ("f", True)], ["not"])
    assert attributes.column("m", [1, 2.5, None]) == ["<1>1</>", "<1>2.5</>", ""]
    assert attributes.column("n", ["two", None]) == ["<0>two</>", ""]
    assert attributes.column("nothing", [None, None]) == ["", ""]
    assert list(attributes.declared()) == [
        (0, "n", "string"),
        (1, "m", "double"),
        (2, "t", "string"),
        (3, "f", "boolean"),
    ]
    assert plain([dt.date(2020, 1, 2), 1], mapped) == '["2020-01-02", 1]'
    assert (plain(float("inf")), plain(False), as_text(dt.date(2020, 1, 2))) == ("INF", "false", "2020-01-02")
    assert mapped == {TEXT: 1}


def test_lines_wait_in_whole_lines() -> None:
    """What was spooled comes back as it was, in pieces that end with a line."""
    lines = [f"line {number} 外\n" for number in range(200_000)]
    with spooled(lines) as spool:
        pieces = list(spool)
    assert "".join(pieces) == "".join(lines)
    assert len(pieces) > 1
    assert all(piece.endswith("\n") for piece in pieces)
