"""Every route of the server: in which forms it is to be had, by what is accepted and by a suffix; nothing else is."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

import pytest
import requests

from dipgraph import shipped
from dipgraph.forms import forms_of, kept_as, linked
from dipgraph.network import names as networks
from dipgraph.overview import KINDS
from dipgraph.query import stored
from dipgraph.web import routes
from generate import generate
from served import served

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
TYPES = {
    "html": "text/html", "ttl": "text/turtle", "nt": "application/n-triples", "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml", "json": "application/json", "csv": "text/csv", "tsv": "text/tab-separated-values",
    "xml": "application/sparql-results+xml", "gexf": "application/gexf+xml", "graphml": "application/graphml+xml",
    "png": "image/png",
}  # fmt: skip
GRAPH, ROWS, NAMES, NETWORK = "ttl nt jsonld rdf", "json xml csv tsv", "csv json", "csv json gexf graphml"
SELECT, CONSTRUCT = "SELECT * { ?s a ?o } ORDER BY ?s LIMIT 2", "CONSTRUCT { <a:a> a ?o } { ?s a ?o } LIMIT 1"
# One thing of each kind; which there are is asked of the server.
THINGS = {
    "meeting": "2022-05-23-jp-us", "person": "blinken-antony", "state": "jp", "issue": "ukraine", "act": "agree",
    "document": "mofa-jp/2022-05-23-us",
}  # fmt: skip


class Shown(NamedTuple):
    """A page: its address, as what it is given else, and what stands before the suffix of its files and behind it."""

    path: str
    forms: str
    stem: str | None
    behind: str = ""


def page(path: str, forms: str, stem: str | None = "", behind: str = "") -> Shown:
    """Return a page whose files are called as it is, where no other *stem* is given; None is no files at all."""
    return Shown(path + behind, forms, path if stem == "" else stem, behind)


# The routes that are pages, each with one or more of them.
PAGES = {
    "/": [page("/", f"json csv {GRAPH}", "/index")],
    "/ontology": [page("/ontology", f"{GRAPH} csv json")],
    "/{graph}": [page("/findings", f"{GRAPH} csv json"), page("/actors", f"{GRAPH} csv json")],
    "/names": [page("/names", NAMES)],
    "/names/{kind}": [page(f"/names/{kind}", NAMES) for kind in KINDS],
    "/search": [page("/search", "json", behind="?q=ukraine&kind=meeting&from=2"), page("/search", "json")],
    "/ask": [
        page("/ask", "", None), page("/ask", ROWS, None, f"?query={quote(SELECT)}"),
        page("/ask", ROWS, None, "?query=ASK%7B%7D"),
        page("/ask", GRAPH, None, f"?query={quote(CONSTRUCT)}"), page("/ask", GRAPH, None, "?query=DESCRIBE%3Ca:b%3E"),
    ],
    "/queries": [page("/queries", "json")],
    "/queries/{name:path}": [
        page("/queries/meetings", ROWS), page("/queries/meetings", ROWS, behind="?since=2022-06&state=jp"),
        *(page(f"/queries/{next(name for name in stored() if name.startswith(folder))}", ROWS)
          for folder in ("checks/", "networks/", "show/")),
    ],
    "/networks/{name}": [
        *(page(f"/networks/{name}", NETWORK) for name in networks()),
        page("/networks/who-met-whom", NETWORK, behind="?least=3"),
        page("/networks/meetings-in-time", NETWORK, behind="?about=Park+Jin&least=2"),
    ],
    **{f"/{kind}/{{name:path}}": [page(f"/{kind}/{THINGS.get(kind, '')}", f"{GRAPH} csv json")] for kind in KINDS},
}  # fmt: skip
# The routes of their files.
FILES = {
    "/index.{suffix}": "/", "/ontology.{suffix}": "/ontology", "/names.{suffix}": "/names",
    "/search.{suffix}": "/search", "/queries.json": "/queries",
}  # fmt: skip
# What is given as it is, whatever is accepted, or is as the protocols of SPARQL have it, which other tests hold.
OTHERS = {
    "/style.css": "text/css", "/drawing.js": "text/javascript", "/openapi.json": "application/json",
    "/health": "application/json", "/metrics": "text/plain", "/sparql": "", "/graphs": "", "/graphs/{path:path}": "",
    "/.well-known/void": "",
}  # fmt: skip
ALL = [pytest.param(shown, id=shown.path[:40]) for several in PAGES.values() for shown in several]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Return the address of a server of the data that comes with dipgraph, with the index of its search."""
    with served("--workers", "2") as found:
        assert get(found, "/search?q=ukraine").status_code == 200
        yield found


