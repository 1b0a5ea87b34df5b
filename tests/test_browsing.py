"""The pages of the server, as a browser without JavaScript reads them."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pyoxigraph as ox
import pytest
import requests

from conftest import DOCUMENT, QUOTATION, write_data
from dipgraph import Query, open_store
from dipgraph.dataset import Files
from dipgraph.facts import Facts
from dipgraph.offered import OFFERED, choices
from dipgraph.overview import KINDS
from dipgraph.pages import SERVED, celled, numeric, rendered
from dipgraph.query import names
from dipgraph.reading import _in_words, _without_what_was_asked, read
from dipgraph.results import write
from dipgraph.rows import Rows
from dipgraph.stores import Store
from dipgraph.terms import BASE, DIP
from served import served

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
# What is linked and is no page.
DATA = ("/style.css", "/drawing.js", "/sparql", "/.well-known/void", "/openapi.json")
# The only script, where something is drawn.
SCRIPT = {"src": "/drawing.js", "defer": None}
OWN = "document/mofa-xa/2020-01-02-xb"
HOSTILE = "</title><script>alert(1)</script>&amp;\u202e"


class Page(HTMLParser):
    """A page as it is read: its tags, links and words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.drawings = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag; what is called title in a drawing is no title of the page."""
        self.drawings += tag == "svg"
        self.tags.append(("words" if self.drawings and tag == "title" else tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Take the end of one."""
        self.drawings -= tag == "svg"

    def handle_data(self, data: str) -> None:
        """Take words."""
        self.words += data

    def links(self) -> list[str]:
        """Return where links and forms lead."""
        return [str(link) for _, attrs in self.tags for name in ("href", "action") if (link := attrs.get(name))]

    def count(self, tag: str) -> int:
        """Return how many tags of that name there are."""
        return sum(found == tag for found, _ in self.tags)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Return the address of a server of the data that comes with dipgraph."""
    with served("--workers", "2") as found:
        yield found


def browse(address: str, path: str, status: int = 200) -> Page:
    """Return the page at *path*."""
    answer = requests.get(address + path, headers={"accept": BROWSER}, timeout=30)
    assert answer.status_code == status, (path, answer.text[:300])
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "unsafe" not in answer.headers["content-security-policy"]
    return Page(answer.text)


def test_every_link_leads_somewhere(address: str) -> None:
    """From the start one comes to every thing, and each page has a title, a language, a heading, and one script at most."""
    seen: set[str] = set()
    waiting = ["/"]
    outside = set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        if path in DATA or "format=" in path or re.search(r"\.(ttl|jsonld|json|csv|gexf|graphml)(\?|$)", path):
            assert requests.get(address + path, timeout=30).ok, path
            continue
        page = browse(address, path)
        assert (page.count("h1"), page.count("title"), page.count("main")) == (1, 1, 1), path
        drawn = any("data-drawing" in attrs for _, attrs in page.tags)
        assert [attrs for tag, attrs in page.tags if tag == "script"] == [SCRIPT] * drawn, path
        assert ("html", {"lang": "en"}) in page.tags
        labels = {attrs.get("for") for tag, attrs in page.tags if tag == "label"}
        assert labels == {attrs.get("id") for tag, attrs in page.tags if tag in ("input", "select", "textarea")}, path
        for link in page.links():
            place = urlsplit(urljoin(address + path, link))
            if f"{place.scheme}://{place.netloc}" != address:
                outside.add(place.scheme)
            else:
                waiting.append(place.path + (f"?{place.query}" if place.query else ""))
    assert outside <= {"http", "https"}
    for kind in ("meeting", "document", "issue"):
        assert any(path.startswith(f"/{kind}/") for path in seen), kind
    assert len(seen) > 200


def test_start(address: str, shipped_store: Store) -> None:
    """The start counts what is there, and has the newest meeting first and every question."""
    page = browse(address, "/")
    assert "374 statements" in " ".join(page.words.split())
    meetings = [link for link in page.links() if link.startswith("/meeting/")]
    assert meetings[0] == "/meeting/2023-09-14-jp-us"
    assert len(meetings) == 10
    assert {link for link in page.links() if link.startswith("/queries/")} == {
        f"/queries/{name}" for name in names() if "/" not in name
    }


@pytest.mark.parametrize(
    "name",
    ["meeting/2022-05-23-jp-us", "person/blinken-antony", "issue/ukraine", "document/mofa-jp/2022-05-23-us",
     "document/state-us/2022-05-23-jp", "commitment/2021-12-11-jp-us/arrange-early-2plus2"],
)  # fmt: skip
def test_every_statement_leads_to_its_evidence(address: str, shipped_store: Store, name: str) -> None:
    """A statement stands on a page with its passage, which is a place on the page of its document, and its web address."""
    told = read(shipped_store, {"page": "thing", "name": name, "number": 1})
    page = browse(address, f"/{name}")
    words, links = " ".join(page.words.split()), page.links()
    assert told["label"] in words
    statements = [*_statements(told)]
    assert statements
    for statement in statements:
        assert " ".join(statement["summary"].split()) in words
        assert statement["passages"], statement["name"]
        for passage in statement["passages"]:
            assert " ".join(passage["words"].split()) in words
            assert f"/{passage['name']}" in links
            assert not passage["address"] or passage["address"] in links


def _statements(told: Any) -> Iterator[dict[str, Any]]:
    """Yield the statements in what a page shows, however deep they are."""
    if isinstance(told, dict):
        if "verb" in told:
            yield told
        else:
            told = [*told.values()]
    if isinstance(told, list):
        for one in told:
            yield from _statements(one)


def test_places_of_passages(address: str, shipped_store: Store) -> None:
    """Each passage and each statement of a document is one place on its page, with and without its text."""
    for name in ("mofa-jp/2022-05-23-us", "state-us/2022-05-23-jp", "tdi/2023-04-17-jp-us"):
        page = browse(address, f"/document/{name}")
        places = [attrs["id"] for _, attrs in page.tags if attrs.get("id")]
        assert len(places) == len(set(places)), name
        graph = list(shipped_store.statements(f"{BASE}document/{name}"))
        parts = {
            str(quad.subject)[1:-1].partition("#")[2]
            for quad in graph
            if str(quad.object) in (f"<{BASE}ontology#Passage>", f"<{BASE}ontology#Statement>")
        }
        assert parts <= set(places), name
        inner = {link.removeprefix("#") for link in page.links() if link.startswith("#")}
        assert inner <= set(places)


def test_a_mention_within_a_passage(address: str) -> None:
    """The mark and the link of a quotation go on over a mention within it, which has another look and says what it is."""
    text = requests.get(f"{address}/document/mofa-jp/2022-05-23-us", headers={"accept": BROWSER}, timeout=30).text
    found = re.search(r'<mark id="p4">(.*?)</mark></mark>', text)
    assert found is not None
    assert re.sub("<[^>]*>", "", found[1]).startswith("concurred to continue imposing sanction measures")
    assert re.sub("<[^>]*>", "", found[1]).endswith("Ukraine and neighboring countries")
    assert re.findall('href=.([^ ]+)"', found[1]) == ["#s4", "#s4"]
    assert 'class="mention" title="Mention of others: who that is stays open">' in found[1]
    # What refers to two persons leads to where both are named.
    told = re.findall(r'class="mention" title="([^"]*)"><a href="([^"]*)"', text)
    assert ("Mention of Joseph R. Biden, Jr. and Kishida Fumio", "#m3") in told


def test_a_mention_leads_to_whom_it_means(tmp_path: Path) -> None:
    """A mention of one who has a page leads there, also within a quotation."""
    data = write_data(tmp_path / "data")
    mention = (
        '<#m1> a dip:Mention ; dip:mentionedAs "sides" ; dip:refersTo state:xb ; dip:evidence <#p2> .\n'
        "<#p2> a dip:Passage ; dip:startOffset 22 ; dip:endOffset 30 .\n"
    )
    (data / "documents" / "mofa-xa" / "2020-01-02-xb.ttl").write_text(DOCUMENT + mention, encoding="utf-8")
    with open_store() as store:
        store.load(Files.at(data))
        page = rendered("document", **read(store, {"page": "thing", "name": OWN, "number": 1}))
    found = re.search(r'<mark id="p1">(.*)</mark>', page)
    assert found is not None
    assert re.findall('href="([^"]*)"', found[1]) == ["#s1", "/state/xb", "#s1"]
    assert re.sub("<[^>]*>", "", found[1]) == QUOTATION


def test_things_as_data(address: str) -> None:
    """A program gets the statements of a thing, also by the end of its address; what is not there is 404."""
    for accept, path in (("text/turtle", "/issue/ukraine"), ("*/*", "/issue/ukraine"), (BROWSER, "/issue/ukraine.ttl")):
        answer = requests.get(address + path, headers={"accept": accept}, timeout=30)
        assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
        triples = list(ox.parse(answer.content, format=ox.RdfFormat.TURTLE))
        assert ox.NamedNode(f"{BASE}issue/ukraine") in {triple.subject for triple in triples}
    answer = requests.get(f"{address}/meeting/2022-05-23-jp-us.ttl", timeout=30)
    seats = {t.subject.value for t in ox.parse(answer.content, format=ox.RdfFormat.TURTLE) if "participant" in str(t)}
    assert f"{BASE}document/mofa-jp/2022-05-23-us#hayashi" in seats
    for path in ("/issue/nothing", "/issue/nothing.ttl", "/person/a%20b", "/issue/%3E%7D"):
        assert requests.get(address + path, timeout=30).status_code in (400, 404), path
        assert requests.get(address + path, headers={"accept": BROWSER}, timeout=30).status_code in (400, 404), path


def test_thing_as_a_table(address: str) -> None:
    """A program that wants CSV of a thing is given what its name with .csv is, and one that wants a picture nothing."""
    first, second = (
        requests.get(f"{address}/issue/ukraine{end}", headers={"accept": accept}, timeout=30)
        for accept, end in (("text/csv, text/turtle;q=0.5", ""), ("*/*", ".csv"))
    )
    assert first.headers["content-type"] == second.headers["content-type"] == "text/csv; charset=utf-8"
    assert first.content == second.content
    assert first.text.splitlines()[0] == "subject,property,value,document"
    refused = requests.get(f"{address}/issue/ukraine", headers={"accept": "image/png"}, timeout=30)
    assert refused.status_code == 406
    assert "text/csv" in refused.text


def test_question(address: str, shipped_store: Store) -> None:
    """A question is a form with its values, and a table with as many rows; the same as a file in every format."""
    page = browse(address, "/queries/recurring-issues?since=2023&until=&state=")
    rows = write(Query.named("recurring-issues").run(shipped_store, since="2023"), "csv")
    assert page.count("tr") == len(rows.splitlines())
    assert ("2023", "since") in {(attrs.get("value"), attrs.get("name")) for tag, attrs in page.tags if tag == "input"}
    (link,) = (link for link in page.links() if link.endswith("format=csv"))
    assert requests.get(address + link.replace("&until=&state=", ""), timeout=30).content == rows
    wrong = browse(address, "/queries/recurring-issues?since=soon", 400)
    assert "'soon' is no date" in wrong.words
    assert browse(address, "/queries/nothing", 404).count("h1") == 1


def test_an_answer_in_words(address: str) -> None:
    """A page shows each thing by its label, once, with its name as title; a part is short; downloads have every column."""
    text = requests.get(f"{address}/queries/recurring-issues?since=2023", headers={"accept": BROWSER}, timeout=30).text
    assert '><a href="/issue/alliance" title="issue/alliance">Alliance and deterrence</a></td>' in text
    assert "<code>issue_label</code>" in text
    assert ">issue label<" not in text
    lines = requests.get(f"{address}/queries/recurring-issues?since=2023&format=csv", timeout=30).text.splitlines()
    assert lines[0].startswith("issue,issue_label,meetings")
    assert lines[1].startswith(f"{BASE}issue/alliance,Alliance and deterrence,")
    text = requests.get(f"{address}/queries/evidence", headers={"accept": BROWSER}, timeout=30).text
    told = "Readout of the Ministry of Foreign Affairs of Japan: Meeting of Hayashi and Blinken, 23 May 2022"
    part = "document/mofa-jp/2022-05-23-us#p13"
    assert f'<a href="/{part}" title="{part}">p13<span class="unseen"> of {told}</span></a>' in text
    assert f'title="document/mofa-jp/2022-05-23-us">{told}</a>' in text
    page = "https://www.mofa.go.jp/press/release/press4e_003128.html"
    assert f'<a href="{page}" title="{page}" rel="noopener noreferrer">mofa.go.jp</a>' in text


@pytest.mark.parametrize("name", [name for name in names() if "/" not in name])
def test_no_answer_speaks_in_identifiers(address: str, name: str) -> None:
    """No cell of an answer shows the name of a thing; what is told of the columns are those that there are."""
    text = requests.get(f"{address}/queries/{name}", headers={"accept": BROWSER}, timeout=30).text
    kinds = "|".join(KINDS)
    cells = [re.sub("<[^>]*>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", text, re.DOTALL)]
    assert not [cell for cell in cells if re.search(rf"\b(?:{kinds}|[a-z]+-[a-z]+)/[\w-]", cell)]
    headings = re.findall(r"<th scope[^>]*>(.*?)</th>", text)
    # What is the same in every row is said above the table.
    same = re.findall("<b>(.*?)</b>", "".join(re.findall('<p class="same">.*?</p>', text)))
    assert [column for column in re.findall("<div><dt>(.*?)</dt>", text) if column not in same] == headings
    headings += same
    told = {name.replace("_", " ") for name in Query.named(name).columns}
    hidden = {column.replace("_", " ") for column in re.findall("<code>([a-z_]+)</code>", text)}
    assert {*headings} | hidden == told
    assert not {*headings} & hidden


def test_what_was_asked_for_is_not_said_in_every_row(address: str) -> None:
    """A column in which every row has the thing that was asked for is said once, above the table; others stay."""
    text = requests.get(
        f"{address}/queries/commitment-history?issue=taiwan-strait", headers={"accept": BROWSER}, timeout=30
    ).text
    assert '<p class="same">The same in every row: <b>issue</b> <a href="/issue/taiwan-strait"' in text
    headings = re.findall(r"<th scope[^>]*>(.*?)</th>", text)
    assert "issue" not in headings
    assert "meeting" in headings
    assert len(re.findall("<td", text)) % len(headings) == 0
    # The download has it, for whoever puts answers together.
    whole = requests.get(f"{address}/queries/commitment-history?issue=taiwan-strait&format=csv", timeout=30).text
    assert whole.startswith("issue,")
    assert not any(attrs.get("class") == "same" for _, attrs in browse(address, "/queries/recurring-issues").tags)


def test_which_columns_are_the_same() -> None:
    """Left out is what every row has and was asked for: no text, nothing that another row lacks, and never all columns."""
    one, other = ({"type": "uri", "value": f"{BASE}issue/{name}"} for name in ("ukraine", "g7"))
    text = {"type": "text", "value": "issue/ukraine"}
    for rows, asked, shown in (
        ([[one, other], [one, one]], {"issue/ukraine"}, ["b"]),
        ([[one, other], [one, one]], {"issue/g7"}, ["a", "b"]),
        ([[one, other], [{}, one]], {"issue/ukraine"}, ["a", "b"]),
        ([[text, other]], {"issue/ukraine"}, ["a", "b"]),
        ([[one, one]], {"issue/ukraine"}, ["a"]),
        ([], {"issue/ukraine"}, ["a", "b"]),
    ):
        found = _without_what_was_asked({"columns": ["a", "b"], "rows": rows}, asked)
        assert found["columns"] == shown
        assert [*found["same"]] == [column for column in ("a", "b") if column not in shown]
        assert all(len(row) == len(shown) for row in found["rows"])


def test_a_label_of_no_thing_stays(shipped_store: Store) -> None:
    """A column of labels is left out where all it tells stands in that of the things, and nowhere else."""
    text = {"type": "text", "value": "a"}
    thing = {"type": "uri", "value": f"{BASE}issue/ukraine"}
    facts = Facts(shipped_store)
    for columns, rows, shown in (
        (["sort", "label"], [[text, text]], ["sort", "label"]),
        (["label"], [[text]], ["label"]),
        (["thing", "label"], [[thing, text], [{}, text]], ["thing", "label"]),
        (["thing", "label"], [[thing, text], [thing, {}], [{}, {}]], ["thing"]),
        (["thing", "other", "thing_label"], [[thing, text, text]], ["thing", "other"]),
        (["action", "commitment"], [[text, thing]], ["commitment"]),
    ):
        told = _in_words(facts, {"columns": columns, "rows": rows})
        assert told["columns"] == shown, columns
        assert all(len(row) == len(shown) for row in told["rows"])
    told = _in_words(facts, {"columns": ["thing", "label"], "rows": [[thing, text], [thing, {}]]})
    assert [row[0]["label"] for row in told["rows"]] == ["a", "War in Ukraine"]


def test_names_of_documents_within_a_text(shipped_store: Store) -> None:
    """The name of a document within a text becomes a link in words; what only looks like one stays."""
    cell = {"type": "text", "value": "Japan: mofa-jp/2022-05-23-us, mofa-jp/2099-01-01-us; 24/2022-07"}
    told = _in_words(Facts(shipped_store), {"columns": ["reported_by"], "rows": [[cell]]})
    shown = celled(told["rows"][0][0], SERVED._asdict())
    assert shown == (
        'Japan: <a href="/document/mofa-jp/2022-05-23-us" title="document/mofa-jp/2022-05-23-us">'
        "Readout of the Ministry of Foreign Affairs of Japan</a>, mofa-jp/2099-01-01-us; 24/2022-07"
    )
    assert celled({"type": "uri", "value": "javascript:alert(1)"}, SERVED._asdict()) == "javascript:alert(1)"


def test_a_question_of_ones_own_is_answered_in_words(address: str) -> None:
    """What is asked in SPARQL has things by their labels with their addresses, days and numbers in words."""
    query = f"SELECT ?the_day ?label ?t ?n ?issue ?part ?term {{ VALUES ?issue {{ <{BASE}issue/ukraine> }} ?issue ?p ?label "
    query += f'BIND ("2022-05-23" AS ?the_day) BIND (true AS ?t) BIND (1234567 AS ?n) BIND (<{DIP}date> AS ?term) '
    query += f"BIND (<{BASE}document/mofa-jp/2022-05-23-us#s1> AS ?part) }} LIMIT 1"
    page = requests.get(f"{address}/ask", params={"query": query}, headers={"accept": BROWSER}, timeout=30).text
    assert '<th scope="col">the_day</th><th scope="col">label</th>' in page
    assert '><span title="2022-05-23"><time class="day" datetime="2022-05-23">23 May 2022</time></span></td>' in page
    assert ">true</td>" in page
    assert '><span title="1234567">1,234,567</span></td>' in page
    called = '>War in Ukraine</a> <span class="quiet address">issue/ukraine</span></td>'
    assert f'><a href="/issue/ukraine" title="issue/ukraine"{called}' in page
    assert 's1<span class="unseen"> of Readout of the Ministry of Foreign Affairs of Japan' in page
    assert '<span class="quiet address">document/mofa-jp/2022-05-23-us#s1</span>' in page
    assert '>date</a> <span class="quiet address">dip:date</span>' in page


def test_a_kind_has_its_files_on_its_page(address: str) -> None:
    """The page of the names of a kind leads to all of them as CSV and JSON."""
    links = browse(address, "/names/issue").links()
    assert {"/names/issue.csv", "/names/issue.json"} <= {*links}


def test_days_of_a_call_are_those_of_its_sides(address: str) -> None:
    """Where each side tells another day of a call, that is said; where two days stand for another reason, it is not."""
    assert "(the local day of the side that tells it)" in browse(address, "/meeting/2022-10-04-jp-us").words
    page = browse(address, "/meeting/2023-05-19-jp-us")
    assert "20 May 2023" in page.words
    assert "local day" not in page.words
    assert "local day" not in browse(address, "/meeting/2022-05-23-jp-us").words


def test_what_the_graph_does_not_know_is_answered_as_it_is(address: str) -> None:
    """An address of which nothing is said has no words of others: a name of the graph without a label, and one elsewhere."""
    query = f"SELECT * {{ VALUES ?x {{ <{BASE}person/nobody> <http://example.org/a> <javascript:alert(1)> UNDEF }} }}"
    page = requests.get(f"{address}/ask", params={"query": query}, headers={"accept": BROWSER}, timeout=30).text
    assert '><a href="/person/nobody">person/nobody</a></td>' in page
    assert '><a href="http://example.org/a" rel="noopener noreferrer">http://example.org/a</a></td>' in page
    assert ">javascript:alert(1)</td>" in page
    assert 'class="quiet address"' not in page


def test_the_form_of_a_query_leads_to_the_answer(address: str) -> None:
    """The form leads to the place of the answer, or of what is wrong; without a query there is no such place."""
    for query, number in (("ASK { ?s ?p ?o }", 1), ("SELECT", 1), ("", 0)):
        answer = requests.get(f"{address}/ask", params={"query": query}, headers={"accept": BROWSER}, timeout=30)
        page = Page(answer.text)
        assert "/ask#answer" in page.links()
        assert sum(attrs.get("id") == "answer" for _, attrs in page.tags) == number, query


def test_an_address_is_printed_without_the_words_to_show(address: str) -> None:
    """A passage leads to its words on the web, and has beside that the address of the page, which is what is printed."""
    page = browse(address, "/document/mofa-jp/2022-04-07-us")
    shown = [attrs for _, attrs in page.tags if attrs.get("data-page")]
    assert shown
    for attrs in shown:
        assert "#" not in str(attrs["data-page"])
        assert str(attrs["href"]).startswith(f"{attrs['data-page']}#:~:text=")


def test_what_was_written_stays_where_it_takes_too_long(small: Path) -> None:
    """A query of one's own that reaches a limit stands in the form again, below what is said of it."""
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?l) }"
    with served("--data", small, "--workers", "1", "--seconds", "1") as address:
        reply = requests.get(f"{address}/ask", params={"query": query}, headers={"Accept": BROWSER}, timeout=30)
    assert reply.status_code == 503
    page = Page(reply.text)
    assert "the query took longer than 1 seconds" in page.words
    assert query in page.words
    assert any(tag == "textarea" for tag, _ in page.tags)


