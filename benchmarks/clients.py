"""Servers in processes of their own, and clients of theirs: one request, and as many as a server answers.

The many are asked on plain sockets by one process that does nothing else, which takes a few hundredths of a millisecond
for each: what a server takes is mostly its own.
"""

from __future__ import annotations

import os
import re
import selectors
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NamedTuple
from urllib.parse import quote

from triple_stores import free_port

# Seconds after which a server is not waited for any more.
_STARTING, _ANSWERING = 120.0, 120.0
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class Server(NamedTuple):
    """A server: its port on this machine, its process, and the file of what it says on standard error."""

    port: int
    process: int
    said: IO[str]


class Reply(NamedTuple):
    """An answer: its status (0 where none came, and why is its body), its body, and the seconds that it took."""

    status: int
    body: bytes
    seconds: float


@dataclass
class Load:
    """What many requests gave: the seconds of each good answer, how often another status or none, the seconds of all."""

    taken: list[float] = field(default_factory=list)
    failed: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    # Seconds of the processor for those who ask.
    own: float = 0.0

    @property
    def rate(self) -> float:
        """Good answers a second."""
        return len(self.taken) / self.seconds


@dataclass(frozen=True)
class State:
    """What a server has at a time: bytes of memory, its own and with those that answer, open files, processes."""

    own: int
    all: int
    files: int
    processes: int

    @classmethod
    def of(cls, process: int) -> State:
        """Look at a server."""
        answering = children(process)
        own = _memory(process)
        return cls(own, own + sum(map(_memory, answering)), len(os.listdir(f"/proc/{process}/fd")), len(answering))


def children(process: int) -> list[int]:
    """Return the processes that a server has started, and those that these have."""
    found = []
    # One may end meanwhile.
    with suppress(OSError):
        for number in Path(f"/proc/{process}/task/{process}/children").read_text().split():
            found += [int(number), *children(int(number))]
    return found


def _memory(process: int) -> int:
    # A process may end while it is looked at.
    with suppress(OSError):
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


@contextmanager
def dipgraph(*arguments: str | int | Path) -> Iterator[Server]:
    """Run ``dipgraph serve`` at a free port; it is given when it answers."""
    port = free_port()
    command = [str(Path(sys.executable).with_name("dipgraph")), "serve", "--port", str(port), *map(str, arguments)]
    with running(command, port) as server:
        client = Client(port)
        while client.ask(got("/health")).status != 200:
            time.sleep(0.05)
        client.close()
        yield server


@contextmanager
def running(command: list[str], port: int) -> Iterator[Server]:
    """Run a server, which is given when it listens at *port*."""
    with (
        TemporaryFile("w+", encoding="utf-8") as said,
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said) as process,
    ):
        try:
            ends = time.monotonic() + _STARTING
            while not _listens(port):
                if process.poll() is not None or time.monotonic() > ends:
                    said.seek(0)
                    raise RuntimeError(f"{command[0]} does not listen at {port}: {said.read()[-2000:]}")
                time.sleep(0.05)
            yield Server(port, process.pid, said)
        finally:
            process.terminate()
            process.wait(30)


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def got(path: str, accept: str = "application/sparql-results+json", keep: bool = True) -> bytes:
    """Return a GET of *path* as it is sent."""
    kept = "keep-alive" if keep else "close"
    return f"GET {path} HTTP/1.1\r\nhost: localhost\r\naccept: {accept}\r\nconnection: {kept}\r\n\r\n".encode()


def asking(query: str, path: str = "/sparql", keep: bool = True) -> bytes:
    """Return the GET of a *query* as it is sent."""
    return got(f"{path}?query={quote(query)}", keep=keep)


def posting(query: str, path: str = "/sparql", keep: bool = True) -> bytes:
    """Return a query as it is sent by POST, which may be longer."""
    body = query.encode()
    head = f"host: localhost\r\ncontent-type: application/sparql-query\r\ncontent-length: {len(body)}"
    head += "\r\naccept: application/sparql-results+json"
    kept = "keep-alive" if keep else "close"
    return f"POST {path} HTTP/1.1\r\n{head}\r\nconnection: {kept}\r\n\r\n".encode() + body


def day(number: int) -> str:
    """Return a day before all that is known, another for each number below half a million: what is asked is not asked twice.

    >>> day(0), day(336)
    ('0100-01-01', '0101-01-01')
    """
    return f"{100 + number // 336 % 1500:04}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"


def whole(received: bytes | bytearray) -> int:
    """Return how long the answer is that *received* begins with, 0 where the rest is still to come."""
    head, mark, body = received.partition(b"\r\n\r\n")
    if not mark:
        return 0
    if found := _LENGTH.search(head):
        size = len(head) + 4 + int(found[1])
        return size if len(received) >= size else 0
    if b"chunked" in head.lower():
        return len(received) if body.endswith(b"0\r\n\r\n") else 0
    return len(received)


