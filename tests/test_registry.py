"""The registry of what can be added."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from dipgraph import registry
from dipgraph.errors import UsageError


@pytest.fixture
def kind() -> str:
    """Return a kind that nothing else is registered for."""
    return f"kind-{uuid.uuid4().hex}"


def test_decorator_registers_and_returns_the_function(kind: str) -> None:
    """A decorated function is found under its name and stays what it was."""

    @registry.register(kind, "double")
    def double(number: int) -> int:
        return 2 * number

    assert double(4) == 8
    assert registry.get(kind, "double") is double
    assert registry.names(kind) == ["double"]


def test_names_are_sorted(kind: str) -> None:
    """Names come in the order of the alphabet, not of registration."""
    for name in ("pear", "apple", "fig"):
        registry.register(kind, name)(lambda: None)
    assert registry.names(kind) == ["apple", "fig", "pear"]


def test_kinds_do_not_mix(kind: str) -> None:
    """What is registered for one kind is unknown to another."""
    registry.register(kind, "apple")(lambda: None)
    with pytest.raises(UsageError, match=r"unknown \S+-other 'apple': there is none"):
        registry.get(f"{kind}-other", "apple")


def test_other_packages_register_by_entry_point(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed package adds to a kind by the entry point group dipgraph.<kind>s."""
    module = f"added_{uuid.uuid4().hex}"
    (tmp_path / f"{module}.py").write_text("def write(graph):\n    return 'written'\n", encoding="utf-8")
    info = tmp_path / f"{module}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[dipgraph.{kind}s]\nxyz = {module}:write\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert registry.names(kind) == ["xyz"]
    assert registry.get(kind, "xyz")(None) == "written"


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("gefx", ["gexf", "graphml"], "unknown format 'gefx': did you mean 'gexf'?"),
        ("GEXF", ["gexf", "graphml"], "unknown format 'GEXF': did you mean 'gexf'?"),
        ("jsonld", ["JSONLD"], "unknown format 'jsonld': did you mean 'JSONLD'?"),
        ("mp3", ["gexf", "graphml"], "unknown format 'mp3': choose one of gexf, graphml"),
        ("", ["gexf"], "unknown format '': choose one of gexf"),
        ("mp3", [], "unknown format 'mp3': there is none"),
        ("zz", list("abcdefghijkl"), "unknown format 'zz': choose one of a, b, c, d, e, f, g, h, i, j, k, l"),
        ("zz", list("abcdefghijklm"), "unknown format 'zz': choose one of a, b, c, d, e, f, g, h, i, j, k, l …"),
        ("a\x1b\n", ["gexf"], "unknown format 'a\\x1b\\n': choose one of gexf"),
    ],
)
def test_unknown_names_the_nearest_or_the_choice(name: str, known: list[str], expected: str) -> None:
    """An unknown name is answered with the nearest known one, else with what there is to choose from."""
    assert registry.unknown("format", name, known) == expected
