"""What a server refuses before it is asked: requests that reach out, that write, or that are too big to be looked at.

A query is read as words here, not parsed: strings, names in angle brackets and comments are passed over, so that what
stands in them counts for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dipgraph.chains import SIGNS, SORTS, Chains
from dipgraph.errors import UsageError

# In bytes of UTF-8, in brackets within brackets, and in words: beyond these pyoxigraph takes long to plan, or its stack
# ends, and with it the process.
MOST_BYTES, MOST_DEPTH, MOST_WORDS = 200_000, 100, 20_000
# Four times what the largest stored query has: the time to plan grows with the third power of what is joined.
MOST_PATTERNS = 500

TOKEN = re.compile(
    r"""\#[^\n\r]*
    | <[^\x00-\x20<>"{}|^`\\]*>
    | \"{3}(?:"{0,2}(?:[^"\\]|\\.))*+\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*+'{3}
    | "(?!"")(?:[^"\\\n\r]|\\.)*+" | '(?!'')(?:[^'\\\n\r]|\\.)*+'
    | (?P<unclosed>["'])
    | (?P<name>[?$@]\w+ | _:[\w.-]+ | :(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*+)
    | (?P<word>[^\W\d][\w.-]*+(?::(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*+)?)
    | (?P<opens>[({\[]) | (?P<closes>[)}\]])
    | \s+ | .""",
    re.VERBOSE | re.DOTALL,
)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")


class Question(NamedTuple):
    """A query as far as it is read here: its text, its form (SELECT, ASK, CONSTRUCT or DESCRIBE), if it names graphs."""

    text: str
    form: str
    has_dataset: bool


def checked(text: str) -> Question:
    """Return the query *text* where a server may ask it; a UsageError says why it may not, and how it could.

    >>> checked("SELECT * FROM <http://example.org/service> { ?s ?p 'LOAD' }").has_dataset
    True
    """
    form, has_dataset = "", False
    prefixes: set[str] = set()
    for word, before, depth in _words(text):
        # Oxigraph wants no space around a keyword: SERVICESILENT and, where e: is a prefix, SERVICEe:x are calls.
        head, colon, local = word.partition(":")
        is_declared = bool(colon) and not local and not form and before == "PREFIX"
        if "SERVICE" in head and not is_declared and not (colon and _is_prefix(head, prefixes)):
            raise UsageError(
                "SERVICE is refused: this server asks no other endpoint; ask each of them by itself, and join the answers "
                "in your program (a prefix may not be called so either)"
            )
        if colon and not form and (before == "PREFIX" or head.startswith("PREFIX")):
            prefixes.add(head.removeprefix("PREFIX"))
        elif colon and not depth and head not in prefixes:
            # DESCRIBE:x, and before the pattern FROM:x and FROMe:x.
            form = form or ("DESCRIBE" if head.startswith("DESCRIBE") else "")
            has_dataset = has_dataset or (bool(form) and head.startswith("FROM"))
        for part in () if colon else re.split("[.-]", head):
            form = form or (part if part in _FORMS else "")
            if not form and part in _UPDATES:
                raise UsageError(
                    f"{part} is refused: a query writes nothing; ask with SELECT, ASK, CONSTRUCT or DESCRIBE"
                )
            has_dataset = has_dataset or part in ("FROM", "FROMNAMED")
    return Question(text, form, has_dataset)


def _is_prefix(head: str, prefixes: set[str]) -> bool:
    """Say whether what stands before a colon is one of the *prefixes*, and cannot be a call of a name with another."""
    calls = re.finditer("SERVICE(?=(SILENT)?)", head)
    rests = {head[call.end() + len(part) :] for call in calls for part in ("", call[1] or "")}
    return head in prefixes and prefixes.isdisjoint(rests)


def _words(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield each word in capitals, what stands before it, and in how many brackets; a UsageError says that it is too big."""
    if (size := len(text.encode("utf-8", "surrogatepass"))) > MOST_BYTES:
        raise UsageError(f"the query has {size:,} bytes, and {MOST_BYTES:,} are taken: ask for less at once")
    words = patterns = 0
    before, open_, chains = "", list[str](), Chains("query")
    for token in TOKEN.finditer(text):
        kind = token.lastgroup
        if kind in SORTS or token[0] in SIGNS or chains.is_described:
            chains.take(token)
        patterns += _begins_pattern(token, open_)
        if patterns > MOST_PATTERNS:
            raise UsageError(
                f"the query has more than {MOST_PATTERNS} patterns, each triple, group and step of a path counted: "
                "ask for less at once, in several queries, or with VALUES for what differs"
            )
        if kind is None:
            continue
        words += 1
        if words > MOST_WORDS:
            raise UsageError(f"the query has more than {MOST_WORDS:,} words: ask for less at once")
        if kind == "unclosed":
            raise UsageError(f"the string at character {token.start() + 1:,} does not end: close it")
        if kind == "opens":
            open_.append(token[0])
            if len(open_) > MOST_DEPTH:
                raise UsageError(f"the query nests more than {MOST_DEPTH} brackets: make it flatter")
        elif kind == "closes":
            del open_[-1:]
        elif kind == "word" or token[0] == ":":
            yield token[0].upper(), before, len(open_)
        before = token[0].upper()


def _begins_pattern(token: re.Match[str], open_: list[str]) -> bool:
    """Say whether another pattern begins with a *token*: a triple, a group, or a step of a path.

    In round brackets dots, commas and semicolons stand between values; within a number a dot is no end either.
    """
    sign = token[0]
    if sign in ("{", "[", "/"):
        return True
    if sign not in (".", ";", ",") or open_[-1:] == ["("]:
        return False
    return not token.string[token.end() : token.end() + 1].isdigit()
