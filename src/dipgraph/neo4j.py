"""Networks for Neo4j: a script in Cypher, and CSV for its bulk import."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from dipgraph import registry
from dipgraph.markup import Mapped, Memo, is_finite, is_number, plain, spooled, worded
from dipgraph.network import Edges
from dipgraph.streams import apart
from dipgraph.tables import Table, lines, whole

COLONS = "names of attributes with : written with _"
_ROWS = 500
_NAMED = re.compile(r"[^\W\d]\w*")


@registry.register("export", "cypher")
def cypher(edges: Edges, mapped: Mapped) -> Iterator[str]:
    """Yield *edges* as statements of Cypher for Neo4j: run again, they change nothing.

    A node has its type as label ("Person"), an edge the relation as type ("MET"); days are dates. Nodes and edges are known
    by their ``id``: edges of several networks in one database need a ``network`` of their own, which is their name here.
    """

    def text(given: str) -> str:
        return _string(whole(given, mapped))

    names = Memo(text)

    def value(given: Any) -> str:
        if isinstance(given, bool) or is_finite(given):
            return plain(given)
        written = given if isinstance(given, str) else worded(given, mapped)
        return f"date({text(written)})" if _is_day(written) else text(written)

    def entry(cells: dict[str, Any]) -> str:
        return (
            "{"
            + ", ".join(f"{_name(str(key))}: {value(given)}" for key, given in cells.items() if given is not None)
            + "}"
        )

    def joined() -> Iterator[str]:
        """Yield statements for the edges, some hundred of one type in each."""
        waiting: defaultdict[str, list[str]] = defaultdict(list)
        for number, source, target, cells in edges.given:
            type_ = kind(edges.related(cells))
            row = f"{{s: {names[source]}, t: {names[target]}, id: {text(number)}, p: {entry(cells)}}}"
            waiting[type_].append(row)
            if len(waiting[type_]) == _ROWS:
                yield _edges(type_, waiting.pop(type_))
        for type_, rows in waiting.items():
            yield _edges(type_, rows)

    def _edges(type_: str, rows: list[str]) -> str:
        network, several = f"network: {text(edges.name)}", ",\n".join(rows)
        return (
            f"UNWIND [\n{several}\n] AS row MATCH (s:Dipgraph {{id: row.s}}), (t:Dipgraph {{id: row.t}})\n"
            f"MERGE (s)-[r:{_name(type_)} {{id: row.id, {network}}}]->(t) SET r += row.p;\n"
        )

    yield f"// {whole(' '.join(edges.name.split()), mapped)}\n"
    yield "CREATE CONSTRAINT dipgraph_id IF NOT EXISTS FOR (n:Dipgraph) REQUIRE n.id IS UNIQUE;\n"
    with spooled(joined()) as spool:
        by_label: defaultdict[str, list[str]] = defaultdict(list)
        for name, data in edges.nodes.items():
            by_label[label_of(data)].append(f"{{id: {names[name]}, p: {entry({'label': name, **data, 'id': name})}}}")
        for label, rows in by_label.items():
            for begin in range(0, len(rows), _ROWS):
                several = ",\n".join(rows[begin : begin + _ROWS])
                yield f"UNWIND [\n{several}\n] AS row MERGE (n:Dipgraph {{id: row.id}}) SET n:{_name(label)}, n += row.p;\n"
        yield from spool


@registry.register("table", "neo4j.csv")
def bulk_csv(table: Table, mapped: Mapped) -> Iterator[str]:
    """Yield a *table* as CSV for ``neo4j-admin database import full --nodes FILE --relationships FILE``.

    Columns of numbers and of days have their types. Text with line ends in it needs ``--multiline-fields=true``.
    """
    found: dict[str, set[str]] = {column: set() for column in table.columns}
    of_edges = table.part == "edges"

    def rows() -> Iterator[str]:
        for batch in table.batches:
            columns = dict(zip(table.columns, batch, strict=True))
            count = len(batch[0])
            texts = []
            for name, values in columns.items():
                if of_edges and name == "type":
                    continue
                found[name].update(_type(value) for value in values if value is not None)
                texts.append([_cell(value, mapped) for value in values])
            cells = [
                {name: values[row] for name, values in columns.items() if values[row] is not None}
                for row in range(count)
            ]
            texts.append([kind(table.edges.related(row)) if of_edges else f"Dipgraph;{label_of(row)}" for row in cells])
            yield lines(zip(*texts, strict=True))

    names: dict[str, str] = {}
    for name in found:
        names[name] = apart(name.replace(":", "_"), names.values())
        if names[name] != name:
            mapped[COLONS] += 1
    ends = {"source": ":START_ID", "target": ":END_ID"} if of_edges else {"id": "id:ID"}
    with spooled(rows()) as spool:
        headings = [
            ends.get(name) or f"{names[name]}{_declared(types)}"
            for name, types in found.items()
            if not (of_edges and name == "type")
        ]
        yield lines([[*headings, ":TYPE" if of_edges else ":LABEL"]])
        yield from spool


def kind(relation: str) -> str:
    """Return a relation as the type of a relationship.

    >>> kind("speaks of")
    'SPEAKS_OF'
    """
    return re.sub(r"\W+", "_", relation).strip("_").upper() or "LINKED"


def label_of(data: dict[str, Any]) -> str:
    """Return the label in Neo4j of a node with the attributes *data*: its type, with a capital; "Thing" without one.

    >>> label_of({"type": "person"}), label_of({})
    ('Person', 'Thing')
    """
    words = re.findall(r"\w+", str(data.get("type") or "")) or ["thing"]
    return "".join(word[:1].upper() + word[1:] for word in words)


def _is_day(text: str) -> bool:
    """Say whether *text* is a day of the calendar."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return False
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _type(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    if is_number(value):
        return "long" if isinstance(value, int) else "double"
    return "date" if _is_day(value if isinstance(value, str) else plain(value)) else ""


def _declared(types: set[str]) -> str:
    """Return how a column with values of *types* is declared: numbers of both kinds are double, what is mixed else text."""
    type_ = next(iter(types)) if len(types) == 1 else "double" if types == {"long", "double"} else ""
    return f":{type_}" if type_ else ""


def _cell(value: Any, mapped: Mapped) -> str:
    if value is None:
        return ""
    return whole(value if isinstance(value, str) else plain(value, mapped), mapped)


def _string(text: str) -> str:
    r"""Return *text* as a string of Cypher.

    Cypher reads \uXXXX before anything else, and does not see that the backslash before is itself escaped: a "u" after a
    backslash is written by its number.

    >>> print(_string("it's C:\\users"))
    'it\'s C:\\\u0075sers'
    """
    written = text.replace("\\", "\\\\").replace("'", "\\'").replace("\\\\u", "\\\\\\u0075")
    return "'" + re.sub("[\x00-\x1f\x7f]", lambda found: f"\\u{ord(found[0]):04X}", written) + "'"


def _name(text: str) -> str:
    """Return *text* as a name in Cypher, between backticks where it is no plain word."""
    return text if _NAMED.fullmatch(text) and text.isascii() else "`" + text.replace("`", "``") + "`"