def test_of_very_many_rows_it_is_said_that_there_are_more(address: str) -> None:
    """The rows of an answer are counted up to ten thousand, and of more it is said that they are more; all are led to."""
    values = " ".join(map(str, range(100)))
    pairs = f"VALUES ?a {{ {values} }} VALUES ?b {{ {values} }}"
    for more, words in (("", "10,000 rows, of which 200"), (" 100", "more than 10,000 rows, of which 200")):
        query = f"SELECT * WHERE {{ {pairs.replace(' } VALUES ?b', more + ' } VALUES ?b')} }}"
        page = Page(
            requests.get(f"{address}/ask", params={"query": query}, headers={"Accept": BROWSER}, timeout=30).text
        )
        assert words in page.words
        assert ("more than" in page.words) == bool(more)


def test_the_same_is_not_said_twice(address: str) -> None:
    """Of a report of the press it is not said that it is of the press twice; of others side and tier stand there."""
    words = " ".join(browse(address, "/meeting/2023-04-17-jp-us").words.split())
    assert "the press · press" not in words
    assert "Japan · own side · 17 April 2023" in words
    for name, account in (
        ("tdi/2023-04-17-jp-us", "the press"),
        ("mofa-jp/2022-05-23-us", 'Japan <span class="quiet">own side</span>'),
    ):
        page = requests.get(f"{address}/document/{name}", headers={"accept": BROWSER}, timeout=30).text
        assert f"<dt>Account of</dt><dd>{account}</dd>" in page


