"""Figures: what a function takes in a process of its own, medians of several runs, and the page that they are written to.

A process of its own begins with nothing in memory, so that its peak is that of the one thing which is measured.
"""

from __future__ import annotations

import argparse
import inspect
import json
import math
import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).with_name("RESULTS.md")
_PARTIES = ("pyoxigraph", "rdflib", "pyshacl", "pyshifty", "networkx", "igraph")


@dataclass(frozen=True)
class Figure:
    """What some runs of one thing took: the seconds of each, the largest peak of memory in MiB, and what they returned."""

    seconds: tuple[float, ...]
    peak: float
    value: Any

    @property
    def median(self) -> float:
        """The median of the seconds."""
        return statistics.median(self.seconds)


def measure(function: Callable[..., Any], *arguments: Any, runs: int = 5, limit: float | None = None) -> Figure:
    """Run *function* of a module of benchmarks *runs* times, each in a process of its own, and return what it took.

    It returns what it measured itself: a pair of seconds and a value that JSON can hold; so nothing counts but what is
    meant. After *limit* seconds no further run is begun.
    """
    seconds, peaks, value = [], [], None
    begun = time.monotonic()
    for _ in range(runs):
        module = Path(inspect.getfile(function)).stem
        command = [sys.executable, __file__, module, function.__name__, json.dumps(arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{function.__name__}{arguments} ended with {done.returncode}: {done.stderr[-2000:]}")
        taken = json.loads(done.stdout.splitlines()[-1])
        seconds.append(taken["seconds"])
        peaks.append(taken["peak"])
        value = taken["value"]
        if limit is not None and time.monotonic() - begun > limit:
            break
    return Figure(tuple(seconds), max(peaks), value)


def timed(function: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds that *function* takes, and what it returns."""
    begun = time.perf_counter()
    value = function()
    return time.perf_counter() - begun, value


def exponent(figures: Mapping[int, float]) -> float:
    """Return e where a cost grows as size to the power of e, from the smallest to the largest of *figures*.

    >>> exponent({1000: 2.0, 100_000: 200.0})
    1.0
    """
    small, large = min(figures), max(figures)
    return round(math.log(figures[large] / figures[small]) / math.log(large / small), 2)


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table; numbers stand at the right."""
    listed = [[shown(cell) for cell in row] for row in rows]
    numeric = [all(re.fullmatch(r"[≥≤~]?[\d.,]*", row[at]) for row in listed) for at in range(len(headings))]
    lines = [list(headings), ["---:" if right else "---" for right in numeric], *listed]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def shown(cell: object) -> str:
    """Return a number with three digits that count, and anything else as it is.

    >>> shown(12345.6), shown(0.012345), shown("text")
    ('12,346', '0.0123', 'text')
    """
    if not isinstance(cell, float):
        return f"{cell:,}" if isinstance(cell, int) else str(cell)
    if cell == 0:
        return "0"
    digits = max(0, 2 - math.floor(math.log10(abs(cell))))
    return f"{cell:,.{digits}f}"


def publish(section: str, text: str, page: Path = RESULTS) -> None:
    """Print *text*, and put it into *page* as the section of that name, with the day, the machine and the versions."""
    parties = ", ".join(f"{name} {version(name)}" for name in _PARTIES)
    where = f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, Python {platform.python_version()}, {parties}"
    body = (
        f"## {section}\n\n`python benchmarks/{Path(sys.argv[0]).name} {' '.join(sys.argv[1:])}`".rstrip("` ") + "`\n\n"
    )
    body += f"{text.strip()}\n\n{where}.\n"
    print(body)
    whole = page.read_text(encoding="utf-8") if page.exists() else _HEAD
    parts = re.split(r"(?m)^(?=## )", whole)
    kept = [part.strip() + "\n" for part in parts if not part.startswith(f"## {section}\n")]
    head, sections = kept[0], sorted([*kept[1:], body])
    page.write_text("\n".join([head, *sections]), encoding="utf-8")


_HEAD = """# What it takes

Each section is written by the command that it names; sizes are documents that `benchmarks/generate.py` makes.
Times are medians of the runs, in seconds where nothing else is said; a ratio says how many times faster dipgraph is.
"""


def options(about: str, sizes: Sequence[int]) -> argparse.ArgumentParser:
    """Return a parser of a command line with the options that all benchmarks have."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(sizes), help="numbers of documents")
    parser.add_argument("--runs", type=int, default=5, help="runs of each measurement")
    parser.add_argument("--folder", type=Path, default=Path("benchmarks-data"), help="where data is made and kept")
    parser.add_argument("--page", type=Path, default=RESULTS, help="the page that the table is written to")
    return parser


def data(folder: Path, size: int, faults: int = 0) -> Path:
    """Return a folder of generated data, which is made where it is not there yet."""
    from generate import generate

    path = folder / (f"{size}-{faults}" if faults else str(size))
    if not (path / "findings.ttl").exists():
        path.mkdir(parents=True, exist_ok=True)
        generate(path, size, faults=faults)
    return path


def _run(module: str, function: str, arguments: str) -> None:
    sys.path.insert(0, str(Path(__file__).parent))
    seconds, value = getattr(import_module(module), function)(*json.loads(arguments))
    print(json.dumps({"seconds": seconds, "peak": _peak(), "value": value}))


def _peak() -> float:
    """Return the largest resident memory of this process in MiB."""
    status = Path("/proc/self/status")
    if status.exists():
        # Not getrusage, which on Linux begins with the peak of the process that started this one.
        return int(re.findall(r"VmHWM:\s+(\d+) kB", status.read_text())[0]) / 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


if __name__ == "__main__":
    _run(*sys.argv[1:])
