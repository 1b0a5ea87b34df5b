"""A commitment's thread as a drawing: what it takes up and what takes it up, from the earliest down, as logs are drawn.

The words stand in a list, which breaks its lines as it must; beside each entry a small SVG has its piece of the lines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from dipgraph import spoken, svg

# In pixels: where the marks stand, the first line right of them, how far lines are apart, and what all may take.
_MARK, _FIRST, _APART, _MOST = 12, 30, 12, 84
_TOP, _BEND, _COLOURS = 19, 16, 7


def thread(nodes: Iterable[Mapping[str, Any]], links: Iterable[Mapping[str, Any]]) -> str:
    """Return commitments in time as a figure of HTML: a list, with lines from each to those that take it up.

    A node has ``name``, ``label``, ``date``, ``by``, ``force``, ``link``, ``is_here`` and ``status``; a link has ``earlier``
    and ``later``, names of nodes, and ``relation`` ("reaffirms"). What leads to no node of these is not drawn. The lines
    from one commitment are one line that branches, so that links may join whatever they will.
    """
    rows = sorted(nodes, key=lambda node: (str(node.get("date") or ""), str(node["name"])))
    places = {str(node["name"]): row for row, node in enumerate(rows)}
    joined = sorted(
        {
            (places[str(link["earlier"])], places[str(link["later"])], str(link["relation"]))
            for link in links
            if str(link["earlier"]) in places and str(link["later"]) in places
        }
    )
    # Neighbours are joined directly, others by a line beside them.
    direct = {row for row in range(len(rows) - 1) if {(row, row + 1), (row + 1, row)} & {pair[:2] for pair in joined}}
    branches: dict[int, set[int]] = defaultdict(set)
    for earlier, later, _ in joined:
        if abs(earlier - later) > 1:
            branches[earlier].add(later)
    lanes = _lanes(branches)
    count = len(set(lanes.values()))
    apart = min(_APART, _MOST / max(count, 1))
    entries = []
    for row, node in enumerate(rows):
        lines = "".join(
            _piece(row, earlier, laters, lane, _FIRST + apart * lane)
            for (earlier, laters), lane in (
                (item, lanes[item[0]]) for item in sorted(branches.items()) if item[0] in lanes
            )
        )
        for other, y1, y2 in ((row - 1, 0, _TOP), (row, _TOP, "100%")):
            if other in direct:
                ends = f"n{other} n{other + 1}"
                lines += svg.tag("line", class_="line s6", data_ends=ends, x1=_MARK, x2=_MARK, y1=y1, y2=y2)
        here = bool(node.get("is_here"))
        mark = svg.at(_MARK, _TOP, svg.shape(0, 7 if here else 5, class_="mark here" if here else "mark"))
        width = _FIRST + apart * max(count - 1, 0) + 4
        drawn = svg.tag("svg", lines + mark, width=width, height="100%", aria_hidden="true", class_="lines")
        present = ' aria-current="true"' if here else ""
        near = {other for pair in joined for other in pair[:2] if row in pair[:2]}
        entries.append(
            f'<li data-name="n{row}" data-near="{" ".join(f"n{other}" for other in sorted(near))}"'
            f"{present}>{drawn}<div>{_told(row, node, rows, joined)}</div></li>"
        )
    title = f"{len(rows)} commitments and {len(joined)} links between them, the earliest first"
    listed = f'<ol class="g{min(count, _MOST // _APART)}" data-drawing="thread">{"".join(entries)}</ol>'
    return svg.framed("thread", title, listed)


def _lanes(branches: Mapping[int, set[int]]) -> dict[int, int]:
    """Return for each row with lines from it the lane of their trunk: the first that is free where it runs."""
    spans = sorted((min(row, *others), max(row, *others), row) for row, others in branches.items())
    ends: list[int] = []
    found = {}
    for start, end, row in spans:
        lane = next((lane for lane, free in enumerate(ends) if free <= start), len(ends))
        ends[lane : lane + 1] = [end]
        found[row] = lane
    return found


def _piece(row: int, earlier: int, laters: set[int], lane: int, x: float) -> str:
    """Return what is beside a *row* of the line from the *earlier*: its way past, or the bend to or from the mark."""
    first, last = min(earlier, *laters), max(earlier, *laters)
    if not first <= row <= last:
        return ""
    ends = " ".join(f"n{end}" for end in sorted({earlier, *laters}))
    style = f"line s{lane % _COLOURS}"
    joins = row == earlier or row in laters
    pieces = ""
    if joins and row > first:
        pieces += svg.tag("path", class_=style, data_ends=ends, d=_bend(x, _TOP - _BEND))
        pieces += svg.tag("line", class_=style, data_ends=ends, x1=x, x2=x, y1=0, y2=_TOP - _BEND)
    if joins and row < last:
        pieces += svg.tag("path", class_=style, data_ends=ends, d=_bend(x, _TOP + _BEND)) if row == first else ""
        start = _TOP + _BEND if row == first else 0
        pieces += svg.tag("line", class_=style, data_ends=ends, x1=x, x2=x, y1=start, y2="100%")
    if not joins:
        pieces += svg.tag("line", class_=style, data_ends=ends, x1=x, x2=x, y1=0, y2="100%")
    return pieces


def _bend(x: float, y: float) -> str:
    """Return the way between a mark and a lane at *x*, which it leaves or reaches at the height *y*."""
    across = svg.number(float(x))
    return f"M{_MARK} {_TOP}C{across} {_TOP} {across} {_TOP} {across} {y}"


def _told(row: int, node: Mapping[str, Any], rows: list[Mapping[str, Any]], joined: list[tuple[int, int, str]]) -> str:
    """Return the words of a *row*: day, by whom and status, what is to be done, and what it does to earlier ones."""
    about = [spoken.day(str(node.get("date") or "")), str(node.get("by") or "")]
    about += [f"force {node['force']}"] if node.get("force") is not None else []
    about += [str(node.get("status") or "")] + (["this one"] if node.get("is_here") else [])
    label = svg.words(str(node.get("label") or node["name"]))
    link = svg.words(str(node.get("link") or ""))
    named = f'<a href="{link}">{label}</a>' if link else label
    relations: dict[str, list[int]] = defaultdict(list)
    for earlier, later, relation in joined:
        if later == row:
            relations[relation].append(earlier)
    taken = "".join(
        f'<p class="relation"><b>{svg.words(relation)}</b> {"; ".join(_referred(rows[place]) for place in earlier)}</p>'
        for relation, earlier in sorted(relations.items())
    )
    return f'<p class="quiet">{svg.words(" · ".join(part for part in about if part))}</p><p>{named}</p>{taken}'


def _referred(node: Mapping[str, Any]) -> str:
    """Return a short word for an earlier *node*: its first words and its day."""
    whole, when = str(node.get("label") or node["name"]), svg.words(spoken.day(str(node.get("date") or "")))
    return f'<span title="{svg.words(whole)}">{svg.words(svg.cut(whole, 480))}</span> ({when})'
