"""Who did not do what all others did, in sentences of the project's own."""

from __future__ import annotations

import pytest

from dipgraph import shipped
from dipgraph.drafts import draft, knowledge
from dipgraph.intake import take_in

MET = (
    "Three ministers meet\n\nMinister for Foreign Affairs Anna Berg of Norway, Foreign Minister Lucia Vega of Peru and"
    " Foreign Minister Jonas Weiss of Hungary met in Lima on 4 May 2027. "
)


def bound(sentence: str, text: str = MET) -> tuple[str, ...]:
    """Return the states that speak in the last sentence."""
    made = draft(take_in((text + sentence).encode(), "a"), knowledge(shipped.folder("ontology")))
    one = made.utterances[-1]
    said = tuple(sorted(made.occasions[0].participants[n].state for n in one.speakers))
    assert not one.undertaking or tuple(sorted(one.undertaking.committed)) == said
    return said


@pytest.mark.parametrize(
    "sentence",
    [
        "All members except Hungary agreed to impose sanctions on Russia.",
        "All ministers but Foreign Minister Weiss agreed to impose sanctions on Russia.",
        "All participants, with the exception of Hungary, pledged to provide 10 million dollars.",
        "With the exception of Hungary, the ministers pledged to provide 10 million dollars.",
        "All participants other than Hungary expressed concern about the coup.",
        "Apart from Hungary, all sides agreed to continue sanctions.",
        "The ministers, except for Hungary, agreed to send aid.",
        "Except Hungary, all participants welcomed the report.",
        "The ministers, save for Mr. Weiss, condemned the attack.",
        "The ministers, Hungary excepted, agreed to hold talks.",
        "The ministers (except Hungary) agreed to hold talks.",
        "The ministers agreed to hold talks, with the exception of Hungary.",
        "All of them, excluding Hungary, committed to end exports.",
    ],
)
def test_who_is_excepted_does_not_speak(sentence: str) -> None:
    """And is bound by nothing that the others promise, wherever the exception stands."""
    assert bound(sentence) == ("NO", "PE")


def test_in_a_joint_text_too() -> None:
    """Where states speak, of which no person is named."""
    joint = (
        "Joint Statement of the Ministers of Hungary, Norway and Peru\n\nLima, 4 May 2027\n\nThe Foreign Ministers of"
        " Hungary, Norway and Peru met in Lima on 4 May 2027. "
    )
    assert bound("All members but Peru agreed to impose sanctions on Russia.", joint) == ("HU", "NO")


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministers discussed all issues except trade.",
        "The ministers agreed to open their markets to all states except Hungary.",
        "The ministers agreed to help Peru but thanked Hungary.",
        "The ministers, among other things, agreed to help Hungary.",
    ],
)
def test_what_is_excepted_of_an_object_is_nobody_who_speaks(sentence: str) -> None:
    """Nor is it one who is only named behind such a word."""
    assert bound(sentence) == ("HU", "NO", "PE")
