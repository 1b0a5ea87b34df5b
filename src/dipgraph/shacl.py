"""SHACL by pyshacl: the shapes of ``ontology/shapes.ttl`` on some nodes of a graph."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyoxigraph as ox
import rdflib
from pyshacl.graph_abstraction import DataGraph
from pyshacl.validator import Validator
from rdflib import RDF, SH
from rdflib.plugins.sparql import prepareQuery

from dipgraph import shipped
from dipgraph.rdf import rdflib_graph, to_rdflib

# rdflib logs each literal that is not of its type, with a traceback; a shape says so in words.
logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
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
    component: str


@cache
def shapes() -> rdflib.Graph:
    """Return the graph of ``ontology/shapes.ttl``."""
    return rdflib.Graph(store="SimpleMemory").parse(shipped.folder("ontology") / "shapes.ttl", format="turtle")


class _Prepared(rdflib.Graph):
    """A graph that parses a query's text once: pyshacl asks each rule's query for each node, and parsing takes 4/5 of it."""

    def query(self, query_object: Any, *args: Any, **kwargs: Any) -> Any:
        prepared = _prepare(query_object) if isinstance(query_object, str) else query_object
        return super().query(prepared, *args, **kwargs)


@cache
def _prepare(text: str) -> Any:
    return prepareQuery(text)


class Engine:
    """The shapes over reference data that is converted once, to which documents are added for a while."""

    def __init__(self, reference: Iterable[ox.Triple]) -> None:
        """Take the triples of the reference data."""
        self._graph = _Prepared()
        self._graph += rdflib_graph(reference)
        self._data = DataGraph.from_rdflib(self._graph)
        self._validator = Validator(self._data, shacl_graph=shapes(), options={"inplace": True})

    @contextmanager
    def added(self, triples: Iterable[ox.Triple]) -> Iterator[None]:
        """Let the graph have *triples* too, until the end of the with block."""
        news = []
        for triple in triples:
            converted = (to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object))
            if converted not in self._graph:
                news.append(converted)
                self._graph.add(converted)
        try:
            yield
        finally:
            for converted in news:
                self._graph.remove(converted)

    def check(self, focus: Iterable[str], only: str | None = None) -> Iterator[Result]:
        """Yield the results for those of the nodes *focus* that a shape targets, of all shapes or of the one named *only*.

        Not by pyshacl's own option ``focus_nodes``: it also filters the values that a shape within a shape looks at, so
        that sh:not, sh:or and sh:node hold of every literal.
        """
        nodes = {rdflib.URIRef(node) for node in focus}
        executor = self._validator.make_executor()
        results: list[Any] = []
        for shape in self._validator.shacl_graph.shapes:
            if only is None or str(shape.node) == only:
                targeted = sorted(nodes & shape.focus_nodes(self._data)) if nodes else []
                if targeted:
                    results += shape.validate(executor, self._data, focus=targeted)[1]
        report, _ = Validator.create_validation_report(self._validator.shacl_graph, not results, results)
        yield from (_result(report, node) for node in report.subjects(RDF.type, SH.ValidationResult))


def targeting(predicate: str) -> list[str]:
    """Return the shapes that target every subject of *predicate*."""
    return sorted(str(shape) for shape in shapes().subjects(SH.targetSubjectsOf, rdflib.URIRef(predicate)))


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
    component = str(report.value(node, SH.sourceConstraintComponent)).removeprefix(str(SH))
    focus = str(report.value(node, SH.focusNode))
    return Result(name, focus, text[0], text[1], str(message), str(cure or ""), component)
