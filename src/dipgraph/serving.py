"""The command that serves the graph to others."""

from __future__ import annotations

from dipgraph.commands import DATA
from dipgraph.errors import UsageError
from dipgraph.words import HELP, Command, Word, command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

# Each process takes some 30 MB before it is asked; for two of them one more stands by.
_MOST = {"--port": 65535, "--workers": 64, "--seconds": 86400}
COMMANDS: dict[str, Command] = {}
_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


@command(
    COMMANDS,
    Word("--host", metavar="HOST", default="127.0.0.1", help="The address to listen at; 0.0.0.0 is all there are."),
    Word("--port", metavar="PORT", default="7880", help="The port to listen at; 0 is any that is free."),
    Word("--workers", metavar="NUMBER", default="4", help="How many queries are answered at the same time."),
    Word("--seconds", metavar="NUMBER", default="30", help="How long a query may take, or an update."),
    Word(
        "--public",
        metavar="ADDRESS",
        help="The address at which others reach it, where a server with TLS is before it: https://graph.example.org.",
    ),
    Word(
        "--cors",
        metavar="ORIGIN",
        help="Whose pages may read it in a browser, such as https://yasgui.org; * is all [default: none, where only this "
        "machine reaches the server; else *].",
    ),
    DATA,
    Word("--store", metavar="STORE", help="Serve a store on disk, and what is loaded into it meanwhile."),
    Word("--log", metavar="FILE", help="Write a line for each request to FILE; - is standard error."),
    Word("--writable", help="Take updates of the store from those who have the token: DIPGRAPH_TOKEN, or a new one."),
    HELP,
)
def serve(
    host: str,
    port: str,
    workers: str,
    seconds: str,
    public: str | None,
    cors: str | None,
    data: Path | None,
    store: str | None,
    log: str | None,
    writable: bool,
) -> None:
    """Serve the graph as pages for a browser, and at a SPARQL endpoint, /sparql, for programs.

    Nothing is written, unless it is --writable: then SPARQL updates are taken at /sparql, and graphs at /graphs.

    Stored queries are at /queries, graphs at /graphs, counts for Prometheus at /metrics; /health says whether it answers.
    Each query is answered by a process of its own, which ends where it takes too much time or memory.

    Example: `dipgraph serve --store graph.db`
    """
    import signal
    import sys
    from tempfile import TemporaryDirectory

    from dipgraph.asked import store_at
    from dipgraph.opening import is_address, open_store
    from dipgraph.terminal import progress

    numbers = [
        _number(name, value) for name, value in (("--port", port), ("--workers", workers), ("--seconds", seconds))
    ]
    public = public.removesuffix("/") if public else public
    if public is not None and (public == "*" or not _is_origin(public)):
        raise UsageError(f"--public is {public!r}: give scheme and host, such as https://graph.example.org")
    if cors is not None and not _is_origin(cors):
        raise UsageError(f"--cors is {cors!r}: give an origin, such as https://example.org, or *")
    if writable and store is None:
        raise UsageError("--writable needs --store: what is written elsewhere is gone when the server ends")
    if store is not None:
        if is_address(store):
            raise UsageError(f"{store} is served already: give the folder of a store on disk")
        store_at(store, data).close()
        _run(store, True, _license_of(store), host, numbers, public, cors, log, _token(store) if writable else ("", ""))
        return
    from dipgraph import shipped
    from dipgraph.dataset import Files

    # Else it would leave the temporary folder.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with TemporaryDirectory(prefix="dipgraph-") as folder:
        files = Files.at(shipped.data_folder(data))
        with open_store(f"{folder}/store") as made, progress(f"loading {len(files):,} files") as advance:
            made.load(files, advance)
        _run(f"{folder}/store", False, _license(shipped.data_folder(data)), host, numbers, public, cors, log, ("", ""))


def _number(name: str, value: str) -> int:
    if not value.isascii() or not value.isdecimal() or (name != "--port" and not int(value)):
        raise UsageError(f"{name} is {value!r}: give a whole number{'' if name == '--port' else ', 1 or more'}")
    if int(value) > _MOST[name]:
        raise UsageError(f"{name} is {value}: give {_MOST[name]} at most")
    return int(value)


