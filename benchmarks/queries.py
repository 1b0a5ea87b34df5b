"""Every stored query in memory, with values that are busy in the data, and beside the same text in rdflib.

python benchmarks/queries.py --sizes 1000 10000 100000
"""

from __future__ import annotations

import math
import multiprocessing
import statistics
import time
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from dipgraph import results
from dipgraph.dataset import Dataset, Files
from dipgraph.opening import open_store
from dipgraph.query import Query, stored
from dipgraph.terms import DIP, RDFS
from figures import data, exponent, options, publish, table
from generate import values

if TYPE_CHECKING:
    import rdflib

    from dipgraph.stores import Store

# Seconds that one query may take; then it is ended, and counts as that much.
PATIENCE = 60.0
# The same for rdflib, by document; and no less than a second.
PEER_PATIENCE = 0.0012
# After so many seconds no further run of one query is begun.
ENOUGH = 5.0
# Documents up to which rdflib is asked too: ten times as many would not fit into memory.
RDFLIB_UP_TO = 10_000
# The least that pyoxigraph takes for what most questions begin with, so that one sees what of a query is its own.
FLOORS = {
    "every statement, counted": "SELECT (COUNT(*) AS ?n) WHERE { ?s a dip:Statement }",
    "every statement with its meeting and issues, counted": (
        "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s a dip:Statement ; dip:madeAt ?m ; dip:issue ?i } }"
    ),
    "every commitment with its action, as rows": "SELECT DISTINCT ?c ?a WHERE { ?c a dip:Commitment ; dip:action ?a }",
    "every document with its label, as rows": "SELECT ?d ?l WHERE { ?d dip:describes ?m ; rdfs:label ?l }",
    "whatever is the subject of anything": "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s ?p ?o }",
}

# Seconds of one run, or None where it was ended, and the number of rows.
Taken = tuple[float | None, int]


def bound(name: str, busy: dict[str, str], store: Store) -> str:
    """Return the text of a stored query with busy values where it asks for one thing."""
    query = Query.named(name)
    given = {}
    for parameter in query.parameters:
        kind = name.rpartition("/")[2] if name.startswith("show/") else parameter.type
        if parameter.default != "UNDEF" and kind in busy:
            given[parameter.name] = busy[kind]
    return query.bind(store, **given)


def taken(answer: Callable[[], int], patience: float, runs: int) -> Taken:
    """Return the median seconds of *runs* of *answer*, or of as many as are ENOUGH, and its rows.

    Each run is in a fork of this process, which has the data.
    """
    seconds, rows = [], 0
    for _ in range(runs):
        receiving, sending = multiprocessing.Pipe(duplex=False)
        child = multiprocessing.get_context("fork").Process(target=_answered, args=(answer, sending))
        child.start()
        if not receiving.poll(patience):
            child.kill()
            child.join()
            return None, 0
        second, rows = receiving.recv()
        child.join()
        seconds.append(second)
        if sum(seconds) > ENOUGH:
            break
    return statistics.median(seconds), rows


def _answered(answer: Callable[[], int], sending: Connection) -> None:
    begun = time.perf_counter()
    rows = answer()
    sending.send((time.perf_counter() - begun, rows))


def own(folder: Path, runs: int) -> dict[str, Taken]:
    """Return what every stored query, and each of FLOORS, takes in a store in memory, its rows written as TSV."""
    with open_store() as store:
        store.load(Files.at(folder))
        busy = values(folder)
        texts = {name: bound(name, busy, store) for name in stored()}
        texts |= {name: f"PREFIX dip: <{DIP}> PREFIX rdfs: <{RDFS}> {text}" for name, text in FLOORS.items()}
        asked = {
            name: (lambda text=text: results.write(store.query(text), "tsv").count(b"\n") - 1)
            for name, text in texts.items()
        }
        return {name: taken(answer, PATIENCE, runs) for name, answer in asked.items()}


