"""What pages show of many things is the same from the index of a state as from its graph."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from conftest import DOCUMENT, write_data
from dipgraph import Dataset, open_store
from dipgraph.facts import Facts
from dipgraph.filling import TAKEN
from dipgraph.overview import KINDS
from dipgraph.pages import rendered
from dipgraph.reading import read
from dipgraph.relations import ON, RELATIONS, SEATS, beside, counts, days, index_of, rows
from dipgraph.stores import Store
from dipgraph.terms import BASE

# What no shape would let pass, and a store may have: no day, several days, a text for a thing, no IRI, two labels.
ODD = """
@base <https://w3id.org/dipgraph/> .
@prefix dip: <https://w3id.org/dipgraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<meeting/odd-1> a dip:Meeting ; rdfs:label "One"@en , "A one"@en , "Eins"@de ; dip:participation [
    dip:participant <person/odd> , "somebody" , [] ; dip:nameInSource "O. Dd" , "O. Dd"@en ] .
<meeting/odd-2> a dip:Meeting ; dip:date "2001-02-03"^^xsd:date , "2001-02"^^xsd:gYearMonth ; dip:earliest "2001" ;
  dip:participation [ dip:participant <person/odd> , <person/even> ; dip:onBehalfOf <state/oa> , <state/ob> ] ,
    [ dip:participant <person/third> ] , [ dip:onBehalfOf <state/oc> ] .
[] a dip:Meeting ; dip:date "2001-02-04"^^xsd:date ; dip:participation [ dip:participant <person/odd> ] .
<person/odd> a dip:Person ; rdfs:label ""@en .
<person/even> a dip:Person ; rdfs:label "Even"@ja .
<state/oa> a dip:State ; rdfs:label "Oa"@en .
<issue/odd> a dip:Issue ; rdfs:label "Odd"@en .
<document/x/odd> a dip:Document ; dip:standpoint <state/oa> , <state/ob> .
<document/x/odd#s1> a dip:Statement ; dip:issue <issue/odd> ; dip:madeAt <meeting/odd-1> , <meeting/odd-2> ;
  dip:act <act/say> , <act/ask> ; dip:summary "One" , "Two"@en ; dip:speaker <person/odd> , "somebody" .
<document/x/odd#s2> dip:issue <issue/odd> ; dip:madeAt <meeting/odd-2> ; dip:act <act/say> ; dip:summary "No type" ;
  dip:speaker <person/odd> .
[] a dip:Statement ; dip:issue <issue/odd> ; dip:madeAt <meeting/odd-2> ; dip:act <act/say> ; dip:summary "No name" ;
  dip:speaker <person/odd> .
<commitment/odd> a dip:Commitment ; dip:committedBy <state/oa> , <person/odd> ;
  dip:madeAt <meeting/odd-2> , <meeting/odd-1> ; dip:procedural true , false ; dip:action "odd"@en .
<series/odd> a dip:MeetingSeries ; rdfs:label "Odd"@en . <meeting/odd-1> dip:series <series/odd> , "a series" .
<tenure/odd> a dip:Tenure ; dip:holder <tenure/odd> , <person/odd> ; dip:office <tenure/odd> , "an office" .
<commitment/even> a dip:Commitment ; dip:committedBy <state/oa> ; dip:madeAt <meeting/odd-1> ; dip:action "even"@en .
"""


def indexed(data: Path | Dataset, folder: Path) -> tuple[Store, str]:
    """Return a store of *data* in *folder*, and the folder in which its index is made, as the server does."""
    store, index = open_store(folder / "store"), folder / "index"
    store.load(data if isinstance(data, Dataset) else Dataset.read(data))
    index.mkdir(exist_ok=True)
    command: list[str | Path] = [sys.executable, "-P", "-m", "dipgraph.search_index", folder / "store", index]
    subprocess.run(command, check=True, timeout=60)
    return store, str(index)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory, shipped_dataset: Dataset) -> tuple[Store, str]:
    """Return a store of the data that comes with dipgraph, and the folder of its index."""
    return indexed(shipped_dataset, tmp_path_factory.mktemp("relations"))


@pytest.fixture
def odd(tmp_path: Path) -> tuple[Store, str]:
    """Return a store of what nobody should write, and the folder of its index."""
    data = write_data(tmp_path / "data")
    (data / "odd.ttl").write_text(ODD, encoding="utf-8")
    return indexed(data, tmp_path)


def names(store: Store, kind: str) -> list[str]:
    """Return the short names of a *kind*."""
    of_kind = f"?k rdfs:subClassOf* dip:{KINDS[kind]} . ?t a ?k FILTER (isIRI(?t))"
    found = Facts(store).rows(f"SELECT DISTINCT ?t WHERE {{ {of_kind} }} ORDER BY ?t")
    return [name.removeprefix(BASE) for (name,) in found if "#" not in name]


def both(store: Store, index: str, **asked: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a page shows, from the graph and from the index."""
    return read(store, asked), read(store, {**asked, "index": index})


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_is_the_same(shipped: tuple[Store, str], kind: str) -> None:
    """Each page of each thing shows the same, and in the same order, with the index as without it."""
    store, index = shipped
    things = names(store, kind)
    assert things
    for name in things:
        number = pages = 1
        while number <= pages:
            plain, ready = both(store, index, page="thing", name=name, number=number)
            assert plain == ready, (name, number)
            assert rendered(kind, **plain) == rendered(kind, **ready)
            number, pages = number + 1, plain.get("pages", 1)


