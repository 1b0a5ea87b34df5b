"""In which forms an answer is to be had, as its headers say: where the others are, and as what a browser keeps it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from urllib.parse import quote

from dipgraph.protocol import MEDIA_TYPES

# What is in the name of a file on every system.
_OTHER = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 100
# In characters: for a longer question nothing is linked, since who reads it may take no header of so many.
_LONGEST = 1000
# What the files of the start are called, which has no name of its own.
START = "index"
# What describes what is given: the whole graph, and the rest.
VOID, OPENAPI = ("/.well-known/void", "text/turtle"), ("/openapi.json", "application/json")


def kept_as(name: str, format: str) -> dict[str, str]:
    """Return the header with the name of the file as which a browser keeps an answer.

    >>> kept_as("mofa-jp/2022-05-23-us", "ttl")
    {'content-disposition': 'inline; filename="mofa-jp-2022-05-23-us.ttl"'}
    """
    stem = _OTHER.sub("-", name).strip("-.")[:_LONGEST_NAME] or "answer"
    return {"content-disposition": f'inline; filename="{stem}.{format}"'}


def forms_of(kind: str) -> dict[str, str]:
    """Return as what a kind of MEDIA_TYPES is given beside its page: the ends of addresses with their media types.

    >>> forms_of("names")
    {'csv': 'text/csv', 'json': 'application/json'}
    """
    return {name: types[0] for name, types in MEDIA_TYPES[kind].items() if name != "html"}


def linked(
    name: str,
    query: str,
    formats: Mapping[str, str],
    described: tuple[str, str],
    at: Callable[[str], str] | None = None,
) -> dict[str, str]:
    """Return the header with links from any form of the page of a *name* to all of them, and to what describes it.

    *formats* has the ends of their addresses with their media types; a *query* stands behind each of them, where *at* does
    not say where the form with an end is. The start has no name.
    """
    if len(name) + len(query) > _LONGEST:
        return {}
    behind = f"?{query}" if query else ""
    address, at = f"/{quote(name)}{behind}", at or (lambda end: f"/{quote(name or START)}.{end}{behind}")
    links = [f'<{address}>; rel="canonical"', f'<{described[0]}>; rel="describedby"; type="{described[1]}"']
    links.append(f'<{address}>; rel="alternate"; type="text/html"')
    links += [f'<{at(end)}>; rel="alternate"; type="{type_}"' for end, type_ in formats.items()]
    return {"link": ", ".join(links)}


def parted(name: str, known: Collection[str], formats: Mapping[str, str]) -> tuple[str, str]:
    """Return a name without the format that stands behind it, and that format, or nothing where there is none.

    >>> parted("meetings.csv", frozenset({"meetings"}), {"csv": "text/csv"})
    ('meetings', 'csv')
    """
    stem, _, end = name.rpartition(".")
    return (stem, end) if name not in known and stem in known and end in formats else (name, "")
