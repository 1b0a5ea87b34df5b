"""Where in a Turtle file a statement stands: the line of a subject's block, and of a property in it.

Parsers of RDF forget lines, so this reads the file's own layout: a subject begins at the left margin, its properties
are indented. In a file that is laid out otherwise the line of the subject, or none, is all that is known.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TypeAlias
from urllib.parse import urljoin

from dipgraph.terms import RDF, shorten

_PREFIX = re.compile(r"^\s*(?:@prefix|PREFIX)\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE)
_BASE = re.compile(r"^\s*(?:@base|BASE)\s+<([^>]*)>", re.IGNORECASE)
_Found: TypeAlias = dict[tuple[str, str | None], int]
_TOKEN = re.compile(r"<([^<>\s]*)>|([\w-]*):([\w.\-/%]*)")


class Lines:
    """The lines of the subjects and properties of one Turtle text."""

    def __init__(self, source: str, base: str) -> None:
        """Take *source*, whose base is *base* unless it says otherwise; it is read when a line is asked for."""
        self._source = source
        self._base = base

    @cached_property
    def _found(self) -> _Found:
        found: _Found = {}
        base = self._base
        prefixes: dict[str, str] = {}
        subject: str | None = None
        # Not splitlines: it also splits at characters that may stand within a quotation.
        for number, line in enumerate(re.split(r"\r\n|\n|\r", self._source), start=1):
            if prefix := _PREFIX.match(line):
                prefixes[prefix[1]] = _resolved(base, prefix[2])
            elif declared := _BASE.match(line):
                base = _resolved(base, declared[1])
            elif line[:1] not in ("", " ", "\t", "#", "@", "."):
                subject = self._token(line, prefixes, base, 0)
                if subject is not None:
                    found.setdefault((subject, None), number)
                    self._note(found, subject, line, prefixes, base, number, _end(line))
            elif subject is not None and line.strip()[:1] not in ("", "#", "."):
                self._note(found, subject, line, prefixes, base, number, len(line) - len(line.lstrip()))
        return found

    def of(self, subject: str, property: str | None = None) -> int | None:
        """Return the line of *property* of *subject*, else that of the subject; None if it is not to be found."""
        return self._found.get((subject, property)) or self._found.get((subject, None))

    def _note(
        self, found: _Found, subject: str, line: str, prefixes: dict[str, str], base: str, number: int, at: int
    ) -> None:
        rest = line[at:].lstrip()
        name = RDF + "type" if rest.startswith("a ") else self._token(rest, prefixes, base, 0)
        if name is not None:
            found.setdefault((subject, name), number)

    @staticmethod
    def _token(line: str, prefixes: dict[str, str], base: str, at: int) -> str | None:
        match = _TOKEN.match(line, at)
        if match is None:
            return None
        if match[1] is not None:
            return _resolved(base, match[1])
        return prefixes[match[2]] + match[3] if match[2] in prefixes else None


def _resolved(base: str, reference: str) -> str:
    """Return what *reference* is to *base*; urljoin would drop the ``#`` that a namespace ends in."""
    if re.match(r"[A-Za-z][\w+.-]*:", reference):
        return reference
    return urljoin(base, reference) + ("#" if reference.endswith("#") else "")


def _end(line: str) -> int:
    match = _TOKEN.match(line)
    return match.end() if match else len(line)


@lru_cache(maxsize=1000)
def nearest(term: str, known: frozenset[str]) -> str | None:
    """Return the short form of the one of *known* that looks most like *term*.

    >>> nearest("https://w3id.org/dipgraph/ontology#speeker", frozenset({"https://w3id.org/dipgraph/ontology#speaker"}))
    'dip:speaker'
    """
    import difflib

    near = difflib.get_close_matches(term, sorted(known), n=1, cutoff=0.85)
    return shorten(near[0]) if near else None
