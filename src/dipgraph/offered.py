"""What may be chosen for the parameters of a stored question: each thing as one would type it, and what it is called.

Offered is what the question has something to say of, where that is soon known: what binds no state gives no row for it.
"""

from __future__ import annotations

import heapq
from collections import Counter

from dipgraph import lookup
from dipgraph.facts import Facts
from dipgraph.query import Query
from dipgraph.stores import Store
from dipgraph.terms import shorten

# So many things are offered for a parameter; the names of some kinds begin with their days.
OFFERED, DATED = 500, ("meeting", "commitment")
_SHOWN = "{ ?thing dip:evidence ?any } UNION { ?any dip:attests ?thing }"
_ON = (
    "{{ SELECT DISTINCT ?own WHERE {{ ?said a dip:{} ; dip:issue ?own }} }} "
    "?own (skos:broader|skos:broader/skos:broader|skos:broader/skos:broader/skos:broader)? ?thing"
)
# What must be so of a thing of a type, or of one of a type in a question, for that to have an answer.
_ROLES = {
    "state": "?seat dip:onBehalfOf ?thing",
    "commitments state": "?commitment dip:committedBy ?thing",
    "statements-on-issue issue": _ON.format("Statement"),
    "commitments-on-issue issue": _ON.format("Commitment"),
    "commitment-history issue": _ON.format("Commitment"),
    "after-a-change office": "?tenure dip:office ?thing ; dip:until ?left",
    "offices-held person": "?tenure dip:holder ?thing",
    "evidence of": _SHOWN,
}
# What is shown by passages is named with its folder: others have names that end alike.
_EVIDENCE = "VALUES ?class { dip:Statement dip:Commitment }"
_HAVING = """SELECT DISTINCT ?thing WHERE {{
  {role} {{ SELECT DISTINCT ?kind WHERE {{ {kinds} ?kind rdfs:subClassOf* ?class }} }} ?thing a ?kind }}"""
_LABELLED = """SELECT DISTINCT ?thing ?label WHERE {{ VALUES ?thing {{ {things} }}
  ?thing rdfs:label|skos:prefLabel|dip:action|dip:summary ?label . FILTER (LANG(?label) = "en") }}"""


def choices(store: Store, name: str) -> dict[str, list[tuple[str, str]]]:
    """Return for each parameter of a stored query what it may be: as one would type it, and what it is called.

    These are OFFERED at most; meetings and commitments, the newest of them, stand in that order, and others by their names.
    """
    facts, found = Facts(store), dict[str, list[tuple[str, str]]]()
    for parameter in Query.named(name).parameters:
        if parameter.type in lookup.KINDS:
            classes = " ".join(f"dip:{kind}" for kind in lookup.KINDS[parameter.type])
            kinds = _EVIDENCE if parameter.type == "thing" else f"VALUES ?class {{ {classes} }}"
            role = _ROLES.get(f"{name} {parameter.name}") or _ROLES.get(parameter.type, "")
            having = f"{{ SELECT DISTINCT ?thing WHERE {{ {role} }} }}" if role else ""
            # Put in order here, for the store takes ten times as long for it.
            there = heapq.nlargest(
                OFFERED, (thing for (thing,) in facts.rows(_HAVING.format(kinds=kinds, role=having)))
            )
            named = facts.rows(_LABELLED.format(things=" ".join(f"<{thing}>" for thing in there)))
            labels = {thing: label for thing, label in named}  # noqa: C416
            pairs = {typed(shorten(thing), parameter.type): labels[thing] for thing in there if thing in labels}
            often = Counter(pairs.values())
            pairs = {value: label if often[label] == 1 else f"{label} ({value})" for value, label in pairs.items()}
            is_dated = parameter.type in DATED
            found[parameter.name] = [*pairs.items()] if is_dated else sorted(pairs.items(), key=lambda pair: pair[1])
    return found


def typed(name: str, kind: str) -> str:
    """Return how the thing with a short *name* is typed where a parameter is one of a *kind*, so that nothing else is meant.

    >>> typed("state/jp", "state"), typed("commitment/2022-05-23-jp-us/meet", "thing")
    ('jp', 'commitment/2022-05-23-jp-us/meet')
    """
    return name if kind == "thing" else name.partition("/")[2]
