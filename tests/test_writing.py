"""A server that is written to: who may, what is done with it, and what is there after whatever ends it."""

from __future__ import annotations

import os
import random
import re
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
import rdflib
import requests
from rdflib.compare import isomorphic

from conftest import Run, write_data
from dipgraph import open_store
from dipgraph.changes import DEFAULT
from dipgraph.check import check
from dipgraph.dataset import Files
from dipgraph.generations import Folder
from dipgraph.terms import BASE, DIP
from served import served
from test_protocol import CNT, HT, MF, TOKEN, requests_of

DOCUMENT = f"{BASE}document/mofa-xa/2020-01-02-xb"
SD = "http://www.w3.org/ns/sparql-service-description#"
UPDATE = {"content-type": "application/sparql-update", "authorization": f"Bearer {TOKEN}"}
TURTLE = {"content-type": "text/turtle", "authorization": f"Bearer {TOKEN}"}
TRIPLE = "<http://a/s> <http://a/p> 1 ."


def made(folder: Path) -> Path:
    """Return a store with the small data folder, both in a new folder."""
    with open_store(folder / "store") as store:
        store.load(Files.at(write_data(folder / "data")))
    return folder / "store"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server that is written to."""
    place = made(tmp_path_factory.mktemp("writable"))
    with served("--store", place, "--writable", "--workers", "3", token=TOKEN) as found:
        yield found
    assert not check(place).faults


def update(address: str, text: str, **headers: str) -> requests.Response:
    """Return the answer to an update."""
    return requests.post(f"{address}/sparql", data=text.encode(), headers={**UPDATE, **headers}, timeout=60)


def values(address: str, pattern: str) -> list[str]:
    """Return the values of ?x in *pattern*, in order."""
    query = f"SELECT ?x {{ {pattern} }} ORDER BY ?x"
    answer = requests.get(f"{address}/sparql", {"query": query}, headers={"accept": "text/csv"}, timeout=60)
    assert answer.ok, answer.text
    return answer.text.split()[1:]


def send(address: str, method: str, path: str, body: bytes = b"", **headers: str) -> requests.Response:
    """Return the answer to a request about graphs, with the token."""
    return requests.request(method, f"{address}/graphs{path}", data=body, headers={**TURTLE, **headers}, timeout=60)


def test_nothing_is_nowhere(address: str) -> None:
    """A graph that is sent has a place; where nothing was sent there is no graph, and no place is named."""
    there = send(address, "POST", "", TRIPLE.encode())
    assert (there.status_code, there.headers["location"].startswith(f"{address}/graphs/")) == (201, True)
    assert requests.get(there.headers["location"], timeout=60).status_code == 200
    for nothing in (b"", b"# a remark"):
        answer = send(address, "POST", "", nothing)
        assert answer.status_code == 200
        assert "location" not in answer.headers


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"authorization": ""},
        {"authorization": TOKEN},
        {"authorization": f"Basic {TOKEN}"},
        {"authorization": f"Bearer {TOKEN[:-1]}"},
        {"authorization": f"Bearer {TOKEN}é"},
        {"origin": "https://evil.example", "cookie": f"token={TOKEN}"},
    ],
)
def test_nobody_writes_without_the_token(address: str, headers: dict[str, str]) -> None:
    """Without the token, be it as a form of another site, an update or a graph is refused with 401, and nothing changes."""
    text = "INSERT DATA { GRAPH <http://a/refused> { <http://a/s> <http://a/refused> 1 } }"
    encoded = {name: value.encode() for name, value in headers.items()}
    as_update = {**encoded, "content-type": UPDATE["content-type"].encode()}
    as_turtle = {**encoded, "content-type": TURTLE["content-type"].encode()}
    for answer in (
        requests.post(f"{address}/sparql", data=text, headers=as_update, timeout=60),
        requests.post(f"{address}/sparql", data={"update": text}, headers=encoded, timeout=60),
        requests.put(
            f"{address}/graphs?graph=http://a/refused",
            data=TRIPLE,
            headers=as_turtle,
            timeout=60,
        ),
        requests.post(f"{address}/graphs", data=TRIPLE, headers=as_turtle, timeout=60),
        requests.delete(f"{address}/graphs?graph={quote(DOCUMENT)}", headers=encoded, timeout=60),
    ):
        assert answer.status_code == 401, answer.text
        assert answer.headers["www-authenticate"].startswith('Bearer realm="dipgraph"')
        assert "set-cookie" not in answer.headers
    assert requests.get(f"{address}/sparql", {"update": text}, headers=UPDATE, timeout=60).status_code == 400
    assert values(address, "?s <http://a/refused> ?x") == []
    assert values(address, f"GRAPH <{DOCUMENT}> {{ ?s a ?x }}")


def test_what_is_written_is_read(address: str) -> None:
    """Who asks after a write was answered is answered with it, whichever process he meets."""
    for number in range(8):
        text = "DELETE { GRAPH <http://a/n> { ?s ?p ?o } } WHERE { GRAPH <http://a/n> { ?s ?p ?o } } ; "
        answer = update(
            address, text + f"INSERT DATA {{ GRAPH <http://a/n> {{ <http://a/s> <http://a/n> {number} }} }}"
        )
        assert answer.status_code == 200
        with ThreadPoolExecutor(6) as many:
            found = [*many.map(lambda _: values(address, "?s <http://a/n> ?x"), range(6))]
        assert found == [[str(number)]] * 6


def test_update_says_what_it_did(address: str) -> None:
    """The answer counts the graphs that are new, changed and gone; where nothing changed, it says what an update sees."""
    assert (
        "1 new, 0 changed, 0 gone" in update(address, "INSERT DATA { GRAPH <http://a/says> { <a:a> <a:b> 1, 2 } }").text
    )
    assert "0 new, 1 changed, 0 gone" in update(address, "DELETE DATA { GRAPH <http://a/says> { <a:a> <a:b> 1 } }").text
    swap = "DELETE { GRAPH ?g { ?s <a:b> 2 } } INSERT { GRAPH ?g { ?s <a:b> 3 } } WHERE { GRAPH ?g { ?s <a:b> 2 } }"
    assert "0 new, 1 changed, 0 gone" in update(address, swap).text
    for nothing in ("DELETE { ?s ?p 3 } WHERE { ?s ?p 3 }", swap, "CREATE GRAPH <http://a/empty>"):
        assert update(address, nothing).text.startswith("nothing changed; outside of GRAPH")
    assert "0 new, 0 changed, 1 gone" in update(address, "DROP GRAPH <http://a/says>").text


def test_default_graph_is_kept(address: str) -> None:
    """What is written outside of all graphs is in a graph of its own, and in the union that is asked."""
    assert update(address, "INSERT DATA { <http://a/d> <http://a/d> 1, 2 }").ok
    assert update(address, "DELETE { ?s ?p 2 } INSERT { ?s ?p 3 } WHERE { ?s ?p 2 }").ok
    assert values(address, f"GRAPH {DEFAULT} {{ <http://a/d> ?p ?x }}") == ["1", "3"]
    assert values(address, "<http://a/d> ?p ?x") == ["1", "3"]
    assert send(address, "POST", "?default", b"<http://a/d> <http://a/d> 4 .").status_code == 200
    assert update(address, "DELETE DATA { <http://a/d> <http://a/d> 1 }").ok
    assert values(address, "<http://a/d> ?p ?x") == ["3", "4"]
    assert send(address, "DELETE", "?default").status_code == 200
    assert values(address, "<http://a/d> ?p ?x") == []
    assert values(address, f"GRAPH <{DOCUMENT}> {{ ?s a ?x }}")


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        ("LOAD <http://127.0.0.1:1/>", 400, "LOAD is refused"),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }", 400, "SERVICE is refused"),
        ("INSERT DATA { <a:a> <a:b> }", 400, "not SPARQL (line 1, column 27)"),
        ("SELECT * { ?s ?p ?o }", 400, "not SPARQL"),
        ("DROP GRAPH <http://a/none>", 400, "does not exist"),
        (
            "INSERT DATA { GRAPH <http://a/whole> { <a:a> <a:b> 1 } } ; DROP GRAPH <http://a/none>",
            400,
            "does not exist",
        ),
        ("INSERT DATA { <a:a> <a:b> '\udcff' }", 400, "not UTF-8"),
        ("INSERT DATA {" + "{" * 200, 400, "nests more than"),
    ],
)
def test_updates_that_are_refused(address: str, text: str, status: int, said: str) -> None:
    """An update that is wrong is told so in a line, and nothing of it is done."""
    answer = requests.post(
        f"{address}/sparql", data=text.encode("utf-8", "surrogateescape"), headers=UPDATE, timeout=60
    )
    assert (answer.status_code, answer.text.count("\n")) == (status, 1)
    assert said in answer.text
    assert values(address, "GRAPH <http://a/whole> { ?s ?p ?x }") == []


W = "?graph=http://a/w"
RDF_XML = (
    b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a/">'
    b'<r:Description r:about="x"><a:p>1</a:p><a:p>2</a:p></r:Description></r:RDF>'
)
PART = b"--x\r\ncontent-type: text/csv\r\n\r\na\r\n--x--\r\n"


@pytest.mark.parametrize(
    ("method", "path", "kind", "body", "status"),
    [
        ("PUT", W, "", b"", 415),
        ("PUT", W, "application/json", b"{}", 415),
        ("PUT", W, "application/trig", b"", 415),
        ("PUT", W, "text/turtle; charset=utf-16", b"", 415),
        ("PUT", W, "text/turtle", b"<a:a> <a:b>", 400),
        ("PUT", W, "text/turtle", b"<a:a> <a:b> '\xff' .", 400),
        ("PUT", "?graph=no%20name", "text/turtle", b"", 400),
        ("PUT", "", "text/turtle", b"", 400),
        ("PUT", f"{W}&default", "text/turtle", b"", 400),
        ("PUT", "/direct?default", "text/turtle", b"", 400),
        ("PUT", W, "application/rdf+xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x/>', 400),
        ("PUT", W, "application/rdf+xml", b"<x", 400),
        ("PUT", W, "application/ld+json", b'{"@id": "a:g", "@graph": [{"@id": "a:a", "a:b": "c"}]}', 400),
        ("PUT", W, "application/ld+json", b'{"@context": "http://127.0.0.1:1/"}', 400),
        ("PUT", W, "application/rdf+xml", b"", 400),
        ("PUT", W, "application/rdf+xml", RDF_XML[: RDF_XML.index(b"</a:p>") + 6], 400),
        ("PUT", W, "application/rdf+xml", RDF_XML + b"<more/>", 400),
        ("PUT", W, "application/ld+json", b"", 400),
        ("PUT", W, "application/ld+json", b'"a text"', 400),
        ("PUT", W, "application/ld+json", b"null", 400),
        ("PUT", W, "application/ld+json", b'[{"@id": "a:a", "a:b": 1}', 400),
        ("PUT", W, "application/ld+json", b"[" * 100_000, 400),
        ("PUT", W, "application/ld+json", b'{"a:b":' * 5000 + b"1" + b"}" * 5000, 400),
        ("PUT", W, "text/turtle", b"<a:a> <a:b> " + b"<<( " * 5000 + b"<a:a> <a:b> 1" + b" )>>" * 5000 + b" .", 400),
        ("PUT", W, "multipart/form-data; boundary=x", b"--y\r\n", 400),
        ("PUT", W, "multipart/form-data; boundary=x", PART, 415),
        ("DELETE", W, "", b"", 404),
        ("DELETE", "/nothing", "", b"", 404),
        ("PATCH", W, "text/turtle", b"", 405),
    ],
)
def test_graphs_that_are_refused(address: str, method: str, path: str, kind: str, body: bytes, status: int) -> None:
    """A request about a graph that is wrong is told so in a line, and no graph comes of it."""
    answer = send(address, method, path, body, **{"content-type": kind})
    assert answer.status_code == status, answer.text
    assert answer.text.count("\n") <= 1
    assert values(address, "GRAPH <http://a/w> { ?s ?p ?x }") == []


@pytest.mark.parametrize("kind", ["application/rdf+xml", "application/ld+json", "text/turtle", "application/n-triples"])
def test_what_ends_too_soon_replaces_nothing(address: str, kind: str) -> None:
    """A graph that comes in part, wherever it ends, is refused, and the one that was there stays whole."""
    whole = {
        "application/rdf+xml": RDF_XML, "text/turtle": b"<http://a/x> <http://a/p> 1 , 2 .",
        "application/ld+json": b'[{"@id": "http://a/x", "http://a/p": [1, 2]}]',
        "application/n-triples": b'<http://a/x> <http://a/p> "1" , "2" .'.replace(b" , ", b' .\n<http://a/x> <http://a/p> '),
    }[kind]  # fmt: skip
    path = "?graph=http://a/part"
    assert send(address, "PUT", path, whole, **{"content-type": kind}).ok
    assert len(values(address, "GRAPH <http://a/part> { ?s <http://a/p> ?x }")) == 2
    for end in range(1, len(whole), 5):
        # Of N-Triples what ends with a statement is whole.
        if whole[:end].rstrip().endswith(b" ."):
            continue
        refused = send(address, "PUT", path, whole[:end], **{"content-type": kind})
        assert refused.status_code == 400, (whole[:end], refused.text)
    assert len(values(address, "GRAPH <http://a/part> { ?s <http://a/p> ?x }")) == 2
    assert send(address, "DELETE", path).ok


@pytest.mark.parametrize("condition", ["if-match", "if-none-match", "if-modified-since", "if-unmodified-since"])
def test_conditions_are_refused(address: str, condition: str) -> None:
    """What is to be written under a condition, which is not looked at, is refused with 412, and nothing changes."""
    kept = "?graph=http://a/kept"
    assert send(address, "PUT", kept, TRIPLE.encode()).ok
    tag = {condition: "*" if "match" in condition else "Fri, 01 Jan 2021 00:00:00 GMT"}
    for answer in (
        send(address, "PUT", kept, b"<http://a/s> <http://a/p> 2 .", **tag),
        send(address, "DELETE", kept, b"", **tag),
        send(address, "POST", "", TRIPLE.encode(), **tag),
        update(address, "DROP GRAPH <http://a/kept>", **tag),
    ):
        assert (answer.status_code, condition in answer.text) == (412, True)
    assert values(address, "GRAPH <http://a/kept> { ?s ?p ?x }") == ["1"]
    # Who has no token is told nothing but that.
    assert requests.delete(f"{address}/graphs{kept}", headers=tag, timeout=60).status_code == 401
    assert requests.post(f"{address}/sparql", {"query": "ASK {}"}, headers=tag, timeout=60).ok


def test_bodies_that_are_refused(address: str) -> None:
    """What is packed is not taken, nor what is too large, before it is read."""
    assert send(address, "PUT", W, b"", **{"content-encoding": "gzip"}).status_code == 415
    place = urlsplit(address)
    with socket.create_connection((place.hostname, place.port), timeout=60) as large:
        lines = [f"PUT /graphs{W} HTTP/1.1", "host: localhost", f"content-length: {1 << 30}"]
        lines += [f"{name}: {value}" for name, value in TURTLE.items()]
        large.sendall("\r\n".join([*lines, "", "<"]).encode())
        assert large.recv(1000).startswith(b"HTTP/1.1 413 ")


def test_formats_of_graphs(address: str) -> None:
    """A graph is taken in each format, relative to its name, and its blank nodes are its own."""
    bodies = {
        "text/turtle": b"<> <http://a/is> <x> , [] .",
        "application/n-triples": b"<http://a/f> <http://a/is> <http://a/x> .\n<http://a/f> <http://a/is> _:b .",
        # As some programs begin a text.
        "application/ld+json": b'\xef\xbb\xbf{"@id": "", "http://a/is": [{"@id": "x"}, {}, {"@id": "_:b"}]}',
        "application/rdf+xml": b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a/">'
        b'<r:Description r:about=""><a:is r:resource="x"/><a:is r:nodeID="b"/></r:Description></r:RDF>',
    }
    for number, (kind, body) in enumerate(bodies.items()):
        answer = send(address, "PUT", "?graph=http://a/f", body, **{"content-type": kind})
        assert answer.status_code == (200 if number else 201), answer.text
        got = send(address, "GET", "?graph=http://a/f", accept="application/n-triples").text
        assert re.sub(r"_:\w+", "_:b", got).splitlines().count("<http://a/f> <http://a/is> _:b .") >= 1
        assert "<http://a/f> <http://a/is> <http://a/x> ." in got
    assert send(
        address,
        "POST",
        "?graph=http://a/f",
        bodies["application/n-triples"],
        **{"content-type": "application/n-triples"},
    ).ok
    assert len(values(address, "GRAPH <http://a/f> { ?s ?p ?x FILTER isBlank(?x) }")) == 2
    assert send(address, "PUT", "?graph=http://a/f").status_code == 200
    assert send(address, "GET", "?graph=http://a/f").status_code == 404


def test_many_increments(address: str) -> None:
    """Of 40 increments by eight clients at once none is lost."""
    assert update(address, "INSERT DATA { GRAPH <http://a/count> { <http://a/s> <http://a/count> 0 } }").ok
    more = """WITH <http://a/count> DELETE { ?s <http://a/count> ?n } INSERT { ?s <http://a/count> ?m }
              WHERE { ?s <http://a/count> ?n BIND (?n + 1 AS ?m) }"""

    def add(_: int) -> None:
        # Where the machine is busy one may be told to come again.
        while (answer := update(address, more)).status_code == 503:
            assert int(answer.headers["retry-after"]) > 0
            time.sleep(0.1)
        assert answer.ok, answer.text

    with ThreadPoolExecutor(8) as clients:
        list(clients.map(add, range(40)))
    assert values(address, "GRAPH <http://a/count> { ?s <http://a/count> ?x }") == ["40"]


def test_time_limit(tmp_path: Path) -> None:
    """An update that takes too long ends at its time with nothing written, and others are done after it."""
    place = made(tmp_path)
    long = "INSERT { GRAPH <http://a/l> { ?a <http://a/l> ?z } } WHERE { " + " ".join(
        f"GRAPH ?g{n} {{ ?a{n} ?b{n} ?c{n} }}" for n in range(4)
    )
    with served("--store", place, "--writable", "--seconds", "5", token=TOKEN) as address:
        begun = time.monotonic()
        answer = update(address, "INSERT DATA { GRAPH <http://a/l> { <a:a> <a:a> 1 } } ; " + long + " }")
        assert (answer.status_code, time.monotonic() - begun < 15) == (503, True), answer.text
        assert "longer than 5 seconds, and nothing was written" in answer.text
        assert values(address, "GRAPH <http://a/l> { ?s ?p ?x }") == []
        assert update(address, "INSERT DATA { GRAPH <http://a/l> { <a:a> <a:a> 1 } }").ok
    assert not check(place).faults


def writer_of(place: Path) -> int | None:
    """Return the number of the process that writes into the store at *place*."""
    for entry in Path("/proc").iterdir():
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
        except (NotADirectoryError, FileNotFoundError, ProcessLookupError):
            continue
        if b"dipgraph.writer" in words and str(place).encode() in words:
            return int(entry.name)
    return None


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_killed_writer(tmp_path: Path) -> None:
    """Killed at any time, what writes has done a change wholly or not at all; what was acknowledged is there."""
    place, stop, kills = made(tmp_path), threading.Event(), 0
    random.seed(5)

    def kill() -> None:
        nonlocal kills
        while not stop.wait(random.uniform(0.05, 0.6)):
            if (found := writer_of(place)) is not None:
                os.kill(found, signal.SIGKILL)
                kills += 1

    acknowledged, refused = [], 0
    with served("--store", place, "--writable", token=TOKEN) as address:
        assert requests.get(f"{address}/health", timeout=60).ok
        killer = threading.Thread(target=kill)
        killer.start()
        try:
            for number in range(25):
                graphs = " ".join(f"GRAPH <http://a/{name}> {{ <a:a> <a:n> {number} }}" for name in "xyz")
                answer = update(address, f"INSERT DATA {{ {graphs} }}")
                assert answer.status_code in (200, 503), answer.text
                if answer.ok:
                    acknowledged.append(number)
                else:
                    assert "nothing was written" in answer.text
                    refused += 1
        finally:
            stop.set()
            killer.join()
        found = {name: values(address, f"GRAPH <http://a/{name}> {{ ?s <a:n> ?x }}") for name in "xyz"}
        assert found["x"] == found["y"] == found["z"]
        assert {*map(int, found["x"])} == {*acknowledged}
        assert update(address, "INSERT DATA { GRAPH <http://a/x> { <a:a> <a:n> 99 } }").ok
    assert kills > 2
    assert refused
    assert not check(place).faults
    assert len([*place.iterdir()]) <= 6


def test_loads_and_updates(tmp_path: Path, program: Run) -> None:
    """A load while the server runs is answered from; a graph that an update changed is the file's again by the next load."""
    place, data = made(tmp_path), tmp_path / "data"

    def load() -> str:
        done = program("load", "--store", place, data)
        assert done.code == 0, done.err
        return done.err

    def soon(address: str, pattern: str, expected: list[str]) -> bool:
        # What others load is answered from within a second or so.
        until = time.monotonic() + 15
        while (found := values(address, pattern)) != expected and time.monotonic() < until:
            time.sleep(0.2)
        return found == expected

    with served("--store", place, "--writable", token=TOKEN) as address:
        assert update(
            address,
            f"INSERT DATA {{ GRAPH <{DOCUMENT}> {{ <a:a> <a:b> 1 }} GRAPH <http://a/own> {{ <a:a> <a:b> 2 }} }}",
        ).ok
        assert program("check", place).code == 0
        assert values(address, "<a:a> <a:b> ?x") == ["1", "2"]
        assert "0 new, 1 changed, 0 gone" in load()
        assert soon(address, "<a:a> <a:b> ?x", ["2"])
        assert "0 new, 0 changed, 0 gone" in load()
        assert send(address, "DELETE", f"?graph={quote(DOCUMENT)}").ok
        assert values(address, f"GRAPH <{DOCUMENT}> {{ ?s a ?x }}") == []
        assert "1 new, 0 changed, 0 gone" in load()
        assert soon(address, f"GRAPH <{DOCUMENT}> {{ <{DOCUMENT}> a ?x }}", [f"{DIP}Readout"])
        (data / "documents" / "mofa-xa" / "2020-01-02-xb.ttl").unlink()
        assert "0 new, 0 changed, 1 gone" in load()
        assert soon(address, "<a:a> <a:b> ?x", ["2"])
        assert program("check", place).code == 0
    with served("--store", place, "--writable", token=TOKEN) as address:
        assert values(address, "<a:a> <a:b> ?x") == ["2"]
        assert update(address, "DROP ALL").ok
        assert values(address, "?s ?p ?x") == []
    assert "4 new, 0 changed, 0 gone" in load()


def test_another_writes(tmp_path: Path) -> None:
    """While another program writes into the store, an update waits a little, and is then told to come again."""
    place = made(tmp_path)
    text = "INSERT DATA { GRAPH <http://a/x> { <a:a> <a:b> 1 } }"
    with served("--store", place, "--writable", token=TOKEN) as address:
        with Folder(place).writing():
            answer = update(address, text)
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "2"), answer.text
            assert "another program is loading" in answer.text
        assert update(address, text).ok


