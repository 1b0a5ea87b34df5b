"""SHACL by pyshacl: the shapes of ``ontology/shapes.ttl`` on some nodes of a graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
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
    """The shapes over reference data that is converted once, to which documents are added for a while."""

    def __init__(self, reference: Iterable[ox.Triple]) -> None:
        """Take the triples of the reference data."""
        self._graph = _Prepared()
        self._graph += rdflib_graph(reference)

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

    def check(self, focus: Sequence[str], shape: str | None = None) -> Iterator[Result]:
        """Yield the results for the nodes *focus*: of all shapes that target them, or of the one *shape*, if it is given."""
        if not focus:
            return
        only = None if shape is None else [shape]
        _, report, _ = pyshacl.validate(
            self._graph, shacl_graph=shapes(), focus_nodes=list(focus), use_shapes=only, inplace=True
        )
        assert isinstance(report, rdflib.Graph)
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
    return Result(name, str(report.value(node, SH.focusNode)), text[0], text[1], str(message), str(cure or ""))
