"""What is said of a document beside its text: files beside it, and an index of its folder."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from dipgraph.errors import SourceError
from dipgraph.particulars import beside, empty_beside, faults, indexed, mapping, published, stated

SAID = {
    "title": "Talks",
    "published": "2022-05-23",
    "publisher": "Ministry",
    "address": "https://www.ministry.example/talks",
    "language": "en",
}


def test_all_keys_are_read() -> None:
    """Title, day, publisher, address and language are read; other keys are passed over."""
    found = stated({**SAID, "id": "talks", "licence": "public"}, "here")
    assert (found.origin, found.title, found.published) == ("here", "Talks", dt.date(2022, 5, 23))
    assert (found.publisher, found.address, found.language) == ("Ministry", SAID["address"], "en")


def test_other_words_for_the_keys() -> None:
    """Date, url and lang are read too; the stated words go before them, in whichever order they stand."""
    found = stated({"date": "2022-05-23", "url": "https://a.example/", "lang": "en-GB"}, "here")
    assert (found.published, found.address, found.language) == (dt.date(2022, 5, 23), "https://a.example/", "en-gb")
    for values in (
        {"date": "2022-05-24", "published": "2022-05-23"},
        {"published": "2022-05-23", "date": "2022-05-24"},
    ):
        assert stated(values, "here").published == dt.date(2022, 5, 23)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"publised": "2022-05-23"}, 'did you mean "published"'),
        ({"published": "in May"}, "write it as 2022-05-23"),
        ({"published": "2022-02-30"}, "write it as 2022-05-23"),
        ({"address": "www.ministry.example"}, "write it as https"),
        ({"address": "javascript:alert(1)"}, "write it as https"),
        ({"address": "https://a.example/<b>"}, "write it as https"),
        ({"language": "the English one"}, "write it as en"),
        ({"title": ["a", "b"]}, "in quotation marks"),
        ({"title": 5}, "in quotation marks"),
    ],
)
def test_what_is_none_is_told(values: dict[str, object], words: str) -> None:
    """A key that is misspelt and a value that is none are told, with the cure, and not passed over."""
    with pytest.raises(SourceError, match=words) as told:
        stated(values, "talks.json")
    assert str(told.value).startswith("talks.json: ")


def test_days_in_other_forms() -> None:
    """A day may be a time, with its zone, or as a text prints it; the day is the one that is written."""
    assert published("2022-05-23T23:30:00-05:00") == published("May 23, 2022") == dt.date(2022, 5, 23)
    assert published(dt.datetime(2022, 5, 23, 4)) == published(dt.date(2022, 5, 23)) == dt.date(2022, 5, 23)


@pytest.mark.parametrize("name", ["talks.txt.json", "talks.json", "talks.txt.yaml", "talks.yaml", "talks.yml"])
def test_a_file_beside_a_document(tmp_path: Path, name: str) -> None:
    """A file beside a document, as JSON or YAML, says what it is."""
    (tmp_path / name).write_text(json.dumps(SAID) if name.endswith("json") else "title: Talks\npublished: 2022-05-23\n")
    found = beside(tmp_path / "talks.txt")
    assert found
    assert (found.title, found.published, found.origin) == ("Talks", dt.date(2022, 5, 23), str(tmp_path / name))
    assert beside(tmp_path / "others.txt") is None


def test_an_annotation_is_no_sidecar(tmp_path: Path) -> None:
    """The draft of a document may stand beside it, in the same name: it says nothing of its title."""
    (tmp_path / "talks.json").write_text('{"id": "talks", "meetings": [], "statements": []}')
    assert beside(tmp_path / "talks.txt") is None


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("talks.json", b"{", "no JSON"),
        ("talks.json", b"[1]", "not keys with values"),
        ("talks.json", b"[" * 60_000, "no JSON"),
        ("talks.json", b'{"title": "' + b"a" * 70_000 + b'"}', "larger than"),
        ("talks.json", b'{"title": "\xff"}', "not UTF-8"),
        ("talks.yaml", b"title: 'Talks", "no YAML"),
        ("talks.yaml", b"Talks", "not keys with values"),
        ("talks.yaml", b"a: " + b"[" * 30_000, "no YAML"),
        ("talks.yaml", b"!!python/object/apply:os.getcwd []", "no YAML"),
    ],
)
def test_a_broken_sidecar_is_told(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    """A sidecar that cannot be read is an error on one line, with its name."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=words) as told:
        beside(tmp_path / "talks.txt")
    assert name in str(told.value)
    assert "\n" not in str(told.value)


def test_an_empty_file_beside_a_document_is_passed_over(tmp_path: Path) -> None:
    """It says nothing, and the next one is asked."""
    (tmp_path / "talks.json").write_text("\n", encoding="utf-8")
    assert beside(tmp_path / "talks.txt") is None
    (tmp_path / "talks.yaml").write_text("title: Talks\n", encoding="utf-8")
    found = beside(tmp_path / "talks.txt")
    assert found is not None
    assert found.title == "Talks"
    assert empty_beside(tmp_path / "talks.txt") == [tmp_path / "talks.json"]


def test_an_empty_yaml_says_nothing() -> None:
    """A file with comments alone says nothing."""
    assert mapping("# nothing yet\n", "a.yaml") == {}


def test_an_index_names_documents_by_their_path(tmp_path: Path) -> None:
    """An index in the folder or above it has a line for each document; the nearest that names it is read."""
    deep = tmp_path / "ministry" / "may"
    deep.mkdir(parents=True)
    lines = [{"id": "ministry/may/talks", **SAID}, {"id": "other", "title": "Other"}]
    (tmp_path / "index.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    (deep.parent / "index.jsonl").write_text('{"id": "may/more", "title": "More"}\n\n')
    for name, title in (("talks", "Talks"), ("more", "More")):
        found = indexed(deep / f"{name}.txt")
        assert found
        assert found.title == title
    assert indexed(deep / "other.txt") is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"id": "a"}\n{"title": "b"}\n', ':2: a line without "id"'),
        ('{"id": "a"}\n{"id": "a"}\n', ":2: .* a second time"),
        ('{"id": "a"}\n{\n', ":2: no JSON"),
        ('{"id": "a"}\n["b"]\n', ":2: not keys with values"),
    ],
)
def test_a_broken_line_of_an_index_is_told_and_the_others_are_read(tmp_path: Path, content: str, words: str) -> None:
    """What is wrong is told once with the number of the line, however many documents look there."""
    (tmp_path / "index.jsonl").write_text(content.replace('"a"}', '"a", "title": "A"}', 1))
    (fault,) = faults([tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c" / "d.txt"])
    assert re.search(words, str(fault))
    found = indexed(tmp_path / "a.txt")
    assert found
    assert found.title == "A"
    assert indexed(tmp_path / "b.txt") is None


def test_a_wrong_value_in_an_index_is_that_of_its_document(tmp_path: Path) -> None:
    """It is told of that document, and the others are read."""
    (tmp_path / "index.jsonl").write_text('{"id": "a", "published": "soon"}\n{"id": "b", "title": "B"}\n')
    with pytest.raises(SourceError, match=":1: "):
        indexed(tmp_path / "a.txt")
    found = indexed(tmp_path / "b.txt")
    assert found
    assert (found.title, faults([tmp_path / "a.txt"])) == ("B", [])
