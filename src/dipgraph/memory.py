"""What was clean when it was last checked, file by file, kept in the user's cache: an SQLite file for each data folder.

It may be deleted at any time, and is made anew where it is damaged or of another version: then everything is checked.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from dipgraph import engines, shipped
from dipgraph.sources import is_rdf

# Size, time of the last change, and number on the disk: a file with the same three is not read again.
State: TypeAlias = tuple[int, int, int]
NOWHERE: State = (-1, -1, -1)

# The fault is not the file's: it is in use, cannot be written or opened, or the disk is full.
_ELSEWHERE = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL,
}  # fmt: skip
_TABLES = """
CREATE TABLE meta (decides TEXT NOT NULL);
CREATE TABLE file (
  id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, name TEXT NOT NULL, size INTEGER, changed INTEGER, number INTEGER,
  digest BLOB NOT NULL, texts TEXT NOT NULL, kind TEXT NOT NULL, clean INTEGER NOT NULL
);
CREATE TABLE term (term INTEGER, file INTEGER, PRIMARY KEY (term, file)) WITHOUT ROWID;
CREATE INDEX of_file ON term (file);
CREATE TABLE seen (term INTEGER, file INTEGER, part INTEGER, PRIMARY KEY (term, file, part)) WITHOUT ROWID;
"""


class EverythingError(Exception):
    """Only a check of everything will do."""


def files(folder: Path) -> dict[str, State]:
    """Return the Turtle files of *folder*, as ``Dataset.read`` finds them, with their states.

    Of another format a file may have several graphs: a folder with such is not remembered.
    """
    states: dict[str, State] = {}
    # Not Path for each: there may be thousands of folders.
    todo, here = [os.fspath(folder)], "." + os.sep
    try:
        while todo:
            with os.scandir(todo.pop()) as found:
                for item in found:
                    name = item.name
                    if name[0] == ".":
                        continue
                    if item.is_dir():
                        todo.append(item.path.removeprefix(here))
                    elif name.endswith(".ttl"):
                        states[item.path.removeprefix(here)] = state(item)
                    elif is_rdf(name):
                        raise EverythingError
    except OSError:
        # Whoever reads it all will say what cannot be read.
        raise EverythingError from None
    return states


def decides(engine: str) -> str:
    """Return a digest of all that decides on what is a fault, besides the data."""
    digest = hashlib.sha256(f"1 {engines.version(engine)} {ox.__version__}".encode())
    files = [*shipped.folder("ontology").glob("*.ttl"), *(shipped.folder("queries") / "checks").glob("*.rq")]
    files += Path(__file__).parent.glob("*.py")
    for file in sorted(files):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


class Entry(NamedTuple):
    """A file as it was when it was last checked: *kind* is "reference", "judgement", "both" or "document".

    *texts* is JSON: the name and the state of each text that the file names.
    """

    path: str
    name: str
    size: int
    changed: int
    number: int
    digest: bytes
    texts: str
    kind: str
    clean: bool

    @property
    def state(self) -> State:
        """The state of the file."""
        return self.size, self.changed, self.number


def state(path: Path | os.DirEntry[str]) -> State:
    """Return the state of the file at *path*; that of a file that is not there is NOWHERE."""
    try:
        found = path.stat()
    except OSError:
        return NOWHERE
    # The time of the last change cannot be set back, as that of the content can be by a program that keeps times.
    return found.st_size, max(found.st_mtime_ns, found.st_ctime_ns), found.st_ino


def cache_folder() -> Path:
    """Return the folder for what dipgraph may forget: in the user's cache, wherever the system has it."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "dipgraph"


def number(term: str) -> int:
    """Return the number under which *term* is kept; two terms with one number cost time, and nothing else."""
    return int.from_bytes(hashlib.blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)


