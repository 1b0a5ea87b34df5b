"""Adjectives that several states share."""

from __future__ import annotations

import pytest

from dipgraph.adjectives import settled
from dipgraph.names import names, words


def of(adjective: str, *texts: str) -> set[str]:
    """Return the states of an adjective in texts."""
    return set(settled(names(), *texts).adjectives.at(words(adjective), 0)[1])


@pytest.mark.parametrize(
    ("adjective", "text", "states"),
    [
        ("Congolese", "The Congolese minister flew home to Brazzaville.", {"CG"}),
        ("Congolese", "The Congolese minister spoke of peace in the Democratic Republic of the Congo.", {"CD"}),
        ("Dominican", "The Dominican minister spoke.", {"DM", "DO"}),
        ("Dominican", "The Dominican minister spoke for the Dominican Republic.", {"DO"}),
        ("Dominican", "The Dominican minister spoke for Dominica.", {"DM"}),
        ("Dominican", "The Dominican minister spoke for Dominica, beside the Dominican Republic.", {"DM", "DO"}),
        ("Guinean", "The Guinean minister left Conakry for Equatorial Guinea.", {"GN"}),
        ("Sudanese", "The Sudanese minister spoke of Juba.", {"SD", "SS"}),
        ("Korean", "The Korean minister spoke in Seoul of North Korean missiles.", {"KR"}),
        ("Korean", "The Korean minister spoke of missiles.", {"KR", "KP"}),
        ("Korean", "The Korean minister spoke of the missiles of North Korea.", {"KR", "KP"}),
    ],
)
def test_a_shared_adjective_is_of_the_one_state_that_the_text_names(
    adjective: str, text: str, states: set[str]
) -> None:
    """By name or capital; where it names none or both, it stays open."""
    assert of(adjective, text) == states


def test_the_publisher_may_tell_it() -> None:
    """Several texts are read together."""
    assert of("Korean", "The Korean minister spoke.", "Ministry of Foreign Affairs, Republic of Korea") == {"KR"}


def test_other_adjectives_are_as_they_were() -> None:
    """And the longer one is not touched by what the shorter is found to be."""
    found = settled(
        names(), "The Korean minister spoke in Seoul of North Korean missiles, and in Oslo of Norwegian ships."
    )
    assert found.adjectives.at(words("North Korean"), 0)[1] == ("KP",)
    assert found.adjectives.at(words("Norwegian"), 0)[1] == ("NO",)
    assert settled(names(), "Norwegian ships") is names()
