"""Names in a query that the graph does not know."""

from __future__ import annotations

import pytest
import requests

from dipgraph.stores import Store
from dipgraph.terms import BASE, DIP
from dipgraph.unknowns import unknown
from served import served

PREFIXES = f"PREFIX dip: <{DIP}> PREFIX issue: <{BASE}issue/> PREFIX : <{BASE}person/> "


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?s { ?s dip:issue issue:ukrane }", [f"unknown issue '{BASE}issue/ukrane': did you mean 'ukraine'?"]),
        ("SELECT ?s { ?s dip:isue issue:ukraine }", ["unknown term 'dip:isue': did you mean 'dip:issue'?"]),
        (
            f"SELECT ?s {{ ?s dip:madeAt <{BASE}meeting/2022-05-23-jp-uk> }}",
            [f"unknown meeting '{BASE}meeting/2022-05-23-jp-uk': did you mean '2022-05-23-jp-us'?"],
        ),
        ("SELECT ?s { ?s dip:speaker :blinken-antony ; dip:issue issue:apec }", []),
        ("SELECT ?s { ?s dip:speaker :blinkn-antony }", [
            f"unknown person '{BASE}person/blinkn-antony': did you mean 'blinken-antony'?"
        ]),
        # What is in a comment or a string, of others, or a part of a document is no such name.
        ("SELECT ?s { ?s dip:verb 'issue:ukrane' } # issue:ukrane", []),
        ("SELECT ?s { ?s <http://example.org/nothing> <urn:x> }", []),
        (f"SELECT ?s {{ ?s dip:evidence <{BASE}document/mofa-jp/2022-05-23-us#p999> }}", []),
        (f"PREFIX new: <{BASE}issue/> SELECT ?s {{ ?s dip:issue new:ukrane, new:ukrane }}", [
            f"unknown issue '{BASE}issue/ukrane': did you mean 'ukraine'?"
        ]),
    ],
)  # fmt: skip
def test_what_may_be_meant(shipped_store: Store, query: str, told: list[str]) -> None:
    """A name of the graph that is misspelt is told, with the nearest that there is."""
    assert unknown(shipped_store, PREFIXES + query) == told


def test_no_name_is_near(shipped_store: Store) -> None:
    """A name that is like none says so, of whichever kind it is."""
    (told,) = unknown(shipped_store, f"ASK {{ <{BASE}series/qqqqqqqq> ?p ?o }}")
    assert told.startswith(f"unknown thing '{BASE}series/qqqqqqqq': ")
    assert len(unknown(shipped_store, "ASK {" + " ".join(f"<{BASE}act/q{at}> ?p ?o ." for at in range(50)) + "}")) == 20


def test_on_the_page() -> None:
    """The page of a question without rows has the hints; one with rows has none."""
    with served("--workers", "1") as address:
        for issue, number in (("ukrane", 1), ("ukraine", 0)):
            asked = {"query": f"{PREFIXES} SELECT ?s {{ ?s dip:issue issue:{issue} }}"}
            text = requests.get(f"{address}/ask", params=asked, headers={"accept": "text/html"}, timeout=30).text
            assert text.count('<p class="hint">Unknown issue') == number
            assert (">0 rows" in text) == (number == 1)
