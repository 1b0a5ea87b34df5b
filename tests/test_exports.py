"""Files for other programs."""

from __future__ import annotations

import html
import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pyoxigraph as ox
import pytest

from dipgraph import Query, export, network, registry
from dipgraph.errors import UsageError
from dipgraph.exports import GRAPH_FORMATS
from dipgraph.stores import Store

FORMATS = registry.names("export")
GEXF = "{http://gexf.net/1.3}"
LABEL = 'Ada & "Co" <外交>'
ROWS = """#+ summary: Who met whom & why?
SELECT * {
  VALUES (?source ?target ?source_label ?source_type ?label ?weight ?start ?end ?evidence) {
    (<https://w3id.org/dipgraph/person/a> <https://w3id.org/dipgraph/person/b> "Ada & \\"Co\\" <外交>" "person"
      "met" 2 "2020-01-02" "2020-01-03" <https://example.org/doc?a=1&b=2#p>)
    (<https://w3id.org/dipgraph/person/a> <https://w3id.org/dipgraph/person/b> "Ada & \\"Co\\" <外交>" "person"
      "called\\u0007 line\\nend" 1 "2020-02-03" UNDEF UNDEF)
  }
}"""


@pytest.fixture(params=[False, True], ids=["undirected", "directed"])
def graph(small_store: Store, request: pytest.FixtureRequest) -> networkx.MultiGraph:
    """Return a network of two parallel edges whose labels hold what is special in XML and JSON."""
    return network(small_store, Query.parse(("#+ directed: true\n" if request.param else "") + ROWS))


def test_formats_are_registered() -> None:
    """GEXF, GraphML and Cytoscape JSON are there."""
    assert {"gexf", "graphml", "cyjs"} <= set(FORMATS)


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format(graph: networkx.MultiGraph, tmp_path: Path, suffix: str) -> None:
    """Every format writes all nodes and edges, the same each time, as UTF-8, and leaves no other file."""
    path = tmp_path / f"network.{suffix}"
    export(graph, path)
    content = path.read_bytes()
    text = html.unescape(content.decode("utf-8")).replace('\\"', '"')
    for word in (LABEL, "person/a", "person/b", "e1", "e2", "https://example.org/doc?a=1&b=2#p", "2020-02-03"):
        assert word in text, word
    export(graph, str(path))
    assert path.read_bytes() == content
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_takes_a_network_without_edges(small_store: Store, tmp_path: Path, suffix: str) -> None:
    """A network without nodes is a file without nodes."""
    empty = network(small_store, Query.parse("SELECT ?source ?target { VALUES (?source ?target) {} }", "empty"))
    export(empty, tmp_path / f"a.{suffix}")
    assert (tmp_path / f"a.{suffix}").stat().st_size > 0


def test_gexf(graph: networkx.MultiGraph, tmp_path: Path) -> None:
    """GEXF has label, type and address of nodes; weight, label, interval and evidence of edges; parallel edges."""
    export(graph, tmp_path / "a.gexf")
    root = ElementTree.parse(tmp_path / "a.gexf").getroot()
    assert root.get("version") == "1.3"
    about = root.find(f"{GEXF}meta/{GEXF}description")
    assert about is not None
    assert about.text == "Who met whom & why?"
    drawn = root.find(f"{GEXF}graph")
    assert drawn is not None
    assert drawn.get("defaultedgetype") == ("directed" if graph.is_directed() else "undirected")
    assert (drawn.get("mode"), drawn.get("timeformat")) == ("dynamic", "date")
    nodes = {node.get("id"): node for node in root.iter(f"{GEXF}node")}
    assert [*nodes] == ["person/a", "person/b"]
    assert nodes["person/a"].get("label") == LABEL
    values = {value.get("for"): value.get("value") for value in nodes["person/a"].iter(f"{GEXF}attvalue")}
    assert values == {"type": "person", "iri": "https://w3id.org/dipgraph/person/a"}
    edges = [edge.attrib for edge in root.iter(f"{GEXF}edge")]
    ends = {"source": "person/a", "target": "person/b"}
    met = {"weight": "2", "label": "met", "start": "2020-01-02", "end": "2020-01-03"}
    called = {"weight": "1", "label": "called\ufffd line\nend", "start": "2020-02-03"}
    assert edges == [{"id": "e1", **ends, **met}, {"id": "e2", **ends, **called}]
    evidence = [value.get("value") for value in root.iter(f"{GEXF}attvalue") if value.get("for") == "evidence"]
    assert evidence == ["https://example.org/doc?a=1&b=2#p"]


