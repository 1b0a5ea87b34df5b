"""Several meetings in one document: none is lost, none taken for another, and what is said is of the one it was said at."""

from __future__ import annotations

import datetime as dt

import pytest

from dipgraph import shipped
from dipgraph.drafts import draft, knowledge
from dipgraph.guesses import Draft
from dipgraph.intake import take_in


def made(text: str) -> Draft:
    """Return the draft of a text."""
    return draft(take_in(text.encode(), "a"), knowledge(shipped.folder("ontology")))


def met(text: str) -> list[tuple[str, ...]]:
    """Return who met, meeting by meeting, by the last of their names."""
    return [tuple(sorted(p.name.split()[-1] for p in o.participants)) for o in made(text).occasions]


NUMBERED = """Japan-Peru Summit Meeting, and Talk with Prime Minister Dahl

March 3, 2027

1. Summit meeting
On March 3, commencing at 5:50 p.m., for about 40 minutes, Mr. MORITA Kenji, Prime Minister of Japan, held a summit meeting \
with H.E. Ms. Lucía Vega, President of the Republic of Peru. The two leaders concurred to cooperate on trade.

2. Talk with Prime Minister Dahl
On the same day, commencing at 7:00 p.m., for about 20 minutes, Prime Minister Morita had a talk with H.E. Mr. Jonas Dahl, \
Prime Minister of Norway. Prime Minister Dahl promised to visit Japan.

3. Meeting with the Secretary-General
Prime Minister Morita then met with Mr. Antonio Ruiz, Secretary-General of the United Nations. They exchanged views on reform.
"""


def test_each_of_numbered_talks_is_a_meeting_of_its_own() -> None:
    """In the order of the text, with its hour, and with what was said there."""
    found = made(NUMBERED)
    assert [tuple(p.state for p in o.participants) for o in found.occasions] == [
        ("JP", "PE"),
        ("JP", "NO"),
        ("JP", "UN"),
    ]
    assert [o.start[:5] for o in found.occasions] == ["17:50", "19:00", ""]
    assert [(u.occasion, u.act) for u in found.utterances] == [(0, "agree"), (1, "pledge"), (2, "discuss")]


@pytest.mark.parametrize(
    "third",
    [
        "Minister Berg then held talks with Foreign Minister Luis Soto of Chile. They discussed copper.",
        "The Minister also met Foreign Minister Luis Soto of Chile. They discussed copper.",
        "Finally, she had a conversation with Foreign Minister Luis Soto of Chile. They discussed copper.",
        "Meeting with Foreign Minister Luis Soto of Chile\n\nThe ministers discussed copper.",
    ],
)
def test_a_third_meeting_is_told_of_as_the_second(third: str) -> None:
    """However it is told, and whoever the title names."""
    text = (
        "{}\n\n4 May 2027\n\nForeign Minister Anna Berg of Norway met Foreign Minister Lucia Vega of Peru in New York on Monday."
        "\n\nMinister Berg also met Foreign Minister Jonas Weiss of Germany. They discussed Ukraine.\n\n{}"
    )
    for title in (
        "Minister Berg meets three counterparts",
        "Minister meets Jonas Weiss",
        "Meeting with Foreign Minister Vega",
    ):
        assert met(text.format(title, third)) == [("Berg", "Vega"), ("Berg", "Weiss"), ("Berg", "Soto")]


@pytest.mark.parametrize(
    ("second", "day"),
    [
        ("The following day, Minister Berg met Foreign Minister Luis Soto in Oslo.", 5),
        ("The next morning the two ministers met in Oslo.", 5),
        ("A day later, she received Minister Soto in Oslo.", 5),
        ("On 6 May, the Minister met Foreign Minister Luis Soto of Chile in Oslo.", 6),
    ],
)
def test_a_call_and_the_talks_of_the_next_day_are_two(second: str, day: int) -> None:
    """The promise that is made at the second is of that."""
    found = made(
        "Minister Berg and Minister Soto\n\n7 May 2027\n\nForeign Minister Anna Berg of Norway had a phone call with Foreign Minister"
        f" Luis Soto of Chile on 4 May. The ministers talked about fish.\n\n{second} They agreed to open an embassy."
    )
    days = [(o.date, o.format) for o in found.occasions]
    assert days == [(dt.date(2027, 5, 4), "telephone"), (dt.date(2027, 5, day), "in-person")]
    assert [u.occasion for u in found.utterances if u.undertaking] == [1]


def test_a_call_before_talks_of_which_no_day_is_told_is_another_meeting() -> None:
    """They met in a town, which nobody does by telephone; that they spoke about one makes no second call."""
    text = (
        "Berg and Soto\n\n7 May 2027\n\nForeign Minister Anna Berg of Norway spoke by telephone with Foreign Minister Luis Soto of Chile"
        " on 4 May. {}"
    )
    assert len(met(text.format("Later the ministers met in Oslo. They discussed copper."))) == 2
    assert len(met(text.format("The ministers consulted on the need to send aid to those in need in Gaza."))) == 1


