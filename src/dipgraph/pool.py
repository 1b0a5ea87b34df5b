"""Processes that answer queries, any of which may be ended: at its time limit, or by what it is asked."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter, deque
from collections.abc import Coroutine
from typing import Any

from dipgraph.answers import Answer, BusyError, LimitError, Limits, Present, Room
from dipgraph.errors import QueryError, SourceError
from dipgraph.forks import Forks
from dipgraph.process import EndedError, Process, UnstartedError, why_ended
from dipgraph.turns import LOOK, Turns

# Seconds until one tries to start a process again.
_AGAIN = 0.5
_ENDS = "the server ends: ask again in a while"


class Pool:
    """Processes that answer from the store in a folder, and some that stand by until one of those ends."""

    def __init__(self, place: str, size: int, limits: Limits) -> None:
        """Take the folder of the store, and how many processes are to answer; ``start`` starts them."""
        self.place, self.size, self.limits = place, size, limits
        # How many stand by.
        self.spare = (size + 1) // 2
        self.counts: Counter[str] = Counter()
        self.room = Room(limits.room)
        self.present = Present(place, limits.kept)
        self._forks = Forks(place, limits.memory, limits.rows, limits.bytes)
        self._idle: deque[Process] = deque()
        self._waiting: deque[asyncio.Future[Process]] = deque()
        self._all: set[Process] = set()
        self._spare: deque[Process] = deque()
        # Those that have started and are not there yet, and those that are not there any more and have not ended.
        self._apart: set[Process] = set()
        self.turns = Turns(size)
        self._looking: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False
        # Why no process could be started the last time that one was.
        self._failure = ""
        # How many are being started.
        self._starting = 0

    async def start(self) -> None:
        """Start the processes; a SourceError says why the store cannot be asked."""
        self.present.look()
        try:
            self._take(await self._started(self.size))
        except BaseException:
            await self._forks.end()
            raise
        for _ in range(self.spare):
            self._begin(self._another())

    async def ask(self, asked: dict[str, Any]) -> Answer:
        """Return the answer to what is *asked*, which may be one that was given before, on the same day and data.

        A QueryError says what is wrong with the query, a LimitError which limit it reached, a BusyError that nobody had
        time. A process that ends otherwise than at a limit may have been ended by others: one more is asked.
        """
        self.present.look()
        question = json.dumps(asked).encode()
        key = question + time.strftime("%j").encode()
        if (kept := self.present.get(key)) is not None:
            return kept
        begun, changes = time.monotonic(), self.present.changes
        left, ended = self.limits.seconds, 0
        while not self._closed:
            process = self._taken() or await self._awaited()
            try:
                answer = await self._asked(process, question, left)
            except TimeoutError:
                self._replace(process, "timeout")
                limit = f"the query took longer than {self.limits.seconds:g} seconds"
                raise LimitError(f"{limit}: ask for less, with fewer patterns or more conditions") from None
            except EndedError:
                self._replace(process, "ended")
                ended += not process.is_orphan
                if ended == 2 and not self._closed:
                    raise why_ended(process, self.limits.memory) from None
                left = self.limits.seconds - (time.monotonic() - begun)
            except QueryError:
                self._back(process)
                raise
            except BusyError:
                # The rest of the answer is still to come: the next who asks must not get it.
                self._replace(process, "refused" if process in self.turns.refused else "full")
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
                if answer.is_small and answer.is_steady and changes == self.present.changes:
                    self.present.put(key, answer, len(key) + answer.size)
                self._back(process)
                return answer
        raise BusyError(_ENDS)

    async def _asked(self, process: Process, question: bytes, left: float) -> Answer:
        """Return what a process answers in the seconds that are *left*, and have it make way where others wait."""
        self.turns.busy[process] = time.monotonic()
        try:
            return await process.ask(question, left)
        except EndedError:
            if process not in self.turns.refused:
                raise
            raise BusyError(f"others wait, and {self.size} queries take long: ask for less, or later") from None
        finally:
            del self.turns.busy[process]

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
        self._make_way()
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

    def _make_way(self) -> None:
        """Have queries that take long make way, as long as others wait."""
        if self._looking is not None:
            self._looking.cancel()
        for process in self.turns.over(len(self._waiting), time.monotonic()):
            if process in self.turns.refused:
                process.kill()
                continue
            self.counts["aside"] += 1
            self._all.discard(process)
            self._fill()
            self._begin(self._another())
        is_looking = self._waiting and not self._closed
        self._looking = asyncio.get_running_loop().call_later(LOOK, self._make_way) if is_looking else None

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
            self._apart.add(process)
            self._all.discard(process)
            return
        if process in self.turns.aside:
            if len(self._all) >= self.size:
                # Another is in its place.
                self._leave(process)
                return
            self.turns.forget(process)
            self._all.add(process)
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
        self._leave(process)
        self._fill()
        self._begin(self._another())

    def _leave(self, process: Process) -> None:
        process.kill()
        self._all.discard(process)
        self.turns.forget(process)
        self._apart.add(process)
        self._begin(self._end(process))

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
        self._apart.discard(process)

    async def _another(self) -> None:
        while not self._closed and len(self._all) + len(self._spare) + self._starting < self.size + self.spare:
            self._starting += 1
            try:
                made = await self._started(1)
            except (SourceError, OSError) as error:
                self.counts["unstarted"] += 1
                if not isinstance(error, UnstartedError):
                    self._failed(str(error))
            else:
                self._failure = ""
                self._take(made)
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
        starting = (self._one() for _ in range(number))
        found = await asyncio.gather(*starting, return_exceptions=True)
        made = [process for process in found if isinstance(process, Process)]
        if wrong := [error for error in found if isinstance(error, BaseException)]:
            await asyncio.gather(*(self._end(process) for process in made))
            raise wrong[0]
        return made

    async def _one(self) -> Process:
        process = await self._forks.started(self.room)
        # Whoever waits for it may be told to end in this moment.
        self._apart.add(process)
        return process

    def _take(self, made: list[Process]) -> None:
        """Have processes that were started stand by, or answer."""
        self._spare.extend(made)
        self._apart.difference_update(made)
        self._fill()

    @property
    def alive(self) -> int:
        """The number of processes that are there to answer."""
        return sum(process.code is None for process in self._all)

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
        there = {*self._all, *self.turns.aside, *self._spare, *self._apart}
        await asyncio.gather(*(process.end() for process in there))
        self._all.clear()
        self._spare.clear()
        await self._forks.end()
