"""Judgements: which count, what is one by them, and what contradicts what."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from dipgraph.dataset import Graph
from dipgraph.errors import SourceError
from dipgraph.judgements import DIFFERENT, SAME, clusters, contradictions, counting, judgements
from dipgraph.terms import BASE
from judging import PREFIXES, judgement


def graph(*blocks: str) -> Graph:
    """Return a graph with some judgements."""
    return Graph(NamedNode(BASE + "judgements"), Path("judgements.ttl"), (PREFIXES + "".join(blocks)).encode())


def one(*ends: str) -> frozenset[str]:
    """Return a cluster of persons."""
    return frozenset(f"{BASE}person/{end}" for end in ends)


def test_what_is_the_same_is_the_same_by_way_of_others() -> None:
    """Two judgements make one of three, and another pair stays by itself."""
    found = judgements([graph(judgement("a", "b"), judgement("c", "b"), judgement("d", "e"))])
    assert clusters(found) == [one("a", "b", "c"), one("d", "e")]


def test_what_is_marked_or_unsure_joins_nothing() -> None:
    """A proposal counts for nothing, and neither does a person who is not sure."""
    marked, unsure = judgement("a", "b", more='dip:toReview "Look"@en ;'), judgement("c", "d", "unsure", "2024-01-02")
    assert clusters(judgements([graph(marked, unsure)])) == []


def test_a_person_counts_before_a_rule_and_the_latest_before_the_first() -> None:
    """Of a rule, and a person on two days, the later day stands; whichever stands first in the file."""
    found = [
        judgement("a", "b", "different", "2024-03-01", "3"),
        judgement("a", "b"),
        judgement("b", "a", "same", "2024-02-01", "2"),
    ]
    for order in (found, found[::-1]):
        (counted,) = counting(judgements([graph(*order)])).values()
        assert [(j.verdict, j.judged) for j in counted] == [(DIFFERENT, "2024-03-01")]


def test_two_persons_of_two_minds_on_one_day_are_a_contradiction() -> None:
    """Neither counts more; on another day the later one would."""
    blocks = [judgement("a", "b", "same", "2024-02-01", "1"), judgement("a", "b", "different", "2024-02-01", "2")]
    (fault,) = contradictions(judgements([graph(*blocks)]))
    assert fault.words == "person/a and person/b are judged in two ways on one day"


@pytest.mark.parametrize("verdict", ["different", "part"])
def test_what_is_judged_two_is_never_joined(verdict: str) -> None:
    """Two that are the same as a third, and judged not to be one, are an error that names all three judgements."""
    found = judgements([graph(judgement("a", "b"), judgement("b", "c"), judgement("a", "c", verdict))])
    with pytest.raises(
        SourceError, match=r"#a--c: person/a and person/c are judged not to be one.*#a--b, #b--c: let one"
    ):
        clusters(found)


def test_a_later_judgement_ends_a_contradiction() -> None:
    """Once a person judges one of them otherwise, two are one and the third is another."""
    blocks = [judgement("a", "b"), judgement("b", "c"), judgement("a", "c", "different")]
    found = judgements([graph(*blocks, judgement("b", "c", "different", "2024-02-01", "4"))])
    assert clusters(found) == [one("a", "b")]


@pytest.mark.parametrize(
    "block",
    [judgement("a", "a"), judgement("a", "b", "likely"), judgement("a", "b").replace("dip:verdict dip:same ;", "")],
)
def test_what_is_no_judgement_is_refused(block: str) -> None:
    """One needs two things, and a verdict that there is."""
    blocks = [block, judgement("c", "d")]
    with pytest.raises(SourceError, match="a judgement judges two things, with one verdict"):
        judgements([graph(*blocks)])


def test_a_chain_of_many_is_one() -> None:
    """A thousand that follow each other are one cluster, whatever the order of the judgements."""
    names = [f"p{number:04}" for number in range(1000)]
    blocks = [judgement(a, b) for a, b in itertools.pairwise(names)]
    assert clusters(judgements([graph(*blocks[::-1])])) == [one(*names)]
    assert {j.verdict for j in judgements([graph(*blocks)])} == {SAME}


TENURES = {
    f"{BASE}tenure/x": (f"{BASE}person/a", f"{BASE}office/o"),
    f"{BASE}tenure/y": (f"{BASE}person/c", f"{BASE}office/p"),
}
ONE_TENURE = judgement("x", "y", kind="tenure")


def test_a_tenure_is_one_only_where_its_holders_and_offices_may_be() -> None:
    """Who is judged different holds no tenure together, also where others are between; who is not judged may be one."""
    two = judgement("b", "c", "different")
    found = judgements([graph(judgement("a", "b"), two, ONE_TENURE)])
    (fault,) = contradictions(found, TENURES)
    assert str(fault).startswith(
        "#x--y: tenure/x and tenure/y are judged the same, and who held them, person/a and person/c, different by #b--c"
    )
    with pytest.raises(SourceError, match="#x--y: tenure/x and tenure/y are judged the same"):
        clusters(found, TENURES)
    (fault,) = contradictions(judgements([graph(judgement("o", "p", "different", kind="office"), ONE_TENURE)]), TENURES)
    assert "their offices, office/o and office/p, different" in fault.words
    for block in (judgement("a", "c", "unsure", "2024-01-02"), judgement("a", "d", "different")):
        assert contradictions(judgements([graph(block, ONE_TENURE)]), TENURES) == []
