"""How many rows an answer has, counted in what is written of it."""

from __future__ import annotations

import re

_ESCAPES = re.compile(rb"\\.", re.DOTALL)


class Counted:
    """The rows of an answer in a format of SPARQL, counted as it is written piece by piece, whatever its texts are."""

    def __init__(self, format: str) -> None:
        """Take the format: json, xml, csv or tsv."""
        self.format = format
        # The first line of CSV and TSV has the names of the columns.
        self.rows = -1 if format in ("csv", "tsv") else 0
        # What the piece before ended with, and whether that was within quotation marks.
        self._last, self._escape, self._is_quoted = b"", b"", False

    def after(self, piece: bytes) -> int:
        """Return how many rows have begun or ended when this *piece* is written too.

        >>> json, csv = Counted("json"), Counted("csv")
        >>> json.after(b'{"results":{"bindings":[{},{"x":{"value":"},{'), json.after(b'"}}]}}')
        (2, 2)
        >>> csv.after(b'x\\r\\n"two\\r\\n'), csv.after(b'lines"\\r\\n')
        (0, 1)
        """
        if self.format == "tsv":
            self.rows += piece.count(b"\n")
        elif self.format == "csv":
            self.rows += self._outside(piece).count(b"\n")
        elif self.format == "xml":
            self.rows += self._over(piece, b"</result>")
        else:
            piece = _ESCAPES.sub(b"", self._escape + piece) if b"\\" in piece or self._escape else piece
            # A backslash that is left escapes what begins the next piece.
            self._escape = b"\\" if piece.endswith(b"\\") else b""
            # Objects that stand in a list are rows, and nothing else is one.
            self.rows += self._over(self._outside(piece.removesuffix(b"\\")), b",{", b"[{")
        return self.rows

    def _outside(self, piece: bytes) -> bytes:
        """Return what of *piece* is outside quotation marks; two of them within a text change nothing."""
        parts = piece.split(b'"')
        found = b"".join(parts[self._is_quoted :: 2])
        self._is_quoted ^= len(parts) % 2 == 0
        return found

    def _over(self, piece: bytes, *marks: bytes) -> int:
        """Count *marks* of one length in the *piece*, and where they lie across the end of the piece before."""
        whole = self._last + piece
        self._last = whole[-len(marks[0]) + 1 :]
        return sum(map(whole.count, marks))
