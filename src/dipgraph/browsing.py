"""The pages of the server for people: a start, things, what is found, questions; nothing of them needs JavaScript."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from dipgraph.errors import QueryError
from dipgraph.pages import KINDS, SITE, rendered
from dipgraph.protocol import MEDIA_TYPES, ProtocolError, negotiated
from dipgraph.query import Query, names
from dipgraph.replies import answer_of, asking, given, guarded, wants_page
from dipgraph.service_description import named
from dipgraph.terms import BASE

_PAGES = {"vary": "accept", "cache-control": "no-cache"}


async def _read(request: Request, page: str, name: str, **more: Any) -> dict[str, Any]:
    """Return what a page shows, as a process reads it."""
    answer = await answer_of(request, {"page": page, "name": name, **more})
    found: dict[str, Any] = json.loads(b"".join([piece async for piece in answer.pieces()]))
    return found


def _questions() -> list[Query]:
    return [Query.named(name) for name in names() if "/" not in name]


async def start(request: Request) -> Response:
    """Show what there is: counts, the newest meetings, the questions."""
    return HTMLResponse(rendered("start", **await _read(request, "start", ""), queries=_questions()), headers=_PAGES)


async def search(request: Request) -> Response:
    """Show what is found by its name, or by words of a document."""
    return HTMLResponse(rendered("found", **await _read(request, "found", request.query_params.get("q", ""))))


def queries(_: Request) -> Response:
    """Show the questions."""
    return HTMLResponse(rendered("queries", queries=_questions()), headers=_PAGES)


async def answer(request: Request, name: str, values: dict[str, list[str]]) -> Response:
    """Show a question as a form, and its answer as a table."""
    query = Query.named(name)
    shown = {key: value[-1] for key, value in values.items()}
    # What is left empty is not asked.
    values = {key: [one for one in value if one] for key, value in values.items()}
    values = {key: value for key, value in values.items() if value}
    try:
        found: dict[str, Any] = {"error": "", **await _read(request, "answer", name, values=values)}
    except QueryError as error:
        found = {"error": str(error), "columns": [], "rows": [], "number": 0}
    here = str(request.url.replace(scheme="", netloc="", fragment=""))
    page = rendered("query", query=query, values=shown, here=here, **found)
    return HTMLResponse(page, 400 if found["error"] else 200, headers=_PAGES)


async def thing(request: Request) -> Response:
    """Show a thing to a browser, and its statements to a program, or where the name ends with a format of RDF."""
    name = request.url.path.removeprefix("/")
    stem, dot, suffix = name.rpartition(".")
    asked = suffix if dot and suffix in MEDIA_TYPES["graph"] else ""
    if not asked and wants_page(request):
        try:
            found = await _read(request, "thing", name)
        except QueryError as error:
            raise ProtocolError(404, str(error)) from None
        return HTMLResponse(rendered("thing", **found), headers=_PAGES)
    iri = named(BASE + (stem if asked else name))
    format = asked or negotiated(", ".join(request.headers.getlist("accept")), "graph")
    there = await answer_of(request, asking(f"ASK {{ {iri} ?p ?o }}", "csv"))
    if b"".join([piece async for piece in there.pieces()]) != b"true\n":
        raise ProtocolError(404, f"there is no {stem if asked else name}")
    return given(request, await answer_of(request, asking(f"DESCRIBE {iri}", format)))


async def style(_: Request) -> Response:
    """Give the style of all pages."""
    return Response((SITE / "style.css").read_bytes(), media_type="text/css", headers={"cache-control": "max-age=3600"})


_READ = ["GET", "HEAD"]
ROUTES = [
    Route("/", guarded(start), methods=_READ),
    Route("/search", guarded(search), methods=_READ),
    Route("/style.css", style, methods=_READ),
    *(Route(f"/{kind}/{{name:path}}", guarded(thing), methods=_READ) for kind in KINDS),
]
