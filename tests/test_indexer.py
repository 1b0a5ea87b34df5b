"""The indexes of the states of a store: kept while the store is, by several servers, and not beyond."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from conftest import write_data
from dipgraph import Dataset, open_store
from dipgraph.indexer import Indexer
from dipgraph.memory import cache_folder
from dipgraph.states import States

# Seconds that an index of a few documents may take.
LONG = 60


@pytest.fixture
def store(tmp_path: Path) -> str:
    """Return the path of a store with one document, in a cache of its own."""
    with open_store(tmp_path / "store") as made:
        made.load(Dataset.read(write_data(tmp_path / "data")))
    return str(tmp_path / "store")


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what is kept in a folder of the test."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "cache"))


async def looked(*indexers: Indexer, seconds: float = LONG) -> None:
    """Have several servers look for the index of the present state at the same time, and end them."""
    try:
        await asyncio.gather(*(indexer.look(seconds) for indexer in indexers))
    finally:
        for indexer in indexers:
            await indexer.close()


def files(indexer: Indexer) -> list[Path]:
    """Return the indexes in the folder of an *indexer*, each of which is whole."""
    found = sorted(Path(indexer.folder).glob("*.sqlite"))
    for path in found:
        assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return found


def test_index_is_there_at_the_next_start(store: str) -> None:
    """The index of a store is kept in the user's cache, and not made again by the next server; nothing is in the store."""
    before = sorted(os.listdir(store))
    first, second = Indexer(store, stays=True), Indexer(store, stays=True)
    asyncio.run(looked(first))
    (made,) = files(first)
    assert made.is_relative_to(cache_folder())
    assert made.name == f"{States(store).sign}.sqlite"
    state = made.stat()
    asyncio.run(looked(second, seconds=0.05))
    assert second.folder == first.folder
    assert files(second) == [made]
    assert (made.stat().st_ino, made.stat().st_mtime_ns) == (state.st_ino, state.st_mtime_ns)
    assert sorted(os.listdir(store)) == before


def test_index_of_what_goes(store: str) -> None:
    """That of a store which goes with the server goes too, and nothing is in the cache."""
    indexer = Indexer(store)
    asyncio.run(looked(indexer))
    assert not os.path.exists(indexer.folder)
    assert not cache_folder().exists()


def test_several_servers_at_once(store: str) -> None:
    """Several servers that begin at once have one index, which is made once."""
    indexers = [Indexer(store, stays=True) for _ in range(4)]
    asyncio.run(looked(*indexers))
    assert len({indexer.folder for indexer in indexers}) == 1
    assert len(files(indexers[0])) == 1
    assert not list(Path(indexers[0].folder).glob("making-*"))


def test_maker_that_is_killed(store: str) -> None:
    """Where the one who makes an index is killed there is none, what is left of it goes, and the next makes it."""
    first = Indexer(store, stays=True)

    async def killed() -> None:
        looking = asyncio.create_task(first.look(LONG))
        ends = time.monotonic() + LONG
        while not list(Path(first.folder).glob("making-*/*")) and time.monotonic() < ends:
            await asyncio.sleep(0.001)
        found = subprocess.run(["pgrep", "-f", f"search_index {store}"], capture_output=True, text=True, check=False)
        for number in found.stdout.split():
            os.kill(int(number), signal.SIGKILL)
        await asyncio.sleep(0.3)
        assert not files(first)
        looking.cancel()
        await first.close()

    asyncio.run(killed())
    left = Path(first.folder) / "making-of-one-that-died"
    left.mkdir()
    second = Indexer(store, stays=True)
    asyncio.run(looked(second))
    assert len(files(second)) == 1
    assert not left.exists()


def test_old_states(store: str, tmp_path: Path) -> None:
    """With the index of a state those before the last are removed."""
    for number in range(3):
        with open(tmp_path / "data" / "actors.ttl", "a", encoding="utf-8") as actors:
            actors.write(
                f"\n<https://w3id.org/dipgraph/person/other-{number}> a <https://w3id.org/dipgraph/ontology#Person> .\n"
            )
        with open_store(store) as opened:
            opened.load(Dataset.read(tmp_path / "data"))
        indexer = Indexer(store, stays=True)
        asyncio.run(looked(indexer))
        assert Path(indexer.folder, f"{States(store).sign}.sqlite").is_file()
    assert len(files(indexer)) == 2


def test_folders_that_nobody_has(store: str, tmp_path: Path) -> None:
    """Indexes of a store that is gone, and those that another edition made, are removed; those of other stores stay."""
    os.rename(store, tmp_path / "gone")
    gone = Indexer(str(tmp_path / "gone"), stays=True)
    asyncio.run(looked(gone))
    os.rename(tmp_path / "gone", store)
    with open_store(tmp_path / "another") as made:
        made.load(Dataset.read(tmp_path / "data"))
    another = Indexer(str(tmp_path / "another"), stays=True)
    asyncio.run(looked(another))
    own = Indexer(store, stays=True)
    older = Path(own.folder.rpartition("-")[0] + "-0123456789abcdef")
    os.rename(own.folder, older)
    assert not os.path.exists(gone.folder)
    present = Indexer(store, stays=True)
    assert not older.exists()
    assert os.path.exists(present.folder)
    assert len(files(another)) == 1


def test_cache_that_cannot_be_written(store: str, tmp_path: Path) -> None:
    """Where nothing can be written into the cache the index is in a folder that ends with the server."""
    (tmp_path / "cache").write_text("a file")
    indexer = Indexer(store, stays=True)
    assert not Path(indexer.folder).is_relative_to(tmp_path / "cache")

    async def run() -> None:
        try:
            await indexer.look(LONG)
            assert len(files(indexer)) == 1
        finally:
            await indexer.close()

    asyncio.run(run())
    assert not os.path.exists(indexer.folder)
