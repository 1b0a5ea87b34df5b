"""What is judged the same has one name as it is loaded; the files stay as they are, and each merge has its trace."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from dipgraph import Dataset, Query, export, open_store, validate
from dipgraph.cli import COMMANDS
from dipgraph.dataset import Files
from dipgraph.errors import SourceError
from dipgraph.judgement_turtle import turtle
from dipgraph.lookup import find
from dipgraph.merging import merged
from dipgraph.reading import read
from dipgraph.rows import Rows, cell
from dipgraph.show import told
from dipgraph.stores import Store
from judging import OF_ACTORS, PREFIXES, judgement

ACTORS = "@base <https://w3id.org/dipgraph/{name}> .\n" + OF_ACTORS + "{body}"
KNOWN = """
state:pe a dip:State ; rdfs:label "Peru"@en ; dip:isoCode "PE" .
office:pe-minister a dip:MinisterialOffice ; rdfs:label "Minister of Lakes of Peru"@en ; dip:officeOf state:pe .
person:vega-ana a dip:Person , dip:Minister ; rdfs:label "Ana Vega"@en ; dip:familyName "Vega" ; dip:givenName "Ana" .
tenure:vega a dip:Tenure ; dip:holder person:vega-ana ; dip:office office:pe-minister .
"""
IMPORTED = """
person:old-pe-vega-ana a dip:Person ; rdfs:label "Vega Ana"@en ; dip:familyName "Vega" ; dip:note "Seen once."@en .
person:old-moss-cora a dip:Person ; rdfs:label "Cora Moss"@en ; dip:familyName "Moss" .
person:old-pe-rojas-eva a dip:Person ; rdfs:label "Eva Rojas"@en ; dip:familyName "Rojas" .
"""
DOCUMENT = """@base <https://w3id.org/dipgraph/document/{name}> .
@prefix body: <https://w3id.org/dipgraph/body/> .
@prefix dip: <https://w3id.org/dipgraph/ontology#> .
@prefix meeting: <https://w3id.org/dipgraph/meeting/> .
@prefix person: <https://w3id.org/dipgraph/person/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix state: <https://w3id.org/dipgraph/state/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<> a {kind} ; rdfs:label "{name}"@en ; dip:describes {meeting} ; dip:standpoint state:us ; dip:publisher body:x .
{meeting} a dip:BilateralMeeting ; rdfs:label "Meeting, {name}"@en ; {days} ; dip:participation {seats} .
"""
SEAT = "<#{n}> a dip:Participation ; dip:participant person:{person} ; dip:onBehalfOf state:{side} .\n"
ONE = "SELECT DISTINCT ?a ?b { ?a <https://w3id.org/dipgraph/ontology#%s> ?b } ORDER BY ?a ?b"


def document(name: str, kind: str, meeting: str, days: str, *seats: tuple[str, str]) -> str:
    """Return a document of one meeting, with those who took part, each with a side."""
    named = " , ".join(f"<#{n}>" for n, _ in enumerate(seats))
    text = DOCUMENT.format(name=name, kind=f"dip:{kind}", meeting=f"meeting:{meeting}", days=days, seats=named)
    return text + "".join(SEAT.format(n=n, person=person, side=side) for n, (person, side) in enumerate(seats))


def days(first: str, last: str = "") -> str:
    """Return one day, or an interval."""
    if not last:
        return f'dip:date "{first}"^^xsd:date'
    return f'dip:earliest "{first}"^^xsd:date ; dip:latest "{last}"^^xsd:date'


READOUT = document(
    "gov/a", "Readout", "2001-03-02-pe-us", days("2001-03-02"), ("vega-ana", "pe"), ("old-moss-cora", "us")
)
RECORD = document(
    "old/trip-1", "Record", "2001-03-01-us-pe-trip-1", days("2001-03-01", "2001-03-04"),
    ("old-moss-cora", "us"), ("old-pe-vega-ana", "pe"),
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a data folder with a readout and a record, each with a name of its own for the person and the meeting."""
    files = {
        "actors.ttl": ACTORS.format(name="actors", body=KNOWN),
        "old.ttl": ACTORS.format(name="old", body=IMPORTED),
        "documents/gov/a.ttl": READOUT,
        "documents/old/trip-1.ttl": RECORD,
    }
    for name, text in files.items():
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "data"


def judge(folder: Path, *blocks: str) -> None:
    """Write judgements into a data folder."""
    (folder / "judgements.ttl").write_text(PREFIXES + "".join(blocks), encoding="utf-8")


def pairs(store: Store, name: str) -> list[tuple[str, str]]:
    """Return what a property relates, in short."""
    answer = store.query(ONE % name)
    assert isinstance(answer, Rows)
    return [(cell(row["a"]), cell(row["b"])) for row in answer]


SAME_PERSON = judgement("old-pe-vega-ana", "vega-ana")
SAME_MEETING = judgement("2001-03-01-us-pe-trip-1", "2001-03-02-pe-us", kind="meeting")


