"""Statements as pages show them: who said what, with which verb and force, and the passage that supports it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from dipgraph.facts import Facts, Link
from dipgraph.lookup import text_fragment
from dipgraph.relations import SEATS, rows
from dipgraph.terms import shorten

Shown = dict[str, Any]
_NUMBER = re.compile(r"\d+")


def shown(facts: Facts, statement: str) -> Shown:
    """Return a statement with all that a page shows of it: links to things, words, and its passages."""
    facts.of(statement)
    document, act = document_of(statement), facts.value(statement, "dip:act")
    meeting = facts.value(statement, "dip:madeAt")
    return {
        "name": shorten(statement),
        "document": facts.link(document),
        "meeting": facts.link(meeting) if meeting else None,
        "date": facts.date(meeting) if meeting else "",
        "summary": facts.value(statement, "dip:summary"),
        "verb": facts.value(statement, "dip:verb"),
        # That of the document, whose words verb and passages are.
        "language": facts.value(document, "dip:language"),
        "act": facts.label(act) if act else "",
        "act_name": shorten(act),
        "force": force(facts, act),
        "speakers": facts.links(statement, "dip:speaker"),
        "addressees": facts.links(statement, "dip:addressee"),
        "issues": facts.links(statement, "dip:issue"),
        "attests": facts.links(statement, "dip:attests"),
        "passages": passages(facts, facts.values(statement, "dip:evidence")),
    }


def force(facts: Facts, act: str) -> int:
    """Return how strongly an act binds, from 0 to 5; 0 where that is not known."""
    written = facts.value(act, "dip:force") if act else ""
    return min(5, int(written)) if written.isdecimal() else 0


def passages(facts: Facts, names: Iterable[str]) -> list[dict[str, Any]]:
    """Return passages: the words, whether they are the whole quotation, the document, and where it stands on the web."""
    found = []
    for name in names:
        document, quotation = document_of(name), facts.value(name, "dip:quotation")
        words = quotation or facts.value(name, "dip:anchor")
        address = facts.value(document, "dip:address")
        found.append(
            {
                "name": shorten(name),
                "words": words,
                "language": facts.value(document, "dip:language"),
                "is_quotation": bool(quotation),
                "document": facts.link(document),
                "source": _source(facts, document),
                "address": address + text_fragment(words) if address and words else address,
            }
        )
    return found


def _source(facts: Facts, document: str) -> Link:
    """Return by whom a document was published, by its short name if it has one, and when, as far as that is known."""
    publisher, day = facts.value(document, "dip:publisher"), facts.value(document, "dip:published")
    others = facts.values(publisher, "skos:altLabel") if publisher else []
    short = next((name for name in others if name.isascii() and name.isupper()), "")
    return {"publisher": short or (facts.label(publisher) if publisher else ""), "day": day}


def document_of(part: str) -> str:
    """Return the document of a statement or passage, whose name its own begins with."""
    return part.partition("#")[0]


def in_order(names: Iterable[str]) -> list[str]:
    """Return statements document by document, each in the order of its numbers.

    >>> in_order(["d#s10", "d#s9", "c#s1"])
    ['c#s1', 'd#s9', 'd#s10']
    """
    return sorted({*names}, key=place)


def made_at(facts: Facts, meeting: str) -> list[str]:
    """Return the statements made at a meeting, in order; commitments, which are made there too, are none."""
    return in_order(name for name, _ in facts.having("dip:madeAt", meeting) if facts.is_a(name, "dip:Statement"))


def meeting_rows(facts: Facts, dates: Mapping[str, str]) -> list[Shown]:
    """Return meetings as lines of a list: their links, their days, which are given, and who took part."""
    people: dict[str, list[Link]] = {}
    for meeting, person in sorted(rows(facts, SEATS, ("meeting", "person"), meeting=dates)):
        people.setdefault(meeting, []).append(facts.link(person))
    return [
        {**facts.link(name), "date": date, "people": sorted(people.get(name, []), key=lambda person: person["label"])}
        for name, date in dates.items()
    ]


def place(name: str) -> tuple[str, int, str]:
    """Return what a statement is sorted by: its document, its number in it, and its name."""
    document, _, end = name.partition("#")
    number = _NUMBER.search(end)
    return document, int(number[0]) if number else 0, end
