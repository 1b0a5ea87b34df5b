"""What shapes can reach: the part of the reference data that can have a say in the check of one graph.

A graph is checked with the reference data, which may be thousands of times as large. Paths and queries of the shapes
lead from a node that is checked over a few triples: those are picked out, and all others are left away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from dipgraph.shacl import Others, Shapes, Term, Triples
from dipgraph.terms import RDF, SH

_SUBCLASS = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
_TYPE = RDF + "type"
_NAME = re.compile(r"<([^<>\s]+)>|\b([A-Za-z][\w-]*):([A-Za-z][\w-]*)")
_TARGETS = {"targetClass", "targetSubjectsOf", "targetObjectsOf"}
_KINDS = {SH + "NodeShape", SH + "PropertyShape", "http://www.w3.org/2002/07/owl#Ontology"}
_INNER = {SH + "node", SH + "qualifiedValueShape", SH + "not", RDF + "first"}
# From a node that is checked, a path or query of shapes.ttl leads over three triples at most: the nodes at the first
# and the second of them are looked at. tests/test_reach.py compares with the whole reference.
_STEPS = 2
_SUBJECTS = 20


class Reach:
    """Which properties the shapes follow beyond the node that is checked, and which of them against their direction."""

    def __init__(self, shapes: Shapes) -> None:
        """Read off the paths and the queries of *shapes*."""
        self._shapes = shapes
        self.forward: set[str] = set()
        self.backward: set[str] = set()
        prefixes: dict[str, str] = {}
        for said in shapes.said.values():
            for prefix, namespace in zip(said.get("prefix", ()), said.get("namespace", ()), strict=False):
                prefixes[_value(prefix)] = _value(namespace)
        inner = _inner(shapes)
        for node, said in shapes.said.items():
            for path in said.get("path", ()):
                if not isinstance(path, ox.NamedNode) or node in inner:
                    self._follow(path)
            for text in said.get("select", ()):
                for iri, prefix, local in _NAME.findall(_value(text)):
                    followed = iri or prefixes.get(prefix, prefix + ":") + local
                    self.forward.add(followed)
                    self.backward.add(followed)
            self.backward.update(_value(predicate) for predicate in said.get("targetObjectsOf", ()))
        self.backward.discard(_TYPE)

    def _follow(self, path: Term, against: bool = False) -> None:
        """Note the properties of a path; those within sh:inversePath are followed against their direction."""
        if isinstance(path, ox.NamedNode):
            (self.backward if against else self.forward).add(path.value)
            return
        said = self._shapes.said.get(path, {})
        for item in self._shapes.items(path):
            self._follow(item, against)
        for name in ("alternativePath", "zeroOrOnePath", "zeroOrMorePath", "oneOrMorePath"):
            for inner in said.get(name, ()):
                self._follow(inner, against)
        for inner in said.get("inversePath", ()):
            self._follow(inner, not against)


def _inner(shapes: Shapes) -> set[Term]:
    """Return what may be a shape for the values of another: also what stands in a list, as within sh:or."""
    return {
        t.object
        for t in shapes.triples
        if t.predicate.value in _INNER or (t.predicate.value == SH + "property" and "path" in shapes.said[t.subject])
    }


class Index:
    """Reference data by what the shapes follow in it."""

    def __init__(self, reference: Triples, reach: Reach) -> None:
        """Sort the triples of *reference* by subject, and by object where a property is followed backward."""
        self._reach = reach
        self._from: dict[Term, list[ox.Triple]] = {}
        self._to: dict[Term, list[Term]] = {}
        self.classes: list[ox.Triple] = []
        for t in reference:
            if t.predicate.value == _SUBCLASS:
                self.classes.append(t)
            # A variable may stand for any property that leads to a node; a literal is looked at by name only.
            if not isinstance(t.object, ox.Literal) or t.predicate.value in reach.forward:
                self._from.setdefault(t.subject, []).append(t)
            if t.predicate.value in reach.backward:
                self._to.setdefault(t.object, []).append(t.subject)
        self._whole: dict[Term, list[ox.Triple]] = {}
        for t in reference:
            self._whole.setdefault(t.subject, []).append(t)

    def around(self, triples: Triples, others: Others | None = None) -> list[ox.Triple]:
        """Return the triples that can have a say in the check of the graph of *triples*, its own left out."""
        forward = self._reach.forward
        checked = {t.subject for t in triples}
        # What is said elsewhere of a node that is checked counts as if the graph said it.
        seen = dict.fromkeys(t for node in checked for t in self._whole.get(node, ()))
        if others is not None:
            seen.update(dict.fromkeys(others.around(checked, frozenset(), frozenset())))
        nodes = {node for t in (*triples, *seen) for node in (t.subject, t.object) if not isinstance(node, ox.Literal)}
        done: set[Term] = set()
        for step in range(_STEPS + 1):
            found = [t for node in nodes for t in self._from.get(node, ())]
            after = {t.object for t in found if t.predicate.value in forward}
            if step == 0:
                after.update(subject for node in nodes for subject in self._to.get(node, ()))
            if others is not None:
                # Backward only at the first step, and not from what is reference data: half of all documents name a state.
                own = {node for node in nodes if node not in self._whole or node in checked} if step == 0 else set()
                for t in others.around(nodes, own, self._reach.backward):
                    found.append(t)
                    if t.subject in nodes:
                        if t.predicate.value in forward:
                            after.add(t.object)
                    else:
                        after.add(t.subject)
            seen.update(dict.fromkeys(found))
            done |= nodes
            nodes = {node for node in after if not isinstance(node, ox.Literal)} - done
        given = set(triples)
        return [t for t in seen if t not in given]


class Targets:
    """Which shapes may target something in a graph, so that the others need not be tried."""

    def __init__(self, shapes: Shapes, classes: Triples) -> None:
        """Read off the targets of *shapes*; *classes* are the triples of rdfs:subClassOf."""
        self._by: dict[tuple[str, Term], list[str]] = {}
        self._always: list[str] = []
        for shape, said in shapes.said.items():
            if isinstance(shape, ox.NamedNode):
                for name in said.keys() & _TARGETS:
                    for term in said[name]:
                        self._by.setdefault((name, term), []).append(shape.value)
                # A target of another kind, or a shape that is a class itself.
                other = any(name.startswith("target") for name in said.keys() - _TARGETS)
                if other or any(
                    kind.value not in _KINDS for kind in said.get(_TYPE, ()) if isinstance(kind, ox.NamedNode)
                ):
                    self._always.append(shape.value)
        self._above: dict[Term, list[Term]] = {}
        for t in classes:
            self._above.setdefault(t.subject, []).append(t.object)

    def of(self, triples: Triples, seen: Triples) -> list[str]:
        """Return the shapes that may target something in the graph of *triples*, of which *seen* says more."""
        checked = {t.subject for t in triples}
        keys: list[tuple[str, Term]] = [("targetSubjectsOf", t.predicate) for t in seen if t.subject in checked]
        keys += [("targetObjectsOf", t.predicate) for t in seen if t.object in checked]
        classes = {t.object for t in seen if t.predicate.value == _TYPE and t.subject in checked}
        above = dict(self._above)
        for t in triples:
            if t.predicate.value == _SUBCLASS:
                above[t.subject] = [*above.get(t.subject, ()), t.object]
        todo = list(classes)
        while todo:
            news = set(above.get(todo.pop(), ())) - classes
            classes |= news
            todo += news
        keys += [("targetClass", term) for term in classes]
        names = {name for key in set(keys) for name in self._by.get(key, ())}
        return sorted(names.union(self._always))


def parts(triples: Triples) -> Iterator[Triples]:
    """Yield *triples*, some subjects at a time: a query may take a time that grows with all that is seen."""
    subjects: dict[Term, list[ox.Triple]] = {}
    for t in triples:
        subjects.setdefault(t.subject, []).append(t)
    blocks = list(subjects.values())
    for at in range(0, len(blocks), _SUBJECTS):
        yield [t for block in blocks[at : at + _SUBJECTS] for t in block]


def _value(term: Term) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value
