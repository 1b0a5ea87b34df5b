"""A process that answers queries from a store on disk, one after the other, for a server that may end it at any time.

It is started as ``python -m dipgraph.answerer FOLDER BYTES`` and speaks in frames over its standard input and output: a
letter, the length in four bytes, and so many bytes. It says R when it is ready. Asked Q, with the query as JSON, it says H
with the media type, D with each piece of the answer, and Z at its end; or else E with what is wrong, which is after pieces
of D too.
"""

from __future__ import annotations

import codecs
import json
import os
import re
import struct
import sys
import traceback
from typing import IO, Any

import pyoxigraph as ox

from dipgraph.confined import end_with_parent, limit_memory, no_network
from dipgraph.errors import DipgraphError, SourceError
from dipgraph.opening import open_store
from dipgraph.query import Query
from dipgraph.reading import read
from dipgraph.results import XML_FORBIDS
from dipgraph.stores import Store, faulty

HEAD = struct.Struct("!cI")
_PIECE = 1 << 16
# What stands between two rows of an answer, and in nothing else but a hostile text: rows are counted by it.
_BETWEEN = {"json": b'}},{"', "xml": b"</result>", "csv": b"\n", "tsv": b"\n"}
ROWS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}


class Refused(Exception):
    """A limit that an answer reached."""


class _Output:
    """Where pyoxigraph writes an answer: pieces go out as frames, as long as they are within the limits."""

    def __init__(self, output: IO[bytes], format: str, most_bytes: int, most_rows: int) -> None:
        self.output, self.most_bytes, self.most_rows = output, most_bytes, most_rows
        self.between, self.rows, self.size = _BETWEEN.get(format), 0, 0
        self.waiting = bytearray()
        self.decoder = codecs.getincrementaldecoder("utf-8")() if format in ("xml", "rdf") else None

    def write(self, data: bytes) -> int:
        """Take a piece of the answer."""
        taken = len(data)
        if self.decoder is not None:
            data = re.sub(XML_FORBIDS, "\ufffd", self.decoder.decode(bytes(data))).encode()
        if self.between is not None:
            # What separates two rows may lie across two pieces.
            before = bytes(self.waiting[-len(self.between) + 1 :]) if len(self.between) > 1 else b""
            self.rows += (before + data).count(self.between)
            if self.rows > self.most_rows:
                raise Refused(
                    f"the answer has more than {self.most_rows:,} rows: ask for fewer, with LIMIT or a condition"
                )
        self.size += len(data)
        if self.size > self.most_bytes:
            raise Refused(
                f"the answer has more than {self.most_bytes:,} bytes: ask for less, with LIMIT or a condition"
            )
        self.waiting += data
        if len(self.waiting) >= _PIECE:
            frame(self.output, b"D", bytes(self.waiting))
            self.waiting = self.waiting[len(self.waiting) :]
        return taken

    def flush(self) -> None:
        """Send what waits."""
        if self.waiting:
            frame(self.output, b"D", bytes(self.waiting))
            self.waiting.clear()


def frame(output: IO[bytes], kind: bytes, content: bytes = b"") -> None:
    """Write one frame to *output*."""
    output.write(HEAD.pack(kind, len(content)) + content)
    output.flush()


def _answer(opened: Store, asked: dict[str, Any], output: IO[bytes]) -> None:
    """Write the answer to what is *asked*."""
    if "page" in asked:
        frame(output, b"H", b"application/json")
        frame(output, b"D", json.dumps(read(opened, asked)).encode())
        frame(output, b"Z")
        return
    if "file" in asked:
        from dipgraph.drawn import FILES, filed

        writer = _Output(output, "", asked["most_bytes"], asked["most_rows"])
        frame(output, b"H", FILES[asked["file"]].encode())
        for piece in filed(opened, asked["name"], asked["file"], asked["values"]):
            writer.write(piece)
        writer.flush()
        frame(output, b"Z")
        return
    if "stored" in asked:
        text = Query.named(asked["stored"]).bind(opened, **asked["values"])
        asked = {**asked, "query": text, "has_dataset": False, "base": None, "default": (), "named": ()}
    default, named = asked["default"], asked["named"]
    dataset: dict[str, Any] = {"use_default_graph_as_union": not asked["has_dataset"]}
    if default or named:
        dataset = {"default_graph": _names(default), "named_graphs": _names(named)}
    results = opened.embedded.query(asked["query"], base_iri=asked["base"], **dataset)
    if isinstance(results, ox.QueryTriples):
        format = asked["graph"] if asked["graph"] in GRAPHS else "ttl"
        writer = _Output(output, "", asked["most_bytes"], asked["most_rows"])
        writer.decoder = codecs.getincrementaldecoder("utf-8")() if format == "rdf" else None
        frame(output, b"H", GRAPHS[format].media_type.encode())
        ox.serialize(results, writer, GRAPHS[format])  # type: ignore[arg-type]
    else:
        format = asked["rows"] if asked["rows"] in ROWS else "json"
        writer = _Output(output, format, asked["most_bytes"], asked["most_rows"])
        frame(output, b"H", ROWS[format].media_type.encode())
        if isinstance(results, ox.QueryBoolean) and format in ("csv", "tsv"):
            writer.write(b"true\n" if results else b"false\n")
        else:
            results.serialize(writer, ROWS[format])  # type: ignore[arg-type]
    writer.flush()
    frame(output, b"Z")


def _names(given: list[str]) -> list[ox.NamedNode]:
    return [ox.NamedNode(name) for name in given]


def main(folder: str, memory: int) -> None:
    """Answer from the store in *folder* until the input ends, taking *memory* bytes more than an open store takes."""
    source, output = sys.stdin.buffer, sys.stdout.buffer
    end_with_parent()
    if not os.path.exists(folder):
        # It was removed meanwhile: no answer, not an empty one.
        raise SourceError("the store is not there any more: load again", folder)
    with open_store(folder) as opened:
        opened.query("ASK { ?s ?p ?o }")
        no_network()
        limit_memory(memory)
        frame(output, b"R")
        while head := source.read(HEAD.size):
            _, size = HEAD.unpack(head)
            asked = json.loads(source.read(size))
            try:
                _answer(opened, asked, output)
            except SyntaxError as error:
                fault = faulty(asked.get("query", ""), str(error))
                frame(output, b"E", json.dumps(["syntax", f"not SPARQL {fault}: correct the query"]).encode())
            except DipgraphError as error:
                frame(output, b"E", json.dumps(["usage", str(error)]).encode())
            except Refused as error:
                frame(output, b"E", json.dumps(["limit", str(error)]).encode())
            except BrokenPipeError:
                raise
            except (RuntimeError, ValueError, OSError, MemoryError) as error:
                # What pyoxigraph raises while it answers.
                frame(output, b"E", json.dumps(["failed", f"the query failed: {error}"]).encode())
            except Exception:
                # A fault of ours, which is no fault of the query: the server says it where it runs.
                frame(output, b"E", json.dumps(["fault", traceback.format_exc()]).encode())


if __name__ == "__main__":
    try:
        main(sys.argv[1], int(sys.argv[2]))
    except DipgraphError as error:
        sys.exit(f"dipgraph: {error}")
    except (BrokenPipeError, KeyboardInterrupt):
        sys.exit(1)
