"""What words name without a label of their own: the relations of those who meet, nationals who are held."""

from __future__ import annotations

import pytest

from readings import met


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        ("They discussed energy and U.S.-Mexico relations.", {"energy", "bilateral-relations"}),
        (
            "They stressed that tourism adds to our partnership with Mexico.",
            {"transport-tourism", "bilateral-relations"},
        ),
        (
            "They praised the close ties between the United States and Mexico and human rights.",
            {"bilateral-relations", "human-rights"},
        ),
        (
            "They agreed to strengthen the relationship and to fight piracy.",
            {"maritime-security", "bilateral-relations"},
        ),
        ("They welcomed our cooperation with Mexico across many fields and energy.", {"energy", "bilateral-relations"}),
        # Relations of others, in a field, or as that which something rests on.
        ("They discussed energy and the relationship between Serbia and Spain.", {"energy"}),
        ("They discussed a U.S.-Mexico partnership in fighting piracy.", {"maritime-security"}),
        ("They discussed U.S.-Mexico cooperation on energy.", {"energy"}),
        ("They announced a U.S.-Mexico Semiconductor Partnership.", {"semiconductors"}),
        ("They praised human rights as the foundation of the U.S.-Mexico relationship.", {"human-rights"}),
    ],
)
def test_relations_of_those_who_meet_are_an_object(text: str, issues: set[str]) -> None:
    """By the names of both, with the other, or as "the relationship"; not those of others, nor those in a field alone."""
    assert set(met("MX US", text)[0].issues) == issues


@pytest.mark.parametrize("body", ["EU", "UN", "NATO"])
def test_relations_with_a_body_are_about_the_body(body: str) -> None:
    """A code of two letters makes no state of one."""
    (one,) = met(f"{body} US", f"They discussed the partnership between the United States and the {body}.")
    assert "bilateral-relations" not in one.issues
    assert len(one.issues) == 1


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("They discussed the release of hostages, including two citizens of Mexico.", True),
        ("They discussed the prisoners on the island, among them Canadians.", True),
        ("They discussed relief for all people, including citizens of Mexico.", False),
        ("They discussed the hostages and the safety of citizens.", False),
    ],
)
def test_nationals_among_those_who_are_held_are_detained(text: str, held: bool) -> None:
    """Where it is said that they are among them."""
    assert ("detained-nationals" in met("MX US", text)[0].issues) is held
