"""The SPARQL 1.1 Protocol: what a request asks, and in which format it is to be answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl

from dipgraph.drawn import FILES
from dipgraph.errors import DipgraphError, UsageError
from dipgraph.guard import Question, checked
from dipgraph.outputs import GRAPHS, ROWS

QUERY, FORM, UPDATE = "application/sparql-query", "application/x-www-form-urlencoded", "application/sparql-update"
# As what who wants JSON most is told what is wrong.
PROBLEM = "application/problem+json"
_ASKED = "nothing is written so: updates are taken by POST alone, of a server that was started with --writable"
# The first of each is what is given where nothing is asked for.
MEDIA_TYPES: dict[str, dict[str, Sequence[str]]] = {
    "rows": {
        "json": ("application/sparql-results+json", "application/json"),
        "xml": ("application/sparql-results+xml", "application/xml", "text/xml"),
        "csv": ("text/csv",),
        "tsv": ("text/tab-separated-values",),
    },
    "graph": {
        "ttl": ("text/turtle",),
        "nt": ("application/n-triples", "text/plain"),
        "jsonld": ("application/ld+json", "application/json"),
        "rdf": ("application/rdf+xml", "application/xml", "text/xml"),
    },
}
# What a format is asked for by, where its name is.
FORMATS = {name: types[0] for kinds in MEDIA_TYPES.values() for name, types in kinds.items()}
_PAGE: dict[str, Sequence[str]] = {"html": ("text/html", "application/xhtml+xml")}
_JSON: dict[str, Sequence[str]] = {"json": ("application/json",)}
_CSV = {"csv": MEDIA_TYPES["rows"]["csv"]}
# Beside a page JSON is what the page shows, and JSON-LD goes by its own name alone.
_GRAPH = {**MEDIA_TYPES["graph"], "jsonld": ("application/ld+json",)}
_ROWS = MEDIA_TYPES["rows"]
MEDIA_TYPES |= {
    # What has a page and nothing else.
    "page": _PAGE,
    "start": {**_PAGE, **_JSON, **_CSV, **_GRAPH},
    "names": {**_PAGE, **_CSV, **_JSON},
    "thing": {**_GRAPH, **_CSV, **_JSON, **_PAGE},
    # What is found, and the list of the queries.
    "list": {**_JSON, **_PAGE},
    "network": {**_PAGE, **_CSV, "json": _ROWS["json"], **{name: (type_,) for name, type_ in FILES.items()}},
    # Stored queries, which give rows first, and queries of one's own on a page, also such as are no SPARQL.
    "stored rows": {**_ROWS, **_PAGE},
    "stored graph": {**MEDIA_TYPES["graph"], **_PAGE},
    "ontology": {**_PAGE, **_GRAPH, **_CSV, **_JSON},
    "asked rows": {**_PAGE, **_ROWS},
    "asked graph": {**_PAGE, **MEDIA_TYPES["graph"]},
    "asked": {**_PAGE, **MEDIA_TYPES["graph"], **_ROWS},
}
assert {*MEDIA_TYPES["rows"], *MEDIA_TYPES["graph"]} == {*ROWS, *GRAPHS}


class ProtocolError(UsageError):
    """What is wrong with a request, with the status of HTTP that says so."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        """Take the status, the message, and headers that belong to it."""
        super().__init__(message)
        self.status, self.headers = status, dict(headers or {})


@dataclass(frozen=True)
class Asked:
    """A query with the graphs that it is asked of, where the request names them."""

    question: Question
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def asked(method: str, query_string: str, content_type: str, body: bytes) -> Asked:
    """Return what a request asks; a ProtocolError says what is wrong with it."""
    in_address = pairs_in(query_string, "the address")
    kind, _, parameters = content_type.partition(";")
    kind = kind.strip().lower()
    if method in ("GET", "HEAD"):
        pairs = in_address
    elif method != "POST":
        raise ProtocolError(405, f"{method} asks nothing: use GET or POST", {"allow": "GET, HEAD, POST, OPTIONS"})
    elif kind == FORM:
        pairs = pairs_in(_text(body, parameters), "the form") + [
            pair for pair in in_address if pair[0] not in ("query",)
        ]
    elif kind == QUERY:
        if any(name == "query" for name, _ in in_address):
            raise ProtocolError(400, "the query is there twice, in the address and in the body: send one")
        pairs = [("query", _text(body, parameters)), *in_address]
    elif kind == UPDATE:
        raise ProtocolError(403, _ASKED)
    else:
        raise ProtocolError(415, f"{kind or 'no content type'} is not understood: send {FORM} or {QUERY}")
    if any(name == "update" for name, _ in pairs):
        raise ProtocolError(403 if method == "POST" else 400, _ASKED)
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) != 1:
        raise ProtocolError(400, f"{len(queries) or 'no'} queries are in the request: send one as 'query'")
    graphs = [tuple(value for name, value in pairs if name == f"{which}-graph-uri") for which in ("default", "named")]
    try:
        return Asked(checked(queries[0]), *graphs)
    except DipgraphError as error:
        raise ProtocolError(400, str(error)) from None


def pairs_in(text: str, place: str) -> list[tuple[str, str]]:
    """Return the names and values in the *text* of an address or a form; a ProtocolError names the *place* if it is none."""
    try:
        return parse_qsl(text, keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=200)
    except (UnicodeDecodeError, ValueError):
        raise ProtocolError(
            400, f"{place} is not UTF-8, or has very many parts: write UTF-8 in percent signs"
        ) from None


def _text(body: bytes, parameters: str) -> str:
    """Return the text of a body, which is UTF-8, whatever else it is said to be."""
    charset = parameters.lower().partition("charset=")[2].strip().strip('"') or "utf-8"
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise ProtocolError(415, f"{charset} is not understood: send UTF-8")
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise ProtocolError(400, "the body is not UTF-8: send it in that encoding") from None


@lru_cache(256)
def negotiated(accept: str, kind: str) -> str:
    """Return the format in which a kind of MEDIA_TYPES ("rows") is given by an Accept header; a ProtocolError if in none.

    >>> negotiated("text/csv, application/json;q=0.5", "rows"), negotiated("", "graph"), negotiated("*/*", "rows")
    ('csv', 'ttl', 'json')
    """
    wanted = _preferences(accept or "*/*")
    best, found = 0.0, ""
    for name, types in MEDIA_TYPES[kind].items():
        for type_ in types:
            # The most particular range that fits counts.
            fitting = [
                (particular, quality)
                for particular, range_ in enumerate(("*/*", f"{type_.partition('/')[0]}/*", type_))
                for given, quality in wanted
                if given == range_
            ]
            quality = max(fitting)[1] if fitting else 0.0
            if quality > best:
                best, found = quality, name
    if not found:
        there = ", ".join(types[0] for types in MEDIA_TYPES[kind].values())
        raise ProtocolError(406, f"nothing of that is given: accept one of {there}")
    return found


def preferred(accept: str) -> str:
    """Return the range of an Accept header that is wanted most, of equals the first; nothing where none is wanted.

    >>> preferred("text/html;q=0.9, text/turtle"), preferred("text/html;q=0")
    ('text/turtle', '')
    """
    range_, quality = max(_preferences(accept or "*/*"), key=lambda pair: pair[1])
    return range_ if quality else ""


def _preferences(accept: str) -> list[tuple[str, float]]:
    """Return the ranges of an Accept header, each with its quality; what cannot be read has none."""
    found = []
    for part in accept.split(",")[:100]:
        range_, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                try:
                    quality = min(1.0, max(0.0, float(value)))
                except ValueError:
                    quality = 0.0
        found.append((range_, quality))
    return found
