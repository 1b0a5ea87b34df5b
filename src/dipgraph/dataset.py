"""Reading Turtle files into named graphs: one document is one file is one graph.

A document's graph is named by its path below ``documents/``; every other file of the data folder, and each vocabulary,
has the graph ``https://w3id.org/dipgraph/<name>``. A file says the same with ``@base``, so that it can travel alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from dipgraph import shipped
from dipgraph.errors import SourceError
from dipgraph.terms import BASE

if TYPE_CHECKING:
    import rdflib

ONTOLOGY = BASE + "ontology"
VOCABULARIES = {"dipgraph.ttl": ONTOLOGY, "acts.ttl": BASE + "act", "issues.ttl": BASE + "issue"}

_BASE_LINE = re.compile(r"^\s*@base\s*<([^>]*)>", re.MULTILINE)


@dataclass(frozen=True, eq=False)
class Graph:
    """What one Turtle file says: the name of its graph, where it was read, its triples and its text.

    Each reading is a graph of its own: two are equal only if they are the same object.
    """

    name: NamedNode
    path: Path
    triples: tuple[Triple, ...] = field(repr=False)
    source: str = field(repr=False)

    def quads(self) -> Iterator[Quad]:
        """Yield the triples as quads of the graph's name."""
        return (Quad(t.subject, t.predicate, t.object, self.name) for t in self.triples)


@dataclass(frozen=True)
class Dataset:
    """Some named graphs, in the order in which they were read.

    >>> dataset = Dataset.read(shipped.folder("data"))
    >>> NamedNode("https://w3id.org/dipgraph/document/mofa-jp/2022-05-23-us") in dataset.names()
    True
    """

    graphs: tuple[Graph, ...]

    @classmethod
    def read(cls, *paths: Path | str, vocabularies: bool = True) -> Dataset:
        """Read the Turtle files at *paths* (files, or folders with all below them), and the ontology with its vocabularies.

        Raises SourceError with file and line for a file that is missing, empty, not UTF-8 or not Turtle, for a folder
        without Turtle, and for two files that claim one graph.
        """
        graphs = [*_vocabularies()] if vocabularies else []
        # A file that is named twice, or in a folder and alone, is read once.
        files = {file.resolve(): (file, root) for file, root in _files([Path(path) for path in paths])}
        graphs += [_read(file, root) for file, root in files.values()]
        seen: dict[NamedNode, Path] = {}
        for graph in graphs:
            if (other := seen.setdefault(graph.name, graph.path)) is not graph.path:
                raise SourceError(f"the graph <{graph.name.value}> is also that of {other}: change @base", graph.path)
        return cls(tuple(graphs))

    def names(self) -> set[NamedNode]:
        """Return the names of all graphs."""
        return {graph.name for graph in self.graphs}

    def replaced_by(self, other: Dataset) -> Dataset:
        """Return this dataset with the graphs of *other* put in, in place of those of the same name or file."""
        names, paths = other.names(), {graph.path.resolve() for graph in other.graphs}
        kept = (g for g in self.graphs if g.name not in names and g.path.resolve() not in paths)
        return Dataset((*kept, *other.graphs))

    def quads(self) -> Iterator[Quad]:
        """Yield the quads of all graphs."""
        for graph in self.graphs:
            yield from graph.quads()

    def to_rdflib(self) -> rdflib.Dataset:
        """Return an rdflib Dataset with the same named graphs, its default graph their union."""
        from dipgraph.rdf import rdflib_dataset

        return rdflib_dataset(self)


@cache
def _vocabularies() -> tuple[Graph, ...]:
    folder = shipped.folder("ontology")
    return tuple(_parse(folder / name, NamedNode(iri)) for name, iri in VOCABULARIES.items())


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, Path | None]]:
    for path in paths:
        if path.is_dir():
            # What is hidden is not meant: environments, for one, which have dipgraph's own data in them.
            files = sorted(f for f in path.rglob("*.ttl") if not _is_hidden(f.relative_to(path)))
            if not files:
                raise SourceError("no Turtle file (.ttl) in this folder or below it: give a folder of documents", path)
            yield from ((file, path) for file in files)
        elif path.exists():
            yield path, None
        else:
            raise SourceError("no such file or folder: give the path of a Turtle file or a folder of them", path)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _name(path: Path, root: Path | None, source: str) -> NamedNode:
    """Return the name of the graph of the file at *path*: from its place in a data folder, else from its @base line.

    A data folder is one with ``documents/`` in it, wherever it lies: also below a folder of that name.
    """
    folder = path.resolve().parent
    if (folder / "documents").is_dir():
        return NamedNode(BASE + path.stem)
    parts = path.resolve().with_suffix("").parts
    if "documents" in parts:
        at = len(parts) - 1 - parts[::-1].index("documents")
        name = BASE + "/".join(("document", *parts[at + 1 :]))
        if (match := _BASE_LINE.search(source)) is not None and match[1] != name:
            line = source.count("\n", 0, match.start(1)) + 1
            raise SourceError(
                f"@base is <{match[1]}>, but by its path the file is <{name}>: make them agree", path, line
            )
        return NamedNode(name)
    if root is not None and path.parent == root:
        return NamedNode(BASE + path.stem)
    if (match := _BASE_LINE.search(source)) is not None and match[1].startswith(("http://", "https://")):
        return NamedNode(match[1])
    return NamedNode(path.resolve().as_uri())


def _read(path: Path, root: Path | None) -> Graph:
    if path.suffix not in (".ttl", ".turtle"):
        raise SourceError("not a Turtle file by its name: give files that end in .ttl", path)
    return _parse(path, None, root)


def _parse(path: Path, name: NamedNode | None, root: Path | None = None) -> Graph:
    try:
        content = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        raise SourceError(f"{error.strerror}: give a file that can be read", path) from None
    try:
        source = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(
            "not UTF-8: save the file in that encoding", path, content.count(b"\n", 0, error.start) + 1
        ) from None
    if not source.strip():
        raise SourceError("the file is empty: remove it, or write the document's Turtle", path)
    try:
        name = name or _name(path, root, source)
        quads = parse(content, format=RdfFormat.TURTLE, base_iri=name.value)
        triples = tuple(quad.triple for quad in quads)
    except SyntaxError as error:
        raise SourceError(f"not Turtle: {error.msg}: correct it there", path, error.lineno) from None
    except ValueError as error:
        raise SourceError(f"{error}: write a valid IRI in @base, and no spaces in the file's name", path) from None
    if not triples:
        raise SourceError("no statement in this file: write the document's Turtle", path)
    return Graph(name, path, triples, source)
