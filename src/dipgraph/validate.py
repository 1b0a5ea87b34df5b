"""Validation: SHACL shapes on each document, checks across documents, and each quotation against its text.

A document is judged together with the reference data (ontology, vocabularies, actors), findings with everything. The
checks of ``queries/checks/`` see the whole graph. A finding is reported for the files that were asked about only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import cache

import pyoxigraph as ox

from dipgraph import engines, workers
from dipgraph.dataset import Dataset, Graph
from dipgraph.errors import SourceError
from dipgraph.judge import beside, is_judgement, is_reference, is_vocabulary, judge
from dipgraph.judgements import CURE, contradictions, judgements, posts
from dipgraph.places import Lines
from dipgraph.query import Query, stored
from dipgraph.report import Finding, Report
from dipgraph.rows import Rows
from dipgraph.shacl import Shapes
from dipgraph.stores import Store
from dipgraph.workers import Judged, Progress


def validate(
    dataset: Dataset,
    context: Dataset | None = None,
    *,
    engine: str = "auto",
    processes: int | None = 1,
    progress: Progress | None = None,
) -> Report:
    """Return what is wrong with *dataset*, seen within *context*, the data that it is to stand in (default: itself).

    *engine* is "auto", "pyshacl" or "shifty". With *processes* of None a large dataset is judged on all cores; they
    import the script that asks, which must then be guarded by ``if __name__ == "__main__"``. *progress* is called with
    the number of graphs that are done, and of all.
    Raises no error for faults: see ``Report.raise_for_findings``.
    """
    name = engines.chosen(engine)
    whole = dataset if context is None else context.replaced_by(dataset)
    judged = [graph for graph in dataset.graphs if not is_vocabulary(graph)] or list(dataset.graphs)
    reference = tuple(graph for graph in whole.graphs if is_reference(graph))
    kept = set(reference)
    others = beside(tuple(graph for graph in whole.graphs if graph not in kept))
    # A judgement is seen with all documents, a document by itself: only those can be sent elsewhere.
    alone = [graph for graph in judged if graph in kept or not is_judgement(graph)]
    found: dict[Graph, Judged] = {}
    with ExitStack() as stack:
        number = workers.worth(name, len(alone)) if processes is None else processes
        begun = stack.enter_context(workers.judging(reference, name, alone, number)) if number > 1 else None
        checked = list(checks(judged, whole))
        here = judge(reference, name)
        for graph in judged if begun is None else set(judged) - set(alone):
            seen_with = others if graph not in kept and is_judgement(graph) else None
            found[graph] = (here.shapes(graph, seen_with), here.texts(graph))
            if progress:
                progress(len(found), len(judged))
        if begun is not None:
            here_done, all_told = len(found), len(judged)
            found.update(begun.results(progress and (lambda done, _: progress(here_done + done, all_told))))
    return Report(together(judged, found, checked), len(judged))


def validate_by(shapes: Dataset, dataset: Dataset, *, engine: str = "auto") -> Report:
    """Return what is wrong with *dataset*, all its graphs together, by *shapes* of one's own and by nothing else.

    Raises UsageError where the engine cannot check by these shapes.
    """
    rules = Shapes(tuple(t for graph in shapes.graphs for t in graph.triples))
    data = tuple(t for graph in dataset.graphs for t in graph.triples)
    findings = []
    for found in engines.report(engines.chosen(engine), data, rules.triples)[1]:
        result = rules.worded(found)
        home = next((g for g in dataset.graphs if any(t.subject == found.focus for t in g.triples)), dataset.graphs[0])
        line = Lines(home.source, home.name.value).of(result.focus, result.path)
        more = (result.focus, result.path, result.value, result.component)
        findings.append(Finding(home.path, line, result.shape, result.message, result.cure, *more))
    findings.sort(key=lambda f: (f.path, f.line or 0, f.rule, f.focus, f.property or "", f.value or ""))
    return Report(tuple(dict.fromkeys(findings)), len(dataset.graphs))


def together(judged: Sequence[Graph], found: dict[Graph, Judged], checked: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings of all kinds in the order of files and lines.

    What a shape has refused is not looked at again: one fault, one finding.
    """
    findings = [finding for graph in judged for finding in found[graph][0]]
    refused = {(finding.focus, name) for finding in findings for name in (finding.property, None)}
    findings += (finding for finding in checked if (finding.focus, None) not in refused)
    for graph in judged:
        for finding in found[graph][1]:
            if (finding.focus, None if finding.rule == "text/quotation" else finding.property) not in refused:
                findings.append(finding)
    order = {graph.path: number for number, graph in enumerate(judged)}
    findings.sort(key=lambda f: (order.get(f.path, 0), f.line or 0, f.rule, f.focus, f.property or "", f.value or ""))
    return tuple(dict.fromkeys(findings))


@cache
def _check_queries() -> dict[str, str]:
    """Return the stored checks, which have no parameters; their heads are read only where there are rows."""
    return {name: path.read_text(encoding="utf-8") for name, path in stored("checks").items()}


def checks(judged: Sequence[Graph], whole: Dataset) -> Iterator[Finding]:
    """Run the stored checks on the whole graph; their rows are faults, of which those in the judged graphs are yielded."""
    home: dict[str, list[Graph]] = {}
    for graph in judged:
        for subject in {t.subject for t in graph.triples}:
            home.setdefault(subject.value if isinstance(subject, ox.NamedNode) else str(subject), []).append(graph)
    lines: dict[str, Lines] = {}
    with Store() as store:
        store.put(whole)
        for name, text in _check_queries().items():
            solutions = store.query(text)
            assert isinstance(solutions, Rows)
            if not (rows := list(solutions)):
                continue
            query = Query.named(name)
            for row in rows:
                focus = row["focus"].value if isinstance(row["focus"], ox.NamedNode) else str(row["focus"])
                value = None if row["value"] is None else getattr(row["value"], "value", str(row["value"]))
                message = row["message"].value if row["message"] is not None else query.summary
                for graph in home.get(focus, ()):
                    base = graph.name.value
                    line = lines.setdefault(base, Lines(graph.source, base)).of(focus)
                    yield Finding(graph.path, line, name, message, query.cure, focus, None, value)
    yield from _contradictions(home, whole)


def _contradictions(home: dict[str, list[Graph]], whole: Dataset) -> Iterator[Finding]:
    """Yield the judgements that others contradict: what is loaded can have no name by them."""
    try:
        found = judgements(whole.graphs)
    except SourceError:
        # What is no judgement is the shapes' business.
        return
    for fault in contradictions(found, posts(whole.graphs) if found else {}):
        focus = fault.judgement.address
        for graph in home.get(focus, ()):
            line = Lines(graph.source, graph.name.value).of(focus)
            yield Finding(
                graph.path, line, "checks/judgements", f"{fault.words}.", f"{CURE[0].upper()}{CURE[1:]}.", focus
            )