def peer(folder: Path, size: int, runs: int) -> dict[str, Taken]:
    """Return what the same texts take in rdflib in memory, its rows taken one by one."""
    with open_store() as store:
        store.load(Files.at(folder))
        texts = {name: bound(name, values(folder), store) for name in stored()}
    graph: rdflib.Dataset = Dataset.read(folder).to_rdflib()
    asked = {name: (lambda text=text: sum(1 for _ in graph.query(text))) for name, text in texts.items()}
    return {name: taken(answer, peer_patience(size), runs) for name, answer in asked.items()}


def peer_patience(size: int) -> float:
    """Return how many seconds rdflib may take for a query of so many documents."""
    return max(1.0, PEER_PATIENCE * size)


def main() -> None:
    """Measure, and write the tables."""
    parser = options("Every stored query in memory, and in rdflib.", (1000, 10_000))
    given = parser.parse_args()
    found = {size: own(data(given.folder, size), given.runs) for size in given.sizes}
    beside = max((size for size in given.sizes if size <= RDFLIB_UP_TO), default=None)
    peers = {beside: peer(data(given.folder, beside), beside, 1)} if beside else {}
    publish("Queries", report(found, peers), given.page)


def report(found: dict[int, dict[str, Taken]], peers: dict[int, dict[str, Taken]]) -> str:
    """Return the tables of what was found."""
    largest = max(found)
    text = ""
    for size, others in peers.items():
        ratios = {
            name: (seconds or peer_patience(size)) / (found[size][name][0] or PATIENCE)
            for name, (seconds, _) in others.items()
        }
        mean = math.exp(statistics.fmean(map(math.log, ratios.values())))
        ended = sum(seconds is None for seconds, _ in others.values())
        slower = ", ".join(name for name, ratio in ratios.items() if ratio < 1) or "none"
        text += f"At {size:,} documents rdflib takes at least {mean:,.1f} times as long, in geometric mean over "
        text += f"{len(ratios)} queries, each asked of it once; {ended} of them were ended after {peer_patience(size):g} s. "
        text += f"Queries that rdflib answers faster: {slower}. To reach: 25 times, and none.\n\n"
    queries = [name for name in found[largest] if name not in FLOORS]
    over = [name for name in queries if (found[largest][name][0] or PATIENCE) > 1]
    text += f"At {largest:,} documents {len(queries) - len(over)} of {len(queries)} queries take less "
    text += f"than 1 s; to reach, at 100,000: all. An empty cell is a query that was ended after {PATIENCE:g} s; "
    text += f"of a query that takes long there are only as many runs as make {ENOUGH:g} s.\n\n"
    text += (
        "What limits the others is what they look at: pyoxigraph answers on one core, and takes for the least of it\n\n"
    )
    text += _table(FLOORS, found, {}) + "\nA query that asks about everything does that several times over, "
    text += "and one that yields a hundred thousand rows puts together and writes each. "
    text += "Growth beyond n^1 has two reasons: a look into an index takes longer where it is larger than the caches "
    text += "of the processor, as the first rows show; and pairs grow faster than what they are pairs of.\n\n"
    return text + _table(queries, found, peers)


def _table(names: Iterable[str], found: dict[int, dict[str, Taken]], peers: dict[int, dict[str, Taken]]) -> str:
    sizes, largest = sorted(found), max(found)
    headings = ["query", *(f"{size:,}: ms" for size in sizes), f"rows at {largest:,}", "grows as n^"]
    headings += [f"rdflib at {size:,}: ms" for size in peers]
    rows = []
    for name in names:
        times = {size: found[size][name][0] for size in sizes}
        known = {size: seconds for size, seconds in times.items() if seconds is not None}
        growth = exponent(known) if len(known) == len(times) > 1 else ""
        cells = ["" if seconds is None else seconds * 1000 for seconds in times.values()]
        beside = [_milliseconds(others[name][0], size) for size, others in peers.items()]
        rows.append((name, *cells, found[largest][name][1], growth, *beside))
    return table(headings, rows)


def _milliseconds(seconds: float | None, size: int) -> str | float:
    return f"≥{peer_patience(size) * 1000:,.0f}" if seconds is None else seconds * 1000


if __name__ == "__main__":
    main()
