"""Hostile requests over HTTP, each with what is expected: hostile.py and hostile_queries.py have them as tables."""

from __future__ import annotations

import http.client
import io
import os
import re
import socket
import sys
import time
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import pytest

import clients
import hostile
import hostile_queries
from clients import Client, Server, asking, got
from generate import generate
from hostile import Hostile

TABLES = {
    "injection into parameters": hostile.INJECTIONS,
    "names": hostile.NAMES,
    "headers": hostile.HEADERS,
    "lines": hostile.LINES,
    "methods": hostile.METHODS,
    "encodings": hostile.ENCODINGS,
    "bodies": hostile.BODIES,
    "hosts": hostile.HOSTS,
    "origins": hostile.ORIGINS,
    "parameters": hostile.PARAMETERS,
    "queries": hostile_queries.ALL,
}
ALL = {f"{table}: {case.what}": case for table, cases in TABLES.items() for case in cases}
WORKERS = 4
# How many requests are sent at the same time.
AT_ONCE = 4
# How many pages of each kind are looked at for what they show.
PAGES = 6


class Answer(NamedTuple):
    """One answer: its status, headers and body."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


class _Received(io.BytesIO):
    """What came over a connection, as http.client reads it: one answer after the other."""

    def makefile(self, _: str) -> _Received:
        return self

    def close(self) -> None: ...


class Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag."""
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Take words."""
        self.words += data


def sent(port: int, listener: int, case: Hostile) -> bytes:
    """Send a request, and return all that comes until the connection ends."""
    received = bytearray()
    with socket.create_connection(("127.0.0.1", port), timeout=30) as made:
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            for number, piece in enumerate(case.sent):
                if number:
                    time.sleep(0.3)
                made.sendall(piece.replace(hostile.PORT.encode(), b"%05d" % listener))
            if case.leaves:
                made.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        try:
            while piece := made.recv(1 << 18):
                received += piece
        except ConnectionError:
            pass
    return bytes(received)


def answers(received: bytes, method: str) -> list[Answer]:
    """Return the answers of a connection."""
    source, found = _Received(received), []
    while source.tell() < len(received):
        answer = http.client.HTTPResponse(source, method=method)  # type: ignore[arg-type]
        answer.begin()
        found.append(Answer(answer.status, answer.headers, answer.read()))
    return found


@pytest.fixture(scope="module")
def listener() -> Iterator[socket.socket]:
    """Return a socket at which nobody is to arrive."""
    with socket.create_server(("127.0.0.1", 0)) as made:
        made.settimeout(0.1)
        yield made


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder in which every text is a script that names its property."""
    folder = tmp_path_factory.mktemp("hostile") / "data"
    generate(folder, 12)
    number = 0
    for path in folder.rglob("*.ttl"):
        text, changed = re.subn(
            r'(?<=\s)([\w-]+:\w+)( "[^"\n]*)("(?:@[\w-]+)? [;,.])',
            lambda found: (
                f"{found[1]}{found[2]}</title><script>alert('{found[1]}')</script><b onclick='alert(1)'>&amp;{found[3]}"
                if found[1] not in ("dip:language", "dip:isoCode", "dip:text", "dip:sha256")
                else found[0]
            ),
            path.read_text(encoding="utf-8"),
        )
        path.write_text(text, encoding="utf-8")
        number += changed
    assert number > 500
    return folder


@pytest.fixture(scope="module")
def patient(data: Path) -> Iterator[Server]:
    """Return a server of that data that waits for what is asked."""
    with clients.dipgraph("--data", data, "--workers", WORKERS, "--seconds", "60") as found:
        yield found


@pytest.fixture(scope="module")
def hasty(data: Path) -> Iterator[Server]:
    """Return a server that ends what takes a second: those are asked of it that may."""
    with clients.dipgraph("--data", data, "--workers", WORKERS, "--seconds", "1") as found:
        yield found


@pytest.fixture(scope="module")
def before(patient: Server, hasty: Server) -> int:
    """Return how many files a server had open before all."""
    return max(map(open_files, (patient, hasty)))


@pytest.fixture(scope="module")
def received(patient: Server, hasty: Server, before: int, listener: socket.socket) -> dict[str, bytes]:
    """Return what came back for each hostile request, several of them sent at the same time."""
    port = listener.getsockname()[1]

    def asked(case: Hostile) -> bytes:
        return sent((hasty if "503" in case.expected else patient).port, port, case)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(zip(ALL, pool.map(asked, ALL.values()), strict=True))


def open_files(server: Server) -> int:
    """Return how many files a server has open."""
    return len(os.listdir(f"/proc/{server.process}/fd")) if sys.platform == "linux" else 0


