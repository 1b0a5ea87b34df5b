"""JSON-LD in the words of the context comes back as what it was, whatever the graph holds."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from dipgraph import Dataset, open_store, shipped
from dipgraph.errors import SourceError
from dipgraph.json_ld import Context, Writer
from dipgraph.rdf import from_rdflib
from dipgraph.stores import Store

CONTEXT = Context(json.loads((shipped.folder("ontology") / "context.jsonld").read_text(encoding="utf-8"))["@context"])


def written(store: Store) -> bytes:
    """Return the graphs of *store* as JSON-LD."""
    output = io.BytesIO()
    writer = Writer(CONTEXT, output)
    for name in store.names():
        quads = list(store.statements(name))
        writer.add(name, quads, ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")
    writer.end()
    return output.getvalue()


def read_by_oxigraph(text: bytes) -> set[tuple[object, ...]]:
    """Return the quads that pyoxigraph reads."""
    return {(q.subject, q.predicate, q.object, q.graph_name) for q in ox.parse(text, format=ox.RdfFormat.JSON_LD)}


def read_by_rdflib(text: bytes, monkeypatch: pytest.MonkeyPatch) -> set[tuple[object, ...]]:
    """Return the quads that rdflib reads, its literals as they are written."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    dataset = rdflib.Dataset()
    dataset.parse(data=text, format="json-ld")
    return {tuple(map(from_rdflib, quad)) for quad in dataset.quads() if None not in quad}  # type: ignore[arg-type]


def test_it_is_in_the_words_of_the_context(small_store: Store) -> None:
    """Properties are terms, addresses are short where the context has a prefix, dates and English words stand alone."""
    graphs = {graph["id"]: graph["@graph"] for graph in json.loads(written(small_store))["@graph"]}
    document = {node["id"]: node for node in graphs["document:mofa-xa/2020-01-02-xb"]}
    meeting = document["meeting:2020-01-02-xa-xb"]
    assert (meeting["type"], meeting["date"]) == ("BilateralMeeting", "2020-01-02")
    assert meeting["label"] == "Meeting of Alm and Berg, 2 January 2020"
    assert document["document:mofa-xa/2020-01-02-xb#alm"]["participant"] == "person:alm-ada"


HOSTILE = """
<https://w3id.org/dipgraph/person/> a <https://example.org/class> , <type:c> .
<https://w3id.org/dipgraph/person///x> <https://w3id.org/dipgraph/ontology#note> "en"@en , "ja"@ja , "none" , <person:x> .
<xsd:string> <dip:note> <label:x> ; <http://www.w3.org/2000/01/rdf-schema#label> "<script>\\"\\n\\u0001"@en-GB .
<urn:x> <https://w3id.org/dipgraph/ontology#date> "2022-05-23Z"^^<http://www.w3.org/2001/XMLSchema#date> , "text" , 5 .
<urn:x> <https://w3id.org/dipgraph/ontology#length> 007 , 7 , 7.0 , true ; <https://w3id.org/dipgraph/ontology#holder> "no" .
<urn:x> <https://w3id.org/dipgraph/ontology#complete> "1"^^<http://www.w3.org/2001/XMLSchema#boolean> , "a"^^<person:type> .
<urn:x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "a literal" .
<urn:x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#value> "{}"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON-not> .
"""


# rdflib 7 warns of what it does itself.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_hostile_graph_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses that look like short forms, odd values and every kind of literal come back in both libraries."""
    (tmp_path / "g.ttl").write_text(f"@base <https://example.org/g> .\n{HOSTILE}", encoding="utf-8")
    (tmp_path / "h.ttl").write_text("@base <dip:g> .\n<urn:s> <urn:p> <urn:o> .", encoding="utf-8")
    with open_store() as store:
        store.load(Dataset.read(tmp_path / "g.ttl", tmp_path / "h.ttl", vocabularies=False))
        text = written(store)
        expected = {(q.subject, q.predicate, q.object, q.graph_name) for q in store.quads()}
    assert read_by_oxigraph(text) == expected
    assert read_by_rdflib(text, monkeypatch) == expected


def test_triple_in_the_place_of_a_thing(tmp_path: Path) -> None:
    """What JSON-LD cannot say is an error of one line."""
    (tmp_path / "g.ttl").write_text("<urn:s> <urn:p> <<( <urn:a> <urn:b> <urn:c> )>> .", encoding="utf-8")
    with open_store() as store:
        store.load(Dataset.read(tmp_path / "g.ttl", vocabularies=False))
        with pytest.raises(SourceError, match="JSON-LD has no triples in the place of a thing"):
            written(store)
