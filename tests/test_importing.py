"""Records of others as a folder of graphs: whole or not there, without faults, each with its text and its evidence."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from dipgraph import Dataset, Query, open_store, shipped, validate
from dipgraph.cli import COMMANDS
from dipgraph.errors import SourceError, UsageError
from dipgraph.historyatstate import NAME
from dipgraph.importing import FINDINGS, Import, data_files, import_records
from dipgraph.lookup import find
from dipgraph.rows import Rows
from dipgraph.terms import shorten
from small_records import SECRETARIES, served, trip, visit, write

TRIPS = (
    trip("1", "Met with President Quispe and Foreign Minister Eva Rojas. Attended the Lima Summit.", last="1998-03-05"),
    trip("2", "Accompanied President Stone. Met with the Foreign Ministers of Peru and Chad.", first="1999-03-01"),
    trip("3", "Vacation.", first="1999-07-01", country="antarctica", printed="Antarctica", places="Base, Coast"),
    trip("4", "Met with Soviet Foreign Minister Gorin.", first="1974-05-06", who="oaks-ben", name="Ben Oaks"),
    trip("5", "Met with Foreign Minister Rojas.", first="1999-09-01"),
)
VISITS = (
    visit("6", "King Tuku", "State visit."),
    visit("7", "King Tuku", "Private visit.", first="1999-05-04", last="1999-05-06"),
    visit("8", "President Ada Ngaro", "", first="1999-06-07"),
)


def run(folder: Path, **more: object) -> tuple[Import, Path]:
    """Import small records, and return what was given, and the folder."""
    place = write(folder / "place", TRIPS, VISITS, (*SECRETARIES, served("x", "oaks-ben", "1980-02-01", "1979-01-01")))
    out = folder / "out"
    return import_records(NAME, place, out, data_files(None), asserted=False), out


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Import, Path]:
    """Small records, imported once."""
    return run(tmp_path_factory.mktemp("imported"))


def turtle(imported: tuple[Import, Path], name: str) -> str:
    """Return a file of the graph."""
    return (imported[1] / name).read_text(encoding="utf-8")


def test_the_graph_has_no_faults(imported: tuple[Import, Path]) -> None:
    """Neither by the shapes nor by the checks, nor do its quotations differ from its texts."""
    validate(Dataset.read(imported[1])).raise_for_findings()


def test_a_record_is_a_document_whose_remark_is_the_evidence(imported: tuple[Import, Path]) -> None:
    """With its text beside it, its page, and a passage to which each participation leads."""
    text = turtle(imported, f"documents/{NAME}/trip-1.txt")
    graph = turtle(imported, f"documents/{NAME}/trip-1.ttl")
    assert text.endswith(
        f"\n\n{'Met with President Quispe and Foreign Minister Eva Rojas. Attended the Lima Summit.'}\n"
    )
    assert "a dip:Record ;" in graph
    assert "dip:address <https://history.state.gov/departmenthistory/travels/secretary/vale-ada#trip-1> ;" in graph
    assert graph.count("a dip:Participation ;") == graph.count("dip:evidence <#remark> ;") == 4
    assert 'dip:quotation "Met with President Quispe and' in graph


def test_a_range_of_days_is_the_interval_of_the_meeting(imported: tuple[Import, Path]) -> None:
    """A single day is its date."""
    graph = turtle(imported, f"documents/{NAME}/trip-1.ttl")
    assert 'dip:earliest "1998-03-02"^^xsd:date ;\n  dip:latest "1998-03-05"^^xsd:date ;' in graph
    assert 'dip:date "1999-03-01"^^xsd:date' in turtle(imported, f"documents/{NAME}/trip-2.ttl")


def test_where_nobody_met_anybody_there_is_a_visit(imported: tuple[Import, Path]) -> None:
    """And no meeting; a place of several is none, and what is no state is no country."""
    graph = turtle(imported, f"documents/{NAME}/trip-3.ttl")
    assert "dip:recounts <#visit> ;" in graph
    assert "dip:visitor person:historyatstate-vale-ada ;" in graph
    assert "Meeting" not in graph
    assert "dip:place" not in graph
    assert "dip:country" not in graph
    assert "dip:recounts <#visit> ;" in turtle(imported, f"documents/{NAME}/visit-8.ttl")


def test_whom_a_record_names_by_office_alone_stays_open(imported: tuple[Import, Path]) -> None:
    """It says for which state, and why nobody is named."""
    graph = turtle(imported, f"documents/{NAME}/trip-2.ttl")
    assert graph.count("dip:openReason") == 2
    assert 'dip:roleInSource "Foreign Minister"@en' in graph
    assert "dip:refersTo person:historyatstate-stone-rex ;" in graph
    assert imported[0].given.totals["open_participants"] == 2


def test_a_state_that_is_no_more_is_linked_to_what_followed_it(imported: tuple[Import, Path]) -> None:
    """The minister is its own, and it is described."""
    assert "dip:onBehalfOf state:soviet-union ;" in turtle(imported, f"documents/{NAME}/trip-4.ttl")
    actors = turtle(imported, f"{NAME}.ttl")
    assert "state:soviet-union\n  a dip:State ;" in actors
    assert "dip:followedBy state:ru , state:ua" in actors
    assert "dip:officeOf state:soviet-union ;" in actors


def test_a_person_of_two_records_is_one(imported: tuple[Import, Path]) -> None:
    """By the family name and the office, with a tenure that claims no bounds."""
    assert "person:historyatstate-pe-rojas-eva ;" in turtle(imported, f"documents/{NAME}/trip-5.ttl")
    actors = turtle(imported, f"{NAME}.ttl")
    assert 'rdfs:label "Eva Rojas"@en ;\n  skos:altLabel "Rojas"@en ;' in actors
    assert "Seen in office between 2 March 1998 and 1 September 1999; since when and until when is not known." in actors


def test_who_is_well_known_elsewhere_is_meant(tmp_path: Path) -> None:
    """A remark that says no state may mean one of a third country; kings of one name are not taken for each other."""
    chad = {"country": "chad", "printed": "Chad"}
    trips = (
        *(trip(str(n), "Met with President Ngaro and King Tuku.", first=f"1998-0{n}-01", **chad) for n in (1, 2, 3)),
        trip("4", "Met with President Quispe and President Ngaro.", first="1998-04-01"),
        trip("5", "Met with King Tuku.", first="1998-05-01"),
    )
    out = tmp_path / "out"
    import_records(NAME, write(tmp_path / "place", trips), out, data_files(None), asserted=False)
    validate(Dataset.read(out)).raise_for_findings()
    graph = (out / f"documents/{NAME}/trip-4.ttl").read_text(encoding="utf-8")
    ngaro = next(block for block in graph.split("\n\n") if block.startswith("<#ngaro>"))
    assert "dip:participant person:historyatstate-td-ngaro ;" in ngaro
    assert "dip:onBehalfOf state:td ;" in ngaro
    assert "dip:capacity dip:attendee ;" in ngaro
    assert "person:historyatstate-pe-tuku" in (out / f"documents/{NAME}/trip-5.ttl").read_text(encoding="utf-8")


def test_who_is_printed_in_another_transliteration_has_both_names(tmp_path: Path) -> None:
    """The settings know how a few names are written in Pinyin, and who is looked for so is found."""
    trips = (trip("1", "Met with Premier Chou En-lai.", country="china", printed="China"),)
    out = tmp_path / "out"
    import_records(NAME, write(tmp_path / "place", trips), out, data_files(None), asserted=False)
    assert 'rdfs:label "Chou En-lai"@en ;\n  skos:altLabel "Zhou Enlai"@en ;' in (out / f"{NAME}.ttl").read_text(
        "utf-8"
    )
    with open_store() as store:
        store.load(Dataset.read(shipped.folder("data"), out))
        assert find(store, "Zhou Enlai", "person").value.endswith("-chou-en-lai")


def test_a_rank_is_no_office_and_an_office_is_called_by_its_words(tmp_path: Path) -> None:
    """Two ministers have two offices, heads of state meet as several, and the settings know whose family's a name is."""
    trips = (
        trip("1", "Met with General Rojas."),
        trip("4", "Met with Central American heads of state.", first="1998-04-05"),
        trip("2", "Met with Secretary of Foreign Affairs Quispe and Secretary of National Defense Vega."),
    )
    visits = (visit("3", "Prime Minister Il Kwon Chung", "State visit.", country="korea-south", printed="Korea"),)
    out = tmp_path / "out"
    import_records(NAME, write(tmp_path / "place", trips, visits), out, data_files(None), asserted=False)
    actors = (out / f"{NAME}.ttl").read_text(encoding="utf-8")
    assert "office:historyatstate-pe-general" not in actors
    assert "dip:MultilateralMeeting" in (out / f"documents/{NAME}/trip-4.ttl").read_text(encoding="utf-8")
    for office in ("secretary-of-foreign-affairs", "secretary-of-national-defense"):
        assert f"\noffice:historyatstate-pe-{office}\n" in actors
    graph = (out / f"documents/{NAME}/visit-3.ttl").read_text(encoding="utf-8")
    assert 'rdfs:label "Meeting of Chung and Stone, 4 May 1998"@en ;' in graph


