"""The classes of the words of a sentence."""

from __future__ import annotations

import pytest

from dipgraph.tagging import classes
from readings import known


def tagged(text: str, bare: bool = False) -> dict[str, str]:
    """Return the class of each word of *text*, which is split at blanks."""
    printed = text.split()
    return dict(zip(printed, classes([w.lower() for w in printed], printed, known().verbs, bare), strict=True))


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("They welcomed the visit", "welcomed", "past"),
        ("They praised the shared view", "shared", "noun"),
        ("They spoke of increased trade", "increased", "noun"),
        ("They welcomed increased trade", "increased", "noun"),
        ("They praised friendship and shared values", "shared", "noun"),
        ("They met and shared their views", "shared", "past"),
        ("They met , and shared deep concern", "shared", "past"),
        ("They spoke of trade and shared concerns", "shared", "noun"),
        ("Detailed consideration was given", "Detailed", "noun"),
        ("They detailed the plan", "detailed", "past"),
        ("The United States agreed", "United", "noun"),
        ("The United States agreed", "agreed", "past"),
        ("They met to discuss trade", "discuss", "verb"),
        ("They met to discuss trade", "to", "to"),
        ("They went to the house", "to", "prep"),
        ("We welcome the launch", "welcome", "verb"),
        ("Both sides support the plan", "support", "verb"),
        ("They stressed the support for it", "support", "noun"),
        ("The visit underscores our commitment", "underscores", "verb"),
        ("They spoke of calls for violence", "calls", "noun"),
        ("They met , reaffirming it", "reaffirming", "ing"),
        ("They praised the meeting", "meeting", "noun"),
        ("The talks on May 5 ended", "May", "noun"),
        ("They may agree", "may", "modal"),
        ("Italy welcomed it", "Italy", "noun"),
    ],
)
def test_a_word_has_the_class_of_its_place(text: str, word: str, tag: str) -> None:
    """What a word is depends on what stands around it."""
    assert tagged(text)[word] == tag


def test_a_present_stands_before_a_bare_object_only_if_asked() -> None:
    """Nouns that could be verbs are nouns, unless a sentence had no verb at all."""
    text = "Exland and Wyland urge leaders to act"
    assert tagged(text)["urge"] == "noun"
    assert tagged(text, bare=True)["urge"] == "verb"


def test_a_number_may_act_by_itself_also_behind_an_adverb() -> None:
    """ "The two also signed": the two are who acts."""
    printed = ["the", "two", "also", "signed", "it"]
    assert classes(printed, printed, frozenset()) == ["det", "pron", "adv", "past", "pron"]
