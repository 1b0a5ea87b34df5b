"""Who goes first: what takes long goes behind what was asked lately, and what is asked next before others again."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from pathlib import Path

import pytest

from dipgraph.answers import LimitError
from dipgraph.pool import Pool
from dipgraph.precedence import BEHIND, in_threads, used
from test_pool import ANEW, COUNT, SLOW, run, text

if sys.platform != "linux":
    pytest.skip("threads have priorities on Linux", allow_module_level=True)

LONG = (
    "SELECT (COUNT(*) AS ?n) { { SELECT ?a { ?a ?b ?c } LIMIT 1000 } { SELECT ?d { ?d ?e ?f } LIMIT 1000 } "
    "FILTER(STRLEN(STR(?a)) + STRLEN(STR(?d)) > 1) }"
)


def niceness(thread: int) -> int:
    """Return how nice a thread is."""
    return os.getpriority(os.PRIO_PROCESS, thread)


def test_long_query_goes_behind(place: Path) -> None:
    """While a query takes long its thread is lowered, and no other; one that is short is answered beside it at once."""

    async def work(pool: Pool) -> None:
        await text(pool, ANEW)
        before = {process: niceness(process._thread) for process in pool._all}
        slow = asyncio.create_task(text(pool, SLOW))
        await asyncio.sleep(0.5)
        busy = pool._all - {*pool._idle}
        assert len(busy) == 1
        for process in pool._all:
            assert niceness(process._thread) == (max(BEHIND, before[process]) if process in busy else before[process])
            assert niceness(process.number) == before[process]
        for _ in range(10):
            begun = time.monotonic()
            await text(pool, ANEW)
            assert time.monotonic() - begun < 0.5
        with pytest.raises(LimitError):
            await slow

    run(place, work, size=2, seconds=2.0)


def test_next_query_goes_first_again(place: Path) -> None:
    """After a long query the process answers the next in another thread, which is not lowered, and is not replaced."""

    async def work(pool: Pool) -> None:
        (process,) = pool._all
        await text(pool, COUNT)
        first, before = process._thread, niceness(process._thread)
        lowered = 0
        for n in range(3):
            task = asyncio.create_task(text(pool, f"{LONG} # {n}".replace("1000", "400")))
            while not task.done():
                await asyncio.sleep(0.02)
                lowered += process._thread != 0 and _is_behind(process._thread, before)
            await task
        assert lowered
        await text(pool, ANEW)
        assert process._thread != first
        assert niceness(process._thread) == before
        assert pool._all == {process}
        assert not pool.counts

    run(place, work, size=1)


def _is_behind(thread: int, before: int) -> bool:
    try:
        return niceness(thread) > before
    except ProcessLookupError:
        return False


def test_work_goes_on_in_other_threads() -> None:
    """Work is made ready behind others; it goes on in other threads as long as it says so, or not at all."""
    seen: list[tuple[str, int]] = []

    def ready() -> bool:
        seen.append(("ready", niceness(0)))
        return len(seen) == 1

    def work(is_lowered: object) -> bool:
        assert callable(is_lowered)
        assert not is_lowered()
        seen.append(("work", niceness(0)))
        os.setpriority(os.PRIO_PROCESS, 0, 15)
        assert is_lowered()
        return len(seen) < 3

    own = niceness(0)
    in_threads(ready, work)
    assert seen == [("ready", max(BEHIND, own)), ("work", own), ("work", own)]
    in_threads(ready, work)
    assert len(seen) == 4
    with pytest.raises(ZeroDivisionError):
        in_threads(lambda: True, lambda _: bool(1 / 0))


def test_seconds_of_a_processor() -> None:
    """What a process has used of a processor is known to others; of one that is not there it is nothing."""
    own = time.process_time()
    assert own <= used(os.getpid()) < own + 1
    assert used(4_194_305) == 0
