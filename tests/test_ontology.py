"""The ontology, its vocabularies, alignments and JSON-LD context."""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import owlrl
import pyoxigraph as ox
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, URIRef

from dipgraph import shipped

ONTOLOGY = shipped.folder("ontology")
DIP = rdflib.Namespace("https://w3id.org/dipgraph/ontology#")
MATERIAL = os.environ.get("DIPGRAPH_MATERIAL")
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
PREFIXES = """
@base <https://w3id.org/dipgraph/document/test/x> .
@prefix dip: <https://w3id.org/dipgraph/ontology#> .
@prefix person: <https://w3id.org/dipgraph/person/> .
@prefix state: <https://w3id.org/dipgraph/state/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def turtle(*names: str) -> rdflib.Graph:
    """Return the graph of some files of ontology/."""
    graph = rdflib.Graph()
    for name in names:
        graph.parse(ONTOLOGY / name, format="turtle")
    return graph


@pytest.fixture(scope="module")
def terms() -> rdflib.Graph:
    """Return the ontology."""
    return turtle("dipgraph.ttl")


def own(graph: rdflib.Graph) -> list[URIRef]:
    """Return the terms of dipgraph's namespace that the graph describes."""
    return sorted({s for s in graph.subjects() if isinstance(s, URIRef) and s.startswith(DIP)})


def errors(graph: rdflib.Graph) -> list[str]:
    """Return what an OWL RL reasoner finds inconsistent in the graph; the graph has the closure afterwards."""
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return [str(message) for message in graph.objects(None, ERROR)]


def test_header_is_complete(terms: rdflib.Graph) -> None:
    """The ontology's header has title, abstract, creator, dates, licence, version, prefix, namespace and citation."""
    header = URIRef("https://w3id.org/dipgraph/ontology")
    dcterms = "http://purl.org/dc/terms/"
    vann = "http://purl.org/vocab/vann/"
    names = ("title", "abstract", "creator", "created", "modified", "license", "bibliographicCitation")
    wanted = [dcterms + name for name in names]
    wanted += [
        vann + "preferredNamespacePrefix",
        vann + "preferredNamespaceUri",
        str(OWL.versionIRI),
        str(OWL.versionInfo),
    ]

    assert [name for name in wanted if terms.value(header, URIRef(name)) is None] == []


def test_terms_are_labelled_and_defined(terms: rdflib.Graph) -> None:
    """Every term has exactly one English label and one English definition, which ends with a full stop."""
    assert len(own(terms)) > 150
    for term in own(terms):
        labels, definitions = list(terms.objects(term, RDFS.label)), list(terms.objects(term, SKOS.definition))
        assert [label.language for label in labels if isinstance(label, rdflib.Literal)] == ["en"], term
        assert len(definitions) == 1, term
        assert str(definitions[0]).endswith("."), term


def test_labels_are_not_the_names(terms: rdflib.Graph) -> None:
    """A property's label is words, not the camel case of its name."""
    assert [term for term in own(terms) if re.search("[a-z][A-Z]", str(terms.value(term, RDFS.label)))] == []


def test_every_term_that_is_used_is_declared(terms: rdflib.Graph) -> None:
    """The ontology mentions no dip: term that it does not describe."""
    used = {node for triple in terms for node in triple if isinstance(node, URIRef) and node.startswith(DIP)}

    assert used <= set(own(terms))


def test_ontology_keeps_to_owl_2_dl_typing(terms: rdflib.Graph) -> None:
    """No property is of two kinds, and every term of another vocabulary that is used as one is declared."""
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    builtin = (str(RDF), str(RDFS), str(OWL), "http://www.w3.org/2001/XMLSchema#")
    for predicate in set(terms.predicates()):
        if not str(predicate).startswith(builtin):
            assert sum((predicate, RDF.type, kind) in terms for kind in kinds) == 1, predicate
    for prop in own(terms):
        assert sum((prop, RDF.type, kind) in terms for kind in kinds) <= 1, prop


def test_range_axioms_use_datatypes_of_owl_2(terms: rdflib.Graph) -> None:
    """A datatype in an axiom is one of OWL 2's map, of which xsd:date and xsd:duration are none."""
    ranges = [o for s, o in terms.subject_objects(RDFS.range) if (s, RDF.type, OWL.DatatypeProperty) in terms]

    assert {str(datatype).rsplit("#", 1)[-1] for datatype in ranges} == {"boolean", "decimal", "integer"}


def test_shipped_data_is_consistent() -> None:
    """The ontology with both vocabularies, the actors and both source documents has no contradiction in OWL RL."""
    data = shipped.folder("data")
    graph = turtle("dipgraph.ttl", "acts.ttl")
    for name in ("actors.ttl", "documents/mofa-jp/2022-05-23-us.ttl", "documents/tdi/2023-04-17-jp-us.ttl"):
        graph.parse(data / name, format="turtle")

    assert errors(graph) == []


@pytest.mark.parametrize(
    "wrong",
    [
        "person:x a dip:Person , dip:State .",
        "person:x a dip:Person , dip:Office .",
        "<#m> a dip:BilateralMeeting , dip:MultilateralMeeting .",
        "<> a dip:Readout , dip:NewsReport .",
        "<#s> a dip:Statement , dip:Commitment .",
        "<#c> dip:committedBy <#t> . <#t> a dip:Tenure .",
        "<#t> dip:holder state:jp . state:jp a dip:State .",
        "<#s> dip:act <#i> . <#i> a dip:Issue .",
        "<#s> dip:speaker <#m> . <#m> a dip:Meeting .",
        "<#d> dip:tier dip:joint , dip:press .",
        "<#s> dip:attests <#p> . <#p> a dip:Passage .",
    ],
)
def test_wrong_data_is_inconsistent(wrong: str) -> None:
    """What cannot be both, or cannot stand in a place, contradicts the ontology."""
    graph = turtle("dipgraph.ttl").parse(data=PREFIXES + wrong, format="turtle")

    assert errors(graph)


