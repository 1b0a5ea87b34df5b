"""A commitment: who undertook what, how each account words it, what came before and after, and what was kept."""

from __future__ import annotations

from collections import deque
from typing import Any

from dipgraph import spoken
from dipgraph.accounts import due
from dipgraph.facts import Facts, Link
from dipgraph.statements import Shown, in_order, passages, shown
from dipgraph.terms import shorten

# So many things are in a thread at most.
LONGEST = 60
_SCORES = {"-1": "not kept", "0": "kept in part or in the works", "1": "kept"}


def commitment(facts: Facts, thing: str) -> dict[str, Any]:
    """Return what the page of a commitment shows."""
    meeting = facts.value(thing, "dip:madeAt")
    attesting = in_order(name for name, _ in facts.having("dip:attests", thing))
    nodes, links = thread(facts, thing)
    return {
        "by": facts.links(thing, "dip:committedBy"),
        "towards": facts.links(thing, "dip:committedTo"),
        "meeting": facts.link(meeting) if meeting else None,
        "date": facts.date(meeting) if meeting else "",
        "kinds": facts.links(thing, "dip:kind"),
        "continuity": facts.links(thing, "dip:continuity"),
        "is_procedural": facts.value(thing, "dip:procedural") == "true",
        "issues": facts.links(thing, "dip:issue") or _issues(facts, attesting),
        "due": due(facts, thing),
        "due_words": facts.values(thing, "dip:dueText"),
        "attested": [shown(facts, name) for name in attesting],
        "earlier": _found(facts, thing, "dip:later", "dip:earlier"),
        "later": _found(facts, thing, "dip:earlier", "dip:later"),
        "assessments": _assessments(facts, thing),
        "thread": {"nodes": nodes, "links": links},
    }


def _issues(facts: Facts, attesting: list[str]) -> list[Link]:
    found = {link["name"]: link for name in attesting for link in facts.links(name, "dip:issue")}
    return sorted(found.values(), key=lambda link: link["label"])


def _found(facts: Facts, thing: str, here: str, there: str) -> list[Shown]:
    """Return the findings with *thing* at the end *here*, each with what stands at the end *there*, in the order of time."""
    found = []
    for name in sorted({name for name, _ in facts.having(here, thing)}):
        if not facts.is_a(name, "dip:Finding"):
            continue
        other = facts.value(name, there)
        found.append(
            {
                **facts.link(other),
                "date": date_of(facts, other),
                "relation": facts.label(relation) if (relation := facts.value(name, "dip:relation")) else "",
                "rationale": facts.value(name, "dip:rationale"),
                "analysts": facts.links(name, "dip:analyst"),
                "judged": facts.value(name, "dip:judged"),
                "passages": passages(facts, facts.values(name, "dip:evidence")),
            }
        )
    return sorted(found, key=lambda row: (row["date"], row["name"]))


def _assessments(facts: Facts, thing: str) -> list[Shown]:
    found = [
        {
            "as_of": facts.value(name, "dip:asOf"),
            "score": facts.value(name, "dip:score"),
            "words": _SCORES.get(facts.value(name, "dip:score"), ""),
            "rationale": facts.value(name, "dip:rationale"),
            "analysts": facts.links(name, "dip:analyst"),
            "judged": facts.value(name, "dip:judged"),
            "passages": passages(facts, facts.values(name, "dip:evidence")),
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


def date_of(facts: Facts, thing: str) -> str:
    """Return the day of a commitment, a statement or a meeting, or an empty text."""
    meeting = facts.value(thing, "dip:madeAt")
    return facts.date(meeting or thing)
