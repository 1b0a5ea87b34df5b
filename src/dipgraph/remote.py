"""A store at an address: any SPARQL 1.1 endpoint, asked and written to by the protocols of SPARQL 1.1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import pyoxigraph as ox

from dipgraph.dataset import Dataset, Files, Graph
from dipgraph.digests import canonical
from dipgraph.endpoint import Endpoint, Waiting
from dipgraph.errors import SourceError, UsageError
from dipgraph.graph_store import ROWS, GraphStore, Mark
from dipgraph.loading import Graphs, Loaded, Progress
from dipgraph.mending import mended
from dipgraph.rows import Results, Rows
from dipgraph.stores import Store
from dipgraph.terms import DIP

if TYPE_CHECKING:
    import rdflib

_YES_OR_NO, _ONE = "__ASK_RETVAL", ox.Literal(1)
# Names in one query.
_ASKED = 500


class RemoteStore(Store):
    """A store that some server keeps: its rows are pyoxigraph's, as those of the others are.

    The default graph is what the server says it is: tell it to be the union of the named graphs, or queries that name no
    graph find nothing.
    """

    def __init__(self, address: str, waiting: Waiting | None = None) -> None:
        """Take the address of the endpoint; nothing is sent yet. *waiting* is told why there is a wait."""
        super().__init__()
        self._endpoint = Endpoint(address, waiting)
        self.address = self._endpoint.address
        self.graphs = GraphStore(self._endpoint)

    def query(self, sparql: str) -> Results:
        """Ask the server *sparql*; a QueryError has what it says against it, a SourceError that it cannot be reached."""
        kind, body, limit = self.graphs.ask(sparql)
        body = mended(body)
        try:
            if (format := ox.RdfFormat.from_media_type(kind)) is not None:
                graph = ox.Store()
                graph.load(body, format=format)
                found = graph.query("CONSTRUCT WHERE { ?s ?p ?o }")
                assert isinstance(found, ox.QueryTriples)
                return found
            answer = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
            if isinstance(answer, ox.QuerySolutions) and [v.value for v in answer.variables] == [_YES_OR_NO]:
                # Virtuoso answers an ASK with a row, or at times with none.
                yes = "true" if any(row[0] == _ONE for row in answer) else "false"
                made = f'{{"head": {{}}, "boolean": {yes}}}'
                answer = ox.parse_query_results(made, format=ox.QueryResultsFormat.JSON)
            if isinstance(answer, ox.QuerySolutions):
                # Rows are parsed when they are asked for: what is wrong with one is said before any is given.
                rows = sum(1 for _ in answer)
                answer = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
                if limit is not None and rows >= int(limit):
                    raise SourceError(
                        f"{self.address}: the server gives no more than {rows:,} rows: ask for fewer, or have "
                        "it give more (ResultSetMaxRows in virtuoso.ini)"
                    )
        except (SyntaxError, ValueError) as error:
            raise self._endpoint.error(f"what it answered, {kind}, is not {ROWS} ({error})") from None
        return Rows(answer) if isinstance(answer, ox.QuerySolutions) else answer

    def graph(self) -> rdflib.Dataset:
        """Raise a UsageError: an endpoint is not embedded."""
        raise UsageError(
            f"{self.address}: rdflib would ask it for each statement: pull it, and open the store made here"
        )

    def put(self, data: Dataset | Graphs, progress: Progress | None = None) -> Loaded:
        """Send every graph of *data* that is not there as it is, each in place of the one of the same name.

        Nothing is removed, for the server knows of no files; what was sent before an error stays. A SourceError says that
        there are judgements there, and none in what is loaded from files.
        """
        loaded, marks, known = Loaded(), self.graphs.marks(), set(self.graphs.names())
        if isinstance(data, Dataset | Files) and marks and (judged := marks.keys() & self._judged()):
            raise SourceError(
                f"{self.address}: <{min(judged)}> has judgements, of which this load has none, and nothing there is "
                "removed: load all together with them, or load into a store here and push that"
            )
        graphs = data.graphs if isinstance(data, Dataset) else data
        for number, graph in enumerate(graphs, start=1):
            name = graph.name.value
            content = canonical(_stored(graph), name)
            if marks.get(name) == Mark.of(content, name):
                loaded.unchanged.append(name)
            else:
                if name in known and name not in marks:
                    self.guard(name, content)
                (loaded.changed if name in known else loaded.added).append(name)
                self.graphs.put(name, content)
            if progress is not None:
                progress(number, len(graphs))
        rows, _ = self.graphs.rows("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }")
        loaded.statements = int(rows[0]["n"].value) - len(self.graphs.marks())
        return loaded

    def _judged(self) -> set[str]:
        rows, _ = self.graphs.rows(f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?judged a <{DIP}Judgement> }} }}")
        return {row["g"].value for row in rows}

    def guard(self, name: str, content: bytes) -> None:
        """Raise a SourceError unless the graph *name*, which is there without a mark, has the canonical *content*."""
        if canonical(self.graphs.read(name), name) != content:
            raise SourceError(
                f"{self.address}: the graph <{name}> is there already, and dipgraph did not write it: "
                "drop it there, or give yours another name"
            )

    def existing(self, names: Sequence[str]) -> list[str]:
        """Return those of *names* that are graphs there."""
        found: list[str] = []
        for at in range(0, len(names), _ASKED):
            values = " ".join(f"<{name}>" for name in names[at : at + _ASKED])
            rows, _ = self.graphs.rows(
                f"SELECT DISTINCT ?g WHERE {{ VALUES ?g {{ {values} }} GRAPH ?g {{ ?s ?p ?o }} }}"
            )
            found += (row["g"].value for row in rows)
        return found

    def names(self) -> list[str]:
        """Return the names of the graphs, sorted."""
        return self.graphs.names()

    def statements(self, name: str) -> Iterator[ox.Quad]:
        """Yield the quads of the graph *name*, without its mark."""
        node = ox.NamedNode(name)
        return (ox.Quad(t.subject, t.predicate, t.object, node) for t in self.graphs.read(name))

    def quads(self) -> Iterator[ox.Quad]:
        """Yield every quad of the named graphs."""
        for name in self.names():
            yield from self.statements(name)

    def repeated(self, name: str, quads: Iterable[ox.Quad]) -> set[ox.Quad]:
        """Return those *quads* of the graph *name* whose triples are also in one whose name comes before, by one request.

        None of them has a blank node: that of an answer is another in the next.
        """
        node = ox.NamedNode(name)
        both = f"GRAPH {node} {{ ?s ?p ?o }} GRAPH ?other {{ ?s ?p ?o }}"
        blank = "isBlank(?s) || isBlank(?o)"
        rows = self.query(f"SELECT ?s ?p ?o ?other WHERE {{ {both} FILTER(?other != {node} && !({blank})) }}")
        assert isinstance(rows, Rows)
        found = {ox.Quad(row["s"], row["p"], row["o"], node) for row in rows if row["other"].value < name}
        return found.intersection(quads)

    def close(self) -> None:
        """Let go of the connection."""
        super().close()
        self._endpoint.close()


def _stored(graph: Graph) -> Iterator[ox.Triple]:
    """Return the triples of *graph* as a store has them: with numbers and dates in one form of those that mean the same."""
    store = ox.Store()
    with graph.reading():
        store.load(graph.content, format=graph.format, base_iri=graph.name.value)
    if not store:
        raise graph.empty()
    return (quad.triple for quad in store)
