"""Who met whom, or any network, as a drawing: nodes laid out on the server, the strongest of many."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from dipgraph import looks, svg
from dipgraph.errors import UsageError
from dipgraph.measures import layout

Node = Mapping[str, Any]
Edge = Mapping[str, Any]
# So many nodes and edges are drawn at most; of a dense network so many edges for each node, for more hide each other.
MOST_NODES, MOST_EDGES, _FOR_EACH = 100, 300, 4
# The width in pixels for which names are placed: a telephone, a page, and as it is drawn twice and four times as large.
_SIZES = (320, 850, 1700, 3400)
_TEXT, _LINE = 13, 15
# Names are cut where they would be wider, and a mark is so large with few and with many edges.
_LONGEST, _SMALL, _LARGE = (110, 170, 220, 220), 4.5, 12
_APART, _ROUNDS = 24, 60
# Of more edges than these a name is kept off those of its own node alone; so much of lines is hardly seen.
_FEW_EDGES, _HARDLY = 60, 20
Box = tuple[float, float, float, float]
Line = tuple[tuple[float, float], tuple[float, float]]


def strongest(
    nodes: Sequence[Node], edges: Sequence[Edge], most_nodes: int = MOST_NODES, most_edges: int = MOST_EDGES
) -> tuple[list[Node], list[Edge]]:
    """Return the nodes with the greatest sum of weights, and of the edges between them those with the greatest weight."""
    strength: dict[str, float] = defaultdict(float)
    for edge in edges:
        for end in {edge["source"], edge["target"]}:
            strength[end] += edge["weight"]
    kept = sorted(nodes, key=lambda node: (-strength[node["name"]], node["name"]))[:most_nodes]
    names = {node["name"] for node in kept}
    inside = [edge for edge in edges if edge["source"] in names and edge["target"] in names]
    most = min(most_edges, _FOR_EACH * len(kept))
    drawn = sorted(inside, key=lambda edge: (-edge["weight"], edge["source"], edge["target"]))[:most]
    ends = {edge[end] for edge in drawn for end in ("source", "target")}
    return [node for node in kept if node["name"] in ends], drawn


def sociogram(nodes: Sequence[Node], edges: Sequence[Edge], title: str = "", directed: bool = False) -> str:
    """Return a network as a figure of HTML with one SVG, the same bytes each time.

    A node has ``name``, ``label``, ``group``, the words of the legend that choose its colour and shape, and ``link``; an
    edge has ``source`` and ``target``, names of nodes, ``weight``, ``label``, all of it in words, and ``link``. Two nodes
    have one edge at most. Marks are larger with more edges, and lines broader with more weight. Names that would lie on
    others are shown where the drawing is large enough, or when the node is pointed at.
    """
    degrees: dict[str, int] = defaultdict(int)
    for edge in edges:
        degrees[edge["source"]] += 1
        degrees[edge["target"]] += 1
    order = sorted(nodes, key=lambda node: (-degrees[node["name"]], node["name"]))
    numbers = {node["name"]: place for place, node in enumerate(order)}
    most = max(degrees.values(), default=1) or 1
    sizes = [_SMALL + (_LARGE - _SMALL) * math.sqrt(degrees[node["name"]] / most) for node in order]
    ends = [(numbers[edge["source"]], numbers[edge["target"]]) for edge in edges]
    # More nodes need more room; what is wide enough for a page is not for a telephone.
    height = min(320 + 8 * len(order), 720)
    places = _places(len(order), ends, height)
    groups = svg.series(str(node.get("group") or "others") for node in order)
    heaviest = max(10, *(edge["weight"] for edge in edges), 0)
    lines = "".join(
        _edge(edge, places[source], places[target], source, target, heaviest, directed)
        for edge, (source, target) in sorted(zip(edges, ends, strict=True), key=lambda pair: pair[0]["weight"])
    )
    breadths = [_breadth(edge, heaviest) for edge in edges]
    shown = _labelled([str(node["label"]) for node in order], ends, breadths, places, sizes, height)
    marks = ""
    # The largest last, so that it lies above the others.
    for place in reversed(range(len(order))):
        node, (x, y) = order[place], places[place]
        group = str(node.get("group") or "others")
        mark = svg.shape(groups[group], sizes[place], class_=f"mark s{groups[group]}")
        degree = degrees[node["name"]]
        name = f"{node['label']}, {group}, {degree} {'link' if degree == 1 else 'links'}"
        marks += svg.link(
            str(node.get("link") or ""),
            name,
            svg.at(svg.percent(x), svg.percent(y), mark + shown[place]),
            class_="node", data_name=f"n{place}", data_words=str(node["label"]), data_group=group,
        )  # fmt: skip
    title = title or f"A network of {len(order)}"
    drawing = svg.tag("svg", lines + marks, data_drawing="network", width="100%", height=height,
                      role="group", aria_label=title)  # fmt: skip
    return svg.framed("network", title, drawing, svg.legend(groups, "Colours and shapes"))


def _edge(
    edge: Edge, start: tuple[float, float], end: tuple[float, float], source: int, target: int, most: float, to: bool
) -> str:
    """Return an edge as a link: a line as broad as its weight, and a broad one that is not seen, to be pointed at."""
    (x1, y1), (x2, y2) = start, end
    across = {"x1": svg.percent(x1), "y1": svg.percent(y1), "x2": svg.percent(x2), "y2": svg.percent(y2)}
    breadth = _breadth(edge, most)
    content = svg.tag("line", class_="edge", stroke_width=breadth, **across) + svg.tag("line", class_="hit", **across)
    if to:
        # Nearer to where it leads: there it is broader, which shows the direction at any size.
        x3, y3 = x1 + 0.7 * (x2 - x1), y1 + 0.7 * (y2 - y1)
        content += svg.tag("line", class_="edge", stroke_width=breadth + 2.5,
                           x1=svg.percent(x3), y1=svg.percent(y3), x2=svg.percent(x2), y2=svg.percent(y2))  # fmt: skip
    return svg.link(
        str(edge.get("link") or ""),
        str(edge.get("label") or ""),
        content,
        # The table below has the same links for the keyboard, which would be too many here.
        tabindex="-1" if edge.get("link") else None,
        data_ends=f"n{source} n{target}",
        data_weight=svg.number(edge["weight"]),
    )


def _breadth(edge: Edge, most: float) -> float:
    """Return how broad the line of an edge is in pixels, where the broadest has the weight *most*."""
    return 0.8 + 4 * math.sqrt(edge["weight"] / most)


def _places(count: int, ends: Sequence[tuple[int, int]], height: float) -> list[tuple[float, float]]:
    """Return where nodes stand, as parts of width and height: laid out, spread over the whole, none on another."""
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(ends)
    try:
        found = layout(graph)
        raw = [found[node] for node in range(count)]
    except UsageError:
        raw = list(looks.places([{}] * count))
    spread = zip(*(_spread([place[axis] for place in raw]) for axis in (0, 1)), strict=True)
    return _apart([(0.06 + 0.88 * x, 0.06 + 0.88 * y) for x, y in spread], height)


def _spread(values: Sequence[float]) -> list[float]:
    """Return *values* between 0 and 1, half as they are and half by their rank: more room for where many are."""
    if len(values) < 2:
        return [0.5] * len(values)
    low, high = min(values), max(values)
    ranks = {place: rank for rank, place in enumerate(sorted(range(len(values)), key=lambda place: values[place]))}
    return [
        ((value - low) / ((high - low) or 1) + ranks[place] / (len(values) - 1)) / 2
        for place, value in enumerate(values)
    ]


def _apart(places: list[tuple[float, float]], height: float) -> list[tuple[float, float]]:
    """Return *places* moved until none is nearer to another than a finger needs, on the narrowest page."""
    xs, ys = [x * _SIZES[0] for x, _ in places], [y * height for _, y in places]
    for _ in range(_ROUNDS):
        moved = False
        for one in range(len(xs)):
            for other in range(one):
                across, down = xs[one] - xs[other], ys[one] - ys[other]
                if abs(across) >= _APART or abs(down) >= _APART or (distance := math.hypot(across, down)) >= _APART:
                    continue
                turn = math.atan2(down, across) if distance > 0.01 else one * 2.4
                push = (_APART + 1 - distance) / 2
                xs[one], ys[one] = xs[one] + push * math.cos(turn), ys[one] + push * math.sin(turn)
                xs[other], ys[other] = xs[other] - push * math.cos(turn), ys[other] - push * math.sin(turn)
                moved = True
        xs, ys = ([min(max(value, 14), most - 14) for value in axis] for axis, most in ((xs, _SIZES[0]), (ys, height)))
        if not moved:
            break
    return [(round(x / _SIZES[0], 4), round(y / height, 4)) for x, y in zip(xs, ys, strict=True)]


def _labelled(
    labels: Sequence[str],
    ends: Sequence[tuple[int, int]],
    breadths: Sequence[float],
    places: Sequence[tuple[float, float]],
    sizes: Sequence[float],
    overview: float,
) -> list[str]:
    """Return the name of each node as text beside its mark, with classes for the sizes at which it lies on nothing else."""
    found: list[dict[tuple[float, float, str, str], list[int]]] = [defaultdict(list) for _ in labels]
    for size, width in enumerate(_SIZES):
        height = overview * max(width / _SIZES[1], 1)
        centres = [(x * width, y * height) for x, y in places]
        marks = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(centres, sizes, strict=True)]
        lines = [
            ((centres[one], centres[other]), breadth) for (one, other), breadth in zip(ends, breadths, strict=True)
        ]
        taken: list[Box] = []
        for place, label in enumerate(svg.cut(label, _LONGEST[size], _TEXT) for label in labels):
            near = [line for line, pair in zip(lines, ends, strict=True) if len(ends) <= _FEW_EDGES or place in pair]
            others = [*taken, *(mark for other, mark in enumerate(marks) if other != place)]
            free: list[tuple[float, int, Box, tuple[float, float, str]]] = []
            for dx, dy, anchor in _beside(sizes[place]):
                box = _box(centres[place], dx, dy, anchor, svg.wide(label, _TEXT))
                is_within = box[0] >= 0 and box[2] <= width and box[1] >= 0 and box[3] <= height
                if is_within and not any(_meet(box, other) for other in others):
                    # A broad line strikes a name through, and a thin one does not.
                    under = sum(_within(line, box) * breadth**2 for line, breadth in near)
                    free.append((under // _HARDLY, len(free), box, (dx, dy, anchor)))
            if free:
                # Where the least of lines is under it, and of several such places the first.
                _, _, box, beside = min(free)
                taken.append(box)
                found[place][*beside, label].append(size)
    written = []
    for place, label in enumerate(labels):
        at_all = {size for sizes_ in found[place].values() for size in sizes_}
        hidden = [f"more{size}" for size in range(len(_SIZES)) if size not in at_all]
        texts = [
            svg.tag("text", svg.words(text), x=dx, y=dy, text_anchor=anchor, aria_hidden="true",
                    class_=" ".join(f"at{size}" for size in sizes_))
            for (dx, dy, anchor, text), sizes_ in found[place].items()
        ]  # fmt: skip
        if hidden:
            # Where there is no room it is shown when the node is pointed at, towards the middle.
            left = places[place][0] > 0.5
            dx = (-sizes[place] - 4) if left else sizes[place] + 4
            cut = svg.words(svg.cut(label, _LONGEST[-1], _TEXT))
            texts.append(svg.tag("text", cut, x=dx, y=4, text_anchor="end" if left else "start",
                                 aria_hidden="true", class_=" ".join(hidden)))  # fmt: skip
        written.append("".join(texts))
    return written


def _beside(radius: float) -> list[tuple[float, float, str]]:
    """Return where a name may stand by a mark: right, left, above or below, and at the corners of it."""
    gap = round(radius + 4, 2)
    near = round(0.7 * radius, 2)
    return [
        (gap, 4.0, "start"),
        (-gap, 4.0, "end"),
        (0.0, -gap, "middle"),
        (0.0, gap + 10, "middle"),
        (near, -gap, "start"),
        (-near, -gap, "end"),
        (near, gap + 10, "start"),
        (-near, gap + 10, "end"),
    ]


def _within(line: Line, box: Box) -> float:
    """Return how much of a line is within a box, in pixels."""
    (x1, y1), (x2, y2) = line
    first, last = 0.0, 1.0
    for start, step, low, high in ((x1, x2 - x1, box[0], box[2]), (y1, y2 - y1, box[1], box[3])):
        if not step:
            if not low < start < high:
                return 0.0
            continue
        enters, leaves = sorted(((low - start) / step, (high - start) / step))
        first, last = max(first, enters), min(last, leaves)
    return max(0.0, last - first) * math.hypot(x2 - x1, y2 - y1)


def _box(centre: tuple[float, float], dx: float, dy: float, anchor: str, width: float) -> Box:
    left = centre[0] + dx - {"start": 0, "middle": width / 2, "end": width}[anchor]
    top = centre[1] + dy - _LINE + 3
    return left, top, left + width, top + _LINE


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
