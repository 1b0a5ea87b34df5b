"""Answers as the server has them: whole, in memory or in a file, within a room that all share; and those that are kept.

An answer is whole before any of it is given, so that a limit is always an error and never the end of what looks like an
answer, and a slow reader keeps no process waiting.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections import OrderedDict
from collections.abc import AsyncIterator, Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import IO, Generic, TypeVar

from dipgraph.errors import QueryError, SourceError
from dipgraph.states import MARK

V = TypeVar("V")
# An answer of more bytes waits in a file, and is not kept.
IN_MEMORY = 1 << 19
_PIECE = 1 << 16
# What a value that is kept takes beside its bytes and those of the question.
_BESIDE = 1000


@dataclass(frozen=True)
class Limits:
    """What one query may take: seconds, bytes of memory, rows and bytes of its answer; and seconds that it may wait.

    All answers together may take *room* bytes on disk, and those that are *kept* so many in memory.
    """

    seconds: float = 30.0
    memory: int = 1 << 30
    rows: int = 1_000_000
    bytes: int = 200_000_000
    waiting: float = 10.0
    room: int = 1_000_000_000
    kept: int = 32_000_000


class LimitError(QueryError):
    """A query reached a limit: the message says which, and how to ask for less."""


class MissingError(QueryError):
    """There is no such thing, or no such part of it."""


class BusyError(SourceError):
    """There is nobody, or no room, to answer just now: the message says so."""


class DamagedError(BusyError):
    """The store cannot be read: the message says so."""


class FaultError(SourceError):
    """A process failed by a fault of dipgraph, not of what it was asked; its traceback is on standard error."""


class Room:
    """The room on disk that all answers have together which wait in files."""

    def __init__(self, most: int) -> None:
        """Take how many bytes there are."""
        self.most, self.taken = most, 0

    def take(self, size: int) -> None:
        """Take so many bytes; a BusyError says that they are not there."""
        if self.taken + size > self.most:
            raise BusyError(
                f"the large answers that wait to be read have more than {self.most:,} bytes together: "
                "ask for less, with LIMIT or a condition, or again in a while"
            )
        self.taken += size


def tag_of(content: bytes, media_type: str) -> str:
    """Return what stands for *content* as an ETag."""
    return f'"{hashlib.blake2b(media_type.encode() + content, digest_size=16).hexdigest()}"'


class Answer:
    """An answer as it comes: its media type, its size in bytes, whether it would be the same again, and what it says."""

    def __init__(self, room: Room) -> None:
        """Begin one."""
        self.media_type, self.size, self.is_steady = "", 0, True
        self._room, self._taken = room, 0
        self._content: list[bytes] = []
        self._file: IO[bytes] | None = None

    def write(self, data: bytes) -> None:
        """Add some of it; a BusyError says that there is no room for it, an OSError that the disk has none."""
        self.size += len(data)
        if self._file is None:
            self._content.append(data)
            if self.size <= IN_MEMORY:
                return
            self._file = tempfile.TemporaryFile()  # noqa: SIM115
            data = b"".join(self._content)
            self._content.clear()
        self._room.take(len(data))
        self._taken += len(data)
        self._file.write(data)

    @property
    def is_small(self) -> bool:
        """Say whether it is in memory."""
        return self._file is None

    @cached_property
    def content(self) -> bytes:
        """The bytes of one that is in memory."""
        return b"".join(self._content)

    @cached_property
    def tag(self) -> str:
        """What stands for its bytes, for one that is in memory: its ETag."""
        return tag_of(self.content, self.media_type)

    async def pieces(self) -> AsyncIterator[bytes]:
        """Yield it piece by piece; one in a file can be read once."""
        if self._file is None:
            yield self.content
            return
        try:
            self._file.seek(0)
            while piece := self._file.read(_PIECE):
                yield piece
        finally:
            self.close()

    def close(self) -> None:
        """Let go of its file."""
        if self._file is not None:
            self._file.close()
            self._room.taken -= self._taken
            self._taken = 0

    def __del__(self) -> None:
        """Let go of the file of one that nobody read to its end."""
        self.close()


class Kept(Generic[V]):
    """Values by what was asked, those that were last asked for within so many bytes."""

    def __init__(self, most: int) -> None:
        """Take how many bytes they may have, with what was asked."""
        self.most, self.size = most, 0
        self._values: OrderedDict[Hashable, tuple[V, int]] = OrderedDict()

    def get(self, asked: Hashable) -> V | None:
        """Return the value for what is asked if it is there."""
        found = self._values.get(asked)
        if found is None:
            return None
        self._values.move_to_end(asked)
        return found[0]

    def put(self, asked: Hashable, value: V, size: int) -> None:
        """Keep a value of so many bytes."""
        size += _BESIDE
        if asked in self._values or size > self.most:
            return
        self._values[asked] = value, size
        self.size += size
        while self.size > self.most:
            self.size -= self._values.popitem(last=False)[1][1]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._values)

    def clear(self) -> None:
        """Forget them all."""
        self._values.clear()
        self.size = 0


class Present(Kept[Answer]):
    """Answers from the present state of the store in a folder: none is kept once it changed."""

    def __init__(self, place: str, most: int) -> None:
        """Take the folder, and how many bytes they may have."""
        super().__init__(most)
        self._place, self._mark = place, (0, 0)
        # How often the data changed.
        self.changes = 0

    def look(self) -> None:
        """Forget what was answered before where the store was written to since the last look."""
        try:
            found = os.stat(os.path.join(self._place, MARK))
            # The file that names the present state is another with each.
            mark = found.st_ino, found.st_mtime_ns
        except OSError:
            mark = 0, 0
        if mark != self._mark:
            self._mark = mark
            self.forget()

    def forget(self) -> None:
        """Keep no answer from before: the data has changed, which each process sees by itself when it is asked."""
        self.changes += 1
        self.clear()
