"""The way in of a draft: files, folders and standard input, what goes before what, and real readouts unchanged."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dipgraph.errors import SourceError, UsageError
from dipgraph.intake import LARGEST, LONGEST, document_name, documents, read, read_me, take_in, unreadable
from dipgraph.particulars import Particulars

MATERIAL = os.environ.get("DIPGRAPH_MATERIAL")
MAY, JUNE = dt.date(2022, 5, 23), dt.date(2022, 6, 1)
TEXT = "Talks between Doe and Roe\n\nMay 23, 2022\n\nThe ministers met in the Castle and agreed to meet again.\n"


def test_a_plain_text_is_stored_as_it_is() -> None:
    """A plain text is kept, and its head is read."""
    taken = take_in(TEXT.encode(), "talks")
    assert (taken.name, taken.text, taken.title, taken.published) == ("talks", TEXT, "Talks between Doe and Roe", MAY)
    assert taken.text[taken.body :].startswith("The ministers met")
    assert taken.origins == (("title", "text"), ("published", "text"), ("language", "text"))
    assert take_in(TEXT.encode(), "talks") == taken


def test_who_goes_before_whom(tmp_path: Path) -> None:
    """An option goes before a file beside the document, that before the index, that before the text."""
    path = tmp_path / "talks.txt"
    path.write_text(TEXT)
    (tmp_path / "index.jsonl").write_text(
        json.dumps({"id": "talks", "title": "Index", "publisher": "Index", "lang": "fr"})
    )
    (tmp_path / "talks.yaml").write_text("publisher: Sidecar\npublished: 2022-06-01\n")
    taken = read(path, option=Particulars("option", address="https://a.example/", publisher="Option"))
    assert (taken.title, taken.publisher, taken.published) == ("Index", "Option", JUNE)
    assert (taken.language, taken.address) == ("fr", "https://a.example/")
    assert dict(taken.origins) == {
        "title": str(tmp_path / "index.jsonl"),
        "published": str(tmp_path / "talks.yaml"),
        "publisher": "option",
        "address": "option",
        "language": str(tmp_path / "index.jsonl"),
    }
    assert taken.doubts == ("published 2022-05-23 says the text, 2022-06-01 is believed",)
    assert taken.text == TEXT
    assert taken.text[taken.body :].startswith("The ministers met")


def test_front_matter_goes_before_the_text() -> None:
    """The front matter of Markdown goes before the line with the date."""
    taken = take_in(b"---\ndate: 2022-06-01\n---\n# Talks\n\nMay 23, 2022\n\nThe ministers met.", "talks")
    assert (taken.title, taken.published) == ("Talks", JUNE)
    assert len(taken.doubts) == 1


def test_the_form_is_told_from_the_beginning() -> None:
    """Without a suffix, a page and Markdown are told by how they begin."""
    body = "<h1>Talks</h1><p>The ministers met and agreed to meet again in July, on fisheries and on trade.</p>"
    for beginning in ("<!DOCTYPE html><html><body>", "\n<HTML><BODY>", '<?xml version="1.0"?>\n<!-- a --><html><body>'):
        assert take_in((beginning + body).encode(), "-").text.startswith("Talks\n\nThe ministers met")
    assert take_in(b"# Talks\n\nThe **ministers** met.", "-").text == "Talks\n\nThe ministers met."
    assert take_in(b"A <html> tag & **stars**\n\nThe ministers met.", "-").text.startswith("A <html> tag & **stars**")


ENGLISH = "The ministers met in the castle and agreed to meet again in the course of the year, to talk of peace."
FRENCH = "Les ministres se sont rencontrés au château et ont convenu de se revoir dans le cours de cette année."
JAPANESE = "2022年5月23日\n\n林外務大臣は会談を行いました。"
ARABIC = "اجتمع الوزيران اليوم في العاصمة وبحثا العلاقات الثنائية بين البلدين."


@pytest.mark.parametrize(("words", "language"), [(ENGLISH, "en"), (FRENCH, "und"), (JAPANESE, "und"), (ARABIC, "und")])
def test_a_text_that_is_not_english_is_not_called_so(words: str, language: str) -> None:
    """Texts in other languages and scripts are taken as they are, with the language that nobody says left open."""
    taken = take_in(f"Ruritania\n\n{words}".encode(), "talks")
    assert (taken.language, taken.title, taken.text) == (language, "Ruritania", f"Ruritania\n\n{words}")


def test_a_page_says_its_language_where_the_text_is_not_english() -> None:
    """What a page says of its language counts where its text is not plainly English, which templates get wrong."""
    for words, language in ((FRENCH, "fr"), (ENGLISH, "en")):
        assert take_in(f'<html lang="fr-FR"><body><p>{words}</p></body></html>'.encode(), "a").language == language


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n\t\n ", "empty"),
        ("\ufeff\u200b \n".encode("utf-16"), "no words|empty"),
        (b"word " * (LARGEST // 5 + 1), "larger than 10 MiB"),
        (b"word " * (LONGEST // 5 + 1), "more than 1,000,000 characters"),
        (os.urandom(100_000), "binary data"),
    ],
)
def test_what_cannot_be_taken_is_told_at_once(content: bytes, words: str) -> None:
    """An empty file, a binary one and one that is too large are an error on one line, with place and cure."""
    begin = time.monotonic()
    with pytest.raises(SourceError, match=words) as told:
        take_in(content, "talks", place="folder/talks.txt")
    assert time.monotonic() - begin < 10
    assert str(told.value).startswith("folder/talks.txt: ")
    assert "\n" not in str(told.value)


def test_a_file_of_any_size_is_not_read_whole(tmp_path: Path) -> None:
    """A file that is larger than what is taken is refused without being read to its end."""
    with (tmp_path / "large.txt").open("wb") as file:
        file.seek(200 * 2**30)
        file.write(b"a")
    with pytest.raises(SourceError, match=r"large\.txt: larger than"):
        read(tmp_path / "large.txt")


def test_as_long_a_text_as_is_taken_is_taken_in_time() -> None:
    """One line of nearly a million characters is taken within seconds."""
    begin = time.monotonic()
    text = "word " * (LONGEST // 5 - 1)
    assert take_in(text.encode(), "a").text == text
    assert time.monotonic() - begin < 10


def test_the_documents_of_a_folder(tmp_path: Path) -> None:
    """Texts, Markdown and pages are documents, sorted, also in folders; what is hidden, and other files, are not."""
    for name in (
        "b.txt",
        "a/c.HTML",
        "a/d.md",
        "e.htm",
        ".f.txt",
        ".g/h.txt",
        "b.json",
        "index.jsonl",
        "i.pdf",
        "README",
        "README.md",
        "a/Readme.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = documents(tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["a/c.HTML", "a/d.md", "b.txt", "e.htm"]
    assert [document_name(path, tmp_path) for path in found] == ["a/c", "a/d", "b", "e"]
    assert [path.relative_to(tmp_path).as_posix() for path in read_me(tmp_path)] == ["README.md", "a/Readme.txt"]
    assert documents(tmp_path / "README.md") == [tmp_path / "README.md"]
    assert documents(tmp_path / "b.txt") == [tmp_path / "b.txt"]
    assert documents(Path("-")) == [Path("-")]
    assert document_name(Path("-")) == "standard-input"
    assert document_name(tmp_path / "b.txt") == "b"
    assert document_name(tmp_path / "report.v1") == "report.v1"


def test_folders_that_go_round_end(tmp_path: Path) -> None:
    """A link to a folder above is not followed."""
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "round").symlink_to(tmp_path)
    assert documents(tmp_path) == [tmp_path / "a.txt"]


def test_two_documents_of_one_name_are_two(tmp_path: Path) -> None:
    """Two files that differ in their suffix are two documents."""
    for name in ("a.txt", "a.html"):
        (tmp_path / name).write_text("x")
    assert documents(tmp_path) == [tmp_path / "a.html", tmp_path / "a.txt"]


def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told beside the documents that there are, and is an error where there are none."""
    (tmp_path / "shut").mkdir()
    scan = os.scandir

    def shut(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", shut)
    told = {tmp_path / "shut": f"{tmp_path / 'shut'}: Permission denied: make the folder readable, or move it away"}
    assert unreadable(tmp_path) == told
    with pytest.raises(UsageError, match="make the folder readable"):
        documents(tmp_path)
    (tmp_path / "a.txt").write_text("x")
    assert documents(tmp_path) == [tmp_path / "a.txt"]


def test_a_folder_without_documents_is_told(tmp_path: Path) -> None:
    """A folder in which nothing is a document is an error that says how they end."""
    (tmp_path / "a.pdf").write_text("x")
    with pytest.raises(UsageError, match=r"no documents in it: they end in \.txt"):
        documents(tmp_path)


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    """A file that is missing, a folder in its place and a name that is none are told with their path."""
    for path in (tmp_path / "none.txt", tmp_path, Path("a\0b.txt")):
        with pytest.raises(SourceError, match="give the path of a text"):
            read(path)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """The document may come from standard input, with options for what it does not say."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    taken = read(Path("-"), option=Particulars("option", publisher="Ministry"))
    assert (taken.name, taken.text, taken.publisher) == ("standard-input", TEXT, "Ministry")


def test_the_libraries_are_imported_when_a_page_comes() -> None:
    """A plain text waits for no parser of pages, Markdown or YAML."""
    program = (
        "import sys; from dipgraph.intake import take_in; take_in(b'Talks\\n\\nThey met.', 'a');"
        "print(*{'trafilatura', 'lxml', 'markdown_it', 'yaml', 'spacy', 'rdflib'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.skipif(not MATERIAL, reason="DIPGRAPH_MATERIAL is not set: the folder with real readouts")
def test_real_readouts_are_stored_unchanged() -> None:
    """Every real readout is stored byte for byte, its title, day and beginning as its index and its form say."""
    folder = Path(MATERIAL or "") / "corpus"
    index = {line["id"]: line for line in map(json.loads, (folder / "index.jsonl").read_text("utf-8").splitlines())}
    found = documents(folder)
    found = [path for path in found if document_name(path, folder) in index]
    assert len(found) == len(index) > 700
    for path in found:
        content, said = path.read_bytes(), index[document_name(path, folder)]
        bare = take_in(content, document_name(path, folder))
        assert bare.text.encode() == content
        assert (bare.title, str(bare.published), bare.language) == (said["title"], said["published"], "en"), path
        # Title, an empty line, the date and what stands below it, an empty line.
        assert bare.body == len("\n\n".join(bare.text.split("\n\n")[:2])) + 2, path
        taken = read(path, folder)
        assert (taken.text, taken.title, taken.published) == (bare.text, bare.title, bare.published)
        assert (taken.address, taken.publisher, taken.doubts) == (said["url"], said["publisher"], ())
