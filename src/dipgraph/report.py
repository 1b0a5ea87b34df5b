"""What validation found: findings in words, each with its place and its cure, and the same as a SHACL report."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pyoxigraph as ox

from dipgraph.errors import FindingsError
from dipgraph.results import one_line
from dipgraph.terms import PREFIXES, RDF, SH, shorten


@dataclass(frozen=True)
class Finding:
    """One fault: where it is, the rule that is broken, and how to mend it.

    *component* is the kind of constraint, as SHACL names it; checks and tests of texts count as SPARQL constraints.

    *rule* names the shape ("dips:Meeting-date"), the check ("checks/dangling") or the test of a text ("text/quotation").
    """

    path: Path
    line: int | None
    rule: str
    message: str
    cure: str
    focus: str
    property: str | None = None
    value: str | None = None
    component: str = "SPARQLConstraintComponent"

    def __str__(self) -> str:
        """Return the finding on one line: place, thing, rule in words, what was found, cure."""
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        about = shorten(self.focus) + (f" {shorten(self.property)}" if self.property else "")
        found = f" (found: {_short(self.value)})" if self.value else ""
        return one_line(f"{place}: {about}: {self.message}{found} {self.cure} [{self.rule}]")


@dataclass(frozen=True)
class Report:
    """The findings of a validation, in the order of files and lines, with the number of graphs that were checked."""

    findings: tuple[Finding, ...]
    graphs: int

    @property
    def conforms(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def raise_for_findings(self) -> None:
        """Raise a FindingsError with the first finding and their number, if there are any."""
        if self.findings:
            more = f" (and {len(self.findings) - 1} more)" if len(self.findings) > 1 else ""
            raise FindingsError(f"{self.findings[0]}{more}")

    def _repr_html_(self) -> str:
        """Return the findings as a table of HTML, for notebooks."""
        faults = "1 fault" if len(self.findings) == 1 else f"{len(self.findings) or 'no'} faults"
        checked = f"<p>{self.graphs:,} graphs checked: {faults}</p>"
        if self.conforms:
            return checked
        rows = (
            (
                f"{finding.path}:{finding.line}" if finding.line else str(finding.path),
                shorten(finding.focus),
                finding.message,
                finding.value or "",
                finding.cure,
                finding.rule,
            )
            for finding in self.findings
        )
        heading = "".join(f"<th>{name}</th>" for name in ("place", "thing", "fault", "found", "cure", "rule"))
        body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>\n" for row in rows)
        return f"{checked}<table><thead><tr>{heading}</tr></thead>\n<tbody>{body}</tbody></table>"

    def to_json(self) -> str:
        """Return the report as JSON: conforms, graphs, findings with their fields."""
        findings = [{**vars(finding), "path": str(finding.path)} for finding in self.findings]
        whole = {"conforms": self.conforms, "graphs": self.graphs, "findings": findings}
        return json.dumps(whole, ensure_ascii=False, indent=2)

    def to_turtle(self) -> str:
        """Return the report as a sh:ValidationReport in Turtle."""
        prefixes = PREFIXES | {"sh": SH, "dips": PREFIXES["dip"].replace("ontology", "shapes")}
        content = ox.serialize(self._triples(), format=ox.RdfFormat.TURTLE, prefixes=prefixes)
        assert content is not None
        return content.decode()

    def _triples(self) -> Iterable[ox.Triple]:
        sh = {name: ox.NamedNode(SH + name) for name in _TERMS}
        a = ox.NamedNode(RDF + "type")
        report = ox.BlankNode("report")
        yield ox.Triple(report, a, sh["ValidationReport"])
        yield ox.Triple(report, sh["conforms"], ox.Literal(self.conforms))
        for number, finding in enumerate(self.findings, start=1):
            result = ox.BlankNode(f"result{number}")
            yield ox.Triple(report, sh["result"], result)
            yield ox.Triple(result, a, sh["ValidationResult"])
            yield ox.Triple(result, sh["resultSeverity"], sh["Violation"])
            yield ox.Triple(result, sh["focusNode"], _node(finding.focus))
            yield ox.Triple(result, sh["resultMessage"], ox.Literal(f"{finding.message} {finding.cure}", language="en"))
            yield ox.Triple(result, sh["sourceShape"], _rule_iri(finding.rule))
            yield ox.Triple(result, sh["sourceConstraintComponent"], ox.NamedNode(SH + finding.component))
            if finding.property:
                yield ox.Triple(result, sh["resultPath"], _node(finding.property))
            if finding.value:
                yield ox.Triple(result, sh["value"], _node(finding.value))


_TERMS = (
    "ValidationReport",
    "ValidationResult",
    "Violation",
    "conforms",
    "focusNode",
    "result",
    "resultMessage",
    "resultPath",
    "resultSeverity",
    "sourceConstraintComponent",
    "sourceShape",
    "value",
)


def _node(text: str) -> ox.NamedNode | ox.Literal:
    try:
        return ox.NamedNode(text)
    except ValueError:
        return ox.Literal(text)


def _rule_iri(rule: str) -> ox.NamedNode:
    base = PREFIXES["dip"].removesuffix("ontology#")
    return ox.NamedNode(rule.replace("dips:", base + "shapes#") if rule.startswith("dips:") else base + rule)


def _short(text: str) -> str:
    shown = shorten(text) if text.startswith("http") else text
    return shown if len(shown) <= 80 else shown[:77] + "…"
