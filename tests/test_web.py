"""The server, in a process of its own, as programs ask it."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlsplit

import pyoxigraph as ox
import pytest
import rdflib
import requests
from rdflib.plugins.stores.sparqlstore import SPARQLStore

import clients
from conftest import Run
from dipgraph import Dataset, Query, open_store, shipped
from dipgraph.dataset import Files
from dipgraph.query import stored
from dipgraph.rdf import to_rdflib
from dipgraph.results import write
from dipgraph.stores import Store
from dipgraph.terms import BASE
from served import served

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
# Of the second no answer is kept.
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
ANEW = "SELECT (COUNT(*) AS ?n) WHERE { ?s a ?o FILTER(RAND() < 2) }"
BOMB = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Return the address of a server of the data that comes with dipgraph."""
    with served("--seconds", "5", "--workers", "3") as found:
        yield found


@pytest.fixture(scope="module")
def statements() -> int:
    """Return how many statements the files have that come with dipgraph."""
    return sum(len(graph.triples) for graph in Dataset.read(shipped.folder("data")).graphs)


def get(address: str, path: str, **headers: str) -> requests.Response:
    """Return the answer to a GET."""
    return requests.get(address + path, headers=headers, timeout=30)


@pytest.mark.parametrize("name", list(stored()))
def test_every_stored_query_has_the_rows_of_the_store(address: str, shipped_store: Store, name: str) -> None:
    """Asked as text through open_store(URL), and by its name, a stored query has the same rows as here."""
    here = write(Query.named(name).run(shipped_store), "tsv")
    with open_store(f"{address}/sparql") as there:
        assert write(Query.named(name).run(there), "tsv") == here
    assert get(address, f"/queries/{name}", accept="text/tab-separated-values").content == here


def test_stored_query_with_parameters(address: str, shipped_store: Store) -> None:
    """Parameters stand in the address, with hyphens or underscores, one several times; what is wrong is told."""
    here = write(Query.named("due-commitments").run(shipped_store, as_of="2022-08-15"), "csv")
    for name in ("as-of", "as_of"):
        assert get(address, f"/queries/due-commitments?{name}=2022-08-15", accept="text/csv").content == here
    wrong = get(address, "/queries/due-commitments?as-of=soon")
    assert (wrong.status_code, "'soon' is no date" in wrong.text) == (400, True)
    for name in ("nothing", "default-graph-uri"):
        unknown = get(address, f"/queries/due-commitments?{name}=https://example.org/a")
        assert (unknown.status_code, f"unknown parameter '{name}'" in unknown.text) == (400, True)
    for name in ("nothing", "../pyproject", "..%2f..%2fetc/passwd", "%00"):
        assert get(address, f"/queries/{name}").status_code == 404
    listed = get(address, "/queries").json()
    assert {query["name"] for query in listed} == set(stored())
    assert all(query["summary"] for query in listed)


def test_headers(address: str) -> None:
    """Every answer forbids what a browser might do with it; pages of no other origin may read it; no cookies."""
    for path in ("/sparql", "/queries", "/health", "/metrics", "/nothing", "/sparql?query=x"):
        answer = get(address, path)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert "set-cookie" not in answer.headers
        assert "server" not in answer.headers
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert not [name for name in answer.headers if name.startswith("access-control")]


PREFLIGHT = {"origin": "https://example.org", "access-control-request-method": "POST"}


@pytest.mark.parametrize(
    ("arguments", "origin"),
    [
        ((), None),
        (("--cors", "*"), "*"),
        (("--cors", "https://yasgui.example:8443"), "https://yasgui.example:8443"),
        (("--host", "127.0.0.2"), None),
        (("--host", "0.0.0.0"), "*"),
        (("--host", "0.0.0.0", "--cors", "http://localhost:8080"), "http://localhost:8080"),
    ],
)
def test_who_may_read_from_a_browser(small: Path, arguments: tuple[str, ...], origin: str | None) -> None:
    """Pages of other origins may not read what is on loopback, unless that is asked for; else all may."""
    with served("--data", small, "--workers", "1", *arguments) as found:
        address = found.replace("0.0.0.0", "127.0.0.1")
        for path in ("/sparql?query=ASK%7B%7D", "/sparql?query=x", "/queries", "/nothing"):
            answer = get(address, path, origin="https://example.org")
            assert answer.headers.get("access-control-allow-origin") == origin
            shown = answer.headers.get("access-control-expose-headers")
            assert shown == ("Content-Disposition, ETag, Link" if origin else None)
            assert answer.headers["cross-origin-resource-policy"] == ("cross-origin" if origin else "same-origin")
        for path in ("/sparql", "/queries/recurring-issues"):
            preflight = requests.options(address + path, headers=PREFLIGHT, timeout=30)
            assert preflight.status_code == 204
            assert ("OPTIONS" in preflight.headers.get("allow", "")) == (origin is None)
            assert origin or not [name for name in preflight.headers if name.startswith("access-control")]
            assert preflight.headers.get("access-control-allow-origin") == origin
            assert ("POST" in preflight.headers.get("access-control-allow-methods", "")) == (origin is not None)


