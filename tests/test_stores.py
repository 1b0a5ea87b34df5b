"""Stores in memory and on disk."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from conftest import ACTORS
from dipgraph import Dataset, open_store
from dipgraph.errors import QueryError, SourceError, UsageError
from dipgraph.generations import Folder
from dipgraph.rows import Rows
from dipgraph.stores import Store

ROOT = Path(__file__).parent.parent
COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
LABEL = "SELECT ?label { state:xa rdfs:label ?label }"
PROLOGUE = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX state: <https://w3id.org/dipgraph/state/> "


def first(store: Store, sparql: str) -> str | None:
    """Return the first value of the first row."""
    solutions = store.query(sparql)
    assert isinstance(solutions, Rows)
    for row in solutions:
        value = row[0]
        assert isinstance(value, (ox.Literal, ox.NamedNode))
        return value.value
    return None


def failure(sparql: str) -> str:
    """Return the message that a query gives in an empty store."""
    with open_store() as store, pytest.raises(QueryError) as error:
        store.query(sparql)
    return str(error.value)


def test_default_graph_is_the_union(small_store: Store) -> None:
    """A query that names no graph sees all of them: the document's meeting and the actors' labels in one pattern."""
    sparql = """PREFIX dip: <https://w3id.org/dipgraph/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?name { ?meeting dip:participation/dip:participant/rdfs:label ?name } ORDER BY ?name"""
    assert first(small_store, sparql) == "Ada Alm"


def test_what_two_graphs_have_counts_twice_in_the_union() -> None:
    """It is so up to pyoxigraph 0.5, and is said where one counts; with DISTINCT, or within one graph, it counts once.

    Where this fails, the union is a set: README, docs/scale.md, the page /ask, the description of the service and the help
    of query are to say so no more.
    """
    same = ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(1))
    with open_store() as store:
        store.embedded.extend(
            ox.Quad(same.subject, same.predicate, same.object, ox.NamedNode(f"urn:{name}")) for name in "ab"
        )
        for sources in ("", "FROM <urn:a> FROM <urn:b>"):
            assert first(store, f"SELECT (COUNT(*) AS ?n) {sources} {{ ?s ?p ?o }}") == "2"
            assert first(store, f"SELECT (COUNT(DISTINCT ?s) AS ?n) {sources} {{ ?s ?p ?o }}") == "1"
        assert first(store, "SELECT (COUNT(*) AS ?n) { GRAPH <urn:a> { ?s ?p ?o } }") == "1"
    for path in ("README.md", "docs/scale.md", "src/dipgraph/site/ask.html", "src/dipgraph/commands.py"):
        assert "once for each" in (ROOT / path).read_text(encoding="utf-8"), path


def test_graph_names_the_document(small_store: Store) -> None:
    """GRAPH gives the document in which a statement stands."""
    sparql = "SELECT ?g { GRAPH ?g { ?s a <https://w3id.org/dipgraph/ontology#Statement> } }"
    assert first(small_store, sparql) == "https://w3id.org/dipgraph/document/mofa-xa/2020-01-02-xb"


@pytest.mark.parametrize("place", [None, "store"])
def test_load_counts_and_replaces(small: Path, tmp_path: Path, place: str | None) -> None:
    """Loading again leaves the same quads; a changed file replaces its graph, and other graphs stay."""
    dataset = Dataset.read(small, vocabularies=False)
    triples = sum(len(graph.triples) for graph in dataset.graphs)
    with open_store(None if place is None else tmp_path / place) as store:
        assert store.load(dataset).statements == triples
        assert store.load(dataset).statements == triples
        assert first(store, COUNT) == str(triples)
        actors = small / "actors.ttl"
        actors.write_text(ACTORS.replace('"Exland"', '"Exeland"'), encoding="utf-8")
        store.load(Dataset.read(actors, vocabularies=False))
        assert first(store, COUNT) == str(triples)
        assert first(store, PROLOGUE + LABEL) == "Exeland"


def test_quads_are_those_of_the_dataset(small: Path) -> None:
    """A store gives back the quads that were put in."""
    dataset = Dataset.read(small, vocabularies=False)
    with open_store() as store:
        store.load(dataset)
        assert set(store.quads()) == set(dataset.quads())


def test_store_on_disk_stays(small: Path, tmp_path: Path) -> None:
    """What was loaded is there when the store is opened again, also by its name as text."""
    path = tmp_path / "store"
    with open_store(path) as store:
        store.load(Dataset.read(small))
        expected = first(store, COUNT)
    with open_store(str(path)) as store:
        assert first(store, COUNT) == expected
        assert first(store, PROLOGUE + LABEL) == "Exland"


