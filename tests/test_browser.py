"""The pages in a real browser, as a person uses them: Chromium, where it and Playwright are installed.

Pictures of the pages are kept in the folder that DIPGRAPH_SCREENSHOTS names. axe-core looks at each page where it is
below the folder that DIPGRAPH_CONSUMERS names.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from chromium import AXE, Watched, chromium, faults
from dipgraph.network import names as networks
from dipgraph.overview import KINDS
from dipgraph.query import names
from dipgraph.reading import read
from dipgraph.static_site import site
from dipgraph.stores import Store
from served import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS, SCHEMES = (360, 1280), ("light", "dark")
PAGES = {
    "start": "/",
    "search": "/search?q=hayashi",
    "meeting": "/meeting/2022-05-23-jp-us",
    "commitment": "/commitment/2022-05-23-jp-us/meet-at-economic-2plus2",
    "issue": "/issue/ukraine",
    "person": "/person/blinken-antony",
    "state": "/state/jp",
    "document": "/document/mofa-jp/2022-05-23-us",
    "document-without-text": "/document/state-us/2022-05-23-jp",
    "names": "/names",
    "names-of-a-kind": "/names/issue",
    "body": "/body/mofa-jp",
    "act": "/act/agree",
    "questions": "/queries",
    "question-with-names": "/queries/commitments",
    "statements": "/queries/statements-on-issue?issue=ukraine",
    "question": "/queries/recurring-issues?since=2023",
    "wrong-value": "/queries/recurring-issues?since=soon",
    "own-question": "/ask?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%205",
    "network": "/networks/who-met-whom",
    "nothing": "/meeting/nothing",
    "ontology": "/ontology",
    "no-rows": "/queries/commitments?since=2023&until=2022",
    "wrong-query": "/ask?query=SELECT%20%3Fx%20WHERE%20%7B%0A%20%3Fx%20dip%3Afoo%20%3Fy%20.%0A%7D",
    "editors": "/body/dipgraph-editors",
    "nothing-found": "/search?q=zzzz",
}
# The pages of stored questions and of networks, asked as they stand in their files.
QUESTIONS = [
    *(f"/queries/{name}" for name in names() if "/" not in name),
    *(f"/networks/{name}" for name in networks()),
]
# What can have the focus on a page, in the order of the page; how many there are.
_REACHED = """() => {
  const several = 'a[href], button, input, textarea, select, summary, [tabindex="0"]';
  const can = one => one.checkVisibility() && !one.disabled && one.tabIndex >= 0;
  window.reached = [...document.querySelectorAll(several)].filter(can);
  return window.reached.length;
}"""
# The width of a sheet of A4 without its margins, in pixels.
SHEET = 700


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Return the address of a server of the data that comes with dipgraph."""
    with served("--workers", "2") as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a browser."""
    yield from chromium()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page(address: str, browser: Browser, width: int, scheme: str) -> None:
    """No page is wider than the screen, asks another host, or has a fault that axe-core finds, in light and dark."""
    opened = Watched(browser, viewport={"width": width, "height": 900}, color_scheme=scheme)
    for name, path in PAGES.items():
        opened.page.goto(address + path)
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width, name
        opened.keep(f"{name}-{width}-{scheme}")
        # Each page and each scheme once: what it finds at one width it finds at the other.
        if (width, scheme) in ((360, "light"), (1280, "dark")):
            assert faults(opened.page) == [], name
    opened.end(address)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_question_without_faults(address: str, browser: Browser, width: int) -> None:
    """Nor has any stored question or network a fault that axe-core finds; what is pressed is large enough for a finger."""
    opened = Watched(browser, viewport={"width": width, "height": 900})
    for path in (*QUESTIONS, f"{PAGES['own-question']}0"):
        opened.page.goto(address + path)
        assert faults(opened.page) == [], path
    opened.end(address)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_broad_answer_goes_on_sideways(address: str, browser: Browser, scheme: str) -> None:
    """Where more columns are than the window shows, the edge has a shadow until the end, to which the keyboard comes."""
    opened = Watched(browser, viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page = opened.page
    page.goto(f"{address}/queries/commitment-history?issue=taiwan-strait")
    answer = page.get_by_role("region", name="Answer")
    assert answer.evaluate("one => one.scrollWidth > one.clientWidth && one.tabIndex === 0")
    assert answer.evaluate("one => getComputedStyle(one).backgroundAttachment") == "local, local, scroll, scroll"
    assert "issue" not in page.locator("thead").inner_text().split()
    answer.focus()
    for _ in range(80):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("() => { const e = document.querySelector('.broad'); return e.scrollLeft > 100 }")
    opened.keep(f"broad-answer-{scheme}")
    # In a broader window it is as broad as that, and the page is not.
    page.set_viewport_size({"width": 1900, "height": 900})
    box, title = answer.bounding_box(), page.locator("main").bounding_box()
    assert box is not None
    assert title is not None
    assert box["width"] > title["width"] + 300
    assert box["x"] > 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 1900
    opened.end(address)


def test_a_long_query_leaves_room_for_its_answer(address: str, browser: Browser) -> None:
    """On a telephone the field of a long query scrolls within, and after Ask the answer is on the screen."""
    opened = Watched(browser, viewport={"width": 360, "height": 800})
    page = opened.page
    page.goto(f"{address}/ask")
    page.get_by_label("Query").fill("# a line\n" * 120 + "SELECT * { ?s ?p ?o } LIMIT 20")
    page.get_by_role("button", name="Ask").click()
    field, answer = page.get_by_label("Query").bounding_box(), page.locator("#answer").bounding_box()
    assert field is not None
    assert answer is not None
    assert field["height"] <= 0.6 * 800 + 1
    assert 0 <= answer["y"] < 400
    opened.keep("long-query")
    opened.end(address)


def test_a_network_as_a_table_is_stacked(address: str, browser: Browser) -> None:
    """On a telephone the cells of a row of a network stand below each other, each with its column, and none is hidden."""
    opened = Watched(browser, viewport={"width": 360, "height": 800})
    opened.page.goto(f"{address}/networks/who-met-whom")
    table = opened.page.get_by_role("region", name="Table of the edges")
    assert table.evaluate("one => one.scrollWidth <= one.clientWidth")
    cells = table.locator("tbody tr").first.locator("td")
    labels = ["the one", "the other", "times", "first", "last", "where it stands"]
    assert cells.evaluate_all("several => several.map(one => one.dataset.label)") == labels
    tops = cells.evaluate_all("several => several.map(one => one.getBoundingClientRect().top)")
    assert tops == sorted({*tops})
    opened.end(address)


def test_on_paper(address: str, browser: Browser) -> None:
    """Cells that follow each other have a point between them, and none after the last; addresses have no words to show."""
    opened = Watched(browser, viewport={"width": SHEET, "height": 900})
    page = opened.page
    page.emulate_media(media="print")
    page.goto(f"{address}/queries/commitment-history?issue=taiwan-strait")
    after = page.evaluate(
        "() => [...document.querySelectorAll('.many tbody tr')].map(row => [...row.querySelectorAll('td:not(:empty)')]"
        ".map(cell => getComputedStyle(cell, '::after').content))"
    )
    assert len(after) > 5
    assert all(row == ['" · "'] * (len(row) - 1) + ["none"] for row in after)
    page.goto(f"{address}/document/mofa-jp/2022-04-07-us")
    printed = page.evaluate(
        "() => [...document.querySelectorAll('cite a')].map(link => getComputedStyle(link, '::after').content)"
    )
    assert " (https://www.gov-base.info/2022/04/09/152812)" in {text.strip('"') for text in printed}
    assert not any("%" in text for text in printed)
    opened.end(address)


def _too_wide(page: Page, addresses: list[str], width: int) -> list[tuple[str, int]]:
    """Return which pages are wider than the screen of so many pixels, with how wide each is."""
    found = []
    for address in addresses:
        page.goto(address)
        found.append((address, page.evaluate("document.documentElement.scrollWidth")))
    return [pair for pair in found if pair[1] > width]


def test_width(address: str, browser: Browser, shipped_store: Store) -> None:
    """Every stored question, every network and a page of each kind of thing fits a narrow screen, and a sheet of paper."""
    kinds = {kind: links[0]["name"] for kind, links, _ in read(shipped_store, {"page": "names", "name": ""})["kinds"]}
    assert [*kinds] == [*KINDS]
    addresses = [address + path for path in (*PAGES.values(), *QUESTIONS, *(f"/{name}" for name in kinds.values()))]
    assert len(addresses) > 45
    opened = Watched(browser, viewport={"width": WIDTHS[0], "height": 900})
    assert _too_wide(opened.page, addresses, WIDTHS[0]) == []
    opened.page.set_viewport_size({"width": SHEET, "height": 900})
    opened.page.emulate_media(media="print")
    assert _too_wide(opened.page, addresses, SHEET) == []
    # Short words are not broken into letters: of many columns the cells stand one after the other, each with its column.
    opened.page.goto(f"{address}/queries/evidence")
    assert not opened.page.locator("thead").first.is_visible()
    assert opened.page.locator('td[data-label="exact"]').first.evaluate("one => one.getClientRects()[0].width") > 30
    assert not opened.page.locator("form").first.is_visible()
    opened.end(address)


@pytest.mark.parametrize("name", ["readout-divergence", "due-commitments", "evidence", "meetings"])
def test_answers_of_questions_are_read_without_moving_sideways(address: str, browser: Browser, name: str) -> None:
    """On a telephone the cells of a row stand below each other, each with its column; on paper too if they are many."""
    opened = Watched(browser, viewport={"width": 360, "height": 800})
    opened.page.goto(f"{address}/queries/{name}")
    opened.keep(f"{name}-stacked")
    for media in ("screen", "print"):
        opened.page.emulate_media(media=media)
        box = opened.page.evaluate(
            "() => { const e = document.querySelector('[aria-label=Answer]'); return [e.scrollWidth, e.clientWidth] }"
        )
        assert box[0] <= box[1] <= 360, media
    opened.page.emulate_media(media="screen")
    told = opened.page.evaluate(
        "() => [...document.querySelectorAll('td:not(:empty)')]"
        ".map(e => [e.dataset.label, getComputedStyle(e, '::before').content])"
    )
    assert told
    assert all(label and shown.startswith(f'"{label}') for label, shown in told)
    opened.end(address)


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not below DIPGRAPH_CONSUMERS")
def test_axe_finds_faults(address: str, browser: Browser) -> None:
    """A fault that is put into a page is found, so that what finds nothing did look."""
    opened = Watched(browser)
    opened.page.goto(address)
    opened.page.evaluate("document.documentElement.removeAttribute('lang')")
    opened.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = opened.page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa']})")
    assert found["violations"]
    opened.end(address)


@pytest.mark.parametrize("has_script", [True, False], ids=["with-script", "without-script"])
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_from_a_search_to_the_sentence(
    address: str, browser: Browser, width: int, scheme: str, has_script: bool, tmp_path: Path
) -> None:
    """Who looks for a meeting comes to a commitment, to the sentence that supports it, and to a question with its file."""
    opened = Watched(
        browser,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        java_script_enabled=has_script,
        accept_downloads=True,
    )
    page, kind = opened.page, f"{width}-{scheme}{'' if has_script else '-without-script'}"
    page.goto(address)
    opened.keep(f"way-1-start-{kind}")
    page.get_by_role("searchbox").fill("Hayashi Blinken 23 May 2022")
    page.get_by_role("button", name="Search").click()
    opened.keep(f"way-2-found-{kind}")
    page.get_by_role("link", name="Meeting of Hayashi and Blinken, 23 May 2022", exact=True).first.click()
    assert urlsplit(page.url).path == "/meeting/2022-05-23-jp-us"
    opened.keep(f"way-3-meeting-{kind}")
    page.get_by_role(
        "link", name="Hold a further meeting of the ministers within the framework of the Economic 2+2."
    ).first.click()
    assert urlsplit(page.url).path == "/commitment/2022-05-23-jp-us/meet-at-economic-2plus2"
    assert page.get_by_role("heading", level=1).inner_text().startswith("Hold a further meeting")
    opened.keep(f"way-4-commitment-{kind}")
    page.get_by_role("link", name=re.compile("passage p13 of Readout of the Ministry")).first.click()
    assert urlsplit(page.url).path == "/document/mofa-jp/2022-05-23-us"
    place = page.locator(f"[id='{urlsplit(page.url).fragment}']")
    assert place.bounding_box() is not None
    assert (
        place.inner_text()
        == 'promised Secretary Blinken to meet again on the occasion of the Economic "2+2" in July this year'
    )
    opened.keep(f"way-5-sentence-{kind}")
    page.get_by_role("link", name="Questions").first.click()
    page.get_by_role("link", name="Which issues recur across meetings?").click()
    page.get_by_label("since").fill("2023")
    page.get_by_role("button", name="Ask").click()
    shown = page.locator("tbody tr").count()
    assert shown > 0
    opened.keep(f"way-6-answer-{kind}")
    with page.expect_download() as downloading:
        page.get_by_role("link", name="CSV", exact=True).click()
    downloading.value.save_as(tmp_path / "rows.csv")
    with open(tmp_path / "rows.csv", encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == shown
    opened.end(address)


@pytest.mark.parametrize("has_script", [True, False], ids=["with-script", "without-script"])
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_network_with_a_filter(address: str, browser: Browser, width: int, scheme: str, has_script: bool) -> None:
    """From the start one comes to a drawing; it shows fewer where more meetings are asked for; a node leads to its page."""
    opened = Watched(
        browser, viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=has_script
    )
    page, kind = opened.page, f"{width}-{scheme}{'' if has_script else '-without-script'}"
    page.goto(address)
    page.get_by_role("link", name="Who met whom, as a drawing").click()
    assert urlsplit(page.url).path == "/networks/who-met-whom"
    opened.keep(f"network-1-{kind}")
    everybody = page.locator("svg[data-drawing] a.node").count()
    page.get_by_label("At least", exact=True).fill("2")
    page.get_by_role("button", name="Show").click()
    fewer = page.locator("svg[data-drawing] a.node").count()
    assert 2 <= fewer < everybody
    opened.keep(f"network-2-filtered-{kind}")
    page.locator("svg[data-drawing] a.node", has_text="Park Jin").first.click()
    assert urlsplit(page.url).path == "/person/park-jin"
    opened.end(address)


@pytest.mark.parametrize("path", ["/meeting/2022-05-23-jp-us", "/networks/who-met-whom", "/queries/evidence"])
def test_keyboard_alone(address: str, browser: Browser, path: str) -> None:
    """Tab comes to the way to the content, and to all links and fields in their order, each of which shows its focus."""
    opened = Watched(browser)
    page = opened.page
    page.goto(address + path)
    number = page.evaluate(_REACHED)
    assert number > 20
    walked = []
    for _ in range(number):
        page.keyboard.press("Tab")
        walked.append(page.evaluate("window.reached.indexOf(document.activeElement)"))
        if not page.evaluate("document.activeElement instanceof SVGElement"):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert walked == [*range(number)]
    page.goto(address + path)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    opened.end(address)


def test_site_of_files(browser: Browser, shipped_store: Store, tmp_path: Path) -> None:
    """The pages as files are the same without any server, and ask nobody."""
    site(shipped_store, tmp_path / "pages")
    opened = Watched(browser)
    page = opened.page
    page.goto((tmp_path / "pages" / "index.html").as_uri())
    page.get_by_role("link", name="Names").click()
    page.get_by_role("link", name="Meeting of Hayashi and Blinken, 23 May 2022", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Meeting of Hayashi and Blinken, 23 May 2022"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontSize") != "16px"
    page.get_by_role("link", name=re.compile("passage p13 of Readout of the Ministry")).first.click()
    assert page.url.endswith("document/mofa-jp/2022-05-23-us.html#p13")
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    files = [(tmp_path / "pages" / f"{question[1:]}.html").as_uri() for question in QUESTIONS]
    assert _too_wide(page, files, WIDTHS[0]) == []
    assert {urlsplit(url).scheme for url in opened.asked} == {"file"}
    opened.context.close()
    assert not opened.faults
