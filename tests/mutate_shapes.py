"""Take each constraint out of ontology/shapes.ttl, one at a time, and see whether a file of tests/ notices.

A constraint whose loss changes nothing in tests/invalid and tests/valid is either idle or untested.
Those are printed; the exit code is 1 where less than 95 % are noticed, or where a file does not fire what it names.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pyoxigraph
from pyshacl.pytypes import SHACLExecutor
from pyshacl.shape import Shape
from pyshacl.shapes_graph import ShapesGraph
from rdflib import RDF, RDFS, SH, BNode, Graph, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

ROOT = Path(__file__).parent.parent
SHAPES = ROOT / "ontology" / "shapes.ttl"
REFERENCE = (
    ROOT / "ontology" / "dipgraph.ttl",
    ROOT / "ontology" / "acts.ttl",
    ROOT / "ontology" / "issues.ttl",
    ROOT / "data" / "actors.ttl",
)
LEAST_SHARE = 0.95
MARK = "# fires: dips:"
# What a shape says besides its constraints.
NOT_CONSTRAINTS = (SH.path, SH.message, SH.select, SH.prefixes, SH.declare)

Triple: TypeAlias = tuple[Node, Node, Node]


class QuickGraph(Graph):
    """A graph in memory that parses a query once, and is true without being counted."""

    def __init__(self) -> None:
        super().__init__(store="SimpleMemory")

    def __bool__(self) -> bool:
        return True

    def query(self, query_object: str | Query, *args: object, **kwargs: object) -> Result:
        """Answer like rdflib's own method: pyshacl asks the same few questions for every node."""
        prepared = _prepare(query_object) if isinstance(query_object, str) else query_object
        return super().query(prepared, *args, **kwargs)  # type: ignore[arg-type]


@cache
def _prepare(query: str) -> Query:
    return prepareQuery(query)


def read(path: Path) -> tuple[Triple, ...]:
    """Read a Turtle file with its literals as they are written: rdflib's parser drops the zone of a date."""
    quads = pyoxigraph.parse(path.read_bytes(), format=pyoxigraph.RdfFormat.TURTLE, base_iri=path.as_uri())
    return tuple((_term(quad.subject), _term(quad.predicate), _term(quad.object)) for quad in quads)


def _term(term: object) -> Node:
    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return BNode(term.value)
    assert isinstance(term, pyoxigraph.Literal)
    if term.language:
        return Literal(term.value, lang=term.language)
    datatype = URIRef(term.datatype.value)
    return Literal(term.value, datatype=None if datatype.endswith("#string") else datatype, normalize=False)


def shapes_of(graph: Graph) -> list[Shape]:
    """Make the shapes of a graph ready for use."""
    return list(ShapesGraph(graph).shapes)


def fired(shapes: list[Shape], triples: tuple[Triple, ...], context: QuickGraph) -> frozenset[str]:
    """Name the shapes that report something about a file.

    Targets are looked for in the file and the class hierarchy, values in the file and its context together.
    The option focus_nodes of pyshacl would not do: it takes targets from the context too, and lets every literal
    pass an sh:or, because a literal is no focus node.
    """
    added = [triple for triple in triples if triple not in context]
    targets = QuickGraph()
    for triple in (*triples, *context.triples((None, RDFS.subClassOf, None))):
        targets.add(triple)
    subjects = {subject for subject, _, _ in triples}
    for triple in added:
        context.add(triple)
    names: set[str] = set()
    for shape in shapes:
        if focus := subjects & shape.focus_nodes(targets):  # type: ignore[no-untyped-call]
            _, results = shape.validate(SHACLExecutor(), context, focus=list(focus))
            names.update(_source(result) for _, _, result in results)
    for triple in added:
        context.remove(triple)
    return frozenset(names)


def _source(result: list[Triple]) -> str:
    for _, predicate, value in result:
        if predicate == SH.sourceShape:
            # pyshacl pairs the node with the graph that it is from.
            return str(value[1] if isinstance(value, tuple) else value).rpartition("#")[2]
    raise ValueError("A result of pyshacl has no sh:sourceShape.")


