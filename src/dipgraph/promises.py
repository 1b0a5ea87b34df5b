"""A commitment: who undertook what, how each account words it, what came before and after, and what was kept."""

from __future__ import annotations

from collections import deque
from typing import Any

from dipgraph import spoken
from dipgraph.facts import Facts, Link
from dipgraph.said import date_of, found_by, judged, values
from dipgraph.statements import Shown, document_of, in_order, shown
from dipgraph.terms import shorten

# So many things are in a thread at most.
LONGEST = 60
_SCORES = {"-1": "not kept", "0": "kept in part or in the works", "1": "kept"}


def commitment(facts: Facts, thing: str) -> dict[str, Any]:
    """Return what the page of a commitment shows; in what its accounts differ, each value has the numbers of those."""
    meeting = facts.value(thing, "dip:madeAt")
    attesting = in_order(name for name, _ in facts.having("dip:attests", thing))
    documents = list(dict.fromkeys(document_of(name) for name in attesting))
    numbers = {document: number for number, document in enumerate(documents, 1)}
    nodes, links = thread(facts, thing)
    return {
        "facts": [{"what": what, "said": said} for what, said in _facts(facts, thing, numbers) if said],
        "meeting": facts.link(meeting) if meeting else None,
        "date": facts.date(meeting) if meeting else "",
        "issues": facts.links(thing, "dip:issue") or _issues(facts, attesting),
        "accounts": [
            {
                **facts.link(document),
                "statements": [shown(facts, name) for name in attesting if document_of(name) == document],
            }
            for document in documents
        ],
        "earlier": found_by(facts, thing, "dip:later", "dip:earlier"),
        "later": found_by(facts, thing, "dip:earlier", "dip:later"),
        "assessments": _assessments(facts, thing),
        "thread": {"nodes": nodes, "links": links},
    }


def _facts(facts: Facts, thing: str, numbers: dict[str, int]) -> list[tuple[str, list[Shown]]]:
    """Return what the accounts say of a commitment: by name, each value with the numbers of the accounts that have it."""

    def due(until: str, graph: str) -> str:
        of_graph = {
            property: next((said.value for said in facts.of(thing).get(property, ()) if said.graph == graph), "")
            for property in ("dip:dueFrom", "dip:dueText")
        }
        words = f" (“{of_graph['dip:dueText']}”)" if of_graph["dip:dueText"] else ""
        return spoken.days(of_graph["dip:dueFrom"], until) + words

    def yes(value: str, _: str) -> str:
        return "no more than a next meeting, or its preparation" if value == "true" else ""

    found = {
        "Undertaken by": values(facts, thing, "dip:committedBy", numbers),
        "Towards": values(facts, thing, "dip:committedTo", numbers),
        "Due": values(facts, thing, "dip:dueUntil", numbers, due),
        "Kind": values(facts, thing, "dip:kind", numbers),
        "Continuity": values(facts, thing, "dip:continuity", numbers),
        "Procedural": [one for one in values(facts, thing, "dip:procedural", numbers, yes) if one["label"]],
    }
    return [*found.items()]


def _issues(facts: Facts, attesting: list[str]) -> list[Link]:
    found = {link["name"]: link for name in attesting for link in facts.links(name, "dip:issue")}
    return sorted(found.values(), key=lambda link: link["label"])


def _assessments(facts: Facts, thing: str) -> list[Shown]:
    found = [
        {
            "as_of": facts.value(name, "dip:asOf"),
            "score": facts.value(name, "dip:score"),
            "words": _SCORES.get(facts.value(name, "dip:score"), ""),
            **judged(facts, name),
        }
        for name in sorted({name for name, _ in facts.having("dip:assesses", thing)})
    ]
    return sorted(found, key=lambda row: row["as_of"])


def thread(facts: Facts, thing: str) -> tuple[list[Shown], list[dict[str, str]]]:
    """Return what takes up *thing* or is taken up by it, over however many steps: the things, and the links between them."""
    seen, waiting, links = {thing}, deque([thing]), set()
    while waiting:
        at = waiting.popleft()
        for here, there in (("dip:later", "dip:earlier"), ("dip:earlier", "dip:later")):
            for finding, _ in facts.having(here, at):
                other, relation = facts.value(finding, there), facts.value(finding, "dip:relation")
                if not other or shorten(relation) == "dip:samePointAs":
                    continue
                if other not in seen:
                    if len(seen) >= LONGEST:
                        continue
                    seen.add(other)
                    waiting.append(other)
                earlier, later = (other, at) if here == "dip:later" else (at, other)
                links.add((shorten(earlier), shorten(later), facts.label(relation)))
    nodes = [_node(facts, name, name == thing) for name in seen]
    nodes.sort(key=lambda node: (node["date"], node["name"]))
    keys = ("earlier", "later", "relation")
    return nodes, [dict(zip(keys, link, strict=True)) for link in sorted(links)]


def _node(facts: Facts, name: str, is_here: bool) -> Shown:
    scores = _assessments(facts, name)
    return {
        **facts.link(name),
        "date": date_of(facts, name),
        "by": spoken.listed([link["label"] for link in facts.links(name, "dip:committedBy", "dip:speaker")]),
        "is_here": is_here,
        "status": scores[-1]["words"] if scores else "",
    }