def test_store_is_let_go_when_its_block_fails(tmp_path: Path) -> None:
    """After an error within the block the store can be opened again."""
    with pytest.raises(ZeroDivisionError), open_store(tmp_path / "store"):
        _ = 1 / 0
    open_store(tmp_path / "store").close()


def test_second_writer_is_refused(small: Path, tmp_path: Path) -> None:
    """Who loads into a store while another does is told so; who only asks is not."""
    path = tmp_path / "store"
    with open_store(path) as store:
        with Folder(path).writing(), pytest.raises(SourceError) as error:
            store.load(Dataset.read(small))
        assert str(error.value) == f"{path}: another program is loading into this store: wait until it is done"
        assert first(store, PROLOGUE + LABEL) is None
        store.load(Dataset.read(small))
        with Folder(path).writing(), open_store(path) as other:
            assert first(other, PROLOGUE + LABEL) == "Exland"


def test_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    """A folder that holds something else is not made a store, and nothing in it changes."""
    path = tmp_path / "photos"
    path.mkdir()
    (path / "CURRENT").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is a folder with other files, and was left as it is: give an empty or a new"):
        open_store(path)
    assert [(file.name, file.read_text(encoding="utf-8")) for file in path.iterdir()] == [("CURRENT", "mine")]


def test_file_is_no_store(tmp_path: Path) -> None:
    """A file where the store should be is left as it is."""
    path = tmp_path / "store"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is a file: give a folder for the store"):
        open_store(path)
    assert path.read_text(encoding="utf-8") == "mine"


def test_store_in_a_folder_that_is_not_there(small: Path, tmp_path: Path) -> None:
    """A store is made in a folder that exists; that folder itself is not made."""
    with open_store(tmp_path / "no" / "store") as store, pytest.raises(SourceError, match="No such file or directory"):
        store.load(Dataset.read(small))
    assert not (tmp_path / "no").exists()


def test_opening_makes_nothing(tmp_path: Path) -> None:
    """A store that was only opened is empty, and no folder is made for it."""
    with open_store(tmp_path / "store") as store:
        assert not store.query("ASK { ?s ?p ?o }")
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(
    ("sparql", "expected"),
    [
        ("", "not SPARQL (line 1, column 1): something is missing there: correct the query"),
        ("ASK {", "not SPARQL (line 1, column 6): something is missing there: correct the query"),
        (
            "SELECT * {\n  ?x nope:a ?y }",
            "not SPARQL (line 2, column 6): the prefix nope: is not declared: correct the query",
        ),
        (
            "SELECT ?a {} GROUP BY ?b",
            "not SPARQL (line 1, column 25): The SELECT contains a variable that is unbound: correct the query",
        ),
        (
            "SELECT ?x\nWHERE {\n  ?x ?y \x1b[31m }",
            "not SPARQL (line 3, column 11): '31m }' cannot stand there: correct the query",
        ),
    ],
)
def test_query_that_is_not_sparql(sparql: str, expected: str) -> None:
    """Line and column are named with what stands there, on one line."""
    assert failure(sparql) == expected


@pytest.mark.parametrize("sparql", ["DROP ALL", "DELETE WHERE { ?s ?p ?o }", "INSERT DATA { <a:a> <a:b> <a:c> }"])
def test_queries_only_ask(small: Path, sparql: str) -> None:
    """An update is no query, and changes nothing."""
    with open_store() as store:
        count = store.load(Dataset.read(small, vocabularies=False)).statements
        with pytest.raises(QueryError, match="not SPARQL"):
            store.query(sparql)
        assert first(store, COUNT) == str(count)


def test_query_that_fails() -> None:
    """A query that is SPARQL but cannot be answered says why."""
    message = failure("SELECT (<https://example.org/f>(1) AS ?x) {}")
    assert message.startswith("the query failed: ")
    assert "https://example.org/f" in message


@pytest.mark.parametrize("opening", ["(", "{ ", "IF(", "["])
def test_query_that_nests_too_deep_is_an_error(opening: str) -> None:
    """Ten thousand brackets are an error of the query, not the end of the process."""
    message = failure(f"SELECT * {{ FILTER {opening * 10_000} }}")
    assert message == "the query nests more than 200 brackets: make it flatter"


def test_query_may_nest() -> None:
    """A hundred and ninety brackets are no reason to refuse a query."""
    with open_store() as store:
        assert first(store, f"SELECT ({'(' * 190}7{')' * 190} AS ?x) {{}}") == "7"