def test_gexf_without_days_is_static(small_store: Store, tmp_path: Path) -> None:
    """A network whose edges have no days is no network in time."""
    rows = "SELECT * { VALUES (?source ?target) { (<https://example.org/a> <https://example.org/b>) } }"
    export(network(small_store, Query.parse(rows)), tmp_path / "a.gexf")
    drawn = ElementTree.parse(tmp_path / "a.gexf").getroot().find(f"{GEXF}graph")
    assert drawn is not None
    assert drawn.get("mode") == "static"


def test_graphml_is_read_back(graph: networkx.MultiGraph, tmp_path: Path) -> None:
    """networkx reads from GraphML the same nodes and edges, each edge with its id as key, numbers as numbers."""
    export(graph, tmp_path / "a.graphml")
    back = networkx.read_graphml(tmp_path / "a.graphml", force_multigraph=True)
    assert back.is_directed() == graph.is_directed()
    assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
    found = {key: data for _, _, key, data in back.edges(keys=True, data=True)}
    assert sorted(found) == ["e1", "e2"]
    assert found["e1"]["weight"] == 2
    assert found["e1"]["evidence"] == "https://example.org/doc?a=1&b=2#p"
    assert found["e2"]["label"] == "called\ufffd line\nend"


def test_cytoscape(graph: networkx.MultiGraph, tmp_path: Path) -> None:
    """Cytoscape JSON names nodes by their labels, and keeps every character of them."""
    export(graph, tmp_path / "a.cyjs")
    parsed = json.loads((tmp_path / "a.cyjs").read_text(encoding="utf-8"))
    nodes = {node["data"]["id"]: node["data"] for node in parsed["elements"]["nodes"]}
    assert nodes["person/a"]["name"] == LABEL
    assert nodes["person/b"]["name"] == "person/b"
    edges = [edge["data"] for edge in parsed["elements"]["edges"]]
    assert [edge["id"] for edge in edges] == ["e1", "e2"]
    assert edges[1]["label"] == "called\x07 line\nend"
    assert (edges[0]["source"], edges[0]["target"], edges[0]["weight"]) == ("person/a", "person/b", 2)


@pytest.mark.parametrize("suffix", GRAPH_FORMATS)
def test_whole_graph_is_read_back(small_store: Store, tmp_path: Path, suffix: str) -> None:
    """The whole graph comes back as it was: with its named graphs, or, in Turtle and N-Triples, each triple once."""
    path = tmp_path / f"graph.{suffix}"
    export(small_store, path)
    content = path.read_bytes()
    back = list(ox.parse(content, format=GRAPH_FORMATS[suffix]))
    assert len(set(back)) == len(back) > 100
    named = [quad for quad in back if not _has_blank(quad)]
    if suffix in ("ttl", "nt"):
        expected = {ox.Quad(q.subject, q.predicate, q.object) for q in small_store.quads()}
    else:
        expected = set(small_store.quads())
    assert len(back) == len(expected)
    assert set(named) == {quad for quad in expected if not _has_blank(quad)}
    export(small_store, path)
    assert path.read_bytes() == content


def _has_blank(quad: ox.Quad) -> bool:
    return any(isinstance(node, ox.BlankNode) for node in quad)


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


def test_writer_that_fails_leaves_the_file(tmp_path: Path) -> None:
    """If a format fails in the middle, what stood in the file stays, and nothing is left beside it."""
    path = tmp_path / "a.gexf"
    path.write_text("old", encoding="utf-8")
    broken: networkx.MultiGraph = networkx.MultiGraph()
    broken.add_node("a", label="a")
    broken.add_edge("a", "b")
    with pytest.raises(KeyError):
        export(broken, path)
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
