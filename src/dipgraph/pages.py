"""The pages of the web site: what was read from the graph, in HTML that works without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from dipgraph import spoken
from dipgraph.terms import BASE, FOLDERS, shorten

if TYPE_CHECKING:
    import jinja2
    from markupsafe import Markup

SITE = Path(__file__).with_name("site")
# The kinds of things that have a page.
KINDS = ("commitment", "document", "issue", "meeting", "person", "state")
# In what else a thing is given: the end of its address, and the type.
ALTERNATES = (
    ("ttl", "text/turtle"),
    ("jsonld", "application/ld+json"),
    ("json", "application/json"),
    ("csv", "text/csv"),
)
_NAMED = re.compile(rf"\b(?:(?:{'|'.join(KINDS)})/[\w./-]*\w|[a-z][\w-]*/\d{{4}}-[\w.-]*\w)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Links(NamedTuple):
    """How pages lead to each other: to the page of a name, of which there may be several, and to a file by its name."""

    to: Callable[[str, int], str]
    file: Callable[[str], str]
    # Whether questions are answered there, or all that is shown was written before.
    is_live: bool


def _to(name: str, number: int = 1) -> str:
    path, mark, part = name.partition("#")
    return f"/{quote(path)}" + (f"?page={number}" if number > 1 else "") + mark + quote(part)


SERVED = Links(_to, lambda name: f"/{quote(name)}", True)


def rendered(page: str, links: Links = SERVED, /, **values: Any) -> str:
    """Return the *page* ("meeting") with *values*, in which whatever they hold stays words."""
    return _environment().get_template(f"{page}.html").render(**links._asdict(), **values)


@cache
def _environment() -> jinja2.Environment:
    import jinja2

    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(SITE), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.filters.update(is_web=is_web, is_page=is_page, part=_part, host=_host, day=spoken.day)
    made.filters["linked"] = jinja2.pass_context(lambda context, text: linked(text, context["to"]))
    made.filters["celled"] = jinja2.pass_context(lambda context, value: celled(value, context["to"]))
    made.globals.update(counted=spoken.counted, alternates=ALTERNATES)
    return made


def linked(text: str, to: Callable[[str, int], str] = _to) -> Markup:
    """Return *text*, in which the short names of things lead to their pages, and those of documents without their folder."""
    from markupsafe import Markup, escape

    made, at = Markup(""), 0
    for found in _NAMED.finditer(text):
        name = found[0] if is_page(found[0]) else f"document/{found[0]}"
        made += escape(text[at : found.start()]) + _link(to(name, 1), found[0])
        at = found.end()
    return made + escape(text[at:])


def celled(value: dict[str, str], to: Callable[[str, int], str] = _to) -> Markup | str:
    """Return a cell of an answer, as JSON has it: a thing leads to its page, another name to its address."""
    from markupsafe import Markup

    text = value.get("value", "")
    if value.get("type") != "uri":
        return Markup('<span class="day">{}</span>').format(text) if _DAY.fullmatch(text) else text
    name = shorten(text)
    if text.startswith(BASE) and is_page(name.partition("#")[0]):
        return _link(to(name, 1), name)
    return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(text, name) if is_web(text) else name


def is_web(address: str) -> bool:
    """Say whether an *address* is one of the web, and of nothing else that a browser would do."""
    return address.startswith(("http://", "https://"))


def is_page(name: str) -> bool:
    """Say whether a short *name* is that of a thing with a page, or of a part of one, which stands there."""
    folder, _, rest = name.partition("#")[0].partition("/")
    return folder in KINDS and folder in FOLDERS and bool(rest)


def _part(name: str) -> str:
    """Return the part of a page that a name ends with: "p4"."""
    return name.partition("#")[2]


def _host(address: str) -> str:
    """Return whose a web address is, to be read: "mofa.go.jp"."""
    return address.partition("//")[2].partition("/")[0].removeprefix("www.")


def _link(address: str, words: str) -> Markup:
    from markupsafe import Markup

    return Markup('<a href="{}">{}</a>').format(address, words)