def _token(store: str) -> tuple[str, str]:
    """Return the token of those who may write to *store*, and words for it; a UsageError says which of them will not do."""
    import os
    import re
    import secrets

    if not os.access(store, os.W_OK):
        raise UsageError(f"{store} cannot be written: leave out --writable, or give a store that can")
    # The processes that answer do not have it.
    given = os.environ.pop("DIPGRAPH_TOKEN", "")
    if given and not re.fullmatch(r"[A-Za-z0-9._~+/=-]{16,}", given):
        raise UsageError(
            "DIPGRAPH_TOKEN is short, or has other characters than A-Z a-z 0-9 . _ ~ + / = -: give 16 or more"
        )
    if given:
        return given, "in DIPGRAPH_TOKEN"
    token = secrets.token_urlsafe(24)
    return token, f"{token}, which is shown here only"


def _license(folder: Path) -> str:
    """Return the address of the licence of the data in a folder, nothing where none is stated there."""
    from dipgraph.edition import license_in

    try:
        return license_in((folder / "LICENSE").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return ""


def _license_of(store: str) -> str:
    """Return the address of the licence of what a *store* on disk holds, nothing where that is not known.

    It is that of the data that is served without a store, where each graph there is one of that data, unchanged: of what
    else was loaded or written, nobody but its owner can say it.
    """
    from pathlib import Path

    from dipgraph import shipped
    from dipgraph.dataset import Files
    from dipgraph.errors import SourceError
    from dipgraph.generations import Folder

    try:
        folder, held = shipped.data_folder(None), Folder(Path(store)).record().graphs
        come = Files.at(folder)
    except (SourceError, UsageError):
        # A store whose record is damaged may be read for all that, and the data need not have come along.
        return ""
    if not held or len(held) > len(come):
        return ""
    digests = {graph.name.value: graph.digest for graph in come}
    is_ours = all(entry.digest and entry.digest == digests.get(name) for name, entry in held.items())
    return _license(folder) if is_ours else ""


def _is_origin(text: str) -> bool:
    """Say whether *text* is an origin as a browser writes it, or the sign for all."""
    from urllib.parse import urlsplit

    parts = urlsplit(text)
    return text == "*" or (
        parts.scheme in ("http", "https") and bool(parts.netloc) and text.isascii() and text.isprintable()
        and text == f"{parts.scheme}://{parts.netloc}".lower() and not set(text) & set(" ,*@")
    )  # fmt: skip


def _is_loopback(address: str) -> bool:
    """Say whether an IP *address* is one that only this machine reaches."""
    from ipaddress import IPv6Address, ip_address

    found = ip_address(address.partition("%")[0])
    return ((isinstance(found, IPv6Address) and found.ipv4_mapped) or found).is_loopback


def _run(
    place: str,
    stays: bool,
    license: str,
    host: str,
    numbers: list[int],
    public: str | None,
    cors: str | None,
    log: str | None,
    token: tuple[str, str],
) -> None:
    port, workers, seconds = numbers
    try:
        import uvicorn  # noqa: F401

        from dipgraph.running import run
        from dipgraph.web import Settings
    except ImportError:
        raise UsageError("serving needs starlette and uvicorn: pip install 'dipgraph[serve]'") from None
    import errno
    import socket

    from dipgraph.answers import Limits
    from dipgraph.terminal import say

    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        # Only where the address is one of this machine can another port help.
        wrong = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, socket.EAI_NONAME, socket.EAI_AGAIN, socket.EAI_FAMILY)
        is_host = isinstance(error, socket.gaierror) or error.errno in wrong
        cure = "give as --host an address of this machine, such as 127.0.0.1" if is_host else "give another --port"
        raise UsageError(f"{host}:{port} cannot be listened at ({error.strerror or error}): {cure}") from None
    # Else each answer on a kept connection waits for 40 ms: asyncio sets this only where the protocol is named.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with listening:
        address, at = listening.getsockname()[:2]
        shown, is_own = f"[{host}]" if ":" in host else host, _is_loopback(address)
        # What only this machine reaches may be anybody's own: a page from elsewhere neither names it otherwise nor reads it.
        hosts = (*_LOOPBACK, shown.lower(), address) if is_own else ()
        origin = cors if cors is not None else "" if is_own and public is None else "*"
        limits = Limits(seconds=seconds)
        settings = Settings(place, workers, limits, hosts, origin, token[0], log or "", stays, public or "", license)
        line = f"http://{shown}:{at}/ shows the graph, and answers SPARQL at /sparql; end it with Ctrl-C"

        def ready() -> None:
            say(line)
            if public is not None:
                say(f"it is reached at {public}/")
            if token[0]:
                say(f"updates are taken at /sparql, and graphs at /graphs, with the token {token[1]}")

        run(settings, listening, ready)
