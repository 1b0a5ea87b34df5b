"""What every request passes on its way in, and every answer on its way out: names of the host, origins, headers, counts."""

from __future__ import annotations

from collections import Counter

from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# How many bytes the headers may have.
_HEAD = 1 << 15
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; script-src 'self'; "
        b"form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"referrer-policy", b"no-referrer"),
)
_PREFLIGHT = {
    "access-control-allow-methods": "GET, HEAD, POST",
    "access-control-allow-headers": "accept, content-type",
    "access-control-max-age": "86400",
}
_COUNTED = ("/sparql", "/queries", "/graphs", "/health", "/metrics")


class Gate:
    """An application within which another is: it takes requests to certain hosts, and says which origins may read."""

    def __init__(
        self, inner: ASGIApp, hosts: tuple[str, ...], origin: str, public: str, statuses: Counter[tuple[str, int]]
    ) -> None:
        """Take the names of the hosts (none: any), the origin whose pages may read ("*": any; "": none), and the counts.

        *public* is the origin at which others reach the server, be it through another: all requests are taken to be to it.
        """
        self.inner, self.origin, self.statuses = inner, origin, statuses
        self.scheme, _, self.host = public.partition("://")
        self.hosts = (*hosts, name_of(self.host)) if hosts and public else hosts
        # Another origin shows nothing of it either, be it as an image or as a script.
        self.headers = [*HEADERS, (b"cross-origin-resource-policy", b"cross-origin" if origin else b"same-origin")]
        if origin:
            self.headers.append((b"access-control-allow-origin", origin.encode("latin-1")))
            self.headers.append((b"access-control-expose-headers", b"Content-Disposition, ETag, Link"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                # Not changed in its place: the message may be kept, to be sent again.
                message = {**message, "headers": [*message.get("headers", ()), *self.headers]}
                path = "/" + scope["path"].lstrip("/").partition("/")[0]
                self.statuses[path if path in _COUNTED else "other", message["status"]] += 1
            await send(message)

        refusal = self._refusal(scope)
        if self.host:
            headers = [pair for pair in scope["headers"] if pair[0] != b"host"]
            scope = {**scope, "scheme": self.scheme, "headers": [*headers, (b"host", self.host.encode("latin-1"))]}
        await (refusal or self.inner)(scope, receive, sent)

    def _refusal(self, scope: Scope) -> Response | None:
        """Return the answer to a request that goes no further."""
        if sum(len(name) + len(value) for name, value in scope["headers"]) > _HEAD:
            return PlainTextResponse(f"the headers have more than {_HEAD:,} bytes\n", 431)
        hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        if self.hosts and (len(hosts) != 1 or name_of(hosts[0]) not in self.hosts):
            return PlainTextResponse("this server is not called that: use the address that it was started with\n", 421)
        is_preflight = any(name == b"access-control-request-method" for name, _ in scope["headers"])
        if scope["method"] == "OPTIONS" and is_preflight and self.origin:
            return Response(status_code=204, headers=_PREFLIGHT)
        return None


def name_of(host: str) -> str:
    """Return the name in a Host header, in small letters and without the port.

    >>> name_of("LocalHost:7880"), name_of("127.0.0.1:"), name_of("[::1]:7880"), name_of("[::1]"), name_of("a:b")
    ('localhost', '127.0.0.1', '[::1]', '[::1]', 'a:b')
    """
    name, colon, port = host.rpartition(":")
    return (name if colon and (port.isdecimal() or not port) else host).lower()
