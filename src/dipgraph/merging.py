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
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from dipgraph.dataset import Dataset, Files, Graph, n_triples
from dipgraph.judgements import PART, SIGN, Judgement, clusters, counting, judgements, posts
from dipgraph.loading import Graphs
from dipgraph.parting import Parts
from dipgraph.sources import STANDARD_INPUT, Source
from dipgraph.terms import BASE, DIP, RDF, RDFS, SKOS

_TYPE, _LABEL, _RECORD = RDF + "type", RDFS + "label", DIP + "Record"
_PAGE = SKOS + "exactMatch"
_ALT_LABEL = NamedNode(SKOS + "altLabel")
_REPLACED = NamedNode("http://purl.org/dc/terms/isReplacedBy")
# Of these one thing may have two.
_CLASSES = frozenset(DIP + name for name in ("Person", "Minister", "Office", "MinisterialOffice"))
# These name an address itself, and do not speak of what it is the address of.
_OF_ADDRESSES = frozenset((DIP + "judges", _REPLACED.value))
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
# What a source notes on a person, such as that it alone tells of him or her, is not so of one who is in others too.
_NOTE = DIP + "note"
# These are one thing to say.
_EXACT = frozenset(DIP + name for name in ("date", "from", "until"))
_APPROXIMATE = DIP + "dateApproximate"
_DAYS = frozenset((DIP + "date", DIP + "earliest", DIP + "latest", _APPROXIMATE))
_WORD = re.compile(rb"[\w-]+")


@dataclass
class _Member:
    """What is known of one address of a cluster."""

    address: str
    said: set[str] = field(default_factory=set)
    imported: bool = False
    exact: bool = False
    days: set[str] = field(default_factory=set)
    larger: bool = False
    tenure: bool = False
    person: bool = False
    known: bool = False
    paged: bool = False
    label: str = ""
    graphs: int = 0
    said_of_names: set[str] = field(default_factory=set)

    @property
    def rank(self) -> tuple[object, ...]:
        """Of a cluster the first by this gives the address: an address within a document is the last to be taken."""
        first = (not self.exact, self.imported) if self.tenure else ("#" in self.address, self.imported, not self.exact)
        return *first, not self.known, len(self.address), self.address


def _called(members: Iterable[_Member]) -> list[_Member]:
    """Return the members of a cluster of persons, first the one by whose name the person goes.

    That is the name in the reference data; else that of a register, which has a page for the person; else, of the names in
    full, the one of most graphs, whoever gives it.
    """
    listed = list(members)
    graphs = {member.label: sum(m.graphs for m in listed if m.label == member.label) for member in listed}

    def rank(member: _Member) -> tuple[object, ...]:
        words = member.label.split()
        return (
            not words, not member.known, not member.paged, len(words) < 2,
            -graphs[member.label], -len(words), len(member.label), member.address,
        )  # fmt: skip

    return sorted(listed, key=rank)


