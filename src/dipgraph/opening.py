"""Which store is meant: in memory, a folder on disk, or an endpoint at an address."""

from __future__ import annotations

from pathlib import Path

from dipgraph.stores import DiskStore, Store


def open_store(path: Path | str | None = None) -> Store:
    """Return a store: in memory without *path*, on disk in a folder, or at the http(s) address of a SPARQL 1.1 endpoint.

    >>> with open_store() as store:
    ...     bool(store.query("ASK { ?s ?p ?o }"))
    False
    """
    if isinstance(path, str) and path.startswith(("http://", "https://")):
        from dipgraph.remote import RemoteStore

        return RemoteStore(path)
    return Store() if path is None else DiskStore(Path(path))
