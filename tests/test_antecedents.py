"""Meetings that are told of by words that name nobody: the two sides, the delegation, they, and who came next."""

from __future__ import annotations

import datetime as dt

import pytest

from dipgraph.guesses import Intake, Occasion
from dipgraph.names import names
from dipgraph.occasions import occasions
from dipgraph.prose import paragraphs
from dipgraph.roster import Roster

DAY = dt.date(2027, 3, 3)  # a Wednesday


def read(text: str, publisher: str = "") -> list[Occasion]:
    """Return the meetings of a text whose first line is the title."""
    title = text.partition("\n")[0]
    intake = Intake("a", text, title=title, published=DAY, publisher=publisher, body=len(title) + 1)
    return list(occasions(intake, paragraphs(text), names(), Roster())[0])


def who(one: Occasion) -> dict[str, str]:
    """Return the state of each who took part."""
    return {p.name: p.state for p in one.participants}


TR = "Ministry of Foreign Affairs of Türkiye"
NO = "Norwegian Ministry of Foreign Affairs"
EE = "Ministry of Foreign Affairs of Estonia"


@pytest.mark.parametrize(
    ("text", "publisher", "expected"),
    [
        (
            "Foreign Minister Beridze in Ankara\nForeign Minister Levan Beridze of Georgia arrived in Ankara as the guest of"
            " Foreign Minister Selin Aydın. Both Ministers held a meeting on transport.",
            TR,
            {"Levan Beridze": "GE", "Selin Aydın": "TR"},
        ),
        (
            "Visit to Santiago\nNorway's Foreign Minister Lars Haugen travelled to Santiago, where his host was Foreign"
            " Minister Tomás Rojas of Chile. The two sides met at noon.",
            NO,
            {"Lars Haugen": "NO", "Tomás Rojas": "CL"},
        ),
        (
            "Foreign Minister Mart Kask and Foreign Minister Ilze Ozola of Latvia in Tartu\nThe two ministers met to discuss"
            " energy.",
            EE,
            {"Mart Kask": "EE", "Ilze Ozola": "LV"},
        ),
        (
            "Talks in Oslo\nForeign Minister Aino Lahti of Finland and Prime Minister Olli Saari of Finland came to Oslo. Foreign"
            " Minister Lars Haugen of Norway met them at the airport. They held talks on shipping.",
            NO,
            {"Lars Haugen": "NO"},
        ),
    ],
)  # fmt: skip
def test_a_group_is_those_who_are_named_before(text: str, publisher: str, expected: dict[str, str]) -> None:
    """ "Both Ministers", "the two sides" are those whom the sentence before names, or the heading."""
    found = read(text, publisher)
    assert len(found) == 1
    assert expected.items() <= who(found[0]).items()


@pytest.mark.parametrize(
    "text",
    [
        # Two of one state are no two sides.
        "Ministers in Oslo\nForeign Minister Lars Haugen of Norway and Defence Minister Ada Alm of Norway arrived. Both"
        " Ministers held a meeting.",
        # Nobody is named before.
        "Talks\nThe two sides met in Oslo on Monday. They discussed ports.",
        # Who is congratulated has not come.
        "Elections\nForeign Minister Lars Haugen of Norway congratulated President Cy Cole of Chile. They met with violence.",
        # Who is only a possessor is not named as one who came.
        "Talks\nForeign Minister Lars Haugen of Norway read Minister Bo Bro of Peru's letter. Norway and Peru are far apart."
        " It rained. It snowed. Both sides met.",
    ],
)
def test_a_group_of_nobody_tells_of_no_meeting(text: str) -> None:
    """Where those named before are of one state, or nobody is, the group means nobody."""
    assert not read(text)