def reference() -> QuickGraph:
    """Load what every document has as its context."""
    graph = QuickGraph()
    for path in REFERENCE:
        for triple in read(path):
            graph.add(triple)
    return graph


@dataclass(frozen=True)
class Mutant:
    """A constraint that is taken out, the shapes that lose it, and those whose files must notice."""

    triples: tuple[Triple, ...]
    losers: frozenset[str]
    owners: frozenset[str]
    label: str


def mutants(graph: Graph) -> Iterator[Mutant]:
    """Yield every constraint and every target of the shapes."""
    shapes = [node for node in graph.subjects(RDF.type) if isinstance(node, URIRef)]
    for owner, node in [(shape, node) for shape in shapes for node in _inside(graph, shape)]:
        for predicate, value in list(graph.predicate_objects(node)):
            if not str(predicate).startswith(str(SH)) or predicate in NOT_CONSTRAINTS:
                continue
            gone = [(node, predicate, value)]
            if predicate == SH.closed:
                gone += graph.triples((node, SH.ignoredProperties, None))
            shown = "" if isinstance(value, BNode) else f" {_local(value)}"
            yield Mutant(
                triples=tuple(gone),
                losers=frozenset(map(_local, (owner, *graph.subjects(SH.property, owner)))),
                owners=frozenset(map(_local, (owner, *graph.objects(owner, SH.property)))),
                label=f"{_local(owner)}: {_local(predicate)}{shown}",
            )


def _inside(graph: Graph, owner: Node) -> Iterator[Node]:
    """Yield a named shape and the nameless ones within it."""
    yield owner
    for predicate, value in graph.predicate_objects(owner):
        if predicate in (SH["or"], SH.xone, SH["and"]):
            for member in graph.items(value):
                yield from _inside(graph, member)
        elif predicate == SH["not"]:
            yield from _inside(graph, value)


def _local(node: Node) -> str:
    return re.split(r"[#/]", str(node))[-1]


def named_shape(path: Path) -> str | None:
    """Read from the first line of an invalid file which shape must fire; None where it is a rule of another kind."""
    first = path.read_text(encoding="utf-8").splitlines()[0]
    return first.removeprefix(MARK) if first.startswith(MARK) else None


def main() -> int:
    """Run every mutant against the files that name its shapes, and the valid ones."""
    graph = QuickGraph()
    graph.parse(SHAPES)
    shapes = shapes_of(graph)
    context = reference()
    named = {path: named_shape(path) for path in sorted((ROOT / "tests" / "invalid").glob("*.ttl"))}
    invalid = {path: name for path, name in named.items() if name is not None}
    valid = sorted((ROOT / "tests" / "valid").glob("*.ttl"))
    assert invalid, "no files in tests/invalid"
    assert valid, "no files in tests/valid"
    triples = {path: read(path) for path in (*invalid, *valid)}
    expected = {path: frozenset({invalid[path]} if path in invalid else ()) for path in triples}

    wrong = False
    for path, said in triples.items():
        if (seen := fired(shapes, said, context)) != expected[path]:
            wrong = True
            print(f"{path.relative_to(ROOT)}: fires {', '.join(sorted(seen)) or 'nothing'}")

    total, survivors = 0, []
    for mutant in mutants(graph):
        total += 1
        for triple in mutant.triples:
            graph.remove(triple)
        losers = [shape for shape in shapes if _local(shape.node) in mutant.losers]
        files = [path for path, name in invalid.items() if name in mutant.owners] + valid
        if all(fired(losers, triples[path], context) == expected[path] for path in files):
            survivors.append(mutant.label)
        for triple in mutant.triples:
            graph.add(triple)

    for label in survivors:
        print(f"not noticed: {label}")
    share = 1 - len(survivors) / total
    print(f"{len(invalid)} invalid and {len(valid)} valid files")
    print(f"{total - len(survivors)} of {total} constraints noticed ({share:.1%})")
    return 1 if wrong or share < LEAST_SHARE else 0


if __name__ == "__main__":
    sys.exit(main())
