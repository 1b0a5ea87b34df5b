"""What a release says of itself, taken from the graph and from the licence, and the files that it consists of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from dipgraph.census import Census
from dipgraph.contents import Contents

_KINDS = {
    "": "text/plain",
    ".html": "text/html",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".nq": "application/n-quads",
    ".rq": "application/sparql-query",
    ".trig": "application/trig",
    ".ttl": "text/turtle",
}
# Where licences have their addresses.
_LICENCE = re.compile(
    r"https?://(?:creativecommons\.org/(?:licenses|publicdomain)|opendatacommons\.org/licenses|www\.apache\.org/licenses"
    r"|opensource\.org/licenses?|spdx\.org/licenses|www\.etalab\.gouv\.fr|data\.gov\.[a-z]+/licen[cs]e)/[\w./-]*[\w/]"
)
# A year must stand there, so that no sentence about copyright is taken for a line that says who has it.
_HOLDER = re.compile(
    r"^[ \t]*(?:Copyright|©)[ \t]*(?:\([cC]\)|©)?[ \t]*\d{4}[\d ,-]*([^\W\d][^<\n]*?)[ \t]*$", re.MULTILINE
)


@dataclass(frozen=True)
class File:
    """A file of a release: its path in it, what it is in words, its size, and its SHA-256 in hexadecimal digits."""

    name: str
    title: str
    size: int
    sha256: str

    @property
    def is_packed(self) -> bool:
        """Say whether it is packed by gzip."""
        return self.name.endswith(".gz")

    @property
    def media_type(self) -> str:
        """Return the media type of its content, once it is unpacked."""
        return _KINDS.get(PurePosixPath(self.name.removesuffix(".gz")).suffix, "text/plain")


@dataclass(frozen=True)
class GraphFacts:
    """What is known of one graph: its number of statements, and the SHA-256 of its canonical N-Triples."""

    statements: int
    sha256: str


@dataclass(frozen=True)
class Edition:
    """A graph as it is released: its version, its days, its address if it has one, its licence, and what is in it.

    *issued* is the day that was given, *day* that or the last on which something in the graph was written.
    """

    version: str
    issued: str
    day: str
    address: str
    licence: str
    sha256: str
    graphs: Mapping[str, GraphFacts]
    census: Census
    contents: Contents

    @property
    def license(self) -> str:
        """Return the address of the licence, the first that its text has."""
        return license_in(self.licence)

    @property
    def holder(self) -> str:
        """Return who has the copyright by the text of the licence."""
        match = _HOLDER.search(self.licence)
        return match[1] if match else ""

    @property
    def title(self) -> str:
        """Return what the release is called."""
        return titled(self.contents.days)

    @property
    def description(self) -> str:
        """Return in two sentences what is in it."""
        documents, publishers = len(self.contents.documents), len(self.contents.publishers)
        return (
            "Who met whom, about what, and what they promised, each statement with the passage that supports it: "
            f"{_many(documents, 'document')} of {_many(publishers, 'publisher')} "
            f"about {_many(self.contents.meetings, 'meeting')}. "
            f"{_many(self.census.statements, 'statement')} of RDF in {_many(len(self.graphs), 'named graph')}, "
            f"{_many(self.census.triples, 'different triple')}."
        )

    @property
    def citation(self) -> str:
        """Return how the release is cited."""
        first = f"{self.holder}: " if self.holder else ""
        where = f" {self.address}" if self.address else ""
        return f"{first}{self.title}. Version {self.version}, {self.day}.{where} SHA-256 of graph.nq: {self.sha256}."


def titled(days: tuple[str, ...]) -> str:
    """Return what a graph is called that tells of meetings on the *days*, the first and the last."""
    return f"dipgraph: accounts of diplomatic meetings, {_span(days)}" if days else "dipgraph: a graph of diplomacy"


def license_in(text: str) -> str:
    """Return the address of a licence, the first that its *text* has."""
    match = _LICENCE.search(text)
    return match[0] if match else ""


def _span(days: tuple[str, ...]) -> str:
    return days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"


def _many(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
