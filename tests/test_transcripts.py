"""Transcripts: who says "we" in his turn binds his own side; texts of the project's own."""

from __future__ import annotations

import pytest

from dipgraph import shipped
from dipgraph.drafts import draft, knowledge
from dipgraph.guesses import Draft
from dipgraph.intake import take_in


def made(text: str) -> Draft:
    """Return the draft of a text."""
    return draft(take_in(text.encode(), "a"), knowledge(shipped.folder("ontology")))


def bound(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return each commitment: its first words, and who is bound."""
    found = made(text)
    said = [one for one in found.utterances if one.undertaking]
    return [
        (" ".join(text_of(found, one.start, one.end).split()[:3]), one.undertaking.committed)
        for one in said
        if one.undertaking
    ]


def text_of(found: Draft, start: int, end: int) -> str:
    """Return the words of a passage."""
    return found.intake.text[start:end]


TITLE = "Remarks by Secretary of State Peter Harlow and Norwegian Foreign Minister Anna Berg Before Their Meeting\n\nMay 4, 2027\n\n"


@pytest.mark.parametrize(
    ("harlow", "berg"),
    [
        ("SECRETARY HARLOW", "FOREIGN MINISTER BERG"),
        ("Secretary Harlow", "Minister Berg"),
        ("HARLOW", "BERG"),
        ("THE SECRETARY OF STATE", "FOREIGN MINISTER"),
        ("Peter Harlow", "Anna Berg"),
    ],
)
def test_each_binds_his_own_side(harlow: str, berg: str) -> None:
    """However the turns are headed, also in the paragraphs that follow, and by "I" too; a question binds nobody."""
    text = (
        f"{TITLE}{harlow}: It is a pleasure to welcome Anna here. We will deliver 20 aircraft.\n\nWe will send 5 ships, too."
        f"\n\n{berg}: Thank you. We are committed to NATO. I promise to come again.\n\nQUESTION: Will you talk? We will be waiting."
        f"\n\n{harlow}: We will continue to help.\n\nMODERATOR: We will send you the text."
    )
    assert bound(text) == [
        ("will deliver 20", ("US",)),
        ("will send 5", ("US",)),
        ("are committed to", ("NO",)),
        ("promise to come", ("NO",)),
        ("will continue to", ("US",)),
    ]


def test_what_one_tells_that_both_agreed_is_of_both() -> None:
    """What is in the past, or done together; what will be is the speaker's."""
    text = f"{TITLE}SECRETARY HARLOW: We have also agreed to open a port. We will agree to a treaty.\n\nFOREIGN MINISTER BERG: We discussed fish."
    found = made(text)
    said = [(one.act, len(one.speakers)) for one in found.utterances]
    assert ("agree", 2) in said
    assert ("discuss", 2) in said
    assert all(len(one.speakers) == 1 for one in found.utterances if "will" in one.verb)


def test_what_one_says_of_the_other_binds_nobody() -> None:
    """Nor is it said by the other."""
    text = f"{TITLE}SECRETARY HARLOW: Norway will send 5 ships. Anna promised to visit.\n\nFOREIGN MINISTER BERG: We thank the Secretary."
    found = made(text)
    assert [(one.act, [found.occasions[0].participants[n].name for n in one.speakers]) for one in found.utterances] == [
        ("appreciate", ["Anna Berg"])
    ]


def test_a_text_with_a_colon_is_no_transcript() -> None:
    """A single label turns nothing."""
    text = (
        "Berg meets Soto\n\n4 May 2027\n\nForeign Minister Anna Berg of Norway met Foreign Minister Luis Soto of Chile in Oslo."
        "\n\nForeign Minister Berg: a friend of Chile. The ministers agreed to open a port."
    )
    assert bound(text) == [("agreed to open", ("NO", "CL"))]


def test_whose_state_is_not_known_binds_no_other() -> None:
    """The state whose account it is has promised nothing."""
    text = (
        "Call with Minister Soto\n\nMay 4, 2027\n\nThe below is attributable to Spokesperson Dana White:\n\nSecretary of State Peter"
        " Harlow met Norwegian Foreign Minister Anna Berg and Minister of Trade Luis Soto. Luis Soto promised to send boats."
    )
    found = made(text)
    states = {p.name: p.state for p in found.occasions[0].participants}
    promised = [one.undertaking.committed for one in found.utterances if one.undertaking]
    assert promised == [(states["Luis Soto"],) if states["Luis Soto"] else ()]


CONFERENCE = "Press conference with the Prime Minister of Peru, Parliament House\n\nTranscript\nMay 4, 2027\n\n"
GREETING = "PRIME MINISTER EVA LIND: Good morning. Norway will provide 5 million for the port. We discussed trade."


def took_part(found: Draft) -> list[tuple[str, str, str]]:
    """Return name, office and state of each who took part in the meetings of a draft."""
    return [(p.name, p.role, p.state) for one in found.occasions for p in one.participants]


def test_those_who_speak_in_turn_have_met() -> None:
    """Under their names in small letters; the guest is of the state in the title, and the host of that for which she speaks."""
    found = made(
        f"{CONFERENCE}{GREETING}\n\nPRIME MINISTER JUAN HAAS: Thank you, Prime Minister.\n\nJOURNALIST: Prime Minister Haas?"
        "\n\nPRIME MINISTER HAAS: We agreed to build a port. Chile will help us."
    )
    assert took_part(found) == [("Eva Lind", "Prime Minister", "NO"), ("Juan Haas", "Prime Minister", "PE")]
    assert [(one.act, one.speakers) for one in found.utterances] == [
        ("pledge", (0,)),
        ("discuss", (0, 1)),
        ("agree", (0, 1)),
    ]


@pytest.mark.parametrize(
    "others",
    [
        "JOURNALIST: What of fish?\n\nPRIME MINISTER LIND: It matters.\n\nMODERATOR: Thank you.",
        "ANNA BERG: What of fish?\n\nPRIME MINISTER LIND: It matters.\n\nANNA BERG: Thank you.",
    ],
)
def test_who_speaks_to_the_press_alone_has_met_nobody(others: str) -> None:
    """Whoever asks has no office, whether named or not."""
    assert took_part(made(f"Press conference\n\nMay 4, 2027\n\n{GREETING}\n\n{others}")) == []


def test_the_other_and_i_are_both() -> None:
    """Also behind a word that opens the sentence; "I" alone am not."""
    text = (
        f"{TITLE}SECRETARY HARLOW: Good morning. Today Minister Berg and I met and discussed fish. Today I welcomed the treaty."
        "\n\nFOREIGN MINISTER BERG: Thank you."
    )
    assert [(one.act, len(one.speakers)) for one in made(text).utterances] == [("discuss", 2), ("welcome", 1)]
