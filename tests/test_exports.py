"""Files for other programs."""

from __future__ import annotations

import datetime as dt
import html
import json
import os
import re
import stat
import subprocess
import sys
import tracemalloc
from pathlib import Path

import networkx
import pytest

from conftest import EDGES, LABEL
from dipgraph import Query, export, network
from dipgraph.errors import UsageError
from dipgraph.exports import Exported, formats
from dipgraph.markup import TEXT
from dipgraph.network import edges
from dipgraph.stores import Store
from dipgraph.terms import BASE

FORMATS = list(formats())
# Of the values of odd_graph(), how many are of a kind that a format lacks: a list, a day, a dict, a number that is none, a
# truth value.
TEXTS = (
    dict.fromkeys(FORMATS, 3)
    | {"cyjs": 2, "d3.json": 2, "graphology.json": 2, "gml": 5}
    | dict.fromkeys(("cx2", "cypher", "html", "mmd"), 4)
)
# These hold the edges: a page of HTML, and Parquet until the kinds of its columns are known.
WHOLE = ("html", "parquet")


def test_formats_are_registered() -> None:
    """What visualizers, web pages, databases and statistics read is there."""
    assert {"gexf", "graphml", "cyjs", "cx2", "dot", "mmd", "net", "gml", "cypher", "csv", "parquet", "html"} <= set(
        FORMATS
    )


def content(account: Exported) -> str:
    """Return what stands in the files of an export, with the escapes of all formats as the characters they stand for."""
    found = []
    for path in account.files:
        if path.suffix == ".parquet":
            parquet = pytest.importorskip("pyarrow.parquet")
            found.append(json.dumps(parquet.read_table(path).to_pydict(), ensure_ascii=False))
        else:
            found.append(path.read_bytes().decode("utf-8"))
    text = re.sub(r"&#(\d+);", lambda code: chr(int(code[1])), "\n".join(found))
    text = html.unescape(text)
    text = re.sub(r"#(\d+);", lambda code: chr(int(code[1])), text)
    text = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text)
    return text.replace("\\", "").replace('""', '"').replace("”", '"')


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format(graph: networkx.MultiGraph, tmp_path: Path, suffix: str) -> None:
    """Every format writes all nodes and edges, the same each time, as UTF-8, and leaves no other file."""
    path = tmp_path / f"network.{suffix}"
    account = export(graph, path)
    text = content(account)
    for word in (LABEL, "person/a", "person/b", "e1", "e2", "https://example.org/doc?a=1&b=2#p", "2020-02-03"):
        assert word in text, word
    before = [file.read_bytes() for file in account.files]
    assert export(graph, str(path)).files == account.files
    assert [file.read_bytes() for file in account.files] == before
    assert sorted(tmp_path.iterdir()) == sorted(account.files)
    assert len(account.files) == (2 if formats()[suffix] == "table" else 1)


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_takes_a_network_without_edges(small_store: Store, tmp_path: Path, suffix: str) -> None:
    """A network without nodes is a file without nodes."""
    empty = network(small_store, Query.parse("SELECT ?source ?target { VALUES (?source ?target) {} }", "empty"))
    account = export(empty, tmp_path / f"a.{suffix}")
    assert str(account) == "0 nodes, 0 edges"
    assert all(file.stat().st_size > 0 for file in account.files)


@pytest.mark.parametrize("suffix", FORMATS)
def test_stream_and_graph_are_written_alike(small_store: Store, tmp_path: Path, suffix: str) -> None:
    """A stream of edges gives the same file as the networkx graph that is made of it, and the same account of it."""
    told = [
        export(
            make(
                small_store,
                Query.parse(
                    EDGES.replace("https://example.org/doc?a=1&b=2#p", f"{BASE}document/mofa-xa/2020-01-02-xb")
                ),
            ),
            tmp_path / f"{make.__name__}.{suffix}",
        )
        for make in (edges, network)
    ]
    assert told[0] == told[1]
    assert told[0].counts == {"nodes": 2, "edges": 2}
    one, other = ([file.read_bytes() for file in account.files] for account in told)
    assert one == other