def test_links_lead_to_the_one_name_and_the_files_stay(folder: Path) -> None:
    """Both documents describe one meeting of the two persons, under the name that is not of the import; no file changed."""
    judge(folder, SAME_PERSON, SAME_MEETING)
    before = {path: path.read_bytes() for path in folder.rglob("*.ttl")}
    with open_store() as store:
        store.load(Dataset.read(folder))
        assert pairs(store, "describes") == [
            ("document/gov/a", "meeting/2001-03-02-pe-us"),
            ("document/old/trip-1", "meeting/2001-03-02-pe-us"),
        ]
        assert {person for _, person in pairs(store, "participant")} == {"person/vega-ana", "person/old-moss-cora"}
        assert {meeting for meeting, _ in pairs(store, "participation")} == {"meeting/2001-03-02-pe-us"}
    assert {path: path.read_bytes() for path in folder.rglob("*.ttl")} == before


def test_the_name_has_one_day_and_one_label(folder: Path) -> None:
    """What the name says stands: the interval of the other stays with the old address, and its label is another name."""
    judge(folder, SAME_PERSON, SAME_MEETING)
    with open_store() as store:
        store.load(Dataset.read(folder))
        assert pairs(store, "date") == [("meeting/2001-03-02-pe-us", "2001-03-02")]
        assert pairs(store, "earliest") == [("meeting/2001-03-01-us-pe-trip-1", "2001-03-01")]
        # What one source notes is not so of who is in another too.
        assert pairs(store, "note") == [("person/old-pe-vega-ana", "Seen once.")]
        label = """PREFIX dip: <https://w3id.org/dipgraph/ontology#> SELECT ?of ?name
            { ?of <http://www.w3.org/2004/02/skos/core#altLabel> ?name ; a ?kind .
              VALUES ?kind { dip:Person dip:BilateralMeeting } } ORDER BY ?of"""
        rows = [(cell(row["of"]), cell(row["name"])) for row in store.query(label)]  # type: ignore[union-attr]
        assert rows == [("meeting/2001-03-02-pe-us", "Meeting, old/trip-1"), ("person/vega-ana", "Vega Ana")]


def test_each_old_address_leads_on(folder: Path) -> None:
    """No merge without a trace: the judgement names both, and the old address has the one that it is replaced by."""
    judge(folder, SAME_PERSON, SAME_MEETING)
    query = "SELECT ?a ?b { ?a <http://purl.org/dc/terms/isReplacedBy> ?b } ORDER BY ?a"
    with open_store() as store:
        store.load(Dataset.read(folder))
        assert [(cell(row["a"]), cell(row["b"])) for row in store.query(query)] == [  # type: ignore[union-attr]
            ("meeting/2001-03-01-us-pe-trip-1", "meeting/2001-03-02-pe-us"),
            ("person/old-pe-vega-ana", "person/vega-ana"),
        ]
        assert {thing for _, thing in pairs(store, "judges")} >= {"person/old-pe-vega-ana", "person/vega-ana"}


def test_an_old_address_is_no_thing_without_a_type(folder: Path) -> None:
    """The check for what has no type passes over what is replaced, and finds what it found without judgements."""

    def untyped() -> set[str]:
        with open_store() as store:
            store.load(Dataset.read(folder))
            rows = Query.named("checks/untyped").run(store)
            assert isinstance(rows, Rows)
            return {cell(row["focus"]) for row in rows}

    before = untyped()
    judge(folder, SAME_PERSON, SAME_MEETING)
    assert untyped() <= before


def test_what_no_judgement_is_about_is_not_written_again(folder: Path, tmp_path: Path) -> None:
    """A store on disk writes what names the two anew when they are judged, and again when the judgement goes."""
    with open_store(tmp_path / "graph.db") as store:
        plain = set(store.load(Files.at(folder)).added)
        judge(folder, SAME_PERSON)
        loaded = store.load(Files.at(folder))
        assert sorted(loaded.changed) == [
            f"https://w3id.org/dipgraph/{name}" for name in ("document/old/trip-1", "old")
        ]
        assert loaded.added == ["https://w3id.org/dipgraph/judgements"]
        assert not store.load(Files.at(folder)).changed
        (folder / "judgements.ttl").unlink()
        loaded = store.load(Files.at(folder))
        assert len(loaded.changed) == 2
        assert loaded.removed == ["https://w3id.org/dipgraph/judgements"]
        assert {person for _, person in pairs(store, "participant")} >= {"person/old-pe-vega-ana"}
        assert set(store.names()) == plain


def test_a_later_judgement_parts_what_was_one(folder: Path) -> None:
    """A person who judges them different undoes what a rule joined."""
    judge(folder, SAME_PERSON, judgement("old-pe-vega-ana", "vega-ana", "different", "2024-05-06", "2"))
    with open_store() as store:
        store.load(Dataset.read(folder))
        assert {person for _, person in pairs(store, "participant")} >= {"person/old-pe-vega-ana", "person/vega-ana"}


def test_contradictions_are_not_loaded(folder: Path, tmp_path: Path) -> None:
    """The error says which judgements are at odds, and the store is as it was."""
    with open_store(tmp_path / "graph.db") as store:
        store.load(Files.at(folder))
        before = store.names()
        judge(folder, SAME_PERSON, judgement("vega-ana", "x"), judgement("x", "old-pe-vega-ana", "different"))
        with pytest.raises(SourceError, match=r"judgements.ttl: #old-pe-vega-ana--x: .* judged not to be one"):
            store.load(Files.at(folder))
        assert store.names() == before


