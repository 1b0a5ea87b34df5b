"""The forms of English words."""

from __future__ import annotations

import pytest

from dipgraph.inflections import adverb, singular, stem, stems


@pytest.mark.parametrize(
    "forms",
    [
        "agree agrees agreed agreeing",
        "welcome welcomes welcomed welcoming",
        "commit commits committed committing",
        "discuss discusses discussed discussing",
        "urge urges urged urging",
        "note notes noted noting",
        "reaffirm reaffirms reaffirmed reaffirming",
        "reiterate reiterates reiterated reiterating",
        "call calls called calling",
        "say says said saying",
        "hold holds held holding",
        "supply supplies supplied supplying",
        "focus focuses focused focusing",
    ],
)
def test_inflections_share_a_stem(forms: str) -> None:
    """All forms of a verb have one stem."""
    assert len(stems(forms)) == 1


def test_words_that_are_no_forms_of_each_other_keep_apart() -> None:
    """A short word is not taken for a form of a longer one."""
    assert stem("not") != stem("note")
    assert stem("need") != stem("ne")
    assert stem("string") != stem("str")


def test_names_that_end_like_adverbs_are_none() -> None:
    """Italy may be no word to pass over, where strongly may."""
    assert adverb("strongly")
    assert adverb("also")
    assert not adverb("italy")
    assert not adverb("family")
    assert not adverb("comply")


@pytest.mark.parametrize(
    ("several", "one"),
    [
        ("Ministers for Foreign Affairs", "Minister for Foreign Affairs"),
        ("Heads of State", "Head of State"),
        ("heads of foreign ministries", "head of foreign ministry"),
        ("Heads of Delegations", "Head of Delegation"),
    ],
)
def test_of_several_who_head_a_house_each_one_heads_one(several: str, one: str) -> None:
    """What all head is in the plural too, unless it is the same for each."""
    assert singular(several) == one
