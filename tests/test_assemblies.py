"""Those whom a remark says were met without names, as a group."""

from __future__ import annotations

import pytest

from dipgraph.assemblies import listed, officials, part_of_a_name
from dipgraph.designations import designations
from dipgraph.names import names, words


def groups(remark: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the words and the states of the groups of a remark."""
    here = designations(remark, words(remark), names())
    return [(remark[d.start : d.end], d.states) for d in officials(remark, 0, len(remark), here, names())]


@pytest.mark.parametrize(
    ("remark", "found"),
    [
        ("met with leaders of the Andean Lakes States and went on", [("leaders of the Andean Lakes States", ())]),
        (
            "discussed trade with representatives of the African Union and the UN.",
            [("representatives of the African Union and the UN", ("African Union", "UN"))],
        ),
        ("talks with members of the Coal and Steel Community", [("members of the Coal and Steel Community", ())]),
        ("met with leaders of Peru, Chad, and the UN", [("leaders of Peru, Chad, and the UN", ("PE", "TD", "UN"))]),
        (
            "met with members of the Peruvian Governing Council",
            [("members of the Peruvian Governing Council", ("PE",))],
        ),
        ("met with members of the Peruvian National Council", [("members of the Peruvian National Council", ())]),
        (
            "met with members of the Lima Authority and the Peruvian Interim Council",
            [("members of the Lima Authority and the Peruvian Interim Council", ())],
        ),
        ("met with representatives of the Andean Forum nations", [("representatives of the Andean Forum nations", ())]),
        (
            "met with leaders of the Andean Nine and Peruvian President Ana Quispe",
            [("leaders of the Andean Nine", ())],
        ),
        ("attended a summit meeting with Central American heads of state", [("Central American heads of state", ())]),
        ("discussed trade with Peruvian leadership", [("Peruvian leadership", ("PE",))]),
    ],
)
def test_groups_are_read_with_what_they_are_of(remark: str, found: list[tuple[str, tuple[str, ...]]]) -> None:
    """Each state and body of a list counts where all are known; a body is a state's own by its adjective if it governs."""
    assert groups(remark) == found


@pytest.mark.parametrize(
    "remark",
    [
        "met with members of Congress",
        "met with representatives of Peruvian NGOs",
        "met with members of Peru civil society",
        "visited members of the Andean Community",
        "met with the European Council President",
    ],
)
def test_no_group_of_states(remark: str) -> None:
    """Those of a parliament or a society are none, nor is a body of which one person is told."""
    assert groups(remark) == []


@pytest.mark.parametrize(
    ("remark", "words_", "states"),
    [
        ("met with the EU and Swiss Foreign Ministers", "EU and Swiss Foreign Ministers", ("EU", "CH")),
        (
            "met with the British, French, and Danish Ministers",
            "British, French, and Danish Ministers",
            ("GB", "FR", "DK"),
        ),
        ("met with Mr. Berg, French and Danish Ministers", "French and Danish Ministers", ("FR", "DK")),
        ("met with Ida Berg and the Danish Ministers", "the Danish Ministers", ("DK",)),
        ("met the King of Norway and the Kings of Peru and Chad", "the Kings of Peru and Chad", ("PE", "TD")),
    ],
)
def test_states_that_stand_before_a_title_in_the_plural(remark: str, words_: str, states: tuple[str, ...]) -> None:
    """They are read to the first, which no name is."""
    here = designations(remark, words(remark), names())
    found = listed(remark, here[-1], len(remark), here, names())
    assert (remark[found.start : found.end], found.states) == (words_, states)


@pytest.mark.parametrize(
    ("remark", "part"),
    [
        ("met with students of the Young Leaders Initiative", True),
        ("attended the Foreign Ministers’ meeting", True),
        ("met with the Foreign Ministers in Lima", False),
        ("met with the Foreign Ministers of the permanent member states", True),
    ],
)
def test_a_title_that_is_part_of_a_name_is_nobody(remark: str, part: bool) -> None:
    """What follows in capitals, or as its possession, shows it; members are what the ministers before them are of."""
    here = designations(remark, words(remark), names())
    assert part_of_a_name(remark, here[-1], here) is part
