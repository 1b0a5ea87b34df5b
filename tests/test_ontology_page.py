"""The page of the ontology has every term at its place, with its words, its relations, its shapes and examples."""

from __future__ import annotations

import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox
import pytest

from dipgraph import shipped
from dipgraph.census import Census
from dipgraph.ontology_page import ontology_page
from dipgraph.stores import Store
from dipgraph.terms import BASE, DIP, PREFIXES, RDF, SH, SKOS
from releases import made

ONTOLOGY = shipped.folder("ontology")
FILES = ("dipgraph.ttl", "acts.ttl", "issues.ttl")
OWN = (DIP, PREFIXES["act"], PREFIXES["issue"])
VOID_ELEMENTS = {"meta", "br"}


class Page(HTMLParser):
    """The parts of a page: the words below each place, the places, and what links lead to; tags must be closed."""

    def __init__(self, text: str) -> None:
        """Read *text*."""
        super().__init__()
        self.words: dict[str, str] = {}
        self.links: list[str] = []
        self.ids: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.tags: set[str] = set()
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a place or a link."""
        given = dict(attrs)
        self.tags.add(tag)
        if (place := given.get("id")) is not None:
            self.ids.append(place)
        if tag == "a":
            self.links.append(given["href"] or "")
        assert not [name for name in given if name.startswith("on") or name == "src"]
        if tag not in VOID_ELEMENTS:
            self._open.append((tag, place or ""))

    def handle_endtag(self, tag: str) -> None:
        """See that it is the tag that was opened last."""
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        """Take note of words."""
        for _, place in self._open:
            if place:
                self.words[place] = self.words.get(place, "") + data


def triples(*names: str) -> list[tuple[str, str, str]]:
    """Return the triples of files of the ontology, each term as its address or its text."""
    quads = [quad for name in names for quad in ox.parse(path=ONTOLOGY / name, format=ox.RdfFormat.TURTLE)]
    return [(q.subject.value, q.predicate.value, q.object.value) for q in quads if not isinstance(q.object, ox.Triple)]


@pytest.fixture(scope="module")
def path(shipped_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page in a release of the data that comes with dipgraph."""
    folder = tmp_path_factory.mktemp("page") / "out"
    made(shipped_store, folder)
    return folder / "ontology.html"


@pytest.fixture(scope="module")
def page(path: Path) -> Page:
    """Return the page, read."""
    return Page(path.read_text(encoding="utf-8"))


def local(iri: str) -> str:
    """Return the end of the address of a term."""
    return next(iri.removeprefix(space) for space in OWN if iri.startswith(space))


def test_every_term_is_at_its_place(page: Page) -> None:
    """Each class, property, value, act and issue has a place of its name, with its definition, label, note and example."""
    known = triples(*FILES)
    terms = {term for term, _, _ in known if term.startswith(OWN)}
    typed = {term for term, name, kind in known if name == RDF + "type" and term.startswith(OWN)}
    assert len(terms) > 250
    assert terms == typed
    defined = set()
    for term, name, value in known:
        if term in terms and name in (SKOS + "definition", SKOS + "scopeNote", SKOS + "example", SKOS + "altLabel"):
            assert value in page.words[local(term)], term
            defined |= {term} if name == SKOS + "definition" else set()
        if term in terms and name.endswith(("#label", "#prefLabel")):
            assert f"“{value}”" in page.words[local(term)]
    assert defined == terms
    assert all(term in page.words[local(term)] for term in terms)


def test_every_shape_is_there(page: Page) -> None:
    """Each shape with a rule has a place, with the rule and its cure, and each rule stands with the term it is about."""
    shapes = BASE + "shapes#"
    rules = {term.removeprefix(shapes): text for term, name, text in triples("shapes.ttl") if name == SH + "message"}
    assert len(rules) > 100
    for shape, message in rules.items():
        assert message in page.words[f"shape-{shape}"]
    assert rules["Person-familyName"] in page.words["familyName"]
    assert rules["Person"] in page.words["Person"]


def test_places_and_links(page: Page) -> None:
    """No place is there twice, each link on the page leads to one, and all others lead to the web."""
    assert len(set(page.ids)) == len(page.ids)
    inner = {link.removeprefix("#") for link in page.links if link.startswith("#")}
    assert len(inner) > 300
    assert inner <= set(page.ids)
    assert [link for link in page.links if not link.startswith(("#", "http://", "https://"))] == []
    assert {"script", "link", "img", "iframe"}.isdisjoint(page.tags)


def test_relations_and_examples(page: Page) -> None:
    """Relations are told from both ends, alignments too; the graph gives numbers and an example."""
    person = page.words["Person"]
    assert "http://xmlns.com/foaf/0.1/Person" in person
    assert "kinds of it" in person
    assert "dip:Minister" in person
    assert "17, such as person/austin-lloyd" in person
    assert "one of dip:inPerson, dip:telephone, dip:video" in page.words["Format"]
    assert "the inverse of dip:holder" in page.words["Minister"]
    assert "narrower than" in page.words["russia-sanctions"]
    assert "“Austin”" in page.words["familyName"]
    assert "dip:act act/agree" in page.words["agree"]


def test_page_without_a_graph() -> None:
    """Of a graph in which nothing is used, the terms are the same, without examples."""
    page = Page(ontology_page(ONTOLOGY, Census()))
    assert "in the graph" not in page.words["Person"]
    assert "A human being" in page.words["Person"]


def test_browser_shows_it(path: Path, tmp_path: Path) -> None:
    """A browser shows the page."""
    if shutil.which("chromium") is None:
        pytest.skip("chromium is not installed")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    command += [f"--screenshot={tmp_path / 'page.png'}", "--window-size=1200,2400", path.as_uri()]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    assert (tmp_path / "page.png").stat().st_size > 50_000
