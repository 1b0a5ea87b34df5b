"""A commitment, what came before and after, and what was kept."""

from __future__ import annotations

import pytest

from dipgraph.facts import Facts
from dipgraph.promises import LONGEST, commitment, thread
from dipgraph.rows import Rows
from dipgraph.stores import Store
from dipgraph.terms import BASE

PROMISE = "commitment/2022-05-23-jp-us/meet-at-economic-2plus2"


@pytest.fixture(scope="module")
def facts(shipped_store: Store) -> Facts:
    """Return the shipped data as it is looked up."""
    return Facts(shipped_store)


def test_what_was_undertaken(facts: Facts) -> None:
    """Both accounts of the next Economic 2+2 have their own verb, and their own day by which it is due."""
    told = commitment(facts, BASE + PROMISE)
    attested = [
        (one["name"], [(said["verb"], said["force"]) for said in one["statements"]]) for one in told["accounts"]
    ]
    assert attested == [
        ("document/mofa-jp/2022-05-23-us", [("promised", 5)]),
        ("document/state-us/2022-05-23-jp", [("planned to convene", 3)]),
    ]
    facts_told = {fact["what"]: [(one["label"], one["accounts"]) for one in fact["said"]] for fact in told["facts"]}
    assert facts_told["Undertaken by"] == [("Japan", [1, 2]), ("United States", [2])]
    assert facts_told["Towards"] == [("United States", [1])]
    assert facts_told["Due"] == [
        ("July 2022 (“in July this year”)", [1]),
        ("1 June 2022 to 31 August 2022 (“this summer”)", [2]),
    ]
    assert told["date"] == "2022-05-23"


def test_what_became_of_it(facts: Facts) -> None:
    """The meeting of July 2022 kept the promise, as the finding says with its reason and its evidence."""
    told = commitment(facts, BASE + PROMISE)
    (kept,) = (one for one in told["later"] if one["relation"] == "fulfils")
    assert kept["name"].startswith("meeting/2022-07-29")
    assert all(kept[key] for key in ("rationale", "passages", "analysts"))
    assert [one["words"] for one in told["assessments"]] == ["kept"]


def test_every_finding_stands_on_both_ends(facts: Facts) -> None:
    """What is later than one commitment is in its page under what became of it; the other has it as what it takes up."""
    found = "?f a dip:Finding ; dip:later ?later ; dip:earlier ?earlier"
    both = "?later a dip:Commitment . ?earlier a dip:Commitment"
    rows = facts.rows(f"SELECT ?later ?earlier WHERE {{ {found} . {both} }}")
    assert len(rows) > 20
    for later, earlier in rows:
        assert earlier.removeprefix(BASE) in {one["name"] for one in commitment(facts, later)["earlier"]}
        assert later.removeprefix(BASE) in {one["name"] for one in commitment(facts, earlier)["later"]}


def test_a_thread_is_the_same_from_everywhere(facts: Facts) -> None:
    """All that is joined by links is one thread, from wherever one looks at it, with what is here marked."""
    nodes, links = thread(facts, BASE + PROMISE)
    assert len(nodes) > 2
    assert [node["name"] for node in nodes if node["is_here"]] == [PROMISE]
    assert [node["date"] for node in nodes] == sorted(node["date"] for node in nodes)
    names = {node["name"] for node in nodes}
    assert {end for link in links for end in (link["earlier"], link["later"])} == names
    if len(nodes) < LONGEST:
        for node in nodes:
            others, same = thread(facts, BASE + node["name"])
            assert {other["name"] for other in others} == names
            assert same == links
    assert all(link["relation"] != "makes the same point as" for link in links)


def test_a_commitment_that_nothing_takes_up(facts: Facts, shipped_store: Store) -> None:
    """A commitment without links is a thread of its own."""
    rows = shipped_store.query(
        "PREFIX dip: <https://w3id.org/dipgraph/ontology#> SELECT ?c WHERE { ?c a dip:Commitment "
        "FILTER NOT EXISTS { ?f dip:later ?c } FILTER NOT EXISTS { ?f dip:earlier ?c } } ORDER BY STR(?c) LIMIT 1"
    )
    assert isinstance(rows, Rows)
    name = next(rows)["c"].value
    nodes, links = thread(facts, name)
    assert ([BASE + node["name"] for node in nodes], links) == ([name], [])