def get(address: str, path: str, accept: str = "*/*") -> requests.Response:
    """Return the answer to a GET."""
    return requests.get(address + path, headers={"accept": accept}, timeout=30)


def type_of(answer: requests.Response) -> str:
    """Return the media type of an answer, without more."""
    return answer.headers["content-type"].partition(";")[0]


def named(address: str, shown: Shown) -> Shown:
    """Return a page of a thing with the first of its kind, where none is named."""
    kind, _, name = shown.path.strip("/").partition("/")
    if kind not in KINDS or name:
        return shown
    first = get(address, f"/names/{kind}.json").json()[0]["thing"].removeprefix("https://w3id.org/dipgraph")
    return page(quote(first), shown.forms)


def test_every_route_is_here() -> None:
    """Each route of the server is a page, the files of one, or is given as it is."""
    there = {route.path for route in routes(is_writable=False)}
    assert there == {*PAGES, *FILES, *OTHERS}
    assert {*PAGES} >= {*FILES.values()}
    assert not {*PAGES} & {*OTHERS}


@pytest.mark.parametrize("shown", ALL)
def test_page_in_every_form(address: str, shown: Shown) -> None:
    """By its type a form is given where there is one, else it is 406 with those that are; the same by suffix, and 404."""
    shown = named(address, shown)
    forms = shown.forms.split()
    for form, type_ in TYPES.items():
        answer = get(address, shown.path, type_)
        if shown.path.startswith("/ask") and "ttl" in forms and form == "json":
            # As at the endpoint, where JSON is nothing else.
            assert type_of(answer) == TYPES["jsonld"]
            continue
        if form == "html" or form in forms:
            assert answer.status_code == 200, (form, answer.text[:200])
            is_rows = form == "json" and ("xml" in forms or "gexf" in forms)
            assert type_of(answer) == ("application/sparql-results+json" if is_rows else type_)
            assert "accept" in answer.headers["vary"]
            assert ("content-disposition" in answer.headers) == (form != "html")
        else:
            assert answer.status_code == 406, form
            # What a browser wants is HTML alone, and JSON is asked for with what is wrong as JSON.
            said = answer.json()["detail"] if form == "json" else answer.text
            assert all(TYPES[one] in said for one in ("html", *forms) if one != "json"), said
        if shown.stem is not None:
            file = get(address, f"{shown.stem}.{form}{shown.behind}", "image/png")
            if form in forms:
                assert (file.status_code, file.content) == (200, answer.content)
                for header in ("content-type", "content-disposition", "link"):
                    assert file.headers[header] == answer.headers[header]
            else:
                assert file.status_code == 404, form


@pytest.mark.parametrize("shown", ALL)
def test_what_is_linked_is_there(address: str, shown: Shown) -> None:
    """A page links to each of its forms and to nothing else, and each is there, of its type; so is what describes them."""
    shown = named(address, shown)
    answer = get(address, shown.path, BROWSER)
    assert (answer.status_code, type_of(answer)) == (200, "text/html")
    links = requests.utils.parse_header_links(answer.headers.get("link", ""))
    if not shown.forms:
        assert links == []
        return
    others = [(link["url"], link["type"]) for link in links if link["rel"] == "alternate"]
    assert len(others) == len(shown.forms.split()) + 1
    for url, type_ in others:
        # What is accepted would be something else.
        linked_to = get(address, url, type_)
        assert (linked_to.status_code, type_of(linked_to)) == (200, type_), url
        assert linked_to.content == get(address, shown.path, type_).content
    (canonical,) = [link["url"] for link in links if link["rel"] == "canonical"]
    assert get(address, canonical, BROWSER).content == answer.content
    for link in links:
        if link["rel"] in ("describedby", "service-desc"):
            assert type_of(get(address, link["url"])) == link.get("type", "application/json")


