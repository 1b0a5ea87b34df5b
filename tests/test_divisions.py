"""What one verb leads to, divided: each further "that" is a statement, and undertakings that differ are two."""

from __future__ import annotations

import pytest

from readings import ALM, BOTH, BRO, acts, only, read


@pytest.mark.parametrize(
    ("text", "speakers", "told"),
    [
        (
            "The Secretary said that the harbour was full, and that the two countries would expand trade.",
            BRO,
            [("state", "said that the harbour was full"), ("state", "that the two countries would expand trade")],
        ),
        (
            "The two ministers agreed that the dam must stay and that they will continue to help Moldova.",
            BOTH,
            [("recognise", "agreed that the dam must stay"), ("agree", "that they will continue to help Moldova")],
        ),
        (
            "Minister Alm noted that trade had grown, that tourism was strong and that visas were cheap.",
            ALM,
            [
                ("state", "noted that trade had grown"),
                ("state", "that tourism was strong"),
                ("state", "that visas were cheap"),
            ],
        ),
        (
            "Minister Alm stressed Japan's commitment to the defense of Peru and that she hopes for calm.",
            ALM,
            [
                ("reaffirm", "stressed Japan's commitment to the defense of Peru"),
                ("hope", "that she hopes for calm"),
            ],
        ),
        (
            "Minister Alm met Secretary Bro and agreed that trade matters and that the port will be opened.",
            BOTH,
            [("agree", "agreed that trade matters"), ("agree", "that the port will be opened")],
        ),
    ],
)
def test_each_further_that_is_a_statement(text: str, speakers: tuple[int, ...], told: list[tuple[str, str]]) -> None:
    """It is said by the same, with the same verb, and what it does is read from its own words."""
    assert acts(text) == told
    assert {one.speakers for one in read(text)} == {speakers}
    assert len({one.verb.split()[0] for one in read(text)}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Minister Alm welcomed the plan that Peru drew up and that Chile backs.",
        "Minister Alm said that the plan that Peru drew up and that Chile backs was good.",
        "Minister Alm noted the danger and that country.",
        "Minister Alm stressed the need for steps that help and that last.",
    ],
)
def test_a_that_of_a_noun_is_none(text: str) -> None:
    """What stands behind a noun describes it, and nothing is said behind "that" without a verb."""
    assert text.removeprefix("Minister Alm ").startswith(only(text).verb)
    assert text[only(text).end :] == "."


def test_undertakings_that_differ_are_two() -> None:
    """One goes on and another is new; of two new ones that are due at no day there is one statement."""
    assert acts("They agreed to continue the talks and to open the port.") == [
        ("agree", "agreed to continue the talks"),
        ("agree", "to open the port"),
    ]
    assert len(read("They agreed to build a bridge and to open the port.")) == 1
