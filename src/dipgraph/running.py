"""A server that runs until a signal ends it: short answers that are under way are given, and then it is over."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import sys
from collections.abc import Callable, Iterator

import uvicorn

from dipgraph.connections import Connection
from dipgraph.web import Settings, running

# Seconds that answers have which are under way when the server ends, and that what was answered has to be read.
_GRACE, _READING = 1.0, 0.3
# Seconds until a thread gives way to another.
_TURN = 0.0005
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def run(settings: Settings, listening: socket.socket, ready: Callable[[], object]) -> None:
    """Serve at a socket until SIGINT or SIGTERM, which ends the program with 130 or 143; *ready* is called once it answers.

    A SourceError says why the store cannot be asked.
    """
    _more_files()
    # What another thread does must not hold up the one that answers, which asks for its turn many times for each request.
    sys.setswitchinterval(_TURN)
    config = uvicorn.Config(
        "", http=Connection, ws="none", lifespan="off", server_header=False, log_level="error", access_log=False,
        proxy_headers=False, timeout_keep_alive=5, timeout_graceful_shutdown=2,
    )  # fmt: skip
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        sent = runner.run(_served(config, settings, listening, ready))
    # Raised here, so that what stands around is left in order: a temporary folder with the store, for one.
    if sent == signal.SIGINT:
        raise KeyboardInterrupt
    sys.exit(128 + sent)


async def _served(
    config: uvicorn.Config, settings: Settings, listening: socket.socket, ready: Callable[[], object]
) -> int:
    """Serve, and return the signal that ended it."""
    sent: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    with _heard(sent):
        async with contextlib.AsyncExitStack() as stack:
            starting = asyncio.ensure_future(stack.enter_async_context(running(settings)))
            await asyncio.wait((starting, sent), return_when=asyncio.FIRST_COMPLETED)
            if not starting.done():
                starting.cancel()
                await asyncio.gather(starting, return_exceptions=True)
                return sent.result()
            started = starting.result()
            config.app = started.application
            server = _Server(config)
            serving = asyncio.create_task(server.serve([listening]))
            while not server.started and not serving.done():
                await asyncio.sleep(0.01)
            ready()
            await asyncio.wait((serving, sent), return_when=asyncio.FIRST_COMPLETED)
            server.should_exit = True
            await asyncio.wait((serving,), timeout=_GRACE)
            # Who still waits is told that it is over.
            await started.pool.close()
            await asyncio.wait((serving,), timeout=_READING)
            for connection in [*server.server_state.connections]:
                connection.transport.abort()
            await serving
            return sent.result()


class _Server(uvicorn.Server):
    """A server that leaves signals to the one who started it."""

    def capture_signals(self) -> contextlib.AbstractContextManager[None]:  # type: ignore[override]
        """Capture none."""
        return contextlib.nullcontext()


@contextlib.contextmanager
def _heard(sent: asyncio.Future[int]) -> Iterator[None]:
    """Have the first signal that ends the server as the result of *sent*; another changes nothing."""
    loop = asyncio.get_running_loop()

    def heard(number: int) -> None:
        if not sent.done():
            sent.set_result(number)

    # Not of loop.add_signal_handler, which is not there on Windows.
    before = {
        number: signal.signal(number, lambda number, _: loop.call_soon_threadsafe(heard, number)) for number in _SIGNALS
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _more_files() -> None:
    """Let this process have as many files open as all its connections and answers take."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = 4096 if hard == resource.RLIM_INFINITY else min(4096, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