@pytest.mark.parametrize(
    ("pair", "verdict", "told"),
    [
        (
            ("person:vega-ana", "office:pe-minister"),
            "same",
            r"office/pe-minister, an office, and person/vega-ana, a person",
        ),
        (("person:vega-ana", "tenure:vega"), "same", r"person/vega-ana, a person, and tenure/vega, a tenure"),
        (("meeting:2001-03-02-pe-us", "person:vega-ana"), "part", r"meeting/2001-03-02-pe-us, a meeting, and person/"),
        (("<document/gov/a>", "person:vega-ana"), "same", r"document/gov/a, a document, and person/vega-ana, a person"),
        (("<state/pe>", "person:vega-ana"), "same", r"person/vega-ana, a person, and state/pe, neither person"),
    ],
)
def test_what_is_not_alike_is_not_loaded(
    folder: Path, tmp_path: Path, pair: tuple[str, str], verdict: str, told: str
) -> None:
    """The error names the judgement, the file, what each of the two is, and the cure; the store is as it was."""
    block = judgement("x", "y", verdict).replace("person:x , person:y", " , ".join(pair))
    with open_store(tmp_path / "graph.db") as store:
        store.load(Files.at(folder))
        before = store.names()
        judge(folder, block)
        with pytest.raises(SourceError, match=rf"judgements.ttl: .*#x--y: {told}.* cannot be one: correct the address"):
            store.load(Files.at(folder))
        assert store.names() == before
        judge(folder, block.replace("dip:rationale", 'dip:toReview "Look"@en ; dip:rationale'))
        store.load(Files.at(folder))


def test_an_address_that_nobody_describes_joins_nothing(folder: Path) -> None:
    """Neither does it give its name to another, nor are two one by way of it, nor is a meeting parted."""
    nobody = (judgement("vega-ana", "a"), judgement("a", "old-pe-rojas-eva"))
    nowhere = judgement("2001-03-01-us-pe-trip-1", "2001-03-03-xx", "part", kind="meeting")
    with open_store() as store:
        store.load(Dataset.read(folder))
        before = pairs(store, "participant"), pairs(store, "participation"), pairs(store, "holder")
    judge(folder, *nobody, nowhere)
    with open_store() as store:
        store.load(Dataset.read(folder))
        assert (pairs(store, "participant"), pairs(store, "participation"), pairs(store, "holder")) == before
        assert find(store, "person/old-pe-rojas-eva").value.endswith("old-pe-rojas-eva")


def test_records_that_say_the_same_stay_two_documents(folder: Path) -> None:
    """A document that is judged to be another once more is a graph of its own, as before."""
    judge(folder, judgement("gov/a", "old/trip-1", kind="document").replace("document:gov/a", "<document/gov/a>").replace(
        "document:old/trip-1", "<document/old/trip-1>"))  # fmt: skip
    with open_store() as store:
        store.load(Dataset.read(folder))
        assert len(pairs(store, "describes")) == 2


def test_without_judgements_the_data_is_what_it_was(folder: Path) -> None:
    """Nothing is read twice, and what is loaded is the same object."""
    dataset, files = Dataset.read(folder), Files.at(folder)
    assert merged(dataset) is dataset
    assert merged(files) is files


def test_validation_sees_each_address_by_itself(folder: Path) -> None:
    """What is the same in the store is two in the files, and no check takes the one's day for the other's."""
    judge(folder, SAME_PERSON, SAME_MEETING)
    rules = {finding.rule for finding in validate(Dataset.read(folder)).findings}
    assert "checks/meeting-date-conflict" not in rules
    assert "checks/judgements" not in rules


JOURNEY = document(
    "old/trip-2", "Record", "2001-03-01-us-pe-trip-2", days("2001-03-01", "2001-03-04"),
    ("old-moss-cora", "us"), ("old-pe-vega-ana", "pe"), ("old-pe-rojas-eva", "pe"),
)  # fmt: skip
PART = judgement("2001-03-01-us-pe-trip-2", "2001-03-02-pe-us", "part", kind="meeting")


def test_a_part_of_a_journey_is_a_meeting_by_itself(folder: Path) -> None:
    """Who was met on that day is met there, and nobody else: the record describes it, and the rest of the journey."""
    (folder / "documents/old/trip-1.ttl").unlink()
    (folder / "documents/old/trip-2.ttl").write_text(JOURNEY, encoding="utf-8")
    judge(folder, SAME_PERSON, PART)
    with open_store() as store:
        store.load(Dataset.read(folder))
        assert ("document/old/trip-2", "meeting/2001-03-02-pe-us") in pairs(store, "describes")
        assert ("document/old/trip-2", "meeting/2001-03-01-us-pe-trip-2") in pairs(store, "describes")
        seats = dict(pairs(store, "participant"))
        met: dict[str, set[str]] = {}
        for meeting, seat in pairs(store, "participation"):
            met.setdefault(meeting, set()).add(seats[seat])
        assert met == {
            "meeting/2001-03-02-pe-us": {"person/vega-ana", "person/old-moss-cora"},
            "meeting/2001-03-01-us-pe-trip-2": {"person/old-moss-cora", "person/old-pe-rojas-eva"},
        }


