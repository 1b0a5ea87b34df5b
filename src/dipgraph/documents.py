"""A source document's text, and the passages in it.

Offsets count Unicode code points from 0; the end is exclusive, so that ``text[start:end]`` is the passage.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from dipgraph.errors import SourceError


@dataclass(frozen=True)
class Document:
    """The text of a document as it was read, with the SHA-256 digest of its bytes.

    >>> Document("Both sides agreed.", "…").passage(5, 10)
    'sides'
    """

    text: str
    sha256: str

    @classmethod
    def read(cls, path: Path) -> Document:
        """Read the UTF-8 text at *path*; a SourceError says where it is not UTF-8, or that it is missing."""
        try:
            content = path.read_bytes()
        except (OSError, ValueError) as error:
            strerror = error.strerror if isinstance(error, OSError) else None
            reason = "no such file" if isinstance(error, FileNotFoundError) else (strerror or str(error))
            raise SourceError(f"{reason}: give the path of a text file", path) from None
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise SourceError("not UTF-8: save the text in that encoding", path, line) from None
        return cls(text, hashlib.sha256(content).hexdigest())

    def passage(self, start: int, end: int) -> str:
        """Return the words from *start* to *end*."""
        return self.text[start:end]

    def find(self, quotation: str) -> list[int]:
        """Return every offset at which *quotation* begins.

        >>> Document("to and fro and so on", "…").find("and")
        [3, 11]
        """
        offsets = []
        at = self.text.find(quotation) if quotation else -1
        while at >= 0:
            offsets.append(at)
            at = self.text.find(quotation, at + 1)
        return offsets
