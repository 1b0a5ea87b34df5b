"""Pull: a store here has what is there, or stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from conftest import ACTORS
from dipgraph import Dataset, open_store
from dipgraph import endpoint as endpoints
from dipgraph.errors import SourceError
from dipgraph.graph_store import Mark
from dipgraph.pull import pull
from dipgraph.push import plan, push
from dipgraph.remote import RemoteStore
from dipgraph.terms import BASE
from test_push import OTHERS, here, write_as_others_do
from triple_stores import between, serving

OLD, NEW = (
    f'<{BASE}state/xa> <http://www.w3.org/2000/01/rdf-schema#label> "{name}"@en' for name in ("Exland", "Exeland")
)


@pytest.fixture
def there(small: Path) -> Iterator[RemoteStore]:
    """Return a store at an address to which the small data was pushed."""
    with serving() as address, RemoteStore(address) as store:
        push(here(small), store, plan(here(small), store))
        yield store


def test_pull_brings_what_is_there(there: RemoteStore, small: Path, tmp_path: Path) -> None:
    """The same graphs without their marks, and nothing of others; again, nothing is new; what went there goes here."""
    write_as_others_do(there, OTHERS)
    with open_store(tmp_path / "store") as store:
        assert len(pull(store, there).added) == 2
        assert set(store.quads()) == set(here(small).quads())
        assert len(pull(store, there).unchanged) == 2
        (small / "actors.ttl").write_text(ACTORS.replace('"Exland"', '"Exeland"'), encoding="utf-8")
        kept = here(small / "actors.ttl")
        push(kept, there, plan(kept, there))
        loaded = pull(store, there)
        assert loaded.changed == [f"{BASE}actors"]
        assert len(loaded.removed) == 1
        assert set(store.quads()) == set(kept.quads())


def test_only_what_is_new_there_is_fetched(
    there: RemoteStore, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second pull asks for the marks, and for no graph whose mark is as it was; one that others changed it fetches."""
    fetched: list[str] = []
    get = there.graphs.get

    def counted(name: str, mark: Mark) -> bytes:
        fetched.append(name)
        return get(name, mark)

    monkeypatch.setattr(there.graphs, "get", counted)
    for place in (None, tmp_path / "store"):
        with open_store(place) as store:
            pull(store, there)
            assert len(fetched) == 2
            pull(store, there)
            assert len(fetched) == 2
            fetched.clear()
    (small / "actors.ttl").write_text(ACTORS.replace('"Exland"', '"Exeland"'), encoding="utf-8")
    push(here(small), there, plan(here(small), there))
    there.graphs.put(f"{BASE}other", b"<https://example.org/a> <https://example.org/b> <https://example.org/c> .\n")
    with open_store(tmp_path / "store") as store:
        pull(store, there)
        assert fetched == [f"{BASE}actors", f"{BASE}other"]


def test_graph_that_others_changed_is_fetched_each_time(there: RemoteStore, tmp_path: Path) -> None:
    """Where the content is not what its mark says, though of as many statements, it is taken, and looked at again."""
    others = f"DELETE DATA {{ GRAPH <{BASE}actors> {{ {OLD} }} }} ; INSERT DATA {{ GRAPH <{BASE}actors> {{ {NEW} }} }}"
    requests.post(there.address.replace("/query", "/update"), data={"update": others}, timeout=10).raise_for_status()
    with open_store(tmp_path / "store") as store:
        pull(store, there)
        assert store.query(f"ASK {{ {NEW} }}")
        assert pull(store, there).changed == [f"{BASE}actors"]


def test_what_was_loaded_from_files_stays(there: RemoteStore, tmp_path: Path) -> None:
    """A pull touches only what came from the same address."""
    (tmp_path / "mine.ttl").write_text("<https://example.org/a> <https://example.org/b> 1 .\n", encoding="utf-8")
    with open_store(tmp_path / "store") as store:
        store.load(Dataset.read(tmp_path / "mine.ttl", vocabularies=False))
        pull(store, there)
        assert len(store.names()) == 3
        assert not pull(store, there).removed


@pytest.mark.parametrize("fault", [500, "broken"])
def test_failed_pull_changes_nothing(
    there: RemoteStore, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: int | str
) -> None:
    """Whichever request fails, the store has what it had; the next pull brings everything."""
    monkeypatch.setattr(endpoints, "WAITS", (0.001,))
    (small / "actors.ttl").write_text(ACTORS.replace('"Exland"', '"Exeland"'), encoding="utf-8")
    with open_store(tmp_path / "store") as store:
        store.load(Dataset.read(small, vocabularies=False))
        before = set(store.quads())
        failed = 0
        for good in range(20):
            with between(there.address, [None] * good + [fault] * 20) as (faulty, _), RemoteStore(faulty) as broken:
                try:
                    pull(store, broken)
                    break
                except SourceError:
                    failed += 1
                    assert set(store.quads()) == before
        assert failed == 3
        assert set(store.quads()) != before


def test_graph_of_which_not_all_is_given(there: RemoteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that gives fewer statements of a graph than it says that it has is not believed."""
    readings = there.graphs._readings
    monkeypatch.setattr(there.graphs, "_readings", lambda name: ([t[:5] for t in each] for each in readings(name)))
    with (
        open_store(tmp_path / "store") as store,
        pytest.raises(SourceError, match=r"the server gives 5 of the \d+ statements"),
    ):
        pull(store, there)
    assert not open_store(tmp_path / "store").names()
