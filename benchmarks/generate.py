"""Write any number of valid documents in the shape of the real ones, to measure with and to plant faults in.

``python benchmarks/generate.py FOLDER --documents 10000`` writes a data folder: actors, findings and documents, the same
ones for the same seed; the first meetings are the same whatever the number. Persons, meetings and words are invented. A
query whose default names something of the shipped data is asked with a value from the folder, which ``values`` picks.
"""

from __future__ import annotations

import argparse
import math
import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from accounts import IRI, Account, Generator
from vocabulary import ABSENT, PREFIXES, actors

_Thing = TypeVar("_Thing")
_JUDGED = "2026-11-22"
_OTHER = {"foreign-minister": "head-of-government", "head-of-government": "foreign-minister"}
_DUE = '\\1  dip:dueFrom "{}"^^xsd:date ;\n  dip:dueUntil "{}"^^xsd:date ;\n'
_PROCEDURAL = r"(  dip:procedural \w+ ;\n)(?:  dip:due.*\n)*"
_START = '\\1  dip:start "1988-02-03T09:00:00+00:00"^^xsd:dateTime ;\n'
_FOREIGN = f'\n<{IRI}document/elsewhere/page#p1>\n  a dip:Passage ;\n  dip:anchor "words"@en ;\n  .\n'
# Rule, pattern and replacement; the first place in a document that fits gets the fault, and no other rule sees it.
_FAULTS: tuple[tuple[str, str, str | Callable[[re.Match[str]], str]], ...] = (
    ("dips:Statement-verb", r"  dip:verb .*\n", ""),
    ("dips:Statement-speakers", r"dip:speaker ", f"dip:speaker {ABSENT} , "),
    ("checks/dangling", r"(  dip:anchor .*\n)", rf"\1  dcterms:source <{IRI}document/not-yet/encoded> ;\n"),
    ("dips:Participation", r"dip:roleInSource", "dip:roleInTheSource"),
    ("dips:Document-published", r'(dip:published "[^"]*")\^\^xsd:date', r"\1"),
    ("dips:Participation-held", r"(dip:inOffice office:\w\w-)([\w-]+)", lambda match: match[1] + _OTHER[match[2]]),
    ("dips:Issue-of", r"dip:issue issue:[\w-]+", "dip:issue issue:unheard-of"),
    ("checks/duplicate-passage", r'(dip:anchor ("[^"]*"@\w+)(?s:.*?)dip:anchor )"[^"]*"@\w+', r"\1\2"),
    ("dips:Passage-found", r'(dip:anchor "[^"]*"@(\w+))', r'\1 , "and further words"@\2'),
    ("dips:Commitment-dueAfterMeeting", _PROCEDURAL, _DUE.format("1980-01-01", "1980-12-31")),
    ("dips:Meeting-localDay", r"(  dip:date .*\n)(?:  dip:start .*\n)?", _START),
    ("dips:Document-tier", r"  dip:tier .*\n", ""),
    ("dips:Statement-binding", r"dip:act act:(discuss|welcome|recognise|state|support|concern)\b", "dip:act act:pledge"),
    ("checks/untyped", r"\Z", '\n<#ghost>\n  dip:note "Nothing says what this is."@en ;\n  .\n'),
    ("dips:Participation-side", r"(-head-of-government ;\n  dip:onBehalfOf )state:(\w\w)", r"\1body:mofa-\2"),
    ("dips:Commitment-kind", r"dip:kind dip:\w+", "dip:kind dip:promise"),
    ("dips:Statement-summary", r'(dip:summary "[^"]*)\."', r'\1"'),
    ("checks/blank-node", r"dip:evidence <#p1>", 'dip:evidence <#p1> , [ a dip:Passage ; dip:anchor "further on"@en ]'),
    ("dips:Document-language", r'dip:language "\w+"', 'dip:language "English"'),
    ("dips:Commitment-dueOrder", _PROCEDURAL, _DUE.format("2098-01-01", "2097-01-01")),
    ("checks/outside-its-document", r"\Z", _FOREIGN),
    ("dips:Commitment-committedBy", r"  dip:committedBy .*\n", ""),
    ("dips:Draft", r"  dip:complete ", '  dip:toReview "A guess."@en ;\n  dip:complete '),
    ("dips:Document-complete", r"  dip:complete .*\n", ""),
)  # fmt: skip
_RATIONALES = {
    "reaffirms": "The later talks repeat what was undertaken on {}.",
    "extends": "The later talks add a further object to what was undertaken on {}.",
    "weakens": "The later talks leave less of what was undertaken on {}, and no account has more.",
    "supersedes": "The later undertaking stands in the place of the earlier one on {}.",
    "fulfils": "What was to be done on {} was done at the later meeting.",
    "samePointAs": "Both accounts have the point on {}, in words of their own.",
}


