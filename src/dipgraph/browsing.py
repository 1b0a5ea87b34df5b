"""The pages of the server for people: a start, things, what is found, questions; nothing of them needs JavaScript."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from dipgraph.answers import LimitError
from dipgraph.drawn import FILES, is_narrowed
from dipgraph.errors import QueryError, UsageError
from dipgraph.forms import OPENAPI, START, VOID, forms_of, kept_as, linked, parted
from dipgraph.guard import checked
from dipgraph.inquiries import answered, kind_of, question_in
from dipgraph.listings import everything, kind, ontology, search, start
from dipgraph.network import FOLDER
from dipgraph.network import names as networks
from dipgraph.offered import DATED, OFFERED
from dipgraph.overview import KINDS
from dipgraph.pages import SITE, TABLES, rendered
from dipgraph.protocol import ProtocolError
from dipgraph.query import Query, names
from dipgraph.replies import accepted, answer_of, given, guarded, read, shown, whole
from dipgraph.schemas import PATTERNS
from dipgraph.syntax import place_of
from dipgraph.things import thing

_FIRST = """PREFIX dip: <https://w3id.org/dipgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT DISTINCT ?meeting ?label ?date WHERE {
  ?meeting dip:date ?date ; rdfs:label ?label .
}
ORDER BY DESC(?date)
LIMIT 10
"""
_PAGES = {"vary": "accept", "cache-control": "no-cache"}
# How values are written that have a pattern.
_FORMS = {
    "date": "2022-05-23",
    "first-day": "2022-05-23, 2022-05 or 2022",
    "last-day": "2022-05-23, 2022-05 or 2022",
    "integer": "a whole number",
}
# As what the edges of a network are given beside its page.
_NETWORKS = forms_of("network")


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


def queries(request: Request, links: Mapping[str, str]) -> Response:
    """Show the questions."""
    return whole(request, rendered("queries", queries=_questions()).encode(), "text/html", links)


async def answer(request: Request, name: str, values: dict[str, list[str]], links: Mapping[str, str]) -> Response:
    """Show a question as a form, and its answer as a table; *links* is the header that leads to other forms of it."""
    query = _told(Query.named(name))
    last = {key: value[-1] for key, value in values.items()}
    # What is left empty is not asked.
    values = {key: [one for one in value if one] for key, value in values.items()}
    values = {key: value for key, value in values.items() if value}
    asked = [(key, one) for key, several in values.items() for one in several]
    beside = {"query": query, "values": last, "asked": asked, "formats": TABLES, "downloads": {}, "offered": OFFERED}
    try:
        page = await shown(request, "answer", name, "query", {**beside, "error": ""}, values=values)
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
            "same": {},
            "hint": "",
        }
        choices = await read(request, "choices", name)
        return HTMLResponse(rendered("query", choices=choices, **beside, **found), 400, headers=_PAGES)


async def ask(request: Request) -> Response:
    """Show a form for a query of one's own, and the answer to it; a program is given the answer."""
    text = request.query_params.get("query", "")
    kind = _kind(text)
    if accepted(request, f"asked {kind}".strip() if text else "page") != "html":
        return await answered(request, await question_in(request, request.scope["query_string"].decode("latin-1")))
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
            page = await shown(request, "asked", checked(text).text, "ask", beside)
            forms = forms_of(f"asked {kind}")
            return given(request, page, linked("ask", here, forms, VOID, lambda end: f"/sparql?{here}&format={end}"))
        except (QueryError, UsageError) as wrong:
            # What was written stays on the page.
            error, status = str(wrong), 503 if isinstance(wrong, LimitError) else 400
    found = {"columns": [], "rows": [], "number": 0, "is_more": False, "truth": None, "is_graph": False, "hints": []}
    fault = place_of(text, error)
    again = rendered("ask", **{**beside, "query": text or _FIRST, "error": error, "fault": fault}, **found)
    return HTMLResponse(again, status, headers=_PAGES)


def _kind(text: str) -> str:
    """Return the kind of answer that a query has, nothing where it is none that is asked."""
    try:
        question = checked(text)
    except UsageError:
        return ""
    return kind_of(question) if question.form else ""


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
    links = linked(f"{FOLDER}/{name}", urlencode(values, doseq=True), _NETWORKS, OPENAPI)
    if (form := suffix or accepted(request, "network")) != "html":
        asked: dict[str, Any] = {"file": form, "name": name, "values": values}
        if form not in FILES and not is_narrowed(values):
            # As it is computed, and never held whole.
            own = {key.replace("-", "_"): value for key, value in values.items()}
            asked = {"stored": query.name, "values": own, "rows": form, "graph": form}
        return given(request, await answer_of(request, asked), {**links, **kept_as(name, form)})
    others = [(other, Query.named(f"{FOLDER}/{other}").summary) for other in networks() if other != name]
    beside = {"name": name, "asked": values, "others": others, "more": urlencode(values, doseq=True)}
    beside["parameters"] = _told(query)["parameters"]
    try:
        drawing = await shown(request, "network", name, "network", {**beside, "error": ""}, values=values)
        return given(request, drawing, links)
    except LimitError:
        raise
    except QueryError as error:
        found = {
            "error": str(error),
            "title": query.summary,
            "description": query.description,
            "choices": [],
            "types": [],
        }
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
    Route(f"/{START}.{{suffix}}", guarded(start), methods=_READ),
    Route("/names.{suffix}", guarded(everything), methods=_READ),
    Route("/search.{suffix}", guarded(search), methods=_READ),
    Route("/names/{kind}", guarded(kind), methods=_READ),
    Route("/search", guarded(search), methods=_READ),
    Route("/ask", guarded(ask), methods=_READ),
    Route("/networks/{name}", guarded(network), methods=_READ),
    Route("/drawing.js", script, methods=_READ),
    Route("/style.css", style, methods=_READ),
    *(Route(f"/{kind}/{{name:path}}", guarded(thing), methods=_READ) for kind in KINDS),
]
