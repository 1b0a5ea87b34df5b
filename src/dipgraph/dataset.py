"""Reading files into named graphs: one document is one file is one graph.

A document's graph is named by its path below ``documents/``; every other file of the data folder, and each vocabulary,
has the graph ``https://w3id.org/dipgraph/<name>``. A file says the same with ``@base``, so that it can travel alone.
TriG, N-Quads and JSON-LD name their graphs themselves; what they say outside of those is in the graph of the file.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from dipgraph import shipped
from dipgraph.digests import is_mark
from dipgraph.errors import SourceError
from dipgraph.sources import STANDARD_INPUT, Parsing, Source, find
from dipgraph.terms import BASE

if TYPE_CHECKING:
    import rdflib

ONTOLOGY = BASE + "ontology"
JUDGEMENTS = "judgements"
VOCABULARIES = {"dipgraph.ttl": ONTOLOGY, "acts.ttl": BASE + "act", "issues.ttl": BASE + "issue"}

_BASE_LINE = re.compile(rb"^\s*@base\s*<([^>]*)>", re.MULTILINE)
_SEVERAL = (RdfFormat.TRIG, RdfFormat.N_QUADS, RdfFormat.JSON_LD)


@dataclass(frozen=True, eq=False)
class Graph:
    """What one file says: the name of its graph, where it was read, and its content, in Turtle or N-Triples.

    Each reading is a graph of its own: two are equal only if they are the same object.
    """

    name: NamedNode
    path: Path
    content: bytes = field(repr=False)
    format: RdfFormat = RdfFormat.TURTLE
    origin: str = ""

    @cached_property
    def triples(self) -> tuple[Triple, ...]:
        """The triples of the content, parsed when they are first asked for; a SourceError says what is wrong, and where."""
        with self.reading():
            triples = tuple(q.triple for q in parse(self.content, format=self.format, base_iri=self.name.value))
        if not triples:
            raise self.empty()
        return triples

    @property
    def source(self) -> str:
        """The text of the file, where the file is this graph alone; else nothing, for lines would be none of the file's."""
        return self.content.decode() if self.format == RdfFormat.TURTLE else ""

    @property
    def digest(self) -> str:
        """The SHA-256 of the content: as long as it is the same, the graph says the same."""
        return hashlib.sha256(self.content).hexdigest()

    def reading(self) -> Parsing:
        """Return a with block in which the content is parsed: what is wrong with it becomes a SourceError."""
        return Parsing(self.path, self.format)

    def empty(self) -> SourceError:
        """Return the error that says that the content is RDF but says nothing."""
        return SourceError("no statement in this file: write the document's Turtle", self.path)

    def part(self, triples: Iterable[Triple]) -> Graph:
        """Return this graph as if it had only *triples*."""
        part = replace(self)
        # The place in which the property keeps what it has parsed.
        part.__dict__["triples"] = tuple(triples)
        return part

    def quads(self) -> Iterator[Quad]:
        """Yield the triples as quads of the graph's name."""
        return (Quad(t.subject, t.predicate, t.object, self.name) for t in self.triples)

    def n_triples(self) -> tuple[bytes, int]:
        """Return the graph as lines of N-Triples, each once, and their number; neither they nor the triples are kept."""
        with self.reading():
            triples = parse(self.content, format=self.format, base_iri=self.name.value, rename_blank_nodes=True)
            text = serialize(triples, format=RdfFormat.N_TRIPLES)
        assert text is not None
        lines = text.splitlines(keepends=True)
        once = dict.fromkeys(lines)
        if not once:
            raise self.empty()
        return text if len(once) == len(lines) else b"".join(once), len(once)

    def trig(self) -> tuple[bytes, int]:
        """Return the graph as TriG, each triple a line of its own and there once, and their number."""
        # N-Triples are Turtle, and quicker to put into braces than to give each line the graph's name.
        lines, number = self.n_triples()
        return b"".join((b"<", self.name.value.encode(), b"> {\n", lines, b"}\n")), number