def test_what_is_said_with_one_of_several_is_of_that_meeting() -> None:
    """And "she" is not whom she met."""
    found = made(
        "Minister Berg meets three\n\n4 May 2027\n\nForeign Minister Anna Berg of Norway on Monday held separate meetings with Foreign"
        " Minister Lucia Vega of Peru, Foreign Minister Jonas Weiss of Germany and Foreign Minister Luis Soto of Chile."
        "\n\nWith Vega, she discussed trade. In the meeting with Weiss, she pledged to send 10 million euros."
        " During her talks with Soto, she thanked Chile."
    )
    said = {
        u.act: (u.occasion, [found.occasions[u.occasion].participants[n].name for n in u.speakers])
        for u in found.utterances
    }
    assert said["discuss"][0] == 0
    assert said["pledge"] == (1, ["Anna Berg"])
    assert said["appreciate"] == (2, ["Anna Berg"])


@pytest.mark.parametrize(
    "told",
    [
        "Earlier the same day, Deputy Prime Minister Bui Thanh held talks with Minister Berg. The two ministers agreed to open an embassy.",
        "Deputy Prime Minister Bui Thanh also met Minister Berg. They agreed to open an embassy.",
        "Vietnamese Foreign Minister Bui Thanh received Anna Berg, too. The ministers agreed to open an embassy.",
    ],
)
def test_another_who_met_the_same_guest_had_a_meeting_of_his_own(told: str) -> None:
    """And what he agreed there, the first one did not."""
    found = made(
        "Prime Minister Minh hosts Minister Berg\n\n4 May 2027\n\nPrime Minister Nguyen Van Minh of Vietnam received Norwegian Foreign"
        f" Minister Anna Berg in Hanoi on May 4. They discussed trade.\n\n{told}"
    )
    assert [[p.name for p in o.participants] for o in found.occasions] == [
        ["Nguyen Van Minh", "Anna Berg"],
        ["Bui Thanh", "Anna Berg"],
    ]
    assert [u.occasion for u in found.utterances if u.act == "agree"] == [1]


def test_a_meeting_to_come_is_none_though_its_title_has_the_present() -> None:
    """The one who will receive another has promised nothing."""
    text = (
        "Foreign Minister Weiss meets Norwegian Foreign Minister Berg\n\n4 May 2027\n\nForeign Minister Jonas Weiss of Germany will"
        " receive his Norwegian counterpart, Anna Berg, in Berlin today. The two ministers will hold a press conference."
    )
    assert made(text).none == "only a meeting to come is announced"
    assert not made(text).utterances


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("Foreign Minister Lucia Vega of Peru", ("Berg", "Vega")),
        ("Foreign Minister Lucia Vega of Peru and EU High Representative Jan Novak", ("Berg", "Novak", "Vega")),
    ],
)
def test_who_is_met_on_the_margins_of_a_conference_is_another_meeting(who: str, expected: tuple[str, ...]) -> None:
    """It was told before that the minister took part in that."""
    found = made(
        "Minister Berg in Brussels\n\n4 May 2027\n\nForeign Minister Anna Berg of Norway attended the informal meeting of EU Foreign"
        f" Ministers in Brussels on 4 May 2027.\n\nOn the margins of the meeting, Minister Berg met with {who}."
        "\n\nMinister Berg and Minister Vega discussed fisheries."
    )
    people = [tuple(sorted(p.name.split()[-1] for p in o.participants if p.name)) for o in found.occasions]
    assert people[-1] == expected
    (said,) = [u for u in found.utterances if u.act == "discuss"]
    assert said.occasion == len(people) - 1


def test_the_counterpart_of_the_first_sentence_is_named_in_the_second() -> None:
    """That is no other meeting."""
    text = (
        "Berg\n\n4 May 2027\n\nForeign Minister Anna Berg of Norway met her Peruvian counterpart in Oslo. {}"
        " They discussed fisheries."
    )
    assert len(met(text.format("Berg met with Foreign Minister Lucia Vega of Peru for an hour."))) == 1


def test_at_whose_invitation_somebody_came_is_no_other_holder_of_the_office() -> None:
    """ "The Foreign Secretary", further on, is the one whose journey it is; courtesies are no part of names."""
    found = made(
        "Visit of Foreign Secretary to Norland\n\n12 August 2027\n\nForeign Secretary Vik Menon of India visited Nepal on 11 August 2027"
        " at the invitation of Mr. Seva Lama, Foreign Secretary of Nepal.\n\nDuring the visit, Foreign Secretary called on the President of"
        " Nepal Rt. Hon'ble Ram Chand.\n\nForeign Secretary held talks with Foreign Secretary Lama. They agreed to build a bridge."
    )
    assert [[p.name for p in o.participants] for o in found.occasions] == [
        ["Vik Menon", "Ram Chand"],
        ["Vik Menon", "Seva Lama"],
    ]
    assert [(u.act, u.occasion) for u in found.utterances] == [("agree", 1)]
