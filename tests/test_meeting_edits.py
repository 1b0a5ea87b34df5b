"""What follows when a review gives a meeting another day, start or length: in it, in offices, and in what was promised."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dipgraph import Dataset, clocks, shipped
from dipgraph.blocks import words
from dipgraph.errors import UsageError
from dipgraph.guesses import Draft, Occasion, Undertaking
from dipgraph.prompts import lines
from dipgraph.review import Review
from dipgraph.vocabulary import Vocabulary
from drafted import BRANDT, DRAFT, HAYASHI, MEETING, VEGA
from reviewing import at, drafted, faults, rules

KNOWN = Vocabulary.read(shipped.folder("data") / "actors.ttl")
NAME = "2022-03-03-jp-pe-hayashi-vega"


@pytest.fixture
def begin(tmp_path: Path) -> Callable[[Draft], Review]:
    """Return a function that begins the review of a draft."""
    return lambda draft: Review(drafted(tmp_path / "drafts", KNOWN, draft), KNOWN)


def held(draft: Draft = DRAFT, **facts: object) -> Draft:
    """Return a draft whose meeting has other facts."""
    return replace(draft, occasions=(replace(MEETING, **facts),))  # type: ignore[arg-type]


def promising(undertaking: Undertaking) -> Draft:
    """Return the draft whose third statement, the promise to meet again, undertakes something else."""
    said = list(DRAFT.utterances)
    said[2] = replace(said[2], undertaking=undertaking)
    return replace(DRAFT, utterances=tuple(said))


def date(session: Review, value: str, name: str = NAME) -> None:
    """Give the meeting of that name another day."""
    session.change(at(session, "meeting", f"meeting:{name}"), "date", value)


def due(session: Review) -> tuple[str, str]:
    """Return from which day to which the third statement's promise is due."""
    page = session.marked.page
    statement = page.block("<#s3>")
    promise = page.block(statement.value("dip:attests")) if statement else None
    assert promise is not None
    return words(promise.value("dip:dueFrom")), words(promise.value("dip:dueUntil"))


def asked(session: Review, subject: str) -> list[str]:
    """Return the rules by which the question about a subject is asked, nothing where it is not."""
    found = [question for question in session.marked.questions() if question.root.subject == subject]
    return [reason.rule for question in found for reason in question.reasons]


def everything_accepted(session: Review) -> None:
    """Accept whatever is still asked."""
    session.at = 0
    while (question := session.question()) is not None:
        if question.sort == "rights":
            session.change(question, "rights", "State X; free to use")
        else:
            session.accept(question)
    assert session.left() == 0


def test_an_office_that_was_not_held_on_the_new_day_is_asked_about(
    begin: Callable[[Draft], Review], shipped_dataset: Dataset
) -> None:
    """A settled seat is asked about again, the office left out by its name; one of no day that is known stays."""
    session = begin(DRAFT)
    session.accept(at(session, "participation", "<#hayashi>"))
    date(session, "2019-03-03")
    assert "office-left-out" in rules(session, "<#hayashi>")
    assert "Hayashi Yoshimasa held on that day" in session.marked.saved
    seats = {name: session.marked.page.block(f"<#{name}>") for name in ("hayashi", "vega")}
    assert [bool(seat and seat.value("dip:inOffice")) for seat in seats.values()] == [False, True]
    assert "participation <#hayashi>" in session.order[session.at :]
    assert faults(session.marked.path, shipped_dataset) == []


def test_the_one_office_of_the_new_day_takes_the_place(
    begin: Callable[[Draft], Review], shipped_dataset: Dataset
) -> None:
    """Who held one other office on the new day sits there for that, and is asked about."""
    person = ("person/kishida-fumio", "office/jp-foreign-minister")
    kishida = replace(HAYASHI, name="Kishida Fumio", person=person[0], office=person[1])
    session = begin(held(date=dt.date(2021, 11, 5), participants=(kishida, VEGA, BRANDT)))
    session.accept(at(session, "participation", "<#kishida>"))
    date(session, "2022-03-03", "2021-11-05-jp-pe-kishida-vega")
    seat = session.marked.page.block("<#kishida>")
    assert seat is not None
    assert seat.values("dip:inOffice") == ["office:jp-prime-minister"]
    assert asked(session, "<#kishida>") == ["office-by-tenure"]
    assert faults(session.marked.path, shipped_dataset) == []


