"""The process that writes into a store on disk, one change after the other, for a server that may end it at any time.

It is started as ``python -m dipgraph.writer FOLDER BYTES`` and speaks in frames, as ``answerer`` does. It says R when it is
ready. Told J, what to do as JSON, then D with each piece of what is sent, and Z, it answers P with the state that is about
to become the present one, Z when it has, or at once where nothing changed, each with what was done; or E with what is wrong.
"""

from __future__ import annotations

import email.parser
import email.policy
import json
import os
import re
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from xml.parsers import expat

import pyoxigraph as ox

from dipgraph.changes import DEFAULT, Change, changed, emptied, updating, writing
from dipgraph.confined import end_with_parent, limit_memory, no_network
from dipgraph.errors import DipgraphError, SourceError, UsageError
from dipgraph.generations import Folder, TakenError
from dipgraph.loading import Loaded
from dipgraph.outputs import HEAD, frame
from dipgraph.protocol import ProtocolError
from dipgraph.sources import MARK, too_deep
from dipgraph.syntax import faulty
from dipgraph.updates import checked

FORMATS = {
    format.media_type: format
    for format in (ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES, ox.RdfFormat.JSON_LD, ox.RdfFormat.RDF_XML)
}
MULTIPART = "multipart/form-data"
# Seconds that one waits for another program that writes.
_PATIENCE = 5.0


def kind_of(content_type: str) -> str:
    """Return the media type of what is sent; a ProtocolError says that it is none that is taken."""
    kind, _, parameters = content_type.partition(";")
    kind = kind.strip().lower()
    charset = re.search(r"charset\s*=\s*\"?([^\s\";]+)", parameters.lower())
    if charset and charset[1] not in ("utf-8", "utf8", "us-ascii"):
        raise ProtocolError(415, f"{charset[1]} is not understood: send UTF-8")
    if kind not in FORMATS and kind != MULTIPART:
        taken = ", ".join(FORMATS)
        raise ProtocolError(415, f"{kind or 'no content type'} is not understood: send a graph as one of {taken}")
    return kind


def _change(job: dict[str, Any], content: bytes) -> Change:
    """Return the change that is asked for."""
    if "base" in job:
        try:
            text = content.decode()
        except UnicodeDecodeError:
            raise ProtocolError(400, "the update is not UTF-8: send it in that encoding") from None
        update = checked(text, job["base"], job["using"], job["named"])
        return _failing(updating(update.text, job["base"], update.graphs), update.text)
    graph = DEFAULT if job["graph"] is None else ox.NamedNode(job["graph"])
    if job["method"] == "DELETE":
        return _dropping(graph)
    return _failing(writing(graph, _triples(content, job["type"], graph.value), job["method"] == "PUT"), "")


def _dropping(graph: ox.NamedNode) -> Change:
    def change(store: ox.Store) -> list[str]:
        if graph != DEFAULT and not store.contains_named_graph(graph):
            raise ProtocolError(404, f"there is no graph {graph}")
        emptied(store, graph)
        return [graph.value]

    return change


def _failing(change: Change, text: str) -> Change:
    """Return *change* with what pyoxigraph has against it as errors of the request."""

    def changing(store: ox.Store) -> Any:
        try:
            return change(store)
        except SyntaxError as error:
            raise UsageError(f"not SPARQL {faulty(text, str(error))}: correct the update") from None
        except (RuntimeError, ValueError, MemoryError) as error:
            raise UsageError(f"the update failed: {error}: nothing was written") from None

    return changing