@pytest.mark.parametrize(
    ("arguments", "hosts", "others"),
    [
        (
            (),
            ("127.0.0.1", "LOCALHOST", "localhost:1", "127.0.0.1:", "[::1]:80"),
            ("127.0.0.2", "", "127.0.0.1:a", "::1"),
        ),
        (("--host", "127.0.0.2"), ("127.0.0.2", "127.0.0.2:80", "localhost"), ("evil.example", "127.0.0.3")),
        (("--host", "localhost"), ("localhost", "127.0.0.1:1"), ("localhost.evil.example",)),
        (("--host", "0.0.0.0"), ("evil.example", "anything:80"), ()),
        (("--public", "https://graph.example.org:8443"), ("graph.example.org", "localhost:80"), ("example.org",)),
    ],
)
def test_hosts(small: Path, arguments: tuple[str, ...], hosts: tuple[str, ...], others: tuple[str, ...]) -> None:
    """On loopback a request must name the server as it is called, in whatever form names have, and else as it likes."""
    with served("--data", small, "--workers", "1", *arguments) as address:
        for host in (*hosts, *others):
            answer = get(address.replace("0.0.0.0", "127.0.0.1"), "/health", host=host)
            assert answer.status_code == (200 if host in hosts else 421), host


def test_behind_another_server(small: Path, tmp_path: Path) -> None:
    """With the address at which others reach it, a server says that one of itself, whatever the one before it asks for."""
    public, token = "https://graph.example.org", "a-token-of-many-letters"
    with open_store(tmp_path / "store") as store:
        store.load(Dataset.read(small))
    options = ("--store", tmp_path / "store", "--writable", "--public", f"{public}/", "--workers", "1")
    with served(*options, token=token) as address:
        for host in ("graph.example.org", urlsplit(address).netloc):
            for path in ("/sparql", "/.well-known/void"):
                said = get(address, path, host=host, accept="text/turtle").text
                assert f"<{public}/sparql>" in said
                assert address not in said
            listed = get(address, "/queries", host=host, accept="application/json").json()
            assert all(query["address"].startswith(f"{public}/queries/") for query in listed)
            base = get(address, f"/sparql?query={quote('SELECT (<x> AS ?iri) {}')}", host=host, accept="text/csv")
            assert base.text.split() == ["iri", f"{public}/x"]
            sent = {"host": host, "authorization": f"Bearer {token}", "content-type": "text/turtle"}
            made = requests.post(f"{address}/graphs", b"<a:b> <a:c> <a:d> .", headers=sent, timeout=30)
            assert made.status_code == 201
            assert made.headers["location"].startswith(f"{public}/graphs/")
            path = made.headers["location"].removeprefix(public)
            assert "<a:b> <a:c> <a:d>" in get(address, path, host=host).text
        assert get(address, "/queries", origin="https://example.org").headers["access-control-allow-origin"] == "*"
        assert get(address, "/health", host="other.example.org").status_code == 421


@pytest.mark.parametrize(
    "path",
    [
        f"/sparql?query={quote(COUNT)}", f"/sparql?query={quote(ANEW)}", "/sparql?query=wrong", "/queries", "/health",
        "/queries/recurring-issues", "/graphs?default", "/graphs?graph=http://a/", "/.well-known/void", "/sparql",
        "/nothing",
    ],
)  # fmt: skip
def test_head_has_the_length_and_no_body(address: str, path: str) -> None:
    """HEAD is GET without the body, whether it comes first or not."""
    heads = []
    for _ in range(2):
        heads.append(requests.head(address + path, timeout=30))
        whole = get(address, path)
    for head in heads:
        assert (head.content, head.status_code) == (b"", whole.status_code)
        assert head.headers["content-length"] == whole.headers["content-length"] == str(len(whole.content))
        assert head.headers.get("etag") == whole.headers.get("etag")