def _together(body: bytes) -> bytes:
    """Return the pieces of a body that came in pieces."""
    pieces = []
    while body:
        size, _, rest = body.partition(b"\r\n")
        pieces.append(rest[: int(size, 16)])
        body = rest[int(size, 16) + 2 :]
    return b"".join(pieces)


class Client:
    """One connection that is kept, and made again where the server ends it between two requests."""

    def __init__(self, port: int) -> None:
        """Take the port; the connection is made with the first request."""
        self._port = port
        self._socket: socket.socket | None = None

    def ask(self, request: bytes) -> Reply:
        """Return the answer to *request*."""
        begun = time.perf_counter()
        fresh = self._socket is None
        try:
            reply = self._asked(request, begun)
            if reply is None and not fresh:
                reply = self._asked(request, begun)
        except OSError as error:
            self.close()
            return Reply(0, str(error).encode(), time.perf_counter() - begun)
        return reply or Reply(0, b"the connection ended", time.perf_counter() - begun)

    def _asked(self, request: bytes, begun: float) -> Reply | None:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=_ANSWERING)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        received = bytearray()
        try:
            self._socket.sendall(request)
            while not whole(received):
                piece = self._socket.recv(1 << 18)
                if not piece:
                    break
                received += piece
        except ConnectionError:
            received.clear()
        if not received or not whole(received):
            self.close()
            return None
        taken = time.perf_counter() - begun
        head, _, body = bytes(received).partition(b"\r\n\r\n")
        if b"\r\nconnection: close" in head.lower():
            self.close()
        return Reply(int(head[9:12]), body if _LENGTH.search(head) else _together(body), taken)

    def close(self) -> None:
        """End the connection."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def load(port: int, requests: Iterator[bytes], connections: int, seconds: float) -> Load:
    """Ask the next of *requests* on each of so many connections as soon as it has its answer, for so many *seconds*."""
    found = Load()
    chosen = selectors.DefaultSelector()
    begun, own = time.perf_counter(), time.process_time()
    ends, waiting = begun + seconds, 0

    def started() -> None:
        nonlocal waiting
        made = socket.create_connection(("127.0.0.1", port), timeout=_ANSWERING)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        made.sendall(next(requests))
        chosen.register(made, selectors.EVENT_READ, [time.perf_counter(), bytearray()])
        waiting += 1

    for _ in range(connections):
        started()
    while waiting:
        events = chosen.select(_ANSWERING)
        if not events:
            found.failed["no answer"] += waiting
            break
        for key, _ in events:
            made, state = key.fileobj, key.data
            assert isinstance(made, socket.socket)
            piece = made.recv(1 << 18)
            state[1] += piece
            now = time.perf_counter()
            if piece and not whole(state[1]):
                continue
            if piece and state[1][9:12] == b"200":
                found.taken.append(now - state[0])
            else:
                found.failed[state[1][9:12].decode() or "the connection ended"] += 1
            if piece and now < ends and b"\r\nconnection: close" not in state[1]:
                state[0], state[1] = now, bytearray()
                made.sendall(next(requests))
                continue
            chosen.unregister(made)
            made.close()
            waiting -= 1
            if now < ends:
                started()
    found.seconds, found.own = time.perf_counter() - begun, time.process_time() - own
    for key in list(chosen.get_map().values()):
        assert isinstance(key.fileobj, socket.socket)
        key.fileobj.close()
    return found


def at(taken: list[float], share: float) -> float:
    """Return the seconds within which that *share* of the answers was there.

    >>> at([0.3, 0.1, 0.2], 0.5), at([0.1, 0.2], 0.99)
    (0.2, 0.2)
    """
    return sorted(taken)[min(len(taken) - 1, int(len(taken) * share))]


def constant(port: int) -> None:
    """Answer every request with the same small answer: as quickly as anything, to see how fast those are who ask."""
    body = (
        b'{"head":{"vars":["label"]},"results":{"bindings":[{"label":{"type":"literal","value":"Hayashi Yoshimasa"}}]}}'
    )
    answer = b"HTTP/1.1 200 OK\r\ncontent-type: application/sparql-results+json\r\ncontent-length: %d\r\n\r\n" % len(
        body
    )
    chosen = selectors.DefaultSelector()
    listening = socket.create_server(("127.0.0.1", port))
    chosen.register(listening, selectors.EVENT_READ)
    while True:
        for key, _ in chosen.select():
            made = key.fileobj
            assert isinstance(made, socket.socket)
            if made is listening:
                chosen.register(made.accept()[0], selectors.EVENT_READ)
            elif made.recv(1 << 16):
                made.sendall(answer + body)
            else:
                chosen.unregister(made)
                made.close()


if __name__ == "__main__":
    constant(int(sys.argv[1]))
