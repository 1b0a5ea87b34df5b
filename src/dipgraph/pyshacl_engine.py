"""The engine pyshacl: SHACL on graphs of rdflib. It is always there, and slow."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pyoxigraph as ox
import rdflib
from pyshacl import validate
from pyshacl.graph_abstraction import DataGraph
from pyshacl.validator import Validator
from rdflib.plugins.sparql import prepareQuery
from rdflib.term import Identifier

from dipgraph import shacl
from dipgraph.rdf import from_rdflib, rdflib_graph, to_rdflib
from dipgraph.shacl import Asked, Found, Others, Result, Shapes, Triples

# rdflib logs each literal that is not of its type, with a traceback; a shape says so in words.
logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)


class _Prepared(rdflib.Graph):
    """A graph that parses a query's text once: pyshacl asks each rule's query for each node, and parsing takes 4/5 of it."""

    def query(self, query_object: Any, *args: Any, **kwargs: Any) -> Any:
        prepared = _prepare(query_object) if isinstance(query_object, str) else query_object
        return super().query(prepared, *args, **kwargs)


@cache
def _prepare(text: str) -> Any:
    return prepareQuery(text)


class PyshaclEngine:
    """The shapes over reference data that is converted once, to which a graph is added for a while."""

    def __init__(self, reference: Triples, shapes: Shapes) -> None:
        """Take the triples of the reference data, and the shapes."""
        self._shapes = shapes
        self._graph = _Prepared()
        self._graph += rdflib_graph(reference)
        self._data = DataGraph.from_rdflib(self._graph)
        shapes_graph = rdflib_graph(shapes.triples)
        self._validator = Validator(self._data, shacl_graph=shapes_graph, options={"inplace": True})

    def check(self, triples: Triples, others: Others | None = None) -> list[Result]:
        """Return the results for the graph of *triples*, seen with the reference data, and with *others*."""
        asked = Asked.of(triples, self._shapes)
        by_shape: dict[str, set[str]] = {}
        for node, names in asked.linked.items():
            for name in names:
                by_shape.setdefault(name, set()).add(node)
        seen = [*triples, *(others.everything() if others else ())]
        with self._added(seen):
            found = self._found(asked.described)
            for name, nodes in sorted(by_shape.items()):
                found += self._found(nodes, name)
        return list(dict.fromkeys(self._shapes.worded(each) for each in found))

    @contextmanager
    def _added(self, triples: Iterable[ox.Triple]) -> Iterator[None]:
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

    def _found(self, focus: Iterable[str], only: str | None = None) -> list[Found]:
        """Return the results for those of the nodes *focus* that a shape targets, of all shapes or of the one named *only*.

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
        if not results:
            return []
        report, _ = Validator.create_validation_report(self._validator.shacl_graph, False, results)
        return shacl.read_report(_triples(report))


def report(data: Triples, shapes: Triples) -> tuple[bool, list[Found]]:
    """Return whether *data* conforms to *shapes*, by SHACL alone, and the results; a ValueError says what is wrong."""
    given, rules = rdflib_graph(data), rdflib_graph(shapes)
    try:
        conforms, graph, text = validate(given, shacl_graph=rules, advanced=False)
    except MemoryError:
        raise
    except Exception as error:
        # At shapes that are not well-formed come its own errors, those of re and of SPARQL, and rdflib's plain Exception.
        raise ValueError(str(error)) from error
    if not isinstance(graph, rdflib.Graph):
        raise ValueError(text)
    return conforms, shacl.read_report(_triples(graph))


def _triples(graph: rdflib.Graph) -> Iterator[ox.Triple]:
    for s, p, o in graph:
        terms = [from_rdflib(term) for term in (s, p, o) if isinstance(term, Identifier)]
        subject, predicate = terms[0], terms[1]
        assert isinstance(subject, ox.NamedNode | ox.BlankNode)
        assert isinstance(predicate, ox.NamedNode)
        yield ox.Triple(subject, predicate, terms[2])