def test_of_a_journey_of_which_nothing_is_left_only_the_part_is_described(folder: Path) -> None:
    """Where all who were met were met at the part, what the record tells is that meeting."""
    judge(folder, SAME_PERSON, judgement("2001-03-01-us-pe-trip-1", "2001-03-02-pe-us", "part", kind="meeting"))
    with open_store() as store:
        store.load(Dataset.read(folder))
        assert {meeting for _, meeting in pairs(store, "describes")} == {"meeting/2001-03-02-pe-us"}
        assert {meeting for meeting, _ in pairs(store, "participation")} == {"meeting/2001-03-02-pe-us"}
        # What is left at the old address is no thing: it leads on to the part.
        assert find(store, "meeting/2001-03-01-us-pe-trip-1", "meeting").value.endswith("meeting/2001-03-02-pe-us")
        untyped = Query.named("checks/untyped").run(store)
        assert isinstance(untyped, Rows)
        assert "trip-1" not in "".join(cell(row["focus"]) for row in untyped)


def test_the_command_loads_judgements_beside_the_folders(folder: Path, tmp_path: Path) -> None:
    """They may lie anywhere, as a file of their own."""
    judge(folder, SAME_PERSON, SAME_MEETING)
    (folder / "judgements.ttl").rename(tmp_path / "mine.ttl")
    COMMANDS["load"].run(store=str(tmp_path / "graph.db"), format="ttl", paths=[folder, tmp_path / "mine.ttl"])
    with open_store(tmp_path / "graph.db") as store:
        assert {meeting for _, meeting in pairs(store, "describes")} == {"meeting/2001-03-02-pe-us"}


def test_an_old_address_is_looked_up_as_the_new_one(folder: Path) -> None:
    """Who asks by the address or the name of the import means the one thing, which has no double in any list."""
    judge(folder, SAME_PERSON, SAME_MEETING)
    with open_store() as store:
        store.load(Dataset.read(folder))
        for text in ("person/old-pe-vega-ana", "person/vega-ana", "Vega Ana", "Vega"):
            assert find(store, text, "person").value == "https://w3id.org/dipgraph/person/vega-ana"
        answer = Query.named("meetings").run(store)
        assert isinstance(answer, Rows)
        (row,) = answer
        assert (cell(row["meeting"]), cell(row["documents"])) == ("meeting/2001-03-02-pe-us", "2")


def test_a_page_shows_what_was_judged_of_a_thing(folder: Path) -> None:
    """With the old address, the verdict, the rule or who signed it, and the reason; what is to be reviewed is not shown."""
    marked = judgement("old-moss-cora", "vega-ana", more='dip:toReview "Look"@en ;')
    judge(folder, SAME_PERSON, marked, judgement("old-pe-rojas-eva", "vega-ana", "different", "2024-05-06", "2"))
    with open_store() as store:
        store.load(Dataset.read(folder))
        page = read(store, {"page": "thing", "name": "person/vega-ana", "number": 1})
        shown = [(one["verdict"], one["name"], one["rule"], one["judged"]) for one in page["judgements"]]
        assert shown == [
            ("same", "person/old-pe-vega-ana", "test", ""),
            ("different", "person/old-pe-rojas-eva", "", "2024-05-06"),
        ]
        assert page["judged_with"] == 2
        assert {one["rationale"] for one in page["judgements"]} == {"It is so."}


OFFICES = """
office:old-lakes a dip:Office ; rdfs:label "Lakes Minister of Peru"@en ; dip:officeOf state:pe .
tenure:old-vega a dip:Tenure ; dip:holder person:old-pe-vega-ana ; dip:office office:old-lakes .
"""


def test_an_office_has_one_name_and_is_ministerial_if_a_source_says_so(folder: Path) -> None:
    """Tenures lead to the one office, which has the other name besides, and both classes where the sources differ."""
    (folder / "old.ttl").write_text(ACTORS.format(name="old", body=IMPORTED + OFFICES), encoding="utf-8")
    (folder / "actors.ttl").write_text(
        ACTORS.format(
            name="actors",
            body=KNOWN.replace("office:pe-minister a dip:MinisterialOffice", "office:pe-minister a dip:Office"),
        ),
        encoding="utf-8",
    )
    text = (
        (folder / "old.ttl")
        .read_text(encoding="utf-8")
        .replace("old-lakes a dip:Office", "old-lakes a dip:MinisterialOffice")
    )
    (folder / "old.ttl").write_text(text, encoding="utf-8")
    judge(folder, SAME_PERSON, judgement("old-lakes", "pe-minister", kind="office"))
    with open_store() as store:
        store.load(Dataset.read(folder))
        assert set(pairs(store, "office")) == {
            ("tenure/old-vega", "office/pe-minister"),
            ("tenure/vega", "office/pe-minister"),
        }
        query = """PREFIX office: <https://w3id.org/dipgraph/office/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
            SELECT ?kind ?other { office:pe-minister a ?kind ; skos:altLabel ?other } ORDER BY ?kind"""
        answer = store.query(query)
        assert isinstance(answer, Rows)
        assert [(cell(row["kind"]), row["other"].value) for row in answer] == [
            ("dip:MinisterialOffice", "Lakes Minister of Peru"),
            ("dip:Office", "Lakes Minister of Peru"),
        ]


