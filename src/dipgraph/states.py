"""The states of a store on disk as those see them who read: which one is the present, and that it stays while it is read.

How they are made is in ``generations``, with a picture of the folder. Paths are text here: a query that is asked of a store
would wait for ``pathlib``.
"""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager

from dipgraph.errors import SourceError, UsageError

try:
    import fcntl
except ImportError:  # Windows, which does not let an open file be removed anyway.
    fcntl = None  # type: ignore[assignment]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

MARK = "dipgraph-store"
_VERSION = 1


class States:
    """The states of the store in a folder, which may not exist yet."""

    def __init__(self, place: str) -> None:
        """Take the path of the folder; a UsageError says that it is a file, or a folder of something else."""
        self.place = place
        if os.path.exists(place) and not os.path.isdir(place):
            raise UsageError(f"{place} is a file: give a folder for the store")
        names = set(os.listdir(place)) if os.path.isdir(place) else set()
        # Before a store is named for the first time there is only what that takes. Another may do it just now, so that the
        # names are those of before and the mark is there by now.
        if names - {"lock", f"{MARK}.new"} and not os.path.exists(self._at(MARK)):
            raise UsageError(
                f"{place} is a folder with other files, and was left as it is: give an empty or a new folder"
            )

    @property
    def present(self) -> str | None:
        """The name of the present state, or None where nothing was loaded yet; a SourceError says that it is damaged."""
        return self._mark()[0]

    @property
    def mark(self) -> tuple[str | None, str]:
        """What stands for the present state: its name, and the digest of its record; the same names may come again."""
        return self._mark()

    @property
    def sign(self) -> str | None:
        """What stands for the present state, as a part of the name of a file."""
        return signed(*self._mark())

    def _at(self, name: str) -> str:
        return os.path.join(self.place, name)

    def _mark(self) -> tuple[str | None, str]:
        """Return the name of the present state, and the digest of its record."""
        try:
            with open(self._at(MARK), "rb") as file:
                text = file.read()
        except FileNotFoundError:
            return None, ""
        except OSError as error:
            raise self._error(error) from None
        _, generation, record, *_ = [*text.decode(errors="replace").split("\n"), "", ""]
        if text != marked(generation or None, record) or bool(generation) != bool(record):
            raise self.damaged(f"the file {MARK} is not as it was written")
        return generation or None, record

    def _record(self) -> tuple[str | None, bytes]:
        """Return the name of the present state, and its record if that is as it was written."""
        name, digest = self._mark()
        if name is None:
            return None, b""
        try:
            with open(self._at(f"{name}.record"), "rb") as file:
                text = file.read()
        except FileNotFoundError:
            raise self.damaged(f"{name}.record is missing") from None
        if digest_of(text) != digest:
            raise self.damaged(f"{name}.record is not as it was written")
        return name, text

    @contextmanager
    def reading(self) -> Iterator[str | None]:
        """Give the path of the present state, which stays until the end of the with block; None if there is none."""
        while True:
            name = self.present
            if name is None:
                yield None
                return
            try:
                record = os.open(self._at(f"{name}.record"), os.O_RDONLY)
            except FileNotFoundError:
                if self.present == name:
                    raise self.damaged(f"{name}.record is missing") from None
                continue  # It was replaced and removed between the two looks at it.
            except OSError as error:
                raise self._error(error) from None
            try:
                if locked(record, shared=True) and self.present == name:
                    yield self._at(name)
                    return
            finally:
                os.close(record)

    def damaged(self, what: str) -> SourceError:
        """Return the error that says that the store is damaged, and the cure."""
        return SourceError(f"the store is damaged ({what}): remove the folder, and load again", self.place)

    def _error(self, error: OSError) -> SourceError:
        cure = "give it room" if error.errno == errno.ENOSPC else "give a folder that can be written"
        return SourceError(f"the store cannot be opened ({error.strerror or error}): {cure}", self.place)


def marked(state: str | None, record: str) -> bytes:
    """Return the mark's text: a line of what it is, the name of the state, and the digest of its record."""
    return f"dipgraph store {_VERSION}\n{state or ''}\n{record}\n".encode()


def signed(state: str | None, record: str) -> str | None:
    """Return what stands for a state, by its name and the digest of its record: the same name may come again."""
    return None if state is None else f"{state}-{record[:16]}"


def digest_of(text: bytes) -> str:
    """Return the SHA-256 of *text*."""
    import hashlib

    return hashlib.sha256(text).hexdigest()


def locked(descriptor: int, shared: bool = False) -> bool:
    """Lock an open file until it is closed, and say whether that was possible."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
