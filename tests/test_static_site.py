"""The pages as files."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox
import pytest

from conftest import DOCUMENT, write_data
from dipgraph import Dataset, Query
from dipgraph.downloads import triples as downloaded
from dipgraph.errors import UsageError
from dipgraph.network import names as networks
from dipgraph.overview import LISTED
from dipgraph.query import names
from dipgraph.results import write
from dipgraph.static_site import site
from dipgraph.stores import Store
from dipgraph.terms import BASE


class Links(HTMLParser):
    """Where a page leads, what on it can be led to, and its tags."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.to: set[str] = set()
        self.places: set[str] = set()
        self.tags: set[str] = set()
        self.forms = 0
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag."""
        self.tags.add(tag)
        self.forms += tag == "form"
        for name, value in attrs:
            if name in ("href", "src", "action") and value is not None:
                self.to.add(value)
            if name == "id" and value is not None:
                self.places.add(value)


@pytest.fixture(scope="module")
def written(shipped_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the data that comes with dipgraph."""
    folder = tmp_path_factory.mktemp("site") / "pages"
    assert site(shipped_store, folder) > 300
    return folder


def test_every_link_leads_to_a_file(written: Path) -> None:
    """Each relative link leads to a file of the site, and to a place on it; all others to the web. The one form searches."""
    pages = {path: Links(path) for path in sorted(written.rglob("*.html"))}
    assert len(pages) > 300
    for path, page in pages.items():
        assert page.forms == 1, path
        # A script is a file beside the style, also where the pages are opened without a server: it is no module.
        has_script = "svg" in page.tags or path.parent.name == "networks" or path.name == "search.html"
        assert ("script" in page.tags) == has_script, path
        for link in page.to:
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme in ("http", "https")
                continue
            assert not link.startswith("/")
            assert not parts.query
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file(), (path, link)
            if parts.fragment:
                assert unquote(parts.fragment) in pages[target].places, (path, link)


def test_everything_is_reached(written: Path) -> None:
    """From the first page one comes to every page, and to all data; the files of the search are asked for by its script."""
    waiting, seen = [written / "index.html"], set()
    while waiting:
        path = waiting.pop()
        if path not in seen:
            seen.add(path)
            if path.suffix == ".html":
                links = (urlsplit(link) for link in Links(path).to)
                waiting += [
                    (path.parent / unquote(link.path)).resolve() for link in links if not link.scheme and link.path
                ]
    searched = {*(written / "search").iterdir()}
    assert searched
    assert {path for path in written.rglob("*") if path.is_file()} == seen | searched


