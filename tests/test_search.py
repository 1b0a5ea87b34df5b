"""The search: what is found by which words, in which order, and the index that it is found in."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from conftest import DOCUMENT, write_data
from dipgraph import Dataset, open_store, overview, shipped
from dipgraph.answers import Limits
from dipgraph.errors import UsageError
from dipgraph.indexer import Indexer
from dipgraph.pages import SERVED, rendered
from dipgraph.pool import Pool
from dipgraph.rows import Rows
from dipgraph.search import FEW, LONGEST, PAGE, found
from dipgraph.search_index import KINDS
from dipgraph.stores import Store
from dipgraph.terms import BASE, shorten
from served import served

Search = Callable[..., dict[str, Any]]
HOSTILE = (
    '"', '""', '"""', "'", "*", "**", "a*b", "-", "--", "-Japan", "^Japan", ":", "title:Japan", "{title names}: Japan",
    "AND", "OR", "NOT", "NEAR", "NEAR(Japan Blinken, 2)", "Japan AND", "OR Japan", "NOT Japan", "(", ")", "()", "((Japan",
    "+", "Japan +", "\x00", "Japan\x00Blinken", "\x01\x02\x03", "\ud800", "\U0001f600", "\U0001f600 Japan", "\u202eJapan",
    "\\", "%", "_", "?1", "@x", ";DROP TABLE thing;--", "<script>alert(1)</script>", "\u0301", "\ufeff", "\u200b", "\u2028",
    "\U0001e900\U0001e901", "“Japan", "„Japan”", "a" * LONGEST, "a " * (LONGEST // 2), "“" * LONGEST, "林" * LONGEST,
    "a-" * (LONGEST // 2), "\r\n\t", "ﾞ", "½ ① ﬁ",
)  # fmt: skip


def indexed(store: Path, folder: Path) -> None:
    """Make the index of the present state of a *store* in a *folder*, as the server does."""
    subprocess.run([sys.executable, "-P", "-m", "dipgraph.search_index", store, folder], check=True, timeout=60)


def searching(store: Path, folder: Path) -> Iterator[Search]:
    """Give a function that searches a *store*, whose index is made in a *folder*."""
    folder.mkdir()
    indexed(store, folder)
    with open_store(store) as opened:
        yield lambda words, **more: found(opened, {"name": words, "index": str(folder), **more})


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory, shipped_dataset: Dataset) -> Iterator[Search]:
    """Return a function that searches the data that comes with dipgraph."""
    folder = tmp_path_factory.mktemp("search")
    with open_store(folder / "store") as store:
        store.load(shipped_dataset)
    yield from searching(folder / "store", folder / "index")


@pytest.fixture
def small_search(tmp_path: Path) -> Iterator[Search]:
    """Return a function that searches the small data, in whose quotation are a mark of HTML, an accent, a wide letter."""
    data = write_data(tmp_path / "data")
    document = data / "documents" / "mofa-xa" / "2020-01-02-xb.ttl"
    words = "Été <b>agreed</b> to co-operate, \uff37\uff34\uff2f ｶﾞｲﾑ大臣"
    document.write_text(DOCUMENT.replace('dip:quotation "agreed to meet again in July"', f'dip:quotation "{words}"'))
    with open_store(tmp_path / "store") as store:
        store.load(Dataset.read(data))
    yield from searching(tmp_path / "store", tmp_path / "index")


def results(answer: dict[str, Any], kind: str | None = None) -> list[dict[str, Any]]:
    """Return the results of an *answer* in order, those of a *kind* or all."""
    assert answer["ready"]
    return [one for group in answer["groups"] if kind in (None, group["kind"]) for one in group["results"]]


