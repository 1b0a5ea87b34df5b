"""A release in VoID: how much is in it, by class, by property, by publisher, by graph, and what it links to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from dipgraph.contents import Described
from dipgraph.description import Description, english, literal, part
from dipgraph.edition import Edition
from dipgraph.terms import DIP, shorten

FILE = "void.ttl"
DUMPS = {"graph.nq.gz": "N-Quads", "graph.trig.gz": "TriG", "graph.jsonld": "JSON-LD"}


def void(edition: Edition) -> bytes:
    """Return the description in Turtle, in which the folder of the release is the dataset.

    Triples are those of all graphs together, each once; those of a graph are its own. Each graph has the SHA-256 of its
    canonical N-Triples, so that two releases tell which of them changed.
    """
    said = Description(FILE, edition.address)
    census = edition.census
    said.add(
        FILE,
        ("a", "void:DatasetDescription"),
        ("dcterms:title", english(f"Description of: {edition.title}")),
        ("foaf:primaryTopic", "."),
    )
    said.add(
        ".",
        ("a", "void:Dataset"),
        ("dcterms:title", english(edition.title)),
        ("dcterms:description", english(edition.description)),
        ("dcterms:license", edition.license),
        ("dcterms:rights", "LICENSE" if edition.licence else ""),
        ("dcterms:modified", literal(edition.contents.written or edition.day, "date")),
        ("rdfs:seeAlso", "dcat.ttl"),
        *(("void:feature", f"formats:{form}") for form in DUMPS.values()),
        *(("void:dataDump", name) for name in DUMPS),
        ("void:triples", census.triples),
        ("void:entities", census.entities),
        ("void:distinctSubjects", census.subjects),
        ("void:distinctObjects", census.objects),
        ("void:classes", len(census.classes)),
        ("void:properties", len(census.properties)),
        ("void:documents", len(edition.contents.documents)),
        *(("void:vocabulary", ox.NamedNode(iri)) for iri in vocabularies((*census.classes, *census.properties))),
        *(
            ("void:exampleResource", ox.NamedNode(iri))
            for iri in examples({iri: members.example for iri, members in census.classes.items()})
        ),
        *(("void:classPartition", part("class", iri)) for iri in census.classes),
        *(("void:propertyPartition", part("property", iri)) for iri in census.properties),
        *(("void:subset", part("publisher", iri)) for iri in edition.contents.publishers),
        *(("void:subset", part("graph", name)) for name in edition.graphs),
        *(("void:subset", _links(*link)) for link in census.links),
    )
    for iri, members in census.classes.items():
        example = [("void:exampleResource", ox.NamedNode(members.example))] if members.example else []
        said.add(part("class", iri), ("void:class", ox.NamedNode(iri)), ("void:entities", members.entities), *example)
    for iri, use in census.properties.items():
        said.add(
            part("property", iri),
            ("void:property", ox.NamedNode(iri)),
            ("void:triples", use.triples),
            ("void:distinctSubjects", use.subjects),
            ("void:distinctObjects", use.objects),
        )
    _subsets(said, edition)
    return said.turtle()


def _subsets(said: Description, edition: Edition) -> None:
    contents = edition.contents
    for iri, documents in contents.publishers.items():
        said.add(
            part("publisher", iri),
            ("a", "void:Dataset"),
            ("dcterms:title", english(f"Encodings of documents of {documents[0].publisher}")),
            ("dcterms:relation", ox.NamedNode(iri)),
            ("void:documents", len(documents)),
            *(("void:subset", part("graph", document.iri)) for document in documents if document.iri in edition.graphs),
        )
        said.add(ox.NamedNode(iri), ("a", "foaf:Agent"), ("foaf:name", literal(documents[0].publisher)))
    for name, facts in edition.graphs.items():
        known = contents.documents.get(name) or contents.vocabularies.get(name) or Described(name)
        subset = part("graph", name)
        said.add(
            subset,
            ("a", "void:Dataset"),
            ("a", "sd:NamedGraph"),
            ("sd:name", ox.NamedNode(name)),
            ("dcterms:title", english(known.label or shorten(name))),
            ("void:triples", facts.statements),
            *((("dcterms:source", ox.NamedNode(name)),) if name in contents.documents else ()),
            *((("dcterms:license", ox.NamedNode(known.license)),) if known.license.startswith("http") else ()),
        )
        if name in contents.documents:
            # Who published the document has no part in the graph that encodes it.
            said.add(
                ox.NamedNode(name),
                ("a", "foaf:Document"),
                *((("dcterms:publisher", ox.NamedNode(known.body)),) if known.body else ()),
                *((("foaf:page", ox.NamedNode(known.address)),) if known.address else ()),
                *((("dcterms:issued", literal(known.published, "date")),) if known.published else ()),
                *((("dcterms:rights", english(known.rights)),) if known.rights else ()),
            )
        said.checksum(subset, facts.sha256)
    for (property, space), number in edition.census.links.items():
        link = _links(property, space)
        said.add(
            link,
            ("a", "void:Linkset"),
            ("void:linkPredicate", ox.NamedNode(property)),
            ("void:subjectsTarget", "."),
            ("void:objectsTarget", f"#target-{link.removeprefix('#')}"),
            ("void:triples", number),
        )
        said.add(f"#target-{link.removeprefix('#')}", ("a", "void:Dataset"), ("void:uriSpace", literal(space)))


def _links(property: str, space: str) -> str:
    return f"{part('links', property)}-{part('to', space).removeprefix('#')}"


def vocabularies(used: Iterable[str]) -> list[str]:
    """Return the namespaces of the classes and properties that are *used*."""
    return sorted({iri[: max(iri.rfind("#"), iri.rfind("/")) + 1] for iri in used} - {""})


def examples(classes: Mapping[str, str]) -> list[str]:
    """Return one thing of each class of the ontology, of *classes* with one of each."""
    return sorted({example for iri, example in classes.items() if iri.startswith(DIP) and example})
