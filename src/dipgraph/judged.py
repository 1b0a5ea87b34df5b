"""A graph that is no document, such as that of the findings: each thing of its own, and what it says of which others.

These things have no page by themselves: the graph ``findings`` is the page on which ``findings#f119`` stands. A graph
without such things, as that of the actors, is a page that leads to those that it describes.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

from dipgraph.about import about_itself, worded
from dipgraph.facts import Facts
from dipgraph.statements import in_order, passages
from dipgraph.terms import BASE, shorten

# So many things are on a page: what has a place on the first is led to.
LISTED = 500
# Which graphs have things of their own, without a folder in their names; and what any graph describes, in SPARQL.
GRAPHS = f"""SELECT DISTINCT ?graph WHERE {{ GRAPH ?graph {{ ?thing a ?class }}
  FILTER (STRSTARTS(STR(?thing), CONCAT(STR(?graph), "#")) && REGEX(STR(?graph), "^{BASE}[A-Za-z0-9_-]+$")) }}
ORDER BY STR(?graph)"""
DESCRIBED = "{ GRAPH <%s> { ?thing a ?class } FILTER (isIRI(?thing)) }"


def graph(facts: Facts, name: str, page: int) -> dict[str, Any]:
    """Return what a page of the graph with this IRI shows: its things in the order of their numbers, and how many there are.

    Where the graph has no things of its own it leads to others that it describes, by their addresses, which are "links".
    Nothing is there, and of no pages, where it describes none.
    """
    described = [thing for (thing,) in facts.rows("SELECT DISTINCT ?thing WHERE " + DESCRIBED % name)]
    own = in_order(thing for thing in described if thing.startswith(f"{name}#"))
    every = own or sorted(described)
    shown = [*islice(every, (page - 1) * LISTED, page * LISTED)]
    return {
        "things": [_told(facts, thing) for thing in shown] if own else [],
        "links": [] if own else [facts.link(thing) for thing in shown],
        "number": len(every), "page": page, "pages": -(-len(every) // LISTED),
    }  # fmt: skip


def _told(facts: Facts, thing: str) -> dict[str, Any]:
    """Return a thing of a graph with what it says; its evidence as passages, and its label only where it has one."""
    name, label = shorten(thing), worded(facts, thing)
    kinds = facts.links(thing, "rdf:type")
    evidence = facts.values(thing, "dip:evidence")
    return {
        "name": name,
        "kinds": kinds,
        "label": "" if label["label"] == name else label["label"],
        "said": [row for row in about_itself(facts, thing) if row["name"] != "dip:evidence"],
        "passages": passages(facts, evidence),
    }
