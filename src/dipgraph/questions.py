"""Stored questions for programs: the list of them, their answers in any form, and the description of it all in OpenAPI."""

from __future__ import annotations

import asyncio
import json
from functools import cache
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from dipgraph import browsing, openapi
from dipgraph.forms import OPENAPI, forms_of, kept_as, linked, parted
from dipgraph.inquiries import kind_of
from dipgraph.protocol import FORMATS, MEDIA_TYPES, ProtocolError, negotiated
from dipgraph.query import Query, names
from dipgraph.replies import accepted, answer_of, given, whole

# What is asked for again and again, and lies in files that come with dipgraph.
_names, _question = cache(names), cache(Query.named)


async def stored(request: Request) -> Response:
    """Answer a stored query, with values for its parameters from the address."""
    name = request.path_params["name"]
    if name not in _names() and name.rpartition(".")[0] not in _names():
        raise ProtocolError(404, f"there is no stored query {name!r}: GET /queries lists them")
    query = _question(name if name in _names() else name.rpartition(".")[0])
    kind = kind_of(query)
    forms = {format: FORMATS[format] for format in MEDIA_TYPES[kind]}
    name, suffix = parted(name, _names(), forms)
    if name not in _names():
        raise ProtocolError(404, f"there is no {name!r}: leave out its end, or write one of {', '.join(forms)}")
    known = {parameter.name for parameter in query.parameters}
    values: dict[str, list[str]] = {}
    for key, value in request.query_params.multi_items():
        # What is no parameter is called as it was written.
        called = key.replace("-", "_")
        values.setdefault(called if called in known else key, []).append(value)
    wanted = values.pop("format", None)
    wanted = [suffix] if suffix else wanted
    asked_for = [(key, value) for key, value in request.query_params.multi_items() if key != "format" and value]
    links = linked(f"queries/{name}", urlencode(asked_for), forms, OPENAPI)
    if wanted:
        format = negotiated(FORMATS.get(wanted[-1], "none"), kind)
    elif (format := accepted(request, f"stored {kind}")) == "html":
        return await browsing.answer(request, name, values, links)
    ask = {"stored": name, "values": values, "rows": format, "graph": format}
    return given(request, await answer_of(request, ask), {**links, **kept_as(name.rpartition("/")[2], format)})


async def queries(request: Request) -> Response:
    """List the stored queries."""
    links = linked("queries", "", forms_of("list"), OPENAPI)
    if not request.url.path.endswith(".json") and accepted(request, "list") == "html":
        return browsing.queries(request, links)
    listed = [
        {
            "name": name,
            "summary": query.summary,
            "address": f"{request.base_url}queries/{name}",
            "parameters": [{"name": p.name, "type": p.type, "description": p.description} for p in query.parameters],
            "columns": dict(query.columns),
        }
        for name in _names()
        for query in [_question(name)]
    ]
    links["link"] += ', </openapi.json>; rel="service-desc"'
    return whole(request, json.dumps(listed).encode(), "application/json", {**links, **kept_as("queries", "json")})


async def interface(request: Request) -> Response:
    """Describe what is answered, for programs: to read all queries takes a moment, in which others are answered."""
    is_writable = bool(request.app.state.token)
    described = await asyncio.to_thread(lambda: openapi.described([_question(name) for name in _names()], is_writable))
    return whole(request, json.dumps(described).encode(), "application/json")