class Merged:
    """Graphs of which what is judged the same has one name; they are read one by one, as they are from files."""

    def __init__(self, data: Dataset | Files, found: list[Judgement]) -> None:
        """Find the names in *data*; a SourceError says where judgements contradict each other."""
        self._data, self.paths = data, data.paths
        members = {
            address: _Member(address) for cluster in clusters(found) for address in cluster if not _is_document(address)
        }
        self._parts = Parts(tuple(pair for pair, by in sorted(counting(found).items()) if by[0].verdict == PART))
        self._words = {_telling(address) for address in (*members, *self._parts.meetings)}
        held: dict[str, set[str]] = {}
        for graph in _again(data):
            if self._may_name(graph):
                _learn(graph, members)
                self._parts.learn(graph)
                for tenure, of in posts([graph]).items():
                    held.setdefault(tenure, set()).update(of)
        self.names: dict[str, str] = {}
        # For each address what it gives to the name of its cluster.
        self._gives: dict[str, set[str]] = {}
        # What persons are called, by their addresses.
        self._called: dict[str, str] = {}
        # Persons of whom a source that gives the name notes what is so of its own address alone.
        self._unnoted: set[str] = set()
        for cluster in clusters(found, held):
            self._settle([members[address] for address in cluster if address in members])
        self._parts.settle(self.names)

    def _settle(self, cluster: list[_Member]) -> None:
        """Find the address of all of a *cluster*, and what each of them gives to it."""
        ordered = sorted(cluster, key=lambda member: member.rank)
        taken: set[str] = set()
        if ordered and all(member.person for member in ordered):
            called = _called(ordered)
            ordered.sort(key=lambda m: (m.rank[:2], m.label != called[0].label, called.index(m)))
            if called[0].label:
                # What the others are called is another name.
                self._called[ordered[0].address] = called[0].label
                taken |= _NAMES
                called[0].said_of_names = called[0].said & _NAMES
        elif all(member.larger for member in ordered):
            often = Counter(frozenset(member.days) for member in ordered)
            ordered.sort(key=lambda m: (m.rank[:2], not m.days, -often[frozenset(m.days)], sorted(m.days), m.rank))
        for member in ordered:
            gives = member.said - taken - (_REMARKS if member.tenure else _noted(member))
            self._gives[member.address] = gives | member.said_of_names
            taken |= member.said
            if member is not ordered[0]:
                self.names[member.address] = ordered[0].address
            elif _noted(member) and len(ordered) > 1:
                self._unnoted.add(member.address)

    def __len__(self) -> int:
        """Return the number of graphs, or of files."""
        return len(self._data.graphs) if isinstance(self._data, Dataset) else len(self._data)

    def __iter__(self) -> Iterator[Graph]:
        """Yield the graphs."""
        for graph in self._data.graphs if isinstance(self._data, Dataset) else self._data:
            yield self._named(graph) if self._may_name(graph) else graph

    def _may_name(self, graph: Graph) -> bool:
        return not self._words.isdisjoint(_WORD.findall(graph.content))

    def _named(self, graph: Graph) -> Graph:
        triples = list(dict.fromkeys(new for t in self._parts.parted(graph.triples) for new in self._new(t)))
        if triples == list(graph.triples):
            return graph
        return replace(graph, content=n_triples(triples), format=RdfFormat.N_TRIPLES)

    def _new(self, t: Triple) -> Iterator[Triple]:
        """Yield what stands in the place of a triple."""
        property = t.predicate.value
        if property in _OF_ADDRESSES:
            yield t
            if property == DIP + "judges" and isinstance(t.object, NamedNode):
                yield from (Triple(t.object, _REPLACED, NamedNode(name)) for name in self._instead(t.object.value))
            return
        object_ = t.object
        if isinstance(object_, NamedNode) and object_.value in self.names:
            object_ = NamedNode(self.names[object_.value])
        old = t.subject.value if isinstance(t.subject, NamedNode) else ""
        if (name := self.names.get(old)) is None:
            if old in self._called and property in _NAMES - self._gives[old]:
                if property == _LABEL:
                    yield from self._besides(old, object_)
                return
            if property != _NOTE or old not in self._unnoted:
                yield Triple(t.subject, t.predicate, object_)
            return
        given = property in _SEVERAL or _kind(t) in self._gives[old]
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


def _telling(address: str) -> bytes:
    """Return a word that is in every file which names an address, however it is written there."""
    found = _WORD.findall(address.partition("#")[0].encode())
    return found[-1] if found else b""


def _noted(member: _Member) -> frozenset[str]:
    return frozenset((_NOTE,)) if member.person and member.imported else frozenset()


def _kind(t: Triple) -> str:
    """Return what a triple says of its subject, as far as one address alone is to say it."""
    property = t.predicate.value
    if property == _TYPE and getattr(t.object, "value", "") in _CLASSES:
        return getattr(t.object, "value", "")
    return "day" if property in _DAYS else property


def _learn(graph: Graph, members: dict[str, _Member]) -> None:
    """Take what *graph* says of members of clusters."""
    named: set[str] = set()
    record = any(getattr(t.object, "value", "") == _RECORD for t in graph.triples if t.predicate.value == _TYPE)
    stem = f"{graph.name.value.rpartition('/')[2]}-"
    for t in graph.triples:
        if t.predicate.value in _OF_ADDRESSES:
            continue
        if isinstance(t.object, NamedNode) and t.object.value in members:
            named.add(t.object.value)
        member = members.get(t.subject.value) if isinstance(t.subject, NamedNode) else None
        if member is not None:
            value = getattr(t.object, "value", "")
            member.said.add(_kind(t))
            member.imported |= record or member.address.rpartition("/")[2].startswith(stem)
            member.exact |= t.predicate.value in _EXACT
            if t.predicate.value in _DAYS and t.predicate.value != _APPROXIMATE:
                member.days.add(value)
            member.paged |= t.predicate.value == _PAGE
            if t.predicate.value == _LABEL:
                member.label = member.label or value
            if t.predicate.value == _TYPE:
                member.tenure |= value == DIP + "Tenure"
                member.larger |= value == DIP + "MultilateralMeeting"
                member.person |= value in (DIP + "Person", DIP + "Minister")
                member.known |= not (member.imported or graph.name.value.startswith(f"{BASE}document/"))
    for address in named:
        members[address].graphs += 1
