"""The programs that read what is exported: each has the same nodes, edges, words and days; what is not installed skips.

The environment variable DIPGRAPH_CONSUMERS names a folder with node_modules, gephi-toolkit's jar, and a folder neo4j with
the jars of neo4j-harness; .ci/run makes it. Graphviz, R and Chromium are looked for on the PATH.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx
import pytest

from dipgraph import export, network
from dipgraph.drawings import MERMAID_DRAWS
from dipgraph.measures import measured
from dipgraph.neo4j import kind
from dipgraph.network import names
from dipgraph.stores import Store

CONSUMERS = Path(__file__).with_name("consumers")
FOLDER = os.environ.get("DIPGRAPH_CONSUMERS", "")
NETWORKS = names()
SVG = "{http://www.w3.org/2000/svg}"


def needed(*paths: str, programs: tuple[str, ...] = ()) -> None:
    """Skip the test by name where DIPGRAPH_CONSUMERS has not what it needs, or a program is not on the PATH."""
    for program in programs:
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    for path in paths:
        if not FOLDER or not list(Path(FOLDER).glob(path)):
            pytest.skip(f"DIPGRAPH_CONSUMERS names no folder with {path}")


def run(*command: str | Path, env: dict[str, str] | None = None) -> list[str]:
    """Run a consumer; return the lines that it prints."""
    done = subprocess.run(
        command, capture_output=True, text=True, env=os.environ | (env or {}), check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()


def facts(graph: networkx.MultiGraph) -> dict[str, Any]:
    """Return what a program has to have that has read *graph*."""
    edges = [data for *_, data in graph.edges(data=True)]
    days = sorted(data[key] for data in edges for key in ("start", "end") if key in data)
    return {
        "nodes": len(graph),
        "edges": len(edges),
        "directed": graph.is_directed(),
        "weight": sum(data.get("weight", 0) for data in edges),
        "labels": sorted(data["label"] for _, data in graph.nodes(data=True)),
        "types": sorted(data["type"] for _, data in graph.nodes(data=True)),
        "evidence": sorted(data["evidence"] for data in edges if "evidence" in data),
        "addresses": sorted(data["address"] for data in edges if "address" in data),
        "days": [days[0], days[-1]] if days else [],
    }


def leads(data: dict[str, Any]) -> str | None:
    """Return where the evidence of an edge leads: to its page, or else to its name."""
    found: str | None = data.get("address", data.get("evidence"))
    return found


@pytest.fixture(scope="module")
def graphs(shipped_store: Store) -> dict[str, networkx.MultiGraph]:
    """Return each stored network of the data that comes with dipgraph, with places."""
    return {name: measured(network(shipped_store, name)) for name in NETWORKS}


@pytest.fixture(scope="module")
def written(
    graphs: dict[str, networkx.MultiGraph], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], list[Path]]:
    """Return a function that writes all networks in a format, and returns the files in the order of NETWORKS."""
    folder = tmp_path_factory.mktemp("written")

    def write(suffix: str) -> list[Path]:
        return [export(graphs[name], folder / f"{name}.{suffix}").files[0] for name in NETWORKS]

    return write


Written = Callable[[str], list[Path]]
Graphs = dict[str, networkx.MultiGraph]


@pytest.mark.parametrize("suffix", ["gexf", "static.gexf", "graphml", "plain.graphml"])
def test_gephi(written: Written, graphs: Graphs, suffix: str) -> None:
    """Gephi imports all nodes and edges without complaint: labels, types, weights, evidence, and of GEXF the days."""
    needed("gephi-toolkit-*.jar", programs=("java",))
    (jar,) = Path(FOLDER).glob("gephi-toolkit-*.jar")
    lines = run("java", "-Djava.awt.headless=true", "-cp", jar, CONSUMERS / "Gephi.java", *written(suffix))
    found = [json.loads(line) for line in lines if line.startswith("{")]
    assert len(found) == len(NETWORKS)
    for name, read in zip(NETWORKS, found, strict=True):
        expected = facts(graphs[name])
        days = [dt.datetime.fromtimestamp(end / 1000, dt.UTC).date().isoformat() for end in read.pop("milliseconds")]
        assert days == (expected["days"] if suffix == "gexf" else []), name
        # An edge without a weight has 1 in Gephi.
        expected["weight"] = expected["weight"] or expected["edges"]
        assert not read.pop("issues"), name
        for key in ("labels", "types", "evidence", "addresses"):
            read[key].sort()
        assert read == {key: expected[key] for key in read}, name


@pytest.mark.parametrize("suffix", ["cyjs", "graphology.json", "d3.json", "mmd"])
def test_libraries_of_the_web(written: Written, graphs: Graphs, suffix: str) -> None:
    """cytoscape.js, graphology, D3 and Mermaid read all nodes and edges, each joined to its ends."""
    needed("node_modules", programs=("node",))
    found = [json.loads(line) for line in run("node", CONSUMERS / "web.mjs", *written(suffix))]
    for name, read in zip(NETWORKS, found, strict=True):
        expected = facts(graphs[name]) | {"ends": True, "placed": True}
        expected["links"] = sorted(data["iri"] for _, data in graphs[name].nodes(data=True))
        assert read == {key: expected[key] for key in read}, name


# igraph says that it passes over places in GML.
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("suffix", ["graphml", "plain.graphml", "gml", "net"])
def test_igraph(written: Written, graphs: Graphs, suffix: str) -> None:
    """igraph reads all nodes and edges, weights and labels; Pajek's labels are what it calls names."""
    igraph = pytest.importorskip("igraph")
    for name, path in zip(NETWORKS, written(suffix), strict=True):
        graph = igraph.Graph.Read(str(path), format={"net": "pajek"}.get(suffix, suffix.rpartition(".")[2]))
        expected = facts(graphs[name])
        assert (graph.vcount(), graph.ecount(), graph.is_directed()) == tuple(
            expected[key] for key in ("nodes", "edges", "directed")
        )
        if "weight" in graph.es.attributes():
            assert sum(graph.es["weight"]) == expected["weight"] or suffix == "net"
        labels = graph.vs["name" if suffix == "net" else "label"]
        # Of labels that several nodes have, those of Pajek have the names of the nodes with them.
        assert len(set(labels)) == len(graph.vs if suffix == "net" else set(expected["labels"]))


