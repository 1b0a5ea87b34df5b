"""Where ontology/, queries/ and data/ lie: inside the installed package, or beside src/ in a checkout."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


def place(name: str) -> str:
    """Return the path of the folder *name* ("ontology", "queries" or "data") that comes with dipgraph, as text."""
    package = os.path.dirname(os.path.realpath(__file__))
    installed = os.path.join(package, name)
    return installed if os.path.isdir(installed) else os.path.join(os.path.dirname(os.path.dirname(package)), name)


def folder(name: str) -> Path:
    """Return the folder *name* ("ontology", "queries" or "data") that comes with dipgraph.

    >>> (folder("ontology") / "dipgraph.ttl").is_file()
    True
    """
    from pathlib import Path

    return Path(place(name))


def data_folder(given: Path | None = None) -> Path:
    """Return the data to work on: *given*, else the folder ``data/`` of the working directory, else the shipped data."""
    from pathlib import Path

    if given is not None:
        return given
    local = Path("data")
    return local if (local / "documents").is_dir() else folder("data")
