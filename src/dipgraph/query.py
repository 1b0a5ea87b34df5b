"""Stored queries: files that run as they stand, with a header in words, and parameters that are ``VALUES`` lines.

The header is YAML in ``#+`` lines at the top: ``summary``, ``description``, ``tags``, ``parameters`` (each with type and
description), ``columns``. A parameter ``issue`` is the one line ``VALUES ?issue { … }``: what is written between the braces
is the example and the default; ``UNDEF`` means any. Parts of a query that are answered by themselves may each have the
line. Running with a value replaces it by a checked term, never by text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from pyoxigraph import Literal, NamedNode

from dipgraph import lookup, registry, shipped
from dipgraph.errors import QueryError, SourceError, UsageError
from dipgraph.stores import Results, Store
from dipgraph.terms import BASE, XSD, day

Value = str | int
TYPES = ("first-day", "last-day", "date", "integer", *lookup.KINDS)


class Parameter(NamedTuple):
    """A parameter of a query: its name, one of TYPES, what it means, and the value that is written in the file."""

    name: str
    type: str
    description: str
    default: str

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


class Query(NamedTuple):
    """A query with its header.

    >>> Query.named("recurring-issues").summary
    'Which issues recur across meetings?'
    """

    name: str
    text: str
    summary: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    columns: Mapping[str, str] = MappingProxyType({})
    cure: str = ""
    directed: bool = False

    def __repr__(self) -> str:
        return f"{type(self).__name__}(name={self.name!r}, summary={self.summary!r})"

    @classmethod
    def named(cls, name: str) -> Query:
        """Return the stored query *name* ("recurring-issues", "networks/who-met-whom"); a UsageError names the nearest."""
        files = stored()
        if name not in files:
            raise UsageError(registry.unknown("query", name, files))
        return cls.read(files[name], name)

    @classmethod
    def read(cls, path: Path, name: str | None = None) -> Query:
        """Read the query in the file at *path*."""
        try:
            text = path.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise SourceError(f"{error.strerror}: give the path of a query file", path) from None
        except UnicodeDecodeError:
            raise SourceError("not UTF-8: save the query in that encoding", path) from None
        return cls.parse(text, name or path.stem)

    @classmethod
    def parse(cls, text: str, name: str = "query") -> Query:
        """Return the query *text*; a QueryError says what is wrong with its header."""
        header = "\n".join(line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+"))
        meta = (_plain_header(header) or _yaml(name, header)) if header else {}
        if not isinstance(meta, dict):
            raise QueryError(f"{name}: the header has no keys: write '#+ summary: …'")
        for key, kind in (("parameters", dict), ("columns", dict), ("tags", list)):
            if not isinstance(meta.get(key) or kind(), kind):
                form = "#+ tags: [one, two]" if kind is list else f"#+ {key}:' and below it '#+   name: …"
                raise QueryError(f"{name}: {key} in the header cannot be read: write '{form}'")
        parameters = tuple(_parameter(name, key, spec, text) for key, spec in (meta.get("parameters") or {}).items())
        words = {key: " ".join(str(meta.get(key) or "").split()) for key in ("summary", "description", "cure")}
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

    def bind(self, store: Store, **values: Value | Sequence[Value] | None) -> str:
        """Return the query's text with *values* in their VALUES lines, each checked against its type and the graph."""
        text = self.text
        known = {parameter.name: parameter for parameter in self.parameters}
        for name, value in values.items():
            if name not in known:
                raise UsageError(f"{self.name}: " + registry.unknown("parameter", name, known))
            if value is not None:
                several = [value] if isinstance(value, (str, int)) else list(value)
                terms = [_term(store, known[name], single) for single in several] if several else []
                written = " ".join(terms) if terms else "UNDEF"
                text = _line(name).sub(lambda match, w=written: f"{match[1]}{w} {match[3]}", text)  # type: ignore[misc]
        return text

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


def stored(subfolder: str = "") -> dict[str, Path]:
    """Return the stored queries by name, those in a subfolder as "networks/who-met-whom"."""
    root = shipped.folder("queries")
    paths = sorted((root / subfolder).rglob("*.rq"))
    return {path.relative_to(root).with_suffix("").as_posix(): path for path in paths}


# Words that YAML reads as a truth value or as nothing.
_NO_TEXT = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
_SIGNS = ".,;'()?/\"_"


def _yaml(name: str, header: str) -> Any:
    import yaml

    try:
        return yaml.load(header, getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}
    except yaml.YAMLError as error:
        raise QueryError(
            f"{name}: the header is not YAML ({str(error).splitlines()[0]}): correct its #+ lines"
        ) from None


