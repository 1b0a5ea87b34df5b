"""Answers in each format."""

from __future__ import annotations

import io
import json
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from rich.console import Console

from dipgraph.errors import QueryError, UsageError
from dipgraph.opening import open_store
from dipgraph.results import FORMATS, GRAPH_FORMATS, ROW_FORMATS, one_line, table, visible, write, xml_text
from dipgraph.rows import Results, Rows, cell
from dipgraph.stores import Store

ROWS = """SELECT ?thing ?n ?words ?none {
  VALUES (?thing ?n ?words) {
    (<https://w3id.org/dipgraph/issue/ukraine> 2 "a, \\"b\\" | c\\\\d"@en)
    (<https://example.org/x> 10 "外交\\nnew line\\u001B[2J")
  }
}"""
GRAPH = "CONSTRUCT { <https://w3id.org/dipgraph/state/jp> a <https://w3id.org/dipgraph/ontology#State> } {}"
SPARQL = {"rows": ROWS, "yes": "ASK {}", "no": "ASK { ?s ?p ?o }", "graph": GRAPH}


def ask(sparql: str) -> Results:
    """Return what an empty store answers."""
    with open_store() as store:
        return store.query(sparql)


def solutions(sparql: str) -> Rows:
    """Return the rows that an empty store answers."""
    found = ask(sparql)
    assert isinstance(found, Rows)
    return found


def printed(sparql: str, links: dict[str, str] | None = None, terminal: bool = False) -> str:
    """Return the table as it is printed."""
    output = io.StringIO()
    console = Console(
        file=output,
        width=200,
        force_terminal=terminal,
        color_system="truecolor" if terminal else None,
        legacy_windows=False,
    )
    console.print(table(solutions(sparql), links=links)[0])
    return output.getvalue()


@pytest.mark.parametrize("format_", [*FORMATS, "mp3", ""])
@pytest.mark.parametrize("kind", SPARQL)
def test_each_kind_of_answer_in_each_format(kind: str, format_: str) -> None:
    """Rows and yes-or-no go to the formats of rows and Markdown, a graph to RDF; else the formats that do are named."""
    right = [*GRAPH_FORMATS] if kind == "graph" else ["md", *ROW_FORMATS]
    if format_ in right:
        content = write(ask(SPARQL[kind]), format_)
        assert content.endswith(b"\n") or format_ in ("json", "xml", "jsonld")
        assert content.decode()
        return
    with pytest.raises(UsageError) as error:
        write(ask(SPARQL[kind]), format_)
    known = f"choose one of {', '.join(right)}"
    assert known in str(error.value) or str(error.value).startswith(f"unknown format {format_!r}: ")
    assert (format_ in FORMATS) == (known in str(error.value))


def test_unknown_format_names_the_nearest() -> None:
    """A misspelt format is answered with the nearest."""
    with pytest.raises(UsageError, match=r"^unknown format 'jsonl': did you mean 'jsonld'\?$"):
        write(ask(ROWS), "jsonl")


def test_csv() -> None:
    """CSV as SPARQL 1.1 wants it: whole IRIs, plain text, quoted where need be, an empty field for what is unbound."""
    assert write(ask(ROWS), "csv").decode() == (
        "thing,n,words,none\r\n"
        'https://w3id.org/dipgraph/issue/ukraine,2,"a, ""b"" | c\\d",\r\n'
        'https://example.org/x,10,"外交\nnew line\x1b[2J",\r\n'
    )


def test_tsv_is_one_line_a_row() -> None:
    """TSV keeps each row on a line, with terms as Turtle writes them."""
    lines = write(ask(ROWS), "tsv").decode().splitlines()
    assert len(lines) == 3
    assert lines[0] == "?thing\t?n\t?words\t?none"
    assert lines[1] == '<https://w3id.org/dipgraph/issue/ukraine>\t2\t"a, \\"b\\" | c\\\\d"@en\t'


def test_json_keeps_types_and_languages() -> None:
    """JSON has for each value its kind, datatype and language."""
    bindings = json.loads(write(ask(ROWS), "json"))["results"]["bindings"]
    assert bindings[0]["n"] == {
        "type": "literal",
        "value": "2",
        "datatype": "http://www.w3.org/2001/XMLSchema#integer",
    }
    assert bindings[0]["words"] == {"type": "literal", "value": 'a, "b" | c\\d', "xml:lang": "en"}
    assert bindings[1]["words"]["value"] == "外交\nnew line\x1b[2J"
    assert "none" not in bindings[0]


def test_xml_is_well_formed_whatever_the_values() -> None:
    """A control character, which XML cannot hold, is U+FFFD."""
    root = ElementTree.fromstring(write(ask(ROWS), "xml"))
    literals = [element.text for element in root.iter("{http://www.w3.org/2005/sparql-results#}literal")]
    assert literals == ["2", 'a, "b" | c\\d', "10", "外交\nnew line\ufffd[2J"]


def test_markdown() -> None:
    """Markdown has short IRIs; bars and backslashes are escaped, and a value stays on its line."""
    assert write(ask(ROWS), "md").decode() == (
        "| thing | n | words | none |\n"
        "| --- | --- | --- | --- |\n"
        '| issue/ukraine | 2 | a, "b" \\| c\\\\d |  |\n'
        "| https://example.org/x | 10 | 外交 new line\ufffd[2J |  |\n"
    )


