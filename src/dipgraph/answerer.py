"""A process that answers queries from a store on disk, one after the other, for a server that may end it at any time.

It is forked by ``dipgraph.forking``, and speaks in frames over a socket: a letter, the length in four bytes, and so many
bytes. It says R when it is ready, and T with the number of the thread that answers from now on. Asked Q, with the query as
JSON, it says H with the media type (V where the answer would be another next time), D with each piece of the answer, and Z
at its end; or else E with what is wrong, which is after pieces of D too, and instead of R.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import IO, Any

import pyoxigraph as ox

from dipgraph import spreadsheets
from dipgraph.confined import limit_memory, no_network
from dipgraph.downloads import quads, table, triples
from dipgraph.errors import DipgraphError, SourceError
from dipgraph.facts import Facts
from dipgraph.outputs import GRAPHS, HEAD, ROWS, Limits, Output, Refused, Unwritable, frame
from dipgraph.pages import SERVED, rendered, warmed
from dipgraph.precedence import in_threads
from dipgraph.query import Query, names
from dipgraph.reading import Missing, read
from dipgraph.relations import index_of
from dipgraph.stores import DiskStore, Store, asked_of
from dipgraph.syntax import faulty
from dipgraph.terms import PREFIXES

# Pages that answer a query.
_ASKED = ("answer", "asked", "network")
# What makes an answer another each time, in small letters or large, and written with an escape.
_UNSTEADY = re.compile(r"(?:now|rand|uuid)\b|\\u", re.IGNORECASE)
# The end of an IRI of which XML makes the name of an element.
_STARTS = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff"
)
_STARTS += "\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
_NAME = re.compile(rf"[{_STARTS}][{_STARTS}0-9.\xb7\u0300-\u036f\u203f\u2040-]*\Z")


@cache
def _query(name: str) -> Query:
    return Query.named(name)


def _answer(opened: Store, asked: dict[str, Any], output: IO[bytes], limits: Limits) -> None:
    """Write the answer to what is *asked*."""
    if "page" in asked:
        # A query of one's own is a page too.
        found = read(opened, asked)
        # Where the index of the search is not there yet, it will be soon.
        is_steady = _UNSTEADY.search(str(asked["name"])) is None and found.get("is_present", True)
        if "template" in asked:
            content = rendered(asked["template"] or found["kind"], SERVED, **{**found, **asked["with"]})
        else:
            content = json.dumps({**found, **asked.get("with", {})})
        frame(output, b"H" if is_steady else b"V", b"text/html" if "template" in asked else b"application/json")
        frame(output, b"D", content.encode("utf-8", "replace"))
        return
    if not asked.keys().isdisjoint(("file", "table", "names", "data")):
        _file(opened, asked, output, limits)
        return
    if "stored" in asked:
        text = _query(asked["stored"]).bind(opened, **asked["values"])
        asked = {**asked, "query": text, "has_dataset": False, "base": None, "default": (), "named": ()}
    default, named = asked["default"], asked["named"]
    dataset: dict[str, Any] = {"use_default_graph_as_union": not asked["has_dataset"]}
    if default or named:
        dataset = {"default_graph": _names(default), "named_graphs": _names(named)}
    results = asked_of(opened.embedded, asked["query"], base_iri=asked["base"], **dataset)
    is_steady = _UNSTEADY.search(asked["query"]) is None
    if isinstance(results, ox.QueryTriples):
        format = asked["graph"] if asked["graph"] in GRAPHS else "ttl"
        writer = Output(output, format, limits)
        frame(output, b"H" if is_steady else b"V", GRAPHS[format].media_type.encode())
        triples = _nameable(results) if format == "rdf" else results
        prefixes = None if format == "nt" else PREFIXES
        ox.serialize(triples, writer, GRAPHS[format], prefixes=prefixes)  # type: ignore[arg-type]
    else:
        format = asked["rows"] if asked["rows"] in ROWS else "json"
        writer = Output(output, format, limits)
        frame(output, b"H" if is_steady else b"V", ROWS[format].media_type.encode())
        if isinstance(results, ox.QueryBoolean) and format in ("csv", "tsv"):
            writer.write(b"true\n" if results else b"false\n")
        else:
            results.serialize(writer, ROWS[format])  # type: ignore[arg-type]
    writer.flush()


def _file(opened: Store, asked: dict[str, Any], output: IO[bytes], limits: Limits) -> None:
    """Write a network, a table of the page of a thing, all names, or what is downloaded of a thing."""
    if "data" in asked:
        _data(opened, asked["data"], asked["format"], output, limits)
        return
    media_type = ROWS["csv"].media_type
    if "file" in asked:
        from dipgraph.drawn import FILES, filed

        form = asked["file"]
        media_type = FILES.get(form) or ROWS[form].media_type
        pieces = filed(opened, asked["name"], form, asked["values"])
    elif "names" in asked:
        media_type = asked["type"]
        pieces = spreadsheets.names(Facts(opened, index_of(opened, asked["index"])), asked["names"], asked["kinds"])
    else:
        whole = {"page": "thing", "name": asked["name"], "number": 1, "whole": True, "index": asked["index"]}
        found = read(opened, whole)
        if asked["table"] not in (there := spreadsheets.of(found)):
            raise Missing(f"{asked['name']} has no table {asked['table']!r}: its page has {', '.join(there) or 'none'}")
        pieces = spreadsheets.table(found, asked["table"])
    writer = Output(output, "", limits)
    frame(output, b"H", media_type.encode())
    for piece in pieces:
        writer.write(piece)
    writer.flush()


def _data(opened: Store, thing: str, format: str, output: IO[bytes], limits: Limits) -> None:
    """Write what is downloaded of a *thing*."""
    writer = Output(output, format, limits)
    frame(output, b"H", (GRAPHS[format] if format in GRAPHS else ROWS[format]).media_type.encode())
    if format in GRAPHS:
        found = _few(triples(opened, thing), limits.rows)
        prefixes = None if format == "nt" else PREFIXES
        ox.serialize(_nameable(found) if format == "rdf" else found, writer, GRAPHS[format], prefixes=prefixes)  # type: ignore[arg-type]
    else:
        for line in table(quads(opened, thing)):
            writer.write(line)
    writer.flush()


def _few(found: Iterable[ox.Triple], most: int) -> Iterator[ox.Triple]:
    """Yield triples as long as there are no more than an answer may have."""
    for number, triple in enumerate(found):
        if number == most:
            raise Refused(f"more than {most:,} statements are about it: ask for fewer at /sparql, with LIMIT")
        yield triple


def _nameable(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield *triples* as long as RDF/XML can say them: a predicate is the name of an element there."""
    for triple in triples:
        if _NAME.search(triple.predicate.value) is None:
            raise Unwritable(
                f"RDF/XML cannot say {triple.predicate}, which ends with no name of XML: accept text/turtle instead"
            )
        yield triple


