"""The pages of the web site: what was read from the graph, in HTML that works without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlencode

from dipgraph import languages, shipped, spoken
from dipgraph.ontology_page import terms_within
from dipgraph.overview import KINDS
from dipgraph.terms import BASE, DIP, is_of_graph, shorten
from dipgraph.thread import thread
from dipgraph.timeline import timeline

if TYPE_CHECKING:
    import jinja2
    from markupsafe import Markup

SITE = Path(__file__).with_name("site")
# In what else a thing is given: the end of its address, and the type.
ALTERNATES = (
    ("ttl", "text/turtle"),
    ("jsonld", "application/ld+json"),
    ("json", "application/json"),
    ("csv", "text/csv"),
)
# As what the table of an answer is given.
TABLES = ("csv", "tsv", "json", "xml")
_YES_OR_NO = {"true": "yes", "false": "no"}
_SEVERAL = {"person": "people", "body": "bodies", "series": "series"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


class Links(NamedTuple):
    """How pages lead to each other: to the page of a name, of which there may be several, and to a file by its name."""

    to: Callable[[str, int], str]
    file: Callable[[str], str]
    # Which names have a page there.
    has: Callable[[str], bool]
    # Whether questions are answered there, or all that is shown was written before.
    is_live: bool


def placed(name: str) -> str:
    """Return the name of the page of a short *name*: a term of the ontology has its place on the page of all terms.

    >>> placed("dip:fulfils"), placed("state/jp")
    ('ontology#fulfils', 'state/jp')
    """
    return f"ontology#{name[4:]}" if name.startswith("dip:") else name


def _to(name: str, number: int = 1) -> str:
    path, mark, part = placed(name).partition("#")
    return f"/{quote(path)}" + (f"?page={number}" if number > 1 else "") + mark + quote(part)


def several(number: int, kind: str) -> str:
    """Return a *number* of things of a *kind*: "1 person", "2 bodies"."""
    return spoken.counted(number, kind, _SEVERAL.get(kind, ""))


def is_page(name: str) -> bool:
    """Say whether a short *name* is that of a thing with a page, or of a part of one, which stands there, or of a term.

    Where the thing is one of a graph that is no document it stands on the page of that.
    """
    if name.startswith("dip:"):
        return True
    folder, _, rest = name.partition("#")[0].partition("/")
    return (folder in KINDS and bool(rest)) or is_of_graph(name)


SERVED = Links(_to, lambda name: f"/{quote(name)}", is_page, True)


def rendered(page: str, links: Links = SERVED, /, **values: Any) -> str:
    """Return the *page* ("meeting") with *values*, in which whatever they hold stays words."""
    return languages.told(_environment().get_template(f"{page}.html").render(**links._asdict(), **values))


def warmed() -> None:
    """Have the templates ready, each of which takes some hundredths of a second when it is first used."""
    for template in SITE.glob("*.html"):
        _environment().get_template(template.name)


@cache
def _environment() -> jinja2.Environment:
    import jinja2

    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(SITE), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.filters.update(
        is_web=is_web, is_wordy=is_wordy, numeric=numeric, part=_part, host=_host, page_of=_page_of, day=spoken.day
    )
    made.filters.update(in_language=in_language, is_other=languages.is_other)
    made.filters["is_page"] = jinja2.pass_context(lambda context, name: context["has"](name))
    made.filters["timeline"] = jinja2.pass_context(in_time)
    made.filters["threaded"] = jinja2.pass_context(threaded)
    made.filters["celled"] = jinja2.pass_context(lambda context, value: celled(value, context))
    made.filters["exact"] = jinja2.pass_context(lambda context, value: exact(value, context))
    made.filters["terms"] = jinja2.pass_context(terms_in)
    made.globals.update(counted=spoken.counted, several=several, alternates=ALTERNATES)
    return made


def in_language(words: str, language: str) -> Markup | str:
    """Return *words* in an element that says their *language*, where it is another than that of the page."""
    from markupsafe import Markup

    return Markup('<span lang="{}">{}</span>').format(language, words) if languages.is_other(language) else words


def celled(value: Mapping[str, Any], links: Mapping[str, Any]) -> Markup | str:
    """Return a cell of an answer for people: a thing by its label, a part of a document by the end of its name.

    Each leads to its page, with its name as title, others to their address; days are spoken.
    """
    from markupsafe import Markup

    text, label = str(value.get("value", "")), str(value.get("label", ""))
    if pieces := value.get("pieces"):
        return Markup("").join(
            _link(links["to"](one["name"], 1), one["label"], Markup(' title="{}"').format(one["name"]))
            if links["has"](one["name"])
            else one["label"]
            for one in pieces
        )
    if value.get("type") != "uri":
        if _DAY.fullmatch(text):
            return Markup('<time class="day" datetime="{}">{}</time>').format(text, spoken.day(text))
        shown = _grouped(text) if is_number(value) else _YES_OR_NO.get(text, text)
        return in_language(shown, value.get("language", ""))
    name = shorten(text)
    words = label or (_host(text) if name == text else "") or name
    if "#" in name and not value.get("is_called"):
        words = Markup('{}<span class="unseen"> of {}</span>').format(_part(name), label)
    if text.startswith(BASE) and links["has"](name):
        return _link(links["to"](name, 1), words, Markup(' title="{}"').format(name))
    if is_web(text):
        return _link(text, words, Markup(' title="{}" rel="noopener noreferrer"').format(text))
    return words


def is_number(value: Mapping[str, Any]) -> bool:
    """Say whether a cell of an answer is a number."""
    return bool(_NUMBER.fullmatch(value.get("value", ""))) and value.get("type") == "number"


def numeric(rows: Sequence[Sequence[Mapping[str, Any]]]) -> list[bool]:
    """Return of each column of an answer whether there are numbers in it, and nothing else."""
    columns = zip(*rows, strict=True)
    return [any(column) and all(is_number(cell) for cell in column if cell) for column in columns]


def _grouped(text: str) -> str:
    """Return a number as people write it, "12,345"; what may be a year, or has an exponent, stays as it is."""
    whole, dot, rest = text.partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole.lstrip("+-").isdecimal() and 4 < len(whole) < 20 else text


def is_wordy(value: Mapping[str, Any]) -> bool:
    """Say whether a cell of an answer has words that want room."""
    is_part = "#" in value.get("value", "") and not value.get("is_called")
    shown = value.get("label", "" if value.get("type") == "uri" else value.get("value", ""))
    return len(shown) > 40 and not (value.get("type") == "uri" and is_part)


def exact(value: Mapping[str, Any], links: Mapping[str, Any]) -> Markup | str:
    """Return a cell of an answer for who wrote the question: as for others, and what it is in SPARQL.

    Below what a thing is called stands its address in short; a day or a number has as title how it was answered. Truth
    values, and addresses of what is not of the graph, are as they were answered: one writes them so in the next question.
    """
    from markupsafe import Markup

    text = value.get("value", "")
    if value.get("type") != "uri":
        shown = text if text in _YES_OR_NO else celled(value, links)
        is_so = shown == text or languages.is_other(value.get("language", ""))
        return shown if is_so else Markup('<span title="{}">{}</span>').format(text, shown)
    name = shorten(text)
    if value.get("label", name) == name:
        if text.startswith(BASE) and links["has"](name):
            return _link(links["to"](name, 1), name)
        return _link(text, name, Markup(' rel="noopener noreferrer"')) if is_web(text) else name
    return Markup('{} <span class="quiet address">{}</span>').format(celled(value, links), name)


def in_time(links: Mapping[str, Any], points: Sequence[Mapping[str, Any]], issue: str) -> Markup:
    """Return the statements on an *issue* in time as a drawing, which leads to each, or to those of a month or year."""
    from markupsafe import Markup

    asked = f"/queries/statements-on-issue?{urlencode({'issue': issue})}"

    def within(since: str, until: str) -> str:
        return f"{asked}&since={since}&until={until}"

    return Markup(
        timeline(points, None, within if links["is_live"] else None, lambda name: _address(links, name) if name else "")
    )


def threaded(links: Mapping[str, Any], found: Mapping[str, Any]) -> Markup:
    """Return the thread of a commitment, its nodes and links, as a drawing that leads to each."""
    from markupsafe import Markup

    nodes = [{**node, "link": _address(links, node["name"])} for node in found["nodes"]]
    return Markup(thread(nodes, found["links"]))


def terms_in(links: Mapping[str, Any], counts: Mapping[str, int]) -> Markup:
    """Return all terms of the ontology in HTML, with the number that *counts* has of some of them, and the way to those."""
    from markupsafe import Markup

    def used(iri: str) -> list[tuple[str, str]]:
        if not (number := counts.get(iri)):
            return []
        name = shorten(iri)
        pattern = f"?thing a {name}" if name[4:5].isupper() else f"?thing {name} ?value"
        asked = urlencode({"query": f"PREFIX dip: <{DIP}>\nSELECT * {{ {pattern} }} LIMIT 200"})
        where = f' <a href="{links["to"]("ask", 1)}?{escape(asked)}">where</a>' if links["is_live"] else ""
        return [("in the graph", f"{number:,} times{where}" if number > 1 else f"once{where}")]

    def address(iri: str) -> str:
        return (_address(links, shorten(iri)) if iri.startswith(BASE) else "") or iri

    return Markup(terms_within(shipped.folder("ontology"), used, address))


def _address(links: Mapping[str, Any], name: str) -> str:
    """Return where the page of a short *name* is, nothing where there is none."""
    return str(links["to"](name, 1)) if links["has"](name) else ""


def is_web(address: str) -> bool:
    """Say whether an *address* is one of the web, and of nothing else that a browser would do."""
    return address.startswith(("http://", "https://"))


def _part(name: str) -> str:
    """Return the part of a page that a name ends with: "p4"."""
    return name.partition("#")[2]


def _host(address: str) -> str:
    """Return whose a web address is, to be read: "mofa.go.jp"."""
    return address.partition("//")[2].partition("/")[0].removeprefix("www.")


def _page_of(address: str) -> str:
    """Return a web address without the words that a browser is to show there, as it is printed.

    >>> _page_of("https://mofa.go.jp/a#b:~:text=%E5%AF%BE"), _page_of("https://mofa.go.jp/a#:~:text=c")
    ('https://mofa.go.jp/a#b', 'https://mofa.go.jp/a')
    """
    return address.partition(":~:")[0].removesuffix("#")


def _link(address: str, words: str, more: str = "") -> Markup:
    from markupsafe import Markup

    return Markup('<a href="{}"{}>{}</a>').format(address, more, words)
