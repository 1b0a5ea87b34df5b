"""A release of a graph: a folder that can be published, cited, checked and loaded without dipgraph.

The same graph gives the same folder, byte by byte: what is written is in order, blank nodes have the names of RDFC-1.0,
and no day, place or name is in it but those that the graph, the licence and the options say.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from dipgraph import crate, dcat_description, executables, json_ld, shipped, void_description
from dipgraph.census import Census, counted
from dipgraph.contents import Contents
from dipgraph.digests import canonical
from dipgraph.dump import dump
from dipgraph.edition import Edition, File, GraphFacts
from dipgraph.errors import SourceError, UsageError
from dipgraph.folders import whole
from dipgraph.generations import digested
from dipgraph.loading import Progress
from dipgraph.ontology_page import ontology_page
from dipgraph.query import Query, names
from dipgraph.read_me import index, read_me
from dipgraph.sorted_lines import SortedLines
from dipgraph.steady import Steady
from dipgraph.stores import Store
from dipgraph.terms import day

SUMS = "SHA256SUMS"
_TITLES = {
    "graph.nq.gz": "The graph as canonical N-Quads (RDFC-1.0), packed",
    "graph.trig.gz": "The graph as TriG, graph by graph, packed",
    "graph.jsonld": "The graph as JSON-LD, graph by graph",
    "LICENSE": "The licence of the data, and what it does not cover",
    "LICENSE-APACHE": "The licence of the queries and the shapes",
    "README.md": "What is in the release, how to cite, check and load it",
    "index.html": "The same as README.md, for a browser",
    "ontology.html": "The ontology: each term with its definition, its shapes and examples",
    "queries.ttl": "The stored queries as executables of SHACL Advanced Features",
    dcat_description.FILE: "The release in DCAT 3, for catalogues of data sets",
    void_description.FILE: "The release in VoID, with its partitions",
    "ontology/acts.ttl": "The vocabulary of acts",
    "ontology/alignments.ttl": "How the terms stand to those of others",
    "ontology/context.jsonld": "The context for JSON-LD",
    "ontology/dipgraph.ttl": "The ontology",
    "ontology/issues.ttl": "The vocabulary of issues",
    "ontology/names.ttl": "The words by which documents name who meets",
    "ontology/shapes.ttl": "What data must look like, in SHACL",
    SUMS: "The SHA-256 of each file, for sha256sum -c",
}


def release(
    store: Store,
    folder: Path,
    version: str | None = None,
    date: str | None = None,
    address: str | None = None,
    licence: Path | None = None,
    progress: Progress | None = None,
) -> Edition:
    """Write a release of *store* to *folder*, which is new or empty, and return what it says of itself.

    Without a *version*, it is the beginning of the SHA-256 of the canonical N-Quads; without a *date*, the last day on
    which something in the graph was written. *address* is that of the folder on the web, *licence* the file with the
    licence of the data. After an error, which says why nothing can be written, *folder* is as it was.
    """
    version, date, address = _version(version), day(date).value if date else "", _address(address)
    text = _licence(licence)
    with whole(folder) as place:
        graphs, census, sha256 = _write_graphs(store, place, progress)
        contents = Contents.of(store)
        if not (date or contents.written):
            raise UsageError("nothing in the graph says when it was written: give the day of the release with --date")
        if date and date < contents.written:
            raise UsageError(
                f"{date}: something in the graph was written on {contents.written}: give that day or later"
            )
        edition = Edition(
            version=version or sha256[:12],
            issued=date,
            day=date or contents.written,
            address=address,
            licence=text,
            sha256=sha256,
            graphs=graphs,
            census=census,
            contents=contents,
        )
        _describe(edition, place)
    return edition


def _write_graphs(store: Store, place: Path, progress: Progress | None) -> tuple[dict[str, GraphFacts], Census, str]:
    """Write the graphs in each form; return what is known of each and of all, and the SHA-256 of the N-Quads.

    Each graph is read once, as TriG asks for it, and is the only one in memory.
    """
    total, graphs = len(store.names()), dict[str, GraphFacts]()
    if not total:
        raise UsageError("there is nothing in the graph to release: load something, or give a folder with --data")
    lines = SortedLines(place / "lines")
    context = json.loads((shipped.folder("ontology") / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    with open(place / "graph.jsonld", "xb") as output, _packed(place / "graph.trig.gz") as packed:
        writer = json_ld.Writer(json_ld.Context(context), output)

        def taken(name: str, quads: list[ox.Quad]) -> None:
            text = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
            lines.add(text.splitlines(keepends=True))
            writer.add(name, quads, text)
            content = canonical((quad.triple for quad in quads), name)
            graphs[name] = GraphFacts(len(quads), hashlib.sha256(content).hexdigest())
            if progress is not None:
                progress(len(graphs), total)

        dump(Steady(store, taken), "trig", packed)
        writer.end()
    census, sha256 = _write_lines(lines, place)
    return graphs, census, sha256


def _write_lines(lines: SortedLines, place: Path) -> tuple[Census, str]:
    """Write *lines* as the canonical N-Quads; return what was counted in them, and their SHA-256."""
    census, digest, pairs = Census(), hashlib.sha256(), SortedLines(place / "pairs")
    with _packed(place / "graph.nq.gz") as output:
        for line in counted(lines, census, pairs):
            digest.update(line)
            output.write(line)
    lines.remove()
    pairs.remove()
    return census, digest.hexdigest()


def _describe(edition: Edition, place: Path) -> None:
    """Write all that is not the graph itself, the descriptions of the files last."""
    ontology = shipped.folder("ontology")
    queries = [Query.named(name) for name in names()]
    written = {f"queries/{query.name}.rq": query.text.encode() for query in queries}
    written |= {f"ontology/{file.name}": file.read_bytes() for file in sorted(ontology.iterdir()) if file.is_file()}
    written |= {"LICENSE": edition.licence.encode()} if edition.licence else {}
    written |= {
        "LICENSE-APACHE": _apache(),
        executables.FILE: executables.executables(queries, edition.address),
        "ontology.html": ontology_page(ontology, edition.census).encode(),
        "README.md": read_me(edition).encode(),
        "index.html": index(edition).encode(),
        void_description.FILE: void_description.void(edition),
    }
    titles = _TITLES | {f"queries/{query.name}.rq": query.summary for query in queries}
    for name, content in written.items():
        (place / name).parent.mkdir(exist_ok=True, parents=True)
        (place / name).write_bytes(content)
    dumps = {name: _file(place, name, titles) for name in void_description.DUMPS}
    files = dumps | {name: _file(place, name, titles) for name in written}
    (place / dcat_description.FILE).write_bytes(dcat_description.dcat(edition, files, dumps))
    files[dcat_description.FILE] = _file(place, dcat_description.FILE, titles)
    listed = [*sorted(files.values(), key=lambda file: file.name), File(SUMS, titles[SUMS], 0, "")]
    (place / crate.FILE).write_bytes(crate.crate(edition, listed))
    files[crate.FILE] = _file(place, crate.FILE, {crate.FILE: ""})
    sums = "".join(f"{files[name].sha256}  {name}\n" for name in sorted(files))
    (place / SUMS).write_text(sums, encoding="utf-8", newline="\n")


def _file(place: Path, name: str, titles: dict[str, str]) -> File:
    size, sha256 = digested(place / name)
    return File(name, titles.get(name, name), size, sha256)


@contextmanager
def _packed(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write to, which is packed without a name or a time."""
    with (
        open(path, "xb") as file,
        gzip.GzipFile("", "wb", 9, file, mtime=0) as packed,
        # Lines come one by one, and are packed many at once.
        io.BufferedWriter(packed, 1 << 16) as output,
    ):
        yield output


