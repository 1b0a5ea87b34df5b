"""The script of drawings, in Chromium: larger and smaller, names found, groups hidden; where Chromium is installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from served import served

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """Return the page of who met whom in a browser, which has found no fault in it."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")
    if CHROMIUM is None:
        pytest.skip("no chromium is installed")
    with served("--workers", "1") as address, api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        opened = browser.new_page(viewport={"width": 1000, "height": 900})
        faults: list[str] = []
        opened.on("pageerror", lambda fault: faults.append(str(fault)))
        opened.goto(f"{address}/networks/who-met-whom")
        opened.get_by_role("button", name="Larger").wait_for()
        yield opened
        assert not faults
        browser.close()


def test_larger_and_whole(page: Page) -> None:
    """By keys and by buttons the drawing is larger and whole again; the wheel alone is the page's."""
    drawing, sheet = page.locator("svg[data-drawing]"), page.locator(".sheet")
    sheet.focus()
    page.keyboard.press("+")
    assert drawing.get_attribute("width") == "150%"
    assert sheet.evaluate("sheet => sheet.scrollLeft") > 100
    page.keyboard.press("0")
    assert drawing.get_attribute("width") == "100%"
    page.get_by_role("button", name="Larger").click()
    page.get_by_role("button", name="Smaller").click()
    assert drawing.get_attribute("width") == "100%"
    sheet.hover()
    page.mouse.wheel(0, -200)
    page.wait_for_timeout(100)
    assert drawing.get_attribute("width") == "100%"
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    page.locator("svg[data-drawing]:not([width='100%'])").wait_for()
    page.get_by_role("button", name="Whole").click()


def test_words_of_lanes_stay_in_sight(page: Page) -> None:
    """In an issue that is drawn larger, the words of each force are still at the left when it is moved to the right."""
    before = page.url
    page.goto(before.replace("/networks/who-met-whom", "/issue/ukraine"))
    for _ in range(3):
        page.get_by_role("button", name="Larger").click()
    sheet = page.locator(".sheet")
    assert sheet.evaluate("sheet => (sheet.scrollLeft = 900)") == 900
    page.locator(".lane[x='902']").first.wait_for()
    left = sheet.bounding_box()
    for lane in page.locator(".lane").all():
        box = lane.bounding_box()
        assert left is not None
        assert box is not None
        assert 0 <= box["x"] - left["x"] < 10
    page.goto(before)
    page.get_by_role("button", name="Larger").wait_for()


def test_find_and_hide(page: Page) -> None:
    """A name that is found is lit alone, who is pointed at with whom he met; a group is hidden and shown again."""
    page.get_by_label("Find").fill("park")
    assert page.locator(".near").count() == 1
    assert page.get_by_role("status").inner_text() == "1 found"
    page.get_by_label("Find").fill("")
    assert page.locator(".some").count() == 0
    page.get_by_role("link", name="Park Jin, South Korea").focus()
    assert page.locator("a.node.near").count() == 3
    assert page.locator("a[data-ends].near").count() == 2
    korea = page.get_by_role("button", name="South Korea")
    korea.click()
    assert korea.get_attribute("aria-pressed") == "false"
    assert page.get_by_role("link", name="Park Jin, South Korea").count() == 0
    assert page.get_by_role("status").inner_text() == "11 of 12 shown"
    korea.click()
    page.locator(".tools input[type=range]").fill("2")
    assert page.locator("a.node:visible").count() == 4
    page.locator(".tools input[type=range]").fill("1")