@pytest.mark.parametrize(
    ("suffix", "read"),
    [
        ("graphml", lambda path: networkx.read_graphml(path, force_multigraph=True)),
        ("plain.graphml", lambda path: networkx.read_graphml(path, force_multigraph=True)),
        ("gexf", networkx.read_gexf),
        ("gml", lambda path: networkx.read_gml(path, label="name")),
        ("d3.json", lambda path: networkx.node_link_graph(json.loads(path.read_bytes()), edges="links", key="id")),
    ],
)
def test_networkx(written: Written, graphs: Graphs, suffix: str, read: Callable[[Path], networkx.Graph]) -> None:
    """networkx reads back the same nodes with the same attributes, and the same edges."""
    for name, path in zip(NETWORKS, written(suffix), strict=True):
        back = read(path)
        expected = facts(graphs[name])
        assert set(back) == set(graphs[name])
        assert back.number_of_edges() == expected["edges"]
        assert sorted(data["label"] for _, data in back.nodes(data=True)) == expected["labels"]
        weights = sum(data.get("weight", 0) for *_, data in back.edges(data=True))
        assert weights == expected["weight"]
        if suffix != "gexf":
            assert (
                sorted(data["evidence"] for *_, data in back.edges(data=True) if "evidence" in data)
                == expected["evidence"]
            )


def test_networkx_reads_pajek(written: Written, graphs: Graphs) -> None:
    """networkx reads Pajek with the labels as names: where two nodes share one, their names are with it."""
    for name, path in zip(NETWORKS, written("net"), strict=True):
        back = networkx.read_pajek(path)
        expected = facts(graphs[name])
        assert (len(back), back.number_of_edges()) == (expected["nodes"], expected["edges"])
        assert {data["name"] for _, data in back.nodes(data=True)} == set(graphs[name])
        found = [data for *_, data in back.edges(data=True)]
        assert sorted(data["evidence"] for data in found if "evidence" in data) == expected["evidence"]
        assert sum(data["weight"] for data in found) == (expected["weight"] or len(found))