def test_service_description(address: str, material: Path) -> None:
    """The three cases of the suite hold where it is written to, and the description says that updates are taken."""
    manifest = rdflib.Graph().parse(material / "suites/rdf-tests/sparql/sparql11/service-description/manifest.ttl")
    cases = {str(case).rpartition("#")[2] for case in manifest.subjects(rdflib.RDF.type, MF.ServiceDescriptionTest)}
    assert cases == {"returns-rdf", "has-endpoint-triple", "conforms-to-schema"}
    answer = requests.get(f"{address}/sparql", headers={"accept": "text/turtle"}, timeout=60)
    found = rdflib.Graph().parse(data=answer.text, format="turtle")
    sd = rdflib.Namespace(SD)
    (service,) = found.subjects(rdflib.RDF.type, sd.Service)
    assert [*found.objects(service, sd.endpoint)] == [rdflib.URIRef(f"{address}/sparql")]
    assert {*found.objects(service, sd.supportedLanguage)} == {sd.SPARQL11Query, sd.SPARQL11Update}
    # What the schema says of what stands where.
    kinds = {
        sd.defaultDataset: (sd.Service, sd.Dataset),
        sd.defaultGraph: (sd.Dataset, sd.Graph),
        sd.namedGraph: (sd.Dataset, sd.NamedGraph),
        sd.graph: (sd.NamedGraph, sd.Graph),
    }
    for property, (domain, range_) in kinds.items():
        pairs = [*found.subject_objects(property)]
        assert pairs, property
        for subject, object in pairs:
            assert (subject, rdflib.RDF.type, domain) in found
            assert (object, rdflib.RDF.type, range_) in found
    assert all(len([*found.objects(graph, sd.name)]) == 1 for graph in found.subjects(rdflib.RDF.type, sd.NamedGraph))


