"""Validation by shifty beside pyshacl: a whole folder, one document, and a folder of which one document changed.

python benchmarks/validation.py --sizes 100 1000 10000
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from pyoxigraph import parse

from dipgraph import pyshacl_engine, shipped, validate
from dipgraph.dataset import Dataset, Files
from dipgraph.judge import is_reference, judge
from dipgraph.shacl import shapes
from dipgraph.shifty_engine import ShiftyEngine
from figures import Figure, data, exponent, measure, options, publish, table, timed

# In documents: pyshacl takes half a second for each, and there is time for so many.
PYSHACL_UP_TO = 1000
FAULTS_PER_HUNDRED = 10
WHOLE, SINGLE = "pyshacl, the whole as one graph", "pyshacl, document by document"
# After so many seconds no further run of one thing is begun.
LIMIT = 120


def by_library(folder: str, engine: str) -> tuple[float, dict[str, list[str]]]:
    """Validate *folder*, read already, in one process; return what is found, as text, and what of it the shapes find."""
    dataset = Dataset.read(folder)
    seconds, findings = timed(lambda: validate(dataset, engine=engine).findings)
    by_shapes = sorted({_named(f.rule, f.focus, f.property, f.value) for f in findings if f.rule.startswith("dips:")})
    return seconds, {"all": [str(finding) for finding in findings], "by shapes": by_shapes}


def as_it_comes(folder: str) -> tuple[float, list[str]]:
    """Let pyshacl validate the whole of *folder*, read already, as one graph of rdflib; return what the shapes find."""
    triples = [t for graph in Dataset.read(folder).graphs for t in graph.triples]
    seconds, (_, found) = timed(lambda: pyshacl_engine.report(triples, shapes().triples))
    results = [shapes().worded(each) for each in found]
    return seconds, sorted({_named(r.shape, r.focus, r.path, r.value) for r in results})


def _named(*parts: str | None) -> str:
    return " ".join(str(part) for part in parts)


def by_program(folder: str, again: bool) -> tuple[float, str]:
    """Run `dipgraph validate` on *folder*, all of it, or *again* after one document changed; from start to end."""
    cache = Path(folder) / ".cache"
    document = next(iter(Files.at(Path(folder) / "documents", vocabularies=False)))
    if not again:
        shutil.rmtree(cache, ignore_errors=True)
    Path(document.origin).write_bytes(document.content + b"#\n" * again)
    try:
        return timed(lambda: _validated(folder, cache))
    finally:
        if again:
            Path(document.origin).write_bytes(document.content)
            _validated(folder, cache)


def _validated(folder: str, cache: Path) -> str:
    environment = _environment() | {"XDG_CACHE_HOME": str(cache)}
    command = [str(Path(sys.executable).with_name("dipgraph")), "validate", "--data", folder, "--engine", "shifty"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode == 2:
        raise RuntimeError(done.stderr)
    return done.stderr.strip()


def _environment() -> dict[str, str]:
    """Return an environment in which modules stay compiled, as they do for a user."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


# The steps where one document changed, as plain calls of the libraries: start, look at all files, read the document and
# the reference data, prepare the shapes, load a store, ask the checks. Nothing is compared, remembered or said.
_ALONE = """
import glob, os, sys
import pyoxigraph as ox
from shifty import _shifty
folder, document, ontology, queries = sys.argv[1:]
states = [os.stat(path) for path in glob.iglob(folder + "/**/*.ttl", recursive=True)]
known = [folder + "/actors.ttl", *(f"{ontology}/{name}.ttl" for name in ("dipgraph", "acts", "issues"))]
store = ox.Store()
for path in (document, *known):
    base = "https://w3id.org/dipgraph/" + os.path.basename(path)
    store.load(path=path, format=ox.RdfFormat.TURTLE, base_iri=base, to_graph=ox.NamedNode(base))
triples = [quad.triple for path in known for quad in ox.parse(path=path, base_iri="https://w3id.org/dipgraph/")]
for path in glob.glob(queries + "/*.rq"):
    list(store.query(open(path).read(), use_default_graph_as_union=True))
shapes = _shifty.PreparedValidator(open(ontology + "/shapes.ttl", "rb").read(), None, "turtle", "https://w3id.org/dipgraph/shapes")
shapes.validate_algebra(open(document, "rb").read(), None, "turtle", "data", None, False)
"""


