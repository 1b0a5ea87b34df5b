"""Data frames from rows."""

from __future__ import annotations

import datetime as dt
import sys

import pytest

from dipgraph import Query, open_store
from dipgraph.errors import UsageError
from dipgraph.rows import Rows
from dipgraph.stores import Store

VALUES = """
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?iri ?text ?whole ?number ?both ?day ?yes ?mixed ?huge ?none ?year WHERE {
  VALUES (?iri ?text ?whole ?number ?both ?day ?yes ?mixed ?huge ?none ?year) {
    (<https://example.org/a> "é"@fr 1 1.5 1 "1648-10-24"^^xsd:date true 1 1 UNDEF "2020"^^xsd:gYear)
    (<https://example.org/b> "" UNDEF 2e0 0.5 UNDEF false "2" 99999999999999999999 UNDEF UNDEF)
  }
}
"""


def rows(store: Store, sparql: str = VALUES) -> Rows:
    """Return the rows of a query."""
    found = store.query(sparql)
    assert isinstance(found, Rows)
    return found


def test_pandas(small_store: Store) -> None:
    """Columns of one kind have it, also with gaps; days before 1677 are days; what is mixed is text as it is written."""
    pandas = pytest.importorskip("pandas")
    frame = rows(small_store).to_pandas()
    kinds = {name: str(kind) for name, kind in frame.dtypes.items()}
    assert kinds["whole"] == "Int64"
    assert kinds["number"] == kinds["both"] == "Float64"
    assert kinds["yes"] == "boolean"
    assert kinds["day"] == "datetime64[s]"
    assert {kinds[name] for name in ("iri", "text", "mixed", "huge", "none", "year")} == {"object"}
    assert frame["day"][0] == pandas.Timestamp("1648-10-24")
    assert frame["whole"].isna().tolist() == [False, True]
    assert frame["iri"].tolist() == ["https://example.org/a", "https://example.org/b"]
    assert frame["text"].tolist() == ["é", ""]
    assert frame["mixed"].tolist() == ["1", "2"]
    assert frame["huge"].tolist() == ["1", "99999999999999999999"]
    assert frame["none"].tolist() == [None, None]


def test_polars(small_store: Store) -> None:
    """The same with the kinds of Polars."""
    polars = pytest.importorskip("polars")
    frame = rows(small_store).to_polars()
    assert frame.schema == {
        "iri": polars.String, "text": polars.String, "whole": polars.Int64, "number": polars.Float64,
        "both": polars.Float64, "day": polars.Date, "yes": polars.Boolean, "mixed": polars.String,
        "huge": polars.String, "none": polars.String, "year": polars.String,
    }  # fmt: skip
    assert frame["day"].to_list() == [dt.date(1648, 10, 24), None]
    assert frame["both"].to_list() == [1.0, 0.5]


@pytest.mark.parametrize("name", ["due-commitments", "who-met-whom", "recurring-issues"])
def test_frames_have_all_rows(shipped_store: Store, name: str) -> None:
    """The frames of a stored query have its rows and columns, and those of the two libraries hold the same."""
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    query = Query.named(f"networks/{name}" if name == "who-met-whom" else name)
    answer = query.run(shipped_store)
    assert isinstance(answer, Rows)
    pandas, polars, left = answer.to_pandas(), answer.to_polars(), list(answer)
    assert len(pandas) == len(polars) == len(left) > 1
    assert list(pandas.columns) == polars.columns == [variable.value for variable in answer.variables]
    for column in polars.columns:
        missing = pandas[column].isna().tolist()
        values = [None if none else str(value)[:10] for value, none in zip(pandas[column], missing, strict=True)]
        assert values == [None if value is None else str(value)[:10] for value in polars[column].to_list()]


def test_frame_of_no_rows(small_store: Store) -> None:
    """A frame without rows has the columns."""
    pytest.importorskip("pandas")
    frame = rows(small_store, "SELECT ?a ?b { VALUES (?a ?b) {} }").to_pandas()
    assert (list(frame.columns), len(frame)) == (["a", "b"], 0)


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_library_that_is_not_installed(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says what to install."""
    monkeypatch.setitem(sys.modules, library, None)
    with open_store() as store, pytest.raises(UsageError, match=r"pip install 'dipgraph\[tables\]'"):
        getattr(rows(store), f"to_{library}")()
