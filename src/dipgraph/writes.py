"""What a server has written into its store: one change after the other, by a process that may be ended at any time.

A change is done when the next state of the store is named, so that whoever asks then is answered from it. If its process
ends before, nothing is changed.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from typing import IO, Any, NamedTuple

from dipgraph.answers import BusyError, FaultError, Limits
from dipgraph.errors import SourceError
from dipgraph.outputs import HEAD
from dipgraph.protocol import ProtocolError
from dipgraph.states import States

_PIECE = 1 << 16
# Seconds that it may take until a process is ready, and until a state that is made is on the disk.
_STARTING, _PUBLISHING = 60.0, 120.0


class Done(NamedTuple):
    """What was done: the state that has it, in words ("" for nothing), and whether the graph that was sent is a new one."""

    state: str
    words: str
    is_new: bool


class Writes:
    """The one process that writes into the store in a folder, and who waits for it."""

    def __init__(self, place: str, limits: Limits) -> None:
        """Take the folder of the store, and what a change may take."""
        self.place, self.limits = place, limits
        self._process: Process | None = None
        self._lock = asyncio.Lock()

    async def start(self) -> None:
        """Start the process; a SourceError says why it cannot write."""
        # Else each of the store's threads reserves 64 MB, which count where memory is limited.
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-P", "-m", "dipgraph.writer", self.place, str(self.limits.memory)),
            stdin=PIPE,
            stdout=PIPE,
            env={**os.environ, "MALLOC_ARENA_MAX": "2"},
        )
        self._process = process
        try:
            async with asyncio.timeout(_STARTING):
                await _heard(process)
        except (asyncio.IncompleteReadError, TimeoutError):
            await self.close()
            raise SourceError("the process that writes does not start", self.place) from None

    async def do(self, job: dict[str, Any], content: IO[bytes]) -> Done:
        """Have a change made, and return what was done; a ProtocolError, BusyError or FaultError says why nothing was."""
        try:
            async with asyncio.timeout(self.limits.waiting):
                await self._lock.acquire()
        except TimeoutError:
            raise BusyError("others write: send it again in a while") from None
        try:
            return await self._done(await self._ready(), job, content)
        except (ProtocolError, BusyError, FaultError):
            raise
        except BaseException:
            # What it says yet is no answer to the next.
            await self.close()
            raise
        finally:
            self._lock.release()

    async def _ready(self) -> Process:
        if self._process is None or self._process.returncode is not None:
            try:
                await self.start()
            except (SourceError, OSError) as error:
                raise BusyError(f"{error}, and nothing was written: send it again in a while") from None
        assert self._process is not None
        return self._process

    async def _done(self, process: Process, job: dict[str, Any], content: IO[bytes]) -> Done:
        try:
            async with asyncio.timeout(self.limits.seconds):
                await _tell(process, job, content)
                kind, said = await _heard(process)
        except TimeoutError:
            await self.close()
            limit = f"the update took longer than {self.limits.seconds:g} seconds"
            raise ProtocolError(503, f"{limit}, and nothing was written: change less at once") from None
        except (asyncio.IncompleteReadError, ConnectionError):
            await self.close()
            limit = f"the update took more than {self.limits.memory >> 20:,} MB of memory, is too deep, or was ended"
            raise ProtocolError(503, f"{limit}, and nothing was written: change less at once") from None
        if kind == b"P":
            kind, said = await self._published(process, said)
        if kind == b"E":
            status, message = json.loads(said)
            if status == 503:
                raise BusyError(message)
            if status == 500:
                print(message, file=sys.stderr, end="", flush=True)
                raise FaultError("something is wrong with dipgraph itself: what, is said where the server runs")
            raise ProtocolError(status, message)
        done = json.loads(said)
        return Done(done["state"], done["done"], done["is_new"])

    async def _published(self, process: Process, told: bytes) -> tuple[bytes, bytes]:
        """Return what the process says in the end; if it ends before, the store itself tells whether it was done."""
        try:
            async with asyncio.timeout(_PUBLISHING):
                kind, said = await _heard(process)
            return kind, said or told
        except (asyncio.IncompleteReadError, ConnectionError, TimeoutError):
            await self.close()
            if States(self.place).present == json.loads(told)["state"]:
                return b"Z", told
            raise ProtocolError(
                503, "the process that writes was ended, and nothing was written: send it again"
            ) from None

    async def close(self) -> None:
        """End the process."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await asyncio.shield(self._process.wait())
            self._process = None


async def _tell(process: Process, job: dict[str, Any], content: IO[bytes]) -> None:
    assert process.stdin is not None
    told = json.dumps(job).encode()
    process.stdin.write(HEAD.pack(b"J", len(told)) + told)
    while piece := content.read(_PIECE):
        process.stdin.write(HEAD.pack(b"D", len(piece)) + piece)
        await process.stdin.drain()
    process.stdin.write(HEAD.pack(b"Z", 0))
    await process.stdin.drain()


async def _heard(process: Process) -> tuple[bytes, bytes]:
    assert process.stdout is not None
    kind, size = HEAD.unpack(await process.stdout.readexactly(HEAD.size))
    return kind, await process.stdout.readexactly(size)