def test_cx2_is_read_by_ndex(written: Written, graphs: Graphs) -> None:
    """NDEx's own reader of CX2 has all nodes and edges, places, and the attributes with their types."""
    cx2 = pytest.importorskip("ndex2.cx2")
    for name, path in zip(NETWORKS, written("cx2"), strict=True):
        read = cx2.RawCX2NetworkFactory().get_cx2network(str(path))
        expected = facts(graphs[name])
        nodes = [node["v"] for node in read.get_nodes().values()]
        edges = [edge["v"] for edge in read.get_edges().values()]
        assert (len(nodes), len(edges)) == (expected["nodes"], expected["edges"])
        assert sorted(node["name"] for node in nodes) == expected["labels"]
        assert sum(edge.get("weight", 0) for edge in edges) == expected["weight"]
        assert sorted(edge["evidence"] for edge in edges if "evidence" in edge) == expected["evidence"]
        assert all(node["x"] is not None for node in read.get_nodes().values())


def test_graphviz(written: Written, graphs: Graphs, tmp_path: Path) -> None:
    """Graphviz draws each node with its label, each edge, and links to the addresses."""
    needed(programs=("neato",))
    for name, path in zip(NETWORKS, written("dot"), strict=True):
        run("neato", "-n", "-Tsvg", path, "-o", tmp_path / "a.svg")
        root = ElementTree.parse(tmp_path / "a.svg").getroot()
        expected = facts(graphs[name])
        classes = [group.get("class") for group in root.iter(f"{SVG}g")]
        assert (classes.count("node"), classes.count("edge")) == (expected["nodes"], expected["edges"]), name
        drawn = [group for group in root.iter(f"{SVG}g") if group.get("class") == "node"]
        texts = [" ".join(str(text.text) for text in group.iter(f"{SVG}text")) for group in drawn]
        assert sorted(text.replace("\xa0", " ") for text in texts) == [
            " ".join(label.split("\n")) for label in expected["labels"]
        ]
        links = {link.get("{http://www.w3.org/1999/xlink}href") for link in root.iter(f"{SVG}a")}
        leading = {leads(data) for *_, data in graphs[name].edges(data=True)} - {None}
        assert links == {*leading, *(data["iri"] for _, data in graphs[name].nodes(data=True))}


def test_neo4j(written: Written, graphs: Graphs, tmp_path: Path) -> None:
    """Neo4j has all nodes and edges once a script is run, twice over; types are labels, days are dates."""
    needed("neo4j/neo4j-kernel-*.jar", programs=("java",))
    command = ("java", "-cp", f"{FOLDER}/neo4j/*", CONSUMERS / "Neo4j.java", tmp_path / "home")
    lines = [line for line in run(*command, *written("cypher")) if line.startswith("{")]
    for name, line in zip(NETWORKS, lines, strict=True):
        check_neo4j(json.loads(line), graphs[name])


def check_neo4j(read: dict[str, Any], graph: networkx.MultiGraph) -> None:
    """Assert that Neo4j has what *graph* has."""
    expected = facts(graph)
    expected["first"], expected["last"] = expected["days"] or [None, None]
    expected["dated"] = True if expected["days"] else None
    labels = {data.get("label", "linked") for *_, data in graph.edges(data=True)}
    expected["relations"] = sorted(map(kind, [graph.graph["relation"]] if "relation" in graph.graph else labels))
    for key in ("types", "addresses"):
        read[key].sort()
    assert read == {key: expected[key] for key in read}


