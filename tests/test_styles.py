"""Readouts in the styles of thirteen houses, annotated by hand: what is found of each, and how well of all together."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dipgraph import shipped
from dipgraph.annotation import annotation
from dipgraph.drafts import draft, knowledge
from dipgraph.intake import read

FOLDER = Path(__file__).parent / "styles"
STYLES = sorted(FOLDER.glob("*.txt"))
COMMITTING = {"sign", "pledge", "agree", "reaffirm", "intend"}
# Where a meeting is told of only through what a spokesman said after it, nobody is yet found to have met.
UNREAD = {"news-agency"}
# What all documents together reach at least, the unread one among them.
FLOORS = {
    "statements": 0.95,
    "commitments": 0.92,
    "act": 0.93,
    "issues of documents": 0.90,
    "issues of statements": 0.85,
    "speakers": 0.95,
}

Statement = dict[str, Any]
Read = tuple[dict[str, Any], dict[str, Any], list[tuple[Statement, Statement]]]


def pairs(gold: list[Statement], found: list[Statement], text: str) -> Iterator[tuple[Statement, Statement]]:
    """Yield the statements whose passages share at least half of the shorter one, each once, those that share most first."""
    shared = []
    for i, mine in enumerate(gold):
        start, end = text.index(mine["quote"]), text.index(mine["quote"]) + len(mine["quote"])
        for j, one in enumerate(found):
            at, long = text.index(one["quote"]), len(one["quote"])
            both = min(end, at + long) - max(start, at)
            if both >= 0.5 * min(end - start, long):
                shared.append((-both / max(end - start, long), i, j))
    left, right = set(range(len(gold))), set(range(len(found)))
    for _, i, j in sorted(shared):
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            yield gold[i], found[j]


@pytest.fixture(scope="module")
def drafts() -> dict[str, Read]:
    """Return for each document what was annotated, what is found, and the statements that are the same."""
    known = knowledge(shipped.folder("ontology"), *sorted(shipped.folder("data").glob("*.ttl")))
    made = {}
    for path in STYLES:
        gold = json.loads((FOLDER / "annotations" / f"{path.stem}.json").read_text(encoding="utf-8"))
        one = draft(read(path), known)
        found = annotation(one)
        made[path.stem] = gold, found, list(pairs(gold["statements"], found["statements"], one.intake.text))
    return made


def test_there_are_the_styles_of_thirteen_houses() -> None:
    """Each text has its annotation."""
    assert len(STYLES) == 13
    assert {path.stem for path in STYLES} == {path.stem for path in (FOLDER / "annotations").glob("*.json")}


@pytest.mark.parametrize("name", [path.stem for path in STYLES if path.stem not in UNREAD])
def test_of_each_style_the_meetings_and_all_but_one_statement_are_found(name: str, drafts: dict[str, Read]) -> None:
    """As many meetings, the same days and formats, all surnames, and at most one statement missing or too many."""
    gold, found, same = drafts[name]
    assert len(found["meetings"]) == len(gold["meetings"])
    for mine, other in zip(gold["meetings"], found["meetings"], strict=True):
        assert (mine["format"], len(mine["participants"])) == (other["format"], len(other["participants"]))
        assert surnames(p["name"] for p in mine["participants"]) == surnames(p["name"] for p in other["participants"])
    assert len(same) >= len(gold["statements"]) - 1
    assert len(found["statements"]) <= len(same) + 1


def surnames(names: Iterable[str]) -> set[str]:
    """Return the last words of names, in small letters."""
    return {name.split()[-1].casefold() for name in names}


def f1(gold: list[set[str]], found: list[set[str]]) -> float:
    """Return the harmonic mean of precision and recall of what is in sets that belong together."""
    hits = sum(len(a & b) for a, b in zip(gold, found, strict=True))
    return 2 * hits / (sum(map(len, gold)) + sum(map(len, found)))


def test_the_whole_set_is_read_as_well_as_it_is_known_to_be(drafts: dict[str, Read]) -> None:
    """Floors for all documents together, the unread one among them: a change that lowers one of them shows here."""
    every = list(drafts.values())
    same = [pair for *_, pairs in every for pair in pairs]
    annotated = [one for gold, _, _ in every for one in gold["statements"]]
    read_so = [one for _, found, _ in every for one in found["statements"]]
    assert 2 * len(same) / (len(annotated) + len(read_so)) >= FLOORS["statements"]
    commits = sum(a["act"] in COMMITTING and b["act"] in COMMITTING for a, b in same)
    both = sum(one["act"] in COMMITTING for one in (*annotated, *read_so))
    assert 2 * commits / both >= FLOORS["commitments"]
    assert sum(a["act"] == b["act"] for a, b in same) / len(same) >= FLOORS["act"]
    whole = [[{i for one in side["statements"] for i in one["issues"]} for side in sides[:2]] for sides in every]
    assert f1([a for a, _ in whole], [b for _, b in whole]) >= FLOORS["issues of documents"]
    about = [[set(one["issues"]) for one in pair] for pair in same]
    assert f1([a for a, _ in about], [b for _, b in about]) >= FLOORS["issues of statements"]
    spoken = [[surnames(one["speakers"]) for one in pair] for pair in same]
    assert f1([a for a, _ in spoken], [b for _, b in spoken]) >= FLOORS["speakers"]
