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

from dipgraph import validate
from dipgraph.dataset import Dataset, Files
from dipgraph.judge import is_judgement, is_reference, judge
from figures import Figure, data, exponent, measure, options, publish, table, timed

# In documents: pyshacl takes a quarter of a second for each, and there is time for so many.
PYSHACL_UP_TO = 1000
FAULTS_PER_HUNDRED = 10


def by_library(folder: str, engine: str) -> tuple[float, list[str]]:
    """Validate *folder*, read already, in one process; return what is found, as text."""
    dataset = Dataset.read(folder)
    return timed(lambda: [str(finding) for finding in validate(dataset, engine=engine).findings])


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

    environment = os.environ | {"XDG_CACHE_HOME": str(cache)}
    command = [str(Path(sys.executable).with_name("dipgraph")), "validate", "--data", folder, "--engine", "shifty"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode == 2:
        raise RuntimeError(done.stderr)
    return done.stderr.strip()


def one_document(folder: str, engine: str) -> tuple[float, int]:
    """Return the median seconds in which a document is parsed and checked against the reference data that is there."""
    dataset = Dataset.read(folder)
    reference = tuple(graph for graph in dataset.graphs if is_reference(graph))
    judged = judge(reference, engine)
    files = [graph for graph in Files.at(Path(folder) / "documents", vocabularies=False) if not is_judgement(graph)]
    taken = []
    for graph in Files.at(Path(folder) / "documents", vocabularies=False):
        begun = time.perf_counter()
        judged.shapes(graph)
        judged.texts(graph)
        taken.append(time.perf_counter() - begun)
        if len(taken) == 200:
            break
    return statistics.median(taken[min(10, len(taken) - 1) :]), len(files)


def main() -> None:
    """Measure, and write the tables."""
    parser = options("Validation, beside pyshacl.", (100, 1000, 10_000))
    given = parser.parse_args()
    found: dict[str, dict[int, Figure]] = {}
    equal = []
    for size in given.sizes:
        folder, faulty = data(given.folder, size), data(given.folder, size, size * FAULTS_PER_HUNDRED // 100)
        taken = {"shifty, one core": measure(by_library, str(faulty), "shifty", runs=given.runs)}
        if size <= PYSHACL_UP_TO:
            taken["pyshacl on rdflib, one core"] = measure(
                by_library, str(faulty), "pyshacl", runs=given.runs, limit=600
            )
            same = taken["shifty, one core"].value == taken["pyshacl on rdflib, one core"].value
            equal.append((f"{size:,}", len(taken["shifty, one core"].value), "identical" if same else "DIFFERENT"))
        taken["`dipgraph validate`, from start to end"] = measure(by_program, str(folder), False, runs=given.runs)
        taken["the same, one document changed"] = measure(by_program, str(folder), True, runs=given.runs)
        for engine in ("shifty", "pyshacl"):
            taken[f"one document, {engine}"] = measure(one_document, str(folder), engine, runs=given.runs)
        for name, figure in taken.items():
            found.setdefault(name, {})[size] = figure
    publish("Validation", report(found, equal), given.page)


def report(found: dict[str, dict[int, Figure]], equal: list[tuple[str, int, str]]) -> str:
    """Return the tables of what was found."""
    sizes = sorted(found["shifty, one core"])
    peer = {size: figure.median for size, figure in found["pyshacl on rdflib, one core"].items()}
    whole, again = found["`dipgraph validate`, from start to end"], found["the same, one document changed"]
    rows: list[tuple[object, ...]] = []
    for size in sizes:
        if size in peer:
            seconds, note = peer[size], ""
        else:
            seconds, note = (
                peer[max(peer)] * size / max(peer),
                f" (pyshacl at {max(peer):,}, times {size // max(peer)})",
            )
        rows.append(
            (f"{size:,}", f"pyshacl / shifty, one core{note}", seconds / found["shifty, one core"][size].median, "")
        )
        rows.append((f"{size:,}", f"pyshacl / `dipgraph validate`{note}", seconds / whole[size].median, "25 or more"))
        rows.append((f"{size:,}", "whole / one changed", whole[size].median / again[size].median, "100 or more"))
        rows.append((f"{size:,}", "one document, ms", found["one document, shifty"][size].median * 1000, "5 or less"))
    text = table(("documents", "ratio", "found", "to reach at 10,000"), rows)
    text += "\n" + table(("documents", "findings", "of the two engines"), equal)
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
    text += f"reads data without faults, on all cores, and says of the last: {said}.\n"
    return text


if __name__ == "__main__":
    main()
