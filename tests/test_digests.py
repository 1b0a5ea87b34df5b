"""Digests of graphs: the same for the same content, and in time."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from dipgraph import digests
from dipgraph.digests import GRAPH_DIGEST, canonical, is_of, mark_of, marked
from dipgraph.errors import SourceError

EX = "https://example.org/"


def triples(text: str) -> list[ox.Triple]:
    """Return the triples of a Turtle text."""
    return [quad.triple for quad in ox.parse(f"PREFIX : <{EX}>\n{text}".encode(), format=ox.RdfFormat.TURTLE)]


def test_order_and_repetition_do_not_matter() -> None:
    """The lines are sorted, each once."""
    number = "^^<http://www.w3.org/2001/XMLSchema#integer>"
    content = canonical(triples(':a :b 2 , 1 . :a :b 1 . :a :b "é\\n\u2028"@en .'), "g")
    assert content.decode().split("\n") == [
        f'<{EX}a> <{EX}b> "1"{number} .',
        f'<{EX}a> <{EX}b> "2"{number} .',
        f'<{EX}a> <{EX}b> "é\\n\u2028"@en .',
        "",
    ]


def test_names_of_blank_nodes_do_not_matter() -> None:
    """Graphs that differ in the names of their blank nodes alone are the same, others are not."""
    one = triples('_:a :knows _:b . _:b :name "Ben" .')
    other = triples('_:x :name "Ben" . _:a :knows _:x .')
    third = triples('_:x :name "Ben" . _:x :knows _:a .')
    assert canonical(one, "g") == canonical(other, "g") != canonical(third, "g")
    assert b"_:c14n0" in canonical(one, "g")


def test_mark_is_no_part_of_the_content() -> None:
    """A graph has the same digest with its mark in it as without."""
    content = canonical(triples(":a :b 1 ."), "g")
    again = triples(marked(content, "g").decode())
    assert len(again) == 2
    assert canonical(again, "g") == content
    assert (
        f"{mark_of(content, 'g')} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> {GRAPH_DIGEST} .\n"
        in marked(content, "g").decode()
    )


def test_only_a_mark_is_no_statement() -> None:
    """What has the type of a mark and not its name is a statement; the mark of one graph is none of another."""
    content = canonical(triples(":a a <https://w3id.org/dipgraph/ontology#GraphDigest> ."), "g")
    assert content.count(b"\n") == 1
    mark = mark_of(content, "https://example.org/g?x=1&y").value
    assert is_of(mark, "https://example.org/g?x=1&y")
    assert not is_of(mark, "https://example.org/g")
    assert not is_of("https://example.org/g", "https://example.org/g")


def test_many_blank_nodes_that_differ_are_quick() -> None:
    """A list of a hundred is told apart by a process of its own."""
    items = " ".join(map(str, range(100)))
    content = canonical(triples(f":a :b ( {items} ) ."), "g")
    assert content.count(b"\n") == 201
    assert content == canonical(reversed(triples(f":a :b ( {items} ) .")), "g")


def test_what_lies_in_the_working_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program that tells blank nodes apart takes no module from there."""
    (tmp_path / "hashlib.py").write_text("raise SystemExit('run')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert canonical(triples(":a :b ( 1 2 3 4 5 6 7 8 ) ."), "g").count(b"\n") == 17


def test_blank_nodes_that_cannot_be_told_apart_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nodes that are all joined to each other, which would take for ever, end in an error that names the graph."""
    monkeypatch.setattr(digests, "_SECONDS", 1)
    knows = ox.NamedNode(f"{EX}knows")
    all_joined = [
        ox.Triple(ox.BlankNode(a), knows, ox.BlankNode(b)) for a, b in itertools.permutations("abcdefghijkl", 2)
    ]
    begun = time.monotonic()
    with pytest.raises(SourceError) as error:
        canonical(all_joined, "https://example.org/g")
    assert time.monotonic() - begun < 30
    assert str(error.value) == (
        "the blank nodes of the graph <https://example.org/g> cannot be told apart in 1 s: give them addresses"
    )
