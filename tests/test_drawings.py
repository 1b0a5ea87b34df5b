"""DOT and Mermaid."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import networkx
import pytest

from dipgraph import export
from dipgraph.drawings import EMPTY, MERMAID_DRAWS, MERMAID_READS, TOO_LONG, TOO_MANY


def graph() -> networkx.MultiDiGraph:
    """Return a network with what is special in a drawing."""
    made = networkx.MultiDiGraph(name='Who "met" whom & why?')
    made.add_node("a\\", label='Ada\n"&" \\N', type="person", iri="https://example.org/a?b&c", x=1, y=2)
    made.add_node("b", type="odd type", iri="javascript:alert(1)")
    made.add_edge(
        "a\\", "b", weight=4, label="met", evidence="https://example.org/p", start="2020-01-02", end="2020-03-04"
    )
    made.add_edge("a\\", "b", weight="heavy", **{"a b": "]"})
    return made


def test_dot(tmp_path: Path) -> None:
    """What Graphviz would take for an escape or an entity is written so that it is drawn; lines are thicker by weight."""
    export(graph(), tmp_path / "a.dot")
    lines = (tmp_path / "a.dot").read_text("utf-8").splitlines()
    assert lines[0] == r'digraph "Who \"met\" whom & why?" {'
    assert lines[1] == r'graph [label="Who \"met\" whom &amp; why?", charset=utf8, overlap=false];'
    assert lines[4:8] == [
        r'"a\\" [label="Ada\n\"&amp;\" \\N", shape=ellipse, fillcolor="#9ecae1", pos="1,-2", '
        r'type="person", URL="https://example.org/a?b&amp;c", x="1", y="2"];',
        r'"b" [label="b", shape=ellipse, fillcolor="#f0f0f0", type="odd type", URL="javascript:alert(1)"];',
        r'"a\\" -> "b" [id="e1", penwidth=3.0, weight="4", label="met", URL="https://example.org/p", '
        r'start="2020-01-02", end="2020-03-04"];',
        r'"a\\" -> "b" [id="e2", "weight as text"="heavy", "a b"="]"];',
    ]


def test_mermaid(tmp_path: Path) -> None:
    """Labels are written by numbers where they are no letters, only addresses of the web are opened, the rest is comment."""
    export(graph(), tmp_path / "a.mmd")
    lines = (tmp_path / "a.mmd").read_text("utf-8").splitlines()
    assert lines[1] == "flowchart LR"
    assert lines[3] == 'n0["Ada#10;#34;#38;#34; #92;N"]:::person'
    assert [line for line in lines if line.startswith("click")] == ['click n0 href "https://example.org/a?b&c"']
    assert [line for line in lines if "-->" in line] == [
        'n0 -->|"met #183; 4 #183; 2020#45;01#45;02 to 2020#45;03#45;04"| n1',
        "n0 --> n1",
    ]
    comments = [json.loads(line[line.index("{") :]) for line in lines if line.startswith("%%")]
    assert comments[3]["evidence"] == "https://example.org/p"
    assert comments[4] == {"weight": "heavy", "a b": "]"}
    assert not [line for line in lines if line.startswith("%%{")]


def test_more_edges_than_mermaid_draws(tmp_path: Path) -> None:
    """Who exports more edges than Mermaid draws is told."""
    many = networkx.MultiGraph([("a", "b")] * (MERMAID_DRAWS + 1))
    assert export(many, tmp_path / "a.mmd").mapped == {TOO_MANY: MERMAID_DRAWS + 1}
    many.remove_edge("a", "b")
    assert export(many, tmp_path / "a.mmd").mapped == {}


def test_dot_with_names_that_mean_something(tmp_path: Path) -> None:
    """Graphviz reads attributes that are named like its own words, and long texts, and draws by none of them."""
    if shutil.which("dot") is None:
        pytest.skip("dot is not installed")
    made = networkx.MultiGraph()
    made.add_node("a", node=1, Graph="x", pos="mayor", image="/etc/passwd", width="900", label="word " * 20_000)
    made.add_edge("a", "a", strict="yes", color="odd")
    export(made, tmp_path / "a.dot")
    done = subprocess.run(["dot", "-Tjson", tmp_path / "a.dot"], capture_output=True, check=True)
    assert done.stderr == b""
    (node,) = json.loads(done.stdout)["objects"]
    assert node["pos as given"] == "mayor"
    assert node["tooltip"] == "word " * 20_000
    assert float(node["width"]) < 20


def test_long_labels_are_drawn_in_lines(tmp_path: Path) -> None:
    """A sentence is broken between words; the whole is the tooltip."""
    made = networkx.Graph()
    made.add_node("a", label="Make arrangements for a 2+2 meeting at the earliest opportunity.")
    export(made, tmp_path / "a.dot")
    text = (tmp_path / "a.dot").read_text("utf-8")
    assert r'label="Make arrangements for a 2+2\nmeeting at the earliest\nopportunity."' in text
    assert 'tooltip="Make arrangements for a 2+2 meeting at the earliest opportunity."' in text


def test_what_mermaid_would_not_draw_is_told(tmp_path: Path) -> None:
    """An empty label, which Mermaid takes for a fault, is a space; more text than it takes is told."""
    made = networkx.MultiGraph()
    made.add_node("a", label="")
    assert export(made, tmp_path / "a.mmd").mapped == {EMPTY: 1}
    made.add_node("b", label="x" * MERMAID_READS)
    assert export(made, tmp_path / "a.mmd").mapped.keys() == {EMPTY, TOO_LONG}
