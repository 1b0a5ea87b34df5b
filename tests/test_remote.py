"""Stores at an address: a real server of Oxigraph on this machine, and small ones that answer what no server should."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest

from dipgraph import Dataset, open_store
from dipgraph.errors import QueryError, SourceError
from dipgraph.rows import Rows
from triple_stores import serving

ROWS = "application/sparql-results+json"
CURE = ": give the address of a SPARQL 1.1 endpoint"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
NOTHING = '{"head": {"vars": ["n"]}, "results": {"bindings": []}}'
# A row that is one of all questions which are asked in a load: of nothing, and that it is there.
NONE = """{"head": {"vars": ["g", "n", "graph", "digest", "statements"]}, "results": {"bindings": [{
  "g": {"type": "uri", "value": "https://example.org/g"}, "n": {"type": "literal", "value": "1"},
  "graph": {"type": "uri", "value": "https://example.org/g"}, "digest": {"type": "uri", "value": "ni:///sha-256;x"},
  "statements": {"type": "literal", "value": "1"}}]}}"""


class Answers(BaseHTTPRequestHandler):
    """Answers by path, each a status, a type and a body; the requests are kept."""

    given: dict[str, tuple[int, str, str]]
    asked: list[tuple[str, str, str]]

    def do_PUT(self) -> None:
        """Answer as to any other request: there are no graphs here."""
        self.do_POST()

    do_GET = do_PUT

    def do_POST(self) -> None:
        """Answer what was given for the path, or 404."""
        sent = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        kind = self.headers.get("Content-Type", "").partition(";")[0].removeprefix("application/sparql-")
        if kind == "application/x-www-form-urlencoded":
            kind, sent = "query", parse_qs(sent)["query"][0]
        self.asked.append((self.path, kind, sent))
        status, kind, body = self.given.get(f"{self.path} {kind}", (404, "text/plain", "nothing here"))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body.encode()) + 100 * (kind == "text/cut")))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def answering(given: dict[str, tuple[int, str, str]]) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Run a server with these answers by path and kind of request; give its address and the requests as they come."""
    handler = type("Given", (Answers,), {"given": given, "asked": []})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", handler.asked  # type: ignore[attr-defined]
        finally:
            server.shutdown()
            thread.join()


def literals(folder: Path, *texts: str) -> Dataset:
    """Return a dataset of one file with these literals, written by pyoxigraph."""
    folder.mkdir()
    node, says = ox.NamedNode("https://example.org/a"), ox.NamedNode("https://example.org/says")
    content = ox.serialize((ox.Triple(node, says, ox.Literal(text)) for text in texts), format=ox.RdfFormat.N_TRIPLES)
    assert content
    (folder / "a.nt").write_bytes(content)
    return Dataset.read(folder, vocabularies=False)


@pytest.mark.parametrize(
    ("answer", "kind", "expected"),
    [
        ((404, "text/plain", "no\nsuch"), QueryError, " answered 404: no such: correct the query, or the address"),
        ((400, "text/plain", ""), QueryError, " answered 400: Bad Request: correct the query, or the address"),
        ((500, "text/plain", "out of memory"), SourceError, ": it answered 500: out of memory: see its log, or pull"),
        (
            (401, "text/plain", "who are you?"),
            SourceError,
            ": it answered 401: who are you?: it wants a name and a password",
        ),
        ((200, "text/html", "<html>"), SourceError, f"it answered, text/html, is not {ROWS} (.*)" + CURE),
        ((200, ROWS, ""), SourceError, f"it answered, {ROWS}, is not {ROWS} (.*)" + CURE),
        ((200, ROWS, "{}"), SourceError, f"it answered, {ROWS}, is not {ROWS} (.*)" + CURE),
        ((200, ROWS, NONE[:-9]), SourceError, f"it answered, {ROWS}, is not {ROWS} (.*)" + CURE),
        ((200, ROWS, NONE.replace("literal", "uri")), SourceError, f"is not {ROWS} (.*)" + CURE),
        ((200, "application/n-triples", "<a:a> <a:b> ."), SourceError, f"n-triples, is not {ROWS} (.*)" + CURE),
        ((200, "text/cut", NONE), SourceError, ": IncompleteRead(.*: see that it runs, or" + CURE[1:]),
    ],
)
def test_what_is_no_answer_is_an_error(answer: tuple[int, str, str], kind: type[Exception], expected: str) -> None:
    """What a server says against a query, or instead of an answer, is one line with its address, before any row is given."""
    with answering({"/query query": answer}) as (address, _), pytest.raises(kind) as error:
        open_store(f"{address}/query").query(COUNT)
    message = str(error.value)
    assert message.startswith(f"{address}/query")
    assert "\n" not in message
    for part in expected.split(".*"):
        assert part in message


def test_server_that_is_not_there() -> None:
    """A refused connection is one line."""
    with answering({}) as (address, _):
        pass
    with pytest.raises(SourceError) as error:
        open_store(f"{address}/query").query(COUNT)
    assert str(error.value).startswith(f"{address}/query: the endpoint cannot be used: ")
    assert "refused" in str(error.value)
    assert str(error.value).endswith(": see that it runs, or" + CURE.removeprefix(":"))


