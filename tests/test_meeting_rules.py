"""Which meetings are one by the rules: by persons, days, country, format, and larger ones by their names."""

from __future__ import annotations

import itertools

import pytest

from dipgraph.dossiers import Dossiers, MeetingDossier
from dipgraph.meeting_rules import judged, meeting_candidates, name_likeness, pairs
from dipgraph.terms import DIP

NUMBERS = itertools.count()


def meeting(
    first: str,
    last: str = "",
    who: str = "a:pe b:us",
    label: str = "",
    country: str = "pe",
    recorded: bool = False,
    **more: object,
) -> MeetingDossier:
    """Return a meeting of persons, each with a side, on a day or between two; one with a label is a larger one."""
    found = MeetingDossier(f"meeting/{next(NUMBERS):03}", "MultilateralMeeting" if label else "BilateralMeeting")
    found.labels = [label] if label else [f"Meeting {found.address}"]
    found.first, found.last, found.exact = first, last or first, not last
    found.persons = {person: {side} for person, _, side in (one.partition(":") for one in who.split())}
    found.countries = {country} if country else set()
    found.formats = {DIP + "inPerson"}
    found.documents = {f"document/{found.address}"}
    found.recorded, found.own = recorded, {"us"}
    for name, value in more.items():
        setattr(found, name, value)
    return found


def ruled(one: MeetingDossier, other: MeetingDossier) -> tuple[str, str, bool] | None:
    """Return the verdict, the rule, and whether it is safe."""
    found = judged(*sorted((one, other), key=lambda m: m.address))
    return (found.verdict.rpartition("#")[2], found.rule, found.safe) if found else None


def test_two_local_days_of_one_call_are_one_meeting() -> None:
    """The same persons on days that follow each other are compared; on the day after next they are not."""
    call = {DIP + "telephone"}
    one = meeting("2022-03-01", formats=call, publishers={"body/a"})
    other = meeting("2022-03-02", formats=call, publishers={"body/b"})
    assert len(list(pairs([one, other]))) == 1
    assert ruled(one, other) == ("same", "same-persons", True)
    assert list(pairs([one, meeting("2022-03-03")])) == []


def test_two_days_of_one_publisher_are_asked_about() -> None:
    """Who published of both days, or was in one place with the other, has no second day for one meeting."""
    call, ours = {DIP + "telephone"}, {"body/a"}
    one, other = (meeting(day, formats=call, publishers=ours) for day in ("2023-10-22", "2023-10-23"))
    assert ruled(one, other) == ("same", "same-persons", False)
    one = meeting("2024-09-25", publishers=ours)
    assert ruled(one, meeting("2024-09-26", publishers={"body/b"})) == ("same", "same-persons", False)
    assert ruled(one, meeting("2024-09-26", recorded=True, last="2024-09-27")) == ("same", "same-persons", True)


def test_larger_meetings_of_other_names_are_not_made_one() -> None:
    """Two ministers who are at the G7 and at NATO on the same days in Brussels are at two meetings: it is asked at most."""
    one = meeting("2022-04-06", "2022-04-07", label="G7 foreign ministers, April 2022")
    other = meeting("2022-04-06", "2022-04-07", label="NATO foreign ministers, April 2022")
    assert ruled(one, other) == ("same", "same-persons", False)
    again = meeting("2022-04-06", "2022-04-07", label="NATO foreign ministers, April 2022")
    assert ruled(other, again) == ("same", "same-persons", True)


def test_a_day_within_an_interval_is_the_meeting_of_a_record() -> None:
    """A record has the interval of the journey; where the account lacks the country, that does not count against it."""
    record = meeting("2022-03-01", "2022-03-09", recorded=True)
    assert ruled(record, meeting("2022-03-04")) == ("same", "same-persons", True)
    assert ruled(record, meeting("2022-03-04", country="")) == ("same", "same-persons", True)


def test_in_person_and_by_telephone_are_two() -> None:
    """The same persons, a day later, by telephone."""
    assert ruled(meeting("2022-03-01"), meeting("2022-03-02", formats={DIP + "telephone"})) == (
        "different", "other-format", True,
    )  # fmt: skip