def test_an_office_that_goes_by_several_titles_is_one(tmp_path: Path) -> None:
    """By the settings of the source and the lexicon, where the state is one of which they say so; else there are two."""
    mexico, britain = (
        {"country": "mexico", "printed": "Mexico"},
        {"country": "united-kingdom", "printed": "United Kingdom"},
    )
    trips = (
        trip("1", "Met with Foreign Secretary Vega.", **mexico),
        trip("2", "Met with Foreign Relations Secretary Rojas.", first="1998-04-02", **mexico),
        trip("3", "Met with Foreign Secretary Quispe.", first="1998-05-02", **mexico),
        trip("4", "Met with Foreign Secretary Berg.", first="1998-06-02", **britain),
        trip("5", "Met with Foreign Secretary Berg.", first="1998-06-03", **britain),
        trip("6", "Met with Foreign Minister Lund.", first="1998-07-02", **britain),
        trip("7", "Met with Foreign Minister Ngaro and Foreign Secretary Tuku.", first="1998-08-02"),
    )
    out = tmp_path / "out"
    import_records(NAME, write(tmp_path / "place", trips), out, data_files(None), asserted=False)
    validate(Dataset.read(out)).raise_for_findings()
    actors_ = (out / f"{NAME}.ttl").read_text(encoding="utf-8")
    offices = {
        place: sorted(re.findall(rf"\noffice:historyatstate-{place}-(\S+)\n", actors_)) for place in ("mx", "gb", "pe")
    }
    assert offices == {
        "mx": ["foreign-secretary"],
        "gb": ["foreign-secretary"],
        "pe": ["foreign-minister", "foreign-secretary"],
    }
    label, other = '"Foreign Secretary of the United Kingdom"@en', '"Foreign Minister of the United Kingdom"@en'
    assert f"rdfs:label {label} ;\n  skos:altLabel {other} ;" in actors_


