"""Later meetings of which the other is not read."""

from __future__ import annotations

import pytest

from dipgraph import shipped
from dipgraph.drafts import draft, knowledge
from dipgraph.guesses import Draft
from dipgraph.intake import take_in

CALL = """Foreign Minister speaks with Foreign Minister of Chile

3 May 2027

Foreign Minister of Norway Kari Dahl spoke by phone today with Foreign Minister of Chile Ana Ruiz. The ministers discussed \
fisheries.

"""


def made(text: str) -> Draft:
    """Return the draft of what follows the account of a call."""
    return draft(take_in((CALL + text).encode(), "a"), knowledge(shipped.folder("ontology")))


def said(text: str) -> list[tuple[int, str]]:
    """Return the number of the meeting and the act of each statement behind the call."""
    return [(one.occasion, one.act) for one in made(text).utterances][1:]


@pytest.mark.parametrize(
    "told",
    [
        "Later today, Minister Dahl met in Oslo with a delegation of ship owners.",
        "In the afternoon, Minister Dahl held talks with qadi Amrou el-Fassi.",
        "Minister Dahl also met several owners of ships.",
        "Earlier in the day, Minister Dahl had spoken with Chile's ship owners.",
    ],
)
def test_what_is_said_to_somebody_unread_is_of_no_meeting_that_was_read(told: str) -> None:
    """Behind such a sentence "they" and "she" are not those of the call, until one of the call is named."""
    behind = "They agreed to build a port, and she promised to pay for it.\n\nThey discussed the costs."
    assert said(f"{told} {behind}") == []
    assert said(f"{told} {behind}\n\nMinister Ruiz thanked Norway.") == [(0, "appreciate")]
    assert said(f"{told} She promised to pay. Minister Ruiz thanked Norway.") == [(0, "appreciate")]


@pytest.mark.parametrize(
    "told",
    [
        "Later in the call, Minister Dahl spoke with Minister Ruiz about ports.",
        "Later, Minister Dahl met with reporters.",
        "Later, Minister Ruiz met the demands of the fishermen.",
        "Later this month, Minister Dahl will meet with ship owners.",
    ],
)
def test_what_follows_a_sentence_on_those_who_met_is_theirs(told: str) -> None:
    """Talks with who is read, what is said to the press, and a meeting to come part nothing from the call."""
    assert said(f"{told} They agreed to build a port.")[-1] == (0, "agree")


def test_a_later_meeting_with_an_envoy_of_a_body_is_read() -> None:
    """Who is called by whose envoy he is has met the one of whom it is told, and what follows is said there."""
    told = "Later today, Minister Dahl met in Oslo with UN Secretary-General's Special Envoy Lena Berg."
    text = f"{told} They agreed to meet again."
    found = made(text)
    assert [{p.name for p in one.participants} for one in found.occasions] == [
        {"Kari Dahl", "Ana Ruiz"},
        {"Kari Dahl", "Lena Berg"},
    ]
    assert [one.format for one in found.occasions] == ["telephone", "in-person"]
    assert said(text) == [(1, "agree")]


@pytest.mark.parametrize("day", ["On the previous day", "The day before", "A day earlier"])
def test_a_call_on_the_day_before_is_a_call_of_its_own(day: str) -> None:
    """It is told as one that had been, with somebody else, and is dated from the meeting told before it."""
    found = made(f"{day}, Minister Dahl had spoken by telephone with the foreign minister of Peru, Luis Vega.")
    assert [(str(one.date), {p.name for p in one.participants}) for one in found.occasions] == [
        ("2027-05-03", {"Kari Dahl", "Ana Ruiz"}),
        ("2027-05-02", {"Kari Dahl", "Luis Vega"}),
    ]


def test_what_had_been_on_another_day_is_recalled() -> None:
    """That somebody "had spoken" with another last month is no meeting of the account."""
    assert len(made("Last month, Minister Dahl had spoken with Foreign Minister of Peru Luis Vega.").occasions) == 1


def test_what_a_discussion_is_on_is_nobody() -> None:
    """The name of an agreement, in capitals and of no title, joins no meeting and makes none."""
    found = made("They had a good discussion on the Andes-Norway Free Passage Plan.")
    assert [{p.name for p in one.participants} for one in found.occasions] == [{"Kari Dahl", "Ana Ruiz"}]