def test_cases_of_the_graph_store_protocol(material: Path, tmp_path: Path) -> None:
    """Every case of the Graph Store Protocol has the status, the headers and the graph that it expects.

    Each begins with an empty store: the default graph is read as the union of all, and must be that which was put there.
    """
    with served("--store", made(tmp_path), "--writable", token=TOKEN) as address:
        run = 0
        for which, number in (("indirect", 9), ("direct", 5)):
            path = material / f"suites/rdf-tests/sparql/sparql11/graph-store-protocol/manifest-{which}.ttl"
            manifest = rdflib.Graph().parse(path)
            cases = sorted(manifest.subjects(rdflib.RDF.type, MF.GraphStoreProtocolTest), key=str)
            assert len(cases) == number
            for case in cases:
                assert update(address, "DROP ALL").ok
                listed, location = requests_of(manifest, case), ""
                assert listed
                for request in listed:
                    location = _case(manifest, request, address, location) or location
                run += 1
        assert run == 14


def _case(manifest: rdflib.Graph, request: Any, address: str, location: str) -> str | None:
    """Send a request of a case, and compare the answer; return where it says that a new graph is."""

    def headers(node: Any) -> dict[str, str]:
        listed = manifest.value(node, HT.headers)
        each = rdflib.collection.Collection(manifest, listed) if listed else ()
        return {str(manifest.value(one, HT.fieldName)): str(manifest.value(one, HT.fieldValue)) for one in each}

    def content(node: Any) -> str:
        body = manifest.value(node, HT.body)
        return str(manifest.value(body, CNT.chars)) if body else ""

    method, expected = str(manifest.value(request, HT.methodName)), manifest.value(request, HT.resp)
    path = str(manifest.value(request, HT.absolutePath)).removeprefix("/gsp").replace("$LOCATION$", location)
    answer = send(address, method, path, content(request).encode(), **headers(request))
    statuses = {str(status).rpartition("#")[2] for status in manifest.objects(expected, MF.expectedStatus)}
    codes = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}
    assert answer.status_code in {codes[status] for status in statuses}, (method, path, answer.text)
    for name, value in headers(expected).items():
        assert answer.headers[name] == value
    if body := content(expected):
        got, wanted = rdflib.Graph().parse(data=answer.text), rdflib.Graph().parse(data=body)
        assert isomorphic(got, wanted), (path, answer.text)
    assert (manifest.value(expected, MF.expectedLocation) is None) or answer.headers["location"]
    return answer.headers.get("location")


def test_push_to_a_server_of_dipgraph(tmp_path: Path, program: Run) -> None:
    """A graph is pushed to a server of dipgraph as to any triple store, and nothing is sent again."""
    place = made(tmp_path)
    with served("--store", place, "--writable", token=TOKEN) as address:
        assert update(address, "DROP ALL").ok
        told = []
        for _ in range(2):
            done = program("push", f"{address}/sparql", "--data", tmp_path / "data", env={"DIPGRAPH_TOKEN": TOKEN})
            assert done.code == 0, done.err
            told.append(done.err)
        assert "5 sent" in told[0]
        assert "0 sent" in told[1]
        assert values(address, f"GRAPH <{DOCUMENT}> {{ ?s a ?x }}")


def test_writable_needs_a_store_and_a_token(cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a store nothing would stay, and a weak token is none: both are told, with the cure."""
    assert "--writable needs --store" in cli("serve", "--writable").error()
    place = made(tmp_path)
    monkeypatch.setenv("DIPGRAPH_TOKEN", "short")
    assert "give 16 or more" in cli("serve", "--store", place, "--writable").error()
