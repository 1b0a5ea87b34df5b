"""Validation: SHACL shapes on each document, checks across documents, and each quotation against its text.

A document is judged together with the reference data (ontology, vocabularies, actors), findings with everything. The
checks of ``queries/checks/`` see the whole graph. A finding is reported for the files that were asked about only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import pyoxigraph as ox

from dipgraph import shipped
from dipgraph.dataset import ONTOLOGY, Dataset, Graph
from dipgraph.documents import Document
from dipgraph.errors import DipgraphError
from dipgraph.places import Lines, nearest
from dipgraph.query import Query, stored
from dipgraph.report import Finding, Report
from dipgraph.stores import open_store
from dipgraph.terms import DIP, RDF

SHAPES = DIP.replace("ontology", "shapes")
_TYPE = ox.NamedNode(RDF + "type")
_JUDGEMENTS = {DIP + name for name in ("Finding", "Assessment", "Dating")}
_REFERENCE = {DIP + name for name in ("Person", "Minister", "State", "Body", "Office", "MinisterialOffice", "Tenure", "MeetingSeries")}


def validate(dataset: Dataset, context: Dataset | None = None) -> Report:
    """Return what is wrong with *dataset*, seen within *context*, the data that it is to stand in (default: itself).

    Raises no error for faults: see ``Report.raise_for_findings``.
    """
    whole = dataset if context is None else context.replaced_by(dataset)
    judged = [graph for graph in dataset.graphs if not _is_vocabulary(graph)] or list(dataset.graphs)
    lines = {graph.name.value: Lines(graph.source, graph.name.value) for graph in judged}
    findings = [*_shapes(judged, whole, lines), *_checks(judged, whole, lines), *_texts(judged, lines)]
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
    from dipgraph import shacl

    reference = [graph for graph in whole.graphs if _is_reference(graph)]
    others = [graph for graph in whole.graphs if not _is_reference(graph)]
    known = {t.subject.value for g in reference if g.name.value == ONTOLOGY for t in g.triples if isinstance(t.subject, ox.NamedNode)}
    engine = shacl.Engine(triple for graph in reference for triple in graph.triples)
    ours = {graph.name for graph in judged}
    for graph in judged:
        if _is_reference(graph):
            extra: Iterable[Graph] = ()
        elif _types(graph) & _JUDGEMENTS:
            extra = others
        else:
            extra = [other for other in others if other.name == graph.name]
        assert graph.name in ours
        for result in engine.check(_subjects(graph), (triple for other in extra for triple in other.triples)):
            cure = result.cure
            if result.value and (near := nearest(result.value, known)) and result.value not in known:
                cure = f"Did you mean {near}? {cure}"
            line = lines[graph.name.value].of(result.focus, result.path or result.value)
            yield Finding(graph.path, line, result.shape, result.message, cure, result.focus, result.path, result.value)


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


def _texts(judged: list[Graph], lines: dict[str, Lines]) -> Iterator[Finding]:
    """Compare each document's text with its digest and length, and each quotation with the words at its offsets."""
    for graph in judged:
        facts: dict[str, dict[str, ox.Literal]] = {}
        for t in graph.triples:
            if isinstance(t.subject, ox.NamedNode) and isinstance(t.object, ox.Literal) and t.predicate.value.startswith(DIP):
                facts.setdefault(t.subject.value, {})[t.predicate.value.removeprefix(DIP)] = t.object
        head = facts.get(graph.name.value, {})
        if "text" not in head:
            continue

        def fault(rule: str, focus: str, name: str, message: str, cure: str, value: str, graph: Graph = graph) -> Finding:
            line = lines[graph.name.value].of(focus, DIP + name)
            return Finding(graph.path, line, f"text/{rule}", message, cure, focus, DIP + name, value)

        file = graph.path.parent / head["text"].value
        if file.parent.resolve() != graph.path.parent.resolve():
            yield fault("file", graph.name.value, "text", "A document's text lies beside its Turtle.", "Give a bare file name.", file.name)
            continue
        try:
            document = Document.read(file)
        except DipgraphError as error:
            yield fault("file", graph.name.value, "text", "A document's text can be read.", str(error) + ".", file.name)
            continue
        if "sha256" in head and head["sha256"].value != document.sha256:
            message = "The digest is that of the text as it is."
            cure = f"If the text is right, write {document.sha256}, and look at every passage again."
            yield fault("sha256", graph.name.value, "sha256", message, cure, head["sha256"].value)
        if "length" in head and head["length"].value != str(len(document.text)):
            message = "The length is the number of code points of the text."
            yield fault("length", graph.name.value, "length", message, f"Write {len(document.text)}.", head["length"].value)
        for focus, passage in facts.items():
            if {"startOffset", "endOffset", "quotation"} <= passage.keys():
                yield from _quotation(focus, passage, document, fault)


def _quotation(focus, passage, document, fault):  # type: ignore[no-untyped-def]
    quotation = passage["quotation"].value
    try:
        start, end = int(passage["startOffset"].value), int(passage["endOffset"].value)
    except ValueError:
        return  # a shape says so
    if start < 0 or document.passage(start, end) == quotation:
        return
    places = document.find(quotation)
    if places:
        options = " or ".join(f"{at} to {at + len(quotation)}" for at in places[:3])
        cure = f"The words stand at {options}."
    else:
        cure = f"They are nowhere in the text; at the offsets stands {document.passage(start, end)[:60]!r}."
    yield fault("quotation", focus, "quotation", "The words at a passage's offsets are its quotation.", cure, quotation)
