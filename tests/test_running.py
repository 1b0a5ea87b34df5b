"""The server from its start to its end, and what happens to its processes meanwhile."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
import requests

ANEW = "/sparql?query=" + quote("SELECT (COUNT(*) AS ?n) WHERE { ?s a ?o FILTER(RAND() < 2) }")
LONG = "/sparql?query=" + quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@contextmanager
def running(place: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run a server; give its process, and its address. It is killed where it was not ended."""
    command = [str(Path(sys.executable).parent / "dipgraph"), "serve", "--port", "0", "--store", str(place), *arguments]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, process_group=0) as process:
        assert process.stderr is not None
        try:
            said = process.stderr.readline()
            assert said.startswith("http://"), said
            yield process, said.split()[0].rstrip("/")
        finally:
            process.kill()


def children(number: int) -> list[int]:
    """Return the numbers of the processes that a process has started, and of those that these have."""
    found = []
    # One may end meanwhile.
    with suppress(OSError):
        for child in Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii").split():
            found += [int(child), *children(int(child))]
    return found


def peak(process: subprocess.Popen[str]) -> int:
    """Return how many bytes of memory a process has taken at most."""
    lines = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) << 10 for line in lines if line.startswith("VmHWM:"))


def asked(address: str, path: str) -> socket.socket:
    """Return a connection on which something was asked."""
    place = urlsplit(address)
    connection = socket.create_connection((place.hostname, place.port), timeout=30)
    connection.sendall(f"GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n".encode())
    return connection


@linux
def test_says_that_it_is_there_when_it_is(place: Path) -> None:
    """When the line is there all processes are ready, and the first request is answered."""
    with running(place, "--workers", "3") as (process, address):
        assert len(children(process.pid)) >= 1 + 3
        begun = time.monotonic()
        assert requests.get(f"{address}/health", timeout=30).json() == {"status": "ok", "workers": 3}
        assert requests.get(address + ANEW, timeout=30).ok
        assert time.monotonic() - begun < 2
        # One from which the others are forked, three that answer, and two that stand by.
        while len(children(process.pid)) != 1 + 3 + 2:
            assert time.monotonic() - begun < 10
            time.sleep(0.05)


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_signal_during_a_query(place: Path, sent: signal.Signals, code: int) -> None:
    """A signal ends the server soon, though a query runs, and an answer is not read: who waits is told so, in a line."""
    with running(place, "--workers", "1") as (process, address):
        with (
            asked(address, LONG) as waiting,
            asked(address, "/graphs?default") as unread,
            asked(address, LONG) as second,
        ):
            time.sleep(0.5)
            begun = time.monotonic()
            # To all of them, as Ctrl-C is sent.
            os.killpg(process.pid, sent) if sent == signal.SIGINT else process.send_signal(sent)
            assert process.wait(10) == code
            assert time.monotonic() - begun < 4
            for connection in (waiting, second):
                said = connection.recv(10_000)
                assert said.startswith(b"HTTP/1.1 503 ")
                assert said.endswith(b"the server ends: ask again in a while\n")
            unread.recv(100)
        assert process.stderr is not None
        assert process.stderr.read() in ("", "dipgraph: interrupted\n")


def test_short_answers_are_finished(place: Path) -> None:
    """What takes less than a second is answered, though the server was told to end meanwhile."""
    with running(place) as (process, address), asked(address, "/health") as idle:
        idle.recv(1000)
        with asked(address, f"/sparql?query={quote('SELECT (1 AS ?n) { FILTER(RAND() < 2) }')}") as short:
            process.terminate()
            assert short.recv(10_000).startswith(b"HTTP/1.1 200 ")
        assert process.wait(10) == 143


def test_signal_at_the_start(place: Path) -> None:
    """A signal before the server is there ends it without a traceback."""
    command = [str(Path(sys.executable).parent / "dipgraph"), "serve", "--port", "0", "--store", str(place)]
    for pause in (0.5, 0.8):
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
            time.sleep(pause)
            process.terminate()
            assert process.wait(10) in (143, -signal.SIGTERM)
            assert process.stderr is not None
            assert "Traceback" not in process.stderr.read()


@linux
def test_killed_processes_are_not_seen(place: Path) -> None:
    """While the processes that answer are killed one after the other, every client is answered."""
    said: set[str] = set()
    stop = threading.Event()

    def ask() -> None:
        with requests.Session() as session:
            while not stop.is_set():
                answer = session.get(address + ANEW, timeout=30)
                said.add(answer.text if answer.status_code != 200 else "")

    with running(place, "--workers", "3") as (process, address):
        threads = [threading.Thread(target=ask) for _ in range(6)]
        for thread in threads:
            thread.start()
        killed: set[int] = set()
        until = time.monotonic() + 20
        while len(killed) < 5 and time.monotonic() < until:
            time.sleep(0.4)
            for number in [number for number in children(process.pid) if number not in killed][:1]:
                os.kill(number, signal.SIGKILL)
                killed.add(number)
        stop.set()
        for thread in threads:
            thread.join()
        assert len(killed) == 5
        assert said == {""}
        assert 'why="ended"' in requests.get(f"{address}/metrics", timeout=30).text


@linux
def test_large_answers_take_little_memory(place: Path) -> None:
    """An answer of 50,000 rows goes through the server without being in its memory, however often."""
    path = "/sparql?query=" + quote("SELECT * { ?a a ?b . ?s ?p ?o } LIMIT 50000")
    with running(place, "--workers", "2") as (process, address):
        requests.get(address + ANEW, timeout=30)
        before = peak(process)
        for _ in range(2):
            answer = requests.get(address + path, timeout=60)
            assert answer.content.count(b"}},{") == 50_000 - 1
            assert len(answer.content) > 20_000_000
        assert peak(process) - before < 12_000_000
