"""A store's folder: whole states, each complete before it is named, so that a load is done wholly or not at all.

::

    graph.db/
      dipgraph-store     the name of the present state and the digest of its record
      lock               held by the one that writes
      g7/                the state: a store of pyoxigraph, never written again
      g7.record          its files with sizes and digests, and what was loaded: graph, statements, digest, file

A load makes ``g8`` beside ``g7`` (files that stay the same are hard links), and names it in ``dipgraph-store`` when it is
on the disk to the last byte. Whoever reads ``g7`` meanwhile goes on with it; it is removed when nobody does.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from dipgraph.errors import SourceError
from dipgraph.states import MARK, States, digest_of, locked, marked

# RocksDB makes the copy of a state under a name of its own, and gives it ours when it is complete.
_OURS = re.compile(rf"{MARK}(\.new)?|lock|g\d+(\.record|\.tmp)?")
# What RocksDB writes about itself; no answer depends on it, and a reader may add to it.
_LOGS = re.compile(r"LOG(\..*)?|LOCK")


class Entry(NamedTuple):
    """What was loaded as one graph: its number of statements, the digest of its content, and the file it came from.

    A graph that was changed since, or was made without a file, has no digest: a load of its file writes it anew.
    """

    statements: int
    digest: str
    origin: str


class Record(NamedTuple):
    """What a state holds: its graphs by name, and its files with size and SHA-256."""

    graphs: dict[str, Entry]
    files: dict[str, tuple[int, str]]

    def to_json(self) -> bytes:
        """Return the record as it is kept."""
        import json

        return json.dumps({"files": self.files, "graphs": self.graphs}, separators=(",", ":")).encode()

    @classmethod
    def from_json(cls, text: bytes) -> Record:
        """Return the record that was kept as *text*."""
        import json

        kept = json.loads(text)
        graphs = {name: Entry(*entry) for name, entry in kept["graphs"].items()}
        return cls(graphs, {name: (size, digest) for name, (size, digest) in kept["files"].items()})


class TakenError(SourceError):
    """Another writes into the store just now."""


class Folder(States):
    """The folder of a store with what it takes to write there; it may not exist yet."""

    def __init__(self, path: Path) -> None:
        """Take the folder *path*; a UsageError says that it is a file, or a folder of something else."""
        super().__init__(str(path))
        self.path = path

    @contextmanager
    def writing(self) -> Iterator[int]:
        """Be the one that writes until the end of the with block; a TakenError says that another is.

        What a killed load left is removed before; the number of its bytes is given.
        """
        try:
            self.path.mkdir(exist_ok=True)
            with open(self.path / "lock", "ab") as lock:
                if not locked(lock.fileno()):
                    raise TakenError("another program is loading into this store: wait until it is done", self.path)
                if not (self.path / MARK).exists():
                    self._name(None, "")
                yield self.sweep()
        except OSError as error:
            raise self._error(error) from None

    def record(self) -> Record:
        """Return the record of the present state; a SourceError says that it is damaged."""
        text = self._record()[1]
        return Record.from_json(text) if text else Record({}, {})

    def following(self) -> Path:
        """Return the path of the next state, which does not exist."""
        name = self.present
        return self.path / f"g{int(name[1:]) + 1 if name else 1}"

    def publish(self, state: Path, record: Record) -> None:
        """Name *state* as the present one, when it and *record* are on the disk; remove those that nobody reads."""
        old = dict(self.record().files)
        present = self.path / self.present if self.present else None
        record.files.clear()
        for file in sorted(state.iterdir()):
            if is_log(file.name):
                continue
            if present is not None and file.name in old and _is_link(file, present / file.name):
                record.files[file.name] = old[file.name]
            else:
                record.files[file.name] = digested(file, sync=True)
        text = record.to_json()
        written = state.with_name(f"{state.name}.record")
        _write(written, text)
        _sync(state)
        self._name(state.name, digest_of(text))
        self.sweep()

    def _name(self, state: str | None, record: str) -> None:
        new = self.path / f"{MARK}.new"
        _write(new, marked(state, record))
        _sync(self.path)
        os.replace(new, self.path / MARK)
        _sync(self.path)

    def sweep(self) -> int:
        """Remove what a killed load left and the states that nobody reads any more; return how many bytes it had.

        Nothing is removed from a store that is damaged: a wrong name would take the right state for one of the past.
        """
        name, freed = self._record()[0], 0
        for entry in [*self.path.iterdir()]:
            if not _OURS.fullmatch(entry.name) or entry.name in (MARK, "lock") or entry.name.partition(".")[0] == name:
                continue
            if entry.is_dir():
                from shutil import rmtree

                record = entry.with_name(f"{entry.name}.record")
                if record.exists() and not _unused(record):
                    continue
                freed += sum(file.stat().st_size for file in entry.iterdir() if file.stat().st_nlink == 1)
                rmtree(entry, ignore_errors=True)
                record.unlink(missing_ok=True)
            elif not entry.with_name(entry.name.removesuffix(".record")).is_dir():
                entry.unlink(missing_ok=True)
        return freed


def is_log(name: str) -> bool:
    """Say whether a file of this name in a state is one that no answer depends on."""
    return _LOGS.fullmatch(name) is not None


def digested(file: Path, sync: bool = False) -> tuple[int, str]:
    """Return size and SHA-256 of *file*, after it was brought to the disk if *sync*."""
    import hashlib

    with open(file, "rb") as content:
        if sync:
            os.fsync(content.fileno())
        digest = hashlib.file_digest(content, "sha256")
        return content.tell(), digest.hexdigest()


def _is_link(file: Path, other: Path) -> bool:
    return other.exists() and os.path.samefile(file, other)


def _write(path: Path, content: bytes) -> None:
    with open(path, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Bring the names in *folder* to the disk, where the system knows how to."""
    if os.name != "nt":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _unused(record: Path) -> bool:
    with open(record, "rb") as file:
        return locked(file.fileno())
