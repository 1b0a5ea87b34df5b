"""What shapes can reach: the part of the reference data that can have a say in the check of one graph.

A graph is checked with the reference data, which may be thousands of times as large. Paths and queries of the shapes
lead from a node that is checked over a few triples: those are picked out, and all others are left away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import pyoxigraph as ox

from dipgraph.shacl import Others, Shapes, Term, Triples
from dipgraph.terms import DIP, RDF, SH

_SUBCLASS = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
_TYPE = RDF + "type"
_NAME = re.compile(r"<([^<>\s]+)>|\b([A-Za-z][\w-]*):([A-Za-z][\w-]*)")
_WORDS = {"path", "message", "name", "description", "severity", "property", "order", _TYPE, DIP + "cure"}
# A variable for the class of another node than the one that is checked.
_ANY_CLASS = re.compile(r"(?<!\$this )(?<![\w:])a\s+[?$]|#type|:type")
_INNER = {SH + "node", SH + "qualifiedValueShape", SH + "not", RDF + "first"}
# From a node that is checked, a path or query of shapes.ttl leads over three triples at most: the nodes at the first
# and the second of them are looked at. tests/test_reach.py compares with the whole reference.
_STEPS = 2
_SUBJECTS = 6


class Reach:
    """Which properties the shapes follow beyond the node that is checked, and which of them against their direction."""

    def __init__(self, shapes: Shapes) -> None:
        """Read off the paths and the queries of *shapes*."""
        self._shapes = shapes
        self.forward: set[str] = set()
        self.backward: set[str] = set()
        # The classes that are asked of another node than the one that is checked; the properties by which all classes are.
        self.classes: set[Term] = {term for said in shapes.said.values() for term in said.get("class", ())}
        self.kinds: set[str] = {_SUBCLASS}
        prefixes: dict[str, str] = {}
        for said in shapes.said.values():
            for prefix, namespace in zip(said.get("prefix", ()), said.get("namespace", ()), strict=False):
                prefixes[_value(prefix)] = _value(namespace)
        inner = _inner(shapes)
        for node, said in shapes.said.items():
            for path in said.get("path", ()):
                if not isinstance(path, ox.NamedNode) or node in inner:
                    followed = self._follow(path)
                    self.classes.update(said.get("hasValue", ()))
                    if _TYPE in followed and not said.keys() <= _WORDS | {"hasValue"}:
                        self.kinds |= followed - {_TYPE}
            for text in said.get("select", ()):
                names = {
                    iri or prefixes.get(prefix, prefix + ":") + local
                    for iri, prefix, local in _NAME.findall(_value(text))
                }
                self.forward |= names
                self.backward |= names
                self.classes.update(map(ox.NamedNode, names))
                if _ANY_CLASS.search(_value(text)):
                    self.kinds.add(_TYPE)
            self.backward.update(_value(predicate) for predicate in said.get("targetObjectsOf", ()))
        self.backward.discard(_TYPE)

    def _follow(self, path: Term, against: bool = False) -> set[str]:
        """Note and return the properties of a path; those within sh:inversePath are followed against their direction."""
        if isinstance(path, ox.NamedNode):
            (self.backward if against else self.forward).add(path.value)
            return {path.value}
        said = self._shapes.said.get(path, {})
        found = {name for item in self._shapes.items(path) for name in self._follow(item, against)}
        for way in ("alternativePath", "zeroOrOnePath", "zeroOrMorePath", "oneOrMorePath"):
            for inner in said.get(way, ()):
                found |= self._follow(inner, against)
        for inner in said.get("inversePath", ()):
            found |= self._follow(inner, not against)
        return found


def _inner(shapes: Shapes) -> set[Term]:
    """Return what may be a shape for the values of another: also what stands in a list, as within sh:or."""
    return {
        t.object
        for t in shapes.triples
        if t.predicate.value in _INNER or (t.predicate.value == SH + "property" and "path" in shapes.said[t.subject])
    }


class _Said(NamedTuple):
    """What reference data say of a node, by number: what the shapes follow, with the node at its end; types; all else."""

    followed: list[tuple[int, Term | None]]
    types: list[tuple[int, Term]]
    loose: list[tuple[int, Term]]


class Index:
    """Reference data by what the shapes follow in it."""

    def __init__(self, reference: Triples, reach: Reach) -> None:
        """Sort the triples of *reference* by subject, and by object where a property is followed backward."""
        self._reach = reach
        self.triples = tuple(dict.fromkeys(reference))
        self._to: dict[Term, list[Term]] = {}
        self._whole: dict[Term, list[int]] = {}
        self._above: dict[Term, list[tuple[int, Term]]] = {}
        for at, t in enumerate(self.triples):
            subject, property = t.subject, t.predicate.value
            self._whole.setdefault(subject, []).append(at)
            if property in reach.backward:
                self._to.setdefault(t.object, []).append(subject)
            if property == _SUBCLASS:
                self._above.setdefault(subject, []).append((at, t.object))
        self.classes = [self.triples[at] for found in self._above.values() for at, _ in found]
        # Objects of what is followed backward may be literals, which are no nodes.
        self._starts = self._whole.keys() | {node for node in self._to if not isinstance(node, ox.Literal)}
        self._chains: dict[Term, frozenset[int]] = {}
        self._asked: dict[Term, bool] = {}
        self._sorted: dict[Term, _Said] = {}
        self._reached: dict[Term, tuple[frozenset[int], tuple[tuple[int, Term], ...]]] = {}

    @cached_property
    def lines(self) -> Sequence[bytes]:
        """The triples as lines of N-Triples, by their numbers."""
        content = ox.serialize(self.triples, format=ox.RdfFormat.N_TRIPLES)
        assert content is not None
        return content.splitlines(keepends=True)

    def around(self, triples: Triples, others: Others | None = None) -> list[ox.Triple]:
        """Return the triples that can have a say in the check of the graph of *triples*, its own left out."""
        given = set(triples)
        if others is not None or self.is_wide(triples):
            return [t for t in self._widely(triples, others) if t not in given]
        return [t for at in sorted(self.near(triples)) if (t := self.triples[at]) not in given]

    def is_wide(self, triples: Triples) -> bool:
        """Say whether *triples* name classes of their own, or what may be refused for any of its classes."""
        return not self._reach.kinds.isdisjoint({t.predicate.value for t in triples})

    def said(self, nodes: Iterable[Term]) -> set[int]:
        """Return the numbers of the triples that have one of *nodes* as their subject, or as what the shapes follow back."""
        subjects = [node for node in nodes if node in self._whole or node in self._to]
        leading = [subject for node in subjects for subject in self._to.get(node, ())]
        return {at for node in (*subjects, *leading) for at in self._whole.get(node, ())}

    def numbers(self, triples: Triples) -> set[int]:
        """Return the numbers of those of *triples* that are reference data."""
        given = set(triples)
        return {
            at for node in {t.subject for t in triples} for at in self._whole.get(node, ()) if self.triples[at] in given
        }

    def near(self, triples: Triples) -> set[int]:
        """Return the numbers of the triples that can have a say in the check of *triples*, where that is not wide."""
        nodes: set[Term] = {t.subject for t in triples}
        # What is said elsewhere of a node that is checked counts as if the graph said it.
        seen = {at for node in nodes for at in self._whole.get(node, ())}
        nodes.update(t.object for t in triples)
        nodes.update(self.triples[at].object for at in seen)
        for node in nodes & self._starts:
            reached, loose = self._reached.get(node) or self._reach_from(node)
            seen |= reached
            if loose:
                seen.update(at for at, object in loose if object in nodes)
        return seen

    def _reach_from(self, node: Term) -> tuple[frozenset[int], tuple[tuple[int, Term], ...]]:
        """Return what the shapes reach from *node*, and what they reach if it leads to a node of the graph."""
        seen: set[int] = set()
        loose: list[tuple[int, Term]] = []
        nodes: set[Term] = {node}
        done: set[Term] = set()
        for step in range(_STEPS + 1):
            known = [self._said(each) for each in nodes if each in self._whole]
            found = [each for said in known for each in said.followed]
            found += [each for said in known for each in said.types if self._is_asked(each[1])]
            loose += [each for said in known for each in said.loose]
            seen.update(at for at, _ in found)
            done |= nodes
            nodes = {object for _, object in found if object is not None}
            if step == 0:
                nodes.update(self._to.get(node, ()))
            nodes -= done
        for each in done | nodes:
            seen |= self._chain(each)
        self._reached[node] = frozenset(seen), tuple(loose)
        return self._reached[node]

    def _said(self, node: Term) -> _Said:
        """Return what is said of *node*."""
        if node not in self._sorted:
            said = self._sorted[node] = _Said([], [], [])
            for at in self._whole.get(node, ()):
                property, object = self.triples[at].predicate.value, self.triples[at].object
                if property == _TYPE:
                    said.types.append((at, object))
                elif property in self._reach.forward:
                    said.followed.append((at, None if isinstance(object, ox.Literal) else object))
                elif property != _SUBCLASS and not isinstance(object, ox.Literal):
                    said.loose.append((at, object))
        return self._sorted[node]

    def _chain(self, term: Term) -> frozenset[int]:
        """Return the numbers of the triples that lead from a class to those above it."""
        if term not in self._above:
            return frozenset()
        if term not in self._chains:
            chain, todo, done = set(), [term], {term}
            while todo:
                for at, above in self._above.get(todo.pop(), ()):
                    chain.add(at)
                    if above not in done:
                        done.add(above)
                        todo.append(above)
            self._chains[term] = frozenset(chain)
        return self._chains[term]

    def _is_asked(self, term: Term) -> bool:
        """Say whether the shapes ask of anything but the node that is checked whether it is of this class, or one above."""
        if term not in self._asked:
            classes = {term, *(self.triples[at].object for at in self._chain(term))}
            self._asked[term] = not classes.isdisjoint(self._reach.classes)
        return self._asked[term]

    def _widely(self, triples: Triples, others: Others | None) -> dict[ox.Triple, None]:
        """Return what can have a say where that is more than the reference data, or where the graph has classes."""
        forward = self._reach.forward
        checked = {t.subject for t in triples}
        seen = dict.fromkeys(self.triples[at] for node in checked for at in self._whole.get(node, ()))
        if others is not None:
            seen.update(dict.fromkeys(others.around(checked, frozenset(), frozenset())))
        nodes = {node for t in (*triples, *seen) for node in (t.subject, t.object) if not isinstance(node, ox.Literal)}
        named = frozenset(nodes)
        done: set[Term] = set()
        for step in range(_STEPS + 1):
            known = [self._said(node) for node in nodes if node in self._whole]
            numbers = [at for said in known for at, _ in (*said.followed, *said.types)]
            numbers += [at for said in known for at, object in said.loose if object in named]
            found = [self.triples[at] for at in numbers]
            after = {t.object for t in found if t.predicate.value in forward}
            if step == 0:
                after.update(subject for node in nodes for subject in self._to.get(node, ()))
            if others is not None:
                # Backward only at the first step, and not from what is reference data: half of all documents name a state.
                own = {node for node in nodes if node not in self._whole or node in checked} if step == 0 else set()
                for t in others.around(nodes, own, self._reach.backward):
                    property = t.predicate.value
                    if property in forward or property == _SUBCLASS or t.object in named:
                        found.append(t)
                    if t.subject in nodes:
                        if property in forward:
                            after.add(t.object)
                    else:
                        after.add(t.subject)
            seen.update(dict.fromkeys(found))
            done |= nodes
            nodes = {node for node in after if not isinstance(node, ox.Literal)} - done
        seen.update(dict.fromkeys(self.classes))
        return seen


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