def test_a_record_does_not_know_of_calls() -> None:
    """The visit of a day on which readouts have a video conference is asked about; the day before it is another meeting."""
    video = meeting("2022-03-17", formats={DIP + "video"})
    assert ruled(meeting("2022-03-17", recorded=True), video) == ("different", "other-format", False)
    assert ruled(meeting("2022-03-16", recorded=True), video) == ("different", "other-format", True)


def test_in_another_country_they_met_again() -> None:
    """The same persons on following days, in another country."""
    assert ruled(meeting("2022-03-01"), meeting("2022-03-02", country="cl")) == ("different", "other-country", True)


def test_two_records_of_one_traveller_are_of_two_stages() -> None:
    """One begins when the other is over; on days that overlap it is asked, and on the same days they are one.

    On a day that both have, each may tell of one meeting of two visitors.
    """
    first = meeting("2022-03-01", "2022-03-03", recorded=True)
    assert ruled(first, meeting("2022-03-04", "2022-03-05", recorded=True)) == ("different", "other-stage", True)
    assert ruled(first, meeting("2022-03-03", "2022-03-05", recorded=True)) == ("different", "other-stage", False)
    assert ruled(first, meeting("2022-03-02", "2022-03-05", recorded=True)) == ("same", "same-persons", False)
    assert ruled(first, meeting("2022-03-01", "2022-03-03", recorded=True)) == ("same", "same-persons", True)


def test_one_document_that_tells_of_both_tells_them_apart() -> None:
    """Whoever describes two meetings of the same persons on one day means two."""
    one, other = meeting("2022-03-01"), meeting("2022-03-01")
    other.documents = one.documents
    assert ruled(one, other) == ("different", "told-apart", True)


def test_who_travels_with_somebody_was_at_his_meeting() -> None:
    """Of the traveller's own side; another of the other side is another meeting perhaps."""
    both = meeting("2022-03-01", "2022-03-02", "a:pe b:us", recorded=True)
    assert ruled(both, meeting("2022-03-01", "2022-03-02", "a:pe b:us c:us", recorded=True)) == (
        "same", "in-company", True,
    )  # fmt: skip
    assert ruled(both, meeting("2022-03-01", "2022-03-02", "a:pe b:us d:pe", recorded=True)) == (
        "same", "in-company", False,
    )  # fmt: skip
    assert ruled(both, meeting("2022-03-03", "2022-03-04", "a:pe b:us c:us", recorded=True)) == (
        "same", "in-company", False,
    )  # fmt: skip


def test_two_records_of_one_stage_are_of_one_meeting() -> None:
    """Each may name others of the hosts, where guest, host, town and days are the same; else it is asked."""

    def of(who: str, place: str = "Lima") -> MeetingDossier:
        found = meeting("2022-03-01", "2022-03-02", who, recorded=True)
        found.places = {place}
        return found

    one = of("a:pe b:us d:pe")
    assert ruled(one, of("a:pe b:us c:us")) == ("same", "one-stage", True)
    assert ruled(one, of("a:pe b:us c:us", "Cusco")) == ("same", "some-persons", False)
    assert ruled(one, of("a:pe c:us d:pe")) is None
    later = of("a:pe b:us c:us")
    later.last = "2022-03-03"
    assert ruled(one, later) == ("same", "some-persons", False)


def test_a_meeting_is_a_part_of_a_journey() -> None:
    """All who met on the day are among those whom the record names; with an interval of its own it is asked."""
    record = meeting("2022-03-01", "2022-03-09", "a:pe b:us c:us d:pe", recorded=True)
    assert ruled(record, meeting("2022-03-04")) == ("part", "part-of-journey", True)
    assert ruled(record, meeting("2022-03-04", "2022-03-05")) == ("part", "part-of-journey", False)
    # Nobody but the two of one side: they did not meet each other there.
    assert ruled(record, meeting("2022-03-04", who="b:us c:us")) is None


