"""Targets: which shapes are tried on a graph, and what of them a look at each value answers."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from dipgraph import Dataset, shacl
from dipgraph.judge import is_reference
from dipgraph.targets import Targets, Values
from dipgraph.terms import DIP, RDF

THIS = ox.NamedNode("https://example.org/this")


def said(property: str, value: ox.NamedNode | ox.BlankNode | ox.Literal) -> list[ox.Triple]:
    """Return that a thing has *value* for *property*."""
    return [ox.Triple(THIS, ox.NamedNode(property), value)]


def test_shapes_that_can_target_something(shipped_dataset: Dataset) -> None:
    """Of the shapes, those are tried that target a class, also one above, or a property of the graph."""
    (graph,) = (g for g in shipped_dataset.graphs if g.path.match("mofa-jp/2022-05-23-us.ttl"))
    reference = [t for g in shipped_dataset.graphs if is_reference(g) for t in g.triples]
    classes = [t for t in reference if t.predicate.value.endswith("subClassOf")]

    names = Targets(shacl.shapes(), classes).of(graph.triples, graph.triples)

    assert {shacl.SHAPES + name for name in ("Document", "Meeting", "Statement")} <= set(names)
    assert shacl.SHAPES + "Tenure" not in names


@pytest.mark.parametrize(
    ("property", "value", "keeps"),
    [
        (DIP + "date", ox.Literal("2022-05-23", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")), True),
        (
            DIP + "date",
            ox.Literal("2022-05-23Z", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")),
            False,
        ),
        (DIP + "date", ox.Literal("2022-05-23\n"), False),
        (DIP + "date", ox.BlankNode(), False),
        (RDF + "type", ox.NamedNode(DIP + "Meeting"), True),
        (RDF + "type", ox.NamedNode(DIP + "Meating"), False),
        (RDF + "type", ox.Literal("Meeting"), False),
        (DIP + "note", ox.Literal("anything"), True),
    ],
)
def test_values_that_keep_what_is_asked_of_them(
    property: str, value: ox.NamedNode | ox.BlankNode | ox.Literal, keeps: bool
) -> None:
    """A value keeps the patterns and lists of its property, or an engine must look; of other properties nothing is asked."""
    values = Values(shacl.shapes())

    assert values.keep(said(property, value)) is keeps
    assert shacl.SHAPES + "Type" in values.listed


def test_list_with_more_beside_it_is_left_to_the_engine() -> None:
    """A shape that asks for more than a list, or targets other than its own property, is not answered here."""
    values = Values(shacl.shapes())

    assert shacl.SHAPES + "Meeting-type" not in values.listed
    assert shacl.SHAPES + "Note" not in values.listed
