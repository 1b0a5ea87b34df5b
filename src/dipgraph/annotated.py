"""A document: what is known of it, and its text with the statements at their passages, where the text may be shown."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

from dipgraph.about import about_itself, worded
from dipgraph.accounts import described
from dipgraph.documents import Document
from dipgraph.errors import DipgraphError
from dipgraph.facts import Facts
from dipgraph.said import found_by
from dipgraph.spoken import listed
from dipgraph.statements import in_order, meeting_rows, passages, shown
from dipgraph.terms import shorten

Part = dict[str, Any]
_BACK = ("dip:later", "dip:earlier")


def document(facts: Facts, thing: str) -> dict[str, Any]:
    """Return what the page of a document shows."""
    statements = in_order(facts.within(thing, "dip:Statement"))
    spans = {}
    for passage in facts.within(thing, "dip:Passage"):
        ends = [facts.value(passage, property) for property in ("dip:startOffset", "dip:endOffset")]
        if all(end.isdecimal() for end in ends):
            spans[shorten(passage)] = (int(ends[0]), int(ends[1]))
    text, said = text_of(facts, thing), [_linked(facts, name) for name in statements]
    mentions = [_mention(facts, name) for name in in_order(facts.within(thing, "dip:Mention"))]
    pieces = parts(text, spans) if text else []
    seen = {one["name"] for piece in pieces for one in piece["opens"]}
    for one in (*said, *mentions):
        for passage in one["passages"]:
            # It has one place on the page: in the text, or else where it is shown first.
            passage["place"] = "" if passage["name"] in seen else passage["name"].partition("#")[2]
            seen.add(passage["name"])
    seen |= {shorten(name) for name in statements} | {one["name"] for one in mentions}
    others = [_other(facts, name) for name in in_order(facts.parts(thing)) if shorten(name) not in seen]
    return {
        **described(facts, thing),
        "carried_by": facts.links(thing, "dip:carriedBy"),
        "publishers": facts.links(thing, "dip:publisher"),
        "language": facts.value(thing, "dip:language"),
        "is_translation": facts.value(thing, "dip:provisionalTranslation") == "true",
        "rights": facts.value(thing, "dip:rights"),
        "note": facts.value(thing, "dip:note"),
        "meetings": meeting_rows(facts, facts.dates(f"GRAPH <{thing}> {{ <{thing}> dip:describes ?meeting }}")),
        "statements": said,
        "mentions": mentions,
        # What else it has a name for: who took part, and passages that are shown nowhere else.
        "others": others,
        # The statement that a passage supports; where there are several, the first.
        "owners": {
            passage["name"]: one["name"].partition("#")[2] for one in reversed(said) for passage in one["passages"]
        },
        # The mention of others that a passage is, if no statement rests on it.
        "mentioned": _mentioned(said, mentions),
        "text": pieces,
    }


def _mention(facts: Facts, name: str) -> Part:
    """Return a mention of somebody who did not take part."""
    return {
        "name": shorten(name),
        "words": facts.value(name, "dip:mentionedAs"),
        "language": facts.value(name.partition("#")[0], "dip:language"),
        "who": facts.links(name, "dip:refersTo"),
        "why": facts.value(name, "dip:openReason"),
        "passages": passages(facts, facts.values(name, "dip:evidence")),
    }


def _other(facts: Facts, name: str) -> Part:
    """Return any other part of a document, such as a participation: of which kind it is, and what it says."""
    label, own = worded(facts, name)["label"], shorten(name)
    if people := facts.links(name, "dip:participant"):
        label = listed([link["label"] for link in people])
    return {
        "name": own,
        "label": "" if label == own else label,
        "kinds": facts.links(name, "rdf:type"),
        "said": [row for row in about_itself(facts, name) if row["name"] != "dip:evidence"],
        "passages": passages(facts, facts.values(name, "dip:evidence")),
    }


def _mentioned(statements: list[Part], mentions: list[Part]) -> dict[str, Part]:
    """Return for each passage that is only of a mention the name and the words of that, and whom it refers to."""
    supporting = {passage["name"] for one in statements for passage in one["passages"]}
    found: dict[str, Part] = {}
    for one in reversed(mentions):
        whom = listed([link["label"] for link in one["who"]])
        words = f"Mention of {whom}" if whom else "Mention of others: who that is stays open"
        told = {"name": one["name"], "who": one["who"], "words": words}
        found |= {passage["name"]: told for passage in one["passages"] if passage["name"] not in supporting}
    return found


def _linked(facts: Facts, statement: str) -> Part:
    """Return a statement, with what analysts found that it takes up, and what takes it up."""
    earlier, later = (found_by(facts, statement, *ends) for ends in (_BACK, _BACK[::-1]))
    return {**shown(facts, statement), "earlier": earlier, "later": later}


def text_of(facts: Facts, thing: str) -> str:
    """Return the text of a document, or an empty one: it may not be kept, is not there any more, or is another by now."""
    name, digest = facts.value(thing, "dip:text"), facts.value(thing, "dip:sha256")
    origin = facts.store.origin(thing) if name else ""
    # A bare name beside the Turtle: whoever wrote the document does not choose which file of the machine is shown.
    if not origin or Path(name).name != name:
        return ""
    try:
        read = Document.read(Path(origin).parent / name)
    except DipgraphError:
        return ""
    return read.text if read.sha256 == digest else ""


def parts(text: str, spans: dict[str, tuple[int, int]]) -> list[Part]:
    """Return *text* in parts, each with the passages that it belongs to, the widest first.

    A part *opens* the passages that begin with it, with whether it is their first part, and *closes* so many of those that
    are open: they lie in each other as elements do. One that crosses another ends there, and goes on behind it.

    >>> [(part["words"], part["passages"], part["closes"]) for part in parts("abcd", {"p1": (1, 3), "p2": (2, 4)})]
    [('a', [], 0), ('b', ['p1'], 0), ('c', ['p1', 'p2'], 2), ('d', ['p2'], 1)]
    """
    inside = {name: span for name, span in spans.items() if 0 <= span[0] < span[1] <= len(text)}
    cuts = sorted({0, len(text), *(end for span in inside.values() for end in span)})
    by_place = sorted(inside.items(), key=lambda item: (item[1][0], -item[1][1], item[0]))
    found: list[Part] = []
    before: list[str] = []
    for start, end in pairwise(cuts):
        over = [name for name, span in by_place if span[0] <= start and end <= span[1]]
        same = next((at for at, (one, other) in enumerate(zip(before, over, strict=False)) if one != other), None)
        kept = min(len(before), len(over)) if same is None else same
        if found:
            found[-1]["closes"] = len(before) - kept
        opens = [{"name": name, "is_first": inside[name][0] == start} for name in over[kept:]]
        found.append({"words": text[start:end], "passages": over, "opens": opens, "closes": len(over)})
        before = over
    return found
