"""The search of a site of files: its index as files of data, and the script that finds in it what the server finds."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import pytest

from chromium import Watched, chromium, faults
from dipgraph import Dataset, open_store
from dipgraph.gate import HEADERS
from dipgraph.pages import SERVED, rendered
from dipgraph.relations import opened
from dipgraph.search import PAGE, found
from dipgraph.static_search import LARGEST, files
from dipgraph.static_site import site
from dipgraph.stores import Store
from test_search import HOSTILE, indexed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WORDS = (
    "hayashi", "Hayashi Blinken 23 May 2022", "24.5.2022", "May 2022", "5/6/2022", "meeting/2022-05-23-jp-us", "ukrane",
    "sanctions", "co-operate", "cooperating", '"sea lanes"', "日本", "外相会合", "林", "hay", "zzz",
    "denuclearisation aim zzz",
    "foreign minister", "the", "missile 24.5.2022", "Japan", "Été", "hayashy", "Secretary of State", "welcom", "KR", "état",
    '"of the"', "https://www.mofa.go.jp/press/release/press4e_003128.html", "/document/mofa-jp/2022-05-23-us#p13", "ETAT",
    "2022-05-23-jp-us", "https://graph.example.org/person/hayashi-yoshimasa.ttl?x=1", "a b c d e f g", "Blinkin Hayshi",
)  # fmt: skip
# What Porter's algorithm does in each of its steps, and where it does nothing.
STEMS = (
    "caresses ponies ties caress cats feed agreed plastered bled motoring sing conflated troubled sized hopping tanned "
    "falling hissing fizzed failing filing happy sky relational conditional rational valenci hesitanci digitizer "
    "conformabli radicalli differentli vileli analogousli vietnamization predication operator feudalism decisiveness "
    "hopefulness callousness formaliti sensitiviti sensibiliti triplicate formative formalize electriciti electrical "
    "hopeful goodness revival allowance inference airliner gyroscopic adjustable defensible irritant replacement adjustment "
    "dependent adoption homologou communism activate angulariti homologous effective bowdlerize probate rate cease "
    "controll roll yes y by dying yttrium nation mission ies élan naïveté 2022 b2b münchen straße geology deny"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a browser."""
    yield from chromium()


