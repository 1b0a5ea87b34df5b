"""Judgements reviewed: accepted, changed and refused, each signed by whoever settles it, and never asked again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from conftest import Run
from dipgraph import Dataset, shipped
from dipgraph.errors import SourceError, UsageError
from dipgraph.judgement_turtle import signed
from dipgraph.review import Review
from dipgraph.vocabulary import Vocabulary, actors_of, known

MARKED = """# Judgements.

@base <https://w3id.org/dipgraph/judgements> .
@prefix dip: <https://w3id.org/dipgraph/ontology#> .
@prefix person: <https://w3id.org/dipgraph/person/> .

# --- Persons ---

<#a--b>
  a dip:Judgement ;
  dip:judges person:hayashi-yoshimasa , person:kishida-fumio ;
  dip:verdict dip:same ;
  dip:confidence 0.55 ;
  dip:rule "fuller-name" ;
  dip:rationale "Both of Japan."@en ;
  dip:toReview "The two may be one [rule fuller-name, 0.55]"@en ;
  .

<#a--c>
  a dip:Judgement ;
  dip:judges person:hayashi-yoshimasa , person:blinken-antony ;
  dip:verdict dip:same ;
  dip:confidence 0.4 ;
  dip:rule "name-and-office" ;
  dip:rationale "Both ministers."@en ;
  dip:toReview "The two may be one [rule name-and-office, 0.40]"@en ;
  .
"""
TODAY = dt.date.today().isoformat()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a file with two judgements that are marked."""
    (tmp_path / "judgements.ttl").write_text(MARKED, encoding="utf-8")
    return tmp_path / "judgements.ttl"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """Return what is known here."""
    return known(actors_of(shipped.folder("data")))


def session(path: Path, vocabulary: Vocabulary, signer: str = "body/dipgraph-editors") -> Review:
    """Begin a review by somebody."""
    return Review(path, vocabulary, signer=signer)


def at(review: Review) -> str:
    """Return the block that is asked about, as it stands in the file."""
    question = review.question()
    assert question is not None
    return question.root.text()


def test_what_is_accepted_is_signed(path: Path, vocabulary: Vocabulary) -> None:
    """The mark goes, the rule and its confidence stay, and who answers for it from today on is added."""
    review = session(path, vocabulary)
    review.accept(review.question())  # type: ignore[arg-type]
    text = path.read_text(encoding="utf-8")
    assert text.count("dip:toReview") == 1
    assert (
        'dip:verdict dip:same ;\n  dip:confidence 0.55 ;\n  dip:rule "fuller-name" ;\n'
        '  dip:rationale "Both of Japan."@en ;\n'
        f'  dip:analyst body:dipgraph-editors ;\n  dip:judged "{TODAY}"^^xsd:date ;\n' in text
    )
    assert [block.subject for block in signed(path)] == ["<#a--b>"]
    Dataset.read(path)


def test_to_refuse_the_same_is_to_judge_different(path: Path, vocabulary: Vocabulary) -> None:
    """It stays in the file, without the rule that made it, so that no later match proposes it again."""
    review = session(path, vocabulary)
    review.reject(review.question())  # type: ignore[arg-type]
    (block,) = signed(path)
    assert block.value("dip:verdict") == "dip:different"
    assert not block.value("dip:rule")
    assert not block.value("dip:confidence")


@pytest.mark.parametrize("verdict", ["unsure", "different", "part", "same"])
def test_a_verdict_is_changed(path: Path, vocabulary: Vocabulary, verdict: str) -> None:
    """Any verdict that there is, with a reason of one's own; that settles it."""
    review = session(path, vocabulary)
    review.change(review.question(), "why", "I knew both")  # type: ignore[arg-type]
    review.change(review.question(), "verdict", verdict)  # type: ignore[arg-type]
    (block,) = signed(path)
    assert block.value("dip:verdict") == f"dip:{verdict}"
    assert block.value("dip:rationale") == '"I knew both."@en'
    assert "<#a--c>" in at(review)


def test_an_answer_is_undone(path: Path, vocabulary: Vocabulary) -> None:
    """To go back is to have the mark again, and no signature."""
    review = session(path, vocabulary)
    review.accept(review.question())  # type: ignore[arg-type]
    assert review.back()
    assert path.read_text(encoding="utf-8") == MARKED


