"""What a SPARQL service says of itself and of what is in it: a service description with VoID."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from dipgraph.description import part
from dipgraph.edition import titled
from dipgraph.errors import UsageError
from dipgraph.outputs import GRAPHS
from dipgraph.protocol import MEDIA_TYPES
from dipgraph.terms import BASE, DIP, PREFIXES, RDF, RDFS, XSD
from dipgraph.void_description import examples, vocabularies

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
_FOAF = "http://xmlns.com/foaf/0.1/"
# Where the description is, in which the dataset has its name.
VOID_AT = ".well-known/void"
_FORMATS = "http://www.w3.org/ns/formats/"
# The names that W3C gives formats.
_CALLED = {
    "json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV", "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle", "nt": "N-Triples", "jsonld": "JSON-LD", "rdf": "RDF_XML",
}  # fmt: skip
# pyoxigraph makes no set of the union before 0.6: https://github.com/oxigraph/oxigraph/issues/1919.
_COUNTED = (
    "The union of the named graphs, in which a triple counts once for each graph that has it: "
    "count with DISTINCT, or within GRAPH ?g { }."
)
COUNTS = """
SELECT ?graph (COUNT(*) AS ?statements) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph ORDER BY STR(?graph)
"""


def named(iri: str) -> ox.NamedNode:
    """Return the name of a graph; a UsageError says that it is none."""
    try:
        return ox.NamedNode(iri)
    except ValueError:
        raise UsageError(f"{iri!r} is no IRI: write the whole name of a graph") from None


def described(
    base: str, counts: bytes, extent: bytes, format: str, is_writable: bool, license: str
) -> tuple[bytes, str]:
    """Return the description of the service at *base* in *format*, and its media type.

    *counts* answers COUNTS, as JSON; *extent* is what ``overview`` says, as JSON, and *license* an address or empty.
    """
    rows = json.loads(counts)["results"]["bindings"]
    graphs = {row["graph"]["value"]: int(row["statements"]["value"]) for row in rows if "graph" in row}
    prefixes = PREFIXES | {"sd": SD, "void": VOID, "formats": _FORMATS, "foaf": _FOAF}
    dataset = ox.NamedNode(f"{base}{VOID_AT}#dataset")
    said = [*_triples(base, dataset, graphs, is_writable), *_void(base, dataset, json.loads(extent), license)]
    content = ox.serialize(said, format=GRAPHS[format], prefixes=prefixes)
    assert content is not None
    return content, GRAPHS[format].media_type


def _void(base: str, dataset: ox.NamedNode, extent: Mapping[str, Any], license: str) -> Iterator[ox.Triple]:
    """Yield what is said of the dataset in VoID beside how many statements it has: what it is, and of what it consists."""
    document, dcterms = ox.NamedNode(base + VOID_AT), PREFIXES["dcterms"]
    classes, properties = extent.get("classes", []), extent.get("properties", [])

    def void(subject: ox.NamedNode, name: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
        return ox.Triple(subject, ox.NamedNode(VOID + name), value)

    yield ox.Triple(document, ox.NamedNode(RDF + "type"), ox.NamedNode(VOID + "DatasetDescription"))
    yield ox.Triple(document, ox.NamedNode(_FOAF + "primaryTopic"), dataset)
    title = ox.Literal(titled(tuple(extent.get("days", ()))), language="en")
    yield ox.Triple(dataset, ox.NamedNode(dcterms + "title"), title)
    if license:
        yield ox.Triple(dataset, ox.NamedNode(dcterms + "license"), ox.NamedNode(license))
    yield ox.Triple(dataset, ox.NamedNode(_FOAF + "homepage"), ox.NamedNode(base))
    yield void(dataset, "uriSpace", ox.Literal(BASE))
    used = [iri for iri, *_ in (*classes, *properties)]
    for iri in vocabularies(used) or [DIP]:
        yield void(dataset, "vocabulary", ox.NamedNode(iri))
    for format in MEDIA_TYPES["graph"]:
        yield void(dataset, "feature", ox.NamedNode(_FORMATS + _CALLED[format]))
    if not used:
        return
    for name, number in (("entities", extent["entities"]), ("classes", len(classes)), ("properties", len(properties))):
        yield void(dataset, name, _count(number))
    for iri in examples({iri: example for iri, _, example in classes}):
        yield void(dataset, "exampleResource", ox.NamedNode(iri))
    for iri, number, _ in classes:
        node = ox.NamedNode(document.value + part("class", iri))
        yield void(dataset, "classPartition", node)
        yield void(node, "class", ox.NamedNode(iri))
        yield void(node, "entities", _count(number))
    for iri, number in properties:
        node = ox.NamedNode(document.value + part("property", iri))
        yield void(dataset, "propertyPartition", node)
        yield void(node, "property", ox.NamedNode(iri))
        yield void(node, "triples", _count(number))


def _count(number: int) -> ox.Literal:
    return ox.Literal(str(number), datatype=ox.NamedNode(XSD + "integer"))


def _triples(base: str, dataset: ox.NamedNode, graphs: dict[str, int], is_writable: bool) -> Iterator[ox.Triple]:
    a = ox.NamedNode(RDF + "type")
    service, union = ox.NamedNode(f"{base}sparql"), ox.BlankNode("union")
    sd = {name: ox.NamedNode(SD + name) for name in _TERMS}

    yield ox.Triple(service, a, sd["Service"])
    yield ox.Triple(service, sd["endpoint"], service)
    yield ox.Triple(service, sd["supportedLanguage"], sd["SPARQL11Query"])
    if is_writable:
        yield ox.Triple(service, sd["supportedLanguage"], sd["SPARQL11Update"])
    yield ox.Triple(service, sd["feature"], sd["UnionDefaultGraph"])
    for name in (*MEDIA_TYPES["rows"], *MEDIA_TYPES["graph"]):
        yield ox.Triple(service, sd["resultFormat"], ox.NamedNode(_FORMATS + _CALLED[name]))
    yield ox.Triple(service, sd["defaultDataset"], dataset)
    for kind in (sd["Dataset"], ox.NamedNode(VOID + "Dataset")):
        yield ox.Triple(dataset, a, kind)
    yield ox.Triple(dataset, ox.NamedNode(VOID + "sparqlEndpoint"), service)
    yield ox.Triple(dataset, ox.NamedNode(VOID + "triples"), _count(sum(graphs.values())))
    yield ox.Triple(dataset, sd["defaultGraph"], union)
    yield ox.Triple(union, a, sd["Graph"])
    yield ox.Triple(union, ox.NamedNode(RDFS + "comment"), ox.Literal(_COUNTED, language="en"))
    for number, (name, statements) in enumerate(graphs.items()):
        one, graph = ox.BlankNode(f"named{number}"), ox.BlankNode(f"graph{number}")
        yield ox.Triple(dataset, sd["namedGraph"], one)
        yield ox.Triple(one, a, sd["NamedGraph"])
        yield ox.Triple(one, sd["name"], ox.NamedNode(name))
        yield ox.Triple(one, sd["graph"], graph)
        yield ox.Triple(graph, a, sd["Graph"])
        yield ox.Triple(graph, ox.NamedNode(VOID + "triples"), _count(statements))


_TERMS = (
    "Service", "Dataset", "Graph", "NamedGraph", "endpoint", "supportedLanguage", "SPARQL11Query", "SPARQL11Update",
    "feature", "UnionDefaultGraph", "resultFormat", "defaultDataset", "defaultGraph", "namedGraph", "name", "graph",
)  # fmt: skip