def test_a_promise_that_would_be_due_before_the_meeting_is_asked_about(
    begin: Callable[[Draft], Review], shipped_dataset: Dataset
) -> None:
    """A fixed interval that lies before the new day goes, and the settled statement is asked about again by its old end."""
    fixed = Undertaking(("JP", "PE"), due_from=dt.date(2022, 7, 1), due_until=dt.date(2022, 7, 31))
    session = begin(promising(fixed))
    session.accept(at(session, "statement", "<#s3>"))
    date(session, "2022-08-03")
    assert due(session) == ("", "")
    assert asked(session, "<#s3>") == ["due-date-odd"]
    assert "Due on 2022-07-31, which is before the meeting" in session.marked.saved
    everything_accepted(session)
    assert faults(session.marked.path, shipped_dataset) == []


def test_an_interval_that_began_on_the_day_begins_on_the_new_one(begin: Callable[[Draft], Review]) -> None:
    """A limit runs from the day of the meeting: its beginning follows that, and nothing is asked; another stays."""
    limit = Undertaking(("JP", "PE"), due_from=MEETING.date, due_until=dt.date(2022, 7, 31))
    session = begin(promising(limit))
    session.accept(at(session, "statement", "<#s3>"))
    date(session, "2022-03-05")
    assert due(session) == ("2022-03-05", "2022-07-31")
    assert asked(session, "<#s3>") == []
    session.change(at(session, "document"), "published", "2022-03-06")
    other = begin(promising(replace(limit, due_from=dt.date(2022, 7, 1))))
    date(other, "2022-03-05")
    assert due(other) == ("2022-07-01", "2022-07-31")


def test_words_that_count_from_the_day_are_read_again(
    begin: Callable[[Draft], Review], shipped_dataset: Dataset
) -> None:
    """ "In July this year" is another July if the meeting was in another year, and that is asked about."""
    session = begin(DRAFT)
    session.accept(at(session, "statement", "<#s3>"))
    date(session, "2023-03-03")
    assert due(session) == ("2023-07-01", "2023-07-31")
    assert asked(session, "<#s3>") == ["due-by-other-day"]
    session.change(at(session, "statement", "<#s3>"), "due", "2023-07-10")
    assert asked(session, "<#s3>") == []
    assert faults(session.marked.path, shipped_dataset) == []


@pytest.mark.parametrize(
    ("value", "first", "last", "name", "said"),
    [
        ("2022-05", "2022-05-01", "2022-05-31", "2022-05", "May 2022"),
        ("2022-05-02 2022-05-09", "2022-05-02", "2022-05-09", "2022-05", "2 May 2022 to 9 May 2022"),
        ("2022-05-30 to 2022-06-02", "2022-05-30", "2022-06-02", "2022", "30 May 2022 to 2 June 2022"),
        ("2022", "2022-01-01", "2022-12-31", "2022", "2022"),
    ],
)
def test_a_day_of_which_a_span_is_known(
    begin: Callable[[Draft], Review], value: str, first: str, last: str, name: str, said: str, shipped_dataset: Dataset
) -> None:
    """A month, a year or two days are the span in which the day lies; address, label and question have as much of it."""
    session = begin(DRAFT)
    date(session, value)
    question = at(session, "meeting", f"meeting:{name}-jp-pe-hayashi-vega")
    meeting = question.root
    found = [words(meeting.value(name)) for name in ("dip:earliest", "dip:latest", "dip:date")]
    assert found == [first, last, ""]
    assert session.marked.saved.count(f"Meeting of Hayashi, Vega and Brandt, {said}") == 2
    assert dict(lines(session.marked, question, KNOWN))["date"] == said
    everything_accepted(session)
    assert faults(session.marked.path, shipped_dataset) == []


