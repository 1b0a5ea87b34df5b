"""What is said of a document beside its text: by options, in a file beside it, in an index of its folder, in its head.

A file beside ``talks.txt`` is ``talks.txt.json``, ``talks.json`` or the same with ``.yaml`` or ``.yml``; an index is a file
``index.jsonl`` in the folder or above it, with a line for each document whose ``id`` is its path from there without the
suffix; a line that is broken says nothing, and the others are read. The keys are ``title``, ``published`` (a day, as
2022-05-23), ``publisher``, ``address`` and ``language`` (as "en"); ``date`` is read as ``published``, ``url`` as
``address``, ``lang`` as ``language``. Others are passed over.
"""

from __future__ import annotations

import datetime as dt
import difflib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dipgraph import datelines
from dipgraph.errors import SourceError

KEYS = {
    "title": "title",
    "published": "published",
    "date": "published",
    "publisher": "publisher",
    "address": "address",
    "url": "address",
    "language": "language",
    "lang": "language",
}
INDEX = "index.jsonl"
# How a file ends that says more of the document beside it.
BESIDE = (".json", ".yaml", ".yml")
# In bytes; and how many folders up an index is looked for.
_LARGEST, _LARGEST_INDEX, _UP = 2**16, 64 * 2**20, 3
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x1f]{1,2000}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")


@dataclass(frozen=True)
class Particulars:
    """What one place, *origin*, says of a document; what it does not say is empty or None."""

    origin: str
    title: str = ""
    published: dt.date | None = None
    publisher: str = ""
    address: str = ""
    language: str = ""


def stated(values: Mapping[Any, Any], origin: str, line: int | None = None) -> Particulars:
    """Return what *values* say under the KEYS; a SourceError names a value that is none, and a key that is misspelt.

    >>> stated({"date": "2022-05-23", "licence": "public"}, "talks.json").published
    datetime.date(2022, 5, 23)
    """
    found: dict[str, Any] = {}
    for key, value in values.items():
        name = KEYS.get(key) if isinstance(key, str) else None
        if name is None:
            near = difflib.get_close_matches(str(key), KEYS, 1, 0.8)
            if near:
                raise SourceError(f'unknown key "{key}": did you mean "{near[0]}"?', origin, line)
        # The stated form goes before the words that are read as it.
        elif value not in (None, "") and (name not in found or key == name):
            found[name] = _value(name, value, origin, line)
    return Particulars(origin, **found)


def beside(path: Path) -> Particulars | None:
    """Return what a file beside the document at *path* says, None where there is none."""
    for sidecar in _sidecars(path):
        content = _content(sidecar, _LARGEST)
        if not content.strip():
            continue
        values = _json(content, sidecar) if sidecar.suffix == ".json" else mapping(content, str(sidecar))
        # The annotation of a document, or its draft, may stand beside it too.
        if "statements" not in values:
            return stated(values, str(sidecar))
    return None


def empty_beside(path: Path) -> list[Path]:
    """Return the files beside the document at *path* that say nothing: an output that is yet to be written is one."""
    return [file for file in _sidecars(path) if file.stat().st_size <= _LARGEST and not file.read_bytes().strip()]


def _sidecars(path: Path) -> list[Path]:
    found = (path.with_name(stem + suffix) for stem in (path.name, path.stem) for suffix in BESIDE)
    return [sidecar for sidecar in dict.fromkeys(found) if sidecar != path and sidecar.is_file()]


def indexed(path: Path) -> Particulars | None:
    """Return what the nearest index that names the document at *path* says, None where none does."""
    path = path.absolute()
    for file in _indexes(path):
        if line := _index(file)[0].get(path.relative_to(file.parent).with_suffix("").as_posix()):
            return stated(line[1], str(file), line[0])
    return None


def faults(paths: Iterable[Path]) -> list[SourceError]:
    """Return what is wrong in the indexes of the documents at *paths*, a line each, which says nothing of any document."""
    files = dict.fromkeys(file for path in paths for file in _indexes(path.absolute()))
    return [fault for file in files for fault in _index(file)[1]]


