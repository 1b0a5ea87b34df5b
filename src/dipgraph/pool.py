"""Processes that answer queries, any of which may be ended: at its time limit, or by what it is asked.

An answer is whole before any of it is given: it waits in memory, a large one in a temporary file, so that a limit is always
an error and never the end of what looks like an answer, and a slow reader keeps no process waiting.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import tempfile
import time
from collections import Counter, deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import IO, Any

from dipgraph.answerer import HEAD
from dipgraph.errors import QueryError, SourceError

# An answer of more bytes waits in a file.
_IN_MEMORY = 1 << 20
_PIECE = 1 << 16
# Seconds that a process may take until it is ready.
_STARTING = 60.0


@dataclass(frozen=True)
class Limits:
    """What one query may take: seconds, bytes of memory, rows and bytes of its answer; and seconds that it may wait."""

    seconds: float = 30.0
    memory: int = 1 << 30
    rows: int = 1_000_000
    bytes: int = 200_000_000
    waiting: float = 10.0


class LimitError(QueryError):
    """A query reached a limit: the message says which, and how to ask for less."""


class BusyError(SourceError):
    """All processes were busy for as long as one waits."""


class FaultError(SourceError):
    """A process failed by a fault of dipgraph, not of what it was asked; its traceback is on standard error."""


@dataclass
class Answer:
    """A whole answer: its media type, its length in bytes, and the file that has it, at its beginning."""

    media_type: str
    size: int
    file: IO[bytes] = field(repr=False)

    async def pieces(self) -> AsyncIterator[bytes]:
        """Yield the answer piece by piece, and let go of it."""
        with self.file:
            while piece := self.file.read(_PIECE):
                yield piece


class _Worker:
    """One process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process, self.is_old = process, False

    @classmethod
    async def started(cls, place: str, memory: int) -> _Worker:
        """Start a process that answers from the store at *place*; a SourceError says what it says against that."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-P", "-m", "dipgraph.answerer", place, str(memory)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        worker = cls(process)
        try:
            async with asyncio.timeout(_STARTING):
                await worker.heard()
        except (asyncio.IncompleteReadError, TimeoutError):
            await worker.end()
            assert process.stderr is not None
            said = (await process.stderr.read()).decode(errors="replace").strip().splitlines()
            raise SourceError(said[-1].removeprefix("dipgraph: ") if said else f"{place}: no process answers") from None
        except BaseException:
            await worker.end()
            raise
        return worker

    async def heard(self) -> tuple[bytes, bytes]:
        """Return the next frame."""
        assert self.process.stdout is not None
        kind, size = HEAD.unpack(await self.process.stdout.readexactly(HEAD.size))
        return kind, await self.process.stdout.readexactly(size)

    async def say(self, asked: dict[str, Any]) -> None:
        """Ask."""
        assert self.process.stdin is not None
        content = json.dumps(asked).encode()
        self.process.stdin.write(HEAD.pack(b"Q", len(content)) + content)
        await self.process.stdin.drain()

    def kill(self) -> None:
        """End the process, whatever it does."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()

    async def end(self) -> None:
        """End the process, and wait until it has ended."""
        self.kill()
        await asyncio.shield(self.process.wait())