@pytest.mark.parametrize("page", ["start", "names"])
def test_overview_is_the_same(shipped: tuple[Store, str], page: str) -> None:
    """What there is at a glance is the same with the index, and as JSON has it."""
    plain, ready = both(*shipped, page=page, name="")
    assert plain == ready == json.loads(json.dumps(plain))
    assert rendered(page, queries=[], **plain) == rendered(page, queries=[], **ready)


@pytest.mark.parametrize("kind", KINDS)
def test_odd_data_is_the_same(odd: tuple[Store, str], kind: str) -> None:
    """So it is with what has no day or several, with texts where things should stand, and with nodes that have no name."""
    store, index = odd
    things = names(store, kind)
    assert things
    for name in things:
        plain, ready = both(store, index, page="thing", name=name, number=1)
        assert plain == ready, name


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.name)
def test_every_relation_has_rows(shipped: tuple[Store, str], relation: Any) -> None:
    """Each relation has rows in the shipped data, the same from both by each of its keys."""
    store, index = shipped
    plain, ready = Facts(store), Facts(store, index_of(store, index))
    for key in relation.keys:
        things = {name for (name,) in plain.rows(f"SELECT DISTINCT ?{key} WHERE {{ {relation.pattern} }}")}
        assert len(things) > 1
        for given in ([min(things)], sorted(things), []):
            columns = relation.columns
            found = sorted(rows(plain, relation, columns, **{key: given}))
            assert found == sorted(rows(ready, relation, columns, **{key: given}))
            assert bool(found) == bool(given)


def test_what_is_beside_counted_and_dated(odd: tuple[Store, str]) -> None:
    """Who sits at the same meetings, how many statements an issue has, and the days of meetings, as the data have them."""
    store, index = odd
    person = f"{BASE}person/odd"
    for facts in (Facts(store), Facts(store, index_of(store, index))):
        others = {who for (who,) in beside(facts, SEATS, ("person",), person=[person])}
        assert others == {f"{BASE}person/{name}" for name in ("odd", "even", "third")}
        assert days(facts, SEATS, person=[person]) == {f"{BASE}meeting/odd-2": "2001"}
        assert counts(facts, ON, "issue", "statement", issue=[f"{BASE}issue/odd"]) == [(f"{BASE}issue/odd", 1)]
        assert facts.label(f"{BASE}meeting/odd-1") == "A one"
        assert facts.date(f"{BASE}meeting/odd-1") == ""


def test_index_of_another_state_is_not_read(tmp_path: Path, small: Path) -> None:
    """An index is read for its own state alone, also where a store is made anew and its first state has the same name."""
    store, index = indexed(small, tmp_path)
    facts = Facts(store, index_of(store, index))
    assert facts.index is not None
    assert facts.label(f"{BASE}issue/sea-otters") == "Sea otters"
    before = store.state
    store.close()
    shutil.rmtree(tmp_path / "store")
    document = small / "documents" / "mofa-xa" / "2020-01-02-xb.ttl"
    document.write_text(DOCUMENT.replace("Alm and Berg agree", "Berg and Alm agree"), encoding="utf-8")
    with open_store(tmp_path / "store") as again:
        again.load(Dataset.read(small))
        assert before is not None
        assert again.state is not None
        assert before.partition("-")[0] == again.state.partition("-")[0]
        assert index_of(again, index) is None
    assert index_of(open_store(), index) is None


def test_index_has_no_more_than_it_needs(shipped: tuple[Store, str]) -> None:
    """Each text in the index is used, once, and what waited to be joined is gone."""
    store, index = shipped
    db = index_of(store, index)
    assert db is not None
    used = {
        number
        for relation in RELATIONS
        for row in db.execute(f"SELECT {', '.join(relation.columns)} FROM {relation.name}")
        for number in row
    }
    assert used == {number for (number,) in db.execute("SELECT id FROM node")} - ({0} - used)
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert {relation.name for relation in RELATIONS} < tables
    assert not tables & {"triple", "text"}
    assert isinstance(db, sqlite3.Connection)
    assert len(TAKEN) > 10


def test_an_index_is_read_in_whatever_thread_asks(shipped: tuple[Store, str]) -> None:
    """A process that answers asks in one thread after the other: what one has opened, the next reads."""
    store, index = shipped
    read(store, {"page": "start", "index": index})
    with ThreadPoolExecutor(1) as other:
        assert other.submit(read, store, {"page": "start", "index": index}).result() == read(store, {"page": "start"})
