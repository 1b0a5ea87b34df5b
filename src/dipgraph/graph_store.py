"""The named graphs at an endpoint, written one by one: by Graph Store Protocol, else by SPARQL Update.

Servers have the two at addresses beside the one for queries, each at another. The first write tries them in turn, and
what it wrote is asked for: the way by which it is there is the way of all further ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, urlencode

import pyoxigraph as ox

from dipgraph.digests import GRAPH_DIGEST, canonical, mark_of, marked
from dipgraph.endpoint import Answer, DeniedError, Endpoint
from dipgraph.errors import QueryError, SourceError
from dipgraph.mending import mended

ROWS = "application/sparql-results+json"
TRIPLES = "application/n-triples"
# The form of a query: the first word behind its comments, bases and prefixes.
_FORM = re.compile(r"(?:\s|#[^\n]*\n|BASE\s*<[^>]*>|PREFIX\s+[^\s:]*\s*:\s*<[^>]*>)*([A-Z]+)", re.IGNORECASE)
# Where servers have graphs and updates whose address for queries ends so; else they are at that address itself.
_GRAPHS = (
    (r"/query$", "/store"),  # Oxigraph
    (r"/(query|sparql)$", "/data"),  # Fuseki
    (r"/sparql(-auth)?$", "/sparql-graph-crud-auth"),  # Virtuoso
    (r"(/repositories/[^/]+)$", r"\1/rdf-graphs/service"),  # RDF4J, GraphDB
)
_UPDATES = ((r"/(query|sparql)$", "/update"), (r"(/repositories/[^/]+)$", r"\1/statements"))
# A backslash of a literal before a u, and any escape, so that the second half of one is not read as the first of the next.
_ESCAPED_U, _ESCAPES = re.compile(r"\\\\[uU]"), re.compile(r"\\\\[uU]|\\.")
_U = {r"\\u": r"\\\u0075", r"\\U": r"\\\u0055"}
# Virtuoso takes no more lines in one operation than make 10,000 of its own.
_LINES = 1000


class Mark(NamedTuple):
    """What a graph at an endpoint says of itself: the mark with its digest, and how many statements it has with it."""

    digest: str
    statements: int


class _Way(NamedTuple):
    """How graphs are written: by updates, or graph by graph, at an address."""

    updates: bool
    address: str


class GraphStore:
    """The named graphs at an endpoint."""

    def __init__(self, endpoint: Endpoint) -> None:
        """Take the endpoint; nothing is sent yet."""
        self.endpoint = endpoint
        address = endpoint.address
        graphs = [re.sub(end, new, address) for end, new in _GRAPHS if re.search(end, address)]
        updates = [re.sub(end, new, address) for end, new in _UPDATES if re.search(end, address)]
        # One that is none of these may be both, as that of a dataset of Fuseki is.
        self._graphs = graphs or [address]
        self._ways = [_Way(False, a) for a in self._graphs] + [_Way(True, a) for a in (address, *updates)]

    def ask(self, sparql: str) -> Answer:
        """Return what the server answers to *sparql*; a QueryError says what it has against it."""
        # One kind alone is asked for: where it has the choice, Virtuoso gives triples as rows.
        triples = (form := _FORM.match(sparql)) is not None and form[1].upper() in ("CONSTRUCT", "DESCRIBE")
        # As a form: Virtuoso never answers a query that is sent as it is.
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": f"{TRIPLES}, text/turtle;q=0.9" if triples else ROWS,
        }
        try:
            content = urlencode({"query": sparql}).encode()
            answer = self.endpoint.send("POST", self.endpoint.address, content, headers)
        except QueryError as error:
            raise QueryError(f"{error}: correct the query, or the address") from None
        return answer._replace(body=mended(answer.body))

    def put(self, name: str, content: bytes) -> None:
        """Write *content*, which is canonical, with its mark in place of what the graph *name* had."""
        text = marked(content)
        there = f"GRAPH <{name}> {{ {mark_of(content)} a ?x }}"
        self._write(name, text, there)

    def drop(self, name: str) -> None:
        """Take the graph *name* away."""
        self._write(name, None, f"FILTER NOT EXISTS {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")

    def _write(self, name: str, content: bytes | None, done: str) -> None:
        against: list[str] = []
        denied: SourceError | None = None
        for way in self._ways:
            try:
                self._send(way, name, content)
                if len(self._ways) == 1 or self._is(done):
                    self._ways = [way]
                    return
                against.append(f"{way.address} answered that it is done, and it is not")
            except DeniedError as error:
                denied = error
            except (QueryError, SourceError) as error:
                if len(self._ways) == 1:
                    raise
                against.append(str(error))
        if denied is not None:
            raise denied
        raise self.endpoint.error(f"it takes neither graphs nor updates ({'; '.join(against)})")

    def _send(self, way: _Way, name: str, content: bytes | None) -> None:
        if way.updates:
            update = f"DROP SILENT GRAPH <{name}>" + ("" if content is None else _inserting(name, content))
            headers = {"Content-Type": "application/sparql-update; charset=utf-8", "Accept": "*/*"}
            self.endpoint.send("POST", way.address, update.encode(), headers)
            return
        address = f"{way.address}?graph={quote(name, safe='')}"
        if content is None:
            self.endpoint.send("DELETE", address, None, {})
        else:
            # What is N-Triples is Turtle, which every server takes.
            self.endpoint.send("PUT", address, content, {"Content-Type": "text/turtle; charset=utf-8"})

    def _is(self, pattern: str) -> bool:
        return bool([*self.rows(f"SELECT ?x WHERE {{ {pattern} }} LIMIT 1")[0]])

    def rows(self, sparql: str) -> tuple[list[ox.QuerySolution], str | None]:
        """Return the rows of the answer to *sparql*, a SELECT, and the most that the server gives where it may be more."""
        answer = self.ask(sparql)
        try:
            found = ox.parse_query_results(answer.body, format=ox.QueryResultsFormat.JSON)
            assert isinstance(found, ox.QuerySolutions)
            return [*found], answer.limit
        except (SyntaxError, ValueError) as error:
            raise self.endpoint.error(f"what it answered, {answer.kind}, is not {ROWS} ({error})") from None

    def get(self, name: str, mark: Mark | None = None) -> bytes:
        """Return what the graph *name* has but for its mark, canonical.

        It is asked for in the ways that there are until it is what its *mark* says. If it is in none, for it was written to
        by others, as many statements as it has will do; a SourceError says that there are fewer.
        """
        whole, found = None, 0
        for triples in self._readings(name):
            content, number = canonical(triples, name), len(set(triples))
            if mark is None or mark.digest == mark_of(content).value:
                return content
            found = max(found, number)
            if number == mark.statements and whole is None:
                whole = content
        if whole is None:
            raise SourceError(
                f"{self.endpoint.address}: the server gives {found:,} of the {mark.statements if mark else 0:,} statements "
                f"of <{name}>: have it give as many as there are"
            )
        return whole

    def _readings(self, name: str) -> Iterator[list[ox.Triple]]:
        answer = self.ask(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")
        first = self._parsed(answer)
        number = len(first)
        yield first
        for address in self._graphs:
            headers = {"Accept": f"{TRIPLES}, text/turtle;q=0.9"}
            try:
                answer = self.endpoint.send("GET", f"{address}?graph={quote(name, safe='')}", None, headers)
            except (QueryError, SourceError):
                continue
            yield self._parsed(answer)
        yield list(self._pages(name, number))

    def _pages(self, name: str, size: int) -> Iterator[ox.Triple]:
        """Yield the triples of a graph as rows, *size* at a time: where a server gives no more in one answer."""
        ordered = f"SELECT ?s ?p ?o WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }} ORDER BY ?s ?p ?o"
        rows: list[ox.QuerySolution] = []
        offset = 0
        while size and (offset == 0 or rows):
            rows, _ = self.rows(f"SELECT ?s ?p ?o WHERE {{ {{ {ordered} }} }} OFFSET {offset} LIMIT {size}")
            yield from (ox.Triple(row["s"], row["p"], row["o"]) for row in rows)
            offset += len(rows)

    def _parsed(self, answer: Answer) -> list[ox.Triple]:
        format = ox.RdfFormat.from_media_type(answer.kind)
        if format is None:
            raise self.endpoint.error(f"what it answered, {answer.kind}, is not {TRIPLES}")
        try:
            return [quad.triple for quad in ox.parse(mended(answer.body), format=format)]
        except (SyntaxError, ValueError) as error:
            raise self.endpoint.error(f"what it answered, {answer.kind}, is not {TRIPLES} ({error})") from None

    def marks(self) -> dict[str, Mark]:
        """Return the marks of the graphs that dipgraph wrote, by their names."""
        found: dict[str, Mark] = {}
        more, last = True, ""
        while more:
            after = f" FILTER (STR(?graph) > {ox.Literal(last)})" if last else ""
            pattern = f"GRAPH ?graph {{ ?digest a {GRAPH_DIGEST} . ?s ?p ?o }}{after}"
            counted = f"SELECT ?graph ?digest (COUNT(*) AS ?statements) WHERE {{ {pattern} }} GROUP BY ?graph ?digest"
            rows, limit = self.rows(f"{counted} ORDER BY STR(?graph)")
            new = {r["graph"].value: Mark(r["digest"].value, int(r["statements"].value)) for r in rows}
            # One that gives so many rows at most is asked for what comes after them.
            more = limit is not None and bool(new)
            last = max(new, default="")
            found |= new
        return found


def _inserting(name: str, content: bytes) -> str:
    """Return the operations that write *content* into the graph *name*, the mark with the last of it."""
    lines = content.splitlines(keepends=True)
    # A blank node has its name in one operation only.
    size = len(lines) if any(b"_:" in line for line in lines) else _LINES
    parts = [_escaped(b"".join(lines[at : at + size]).decode()) for at in range(0, len(lines), size)]
    return "".join(f" ;\nINSERT DATA {{ GRAPH <{name}> {{\n{part}}} }}" for part in parts)


def _escaped(text: str) -> str:
    # Some servers read \\u0041 as a character before they read \\\\ as a backslash: no u may follow one.
    if _ESCAPED_U.search(text):
        text = _ESCAPES.sub(lambda escape: _U.get(escape[0], escape[0]), text)
    return text
