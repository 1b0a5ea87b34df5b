"""How much of a source became a graph."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipgraph.casting import cast
from dipgraph.encounters import Journeys
from dipgraph.historyatstate import NAME
from dipgraph.names import names
from dipgraph.records import read
from dipgraph.yields import MET_WITH, Yield, yields
from small_records import trip, write


def of(folder: Path, *remarks: str) -> Yield:
    """Return the yield of trips with these remarks."""
    found = read(NAME, write(folder, tuple(trip(str(n), remark) for n, remark in enumerate(remarks))))
    way = Journeys(found, names(), NAME)
    journeys = [way.journey(record) for record in found.records]
    return yields(found, journeys, cast(journeys, NAME))


def test_who_was_met_with_title_and_name_is_counted_as_printed(tmp_path: Path) -> None:
    """Whatever the rules make of it: one without a state is not resolved, one without a name is not counted."""
    done = of(
        tmp_path,
        "Met with President Quispe.",
        "Met with Ruritanian President Ott.",
        "Met with senior officials.",
        "Met with the Foreign Ministers of Peru and Chad.",
    )
    assert (done.totals["met with"], done.totals["resolved"], done.totals["share_resolved"]) == (2, 1, 0.5)


def test_a_record_counts_where_a_foreigner_is_named(tmp_path: Path) -> None:
    """An office without a name is none, nor is somebody of the traveller's own side."""
    done = of(
        tmp_path,
        "Met with President Quispe.",
        "Met with the Foreign Minister.",
        "Accompanied President Stone to the Lima Summit.",
    )
    assert done.totals["trips_with_a_named_foreigner"] == 1


def test_without_any_the_share_is_whole(tmp_path: Path) -> None:
    """Nothing was lost."""
    assert of(tmp_path, "Vacation.").totals["share_resolved"] == 1.0


def test_decades_add_up(tmp_path: Path) -> None:
    """Each record is in one."""
    done = of(tmp_path, "Vacation.", "Met with President Quispe.")
    assert sum(counts["records"] for counts in done.decades.values()) == done.totals["records"] == 2
    assert list(done.lines())[1].split() == ["1990s", "2", "1", "1", "1", "1", "0"]


@pytest.mark.parametrize(
    ("remark", "number"),
    [
        ("Met with President Quispe. Also met with Foreign Minister Rojas.", 2),
        ("Met briefly with the Peruvian President Ana Quispe.", 1),
        ("Met with Special Envoy de Mistel.", 1),
        ("Met with the Minister of Health.", 0),
        ("Met with Rojas.", 0),
    ],
)
def test_what_counts_as_a_title_and_a_name(remark: str, number: int) -> None:
    """A title with a capital, and a word with one or a particle behind it."""
    assert len(MET_WITH.findall(remark)) == number
