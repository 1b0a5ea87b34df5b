"""The tables of pages as files: whom somebody met, holders of offices, accounts side by side, names, terms, the start."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dipgraph import shipped, terminology
from dipgraph.facts import Facts
from dipgraph.overview import KINDS, listed, whole
from dipgraph.terms import BASE

# The tables of the pages of things, by what ends their address, with their columns and the part of the page they are of.
TABLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "met": ("met", ("whom", "whom_label", "meetings", "last", "last_label", "last_day")),
    "offices": ("holders", ("office", "office_label", "holder", "holder_label", "term", "note")),
    "holders": ("held_by", ("holder", "holder_label", "term", "note")),
    "points": (
        "groups",
        (
            "point", "told_by", "document", "document_label", "account_of", "tells", "statement", "act", "force", "verb",
            "summary", "passage", "words",
        ),
    ),
}  # fmt: skip
_NAMES = ("kind", "thing", "label")
_TERMS = ("term", "sort", "label", "definition", "note", "number")
_START = ("kind", "thing", "label", "value")
_ABSENT = {"silent": "silent", "unmatched": "no match", "": ""}


def of(found: dict[str, Any]) -> list[str]:
    """Return which tables a page has that shows what was *found* of a thing."""
    has_points = len(found.get("accounts", ())) > 1
    return [name for name, (part, _) in TABLES.items() if found.get(part) and (name != "points" or has_points)]


def table(found: dict[str, Any], name: str) -> Iterator[bytes]:
    """Yield the lines of one of the tables ``of`` the page that shows what was *found*, in CSV."""
    part, columns = TABLES[name]
    cells = {"met": _met, "offices": _offices, "holders": _holders, "points": _points}[name]
    yield from _lines(columns, cells(found[part], found.get("accounts", ())))


def names(facts: Facts, format: str, kinds: Iterable[str] = KINDS) -> Iterator[bytes]:
    """Yield all things of some *kinds*, which have pages, in CSV, or as JSON."""
    rows = ([kind, BASE + link["name"], link["label"]] for kind in kinds for link in _links(facts, kind))
    yield from _written(_NAMES, rows, format)


def terms(found: dict[str, Any], format: str) -> Iterator[bytes]:
    """Yield the terms of the ontology in CSV or JSON, each with how often the graph has it, as *found* for the page."""
    counts = found["counts"] if found["is_present"] else {}
    every = terminology.terms(shipped.folder("ontology"))
    yield from _written(_TERMS, ([*term, counts.get(term[0], 0 if counts else "")] for term in every), format)


def start(found: dict[str, Any], queries: Iterable[dict[str, str]], base: str) -> Iterator[bytes]:
    """Yield what the start shows that *found* it, in CSV: how much there is, the newest meetings, and the *queries*.

    These are at *base*. The value of a count is the number, and that of a meeting its day.
    """
    rows = [["count", "", what, number] for what, number in found["counts"]]
    rows += [["meeting", BASE + one["name"], one["label"], one["date"]] for one in found["meetings"]]
    rows += [["query", f"{base}queries/{query['name']}", query["summary"], ""] for query in queries]
    yield from _lines(_START, rows)


def _written(columns: Sequence[str], rows: Iterable[Sequence[Any]], format: str) -> Iterator[bytes]:
    """Yield *rows* in CSV, or as JSON."""
    if format == "csv":
        yield from _lines(columns, rows)
        return
    before = "["
    for row in rows:
        yield f"{before}{json.dumps(dict(zip(columns, row, strict=True)))}".encode()
        before = ",\n"
    yield b"[]\n" if before == "[" else b"]\n"


def _links(facts: Facts, kind: str) -> Iterator[dict[str, Any]]:
    """Yield all things of a *kind*, as they stand ready in the index, or else as they are read from the graph."""
    if facts.index is None:
        yield from listed(facts, kind)
        return
    number = 1
    while (shown := whole(facts, f"names/{kind}/{number}")) is not None:
        yield from shown["links"]
        number += 1


def _met(several: Sequence[dict[str, Any]], _: Any) -> Iterator[list[Any]]:
    for one in several:
        yield [*_named([one]), one["number"], *_named([one["last"]]), one["date"]]


def _offices(several: Sequence[dict[str, Any]], _: Any) -> Iterator[list[Any]]:
    for one in several:
        yield [*_named(one["office"]), *_named(one["of"]), one["when"], one["note"]]


def _holders(several: Sequence[dict[str, Any]], _: Any) -> Iterator[list[Any]]:
    for one in several:
        yield [*_named(one["of"]), one["when"], one["note"]]


def _points(groups: Sequence[dict[str, Any]], accounts: Sequence[dict[str, Any]]) -> Iterator[list[Any]]:
    """Yield a row for each point and account: what the account says there, or what its silence means."""
    number = 0
    for group in groups:
        for point in group["points"]:
            number += 1
            told = [number, "several sides" if group["is_shared"] else group["side"]]
            for account, cell, why in zip(accounts, point["statements"], point["absent"], strict=True):
                about = [*told, *_named([account]), account["side"]]
                if not cell:
                    yield [*about, _ABSENT[why], *[""] * 7]
                for one in cell:
                    passages = [" ".join(BASE + passage["name"] for passage in one["passages"])]
                    words = [" … ".join(passage["words"] for passage in one["passages"])]
                    said = [BASE + one["name"], one["act"], one["force"], one["verb"], one["summary"]]
                    yield [*about, "yes", *said, *passages, *words]


def _named(links: Sequence[dict[str, Any]]) -> list[str]:
    """Return the addresses of things, and what they are called."""
    return [" ".join(BASE + link["name"] for link in links), ", ".join(link["label"] for link in links)]


def _lines(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    yield _line(columns)
    for cells in rows:
        yield _line(cells)


def _line(cells: Sequence[Any]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().encode()
