"""Who is meant by a rank alone, in the styles of courts, of the Gulf, of the Holy See and of ministries."""

from __future__ import annotations

import pytest

from test_mentions import meant

GULF = (
    "Amir receives Slovenian Prime Minister\nHis Highness the Amir Sheikh Khalid bin Nasser Al Dhahabi of Qatar met today"
    " with Her Excellency Ana Novak, Prime Minister of Slovenia, in Doha. "
)
COURT = (
    "The King meets the Crown Prince\nHis Majesty King Talal of Jordan met today in Amman with Crown Prince Faris bin Omar"
    " of Kuwait. "
)
PALACE = (
    "Audience\nThis morning the Holy Father received in audience Mr. Franz Gruber, Federal Chancellor of Austria, at the"
    " Vatican. "
)
MINISTRY = (
    "Talks in Accra\nH.E. Mrs. Ama Boateng, Minister for Foreign Affairs of Ghana, met today in Accra with H.E. Mr. Paulo"
    " Sena, Minister of Foreign Affairs of Angola. "
)


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("His Highness", GULF, (0,)),
        ("The Amir", GULF, (0,)),
        ("Her Excellency", GULF, (1,)),
        ("The visiting Prime Minister", GULF, (1,)),
        ("His guest", GULF, (1,)),
        ("The host", GULF, (0,)),
        ("His Majesty", COURT, (0,)),
        ("His Royal Highness", COURT, (1,)),
        ("The Crown Prince", COURT, (1,)),
        ("Her Excellency", MINISTRY, (0,)),
        ("His Excellency", MINISTRY, (1,)),
    ],
)
def test_a_rank_is_the_one_who_has_it(words: str, text: str, expected: tuple[int, ...]) -> None:
    """By what stands before the name, by the title, and by whether it is he or she."""
    assert meant(words, f"{words} noted the progress.", text) == expected


def test_the_pope_is_his_holiness() -> None:
    """Though no name is told, and his title stands there in other words."""
    pope = meant("The Holy Father", "The Holy Father noted the progress.", PALACE)
    assert len(pope) == 1
    for words in ("His Holiness", "The Pope"):
        assert meant(words, f"{words} noted the progress.", PALACE) == pope
    assert meant("The Chancellor", "The Chancellor noted the progress.", PALACE) not in (pope, ())


@pytest.mark.parametrize(
    ("words", "text"),
    [("Her Majesty", COURT), ("His Holiness", GULF), ("His Majesty", GULF), ("Her Highness", MINISTRY)],
)
def test_a_rank_that_nobody_has_is_nobody(words: str, text: str) -> None:
    """Of those who met none is called so."""
    assert meant(words, f"{words} noted the progress.", text) == ()


def test_of_two_kings_his_majesty_is_the_one_of_the_house() -> None:
    """Where it is nobody's account, neither is."""
    text = "{}King Talal of Jordan met today with King Hamad of Bahrain. "
    account = text.format("Audience in Amman\n")
    assert meant("His Majesty", "His Majesty noted the progress.", account, "Government of Jordan") == (0,)
    press = text.format("Talks\nAMMAN (Kyodo) -- ")
    assert meant("His Majesty", "His Majesty noted the progress.", press, "Kyodo News") == ()