TERMS = """
office:old-lakes a dip:Office ; rdfs:label "Lakes Minister of Peru"@en ; dip:officeOf state:pe .
tenure:old-vega a dip:Tenure ; dip:holder person:old-pe-vega-ana ; dip:office office:old-lakes ;
  dip:from "2001"^^xsd:gYear ; dip:until "2003-05-02"^^xsd:date ; dip:note "Seen once." .
"""
SAME_TERM = (
    SAME_PERSON,
    judgement("old-lakes", "pe-minister", kind="office"),
    judgement("old-vega", "vega", kind="tenure"),
)


def terms(folder: Path, days: str, said: str = TERMS) -> None:
    """Have the actors give some days of the tenure, and the import what is said."""
    actors = KNOWN.replace("dip:office office:pe-minister", f"dip:office office:pe-minister {days}")
    (folder / "actors.ttl").write_text(
        ACTORS.format(name="actors", body="@prefix xsd: <http://www.w3.org/2001/XMLSchema#> ." + actors),
        encoding="utf-8",
    )
    imported = "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> ." + IMPORTED + said
    (folder / "old.ttl").write_text(ACTORS.format(name="old", body=imported), encoding="utf-8")


def rows(store: Store, name: str, **values: str) -> list[tuple[str, ...]]:
    """Return the rows of a stored query: from, until, what sources tell, and the tenure."""
    answer = Query.named(name).run(store, **values)
    assert isinstance(answer, Rows)
    columns = ("from", "until", "from_told", "until_told", "tenure")
    return [tuple(cell(row[column]) if row[column] is not None else "" for column in columns) for row in answer]


UNTIL = 'dip:until "2003-04-30"^^xsd:date'
OUT = "(The day after “until” is the first out of office.)"
BOTH_ENDS = "2003-04-30 (actors), 2003-05-02 (old)"


def test_a_tenure_of_two_sources_is_one_with_the_days_of_both(folder: Path) -> None:
    """What only one has is its day; where they differ each stands with its source, in queries, in words and on pages."""
    terms(folder, f"; {UNTIL}")
    judge(folder, *SAME_TERM)
    with open_store() as store:
        store.load(Dataset.read(folder))
        assert set(pairs(store, "holder")) == {("tenure/vega", "person/vega-ana")}
        one = ("2001", "2003-04-30", "", BOTH_ENDS, "tenure/vega")
        assert rows(store, "offices-held", person="person/vega-ana") == [one]
        assert rows(store, "office-holders", on="2002-01-01") == [one]
        actor = Query.named("actor").run(store, actor="person/vega-ana")
        assert isinstance(actor, Rows)
        assert [cell(row["detail"]) for row in actor if cell(row["sort"]) == "office"] == ["Ana Vega, until 2003-04-30"]
        line = "Minister of Lakes of Peru, from 2001 until 2003-04-30 (actors), 2003-05-02 (old)"
        assert [line.text for line in told(store, "person/vega-ana").sections["Offices"]] == [line, OUT]
        page = read(store, {"page": "thing", "name": "person/vega-ana", "number": 1})
        assert [one["when"] for one in page["offices"]] == ["2001 to 30 April 2003 (actors), 2 May 2003 (old)"]
        state = read(store, {"page": "thing", "name": "state/pe", "number": 1})
        assert [one["when"] for one in state["holders"]] == ["2001 to 30 April 2003 (actors), 2 May 2003 (old)"]
        assert {one["note"] for one in page["offices"]} == {""}


def test_between_two_days_on_which_a_tenure_ended_it_is_possible(folder: Path) -> None:
    """By the one source the office was held no more, by the other it was; before both it is certain, after both not held."""
    terms(
        folder,
        f'; dip:from "2001-02-03"^^xsd:date ; {UNTIL}',
        TERMS.replace('"2001"^^xsd:gYear', '"2001-02-05"^^xsd:date'),
    )
    judge(folder, *SAME_TERM)
    with open_store() as store:
        store.load(Dataset.read(folder))
        found = {}
        for day in ("2001-02-02", "2001-02-03", "2001-02-05", "2003-04-29", "2003-04-30", "2003-05-02"):
            answer = Query.named("office-holders").run(store, on=day)
            assert isinstance(answer, Rows)
            found[day] = [(cell(row["certainty"]), cell(row["from_told"]), cell(row["until_told"])) for row in answer]
        told_of = ("2001-02-03 (actors), 2001-02-05 (old)", BOTH_ENDS)
        assert found == {
            "2001-02-02": [],
            "2001-02-03": [("possible", *told_of)],
            "2001-02-05": [("certain", *told_of)],
            "2003-04-29": [("certain", *told_of)],
            "2003-04-30": [("possible", *told_of)],
            "2003-05-02": [],
        }