def marks(answer: dict[str, Any]) -> set[str]:
    """Return what is marked in the titles and snippets of an *answer*."""
    return {
        text for one in results(answer) for part in ("title", "snippet") for text, is_match in one[part] if is_match
    }


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("Hayashi", "person", "person/hayashi-yoshimasa"),
        ("METI Minister", "person", "person/hagiuda-koichi"),
        ("South Korea", "state", "state/kr"),
        ("KR", "state", "state/kr"),
        ("Ukraine", "issue", "issue/ukraine"),
        ("UNCLOS", "issue", "issue/maritime-security"),
        ("23 May 2022", "meeting", "meeting/2022-05-23-jp-us"),
        ("2022-05-23", "meeting", "meeting/2022-05-23-jp-us"),
        ("Blinken Hayashi Tokyo", "meeting", "meeting/2022-05-23-jp-us"),
        ("coordinate closely China", "commitment", "commitment/2021-11-13-jp-us/coordinate-on-china"),
        ("Readout Ministry of Foreign Affairs 23 May 2022", "document", "document/mofa-jp/2022-05-23-us"),
        ("Ministry", "body", "body/mofa-jp"),
        ("ministry Japan", "body", "body/meti-jp"),
        ("State Department", "body", "body/state-us"),
        ("Quad", "body", "body/quad"),
        ("Quad", "series", "series/quad-foreign-ministers"),
        ("APEC", "issue", "issue/apec"),
        ("2+2", "series", "series/security-2plus2"),
        ("Minister for Foreign Affairs of Japan", "office", "office/jp-foreign-minister"),
        ("Hayashi foreign minister", "tenure", "tenure/hayashi-yoshimasa-jp-foreign-minister-2021"),
        ("concurred", "act", "act/agree"),
        ("welcomed Secretary Blinken's visit", "statement", "document/mofa-jp/2022-05-23-us#s1"),
        ("greets Blinken as a welcome visitor", "statement", "document/mofa-jp/2022-05-23-us#s1"),
    ],
)
def test_every_kind_is_found(search: Search, words: str, kind: str, name: str) -> None:
    """Everything that has a page is found by its names and words, an act by the words of readouts; statements are too."""
    assert name in [one["name"] for one in results(search(words), kind)]


def test_every_name_finds_its_thing(search: Search, shipped_store: Store) -> None:
    """Every label of a person, a state or an issue finds it, among the first of its kind."""
    rows = shipped_store.query(
        "PREFIX dip: <https://w3id.org/dipgraph/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
        "SELECT DISTINCT ?thing ?label { { ?thing a dip:Person } UNION { ?thing a dip:State } UNION { ?thing a dip:Issue } "
        "?thing <http://www.w3.org/2000/01/rdf-schema#label>|skos:prefLabel|dip:familyName|dip:isoCode ?label }"
    )
    assert isinstance(rows, Rows)
    named = [(shorten(row["thing"].value), row["label"].value) for row in rows]
    assert len(named) > 150
    for name, label in named:
        first = results(search(label), name.partition("/")[0])
        assert name in [one["name"] for one in first if one["exact"]], (name, label)


def test_order(search: Search) -> None:
    """What is called just so comes first, whatever its kind; then people, states, issues, meetings and what was said."""
    first = results(search("Japan"))[0]
    assert (first["name"], first["exact"]) == ("state/jp", True)
    assert results(search("maritime security"))[0]["name"] == "issue/maritime-security"
    assert [group["kind"] for group in search("ukraine")["groups"]][:2] == ["state", "issue"]
    groups = [group["kind"] for group in search("Hayashi")["groups"]]
    assert groups == [kind for kind in KINDS if kind in groups]
    assert groups[0] == "person"
    assert len(groups) > 2
    met = [(one["score"], one["date"]) for one in results(search("Hayashi", kind="meeting"))]
    assert len({score for score, _ in met}) < len(met) == PAGE
    assert met == sorted(met, reverse=True)
    titles = [any(is_match for _, is_match in one["title"]) for one in results(search("missile", kind="statement"))]
    assert titles[0]
    assert titles == sorted(titles, reverse=True)


