"""Turtle in hand style, read and written again."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from dipgraph import shipped
from dipgraph.blocks import Block, Written, literal, terms, words

FILES = sorted((shipped.folder("data") / "documents").rglob("*.ttl"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_documents_are_read_as_they_are_written(path: Path) -> None:
    """Each document of the data is the same after it is read and written, also where every block is written anew."""
    text = path.read_text(encoding="utf-8")
    page = Written.read(text)
    assert len(page.blocks) > 5
    assert page.text() == text
    for block in page.blocks:
        block.raw = ""
    assert page.text() == text


def test_there_are_documents() -> None:
    """There are documents to read."""
    assert len(FILES) > 20


def test_every_character_is_a_literal_and_comes_back() -> None:
    """What a text may hold, control characters, quotation marks and all scripts, is Turtle, and is read as it was."""
    text = "".join(map(chr, [*range(1, 0x180), 0x2028, 0x3042, 0x1F600])) + '"""\\n'
    (triple,) = ox.parse(f"<a:a> <a:b> {literal(text, 'en')} .".encode(), format=ox.RdfFormat.TURTLE)
    assert isinstance(triple.object, ox.Literal)
    assert triple.object.value == text
    assert words(literal(text, "en")) == text
    assert "\n" not in literal(text)


def test_a_block_is_changed_and_the_others_stay() -> None:
    """A changed property is written in its place; every other line is as it was, however it was laid out."""
    text = "@base <https://example.org/d> .\n\n# --- A ---\n\n<#a>\n  a   dip:X ;\n  .\n\n"
    text += "<#b>\n  dip:p <#c> , <#d> ;\n  dip:q 1 ;\n  .\n"
    page = Written.read(text)
    block = page.block("<#b>")
    assert block is not None
    block.put("dip:p", "<#e>")
    block.put("dip:r", "2", after="dip:p")
    assert page.text() == text.replace("<#c> , <#d> ;", "<#e> ;\n  dip:r 2 ;")


def test_a_block_that_goes_takes_its_empty_heading() -> None:
    """The last block below a heading goes with it; one among others goes alone."""
    a, b, c = (f"<#{letter}>\n  a dip:X ;\n  .\n" for letter in "abc")
    text = f"@base <b> .\n\n# --- A ---\n\n{a}\n# --- B ---\n\n{b}\n{c}"
    page = Written.read(text)
    for subject in ("<#a>", "<#b>"):
        block = page.block(subject)
        assert block is not None
        page.remove(block)
    assert page.text() == "@base <b> .\n\n# --- B ---\n\n<#c>\n  a dip:X ;\n  .\n"
    last = page.block("<#c>")
    assert last is not None
    page.remove(last)
    assert page.text() == "@base <b> .\n\n"


def test_a_block_is_added_below_its_heading() -> None:
    """A new block stands first below its heading, and below a new heading where there is none."""
    page = Written.read("@base <b> .\n\n# --- A ---\n\n<#a>\n  a dip:X ;\n  .\n")
    new = Block("<#n>", [("a", "dip:X")])
    page.add(new, page.blocks[-1], "A")
    page.add(Block("<#z>", [("a", "dip:X")]), page.blocks[-1], "Z")
    subjects = [line for line in page.text().splitlines() if line[:1] in "<#" and line]
    assert subjects == ["# --- A ---", "<#n>", "<#a>", "# --- Z ---", "<#z>"]
    assert "\n\n\n" not in page.text()


def test_terms_are_parted_by_commas_that_stand_outside_of_words() -> None:
    """A comma within words or an address parts nothing."""
    assert list(terms('"a, b"@en , <x,y> , person:z')) == ['"a, b"@en', "<x,y>", "person:z"]