@pytest.mark.parametrize("address", ["http://", "http://[::1", "http://127.0.0.1:0/query", "http://127.0.0.1:x/query"])
def test_address_that_is_none(address: str) -> None:
    """An address that cannot be one is an error like a server that is not there."""
    with pytest.raises(SourceError) as error:
        open_store(address).query(COUNT)
    assert str(error.value).startswith(f"{address}: the endpoint cannot be used: ")
    assert str(error.value).endswith(CURE.removeprefix(":"))


GRAPHS = {
    "/query": ["/store", "/data"],
    "/data/sparql": ["/data/data", "/data/sparql-graph-crud-auth"],
    "/repositories/talks": ["/repositories/talks/rdf-graphs/service"],
    "/ds": ["/ds"],
}


@pytest.mark.parametrize(
    ("queries", "updates"),
    [
        ("/query", "/update"),
        ("/data/sparql", "/data/update"),
        ("/repositories/talks", "/repositories/talks/statements"),
        ("/ds", "/ds"),
    ],
)
def test_update_address_is_found(tmp_path: Path, queries: str, updates: str) -> None:
    """Where the address for queries takes no update, that which servers have beside it is tried."""
    given = {f"{queries} query": (200, ROWS, NONE), f"{updates} update": (204, "text/plain", "")}
    with answering(given) as (address, asked):
        loaded = open_store(address + queries).load(literals(tmp_path / "data", "x"))
    assert len(loaded.added) == 1
    sent = [(path, text) for path, kind, text in asked if kind == "update" and f"{path} {kind}" in given]
    assert [path for path, _ in sent] == [updates]
    assert sent[0][1].startswith("DROP SILENT GRAPH <https://w3id.org/dipgraph/a> ;\nINSERT DATA { GRAPH <")
    # Where graphs are written one by one is tried before, at the addresses beside it.
    before = [path.partition("?")[0] for path, kind, _ in asked if kind == "text/turtle"]
    assert before == GRAPHS[queries]


def test_server_that_takes_no_update(tmp_path: Path) -> None:
    """A server that only answers says what it has against a load, at each address that was tried."""
    with answering({"/query query": (200, ROWS, NOTHING)}) as (address, _), pytest.raises(SourceError) as error:
        open_store(f"{address}/query").load(literals(tmp_path / "data", "x"))
    graph = "?graph=https%3A%2F%2Fw3id.org%2Fdipgraph%2Fa"
    tried = [f"/store{graph}", f"/data{graph}", "/query", "/update"]
    expected = "; ".join(f"{address}{path} answered 404: nothing here" for path in tried)
    assert str(error.value) == (
        f"{address}/query: the endpoint cannot be used: it takes neither graphs nor updates ({expected}){CURE}"
    )


def test_what_says_that_it_wrote_and_did_not_is_not_believed(tmp_path: Path) -> None:
    """A server may answer well to what it does not know: whether the graph is there is asked before it is believed."""
    given = {"/query query": (200, ROWS, NOTHING), "/query text/turtle": (200, "text/html", "Welcome!")}
    given |= {f"{path} update": (200, "text/html", "Welcome!") for path in ("/query", "/update")}
    with (
        answering(given) as (address, _),
        pytest.raises(SourceError, match="/update answered that it is done, and it is not"),
    ):
        open_store(f"{address}/query").load(literals(tmp_path / "data", "x"))


def test_large_graphs_are_updated_in_parts(tmp_path: Path) -> None:
    """An update has operations of a thousand lines, the mark in the first; a graph with blank nodes is in one."""
    (tmp_path / "data").mkdir()
    lines = "".join(f'<https://example.org/{n}> <https://example.org/says> "a\u2028b" .\n' for n in range(2500))
    (tmp_path / "data" / "named.nt").write_text(lines, encoding="utf-8")
    (tmp_path / "data" / "nameless.nt").write_text(lines + "_:b <https://example.org/says> <https://example.org/1> .\n")
    given = {"/query query": (200, ROWS, NONE), "/query update": (204, "text/plain", "")}
    with answering(given) as (address, asked):
        open_store(f"{address}/query").load(Dataset.read(tmp_path / "data", vocabularies=False))
    sent = {len(text.split("INSERT DATA")) - 1: text for _, kind, text in asked if kind == "update"}
    assert sorted(sent) == [1, 3]
    assert sent[3].split("INSERT DATA")[1].count("GraphDigest") == 1
    assert all(text.count(" .\n") == 2501 + (number == 1) for number, text in sent.items())


def test_strings_arrive_as_they_are(tmp_path: Path) -> None:
    """Backslashes before a u, control characters, line ends and quotation marks come back as they were sent."""
    backslash = "\\"
    ends = ["u0041", "U00000041", "x", "\x01", "\x7f", "n", '"', "\n", "", "é", "\U0001f600", "u", "\\u"]
    texts = [backslash * number + end for number in range(4) for end in ends]
    texts += ["a\tb\r\n\f\b'", '"""', "<>{}", "u0041", "%5Cu0041", "} ; DROP ALL ; #"]
    with serving() as address, open_store(address) as store:
        store.load(literals(tmp_path / "data", *texts))
        solutions = store.query("SELECT ?text WHERE { ?s <https://example.org/says> ?text }")
        assert isinstance(solutions, Rows)
        found = {row["text"].value for row in solutions}
    assert found == set(texts)


def test_error_of_the_server_is_told() -> None:
    """What the server says of a query that is not SPARQL is in the message."""
    with serving() as address, pytest.raises(QueryError, match=r"/query answered 400: .*expected"):
        open_store(address).query("SELECT * WHERE {")
