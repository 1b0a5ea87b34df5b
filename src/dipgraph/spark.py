"""Drafts beyond one machine: a job for Apache Spark, which writes the graphs of many documents as shards of N-Quads.

``python -m dipgraph.spark FOLDER OUT``, or ``spark-submit …/dipgraph/spark.py FOLDER OUT``. Documents, actors and OUT lie
where every machine has them at the same path, and every machine has the same dipgraph. A graph is what ``dipgraph draft``
writes. OUT has, for each shard, ``part-00000.nq.gz`` and ``part-00000.jsonl``, with a line for each
document that says what became of it; ``_SUCCESS`` comes last, when every document is in one of them.

It goes over the documents three times: they are drafted; sorted by text, for of those with one text the first is kept;
sorted by address, for a graph is of one document. A process has few of them in memory: Spark sorts on disk.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from dipgraph import shipped
from dipgraph.bulk import begin
from dipgraph.crew import Failed, attempt, done_by
from dipgraph.draft_turtle import Encoded
from dipgraph.drafting import LONGEST, SAME_TEXT, Asked, Source, work
from dipgraph.errors import DipgraphError, UsageError
from dipgraph.folders import whole_file
from dipgraph.intake import documents
from dipgraph.journal import digest, key
from dipgraph.particulars import faults, stated
from dipgraph.prose import language
from dipgraph.terminal import say
from dipgraph.terms import BASE
from dipgraph.vocabulary import actors_of

DONE = "_SUCCESS"
# So many documents are drafted between two chances to try again, and so many are in a shard: a GB, unpacked.
_TASK, _SHARD = 1000, 50_000


@dataclass(frozen=True)
class Outcome:
    """What became of a document, the *order*-th of them: its graph, or the word for why there is none, and why."""

    order: int
    source: str
    encoded: Encoded | None = None
    word: str = ""
    why: str = ""

    def line(self) -> bytes:
        """Return the line that says so."""
        said = {"graph": BASE + self.encoded.address} if self.encoded else {self.word: self.why}
        return json.dumps({"source": self.source, **said}, ensure_ascii=False).encode(errors="surrogateescape") + b"\n"


def draft_on_spark(context: Any, place: Path, out: Path, asked: Asked, shards: int | None = None) -> Counter[str]:
    """Draft the documents of the folder *place* into shards in the folder *out*, which is new, by a SparkContext.

    Return how many have a "graph", how many are "without" one and how many "failed".
    """
    from py4j.protocol import Py4JError

    found = documents(place)
    root = place if place.is_dir() else place.parent
    begin(out)
    tasks = max(context.defaultParallelism, -(-len(found) // _TASK))
    shards = shards or max(context.defaultParallelism, -(-len(found) // _SHARD))
    # Neighbours are of one kind and as long as each other: each task has some of all.
    numbered = sorted(enumerate(os.path.relpath(path, root) for path in found), key=lambda one: one[0] % tasks)
    drafted = partial(_drafted, root=root, asked=asked, same=key((), asked.actors))
    outcomes = context.parallelize(numbered, tasks).mapPartitions(drafted)
    once = outcomes.keyBy(_text).repartitionAndSortWithinPartitions(tasks, _spread).values().mapPartitions(_once)
    apart = once.keyBy(_address).repartitionAndSortWithinPartitions(shards, _spread).values().mapPartitions(_apart)
    try:
        tallies: list[Counter[str]] = apart.mapPartitionsWithIndex(partial(_shard, out=out)).collect()
    except Py4JError as error:
        # What a worker died of comes from Java, with all that it said.
        why = str(getattr(error, "java_exception", error)).partition("\n")[0]
        raise DipgraphError(f"{out}: Spark gave up ({why}): see its log, and draft into a new folder") from error
    places = [(_files(out, number), tally) for number, tally in enumerate(tallies)]
    written = sum(said.is_file() and graphs.is_file() == bool(tally["graph"]) for (graphs, said), tally in places)
    if written != shards:
        raise DipgraphError(
            f"{out}: only {written} of {shards} shards are there: give a folder that all machines share"
        )
    every = sum(tallies, Counter[str]())
    if every.total() != len(found):
        raise DipgraphError(
            f"{out}: its shards have {every.total()} of {len(found)} documents: draft into a new folder"
        )
    for left in out.glob(".part-*"):
        # What an attempt was at that did not end.
        left.unlink(missing_ok=True)
    (out / DONE).touch()
    return every


def _drafted(part: Iterable[tuple[int, str]], root: Path, asked: Asked, same: str) -> Iterator[Outcome]:
    """Yield what becomes of some documents, each drafted in a process that may die or take too long, as the command does."""
    numbered = list(part)
    if why := _strange(asked, same):
        yield from (Outcome(order, name, None, "failed", why) for order, name in numbered)
        return
    sources = [Source(root / name, name, "") for _, name in numbered]
    results = done_by(partial(work, asked=asked), sources, 1, LONGEST)
    for (order, name), (_, result) in zip(numbered, results, strict=True):
        if isinstance(result, Failed):
            yield Outcome(order, name, None, "failed", result.why)
        else:
            yield Outcome(order, name, result.encoded, "" if result.encoded else "without", result.none)


def _strange(asked: Asked, same: str) -> str:
    """Say what is wrong where program, vocabularies and actors are not those of the machine that asks, else nothing."""
    try:
        here = key((), asked.actors)
    except OSError as error:
        return f"{error.filename}: {error.strerror}: put the actors where every machine has them at the same path"
    return "" if here == same else "this machine has another dipgraph, or other actors: install the same on every one"


def _text(one: Outcome) -> tuple[str, int]:
    return digest(one.encoded.text) if one.encoded else "", one.order


def _address(one: Outcome) -> tuple[str, int]:
    return one.encoded.address if one.encoded else "", one.order


def _spread(key: tuple[str, int]) -> int:
    """Return a number that brings what has one name into one partition; Python's own differs from machine to machine."""
    name, order = key
    return int.from_bytes(hashlib.sha256((name or str(order)).encode()).digest()[:8])