class Memory:
    """The record of one data folder."""

    def __init__(self, folder: Path, decides: str) -> None:
        """Open the record of *folder*; one that was written under other rules than *decides* is empty."""
        name = hashlib.sha256(f"{folder.resolve()}\n{folder}".encode()).hexdigest()[:24]
        path = cache_folder() / f"clean-{name}.sqlite"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = _opened(path, decides)
        except (OSError, sqlite3.Error):
            # Where nothing can be written, nothing is remembered.
            self._db = sqlite3.connect(":memory:")
            self._db.executescript(_TABLES)
        self.entries: dict[str, Entry] = {}
        self._ids: dict[str, int] = {}
        with suppress(sqlite3.Error, ValueError):
            for row in self._db.execute(f"SELECT {', '.join(Entry._fields)}, id FROM file"):
                self.entries[row[0]], self._ids[row[0]] = Entry._make(row[:9]), row[9]

    def terms(self, paths: Iterable[str]) -> set[int]:
        """Return the terms of the files at *paths*, as they were."""
        found: set[int] = set()
        for path in paths:
            rows = self._db.execute("SELECT term FROM term WHERE file = ?", (self._ids[path],))
            found.update(row[0] for row in rows)
        return found

    def files(self, terms: Collection[int]) -> set[str]:
        """Return the files that had one of *terms*."""
        return {row[0] for row in self._asked("SELECT path FROM term JOIN file ON id = file WHERE term", terms)}

    def judging(self, terms: Collection[int]) -> set[tuple[str, int]]:
        """Return the judgements, each a file and a part of it, that were seen with one of *terms*."""
        return set(self._asked("SELECT path, part FROM seen JOIN file ON id = file WHERE term", terms))

    def _asked(self, select: str, terms: Collection[int]) -> Iterable[tuple[str, int]]:
        listed = list(terms)
        for at in range(0, len(listed), 500):
            some = listed[at : at + 500]
            yield from self._db.execute(f"{select} IN ({','.join('?' * len(some))})", some)

    def forget(self, paths: Iterable[str]) -> None:
        """Drop the files at *paths*."""
        for path in paths:
            if (at := self._ids.pop(path, None)) is not None:
                for table, column in (("term", "file"), ("seen", "file"), ("file", "id")):
                    self._db.execute(f"DELETE FROM {table} WHERE {column} = ?", (at,))
                del self.entries[path]

    def keep(self, entry: Entry, terms: Iterable[int] = ()) -> None:
        """Record *entry* with its *terms*, in place of what was known of the file."""
        self.forget([entry.path])
        at = self._db.execute("INSERT INTO file VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)", entry).lastrowid
        assert at is not None
        self._ids[entry.path], self.entries[entry.path] = at, entry
        self._db.executemany("INSERT OR IGNORE INTO term VALUES (?, ?)", ((term, at) for term in terms))

    def keep_seen(self, path: str, part: int, terms: Iterable[int]) -> None:
        """Record with what *terms* a part of the judgements in the file at *path* was seen."""
        at = self._ids[path]
        self._db.execute("DELETE FROM seen WHERE file = ? AND part = ?", (at, part))
        self._db.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", ((term, at, part) for term in terms))

    def restate(self, path: str, known: State) -> None:
        """Record the state of the file at *path*, whose content is as it was."""
        sql = "UPDATE file SET size = ?, changed = ?, number = ? WHERE id = ?"
        self._db.execute(sql, (*known, self._ids[path]))

    def mark(self, path: str, clean: bool) -> None:
        """Record whether the file at *path*, which is as it was, is clean."""
        self._db.execute("UPDATE file SET clean = ? WHERE id = ?", (int(clean), self._ids[path]))

    def close(self, kept: bool = True) -> None:
        """Write what was recorded, or let it go; where it cannot be written the old record goes too."""
        with suppress(sqlite3.Error):
            if kept:
                self._db.commit()
            self._db.close()


def _opened(path: Path, decides: str) -> sqlite3.Connection:
    for _ in range(2):
        db = sqlite3.connect(path, timeout=1)
        try:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("BEGIN IMMEDIATE")
            if db.execute("SELECT name FROM sqlite_master WHERE name = 'meta'").fetchone():
                if db.execute("SELECT decides FROM meta").fetchone() == (decides,):
                    db.execute("SELECT count(*) FROM file").fetchone()
                    return db
                for table in ("meta", "file", "term", "seen"):
                    db.execute(f"DROP TABLE IF EXISTS {table}")
            for sql in _TABLES.split(";\n"):
                db.execute(sql)
            db.execute("INSERT INTO meta VALUES (?)", (decides,))
            return db
        except sqlite3.DatabaseError as error:
            db.close()
            if error.sqlite_errorcode & 0xFF in _ELSEWHERE:
                raise
            # Damaged: it is only a memory.
            for end in ("", "-wal", "-shm"):
                path.with_name(path.name + end).unlink(missing_ok=True)
    raise sqlite3.DatabaseError(f"{path} cannot be made anew")
