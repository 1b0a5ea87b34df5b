"""When something is due: from which day to which the words let it be, and which words give no day."""

from __future__ import annotations

import datetime as dt

import pytest

from dipgraph.dues import due, opened, when

DAY = dt.date(2022, 5, 23)  # a Monday


@pytest.mark.parametrize(
    ("words", "printed", "first", "last"),
    [
        ("by 2024-10-15", "2024-10-15", "2022-05-23", "2024-10-15"),
        ("by 30/09/2024", "2024-09-30", "2022-05-23", "2024-09-30"),
        ("in the fourth quarter of this year", "2022", "2022-10-01", "2022-12-31"),
        ("in the second half of the year", "2022", "2022-07-01", "2022-12-31"),
        ("in the first half of the year", "2022", "2022-05-23", "2022-06-30"),
        ("in the third quarter", "2022", "2022-07-01", "2022-09-30"),
        ("in the last quarter of 2028", "2028", "2028-10-01", "2028-12-31"),
        ("in the first quarter", "2023", "2023-01-01", "2023-03-31"),
        ("no later than Q3 2025", "2025", "2022-05-23", "2025-09-30"),
        ("during 2025 and 2026", "2026", "2025-01-01", "2026-12-31"),
        ("from 2025 to 2027", "2027", "2025-01-01", "2027-12-31"),
        ("by the beginning of 2026", "2026", "2022-05-23", "2026-04-30"),
        ("at the beginning of 2026", "2026", "2026-01-01", "2026-04-30"),
        ("in mid-2025", "2025", "2025-05-01", "2025-08-31"),
        ("in late 2025", "2025", "2025-09-01", "2025-12-31"),
        ("before mid-2025", "2025", "2022-05-23", "2025-04-30"),
        ("by end-2025", "2025", "2022-05-23", "2025-12-31"),
        ("in early July", "2022-07", "2022-07-01", "2022-07-10"),
        ("in mid-July", "2022-07", "2022-07-11", "2022-07-20"),
        ("by the end of July", "2022-07", "2022-05-23", "2022-07-31"),
        ("in the second half of July", "2022-07", "2022-07-16", "2022-07-31"),
        ("as early as July", "2022-07", "2022-07-01", "2022-07-31"),
        ("early next year", "2023", "2023-01-01", "2023-04-30"),
        ("in the first week of August", "2022-08", "2022-08-01", "2022-08-07"),
        ("in the last week of August", "2022-08", "2022-08-25", "2022-08-31"),
        ("on 20-21 July", "2022-07", "2022-07-20", "2022-07-21"),
        ("on July 20 and 21, 2023", "2023-07", "2023-07-20", "2023-07-21"),
        ("between July and September", "2022-09", "2022-07-01", "2022-09-30"),
        ("from November 2022 to January", "2022-11", "2022-11-01", "2022-11-30"),
        ("from November to January 2023", "2023-01", "2022-11-01", "2023-01-31"),
        ("as of 1 May 2025", "2025-05-01", "2025-05-01", "2025-05-01"),
        ("within 90 days", "2022-08", "2022-05-23", "2022-08-21"),
        ("within two months", "2022-07", "2022-05-23", "2022-07-23"),
        ("within a fortnight", "2022-06", "2022-05-23", "2022-06-06"),
        ("within ten days", "2022-06", "2022-05-23", "2022-06-02"),
        ("within 48 hours", "2022-05", "2022-05-23", "2022-05-25"),
        ("within the year", "2022", "2022-05-23", "2022-12-31"),
        ("in the next three months", "2022-08", "2022-05-23", "2022-08-23"),
        ("in the next five years", "2027", "2022-05-23", "2027-05-23"),
        ("over the next five years", "2027", "2022-05-23", "2027-05-23"),
        ("over the coming year", "2023", "2022-05-23", "2023-05-23"),
        ("before June 2024", "2024-05", "2022-05-23", "2024-05-31"),
        ("before January 2024", "2023-12", "2022-05-23", "2023-12-31"),
        ("before the end of June 2024", "2024-06", "2022-05-23", "2024-06-30"),
        ("in the coming year", "2023", "2022-05-23", "2023-05-23"),
        ("by Friday", "2022-05-27", "2022-05-23", "2022-05-27"),
        ("by Monday", "2022-05-30", "2022-05-23", "2022-05-30"),
        ("next Thursday", "2022-05", "2022-05-26", "2022-06-02"),
        ("by the autumn", "2022", "2022-05-23", "2022-11-30"),
        ("by the winter", "2022", "2022-05-23", "2023-02-28"),
        ("by Christmas", "2022-12-25", "2022-05-23", "2022-12-25"),
        ("by the end of the month", "2022-05", "2022-05-23", "2022-05-31"),
        ("by the end of the decade", "2029", "2022-05-23", "2029-12-31"),
        ("at the end of the decade", "2029", "2029-01-01", "2029-12-31"),
        ("not later than the first quarter of 2028", "2028", "2022-05-23", "2028-03-31"),
        ("prior to 1 June 2023", "2023-05-31", "2022-05-23", "2023-05-31"),
        ("by 1 May 2023 at the latest", "2023-05-01", "2022-05-23", "2023-05-01"),
        ("in May 2023, at the latest", "2023-05", "2022-05-23", "2023-05-31"),
        ("before the next summit of the Gulf Union in May 2023", "2023-05", "2022-05-23", "2023-05-31"),
        ("on the margins of the General Assembly in September", "2022-09", "2022-09-01", "2022-09-30"),
        ("ahead of the elections scheduled for May 2023", "2023-05", "2022-05-23", "2023-05-31"),
    ],
)
def test_words_have_their_days(words: str, printed: str, first: str, last: str) -> None:
    """Quarters, thirds, weeks, lengths from the day of the meeting, feasts; a limit runs from that day."""
    said, day, begin, end = when(f"agreed to open it {words}, with joy", DAY)
    if words == "from November 2022 to January":
        words = "from November 2022"  # that it goes on from there is no limit
    assert (said, day, str(begin), str(end)) == (words, printed, first, last)


