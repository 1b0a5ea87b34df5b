"""Descriptions in Turtle: statements about files in one folder, whose addresses are relative until the folder has one."""

from __future__ import annotations

from urllib.parse import quote

import pyoxigraph as ox

from dipgraph.terms import PREFIXES, SH, XSD, shorten

# Where the folder is as long as its files are described. No other address has this scheme, so that none becomes relative.
_HERE = "x-dipgraph-release://here/"
VOCABULARIES = {
    **{name: PREFIXES[name] for name in ("dip", "dcterms", "owl", "rdf", "rdfs", "skos", "xsd")},
    "dcat": "http://www.w3.org/ns/dcat#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "formats": "http://www.w3.org/ns/formats/",
    "media": "https://www.iana.org/assignments/media-types/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sh": SH,
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
}

Value = str | int | ox.Literal | ox.NamedNode | ox.BlankNode


class Description:
    """Statements that are to stand in one file of a folder."""

    def __init__(self, file: str, address: str = "") -> None:
        """Take the name of the *file*, and the *address* of the folder, which ends in a slash, or nothing."""
        self._address = f"{address}{file}" if address else ""
        self._base = _HERE + file
        self._triples: dict[ox.Triple, None] = {}

    def node(self, name: str | ox.NamedNode) -> ox.NamedNode:
        """Return what *name* stands for: ``dcat:Dataset``, a web address, ``.`` for the folder, ``#part``, or a file."""
        if isinstance(name, ox.NamedNode):
            return name
        prefix, colon, local = name.partition(":")
        if colon and prefix in VOCABULARIES:
            return ox.NamedNode(VOCABULARIES[prefix] + local)
        if name.startswith(("http://", "https://")):
            return ox.NamedNode(name)
        if name.startswith("#"):
            return ox.NamedNode(self._base + name)
        return ox.NamedNode(_HERE + name.removeprefix("."))

    def add(self, subject: str | ox.NamedNode, *said: tuple[str, Value]) -> None:
        """Say of *subject* each property with its value.

        Text is the name of a node, a number is itself, and what is empty is not said.
        """
        for property, value in said:
            if value == "":
                continue
            node = self.node(value) if isinstance(value, str) else literal(value) if isinstance(value, int) else value
            named = self.node("rdf:type" if property == "a" else property)
            self._triples[ox.Triple(self.node(subject), named, node)] = None

    def checksum(self, subject: str, sha256: str) -> None:
        """Say the SHA-256 of *subject*."""
        name = f"#sha256-{subject.removeprefix('#')}"
        self.add(subject, ("spdx:checksum", name))
        self.add(
            name,
            ("a", "spdx:Checksum"),
            ("spdx:algorithm", "spdx:checksumAlgorithm_sha256"),
            ("spdx:checksumValue", literal(sha256, "hexBinary")),
        )

    def turtle(self) -> bytes:
        """Return what was said, in that order; the address of the folder is in it only if it has one."""
        used = {prefix: iri for prefix, iri in VOCABULARIES.items() if any(iri in str(t) for t in self._triples)}
        form = ox.RdfFormat.TURTLE
        text = ox.serialize(self._triples, format=form, prefixes=used, base_iri=self._base)
        assert text is not None
        # The first line is the base.
        base = f"@base <{self._address}> .\n".encode() if self._address else b""
        return base + text.partition(b"\n")[2]


def literal(value: str | int, datatype: str = "") -> ox.Literal:
    """Return *value* as a literal of a *datatype* of XML Schema; a number is one of integer."""
    if isinstance(value, int) and not datatype:
        datatype = "integer"
    return ox.Literal(str(value), datatype=ox.NamedNode(XSD + datatype)) if datatype else ox.Literal(value)


def english(text: str) -> ox.Literal | str:
    """Return *text* as a literal in English, or nothing."""
    return ox.Literal(text, language="en") if text else ""


def part(kind: str, iri: str) -> str:
    """Return the name for the part of a description that is about *iri*.

    >>> part("class", "https://w3id.org/dipgraph/ontology#Act"), part("graph", "https://w3id.org/dipgraph/document/a/b")
    ('#class-dip:Act', '#graph-document/a/b')
    """
    return f"#{kind}-{quote(shorten(iri), safe=':/')}"
