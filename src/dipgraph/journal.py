"""What was drafted into a folder, and of what: to go on where it was stopped, and to leave alone what people changed.

Each line of ``.drafts.jsonl`` is a document: its source, the key of all that the draft depends on, the file that was
written, the digests of that and of the text. A line is written when its file is in its place; the last of a source counts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from dipgraph import shipped
from dipgraph.bulk import unwritable

NAME = ".drafts.jsonl"


@dataclass(frozen=True)
class Entry:
    """One document: *file* is below the folder, and empty where there is none; *none* says why."""

    source: str
    key: str
    file: str = ""
    written: str = ""
    text: str = ""
    none: str = ""


class Journal:
    """The journal of one folder."""

    def __init__(self, folder: Path) -> None:
        """Read what there is; a line that was not written whole is none."""
        self.folder, self._path = folder, folder / NAME
        self.entries: dict[str, Entry] = {}
        # Whose each file is.
        self.files: dict[str, Entry] = {}
        content = self._path.read_bytes() if self._path.is_file() else b""
        for line in content.splitlines():
            try:
                entry = Entry(**json.loads(line))
            except (ValueError, TypeError):
                continue
            self._take(entry)
        self._torn = bool(content) and not content.endswith(b"\n")

    def add(self, entry: Entry) -> None:
        """Write a line."""
        self._take(entry)
        line = ("\n" if self._torn else "") + json.dumps(asdict(entry), ensure_ascii=False) + "\n"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._path.open("ab") as output:
                output.write(line.encode(errors="surrogateescape"))
        except OSError as error:
            raise unwritable(self._path, error) from None
        self._torn = False

    def _take(self, entry: Entry) -> None:
        before = self.entries.get(entry.source)
        if before is not None and self.files.get(before.file) is before:
            del self.files[before.file]
        self.entries[entry.source] = entry
        if entry.file:
            self.files[entry.file] = entry

    def is_changed(self, entry: Entry) -> bool:
        """Say whether the file is there, and is not as it was written."""
        path = self.folder / entry.file
        return bool(entry.file) and path.is_file() and digest(path.read_bytes()) != entry.written

    def is_done(self, entry: Entry, key: str) -> bool:
        """Say whether a source with that *key* needs nothing: its result is there, as it was written or changed."""
        return entry.key == key and (not entry.file or (self.folder / entry.file).is_file())


def digest(content: bytes) -> str:
    """Return the SHA-256 of *content*."""
    return hashlib.sha256(content).hexdigest()


def key(contents: Iterable[bytes], actors: Iterable[Path]) -> str:
    """Return what stands for all that a draft depends on: its source, actors, vocabularies and the program."""
    parts = [*map(digest, contents), _program(), *(digest(path.read_bytes()) for path in actors)]
    return digest("\n".join(parts).encode())


@cache
def _program() -> str:
    """Return the digest of the program's modules and of its vocabularies."""
    files = sorted([*Path(__file__).parent.glob("*.py"), *shipped.folder("ontology").glob("*.ttl")])
    return digest("\n".join(f"{path.name} {digest(path.read_bytes())}" for path in files).encode())
