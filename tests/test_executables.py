"""The stored queries in SHACL are the stored queries: same text, same answers, their parameters with what they take."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import RDF, SH

from dipgraph import Query, open_store, shipped
from dipgraph.dataset import Dataset
from dipgraph.executables import executables, form
from dipgraph.query import names
from dipgraph.rows import Results, Rows
from dipgraph.stores import Store
from releases import ADDRESS, made

STORED = names()


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    """Return what is said of the stored queries."""
    text = executables(map(Query.named, STORED))
    return rdflib.Graph().parse(data=text, format="turtle", publicID=ADDRESS + "queries.ttl")


@pytest.fixture(scope="module")
def loaded(shipped_store: Store, tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    """Return a store with the N-Quads of a release."""
    folder = tmp_path_factory.mktemp("executables")
    made(shipped_store, folder / "out")
    with open_store() as store:
        store.load(Dataset.read(folder / "out" / "graph.nq.gz", vocabularies=False))
        found = ox.Store()
        found.extend(store.quads())
    return found


def name_of(query: str) -> rdflib.URIRef:
    """Return the address of a stored query."""
    return rdflib.URIRef(f"{ADDRESS}queries/{query}.rq")


def rows(results: Results | ox.QuerySolutions) -> list[str]:
    """Return the rows of an answer as text."""
    assert isinstance(results, (Rows, ox.QuerySolutions))
    return [" ".join(map(str, row)) for row in results]


def test_every_query_is_there(graph: rdflib.Graph) -> None:
    """Each stored query is one executable, and there are no others."""
    kinds = (SH.SPARQLSelectExecutable, SH.SPARQLAskExecutable, SH.SPARQLConstructExecutable)
    found = [subject for kind in kinds for subject in graph.subjects(RDF.type, kind)]
    assert sorted(map(str, found)) == sorted(str(name_of(name)) for name in STORED)
    assert len(found) > 30


@pytest.mark.parametrize("name", STORED)
def test_text_answers_as_the_query(graph: rdflib.Graph, loaded: ox.Store, shipped_store: Store, name: str) -> None:
    """The text is that of the file; over the released graph it has the rows of the stored query over the store."""
    (text,) = graph.objects(name_of(name), SH.select)
    assert str(text) == (shipped.folder("queries") / f"{name}.rq").read_text(encoding="utf-8")
    found = loaded.query(_declared(graph, name) + str(text), use_default_graph_as_union=True)
    assert rows(found) == rows(Query.named(name).run(shipped_store))


def _declared(graph: rdflib.Graph, name: str) -> str:
    """Return the declarations of prefixes that a processor puts before the text."""
    (ontology,) = graph.objects(name_of(name), SH.prefixes)
    declared = [(graph.value(d, SH.prefix), graph.value(d, SH.namespace)) for d in graph.objects(ontology, SH.declare)]
    assert len(declared) == len({prefix for prefix, _ in declared}) > 5
    return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in declared)


@pytest.mark.parametrize("name", STORED)
def test_parameters(graph: rdflib.Graph, name: str) -> None:
    """Each parameter has a path that ends in its name, its meaning, what it takes, and the values in the file."""
    query = Query.named(name)
    found = {}
    for said in graph.objects(name_of(name), SH.parameter):
        path = str(graph.value(said, SH.path))
        found[path.rpartition("#")[2]] = said
        takes = [graph.value(said, kind) for kind in (SH.datatype, SH.nodeKind)]
        assert len([value for value in takes if value is not None]) == 1
    assert set(found) == {parameter.name for parameter in query.parameters}
    for parameter in query.parameters:
        node = found[parameter.name]
        assert str(graph.value(node, SH.description)) == parameter.description
        defaults = list(graph.objects(node, SH.defaultValue))
        assert len(defaults) == (0 if parameter.default == "UNDEF" else len(parameter.default.split()))


def test_default_is_a_term(graph: rdflib.Graph) -> None:
    """A default is the term that the prefixes of the query make of it."""
    (parameter,) = graph.objects(name_of("due-commitments"), SH.parameter)
    assert graph.value(parameter, SH.defaultValue) == rdflib.Literal("2022-08-15", datatype=rdflib.XSD.date)
    assert graph.value(parameter, SH.datatype) == rdflib.XSD.date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT * { ?ask ?p ?o }", "select"),
        ("#+ summary: SELECT or ASK?\n# ASK\nBASE <urn:x>\nprefix a: <urn:select#>\nask { ?s ?p ?o }", "ask"),
        ("PREFIX : <urn:a>\n\nCONSTRUCT WHERE { ?s ?p ?o }", "construct"),
        ("", ""),
    ],
)
def test_form(text: str, expected: str) -> None:
    """The form of a query is its first word behind comments and prefixes."""
    assert form(text) == expected


def test_ask_and_construct(tmp_path: Path) -> None:
    """A query that asks or constructs is an executable of that kind, with its text in the property for it."""
    text = executables([Query.parse("ASK { ?s ?p ?o }", "a"), Query.parse("CONSTRUCT WHERE { ?s ?p ?o }", "c")])
    graph = rdflib.Graph().parse(data=text, format="turtle", publicID=ADDRESS + "queries.ttl")
    assert (name_of("a"), RDF.type, SH.SPARQLAskExecutable) in graph
    assert str(graph.value(name_of("a"), SH.ask)) == "ASK { ?s ?p ?o }"
    assert (name_of("c"), RDF.type, SH.SPARQLConstructExecutable) in graph
    assert str(graph.value(name_of("c"), SH.construct)) == "CONSTRUCT WHERE { ?s ?p ?o }"
