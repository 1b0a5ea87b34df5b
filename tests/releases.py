"""What the tests of a release share: one of the data that comes with dipgraph, and how its files are read."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyoxigraph as ox

from dipgraph import shipped
from dipgraph.edition import Edition
from dipgraph.release import release
from dipgraph.stores import Store
from dipgraph.terms import PREFIXES

# The last day on which something in that data was written.
DAY = "2026-11-26"
ADDRESS = "https://example.org/dipgraph/1.0/"
VOID, DCAT = "http://rdfs.org/ns/void#", "http://www.w3.org/ns/dcat#"
SPDX, DCTERMS = "http://spdx.org/rdf/terms#", PREFIXES["dcterms"]


def made(store: Store, folder: Path, address: str | None = None) -> Edition:
    """Write a release of *store* to *folder* with the licence of the data that comes with dipgraph."""
    return release(store, folder, "1.0", DAY, address, shipped.folder("data") / "LICENSE")


def content(path: Path) -> bytes:
    """Return the content of the file at *path*, unpacked."""
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def described(path: Path) -> ox.Store:
    """Return the description in the file at *path*, where its folder is ADDRESS."""
    store = ox.Store()
    store.load(path=path, format=ox.RdfFormat.TURTLE, base_iri=ADDRESS + path.name)
    return store


def values(store: ox.Store, subject: str, property: str) -> list[str]:
    """Return the values of *property* of *subject*, in order."""
    found = store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(property), None)
    return sorted(quad.object.value for quad in found if not isinstance(quad.object, ox.Triple))
