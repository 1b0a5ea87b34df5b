"""Lines in order, in memory and in files."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from dipgraph.sorted_lines import SortedLines


@pytest.mark.parametrize("most", [1, 7, 10_000])
def test_lines_come_in_order_and_once(tmp_path: Path, most: int) -> None:
    """However few lines are held, they come in the order of their bytes, each once, and again when asked again."""
    given = [f"{random.Random(n).randrange(300)} é\n".encode() for n in range(1000)]
    lines = SortedLines(tmp_path / "lines", most)
    for start in range(0, 1000, 13):
        lines.add(given[start : start + 13])
    assert list(lines) == sorted(set(given))
    assert list(lines) == sorted(set(given))
    assert (tmp_path / "lines").exists() == (most < 1000)
    lines.remove()
    assert (list(lines), list(tmp_path.iterdir())) == ([], [])


def test_no_lines(tmp_path: Path) -> None:
    """Where nothing was added, nothing comes, and no folder is made."""
    lines = SortedLines(tmp_path / "lines", 0)
    lines.add([])
    assert list(lines) == []
    assert not (tmp_path / "lines").exists()