def test_nobody_settles_without_a_name(path: Path, vocabulary: Vocabulary) -> None:
    """Whoever judges is named, for accepting, changing and refusing; the file stays as it is."""
    review = session(path, vocabulary, "")
    question = review.question()
    assert question is not None
    for answer in (review.accept, review.reject, lambda q: review.change(q, "verdict", "unsure")):
        with pytest.raises(UsageError, match="begin the review with --by NAME"):
            answer(question)
    assert path.read_text(encoding="utf-8") == MARKED


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [("verdict", "maybe", "unknown verdict 'maybe'"), ("why", "", "the reason"), ("rule", "x", "unknown field 'rule'")],
)
def test_a_wrong_answer_changes_nothing(path: Path, vocabulary: Vocabulary, name: str, value: str, why: str) -> None:
    """A verdict is one of four, a reason has words, and the rule is nobody's to change."""
    review = session(path, vocabulary)
    with pytest.raises(UsageError, match=why):
        review.change(review.question(), name, value)  # type: ignore[arg-type]
    assert path.read_text(encoding="utf-8") == MARKED


def test_what_is_unsure_has_no_opposite(path: Path, vocabulary: Vocabulary) -> None:
    """It is changed, not refused."""
    path.write_text(MARKED.replace("dip:verdict dip:same", "dip:verdict dip:unsure"), encoding="utf-8")
    review = session(path, vocabulary)
    with pytest.raises(UsageError, match="what is unsure has no opposite"):
        review.reject(review.question())  # type: ignore[arg-type]


def test_the_command_shows_who_is_meant(path: Path, cli: Run) -> None:
    """A question has both persons, the verdict, the reason and the rule, and the answers of a pipe are in the file."""
    done = cli("review", str(path), "--by", "dipgraph-editors", stdin=b"a\nr\n")
    assert done.code == 0
    assert "1 of 2  One or two" in done.out
    assert "Hayashi Yoshimasa (hayashi-yoshimasa)" in done.out
    assert "[fuller-name, 0.55]" in done.out
    assert {block.value("dip:verdict") for block in signed(path)} == {"dip:same", "dip:different"}


def test_whoever_signs_is_known(path: Path, cli: Run) -> None:
    """A name that no person or body has is told with who may judge and how another comes to, and nothing is asked."""
    done = cli("review", str(path), "--by", "Nobody")
    assert done.code == 2
    assert done.err == (
        "dipgraph: unknown person or body 'Nobody': name body/dipgraph-editors, or describe who judges in the data, as a "
        "body of dip:analystTeam\n"
    )
    assert not done.out


def test_both_sides_are_shown_with_what_is_known_of_them(path: Path, cli: Run) -> None:
    """Names, offices with days, meetings with places and documents of each, from the data, before why it is asked."""
    done = cli("review", str(path), "--by", "dipgraph-editors", stdin=b"q\n")
    assert done.code == 1
    shown = " ".join(done.out.split())
    first, second = shown.index("1 person/hayashi-yoshimasa"), shown.index("2 person/kishida-fumio")
    assert first < shown.index("Minister for Foreign Affairs of Japan (office/jp-foreign-minister), from") < second
    assert (
        second
        < shown.index("Prime Minister of Japan (office/jp-prime-minister), from")
        < shown.index("why: The two may")
    )
    assert "documents document/aa/2023-01-13-jp-us" in shown
    assert "go on with 'dipgraph review" in done.err
    assert done.err.rstrip().endswith("--by dipgraph-editors'")


def test_what_was_matched_is_given_beside_the_judgements(path: Path, cli: Run, tmp_path: Path) -> None:
    """Both sides are shown as these files have them alone, and what they do not describe is said to be so."""
    (tmp_path / "other.ttl").write_text(
        """@base <https://w3id.org/dipgraph/other> .
@prefix dip: <https://w3id.org/dipgraph/ontology#> .
@prefix person: <https://w3id.org/dipgraph/person/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

person:kishida-fumio
  a dip:Person ;
  rdfs:label "Kishida of another file"@en ;
  .
""",
        encoding="utf-8",
    )
    done = cli("review", str(path), str(tmp_path / "other.ttl"), stdin=b"q\n")
    assert "nothing that was given describes it" in done.out
    assert "Kishida of another file" in done.out


def test_help_and_answers_are_those_of_judgements(path: Path, cli: Run) -> None:
    """What can be answered says what it does to a judgement, and nothing is added here."""
    done = cli("review", str(path), "--by", "dipgraph-editors", stdin=b"?\n+\nq\n")
    assert "the opposite is your verdict" in done.out
    assert "[+]" not in done.out
    assert "a judgement is not added here: 'dipgraph match' proposes them" in " ".join(done.out.split())
    assert "passage" not in done.out


def test_a_file_without_judgements_or_document_is_not_reviewed(tmp_path: Path, vocabulary: Vocabulary) -> None:
    """The actors are no draft."""
    (tmp_path / "a.ttl").write_text(MARKED.partition("# ---")[0], encoding="utf-8")
    with pytest.raises(SourceError, match="no document in hand style"):
        session(tmp_path / "a.ttl", vocabulary)
