"""The stored queries as SHACL Advanced Features has them: executables with their text, prefixes and parameters."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyoxigraph as ox

from dipgraph import lookup
from dipgraph.description import Description, Value, english, literal
from dipgraph.query import Parameter, Query
from dipgraph.terms import DIP, XSD

FILE = "queries.ttl"
_KINDS = {"select": "Select", "ask": "Ask", "construct": "Construct"}
_DATES = ("first-day", "last-day", "date")
_DECLARED = re.compile(r"[ \t]*PREFIX[ \t]+([^\s:]*):[ \t]*<([^>]*)>", re.IGNORECASE)
_PROLOGUE = re.compile(r"(?:\s+|#[^\n]*|PREFIX\s+[^\s:]*:\s*<[^>]*>|BASE\s*<[^>]*>)*", re.IGNORECASE)


def executables(queries: Iterable[Query], address: str = "") -> bytes:
    """Return *queries* in Turtle: each is its file in ``queries/``, a ``sh:SPARQLSelectExecutable`` or one of its kin.

    The text is that of the file, so it runs as it stands, and has its parameters in VALUES lines: a ``sh:parameter``
    names the variable, says what it takes, and has as default what stands there. *address* is that of the folder.
    """
    said = Description(FILE, address)
    found = list(queries)
    said.add(
        FILE,
        ("a", "owl:Ontology"),
        ("dcterms:title", english("The stored queries of dipgraph")),
        (
            "dcterms:description",
            english(
                "Each runs as it stands, if the default graph is the union of the named ones. A parameter is the line "
                "VALUES ?name { … } of the text: put other values between its braces; UNDEF means any."
            ),
        ),
        ("dcterms:license", "https://www.apache.org/licenses/LICENSE-2.0"),
    )
    prefixes = sorted({pair for query in found for pair in _DECLARED.findall(_prologue(query.text))})
    said.add(FILE, *(("sh:declare", f"#prefix-{prefix}") for prefix, _ in prefixes))
    for prefix, namespace in prefixes:
        said.add(
            f"#prefix-{prefix}",
            ("a", "sh:PrefixDeclaration"),
            ("sh:prefix", literal(prefix)),
            ("sh:namespace", literal(namespace, "anyURI")),
        )
    for query in found:
        _query(said, query)
    for name in sorted({parameter.name for query in found for parameter in query.parameters}):
        said.add(f"#{name}", ("a", "rdf:Property"), ("rdfs:label", literal(name)))
    return said.turtle()


def _query(said: Description, query: Query) -> None:
    kind = form(query.text)
    name = f"queries/{query.name}.rq"
    said.add(
        name,
        ("a", f"sh:SPARQL{_KINDS[kind]}Executable"),
        ("rdfs:label", literal(query.name)),
        ("dcterms:title", english(query.summary)),
        ("dcterms:description", english(query.description)),
        *(("skos:note", english(f"?{column}: {meaning}")) for column, meaning in query.columns.items()),
        *(("dcat:keyword", english(tag)) for tag in query.tags),
        ("sh:prefixes", FILE),
        *(("sh:parameter", _node(query, parameter)) for parameter in query.parameters),
        (f"sh:{kind}", literal(query.text)),
    )
    for order, parameter in enumerate(query.parameters):
        said.add(
            _node(query, parameter),
            ("a", "sh:Parameter"),
            ("sh:path", f"#{parameter.name}"),
            ("sh:name", english(parameter.name)),
            ("sh:description", english(parameter.description)),
            ("sh:order", order),
            ("sh:optional", literal("true", "boolean")),
            *_takes(parameter),
            *(("sh:defaultValue", value) for value in _defaults(parameter, query.text)),
        )


def form(text: str) -> str:
    """Return which form of query *text* is.

    >>> form("# which\\nPREFIX select: <urn:ask#> ASK { ?s ?p ?o }")
    'ask'
    """
    match = re.match(r"[a-z]*", text[len(_prologue(text)) :].lower())
    return match[0] if match else ""


def _prologue(text: str) -> str:
    match = _PROLOGUE.match(text)
    return match[0] if match else ""


def _node(query: Query, parameter: Parameter) -> str:
    return f"#{query.name}-{parameter.name}"


def _takes(parameter: Parameter) -> list[tuple[str, Value]]:
    if parameter.type in _DATES:
        return [("sh:datatype", ox.NamedNode(XSD + "date"))]
    if parameter.type == "integer":
        return [("sh:datatype", ox.NamedNode(XSD + "integer"))]
    classes = lookup.KINDS[parameter.type]
    only: list[tuple[str, Value]] = [("sh:class", ox.NamedNode(DIP + classes[0]))] if len(classes) == 1 else []
    return [("sh:nodeKind", "sh:IRI"), *only]


def _defaults(parameter: Parameter, text: str) -> list[ox.Literal | ox.NamedNode]:
    """Return the values in the parameter's VALUES line, by the prefixes of the query."""
    if parameter.default == "UNDEF":
        return []
    values = f"VALUES ?value {{ {parameter.default} }}"
    rows = ox.Store().query(f"{_prologue(text)}\nSELECT ?value {{ {values} }}")
    assert isinstance(rows, ox.QuerySolutions)
    return [row["value"] for row in rows if row["value"] is not None]
