"""Whose delegation it was whose members are told, and who accompanied whom."""

from __future__ import annotations

import pytest

from dipgraph import shipped
from dipgraph.drafts import draft, knowledge
from dipgraph.guesses import Draft, Intake

HAAS = "Foreign Minister of Peru Ana Haas"
MEMBERS = "Minister for Trade Ada Alm, State Secretary Bo Berg and Ambassador Eva Lind"


def read(told: str, title: str = "Readout of a meeting") -> Draft:
    """Return the draft of a text below a title."""
    text = f"{title}\n\nLima, 3 May 2023\n\n{told}"
    return draft(Intake("a", text, title=title, body=text.index(told)), knowledge(shipped.folder("ontology")))


def took_part(made: Draft) -> dict[str, str]:
    """Return the state of each who took part in the one meeting of a draft."""
    (one,) = made.occasions
    return {p.name: p.state for p in one.participants}


@pytest.mark.parametrize(
    "told",
    [
        f"{HAAS} received a delegation from Sweden in Lima. The delegation was composed of {MEMBERS}.",
        f"{HAAS} received a Swedish trade delegation in Lima. The delegation included {MEMBERS}.",
        f"A delegation of Sweden visited Lima and held talks with {HAAS}. The delegation comprised {MEMBERS}.",
        f"A Swedish delegation met with {HAAS} in Lima. The delegation consisted of {MEMBERS}.",
    ],
)
def test_members_of_the_delegation_are_of_the_state_that_sent_it(told: str) -> None:
    """So they met those of another state, and what was discussed both sides discussed."""
    made = read(f"{told} They discussed trade.")
    assert took_part(made) == {"Ana Haas": "PE", "Ada Alm": "SE", "Bo Berg": "SE", "Eva Lind": "SE"}
    assert [(one.act, set(one.speakers)) for one in made.utterances] == [("discuss", {0, 1, 2, 3})]


@pytest.mark.parametrize(
    "told",
    [
        f"{HAAS} received a delegation led by Minister for Trade of Sweden Ada Alm. The delegation included Ms. Eva Lind.",
        f"Minister for Trade of Sweden Ada Alm met {HAAS} in Lima. Her delegation included Ambassador Eva Lind.",
        f"Minister for Trade of Sweden Ada Alm met {HAAS} in Lima. She was accompanied by Ambassador Eva Lind.",
        f"Minister for Trade of Sweden Ada Alm, accompanied by Ambassador Eva Lind, met {HAAS} in Lima.",
    ],
)
def test_who_came_with_somebody_is_of_the_same_state(told: str) -> None:
    """Whether in a delegation or as company; those who led speak where two do."""
    made = read(f"{told} The two ministers discussed trade.")
    assert took_part(made) == {"Ana Haas": "PE", "Ada Alm": "SE", "Eva Lind": "SE"}
    (one,) = made.utterances
    assert {made.occasions[0].participants[n].name for n in one.speakers} == {"Ana Haas", "Ada Alm"}


def test_where_two_delegations_are_named_the_last_one_is_meant() -> None:
    """And of a delegation of two states it is not known of which its members are."""
    last = (
        f"{HAAS} received a Norwegian delegation, and then a Swedish delegation. The delegation included Mr. Bo Berg."
    )
    assert took_part(read(last))["Bo Berg"] == "SE"
    both = f"{HAAS} received a delegation from Norway and Sweden. The delegation included Minister for Trade Bo Berg."
    assert "NO" not in {p.state for o in read(both).occasions for p in o.participants if p.name}


def test_company_in_a_joint_text_has_the_state_of_whom_it_accompanied() -> None:
    """Told of her by a pronoun, or right behind the name."""
    title = "JOINT STATEMENT"
    made = read(
        "At the invitation of Prime Minister of Sweden Ada Alm, Prime Minister of Peru Ana Haas visited Sweden. She was"
        " accompanied by Minister of Energy Luis Paz and Minister of Mines Pia Sol. The two leaders held talks.",
        title,
    )
    assert took_part(made) == {"Ada Alm": "SE", "Ana Haas": "PE", "Luis Paz": "PE", "Pia Sol": "PE"}
    made = read(
        "Prime Minister Ada Alm of Sweden, accompanied by Minister for Trade Bo Berg, met Prime Minister Ana Haas of Peru,"
        " accompanied by Minister of Energy Luis Paz, in Lima.",
        title,
    )
    assert took_part(made) == {"Ada Alm": "SE", "Bo Berg": "SE", "Ana Haas": "PE", "Luis Paz": "PE"}