def test_names_by_kind(address: str) -> None:
    """Meetings are named newest first; all of a kind have a page, which says what is no kind and no page."""
    page = browse(address, "/names")
    meetings = [link for link in page.links() if link.startswith("/meeting/")]
    assert meetings[0] == "/meeting/2023-09-14-jp-us"
    assert "#meeting" in page.links()
    assert "/names/issue" in page.links()
    issues = browse(address, "/names/issue")
    assert len({link for link in issues.links() if link.startswith("/issue/")}) > 100
    assert "/names#meeting" in browse(address, "/").links()
    browse(address, "/names/issue?page=2", 404)
    browse(address, "/names/issue?page=x", 400)
    browse(address, "/names/wine", 404)
    assert requests.get(f"{address}/names/issue", headers={"accept": "text/turtle"}, timeout=30).status_code == 406


def test_notes_of_issues_lead_to_others(address: str) -> None:
    """Where the note of an issue names another, its label leads there."""
    page = browse(address, "/issue/ukraine")
    assert "are Sanctions against Russia; Russia as a counterpart in general is Policy toward Russia." in page.words
    assert "/issue/russia-policy" in page.links()
    # One of one word where a clause ends with it, and not where it is a word.
    page = browse(address, "/issue/russia-sanctions")
    assert "the war that they answer is War in Ukraine, and Russia" in page.words
    assert "military support for Kyiv (War in Ukraine)" in page.words
    assert "The bare word space is no label" in browse(address, "/issue/space").words


