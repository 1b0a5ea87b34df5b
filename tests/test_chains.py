"""How deep a query is, as it is read before it is asked: what is refused, and that what is not ends no process."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from dipgraph import updates
from dipgraph.chains import MOST_CHAINED
from dipgraph.errors import UsageError
from dipgraph.guard import MOST_DEPTH, checked
from dipgraph.query import Query, stored

MANY, WIDE = 5000, 3000
# Queries that are deep by so many steps, and a few more at most, each of a sort of its own.
DEEP: dict[str, Callable[[int], str]] = {
    "or": lambda n: f"ASK {{ FILTER({'false||' * (n - 1)}true) }}",
    "or, with spaces and comparisons": lambda n: f"ASK {{ ?s ?p ?o FILTER({' || '.join(['?o != 1'] * n)}) }}",
    "and": lambda n: f"ASK {{ FILTER({'true && ' * (n - 1)}true) }}",
    "sum": lambda n: f"SELECT ({'?x + ' * (n - 1)}1 AS ?y) {{ }}",
    "sum without signs": lambda n: f"SELECT (1{' -1' * (n - 1)} AS ?y) {{ }}",
    "product": lambda n: f"SELECT ({'?x*' * (n - 1)}1 AS ?y) {{ }}",
    "not": lambda n: f"ASK {{ FILTER({'!' * (n - 1)}true) }}",
    "filters": lambda n: f"ASK {{ ?s ?p ?o {'FILTER(?o) ' * n} }}",
    "filters by a function": lambda n: f"ASK {{ ?s ?p ?o {'FILTER REGEX(?o, ?o) ' * n} }}",
    "bindings": lambda n: f"SELECT * {{ {' '.join(f'BIND(1 AS ?x{number})' for number in range(n))} }}",
    "columns": lambda n: f"SELECT {' '.join(f'(1 AS ?x{number})' for number in range(n))} {{ }}",
    "ways of a path": lambda n: f"ASK {{ ?s {'|'.join(['<a:b>'] * n)} ?o }}",
    "keys of an order": lambda n: f"SELECT * {{ ?s ?p ?o }} ORDER BY {'(STR(?s))' * (n - 1)}",
    "keys of groups": lambda n: f"SELECT ?x0 {{ }} GROUP BY {' '.join(f'(1 AS ?x{k})' for k in range(n))}",
    "conditions on groups": lambda n: f"SELECT ?s {{ ?s ?p ?o }} GROUP BY ?s HAVING {'(COUNT(*) > 1) ' * (n - 1)}",
    "what is described": lambda n: f"DESCRIBE {' '.join(f'<a:{number}>' for number in range(n - 1))}",
    "what is described, by prefix": lambda n: f"PREFIX a: <a:> DESCRIBE {' '.join(['a:b'] * (n - 1))}",
    "chains in chains": lambda n: (
        f"ASK {{ FILTER({('(' + 'false||' * (n // 90 - 1)) * 90}true{')' * 90}) }}"
    ),
    "chains before chains": lambda n: (
        f"ASK {{ FILTER({'(' * 90}true{('||false' * (n // 90 - 1) + ')') * 90}) }}"
    ),
    "chains behind an argument": lambda n: f"SELECT (CONCAT('a', STR({'?x+' * (n - 3)}1)) AS ?y) {{ }}",
}  # fmt: skip
# Asks each query of a list, in a thread with a stack as large as that of those that answer.
ASKS = """
import json, sys, threading
import pyoxigraph as ox
from dipgraph.precedence import _STACK
store = ox.Store()
store.add(ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:b"), ox.Literal(1), ox.NamedNode("a:g")))
def ask():
    for name, text in json.load(sys.stdin).items():
        print(name, flush=True)
        try:
            found = store.query(text, use_default_graph_as_union=True)
            if not text.startswith("ASK"):
                list(found)
        except SyntaxError as error:
            print("not SPARQL:", error)
threading.stack_size(_STACK)
thread = threading.Thread(target=ask)
thread.start()
thread.join()
"""


@pytest.mark.parametrize("name", DEEP)
def test_limit_of_depth(name: str) -> None:
    """Nearly so many steps are taken, and more are refused in front, with the number that is taken and the cure."""
    query = DEEP[name]
    assert checked(query(MOST_CHAINED - 10)).form in ("ASK", "SELECT", "DESCRIBE")
    words = (
        f"the query has a chain of more than {MOST_CHAINED} operators.*: ask for less at once, with IN or one VALUES"
    )
    for number in (MOST_CHAINED + 95, MANY):
        with pytest.raises(UsageError, match=words):
            checked(query(number))


@pytest.mark.parametrize("steps", ["||false", " + 1", " && true"])
def test_the_last_step(steps: str) -> None:
    """The bracket of a filter and so many operators less one are taken, and one more is not."""
    assert checked(f"ASK {{ FILTER(true{steps * (MOST_CHAINED - 1)}) }}").form == "ASK"
    with pytest.raises(UsageError, match="has a chain of more than"):
        checked(f"ASK {{ FILTER(true{steps * MOST_CHAINED}) }}")


def test_what_is_taken_ends_no_process() -> None:
    """Each of the deepest queries that are taken is answered within the stack that a process has for it."""
    asked = {name: query(MOST_CHAINED - 10) for name, query in DEEP.items()}
    asked |= {
        f"{name} and all brackets": f"ASK {{ FILTER({'(' * (MOST_DEPTH - 3)}{chain}{')' * (MOST_DEPTH - 3)}) }}"
        for name, chain in (("or", "false||" * 390 + "true"), ("sum", "1+" * 390 + "1"))
    }
    for text in asked.values():
        checked(text)
    done = subprocess.run(
        [sys.executable, "-c", ASKS], input=json.dumps(asked), capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stdout.splitlines() == [*asked], done.stderr[-2000:]
    assert done.returncode == 0


@pytest.mark.parametrize(
    "text",
    [
        "ASK { VALUES ?x { " + "-1 " * WIDE + "} }",
        "ASK { VALUES (?x ?y) { " + "(-1 +2) " * WIDE + "} }",
        "ASK { ?s ?p ?o FILTER(?o IN (" + "-1, " * WIDE + "2)) }",
        "SELECT (COALESCE(" + "?x + 1, " * WIDE + "2) AS ?y) { }",
        "SELECT (CONCAT(" + "STR(?x), " * WIDE + "'') AS ?y) { }",
        "SELECT " + "?x " * WIDE + "{ }",
        "SELECT * { ?s ?p ?o } ORDER BY " + "?s " * WIDE,
        "ASK { ?s ?p '" + "||&&++" * WIDE + "' }",
        "ASK { VALUES ?x { " + '"1"^^<http://www.w3.org/2001/XMLSchema#integer> ' * WIDE + "} }",
    ],
)  # fmt: skip
def test_what_is_wide_is_not_deep(text: str) -> None:
    """Values, arguments, columns and what stands in strings are as many as they like."""
    assert checked(text).text == text


def test_table_of_values_ends() -> None:
    """Behind a table of values steps count again."""
    with pytest.raises(UsageError, match="has a chain"):
        checked("ASK { VALUES ?x { -1 -2 } FILTER(" + "?x||" * MANY + "?x) }")
    with pytest.raises(UsageError, match="has a chain"):
        checked("ASK { VALUES (?x ?y) { (1 2) } FILTER(" + "?x||" * MANY + "?x) }")


def test_chains_of_an_update() -> None:
    """What an update asks may not be deeper either; what it writes as data, and several operations, may be long."""
    condition = "{ ?s ?p ?o FILTER(%strue) }"
    with pytest.raises(UsageError, match="the update has a chain of more than"):
        updates.checked("DELETE { ?s ?p ?o } WHERE " + condition % ("false||" * MANY), "http://a/")
    data = "INSERT DATA { " + "<a:a> <a:b> -1 , (1 2) . " * MANY + "} ; "
    several = f"DELETE {{ ?s ?p ?o }} WHERE {condition % ('false||' * 300)} ; " * 5
    assert updates.checked(data + several, "http://a/").text == data + several


@pytest.mark.parametrize("name", list(stored()))
def test_stored_queries_are_far_from_it(name: str) -> None:
    """The steps of every stored query could be three times as many."""
    text = Query.named(name).text
    body = text.rpartition("}")
    assert checked(f"{body[0]} FILTER({'true||' * (MOST_CHAINED * 2 // 3)}true) }}{body[2]}").form == "SELECT"
