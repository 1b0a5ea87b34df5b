"""The pages and the data of things: as pages for a browser, in RDF and as tables for programs."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from dipgraph.answers import Answer, MissingError
from dipgraph.forms import OF_THINGS, kept_as, linked
from dipgraph.pages import SERVED
from dipgraph.protocol import ProtocolError, negotiated
from dipgraph.replies import answer_of, asking, given, indexes_of, number_of, wants_page
from dipgraph.service_description import named
from dipgraph.spreadsheets import TABLES
from dipgraph.terms import BASE

_NAMES = {"csv": "text/csv", "json": "application/json"}


async def _is_there(request: Request, name: str) -> bool:
    """Say whether something is said of a thing."""
    answer = await answer_of(request, asking(f"ASK {{ {named(BASE + name)} ?p ?o }}", "csv"))
    return b"".join([piece async for piece in answer.pieces()]) == b"true\n"


async def _thing(request: Request, name: str, number: int, is_data: bool) -> Answer:
    """Return the page of a thing, or what it shows; a ProtocolError says that there is no such thing, or no such page."""
    asked = {"page": "thing", "name": name, "number": number, "index": indexes_of(request)}
    try:
        return await answer_of(request, asked if is_data else {**asked, "template": "", "with": {}})
    except MissingError as error:
        raise ProtocolError(404, str(error)) from None


async def thing(request: Request) -> Response:
    """Show a thing to a browser, and its statements to a program; where the name ends with a format, give it in that."""
    name = request.url.path.removeprefix("/")
    stem, dot, suffix = name.rpartition(".")
    if not (dot and suffix in OF_THINGS) or await _is_there(request, name):
        stem, suffix = name, ""
    number, called = number_of(request), stem.partition("/")[2]
    links = linked(stem, f"page={number}" if number > 1 else "", OF_THINGS, (SERVED.file(f"{stem}.ttl"), "text/turtle"))
    if suffix == "json" or (not suffix and wants_page(request)):
        answer = await _thing(request, stem, number, is_data=bool(suffix))
        return given(request, answer, {**links, **(kept_as(called, suffix) if suffix else {})})
    if not await _is_there(request, stem):
        above, _, table = stem.rpartition("/")
        if suffix == "csv" and table in TABLES and await _is_there(request, above):
            return await _table(request, above, table)
        raise ProtocolError(404, f"there is no {stem}")
    format = suffix or negotiated(", ".join(request.headers.getlist("accept")), "thing")
    answer = await answer_of(request, {"data": BASE + stem, "format": format})
    return given(request, answer, {**links, **kept_as(called, format)})


async def _table(request: Request, name: str, table: str) -> Response:
    """Give a table of the page of a thing; a ProtocolError says that it has none."""
    asked = {"table": table, "name": name, "index": indexes_of(request)}
    try:
        return given(request, await answer_of(request, asked), kept_as(f"{name.partition('/')[2]}-{table}", "csv"))
    except MissingError as error:
        raise ProtocolError(404, str(error)) from None


async def all_names(request: Request) -> Response:
    """Give what there is, by name, as a file."""
    format = request.path_params["suffix"]
    if format not in _NAMES:
        raise ProtocolError(404, f"names are not to be had as {format!r}: take {' or '.join(_NAMES)}")
    answer = await answer_of(request, {"names": format, "type": _NAMES[format], "index": indexes_of(request)})
    return given(request, answer, kept_as("names", format))
