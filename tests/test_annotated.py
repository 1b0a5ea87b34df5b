"""A document's page: its text only where it is the one that was encoded, cut at the passages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import DOCUMENT, write_data
from dipgraph import open_store
from dipgraph.annotated import document, parts, text_of
from dipgraph.dataset import Files
from dipgraph.documents import Document
from dipgraph.facts import Facts
from dipgraph.pages import rendered
from dipgraph.reading import read
from dipgraph.rows import Rows
from dipgraph.stores import Store
from dipgraph.terms import BASE, DIP

SEED = f"{BASE}document/mofa-jp/2022-05-23-us"
OWN = f"{BASE}document/mofa-xa/2020-01-02-xb"


def test_the_text_is_the_documents(shipped_store: Store) -> None:
    """The parts together are the text; each passage begins once, and is its quotation."""
    told = document(Facts(shipped_store), SEED)
    text = "".join(part["words"] for part in told["text"])
    assert "The overview of the meeting is as follows." in text
    assert len(text) == 3190
    begins = [one["name"] for part in told["text"] for one in part["opens"] if one["is_first"]]
    assert len(begins) == len(set(begins)) == 21
    assert len(told["statements"]) == 17
    first = told["mentions"][0]
    assert (len(told["mentions"]), first["words"], first["who"]) == (4, "neighboring countries", [])
    assert first["why"].startswith("Countries around Ukraine")
    for one in told["statements"]:
        for passage in one["passages"]:
            words = "".join(part["words"] for part in told["text"] if passage["name"] in part["passages"])
            assert words == passage["words"]
            assert told["owners"][passage["name"]] in {other["name"].partition("#")[2] for other in told["statements"]}


def test_a_document_without_its_text(shipped_store: Store) -> None:
    """Where the text may not be kept, there are the statements with their anchors, and the address."""
    told = document(Facts(shipped_store), f"{BASE}document/state-us/2022-05-23-jp")
    assert told["text"] == []
    assert all(
        passage["words"] and not passage["is_quotation"] for one in told["statements"] for passage in one["passages"]
    )
    assert told["address"].startswith("https://")


@pytest.mark.parametrize("is_on_disk", [False, True])
@pytest.mark.parametrize(
    ("name", "digest", "is_shown"),
    [
        ("2020-01-02-xb.txt", "", True),
        ("2020-01-02-xb.txt", "0" * 64, False),
        ("missing.txt", "", False),
        ("../secret.txt", "secret", False),
        ("/etc/hostname", "", False),
        ("..", "", False),
        ("\\u0000", "", False),
    ],
)
def test_only_the_text_beside_the_turtle(
    tmp_path: Path, name: str, digest: str, is_shown: bool, is_on_disk: bool
) -> None:
    """A text is shown where it lies beside the Turtle and has the digest that is written there: no other file ever is."""
    data = write_data(tmp_path / "data")
    folder = data / "documents" / "mofa-xa"
    (folder / "2020-01-02-xb.txt").write_text("The two sides agreed.", encoding="utf-8")
    (folder.parent / "secret.txt").write_text("secret", encoding="utf-8")
    right = Document.read(folder.parent / "secret.txt" if digest == "secret" else folder / "2020-01-02-xb.txt").sha256
    said = f'dip:text "{name}" ; dip:sha256 "{right if digest in ("", "secret") else digest}" ;'
    file = folder / "2020-01-02-xb.ttl"
    text, number = re.subn(r'dip:text "[^"]*" ;\s+dip:sha256 "[^"]*" ;', lambda _: said, DOCUMENT)
    assert number == 1
    file.write_text(text, encoding="utf-8")
    with open_store(tmp_path / "g.db" if is_on_disk else None) as store:
        store.load(Files.at(data))
        assert text_of(Facts(store), OWN) == ("The two sides agreed." if is_shown else "")


def test_passages_within_passages() -> None:
    """Passages that overlap are cut so that each has its words; those outside the text have none."""
    spans = {"a": (0, 4), "b": (1, 3), "c": (2, 6), "d": (5, 99), "e": (3, 3)}
    found = parts("abcdef", spans)
    assert "".join(part["words"] for part in found) == "abcdef"
    for name, (start, end) in spans.items():
        words = "".join(part["words"] for part in found if name in part["passages"])
        assert words == ("abcdef"[start:end] if name in "abc" else "")
    assert parts("", {}) == []
    # Elements that lie in each other: what is open is what the words belong to.
    open_: list[str] = []
    for part in found:
        open_ += [one["name"] for one in part["opens"]]
        assert open_ == part["passages"]
        open_ = open_[: len(open_) - part["closes"]]
    assert open_ == []
    first = [one["name"] for part in found for one in part["opens"] if one["is_first"]]
    assert sorted(first) == ["a", "b", "c"]


def test_every_part_has_its_place(shipped_store: Store) -> None:
    """Whatever a document has a name for stands on its page once, with that name as its place, and in words."""
    found = shipped_store.query(
        f"SELECT ?document ?part {{ GRAPH ?document {{ ?document <{DIP}publisher> ?publisher . ?part a ?kind "
        f'FILTER (STRSTARTS(STR(?part), CONCAT(STR(?document), "#"))) }} }}'
    )
    assert isinstance(found, Rows)
    parts: dict[str, set[str]] = {}
    for row in found:
        parts.setdefault(row["document"].value, set()).add(row["part"].value.partition("#")[2])
    assert sum(map(len, parts.values())) > 800
    assert "blinken" in parts[f"{BASE}document/mofa-jp/2022-05-23-us"]
    for name, several in parts.items():
        shown = read(shipped_store, {"page": "thing", "name": name.removeprefix(BASE), "number": 1})
        places = re.findall(r' id="([^"]+)"', rendered("document", **shown))
        assert several <= {*places}, name
        assert len(places) == len({*places}), name
        assert all(one["label"] for one in shown["others"] if one["kinds"][0]["name"] == "dip:Participation")


def test_a_passage_is_named_with_its_source(shipped_store: Store) -> None:
    """What leads to a passage says for everybody who published it and when, and which passage it is."""
    shown = read(shipped_store, {"page": "thing", "name": "document/mofa-jp/2022-05-23-us", "number": 1})
    page = rendered("document", **shown)
    assert re.search(r'#p4">MOFA, \d+ May 2022, passage p4<span class="unseen">', page)
