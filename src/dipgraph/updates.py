"""What an update may say, of which graphs it is asked, and which it can change: read as words, as `guard` reads queries.

Oxigraph wants no space around a keyword. What this reading does not know for sure is left open: such an update can change
any graph.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pyoxigraph as ox

from dipgraph.chains import Chains
from dipgraph.errors import UsageError
from dipgraph.guard import MOST_DEPTH, TOKEN

# In bytes of UTF-8: more goes to the graphs themselves, by the Graph Store Protocol.
MOST_BYTES = 10 << 20
_OPERATIONS = frozenset(["INSERT", "DELETE", "WITH", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"])
_KEYWORDS = _OPERATIONS | {
    "BASE", "PREFIX", "DATA", "USING", "NAMED", "WHERE", "TO", "SILENT", "GRAPH", "DEFAULT", "ALL",
}  # fmt: skip


class Update(NamedTuple):
    """An update as it is carried out, and the named graphs that it can change, or None where those may be any."""

    text: str
    graphs: frozenset[str] | None


def checked(text: str, base: str, using: Sequence[str] = (), named: Sequence[str] = ()) -> Update:
    """Return the update *text*, asked of the graphs *using* and *named* where a request has them; a UsageError refuses it.

    >>> checked("INSERT DATA { GRAPH <g> { <s> <p> 'LOAD' } }", "http://example.org/").graphs
    frozenset({'http://example.org/g'})
    """
    if (size := len(text.encode("utf-8", "surrogatepass"))) > MOST_BYTES:
        raise UsageError(
            f"the update has {size:,} bytes, and {MOST_BYTES:,} are taken: send graphs to /graphs, or several updates"
        )
    read, chains = _Reading(), Chains("update")
    for token in TOKEN.finditer(text):
        was_inside = read.is_asking
        if token.lastgroup == "unclosed":
            raise UsageError(f"the string at character {token.start() + 1:,} does not end: close it")
        if token.lastgroup or (token[0][0] == "<" and len(token[0]) > 1):
            read.take(token[0], token.lastgroup or "iri", token.start())
        # What is written as data may be as long as it likes, and is not deep.
        if was_inside or read.is_asking:
            chains.take(token)
    if using or named:
        text = read.asked_of(text, _clauses(using, named))
    return Update(text, None if read.is_open else _resolved(text[: read.begun], read.graphs, base))


class _Reading:
    """What is known of an update up to a word."""

    def __init__(self) -> None:
        self.depth = 0
        # The last two words outside of brackets, a group in brackets being one, and the last word anywhere.
        self.before, self.last, self.any = "", "", ""
        # Within a pattern nothing is written; elsewhere a graph that is written to stands behind GRAPH.
        self.in_pattern = False
        self.begun: int | None = None
        self.opened = 0
        self.graphs: list[str] = []
        self.is_open = self.is_glued = self.names_graphs = False
        # Where each WHERE stands, and for DELETE WHERE where its group does.
        self.wheres: list[tuple[int, slice | None]] = []

    @property
    def is_asking(self) -> bool:
        """Say whether the last word stands in a pattern."""
        return self.in_pattern and self.depth > 0

    def take(self, word: str, kind: str, at: int) -> None:
        """Read one word more."""
        if kind == "opens":
            if self.depth == 0:
                self.in_pattern = self.last == "WHERE" and self.before != "DELETE"
                self.opened = at
            self.depth += 1
            if self.depth > MOST_DEPTH:
                raise UsageError(f"the update nests more than {MOST_DEPTH} brackets: make it flatter")
        elif kind == "closes":
            self.depth -= 1
            if self.depth == 0:
                self._close(at)
            self.is_open |= self.depth < 0
        else:
            head, colon, _ = word.upper().partition(":") if kind == "word" else ("", "", "")
            _refuse(head, bool(colon) and self.depth > 0)
            if self.depth <= 0:
                self._outside(word, head, kind, at)
            elif not self.in_pattern:
                self._inside(word, head, kind)
        self.any = word.upper()

    def _close(self, at: int) -> None:
        if self.last == "WHERE" and self.before == "DELETE":
            self.wheres[-1] = (self.wheres[-1][0], slice(self.opened, at + 1))
        self.before, self.last = self.last, "}"

    def _inside(self, word: str, head: str, kind: str) -> None:
        if self.any == "GRAPH" and (kind == "iri" or _is_name(word, kind)):
            self.graphs.append(word)
        elif self.any == "GRAPH" or ("GRAPH" in head and word.upper() != "GRAPH"):
            self.is_open = True

    def _outside(self, word: str, head: str, kind: str, at: int) -> None:
        if kind == "word" and ":" not in word:
            self.is_open |= head not in _KEYWORDS or head == "ALL" or (head == "NAMED" and self.last != "USING")
            self.is_glued |= head not in _KEYWORDS
            self.names_graphs |= head in ("WITH", "USING")
            # Names that are given anew later may mean something else.
            self.is_open |= head in ("BASE", "PREFIX") and self.begun is not None
            if head in _OPERATIONS and self.begun is None:
                self.begun = at
            if head == "WHERE":
                self.wheres.append((at, None))
        elif kind == "iri" or _is_name(word, kind):
            is_declared = self.last == "PREFIX" and kind != "iri"
            if head.startswith(tuple(_KEYWORDS)):
                self.is_open = True
                self.is_glued |= head.startswith(("WITH", "USING")) and not is_declared
            if self.begun is not None:
                self.graphs.append(word)
        else:
            self.is_open = True
        self.before, self.last = self.last, word.upper()

    def asked_of(self, text: str, clauses: str) -> str:
        """Return the update *text* with *clauses* before each WHERE."""
        if self.names_graphs or self.is_glued:
            raise UsageError(
                "the request names graphs, and so does the update (USING, WITH), or it cannot be told: name them once, "
                "and write a space after each word"
            )
        parts, end = [], 0
        for at, group in self.wheres:
            # DELETE WHERE { … } is short for DELETE { … } WHERE { … }.
            parts += [text[end:at], text[group] if group else "", clauses]
            end = at
        return "".join([*parts, text[end:]])


def _refuse(head: str, is_name: bool) -> None:
    if "SERVICE" in head:
        raise UsageError(
            "SERVICE is refused: this server asks no other endpoint; ask it yourself, and send what it answers as data "
            "(a prefix may not be called so either)"
        )
    if head.startswith("LOAD") and not is_name:
        raise UsageError(
            "LOAD is refused: this server fetches nothing; send the graph to /graphs (a prefix may not be called so either)"
        )


def _is_name(word: str, kind: str) -> bool:
    return (kind == "word" and ":" in word) or (kind == "name" and word[0] == ":")


def _clauses(using: Sequence[str], named: Sequence[str]) -> str:
    try:
        each = [f" USING {ox.NamedNode(name)}" for name in using]
        each += [f" USING NAMED {ox.NamedNode(name)}" for name in named]
    except ValueError as error:
        raise UsageError(f"{error}: write the whole name of a graph") from None
    return "".join([*each, " "])


def _resolved(prologue: str, graphs: Sequence[str], base: str) -> frozenset[str] | None:
    """Return what names mean behind a *prologue*, by the parser itself."""
    try:
        rows = ox.Store().query(f"{prologue} SELECT ?g {{ VALUES ?g {{ {' '.join(graphs)} }} }}", base_iri=base)
        assert isinstance(rows, ox.QuerySolutions)
        return frozenset(row["g"].value for row in rows)
    except (SyntaxError, ValueError):
        return None
