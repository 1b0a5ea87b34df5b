"""What a draft says in words of its own of what is to be done."""

from __future__ import annotations

import pytest

from dipgraph.wording import action


@pytest.mark.parametrize(
    ("quotation", "verb", "said"),
    [
        ("agreed not to publish the map", "agreed not to", "Not publish the map."),
        ("will not take part in any blockade", "will not", "Not take part in any blockade."),
        ("will never close the strait", "will never", "Never close the strait."),
        ("agreed to publish the map", "agreed to", "Publish the map."),
        ("stressed that they will not lend ships", "stressed", "Not lend ships."),
    ],
)
def test_an_action_keeps_the_negation(quotation: str, verb: str, said: str) -> None:
    """Not to do a thing is not to be read as doing it."""
    assert action(quotation, verb) == said


@pytest.mark.parametrize(
    ("quotation", "verb", "said"),
    [
        ("If the truce holds, Japan will open the strait", "will", "Open the strait, if the truce holds."),
        ("promised to lend ships, unless it snows", "promised to", "Lend ships, unless it snows."),
        (
            "agreed that if the truce holds they will meet",
            "agreed that if the truce holds they will",
            "Meet, if the truce holds.",
        ),
    ],
)
def test_an_action_keeps_its_condition(quotation: str, verb: str, said: str) -> None:
    """What is promised in one case is not said to be promised in all."""
    assert action(quotation, verb) == said
