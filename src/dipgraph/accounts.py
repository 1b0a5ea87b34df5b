"""A meeting as its accounts tell it, side by side: which points several make, and which one side alone reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from dipgraph import spoken
from dipgraph.facts import Facts
from dipgraph.said import found_by, judged, values
from dipgraph.statements import Shown, document_of, force, made_at, meeting_rows, shown
from dipgraph.terms import shorten

# How near accounts stand to the meeting, in the order in which they are read.
_TIERS = {"dip:joint": 0, "dip:ownSide": 1, "dip:counterpart": 2}
# What tells of the whole meeting; what somebody says before cameras does not.
_WHOLE = ("dip:Readout", "dip:JointStatement", "dip:NewsReport")
# In which format those who meet may be where it is another day; and what is said of their days then.
_APART = {"dip:telephone", "dip:video"}
_LOCAL = "the local day of the side that tells it"
_WORD = re.compile(r"\w+")


def meeting(facts: Facts, thing: str) -> dict[str, Any]:
    """Return what the page of a meeting shows."""
    accounts = accounts_of(facts, thing)
    numbers = {account["iri"]: number for number, account in enumerate(accounts, 1)}
    return {
        "date": facts.date(thing),
        "facts": [
            {"what": what, "said": said, "note": _LOCAL if what == "Day" and _is_local(facts, thing) else ""}
            for what, said in _facts(facts, thing, numbers)
            if said
        ],
        "participants": _participants(facts, thing, numbers),
        "accounts": accounts,
        "groups": _groups(facts, thing, accounts),
        "commitments": _commitments(facts, thing),
        "datings": [judged(facts, name) for name in sorted({name for name, _ in facts.having("dip:dates", thing)})],
        "earlier": found_by(facts, thing, "dip:later", "dip:earlier"),
        "later": found_by(facts, thing, "dip:earlier", "dip:later"),
        "parts": meeting_rows(facts, facts.dates(f"?meeting dip:within <{thing}>")),
    }


def accounts_of(facts: Facts, meeting: str) -> list[Shown]:
    """Return the documents that describe a meeting, the nearest first, with their sides, each by a label of its own."""
    found = [described(facts, document) for document in {name for name, _ in facts.having("dip:describes", meeting)}]
    often = Counter(account["label"] for account in found)
    for account in (one for one in found if often[one["label"]] > 1):
        account["label"] += f" ({account['name'].rpartition('/')[2]})"
    return sorted(found, key=lambda account: (account["order"], account["side"], account["published"], account["name"]))


def described(facts: Facts, document: str) -> Shown:
    """Return what there is to know of a document as an account: whose it is, how near to the meeting, whether read whole.

    A joint text is the account of all its sides.
    """
    sides = [link["label"] for link in facts.links(document, "dip:standpoint")] or [spoken.PRESS]
    tier, publisher = facts.value(document, "dip:tier"), facts.value(document, "dip:publisher")
    return {
        **facts.link(document),
        "iri": document,
        "sides": sides,
        "side": spoken.listed(sides),
        "tier": facts.label(tier) if tier else "",
        "order": _TIERS.get(shorten(tier), 3),
        "publisher": facts.label(publisher) if publisher else "",
        "published": facts.value(document, "dip:published"),
        "address": facts.value(document, "dip:address"),
        "genre": _genre(facts, document),
        "is_read": facts.value(document, "dip:complete") == "true",
        # What it leaves out says something.
        "is_whole": facts.value(document, "dip:complete") == "true" and facts.is_a(document, *_WHOLE),
    }


def _genre(facts: Facts, document: str) -> str:
    kinds = [value.value for value in facts.of(document).get("rdf:type", ()) if shorten(value.value) != "dip:Document"]
    return facts.label(kinds[0]) if kinds else "document"


def _facts(facts: Facts, thing: str, numbers: dict[str, int]) -> list[tuple[str, list[Shown]]]:
    """Return what the accounts say of a meeting: by name, each value with the numbers of the accounts that have it."""

    def about(property: str, graph: str) -> bool:
        said = facts.of(thing).get(f"{property}Approximate", ())
        return any((value.value, value.graph) == ("true", graph) for value in said)

    def worded(property: str, spoken_as: Callable[[str], str]) -> list[Shown]:
        return values(
            facts, thing, property, numbers,
            lambda value, graph: ("about " if about(property, graph) else "") + spoken_as(value),
        )  # fmt: skip

    found = {
        "Day": worded("dip:date", spoken.day),
        "Not before": worded("dip:earliest", spoken.day),
        "Not after": worded("dip:latest", spoken.day),
        "Began at": worded("dip:start", spoken.moment),
        "Lasted": worded("dip:duration", spoken.duration),
    }
    others = {"Format": "format", "Place": "place", "Country": "country", "Part of": "within", "Series": "series"}
    found |= {name: values(facts, thing, f"dip:{property}", numbers) for name, property in others.items()}
    found["Place"] = _joined(found["Place"])
    return [*found.items()]


def _is_local(facts: Facts, thing: str) -> bool:
    """Say whether the days of a meeting are the local ones of its sides: of a call, two in a row, of other sides each."""
    sides: dict[str, set[str]] = {}
    for said in facts.of(thing).get("dip:date", ()):
        sides.setdefault(said.value, set()).update(facts.values(said.graph, "dip:standpoint"))
    formats = {shorten(value) for value in facts.values(thing, "dip:format")}
    if len(sides) != 2 or not formats or not formats <= _APART or not all(sides.values()):
        return False
    (first, one), (last, other) = sorted(sides.items())
    try:
        is_next = date.fromisoformat(last) - date.fromisoformat(first) == timedelta(1)
    except ValueError:
        return False
    return is_next and not one & other


def _joined(places: list[Shown]) -> list[Shown]:
    """Return *places* with spellings of one as one, "Washington" and "Washington, D.C.", by that which most accounts have.

    What one names more closely, "Tokyo, Iikura House", stays another.
    """
    found: dict[str, list[Shown]] = {}
    for place in places:
        words = _WORD.findall(place["label"].replace(".", "").casefold())
        # Two letters at the end are those of a state or district.
        found.setdefault(" ".join(words[:-1] if len(words) > 1 and len(words[-1]) == 2 else words), []).append(place)
    return [
        {
            **max(several, key=lambda place: (len(place["accounts"]), len(place["label"]))),
            "accounts": sorted({account for place in several for account in place["accounts"]}),
        }
        for several in found.values()
    ]


def _participants(facts: Facts, thing: str, numbers: dict[str, int]) -> list[Shown]:
    """Return who took part: each person once, with offices, states, capacities and roles, and the accounts that say so."""
    found: dict[str, Shown] = {}
    for seat in facts.values(thing, "dip:participation"):
        for person in facts.links(seat, "dip:participant"):
            empty: Shown = {"offices": set(), "for": set(), "capacities": set(), "accounts": set(), "roles": set()}
            row = found.setdefault(person["name"], {**person, **empty})
            row["accounts"] |= {numbers.get(document_of(seat), 0)} - {0}
            row["roles"] |= {*facts.values(seat, "dip:roleInSource")}
            for key, property in (("offices", "inOffice"), ("for", "onBehalfOf"), ("capacities", "capacity")):
                row[key] |= {(link["name"], link["label"]) for link in facts.links(seat, f"dip:{property}")}
    keys = ("offices", "for", "capacities")
    return sorted(
        (
            {
                **row,
                **{key: [{"name": name, "label": label} for name, label in sorted(row[key])] for key in keys},
                "capacities": _capacities(row["capacities"]),
                **{key: sorted(row[key]) for key in ("accounts", "roles")},
            }
            for row in found.values()
        ),
        key=lambda row: row["label"],
    )


def _capacities(several: set[tuple[str, str]]) -> list[dict[str, str]]:
    """Return in which capacities somebody took part: that of a participant is said where there is no other."""
    others = {one for one in several if one[1] != "participant"} or several
    return [{"name": name, "label": label} for name, label in sorted(others)]


def _groups(facts: Facts, thing: str, accounts: list[Shown]) -> list[Shown]:
    """Return the points that the accounts make, in groups: those of several sides first, then of each side without a match.

    A point has for each account its statements, or what their absence means. An account is "silent" where it was read whole
    and tells of the whole meeting, and no account of its side has anything on the issues of the point; "unmatched" where its
    side has something on them, which nobody found to be the same point. Otherwise nothing follows.
    """
    columns = [account["iri"] for account in accounts]
    sides_of = {account["iri"]: account["sides"] for account in accounts}
    numbers = {name: number for number, name in enumerate(made_at(facts, thing))}
    issues_of: dict[str, set[str]] = {}
    for name in numbers:
        for side in sides_of.get(document_of(name), ()):
            issues_of.setdefault(side, set()).update(_with_broader(facts, facts.values(name, "dip:issue")))

    def reading_order(statement: str) -> tuple[int, int]:
        document = document_of(statement)
        return columns.index(document) if document in columns else len(columns), numbers[statement]

    def absent(account: Shown, issues: set[str]) -> str:
        if not account["is_whole"]:
            return ""
        has_some = any(issues & issues_of.get(side, set()) for side in account["sides"])
        return "unmatched" if has_some else "silent"

    groups: dict[tuple[str, ...], list[Shown]] = {}
    for point in sorted(points(facts, thing), key=lambda point: min(map(reading_order, point))):
        cells: dict[str, list[str]] = {}
        for statement in point:
            cells.setdefault(document_of(statement), []).append(statement)
        sides = sorted({side for column in cells for side in sides_of.get(column, ())})
        issues = {issue for statement in point for issue in facts.values(statement, "dip:issue")}
        groups.setdefault(("",) if len(sides) > 1 else tuple(sides), []).append(
            {
                "statements": [[shown(facts, name) for name in cells.get(column, ())] for column in columns],
                "absent": [
                    "" if account["iri"] in cells or {*account["sides"]} & {*sides} else absent(account, issues)
                    for account in accounts
                ],
                "reasons": _reasons(facts, point),
            }
        )
    order = {side: number for number, account in reversed([*enumerate(accounts, 1)]) for side in account["sides"]}
    return [
        {"side": key[0] if key else spoken.PRESS, "is_shared": key == ("",), "points": found}
        for key, found in sorted(groups.items(), key=lambda item: order.get(item[0][0], 0) if item[0] else 99)
    ]


def _with_broader(facts: Facts, issues: list[str]) -> set[str]:
    """Return issues with all that are broader: who speaks of sanctions against Russia is not silent about Ukraine."""
    found, waiting = set(issues), [*issues]
    while waiting:
        above = {*facts.values(waiting.pop(), "skos:broader")} - found
        found |= above
        waiting += above
    return found


def _reasons(facts: Facts, point: list[str]) -> list[Shown]:
    """Return why an analyst found that statements make one point."""
    found = {name for statement in point for name, _ in facts.having("dip:later", statement)}
    same = [name for name in sorted(found) if shorten(facts.value(name, "dip:relation")) == "dip:samePointAs"]
    return [judged(facts, name) for name in same if facts.value(name, "dip:earlier") in point]


def points(facts: Facts, meeting: str) -> list[list[str]]:
    """Return the statements made at a meeting, those together that make one point.

    Statements do that which attest the same commitment, or of which an analyst found it. They stand by documents.
    """
    statements = made_at(facts, meeting)
    group = {name: name for name in statements}

    def root(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    attesting: dict[str, str] = {}
    for name in statements:
        others = [value for value in facts.values(name, "dip:samePointAs") if value in group]
        for promise in facts.values(name, "dip:attests"):
            others.append(attesting.setdefault(promise, name))
        for other in others:
            group[root(other)] = root(name)
    found: dict[str, list[str]] = {}
    for name in statements:
        found.setdefault(root(name), []).append(name)
    return [*found.values()]


def _commitments(facts: Facts, thing: str) -> list[Shown]:
    """Return the commitments made at a meeting, those that were given most strongly first."""
    found = []
    for name in {name for name, _ in facts.having("dip:madeAt", thing) if facts.is_a(name, "dip:Commitment")}:
        attesting = sorted({statement for statement, _ in facts.having("dip:attests", name)})
        found.append(
            {
                **facts.link(name),
                "by": facts.links(name, "dip:committedBy"),
                "force": max((force(facts, facts.value(one, "dip:act")) for one in attesting), default=0),
                "accounts": len({document_of(one) for one in attesting}),
                "due": due(facts, name),
                "is_procedural": facts.value(name, "dip:procedural") == "true",
            }
        )
    return sorted(found, key=lambda row: (-row["force"], row["label"], row["name"]))


def due(facts: Facts, commitment: str) -> str:
    """Return by when a commitment is to be kept, as its accounts have it, or an empty text."""
    graphs = sorted({said.graph for said in facts.of(commitment).get("dip:dueUntil", ())})
    found: dict[str, None] = {}
    for graph in graphs:
        ends = [
            next((said.value for said in facts.of(commitment).get(property, ()) if said.graph == graph), "")
            for property in ("dip:dueFrom", "dip:dueUntil")
        ]
        found[spoken.days(*ends)] = None
    return " or ".join(found)
