"""Who issues a text, by the lines above its report."""

from __future__ import annotations

import time

import pytest

from dipgraph.intake import take_in
from dipgraph.letterheads import issuer, issuers

REPORT = "Minister Doe met Minister Roe of Ruritania.\n\nThey agreed to meet again."


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Ministry of Foreign Affairs of Ruritania", "Ministry of Foreign Affairs of Ruritania"),
        ("MINISTRY OF FOREIGN AFFAIRS", "Ministry of Foreign Affairs"),
        ("PRIME MINISTER’S OFFICE", "Prime Minister’s Office"),
        ("From: Foreign, Commonwealth & Development Office", "Foreign, Commonwealth & Development Office"),
        ("Prime Minister's Office, 10 Downing Street", "Prime Minister's Office, 10 Downing Street"),
        ("The White House", "The White House"),
        ("Published by: Global Affairs Canada", "Global Affairs Canada"),
        ("European External Action Service", "European External Action Service"),
        ("The Royal House of Norway", "The Royal House of Norway"),
        ("ROYAL HASHEMITE COURT", "Royal Hashemite Court"),
    ],
)
def test_a_line_that_names_an_institution_says_who_issues_the_text(line: str, name: str) -> None:
    """With or without a label, in capitals or not."""
    assert issuer(line) == name


@pytest.mark.parametrize(
    "line",
    [
        "Ministry of Foreign Affairs Statement on Ruritania",
        "Visit of the King to the White House",
        "Talks at the Ministry of Trade",
        "The ministry of trade said so",
        "Minister Doe meets Minister Roe",
        "The Office of the Prime Minister said this.",
        "from the ministers: they met",
        "",
    ],
)
def test_a_headline_and_a_sentence_say_nothing_of_it(line: str) -> None:
    """Words of headlines, small words and full stops are in no name."""
    assert issuer(line) == ""


def test_lines_one_below_the_other_are_one_letterhead() -> None:
    """The state stands below its ministry, and an empty line ends the letterhead."""
    above = [("MINISTRY OF FOREIGN AFFAIRS", True), ("REPUBLIC OF PERU", False)]
    assert issuers(above) == "Ministry of Foreign Affairs, Republic of Peru"
    assert issuers([above[0], ("REPUBLIC OF PERU", True)]) == "Ministry of Foreign Affairs"
    assert issuers([("Talks on trade", True)]) == ""


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("Ministry of Trade of Peru\n\nTalks with Roe\n\nMay 23, 2022\n\n", "Talks with Roe"),
        ("MINISTRY OF TRADE\nREPUBLIC OF PERU\n\nPRESS RELEASE\n\nTalks with Roe\n\n", "Talks with Roe"),
        ("Talks with Roe\n\nFrom: Ministry of Trade of Peru\nPublished 23 May 2022\n\n", "Talks with Roe"),
        ("Talks with Roe\n\nMinistry of Trade of Peru\n\n", "Talks with Roe"),
        ("Ministry of Trade of Peru\n\nTalks with Roe: 23 May 2022\n\n", "Talks with Roe: 23 May 2022"),
    ],
)
def test_the_publisher_is_read_beside_the_title(above: str, title: str) -> None:
    """Above and below it; it is neither the title nor a part of the report."""
    taken = take_in(f"{above}{REPORT}".encode(), "a")
    assert (taken.title, taken.text[taken.body :]) == (title, REPORT)
    assert "Trade" in taken.publisher
    assert "Peru" in taken.publisher
    assert ("publisher", "text") in taken.origins


@pytest.mark.parametrize(
    "line",
    [
        "Ministry of Trade of Peru, Lima, 4 May 2027",
        "Ministry of Trade of Peru | Lima, May 4, 2027",
        "Ministry of Trade of Peru – 4 May 2027",
        "Ministry of Trade of Peru (Lima, 04.05.2027)",
    ],
)
def test_place_and_day_behind_an_institution_are_no_part_of_its_name(line: str) -> None:
    """They are those of the release."""
    taken = take_in(f"{line}\n\nTalks with Roe\n\n{REPORT}".encode(), "a")
    assert (taken.publisher, str(taken.published)) == ("Ministry of Trade of Peru", "2027-05-04")
    assert issuer("Ministry of Trade, Industry and Mines") == "Ministry of Trade, Industry and Mines"


@pytest.mark.parametrize(
    ("above", "publisher"),
    [
        ("Ministry of Trade of Peru\n", "Ministry of Trade of Peru"),
        ("EMBASSY OF THE REPUBLIC OF PERU IN CANBERRA\n\n", "Embassy of the Republic of Peru in Canberra"),
        ("MINISTRY OF TRADE\nREPUBLIC OF PERU\n", "Ministry of Trade, Republic of Peru"),
        (
            "Press Service of the President of the Republic of Peru\n\n",
            "Press Service of the President of the Republic of Peru",
        ),
        ("High Commission of Kenya\n\n", "High Commission of Kenya"),
        (
            "Secretariat General of the Gulf Cooperation Council\n",
            "Secretariat General of the Gulf Cooperation Council",
        ),
    ],
)
def test_the_first_line_alone_may_be_the_letterhead(above: str, publisher: str) -> None:
    """Where neither a title nor a day follows; it is no title, and the report begins below it."""
    taken = take_in(f"{above}{REPORT}".encode(), "a")
    assert (taken.title, taken.publisher, taken.text[taken.body :]) == ("", publisher, REPORT)


def test_odd_lines_are_read_in_no_time() -> None:
    """However long they are."""
    begin = time.monotonic()
    for line in ("Office of the, " * 50_000, "Office of the " * 50_000, "Republic " * 50_000, "From: " * 50_000):
        assert issuer(line) == ""
        assert issuers([("Ministry of Trade", True), (line, False)]) == "Ministry of Trade"
    assert time.monotonic() - begin < 5


@pytest.mark.parametrize(
    ("foot", "publisher"),
    [
        ("MINISTRY OF FOREIGN AFFAIRS\nSINGAPORE\n8 MAY 2027", "Ministry of Foreign Affairs, Singapore"),
        ("Ministry of External Affairs\nNew Delhi\n8 May 2027", "Ministry of External Affairs, New Delhi"),
        ("Office of the President\n8 May 2027", "Office of the President"),
        ("New Delhi\n8 May 2027", ""),
        ("The Ministry of Trade said more.\n8 May 2027", ""),
        ("Ministry of Trade\nThey met there.\n8 May 2027", ""),
        ("Present were members of the\nMinistry of Trade", ""),
    ],
)
def test_an_institution_above_the_day_at_the_foot_issues_the_text(foot: str, publisher: str) -> None:
    """Its place or state stands on the line between; what is a sentence, or ends with no day, is the text's own."""
    text = f"Talks between Doe and Roe\n\n{REPORT}\n\n{foot}\n"
    assert take_in(text.encode(), "a").publisher == publisher


def test_a_state_in_capitals_above_its_ministry_is_the_publisher_of_a_text_without_a_title() -> None:
    """The report begins below the line with place and day, and the ministry is that of the state."""
    text = f"THE UNITED REPUBLIC OF TANZANIA\nMINISTRY OF FOREIGN AFFAIRS\n\nDodoma, 5 November 2027\n\n{REPORT}"
    found = take_in(text.encode(), "a")
    assert found.publisher == "Ministry of Foreign Affairs, the United Republic of Tanzania"
    assert (str(found.published), text[found.body :]) == ("2027-11-05", REPORT)
