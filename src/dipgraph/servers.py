"""The commands about servers of others: what is here is brought to them, and back."""

from __future__ import annotations

from dipgraph.commands import DATA
from dipgraph.errors import UsageError
from dipgraph.words import HELP, Command, Word, command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from dipgraph.remote import RemoteStore

COMMANDS: dict[str, Command] = {}
_URL = "The address for SPARQL queries of the server: http(s)://…."


@command(
    COMMANDS,
    Word("url", metavar="URL", required=True, help=_URL),
    Word("--dry-run", help="Say what would be sent and dropped, and do nothing."),
    Word("--drop", help="Also where more than half of what is there would go, and more than ten graphs."),
    DATA,
    Word("--store", metavar="STORE", help="Push what is in a store on disk, or at another address."),
    HELP,
)
def push(url: str, dry_run: bool, drop: bool, data: Path | None, store: str | None) -> None:
    """Bring a triple store to the state of the graph here: what differs is sent, what is gone here is dropped there.

    Each document is a named graph, and has a mark there with the digest of its content; graphs without a mark are of
    others, and stay. A push that was interrupted is finished by the next.
    Name and password come from DIPGRAPH_USER and DIPGRAPH_PASSWORD, a token from DIPGRAPH_TOKEN, or from the netrc file.

    Example: `dipgraph push http://localhost:3030/talks/query`
    """
    from dipgraph import push as pushing
    from dipgraph.asked import UNION, is_united, store_at
    from dipgraph.terminal import progress, say

    with _there(url) as there, store_at(store, data) as here:
        with progress("comparing") as advance:
            planned = pushing.plan(here, there, advance)
        if dry_run:
            for word, names in (("send", planned.sent), ("drop", planned.dropped)):
                for name in names:
                    print(f"{word} {name}")
            needed = ", which needs --drop" if planned.is_much else ""
            say(f"{url}: {planned}{needed}; nothing was done")
            return
        with progress("sending") as advance:
            pushing.push(here, there, planned, drop=drop, progress=advance)
        if not is_united(there):
            say(f"{url}: queries will find nothing: {UNION}")
    say(f"{url}: {planned.done}")


@command(
    COMMANDS,
    Word("url", metavar="URL", required=True, help=_URL),
    Word("--store", metavar="STORE", required=True, help="Folder of the store on disk, made where there is none."),
    HELP,
)
def pull(url: str, store: str) -> None:
    """Load into a store on disk the graphs of dipgraph that a triple store has; if that fails, it is as it was.

    Name and password come from where `push` takes them.

    Example: `dipgraph pull http://localhost:3030/talks/query --store graph.db`
    """
    from dipgraph.opening import is_address, open_store
    from dipgraph.pull import pull as pulled
    from dipgraph.terminal import progress, say

    if is_address(store):
        raise UsageError(f"{store}: what is pulled is loaded here: give the folder of a store on disk")
    with _there(url) as there, open_store(store) as here, progress("pulling") as advance:
        loaded = pulled(here, there, advance)
    say(f"{store}: {loaded}")


def _there(url: str) -> RemoteStore:
    from dipgraph.opening import is_address
    from dipgraph.remote import RemoteStore
    from dipgraph.terminal import say

    if not is_address(url):
        raise UsageError(f"{url} is no address: give that of a SPARQL endpoint, http(s)://…")
    return RemoteStore(url, say)
