"""The page that draws a network; a browser opens it in test_consumers."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx
import pytest

from dipgraph import export, network
from dipgraph.errors import UsageError
from dipgraph.page import CIRCLE
from dipgraph.stores import Store

HOSTILE = '</script><img src=x onerror="alert(1)"><!-- {{data}} {{title}} \u2028'


def data(text: str) -> Any:
    """Return what a page draws."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_page(shipped_store: Store, tmp_path: Path) -> None:
    """The page has each node with a place, and each edge with its ends and evidence."""
    graph = network(shipped_store, "who-met-whom")
    export(graph, tmp_path / "a.html")
    text = (tmp_path / "a.html").read_text("utf-8")
    drawn = data(text)
    assert "<title>Who met whom, and how often?</title>" in text
    assert [node["id"] for node in drawn["nodes"]] == list(dict.fromkeys(end for edge in graph.edges() for end in edge))
    assert len({(node["x"], node["y"]) for node in drawn["nodes"]}) == len(graph)
    for edge, (source, target, given) in zip(drawn["edges"], graph.edges(data=True), strict=True):
        assert [drawn["nodes"][end]["id"] for end in edge["ends"]] == [source, target]
        assert edge["has"] == {key: value for key, value in given.items() if key != "id"}
        assert edge["relation"] == "met"


class Tags(HTMLParser):
    """The tags of a page, with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag."""
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("places", [False, True])
def test_words_are_never_taken_for_the_page(tmp_path: Path, places: bool) -> None:
    """Names and labels that look like HTML, or like the marks of the page, stay words; places of one's own are kept."""
    graph = networkx.MultiDiGraph(name=HOSTILE)
    graph.add_node("a", label=HOSTILE, ends=[1], drawn=HOSTILE, **({"x": 1, "y": 2} if places else {}))
    graph.add_edge("a", "a", label=HOSTILE, evidence=HOSTILE, **{"__proto__": "x"})
    export(graph, tmp_path / "a.html")
    text = (tmp_path / "a.html").read_text("utf-8")
    tags = Tags(text).found
    assert not [tag for tag, _ in tags if tag == "img"]
    assert [tag for tag, _ in tags].count("script") == 2
    drawn = data(text)
    assert drawn["name"] == drawn["nodes"][0]["label"] == drawn["edges"][0]["has"]["evidence"] == HOSTILE
    assert drawn["edges"][0]["has"]["__proto__"] == "x"
    if places:
        assert (drawn["nodes"][0]["x"], drawn["nodes"][0]["y"]) == (1, 2)


def test_page_asks_for_nothing(shipped_store: Store, tmp_path: Path) -> None:
    """Nothing in the page has an address of its own, and it forbids the browser to ask for anything."""
    export(network(shipped_store, "meetings-in-time"), tmp_path / "a.html")
    tags = Tags((tmp_path / "a.html").read_text("utf-8")).found
    assert not [found for _, found in tags if {"src", "href"} & found.keys()]
    (policy,) = (found["content"] for tag, found in tags if found.get("http-equiv") == "Content-Security-Policy")
    assert str(policy).startswith("default-src 'none';")


def test_page_without_what_places_nodes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where neither igraph nor numpy is installed, nodes stand on a circle, and that is told."""

    def without(_: object) -> None:
        raise UsageError("a layout needs igraph")

    monkeypatch.setattr("dipgraph.page.layout", without)
    account = export(networkx.Graph([("a", "b"), ("b", "c")]), tmp_path / "a.html")
    assert account.mapped == {CIRCLE: 3}
    places = {(node["x"], node["y"]) for node in data((tmp_path / "a.html").read_text("utf-8"))["nodes"]}
    assert len(places) == 3
