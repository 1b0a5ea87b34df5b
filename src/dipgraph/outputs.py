"""What a process that answers sends: frames of pieces of an answer, in its formats, as long as they are within limits."""

from __future__ import annotations

import codecs
import re
import struct
from typing import IO, NamedTuple

import pyoxigraph as ox

from dipgraph.counted import Counted
from dipgraph.results import XML_FORBIDS

HEAD = struct.Struct("!cI")
_PIECE = 1 << 16
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


class Limits(NamedTuple):
    """How many rows and bytes an answer may have."""

    rows: int
    bytes: int


class Refused(Exception):
    """A limit that an answer reached."""


class Unwritable(Exception):
    """What the format that is asked for cannot say."""


class Output:
    """Where pyoxigraph writes an answer: pieces go out as frames, as long as they are within the limits."""

    def __init__(self, output: IO[bytes], format: str, limits: Limits) -> None:
        """Take where the frames go, and the format, of whose rows the limits are; others are counted in bytes."""
        self.output, self.limits, self.size = output, limits, 0
        self.rows = Counted(format) if format in ROWS else None
        self.waiting = bytearray()
        self.decoder = codecs.getincrementaldecoder("utf-8")() if format in ("xml", "rdf") else None

    def write(self, data: bytes) -> int:
        """Take a piece of the answer."""
        taken, data = len(data), bytes(data)
        if self.decoder is not None:
            data = re.sub(XML_FORBIDS, "\ufffd", self.decoder.decode(data)).encode()
        if self.rows is not None and self.rows.after(data) > self.limits.rows:
            raise Refused(
                f"the answer has more than {self.limits.rows:,} rows: ask for fewer, with LIMIT or a condition"
            )
        self.size += len(data)
        if self.size > self.limits.bytes:
            raise Refused(
                f"the answer has more than {self.limits.bytes:,} bytes: ask for less, with LIMIT or a condition"
            )
        self.waiting += data
        if len(self.waiting) >= _PIECE:
            self.flush()
        return taken

    def flush(self) -> None:
        """Send what waits."""
        if self.waiting:
            frame(self.output, b"D", bytes(self.waiting))
            self.waiting.clear()


def frame(output: IO[bytes], kind: bytes, content: bytes = b"") -> None:
    """Write one frame to *output*, which need not send it at once."""
    output.write(HEAD.pack(kind, len(content)) + content)