@dataclass(frozen=True)
class Planted:
    """A fault in a file, and the rule that validation names for it."""

    path: Path
    rule: str


def generate(folder: Path, documents: int, seed: int = 42, faults: int = 0) -> list[Planted]:
    """Write a data folder with so many documents, so many of them with one fault each, and return what was planted where.

    A ValueError tells that the folder is not empty, or that there are more faults than documents.
    """
    if folder.exists() and any(folder.iterdir()):
        raise ValueError(f"{folder}: not empty: give a new folder")
    if faults > documents:
        raise ValueError(f"{faults} faults in {documents} documents: a document has one at most")
    generator = Generator(seed)
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "actors.ttl", actors(generator.states))
    chosen = set(random.Random(f"{seed}-faults").sample(range(documents), faults))
    planted: list[Planted] = []
    written: list[Account] = []
    number = 0
    while len(written) < documents:
        rng = random.Random(f"{seed}-{number}")
        number += 1
        for account, text in generator.accounts(rng, generator.meeting(rng)):
            if len(written) == documents:
                break
            path = folder / f"{account.name.replace('document', 'documents', 1)}.ttl"
            path.parent.mkdir(parents=True, exist_ok=True)
            rule = None
            if len(written) in chosen:
                text, rule = _with_fault(text, planted)  # noqa: PLW2901
                planted.append(Planted(path, rule))
            _write(path, text)
            written.append(account)
    if findings := _findings(random.Random(f"{seed}-findings"), generator, written):
        _write(folder / "findings.ttl", findings)
    return planted


def _write(path: Path, text: str) -> None:
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _with_fault(text: str, planted: list[Planted]) -> tuple[str, str]:
    """Return the document with a fault, and its rule: the rarest so far of those that the document has a place for."""
    used = Counter(fault.rule for fault in planted)
    for rule, pattern, replacement in sorted(_FAULTS, key=lambda fault: used[fault[0]]):
        faulty, count = re.subn(pattern, replacement, text, count=1)
        if count:
            return faulty, rule
    raise AssertionError("every document has statements")


def _findings(rng: random.Random, generator: Generator, written: list[Account]) -> str:
    """Return links between commitments, assessments and same points: about fifteen for a hundred documents."""
    labels, share = generator.words.labels, len(written) / 100
    attested: dict[tuple[str, str, str], tuple[Account, int]] = {}
    pairs = []
    for account in written:
        meeting = account.meeting
        for place in sorted(account.attested):
            commitment = meeting.points[place].commitment
            assert commitment is not None
            sides = "-".join(sorted(state.code for state in meeting.sides))
            attested.setdefault((sides, commitment.issue, commitment.name), (account, place))
    for one, other in pairwise(written):
        common = sorted(one.numbers.keys() & other.numbers.keys())
        if one.meeting is other.meeting and common:
            pairs.append((one, other, rng.choice(common)))
    links = [
        (a, b)
        for a, b in pairwise(sorted(attested))
        if a[:2] == b[:2] and attested[a][0].meeting.day < attested[b][0].meeting.day
    ]
    lines = [f"# Findings for measuring: all of them are invented.\n\n@base <{IRI}> .\n{PREFIXES}\n# --- Links ---\n"]
    judged = f'  dip:analyst body:example-analysts ;\n  dip:judged "{_JUDGED}"^^xsd:date ;\n  .\n'
    for number, (earlier, later) in enumerate(_sampled(rng, links, 9 * share), 1):
        (before, at), (after, to) = attested[earlier], attested[later]
        commitment = before.meeting.points[at].commitment
        relation = rng.choices(("reaffirms", "extends", "weakens", "supersedes", "fulfils"), (50, 25, 10, 5, 10))[0]
        relation = "fulfils" if commitment and commitment.kind == "meetOrVisit" and rng.random() < 0.7 else relation
        subject = f"<meeting/{after.meeting.key}>" if relation == "fulfils" else f"<{later[2]}>"
        evidence = f"<{after.name}#p{after.numbers[to]}> , <{before.name}#p{before.numbers[at]}>"
        rationale = _RATIONALES[relation].format(labels[later[1]])
        lines.append(_finding(f"f{number}", subject, relation, f"<{earlier[2]}>", rationale, evidence) + judged)
    lines.append("# --- Assessments ---\n")
    for number, key in enumerate(_sampled(rng, sorted(attested), 3 * share), 1):
        account, place = attested[key]
        lines.append(
            f"<findings#a{number}>\n  a dip:Assessment ;\n  dip:assesses <{key[2]}> ;\n"
            f"  dip:score {rng.choice((-1, 0, 0, 1, 1))} ;\n"
            f'  dip:asOf "2026-{rng.randrange(1, 11):02}-01"^^xsd:date ;\n'
            f'  dip:rationale "The talks of {account.meeting.day} on {labels[key[1]]} were followed up in reports."@en ;\n'
            f"  dip:evidence <{account.name}#p{account.numbers[place]}> ;\n{judged}"
        )
    lines.append("# --- The same point in two accounts of one meeting ---\n")
    for number, (one, other, place) in enumerate(_sampled(rng, pairs, 3 * share), 1):
        ends = [f"<{account.name}#s{account.numbers[place]}>" for account in (one, other)]
        evidence = " , ".join(end.replace("#s", "#p") for end in ends)
        rationale = _RATIONALES["samePointAs"].format(labels[one.meeting.points[place].issues[0]])
        lines.append(_finding(f"p{number}", ends[0], "samePointAs", ends[1], rationale, evidence) + judged)
    return "\n".join(lines) if attested or pairs else ""


