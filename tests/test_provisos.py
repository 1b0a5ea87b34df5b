"""What takes a promise back or ties it, in words alone."""

from __future__ import annotations

import pytest

from dipgraph.provisos import condition, denied, leading, negation, undone


@pytest.mark.parametrize(
    ("words", "is_denied"),
    [
        ("is not committed to", True),
        ("has still not agreed to", True),
        ("did not agree to", True),
        ("never agreed to", True),
        ("no longer intends to", True),
        ("agreed not to", False),
        ("was agreed not to", False),
        ("will not agree to", False),
        ("undertook never to", False),
    ],
)
def test_a_denial_stands_behind_a_helping_verb(words: str, is_denied: bool) -> None:
    """ "Agreed not to" turns round what is agreed, and so does "will not"; "has not agreed to" denies the agreement."""
    assert denied(words.split()) is is_denied


def test_the_word_that_turns_a_promise_round_is_kept() -> None:
    """It stands at the end of the verb, whole or joined to it."""
    assert [negation(verb) for verb in ("agreed not to", "will never", "won\u2019t", "agreed to", "noted")] == [
        "not",
        "never",
        "not",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("action", "word"),
    [
        ("Not support the bid.", "not"),
        ("Refrain from selling boats.", "refrain"),
        ("Immediately suspend its assistance.", "suspend"),
        ("Ending aid to the junta.", "ending"),
        ("Phase out tariffs.", "phase out"),
        ("Support efforts to end the war.", ""),
        ("Endorse the plan.", ""),
        ("Notify the other side.", ""),
        ("Withdrawal of troops.", ""),
    ],
)
def test_what_is_ended_or_left_undone_says_so_first(action: str, word: str) -> None:
    """The word stands at the beginning of what is promised, where it turns round all that follows."""
    assert undone(action) == word


def test_a_condition_is_what_a_promise_depends_on() -> None:
    """It leads the sentence or stands in it; "if needed" and a question are none."""
    assert leading("Provided that the dam holds, ") == "Provided that the dam holds"
    assert leading("In the evening, ") == ""
    assert condition("will send boats unless the lake freezes over.") == "unless the lake freezes over"
    assert condition("will send boats, if needed") == ""
    assert condition("will send boats") == ""
    assert condition("will send boats for as long as it takes") == ""
    assert condition("will send boats as long as the truce holds") == "as long as the truce holds"
