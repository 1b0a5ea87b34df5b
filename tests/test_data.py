"""The shipped data against the material that it was encoded from, and against itself."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from dipgraph import Dataset, shipped
from dipgraph.dataset import Graph
from dipgraph.terms import BASE, DIP, RDF

MATERIAL = os.environ.get("DIPGRAPH_MATERIAL")
TYPE = ox.NamedNode(RDF + "type")
# Where the encoding guide's rules give another act than the facts as they were handed down.
OTHER_ACTS = {"document/mofa-jp/2022-03-24-us-press-conference#s7": "intend"}


@pytest.fixture(scope="module")
def documents() -> dict[str, Graph]:
    """Return the document graphs of the shipped data by the short form of their names."""
    graphs = Dataset.read(shipped.folder("data"), vocabularies=False).graphs
    found = {g.name.value.removeprefix(BASE): g for g in graphs if g.name.value.startswith(BASE + "document/")}
    assert len(found) == 52
    return found


def values(graph: Graph, subject: str, name: str) -> list[str]:
    """Return the values of a dip: property of a subject of the graph, the ends of addresses alone."""
    nodes = [t.object for t in graph.triples if t.subject.value == subject and t.predicate.value == DIP + name]  # type: ignore[union-attr]
    return [n.value if isinstance(n, ox.Literal) else re.split("[/#]", n.value)[-1] for n in nodes]  # type: ignore[union-attr]


def material(folder: str) -> dict[str, Any]:
    """Return the JSON files of a folder of the material by name."""
    if MATERIAL is None:
        pytest.skip(f"DIPGRAPH_MATERIAL does not name a folder with {folder}/")
    files = sorted((Path(MATERIAL) / folder).glob("*.json"))
    assert files
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files}


def test_documents_lie_where_their_base_says() -> None:
    """A document's @base is the address that its path gives."""
    root = shipped.folder("data") / "documents"
    files = sorted(root.rglob("*.ttl"))
    assert files
    for file in files:
        name = file.relative_to(root).with_suffix("").as_posix()
        assert file.read_text(encoding="utf-8").startswith(f"@base <{BASE}document/{name}> .\n"), file


def test_texts_are_kept_for_the_two_source_documents_alone() -> None:
    """No text of another publisher is kept."""
    texts = sorted(
        path.relative_to(shipped.folder("data")).as_posix() for path in shipped.folder("data").rglob("*.txt")
    )

    assert texts == ["documents/mofa-jp/2022-05-23-us.txt", "documents/tdi/2023-04-17-jp-us.txt"]


def test_every_account_is_a_document(documents: dict[str, Graph]) -> None:
    """Each account of the material is a document with its address, reading and statements: act, verb, issues, anchor."""
    accounts = {name: a for name, a in material("accounts").items() if name != "links"}
    homes = {a: g for g in documents.values() for a in values_of_address(g)}
    assert len(accounts) == 50
    for name, account in accounts.items():
        graph = homes[account["url"]]
        iri = graph.name.value
        assert values(graph, iri, "complete") == [str(account["complete"]).lower()], name
        assert len([t for t in graph.triples if t.object == ox.NamedNode(DIP + "Statement")]) == len(
            account["statements"]
        )
        for number, statement in enumerate(account["statements"], start=1):
            subject = f"{iri}#s{number}"
            act = OTHER_ACTS.get(subject.removeprefix(BASE), statement["act"])
            assert values(graph, subject, "act") == [act], subject
            assert values(graph, subject, "verb") == [statement["verb"]], subject
            assert sorted(values(graph, subject, "issue")) == sorted(statement["issues"]), subject
            assert values(graph, f"{iri}#p{number}", "anchor") == [statement["anchor"].strip()], subject
            assert bool(values(graph, subject, "attests")) == bool(statement.get("committed")), subject


def values_of_address(graph: Graph) -> list[str]:
    """Return the addresses at which the graph's document was read."""
    return [t.object.value for t in graph.triples if t.predicate.value == DIP + "address"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("document/mofa-jp/2022-05-23-us", "seeds--000_30d3758371a7e6e2"),
        ("document/tdi/2023-04-17-jp-us", "seeds--004_d3df215a3586a924"),
    ],
)
def test_source_documents_agree_with_their_annotation(documents: dict[str, Graph], name: str, file: str) -> None:
    """Both source documents have every annotated statement, with its act, issues and quotation."""
    annotated = material("gold")[file]["statements"]
    graph = documents[name]
    for number, statement in enumerate(annotated, start=1):
        subject = f"{graph.name.value}#s{number}"
        assert values(graph, subject, "act") == [statement["act"]]
        assert sorted(values(graph, subject, "issue")) == sorted(statement["issues"])
        assert values(graph, f"{graph.name.value}#p{number}", "quotation") == [statement["quote"]]
    assert not values(graph, f"{graph.name.value}#s{len(annotated) + 1}", "act")


def test_no_sentence_of_the_material_is_copied() -> None:
    """Summaries, actions and rationales are sentences of the encoder's own, none near one of the material."""
    accounts = material("accounts")
    theirs = [s["summary"] for name, a in accounts.items() if name != "links" for s in a["statements"]]
    theirs += [link["why"] for link in accounts["links"]]
    bags = [content_words(sentence) for sentence in theirs]
    ours = set()
    for graph in Dataset.read(shipped.folder("data"), vocabularies=False).graphs:
        for t in graph.triples:
            if t.predicate.value in (DIP + "summary", DIP + "action", DIP + "rationale"):
                ours.add(t.object.value)  # type: ignore[union-attr]
    assert len(ours) > 500
    assert not ours & set(theirs)
    for sentence in sorted(ours):
        mine = content_words(sentence)
        near = [bag for bag in bags if len(mine) > 2 and len(bag & mine) >= 0.75 * max(len(bag), len(mine))]
        assert not near, sentence


def content_words(sentence: str) -> frozenset[str]:
    """Return the words of a sentence that carry its content, in lower case."""
    common = "the a an of to and in on at for is are be as by with both ministers two their its that they it from"
    return frozenset(re.findall(r"\w+", sentence.lower())) - set(common.split()) - {"hayashi", "blinken"}
