"""GEXF of a hundred thousand meetings, query included, beside the same query through networkx and its write_gexf.

python benchmarks/exports.py
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from dipgraph import registry
from dipgraph.dataset import Files
from dipgraph.exports import export
from dipgraph.graphs import network
from dipgraph.network import edges
from dipgraph.opening import open_store
from dipgraph.query import Query
from dipgraph.stores import Store
from dipgraph.terms import BASE, DIP, RDF, RDFS, XSD
from figures import Figure, exponent, measure, options, publish, table, timed

NETWORK = "meetings-in-time"
SEED = 42


def meetings(number: int) -> Iterator[ox.Quad]:
    """Yield *number* meetings of two persons out of a thousand, each with its day, places of thirty years."""
    pick = random.Random(SEED)
    a, label = ox.NamedNode(RDF + "type"), ox.NamedNode(RDFS + "label")
    part = {name: ox.NamedNode(DIP + name) for name in ("participation", "participant", "date", "onBehalfOf")}
    persons = [ox.NamedNode(f"{BASE}person/person-{count}") for count in range(1000)]
    actors = ox.NamedNode(BASE + "actors")
    for count, person in enumerate(persons):
        yield ox.Quad(person, a, ox.NamedNode(DIP + "Person"), actors)
        yield ox.Quad(person, label, ox.Literal(f"Person {count}", language="en"), actors)
    for count in range(number):
        day = f"{1990 + count % 30}-{1 + count % 12:02}-{1 + count % 28:02}"
        graph = ox.NamedNode(f"{BASE}document/office/{day}-{count}")
        meeting = ox.NamedNode(f"{BASE}meeting/{day}-{count}")
        yield ox.Quad(graph, a, ox.NamedNode(DIP + "Readout"), graph)
        yield ox.Quad(graph, ox.NamedNode(DIP + "describes"), meeting, graph)
        yield ox.Quad(meeting, a, ox.NamedNode(DIP + "BilateralMeeting"), graph)
        yield ox.Quad(meeting, label, ox.Literal(f"Meeting {count}", language="en"), graph)
        yield ox.Quad(meeting, part["date"], ox.Literal(day, datatype=ox.NamedNode(XSD + "date")), graph)
        for place, person in enumerate(pick.sample(persons, 2)):
            participation = ox.NamedNode(f"{graph.value}#p{place}")
            yield ox.Quad(meeting, part["participation"], participation, graph)
            yield ox.Quad(participation, a, ox.NamedNode(DIP + "Participation"), graph)
            yield ox.Quad(participation, part["participant"], person, graph)


def _store(number: int, folder: str) -> Store:
    """Return a store in memory with *number* meetings, and the vocabularies."""
    path = Path(folder) / f"meetings-{number}.nq"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        ox.serialize(meetings(number), str(path), ox.RdfFormat.N_QUADS)
    store = open_store()
    store.load(Files.at())
    store._store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
    return store


def query_alone(number: int, folder: str) -> tuple[float, int]:
    """Answer the query of the network, and take its rows as they come."""
    store = _store(number, folder)
    return timed(lambda: sum(1 for _ in _rows(store)))


def own(number: int, folder: str, suffix: str = "gexf") -> tuple[float, int]:
    """Write the network with dipgraph."""
    store = _store(number, folder)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / f"network.{suffix}"
        seconds, _ = timed(lambda: export(edges(store, NETWORK), path))
        return seconds, path.stat().st_size


def networkx_gexf(number: int, folder: str) -> tuple[float, int]:
    """Answer the query, make a graph of networkx of its rows, and let networkx write it."""
    import networkx

    store = _store(number, folder)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "network.gexf"

        def write() -> None:
            graph = networkx.MultiGraph()
            for key, row in enumerate(_rows(store)):
                ends = []
                for end in ("source", "target"):
                    name = row[end].value
                    graph.add_node(name, label=row[f"{end}_label"].value, type=row[f"{end}_type"].value)
                    ends.append(name)
                found = {name: row[name].value for name in ("label", "start", "evidence") if row[name]}
                graph.add_edge(*ends, key=key, **found)
            networkx.write_gexf(graph, path)

        seconds, _ = timed(write)
        return seconds, path.stat().st_size


def whole_network(number: int, folder: str) -> tuple[float, int]:
    """Make the graph of networkx that `network` gives."""
    store = _store(number, folder)
    return timed(lambda: network(store, NETWORK).number_of_edges())


def _rows(store: Store) -> Any:
    return Query.named(f"networks/{NETWORK}").run(store)


MEASURES = {
    "the query, its rows taken one by one": query_alone,
    "dipgraph, GEXF": own,
    "networkx, write_gexf": networkx_gexf,
    "dipgraph, as a graph of networkx": whole_network,
}

_WHY = """
Meetings are made here, two persons and a day each. MiB are the peak of the process, the store in memory included.

What limits the ratio is the query, which both sides need: an edge takes a dozen looks into pyoxigraph's index (what one
costs is in the section on queries) and is grouped and sorted, on one core, and the order of the rows is known only when all
are there, so that nothing can be written before. Were it to cost nothing, the ratio would be the one without the query;
that is limited by Python: each edge is split from a line, escaped, and joined again.

All grow with the meetings; what is prepared once makes the smallest look dear.
"""


def main() -> None:
    """Measure, and write the table."""
    parser = options("A network of many meetings as a file, beside networkx.", (1000, 10_000, 100_000))
    given = parser.parse_args()
    measures = dict(MEASURES)
    found: dict[str, dict[int, Figure]] = {name: {} for name in measures}
    for size in given.sizes:
        _store(size, str(given.folder))
        for name, function in measures.items():
            found[name][size] = measure(function, size, str(given.folder), runs=given.runs)
    others = [suffix for suffix in registry.names("export") if suffix != "gexf"]
    for suffix in others:
        found[f"dipgraph, {suffix}"] = {
            size: measure(own, size, str(given.folder), suffix, runs=given.runs) for size in given.sizes
        }
    publish("Exports", report(found), given.page)


def report(found: dict[str, dict[int, Figure]]) -> str:
    """Return the tables of what was found."""
    sizes = sorted(found["dipgraph, GEXF"])
    ratios: list[tuple[object, ...]] = []
    for size in sizes:
        asked, own, peer = (found[name][size].median for name in list(MEASURES)[:3])
        ratios.append((f"{size:,}", "query included", peer / own, "6 or more"))
        ratios.append(
            (f"{size:,}", "without the query", (peer - asked) / (own - asked) if own > asked < peer else "", "")
        )
    text = table(("meetings", "networkx / dipgraph, GEXF", "found", "to reach at 100,000"), ratios)
    headings = ["", *(f"{size:,}: s" for size in sizes), *(f"{size:,}: MiB" for size in sizes), "grows as n^"]
    rows = []
    for name, figures in found.items():
        medians = {size: figure.median for size, figure in figures.items()}
        growth = exponent(medians) if len(medians) > 1 else ""
        rows.append((name, *medians.values(), *(figure.peak for figure in figures.values()), growth))
    text += "\n" + table(headings, rows)
    return text + _WHY


if __name__ == "__main__":
    main()