@dataclass(frozen=True)
class Dataset:
    """Some named graphs, in the order in which they were read, and the paths at which they were looked for.

    >>> dataset = Dataset.read(shipped.folder("data"))
    >>> NamedNode("https://w3id.org/dipgraph/document/mofa-jp/2022-05-23-us") in dataset.names()
    True
    """

    graphs: tuple[Graph, ...]
    paths: tuple[str, ...] = ()

    @classmethod
    def read(cls, *paths: Path | str, vocabularies: bool = True) -> Dataset:
        """Read the files at *paths* (files, or folders with all below them), and the ontology with its vocabularies.

        Raises SourceError with file and line for a file that is missing, empty, not UTF-8 or not RDF, for a folder
        without any, and for two files that claim one graph.
        """
        files = Files.at(*paths, vocabularies=vocabularies)
        graphs = tuple(files)
        for graph in graphs:
            _ = graph.triples
        return cls(graphs, files.paths)

    def names(self) -> set[NamedNode]:
        """Return the names of all graphs."""
        return {graph.name for graph in self.graphs}

    def replaced_by(self, other: Dataset) -> Dataset:
        """Return this dataset with the graphs of *other* put in, in place of those of the same name or file."""
        names, paths = other.names(), {os.path.realpath(graph.path) for graph in other.graphs}
        kept = (g for g in self.graphs if g.name not in names and os.path.realpath(g.path) not in paths)
        return Dataset((*kept, *other.graphs))

    def quads(self) -> Iterator[Quad]:
        """Yield the quads of all graphs."""
        for graph in self.graphs:
            yield from graph.quads()

    def to_rdflib(self) -> rdflib.Dataset:
        """Return an rdflib Dataset with the same named graphs, its default graph their union."""
        from dipgraph.rdf import rdflib_dataset

        return rdflib_dataset(self)


@dataclass(frozen=True)
class Files:
    """The files of a dataset that is too large to be held: each iteration reads them one by one, parsing none.

    Errors are those of ``Dataset.read``, but that of a syntax, which whoever parses a graph will see.
    """

    sources: Sequence[Source]
    paths: tuple[str, ...]
    vocabularies: bool = True

    @classmethod
    def at(cls, *paths: Path | str, vocabularies: bool = True, format: RdfFormat = RdfFormat.TURTLE) -> Files:
        """Find the files at *paths*; ``-`` is standard input, in *format*."""
        given = [Path(path) for path in paths]
        absolute = tuple(os.path.realpath(path) for path in given if path != STANDARD_INPUT)
        return cls(find(given, format), absolute, vocabularies)

    def __len__(self) -> int:
        """Return the number of files, vocabularies included."""
        return len(self.sources) + (len(VOCABULARIES) if self.vocabularies else 0)

    def __iter__(self) -> Iterator[Graph]:
        """Yield the graphs of each file in turn."""
        seen: dict[str, Path] = {}
        for graph in self._graphs():
            if graph.name.value in seen:
                other = seen[graph.name.value]
                raise SourceError(
                    f"the graph <{graph.name.value}> is also that of {other}: leave one of them out, or change @base",
                    graph.path,
                )
            seen[graph.name.value] = graph.path
            yield graph

    def _graphs(self) -> Iterator[Graph]:
        if self.vocabularies:
            yield from _vocabularies()
        for source in self.sources:
            for graph in _graphs(source):
                # What was exported has the vocabularies in it too: those that come with dipgraph stand.
                if not (self.vocabularies and source.format in _SEVERAL and graph.name.value in VOCABULARIES.values()):
                    yield graph


@cache
def _vocabularies() -> tuple[Graph, ...]:
    paths = {shipped.folder("ontology") / name: NamedNode(iri) for name, iri in VOCABULARIES.items()}
    return tuple(Graph(iri, path, path.read_bytes(), origin=str(path)) for path, iri in paths.items())