def test_what_is_left_out_is_counted_and_led_to(address: str) -> None:
    """A page with some of the statements or commitments says how many there are, and leads to all of them."""
    person = browse(address, "/person/hayashi-yoshimasa")
    assert "The newest 10 are shown." in person.words
    link = "/queries/actor?actor=person/hayashi-yoshimasa"
    assert link in person.links()
    rows = requests.get(f"{address}{link}&format=csv", timeout=30).text.splitlines()
    number = sum(",statement," in row for row in rows)
    assert number > 10
    assert f"{number} statements" in person.words
    state = browse(address, "/state/jp")
    link = "/queries/commitments?state=state/jp"
    assert link in state.links()
    rows = requests.get(f"{address}{link}&format=csv", timeout=30).text.splitlines()
    assert f"{len(rows) - 1} commitments" in state.words
    # What a state's meetings are is said, since a network counts otherwise.
    assert "Counted is where somebody took part on its behalf" in state.words


def test_a_value_that_was_not_given_is_shown(address: str) -> None:
    """A question that is asked with the value in its file shows it in the field, in words, and in the link to the answer."""
    page = browse(address, "/queries/actor")
    assert [attrs["value"] for tag, attrs in page.tags if tag == "option" and "selected" in attrs] == ["park-jin"]
    assert "actor: Park Jin (an example, since no other was given)" in " ".join(page.words.split())
    assert "/queries/actor?actor=park-jin" in page.links()
    assert "/queries/actor?actor=park-jin&format=csv" in page.links()
    other = browse(address, "/queries/actor?actor=blinken-antony")
    words = " ".join(other.words.split())
    assert "actor: Antony J. Blinken" in words
    assert "an example" not in words
    assert "an example" not in browse(address, "/queries/meetings").words


