"""What there is, and where it is: the start, all names, those of a kind, what is found; each as a page and as data."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from dipgraph import spreadsheets
from dipgraph.answers import MissingError
from dipgraph.dataset import ONTOLOGY
from dipgraph.forms import OPENAPI, START, VOID, forms_of, kept_as, linked, parted
from dipgraph.indexer import Indexer
from dipgraph.inquiries import description
from dipgraph.outputs import GRAPHS
from dipgraph.overview import KINDS
from dipgraph.pages import rendered
from dipgraph.protocol import ProtocolError
from dipgraph.query import Query, names
from dipgraph.replies import accepted, answer_of, asking, given, indexes_of, number_of, read, shown, whole
from dipgraph.search import PAGE

# Seconds that one who searches waits for the first index.
_PATIENCE = 10.0
_OF_NAMES, _OF_START, _OF_GRAPHS = forms_of("names"), forms_of("start"), forms_of("ontology")


def _suffix(request: Request, formats: dict[str, str]) -> str:
    """Return the suffix of an address, if it has one; a ProtocolError says which there are."""
    suffix: str = request.path_params.get("suffix", "")
    if suffix and suffix not in formats:
        raise ProtocolError(404, f"there is no {suffix!r} of it: take {' or '.join(formats)}")
    return suffix


async def start(request: Request) -> Response:
    """Show what there is: counts, newest meetings, questions, also as a table; or describe the whole graph in RDF."""
    form = _suffix(request, _OF_START) or accepted(request, "start")
    more = {**linked("", "", _OF_START, VOID), **(kept_as(START, form) if form != "html" else {})}
    if form in GRAPHS:
        return await description(request, form, more)
    listed = [{"name": name, "summary": Query.named(name).summary} for name in names() if "/" not in name]
    if form == "csv":
        found = await read(request, "start", "", index=indexes_of(request))
        return whole(request, b"".join(spreadsheets.start(found, listed, str(request.base_url))), _OF_START[form], more)
    template = "start" if form == "html" else None
    return given(request, await shown(request, "start", "", template, {"queries": listed}), more)


async def ontology(request: Request) -> Response:
    """Show the terms of the ontology to a browser, each in its place, and give it or them to a program."""
    form = _suffix(request, _OF_GRAPHS) or accepted(request, "ontology")
    links = linked("ontology", "", _OF_GRAPHS, ("/ontology.ttl", "text/turtle"))
    if form == "html":
        return given(request, await shown(request, "ontology", "", "ontology", {}), links)
    more = {**links, **kept_as("ontology", form)}
    if form in GRAPHS:
        asked = asking(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{ONTOLOGY}> {{ ?s ?p ?o }} }}", form)
        return given(request, await answer_of(request, asked), more)
    found = await read(request, "ontology", "", index=indexes_of(request))
    # Their files are read anew, which takes a moment, in which others are answered.
    content = await asyncio.to_thread(lambda: b"".join(spreadsheets.terms(found, form)))
    return whole(request, content, _OF_GRAPHS[form], more, found["is_present"])


async def everything(request: Request) -> Response:
    """Show what there is, by name."""
    form = _suffix(request, _OF_NAMES) or accepted(request, "names")
    links = linked("names", "", _OF_NAMES, OPENAPI)
    if form != "html":
        return await _named(request, form, [*KINDS], {**links, **kept_as("names", form)})
    return given(request, await shown(request, "names", "", "names", {}), links)


async def kind(request: Request) -> Response:
    """Show all of a kind, by name, page by page; as data all at once."""
    name, suffix = parted(request.path_params["kind"], KINDS, _OF_NAMES)
    if name not in KINDS:
        raise ProtocolError(404, f"there is no kind {name!r}: begin at /names")
    form, number = suffix or accepted(request, "names"), number_of(request)
    query = f"page={number}" if number > 1 else ""
    links = linked(f"names/{name}", query, _OF_NAMES, OPENAPI, lambda end: f"/names/{name}.{end}")
    if form != "html":
        return await _named(request, form, [name], {**links, **kept_as(name, form)})
    try:
        return given(request, await shown(request, "names", name, "kind", {}, number=number), links)
    except MissingError as error:
        raise ProtocolError(404, str(error)) from None


async def _named(request: Request, form: str, kinds: list[str], more: dict[str, str]) -> Response:
    """Give the names of all things of some *kinds* as a file."""
    asked = {"names": form, "kinds": kinds, "type": _OF_NAMES[form], "index": indexes_of(request)}
    return given(request, await answer_of(request, asked), more)


async def search(request: Request) -> Response:
    """Show what is found by its name or by words that were said: to a browser as a page, to a program as JSON."""
    # What is no parameter is passed over, as on the pages of things: links from elsewhere have marks of their own behind
    # them (utm_source). Queries and networks refuse it, for their answer would be another than was meant.
    values = request.query_params
    wanted, start = _suffix(request, forms_of("list")) or values.get("format"), values.get("from", "0")
    if wanted not in (None, "json", "html"):
        raise ProtocolError(406, f"what is found is not to be had as {wanted!r}: take json, or no format for a page")
    if not (start.isascii() and start.isdecimal() and len(start) < 10):
        raise ProtocolError(400, f"from is {start!r}: give the number of results to pass over")
    form = wanted or accepted(request, "list")
    indexer: Indexer = request.app.state.indexer
    asked = {"kind": values.get("kind") or None, "start": int(start), "index": indexer.folder}
    found = await read(request, "found", values.get("q", ""), **asked)
    if not found["ready"]:
        await indexer.look(_PATIENCE)
        found = await read(request, "found", values.get("q", ""), **asked)
    if not found["ready"]:
        raise ProtocolError(
            503, "the data is being made ready for the search: search again in a while", {"retry-after": "5"}
        )
    query = urlencode([(key, value) for key, value in values.multi_items() if key in ("q", "kind", "from")])
    more = linked("search", query, forms_of("list"), OPENAPI)
    if form == "html":
        page = rendered("found", **found, most=PAGE).encode("utf-8", "replace")
        return whole(request, page, "text/html", more, found["is_present"])
    content = json.dumps(_as_data(found)).encode()
    return whole(request, content, "application/json", {**more, **kept_as("search", "json")}, found["is_present"])


def _as_data(found: dict[str, Any]) -> dict[str, Any]:
    """Return what was *found* as a program reads it: one list, and texts without marks."""
    results = [
        {**result, **{name: "".join(text for text, _ in result[name]) for name in ("title", "snippet")}}
        for group in found["groups"]
        for result in group["results"]
    ]
    kept = {name: found[name] for name in ("words", "kind", "start", "how", "meant", "counts", "is_present")}
    return {**kept, "results": results}