def test_what_there_is_less_of_stands_back(search: Search) -> None:
    """Persons stand before bodies and offices, these before meetings; tenures behind documents, with their first day."""
    assert KINDS.index("person") < KINDS.index("state") < KINDS.index("body") < KINDS.index("office")
    groups = [group["kind"] for group in search("Hayashi")["groups"]]
    assert groups.index("document") < groups.index("tenure") < groups.index("statement")
    (tenure,) = results(search("Hayashi"), "tenure")
    title = "".join(text for text, _ in tenure["title"])
    assert (title, tenure["date"]) == ("Hayashi Yoshimasa, Minister for Foreign Affairs of Japan", "2021-11-10")
    page = rendered("found", SERVED, **search("Hayashi"), most=PAGE)
    assert 'from <time datetime="2021-11-10">10 November 2021</time>' in page
    # A person who is called by an office is still found by it, behind the office itself.
    first = search("Secretary of State")["groups"]
    assert [group["kind"] for group in first[:2]] == ["office", "person"]
    assert first[0]["results"][0]["name"] == "office/us-secretary-of-state"


def test_a_day_is_said_once(search: Search) -> None:
    """A meeting whose title has its day is shown without the day beside it; another has it."""
    page = rendered("found", SERVED, **search("Hayashi Blinken 23 May 2022", kind="meeting"), most=PAGE)
    assert 'datetime="2022-05-23"' not in page
    page = rendered("found", SERVED, **search("Defend Japan", kind="commitment"), most=PAGE)
    assert 'datetime="2023-06-17"' in page


def test_kinds_and_pages(search: Search) -> None:
    """The best few of each kind are shown with how many there are; of one kind, the pages have each of them once."""
    answer = search("Hayashi")
    assert {group["kind"]: group["number"] for group in answer["groups"]} == {
        k: n for k, n in answer["counts"].items() if n
    }
    assert all(len(group["results"]) == min(FEW, group["number"]) for group in answer["groups"])
    number = answer["counts"]["statement"]
    assert number > 2 * PAGE
    pages = [results(search("Hayashi", kind="statement", start=start)) for start in range(0, number + PAGE, PAGE)]
    names = [one["name"] for page in pages for one in page]
    assert len(names) == len(set(names)) == number
    assert pages[0][0]["name"] == results(answer, "statement")[0]["name"]
    assert pages[-1] == []
    with pytest.raises(UsageError, match="no kind of what is found: take person, state"):
        search("Hayashi", kind="bodies")


