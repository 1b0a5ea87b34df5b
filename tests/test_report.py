"""Reports of validation."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from dipgraph.errors import FindingsError
from dipgraph.report import Finding, Report
from dipgraph.terms import DIP, SH

MEETING = "https://w3id.org/dipgraph/meeting/2020-01-02-xa-xb"
FULL = Finding(
    Path("a.ttl"),
    7,
    "dips:Meeting-date",
    "A meeting has one date.",
    "Write it.",
    MEETING,
    DIP + "date",
    "2020-13-01",
)
BARE = Finding(Path("b.ttl"), None, "checks/dangling", "It is described.", "Describe it.", "_:b1")


def test_finding_in_words() -> None:
    """A finding is one line: path and line, thing and property, rule, what was found, cure, name of the rule."""
    assert str(FULL) == (
        "a.ttl:7: meeting/2020-01-02-xa-xb dip:date: A meeting has one date. (found: 2020-13-01) Write it. "
        "[dips:Meeting-date]"
    )
    assert str(BARE) == "b.ttl: _:b1: It is described. Describe it. [checks/dangling]"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (MEETING, "meeting/2020-01-02-xa-xb"),
        ("a" * 80, "a" * 80),
        ("a" * 81, "a" * 77 + "…"),
        ("two\nlines", "two lines"),
        ("\x1b[2J", "\ufffd[2J"),
    ],
)
def test_found_value_is_short_and_harmless(value: str, shown: str) -> None:
    """A value is shortened, stays on the line, and sends nothing to the terminal."""
    finding = Finding(Path("a.ttl"), 7, "text/x", "Rule.", "Cure.", MEETING, None, value)
    assert str(finding) == f"a.ttl:7: meeting/2020-01-02-xa-xb: Rule. (found: {shown}) Cure. [text/x]"


def test_report_without_findings() -> None:
    """Nothing found: it conforms, and raises nothing."""
    report = Report((), 3)
    assert report.conforms
    report.raise_for_findings()
    assert json.loads(report.to_json()) == {"conforms": True, "graphs": 3, "findings": []}


@pytest.mark.parametrize(("findings", "end"), [((BARE,), ""), ((BARE, FULL, FULL), " (and 2 more)")])
def test_raise_for_findings(findings: tuple[Finding, ...], end: str) -> None:
    """The error says the first finding and how many more there are."""
    report = Report(findings, 1)
    assert not report.conforms
    with pytest.raises(FindingsError) as error:
        report.raise_for_findings()
    assert str(error.value) == f"{BARE}{end}"


def test_json_has_all_fields() -> None:
    """JSON has every field of a finding, also those that are not known."""
    parsed = json.loads(Report((FULL, BARE), 2).to_json())
    assert parsed["conforms"] is False
    assert parsed["graphs"] == 2
    assert parsed["findings"][0] == {
        "path": "a.ttl",
        "line": 7,
        "rule": "dips:Meeting-date",
        "message": "A meeting has one date.",
        "cure": "Write it.",
        "focus": MEETING,
        "property": DIP + "date",
        "value": "2020-13-01",
        "component": "SPARQLConstraintComponent",
    }
    assert parsed["findings"][1]["line"] is None
    assert parsed["findings"][1]["value"] is None


def test_turtle_is_a_shacl_report() -> None:
    """The Turtle is a sh:ValidationReport with one sh:ValidationResult a finding."""
    store = ox.Store()
    store.load(Report((FULL, BARE), 2).to_turtle().encode(), format=ox.RdfFormat.TURTLE)
    rows = store.query(f"""
        PREFIX sh: <{SH}>
        SELECT ?shape ?focus ?path ?value ?message {{
          ?report a sh:ValidationReport ; sh:conforms false ; sh:result ?result .
          ?result a sh:ValidationResult ; sh:resultSeverity sh:Violation ; sh:sourceShape ?shape ;
            sh:focusNode ?focus ; sh:resultMessage ?message .
          OPTIONAL {{ ?result sh:resultPath ?path }}
          OPTIONAL {{ ?result sh:value ?value }}
        }} ORDER BY DESC(?shape)""")
    assert isinstance(rows, ox.QuerySolutions)
    found = [[str(row[n]) for n in range(5)] for row in rows]
    base = "https://w3id.org/dipgraph/"
    assert found == [
        [
            f"<{base}shapes#Meeting-date>",
            f"<{MEETING}>",
            f"<{DIP}date>",
            '"2020-13-01"',
            '"A meeting has one date. Write it."@en',
        ],
        [f"<{base}checks/dangling>", '"_:b1"', "None", "None", '"It is described. Describe it."@en'],
    ]


def test_turtle_without_findings() -> None:
    """A report of nothing conforms and has no result."""
    triples = [quad.triple for quad in ox.parse(Report((), 1).to_turtle().encode(), format=ox.RdfFormat.TURTLE)]
    assert len(triples) == 2
    assert {str(t.object) for t in triples if t.predicate.value == SH + "conforms"} == {str(ox.Literal(True))}


def test_report_in_a_notebook() -> None:
    """A notebook shows the findings as a table, escaped; a report without any in a line."""
    finding = Finding(
        Path("a.ttl"), 3, "rule", "<b>message</b>", "cure", "https://w3id.org/dipgraph/state/jp", None, "<i>"
    )
    shown = Report((finding,), 4)._repr_html_()
    assert shown.startswith("<p>4 graphs checked: 1 fault</p><table>")
    assert "<td>a.ttl:3</td><td>state/jp</td><td>&lt;b&gt;message&lt;/b&gt;</td><td>&lt;i&gt;</td>" in shown
    assert Report((), 4)._repr_html_() == "<p>4 graphs checked: no faults</p>"
