"""The pages with drawings: networks with a form, a table and files; an issue and a commitment in time."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
import requests

from dipgraph.chronology import issue
from dipgraph.drawn import drawn, filed
from dipgraph.errors import UsageError
from dipgraph.facts import Facts
from dipgraph.network import edges, names
from dipgraph.query import Query
from dipgraph.results import write
from dipgraph.stores import Store
from dipgraph.terms import BASE
from served import served
from test_browsing import browse

WHO = "who-met-whom"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Return the address of a server of the data that comes with dipgraph."""
    with served("--workers", "1") as found:
        yield found


def test_every_network_has_a_page(address: str) -> None:
    """Each stored network is drawn, with its edges as a table, its files, and one script of the server's own."""
    assert names()
    for name in names():
        page = browse(address, f"/networks/{name}")
        assert [attrs["data-drawing"] for tag, attrs in page.tags if tag == "svg" and "data-drawing" in attrs] == [
            "network"
        ]
        assert page.count("tr") > 10
        assert [attrs for tag, attrs in page.tags if tag == "script"] == [{"src": "/drawing.js", "defer": None}]
        assert not [attrs for _, attrs in page.tags if "style" in attrs]
        for link in page.links():
            if link.endswith(("csv", "json", "gexf", "graphml")):
                answer = requests.get(address + link, timeout=30)
                assert answer.ok
                if link.endswith("ml"):
                    assert ElementTree.fromstring(answer.content).tag.endswith("graphml")
    browse(address, "/networks/nothing", 404)
    browse(address, "/networks/nothing.gexf", 404)


def test_script_and_policy(address: str) -> None:
    """The script is the server's own, may be kept for an hour, and is the only one that may run."""
    answer = requests.get(f"{address}/drawing.js", timeout=30)
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cache-control"] == "max-age=3600"
    assert "script-src 'self';" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert not re.search(r"innerHTML|eval\(|https?://", answer.text)
    assert len(answer.text.splitlines()) < 250


def test_middle_and_least(shipped_store: Store) -> None:
    """Somebody in the middle has whom he met and what is between them; a state its persons; seldom edges are left out."""
    everything = drawn(shipped_store, WHO, {})
    assert (everything["nodes"], everything["pairs"]) == (everything["drawn"], everything["lines"])
    often = drawn(shipped_store, WHO, {"least": ["2"]})
    assert {row["weight"] for row in often["rows"]} == {row["weight"] for row in everything["rows"]} - {1}
    park = drawn(shipped_store, WHO, {"about": ["park jin"]})
    ends = {tuple(end["label"] for end in row["ends"]) for row in park["rows"]}
    assert ends == {
        ("Antony J. Blinken", "Park Jin"),
        ("Hayashi Yoshimasa", "Park Jin"),
        ("Antony J. Blinken", "Hayashi Yoshimasa"),
    }
    korea = drawn(shipped_store, WHO, {"about": ["South Korea"]})
    assert korea["rows"] == park["rows"]
    with pytest.raises(UsageError, match="about: issue/ukraine is not in this network"):
        drawn(shipped_store, WHO, {"about": ["issue/ukraine"]})
    with pytest.raises(UsageError, match="least: 'often' is no whole number"):
        drawn(shipped_store, WHO, {"least": ["often"]})
    with pytest.raises(UsageError, match="unknown parameter"):
        drawn(shipped_store, WHO, {"since": ["2022"]})
    assert drawn(shipped_store, WHO, {"least": ["99"]})["drawing"] == ""


