"""The pages of the server for people: a start, things, what is found, questions; nothing of them needs JavaScript."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from dipgraph.answers import LimitError
from dipgraph.errors import QueryError, UsageError
from dipgraph.guard import checked
from dipgraph.pages import ALTERNATES, KINDS, SERVED, SITE, TABLES, rendered
from dipgraph.protocol import MEDIA_TYPES, ProtocolError, negotiated
from dipgraph.query import Query, names
from dipgraph.reading import ROWS
from dipgraph.replies import answer_of, asking, given, guarded, wants_page
from dipgraph.service_description import named
from dipgraph.terms import BASE

_FIRST = """PREFIX dip: <https://w3id.org/dipgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?meeting ?label ?date WHERE {
  ?meeting dip:date ?date ; rdfs:label ?label .
}
ORDER BY DESC(?date)
LIMIT 10
"""
_PAGES = {"vary": "accept", "cache-control": "no-cache"}


async def _read(request: Request, page: str, name: str, **more: Any) -> dict[str, Any]:
    """Return what a page shows, as a process reads it."""
    answer = await answer_of(request, {"page": page, "name": name, **more})
    found: dict[str, Any] = json.loads(b"".join([piece async for piece in answer.pieces()]))
    return found


@cache
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
    except LimitError:
        raise
    except QueryError as error:
        found = {"error": str(error), "columns": [], "rows": [], "number": 0, "text": query.text}
    here = f"/queries/{quote(name)}?" + urlencode(values, doseq=True)
    page = rendered(
        "query", query=query, values=shown, choices=await _read(request, "choices", name), here=here.rstrip("?"),
        formats=TABLES, downloads=_downloads(here), edit="/ask?" + urlencode({"query": found["text"]}), **found,
    )  # fmt: skip
    return HTMLResponse(page, 400 if found["error"] else 200, headers=_PAGES)


async def ask(request: Request) -> Response:
    """Show a form for a query of one's own, and the answer to it."""
    text = request.query_params.get("query", "")
    found: dict[str, Any] = {"error": "", "columns": [], "rows": [], "number": 0, "truth": None, "is_graph": False}
    if text:
        try:
            found |= await _read(request, "asked", checked(text).text)
        except UsageError as error:
            found["error"] = str(error)
    here = "/sparql?" + urlencode({"query": text})
    examples = [
        {"summary": query.summary, "address": "/ask?" + urlencode({"query": query.text})} for query in _questions()
    ]
    page = rendered(
        "ask", query=text or _FIRST, asked=bool(text), here="/ask?" + urlencode({"query": text}),
        downloads=_downloads(here), examples=examples, **found,
    )  # fmt: skip
    return HTMLResponse(page, 400 if found["error"] else 200, headers=_PAGES)


async def thing(request: Request) -> Response:
    """Show a thing to a browser, and its statements to a program; where the name ends with a format, give it in that."""
    name = request.url.path.removeprefix("/")
    stem, dot, suffix = name.rpartition(".")
    if not (dot and suffix in (*MEDIA_TYPES["graph"], "json", "csv")):
        stem, suffix = name, ""
    if suffix == "json" or (not suffix and wants_page(request)):
        number = request.query_params.get("page", "1")
        if not re.fullmatch(r"[1-9]\d{0,5}", number, re.ASCII):
            raise ProtocolError(400, f"{number!r} is no page: give a whole number")
        try:
            found = await _read(request, "thing", stem, number=int(number))
        except LimitError:
            raise
        except QueryError as error:
            raise ProtocolError(404, str(error)) from None
        if suffix:
            return JSONResponse(found, headers=_PAGES)
        others = (f'<{SERVED.file(f"{name}.{end}")}>; rel="alternate"; type="{type_}"' for end, type_ in ALTERNATES)
        page = rendered(found["kind"], drawing="", **found)
        return HTMLResponse(page, headers={**_PAGES, "link": ", ".join(others)})
    iri = named(BASE + stem)
    there = await answer_of(request, asking(f"ASK {{ {iri} ?p ?o }}", "csv"))
    if b"".join([piece async for piece in there.pieces()]) != b"true\n":
        raise ProtocolError(404, f"there is no {stem}")
    if suffix == "csv":
        return given(request, await answer_of(request, asking(ROWS % iri, "csv")))
    format = suffix or negotiated(", ".join(request.headers.getlist("accept")), "graph")
    return given(request, await answer_of(request, asking(f"DESCRIBE {iri}", format)))


def _downloads(here: str) -> dict[str, str]:
    """Return the addresses at which an answer is had in other formats, by format."""
    joined = here if here.endswith("?") else f"{here}&"
    return {format: f"{joined}format={format}" for format in TABLES}


async def style(_: Request) -> Response:
    """Give the style of all pages."""
    return Response((SITE / "style.css").read_bytes(), media_type="text/css", headers={"cache-control": "max-age=3600"})


_READ = ["GET", "HEAD"]
ROUTES = [
    Route("/", guarded(start), methods=_READ),
    Route("/search", guarded(search), methods=_READ),
    Route("/ask", guarded(ask), methods=_READ),
    Route("/style.css", style, methods=_READ),
    *(Route(f"/{kind}/{{name:path}}", guarded(thing), methods=_READ) for kind in KINDS),
]
