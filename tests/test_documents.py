"""A document's text and its passages."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipgraph import Document
from dipgraph.errors import SourceError


def test_read_gives_text_and_digest_of_bytes(tmp_path: Path) -> None:
    """The digest is SHA-256 of the bytes: that of 'abc' is in the standard's examples (FIPS 180-2, B.1)."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"abc")
    document = Document.read(path)
    assert document.text == "abc"
    assert document.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_read_changes_nothing(tmp_path: Path) -> None:
    """Line ends, tabs and a byte order mark stay, or offsets would not be those of the file."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfa\r\nb\tc\r")
    assert Document.read(path).text == "\ufeffa\r\nb\tc\r"


def test_offsets_count_code_points() -> None:
    """A character outside the Basic Multilingual Plane counts once, a combining accent too; the end is exclusive."""
    document = Document("\U0001d538e\u0301林 met", "…")
    assert document.passage(0, 1) == "\U0001d538"
    assert document.passage(1, 3) == "e\u0301"
    assert document.passage(3, 4) == "林"
    assert document.passage(4, 4) == ""
    assert document.find("met") == [5]


@pytest.mark.parametrize(
    ("quotation", "offsets"),
    [("and", [3, 11]), ("aa", []), ("", []), ("to and fro and so on", [0]), ("o", [1, 9, 16, 18])],
)
def test_find_gives_every_place(quotation: str, offsets: list[int]) -> None:
    """All places are found, in order; the empty quotation stands nowhere."""
    assert Document("to and fro and so on", "…").find(quotation) == offsets


def test_find_gives_overlapping_places() -> None:
    """Places that overlap are found."""
    assert Document("aaa", "…").find("aa") == [0, 1]


def test_missing_text(tmp_path: Path) -> None:
    """A missing text is named with its path."""
    with pytest.raises(SourceError) as error:
        Document.read(tmp_path / "no.txt")
    assert str(error.value) == f"{tmp_path / 'no.txt'}: no such file: give the path of a text file"


def test_folder_is_no_text(tmp_path: Path) -> None:
    """A folder in place of a text is an error with its path."""
    with pytest.raises(SourceError, match="give the path of a text file") as error:
        Document.read(tmp_path)
    assert str(error.value).startswith(f"{tmp_path}: ")


def test_impossible_name_is_a_missing_text(tmp_path: Path) -> None:
    """A name that no file can have (it comes from data) is an error like another."""
    with pytest.raises(SourceError, match="give the path of a text file"):
        Document.read(tmp_path / "a\0b.txt")


def test_text_that_is_not_utf8_names_the_line(tmp_path: Path) -> None:
    """The line of the first byte that is not UTF-8 is named."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"one\ntwo\nthr\xe9e\nfour\xe9\n")
    with pytest.raises(SourceError) as error:
        Document.read(path)
    assert str(error.value) == f"{path}:3: not UTF-8: save the text in that encoding"