def test_answers_are_not_sent_twice(address: str, statements: int) -> None:
    """An answer has a tag, and who has it is told so; one that would be another each time has none."""
    path = f"/sparql?query={quote(COUNT)}"
    first = get(address, path)
    tag = first.headers["etag"]
    assert get(address, path).headers["etag"] == tag
    for tags in (tag, f'"other", W/{tag}', "*"):
        again = get(address, path, **{"if-none-match": tags})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    posted = requests.post(f"{address}/sparql", {"query": COUNT}, headers={"if-none-match": tag}, timeout=30)
    assert (posted.status_code, posted.content) == (200, first.content)
    csv = get(address, path, **{"if-none-match": tag, "accept": "text/csv"})
    assert (csv.status_code, csv.text) == (200, f"n\r\n{statements}\r\n")
    assert "etag" not in get(address, f"/sparql?query={quote(ANEW)}").headers
    counts = [get(address, "/sparql?query=SELECT(RAND()AS%20?n){}").text for _ in range(3)]
    assert len(set(counts)) == 3


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("", ox.RdfFormat.TURTLE),
    ],
)
def test_service_description(address: str, statements: int, accept: str, kind: ox.RdfFormat) -> None:
    """The three cases of the suite: it is given at the endpoint, is RDF, and describes it; with VoID, and each graph."""
    for path in ("/sparql", "/.well-known/void"):
        answer = get(address, path, accept=accept or "*/*")
        assert answer.status_code == 200
        graph = rdflib.Graph()
        for triple in ox.parse(answer.content, format=kind):
            graph.add((to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)))
        (service,) = graph.subjects(rdflib.RDF.type, SD.Service)
        assert str(graph.value(service, SD.endpoint)) == f"{address}/sparql"
        dataset = graph.value(service, SD.defaultDataset)
        assert (dataset, rdflib.RDF.type, SD.Dataset) in graph
        assert int(str(graph.value(dataset, VOID.triples))) == statements
        assert len([*graph.objects(dataset, SD.namedGraph)]) == 57
        # It says that its union is no set, which asks for another way to count.
        said = str(graph.value(graph.value(dataset, SD.defaultGraph), rdflib.RDFS.comment))
        assert "once for each graph" in said
        assert "DISTINCT" in said


def test_dataset_in_void(address: str) -> None:
    """The dataset has a name, a title, a licence, what its names begin with, and how much it says, by class and property."""
    # How much it says is known once there is an index, for which a search waits.
    assert get(address, "/search?q=ukraine", accept="application/json").status_code == 200
    dct = rdflib.Namespace("http://purl.org/dc/terms/")
    graph = rdflib.Graph().parse(data=get(address, "/.well-known/void", accept="text/turtle").text, format="turtle")
    dataset = rdflib.URIRef(f"{address}/.well-known/void#dataset")
    assert graph.value(rdflib.URIRef(f"{address}/.well-known/void"), rdflib.FOAF.primaryTopic) == dataset
    assert str(graph.value(dataset, dct.title)) == "dipgraph: accounts of diplomatic meetings, 2021-11-13 to 2023-09-14"
    assert str(graph.value(dataset, dct.license)) == "https://creativecommons.org/licenses/by/4.0/"
    assert str(graph.value(dataset, VOID.uriSpace)) == BASE
    assert str(graph.value(dataset, VOID.sparqlEndpoint)) == f"{address}/sparql"
    examples = {str(one) for one in graph.objects(dataset, VOID.exampleResource)}
    assert len(examples) > 10
    assert all(one.startswith(BASE) for one in examples)
    for name, of, number, counted in (
        ("class", "Person", "entities", "COUNT(DISTINCT ?x) AS ?n) { ?x a dip:Person }"),
        ("property", "participant", "triples", "COUNT(*) AS ?n) { ?x dip:participant ?y }"),
    ):
        (one,) = graph.subjects(VOID[name], rdflib.URIRef(f"https://w3id.org/dipgraph/ontology#{of}"))
        assert (dataset, VOID[f"{name}Partition"], one) in graph
        query = quote(f"PREFIX dip: <https://w3id.org/dipgraph/ontology#> SELECT ({counted}")
        assert get(address, f"/sparql?query={query}", accept="text/csv").text.split()[1] == str(
            graph.value(one, VOID[number])
        )


