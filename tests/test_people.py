"""The pages of persons and states."""

from __future__ import annotations

import pytest

from dipgraph import Query
from dipgraph.facts import Facts
from dipgraph.people import MEETINGS, person, state
from dipgraph.rows import Rows
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