@pytest.mark.parametrize(
    ("format_", "yes", "no"), [("md", "yes\n", "no\n"), ("csv", "true\n", "false\n"), ("tsv", "true\n", "false\n")]
)
def test_yes_or_no(format_: str, yes: str, no: str) -> None:
    """A question of yes or no is answered in one word."""
    assert write(ask("ASK {}"), format_).decode() == yes
    assert write(ask("ASK { ?s ?p ?o }"), format_).decode() == no


def test_yes_or_no_in_json() -> None:
    """JSON has the standard's boolean."""
    assert json.loads(write(ask("ASK {}"), "json"))["boolean"] is True


@pytest.mark.parametrize("format_", GRAPH_FORMATS)
def test_graph_comes_back_as_it_was(format_: str) -> None:
    """What is written of a graph is read back as the same triples; Turtle uses the prefixes."""
    content = write(ask(GRAPH), format_)
    base = "https://w3id.org/dipgraph/"
    rdf_type = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    expected = ox.Triple(ox.NamedNode(base + "state/jp"), rdf_type, ox.NamedNode(base + "ontology#State"))
    assert [quad.triple for quad in ox.parse(content, format=GRAPH_FORMATS[format_])] == [expected]
    if format_ == "ttl":
        assert b"state:jp a dip:State ." in content


def test_empty_answers_keep_their_columns() -> None:
    """An answer without rows has its header all the same."""
    assert write(ask("SELECT ?a ?b { ?a ?b 1 }"), "csv") == b"a,b\r\n"
    assert write(ask("SELECT ?a ?b { ?a ?b 1 }"), "md") == b"| a | b |\n| --- | --- |\n"


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (None, ""),
        (ox.NamedNode("https://w3id.org/dipgraph/ontology#fulfils"), "dip:fulfils"),
        (ox.NamedNode("https://example.org/x"), "https://example.org/x"),
        (ox.Literal("in July", language="en"), "in July"),
        (ox.Literal(3), "3"),
        (ox.BlankNode("b"), "b"),
    ],
)
def test_cell(term: ox.NamedNode | ox.Literal | ox.BlankNode | None, expected: str) -> None:
    """A cell is what a person reads: a short IRI, the bare text, nothing."""
    assert cell(term) == expected


def test_table_shows_all_rows() -> None:
    """The table has a heading a column, a line a row, numbers to the right, and shows no control characters raw."""
    lines = printed(ROWS.replace("?none", "?no_value")).splitlines()
    assert lines[0].split() == ["thing", "n", "words", "no", "value"]
    assert lines[1].split()[:2] == ["issue/ukraine", "2"]
    assert lines[1].index("2") == lines[2].index("10") + 1
    assert "外交\ufffdnew line\ufffd[2J" in lines[2]
    assert len(lines) == 3
    assert table(solutions(ROWS))[1] == 2


def test_table_takes_no_markup_from_values() -> None:
    """Square brackets in a value are text."""
    assert "[red]a[/b]" in printed('SELECT ("[red]a[/b]" AS ?x) {}')


def test_table_links_lead_to_the_address() -> None:
    """On a terminal a cell carries the link that its IRI has, and other cells none."""
    text = printed(ROWS, {"https://w3id.org/dipgraph/issue/ukraine": "https://example.org/u#:~:text=a"}, terminal=True)
    assert text.count("https://example.org/u#:~:text=a") == 1
    assert "\x1b]8;" in text
    assert "\x1b]8;" not in printed(ROWS, {}, terminal=True)


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\r", "\n", "\t", "\x7f", "\x9b", "\u202e", "\u2028"])
def test_visible_lets_no_control_character_through(character: str) -> None:
    """What would steer a terminal, or turn the direction of writing, is shown as U+FFFD."""
    assert visible(f"a{character}b c") == "a\ufffdb c"


def test_visible_keeps_what_is_read() -> None:
    """Letters of all scripts, signs and blanks stay."""
    text = "外交 “é” 한 \U0001d538 a b"
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a\nb", "a b"), ("a \r\n  b", "a b"), ("a\tb", "a b"), ("a  b", "a  b"), ("a\x1bb", "a\ufffdb")],
)
def test_one_line(text: str, expected: str) -> None:
    """Line ends become one blank, control characters U+FFFD."""
    assert one_line(text) == expected


def test_xml_text_keeps_what_xml_allows() -> None:
    """Tabs, line ends and characters beyond U+FFFF are allowed, other controls, U+FFFE and U+FFFF are not."""
    assert xml_text("\t\n\r é\U0001d538\ufffd") == "\t\n\r é\U0001d538\ufffd"
    assert xml_text("\x00\x0b\x1f\ufffe\uffff") == "\ufffd" * 5


@pytest.mark.parametrize("format_", ["csv", "json", "md"])
def test_query_that_fails_on_its_way(small_store: Store, format_: str) -> None:
    """What goes wrong only when rows are computed (here a service without an address) is an error of the query."""
    sparql = "SELECT * { ?s a <https://w3id.org/dipgraph/ontology#State> . SERVICE <urn:nowhere> { ?s ?p ?o } }"
    with pytest.raises(QueryError, match=r"^the query failed: "):
        write(small_store.query(sparql), format_)
    found = small_store.query(sparql)
    assert isinstance(found, Rows)
    with pytest.raises(QueryError, match=r"^the query failed: "):
        table(found)
