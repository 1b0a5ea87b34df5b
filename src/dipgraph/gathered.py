"""What graphs say of each of their subjects, by property, gathered for who compares things across graphs."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from dipgraph.dataset import Graph
from dipgraph.terms import DIP, RDF

_TYPE = RDF + "type"
# What makes a record another than one that says the same: where it is, and as what it is counted.
_OWN = frozenset(("text", "sha256", "address"))


class Gathered:
    """What is said of each subject, by property; the graph that speaks of it first, and those that say what it is."""

    def __init__(self, graphs: Iterable[Graph]) -> None:
        """Read *graphs*, each once."""
        self.facts: dict[str, dict[str, list[str]]] = {}
        self.home: dict[str, str] = {}
        self.described: dict[str, set[str]] = {}
        self.contents: dict[str, tuple[object, ...]] = {}
        for graph in graphs:
            self._read(graph)

    def _read(self, graph: Graph) -> None:
        name, record, content = graph.name.value, False, []
        for t in graph.triples:
            if not isinstance(t.subject, NamedNode) or not isinstance(t.object, NamedNode | Literal):
                continue
            property = t.predicate.value.removeprefix(DIP)
            subject, value = t.subject.value, t.object.value
            self.facts.setdefault(subject, {}).setdefault(property, []).append(value)
            self.home.setdefault(subject, name)
            if property == _TYPE:
                self.described.setdefault(subject, set()).add(name)
                record |= value == DIP + "Record"
            if not (subject == name and property in _OWN):
                content.append((subject, property, value))
        if record:
            mine = {s for s, _, _ in content}
            order = {s: n for n, s in enumerate(dict.fromkeys(s for s, _, _ in content))}
            self.contents[name] = tuple(sorted((order[s], p, order[v] if v in mine else v) for s, p, v in content))

    def all(self, thing: str, *properties: str) -> list[str]:
        """Return all values of some properties of a thing."""
        facts = self.facts.get(thing, {})
        return [value for property in properties for value in facts.get(property, ())]

    def one(self, thing: str, property: str) -> str:
        """Return the first value of a property, empty where there is none."""
        return next(iter(self.all(thing, property)), "")
