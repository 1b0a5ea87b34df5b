"""The tables of pages, and all names, as files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from dipgraph import open_store, search_index, spreadsheets
from dipgraph.facts import Facts
from dipgraph.overview import KINDS
from dipgraph.reading import read
from dipgraph.relations import opened
from dipgraph.stores import Store
from dipgraph.terms import BASE


def page(store: Store, name: str) -> dict[str, Any]:
    """Return what the page of a thing shows."""
    return read(store, {"page": "thing", "name": name, "number": 1})


def rows(lines: Any) -> list[dict[str, str]]:
    """Return the rows of a file in CSV."""
    return [*csv.DictReader(io.StringIO(b"".join(lines).decode()))]


def test_whom_somebody_met(shipped_store: Store) -> None:
    """A row has whom a person or state met, how often, and the last meeting, as the page has them."""
    for name, other, number in (
        ("person/blinken-antony", "person/hayashi-yoshimasa", "24"),
        ("state/jp", "state/kr", "2"),
    ):
        found = page(shipped_store, name)
        met = rows(spreadsheets.table(found, "met"))
        assert len(met) == len(found["met"])
        (row,) = (row for row in met if row["whom"] == BASE + other)
        assert row["meetings"] == number
        assert row["last"].startswith(f"{BASE}meeting/")
        assert row["last_day"] == "2023-09-14" if number == "24" else "2023-08-23"


def test_offices(shipped_store: Store) -> None:
    """A row has an office of the state, its holder, and the words for the term."""
    found = rows(spreadsheets.table(page(shipped_store, "state/jp"), "offices"))
    assert len(found) == 8
    held = [row for row in found if row["holder"] == f"{BASE}person/hayashi-yoshimasa"]
    assert [(row["office_label"], row["term"]) for row in held] == [
        ("Minister for Foreign Affairs of Japan", "10 November 2021 to 13 September 2023")
    ]


def test_holders(shipped_store: Store) -> None:
    """A row has a holder of the office and the words for the term, the newest first."""
    found = rows(spreadsheets.table(page(shipped_store, "office/jp-foreign-minister"), "holders"))
    assert [(row["holder"].removeprefix(BASE), row["term"]) for row in found[:2]] == [
        ("person/kamikawa-yoko", "13 September 2023 to 1 October 2024"),
        ("person/hayashi-yoshimasa", "10 November 2021 to 13 September 2023"),
    ]


def test_accounts_side_by_side(shipped_store: Store) -> None:
    """There is a row for each point and account, with each statement that makes it, or with what its silence means."""
    found = page(shipped_store, "meeting/2022-05-23-jp-us")
    points = rows(spreadsheets.table(found, "points"))
    there = [row for row in points if row["tells"] == "yes"]
    told = [
        one for group in found["groups"] for point in group["points"] for cell in point["statements"] for one in cell
    ]
    assert sorted(row["statement"] for row in there) == sorted(BASE + one["name"] for one in told)
    assert {row["tells"] for row in points} <= {"yes", "silent", "no match", ""}
    assert {row["document"] for row in points} == {BASE + account["name"] for account in found["accounts"]}
    (promise,) = (row for row in there if row["statement"].endswith("document/mofa-jp/2022-05-23-us#s13"))
    assert (promise["verb"], promise["force"], promise["told_by"]) == ("promised", "5", "several sides")
    assert promise["passage"].endswith("#p13")
    assert [row for row in points if row["point"] == promise["point"] and row["document"] != promise["document"]]


@pytest.mark.parametrize(
    ("name", "tables"),
    [
        ("person/blinken-antony", ["met"]), ("state/jp", ["met", "offices"]), ("issue/ukraine", []),
        ("meeting/2022-05-23-jp-us", ["points"]), ("office/jp-foreign-minister", ["holders"]),
        ("document/mofa-jp/2022-05-23-us", []),
    ],
)  # fmt: skip
def test_which_tables_there_are(shipped_store: Store, name: str, tables: list[str]) -> None:
    """Each page says which tables it has."""
    assert spreadsheets.of(page(shipped_store, name)) == tables


def test_all_names(shipped_store: Store) -> None:
    """All things with a page are in the list, in both formats, with what they are called."""
    facts = Facts(shipped_store)
    listed = rows(spreadsheets.names(facts, "csv"))
    assert json.loads(b"".join(spreadsheets.names(facts, "json"))) == listed
    assert {row["kind"] for row in listed} == {*KINDS}
    assert {"kind": "person", "thing": f"{BASE}person/park-jin", "label": "Park Jin"} in listed
    shown = read(shipped_store, {"page": "names", "name": ""})["kinds"]
    assert len(listed) == sum(number for _, _, number in shown)


def test_names_that_stand_ready(shipped_store: Store, tmp_path: Path) -> None:
    """From the index they are the same as from the graph."""
    search_index.build(shipped_store, str(tmp_path / "index.sqlite"))
    db = opened(str(tmp_path / "index.sqlite"))
    for format in ("csv", "json"):
        ready = b"".join(spreadsheets.names(Facts(shipped_store, db), format))
        assert ready == b"".join(spreadsheets.names(Facts(shipped_store), format))


def test_no_names() -> None:
    """Of nothing there are a head and no rows, and a list of nothing."""
    with open_store() as store:
        assert rows(spreadsheets.names(Facts(store), "csv")) == []
        assert json.loads(b"".join(spreadsheets.names(Facts(store), "json"))) == []