def test_search(address: str) -> None:
    """Names and words of documents are found, and lead to the thing or the meeting."""
    assert "/person/hayashi-yoshimasa" in browse(address, "/search?q=HAYASHI").links()
    assert "/meeting/2022-05-23-jp-us" in browse(address, "/search?q=swiftly+strengthen+the+deterrence").links()
    assert "Nothing found" in browse(address, "/search?q=" + "zzz").words
    assert "words that were said" in browse(address, "/search").words
    for words in ("%22%29%20%7D%20%23", "%3Cscript%3Ealert(1)%3C/script%3E", "%00%0a", "'", "\\"):
        assert browse(address, f"/search?q={words}").count("script") == 0
    browse(address, "/search?q=" + "a" * 300, 400)


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    """What a label, a summary or a quotation holds is shown, and is nothing else; odd addresses are no links."""
    data = write_data(tmp_path / "data")
    document = data / "documents" / "mofa-xa" / "2020-01-02-xb.ttl"
    text = DOCUMENT.replace("Meeting of Alm and Berg, 2 January 2020", HOSTILE)
    text = text.replace("Alm and Berg agree to meet again.", HOSTILE)
    text = text.replace("<https://example.org/readout>", "<javascript:alert(1)>")
    document.write_text(text, encoding="utf-8")
    with served("--data", data, "--workers", "1") as address:
        for path in (
            "/",
            "/meeting/2020-01-02-xa-xb",
            "/document/mofa-xa/2020-01-02-xb",
            "/search?q=script",
            "/queries/meetings",
        ):
            page = browse(address, path)
            assert page.count("script") == 0, path
            assert not [link for link in page.links() if link.startswith("javascript")], path
            assert "alert(1)" in page.words, path


FORMS = {
    "/person/blinken-antony": ("ttl", "nt", "jsonld", "rdf", "csv", "json"),
    "/document/mofa-jp/2022-05-23-us": ("ttl", "nt", "jsonld", "rdf", "csv", "json"),
    "/queries/recurring-issues": ("json", "xml", "csv", "tsv"),
    "/queries/networks/who-met-whom": ("json", "xml", "csv", "tsv"),
    "/networks/who-met-whom": ("csv", "json", "gexf", "graphml"),
}


