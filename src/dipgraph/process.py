"""One process that answers queries, as the server has it: started, asked, ended."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from typing import cast

from dipgraph.answerer import HEAD
from dipgraph.answers import Answer, BusyError, FaultError, LimitError, MissingError, Room
from dipgraph.errors import QueryError, SourceError

# Seconds that a process may take until it is ready.
_STARTING = 60.0


def _deaf() -> None:
    """Let a process that is being started pass over Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class EndedError(Exception):
    """The process ended before it answered."""


class UnstartedError(SourceError):
    """A process did not start, and did not say why: perhaps somebody ended it."""


class Process(asyncio.SubprocessProtocol):
    """A process that answers from a store, one query after the other."""

    def __init__(self, room: Room) -> None:
        """Take the room for its answers."""
        self._room, self._loop = room, asyncio.get_running_loop()
        self._come = bytearray()
        self._answer = Answer(room)
        self._answered: asyncio.Future[Answer] = self._loop.create_future()
        self._ended: asyncio.Future[None] = self._loop.create_future()

    @classmethod
    async def started(cls, *arguments: object, room: Room) -> Process:
        """Start a process with the arguments of ``dipgraph.answerer``; a SourceError says what it says against that."""
        loop = asyncio.get_running_loop()
        # What it says on standard error is on ours. When it ends the server says, not Ctrl-C. A session of its own would
        # do that too, but Linux would share out the time of the two otherwise, and each answer take twice as long.
        transport, process = await loop.subprocess_exec(
            lambda: cls(room), sys.executable, "-P", "-m", "dipgraph.answerer", *map(str, arguments),
            stderr=None, preexec_fn=_deaf if os.name == "posix" else None,
        )  # fmt: skip
        process._transport = transport
        process._input = cast("asyncio.WriteTransport", transport.get_pipe_transport(0))
        try:
            await process._whole(_STARTING)
        except QueryError as error:
            await process.end()
            raise SourceError(str(error)) from None
        except (EndedError, TimeoutError):
            await process.end()
            raise UnstartedError(
                f"{arguments[0]}: no process answers ({process.fate}): see what it said above"
            ) from None
        except BaseException:
            await process.end()
            raise
        return process

    _transport: asyncio.SubprocessTransport
    _input: asyncio.WriteTransport

    @property
    def code(self) -> int | None:
        """The exit code, or the negative number of the signal that ended it; None as long as it runs."""
        return self._transport.get_returncode()

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
        if self._ended.done():
            raise EndedError
        self._answer, self._answered = Answer(self._room), self._loop.create_future()
        if self._input.is_closing():
            raise EndedError
        self._input.write(HEAD.pack(b"Q", len(question)) + question)
        return await self._whole(seconds)

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

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        """Take what it says."""
        come, at = self._come, 0
        come += data
        while len(come) - at >= HEAD.size:
            kind, size = HEAD.unpack_from(come, at)
            if len(come) - at - HEAD.size < size:
                break
            at += HEAD.size + size
            if not self._answered.done():
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
            sorts = {"limit": LimitError, "missing": MissingError, "damaged": BusyError}
            raise sorts.get(sort, QueryError)(message)

    def connection_lost(self, exc: Exception | None) -> None:
        """Take note that the process has ended, and all that it said has come."""
        self._fail(EndedError())
        # Nobody may be waiting for it.
        if not self._answered.cancelled():
            self._answered.exception()
        self._ended.set_result(None)

    def kill(self) -> None:
        """End the process, whatever it does."""
        with contextlib.suppress(ProcessLookupError):
            self._transport.kill()

    async def end(self) -> None:
        """End the process, and wait until it has ended."""
        self.kill()
        self._transport.close()
        await asyncio.shield(self._ended)