def test_data_beside_the_pages(written: Path, shipped_store: Store) -> None:
    """What stands beside a page is what the store says of the thing, and the answer of the stored query."""
    name = "meeting/2022-05-23-jp-us"
    triples = {quad.triple for quad in ox.parse((written / f"{name}.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)}
    assert triples == {*downloaded(shipped_store, BASE + name)}
    linked = {quad.triple for quad in ox.parse((written / f"{name}.jsonld").read_bytes(), format=ox.RdfFormat.JSON_LD)}
    assert linked == triples
    assert json.loads((written / f"{name}.json").read_bytes())["label"] == "Meeting of Hayashi and Blinken, 23 May 2022"
    assert (written / f"{name}.csv").read_text(encoding="utf-8").startswith("subject,property,value,document")
    for network in networks():
        links = Links(written / "networks" / f"{network}.html").to
        assert {f"{network}.{suffix}" for suffix in ("csv", "json", "gexf", "graphml")} | {"../drawing.js"} <= links
        answer = write(Query.named(f"networks/{network}").run(shipped_store), "csv")
        assert (written / "networks" / f"{network}.csv").read_bytes() == answer
    for query in ("recurring-issues", "commitments"):
        assert query in names()
        answer = write(Query.named(query).run(shipped_store), "csv")
        assert (written / "queries" / f"{query}.csv").read_bytes() == answer


def test_all_of_a_kind(written: Path, tmp_path: Path) -> None:
    """Where there are more of a kind than the page of all kinds has, it leads to all of them, which may be several pages."""
    page = Links(written / "names.html")
    assert "names/issue.html" in page.to
    assert "names/meeting.html" not in page.to
    first = (written / "names.html").read_text(encoding="utf-8")
    assert first.index("14 September 2023") < first.index("13 November 2021")
    data = write_data(tmp_path / "data")
    persons = "".join(f'<{BASE}person/n{at:04}> a dip:Person ; rdfs:label "N{at:04}"@en .\n' for at in range(LISTED))
    (data / "documents" / "mofa-xa" / "2020-01-02-xb.ttl").write_text(DOCUMENT + persons, encoding="utf-8")
    store = Store()
    store.load(Dataset.read(data))
    folder = tmp_path / "pages"
    site(store, folder)
    assert "person.page2.html" in Links(folder / "names" / "person.html").to
    assert {"person.html", "../names.html", f"../person/n{LISTED - 1:04}.html"} <= Links(
        folder / "names" / "person.page2.html"
    ).to


def test_a_question_says_with_what_it_was_asked(written: Path) -> None:
    """A question with a value that stands in its file names it on its page, and has its SPARQL there."""
    text = (written / "queries" / "actor.html").read_text(encoding="utf-8")
    assert '<b>actor:</b> <a href="../person/park-jin.html">Park Jin</a>' in text
    assert "VALUES ?actor { person:park-jin }" in text


def test_the_same_graph_gives_the_same_site(written: Path, shipped_store: Store, tmp_path: Path) -> None:
    """Two sites of one graph are the same, byte by byte."""
    site(shipped_store, tmp_path / "again")
    files = sorted(path.relative_to(written) for path in written.rglob("*") if path.is_file())
    assert files == sorted(p.relative_to(tmp_path / "again") for p in (tmp_path / "again").rglob("*") if p.is_file())
    for file in files:
        assert (written / file).read_bytes() == (tmp_path / "again" / file).read_bytes(), file


def test_names_that_are_paths(tmp_path: Path) -> None:
    """A name with odd characters is a file within the folder, however long it is, and is led to."""
    store = Store()
    data = write_data(tmp_path / "data")
    odd = ["../../up", "a:b", "./x", "é/ü", "n" * 3000, "con", "%2e%2e", "x.html"]
    persons = "".join(f'<{BASE}person/{name}> a dip:Person ; rdfs:label "{name[:20]}"@en .\n' for name in odd)
    file = data / "documents" / "mofa-xa" / "2020-01-02-xb.ttl"
    file.write_text(DOCUMENT + persons, encoding="utf-8")
    store.load(Dataset.read(data))
    folder = tmp_path / "pages"
    site(store, folder)
    assert {path.name for path in tmp_path.iterdir()} == {"data", "pages"}
    index = Links(folder / "names.html")
    found = [(folder / unquote(link)).resolve() for link in index.to if link.startswith("person/")]
    assert len(set(found)) == len(odd) + 3
    assert all(path.is_file() and path.is_relative_to(folder) for path in found)


def test_a_folder_that_is_there(tmp_path: Path, shipped_store: Store) -> None:
    """A folder with files in it is left as it is, and an empty graph is not shown."""
    (tmp_path / "mine").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="the folder is not empty"):
        site(shipped_store, tmp_path)
    with pytest.raises(UsageError, match="nothing in the graph to show"):
        site(Store(), tmp_path / "pages")
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_what_has_no_page_leads_nowhere(written: Path) -> None:
    """A day, a place and other words are no links: to the start leads its name at the top of the page alone."""
    text = (written / "meeting" / "2022-05-23-jp-us.html").read_text(encoding="utf-8")
    assert text.count('href="../index.html"') == 1
    assert "Tokyo" in text
    assert 'href="../ontology.html#BilateralMeeting"' in text
    start = (written / "index.html").read_text(encoding="utf-8")
    assert start.count('href="index.html"') == 1
