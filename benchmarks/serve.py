"""Serving: requests a second beside `oxigraph serve` and rdflib-endpoint, and memory for large answers.

python benchmarks/serve.py --sizes 10000
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import statistics
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count, repeat
from pathlib import Path

import pyoxigraph as ox

import clients
from clients import Client, Load, Reply, Server, State, asking, at, day, dipgraph, got, load, posting, running
from dipgraph import shipped
from dipgraph.dataset import Files
from dipgraph.opening import open_store
from dipgraph.query import Query
from dipgraph.terms import BASE
from figures import data, options, publish, table
from triple_stores import free_port

# Stored queries, each with its parameter and what is asked for a number: one that counts over all, and one of a dozen rows.
STORED: dict[str, tuple[str, Callable[[int], str]]] = {
    "recurring-issues": ("since", day),
    "office-holders": ("on", lambda n: (dt.date(1970, 1, 1) + dt.timedelta(n % 30_000)).isoformat()),
}
SMALL = f"SELECT ?label {{ <{BASE}person/hayashi-yoshimasa> <http://www.w3.org/2000/01/rdf-schema#label> ?label }}"
OWN, AGAIN, OXIGRAPH, RDFLIB, NOTHING = (
    "dipgraph", "dipgraph, the same again", "oxigraph serve", "rdflib-endpoint", "a constant, to see who asks",
)  # fmt: skip
NOT_INSTALLED = "is not installed"
# Rows of a large answer, and how many ask for it at the same time.
ROWS, AT_ONCE = 50_000, 4
_MANY = "SELECT ?s ?p ?o ?x {{ ?s ?p ?o VALUES ?x {{ 1 2 3 4 5 6 7 8 9 }} }} LIMIT {} # {}"


@dataclass
class Rates:
    """What one server gave to one question at so many connections: a load for each run."""

    loads: list[Load] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """The median of answers a second."""
        return statistics.median(found.rate for found in self.loads)


def program(name: str) -> Path | None:
    """Return the program of that name beside Python, if it is installed."""
    found = Path(sys.executable).with_name(name)
    return found if found.exists() else None


def others(folder: Path, stack: ExitStack) -> dict[str, Server]:
    """Start the other servers with the data of dipgraph, those that are installed."""
    quads, database = folder / "serve.nq", folder / "serve-oxigraph"
    with open_store() as store:
        store.load(Files.at(shipped.folder("data")))
        ox.serialize(store.quads(), str(quads), ox.RdfFormat.N_QUADS)
    found = {}
    if oxigraph := program("oxigraph"):
        shutil.rmtree(database, ignore_errors=True)
        command = [oxigraph, "load", "--location", database, "--file", quads]
        subprocess.run(list(map(str, command)), check=True, capture_output=True)
        port = free_port()
        command = [
            oxigraph,
            "serve-read-only",
            "--location",
            database,
            "--bind",
            f"127.0.0.1:{port}",
            "--union-default-graph",
        ]
        found[OXIGRAPH] = stack.enter_context(running(list(map(str, command)), port))
    if endpoint := program("rdflib-endpoint"):
        port = free_port()
        command = [endpoint, "serve", "--host", "127.0.0.1", "--port", str(port), quads]
        found[RDFLIB] = stack.enter_context(running(list(map(str, command)), port))
    return found


def questions(numbers: Iterator[int]) -> dict[str, dict[str, tuple[bytes, Iterator[bytes]]]]:
    """Return for each question what each server is asked, once and then on, none twice but where it says so."""
    found = {
        "small query": {
            OWN: (asking(SMALL), (asking(f"{SMALL} # {n}") for n in numbers)),
            AGAIN: (b"", repeat(asking(SMALL))),
            OXIGRAPH: (asking(SMALL, "/query"), (asking(f"{SMALL} # {n}", "/query") for n in numbers)),
            RDFLIB: (asking(SMALL, "/"), (asking(f"{SMALL} # {n}", "/") for n in numbers)),
            NOTHING: (b"", (asking(f"{SMALL} # {n}") for n in numbers)),
        },
    }
    for name in STORED:
        # An address has room for no more than 8 KB on some servers: a stored query is sent to them as a body.
        own, text = got(f"/queries/{name}"), Query.named(name).text
        found[f"stored query {name}"] = {
            OWN: (own, _named(name, numbers)),
            AGAIN: (b"", repeat(own)),
            OXIGRAPH: (posting(text, "/query"), _bound(name, numbers, "/query")),
            RDFLIB: (posting(text, "/"), _bound(name, numbers, "/")),
        }
    return found


def _named(name: str, numbers: Iterator[int]) -> Iterator[bytes]:
    """Yield requests for a stored query by its name."""
    parameter, value = STORED[name]
    for n in numbers:
        yield got(f"/queries/{name}?{parameter}={value(n)}")


def _bound(name: str, numbers: Iterator[int], path: str) -> Iterator[bytes]:
    """Yield requests for the text of a stored query with the values with which dipgraph is asked by its name."""
    parameter, value = STORED[name]
    with open_store() as store:
        for n in numbers:
            yield posting(Query.named(name).bind(store, **{parameter: value(n)}), path)


def rates(folder: Path, connections: list[int], seconds: float, runs: int) -> dict[tuple[str, str, int], Rates]:
    """Return what each server gives to each question, one after the other in each run."""
    found: dict[tuple[str, str, int], Rates] = {}
    with ExitStack() as stack:
        servers = others(folder, stack)
        servers[OWN] = servers[AGAIN] = stack.enter_context(dipgraph("--seconds", "60"))
        port = free_port()
        servers[NOTHING] = stack.enter_context(running([sys.executable, clients.__file__, str(port)], port))
        asked = questions(count())
        for question, by in asked.items():
            _agree(
                question, {name: (servers[name], once) for name, (once, _) in by.items() if once and name in servers}
            )
        for _ in range(runs):
            for question, by in asked.items():
                for name, (_, requests) in by.items():
                    for number in connections if name in servers else ():
                        loaded = load(servers[name].port, requests, number, seconds)
                        found.setdefault((question, name, number), Rates()).loads.append(loaded)
    return found


def _agree(question: str, servers: dict[str, tuple[Server, bytes]]) -> None:
    """Raise RuntimeError where servers have not the same rows; each is asked once more than it is measured."""
    rows = {}
    for name, (server, request) in servers.items():
        client = Client(server.port)
        reply = client.ask(request)
        client.close()
        if reply.status != 200:
            raise RuntimeError(f"{name}: {question}: {reply.status} {reply.body[:300]!r}")
        bindings = json.loads(reply.body)["results"]["bindings"]
        rows[name] = sorted(sorted((key, cell["value"]) for key, cell in row.items()) for row in bindings)
    if any(found != rows[OWN] for found in rows.values()):
        raise RuntimeError(
            f"{question}: the rows are not the same: { {name: len(found) for name, found in rows.items()} }"
        )


@dataclass(frozen=True)
class Large:
    """What large answers took: bytes of one, seconds of the slowest, and by how much the server grew, and all of it."""

    at_once: int
    bytes: int
    seconds: float
    own: int
    all: int


def large(server: Server, at_once: int) -> Large:
    """Return what it takes to give a large answer to so many at the same time, three times over."""
    before = State.of(server.process)
    peaks, stop = [before], threading.Event()
    replies: list[Reply] = []

    def look() -> None:
        while not stop.wait(0.01):
            peaks.append(State.of(server.process))

    def ask(number: int) -> None:
        client = Client(server.port)
        replies.extend(client.ask(asking(_MANY.format(ROWS, f"{at_once} {number} {n}"))) for n in range(3))
        client.close()

    looking = threading.Thread(target=look)
    looking.start()
    threads = [threading.Thread(target=ask, args=(number,)) for number in range(at_once)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stop.set()
    looking.join()
    assert all(reply.status == 200 and len(reply.body) > 50 * ROWS for reply in replies), replies[0].body[:300]
    own, both = (max(getattr(peak, what) for peak in peaks) - getattr(before, what) for what in ("own", "all"))
    return Large(at_once, len(replies[0].body), max(reply.seconds for reply in replies), own, both)


def report(found: dict[tuple[str, str, int], Rates], larges: dict[str, list[Large]]) -> str:
    """Return the tables of what was found."""
    connections = sorted({number for _, _, number in found})
    wanted = ((OWN, RDFLIB, "15 or more"), (OWN, OXIGRAPH, "0.5 or more"), (AGAIN, OWN, "10 or more"))
    rows: list[tuple[object, ...]] = []
    for question in dict.fromkeys(question for question, _, _ in found):
        for one, other, to_reach in wanted:
            # What is to be reached is said of stored queries; the other one shows the least that an answer takes.
            reach = to_reach if question.startswith("stored") else ""
            if (question, other, connections[0]) not in found:
                rows.append((question, f"{one} / {other}", *[NOT_INSTALLED] * len(connections), reach))
                continue
            ratios = [found[question, one, n].rate / found[question, other, n].rate for n in connections]
            rows.append((question, f"{one} / {other}", *ratios, reach))
    plural = [f"{n} connection{'s' * (n > 1)}" for n in connections]
    text = table(("", "requests a second", *plural, "to reach"), rows)
    text += "\n" + table(
        ("", "asked", "connections", "requests/s", "median, ms", "99 in 100, ms", "failed", "who asks is busy, %"),
        [
            (question, name, number, of.rate, *_times(of), sum(one.failed.total() for one in of.loads),
             100 * sum(one.own for one in of.loads) / sum(one.seconds for one in of.loads))
            for (question, name, number), of in sorted(found.items(), key=lambda pair: (pair[0][0], pair[0][2]))
        ],
    )  # fmt: skip
    text += "\n" + table(
        (
            f"{ROWS:,} rows",
            "at once",
            "bytes of one",
            "longest, s",
            "the server grew by, MiB",
            "with all processes, MiB",
        ),
        [
            (where, one.at_once, one.bytes, one.seconds, one.own / 2**20, one.all / 2**20)
            for where, several in larges.items()
            for one in several
        ],
    )
    return f"{text}\n{_WHY}"


def _times(of: Rates) -> tuple[float, float]:
    taken = [one for found in of.loads for one in found.taken] or [0.0]
    return 1000 * statistics.median(taken), 1000 * at(taken, 0.99)


_WHY = """All servers have the shipped data, are on the machine of who asks, and are asked in turn; that they give the same
rows is looked at first. No request is asked twice, by a number in a comment or by another day in a parameter (30,000 days of
`office-holders`), but where it says "again". Who asks is one process, which takes a core where it is busy by 100 %: how fast
it can be is seen by the server that answers with a constant. oxigraph is as it comes from PyPI, with the union of all
graphs; rdflib-endpoint has the store of rdflib in memory. A large answer is asked for three times by each who asks.
"""


def main() -> None:
    """Measure, and write the tables."""
    parser = options("Serving, beside oxigraph serve and rdflib-endpoint.", (10_000,))
    parser.set_defaults(runs=3)
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 20], help="numbers of connections")
    parser.add_argument("--seconds", type=float, default=5, help="seconds of each measurement of requests")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    found = rates(given.folder, given.connections, given.seconds, given.runs)
    larges = {}
    for size in (0, *given.sizes):
        where = f"{size:,} documents" if size else "shipped"
        folder = data(given.folder, size) if size else shipped.folder("data")
        store = given.folder / f"serve-{size}.db"
        shutil.rmtree(store, ignore_errors=True)
        with open_store(store) as opened:
            opened.load(Files.at(folder))
        with dipgraph("--store", store, "--seconds", "60") as server:
            larges[where] = [large(server, at_once) for at_once in (1, AT_ONCE)]
    publish("Serving", report(found, larges), given.page)


if __name__ == "__main__":
    main()
