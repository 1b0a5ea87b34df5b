"""The text of a query: where it is no SPARQL, and why, in words; and in which order its variables stand in it."""

from __future__ import annotations

from dipgraph.terms import PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# So many characters of a line stand before the place in it that is wrong, and after.
_BESIDE = 60
_FORMS = ("SELECT", "CONSTRUCT", "DESCRIBE", "ASK")
# What stands before the form of a query; the word that stands in its place; and the star in place of variables.
_BEFORE = r"""(?ix)
    (?: \s | \#[^\n]*\n | (?:BASE|VERSION) \s* (?:<[^>]*>|"[^"]*") | PREFIX \s* [^\s:<]*: \s* <[^>]*> )*+
"""
_FIRST = _BEFORE + "(?P<word>[a-z]+)"
_STAR = _BEFORE + r"SELECT \s* (?:DISTINCT|REDUCED)? \s* (?P<star>\*)"
# Variables, and what else may have their sign in it.
_VARIABLE = r"""<[^<>\s]*> | \#[^\n]* | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | [?$](?P<name>\w+)"""
# The end of a text that ends with a name that has a prefix.
_PREFIXED = r"(?P<name>(?P<prefix>[\w.-]*):[^\s:]*)\Z"


def faulty(sparql: str, message: str) -> str:
    """Return where *sparql* is wrong, and how; the parser's long list of what it would rather have is of no help.

    >>> faulty("ASK { ?x nope:a ?y }", "error at 1:16: expected one of Prefix not found, ['%']")
    '(line 1, column 10): the prefix nope: is not declared'
    """
    import re

    place = re.match(r"error at (\d+):(\d+): ", message)
    if place is None:
        return f"({message})"
    line, column = int(place[1]), int(place[2])
    lines = sparql.split("\n")
    before, rest = (lines[line - 1][: column - 1], lines[line - 1][column - 1 :]) if line <= len(lines) else ("", "")
    if "Prefix not found" in message and (named := re.search(_PREFIXED, before)):
        prefix = named["prefix"]
        cure = f": write PREFIX {prefix}: <{PREFIXES[prefix]}> before the query" if prefix in PREFIXES else ""
        return f"(line {line}, column {named.start() + 1}): the prefix {prefix}: is not declared{cure}"
    first = re.match(_FIRST, sparql)
    if first is not None and "expected CONSTRUCT" in message and not first["word"].upper().startswith(_FORMS):
        return _formless(sparql, first["word"], first.start("word"))
    # The parser may be in the middle of a word; an empty rest is the end of the query or of a line.
    rest = rest.strip() and (re.findall(r"\w*$", before)[0] + rest).strip()
    worded = re.search(r"Prefix not found|The SELECT contains[\w ]*", message)
    reason = worded[0] if worded else f"{rest[:40]!r} cannot stand there" if rest else "something is missing there"
    return f"(line {line}, column {column}): {reason}"


def place_of(sparql: str, message: str) -> dict[str, Any] | None:
    """Return the place in *sparql* of which a *message* tells: the line, in parts, of a long one what is near; None if none.

    "room" is as wide as what stands before the place, and "at" the word that begins there.

    >>> place_of("ASK {\\n  ?x nope:a ?y }", "not SPARQL (line 2, column 6): the prefix nope: is not declared")["at"]
    'nope:a'
    """
    import re

    if told := re.search(r"\(line (\d+), column (\d+)\)", message):
        line, column = int(told[1]), int(told[2])
    elif told := re.search(r"at character ([\d,]+)", message):
        before = sparql[: int(told[1].replace(",", "")) - 1]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    else:
        return None
    lines = sparql.replace("\r\n", "\n").split("\n")
    if line > len(lines):
        return None
    whole = lines[line - 1]
    # What is wrong may be the rest of a word of which the parser took the beginning.
    before, rest = whole[: column - 1], whole[column - 1 :]
    at = re.match(r"[\w:?$]+|.?", rest)
    word = at[0] if at else ""
    shown = ("…" + before[1 - _BESIDE :]) if len(before) > _BESIDE else before
    after = rest[len(word) :]
    after = after[: _BESIDE - 1] + "…" if len(after) > _BESIDE else after
    room = re.sub(r"[^\t]", " ", shown)
    return {"line": line, "column": column, "before": shown, "at": word, "after": after, "room": room}


def _formless(sparql: str, word: str, at: int) -> str:
    """Return what is said of a query that begins with a *word* which is none of the forms."""
    from difflib import get_close_matches

    line, column = sparql.count("\n", 0, at) + 1, at - sparql.rfind("\n", 0, at)
    near = get_close_matches(word.upper(), _FORMS, n=1, cutoff=0.6)
    cure = f"did you mean {near[0]}?" if near else f"a query begins with {', '.join(_FORMS[:-1])} or {_FORMS[-1]}"
    return f"(line {line}, column {column}): {word!r} is no form of a query, {cure}"


def in_order(sparql: str, columns: list[str]) -> str | None:
    """Return *sparql* with its *columns* in place of ``SELECT *``, as they stand in it; None where that is no other query.

    The parser has them in the order of the alphabet.

    >>> in_order("SELECT * { ?s ?p ?o }", ["o", "p", "s"])
    'SELECT ?s ?p ?o { ?s ?p ?o }'
    """
    if len(columns) < 2 or "*" not in sparql or columns != sorted(columns):
        return None
    import re

    star = re.match(_STAR, sparql)
    if star is None:
        return None
    at = star.start("star")
    found = dict.fromkeys(part["name"] for part in re.finditer(_VARIABLE, sparql[at:], re.VERBOSE))
    order = [name for name in found if name in columns]
    # What is written in some way that is not understood here stays where it was.
    if order == columns or len(order) != len(columns):
        return None
    return f"{sparql[:at]}{' '.join(f'?{name}' for name in order)}{sparql[at + 1 :]}"


def depth(sparql: str) -> int:
    """Return how deep the brackets of *sparql* nest, those in strings counted too: one too many is an error, not a crash.

    >>> depth("ASK { { } }")
    2
    """
    now = deepest = 0
    for character in sparql:
        if character in "([{":
            now += 1
            deepest = max(deepest, now)
        elif character in ")]}":
            now = max(0, now - 1)
    return deepest