def test_findings_on_the_source_are_in_a_file(imported: tuple[Import, Path]) -> None:
    """And in the graph a note stands in the place of the bound."""
    assert turtle(imported, FINDINGS).splitlines()[:2] == [
        "rule\tidentifier\tfinding",
        "ends-before-start\tx\tends on 1979-01-02 and starts on 1980-02-01",
    ]
    assert "The source has it end on 1979-01-02, not after its start." in turtle(imported, f"{NAME}.ttl")


def test_queries_answer_on_it(imported: tuple[Import, Path]) -> None:
    """A visit is no meeting, and who met is found by who met whom."""
    with open_store() as store:
        store.load(Dataset.read(imported[1]))
        met, knew = Query.named("meetings").run(store), Query.named("networks/who-met-whom").run(store)
        assert isinstance(met, Rows)
        assert isinstance(knew, Rows)
        labels = [row["label"].value for row in met]
        pairs = {(row["source_label"].value, row["target_label"].value) for row in knew}
    assert len(labels) == 7
    assert "Meeting of Tuku and Stone, 4 May 1998" in labels
    assert ("Eva Rojas", "Ada Vale") in pairs or ("Ada Vale", "Eva Rojas") in pairs


def test_who_was_only_seen_in_office_is_a_possible_holder_near_those_days(tmp_path: Path) -> None:
    """Between two of them, and for a year where there is one, as long as nobody else was in the office; last of all."""
    met = "Met with Foreign Minister {}."
    trips = (
        *(trip(f"1{n}", met.format("Eva Rojas"), first=f"1998-0{n}-01") for n in (2, 3)),
        trip("3", met.format("Ida Vega"), first="1998-06-01"),
        trip("4", met.format("Eva Rojas"), first="2000-09-01", last="2000-09-03"),
        trip("5", met.format("Eva Rojas"), first="2005-03-01"),
        trip("6", met.format("Ida Vega"), first="2005-09-01"),
    )
    out = tmp_path / "out"
    import_records(NAME, write(tmp_path / "place", trips), out, data_files(None), asserted=False)
    rojas, vega = "Eva Rojas", "Ida Vega"
    seen_on = {"1998-06-01"}
    expected = {
        "1997-01-31": [],
        "1997-02-01": [(rojas, "1998-02-01")],
        "1998-02-15": [(rojas, "1998-02-01, 1998-03-01")],
        "1998-04-01": [(rojas, "1998-03-01"), (vega, "1998-06-01")],
        "1998-06-01": [(vega, "1998-06-01")],
        "1999-06-02": [],
        "1999-10-01": [(rojas, "2000-09-01")],
        "2002-01-01": [(rojas, "2000-09-03, 2005-03-01")],
        "2005-06-01": [(rojas, "2005-03-01"), (vega, "2005-09-01")],
        "2006-09-01": [(vega, "2005-09-01")],
        "2006-09-02": [],
    }
    with open_store() as store:
        store.load(Dataset.read(out))
        for day, holders in expected.items():
            answer = Query.named("office-holders").run(store, on=day)
            assert isinstance(answer, Rows)
            columns = ("office", "holder_label", "certainty", "seen")
            rows = [{c: row[c].value if row[c] is not None else "" for c in columns} for row in answer]
            found = [(r["holder_label"], r["seen"]) for r in rows if r["office"].endswith("pe-foreign-minister")]
            assert found == holders, day
            order = [r["certainty"] for r in rows]
            assert order == sorted(order, key=("certain", "no end known", "possible").index)
            assert {r["certainty"] for r in rows if r["seen"]} <= {"certain" if day in seen_on else "possible"}


