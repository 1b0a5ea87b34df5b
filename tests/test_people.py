"""The pages of persons and states."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import write_data
from dipgraph import Dataset, Query
from dipgraph.facts import Facts
from dipgraph.pages import SERVED, rendered
from dipgraph.people import MEETINGS, TENURES, person, state
from dipgraph.reading import read
from dipgraph.rows import Rows
from dipgraph.spreadsheets import table
from dipgraph.stores import Store
from dipgraph.terms import BASE


@pytest.fixture(scope="module")
def facts(shipped_store: Store) -> Facts:
    """Return the shipped data as it is looked up."""
    return Facts(shipped_store)


def test_a_person(facts: Facts) -> None:
    """Hayashi's office has its days, his name stands as documents print it, and he met Blinken most often."""
    told = person(facts, f"{BASE}person/hayashi-yoshimasa", 1)
    (office,) = [one for one in told["offices"] if one["of"][0]["name"] == "office/jp-foreign-minister"]
    assert office["when"] == "10 November 2021 to 13 September 2023"
    assert "HAYASHI Yoshimasa" in told["printed"]
    assert told["met"][0]["name"] == "person/blinken-antony"
    numbers = [one["number"] for one in told["met"]]
    assert numbers == sorted(numbers, reverse=True)
    dates = [one["date"] for one in told["meetings"]]
    assert dates == sorted(dates, reverse=True)
    speakers = [{link["name"] for link in one["speakers"]} for one in told["statements"]]
    assert speakers
    assert all("person/hayashi-yoshimasa" in names for names in speakers)
    rows = Query.named("actor").run(facts.store, actor="hayashi-yoshimasa")
    assert isinstance(rows, Rows)
    assert told["said"] == len({row["thing"] for row in rows if row["sort"].value == "statement"}) > len(speakers)


def test_the_documents_that_tell_of_a_meeting(facts: Facts) -> None:
    """Each meeting of a list names the documents that describe it, by their kind and who answers for them."""
    told = person(facts, f"{BASE}person/hayashi-yoshimasa", 1)
    for one in told["meetings"]:
        described = {document for document, _ in facts.having("dip:describes", BASE + one["name"])}
        assert {BASE + account["name"] for account in one["accounts"]} == described
    account = next(one for row in told["meetings"] for one in row["accounts"] if one["genre"] == "readout")
    page = rendered(
        "person", SERVED, **read(facts.store, {"page": "thing", "name": "person/hayashi-yoshimasa", "number": 1})
    )
    assert f'<a href="/{account["name"]}">readout, {account["publisher"]}<' in page


def test_journeys_of_which_no_meeting_is_told(tmp_path: Path) -> None:
    """A person's page has their visits too, the newest first, each where its record stands; the second page has none."""
    data = write_data(tmp_path / "data")
    visits = ((2, "Exland", "1951-03-02"), (1, "Otherland", "1950-05-01"))
    for number, where, day in visits:
        name = f"{BASE}document/register/trip-{number}"
        (data / f"trip-{number}.ttl").write_text(
            f"@base <{name}> .\n@prefix dip: <{BASE}ontology#> .\n"
            "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
            f'<> a dip:Record ; rdfs:label "Record {number}"@en ; dip:recounts <#visit> .\n'
            f'<#visit> a dip:Visit ; rdfs:label "Visit of Alm to {where}"@en ; dip:visitor <{BASE}person/alm-ada> ; '
            f'dip:earliest "{day}"^^xsd:date .\n'
        )
    store = Store()
    store.load(Dataset.read(data))
    found = read(store, {"page": "thing", "name": "person/alm-ada", "number": 1})
    expected = [(f"document/register/trip-{number}#visit", day) for number, _, day in visits]
    assert [(one["name"], one["date"]) for one in found["journeys"]] == expected
    page = rendered("person", SERVED, **found)
    assert "<h2>2 further journeys</h2>" in page
    assert '<a href="/document/register/trip-2#visit">Visit of Alm to Exland</a>' in page
    assert "journeys</h2>" not in rendered("person", SERVED, **{**found, "page": 2, "pages": 2})


def test_whom_they_met_is_mutual(facts: Facts) -> None:
    """Each has met the other as often as the other the one, for the last time at the same meeting."""
    for one in person(facts, f"{BASE}person/blinken-antony", 1)["met"]:
        other = {row["name"]: row for row in person(facts, BASE + one["name"], 1)["met"]}["person/blinken-antony"]
        assert (other["number"], other["date"]) == (one["number"], one["date"])


def test_whom_they_met_is_the_networks(facts: Facts, shipped_store: Store) -> None:
    """Whom a person met, and how often, is what the network of who met whom says: nobody meets who sits beside them."""
    rows = Query.named("networks/who-met-whom").run(shipped_store)
    assert isinstance(rows, Rows)
    edges: dict[str, dict[str, int]] = {}
    for row in rows:
        for one, other in (("source", "target"), ("target", "source")):
            edges.setdefault(row[one].value, {})[row[other].value.removeprefix(BASE)] = int(row["weight"].value)
    persons = [name for name, _ in facts.rows("SELECT DISTINCT ?p ?l WHERE { ?p a dip:Minister ; rdfs:label ?l }")]
    assert len(persons) > 8
    for name in persons:
        assert {one["name"]: one["number"] for one in person(facts, name, 1)["met"]} == edges.get(name, {}), name


