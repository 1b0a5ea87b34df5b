"""The pages of the web site as files that lead to each other, to be put anywhere; they need no server.

The page of ``meeting/2022-05-23-jp-us`` is ``meeting/2022-05-23-jp-us.html``, and its data stand beside it as ``.ttl``,
``.jsonld``, ``.json`` and ``.csv``. What only a server can do is left out, the forms; the search is one of files.
"""

from __future__ import annotations

import hashlib
import io
import json
import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from urllib.parse import quote

import pyoxigraph as ox

from dipgraph import spreadsheets, static_search
from dipgraph.dataset import ONTOLOGY
from dipgraph.downloads import quads, table, triples
from dipgraph.drawn import FILES, drawn, filed
from dipgraph.errors import UsageError
from dipgraph.facts import Facts
from dipgraph.folders import whole
from dipgraph.judged import GRAPHS
from dipgraph.loading import Progress
from dipgraph.network import FOLDER
from dipgraph.network import names as networks
from dipgraph.offered import OFFERED
from dipgraph.overview import KINDS, NAMED, in_order, pages_of
from dipgraph.overview import names as by_name
from dipgraph.pages import SITE, TABLES, Links, is_page, placed, rendered
from dipgraph.query import Query, names
from dipgraph.reading import read
from dipgraph.relations import index_of, opened, path_of
from dipgraph.results import GRAPH_FORMATS, write
from dipgraph.rows import Rows
from dipgraph.search_index import build
from dipgraph.stores import Store
from dipgraph.terms import BASE, PREFIXES

# What a file may be called on every system; other characters are written as in an address.
_OTHER = re.compile(r"[^A-Za-z0-9_.~-]|^\.+$|\.$")
_LONGEST = 150
_THINGS = f"""SELECT DISTINCT ?thing WHERE {{
  VALUES ?class {{ {" ".join(f"dip:{name}" for name in KINDS.values())} }}
  ?kind rdfs:subClassOf* ?class . ?thing a ?kind . FILTER (isIRI(?thing)) }} ORDER BY STR(?thing)"""


class _Shown(NamedTuple):
    """What is shown: a store, the folder with its index, and the names that have a page."""

    store: Store
    indexes: str
    known: frozenset[str]

    def facts(self) -> Facts:
        """Return the store as it is looked up."""
        return Facts(self.store, index_of(self.store, self.indexes))

    def read(self, page: str, name: str = "", **more: Any) -> dict[str, Any]:
        """Return what a *page* shows."""
        return read(self.store, {"page": page, "name": name, "index": self.indexes, **more})


def site(store: Store, folder: Path, progress: Progress | None = None) -> int:
    """Write the pages of *store* to *folder*, which is new or empty, and return how many there are.

    After an error, which says why nothing can be written, *folder* is as it was.
    """
    things = [iri.removeprefix(BASE) for (iri,) in Facts(store).rows(_THINGS)]
    known = {name for name in things if is_page(name) and "#" not in name}
    if not known:
        raise UsageError("there is nothing in the graph to show: load something, or give a folder with --data")
    questions = [Query.named(name) for name in names() if "/" not in name]
    others = {"", "names", "queries", "search", "ontology", *(f"queries/{query.name}" for query in questions)}
    others |= {f"networks/{name}" for name in networks()}
    pages = sorted(known | {graph.removeprefix(BASE) for (graph,) in Facts(store).rows(GRAPHS)} - others)
    known = others.union(pages)
    number = 0
    with whole(folder) as place, TemporaryDirectory() as indexes:
        # The search is made of it, and pages are read sooner.
        build(store, path_of(store, indexes))
        for file, content in _files(_Shown(store, indexes, frozenset(known)), pages, questions):
            _write(place, file, content)
            if file.endswith(".html"):
                number += 1
                if progress is not None:
                    progress(min(number, len(known)), len(known))
        # What is open of the folder would stay.
        opened.cache_clear()
    return number


def _files(shown: _Shown, pages: list[str], questions: list[Query]) -> Iterator[tuple[str, bytes]]:
    """Yield each file with its path and its content; *pages* are the names of things and graphs."""
    for file in ("style.css", "drawing.js", "words.js", "search.js"):
        yield file, (SITE / file).read_bytes()
    facts = shown.facts()
    yield _page("", shown.known, "start", queries=questions, **shown.read("start"))
    yield _page("queries", shown.known, "queries", queries=questions)
    by_kind = {
        kind: in_order(facts, kind, (facts.link(BASE + name) for name in pages if name.startswith(f"{kind}/")))
        for kind in KINDS
    }
    yield _page("names", shown.known, "names", **by_name(by_kind))
    for kind, several in by_kind.items():
        for found in pages_of(kind, several) if len(several) > NAMED else ():
            yield _page(f"names/{kind}", shown.known, "kind", found["page"], **found)
    for format in ("csv", "json"):
        yield _file("names", format), b"".join(spreadsheets.names(facts, format))
    terms = shown.read("ontology")
    yield _page("ontology", shown.known, "ontology", **terms)
    for format in ("csv", "json"):
        yield _file("ontology", format), b"".join(spreadsheets.terms(terms, format))
    yield _file("ontology", "ttl"), _graph((quad.triple for quad in shown.store.statements(ONTOLOGY)), "ttl")
    yield _page("search", shown.known, "searching", **by_name(by_kind))
    assert facts.index is not None
    links = _links("", shown.known)
    for name, content in static_search.files(facts.index, lambda thing: links.to(thing, 1)):
        yield f"search/{name}.js", content
    for query in questions:
        yield from _question(shown, query)
    for name in networks():
        yield from _network(shown, name)
    for name in pages:
        yield from _thing(shown, name)


