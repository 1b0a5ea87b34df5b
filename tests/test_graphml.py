"""GraphML, read back."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest

from conftest import LABEL
from dipgraph import export

YED = "{http://www.yworks.com/xml/graphml}"


def test_graphml_is_read_back(graph: networkx.MultiGraph, tmp_path: Path) -> None:
    """networkx reads from GraphML the same nodes and edges, each edge with its id as key, numbers as numbers."""
    export(graph, tmp_path / "a.graphml")
    back = networkx.read_graphml(tmp_path / "a.graphml", force_multigraph=True)
    assert back.is_directed() == graph.is_directed()
    # networkx takes the shape that yEd draws for an attribute.
    assert {node: {**data, "shape_type": "ellipse"} for node, data in graph.nodes(data=True)} == dict(
        back.nodes(data=True)
    )
    found = {key: data for _, _, key, data in back.edges(keys=True, data=True)}
    assert sorted(found) == ["e1", "e2"]
    assert found["e1"]["weight"] == 2
    assert found["e1"]["evidence"] == "https://example.org/doc?a=1&b=2#p"
    assert found["e2"]["label"] == "called\ufffd line\nend"


def test_graphml_is_read_by_igraph(graph: networkx.MultiGraph, tmp_path: Path) -> None:
    """igraph reads the same nodes and edges without a warning."""
    igraph = pytest.importorskip("igraph")
    export(graph, tmp_path / "a.graphml")
    back = igraph.Graph.Read_GraphML(str(tmp_path / "a.graphml"))
    assert (back.vcount(), back.ecount(), back.is_directed()) == (2, 2, graph.is_directed())
    assert back.vs["label"] == [LABEL, "person/b"]
    assert back.es["weight"] == [2, 1]


def test_graphml_has_labels_and_places_as_yed_draws_them(graph: networkx.MultiGraph, tmp_path: Path) -> None:
    """yEd draws labels and places that stand in elements of its own."""
    graph.nodes["person/a"].update(x=1.5, y=2)
    export(graph, tmp_path / "a.graphml")
    root = ElementTree.parse(tmp_path / "a.graphml").getroot()
    assert [label.text for label in root.iter(f"{YED}NodeLabel")] == [LABEL, "person/b"]
    assert [label.text for label in root.iter(f"{YED}EdgeLabel")] == ["met", "called\ufffd line\nend"]
    assert [(place.get("x"), place.get("y")) for place in root.iter(f"{YED}Geometry")] == [("1.5", "2")]


def test_plain_graphml_has_nothing_of_yed(graph: networkx.MultiGraph, tmp_path: Path) -> None:
    """The plain file is the same network in elements of the standard alone."""
    export(graph, tmp_path / "a.plain.graphml")
    tags = {element.tag.rpartition("}")[0] for element in ElementTree.parse(tmp_path / "a.plain.graphml").iter()}
    assert tags == {"{http://graphml.graphdrawing.org/xmlns"}
    back = networkx.read_graphml(tmp_path / "a.plain.graphml", force_multigraph=True)
    assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
    assert back.number_of_edges() == 2


def test_yed_draws_types(tmp_path: Path) -> None:
    """A person is an ellipse, a state a rectangle, each with the colour of its type."""
    graph = networkx.Graph()
    graph.add_node("a", type="person")
    graph.add_node("b", type="state")
    export(graph, tmp_path / "a.graphml")
    root = ElementTree.parse(tmp_path / "a.graphml").getroot()
    assert [shape.get("type") for shape in root.iter(f"{YED}Shape")] == ["ellipse", "octagon"]
    assert len({fill.get("color") for fill in root.iter(f"{YED}Fill")}) == 2