def test_who_is_named_in_the_office_on_the_day_certainly_holds_it(tmp_path: Path) -> None:
    """On each day of a journey of a week, and on none within a long one; also where no end of the tenure is known."""
    met = "Met with Foreign Minister {}."
    trips = (
        trip("1", met.format("Eva Rojas"), first="1998-02-26", last="1998-03-04"),
        trip("2", met.format("Ida Vega"), first="1999-01-01", last="1999-01-20"),
        trip("3", met.format("Eva Rojas"), first="2000-12-30", last="2001-01-02"),
        trip("4", "Vacation.", first="2000-05-01"),
    )
    out = tmp_path / "out"
    secretaries = (served("s", "vale-ada", "1997-01-23", ""),)
    import_records(NAME, write(tmp_path / "place", trips, (), secretaries), out, data_files(None), asserted=False)
    found = holders(
        out, "1998-02-25", "1998-03-01", "1998-03-04", "1999-01-10", "2001-01-01", "2000-05-01", "2000-05-02"
    )
    minister = {day: rows.get("office/historyatstate-pe-foreign-minister", {}) for day, rows in found.items()}
    assert minister == {
        "1998-02-25": {"Eva Rojas": "possible"},
        "1998-03-01": {"Eva Rojas": "certain"},
        "1998-03-04": {"Eva Rojas": "certain"},
        "1999-01-10": {"Ida Vega": "possible"},
        "2001-01-01": {"Eva Rojas": "certain"},
        "2000-05-01": {"Eva Rojas": "possible"},
        "2000-05-02": {"Eva Rojas": "possible"},
    }
    secretary = {day: rows["office/historyatstate-secretary"]["Ada Vale"] for day, rows in found.items()}
    assert (secretary["2000-05-01"], secretary["2000-05-02"]) == ("certain", "no end known")


def test_where_two_terms_overlap_each_is_possible_on_those_days(tmp_path: Path) -> None:
    """Unless the office is one that several hold; the ends that the source gives are kept, and no shape finds a fault."""
    secretaries = (
        served("a", "oaks-ben", "1990-01-20", "1995-06-01"),
        served("b", "vale-ada", "1995-02-03", "1999-01-01"),
    )
    place = write(tmp_path / "place", (trip("1", "Vacation."),), (), secretaries)
    large = place / "pocom/positions-principals/ambassador-at-large.xml"
    content = (place / "pocom/positions-principals/secretary.xml").read_text(encoding="utf-8")
    for old, new in ((">secretary<", ">ambassador-at-large<"), ("Secretary of State", "Ambassador at Large")):
        content = content.replace(old, new)
    large.write_text(content.replace("<id>a<", "<id>c<").replace("<id>b<", "<id>d<"), encoding="utf-8")
    out = tmp_path / "out"
    given = import_records(NAME, place, out, data_files(None), asserted=False)
    assert [(f.rule, f.key) for f in given.faults] == [("overlapping-terms", "a")]
    validate(Dataset.read(out)).raise_for_findings()
    found = holders(out, "1995-02-02", "1995-02-03", "1995-06-01", "1995-06-02")
    oaks, vale = "Ben Oaks", "Ada Vale"
    assert [rows["office/historyatstate-secretary"] for rows in found.values()] == [
        {oaks: "certain"},
        {oaks: "possible", vale: "possible"},
        {oaks: "possible", vale: "possible"},
        {vale: "certain"},
    ]
    assert [rows["office/historyatstate-ambassador-at-large"] for rows in found.values()] == [
        {oaks: "certain"},
        {oaks: "certain", vale: "certain"},
        {oaks: "certain", vale: "certain"},
        {vale: "certain"},
    ]
    # Without the statements that explain it, the shapes have a fault.
    path = out / f"{NAME}.ttl"
    actors_ = path.read_text(encoding="utf-8")
    for line in ("  dip:overlaps tenure:historyatstate-b ;\n", "  dip:heldBySeveral true ;\n"):
        assert actors_.count(line) == 1
        path.write_text(actors_.replace(line, ""), encoding="utf-8")
        assert {f.rule for f in validate(Dataset.read(out)).findings} == {"dips:Tenure-overlap"}, line