def test_a_span_becomes_a_day_again(begin: Callable[[Draft], Review], shipped_dataset: Dataset) -> None:
    """The day takes the place of the span, and the addresses have it again."""
    session = begin(DRAFT)
    before = session.marked.saved
    date(session, "2022-03")
    assert "commitment/2022-03-jp-pe-hayashi-vega/" in session.marked.saved
    date(session, "2022-03-03", "2022-03-jp-pe-hayashi-vega")
    assert "dip:earliest" not in session.marked.saved
    assert session.marked.saved == before
    assert faults(session.marked.path, shipped_dataset) == []


def test_the_larger_meeting_follows_the_month(begin: Callable[[Draft], Review], shipped_dataset: Dataset) -> None:
    """What the meeting was within is named by its month, and described once under the new name."""
    session = begin(DRAFT)
    date(session, "2022-06-03")
    assert session.marked.saved.count("meeting:2022-06-andean-forum") == 2
    assert "meeting:2022-03" not in session.marked.saved
    assert faults(session.marked.path, shipped_dataset) == []


def test_a_start_moves_with_the_day(begin: Callable[[Draft], Review], shipped_dataset: Dataset) -> None:
    """The hour stays with its offset, which is asked about; where no day is known any more, a note keeps it."""
    session = begin(held(start="17:50-05:00"))
    date(session, "2022-06-03")
    name = "2022-06-03-jp-pe-hayashi-vega"
    assert "2022-06-03T17:50:00-05:00" in session.marked.saved
    assert "start-moved" in rules(session, f"meeting:{name}")
    assert faults(session.marked.path, shipped_dataset) == []
    date(session, "2022-06", name)
    assert "dip:start " not in session.marked.saved
    assert 'dip:note "It began at 17:50-05:00, which' in session.marked.saved
    assert faults(session.marked.path, shipped_dataset) == []


def test_a_start_without_an_offset_stays_in_a_note(begin: Callable[[Draft], Review], shipped_dataset: Dataset) -> None:
    """A mark that is accepted loses no hour; a start that is given takes its place, and the mark is settled."""
    session = begin(DRAFT)
    assert "start-without-offset" in rules(session, f"meeting:{NAME}")
    session.accept(at(session, "meeting"))
    assert 'dip:note "It began at 17:50, which as a start wants' in session.marked.saved
    assert session.back()
    session.change(at(session, "meeting"), "start", "17:50-05:00")
    assert "It began at" not in session.marked.saved
    assert "start-without-offset" not in rules(session, f"meeting:{NAME}")
    assert faults(session.marked.path, shipped_dataset) == []


@pytest.mark.parametrize(("occasion", "time"), [(replace(MEETING, country="US"), ""), (MEETING, "-05:00")])
def test_a_start_has_the_offset_of_a_country_or_is_refused(
    begin: Callable[[Draft], Review], occasion: Occasion, time: str, shipped_dataset: Dataset
) -> None:
    """Where the country has one time, that is taken and asked about; where it has several, the offset is to be given."""
    session = begin(replace(DRAFT, occasions=(occasion,)))
    if not time:
        with pytest.raises(UsageError, match=r"c start 09:05\+09:00"):
            session.change(at(session, "meeting"), "start", "9:05")
        return
    session.change(at(session, "meeting"), "start", "9:05")
    assert "2022-03-03T09:05:00-05:00" in session.marked.saved
    assert "start-offset" in rules(session, f"meeting:{NAME}")
    assert faults(session.marked.path, shipped_dataset) == []


