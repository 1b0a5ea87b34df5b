"""The records of the Office of the Historian: persons, posts, terms, trips and visits, with the publisher's identifiers."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dipgraph.encounters import Journeys
from dipgraph.errors import SourceError
from dipgraph.historyatstate import NAME
from dipgraph.names import names
from dipgraph.records import read
from small_records import PERSON, served, trip, visit, write


def test_persons_posts_and_terms_keep_their_identifiers(tmp_path: Path) -> None:
    """A name without what stands in brackets, the other forms beside it, and the page of each."""
    found = read(NAME, write(tmp_path))
    oaks = found.persons["oaks-ben"]
    assert (oaks.name, oaks.family, oaks.given, oaks.others) == ("Ben Oaks", "Oaks", "Ben", ("Ben (Benjamin) Oaks",))
    assert oaks.page == "https://history.state.gov/departmenthistory/people/oaks-ben"
    assert found.persons["vale-ada"].others == ("Ada M. Vale",)
    assert found.posts["secretary"].ministerial
    assert found.posts["ambassador-peru"].name == "Ambassador of the United States to Peru"
    assert {t.key for t in found.terms} == {"secr-1970-oaks", "secr-1997-vale", "pe-1990-moss-01", "president-91"}


def test_a_grandson_with_the_identifier_of_a_president_is_another(tmp_path: Path) -> None:
    """Where the name of one ends with a generation; the trips and terms of the President are his own."""
    trips = (trip("1", "Vacation.", role="president", who="stone-rex", name="Rex Stone"),)
    folder = write(tmp_path, trips)
    page = PERSON.format(key="stone-rex", family="Stone", given="Rex", other="")
    path = folder / "pocom/people/s/stone-rex.xml"
    path.parent.mkdir()
    path.write_text(page, encoding="utf-8")
    assert [r.person for r in read(NAME, folder).records] == ["stone-rex"]
    path.write_text(page.replace("</surname>", "</surname><genName>III</genName>"), encoding="utf-8")
    found = read(NAME, folder)
    assert [r.person for r in found.records] == ["president-stone-rex"]
    assert {key: p.name for key, p in found.persons.items() if "stone" in key} == {
        "stone-rex": "Rex Stone III",
        "president-stone-rex": "Rex Stone",
    }
    assert [t.person for t in found.terms if t.post == "president"] == ["president-stone-rex"]


def test_a_last_day_in_office_is_part_of_the_term(tmp_path: Path) -> None:
    """The term ends on the day after it, but where the successor begins on it; a month stays a month."""
    terms = (
        served("a", "oaks-ben", "1970-01-20", "1977-01-20"),
        served("b", "vale-ada", "1977-01-20", "1980-02-29"),
    )
    found = read(NAME, write(tmp_path, secretaries=terms))
    ends = {t.key: t.ends for t in found.terms}
    assert (ends["a"], ends["b"], ends["pe-1990-moss-01"]) == ("1977-01-20", "1980-03-01", "1993-07-01")
    assert {t.begins for t in found.terms if t.key == "pe-1990-moss-01"} == {"1990-05"}


def test_who_was_appointed_and_never_served_has_no_term(tmp_path: Path) -> None:
    """It is among the faults, since the source has no days."""
    found = read(NAME, write(tmp_path, secretaries=(served("a", "oaks-ben", "", ""),)))
    assert "a" not in {t.key for t in found.terms}
    assert [f.key for f in found.faults if f.rule == "no-days-of-service"] == ["a"]


def test_records_have_days_country_remark_and_page(tmp_path: Path) -> None:
    """Blanks and ends of lines are one blank."""
    trips = (trip("7", "Met with\n     the President.", last="1998-03-05"),)
    found = read(NAME, write(tmp_path, trips, (visit("9", "President Ngaro", "Working visit."),)))
    first, second = found.records
    assert (first.key, first.state, first.remark, first.places) == ("7", "PE", "Met with the President.", "Lima")
    assert (str(first.first), str(first.last)) == ("1998-03-02", "1998-03-05")
    assert first.page == "https://history.state.gov/departmenthistory/travels/secretary/vale-ada#trip-7"
    assert (second.visitor, second.state, second.post) == ("President Ngaro", "TD", "president")
    assert second.page == "https://history.state.gov/departmenthistory/visits/chad#visit-9"


def test_faults_of_records_are_told(tmp_path: Path) -> None:
    """Days that are none or turned round, persons and countries that nobody describes."""
    trips = (
        trip("1", "A.", first="1998-03-05", last="1998-03-02"),
        trip("2", "B.", first="in spring"),
        trip("3", "C.", who="nobody"),
        trip("4", "D.", country="ruritania", printed="Ruritania"),
    )
    found = read(NAME, write(tmp_path, trips))
    assert [r.key for r in found.records] == ["3", "4"]
    told = {(f.rule, f.key.split()[-1]) for f in found.faults}
    assert {("no-record", "1"), ("no-record", "2"), ("unknown-person", "3"), ("unknown-country", "4")} <= told


@pytest.mark.parametrize(
    ("content", "why"),
    [("<trips><trip>", "no XML"), ('<!DOCTYPE x [<!ENTITY a "b">]><trips>&a;</trips>', "document type")],
)
def test_files_that_are_no_records(tmp_path: Path, content: str, why: str) -> None:
    """Broken XML and a document type are refused, with the file."""
    write(tmp_path)
    (tmp_path / "travels/secretary-travels/vale-ada.xml").write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=rf"vale-ada\.xml.*{why}"):
        read(NAME, tmp_path)


@pytest.mark.parametrize("part", ["travels", "visits/data", "pocom/people"])
def test_a_part_of_the_folder_is_refused_with_the_one_that_is_meant(tmp_path: Path, part: str) -> None:
    """On one line; the folder itself may lie in one of such a name."""
    folder = write(tmp_path / "visits", (trip("1", "Vacation."),))
    assert read(NAME, folder).records
    with pytest.raises(
        SourceError, match=f"within one of the clones: give the folder that has them, {folder}$"
    ) as error:
        read(NAME, folder / part)
    assert "\n" not in str(error.value)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """The error says what to give."""
    with pytest.raises(SourceError, match="no folder"):
        read(NAME, tmp_path / "none")


def test_visits_without_the_journeys_are_read(tmp_path: Path) -> None:
    """Nobody is known who received them."""
    folder = write(tmp_path, visits=(visit("1", "President Ngaro", "State visit. Met with the President."),))
    shutil.rmtree(folder / "travels")
    found = read(NAME, folder)
    (journey,) = (Journeys(found, names(), NAME).journey(record) for record in found.records)
    assert [p.participant.name for p in journey.traveller] == ["Ngaro"]
    assert not any(p.known for e in journey.encounters for p in e.parties)