def _names(given: list[str]) -> list[ox.NamedNode]:
    return [ox.NamedNode(name) for name in given]


def _present(opened: DiskStore, folder: str) -> DiskStore:
    """Return the store in its present state, which is another than that which is *opened* once something was written.

    It is looked for at each question, which takes some 20 µs: what was asked after a write is answered with it.
    """
    is_past = False
    with contextlib.suppress(SourceError):
        # A store that is damaged meanwhile is answered from as it was.
        is_past = opened.is_past
    if not is_past:
        return opened
    opened.close()
    return DiskStore(folder)


def prepare() -> None:
    """Have ready what takes a moment when it is first needed: templates, and the heads of the stored queries."""
    warmed()
    for name in names():
        _query(name)


def answer_all(source: IO[bytes], output: IO[bytes], folder: str, memory: int, limits: Limits) -> None:
    """Answer from the store in *folder* until *source* ends, taking *memory* bytes more than an open store takes."""
    opened: DiskStore

    def ready() -> bool:
        nonlocal opened
        try:
            if not os.path.exists(folder):
                # It was removed meanwhile: no answer, not an empty one.
                raise SourceError("the store is not there any more: load again", folder)
            opened = DiskStore(folder)
            opened.query("ASK { ?s ?p ?o }")
        except DipgraphError as error:
            frame(output, b"E", json.dumps(["start", str(error)]).encode())
            output.flush()
            return False
        no_network()
        limit_memory(memory)
        frame(output, b"R")
        output.flush()
        return True

    def answering(is_lowered: Callable[[], bool]) -> bool:
        nonlocal opened
        frame(output, b"T", b"%d" % threading.get_native_id())
        output.flush()
        while head := source.read(HEAD.size):
            _, size = HEAD.unpack(head)
            asked = json.loads(source.read(size))
            opened = _present(opened, folder)
            try:
                _answer(opened, asked, output, limits)
            except (ConnectionError, KeyboardInterrupt):
                raise
            except BaseException as error:
                frame(output, b"E", json.dumps(_wrong(error, asked)).encode())
            else:
                frame(output, b"Z")
            output.flush()
            if is_lowered():
                return True
        return False

    in_threads(ready, answering)


def _wrong(error: BaseException, asked: dict[str, Any]) -> tuple[str, str]:
    """Return of which sort an *error* is, and what is said of it."""
    if isinstance(error, SyntaxError):
        return "syntax", f"not SPARQL {faulty(asked.get('query', ''), str(error))}: correct the query"
    if isinstance(error, (DipgraphError, Unwritable)):
        # On a command line a parameter is an option; here it is called by its name.
        return "missing" if isinstance(error, Missing) else "usage", str(error).removeprefix("--")
    if isinstance(error, Refused):
        return "limit", str(error)
    if isinstance(error, (RuntimeError, ValueError, OSError, MemoryError)):
        # What pyoxigraph raises while it answers.
        if isinstance(error, OSError) or "Corruption" in str(error):
            return "damaged", f"the store cannot be read ({error}): see what 'dipgraph check' says of it"
        # Where nobody asked in SPARQL, it is no query that failed.
        if asked.get("page") in (None, *_ASKED) or isinstance(error, MemoryError):
            return "failed", f"the query failed: {error}"
    # A fault of ours, or of pyoxigraph, and not of the query: the server says it where it runs.
    return "fault", "".join(traceback.format_exception(error))
