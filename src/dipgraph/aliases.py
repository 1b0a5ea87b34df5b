"""What is known of each address of a thing that has several, before they are one: what is said of it, and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Triple

from dipgraph.dataset import Graph
from dipgraph.terms import BASE, DIP, RDF, RDFS, SKOS

REPLACED = NamedNode("http://purl.org/dc/terms/isReplacedBy")
# These name an address itself, and do not speak of what it is the address of.
OF_ADDRESSES = frozenset((DIP + "judges", REPLACED.value))
# What a source notes on a person, such as that it alone tells of him or her, is not so of one who is in others too.
NOTE = DIP + "note"
WORD = re.compile(rb"[\w-]+")
_TYPE, _LABEL, _RECORD, _PAGE = RDF + "type", RDFS + "label", DIP + "Record", SKOS + "exactMatch"
# A larger meeting by the name of who took part in it, as far as one source tells, and by its days.
_OF_SOME = re.compile(r"(?P<name>.+?): meeting of (?P<who>.*?)(?P<days>, \d{1,2} [A-Z]\w+ \d{4}(?: to .+)?)?")
# Of these one thing may have two.
_CLASSES = frozenset(DIP + name for name in ("Person", "Minister", "Office", "MinisterialOffice"))
# These are one thing to say.
_EXACT = frozenset(DIP + name for name in ("date", "from", "until"))
_APPROXIMATE = DIP + "dateApproximate"
# What a judgement may be about, by its classes; who is of one of these sorts is of no other.
_SORTS = {
    DIP + name: sort
    for sort, several in {
        "a person": ("Person", "Minister"),
        "an office": ("Office", "MinisterialOffice"),
        "a tenure": ("Tenure",),
        "a meeting": ("Meeting", "BilateralMeeting", "MultilateralMeeting", "Visit"),
    }.items()
    for name in several
}
_DOCUMENT, _OTHER = "a document", "neither person, office, tenure nor meeting"
_DAYS = frozenset((DIP + "date", DIP + "earliest", DIP + "latest", _APPROXIMATE))


@dataclass
class Member:
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
    sorts: set[str] = field(default_factory=set)
    graphs: int = 0
    said_of_names: set[str] = field(default_factory=set)

    @property
    def rank(self) -> tuple[object, ...]:
        """Of a cluster the first by this gives the address: an address within a document is the last to be taken."""
        first = (not self.exact, self.imported) if self.tenure else ("#" in self.address, self.imported, not self.exact)
        return *first, not self.known, len(self.address), self.address


def called_by(members: Iterable[Member]) -> list[Member]:
    """Return the members of a cluster of persons, first the one by whose name the person goes.

    That is the name in the reference data; else that of a register, which has a page for the person; else, of the names in
    full, the one of most graphs, whoever gives it.
    """
    listed = list(members)
    graphs = {member.label: sum(m.graphs for m in listed if m.label == member.label) for member in listed}

    def rank(member: Member) -> tuple[object, ...]:
        words = member.label.split()
        return (
            not words, not member.known, not member.paged, len(words) < 2,
            -graphs[member.label], -len(words), len(member.label), member.address,
        )  # fmt: skip

    return sorted(listed, key=rank)


def title_of(members: Sequence[Member]) -> str:
    """Return what a larger meeting is called of which each source tells who else was there: by its name and its days.

    >>> one, other = (Member(who, label=f"NATO Summit: meeting of {who}, 4 May 2027") for who in ("Alm", "Bro and Cole"))
    >>> title_of([one, other]), title_of([one, one])
    ('NATO Summit, 4 May 2027', '')
    """
    found = [_OF_SOME.fullmatch(member.label) for member in members]
    told = {frozenset(re.split(r",? and |, ", match["who"])) for match in found if match}
    first = found[0] if found else None
    return f"{first['name']}{first['days'] or ''}" if first and len(told) > 1 else ""


def kind(t: Triple) -> str:
    """Return what a triple says of its subject, as far as one address alone is to say it."""
    property = t.predicate.value
    if property == _TYPE and getattr(t.object, "value", "") in _CLASSES:
        return getattr(t.object, "value", "")
    return "day" if property in _DAYS else property


def learn(graph: Graph, members: dict[str, Member]) -> None:
    """Take what *graph* says of members of clusters."""
    named: set[str] = set()
    record = any(getattr(t.object, "value", "") == _RECORD for t in graph.triples if t.predicate.value == _TYPE)
    stem = f"{graph.name.value.rpartition('/')[2]}-"
    for t in graph.triples:
        if t.predicate.value in OF_ADDRESSES:
            continue
        if isinstance(t.object, NamedNode) and t.object.value in members:
            named.add(t.object.value)
        member = members.get(t.subject.value) if isinstance(t.subject, NamedNode) else None
        if member is not None:
            value = getattr(t.object, "value", "")
            member.said.add(kind(t))
            member.imported |= record or member.address.rpartition("/")[2].startswith(stem)
            member.exact |= t.predicate.value in _EXACT
            if t.predicate.value in _DAYS and t.predicate.value != _APPROXIMATE:
                member.days.add(value)
            member.paged |= t.predicate.value == _PAGE
            if t.predicate.value == _LABEL:
                member.label = member.label or value
            if t.predicate.value == _TYPE:
                member.sorts.add(_SORTS.get(value, _OTHER))
                member.tenure |= value == DIP + "Tenure"
                member.larger |= value == DIP + "MultilateralMeeting"
                member.person |= value in (DIP + "Person", DIP + "Minister")
                member.known |= not (member.imported or graph.name.value.startswith(f"{BASE}document/"))
    for address in named:
        members[address].graphs += 1


def sorts_of(address: str, members: Mapping[str, Member]) -> set[str]:
    """Return what a judged *address* is one of by its classes, in words; nothing where no graph says its class."""
    return members[address].sorts if address in members else {_DOCUMENT}


def is_described(address: str, members: Mapping[str, Member]) -> bool:
    """Say whether a graph describes a judged *address*; documents are not asked for."""
    return address not in members or bool(members[address].said)


def noted(member: Member) -> frozenset[str]:
    """Return the properties by which its source alone remarks on a person."""
    return frozenset((NOTE,)) if member.person and member.imported else frozenset()


def telling(address: str) -> bytes:
    """Return a word that is in every file which names an address, however it is written there."""
    found = WORD.findall(address.partition("#")[0].encode())
    return found[-1] if found else b""
