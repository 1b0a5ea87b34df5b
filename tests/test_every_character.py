"""Every character of Unicode, in the label of a node and of an edge, through every format and back."""

from __future__ import annotations

import csv
import html
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx
import pytest

from dipgraph import export
from dipgraph.exports import formats
from dipgraph.results import XML_FORBIDS

# So many characters stand in one label: all code points, half characters (U+D800 to U+DFFF) among them; of these the second
# halves come first, for a first half before a second one is a whole character in JSON.
SPAN = 2048
ORDER = [*range(0xD800), *range(0xDC00, 0xE000), *range(0xD800, 0xDC00), *range(0xE000, 0x110000)]
LABELS = ["".join(map(chr, ORDER[first : first + SPAN])) for first in range(0, 0x110000, SPAN)]
HALF = "[\ud800-\udfff]"


@pytest.fixture(scope="module")
def graph() -> networkx.MultiGraph:
    """Return a path of as many nodes as there are labels, each edge with the label of its source."""
    made: networkx.MultiGraph = networkx.MultiGraph(name="every character", relation="met")
    for number, label in enumerate(LABELS):
        made.add_node(f"n{number}", label=label, type="person", x=float(number), y=0.0)
    for number, label in enumerate(LABELS[:-1]):
        made.add_edge(f"n{number}", f"n{number + 1}", id=f"e{number}", label=label, weight=1)
    return made


def same(text: str) -> str:
    """Return *text*: nothing is mapped."""
    return text


def xml(text: str) -> str:
    """Return *text* as XML can hold it."""
    return re.sub(XML_FORBIDS, "\ufffd", text)


def tables(text: str) -> str:
    """Return *text* without half characters and U+0000."""
    return re.sub(f"\0|{HALF}", "\ufffd", text)


def pajek(text: str) -> str:
    """Return *text* as Pajek can hold it, which has no quotes, backslashes and line ends in a label."""
    text = text.translate({ord('"'): "”", ord("\\"): "/", 10: " ", 13: " "})
    return re.sub(f"[\x00-\x1f\x7f\x85\u2028\u2029]|{HALF}", "\ufffd", text)


Labels = tuple[list[str], list[str]]


def _xml(path: Path, node: str, edge: str) -> Labels:
    root = ElementTree.parse(path).getroot()
    return [str(found.get("label")) for found in root.iter(node)], [
        str(found.get("label")) for found in root.iter(edge)
    ]


def _gexf(path: Path) -> Labels:
    return _xml(path, "{http://gexf.net/1.3}node", "{http://gexf.net/1.3}edge")


def _graphml(path: Path) -> Labels:
    return _ends(networkx.read_graphml(path, force_multigraph=True))


def _ends(graph: networkx.Graph, key: str = "label") -> Labels:
    """Return the labels of nodes and edges, in the order of their numbers."""
    edges = sorted(graph.edges(data=True), key=lambda edge: min(int(edge[0][1:]), int(edge[1][1:])))
    nodes = sorted(graph.nodes(data=True), key=lambda node: int(node[0][1:]))
    return [data["label"] for _, data in nodes], [data[key] for *_, data in edges]


def _json(path: Path, nodes: Callable[[Any], list[Any]], edges: Callable[[Any], list[Any]]) -> Labels:
    data = json.loads(path.read_bytes())
    return [node["label"] for node in nodes(data)], [edge["label"] for edge in edges(data)]


def _cyjs(path: Path) -> Labels:
    return _json(
        path,
        lambda data: [node["data"] for node in data["elements"]["nodes"]],
        lambda data: [edge["data"] for edge in data["elements"]["edges"]],
    )


def _d3(path: Path) -> Labels:
    return _json(path, lambda data: data["nodes"], lambda data: data["links"])


def _graphology(path: Path) -> Labels:
    return _json(
        path,
        lambda data: [node["attributes"] for node in data["nodes"]],
        lambda data: [edge["attributes"] for edge in data["edges"]],
    )


def _cx2(path: Path) -> Labels:
    def values(part: str) -> Callable[[Any], list[Any]]:
        return lambda data: [one["v"] for aspect in data for one in aspect.get(part, [])]

    return _json(path, values("nodes"), values("edges"))


def _html(path: Path) -> Labels:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', path.read_text("utf-8"), re.DOTALL)
    assert found
    data = json.loads(found[1])
    return [node["label"] for node in data["nodes"]], [edge["has"]["label"] for edge in data["edges"]]


def _pajek(path: Path) -> Labels:
    back = networkx.read_pajek(path)
    names = {label: data["name"] for label, data in back.nodes(data=True)}
    networkx.set_node_attributes(back, {label: label for label in names}, "label")
    return _ends(networkx.relabel_nodes(back, names), "l")


def _gml(path: Path) -> Labels:
    return _ends(networkx.read_gml(path, label="name"))


def _dot(path: Path) -> Labels:
    """Return labels as Graphviz has them: it keeps escapes for the time of drawing, which are taken back here."""
    if shutil.which("dot") is None:
        pytest.skip("dot is not installed")
    done = subprocess.run(["dot", "-Tjson0", "-Gnslimit=0.01", path], capture_output=True, check=True)
    data = json.loads(done.stdout, strict=False)

    def drawn(text: str) -> str:
        return html.unescape(
            re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text, flags=re.DOTALL)
        )

    nodes = sorted(data["objects"], key=lambda node: int(node["name"][1:]))
    edges = sorted(data["edges"], key=lambda edge: int(edge["id"][1:]))
    return [drawn(node["tooltip"]) for node in nodes], [drawn(edge["tooltip"]) for edge in edges]


