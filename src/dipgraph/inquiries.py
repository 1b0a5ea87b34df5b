"""What programs ask: in SPARQL, for graphs, and for what the service says of itself."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dipgraph import service_description, writing
from dipgraph.forms import kept_as
from dipgraph.guard import Question
from dipgraph.overview import EXTENT
from dipgraph.protocol import MEDIA_TYPES, Asked, ProtocolError, asked
from dipgraph.query import Query
from dipgraph.replies import accepted, answer_of, asking, given, indexes_of, wants_page, whole
from dipgraph.terms import BASE

# In bytes and seconds: how large a body may be, and how long it may take to come.
_BODY, _SLOWEST = 1 << 20, 10.0
# In bytes: what is looked through beside all else that the server does, of which it takes some milliseconds.
_LONG = 1 << 13
# How many descriptions of the service are kept.
_DESCRIBED = 4
_GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { %s }"


async def sparql(request: Request) -> Response:
    """Answer a query, or describe the service where none is asked; lead a browser to the page for both."""
    query = request.scope["query_string"].decode("latin-1")
    if request.method in ("GET", "HEAD"):
        if wants_page(request) and {*request.query_params} <= {"query"}:
            # There it has a form, and the answer as a table.
            headers = {"vary": "accept", "cache-control": "no-cache"}
            return RedirectResponse(f"/ask?{query}" if query else "/ask", 303, headers=headers)
        return await answered(request, await question_in(request, query)) if query else await described(request)
    if writing.is_update(request):
        return await writing.updated(request)
    body = await _body(request)
    if (form := writing.in_form(request, body)) is not None:
        return await writing.updated(request, form)
    return await answered(request, await question_in(request, query, body))


async def question_in(request: Request, query: str, body: bytes = b"") -> Asked:
    """Return what is asked; to look through a long query takes a while, in which others are answered."""
    kind = request.headers.get("content-type", "") if request.method == "POST" else ""
    arguments = request.method, query, kind, body
    if len(query) + len(body) < _LONG:
        return asked(*arguments)
    return await asyncio.to_thread(asked, *arguments)


def kind_of(question: Question | Query) -> str:
    """Return the kind of answer that a query has, of those of MEDIA_TYPES: "graph" or "rows"."""
    return "graph" if question.form in ("CONSTRUCT", "DESCRIBE") else "rows"


async def answered(request: Request, question: Asked) -> Response:
    """Answer a query in the format that is accepted."""
    kind = kind_of(question.question)
    for graph in (*question.default, *question.named):
        service_description.named(graph)
    # Clients write formats in several ways beside what they accept: one that is not of ours says nothing.
    named = [name for name in request.query_params.getlist("format") if name in MEDIA_TYPES[kind]]
    # What has none of the forms is no SPARQL: that is what there is to say, whatever is accepted.
    format = named[-1] if named else accepted(request, kind) if question.question.form else "json"
    ask = {
        "query": question.question.text, "has_dataset": question.question.has_dataset,
        "base": f"{request.base_url}sparql",
        "default": question.default, "named": question.named, "rows": format, "graph": format,
    }  # fmt: skip
    return given(request, await answer_of(request, ask), kept_as("answer", format))


async def graphs(request: Request) -> Response:
    """Give a named graph, or the default graph, as the Graph Store Protocol asks for them, or write it."""
    if request.method not in ("GET", "HEAD"):
        return await writing.stored(request)
    graph, pattern = writing.graph_of(request), "?s ?p ?o"
    if graph is not None:
        path = request.path_params.get("path", "")
        # What was not put here by its address is asked for by the end of its name.
        for there in (graph, *([service_description.named(BASE + path)] if path else [])):
            pattern = f"GRAPH {there} {{ ?s ?p ?o }}"
            found = await answer_of(request, asking(f"ASK {{ {pattern} }}", "csv"))
            if b"".join([piece async for piece in found.pieces()]) == b"true\n":
                break
        else:
            raise ProtocolError(404, f"there is no graph {graph}")
    format = accepted(request, "graph")
    return given(request, await answer_of(request, asking(_GRAPH % pattern, format)), kept_as("graph", format))


async def described(request: Request) -> Response:
    """Describe the service and what is in it."""
    format = accepted(request, "graph")
    return await description(request, format, kept_as("service", format))


async def description(request: Request, format: str, more: Mapping[str, str]) -> Response:
    """Return the description of the service and of what is in it, in a format of graphs, with *more* headers."""
    state, base = request.app.state, str(request.base_url)
    key = state.present(), base, format
    if key not in state.described:
        answer = await answer_of(request, asking(service_description.COUNTS, "json"))
        counts = b"".join([piece async for piece in answer.pieces()])
        read = {"page": EXTENT, "name": "", "index": indexes_of(request)}
        extent = b"".join([piece async for piece in (await answer_of(request, read)).pieces()])
        # With very many graphs it takes a moment, in which others are answered.
        told = base, counts, extent, format, bool(state.token), state.license()
        made = await asyncio.to_thread(service_description.described, *told)
        if b'"classes"' in extent and key[0] == state.present():
            # It is asked for again by whoever looks what there is.
            if len(state.described) >= _DESCRIBED:
                state.described.clear()
            state.described[key] = made
    else:
        made = state.described[key]
    # Without all that it says of the data it would be another soon.
    return whole(request, *made, more, is_steady=key in state.described)


async def _body(request: Request) -> bytes:
    """Return the body of a *request*; a ProtocolError says that it is too large, or takes too long."""
    writing.check_unpacked(request)
    content = bytearray()
    try:
        async with asyncio.timeout(_SLOWEST):
            async for piece in request.stream():
                content += piece
                if len(content) > _BODY:
                    raise ProtocolError(413, f"the body has more than {_BODY:,} bytes: ask for less at once")
    except TimeoutError:
        raise ProtocolError(408, f"the body took longer than {_SLOWEST:g} seconds: send it again") from None
    return bytes(content)
