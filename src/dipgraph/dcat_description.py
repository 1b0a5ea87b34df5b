"""A release in DCAT 3: what a catalogue of data sets lists of it, and where each form of it is downloaded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from dipgraph.description import Description, english, literal
from dipgraph.edition import Edition, File

FILE = "dcat.ttl"
# The tags of two letters are those of ISO 639-1, which the Library of Congress gives addresses.
_LANGUAGES = "http://id.loc.gov/vocabulary/iso639-1/"


def dcat(edition: Edition, files: Mapping[str, File], dumps: Iterable[str]) -> bytes:
    """Return the description in Turtle, in which the folder is the dataset, and each of *dumps* a distribution of it."""
    said = Description(FILE, edition.address)
    contents = edition.contents
    said.add(
        ".",
        ("a", "dcat:Dataset"),
        ("dcterms:title", english(edition.title)),
        ("dcterms:description", english(edition.description)),
        # A name by content, as in RFC 6920; the digest of the canonical N-Quads.
        ("dcterms:identifier", literal(f"ni:///sha-256;{_base64(edition.sha256)}")),
        ("dcat:version", literal(edition.version)),
        ("dcterms:issued", literal(edition.issued, "date") if edition.issued else ""),
        ("dcterms:modified", literal(edition.contents.written or edition.day, "date")),
        ("dcterms:license", edition.license),
        ("dcterms:rights", "LICENSE" if edition.licence else ""),
        ("dcterms:creator", "#holder" if edition.holder else ""),
        ("dcterms:bibliographicCitation", literal(edition.citation)),
        ("dcterms:conformsTo", "https://w3id.org/dipgraph/ontology"),
        ("dcterms:temporal", "#days" if contents.days else ""),
        *(("dcterms:spatial", ox.NamedNode(iri)) for iri in contents.places),
        *(("dcterms:language", _LANGUAGES + tag) for tag in _two_letters(contents.languages)),
        *(("dcat:theme", ox.NamedNode(iri)) for iri in contents.issues),
        *(("dcat:keyword", english(label)) for label in contents.issues.values()),
        *(("dcterms:source", ox.NamedNode(d.address)) for d in contents.documents.values() if d.address),
        ("dcat:landingPage", "index.html"),
        ("foaf:page", "ontology.html"),
        ("rdfs:seeAlso", "void.ttl"),
        ("rdfs:seeAlso", "ro-crate-metadata.json"),
        *(("dcat:distribution", f"#{name}") for name in dumps),
    )
    if edition.holder:
        said.add("#holder", ("a", "foaf:Agent"), ("foaf:name", literal(edition.holder)))
    if edition.licence:
        said.add("LICENSE", ("a", "dcterms:RightsStatement"), ("rdfs:label", english(files["LICENSE"].title)))
    if contents.days:
        said.add(
            "#days",
            ("a", "dcterms:PeriodOfTime"),
            ("dcat:startDate", literal(contents.days[0], "date")),
            ("dcat:endDate", literal(contents.days[-1], "date")),
        )
    for iri, label in contents.places.items():
        said.add(ox.NamedNode(iri), ("a", "dcterms:Location"), ("rdfs:label", english(label)))
    for iri, label in contents.issues.items():
        said.add(ox.NamedNode(iri), ("a", "skos:Concept"), ("skos:prefLabel", english(label)))
    for name in dumps:
        _distribution(said, edition, files[name])
    return said.turtle()


def _distribution(said: Description, edition: Edition, file: File) -> None:
    name = f"#{file.name}"
    said.add(
        name,
        ("a", "dcat:Distribution"),
        ("dcterms:title", english(file.title)),
        ("dcat:downloadURL", file.name),
        ("dcat:accessURL", file.name),
        ("dcat:mediaType", f"media:{file.media_type}"),
        ("dcat:compressFormat", "media:application/gzip" if file.is_packed else ""),
        ("dcat:byteSize", literal(file.size, "nonNegativeInteger")),
        ("dcterms:license", edition.license),
    )
    said.checksum(name, file.sha256)


def _two_letters(tags: Iterable[str]) -> list[str]:
    firsts = {tag.partition("-")[0].lower() for tag in tags}
    return sorted(tag for tag in firsts if len(tag) == 2 and tag.isascii() and tag.isalpha())


def _base64(sha256: str) -> str:
    from base64 import urlsafe_b64encode

    return urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
