"""Days as lines of their own print them."""

from __future__ import annotations

import datetime as dt

import pytest

from dipgraph.datelines import agency, agency_day, cased, dateline, day, uncertain

MAY = dt.date(2022, 5, 23)


@pytest.mark.parametrize(
    "words",
    [
        "May 23, 2022",
        "MAY 23, 2022",
        "May 23 2022",
        "23 May 2022",
        "23rd May, 2022",
        "23rd of May 2022",
        "2022-05-23",
        "2022/05/23",
        "2022.05.23",
        "23.05.2022",
        "23/05/2022",
        "05/23/2022",
        "2022年5月23日",
        "2022년 5월 23일",
        "Monday, 23 May 2022",
        "Mon, May 23, 2022",
        "23 May 2022 (Monday)",
        "23-May-2022",
        "May 23, 2022 13:00",
        "23 May 2022 11:05 GMT+1",
        "23 May 2022, 11:05 (GMT+9)",
        "23 May 2022 - 11:05 a.m.",
        "11:05, 23 May 2022",
        "2022-05-23 20:15",
        "2022-05-23T20:15:00Z",
        "May 23, 2022 4:40 PM UTC",
        "May 23, 2022 at 5:50 p.m. local time",
        "Published 23 May 2022",
        "23.05.2022 | Strelsau | Press Team",
        "23 MAY 2022 7:41PM by PIB Strelsau",
        "Published: 23 May 2022",
        "Press release | 23 May 2022",
        "Press release | No: 41/2022 | Date: 23/05/2022",
        "No. 41, 23 May 2022",
        "Date: May 23, 2022",
        "Release Date: May 23, 2022",
        "Strelsau, 23 May 2022",
        "New Delhi, May 23, 2022",
        "May 23, 2022 | Strelsau",
        "  May 23, 2022  ",
    ],
)
def test_a_line_that_is_a_day_is_read(words: str) -> None:
    """Days are read in the forms of many ministries, with weekday, hour, zone, label and place."""
    assert day(words) == MAY


@pytest.mark.parametrize(
    "month", ["Jan.", "Feb.", "March", "Apr", "May", "June", "Jul.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]
)
def test_months_may_be_short(month: str) -> None:
    """Every month is read, whole or in short."""
    number = ["J", "F", "Mar", "Ap", "May", "Jun", "Jul", "Au", "S", "O", "N", "D"]
    found = day(f"{month} 5, 2022")
    assert found
    assert month.startswith(number[found.month - 1])


@pytest.mark.parametrize(
    "words",
    [
        "On May 23, 2022 the ministers met",
        "The ministers met on May 23, 2022.",
        "Statement on the events of May 23, 2022",
        "May 23",
        "May 2022",
        "February 30, 2022",
        "2022-13-01",
        "Meeting No. 23/2022",
        "5 p.m.",
        "",
        "x" * 500 + " May 23, 2022",
    ],
)
def test_what_is_more_or_less_than_a_day_is_none(words: str) -> None:
    """A sentence with a day, a day without a year, and one that no calendar has, are no date lines."""
    assert day(words) is None


def test_a_day_that_is_read_in_two_ways_is_none() -> None:
    """The fifth of June or the sixth of May: neither, and it is said."""
    assert day("05/06/2022") is None
    assert uncertain("05/06/2022")
    assert day("06/06/2022") == dt.date(2022, 6, 6)
    assert not uncertain("23/05/2022")


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("TOKYO, April 17 (Newswire) \u2013 ", None),
        ("TOKYO (Newswire) -- ", None),
        ("Strelsau, May 23, 2022 (Newswire) - ", MAY),
        ("STRELSAU, 23 May 2022 /Newswire/ \u2014 ", MAY),
        ("THE HAGUE \u2014 ", None),
    ],
)
def test_a_report_begins_behind_the_dateline(line: str, published: dt.date | None) -> None:
    """An agency's place, day and name are no part of what is reported; a day with its year is one."""
    assert dateline(line + "The ministers met.", 0) == (len(line), published)


