"""How much a graph says: its statements, things, classes, properties and links to others, counted line by line.

The lines are canonical N-Quads in order, so that memory holds no more than the classes and properties; what is counted
by object is sorted once more. A triple that two graphs have is two statements, and is counted once everywhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from dipgraph.sorted_lines import SortedLines
from dipgraph.terms import DIP, PREFIXES, RDF

_TYPE = f"<{RDF}type>".encode()
_SAME = ("owl:sameAs", "skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch")
_LINKS = {f"<{PREFIXES[name.partition(':')[0]]}{name.partition(':')[2]}>".encode() for name in _SAME}
# Properties of the ontology, and what stands in a vocabulary.
_OURS = f"<{DIP}".encode()
_VALUES = tuple(f"<{space}".encode() for space in (DIP, PREFIXES["act"], PREFIXES["issue"]))

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass
class Use:
    """How often a term is used, and by the first triple that has it, how; *by* is the property of a value."""

    triples: int = 0
    subjects: int = 0
    objects: int = 0
    subject: str = ""
    object: str = ""
    by: str = ""

    @property
    def example(self) -> tuple[Node, Node]:
        """Return subject and object of the first triple."""
        return _node(self.subject), _node(self.object)


@dataclass
class Members:
    """How many things a class has, and the first that has an address."""

    entities: int = 0
    example: str = ""


@dataclass
class Census:
    """The numbers of a graph; properties and classes by address, links by property and the namespace that they lead to.

    *values* are the acts, the issues and what else the ontology gives to choose from, where a property of it has them.
    """

    statements: int = 0
    triples: int = 0
    subjects: int = 0
    entities: int = 0
    objects: int = 0
    properties: dict[str, Use] = field(default_factory=dict)
    classes: dict[str, Members] = field(default_factory=dict)
    links: dict[tuple[str, str], int] = field(default_factory=dict)
    values: dict[str, Use] = field(default_factory=dict)


def counted(lines: Iterable[bytes], census: Census, pairs: SortedLines) -> Iterator[bytes]:
    """Yield *lines*, canonical N-Quads in order, while they are counted in *census*; *pairs* is for objects, and empty."""
    before, subject, property, typed = b"", b"", b"", False
    held: list[bytes] = []
    for line in lines:
        yield line
        census.statements += 1
        triple = line.rsplit(b" ", 2)[0]
        if triple == before:
            continue
        before = triple
        first, second, third = triple.split(b" ", 2)
        census.triples += 1
        fresh = first != subject
        if fresh:
            census.subjects += 1
            subject, typed = first, False
        use = census.properties.setdefault(_iri(second), Use())
        if not use.triples:
            use.subject, use.object = first.decode(), third.decode()
        use.triples += 1
        use.subjects += fresh or second != property
        property = second
        if second == _TYPE and third.startswith(b"<"):
            members = census.classes.setdefault(_iri(third), Members())
            members.entities += 1
            if first.startswith(b"<"):
                members.example = members.example or _iri(first)
                census.entities += not typed
                typed = True
        elif second.startswith(_OURS) and third.startswith(_VALUES):
            value = census.values.setdefault(_iri(third), Use(0, 0, 0, first.decode(), third.decode(), _iri(second)))
            value.triples += 1
        elif second in _LINKS and third.startswith(b"<http"):
            key = (_iri(second), _namespace(_iri(third)))
            census.links[key] = census.links.get(key, 0) + 1
        held.append(third + b" " + second + b"\n")
        if len(held) > 10_000:
            pairs.add(held)
            held = []
    pairs.add(held)
    _objects(census, pairs)
    census.properties = dict(sorted(census.properties.items()))
    census.classes = dict(sorted(census.classes.items()))
    census.links = dict(sorted(census.links.items()))


def _objects(census: Census, pairs: Iterable[bytes]) -> None:
    object = b""
    for pair in pairs:
        third, second = pair[:-1].rsplit(b" ", 1)
        census.properties[_iri(second)].objects += 1
        census.objects += third != object
        object = third


def _iri(term: bytes) -> str:
    return term[1:-1].decode()


def _namespace(iri: str) -> str:
    """Return the part of *iri* up to its last ``#`` or ``/``."""
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def _node(text: str) -> Node:
    """Return the term that *text* is in N-Triples."""
    # Only an object may be anything.
    (quad,) = ox.parse(f"<urn:s> <urn:p> {text} .".encode(), format=ox.RdfFormat.N_TRIPLES)
    node: Node = quad.object
    return node