def _sampled(rng: random.Random, things: list[_Thing], count: float) -> list[_Thing]:
    return [things[place] for place in sorted(rng.sample(range(len(things)), min(len(things), math.ceil(count))))]


def _finding(name: str, later: str, relation: str, earlier: str, rationale: str, evidence: str) -> str:
    return (
        f"{later} dip:{relation} {earlier} .\n\n<findings#{name}>\n  a dip:Finding ;\n  dip:later {later} ;\n"
        f"  dip:relation dip:{relation} ;\n  dip:earlier {earlier} ;\n"
        f'  dip:rationale "{rationale}"@en ;\n  dip:evidence {evidence} ;\n'
    )


def values(folder: Path) -> dict[str, str]:
    """Return for each type of parameter the busiest thing of a generated folder, as people write it: ``issue/ukraine``."""
    uses: Counter[tuple[str, str]] = Counter()
    for path in sorted((folder / "documents").rglob("*.ttl")):
        text = path.read_text(encoding="utf-8")
        uses["document", f"{path.parent.name}/{path.stem}"] = text.count("a dip:Statement")
        uses.update(re.findall(r"\b(issue|state|person|meeting):([\w-]+)", text))
        uses.update(("commitment", name) for name in re.findall(r"dip:attests <\S+?/commitment/(\S+)>", text))
    busiest: dict[str, tuple[int, str]] = {}
    for (kind, name), count in sorted(uses.items()):
        if count > busiest.get(kind, (0, ""))[0]:
            busiest[kind] = (count, f"{kind}/{name}")
    found = {kind: name for kind, (_, name) in busiest.items()}
    holder = found["person"].replace("/", ":")
    office = re.search(
        rf"dip:holder {holder} ;\n  dip:office office:(\S+)", (folder / "actors.ttl").read_text(encoding="utf-8")
    )
    assert office is not None
    return found | {"office": f"office/{office[1]}", "actor": found["person"], "thing": found["commitment"]}


def main() -> None:
    """Write the folder that the command line asks for, and print what was planted, a fault a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a new folder")
    parser.add_argument("--documents", type=int, default=10000, help="how many documents (10000)")
    parser.add_argument("--seed", type=int, default=42, help="another seed gives other documents (42)")
    parser.add_argument("--faults", type=int, default=0, help="how many documents have a fault (0)")
    arguments = parser.parse_args()
    try:
        planted = generate(arguments.folder, arguments.documents, arguments.seed, arguments.faults)
    except ValueError as error:
        parser.error(str(error))
    for fault in planted:
        print(f"{fault.path}\t{fault.rule}")


if __name__ == "__main__":
    main()
