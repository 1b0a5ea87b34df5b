"""The rows of an answer: read one by one, or as a whole shown in a notebook and made into a data frame."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import islice

import pyoxigraph as ox

from dipgraph.errors import QueryError
from dipgraph.terms import shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    import pandas
    import polars

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None

# So many rows are shown in a notebook.
SHOWN = 100


class Rows:
    """The rows of an answer, each with its cells by name or number: ``row["issue"].value``; what is unbound is None.

    They are read once, as they are computed. What shows them or makes a data frame of them takes those that have not been
    read, and leaves them to be read.
    """

    def __init__(self, solutions: ox.QuerySolutions) -> None:
        """Take what pyoxigraph answers."""
        self._solutions, self._begun = solutions, False

    @property
    def variables(self) -> list[ox.Variable]:
        """The columns, in the order of the query."""
        return self._solutions.variables

    def __iter__(self) -> Iterator[ox.QuerySolution]:
        self._begun = True
        return iter(self._solutions)

    def __next__(self) -> ox.QuerySolution:
        self._begun = True
        row: ox.QuerySolution = next(self._solutions)
        return row

    def __repr__(self) -> str:
        return f"<Rows of {', '.join(variable.value for variable in self.variables)}>"

    def serialize(
        self, output: IO[bytes] | None = None, format: ox.QueryResultsFormat = ox.QueryResultsFormat.JSON
    ) -> bytes | None:
        """Write the rows to *output* in a format of SPARQL; return them if there is none."""
        self._begun = True
        return self._solutions.serialize(output, format)

    def to_pandas(self) -> pandas.DataFrame:
        """Return a data frame of pandas: whole numbers, numbers, days and truth values as such, all else as text.

        Nothing is left out: an IRI is whole, what is unbound is missing. It needs ``pip install 'dipgraph[tables]'``.
        """
        from dipgraph.frames import to_pandas

        return to_pandas(self._names(), list(self._again()))

    def to_polars(self) -> polars.DataFrame:
        """Return a data frame of Polars, with the kinds of ``to_pandas``."""
        from dipgraph.frames import to_polars

        return to_polars(self._names(), list(self._again()))

    def _names(self) -> list[str]:
        return [variable.value for variable in self.variables]

    def _again(self) -> Iterator[ox.QuerySolution]:
        """Yield the rows that have not been read, and leave them to be read."""
        with answering():
            kept = self._solutions.serialize(format=ox.QueryResultsFormat.JSON)
        assert kept is not None
        self._solutions = _parsed(kept)
        return _parsed(kept)

    def _repr_html_(self) -> str:
        """Return the first rows as a table of HTML, for notebooks: names are links to what they name."""
        from html import escape

        def shown(term: Term) -> str:
            text = escape(cell(term))
            if isinstance(term, ox.NamedNode) and term.value.startswith(("http://", "https://")):
                return f'<a href="{escape(term.value)}">{text}</a>'
            if isinstance(term, ox.Literal) and term.language:
                return f'<span lang="{escape(term.language)}" dir="auto">{text}</span>'
            return text

        rows = self._again()
        lines = ["".join(f"<td>{shown(term)}</td>" for term in row) for row in islice(rows, SHOWN)]
        number = len(lines) + sum(1 for _ in rows)
        heading = "".join(f"<th>{escape(name.replace('_', ' '))}</th>" for name in self._names())
        body = "".join(f"<tr>{line}</tr>\n" for line in lines)
        more = f", of which {SHOWN} are shown" if number > SHOWN else ""
        count = f"<p>{number:,} row{'' if number == 1 else 's'}{' left to be read' if self._begun else ''}{more}</p>"
        return f"<table><thead><tr>{heading}</tr></thead>\n<tbody>{body}</tbody></table>{count}"


def _parsed(written: bytes) -> ox.QuerySolutions:
    """Return the rows that are *written* in JSON."""
    solutions = ox.parse_query_results(written, format=ox.QueryResultsFormat.JSON)
    assert isinstance(solutions, ox.QuerySolutions)
    return solutions


Results = Rows | ox.QueryBoolean | ox.QueryTriples


def cell(term: Term) -> str:
    """Return *term* as a person reads it: the short form of an IRI, the bare text of a literal, nothing for an unbound one.

    >>> cell(ox.Literal("War in Ukraine", language="en")), cell(None)
    ('War in Ukraine', '')
    """
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return shorten(term.value)
    return term.value if isinstance(term, (ox.Literal, ox.BlankNode)) else str(term)


@contextmanager
def answering() -> Iterator[None]:
    """Turn what can go wrong while rows are computed, which is when they are asked for, into a QueryError."""
    try:
        yield
    except (RuntimeError, ValueError, OSError) as error:
        damaged = isinstance(error, OSError) or "Corruption" in str(error)
        cure = "see what 'dipgraph check' says of the store" if damaged else "correct the query"
        raise QueryError(f"the query failed: {error}: {cure}") from None
