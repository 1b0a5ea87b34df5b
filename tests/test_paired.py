"""Which side is of which state where a title joins two: a joint text often says no state with its ministers."""

from __future__ import annotations

import pytest

from test_sides import sides

CONSULTED = """Joint Statement on the Norway–Peru Ministerial Consultations

3 May 2027

The Minister for Foreign Affairs{}, Anna Berg, and the Minister of Defence, Ola Lund, met with the Minister of Foreign \
Affairs{}, Lucía Vega, and the Minister of Defence, Luis Soto, in Cusco.

Ministers condemned the attack.
"""
NORTH, SOUTH = ("Anna Berg", "Ola Lund"), ("Lucía Vega", "Luis Soto")


@pytest.mark.parametrize(("first", "second"), [("", " of Peru"), (" of Norway", ""), ("", "")])
def test_those_told_in_one_breath_are_of_one_side(first: str, second: str) -> None:
    """Where the state of one is said, that of the others follows; where none is, they are in the order of the title."""
    found = sides(CONSULTED.format(first, second))
    assert found == dict.fromkeys(NORTH, "NO") | dict.fromkeys(SOUTH, "PE")


@pytest.mark.parametrize(
    "title", ["Joint Statement on the Ministerial Consultations", "Joint Statement of Norway, Peru and Chile"]
)
def test_a_title_that_joins_no_two_tells_nothing(title: str) -> None:
    """Nobody is of a state that only the order of such a title would give; of whom it is said it stays."""
    text = CONSULTED.format("", " of Peru").replace(
        "Joint Statement on the Norway–Peru Ministerial Consultations", title
    )
    assert sides(text) == {**dict.fromkeys(NORTH, ""), "Lucía Vega": "PE", "Luis Soto": ""}


@pytest.mark.parametrize(
    ("third", "state"),
    [
        ("in Cusco, together with the Minister of Trade, Sam Chan.", ""),
        ("in Cusco. Minister of Trade Sam Chan of Chile also took part in the meeting.", "CL"),
    ],
)
def test_a_third_beside_the_two_is_of_neither(third: str, state: str) -> None:
    """Of three groups the title tells nothing."""
    found = sides(CONSULTED.format("", " of Peru").replace("in Cusco.", third))
    assert found == {**dict.fromkeys(NORTH, ""), "Lucía Vega": "PE", "Luis Soto": "", "Sam Chan": state}


def test_what_another_state_tells_of_the_two_says_nothing_of_its_own() -> None:
    """Whose account it is met them."""
    text = (
        "Readout of Minister Ann Haas's Call with the Foreign Ministers of Norway and Peru\n\n3 May 2027\n\nThe Minister for"
        " Foreign Affairs of Austria, Ann Haas, spoke by telephone with Foreign Minister Anna Berg and Foreign Minister"
        " Lucía Vega of Peru."
    )
    assert sides(text)["Ann Haas"] == "AT"
