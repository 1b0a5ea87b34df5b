"""Files of RDF as they are found and read: their format by name, unpacked where they are packed, within stated limits.

What is read may be anybody's, and the parsers underneath take memory as long as there is any. So a file is refused
before it is parsed if it is larger, unpacks to more, or nests deeper than any document does.
"""

from __future__ import annotations

import gzip
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import RdfFormat

from dipgraph.errors import SourceError

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".turtle": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
}
STANDARD_INPUT = Path("-")
# What some programs write before a text in UTF-8, and is none of it.
MARK = b"\xef\xbb\xbf"

# In bytes. The first holds of what is parsed as one piece; dumps, which are parsed line by line, may be any size.
LARGEST_PIECE = 64 * 2**20
LARGEST_UNPACKED, LARGEST_RATIO = 64 * 2**20, 200
# pyoxigraph's parsers of JSON-LD and of triple terms recurse, and end the process where memory or the stack ends.
DEEPEST_JSON, MOST_TRIPLE_TERMS = 100, 1000


@dataclass(frozen=True)
class Source:
    """A file of RDF: its path as it was given, the same path absolute, the folder it was found in, and its format."""

    path: Path
    absolute: str
    root: str | None
    format: RdfFormat
    packed: bool

    @property
    def bare(self) -> str:
        """The absolute path without the suffixes of format and packing."""
        return _split(self.absolute)[0]

    def read(self) -> bytes:
        """Return the file's content, unpacked, without a byte order mark; a SourceError says why it is refused."""
        content = self._unpacked()
        if self.format in (RdfFormat.TURTLE, RdfFormat.JSON_LD) and len(content) > LARGEST_PIECE:
            raise SourceError(
                f"larger than {LARGEST_PIECE >> 20} MiB, which no document is: split it, or give N-Quads", self.path
            )
        if why := too_deep(content, self.format):
            raise SourceError(why, self.path)
        return content.removeprefix(MARK)

    def _unpacked(self) -> bytes:
        try:
            if self.path == STANDARD_INPUT:
                return sys.stdin.buffer.read()
            with open(self.absolute, "rb") as file:
                if not self.packed:
                    return file.read()
                most = max(LARGEST_UNPACKED, LARGEST_RATIO * os.fstat(file.fileno()).st_size)
                content = gzip.GzipFile(fileobj=file).read(most + 1)
        except (gzip.BadGzipFile, EOFError, zlib.error):
            raise SourceError("not a gzip file, or a part of one: pack it again", self.path) from None
        except OSError as error:
            raise SourceError(f"{error.strerror}: give a file that can be read", self.path) from None
        if len(content) > most:
            raise SourceError(f"unpacks to more than {most >> 20} MiB: unpack it yourself if you trust it", self.path)
        return content


def too_deep(content: bytes, format: RdfFormat) -> str:
    """Return why *content* is refused, which would end the process that parses it in its *format*, else nothing."""
    if format == RdfFormat.JSON_LD and _depth(content) > DEEPEST_JSON:
        return f"nests more than {DEEPEST_JSON} brackets: make it flatter"
    if content.count(b"<<") > MOST_TRIPLE_TERMS:
        return f"has more than {MOST_TRIPLE_TERMS} triple terms (<<): leave them out"
    return ""


def find(paths: Iterable[Path], format: RdfFormat = RdfFormat.TURTLE) -> list[Source]:
    """Return the files of RDF at *paths*, those of a folder in order, each once; a SourceError names what is not there.

    The path ``-`` is standard input, in *format*. What is hidden in a folder is not meant: environments, for one, have
    dipgraph's own data in them.
    """
    found: dict[str, Source] = {}
    for path in paths:
        if path == STANDARD_INPUT:
            found["-"] = Source(path, "-", None, format, False)
        elif path.is_dir():
            root = os.path.realpath(path)
            try:
                files = sorted(_below(root))
            except OSError as error:
                raise SourceError(
                    f"{error.strerror}, in this folder or below it: give one that can be read", path
                ) from None
            if not files:
                raise SourceError(
                    f"no RDF file ({', '.join(FORMATS)}) in or below this folder: leave it out, or give another",
                    path,
                )
            for absolute in files:
                source = _source(path / absolute[len(root) :].lstrip(os.sep), absolute, root)
                found.setdefault(absolute, source)
        elif path.exists():
            absolute = os.path.realpath(path)
            found.setdefault(absolute, _source(path, absolute, None))
        else:
            raise SourceError("no such file or folder: give the path of an RDF file, or of a folder of them", path)
    return list(found.values())


def is_rdf(name: str) -> bool:
    """Say whether a file of this name is taken for RDF."""
    return _split(name)[1] in FORMATS


def _below(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                yield from _below(entry.path)
            elif is_rdf(entry.name):
                yield entry.path


def _source(path: Path, absolute: str, root: str | None) -> Source:
    _, suffix, packed = _split(absolute)
    if suffix not in FORMATS:
        raise SourceError(
            f"not RDF by its name: give files that end in {', '.join(FORMATS)}, or in one of these and .gz", path
        )
    return Source(path, absolute, root, FORMATS[suffix], packed)


def _split(path: str) -> tuple[str, str, bool]:
    """Return *path* without its suffixes, the suffix of its format, and whether it is packed.

    >>> _split("a/b.nq.gz")
    ('a/b', '.nq', True)
    """
    packed = path.endswith(".gz")
    stem, suffix = os.path.splitext(path[:-3] if packed else path)
    return stem, suffix, packed


def _depth(content: bytes) -> int:
    """Return how deep the brackets of *content* nest, those in strings counted too."""
    depth = deepest = 0
    for byte in content.translate(None, delete=_NO_BRACKETS):
        depth += 1 if byte in b"[{" else -1
        deepest = max(deepest, depth)
    return deepest


_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


class Parsing:
    """A with block in which what a parser finds wrong becomes a SourceError with its line.

    A class and not a generator: it is entered once for every document, and this costs a tenth.
    """

    def __init__(self, path: Path, format: RdfFormat) -> None:
        """Take the path and the format of what is parsed."""
        self._path, self._format = path, format

    def __enter__(self) -> None:
        """Begin to parse."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Turn what the parser found wrong into a SourceError."""
        if isinstance(error, SyntaxError):
            raise SourceError(
                f"not {self._format.name}: {error.msg}: correct it there", self._path, error.lineno
            ) from None
        if isinstance(error, MemoryError):
            raise SourceError("a term in it is longer than 16 MiB: shorten it", self._path) from None
        if isinstance(error, ValueError):
            raise SourceError(
                f"{error}: write a valid IRI in @base, and no spaces in the file's name", self._path
            ) from None
