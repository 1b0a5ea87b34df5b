"""What is refused before a query is asked."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pytest

from dipgraph.errors import UsageError
from dipgraph.guard import MOST_BYTES, MOST_DEPTH, MOST_PATTERNS, checked
from dipgraph.query import Query, stored

SERVICE = [
    "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
    "SELECT * { sErViCe#comment\n<http://example.org/> { ?s ?p ?o } }",
    "SELECT * { FILTER(?a<1)SERVICE<http://example.org/> { ?s ?p ?o } }",
    "PREFIX e: <http://example.org/> SELECT * { SERVICE e:x { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT ?x { ?s ?p ?o } }",
    "ASK { FILTER EXISTS { SERVICE <http://example.org/> {} } }",
    "SELECT * { ?s ?p '''it's ''' SERVICE <http://example.org/> {} }",
    'SELECT * { ?s ?p "\\"" SERVICE <http://example.org/> {} # " }',
    "SELECT * { ?s ?p 'a' . BIND(1<2 AS ?x)SERVICE?y{ } FILTER(3>2) }",
    "DESCRIBE ?s { SERVICE <http://example.org/> {} }",
    "SELECT * { SERVICESILENT<http://example.org/> { ?s ?p ?o } }",
    "PREFIX e: <http://example.org/> SELECT * { SERVICEe:x { ?s ?p ?o } }",
    "PREFIX : <http://example.org/> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX e: <http://example.org/> SELECT * { serviceSilente:x { ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE <http://example.org/> { ?s ?p ?o } }",
    "PREFIX service: <http://a/> PREFIX : <http://example.org/> SELECT * { service:x { ?s ?p ?o } }",
    "PREFIX : <http://a/> PREFIX service: <http://example.org/> SELECT * { service:x { ?s ?p ?o } }",
    "PREFIX:<http://a/>PREFIX servicesilent: <http://example.org/> SELECT * { servicesilent:x { ?s ?p ?o } }",
    "PREFIX e: <http://a/> PREFIX servicee: <http://example.org/> SELECT * { servicee:x { ?s ?p ?o } }",
    "PREFIX e: <http://a/> PREFIX servicesilente: <http://example.org/> SELECT * { serviceSilente:x { ?s ?p ?o } }",
    "PREFIX service: <http://a/> SELECT * { SERVICE service:x { ?s ?p ?o } }",
    "PREFIX service:x SELECT * { ?s ?p ?o }",
    "SELECT * { ?s ?p 1e1SERVICE <http://example.org/> { ?s ?p ?o } }",
]
HARMLESS = [
    "SELECT * { ?service <http://example.org/SERVICE> 'SERVICE <x> {}' }",
    "PREFIX s: <http://example.org/> SELECT * { s:service s:SERVICE ?load }",
    "# SERVICE <http://example.org/> {}\nASK {}",
    "PREFIX service: <urn:s> SELECT * { service:a service:b ?o }",
    "PREFIX dip: <urn:s> PREFIX service: <urn:s> SELECT * { dip:a service:b ?o }",
    'SELECT * { ?s ?p """SERVICE <x> "" {} """ . }',
    "SELECT * { ?s ?p 'x'@service }",
    "SELECT * { ?s ?p _:SERVICE }",
]


@pytest.mark.parametrize("query", SERVICE)
def test_service_is_refused(query: str) -> None:
    """However it is written, a query that asks another server is refused."""
    with pytest.raises(UsageError, match=r"^SERVICE is refused"):
        checked(query)


@pytest.mark.parametrize("query", HARMLESS)
def test_word_that_only_looks_like_it(query: str) -> None:
    """What stands in strings, names and comments is no keyword."""
    assert checked(query).text == query


@pytest.mark.parametrize(
    "word", ["LOAD <http://example.org/>", "insert data {}", "DROP ALL", "WITH <http://a/> DELETE {}"]
)
def test_update_is_refused(word: str) -> None:
    """What writes is refused by its first word."""
    with pytest.raises(UsageError, match="a query writes nothing"):
        checked(f"PREFIX e: <http://example.org/> {word}")


def test_depth_and_size() -> None:
    """A query may nest so deep and be so long, and no more."""
    checked("ASK " + "{" * MOST_DEPTH + "}" * MOST_DEPTH)
    with pytest.raises(UsageError, match="nests more than"):
        checked("ASK { FILTER " + "(" * MOST_DEPTH + "1" + ")" * MOST_DEPTH + "}")
    with pytest.raises(UsageError, match="bytes"):
        checked("ASK {} #" + "é" * (MOST_BYTES // 2))
    with pytest.raises(UsageError, match="words"):
        checked("ASK { VALUES ?x { " + "UNDEF " * 20_000 + "} }")


@pytest.mark.parametrize(
    ("piece", "number"),
    [
        ("?s ?p ?o .", MOST_PATTERNS), ("?s ?p ?o ; ?q ?r , 1 .", MOST_PATTERNS // 3), ("{ ?s ?p ?o }", MOST_PATTERNS),
        ("?s <a:b>/<a:c>/<a:d> ?o .", MOST_PATTERNS // 3), ("[ ?p ?o ] .", MOST_PATTERNS // 2),
        ("OPTIONAL { ?s ?p ?o }", MOST_PATTERNS), ("MINUS { ?s ?p 1.5 }", MOST_PATTERNS),
    ],
)  # fmt: skip
def test_number_of_patterns(piece: str, number: int) -> None:
    """A query may have so many triples, groups and steps of paths, and no more; what is so many is told, and the cure."""
    assert checked(f"ASK {{ {piece * ((number * 9) // 10)} }}").form == "ASK"
    with pytest.raises(UsageError, match=f"has more than {MOST_PATTERNS} patterns.*: ask for less at once"):
        checked(f"ASK {{ {piece * (number + 2)} }}")


def test_values_are_no_patterns() -> None:
    """However many values there are, in a table or a list, with dots and signs in them, they are no patterns."""
    many = MOST_PATTERNS * 3
    checked("ASK { VALUES ?x { " + "1.5 'a.b;c,d' <a:b/c.d> " * many + "} }")
    checked("ASK { VALUES (?x ?y) { " + "(1 2.5) " * many + "} }")
    checked("ASK { ?s ?p ?o FILTER(?o IN (" + "1, " * many + "2)) }")


@pytest.mark.parametrize("name", list(stored()))
def test_stored_queries_pass(name: str) -> None:
    """Every stored query may be asked, and its form is read as it stands."""
    query = Query.named(name)
    found = checked(query.text)
    assert found.form == query.form == "SELECT"
    assert not found.has_dataset


def test_queries_of_the_suite_pass(material: Path) -> None:
    """Each query of the W3C suite that is no federated one passes; those that are federated are refused."""
    found = sorted((material / "suites/rdf-tests/sparql/sparql11").rglob("*.rq"))
    assert len(found) > 300
    for path in found:
        text = path.read_text(encoding="utf-8")
        if path.parent.name in ("service", "syntax-fed"):
            with pytest.raises(UsageError, match="SERVICE is refused"):
                checked(text)
        else:
            assert checked(text).text == text


def test_dataset_is_seen() -> None:
    """FROM is a keyword, with or without a space behind it, and a variable or a prefix of that name none."""
    assert checked("SELECT * FROM <http://example.org/> {}").has_dataset
    for text in ("ASK FROM:g {}", "SELECT(1 AS?x)FROMe:g{}", "CONSTRUCT { } FROM:g { }", "SELECT * FROM NAMED:g {}"):
        assert checked(f"PREFIX : <http://a/> PREFIX e: <http://a/> {text}").has_dataset, text
    for text in ("DESCRIBE from:a", "ASK { ?s from:a ?o }", "SELECT * { ?s ?p ?o } ORDER BY from:f(?s)"):
        assert not checked(f"PREFIX from: <http://a/> {text}").has_dataset, text
        assert not checked(f"PREFIXfrom: <http://a/> {text}").has_dataset, text
    assert checked("PREFIX : <http://a/> DESCRIBE:a").form == "DESCRIBE"
    assert not checked("SELECT ?from { ?from ?p 'FROM' }").has_dataset


@pytest.mark.parametrize(
    "piece",
    ['\\"', "\\'", "a.", "a-", '"""', "'''", '\\"""a"', "\\'''a'", "\\", "<", "<a", "_:", "?", "#", "%", "a:\\"],
)
@pytest.mark.parametrize("start", ["", '"', "'", '"""', "'''"])
def test_reading_takes_little_time(start: str, piece: str) -> None:
    """Whatever is sent, it is read in less than a second: the process that reads it answers all others too."""
    begun = time.process_time()
    with contextlib.suppress(UsageError):
        checked(start + piece * ((MOST_BYTES - 3) // len(piece)))
    assert time.process_time() - begun < 1
