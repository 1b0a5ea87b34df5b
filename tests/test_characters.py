"""From bytes to characters: encodings, and the form in which a text is stored."""

from __future__ import annotations

import time
import unicodedata

import pytest

from dipgraph.characters import decoded, line, lines, plain
from dipgraph.errors import SourceError

WORDS = "Der Außenminister traf Frau Beyoğlu, „heute“ – in Łódź."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_a_mark_and_without(encoding: str) -> None:
    """A text in one of Unicode's encodings is read, also in UTF-16 without a byte order mark."""
    assert decoded(WORDS.encode(encoding), "a.txt") == WORDS


@pytest.mark.parametrize(
    ("label", "encoding", "words"),
    [
        ("Shift_JIS", "cp932", "日本外務省の発表 ①"),
        ("gb2312", "gb18030", "外交部发言人"),
        ("EUC-KR", "cp949", "외교부 장관 똠방"),
        ("ISO-8859-1", "cp1252", "the Minister\u2019s visit \u2013 a caf\u00e9"),
        ("windows-1251", "cp1251", "Министр иностранных дел"),
        ("iso-8859-9", "cp1254", "Dışişleri Bakanı görüştü"),
    ],
)
def test_a_page_is_read_as_it_declares(label: str, encoding: str, words: str) -> None:
    """A page's declared encoding is believed, and read as browsers read it."""
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={label}"></head><p>{words}'
    assert words in decoded(page.encode(encoding), "a.html", markup=True)


def test_what_is_utf_8_is_read_so_whatever_is_declared() -> None:
    """UTF-8 goes before what a page declares, which is often untrue."""
    page = '<meta charset="iso-8859-1"><p>' + WORDS
    assert decoded(page.encode(), "a.html", markup=True) == page


@pytest.mark.parametrize("label", ["utf-9", "base64", "rot13", "hex"])
def test_a_declared_encoding_that_is_none_is_passed_over(label: str) -> None:
    """A declared name that is no encoding of characters is passed over, and the text read by what can be told."""
    page = f'<meta charset="{label}"><p>A long enough page about a visit to a '
    assert decoded(page.encode() + b"caf\xe9", "a.html", markup=True).endswith("caf\u00e9")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(400), "a picture"),
        (b"\xff\xd8\xff\xe0" + bytes(400), "a picture"),
        (b"PK\x03\x04\x14\x00", "a packed file"),
        (b"\x1f\x8b\x08\x00", "packed by gzip"),
        (bytes(range(256)) * 20, "binary data"),
        (b"\x00" * 500, "binary data"),
        ("Министр иностранных дел".encode("cp1251"), "not UTF-8"),
    ],
)
def test_what_is_no_text_is_told(content: bytes, words: str) -> None:
    """What is no text, or in an encoding that cannot be told, is an error on one line with a cure."""
    with pytest.raises(SourceError, match=words) as told:
        decoded(content, "talks.txt")
    assert str(told.value).startswith("talks.txt:")
    assert "\n" not in str(told.value)


def test_a_plain_text_keeps_its_offsets() -> None:
    """Blanks at edges, empty lines, tabs and invisible characters between words stay; other blanks become spaces."""
    text = "A  title \n\n\n 1.\u200b The\u00a0two \u200bsides\tmet\u3000today\n"
    stored = plain(text, "a.txt")
    assert len(stored) == len(text)
    assert stored == "A  title \n\n\n 1.\u200b The two \u200bsides\tmet today\n"
    assert plain(stored, "a.txt") == stored


def test_a_word_is_whole() -> None:
    """What would hide a word is dropped: soft hyphens and spaces of no width in it, and characters in two parts."""
    stored = plain("co\u00adoperation, Er\u200bdog\u0306an\r\n", "a.txt")
    assert stored == "cooperation, Erdo\u011fan\n"
    assert unicodedata.is_normalized("NFC", stored)


def test_joiners_stay() -> None:
    """The joiners of Persian and Indian scripts are part of their words, in plain text and in markup."""
    word = "می\u200cخواهم क्\u200dष"
    assert plain(word, "a.txt") == line(word, "a.html") == lines(word, "a.md") == word


def test_what_is_read_out_of_markup_has_nothing_invisible() -> None:
    """In markup, blanks are one space, and what cannot be seen is gone."""
    assert line("\ufeff A\u00a0\u200b \n b\u00ad \u202ac\u202c", "a.html") == "A b c"
    assert lines(" A \t b\u2028\n\n\n\nc\x00d ", "a.md") == "A b\n\nc d"


def test_accents_without_end_are_refused_at_once() -> None:
    """A letter with a hundred thousand accents is an error, not an hour of putting them in order."""
    begin = time.monotonic()
    with pytest.raises(SourceError, match="more than 100 accents"):
        plain("a" + "\u0301\u0316" * 300_000, "a.txt")
    assert time.monotonic() - begin < 5
