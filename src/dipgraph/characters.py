"""From bytes to characters: in which encoding a text is, and the form in which it is stored.

What is stored is in Unicode's form NFC, its lines end in ``\\n``, and its blanks are spaces, so that words which look the
same are the same. A plain text is otherwise kept code point by code point, with its empty lines and blanks, so that an
offset into what is stored is one into the file too, unless the file has a byte order mark, other ends of lines,
characters that are not composed, or an invisible character (a soft hyphen, a space of no width) between two letters,
where it would hide the word. What is read out of markup has no invisible characters at all, but for the joiners that
Persian and Indian scripts need, and one space where there were several blanks.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from dipgraph.errors import SourceError

# What else begins a file that is taken for a text, and how its text is had.
_OTHERS = {
    b"%PDF-": ("a PDF file", "save its text as .txt, for example with pdftotext"),
    b"PK\x03\x04": ("a packed file, as Word and Excel write them", "save its text as .txt"),
    b"\xd0\xcf\x11\xe0": ("a file of an old Word", "save its text as .txt"),
    b"{\\rtf": ("a file in RTF", "save its text as .txt"),
    b"\x89PNG": ("a picture", "give the text in it as .txt"),
    b"\xff\xd8\xff": ("a picture", "give the text in it as .txt"),
    b"\x1f\x8b": ("a file packed by gzip", "unpack it first"),
}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_:.+-]{2,40})""")
# Pages that say the first are in the second, which has more characters: browsers read them so.
_READ_AS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_HIDDEN = "\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_INVISIBLE = re.compile(f"[{_HIDDEN}]+")
_WITHIN_WORD = re.compile(rf"(?<=[^\W_])[{_HIDDEN}]+(?=[^\W_])")
_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile(r"[^\S\n\t ]")
_SEVERAL = re.compile(r"[^\S\n]+")
# No text has these, and neither XML nor a terminal takes them.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_NEVER = bytes([*range(9), *range(14, 27), *range(28, 32)])
# To put marks in order takes time with the square of their number; no language writes so many on one letter.
_PILED = re.compile("[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0e31-\u0e4e\u0f71-\u0f84\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\u302a-\u3099\ufe20-\ufe2f]{100}")  # fmt: skip  # noqa: E501


def decoded(content: bytes, name: str, markup: bool = False) -> str:
    """Return the characters of *content*: by its mark, as UTF-8, as its *markup* declares, or by what can be told.

    A SourceError says that it is no text, or that its encoding cannot be told.

    >>> decoded("Beyoğlu".encode("utf-16"), "a.txt")
    'Beyoğlu'
    >>> decoded(b"the dossier on caf\\xe9s", "a.txt")
    'the dossier on cafés'
    """
    for beginning, (what, cure) in _OTHERS.items():
        if content.startswith(beginning):
            raise SourceError(f"{what}, not a text: {cure}", name)
    mark, encoding = next(((mark, found) for mark, found in _MARKS if content.startswith(mark)), (b"", ""))
    beginning = content[:65536]
    # In UTF-16 every second byte of a western text is zero; in what is no text there are other bytes of control too.
    wide = bool(encoding) or beginning.count(0) > len(beginning) // 4
    binary = not wide and len(beginning) - len(beginning.translate(None, _NEVER)) > len(beginning) // 100
    text = "" if binary else _read(content[len(mark) :], encoding or _told(content, markup, wide), name)
    if binary or len(_CONTROLS.findall(text, 0, 65536)) > len(text[:65536]) // 100:
        raise SourceError("not a text but binary data: give plain text, Markdown or HTML", name)
    return text


def plain(text: str, name: str) -> str:
    """Return a plain text as it is stored.

    >>> plain("Mr.\\u00a0Doe\\r\\nco\\u00adoperates ", "a.txt")
    'Mr. Doe\\ncooperates '
    """
    text = _ENDS.sub("\n", text)
    text = _WITHIN_WORD.sub("", _CONTROLS.sub(" ", _BLANKS.sub(" ", text)))
    return composed(text.removeprefix("\ufeff"), name)


def line(text: str, name: str) -> str:
    """Return what is read out of markup as one line: composed, without invisible characters, one space for blanks.

    >>> line(" Mr.\\u00a0 Doe\\n co\\u00adoperates\\u200b", "a.html")
    'Mr. Doe cooperates'
    """
    return composed(" ".join(_INVISIBLE.sub("", _CONTROLS.sub(" ", text)).split()), name)


def lines(text: str, name: str) -> str:
    """Return what is read out of markup as lines, each without blanks at its edges, and at most one empty between two.

    >>> lines("A  title \\n\\n\\n\\n text", "a.md")
    'A title\\n\\ntext'
    """
    text = _INVISIBLE.sub("", _CONTROLS.sub(" ", _ENDS.sub("\n", text)))
    text = "\n".join(_SEVERAL.sub(" ", each).strip() for each in text.split("\n"))
    return composed(re.sub(r"\n{3,}", "\n\n", text).strip("\n"), name)


def composed(text: str, name: str) -> str:
    """Return *text* in form NFC; a SourceError says that it piles up marks without end."""
    if _PILED.search(text):
        raise SourceError("more than 100 accents on one letter, which no language writes: clean the text", name)
    return unicodedata.normalize("NFC", text)


def _read(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        at = content.count(b"\n", 0, error.start) + 1
        expected = "not UTF-8" if encoding == "utf-8" else f"not {encoding.upper()}, as it seemed to be"
        raise SourceError(f"{expected}: save the text as UTF-8", name, at) from None


def _told(content: bytes, markup: bool, wide: bool) -> str:
    # UTF-8 by chance is next to impossible, so it goes before what a page says of itself, which is often untrue.
    beginning = content[:4096]
    if wide:
        return "utf-16-le" if beginning[1::2].count(0) >= beginning[::2].count(0) else "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    declared = _DECLARED.search(beginning) if markup else None
    if declared:
        try:
            found = codecs.lookup(declared[1].decode()).name
        except LookupError:
            found = ""
        # What is no encoding of characters (base64, rot13) has no place here.
        if found and found != "utf-8" and getattr(codecs.lookup(found), "_is_text_encoding", False):
            return _READ_AS.get(found, found)
    # Of encodings that are not declared only that of Windows in the west can be told: nearly all its bytes are ASCII.
    western = sum(byte > 127 for byte in content[:65536]) * 10 < len(content[:65536])
    return "cp1252" if western else "utf-8"
