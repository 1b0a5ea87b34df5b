"""What a person sees: tables on standard output as wide as the terminal is, and messages on one line of standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pyoxigraph as ox
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from dipgraph import results
from dipgraph.lookup import addresses
from dipgraph.query import Query, stored
from dipgraph.stores import Results, Store

messages = Console(stderr=True, highlight=False)


def show_answer(chosen: Query, answer: Results, opened: Store, values: dict[str, Any]) -> None:
    """Print *answer* as a table, a word or Turtle, and under it the question, what it was asked for, and the rows."""
    console = Console(highlight=False)
    if isinstance(answer, ox.QueryBoolean):
        print("yes" if answer else "no")
    elif isinstance(answer, ox.QueryTriples):
        write(results.write(answer, "ttl"))
    else:
        width, links = (console.width, addresses(opened)) if console.is_terminal else (None, None)
        table, rows = results.table(answer, width, links)
        if rows:
            _print(console, table)
        counted = count(rows, "row")
        taken = [f"{p.option} {p.example}" for p in chosen.parameters if p.name not in values and p.example]
        asked = f" ({', '.join(taken)})" if taken else ""
        say(f"{chosen.summary}{asked} {counted}.".lstrip())


def list_queries() -> None:
    """Print the stored queries, each with its question."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("query", no_wrap=True)
    for heading in ("question", "parameters"):
        table.add_column(heading, overflow="fold")
    for name in stored():
        found = Query.named(name)
        table.add_row(name, found.summary, " ".join(p.option for p in found.parameters))
    _print(Console(highlight=False), table)


def _print(console: Console, table: Table) -> None:
    """Print *table* within the terminal; elsewhere as wide as it is, without blanks at the end of its lines."""
    if console.is_terminal:
        console.print(table)
        return
    console.width = 10_000
    with console.capture() as captured:
        console.print(table, soft_wrap=True)
    for line in captured.get().splitlines():
        print(line.rstrip())


def count(number: int, thing: str) -> str:
    """Return *number* with the word for that many things.

    >>> count(0, "row"), count(1, "row"), count(2, "row")
    ('no rows', '1 row', '2 rows')
    """
    return f"{number or 'no'} {thing}{'' if number == 1 else 's'}"


def say(message: str) -> None:
    """Print *message* on one line of standard error; what looks like markup is none."""
    messages.print(results.one_line(message), markup=False, soft_wrap=True)


@contextmanager
def progress(doing: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar of how many of how many are done, where a person can see it; yield what to call with both numbers."""
    with Progress(console=messages, transient=True, disable=not messages.is_terminal) as bar:
        task = bar.add_task(doing, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def write(content: bytes) -> None:
    """Write *content* to standard output, all of it."""
    sys.stdout.flush()
    rest = memoryview(content)
    while rest:
        # With PYTHONUNBUFFERED a write may take a part only.
        rest = rest[sys.stdout.buffer.write(rest) :]
    sys.stdout.buffer.flush()
