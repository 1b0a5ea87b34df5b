"""The server: pages, data and SPARQL 1.1 over HTTP. What is asked is answered by other processes."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from dipgraph import browsing
from dipgraph.answers import Limits
from dipgraph.beforehand import Beforehand
from dipgraph.errors import SourceError
from dipgraph.gate import Gate
from dipgraph.indexer import Indexer
from dipgraph.inquiries import described, graphs, sparql
from dipgraph.pool import Pool
from dipgraph.questions import interface, queries, stored
from dipgraph.repeats import Repeats
from dipgraph.replies import guarded, not_so, pool_of, unknown
from dipgraph.request_log import RequestLog
from dipgraph.states import States
from dipgraph.things import graph
from dipgraph.writes import Writes

# Seconds between two looks whether there is new data, and for how long it waits for its index at most.
_LOOK, _SOON = 1.0, 3.0
# What a pool counts beside processes that ended: queries that made way for others and go on, requests for which nobody had
# time, and processes that could not be started.
_NOT_ENDED = {
    "aside": "dipgraph_queries_set_aside_total",
    "busy": "dipgraph_requests_turned_away_total",
    "unstarted": "dipgraph_workers_unstarted_total",
}


@dataclass(frozen=True)
class Settings:
    """What is served: the folder of a store, by so many processes within limits, to those who name one of the hosts.

    Pages of *origin* may read it from a browser, "*" is those of any, and "" of none other than its own.
    """

    place: str
    workers: int = 4
    limits: Limits = field(default_factory=Limits)
    hosts: tuple[str, ...] = ()
    origin: str = ""
    # Who has it may write; nobody where it is empty.
    token: str = field(default="", repr=False)
    # The file with a line for each request, "-" for standard error; none where it is empty.
    log: str = ""
    # Whether the store is there when the server has ended, so that its indexes are worth to be kept.
    stays: bool = False
    # The origin at which others reach it, which stands in what it says of itself; where it is empty, that of each request.
    public: str = ""
    # The address of the licence of the data, if it is known.
    license: str = ""


@dataclass(frozen=True)
class Running:
    """A server that runs: its application of ASGI, and the processes that answer."""

    application: ASGIApp
    pool: Pool


async def health(request: Request) -> Response:
    """Say whether there is somebody to answer, from data that can be read as far as anybody has seen."""
    alive, state = pool_of(request).alive, request.app.state
    status = "down" if not alive else "damaged" if state.damaged == state.present() else "ok"
    said = {"status": status, "workers": alive}
    return JSONResponse(said, 200 if status == "ok" else 503, headers={"cache-control": "no-store"})


async def metrics(request: Request) -> Response:
    """Give counts as Prometheus reads them."""
    lines = ["# TYPE dipgraph_requests_total counter"]
    lines += [
        f'dipgraph_requests_total{{path="{path}",status="{status}"}} {number}'
        for (path, status), number in sorted(request.app.state.statuses.items())
    ]
    counts = pool_of(request).counts
    for why, name in _NOT_ENDED.items():
        lines += [f"# TYPE {name} counter", f"{name} {counts[why]}"]
    lines += ["# TYPE dipgraph_workers_ended_total counter"]
    lines += [
        f'dipgraph_workers_ended_total{{why="{why}"}} {number}'
        for why, number in sorted(counts.items())
        if why not in _NOT_ENDED
    ]
    lines += ["# TYPE dipgraph_workers gauge", f"dipgraph_workers {pool_of(request).alive}"]
    lines += ["# TYPE dipgraph_kept_answers gauge", f"dipgraph_kept_answers {len(pool_of(request).present)}", ""]
    told = {"cache-control": "no-store", "content-type": "text/plain; version=0.0.4; charset=utf-8"}
    return PlainTextResponse("\n".join(lines), headers=told)


async def _watched(pool: Pool, indexer: Indexer, beforehand: Beforehand, present: str | None) -> None:
    """Look again and again whether there is another state than the *present*, and have it answered from."""
    while True:
        await asyncio.sleep(_LOOK)
        with contextlib.suppress(SourceError, OSError):
            pool.mend()
            if (now := States(pool.place).present) != present and now is not None:
                pool.present.forget()
                present = now
            beforehand.look()
        await indexer.look(0)


@contextlib.asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Running]:
    """Give the server, as long as its processes run; a SourceError says why they cannot."""
    pool = Pool(settings.place, settings.workers, settings.limits)
    indexer = Indexer(settings.place, settings.stays)
    writes = Writes(settings.place, settings.limits) if settings.token else None
    present = States(settings.place).present
    try:
        await asyncio.gather(pool.start(), indexer.look(_SOON))
        if writes is not None:
            await writes.start()
        inner = _inner(pool, indexer, writes, settings)
        beforehand = Beforehand(inner, indexer)
        watching = asyncio.create_task(_watched(pool, indexer, beforehand, present))
        try:
            yield Running(_application(inner, settings), pool)
        finally:
            watching.cancel()
            await beforehand.close()
            if writes is not None:
                await writes.close()
            await pool.close()
    finally:
        await indexer.close()


def _inner(pool: Pool, indexer: Indexer, writes: Writes | None, settings: Settings) -> Starlette:
    """Return what answers requests."""
    inner = Starlette(routes=routes(writes is not None), exception_handlers={404: unknown, 405: not_so})
    inner.state.writes, inner.state.token, first = writes, settings.token, States(settings.place).present
    # What is in a store that was changed since may be under any licence, or under none.
    inner.state.license = lambda: settings.license if States(settings.place).present == first else ""
    inner.state.pool, inner.state.indexer, inner.state.statuses = pool, indexer, Counter()

    def state() -> tuple[int, str]:
        pool.present.look()
        return pool.present.changes, time.strftime("%j")

    # In which state of the data something could not be read.
    inner.state.present, inner.state.described, inner.state.damaged = state, {}, None
    return inner


def _application(inner: Starlette, settings: Settings) -> ASGIApp:
    """Return the server as an application of ASGI: what answers, and what each request passes before."""
    repeats = Repeats(inner, inner.state.present, settings.limits.kept)
    gate = Gate(repeats, settings.hosts, settings.origin, settings.public, inner.state.statuses)
    return RequestLog(gate, settings.log) if settings.log else gate


def routes(is_writable: bool) -> list[Route]:
    """Return where there is something to be had, or, where it is *is_writable*, to be written."""
    read = ["GET", "HEAD"]
    on_graphs = [*read, "PUT", "POST", "DELETE"] if is_writable else read
    return [
        Route("/sparql", guarded(sparql), methods=["GET", "HEAD", "POST"]),
        *(Route(way, guarded(queries), methods=read) for way in ("/queries", "/queries.json")),
        Route("/queries/{name:path}", guarded(stored), methods=read),
        *(Route(way, guarded(graphs), methods=on_graphs) for way in ("/graphs", "/graphs/{path:path}")),
        Route("/.well-known/void", guarded(described), methods=read),
        *browsing.ROUTES,
        Route("/openapi.json", guarded(interface), methods=read),
        Route("/health", health, methods=read),
        Route("/metrics", metrics, methods=read),
        # What is none of these may be a graph.
        Route("/{graph}", guarded(graph), methods=read),
    ]
