"""Processes that do one thing after another: one that dies, or takes too long, costs that thing and no other."""

from __future__ import annotations

import multiprocessing as mp
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Generic, TypeVar

from dipgraph.errors import DipgraphError, SourceError

T = TypeVar("T")
R = TypeVar("R")
# So many results may wait for an earlier one, for they are given in order.
_AHEAD = 200
_LATE = "took more than {:g} seconds, and was given up"
_SPAWN = mp.get_context("spawn")


@dataclass(frozen=True)
class Failed:
    """Why something was not done."""

    why: str


class _Hand(Generic[T, R]):
    """A process, what it is at, and until when it may be."""

    def __init__(self, work: Callable[[T], R]) -> None:
        self.here, there = _SPAWN.Pipe()
        self.process = _SPAWN.Process(target=_serve, args=(there, work), daemon=True)
        self.process.start()
        there.close()
        self.at: int | None = None
        self.until = 0.0

    def give(self, number: int, thing: T, seconds: float) -> None:
        self.here.send(thing)
        self.at, self.until = number, time.monotonic() + seconds

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.here.close()


def done_by(
    work: Callable[[T], R], things: Sequence[T], processes: int, seconds: float
) -> Iterator[tuple[T, R | Failed]]:
    """Yield each of *things* with what *work* makes of it, in their order, done in so many processes.

    What fails, ends its process or takes more than so many *seconds* is Failed. However the iteration ends, all
    processes end with it, whatever they are at.
    """
    hands = [_Hand(work) for _ in range(min(processes, len(things)))]
    results: dict[int, R | Failed] = {}
    given = taken = 0
    try:
        while taken < len(things):
            for number in range(len(hands)):
                if hands[number].at is None and given < min(len(things), taken + _AHEAD):
                    hands[number] = _given(hands[number], work, given, things[given], seconds)
                    given += 1
            busy = {hand.here: hand for hand in hands if hand.at is not None}
            left = max(0.0, min((hand.until for hand in busy.values()), default=0.0) - time.monotonic())
            ready = wait(list(busy), left) if busy else []
            for hand in busy.values():
                if hand.here in ready:
                    _take(hand, results)
                elif time.monotonic() > hand.until:
                    assert hand.at is not None
                    results[hand.at] = Failed(_LATE.format(seconds))
                    hand.end()
                if hand.at in results:
                    hand.at = None
            while taken in results:
                yield things[taken], results.pop(taken)
                taken += 1
    finally:
        for hand in hands:
            hand.end()


def _given(hand: _Hand[T, R], work: Callable[[T], R], number: int, thing: T, seconds: float) -> _Hand[T, R]:
    """Give a thing to a process, to another where it has ended, and return the one that has it."""
    if hand.process.is_alive():
        try:
            hand.give(number, thing, seconds)
        except OSError:
            # It ended in this moment.
            hand.end()
        else:
            return hand
    other = _Hand(work)
    other.give(number, thing, seconds)
    return other


def _take(hand: _Hand[T, R], results: dict[int, R | Failed]) -> None:
    """Take what a process gives; where it is gone, say so."""
    assert hand.at is not None
    try:
        results[hand.at] = hand.here.recv()
    except (EOFError, OSError):
        hand.process.join()
        code = hand.process.exitcode or 0
        how = f"by signal {-code}" if code < 0 else f"with exit code {code}"
        results[hand.at] = Failed(f"the process that was at it ended {how}, as when memory is short")
        hand.end()


def attempt(work: Callable[[T], R], thing: T) -> R | Failed:
    """Return what *work* makes of a thing, or why it fails."""
    try:
        return work(thing)
    except DipgraphError as error:
        return Failed(str(error))
    except RecursionError:
        return Failed("nested too deeply")
    except MemoryError:
        return Failed("needs more memory than there is")
    except Exception as error:
        # A fault of ours: the other documents go on, and where it lies is said with it.
        at = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{os.path.basename(at.filename)}, line {at.lineno}"
        return Failed(f"a fault of the program: {type(error).__name__}: {error} ({place})")


@contextmanager
def within(seconds: float, place: Path) -> Iterator[None]:
    """Give up what takes more than so many *seconds*, as a SourceError at *place*; where no alarm can be set, wait."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def late(*_: object) -> None:
        raise SourceError(f"{_LATE.format(seconds)}: split it", place)

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _serve(there: Connection, work: Callable[[T], R]) -> None:
    """Do what comes, until nobody asks any more; an interrupt from the keyboard is for who asks to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        while True:
            there.send(attempt(work, there.recv()))
    except (EOFError, OSError):
        # Whoever asked is gone, and so is this.
        return
