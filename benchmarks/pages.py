"""Pages: how long each kind takes, asked for the first time and again, of the thing most written about and of many others.

python benchmarks/pages.py --sizes 10000
"""

from __future__ import annotations

import json
import statistics
import time
from dataclasses import dataclass
from urllib.parse import quote

from clients import Client, Server, asking, at, day, dipgraph, got
from dipgraph import shipped
from dipgraph.dataset import Files
from dipgraph.network import FOLDER
from dipgraph.network import names as networks
from dipgraph.opening import open_store
from dipgraph.overview import KINDS
from dipgraph.query import names
from dipgraph.terms import BASE
from figures import data, options, publish, table

QUESTION = "recurring-issues"
# Pages of a kind that are asked for, for each run; seconds until the index is there at most, and that a query may take.
PAGES, _PATIENCE, _QUIET = 20, 300.0, 20.0
_BUSIEST = (
    # Of a document nothing is said but by itself.
    "SELECT ?thing { { ?s ?p ?thing } UNION { ?thing ?p ?s } "
    f"FILTER(STRSTARTS(STR(?thing), '{BASE}') && !CONTAINS(STR(?thing), '#')) }} "
    "GROUP BY ?thing ORDER BY DESC(COUNT(*)) ?thing"
)
_WORDS = "SELECT DISTINCT ?label { ?thing <http://www.w3.org/2000/01/rdf-schema#label> ?label } ORDER BY ?label"


@dataclass
class Page:
    """What a kind of page took: the seconds of the first in a process, of the busiest, of others, and of all again."""

    beginning: float | None
    busiest: float
    first: list[float]
    again: list[float]


def measured(server: Server, number: int) -> dict[str, Page]:
    """Return what each kind of page takes, by so many of each; the server has one process that answers."""
    client, found = Client(server.port), {}
    _ready(client)
    _settled(client)
    # What is on every page is compiled by then.
    _asked(client, f"/ask?query={quote('ASK {}')}")
    for kind, paths in _paths(client, number).items():
        # The rest of what a process has not done before is done for the last, which is not asked for again.
        beginning = _asked(client, paths.pop()) if len(paths) > 2 else None
        taken = [_asked(client, path) for path in paths]
        again = [_asked(client, path) for path in paths]
        found[kind] = Page(beginning, taken[0], taken[1:] or taken, again)
    client.close()
    return found


def _ready(client: Client) -> None:
    """Wait until the index of the state is there."""
    ends = time.monotonic() + _PATIENCE
    while True:
        reply = client.ask(got("/search?q=a", "application/json"))
        if reply.status == 200 and json.loads(reply.body)["is_present"]:
            return
        if time.monotonic() > ends:
            raise RuntimeError(f"there is no index after {_PATIENCE:g} seconds: {reply.status} {reply.body[:300]!r}")
        time.sleep(0.5)


def _settled(client: Client) -> None:
    """Wait until the server has asked for what it asks before anybody does: no more answers are kept for some seconds."""
    seen, since = -1.0, time.monotonic()
    while time.monotonic() - since < _QUIET:
        said = client.ask(got("/metrics", "text/plain")).body.decode()
        (kept,) = (float(line.split()[1]) for line in said.splitlines() if line.startswith("dipgraph_kept_answers "))
        if kept != seen:
            seen, since = kept, time.monotonic()
        time.sleep(0.5)


def _paths(client: Client, number: int) -> dict[str, list[str]]:
    """Return paths of each kind of page, that of the thing which is most written about first."""
    paths = {"start": ["/"], "names": ["/names"]}
    busiest = [f"/{quote(name.removeprefix(BASE))}" for name in _column(client, _BUSIEST)]
    for kind in sorted(KINDS):
        things = [path for path in busiest if path.startswith(f"/{kind}/")]
        paths[kind] = things[:1] + things[1 :: max(1, len(things) // number)][:number]
    words = _column(client, _WORDS)
    words = [label.split()[0] for label in words[:: max(1, len(words) // number)]]
    paths["search"] = [f"/search?q={quote(word)}" for word in dict.fromkeys(["meeting", *words])][: number + 1]
    paths["question"] = [f"/queries/{name}" for name in names() if "/" not in name]
    paths["question with a value"] = [f"/queries/{QUESTION}?since={day(500 + n)}" for n in range(3)]
    paths["network"] = [f"/{FOLDER}/{name}" for name in networks()]
    paths["questions"] = ["/queries"]
    paths["a form for SPARQL"] = ["/ask"]
    return {kind: several for kind, several in paths.items() if several}


def _column(client: Client, query: str) -> list[str]:
    reply = client.ask(asking(query))
    assert reply.status == 200, reply.body[:500]
    (name,) = json.loads(reply.body)["head"]["vars"]
    return [row[name]["value"] for row in json.loads(reply.body)["results"]["bindings"]]


def _asked(client: Client, path: str) -> float:
    reply = client.ask(got(path, "text/html"))
    assert reply.status == 200, (path, reply.status)
    return reply.seconds


def report(found: dict[str, dict[str, Page]]) -> str:
    """Return the table of what was found."""
    headings = ("page", "data", "pages", "median, ms", "99 in 100, ms", "busiest, ms", "first of a process, ms",
                "again: median, ms", "99 in 100, ms", "to reach")  # fmt: skip
    rows = [
        (kind, where, *_row(page), "" if kind == "question with a value" else "30 or less")
        for where, by in found.items()
        for kind, page in by.items()
    ]
    return f"{table(headings, rows)}\n{_WHY}"


def _row(page: Page) -> tuple[object, ...]:
    """Return the figures of a kind of page, in milliseconds."""
    first, again = ((1000 * statistics.median(of), 1000 * at(of, 0.99)) for of in (page.first, page.again))
    beginning = "" if page.beginning is None else 1000 * page.beginning
    return (len(page.again), *first, 1000 * page.busiest, beginning, *again)


_WHY = """Pages are timed where they arrive, from a server with one process that answers, once it has its index.
The busiest of a kind is that of the thing of which most is said; the others are taken evenly from all, from those of which
much is said to those of which little is. Each is asked for once, and then all of them again. The first of a process compiles
the template of its kind, and is not among the others but where there is one page of a kind. Questions and networks, as they
stand when nothing is chosen, the server has asked for itself before; with other values, they take as long as their query.
"""


def main() -> None:
    """Measure, and write the table."""
    parser = options("How long pages take.", (10_000,))
    parser.set_defaults(runs=1)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for size in (0, *given.sizes):
        where = f"{size:,} documents" if size else "shipped"
        store = given.folder / f"pages-{size}.db"
        with open_store(store) as opened:
            # What is there already is not loaded again.
            opened.load(Files.at(data(given.folder, size) if size else shipped.folder("data")))
        with dipgraph("--store", store, "--seconds", "60", "--workers", "1") as server:
            found[where] = measured(server, PAGES * given.runs)
    publish("Pages", report(found), given.page)


if __name__ == "__main__":
    main()