def test_what_is_exact_is_not_approximate(begin: Callable[[Draft], Review], shipped_dataset: Dataset) -> None:
    """An exact day, start or length puts "approximate" away, and "about" says it of a start or a length."""
    session = begin(held(date_approximate=True, start="17:50-05:00", start_approximate=True))
    assert session.marked.saved.count("Approximate true") == 3
    assert dict(lines(session.marked, at(session, "meeting"), KNOWN))["minutes"] == "about 40 minutes"
    session.change(at(session, "meeting"), "minutes", "45")
    session.change(at(session, "meeting"), "start", "18:00-05:00")
    date(session, "2022-03-03")
    assert "Approximate" not in session.marked.saved
    session.change(at(session, "meeting"), "minutes", "about 50 minutes")
    session.change(at(session, "meeting"), "start", "about 18:10-05:00")
    assert session.marked.saved.count("Approximate true") == 2
    assert faults(session.marked.path, shipped_dataset) == []


def test_a_day_that_is_found_gives_words_their_interval(
    begin: Callable[[Draft], Review], shipped_dataset: Dataset
) -> None:
    """Of a meeting without a day nothing was due; when the day is found, the words are read by it, and that is asked."""
    draft = promising(Undertaking(("JP", "PE"), due_words="by the end of this year"))
    draft = replace(
        draft,
        intake=replace(draft.intake, published=None),
        occasions=(replace(MEETING, date=None, start="", minutes=None, participants=(HAYASHI, VEGA, BRANDT)),),
    )
    session = begin(draft)
    assert due(session) == ("", "")
    date(session, "2022-03-03", "undated-jp-pe-hayashi-vega")
    assert due(session)[1] == "2022-12-31"
    assert "due-by-other-day" in asked(session, "<#s3>")
    assert faults(session.marked.path, shipped_dataset) == []


def test_the_label_follows_the_format(begin: Callable[[Draft], Review]) -> None:
    """A call is no meeting in the label of the meeting and of the document, unless a person has named it."""
    session = begin(DRAFT)
    session.change(at(session, "meeting"), "format", "telephone")
    assert session.marked.saved.count("Call of Hayashi, Vega and Brandt, 3 March 2022") == 2
    session.change(at(session, "meeting"), "label", "Talks")
    session.change(at(session, "meeting"), "format", "video")
    assert 'rdfs:label "Talks"@en' in session.marked.saved


def test_the_label_follows_the_family_name(begin: Callable[[Draft], Review], shipped_dataset: Dataset) -> None:
    """With another family name labels and summaries have that."""
    session = begin(DRAFT)
    session.change(at(session, "participation"), "family", "De la Vega")
    assert session.marked.saved.count("Meeting of Hayashi, De la Vega and Brandt, 3 March 2022") == 2
    assert "Hayashi and De la Vega" in " ".join(line for line in session.marked.saved.splitlines() if "summary" in line)
    session.change(at(session, "participation"), "family", "x" * 400)
    assert faults(session.marked.path, shipped_dataset) == []


def test_a_note_on_the_last_day_is_asked_about(begin: Callable[[Draft], Review], shipped_dataset: Dataset) -> None:
    """Until when it lasted may be wrong with another first day; a note that is given settles it."""
    session = begin(held(date_end=dt.date(2022, 3, 5), start=""))
    date(session, "2022-03-03")
    assert "note-of-other-day" not in rules(session, f"meeting:{NAME}")
    date(session, "2022-04-03")
    subject = "meeting:2022-04-03-jp-pe-hayashi-vega"
    assert "note-of-other-day" in rules(session, subject)
    session.change(at(session, "meeting", subject), "note", "-")
    assert "note-of-other-day" not in rules(session, subject)
    assert "dip:note" not in session.marked.saved
    assert faults(session.marked.path, shipped_dataset) == []


def test_without_the_zones_an_offset_is_asked_for(
    begin: Callable[[Draft], Review], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the extra of drafts is not installed, a start without an offset is refused in words."""
    session = begin(DRAFT)
    clocks._zones.cache_clear()
    for name in [name for name in sys.modules if name.startswith("tzdata.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "tzdata", None)
    with pytest.raises(UsageError, match=r"c start 09:05\+09:00"):
        session.change(at(session, "meeting"), "start", "9:05")