def test_whose_licence_a_store_has(tmp_path: Path) -> None:
    """A store has the licence of the data that comes with dipgraph as long as it holds that as it comes, and no more."""
    place, data, void = tmp_path / "store", shipped.data_folder(None), "/.well-known/void"
    with open_store(place) as store:
        store.load(Files.at(data))
    more = tmp_path / "more.ttl"
    more.write_text("<https://w3id.org/dipgraph/document/a/b> <a:b> <c:d> .", encoding="utf-8")
    with served("--store", place, "--workers", "1", folder=tmp_path) as address:
        before = get(address, void, accept="text/turtle").text
        assert "https://creativecommons.org/licenses/by/4.0/" in before
        with open_store(place) as store:
            store.load(Files.at(more))
        end = time.monotonic() + 20
        while "licenses/by" in (told := get(address, void, accept="text/turtle").text):
            assert time.monotonic() < end
            time.sleep(0.1)
        assert told.count("sd:NamedGraph") == before.count("sd:NamedGraph") + 1
    with served("--store", place, "--workers", "1", folder=tmp_path) as address:
        assert "licenses/by" not in get(address, void, accept="text/turtle").text


@pytest.mark.parametrize(
    "name", ["meeting/%00", "meeting/%ff", "meeting/a%20b", "meeting/%0a.ttl", "person/%3C%3E", "a%00"]
)
def test_what_is_the_name_of_nothing(address: str, name: str) -> None:
    """What can be no name is that of nothing, whatever is accepted; nobody is told of graphs, or sent what is no letter."""
    for accept in ("text/turtle", "application/json", "*/*", BROWSER):
        answer = get(address, f"/{name}", accept=accept)
        assert answer.status_code == 404, accept
        assert "IRI" not in answer.text
        assert "graph" not in answer.text or accept == BROWSER
        assert all(letter.isprintable() or letter == "\n" for letter in answer.text)


def test_what_is_no_parameter_of_a_page(address: str) -> None:
    """A mark of others behind the address of a page changes nothing; what a query or a network does not have is refused."""
    for path in ("/meeting/2022-05-23-jp-us?", "/search?q=taiwan&", "/names?", "/?"):
        assert get(address, f"{path}utm_source=a", accept=BROWSER).status_code == 200
    for path in ("/queries/meetings", "/queries/meetings.csv", "/networks/who-met-whom", "/networks/who-met-whom.gexf"):
        assert get(address, f"{path}?utm_source=a").status_code == 400


def test_columns_stand_as_in_the_query(address: str) -> None:
    """The header of a table, and the page for a query of one's own, have the variables in the order of the query."""
    query = quote("SELECT * { ?s ?p ?o } LIMIT 1")
    assert get(address, f"/sparql?query={query}", accept="text/csv").text.startswith("s,p,o\r\n")
    assert get(address, f"/sparql?query={query}").json()["head"]["vars"] == ["s", "p", "o"]
    page = get(address, f"/ask?query={query}", accept=BROWSER).text
    assert re.findall(r"<th[^>]*>\s*(\w)\s*</th>", page) == ["s", "p", "o"]


@pytest.mark.parametrize("query", ["", "?query=" + quote("SELECT * { ?s ?p 'é&#' } LIMIT 1")])
def test_endpoint_in_a_browser(address: str, query: str) -> None:
    """A browser at the endpoint is led to the page with the same query; what names a format or a graph is answered."""
    browser = {"accept": BROWSER}
    led = requests.get(f"{address}/sparql{query}", headers=browser, timeout=30, allow_redirects=False)
    assert (led.status_code, led.headers["location"], led.headers["vary"]) == (303, f"/ask{query}", "accept")
    assert get(address, f"/sparql{query}", **browser).headers["content-type"].startswith("text/html")
    for accept in ("*/*", "application/json, text/html;q=0.9", "text/turtle, application/json"):
        assert get(address, f"/sparql{query or '?query=ASK%7B%7D'}", accept=accept).url.startswith(f"{address}/sparql?")
    if query:
        assert get(address, f"/sparql{query}&format=csv", **browser).headers["content-type"].startswith("text/csv")
        elsewhere = get(address, f"/sparql{query}&default-graph-uri=urn:none", **browser)
        assert (elsewhere.history, "<binding" in elsewhere.text) == ([], False)
    posted = requests.post(f"{address}/sparql", {"query": "ASK {}"}, headers=browser, timeout=30)
    assert "<boolean>true</boolean>" in posted.text