@pytest.mark.parametrize("name", ["who-met-whom", "meetings-in-time", "commitment-links"])
@pytest.mark.parametrize("asked", [{"least": ["2"]}, {"about": [""]}, {"about": [""], "least": ["2"]}])
def test_files_have_what_is_asked_for(shipped_store: Store, name: str, asked: dict[str, list[str]]) -> None:
    """A file has the edges of the page with the same values, of a pair all, as CSV and JSON the rows of the query."""
    busiest = drawn(shipped_store, name, {})["rows"][0]["ends"][0]["label"]
    asked = {key: [one or busiest for one in several] for key, several in asked.items()}
    shown = drawn(shipped_store, name, asked)
    assert 0 < shown["kept"] < shown["edges"] or name == "commitment-links"
    rows = [*csv.DictReader(b"".join(filed(shipped_store, name, "csv", asked)).decode().splitlines())]
    bindings = json.loads(b"".join(filed(shipped_store, name, "json", asked)))["results"]["bindings"]
    assert [row["source"] for row in rows] == [row["source"]["value"] for row in bindings]
    drawings = (
        b"".join(filed(shipped_store, name, "gexf", asked)),
        b"".join(filed(shipped_store, name, "graphml", asked)),
    )
    for number, of in ((shown["kept"], "edge"), (shown["near"], "node")):
        for drawing in drawings:
            ends = [one.tag.rpartition("}")[2] for one in ElementTree.fromstring(drawing).iter()]
            assert ends.count(of) == number
    assert len(rows) == shown["kept"]
    pairs = {frozenset((row["source_label"], row["target_label"])) for row in rows}
    assert pairs == {frozenset(end["label"] for end in row["ends"]) for row in shown["rows"]}


def test_files_of_a_whole_network(shipped_store: Store) -> None:
    """Where nothing is left out, the rows are those of the query, byte by byte; where everything is, a heading is left."""
    whole = Query.named(f"networks/{WHO}")
    for format in ("csv", "json"):
        assert b"".join(filed(shipped_store, WHO, format, {"least": ["1"]})) == write(whole.run(shipped_store), format)
        assert b"".join(filed(shipped_store, WHO, format, {})) == write(whole.run(shipped_store), format)
    assert b"".join(filed(shipped_store, WHO, "csv", {"least": ["99"]})).count(b"\n") == 1
    assert ElementTree.fromstring(b"".join(filed(shipped_store, WHO, "graphml", {"least": ["99"]}))) is not None


def test_links_of_the_page_lead_to_what_it_shows(address: str) -> None:
    """The page of a part of a network says what is shown of how much, and its files have that part, or are errors."""
    page = browse(address, "/networks/who-met-whom?about=Park+Jin&least=1")
    words = " ".join(page.words.split())
    assert "3 of 12 nodes and 3 of 18 edges, those that are asked for" in words
    files = [link for link in page.links() if re.search(r"\.(csv|json|gexf|graphml)\?", link)]
    assert len(files) == 4
    for link in files:
        text = requests.get(address + link, timeout=30).text
        assert "Park Jin" in text
        assert "Bill Nelson" not in text, link
        assert "Bill Nelson" in requests.get(address + link.partition("?")[0], timeout=30).text, link
    assert requests.get(f"{address}/networks/who-met-whom.csv?about=Park+Jin", timeout=30).text.count("\n") == 4
    for wrong in ("about=nobody", "least=often", "since=2022", "about=Park+Jin&since=2022"):
        assert requests.get(f"{address}/networks/who-met-whom.csv?{wrong}", timeout=30).status_code == 400, wrong
        assert requests.get(f"{address}/networks/who-met-whom.gexf?{wrong}", timeout=30).status_code == 400, wrong


def test_form_says_what_may_stand_in_the_middle(address: str) -> None:
    """What may be in the middle is of the kinds that the network has; a state stands for persons only where there are."""
    words = {name: " ".join(browse(address, f"/networks/{name}").words.split()) for name in names()}
    assert "a person, by the name in the table; a state stands for its persons" in words[WHO]
    assert "an issue, by the name in the table At least" in words["issues-together"]
    assert "a commitment, a meeting or a statement, by the name in the table At least" in words["commitment-links"]
    assert "an issue, a person or a state, by the name in the table At least" in words["actors-and-issues"]