class Pool:
    """Processes that answer from the store in a folder."""

    def __init__(self, place: str, size: int, limits: Limits) -> None:
        """Take the folder of the store, and how many processes there are to be; ``start`` starts them."""
        self.place, self.size, self.limits = place, size, limits
        self.counts: Counter[str] = Counter()
        self._idle: deque[_Worker] = deque()
        self._all: set[_Worker] = set()
        self._ended: set[_Worker] = set()
        self._free = asyncio.Condition()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False
        # How many are being started, and how often the data changed.
        self._starting = self._state = 0

    async def start(self) -> None:
        """Start the processes; a SourceError says why the store cannot be asked."""
        for worker in await asyncio.gather(
            *(_Worker.started(self.place, self.limits.memory) for _ in range(self.size))
        ):
            self._all.add(worker)
            self._idle.append(worker)

    async def ask(self, asked: dict[str, Any]) -> Answer:
        """Return the answer to what is *asked*.

        A QueryError says what is wrong with the query, a LimitError which limit it reached, a BusyError that nobody had
        time. A process that ends otherwise than at a limit may have been ended by others: one more is asked.
        """
        begun = time.monotonic()
        asked = {**asked, "most_bytes": self.limits.bytes, "most_rows": self.limits.rows}
        for last in (False, True):
            worker = await self._taken()
            try:
                left = self.limits.seconds - (time.monotonic() - begun) if last else self.limits.seconds
                async with asyncio.timeout(max(left, 0.01)):
                    answer = await self._asked(worker, asked)
            except TimeoutError:
                self._replace(worker, "timeout")
                limit = f"the query took longer than {self.limits.seconds:g} seconds"
                raise LimitError(f"{limit}: ask for less, with fewer patterns or more conditions") from None
            except (asyncio.IncompleteReadError, ConnectionError):
                self._replace(worker, "ended")
                if last:
                    limit = f"the query took more than {self.limits.memory >> 20:,} MB of memory, or is too deep"
                    raise LimitError(f"{limit}: ask for less at once") from None
            except QueryError:
                await self._back(worker)
                raise
            except asyncio.CancelledError:
                self._replace(worker, "cancelled")
                raise
            except OSError as error:
                # The rest of the answer is still to come: the next who asks must not get it.
                self._replace(worker, "failed")
                raise BusyError(f"there is no room for the answer ({error.strerror}): ask again in a while") from None
            except BaseException:
                self._replace(worker, "failed")
                raise
            else:
                await self._back(worker)
                return answer
        raise AssertionError

    async def _asked(self, worker: _Worker, asked: dict[str, Any]) -> Answer:
        """Return the answer of one process."""
        await worker.say(asked)
        kind, content = await worker.heard()
        media_type, size = content.decode(), 0
        file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        try:
            while kind != b"Z":
                if kind == b"E":
                    sort, message = json.loads(content)
                    if sort == "fault":
                        print(message, file=sys.stderr, end="", flush=True)
                        raise FaultError("something is wrong with dipgraph itself: what, is said where the server runs")
                    raise (LimitError if sort == "limit" else QueryError)(message)
                if kind == b"D":
                    size += file.write(content)
                kind, content = await worker.heard()
        except BaseException:
            file.close()
            raise
        file.seek(0)
        return Answer(media_type, size, file)

    async def _taken(self) -> _Worker:
        """Return a process that is idle, once there is one."""
        async with self._free:
            try:
                self.mend()
                async with asyncio.timeout(self.limits.waiting):
                    await self._free.wait_for(lambda: self._idle)
            except TimeoutError:
                self.counts["busy"] += 1
                raise BusyError("all are busy: ask again in a while") from None
            return self._idle.pop()

    def mend(self) -> None:
        """Have others in place of processes that ended while they were idle."""
        for worker in [worker for worker in self._idle if worker.process.returncode is not None]:
            self._idle.remove(worker)
            self._replace(worker, "ended")

    async def _back(self, worker: _Worker) -> None:
        """Take a process back that has answered; one with data that is not the present any more ends."""
        if worker.is_old or self._closed:
            self._replace(worker, "renewed")
            return
        async with self._free:
            self._idle.append(worker)
            self._free.notify()

    def _replace(self, worker: _Worker, why: str) -> None:
        """End a process, and start another in its place."""
        self.counts[why] += 1
        worker.kill()
        self._all.discard(worker)
        self._ended.add(worker)
        task = asyncio.create_task(self._another(worker))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _another(self, ended: _Worker) -> None:
        await ended.process.wait()
        self._ended.discard(ended)
        while not self._closed and len(self._all) + self._starting < self.size:
            state = self._state
            self._starting += 1
            worker: _Worker | None
            try:
                worker = await _Worker.started(self.place, self.limits.memory)
            except (SourceError, OSError):
                worker = None
            finally:
                self._starting -= 1
            if worker is None:
                self.counts["unstarted"] += 1
                await asyncio.sleep(1)
                continue
            if self._closed:
                await worker.end()
                return
            worker.is_old = state != self._state
            self._all.add(worker)
            await self._back(worker)

    @property
    def alive(self) -> int:
        """The number of processes that are there to answer."""
        return sum(worker.process.returncode is None for worker in self._all)

    async def renew(self) -> None:
        """Have processes that read the store anew in place of those that are there, each once it has answered."""
        self._state += 1
        for worker in self._all:
            worker.is_old = True
        async with self._free:
            idle, self._idle = self._idle, deque()
        for worker in idle:
            self._replace(worker, "renewed")

    async def close(self) -> None:
        """End all processes."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in self._all | self._ended))
        self._all.clear()
