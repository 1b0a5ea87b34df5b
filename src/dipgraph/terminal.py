"""What a person sees: tables on standard output as wide as the terminal is, and messages on one line of standard error."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager

import pyoxigraph as ox

from dipgraph import results
from dipgraph.query import Query, stored
from dipgraph.rows import Results
from dipgraph.stores import Store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, TextIO

    from rich.console import Console


def show_answer(chosen: Query, answer: Results, opened: Store, values: dict[str, Any]) -> None:
    """Print *answer* as a table, a word or Turtle, and under it the question, what it was asked for, and the rows."""
    if isinstance(answer, ox.QueryBoolean):
        print("yes" if answer else "no")
    elif isinstance(answer, ox.QueryTriples):
        write(results.write(answer, "ttl"))
    else:
        if console := _console(sys.stdout):
            from dipgraph.lookup import addresses

            table, rows = results.table(answer, console.width, addresses(opened))
            if rows:
                console.print(table)
        else:
            lines = results.lines(answer)
            rows = len(lines) - 1
            if rows:
                print("\n".join(lines))
        counted = count(rows, "row")
        taken = [f"{p.option} {p.example}" for p in chosen.parameters if p.name not in values and p.example]
        asked = f" ({', '.join(taken)})" if taken else ""
        hint = "" if rows else chosen.contradicted(values)
        say(f"{chosen.summary}{asked} {counted}.{f' {hint}.' if hint else ''}".lstrip())


def list_queries() -> None:
    """Print the stored queries, each with its question."""
    headings = ("query", "question", "parameters")
    found = {name: Query.named(name) for name in stored()}
    rows = [(name, q.summary, " ".join(p.option for p in q.parameters)) for name, q in found.items()]
    console = _console(sys.stdout)
    if console is None:
        print("\n".join(results.columns(headings, rows)))
        return
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in headings:
        table.add_column(heading, no_wrap=heading == "query", overflow="fold")
    for row in rows:
        table.add_row(*row)
    console.print(table)


@contextmanager
def busy(message: str) -> Iterator[None]:
    """Show on a terminal, while the block runs, that it runs."""
    if console := _console(sys.stderr):
        with console.status(message):
            yield
    else:
        yield


@contextmanager
def progress(message: str) -> Iterator[Callable[[int, int], None] | None]:
    """Show on a terminal how much of how much is done, while the block runs; elsewhere give nothing to tell it to."""
    console = _console(sys.stderr)
    if console is None:
        yield None
        return
    from rich.progress import Progress

    with Progress(console=console, transient=True) as bar:
        task = bar.add_task(message, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _console(stream: TextIO) -> Console | None:
    """Return a console of rich on *stream* if that is a terminal, or is to be taken for one; elsewhere it is not needed."""
    if not (stream.isatty() or "FORCE_COLOR" in os.environ or "TTY_COMPATIBLE" in os.environ):
        return None
    from rich.console import Console

    console = Console(file=stream, highlight=False)
    return console if console.is_terminal else None


def count(number: int, thing: str) -> str:
    """Return *number* with the word for that many things.

    >>> count(0, "row"), count(1, "row"), count(2, "row")
    ('no rows', '1 row', '2 rows')
    """
    return f"{number or 'no'} {thing}{'' if number == 1 else 's'}"


def say(message: str) -> None:
    """Print *message* on one line of standard error, behind what was printed before."""
    sys.stdout.flush()
    print(results.one_line(message), file=sys.stderr)


def write(content: bytes) -> None:
    """Write *content* to standard output, all of it."""
    sys.stdout.flush()
    rest = memoryview(content)
    while rest:
        # With PYTHONUNBUFFERED a write may take a part only.
        rest = rest[sys.stdout.buffer.write(rest) :]
    sys.stdout.buffer.flush()
