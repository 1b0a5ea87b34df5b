"""Graphs judged in several processes: each has the reference data, and gets some graphs after others."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from dipgraph.dataset import Graph
from dipgraph.errors import DipgraphError
from dipgraph.judge import Judge
from dipgraph.report import Finding

if TYPE_CHECKING:
    from concurrent.futures import Future

Progress: TypeAlias = Callable[[int, int], None]
# What the shapes and the texts found in one graph.
Judged: TypeAlias = tuple[list[Finding], list[Finding]]
_Sent: TypeAlias = tuple[str, Path, bytes, str]

_CHUNK = 20
_MOST = 16
# From how many graphs on a process more is worth the time that it takes to start.
_WORTH = {"shifty": 200, "pyshacl": 20}
_judge: Judge


def worth(engine: str, graphs: int) -> int:
    """Return in how many processes so many graphs are best judged."""
    return max(1, min(os.cpu_count() or 1, _MOST, graphs // _WORTH[engine]))


@contextmanager
def judging(reference: Sequence[Graph], engine: str, graphs: Sequence[Graph], processes: int) -> Iterator[Pending]:
    """Begin to judge *graphs* in so many processes; what they find is asked for within the with block.

    Raises DipgraphError where one of the processes is ended from outside.
    """
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    given = (tuple(_sent(graph) for graph in reference), engine)
    # A forked process would have half of what the threads of pyoxigraph and rich were about to do.
    pool = ProcessPoolExecutor(processes, get_context("spawn"), _begin, given)
    try:
        chunks = [graphs[at : at + _CHUNK] for at in range(0, len(graphs), _CHUNK)]
        with _ended():
            yield Pending({pool.submit(_chunk, [_sent(g) for g in chunk]): chunk for chunk in chunks}, len(graphs))
    finally:
        pool.shutdown(cancel_futures=True)


class Pending:
    """What several processes are at work on."""

    def __init__(self, futures: dict[Future[list[Judged]], Sequence[Graph]], total: int) -> None:
        """Take what was begun, each with its graphs, and the number of all graphs."""
        self._futures = futures
        self._total = total

    def results(self, progress: Progress | None) -> Iterator[tuple[Graph, Judged]]:
        """Yield each graph with what was found in it, in the order in which they are done."""
        from concurrent.futures import as_completed

        done = 0
        for future in as_completed(self._futures):
            graphs = self._futures[future]
            yield from zip(graphs, future.result(), strict=True)
            done += len(graphs)
            if progress:
                progress(done, self._total)


@contextmanager
def _ended() -> Iterator[None]:
    from concurrent.futures.process import BrokenProcessPool

    try:
        yield
    except BrokenProcessPool:
        raise DipgraphError(
            "a process that checked documents was ended from outside, as when memory is short: "
            "close other programs, and try again"
        ) from None


def _sent(graph: Graph) -> _Sent:
    """Return *graph* as it travels: its content, which is parsed more quickly than its triples are sent."""
    return graph.name.value, graph.path, graph.content, graph.format.media_type


def _received(sent: _Sent) -> Graph:
    name, path, content, kind = sent
    format = ox.RdfFormat.from_media_type(kind)
    assert format is not None
    return Graph(ox.NamedNode(name), path, content, format)


def _begin(reference: Sequence[_Sent], engine: str) -> None:
    """Prepare this process; an interrupt from the keyboard, which all get, is for the first of them to answer."""
    global _judge  # noqa: PLW0603
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _judge = Judge([_received(sent) for sent in reference], engine)


def _chunk(graphs: Sequence[_Sent]) -> list[Judged]:
    return [(_judge.shapes(graph), _judge.texts(graph)) for graph in map(_received, graphs)]
