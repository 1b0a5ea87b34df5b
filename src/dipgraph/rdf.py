"""The way to rdflib and back: the only module that turns terms of one library into those of the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pyoxigraph as ox
import rdflib
from rdflib.term import Identifier

from dipgraph.errors import UsageError

if TYPE_CHECKING:
    from dipgraph.dataset import Dataset


def to_rdflib(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Identifier:
    """Return *term* as a term of rdflib.

    >>> to_rdflib(ox.Literal("5", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")))
    rdflib.term.Literal('5', datatype=rdflib.term.URIRef('http://www.w3.org/2001/XMLSchema#integer'))
    """
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        if term.datatype.value == str(rdflib.XSD.string):
            return rdflib.Literal(term.value)
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
    raise TypeError(f"rdflib has no term for {term}")


def from_rdflib(term: Identifier) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """Return *term* of rdflib as a term of pyoxigraph."""
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if isinstance(term, rdflib.Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)) if term.datatype else None)
    raise TypeError(f"pyoxigraph has no term for {term!r}")


def rdflib_graph(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    """Return an rdflib Graph of *triples*."""
    graph = rdflib.Graph()
    for triple in triples:
        graph.add((to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)))
    return graph


def over(store: ox.Store) -> rdflib.Dataset:
    """Return *store* as an rdflib Dataset, its default graph the union of the named ones; a UsageError if oxrdflib lacks."""
    try:
        from oxrdflib import OxigraphStore
    except ImportError:
        raise UsageError("a graph of rdflib over a store needs oxrdflib: pip install 'dipgraph[rdflib]'") from None
    return rdflib.Dataset(OxigraphStore(store=store), default_union=True)


def rdflib_dataset(dataset: Dataset) -> rdflib.Dataset:
    """Return an rdflib Dataset of *dataset*, its default graph the union of the named ones."""
    result = rdflib.Dataset(default_union=True)
    for graph in dataset.graphs:
        named = result.graph(rdflib.URIRef(graph.name.value))
        for triple in graph.triples:
            named.add((to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)))
    return result
