"""A store at an address: any SPARQL 1.1 endpoint, asked and written to by the SPARQL 1.1 Protocol."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from dipgraph.dataset import Dataset, Files, Graph
from dipgraph.errors import QueryError, SourceError
from dipgraph.loading import Loaded, Progress
from dipgraph.stores import Results, Store

_ROWS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
# Where servers take updates whose address for queries ends so: the first that fits.
_UPDATE_ADDRESSES = ((r"/(query|sparql)$", "/update"), (r"(/repositories/[^/]+)$", r"\1/statements"))
# A backslash of a literal before a u, and any escape, so that the second half of one is not read as the first of the next.
_ESCAPED_U, _ESCAPES = re.compile(r"\\\\[uU]"), re.compile(r"\\\\[uU]|\\.")
_U = {r"\\u": r"\\\u0075", r"\\U": r"\\\u0055"}
# Bytes of N-Triples that are sent in one request, and seconds to wait for an answer.
_BATCH, PATIENCE = 2**20, 600


class RemoteStore(Store):
    """A store that some server keeps: its rows are pyoxigraph's, as those of the others are.

    The default graph is what the server says it is: tell it to be the union of the named graphs, or queries that name no
    graph find nothing.
    """

    def __init__(self, address: str) -> None:
        """Take the address of the endpoint; nothing is sent before the first query."""
        super().__init__()
        self._address = address

    def query(self, sparql: str) -> Results:
        """Ask the server *sparql*; a QueryError has what it says against it, a SourceError that it cannot be reached."""
        try:
            kind, body = self._post(self._address, sparql, "application/sparql-query", f"{_ROWS}, {_TRIPLES};q=0.9")
        except QueryError as error:
            raise QueryError(f"{error}: correct the query, or the address") from None
        try:
            if kind == _TRIPLES:
                graph = ox.Store()
                graph.load(body, format=ox.RdfFormat.N_TRIPLES)
                return graph.query("CONSTRUCT WHERE { ?s ?p ?o }")
            answer = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
            if isinstance(answer, ox.QuerySolutions):
                # Rows are parsed when they are asked for: what is wrong with one is said before any is given.
                for _ in answer:
                    pass
                answer = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise self._error(f"what it answered, {kind}, is not {_ROWS} ({error})") from None
        return answer

    def load(self, data: Dataset | Files, progress: Progress | None = None) -> Loaded:
        """Send every graph of *data*, each in place of the one of the same name, some at a time.

        Loading the same again leaves the same statements. Nothing is removed, for the server knows of no files; what was
        sent before an error stays.
        """
        loaded, known = Loaded(), set(self.names())
        graphs = data.graphs if isinstance(data, Dataset) else data
        batch: list[str] = []
        for number, graph in enumerate(graphs, start=1):
            (loaded.changed if graph.name.value in known else loaded.added).append(graph.name.value)
            batch.append(_replacing(graph))
            if sum(map(len, batch)) > _BATCH:
                self._update(batch)
                batch = []
            if progress is not None:
                progress(number, len(graphs))
        if batch:
            self._update(batch)
        loaded.statements = _count(self.query("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"))
        return loaded

    def names(self) -> list[str]:
        """Return the names of the graphs, sorted."""
        rows = self.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        assert isinstance(rows, ox.QuerySolutions)
        return sorted(row["g"].value for row in rows)

    def graph(self, name: str) -> Iterator[ox.Quad]:
        """Yield the quads of the graph *name*."""
        node = ox.NamedNode(name)
        triples = self.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {node} {{ ?s ?p ?o }} }}")
        assert isinstance(triples, ox.QueryTriples)
        return (ox.Quad(t.subject, t.predicate, t.object, node) for t in triples)

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every quad of the named graphs."""
        for name in self.names():
            yield from self.graph(name)

    def repeated(self, name: str, quads: Iterable[ox.Quad]) -> set[ox.Quad]:
        """Return those *quads* of the graph *name* whose triples are also in one whose name comes before, by one request.

        None of them has a blank node: that of an answer is another in the next.
        """
        node = ox.NamedNode(name)
        both = f"GRAPH {node} {{ ?s ?p ?o }} GRAPH ?other {{ ?s ?p ?o }}"
        blank = "isBlank(?s) || isBlank(?o)"
        rows = self.query(f"SELECT ?s ?p ?o ?other WHERE {{ {both} FILTER(?other != {node} && !({blank})) }}")
        assert isinstance(rows, ox.QuerySolutions)
        found = {ox.Quad(row["s"], row["p"], row["o"], node) for row in rows if row["other"].value < name}
        return found.intersection(quads)

    def _update(self, operations: list[str]) -> None:
        addresses = [self._address]
        addresses += [
            re.sub(end, new, self._address) for end, new in _UPDATE_ADDRESSES if re.search(end, self._address)
        ]
        for number, address in enumerate(addresses, start=1):
            try:
                self._post(address, " ;\n".join(operations), "application/sparql-update", "*/*")
                return
            except QueryError as error:
                if number == len(addresses):
                    raise self._error(f"it takes no update ({error})") from None

    def _post(self, address: str, text: str, kind: str, accept: str) -> tuple[str, bytes]:
        """Return type and body of what *address* answers to *text*."""
        import http.client
        import urllib.error
        import urllib.request

        headers = {"Content-Type": f"{kind}; charset=utf-8", "Accept": accept, "User-Agent": "dipgraph"}
        try:
            request = urllib.request.Request(address, text.encode(), headers, method="POST")
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return answer.headers.get_content_type(), answer.read()
        except urllib.error.HTTPError as error:
            said = " ".join(error.read(2000).decode(errors="replace").split())[:200]
            if error.code in (400, 404, 405, 415, 422):
                raise QueryError(f"{address} answered {error.code}: {said or error.reason}") from None
            raise self._error(f"it answered {error.code}: {said or error.reason}") from None
        except OSError as error:
            raise self._error(str(getattr(error, "reason", error)), "see that it runs, or ") from None
        except (ValueError, http.client.HTTPException) as error:
            raise self._error(str(error)) from None

    def _error(self, what: str, first: str = "") -> SourceError:
        cure = f"{first}give the address of a SPARQL 1.1 endpoint"
        return SourceError(f"{self._address}: the endpoint cannot be used: {what}: {cure}")


def _replacing(graph: Graph) -> str:
    """Return the update that puts *graph* in the place of the one of its name."""
    lines = graph.n_triples()[0].decode()
    # Some servers read \\u0041 as a character before they read \\\\ as a backslash: no u may follow one.
    if _ESCAPED_U.search(lines):
        lines = _ESCAPES.sub(lambda escape: _U.get(escape[0], escape[0]), lines)
    return f"DROP SILENT GRAPH {graph.name} ;\nINSERT DATA {{ GRAPH {graph.name} {{\n{lines}}} }}"


def _count(rows: Results) -> int:
    assert isinstance(rows, ox.QuerySolutions)
    return int(next(iter(rows))["n"].value)
