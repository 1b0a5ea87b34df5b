"""Requests that come again: what was answered is given once more, as long as the store is in the same state.

Only answers that say so are kept, by an ETag: those that would be the same again. What a request is told by is all that an
answer may depend on.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dipgraph.answers import Kept

_TOLD_BY = (b"accept", b"host")
_OTHERWISE = (b"if-none-match", b"range", b"content-length", b"transfer-encoding")


class Repeats:
    """An application within which another is, whose answers to the same request are kept."""

    def __init__(self, inner: ASGIApp, state: Callable[[], Hashable], most: int) -> None:
        """Take what says in which state the store is, and how many bytes are kept."""
        self.inner, self.state = inner, state
        self._of = state()
        self._kept: Kept[tuple[Message, Message]] = Kept(most)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers = scope.get("headers", ())
        if scope.get("method") not in ("GET", "HEAD") or any(name in _OTHERWISE for name, _ in headers):
            await self.inner(scope, receive, send)
            return
        state = self.state()
        if state != self._of:
            self._of = state
            self._kept.clear()
        told = tuple(pair for pair in headers if pair[0] in _TOLD_BY)
        asked = (scope["method"], scope["raw_path"], scope["query_string"], told)
        if (kept := self._kept.get(asked)) is not None:
            for message in kept:
                await send(message)
            return
        started: list[Message] = []

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                if message["status"] == 200 and any(name == b"etag" for name, _ in message["headers"]):
                    started.append(message)
            elif started and not message.get("more_body") and self._of == state == self.state():
                size = len(message.get("body", b"")) + len(scope["raw_path"]) + len(scope["query_string"])
                self._kept.put(asked, (started[0], message), size)
            await send(message)

        await self.inner(scope, receive, sent)
