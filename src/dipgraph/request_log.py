"""A line for each request that was answered, in the Common Log Format of servers, with the seconds that it took."""

from __future__ import annotations

import logging
import re
import time
from logging.handlers import WatchedFileHandler

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dipgraph.errors import SourceError

# What would end a field or a line, or move about on a terminal; and how much of an address is written.
_ODD = re.compile(r'[^\x20-\x7e]|["\\]')
_LONGEST = 2000


class RequestLog:
    """An application within which another is, each answer of which is a line in a file.

    The file may be moved away while it is written to: then another is begun.
    """

    def __init__(self, inner: ASGIApp, path: str) -> None:
        """Take the *path* of the file, "-" for standard error; a SourceError says that it cannot be written."""
        self.inner = inner
        try:
            # What cannot be written is told on standard error by the handler, and keeps nobody from an answer.
            self._handler = logging.StreamHandler() if path == "-" else WatchedFileHandler(path, encoding="ascii")
        except OSError as error:
            raise SourceError(f"{error.strerror or error}: give a file that can be written to", path) from None
        self._handler.setFormatter(logging.Formatter("%(message)s"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return
        begun, status, size = time.monotonic(), "-", 0

        async def sent(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = str(message["status"])
            else:
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self.inner(scope, receive, sent)
        finally:
            line = _line(scope, status, size, time.monotonic() - begun)
            self._handler.handle(logging.LogRecord("", logging.INFO, "", 0, line, None, None))


def _line(scope: Scope, status: str, size: int, seconds: float) -> str:
    client = (scope.get("client") or ("-",))[0]
    now = time.localtime()
    address = scope.get("raw_path") or scope["path"].encode()
    if scope["query_string"]:
        address += b"?" + scope["query_string"]
    asked = f"{scope['method']} {address.decode('latin-1')[:_LONGEST]} HTTP/{scope['http_version']}"
    # Months in English, whatever the language of the machine is.
    month = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")[now.tm_mon - 1]
    at = time.strftime(f"%d/{month}/%Y:%H:%M:%S %z", now)
    return f'{client} - - [{at}] "{_ODD.sub(_escaped, asked)}" {status} {size} {seconds:.3f}'


def _escaped(found: re.Match[str]) -> str:
    return f"\\x{ord(found[0]):02x}"