@pytest.mark.parametrize(("suffix", "told"), [("gexf", 1), ("graphml", 1), ("cyjs", 0)])
def test_what_is_mapped_is_told(graph: networkx.MultiGraph, tmp_path: Path, suffix: str, told: int) -> None:
    """The account says how many characters XML had to lose; JSON keeps them."""
    account = export(graph, tmp_path / f"a.{suffix}")
    mapped = "; 1 characters that XML forbids written as U+FFFD" if told else ""
    assert str(account) == f"2 nodes, 2 edges{mapped}"


@pytest.mark.parametrize("suffix", FORMATS)
def test_half_a_character(tmp_path: Path, suffix: str) -> None:
    """Half of a pair of UTF-16, which no file in UTF-8 can hold, is escaped in JSON and GML, and U+FFFD elsewhere."""
    graph = networkx.MultiGraph()
    graph.add_edge("a", "b", label="x\ud800y")
    account = export(graph, tmp_path / f"a.{suffix}")
    text = content(account)
    kept = suffix in ("cx2", "cyjs", "d3.json", "gml", "graphology.json", "html")
    assert ("x\ufffdy" in text) != kept
    assert bool(account.mapped) != kept


@pytest.mark.parametrize(("suffix", "told"), TEXTS.items())
def test_no_attribute_is_dropped(tmp_path: Path, suffix: str, told: int) -> None:
    """Whatever attributes a graph of one's own has, each value is in the file; those that had to become text are counted."""
    account = export(odd_graph(), tmp_path / f"a.{suffix}")
    text = content(account)
    for word in (
        "node one",
        "2019-03-04",
        "true",
        "heavy",
        "soon",
        "own id",
        "far",
        "2.5",
        "[1, ",
        '"deep": 7',
        "(2, 3)",
        "NaN",
    ):
        assert word in text, word
    assert account.counts == {"nodes": 2, "edges": 3}
    assert account.mapped[TEXT] == told


def odd_graph() -> networkx.MultiDiGraph:
    """Return a graph with attributes that no format expects."""
    result: networkx.MultiDiGraph = networkx.MultiDiGraph()
    result.add_node(1, label="node one", list=[1, 2], when=dt.date(2019, 3, 4), flag=True, none=None, id="own id")
    result.add_node((2, 3), n=2.5, odd=float("nan"))
    result.add_edge(1, (2, 3), weight="heavy", start="soon")
    result.add_edge(1, (2, 3), source="far", start="2021")
    result.add_edge(1, 1, obj={"deep": 7})
    return result


@pytest.mark.parametrize("suffix", [suffix for suffix in FORMATS if suffix not in WHOLE])
def test_memory_does_not_grow_with_the_edges(small_store: Store, tmp_path: Path, suffix: str) -> None:
    """Fifty thousand edges between the same nodes take hardly more memory than ten thousand."""
    peaks = []
    export(edges(small_store, many(1)), tmp_path / f"warm.{suffix}")
    for times in (10, 50):
        tracemalloc.start()
        account = export(edges(small_store, many(times)), tmp_path / f"a.{suffix}")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert account.counts["edges"] == times * 1000
    assert peaks[1] < peaks[0] * 1.2


def many(thousands: int) -> Query:
    """Return a query of so many thousand edges between a hundred nodes."""
    digits = " ".join(map(str, range(10)))
    values = " ".join(f"VALUES ?d{place} {{ {digits} }}" for place in range(3))
    more = " ".join(map(str, range(thousands)))
    return Query.parse(
        f"SELECT ?source ?target ?weight ?start ?evidence {{ {values} VALUES ?more {{ {more} }}"
        ' BIND (IRI(CONCAT("https://example.org/", STR(?d0), STR(?d1))) AS ?source)'
        " BIND (<https://example.org/00> AS ?target) BIND (1 AS ?weight)"
        ' BIND (CONCAT("2020-01-0", STR(?d2 + 1)) AS ?start)'
        ' BIND (IRI(CONCAT("https://example.org/", STR(?d0), STR(?d1), STR(?d2), STR(?more))) AS ?evidence) }',
        "many",
    )


def test_nodes_of_one_name(tmp_path: Path) -> None:
    """Two nodes that would be written alike are not run together."""
    with pytest.raises(UsageError, match=r"^two nodes are written '1': give each a name of its own$"):
        export(networkx.Graph([(1, "1")]), tmp_path / "a.gexf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a.gefx", "a.GEXF"])
