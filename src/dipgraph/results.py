"""Answers in the formats that people and programs read: a table, CSV, TSV, JSON, XML, Markdown, and RDF for graphs."""

from __future__ import annotations

import io

import pyoxigraph as ox

from dipgraph import registry
from dipgraph.errors import UsageError
from dipgraph.rows import Results, Rows, Term, answering, cell
from dipgraph.terms import PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from rich.table import Table

ROW_FORMATS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
GRAPH_FORMATS = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD}
# Compiled where it is needed, which takes a while; re keeps it then.
XML_FORBIDS = "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
FORMATS = ("table", "md", *ROW_FORMATS, *GRAPH_FORMATS)


def write(results: Results, format: str) -> bytes:
    """Return *results* in *format*, one of FORMATS but "table"; a UsageError says which formats would do.

    Rows go to csv, tsv, json, xml and md, a yes or no too; the triples of CONSTRUCT go to ttl, nt and jsonld.
    """
    if format not in FORMATS:
        raise UsageError(registry.unknown("format", format, FORMATS))
    with answering():
        return _written(results, format)


def _written(results: Results, format: str) -> bytes:
    output = io.BytesIO()
    if isinstance(results, ox.QueryTriples):
        if format not in GRAPH_FORMATS:
            raise UsageError(f"a graph cannot be written as {format}: choose one of {', '.join(GRAPH_FORMATS)}")
        ox.serialize(results, output, GRAPH_FORMATS[format], prefixes=None if format == "nt" else PREFIXES)
    elif format in ROW_FORMATS:
        if isinstance(results, ox.QueryBoolean) and format in ("csv", "tsv"):
            return b"true\n" if results else b"false\n"
        results.serialize(output, ROW_FORMATS[format])
        if format == "xml":
            return xml_text(output.getvalue().decode()).encode()
    elif format == "md":
        return _markdown(results).encode()
    else:
        raise UsageError(f"rows cannot be written as {format}: choose one of md, {', '.join(ROW_FORMATS)}")
    return output.getvalue()


def table(solutions: Rows, width: int | None = None, links: dict[str, str] | None = None) -> tuple[Table, int]:
    """Return a rich table of *solutions*, and the number of its rows; *links* gives the address that an IRI leads to.

    Where the columns would be squeezed within *width* characters, each row is written below the other as a record, with
    a line for each column that has a value.
    """
    from rich.table import Table
    from rich.text import Text

    names = [variable.value for variable in solutions.variables]
    with answering():
        rows = list(solutions)

    def styled(term: Term) -> Text:
        address = (links or {}).get(term.value) if isinstance(term, ox.NamedNode) else None
        return Text(visible(cell(term)), style=f"link {address}" if address else "")

    result = Table(header_style="bold", box=None, pad_edge=False)
    if width is not None and sum(_room(name, rows) + 1 for name in names) > width:
        result.show_header = False
        for style, overflow in (("dim", "fold"), ("bold", "fold"), ("", "fold")):
            result.add_column(style=style, overflow=overflow)  # type: ignore[arg-type]
        for number, row in enumerate(rows, start=1):
            filled = [name for name in names if row[name] is not None]
            for name in filled:
                first, last = name == filled[0], name == filled[-1]
                result.add_row(
                    str(number) if first else "", name.replace("_", " "), styled(row[name]), end_section=last
                )
            result.add_row()
    else:
        for name in names:
            numeric = any(_is_number(row[name]) for row in rows)
            result.add_column(name.replace("_", " "), justify="right" if numeric else "left", overflow="fold")
        for row in rows:
            result.add_row(*(styled(row[name]) for name in names))
    return result, len(rows)


def lines(solutions: Rows) -> list[str]:
    """Return the table of *solutions* as text, as wide as it is: a line of headings, and one a row."""
    names = [variable.value for variable in solutions.variables]
    with answering():
        rows = list(solutions)
    right = {at for at, name in enumerate(names) if any(_is_number(row[name]) for row in rows)}
    cells = [[visible(cell(row[name])) for name in names] for row in rows]
    return columns([name.replace("_", " ") for name in names], cells, right)


def columns(headings: Sequence[str], rows: Sequence[Sequence[str]], right: Container[int] = ()) -> list[str]:
    """Return *rows* below *headings*, set in columns two blanks apart, those in *right* to the right.

    >>> columns(["issue", "n"], [["issue/ukraine", "2"]], {1})
    ['issue          n', 'issue/ukraine  2']
    """
    table = [headings, *rows]
    widths = [max(map(_columns, column)) for column in zip(*table, strict=True)]
    written = []
    for row in table:
        blanks = [" " * (width - _columns(text)) for text, width in zip(row, widths, strict=True)]
        set_ = (b + text if at in right else text + b for at, (text, b) in enumerate(zip(row, blanks, strict=True)))
        written.append("  ".join(set_).rstrip())
    return written


def _columns(text: str) -> int:
    """Return how many columns of a terminal *text* takes: two for a wide character, none for what joins the one before."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(0 if category(c) in ("Mn", "Me") else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _room(name: str, rows: list[ox.QuerySolution]) -> int:
    """Return how many characters a column needs to be read with ease: its longest cell, or 24 to be folded in."""
    return max(len(name), *(min(24, len(cell(row[name]))) for row in rows)) if rows else len(name)


def _is_number(term: Term) -> bool:
    return isinstance(term, ox.Literal) and term.datatype.value.rsplit("#", 1)[-1] in ("integer", "decimal", "double")


def visible(text: str) -> str:
    """Return *text* with control characters shown, not sent to the terminal.

    >>> visible("a\\x1b[2Jb")
    'a�[2Jb'
    """
    return text if text.isprintable() else "".join(c if c.isprintable() else "\ufffd" for c in text)


def xml_text(text: str) -> str:
    """Return *text* with each character that XML forbids replaced by U+FFFD.

    >>> xml_text("a\\x00b")
    'a\ufffdb'
    """
    import re

    return re.sub(XML_FORBIDS, "\ufffd", text)


def one_line(text: str) -> str:
    """Return *text* on one line, its control characters shown.

    >>> one_line("agreed\\nto meet")
    'agreed to meet'
    """
    if text.isprintable():
        return text
    import re

    return visible(re.sub(r"\s*[\r\n\t]\s*", " ", text))


def _markdown(results: Rows | ox.QueryBoolean) -> str:
    if isinstance(results, ox.QueryBoolean):
        return f"{'yes' if results else 'no'}\n"
    names = [variable.value for variable in results.variables]
    lines = [_md_row(names), _md_row("---" for _ in names)]
    lines += [_md_row(cell(row[name]) for name in names) for row in results]
    return "\n".join(lines) + "\n"


def _md_row(cells: Iterable[str]) -> str:
    words = (visible(" ".join(text.split())) for text in cells)
    return "| " + " | ".join(text.replace("\\", "\\\\").replace("|", "\\|") for text in words) + " |"
