"""An issue in time."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from dipgraph import Query, chronology, search_index
from dipgraph.chronology import SHOWN, issue
from dipgraph.facts import Facts
from dipgraph.relations import opened
from dipgraph.rows import Rows
from dipgraph.stores import Store
from dipgraph.terms import BASE, DIP


@pytest.mark.parametrize("name", ["ukraine", "economic-security", "taiwan-strait"])
def test_all_statements_on_an_issue(shipped_store: Store, name: str) -> None:
    """There are as many statements as the stored query finds, on this issue and on narrower ones, the newest first."""
    facts, thing = Facts(shipped_store), f"{BASE}issue/{name}"
    told = issue(facts, thing, 1)
    rows = Query.named("statements-on-issue").run(shipped_store, issue=name)
    assert isinstance(rows, Rows)
    assert told["number"] == len({row["statement"].value for row in rows}) > 0
    shown = []
    for page in range(1, told["pages"] + 1):
        found = [one for group in issue(facts, thing, page)["meetings"] for one in group["statements"]]
        assert 0 < len(found) <= SHOWN
        shown += found
    assert len({one["name"] for one in shown}) == len(shown) == told["number"]
    dates = [one["date"] for one in shown]
    assert dates == sorted(dates, reverse=True)
    assert {one["name"] for one in shown} == {point["link"] for point in told["points"]}


def test_a_point_in_time(shipped_store: Store) -> None:
    """A point has the day of the meeting, the force of the act and whose account it is."""
    told = issue(Facts(shipped_store), f"{BASE}issue/ukraine", 1)
    (point,) = (point for point in told["points"] if point["link"] == "document/mofa-jp/2022-05-23-us#s4")
    assert (point["date"], point["force"], point["act"], point["side"]) == ("2022-05-23", 4, "agree to act", "Japan")


def test_many_points_are_counted(shipped_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more statements than are drawn one by one there is a point for those alike in a month, with their number."""
    facts, thing = Facts(shipped_store), f"{BASE}issue/ukraine"
    each = issue(facts, thing, 1)["points"]
    monkeypatch.setattr(chronology, "MOST", len(each) - 1)
    many = issue(facts, thing, 1)["points"]
    alike = Counter((point["date"][:7], point["force"], point["act"], point["side"]) for point in each)
    assert 1 < len(many) < len(each)
    assert {(one["date"], one["force"], one["act"], one["side"]): one["number"] for one in many} == alike
    assert not issue(facts, thing, 2)["points"]


def test_beyond_the_last_page(shipped_store: Store) -> None:
    """A page that is not there has no statements, and says how many pages there are."""
    told = issue(Facts(shipped_store), f"{BASE}issue/ukraine", 99)
    assert (told["meetings"], told["pages"] < 99) == ([], True)


def test_an_issue_with_many_statements_stands_ready(
    shipped_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of an issue with more statements than are drawn each page is the same from the index, where it is not made anew."""
    monkeypatch.setattr(chronology, "MOST", 12)
    search_index.build(shipped_store, str(tmp_path / "index.sqlite"))
    db = opened(str(tmp_path / "index.sqlite"))
    plain, ready = Facts(shipped_store), Facts(shipped_store, db)
    many = dict(db.execute("SELECT issue, number FROM chronicle"))
    assert len(many) > 1

    def pages_of(facts: Facts, thing: str) -> list[dict[str, Any]]:
        """Return all pages of an issue, and one more."""
        return [issue(facts, thing, page) for page in range(1, -(-many[thing] // SHOWN) + 2)]

    whole = {thing: pages_of(plain, thing) for thing in many}
    with pytest.MonkeyPatch.context() as context:
        context.delattr(chronology, "_read")
        for thing, number in many.items():
            assert number > 12
            pages = pages_of(ready, thing)
            assert pages == whole[thing]
            assert [len(page["meetings"]) > 0 for page in pages] == [True] * (len(pages) - 1) + [False]
    few = {name for name, _ in plain.having("rdf:type", f"{DIP}Issue")} - {*many}
    assert few
    assert all(issue(ready, thing, 1) == issue(plain, thing, 1) for thing in few)
    db.close()
