"""A passage that a person gives in a review, read by the rules of a draft: its act, verb, speakers, addressees, issues.

Who took part is taken from the file as it stands, with what was changed in the review.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dipgraph import shipped
from dipgraph.act_rules import act_of
from dipgraph.adjectives import settled
from dipgraph.blocks import Block, address, words
from dipgraph.clauses import Clause, clauses
from dipgraph.drafts import naming
from dipgraph.errors import UsageError
from dipgraph.guesses import Intake, Occasion, Participant, Reason
from dipgraph.issue_rules import issues_of
from dipgraph.lexicon import lexicon
from dipgraph.marks import Marked
from dipgraph.mentions import mentions
from dipgraph.names import names
from dipgraph.prose import paragraphs
from dipgraph.relabelling import family_of, span_of
from dipgraph.roster import of_triples
from dipgraph.setting import Setting
from dipgraph.terms import shorten
from dipgraph.vocabulary import Vocabulary
from dipgraph.voices import addressees, speakers

# As sure is an act where the rules of a draft find none but its cue, and everybody as a speaker where they find nobody.
_CUE, _EVERYBODY = 0.3, 0.2


@dataclass(frozen=True)
class Reading:
    """What a passage is read as: *speakers* and *addressees* are terms of persons, and no speaker is the document."""

    act: str
    verb: str
    speakers: tuple[str, ...]
    addressees: tuple[str, ...]
    issues: tuple[str, ...]
    reasons: tuple[Reason, ...]


def reread(marked: Marked, meeting: Block, start: int, end: int, vocabulary: Vocabulary) -> Reading | None:
    """Return what the text from *start* to *end* says at a *meeting*; None where no cue of an act is in it.

    So it is too where the extra "draft" is not installed, by whose rules it is read.
    """
    if not words(marked.head.value("dip:language") or '"en"').startswith("en"):
        return None
    try:
        return _read(marked, meeting, start, end, vocabulary)
    except UsageError:
        return None


def _read(marked: Marked, meeting: Block, start: int, end: int, vocabulary: Vocabulary) -> Reading | None:
    seats = [seat for seat in marked.seats(meeting) if seat.value("dip:participant")]
    setting = _setting(marked, meeting, seats, vocabulary)
    clause = _clause(setting, start, end)
    if clause is None:
        return None
    speaking, sure = speakers(clause, setting, (), True)
    nobody = speaking is None
    if speaking is None:
        speaking, sure = setting.all, _EVERYBODY
    act, rule, certain = act_of(clause, setting, speaking)
    cue = " ".join(clause.cue.words)
    if not act:
        act, rule, certain = clause.cue.act or "state", "cue", _CUE
    about, whence, likely = issues_of(clause, setting, act, (), ())
    subject = " ".join(setting.text[slice(*clause.subject)].split()) if clause.subject else ""
    if nobody and subject:
        who = f"\u201c{subject}\u201d is not known for one who took part: c speakers NAME, or + participant NAME first"
    elif subject:
        who = f"Who speaks is read from \u201c{subject}\u201d"
    else:
        who = "Who speaks is a guess: no subject is printed"
    persons = [seat.value("dip:participant") for seat in seats]
    reasons = (
        Reason(f"\u201c{cue}\u201d is a cue of {act}", rule, round(certain, 2)),
        Reason(who, "speaker-by-subject", sure),
        Reason(whence, "issue", likely),
    )
    to = addressees(clause, setting, speaking, act)
    return Reading(
        act, clause.verb, tuple(persons[n] for n in speaking), tuple(persons[n] for n in to), tuple(about), reasons
    )


def _setting(marked: Marked, meeting: Block, seats: Sequence[Block], vocabulary: Vocabulary) -> Setting:
    """Return what the file has of a meeting, as statements are read."""
    head, span = marked.head, span_of(meeting)
    publisher = shorten(address(head.value("dip:publisher"), ""))
    intake = Intake(marked.path.name, marked.text, publisher=publisher, body=0)
    known = settled(names(), "", marked.text, publisher)
    people = tuple(_participant(marked, seat, vocabulary) for seat in seats)
    occasion = Occasion(span[0] if span else None, participants=people)
    who = mentions(intake, paragraphs(marked.text), known, of_triples(()), occasion)
    return Setting(
        marked.text,
        0,
        occasion,
        who,
        naming(known),
        lexicon(shipped.folder("ontology")),
        known.senses,
        head.value("dip:tier") == "dip:joint",
        _code(head.value("dip:standpoint")),
    )


def _participant(marked: Marked, seat: Block, vocabulary: Vocabulary) -> Participant:
    """Return one who took part as a draft has it."""
    person = seat.value("dip:participant")
    printed = words(seat.value("dip:nameInSource"))
    start = max(marked.text.find(printed), 0)
    family = family_of(person, marked, vocabulary)
    parts = printed.split()
    while len(parts) > 1 and parts[0].endswith(".") and parts[0].strip(".").lower() not in family.lower():
        parts = parts[1:]  # "Mr. Vega"
    return Participant(
        " ".join(parts),
        words(seat.value("dip:roleInSource")) if seat.value("dip:roleInSource") else "",
        _code(seat.value("dip:onBehalfOf")),
        shorten(address(person, "")),
        shorten(address(seat.value("dip:inOffice"), "")) if seat.value("dip:inOffice") else "",
        seat.value("dip:capacity").removeprefix("dip:"),
        printed,
        start,
        start + len(printed),
        family=family if family in parts else "",
    )


def _code(side: str) -> str:
    """Return by which code a draft knows a state or body."""
    return shorten(address(side, "")).rpartition("/")[2].upper() if side else ""


def _clause(setting: Setting, start: int, end: int) -> Clause | None:
    """Return the clause that has the most of a passage, as its sentence or else the passage alone has it; or None."""
    whole = paragraphs(setting.text)
    for text in (whole, paragraphs(setting.text[:end], start)):
        found = [
            (min(one.end, end) - max(one.start, start), -one.start, one)
            for number, paragraph in enumerate(text)
            if paragraph.start < end and paragraph.end > start
            for one in clauses(number, paragraph, setting.known, None, setting.senses["mouths"])
            if one.form != "own"
        ]
        if inside := [one for one in found if one[0] > 0 and start <= -one[1] < end]:
            return max(inside, key=lambda one: one[:2])[2]
    return None