@pytest.mark.parametrize("day", [DAY, dt.date(2022, 12, 30)])
def test_a_winter_goes_over_the_year(day: dt.date) -> None:
    """In January the winter is the one that began before."""
    assert str(when("to open it by the winter", day)[3]) == "2023-02-28"
    assert str(when("to open it in winter", dt.date(2023, 1, 5))[3]) == "2023-02-28"


@pytest.mark.parametrize(
    "words",
    [
        "in the coming weeks",
        "in the weeks ahead",
        "over the months to come",
        "over the coming days and weeks",
        "over the next few months",
        "during the winter",
        "during the winter months",
        "within 90 days of its entry",
        "before the end of the financial year",
        "in the next fiscal year",
        "before the next summit of the Gulf Union",
        "before the end of her term",
        "ahead of the rainy season",
        "in time for the harvest",
        "by the time of the next session of the commission",
        "by the end of the transition",
        "at the upcoming G20 summit",
        "on the sidelines of the conference",
        "prior to COP33",
        "as soon as possible",
        "at the earliest possible date",
        "in the near future",
    ],
)
def test_what_gives_no_day_keeps_its_words(words: str) -> None:
    """Nobody knows when that is, nor which of two days: the words stay, without an interval, and part no clause."""
    assert when(f"agreed to meet {words}", DAY) == (words, "", None, None)
    assert due(f"agreed to meet {words}") == ""
    assert when("to meet in the course of the coming year", DAY)[0] == "in the course of the coming year"
    assert when("agreed to meet by 05/06/2024", DAY) == ("by 05/06/2024", "", None, None)


@pytest.mark.parametrize(
    "passage",
    [
        "agreed by telephone on 4 May 2024 to elevate ties",
        "pledged on 4 May 2024, that he would open it",
        "agreed in May to go",
    ],
)
def test_when_something_was_said_it_is_not_due(passage: str) -> None:
    """The day of the call, before what is to be done, is no due date; a day to come is one, and so is one behind it."""
    assert when(passage, dt.date(2024, 5, 4)) == ("", "", None, None)
    assert when("agreed to meet on 4 May 2024 to open it", dt.date(2024, 5, 4))[1] == "2024-05-04"
    assert when("agreed by 9 May 2024 to open it", dt.date(2024, 5, 4))[1] == "2024-05-09"


@pytest.mark.parametrize(
    "words", ["in the coming days", "over the next few days", "in the days ahead", "within the coming days"]
)
def test_the_coming_days_are_of_a_month_where_a_week_is(words: str) -> None:
    """Near the end of a month they may be of the next one, and the words stay alone."""
    assert when(f"agreed to speak again {words}", DAY)[:2] == (words, "2022-05")
    assert when(f"agreed to speak again {words}", dt.date(2022, 5, 28)) == (words, "", None, None)
    assert when(f"agreed to speak again {words}", None) == (words, "", None, None)


@pytest.mark.parametrize(
    ("passage", "due"),
    [
        ("reaffirmed their commitment through the dialogue launched on February 23", ""),
        ("agreed to follow up on the pact signed in March", ""),
        ("agreed to carry out the plan adopted unanimously in 2022", ""),
        ("agreed to attend the summit held last May", ""),
        # What is only planned is to come, and so is what is to be done.
        ("agreed to attend the summit to be held in March", "2023-03"),
        ("agreed to attend the summit, which will be held in March", "2023-03"),
        ("agreed to attend the summit scheduled for March", "2023-03"),
        ("agreed to have the bridge completed in March", "2023-03"),
        ("agreed to have it completed by March", "2023-03"),
        ("decided to proceed on 3 March", "2023-03-03"),
        ("agreed to carry out the plan adopted in March in the first quarter of 2023", "2023"),
    ],
)
def test_when_something_else_was_done_is_no_due_date(passage: str, due: str) -> None:
    """A participle before a day tells of the past: the day is of what it describes."""
    assert when(passage, DAY)[1] == due