@pytest.mark.parametrize("path", [path for path, type_ in OTHERS.items() if type_])
def test_what_is_no_page(address: str, path: str) -> None:
    """What has one form is given in it, whatever is accepted."""
    for accept in (*TYPES.values(), BROWSER):
        answer = get(address, path, accept)
        assert (answer.status_code, type_of(answer)) == (200, OTHERS[path])
    assert (answer.headers.get("cache-control") == "no-store") == (path in ("/health", "/metrics"))


@pytest.mark.parametrize("path", ["/.well-known/void", "/graphs?graph=https://w3id.org/dipgraph/vocabulary"])
def test_graphs_alone(address: str, path: str) -> None:
    """What is a graph is given in each form of graphs, JSON being JSON-LD, and in no other."""
    graph = "https://w3id.org/dipgraph/document/mofa-jp/2022-05-23-us"
    path = path.replace("https://w3id.org/dipgraph/vocabulary", graph)
    for form, type_ in TYPES.items():
        answer = get(address, path, type_)
        assert answer.status_code == (200 if form in (*GRAPH.split(), "json") else 406), form
        if answer.ok:
            assert type_of(answer) == (TYPES["jsonld"] if form == "json" else type_)


def test_start_as_data(address: str) -> None:
    """The start is the description of the whole graph in RDF, as at its own address; JSON is what the page shows."""
    for form in GRAPH.split():
        here, there = (get(address, path, TYPES[form]).content for path in ("/", "/.well-known/void"))
        assert here == there
        assert b"/.well-known/void#dataset" in here
    found = get(address, "/", "application/json").json()
    assert dict(found["counts"])["statements"] == 374
    assert len(found["meetings"]) == 10
    page = get(address, "/", BROWSER).text
    for query in found["queries"]:
        assert f'href="/queries/{query["name"]}"' in page
    assert {query["name"] for query in found["queries"]} == {name for name in stored() if "/" not in name}


def test_tables_of_the_start_and_of_the_terms(address: str) -> None:
    """The start as a table has what its JSON has, each with the address that leads to it; the terms have their numbers."""
    found = get(address, "/index.json").json()
    rows = [*csv.DictReader(get(address, "/index.csv").text.splitlines())]
    assert [(row["label"], int(row["value"])) for row in rows if row["kind"] == "count"] == [
        *map(tuple, found["counts"])
    ]
    meetings = [row for row in rows if row["kind"] == "meeting"]
    assert [row["thing"] for row in meetings] == [
        f"https://w3id.org/dipgraph/{one['name']}" for one in found["meetings"]
    ]
    assert all(row["value"].startswith("202") for row in meetings)
    asked = [row["thing"] for row in rows if row["kind"] == "query"]
    assert asked == [f"{address}/queries/{query['name']}" for query in found["queries"]]
    terms = get(address, "/ontology.json").json()
    listed = [*csv.DictReader(get(address, "/ontology.csv").text.splitlines())]
    assert [{key: str(value) for key, value in term.items()} for term in terms] == listed
    page = get(address, "/ontology", BROWSER).text
    assert all(f'id="{term["term"].rpartition("#")[2]}"' in page for term in terms)
    by_term = {term["term"].rpartition("#")[2]: term for term in terms}
    assert by_term["Meeting"]["definition"].endswith(".")
    assert (by_term["Statement"]["sort"], by_term["Statement"]["number"]) == ("class", 374)
    assert by_term["Actor"]["number"] == 0
    counted = "SELECT (COUNT(*) AS ?n) { ?s <https://w3id.org/dipgraph/ontology#attests> ?o }"
    assert get(address, f"/sparql?query={quote(counted)}", "text/csv").text.split()[1] == str(
        by_term["attests"]["number"]
    )


