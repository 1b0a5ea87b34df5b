"""What a SPARQL service says of itself and of what is in it: a service description with VoID."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pyoxigraph as ox

from dipgraph.errors import UsageError
from dipgraph.outputs import GRAPHS
from dipgraph.protocol import MEDIA_TYPES
from dipgraph.terms import DIP, PREFIXES, RDF, RDFS, XSD

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
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


def described(base: str, counts: bytes, format: str, is_writable: bool) -> tuple[bytes, str]:
    """Return the description of the service at *base* in *format*, and its media type; *counts* answers COUNTS, as JSON."""
    rows = json.loads(counts)["results"]["bindings"]
    graphs = {row["graph"]["value"]: int(row["statements"]["value"]) for row in rows if "graph" in row}
    prefixes = PREFIXES | {"sd": SD, "void": VOID, "formats": _FORMATS}
    content = ox.serialize(_triples(base, graphs, is_writable), format=GRAPHS[format], prefixes=prefixes)
    assert content is not None
    return content, GRAPHS[format].media_type


def _triples(base: str, graphs: dict[str, int], is_writable: bool) -> Iterator[ox.Triple]:
    a = ox.NamedNode(RDF + "type")
    service, dataset, union = ox.NamedNode(f"{base}sparql"), ox.BlankNode("dataset"), ox.BlankNode("union")
    sd = {name: ox.NamedNode(SD + name) for name in _TERMS}

    def count(number: int) -> ox.Literal:
        return ox.Literal(str(number), datatype=ox.NamedNode(XSD + "integer"))

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
    yield ox.Triple(dataset, ox.NamedNode(VOID + "vocabulary"), ox.NamedNode(DIP))
    yield ox.Triple(dataset, ox.NamedNode(VOID + "triples"), count(sum(graphs.values())))
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
        yield ox.Triple(graph, ox.NamedNode(VOID + "triples"), count(statements))


_TERMS = (
    "Service", "Dataset", "Graph", "NamedGraph", "endpoint", "supportedLanguage", "SPARQL11Query", "SPARQL11Update",
    "feature", "UnionDefaultGraph", "resultFormat", "defaultDataset", "defaultGraph", "namedGraph", "name", "graph",
)  # fmt: skip
