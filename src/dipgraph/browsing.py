"""The pages of the server for people: a start, things, what is found, questions; nothing of them needs JavaScript."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from dipgraph.answers import Answer, LimitError, MissingError, Room
from dipgraph.drawn import FILES
from dipgraph.errors import QueryError, UsageError
from dipgraph.guard import checked
from dipgraph.indexer import Indexer
from dipgraph.network import FOLDER
from dipgraph.network import names as networks
from dipgraph.overview import KINDS
from dipgraph.pages import ALTERNATES, SERVED, SITE, TABLES, rendered
from dipgraph.protocol import MEDIA_TYPES, ProtocolError, negotiated
from dipgraph.query import Query, names
from dipgraph.replies import accepted, answer_of, asking, given, guarded, wants_page
from dipgraph.search import PAGE
from dipgraph.service_description import named
from dipgraph.terms import BASE

_FIRST = """PREFIX dip: <https://w3id.org/dipgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT DISTINCT ?meeting ?label ?date WHERE {
  ?meeting dip:date ?date ; rdfs:label ?label .
}
ORDER BY DESC(?date)
LIMIT 10
"""
# Seconds that one who searches waits for the first index.
_PATIENCE = 10.0
_PAGES = {"vary": "accept", "cache-control": "no-cache"}


async def _read(request: Request, page: str, name: str, **more: Any) -> dict[str, Any]:
    """Return what a page shows, as a process reads it."""
    answer = await answer_of(request, {"page": page, "name": name, **more})
    found: dict[str, Any] = json.loads(b"".join([piece async for piece in answer.pieces()]))
    return found


async def _shown(request: Request, page: str, name: str, template: str, beside: dict[str, Any], **more: Any) -> Answer:
    """Return a page as HTML, as a process reads and writes it: its *template*, and what it shows *beside* what is read."""
    asked = {"page": page, "name": name, "template": template, "with": beside, "index": _index(request), **more}
    return await answer_of(request, asked)


def _index(request: Request) -> str:
    """Return the folder in which the indexes of the states are."""
    indexer: Indexer = request.app.state.indexer
    return indexer.folder


@cache
def _questions() -> list[dict[str, Any]]:
    return [_told(Query.named(name)) for name in names() if "/" not in name]


def _told(query: Query) -> dict[str, Any]:
    """Return what pages tell of a query."""
    parameters = [
        {"name": parameter.name, "description": parameter.description, "example": parameter.example}
        for parameter in query.parameters
    ]
    told = {"name": query.name, "summary": query.summary, "description": query.description, "text": query.text}
    return {**told, "parameters": parameters, "columns": dict(query.columns)}


async def start(request: Request) -> Response:
    """Show what there is: counts, the newest meetings, the questions."""
    accepted(request, "page")
    listed = [{key: query[key] for key in ("name", "summary")} for query in _questions()]
    return given(request, await _shown(request, "start", "", "start", {"queries": listed}))


async def everything(request: Request) -> Response:
    """Show what there is, by name."""
    accepted(request, "page")
    return given(request, await _shown(request, "names", "", "names", {}))


async def kind(request: Request) -> Response:
    """Show all of a kind, by name, page by page."""
    accepted(request, "page")
    number = _number(request)
    try:
        return given(request, await _shown(request, "names", request.path_params["kind"], "kind", {}, number=number))
    except MissingError as error:
        raise ProtocolError(404, str(error)) from None


def _number(request: Request) -> int:
    """Return which page is asked for."""
    number = request.query_params.get("page", "1")
    if not re.fullmatch(r"[1-9]\d{0,5}", number, re.ASCII):
        raise ProtocolError(400, f"{number!r} is no page: give a whole number")
    return int(number)


async def search(request: Request) -> Response:
    """Show what is found by its name or by words that were said: to a browser as a page, to a program as JSON."""
    values = request.query_params
    wanted, start = values.get("format"), values.get("from", "0")
    if wanted not in (None, "json", "html"):
        raise ProtocolError(406, f"what is found is not to be had as {wanted!r}: take json, or no format for a page")
    if not (start.isascii() and start.isdecimal() and len(start) < 10):
        raise ProtocolError(400, f"from is {start!r}: give the number of results to pass over")
    wanted = wanted or ("html" if wants_page(request) else accepted(request, "list"))
    indexer: Indexer = request.app.state.indexer
    asked = {"kind": values.get("kind") or None, "start": int(start), "index": indexer.folder}
    found = await _read(request, "found", values.get("q", ""), **asked)
    if not found["ready"]:
        await indexer.look(_PATIENCE)
        found = await _read(request, "found", values.get("q", ""), **asked)
    if not found["ready"]:
        raise ProtocolError(
            503, "the data is being made ready for the search: search again in a while", {"retry-after": "5"}
        )
    if wanted == "html":
        return HTMLResponse(rendered("found", **found, most=PAGE), headers=_PAGES)
    return JSONResponse(_as_data(found), headers=_PAGES)


def _as_data(found: dict[str, Any]) -> dict[str, Any]:
    """Return what was *found* as a program reads it: one list, and texts without marks."""
    results = [
        {**result, **{name: "".join(text for text, _ in result[name]) for name in ("title", "snippet")}}
        for group in found["groups"]
        for result in group["results"]
    ]
    kept = {name: found[name] for name in ("words", "kind", "start", "how", "meant", "counts", "is_present")}
    return {**kept, "results": results}


def queries(request: Request) -> Response:
    """Show the questions."""
    page = Answer(Room(0))
    page.media_type = "text/html"
    page.write(rendered("queries", queries=_questions()).encode())
    return given(request, page)


async def answer(request: Request, name: str, values: dict[str, list[str]]) -> Response:
    """Show a question as a form, and its answer as a table."""
    query = _told(Query.named(name))
    shown = {key: value[-1] for key, value in values.items()}
    # What is left empty is not asked.
    values = {key: [one for one in value if one] for key, value in values.items()}
    values = {key: value for key, value in values.items() if value}
    asked = [(key, one) for key, several in values.items() for one in several]
    beside = {"query": query, "values": shown, "asked": asked, "formats": TABLES, "downloads": {}}
    try:
        return given(request, await _shown(request, "answer", name, "query", {**beside, "error": ""}, values=values))
    except LimitError:
        raise
    except QueryError as error:
        found = {
            "error": str(error),
            "columns": [],
            "rows": [],
            "number": 0,
            "text": query["text"],
            "given": [],
            "called": {},
        }
        choices = await _read(request, "choices", name)
        return HTMLResponse(rendered("query", choices=choices, **beside, **found), 400, headers=_PAGES)


async def ask(request: Request) -> Response:
    """Show a form for a query of one's own, and the answer to it."""
    text = request.query_params.get("query", "")
    here = urlencode({"query": text})
    examples = [{"summary": query["summary"], "text": query["text"]} for query in _questions()]
    beside = {
        "asked": bool(text),
        "here": f"/ask?{here}",
        "download": f"/sparql?{here}",
        "table_formats": {name: name.upper() for name in TABLES},
        "graph_formats": {"ttl": "Turtle", "nt": "N-Triples", "jsonld": "JSON-LD", "rdf": "RDF/XML"},
        "examples": examples,
    }
    error = ""
    if text:
        try:
            beside = {**beside, "query": text, "error": ""}
            return given(request, await _shown(request, "asked", checked(text).text, "ask", beside))
        except LimitError:
            raise
        except (QueryError, UsageError) as wrong:
            error = str(wrong)
    found = {"columns": [], "rows": [], "number": 0, "truth": None, "is_graph": False}
    page = rendered("ask", **{**beside, "query": text or _FIRST, "error": error}, **found)
    return HTMLResponse(page, 400 if error else 200, headers=_PAGES)


