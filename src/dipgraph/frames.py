"""Data frames of pandas and Polars from the rows of an answer."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from dipgraph.errors import UsageError
from dipgraph.terms import XSD

if TYPE_CHECKING:
    import pandas
    import polars

_INTEGERS = ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger")
NUMBERS: dict[str, Callable[[str], int | float]] = {
    **{XSD + name: int for name in _INTEGERS},
    **{XSD + name: float for name in ("decimal", "double", "float")},
}
_INTEGER, _FLOAT = (
    re.compile(r"[+-]?[0-9]+"),
    re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN"),
)
# How a value is written that Python has too; any other is text.
_FORMS = {
    **{name: _INTEGER if number is int else _FLOAT for name, number in NUMBERS.items()},
    XSD + "boolean": re.compile("true|false|1|0"),
    XSD + "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
}
# The whole numbers up to here are doubles.
_EXACT = 2**53


def columns(names: Sequence[str], rows: Sequence[ox.QuerySolution]) -> dict[str, tuple[type, list[Any]]]:
    """Return for each of *names* the kind of its values (int, float, bool, date or str), and those, None where none is.

    Whole numbers among others are numbers; a column of several kinds is text, as it is written in RDF.
    """
    return {name: _column([row[at] for row in rows]) for at, name in enumerate(names)}


def _column(terms: Sequence[Any]) -> tuple[type, list[Any]]:
    values = [None if term is None else _value(term) for term in terms]
    kinds = {type(value) for value in values if value is not None}
    if len(kinds) == 1 and (kind := kinds.pop()) is not str:
        return kind, values
    if kinds == {int, float} and all(abs(value) <= _EXACT for value in values if type(value) is int):
        return float, [None if value is None else float(value) for value in values]
    return str, [None if term is None else getattr(term, "value", None) or _text(term) for term in terms]


def _text(term: Any) -> str:
    """Return the text of a term whose value is none, or an empty one."""
    return str(term) if isinstance(term, ox.Triple) else str(term.value)


def _value(term: Any) -> Any:
    """Return what a *term* stands for; text for what is no number, day or truth value."""
    if not isinstance(term, ox.Literal):
        return str(term)
    datatype, text = term.datatype.value, term.value
    if not (form := _FORMS.get(datatype)) or not form.fullmatch(text):
        return text
    try:
        if datatype in NUMBERS:
            number = NUMBERS[datatype](text)
            return number if isinstance(number, float) or abs(number) < 2**63 else text
        # A day before the year 1, or one that is none, is no day of Python.
        return text in ("true", "1") if datatype == XSD + "boolean" else dt.date.fromisoformat(text)
    except ValueError:
        return text


def to_pandas(names: Sequence[str], rows: Sequence[ox.QuerySolution]) -> pandas.DataFrame:
    """Return *rows* as a data frame of pandas: Int64, Float64, boolean, datetime64[s] and text, which has None for none."""
    try:
        import pandas
    except ImportError:
        raise UsageError("data frames of pandas need it: pip install 'dipgraph[tables]'") from None
    kinds = {int: "Int64", float: "Float64", bool: "boolean", dt.date: "datetime64[s]", str: object}
    found = columns(names, rows)
    return pandas.DataFrame({name: pandas.Series(values, dtype=kinds[kind]) for name, (kind, values) in found.items()})


def to_polars(names: Sequence[str], rows: Sequence[ox.QuerySolution]) -> polars.DataFrame:
    """Return *rows* as a data frame of Polars: Int64, Float64, Boolean, Date and String."""
    try:
        import polars
    except ImportError:
        raise UsageError("data frames of Polars need it: pip install 'dipgraph[tables]'") from None
    kinds = {int: polars.Int64, float: polars.Float64, bool: polars.Boolean, dt.date: polars.Date, str: polars.String}
    found = columns(names, rows)
    return polars.DataFrame([polars.Series(name, values, kinds[kind]) for name, (kind, values) in found.items()])
