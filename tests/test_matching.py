"""Several sources matched: persons and meetings, what is safe and what is asked, and that a person's word stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dipgraph import Dataset, open_store, shipped, validate
from dipgraph.cli import COMMANDS
from dipgraph.errors import SourceError
from dipgraph.historyatstate import NAME
from dipgraph.importing import data_files, import_records
from dipgraph.judgements import DIFFERENT, SAME, contradictions, judgements
from dipgraph.matching import Joined, consistent, match
from dipgraph.person_rules import Candidate
from dipgraph.review import Review
from dipgraph.rows import Rows, cell
from dipgraph.terms import shorten
from dipgraph.vocabulary import actors_of, known
from judging import OF_ACTORS, PREFIXES, judgement
from small_records import trip, write
from test_merging import days, document

Data = Callable[..., Path]
TRIPS = (
    trip("1", "Met with Foreign Minister Eva Rojas.", last="1998-03-05"),
    trip("2", "Attended the Lake Ministers’ Meeting.", first="1999-05-01", last="1999-05-03"),
    trip("3", "Met with Foreign Minister Eva Rojas.", last="1998-03-05"),
    trip("4", "Spoke at a dinner.", first="2000-02-02"),
    trip("5", "Visited a dam.", first="2000-02-02"),
)
KNOWN = f"""@base <https://w3id.org/dipgraph/actors> .
{OF_ACTORS}@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
state:pe a dip:State ; rdfs:label "Peru"@en ; dip:isoCode "PE" .
state:us a dip:State ; rdfs:label "United States"@en ; dip:isoCode "US" .
office:pe-fm a dip:MinisterialOffice ; rdfs:label "Foreign Minister of Peru"@en ; dip:officeOf state:pe .
office:us-sec a dip:MinisterialOffice ; rdfs:label "Secretary of State of the United States"@en ; dip:officeOf state:us .
person:rojas-eva a dip:Person , dip:Minister ; rdfs:label "ROJAS Eva"@en ; dip:familyName "Rojas" .
person:vale-ada a dip:Person , dip:Minister ; rdfs:label "Ada M. Vale"@en ; dip:familyName "Vale" .
tenure:a a dip:Tenure ; dip:holder person:rojas-eva ; dip:office office:pe-fm ; dip:from "1997-01-01"^^xsd:date .
tenure:b a dip:Tenure ; dip:holder person:vale-ada ; dip:office office:us-sec ; dip:from "1997-01-23"^^xsd:date .
"""
SEATS = (("rojas-eva", "pe"), ("vale-ada", "us"))
MARCH = document("gov/march", "Readout", "1998-03-04-pe-us", days("1998-03-04"), *SEATS)
MAY = (
    document("gov/may", "NewsReport", "1999-05-02-pe-us", days("1999-05-02"), *SEATS)
    + """
