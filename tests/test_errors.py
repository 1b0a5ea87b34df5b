"""The tree of errors."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from dipgraph import errors
from dipgraph.errors import DipgraphError, FindingsError, QueryError, SourceError, UsageError

TREE = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, Exception)]


def test_tree_in_docstring_is_the_tree() -> None:
    """Every error is a DipgraphError, and the docstring's tree draws each with its exit code."""
    drawing = errors.__doc__ or ""
    assert len(TREE) == 5
    for kind in TREE:
        assert issubclass(kind, DipgraphError)
        line = next(line for line in drawing.splitlines() if kind.__name__ in line)
        if kind is not DipgraphError:
            assert f"(exit code {kind.exit_code})" in line


@pytest.mark.parametrize(("kind", "code"), [(UsageError, 2), (SourceError, 2), (QueryError, 2), (FindingsError, 1)])
def test_exit_codes(kind: type[DipgraphError], code: int) -> None:
    """Faults in the data end with 1, everything else with 2."""
    assert kind.exit_code == code


@pytest.mark.parametrize(
    ("path", "line", "expected"),
    [(None, None, "broken"), (Path("a.ttl"), None, "a.ttl: broken"), (Path("a.ttl"), 7, "a.ttl:7: broken")],
)
def test_source_error_begins_with_its_place(path: Path | None, line: int | None, expected: str) -> None:
    """A SourceError begins with path and line, as far as they are known."""
    assert str(SourceError("broken", path, line)) == expected