def test_every_graph_that_is_named_leads_somewhere(address: str) -> None:
    """Each graph that the description names is a page or leads to one, and is given as RDF, whole, at its own address."""
    names = "SELECT DISTINCT ?g ?n { { SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g } }"
    rows = [*csv.DictReader(get(address, f"/sparql?query={quote(names)}", "text/csv").text.splitlines())]
    assert len(rows) > 40
    for row in rows:
        path = row["g"].removeprefix("https://w3id.org/dipgraph")
        if "/document/" not in path:
            assert type_of(get(address, path, BROWSER)) == "text/html", path
            assert get(address, path, TYPES["nt"]).text.count("\n") >= int(row["n"]), path
    page = get(address, "/actors", BROWSER).text
    counted = "SELECT (COUNT(DISTINCT ?s) AS ?n) { GRAPH <https://w3id.org/dipgraph/actors> { ?s a ?c } }"
    number = get(address, f"/sparql?query={quote(counted)}", "text/csv").text.split()[1]
    assert f"{number} things that this graph describes" in page
    assert (
        '<a href="/person/blinken-antony">Antony J. Blinken</a> <span class="quiet">person/blinken-antony</span>'
        in page
    )
    assert get(address, "/actors.json").json()["links"][0]["name"].startswith("body/")
    for missing in ("/nothing", "/nothing.ttl", "/actors/nothing", "/person.ttl"):
        assert get(address, missing, "text/turtle").status_code == 404, missing
    assert get(address, "/actors.json?page=2").status_code == 404


def test_names_of_a_kind_as_data(address: str) -> None:
    """As data all of a kind are given, whichever page is asked for, and are those among all names."""
    every = get(address, "/names.json").json()
    for kind in KINDS:
        of_kind = get(address, f"/names/{kind}.json").json()
        assert of_kind == [one for one in every if one["kind"] == kind]
        assert of_kind == get(address, f"/names/{kind}?page=1", "application/json").json()
        lines = get(address, f"/names/{kind}.csv").text.splitlines()
        assert (lines[0], len(lines)) == ("kind,thing,label", len(of_kind) + 1)
    assert get(address, "/names/wine.json").status_code == 404
    assert get(address, "/names/wine", "application/json").status_code == 404
    assert get(address, "/names/issue.json?page=x").status_code == 400


