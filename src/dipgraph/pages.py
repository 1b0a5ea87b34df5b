"""The pages of the web site: what was read from the graph, in HTML that works without JavaScript."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from dipgraph.terms import BASE, FOLDERS, shorten

if TYPE_CHECKING:
    import jinja2
    from markupsafe import Markup

SITE = Path(__file__).with_name("site")
# The kinds of things that have a page.
KINDS = ("commitment", "document", "issue", "meeting", "person", "state")
_NAMED = re.compile(rf"\b(?:(?:{'|'.join(KINDS)})/[\w./-]*\w|[a-z][\w-]*/\d{{4}}-[\w.-]*\w)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def rendered(page: str, **values: Any) -> str:
    """Return the *page* ("thing") with *values*, in which whatever they hold stays words."""
    return _environment().get_template(f"{page}.html").render(**values)


@cache
def _environment() -> jinja2.Environment:
    import jinja2

    made = jinja2.Environment(loader=jinja2.FileSystemLoader(SITE), autoescape=True, undefined=jinja2.StrictUndefined)
    made.filters.update(linked=linked, celled=celled, is_web=is_web, is_page=is_page)
    return made


def linked(text: str) -> Markup:
    """Return *text*, in which the short names of things lead to their pages, and those of documents without their folder."""
    from markupsafe import Markup, escape

    made, at = Markup(""), 0
    for found in _NAMED.finditer(text):
        name = found[0] if is_page(found[0]) else f"document/{found[0]}"
        made += escape(text[at : found.start()]) + _link(name, found[0])
        at = found.end()
    return made + escape(text[at:])


def celled(value: dict[str, str]) -> Markup | str:
    """Return a cell of an answer, as JSON has it: a thing leads to its page, another name to its address."""
    from markupsafe import Markup

    text = value.get("value", "")
    if value.get("type") != "uri":
        return Markup('<span class="day">{}</span>').format(text) if _DAY.fullmatch(text) else text
    name = shorten(text)
    if text.startswith(BASE) and is_page(name):
        return _link(name, name)
    return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(text, name) if is_web(text) else name


def is_web(address: str) -> bool:
    """Say whether an *address* is one of the web, and of nothing else that a browser would do."""
    return address.startswith(("http://", "https://"))


def is_page(name: str) -> bool:
    """Say whether a short *name* is that of a thing with a page."""
    folder, _, rest = name.partition("/")
    return folder in KINDS and folder in FOLDERS and bool(rest) and "#" not in rest


def _link(name: str, words: str) -> Markup:
    from markupsafe import Markup

    return Markup('<a href="/{}">{}</a>').format(quote(name), words)
