"""Stored queries where several graphs describe the same actors and vocabularies, as a folder of drafts does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from dipgraph import Dataset, Query, open_store
from dipgraph.drawn import drawn
from dipgraph.query import names
from dipgraph.rows import Rows
from dipgraph.stores import Store

# What is asked of graphs themselves is another with more of them.
QUERIES = [name for name in names() if not name.startswith("checks/")]
COPIES = 2


@pytest.fixture(scope="module")
def again(shipped_dataset: Dataset) -> Iterator[Store]:
    """Return a store in which all but the documents is said in three graphs."""
    with open_store() as store:
        store.load(shipped_dataset)
        for quad in list(store.embedded):
            if "/document/" not in str(quad.graph_name) and isinstance(quad.subject, ox.NamedNode):
                for number in range(COPIES):
                    graph = ox.NamedNode(f"https://example.org/copy/{number}")
                    store.embedded.add(ox.Quad(quad.subject, quad.predicate, quad.object, graph))
        yield store


def rows(store: Store, name: str) -> Counter[tuple[str, ...]]:
    """Return the rows of a stored query, each with how often it is there."""
    found = Query.named(name).run(store)
    assert isinstance(found, Rows)
    return Counter(tuple(map(str, row)) for row in found)


def test_there_are_queries() -> None:
    """Networks, questions and what is shown are among them."""
    assert {"office-holders", "networks/who-met-whom", "show/state"} < {*QUERIES}


@pytest.mark.parametrize("name", QUERIES)
def test_no_row_comes_twice(shipped_store: Store, again: Store, name: str) -> None:
    """A query has the same rows, each as often, where what it asks of is described in several graphs."""
    once = rows(shipped_store, name)
    assert once
    assert rows(again, name) == once


def test_a_drawing_has_the_same_weights(shipped_store: Store, again: Store) -> None:
    """Who met whom is drawn with the same numbers of meetings, and the same states."""
    assert drawn(again, "who-met-whom", {"about": ["Japan"]}) == drawn(
        shipped_store, "who-met-whom", {"about": ["Japan"]}
    )
