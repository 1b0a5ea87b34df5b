"""Lines of subjects and properties in Turtle files."""

from __future__ import annotations

import pytest

from dipgraph import Dataset
from dipgraph.places import Lines, nearest
from dipgraph.terms import DIP, RDF, RDFS

BASE = "https://example.org/doc"
SOURCE = """\
@base <https://example.org/doc> .
@prefix : <https://example.org/own#> .
@prefix dip: <https://w3id.org/dipgraph/ontology#> .
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

# --- Document ---

<>
  a dip:Readout ;
  rdfs:label "words"@en ;
  # dip:note "not this" ;
  dip:describes :m ;
  .

:m a dip:Meeting ;
  dip:date "2020-01-02" ;
  dip:note \"\"\"first
second: line
\"\"\" ;
  .

<#s1>
\tdip:summary "a" ; dip:verb "b" ;
  <https://example.org/p> 1 .
<https://example.org/other/x.y>
  dip:score 1 .
<#s1>
  dip:verb "again" .
"""


@pytest.mark.parametrize(
    ("subject", "property_", "line"),
    [
        (BASE, None, 8),
        (BASE, RDF + "type", 9),
        (BASE, RDFS + "label", 10),
        (BASE, DIP + "describes", 12),
        (BASE, DIP + "note", 8),
        ("https://example.org/own#m", None, 15),
        ("https://example.org/own#m", RDF + "type", 15),
        ("https://example.org/own#m", DIP + "date", 16),
        ("https://example.org/own#m", DIP + "note", 17),
        (BASE + "#s1", None, 22),
        (BASE + "#s1", DIP + "summary", 23),
        (BASE + "#s1", "https://example.org/p", 24),
        (BASE + "#s1", DIP + "verb", 28),
        ("https://example.org/other/x.y", DIP + "score", 26),
        ("https://example.org/nowhere", None, None),
        ("https://example.org/nowhere", DIP + "score", None),
        ("_:b1", DIP + "score", None),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines(subject: str, property_: str | None, line: int | None, end: str) -> None:
    """A property has its own line, else that of its subject; what is not in the file has none."""
    assert Lines(SOURCE.replace("\n", end), "https://example.org/unused").of(subject, property_) == line


def test_base_is_that_of_the_graph_where_the_file_has_none() -> None:
    """Relative names count from the graph's name if the file says no @base."""
    lines = Lines("<#a>\n  <p> 1 .\n", BASE)
    assert lines.of(BASE + "#a") == 1
    assert lines.of(BASE + "#a", "https://example.org/p") == 2


def test_prefix_may_be_relative() -> None:
    """A prefix that is relative to the base, such as that of the document's own names, keeps its ``#``."""
    assert Lines("@prefix : <#> .\n:a\n  :p 1 .\n", BASE).of(BASE + "#a", BASE + "#p") == 3


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x0b", "\x0c", "\x1c", "\x85"])
def test_characters_that_end_no_line(separator: str) -> None:
    """A quotation may hold characters that other programs take for line ends; editors and parsers count none."""
    source = f'<#a>\n  <p> "one{separator}two" .\n<#b>\n  <p> 1 .\n'
    assert Lines(source, BASE).of(BASE + "#b", "https://example.org/p") == 4


def test_file_that_is_laid_out_otherwise() -> None:
    """Of a file that is one long line nothing but the first subject is known, and nothing goes wrong."""
    lines = Lines("<#a> <p> 1 . <#b> <p> 2 .", BASE)
    assert lines.of(BASE + "#a", "https://example.org/p") == 1
    assert lines.of(BASE + "#b") is None


def test_every_subject_of_the_shipped_data_has_its_line(shipped_dataset: Dataset) -> None:
    """In the shipped files, laid out by hand, each property of a subject is found on the line that has it."""
    assert len(shipped_dataset.graphs) > 50
    for graph in shipped_dataset.graphs:
        lines = Lines(graph.source, graph.name.value)
        text = graph.source.split("\n")
        for triple in graph.triples:
            if triple.subject.__class__.__name__ == "NamedNode":
                line = lines.of(triple.subject.value, triple.predicate.value)  # type: ignore[union-attr]
                assert line is not None, (graph.path, triple)
                name = triple.predicate.value.replace("#", "/").rpartition("/")[2]
                assert " a " in text[line - 1] or name in text[line - 1], (graph.path, line, triple)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (DIP + "speeker", "dip:speaker"),
        (DIP + "Speaker", "dip:speaker"),
        (DIP + "speaker", "dip:speaker"),
        ("https://example.org/quite/other", None),
    ],
)
def test_nearest(term: str, expected: str | None) -> None:
    """The nearest known term is given in short; what looks like none has none."""
    assert nearest(term, frozenset({DIP + "speaker", DIP + "addressee", DIP + "summary"})) == expected


def test_nearest_of_nothing() -> None:
    """Where nothing is known there is no nearest."""
    assert nearest(DIP + "speaker", frozenset()) is None
