"""How well persons, meetings and offices are matched: precision and recall on pairs that were judged by hand.

DIPGRAPH_MATERIAL=FOLDER python benchmarks/matching.py
DIPGRAPH_MATERIAL=FOLDER python benchmarks/matching.py --sample 300

FOLDER has clones of the records of the Office of the Historian in `data/historyatstate/`, which are imported and matched
with the project's own data, and texts in `corpus/`: of offices, which few sources describe, those of drafts are matched too.
The pairs and what a reader made of them are in `judged_pairs.tsv`: addresses, a verdict, few
words why. They are a sample of each rule, and of pairs that were compared and that no rule took, drawn by the digest of
their addresses; how many there are in all of each is known, and by that the shares are weighted. `--sample` prints such a
sample with what is known of both, for who judges. Without FOLDER the project's own data alone is matched.
"""

from __future__ import annotations

import csv
import hashlib
import os
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from dipgraph import drafting, meeting_rules, office_rules, person_rules, shipped
from dipgraph.dataset import Files
from dipgraph.dossiers import Dossiers, MeetingDossier, PersonDossier, dossiers
from dipgraph.importing import data_files, import_records
from dipgraph.judgements import SAME
from dipgraph.matching import Joined, matched, persons_of
from dipgraph.person_rules import Candidate
from dipgraph.posts import OfficeDossier
from dipgraph.terms import BASE, DIP, shorten
from dipgraph.vocabulary import actors_of
from figures import options, publish, table, timed

JUDGED = Path(__file__).with_name("judged_pairs.tsv")
# So many pairs of a rule are drawn at most.
_MOST = 25
_HONEST = """Three rules were changed when the first 363 were judged (names whose first vowels differ, misspelt names years
later, who travels with somebody): for these the figures are a little too good. The 83 judged after that had no say in any
rule, nor had the 93 pairs of offices. The rules of a family name alone were made when two pairs that no rule had taken were
found to be one; the 58 judged last were drawn of what all rules made then. What no rule took is compared too: each pair of
that sample stands for many."""


@dataclass(frozen=True)
class Pair:
    """A pair that was compared: what the rules made of it, or that they made nothing; *stratum* says which rule."""

    ends: tuple[str, str]
    sort: str
    verdict: str
    safe: bool
    stratum: str


def compared(found: Dossiers, candidates: Iterable[Candidate]) -> list[Pair]:
    """Return all pairs that were compared, with what the rules made of each: what others imply is the same too."""
    by = {c.pair: c for c in (*_all(found), *candidates)}
    pairs = []
    # Offices are compared by a run of their own.
    by = {pair: c for pair, c in by.items() if c.sort != "office"}
    for sort, blocked in (
        ("person", person_rules.pairs(found.persons.values())),
        ("meeting", meeting_rules.pairs(found.meetings.values())),
    ):
        ends = {(min(a.address, b.address), max(a.address, b.address)) for a, b in blocked}
        ends |= {c.pair for c in by.values() if c.sort == sort}
        for pair in sorted(ends):
            c = by.get(pair)
            how = f"{c.rule}, {'judged' if c.safe else 'asked'}" if c else "no rule"
            pairs.append(Pair(pair, sort, c.verdict if c else "", bool(c and c.safe), f"{sort}: {how}"))
    for c in by.values():
        if c.sort == "record":
            how = f"{c.rule}, {'judged' if c.safe else 'asked'}"
            pairs.append(Pair(c.pair, c.sort, c.verdict, c.safe, f"record: {how}"))
    return pairs


def compared_offices(found: Dossiers) -> list[Pair]:
    """Return the pairs of offices with what the rules made of each.

    Beside those that rules compare, others of one state that are in different graphs and have a word in common are looked
    at, for what no rule compares may be one too.
    """
    by = {c.pair: c for c in office_rules.office_candidates(found.offices.values())}
    blocks: dict[tuple[str, str], list[OfficeDossier]] = defaultdict(list)
    for office in found.offices.values():
        names = (*office.labels, *office.others)
        for key in {(of, word) for of in office.of for name in names for word in office_rules.told_by(office, name)}:
            blocks[key].append(office)
    beside = (
        pair for block in blocks.values() for pair in combinations(block, 2) if not pair[0].graphs & pair[1].graphs
    )
    ends = {(min(a.address, b.address), max(a.address, b.address)) for a, b in beside} | by.keys()
    pairs = []
    for pair in sorted(ends):
        c = by.get(pair)
        paged = any(found.offices[end].registers for end in pair)
        how = f"{c.rule}, {'judged' if c.safe else 'asked'}" if c else f"no rule{', a register' if paged else ''}"
        pairs.append(Pair(pair, "office", c.verdict if c else "", bool(c and c.safe), f"office: {how}"))
    return pairs


