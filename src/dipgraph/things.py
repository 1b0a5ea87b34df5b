"""The pages and the data of things: as pages for a browser, in RDF and as tables for programs."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dipgraph.answers import Answer, MissingError
from dipgraph.errors import UsageError
from dipgraph.forms import forms_of, kept_as, linked
from dipgraph.judged import DESCRIBED
from dipgraph.network import FOLDER
from dipgraph.network import names as networks
from dipgraph.overview import KINDS
from dipgraph.pages import SERVED
from dipgraph.protocol import ProtocolError
from dipgraph.replies import accepted, answer_of, asking, given, indexes_of, number_of, shown, unknown
from dipgraph.results import visible
from dipgraph.service_description import named
from dipgraph.spreadsheets import TABLES
from dipgraph.terms import BASE

_FORMS = forms_of("thing")
# Where what is in a folder is listed.
_LISTS = {**{kind: f"/names/{kind}" for kind in KINDS}, FOLDER: f"/{FOLDER}/{networks()[0]}"}
_GRAPH = re.compile(r"[A-Za-z0-9_-]+(\.[a-z]+)?", re.ASCII)
_NOTHING = "there is no %s: look for it with other words"


async def _is_there(request: Request, name: str) -> bool:
    """Say whether something is said of a thing, or a graph describes any."""
    try:
        node = named(BASE + name)
    except UsageError:
        # What cannot be the end of an address is the name of nothing.
        return False
    pattern = f"{{ {node} ?p ?o }}" if "/" in name else DESCRIBED % node.value
    answer = await answer_of(request, asking(f"ASK {pattern}", "csv"))
    return b"".join([piece async for piece in answer.pieces()]) == b"true\n"


async def _thing(request: Request, name: str, number: int, is_data: bool) -> Answer:
    """Return the page of a thing, or what it shows; a ProtocolError says that there is no such thing, or no such page."""
    try:
        return await shown(request, "thing", name, None if is_data else "", {}, number=number)
    except MissingError as error:
        raise ProtocolError(404, visible(str(error))) from None


async def thing(request: Request) -> Response:
    """Show a thing to a browser, and its statements or what its page shows to a program, also by a suffix of its name."""
    name = request.url.path.removeprefix("/")
    if name.endswith("/") and (folder := _LISTS.get(name[:-1])) is not None:
        return RedirectResponse(folder, 303, headers={"cache-control": "no-cache"})
    stem, dot, suffix = name.rpartition(".")
    if not (dot and suffix in _FORMS) or await _is_there(request, name):
        stem, suffix = name, ""
    number, called = number_of(request), stem.partition("/")[2] or stem
    try:
        form = suffix or accepted(request, "thing")
    except ProtocolError:
        if await _is_there(request, stem):
            raise
        raise ProtocolError(404, _NOTHING % visible(stem)) from None
    # As RDF and as a table everything is given at once.
    page = f"page={number}" if number > 1 and form in ("html", "json") else ""
    links = linked(stem, page, _FORMS, (SERVED.file(f"{stem}.ttl"), "text/turtle"))
    more = {**links, **(kept_as(called, form) if form != "html" else {})}
    if form in ("html", "json"):
        return given(request, await _thing(request, stem, number, is_data=form == "json"), more)
    if not await _is_there(request, stem):
        above, _, table = stem.rpartition("/")
        if suffix == "csv" and table in TABLES and await _is_there(request, above):
            return await _table(request, above, table)
        raise ProtocolError(404, _NOTHING % visible(stem))
    return given(request, await answer_of(request, {"data": BASE + stem, "format": form}), more)


def _wants_rdf(request: Request) -> bool:
    """Say whether a *request* accepts nothing that a list is given as."""
    try:
        return not accepted(request, "names")
    except ProtocolError:
        return True


async def _table(request: Request, name: str, table: str) -> Response:
    """Give a table of the page of a thing; a ProtocolError says that it has none."""
    asked = {"table": table, "name": name, "index": indexes_of(request)}
    try:
        return given(request, await answer_of(request, asked), kept_as(f"{name.partition('/')[2]}-{table}", "csv"))
    except MissingError as error:
        raise ProtocolError(404, str(error)) from None


async def graph(request: Request) -> Response:
    """Show a graph that is no document, such as the findings, with its things, as a thing is shown.

    Who asks for a folder alone is led to what there is in it: the names of a kind, or the first of the networks. A graph may
    be called as a folder is, such as that of the issues: who accepts nothing but RDF has that.
    """
    name = request.path_params["graph"]
    if (folder := _LISTS.get(name)) is not None and not (_wants_rdf(request) and await _is_there(request, name)):
        return RedirectResponse(folder, 303, headers={"cache-control": "no-cache"})
    if not _GRAPH.fullmatch(name):
        return await unknown(request, ProtocolError(404, ""))
    return await thing(request)
