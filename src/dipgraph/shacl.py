"""SHACL: shapes with their words, what is asked of a graph, and what a report says. An engine does the work between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Protocol, TypeAlias

import pyoxigraph as ox

from dipgraph import shipped
from dipgraph.terms import DIP, RDF, SH, shorten

SHAPES = "https://w3id.org/dipgraph/shapes#"
Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Triples: TypeAlias = Sequence[ox.Triple]

TYPE = ox.NamedNode(RDF + "type")
_RESULT = ox.NamedNode(SH + "ValidationResult")


@dataclass(frozen=True)
class Result:
    """One result of SHACL: which shape, on which node, for which property and value, with the rule and the cure in words."""

    shape: str
    focus: str
    path: str | None
    value: str | None
    message: str
    cure: str
    component: str


@dataclass(frozen=True)
class Found:
    """One result of a SHACL report as it stands there; a path that is no single property is a blank node."""

    focus: Term
    shape: Term
    component: Term
    path: Term | None = None
    value: Term | None = None
    severity: Term | None = None
    messages: tuple[ox.Literal, ...] = ()


def read_report(triples: Iterable[ox.Triple]) -> list[Found]:
    """Return the results of a SHACL report; those within a result, which are its details, are left out."""
    nodes: dict[Term, dict[str, list[Term]]] = {}
    for t in triples:
        nodes.setdefault(t.subject, {}).setdefault(t.predicate.value.removeprefix(SH), []).append(t.object)
    found = []
    results = [node for said in nodes.values() for node in said.get("result", ())]
    for said in map(nodes.__getitem__, results):
        if _RESULT in said.get(TYPE.value, ()):
            first = {name: objects[0] for name, objects in said.items()}
            messages = tuple(m for m in said.get("resultMessage", ()) if isinstance(m, ox.Literal))
            needed = [first[name] for name in ("focusNode", "sourceShape", "sourceConstraintComponent")]
            more = [first.get(name) for name in ("resultPath", "value", "resultSeverity")]
            found.append(Found(needed[0], needed[1], needed[2], more[0], more[1], more[2], messages))
    return found


@dataclass(frozen=True, eq=False)
class Shapes:
    """A graph of shapes, with the words that its shapes have for what breaks them."""

    triples: tuple[ox.Triple, ...]

    @cached_property
    def said(self) -> Mapping[Term, Mapping[str, Sequence[Term]]]:
        """What is said of each node: its properties' values; the names of SHACL's own properties are short."""
        said: dict[Term, dict[str, list[Term]]] = {}
        for t in self.triples:
            said.setdefault(t.subject, {}).setdefault(t.predicate.value.removeprefix(SH), []).append(t.object)
        return said

    @cached_property
    def _targeting(self) -> Mapping[str, Sequence[str]]:
        targeting: dict[str, list[str]] = {}
        for shape, said in self.said.items():
            for predicate in said.get("targetSubjectsOf", ()):
                if isinstance(shape, ox.NamedNode) and isinstance(predicate, ox.NamedNode):
                    targeting.setdefault(predicate.value, []).append(shape.value)
        return {predicate: sorted(shapes) for predicate, shapes in targeting.items()}

    def targeting(self, predicate: str) -> Sequence[str]:
        """Return the shapes that target every subject of *predicate*."""
        return self._targeting.get(predicate, ())

    def items(self, node: Term) -> list[Term]:
        """Return the members of the list that begins at *node*."""
        items: list[Term] = []
        while RDF + "first" in (said := self.said.get(node, {})) and len(items) < len(self.triples):
            items.append(said[RDF + "first"][0])
            node = next(iter(said.get(RDF + "rest", ())), ox.NamedNode(RDF + "nil"))
        return items

    def worded(self, found: Found) -> Result:
        """Return *found* with the message and the cure of its shape; nodes without an address are left out."""
        said = self.said.get(found.shape, {})
        message = next(iter(said.get("message", found.messages)), None)
        cure = next(iter(said.get(DIP + "cure", ())), None)
        name = _text(found.shape)
        value = None if found.value is None or isinstance(found.value, ox.BlankNode) else _text(found.value)
        return Result(
            "dips:" + name.removeprefix(SHAPES) if name.startswith(SHAPES) else shorten(name),
            _text(found.focus),
            found.path.value if isinstance(found.path, ox.NamedNode) else None,
            value,
            "" if message is None else _text(message),
            "" if cure is None else _text(cure),
            _text(found.component).removeprefix(SH),
        )


def _text(term: Term) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value


@cache
def shapes() -> Shapes:
    """Return the shapes of ``ontology/shapes.ttl``."""
    content = (shipped.folder("ontology") / "shapes.ttl").read_bytes()
    quads = ox.parse(content, format=ox.RdfFormat.TURTLE, base_iri=SHAPES.removesuffix("#"))
    return Shapes(tuple(quad.triple for quad in quads))


@dataclass(frozen=True)
class Asked:
    """What of a graph is checked: all that it describes; of a thing that it only links to another, the link.

    What others say of such a thing is not looked at.
    """

    described: frozenset[str]
    linked: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, triples: Triples, shapes: Shapes) -> Asked:
        """Return what of *triples* is checked: the nodes that have a type there, and for others the shapes of each."""
        typed = {t.subject for t in triples if t.predicate == TYPE}
        linked: dict[str, set[str]] = {}
        for t in triples:
            if t.subject not in typed and isinstance(t.subject, ox.NamedNode):
                linked.setdefault(t.subject.value, set()).update(shapes.targeting(t.predicate.value))
        described = frozenset(node.value for node in typed if isinstance(node, ox.NamedNode))
        return cls(described, {node: frozenset(names) for node, names in linked.items() if names})

    def covers(self, focus: str, shape: str) -> bool:
        """Say whether the node *focus* is checked by *shape*."""
        return focus in self.described or shape in self.linked.get(focus, ())


class Others(Protocol):
    """What lies beside a graph in its dataset, where that is more than the reference data."""

    def everything(self) -> Iterable[ox.Triple]:
        """Yield all triples."""

    def around(self, subjects: Set[Term], objects: Set[Term], properties: Set[str]) -> Iterable[ox.Triple]:
        """Yield the triples of *subjects*, and those that lead to *objects* by one of *properties*."""


class Engine(Protocol):
    """Shapes over reference data, which are prepared once; a graph after another is checked by them."""

    def check(self, triples: Triples, others: Others | None = None) -> list[Result]:
        """Return the results for the graph of *triples*, seen with the reference data and *others*."""
