"""The SPARQL 1.1 Protocol: what a request asks, and its cases of the W3C suite against a server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import rdflib
import requests

from dipgraph.loading import Loaded
from dipgraph.opening import open_store
from dipgraph.protocol import FORM, QUERY, ProtocolError, asked, negotiated
from dipgraph.stores import Store
from served import served

HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
UT = rdflib.Namespace("http://www.w3.org/2009/sparql/tests/test-update#")


@pytest.mark.parametrize(
    ("accept", "kind", "format"),
    [
        ("", "rows", "json"),
        ("text/csv", "rows", "csv"),
        ("text/*", "rows", "xml"),
        ("application/json;q=0.2, text/csv;q=0.1", "rows", "json"),
        ("text/html, application/xml;q=0.9, */*;q=0.8", "rows", "xml"),
        ("application/rdf+xml", "graph", "rdf"),
        ("*/*;q=0.1, text/turtle;q=0", "graph", "nt"),
        ("text/plain", "graph", "nt"),
    ],
)
def test_negotiation(accept: str, kind: str, format: str) -> None:
    """The most particular range counts, the best quality wins, and of equals the first that is given."""
    assert negotiated(accept, kind) == format


@pytest.mark.parametrize("accept", ["image/png", "text/csv;q=0", "text/csv;q=x", ";", "\x00"])
def test_nothing_that_is_accepted(accept: str) -> None:
    """Who accepts nothing of what there is gets 406, and what there is."""
    with pytest.raises(ProtocolError, match=r"accept one of application/sparql-results\+json") as error:
        negotiated(accept, "rows")
    assert error.value.status == 406


@pytest.mark.parametrize(
    ("method", "address", "kind", "body", "status"),
    [
        ("GET", "", "", b"", 400),
        ("GET", "query=ASK{}&query=ASK{}", "", b"", 400),
        ("GET", "query=%FF", "", b"", 400),
        ("GET", "update=CLEAR%20ALL", "", b"", 400),
        ("POST", "", FORM, b"update=CLEAR%20ALL", 403),
        ("POST", "", "application/sparql-update", b"CLEAR ALL", 403),
        ("POST", "", "text/plain", b"ASK {}", 415),
        ("POST", "", "", b"ASK {}", 415),
        ("POST", "", QUERY, b"\xff", 400),
        ("POST", "", f"{QUERY}; charset=utf-16", "ASK {}".encode("utf-16"), 415),
        ("POST", "query=ASK{}", QUERY, b"ASK {}", 400),
        ("PUT", "", QUERY, b"ASK {}", 405),
        ("GET", "query=SELECT*{SERVICE%20?x{}}", "", b"", 400),
        ("GET", "&".join(["a=b"] * 300), "", b"", 400),
    ],
)
def test_what_is_wrong(method: str, address: str, kind: str, body: bytes, status: int) -> None:
    """A request that asks nothing, too much, or otherwise than the protocol has it, is answered with its status."""
    with pytest.raises(ProtocolError) as error:
        asked(method, address, kind, body)
    assert error.value.status == status


def test_what_is_asked() -> None:
    """Query and graphs come from the address or the form, in UTF-8."""
    found = asked(
        "GET", "query=ASK%20%7B%20%27%C3%A9%27%20%7D&default-graph-uri=http://a/&named-graph-uri=http://b/", "", b""
    )
    assert (found.question.text, found.default, found.named) == ("ASK { 'é' }", ("http://a/",), ("http://b/",))
    assert asked("POST", "default-graph-uri=http://a/", f"{QUERY}; charset=UTF-8", b"ASK {}").default == ("http://a/",)
    assert asked("POST", "", FORM, b"query=ASK+%7B%7D&named-graph-uri=http://b/").named == ("http://b/",)


TOKEN = "a-token-of-the-tests"


@pytest.fixture(scope="module")
def suite(material: Path) -> tuple[rdflib.Graph, Path]:
    """Return the manifest of the cases of the protocol, and its folder."""
    folder = material / "suites/rdf-tests/sparql/sparql11/protocol"
    return rdflib.Graph().parse(folder / "manifest.ttl"), folder


@pytest.fixture(scope="module")
def endpoint(suite: tuple[rdflib.Graph, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server with the three graphs that the cases speak of, which is written to."""
    store, data = tmp_path_factory.mktemp("suite") / "store", tmp_path_factory.mktemp("data") / "data.trig"
    name = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
    parts = [f"<{name.format(n)}> {{ {(suite[1] / f'data{n}.nt').read_text()} }}" for n in (1, 2, 3)]
    data.write_text("\n".join(parts), encoding="utf-8")
    with open_store(store) as opened:
        _load(opened, data)
    with served("--store", store, "--workers", "2", "--writable", token=TOKEN) as address:
        yield f"{address}/sparql"


def _load(store: Store, path: Path) -> Loaded:
    from dipgraph.dataset import Files

    return store.load(Files.at(path, vocabularies=False))


def requests_of(graph: rdflib.Graph, case: rdflib.term.Node) -> list[rdflib.term.Node]:
    """Return the requests of a case, in order."""
    action = graph.value(case, MF.action)
    heads = [*graph.objects(action, HT.requests)]
    return [request for head in heads for request in rdflib.collection.Collection(graph, head)]


def send(graph: rdflib.Graph, request: Any, endpoint: str) -> requests.Response:
    """Send a request of a case; its path is that of the suite, which stands for the endpoint."""
    path = str(graph.value(request, HT.absolutePath))
    query = urlsplit(path).query
    listed = graph.value(request, HT.headers)
    headers = {
        str(graph.value(header, HT.fieldName)): str(graph.value(header, HT.fieldValue))
        for header in (rdflib.collection.Collection(graph, listed) if listed else ())
    }
    body = graph.value(request, HT.body)
    content = b""
    if body is not None:
        encoding = str(graph.value(body, CNT.characterEncoding) or "utf-8")
        content = str(graph.value(body, CNT.chars)).encode(encoding)
    address = endpoint + (f"?{query}" if query else "")
    method = str(graph.value(request, HT.methodName))
    headers.setdefault("content-type", "")
    headers["authorization"] = f"Bearer {TOKEN}"
    return requests.request(method, address, data=content, headers=headers, timeout=30)


def test_cases_of_the_suite(suite: tuple[rdflib.Graph, Path], endpoint: str) -> None:
    """Every case of the protocol has the status, the kind of answer and the truth value that it expects."""
    graph = suite[0]
    cases = list(graph.subjects(rdflib.RDF.type, MF.ProtocolTest))
    assert len(cases) == 34
    # Those that write drop what the others ask.
    for case in sorted(cases, key=lambda case: ("#update_" in str(case), case)):
        name = str(case).rpartition("#")[2]
        listed = requests_of(graph, case)
        assert listed, name
        for request in listed:
            response = send(graph, request, endpoint)
            expected = graph.value(request, HT.resp)
            statuses = {str(status).rpartition("#")[2] for status in graph.objects(expected, MF.expectedStatus)}
            pattern = "|".join(re.sub(r"StatusCode(\d)xx", r"\1\\d\\d", status) for status in statuses)
            assert re.fullmatch(pattern, str(response.status_code)), (name, response.status_code, response.text)
            kind, truth = graph.value(expected, MF.expectedFormat), graph.value(expected, MF.expectedBoolean)
            if response.ok and truth is not None:
                assert response.json()["boolean"] == (str(truth) == "true"), name
            if kind is not None:
                media_type = response.headers["content-type"].partition(";")[0]
                assert (media_type == "text/turtle") == (str(kind) == "RDF"), name
