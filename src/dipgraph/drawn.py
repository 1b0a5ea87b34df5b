"""What the page of a network shows, read from a store: the drawing, its edges as rows, and the network as a file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlencode

import pyoxigraph as ox

from dipgraph import lookup, registry, spoken
from dipgraph.errors import UsageError
from dipgraph.network import FOLDER, Edges, edges
from dipgraph.query import Query
from dipgraph.results import ROW_FORMATS
from dipgraph.rows import Rows, answering
from dipgraph.sociogram import Edge, sociogram, strongest
from dipgraph.stores import Store
from dipgraph.terms import FOLDERS, is_of_graph, shorten

# The formats of a network that a browser is given as one file, with their media types.
FILES = {"gexf": "application/gexf+xml", "graphml": "application/graphml+xml"}
# So many edges stand in the table.
SHOWN = 200
_PAGES = tuple(f"{folder}/" for folder in FOLDERS)
_STATES = """
PREFIX dip: <https://w3id.org/dipgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?who ?name WHERE {
  {
    SELECT ?who (IRI(MIN(STR(?home))) AS ?state) WHERE {
      {
        { SELECT DISTINCT ?who ?office WHERE { VALUES ?who { %s } ?tenure dip:holder ?who ; dip:office ?office } }
        ?office dip:officeOf ?home
      }
      UNION { VALUES ?who { %s } ?seat dip:participant ?who ; dip:onBehalfOf ?home }
    }
    GROUP BY ?who
  }
  ?state rdfs:label ?name . FILTER (LANG(?name) = "en")
}
ORDER BY ?name
"""
_OF_STATE = """
PREFIX dip: <https://w3id.org/dipgraph/ontology#>
SELECT DISTINCT ?who WHERE {
  { { SELECT DISTINCT ?tenure WHERE { ?tenure dip:office/dip:officeOf %(state)s } } ?tenure dip:holder ?who }
  UNION { ?seat dip:participant ?who ; dip:onBehalfOf %(state)s }
}
"""


def linked(name: str) -> str:
    """Return the address of the page of the thing with this short *name*, nothing where it has none.

    >>> linked("document/mofa-jp/2022-05-23-us#s1"), linked("findings#f1")
    ('/document/mofa-jp/2022-05-23-us#s1', '/findings#f1')
    """
    return f"/{quote(name, safe='/#')}" if name.startswith(_PAGES) or is_of_graph(name) else ""


def between(source: str, target: str) -> str:
    """Return the address of the page with the meetings of two persons."""
    return f"/{FOLDER}/meetings-in-time?{urlencode({'about': [source, target]}, doseq=True)}"


def drawn(
    store: Store,
    name: str,
    values: dict[str, list[str]],
    link: Callable[[str], str] = linked,
    meetings: Callable[[str, str], str] = between,
) -> dict[str, Any]:
    """Return the drawing of the network *name* from *store*, its edges as rows, and how many of each were left out.

    Nodes and edges are those of the network, as its files have them; the drawing and the rows have one for each pair.

    *link* gives the address of a thing, *meetings* that of the meetings of two persons.

    Of *values*, ``least`` is the least weight, and ``about`` who or what is in the middle: a person, an issue, a state with
    its persons; of two it is what is between them. The others are parameters of the query. A UsageError says what is wrong.
    """
    found = edges(store, name, **_others(values))
    joined = _joined(found)
    kept = _kept(store, found, joined, values)
    ends = {edge[end] for edge in kept for end in ("source", "target")}
    strong, lines = strongest([{"name": node, **found.nodes[node]} for node in found.nodes if node in ends], kept)
    states = _states(store, [node["iri"] for node in strong if node["type"] == "person"])
    nodes = [
        {"name": node["name"], "label": node["label"], "link": link(node["name"]),
         "group": states.get(node["iri"], node["type"] or "other")}
        for node in strong
    ]  # fmt: skip

    def leading(edge: Edge) -> str:
        """Return where an edge leads: to the meetings of a pair, or else to its own evidence."""
        if name == "who-met-whom":
            return meetings(edge["source"], edge["target"])
        evidence = next((str(cells["evidence"]) for cells in edge["each"] if cells.get("evidence")), "")
        return link(shorten(evidence))

    shown = [{**edge, "link": leading(edge), "label": _worded(found, edge)} for edge in lines]
    return {
        "name": name, "title": found.name, "description": Query.named(f"{FOLDER}/{name}").description,
        "drawing": sociogram(nodes, shown, found.name, found.directed) if nodes else "",
        "nodes": len(found.nodes), "edges": sum(len(edge["each"]) for edge in joined),
        "near": len(ends), "kept": sum(len(edge["each"]) for edge in kept), "drawn": len(nodes), "lines": len(lines),
        "rows": [{**_row(found, edge, link), "link": leading(edge)} for edge in kept[:SHOWN]],
        "pairs": len(joined), "number": len(kept), "directed": found.directed,
        "choices": sorted({str(data["label"]) for data in found.nodes.values()})[:1000],
        "types": sorted({str(data["type"]) for data in found.nodes.values() if data["type"]}),
    }  # fmt: skip


def is_narrowed(values: dict[str, list[str]]) -> bool:
    """Say whether *values* ask for a part of a network beside what its query is asked.

    >>> is_narrowed({"about": ["Park Jin"]}), is_narrowed({"since": ["2022"]})
    (True, False)
    """
    return "least" in values or "about" in values


def filed(store: Store, name: str, suffix: str, values: dict[str, list[str]]) -> Iterator[bytes]:
    """Yield the network *name* as a file in the format *suffix*, piece by piece: "gexf", "csv" for the rows of its query.

    It has the edges that ``drawn`` shows with the same *values*, of a pair all, each called as in the whole network.
    """
    # A format is registered by importing its module.
    from dipgraph import gexf, graphml  # noqa: F401

    found, pairs = edges(store, name, **_others(values)), set[tuple[str, str]]()
    if is_narrowed(values):
        rows = [*found.rows]
        whole = replace(found, batches=[[*zip(*rows, strict=True)]] if rows else [])
        pairs = {(edge["source"], edge["target"]) for edge in _kept(store, whole, _joined(whole), values)}
        rows = [row for row in rows if _pair(found, row[1], row[2]) in pairs]
        ends = {end for row in rows for end in row[1:3]}
        nodes = {node: data for node, data in found.nodes.items() if node in ends}
        found = replace(whole, batches=[[*zip(*rows, strict=True)]] if rows else [], nodes=nodes)
    if suffix in ROW_FORMATS:
        yield _tabled(store, name, suffix, values, found, pairs)
        return
    write = registry.get("export", suffix)
    for piece in write(found, Counter()):
        yield piece if isinstance(piece, bytes) else piece.encode(errors="backslashreplace")


def _tabled(
    store: Store, name: str, format: str, values: dict[str, list[str]], found: Edges, pairs: set[tuple[str, str]]
) -> bytes:
    """Return the rows of the query of a network whose ends are one of the *pairs*, or all where it is not narrowed."""
    rows = Query.named(f"{FOLDER}/{name}").run(store, **_others(values))
    assert isinstance(rows, Rows)
    with answering():
        table = json.loads(rows.serialize(format=ROW_FORMATS["json"]) or b"")
        if is_narrowed(values):
            table["results"]["bindings"] = [
                row
                for row in table["results"]["bindings"]
                if _pair(found, *(_end(row[end]) for end in ("source", "target"))) in pairs
            ]
        again = ox.parse_query_results(json.dumps(table).encode(), format=ROW_FORMATS["json"])
        assert isinstance(again, ox.QuerySolutions)
        return again.serialize(format=ROW_FORMATS[format]) or b""


def _end(term: dict[str, str]) -> str:
    """Return the name of the node that a cell of an answer in JSON is."""
    return f"_:{term['value']}" if term["type"] == "bnode" else shorten(term["value"])


def _least(values: dict[str, list[str]]) -> float:
    written = values.get("least", ["1"])[-1]
    try:
        return max(int(written), 1)
    except ValueError:
        raise UsageError(f"least: {written!r} is no whole number: write digits, such as 2") from None


def _others(values: dict[str, list[str]]) -> dict[str, list[str]]:
    return {key: value for key, value in values.items() if key not in ("least", "about")}


def _kept(
    store: Store, found: Edges, joined: list[dict[str, Any]], values: dict[str, list[str]]
) -> list[dict[str, Any]]:
    """Return those of the *joined* edges, which were read, that are as *values* ask."""
    least, middle = _least(values), [_meant(store, found, words) for words in values.get("about", [])]
    kept = [edge for edge in joined if edge["weight"] >= least and _is_about(edge, middle)]
    if len(middle) == 1:
        near = {edge[end] for edge in kept for end in ("source", "target")}
        kept = [edge for edge in joined if edge["weight"] >= least and {edge["source"], edge["target"]} <= near]
    return kept


def _pair(found: Edges, source: str, target: str) -> tuple[str, str]:
    """Return the ends of an edge, in the order in which the pair has them."""
    return (source, target) if found.directed else (min(source, target), max(source, target))


def _joined(found: Edges) -> list[dict[str, Any]]:
    """Return the edges, one for each pair: its weight is the sum of theirs, or else their number."""
    pairs: dict[tuple[str, str], dict[str, Any]] = {}
    for _, source, target, cells in found.given:
        ends = _pair(found, source, target)
        edge = pairs.setdefault(ends, {"source": ends[0], "target": ends[1], "weight": 0, "each": []})
        weight = cells.get("weight", 1)
        edge["weight"] += weight if isinstance(weight, (int, float)) else 1
        edge["each"].append(cells)
    return sorted(pairs.values(), key=lambda edge: (-edge["weight"], edge["source"], edge["target"]))


def _meant(store: Store, found: Edges, words: str) -> set[str]:
    """Return the nodes that *words* mean: one by its name or label, or the persons of a state."""
    exact = {
        name
        for name, data in found.nodes.items()
        if words.casefold() in (name.casefold(), str(data["label"]).casefold())
    }
    if exact:
        return exact
    term = lookup.find(store, words, "thing")
    name = shorten(term.value)
    if name in found.nodes:
        return {name}
    of_state = store.query(_OF_STATE % {"state": term})
    assert isinstance(of_state, Rows)
    if persons := {shorten(row["who"].value) for row in of_state} & found.nodes.keys():
        return persons
    raise UsageError(f"about: {name} is not in this network: choose a name from its table")


def _is_about(edge: dict[str, Any], middle: Sequence[set[str]]) -> bool:
    ends = (edge["source"], edge["target"])
    if len(middle) < 2:
        return not middle or bool(middle[0].intersection(ends))
    return any(ends[0] in one and ends[1] in other for one in middle for other in middle if one is not other)


def _states(store: Store, persons: list[str]) -> dict[str, str]:
    named = " ".join(str(ox.NamedNode(person)) for person in persons)
    rows = store.query(_STATES % (named, named))
    assert isinstance(rows, Rows)
    return {row["who"].value: row["name"].value for row in rows}


def _span(each: Sequence[dict[str, Any]]) -> list[str]:
    days = sorted({str(cells[key]) for cells in each for key in ("start", "end") if cells.get(key)})
    return [days[0], days[-1]] if days else ["", ""]


def _worded(found: Edges, edge: Edge) -> str:
    first, last = _span(edge["each"])
    source, target = (found.nodes[edge[end]]["label"] for end in ("source", "target"))
    relation = ", ".join(sorted({found.related(cells) for cells in edge["each"]}))
    days = f", {spoken.days(first, last)}" if first else ""
    return f"{source} {relation} {target}: {edge['weight']:g}{days}"


def _row(found: Edges, edge: dict[str, Any], link: Callable[[str], str]) -> dict[str, Any]:
    """Return an edge as a row of the table."""
    first, last = _span(edge["each"])
    each = [
        {"label": str(cells["label"]), "link": link(shorten(str(cells.get("evidence", ""))))}
        for cells in edge["each"][:SHOWN]
        if cells.get("label")
    ]
    ends = [{"label": found.nodes[edge[end]]["label"], "link": link(edge[end])} for end in ("source", "target")]
    return {"ends": ends, "weight": edge["weight"], "first": first, "last": last, "each": each}