@pytest.mark.parametrize(
    ("path", "types"),
    [
        ("/ask", "text/html"),
        ("/search?q=Ukraine", "application/json, text/html"),
        ("/queries", "application/json, text/html"),
    ],
)
def test_what_pages_are_not_given_as(address: str, path: str, types: str) -> None:
    """What is accepted only as something else is 406, with what is given; browsers and who takes anything are answered."""
    for accept in ("text/turtle", "text/csv", "application/ld+json, text/csv;q=0.5"):
        refused = get(address, path, accept=accept)
        assert (refused.status_code, refused.text) == (406, f"nothing of that is given: accept one of {types}\n")
    for accept in ("*/*", BROWSER, "text/turtle, text/html;q=0.1", "text/*"):
        answer = get(address, path, accept=accept)
        assert answer.status_code == 200, accept
        assert answer.headers["content-type"].partition(";")[0] in types
    assert get(address, path, accept="text/*").headers["content-type"].startswith("text/html")


def test_graph_store_protocol(address: str, shipped_store: Store) -> None:
    """A named graph is given whole, the union of all as the default graph; what is not there is 404."""
    name = f"{BASE}document/mofa-jp/2022-05-23-us"
    for accept, format in (("text/turtle", ox.RdfFormat.TURTLE), ("application/n-triples", ox.RdfFormat.N_TRIPLES)):
        answer = get(address, f"/graphs?graph={quote(name)}", accept=accept)
        triples = {quad.triple for quad in ox.parse(answer.content, format=format)}
        assert triples == {quad.triple for quad in shipped_store.statements(name)}
    whole = get(address, "/graphs?default", accept="application/n-triples").content
    assert len(whole.splitlines()) == len({quad.triple for quad in shipped_store.quads()})
    by_its_end = get(address, "/graphs/findings", accept="application/n-triples").content
    assert by_its_end == get(address, f"/graphs?graph={BASE}findings", accept="application/n-triples").content
    for path, status in (
        ("?graph=https://example.org/none", 404),
        ("/none", 404),
        ("/a%3E%20b", 400),
        ("?graph=%3Cx%3E", 400),
        ("?graph=relative", 400),
        ("", 400),
        ("?graph=http://a/&default", 400),
        ("?graph=http://a/%3E%20%7B%7D%20%23", 400),
    ):
        assert get(address, f"/graphs{path}").status_code == status, path