def test_a_larger_meeting_is_known_by_its_name() -> None:
    """Foreign ministers of a group, whoever names them; leaders of the same group are others, and so is another group."""
    record = meeting("2023-04-16", "2023-04-18", "b:us", "G7 Foreign Ministers’ Meeting: meeting of B", "jp", True)
    account = meeting("2023-04-17", who="a:jp b:us", label="G7 foreign ministers, April 2023", country="jp")
    assert ruled(record, account) == ("same", "larger-by-name", True)
    assert ruled(record, meeting("2023-04-17", who="b:us", label="G7 Leaders’ Summit", country="jp")) is None
    assert ruled(record, meeting("2023-04-17", who="b:us", label="Quad foreign ministers", country="jp")) is None


def test_who_came_to_a_session_met_not_all_who_did() -> None:
    """A session of the General Assembly lasts for weeks, and who addresses it on one day need not see who else does so.

    The Security Council sits at one table.
    """
    one = meeting("2024-09-24", who="a:pe", label="UN General Assembly: meeting of A", recorded=True)
    other = meeting("2024-09-25", who="b:td", label="UN General Assembly: meeting of B", recorded=True)
    assert ruled(one, other) is None
    beside = meeting("2024-09-24", who="b:td", label="UN General Assembly: meeting of B", recorded=True)
    assert ruled(one, beside) is None
    again = meeting("2024-09-24", who="a:pe", label="UN General Assembly: meeting of A", recorded=True)
    assert ruled(one, again) == ("same", "larger-by-name", True)
    council = [
        meeting("2024-09-24", who=who, label=f"UN Security Council: meeting of {who[0]}", recorded=True)
        for who in ("a:pe", "b:td")
    ]
    assert ruled(*council) == ("same", "larger-by-name", True)


def test_a_larger_meeting_without_a_country_needs_somebody_in_common() -> None:
    """With one who was at both it is safe, else it is asked."""
    record = meeting("2023-04-16", "2023-04-18", "b:us", "G7 Foreign Ministers’ Meeting", "jp", True)
    account = meeting("2023-04-17", who="b:us", label="G7 foreign ministers", country="")
    assert ruled(record, account) == ("same", "larger-by-name", True)
    account.persons = {"a": {"jp"}}
    assert ruled(record, account) == ("same", "larger-by-name", False)


def test_what_is_held_within_another_is_not_the_other() -> None:
    """A talk of two on the fringe of a larger meeting is not that meeting."""
    larger = meeting("2023-04-17", label="G7 foreign ministers")
    assert ruled(larger, meeting("2023-04-17", within={larger.address})) == ("different", "held-within", True)


@pytest.mark.parametrize(("one", "other"), [("Meeting", "Summit"), ("March 2022", "Informal session"), ("", "")])
def test_a_name_without_a_word_of_its_own_is_like_nothing(one: str, other: str) -> None:
    """Of "Meeting" and "Summit" nothing follows."""
    larger = [meeting("2022-03-01", label=label or " ") for label in (one, other)]
    assert name_likeness(*larger) == 0.0


def test_one_that_may_be_either_of_two_is_asked() -> None:
    """The account fits two records of which one is not the other, so that neither is safe."""
    records = [meeting("2022-03-01", "2022-03-03", recorded=True), meeting("2022-03-03", "2022-03-05", recorded=True)]
    account = meeting("2022-03-03")
    found = Dossiers(meetings={one.address: one for one in (*records, account)})
    by = {c.pair: c for c in meeting_candidates(found)}
    asked = [c for pair, c in by.items() if account.address in pair]
    assert len(asked) == 2
    assert not any(c.safe for c in asked)
    assert all("may be the one too" in c.rationale for c in asked)


def test_visits_and_meetings_without_a_day_are_not_compared() -> None:
    """A visit is compared as the record that tells of it; of what has no day nothing is known."""
    undated = meeting("2022-03-01")
    undated.first = undated.last = ""
    visit = meeting("2022-03-01")
    visit.sort = "Visit"
    assert list(pairs([undated, visit, meeting("2022-03-01")])) == []
