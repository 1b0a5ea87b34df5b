"""Points of a list and other lines without a full stop: statements, or headings of what follows."""

from __future__ import annotations

import pytest

from readings import ALM, BOTH, BRO, acts, read


@pytest.mark.parametrize(
    "line",
    [
        "• The two ministers agreed to open consulates",
        "- Minister Alm and Secretary Bro agreed to open consulates;",
        "2. They agreed to open consulates; and",
        "(3) Both sides agreed to open consulates",
        "The two ministers agreed to open consulates",
    ],
)
def test_a_point_without_a_full_stop_is_a_statement(line: str) -> None:
    """Somebody does something in it: no heading, whatever numbers it, and without a number where it is in the past."""
    assert acts(line) == [("agree", "agreed to open consulates")]


@pytest.mark.parametrize(
    "line",
    [
        "Trade and investment",
        "1. Issues discussed",
        "2. Measures agreed by the two ministers",
        "(3) What the two ministers agreed",
        "• Expansion of trade",
        "Ministers agree on trade",
        "What is agreed with the Secretary",
    ],
)
def test_what_only_names_what_follows_is_a_heading(line: str) -> None:
    """Nobody does anything in it, or it is a headline in the present; and it gives its issue to what follows."""
    assert acts(line) == []


def test_a_heading_gives_its_issue_to_what_follows() -> None:
    """Also where a point without a full stop follows, which names none."""
    (one,) = read("1. Cyber security\n• The two ministers agreed to do more")
    assert one.issues == ("cybersecurity",)


@pytest.mark.parametrize(
    ("lead", "speaking"),
    [
        ("The two ministers:", BOTH),
        ("During the talks, the Secretary:", BRO),
        ("They spoke of much. Minister Alm:", ALM),
    ],
)
def test_a_point_may_begin_with_its_verb(lead: str, speaking: tuple[int, ...]) -> None:
    """Its subject is who stands before the colon that leads to the list."""
    found = read(f"{lead}\n\n• Welcomed the launch of the fund\n• expressed concern about Ukraine\n- also condemned it")
    assert [(one.act, one.speakers) for one in found[-3:]] == [
        ("welcome", speaking),
        ("concern", speaking),
        ("condemn", speaking),
    ]


@pytest.mark.parametrize(
    ("line", "act"),
    [
        ("- We condemn the attacks on Ukraine", "condemn"),
        ("* We will establish a working group on trade", "intend"),
        ("3. We reaffirm our commitment to free trade", "reaffirm"),
    ],
)
def test_points_of_a_joint_text_are_in_the_present(line: str, act: str) -> None:
    """What all say stands in points that end without a full stop."""
    assert [one for one, _ in acts(line, joint=True)] == [act]


def test_views_that_were_exchanged_are_no_heading() -> None:
    """A passive in the past says what was done, by all."""
    (one,) = read("• Views were exchanged on climate change")
    assert (one.act, one.speakers, one.issues) == ("discuss", BOTH, ("climate-change",))