def _all(found: Dossiers) -> list[Candidate]:
    """Return the candidates of the rules as they are before those that others imply are left out."""
    one = Joined(c.pair for c in office_rules.office_candidates(found.offices.values()) if c.safe and c.verdict == SAME)
    return [*persons_of(found, one.of), *meeting_rules.meeting_candidates(found)]


def drawn(pairs: Iterable[Pair], most: int) -> list[Pair]:
    """Return at most *most* pairs, as many of each stratum, by the digest of their addresses."""
    strata: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        strata[pair.stratum].append(pair)
    several = max(1, min(_MOST, most // max(1, len(strata)) * 2))
    return [pair for _, members in sorted(strata.items()) for pair in sorted(members, key=_digest)[:several]][:most]


def _digest(pair: Pair) -> str:
    return hashlib.sha256(" ".join(pair.ends).encode()).hexdigest()


def judged() -> dict[tuple[str, str], str]:
    """Return the verdicts of the reader by pair."""
    with JUDGED.open(encoding="utf-8", newline="") as file:
        return {
            (BASE + row["one"], BASE + row["other"]): row["verdict"] for row in csv.DictReader(file, delimiter="\t")
        }


def scores(pairs: Iterable[Pair], verdicts: dict[tuple[str, str], str]) -> list[tuple[object, ...]]:
    """Return for persons, meetings and offices: pairs judged, precision, recall by rules and with what is asked.

    What a reader could not settle is left out. Shares are those of the sample, and weighted by what it stands for.
    """
    listed = list(pairs)
    size = Counter(pair.stratum for pair in listed)
    known = [pair for pair in listed if verdicts.get(pair.ends, "unsure") != "unsure"]
    drawn_of = Counter(pair.stratum for pair in known)
    rows: list[tuple[object, ...]] = []
    for what, sorts in (
        ("persons", {"person"}),
        ("meetings and records", {"meeting", "record"}),
        ("offices", {"office"}),
    ):
        some = [pair for pair in known if pair.sort in sorts]

        def share(of: list[Pair], hits: list[Pair]) -> tuple[float, float]:
            weight = {pair.ends: size[pair.stratum] / drawn_of[pair.stratum] for pair in of}
            whole = sum(weight.values())
            plain = len(hits) / len(of) if of else 1.0
            return plain, (sum(weight[pair.ends] for pair in hits) / whole if whole else 1.0)

        true = [pair for pair in some if verdicts[pair.ends] in ("same", "part")]
        said = [pair for pair in some if pair.safe and _joins(pair)]
        right = [pair for pair in said if verdicts[pair.ends] == pair.verdict.removeprefix(DIP)]
        apart = [pair for pair in some if pair.safe and pair.verdict and not _joins(pair)]
        two = [pair for pair in apart if verdicts[pair.ends] == "different"]
        caught = [pair for pair in true if pair.safe and _joins(pair)]
        offered = [pair for pair in true if _joins(pair) or (pair.verdict and not pair.safe)]
        for name, of, hits in (
            ("judged the same by rules, and right", said, right),
            ("judged different by rules, and right", apart, two),
            ("the same, and judged so by rules", true, caught),
            ("the same, and judged so or asked", true, offered),
        ):
            rows.append((f"{what}: {name}", *share(of, hits), len(of)))
    return rows


def _joins(pair: Pair) -> bool:
    return bool(pair.verdict) and pair.verdict in (SAME, DIP + "part")


def shown(found: Dossiers, pair: Pair) -> str:
    """Return what is known of both ends of a pair, a line each."""
    lines = [f"{pair.stratum}\t{shorten(pair.ends[0])}\t{shorten(pair.ends[1])}"]
    for end in pair.ends:
        if (person := found.persons.get(end)) is not None:
            lines.append(f"    {_person(person)}")
        elif (meeting := found.meetings.get(end)) is not None:
            lines.append(f"    {_meeting(meeting)}")
        elif (office := found.offices.get(end)) is not None:
            lines.append(f"    {_office(office, found)}")
        else:
            lines += [
                f"    {_meeting(found.meetings[told])}" for told in found.tells.get(end, ()) if told in found.meetings
            ]
    return "\n".join(lines)


def _person(person: PersonDossier) -> str:
    states = ", ".join(sorted(state.rpartition("/")[2] for state in person.states))
    span = " to ".join(person.span or ("no day",))
    return f"{'; '.join(person.names)} | {', '.join(sorted(person.labels))} | {states} | {span}"


def _meeting(meeting: MeetingDossier) -> str:
    where = ", ".join(sorted((*meeting.places, *(country.rpartition("/")[2] for country in meeting.countries))))
    who = ", ".join(sorted(person.rpartition("/")[2] for person in meeting.persons))
    return f"{meeting.labels[0] if meeting.labels else ''} | {meeting.first} to {meeting.last} | {where} | {who}"


def _office(office: OfficeDossier, found: Dossiers) -> str:
    held = sorted(
        {f"{t.holder.rpartition('/')[2]} {t.begins}" for t in found.tenures.values() if t.office == office.address}
    )
    of = ", ".join(sorted(state.rpartition("/")[2] for state in office.of))
    return f"{'; '.join((*office.labels, *office.others))} | {of} | {', '.join(held[:12])}"


def drafted(material: Path, folder: Path) -> Path:
    """Return where the drafts of the texts are."""
    asked = drafting.Asked("ttl", actors_of(shipped.folder("data")))
    work, inputs = partial(drafting.work, asked=asked), partial(drafting.inputs, asked=asked)
    out = folder / "documents"
    drafting.draft_folder(drafting.sources_in(material / "corpus", out), out, work, inputs, asked.actors, processes=2)
    return folder


def main() -> None:
    """Match, print a sample or what the judged pairs say, and write the tables."""
    parser = options("Matching.", ())
    parser.add_argument("--sample", type=int, default=0, help="print a sample of so many pairs, for who judges")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        paths = [shipped.folder("data")]
        if material := os.environ.get("DIPGRAPH_MATERIAL"):
            records = Path(folder, "records")
            import_records("historyatstate", Path(material, "data", "historyatstate"), records, data_files(None))
            paths.append(records)
        read, found = timed(lambda: dossiers(Files.at(*paths, vocabularies=False)))
        ruled, result = timed(lambda: matched(found, {}))
        if material:
            paths.append(drafted(Path(material), Path(folder, "drafts")))
        posts = dossiers(Files.at(*paths, vocabularies=False)) if material else found
    pairs, offices = compared(found, result.candidates), compared_offices(posts)
    if given.sample:
        print("\n".join(shown(found, pair) for pair in drawn(pairs, given.sample)))
        print("\n".join(shown(posts, pair) for pair in drawn(offices, given.sample)))
        return
    listed = [c for c in result.candidates if c.sort != "office"]
    listed += office_rules.office_candidates(posts.offices.values())
    by = Counter((c.sort, c.rule, c.verdict.removeprefix(DIP), "judged" if c.safe else "asked") for c in listed)
    parts = [
        table(
            ("matched", "number"),
            [
                ("persons", len(found.persons)),
                ("meetings and visits", len(found.meetings)),
                ("offices", len(posts.offices)),
                ("pairs compared", len(pairs) + len(offices)),
                ("seconds to read", read),
                ("seconds to match", ruled),
            ],
        ),
        table(("of", "rule", "verdict", "by rule or asked", "judgements"), [(*key, by[key]) for key in sorted(by)]),
    ]
    if os.environ.get("DIPGRAPH_MATERIAL"):
        verdicts = judged()
        rows = scores([*pairs, *offices], verdicts)
        unsure = sum(verdict == "unsure" for verdict in verdicts.values())
        parts.insert(0, f"{len(verdicts)} pairs were judged by hand, {unsure} of them as unsure. {_HONEST}\n")
        parts.insert(1, table(("judged by hand", "share of the sample", "weighted share", "pairs"), rows))
    publish("Matching", "\n".join(parts), given.page)


if __name__ == "__main__":
    main()
