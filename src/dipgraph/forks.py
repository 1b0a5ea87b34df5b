"""Where processes that answer come from: forked from one that has imported what they need, or started each by itself.

To start Python and import all that takes half a second of a processor, to fork some hundredths.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
from asyncio.subprocess import DEVNULL
from collections import deque
from typing import cast

from dipgraph.answers import Room
from dipgraph.forking import SAID
from dipgraph.process import Process, UnstartedError

# Seconds until the process that forks must be ready.
_STARTING = 60.0
# Elsewhere not every library stands it.
HAS_FORK = sys.platform == "linux"


def _deaf() -> None:
    """Let a process that is being started pass over Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _command(*arguments: object) -> list[str]:
    return [sys.executable, "-P", "-m", "dipgraph.forking", *map(str, arguments)]


class Forks:
    """Processes that answer, all with the same arguments of ``dipgraph.forking``."""

    def __init__(self, *arguments: object) -> None:
        """Take the arguments: the folder of the store first."""
        self._arguments, self._source = arguments, _Source()
        self._lock = asyncio.Lock()

    async def started(self, room: Room) -> Process:
        """Start a process; a SourceError says why it cannot answer."""
        if not HAS_FORK:
            return await _alone(self._arguments, room)
        async with self._lock:
            if self._source.is_over:
                self._source = _Source()
                await self._source.start(self._arguments)
        return await self._source.forked(room, self._arguments[0])

    async def end(self) -> None:
        """End what forks them, and them with it."""
        async with self._lock:
            await self._source.end()


class _Source:
    """The process from which others are forked."""

    def __init__(self) -> None:
        self.is_over = True
        self._loop = asyncio.get_running_loop()
        # Those that are to be forked, in the order in which it was asked for them, and those that were.
        self._starting: deque[Process] = deque()
        self._forked: dict[int, Process] = {}
        self._ready: asyncio.Future[None] = self._loop.create_future()

    async def start(self, arguments: tuple[object, ...]) -> None:
        """Start it; a SourceError says that it does not."""
        # On both sides of a message it is whole.
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.setblocking(False)
        with theirs:
            # What it says on standard error is on ours. When it ends the server says, not Ctrl-C. A session of its own
            # would do that too, but Linux would share out the time of the two otherwise, and each answer take twice as
            # long. Each thread would reserve 64 MB for itself, which count where memory is limited.
            self._process = await asyncio.create_subprocess_exec(
                *_command(*arguments), stdin=theirs.fileno(), stdout=DEVNULL, preexec_fn=_deaf,
                env={**os.environ, "MALLOC_ARENA_MAX": "1"},
            )  # fmt: skip
        self.is_over = False
        self._loop.add_reader(self._control, self._heard)
        try:
            async with asyncio.timeout(_STARTING):
                await self._ready
        except (TimeoutError, UnstartedError):
            await self.end()
            raise UnstartedError(f"{arguments[0]}: no process answers: see what it said above") from None
        except BaseException:
            await self.end()
            raise

    async def forked(self, room: Room, place: object) -> Process:
        """Fork a process, and return it when it is ready."""
        ours, theirs = socket.socketpair()
        process = Process(room, self._kill)
        with theirs:
            if not self._tell(b"F", 0, theirs):
                ours.close()
                raise UnstartedError(f"{place}: no process answers: the one that starts them ended")
            self._starting.append(process)
        ours.setblocking(False)
        try:
            await self._loop.create_unix_connection(lambda: process, sock=ours)
        except BaseException:
            ours.close()
            process.kill()
            raise
        await process.ready(place)
        return process

    def _kill(self, process: Process) -> None:
        self._tell(b"K", process.number)

    def _tell(self, kind: bytes, number: int, given: socket.socket | None = None) -> bool:
        """Send it a message, with a socket where one is *given*; return whether it was sent."""
        if self.is_over:
            return False
        try:
            socket.send_fds(self._control, [SAID.pack(kind, number, 0)], [] if given is None else [given.fileno()])
        except OSError:
            # It does not read any more: without it, nobody is ended.
            self._lose()
            return False
        return True

    def _heard(self) -> None:
        """Take what it says."""
        while not self.is_over:
            try:
                said = self._control.recv(SAID.size)
            except BlockingIOError:
                return
            except OSError:
                said = b""
            if not said:
                self._lose()
                return
            kind, number, code = SAID.unpack(said)
            if kind == b"P":
                self._ready.set_result(None)
            elif kind == b"S":
                self._begun(self._starting.popleft(), number)
            elif number in self._forked:
                self._forked.pop(number).left(code)

    def _begun(self, process: Process, number: int) -> None:
        if not number:
            process.left(1)
            return
        process.number = number
        self._forked[number] = process
        if process.is_killed:
            self._kill(process)

    def _lose(self) -> None:
        """Take note that it ended, and with it all that it forked."""
        self.is_over = True
        self._loop.remove_reader(self._control)
        self._control.close()
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        if not self._ready.done():
            self._ready.set_exception(UnstartedError("it ended"))
        for process in (*self._starting, *self._forked.values()):
            process.left(-9, is_orphan=True)
        self._starting.clear()
        self._forked.clear()

    async def end(self) -> None:
        """End it."""
        if not self.is_over:
            self._lose()
            await asyncio.shield(self._process.wait())


class _Pipes(asyncio.SubprocessProtocol):
    """The pipes to a process that was started by itself, for what the server has of it."""

    process: Process
    transport: asyncio.SubprocessTransport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.SubprocessTransport", transport)
        self.process.number = self.transport.get_pid()
        self.process.connection_made(cast("asyncio.BaseTransport", self.transport.get_pipe_transport(0)))

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        self.process.data_received(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self.process.connection_lost(exc)
        self.process.left(cast("int", self.transport.get_returncode()))

    def kill(self, _: Process) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.transport.kill()
        self.transport.close()


async def _alone(arguments: tuple[object, ...], room: Room) -> Process:
    """Start a process by itself."""
    pipes = _Pipes()
    pipes.process = process = Process(room, pipes.kill)
    await asyncio.get_running_loop().subprocess_exec(
        lambda: pipes, *_command(*arguments, "alone"),
        stderr=None, preexec_fn=_deaf if os.name == "posix" else None,
    )  # fmt: skip
    await process.ready(arguments[0])
    return process