MET = "Minister of Mines of Sweden Ada Alm {} Minister of Energy of Peru Ana Haas"
PAZ = "Ambassador Luis Paz"


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (f"{MET.format('met with')} in Lima, accompanied by {PAZ} and Ms. Eva Lind.", "SE"),
        (f"{MET.format('met')}, joined by {PAZ} and Ms. Eva Lind.", "SE"),
        (f"{MET.format('met')} and was accompanied by {PAZ} and Ms. Eva Lind.", "SE"),
        (f"{MET.format('met with')}, who was accompanied by {PAZ} and Ms. Eva Lind.", "PE"),
        (f"{MET.format('met with')} accompanied by {PAZ} and Ms. Eva Lind.", "PE"),
        (f"{MET.format('received')}, accompanied by {PAZ} and Ms. Eva Lind.", "PE"),
    ],
)
def test_company_is_of_the_side_of_whom_the_sentence_is_about(told: str, state: str) -> None:
    """But of the other's where it stands right behind the name, or that one was received: a guest comes with others."""
    met = {"Ana Haas": "PE", "Ada Alm": "SE"}
    assert took_part(read(f"{told} They discussed trade.")) == met | {"Luis Paz": state, "Eva Lind": state}


@pytest.mark.parametrize(
    ("present", "state", "speaker"),
    [
        ("Peruvian Minister of Energy Luis Paz", "PE", "Ana Haas"),
        ("Peruvian Minister of Energy Luis Paz and the Ambassador of Sweden, Eva Lind", "PE", "Ana Haas"),
        # Of two other states, nobody knows whose head she is; of none, neither.
        ("Peruvian Minister of Energy Luis Paz and Chilean Ambassador Eva Lind", "", "Luis Paz"),
        ("Swedish Minister of Energy Luis Paz", "", ""),
    ],
)
def test_a_head_of_no_state_is_of_that_of_those_who_attended(present: str, state: str, speaker: str) -> None:
    """And the state is said to act by its principal, and not by who only attended."""
    told = (
        f"Minister of Mines of Sweden Ada Alm met President Ana Haas. Also present were {present}. Peru pledged help."
    )
    made = read(told)
    assert took_part(made)["Ana Haas"] == state
    assert [made.occasions[0].participants[n].name for one in made.utterances for n in one.speakers] == (
        [speaker] if speaker else []
    )


@pytest.mark.parametrize(
    ("present", "state"),
    [
        ("Foreign Minister Luis Paz and Sweden's State Secretary Eva Lind", "PE"),
        ("Foreign Minister Luis Paz and Peru's Vice Minister Eva Lind", "SE"),
        # Beside one of a third state nothing is told.
        ("Foreign Minister Luis Paz and Norway's State Secretary Eva Lind", ""),
    ],
)
def test_who_is_named_without_a_state_before_one_of_the_other_side_is_of_his_own(present: str, state: str) -> None:
    """Of two sides, where the list has the state of the next alone."""
    made = read(
        f"Prime Minister of Sweden Ada Alm met President of Peru Ana Haas in Lima. Also present were {present}."
    )
    assert took_part(made)["Luis Paz"] == state


@pytest.mark.parametrize(
    "told",
    [
        "Vice President Ada Alm of Sweden led a delegation to Lima. The delegation included Minister for Trade Bo Berg and"
        f" Ambassador Eva Lind. The delegation met with {HAAS}.",
        "Vice President Ada Alm of Sweden came to Lima, leading a delegation which included Minister for Trade Bo Berg and"
        f" Ambassador Eva Lind, and met with {HAAS}.",
    ],
)
def test_who_leads_a_delegation_meets_with_it(told: str) -> None:
    """The members are of the same state, and the leaders alone go on as "they"."""
    made = read(f"{told} They agreed to open a port.")
    assert took_part(made) == {"Ana Haas": "PE", "Ada Alm": "SE", "Bo Berg": "SE", "Eva Lind": "SE"}
    (one,) = made.utterances
    assert {made.occasions[0].participants[n].name for n in one.speakers} == {"Ana Haas", "Ada Alm"}


def test_a_delegation_that_nobody_lists_is_who_leads_it() -> None:
    """So it is met, and who has no name in it is nobody."""
    made = read(f"Vice President Ada Alm of Sweden led a delegation to Lima. The delegation met with {HAAS}.")
    assert took_part(made) == {"Ana Haas": "PE", "Ada Alm": "SE"}


def test_the_delegation_speaks_for_those_who_came_in_it() -> None:
    """And is spoken to: of what it is assured it is not the delegation."""
    made = read(
        f"{HAAS} received a delegation from Sweden in Lima. The delegation was composed of {MEMBERS}. The delegation thanked"
        " Minister Haas. Minister Haas assured the delegation of the support of Peru. The delegation condemned the attack."
    )
    people = made.occasions[0].participants
    assert [{people[n].state for n in one.speakers} for one in made.utterances] == [{"SE"}, {"PE"}, {"SE"}]