def test_a_statement_leads_to_its_passage(search: Search, shipped_store: Store) -> None:
    """A statement has the address of its passage in its document, its meeting, and that one's day."""
    said = results(search("Hayashi", kind="statement"))
    assert len(said) == PAGE
    for one in said:
        assert re.fullmatch(r"document/[\w./-]+#\w+", one["page"])
        for term, other in (("evidence", one["page"]), ("madeAt", one["meeting"]["name"])):
            assert shipped_store.query(f"ASK {{ <{BASE}{one['name']}> <{BASE}ontology#{term}> <{BASE}{other}> }}")
        assert one["meeting"]["title"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", one["date"])


def test_first_words_are_not_shown_as_all(search: Search, shipped_store: Store) -> None:
    """What may not be quoted whole is shown by its first words, and that there are more."""
    rows = shipped_store.query(
        "PREFIX dip: <https://w3id.org/dipgraph/ontology#>\n"
        "SELECT ?words { ?statement a dip:Statement ; dip:evidence ?passage . ?passage dip:anchor ?words }\n"
        "ORDER BY ?words LIMIT 5"
    )
    assert isinstance(rows, Rows)
    several = [row[0].value for row in rows]
    assert several
    for words in several:
        shown = ["".join(text for text, _ in one["snippet"]) for one in results(search(f'"{words}"'), "statement")]
        assert any(f"{words} …" in snippet for snippet in shown), (words, shown)


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_typed_is_an_error(search: Search, words: str) -> None:
    """Signs of the language of FTS5, controls, half characters and long words are words, or nothing."""
    answer = search(words)
    assert answer["ready"]
    assert answer["how"] in ("all", "beginning", "some", "none")
    assert sum(answer["counts"].values()) == sum(group["number"] for group in answer["groups"])


def test_signs_have_no_meaning(search: Search) -> None:
    """What FTS5 takes for an operator or a column is looked for as a word."""
    plain = search("Japan")["counts"]
    assert sum(plain.values()) > 50
    for words in (
        "-Japan",
        "^Japan",
        "(Japan",
        "Japan +",
        '"Japan',
        "“Japan”",
        "\x00Japan",
        "\U0001f600 Japan",
        "JAPAN*",
    ):
        assert search(words)["counts"] == plain, words
    assert search("NOT Japan")["counts"] != plain
    with pytest.raises(UsageError, match=f"more than {LONGEST} characters are looked for: give a few words"):
        search("a" * 10_000)


def test_forms_of_words(search: Search, small_search: Search) -> None:
    """Forms of English words, case, accents, width and hyphens do not count; what is found is marked as it is written."""
    for one, other in (
        ("sanctions", "SANCTION"),
        ("discussing", "discussed"),
        ("indopacific", "Indo-Pacific"),
        ("US", "U.S."),
    ):
        assert sum(search(one)["counts"].values()) > 0, one
        assert search(one)["counts"] == search(other)["counts"], one
    assert {"sanctions", "Sanctions", "sanctioning"} <= marks(search("sanction"))
    for words, marked in (
        ("ete", "Été"),
        ("ÉTÉ", "Été"),
        ("wto", "WTO"),
        ("\uff37\uff34\uff2f", "WTO"),
        ("co operate", "co"),
        ("co-operate", "co-operate"),
    ):
        assert marked in marks(small_search(words)), words
    assert small_search("cooperate")["counts"]["statement"] == 1
    assert small_search("cooperating")["how"] == "all"


def test_phrases(search: Search) -> None:
    """Words in quotes stand one after the other."""
    loose, close = search("importance strategic"), search('"strategic importance"')
    assert 0 < sum(close["counts"].values()) <= sum(loose["counts"].values())
    assert marks(close) == {"strategic importance"}
    assert search('"importance strategic"')["how"] == "none"


def test_japanese(search: Search, small_search: Search) -> None:
    """Text without spaces is found by any part of it, in either width, and marked as a whole."""
    assert results(search("林芳正"))[0]["name"] == "person/hayashi-yoshimasa"
    assert marks(search("林芳正")) == {"林芳正"}
    assert results(search("日本"))[0]["name"] == "state/jp"
    assert search("正芳林")["how"] == "none" or not any("正芳林" in mark for mark in marks(search("正芳林")))
    # Also where letters stand before it: "G7外相会合".
    names = [one["name"] for one in results(search("外相会合"), "series")]
    assert "series/g7-foreign-ministers" in names
    for words in ("ガイム", "ｶﾞｲﾑ", "イム大", "大臣"):
        assert small_search(words)["counts"]["statement"] == 1, words
    assert not any("\x01" in text for one in results(search("外相")) for text, _ in (*one["title"], *one["snippet"]))


def test_beginnings_and_mistakes(search: Search) -> None:
    """The beginning of a word finds it where it is none itself; a mistake is told; and of several words some will do."""
    answer = search("haya")
    assert (answer["how"], results(answer)[0]["name"]) == ("beginning", "person/hayashi-yoshimasa")
    assert {wrong: search(wrong)["meant"] for wrong in ("Blinkin", "Kishda", "Ukrane", "secretary Hayahsi")} == {
        "Blinkin": "Blinken",
        "Kishda": "Kishida",
        "Ukrane": "Ukraine",
        "secretary Hayahsi": "secretary Hayashi",
    }
    assert search("zzzzzz")["meant"] is None
    some = search("Hayashi xylophone")
    assert some["how"] == "some"
    assert some["counts"] == search("Hayashi")["counts"]
    assert search("")["groups"] == search("  \n")["groups"] == []


def test_what_is_searched_is_said(search: Search) -> None:
    """Where nothing is found it is said what is searched: passages, and not the texts in which they stand."""
    page = rendered("found", SERVED, **search("zzzzzz"), most=PAGE)
    assert "the passages that are quoted as evidence, not the whole texts of documents" in page


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("hay", "person/hayashi-yoshimasa"),
        ("Ray", "person/burns-raymond"),
        ("hay yoshi", "person/hayashi-yoshimasa"),
        ("yoshi hay", "person/hayashi-yoshimasa"),
        ("juting", "person/burns-raymond"),
    ],
)
def test_beginning_that_looks_like_an_ending(tmp_path: Path, words: str, name: str) -> None:
    """A beginning is that of the word as it is written, whatever ending it seems to have; several words may each be one."""
    data = write_data(tmp_path / "data")
    actors = data / "actors.ttl"
    more = """
        <https://w3id.org/dipgraph/person/hayashi-yoshimasa> a dip:Person ; rdfs:label "Hayashi Yoshimasa"@en .
        <https://w3id.org/dipgraph/person/burns-raymond> a dip:Person ; rdfs:label "Raymond Burns of Jutingen"@en .
        <https://w3id.org/dipgraph/state/ht> a dip:State ; rdfs:label "Haiti"@en ; skos:altLabel "Raine"@en .
    """
    prefixes = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    actors.write_text(prefixes + actors.read_text(encoding="utf-8") + more, encoding="utf-8")
    with open_store(tmp_path / "store") as store:
        store.load(Dataset.read(data))
    for search in searching(tmp_path / "store", tmp_path / "index"):
        answer = search(words)
        assert (answer["how"], [one["name"] for one in results(answer)]) == ("beginning", [name])


