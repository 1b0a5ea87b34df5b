"""GEXF 1.3, for Gephi: a network with its days."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from dipgraph import registry
from dipgraph.errors import UsageError
from dipgraph.markup import (
    Attributes,
    Mapped,
    Memo,
    as_text,
    drawn_by,
    escaped_column,
    escaper,
    is_finite,
    plain,
    spooled,
)
from dipgraph.network import Edges
from dipgraph.terms import day

WIDENED = "times that are no whole days written as those that they fall on, and as text"
TIMELESS = "times that GEXF cannot hold written as text"
NUMBERLESS = "weights that are no numbers written as text"
_MOST_KINDS = 100
_TIMELESS = {"start": "first day", "end": "last day"}


@registry.register("export", "static.gexf")
def static_gexf(edges: Edges, mapped: Mapped) -> Iterator[str]:
    """Yield *edges* as GEXF 1.3 without a timeline: days are attributes, for programs that show no time."""
    columns = tuple(_TIMELESS.get(column, column) for column in edges.columns)
    return gexf(replace(edges, columns=columns), mapped)


@registry.register("export", "gexf")
def gexf(edges: Edges, mapped: Mapped) -> Iterator[str]:
    """Yield *edges* as GEXF 1.3 for Gephi: labels, types, addresses, weights, days and positions, the rest as attributes.

    An edge with one day, or with the same as start and end, is an instant. Where all are, days are timestamps, and a node
    has those of its edges. GEXF cannot mix the two: where one edge lasts, an instant starts and ends on its day, and a node
    lasts from its first day to its last. A label is the ``kind`` of its edge too, where there are at most 100: Gephi merges
    parallel edges of one kind, unless told not to.
    """
    text = escaper(mapped)
    drawn = _GexfEdges(edges, mapped, text)
    with spooled(drawn.lines()) as spool:
        days, lasting = drawn.days, drawn.lasting
        yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3"'
        yield ' xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
        yield f"  <meta><creator>dipgraph</creator><description>{text(edges.name)}</description></meta>\n"
        time = f'dynamic" timeformat="date" timerepresentation="{"interval" if lasting else "timestamp"}'
        kind = "directed" if edges.directed else "undirected"
        yield f'  <graph defaultedgetype="{kind}" mode="{time if days else "static"}">\n'
        own = Attributes('<attvalue for="{1}" value="', '"/>', text, mapped)
        places = {name: drawn_by(data) for name, data in edges.nodes.items()}
        shown = {name: own.all(data.items(), ("label", *places[name])) for name, data in edges.nodes.items()}
        for part, attributes in (("node", own), ("edge", drawn.attributes)):
            declared = "".join(f'<attribute id="{title}" title="{title}" type="{type_}"/>'
                               for _, title, type_ in attributes.declared())  # fmt: skip
            yield f'    <attributes class="{part}">{declared}</attributes>\n' if declared else ""
        yield "    <nodes>\n"
        for name, data in edges.nodes.items():
            found = sorted(days.get(name, ()))
            stay = f' start="{found[0]}" end="{found[-1]}"' if lasting and found else ""
            stay = stay or (f' timestamps="&lt;[{", ".join(found)}]&gt;"' if found else "")
            inside = f"<attvalues>{shown[name]}</attvalues>" if shown[name] else ""
            if "x" in places[name]:
                inside += f'<viz:position x="{data["x"]}" y="{data["y"]}" z="0"/>'
            inside += f'<viz:size value="{data["size"]}"/>' if "size" in places[name] else ""
            yield f'<node id="{text(name)}" label="{text(str(data.get("label", name)))}"{stay}>{inside}</node>\n'
        yield "    </nodes>\n    <edges>\n"
        few = 0 < len(drawn.kinds) <= _MOST_KINDS
        for lines in spool:
            named = re.sub('\1([^"]*")', r' label="\1 kind="\1', lines) if few else lines.replace("\1", ' label="')
            instant = r' start="\1 end="\1'
            yield re.sub('\0([^"]*")', instant, named) if lasting else named.replace("\0", ' timestamp="')
        yield "    </edges>\n  </graph>\n</gexf>\n"


class _GexfEdges:
    """The lines of edges in GEXF, and what is known only after the last: days of nodes, kinds, whether any edge lasts.

    What depends on that is marked by characters that XML forbids: U+0001 before a label, U+0000 before an instant.
    """

    def __init__(self, edges: Edges, mapped: Mapped, text: Callable[[str], str]) -> None:
        self.edges, self.mapped, self.text = edges, mapped, text
        self.attributes = Attributes('<attvalue for="{1}" value="', '"/>', text, mapped)
        self.days: defaultdict[str, set[str]] = defaultdict(set)
        self.kinds: set[str] = set()
        self.lasting = False

    def lines(self) -> Iterator[str]:
        """Yield the lines of each batch, put together column by column."""
        names = Memo(self.text)
        places = {column: place for place, column in enumerate(self.edges.columns, start=3)}
        label, weight, start, end = (places.pop(column, 0) for column in ("label", "weight", "start", "end"))
        for batch in self.edges.batches:
            size = len(batch[0])
            nothing: list[Any] = [None] * size
            times = [list(map(as_text, batch[place])) if place else nothing for place in (start, end)]
            moments = list(map(_moment, *times))
            for source, target, (_, span, _) in zip(batch[1], batch[2], moments, strict=True):
                if span:
                    self.days[source].update(span)
                    self.days[target].update(span)
            self.lasting = self.lasting or any(len(span) > 1 for _, span, _ in {*moments})
            inside = [self.attributes.column(column, batch[place]) for column, place in places.items()]
            if changes := [change for _, _, change in moments if change]:
                self.mapped.update(changes)
                for column, given in zip(("start as text", "end as text"), times, strict=True):
                    kept = [time if change else None for time, (_, _, change) in zip(given, moments, strict=True)]
                    inside.append(self.attributes.column(column, kept))
            weights = batch[weight] if weight else nothing
            if odd := [value for value in weights if value is not None and not is_finite(value)]:
                self.mapped[NUMBERLESS] += len(odd)
                kept = [None if value is None or is_finite(value) else str(value) for value in weights]
                inside.append(self.attributes.column("weight as text", kept))
            labels = escaped_column(list(map(as_text, batch[label])), self.text) if label else nothing
            if len(self.kinds) <= _MOST_KINDS:
                self.kinds.update(value for value in {*labels} if value is not None)
            weighed = [f' weight="{plain(value)}"' if is_finite(value) else "" for value in weights]
            named = ["" if value is None else f'\1{value}"' for value in labels] if label else [""] * size
            numbers = escaped_column(batch[0], self.text)
            held = map("".join, zip(*inside, strict=True)) if inside else [""] * size
            parts = zip(numbers, batch[1], batch[2], weighed, named, moments, held, strict=True)
            yield "".join([
                f'<edge id="{number}" source="{names[source]}" target="{names[target]}"{weight}{label}{moment[0]}'
                + (f"><attvalues>{values}</attvalues></edge>\n" if values else "/>\n")
                for number, source, target, weight, label, moment, values in parts
            ])  # fmt: skip


@lru_cache(maxsize=1 << 14)
def _moment(start: str | None, end: str | None) -> tuple[str, tuple[str, ...], str]:
    """Return when an edge is as attributes of GEXF, on which days it starts and ends, and the words for what that lacks."""
    given = [time for time in (start, end) if time is not None]
    if not given:
        return "", (), ""
    try:
        first, last = _days(given[0])[0], _days(given[-1])[1]
    except UsageError:
        return "", (), TIMELESS
    if first > last:
        return "", (), TIMELESS
    change = "" if {first, last} == {*given} else WIDENED
    if first == last:
        return f'\0{first}"', (first,), change
    return f' start="{first}" end="{last}"', (first, last), change


def _days(time: str) -> tuple[str, str]:
    """Return the first and the last day of a date, month or year, or the day of a time."""
    date = time[:10] if re.match(r"\d{4}-\d\d-\d\d[T ]", time) else time
    return day(date, "first").value, day(date, "last").value
