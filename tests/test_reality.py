"""Meetings that are told of and were not held: denied, cancelled, put off, only supposed; by texts of the project's own."""

from __future__ import annotations

import pytest

from dipgraph.reality import off, unreal
from test_occasions import none, read, who

UNREAL = "was not held"
A, B = "Foreign Minister Lena Dahl of Norway", "Foreign Minister Pavel Kral of Slovakia"


@pytest.mark.parametrize(
    "body",
    [
        f"{A} has not met {B}.",
        f"{A} did not hold talks with {B} in Vienna on 1 March.",
        f"{A} never spoke with {B} by telephone.",
        f"Neither {A} nor Prime Minister Nils Berg of Norway met {B}.",
        f"A call between {A} and {B} was put off.",
        f"The meeting between {A} and {B}, which had been planned for 1 March, did not take place.",
        f"It is not true that {A} met {B}.",
        f"The Ministry dismisses reports that {A} met {B} in Vienna.",
        f"Were {A} to have met {B}, they could have spoken of grain.",
        f"If {A} meets {B}, they will speak of grain.",
        f"{A} might have met {B}.",
        f"{A} declined a meeting with {B}.",
        f"{A} proposed a meeting with {B} in Vienna.",
        f"An alleged meeting between {A} and {B} has drawn attention.",
    ],
)
def test_what_was_not_held_is_no_meeting(body: str) -> None:
    """A meeting that is denied, cancelled, put off or only supposed is none, by verb or noun, and the reason says so."""
    assert UNREAL in none(f"Statement of the Ministry\n{body}")


def test_what_the_body_takes_back_the_title_does_not_tell() -> None:
    """A title that names a meeting tells of none where the first sentence says that it was put off."""
    assert UNREAL in none(
        f"Meeting between {A} and {B}\nThe meeting was postponed until the autumn because of the storm."
    )


def test_what_was_put_off_before_is_held_where_the_title_says_so() -> None:
    """A title whose verb says that they met is believed, whatever day had been set before."""
    found, why = read(
        f"{A} met with {B}\nThe talks between Minister Dahl and Minister Kral were postponed in May for the floods."
    )
    assert [[state for _, _, state in who(one)] for one in found] == [["NO", "SK"]], why


@pytest.mark.parametrize(
    "body",
    [
        f"{A}, who had not been in Vienna for a year, met {B} there on 1 March.",
        f"{A}, who denied that she had read the letter, met {B}.",
        f"{A} met {B} after a vote was postponed.",
        f"{A} not only met {B} but also dined with him.",
        f"A meeting between {A} and {B} that had been postponed in May was held in Vienna on 1 March.",
        f"On 1 May {A} met {B} and did not speak of grain.",
    ],
)
def test_what_was_held_all_the_same_is_a_meeting(body: str) -> None:
    """Such words on something else, or on what was held in the end, take no meeting away."""
    found, why = read(f"Statement of the Ministry\n{body}")
    assert [[state for _, _, state in who(one)] for one in found] == [["NO", "SK"]], why


def test_beside_one_that_was_not_held_others_are() -> None:
    """Of two meetings, one of them cancelled, the other is told, without the one who did not come."""
    (one,), _ = read(
        f"Visit to Vienna\n{A} met {B} in Vienna on 1 March. A planned meeting with Foreign Minister Ilir Hoxha of Albania"
        " was cancelled because of the snow."
    )
    assert [name for name, _, _ in who(one)] == ["Lena Dahl", "Pavel Kral"]


def test_only_a_meeting_is_put_off() -> None:
    """Words that say so of a vote, of a verb, or of nothing, are not on a meeting."""
    assert [off(said) for said in ("Their talks were called off.", "The law was put off.", "")] == [True, False, False]
    assert not unreal("They met, and the vote was put off.", 0, 35, 5, False)