def test_of_two_tenures_the_one_with_days_gives_the_name(folder: Path) -> None:
    """Also that of an import: who was only known to hold the office held it then; that no day is known is said no more."""
    terms(folder, '; dip:note "Since when is not known."@en')
    judge(folder, *SAME_TERM)
    with open_store() as store:
        store.load(Dataset.read(folder))
        assert rows(store, "offices-held", person="person/vega-ana") == [
            ("2001", "2003-05-02", "", "", "tenure/old-vega")
        ]
        page = read(store, {"page": "thing", "name": "person/vega-ana", "number": 1})
        assert [(one["when"], one["note"]) for one in page["offices"]] == [("2001 to 2 May 2003", "Seen once.")]


def test_a_tenure_is_two_again_once_a_judgement_goes(folder: Path, tmp_path: Path) -> None:
    """The next load gives each source its tenure back."""
    terms(folder, f"; {UNTIL}")
    with open_store(tmp_path / "graph.db") as store:
        judge(folder, *SAME_TERM)
        store.load(Files.at(folder))
        judge(folder, *SAME_TERM[:2])
        store.load(Files.at(folder))
        assert rows(store, "offices-held", person="person/vega-ana") == [
            ("2001", "2003-05-02", "", "", "tenure/old-vega"),
            ("", "2003-04-30", "", "", "tenure/vega"),
        ]


NAMED = """person:{address} a dip:Person ; rdfs:label "{label}"@en ;
  dip:familyName "{family}" ; dip:givenName "{given}" {page}.
"""


def called(folder: Path, *members: tuple[str, str], documents: dict[str, str], page: str = "") -> list[tuple[str, str]]:
    """Write persons, each an address in an import or in documents with a label, judge all the same, and return what loads.

    *documents* have of each address the numbers of the documents that name it; *page* is who has one on a register.
    """
    for old in ("a", "trip-1"):
        (folder / f"documents/{'gov' if old == 'a' else 'old'}/{old}.ttl").unlink()
    imported = "person:old-nobody a dip:Person .\n"
    for address, label in members:
        given, _, family = label.rpartition(" ")
        register = f"; skos:exactMatch <https://gov.example/presidents/{address}> " if address == page else ""
        block = NAMED.format(address=address, label=label, family=family, given=given, page=register)
        imported += block if address.startswith("old-") else ""
        for number in documents.get(address, ""):
            text = document(
                f"gov/{number}", "Readout", f"2001-03-0{number}-pe-us", days(f"2001-03-0{number}"), (address, "pe")
            )
            (folder / f"documents/gov/{number}.ttl").write_text(
                text + ("" if address.startswith("old-") else block), encoding="utf-8"
            )
    (folder / "old.ttl").write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n" + ACTORS.format(name="old", body=imported),
        encoding="utf-8",
    )
    (folder / "actors.ttl").write_text(
        ACTORS.format(name="actors", body=KNOWN.partition("person:")[0]), encoding="utf-8"
    )
    judge(folder, *(judgement(one, other) for (one, _), (other, _) in itertools.pairwise(members)))
    query = """SELECT DISTINCT ?of ?how ?name {
        VALUES ?how { <http://www.w3.org/2000/01/rdf-schema#label> <http://www.w3.org/2004/02/skos/core#altLabel>
            <https://w3id.org/dipgraph/ontology#givenName> }
        ?of a <https://w3id.org/dipgraph/ontology#Person> ; ?how ?name } ORDER BY ?of ?how ?name"""
    with open_store() as store:
        store.load(Dataset.read(folder))
        rows = [row for row in store.query(query) if "nobody" not in cell(row["of"])]  # type: ignore[union-attr]
        assert {cell(row["of"]) for row in rows} == {cell(rows[0]["of"])}
        found = [(cell(row["how"]).rpartition(":")[2], cell(row["name"])) for row in rows]
        return [("of", cell(rows[0]["of"])), *sorted(found, reverse=True)]


def test_a_person_goes_by_the_name_of_most_sources(folder: Path) -> None:
    """Of two spellings the one of most documents is name and address, though the other is shorter."""
    documents = {"vega-ana": "1", "veiga-anna": "23"}
    assert called(folder, ("vega-ana", "Ana Vega"), ("veiga-anna", "Anna Veiga"), documents=documents) == [
        ("of", "person/veiga-anna"), ("label", "Anna Veiga"), ("givenName", "Anna"), ("altLabel", "Ana Vega"),
    ]  # fmt: skip


def test_a_name_in_full_goes_before_a_family_name_that_more_have(folder: Path) -> None:
    """The address is not that of the import, the name is: family name and given name are those of one source."""
    documents = {"vega": "123", "old-vega-ana": "4"}
    assert called(folder, ("vega", "Vega"), ("old-vega-ana", "Ana Vega"), documents=documents) == [
        ("of", "person/vega"), ("label", "Ana Vega"), ("givenName", "Ana"), ("altLabel", "Vega"),
    ]  # fmt: skip


def test_a_register_says_what_a_person_is_called(folder: Path) -> None:
    """Its label is taken with the given name, whatever most documents print; the address is that of who is called so too.

    What somebody is called is no other name as well.
    """
    documents = {"vega-ana": "123", "vega-a": "4", "vega": "5"}
    members = (
        ("vega-ana", "Ana Vega"), ("old-vega-ana-maria", "Ana Maria Vega"),
        ("vega-a", "A. Vega"), ("vega", "Ana Maria Vega"),
    )  # fmt: skip
    assert called(folder, *members, documents=documents, page="old-vega-ana-maria") == [
        ("of", "person/vega"), ("label", "Ana Maria Vega"), ("givenName", "Ana Maria"),
        ("altLabel", "Ana Vega"), ("altLabel", "A. Vega"),
    ]  # fmt: skip