meeting:1999-05-02-pe-us dip:country state:pe ; dip:within meeting:1999-05-lake-ministers .
meeting:1999-05-lake-ministers a dip:MultilateralMeeting ; rdfs:label "Lake ministers, May 1999"@en .
"""
)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small records, imported once."""
    folder = tmp_path_factory.mktemp("records")
    import_records(NAME, write(folder / "place", TRIPS), folder / "out", data_files(None), asserted=False)
    return folder / "out"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data folder with accounts of two meetings of which the records tell too."""
    for name, text in {"actors.ttl": KNOWN, "documents/gov/march.ttl": MARCH, "documents/gov/may.ttl": MAY}.items():
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "data"


def found(records: Path, data: Path) -> dict[tuple[str, str], tuple[str, str, bool]]:
    """Return the candidates by pair, in short: verdict, rule, whether it is safe."""
    return {
        (shorten(c.pair[0]), shorten(c.pair[1])): (c.verdict.rpartition("#")[2], c.rule, c.safe)
        for c in match([data, records]).candidates
    }


TRIP = "meeting/1998-03-02-us-pe-trip-"


def test_persons_are_one_whatever_the_order_of_their_names(records: Path, data: Path) -> None:
    """Who is known here and whom the records name, by name, state and years."""
    candidates = found(records, data)
    assert candidates["person/historyatstate-pe-rojas-eva", "person/rojas-eva"] == ("same", "full-name", True)
    assert candidates["person/historyatstate-vale-ada", "person/vale-ada"] == ("same", "full-name", True)


def test_a_record_of_some_days_is_the_meeting_on_one_of_them(records: Path, data: Path) -> None:
    """The same two persons, one country, and the day within the journey."""
    assert found(records, data)["meeting/1998-03-02-us-pe-trip-1", "meeting/1998-03-04-pe-us"] == (
        "same", "same-persons", True,
    )  # fmt: skip


def test_a_larger_meeting_is_found_by_its_name_and_by_what_lies_within_it(records: Path, data: Path) -> None:
    """The trip names nobody, and the account has no day of the larger meeting: a meeting within it has day and place."""
    candidates = found(records, data)
    assert candidates["meeting/1999-05-01-us-trip-2", "meeting/1999-05-lake-ministers"] == (
        "same",
        "larger-by-name",
        True,
    )
    assert candidates["meeting/1999-05-02-pe-us", "meeting/1999-05-lake-ministers"] == (
        "different",
        "held-within",
        True,
    )


def test_records_that_say_the_same_are_found(records: Path, data: Path) -> None:
    """Word for word it is safe, and what they tell of is one; on the same days with other words it is asked."""
    candidates = found(records, data)
    twice = f"document/{NAME}/trip-1", f"document/{NAME}/trip-3"
    assert candidates[twice] == ("same", "record-twice", True)
    assert candidates[f"{TRIP}1", f"{TRIP}3"] == ("same", "record-twice", True)
    assert candidates[f"document/{NAME}/trip-4", f"document/{NAME}/trip-5"] == ("same", "same-journey", False)


def test_what_is_judged_contradicts_nothing(records: Path, data: Path, tmp_path: Path) -> None:
    """The judgements are valid beside the data but for the marks, and load as one."""
    out = tmp_path / "judgements.ttl"
    assert COMMANDS["match"].run(out=out, paths=[data, records]) == 1
    assert not contradictions(judgements(Dataset.read(out).graphs))
    rules = {f.rule for f in validate(Dataset.read(out), Dataset.read(data, records, out)).findings}
    assert rules == {"dips:Draft"}
    with open_store() as store:
        store.load(Dataset.read(data, records, out))
        query = """PREFIX dip: <https://w3id.org/dipgraph/ontology#> SELECT DISTINCT ?document
            { ?document dip:describes <https://w3id.org/dipgraph/meeting/1998-03-04-pe-us> } ORDER BY ?document"""
        answer = store.query(query)
        assert isinstance(answer, Rows)
        assert [cell(row["document"]) for row in answer] == [
            "document/gov/march", f"document/{NAME}/trip-1", f"document/{NAME}/trip-3",
        ]  # fmt: skip


def test_the_same_data_gives_the_same_file(records: Path, data: Path, tmp_path: Path) -> None:
    """Whatever the order of the folders, and whether the file is there already."""
    out = tmp_path / "judgements.ttl"
    COMMANDS["match"].run(out=out, paths=[data, records])
    first = out.read_bytes()
    COMMANDS["match"].run(out=out, paths=[records, data])
    assert out.read_bytes() == first
    # Beside the data it is no part of what is matched.
    out.rename(data / "judgements.ttl")
    COMMANDS["match"].run(out=data / "judgements.ttl", paths=[data, records])
    assert (data / "judgements.ttl").read_bytes() == first


def test_what_a_person_judged_stays(records: Path, data: Path, tmp_path: Path) -> None:
    """And nothing is matched against it: with the persons two, their meetings are no longer of the same persons."""
    out = tmp_path / "judgements.ttl"
    COMMANDS["match"].run(out=out, paths=[data, records])
    signed = 'dip:analyst body:dipgraph-editors ;\n  dip:judged "2024-01-02"^^xsd:date ;\n  .\n'
    text = out.read_text(encoding="utf-8").replace(
        "@prefix dip:", "@prefix body: <https://w3id.org/dipgraph/body/> .\n@prefix xsd: "
        "<http://www.w3.org/2001/XMLSchema#> .\n@prefix dip:", 1,
    )  # fmt: skip
    head, block, rest = text.partition("<#historyatstate-pe-rojas-eva--rojas-eva>\n")
    mine, _, after = rest.partition("  .\n")
    mine = mine.replace("dip:same", "dip:different").replace('  dip:rule "full-name" ;\n', "")
    out.write_text(head + block + mine + "  " + signed + after, encoding="utf-8")
    COMMANDS["match"].run(out=out, paths=[data, records])
    again = out.read_text(encoding="utf-8")
    assert again.count("dip:analyst") == 1
    assert block + mine in again
    assert "1998-03-02-us-pe-trip-1--1998-03-04-pe-us" not in again


def test_judgements_in_other_files_count(records: Path, data: Path) -> None:
    """What somebody judged elsewhere is not proposed again, and of two on one pair the later counts."""
    pair = ("historyatstate-pe-rojas-eva", "rojas-eva")
    text = PREFIXES + judgement(*pair, "same", "2024-01-01", "1") + judgement(*pair, "different", "2024-01-02", "2")
    (data / "others.ttl").write_text(text.replace("graph/judgements>", "graph/others>"), encoding="utf-8")
    candidates = found(records, data)
    assert not [ends for ends in candidates if "person/rojas-eva" in ends]
    assert "meeting/1998-03-04-pe-us" not in {end for ends in candidates for end in ends}


def test_judgements_that_contradict_each_other_are_said(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A tenure that a person holds to be one, of two who are judged different: a line says which, where, and the cure."""
    text = judgement("rojas-eva", "vale-ada", "different", "2024-01-01") + judgement(
        "a", "b", day="2024-01-01", kind="tenure"
    )
    (data / "others.ttl").write_text((PREFIXES + text).replace("graph/judgements>", "graph/others>"), encoding="utf-8")
    assert COMMANDS["match"].run(out=tmp_path / "judgements.ttl", paths=[data]) == 1
    said = " ".join(capsys.readouterr().err.split())
    assert "#a--b: tenure/a and tenure/b are judged the same, and who held them, person/rojas-eva and " in said
    assert "let one of them go" in said


def test_what_is_no_file_of_judgements_is_not_written_over(data: Path) -> None:
    """The actors, given by mistake, stay as they are."""
    before = (data / "actors.ttl").read_bytes()
    with pytest.raises(SourceError, match="no file of judgements"):
        COMMANDS["match"].run(out=data / "actors.ttl", paths=[data])
    assert (data / "actors.ttl").read_bytes() == before


def test_nothing_to_match_is_an_empty_file_of_judgements(tmp_path: Path) -> None:
    """One document alone has nothing that is one with another; the file says so, and nothing is left to review."""
    (tmp_path / "documents/gov").mkdir(parents=True)
    (tmp_path / "documents/gov/march.ttl").write_text(MARCH, encoding="utf-8")
    assert match([tmp_path]).open == 0
    assert not match([tmp_path]).candidates


def test_what_is_joined_is_joined_with_all() -> None:
    """By whatever pairs, each has the first of all as its name."""
    one = Joined([("c", "d"), ("a", "b"), ("b", "d")])
    assert {one.of(name) for name in "abcd"} == {"a"}
    assert one.joined("a", "d")
    assert not one.joined("a", "e")


def test_days_that_are_none_are_passed_over(data: Path) -> None:
    """Data that was not validated may have anything for a day: it is matched by the rest, or not at all."""
    broken = data / "documents/gov/may.ttl"
    broken.write_text(broken.read_text(encoding="utf-8").replace('"1999-05-02"', '"some day"'), encoding="utf-8")
    actors = data / "actors.ttl"
    actors.write_text(actors.read_text(encoding="utf-8").replace('"1997-01-01"', '"never"'), encoding="utf-8")
    assert all("1999-05-02-pe-us" not in pair for c in match([data]).candidates for pair in c.pair)


def test_the_records_of_a_century_are_matched_with_the_project_s_own_data(material: Path, tmp_path: Path) -> None:
    """Duplicates among the trips, the trips of two source documents, one Kishida: each is found, and nothing contradicts."""
    place = material / "data/historyatstate"
    if not place.is_dir():
        pytest.skip("DIPGRAPH_MATERIAL has no records of the Office of the Historian")
    import_records(NAME, place, tmp_path / "records", data_files(None))
    result = match([shipped.folder("data"), tmp_path / "records"])
    by = {(shorten(c.pair[0]), shorten(c.pair[1])): c.verdict.rpartition("#")[2] for c in result.candidates if c.safe}
    asked = {(shorten(c.pair[0]), shorten(c.pair[1])) for c in result.candidates if not c.safe}
    trips = [f"document/{NAME}/trip-{key}" for key in ("3992", "4019", "3993", "4020", "2121", "2123", "4118", "4119")]
    assert by[trips[0], trips[1]] == by[trips[2], trips[3]] == "same"
    assert {(trips[4], trips[5]), (trips[6], trips[7])} <= asked
    assert by["meeting/2022-05-21-us-jp-trip-4071", "meeting/2022-05-23-jp-us"] == "part"
    assert by["meeting/2023-04-16-us-trip-4138", "meeting/2023-04-g7-foreign-ministers"] == "same"
    assert by["person/historyatstate-jp-fumio-kishida", "person/kishida-fumio"] == "same"
    (tmp_path / "judgements.ttl").write_text(result.turtle, encoding="utf-8")
    assert not contradictions(judgements(Dataset.read(tmp_path / "judgements.ttl").graphs))


def test_offices_are_one_by_their_titles(records: Path, data: Path) -> None:
    """The records have a Foreign Minister of Peru too, and the Secretary of State is called so without a state."""
    candidates = found(records, data)
    assert candidates[f"office/{NAME}-pe-foreign-minister", "office/pe-fm"] == ("same", "one-title", True)
    assert candidates[f"office/{NAME}-secretary", "office/us-sec"] == ("same", "one-title", True)
    out = match([data, records]).turtle
    assert out.index("# --- Persons ---") < out.index("# --- Offices ---") < out.index("# --- Meetings ---")


def test_a_question_about_offices_is_settled_as_others_are(data: Path, tmp_path: Path) -> None:
    """Two Secretaries of Lakes are asked about; once somebody says that they are two they are no question again."""
    more = """office:pe-a a dip:Office ; rdfs:label "Secretary of Lakes of Peru"@en ; dip:officeOf state:pe .
"""
    (data / "actors.ttl").write_text(KNOWN + more, encoding="utf-8")
    others = KNOWN.partition("state:pe")[0].replace("/actors>", "/others>") + more.replace("pe-a", "pe-b")
    (data / "others.ttl").write_text(others, encoding="utf-8")
    out = tmp_path / "judgements.ttl"
    assert COMMANDS["match"].run(out=out, paths=[data]) == 1
    review = Review(out, known(actors_of(data)), signer="body/dipgraph-editors")
    question = review.question()
    assert question is not None
    assert question.root.subject == "<#pe-a--pe-b>"
    review.reject(question)
    COMMANDS["match"].run(out=out, paths=[data])
    section = out.read_text(encoding="utf-8").partition("# --- Offices ---")[2].partition("# ---")[0]
    block = section.partition("<#pe-a--pe-b>")[2].partition("  .\n")[0]
    assert "dip:different" in block
    assert "dip:analyst" in block
    assert "toReview" not in block


def test_two_groups_are_asked_about_once() -> None:
    """The surest of the questions stands for all; once a person says that they are two, no other of them is asked."""

    def candidate(one: str, other: str, sure: float, safe: bool) -> Candidate:
        return Candidate((one, other), "person", SAME, sure, "a-rule", "Alike.", safe)

    listed = [
        candidate("a", "b", 0.96, True), candidate("c", "d", 0.96, True),
        candidate("a", "c", 0.5, False), candidate("b", "d", 0.6, False),
    ]  # fmt: skip
    assert [c.pair for c in consistent(listed, {})] == [("a", "b"), ("b", "d"), ("c", "d")]
    assert [c.pair for c in consistent(listed, {("b", "d"): DIFFERENT})] == [("a", "b"), ("c", "d")]
    assert [c.pair for c in consistent(listed, {("a", "d"): SAME})] == [("a", "b"), ("c", "d")]
