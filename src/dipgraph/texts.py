"""Documents against their texts: the digest, the length, and each quotation at its offsets. SHACL cannot see these."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from dipgraph.dataset import Graph
from dipgraph.documents import Document
from dipgraph.errors import DipgraphError
from dipgraph.places import Lines
from dipgraph.report import Finding
from dipgraph.terms import DIP

Facts = dict[str, dict[str, str]]
_TEXT = ox.NamedNode(DIP + "text")


def check(graph: Graph, lines: Lines) -> Iterator[Finding]:
    """Yield what is wrong between the document *graph* and the text that lies beside its file, if it names one."""
    if not any(t.predicate == _TEXT for t in graph.triples):
        return
    facts = _facts(graph)
    head = facts.get(graph.name.value, {})
    if "text" not in head:
        return

    def fault(rule: str, focus: str, name: str, message: str, cure: str, value: str) -> Finding:
        line = lines.of(focus, DIP + name)
        return Finding(graph.path, line, f"text/{rule}", message, cure, focus, DIP + name, value)

    document_iri = graph.name.value
    file = graph.path.parent / head["text"]
    if file.parent.resolve() != graph.path.parent.resolve():
        message = "The text of a document lies beside its Turtle."
        yield fault("file", document_iri, "text", message, "Give the bare name of a file there.", head["text"])
        return
    try:
        document = Document.read(file)
    except DipgraphError as error:
        yield fault("file", document_iri, "text", "The text of a document can be read.", f"{error}.", head["text"])
        return
    if head.get("sha256", document.sha256) != document.sha256:
        message = "The digest is that of the text as it is."
        cure = f"If the text is right, write {document.sha256} and look at every passage again."
        yield fault("sha256", document_iri, "sha256", message, cure, head["sha256"])
    length = str(len(document.text))
    if head.get("length", length) != length:
        message = "The length is the number of code points of the text."
        yield fault("length", document_iri, "length", message, f"Write {length}.", head["length"])
    for focus, passage in facts.items():
        if {"startOffset", "endOffset", "quotation"} <= passage.keys() and (mend := _misplaced(passage, document)):
            message = "The words at a passage's offsets are its quotation."
            yield fault("quotation", focus, "quotation", message, mend, passage["quotation"])


def _facts(graph: Graph) -> Facts:
    facts: Facts = {}
    for t in graph.triples:
        if isinstance(t.subject, ox.NamedNode) and isinstance(t.object, ox.Literal):
            facts.setdefault(t.subject.value, {})[t.predicate.value.removeprefix(DIP)] = t.object.value
    return facts


def _misplaced(passage: dict[str, str], document: Document) -> str | None:
    """Return how to mend a passage whose offsets do not give its quotation; None if they do, or are no numbers at all."""
    quotation = passage["quotation"]
    try:
        start, end = int(passage["startOffset"]), int(passage["endOffset"])
    except ValueError:
        return None
    if start < 0 or document.passage(start, end) == quotation:
        return None
    if places := document.find(quotation):
        return "The words stand at " + " or ".join(f"{at} to {at + len(quotation)}" for at in places[:3]) + "."
    return f"They are nowhere in the text; at the offsets stands {document.passage(start, end)[:60]!r}."
