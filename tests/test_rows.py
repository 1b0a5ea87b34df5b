"""The rows of an answer."""

from __future__ import annotations

from html.parser import HTMLParser

import pyoxigraph as ox
import pytest

from dipgraph.errors import QueryError
from dipgraph.rows import SHOWN, Rows, cell
from dipgraph.stores import Store

HOSTILE = '<script>alert("1")</script>'


def rows(store: Store, sparql: str) -> Rows:
    """Return the rows of a query."""
    found = store.query(sparql)
    assert isinstance(found, Rows)
    return found


def test_rows_are_read_once(small_store: Store) -> None:
    """Iteration gives each row once; what shows them takes those that are left, and leaves them."""
    found = rows(small_store, "SELECT ?x { VALUES ?x { 1 2 3 } }")
    assert repr(found) == "<Rows of x>"
    assert next(found)["x"].value == "1"
    assert found._repr_html_().count("<tr>") == 3
    assert found._repr_html_().endswith("<p>2 rows left to be read</p>")
    assert [row[0].value for row in found] == ["2", "3"]
    assert list(found) == []


def test_terms_stay_as_they_are(small_store: Store) -> None:
    """Rows that were shown have the same terms as before, those of statements about statements too."""
    sparql = """SELECT * { VALUES (?a ?b ?c) {
      (<https://example.org/a> "é\\n\\u0007"@fr <<( <https://example.org/s> <https://example.org/p> "o"@en )>>)
      (UNDEF "x" 1.50) } }"""
    expected = [[*row] for row in rows(small_store, sparql)]
    shown = rows(small_store, sparql)
    shown._repr_html_()
    assert [[*row] for row in shown] == expected
    assert isinstance(expected[0][2], ox.Triple)


class Tags(HTMLParser):
    """The tags and words of a piece of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag."""
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        """Take words."""
        self.words.append(data)


def test_table_is_escaped(small_store: Store) -> None:
    """Words that look like HTML stay words; only addresses of the web are links."""
    found = rows(
        small_store,
        f"""SELECT ?a_name ?b ?c {{ VALUES (?a_name ?b ?c) {{
      ({HOSTILE!r} "{HOSTILE.replace('"', "'")}"@en <https://example.org/?a=1&b=%22>)
      (<javascript:alert(1)> UNDEF <https://w3id.org/dipgraph/state/jp>) }} }}""",
    )
    read = Tags(found._repr_html_())
    assert set(read.tags) == {"table", "thead", "tbody", "tr", "th", "td", "span", "a", "p"}
    assert read.links == ["https://example.org/?a=1&b=%22", "https://w3id.org/dipgraph/state/jp"]
    assert "a name" in read.words
    assert "state/jp" in read.words
    assert HOSTILE in "".join(read.words)


def test_many_rows_are_counted(small_store: Store) -> None:
    """Of many rows the first are shown, and the number of all is said."""
    digits = " ".join(map(str, range(50)))
    found = rows(small_store, f"SELECT * {{ VALUES ?a {{ {digits} }} VALUES ?b {{ {digits} }} }}")
    shown = found._repr_html_()
    assert shown.count("<tr>") == SHOWN + 1
    assert shown.endswith(f"<p>2,500 rows, of which {SHOWN} are shown</p>")
    assert len(list(found)) == 2500


def test_rows_that_fail(small_store: Store) -> None:
    """What goes wrong while rows are computed is a QueryError also where they are shown."""
    found = rows(small_store, "SELECT ?x { SERVICE <https://example.org/none> { ?x ?y ?z } }")
    with pytest.raises(QueryError, match=r"^the query failed: "):
        found._repr_html_()


def test_cell() -> None:
    """A term as a person reads it."""
    assert cell(ox.BlankNode("b")) == "b"
    assert cell(ox.NamedNode("http://www.w3.org/2004/02/skos/core#Concept")) == "skos:Concept"