def test_index_is_whole_or_not_there(tmp_path: Path, small: Path) -> None:
    """An index that is being made has another name; if its maker is killed there is none, and it is made anew."""
    index = tmp_path / "index"
    index.mkdir()
    with open_store(tmp_path / "store") as store:
        store.load(Dataset.read(small))
        assert found(store, {"name": "Ada", "index": str(index)})["ready"] is False
        with subprocess.Popen(
            [sys.executable, "-P", "-m", "dipgraph.search_index", tmp_path / "store", index]
        ) as making:
            until = time.monotonic() + 30
            while not os.listdir(index) and time.monotonic() < until:
                pass
            making.kill()
        assert os.listdir(index) == [f"{store.state}.sqlite.new"]
        assert found(store, {"name": "Ada", "index": str(index)})["ready"] is False
        indexed(tmp_path / "store", index)
        assert os.listdir(index) == [f"{store.state}.sqlite"]
        assert results(found(store, {"name": "Ada", "index": str(index)}))[0]["name"] == "person/alm-ada"
        (whole,) = sqlite3.connect(index / f"{store.state}.sqlite").execute("PRAGMA integrity_check").fetchone()
        assert whole == "ok"


def test_worker_that_is_killed(tmp_path: Path, small: Path) -> None:
    """A process that is killed while it would search is replaced, and its question answered by another."""
    with open_store(tmp_path / "store") as store:
        store.load(Dataset.read(small))

    async def run() -> list[bytes]:
        pool, indexer = Pool(str(tmp_path / "store"), 2, Limits()), Indexer(str(tmp_path / "store"))
        try:
            await asyncio.gather(pool.start(), indexer.look(30))
            answers = []
            for number in range(4):
                # Another question each time, or it would be known.
                ask = {"page": "found", "name": "otters" + number * " ", "index": indexer.folder}
                # The one that is asked next.
                os.kill(pool._idle[-1].number, signal.SIGKILL)
                answers.append(b"".join([piece async for piece in (await pool.ask(ask)).pieces()]))
                assert pool.counts["ended"] == number + 1
            return answers
        finally:
            await pool.close()
            await indexer.close()
            assert not os.path.exists(indexer.folder)

    answers = asyncio.run(run())
    assert len(answers) == 4
    assert all(b'"issue/sea-otters"' in answer for answer in answers)


