"""A network as two tables."""

from __future__ import annotations

import csv
from pathlib import Path

import networkx
import pytest

from dipgraph import export
from dipgraph.tables import UNWRITTEN


def rows(path: Path) -> list[list[str]]:
    """Return the rows of a file of CSV."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def odd() -> networkx.MultiDiGraph:
    """Return a network with what is special in a table."""
    made = networkx.MultiDiGraph()
    made.add_node("a", label='=HYPERLINK("x")', note="one,\r\ntwo", n=1)
    made.add_node("b", n=2.5)
    made.add_edge("a", "b", id="e7", label="met\0\ud800", weight=3)
    made.add_edge("b", "a", id="e8", start="2020")
    return made


def test_csv(tmp_path: Path) -> None:
    """A column for each attribute, an empty cell for none; line ends and formulas stay as they are."""
    account = export(odd(), tmp_path / "a.csv")
    edges, nodes = account.files
    assert (edges.name, nodes.name) == ("a.edges.csv", "a.nodes.csv")
    assert rows(nodes) == [
        ["id", "label", "type", "note", "n"],
        ["a", '=HYPERLINK("x")', "", "one,\r\ntwo", "1"],
        ["b", "b", "", "", "2.5"],
    ]
    assert rows(edges) == [
        ["source", "target", "type", "id", "label", "weight", "start"],
        ["a", "b", "Directed", "e7", "met\ufffd\ufffd", "3", ""],
        ["b", "a", "Directed", "e8", "", "", "2020"],
    ]
    assert account.mapped == {UNWRITTEN: 2}


@pytest.mark.parametrize("name", ["a.nodes.csv", "a.edges.csv"])
def test_either_name_means_both(tmp_path: Path, name: str) -> None:
    """Who names one of the two files gets the two, and no third name."""
    assert {path.name for path in export(odd(), tmp_path / name).files} == {"a.nodes.csv", "a.edges.csv"}
    assert len(list(tmp_path.iterdir())) == 2


def test_parquet(tmp_path: Path) -> None:
    """Numbers are numbers, both kinds in one column double, no value null; more nodes than go at a time are all there."""
    parquet = pytest.importorskip("pyarrow.parquet")
    graph = odd()
    graph.add_nodes_from((f"n{number}", {"n": number, "mixed": number or "zero"}) for number in range(2500))
    edges, nodes = (parquet.read_table(path) for path in export(graph, tmp_path / "a.parquet").files)
    types = {field.name: str(field.type) for field in [*nodes.schema, *edges.schema]}
    assert types["n"] == "double"
    assert types["weight"] == "int64"
    assert types["mixed"] == types["note"] == types["start"] == "string"
    assert nodes.num_rows == 2502
    assert nodes["n"].to_pylist()[:4] == [1.0, 2.5, 0.0, 1.0]
    assert nodes["mixed"].to_pylist()[:4] == [None, None, "zero", "1"]
    assert edges["start"].to_pylist() == [None, "2020"]


def test_parquet_without_pyarrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pyarrow is not installed, the error says how to get it, and no file is left."""
    from dipgraph.errors import UsageError

    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"^Parquet needs pyarrow: pip install 'dipgraph\[tables\]'$"):
        export(odd(), tmp_path / "a.parquet")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", ["csv", "neo4j.csv"])
def test_line_ends_of_all_sorts(tmp_path: Path, suffix: str) -> None:
    """A carriage return alone is quoted too: pandas and Python read as many rows as there are."""
    pandas = pytest.importorskip("pandas")
    graph = networkx.MultiGraph()
    for end in ("\r", "\n", "\r\n", "\u2028", "\x0b", "\x85"):
        graph.add_edge(f"a{end}b", "c", label=f"x{end}")
    edges, nodes = export(graph, tmp_path / f"a.{suffix}").files
    assert (len(pandas.read_csv(nodes)), len(pandas.read_csv(edges))) == (7, 6)
    assert (len(rows(nodes)), len(rows(edges))) == (8, 7)
    assert {row[0] for row in rows(nodes)[1:]} == set(graph)


def test_type_of_an_edge_is_kept(tmp_path: Path) -> None:
    """The type that Gephi wants stands beside the one that an edge has of its own."""
    pandas = pytest.importorskip("pandas")
    graph = networkx.MultiGraph()
    graph.add_edge("a", "b", type="ally")
    for suffix, read in (("csv", pandas.read_csv), ("parquet", pandas.read_parquet), ("neo4j.csv", pandas.read_csv)):
        frame = read(export(graph, tmp_path / f"a.{suffix}").files[0])
        assert frame["type as given"].tolist() == ["ally"], suffix


def test_parquet_with_numbers_that_no_double_holds(tmp_path: Path) -> None:
    """Where a column of both kinds has a whole number that a double would change, it is text, and counted."""
    parquet = pytest.importorskip("pyarrow.parquet")
    graph = networkx.MultiGraph()
    graph.add_edge("a", "b", n=2**53 + 1)
    graph.add_edges_from([("a", "b", {"n": number + 0.5}) for number in range(1500)])
    account = export(graph, tmp_path / "a.parquet")
    table = parquet.read_table(account.files[0])
    assert table["n"].to_pylist()[:2] == ["9007199254740993", "0.5"]
    assert sum(account.mapped.values()) > 0
