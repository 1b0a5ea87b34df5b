"""What may be changed of a judgement, and that whoever settles one signs it."""

from __future__ import annotations

import datetime as dt

from dipgraph.blocks import Block, literal, typed, written
from dipgraph.edits import choice, field
from dipgraph.errors import UsageError
from dipgraph.marks import Marked, Question
from dipgraph.newcomers import MARK
from dipgraph.typed_values import needed
from dipgraph.vocabulary import Vocabulary

# What it is to say no to a verdict.
_OPPOSITE = {"dip:same": "dip:different", "dip:part": "dip:different", "dip:different": "dip:same"}


def signer_of(name: str, vocabulary: Vocabulary) -> str:
    """Return the address of the person or body that judges; a UsageError says who may, and how another comes to."""
    try:
        return vocabulary.find(name, "Person", "Body")
    except UsageError as error:
        teams = [body for body in vocabulary.all("Body") if vocabulary.one(body, "bodyKind") == "dip:analystTeam"]
        may = f"name {' or '.join(teams)}, or " if teams else ""
        why = f"{error}{'' if str(error).endswith('?') else ':'} "
        raise UsageError(f"{why}{may}describe who judges in the data, as a body of dip:analystTeam") from None


def sign(marked: Marked, block: Block) -> None:
    """Have the reviewer answer for a judgement from this day on; a UsageError says that nobody is named as such."""
    if not marked.signer:
        raise UsageError("a judgement is signed: begin the review with --by NAME, a person or body of the data")
    block.put(MARK)
    block.put("dip:analyst", written(marked.signer), after="dip:rationale")
    block.put("dip:judged", typed(dt.date.today().isoformat(), "date"), after="dip:analyst")


def settle(marked: Marked, block: Block, verdict: str) -> None:
    """Give a judgement the reviewer's own verdict: what the rule made of it goes."""
    sign(marked, block)
    if block.value("dip:verdict") != verdict:
        block.put("dip:verdict", verdict)
        block.put("dip:confidence")
        block.put("dip:rule")


def refused(marked: Marked, block: Block, vocabulary: Vocabulary) -> None:
    """Judge the opposite: two that are not the same are different, and are not proposed again."""
    verdict = block.value("dip:verdict")
    if verdict not in _OPPOSITE:
        raise UsageError("what is unsure has no opposite: c verdict same or c verdict different")
    settle(marked, block, _OPPOSITE[verdict])


@field("verdict", "judgement", values="Verdict")
def _verdict(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    settle(marked, question.root, choice(value, vocabulary, "Verdict"))


@field("why", "judgement")
def _why(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    question.root.put("dip:rationale", literal(needed(value, "the reason").rstrip(".") + ".", "en"))
