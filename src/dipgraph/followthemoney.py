"""Persons, positions and occupancies in the FollowTheMoney model, JSON a line, as OpenSanctions publishes them.

See https://followthemoney.tech: each line is an entity with ``id``, ``schema`` and ``properties``, every property a list.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dipgraph.errors import SourceError
from dipgraph.newcomers import MINISTERIAL
from dipgraph.records import KIND, Fault, Person, Post, Publisher, Records, Term
from dipgraph.registry import register

NAME = "followthemoney"
_PUBLISHER = Publisher("followthemoney", "FollowTheMoney", "newsOrganization")
_SCHEMAS = ("Person", "Position", "Occupancy")


@register(KIND, NAME)
def read_lines(path: Path) -> Records:
    """Return what the file at *path* has, or all files of a folder that end in .json, .jsonl or .ndjson."""
    found = Records(_PUBLISHER)
    files = (
        [path] if path.is_file() else sorted(f for f in path.rglob("*") if f.suffix in (".json", ".jsonl", ".ndjson"))
    )
    if not files:
        raise SourceError("no file of JSON lines: give a file, or a folder with .json, .jsonl or .ndjson", path)
    passed: dict[str, int] = {}
    for file in files:
        for entity in _entities(file):
            schema = entity["schema"]
            if schema not in _SCHEMAS:
                passed[schema] = passed.get(schema, 0) + 1
            elif schema == "Person":
                _person(entity, found)
            elif schema == "Position":
                _position(entity, found)
            else:
                _occupancy(entity, found)
    for schema, number in sorted(passed.items()):
        found.faults.append(Fault("passed-over", schema, f"{number} entities of another schema"))
    return found


def _entities(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the entities of a file; a SourceError names the line that is none."""
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if not line.strip():
                    continue
                try:
                    entity = json.loads(line)
                except (ValueError, RecursionError) as error:
                    raise SourceError(f"no JSON: {error}", path, number) from None
                if (
                    not isinstance(entity, dict)
                    or not isinstance(entity.get("properties"), dict)
                    or "schema" not in entity
                ):
                    raise SourceError("no entity: give id, schema and properties on each line", path, number)
                yield entity
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"it cannot be read: {error}", path) from None


def _all(entity: dict[str, Any], name: str) -> list[str]:
    """Return the values of a property, an entity among them by its identifier."""
    values = entity["properties"].get(name) or []
    values = values if isinstance(values, list) else [values]
    return [str(v.get("id", "")) if isinstance(v, dict) else " ".join(str(v).split()) for v in values if v]


def _one(entity: dict[str, Any], name: str) -> str:
    return next(iter(_all(entity, name)), "")


def _person(entity: dict[str, Any], found: Records) -> None:
    key, every = str(entity.get("id", "")), _all(entity, "name")
    name = str(entity.get("caption") or next(iter(every), ""))
    if not key or not name:
        found.faults.append(Fault("no-name", key or "without id", "a person without an identifier or a name"))
        return
    family, given = _one(entity, "lastName"), _one(entity, "firstName")
    if not family:
        from dipgraph.addresses import parted

        family, given = parted(name, (_one(entity, "nationality") or _one(entity, "country")).upper())
    others = tuple(dict.fromkeys(o for o in (*every, *_all(entity, "alias")) if o != name))
    found.persons[key] = Person(key, name, family, given, others, _page(entity))


def _position(entity: dict[str, Any], found: Records) -> None:
    key, name = str(entity.get("id", "")), str(entity.get("caption") or _one(entity, "name"))
    countries = sorted({country[:2].upper() for country in _all(entity, "country") if len(country) in (2, 5)})
    if not key or not name or len(countries) != 1:
        why = f"a position of {len(countries)} countries" if name else "a position without a name"
        found.faults.append(Fault("no-office", key or "without id", why))
        return
    found.posts[key] = Post(key, name, countries[0], MINISTERIAL.search(name) is not None, _page(entity))


def _occupancy(entity: dict[str, Any], found: Records) -> None:
    status = _one(entity, "status")
    note = f"The source has its status as {status}." if status else ""
    found.terms.append(
        Term(
            str(entity.get("id", "")), _one(entity, "holder"), _one(entity, "post"), _one(entity, "startDate"),
            _one(entity, "endDate"), note, _page(entity),
        )
    )  # fmt: skip


def _page(entity: dict[str, Any]) -> str:
    """Return the page of an entity that can stand in Turtle."""
    page = next((p for p in _all(entity, "sourceUrl") if p.startswith(("http://", "https://"))), "")
    return "" if any(c in page for c in '<>"{}|\\^` ') else page
