"""How well readouts are drafted: against documents annotated by hand, with the kinds of error that are most frequent.

DIPGRAPH_MATERIAL=FOLDER python benchmarks/drafts.py
DIPGRAPH_MATERIAL=FOLDER python benchmarks/drafts.py --validate

FOLDER has the annotations in `gold/` and their texts in `corpus/`; without it the documents are measured whose text and
encoding the project keeps. Every second annotated document by name is for development, the others are held out: rules
are made by the first half, and whether they hold elsewhere is seen by the second. So the kinds of error and their
examples are those of the development half alone, unless all are asked for. Passages are paired by their overlap, at
least half of the shorter one. Examples are printed, and stand on no page, since the texts are not the project's.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyoxigraph as ox

from dipgraph import shipped, validate
from dipgraph.annotation import annotation
from dipgraph.dataset import Dataset
from dipgraph.draft_turtle import draft_turtle
from dipgraph.drafts import Knowledge, draft, knowledge
from dipgraph.intake import read
from dipgraph.terms import BASE, DIP
from dipgraph.vocabulary import actors_of
from dipgraph.vocabulary import known as vocabulary
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


def drafted(path: str) -> tuple[bool, str | None, str]:
    """Draft a text of the corpus: whether its meeting is complete, its address and its Turtle; none where it has none."""
    place = Path(path)
    found = draft(read(place, place.parent.parent), _known())
    whole = any(one.date and one.format and len(one.participants) > 1 for one in found.occasions)
    encoded = draft_turtle(found, vocabulary(_actors()))
    return (whole, encoded.address, encoded.turtle) if encoded else (whole, None, found.none)


@cache
def _known() -> Knowledge:
    return knowledge(shipped.folder("ontology"), *_actors())


def _actors() -> tuple[Path, ...]:
    return actors_of(shipped.folder("data"))


def corpus(material: Path, runs: int, check: bool) -> list[tuple[str, object]]:
    """Return how fast all texts of the corpus are drafted, as Turtle, on two cores, and what of them is complete."""
    every = max(1, 6 - runs)  # with fewer runs, only some of them
    texts = [str(text) for text in sorted((material / "corpus").glob("*/*.txt"))[::every]]
    with ProcessPoolExecutor(2) as both:
        list(both.map(drafted, texts[:2]))  # what is read once in a process is read before
        seconds, made = timed(lambda: list(both.map(drafted, texts, chunksize=4)))
    rows: list[tuple[str, object]] = [
        ("documents drafted", len(texts)),
        ("a second, on two cores", len(texts) / seconds if texts else 0.0),
        ("share with day, format and two participants", sum(whole for whole, *_ in made) / max(1, len(texts))),
        ("with a meeting, and so with a graph", sum(address is not None for _, address, _ in made)),
    ]
    return rows + (valid([(address, turtle) for _, address, turtle in made if address]) if check else [])


def valid(drafts: Sequence[tuple[str, str]]) -> list[tuple[str, object]]:
    """Return how many drafts parse, and how many have no fault but the marks that stand for what is to be reviewed."""
    parsed, faults = 0, Counter[str]()
    with TemporaryDirectory() as folder:
        for address, turtle in drafts:
            with suppress(SyntaxError):
                parsed += bool(list(ox.parse(turtle, format=ox.RdfFormat.TURTLE, base_iri=BASE)))
                place = Path(folder, "documents", f"{address.removeprefix('document/')}.ttl")
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(turtle, encoding="utf-8")
        report = validate(Dataset.read(folder, vocabularies=False), Dataset.read(*_actors()), processes=2)
    for finding in report.findings:
        if finding.rule != "dips:Draft":
            faults[finding.rule] += 1
            print(finding)
    return [
        ("graphs that parse", parsed),
        ("faults in them but for the marks of a draft", sum(faults.values())),
        *((f"of them {rule}", times) for rule, times in faults.most_common()),
    ]


def main() -> None:
    """Draft and compare, print the errors with examples, and write the tables."""
    parser = options("Drafts.", ())
    parser.add_argument(
        "--validate", action="store_true", help="validate all drafts of the corpus, which takes minutes"
    )
    parser.add_argument("--held-out", action="store_true", help="errors of the held-out half too")
    given = parser.parse_args()
    material = Path(os.environ["DIPGRAPH_MATERIAL"]) if "DIPGRAPH_MATERIAL" in os.environ else None
    documents = list(annotated(material) if material else encoded())
    halves = {"development": documents[::2], "held out": documents[1::2]} if material else {"all": documents}
    tallies = {name: Tally() for name in halves}
    for name, half in halves.items():
        for path, gold in half:
            found = draft(read(path), _known())
            compare(gold, annotation(found), found.intake.text, tallies[name])
    shown = list(tallies.values()) if given.held_out else list(tallies.values())[:1]
    errors = sum((tally.errors for tally in shown), Counter[str]())
    frequent = errors.most_common(10)
    for kind, times in frequent:
        examples = [example for tally in shown for example in tally.examples[kind]]
        print(f"{kind}: {times}", *(f"    {example}" for example in examples[:3]), sep="\n")
    text = f"{len(documents)} documents{'' if material else f', {_NONE}'}.\n\n"
    for name, tally in tallies.items():
        rows = [(what, *_rates(*numbers)) for what, numbers in tally.counts.items()]
        shares = [(what, right / of, of) for what, (right, of) in tally.shares.items()]
        which = f", {name}" if material else ""
        text += table((f"what{which}", "precision", "recall", "F1", "annotated"), rows) + "\n"
        text += table((f"of what was paired{which}", "right", "of"), shares) + "\n"
    which = "" if not material or given.held_out else ", development"
    text += table((f"the most frequent errors{which}", "times"), frequent)
    if material:
        text += "\n" + table(("all texts", "found"), corpus(material, given.runs, given.validate))
    publish("Drafts", text, given.page)


def _rates(hit: int, gold: int, found: int) -> tuple[float, float, float, int]:
    precision, recall = (hit / found if found else 0.0), (hit / gold if gold else 0.0)
    return precision, recall, 2 * precision * recall / (precision + recall) if hit else 0.0, gold


if __name__ == "__main__":
    main()
