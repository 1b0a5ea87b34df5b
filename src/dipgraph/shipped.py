"""Where ontology/, queries/ and data/ lie: inside the installed package, or beside src/ in a checkout."""

from __future__ import annotations

from pathlib import Path


def folder(name: str) -> Path:
    """Return the folder *name* ("ontology", "queries" or "data") that comes with dipgraph.

    >>> (folder("ontology") / "dipgraph.ttl").is_file()
    True
    """
    package = Path(__file__).resolve().parent
    installed = package / name
    return installed if installed.is_dir() else package.parent.parent / name


def data_folder(given: Path | None = None) -> Path:
    """Return the data to work on: *given*, else the folder ``data/`` of the working directory, else the shipped data."""
    if given is not None:
        return given
    local = Path("data")
    return local if (local / "documents").is_dir() else folder("data")
