"""Loading: dipgraph beside rdflib, and beside pyoxigraph's own bulk_load of the same quads; time, memory, growth.

python benchmarks/load.py --sizes 1000 10000 100000
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pyoxigraph as ox

from dipgraph.dataset import Files
from dipgraph.opening import open_store
from figures import Figure, data, exponent, measure, options, publish, table, timed

RDFLIB_UP_TO = 10_000
# After so many seconds no further run of one thing is begun.
LIMIT = 240


def rdflib_parse(folder: str) -> tuple[float, int]:
    """Parse every file of *folder*, and the vocabularies, with rdflib into named graphs in memory."""
    import rdflib

    graphs = list(Files.at(folder))

    def parse() -> int:
        dataset = rdflib.Dataset(default_union=True)
        for graph in graphs:
            named = dataset.graph(rdflib.URIRef(graph.name.value))
            named.parse(data=graph.content.decode(), format="turtle", publicID=graph.name.value)
        return len(dataset)

    return timed(parse)


def memory(folder: str) -> tuple[float, int]:
    """Load *folder* into a store in memory, files and all."""
    with open_store() as store:
        return timed(lambda: store.load(Files.at(folder)).statements)


def disk(folder: str) -> tuple[float, int]:
    """Load *folder* into a new store on disk, until it is on the disk and recorded."""
    with tempfile.TemporaryDirectory(dir=folder) as place, open_store(Path(place) / "store") as store:
        return timed(lambda: store.load(Files.at(folder)).statements)


def raw_memory(folder: str) -> tuple[float, int]:
    """Load the same quads, written to one file of N-Quads, with pyoxigraph into memory."""
    store = ox.Store()
    seconds, _ = timed(lambda: store.bulk_load(path=f"{folder}/.quads.nq", format=ox.RdfFormat.N_QUADS))
    return seconds, len(store)


def raw_disk(folder: str) -> tuple[float, int]:
    """Load the same quads with pyoxigraph into a new store on disk."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        seconds, statements = timed(lambda: _bulk_loaded(place, f"{folder}/.quads.nq"))
        return seconds, statements


def _bulk_loaded(place: str, file: str) -> int:
    store = ox.Store(place)
    store.bulk_load(path=file, format=ox.RdfFormat.N_QUADS)
    store.flush()
    return len(store)


def again(folder: str) -> tuple[float, int]:
    """Load *folder*, of which nothing changed, into the store on disk that has it."""
    with open_store(Path(folder) / ".store") as store:
        return timed(lambda: len(store.load(Files.at(folder)).changed))


def one_changed(folder: str) -> tuple[float, int]:
    """Load *folder*, of which one document changed, into the store on disk that has it."""
    document = next(iter(Files.at(Path(folder) / "documents", vocabularies=False)))
    Path(document.origin).write_bytes(document.content + b"#\n")
    try:
        return again(folder)
    finally:
        Path(document.origin).write_bytes(document.content)


MEASURES = {
    "rdflib, parse into memory": rdflib_parse,
    "dipgraph, memory": memory,
    "pyoxigraph bulk_load, memory": raw_memory,
    "dipgraph, disk": disk,
    "pyoxigraph bulk_load, disk": raw_disk,
    "dipgraph, disk, nothing changed": again,
    "dipgraph, disk, one document changed": one_changed,
}

_WHY = """Peaks are of whole processes. rdflib and bulk_load are given the content of the files at once; dipgraph finds,
reads and digests them.

On disk it also brings each file of the store to the disk before it says that all is loaded, and keeps its digest, which
bulk_load leaves to the system; and where there are two cores, parsing takes part of what bulk_load has by itself: that is
what it is slower by.

All grow with the statements, and a little more: an index that is larger than the caches of the processor takes longer to
enter. A small load has the vocabularies in it too; one of what is there looks at each file.
"""


def main() -> None:
    """Measure, and write the tables."""
    parser = options("Loading, beside rdflib and beside pyoxigraph itself.", (1000, 10_000))
    given = parser.parse_args()
    found: dict[str, dict[int, Figure]] = {name: {} for name in MEASURES}
    for size in given.sizes:
        folder = data(given.folder, size)
        prepare(folder)
        for name, function in MEASURES.items():
            if name.startswith("rdflib") and size > RDFLIB_UP_TO:
                continue
            # A load of ten million statements takes minutes: how often each was measured is in the table.
            found[name][size] = measure(function, str(folder), runs=given.runs, limit=LIMIT)
    publish("Loading", report(found), given.page)


def prepare(folder: Path) -> None:
    """Put beside the data what is measured on: its quads as one file, and a store that has them."""
    with open_store() as store:
        store.load(Files.at(folder))
        ox.serialize(store.quads(), str(folder / ".quads.nq"), ox.RdfFormat.N_QUADS)
    shutil.rmtree(folder / ".store", ignore_errors=True)
    with open_store(folder / ".store") as store:
        store.load(Files.at(folder))


def report(found: dict[str, dict[int, Figure]]) -> str:
    """Return the tables of what was found."""
    sizes = sorted(found["dipgraph, memory"])
    ratios = []
    for size in sizes:
        own, own_disk = found["dipgraph, memory"][size], found["dipgraph, disk"][size]
        if size in found["rdflib, parse into memory"]:
            peer = found["rdflib, parse into memory"][size]
            ratios.append((f"{size:,}", "rdflib parse / dipgraph in memory", peer.median / own.median, "12 or more"))
            ratios.append((f"{size:,}", "rdflib's peak of memory / dipgraph's", peer.peak / own.peak, "4 or more"))
        for place, loaded in (("memory", own), ("disk", own_disk)):
            raw = found[f"pyoxigraph bulk_load, {place}"][size]
            ratios.append((f"{size:,}", f"dipgraph / bulk_load, {place}", loaded.median / raw.median, "1.25 or less"))
    text = table(("documents", "ratio", "found", "to reach"), ratios)
    headings = ["", *(f"{size:,}: s" for size in sizes), *(f"{size:,}: MiB" for size in sizes), "runs", "grows as n^"]
    rows = []
    for name, figures in found.items():
        times = [figures[size].median if size in figures else "" for size in sizes]
        peaks = [figures[size].peak if size in figures else "" for size in sizes]
        growth = exponent({size: figure.median for size, figure in figures.items()}) if len(figures) > 1 else ""
        runs = "/".join(str(len(figure.seconds)) for figure in figures.values())
        rows.append((name, *times, *peaks, runs, growth))
    text += "\n" + table(headings, rows)
    parsed = found["rdflib, parse into memory"]
    if len(parsed) > 1 and max(sizes) not in parsed:
        low, high = sorted(parsed)[-2:]
        slope = (parsed[high].peak - parsed[low].peak) / (high - low)
        largest = parsed[high].peak + slope * (max(sizes) - high)
        taken = found["dipgraph, memory"][max(sizes)].peak
        text += (
            f"\nAt {max(sizes):,} documents rdflib would take {largest:,.0f} MiB, extended in a line from {low:,} and "
        )
        text += f"{high:,}: {largest / taken:.1f} times as much as dipgraph.\n"
    statements = ", ".join(f"{figure.value:,} at {size:,}" for size, figure in found["dipgraph, memory"].items())
    return f"{text}\nStatements: {statements}. {_WHY}"


if __name__ == "__main__":
    main()
