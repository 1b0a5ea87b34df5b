"""A server under bombs, kills, a crowd and load, for seconds; benchmarks/soak.py is the long run."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import pytest

import clients
import soak
from clients import Server

if sys.platform != "linux":
    pytest.skip("looks into /proc", allow_module_level=True)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Return a server of the data that comes with dipgraph; no honest request takes anything like its limit."""
    with clients.dipgraph("--seconds", 5) as found:
        yield found


def test_bombs_fail_nobody_else(server: Server) -> None:
    """While bombs of all kinds are sent, every honest request is answered, and each bomb is too, or is refused."""
    seen, bombs = soak.bombard(server, 8)
    assert len(soak.BOMBS) >= 8
    assert seen.number > 20
    assert seen.wrong == []
    assert bombs.number > 2
    assert bombs.wrong == []


def test_more_bombs_than_processes_fail_nobody_else(server: Server) -> None:
    """So it is where more send bombs than there are processes that answer."""
    with soak.asked(server, 6) as (seen, bombs):
        time.sleep(10)
    assert seen.number > 20
    assert seen.wrong == []
    assert bombs.number > 2
    assert bombs.wrong == []


def test_kills_are_seen_by_nobody(server: Server) -> None:
    """While the processes that answer are killed at any time, every honest request is answered."""
    seen, killed = soak.kill(server, 4)
    assert killed > 1
    assert seen.number > 10
    assert seen.wrong == []
    assert soak.settled(server)


def test_crowd_is_answered(server: Server) -> None:
    """Two hundred clients at once, each of which asks again and again, are all answered."""
    many = soak.crowd(server, 2)
    assert soak.CLIENTS == 200
    assert len(many.taken) >= 200
    assert not many.failed


def test_load_leaves_the_server_as_it_is(server: Server) -> None:
    """Under load no request fails, and files and processes are as many in the last part as in the first."""
    seen, parts = soak.long_load(server, 4)
    assert seen.number > 20
    assert seen.wrong == []
    first, last = parts[0][-1], parts[-1][-1]
    assert last.processes == first.processes == soak.PROCESSES
    assert last.files <= first.files + 4
    assert last.own < first.own * 1.2