def test_the_reference_data_says_it_first(folder: Path) -> None:
    """Who is described among the actors goes by that name and address, as before."""
    judge(folder, SAME_PERSON)
    with open_store() as store:
        store.load(Dataset.read(folder))
        assert find(store, "Ana Vega", "person").value == "https://w3id.org/dipgraph/person/vega-ana"
        assert ("person/vega-ana", "Ana") in pairs(store, "givenName")


def test_an_address_within_a_document_is_the_last_to_be_taken(folder: Path) -> None:
    """Whom a readout calls by the family name alone has the address of the import, and the readout leads there."""
    path = folder / "documents/gov/a.ttl"
    text = path.read_text(encoding="utf-8").replace("person:old-moss-cora", "<#person-moss>")
    path.write_text(text + '<#person-moss> a dip:Person ; rdfs:label "Moss"@en .\n', encoding="utf-8")
    local = judgement("old-moss-cora", "x").replace("person:x", "<document/gov/a#person-moss>")
    judge(folder, local)
    with open_store() as store:
        store.load(Dataset.read(folder))
        assert {person for _, person in pairs(store, "participant")} >= {"person/old-moss-cora"}
        assert find(store, "Cora Moss", "person").value == "https://w3id.org/dipgraph/person/old-moss-cora"
        assert not any("#" in person for _, person in pairs(store, "participant"))


def only(*paths: Path) -> Files:
    """Return the files there without the vocabularies, whose blank nodes have other names in each store."""
    return Files.at(*paths, vocabularies=False)


