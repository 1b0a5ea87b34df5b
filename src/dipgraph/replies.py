"""What the endpoints of the server share: whom they ask, and how answers and errors become responses."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse

from dipgraph.answers import Answer, BusyError, DamagedError, FaultError, LimitError, tag_of
from dipgraph.errors import QueryError, UsageError
from dipgraph.indexer import Indexer
from dipgraph.pages import rendered
from dipgraph.pool import Pool
from dipgraph.protocol import MEDIA_TYPES, PROBLEM, ProtocolError, negotiated, preferred
from dipgraph.results import visible
from dipgraph.search import LONGEST

# Seconds after which one looks whether somebody waits yet.
_PATIENCE = 0.1


def pool_of(request: Request) -> Pool:
    """Return the processes that answer."""
    pool: Pool = request.app.state.pool
    return pool


async def answer_of(request: Request, asked: dict[str, Any]) -> Answer:
    """Return the answer to what is *asked*, as long as somebody waits for it."""
    task, loop = asyncio.current_task(), asyncio.get_running_loop()
    assert task is not None
    watching: list[asyncio.Task[None]] = []
    is_left = False

    async def left() -> None:
        nonlocal is_left
        while (await request.receive())["type"] != "http.disconnect":
            pass
        is_left = True
        task.cancel()

    # Most answers are there sooner than anybody leaves.
    timer = loop.call_later(_PATIENCE, lambda: watching.append(loop.create_task(left())))
    try:
        return await pool_of(request).ask(asked)
    except DamagedError:
        request.app.state.damaged = request.app.state.present()
        raise
    except asyncio.CancelledError:
        if is_left and task.uncancel() == 0:
            raise ClientDisconnect from None
        raise
    finally:
        timer.cancel()
        for watcher in watching:
            watcher.cancel()


def asking(query: str, format: str) -> dict[str, Any]:
    """Return what a process is asked: a query of our own over the whole graph."""
    return {
        "query": query,
        "has_dataset": False,
        "base": None,
        "default": (),
        "named": (),
        "rows": format,
        "graph": format,
    }


def given(request: Request, answer: Answer, more: Mapping[str, str] | None = None) -> Response:
    """Return the response with an *answer* and *more* headers; none where the one who asks has it already."""
    headers = {"vary": "accept", "cache-control": "no-cache", "content-length": str(answer.size), **(more or {})}
    if answer.is_small and answer.is_steady:
        headers["etag"] = answer.tag
        if _has(request, answer.tag):
            del headers["content-length"]
            return Response(status_code=304, headers=headers)
    if answer.is_small and request.method != "HEAD":
        return Response(answer.content, headers=headers, media_type=answer.media_type)
    if request.method == "HEAD":
        answer.close()
        return Response(headers=headers, media_type=answer.media_type)
    return StreamingResponse(answer.pieces(), headers=headers, media_type=answer.media_type)


def whole(
    request: Request, content: bytes, media_type: str, more: Mapping[str, str] | None = None, is_steady: bool = True
) -> Response:
    """Return the response with *content* that was made here and *more* headers; none where the one who asks has it already.

    What would be another next time, of the same data, has no tag.
    """
    headers = {"vary": "accept", "cache-control": "no-cache", **(more or {})}
    if is_steady:
        headers["etag"] = tag = tag_of(content, media_type)
        if _has(request, tag):
            return Response(status_code=304, headers=headers)
    headers["content-length"] = str(len(content))
    return Response(b"" if request.method == "HEAD" else content, headers=headers, media_type=media_type)


def _has(request: Request, tag: str) -> bool:
    """Say whether the one who asks has what the *tag* stands for."""
    tags = [part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")]
    return request.method in ("GET", "HEAD") and (tag in tags or "*" in tags)


def wants_page(request: Request) -> bool:
    """Say whether a browser asks, which wants HTML more than anything else."""
    return preferred(", ".join(request.headers.getlist("accept"))) in ("text/html", "application/xhtml+xml")


def accepted(request: Request, kind: str) -> str:
    """Return the format of a kind of MEDIA_TYPES that a *request* accepts; a ProtocolError says which there are."""
    if "html" in MEDIA_TYPES[kind] and wants_page(request):
        return "html"
    return negotiated(", ".join(request.headers.getlist("accept")), kind)


async def shown(
    request: Request, page: str, name: str, template: str | None, beside: dict[str, Any], **more: Any
) -> Answer:
    """Return a page as a process reads it: as HTML by its *template*, else as JSON; with what it shows *beside* that."""
    asked = {"page": page, "name": name, "with": beside, "index": indexes_of(request), **more}
    return await answer_of(request, asked if template is None else {**asked, "template": template})


async def read(request: Request, page: str, name: str, **more: Any) -> dict[str, Any]:
    """Return what a page shows, as a process reads it."""
    answer = await answer_of(request, {"page": page, "name": name, **more})
    found: dict[str, Any] = json.loads(b"".join([piece async for piece in answer.pieces()]))
    return found


def indexes_of(request: Request) -> str:
    """Return the folder in which the indexes of the states are."""
    indexer: Indexer = request.app.state.indexer
    return indexer.folder


def number_of(request: Request) -> int:
    """Return which page is asked for."""
    number = request.query_params.get("page", "1")
    if not re.fullmatch(r"[1-9]\d{0,5}", number, re.ASCII):
        raise ProtocolError(400, f"{number!r} is no page: give a whole number")
    return int(number)


def guarded(endpoint: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """Return *endpoint* with errors as answers: a line of text, a page or JSON, with the status of its sort."""

    async def answered(request: Request) -> Response:
        try:
            return await endpoint(request)
        except ProtocolError as error:
            return _wrong(request, str(error), error.status, error.headers)
        except BusyError as error:
            return _wrong(request, str(error), 503, {"retry-after": "2"})
        except (FaultError, QueryError, UsageError) as error:
            status = 500 if isinstance(error, FaultError) else 503 if isinstance(error, LimitError) else 400
            return _wrong(request, str(error), status, {})
        except ClientDisconnect:
            return Response(status_code=400)

    return answered


async def unknown(request: Request, _: Exception) -> Response:
    """Say that there is nothing at an address."""
    return _wrong(request, f"there is nothing at {visible(request.url.path)}: begin at /, or search", 404, {})


async def not_so(request: Request, error: Exception) -> Response:
    """Say that an address is not asked so, and how it is; who asks for that alone is told it."""
    headers = {**(getattr(error, "headers", None) or {})}
    ways = sorted((headers.get("Allow") or "GET").replace(" ", "").split(","))
    headers["Allow"] = ", ".join([*ways, "OPTIONS"])
    # A browser that asks leave for a page of another origin has it from the gate, or has none: this gives none.
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=headers)
    return _wrong(request, f"{request.method} is not answered there: use {' or '.join(ways)}", 405, headers)


def _wrong(request: Request, error: str, status: int, given: dict[str, str]) -> Response:
    # It may be there soon, and others are told otherwise.
    headers = {"vary": "accept", "cache-control": "no-cache", **given}
    if wants_page(request):
        # The end of an address has the words of what may be meant.
        end = request.url.path.rstrip("/").rpartition("/")[2] if status == 404 else ""
        words = " ".join(re.findall(r"[^\W_]+", unquote(end)))[:LONGEST]
        return HTMLResponse(rendered("wrong", status=status, error=error, words=words), status, headers=headers)
    if preferred(", ".join(request.headers.getlist("accept"))) in ("application/json", PROBLEM):
        # RFC 9457, in which the title is that of the status.
        problem = {"title": HTTPStatus(status).phrase, "status": status, "detail": error}
        return JSONResponse(problem, status, headers=headers, media_type=PROBLEM)
    return PlainTextResponse(f"{error}\n", status, headers=headers)
