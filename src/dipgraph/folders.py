"""A folder or a file that is written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from dipgraph.bulk import unwritable
from dipgraph.errors import UsageError


@contextmanager
def whole(folder: Path) -> Iterator[Path]:
    """Give a new folder beside *folder*, and put it in its place at the end; after an error nothing is left of it."""
    place = folder.resolve()
    part = None
    try:
        if place.exists() and (not place.is_dir() or any(place.iterdir())):
            what = "the folder is not empty" if place.is_dir() else "there is a file"
            raise UsageError(f"{folder}: {what}: give a new folder")
        if place == Path.cwd():
            # It would be another folder of the same name, and whoever is in the old one nowhere.
            raise UsageError(f"{folder}: this is the folder you are in: give the name of a new one")
        part = Path(tempfile.mkdtemp(prefix=f".{place.name}.", dir=place.parent))
        # A temporary folder is the owner's alone; the result is as readable as any new one.
        mask = os.umask(0)
        os.umask(mask)
        part.chmod(0o777 & ~mask)
        yield part
        if place.exists():
            place.rmdir()
        part.rename(place)
    except OSError as error:
        raise unwritable(folder, error) from None
    finally:
        if part is not None:
            shutil.rmtree(part, ignore_errors=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in its place at once, the folders above it too; after an error what stood there stays."""
    with whole_file(path) as output:
        output.write(content)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write to, and put it at *path* at the end; after an error what stood there stays."""
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as output:
            temporary = Path(output.name)
            yield output
        mask = os.umask(0)
        os.umask(mask)
        # What is there keeps its rights; a new file is as readable as any.
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~mask)
        temporary.replace(path)
    except OSError as error:
        raise unwritable(path, error) from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
