"""Which store is meant: in memory, a folder on disk, or an endpoint at an address."""

from __future__ import annotations

from dipgraph.stores import DiskStore, Store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


def open_store(path: Path | str | None = None) -> Store:
    """Return a store: in memory without *path*, on disk in a folder, or at the http(s) address of a SPARQL 1.1 endpoint.

    >>> with open_store() as store:
    ...     bool(store.query("ASK { ?s ?p ?o }"))
    False
    """
    if isinstance(path, str) and is_address(path):
        from dipgraph.remote import RemoteStore

        return RemoteStore(path)
    return Store() if path is None else DiskStore(path)


def is_address(place: str) -> bool:
    """Say whether *place* is the address of an endpoint, and not a folder.

    >>> is_address("http://localhost:7878/query"), is_address("graph.db")
    (True, False)
    """
    return place[:8].lower().startswith(("http://", "https://"))