@pytest.fixture(scope="module")
def written(shipped_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the data that comes with dipgraph."""
    folder = tmp_path_factory.mktemp("site") / "pages"
    site(shipped_store, folder)
    return folder


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, shipped_dataset: Dataset) -> Path:
    """Return a folder with the same in a store, and its index."""
    folder = tmp_path_factory.mktemp("server")
    with open_store(folder / "store") as store:
        store.load(shipped_dataset)
    (folder / "index").mkdir()
    indexed(folder / "store", folder / "index")
    return folder


def data_of(content: bytes) -> tuple[str, Any]:
    """Return the name and the data of a file, which is a call with both and nothing else."""
    whole = re.fullmatch(r'dipgraph\("([a-z]+(?:-\d+)?)",(.*)\);\n', content.decode())
    assert whole, content[:100]
    return whole[1], json.loads(whole[2])


def test_files_of_data(place: Path) -> None:
    """Each file is data, and not large; together they say of each word where it stands, as the index has it."""
    (path,) = (place / "index").iterdir()
    db = opened(str(path))
    several = {}
    for name, content in files(db, lambda name: f"{name}.html"):
        assert len(content) < 2 * LARGEST, name
        told, several[name] = data_of(content)
        assert told == name
    start = several["start"]
    assert len(start["terms"]) == sum(name.startswith("terms-") for name in several) > 5
    keys = [key for at in range(len(start["terms"])) for key in several[f"terms-{at}"][::2]]
    assert [several[f"terms-{at}"][0] for at in range(len(start["terms"]))] == start["terms"]
    assert keys == sorted(keys, key=lambda key: key.encode("utf-16-be"))
    has: dict[str, list[Any]] = {}
    for at in range(len(start["terms"])):
        for key, value in zip(*[iter(several[f"terms-{at}"])] * 2, strict=True):
            has.setdefault(key, []).append(value)
    (numbers,) = has["cooper"]
    things, at, last = [], 0, 0
    while at < len(numbers):
        last += numbers[at]
        things.append(last)
        at += numbers[at + 1] + 2
    rows = db.execute("SELECT rowid FROM found WHERE found MATCH 'cooperate' ORDER BY rowid").fetchall()
    assert things == [row for (row,) in rows]
    assert len(things) > 50
    ((japan,),) = db.execute("SELECT id FROM thing WHERE name = 'state/jp'").fetchall()
    assert japan in has["=japan"][0]
    assert has["/state/jp"] == [[japan]]
    assert has["~japan"][0][0] == "Japan"
    page, title, *_ = [thing for at in range(len(start["things"])) for thing in several[f"things-{at}"]][japan - 1]
    assert (page, title) == ("state/jp.html", "Japan")


def test_a_word_that_is_everywhere(place: Path, tmp_path: Path) -> None:
    """A word in very many things has several entries, so that no file is large; things and places begin anew in each."""
    (path,) = (place / "index").iterdir()
    copy = tmp_path / "many.sqlite"
    copy.write_bytes(path.read_bytes())
    with sqlite3.connect(copy) as db:
        (last,) = db.execute("SELECT max(id) FROM thing").fetchone()
        row = "INSERT INTO thing VALUES (?, ?, 'everywhere', '', 'everywhere', '', NULL, NULL, NULL)"
        db.executemany(row, ((last + at, f"person/n{at}") for at in range(1, 20_000)))
        db.execute("INSERT INTO found (found) VALUES ('rebuild')")
        contents = dict(files(db, lambda name: name))
    db.close()
    assert max(map(len, contents.values())) < 2 * LARGEST
    parts = []
    for name, content in contents.items():
        if name.startswith("terms-"):
            data = data_of(content)[1]
            parts += [value for key, value in zip(data[::2], data[1::2], strict=True) if key == "everywher"]
    assert len(parts) > 3
    found_things = []
    for part in parts:
        assert part[1::4] == [2] * (len(part) // 4)
        at = 0
        for distance in part[::4]:
            at += distance
            found_things.append(at)
    assert found_things == [last + at for at in range(1, 20_000)]


def shown(page: Page, root: str) -> list[str]:
    """Return what a page of results has, in order: its headings, links to kinds, and each result, without odd spaces."""
    page.locator(f"{root} h1").wait_for()
    several = page.locator(f"{root} :is(h1, h2, p, nav, li)")
    texts: list[str] = several.evaluate_all("all => all.map(one => one.textContent.replace(/\\s+/g, ' ').trim())")
    return texts


def test_the_same_as_the_server(written: Path, place: Path, browser: Browser) -> None:
    """From a disk, without a server, words find what they find on the server: in the same groups, order and words."""
    mine, theirs = Watched(browser), Watched(browser)
    asked = [(words, kind) for words in WORDS for kind in (None, "statement")]
    many = 0
    with open_store(place / "store") as store:
        for words, kind in asked:
            mine.page.goto(f"{(written / 'search.html').as_uri()}?q={quote(words)}" + (f"&kind={kind}" if kind else ""))
            answer = found(store, {"name": words, "index": str(place / "index"), "kind": kind})
            theirs.page.set_content(rendered("found", SERVED, **answer, most=PAGE))
            expected = shown(theirs.page, "main")
            assert shown(mine.page, "[data-found]") == expected, (words, kind)
            many += len(expected) > 20
    assert many > 20
    assert {urlsplit(url).scheme for url in mine.asked} == {"file"}
    assert not mine.faults


def test_page_by_page(written: Path, place: Path, browser: Browser) -> None:
    """All of a kind is had page by page, as on the server; where there is no such page or kind, nothing breaks."""
    mine, theirs = Watched(browser), Watched(browser)
    address = (written / "search.html").as_uri()
    with open_store(place / "store") as store:
        mine.page.goto(f"{address}?q=Hayashi&kind=statement")
        for start in (0, PAGE, 2 * PAGE):
            answer = found(
                store, {"name": "Hayashi", "index": str(place / "index"), "kind": "statement", "start": start}
            )
            theirs.page.set_content(rendered("found", SERVED, **answer, most=PAGE))
            assert shown(mine.page, "[data-found]") == shown(theirs.page, "main"), start
            mine.page.get_by_role("link", name="next", exact=True).click()
    for odd in ("kind=statement&from=100000", "kind=statement&from=-5", "kind=nothing&from=x", "kind=__proto__"):
        mine.page.goto(f"{address}?q=Hayashi&{odd}")
        assert "found for" in shown(mine.page, "[data-found]")[0]
    assert not mine.faults


def test_stems(written: Path, browser: Browser) -> None:
    """The script takes the same endings off words as the index of the server does."""
    words = sorted(
        {*STEMS.split(), *re.findall(r"[a-z]+", (Path(__file__).parent.parent / "README.md").read_text().lower())}
    )
    assert len(words) > 1000
    with sqlite3.connect(":memory:") as db:
        db.execute("CREATE VIRTUAL TABLE t USING fts5(w, tokenize = 'porter unicode61 remove_diacritics 2')")
        db.executemany("INSERT INTO t (rowid, w) VALUES (?, ?)", enumerate(words))
        db.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)")
        expected = {words[at]: term for term, at in db.execute("SELECT term, doc FROM v")}
    opened = Watched(browser)
    opened.page.goto((written / "search.html").as_uri())
    made = opened.page.evaluate("words => words.map(word => [word, stems(word).join(' ')])", words)
    assert dict(made) == expected


@pytest.mark.parametrize(
    "words", [*HOSTILE, "x" * 300, "<img src=x onerror=alert(1)>", "constructor", "__proto__", "=japan", "~a"]
)
def test_hostile_words(written: Path, browser: Browser, words: str) -> None:
    """Whatever is looked for is answered, and stays words."""
    opened = Watched(browser)
    words = words.encode("utf-16-le", "ignore").decode("utf-16-le")
    opened.page.goto(f"{(written / 'search.html').as_uri()}?q={quote(words)}")
    opened.page.locator("[data-found] h1").wait_for()
    assert opened.page.locator("[data-found] [role=status]").count() == 0
    assert opened.page.locator("main img").count() == 0
    if len(words) <= 200:
        assert opened.page.locator("[data-found] [role=alert]").count() == 0
    else:
        assert (
            opened.page.get_by_role("alert").inner_text() == "more than 200 characters are looked for: give a few words"
        )
    assert not opened.faults


def test_from_a_search_to_a_meeting(written: Path, browser: Browser) -> None:
    """On a narrow screen one searches from any page, comes to a meeting, and back; axe-core finds nothing."""
    opened = Watched(browser, viewport={"width": 360, "height": 900})
    page = opened.page
    page.goto((written / "issue" / "ukraine.html").as_uri())
    page.get_by_label("Search", exact=True).fill("Hayashi Blinken 23 May 2022")
    page.get_by_role("button", name="Search").click()
    link = page.get_by_role("link", name="Meeting of Hayashi and Blinken, 23 May 2022", exact=True).first
    link.wait_for()
    opened.keep("site-search-360")
    assert page.get_by_label("Search", exact=True).input_value() == "Hayashi Blinken 23 May 2022"
    assert page.title() == "Hayashi Blinken 23 May 2022"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator("[data-lists]").is_hidden()
    assert faults(page) == []
    link.click()
    assert page.url.endswith("/meeting/2022-05-23-jp-us.html")
    assert page.get_by_role("heading", level=1).inner_text() == "Meeting of Hayashi and Blinken, 23 May 2022"
    page.get_by_label("Search", exact=True).fill("zzzz qqqq")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Nothing found").wait_for()
    # Where nothing is found, the lists stand there.
    assert page.locator("[data-lists]").is_visible()
    assert faults(page) == []
    assert {urlsplit(url).scheme for url in opened.asked} == {"file"}
    assert not opened.faults


def test_words_of_another_language_say_so(written: Path, browser: Browser) -> None:
    """What is found in Japanese stands in elements that say so, as do the words that were looked for."""
    opened = Watched(browser)
    page = opened.page
    page.goto(f"{(written / 'search.html').as_uri()}?q=林芳正")
    page.get_by_role("heading", name="found for “林芳正”").wait_for()
    said = page.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.querySelector("[data-found]"), NodeFilter.SHOW_TEXT);
          const found = [];
          while (walker.nextNode()) {
            const words = walker.currentNode;
            if (/\\p{Script=Han}/u.test(words.data)) found.push([words.data, words.parentElement.closest("[lang]").lang]);
          }
          return found;
        }"""
    )
    assert len(said) > 1
    assert {language for _, language in said} == {"ja"}, said
    assert not opened.faults