def _question(shown: _Shown, query: Query) -> Iterator[tuple[str, bytes]]:
    """Yield the page of a question with its answer as it is written in the file, and the whole answer as data."""
    name = f"queries/{query.name}"
    found = shown.read("answer", query.name, values={})
    downloads = {format: posixpath.basename(_file(name, format)) for format in TABLES}
    yield _page(
        name, shown.known, "query", query=query, error="", values={}, formats=TABLES, downloads=downloads,
        asked=[], offered=OFFERED, **found,
    )  # fmt: skip
    # Asked once: over a century of records some questions take seconds.
    answer = write(query.run(shown.store), "json")
    for format in TABLES:
        read_again = ox.parse_query_results(answer, ox.QueryResultsFormat.JSON)
        results = Rows(read_again) if isinstance(read_again, ox.QuerySolutions) else read_again
        yield _file(name, format), write(results, format)


def _network(shown: _Shown, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield the page of a network with its drawing, and the network as files."""
    store, links = shown.store, _links(f"networks/{name}", shown.known)
    others = [(other, Query.named(f"{FOLDER}/{other}").summary) for other in networks() if other != name]
    found = drawn(
        store, name, {},
        lambda thing: links.to(thing, 1) if links.has(thing) else "",
        lambda _, __: links.to("networks/meetings-in-time", 1),
    )  # fmt: skip
    yield _page(
        f"networks/{name}", shown.known, "network", error="", asked={}, parameters=[], more="", others=others, **found
    )
    for suffix in FILES:
        yield _file(f"networks/{name}", suffix), b"".join(filed(store, name, suffix, {}))
    for format in ("csv", "json"):
        yield _file(f"networks/{name}", format), write(Query.named(f"{FOLDER}/{name}").run(store), format)


def _thing(shown: _Shown, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of a thing, and its data."""
    number, pages = 1, 1
    while number <= pages:
        found = shown.read("thing", name, number=number, whole=True)
        pages = found.get("pages", 1)
        if number == 1:
            yield _file(name, "json"), json.dumps(found, ensure_ascii=False).encode()
            for sheet in spreadsheets.of(found):
                yield _file(f"{name}/{sheet}", "csv"), b"".join(spreadsheets.table(found, sheet))
        yield _page(name, shown.known, found["kind"], number, **found)
        number += 1
    for format in ("ttl", "jsonld"):
        yield _file(name, format), _graph(triples(shown.store, BASE + name), format)
    yield _file(name, "csv"), b"".join(table(quads(shown.store, BASE + name)))


def _graph(found: Iterable[ox.Triple], format: str) -> bytes:
    output = io.BytesIO()
    ox.serialize(found, output, GRAPH_FORMATS[format], prefixes=PREFIXES)
    return output.getvalue()


def _page(name: str, known: frozenset[str], template: str, number: int = 1, /, **values: Any) -> tuple[str, bytes]:
    """Return the file of a page, whose links lead to other files from where it stands."""
    return _file(name, "html", number), rendered(template, _links(name, known), **values).encode()


def _links(name: str, known: frozenset[str]) -> Links:
    """Return how the page of a *name* leads to others."""
    above = posixpath.dirname(_file(name, "html"))

    def to(other: str, page: int = 1) -> str:
        path, mark, part = placed(other).partition("#")
        return _relative(_file(path, "html", page), above) + mark + quote(part)

    def file(other: str) -> str:
        stem, dot, suffix = other.rpartition(".")
        is_there = stem in known or stem.rpartition("/")[0] in known
        return _relative(_file(stem, suffix) if dot and is_there else other, above)

    return Links(to, file, lambda other: bool(other) and placed(other).partition("#")[0] in known, False)


def _relative(file: str, above: str) -> str:
    return quote(posixpath.relpath(file, above or "."))


def _file(name: str, suffix: str, number: int = 1) -> str:
    """Return the path of a file for the page of a *name*, whatever is in it.

    >>> _file("", "html"), _file("person/a:b", "html", 2), _file("person/../x", "ttl")
    ('index.html', 'person/a%3Ab.page2.html', 'person/%2E%2E/x.ttl')
    """
    parts = [_OTHER.sub(_written, part) or "%" for part in (name or "index").split("/")]
    short = [part if len(part) <= _LONGEST else f"{part[:100]}~{_digest(part)}" for part in parts]
    return "/".join(short) + (f".page{number}" if number > 1 else "") + f".{suffix}"


def _written(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _write(place: Path, file: str, content: bytes) -> None:
    path = place / file
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(path, "xb") as output:
            output.write(content)
    except FileExistsError:
        raise UsageError(f"two things have the same file {file}: give one of them another name") from None