async def _is_there(request: Request, name: str) -> bool:
    """Say whether something is said of a thing."""
    answer = await answer_of(request, asking(f"ASK {{ {named(BASE + name)} ?p ?o }}", "csv"))
    return b"".join([piece async for piece in answer.pieces()]) == b"true\n"


async def _thing(request: Request, name: str, number: int, is_data: bool) -> Answer:
    """Return the page of a thing, or what it shows; a ProtocolError says that there is no such thing, or no such page."""
    asked = {"page": "thing", "name": name, "number": number, "index": _index(request)}
    try:
        return await answer_of(request, asked if is_data else {**asked, "template": "", "with": {}})
    except MissingError as error:
        raise ProtocolError(404, str(error)) from None


async def thing(request: Request) -> Response:
    """Show a thing to a browser, and its statements to a program; where the name ends with a format, give it in that."""
    name = request.url.path.removeprefix("/")
    stem, dot, suffix = name.rpartition(".")
    if not (dot and suffix in (*MEDIA_TYPES["thing"], "json")) or await _is_there(request, name):
        stem, suffix = name, ""
    number = _number(request)
    if suffix == "json" or (not suffix and wants_page(request)):
        answer = await _thing(request, stem, number, is_data=bool(suffix))
        others = (f'<{SERVED.file(f"{name}.{end}")}>; rel="alternate"; type="{type_}"' for end, type_ in ALTERNATES)
        return given(request, answer, {} if suffix else {"link": ", ".join(others)})
    if not await _is_there(request, stem):
        raise ProtocolError(404, f"there is no {stem}")
    format = suffix or negotiated(", ".join(request.headers.getlist("accept")), "thing")
    return given(request, await answer_of(request, {"data": BASE + stem, "format": format}))


