"""Records of others made a folder of graphs: actors in one file, each record in another with its text beside it.

The folder is there whole or not at all. What the source itself has wrong is in a file of findings beside the graphs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dipgraph import followthemoney, historyatstate, shipped
from dipgraph.actor_turtle import Sides, actors, turtle
from dipgraph.assertions import settings, unmet
from dipgraph.blocks import Block
from dipgraph.casting import cast
from dipgraph.encounters import Journeys
from dipgraph.errors import SourceError
from dipgraph.folders import whole
from dipgraph.names import names
from dipgraph.record_turtle import record_turtle
from dipgraph.records import Fault, Records, read
from dipgraph.vocabulary import known
from dipgraph.yields import Yield, yields

# What is registered by being imported.
SOURCES = (historyatstate.NAME, followthemoney.NAME)
FINDINGS = "findings.tsv"


@dataclass(frozen=True)
class Import:
    """What an import gave, and what the source itself has wrong."""

    given: Yield
    faults: tuple[Fault, ...]


def import_records(
    source: str,
    place: Path,
    out: Path,
    data: Sequence[Path],
    progress: Callable[[int, int], None] | None = None,
    asserted: bool = True,
) -> Import:
    """Write what the record source *source* has at *place* into the new folder *out*; *data* are files that know actors.

    A SourceError says where the yield is less than what the settings of the source assert: then nothing is written.
    """
    found = read(source, place)
    way = Journeys(found, names(), source)
    journeys = []
    for done, record in enumerate(found.records, start=1):
        journeys.append(way.journey(record))
        if progress and done % 100 == 0:
            progress(done, len(found.records))
    who = cast(journeys, source)
    given = yields(found, journeys, who)
    if asserted and (short := unmet(source, given.totals, settings(source).get("assert", {}))):
        raise SourceError(f"the yield of {source} is too low: {'; '.join(short)}: see whether all was cloned", place)
    said = settings(source)
    sides = Sides(
        known(tuple(data)),
        found.publisher.state,
        frozenset(said.get("families", ())),
        said.get("families_of", {}),
        said.get("bodies", {}),
        said.get("called_bodies", {}),
        frozenset(said.get("with_article", ())),
        said.get("also_called", {}),
    )
    persons, offices, tenures = actors(found, who, sides)
    with whole(out) as folder:
        documents = folder / "documents" / source
        documents.mkdir(parents=True)
        for journey in journeys:
            encoded = record_turtle(journey, who, sides, found.publisher, source)
            name = encoded.address.rpartition("/")[2]
            (documents / f"{name}.txt").write_text(encoded.text, encoding="utf-8", newline="\n")
            (documents / f"{name}.ttl").write_text(encoded.turtle, encoding="utf-8", newline="\n")
        if not journeys:
            documents.rmdir()
            documents.parent.rmdir()
        (folder / f"{source}.ttl").write_text(
            _actors(source, found, sides, persons, offices, tenures), encoding="utf-8"
        )
        lines = ["rule\tidentifier\tfinding", *(f"{f.rule}\t{f.key}\t{f.words}" for f in found.faults)]
        (folder / FINDINGS).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Import(given, tuple(found.faults))


def _actors(
    source: str, found: Records, sides: Sides, persons: list[Block], offices: list[Block], tenures: list[Block]
) -> str:
    comment = f"Persons, offices and tenures by the records of the {found.publisher.name}; imported from {source}."
    parts = [
        ("States and bodies", sorted(sides.blocks.values(), key=lambda block: block.subject)),
        ("Offices", offices),
        ("Persons", persons),
        ("Tenures", tenures),
    ]
    return turtle(source, comment, parts)


def data_files(data: Path | None) -> tuple[Path, ...]:
    """Return the files of the data folder *data* that know actors, of the shipped one where there is none."""
    from dipgraph.vocabulary import actors_of

    return actors_of(shipped.data_folder(data))
