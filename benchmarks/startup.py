"""How long a person waits for the help, and for a stored query on a store on disk, beyond what Python itself takes.

python benchmarks/startup.py
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from dipgraph import shipped
from dipgraph.dataset import Files
from dipgraph.opening import open_store
from dipgraph.query import Query
from figures import options, publish, table

QUERY = "recurring-issues"
_LIMITS = """What pyoxigraph takes alone cannot be saved, nor that the program's start script imports `re` where it was
written by an older pip: by `uv` and newer ones it does not, and neither does dipgraph."""


def wall(command: Sequence[str]) -> float:
    """Return the milliseconds that a command takes, its compiled modules kept as they are for a user."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True, env=environment)
    return (time.perf_counter() - begun) * 1000


def commands(store: Path) -> dict[str, list[str]]:
    """Return what is timed, the bare Python first."""
    program = str(Path(sys.executable).with_name("dipgraph"))
    state = next(path for path in store.iterdir() if path.is_dir())
    bare = "import sys, pyoxigraph as ox; store = ox.Store.read_only(sys.argv[1])"
    asked = f"{bare}; list(store.query(open(sys.argv[2]).read(), use_default_graph_as_union=True))"
    text = Path(store.parent / "query.rq")
    text.write_text(Query.named(QUERY).text, encoding="utf-8")
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        "python -c 'import re'": [sys.executable, "-c", "import re"],
        "dipgraph --help": [program, "--help"],
        f"dipgraph query {QUERY} --store": [program, "query", QUERY, "--store", str(store)],
        "pyoxigraph alone: import, open": [sys.executable, "-c", bare, str(state)],
        "pyoxigraph alone: import, open, the same query": [sys.executable, "-c", asked, str(state), str(text)],
    }


def main() -> None:
    """Measure in turn, so that all have the same weather, and write the table."""
    parser = options("Starting.", ())
    parser.set_defaults(runs=21)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    store = given.folder / "startup.db"
    shutil.rmtree(store, ignore_errors=True)
    with open_store(store) as opened:
        opened.load(Files.at(shipped.folder("data")))
    publish("Starting", report(measured(store, given.runs)), given.page)


def measured(store: Path, runs: int) -> dict[str, list[float]]:
    """Return the milliseconds of each run of each command."""
    timed = commands(store)
    for command in timed.values():
        wall(command)
    found: dict[str, list[float]] = {name: [] for name in timed}
    for _ in range(runs):
        for name, command in timed.items():
            found[name].append(wall(command))
    return found


def report(found: dict[str, list[float]]) -> str:
    """Return the table of what was found."""
    bare = statistics.median(found["python -c pass"])
    reach = {"dipgraph --help": "40 or less", f"dipgraph query {QUERY} --store": "80 or less"}
    rows = [
        (f"`{name}`", statistics.median(taken), statistics.median(taken) - bare, min(taken), reach.get(name, ""))
        for name, taken in found.items()
    ]
    text = table(("", "median, ms", "beyond Python, ms", "shortest, ms", "to reach beyond Python"), rows)
    runs = len(found["python -c pass"])
    return f"{text}\n{runs} runs in turn, on the shipped data. {_LIMITS}\n"


if __name__ == "__main__":
    main()
