"""What the server answers, described in OpenAPI 3.1: a query file that is added is in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dipgraph.drawn import FILES
from dipgraph.endpoints import BUSY, EXAMPLES, QUESTION, get, sparql, writable
from dipgraph.forms import START, forms_of
from dipgraph.network import FOLDER
from dipgraph.overview import KINDS
from dipgraph.protocol import FORMATS
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
    parameter,
    part,
    reference,
    rows,
)
from dipgraph.search_index import KINDS as FOUND

_SAYS = (
    "A knowledge graph of diplomatic actors, meetings, issues and commitments, each statement with the passage that "
    "supports it. What is answered to GET is answered to HEAD, without its body. "
    "An error is a line of text, or a page where HTML is wanted most, or a problem of RFC 9457 where JSON is."
)
_TAGS = {
    "SPARQL": "Questions of one's own, and graphs.",
    "Questions": "Stored questions, each with its parameters.",
    "Things": "Meetings, persons, issues and others, each as a page and as RDF.",
    "Server": "What there is, and how it goes.",
}
# What the parts of a thing's name are called, behind its kind.
_PARTS = {"commitment": ("meeting", "name"), "document": ("publisher", "name")}
# Which tables the pages of a kind may have.
_TABLES = {
    "person": ("met",),
    "state": ("met", "offices"),
    "body": ("met", "offices"),
    "meeting": ("points",),
    "office": ("holders",),
}
_TABLE = {"schema": {"type": "string"}}
_LIST = {"text/csv": _TABLE, "application/json": {"schema": {"type": "array"}}}


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
    asked = writable(sparql()) if is_writable else sparql()
    secured = {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}} if is_writable else {}
    return {
        "openapi": "3.1.1",
        "info": {"title": "dipgraph", "version": version("dipgraph"), "description": f"{_SAYS} {kept}"},
        "servers": [{"url": "/"}],
        "tags": [{"name": name, "description": words} for name, words in _TAGS.items()],
        "paths": {
            **asked,
            **_stored(queries, examples),
            **_networks(queries, examples),
            **_things(examples),
            **_server(),
        },
        "components": {"schemas": SCHEMAS, "responses": RESPONSES, **secured},
    }


def _stored(queries: Sequence[Query], examples: dict[str, str]) -> dict[str, Any]:
    """Return the paths of the stored *queries*."""
    listed = answer("All of them.", {"application/json": {"schema": reference("Queries")}, **PAGE})
    plain = answer("All of them.", {"application/json": {"schema": reference("Queries")}})
    paths = {
        "/queries": get("Questions", "get_queries", "List the stored questions.", [], {**listed, **errors()}),
        "/queries.json": get("Questions", "take_queries", "Take the list of them.", [], {**plain, **errors()}),
    }
    for query in queries:
        content = columns(query)
        names = [name for name in FORMATS if FORMATS[name] in content]
        format = inquiry("format", "The format, in place of the header Accept.", {"enum": names})
        called, own = query.name.replace("/", "_").replace("-", "_"), [parameter(p, examples) for p in query.parameters]
        summary, description = query.summary or query.name, query.description
        shown = {**answer("The answer.", {**content, **PAGE}), **errors(400, 406, *BUSY)}
        paths[f"/queries/{query.name}"] = get(
            "Questions", f"query_{called}", summary, [*own, format], shown, description=description
        )
        suffix = part("suffix", "The format.", names[0], names)
        paths[f"/queries/{query.name}.{{suffix}}"] = get(
            "Questions", f"take_{called}", f"As a file: {summary}", [suffix, *own],
            {**answer("The answer.", content), **errors(400, 404, *BUSY)}, description=description,
        )  # fmt: skip
    return paths


def _networks(queries: Sequence[Query], examples: dict[str, str]) -> dict[str, Any]:
    """Return the paths of the stored networks, each for a page with its drawing, and as a file."""
    paths = {}
    least = inquiry(
        "least",
        "The least weight of a pair, that of all edges between the two together.",
        {"type": "integer"},
        example=2,
    )
    middle: Schema = {"type": "array", "items": {"type": "string"}}
    about = inquiry(
        "about",
        "Who or what is in the middle, by its label, or a state with its persons; of two, what is between them.",
        middle,
    )
    suffix = part("suffix", "The format of the file.", "gexf", [*forms_of("network")])
    plain = {FORMATS["csv"]: _TABLE, FORMATS["json"]: {"schema": reference("Rows")}}
    content = {**plain, **{type_: {"schema": {"type": "string"}} for type_ in FILES.values()}}
    files = answer("The network.", content)
    wrong = errors(400, 404, *BUSY)
    for query in queries:
        folder, _, name = query.name.rpartition("/")
        if folder != FOLDER:
            continue
        path, called = f"/networks/{name}", name.replace("-", "_")
        own = [parameter(given, examples) for given in query.parameters]
        shown = {**answer("Its drawing, and its edges in a table.", {**PAGE, **content}), **wrong, **errors(406)}
        paths[path] = get("Questions", f"draw_{called}", query.summary, [*own, least, about], shown)
        paths[f"{path}.{{suffix}}"] = get(
            "Questions", f"take_network_{called}", f"As a file: {query.summary}", [*own, least, about, suffix],
            {**files, **wrong},
        )  # fmt: skip
    return paths


def _things(examples: dict[str, str]) -> dict[str, Any]:
    """Return the paths of things by their kinds, each for a page and RDF, and with a suffix for a format."""
    paths = {}
    content = {**graph(), "application/json": {"schema": {"type": "object"}}, "text/csv": _TABLE}
    words = "A format: of RDF, what the page shows as JSON, or the statements as a table."
    suffix = part("suffix", words, "ttl", [*forms_of("thing")])
    page, wrong = _page(), errors(400, 404, 406, *BUSY)
    for kind in KINDS:
        names = _PARTS.get(kind, ("name",))
        example = examples.get(kind, "").removeprefix(f"{kind}/").split("/", len(names) - 1)
        known = dict(zip(names, example, strict=False)) if len(example) == len(names) else {}
        parts = [part(name, f"A part of the {kind}'s name.", known.get(name)) for name in names]
        path = "/".join([f"/{kind}", *(f"{{{name}}}" for name in names)])
        words = f"What is said of the {kind} and its parts, and what names it."
        shown = {**answer(words, {**content, **PAGE}), **wrong}
        given = {**answer(words, content), **wrong}
        paths[path] = get("Things", f"get_{kind}", f"Read of a {kind}.", [*parts, page], shown)
        if kind in _TABLES:
            table = part("table", "A table of the page.", _TABLES[kind][0], _TABLES[kind])
            paths[f"{path}/{{table}}.csv"] = get(
                "Things", f"take_table_of_{kind}", f"Take a table of the page of a {kind}.", [*parts, table],
                {**answer("The table, if the page has one.", {"text/csv": _TABLE}), **errors(400, 404, *BUSY)},
            )  # fmt: skip
        paths[f"{path}.{{suffix}}"] = get(
            "Things", f"take_{kind}", f"Take a {kind} as data.", [*parts, suffix, page], given
        )
    words = "What is said of the things of a graph that is no document."
    named, led = (
        part("graph", "The graph.", "findings"),
        {"303": {"description": "To the list of what is in a folder."}},
    )
    paths["/{graph}"] = get(
        "Things", "get_other_graph", "Read a graph that is no document, such as the findings.", [named, page],
        {**answer(words, {**content, **PAGE}), **led, **wrong},
    )  # fmt: skip
    paths["/{graph}.{suffix}"] = get(
        "Things",
        "take_other_graph",
        "Take such a graph as data.",
        [named, suffix, page],
        {**answer(words, content), **wrong},
    )
    return paths


def _page() -> Schema:
    return inquiry("page", "Which of its pages.", {"type": "integer", "minimum": 1, "maximum": 999_999}, example=1)


def _server() -> dict[str, Any]:
    """Return the other paths: pages, this description, and how the server is."""
    health = {"application/json": {"schema": reference("Health")}}
    words = inquiry("q", "Words of a name or a text.", {"type": "string", "maxLength": 200}, example="Ukraine")
    asked = inquiry("query", "The question.", QUESTION, example=EXAMPLES["rows"])
    text = {"schema": {"type": "string"}}
    json = {"application/json": {"schema": reference("Found")}}
    there = {"application/json": {"schema": reference("Start")}, "text/csv": _TABLE, **graph()}
    terms = {**graph(), **_LIST}
    ends, way = part("suffix", "The format.", "csv", [*forms_of("names")]), _narrowed()
    kind = part("kind", "The kind.", "meeting", [*KINDS])
    return {
        "/names": get(
            "Server", "names", "Read what there is, by name.", [],
            {**answer("All names.", {**PAGE, **_LIST}), **errors(406, *BUSY)},
        ),
        "/names.{suffix}": get(
            "Server", "take_names", "Take all names, each with its kind.",
            [ends], {**answer("All names.", _LIST), **errors(404, *BUSY)},
        ),
        "/names/{kind}": get(
            "Server", "names_of", "Read all of a kind, by name, a page of them; as data all.", [kind, _page()],
            {**answer("The names.", {**PAGE, **_LIST}), **errors(400, 404, 406, *BUSY)},
        ),
        "/names/{kind}.{suffix}": get(
            "Server", "take_names_of", "Take all names of a kind.", [kind, ends],
            {**answer("The names.", _LIST), **errors(400, 404, *BUSY)},
        ),
        "/ontology": get(
            "Server", "ontology", "Read the terms of the ontology.", [],
            {**answer("The terms.", {**PAGE, **terms}), **errors(406, *BUSY)},
        ),
        "/ontology.{suffix}": get(
            "Server", "take_ontology", "Take the ontology as data.",
            [part("suffix", "The format.", "ttl", [*forms_of("ontology")])],
            {**answer("The ontology, or its terms as a table.", terms), **errors(404, *BUSY)},
        ),
        "/": get(
            "Server", "start", "Read what there is: a page, what it shows, or the description of the graph in RDF.", [],
            {**answer("What there is.", {**PAGE, **there}), **errors(406, *BUSY)},
        ),
        f"/{START}.{{suffix}}": get(
            "Server", "take_start", "Take what there is: what the start shows, or the description of the graph in RDF.",
            [part("suffix", "The format.", "ttl", [*forms_of("start")])],
            {**answer("What there is.", there), **errors(404, *BUSY)},
        ),
        "/search": get(
            "Things", "search", "Look for things and words that were said.", [words, *way],
            {**answer("What is found.", {**json, **PAGE}), **errors(400, 406, *BUSY)},
        ),
        "/search.{suffix}": get(
            "Things", "take_search", "Take what is found.",
            [part("suffix", "The format.", "json", [*forms_of("list")]), words, *way[:-1]],
            {**answer("What is found.", json), **errors(400, 404, *BUSY)},
        ),
        "/drawing.js": get(
            "Server", "get_script", "Take the script of drawings.", [],
            {**answer("The script.", {"text/javascript": text}), **errors()},
        ),
        "/ask": get(
            "SPARQL", "ask", "Ask a question in SPARQL on a page; a program has the answer, as /sparql gives it.", [asked],
            {**answer("A page, or the answer.", {**PAGE, **rows(), **graph()}), **errors(400, 406, *BUSY)},
        ),
        "/openapi.json": get(
            "Server", "get_openapi", "Take this description.", [],
            {**answer("In OpenAPI 3.1.", {"application/json": {"schema": {"type": "object"}}}), **errors()},
        ),
        "/style.css": get(
            "Server", "get_style", "Take the style of the pages.", [],
            {**answer("The style.", {"text/css": text}), **errors()},
        ),
        "/health": get(
            "Server", "get_health", "Ask whether there is somebody to answer.", [],
            {**answer("There is.", health), **errors(),
             "503": {"description": "There is nobody or no data.", "content": health}},
        ),
        "/metrics": get(
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
