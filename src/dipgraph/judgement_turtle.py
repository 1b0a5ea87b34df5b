"""Judgements as a file in hand style, and what a person judged kept in it, whatever a later run finds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from dipgraph.blocks import Block, Written, address, literal, prefixes_in, sections, written
from dipgraph.dataset import JUDGEMENTS
from dipgraph.documents import Document
from dipgraph.errors import SourceError
from dipgraph.guesses import Reason
from dipgraph.judgements import DIFFERENT, PART, SAME
from dipgraph.newcomers import MARK
from dipgraph.person_rules import Candidate
from dipgraph.terms import BASE, DIP, PREFIXES, shorten
from dipgraph.wording import mark

_HEADINGS = {
    "person": "Persons",
    "office": "Offices",
    "tenure": "Tenures",
    "meeting": "Meetings",
    "visit": "Visits",
    "record": "Records",
}
_COMMENT = "Which addresses are of one thing, by sort; 'dipgraph review' settles what is marked."
_QUESTIONS = {
    SAME: "the two may be one",
    DIFFERENT: "the two may be different",
    PART: "the one may be a part of what the other tells",
}


def turtle(candidates: Iterable[Candidate], kept: Sequence[Block] = ()) -> str:
    """Return the file of the judgements that rules make of *candidates*, with those of persons *kept*."""
    settled = {pair_of(block) for block in kept}
    found: dict[str, dict[tuple[str, ...], Block]] = {sort: {} for sort in _HEADINGS}
    for block in kept:
        found[_sort(block)][(*pair_of(block), block.subject)] = block
    for candidate in candidates:
        if candidate.pair not in settled:
            block = _block(candidate)
            found[candidate.sort][(*candidate.pair, block.subject)] = block
    parts = [(heading, [blocks for _, blocks in sorted(found[sort].items())]) for sort, heading in _HEADINGS.items()]
    body = "\n".join(sections(parts))
    prefixes = "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in prefixes_in(body))
    return f"# {_COMMENT}\n\n@base <{BASE}{JUDGEMENTS}> .\n{prefixes}\n{body}"


def signed(path: Path) -> list[Block]:
    """Return the blocks of the judgements of persons in the file at *path*, none where there is no file."""
    if not path.exists():
        return []
    page = Written.read(Document.read(path).text)
    if page.base != BASE + JUDGEMENTS:
        why = f"no file of judgements, whose @base is <{BASE}{JUDGEMENTS}>: give another name with --out"
        raise SourceError(why, path)
    return [block for block in page.blocks if block.value("dip:analyst")]


def pair_of(block: Block) -> tuple[str, str]:
    """Return the addresses of the two that a block judges, in order."""
    one, other = sorted(address(value, BASE + JUDGEMENTS) for value in block.values("dip:judges"))
    return one, other


def _sort(block: Block) -> str:
    of = shorten(pair_of(block)[0])
    kind, fragment = of.partition("/")[0], of.partition("#")[2]
    if kind in ("person", "office", "tenure") or not fragment:
        return "record" if kind == "document" else kind if kind in _HEADINGS else "meeting"
    # Whom a document alone knows has an address within it, as a visit has.
    return next((sort for sort in ("person", "office", "tenure") if fragment.startswith(f"{sort}-")), "visit")


def _block(candidate: Candidate) -> Block:
    one, other = (shorten(end) for end in candidate.pair)
    sure = f"{candidate.confidence:.2f}"
    facts = [
        ("a", "dip:Judgement"),
        ("dip:judges", f"{written(one)} , {written(other)}"),
        ("dip:verdict", written(f"dip:{candidate.verdict.removeprefix(DIP)}")),
        ("dip:confidence", sure),
        ("dip:rule", literal(candidate.rule)),
        ("dip:rationale", literal(candidate.rationale, "en")),
    ]
    if not candidate.safe:
        why = _QUESTIONS[candidate.verdict]
        facts.append((MARK, literal(mark(Reason(why, candidate.rule, candidate.confidence)), "en")))
    return Block(f"<#{_end(one)}--{_end(other)}>", facts)


def _end(name: str) -> str:
    """Return what tells a thing from others of its sort, as a part of a fragment."""
    return name.rpartition("/")[2].replace("#", "-")
