"""SHACL by pyshacl: the shapes of ``ontology/shapes.ttl`` on some nodes of a graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib import RDF, SH
from rdflib.plugins.sparql import prepareQuery

from dipgraph import shipped
from dipgraph.rdf import rdflib_graph, to_rdflib

SHAPES = rdflib.Namespace("https://w3id.org/dipgraph/shapes#")
CURE = rdflib.URIRef("https://w3id.org/dipgraph/ontology#cure")


@dataclass(frozen=True)
class Result:
    """One result of SHACL: which shape, on which node, for which property and value, with the rule and the cure in words."""

    shape: str
    focus: str
    path: str | None
    value: str | None
    message: str
    cure: str


@cache
def shapes() -> rdflib.Graph:
    """Return the graph of ``ontology/shapes.ttl``."""
    return rdflib.Graph().parse(shipped.folder("ontology") / "shapes.ttl", format="turtle")


class _Prepared(rdflib.Graph):
    """A graph that parses a query's text once: pyshacl asks each rule's query for each node, and parsing takes 4/5 of it."""

    def query(self, query_object: Any, *args: Any, **kwargs: Any) -> Any:
        prepared = _prepare(query_object) if isinstance(query_object, str) else query_object
        return super().query(prepared, *args, **kwargs)


@cache
def _prepare(text: str) -> Any:
    return prepareQuery(text)


class Engine:
    """The shapes over reference data that is converted once, to which each document is added for its own check."""

    def __init__(self, reference: Iterable[ox.Triple]) -> None:
        """Take the triples of the reference data."""
        self._graph = _Prepared()
        self._graph += rdflib_graph(reference)

    def check(self, focus: list[str], triples: Iterable[ox.Triple]) -> Iterator[Result]:
        """Yield the results for the nodes *focus* in the reference data together with *triples*."""
        added = []
        for triple in triples:
            converted = (to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object))
            if converted not in self._graph:
                added.append(converted)
                self._graph.add(converted)
        try:
            _, report, _ = pyshacl.validate(self._graph, shacl_graph=shapes(), focus_nodes=focus, inplace=True)
        finally:
            for converted in added:
                self._graph.remove(converted)
        assert isinstance(report, rdflib.Graph)
        yield from (_result(report, node) for node in report.subjects(RDF.type, SH.ValidationResult))


def _result(report: rdflib.Graph, node: rdflib.term.Node) -> Result:
    shape = report.value(node, SH.sourceShape)
    assert shape is not None
    path, value = report.value(node, SH.resultPath), report.value(node, SH.value)
    message = shapes().value(shape, SH.message) or report.value(node, SH.resultMessage)
    name = "dips:" + str(shape).removeprefix(str(SHAPES))
    cure = shapes().value(shape, CURE)
    text = [str(term) if term is not None else None for term in (path, value)]
    if not isinstance(path, rdflib.URIRef):
        text[0] = None
    if isinstance(value, rdflib.BNode):
        text[1] = None
    return Result(name, str(report.value(node, SH.focusNode)), text[0], text[1], str(message), str(cure or ""))