def no_script(page: str) -> None:
    """Assert that a page has no script, in whatever form, but that of drawings."""
    tags = Tags(page)
    assert tags.found
    for tag, attributes in tags.found:
        if (tag, attributes) == ("script", {"src": "/drawing.js", "defer": None}):
            continue
        assert tag not in ("script", "iframe", "object", "embed", "base"), tag
        assert not [name for name in attributes if name.startswith("on")], attributes
        for name in ("href", "src", "action"):
            assert not re.match(r"\s*(javascript|data|vbscript):", attributes.get(name) or "", re.IGNORECASE), (
                attributes
            )


def test_tables_are_large_enough() -> None:
    """There are more than 350 of them, no two the same."""
    assert len(ALL) > 350
    assert len({case.sent for case in ALL.values()}) == sum(map(len, TABLES.values())) == len(ALL)
    assert all(len(cases) > 5 for cases in TABLES.values())


@pytest.mark.parametrize("name", [pytest.param(name, id=name[:60]) for name in ALL])
def test_each_has_what_is_expected(received: dict[str, bytes], name: str) -> None:
    """The status is the expected one; what is wrong is said in a few words, without a page of Python or a script."""
    case = ALL[name]
    method = case.sent[0].partition(b" ")[0].decode("latin-1")
    found = answers(received[name], method)
    statuses = " ".join(str(answer.status) for answer in found)
    assert re.fullmatch(case.expected, statuses), (statuses, received[name][:600])
    for answer in found:
        kind = answer.headers.get("content-type", "")
        text = answer.body.decode("utf-8")
        assert "Traceback" not in text
        assert "root:" not in text
        assert str(Path(clients.__file__).parents[1]) not in text
        assert "evil.example" not in answer.headers.get("location", "")
        # Of what only this machine reaches, no page from elsewhere learns anything.
        assert not [header for header in answer.headers if header.lower().startswith("access-control-")]
        assert "set-cookie" not in answer.headers
        # What is wrong may repeat what was sent, and not much else.
        if answer.status >= 400 and "html" not in kind:
            assert len(text) < len(case.sent[0]) + 300, text
        if "text/html" in kind and text:
            no_script(text)
        # What cannot be read as a request is answered before anything of the server sees it.
        if kind and not text.startswith("Invalid HTTP request"):
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert case.words in text


def test_every_text_is_shown_as_words(patient: Server, data: Path) -> None:
    """On no page is a text of the data anything but words: no label, summary, quotation, verb, action or reason."""
    client = Client(patient.port)
    seen: set[str] = set()
    kinds: Counter[str] = Counter()
    judged = re.findall(r"<(commitment/[^>]+)>", (data / "findings.ttl").read_text(encoding="utf-8"))
    assert judged
    waiting, words = deque(["/", "/search?q=script", "/queries", *(f"/{name}" for name in judged)]), ""
    while waiting:
        path = waiting.popleft()
        kind = path.split("/")[1].partition("?")[0]
        if path in seen or kinds[kind] == PAGES or re.search(r"format=|\.\w+$|^/sparql|^/\.well", path):
            continue
        seen.add(path)
        kinds[kind] += 1
        reply = client.ask(got(path, "text/html"))
        text = reply.body.decode()
        no_script(text)
        tags = Tags(text)
        words += tags.words
        for _, attributes in tags.found:
            link = urlsplit(urljoin(f"http://localhost{path}", attributes.get("href") or ""))
            if link.netloc == "localhost":
                waiting.append(link.path + (f"?{link.query}" if link.query else ""))
    client.close()
    shown = set(re.findall(r"<script>alert\('([\w:-]+)'\)</script>", words))
    wanted = {"rdfs:label", "dip:summary", "dip:verb", "dip:action", "dip:rationale"}
    assert wanted <= shown, wanted - shown
    assert shown & {"dip:quotation", "dip:anchor"}


@pytest.mark.parametrize("which", ["patient", "hasty"])
def test_after_all_of_them(
    request: pytest.FixtureRequest, before: int, received: dict[str, bytes], listener: socket.socket, which: str
) -> None:
    """The server answers as before, with as many processes and files; nobody was asked elsewhere; nothing of it failed."""
    server: Server = request.getfixturevalue(which)
    assert len(received) == len(ALL)
    with pytest.raises(TimeoutError):
        listener.accept()
    client = Client(server.port)
    ends = time.monotonic() + 20
    while (reply := client.ask(asking("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))).status != 200:
        assert time.monotonic() < ends, reply
    assert re.search(rb'"value":"\d{4,}"', reply.body)
    while (metrics := client.ask(got("/metrics")).body.decode()) and f"\ndipgraph_workers {WORKERS}\n" not in metrics:
        assert time.monotonic() < ends, metrics
        time.sleep(0.2)
    assert 'status="500"' not in metrics
    client.close()
    while open_files(server) > before + 3:
        assert time.monotonic() < ends, (before, open_files(server))
        time.sleep(0.2)
    server.said.seek(0)
    assert "Traceback" not in server.said.read()