@pytest.mark.parametrize(
    "came",
    [
        "A delegation of the Latvian Ministry of Foreign Affairs headed by Foreign Minister Ilze Ozola arrived in Tallinn. The"
        " delegation was hosted by Foreign Minister Mart Kask.",
        "Foreign Minister Ilze Ozola of Latvia arrived in Tallinn. She was hosted by Foreign Minister Mart Kask.",
        "Foreign Minister Ilze Ozola of Latvia was in Tallinn on a working visit, hosted by Foreign Minister Mart Kask.",
        "The Latvian delegation, led by Foreign Minister Ilze Ozola of Latvia, was hosted in Tallinn by Foreign Minister Mart"
        " Kask.",
    ],
)
def test_who_is_the_host_by_a_passive_takes_part(came: str) -> None:
    """Who was received is the head of the delegation or who is named before; the host is the one behind "by"."""
    (found,) = read(f"A visit\n{came} The Ministers agreed to trade.", EE)
    assert who(found) == {"Ilze Ozola": "LV", "Mart Kask": "EE"}
    assert {p.name: p.capacity for p in found.participants} == {"Ilze Ozola": "guest", "Mart Kask": "host"}
    assert (found.country, found.place) == ("EE", "Tallinn")


def test_what_is_recalled_is_no_meeting_of_its_own() -> None:
    """ "He recalled that he was received by President C last year" tells of none."""
    text = f"Minister Haugen in Lisbon\n{MET} He recalled that he was received by President Cy Cole of Chile last year."
    assert [set(who(one)) for one in read(text, NO)] == [{"Lars Haugen", "Rui Teixeira"}]


def test_a_dinner_that_is_hosted_tells_of_nobody_who_received() -> None:
    """ "At a dinner hosted by the President" says of no meeting with him."""
    text = "Talks\nForeign Minister Mart Kask met Foreign Minister Ilze Ozola of Latvia before a dinner hosted by President Bo Bro of Peru."
    assert "Bo Bro" not in {name for one in read(text, EE) for name in who(one)}


MET = "Foreign Minister Lars Haugen met with Portuguese Foreign Minister Rui Teixeira in Lisbon on Tuesday."


@pytest.mark.parametrize(
    ("more", "expected", "day"),
    [
        ("Earlier in the day the Minister also met the Minister of the Sea, Carla Nunes.", {"Lars Haugen", "Carla Nunes"}, 2),
        ("On Wednesday he was received by President Rosa Lima.", {"Lars Haugen", "Rosa Lima"}, 3),
        ("Mr. Teixeira was later received by Prime Minister Odd Moe of Norway.", {"Rui Teixeira", "Odd Moe"}, None),
        ("Before the meeting, the Minister paid a courtesy call on President Rosa Lima.", {"Lars Haugen", "Rosa Lima"}, 2),
        ("Separately, Minister Haugen had lunch with the Secretary General of NATO, Bo Bro.", {"Lars Haugen", "Bo Bro"}, 2),
    ],
)  # fmt: skip
def test_one_more_meeting_of_the_text_is_one_of_its_own(more: str, expected: set[str], day: int | None) -> None:
    """Of the same day or of another, of him whose account it is or of the one whom he met."""
    first, second = read(f"Minister Haugen in Lisbon\n{MET} The ministers agreed to cooperate on wind. {more}", NO)
    assert set(who(first)) == {"Lars Haugen", "Rui Teixeira"}
    assert set(who(second)) == expected
    assert day is None or second.date == dt.date(2027, 3, day)


@pytest.mark.parametrize(
    "told",
    [
        "Minister Haugen was received by President Rosa Lima of Portugal and met with Foreign Minister Rui Teixeira of Portugal.",
        "Foreign Minister Lars Haugen received President Rosa Lima of Portugal, who subsequently met with Foreign Minister Rui"
        " Teixeira of Chile.",
    ],
)
def test_two_meetings_of_one_sentence(told: str) -> None:
    """ "Was received by A and met with B", "received A, who then met with B": two meetings."""
    first, second = read(f"Foreign Minister Lars Haugen on a journey\n{told}", NO)
    assert set(who(first)) == {"Lars Haugen", "Rosa Lima"}
    assert "Rui Teixeira" in who(second)
    assert len(who(second)) == 2


