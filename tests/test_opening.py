"""Which store is meant; and what is the same for all of them: in memory, on disk, at an address."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest

from dipgraph import Dataset, Query, open_store
from dipgraph.dataset import Files
from dipgraph.errors import QueryError
from dipgraph.query import stored
from dipgraph.remote import RemoteStore
from dipgraph.results import write
from dipgraph.rows import Rows
from dipgraph.stores import DiskStore, Store
from triple_stores import serving

KINDS = ("memory", "disk", "remote")
EX = "https://example.org/"
# Four statements, two blank nodes; and five, with the nodes of a list.
ADA = f'<{EX}ada> <{EX}knows> [ <{EX}name> "Ben" ] , [ <{EX}name> "Cora" ] .\n'
LIST = f"<{EX}list> <{EX}items> ( 1 2 ) .\n"
# An endpoint has a mark in each graph, which is no statement.
NO_MARK = "FILTER (?o != <https://w3id.org/dipgraph/ontology#GraphDigest>)"
COUNT = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH ?g {{ ?s ?p ?o {NO_MARK} }} }}"
NAMES = f"SELECT ?name WHERE {{ ?x <{EX}name> ?name }} ORDER BY ?name"


@contextmanager
def opened(kind: str, folder: Path) -> Iterator[Store]:
    """Give an empty store of a kind."""
    with ExitStack() as stack:
        place = {"memory": None, "disk": folder / "store"}.get(kind)
        address = stack.enter_context(serving()) if kind == "remote" else None
        yield stack.enter_context(open_store(place or address))


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Return an empty store of each kind in turn."""
    with opened(request.param, tmp_path) as store:
        yield store


@pytest.fixture(scope="module", params=KINDS)
def full_store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, shipped_dataset: Dataset
) -> Iterator[Store]:
    """Return a store of each kind in turn with the data that comes with dipgraph."""
    with opened(request.param, tmp_path_factory.mktemp("full")) as store:
        store.load(shipped_dataset)
        yield store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two files that have blank nodes."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "ada.ttl").write_text(ADA, encoding="utf-8")
    (folder / "list.ttl").write_text(LIST, encoding="utf-8")
    return folder


def read(*paths: Path) -> Files:
    """Return the files at these paths, without the vocabularies."""
    return Files.at(*paths, vocabularies=False)


def values(store: Store, sparql: str) -> list[str]:
    """Return the first column of the rows of a query."""
    solutions = store.query(sparql)
    assert isinstance(solutions, Rows)
    return [row[0].value for row in solutions]


def test_place_says_which_store() -> None:
    """None is memory, an http or https address an endpoint, of which nothing is asked yet, and the rest a folder."""
    for place, kind in (
        (None, Store),
        ("folder", DiskStore),
        (Path("http") / "folder", DiskStore),
        ("http:", DiskStore),
        ("http://127.0.0.1:9/query", RemoteStore),
        ("https://127.0.0.1:9/query", RemoteStore),
    ):
        with open_store(place) as store:
            assert type(store) is kind


def test_load_says_what_it_did(store: Store, folder: Path) -> None:
    """Counts are of graphs and of the statements that are there."""
    assert str(store.load(read(folder))) == "2 graphs: 2 new, 0 changed, 0 gone, 0 unchanged; 9 statements in the store"
    assert str(store.load(read(folder))) == "2 graphs: 0 new, 0 changed, 0 gone, 2 unchanged; 9 statements in the store"


def test_loading_again_changes_nothing(store: Store, folder: Path) -> None:
    """The same load three times leaves the same number of statements, blank nodes and lists among them."""
    for _ in range(3):
        store.load(read(folder))
        assert values(store, COUNT) == ["9"]
        assert values(store, NAMES) == ["Ben", "Cora"]


def test_dataset_and_files_are_the_same(store: Store, folder: Path) -> None:
    """What was read before is loaded like files that are read one by one."""
    store.load(Dataset.read(folder, vocabularies=False))
    loaded = store.load(read(folder))
    assert not loaded.added
    assert values(store, COUNT) == ["9"]


def test_changed_file_replaces_its_graph(store: Store, folder: Path) -> None:
    """Of a graph whose file is another, the statements of before are gone; the other graph stays."""
    store.load(read(folder))
    (folder / "ada.ttl").write_text(ADA.replace("Ben", "Dora"), encoding="utf-8")
    loaded = store.load(read(folder))
    assert "https://w3id.org/dipgraph/ada" in loaded.changed
    assert values(store, NAMES) == ["Cora", "Dora"]
    assert values(store, COUNT) == ["9"]
    (folder / "ada.ttl").write_text(f"<{EX}ada> <{EX}name> 1 .\n", encoding="utf-8")
    assert store.load(read(folder)).statements == 6


