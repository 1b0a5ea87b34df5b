"""Chromium, for the tests that see pages as a person does; where it and Playwright are not installed, they are skipped.

Pictures of the pages are kept in the folder that DIPGRAPH_SCREENSHOTS names. axe-core looks at each page where it is
below the folder that DIPGRAPH_CONSUMERS names.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = Path(os.environ.get("DIPGRAPH_CONSUMERS", ""), "node_modules", "axe-core", "axe.min.js")
PICTURES = os.environ.get("DIPGRAPH_SCREENSHOTS")


def chromium() -> Iterator[Browser]:
    """Give a browser."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")
    installed = shutil.which("chromium")
    if installed is None:
        pytest.skip("no chromium is installed")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=installed, args=["--no-sandbox"])
        yield opened
        opened.close()


def faults(page: Page) -> list[tuple[str, str, str]]:
    """Return what axe-core finds wrong with a page, nothing where it is not installed."""
    if not AXE.is_file():
        return []
    # Evaluated, and not put into the page, whose policy lets in no script of others.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    # From a disk no style may be read by a script.
    # How large what is pressed must be is a rule that is only followed where it is named.
    options = "{runOnly: tags, preload: location.protocol !== 'file:', rules: {'target-size': {enabled: true}}}"
    found = page.evaluate(f"tags => axe.run({options})", tags)
    assert found["passes"]
    return [
        (one["id"], one["nodes"][0]["html"][:200], one["nodes"][0]["failureSummary"]) for one in found["violations"]
    ]


class Watched:
    """A page of which is known what it asked for, and what went wrong on it."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        """Open a page of its own."""
        self.context = browser.new_context(**options)
        self.page: Page = self.context.new_page()
        self.asked: list[str] = []
        self.faults: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.page.on("console", self._heard)

    def _heard(self, message: Any) -> None:
        # A page that is not there is told by the browser too.
        if message.type == "error" and "status of 4" not in message.text:
            self.faults.append(message.text)

    def keep(self, name: str) -> None:
        """Keep a picture of the page, where pictures are wanted."""
        if PICTURES:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)

    def end(self, address: str) -> None:
        """Close it; nothing went wrong, and nobody else was asked."""
        self.context.close()
        assert not self.faults
        assert {urlsplit(url).netloc for url in self.asked} <= {urlsplit(address).netloc}
