"""What a record source is held to: the file of its settings, and the least that an import of it must give."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dipgraph import shipped
from dipgraph.errors import SourceError


@cache
def settings(source: str, folder: Path | None = None) -> dict[str, Any]:
    """Return what the file of a record source says, ``record_sources/<source>.yaml`` of the ontology; nothing without one.

    >>> settings("historyatstate")["assert"]["share_resolved"] > 0.5
    True
    """
    path = (folder or shipped.folder("ontology") / "record_sources") / f"{source}.yaml"
    if not path.is_file():
        return {}
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise SourceError(f"no YAML: {' '.join(str(error).split())}", path) from None
    if not isinstance(found, dict):
        raise SourceError("no settings: write keys and values", path)
    return found


def unmet(source: str, counts: dict[str, float], asserted: dict[str, Any]) -> list[str]:
    """Return in words what *counts* fall short of; a key that nobody counts is a fault of the file.

    >>> unmet("x", {"persons": 3.0}, {"persons": 5}), unmet("x", {"persons": 5.0}, {"persons": 5})
    (['3 persons instead of at least 5'], [])
    """
    short = []
    for key, least in asserted.items():
        if key not in counts:
            known = ", ".join(sorted(counts))
            raise SourceError(f"the settings of {source} assert {key!r}, which is not counted: use one of {known}")
        if counts[key] < float(least):
            given, wanted = (
                f"{n:.1%}" if key.startswith("share") else f"{n:,.0f}" for n in (counts[key], float(least))
            )
            short.append(f"{given} {key.replace('_', ' ')} instead of at least {wanted}")
    return short
