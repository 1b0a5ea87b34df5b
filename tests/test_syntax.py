"""What is said of a query that is no SPARQL."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from dipgraph import open_store
from dipgraph.rows import Rows
from dipgraph.syntax import depth, faulty, in_order, place_of
from dipgraph.terms import DIP


@pytest.mark.parametrize(
    ("sparql", "said"),
    [
        ("SELEC ?x { ?s ?p ?o }", "(line 1, column 1): 'SELEC' is no form of a query, did you mean SELECT?"),
        (
            "# one\nPREFIX a: <urn:a#> BASE <urn:b>\n selct * { ?s ?p ?o }",
            "(line 3, column 2): 'selct' is no form of a query, did you mean SELECT?",
        ),
        (
            "MATCH (n) RETURN n",
            "(line 1, column 1): 'MATCH' is no form of a query, a query begins with SELECT, CONSTRUCT, DESCRIBE or ASK",
        ),
        ("ASK {\n ?x nope:c ?y .\n  ?x foo:bar ?y }", "(line 2, column 5): the prefix nope: is not declared"),
        (
            "PREFIX a: <urn:a> ASK {\n ?x a:b ?y .\n  ?x foo:bar ?y }",
            "(line 3, column 6): the prefix foo: is not declared",
        ),
        (
            "ASK { ?x dip:date ?y }",
            f"(line 1, column 10): the prefix dip: is not declared: write PREFIX dip: <{DIP}> before the query",
        ),
        ("ASK { ?x :date ?y }", "(line 1, column 10): the prefix : is not declared"),
        ("SELECT ?x { ?x ?y } }", "(line 1, column 21): '}' cannot stand there"),
        ("ASK {", "(line 1, column 6): something is missing there"),
    ],
)
def test_place_and_reason(sparql: str, said: str) -> None:
    """The line and the column are those of the word that is wrong, which is named, with what may be meant."""
    with pytest.raises(SyntaxError) as error:
        ox.Store().query(sparql)
    assert faulty(sparql, str(error.value)) == said


@pytest.mark.parametrize(
    ("sparql", "order"),
    [
        ("SELECT * { ?s ?p ?o }", "s p o"),
        ("# SELECT * ?o\nPREFIX a: <b:?p> select distinct*{ $s <c:?o> '?o' ; ?p ?o . # ?a\n?a ?b ?o }", "s p o a b"),
        ("SELECT * { { SELECT ?x (COUNT(*) AS ?n) { ?z ?y ?x } GROUP BY ?x } ?z ?x ?a }", "x n z a"),
        ("SELECT * { ?o ?p ?s } VALUES ?a { 1 }", "o p s a"),
        ('SELECT REDUCED * FROM <urn:a> { ?b ?a """it\'s ?c""" }', "b a"),
        ("SELECT * {}", ""),
        ("SELECT ?o ?p { { SELECT * { ?s ?p ?o } } }", "o p"),
        ("SELECT (COUNT(*) AS ?b) (1 AS ?a) {}", "b a"),
    ],
)
def test_columns_stand_as_in_the_query(sparql: str, order: str) -> None:
    """The columns of SELECT * are in the order in which the variables stand in the query; what is named stays so."""
    with open_store() as store:
        rows = store.query(sparql)
    assert isinstance(rows, Rows)
    assert [variable.value for variable in rows.variables] == order.split()


def test_query_that_is_asked_as_it_is() -> None:
    """Where the columns are in order, or something is not understood, the query stays as it is."""
    assert in_order("SELECT * { ?a ?b ?c }", ["a", "b", "c"]) is None
    assert in_order("SELECT * { ?s ?p ?o }", ["o", "p", "q", "s"]) is None
    assert in_order("ASK { ?s ?p ?o }", []) is None


def test_depth() -> None:
    """Brackets that are closed nest no deeper, and one that was never opened counts for nothing."""
    assert depth("") == 0
    assert depth("{}" * 9) == 1
    assert depth("}}}([{") == 3


def test_place_in_a_line() -> None:
    """The line at which a query is wrong is had in parts; of a long one what is near; nothing where no place is told."""
    found = place_of("ASK {\r\n\t?x nope:a ?y }", "not SPARQL (line 2, column 5): the prefix nope: is not declared")
    assert found == {"line": 2, "column": 5, "before": "\t?x ", "at": "nope:a", "after": " ?y }", "room": "\t   "}
    end = place_of("ASK {", "(line 1, column 6): something is missing there")
    assert end is not None
    assert (end["before"], end["at"], end["after"]) == ("ASK {", "", "")
    string = place_of('ASK {\n ?s ?p "open }', "the string at character 14 does not end: close it")
    assert string is not None
    assert (string["line"], string["column"], string["at"]) == (2, 8, '"')
    long = place_of("x" * 500 + " ( " + "y" * 500, "(line 1, column 502): '(' cannot stand there")
    assert long is not None
    assert (long["at"], len(long["before"]), len(long["after"])) == ("(", 60, 60)
    assert long["before"].startswith("…")
    assert long["after"].endswith("…")
    assert len(long["room"]) == 60
    for message in ("it takes too long", "(line 9, column 1): what", ""):
        assert place_of("ASK {}", message) is None