@pytest.mark.parametrize("path", FORMS)
def test_every_form_leads_to_the_others(address: str, path: str) -> None:
    """A page and each of its forms link to all of them, and are kept as a file with the name of the thing."""
    page = requests.get(address + path, headers={"accept": "text/html"}, timeout=30)
    links = page.headers["link"]
    parsed = requests.utils.parse_header_links(links)
    others = {link["url"]: link["type"] for link in parsed if link["rel"] == "alternate"}
    assert others.keys() == {path, *(f"{path}.{end}" for end in FORMS[path])}
    assert [link["url"] for link in parsed if link["rel"] == "canonical"] == [path]
    (described,) = (link["url"] for link in parsed if link["rel"] == "describedby")
    assert requests.get(address + described, timeout=30).status_code == 200
    assert "content-disposition" not in page.headers
    for other, type_ in others.items():
        if other == path:
            continue
        answer = requests.get(address + other, timeout=30)
        assert answer.status_code == 200, other
        assert answer.headers["content-type"].partition(";")[0] == type_
        assert answer.headers["link"] == links
        name = other.removeprefix("/document/").rpartition("/" if not path.startswith("/document") else "\0")[2]
        assert answer.headers["content-disposition"] == f'inline; filename="{name.replace("/", "-")}"'
        asked = requests.get(address + path, headers={"accept": type_}, timeout=30)
        assert (asked.content, asked.headers["link"]) == (answer.content, links)


def test_forms_of_a_question_with_values(address: str) -> None:
    """The values of a question stand in the links to its other forms; of a very long one nothing is linked."""
    answer = requests.get(f"{address}/queries/recurring-issues.csv?since=2023&format=xml", timeout=30)
    assert answer.headers["content-type"].startswith("text/csv")
    assert (
        answer.content == requests.get(f"{address}/queries/recurring-issues?since=2023&format=csv", timeout=30).content
    )
    assert '</queries/recurring-issues?since=2023>; rel="canonical"' in answer.headers["link"]
    assert '</queries/recurring-issues.tsv?since=2023>; rel="alternate"' in answer.headers["link"]
    long = "&since=2023" * 200
    assert "link" not in requests.get(f"{address}/queries/recurring-issues.csv?{long}", timeout=30).headers
    hostile = requests.get(address + "/queries/recurring-issues.csv?x=%3E%3B%0D%0Aset-cookie:a", timeout=30)
    assert "set-cookie" not in hostile.headers


@pytest.mark.parametrize(
    ("path", "name", "first"),
    [
        ("/names.csv", "names.csv", "kind,thing,label"),
        ("/names.json", "names.json", '[{"kind": "meeting", "thing": "https://w3id.org/dipgraph/meeting/'),
        ("/queries.json", "queries.json", '[{"name": "'),
        (
            "/person/blinken-antony/met.csv",
            "blinken-antony-met.csv",
            "whom,whom_label,meetings,last,last_label,last_day",
        ),
        ("/state/jp/offices.csv", "jp-offices.csv", "office,office_label,holder,holder_label,term,note"),
        (
            "/office/jp-foreign-minister/holders.csv",
            "jp-foreign-minister-holders.csv",
            "holder,holder_label,term,note",
        ),
        ("/meeting/2022-05-23-jp-us/points.csv", "2022-05-23-jp-us-points.csv", "point,told_by,document,"),
        ("/search?q=ukraine&format=json", "search.json", '{"words": "ukraine"'),
        ("/graphs?default", "graph.ttl", "@prefix"),
        ("/sparql?query=ASK%7B%7D&format=tsv", "answer.tsv", "true"),
        ("/sparql", "service.ttl", "@prefix"),
    ],
)
def test_names_of_files(address: str, path: str, name: str, first: str) -> None:
    """What is no page has the name of a file, with the ending of its format."""
    answer = requests.get(address + path, timeout=30)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'inline; filename="{name}"'
    assert answer.text.startswith(first)


@pytest.mark.parametrize(
    "path",
    [
        "/names.xml", "/queries.csv", "/queries/recurring-issues.ttl", "/queries/nothing.csv", "/networks/nothing.csv",
        "/networks/who-met-whom.ttl", "/person/blinken-antony/offices.csv", "/person/nobody/met.csv",
        "/issue/ukraine/points.csv", "/person/blinken-antony/met.ttl", "/queries/.csv",
    ],
)  # fmt: skip
def test_forms_that_are_not_there(address: str, path: str) -> None:
    """What a page does not have as a file is 404, in a line."""
    answer = requests.get(address + path, timeout=30)
    assert answer.status_code == 404
    assert answer.text.count("\n") == 1


def test_days_in_forms(address: str) -> None:
    """A field for a day says how days are written, and takes what is taken: days, months and years, or days alone."""
    for path, name, taken, refused in (
        ("/queries/meetings", "since", ("2022", "2022-05", "2022-05-23"), ("soon", "22", "2022-5")),
        ("/queries/office-holders", "on", ("2022-05-23",), ("2022", "2022-05", "today")),
    ):
        page = requests.get(address + path, headers={"accept": "text/html"}, timeout=30).text
        field = re.search(rf'<input id="{name}"[^>]*>', page)
        assert field
        pattern = re.search(r'pattern="([^"]*)"', field[0])
        assert pattern
        assert all(re.fullmatch(pattern[1], value) for value in taken)
        assert not any(re.fullmatch(pattern[1], value) for value in refused)
        for value in (*taken, *refused):
            answer = requests.get(f"{address}{path}?{name}={value}&format=csv", timeout=30)
            assert answer.status_code == (200 if value in taken else 400), value
        assert 'title="2022-05-23' in field[0]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/queries/meetings?person=xyz", "person: unknown person 'xyz'"),
        ("/queries/due-commitments?as-of=soon", "as-of: 'soon' is no date: write YYYY-MM-DD"),
    ],
)
def test_parameters_are_called_by_their_names(address: str, path: str, message: str) -> None:
    """A message calls a parameter by its name, as addresses have it, and not as an option of a command line."""
    for accept in ("text/html", "text/csv"):
        answer = requests.get(address + path, headers={"accept": accept}, timeout=30)
        assert answer.status_code == 400
        assert message in html.unescape(answer.text)
        assert "--" not in answer.text.partition('role="alert"')[2].partition("</p>")[0]
    assert answer.text.startswith(message)


