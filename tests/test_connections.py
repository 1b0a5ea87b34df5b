"""Connections, as a hostile or a careless client uses them."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
import uvicorn

from dipgraph import connections
from dipgraph.connections import Connection

HOST = b"host: localhost\r\n"
LARGE = 30_000_000
# Seconds that /slow takes.
SLOW = 1.0


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Answer with what came, as /large with very much, as /slow later, and as /host with the name that was asked for."""
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        body += message["body"]
        if not message["more_body"]:
            break
    if scope["path"] == "/large":
        body = b"x" * LARGE
    elif scope["path"] == "/slow":
        await asyncio.sleep(SLOW)
    elif scope["path"] == "/host":
        body = next(value for name, value in scope["headers"] if name == b"host")
    headers = [(b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    for at in range(0, len(body), 1 << 16):
        await send({"type": "http.response.body", "body": body[at : at + (1 << 16)], "more_body": True})
    await send({"type": "http.response.body", "body": b""})


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> float:
    """Return the seconds that are waited for who does not go on: few."""
    monkeypatch.setattr(connections, "SECONDS", 0.5)
    return 0.5


@contextmanager
def listening() -> Iterator[Callable[[], socket.socket]]:
    """Run the application; give what connects to it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        config = uvicorn.Config(app, http=Connection, ws="none", lifespan="off", log_level="critical")
        running = uvicorn.Server(config)
        thread = threading.Thread(target=lambda: asyncio.run(running.serve([server])))
        thread.start()
        while not running.started:
            time.sleep(0.01)
        try:
            yield lambda: socket.create_connection(("127.0.0.1", port), timeout=10)
        finally:
            running.should_exit = True
            thread.join()


def answered(connected: socket.socket, *pieces: bytes, pause: float = 0.0) -> bytes:
    """Send the pieces; return what comes until the end of the connection."""
    found = b""
    try:
        for piece in pieces:
            connected.sendall(piece)
            time.sleep(pause)
        while piece := connected.recv(1 << 16):
            found += piece
    except ConnectionError:
        pass
    return found


def test_slow_reader(quick: float) -> None:
    """Who takes nothing of an answer for a while gets no more of it; who takes it slowly gets it whole."""
    with listening() as connect, connect() as resting, connect() as slow:
        for connected in (resting, slow):
            connected.sendall(b"GET /large HTTP/1.1\r\n" + HOST + b"connection: close\r\n\r\n")
        found = 0
        while piece := slow.recv(1 << 20):
            found += len(piece)
            time.sleep(0.01)
        assert found > LARGE
        time.sleep(quick * 2)
        assert len(answered(resting)) < LARGE


@pytest.mark.parametrize(
    "pieces",
    [
        (),
        (b"GET / HT",),
        (b"GET / HTTP/1.1\r\n" + HOST,),
        (b"GET / HTTP/1.1\r\n" + HOST + b"\r\n",),
        (b"G", b"E", b"T"),
    ],
    ids=["nothing", "line", "head", "no more", "byte by byte"],
)
def test_slow_sender(quick: float, pieces: tuple[bytes, ...]) -> None:
    """Who sends no whole request for a while, at first or after an answer, is left."""
    with listening() as connect, connect() as connected:
        begun = time.monotonic()
        answered(connected, *pieces, pause=quick / 4)
        assert quick * 0.9 < time.monotonic() - begun < quick * 8


CHUNKED = b"POST / HTTP/1.1\r\n" + HOST + b"transfer-encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("start", "piece", "status"),
    [
        (b"GET /", b"y" * 20_000, b"414"),
        (b"GET / HTTP/1.1\r\n" + HOST + b"x: ", b"y" * 20_000, b"431"),
        (b"GET / HTTP/1.1\r\n" + HOST, b"x: y\r\n" * 3000, b"431"),
        (CHUNKED + b"1\r\na\r\n0\r\n", b"x: y\r\n" * 3000, b""),
        (CHUNKED + b"1\r\na\r\n0\r\nx: ", b"y" * 20_000, b""),
        (CHUNKED + b"1;a=", b"y" * 20_000, b""),
    ],
    ids=["address", "header", "headers", "trailers", "trailer", "extension"],
)
def test_what_has_no_end(start: bytes, piece: bytes, status: bytes) -> None:
    """A head, or what stands around the pieces of a body, that goes on and on is broken off before it fills the memory."""
    with listening() as connect, connect() as connected:
        found = answered(connected, start, *[piece] * 4, pause=0.02)
        assert found.startswith(b"HTTP/1.1 " + status if status else b"")
        assert bool(found) == bool(status)


@pytest.mark.parametrize("size", [65_536, 100_000, 300_000, 900_000])
def test_long_address(size: int) -> None:
    """An address that is too long is told the limit, and the way that has another; one that is just so long is read."""
    rest = b" HTTP/1.1\r\n" + HOST + b"connection: close\r\n\r\n"
    with listening() as connect, connect() as connected, connect() as shorter:
        found = answered(connected, b"GET /".ljust(size + 4, b"y") + rest)
        assert found.startswith(b"HTTP/1.1 414 ")
        assert found.endswith(b"more than 65535 bytes: send the query to /sparql with POST, of up to 200000 bytes\n")
        assert answered(shorter, b"GET /".ljust(65_535 + 4, b"y") + rest).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize(
    ("sent", "statuses", "end"),
    [
        (
            b"GET /host HTTP/1.1\r\n" + HOST + b"\r\nPOST / HTTP/1.1\r\n" + HOST + b"content-length: 3\r\n\r\nabc",
            2,
            b"abc",
        ),
        (CHUNKED + b"1\r\na\r\n2;x=y\r\nbc\r\n0\r\nt: v\r\n\r\n", 1, b"abc"),
        (b"GET http://other:81/host HTTP/1.1\r\n" + HOST + b"\r\n", 1, b"other:81"),
        (
            b"GET / HTTP/1.1\r\n" + HOST + b"content-length: 1\r\n\r\naGET /host HTTP/1.1\r\n" + HOST + b"\r\n",
            2,
            b"localhost",
        ),
        (b"GET /host HTTP/1.1\r\n" + HOST + b"upgrade: h2c\r\nconnection: upgrade\r\n\r\n", 1, b"localhost"),
    ],
    ids=["pipelined", "chunked", "whole address", "body of a GET", "upgrade"],
)
def test_forms_of_requests(quick: float, sent: bytes, statuses: int, end: bytes) -> None:
    """What HTTP 1.1 allows is understood, one request after the other on a connection."""
    with listening() as connect, connect() as connected:
        found = answered(connected, sent)
        assert found.count(b"HTTP/1.1 200 OK") == statuses
        assert found.endswith(b"\r\n\r\n" + end)


def test_continue() -> None:
    """Who waits to be told to go on is told so, and then answered."""
    with listening() as connect, connect() as connected:
        head = b"POST / HTTP/1.1\r\n" + HOST + b"content-length: 3\r\nexpect: 100-continue\r\nconnection: close\r\n\r\n"
        connected.sendall(head)
        assert connected.recv(1000).startswith(b"HTTP/1.1 100 Continue\r\n\r\n")
        assert answered(connected, b"abc").endswith(b"\r\n\r\nabc")


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"CONNECT a:1 HTTP/1.1\r\n" + HOST + b"\r\n",
        b"GET / HTTP/1.1\r\nhost : a\r\n\r\n", b"GET / HTTP/1.1\r\n" + HOST + b"x: a\r\n b\r\n\r\n",
        CHUNKED[:-2] + b"content-length: 3\r\n\r\n0\r\n\r\n", CHUNKED + b"zz\r\n", "GET /é HTTP/1.1\r\n\r\n".encode(),
        b"POST / HTTP/1.1\r\n" + HOST + b"content-length: -1\r\n\r\n",
    ],
)  # fmt: skip
def test_what_is_no_request(sent: bytes) -> None:
    """What could be read in two ways, or in none, is 400, and the connection ends."""
    with listening() as connect, connect() as connected:
        assert answered(connected, sent).startswith(b"HTTP/1.1 400 ")


def test_many_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    """With too many that are answered one is told so, with very many closed; those that were there before are answered."""
    monkeypatch.setattr(connections, "MOST", 2)
    monkeypatch.setattr(connections, "UTMOST", 3)
    ask = b"GET /host HTTP/1.1\r\n" + HOST + b"connection: close\r\n\r\n"
    with listening() as connect, connect() as first, connect() as second:
        for connected in (first, second):
            connected.sendall(b"GET /slow HTTP/1.1\r\n" + HOST + b"connection: close\r\n\r\n")
        time.sleep(SLOW / 4)
        with connect() as third:
            said = answered(third, ask)
            assert said.startswith(b"HTTP/1.1 503 ")
            assert said.endswith(b"there are too many connections: ask again in a while\n")
        monkeypatch.setattr(connections, "UTMOST", 2)
        with connect() as fourth:
            assert answered(fourth, ask) == b""
        for connected in (first, second):
            assert answered(connected).startswith(b"HTTP/1.1 200 ")
        with connect() as fifth:
            assert answered(fifth, ask).endswith(b"\r\n\r\nlocalhost")


@pytest.mark.parametrize(
    "sent",
    [b"", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\n" + HOST + b"\r\n", CHUNKED + b"1\r\na\r\n"],
    ids=["nothing", "line", "no more", "body"],
)
def test_idle_connections(sent: bytes) -> None:
    """Who holds more connections than there are and asks nothing keeps nobody from an answer; the oldest of them end."""
    ask = b"GET /host HTTP/1.1\r\n" + HOST + b"\r\n"
    with listening() as connect, ExitStack() as held:
        working = held.enter_context(connect())
        working.sendall(b"GET /slow HTTP/1.1\r\n" + HOST + b"connection: close\r\n\r\n")
        idle = [held.enter_context(connect()) for _ in range(connections.MOST)]
        for connected in idle:
            connected.sendall(sent)
        begun = time.monotonic()
        for _ in range(20):
            with connect() as other:
                other.sendall(ask)
                assert other.recv(1000).startswith(b"HTTP/1.1 200 ")
        assert time.monotonic() - begun < connections.SECONDS / 3
        assert answered(working).startswith(b"HTTP/1.1 200 ")
        # As many ended as room was wanted for.
        assert 1 <= sum(map(_is_ended, idle)) <= 20


def _is_ended(connected: socket.socket) -> bool:
    """Say whether the other end closed a connection."""
    connected.setblocking(False)
    try:
        while connected.recv(1000):
            pass
    except BlockingIOError:
        return False
    except ConnectionError:
        pass
    return True


@pytest.mark.parametrize(
    "place", [b"upgrade: h2c\r\n" + HOST, HOST + b"Upgrade: h2c\r\n", HOST + b"a: b\r\nUPGRADE: websocket\r\n"]
)
def test_offer_of_another_protocol(place: bytes) -> None:
    """A client that offers HTTP/2 with its request, as those of Java do, is answered in HTTP/1.1, and its body is read."""
    head = b"POST / HTTP/1.1\r\n" + place + b"connection: Upgrade, HTTP2-Settings, close\r\ncontent-length: 5\r\n\r\n"
    for pieces in ((head + b"hello",), (head, b"hello")):
        with listening() as connect, connect() as connected:
            said = answered(connected, *pieces)
        assert said.startswith(b"HTTP/1.1 200")
        assert said.endswith(b"\r\n\r\nhello")
