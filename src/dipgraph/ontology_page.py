"""The ontology as one page of HTML: each term with its words, its relations, its shapes, and examples from a graph.

The page needs nothing from elsewhere. The address of a term's place in it is the end of the term's own address.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from dipgraph.census import Census
from dipgraph.terminology import SHAPES, Facts, Rule, name_of, rules
from dipgraph.terms import BASE, DIP, PREFIXES, RDF, RDFS, SH, SKOS

_OWL, _DCTERMS = PREFIXES["owl"], PREFIXES["dcterms"]
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1, p { overflow-wrap: anywhere; } td:first-child code { white-space: nowrap; }
body { color: #1c1c1c; background: #fff; }
h1, h2, h3 { line-height: 1.2; } h2 { border-bottom: 2px solid #345; margin-top: 3rem; }
a { color: #14507a; } a.place { color: #666; text-decoration: none; margin-left: .4rem; }
code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; }
section.term { border-top: 1px solid #ddd; padding: .2rem 0 .8rem; } section.term:target { background: #fdf6dc; }
section.term h3 { margin: .8rem 0 .2rem; } .sort { color: #666; font-weight: normal; font-size: .9rem; }
dl { display: grid; grid-template-columns: 10rem 1fr; gap: .15rem 1rem; margin: .5rem 0; font-size: .93rem; }
dt { color: #666; } dd { margin: 0; overflow-wrap: anywhere; } dd ul { margin: 0; padding-left: 1.1rem; }
table { border-collapse: collapse; margin: 1rem 0; } td, th { text-align: left; padding: .2rem 1rem .2rem 0; }
pre { background: #f4f4f2; padding: .8rem; overflow-x: auto; }
nav ul { columns: 14rem; padding-left: 1.1rem; font-size: .9rem; } .cure { color: #555; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } }
"""
# What relates terms, and how that is said of the one and of the other.
_RELATIONS = (
    ((RDFS + "subClassOf", RDFS + "subPropertyOf"), "a kind of", "kinds of it"),
    ((RDFS + "domain",), "of", "properties"),
    ((RDFS + "range",), "to", "led to by"),
    ((_OWL + "disjointWith",), "never also", "never also"),
    ((SKOS + "broader",), "narrower than", "broader than"),
    ((SKOS + "exactMatch",), "the same as", "the same as"),
    ((SKOS + "closeMatch",), "close to", "close to"),
    ((SKOS + "broadMatch",), "within", "contains"),
    ((DIP + "illocution",), "illocution", "acts"),
)
_WORDS = (
    (SKOS + "scopeNote", "note"),
    (SKOS + "example", "example"),
    (SKOS + "notation", "notation"),
    (DIP + "force", "force"),
    (DIP + "ploverCode", "PLOVER code"),
    (DIP + "ploverContext", "PLOVER context"),
    (DIP + "boilerplate", "boilerplate"),
    (DIP + "standing", "stands beside others"),
    (DIP + "yieldsTo", "yields to"),
    (DIP + "since", "since"),
    (SKOS + "altLabel", "also called"),
    (SKOS + "hiddenLabel", "found by"),
    (DIP + "cue", "cue phrases"),
)


Rows = list[tuple[str, str]]


def ontology_page(folder: Path, census: Census) -> str:
    """Return the page about the files in *folder*, ontology/, with what *census* counted of each term in a graph."""
    return "\n".join(_Page(folder, census).lines()) + "\n"


def terms_within(folder: Path, used: Callable[[str], Rows], address: Callable[[str], str]) -> str:
    """Return what a page of others shows of the terms of the ontology in *folder*: each in its place, and the shapes.

    *used* gives for the address of a term what is said of its use, as words and HTML, and *address* where anything else is.
    """
    return "\n".join(_Page(folder, Census(), used, address).terms_alone())


