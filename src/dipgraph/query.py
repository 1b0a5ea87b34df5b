"""Stored queries: files that run as they stand, with a header in words, and parameters that are ``VALUES`` lines.

The header is YAML in ``#+`` lines at the top: ``summary``, ``description``, ``tags``, ``parameters`` (each with type and
description), ``columns``. A parameter ``issue`` is the one line ``VALUES ?issue { … }``: what is written between the braces
is the example and the default; ``UNDEF`` means any. Parts of a query that are answered by themselves may each have the
line. Running with a value replaces it by a checked term, never by text.
"""

from __future__ import annotations

import os
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from dipgraph import headers, lookup, registry, shipped
from dipgraph.errors import QueryError, SourceError, UsageError
from dipgraph.terms import BASE, XSD, day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from dipgraph.rows import Results
    from dipgraph.stores import Store

Value = str | int
# What a value of a parameter is, by its type.
VALUES = {
    "first-day": "a day, month or year (2022-05-23, 2022-05, 2022), of which the first day counts",
    "last-day": "a day, month or year, of which the last day counts",
    "date": "a day (2022-05-23)",
    "integer": "a whole number",
    **{kind: f"a name, label or address of one {' or '.join(of).lower()}" for kind, of in lookup.KINDS.items()},
}
TYPES = tuple(VALUES)


class Parameter:
    """A parameter of a query: its name, one of TYPES, what it means, and the value that is written in the file."""

    def __init__(self, name: str, type: str, description: str, default: str) -> None:
        """Take them in this order."""
        self.name, self.type, self.description, self.default = name, type, description, default

    @property
    def example(self) -> str | None:
        """The value that is written in the file, as one would type it; None if it is UNDEF, any.

        >>> Parameter("issue", "issue", "", "issue:ukraine").example
        'ukraine'
        """
        if self.default == "UNDEF":
            return None
        return " ".join(_typed(term) for term in self.default.split())

    @property
    def option(self) -> str:
        """Return the parameter as it is written on the command line: ``--as-of``."""
        return "--" + self.name.replace("_", "-")