@pytest.mark.parametrize(
    ("status", "method", "path", "headers", "body"),
    [
        (404, "GET", "/nothing", {}, b""),
        (404, "GET", "/../../etc/passwd", {}, b""),
        (404, "GET", "/%2e%2e/%2e%2e/etc/passwd", {}, b""),
        (405, "PUT", "/sparql", {}, b""),
        (405, "DELETE", "/sparql", {}, b""),
        (405, "POST", "/graphs?default", {}, b""),
        (405, "PUT", "/graphs?graph=http://a/", {"content-type": "text/turtle"}, b"<a:a> <a:b> <a:c> ."),
        (405, "POST", "/queries/meetings", {}, b""),
        (403, "POST", "/sparql", {"content-type": "application/sparql-update"}, b"CLEAR ALL"),
        (403, "POST", "/sparql", {"content-type": "application/x-www-form-urlencoded"}, b"update=CLEAR+ALL"),
        (
            403,
            "POST",
            "/sparql",
            {"content-type": "application/sparql-update", "origin": "https://evil.example"},
            b"CLEAR ALL",
        ),
        (415, "POST", "/sparql", {"content-type": "multipart/form-data; boundary=x"}, b"--x--"),
        (415, "POST", "/sparql", {"content-type": "application/json"}, b'{"query": "ASK {}"}'),
        (415, "POST", "/sparql", {"content-type": "application/sparql-query", "content-encoding": "gzip"}, b"ASK {}"),
        (406, "GET", "/sparql?query=ASK%7B%7D", {"accept": "image/png"}, b""),
        (400, "GET", "/sparql?query=", {}, b""),
        (400, "GET", "/sparql?query=%00", {}, b""),
        (400, "GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", {}, b""),
        (400, "GET", "/sparql?query=ASK%7B%7D&default-graph-uri=%22", {}, b""),
        (400, "GET", "/sparql?query=ASK%7B%7D&named-graph-uri=relative", {}, b""),
        (400, "GET", "/sparql?query=LOAD%20%3Cfile:///etc/passwd%3E", {}, b""),
        (400, "GET", "/sparql?query=SELECT*%7BSERVICE%20SILENT%3Chttp://127.0.0.1/%3E%7B%7D%7D", {}, b""),
        (400, "POST", "/sparql", {"content-type": "application/sparql-query"}, b"\xff\xfe"),
        (400, "POST", "/sparql", {"content-type": "application/sparql-query"}, b"(" * 150_000),
        (413, "POST", "/sparql", {"content-type": "application/sparql-query"}, b" " * (1 << 21)),
        (421, "GET", "/sparql?query=ASK%7B%7D", {"host": "evil.example"}, b""),
        (421, "GET", "/health", {"host": "evil.example:80"}, b""),
        (421, "GET", "/health", {"host": "127.0.0.1.evil.example"}, b""),
        (414, "GET", "/sparql?query=" + "a" * 100_000, {}, b""),
        (431, "GET", "/health", {"x": "y" * 40_000}, b""),
    ],
)
def test_hostile_requests(
    address: str, status: int, method: str, path: str, headers: dict[str, str], body: bytes
) -> None:
    """Each is answered with the status that it deserves, in a line, and the server goes on."""
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.netloc, timeout=30)
    try:
        connection.putrequest(method, path, skip_host="host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.putheader("content-length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        said = answer.read()
    finally:
        connection.close()
    assert answer.status == status, said
    assert len(said) < 300
    assert b"Traceback" not in said
    assert get(address, "/health").json()["status"] == "ok"


def test_slow_body(address: str) -> None:
    """Who sends a body byte by byte is told so after a while, and keeps nobody else waiting."""
    place = urlsplit(address)
    with socket.create_connection((place.hostname, place.port), timeout=30) as slow:
        lines = (
            "POST /sparql HTTP/1.1",
            "host: localhost",
            "content-type: application/sparql-query",
            "content-length: 100",
        )
        slow.sendall("\r\n".join([*lines, "", "A"]).encode())
        assert get(address, f"/sparql?query={quote(COUNT)}").ok
        assert slow.recv(1000).startswith(b"HTTP/1.1 408 ")


def test_honest_requests_beside_bombs(address: str) -> None:
    """While all sorts of bombs are sent, honest requests are answered, each at its time."""
    bombs = [
        BOMB,
        "SELECT ?x { BIND(" + "IF(true, " * 90 + "1" + ", 2)" * 90 + " AS ?x) }",
        "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a",
        "SELECT * { " + " ".join(f"?s ?p{n} ?o{n} ." for n in range(300)) + " }",
        "SELECT * { ?s " + "/".join(["^!<a:b>"] * 500) + " ?o }",
        "SELECT (STRLEN(?x33) AS ?n) { BIND('a' AS ?x0) "
        + "".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1}) " for n in range(33))
        + "}",
    ]
    stop = threading.Event()

    def bombard() -> None:
        number = 0
        while not stop.is_set():
            requests.post(f"{address}/sparql", data={"query": bombs[number % len(bombs)]}, timeout=60)
            number += 1

    thread = threading.Thread(target=bombard)
    thread.start()
    try:
        times = []
        for _ in range(60):
            begun = time.monotonic()
            answer = get(address, f"/sparql?query={quote(ANEW)}")
            times.append(time.monotonic() - begun)
            assert answer.status_code == 200
            time.sleep(0.05)
    finally:
        stop.set()
        thread.join(60)
    assert sorted(times)[len(times) // 2] < 0.5


def test_many_at_once(address: str) -> None:
    """Two hundred clients at the same moment are all answered."""
    failed: list[object] = []

    def ask() -> None:
        try:
            if get(address, f"/sparql?query={quote(ANEW)}").status_code != 200:
                failed.append("status")
        except requests.RequestException as error:
            failed.append(error)

    threads = [threading.Thread(target=ask) for _ in range(200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed


def test_rdflib_is_a_client(address: str, statements: int) -> None:
    """SPARQLStore of rdflib asks it like any other endpoint."""
    graph = rdflib.Graph(SPARQLStore(f"{address}/sparql"))
    (row,) = graph.query(COUNT)
    assert isinstance(row, rdflib.query.ResultRow)
    assert int(str(row[0])) == statements


def test_metrics(address: str) -> None:
    """Counts of answers by path and status, of workers that ended and that are there, as Prometheus reads them."""
    get(address, "/nothing/at/all")
    text = get(address, "/metrics").text
    assert re.search(r'^dipgraph_requests_total\{path="other",status="404"\} \d+$', text, re.MULTILINE)
    assert re.search(r"^dipgraph_workers \d$", text, re.MULTILINE)


def test_metrics_of_queries_that_make_way(small: Path) -> None:
    """A query that makes way for another and goes on is counted as such, and not among the processes that ended."""

    def count(where: str, name: str) -> int:
        found = re.search(rf"^{name} (\d+)$", get(where, "/metrics").text, re.MULTILINE)
        assert found, name
        return int(found[1])

    with served("--data", small, "--workers", "1", "--seconds", "4") as address:
        text = get(address, "/metrics").text
        for name in ("queries_set_aside", "requests_turned_away", "workers_unstarted"):
            assert f"# TYPE dipgraph_{name}_total counter\ndipgraph_{name}_total 0\n" in text
        with ThreadPoolExecutor(1) as other:
            long = other.submit(get, address, f"/sparql?query={quote(BOMB)}")
            ends = time.monotonic() + 3
            while not count(address, "dipgraph_queries_set_aside_total") and time.monotonic() < ends:
                assert get(address, f"/sparql?query={quote(ANEW)}").ok
            assert count(address, "dipgraph_queries_set_aside_total") >= 1
            assert "dipgraph_workers_ended_total{" not in get(address, "/metrics").text
            assert long.result().status_code == 503
        text = get(address, "/metrics").text
        assert re.findall(r"^dipgraph_workers_ended_total(.*)$", text, re.MULTILINE) == ['{why="timeout"} 1']


def test_new_data_is_served(small: Path, tmp_path: Path) -> None:
    """What is loaded into the store meanwhile is answered from soon after, and no request fails."""
    with open_store(tmp_path / "store") as store:
        store.load(Dataset.read(small))
    query = quote(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{BASE}more> {{ ?s ?p ?o }} }}")
    with served("--store", tmp_path / "store", "--workers", "2") as address:
        assert get(address, f"/sparql?query={query}", accept="text/csv").text.split() == ["n", "0"]
        (small / "more.ttl").write_text("<https://example.org/a> a <https://example.org/B> .", encoding="utf-8")
        with open_store(tmp_path / "store") as store:
            store.load(Dataset.read(small))
        found, until = "0", time.monotonic() + 15
        while found == "0" and time.monotonic() < until:
            answer = get(address, f"/sparql?query={query}", accept="text/csv")
            assert answer.status_code == 200
            found = answer.text.split()[1]
        assert found == "1"


def test_health_when_the_data_is_broken(tmp_path: Path) -> None:
    """Once something of the store cannot be read, that is its health, as requests say; until there is other data."""
    place, every = tmp_path / "store", "SELECT * { ?s ?p ?o FILTER(RAND() < 2) }"
    with open_store(place) as store:
        store.load(Dataset.read(shipped.folder("data")))
    with served("--store", place, "--workers", "2") as address:
        assert get(address, "/health").json() == {"status": "ok", "workers": 2}
        broken = [path for path in place.glob("g1/*.sst") if path.stat().st_size > 100_000]
        assert broken
        for path in broken:
            with path.open("r+b") as file:
                file.seek(path.stat().st_size // 2)
                file.write(b"broken")
        answer = get(address, f"/sparql?query={quote(every)}")
        assert (answer.status_code, "the store cannot be read" in answer.text) == (503, True)
        health = get(address, "/health")
        assert (health.status_code, health.json()) == (503, {"status": "damaged", "workers": 2})
        shutil.rmtree(place)
        with open_store(place) as store:
            store.load(Dataset.read(shipped.folder("data")))
        ends = time.monotonic() + 20
        while get(address, f"/sparql?query={quote(every)}").status_code != 200:
            assert time.monotonic() < ends
            time.sleep(0.2)
        assert get(address, "/health").json()["status"] == "ok"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--port", "http"), "--port is 'http': give a whole number"),
        (("--workers", "0"), "--workers is '0': give a whole number, 1 or more"),
        (("--workers", "65"), "--workers is 65: give 64 at most"),
        (("--port", "65536"), "--port is 65536: give 65535 at most"),
        (("--store", "http://localhost:1/sparql"), "is served already: give the folder of a store on disk"),
        (("--store", "nothing"), "no store there: make one with"),
        (("--host", "192.0.2.1"), "give as --host an address of this machine, such as 127.0.0.1"),
        (("--host", "nohost.invalid"), "give as --host an address of this machine, such as 127.0.0.1"),
        (("--public", "graph.example.org"), "--public is 'graph.example.org': give scheme and host, such as https://"),
        (("--public", "https://example.org/graph"), "give scheme and host"),
        (("--public", "*"), "give scheme and host"),
        (("--public", ""), "give scheme and host"),
        (("--cors", "example.org"), "give an origin, such as https://example.org"),
        (("--cors", "https://example.org/path"), "give an origin"),
        (("--cors", "https://example.org\nset-cookie: a=b"), "give an origin"),
    ],
)
def test_wrong_use(cli: Run, arguments: tuple[str, ...], message: str) -> None:
    """What cannot be served is told in a line, at once."""
    outcome = cli("serve", *arguments)
    assert message in outcome.error()
    assert outcome.code == 2


def test_port_that_is_taken(cli: Run, address: str) -> None:
    """A port at which somebody listens is told, with the cure."""
    assert "give another --port" in cli("serve", "--port", str(urlsplit(address).port)).error()


def test_serving_without_what_it_takes(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has no starlette is told how to get it."""
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert "pip install 'dipgraph[serve]'" in cli("serve").error()


def test_ctrl_c_ends_it_quietly(tmp_path: Path) -> None:
    """Ctrl-C ends the server and its processes, without a traceback."""
    command = [str(Path(sys.executable).parent / "dipgraph"), "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=tmp_path) as process:
        assert process.stderr is not None
        process.stderr.readline()
        time.sleep(2)
        process.send_signal(2)
        assert "Traceback" not in process.stderr.read()
        assert process.wait(20) in (0, 130)


def asks(address: str, query: str) -> socket.socket:
    """Return a connection on which a query was asked."""
    place = urlsplit(address)
    asker = socket.create_connection((place.hostname, place.port), timeout=30)
    asker.sendall(f"GET /sparql?query={quote(query)} HTTP/1.1\r\nhost: localhost\r\n\r\n".encode())
    return asker


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL])
def test_end_leaves_nothing(tmp_path: Path, sent: signal.Signals) -> None:
    """Ended during a query the server leaves no process, and if it was asked to end, no folder."""
    command = [str(Path(sys.executable).parent / "dipgraph"), "serve", "--port", "0", "--workers", "1"]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr is not None
        with asks(process.stderr.readline().split()[0], BOMB):
            time.sleep(2)
            children = clients.children(process.pid)
            assert len(children) > 1
        process.send_signal(sent)
        process.wait(20)
    # One that has ended is there until the system takes note of it.
    ends = time.monotonic() + 10
    while left := [number for number in children if Path(f"/proc/{number}").exists()]:
        assert time.monotonic() < ends, left
        time.sleep(0.1)
    assert sent == signal.SIGKILL or not list(tmp_path.iterdir())


def test_who_leaves_keeps_nobody_waiting() -> None:
    """A query that nobody waits for any more ends."""
    with served("--seconds", "30", "--workers", "1") as address:
        with asks(address, BOMB):
            time.sleep(1.5)
        begun = time.monotonic()
        assert get(address, f"/sparql?query={quote(COUNT)}").ok
        assert time.monotonic() - begun < 8
        assert 'why="cancelled"} 1' in get(address, "/metrics").text


def test_kept_connection_is_fast(address: str) -> None:
    """An answer on a connection that is kept does not wait for its parts to be acknowledged."""
    with requests.Session() as session:
        took = []
        for _ in range(20):
            begun = time.monotonic()
            session.get(f"{address}/health", timeout=30)
            took.append(time.monotonic() - begun)
        assert sorted(took)[10] < 0.03


def test_modules_in_the_folder_are_not_run(tmp_path: Path) -> None:
    """What lies in the folder where the server is started is not taken for a module."""
    (tmp_path / "json.py").write_text("raise SystemExit(3)", encoding="utf-8")
    with served("--workers", "1", folder=tmp_path) as address:
        assert get(address, "/health").ok


def test_page_that_comes_again_is_not_sent_again(address: str) -> None:
    """A page has a mark: who has the page is told so; a query of one's own that is another each time has none."""
    for path in (
        "/",
        "/queries",
        "/queries/recurring-issues?since=2022",
        "/meeting/2022-05-23-jp-us",
        "/ask?query=ASK{}",
    ):
        page = get(address, path, accept="text/html")
        again = get(address, path, accept="text/html")
        assert page.status_code == 200
        assert page.content == again.content
        tag = page.headers["etag"]
        assert again.headers["etag"] == tag
        known = get(address, path, accept="text/html", **{"if-none-match": tag})
        assert (known.status_code, known.content, known.headers["etag"]) == (304, b"", tag)
    chance = "/ask?query=" + quote("SELECT (RAND() AS ?x) {}")
    assert get(address, chance, accept="text/html").text != get(address, chance, accept="text/html").text
    assert "etag" not in get(address, chance, accept="text/html").headers
