"""The main text of a web page, found by trafilatura: its paragraphs, headings and items, each a line of its own.

What is around it (menus, notices, what else there is to read) is dropped. Above it stand, as in a plain text, the title
and the line with the date, if the page shows one, so that a page is read as what a person would paste from it.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from configparser import ConfigParser
from copy import deepcopy
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from dipgraph import characters
from dipgraph.datelines import day
from dipgraph.errors import SourceError, UsageError
from dipgraph.heads import kind_of_release

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# More than any page of a ministry has. The parser loses what is deeper than 255 and says nothing; its time grows with
# the square of a tag's attributes.
_MOST_ELEMENTS, _DEEPEST, _MOST_ATTRIBUTES = 30_000, 200, 500
_MOST_COMPARED = 5_000
_OPENS = re.compile(r"<(?:(?P<comment>!--)|(?P<tag>script|style)\b(?P<attributes>[^<>]{0,2000})>)", re.IGNORECASE)
_DATA = re.compile(r"data:[a-z]{1,20}/[\w.+-]{1,60}[;,][^\s\"'<>)]{200,}", re.IGNORECASE)
_TAG = re.compile(r"<[A-Za-z][^\s/>]*")
_ATTRIBUTE = re.compile(r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+""")
_BLOCKS = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 head header hgroup hr html item li list main menu nav ol option p pre quote row section summary "
    "table tbody td tfoot th thead tr ul"
)
BLOCKS = frozenset(_BLOCKS.split())
# Within a line, what may be a day by itself.
_MARKED = frozenset(("span", "time", "small", "strong", "b", "i", "em", "label", "a", "font"))
_EDGE = "\x1f"
# Lines that sites put among the paragraphs.
_AROUND = re.compile(
    r"advertisement\b.{0,40}|(?:back|return|go) to (?:the )?top(?: of (?:the )?page)?|skip to (?:main )?content"
    r"|print(?: this)?(?: page)?"
    r"|share(?: this)?(?: page| article)?(?: on \w+| via \w+)?|read more|related (?:links|articles?|news)|download(?: pdf)?",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"(?:first |date )?(?:publi|posted|issued|released)", re.IGNORECASE)
_FEET = frozenset(("foot", "footer", "bottom", "copyright", "colophon", "site-footer", "backtotop"))
# As long as this on average are points of a text, and cells of a table that lays out a page, in characters.
_POINT, _CELL = 50, 300
_NOTICE = re.compile(
    r"(?:copyright\b|©|\(c\) ?\d{4}|[^.]{0,80}\ball rights reserved\b|[^.]{0,20}\bprivacy policy\b).{0,200}",
    re.IGNORECASE,
)
# How far from the title and from the text the date may stand, in lines.
_NEAR, _SHORT = 12, 60


