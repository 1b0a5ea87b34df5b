"""What the server answers, described in OpenAPI 3.1: a query file that is added is in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dipgraph.drawn import FILES
from dipgraph.network import FOLDER
from dipgraph.overview import KINDS
from dipgraph.pages import ALTERNATES
from dipgraph.protocol import FORM, FORMATS, MEDIA_TYPES, QUERY, UPDATE
from dipgraph.query import Query
from dipgraph.schemas import (
    PAGE,
    RESPONSES,
    SCHEMAS,
    Schema,
    answer,
    columns,
    errors,
    graph,
    inquiry,
    iri,
    parameter,
    part,
    reference,
    rows,
)
from dipgraph.search_index import KINDS as FOUND
from dipgraph.terms import BASE

_SAYS = (
    "A knowledge graph of diplomatic actors, meetings, issues and commitments, each statement with the passage that "
    "supports it. What is answered to GET is answered to HEAD, without its body. "
    "An error is a line of text, or a page where HTML is wanted most."
)
_TAGS = {
    "SPARQL": "Questions of one's own, and graphs.",
    "Questions": "Stored questions, each with its parameters.",
    "Things": "Meetings, persons, issues and others, each as a page and as RDF.",
    "Server": "What there is, and how it goes.",
}
_EXAMPLES = {
    "rows": "SELECT ?meeting ?date WHERE { ?meeting <https://w3id.org/dipgraph/ontology#date> ?date } LIMIT 3",
    "yes or no": "ASK { ?meeting a <https://w3id.org/dipgraph/ontology#BilateralMeeting> }",
    "a graph": "DESCRIBE <https://w3id.org/dipgraph/state/jp>",
}
_QUESTION = {"type": "string", "format": "sparql"}
# What the parts of a thing's name are called, behind its kind.
_PARTS = {"commitment": ("meeting", "name"), "document": ("publisher", "name")}
_BUSY = (500, 503)
_TO_PAGE = {"303": {"description": "A browser is led to the page /ask with the same question."}}
_TABLE = {"schema": {"type": "string"}}


def described(queries: Sequence[Query], is_writable: bool = False) -> dict[str, Any]:
    """Return the description of a server that answers the stored *queries*, as JSON has it, and that may be written to.

    >>> sorted(described([Query.named("meetings")])["paths"]["/queries/meetings"]["get"]["responses"])
    ['200', '304', '400', '406', '414', '421', '431', '500', '503']
    """
    from importlib.metadata import version

    examples: dict[str, str] = {}
    for query in queries:
        for given in query.parameters:
            if given.example:
                examples.setdefault(given.type, given.example)
    kept = "What is written is written wholly or not at all." if is_writable else "Nothing is written here."
    sparql = _writable(_sparql()) if is_writable else _sparql()
    secured = {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}} if is_writable else {}
    return {
        "openapi": "3.1.1",
        "info": {"title": "dipgraph", "version": version("dipgraph"), "description": f"{_SAYS} {kept}"},
        "servers": [{"url": "/"}],
        "tags": [{"name": name, "description": words} for name, words in _TAGS.items()],
        "paths": {
            **sparql,
            **_stored(queries, examples),
            **_networks(queries, examples),
            **_things(examples),
            **_server(),
        },
        "components": {"schemas": SCHEMAS, "responses": RESPONSES, **secured},
    }


def _get(
    tag: str, name: str, summary: str, parameters: Sequence[Schema], responses: dict[str, Schema], **more: Any
) -> dict[str, Any]:
    operation = {"tags": [tag], "operationId": name, "summary": summary, **more, "responses": responses}
    return {"get": {**operation, **({"parameters": [*parameters]} if parameters else {})}}


def _sparql() -> dict[str, Any]:
    """Return the paths of SPARQL 1.1: the protocol, the Graph Store Protocol, the description of the service."""
    dataset = [
        iri("default-graph-uri", "The graphs that are the default graph, in place of the union of all.", several=True),
        iri("named-graph-uri", "The graphs that may be named.", several=True),
    ]
    asked = {name: {"value": text} for name, text in _EXAMPLES.items()}
    query = inquiry("query", "The question. Without it the service describes itself.", _QUESTION, examples=asked)
    found = answer("The answer: rows, yes or no, or a graph.", {**rows(), **graph()})
    form = {given["name"]: {**given["schema"], "description": given["description"]} for given in (query, *dataset)}
    body = {
        FORM: {
            "schema": {"type": "object", "properties": form, "required": ["query"]},
            "examples": {name: {"value": {"query": text}} for name, text in _EXAMPLES.items()},
        },
        QUERY: {"schema": _QUESTION, "examples": asked},
    }
    # What clients send else as a format says nothing.
    either = {"type": "string", "examples": [*FORMATS]}
    format = inquiry("format", f"One of {', '.join(FORMATS)}, in place of the header Accept.", either)
    sent = {
        "tags": ["SPARQL"], "operationId": "post_sparql", "summary": "Ask a question in SPARQL, as a form or as it is.",
        "parameters": [*dataset, format], "requestBody": {"required": True, "content": body},
        "responses": {**found, **errors(400, 403, 406, 408, 413, 415, *_BUSY)},
    }  # fmt: skip
    whole = inquiry("default", "There without a value: the union of all graphs.", {"const": ""}, allowEmptyValue=True)
    described = answer("The service in RDF: its formats, its graphs, how much they say.", graph())
    void = {**described, **errors(406, *_BUSY)}
    kept = {**answer("The statements of the graph.", graph()), **errors(400, 404, 406, *_BUSY)}
    named = iri("graph", "The name of a graph.", example=f"{BASE}act")
    return {
        "/sparql": {
            **_get(
                "SPARQL", "get_sparql", "Ask a question in SPARQL.", [query, *dataset, format],
                {**found, **_TO_PAGE, **errors(400, 406, *_BUSY)},
            ),
            "post": sent,
        },
        "/graphs": _get(
            "SPARQL", "get_graph", "Take a graph whole.", [named, whole], kept,
            description="Either the name of a graph or `default`, and not both.",
        ),
        "/graphs/{path}": _get(
            "SPARQL", "get_graph_below", "Take the graph whole that is called as this address is.",
            [part("path", "The end of the name.", None)], kept,
        ),
        "/.well-known/void": _get("SPARQL", "get_void", "Take the description of the service.", [], void),
    }  # fmt: skip


def _writable(paths: dict[str, Any]) -> dict[str, Any]:
    """Add to the *paths* of SPARQL what those may do who have the token."""
    done = {
        "description": "It is done; the line says what changed.",
        "content": {"text/plain": {"schema": {"type": "string"}}},
    }
    new = {**done, "description": "There is a graph that was not there before."}
    wrong = errors(400, 401, 408, 413, 415, 507, *_BUSY)
    token = {"tags": ["SPARQL"], "security": [{"token": []}], "responses": {"200": done, "201": new, **wrong}}
    sent = {
        "required": True,
        "content": {FORMATS[name]: {"schema": {"type": "string"}} for name in MEDIA_TYPES["graph"]},
    }
    asked = paths["/sparql"]["post"]
    asked["requestBody"]["content"][UPDATE] = {"schema": _QUESTION}
    # A question needs no token.
    asked |= {"security": [{}, {"token": []}], "responses": {**asked["responses"], **wrong}}
    for path, which in (("/graphs", "graph"), ("/graphs/{path}", "graph_below")):
        given = {"parameters": paths[path]["get"]["parameters"]}
        gone = {**token, "responses": {"200": done, **errors(400, 401, 404, 507, *_BUSY)}}
        paths[path] |= {
            "put": {**token, **given, "operationId": f"put_{which}", "summary": "Put a graph.", "requestBody": sent},
            "post": {
                **token,
                **given,
                "operationId": f"post_{which}",
                "summary": "Add to a graph.",
                "requestBody": sent,
            },
            "delete": {**gone, **given, "operationId": f"delete_{which}", "summary": "Delete a graph."},
        }
    return paths


def _stored(queries: Sequence[Query], examples: dict[str, str]) -> dict[str, Any]:
    """Return the paths of the stored *queries*."""
    listed = answer("All of them.", {"application/json": {"schema": reference("Queries")}, **PAGE})
    paths = {"/queries": _get("Questions", "get_queries", "List the stored questions.", [], {**listed, **errors()})}
    for query in queries:
        content = columns(query)
        names = [name for name in FORMATS if FORMATS[name] in content]
        format = inquiry("format", "The format, in place of the header Accept.", {"enum": names})
        paths[f"/queries/{query.name}"] = _get(
            "Questions",
            "query_" + query.name.replace("/", "_").replace("-", "_"),
            query.summary or query.name,
            [*(parameter(given, examples) for given in query.parameters), format],
            {**answer("The answer.", {**content, **PAGE}), **errors(400, 406, *_BUSY)},
            description=query.description,
        )
    return paths


def _networks(queries: Sequence[Query], examples: dict[str, str]) -> dict[str, Any]:
    """Return the paths of the stored networks, each for a page with its drawing, and as a file."""
    paths = {}
    least = inquiry("least", "The least weight of an edge that is drawn.", {"type": "integer"}, example=2)
    middle: Schema = {"type": "array", "items": {"type": "string"}}
    about = inquiry("about", "Who or what is in the middle: a label, or a state with its persons.", middle)
    suffix = part("suffix", "The format of the file.", "gexf", tuple(FILES))
    files = answer("The network.", {type_: {"schema": {"type": "string"}} for type_ in FILES.values()})
    wrong = errors(400, 404, *_BUSY)
    for query in queries:
        folder, _, name = query.name.rpartition("/")
        if folder != FOLDER:
            continue
        path, called = f"/networks/{name}", name.replace("-", "_")
        own = [parameter(given, examples) for given in query.parameters]
        shown = {**answer("Its drawing, and its edges in a table.", PAGE), **wrong, **errors(406)}
        paths[path] = _get("Questions", f"draw_{called}", query.summary, [*own, least, about], shown)
        paths[f"{path}.{{suffix}}"] = _get(
            "Questions", f"take_{called}", f"As a file: {query.summary}", [*own, suffix], {**files, **wrong}
        )
    return paths


def _things(examples: dict[str, str]) -> dict[str, Any]:
    """Return the paths of things by their kinds, each for a page and RDF, and with a suffix for a format."""
    paths = {}
    content = {**graph(), "application/json": {"schema": {"type": "object"}}, "text/csv": _TABLE}
    ends = (*MEDIA_TYPES["thing"], *(end for end, _ in ALTERNATES if end not in MEDIA_TYPES["thing"]))
    suffix = part("suffix", "A format: of RDF, what the page shows as JSON, or the statements as a table.", "ttl", ends)
    page, wrong = _page(), errors(400, 404, 406, *_BUSY)
    for kind in KINDS:
        names = _PARTS.get(kind, ("name",))
        example = examples.get(kind, "").removeprefix(f"{kind}/").split("/", len(names) - 1)
        known = dict(zip(names, example, strict=False)) if len(example) == len(names) else {}
        parts = [part(name, f"A part of the {kind}'s name.", known.get(name)) for name in names]
        path = "/".join([f"/{kind}", *(f"{{{name}}}" for name in names)])
        words = f"What is said of the {kind} and its parts, and what names it."
        shown = {**answer(words, {**graph(), "text/csv": _TABLE, **PAGE}), **wrong}
        given = {**answer(words, content), **wrong}
        paths[path] = _get("Things", f"get_{kind}", f"Read of a {kind}.", [*parts, page], shown)
        paths[f"{path}.{{suffix}}"] = _get(
            "Things", f"take_{kind}", f"Take a {kind} as data.", [*parts, suffix, page], given
        )
    return paths


def _page() -> Schema:
    return inquiry("page", "Which of its pages.", {"type": "integer", "minimum": 1, "maximum": 999_999}, example=1)


def _server() -> dict[str, Any]:
    """Return the other paths: pages, this description, and how the server is."""
    health = {"application/json": {"schema": reference("Health")}}
    words = inquiry("q", "Words of a name or a text.", {"type": "string", "maxLength": 200}, example="Ukraine")
    asked = inquiry("query", "The question.", _QUESTION, example=_EXAMPLES["rows"])
    text, page = {"schema": {"type": "string"}}, answer("A page.", PAGE)
    json = {"application/json": {"schema": reference("Found")}}
    return {
        "/names": _get("Server", "names", "Read what there is, by name.", [], {**page, **errors(406, *_BUSY)}),
        "/names/{kind}": _get(
            "Server", "names_of", "Read all of a kind, by name.",
            [part("kind", "The kind.", "meeting", [*KINDS]), _page()], {**page, **errors(400, 404, 406, *_BUSY)},
        ),
        "/": _get("Server", "start", "Read what there is.", [], {**page, **errors(406, *_BUSY)}),
        "/search": _get(
            "Things", "search", "Look for things and words that were said.", [words, *_narrowed()],
            {**answer("What is found.", {**json, **PAGE}), **errors(400, 406, *_BUSY)},
        ),
        "/drawing.js": _get(
            "Server", "get_script", "Take the script of drawings.", [],
            {**answer("The script.", {"text/javascript": text}), **errors()},
        ),
        "/ask": _get("SPARQL", "ask", "Ask a question in SPARQL on a page.", [asked], {**page, **errors(400, *_BUSY)}),
        "/openapi.json": _get(
            "Server", "get_openapi", "Take this description.", [],
            {**answer("In OpenAPI 3.1.", {"application/json": {"schema": {"type": "object"}}}), **errors()},
        ),
        "/style.css": _get(
            "Server", "get_style", "Take the style of the pages.", [],
            {**answer("The style.", {"text/css": text}), **errors()},
        ),
        "/health": _get(
            "Server", "get_health", "Ask whether there is somebody to answer.", [],
            {**answer("There is.", health), **errors(), "503": {"description": "There is nobody.", "content": health}},
        ),
        "/metrics": _get(
            "Server", "get_metrics", "Take counts, as Prometheus reads them.", [],
            {**answer("The counts.", {"text/plain": text}), **errors()},
        ),
    }  # fmt: skip


def _narrowed() -> list[Schema]:
    """Return the parameters of a search beside its words."""
    start: Schema = {"type": "integer", "minimum": 0, "maximum": 999_999_999}
    return [
        inquiry("kind", "Only things of this kind.", {"enum": [*FOUND]}, example="meeting"),
        inquiry("from", "How many of the kind to pass over.", start, example=0),
        inquiry("format", "The format, in place of the header Accept.", {"enum": ["json", "html"]}),
    ]