def libraries_alone(folder: str) -> tuple[float, None]:
    """Run what the libraries by themselves take where one document of *folder* changed, from start to end."""
    document = next(iter(Files.at(Path(folder) / "documents", vocabularies=False)))
    places = [str(shipped.folder("ontology")), str(shipped.folder("queries") / "checks")]
    command = [sys.executable, "-c", _ALONE, folder, document.origin, *places]
    return timed(lambda: subprocess.run(command, check=True, env=_environment()) and None)


def one_document(folder: str, engine: str) -> tuple[float, float]:
    """Return the median seconds in which a document is parsed and checked against the reference data that is there.

    And those that pyoxigraph and shifty take of it by themselves.
    """
    dataset = Dataset.read(folder)
    reference = tuple(graph for graph in dataset.graphs if is_reference(graph))
    judged = judge(reference, engine)
    asker = ShiftyEngine([t for graph in reference for t in graph.triples], shapes()) if engine == "shifty" else None
    taken, alone = [], []
    for graph in Files.at(Path(folder) / "documents", vocabularies=False):
        begun = time.perf_counter()
        judged.shapes(graph)
        judged.texts(graph)
        taken.append(time.perf_counter() - begun)
        if asker is not None:
            prepared, data, names = asker.question(graph.triples)
            begun = time.perf_counter()
            tuple(parse(graph.content, format=graph.format, base_iri=graph.name.value))
            _ = prepared.validate_algebra(data, None, "ntriples", "data", names, False).violations
            alone.append(time.perf_counter() - begun)
        if len(taken) == 200:
            break
    # The first are slower: the shapes are prepared, and what is near a thing is found, when it is first asked for.
    first = min(20, len(taken) - 1)
    return statistics.median(taken[first:]), statistics.median(alone[first:] or [0.0])


_WHY = """Given the data as one graph, pyshacl does what it does for whoever calls it; what it finds is compared with what
the shapes find by shifty, for it has no checks across documents. Where it finds more, what one account says wrongly of a
meeting is found of the meeting too, which by its other accounts alone is right. Document by document it is asked as it is by
`dipgraph validate --engine pyshacl`, and as shifty is: the reference data are judged once, and a query of the shapes is
parsed once. That is the harder to be faster than, and all findings are compared.

What limits a whole validation: each document takes what pyoxigraph and shifty take of it alone, above, on the cores that
there are; and the checks across documents are stored queries about the whole graph, which is loaded and asked on one core.
It grows with the documents; start and shapes, which cost the same at any size, make it look like less than that. Of a folder
with one change every file is looked at, and little else grows.
"""


