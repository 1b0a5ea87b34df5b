"""Where processes that answer come from: one from which they are forked, and what becomes of them when it ends."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from dipgraph import forks
from dipgraph.answers import LimitError, Limits
from dipgraph.errors import SourceError
from dipgraph.forks import Forks
from dipgraph.pool import Pool
from test_pool import ANEW, SLOW, run, text

linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux")


def with_pool(place: Path, work: Callable[[Pool], Awaitable[None]], **limits: float) -> None:
    """Do *work* with a pool of two processes."""
    run(place, work, size=2, **limits)


@linux
def test_processes_come_from_one(place: Path) -> None:
    """All processes are forked from one, which has no thread but its first, and no store."""

    async def work(pool: Pool) -> None:
        source = pool._forks._source._process.pid
        for process in pool._all:
            assert f"PPid:\t{source}\n" in Path(f"/proc/{process.number}/status").read_text(encoding="ascii")
        assert os.listdir(f"/proc/{source}/task") == [str(source)]
        opened = [os.readlink(f"/proc/{source}/fd/{name}") for name in os.listdir(f"/proc/{source}/fd")]
        assert not [path for path in opened if path.startswith(str(place))]

    with_pool(place, work)


@linux
def test_end_of_what_forks_is_not_noticed(place: Path) -> None:
    """Where the process from which others are forked is killed, they end with it; who asked is answered by others."""

    async def work(pool: Pool) -> None:
        expected = await text(pool, ANEW)
        asked = [asyncio.create_task(text(pool, ANEW)) for _ in range(30)]
        for _ in range(3):
            pool.mend()
            while pool._tasks:
                await asyncio.sleep(0.05)
            numbers = [process.number for process in pool._all]
            os.kill(pool._forks._source._process.pid, signal.SIGKILL)
            assert await text(pool, ANEW) == expected
            ends = time.monotonic() + 10
            while [number for number in numbers if Path(f"/proc/{number}").exists()]:
                assert time.monotonic() < ends
                await asyncio.sleep(0.05)
        assert set(await asyncio.gather(*asked)) == {expected}

    with_pool(place, work)


@linux
def test_another_is_there_at_once(place: Path) -> None:
    """In place of processes that end at their time limit there are others at once: who asks beside them waits for none."""

    async def work(pool: Pool) -> None:
        async def bombards() -> None:
            for _ in range(4):
                with pytest.raises(LimitError):
                    await text(pool, SLOW)

        await text(pool, ANEW)
        bombs = asyncio.create_task(bombards())
        waited = []
        while not bombs.done():
            begun = time.monotonic()
            process = pool._taken() or await pool._awaited()
            waited.append(time.monotonic() - begun)
            pool._back(process)
            await asyncio.sleep(0.01)
        await bombs
        assert pool.counts["timeout"] == 4
        assert len(waited) > 20
        assert max(waited) < 0.3

    with_pool(place, work, seconds=0.5)


def test_each_by_itself(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing is forked each process is started by itself, and answers, ends and is replaced all the same."""
    monkeypatch.setattr(forks, "HAS_FORK", False)

    async def work(pool: Pool) -> None:
        expected = await text(pool, ANEW)
        with pytest.raises(LimitError, match="longer than 1 seconds"):
            await text(pool, SLOW)
        for process in [*pool._all]:
            process.kill()
        assert await text(pool, ANEW) == expected

    with_pool(place, work, seconds=1.0)


@pytest.mark.parametrize("has_fork", [False, pytest.param(True, marks=linux)])
def test_what_cannot_be_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_fork: bool) -> None:
    """Why no process answers is said in the words of the one that found it, and nothing is left of it."""
    monkeypatch.setattr(forks, "HAS_FORK", has_fork)

    async def started() -> None:
        pool = Pool(str(tmp_path / "none"), 1, Limits())
        source = Forks(*pool._forks._arguments)
        with pytest.raises(SourceError, match="the store is not there any more"):
            await source.started(pool.room)
        await source.end()

    asyncio.run(started())
