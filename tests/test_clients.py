"""Programs that ask SPARQL endpoints: each has of the server the rows of the library; what is not installed is skipped.

DIPGRAPH_CONSUMERS names a folder with node_modules, DIPGRAPH_SERVERS one with Fuseki's jar, in which rsparql is; .ci/run
makes them. curl and Chromium are looked for on the PATH.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
import SPARQLWrapper
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from dipgraph import Query
from dipgraph.results import write
from dipgraph.serving import COMMANDS
from dipgraph.stores import Store
from dipgraph.terms import BASE, PREFIXES
from served import served
from test_consumers import CONSUMERS, needed
from triple_stores import fuseki_jar

DOCUMENT = f"{BASE}document/mofa-jp/2022-05-23-us"
ROWS = {
    "a stored question, with cells that are unbound": Query.named("due-commitments").text,
    "literals with languages and datatypes": (
        "SELECT ?s ?p ?o { ?s ?p ?o FILTER(isLiteral(?o)) "
        f"FILTER(REGEX(STR(?s), '^{BASE}(document/mofa-jp/2022|state)')) }} ORDER BY STR(?s) STR(?p) STR(?o) LANG(?o)"
    ),
    "a count": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "graphs": "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY STR(?g)",
    "text of every sort": (
        r"""SELECT ?a ?b { VALUES (?a ?b) { (1 UNDEF) (UNDEF "外交"@ja) ("\"q\" <b>&amp; \\ \t,;\n'" "\U0001d538 e\u0301")"""
        f"""(true "2022-05-23"^^<{PREFIXES["xsd"]}date>) ("" 1.50) (1e0 <a:b>) }} }} ORDER BY STR(?a) STR(?b)"""
    ),
    "no row": "SELECT ?s { ?s a <https://example.org/Nothing> }",
}
ASKS = {"ASK { ?s ?p ?o }": True, "ASK { ?s a <https://example.org/Nothing> }": False}
GRAPHS = (
    f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{DOCUMENT}> {{ ?s ?p ?o }} }}",
    f"DESCRIBE <{BASE}person/hayashi-yoshimasa>",
)
ALL = [*ROWS.values(), *ASKS, *GRAPHS]
Table = tuple[list[str], list[dict[str, tuple[str, str, str, str]]]]


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """Return the address of an endpoint with the data that comes with dipgraph, which pages of other origins may read."""
    cors = ("--cors", "*") if any("--cors" in word.names for word in COMMANDS["serve"].words) else ()
    with served("--workers", "2", *cors) as address:
        yield f"{address}/sparql"


def table(text: str | bytes) -> Table:
    """Return the columns and rows of an answer in JSON; a cell is its type, its value, its language and its datatype."""
    answer = json.loads(text)
    rows = []
    for row in answer["results"]["bindings"]:
        cells: dict[str, tuple[str, str, str, str]] = {}
        for name, cell in row.items():
            kind = "literal" if cell["type"] == "typed-literal" else cell["type"]
            datatype = cell.get("datatype", "").removesuffix(f"{PREFIXES['xsd']}string")
            cells[name] = (kind, cell["value"], cell.get("xml:lang", ""), datatype)
        rows.append(cells)
    return sorted(answer["head"]["vars"]), rows


def expected(store: Store, query: str) -> Table:
    """Return the columns and rows that the library has; there is more than one sort of cell where it matters."""
    return table(write(store.query(query), "json"))


def triples(content: str | bytes, format: ox.RdfFormat = ox.RdfFormat.N_TRIPLES) -> set[ox.Triple]:
    """Return the statements in a file."""
    return {quad.triple for quad in ox.parse(content, format=format)}


def statements(store: Store, query: str) -> set[ox.Triple]:
    """Return the statements that the library has."""
    found = triples(write(store.query(query), "nt"))
    assert len(found) > 5
    return found


def hold(store: Store, answers: list[str]) -> None:
    """Hold that *answers* to ALL, rows in JSON and graphs in N-Triples, are those of the library."""
    assert len(answers) == len(ALL)
    for query, answer in zip(ALL, answers, strict=True):
        if query in ASKS:
            assert json.loads(answer)["boolean"] == ASKS[query], query
        elif query in GRAPHS:
            assert triples(answer) == statements(store, query), query
        else:
            assert table(answer) == expected(store, query), query


def run(*command: str | os.PathLike[str], asked: str = "", **environment: str) -> str:
    """Run a client; return what it prints."""
    done = subprocess.run(
        command,
        input=asked,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | environment,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:] + done.stdout[-500:]
    return done.stdout


def test_questions_are_worth_asking(shipped_store: Store) -> None:
    """Among the answers are rows in number, unbound cells, languages, datatypes, and none at all."""
    found = [expected(shipped_store, query) for query in ROWS.values()]
    cells = [cell for _, rows in found for row in rows for cell in row.values()]
    assert len(cells) > 1500
    assert {"en", "ja"} <= {language for _, _, language, _ in cells}
    types = {datatype.rpartition("#")[2] for *_, datatype in cells}
    assert {"", "boolean", "date", "decimal", "double", "integer"} <= types
    assert any(len(row) < len(names) for names, rows in found for row in rows)
    assert [] in [rows for _, rows in found]


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["json", "xml"])
def test_rdflib(endpoint: str, shipped_store: Store, method: str, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """SPARQLStore of rdflib, by each of its methods, in JSON and XML; in XML graphs too."""
    # Else rdflib writes numbers in its own way.
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    graph = rdflib.Graph(SPARQLStore(endpoint, method=method, returnFormat=form))
    for query in ROWS.values():
        answer = graph.query(query).serialize(format="json")
        assert answer is not None
        assert table(answer) == expected(shipped_store, query)
    for query, truth in ASKS.items():
        assert graph.query(query).askAnswer is truth
    # To ask for JSON is to accept no graph.
    for query in GRAPHS if form == "xml" else ():
        found = graph.query(query).graph
        assert found is not None
        assert triples(found.serialize(format="nt")) == statements(shipped_store, query)


def test_rdflib_asks_of_graphs(endpoint: str, shipped_store: Store) -> None:
    """Of a graph with a name, SPARQLStore has its statements alone; of the default graph the union of all."""
    store = SPARQLStore(endpoint)
    one = {quad.triple for quad in shipped_store.statements(DOCUMENT)}
    (counted,) = expected(shipped_store, ROWS["a count"])[1]
    assert 100 < len(one) < len(rdflib.Graph(store)) == int(counted["n"][1])
    named = rdflib.Graph(store, identifier=rdflib.URIRef(DOCUMENT))
    assert len(named) == len(one)
    assert triples(rdflib.Graph().__iadd__(named.triples((None, None, None))).serialize(format="nt")) == one
    (row,) = named.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert isinstance(row, rdflib.query.ResultRow)
    assert int(row[0]) == len(one)


def wrapped(endpoint: str, query: str, form: str, method: str = "GET", body: str = SPARQLWrapper.URLENCODED) -> Any:
    """Return the answer that SPARQLWrapper has."""
    wrapper = SPARQLWrapper.SPARQLWrapper(endpoint)
    wrapper.setQuery(query)
    wrapper.setReturnFormat(form)
    wrapper.setMethod(method)
    wrapper.setRequestMethod(body)
    return wrapper.query()


@pytest.mark.parametrize(("method", "body"), [("GET", "urlencoded"), ("POST", "urlencoded"), ("POST", "postdirectly")])
def test_sparqlwrapper(endpoint: str, shipped_store: Store, method: str, body: str) -> None:
    """SPARQLWrapper, by each of its methods."""
    for query in ROWS.values():
        answer = wrapped(endpoint, query, SPARQLWrapper.JSON, method, body).convert()
        assert table(json.dumps(answer)) == expected(shipped_store, query)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_sparqlwrapper_in_every_format(endpoint: str, shipped_store: Store) -> None:
    """SPARQLWrapper reads each of its formats: of rows CSV, TSV and XML, of yes or no XML and JSON, of graphs all of RDF."""
    for query in ROWS.values():
        for form in (SPARQLWrapper.CSV, SPARQLWrapper.TSV):
            assert wrapped(endpoint, query, form).convert() == write(shipped_store.query(query), form)
        results = ox.parse_query_results(
            wrapped(endpoint, query, SPARQLWrapper.XML).convert().toxml(), format=ox.QueryResultsFormat.XML
        )
        assert isinstance(results, ox.QuerySolutions)
        assert table(results.serialize(format=ox.QueryResultsFormat.JSON) or "") == expected(shipped_store, query)
    for query, truth in ASKS.items():
        assert wrapped(endpoint, query, SPARQLWrapper.JSON).convert()["boolean"] is truth
        (said,) = wrapped(endpoint, query, SPARQLWrapper.XML).convert().getElementsByTagName("boolean")
        assert said.firstChild.data == str(truth).lower()
    for query in GRAPHS:
        here = statements(shipped_store, query)
        for form in (SPARQLWrapper.RDFXML, SPARQLWrapper.JSONLD):
            assert triples(wrapped(endpoint, query, form).convert().serialize(format="nt")) == here
        for form in (SPARQLWrapper.TURTLE, SPARQLWrapper.N3):
            assert triples(wrapped(endpoint, query, form).convert(), ox.RdfFormat.TURTLE) == here


@pytest.mark.parametrize("type_", ["sparql", "auto"])
def test_comunica(endpoint: str, shipped_store: Store, type_: str) -> None:
    """Comunica, told that it is an endpoint, and finding that out by itself."""
    needed("node_modules/@comunica/query-sparql", programs=("node",))
    lines = run("node", CONSUMERS / "comunica.mjs", endpoint, type_, asked=json.dumps(ALL)).splitlines()
    hold(shipped_store, [json.loads(line) for line in lines])


@pytest.mark.parametrize("method", [(), ("--post",)], ids=["get", "post"])
def test_rsparql(endpoint: str, shipped_store: Store, method: tuple[str, ...]) -> None:
    """Rsparql of Apache Jena, by GET and POST."""
    said = run("java", "-cp", fuseki_jar(), CONSUMERS / "Rsparql.java", endpoint, *method, *ALL)
    hold(shipped_store, said.split("\n--- answered ---\n")[:-1])


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_yasgui(endpoint: str, shipped_store: Store, method: str) -> None:
    """YASQE, with which YASGUI asks, on a page of another origin in Chromium, also what a page must first ask leave for."""
    needed("node_modules/@zazuko/yasqe", "node_modules/playwright-core", programs=("node", "chromium"))
    command = ("node", CONSUMERS / "yasqe.mjs", endpoint, method)
    lines = run(*command, asked=json.dumps(ALL), CHROMIUM=str(shutil.which("chromium"))).splitlines()
    *answers, direct, requests = map(json.loads, lines)
    assert {answer["status"] for answer in answers} == {200}, answers
    hold(shipped_store, [answer["text"] for answer in answers])
    assert [request["method"] for request in requests if request["type"] == "fetch"][: len(ALL)] == [method] * len(ALL)
    assert "application/sparql-results+json" in requests[0]["headers"]["accept"]
    # Sent as a query, and with a long list of what is accepted, it is not simple: a preflight comes first.
    assert table(direct) == expected(shipped_store, ALL[0])


def curl(*arguments: str) -> str:
    """Return what curl prints, line ends as they are."""
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    done = subprocess.run(
        ("curl", "--silent", "--show-error", "--max-time", "60", *arguments), capture_output=True, check=True
    )
    return done.stdout.decode()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--get", "--data-urlencode", "query={query}"),
        ("--data-urlencode", "query={query}"),
        ("--header", "content-type: application/sparql-query", "--data-binary", "{query}"),
        ("--compressed", "--data-urlencode", "query={query}"),
        ("--http1.0", "--get", "--data-urlencode", "query={query}"),
        ("--header", "transfer-encoding: chunked", "--data-urlencode", "query={query}"),
        ("--header", "expect: 100-continue", "--data-urlencode", "query={query}"),
    ],
    ids=["get", "form", "direct", "compressed", "http1.0", "chunked", "continue"],
)
def test_curl(endpoint: str, shipped_store: Store, arguments: tuple[str, ...]) -> None:
    """curl, in every way in which one asks with it."""
    given = [[word.replace("{query}", query) for word in arguments] for query in ALL]
    assert given
    accept = ("--fail", "--header", "accept: application/sparql-results+json, application/n-triples;q=0.9", endpoint)
    hold(shipped_store, [curl(*words, *accept) for words in given])


def test_curl_asks_for_the_head(endpoint: str) -> None:
    """Asked for the head alone, the server gives the length that the answer has."""
    asked = ("--get", "--data-urlencode", f"query={ROWS['graphs']}", endpoint)
    head = dict(line.split(": ", 1) for line in curl("--head", *asked).splitlines()[1:] if line)
    assert int(head["content-length"]) == len(curl(*asked).encode()) > 1000