class _Page:
    """What the lines of the page are made from."""

    def __init__(
        self, folder: Path, census: Census, used: Callable[[str], Rows] | None = None,
        address: Callable[[str], str] | None = None,
    ) -> None:  # fmt: skip
        self.census = census
        self.used, self.address = used or self._counted, address or str
        self.terms, self.acts, self.issues = (Facts(folder / f"{name}.ttl") for name in ("dipgraph", "acts", "issues"))
        self.alignments, self.shapes = Facts(folder / "alignments.ttl"), Facts(folder / "shapes.ttl")
        self.rules = rules(self.shapes)
        self.chapters = [("", self.terms, DIP, "")]
        if address is None:
            # Elsewhere each of them has a page of its own.
            self.chapters.append(("Acts: ", self.acts, PREFIXES["act"], BASE + "act"))
            self.chapters.append(("Issues: ", self.issues, PREFIXES["issue"], BASE + "issue"))
        places = {iri: iri.removeprefix(space) for _, facts, space, _ in self.chapters for iri in facts.subjects(space)}
        self.places = {**places, **{iri: f"shape-{iri.removeprefix(SHAPES)}" for iri in self.shapes.subjects(SHAPES)}}
        self.back: dict[tuple[str, str], list[str]] = defaultdict(list)
        for iri in places:
            for properties, _, words in _RELATIONS:
                for other in self.related(iri, *properties):
                    self.back[other, words].append(iri)
            for kind in self.related(iri, RDF + "type"):
                self.back[kind, "values"].append(iri)

    def related(self, iri: str, *properties: str) -> list[str]:
        """Return what is related to the term *iri* by the ontology, a vocabulary, or the alignments."""
        files = (self.terms, self.acts, self.issues, self.alignments)
        return list(dict.fromkeys(other for facts in files for other in facts.iris(iri, *properties)))

    def lines(self) -> Iterator[str]:
        """Yield the lines of the page."""
        ontology = DIP.removesuffix("#")
        title = self.terms.text(ontology, _DCTERMS + "title")
        yield "<!DOCTYPE html>"
        yield '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        yield f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>"
        yield f"<header><h1>{escape(title)}</h1><p>{escape(self.terms.text(ontology, _DCTERMS + 'abstract'))}</p>"
        about = [("address", self.link(ontology)), ("prefix", f"<code>dip: &lt;{DIP}&gt;</code>")]
        for name in ("versionInfo", "creator", "created", "modified", "bibliographicCitation"):
            text = self.terms.text(ontology, (_OWL if name == "versionInfo" else _DCTERMS) + name)
            about.append(({"versionInfo": "version", "bibliographicCitation": "to cite"}.get(name, name), escape(text)))
        about += [("licence", self.link(iri)) for iri in self.terms.iris(ontology, _DCTERMS + "license")]
        yield from (
            *_table(about),
            "</header>",
            '<nav><h2 id="contents">Contents</h2>',
            *self.contents(),
            "</nav><main>",
            *self.places_of_terms(),
            "</main></body></html>",
        )

    def terms_alone(self) -> Iterator[str]:
        """Yield the lines that stand on a page of others."""
        yield f"<p>{escape(self.terms.text(DIP.removesuffix('#'), _DCTERMS + 'abstract'))}</p>"
        yield from ('<nav aria-label="Terms">', *self.contents(), "</nav>", *self.places_of_terms())

    def places_of_terms(self) -> Iterator[str]:
        """Yield the lines about each term and each shape."""
        for head, facts, space, scheme in self.chapters:
            if scheme:
                words = escape(facts.text(scheme, _DCTERMS + "description"))
                yield f'<h2 id="scheme-{scheme.removeprefix(BASE)}">{self.title(facts, scheme)}</h2><p>{words}</p>'
            for heading, subjects in facts.sections.items():
                own = [iri for iri in subjects if iri.startswith(space)]
                if own:
                    yield f'<h2 id="{_slug(head + heading)}">{escape(head + heading)}</h2>'
                for iri in own:
                    yield from self.term(facts, iri)
        yield '<h2 id="shapes">Shapes</h2>'
        yield "<p>What data must look like, in SHACL, in <code>ontology/shapes.ttl</code>.</p>"
        for shape in self.shapes.subjects(SHAPES):
            yield from self.shape(shape)

    def title(self, facts: Facts, scheme: str) -> str:
        """Return the title of a vocabulary."""
        return escape(facts.text(scheme, _DCTERMS + "title"))

    def contents(self) -> Iterator[str]:
        """Yield the table of contents."""
        for head, facts, space, scheme in self.chapters:
            if scheme:
                yield f'<p><a href="#scheme-{scheme.removeprefix(BASE)}">{self.title(facts, scheme)}</a></p>'
            for heading, subjects in facts.sections.items():
                own = [iri for iri in subjects if iri.startswith(space)]
                if own:
                    yield f'<p><a href="#{_slug(head + heading)}">{escape(head + heading)}</a></p>'
                    yield "<ul>" + "".join(f"<li>{self.link(iri)}</li>" for iri in own) + "</ul>"
        yield '<p><a href="#shapes">Shapes</a></p>'

    def link(self, iri: str) -> str:
        """Return a link to the place of *iri* on the page, else to where it is on the web, else its words alone."""
        words = f"<code>{escape(name_of(iri))}</code>"
        if iri in self.places:
            return f'<a href="#{escape(self.places[iri])}">{words}</a>'
        return (
            f'<a href="{escape(self.address(iri))}">{words}</a>' if iri.startswith(("http://", "https://")) else words
        )

    def links(self, iris: Iterable[str]) -> str:
        """Return links to several."""
        return ", ".join(map(self.link, iris))

    def term(self, facts: Facts, iri: str) -> Iterator[str]:
        """Yield what is said of a term."""
        label = facts.text(iri, RDFS + "label") or facts.text(iri, SKOS + "prefLabel")
        types = [name_of(kind).partition(":")[2] for kind in facts.iris(iri, RDF + "type") if kind.startswith(_OWL)]
        traits = {"FunctionalProperty": "at most one", "SymmetricProperty": "in both directions"}
        sort = ", ".join([facts.sort(iri), *(words for kind, words in traits.items() if kind in types)])
        yield from self.head(iri, f'<span class="sort">“{escape(label)}”, {sort}</span>')
        yield f'<p class="definition">{escape(facts.text(iri, SKOS + "definition"))}</p>'
        rows = [("address", f"<code>{escape(iri)}</code>")]
        rows.append(
            ("value of", self.links(kind for kind in facts.iris(iri, RDF + "type") if not kind.startswith(_OWL)))
        )
        rows += [("equivalent to", self.expression(facts, node)) for node in facts.of[iri][_OWL + "equivalentClass"]]
        rows += [(words, self.links(self.related(iri, *properties))) for properties, words, _ in _RELATIONS]
        rows += [(words, self.links(self.back.get((iri, words), ()))) for _, _, words in _RELATIONS]
        rows.append(("values", self.links(self.back.get((iri, "values"), ()))))
        for property, words in _WORDS:
            said = [escape(value.value) for value in facts.of[iri][property] if isinstance(value, ox.Literal)]
            many = f"<details><summary>{len(said)}</summary>{' · '.join(said)}</details>"
            rows.append((words, many if len(said) > 4 else "<br>".join(said)))
        rows += self.used(iri)
        rows.append(("shapes", _list(self.rule(rule) for rule in self.rules.get(iri, ()))))
        targets = [shape for shape in self.shapes.of if iri in self.shapes.iris(shape, SH + "targetClass")]
        parts = dict.fromkeys(part for shape in targets for part in self.shapes.iris(shape, SH + "property"))
        rows.append(("shapes of its parts", self.links(parts)))
        yield from (*_table(rows), "</section>")

    def _counted(self, iri: str) -> Rows:
        """Return how often the graph has the term *iri*, and an example from it."""
        rows = []
        if members := self.census.classes.get(iri):
            example = f", such as {self.link(members.example)}" if members.example else ""
            rows.append(("in the graph", f"{members.entities:,}{example}"))
        for use in (self.census.properties.get(iri), self.census.values.get(iri)):
            if use:
                subject, object = (self.node(node) for node in use.example)
                said = f"{subject} {self.link(use.by or iri)} {object}"
                rows.append(("in the graph", f"{use.triples:,}, such as {said}"))
        return rows

    def node(self, node: Any) -> str:
        """Return a thing or a value of the graph."""
        if isinstance(node, ox.NamedNode):
            return self.link(node.value)
        text = node.value if isinstance(node, ox.Literal) else str(node)
        return f"“{escape(text if len(text) <= 200 else text[:199] + '…')}”"

    def expression(self, facts: Facts, node: Any) -> str:
        """Return a class expression in words."""
        if isinstance(node, ox.NamedNode):
            return self.link(node.value)
        said = facts.of[str(node)]
        if parts := said.get(_OWL + "oneOf"):
            return f"one of {self.links(facts.reached(parts[0]))}"
        if parts := said.get(_OWL + "intersectionOf"):
            return " and ".join(self.expression(facts, part) for part in facts.items(parts[0]))
        if inverse := said.get(_OWL + "inverseOf"):
            return f"the inverse of {self.expression(facts, inverse[0])}"
        some = said.get(_OWL + "someValuesFrom", said.get(_OWL + "onProperty", []))
        return f"({self.expression(facts, said[_OWL + 'onProperty'][0])} some {self.expression(facts, some[0])})"

    def rule(self, rule: Rule) -> str:
        """Return what a shape demands."""
        return f'{escape(rule.message)} {self.link(rule.shape)} <span class="cure">{escape(rule.cure)}</span>'

    def head(self, iri: str, words: str) -> Iterator[str]:
        """Yield the beginning of what is said of a term or shape, with a link to the place itself."""
        place = escape(self.places[iri])
        yield f'<section class="term" id="{place}">'
        here = f'<a class="place" href="#{place}" title="link to this place">#</a>'
        yield f"<h3><code>{escape(name_of(iri))}</code> {words}{here}</h3>"

    def shape(self, iri: str) -> Iterator[str]:
        """Yield what is said of a shape."""
        facts = self.shapes
        yield from self.head(iri, "")
        yield f"<p>{escape(facts.text(iri, SH + 'message'))}</p>"
        targets = ("targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode")
        rows = [("about", self.links(facts.iris(iri, *(SH + name for name in targets))))]
        rows.append(("path", self.links(part for node in facts.of[iri][SH + "path"] for part in facts.reached(node))))
        rows.append(("parts", self.links(facts.iris(iri, SH + "property"))))
        rows.append(("part of", self.links(s for s in facts.subjects(SHAPES) if iri in facts.iris(s, SH + "property"))))
        rows.append(("cure", escape(facts.text(iri, DIP + "cure"))))
        yield from (*_table(rows), "</section>")


def _table(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the rows that say something."""
    yield "<dl>"
    yield from (f"<dt>{escape(words)}</dt><dd>{text}</dd>" for words, text in rows if text)
    yield "</dl>"


def _list(items: Iterable[str]) -> str:
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{listed}</ul>" if listed else ""


def _slug(heading: str) -> str:
    return "section-" + "-".join("".join(c if c.isalnum() else " " for c in heading.lower()).split())