@pytest.mark.parametrize(
    ("words", "due", "first", "last"),
    [
        ("from 2025", "2025", "2025-01-01", "2025-12-31"),
        ("starting in 2025", "2025", "2025-01-01", "2025-12-31"),
        ("as of 2025", "2025", "2025-01-01", "2025-12-31"),
        ("from the second half of 2024", "2024", "2024-07-01", "2024-12-31"),
        ("from 2024 to 2026", "2026", "2024-01-01", "2026-12-31"),
    ],
)
def test_what_begins_in_a_year_is_due_then(words: str, due: str, first: str, last: str) -> None:
    """ "From 2025" is the year in which it begins; with another year behind it, it lasts until that."""
    found = when(f"agreed to open the line {words}", DAY)
    assert (found[0], found[1], str(found[2]), str(found[3])) == (words, due, first, last)


def test_a_time_to_come_before_what_is_done_is_when_it_is_due() -> None:
    """Nothing was said in the next two years, nor in the coming weeks."""
    assert when("committed $3 million over the next two years to support the vote", DAY)[1] == "2024"
    assert when("agreed in the coming weeks to open it", DAY)[0] == "in the coming weeks"


@pytest.mark.parametrize(
    "passage",
    [
        "agreed to bring the case before the Security Council",
        "agreed to appear before the committee",
        "agreed ahead of the summit to open it",
        "agreed on the sidelines of the conference that talks resume",
        "agreed to reform the session of the council",
        "agreed to settle it at the council",
    ],
)
def test_before_whom_something_is_brought_is_no_due_date(passage: str) -> None:
    """Nor is a body, nor an event before what is to be done, which is when it was agreed."""
    assert when(passage, DAY) == ("", "", None, None)


def test_a_sentence_may_begin_with_an_event_that_is_to_come() -> None:
    """What both did before the summit is no promise for then; what one will do is, and so is "the next summit"."""
    assert opened("Before the summit, the ministers", DAY, False) is None
    for words, to_come in (("Before the next summit", False), ("Before the summit", True)):
        assert opened(f"{words}, the ministers", DAY, to_come) == (words, "", None, None)


@pytest.mark.parametrize(
    "passage", ["agreed in the third place to go", "to go by 2024-13-40", "to invest for the next five years"]
)
def test_what_looks_like_a_due_date_is_none(passage: str) -> None:
    """A third place is no quarter, the calendar has no thirteenth month, and what goes on for years is not due then."""
    assert when(passage, DAY) == ("", "", None, None)


@pytest.mark.parametrize(
    "words", ["by Friday", "within two weeks", "by the autumn", "by Christmas", "early next year", "tomorrow"]
)
def test_what_counts_from_an_unknown_day_has_none(words: str) -> None:
    """Without the day of the meeting they give none, and stay as they are printed."""
    assert when(f"to open it {words}", None) == (words, "", None, None)


@pytest.mark.parametrize(
    ("words", "to_come", "due"),
    [
        ("By the end of 2025, the two sides", True, "2025"),
        ("In June, Norway", True, "2024-06"),
        ("Within six months, they", False, "2024-11"),
        ("Before the end of the year, both ministers", False, "2024"),
        ("In addition, by next summer the ministers", True, "2025"),
    ],
)
def test_a_due_date_may_stand_at_the_beginning_of_the_sentence(words: str, to_come: bool, due: str) -> None:
    """Before who is bound, and before what is to be done."""
    found = opened(words, dt.date(2024, 5, 4), to_come)
    assert found
    assert found[1] == due


@pytest.mark.parametrize(
    "words", ["On 4 May, the ministers", "In May, they", "The plan to be ready by 2025, they", "In 2023, they"]
)
def test_when_they_agreed_is_not_when_it_is_due(words: str) -> None:
    """The day of the meeting, or what a noun before has for itself, is no due date of what follows."""
    assert opened(words, dt.date(2024, 5, 4), False) is None


def test_a_year_of_another_calendar_is_that_of_ours() -> None:
    """Of a Buddhist one; the months of an Islamic year are others, so that nothing is due then."""
    day = dt.date(2027, 5, 4)
    assert when("pledged to deliver the boats by 1 June 2571", day)[1] == "2028-06-01"
    assert when("pledged to deliver the boats by 1 June", day)[1] == "2027-06-01"
    assert when("pledged to deliver the boats by 1 June 1450", day)[1] == ""


def test_a_length_that_runs_for_each_gives_no_day() -> None:
    """Each of several has a day of its own from which it runs; the words stay."""
    said = "will examine every request within 30 days"
    assert when(said, DAY) == ("within 30 days", "", None, None)
    assert when("will examine the request within 30 days", DAY)[1] == "2022-06"
    assert when("will examine it within 30 days of each request", DAY)[1:] == ("", None, None)
    assert when("will open it during the winter of 2024", DAY)[1] == "2024"
