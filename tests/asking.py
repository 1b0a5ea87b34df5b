"""What Schemathesis asks the server beside text of any sort: words of SPARQL, names that are in the data, days."""

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

schemathesis.serializer.alias("application/sparql-query", "text/plain")
queries = st.tuples(st.sampled_from(FORMS), st.sampled_from(PATTERNS)).map(lambda pair: pair[0] % pair[1])
words = st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join)
schemathesis.openapi.format("sparql", queries | words | st.text())
for kind in KINDS:
    schemathesis.openapi.format(kind, st.sampled_from(NAMES) | st.text(min_size=1))
for sort in ("date", "first-day", "last-day"):
    schemathesis.openapi.format(sort, st.sampled_from(DAYS) | st.dates().map(str))
