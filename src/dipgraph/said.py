"""What accounts say of a thing, each value with the accounts that have it; and what analysts found, with their reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dipgraph.facts import Facts
from dipgraph.statements import Shown, passages
from dipgraph.terms import shorten


def values(
    facts: Facts,
    thing: str,
    property: str,
    numbers: Mapping[str, int],
    worded: Callable[[str, str], str] = lambda value, graph: value,
) -> list[Shown]:
    """Return the values of a *property*, each with the *numbers* of the accounts that have it; a thing as its link.

    *worded* says what a value that is no thing is called, with the graph that has it: what is called otherwise is another.
    """
    found: dict[tuple[str, str], set[int]] = {}
    for value in facts.of(thing).get(property, ()):
        link = facts.link(value.value) if value.is_thing else {"name": "", "label": worded(value.value, value.graph)}
        found.setdefault((link["name"], link["label"]), set()).add(numbers.get(value.graph, 0))
    return [
        {"name": name, "label": label, "accounts": sorted(several - {0})} for (name, label), several in found.items()
    ]


def found_by(facts: Facts, thing: str, here: str, there: str) -> list[Shown]:
    """Return the findings with *thing* at the end *here*, each with what stands at the end *there*, in the order of time."""
    found = []
    for name in sorted({name for name, _ in facts.having(here, thing)}):
        relation, other = facts.value(name, "dip:relation"), facts.value(name, there)
        if facts.is_a(name, "dip:Finding") and other and shorten(relation) != "dip:samePointAs":
            told = {**facts.link(other), "date": date_of(facts, other)}
            kept = thing if here == "dip:earlier" else other
            told |= {"relation": _worded(facts, relation, kept), "term": shorten(relation)}
            found.append({**told, **judged(facts, name)})
    return sorted(found, key=lambda row: (row["date"], row["name"]))


def _worded(facts: Facts, relation: str, commitment: str) -> str:
    """Return what a *relation* to an earlier *commitment* is called: one judged kept in part is fulfilled in part."""
    scores = {facts.value(name, "dip:score") for name, _ in facts.having("dip:assesses", commitment)}
    in_part = shorten(relation) == "dip:fulfils" and "0" in scores and "1" not in scores
    return f"{facts.label(relation)} in part" if in_part else facts.label(relation)


def judged(facts: Facts, finding: str) -> dict[str, Any]:
    """Return the name and the reason of a finding, who signed it and when, and its evidence."""
    return {
        "finding": shorten(finding),
        "rationale": facts.value(finding, "dip:rationale"),
        "analysts": facts.links(finding, "dip:analyst"),
        "judged": facts.value(finding, "dip:judged"),
        "passages": passages(facts, facts.values(finding, "dip:evidence")),
    }


def judged_with(facts: Facts, thing: str) -> list[Shown]:
    """Return the judgements whether *thing* is one with another, each with the other, those that are the same first.

    What is still to be reviewed is no judgement yet.
    """
    found = []
    for name in sorted({name for name, _ in facts.having("dip:judges", thing)}):
        others = [other for other in facts.values(name, "dip:judges") if other != thing]
        if facts.is_a(name, "dip:Judgement") and others and not facts.value(name, "dip:toReview"):
            verdict = facts.value(name, "dip:verdict")
            told = {**facts.link(others[0]), "verdict": facts.label(verdict), "rule": facts.value(name, "dip:rule")}
            found.append({**told, **judged(facts, name)})
    return sorted(found, key=lambda row: (row["verdict"] != "same", row["verdict"], row["name"]))


def date_of(facts: Facts, thing: str) -> str:
    """Return the day of a commitment, a statement or a meeting, or an empty text."""
    meeting = facts.value(thing, "dip:madeAt")
    return facts.date(meeting or thing)
