"""How well readouts are drafted: against documents annotated by hand, with the kinds of error that are most frequent.

DIPGRAPH_MATERIAL=FOLDER python benchmarks/drafts.py

FOLDER has the annotations in `gold/` and their texts in `corpus/`; without it the documents are measured whose text and
encoding the project keeps. Passages are paired by their overlap, at least half of the shorter one. Examples are printed,
and stand on no page, since the texts are not the project's.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from dipgraph import shipped
from dipgraph.annotation import annotation
from dipgraph.drafts import Knowledge, draft, knowledge
from dipgraph.intake import read
from dipgraph.terms import BASE, DIP
from figures import options, publish, table, timed

COMMITTING = frozenset(("sign", "pledge", "agree", "reaffirm", "intend"))
_NONE = "without the annotations of DIPGRAPH_MATERIAL: the documents whose text and encoding the project keeps"


@dataclass
class Tally:
    """What was found and what should have been, and of what was paired the share that is right."""

    counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    shares: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    errors: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def count(self, name: str, hit: int, gold: int, found: int) -> None:
        """Add to what is measured by precision and recall."""
        for at, number in enumerate((hit, gold, found)):
            self.counts[name][at] += number

    def share(self, name: str, right: bool) -> None:
        """Add to what is measured by the share that is right."""
        self.shares[name][0] += right
        self.shares[name][1] += 1

    def error(self, kind: str, example: str) -> None:
        """Add an error of a kind, with its passage."""
        self.errors[kind] += 1
        self.examples[kind].append(example)


def annotated(material: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield the documents annotated by hand: the text, and what was found in it."""
    for path in sorted((material / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        texts = [place / f"{gold['id']}.txt" for place in (material / "corpus", material)]
        yield next(text for text in texts if text.is_file()), gold


def encoded() -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield the documents of the project that have their text, as their Turtle encodes them."""
    query = f"""PREFIX dip: <{DIP}> SELECT ?s ?start ?end ?act (GROUP_CONCAT(DISTINCT STR(?issue)) AS ?issues)
        {{ ?s dip:act ?act ; dip:issue ?issue ; dip:evidence ?e . ?e dip:startOffset ?start ; dip:endOffset ?end }}
        GROUP BY ?s ?start ?end ?act"""
    for text in sorted((shipped.folder("data") / "documents").glob("*/*.txt")):
        store = ox.Store()
        store.load(path=str(text.with_suffix(".ttl")), format=ox.RdfFormat.TURTLE)
        words = text.read_text(encoding="utf-8")
        statements = [
            {
                "quote": words[int(row["start"].value) : int(row["end"].value)],
                "act": row["act"].value.removeprefix(BASE + "act/"),
                "issues": [issue.removeprefix(BASE + "issue/") for issue in row["issues"].value.split()],
            }
            for row in store.query(query)  # type: ignore[union-attr]
        ]
        yield text, {"id": text.stem, "statements": statements}


def paired(gold: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]], text: str) -> list[tuple[int, int]]:
    """Return which statements are the same, by the overlap of their quotations, the best first."""
    spans = [[(text.find(one["quote"]), len(one["quote"])) for one in side] for side in (gold, found)]
    scored = []
    for i, (a, long) in enumerate(spans[0]):
        for j, (b, length) in enumerate(spans[1]):
            shared = min(a + long, b + length) - max(a, b)
            if min(a, b) >= 0 and shared >= 0.5 * min(long, length) > 0:
                scored.append((shared / max(long, length), -i, -j))
    left, right, pairs = set(), set(), []
    for _, i, j in sorted(scored, reverse=True):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((-i, -j))
    return pairs


def persons(gold: Sequence[str], found: Sequence[str]) -> int:
    """Return how many names are the same, in whatever order their parts stand and with parts left out."""

    def parts(name: str) -> set[str]:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        return {word for word in re.findall("[a-z]+", plain) if len(word) > 1} - {"mr", "mrs", "ms", "dr", "jr", "the"}

    rest, hits = [parts(name) for name in found], 0
    for mine in map(parts, gold):
        same = next((other for other in rest if mine <= other or other <= mine or len(mine & other) > 1), None)
        if same is not None:
            rest.remove(same)
            hits += 1
    return hits


def compare(gold: Mapping[str, Any], found: Mapping[str, Any], text: str, tally: Tally) -> None:
    """Add what is right and wrong in one document."""
    if "meetings" in gold:
        tally.count(
            "meetings",
            min(len(gold["meetings"]), len(found["meetings"])),
            len(gold["meetings"]),
            len(found["meetings"]),
        )
        for mine, other in zip(gold["meetings"], found["meetings"], strict=False):
            names = [[one["name"] for one in side["participants"]] for side in (mine, other)]
            tally.count("participants", persons(*names), len(names[0]), len(names[1]))
            for name in ("date", "format", "country"):
                tally.share(name, mine[name] == other[name])
                if mine[name] != other[name]:
                    tally.error(f"{name} of a meeting", f"{gold['id']}: {mine[name]} is {other[name]}")
    mine, other = gold["statements"], found["statements"]
    pairs = paired(mine, other, text)
    tally.count("statements", len(pairs), len(mine), len(other))
    for i in set(range(len(mine))) - {i for i, _ in pairs}:
        tally.error(f"{mine[i]['act']} missed", mine[i]["quote"])
    for j in set(range(len(other))) - {j for _, j in pairs}:
        tally.error(f"{other[j]['act']} where there is none", other[j]["quote"])
    commits = [[one["act"] in COMMITTING for one in side] for side in (mine, other)]
    tally.count("commitments", sum(commits[0][i] and commits[1][j] for i, j in pairs), sum(commits[0]), sum(commits[1]))
    about = [[set(one["issues"]) for one in side] for side in (mine, other)]
    whole = [set().union(*side) for side in about]
    tally.count("issues of documents", len(whole[0] & whole[1]), len(whole[0]), len(whole[1]))
    shared = sum(len(about[0][i] & about[1][j]) for i, j in pairs)
    tally.count("issues of statements", shared, sum(map(len, about[0])), sum(map(len, about[1])))
    for i, j in pairs:
        _statement(mine[i], other[j], tally)


def _statement(mine: Mapping[str, Any], other: Mapping[str, Any], tally: Tally) -> None:
    """Add what is right and wrong in two statements that are the same."""
    quote = other["quote"]
    tally.share("act", mine["act"] == other["act"])
    tally.share("commitment or not", (mine["act"] in COMMITTING) == (other["act"] in COMMITTING))
    if mine["act"] != other["act"]:
        tally.error(f"{mine['act']} read as {other['act']}", quote)
    for issue in sorted(set(mine["issues"]) - set(other["issues"])):
        tally.error(f"issue {issue} missed", quote)
    for issue in sorted(set(other["issues"]) - set(mine["issues"])):
        tally.error(f"issue {issue} where it is none", quote)
    if "speakers" in mine:
        hits = persons(mine["speakers"], other["speakers"])
        tally.count("speakers", hits, len(mine["speakers"]), len(other["speakers"]))
        if hits < max(len(mine["speakers"]), len(other["speakers"])):
            tally.error("speakers", quote)
    if "committed" in mine and "committed" in other:
        for name in ("committed", "continuing", "due"):
            right = set(mine[name]) == set(other[name]) if name == "committed" else mine.get(name) == other.get(name)
            tally.share(name, right)
            if not right:
                tally.error(f"{name}: {mine.get(name)} is {other.get(name)}" if name == "continuing" else name, quote)


def corpus(material: Path, known: Knowledge, runs: int) -> list[tuple[str, object]]:
    """Return how fast all texts of the corpus are drafted on one core, and of how many the meeting is complete."""
    every = max(1, 6 - runs)  # with fewer runs, only some of them
    texts = sorted((material / "corpus").glob("*/*.txt"))[::every]
    seconds, drafts = timed(lambda: [draft(read(text, material / "corpus"), known) for text in texts])
    whole = [d for d in drafts if any(o.date and len(o.participants) > 1 for o in d.occasions)]
    return [
        ("documents drafted", len(texts)),
        ("a second, on one core", len(texts) / seconds if texts else 0.0),
        ("share with day, format and two participants", len(whole) / len(texts) if texts else 0.0),
    ]


def main() -> None:
    """Draft and compare, print the errors with examples, and write the tables."""
    parser = options("Drafts.", ())
    given = parser.parse_args()
    material = Path(os.environ["DIPGRAPH_MATERIAL"]) if "DIPGRAPH_MATERIAL" in os.environ else None
    known = knowledge(shipped.folder("ontology"), *sorted(shipped.folder("data").glob("*.ttl")))
    tally, documents = Tally(), list(annotated(material) if material else encoded())
    for path, gold in documents:
        found = draft(read(path), known)
        compare(gold, annotation(found), found.intake.text, tally)
    frequent = tally.errors.most_common(10)
    for kind, times in frequent:
        print(f"{kind}: {times}", *(f"    {example}" for example in tally.examples[kind][:3]), sep="\n")
    rows = [(name, *_rates(*numbers)) for name, numbers in tally.counts.items()]
    shares = [(name, right / of, of) for name, (right, of) in tally.shares.items()]
    text = f"{len(documents)} documents{'' if material else f', {_NONE}'}.\n\n"
    text += table(("what", "precision", "recall", "F1", "annotated"), rows) + "\n"
    text += table(("of what was paired", "right", "of"), shares) + "\n"
    text += table(("the most frequent errors", "times"), frequent)
    if material:
        text += "\n" + table(("all texts", "found"), corpus(material, known, given.runs))
    publish("Drafts", text, given.page)


def _rates(hit: int, gold: int, found: int) -> tuple[float, float, float, int]:
    precision, recall = (hit / found if found else 0.0), (hit / gold if gold else 0.0)
    return precision, recall, 2 * precision * recall / (precision + recall) if hit else 0.0, gold


if __name__ == "__main__":
    main()