def test_pages_of_a_thing(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is shown page by page has links to the same page; as RDF and as a table it is whole, and leads to the first."""
    data = tmp_path_factory.mktemp("many") / "data"
    generate(data, 80)
    with served("--data", data, "--workers", "2") as many:
        things = [one["thing"].removeprefix("https://w3id.org/dipgraph") for one in get(many, "/names.json").json()]
        several = (path for path in things if path.startswith(("/state/", "/person/", "/issue/")))
        path = next(path for path in several if get(many, f"{path}.json").json()["pages"] > 1)
        assert get(many, f"{path}.json?page=2").json()["page"] == 2
        for form in ("html", *f"{GRAPH} csv json".split()):
            answer = get(many, f"{path}?page=2", TYPES[form])
            links = requests.utils.parse_header_links(answer.headers["link"])
            (canonical,) = [link["url"] for link in links if link["rel"] == "canonical"]
            assert canonical == (f"{path}?page=2" if form in ("html", "json") else path)
            for link in links:
                if link["rel"] == "alternate":
                    assert get(many, link["url"], link["type"]).status_code == 200
        assert get(many, f"{path}?page=9999", BROWSER).status_code == 404
        assert get(many, f"{path}.json?page=9999").status_code == 404
        assert "9999" not in get(many, f"{path}.ttl?page=9999").headers["link"]


def test_json_of_a_thing(address: str) -> None:
    """JSON of a thing is what its page shows, by its type as by its suffix; JSON-LD is what is said of it."""
    asked = get(address, "/person/blinken-antony", "application/json")
    assert asked.json()["label"] == "Antony J. Blinken"
    assert asked.content == get(address, "/person/blinken-antony.json").content
    linked_data = get(address, "/person/blinken-antony", "application/ld+json, application/json;q=0.9").json()
    assert any(node["@id"] == "https://w3id.org/dipgraph/person/blinken-antony" for node in linked_data)
    assert get(address, "/person/nobody", "application/json").status_code == 404


@pytest.mark.parametrize(
    ("accept", "type_"),
    [
        ("text/html;q=0, */*", "text/turtle"),
        ("text/turtle;q=0.1, application/json", "application/json"),
        ("text/turtle, text/html;q=0.9", "text/turtle"),
        ("text/turtle;q=0.8, text/html;q=0.9", "text/html"),
        ("image/png, text/html;q=0.1", "text/html"),
        ("text/*", "text/turtle"),
        ("application/*", "application/n-triples"),
        ("application/*;q=0.5, text/csv;q=0.4, application/n-triples;q=0", "application/ld+json"),
        ("*/*;q=0.1, TEXT/CSV;charset=utf-8", "text/csv"),
        ("text/html, */*", "text/html"),
        ("*/*, text/html", "text/turtle"),
        ("text/turtle;q=nonsense, text/csv", "text/csv"),
        ("text/turtle;q=1.0;level=1,text/csv;q=0.999", "text/turtle"),
        ("application/ld+json;profile=\"http://www.w3.org/ns/json-ld#compacted\"", "application/ld+json"),
        ("", "text/turtle"),
    ],
)  # fmt: skip
def test_what_is_preferred(address: str, accept: str, type_: str) -> None:
    """Of several forms that one is given which is wanted most, by the most particular range; none that is not wanted."""
    assert type_of(get(address, "/person/blinken-antony", accept)) == type_


@pytest.mark.parametrize(
    "accept", ["text/html;q=0", "image/png", "*/*;q=0", "application/json;q=0, application/json;q=0"]
)
def test_what_is_not_wanted(address: str, accept: str) -> None:
    """Where everything there is is not wanted, that is said."""
    answer = get(address, "/person/blinken-antony", accept)
    assert answer.status_code == 406
    assert "text/turtle" in answer.text


def test_editor_gives_answers(address: str) -> None:
    """The page for queries of one's own answers a program as the endpoint does, errors too; without a query it is a page."""
    for query, type_ in (
        (SELECT, "text/csv"),
        ("ASK {}", "application/sparql-results+xml"),
        (CONSTRUCT, "text/turtle"),
    ):
        asked = f"?query={quote(query)}"
        there, here = get(address, f"/sparql{asked}", type_), get(address, f"/ask{asked}", type_)
        assert (here.status_code, here.content, here.headers["etag"]) == (200, there.content, there.headers["etag"])
    for query, status in ((SELECT, 406), ("SELEC * {}", 400), ("SELECT * { SERVICE <a:b> {} }", 400)):
        assert get(address, f"/ask?query={quote(query)}", "text/turtle").status_code == status, query
    assert get(address, "/ask?query=x", BROWSER).headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    "path", ["/nothing", "/person/nobody", "/sparql?query=x", "/queries/meetings?since=soon", "/names.xml"]
)
def test_errors_in_every_form(address: str, path: str) -> None:
    """What is wrong is a page for a browser, a problem for who wants JSON most, and else a line; all say the same."""
    text = get(address, path, "text/turtle, */*;q=0.1")
    assert type_of(text) == "text/plain"
    assert text.status_code in (400, 404)
    for accept in ("application/json", "application/problem+json, */*;q=0.1", "application/json, text/plain;q=0.9"):
        problem = get(address, path, accept)
        assert (problem.status_code, type_of(problem)) == (text.status_code, "application/problem+json")
        said = problem.json()
        assert (said["status"], said["title"]) == (
            text.status_code,
            {400: "Bad Request", 404: "Not Found"}[text.status_code],
        )
        assert f"{said['detail']}\n" == text.text
    browser = get(address, path, BROWSER)
    # The endpoint leads a browser to a page of its own.
    assert (browser.status_code, type_of(browser)) == (text.status_code, "text/html")


