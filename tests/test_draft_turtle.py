"""Drafts as Turtle."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest

from dipgraph import Dataset, shipped, validate
from dipgraph.blocks import Written, words
from dipgraph.draft_turtle import Encoded, draft_turtle
from dipgraph.guesses import Draft, Occasion, Open, Participant, Undertaking
from dipgraph.newcomers import MARK
from dipgraph.report import Finding
from dipgraph.vocabulary import Vocabulary
from drafted import BRANDT, DRAFT, HAYASHI, MEETING, TEXT, UTTERANCES, VEGA

MARKED = re.compile(r".+ \[rule [a-z-]+, [01]\.\d\d\]")


@pytest.fixture(scope="module")
def known() -> Vocabulary:
    """Return what the actors that come with dipgraph have."""
    return Vocabulary.read(shipped.folder("data") / "actors.ttl")


def encoded(draft: Draft, known: Vocabulary) -> Encoded:
    """Return the Turtle of a draft that has a meeting."""
    found = draft_turtle(draft, known)
    assert found is not None
    return found


def faults(found: Encoded, folder: Path, context: Dataset) -> list[Finding]:
    """Return what is found in a draft beside its marks, written with its text."""
    path = folder / f"{found.address.removeprefix('document/')}.ttl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(found.turtle.encode())
    path.with_suffix(".txt").write_bytes(found.text)
    report = validate(Dataset.read(path, vocabularies=False), context)
    assert any(finding.rule == "dips:Draft" for finding in report.findings)
    return [finding for finding in report.findings if finding.rule != "dips:Draft"]


def of(occasion: Occasion, **others: object) -> Draft:
    """Return the draft with another meeting."""
    return replace(DRAFT, occasions=(occasion,), **others)  # type: ignore[arg-type]


KISHIDA = replace(HAYASHI, name="Kishida Fumio", person="person/kishida-fumio", office="office/jp-prime-minister")
CASTILLO = replace(VEGA, name="Pedro Castillo", role="President")
PAIRS = ((HAYASHI, VEGA, BRANDT), (KISHIDA, CASTILLO, BRANDT))
JULY, MAY = dt.date(2022, 7, 1), dt.date(2021, 5, 1)
STATE = replace(BRANDT, name="Jana Brandt", role="State Secretary", state="XK")
ODD = {
    "as it is": DRAFT,
    "nothing known": replace(
        DRAFT, intake=replace(DRAFT.intake, publisher="", published=None, address="no address"), standpoint="", tier=""
    ),
    "publisher new": replace(DRAFT, intake=replace(DRAFT.intake, publisher="Ministry of Lakes"), standpoint="PE"),
    "publisher of the press": replace(
        DRAFT, kind="NewsReport", intake=replace(DRAFT.intake, publisher="The Lima Gazette"), standpoint="", tier=""
    ),
    "joint": replace(DRAFT, kind="JointStatement", tier="", standpoint="PE"),
    "press conference": replace(DRAFT, kind="PressConference", tier="counterpart"),
    "no day": of(replace(MEETING, date=None, start="")),
    "days": of(replace(MEETING, date_end=dt.date(2022, 3, 5), date_approximate=True, start="17:50-05:00")),
    "nobody with a state": of(
        replace(MEETING, participants=(BRANDT, replace(BRANDT, name="Jana Roth"), replace(BRANDT, name="Ola")))
    ),
    "a role alone": of(
        replace(MEETING, participants=(HAYASHI, VEGA, Participant("", "President of the Lakes", "PE", start=5, end=9)))
    ),
    "an organisation": of(
        replace(MEETING, participants=(HAYASHI, replace(STATE, state="EU"), replace(VEGA, state="NATO")))
    ),
    "a new state": of(replace(MEETING, participants=(HAYASHI, VEGA, STATE))),
    "an office not held": of(replace(MEETING, date=dt.date(2024, 3, 3))),
    "an office of another state": of(replace(MEETING, participants=(replace(HAYASHI, state="US"), VEGA, BRANDT))),
    "one office twice": of(
        replace(MEETING, participants=(HAYASHI, replace(VEGA, office="office/jp-foreign-minister", state="JP"), BRANDT))
    ),
    "one person twice": of(replace(MEETING, participants=(HAYASHI, HAYASHI, BRANDT))),
    "a name of somebody known": of(replace(MEETING, participants=(replace(HAYASHI, person=""), VEGA, BRANDT))),
    "nothing said": replace(DRAFT, utterances=(), mentions=()),
    "two meetings": replace(
        DRAFT, occasions=(MEETING, replace(MEETING, format="telephone")), utterances=UTTERANCES[:2]
    ),
    "a meeting of nobody": replace(
        DRAFT, occasions=(MEETING, Occasion()), utterances=(*UTTERANCES, replace(UTTERANCES[0], occasion=1))
    ),
    "the document's own voice": replace(DRAFT, utterances=(replace(UTTERANCES[1], speakers=(), undertaking=None),)),
    "due before it was said": replace(
        DRAFT, utterances=(replace(UTTERANCES[2], undertaking=Undertaking((), ("US",), due_words="x", due_until=MAY)),)
    ),
    "due without a beginning": replace(
        DRAFT, utterances=(replace(UTTERANCES[2], undertaking=Undertaking(("EU", "JP"), due_until=JULY)),)
    ),
    "an act and issue of nobody": replace(
        DRAFT, utterances=(replace(UTTERANCES[0], issues=("no-such",), verb="", reasons=()),)
    ),
    "a mention that is resolved": replace(DRAFT, mentions=(Open(0, 16, "", "person/kishida-fumio"), Open(17, 24, ""))),
    "no language": replace(DRAFT, intake=replace(DRAFT.intake, language="English")),
    "Japanese": replace(DRAFT, intake=replace(DRAFT.intake, language="ja")),
    "control characters": replace(
        DRAFT, intake=replace(DRAFT.intake, text=TEXT.replace("Casa Azul", 'Ca\x01"\\\t\x85')), mentions=()
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_validate_finds_the_marks_alone(name: str, known: Vocabulary, tmp_path: Path, shipped_dataset: Dataset) -> None:
    """Whatever a draft knows or does not know, its Turtle keeps all rules but that nothing is still to be reviewed."""
    assert faults(encoded(ODD[name], known), tmp_path, shipped_dataset) == []


@pytest.mark.parametrize("name", ODD)
def test_every_guess_is_marked(name: str, known: Vocabulary) -> None:
    """All that is described, but for passages, carries the reason, the rule and the confidence."""
    blocks = Written.read(encoded(ODD[name], known).turtle).blocks
    assert len(blocks) > 5
    for block in blocks:
        marks = [words(mark) for mark in block.values(MARK)]
        assert bool(marks) is (block.values("a") != ["dip:Passage"]), block.subject
        assert all(MARKED.fullmatch(mark) for mark in marks), marks


def test_the_same_draft_gives_the_same_bytes(known: Vocabulary) -> None:
    """Nothing but the draft and what is known decides what is written."""
    again = Vocabulary.read(shipped.folder("data") / "actors.ttl")
    assert encoded(DRAFT, known) == encoded(DRAFT, again)


def test_no_meeting_is_no_graph(known: Vocabulary) -> None:
    """A document describes a meeting with participants: without one there is no Turtle."""
    assert draft_turtle(replace(DRAFT, occasions=(), none="it is about a law"), known) is None
    assert draft_turtle(of(Occasion(dt.date(2022, 3, 3))), known) is None


def test_addresses_are_those_of_the_rules(known: Vocabulary) -> None:
    """Document, meeting, persons, offices and commitments are named by publisher, day, states, names and words."""
    turtle = encoded(DRAFT, known)
    digits = hashlib.sha256(TEXT.encode()).hexdigest()[:6]
    assert turtle.address == f"document/mofa-jp/2022-03-03-pe-{digits}"
    assert turtle.turtle.startswith(f"@base <https://w3id.org/dipgraph/{turtle.address}> .\n@prefix act:")
    subjects = {block.subject for block in Written.read(turtle.turtle).blocks}
    assert subjects > {
        "<>",
        "meeting:2022-03-03-jp-pe-hayashi-vega",
        "person:vega-lucia",
        "office:pe-minister-of-foreign-affairs",
        "<https://w3id.org/dipgraph/commitment/2022-03-03-jp-pe-hayashi-vega/continue-sanctions-against-russia>",
        "<#vega>",
        "<#s1>",
        "<#p1>",
    }


def test_a_family_name_alone_is_nobody_else(known: Vocabulary) -> None:
    """Of whom only a family name is known, there is a person in this document alone, who is no other of that name."""
    page = Written.read(encoded(DRAFT, known).turtle)
    seat = page.block("<#brandt>")
    assert seat is not None
    assert seat.value("dip:participant") == "<#person-brandt>"
    assert seat.value("dip:inOffice") == ""


def test_passages_are_apart(known: Vocabulary) -> None:
    """Words that stand twice in a text are two passages with words of their own."""
    page = Written.read(encoded(DRAFT, known).turtle)
    quotations = [
        words(b.value("dip:quotation"))
        for b in page.blocks
        if b.subject.startswith("<#p") and "person" not in b.subject
    ]
    assert quotations.count("Mr. Brandt thanked both") == 1
    assert "invited. Mr. Brandt thanked both" in quotations


def test_the_text_goes_beside(known: Vocabulary) -> None:
    """The text is that of which the offsets are; digest, length and name in the graph are its own."""
    turtle = encoded(DRAFT, known)
    head = Written.read(turtle.turtle).block("<>")
    assert head is not None
    assert turtle.text == TEXT.encode()
    assert words(head.value("dip:sha256")) == hashlib.sha256(turtle.text).hexdigest()
    assert head.value("dip:length") == str(len(TEXT))
    assert words(head.value("dip:text")) == f"{turtle.address.rpartition('/')[2]}.txt"


def test_documents_and_meetings_of_one_day_are_apart(known: Vocabulary) -> None:
    """Another text has another address, wherever it is drafted, and who meets makes another meeting of the same day."""
    other = replace(DRAFT, intake=replace(DRAFT.intake, text=TEXT + "More."))
    assert encoded(other, known).address != encoded(DRAFT, known).address
    ministers, leaders = (encoded(of(replace(MEETING, participants=people)), known) for people in PAIRS)
    assert "\nmeeting:2022-03-03-jp-pe-hayashi-vega\n" in ministers.turtle
    assert "\nmeeting:2022-03-03-jp-pe-kishida-castillo\n" in leaders.turtle


def test_a_larger_meeting_is_described_once(known: Vocabulary, tmp_path: Path, shipped_dataset: Dataset) -> None:
    """Two meetings within one, which the text writes in two ways, describe that once, by its first name."""
    calls = replace(MEETING, format="telephone", within="the Andean forum")
    found = encoded(replace(DRAFT, occasions=(replace(MEETING, within="The Andean Forum"), calls)), known)
    assert found.turtle.count("\nmeeting:2022-03-the-andean-forum\n") == 1
    assert found.turtle.count("dip:within meeting:2022-03-the-andean-forum") == 2
    assert faults(found, tmp_path, shipped_dataset) == []


def test_reasons_say_rule_and_confidence(known: Vocabulary) -> None:
    """A reason is in words, with the rule that fired and how sure it is."""
    assert "“concurred to” is read as agree [rule act-by-cue, 0.86]" in encoded(DRAFT, known).turtle


def test_where_no_verb_says_what_is_done_the_clause_stands_with_a_reason(known: Vocabulary) -> None:
    """ "Concurred" alone is no action: the sentence about it is kept, and who reviews it is told so."""
    promise = next(one for one in UTTERANCES if one.undertaking)
    at = TEXT.index("concurred")
    alone = replace(promise, start=at, end=at + len("concurred"), verb="concurred")
    turtle = encoded(replace(DRAFT, utterances=(alone,)), known).turtle
    assert "[rule action-without-verb, 0.10]" in turtle
    assert 'dip:action "Concurred."' not in turtle
    assert "action-without-verb" not in encoded(replace(DRAFT, utterances=(promise,)), known).turtle


def test_a_namesake_takes_nothing_from_who_is_known(known: Vocabulary) -> None:
    """One of the same name as somebody known has an address and a tenure in this document alone, and a mark that says so."""
    namesake = replace(HAYASHI, person="")
    turtle = encoded(of(replace(MEETING, participants=(namesake, VEGA, BRANDT))), known).turtle
    assert "dip:participant <#person-hayashi-yoshimasa>" in turtle
    assert "<#tenure-hayashi-yoshimasa-jp-foreign-minister>" in turtle
    assert "tenure:hayashi-yoshimasa-jp" not in turtle
    assert "New: of the same name as Hayashi Yoshimasa, who is known" in turtle


@pytest.mark.parametrize("name", ["Aoki Kenta", "Kenta Aoki"])
def test_the_name_behind_a_title_is_the_family_name_of_a_new_person(name: str, known: Vocabulary) -> None:
    """Where a state's names stand in either order in English."""
    aoki = Participant(name, "Foreign Minister", "JP", start=5, end=9, family="Aoki")
    turtle = encoded(of(replace(MEETING, participants=(aoki, VEGA, BRANDT))), known).turtle
    assert "<person/aoki-kenta>" in turtle or "person:aoki-kenta" in turtle
    assert 'dip:familyName "Aoki"' in turtle