def page_tree(html: str, name: str) -> HtmlElement:
    """Return a page as a tree, without scripts and comments; a SourceError says that no page is as large or deep."""
    _library()
    from lxml import etree
    from lxml.html import HTMLParser, fromstring

    html = _reduced(html)
    _count_attributes(html, name)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree: HtmlElement = fromstring(html.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise SourceError("no text in it: give the page as the browser saves it", name) from None
    depth = elements = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if depth > _DEEPEST:
            raise SourceError(f"elements nested more than {_DEEPEST} deep: save its text as .txt", name)
        if elements > _MOST_ELEMENTS:
            raise SourceError(f"more than {_MOST_ELEMENTS:,} elements: save its text as .txt", name)
    _prepare(tree)
    return tree


def page_text(tree: HtmlElement, title: str, name: str) -> str:
    """Return the main text below *title* and the date; a SourceError says that there is none."""
    shown = [piece for piece in pieces(tree) if characters.line(piece, name)]
    main = [words for words in _main(tree, name) if not _AROUND.fullmatch(words)]
    while main and _NOTICE.fullmatch(main[-1]):
        main.pop()
    same = title.casefold()
    dated, place = _dated(shown, main, same, name), _place(tree, name)
    main = main[_above(main, same, dated, place) :]
    if not main:
        raise SourceError("no main text in the page: save its text as .txt", name)
    above = [title] if title else []
    if dated:
        above.append(f"{dated}\n{place}" if place else dated)
    return "\n\n".join([*above, *main])


def pieces(tree: HtmlElement) -> Iterator[str]:
    """Yield the pieces of text in *tree* that stand on lines of their own; the cells of a row are one."""
    said: list[str] = []
    # Without recursion: an element, or the words behind it once it is through.
    waiting: list[tuple[HtmlElement, bool]] = [(tree, False)]
    while waiting:
        element, through = waiting.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        # Of a table of data a row is a line; a break ends one too.
        breaks = tag in ("br", "lb") or (tag in BLOCKS and tag not in ("td", "th"))
        if breaks and said:
            yield "".join(said)
            said = []
        if tag in _MARKED:
            said.append(_EDGE)
        if through:
            if tag in ("td", "th", "cell") and element.getnext() is not None:
                said.append(" | ")
            said.append(element.tail or "")
            continue
        waiting.append((element, True))
        if tag not in ("head", "script", "style", "template") or element.getparent() is None or not _of_page(element):
            said.append(element.text or "")
            waiting.extend((child, False) for child in reversed(element))
    if said:
        yield "".join(said)


def _of_page(element: HtmlElement) -> bool:
    # The head of a page; trafilatura calls headings by the same name.
    return bool(element.tag != "head" or element.getparent().tag == "html")


@cache
def _library() -> ModuleType:
    try:
        import trafilatura
    except ImportError:
        raise UsageError("web pages need trafilatura: pip install 'dipgraph[draft]'") from None
    # What it cannot read is told here; it would write to the terminal beside.
    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False
    return trafilatura


@cache
def _settings() -> ConfigParser:
    # A readout may be two sentences: by itself, trafilatura gives less than 250 characters up for all words of a page.
    from trafilatura.settings import DEFAULT_CONFIG

    settings = deepcopy(DEFAULT_CONFIG)
    settings["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "1"
    return settings


def _main(tree: HtmlElement, name: str) -> list[str]:
    # A second opinion takes time with the square of the paragraphs; the first is right where there are many.
    fast = sum(1 for _ in tree.iter()) > _MOST_COMPARED
    document = _library().bare_extraction(tree, include_comments=False, fast=fast, config=_settings())
    body = document.body if document is not None else None
    found = [] if body is None else [characters.line(piece, name) for piece in pieces(body)]
    return [words for words in found if words.strip("| ")]


def _above(main: list[str], title: str, dated: str, place: str) -> int:
    # How many lines of the main text stand above the report, and are said by title and date: short ones up to these.
    begin = 0
    for number, words in enumerate(main[:_NEAR]):
        said = words.casefold() == title or words == place or kind_of_release(words) or day(words)
        if said and (number == begin or words.casefold() == title or words == dated):
            begin = number + 1
        elif len(words) > _SHORT:
            break
    return begin


def _dated(shown: list[str], main: list[str], title: str, name: str) -> str:
    # The words of the date that is nearest: below the title, above it, or below the text.
    texts = {words for words in main if words.casefold() != title}
    lines = [characters.line(piece, name) for piece in shown]
    first = next((n for n, words in enumerate(lines) if words in texts and len(words) > _SHORT), len(lines))
    begin = max(
        (n for n, words in enumerate(lines[:first]) if words.casefold() == title), default=max(first - _NEAR, 0)
    )
    last = max((n for n, words in enumerate(lines) if words in texts), default=first)
    for where in (range(begin, first), range(max(begin - 3, 0), begin), range(last, min(last + _NEAR, len(lines)))):
        for number in where:
            parts = [*(characters.line(part, name) for part in shown[number].split(_EDGE)), lines[number]]
            dated = next((words for words in parts if day(words)), "")
            # Below the text stand the days of other articles too.
            if dated and (where.start < last or _LABELLED.match(lines[number])):
                return dated
    return ""


def _place(tree: HtmlElement, name: str) -> str:
    # As the vocabularies of events for pages mark it.
    found = tree.xpath(
        '//*[contains(concat(" ", normalize-space(@class), " "), " p-location ") '
        'or @itemprop="contentLocation" or @itemprop="locationCreated"]'
    )
    words = [characters.line(element.text_content(), name) for element in found[:1]]
    return words[0] if words and 0 < len(words[0]) <= 100 else ""


def _prepare(tree: HtmlElement) -> None:
    # What trafilatura takes for something else: feet by a name it does not know, tables that lay out a page, whose text
    # would come out as one line, and numbered points, which it drops where it takes them for a menu.
    for element in list(tree.iter("div", "table", "p", "ul")):
        names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
        if element.getparent() is not None and not _FEET.isdisjoint(names):
            element.drop_tree()
    for struck in list(tree.iter("del", "s", "strike")):
        _strike(struck)
    for table in list(tree.iter("table")):
        if _lays_out(table):
            parts = ("tbody", "thead", "tfoot", "tr", "td", "th")
            waiting = list(table)
            table.tag = "div"
            while waiting:
                element = waiting.pop()
                waiting.extend(element if element.tag in ("tbody", "thead", "tfoot", "tr") else ())
                element.tag = "div" if element.tag in parts else element.tag
    for points in list(tree.iter("ol", "ul")):
        items = points.findall("li")
        said = sum(len(item.text_content()) for item in items)
        linked = sum(len(link.text_content()) for link in points.iter("a"))
        if items and said >= _POINT * len(items) and linked * 3 < said:
            points.tag = "div"
            for item in items:
                within = item.find("ol") if item.find("ol") is not None else item.find("ul")
                item.tag = "p" if within is None else "div"
                if within is not None:
                    _wrap(item, within)


def _strike(struck: HtmlElement) -> None:
    # What is struck out is marked as in Markdown, paragraph by paragraph, and its element goes.
    blocks = [part for part in struck.iter(*BLOCKS) if next(part.iterdescendants(*BLOCKS), None) is None]
    for part in blocks or [struck]:
        words = part.text_content()
        part.text = f"{words[: len(words) - len(words.lstrip())]}~~{(part.text or '').lstrip()}"
        if len(part):
            part[-1].tail = f"{(part[-1].tail or '').rstrip()}~~"
        else:
            part.text = f"{part.text.rstrip()}~~"
    if struck.getparent() is not None:
        struck.drop_tag()


def _wrap(item: HtmlElement, end: HtmlElement) -> None:
    # The words of a point that has points of its own, as a paragraph: else they would be lost.
    words = item.makeelement("p")
    words.text, item.text = item.text, None
    words.extend(list(item)[: item.index(end)])
    item.insert(0, words)


def _lays_out(table: HtmlElement) -> bool:
    # Tables of data have words and numbers in their cells, and neither paragraphs nor breaks nor tables.
    if any(
        table.find(f".//{tag}") is not None for tag in ("table", "p", "h1", "h2", "h3", "ul", "ol", "form", "article")
    ):
        return True
    return len(table.findall(".//br")) > 3 or any(len(cell.text_content()) > _CELL for cell in table.iter("td"))


def _reduced(html: str) -> str:
    # Scripts, styles, comments and pictures within the page, which are most of its length. One pass, whatever is open.
    kept, at = [], 0
    while found := _OPENS.search(html, at):
        kept.append(html[at : found.start()])
        tag = found["tag"]
        closing = re.compile("--!?>" if found["comment"] else rf"</{tag}\s*>", re.IGNORECASE)
        # A comment may close at once: <!-->
        end = closing.search(html, found.end() - 2 if found["comment"] else found.end())
        if tag and "ld+json" in found["attributes"].lower() and end:
            kept.append(html[found.start() : end.end()])
        at = end.end() if end else len(html)
    kept.append(html[at:])
    return _DATA.sub("data:,", "".join(kept))


def _count_attributes(html: str, name: str) -> None:
    at = 0
    while found := _TAG.search(html, at):
        at, number = found.end(), 0
        while attribute := _ATTRIBUTE.match(html, at):
            at, number = attribute.end(), number + 1
            if number > _MOST_ATTRIBUTES:
                line = html.count("\n", 0, found.start()) + 1
                raise SourceError(
                    f"a tag with more than {_MOST_ATTRIBUTES} attributes: save its text as .txt", name, line
                )
