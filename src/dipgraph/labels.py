"""The issues as a draft looks for them: by their labels, and how each stands beside others."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from dipgraph.prose import language
from dipgraph.terms import DIP, SKOS

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc, Span


@dataclass(frozen=True)
class Label:
    """A label of an issue in a text: the numbers of its first word and of the one after its last."""

    issue: str
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Issues:
    """The issues with all that is broader, with those that each yields to, and the labels by which they are found.

    *standing* has for each way to stand beside others the issues that do so, *since* the year in which one began, and
    *capitals* are labels all in capitals.
    """

    broader: dict[str, frozenset[str]]
    yields: dict[str, frozenset[str]]
    standing: dict[str, frozenset[str]]
    since: dict[str, int]
    labels: PhraseMatcher
    capitals: frozenset[str]


def _literal(term: object) -> str:
    return term.value if isinstance(term, (Literal, NamedNode)) else ""


def vocabulary(path: Path) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Return what a vocabulary says: by subject and the local name of the property, the values with their languages."""
    found: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for quad in parse(path=str(path), format=RdfFormat.TURTLE):
        value = quad.object
        name = quad.predicate.value.removeprefix(DIP).removeprefix(SKOS)
        found[_literal(quad.subject)][name].append(
            (_literal(value), (value.language or "") if isinstance(value, Literal) else "")
        )
    return found


def issues_in(path: Path) -> Issues:
    """Return the issues of the vocabulary at *path*, with a matcher of their labels."""
    from spacy.matcher import PhraseMatcher

    nlp = language()
    entries = {iri: entry for iri, entry in vocabulary(path).items() if "notation" in entry}
    notation = {iri: entry["notation"][0][0] for iri, entry in entries.items()}
    above = {
        notation[iri]: [notation[b] for b, _ in entry["broader"] if b in notation] for iri, entry in entries.items()
    }

    def ancestors(issue: str, seen: frozenset[str] = frozenset()) -> frozenset[str]:
        found = seen
        for upper in above[issue]:
            if upper not in found:
                found = ancestors(upper, found | {upper})
        return found

    matcher = PhraseMatcher(nlp.vocab, attr="NORM")
    capitals = set()
    for iri, entry in sorted(entries.items()):
        printed = [
            v for kind in ("prefLabel", "altLabel", "hiddenLabel") for v, tongue in entry[kind] if tongue == "en"
        ]
        forms = set(printed)
        for label in printed:
            if label.isupper():
                capitals.add(label.lower())
            else:
                forms.add(_other_number(label))
        matcher.add(notation[iri], [nlp.make_doc(form) for form in sorted(forms)])
    standing: dict[str, set[str]] = defaultdict(set)
    for iri, entry in entries.items():
        for way, _ in entry["standing"]:
            standing[way.removeprefix(DIP)].add(notation[iri])
    yields = {notation[iri]: frozenset(notation[to] for to, _ in entry["yieldsTo"]) for iri, entry in entries.items()}
    ways = defaultdict(frozenset, {way: frozenset(found) for way, found in standing.items()})
    since = {notation[iri]: int(entry["since"][0][0]) for iri, entry in entries.items() if entry["since"]}
    return Issues({issue: ancestors(issue) for issue in above}, yields, ways, since, matcher, frozenset(capitals))


def _other_number(label: str) -> str:
    """Return *label* in the plural, or in the singular if it is a plural; unchanged where neither is plain."""
    last = label.rpartition(" ")[2]
    if not last.isalpha() or not last.islower() or last.endswith(("y", "ss", "us", "is")):
        return label
    if last.endswith(("ches", "shes", "xes", "sses")):
        return label[:-2]
    if last.endswith("s"):
        return label[:-1] if len(label) > 6 else label
    return label + ("es" if last.endswith(("ch", "sh", "x")) else "s")


def issues(known: Issues, passage: Doc | Span) -> list[Label]:
    """Return the labels of issues in *passage*, in the order of the text: the longest, and the narrowest issue of one."""
    doc = passage if not hasattr(passage, "start") else passage.doc
    found = []
    for key, start, end in known.labels(passage):
        words = doc[start:end].text
        if words.lower() not in known.capitals or words.isupper():
            found.append(Label(doc.vocab.strings[key], start, end))
    labels: list[Label] = []
    for label in sorted(
        found, key=lambda label: (label.start, -label.end, -len(known.broader[label.issue]), label.issue)
    ):
        # Of labels that share words, the one that holds the other wins, else the one that begins first.
        if labels and label.start < labels[-1].end:
            continue
        labels.append(label)
    return labels