def _version(version: str | None) -> str:
    if version is not None and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.+_-]{0,63}", version):
        raise UsageError(f"{version!r} is no version: write letters, digits and . + _ -, such as 1.0.0")
    return version or ""


def _address(address: str | None) -> str:
    if address is None:
        return ""
    try:
        valid = re.fullmatch(r"https?://[^/?#\s@]+(/[^?#\s]*)?", address) and ox.NamedNode(address)
    except ValueError:
        valid = None
    if not valid:
        raise UsageError(
            f"{address!r} is no address of a folder: write http(s)://…/, without ? and #, name and password"
        )
    return address if address.endswith("/") else f"{address}/"


def _licence(path: Path | None) -> str:
    try:
        return path.read_text(encoding="utf-8-sig") if path else ""
    except OSError as error:
        raise SourceError(f"{error.strerror}: give the file with the licence of the data", path) from None
    except UnicodeDecodeError:
        raise SourceError("not UTF-8: save the licence in that encoding", path) from None


def _apache() -> bytes:
    """Return the licence of the queries and the shapes: that of dipgraph, beside ontology/ or with the package."""
    from importlib.metadata import distribution

    beside = shipped.folder("ontology").parent / "LICENSE"
    if beside.is_file():
        return beside.read_bytes()
    text = distribution("dipgraph").read_text("licenses/LICENSE")
    assert text is not None
    return text.encode()