def _triples(content: bytes, content_type: str, base: str) -> Iterator[ox.Triple]:
    """Yield what is sent for a graph, whose name is the base of relative addresses; a UsageError says that it is not RDF."""
    kind = kind_of(content_type)
    if kind == MULTIPART:
        whole = b"content-type: " + content_type.encode() + b"\r\n\r\n" + content
        message = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(whole)
        if message.defects or not message.is_multipart():
            raise UsageError("the body is not in the parts that its content type tells of: send it as they are divided")
        for part in message.iter_parts():
            said = part.get_payload(decode=True)
            assert isinstance(said, bytes)
            yield from _triples(said, part.get("content-type", ""), base)
        return
    if kind == ox.RdfFormat.RDF_XML.media_type and re.search(rb"<!DOCTYPE", content, re.IGNORECASE):
        raise UsageError("the XML has a DOCTYPE, which is refused: leave it out, and write its entities in full")
    content = content.removeprefix(MARK)
    _check_whole(kind, content)
    if why := too_deep(content, FORMATS[kind]):
        raise UsageError(f"the graph {why}")
    try:
        for quad in ox.parse(content, FORMATS[kind], base_iri=base, rename_blank_nodes=True):
            if quad.graph_name != ox.DefaultGraph():
                raise UsageError(f"a graph of its own, {quad.graph_name}, is in what is sent: send it under its name")
            yield quad.triple
    except (SyntaxError, ValueError) as error:
        raise UsageError(f"not {FORMATS[kind].name}: {error}: correct it there") from None


def _check_whole(kind: str, content: bytes) -> None:
    """Refuse what pyoxigraph takes for a small graph or an empty one: XML that ends too soon, JSON that is a mere value."""
    if kind == ox.RdfFormat.RDF_XML.media_type:
        try:
            expat.ParserCreate().Parse(content, True)
        except expat.ExpatError as error:
            raise UsageError(f"not XML: {error}: correct it there, and send all of it") from None
    elif kind == ox.RdfFormat.JSON_LD.media_type and not content.lstrip().startswith((b"{", b"[")):
        raise UsageError("not JSON-LD: neither an object nor a list: send one of them")


def _done(folder: Folder, job: dict[str, Any], content: bytes, output: IO[bytes]) -> None:
    """Change the store, and say so."""

    def told(state: str, loaded: Loaded) -> None:
        is_new = job.get("graph") in loaded.added
        frame(output, b"P", json.dumps({"state": state, "done": str(loaded), "is_new": is_new}).encode())
        output.flush()

    change, until = _change(job, content), time.monotonic() + _PATIENCE
    while True:
        try:
            loaded = changed(folder, change, told)
            break
        except TakenError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
    is_nothing = not (loaded.added or loaded.changed or loaded.removed)
    frame(output, b"Z", b"" if not is_nothing else json.dumps({"state": "", "done": "", "is_new": False}).encode())
    output.flush()


def _status(error: Exception) -> int:
    if isinstance(error, ProtocolError):
        return error.status
    if isinstance(error, TakenError):
        return 503
    if isinstance(error, SourceError):
        return 507
    return 400 if isinstance(error, DipgraphError) else 500


def _heard(source: IO[bytes]) -> tuple[bytes, bytes]:
    kind, size = HEAD.unpack(source.read(HEAD.size) or sys.exit(0))
    return kind, source.read(size)


def main(place: str, memory: int) -> None:
    """Write into the store at *place* until the input ends, taking *memory* bytes more than a process takes that begins."""
    source, output = sys.stdin.buffer, sys.stdout.buffer
    end_with_parent()
    folder = Folder(Path(place))
    no_network()
    limit_memory(memory)
    frame(output, b"R")
    output.flush()
    while True:
        _, told = _heard(source)
        content = bytearray()
        while (heard := _heard(source))[0] == b"D":
            content += heard[1]
        try:
            _done(folder, json.loads(told), bytes(content), output)
        except BrokenPipeError:
            raise
        except Exception as error:
            status = _status(error)
            said = traceback.format_exc() if status == 500 else str(error)
            frame(output, b"E", json.dumps([status, said]).encode())
            output.flush()


if __name__ == "__main__":
    try:
        main(sys.argv[1], int(sys.argv[2]))
    except DipgraphError as error:
        sys.exit(f"dipgraph: {error}")
    except (BrokenPipeError, KeyboardInterrupt):
        # Nothing more can be said.
        os._exit(1)