def test_an_archbishop_is_called_so_who_has_another_office() -> None:
    """ "The Archbishop", "His Eminence": a style that stands before the name, beside the office."""
    text = (
        "Visit to Jakarta\nArchbishop Pietro Galli, Secretary for Relations with States, met Foreign Minister Dewi Santoso of"
        " Indonesia in Jakarta on 1 March. The same day, the Archbishop was received by the President of the Republic,"
        " Bambang Wiryawan."
    )
    first, second = read(text, "Holy See Press Office")
    assert set(who(first)) == {"Pietro Galli", "Dewi Santoso"}
    assert who(second) == {"Pietro Galli": "VA", "Bambang Wiryawan": "ID"}
    assert second.date == dt.date(2027, 3, 1)


def test_the_title_has_the_office_of_both_alone() -> None:
    """ "Foreign Minister meets Spanish counterpart" is the meeting of which the text then names both."""
    text = (
        "Amir receives phone call from President of Egypt; Foreign Minister meets Spanish counterpart\nHH the Amir Sheikh Hamad"
        " bin Saud received a telephone call from the President of Egypt Adel Mansour. Foreign Minister Sheikh Jassim bin Fahad"
        " met today with Foreign Minister of Spain Carlos Ibáñez, who is currently visiting the country."
    )
    first, second = read(text, "Ministry of Foreign Affairs of Qatar")
    assert (first.format, second.format) == ("telephone", "in-person")
    assert who(second) == {"Jassim bin Fahad": "QA", "Carlos Ibáñez": "ES"}
    assert second.country == "QA"


def test_a_courtesy_call_and_a_meeting_are_two() -> None:
    """ "Paid a courtesy call on the President, and held a meeting with the Minister": of the country that is visited both."""
    first, second = read(
        "A visit\nMr. TANAKA Jiro, Parliamentary Vice-Minister for Foreign Affairs of Japan, who is visiting Ghana, paid a courtesy"
        " call on Mr. Kofi Adom, President of Ghana, and held a meeting with Ms. Ama Boakye, Minister for Foreign Affairs.",
        "Ministry of Foreign Affairs of Japan",
    )
    assert who(first) == {"TANAKA Jiro": "JP", "Kofi Adom": "GH"}
    assert who(second) == {"TANAKA Jiro": "JP", "Ama Boakye": "GH"}
    assert (first.country, second.country) == ("GH", "GH")


@pytest.mark.parametrize(
    ("told", "office"),
    [
        ("The Minister was also received by the President of the Republic.", "President of the Republic"),
        ("On 3 March, Minister Haugen was granted an audience by His Majesty the King of Portugal.", "King"),
    ],
)
def test_one_more_may_be_met_who_has_no_name(told: str, office: str) -> None:
    """He is of the state where the meeting before was, or of the one that is said."""
    first, second = read(f"Minister Haugen in Lisbon\n{MET} {told}", NO)
    assert who(first) == {"Lars Haugen": "NO", "Rui Teixeira": "PT"}
    assert [(p.name, p.role, p.state) for p in second.participants] == [
        ("Lars Haugen", "Foreign Minister", "NO"),
        ("", office, "PT"),
    ]


def test_ones_own_ambassador_is_no_other_meeting() -> None:
    """ "He also met the Norwegian ambassador": of his own side."""
    assert len(read(f"Minister Haugen in Lisbon\n{MET} The Minister also met the Norwegian ambassador.", NO)) == 1


def test_the_same_two_in_the_other_order_met_once() -> None:
    """The title has one first, the text the other: where and when it was, the text says."""
    (found,) = read(
        "Minister Haugen’s Meeting with Foreign Minister Rui Teixeira of Portugal\nForeign Minister of Portugal Rui Teixeira met"
        " with Norwegian Foreign Minister Lars Haugen in Lisbon on 2 March.",
        NO,
    )
    assert who(found) == {"Lars Haugen": "NO", "Rui Teixeira": "PT"}
    assert (found.date, found.place, found.country) == (dt.date(2027, 3, 2), "Lisbon", "PT")