def test_newest_are_offered(tmp_path: Path) -> None:
    """Of many meetings the newest are offered, in that order, and the page says that there are more."""
    folder = write_data(tmp_path / "data")
    meetings = [
        f"<{BASE}meeting/{2000 + number % 20}-01-{number // 20:02}-xa-xb>" for number in range(20, OFFERED + 40)
    ]
    with open(folder / "actors.ttl", "a", encoding="utf-8") as file:
        for number, name in enumerate(meetings):
            file.write(f'\n{name} a dip:BilateralMeeting ; rdfs:label "Meeting {number}"@en .\n')
    with open_store(tmp_path / "store") as store:
        store.load(Files.at(folder))
        offered = [name for name, _ in choices(store, "readout-divergence")["meeting"]]
    assert len(offered) == OFFERED
    assert offered == sorted(offered, reverse=True)
    assert offered[:2] == ["2020-01-02-xa-xb", "2019-01-26-xa-xb"]
    with served("--store", tmp_path / "store", "--workers", "1") as found:
        page = requests.get(f"{found}/queries/readout-divergence", headers={"accept": "text/html"}, timeout=30).text
    assert f"the newest {OFFERED} are offered" in page


def test_fields_show_names(address: str) -> None:
    """A field offers things by what they are called, and gives the ends of their addresses; what was typed stays chosen."""
    text = requests.get(f"{address}/queries/commitments?state=Japan", headers={"accept": "text/html"}, timeout=30).text
    assert '<option value="">any</option>' in text
    assert '<option value="jp" selected>Japan</option>' in text
    assert '<option value="us">United States</option>' in text
    assert text.count(" selected>") == 1
    wrong = requests.get(f"{address}/queries/commitments?state=Japn", headers={"accept": "text/html"}, timeout=30)
    assert wrong.status_code == 400
    assert '<option value="Japn" selected>Japn</option>' in wrong.text
    assert "did you mean &#39;jp&#39;?" in wrong.text
    # Where a value is wanted, none is no choice.
    assert (
        '<option value="">'
        not in requests.get(f"{address}/queries/actor", headers={"accept": "text/html"}, timeout=30).text
    )


def test_two_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """Things with the same label are offered with the ends of their addresses."""
    folder = write_data(tmp_path / "data")
    with open(folder / "actors.ttl", "a", encoding="utf-8") as file:
        file.write(f'<{BASE}person/berg-ben-2> a dip:Person ; rdfs:label "Ben Berg"@en .\n')
    store = Store()
    store.load(Files.at(folder))
    labels = dict(choices(store, "meetings")["person"])
    assert labels["berg-ben"] == "Ben Berg (berg-ben)"
    assert labels["berg-ben-2"] == "Ben Berg (berg-ben-2)"
    assert labels["alm-ada"] == "Ada Alm"


def test_a_folder_alone_is_led_from(address: str) -> None:
    """Who asks for a folder is led to the list of what is in it, with a slash or without; what is no folder is 404."""
    for folder in (*KINDS, "networks"):
        for path in (f"/{folder}", *([f"/{folder}/"] if folder in KINDS else [])):
            answer = requests.get(address + path, headers={"accept": BROWSER}, timeout=30)
            assert [one.status_code for one in answer.history] == [303], path
            assert answer.status_code == 200, path
            where = f"/names/{folder}" if folder in KINDS else "/networks/"
            assert answer.url.startswith(address + where)
    assert requests.get(f"{address}/folder", timeout=30).status_code == 404


def test_nothing_is_found_with_a_hint(address: str) -> None:
    """Where no row is found, the page says so, and says that since is later than until if it is."""
    page = browse(address, "/queries/commitments?since=2023&until=2022-12")
    assert "Since is later than until, and no day lies between them: exchange the two." in page.words
    assert page.count("table") == 0
    page = browse(address, "/queries/commitments?since=1990&until=1991")
    assert "Nothing in this graph is as asked: leave out a value, or give another." in page.words
    page = browse(address, "/queries/commitments?since=2022&until=2022")
    assert "exchange" not in page.words
    assert page.count("table") == 1


def test_where_a_query_is_wrong(address: str) -> None:
    """What is no SPARQL stays in its field, and its line is shown with a mark at the place."""
    query = "PREFIX dip: <https://w3id.org/dipgraph/ontology#>\nSELECT ?x WHERE {\n\t?x dip:date <b>y</b> .\n}"
    answer = requests.get(f"{address}/ask", params={"query": query}, headers={"accept": "text/html"}, timeout=30)
    assert answer.status_code == 400
    text = html.unescape(answer.text)
    assert f">{query}</textarea>" in text
    (fault,) = re.findall(r'<pre class="fault"[^>]*>(.*?)</pre>', answer.text, re.DOTALL)
    assert "line 3" in fault
    assert "\t?x dip:date &lt;b&gt;" in fault
    (mark,) = re.findall(r"<mark>(.*?)</mark>", fault)
    # The mark stands over the sign below it.
    above, below = re.sub(r"</?(?:span|mark)[^>]*>", "", html.unescape(fault)).splitlines()
    assert above[below.index("▲") :].startswith(html.unescape(mark))
    assert "<b>" not in fault
    right = requests.get(f"{address}/ask", params={"query": "ASK {}"}, headers={"accept": "text/html"}, timeout=30)
    assert 'class="fault"' not in right.text


