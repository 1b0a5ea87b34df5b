"""In which forms an answer is to be had, as its headers say: where the others are, and as what a browser keeps it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from urllib.parse import quote

from dipgraph.protocol import FORMATS, MEDIA_TYPES

# What is in the name of a file on every system.
_OTHER = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 100
# In characters: for a longer question nothing is linked, since who reads it may take no header of so many.
_LONGEST = 1000
OPENAPI = ("/openapi.json", "application/vnd.oai.openapi+json")
# As what a thing is given: in RDF, as a table, or what its page shows.
OF_THINGS = {name: FORMATS[name] for name in MEDIA_TYPES["thing"]} | {"json": "application/json"}


def kept_as(name: str, format: str) -> dict[str, str]:
    """Return the header with the name of the file as which a browser keeps an answer.

    >>> kept_as("mofa-jp/2022-05-23-us", "ttl")
    {'content-disposition': 'inline; filename="mofa-jp-2022-05-23-us.ttl"'}
    """
    stem = _OTHER.sub("-", name).strip("-.")[:_LONGEST_NAME] or "answer"
    return {"content-disposition": f'inline; filename="{stem}.{format}"'}


def linked(name: str, query: str, formats: Mapping[str, str], described: tuple[str, str]) -> dict[str, str]:
    """Return the header with links from any form of the page of a *name* to all of them, and to what describes it.

    *formats* has the ends of their addresses with their media types; a *query* stands behind each of them.
    """
    if len(name) + len(query) > _LONGEST:
        return {}
    address, behind = f"/{quote(name)}", f"?{query}" if query else ""
    links = [f'<{address}{behind}>; rel="canonical"', f'<{described[0]}>; rel="describedby"; type="{described[1]}"']
    links.append(f'<{address}{behind}>; rel="alternate"; type="text/html"')
    links += [f'<{address}.{end}{behind}>; rel="alternate"; type="{type_}"' for end, type_ in formats.items()]
    return {"link": ", ".join(links)}


def parted(name: str, known: Collection[str], formats: Mapping[str, str]) -> tuple[str, str]:
    """Return a name without the format that stands behind it, and that format, or nothing where there is none.

    >>> parted("meetings.csv", frozenset({"meetings"}), {"csv": "text/csv"})
    ('meetings', 'csv')
    """
    stem, _, end = name.rpartition(".")
    return (stem, end) if name not in known and stem in known and end in formats else (name, "")
