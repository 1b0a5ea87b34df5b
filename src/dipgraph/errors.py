"""What can go wrong, as one tree.

::

    DipgraphError            the base: catch this
    ├── UsageError           a wrong name, parameter, format or place to write to (exit code 2)
    ├── SourceError          a file that cannot be read for what it should be (exit code 2)
    ├── QueryError           a query that is not SPARQL, or that failed (exit code 2)
    └── FindingsError        the data has faults (exit code 1)

Every message is one line: it begins with ``path:line:`` where there is one, and ends with the cure.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


class DipgraphError(Exception):
    """The base of all errors that dipgraph raises on purpose."""

    exit_code = 2


class UsageError(DipgraphError):
    """Something was asked for that does not exist, or in a way that does not work."""


class SourceError(DipgraphError):
    """A file is missing, or is not what it should be.

    >>> str(SourceError("no such file", "a.ttl", 3))
    'a.ttl:3: no such file'
    """

    def __init__(self, message: str, path: Path | str | None = None, line: int | None = None) -> None:
        """Put ``path:line:`` before *message*, as far as they are known."""
        place = "" if path is None else f"{path}: " if line is None else f"{path}:{line}: "
        super().__init__(place + message)


class QueryError(DipgraphError):
    """A query is not SPARQL, or the store refused it."""


class FindingsError(DipgraphError):
    """The data was checked and has faults."""

    exit_code = 1