def test_without_script(written: Path, browser: Browser) -> None:
    """Without JavaScript the page says that it needs it, and leads to the lists, and they to a meeting."""
    opened = Watched(browser, viewport={"width": 360, "height": 900}, java_script_enabled=False)
    page = opened.page
    page.goto((written / "index.html").as_uri())
    page.get_by_label("Search", exact=True).fill("Hayashi")
    page.get_by_role("button", name="Search").click()
    assert page.url.endswith("/search.html?q=Hayashi")
    assert "needs JavaScript" in page.locator("main").inner_text()
    opened.keep("site-search-360-without-script")
    lists = page.locator("[data-lists] a")
    assert {"people", "states", "issues", "meetings", "commitments"} <= {
        text.split()[-1] for text in lists.all_inner_texts()
    }
    for at in range(lists.count()):
        address = lists.nth(at).evaluate("link => link.href")
        assert Path(urlsplit(address).path).is_file(), address
    page.get_by_role("link", name=re.compile(r"^\d+ meetings$")).click()
    page.get_by_role("link", name="Meeting of Hayashi and Blinken, 23 May 2022", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Meeting of Hayashi and Blinken, 23 May 2022"


def test_under_the_policy_of_the_server(written: Path, browser: Browser) -> None:
    """The search runs where a host sends the policy that the server has, which lets in no script that stands in a page."""

    class Strict(SimpleHTTPRequestHandler):
        """Files, with the policy."""

        def end_headers(self) -> None:
            """Send the policy too."""
            for name, value in HEADERS:
                self.send_header(name.decode(), value.decode())
            super().end_headers()

        def log_message(self, format: str, *arguments: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=str(written))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        opened = Watched(browser)
        opened.page.goto(f"{address}/search.html?q=Hayashi")
        opened.page.get_by_role("heading", name="found for “Hayashi”").wait_for()
        opened.end(address)
        server.shutdown()


def test_a_file_that_is_missing(shipped_store: Store, browser: Browser, tmp_path: Path) -> None:
    """Where a file of the index is not there, the page says which, and has the lists."""
    site(shipped_store, tmp_path / "pages")
    for path in (tmp_path / "pages" / "search").glob("terms-*.js"):
        path.unlink()
    opened = Watched(browser)
    opened.page.goto(f"{(tmp_path / 'pages' / 'search.html').as_uri()}?q=Hayashi")
    alert = opened.page.get_by_role("alert")
    alert.wait_for()
    assert re.fullmatch(
        r"search/terms-\d+\.js cannot be read: all there is stands in the lists below", alert.inner_text()
    )
    assert opened.page.locator("[data-lists]").is_visible()