def test_every_route_by_other_methods(address: str) -> None:
    """HEAD has the status and the headers of GET; OPTIONS says what may be asked, and so does what is refused."""
    paths = [several[0].path for route, several in PAGES.items()] + [path for path in OTHERS if "{" not in path]
    for path in [*paths, "/index.ttl", "/names.csv", "/search.json?q=a", "/queries.json", "/sparql?query=ASK%7B%7D"]:
        asked = {"/graphs": "/graphs?default"}.get(path, path)
        if asked.strip("/") in KINDS:
            asked = named(address, page(asked, "")).path
        whole = get(address, asked)
        head = requests.head(address + asked, headers={"accept": "*/*"}, timeout=30)
        assert (head.status_code, head.content) == (200, b""), asked
        own = {"date", *(["content-length"] if asked == "/metrics" else [])}
        heads, wholes = ({name.lower(): value for name, value in one.headers.items()} for one in (head, whole))
        assert {name: heads.get(name) for name in wholes if name not in own} == {
            name: value for name, value in wholes.items() if name not in own
        }
        options = requests.options(address + asked, timeout=30)
        assert (options.status_code, options.content) == (204, b"")
        methods = ["GET", "HEAD", "OPTIONS", *(["POST"] if asked.startswith("/sparql") else [])]
        assert sorted(options.headers["allow"].split(", ")) == methods
        refused = requests.delete(address + asked, timeout=30)
        assert refused.status_code == 405
        assert refused.headers["allow"] == options.headers["allow"]


@pytest.mark.parametrize(
    "path",
    ["/", "/index.ttl", "/index.json", "/names", "/names.csv", "/names/issue", "/names/issue.json", "/search?q=ukraine",
     "/search.json?q=ukraine", "/ask?query=ASK%7B%7D", "/queries", "/queries.json", "/queries/meetings.csv",
     "/networks/who-met-whom", "/networks/who-met-whom.gexf", "/person/blinken-antony.ttl", "/person/blinken-antony.json",
     "/person/blinken-antony/met.csv", "/.well-known/void", "/openapi.json", "/graphs?graph=https://w3id.org/dipgraph/"
     "document/mofa-jp/2022-05-23-us"],
)  # fmt: skip
def test_what_comes_again_has_a_tag(address: str, path: str) -> None:
    """What would be the same again has a tag, another in each form; who has it is told so."""
    answer = get(address, path)
    tag = answer.headers["etag"]
    assert get(address, path).headers["etag"] == tag
    again = requests.get(address + path, headers={"accept": "*/*", "if-none-match": f"W/{tag}"}, timeout=30)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert again.headers.get("link") == answer.headers.get("link")
    other = requests.get(address + path, headers={"accept": "*/*", "if-none-match": '"other"'}, timeout=30)
    assert (other.status_code, other.content) == (200, answer.content)


def test_names_of_files_are_plain() -> None:
    """Whatever a name has in it, the file is called by plain letters, and is no hidden one."""
    for name in ("a b", "../../etc/passwd", '"; x="', "\r\nset-cookie: a", "外交", "." * 300, "a" * 300):
        said = kept_as(name, "ttl")["content-disposition"]
        assert said.isascii()
        assert said.isprintable()
        assert said.count('"') == 2
        assert len(said) < 150
        assert not said.removeprefix('inline; filename="').startswith((".", "-"))


def test_links_are_of_the_forms_there_are() -> None:
    """The header has the canonical address, what describes it, and each form; the start has files of another name."""
    header = linked("", "", forms_of("start"), ("/a", "b/c"))["link"]
    assert header.startswith('</>; rel="canonical", </a>; rel="describedby"; type="b/c", </>; rel="alternate"')
    assert '</index.ttl>; rel="alternate"; type="text/turtle"' in header
    assert linked("x" * 2000, "", forms_of("start"), ("/a", "b/c")) == {}


def test_license_is_the_one_of_the_data(address: str) -> None:
    """The start as JSON-LD names the dataset and its licence, as whoever looks for data sets reads it."""
    said = json.dumps(get(address, "/index.jsonld").json())
    assert "https://creativecommons.org/licenses/by/4.0/" in said
    assert (shipped.folder("data") / "LICENSE").is_file()
