"""What is judged the same under one name: graphs as they are loaded, where the files stay as they are.

Of a cluster one address is the name of all: one that is not of an import before one that is, of meetings one with a day
before one with an interval, but of larger ones, to which each comes on days of his own, one with the days that most give, of
tenures one with a day before one without. Links lead there; of what is said of each the name has what it lacks by itself.
The rest stays with the old address, which has no class any more: ``dcterms:isReplacedBy`` leads on from it, as it does from
what a record told as one meeting to its parts, where nothing else is left of it. Documents keep their addresses, also where
one is judged to say the same as another, for each is a graph of its own.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from dipgraph.aliases import (
    NOTE,
    OF_ADDRESSES,
    REPLACED,
    WORD,
    Member,
    called_by,
    is_described,
    kind,
    learn,
    noted,
    sorts_of,
    telling,
    title_of,
)
from dipgraph.dataset import Dataset, Files, Graph, n_triples
from dipgraph.errors import SourceError
from dipgraph.judgements import PART, SAME, SIGN, Judgement, clusters, counting, judgements, posts
from dipgraph.loading import Graphs
from dipgraph.parting import Parts
from dipgraph.sources import STANDARD_INPUT, Source
from dipgraph.terms import BASE, DIP, RDF, RDFS, SKOS, shorten

_TYPE, _LABEL = RDF + "type", RDFS + "label"
_PAGE = SKOS + "exactMatch"
_ALT_LABEL = NamedNode(SKOS + "altLabel")
# Of these the name has all values, whoever gives them.
_SEVERAL = frozenset(
    (
        *(DIP + name for name in ("participation", "within", "series", "evidence", "holder", "office")),
        _ALT_LABEL.value,
        _PAGE,
    )
)
# By these a person is called, all three as one source has them.
_NAMES = frozenset((_LABEL, DIP + "familyName", DIP + "givenName"))
# What a source remarks on a tenure of which it has no days is not so of one that has them.
_REMARKS = frozenset(DIP + name for name in ("note", "toReview"))


class Merged:
    """Graphs of which what is judged the same has one name; they are read one by one, as they are from files."""

    def __init__(self, data: Dataset | Files, found: list[Judgement]) -> None:
        """Find the names in *data*; a SourceError says where judgements contradict each other, or judge what is not alike.

        A judgement of an address that no graph describes has no effect.
        """
        self._data, self.paths = data, data.paths
        counted = counting(found)
        parts = tuple(pair for pair, by in sorted(counted.items()) if by[0].verdict == PART)
        judged = {address for cluster in clusters(found) for address in cluster} | {
            one for pair in parts for one in pair
        }
        members = {address: Member(address) for address in sorted(judged) if not _is_document(address)}
        self._parts = Parts(parts)
        self._words = {telling(address) for address in members}
        held: dict[str, set[str]] = {}
        for graph in _again(data):
            if self._may_name(graph):
                learn(graph, members)
                self._parts.learn(graph)
                for tenure, of in posts([graph]).items():
                    held.setdefault(tenure, set()).update(of)
        found = [one for one in found if all(is_described(address, members) for address in one.pair)]
        self._parts.pairs = tuple(pair for pair in parts if all(is_described(address, members) for address in pair))
        _refuse_unlike(found, members)
        self.names: dict[str, str] = {}
        # For each address what it gives to the name of its cluster.
        self._gives: dict[str, set[str]] = {}
        # What persons are called, by their addresses.
        self._called: dict[str, str] = {}
        # What larger meetings are called, of which each source names whom it tells of.
        self._titles: dict[str, str] = {}
        # Persons of whom a source that gives the name notes what is so of its own address alone.
        self._unnoted: set[str] = set()
        for cluster in clusters(found, held):
            self._settle([members[address] for address in cluster if address in members])
        self._parts.settle(self.names)

    def _settle(self, cluster: list[Member]) -> None:
        """Find the address of all of a *cluster*, and what each of them gives to it."""
        ordered = sorted(cluster, key=lambda member: member.rank)
        taken: set[str] = set()
        if ordered and all(member.person for member in ordered):
            called = called_by(ordered)
            ordered.sort(key=lambda m: (m.rank[:2], m.label != called[0].label, called.index(m)))
            if called[0].label:
                # What the others are called is another name.
                self._called[ordered[0].address] = called[0].label
                taken |= _NAMES
                called[0].said_of_names = called[0].said & _NAMES
        elif all(member.larger for member in ordered):
            often = Counter(frozenset(member.days) for member in ordered)
            ordered.sort(key=lambda m: (m.rank[:2], not m.days, -often[frozenset(m.days)], sorted(m.days), m.rank))
            if title := title_of(ordered):
                self._titles[ordered[0].address] = title
        for member in ordered:
            gives = member.said - taken - (_REMARKS if member.tenure else noted(member))
            self._gives[member.address] = gives | member.said_of_names
            taken |= member.said
            if member is not ordered[0]:
                self.names[member.address] = ordered[0].address
            elif noted(member) and len(ordered) > 1:
                self._unnoted.add(member.address)

    def __len__(self) -> int:
        """Return the number of graphs, or of files."""
        return len(self._data.graphs) if isinstance(self._data, Dataset) else len(self._data)

    def __iter__(self) -> Iterator[Graph]:
        """Yield the graphs."""
        for graph in self._data.graphs if isinstance(self._data, Dataset) else self._data:
            yield self._named(graph) if self._may_name(graph) else graph

    def _may_name(self, graph: Graph) -> bool:
        return not self._words.isdisjoint(WORD.findall(graph.content))

    def _named(self, graph: Graph) -> Graph:
        triples = list(dict.fromkeys(new for t in self._parts.parted(graph.triples) for new in self._new(t)))
        if triples == list(graph.triples):
            return graph
        return replace(graph, content=n_triples(triples), format=RdfFormat.N_TRIPLES)

    def _new(self, t: Triple) -> Iterator[Triple]:
        """Yield what stands in the place of a triple."""
        property = t.predicate.value
        if property in OF_ADDRESSES:
            yield t
            if property == DIP + "judges" and isinstance(t.object, NamedNode):
                yield from (Triple(t.object, REPLACED, NamedNode(name)) for name in self._instead(t.object.value))
            return
        object_ = t.object
        if isinstance(object_, NamedNode) and object_.value in self.names:
            object_ = NamedNode(self.names[object_.value])
        old = t.subject.value if isinstance(t.subject, NamedNode) else ""
        if property == _LABEL and old in self._titles:
            object_ = Literal(self._titles[old], language="en")
        if (name := self.names.get(old)) is None:
            if old in self._called and property in _NAMES - self._gives[old]:
                if property == _LABEL:
                    yield from self._besides(old, object_)
                return
            if property != NOTE or old not in self._unnoted:
                yield Triple(t.subject, t.predicate, object_)
            return
        given = property in _SEVERAL or kind(t) in self._gives[old]
        if property == _TYPE and not given:
            # What the old address keeps is no thing of its own.
            return
        yield Triple(NamedNode(name) if given else t.subject, t.predicate, object_)
        if property == _LABEL and not given:
            yield from self._besides(name, object_)

    def _instead(self, old: str) -> list[str]:
        """Return what there is instead of an address that is no thing any more: of a meeting that was parted its parts."""
        if old in self.names:
            return [self.names[old]]
        return [self.names.get(part, part) for part in self._parts.of.get(old, ()) if old in self._parts.empty]

    def _besides(self, name: str, label: NamedNode | BlankNode | Literal | Triple) -> Iterator[Triple]:
        """Yield a *label* as another name of what has the address *name*, unless it is called so anyway."""
        if getattr(label, "value", "") != self._called.get(name):
            yield Triple(NamedNode(name), _ALT_LABEL, label)


def _refuse_unlike(found: Iterable[Judgement], members: Mapping[str, Member]) -> None:
    """Raise a SourceError with the first judgement that counts and makes one of things of different sorts."""
    for pair, (first, *_) in counting(found).items():
        one, other = (sorts_of(address, members) for address in pair)
        if first.verdict in (SAME, PART) and one and other and one.isdisjoint(other):
            said = (f"{shorten(address)}, {' and '.join(sorted(sorts_of(address, members)))}" for address in pair)
            cure = "correct the address of the one or the other"
            raise SourceError(f"{shorten(first.address)}: {', and '.join(said)}, cannot be one: {cure}", first.path)


def merged(data: Dataset | Graphs) -> Dataset | Graphs:
    """Return *data* as it is loaded: with one name for what its judgements find to be one, or as it is without any."""
    if not isinstance(data, Dataset | Files):
        # From a store, where it is so already.
        return data
    found = judgements(graph for graph in _beside_documents(data) if SIGN in graph.content)
    return Merged(data, found) if found else data


def _beside_documents(data: Dataset | Files) -> Iterable[Graph]:
    """Return the graphs in which judgements are looked for: those of the files that are not below ``documents/``."""
    if isinstance(data, Dataset):
        return data.graphs
    kept = [one for one in data.sources if _is_plain(one.format, str(one.path)) and not _is_below_documents(one)]
    return Files(kept, data.paths, vocabularies=False)


def _again(data: Dataset | Files) -> Iterable[Graph]:
    """Return the graphs that can be read once more."""
    if isinstance(data, Dataset):
        return data.graphs
    kept = [one for one in data.sources if _is_plain(one.format, str(one.path))]
    return Files(kept, data.paths, vocabularies=False)


def _is_below_documents(source: Source) -> bool:
    """Whether a file was found below ``documents/`` of a folder that is loaded: what is named itself may lie anywhere."""
    return source.root is not None and "documents" in source.absolute[len(source.root) :].split(os.sep)[:-1]


def _is_plain(format: RdfFormat, path: str) -> bool:
    """Whether a file is one graph: one with several is what a store gave, which is as it was loaded."""
    return format in (RdfFormat.TURTLE, RdfFormat.N_TRIPLES) and path != str(STANDARD_INPUT)


def _is_document(address: str) -> bool:
    return address.startswith(f"{BASE}document/") and "#" not in address