def test_who_speaks_by_a_pronoun_or_a_guess_is_marked(known: Vocabulary) -> None:
    """Named in the words before the verb is sure; two ministers are less so, and one whom nothing names is a guess."""
    found = draft_turtle(DRAFT, known)
    assert found is not None
    blocks = {block.subject: block.text() for block in Written.read(found.turtle).blocks}
    assert "rule speaker" not in blocks["<#s1>"]
    assert "To whom it is said is a guess" in blocks["<#s1>"]
    assert "[rule speaker-by-group, 0.70]" in blocks["<#s2>"]
    guessed = draft_turtle(replace(DRAFT, utterances=(replace(UTTERANCES[0], speakers=(2,), addressees=()),)), known)
    assert guessed is not None
    assert "[rule speaker-by-guess, 0.40]" in guessed.turtle


def test_how_a_due_date_is_read_is_marked(known: Vocabulary) -> None:
    """The days that words are read as have a mark, and so have words that give none."""
    promise = UTTERANCES[2].undertaking
    assert promise is not None
    vague = replace(promise, due_words="in the coming weeks", due="", due_from=None, due_until=None)
    found, other = (
        draft_turtle(replace(DRAFT, utterances=(replace(UTTERANCES[2], undertaking=one),)), known)
        for one in (promise, vague)
    )
    assert found is not None
    assert other is not None
    assert "“in July this year” is read as July 2022 [rule due-by-words, 0.60]" in found.turtle
    assert "gives no days, or nothing says from which it counts [rule due-without-days, 0.40]" in other.turtle
    assert "dip:dueUntil" not in other.turtle