def main() -> None:
    """Measure, and write the tables."""
    parser = options("Validation, beside pyshacl.", (100, 1000, 10_000))
    about = "numbers of documents that pyshacl is given as one graph, which takes it minutes"
    parser.add_argument("--whole", type=int, nargs="*", default=(100, 1000), help=about)
    given = parser.parse_args()
    found: dict[str, dict[int, Figure]] = {}
    equal = []
    for size in given.sizes:
        folder, faulty = data(given.folder, size), data(given.folder, size, size * FAULTS_PER_HUNDRED // 100)
        taken = {"shifty, one core": measure(by_library, str(faulty), "shifty", runs=given.runs, limit=LIMIT)}
        if size <= PYSHACL_UP_TO:
            own = taken["shifty, one core"].value
            taken[SINGLE] = measure(by_library, str(faulty), "pyshacl", runs=given.runs, limit=LIMIT)
            same = "identical" if taken[SINGLE].value == own else "DIFFERENT"
            equal.append((f"{size:,}", SINGLE, len(own["all"]), same))
        if size in given.whole:
            mine = taken["shifty, one core"].value["by shapes"]
            taken[WHOLE] = measure(as_it_comes, str(faulty), runs=given.runs, limit=LIMIT)
            found_whole = set(taken[WHOLE].value)
            more, fewer = len(found_whole.difference(mine)), len(set(mine) - found_whole)
            same = f"all there, and {more} more" if more else "identical"
            equal.append((f"{size:,}", WHOLE, len(mine), f"{fewer} MISSING" if fewer else same))
        taken["`dipgraph validate`, from start to end"] = measure(
            by_program, str(folder), False, runs=given.runs, limit=LIMIT
        )
        taken["the same, one document changed"] = measure(by_program, str(folder), True, runs=given.runs)
        taken["what the libraries alone take of that"] = measure(libraries_alone, str(folder), runs=given.runs)
        for engine in ("shifty", "pyshacl") if size <= PYSHACL_UP_TO else ("shifty",):
            taken[f"one document, {engine}"] = measure(one_document, str(folder), engine, runs=given.runs)
        for name, figure in taken.items():
            found.setdefault(name, {})[size] = figure
    publish("Validation", report(found, equal), given.page)


def _extended(figures: dict[int, Figure], size: int) -> tuple[float, str]:
    """Return the seconds at *size*, or those in a line through what was measured, and a note that says so.

    The line is less than that many times the largest, which has the start in it.
    """
    if size in figures:
        return figures[size].median, ""
    low, high = min(figures), max(figures)
    slope = (figures[high].median - figures[low].median) / (high - low) if high > low else figures[high].median / high
    return figures[high].median + slope * (size - high), f" (pyshacl extended from {high:,})"


def report(found: dict[str, dict[int, Figure]], equal: list[tuple[str, str, int, str]]) -> str:
    """Return the tables of what was found."""
    sizes = sorted(found["shifty, one core"])
    whole, again = found["`dipgraph validate`, from start to end"], found["the same, one document changed"]
    rows: list[tuple[object, ...]] = []
    for size in sizes:
        for name in (WHOLE, SINGLE) if WHOLE in found else (SINGLE,):
            seconds, note = _extended(found[name], size)
            own, program = found["shifty, one core"][size].median, whole[size].median
            target = "25 or more" if name == WHOLE else ""
            rows.append((f"{size:,}", f"{name} / shifty, one core{note}", seconds / own, ""))
            rows.append((f"{size:,}", f"{name} / `dipgraph validate`{note}", seconds / program, target))
        rows.append((f"{size:,}", "whole / one changed", whole[size].median / again[size].median, "100 or more"))
        floor = found["what the libraries alone take of that"][size].median
        rows.append((f"{size:,}", "whole / one changed, if the libraries alone did it", whole[size].median / floor, ""))
        one = found["one document, shifty"][size]
        rows.append((f"{size:,}", "one document, ms", one.median * 1000, "5 or less"))
        rows.append((f"{size:,}", "one document, pyoxigraph and shifty alone, ms", one.value * 1000, ""))
    text = table(("documents", "ratio", "found", "to reach at 10,000"), rows)
    text += "\n" + table(("documents", "beside shifty", "findings", "are"), equal)
    headings = ["seconds", *(f"{size:,}" for size in sizes), "runs", "grows as n^"]
    times = []
    for name, figures in found.items():
        medians = {size: figure.median for size, figure in figures.items()}
        growth = exponent(medians) if len(medians) > 1 else ""
        runs = "/".join(str(len(figure.seconds)) for figure in figures.values())
        times.append((name, *(medians.get(size, "") for size in sizes), runs, growth))
    text += "\n" + table(headings, times)
    said = json.dumps(again[max(sizes)].value, ensure_ascii=False)
    text += f"\nThe library is given read data with {FAULTS_PER_HUNDRED} faults in 100 documents; `dipgraph validate` "
    text += f"reads data without faults, on all cores, and says of the last: {said}. "
    return text + _WHY


if __name__ == "__main__":
    main()
