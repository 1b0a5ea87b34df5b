"""What is undertaken: new or going on, only a meeting or more, and when it is due."""

from __future__ import annotations

import datetime as dt

import pytest

from dipgraph.dues import due, when
from dipgraph.undertakings import continuing, procedural, undertaking

DAY = dt.date(2022, 5, 23)


@pytest.mark.parametrize(
    ("passage", "words", "printed", "first", "last"),
    [
        ("promised to meet in July this year", "in July this year", "2022-07", "2022-07-01", "2022-07-31"),
        ("agreed to sign it by the end of 2024", "by the end of 2024", "2024", "2022-05-23", "2024-12-31"),
        ("agreed to meet next month", "next month", "2022-06", "2022-06-01", "2022-06-30"),
        ("agreed to meet this summer", "this summer", "2022", "2022-06-01", "2022-08-31"),
        ("agreed to meet at the G20 summit in November", "in November", "2022-11", "2022-11-01", "2022-11-30"),
        ("agreed to meet in March", "in March", "2023-03", "2023-03-01", "2023-03-31"),
        ("agreed to meet on June 3", "on June 3", "2022-06-03", "2022-06-03", "2022-06-03"),
        ("agreed to meet on 3 June 2023", "on 3 June 2023", "2023-06-03", "2023-06-03", "2023-06-03"),
        ("agreed to meet next year", "next year", "2023", "2023-01-01", "2023-12-31"),
        ("will open by the end of the year", "by the end of the year", "2022", "2022-05-23", "2022-12-31"),
        ("will open at the end of the year", "at the end of the year", "2022", "2022-12-01", "2022-12-31"),
        ("will open by June", "by June", "2022-06", "2022-05-23", "2022-06-30"),
        ("will open no later than December 15", "no later than December 15", "2022-12-15", "2022-05-23", "2022-12-15"),
        (
            "will open no later than the end of the year",
            "no later than the end of the year",
            "2022",
            "2022-05-23",
            "2022-12-31",
        ),
        ("will open before 2025", "before 2025", "2024", "2022-05-23", "2024-12-31"),
        ("will open before the end of 2025", "before the end of 2025", "2025", "2022-05-23", "2025-12-31"),
        ("will open this year", "this year", "2022", "2022-05-23", "2022-12-31"),
        ("will open in the first half of 2023", "in the first half of 2023", "2023", "2023-01-01", "2023-06-30"),
        ("will open in autumn 2023", "in autumn 2023", "2023", "2023-09-01", "2023-11-30"),
        ("agreed to meet tomorrow", "tomorrow", "2022-05-24", "2022-05-24", "2022-05-24"),
        ("agreed to meet next week", "next week", "2022-05", "2022-05-30", "2022-06-05"),
        ("will report next quarter", "next quarter", "2022", "2022-07-01", "2022-09-30"),
    ],
)
def test_a_due_date_is_read_from_the_day_of_the_meeting(
    passage: str, words: str, printed: str, first: str, last: str
) -> None:
    """The words as printed, the year or month that they support, and the days from which to which."""
    said, day, begin, end = when(passage, DAY)
    assert (said, day, str(begin), str(end)) == (words, printed, first, last)
    assert due(passage) == words


@pytest.mark.parametrize(
    "passage",
    [
        "agreed to extend it for four months",
        "agreed to continue the work begun in May 2021",
        "agreed to build on the 2021 agreement",
        "agreed that it may help in the march of progress",
        "agreed to meet on June 31",
        "agreed to extend the lease until 2030",
        "agreed to extend the lease until the end of 2030",
        "agreed to extend the lease until June 2030",
        "agreed to keep the port open until next spring",
        "agreed to keep the port open until at least next year",
    ],
)
def test_a_duration_or_a_day_that_has_passed_is_no_due_date(passage: str) -> None:
    """What lies behind is no due date, nor is a length of time, nor a day that no calendar has."""
    assert when(passage, DAY) == ("", "", None, None)


def test_without_a_day_only_a_whole_date_counts() -> None:
    """Where the day of the meeting is unknown, "next month" says nothing, and a year does."""
    assert when("agreed to meet next month", None)[1] == ""
    assert when("agreed to sign by 2024", None)[1] == "2024"
    assert when("agreed to sign by 2024", None)[2:] == (None, dt.date(2024, 12, 31))
    assert when("agreed to meet in July", None)[1] == ""


@pytest.mark.parametrize(
    ("passage", "act", "goes_on"),
    [
        ("concurred to continue imposing sanctions", "agree", True),
        ("agreed to remain in close touch", "agree", True),
        ("shared the view to further strengthen cooperation", "intend", True),
        ("committed to sustaining their aid", "pledge", True),
        ("reaffirmed their commitment to peace", "reaffirm", True),
        ("agreed to expand trade", "agree", False),
        ("agreed to increase their aid", "agree", False),
        ("agreed to consult more closely in order to continuously strengthen deterrence", "agree", False),
        ("It was further agreed to open a port", "agree", False),
        ("agreed to further open the port", "agree", True),
        ("committed to stay in regular contact", "pledge", True),
        ("agreed to stay engaged", "agree", True),
        ("agreed to stay the execution", "agree", False),
        ("agreed to prolong his stay in Porto", "agree", False),
    ],
)
def test_what_goes_on_says_so(passage: str, act: str, goes_on: bool) -> None:
    """Continue, remain, maintain, further and sustain go on, and so does what is reaffirmed; more is new."""
    assert continuing(passage, act) is goes_on


@pytest.mark.parametrize(
    ("done", "only_a_meeting"),
    [
        ("to meet again in July", True),
        ("to hold the next round of talks in Berlin", True),
        ("to remain in close touch", True),
        ("the invitation to pay a visit", True),
        ("to convene the 4th session of the Joint Commission for Cooperation", True),
        ("to meet the needs of refugees by providing food", False),
        ("to strengthen cooperation at the summit", False),
        ("to sign a treaty", False),
    ],
)
def test_the_next_meeting_alone_is_procedural(done: str, only_a_meeting: bool) -> None:
    """Meetings, visits and contacts are procedure; what is done with substance is not, even where a meeting is named."""
    assert procedural(done) is only_a_meeting


def test_an_undertaking_has_all_of_it() -> None:
    """Who is bound, to whom, whether it goes on, and when it is due."""
    found = undertaking("promised to send a mission next month", "pledge", ("JP",), ("US",), DAY)
    assert (found.committed, found.to, found.continuing, found.procedural) == (("JP",), ("US",), False, False)
    assert (found.due_words, found.due) == ("next month", "2022-06")


@pytest.mark.parametrize(
    "passage",
    ["agreed to stop further tests", "would suspend its continued aid", "agreed to gradually halt its continued tests"],
)
def test_what_is_ended_does_not_go_on(passage: str) -> None:
    """ "Stop further tests" ends them; to continue to stop them goes on."""
    assert not continuing(passage, "agree")
    assert continuing("agreed to continue to stop ships", "agree")
