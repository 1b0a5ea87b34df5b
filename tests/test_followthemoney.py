"""Persons, positions and occupancies in the FollowTheMoney model, as JSON lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dipgraph import Dataset, validate
from dipgraph.errors import SourceError
from dipgraph.followthemoney import NAME
from dipgraph.importing import data_files, import_records
from dipgraph.records import read


def entity(key: str, schema: str, **properties: object) -> str:
    """Return an entity as a line."""
    return json.dumps(
        {
            "id": key,
            "schema": schema,
            "properties": {k: v if isinstance(v, list) else [v] for k, v in properties.items()},
        }
    )


LINES = (
    entity(
        "p-1", "Person", name=["Ana Torres", "Ana María Torres"], firstName="Ana", lastName="Torres", alias="La Torres"
    ),
    entity("p-2", "Person", name="Kim Sol", nationality="kr"),
    entity("o-1", "Position", name="Minister of Foreign Affairs of Peru", country="pe"),
    entity("o-2", "Position", name="Mayor of Lima", country="pe"),
    entity("t-1", "Occupancy", holder="p-1", post="o-1", startDate="2001-07-28", endDate="2003", status="ended"),
    entity("t-2", "Occupancy", holder={"id": "p-2"}, post="o-2", startDate="2005-01"),
    entity("c-1", "Company", name="Torres Ltd"),
)


def put(folder: Path, *lines: str) -> Path:
    """Write lines into a file of a folder, and return it."""
    path = folder / "people.jsonl"
    path.write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    return path


def test_entities_become_persons_posts_and_terms(tmp_path: Path) -> None:
    """With their identifiers; a name without parts is parted as its country does it; an entity stands for its identifier."""
    found = read(NAME, put(tmp_path, *LINES))
    assert (found.persons["p-1"].name, found.persons["p-1"].others) == ("Ana Torres", ("Ana María Torres", "La Torres"))
    assert (found.persons["p-2"].family, found.persons["p-2"].given) == ("Kim", "Sol")
    assert [(p.state, p.ministerial) for p in found.posts.values()] == [("PE", True), ("PE", False)]
    assert [(t.person, t.post, t.begins, t.ends) for t in found.terms] == [
        ("p-1", "o-1", "2001-07-28", "2003"),
        ("p-2", "o-2", "2005-01", ""),
    ]
    assert [(f.rule, f.key) for f in found.faults] == [("passed-over", "Company")]


def test_what_is_not_whole_is_told(tmp_path: Path) -> None:
    """A position of two countries, a person without a name, an occupancy of nobody, an end before the start."""
    lines = (
        *LINES[:4],
        entity("o-3", "Position", name="Envoy", country=["pe", "cl"]),
        entity("p-3", "Person"),
        entity("t-3", "Occupancy", holder="p-9", post="o-1"),
        entity("t-4", "Occupancy", holder="p-1", post="o-1", startDate="2003", endDate="2001"),
    )
    found = read(NAME, put(tmp_path, *lines))
    assert [(f.rule, f.key) for f in found.faults] == [
        ("no-office", "o-3"), ("no-name", "p-3"), ("unknown-person", "t-3"), ("ends-before-start", "t-4"),
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "x", "properties": {}}', '{"schema": "Person", "properties": []}'])
def test_a_line_that_is_no_entity_is_named(tmp_path: Path, line: str) -> None:
    """File and number of the line."""
    with pytest.raises(SourceError, match=r"people\.jsonl:2"):
        read(NAME, put(tmp_path, LINES[0], line))


def test_a_folder_without_lines_says_what_to_give(tmp_path: Path) -> None:
    """It names the suffixes."""
    with pytest.raises(SourceError, match=r"\.jsonl"):
        read(NAME, tmp_path)


def test_the_graph_validates_and_keeps_the_identifiers(tmp_path: Path) -> None:
    """The seam is right: a second source goes the same way, though it has no records."""
    out = tmp_path / "out"
    done = import_records(NAME, put(tmp_path, *LINES), out, data_files(None))
    assert (done.given.totals["persons"], done.given.totals["tenures"]) == (2, 2)
    assert not (out / "documents").exists()
    dataset = Dataset.read(out)
    validate(dataset).raise_for_findings()
    text = (out / "followthemoney.ttl").read_text(encoding="utf-8")
    assert "person:followthemoney-p-1\n  a dip:Person , dip:Minister ;" in text
    assert 'dip:from "2005-01"^^xsd:gYearMonth' in text
