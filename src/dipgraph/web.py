"""The server: SPARQL 1.1 over HTTP, read-only, for programs. What is asked is answered by other processes."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dipgraph import browsing, openapi, service_description
from dipgraph.errors import SourceError
from dipgraph.indexer import Indexer
from dipgraph.pool import Limits, Pool
from dipgraph.protocol import FORMATS, MEDIA_TYPES, Asked, ProtocolError, asked, negotiated
from dipgraph.query import Query, names
from dipgraph.replies import CORS, answer_of, asking, given, guarded, pool_of, wants_page
from dipgraph.states import States

# In bytes and seconds: how large headers and a body may be, and how long a body may take to come.
_HEAD, _BODY, _SLOWEST = 1 << 15, 1 << 20, 10.0
# Seconds between two looks whether there is new data, and for how long it waits for its index at most.
_LOOK, _SOON = 1.0, 3.0
_GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { %s }"
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; script-src 'self'; "
        b"form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"cross-origin"),
)


@dataclass(frozen=True)
class Settings:
    """What is served: the folder of a store, by so many processes within limits, to those who name one of the hosts."""

    place: str
    workers: int = 4
    limits: Limits = field(default_factory=Limits)
    hosts: tuple[str, ...] = ()


async def sparql(request: Request) -> Response:
    """Answer a query, or describe the service where none is asked."""
    if request.method == "OPTIONS":
        return _preflight()
    if request.method in ("GET", "HEAD") and not request.url.query:
        return await described(request)
    body = await _body(request)
    question = asked(request.method, request.url.query, request.headers.get("content-type", ""), body)
    return await answered(request, question)


async def answered(request: Request, question: Asked) -> Response:
    """Answer a query in the format that is accepted."""
    kind = "graph" if question.question.form in ("CONSTRUCT", "DESCRIBE") else "rows"
    # Clients write formats in several ways beside what they accept: one that is not of ours says nothing.
    named = [name for name in request.query_params.getlist("format") if name in MEDIA_TYPES[kind]]
    format = named[-1] if named else negotiated(", ".join(request.headers.getlist("accept")), kind)
    ask = {
        "query": question.question.text, "has_dataset": question.question.has_dataset,
        "base": f"{request.base_url}sparql",
        "default": question.default, "named": question.named, "rows": format, "graph": format,
    }  # fmt: skip
    return given(request, await answer_of(request, ask))


async def stored(request: Request) -> Response:
    """Answer a stored query, with values for its parameters from the address."""
    name = request.path_params["name"]
    if name not in names():
        raise ProtocolError(404, f"there is no stored query {name!r}: GET /queries lists them")
    values: dict[str, list[str]] = {}
    for key, value in request.query_params.multi_items():
        values.setdefault(key.replace("-", "_"), []).append(value)
    wanted = values.pop("format", None)
    if wanted is None and wants_page(request):
        return await browsing.answer(request, name, values)
    query = Query.named(name)
    kind = "graph" if query.form in ("CONSTRUCT", "DESCRIBE") else "rows"
    accept = FORMATS.get(wanted[-1], "none") if wanted else ", ".join(request.headers.getlist("accept"))
    format = negotiated(accept, kind)
    ask = {"stored": name, "values": values, "rows": format, "graph": format}
    return given(request, await answer_of(request, ask))


async def queries(request: Request) -> Response:
    """List the stored queries."""
    if wants_page(request):
        return browsing.queries(request)
    listed = [
        {
            "name": name,
            "summary": query.summary,
            "address": f"{request.base_url}queries/{name}",
            "parameters": [{"name": p.name, "type": p.type, "description": p.description} for p in query.parameters],
            "columns": dict(query.columns),
        }
        for name in names()
        for query in [Query.named(name)]
    ]
    return JSONResponse(listed, headers={**CORS, "link": '</openapi.json>; rel="service-desc"'})


async def interface(_: Request) -> Response:
    """Describe what is answered, for programs: to read all queries takes a moment, in which others are answered."""
    described = await asyncio.to_thread(lambda: openapi.described([Query.named(name) for name in names()]))
    return JSONResponse(described, headers=CORS)


async def graphs(request: Request) -> Response:
    """Give a named graph, or the default graph, as the Graph Store Protocol asks for them."""
    named = request.query_params.multi_items()
    if [name for name, _ in named] == ["graph"]:
        graph = service_description.named(named[0][1])
        pattern = f"GRAPH {graph} {{ ?s ?p ?o }}"
        found = await answer_of(request, asking(f"ASK {{ {pattern} }}", "csv"))
        if b"".join([piece async for piece in found.pieces()]) != b"true\n":
            raise ProtocolError(404, f"there is no graph {graph}")
    elif named == [("default", "")]:
        pattern = "?s ?p ?o"
    else:
        raise ProtocolError(400, "name a graph with ?graph=IRI, or the union of all with ?default")
    format = negotiated(", ".join(request.headers.getlist("accept")), "graph")
    return given(request, await answer_of(request, asking(_GRAPH % pattern, format)))


async def described(request: Request) -> Response:
    """Describe the service and what is in it."""
    format = negotiated(", ".join(request.headers.getlist("accept")), "graph")
    answer = await answer_of(request, asking(service_description.COUNTS, "json"))
    counts = b"".join([piece async for piece in answer.pieces()])
    content, media_type = service_description.described(str(request.base_url), counts, format)
    headers = {**CORS, "vary": "accept", "content-length": str(len(content))}
    return Response(b"" if request.method == "HEAD" else content, media_type=media_type, headers=headers)


async def health(request: Request) -> Response:
    """Say whether there is somebody to answer."""
    alive = pool_of(request).alive
    return JSONResponse({"status": "ok" if alive else "down", "workers": alive}, 200 if alive else 503)


async def metrics(request: Request) -> Response:
    """Give counts as Prometheus reads them."""
    lines = ["# TYPE dipgraph_requests_total counter"]
    lines += [
        f'dipgraph_requests_total{{path="{path}",status="{status}"}} {number}'
        for (path, status), number in sorted(request.app.state.statuses.items())
    ]
    lines += ["# TYPE dipgraph_workers_ended_total counter"]
    lines += [
        f'dipgraph_workers_ended_total{{why="{why}"}} {number}'
        for why, number in sorted(pool_of(request).counts.items())
    ]
    lines += ["# TYPE dipgraph_workers gauge", f"dipgraph_workers {pool_of(request).alive}", ""]
    return PlainTextResponse("\n".join(lines), media_type="text/plain; version=0.0.4; charset=utf-8")


def _preflight() -> Response:
    headers = {
        "access-control-allow-methods": "GET, HEAD, POST",
        "access-control-allow-headers": "accept, content-type",
    }
    return Response(status_code=204, headers={**CORS, **headers, "access-control-max-age": "86400"})


async def _body(request: Request) -> bytes:
    """Return the body of a *request*; a ProtocolError says that it is too large, or takes too long."""
    content = bytearray()
    try:
        async with asyncio.timeout(_SLOWEST):
            async for piece in request.stream():
                content += piece
                if len(content) > _BODY:
                    raise ProtocolError(413, f"the body has more than {_BODY:,} bytes: ask for less at once")
    except TimeoutError:
        raise ProtocolError(408, f"the body took longer than {_SLOWEST:g} seconds: send it again") from None
    return bytes(content)


class _Outer:
    """What every request passes: the hosts that may be named, the headers of every answer, and the counts."""

    def __init__(self, inner: ASGIApp, hosts: tuple[str, ...], statuses: Counter[tuple[str, int]]) -> None:
        self.inner, self.hosts, self.statuses = inner, hosts, statuses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
                path = "/" + scope["path"].lstrip("/").partition("/")[0]
                known = path if path in ("/sparql", "/queries", "/graphs", "/health", "/metrics") else "other"
                self.statuses[known, message["status"]] += 1
            await send(message)

        if sum(len(name) + len(value) for name, value in scope["headers"]) > _HEAD:
            await PlainTextResponse(f"the headers have more than {_HEAD:,} bytes\n", 431)(scope, receive, sent)
            return
        host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
        if self.hosts and host.rpartition(":")[0 if _has_port(host) else 2].lower() not in self.hosts:
            wrong = PlainTextResponse("this server is not called that: use the address that it was started with\n", 421)
            await wrong(scope, receive, sent)
            return
        await self.inner(scope, receive, sent)


def _has_port(host: str) -> bool:
    return host.rpartition(":")[2].isdecimal() and not host.endswith("]")


async def _watched(pool: Pool, indexer: Indexer) -> None:
    """Look again and again whether there is new data, and have it answered from."""
    states = States(pool.place)
    present = states.present
    while True:
        await asyncio.sleep(_LOOK)
        with contextlib.suppress(SourceError, OSError):
            pool.mend()
            if (now := states.present) != present and now is not None:
                present = now
                await indexer.look(_SOON)
                await pool.renew()
        await indexer.look(0)


def application(settings: Settings) -> ASGIApp:
    """Return the server as an application of ASGI."""
    pool = Pool(settings.place, settings.workers, settings.limits)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        indexer = inner.state.indexer = Indexer(settings.place)
        try:
            await asyncio.gather(pool.start(), indexer.look(_SOON))
            watching = asyncio.create_task(_watched(pool, indexer))
            try:
                yield
            finally:
                watching.cancel()
                await pool.close()
        finally:
            await indexer.close()

    read = ["GET", "HEAD"]
    routes = [
        Route("/sparql", guarded(sparql), methods=["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"]),
        Route("/queries", guarded(queries), methods=read),
        Route("/queries/{name:path}", guarded(stored), methods=read),
        Route("/graphs", guarded(graphs), methods=read),
        Route("/.well-known/void", guarded(described), methods=read),
        *browsing.ROUTES,
        Route("/openapi.json", guarded(interface), methods=read),
        Route("/health", health, methods=read),
        Route("/metrics", metrics, methods=read),
    ]
    inner = Starlette(routes=routes, lifespan=lifespan)
    inner.state.pool, inner.state.statuses = pool, Counter()
    return _Outer(inner, settings.hosts, inner.state.statuses)
