"""The terms of the ontology with what its files say of them, in their order, and the rules of the shapes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from dipgraph.terms import DIP, RDF, RDFS, SH, SKOS, shorten

SHAPES = DIP.replace("ontology", "shapes")


@dataclass(frozen=True)
class Rule:
    """What a shape demands, in words, and what to do about data that does not comply."""

    shape: str
    message: str
    cure: str


class Facts:
    """The triples of a Turtle file by subject and property, in the order of the file, and the sections of its terms."""

    def __init__(self, path: Path) -> None:
        """Read the file at *path*."""
        source = path.read_text(encoding="utf-8")
        self.of: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for quad in ox.parse(source.encode(), format=ox.RdfFormat.TURTLE):
            self.of[_key(quad.subject)][quad.predicate.value].append(quad.object)
        prefixes = dict(re.findall(r"^@prefix ([\w-]*): <(.*)> \.$", source, re.MULTILINE))
        self.sections: dict[str, list[str]] = {"": []}
        for line in source.splitlines():
            if match := re.fullmatch(r"# --- (.*) ---", line):
                self.sections[match[1]] = []
            elif (match := re.match(r"([\w-]*):([\w-]+)", line)) and match[1] in prefixes:
                list(self.sections.values())[-1].append(prefixes[match[1]] + match[2])

    def subjects(self, namespace: str) -> list[str]:
        """Return the subjects in *namespace* that begin a line, in the order of the file."""
        return [iri for subjects in self.sections.values() for iri in subjects if iri.startswith(namespace)]

    def text(self, subject: str, property: str) -> str:
        """Return the English (or only) text of *property* of *subject*; several are put one after the other."""
        values = [v for v in self.of[subject][property] if isinstance(v, ox.Literal) and v.language in (None, "en")]
        return " ".join(value.value for value in values)

    def iris(self, subject: str, *properties: str) -> list[str]:
        """Return the IRIs that are values of *properties* of *subject*."""
        values = (value for property in properties for value in self.of[subject][property])
        return [value.value for value in values if isinstance(value, ox.NamedNode)]

    def sort(self, subject: str) -> str:
        """Say whether *subject* is a "class", a "property", or a "value" of a class."""
        types = self.iris(subject, RDF + "type")
        if any(iri.endswith("Property") for iri in types):
            return "property"
        return "class" if any(iri.endswith("#Class") for iri in types) else "value"

    def items(self, node: Any) -> Iterator[Any]:
        """Yield the items of the list *node*."""
        while said := self.of.get(_key(node)):
            yield said[RDF + "first"][0]
            node = said[RDF + "rest"][0]

    def reached(self, node: Any) -> Iterator[str]:
        """Yield the IRIs of the path or list *node*, in its order."""
        if isinstance(node, ox.NamedNode):
            if node.value != RDF + "nil":
                yield node.value
        elif isinstance(node, ox.BlankNode):
            for values in list(self.of[_key(node)].values()):
                for value in values:
                    yield from self.reached(value)


def _key(node: Any) -> str:
    return node.value if isinstance(node, ox.NamedNode) else str(node)


def name_of(iri: str) -> str:
    """Return the short form of the address of a term or a shape.

    >>> name_of("https://w3id.org/dipgraph/shapes#Label"), name_of("https://w3id.org/dipgraph/act/agree")
    ('dips:Label', 'act/agree')
    """
    return "dips:" + iri.removeprefix(SHAPES) if iri.startswith(SHAPES) else shorten(iri)


def terms(folder: Path) -> list[tuple[str, ...]]:
    """Return the terms of the ontology in a *folder*: of each the address, sort, label, definition, and its notes.

    >>> from dipgraph import shipped
    >>> terms(shipped.folder("ontology"))[0][:3]
    ('https://w3id.org/dipgraph/ontology#Actor', 'class', 'actor')
    """
    facts, words = Facts(folder / "dipgraph.ttl"), ("definition", "scopeNote")
    return [
        (iri, facts.sort(iri), facts.text(iri, RDFS + "label") or facts.text(iri, SKOS + "prefLabel"),
         *(facts.text(iri, SKOS + property) for property in words))
        for iri in facts.subjects(DIP)
    ]  # fmt: skip


def rules(shapes: Facts) -> dict[str, list[Rule]]:
    """Return the rules of *shapes* by the term that each is about.

    A rule on one property of the ontology is about that property; any other is about the classes whose shapes have it,
    or the classes or properties by which its shape finds what it judges.
    """
    targets = (SH + "targetClass", SH + "targetSubjectsOf", SH + "targetObjectsOf")
    users: dict[str, list[str]] = defaultdict(list)
    for shape in shapes.subjects(SHAPES):
        for used in shapes.iris(shape, SH + "property"):
            users[used] += shapes.iris(shape, *targets)
    found: dict[str, list[Rule]] = defaultdict(list)
    for shape in shapes.subjects(SHAPES):
        message = shapes.text(shape, SH + "message")
        if not message:
            continue
        path = [iri for node in shapes.of[shape][SH + "path"] for iri in shapes.reached(node)]
        own = [iri for iri in path if iri.startswith(DIP)]
        about = (own if len(own) == 1 else []) or users[shape] or shapes.iris(shape, *targets) or path
        for term in dict.fromkeys(about):
            found[term].append(Rule(shape, message, shapes.text(shape, DIP + "cure")))
    return found
