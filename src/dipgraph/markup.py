"""What the formats share: text as XML has it, attributes with their types, and lines that wait in a temporary file."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import math
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from dipgraph.results import XML_FORBIDS

Mapped = Counter[str]
FORBIDDEN = "characters that XML forbids written as U+FFFD"
TEXT = "values of a kind that the format lacks written as text"
_TYPES = {bool: "boolean", int: "long", float: "double"}
_SPACES = {9: "&#9;", 10: "&#10;", 13: "&#13;"}


class Memo(dict[str, str]):
    """What a function returns for each text, kept."""

    def __init__(self, function: Callable[[str], str]) -> None:
        self.function = function

    def __missing__(self, text: str) -> str:
        self[text] = written = self.function(text)
        return written


class Attributes:
    """Attributes as elements of XML, numbered as they come; their types are known once all are written."""

    def __init__(self, opening: str, closing: str, text: Callable[[str], str], mapped: Mapped) -> None:
        self.opening, self.closing, self.text, self.mapped = opening, closing, text, mapped
        self.found: dict[str, tuple[str, set[type]]] = {}

    def one(self, name: str, value: Any) -> str:
        """Return the element for one *value* of the attribute *name*."""
        found = self.found.get(name)
        if found is None:
            found = self.found[name] = (self.opening.format(len(self.found), self.text(name)), set())
        opening, types = found
        kind = type(value)
        types.add(kind)
        return opening + self.text(value if kind is str else plain(value, self.mapped)) + self.closing

    def column(self, name: str, values: Sequence[Any]) -> list[str]:
        """Return an element for each of *values*, nothing for None; text is escaped only where some of it needs it."""
        if values.count(None) == len(values):
            return [""] * len(values)
        if not {*map(type, values)} <= {str, type(None)}:
            return ["" if value is None else self.one(name, value) for value in values]
        self.one(name, "")
        opening, closing = self.found[name][0], self.closing
        return ["" if value is None else f"{opening}{value}{closing}" for value in escaped_column(values, self.text)]

    def all(self, cells: Iterable[tuple[str, Any]], without: Iterable[str] = ()) -> str:
        """Return the elements for *cells*, pairs of name and value, but for None and those *without* which it is to be."""
        return "".join(self.one(str(name), value) for name, value in cells if value is not None and name not in without)

    def declared(self) -> Iterator[tuple[int, str, str]]:
        """Yield number, name and type of each attribute; numbers of both kinds are double, what is mixed else is text."""
        for number, (name, (_, types)) in enumerate(self.found.items()):
            types_ = {_TYPES.get(kind, "string") for kind in types}
            type_ = types_.pop() if len(types_) == 1 else "double" if types_ == {"long", "double"} else "string"
            yield number, self.text(name), type_


def escaper(mapped: Mapped) -> Callable[[str], str]:
    """Return a function that writes text for XML, as content or between double quotes, and counts what XML forbids."""

    def escaped(text: str) -> str:
        clean = text.isprintable()
        if not clean:
            text, found = re.subn(XML_FORBIDS, "\ufffd", text)
            if found:
                mapped[FORBIDDEN] += found
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
        return text if clean else text.translate(_SPACES)

    return escaped


def escaped_column(values: Sequence[str | None], text: Callable[[str], str]) -> Sequence[str | None]:
    """Return *values* written by *text*: as they are where, put together, they have nothing that is special in XML."""
    together = "".join(filter(None, values))
    if together.isprintable() and not any(special in together for special in '&<>"'):
        return values
    return [value if value is None else text(value) for value in values]


def as_text(value: Any) -> str | None:
    """Return *value* as text, a date as ISO 8601 writes it; None is none."""
    if value is None or type(value) is str:
        return value
    return value.isoformat() if isinstance(value, dt.date) else str(value)


@contextlib.contextmanager
def spooled(lines: Iterable[str]) -> Iterator[Iterator[str]]:
    """Write *lines* to a temporary file, and give them back in pieces of some megabytes that end with a line."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as spool:
        spool.writelines(lines)
        spool.seek(0)
        yield iter(lambda: spool.read(1 << 20) + spool.readline(), "")


def drawn_by(data: dict[str, Any]) -> set[str]:
    """Return which attributes of a node say how it is drawn: x and y, if both are numbers, and size."""
    numbers = {key for key in ("x", "y", "size") if is_finite(data.get(key))}
    return numbers if {"x", "y"} <= numbers else numbers - {"x", "y"}


def is_number(value: Any) -> bool:
    """Say whether *value* is a number; True and False are none."""
    return type(value) in (int, float)


def is_finite(value: Any) -> bool:
    """Say whether *value* is a number, and neither infinite nor none."""
    return is_number(value) and math.isfinite(value)


def is_scalar(value: Any) -> bool:
    """Say whether JSON has a form for *value* that is no list: text, a truth value, a number that is one."""
    return isinstance(value, (str, bool)) or is_finite(value)


def worded(value: Any, mapped: Mapped) -> str:
    """Return *value*, of a kind that the format lacks, as text, and count it."""
    mapped[TEXT] += 1
    return plain(value)


def plain(value: Any, mapped: Mapped | None = None) -> str:
    """Return *value* as XML Schema writes it; what has no type there is text, and counted."""
    if type(value) is int:
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else str(value).replace("nan", "NaN").replace("inf", "INF")
    if mapped is not None:
        mapped[TEXT] += 1
    if isinstance(value, (list, tuple, dict)):
        try:
            return json.dumps(value, ensure_ascii=False, default=str)
        except (TypeError, ValueError):  # keys that JSON has not, or what holds itself
            return str(value)
    return value.isoformat() if isinstance(value, dt.date) else str(value)
