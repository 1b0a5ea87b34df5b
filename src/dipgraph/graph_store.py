"""The named graphs at an endpoint, written one by one: by Graph Store Protocol, else by SPARQL Update.

Servers have the two at addresses beside the one for queries, each at another. The first write tries them in turn, and
what it wrote is asked for: the way by which it is there is the way of all further ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple
from urllib.parse import quote, urlencode

import pyoxigraph as ox

from dipgraph.digests import GRAPH_DIGEST, canonical, is_mark, is_of, mark_of, marked
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
_ANY = "?s ?p ?o"


class Mark(NamedTuple):
    """What a graph at an endpoint says of itself: the mark with its digest, and how many statements it has with it."""

    digest: str
    statements: int

    @classmethod
    def of(cls, content: bytes, name: str) -> Mark:
        """Return that of the graph *name* with *content*, which is canonical."""
        return cls(mark_of(content, name).value, content.count(b"\n") + 1)


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
            return self.endpoint.send("POST", self.endpoint.address, content, headers)
        except QueryError as error:
            raise QueryError(f"{error}: correct the query, or the address") from None

    def put(self, name: str, content: bytes) -> None:
        """Write *content*, which is canonical, with its mark in place of what the graph *name* had."""
        digest, statements = Mark.of(content, name)
        counted = f"{{ SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{name}> {{ {_ANY} }} }} }} FILTER (?n = {statements})"
        self._write(name, marked(content, name), f"GRAPH <{name}> {{ <{digest}> a ?x }} {counted}", self._ways)

    def drop(self, name: str) -> None:
        """Take the graph *name* away."""
        # A DELETE where no graph was written yet may take away more than a graph: updates are tried before.
        ways = sorted(self._ways, key=lambda way: not way.updates)
        named = [way for way in ways if way.updates or way.address != self.endpoint.address or len(ways) == 1]
        self._write(name, None, f"FILTER NOT EXISTS {{ GRAPH <{name}> {{ {_ANY} }} }}", named)

    def _write(self, name: str, content: bytes | None, done: str, ways: list[_Way]) -> None:
        against: list[str] = []
        denied: SourceError | None = None
        for way in ways:
            try:
                self._send(way, name, content)
                if len(self._ways) == 1 or self._is(done):
                    self._ways = [way]
                    return
                against.append(f"{way.address} answered that it is done, and it is not")
            except DeniedError as error:
                denied = error
            except (QueryError, SourceError) as error:
                # What was dropped by a request whose answer was lost is not there when it is sent again.
                if content is None and isinstance(error, QueryError) and self._is(done):
                    return
                if len(self._ways) == 1:
                    raise
                against.append(
                    str(error).partition(": the endpoint cannot be used: ")[2].rpartition(":")[0] or str(error)
                )
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
        return bool(self.rows(f"SELECT (1 AS ?is) WHERE {{ {pattern} }} LIMIT 1")[0])

    def rows(self, sparql: str) -> tuple[list[ox.QuerySolution], str | None]:
        """Return the rows of the answer to *sparql*, a SELECT, and the most that the server gives where it may be more."""
        answer = self.ask(sparql)
        try:
            found = ox.parse_query_results(mended(answer.body), format=ox.QueryResultsFormat.JSON)
            assert isinstance(found, ox.QuerySolutions)
            return [*found], answer.limit
        except (SyntaxError, ValueError) as error:
            raise self.endpoint.error(f"what it answered, {answer.kind}, is not {ROWS} ({error})") from None

    def read(self, name: str) -> list[ox.Triple]:
        """Return the triples of the graph *name* without its mark; a SourceError says that the server gives not all."""
        rows, _ = self.rows(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{name}> {{ {_ANY} }} }}")
        number = int(rows[0]["n"].value)
        found = 0
        for *_, triples in self._readings(name):
            if len(triples) >= number:
                return [t for t in triples if not is_mark(t)]
            found = max(found, len(triples))
        raise self._cut(name, found, number)

    def get(self, name: str, mark: Mark) -> bytes:
        """Return what the graph *name* has but for its mark, canonical.

        It is asked for in the ways that there are until it is what its *mark* says. If it is in none, for it was written to
        by others, as many statements as it has will do; a SourceError says that there are fewer.
        """
        whole, found = None, 0
        for triples in chain.from_iterable(self._readings(name)):
            content = canonical(triples, name)
            if mark.digest == mark_of(content, name).value:
                return content
            found = max(found, len(triples))
            if len(triples) >= mark.statements and whole is None:
                whole = content
        if whole is None:
            raise self._cut(name, found, mark.statements)
        return whole

    def _cut(self, name: str, found: int, number: int) -> SourceError:
        counts = f"the server gives {found:,} of the {number:,} statements of <{name}>"
        return SourceError(f"{self.endpoint.address}: {counts}: have it give as many as there are")

    def _readings(self, name: str) -> Iterator[list[list[ox.Triple]]]:
        """Yield the triples of a graph as the server gives them to one question and another, which need not be all.

        Each as they stand, and, where that is another thing, then as they are meant.
        """
        answer = self.ask(f"CONSTRUCT {{ {_ANY} }} WHERE {{ GRAPH <{name}> {{ {_ANY} }} }}")
        first = self._parsed(answer)
        yield first
        for address in self._graphs:
            headers = {"Accept": f"{TRIPLES}, text/turtle;q=0.9"}
            try:
                answer = self.endpoint.send("GET", f"{address}?graph={quote(name, safe='')}", None, headers)
                yield self._parsed(answer)
            except (QueryError, SourceError):
                continue
        yield [list(self._pages(name, len(first[0])))]

    def _pages(self, name: str, size: int) -> Iterator[ox.Triple]:
        """Yield the triples of a graph as rows, *size* at a time: where a server gives no more in one answer."""
        ordered = f"SELECT {_ANY} WHERE {{ GRAPH <{name}> {{ {_ANY} }} }} ORDER BY {_ANY}"
        rows: list[ox.QuerySolution] = []
        offset = 0
        while size and (offset == 0 or rows):
            rows, _ = self.rows(f"SELECT {_ANY} WHERE {{ {{ {ordered} }} }} OFFSET {offset} LIMIT {size}")
            yield from (ox.Triple(row["s"], row["p"], row["o"]) for row in rows)
            offset += len(rows)

    def _parsed(self, answer: Answer) -> list[list[ox.Triple]]:
        """Return the triples of an answer, each once, as they stand, and as they are meant where that is another thing."""
        format = ox.RdfFormat.from_media_type(answer.kind)
        if format is None:
            raise self.endpoint.error(f"what it answered, {answer.kind}, is not {TRIPLES}")
        try:
            bodies = dict.fromkeys((answer.body, mended(answer.body)))
            quads = (ox.parse(body, format=format, rename_blank_nodes=True) for body in bodies)
            return [list(dict.fromkeys(quad.triple for quad in each)) for each in quads]
        except (SyntaxError, ValueError) as error:
            raise self.endpoint.error(f"what it answered, {answer.kind}, is not {TRIPLES} ({error})") from None

    def marks(self) -> dict[str, Mark]:
        """Return the marks of the graphs that dipgraph wrote, by their names."""
        pattern = f"GRAPH ?graph {{ ?digest a {GRAPH_DIGEST} . {_ANY} }} FILTER (isIRI(?graph) && isIRI(?digest))"
        counted = "SELECT ?graph ?digest (COUNT(*) AS ?statements) WHERE {{ {} }} GROUP BY ?graph ?digest"
        rows = self._paged(pattern, counted)
        found = ((r["graph"].value, Mark(r["digest"].value, int(r["statements"].value))) for r in rows)
        # A graph that has the mark of another is a copy, which somebody else made.
        return {name: mark for name, mark in found if is_of(mark.digest, name)}

    def names(self) -> list[str]:
        """Return the names of all graphs that have one, sorted."""
        # Grouped, for to tell them apart otherwise takes Virtuoso a minute.
        query = "SELECT ?graph (COUNT(*) AS ?n) WHERE {{ {} }} GROUP BY ?graph"
        rows = self._paged(f"GRAPH ?graph {{ {_ANY} }} FILTER (isIRI(?graph))", query)
        return sorted({row["graph"].value for row in rows})

    def _paged(self, pattern: str, query: str) -> Iterator[ox.QuerySolution]:
        """Yield the rows of *query* with *pattern* in it in the order of ?graph, as many questions as that takes."""
        last, more = "", True
        while more:
            after = f" FILTER (STR(?graph) > {ox.Literal(last)})" if last else ""
            rows, limit = self.rows(f"{query.format(pattern + after)} ORDER BY STR(?graph)")
            yield from rows
            more = limit is not None and bool(rows)
            last = max((row["graph"].value for row in rows), default="")


def _inserting(name: str, content: bytes) -> str:
    """Return the operations that write *content* into the graph *name*."""
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
