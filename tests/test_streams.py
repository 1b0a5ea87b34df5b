"""Graphs of one's own as a stream."""

from __future__ import annotations

import networkx
import pytest

from dipgraph import export
from dipgraph.exports import formats
from dipgraph.streams import BIG, RENAMED, streamed


def test_numbers_of_numpy_are_numbers() -> None:
    """What numpy computes is written like any other number."""
    numpy = pytest.importorskip("numpy")
    graph = networkx.Graph()
    graph.add_node("a", v=numpy.float64(1.5), n=numpy.int32(2), yes=numpy.bool_(True))
    graph.add_edge("a", "b", weight=numpy.float32(2.5))
    stream = streamed(graph)
    ((_, _, _, cells),) = stream.given
    assert (stream.nodes["a"]["v"], stream.nodes["a"]["n"], stream.nodes["a"]["yes"]) == (1.5, 2, True)
    assert {type(value) for value in (*stream.nodes["a"].values(), *cells.values())} == {str, float, int, bool}
    assert cells == {"weight": 2.5}


def test_whole_numbers_that_no_format_holds() -> None:
    """A number of more than 64 bits is text everywhere, and counted."""
    graph = networkx.Graph()
    graph.add_node("a", big=2**70, most=2**63 - 1)
    from collections import Counter

    mapped: Counter[str] = Counter()
    assert streamed(graph, mapped).nodes["a"] == {"label": "a", "big": str(2**70), "most": 2**63 - 1}
    assert mapped == {BIG: 1}


def test_names_that_mean_something() -> None:
    """What is named like a part of every edge, or like another once it is written, is set apart, and nothing is lost."""
    from collections import Counter

    graph = networkx.MultiGraph()
    graph.add_node("n", **{"1": "text", "id": 5, "id as given": 6})
    graph.nodes["n"][1] = "number"
    graph.add_edge("n", "n", source="far", id=1)
    graph.add_edge("n", "n", id=1)
    mapped: Counter[str] = Counter()
    stream = streamed(graph, mapped)
    assert stream.nodes["n"] == {
        "label": "n", "1": "text", "1 as given": "number", "id as given": 5, "id as given as given": 6
    }  # fmt: skip
    assert list(stream.columns) == ["source as given", "id as given"]
    assert mapped == {RENAMED: 5}


@pytest.mark.parametrize("suffix", list(formats()))
def test_odd_values_in_every_format(tmp_path_factory: pytest.TempPathFactory, suffix: str) -> None:
    """Keys that JSON has not, what holds itself, numbers that are none: every format writes something, and says so."""
    graph = networkx.MultiDiGraph()
    loop: list[object] = []
    loop.append(loop)
    graph.add_node("a", odd={(1, 2): 3}, loop=loop, type="x", size="huge", parent="b", pos="mayor", key="k", name="n")
    graph.add_node("b", label="", x="left", nodeType="own", node=1, small=1e-05)
    graph.add_edge("a", "b", type="ally", weight=float("nan"), n=2**53 + 1)
    graph.add_edge("a", "a", n=0.5)
    account = export(graph, tmp_path_factory.mktemp("odd") / f"a.{suffix}")
    assert account.counts == {"nodes": 2, "edges": 2}
    assert account.mapped
