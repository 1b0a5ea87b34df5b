"""What there is, at a glance."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from conftest import write_data
from dipgraph import open_store
from dipgraph.dataset import Files
from dipgraph.facts import Facts
from dipgraph.overview import KINDS, LISTED, NAMED, NEWEST, listed, names, pages_of, put, start, whole
from dipgraph.stores import Store


def test_start(shipped_store: Store) -> None:
    """There are counts, most of what there is most of, and the newest meetings with who took part."""
    facts = Facts(shipped_store)
    told = start(facts)
    counts = dict(told["counts"])
    assert counts["statements"] == 374
    spoken, described, seated = (
        int(facts.rows(f"SELECT (COUNT(DISTINCT ?thing) AS ?number) WHERE {{ {pattern} }}")[0][0])
        for pattern in (
            "?statement a dip:Statement ; dip:issue ?thing",
            "?document a ?kind ; dip:describes ?thing",
            "?meeting dip:participation/dip:participant ?thing",
        )
    )
    assert counts["issues spoken of"] == spoken < 115
    assert counts["meetings described"] == described
    assert counts["persons who took part"] == seated
    numbers = [number for _, number in told["counts"]]
    assert numbers == sorted(numbers, reverse=True)
    dates = [meeting["date"] for meeting in told["meetings"]]
    assert len(dates) == NEWEST
    assert dates == sorted(dates, reverse=True)
    assert all(meeting["people"] for meeting in told["meetings"])


def test_names(shipped_store: Store) -> None:
    """Each kind has its first things by name and says how many there are; of meetings the newest, with their days."""
    facts = Facts(shipped_store)
    told = whole(facts, "names")
    assert told == names({kind: listed(facts, kind) for kind in KINDS})
    assert [kind for kind, _, _ in told["kinds"]] == list(KINDS)
    for kind, links, number in told["kinds"]:
        assert len(links) == min(number, NAMED) > 0
        assert all(link["name"].startswith(f"{kind}/") for link in links)
        if kind == "meeting":
            assert links[0] == {
                "name": "meeting/2023-09-14-jp-us",
                "label": "Call of Hayashi and Blinken, 14 September 2023",
                "date": "2023-09-14",
            }
            dates = [link["date"] for link in links]
            assert dates == sorted(dates, reverse=True)
        else:
            labels = [link["label"].casefold() for link in links]
            assert labels == sorted(labels)
    assert max(number for _, _, number in told["kinds"]) > NAMED


def test_all_of_a_kind(shipped_store: Store) -> None:
    """The pages of a kind have each of its things once, in order; there is no page behind the last, nor of another kind."""
    facts = Facts(shipped_store)
    every = listed(facts, "issue")
    assert len(every) > NAMED
    assert whole(facts, "names/issue/1") == {
        "kind": "issue", "number": len(every), "pages": 1, "page": 1, "links": every,
    }  # fmt: skip
    assert [whole(facts, f"names/{name}") for name in ("issue/2", "issue/0", "wine/1", "")] == [None] * 4
    many = [{"name": f"issue/{number}", "label": str(number)} for number in range(2 * LISTED + 1)]
    pages = pages_of("issue", many)
    assert [link for page in pages for link in page["links"]] == many
    assert [(page["page"], page["pages"], len(page["links"])) for page in pages] == [
        (1, 3, LISTED), (2, 3, LISTED), (3, 3, 1),
    ]  # fmt: skip


def test_an_index_has_the_same(shipped_store: Store, tmp_path: Path) -> None:
    """What stands ready in an index is what is read from the graph."""
    with sqlite3.connect(tmp_path / "index") as db:
        put(db, shipped_store)
        facts = Facts(shipped_store, db)
        for page in ("start", "names", "names/meeting/1", "names/tenure/1", "names/meeting/2"):
            assert whole(facts, page) == whole(Facts(shipped_store), page), page
    db.close()


def test_one_is_no_plural(tmp_path: Path) -> None:
    """Where there is one of something, it is called so."""
    with open_store() as store:
        store.load(Files.at(write_data(tmp_path / "data")))
        told = start(Facts(store))
    assert ["document", 1] in told["counts"]
    assert ["meeting described", 1] in told["counts"]
    assert ["persons who took part", 2] in told["counts"]


def test_nothing_is_there() -> None:
    """Of an empty store nothing is counted, and nothing has a name."""
    assert start(Facts(Store())) == {"counts": [], "meetings": []}
    assert whole(Facts(Store()), "names") == {"kinds": []}
    assert whole(Facts(Store()), "names/meeting/1") is None
