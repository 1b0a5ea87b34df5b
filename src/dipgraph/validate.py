"""Validation: SHACL shapes on each document, checks across documents, and each quotation against its text.

A document is judged together with the reference data (ontology, vocabularies, actors), findings with everything. The
checks of ``queries/checks/`` see the whole graph. A finding is reported for the files that were asked about only.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from dipgraph import shipped, texts
from dipgraph.dataset import ONTOLOGY, Dataset, Graph
from dipgraph.opening import open_store
from dipgraph.places import Lines, nearest
from dipgraph.query import Query, stored
from dipgraph.report import Finding, Report
from dipgraph.terms import DIP, RDF

if TYPE_CHECKING:
    from dipgraph import shacl

_TYPE = ox.NamedNode(RDF + "type")
_JUDGEMENTS = {DIP + name for name in ("Finding", "Assessment", "Dating")}
_ACTORS = ("Person", "Minister", "State", "Body", "Office", "MinisterialOffice", "Tenure", "MeetingSeries")
_REFERENCE = {DIP + name for name in _ACTORS}


def validate(dataset: Dataset, context: Dataset | None = None) -> Report:
    """Return what is wrong with *dataset*, seen within *context*, the data that it is to stand in (default: itself).

    Raises no error for faults: see ``Report.raise_for_findings``.
    """
    whole = dataset if context is None else context.replaced_by(dataset)
    judged = [graph for graph in dataset.graphs if not _is_vocabulary(graph)] or list(dataset.graphs)
    lines = {graph.name.value: Lines(graph.source, graph.name.value) for graph in judged}
    findings = list(_shapes(judged, whole, lines))
    # What a shape has refused is not looked at again: one fault, one finding.
    refused = {(finding.focus, name) for finding in findings for name in (finding.property, None)}
    findings += (finding for finding in _checks(judged, whole, lines) if (finding.focus, None) not in refused)
    for graph in judged:
        for finding in texts.check(graph, lines[graph.name.value]):
            if (finding.focus, None if finding.rule == "text/quotation" else finding.property) not in refused:
                findings.append(finding)
    order = {graph.path: number for number, graph in enumerate(judged)}
    findings.sort(key=lambda f: (order.get(f.path, 0), f.line or 0, f.rule, f.focus, f.value or ""))
    return Report(tuple(dict.fromkeys(findings)), len(judged))


def _is_vocabulary(graph: Graph) -> bool:
    return graph.path.parent == shipped.folder("ontology")


def _types(graph: Graph) -> set[str]:
    return {t.object.value for t in graph.triples if t.predicate == _TYPE and isinstance(t.object, ox.NamedNode)}


def _is_reference(graph: Graph) -> bool:
    """Say whether *graph* is one that documents refer to: a vocabulary, or one of actors alone."""
    types = {name for name in _types(graph) if name.startswith(DIP)}
    return _is_vocabulary(graph) or (bool(types) and types <= _REFERENCE)


def _shapes(judged: list[Graph], whole: Dataset, lines: dict[str, Lines]) -> Iterator[Finding]:
    reference = tuple(graph for graph in whole.graphs if _is_reference(graph))
    others = [graph for graph in whole.graphs if not _is_reference(graph)]
    known = {subject for graph in reference if graph.name.value == ONTOLOGY for subject in _subjects(graph)}
    engine = _engine(reference)
    for graph in judged:
        if _is_reference(graph):
            seen: list[Graph] = []
        elif _types(graph) & _JUDGEMENTS:
            seen = others
        else:
            seen = [graph]
        with engine.added(triple for other in seen for triple in other.triples):
            for result in dict.fromkeys(_results(engine, graph)):
                cure = result.cure
                # What the ontology does not know is the property (of a closed shape) or the value (a class).
                for term in (result.path, result.value):
                    if term and term not in known and (near := nearest(term, known)):
                        cure = f"Did you mean {near}? {cure}"
                line = lines[graph.name.value].of(result.focus, result.path or result.value)
                found = (result.focus, result.path, result.value, result.component)
                yield Finding(graph.path, line, result.shape, result.message, cure, *found)


@lru_cache(maxsize=1)
def _engine(reference: tuple[Graph, ...]) -> shacl.Engine:
    """Return the engine with the reference data, kept for the next validation against the same."""
    from dipgraph import shacl

    return shacl.Engine(triple for graph in reference for triple in graph.triples)


def _results(engine: shacl.Engine, graph: Graph) -> Iterator[shacl.Result]:
    """Check what *graph* describes; of a thing that it only links to another, check the link, not what others say of it."""
    from dipgraph import shacl

    described = {t.subject for t in graph.triples if t.predicate == _TYPE}
    yield from engine.check(sorted(node.value for node in described if isinstance(node, ox.NamedNode)))
    linked: dict[str, set[str]] = {}
    for t in graph.triples:
        if t.subject not in described and isinstance(t.subject, ox.NamedNode):
            linked.setdefault(t.predicate.value, set()).add(t.subject.value)
    for predicate, subjects in sorted(linked.items()):
        for shape in shacl.targeting(predicate):
            yield from engine.check(sorted(subjects), shape)


def _subjects(graph: Graph) -> list[str]:
    return sorted({t.subject.value for t in graph.triples if isinstance(t.subject, ox.NamedNode)})


@cache
def _check_queries() -> tuple[Query, ...]:
    return tuple(Query.named(name) for name in stored("checks"))


def _checks(judged: list[Graph], whole: Dataset, lines: dict[str, Lines]) -> Iterator[Finding]:
    """Run the stored checks on the whole graph; their rows are faults, of which those in the judged graphs are yielded."""
    home: dict[str, list[Graph]] = {}
    for graph in judged:
        for subject in {t.subject for t in graph.triples}:
            home.setdefault(subject.value if isinstance(subject, ox.NamedNode) else str(subject), []).append(graph)
    with open_store() as store:
        store.load(whole)
        for query in _check_queries():
            solutions = query.run(store)
            assert isinstance(solutions, ox.QuerySolutions)
            for row in solutions:
                focus = row["focus"].value if isinstance(row["focus"], ox.NamedNode) else str(row["focus"])
                value = None if row["value"] is None else getattr(row["value"], "value", str(row["value"]))
                message = row["message"].value if row["message"] is not None else query.summary
                for graph in home.get(focus, ()):
                    line = lines[graph.name.value].of(focus)
                    yield Finding(graph.path, line, query.name, message, query.cure, focus, None, value)