def test_minister_is_inferred_from_a_tenure() -> None:
    """Who holds a tenure of a ministerial office is a minister, without being called one."""
    held = "<#t> a dip:Tenure ; dip:holder person:x ; dip:office <#o> . <#o> a dip:MinisterialOffice ."
    graph = turtle("dipgraph.ttl").parse(data=PREFIXES + held, format="turtle")

    assert errors(graph) == []
    assert (URIRef("https://w3id.org/dipgraph/person/x"), RDF.type, DIP.Minister) in graph


@pytest.mark.parametrize(("file", "kind", "count"), [("acts.ttl", DIP.Act, 20), ("issues.ttl", DIP.Issue, 115)])
def test_vocabularies_are_whole(file: str, kind: URIRef, count: int) -> None:
    """Every concept has a notation that is the end of its address, a label, a definition and a scheme."""
    graph = turtle(file)
    concepts = list(graph.subjects(RDF.type, kind))

    assert len(concepts) == count
    for concept in concepts:
        assert str(graph.value(concept, SKOS.notation)) == str(concept).rsplit("/", 1)[-1]
        assert all(graph.value(concept, p) is not None for p in (SKOS.prefLabel, SKOS.definition, SKOS.inScheme)), (
            concept
        )


def test_issue_labels_lead_to_one_issue() -> None:
    """No word for an issue is a word for another, so that the vocabulary can serve as a lexicon."""
    graph = turtle("issues.ttl")
    homes: dict[tuple[str, str | None], set[str]] = {}
    for concept in graph.subjects(RDF.type, DIP.Issue):
        for prop in (SKOS.prefLabel, SKOS.altLabel):
            for label in graph.objects(concept, prop):
                assert isinstance(label, rdflib.Literal)
                homes.setdefault((label.casefold(), label.language), set()).add(str(concept))

    assert len(homes) > 300
    assert {label: issues for label, issues in homes.items() if len(issues) > 1} == {}


def test_broader_issues_make_a_tree() -> None:
    """Going from an issue to its broader one ends at a top concept, without a circle."""
    graph = turtle("issues.ttl")
    for concept in graph.subjects(RDF.type, DIP.Issue):
        seen, node = [concept], concept
        while (above := graph.value(node, SKOS.broader)) is not None:
            assert above not in seen
            seen, node = [*seen, above], above
        assert graph.value(node, SKOS.topConceptOf) is not None, node


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table of notations."""
    if MATERIAL is None:
        pytest.skip("DIPGRAPH_MATERIAL does not name a folder with vocab/")
    with (Path(MATERIAL) / "vocab" / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def test_acts_are_those_agreed_on() -> None:
    """Each act of the table of notations is there, with its class, force and PLOVER code."""
    graph = turtle("acts.ttl")
    for row in rows("acts.csv"):
        act = URIRef(f"https://w3id.org/dipgraph/act/{row['notation']}")
        assert (act, DIP.illocution, DIP[row["class"]]) in graph
        assert (act, DIP.force, rdflib.Literal(int(row["force"]))) in graph
        assert (act, DIP.ploverCode, rdflib.Literal(row["plover"])) in graph
        assert (row["class"] == "commissive" and int(row["force"]) >= 3) == (row["commitment"] == "yes")


def test_issues_are_those_agreed_on() -> None:
    """Each issue of the table of notations is there, with its label and its broader issue."""
    graph = turtle("issues.ttl")
    base = "https://w3id.org/dipgraph/issue/"
    for row in rows("issues.csv"):
        issue = URIRef(base + row["notation"])
        assert (issue, SKOS.prefLabel, rdflib.Literal(row["label"], lang="en")) in graph
        above = graph.value(issue, SKOS.broader)
        assert (above is None and not row["broader"]) or above == URIRef(base + row["broader"])


def test_alignments_speak_of_existing_terms(terms: rdflib.Graph) -> None:
    """Every term that is aligned is one of the ontology."""
    aligned = own(turtle("alignments.ttl"))

    assert len(aligned) > 30
    assert set(aligned) <= set(own(terms))


def test_context_has_every_class_and_property(terms: rdflib.Graph) -> None:
    """The JSON-LD context names each class and property of the ontology as the ontology does."""
    context = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    wanted = {
        str(term).removeprefix(str(DIP)) for term in own(terms) if any((term, RDF.type, k) in terms for k in kinds)
    }
    named = {key: value if isinstance(value, str) else value["@id"] for key, value in context.items()}

    assert {name for name, iri in named.items() if iri.startswith("dip:")} == wanted
    for name in wanted:
        assert named[name] == f"dip:{name}"


def test_context_gives_the_same_triples_as_turtle() -> None:
    """A statement written in JSON-LD with the context is the statement written in Turtle."""
    context = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    node = {"id": "meeting:x", "type": "BilateralMeeting", "date": "2022-05-23", "country": "state:jp"}
    document = json.dumps({"@context": context, **node})
    text = 'meeting:x a dip:BilateralMeeting ; dip:date "2022-05-23"^^xsd:date ; dip:country state:jp .'
    more = "@prefix meeting: <https://w3id.org/dipgraph/meeting/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."

    parsed = {quad.triple for quad in ox.parse(document, ox.RdfFormat.JSON_LD)}

    assert parsed == {quad.triple for quad in ox.parse(PREFIXES + more + text, ox.RdfFormat.TURTLE)}