def _plain_header(header: str) -> dict[str, Any] | None:
    """Return what YAML reads in a header that has the forms of the stored ones and nothing else; None for any other.

    To import a parser of YAML takes as long as to answer many a query. White space counts for nothing in the words.
    """
    meta: dict[str, Any] = {}
    key = ""
    for line in header.split("\n"):
        name, _, rest = line.strip(" ").partition(": ")
        below = line[:2] == "  " and line[2:3] not in ("", " ")
        if below and key == "description" and line.isprintable():
            meta[key].append(line)
            continue
        if not below and line in ("description: >-", "parameters:", "columns:"):
            key = line.partition(":")[0]
            meta[key] = {} if line.endswith(":") else []
            continue
        known = _plain_below(key, rest) if below else _plain_value(name, rest) if line[:1] != " " else None
        if known is None or not _is_plain(name, "_") or " " in name:
            return None
        if below:
            meta[key][name] = known
        else:
            key, meta[name] = name, known
    if not all(meta.values()):
        return None
    return {**meta, "description": " ".join(meta["description"])} if "description" in meta else meta


def _plain_below(key: str, text: str) -> Any:
    """Return the value of a line below *key*: the type and description of a parameter, or the meaning of a column."""
    if key == "columns":
        return text if _is_plain(text, _SIGNS) else None
    sort, _, words = text.removeprefix("{type: ").removesuffix("}").partition(", description: ")
    whole = key == "parameters" and text == f"{{type: {sort}, description: {words}}}"
    return {"type": sort, "description": words} if whole and _is_plain(sort) and _is_plain(words) else None


def _plain_value(name: str, text: str) -> Any:
    """Return the value of a line at the margin that is whole: words, tags, or that edges are directed."""
    if name in ("summary", "cure"):
        return text if _is_plain(text, _SIGNS) else None
    if name == "directed":
        return text == "true" or None
    tags = text[1:-1].split(", ")
    return tags if name == "tags" and text == f"[{text[1:-1]}]" and all(map(_is_plain, tags)) else None


def _is_plain(text: str, signs: str = "") -> bool:
    """Say whether YAML reads *text* as it stands: it begins with a letter, and is ASCII letters, digits, "-", *signs*."""
    bare = text.translate(str.maketrans("", "", signs + " -"))
    plain = text[:1].isalpha() and bare.isalnum() and bare.isascii() and text == text.strip()
    return plain and text.lower() not in _NO_TEXT


def _typed(term: str) -> str:
    """Return a term of a VALUES line as one would type it for a parameter."""
    text = term.partition("^^")[0].strip('"<>').removeprefix(BASE)
    return text.rpartition(":")[2] if re.match(r"[a-z]+:(?!//)", text) else text


def _line(name: str) -> re.Pattern[str]:
    return re.compile(rf"^(\s*VALUES\s+\?{re.escape(name)}\s*\{{\s*)([^{{}}]*?)\s*(\}})", re.MULTILINE)


def _parameter(query: str, name: str, spec: Any, text: str) -> Parameter:
    if not isinstance(spec, dict) or spec.get("type") not in TYPES:
        raise QueryError(f"{query}: parameter {name} has no known type: write one of {', '.join(TYPES)}")
    written = {match[2] for match in _line(name).finditer(text)}
    if len(written) != 1:
        wrong = (
            "lines that differ: write the same in each"
            if written
            else f"no line 'VALUES ?{name} {{ UNDEF }}': write it"
        )
        raise QueryError(f"{query}: parameter {name} has {wrong}")
    return Parameter(name, spec["type"], " ".join(str(spec.get("description", "")).split()), *written)


def _term(store: Store, parameter: Parameter, value: Value) -> str:
    """Return *value* as a term in the syntax of SPARQL, built by pyoxigraph so that nothing can leave its place."""
    text = str(value).strip()
    try:
        if parameter.type in ("date", "first-day", "last-day"):
            term: Literal | NamedNode = day(text, {"first-day": "first", "last-day": "last"}.get(parameter.type))
        elif parameter.type == "integer":
            if not re.fullmatch(r"[+-]?\d{1,18}", text):
                raise UsageError(f"{text!r} is no whole number: write digits, such as 2")
            term = Literal(str(int(text)), datatype=NamedNode(XSD + "integer"))
        else:
            term = lookup.find(store, text, parameter.type)
    except UsageError as error:
        raise UsageError(f"{parameter.option}: {error}") from None
    return str(term)
