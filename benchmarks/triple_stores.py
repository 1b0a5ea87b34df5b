"""Triple stores of others, started for a while on ports of this machine; a test of one that is not installed is skipped."""

from __future__ import annotations

import gc
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest

# Where .ci/run puts servers that are single files.
SERVERS = os.environ.get("DIPGRAPH_SERVERS")

_FUSEKI = """
PREFIX fuseki: <http://jena.apache.org/fuseki#>
PREFIX tdb2: <http://jena.apache.org/2016/tdb#>
[] a fuseki:Server ; fuseki:services ( <#talks> ) .
<#talks> a fuseki:Service ; fuseki:name "talks" ;
  fuseki:endpoint [ fuseki:operation fuseki:query ; fuseki:name "query" ] ,
    [ fuseki:operation fuseki:update ; fuseki:name "update" ] ,
    [ fuseki:operation fuseki:gsp-rw ; fuseki:name "data" ] ;
  fuseki:dataset [ a tdb2:DatasetTDB2 ; tdb2:location "--mem--" ; tdb2:unionDefaultGraph true ] .
"""
_VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
DirsAllowed = {allowed}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
[SPARQL]
ResultSetMaxRows = {rows}
"""


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def _running(command: list[str], folder: Path, up: Callable[[], bool]) -> Iterator[None]:
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            end = time.monotonic() + 60
            while not up():
                assert server.poll() is None, f"{command[0]} ended"
                assert time.monotonic() < end, f"{command[0]} is not there after a minute"
                time.sleep(0.02)
            yield
        finally:
            server.kill()


def _answers(address: str) -> Callable[[], bool]:
    def up() -> bool:
        try:
            with urllib.request.urlopen(f"{address}?query=ASK%7B%7D", timeout=5):
                return True
        except OSError:
            return False

    return up


@contextmanager
def serving(union: bool = True, place: Path | None = None) -> Iterator[str]:
    """Run `oxigraph serve`, in the folder *place* or in memory, and give its address for queries.

    Its default graph is the *union* of the named ones, or one by itself.
    """
    program = Path(sys.executable).with_name("oxigraph")
    if not program.is_file():
        pytest.skip("oxigraph is not installed beside Python")
    port = free_port()
    command = [str(program), "serve", "--bind", f"127.0.0.1:{port}", *["--union-default-graph"] * union]
    command += [] if place is None else ["--location", str(place)]
    address = f"http://127.0.0.1:{port}/query"
    with _running(command, Path(), _answers(address)):
        yield address


def fuseki_jar() -> str:
    """Return the path of Fuseki's jar, in which its loader is too."""
    jars = sorted(Path(SERVERS).glob("jena-fuseki-server-*.jar")) if SERVERS else []
    if not (jars and shutil.which("java")):
        pytest.skip("Fuseki is not installed: no java, or DIPGRAPH_SERVERS names no folder with its jar")
    return str(jars[-1].resolve())


@contextmanager
def fuseki(loaded: Path | None = None) -> Iterator[str]:
    """Run Apache Jena Fuseki with a dataset in memory, and give its address for queries.

    Or with that which its loader makes in the folder *loaded*, as the files there say.
    """
    port, jar = free_port(), fuseki_jar()
    address = f"http://127.0.0.1:{port}/{'talks' if loaded is None else 'dipgraph'}/query"
    with tempfile.TemporaryDirectory() as empty:
        folder = Path(empty) if loaded is None else loaded
        if loaded is None:
            (folder / "fuseki.ttl").write_text(_FUSEKI, encoding="utf-8")
        else:
            first = (folder / "load.sh").read_text(encoding="utf-8").splitlines()[0]
            subprocess.run(["java", "-cp", jar, *first.split()], cwd=folder, check=True, capture_output=True)
        options = ["--localhost", f"--port={port}", "--config=fuseki.ttl"]
        with _running(["java", "-jar", jar, *options], folder, _answers(address)):
            yield address


class Virtuoso(NamedTuple):
    """Where Virtuoso runs: its address for queries, its port for SQL, and the folder of its database."""

    address: str
    sql: int
    folder: Path


@contextmanager
def virtuoso(allowed: Path | None = None, rows: int = 10_000) -> Iterator[Virtuoso]:
    """Run Virtuoso with an empty database; its administrator is dba, password dba.

    It may read files in the folder *allowed*, and gives so many *rows* at most.
    """
    if not shutil.which("virtuoso-t"):
        pytest.skip("Virtuoso is not installed: no virtuoso-t among the programs")
    http, sql = free_port(), free_port()
    address = f"http://127.0.0.1:{http}/sparql"
    with tempfile.TemporaryDirectory() as folder:
        ini = _VIRTUOSO.format(sql=sql, http=http, allowed=allowed or ".", rows=rows)
        (Path(folder) / "virtuoso.ini").write_text(ini, encoding="utf-8")
        with _running(["virtuoso-t", "-f", "-c", "virtuoso.ini"], Path(folder), _answers(address)):
            yield Virtuoso(address, sql, Path(folder))


@contextmanager
def _virtuoso() -> Iterator[str]:
    with virtuoso() as server:
        yield server.address


STORES: dict[str, Callable[[], AbstractContextManager[str]]] = {
    "oxigraph": serving,
    "fuseki": fuseki,
    "virtuoso": _virtuoso,
}
LOGIN = {"DIPGRAPH_USER": "dba", "DIPGRAPH_PASSWORD": "dba"}

# What is done to a request: a status that is answered instead, or "307 http://…"; "lost" (it is done, and no answer comes);
# "broken" (neither).
Fault = int | str
Seen = tuple[str, str, Mapping[str, str]]


class _Between(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65536
    disable_nagle_algorithm = True
    target: str
    faults: list[Fault | None]
    seen: list[Seen]

    def _pass(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.seen.append((self.command, self.path, dict(self.headers.items())))
        fault = self.faults.pop(0) if self.faults else None
        if isinstance(fault, int):
            self._answer(fault, "text/plain", b"not now", {"Retry-After": "0"} if fault in (429, 503) else {})
            return
        if isinstance(fault, str) and fault[0].isdigit():
            status_, _, where = fault.partition(" ")
            self._answer(int(status_), "text/plain", b"over there", {"Location": where})
            return
        if fault == "broken":
            self.close_connection = True
            return
        headers = {key: value for key, value in self.headers.items() if key.lower() in ("content-type", "accept")}
        request = urllib.request.Request(self.target + self.path, content or None, headers, method=self.command)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                status, kind, body = answer.status, answer.headers.get("Content-Type", ""), answer.read()
        except urllib.error.HTTPError as error:
            with error:
                status, kind, body = error.code, "text/plain", error.read()
        if fault == "lost":
            self.close_connection = True
            return
        self._answer(status, kind, body, {})

    do_GET = do_POST = do_PUT = do_DELETE = _pass

    def _answer(self, status: int, kind: str, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for key, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def between(address: str, faults: list[Fault | None]) -> Iterator[tuple[str, list[Seen]]]:
    """Stand between a client and the server at *address*, and do one of *faults* to each request, till none is left.

    Give the address at which that is, and the requests as they come: method, path, headers.
    """
    target, path = address.rsplit("/", 1)
    seen: list[Seen] = []
    handler = type("Given", (_Between,), {"target": target, "faults": faults, "seen": seen})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        # Rows of pyoxigraph must end in the thread that asked for them: none is collected in those of this server.
        gc.collect()
        gc.disable()
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/{path}", seen
        finally:
            server.shutdown()
            thread.join()
            gc.enable()
