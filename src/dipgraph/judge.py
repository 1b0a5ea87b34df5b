"""One graph judged by itself: by the shapes, together with the reference data, and its quotations against its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from functools import cache, cached_property, lru_cache
from pathlib import Path

import pyoxigraph as ox

from dipgraph import engines, shipped, texts
from dipgraph.dataset import ONTOLOGY, Graph
from dipgraph.places import Lines, nearest
from dipgraph.report import Finding
from dipgraph.shacl import TYPE, Others, Term, Triples
from dipgraph.terms import DIP

_JUDGEMENTS = {DIP + name for name in ("Finding", "Assessment", "Dating", "Judgement")}
_ACTORS = ("Person", "Minister", "State", "Body", "Office", "MinisterialOffice", "Tenure", "MeetingSeries")
_REFERENCE = {DIP + name for name in _ACTORS}


def is_vocabulary(graph: Graph) -> bool:
    """Say whether *graph* is the ontology that comes with dipgraph, or one of its vocabularies."""
    return graph.path.parent == _ontology()


@cache
def _ontology() -> Path:
    return shipped.folder("ontology")


def types(graph: Graph) -> set[str]:
    """Return the classes of which there is something in *graph*."""
    return {t.object.value for t in graph.triples if t.predicate == TYPE and isinstance(t.object, ox.NamedNode)}


def is_reference(graph: Graph) -> bool:
    """Say whether *graph* is one that documents refer to: a vocabulary, or one of actors alone."""
    if is_vocabulary(graph):
        return True
    named = {name for name in types(graph) if name.startswith(DIP)}
    return bool(named) and named <= _REFERENCE


def is_judgement(graph: Graph) -> bool:
    """Say whether *graph* has findings, assessments, datings or judgements, which are about other graphs."""
    return bool(types(graph) & _JUDGEMENTS)


class Beside:
    """Graphs that a judgement is seen with, by subject and by object."""

    def __init__(self, graphs: Iterable[Graph]) -> None:
        """Take the graphs, which are read when they are asked for."""
        self._graphs = tuple(graphs)

    def everything(self) -> Iterable[ox.Triple]:
        """Yield all triples."""
        return (t for graph in self._graphs for t in graph.triples)

    @cached_property
    def _sorted(self) -> tuple[dict[Term, list[ox.Triple]], dict[Term, list[ox.Triple]]]:
        subjects: dict[Term, list[ox.Triple]] = {}
        objects: dict[Term, list[ox.Triple]] = {}
        for t in self.everything():
            subjects.setdefault(t.subject, []).append(t)
            if isinstance(t.object, ox.NamedNode):
                objects.setdefault(t.object, []).append(t)
        return subjects, objects

    def around(self, subjects: Set[Term], objects: Set[Term], properties: Set[str]) -> Iterable[ox.Triple]:
        """Yield the triples of *subjects*, and those that lead to *objects* by one of *properties*."""
        from_, to = self._sorted
        for node in subjects:
            yield from from_.get(node, ())
        for node in objects:
            yield from (t for t in to.get(node, ()) if t.predicate.value in properties)


@lru_cache(maxsize=1)
def beside(graphs: tuple[Graph, ...]) -> Beside:
    """Return *graphs* as they lie beside a judgement, sorted once for who asks again."""
    return Beside(graphs)


class Judge:
    """An engine with the reference data, to which one graph after another is brought."""

    def __init__(self, reference: Sequence[Graph], engine: str) -> None:
        """Prepare the engine of the name *engine* with the graphs *reference*."""
        triples: Triples = [t for graph in reference for t in graph.triples]
        self._engine = engines.engine(engine, triples)
        ontology = (graph for graph in reference if graph.name.value == ONTOLOGY)
        subjects = {t.subject for graph in ontology for t in graph.triples}
        self._known = frozenset(node.value for node in subjects if isinstance(node, ox.NamedNode))

    def shapes(self, graph: Graph, others: Others | None = None) -> list[Finding]:
        """Return what the shapes find in *graph*, seen with the reference data and *others*."""
        findings = []
        lines = Lines(graph.source, graph.name.value)
        for result in self._engine.check(graph.triples, others):
            cure = result.cure
            # What the ontology does not know is the property (of a closed shape) or the value (a class).
            for term in (result.path, result.value):
                if term and term not in self._known and (near := nearest(term, self._known)):
                    cure = f"Did you mean {near}? {cure}"
            line = lines.of(result.focus, result.path or result.value)
            found = (result.focus, result.path, result.value, result.component)
            findings.append(Finding(graph.path, line, result.shape, result.message, cure, *found))
        return findings

    def texts(self, graph: Graph) -> list[Finding]:
        """Return what is wrong between *graph* and the text that lies beside its file."""
        return list(texts.check(graph, Lines(graph.source, graph.name.value)))


@lru_cache(maxsize=2)
def judge(reference: tuple[Graph, ...], engine: str) -> Judge:
    """Return the judge with *reference*, kept for the next validation against the same."""
    return Judge(reference, engine)