def held(folder: Path, place: Path) -> list[str]:
    """Return all that a store on disk has, as sorted lines."""
    with open_store(place) as store:
        export(store, folder.parent / "held.nq")
    return sorted((folder.parent / "held.nq").read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("way", ["left out", "without a judgement", "empty", "gone from its folder"])
def test_all_judgements_are_taken_back(folder: Path, tmp_path: Path, way: str) -> None:
    """Where the file is left out, has none any more or is gone, the store is what it is without any judgement."""
    with open_store(tmp_path / "plain.db") as store:
        store.load(only(folder))
    judge(folder, SAME_PERSON, SAME_MEETING)
    judged = tmp_path / "judged"
    judged.mkdir()
    file = judged / "judgements.ttl"
    (folder / "judgements.ttl").rename(file)
    with open_store(tmp_path / "graph.db") as store:
        store.load(only(folder, judged))
        assert pairs(store, "judges")
        if way == "gone from its folder":
            file.unlink()
            with pytest.raises(SourceError, match=r"no RDF file.* leave it out"):
                only(folder, judged)
        elif way != "left out":
            file.write_text(PREFIXES if way == "without a judgement" else "", encoding="utf-8")
        is_given = way in ("without a judgement", "empty")
        loaded = store.load(only(folder, file) if is_given else only(folder))
        assert loaded.removed == ["https://w3id.org/dipgraph/judgements"]
    assert held(folder, tmp_path / "graph.db") == held(folder, tmp_path / "plain.db")


def test_in_memory_they_are_taken_back_too(folder: Path) -> None:
    """What is loaded again without them has each address by itself, and no trace of another."""
    plain = Dataset.read(folder)
    judge(folder, SAME_PERSON, SAME_MEETING)
    with open_store() as store:
        store.load(Dataset.read(folder))
        assert pairs(store, "judges")
        store.load(plain)
        assert not pairs(store, "judges")
        assert len({meeting for _, meeting in pairs(store, "describes")}) == 2


@pytest.mark.parametrize("given", ["documents/old", "documents/old and the judgements", "the judgements"])
def test_judgements_hold_of_all_that_the_store_has(folder: Path, tmp_path: Path, given: str) -> None:
    """A load of a part, with the judgements or without, would have one thing there under two names: it is refused."""
    judge(folder, SAME_PERSON, SAME_MEETING)
    (folder / "judgements.ttl").rename(tmp_path / "judgements.ttl")
    places = {"documents/old": folder / "documents/old", "the judgements": tmp_path / "judgements.ttl"}
    with open_store(tmp_path / "graph.db") as store:
        store.load(only(folder, tmp_path / "judgements.ttl"))
    before = held(folder, tmp_path / "graph.db")
    with (
        open_store(tmp_path / "graph.db") as store,
        pytest.raises(SourceError, match=r"would hold of a part of the store, which has \d more graphs?: load all"),
    ):
        store.load(only(*(places[name] for name in given.split(" and "))))
    assert held(folder, tmp_path / "graph.db") == before


def test_a_part_is_loaded_where_nothing_is_judged(folder: Path, tmp_path: Path) -> None:
    """Without judgements what else a store holds stays, as before."""
    with open_store(tmp_path / "graph.db") as store:
        number = len(store.load(only(folder)).added)
        store.load(only(folder / "documents/old"))
        assert len(store.names()) == number


def test_no_judgement_is_a_valid_file(tmp_path: Path) -> None:
    """What a match of nothing writes can be loaded, and says nothing."""
    (tmp_path / "data.ttl").write_text(f"{PREFIXES}person:x a dip:Person .", encoding="utf-8")
    file = tmp_path / "judgements.ttl"
    file.write_text(turtle([]), encoding="utf-8")
    assert not list(only(file))
    file.write_text(turtle([]) + "no Turtle", encoding="utf-8")
    with pytest.raises(SourceError, match="not Turtle"):
        list(only(file))


def test_one_tenure_of_two_persons_is_not_loaded(folder: Path) -> None:
    """Load and validation name the judgement of the tenures, that of the persons, and what to do."""
    terms(folder, f"; {UNTIL}")
    judge(folder, judgement("old-pe-vega-ana", "vega-ana", "different", "2024-05-06"), *SAME_TERM[1:])
    words = "#old-vega--vega: tenure/old-vega and tenure/vega are judged the same, and who held them, "
    with open_store() as store, pytest.raises(SourceError, match=f"judgements.ttl: {words}.*: let one of them go"):
        store.load(Dataset.read(folder))
    found = [f for f in validate(Dataset.read(folder)).findings if f.rule == "checks/judgements"]
    assert [f.message.startswith(words.partition(": ")[2]) for f in found] == [True]


def test_what_a_source_notes_of_its_own_is_not_said_of_who_is_in_others(folder: Path) -> None:
    """Also where the name is its own: that it alone tells of somebody is out, and in again without judgements."""
    judge(folder, judgement("old-pe-vega-ana", "old-pe-rojas-eva"))
    noted = IMPORTED.replace('dip:familyName "Rojas"', 'dip:familyName "Rojas" ; dip:note "Seen twice."@en')
    (folder / "old.ttl").write_text(ACTORS.format(name="old", body=noted), encoding="utf-8")
    with open_store() as store:
        store.load(Dataset.read(folder))
        left = [address for address, _ in pairs(store, "note")]
        assert len(left) == 1
        name = "SELECT ?b { ?a <http://purl.org/dc/terms/isReplacedBy> ?b }"
        answer = store.query(name)
        assert isinstance(answer, Rows)
        assert cell(next(iter(answer))["b"]) not in left
    (folder / "judgements.ttl").unlink()
    with open_store() as store:
        store.load(Dataset.read(folder))
        assert len(pairs(store, "note")) == 2


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (("2012-05-21", "2012-05-20 2012-05-21", "2012-05-20 2012-05-21"), "2012-05-20 2012-05-21"),
        (("2012-05-21", "2012-05-20"), "2012-05-20"),
        (("2012-05-21", "2012-05-21", "2012-05-20"), "2012-05-21"),
    ],
)
def test_a_larger_meeting_has_the_days_that_most_give(folder: Path, told: tuple[str, ...], expected: str) -> None:
    """Each came on days of his own, the last of them on the last alone; where no more give one than another, the first."""
    blocks = []
    for number, span in enumerate(told):
        text = document(
            f"old/visit-{number}", "Record", f"nato-visit-{number}", days(*span.split()), ("vega-ana", "pe")
        )
        (folder / f"documents/old/visit-{number}.ttl").write_text(
            text.replace("dip:BilateralMeeting", "dip:MultilateralMeeting"), encoding="utf-8"
        )
        blocks += [judgement("nato-visit-0", f"nato-visit-{number}", kind="meeting")] if number else []
    judge(folder, *blocks)
    with open_store() as store:
        store.load(Dataset.read(folder))
        answer = store.query("SELECT ?b { ?a <http://purl.org/dc/terms/isReplacedBy> ?b }")
        assert isinstance(answer, Rows)
        name = cell(next(iter(answer))["b"])
        found = [day for property in ("date", "earliest", "latest") for of, day in pairs(store, property) if of == name]
        assert " ".join(found) == expected


def test_a_larger_meeting_of_which_each_source_tells_one_guest_goes_by_its_name(folder: Path) -> None:
    """With its day; where the sources tell of the same people, the label is theirs."""
    (folder / "documents/old/trip-1.ttl").unlink()
    meetings = ("2001-03-01-us-trip-2", "2001-03-01-us-trip-3")

    def labels(*told: str) -> set[str]:
        for meeting, label in zip(meetings, told, strict=True):
            name = f"old/{meeting[-6:]}"
            text = document(name, "Record", meeting, days("2001-03-01"), ("old-moss-cora", "us"))
            text = text.replace("Bilateral", "Multilateral").replace(f"Meeting, {name}", f"{label}, 1 March 2001")
            (folder / f"documents/{name}.ttl").write_text(text, encoding="utf-8")
        judge(folder, judgement(*meetings, kind="meeting"))
        with open_store() as store:
            store.load(Dataset.read(folder))
            answer = Query.named("meetings").run(store)
            assert isinstance(answer, Rows)
            return {row["label"].value for row in answer} - {"Meeting, gov/a"}

    assert labels("Fair: meeting of Moss", "Fair: meeting of Rojas and Moss") == {"Fair, 1 March 2001"}
    assert labels("Fair: meeting of Moss and Rojas", "Fair: meeting of Rojas and Moss") == {
        "Fair: meeting of Moss and Rojas, 1 March 2001"
    }
