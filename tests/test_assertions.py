"""The settings of a record source, and what an import is held to."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipgraph.assertions import settings, unmet
from dipgraph.errors import SourceError
from dipgraph.importing import SOURCES


def test_each_source_of_the_program_has_assertions() -> None:
    """None of them can lose its yield unseen."""
    assert SOURCES
    for source in SOURCES:
        assert settings(source)["assert"]


def test_what_falls_short_is_said_in_numbers() -> None:
    """A share is a percentage."""
    counts = {"persons": 3.0, "share_resolved": 0.5}
    assert unmet("x", counts, {"persons": 4, "share_resolved": 0.9}) == [
        "3 persons instead of at least 4",
        "50.0% share resolved instead of at least 90.0%",
    ]
    assert unmet("x", counts, {"persons": 3, "share_resolved": 0.5}) == []


def test_an_assertion_of_what_nobody_counts_is_a_fault_of_the_file() -> None:
    """It would hold nothing."""
    with pytest.raises(SourceError, match="'person', which is not counted"):
        unmet("x", {"persons": 3.0}, {"person": 1})


def test_settings_that_are_none(tmp_path: Path) -> None:
    """Bad YAML and a list are told with the file; no file is no settings."""
    (tmp_path / "bad.yaml").write_text("a: [", encoding="utf-8")
    (tmp_path / "list.yaml").write_text("- a", encoding="utf-8")
    with pytest.raises(SourceError, match=r"bad\.yaml.*no YAML"):
        settings("bad", tmp_path)
    with pytest.raises(SourceError, match=r"list\.yaml.*no settings"):
        settings("list", tmp_path)
    assert settings("none", tmp_path) == {}