def _graphs(source: Source) -> Iterator[Graph]:
    content = source.read()
    if not content.strip():
        if os.path.basename(source.bare) == JUDGEMENTS:
            return
        raise SourceError("the file is empty: remove it, or write a document in it", source.path)
    if source.format == RdfFormat.TURTLE:
        try:
            content.decode()
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise SourceError("not UTF-8: save the file in that encoding", source.path, line) from None
    with Parsing(source.path, source.format):
        name = _name(source, content)
        # Where the last judgement was taken back nothing is judged: that is no file that somebody forgot to write.
        if name.value == BASE + JUDGEMENTS and not any(parse(content, format=source.format, base_iri=name.value)):
            return
    if source.format in _SEVERAL:
        for named, triples in _parted(source, content, name).items():
            yield Graph(named, source.path, n_triples(triples), RdfFormat.N_TRIPLES, source.absolute)
    else:
        yield Graph(name, source.path, content, source.format, source.absolute)


def _name(source: Source, content: bytes) -> NamedNode:
    """Return the name of the graph of the file *source*: from its place in a data folder, else from its @base line.

    A data folder is one with ``documents/`` in it, wherever it lies: also below a folder of that name.
    """
    folder, stem = os.path.split(source.bare)
    is_data_folder, below = _place(folder)
    if is_data_folder:
        return NamedNode(BASE + stem)
    if below is not None:
        name = BASE + "/".join((*below, stem))
        if (match := _BASE_LINE.search(content)) is not None and match[1].decode() != name:
            line = content.count(b"\n", 0, match.start(1)) + 1
            raise SourceError(
                f"@base is <{match[1].decode()}>, but by its path the file is <{name}>: make them agree",
                source.path,
                line,
            )
        return NamedNode(name)
    match = _BASE_LINE.search(content)
    # One document's file says so wherever it lies: also the folder of one publisher may be the one that is read.
    if folder == source.root and not (match and match[1].startswith(f"{BASE}document/".encode())):
        return NamedNode(BASE + stem)
    if match is not None and match[1].startswith((b"http://", b"https://")):
        return NamedNode(match[1].decode())
    return NamedNode(Path(source.absolute).as_uri() if source.path != STANDARD_INPUT else BASE + "standard-input")


@cache
def _place(folder: str) -> tuple[bool, tuple[str, ...] | None]:
    """Say whether *folder* is a data folder, and what its path is from ``document`` on, if it lies below documents/."""
    if os.path.isdir(os.path.join(folder, "documents")):
        return True, None
    parts = Path(folder).parts
    if "documents" not in parts:
        return False, None
    return False, ("document", *parts[len(parts) - parts[::-1].index("documents") :])


def _parted(source: Source, content: bytes, name: NamedNode) -> dict[NamedNode, list[Triple]]:
    """Return the triples of a file with several graphs, by graph; those of no graph in that of the file, *name*."""
    parts: dict[NamedNode, list[Triple]] = {}
    with Parsing(source.path, source.format):
        for quad in parse(content, format=source.format, base_iri=name.value):
            graph = name if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name
            if not isinstance(graph, NamedNode):
                raise SourceError(f"the graph {graph} has no address: name it by an IRI", source.path)
            # What was written for a server has a mark in each graph, which is no statement.
            if not is_mark(quad.triple):
                parts.setdefault(graph, []).append(quad.triple)
    if not parts:
        raise Graph(name, source.path, b"").empty()
    return parts


def n_triples(triples: Iterable[Triple]) -> bytes:
    """Return *triples* as N-Triples, blank nodes numbered, so that the same file gives the same text each time."""
    numbers: dict[BlankNode, BlankNode] = {}

    def numbered(triple: Triple) -> Triple:
        ends = [
            numbers.setdefault(end, BlankNode(f"b{len(numbers)}")) if isinstance(end, BlankNode) else end
            for end in (triple.subject, triple.object)
        ]
        return Triple(ends[0], triple.predicate, ends[1])  # type: ignore[arg-type]

    text = serialize((numbered(triple) for triple in triples), format=RdfFormat.N_TRIPLES)
    assert text is not None
    return text