@pytest.mark.parametrize("name", ["commitment-links", "meetings-in-time"])
def test_neo4j_bulk_import(graphs: Graphs, tmp_path: Path, name: str) -> None:
    """Neo4j's bulk import takes the two tables, with the types of their columns."""
    needed("neo4j/neo4j-import-tool-*.jar", programs=("java",))
    edges, nodes = export(graphs[name], tmp_path / f"{name}.neo4j.csv").files
    home = tmp_path / "home"
    (home / "conf").mkdir(parents=True)
    (home / "conf" / "neo4j.conf").touch()
    places = {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    command = ("java", "-cp", f"{FOLDER}/neo4j/*", "org.neo4j.cli.AdminTool", "database", "import", "full", "neo4j")
    tables = (f"--nodes={nodes}", f"--relationships={edges}", "--multiline-fields=true")
    run(*command, *tables, "--threads=1", f"--report-file={tmp_path}/report", env=places)
    lines = run("java", "-cp", f"{FOLDER}/neo4j/*", CONSUMERS / "Neo4j.java", home)
    (line,) = (line for line in lines if line.startswith("{"))
    check_neo4j(json.loads(line), graphs[name])


def test_r(graphs: Graphs, tmp_path: Path) -> None:
    """R reads the tables of nodes and edges: counts, weights, days and labels are the same."""
    needed(programs=("Rscript",))
    for name in NETWORKS:
        edges, nodes = export(graphs[name], tmp_path / f"{name}.csv").files
        nodes_, edges_, weight, first, last, *labels = run("Rscript", CONSUMERS / "tables.R", nodes, edges)
        expected = facts(graphs[name])
        assert (int(nodes_), int(edges_), int(weight)) == tuple(expected[key] for key in ("nodes", "edges", "weight"))
        assert [first, last] == expected["days"]
        assert sorted(labels) == expected["labels"]


def test_pandas(graphs: Graphs, tmp_path: Path) -> None:
    """pandas reads from CSV and from Parquet the same tables, numbers as numbers."""
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    for name in NETWORKS:
        expected = facts(graphs[name])
        for suffix, read in (("csv", pandas.read_csv), ("parquet", pandas.read_parquet)):
            edges, nodes = (read(path) for path in export(graphs[name], tmp_path / f"{name}.{suffix}").files)
            assert (len(nodes), len(edges)) == (expected["nodes"], expected["edges"])
            assert set(edges["source"]) | set(edges["target"]) <= set(nodes["id"])
            assert sorted(nodes["label"]) == expected["labels"]
            if "weight" in edges:
                assert edges["weight"].sum() == expected["weight"]
            assert sorted(edges["evidence"].dropna()) == expected["evidence"]
            assert sorted(edges["address"].dropna()) == expected["addresses"]
            assert set(edges["type"]) == {"Directed" if expected["directed"] else "Undirected"}


@pytest.fixture(scope="module")
def chromium() -> str:
    """Return the path of Chromium."""
    needed("node_modules/playwright-core", programs=("node", "chromium"))
    return str(shutil.which("chromium"))


def test_page_in_a_browser(written: Written, graphs: Graphs, chromium: str, tmp_path: Path) -> None:
    """Chromium draws all nodes and edges, asks for nothing, and a click on a node or an edge shows its evidence."""
    pages = written("html")
    pictures = [path for page in pages for path in (page, tmp_path / f"{page.stem}.png")]
    found = run("node", CONSUMERS / "browser.mjs", *pictures, env={"CHROMIUM": chromium})
    for name, line in zip(NETWORKS, found, strict=True):
        read, graph = json.loads(line), graphs[name]
        expected = facts(graph)
        assert (read["asked"], read["faults"]) == ([], [])
        assert (read["nodes"], read["edges"]) == (expected["nodes"], expected["edges"])
        assert read["labels"] == expected["labels"]
        assert read["title"] == graph.graph["name"]
        chosen = next(node for node, data in graph.nodes(data=True) if data["label"] == read["shown"])
        incident = [data for *_, data in networkx.MultiGraph(graph).edges(chosen, data=True)]
        assert read["near"] == len(incident)
        assert sorted(read["evidence"]) == sorted(address for data in incident if (address := leads(data)))
        assert read["evidence"]
        assert any(leads(data) in read["edge"] for *_, data in graph.edges(data=True))
        assert read["found"] == sum(
            "hayashi" in f"{data['label']} {node}".lower() for node, data in graph.nodes(data=True)
        )
        ends = [data.get("end", data.get("start")) for *_, data in graph.edges(data=True)]
        assert read["since"] == sum(end is None or end >= "2023-01-01" for end in ends)
        assert (tmp_path / f"{name}.png").stat().st_size > 10_000


def test_sigma_and_mermaid_in_a_browser(written: Written, graphs: Graphs, chromium: str, tmp_path: Path) -> None:
    """sigma.js draws every node of graphology JSON, and Mermaid every label of its flowchart."""
    few = [place for place, name in enumerate(NETWORKS) if graphs[name].number_of_edges() <= MERMAID_DRAWS]
    files = [written(suffix)[place] for suffix in ("graphology.json", "mmd") for place in few]
    pictures = [path for place, file in enumerate(files) for path in (file, tmp_path / f"{place}.png")]
    found = [json.loads(line) for line in run("node", CONSUMERS / "browser.mjs", *pictures, env={"CHROMIUM": chromium})]
    assert len(found) == 2 * len(few) > 2
    for place, read in zip(few * 2, found, strict=True):
        expected = facts(graphs[NETWORKS[place]])
        assert read.pop("faults") == []
        assert read.pop("shown", expected["nodes"]) == expected["nodes"]
        assert read == {key: expected[key] for key in read}
