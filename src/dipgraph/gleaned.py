"""What the index of words reads of one named graph: names, titles and days of things, and the statements made in it."""

from __future__ import annotations

from typing import Any, NamedTuple

import pyoxigraph as ox

from dipgraph.filling import TAKEN
from dipgraph.stores import Store
from dipgraph.terms import DIP, PREFIXES, RDF, RDFS, SKOS, shorten

TITLE, NAMES, TEXT, DATE = range(4)
OWN = {
    **dict.fromkeys((f"{RDFS}label", f"{SKOS}prefLabel", f"{DIP}action"), TITLE),
    **dict.fromkeys((f"{SKOS}altLabel", f"{SKOS}hiddenLabel", f"{DIP}cue"), NAMES),
    **dict.fromkeys((f"{DIP}familyName", f"{DIP}givenName", f"{DIP}isoCode"), NAMES),
    **dict.fromkeys((f"{SKOS}definition", f"{DIP}place"), TEXT),
    **dict.fromkeys((f"{DIP}date", f"{DIP}earliest", f"{DIP}published", f"{DIP}from"), DATE),
}
# A thing is found by the label of what it names so, too.
LABELLED = {DIP + name for name in ("country", "series", "within", "publisher", "officeOf", "partOf", "bodyKind")}
_LINKS = (
    "madeAt", "describes", "summary", "verb", "evidence", "quotation", "anchor", "participation", "participant", "holder",
    "nameInSource", "roleInSource", "inOffice", "office", "mentionedAs", "refersTo",
)  # fmt: skip
# By which other addresses it is found: that of a document on the web, and one that is no more.
ADDRESS, REPLACED = f"{DIP}address", f"{PREFIXES['dcterms']}isReplacedBy"
READ = {f"{RDF}type", *OWN, *LABELLED, ADDRESS, REPLACED, *(DIP + name for name in _LINKS), *TAKEN}


class Statement(NamedTuple):
    """A row of the table stated."""

    name: str
    title: str
    words: str
    passage: str
    meeting: str | None


class Graph:
    """What is read of one named graph: the values of each subject by predicate."""

    def __init__(self, store: Store, name: str) -> None:
        self.subjects: dict[Any, dict[str, list[Any]]] = {}
        # All of it at once: it takes longer to look for each property than to read what is not wanted.
        for quad in store.embedded.quads_for_pattern(None, None, None, ox.NamedNode(name)):
            if (predicate := quad.predicate.value) in READ:
                self.subjects.setdefault(quad.subject, {}).setdefault(predicate, []).append(quad.object)

    def things(self, subject: Any, *names: str) -> list[str]:
        """Return the short names that the properties *names* of *subject* have."""
        found = self.subjects.get(subject, {})
        several = (value for name in names for value in found.get(DIP + name, ()))
        return sorted(shorten(value.value) for value in several if isinstance(value, ox.NamedNode))

    def texts(self, subject: Any, *names: str) -> list[str]:
        """Return the literals that the properties *names* of *subject* have."""
        found = self.subjects.get(subject, {})
        several = (value for name in names for value in found.get(DIP + name, ()))
        return sorted(value.value for value in several if isinstance(value, ox.Literal))


def statement(graph: Graph, subject: ox.NamedNode, name: str) -> Statement:
    """Return the row of a statement: its summary, the words of its passages and its verb, and where it stands."""
    passages = graph.things(subject, "evidence")
    words = [
        text
        for passage in graph.subjects[subject].get(f"{DIP}evidence", ())
        # Of what may not be kept whole there are the first words.
        for text in (*graph.texts(passage, "quotation"), *(f"{cut} …" for cut in graph.texts(passage, "anchor")))
    ]
    verbs = [verb for verb in graph.texts(subject, "verb") if not any(verb in text for text in words)]
    title = " ".join(graph.texts(subject, "summary")) or " … ".join(words + verbs) or name
    passage = passages[0] if passages else name
    meeting = next(iter(graph.things(subject, "madeAt")), None)
    return Statement(name, title, " … ".join(words + verbs), passage, meeting)
