"""Pages that ask of the whole graph, asked before anybody comes: their answers are kept then, and the first waits for none.

They are asked once for each state, after its index was made, one after the other and while some process has nothing to do,
so that nobody makes way for them; like all that takes long, each goes behind what others ask.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from typing import Any

from starlette.applications import Starlette
from starlette.types import ASGIApp, Message

from dipgraph.errors import DipgraphError
from dipgraph.indexer import Indexer
from dipgraph.network import FOLDER
from dipgraph.network import names as networks
from dipgraph.pool import Pool
from dipgraph.query import names
from dipgraph.states import States

# Seconds until one looks again whether a process has nothing to do.
_AGAIN = 0.2


def addresses() -> Iterator[str]:
    """Yield where the pages are of questions, as they stand when nothing is chosen, and of networks."""
    yield from (f"/queries/{name}" for name in names() if "/" not in name)
    yield from (f"/{FOLDER}/{name}" for name in networks())


class Beforehand:
    """Who asks for pages before others do."""

    def __init__(self, application: Starlette, indexer: Indexer) -> None:
        """Take what answers, by the pool that it has, and who makes the indexes; ``look`` begins."""
        self._application, self._indexer = application, indexer
        self._state = ""
        self._asking: asyncio.Task[None] | None = None

    def look(self) -> None:
        """Begin anew where there is another state, as soon as its index is there."""
        state = States(self._indexer.place).sign or ""
        if state == self._state or not os.path.exists(f"{self._indexer.folder}/{state}.sqlite"):
            return
        self._state = state
        if self._asking is not None:
            self._asking.cancel()
        self._asking = asyncio.create_task(self._ask())

    async def _ask(self) -> None:
        pool: Pool = self._application.state.pool
        for address in addresses():
            while len(pool.turns.busy.keys() - pool.turns.aside) >= pool.alive:
                await asyncio.sleep(_AGAIN)
            try:
                await asked(self._application, address)
            except (DipgraphError, OSError):
                # Who comes for it is told what is wrong.
                continue

    async def close(self) -> None:
        """Ask no more."""
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.gather(self._asking, return_exceptions=True)


async def asked(application: ASGIApp, address: str) -> int:
    """Ask an application for a page as a browser does, pass over what it says, and return its status."""
    statuses = []
    whole = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive() -> Message:
        for message in whole:
            return message
        # Whoever asks stays until it is answered.
        await asyncio.get_running_loop().create_future()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    scope: dict[str, Any] = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": address, "raw_path": address.encode(), "root_path": "", "query_string": b"",
        "headers": [(b"host", b"localhost"), (b"accept", b"text/html")], "client": None, "server": None,
    }  # fmt: skip
    await application(scope, receive, send)
    (status,) = statuses
    return int(status)
