"""A server at an address: what is sent to it, in whose name, and again where it is busy or the connection broke.

Who asks is said by the environment (``DIPGRAPH_USER`` and ``DIPGRAPH_PASSWORD``, or ``DIPGRAPH_TOKEN``), else by the
user's netrc file. It is sent to the host of the address alone: a server that sends elsewhere is not followed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

import requests
from requests.auth import HTTPDigestAuth
from requests.utils import get_netrc_auth
from urllib3.exceptions import InvalidHeader
from urllib3.util import Retry

from dipgraph.errors import QueryError, SourceError, UsageError

# Seconds to wait for an answer, and before each further attempt where a server is busy; a server may ask for longer ones.
PATIENCE = 600
WAITS = (0.5, 1, 2, 4, 8, 16, 32)
_LONGEST = 120
_BUSY = (429, 503)
# What these mean is that the request is not one that the address takes.
_REFUSED = (400, 404, 405, 406, 415, 422, 501)
_CURE = "give the address of a SPARQL 1.1 endpoint"

Waiting = Callable[[str], None]


class Answer(NamedTuple):
    """What a server answered: the media type, the content, and the most rows that it gives where it gave no more."""

    kind: str
    body: bytes
    limit: str | None


class DeniedError(SourceError):
    """A server wants to know who asks, or does not let this one do what was asked."""


class Endpoint:
    """A server at an address, to which a connection is kept."""

    def __init__(self, address: str, waiting: Waiting | None = None) -> None:
        """Take the address; nothing is sent yet. *waiting* is told why there is a wait."""
        self.address, self.waiting = address, waiting
        self._session = requests.Session()
        self._session.headers["User-Agent"] = "dipgraph"
        self._known = False
        try:
            parts = urlsplit(address)
            if parts.query or parts.fragment:
                # What is put behind it to write a graph would be read as something else, up to all that is there.
                raise UsageError(
                    f"{address}: has more than the address of an endpoint: leave out what begins with ? or #"
                )
            if parts.username or parts.password:
                raise UsageError(
                    f"a password in the address {parts.scheme}://…@{parts.hostname}{parts.path} would be seen by others: "
                    "set DIPGRAPH_USER and DIPGRAPH_PASSWORD, or write it into your netrc file"
                )
            self.address = address.rstrip("/") if parts.netloc else address
        except ValueError as error:
            raise self.error(str(error)) from None
        token, user = _secret("DIPGRAPH_TOKEN"), _secret("DIPGRAPH_USER")
        login = (user, _secret("DIPGRAPH_PASSWORD")) if user else get_netrc_auth(address)
        # Bytes are sent as they are, text as Latin-1.
        self._session.auth = (lambda request: _bearing(request, token)) if token else login  # type: ignore[assignment]

    def send(self, method: str, address: str, content: bytes | None, headers: Mapping[str, str]) -> Answer:
        """Send a request to *address*, on the server of this endpoint, and return what it answers.

        Sent again where the server is busy (429, 503), and, once it has answered, where a connection breaks: what is sent
        more than once has the same effect. A QueryError says that the address does not take it, a SourceError what else.
        """
        for wait in (*WAITS, None):
            try:
                answer = self._attempt(method, address, content, headers)
            except requests.RequestException as error:
                if wait is None or not self._known or not isinstance(error, _BROKEN) or isinstance(error, _SILENT):
                    raise self.error(_reason(error), "see that it runs, or ") from None
                self._wait(wait, "the connection broke")
                continue
            self._known = True
            if wait is None or answer.status_code not in _BUSY:
                return self._accepted(address, answer)
            asked = _retry_after(answer.headers.get("Retry-After"))
            if asked > _LONGEST:
                return self._accepted(address, answer)
            self._wait(max(wait, asked), f"{address} answered {answer.status_code}, it is busy")
        raise AssertionError("the last attempt returns or raises")

    def _attempt(
        self, method: str, address: str, content: bytes | None, headers: Mapping[str, str]
    ) -> requests.Response:
        def sent() -> requests.Response:
            return self._session.request(
                method, address, data=content, headers=headers, timeout=PATIENCE, allow_redirects=False
            )

        answer = sent()
        wanted = answer.headers.get("WWW-Authenticate", "").lower()
        # Virtuoso, which wants a digest, does not say so to one who sends a password as it is.
        if answer.status_code == 401 and "basic" not in wanted and isinstance(self._session.auth, tuple):
            self._session.auth = HTTPDigestAuth(*(_text(word) for word in self._session.auth))
            answer = sent()
        return answer

    def _accepted(self, address: str, answer: requests.Response) -> Answer:
        page = answer.text[:2000] if not answer.ok and "html" not in answer.headers.get("Content-Type", "") else ""
        said = " ".join(page.split())[:200] or answer.reason
        if answer.is_redirect:
            raise self.error(f"it moved to {answer.headers['Location']}", "give that address, if you trust it, or ")
        if answer.status_code in (401, 403):
            known = self._session.auth is not None
            wants = "does not take this name and password" if known else "wants a name and a password"
            raise DeniedError(
                f"{address}: it answered {answer.status_code}: {said}: it {wants}: set {'others' if known else 'them'} as "
                "DIPGRAPH_USER and DIPGRAPH_PASSWORD (or DIPGRAPH_TOKEN), or in your netrc file"
            )
        if answer.status_code in _REFUSED:
            raise QueryError(f"{address} answered {answer.status_code}: {said}")
        if not answer.ok:
            raise self.error(f"it answered {answer.status_code}: {said}", "see its log, or pull and ask here, or ")
        kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        return Answer(kind, answer.content, answer.headers.get("X-SPARQL-MaxRows"))

    def _wait(self, seconds: float, why: str) -> None:
        if self.waiting is not None:
            self.waiting(f"{why}: again in {seconds:g} s")
        time.sleep(seconds)

    def error(self, what: str, first: str = "") -> SourceError:
        """Return the error that says why this endpoint cannot be used."""
        return SourceError(f"{self.address}: the endpoint cannot be used: {what}: {first}{_CURE}")

    def close(self) -> None:
        """Let go of the connection."""
        self._session.close()


# What is raised when a connection is lost or refused; a server that is silent is not asked again.
_BROKEN = (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)
_SILENT = requests.Timeout


def _secret(name: str) -> bytes:
    """Return what the environment has as *name*, in UTF-8; a UsageError, without it, says that it cannot be sent."""
    value = os.environ.get(name, "").strip()
    if not value.isprintable():
        raise UsageError(f"{name} has characters that cannot be sent: set it anew")
    return value.encode()


def _text(word: str | bytes) -> str:
    return word if isinstance(word, str) else word.decode()


def _bearing(request: requests.PreparedRequest, token: bytes) -> requests.PreparedRequest:
    request.headers["Authorization"] = b"Bearer " + token  # type: ignore[assignment]
    return request


def _retry_after(value: str | None) -> float:
    """Return the seconds that a server asks to wait, which it says in seconds or by a date; 0 where it says nothing."""
    try:
        return max(0.0, Retry().parse_retry_after(value)) if value else 0.0
    except InvalidHeader:
        return 0.0


def _reason(error: BaseException) -> str:
    """Return what was first wrong: the libraries between put it into words of their own."""
    while (cause := error.__cause__ or error.__context__) is not None:
        error = cause
    return str(error) or type(error).__name__