def _once(part: Iterable[Outcome]) -> Iterator[Outcome]:
    """Yield outcomes, sorted by text; of the documents with one text the first keeps its graph."""
    return _first(part, _text, "without", SAME_TEXT)


def _apart(part: Iterable[Outcome]) -> Iterator[Outcome]:
    """Yield outcomes, sorted by address; where texts of one day have the same first digits, the first keeps its graph."""
    return _first(part, _address, "failed", "it would have the address of another text: ")


def _first(part: Iterable[Outcome], by: Callable[[Outcome], tuple[str, int]], word: str, why: str) -> Iterator[Outcome]:
    first = None
    for one in part:
        if first and one.encoded and by(first)[0] == by(one)[0]:
            yield Outcome(one.order, one.source, None, word, why + first.source)
        else:
            first = one
            yield one


def _files(out: Path, number: int) -> tuple[Path, Path]:
    return out / f"part-{number:05}.nq.gz", out / f"part-{number:05}.jsonl"


def _shard(number: int, part: Iterable[Outcome], out: Path) -> Iterator[Counter[str]]:
    """Write a shard, and yield what is in it; an attempt that breaks off, or is one of two, leaves no half of it."""
    tally: Counter[str] = Counter()
    graphs, said = _files(out, number)
    with whole_file(graphs) as file, whole_file(said) as lines, gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
        for one in part:
            quads = attempt(_quads, one.encoded) if one.encoded else b""
            if isinstance(quads, Failed):
                one, quads = Outcome(one.order, one.source, None, "failed", quads.why), b""  # noqa: PLW2901
            packed.write(quads)
            lines.write(one.line())
            tally[one.word or "graph"] += 1
    if not tally["graph"]:
        # Nothing reads RDF that says nothing.
        graphs.unlink(missing_ok=True)
    yield tally


def _quads(encoded: Encoded) -> bytes:
    """Return a graph as N-Quads."""
    name = ox.NamedNode(BASE + encoded.address)
    triples = ox.parse(encoded.turtle.encode(), format=ox.RdfFormat.TURTLE)
    return (
        ox.serialize((ox.Quad(t.subject, t.predicate, t.object, name) for t in triples), format=ox.RdfFormat.N_QUADS)
        or b""
    )


def _context(master: str | None) -> Any:
    """Return the SparkContext: of spark-submit, of *master*, or else of all cores of this machine."""
    try:
        from pyspark import SparkConf, SparkContext
        from pyspark.errors import PySparkRuntimeError
    except ImportError:
        raise UsageError("this needs PySpark: pip install 'dipgraph[draft,spark]'") from None
    # Else a machine takes the python3 that it finds first.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = SparkConf().setIfMissing("spark.app.name", "dipgraph draft")
    if master:
        settings.setMaster(master)
    settings.setIfMissing("spark.master", "local[*]")
    if settings.get("spark.master", "").startswith("local"):
        # What runs on this machine alone is reached from it alone.
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    try:
        return SparkContext.getOrCreate(settings)
    except PySparkRuntimeError as error:
        why = str(error).partition("\n")[0]
        raise UsageError(f"Spark does not start ({why}): it needs Java 17 or later, by PATH or JAVA_HOME") from None


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("dipgraph.spark", description="Draft many documents on Apache Spark.")
    parser.add_argument("place", metavar="FOLDER", type=Path, help="documents, as `dipgraph draft` takes them")
    parser.add_argument("out", metavar="OUT", type=Path, help="a new folder for the shards")
    parser.add_argument("--publisher", metavar="NAME", help="the body that answers for all of them, by name or address")
    parser.add_argument("--data", metavar="FOLDER", type=Path, help="whose actors are meant, as of `dipgraph draft`")
    parser.add_argument("--shards", metavar="N", type=int, help="into how many files they go")
    parser.add_argument("--master", metavar="URL", help="of Spark [default: that of spark-submit, or all cores here]")
    return parser.parse_args()


def main() -> int:
    """Run the job of the command line, and return its exit code: 0, or 2 where a document or the whole failed."""
    given = _arguments()
    place, out, data = (Path(os.path.abspath(p)) for p in (given.place, given.out, shipped.data_folder(given.data)))
    option = stated({"publisher": given.publisher}, "option") if given.publisher else None
    try:
        language()
        context = _context(given.master)
        tally = draft_on_spark(context, place, out, Asked("ttl", actors_of(data), option), given.shards)
        context.stop()
    except DipgraphError as error:
        say(f"dipgraph: {error}")
        return error.exit_code
    except KeyboardInterrupt:
        say("dipgraph: interrupted")
        return 130
    for fault in faults(documents(place)):
        say(f"{fault} (this line says nothing of any document; the others are read)")
    say(f"{out}: {tally['graph']} drafted, {tally['without']} without a draft, {tally['failed']} failed")
    if tally["failed"]:
        say(f"{out}: which, and why: grep '\"failed\"' {out}/part-*.jsonl")
    return 2 if tally["failed"] else 0


if __name__ == "__main__":
    # What workers are sent is found by them in the module of this name, and not in a program that they do not run.
    sys.path[:] = [
        path for path in sys.path if os.path.realpath(path or ".") != os.path.dirname(os.path.realpath(__file__))
    ]
    sys.exit(import_module("dipgraph.spark").main())
