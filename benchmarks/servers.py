"""Triple stores of others: what a push to each takes, what its own bulk loader takes, and how large it is then.

python benchmarks/servers.py --sizes 100 1000 10000
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dipgraph import open_store
from dipgraph.bulk import DATA, bulk
from dipgraph.dataset import Files
from dipgraph.push import plan, push
from dipgraph.remote import RemoteStore
from dipgraph.stores import Store
from figures import Figure, data, exponent, measure, options, publish, table, timed
from triple_stores import LOGIN, STORES, fuseki_jar, virtuoso

# After so many seconds no further run of one thing is begun.
LIMIT = 60
NOT_INSTALLED = "is not installed"


@contextmanager
def _loaded(folder: str) -> Iterator[Store]:
    os.environ.update(LOGIN)
    with open_store() as store:
        store.load(Files.at(folder))
        yield store


def by_push(folder: str, kind: str) -> tuple[float, Any]:
    """Push the data in *folder* to an empty server, again, and again after one document changed."""
    try:
        with _loaded(folder) as store, STORES[kind]() as address, RemoteStore(address) as there:

            def pushed() -> int:
                planned = plan(store, there)
                push(store, there, planned)
                return len(planned.sent)

            first, all_ = timed(pushed)
            again, none = timed(pushed)
            document = next(name for name in store.names() if "/document/" in name)
            store._store.update(f"INSERT DATA {{ GRAPH <{document}> {{ <{document}> <urn:x:note> 'new' }} }}")
            changed, one = timed(pushed)
            assert (all_, none, one) == (len(store.names()), 0, 1)
            return first, {"again": again, "one changed": changed}
    except pytest.skip.Exception:
        return 0.0, NOT_INSTALLED


def by_loader(folder: str, kind: str) -> tuple[float, Any]:
    """Let the bulk loader of a server read what `dipgraph export --for` writes; return how large things are, in bytes."""
    try:
        with tempfile.TemporaryDirectory(dir=folder) as place, _loaded(folder) as store:
            # The server has a working folder of its own.
            out = Path(place).resolve() / "out"
            written, statements = timed(lambda: bulk(store, kind, out))
            packed = (out / DATA).stat().st_size
            store.close()
            if kind == "fuseki":
                command = ["java", "-cp", fuseki_jar(), *(out / "load.sh").read_text().splitlines()[0].split()]
                taken, _ = timed(lambda: subprocess.run(command, cwd=out, check=True, capture_output=True))
                size = _bytes(out / "database")
            else:
                with virtuoso(out) as server:
                    command = ["isql-vt", str(server.sql), *LOGIN.values(), str(out / "load.sql")]
                    taken, _ = timed(lambda: subprocess.run(command, check=True, capture_output=True))
                    size = _bytes(server.folder)
                    with RemoteStore(server.address) as there:
                        assert sum(mark.statements - 1 for mark in there.graphs.marks().values()) == statements
            return taken, {"written in": written, "packed": packed, "database": size, "statements": statements}
    except pytest.skip.Exception:
        return 0.0, NOT_INSTALLED


def weigh(folder: str) -> tuple[float, dict[str, int]]:
    """Return how many bytes the data in *folder* take in each form in which dipgraph has them."""
    files = Files.at(folder, vocabularies=False)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        disk = Path(place) / "store"
        with open_store(disk) as store:
            statements = store.load(Files.at(folder)).statements
            bulk(store, "qlever", Path(place) / "out")
        packed = Path(place) / "out" / DATA
        with gzip.open(packed) as content:
            unpacked = sum(map(len, content))
        return 0.0, {
            "Turtle": sum(len(graph.content) for graph in files),
            "N-Quads": unpacked,
            "N-Quads, packed": packed.stat().st_size,
            "a store on disk": _bytes(disk),
            "of which the record of what was loaded": sum(file.stat().st_size for file in disk.glob("*.record")),
            "statements, not bytes": statements,
        }


def _bytes(folder: Path) -> int:
    # Blocks that hold something: a database is a file with holes.
    return sum(512 * file.stat().st_blocks for file in folder.rglob("*") if file.is_file())


_WHY = """A push sends each document by a request of its own, and the server answers when it has it; a bulk loader sorts
everything at once. Pushing again compares the digests of all graphs here with the marks there.

The packed file is what `dipgraph export --for` writes; sizes are of what lies on the disk after the load.
"""


def main() -> None:
    """Measure, and write the tables."""
    parser = options("Triple stores of others, by push and by bulk loader.", (100, 1000, 10_000))
    given = parser.parse_args()
    pushes: dict[str, dict[int, Figure]] = {kind: {} for kind in STORES}
    loads: dict[str, dict[int, Figure]] = {kind: {} for kind in ("fuseki", "virtuoso")}
    for size in given.sizes:
        folder = str(data(given.folder, size))
        for found, function in ((pushes, by_push), (loads, by_loader)):
            for kind, figures in found.items():
                figures[size] = measure(function, folder, kind, runs=given.runs, limit=LIMIT)
        for rest in Path(folder).glob("tmp*"):
            shutil.rmtree(rest)
    weights = {size: measure(weigh, str(data(given.folder, size)), runs=1) for size in given.sizes}
    publish("Servers", report(pushes, loads, weights), given.page)


def report(
    pushes: dict[str, dict[int, Figure]], loads: dict[str, dict[int, Figure]], weights: dict[int, Figure]
) -> str:
    """Return the tables of what was found."""
    rows: list[tuple[object, ...]] = []
    for kind, figures in pushes.items():
        for size, figure in figures.items():
            if figure.value == NOT_INSTALLED:
                rows.append((f"{size:,}", kind, NOT_INSTALLED, "", "", "", len(figure.seconds)))
                continue
            rate = size / figure.median
            again, one = figure.value["again"], figure.value["one changed"]
            rows.append((f"{size:,}", kind, figure.median, rate, again, one, len(figure.seconds)))
    headings = (
        "documents",
        "push to",
        "first: s",
        "documents/s",
        "again, nothing to send: s",
        "one to send: s",
        "runs",
    )
    text = table(headings, rows)
    rows = []
    for kind, figures in loads.items():
        for size, figure in figures.items():
            if figure.value == NOT_INSTALLED:
                rows.append((f"{size:,}", kind, NOT_INSTALLED, *[""] * 5))
                continue
            value = figure.value
            each = [value["packed"] / size, value["database"] / size, value["statements"] / size]
            times = [value["written in"], figure.median, size / figure.median]
            rows.append((f"{size:,}", kind, *times, *map(float, each)))
    first = ("documents", "loader of", "written in: s", "load: s", "documents/s")
    text += "\n" + table((*first, "packed: bytes/document", "database: bytes/document", "statements/document"), rows)
    rows = [
        (what, *(f.value[what] / size for size, f in weights.items())) for what in next(iter(weights.values())).value
    ]
    text += "\n" + table(("bytes a document", *(f"{size:,} documents" for size in weights)), rows)
    growths = [
        f"{what} {kind} n^{exponent({size: figure.median for size, figure in figures.items()})}"
        for what, found in (("push to", pushes), ("loader of", loads))
        for kind, figures in found.items()
        if len(figures) > 1 and all(figure.value != NOT_INSTALLED for figure in figures.values())
    ]
    grows = f"Grows as: {', '.join(growths)}.\n" if growths else ""
    return f"{text}\n{grows}\n{_WHY}"


if __name__ == "__main__":
    main()