async def network(request: Request) -> Response:
    """Show a network as a drawing with a table, or give it as a file where the name ends with a format of FILES."""
    name = request.path_params["name"]
    stem, dot, suffix = name.rpartition(".")
    is_file = bool(dot) and suffix in FILES
    if (stem if is_file else name) not in networks():
        raise ProtocolError(404, f"there is no network {name!r}: there are {', '.join(networks())}")
    query = Query.named(f"{FOLDER}/{stem if is_file else name}")
    values: dict[str, list[str]] = {}
    for key, value in request.query_params.multi_items():
        if value:
            values.setdefault(key, []).append(value)
    if is_file:
        return given(request, await answer_of(request, {"file": suffix, "name": stem, "values": values}))
    accepted(request, "page")
    others = [(other, Query.named(f"{FOLDER}/{other}").summary) for other in networks() if other != name]
    own = {key: value for key, value in values.items() if key not in ("least", "about")}
    beside = {"name": name, "asked": values, "others": others, "more": urlencode(own, doseq=True)}
    beside["parameters"] = _told(query)["parameters"]
    try:
        return given(request, await _shown(request, "network", name, "network", {**beside, "error": ""}, values=values))
    except LimitError:
        raise
    except QueryError as error:
        found = {"error": str(error), "title": query.summary, "description": query.description, "choices": []}
        return HTMLResponse(rendered("network", **found, **beside), 400, headers=_PAGES)


async def script(_: Request) -> Response:
    """Give the script of drawings."""
    content = (SITE / "drawing.js").read_bytes()
    return Response(content, media_type="text/javascript", headers={"cache-control": "max-age=3600"})


async def style(_: Request) -> Response:
    """Give the style of all pages."""
    return Response((SITE / "style.css").read_bytes(), media_type="text/css", headers={"cache-control": "max-age=3600"})


_READ = ["GET", "HEAD"]
ROUTES = [
    Route("/", guarded(start), methods=_READ),
    Route("/names", guarded(everything), methods=_READ),
    Route("/names/{kind}", guarded(kind), methods=_READ),
    Route("/search", guarded(search), methods=_READ),
    Route("/ask", guarded(ask), methods=_READ),
    Route("/networks/{name}", guarded(network), methods=_READ),
    Route("/drawing.js", script, methods=_READ),
    Route("/style.css", style, methods=_READ),
    *(Route(f"/{kind}/{{name:path}}", guarded(thing), methods=_READ) for kind in KINDS),
]
