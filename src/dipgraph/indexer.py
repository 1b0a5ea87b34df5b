"""Who has the words of each state that is served put in order: a process beside those that answer, and its folder.

Those of a store that stays are kept in the user's cache, in a folder of this store and this edition of dipgraph; others in
a folder that ends with the server. Nothing is written into the store.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from dipgraph.errors import DipgraphError
from dipgraph.memory import cache_folder
from dipgraph.states import States, locked

# Seconds until it is tried again where it failed, and until one looks again where another server makes the same index.
_AGAIN, _ELSEWHERE = 10.0, 0.2
# In the folder of the indexes of a store: the path of that store, and what the one who makes an index holds.
_STORE, _LOCK, _MAKING = "store", "lock", "making-"


class Indexer:
    """The indexes of the states of a store, each whole or not there, however many servers have the same folder."""

    def __init__(self, place: str, stays: bool = False) -> None:
        """Take the folder of the store, and whether it *stays* when the server ends; ``look`` begins."""
        self.place = place
        kept = _kept(place) if stays else None
        self._temporary = None if kept else TemporaryDirectory(prefix="dipgraph-")
        self.folder = kept or (self._temporary.name if self._temporary else "")
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
        os.makedirs(self.folder, exist_ok=True)
        with _turn(self.folder) as is_ours:
            if not is_ours:
                await asyncio.sleep(_ELSEWHERE)
                return
            for left in Path(self.folder).glob(f"{_MAKING}*"):
                shutil.rmtree(left, ignore_errors=True)
            with TemporaryDirectory(prefix=_MAKING, dir=self.folder, ignore_cleanup_errors=True) as making:
                arguments = ("-P", "-m", "dipgraph.search_index", self.place, making)
                process = await asyncio.create_subprocess_exec(
                    sys.executable, *arguments, stdin=asyncio.subprocess.DEVNULL
                )
                try:
                    failed = await process.wait()
                finally:
                    if process.returncode is None:
                        process.kill()
                        await process.wait()
                if not failed:
                    await asyncio.to_thread(_put, making, self.folder)
        if failed:
            await asyncio.sleep(_AGAIN)

    async def close(self) -> None:
        """End what is being made, and remove the folder if nobody has it after the server."""
        if self._making is not None:
            self._making.cancel()
            await asyncio.gather(self._making, return_exceptions=True)
        if self._temporary is not None:
            self._temporary.cleanup()


def _put(making: str, folder: str) -> None:
    """Put what was made into its folder when it is all on the disk; only the state before may be asked yet."""
    for path in Path(making).glob("*.sqlite"):
        with open(path, "rb+") as file:
            os.fsync(file.fileno())
        os.replace(path, Path(folder, path.name))
    made = sorted(Path(folder).glob("*.sqlite"), key=lambda path: path.stat().st_mtime_ns)
    for old in made[:-2]:
        with contextlib.suppress(OSError):
            old.unlink()


@contextlib.contextmanager
def _turn(folder: str) -> Iterator[bool]:
    """Be the one that makes an index in a folder until the end of the with block; give whether no other is."""
    with open(os.path.join(folder, _LOCK), "ab") as lock:
        yield locked(lock.fileno())


def _kept(place: str) -> str | None:
    """Return the folder in the user's cache for the indexes of a store, None where nothing can be written there.

    Those of another edition of dipgraph, and of stores that are no more, are removed.
    """
    whole = os.path.realpath(place)
    above = cache_folder() / "indexes"
    own = hashlib.sha256(os.fsencode(whole)).hexdigest()[:24]
    folder = above / f"{own}-{_edition()}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / _LOCK).touch()
        (folder / _STORE).write_bytes(os.fsencode(whole))
        for other in above.iterdir():
            if other != folder and (other.name.startswith(f"{own}-") or not _is_of_a_store(other)):
                shutil.rmtree(other, ignore_errors=True)
    except OSError:
        return None
    return str(folder)


def _is_of_a_store(folder: Path) -> bool:
    """Say whether the store is there that a folder of indexes belongs to."""
    try:
        return os.path.isdir(os.fsdecode((folder / _STORE).read_bytes()))
    except OSError:
        return False


@cache
def _edition() -> str:
    """Return what stands for all that decides on what is in an index."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]
