"""The index of the search: how long it takes to make, how large it is, and how long it takes to find something in it.

python benchmarks/searching.py --sizes 1000 10000
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from dipgraph import open_store, shipped
from dipgraph.dataset import Files
from dipgraph.search import found
from dipgraph.search_index import build
from figures import Figure, data, measure, options, publish, table

# A name, a mistake, words that are rare and that are nearly everywhere, forms, a beginning, a phrase, a day, and no Latin.
WORDS = (
    "Japan", "Blinkin", "sanctions", "cooperating", "the", "to the of", "Minister", "Indo-Pacific", "minis", "23 May 1998",
    '"foreign affairs"', "Ministry of Foreign Affairs", "\u5916\u76f8",
)  # fmt: skip
_TURNS = 5


def made(store: str, index: str) -> tuple[float, Any]:
    """Make the index of a *store* in the file *index*."""
    Path(index).unlink(missing_ok=True)
    with open_store(store) as opened:
        seconds = _spent(partial(build, opened, index))
        return seconds, [len(opened.embedded), Path(index).stat().st_size / 2**20]


def searched(store: str, index: str) -> tuple[float, Any]:
    """Search for each of the words, first each kind and then statements; the value is the milliseconds of each search."""
    with open_store(store) as opened, tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"{opened.state}.sqlite").symlink_to(Path(index).absolute())
        taken = []
        for _ in range(_TURNS):
            for words in WORDS:
                for kind in (None, "statement"):
                    asked = partial(found, opened, {"name": words, "index": folder, "kind": kind})
                    taken.append(_spent(asked) * 1000)
    return sum(taken) / 1000, sorted(taken)


def _spent(function: Callable[[], object]) -> float:
    """Return the seconds of the processor that *function* takes: it waits for nothing, and others may be at work too."""
    begun = time.process_time()
    function()
    return time.process_time() - begun


def main() -> None:
    """Measure the shipped data and each size, and write the table."""
    given = options("Searching.", (1000, 10000)).parse_args()
    folders = {"shipped": shipped.folder("data")} | {f"{size:,}": data(given.folder, size) for size in given.sizes}
    rows = []
    given.folder.mkdir(parents=True, exist_ok=True)
    for name, folder in folders.items():
        store, index = (str(given.folder / f"searching-{folder.name}.{end}") for end in ("db", "sqlite"))
        with open_store(store) as opened:
            opened.load(Files.at(folder))
        rows.append(row(name, measure(made, store, index, runs=given.runs), measure(searched, store, index, runs=1)))
    headings = (
        "documents",
        "statements",
        "making, s",
        "peak, MiB",
        "size, MiB",
        "search, median, ms",
        "95 of 100, ms",
        "slowest, ms",
    )
    said = "Times are those of the processor."
    said += f" Each search is one of {len(WORDS)} words or phrases, rare and common, of all kinds or of statements."
    publish("Searching", f"{table(headings, rows)}\n{said}\n", given.page)


def row(name: str, making: Figure, searching: Figure) -> tuple[object, ...]:
    """Return a row of the table."""
    statements, size = making.value
    taken = searching.value
    high = taken[int(len(taken) * 0.95)]
    return name, statements, making.median, making.peak, size, statistics.median(taken), high, taken[-1]


if __name__ == "__main__":
    main()
