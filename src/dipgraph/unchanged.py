"""A data folder validated again: only what changed since it was clean, and what that can have a say in.

The shapes see a document by itself with the reference data, so that only what changed is judged by them again; of the
judgements, the parts that were or are seen with a term that a changed file has or had. Rules that cross documents are
asked of the changed files, of those that share a term with them, of those that share one with the latter, and of all
that speak of what a row names. Where reference data changed, or a document speaks of a thing of the reference data
itself, everything is checked.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from dipgraph import engines, shacl
from dipgraph.dataset import Dataset, Graph
from dipgraph.judge import Beside, Judge, beside, is_judgement, is_reference, is_vocabulary
from dipgraph.memory import NOWHERE, Entry, EverythingError, Memory, State, decides, files, number, state
from dipgraph.reach import Index, Reach, parts
from dipgraph.report import Finding, Report
from dipgraph.shacl import Others, Term
from dipgraph.terms import DIP
from dipgraph.validate import checks, together, validate
from dipgraph.workers import Judged, Progress

# By these properties a check compares what two documents say, whatever they say it of.
_COMPARED = {DIP + "address", DIP + "sha256"}
_TEXT = DIP + "text"
# A file that changed so short a time before it was read may change again without another time.
_RECENT = 2_000_000_000
# Beyond this part of the files it is quicker to check them all.
_MANY = 0.2


@dataclass(frozen=True)
class Again:
    """A validation of a whole data folder: the report, and how many of its graphs were checked for it."""

    report: Report
    checked: int


def validate_again(
    folder: Path, *, engine: str = "auto", everything: bool = False, progress: Progress | None = None
) -> Again:
    """Return what is wrong with the data *folder*, checking only what changed since it was clean, or *everything*.

    Uses all cores where there is much to check, and keeps a record in the user's cache. Raises SourceError as
    ``Dataset.read`` does.
    """
    name = engines.chosen(engine)
    memory = Memory(folder, decides(name))
    kept = False
    try:
        done = None
        if memory.entries and not everything:
            try:
                done = _Changes(folder, memory, name).checked()
            except (EverythingError, sqlite3.Error):
                done = None
        if done is None:
            done = _all(folder, memory, name, progress)
        kept = True
        return done
    finally:
        memory.close(kept)


def _all(folder: Path, memory: Memory, engine: str, progress: Progress | None) -> Again:
    began = time.time_ns()
    try:
        states = files(folder)
    except EverythingError:
        states = {}
    dataset = Dataset.read(folder)
    report = validate(dataset, engine=engine, processes=None, progress=progress)
    faulty = {str(finding.path) for finding in report.findings}
    graphs = [graph for graph in dataset.graphs if not is_vocabulary(graph)]
    # What would not be seen when it changes is not remembered, nor anything that it can have a say in.
    states = states if all(str(graph.path) in states for graph in graphs) else {}
    reference = [graph for graph in dataset.graphs if is_reference(graph)]
    known = {t.subject for graph in reference for t in graph.triples}
    memory.forget(list(memory.entries))
    for graph in graphs:
        path = str(graph.path)
        if path in states:
            entry = _entry(graph, states[path], began, known, path not in faulty)
            memory.keep(entry, () if entry.kind == "reference" else _terms(graph, known))
    index = Index([t for graph in reference for t in graph.triples], Reach(shacl.shapes()))
    others = beside(tuple(graph for graph in dataset.graphs if graph not in reference))
    for graph in graphs:
        if graph not in reference and is_judgement(graph) and str(graph.path) in memory.entries:
            _keep_seen(memory, graph, index, others, range(len(graph.triples)))
    return Again(report, report.graphs)


def _keep_seen(memory: Memory, graph: Graph, index: Index, others: Others, which: Iterable[int]) -> None:
    wanted = set(which)
    for at, part in enumerate(parts(graph.triples)):
        if at in wanted:
            nodes = {node for t in (*part, *index.around(part, others)) for node in (t.subject, t.object)}
            memory.keep_seen(str(graph.path), at, {number(n.value) for n in nodes if isinstance(n, ox.NamedNode)})


def _settled(known: State, began: int) -> State:
    return known if known[1] < began - _RECENT else NOWHERE


def _entry(graph: Graph, now: State, began: int, reference: Set[object], clean: bool) -> Entry:
    """Return the entry of *graph*, whose file was as *now* when it *began* to be looked at, and its texts as they are."""
    speaks = any(t.subject in reference for t in graph.triples)
    kind = "reference" if is_reference(graph) else "judgement" if is_judgement(graph) else "document"
    texts_of = (t.object for t in graph.triples if t.predicate.value == _TEXT)
    named = sorted({value.value for value in texts_of if isinstance(value, ox.Literal)})
    texts = [(name, _settled(state(graph.path.parent / name), began)) for name in named]
    digest = hashlib.sha256(graph.source.encode()).digest()
    kind = "both" if speaks and kind != "reference" else kind
    return Entry(str(graph.path), graph.name.value, *_settled(now, began), digest, json.dumps(texts), kind, clean)


def _terms(graph: Graph, reference: Set[object]) -> set[int]:
    """Return the terms by which *graph* can be joined with another in a check, those of the reference data left out."""
    found = {graph.name.value}
    for t in graph.triples:
        for node in (t.subject, t.object):
            if isinstance(node, ox.NamedNode) and node not in reference:
                found.add(node.value)
        if t.predicate.value in _COMPARED and isinstance(t.object, ox.Literal):
            found.add(t.object.value)
    return {number(term) for term in found}


def _sharing(graph: Graph, terms: Set[int]) -> Graph:
    """Return *graph*, of a judgement only the parts that have one of *terms*."""
    if not is_judgement(graph):
        return graph
    nodes = ((part, (node for t in part for node in (t.subject, t.object))) for part in parts(graph.triples))
    shared = (p for p, found in nodes if any(isinstance(n, ox.NamedNode) and number(n.value) in terms for n in found))
    return graph.part(t for part in shared for t in part)


class _Remembered:
    """What lies beside a judgement, of which only the files that are asked for are read."""

    def __init__(self, memory: Memory, read: Callable[[Iterable[str]], list[Graph]]) -> None:
        """Find the files in *memory*; *read* reads them."""
        self._memory, self._read = memory, read
        self._graphs: dict[str, Graph] = {}
        self._beside = Beside(())
        # What a document says of the reference data is found by no term.
        self._load(path for path, entry in memory.entries.items() if entry.kind == "both")

    def _load(self, paths: Iterable[str]) -> None:
        if news := set(paths) - self._graphs.keys():
            self._graphs |= {str(graph.path): graph for graph in self._read(news)}
            self._beside = Beside(self._graphs.values())

    def everything(self) -> Iterable[ox.Triple]:
        """Yield all triples."""
        self._load(path for path, entry in self._memory.entries.items() if entry.kind != "reference")
        return self._beside.everything()

    def around(self, subjects: Set[Term], objects: Set[Term], properties: Set[str]) -> Iterable[ox.Triple]:
        """Yield the triples of *subjects*, and those that lead to *objects* by one of *properties*."""
        named = {number(node.value) for node in subjects | objects if isinstance(node, ox.NamedNode)}
        self._load(self._memory.files(named))
        return self._beside.around(subjects, objects, properties)


def _named(row: Finding) -> list[str]:
    return [row.focus, row.value or "", *re.findall(r"https?://[^\s,'<>]+", row.message)]


def _fault(row: Finding) -> tuple[str, str, str | None, str]:
    return row.rule, row.focus, row.value, row.message


class _Changes:
    """What changed in a data folder since it was recorded."""

    def __init__(self, folder: Path, memory: Memory, engine: str) -> None:
        """Compare the files of *folder* with the record."""
        self._memory, self._engine = memory, engine
        self._began = time.time_ns()
        self._states = files(folder)
        known = memory.entries
        self._gone = known.keys() - self._states.keys()
        self._changed = [path for path, now in self._states.items() if self._is_changed(path, now)]
        for path in (*self._gone, *self._changed):
            if path in known and known[path].kind in ("reference", "both"):
                raise EverythingError
        if not self._states or len(self._changed) + len(self._gone) > _MANY * len(self._states) + 1:
            raise EverythingError

    def _is_changed(self, path: str, now: State) -> bool:
        entry = self._memory.entries.get(path)
        if entry is None or not entry.clean:
            return True
        # Most files have no text: the JSON of nothing is not read.
        if entry.texts != "[]":
            parent = Path(path).parent
            for name, known in json.loads(entry.texts):
                if tuple(known) == NOWHERE or state(parent / name) != tuple(known):
                    return True
        if entry[2:5] == now and now != NOWHERE:
            return False
        try:
            began = time.time_ns()
            content = Path(path).read_bytes().removeprefix(b"\xef\xbb\xbf")
        except OSError:
            return True
        if hashlib.sha256(content).digest() != entry.digest:
            return True
        self._memory.restate(path, _settled(now, began))
        return False

    def checked(self) -> Again:
        """Check what changed, and what that can have a say in; record what is clean now."""
        memory = self._memory
        if not self._changed and not self._gone:
            return Again(Report((), len(self._states)), 0)
        reference = Dataset.read(*(path for path, entry in memory.entries.items() if entry.kind == "reference"))
        known = {t.subject for graph in reference.graphs for t in graph.triples}
        news = self._read(self._changed)
        names = {entry.name for path, entry in memory.entries.items() if path not in self._gone}
        entries = [_entry(g, self._states[str(g.path)], self._began, known, True) for g in news]
        for entry in entries:
            if entry.kind in ("reference", "both") or (entry.path not in memory.entries and entry.name in names):
                raise EverythingError
        old = [path for path in (*self._changed, *self._gone) if path in memory.entries]
        touched = memory.terms(old).union(*(_terms(graph, known) for graph in news))
        again = {(path, part) for path, part in memory.judging(touched) if path not in old}
        # First ring: who shares a term with what changed. Second ring: who shares one with the first; not by way of
        # judgements, which bring all together: of those, only the parts that share a term are looked at.
        first = memory.files(touched) - self._gone - set(self._changed)
        documents = {path for path in first if memory.entries[path].kind != "judgement"}
        second = first | memory.files(memory.terms(documents) | touched) - self._gone - set(self._changed)
        if len(second) > _MANY * len(self._states) + 20:
            raise EverythingError
        near = {str(graph.path): graph for graph in self._read(second)}
        memory.forget(old)
        for entry, graph in zip(entries, news, strict=True):
            memory.keep(entry, _terms(graph, known))
        found = self._judged(reference, news, again)
        looked_for = touched
        while True:
            shown = {path: _sharing(graph, looked_for) for path, graph in near.items()}
            present = [*news, *(shown[path] for path in sorted(shown)), *reference.graphs]
            seen = list(checks(present, Dataset((*reference.graphs, *news, *shown.values()))))
            rows = [row for row in seen if str(row.path) not in shown or str(row.path) in first]
            # What a row misses may stand in a file further off: a row is one where all that speaks of its terms is there.
            spoken = {number(term) for row in rows for term in _named(row)}
            more = memory.files(spoken) - near.keys() - {str(graph.path) for graph in news}
            if not more and spoken <= looked_for:
                break
            near |= {str(graph.path): graph for graph in self._read(more)}
            looked_for = looked_for | spoken
        places = {graph.path for graph in reference.graphs}
        # The same may be a fault of files further off too, that speak of what it is about.
        faults = {_fault(row) for row in rows if row.path not in places or number(row.value or "") in touched}
        crossing = [row for row in seen if _fault(row) in faults]
        # A graph that was judged comes after the same one as it was read for the checks, and takes its place.
        judged = list({graph.path: graph for graph in (*present, *found)}.values())
        judged.sort(key=lambda graph: (str(graph.path) in self._states, graph.path))
        findings = together(judged, {graph: found.get(graph, ([], [])) for graph in judged}, crossing)
        for path in {str(finding.path) for finding in findings} & memory.entries.keys():
            memory.mark(path, False)
        return Again(Report(findings, len(self._states)), len({*news, *found}))

    def _read(self, paths: Iterable[str]) -> list[Graph]:
        listed = sorted(paths)
        return list(Dataset.read(*listed, vocabularies=False).graphs) if listed else []

    def _judged(self, reference: Dataset, news: Sequence[Graph], again: Set[tuple[str, int]]) -> dict[Graph, Judged]:
        judge = Judge(reference.graphs, self._engine)
        found = {g: (judge.shapes(g), judge.texts(g)) for g in news if not is_judgement(g)}
        judging = {graph: None for graph in news if is_judgement(graph)}
        some = {
            graph: {part for path, part in again if path == str(graph.path)}
            for graph in self._read({p for p, _ in again})
        }
        if not judging and not some:
            return found
        index = Index([t for graph in reference.graphs for t in graph.triples], Reach(shacl.shapes()))
        others = _Remembered(self._memory, self._read)
        for graph, which in {**judging, **some}.items():
            pieces = [part for at, part in enumerate(parts(graph.triples)) if which is None or at in which]
            piece = graph.part(t for part in pieces for t in part)
            findings: list[Finding] = judge.shapes(piece, others)
            found[graph] = (findings, judge.texts(graph))
            _keep_seen(self._memory, graph, index, others, range(len(graph.triples)) if which is None else which)
        return found
