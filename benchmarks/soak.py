"""What a server stands: bombs beside honest requests, many clients at once, killed processes, a long load.

``python benchmarks/soak.py --minutes 10 --load 60`` bombards for ten minutes and loads for an hour; what has 0 minutes is
left out, and what was found before stays on the page. Everything is asked from outside, over HTTP; a function returns what
it saw, and the tests run the same functions for some seconds.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import signal
import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from clients import Client, Load, Server, State, asking, at, children, day, dipgraph, got, load, posting
from dipgraph import shipped
from dipgraph.dataset import Files
from dipgraph.opening import open_store
from figures import RESULTS, publish, table

# Seconds that the server gives a query; clients that ask honestly, seconds between two of their requests, who bombards.
SECONDS, HONEST, PAUSE, BOMBERS = 1, 3, 0.05, 2
CLIENTS = 200
# What a server consists of beside itself: four that answer, two that stand by, and the one from which they are forked.
PROCESSES = 7
_PARTS = 6
_LABEL = "SELECT ?label { <https://w3id.org/dipgraph/person/hayashi-yoshimasa> "
_LABEL += "<http://www.w3.org/2000/01/rdf-schema#label> ?label }"


def _doubled(number: int) -> str:
    steps = "".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1}) " for n in range(34))
    return f"SELECT (STRLEN(?x34) AS ?n) {{ BIND('a{number}' AS ?x0) {steps}}}"


def _star(number: int) -> str:
    return f"SELECT * {{ {' '.join(f'?s ?p{n} ?o{n} .' for n in range(300))} FILTER(?o1 != {number}) }}"


# Each kind with a number in it, so that none is asked twice.
BOMBS: dict[str, Callable[[int], str]] = {
    "cartesian product": lambda n: f"SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != {n}) }}",
    "property path": lambda n: f"SELECT (COUNT(*) AS ?n) {{ ?a (!<urn:{n}>)* ?b . ?b (!<urn:x>|^!<urn:y>)* ?c }}",
    "long path": lambda n: "SELECT * { ?s " + "/".join([f"^!<urn:{n}>"] * 500) + " ?o }",
    "memory by CONCAT": _doubled,
    "memory by groups": lambda n: f"SELECT (GROUP_CONCAT(CONCAT(STR(?a), '{n}', STR(?d))) AS ?x) {{ ?a ?b ?c . ?d ?e ?f }}",
    "calls in calls": lambda n: f"SELECT ?x {{ BIND({'IF(true, ' * 95}{n}{', 2)' * 95} AS ?x) }}",
    "brackets in brackets": lambda n: f"ASK {{ FILTER({'(' * 30_000}{n}{')' * 30_000}) }}",
    "chain of ||": lambda n: f"ASK {{ FILTER({'false || ' * 15_000}{n} = 0) }}",
    "chain of UNION": lambda n: "SELECT * { {} " + f"UNION {{ ?s ?p ?o FILTER(?o = {n}) }} " * 1500 + "}",
    "ORDER BY of everything": lambda n: f"SELECT DISTINCT * {{ ?a ?b ?c . ?d ?e ?f FILTER(?a != {n}) }} ORDER BY ?f ?a",
    "star of 300 patterns": _star,
    "many rows": lambda n: f"SELECT ?a ?d {{ ?a ?b ?c . ?d ?e ?f FILTER(?a != {n}) }}",
    "many bytes": lambda n: f"SELECT (CONCAT('{str(n) * 9000}', STR(?a)) AS ?x) {{ ?a ?b ?c . ?d ?e ?f }}",
    "regular expression": lambda n: f"SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f FILTER(REGEX(?c, '^(a+)+{n}$')) }}",
    "no SPARQL": lambda n: f"SELECT * {{ ?s ?p '{n} }}",
    "another server": lambda n: f"SELECT * {{ SERVICE SILENT <http://127.0.0.1:{n % 60_000 + 1}/> {{ ?s ?p ?o }} }}",
}  # fmt: skip
# What an honest client asks; the number is in what it asks, so that not all comes from a cache.
HONEST_ONES: dict[str, Callable[[int], bytes]] = {
    "small query": lambda n: asking(f"{_LABEL} # {n}"),
    "stored query": lambda n: got(f"/queries/recurring-issues?since={day(n)}"),
    "page of a meeting": lambda n: got(f"/meeting/2022-05-23-jp-us?{n}", "text/html"),
}


@dataclass
class Seen:
    """What clients saw: of each kind the statuses and the seconds of each answer, and what is not as it must be."""

    statuses: dict[str, Counter[int]] = field(default_factory=dict)
    seconds: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def note(self, kind: str, status: int, seconds: float) -> None:
        """Take one answer."""
        self.statuses.setdefault(kind, Counter())[status] += 1
        self.seconds.setdefault(kind, []).append(seconds)

    @property
    def number(self) -> int:
        """How many answers there are."""
        return sum(map(len, self.seconds.values()))

    @property
    def all_seconds(self) -> list[float]:
        """The seconds of all answers."""
        return [one for seconds in self.seconds.values() for one in seconds]


def honest(port: int, seen: Seen, stop: threading.Event, seed: int) -> None:
    """Ask one honest request after another until *stop*, each of which must be answered with what it asks for."""
    client, chance = Client(port), random.Random(seed)
    while not stop.is_set():
        kind, request = chance.choice(list(HONEST_ONES.items()))
        reply = client.ask(request(chance.randrange(10**9)))
        seen.note(kind, reply.status, reply.seconds)
        if reply.status != 200 or not reply.body:
            seen.wrong.append(f"{kind}: {reply.status} {reply.body[:200]!r} after {reply.seconds:.2f} s")
        stop.wait(PAUSE)
    client.close()


def bomber(port: int, seen: Seen, stop: threading.Event, seed: int) -> None:
    """Send one bomb after another until *stop*; each must be answered, or refused with its reason."""
    chance = random.Random(f"bombs {seed}")
    kinds: list[str] = []
    while not stop.is_set():
        kinds = kinds or chance.sample(list(BOMBS), len(BOMBS))
        kind = kinds.pop()
        client = Client(port)
        reply = client.ask(posting(BOMBS[kind](chance.randrange(10**9)), keep=False))
        client.close()
        seen.note(kind, reply.status, reply.seconds)
        if reply.status not in (200, 400, 413, 503):
            seen.wrong.append(f"{kind}: {reply.status} {reply.body[:200]!r}")


@contextlib.contextmanager
def asked(server: Server, bombers: int = 0) -> Iterator[tuple[Seen, Seen]]:
    """Have honest clients ask, and others bombard; give what the former and the latter see, whole when this ends."""
    seen, bombs, stop = Seen(), Seen(), threading.Event()
    threads = [threading.Thread(target=honest, args=(server.port, seen, stop, n)) for n in range(HONEST)]
    threads += [threading.Thread(target=bomber, args=(server.port, bombs, stop, n)) for n in range(bombers)]
    for thread in threads:
        thread.start()
    try:
        yield seen, bombs
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def bombard(server: Server, seconds: float) -> tuple[Seen, Seen]:
    """Return what honest clients and those who bombard saw in so many *seconds*."""
    with asked(server, BOMBERS) as (seen, bombs):
        time.sleep(seconds)
    return seen, bombs


def kill(server: Server, seconds: float) -> tuple[Seen, int]:
    """Kill one of the processes of a server, again and again; return what honest clients saw, and how many were killed."""
    killed, chance, ends = 0, random.Random("kills"), time.monotonic() + seconds
    with asked(server) as (seen, _):
        while time.monotonic() < ends:
            if there := children(server.process):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(chance.choice(there), signal.SIGKILL)
                    killed += 1
            time.sleep(chance.uniform(0.2, 1.5))
    return seen, killed


def crowd(server: Server, seconds: float) -> Load:
    """Return what so many clients saw who all ask at the same time."""
    return load(server.port, (asking(f"{_LABEL} # crowd {n}") for n in count()), CLIENTS, seconds)


def long_load(server: Server, seconds: float) -> tuple[Seen, list[list[State]]]:
    """Ask a server honestly for so long; return what was seen, and its states in each of some parts, the start left out."""
    parts = []
    part = seconds / (_PARTS + 1)
    with asked(server) as (seen, _):
        for number in range(_PARTS + 1):
            states: list[State] = []
            ends = time.monotonic() + part
            while (left := ends - time.monotonic()) > 0:
                time.sleep(min(5, left))
                states.append(State.of(server.process))
            if number:
                parts.append(states)
    return seen, parts


def settled(server: Server) -> bool:
    """Say whether a server soon has as many processes as it is to have."""
    ends = time.monotonic() + 15
    while len(children(server.process)) != PROCESSES:
        if time.monotonic() > ends:
            return False
        time.sleep(0.1)
    return True


def report(found: tuple[Seen, Seen], killed: tuple[Seen, int], many: Load, stays: bool) -> str:
    """Return the tables of what was seen under bombs, kills and a crowd."""
    seen, bombs = found
    late = [one for one in bombs.all_seconds if one > SECONDS]
    kept = 1 - sum(one > SECONDS + 0.5 for one in late) / bombs.number
    rows: list[tuple[object, ...]] = [
        (f"bombs, of {len(bombs.seconds)} kinds", bombs.number, "1,000 in ten minutes"),
        ("bombs that were answered otherwise than by an answer or a reason", len(bombs.wrong), "none"),
        ("bombs answered within half a second of the limit, %", 100 * kept, "99 or more"),
        ("honest requests beside them", seen.number, ""),
        ("of these failed", len(seen.wrong), "none"),
        ("99 in 100 of them took, ms", 1000 * at(seen.all_seconds, 0.99), "50 or less"),
        ("processes killed", killed[1], ""),
        ("honest requests beside that", killed[0].number, ""),
        ("of these failed", len(killed[0].wrong), "none"),
        (f"requests of {CLIENTS} clients at once", len(many.taken) + many.failed.total(), ""),
        ("of these failed", many.failed.total(), "none"),
        _stay(stays),
    ]
    text = table(("", "found", "to reach"), rows)
    text += "\n" + table(
        ("honest", "requests", "median, ms", "99 in 100, ms", "longest, ms"),
        [
            (kind, len(taken), 1000 * statistics.median(taken), 1000 * at(taken, 0.99), 1000 * max(taken))
            for kind, taken in sorted(seen.seconds.items())
        ],
    )
    text += "\n" + table(
        ("bomb", "sent", "statuses", "median, s", "longest, s"),
        [
            (kind, len(taken), _statuses(bombs.statuses[kind]), statistics.median(taken), max(taken))
            for kind, taken in sorted(bombs.seconds.items())
        ],
    )
    wrong = [*seen.wrong, *bombs.wrong, *killed[0].wrong, *map(str, many.failed.items())]
    return f"{text}\n{_WHY}" + _told(wrong)


def load_report(minutes: float, seen: Seen, parts: list[list[State]], stays: bool) -> str:
    """Return the tables of what was seen in so many *minutes* of load."""
    rows: list[tuple[object, ...]] = [
        (f"requests in {minutes:g} minutes", seen.number, ""),
        ("of these failed", len(seen.wrong), "none"),
        ("99 in 100 took, ms", 1000 * at(seen.all_seconds, 0.99), ""),
        _stay(stays),
    ]
    text = table(("", "found", "to reach"), rows)
    text += "\n" + table(
        (f"load, in {_PARTS} parts", "server, MiB", "with all processes, MiB", "open files", "processes"),
        [
            (
                f"{number}.",
                *(_median(states, what) / 2**20 for what in ("own", "all")),
                *(int(_median(states, what)) for what in ("files", "processes")),
            )
            for number, states in enumerate(parts, 1)
        ],
    )
    return f"{text}\n{_LOADED}" + _told(seen.wrong)


def _stay(stays: bool) -> tuple[object, ...]:
    return ("as many processes at the end as there are to be", "yes" if stays else "no", "yes")


def _told(wrong: list[str]) -> str:
    """Return the first of what is *wrong* in words, if anything is."""
    return "\nWrong:\n\n" + "".join(f"* {line}\n" for line in wrong[:20]) if wrong else ""


def _statuses(found: Counter[int]) -> str:
    return ", ".join(f"{status}: {number}" for status, number in sorted(found.items()))


def _median(states: list[State], what: str) -> float:
    return float(statistics.median(getattr(state, what) for state in states))


_WHY = f"""`dipgraph serve --seconds {SECONDS}` on the shipped data, asked over HTTP by {HONEST} honest clients, each with
{PAUSE * 1000:.0f} ms between an answer and its next request, beside {BOMBERS} who send a bomb as soon as the last is
answered. Hardly any two requests are the same. Clients are threads of one process on the machine of the server, and wait for
a processor like all others. 503 is a limit, whose message says which. Processes are four that answer, two that stand by, and
the one from which they are forked; any of them is killed.
"""
_LOADED = f"""`dipgraph serve` on the shipped data, asked by {HONEST} clients, each with {PAUSE * 1000:.0f} ms between an
answer and its next request. Memory, files and processes are medians of each part, after a part that is left out.
"""


def main() -> None:
    """Bombard, kill, crowd and load, and write the tables."""
    parser = argparse.ArgumentParser(description="What a server stands.")
    parser.add_argument(
        "--minutes", type=float, default=10, help="minutes of bombs, and then of kills and a crowd (10)"
    )
    parser.add_argument("--load", type=float, default=60, help="minutes of load (60)")
    parser.add_argument("--folder", type=Path, default=Path("benchmarks-data"), help="where the store is made")
    parser.add_argument("--page", type=Path, default=RESULTS, help="the page that the table is written to")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    store = given.folder / "soak.db"
    shutil.rmtree(store, ignore_errors=True)
    with open_store(store) as opened:
        opened.load(Files.at(shipped.folder("data")))
    if given.minutes:
        with dipgraph("--store", store, "--seconds", SECONDS) as server:
            settled(server)
            found = bombard(server, 60 * given.minutes)
            killed = kill(server, 12 * given.minutes)
            many = crowd(server, min(30, 60 * given.minutes))
            publish("What a server stands", report(found, killed, many, settled(server)), given.page)
    if given.load:
        with dipgraph("--store", store) as server:
            settled(server)
            seen, parts = long_load(server, 60 * given.load)
            publish("What load a server stands", load_report(given.load, seen, parts, settled(server)), given.page)


if __name__ == "__main__":
    main()
