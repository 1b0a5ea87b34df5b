"""Tests that go by the clock run alone, also where several processes run tests; the others run beside each other.

Who would be alone waits for what the others are at, which may take a minute: so files with such tests come first, an even
share of them in each process.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

# Locks that all processes of one checkout have in common: a gate at which each waits for its turn, and the machine behind.
GATE, MACHINE = Path(__file__), Path(__file__).with_name("conftest.py")
CLOCKS = ("monotonic()", "perf_counter()", "sleep(")


@cache
def goes_by_the_clock(test: Callable[..., object]) -> bool:
    """Say whether a test's own lines read a clock or wait for it, as those do that hold how long something takes."""
    return any(clock in inspect.getsource(test) for clock in CLOCKS)


def early(items: list[pytest.Item], processes: int) -> list[pytest.Item]:
    """Return the tests in an order in which each process begins with its share of the files that go by the clock.

    Each of the *processes* is given as many tests as any other, in their order; those of a file stay together.
    """
    clocked = {item.path for item in items if _is_clocked(item)}
    shares: list[list[pytest.Item]] = [[] for _ in range(processes)]
    for path in dict.fromkeys(item.path for item in items if item.path in clocked):
        # By the tests that run alone: while one does, the others wait.
        least = min(shares, key=lambda share: sum(map(_is_clocked, share)))
        least += [item for item in items if item.path == path]
    others = [item for item in items if item.path not in clocked]
    ordered: list[pytest.Item] = []
    for number, share in enumerate(shares, start=1):
        room = max(0, len(items) * number // processes - len(ordered) - len(share))
        ordered += share + others[:room]
        del others[:room]
    return ordered + others


def _is_clocked(item: pytest.Item) -> bool:
    test = getattr(item, "function", None)
    return test is not None and goes_by_the_clock(test)


@contextmanager
def turn(alone: bool) -> Iterator[None]:
    """Hold the machine for a while, *alone* or beside others.

    Who would be alone waits at the machine with the gate shut behind, so that nobody else begins before.
    """
    # Windows has no such locks; there the tests run one by one.
    from fcntl import LOCK_EX, LOCK_SH, LOCK_UN, flock

    with open(GATE, "rb") as gate, open(MACHINE, "rb") as machine:
        flock(gate, LOCK_EX)
        flock(machine, LOCK_EX if alone else LOCK_SH)
        flock(gate, LOCK_UN)
        try:
            yield
        finally:
            # Told to, for a process that a test has forked would keep what is only closed.
            flock(machine, LOCK_UN)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order the tests where several processes run them."""
    if number := int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "0")):
        items[:] = early(items, number)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Run a test in its turn, its fixtures included, where it is one of several processes that run tests."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return (yield)
    with turn(alone=_is_clocked(item)):
        return (yield)