def _mermaid(path: Path) -> Labels:
    text = path.read_text("utf-8")

    def drawn(words: str) -> str:
        return re.sub(r"#(\d+);", lambda found: chr(int(found[1])), words)

    nodes = re.findall(r'^n\d+\["(.*)"\]:::', text, re.MULTILINE)
    edges = re.findall(r'^n\d+ ---\|"(.*) · 1"\| n\d+$', text.replace("#183;", "·"), re.MULTILINE)
    return [drawn(node) for node in nodes], [drawn(edge) for edge in edges]


def _strings(path: Path) -> Labels:
    """Return the labels in a script of Cypher, whose strings are read as Cypher reads them: first \\u, then the rest."""
    text = re.sub(r"\\u([0-9A-Fa-f]{4})", lambda found: chr(int(found[1], 16)), path.read_text("utf-8"))
    nodes, _, edges = text.rpartition("MERGE (n:Dipgraph")

    def labels(part: str) -> list[str]:
        strings = re.findall(r"label: '((?:[^'\\]|\\.)*)'", part, re.DOTALL)
        return [re.sub(r"\\(.)", r"\1", string, flags=re.DOTALL) for string in strings]

    return labels(nodes), labels(edges)


def _csv(path: Path) -> Labels:
    csv.field_size_limit(10 * SPAN)

    def labels(part: str) -> Iterator[str]:
        name, dot, rest = path.name.partition(".")
        with path.with_name(f"{name}.{part}{dot}{rest}").open(encoding="utf-8", newline="") as file:
            yield from (row["label"] for row in csv.DictReader(file))

    return list(labels("nodes")), list(labels("edges"))


def _parquet(path: Path) -> Labels:
    parquet = pytest.importorskip("pyarrow.parquet")
    nodes, edges = (parquet.read_table(path.with_suffix(f".{part}.parquet")) for part in ("nodes", "edges"))
    return nodes["label"].to_pylist(), edges["label"].to_pylist()


BACK: dict[str, tuple[Callable[[Path], Labels], Callable[[str], str]]] = {
    "csv": (_csv, tables),
    "cx2": (_cx2, same),
    "cyjs": (_cyjs, same),
    "cypher": (_strings, tables),
    "d3.json": (_d3, same),
    "dot": (_dot, xml),
    "gexf": (_gexf, xml),
    "gml": (_gml, same),
    "graphml": (_graphml, xml),
    "graphology.json": (_graphology, same),
    "html": (_html, same),
    "mmd": (_mermaid, xml),
    "neo4j.csv": (_csv, tables),
    "net": (_pajek, pajek),
    "parquet": (_parquet, tables),
    "plain.graphml": (_graphml, xml),
    "static.gexf": (_gexf, xml),
}


def test_every_format_is_tried() -> None:
    """No format is left out here."""
    assert set(BACK) == set(formats())


@pytest.mark.parametrize("suffix", BACK)
def test_every_character_comes_back(graph: networkx.MultiGraph, tmp_path: Path, suffix: str) -> None:
    """What comes back is what went, but for what the format is said to map; that much is told as was mapped."""
    read, mapping = BACK[suffix]
    account = export(graph, tmp_path / f"a.{suffix}")
    nodes, edges = read(tmp_path / f"a.{suffix}")
    for back, given in ((nodes, LABELS), (edges, LABELS[:-1])):
        expected = [mapping(label) for label in given]
        assert len(back) == len(expected)
        for one, other in zip(back, expected, strict=True):
            assert one == other, f"{suffix}: {difference(one, other)}"
    changed = sum(
        one != other for label in LABELS + LABELS[:-1] for one, other in zip(label, mapping(label), strict=True)
    )
    assert sum(account.mapped.values()) >= changed
    assert bool(account.mapped) == bool(changed)


@pytest.mark.parametrize("suffix", BACK)
def test_every_ascii_character_alone(tmp_path: Path, suffix: str) -> None:
    """A label of one character, which no other beside it has quoted, comes back too."""
    read, mapping = BACK[suffix]
    labels = [chr(code) for code in range(256)]
    made: networkx.MultiGraph = networkx.MultiGraph(relation="met")
    for number, label in enumerate(labels):
        made.add_node(f"n{number}", label=label, type="person", x=float(number), y=0.0)
    for number, label in enumerate(labels[:-1]):
        made.add_edge(f"n{number}", f"n{number + 1}", id=f"e{number}", label=label, weight=1)
    export(made, tmp_path / f"a.{suffix}")
    if suffix == "dot":
        pytest.skip("short labels have no tooltip, by which labels are read here")
    if suffix == "net":
        pytest.skip("labels that become alike are written with the names of their nodes")
    nodes, edges = read(tmp_path / f"a.{suffix}")
    blank = {"mmd": "\xa0"}.get(suffix)
    expected = [blank if blank and not mapping(label).strip() else mapping(label) for label in labels]
    assert nodes == expected
    assert edges == [mapping(label) for label in labels[:-1]]


def difference(one: str, other: str) -> str:
    """Return where two texts differ first, in a few words."""
    place = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), -1)
    return f"{one[place : place + 9]!a} for {other[place : place + 9]!a}, lengths {len(one)} and {len(other)}"
