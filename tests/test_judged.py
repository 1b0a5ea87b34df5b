"""A graph that is no document, as a page."""

from __future__ import annotations

import pytest

from dipgraph.errors import UsageError
from dipgraph.pages import rendered
from dipgraph.reading import read
from dipgraph.stores import Store
from dipgraph.terms import BASE


def test_a_graph_that_is_no_document(shipped_store: Store) -> None:
    """Each thing of the findings stands on their page, in order, with the ends that it links and what supports it."""
    shown = read(shipped_store, {"page": "thing", "name": "findings", "number": 1})
    there = {str(quad.subject)[1:-1] for quad in shipped_store.statements(f"{BASE}findings")}
    own = {name.removeprefix(BASE) for name in there if name.startswith(f"{BASE}findings#")}
    assert {thing["name"] for thing in shown["things"]} == own
    assert shown["number"] == len(own) >= 160
    by_name = {thing["name"]: thing for thing in shown["things"]}
    first = by_name["findings#f001"]
    ends = {row["name"]: [value["name"] for value in row["values"]] for row in first["said"]}
    assert ends["dip:later"] == ["document/jiji/2021-12-11-jp-us#s5"]
    assert ends["dip:earlier"] == ["document/mofa-jp/2021-11-13-us#s4"]
    assert [passage["name"] for passage in first["passages"]] == [
        "document/jiji/2021-12-11-jp-us#p5", "document/mofa-jp/2021-11-13-us#p4",
    ]  # fmt: skip
    assert by_name["findings#dating-1"]["label"].startswith("The day of")
    page = rendered("graph", **shown)
    assert all(f'id="{name.partition("#")[2]}"' in page for name in own)
    for wrong, number in (("actors", 2), ("none", 1), ("findings", 2)):
        with pytest.raises(UsageError, match=wrong):
            read(shipped_store, {"page": "thing", "name": wrong, "number": number})
