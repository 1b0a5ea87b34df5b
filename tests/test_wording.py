"""What a draft says in words of its own of what is to be done."""

from __future__ import annotations

import pytest

from dipgraph import shipped
from dipgraph.vocabulary import Vocabulary
from dipgraph.wording import action, deed, kind


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


@pytest.mark.parametrize(
    ("quotation", "verb", "said"),
    [
        ("told him that Exland would supply gas", "told", "Exland would supply gas."),
        ("told him Exland would never give up its ships", "told", "Exland would never give up its ships."),
        ("assured her that they would go on", "assured", "Go on."),
        ("stressed that he intended to visit", "stressed", "Visit."),
        (
            "reaffirmed their commitment to further strengthen ties",
            "reaffirmed their commitment to",
            "Further strengthen ties.",
        ),
        ("agreed on strengthening ties", "agreed on", "Strengthening ties."),
        ("It was agreed to extend the lease", "agreed to", "Extend the lease."),
    ],
)
def test_an_action_is_the_verb_and_what_belongs_to_it(quotation: str, verb: str, said: str) -> None:
    """Whom it was told to is no part of what is to be done."""
    assert action(quotation, verb) == said
    assert deed(quotation, verb)


@pytest.mark.parametrize(
    ("quotation", "verb"),
    [
        ("agreed", "agreed"),
        ("Concurred", "Concurred"),
        ("pledged neither aid nor troops", "pledged"),
        ("pledged ships", "pledged"),
    ],
)
def test_where_no_verb_says_what_is_done_the_passage_stands(quotation: str, verb: str) -> None:
    """A noun is no action, and nothing is none; the passage is kept whole."""
    assert deed(quotation, verb) == ""
    assert action(quotation, verb).lower() == f"{quotation}.".lower()


@pytest.mark.parametrize(
    ("promise", "found"),
    [
        ("Provide aid to the islands.", "dip:assist"),
        ("Not support the dam.", "dip:desist"),
        ("End assistance to the militia.", "dip:desist"),
        ("Suspend deliveries of aid.", "dip:desist"),
        ("Refrain from further tests.", "dip:desist"),
        ("Help to end the famine with aid.", "dip:assist"),
    ],
)
def test_what_is_ended_is_not_what_its_words_say(promise: str, found: str) -> None:
    """The kind of a promise goes by its sense: to end assistance is to desist, to assist an end is to assist."""
    assert kind(promise, (), Vocabulary.read(shipped.folder("data") / "actors.ttl"))[0] == found
