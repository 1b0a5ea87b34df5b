"""Which shapes a graph is asked about: those that may target something in it, and have not been answered already.

What an engine takes long for and a look at each value answers is looked at here: patterns, which shifty compiles anew for
each value, and shapes that ask of a property that its values are in a list, such as the classes of everything there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from dipgraph.shacl import Shapes, Term, Triples
from dipgraph.terms import DIP, RDF, SH

_SUBCLASS = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
_TYPE = RDF + "type"
_TARGETS = {"targetClass", "targetSubjectsOf", "targetObjectsOf"}
_KINDS = {SH + "NodeShape", SH + "PropertyShape", "http://www.w3.org/2002/07/owl#Ontology"}
# What a shape says beside its list where it asks for nothing else.
_LISTED = {_TYPE, "targetSubjectsOf", "path", "in", "message", DIP + "cure"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Targets:
    """Which shapes may target something in a graph, so that the others need not be tried."""

    def __init__(self, shapes: Shapes, classes: Triples) -> None:
        """Read off the targets of *shapes*; *classes* are the triples of rdfs:subClassOf."""
        self._by: dict[str, dict[str, list[str]]] = {name: {} for name in _TARGETS}
        self._always: list[str] = []
        for shape, said in shapes.said.items():
            if isinstance(shape, ox.NamedNode):
                for name in said.keys() & _TARGETS:
                    for term in said[name]:
                        if isinstance(term, ox.NamedNode):
                            self._by[name].setdefault(term.value, []).append(shape.value)
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
        said = [(t, t.predicate.value) for t in seen]
        backward = self._by["targetObjectsOf"]
        from_ = {property for t, property in said if t.subject in checked}
        to = {property for t, property in said if property in backward and t.object in checked}
        classes = {t.object for t, property in said if property == _TYPE and t.subject in checked}
        above = self._above
        if _SUBCLASS in from_:
            above = dict(above)
            for t in triples:
                if t.predicate.value == _SUBCLASS:
                    above[t.subject] = [*above.get(t.subject, ()), t.object]
        todo = list(classes)
        while todo:
            news = set(above.get(todo.pop(), ())) - classes
            classes |= news
            todo += news
        named = {term.value for term in classes if isinstance(term, ox.NamedNode)}
        names = set(self._always)
        for target, keys in (("targetSubjectsOf", from_), ("targetObjectsOf", to), ("targetClass", named)):
            by = self._by[target]
            names.update(name for key in keys for name in by.get(key, ()))
        return sorted(names)


@dataclass(frozen=True)
class _Pattern:
    """A pattern that all values of a property must keep, or that none may have, and the triple that says so."""

    triple: ox.Triple
    pattern: re.Pattern[str]
    wanted: bool


class Values:
    """What the shapes want of each value of a property, as far as a look at the value answers it."""

    def __init__(self, shapes: Shapes) -> None:
        """Read off the patterns and the lists of *shapes*."""
        self._patterns = _patterns(shapes)
        self._lists: dict[str, list[frozenset[Term]]] = {}
        self.listed: set[str] = set()
        for shape, said in shapes.said.items():
            path = said.get("path", ())
            if not isinstance(shape, ox.NamedNode) or not said.keys() <= _LISTED or "in" not in said:
                continue
            if len(path) == 1 and isinstance(path[0], ox.NamedNode) and said.get("targetSubjectsOf") == path:
                lists = [frozenset(shapes.items(first)) for first in said["in"]]
                self._lists.setdefault(path[0].value, []).extend(lists)
                self.listed.add(shape.value)
        self._looked_at = self._patterns.keys() | self._lists.keys()

    @property
    def patterns(self) -> set[ox.Triple]:
        """The triples that say the patterns."""
        return {each.triple for of_property in self._patterns.values() for each in of_property}

    def keep(self, triples: Iterable[ox.Triple]) -> bool:
        """Say whether all values keep all patterns and lists; not where dialects of patterns might differ."""
        for t in triples:
            property = t.predicate.value
            if property not in self._looked_at:
                continue
            value = t.object
            if any(value not in listed for listed in self._lists.get(property, ())):
                return False
            for each in self._patterns.get(property, ()):
                if not isinstance(value, ox.Literal | ox.NamedNode) or _CONTROL.search(value.value):
                    return False
                if (each.pattern.search(value.value) is not None) is not each.wanted:
                    return False
        return True


def _patterns(shapes: Shapes) -> dict[str, list[_Pattern]]:
    """Return the patterns for each property: in shapes of their own, without flags, or alone in a sh:not of such a shape."""
    inner = {t.object for t in shapes.triples if t.predicate.value != SH + "property"}
    patterns: dict[str, list[_Pattern]] = {}
    for t in shapes.triples:
        said = shapes.said[t.subject]
        path = said.get("path", (None,))[0]
        if isinstance(t.subject, ox.NamedNode) and isinstance(path, ox.NamedNode) and t.subject not in inner:
            if t.predicate.value == SH + "pattern" and "flags" not in said:
                patterns.setdefault(path.value, []).append(_Pattern(t, _compiled(t.object), True))
            elif t.predicate.value == SH + "not" and (within := shapes.said.get(t.object, {})).keys() == {"pattern"}:
                patterns.setdefault(path.value, []).append(_Pattern(t, _compiled(within["pattern"][0]), False))
    return patterns


def _compiled(pattern: Term) -> re.Pattern[str]:
    return re.compile(pattern.value if isinstance(pattern, ox.Literal) else "")