def holders(out: Path, *days: str) -> dict[str, dict[str, dict[str, str]]]:
    """Return for each of *days* who holds which office how certainly, by the addresses of offices in the graph of *out*."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    with open_store() as store:
        store.load(Dataset.read(out))
        for day in days:
            answer = Query.named("office-holders").run(store, on=day)
            assert isinstance(answer, Rows)
            for row in answer:
                office = found.setdefault(day, {}).setdefault(shorten(row["office"].value), {})
                office[row["holder_label"].value] = row["certainty"].value
    return found


def test_a_yield_that_is_too_low_fails_the_import(tmp_path: Path) -> None:
    """With one line of what is missing, and nothing written."""
    place, out = write(tmp_path / "place", TRIPS), tmp_path / "out"
    with pytest.raises(
        SourceError, match=r"the yield of historyatstate is too low: .* trips instead of at least"
    ) as error:
        import_records(NAME, place, out, data_files(None))
    assert "\n" not in str(error.value)
    assert not out.exists()


def test_a_folder_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    """The import asks for a new one."""
    run(tmp_path)
    with pytest.raises(UsageError, match="not empty"):
        run(tmp_path)


def test_the_same_records_give_the_same_files(imported: tuple[Import, Path], tmp_path: Path) -> None:
    """Byte for byte."""
    _, out = run(tmp_path)
    names = sorted(path.relative_to(out) for path in out.rglob("*") if path.is_file())
    assert len(names) == 2 + 2 * len((*TRIPS, *VISITS))
    for name in names:
        assert (out / name).read_bytes() == (imported[1] / name).read_bytes(), name


def test_the_command_prints_the_yield_by_decade(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On standard output, and the totals beside it; a part of a source is asked for by its option."""
    place = write(tmp_path / "place", TRIPS, VISITS)
    assert COMMANDS["import"].run(source=NAME, place=place, out=tmp_path / "out", part=True, data=None) == 0
    printed = capsys.readouterr()
    assert [line.split()[0] for line in printed.out.splitlines()] == ["decade", "1970s", "1990s"]
    assert printed.out.splitlines()[1].split()[1:] == ["1", "1", "1", "1", "1", "0"]
    assert "3 of 5 trips with a foreign participant named, 1 of 3 visits" in printed.err
    assert "100.0% of 3 “met with” a title and a name resolved" in printed.err


@pytest.mark.skipif(not os.environ.get("DIPGRAPH_MATERIAL"), reason="no folder of material in DIPGRAPH_MATERIAL")
def test_the_real_records_give_what_is_asserted(tmp_path: Path) -> None:
    """The import fails where they do not."""
    place = Path(os.environ["DIPGRAPH_MATERIAL"]) / "data" / NAME
    done = import_records(NAME, place, tmp_path / "out", data_files(None))
    totals = done.given.totals
    assert totals["trips_with_a_named_foreigner"] >= 1900
    assert totals["visits_with_a_named_foreigner"] >= 3000
    assert totals["share_resolved"] >= 0.9
    graph = (tmp_path / "out" / "documents" / NAME / "trip-4071.ttl").read_text(encoding="utf-8")
    assert 'dip:nameInSource "Hayashi Yoshimasa"@en ;' in graph
    assert "dip:inOffice office:historyatstate-jp-foreign-minister ;" in graph
