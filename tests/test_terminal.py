"""What a person sees: answers as wide as the terminal is."""

from __future__ import annotations

import io

import pyoxigraph as ox
from rich.console import Console

from dipgraph.results import table
from dipgraph.rows import Rows

WIDE = """
SELECT ?commitment ?action ?committed_by ?due_text WHERE {
  VALUES (?commitment ?action ?committed_by ?due_text) {
    ("a" "Hold a further meeting of the ministers within the framework." "Exland" UNDEF)
    ("b" "Go on." "Wyland" "in July this year")
  }
}
"""


def printed(width: int) -> str:
    """Return the answer as it is printed on a terminal of that width."""
    output = io.StringIO()
    solutions = ox.Store().query(WIDE)
    assert isinstance(solutions, ox.QuerySolutions)
    Console(file=output, width=width).print(table(Rows(solutions), width)[0])
    return output.getvalue()


def test_columns_where_they_fit() -> None:
    """A wide terminal has a row a line, below the names of the columns."""
    lines = printed(160).splitlines()

    assert lines[0].split() == ["commitment", "action", "committed", "by", "due", "text"]
    assert len(lines) == 3


def test_records_where_columns_would_be_squeezed() -> None:
    """A narrow terminal has a line for each value of a row, numbered, and none for a column without one."""
    lines = [line.split() for line in printed(60).splitlines()]

    assert lines[0] == ["1", "commitment", "a"]
    assert ["2", "commitment", "b"] in lines
    assert ["due", "text", "in", "July", "this", "year"] in lines
    assert sum(line[:2] == ["due", "text"] for line in lines) == 1
