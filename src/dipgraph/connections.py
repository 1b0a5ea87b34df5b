"""Connections of a server that end where who is at the other end does not go on: an idle one, and a slow reader."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

# Seconds until a whole request must be there, and until some of what waits must be read.
SECONDS = 15.0


class Connection(H11Protocol):
    """A connection that ends where nothing comes, or nothing is taken, for as long as one waits."""

    _request: asyncio.TimerHandle | None = None
    _reader: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:  # noqa: D102
        super().connection_made(transport)
        self._look(self)

    def _look(self, last: object) -> None:
        """End the connection where it waits for the same request as at the last look."""
        waits = self.cycle is None or self.cycle.response_complete
        if waits and last is self.cycle:
            self.transport.abort()
            return
        self._request = self.loop.call_later(SECONDS, self._look, self.cycle if waits else self)

    def pause_writing(self) -> None:  # noqa: D102
        super().pause_writing()
        self._reader = self.loop.call_later(SECONDS, self.transport.abort)

    def resume_writing(self) -> None:  # noqa: D102
        super().resume_writing()
        if self._reader is not None:
            self._reader.cancel()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: D102
        for timer in (self._request, self._reader):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)
