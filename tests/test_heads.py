"""The head of a text: title, date, place, and where the report begins."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from dipgraph.heads import head, kind_of_release

MAY = dt.date(2022, 5, 23)
REPORT = "Minister Doe met Minister Roe.\n\nThey agreed to meet again."


def test_the_form_in_which_people_paste() -> None:
    """Title, empty line, date, empty line, text: the report begins behind them."""
    text = f"Talks between Doe and Roe\n\nMay 23, 2022\n\n{REPORT}\n"
    found = head(text)
    assert (found.title, found.published, found.dated, found.place) == (
        "Talks between Doe and Roe",
        MAY,
        "May 23, 2022",
        "",
    )
    assert text[found.body :] == f"{REPORT}\n"


def test_hour_and_place_stand_below_the_title() -> None:
    """The line below the date is the place, if nothing is between them."""
    found = head(f"Talks\n\nMay 23, 2022 13:00\nThe Castle, Capital\n\n{REPORT}")
    assert (found.published, found.dated, found.place) == (MAY, "May 23, 2022 13:00", "The Castle, Capital")
    assert head(f"Talks\n\nMay 23, 2022\n\n{REPORT}").place == ""
    assert head(f"Talks\n\nMay 23, 2022\nThe ministers shaking hands\n\n{REPORT}").place == ""


@pytest.mark.parametrize(
    "above",
    [
        "FOR IMMEDIATE RELEASE\n\nTalks between Doe and Roe\n\nMay 23, 2022\n\n",
        "Press Release\nMay 23, 2022\n\nTalks between Doe and Roe\n\n",
        "23 May 2022\n\nTalks between Doe and Roe\n\n",
        "Talks between Doe and Roe\n\nReadout\n\nOffice of the Spokesperson\n\nMay 23, 2022\n\n",
        "Talks between Doe and Roe\nMonday, 23 May 2022\n\n",
        "\n\n  Talks between Doe and Roe  \n\nFrom: Foreign Office\n\nPublished: 23 May 2022\n\n",
        "Talks between Doe and Roe\n\n23 May 2022 11:05 GMT+1\n\nPress release\n\n",
    ],
)
def test_heads_of_many_houses(above: str) -> None:
    """What is above the report may come in any order, with the kind of release and the office between."""
    text = above + REPORT
    found = head(text)
    assert (found.title, found.published) == ("Talks between Doe and Roe", MAY)
    assert text[found.body :] == REPORT


def test_a_news_agency() -> None:
    """The report begins behind the dateline, whose day counts if it has a year."""
    text = f"Ruritania, Graustark to talk\n\nSTRELSAU, May 23, 2022 (Newswire) - {REPORT}"
    found = head(text)
    assert (found.title, found.published, text[found.body :]) == ("Ruritania, Graustark to talk", MAY, REPORT)
    alone = f"STRELSAU, May 23, 2022 (Newswire) - {REPORT}"
    assert (head(alone).title, head(alone).published, alone[head(alone).body :]) == ("", MAY, REPORT)


def test_no_head_at_all() -> None:
    """A text that begins with its first paragraph has no title, no day, and is a report from its beginning."""
    found = head(REPORT)
    assert (found.title, found.published, found.body) == ("", None, 0)


def test_no_date() -> None:
    """A text with a title and no date has a title, and no day that it does not give."""
    text = f"Talks between Doe and Roe\n\nOn May 20, 2022, they met.\n\n{REPORT}"
    found = head(text)
    assert (found.title, found.published) == ("Talks between Doe and Roe", None)
    assert text[found.body :].startswith("On May 20, 2022")


def test_the_date_at_the_end() -> None:
    """Some ministries put place and date below the text."""
    assert head(f"Talks between Doe and Roe\n\n{REPORT}\n\nNew Delhi\nMay 23, 2022\n").published == MAY


def test_a_title_may_end_in_a_name() -> None:
    """A title ends with no full stop, but for that of an initial or "Jr.", or where the date stands right below it."""
    assert (
        head(f"Call of the President with John Doe, Jr.\n\n{REPORT}").title
        == "Call of the President with John Doe, Jr."
    )
    assert head(f"Talks with the U.S.\n\n{REPORT}").title == "Talks with the U.S."
    assert head(f"Doe met Roe.\n\nMay 23, 2022\n\n{REPORT}").title == "Doe met Roe."


def test_a_day_in_two_readings_is_a_doubt() -> None:
    """A date that can be read in two ways is not taken, and said."""
    found = head(f"Talks between Doe and Roe\n\n05/06/2022\n\n{REPORT}")
    assert found.published is None
    assert '"05/06/2022" can be read as two days' in found.doubt


def test_a_title_that_is_known() -> None:
    """A page says its title; the head is then looked for below it."""
    text = f"Doe meets Roe: a first step.\n\nMay 23, 2022\n\n{REPORT}"
    found = head(text, "Doe meets Roe: a first step.")
    assert (found.title, found.published, text[found.body :]) == ("Doe meets Roe: a first step.", MAY, REPORT)
    assert head(REPORT, "Another title").title == "Another title"


@pytest.mark.parametrize(
    "words", ["Press Release", "MEDIA RELEASE", "Readout", "For immediate release:", "No. 123/2022"]
)
def test_kinds_of_release(words: str) -> None:
    """What only says what kind of text follows is no title."""
    assert kind_of_release(words)
    assert not kind_of_release(f"{words} on the talks with Ruritania")


@pytest.mark.parametrize(
    "text", ["", "\n \n", "word", "Jan " * 250_000, "May 23, 2022\n" * 70_000, "\n" * 900_000 + "a"]
)
def test_odd_texts_have_a_head_in_no_time(text: str) -> None:
    """Texts without lines, and of lines alone, are through at once."""
    begin = time.monotonic()
    assert head(text).body <= len(text)
    assert time.monotonic() - begin < 5


def test_a_letterhead_is_no_title() -> None:
    """Short lines one below the other, with a day further down, say whose letter it is: the title stands below them."""
    letter = (
        "Bureau of Information\nGovernment of Ruritania\nOffice of the Minister\n\nThe Prime Minister received Ms Vega"
    )
    found = head(f"{letter}\n\nPosted On: 09 OCT 2031 3:41PM by RIB Strelsau\n\nThe Prime Minister met Ms Vega today.")
    assert (found.title, found.published) == ("The Prime Minister received Ms Vega", dt.date(2031, 10, 9))
    undated = head(f"{letter}\n\nThe Prime Minister met Ms Vega today.")
    assert (undated.title, undated.published) == ("The Prime Minister received Ms Vega", None)
    assert undated.publisher == "Bureau of Information, Government of Ruritania, Office of the Minister"


def test_a_byline_below_the_first_sentence_says_who_issues_the_text() -> None:
    """The report begins where it did."""
    text = "Doe meets Roe\n\nMinister Doe met Minister Roe.\n\nFrom: Foreign Office\n\nThey agreed to meet again."
    assert head(text).publisher == "Foreign Office"
    assert text[head(text).body :].startswith("Minister Doe met")


def test_a_title_with_a_day_at_its_end_is_a_title() -> None:
    """Its day is that of the text, if no line of its own has one."""
    found = head(f"Call with President Roe of Ruritania: 23 May 2022\n\n{REPORT}")
    assert (found.title, found.published) == ("Call with President Roe of Ruritania: 23 May 2022", MAY)


def test_a_title_may_take_two_lines() -> None:
    """Where the second goes on with "of" or the like, below what would be no more than the kind of text."""
    found = head(f"JOINT PRESS STATEMENT\nOF THE 12TH RURITANIA-GRAUSTARK TALKS\nStrelsau, 23 May 2022\n\n{REPORT}")
    assert (found.title, found.published) == ("JOINT PRESS STATEMENT OF THE 12TH RURITANIA-GRAUSTARK TALKS", MAY)
    assert found.publisher == ""


def test_a_state_above_its_ministry_is_no_title() -> None:
    """Both are the publisher, and the title stands below them."""
    text = f"REPUBLIC OF PERU\nMINISTRY OF TRADE\n\nPRESS STATEMENT\n\nDoe meets Roe\n\n23 May 2022\n\n{REPORT}"
    found = head(text)
    assert (found.title, found.published, text[found.body :]) == ("Doe meets Roe", MAY, REPORT)
    assert found.publisher == "Ministry of Trade, Republic of Peru"


@pytest.mark.parametrize("dated", ["Accra, 23rd May 2022 – ", "PASAY CITY 23 May 2022 — "])
def test_a_dateline_below_the_heading_of_a_release_is_read(dated: str) -> None:
    """Its day is that of publication, and the report begins behind it."""
    text = f"PRESS RELEASE\n\n{dated}The Minister received Mr Roe on Sunday, 22nd May 2022."
    found = head(text)
    assert (found.title, found.published) == ("", MAY)
    assert text[found.body :].startswith("The Minister received")


def test_a_heading_that_ends_with_whom_goes_on_below() -> None:
    """ "Joint statement with:" and the line below it are one title; who issues it stands under them."""
    text = f"JOINT STATEMENT WITH:\nMinister Roe of Peru\n\nMinistry of Trade of Chile\n23 May 2022\n\n{REPORT}\n"
    found = head(text)
    assert (found.title, found.published) == ("JOINT STATEMENT WITH: Minister Roe of Peru", MAY)
    assert (found.publisher, text[found.body :]) == ("Ministry of Trade of Chile", f"{REPORT}\n")


def test_the_heads_of_a_memorandum_name_no_publisher_and_no_place() -> None:
    """Where it was, they say; who keeps it, they do not."""
    found = head(f"MEMORANDUM\n\nDATE: 23 May 2022\nTIME: 10:30 a.m.\nPLACE: Department of State\n\n{REPORT}\n")
    assert (found.published, found.publisher, found.place) == (MAY, "", "")


def test_the_kind_of_a_release_may_have_its_date_beside_it() -> None:
    """ "Press release | Date: 23.05.2022", and below it who issues it."""
    text = f"Talks with Peru\n\nPress release | Date: 23/05/2022\nMinistry of Foreign Affairs, Oslo\n\n{REPORT}\n"
    assert head(text).publisher == "Ministry of Foreign Affairs, Oslo"
