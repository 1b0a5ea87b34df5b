"""Where a server is written to: updates at /sparql, and graphs at /graphs, by those who have its token."""

from __future__ import annotations

import asyncio
import hmac
import tempfile
import uuid
from collections.abc import Callable
from typing import IO, Any

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dipgraph.protocol import FORM, UPDATE, ProtocolError, pairs_in
from dipgraph.replies import pool_of
from dipgraph.service_description import named
from dipgraph.updates import MOST_BYTES
from dipgraph.writer import kind_of
from dipgraph.writes import Writes

# In bytes: how large a graph may be that is sent, and what of it waits in memory and not in a file.
MOST_OF_A_GRAPH, _IN_MEMORY = 100 << 20, 1 << 20
# Seconds that the next piece of what is sent may take, and all of it.
_PIECE, _SLOWEST = 10.0, 600.0
_CONDITIONS = ("if-match", "if-none-match", "if-modified-since", "if-unmodified-since")
_NOTHING = "nothing changed; outside of GRAPH, an update sees and changes the default graph only"


def is_update(request: Request) -> bool:
    """Say whether a request is an update as it is, at a server that is written to."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return _writes(request) is not None and request.method == "POST" and kind == UPDATE


def in_form(request: Request, body: bytes) -> list[tuple[str, str]] | None:
    """Return what the form in *body* says, if it is an update to a server that is written to."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if _writes(request) is None or request.method != "POST" or kind != FORM:
        return None
    try:
        form = pairs_in(body.decode(), "the form")
    except UnicodeDecodeError:
        return None
    return form if any(name == "update" for name, _ in form) else None


async def updated(request: Request, form: list[tuple[str, str]] | None = None) -> Response:
    """Carry out the update that a request is, or that is in its form."""
    _admit(request)
    given = pairs_in(request.url.query, "the address") + (form or [])
    updates = [value for name, value in given if name == "update"]
    if any(name == "query" for name, _ in given) or len(updates) != (form is not None):
        raise ProtocolError(400, "a query, or more updates than one, are in the request: send one update")
    graphs = [[value for name, value in given if name == f"using-{which}graph-uri"] for which in ("", "named-")]
    job = {"base": f"{request.base_url}sparql", "using": graphs[0], "named": graphs[1]}
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as content:
        if form is None:
            _check_charset(request)
            await _spool(request, content, MOST_BYTES)
        else:
            content.write(updates[0].encode())
        return await _done(request, job, content, lambda is_new: 200)


async def stored(request: Request) -> Response:
    """Put a graph, add to one, or delete it, as the Graph Store Protocol has it."""
    _admit(request)
    headers: dict[str, str] = {}
    graph: ox.NamedNode | None
    if request.method == "POST" and not request.query_params and not request.path_params:
        graph = named(f"{request.base_url}graphs/{uuid.uuid4()}")
        headers["location"] = graph.value
    else:
        graph = graph_of(request)
    job: dict[str, Any] = {"method": request.method, "graph": graph and graph.value}
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as content:
        if request.method != "DELETE":
            job["type"] = request.headers.get("content-type", "")
            kind_of(job["type"])
            await _spool(request, content, MOST_OF_A_GRAPH)
        response = await _done(request, job, content, lambda is_new: 201 if is_new else 200)
    if response.status_code == 201:
        # Where nothing was in what was sent there is no graph.
        response.headers.update(headers)
    return response


def graph_of(request: Request) -> ox.NamedNode | None:
    """Return the name of the graph that a request is about, None for the default graph; a ProtocolError if there is none.

    It is named by ``?graph=IRI``, or is what is at the address itself, below /graphs/.
    """
    given = request.query_params.multi_items()
    if request.path_params and not given:
        path = request.scope.get("raw_path", b"").decode("latin-1").lstrip("/")
        return named(f"{request.base_url}{path}")
    if not request.path_params and [name for name, _ in given] == ["graph"]:
        return named(given[0][1])
    if not request.path_params and given == [("default", "")]:
        return None
    raise ProtocolError(400, "name a graph with ?graph=IRI, or the union of all with ?default")


async def _done(request: Request, job: dict[str, Any], content: IO[bytes], status: Callable[[bool], int]) -> Response:
    writes = _writes(request)
    assert writes is not None
    content.seek(0)
    done = await writes.do(job, content)
    if done.words:
        pool_of(request).present.forget()
    return PlainTextResponse(f"{done.words or _NOTHING}\n", status(done.is_new))


def _writes(request: Request) -> Writes | None:
    found: Writes | None = request.app.state.writes
    return found


def _admit(request: Request) -> None:
    """Let pass who has the token, and sets no condition; a ProtocolError with 401 says that it is missing or another."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    token: str = request.app.state.token
    if scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.encode()):
        # Between a look and a change others may write: what cannot be held is not promised.
        if conditions := [name for name in _CONDITIONS if name in request.headers]:
            raise ProtocolError(412, f"nothing is written under a condition: leave out {' and '.join(conditions)}")
        return
    fault = ', error="invalid_token"' if scheme else ""
    how = "send 'Authorization: Bearer TOKEN' with the token that the server was started with"
    raise ProtocolError(
        401, f"who writes needs the token: {how}", {"www-authenticate": f'Bearer realm="dipgraph"{fault}'}
    )


def check_unpacked(request: Request) -> None:
    """Refuse a body that is packed."""
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise ProtocolError(415, "what is packed is not taken: send it as it is")


def _check_charset(request: Request) -> None:
    parameters = request.headers["content-type"].lower().partition("charset=")[2].strip().strip('"')
    if parameters not in ("", "utf-8", "utf8", "us-ascii"):
        raise ProtocolError(415, f"{parameters} is not understood: send UTF-8")


async def _spool(request: Request, content: IO[bytes], most: int) -> None:
    """Write the body of a *request* to a file; a ProtocolError says that it is too large, packed, or takes too long."""
    check_unpacked(request)
    too_large = ProtocolError(413, f"the body has more than {most:,} bytes: send less at once")
    if int(request.headers.get("content-length", "0")) > most:
        raise too_large
    size, stream = 0, request.stream()
    try:
        async with asyncio.timeout(_SLOWEST):
            while piece := await asyncio.wait_for(anext(stream, b""), _PIECE):
                size += len(piece)
                if size > most:
                    raise too_large
                content.write(piece)
    except TimeoutError:
        raise ProtocolError(
            408, f"nothing came for {_PIECE:g} seconds, or not all in {_SLOWEST:g}: send it again"
        ) from None
    except OSError as error:
        raise ProtocolError(507, f"there is no room for what is sent ({error.strerror}): send it in a while") from None
