"""Connections of a server, as many as it has room for, which end where who is at the other end does not go on.

What is refused here is refused before a request is whole: a head without an end, a sender that rests, a reader that does.
"""

from __future__ import annotations

import re
from typing import Any

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from dipgraph.guard import MOST_BYTES

# Seconds until a whole request must be there, and until some of what waits must be read.
SECONDS = 15.0
# With more connections than the first number the one that waits longest for who is at its other end is closed; where the
# server works for all of them, requests are answered that there are too many, and with more than the second number closed.
MOST, UTMOST = 500, 700
# In bytes: the first line and the headers of a request, and what stands around the pieces of a body and follows them, for
# which each byte of the body allows some more.
_HEAD, _A_BYTE = 1 << 16, 8
# In bytes: httptools reads no longer address, whatever is in it.
_ADDRESS = (1 << 16) - 1
_LONG = b"the address has more than %d bytes: send the query to /sparql with POST, of up to %d bytes\n" % (
    _ADDRESS,
    MOST_BYTES,
)
# Nothing is upgraded here. The parser would take what follows a head that offers it for another protocol, and not for the
# body of a request, as clients of Java send it with an offer of HTTP/2.
_UPGRADE = re.compile(rb"\A((?:[^\r\n]+\r\n)+?)upgrade:", re.IGNORECASE)


class Connection(HttpToolsProtocol):
    """A connection that ends where nothing comes, or nothing is taken, for as long as one waits."""

    _request: Any = None
    _reader: Any = None
    # Whether a head or a body is being read, and how much has come that is no body, in pieces that it did not begin in.
    _in_head = _in_body = False
    _beside = 0
    url = b""
    _is_refused = False
    # When it began to wait for a request.
    _since = 0.0

    def connection_made(self, transport: Any) -> None:  # noqa: D102
        super().connection_made(transport)
        self._since = self.loop.time()
        if len(self.connections) > MOST:
            self._make_room()
        self._look(self)

    def _make_room(self) -> None:
        """Close the connection that waits longest for a request, else for more of one or a reader, or refuse this one."""
        others = [one for one in self.connections if one is not self and not one.transport.is_closing()]
        if len(others) < MOST:
            return
        waiting = [one for one in others if isinstance(one, Connection) and one._waits]
        if waiting:
            min(waiting, key=lambda one: (not one._is_idle, one._since)).transport.abort()
        elif len(others) >= UTMOST:
            self.transport.abort()
        else:
            self.app = _busy

    @property
    def _is_idle(self) -> bool:
        """Say whether there is no request."""
        return self.cycle is None or self.cycle.response_complete

    @property
    def _waits(self) -> bool:
        """Say whether the one at the other end is to go on: with a request, or by reading an answer."""
        return self._is_idle or self._in_body or self.flow.write_paused

    def data_received(self, data: bytes) -> None:  # noqa: D102
        if self._is_refused:
            # It is read, and thrown away: who still sends would else not see the answer.
            return
        if self._in_head or self._in_body:
            self._beside += len(data)
        else:
            data = _UPGRADE.sub(rb"\1x-asked:", data, count=1)
        super().data_received(data)
        if self._beside <= _HEAD or self._is_refused or self.transport.is_closing():
            return
        if self._in_body:
            self.transport.abort()
        elif self._in_head:
            self._refuse()

    def send_400_response(self, msg: str) -> None:  # noqa: D102
        if len(self.url) > _ADDRESS:
            self._refuse()
        else:
            super().send_400_response(msg)

    def _refuse(self) -> None:
        """Answer that the head is too long, or the address in it, and take nothing more."""
        is_long = len(self.url) > _ADDRESS
        status, said = (b"414 URI Too Long", _LONG) if is_long else (b"431 Request Header Fields Too Large", b"")
        self.transport.write(
            b"HTTP/1.1 %s\r\ncontent-type: text/plain; charset=utf-8\r\nx-content-type-options: nosniff\r\n"
            b"content-security-policy: default-src 'none'\r\n"
            b"connection: close\r\ncontent-length: %d\r\n\r\n%s" % (status, len(said), said)
        )
        self.transport.write_eof()
        self._is_refused = True

    def on_message_begin(self) -> None:  # noqa: D102
        super().on_message_begin()
        self._in_head, self._in_body, self._beside = True, False, 0

    def on_headers_complete(self) -> None:  # noqa: D102
        self._in_head, self._in_body, self._beside = False, True, 0
        address = httptools.parse_url(self.url)
        if address.schema:
            # RFC 9112, 3.2.2: the host is that of a whole address, whatever the header says.
            host = address.host + (b":%d" % address.port if address.port else b"")
            self.headers[:] = [pair for pair in self.headers if pair[0] != b"host"] + [(b"host", host)]
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:  # noqa: D102
        self._beside -= _A_BYTE * len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:  # noqa: D102
        self._in_body = False
        super().on_message_complete()

    def _look(self, last: object) -> None:
        """End the connection where it waits for the same request as at the last look."""
        waits = self._is_idle
        if waits and last is self.cycle:
            self.transport.abort()
            return
        self._request = self.loop.call_later(SECONDS, self._look, self.cycle if waits else self)

    def on_response_complete(self) -> None:  # noqa: D102
        self._since = self.loop.time()
        super().on_response_complete()

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


async def _busy(scope: Any, receive: Any, send: Any) -> None:
    """Answer that there are too many connections."""
    said = b"there are too many connections: ask again in a while\n"
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"%d" % len(said)), (b"retry-after", b"2"),
        (b"x-content-type-options", b"nosniff"), (b"connection", b"close"),
    ]  # fmt: skip
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else said})
