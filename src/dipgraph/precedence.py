"""Who goes first where there are more processes that answer than processors: what was asked lately, before all else.

On Linux each thread has a priority of its own, and only an administrator can raise one again. So the first thread of a
process that answers does nothing but start others, one after the other: each answers until it was lowered, while a query
took long.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable

# How nice a thread is to others while it makes ready, and while a query takes long: where others want all of a processor, it
# has a quarter. With a tenth, a query of a quarter of a second takes seconds on a machine that has other work.
BEHIND = 5
# In bytes: the stack of a thread, as large as that of a program mostly is; queries that nest deeply need it.
_STACK = 1 << 23
_HAS_PRIORITIES = sys.platform == "linux"


def used(process: int) -> float:
    """Return the seconds of a processor that a process has used; 0 where only it itself can say."""
    if _HAS_PRIORITIES:
        # It may have ended. The number of the clock is that of clock_getcpuclockid(3).
        with contextlib.suppress(OSError):
            return time.clock_gettime((~process << 3) | 2)
    return 0.0


def lower(thread: int) -> None:
    """Have a thread go behind others from now on."""
    # It may end meanwhile.
    if _HAS_PRIORITIES and thread:
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, thread, max(BEHIND, os.getpriority(os.PRIO_PROCESS, thread)))


def _niceness() -> int:
    """Return how nice the thread is that asks: the nicer, the more it goes behind others."""
    return os.getpriority(os.PRIO_PROCESS, 0) if _HAS_PRIORITIES else 0


def in_threads(ready: Callable[[], bool], work: Callable[[Callable[[], bool]], bool]) -> None:
    """Have ready what *work* needs, behind others, and then have it done, as long as it returns True.

    Each time is in a thread of its own, so that it goes before others again. It is given what says whether its thread was
    lowered. Nothing is done where *ready* returns False.
    """
    threading.stack_size(_STACK)
    first = _niceness()

    def behind() -> bool:
        if _HAS_PRIORITIES:
            os.setpriority(os.PRIO_PROCESS, 0, max(BEHIND, first))
        return ready()

    if _apart(behind):
        while _apart(lambda: work(lambda: _niceness() > first)):
            pass


def _apart(work: Callable[[], bool]) -> bool:
    """Return what *work* returns, done in a thread of its own."""
    given: list[bool] = []
    wrong: list[BaseException] = []

    def done() -> None:
        try:
            given.append(work())
        except BaseException as error:
            wrong.append(error)

    thread = threading.Thread(target=done)
    thread.start()
    thread.join()
    if wrong:
        raise wrong[0]
    return given[0]
