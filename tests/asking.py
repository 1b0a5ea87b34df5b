"""What Schemathesis sends the server beside text of any sort: words of SPARQL, names that are in the data, days, graphs."""

from __future__ import annotations

import schemathesis
from hypothesis import strategies as st

from dipgraph.lookup import KINDS

WORDS = (
    "SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "WHERE", "FROM", "NAMED", "GRAPH", "OPTIONAL", "UNION", "FILTER", "BIND",
    "VALUES", "SERVICE", "ORDER BY", "LIMIT 3", "GROUP BY", "COUNT", "AS", "UNDEF", "EXISTS", "(", ")", "{", "}", "*",
    ".", ";", "/", "+", "=", "?s", "?p", "?o", "a", "_:b", "[]", "1", "'x'@en", '"y"^^<a:b>', "<http://a/>", "#",
)  # fmt: skip
PATTERNS = ("?s ?p ?o", "?s a ?o", "?s <http://www.w3.org/2000/01/rdf-schema#label> ?o", "GRAPH ?g { ?s ?p ?o }", "")
FORMS = (
    "SELECT * { %s } LIMIT 2",
    "ASK { %s }",
    "CONSTRUCT { ?s a ?o } WHERE { %s } LIMIT 2",
    "DESCRIBE ?s { %s } LIMIT 1",
)
NAMES = ("jp", "state/jp", "Japan", "ukraine", "Hayashi", "2022-05-23-jp-us", "https://w3id.org/dipgraph/state/us", "?")
DAYS = ("2022-05-23", "2022-05", "2022", "0000-00-00", "2023-02-29", "\uff12\uff10\uff12\uff12")

GRAPHS = ("GRAPH <http://a/%s> { %s }", "GRAPH <http://a/g> { <http://a/%s> a 1 . %s }")
TRIPLES = (
    "<http://a/s> <http://a/p> 1",
    "<http://a/s> <http://a/p> 'x'@en , [] ; a <http://a/o>",
    "_:b <http://a/p> _:b",
    "",
)
UPDATES = (
    "INSERT DATA { %s }", "DELETE DATA { GRAPH <http://a/g> { <http://a/s> <http://a/p> 1 } } ; INSERT DATA { %s }",
    "INSERT { GRAPH <http://a/n> { ?s ?p ?o } } WHERE { %s ?s ?p ?o } ", "CLEAR SILENT GRAPH <http://a/g>", "DROP ALL",
    "DELETE WHERE { GRAPH ?g { ?s <http://a/p> ?o } }", "COPY <http://a/g> TO <http://a/n>", "LOAD <http://127.0.0.1:1/>",
    "MOVE SILENT DEFAULT TO <http://a/n>", "CREATE GRAPH <http://a/new>",
    "WITH <http://a/g> DELETE { ?s ?p 1 } WHERE { %s }",
)  # fmt: skip
# Graphs as they are written in each format, and what is none.
WRITTEN = {
    "text/turtle": (
        "<> a <x> , [] .", "@prefix a: <http://a/> . a:s a:p 'x'@en , (1 2) .", "", "<a> <b>", "\x00", "@base <::> .",
    ),
    "application/n-triples": ("<http://a/s> <http://a/p> _:b .\n", "", "<s> <p> <o> .", "\ud7ff"),
    "application/rdf+xml": (
        '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a/">'
        '<r:Description r:about="x"><a:p>1</a:p></r:Description></r:RDF>',
        "<a/>", "<r:RDF", "", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    ),
}  # fmt: skip

for kind in ("application/sparql-query", "application/sparql-update", *WRITTEN):
    schemathesis.serializer.alias(kind, "text/plain")
queries = st.tuples(st.sampled_from(FORMS), st.sampled_from(PATTERNS)).map(lambda pair: pair[0] % pair[1])
words = st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join)
schemathesis.openapi.format("sparql", queries | words | st.text())
groups = st.tuples(st.sampled_from(GRAPHS), st.sampled_from("abc"), st.sampled_from(TRIPLES)).map(
    lambda given: given[0] % given[1:]
)
updates = st.tuples(st.sampled_from(UPDATES), groups).map(lambda pair: pair[0].replace("%s", pair[1]))
schemathesis.openapi.format("sparql-update", updates | words | st.text())
for kind, texts in WRITTEN.items():
    schemathesis.openapi.media_type(
        kind, (st.sampled_from(texts) | st.text()).map(lambda text: text.encode("utf-8", "replace"))
    )
for kind in KINDS:
    schemathesis.openapi.format(kind, st.sampled_from(NAMES) | st.text(min_size=1))
for sort in ("date", "first-day", "last-day"):
    schemathesis.openapi.format(sort, st.sampled_from(DAYS) | st.dates().map(str))
