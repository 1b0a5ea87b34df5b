"""Who has the words of each state that is served put in order: a process beside those that answer, and its folder."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from dipgraph.errors import DipgraphError
from dipgraph.states import States

# Seconds until it is tried again where it failed.
_AGAIN = 10.0


class Indexer:
    """The indexes of the states of a store, in a folder that ends with the server. Nothing is written into the store."""

    def __init__(self, place: str) -> None:
        """Take the folder of the store; ``look`` begins."""
        self.place = place
        self._temporary = TemporaryDirectory(prefix="dipgraph-")
        self.folder = self._temporary.name
        self._making: asyncio.Task[None] | None = None

    async def look(self, seconds: float) -> None:
        """Have the index of the present state made where it is not there, and wait for it, at most so many *seconds*."""
        with contextlib.suppress(TimeoutError, DipgraphError, OSError):
            async with asyncio.timeout(seconds):
                while (state := States(self.place).sign) and not os.path.exists(f"{self.folder}/{state}.sqlite"):
                    if self._making is None or self._making.done():
                        self._making = asyncio.create_task(self._make())
                    await asyncio.shield(self._making)

    async def _make(self) -> None:
        """Make it; what is wrong is said where the server runs."""
        arguments = ("-P", "-m", "dipgraph.search_index", self.place, self.folder)
        process = await asyncio.create_subprocess_exec(sys.executable, *arguments, stdin=asyncio.subprocess.DEVNULL)
        try:
            failed = await process.wait()
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if failed:
            await asyncio.sleep(_AGAIN)
        # Those of the state before may still be asked.
        made = sorted(Path(self.folder).glob("*.sqlite"), key=lambda path: path.stat().st_mtime_ns)
        for old in made[:-2]:
            old.unlink()

    async def close(self) -> None:
        """End what is being made, and remove the folder."""
        if self._making is not None:
            self._making.cancel()
            await asyncio.gather(self._making, return_exceptions=True)
        self._temporary.cleanup()
