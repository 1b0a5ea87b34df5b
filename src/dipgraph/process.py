"""One process that answers queries, as the server has it: asked, ended."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import Callable
from typing import cast

from dipgraph.answers import Answer, BusyError, DamagedError, FaultError, LimitError, MissingError, Room
from dipgraph.errors import QueryError, SourceError
from dipgraph.outputs import HEAD
from dipgraph.precedence import lower, used

# Seconds that a process may take until it is ready, and seconds of a processor after which a query goes behind others.
_STARTING, _LONG = 60.0, 0.05


# What ends a process that takes too much memory, and one the stack of which ends.
_BY_MEMORY, _BY_DEPTH = (
    {-getattr(signal, name) for name in names if hasattr(signal, name)}
    for names in (("SIGABRT", "SIGKILL"), ("SIGSEGV",))
)


class EndedError(Exception):
    """The process ended before it answered."""


class UnstartedError(SourceError):
    """A process did not start, and did not say why: perhaps somebody ended it."""


class Process(asyncio.Protocol):
    """A process that answers from a store, one query after the other."""

    # The number of it, and of its thread that answers.
    number = _thread = 0
    # Its exit code, or the negative number of the signal that ended it, None as long as it runs.
    code: int | None = None
    # Whether it ended because the one did that started it, and not by what it was asked.
    is_orphan = False
    # Whether it is to end.
    is_killed = False
    _looking: asyncio.TimerHandle

    def __init__(self, room: Room, kill: Callable[[Process], None]) -> None:
        """Take the room for its answers, and what ends it."""
        self._room, self._kill, self._loop = room, kill, asyncio.get_running_loop()
        self._come = bytearray()
        self._answer = Answer(room)
        self._answered: asyncio.Future[Answer] = self._loop.create_future()
        self._ended: asyncio.Future[None] = self._loop.create_future()
        self._is_lost = False
        self._output: asyncio.WriteTransport | None = None

    async def ready(self, place: object) -> None:
        """Wait until it can be asked; a SourceError says what it says against that. If it cannot, it is ended."""
        try:
            await self._whole(_STARTING)
        except QueryError as error:
            await self.end()
            raise SourceError(str(error)) from None
        except (EndedError, TimeoutError):
            await self.end()
            raise UnstartedError(f"{place}: no process answers ({self.fate}): see what it said above") from None
        except BaseException:
            await self.end()
            raise

    @property
    def fate(self) -> str:
        """What became of it, in words."""
        code = self.code
        return "it runs" if code is None else f"signal {-code}" if code < 0 else f"exit code {code}"

    async def ask(self, question: bytes, seconds: float) -> Answer:
        """Return the answer to a question, as JSON has it.

        A QueryError or LimitError says what is wrong with the question, an EndedError that the process is not there any
        more. After a TimeoutError, an OSError or a BusyError it must be ended: more of the answer is to come.
        """
        if self._ended.done() or self._output is None or self._output.is_closing():
            # By what it ended is heard a moment later.
            await asyncio.shield(self._ended)
            raise EndedError
        self._answer, self._answered = Answer(self._room), self._loop.create_future()
        self._output.write(HEAD.pack(b"Q", len(question)) + question)
        self._look(used(self.number) + _LONG)
        try:
            return await self._whole(seconds)
        finally:
            self._looking.cancel()

    def _look(self, most: float) -> None:
        """Have it go behind others once it has used so many seconds of a processor since it began."""
        if (left := most - used(self.number)) > 0:
            self._looking = self._loop.call_later(max(left, 0.01), self._look, most)
        else:
            lower(self._thread)

    async def _whole(self, seconds: float) -> Answer:
        answered = self._answered
        timer = self._loop.call_later(max(seconds, 0.01), self._fail, TimeoutError())
        try:
            return await answered
        except BaseException:
            self._answer.close()
            raise
        finally:
            timer.cancel()

    def _fail(self, error: Exception) -> None:
        if not self._answered.done():
            self._answered.set_exception(error)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take what it is asked over."""
        self._output = cast("asyncio.WriteTransport", transport)

    def data_received(self, data: bytes) -> None:
        """Take what it says."""
        come, at = self._come, 0
        come += data
        while len(come) - at >= HEAD.size:
            kind, size = HEAD.unpack_from(come, at)
            if len(come) - at - HEAD.size < size:
                break
            at += HEAD.size + size
            if kind == b"T":
                self._thread = int(come[at - size : at])
            elif not self._answered.done():
                try:
                    self._heard(kind, bytes(come[at - size : at]))
                except Exception as error:
                    self._fail(error)
        del come[:at]

    def _heard(self, kind: bytes, content: bytes) -> None:
        """Take one frame; what is wrong is raised."""
        if kind == b"D":
            self._answer.write(content)
        elif kind in (b"H", b"V"):
            self._answer.media_type, self._answer.is_steady = content.decode(), kind == b"H"
        elif kind in (b"Z", b"R"):
            self._answered.set_result(self._answer)
        else:
            sort, message = json.loads(content)
            if sort == "fault":
                print(message, file=sys.stderr, end="", flush=True)
                raise FaultError("something is wrong with dipgraph itself: what, is said where the server runs")
            sorts = {"limit": LimitError, "missing": MissingError, "damaged": DamagedError}
            raise sorts.get(sort, QueryError)(message)

    def connection_lost(self, exc: Exception | None) -> None:
        """Take note that all that it said has come."""
        self._is_lost = True
        self._finish()

    def left(self, code: int, is_orphan: bool = False) -> None:
        """Take note that it has ended."""
        self.code, self.is_orphan = code, is_orphan
        self._finish()

    def _finish(self) -> None:
        if self.code is None or not (self._is_lost or self._output is None):
            return
        self._fail(EndedError())
        # Nobody may be waiting for it.
        if not self._answered.cancelled():
            self._answered.exception()
        if not self._ended.done():
            self._ended.set_result(None)

    def kill(self) -> None:
        """End the process, whatever it does."""
        self.is_killed = True
        if self.code is None:
            self._kill(self)

    async def end(self) -> None:
        """End the process, and wait until it has ended."""
        self.kill()
        if self._output is not None:
            self._output.close()
        await asyncio.shield(self._ended)


def why_ended(process: Process, memory: int) -> SourceError | QueryError:
    """Return the error that says why a query ended a process, which may have so many bytes of memory."""
    if process.code in _BY_MEMORY:
        return LimitError(f"the query took more than {memory >> 20:,} MB of memory: ask for less at once")
    if process.code in _BY_DEPTH:
        return LimitError(
            "the query is nested too deeply, or has too long a chain of operators: ask in several queries"
        )
    return BusyError(
        f"the process that was to answer ended ({process.fate}): see what 'dipgraph check' says of the store"
    )