def _indexes(path: Path) -> list[Path]:
    """Return the indexes that may name the document at *path*, the nearest first."""
    return [file for folder in list(path.parents)[:_UP] if (file := folder / INDEX).is_file()]


def mapping(text: str, origin: str) -> dict[Any, Any]:
    """Return what a piece of YAML says, which is keys and values; a SourceError says what it is instead."""
    import yaml

    try:
        values = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error) or "nested too deep"
        raise SourceError(f"no YAML ({what}): write key: value on each line", origin, mark and mark.line + 1) from None
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise SourceError("not keys with values: write key: value on each line", origin)
    return values


def published(value: object) -> dt.date | None:
    """Return the day that a value is: a date, a time, "2022-05-23T10:00:00Z", or as a line of a text prints it.

    >>> published("2022-05-23T22:30:00+02:00"), published("23 May 2022"), published("soon")
    (datetime.date(2022, 5, 23), datetime.date(2022, 5, 23), None)
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    words = str(value).strip()
    if re.match(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:?\d\d|\Z)", words):
        words = words[:10]
    return datelines.day(words)


def address(value: str) -> str:
    """Return *value* if it is an address of the web, else nothing."""
    return value.strip() if _ADDRESS.fullmatch(value.strip()) else ""


def language(value: str) -> str:
    """Return the tag of a language as it is written in RDF, in small letters, or nothing if *value* is none."""
    tag = value.strip().replace("_", "-")
    return tag.lower() if _LANGUAGE.fullmatch(tag) else ""


def _value(name: str, value: object, origin: str, line: int | None) -> object:
    if name == "published":
        found: object = published(value)
        cure = "write it as 2022-05-23"
    elif not isinstance(value, str):
        found, cure = None, "write it in quotation marks"
    elif name == "address":
        found, cure = address(value), "write it as https://…"
    elif name == "language":
        found, cure = language(value), "write it as en"
    else:
        found, cure = " ".join(value.split()), "write words"
    if not found:
        shown = str(value)
        what = "day on which it was published" if name == "published" else name
        raise SourceError(f'"{shown[:60]}" is no {what}: {cure}', origin, line)
    return found


def _content(path: Path, largest: int) -> str:
    try:
        if path.stat().st_size > largest:
            raise SourceError(f"larger than {largest} bytes: keep only {', '.join(dict.fromkeys(KEYS.values()))}", path)
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SourceError("not UTF-8: save it in that encoding", path) from None
    except OSError as error:
        raise SourceError(f"{error.strerror}: make it readable", path) from None


def _json(text: str, path: Path, line: int | None = None) -> dict[str, Any]:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        at = getattr(error, "lineno", None) if line is None else line
        what = getattr(error, "msg", "nested too deep")
        raise SourceError(f'no JSON ({what}): write {{"title": "…"}}', path, at) from None
    if not isinstance(values, dict):
        raise SourceError('not keys with values: write {"title": "…"}', path, line)
    return values


@cache
def _index(path: Path) -> tuple[dict[str, tuple[int, dict[str, Any]]], tuple[SourceError, ...]]:
    """Return what the lines of an index say by the name of the document, and what is wrong with those that say nothing."""
    found: dict[str, tuple[int, dict[str, Any]]] = {}
    wrong: list[SourceError] = []
    for number, line in enumerate(_content(path, _LARGEST_INDEX).split("\n"), 1):
        try:
            if line.strip():
                name, values = _named(line, path, number)
                if name in found:
                    raise SourceError(f'"{name[:60]}" a second time: leave one of them', path, number)
                found[name] = (number, values)
        except SourceError as fault:
            wrong.append(fault)
    return found, tuple(wrong)


def _named(line: str, path: Path, number: int) -> tuple[str, dict[str, Any]]:
    """Return the name of a document that a *line* of an index has, and what it says."""
    values = _json(line, path, number)
    name = values.get("id")
    if not isinstance(name, str):
        raise SourceError('a line without "id": give the document\'s path without suffix', path, number)
    return name, values
