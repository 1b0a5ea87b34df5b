"""The paths of SPARQL in the description of the server: the protocol, graphs, and what the service says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dipgraph.protocol import FORM, FORMATS, QUERY, UPDATE
from dipgraph.schemas import Schema, answer, errors, graph, inquiry, iri, part, rows
from dipgraph.terms import BASE

EXAMPLES = {
    "rows": "SELECT ?meeting ?date WHERE { ?meeting <https://w3id.org/dipgraph/ontology#date> ?date } LIMIT 3",
    "yes or no": "ASK { ?meeting a <https://w3id.org/dipgraph/ontology#BilateralMeeting> }",
    "a graph": "DESCRIBE <https://w3id.org/dipgraph/state/jp>",
}
_WRITTEN = (
    f"INSERT DATA {{ GRAPH <{BASE}notes> {{ <{BASE}state/jp> <http://www.w3.org/2000/01/rdf-schema#comment> 'new' }} }}"
)
QUESTION = {"type": "string", "format": "sparql"}
BUSY = (500, 503)
_TO_PAGE = {"303": {"description": "A browser is led to the page /ask with the same question."}}


def get(
    tag: str, name: str, summary: str, parameters: Sequence[Schema], responses: dict[str, Schema], **more: Any
) -> dict[str, Any]:
    """Return the description of a GET, with the *tag* and the *name* of the operation."""
    operation = {"tags": [tag], "operationId": name, "summary": summary, **more, "responses": responses}
    return {"get": {**operation, **({"parameters": [*parameters]} if parameters else {})}}


def sparql() -> dict[str, Any]:
    """Return the paths of SPARQL 1.1: the protocol, the Graph Store Protocol, the description of the service."""
    dataset = [
        iri("default-graph-uri", "The graphs that are the default graph, in place of the union of all.", several=True),
        iri("named-graph-uri", "The graphs that may be named.", several=True),
    ]
    asked = {name: {"value": text} for name, text in EXAMPLES.items()}
    query = inquiry("query", "The question. Without it the service describes itself.", QUESTION, examples=asked)
    found = answer("The answer: rows, yes or no, or a graph.", {**rows(), **graph()})
    form = {given["name"]: {**given["schema"], "description": given["description"]} for given in (query, *dataset)}
    body = {
        FORM: {
            "schema": {"type": "object", "properties": form, "required": ["query"]},
            "examples": {name: {"value": {"query": text}} for name, text in EXAMPLES.items()},
        },
        QUERY: {"schema": QUESTION, "examples": asked},
    }
    # What clients send else as a format says nothing.
    either = {"type": "string", "examples": [*FORMATS]}
    format = inquiry("format", f"One of {', '.join(FORMATS)}, in place of the header Accept.", either)
    sent = {
        "tags": ["SPARQL"], "operationId": "post_sparql", "summary": "Ask a question in SPARQL, as a form or as it is.",
        "parameters": [*dataset, format], "requestBody": {"required": True, "content": body},
        "responses": {**found, **errors(400, 403, 406, 408, 413, 415, *BUSY)},
    }  # fmt: skip
    whole = inquiry("default", "There without a value: the union of all graphs.", {"const": ""}, allowEmptyValue=True)
    described = answer("The service in RDF: its formats, its graphs, how much they say.", graph())
    void = {**described, **errors(406, *BUSY)}
    kept = {**answer("The statements of the graph.", graph()), **errors(400, 404, 406, *BUSY)}
    named = iri("graph", "The name of a graph.", example=f"{BASE}act")
    return {
        "/sparql": {
            **get(
                "SPARQL", "get_sparql", "Ask a question in SPARQL.", [query, *dataset, format],
                {**found, **_TO_PAGE, **errors(400, 406, *BUSY)},
            ),
            "post": sent,
        },
        "/graphs": get(
            "SPARQL", "get_graph", "Take a graph whole.", [named, whole], kept,
            description="Either the name of a graph or `default`, and not both.",
        ),
        "/graphs/{path}": get(
            "SPARQL", "get_graph_below", "Take the graph whole that is called as this address is.",
            [part("path", "The end of the name.", None)], kept,
        ),
        "/.well-known/void": get("SPARQL", "get_void", "Take the description of the service.", [], void),
    }  # fmt: skip


def writable(paths: dict[str, Any]) -> dict[str, Any]:
    """Add to the *paths* of SPARQL what those may do who have the token."""
    text = {"text/plain": {"schema": {"type": "string"}}}
    done = {"description": "It is done; the line says what changed.", "content": text}
    new = {**done, "description": "There is a graph that was not there before."}
    wrong = errors(400, 401, 408, 412, 413, 415, 507, *BUSY)
    token = {"tags": ["SPARQL"], "security": [{"token": []}], "responses": {"200": done, "201": new, **wrong}}
    sent = {
        "required": True,
        "content": graph(),
    }
    asked = paths["/sparql"]["post"]
    asked["requestBody"]["content"][UPDATE] = {
        "schema": {"type": "string", "format": "sparql-update"}, "example": _WRITTEN
    }  # fmt: skip
    # A question needs no token.
    asked |= {"security": [{}, {"token": []}], "responses": {**asked["responses"], **wrong}}
    found = asked["responses"]["200"]
    asked["responses"]["200"] = {**found, "content": {**found["content"], **text}}
    for path, which in (("/graphs", "graph"), ("/graphs/{path}", "graph_below")):
        given = {"parameters": paths[path]["get"]["parameters"]}
        gone = {**token, "responses": {"200": done, **errors(400, 401, 404, 412, 507, *BUSY)}}
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