def test_edge_leads_to_the_meetings_of_the_pair(address: str, shipped_store: Store) -> None:
    """Who follows an edge comes to as many meetings as it has weight, each with its document."""
    row = drawn(shipped_store, WHO, {})["rows"][0]
    page = browse(address, row["link"])
    pair = [end["link"].removeprefix("/") for end in row["ends"]]
    each = drawn(shipped_store, "meetings-in-time", {"about": pair})["rows"]
    assert len(each) == 1
    assert len(each[0]["each"]) == row["weight"] == 24
    for meeting in each[0]["each"]:
        assert meeting["label"] in page.words
        assert meeting["link"] in page.links()


def test_rows_are_those_of_the_network(shipped_store: Store) -> None:
    """The weights of the table are those that the query gives."""
    for name in names():
        rows = drawn(shipped_store, name, {})
        given = [cells.get("weight", 1) for *_, cells in edges(shipped_store, name).given]
        if rows["number"] == len(rows["rows"]):
            assert sum(row["weight"] for row in rows["rows"]) == sum(given)


def test_figures_are_those_of_the_network(address: str, shipped_store: Store) -> None:
    """A page has as many nodes and edges as the files of its network, and says where several edges are drawn as one."""
    for name in names():
        network = edges(shipped_store, name)
        number = len(list(network.given))
        words = " ".join(browse(address, f"/networks/{name}").words.split())
        assert f"{len(network.nodes):,} nodes and {number:,} edges" in words
        pairs = drawn(shipped_store, name, {})["pairs"]
        assert (f"here joined to one for each of {pairs} pairs" in words) == (pairs < number), name
    assert "12 nodes and 44 edges, here joined to one for each of 18 pairs" in " ".join(
        browse(address, "/networks/meetings-in-time").words.split()
    )


def test_issue_in_time(address: str) -> None:
    """Each statement on an issue is a mark that leads to it in its document, by the side whose account it is."""
    page = browse(address, "/issue/ukraine")
    marks = [attrs for tag, attrs in page.tags if tag == "a" and "data-name" in attrs]
    assert len(marks) == 46
    assert all(re.fullmatch(r"/document/[\w./-]+#s\w+", str(mark["href"])) for mark in marks)
    assert {"Japan", "United States", "the press"} <= {mark["data-group"] for mark in marks}
    assert "Account of" in page.words


def test_an_issue_names_whose_document_each_passage_is_from(address: str, shipped_store: Store) -> None:
    """In the list below the drawing each passage has its document by name, and the side whose account that is."""
    told = issue(Facts(shipped_store), f"{BASE}issue/ukraine", 1)
    words = " ".join(browse(address, "/issue/ukraine").words.split())
    listed = [statement for one in told["meetings"] for statement in one["statements"]]
    assert len(listed) > 5
    for statement in listed:
        assert statement["side"]
        assert f"{statement['document']['label']} · account of {statement['side']}" in words
    assert {statement["side"] for statement in listed} >= {"Japan", "United States"}


def test_an_issue_is_recognised_by_its_labels(address: str) -> None:
    """The labels of the vocabulary are not called words of documents, which may have none of them."""
    page = browse(address, "/issue/ukraine")
    assert "Recognised by" in page.words
    assert "Words of documents" not in page.words


def test_commitment_as_a_thread(address: str) -> None:
    """A commitment stands among those that it takes up and that take it up; alone it has no thread."""
    page = browse(address, "/commitment/2021-12-11-jp-us/arrange-early-2plus2")
    rows = [attrs for tag, attrs in page.tags if tag == "li" and "data-near" in attrs]
    # Before it what it takes up, after it the meeting that keeps it, and what else that meeting keeps or takes up.
    assert [row.get("aria-current") for row in rows] == [None, "true", None, None, None, None]
    words = " ".join(page.words.split())
    assert "11 December 2021 · Japan and United States · kept · this one" in words
    assert "reaffirms Strengthen the Alliance's deterrence" in words
