"""What is looked for: words, days however they are typed, and things by their addresses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import DOCUMENT, write_data
from dipgraph import Dataset, open_store
from dipgraph.sought import date_keys, terms
from dipgraph.terms import BASE
from test_search import Search, results, searching

MEETING, DOCUMENT_OF_JAPAN = "meeting/2022-05-23-jp-us", "document/mofa-jp/2022-05-23-us"
CALL = "meeting/2022-05-24-jp-us"


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory, shipped_dataset: Dataset) -> Iterator[Search]:
    """Return a function that searches the data that comes with dipgraph."""
    folder = tmp_path_factory.mktemp("sought")
    with open_store(folder / "store") as store:
        store.load(shipped_dataset)
    yield from searching(folder / "store", folder / "index")


def counts(answer: dict[str, Any]) -> dict[str, int]:
    """Return how much of each kind an *answer* has."""
    return {kind: number for kind, number in answer["counts"].items() if number}


DAYS = (
    "24 May 2022", "2022-05-24", "24.5.2022", "24.05.2022", "24. 5. 2022", "24/5/2022", "5/24/2022", "May 24, 2022",
    "24th of May 2022", "24 may, 2022", "2022/05/24", "2022.5.24", "May 24th, 2022",
)  # fmt: skip


@pytest.mark.parametrize("words", DAYS)
def test_a_day_in_any_form(search: Search, words: str) -> None:
    """A day finds what was on it, in whichever form it is typed: meeting, commitments, documents and what was said."""
    answer = search(words)
    assert answer["how"] == "all"
    assert (
        counts(answer)
        == counts(search("24 May 2022"))
        == {"meeting": 1, "commitment": 1, "document": 1, "statement": 3}
    )
    (meeting,) = results(answer, "meeting")
    assert meeting["name"] == CALL
    # Where it stands in the title, it is marked.
    assert ("24 May 2022", True) in meeting["title"]


@pytest.mark.parametrize("words", ["May 2022", "2022-05", "5.2022", "05/2022", "may, 2022"])
def test_a_month_in_any_form(search: Search, words: str) -> None:
    """A month finds what was in it."""
    names = {one["name"] for one in results(search(words), "meeting")}
    assert names == {MEETING, CALL}
    assert counts(search(words)) == counts(search("May 2022"))
    assert counts(search(words))["statement"] > 30


def test_days_beside_words(search: Search) -> None:
    """A day narrows what is found by words; a day that may be either of two is both; what is no day is words."""
    answer = search("missile 24.5.2022")
    assert [one["name"] for one in results(answer, "statement")] == ["document/state-us/2022-05-24-jp#s1"]
    assert {one["name"] for one in results(search("Blinken 24.5.2022"), "meeting")} == {CALL}
    assert terms("5/6/2022")[0].whole == (
        '("20220605" OR "5 June 2022" OR "June 5 2022" OR "20220506" OR "6 May 2022" OR "May 6 2022")'
    )
    assert terms("5.6.2022")[0].whole == '("20220605" OR "5 June 2022" OR "June 5 2022")'
    for words in ("30.2.2022", "2022-13-01", "0000-01-01", "31 June 2022", "3 May 4 2022", "1.2.3.2022", "may", "2022"):
        found = [term.whole for term in terms(words)]
        assert len(found) == len(words.split()), words
        assert not any(' 2022"' in one for one in found), words
    # In quotes all is as it stands.
    assert [term.whole for term in terms('"24 May 2022"')] == ['"24 May 2022"']
    assert date_keys("2022-05-24T10:00:00Z") == ["20220524", "202205"]
    assert date_keys("") == date_keys("soon") == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (BASE + MEETING, MEETING),
        (MEETING, MEETING),
        ("/" + MEETING, MEETING),
        ("meeting:2022-05-23-jp-us", MEETING),
        ("2022-05-23-jp-us", MEETING),
        ("mofa-jp/2022-05-23-us", DOCUMENT_OF_JAPAN),
        (f"http://127.0.0.1:7881/{MEETING}.ttl", MEETING),
        (f"file:///home/reader/pages/{MEETING}.html", MEETING),
        (f"  https://graph.example.org/{MEETING}?page=2 ", MEETING),
        (f"{BASE}{DOCUMENT_OF_JAPAN}#p13", f"{DOCUMENT_OF_JAPAN}#s13"),
        (f"/{DOCUMENT_OF_JAPAN}#s13", f"{DOCUMENT_OF_JAPAN}#s13"),
        (f"http://127.0.0.1:7881/{DOCUMENT_OF_JAPAN}#nothing", DOCUMENT_OF_JAPAN),
        ("https://www.mofa.go.jp/press/release/press4e_003128.html", DOCUMENT_OF_JAPAN),
        ("https://www.mofa.go.jp/press/release/press4e_003128.html#:~:text=welcomed", DOCUMENT_OF_JAPAN),
        ("person/hayashi-yoshimasa", "person/hayashi-yoshimasa"),
        ("/state/jp/", "state/jp"),
    ],
)
def test_an_address_finds_its_thing(search: Search, words: str, name: str) -> None:
    """A thing is found by its address, whole or short, on any server or in a file; a document by that on the web too."""
    answer = search(words)
    assert [one["name"] for one in results(answer)] == [name]
    assert results(answer)[0]["exact"]
    (group,) = answer["groups"]
    assert answer["counts"] == {group["kind"]: 1}
    assert search(words, kind="tenure")["groups"] == []


@pytest.mark.parametrize(
    "words", ["meeting/nothing", "https://example.org/", "//", "#", "meeting/", "person:", "co-operate", "%00", "a:b"]
)
def test_no_address_of_anything(search: Search, words: str) -> None:
    """What is the address of nothing is looked for as words."""
    answer = search(words)
    assert answer["ready"]
    assert not any(one["exact"] and one["score"] is None for one in results(answer))


def test_an_address_that_is_no_more(tmp_path: Path) -> None:
    """A thing with another name than it had, as judgements find, is found by both."""
    data = write_data(tmp_path / "data")
    document = data / "documents" / "mofa-xa" / "2020-01-02-xb.ttl"
    replaced = "<http://purl.org/dc/terms/isReplacedBy>"
    document.write_text(DOCUMENT + f"<{BASE}person/alm-old> {replaced} <{BASE}person/alm-ada> .\n", encoding="utf-8")
    with open_store(tmp_path / "store") as store:
        store.load(Dataset.read(data))
    for search in searching(tmp_path / "store", tmp_path / "index"):
        known = results(search("person/alm-ada"))
        assert [one["name"] for one in known] == ["person/alm-ada"]
        assert results(search("person/alm-old")) == known
