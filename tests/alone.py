"""Tests that go by the clock run alone, also where several processes run tests; the others run beside each other."""

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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Run a test in its turn, its fixtures included, where it is one of several processes that run tests."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return (yield)
    test = getattr(item, "function", None)
    with turn(alone=test is not None and goes_by_the_clock(test)):
        return (yield)