def test_unknown_format_of_a_network(graph: networkx.MultiGraph, tmp_path: Path, name: str) -> None:
    """A suffix that is no format is answered with the nearest, and nothing is written."""
    with pytest.raises(UsageError, match=r"^.*a\.\w+: unknown export '\w+': did you mean 'gexf'\?$"):
        export(graph, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a.gexf", "a", "a.xyz"])
def test_unknown_format_of_the_whole_graph(small_store: Store, tmp_path: Path, name: str) -> None:
    """The whole graph goes to the formats of RDF only."""
    with pytest.raises(
        UsageError, match=r"unknown format of a whole graph '\w*': choose one of ttl, trig, nt, nq, jsonld$"
    ):
        export(small_store, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows replaces no file that is open")
def test_existing_file_is_replaced_whole(graph: networkx.MultiGraph, tmp_path: Path) -> None:
    """What stood in the file before is gone, however long it was; who has it open still reads the old file whole."""
    path = tmp_path / "a.cyjs"
    path.write_text("old" * 100_000, encoding="utf-8")
    with path.open(encoding="utf-8") as reader:
        export(graph, path)
        assert reader.read() == "old" * 100_000
    json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes of files")
def test_file_is_readable_like_any_new_file(graph: networkx.MultiGraph, tmp_path: Path) -> None:
    """The file has the mode that the user's mask gives, as if it had been opened for writing."""
    ordinary = tmp_path / "ordinary"
    ordinary.touch()
    export(graph, tmp_path / "a.gexf")
    assert stat.S_IMODE((tmp_path / "a.gexf").stat().st_mode) == stat.S_IMODE(ordinary.stat().st_mode)


def test_folder_that_is_not_there(graph: networkx.MultiGraph, small_store: Store, tmp_path: Path) -> None:
    """A file in a folder that does not exist, or below a file, cannot be written, and no folder is made."""
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    for folder in ("no", "file"):
        for thing, name in ((graph, "a.gexf"), (small_store, "a.ttl")):
            path = tmp_path / folder / name
            with pytest.raises(UsageError) as error:
                export(thing, path)
            assert str(error.value).startswith(f"{path}: cannot be written (")
            assert str(error.value).endswith("): give a file in a folder that exists and can be written")
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_folder_in_the_files_place(graph: networkx.MultiGraph, tmp_path: Path) -> None:
    """A folder of the file's name stays, with what is in it."""
    (tmp_path / "a.gexf").mkdir()
    (tmp_path / "a.gexf" / "kept").touch()
    with pytest.raises(UsageError, match="cannot be written"):
        export(graph, tmp_path / "a.gexf")
    assert [str(file.relative_to(tmp_path)) for file in sorted(tmp_path.rglob("*"))] == ["a.gexf", "a.gexf/kept"]


def test_network_that_fails_leaves_the_file(small_store: Store, tmp_path: Path) -> None:
    """If a row in the middle is no edge, what stood in the file stays, and nothing is left beside it."""
    path = tmp_path / "a.gexf"
    path.write_text("old", encoding="utf-8")
    rows = "SELECT * { VALUES (?source ?target) { (<https://example.org/a> <https://example.org/b>) (UNDEF UNDEF) } }"
    with pytest.raises(UsageError, match="row 2 has no"):
        export(edges(small_store, Query.parse(rows)), path)
    assert [(file.name, file.read_text(encoding="utf-8")) for file in tmp_path.iterdir()] == [("a.gexf", "old")]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files")
def test_disk_that_is_full_leaves_the_file(tmp_path: Path) -> None:
    """If the disk takes no more (here: files of at most 1000 bytes), what stood in the file stays, alone."""
    path = tmp_path / "a.ttl"
    path.write_text("old", encoding="utf-8")
    program = (
        "import resource, sys; from pathlib import Path\n"
        "from dipgraph import Dataset, export, open_store\n"
        "store = open_store(); store.load(Dataset((*Dataset.read(sys.argv[1]).graphs,)))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: export(store, Path(sys.argv[2]))\n"
        "except Exception as error: print(type(error).__name__, error)\n"
    )
    vocabulary = tmp_path / "b.ttl"
    vocabulary.write_text("<https://example.org/a> <https://example.org/b> 1 .", encoding="utf-8")
    command = [sys.executable, "-B", "-c", program, str(vocabulary), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith(f"UsageError {path}: cannot be written (File too large): ")
    assert path.read_text(encoding="utf-8") == "old"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.ttl", "b.ttl"]
