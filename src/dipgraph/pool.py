"""Processes that answer queries, any of which may be ended: at its time limit, or by what it is asked."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import time
from collections import Counter, deque
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

from dipgraph.answers import Answer, BusyError, Kept, LimitError, Room
from dipgraph.errors import QueryError, SourceError
from dipgraph.forks import Forks
from dipgraph.process import EndedError, Process, UnstartedError
from dipgraph.states import MARK

# What ends a process that takes too much memory, or the stack of which ends.
_BY_MEMORY = {-getattr(signal, name) for name in ("SIGABRT", "SIGSEGV", "SIGKILL") if hasattr(signal, name)}
# Seconds until one tries to start a process again.
_AGAIN = 0.5
_ENDS = "the server ends: ask again in a while"


@dataclass(frozen=True)
class Limits:
    """What one query may take: seconds, bytes of memory, rows and bytes of its answer; and seconds that it may wait.

    All answers together may take *room* bytes on disk, and those that are *kept* so many in memory.
    """

    seconds: float = 30.0
    memory: int = 1 << 30
    rows: int = 1_000_000
    bytes: int = 200_000_000
    waiting: float = 10.0
    room: int = 1_000_000_000
    kept: int = 32_000_000


class Pool:
    """Processes that answer from the store in a folder, and some that stand by until one of those ends."""

    def __init__(self, place: str, size: int, limits: Limits) -> None:
        """Take the folder of the store, and how many processes are to answer; ``start`` starts them."""
        self.place, self.size, self.limits = place, size, limits
        # How many stand by.
        self.spare = (size + 1) // 2
        self.counts: Counter[str] = Counter()
        self.room = Room(limits.room)
        self._kept: Kept[Answer] = Kept(limits.kept)
        self._forks = Forks(place, limits.memory, limits.rows, limits.bytes)
        self._idle: deque[Process] = deque()
        self._waiting: deque[asyncio.Future[Process]] = deque()
        self._all: set[Process] = set()
        self._spare: deque[Process] = deque()
        self._ending: set[Process] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False
        # Why no process could be started the last time that one was.
        self._failure = ""
        # How many are being started; how often the data changed, and what stands for its present state.
        self._starting = self.changes = 0
        self._mark = 0, 0

    async def start(self) -> None:
        """Start the processes; a SourceError says why the store cannot be asked."""
        self._mark = self._look()
        try:
            self._spare.extend(await self._started(self.size))
        except BaseException:
            await self._forks.end()
            raise
        self._fill()
        for _ in range(self.spare):
            self._begin(self._another())

    async def ask(self, asked: dict[str, Any]) -> Answer:
        """Return the answer to what is *asked*, which may be one that was given before, on the same day and data.

        A QueryError says what is wrong with the query, a LimitError which limit it reached, a BusyError that nobody had
        time. A process that ends otherwise than at a limit may have been ended by others: one more is asked.
        """
        self.look()
        question = json.dumps(asked).encode()
        key = question + time.strftime("%j").encode()
        if (kept := self._kept.get(key)) is not None:
            return kept
        begun, changes = time.monotonic(), self.changes
        left, ended = self.limits.seconds, 0
        while not self._closed:
            process = self._taken() or await self._awaited()
            try:
                answer = await process.ask(question, left)
            except TimeoutError:
                self._replace(process, "timeout")
                limit = f"the query took longer than {self.limits.seconds:g} seconds"
                raise LimitError(f"{limit}: ask for less, with fewer patterns or more conditions") from None
            except EndedError:
                self._replace(process, "ended")
                ended += not process.is_orphan
                if ended == 2 and not self._closed:
                    raise self._ended(process) from None
                left = self.limits.seconds - (time.monotonic() - begun)
            except QueryError:
                self._back(process)
                raise
            except BusyError:
                # The rest of the answer is still to come: the next who asks must not get it.
                self._replace(process, "full")
                raise
            except OSError as error:
                self._replace(process, "full")
                raise BusyError(f"there is no room for the answer ({error.strerror}): ask again in a while") from None
            except asyncio.CancelledError:
                self._replace(process, "cancelled")
                raise
            except BaseException:
                self._replace(process, "failed")
                raise
            else:
                if answer.is_small and answer.is_steady and changes == self.changes:
                    self._kept.put(key, answer, len(key) + answer.size)
                self._back(process)
                return answer
        raise BusyError(_ENDS)

    def _ended(self, process: Process) -> SourceError | QueryError:
        """Return the error that says why a query ended a second process too."""
        if process.code in _BY_MEMORY:
            limit = f"the query took more than {self.limits.memory >> 20:,} MB of memory, or is too deep"
            return LimitError(f"{limit}: ask for less at once")
        return BusyError(
            f"the process that was to answer ended ({process.fate}): see what 'dipgraph check' says of the store"
        )

    def _taken(self) -> Process | None:
        """Return a process that is idle now, if there is one."""
        while self._idle and not self._closed:
            process = self._idle.pop()
            if process.code is None:
                return process
            self._replace(process, "ended")
        return None

    async def _awaited(self) -> Process:
        """Return a process once there is one that is idle; those who asked first get the first."""
        if self._closed:
            raise BusyError(_ENDS)
        if self._failure and not self._all:
            raise BusyError(self._failure)
        free: asyncio.Future[Process] = asyncio.get_running_loop().create_future()
        self._waiting.append(free)
        try:
            async with asyncio.timeout(self.limits.waiting):
                return await free
        except BaseException as error:
            if free in self._waiting:
                self._waiting.remove(free)
            elif free.done() and not free.cancelled() and free.exception() is None:
                # It was given in the same moment in which nobody wanted it any more.
                self._back(free.result())
            if not isinstance(error, TimeoutError):
                raise
            self.counts["busy"] += 1
            raise BusyError("all are busy: ask again in a while") from None

    def mend(self) -> None:
        """Have others in place of processes that ended while nobody asked them."""
        for unasked in (self._idle, self._spare):
            for process in [process for process in unasked if process.code is not None]:
                unasked.remove(process)
                self._replace(process, "ended")

    def _back(self, process: Process) -> None:
        """Take a process back that has answered."""
        if self._closed:
            process.kill()
            self._ending.add(process)
            self._all.discard(process)
            return
        while self._waiting:
            free = self._waiting.popleft()
            if not free.done():
                free.set_result(process)
                return
        self._idle.append(process)

    def _replace(self, process: Process, why: str) -> None:
        """End a process, have one that stands by in its place, and start another.

        It is not waited for: to end takes a while where it has much memory.
        """
        self.counts[why] += 1
        process.kill()
        self._all.discard(process)
        self._ending.add(process)
        self._fill()
        self._begin(self._end(process))
        self._begin(self._another())

    def _fill(self) -> None:
        """Have those that stand by answer, as long as there are places."""
        while self._spare and len(self._all) < self.size:
            process = self._spare.popleft()
            if process.code is not None:
                self._replace(process, "ended")
                continue
            self._all.add(process)
            self._back(process)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _end(self, process: Process) -> None:
        await process.end()
        self._ending.discard(process)

    async def _another(self) -> None:
        while not self._closed and len(self._all) + len(self._spare) + self._starting < self.size + self.spare:
            self._starting += 1
            try:
                (process,) = await self._started(1)
            except (SourceError, OSError) as error:
                self.counts["unstarted"] += 1
                if not isinstance(error, UnstartedError):
                    self._failed(str(error))
            else:
                self._failure = ""
                self._spare.append(process)
                self._fill()
                continue
            finally:
                self._starting -= 1
            await asyncio.sleep(_AGAIN)

    def _failed(self, why: str) -> None:
        """Take note that none could be started; where there is none at all, tell those who wait."""
        self._failure = why
        while self._waiting and not self._all:
            free = self._waiting.popleft()
            if not free.done():
                free.set_exception(BusyError(why))

    async def _started(self, number: int) -> list[Process]:
        """Start so many processes; if one cannot be, none is."""
        starting = (self._forks.started(self.room) for _ in range(number))
        found = await asyncio.gather(*starting, return_exceptions=True)
        made = [process for process in found if isinstance(process, Process)]
        if wrong := [error for error in found if isinstance(error, BaseException)]:
            await asyncio.gather(*(process.end() for process in made))
            raise wrong[0]
        return made

    @property
    def alive(self) -> int:
        """The number of processes that are there to answer."""
        return sum(process.code is None for process in self._all)

    def look(self) -> None:
        """Forget what was answered before where the store was written to since the last look."""
        if (mark := self._look()) != self._mark:
            self._mark = mark
            self.forget()

    def _look(self) -> tuple[int, int]:
        """Return what stands for the present state: the file that names it is another with each."""
        try:
            found = os.stat(os.path.join(self.place, MARK))
        except OSError:
            return 0, 0
        return found.st_ino, found.st_mtime_ns

    def forget(self) -> None:
        """Keep no answer from before: the data has changed, which each process sees by itself when it is asked."""
        self.changes += 1
        self._kept.clear()

    async def close(self) -> None:
        """End all processes; who waits for an answer is told so."""
        self._closed = True
        while self._waiting:
            free = self._waiting.popleft()
            if not free.done():
                free.set_exception(BusyError(_ENDS))
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(process.end() for process in {*self._all, *self._spare, *self._ending}))
        self._all.clear()
        self._spare.clear()
        await self._forks.end()
