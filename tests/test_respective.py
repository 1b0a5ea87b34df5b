"""States in a row before a title in the plural, and whose each is."""

from __future__ import annotations

import pytest

from dipgraph import shipped
from dipgraph.designations import designations
from dipgraph.drafts import draft, knowledge
from dipgraph.intake import take_in
from dipgraph.names import names, words


def states(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return whom a text names with a title, or by a title in the plural, each with the states."""
    return [(d.name, d.states) for d in designations(text, words(text), names()) if d.titles]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("his Finnish and Polish colleagues, Aino Salo and Jan Lis,", [("Aino Salo", ("FI",)), ("Jan Lis", ("PL",))]),
        (
            "her Finnish, Polish, and New Zealand counterparts Aino Salo, Jan Lis and Tom Reid",
            [("Aino Salo", ("FI",)), ("Jan Lis", ("PL",)), ("Tom Reid", ("NZ",))],
        ),
        ("the Finnish and Polish Foreign Ministers Aino Salo and Jan Lis", [("Aino Salo", ("FI",)), ("Jan Lis", ("PL",))]),
        ("the Polish Foreign Ministers Aino Salo and Jan Lis", [("Aino Salo", ("PL",)), ("Jan Lis", ("PL",))]),
        ("the Finnish and Polish foreign ministers met", [("", ("FI", "PL"))]),
    ],
)  # fmt: skip
def test_states_in_a_row_belong_to_the_names_behind_in_their_order(
    text: str, expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    """As many adjectives as names are those of the names, first of the first; one alone is that of all."""
    assert states(text) == expected


def test_as_many_states_as_there_are_no_names_for_are_nobodys() -> None:
    """Two states before three names tell of none of the three of which state he is."""
    told = "the Finnish and Polish ministers Aino Salo, Jan Lis and Ewa Kot"
    assert states(told) == [("Aino Salo", ()), ("Jan Lis", ()), ("Ewa Kot", ())]


def test_what_is_agreed_by_three_is_promised_by_the_three_states() -> None:
    """A host and two guests of whom each has his own state commit all three, and the two states named alone those two."""
    text = """Foreign ministers meet on Gotland

3 March 2027

Swedish Foreign Minister Karl Holm hosted his Finnish and Polish colleagues, Aino Salo and Jan Lis, on Gotland on 2 March.

The three ministers agreed to open a joint office by May 2028. Finland and Poland undertook to send two ships each.
"""
    made = draft(take_in(text.encode(), "a"), knowledge(shipped.folder("ontology")))
    (meeting,) = made.occasions
    assert [(p.name, p.state) for p in meeting.participants] == [
        ("Karl Holm", "SE"),
        ("Aino Salo", "FI"),
        ("Jan Lis", "PL"),
    ]
    assert [[meeting.participants[n].state for n in s.speakers] for s in made.utterances] == [
        ["SE", "FI", "PL"],
        ["FI", "PL"],
    ]
