"""Pieces of drawings in SVG: elements, shapes, words and how wide they are, and the frame around a drawing with its legend.

The Content-Security-Policy of the pages forbids inline style, so that what is drawn has classes, which style.css knows, and
attributes. Places across are in percent and sizes in pixels: a drawing is as wide as its page, and its words are as large
there as any others.
"""

from __future__ import annotations

import math
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from dipgraph.markup import escaper
from dipgraph.spoken import PRESS

# Corners and turn of the shapes, one for each series of colours; no corners are a circle. The last is for all others.
_SHAPES = ((0, 0), (4, 45), (6, 0), (3, -90), (4, 0), (3, 90), (5, -90))
_OTHERS = len(_SHAPES) - 1
_ASIDE = frozenset((PRESS, "others", "other"))
# Kinds are drawn in hues as near as may be to those that exports have.
_KINDS = {"person": 0, "state": 1, "body": 2, "meeting": 3, "issue": 4, "commitment": 5, "statement": 6}
_NARROW, _BROAD = frozenset("fijlrtI.,:;'|!()[] -"), frozenset("mwMW@%…—")

_escaped = escaper(Counter())


def words(text: str) -> str:
    """Return *text* for XML, as content or between double quotes.

    >>> words('a <b> "c"')
    'a &lt;b&gt; &quot;c&quot;'
    """
    return _escaped(text)


def tag(name: str, content: str = "", /, **attributes: str | float | None) -> str:
    """Return an element with *attributes*, None left out, ``class_`` and ``stroke_width`` as XML has them.

    >>> tag("line", class_="edge", x1="5%", stroke_width=1.5)
    '<line class="edge" x1="5%" stroke-width="1.5"/>'
    """
    written = "".join(
        [
            f'{_attribute(key)}"{_escaped(value) if isinstance(value, str) else number(value)}"'
            for key, value in attributes.items()
            if value is not None
        ]
    )
    return f"<{name}{written}>{content}</{name}>" if content or name == "svg" else f"<{name}{written}/>"


@cache
def _attribute(key: str) -> str:
    return f" {key.rstrip('_').replace('_', '-')}="


def number(value: float) -> str:
    """Return *value* with at most two digits behind the point."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def percent(part: float) -> str:
    """Return a *part* of 1 as percent."""
    return f"{number(float(part) * 100)}%"


def wide(text: str, size: float = 13) -> float:
    """Return about how wide *text* is in a font without serifs of *size*, rather more than less."""
    total = 0.0
    for character in text:
        if character in _NARROW:
            total += 0.36
        elif character in _BROAD or unicodedata.east_asian_width(character) in "WF":
            total += 1.0
        else:
            total += 0.7 if character.isupper() else 0.58
    return total * size


def cut(text: str, most: float, size: float = 13) -> str:
    """Return *text* on one line, its end cut off where it would be wider than *most*.

    >>> cut("Alliance and deterrence", 90)
    'Alliance an…'
    """
    text = " ".join(text.split())
    if wide(text, size) <= most:
        return text
    kept, left = "", most - wide("…", size)
    for character in text:
        left -= wide(character, size)
        if left < 0:
            break
        kept += character
    return kept.rstrip(" ,.;:") + "…"


def series(groups: Iterable[str]) -> dict[str, int]:
    """Return for each of *groups* the number of its colour and shape; the rarest and who has no side share the last.

    A group has the same in every drawing, unless another of the six most frequent takes it, the first by name.
    """
    counts = Counter(groups)
    sides = sorted(counts.keys() - _ASIDE, key=lambda group: (-counts[group], group))
    found = dict.fromkeys((*sides[_OTHERS:], *(counts.keys() & _ASIDE)), _OTHERS)
    # By name, not by number: which of two takes a colour is then the same wherever both are.
    for group in sorted(sides[:_OTHERS]):
        wanted = _KINDS.get(group, zlib.crc32(group.encode(errors="replace")) % _OTHERS)
        taken = set(found.values())
        free = [place % _OTHERS for place in range(wanted, wanted + _OTHERS) if place % _OTHERS not in taken]
        found[group] = wanted if wanted == _OTHERS else free[0] if free else _OTHERS
    return found


@lru_cache(maxsize=1024)
def shape(number_: int, radius: float, **attributes: str | float | None) -> str:
    """Return the shape of a series around the origin, as large as a circle with *radius*."""
    corners, turn = _SHAPES[number_]
    if not corners:
        return tag("circle", r=radius, **attributes)
    reach = radius * math.sqrt(2 * math.pi / (corners * math.sin(2 * math.pi / corners)))
    angles = [math.radians(turn + 360 * corner / corners) for corner in range(corners)]
    path = " ".join(f"{number(reach * math.cos(angle))} {number(reach * math.sin(angle))}" for angle in angles)
    return tag("path", d=f"M{path.replace(' ', ',').replace(',', ' ')}Z", **attributes)


def at(x: str | float, y: str | float, content: str) -> str:
    """Return *content* drawn around a place, which may be in percent."""
    return tag("svg", content, x=x, y=y, overflow="visible")


def link(href: str, name: str, content: str, /, **attributes: str | float | None) -> str:
    """Return *content* as a link to *href* that is called *name*; without *href* it is a group."""
    inside = tag("title", words(name) or " ") + content
    if href:
        return tag("a", inside, href=href, **attributes)
    return tag("g", inside, role="img", aria_label=name, **attributes)


def legend(groups: Mapping[str, int], title: str, is_said: bool = False) -> str:
    """Return the colours and shapes of *groups* with their words, as a list; its *title* can be seen where it *is_said*."""
    if len(groups) < 2:
        return ""
    entries = "".join(
        f'<li data-group="{words(group)}"><svg class="key" aria-hidden="true" width="16" height="16">'
        f"{at(8, 8, shape(place, 6, class_=f'mark s{place}'))}</svg> <span>{words(group)}</span></li>"
        for group, place in sorted(groups.items())
    )
    said = f'<p class="quiet of">{words(title)}</p>' if is_said else ""
    return f'{said}<ul class="legend" aria-label="{words(title)}">{entries}</ul>'


def framed(kind: str, title: str, drawing: str, key: str = "", said: str = "") -> str:
    """Return a *drawing* as a figure of HTML with its legend, what is *said* of it, and a way past its links."""
    caption = f'<figcaption class="quiet">{words(said)}</figcaption>' if said else ""
    return (
        f'<figure class="drawing {kind}" aria-label="{words(title)}">'
        f'<a class="skip" href="#after-{kind}">Past the drawing</a>{key}'
        f'<div class="sheet">{drawing}</div>{caption}<span id="after-{kind}"></span></figure>'
    )