class Query:
    """A query with its header; two are equal whose names and texts are, for the header is in the text.

    >>> Query.named("recurring-issues").summary
    'Which issues recur across meetings?'
    """

    def __init__(
        self,
        name: str,
        text: str,
        summary: str = "",
        description: str = "",
        tags: tuple[str, ...] = (),
        parameters: tuple[Parameter, ...] = (),
        columns: Mapping[str, str] = MappingProxyType({}),
        cure: str = "",
        directed: bool = False,
        relation: str = "",
    ) -> None:
        """Take name, text and what the header says."""
        self.name, self.text, self.summary, self.description = name, text, summary, description
        self.tags, self.parameters, self.columns, self.cure = tags, parameters, columns, cure
        self.directed, self.relation = directed, relation

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Query) and (self.name, self.text) == (other.name, other.text)

    def __hash__(self) -> int:
        return hash((self.name, self.text))

    def __repr__(self) -> str:
        return f"{type(self).__name__}(name={self.name!r}, summary={self.summary!r})"

    @classmethod
    def named(cls, name: str) -> Query:
        """Return the stored query *name* ("recurring-issues", "networks/who-met-whom"); a UsageError names the nearest."""
        known = names()
        if name not in known:
            raise UsageError(registry.unknown("query", name, known))
        return cls.read(f"{shipped.place('queries')}/{name}.rq", name)

    @classmethod
    def read(cls, path: Path | str, name: str | None = None) -> Query:
        """Read the query in the file at *path*."""
        try:
            with open(path, encoding="utf-8") as file:
                text = file.read().removeprefix("\ufeff")
        except OSError as error:
            raise SourceError(f"{error.strerror}: give the path of a query file", path) from None
        except UnicodeDecodeError:
            raise SourceError("not UTF-8: save the query in that encoding", path) from None
        return cls.parse(text, name or os.path.splitext(os.path.basename(path))[0])

    @classmethod
    def parse(cls, text: str, name: str = "query") -> Query:
        """Return the query *text*; a QueryError says what is wrong with its header."""
        meta = headers.read(name, text)
        for key, kind in (("parameters", dict), ("columns", dict), ("tags", list)):
            if not isinstance(meta.get(key) or kind(), kind):
                form = "#+ tags: [one, two]" if kind is list else f"#+ {key}:' and below it '#+   name: …"
                raise QueryError(f"{name}: {key} in the header cannot be read: write '{form}'")
        parameters = tuple(_parameter(name, key, spec, text) for key, spec in (meta.get("parameters") or {}).items())
        words = {
            key: " ".join(str(meta.get(key) or "").split()) for key in ("summary", "description", "cure", "relation")
        }
        columns = {str(key): " ".join(str(value).split()) for key, value in (meta.get("columns") or {}).items()}
        tags, directed = tuple(meta.get("tags") or ()), bool(meta.get("directed"))
        return cls(name, text, tags=tags, parameters=parameters, columns=columns, directed=directed, **words)

    def run(self, store: Store, **values: Value | Sequence[Value] | None) -> Results:
        """Answer the query from *store*, with *values* for its parameters; None leaves what is written in the file.

        A value is what people write: a date or year, a notation, a label, a name, the short or whole form of an IRI.
        """
        text = self.bind(store, **values)
        try:
            return store.query(text)
        except QueryError as error:
            raise QueryError(f"{self.name}: {error}") from None

    def bind(self, store: Store, /, **values: Value | Sequence[Value] | None) -> str:
        """Return the query's text with *values* in their VALUES lines, each checked against its type and the graph."""
        text = self.text
        known = {parameter.name: parameter for parameter in self.parameters}
        for name, value in values.items():
            if name not in known:
                raise UsageError(f"{self.name}: " + registry.unknown("parameter", name, known))
            if value is not None:
                several = [value] if isinstance(value, (str, int)) else list(value)
                terms = [_term(store, known[name], single) for single in several] if several else []
                # A value that is there twice would have each row twice, and take as much longer.
                written = " ".join(dict.fromkeys(terms)) if terms else "UNDEF"
                for place in reversed(_lines(name, text)):
                    text = f"{text[: place.start]} {written} {text[place.stop :]}"
        return text

    def contradicted(self, values: Mapping[str, Value | Sequence[Value] | None]) -> str:
        """Return which of the *values* leave no day between them, and how they would; nothing where there may be some."""
        given = {}
        for parameter in self.parameters:
            if parameter.type in ("first-day", "last-day") and (value := values.get(parameter.name)):
                several = [value] if isinstance(value, (str, int)) else value
                given[parameter.type] = parameter.name, [_term(None, parameter, single) for single in several]
        if len(given) == 2:
            (since, firsts), (until, lasts) = given["first-day"], given["last-day"]
            if min(firsts) > max(lasts):
                return f"{since} is later than {until}, and no day lies between them: exchange the two"
        return ""

    @property
    def form(self) -> str:
        """The form of the query: SELECT, ASK, CONSTRUCT or DESCRIBE, the first of these words that begins a line."""
        words = (line.split(maxsplit=1)[0].upper() for line in self.text.splitlines() if line.strip())
        return next((word for word in words if word in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")), "SELECT")

    def explained(self) -> str:
        """Return in words what the query asks, its parameters with type and default, and its columns."""
        lines = [self.summary or self.name, "", *([self.description, ""] if self.description else [])]
        if self.parameters:
            lines.append("Parameters:")
            lines += [
                f"  {p.option} ({p.type}; default: {p.example or 'any'}): {p.description}" for p in self.parameters
            ]
            lines.append("")
        if self.columns:
            lines.append("Columns:")
            lines += [f"  {name}: {meaning}" for name, meaning in self.columns.items()]
        return "\n".join(lines).rstrip()


def options(query: Query, arguments: Sequence[str]) -> dict[str, list[str]]:
    """Return the values that *arguments* give to parameters as ``--name VALUE`` or ``--name=VALUE``, by parameter.

    A name given twice has both values. A UsageError says what is unknown, lacks its value, or is too much.
    """
    known = {parameter.option: parameter.name for parameter in query.parameters}
    values: dict[str, list[str]] = {}
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        option, equals, value = word.partition("=")
        if not option.startswith("--") or option == "--":
            raise UsageError(f"{word!r} is too much: parameters are written --name VALUE")
        if option not in known:
            if not known:
                raise UsageError(f"{query.name} has no parameters: leave {option} out")
            bare = [name.removeprefix("--") for name in known]
            raise UsageError(f"{query.name}: " + registry.unknown("parameter", option.removeprefix("--"), bare))
        if not equals:
            if not rest or (rest[0].startswith("--") and rest[0] != "--"):
                raise UsageError(f"{option} has no value: write {option} VALUE")
            value = rest.pop(0)
        values.setdefault(known[option], []).append(value)
    return values


def names(subfolder: str = "") -> list[str]:
    """Return the names of the stored queries, those in a subfolder as "networks/who-met-whom"."""
    root = shipped.place("queries")
    found = []
    for folder, _, files in os.walk(os.path.join(root, subfolder)):
        below = os.path.relpath(folder, root).replace(os.sep, "/").removeprefix(".")
        found += [f"{below}/{file}".lstrip("/").split("/") for file in files if file.endswith(".rq")]
    return ["/".join(parts).removesuffix(".rq") for parts in sorted(found)]


def stored(subfolder: str = "") -> dict[str, Path]:
    """Return the files of the stored queries by name, those in a subfolder as "networks/who-met-whom"."""
    root = shipped.folder("queries")
    return {name: root / f"{name}.rq" for name in names(subfolder)}


def _typed(term: str) -> str:
    """Return a term of a VALUES line as one would type it for a parameter."""
    text = term.partition("^^")[0].strip('"<>').removeprefix(BASE)
    prefix, _, rest = text.partition(":")
    is_short = prefix.isalpha() and rest and not rest.startswith("//")
    return text.rpartition(":")[2] if is_short else text


def _lines(name: str, text: str) -> list[slice]:
    """Return where in a query's *text* the values of each ``VALUES ?name { … }`` stand that begins a line."""
    found = []
    at = text.find("{")
    while at >= 0:
        following, end = text.find("{", at + 1), text.find("}", at)
        before = text[text.rfind("\n", 0, at) + 1 : at].split()
        if before == ["VALUES", f"?{name}"] and end >= 0 and not at < following < end:
            found.append(slice(at + 1, end))
        at = following
    return found


def _parameter(query: str, name: str, spec: Any, text: str) -> Parameter:
    if not isinstance(spec, dict) or spec.get("type") not in TYPES:
        raise QueryError(f"{query}: parameter {name} has no known type: write one of {', '.join(TYPES)}")
    written = {text[place].strip() for place in _lines(name, text)}
    if len(written) != 1:
        wrong = (
            "lines that differ: write the same in each"
            if written
            else f"no line 'VALUES ?{name} {{ UNDEF }}': write it"
        )
        raise QueryError(f"{query}: parameter {name} has {wrong}")
    return Parameter(name, spec["type"], " ".join(str(spec.get("description", "")).split()), *written)


def _term(store: Store | None, parameter: Parameter, value: Value) -> str:
    """Return *value* as a term in the syntax of SPARQL, built by pyoxigraph so that nothing can leave its place."""
    text = str(value).strip()
    try:
        if parameter.type in ("date", "first-day", "last-day"):
            term: Literal | NamedNode = day(text, {"first-day": "first", "last-day": "last"}.get(parameter.type))
        elif parameter.type == "integer":
            import re

            if not re.fullmatch(r"[+-]?\d{1,18}", text):
                raise UsageError(f"{text!r} is no whole number: write digits, such as 2")
            term = Literal(str(int(text)), datatype=NamedNode(XSD + "integer"))
        else:
            assert store is not None
            term = lookup.find(store, text, parameter.type)
    except UsageError as error:
        raise UsageError(f"{parameter.option}: {error}") from None
    return str(term)