def test_page_and_data(tmp_path: Path) -> None:
    """A browser gets a page in which words are marked and stay words, a program JSON; a wrong request is told."""
    data = write_data(tmp_path / "data")
    document = data / "documents" / "mofa-xa" / "2020-01-02-xb.ttl"
    document.write_text(DOCUMENT.replace("Alm and Berg agree to meet", "<script>Alm</script> & Berg agree to meet"))
    with served("--data", data, "--workers", "1") as address:

        def get(query: str, accept: str = "*/*") -> requests.Response:
            return requests.get(f"{address}/search?{query}", headers={"accept": accept}, timeout=30)

        page = get("q=agree+script", "text/html")
        assert page.status_code == 200
        assert (
            "&lt;<mark>script</mark>&gt;Alm&lt;/<mark>script</mark>&gt; &amp; Berg <mark>agree</mark> to meet"
            in page.text
        )
        assert "<script" not in page.text
        assert 'href="/document/mofa-xa/2020-01-02-xb#p1"' in page.text
        assert "<script" not in get("q=%3Cscript%3E%22", "text/html").text
        assert get("q=otters", "text/html").text.count("<mark>otters</mark>") == 1
        answer = get("q=otters")
        assert answer.headers["content-type"] == "application/json"
        (one,) = answer.json()["results"]
        assert (one["kind"], one["name"], one["title"]) == ("issue", "issue/sea-otters", "Sea otters")
        assert one["score"] > 0
        assert get("q=otters&format=json", "text/html").json() == answer.json()
        assert get("q=otters&kind=person").json()["results"] == []
        for wrong, status in (("kind=x", 400), ("from=-1", 400), ("from=x", 400), ("format=pdf", 406)):
            assert get(f"q=otters&{wrong}").status_code == status, wrong
        assert get("q=otters&from=999999999&kind=issue", "text/html").status_code == 200


def test_new_data_is_searched(tmp_path: Path, small: Path) -> None:
    """What is loaded while the server runs is found, and what is gone is not, without an answer that is an error."""
    store = tmp_path / "store"
    with open_store(store) as opened:
        opened.load(Dataset.read(small))
    with served("--store", store, "--workers", "1") as address:

        def names(words: str) -> list[str]:
            answer = requests.get(f"{address}/search", params={"q": words}, timeout=30)
            assert answer.status_code == 200, answer.text
            return [one["name"] for one in answer.json()["results"]]

        assert names("otters") == ["issue/sea-otters"]
        actors = small / "actors.ttl"
        text = (
            actors.read_text(encoding="utf-8").replace("Sea otters", "Sea urchins").replace("otter question", "urchins")
        )
        actors.write_text(text, encoding="utf-8")
        with open_store(store) as opened:
            opened.load(Dataset.read(small))
        until = time.monotonic() + 30
        while names("urchins") != ["issue/sea-otters"]:
            assert time.monotonic() < until
            time.sleep(0.1)
        assert names("otters") == []


def test_shipped_vocabulary_is_known() -> None:
    """All that has a page is found, and statements; every kind is a class of the ontology."""
    assert {*KINDS} == {*overview.KINDS, "statement"}
    text = (shipped.folder("ontology") / "dipgraph.ttl").read_text(encoding="utf-8")
    for kind in KINDS:
        assert f"\ndip:{overview.KINDS.get(kind, 'Statement')}\n" in text
