"""Triple stores of others: what is pushed there is asked as here, and comes back; what is not installed is skipped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from dipgraph import Dataset, Query, open_store
from dipgraph.digests import canonical
from dipgraph.errors import SourceError
from dipgraph.pull import pull
from dipgraph.push import plan, push
from dipgraph.query import stored
from dipgraph.remote import RemoteStore
from dipgraph.results import write
from dipgraph.stores import Store
from test_push import OTHERS, write_as_others_do
from triple_stores import LOGIN, STORES, virtuoso


@dataclass
class Server:
    """A server with the data that comes with dipgraph, and the store here that was pushed to it."""

    kind: str
    there: RemoteStore
    here: Store


@pytest.fixture(scope="module", params=STORES)
def server(request: pytest.FixtureRequest, shipped_dataset: Dataset) -> Iterator[Server]:
    """Return each server in turn, after a first push."""
    with ExitStack() as stack:
        address = stack.enter_context(STORES[request.param]())
        environment = stack.enter_context(pytest.MonkeyPatch.context())
        for name, value in LOGIN.items():
            environment.setenv(name, value)
        there = stack.enter_context(RemoteStore(address))
        here = open_store()
        here.load(shipped_dataset)
        push(here, there, plan(here, there))
        yield Server(request.param, there, here)


def test_push_again_sends_nothing(server: Server) -> None:
    """Everything is there as it is here."""
    again = plan(server.here, server.there)
    assert (again.sent, again.dropped) == ((), ())
    assert len(again.same) == len(server.here.names()) > 10
    push(server.here, server.there, again)


# What servers answer otherwise than the stores here do. One that is right again makes its test fail: take it out.
OTHERWISE: dict[str, dict[str, str]] = {
    "virtuoso": {
        "checks/untyped": "Virtuoso's own graph is in the union",
        "show/meeting": "Virtuoso 7.2.5 writes a duration as seconds",
    },
}


@pytest.mark.parametrize("name", stored())
def test_stored_query_has_the_same_rows(server: Server, name: str, request: pytest.FixtureRequest) -> None:
    """Every stored query has of the server the rows that it has here."""
    if (why := OTHERWISE.get(server.kind, {}).get(name)) is not None:
        request.node.add_marker(pytest.mark.xfail(reason=why, strict=True))
    query = Query.named(name)
    assert write(query.run(server.there), "tsv") == write(query.run(server.here), "tsv")


def test_changes_go_there_and_come_back(server: Server, shipped_dataset: Dataset, tmp_path: Path) -> None:
    """One document changes, and one graph is sent; one goes, and is dropped; graphs of others stay; what is there comes."""
    here, there = open_store(), server.there
    here.load(shipped_dataset)
    changed, gone = [graph.name.value for graph in shipped_dataset.graphs if "/document/" in graph.name.value][:2]
    edit(
        here, f'INSERT DATA {{ GRAPH <{changed}> {{ <{changed}> <https://example.org/note> "é\\u2028\\\\u0041"@en }} }}'
    )
    planned = plan(here, there)
    assert (planned.sent, planned.dropped) == ((changed,), ())
    push(here, there, planned)
    write_as_others_do(there, OTHERS)
    edit(here, f"DROP GRAPH <{gone}>")
    planned = plan(here, there)
    assert (planned.sent, planned.dropped) == ((), (gone,))
    push(here, there, planned)
    assert set(there.existing([OTHERS, gone, changed])) == {changed, OTHERS}
    with open_store(tmp_path / "store") as store:
        pull(store, there)
        assert contents(store) == contents(here)
    there.graphs.drop(OTHERS)
    push(server.here, there, plan(server.here, there))


def test_server_that_gives_few_rows(server: Server, tmp_path: Path) -> None:
    """What Virtuoso leaves out, for an answer has more rows than it gives, is told, and asked for in other ways."""
    if server.kind != "virtuoso":
        pytest.skip("only Virtuoso gives a part of the rows")
    with virtuoso(rows=20) as few, RemoteStore(few.address) as there:
        push(server.here, there, plan(server.here, there))
        assert len(plan(server.here, there).same) == len(server.here.names()) > 20
        with pytest.raises(
            SourceError, match="the server gives no more than 20 rows: ask for fewer, or have it give more"
        ):
            there.query("SELECT * WHERE { ?s ?p ?o }")
        name = "https://w3id.org/dipgraph/act"
        assert there.graphs.get(name, there.graphs.marks()[name]).count(b"\n") > 20


def edit(store: Store, update: str) -> None:
    """Change a store in memory as no file would."""
    store._store.update(update)


def contents(store: Store) -> dict[str, bytes]:
    """Return what each graph of a store has, in canonical form: two graphs that are isomorphic have the same."""
    return {name: canonical((quad.triple for quad in store.statements(name)), name) for name in store.names()}