def test_every_term_has_its_place(address: str, shipped_store: Store) -> None:
    """The page of the ontology has each term with label and definition at the end of its address, and where it is used."""
    rows = shipped_store.query(
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
        "SELECT ?term ?label ?definition { ?term rdfs:label ?label ; skos:definition ?definition "
        f"FILTER (STRSTARTS(STR(?term), '{DIP}')) }}"
    )
    assert isinstance(rows, Rows)
    terms = {row["term"].value: (row["label"].value, row["definition"].value) for row in rows}
    assert len(terms) > 150
    for _ in range(100):
        text = requests.get(f"{address}/ontology", headers={"accept": "text/html"}, timeout=30).text
        if "in the graph" in text:
            break
        # How often each is used stands in the index, which is made meanwhile.
        time.sleep(0.2)
    sections = dict(re.findall(r'<section class="term" id="([^"]+)">(.*?)</section>', text, re.DOTALL))
    for term, (label, definition) in terms.items():
        words = html.unescape(sections[term.removeprefix(DIP)])
        assert f"“{label}”" in words
        assert definition in words
    assert re.search(r'114 times <a href="/ask\?query=[^"]+">where</a>', sections["Commitment"])
    where = html.unescape(re.findall(r'href="(/ask[^"]+)"', sections["attests"])[0])
    assert browse(address, where).count("tr") > 20
    data = requests.get(f"{address}/ontology", headers={"accept": "text/turtle"}, timeout=30)
    assert data.headers["content-type"].startswith("text/turtle")
    assert requests.get(f"{address}/ontology.ttl", timeout=30).content == data.content
    assert {quad.subject for quad in ox.parse(data.content, format=ox.RdfFormat.TURTLE)} >= {
        ox.NamedNode(DIP + "fulfils")
    }


@pytest.mark.parametrize(
    ("path", "term"),
    [
        ("/meeting/2022-05-23-jp-us", "BilateralMeeting"),
        ("/meeting/2022-05-23-jp-us", "inPerson"),
        ("/commitment/2022-05-23-jp-us/meet-at-economic-2plus2", "fulfils"),
        ("/commitment/2022-05-23-jp-us/meet-at-economic-2plus2", "Commitment"),
        ("/body/mofa-jp", "bodyKind"),
        ("/document/mofa-jp/2022-05-23-us", "Readout"),
        (
            "/ask?query=SELECT%20?p%20{%20?s%20?p%20?o%20FILTER(STRENDS(STR(?p),%27attests%27))%20}%20LIMIT%201",
            "attests",
        ),
    ],
)
def test_terms_lead_to_their_places(address: str, path: str, term: str) -> None:
    """Where a page shows a term of the ontology, it leads to its place; an act to its page."""
    assert f"/ontology#{term}" in browse(address, path).links()


def test_acts_lead_to_their_pages(address: str) -> None:
    """What was done with a sentence leads to the page of that act."""
    assert "/act/pledge" in browse(address, "/commitment/2022-05-23-jp-us/meet-at-economic-2plus2").links()


def test_what_editors_signed_is_led_to(address: str) -> None:
    """What is signed by analysts is told in words, and leads to where it stands."""
    text = requests.get(f"{address}/body/dipgraph-editors", headers={"accept": "text/html"}, timeout=30).text
    listed = re.findall(r"<li>(.*?)</li>", text.partition("What names it")[2])
    assert len(listed) == 20
    assert all(re.fullmatch(r'<a href="/(commitment|document|meeting)/[^"]+">.+</a>', one) for one in listed)
    assert any("reaffirms" in one for one in listed)


def test_numbers_stand_to_the_right(address: str) -> None:
    """A column of numbers has its head and cells to the right; one of words has not, nor one in which both stand."""
    text = requests.get(
        f"{address}/queries/recurring-issues?since=2023", headers={"accept": "text/html"}, timeout=30
    ).text
    heads = re.findall(r"<th scope=\"col\"([^>]*)>([^<]+)</th>", text)
    numbers = {name for attributes, name in heads if 'class="number"' in attributes}
    assert numbers == {"meetings", "documents", "possible meetings"}
    assert re.search(r'<td [^>]*class="number">\d+</td>', text)
    cells = [
        [{"type": "number", "value": "1990"}, {"type": "text", "value": "7"}],
        [{}, {"type": "number", "value": "8"}],
    ]
    assert numeric(cells) == [True, False]
    assert celled({"type": "number", "value": "12345.5"}, {}) == "12,345.5"
    assert celled({"type": "number", "value": "1990"}, {}) == "1990"
    assert numeric([]) == []


def test_what_is_not_there_is_searched_for(address: str) -> None:
    """A page that is not there offers a search for the words of its address, which stay words."""
    page = browse(address, "/issue/ukrane", 404)
    assert "/search?q=ukrane" in page.links()
    # Which means another word, as the search says.
    assert "Did you mean Ukraine?" in browse(address, "/search?q=ukrane").words
    page = browse(address, "/person/hayashi%20yoshimas%C3%A9", 404)
    assert "Search for “hayashi yoshimasé”" in page.words
    hostile = browse(address, "/person/%22%3E%3Cscript%3Ealert(1)%3C/script%3E", 404)
    assert hostile.count("script") == 0
    assert not any("/search?q=" in link for link in browse(address, "/queries/commitments?sinc=1", 400).links())


def test_meetings_in_lists_have_their_days(tmp_path: Path) -> None:
    """A meeting whose title has not its day is listed with it."""
    store = Store()
    store.load(Files.at(write_data(tmp_path / "data")))
    found = read(store, {"page": "start", "name": ""})
    titled = [{**one, "label": "A summit", "date": "2020-01-02"} for one in found["meetings"]]
    page = rendered("start", SERVED, queries=[], **{**found, "meetings": titled})
    assert '<time datetime="2020-01-02">2 January 2020</time>' in page
    assert "<time" not in rendered(
        "start",
        SERVED,
        queries=[],
        **{**found, "meetings": [{**one, "label": "Call, 2 January 2020"} for one in titled]},
    )
