"""What a release says to who opens its folder, as Markdown and as HTML: what is in it, how to cite, check and load it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from dipgraph.edition import Edition
from dipgraph.ontology_page import STYLE


class Code(str):
    """The name of a file, or what is typed."""


@dataclass(frozen=True)
class Heading:
    """A heading of a section, or of the whole where *top*."""

    text: str
    top: bool = False


@dataclass(frozen=True)
class Table:
    """A table: its headings, and its rows of cells, the last of which are numbers where *counted*."""

    headings: tuple[str, str]
    rows: tuple[tuple[str, str], ...]
    counted: bool = False


@dataclass(frozen=True)
class Program:
    """A program or commands in a *language*."""

    language: str
    text: str


Block = Heading | Table | Program | tuple[str, ...]


def read_me(edition: Edition) -> str:
    """Return the text in Markdown."""
    return "\n\n".join(map(_markdown, _blocks(edition))) + "\n"


def index(edition: Edition) -> str:
    """Return the text as a page of HTML, with links to the files."""
    meta = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    head = f"{meta}<title>{escape(edition.title)}</title><style>{STYLE}</style>"
    body = "\n".join(map(_html, _blocks(edition)))
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body>\n{body}\n</body></html>\n'


def _blocks(edition: Edition) -> Iterator[Block]:
    contents, census = edition.contents, edition.census
    counts = {
        "statements (a triple in a named graph)": census.statements,
        "different triples": census.triples,
        "named graphs": len(edition.graphs),
        "documents": len(contents.documents),
        "meetings": contents.meetings,
        "classes in use": len(census.classes),
        "properties in use": len(census.properties),
    }
    largest = sorted(contents.publishers.values(), key=lambda documents: (-len(documents), documents[0].publisher))
    publishers = {documents[0].publisher: len(documents) for documents in largest}
    yield Heading(edition.title, top=True)
    yield (edition.description,)
    yield (f"Version {edition.version}, {edition.day}. {edition.address}".rstrip(),)
    yield from (Heading("To cite it"), (edition.citation,), Heading("What is in it"), _counted("what", counts))
    if publishers:
        yield _counted("documents of", publishers)
    yield Table(("file", "what it is"), _FILES)
    if edition.licence:
        yield ("The licence of the data, and what it does not cover, is in ", Code("LICENSE"), ".")
        yield ("Texts of documents, of which it may speak, are not in a release.",)
    else:
        yield ("No licence of the data is stated.",)
    yield ("The licence of the queries and the shapes is in ", Code("LICENSE-APACHE"), ".")
    yield from (Heading("To check it"), Program("sh", _CHECK), Heading("To load it"))
    yield ("The queries ask the union of the named graphs. With dipgraph:",)
    yield from (Program("sh", _LOAD), ("Without it, in Python:",), Program("python", _PYTHON))


def _counted(what: str, numbers: dict[str, int]) -> Table:
    return Table((what, "number"), tuple((words, f"{number:,}") for words, number in numbers.items()), counted=True)


_FILES = (
    (Code("graph.nq.gz"), "the graph as canonical N-Quads (RDFC-1.0); unpacked, it has the digest above"),
    (Code("graph.trig.gz"), "the same as TriG"),
    (Code("graph.jsonld"), "the same as JSON-LD"),
    (
        Code("ontology.html"),
        "each term with its definition and shapes, and an example where this graph has one; for a browser",
    ),
    (Code("ontology/"), "the ontology, its vocabularies, shapes, alignments and context"),
    (Code("queries/"), "the stored queries in SPARQL, which run as they stand"),
    (Code("queries.ttl"), "the same for processors of SHACL"),
    (Code("void.ttl"), "numbers by class, property, publisher and graph (VoID), with a digest of each graph"),
    (Code("dcat.ttl"), "the entry for a catalogue of data sets (DCAT 3)"),
    (Code("ro-crate-metadata.json"), "each file, and each document that was encoded (RO-Crate 1.1)"),
    (Code("SHA256SUMS"), "the digests of the files"),
)
_CHECK = """sha256sum --check SHA256SUMS
gzip -dc graph.nq.gz | sha256sum"""
_LOAD = """dipgraph load --store graph.db graph.nq.gz
dipgraph query recurring-issues --store graph.db"""
_PYTHON = """import gzip
import pyoxigraph

store = pyoxigraph.Store()
with gzip.open("graph.nq.gz") as file:
    store.bulk_load(file, format=pyoxigraph.RdfFormat.N_QUADS)
with open("queries/recurring-issues.rq", encoding="utf-8") as file:
    for row in store.query(file.read(), use_default_graph_as_union=True):
        print(row)"""


def _markdown(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' if block.top else '##'} {_plain(block.text)}"
    if isinstance(block, Program):
        return f"```{block.language}\n{block.text}\n```"
    if isinstance(block, Table):
        line = "---:" if block.counted else "---"
        rows = [block.headings, ("---", line), *(map(_plain, row) for row in block.rows)]
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return "".join(map(_plain, block))


def _plain(text: str) -> str:
    """Return *text* on one line, such that Markdown takes no part of it for a sign or for HTML."""
    if isinstance(text, Code):
        return f"`{text}`"
    signs = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|#"})
    ends = (" " if text[:1] == " " else "", " " if text[-1:] == " " else "")
    return " ".join(text.split()).translate(signs).join(ends)


def _html(block: Block) -> str:
    if isinstance(block, Heading):
        tag = "h1" if block.top else "h2"
        return f"<{tag}>{escape(block.text)}</{tag}>"
    if isinstance(block, Program):
        return f"<pre><code>{escape(block.text)}</code></pre>"
    if isinstance(block, Table):
        head = _cells("th", map(escape, block.headings))
        rows = (_cells("td", map(_marked, row)) for row in block.rows)
        return f"<table>\n{head}\n" + "\n".join(rows) + "\n</table>"
    return f"<p>{''.join(map(_marked, block))}</p>"


def _cells(tag: str, cells: Iterable[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


def _marked(text: str) -> str:
    return f'<a href="{escape(text)}"><code>{escape(text)}</code></a>' if isinstance(text, Code) else escape(text)
