"""Lines in order, however many: where memory would not hold them they lie sorted in files, which are merged."""

from __future__ import annotations

import heapq
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path

# So many lines of N-Quads are some hundred megabytes.
_MOST = 500_000


class SortedLines:
    """Lines that are added in any order, and read in that of their bytes, each once."""

    def __init__(self, folder: Path, most: int = _MOST) -> None:
        """Take the *folder* for the files, which does not exist, and how many lines are held at *most*."""
        self._folder, self._most = folder, most
        self._held: list[bytes] = []
        self._files: list[Path] = []

    def add(self, lines: Iterable[bytes]) -> None:
        """Add *lines*, each with its line end."""
        self._held += lines
        if len(self._held) > self._most:
            self._folder.mkdir(exist_ok=True)
            self._files.append(self._folder / str(len(self._files)))
            with open(self._files[-1], "xb") as file:
                file.writelines(sorted(self._held))
            self._held = []

    def __iter__(self) -> Iterator[bytes]:
        """Yield the lines in order, each once; what was added afterwards is not among them."""
        with ExitStack() as stack:
            files = [stack.enter_context(open(file, "rb")) for file in self._files]
            for line, _ in groupby(heapq.merge(*files, sorted(self._held))):
                yield line

    def remove(self) -> None:
        """Remove the folder; there are no lines then."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._held, self._files = [], []