@pytest.mark.parametrize(
    "text",
    [
        "The President \u2013 on his first visit \u2013 met the Minister.",
        "Minister Doe (Ruritania) met Minister Roe.",
        "On May 23 the ministers met \u2013 for the first time.",
        "Foreign Secretary Smith, who arrived on May 23, met her counterpart.",
        "EAM met the Minister.",
        "NEW DELHI: May 23 - The ministers met.",
    ],
)
def test_a_sentence_is_no_dateline(text: str) -> None:
    """Dashes, brackets and days in the first sentence do not cut it."""
    assert dateline(text, 0) == (0, None)


def test_a_dateline_prints_its_day_also_without_a_year() -> None:
    """The day is that of the line that ends the head; a title with a day is no dateline."""
    assert agency_day("Talks\n\nSTRELSAU, Feb. 8 (Newswire) - ") == "Feb. 8"
    assert agency_day("Talks of May 23\n\n") == ""
    assert agency_day("STRELSAU (Newswire) - ") == ""


@pytest.mark.parametrize(
    "words",
    [
        "Jeddah, 28 Rajab 1445 (9 February 2024)",
        "28 Rajab 1445 AH corresponding to 9 February 2024",
        "Rajab 28, 1445 - 9 February 2024",
        "1445-07-28 H (9 February 2024)",
        "28/07/1445 H - 9 February 2024",
    ],
)
def test_a_day_of_the_islamic_calendar_stands_before_the_same_day_of_the_other(words: str) -> None:
    """The latter is read; the former alone is no day."""
    assert day(words) == dt.date(2024, 2, 9)
    assert day("Jeddah, 28 Rajab 1445") is None
    assert day("1445-07-28 H") is None


@pytest.mark.parametrize(
    ("line", "body", "source"),
    [
        ("HANOI (VNA) - The ministers met.", "The ministers met.", "VNA"),
        ("MOSCOW, June 12. /TASS/. The ministers met.", "The ministers met.", "TASS"),
        ("New Delhi, Feb 11 (PTI) The ministers met.", "The ministers met.", "PTI"),
        ("SEOUL, March 4 (Yonhap) -- The ministers met.", "The ministers met.", "Yonhap"),
        ("(VNA) - The ministers met.", "The ministers met.", "VNA"),
        ("Tehran, IRNA – The ministers met.", "The ministers met.", "IRNA"),
        ("LIMA, 4 June 2024 - The ministers met.", "The ministers met.", ""),
        ("On March 3 (JST) The ministers met.", "On March 3 (JST) The ministers met.", ""),
        ("The ministers (Ana Vega and Bo Bro) met.", "The ministers (Ana Vega and Bo Bro) met.", ""),
    ],
)
def test_a_dateline_names_its_agency(line: str, body: str, source: str) -> None:
    """With a dash, without one, between strokes; a zone of time is no agency."""
    assert line[dateline(line, 0)[0] :] == body
    assert agency(line, 0) == source


def test_a_day_with_a_comma_before_its_year_stands_in_a_dateline() -> None:
    """ "ABU DHABI, 14th March, 2027 (WAM) --": the day is read, and the agency."""
    line = "ABU DHABI, 14th March, 2027 (WAM) -- The"
    assert dateline(line, 0) == (len(line) - 3, dt.date(2027, 3, 14))
    assert agency(line, 0) == "WAM"


@pytest.mark.parametrize(
    ("line", "expected"),
    [("ABU DHABI, 4 May", "Abu Dhabi, 4 May"), ("NEW YORK, 4 May", "New York, 4 May"), ("UAE, 4 May", "UAE, 4 May")],
)
def test_a_town_of_several_words_is_cased_whole(line: str, expected: str) -> None:
    """Also where a word of it is short; letters alone stay."""
    assert cased(line) == expected


def test_a_day_may_have_blanks_behind_its_full_stops() -> None:
    """As it is written in the middle of Europe, the day first."""
    assert day("8. 9. 2027") == dt.date(2027, 9, 8)
    assert day("Ljubljana, 23. 5. 2022") == MAY
    assert day("8 . 9 . 2027") is None
