"""How fast documents are drafted by the command and by the job for Spark, here, and whether the graphs are the same.

DIPGRAPH_MATERIAL=FOLDER python benchmarks/spark_drafts.py

FOLDER has texts in `corpus/`; without it those of the project are drafted. It needs PySpark and Java.
"""

from __future__ import annotations

import gzip
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox

from dipgraph import Dataset, shipped
from dipgraph.digests import canonical
from dipgraph.intake import documents
from figures import options, publish, table

COMMAND = ["-c", "from dipgraph.cli import main; main()", "draft"]
JOB = ["-m", "dipgraph.spark", "--master"]


def main() -> None:
    """Draft all documents, and one alone, in both ways, and write the table."""
    parser = options("Drafts by the command and by Spark.", ())
    given = parser.parse_args()
    material = os.environ.get("DIPGRAPH_MATERIAL")
    place = Path(material) / "corpus" if material else shipped.folder("data") / "documents"
    master = f"local[{os.cpu_count()}]"
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "one").mkdir()
        # Not a page of the folder itself, which may say what the folder is.
        shutil.copy(next(path for path in documents(place) if path.suffix == ".txt"), work / "one")
        rows = []
        for name, start in (("dipgraph draft", COMMAND), (f"Spark, {master}", [*JOB, master])):
            alone = _seconds(start, work / "one", work / "out", given.runs)
            every = _seconds(start, place, work / name, given.runs)
            number = len(documents(place))
            rows.append((name, number, every, number / every, alone))
        commanded, sharded = in_files(work / rows[0][0]), in_shards(work / rows[1][0])
    same = sum(commanded[name] == sharded.get(name) for name in commanded)
    text = table(("", "documents", "seconds", "documents/s", "seconds for one document"), rows)
    text += f"\nOf {len(commanded)} graphs of the command and {len(sharded)} in the shards {same} are the same.\n"
    publish("Spark", text, given.page)


def in_files(out: Path) -> dict[str, bytes]:
    """Return the graphs that the command wrote, in canonical form."""
    return {g.name.value: canonical(g.triples, g.name.value) for g in Dataset.read(out, vocabularies=False).graphs}


def in_shards(out: Path) -> dict[str, bytes]:
    """Return the graphs of the shards, in canonical form."""
    found = defaultdict(list)
    for path in out.glob("part-*.nq.gz"):
        for quad in ox.parse(gzip.decompress(path.read_bytes()), format=ox.RdfFormat.N_QUADS):
            assert isinstance(quad.graph_name, ox.NamedNode)
            found[quad.graph_name.value].append(quad.triple)
    return {name: canonical(triples, name) for name, triples in found.items()}


def _seconds(start: list[str], place: Path, out: Path, runs: int) -> float:
    """Return the median of what *runs* of a command line take, each into a new folder."""
    taken = []
    for _ in range(runs):
        shutil.rmtree(out, ignore_errors=True)
        option = ["--out"] if start == COMMAND else []
        begun = time.perf_counter()
        command = [sys.executable, *start, str(place), *option, str(out)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode not in (0, 2):
            raise RuntimeError(f"{command} ended with {done.returncode}: {done.stderr[-2000:]}")
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
