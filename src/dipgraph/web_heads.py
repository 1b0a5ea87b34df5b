"""What a web page says of itself: title, day, publisher, address and language, in its meta data and its headings.

The title is the heading that the page's own title repeats, so that the name of the site is not part of it. Publishers
are told from JSON-LD, Dublin Core, Open Graph, and what the title has beside the heading, in this order.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from dipgraph import characters
from dipgraph.particulars import Particulars, address, language, published

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLES = ("og:title", "dcterms.title", "dc.title", "articletitle", "twitter:title")
_PUBLISHERS = (
    "dcterms.publisher",
    "dc.publisher",
    "publisher",
    "citation_publisher",
    "og:site_name",
    "sitename",
    "application-name",
)
# In the order in which they are believed; days of a change are none of these.
_DAYS = (
    "article:published_time",
    "og:published_time",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "citation_publication_date",
    "govuk:first-published-at",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish_date",
    "publication_date",
    "date",
)
_BETWEEN = re.compile(r"\s+[|•·\u2013—:»«-]\s+|_|::|\s?\|\s?")
# Who calls themselves so are those who publish.
_SITE = re.compile(r"\b(?:ministry|department|government|embassy|secretariat|official web ?site|home)\b", re.IGNORECASE)
_INSTITUTION = re.compile(
    r"\b(?:ministry|department|government of|embassy|secretariat|presidency|chancellery|foreign office|office of)\b",
    re.IGNORECASE,
)
_LONGEST_DATA, _LONGEST = 2**20, 500


def page_particulars(tree: HtmlElement, name: str) -> Particulars:
    """Return what a page says of itself; what is not there, or is none, is empty."""
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or ""
        words = characters.line(element.get("content") or "", name)
        if words and len(words) <= 4 * _LONGEST:
            meta.setdefault(key.strip().lower(), words)
    data = _data(tree)
    element = next(tree.iter("title"), None)
    whole = characters.line(element.text_content(), name)[: 4 * _LONGEST] if element is not None else ""
    site = _named(data.get("publisher")) or next((meta[key] for key in _PUBLISHERS if key in meta), "")
    titles = [meta[key] for key in _TITLES if key in meta] + [whole] * bool(whole)
    title = _title(tree, titles, {site.casefold(), meta.get("og:site_name", "").casefold()}, name)
    days = [data.get("datePublished"), *(meta.get(key) for key in _DAYS), *_times(tree)]
    links = [element.get("href") for element in tree.iter("link") if (element.get("rel") or "").lower() == "canonical"]
    addresses = [*links, meta.get("og:url"), data.get("url")]
    root = tree.getroottree().getroot()
    return Particulars(
        "page",
        title[:_LONGEST],
        next(filter(None, (published(value) for value in days if isinstance(value, str))), None),
        _publisher(characters.line(site, name), whole, title)[:_LONGEST],
        next(filter(None, (address(value) for value in addresses if isinstance(value, str))), ""),
        language((root.get("lang") or root.get("xml:lang") or meta.get("og:locale") or "").split(",")[0]).split("-")[0],
    )


def _title(tree: HtmlElement, titles: list[str], sites: set[str], name: str) -> str:
    headings = [characters.line(element.text_content(), name) for tag in ("h1", "h2") for element in tree.iter(tag)]
    headings = [words for words in headings[:50] if 3 < len(words) <= _LONGEST and words.casefold() not in sites]
    for said in titles:
        # A heading that the title begins with goes before one that is somewhere in it.
        low = said.casefold()
        same = [words for words in headings if low.startswith(words.casefold())]
        same = same or [words for words in headings if words.casefold() in low and len(words) * 3 > len(low)]
        if same:
            return max(same, key=len)
    if titles:
        parts = [part.strip() for part in _BETWEEN.split(titles[0]) if part.strip()]
        parts = [part for part in parts if part.casefold() not in sites] or [titles[0]]
        return max([part for part in parts if not _SITE.search(part)] or parts, key=len)
    return next((characters.line(element.text_content(), name) for element in tree.iter("h1")), "")


def _publisher(site: str, whole: str, title: str) -> str:
    # The site by its name; where that is no institution, and the page's title has one beside the heading, that.
    at = whole.casefold().find(title.casefold()) if title else -1
    split = [_BETWEEN.split(part) for part in (whole[:at], whole[at + len(title) :])] if at >= 0 else [[], []]
    before, behind = ([part.strip() for part in parts if part.strip()] for parts in split)
    # Of several parts the one at the edge, where sites stand.
    edge = (behind[-1:] or before[:1] or [""])[0]
    institutions = [part for part in (*before[::-1], *behind) if _INSTITUTION.search(part)]
    chosen = site or edge
    return institutions[-1] if institutions and not _INSTITUTION.search(chosen) else chosen


def _times(tree: HtmlElement) -> list[str]:
    # Times that a page marks as those of its publication.
    return [
        element.get("datetime") or element.get("content") or ""
        for element in tree.iter("time", "span", "meta")
        if (element.get("itemprop") or "").lower() == "datepublished" or "pubdate" in element.attrib
    ]


def _data(tree: HtmlElement) -> dict[str, Any]:
    # The first description of the page itself in JSON-LD.
    found: dict[str, Any] = {}
    for element in tree.iter("script"):
        text = element.text or ""
        if "ld+json" not in (element.get("type") or "").lower() or len(text) > _LONGEST_DATA:
            continue
        try:
            said = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        graph = said.get("@graph", [said]) if isinstance(said, dict) else said
        for thing in graph if isinstance(graph, list) else [graph]:
            if isinstance(thing, dict) and "datePublished" in thing:
                for key, value in thing.items():
                    found.setdefault(key, value)
    return found


def _named(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() if isinstance(value, str) and len(value) <= _LONGEST else ""