def test_an_end_that_is_not_known(facts: Facts) -> None:
    """An office whose end is not known is not one that is still held."""
    told = person(facts, f"{BASE}person/greene-raymond", 1)
    assert "from 17 July 2021, end not known" in [one["when"] for one in told["offices"]]


def test_all_meetings_over_the_pages(facts: Facts) -> None:
    """The pages of a person together have each meeting once."""
    first = person(facts, f"{BASE}person/blinken-antony", 1)
    pages = [person(facts, f"{BASE}person/blinken-antony", page) for page in range(1, first["pages"] + 1)]
    shown = [row["name"] for page in pages for row in page["meetings"]]
    assert len(shown) == len(set(shown)) == first["number"]
    assert first["number"] <= first["pages"] * MEETINGS


def test_a_state(facts: Facts) -> None:
    """A state has its holders of office, its meetings, and the commitments that bind it, without mere next meetings."""
    told = state(facts, f"{BASE}state/jp", 1)
    assert told["code"] == "JP"
    assert "person/hayashi-yoshimasa" in {link["name"] for one in told["holders"] for link in one["of"]}
    assert told["met"][0]["name"] == "state/us"
    rows = Query.named("commitments").run(facts.store, state="jp")
    assert isinstance(rows, Rows)
    assert len([*rows]) == told["promised"]
    assert told["promised"] > told["lasting"] >= len(told["commitments"]) > 0
    assert all(any(link["name"] == "state/jp" for link in one["by"]) for one in told["commitments"])


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return a store in which a state has an office with very many terms, the newest of which two sources have."""
    data = write_data(tmp_path_factory.mktemp("crowded") / "data")
    terms = "".join(
        f"<{BASE}tenure/t{at}> a dip:Tenure ; dip:holder person:alm-ada ; dip:office office:xa-minister ; "
        f'dip:from "{1000 + at}-01-01"^^xsd:date ; dip:until "{1000 + at}-06-01"^^xsd:date .\n'
        for at in range(TENURES + 20)
    )
    again = (
        f"<{BASE}tenure/again> a dip:Tenure ; dip:holder person:alm-ada ; dip:office office:xa-minister ; "
        f'dip:from "{1019 + TENURES}-01-01"^^xsd:date ; dip:until "{1019 + TENURES}-06-01"^^xsd:date ; '
        'dip:note "As the other source has it."@en .\n'
    )
    with open(data / "actors.ttl", "a", encoding="utf-8") as file:
        file.write("office:xa-minister dip:officeOf state:xa .\n" + terms + again)
    store = Store()
    store.load(Dataset.read(data))
    return store


def test_very_many_terms_of_offices(crowded: Store) -> None:
    """A page has the first rows, more on demand, and says how many there are; the file has all, and none twice."""
    asked = {"page": "thing", "name": "state/xa", "number": 1}
    found = read(crowded, asked)
    assert found["held"] > TENURES >= len(found["holders"])
    newest = found["holders"][0]
    assert (newest["when"], newest["note"]) == ("1 January 1519 to 1 June 1519", "As the other source has it.")
    assert found["holders"][1]["when"] == "1 January 1518 to 1 June 1518"
    page = rendered("state", SERVED, **found)
    before, _, after = page.partition("<details>")
    cell = '<td><a href="/person/alm-ada">Ada Alm</a></td>'
    assert before.count(cell) == 20
    assert f"<summary>{len(found['holders']) - 20} more</summary>" in page
    assert after.count(cell) == len(found["holders"]) - 20
    assert f"The first 500 of {found['held']} are here." in page
    whole = b"".join(table(read(crowded, {**asked, "whole": True}), "offices")).decode().splitlines()
    assert sum("1 January 1" in line for line in whole) == TENURES + 20
    assert sum("1 January 1519" in line for line in whole) == 1


def test_an_office(facts: Facts) -> None:
    """The page of an office has its holders in time, says what its last days are, and lists no tenure as naming it."""
    found = read(facts.store, {"page": "thing", "name": "office/jp-foreign-minister", "number": 1})
    terms = [(one["of"][0]["name"], one["when"]) for one in found["held_by"]]
    assert terms[1] == ("person/hayashi-yoshimasa", "10 November 2021 to 13 September 2023")
    assert found["naming"]
    assert not [thing for row in found["naming"] for thing in row["things"] if thing["name"].startswith("tenure/")]
    page = rendered("office", SERVED, **found)
    assert "<h2>Holders</h2>" in page
    assert "the second is the first out of office" in page
    assert 'href="/office/jp-foreign-minister/holders.csv"' in page
    assert page.index("Kamikawa Yoko") < page.index("Hayashi Yoshimasa")


def test_further_pages_have_meetings_alone(facts: Facts) -> None:
    """The second page of a person has meetings, and neither whom they met nor what they said again."""
    name = "person/blinken-antony"
    number = person(facts, BASE + name, 1)["pages"]
    assert number > 1 or MEETINGS >= 24
    found = read(facts.store, {"page": "thing", "name": name, "number": 1})
    first = rendered("person", SERVED, **found)
    second = rendered("person", SERVED, **{**found, "page": 2, "pages": 2})
    for heading in ("<h2>Met</h2>", "statements</h2>"):
        assert heading in first
        assert heading not in second
    assert "meetings</h2>" in second