def test_other_graphs_stay(store: Store, folder: Path, small: Path) -> None:
    """Data from somewhere else is put beside what is there."""
    store.load(read(folder))
    number = store.load(Dataset.read(small, vocabularies=False)).statements
    assert number > 9
    assert values(store, COUNT) == [str(number)]
    assert values(store, NAMES) == ["Ben", "Cora"]


def test_default_graph_is_the_union(store: Store, folder: Path) -> None:
    """A pattern without a graph is found in all, and GRAPH names the one."""
    store.load(read(folder))
    assert values(store, f"SELECT (COUNT(*) AS ?n) WHERE {{ ?s ?p ?o {NO_MARK} }}") == ["9"]
    graphs = values(store, "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
    assert graphs == ["https://w3id.org/dipgraph/ada", "https://w3id.org/dipgraph/list"]


@pytest.mark.parametrize("name", stored())
def test_stored_queries_answer_the_same(full_store: Store, shipped_store: Store, name: str) -> None:
    """Every stored query has the same rows, byte by byte, wherever the shipped data lies."""
    query = Query.named(name)
    expected = query.run(shipped_store)
    form = "nt" if isinstance(expected, ox.QueryTriples) else "json"
    wanted, found = write(expected, form), write(query.run(full_store), form)
    if form == "nt":
        assert sorted(found.splitlines()) == sorted(wanted.splitlines())
    else:
        assert found == wanted


def test_repeated_triples(store: Store, folder: Path) -> None:
    """What a graph says that one before it says too is told; a blank node is of its graph alone."""
    (folder / "bob.ttl").write_text(f"{ADA}{LIST}<{EX}a> <{EX}b> 1 , 'x'@en .\n", encoding="utf-8")
    (folder / "cora.ttl").write_text(f"<{EX}a> <{EX}b> 1 , 'x'@en , 'x' .\n", encoding="utf-8")
    store.load(read(folder))
    found = {name.rpartition("/")[2]: store.repeated(name, store.statements(name)) for name in store.names()}
    objects = {name: {quad.object for quad in quads} for name, quads in found.items()}
    same = {ox.Literal(1), ox.Literal("x", language="en")}
    assert objects == {"ada": set(), "bob": set(), "cora": same, "list": set()}


def test_yes_or_no(store: Store, folder: Path) -> None:
    """ASK has a truth value."""
    assert not store.query("ASK { ?s ?p ?o }")
    store.load(read(folder))
    yes = store.query("ASK { ?s ?p ?o }")
    assert isinstance(yes, ox.QueryBoolean)
    assert yes
    assert not store.query(f"ASK {{ <{EX}nobody> ?p ?o }}")


def test_graph_is_made(store: Store, folder: Path) -> None:
    """CONSTRUCT gives triples, which can be written as RDF."""
    store.load(read(folder))
    sparql = f"CONSTRUCT {{ <{EX}ada> <{EX}met> ?name }} WHERE {{ ?x <{EX}name> ?name }}"
    triples = store.query(sparql)
    assert isinstance(triples, ox.QueryTriples)
    assert {triple.object.value for triple in triples} == {"Ben", "Cora"}
    assert sorted(write(store.query(sparql), "nt").splitlines()) == [
        f'<{EX}ada> <{EX}met> "Ben" .'.encode(),
        f'<{EX}ada> <{EX}met> "Cora" .'.encode(),
    ]


@pytest.mark.parametrize("sparql", ["", "SELECT", "SELECT * WHERE {", "DROP ALL", "SELECT * { ?s nope:p ?o }"])
def test_what_is_no_query_is_an_error(store: Store, folder: Path, sparql: str) -> None:
    """What is not SPARQL, or no question, is a QueryError on one line, and changes nothing."""
    store.load(read(folder))
    with pytest.raises(QueryError) as error:
        store.query(sparql)
    assert "\n" not in str(error.value)
    assert values(store, COUNT) == ["9"]


@pytest.mark.parametrize("kind", KINDS)
def test_store_can_be_closed(kind: str, folder: Path, tmp_path: Path) -> None:
    """A store may be closed twice; what is on disk or at an address is there when it is opened again."""
    with opened(kind, tmp_path) as store:
        store.load(read(folder))
        store.close()
        store.close()
        if kind != "memory":
            with open_store(tmp_path / "store" if kind == "disk" else store.address) as again:  # type: ignore[attr-defined]
                assert values(again, COUNT) == ["9"]


def test_progress_is_told(store: Store, folder: Path) -> None:
    """While files are loaded, it is told how many of how many are done."""
    told: list[tuple[int, int]] = []
    store.load(read(folder), lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]
