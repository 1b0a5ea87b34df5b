"""The pages of the server for people: a start, things, what is found, questions; nothing of them needs JavaScript."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from dipgraph.answers import Answer, LimitError, MissingError, Room
from dipgraph.dataset import ONTOLOGY
from dipgraph.drawn import FILES
from dipgraph.errors import QueryError, UsageError
from dipgraph.forms import OPENAPI, kept_as, linked, parted
from dipgraph.guard import checked
from dipgraph.indexer import Indexer
from dipgraph.network import FOLDER
from dipgraph.network import names as networks
from dipgraph.overview import KINDS
from dipgraph.pages import SITE, TABLES, rendered
from dipgraph.protocol import FORMATS, ProtocolError
from dipgraph.query import Query, names
from dipgraph.reading import DATED, OFFERED
from dipgraph.replies import accepted, answer_of, asking, given, guarded, indexes_of, number_of, wants_page
from dipgraph.schemas import PATTERNS
from dipgraph.search import PAGE
from dipgraph.syntax import place_of
from dipgraph.things import all_names, thing

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
# How values are written that have a pattern.
_FORMS = {
    "date": "2022-05-23",
    "first-day": "2022-05-23, 2022-05 or 2022",
    "last-day": "2022-05-23, 2022-05 or 2022",
    "integer": "a whole number",
}
# As what the edges of a network are given beside its page.
_GRAPHS = {format: FORMATS[format] for format in ("ttl", "jsonld", "nt", "rdf")}
_NETWORKS = {format: FORMATS[format] for format in ("csv", "json")} | FILES


async def _read(request: Request, page: str, name: str, **more: Any) -> dict[str, Any]:
    """Return what a page shows, as a process reads it."""
    answer = await answer_of(request, {"page": page, "name": name, **more})
    found: dict[str, Any] = json.loads(b"".join([piece async for piece in answer.pieces()]))
    return found


async def _shown(request: Request, page: str, name: str, template: str, beside: dict[str, Any], **more: Any) -> Answer:
    """Return a page as HTML, as a process reads and writes it: its *template*, and what it shows *beside* what is read."""
    asked = {"page": page, "name": name, "template": template, "with": beside, "index": indexes_of(request), **more}
    return await answer_of(request, asked)


@cache
def _questions() -> list[dict[str, Any]]:
    return [_told(Query.named(name)) for name in names() if "/" not in name]


def _told(query: Query) -> dict[str, Any]:
    """Return what pages tell of a query."""
    parameters = [
        {
            "name": parameter.name,
            "description": parameter.description,
            "example": parameter.example,
            "pattern": PATTERNS.get(parameter.type, ""),
            "form": _FORMS.get(parameter.type, ""),
            "is_dated": parameter.type in DATED,
        }
        for parameter in query.parameters
    ]
    told = {"name": query.name, "summary": query.summary, "description": query.description, "text": query.text}
    return {**told, "parameters": parameters, "columns": dict(query.columns)}


async def ontology(request: Request) -> Response:
    """Show the terms of the ontology to a browser, each in its place, and give the ontology to a program."""
    suffix = request.path_params.get("suffix")
    if suffix not in (None, *_GRAPHS):
        raise ProtocolError(404, f"the ontology is not to be had as {suffix!r}: take {', '.join(_GRAPHS)}")
    links = linked("ontology", "", _GRAPHS, ("/ontology.ttl", "text/turtle"))
    if not suffix and wants_page(request):
        return given(request, await _shown(request, "ontology", "", "ontology", {}), links)
    format = suffix or accepted(request, "graph")
    asked = asking(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{ONTOLOGY}> {{ ?s ?p ?o }} }}", format)
    return given(request, await answer_of(request, asked), {**links, **kept_as("ontology", format)})


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
    number = number_of(request)
    try:
        return given(request, await _shown(request, "names", request.path_params["kind"], "kind", {}, number=number))
    except MissingError as error:
        raise ProtocolError(404, str(error)) from None


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
    return JSONResponse(_as_data(found), headers={**_PAGES, **kept_as("search", "json")})


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


async def answer(request: Request, name: str, values: dict[str, list[str]], links: Mapping[str, str]) -> Response:
    """Show a question as a form, and its answer as a table; *links* is the header that leads to other forms of it."""
    query = _told(Query.named(name))
    shown = {key: value[-1] for key, value in values.items()}
    # What is left empty is not asked.
    values = {key: [one for one in value if one] for key, value in values.items()}
    values = {key: value for key, value in values.items() if value}
    asked = [(key, one) for key, several in values.items() for one in several]
    beside = {"query": query, "values": shown, "asked": asked, "formats": TABLES, "downloads": {}, "offered": OFFERED}
    try:
        page = await _shown(request, "answer", name, "query", {**beside, "error": ""}, values=values)
        return given(request, page, links)
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
            "hint": "",
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
    error, status = "", 200
    if text:
        try:
            beside = {**beside, "query": text, "error": "", "fault": None}
            return given(request, await _shown(request, "asked", checked(text).text, "ask", beside))
        except (QueryError, UsageError) as wrong:
            # What was written stays on the page.
            error, status = str(wrong), 503 if isinstance(wrong, LimitError) else 400
    found = {"columns": [], "rows": [], "number": 0, "is_more": False, "truth": None, "is_graph": False, "hints": []}
    fault = place_of(text, error)
    page = rendered("ask", **{**beside, "query": text or _FIRST, "error": error, "fault": fault}, **found)
    return HTMLResponse(page, status, headers=_PAGES)


async def network(request: Request) -> Response:
    """Show a network as a drawing with a table, or give it as a file where the name ends with a format."""
    name, suffix = parted(request.path_params["name"], networks(), _NETWORKS)
    if name not in networks():
        raise ProtocolError(404, f"there is no network {name!r}: there are {', '.join(networks())}")
    query = Query.named(f"{FOLDER}/{name}")
    values: dict[str, list[str]] = {}
    for key, value in request.query_params.multi_items():
        if value:
            values.setdefault(key, []).append(value)
    own = {key: value for key, value in values.items() if key not in ("least", "about")}
    links = linked(f"{FOLDER}/{name}", urlencode(values, doseq=True), _NETWORKS, OPENAPI)
    if suffix:
        asked: dict[str, Any] = {"file": suffix, "name": name, "values": values}
        if suffix not in FILES:
            own = {key.replace("-", "_"): value for key, value in own.items()}
            asked = {"stored": query.name, "values": own, "rows": suffix, "graph": suffix}
        return given(request, await answer_of(request, asked), {**links, **kept_as(name, suffix)})
    accepted(request, "page")
    others = [(other, Query.named(f"{FOLDER}/{other}").summary) for other in networks() if other != name]
    beside = {"name": name, "asked": values, "others": others, "more": urlencode(own, doseq=True)}
    beside["parameters"] = _told(query)["parameters"]
    try:
        shown = await _shown(request, "network", name, "network", {**beside, "error": ""}, values=values)
        return given(request, shown, links)
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
    *(Route(way, guarded(ontology), methods=_READ) for way in ("/ontology", "/ontology.{suffix}")),
    Route("/names", guarded(everything), methods=_READ),
    Route("/names.{suffix}", guarded(all_names), methods=_READ),
    Route("/names/{kind}", guarded(kind), methods=_READ),
    Route("/search", guarded(search), methods=_READ),
    Route("/ask", guarded(ask), methods=_READ),
    Route("/networks/{name}", guarded(network), methods=_READ),
    Route("/drawing.js", script, methods=_READ),
    Route("/style.css", style, methods=_READ),
    *(Route(f"/{kind}/{{name:path}}", guarded(thing), methods=_READ) for kind in KINDS),
]
