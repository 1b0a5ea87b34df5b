"""Reviews: the marks of a file, one after another, in a terminal or by a pipe."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from conftest import Run
from dipgraph import Dataset, shipped, validate
from dipgraph.blocks import Block, Written, words
from dipgraph.draft_turtle import draft_turtle
from dipgraph.edits import FIELDS
from dipgraph.errors import SourceError, UsageError
from dipgraph.guesses import Draft, Reason
from dipgraph.marks import Marked
from dipgraph.review import Review
from dipgraph.terms import PREFIXES
from dipgraph.vocabulary import Vocabulary
from dipgraph.walk import walk
from drafted import BRANDT, DRAFT, HAYASHI, MEETING, TEXT, VEGA
from reviewing import SUBJECTS, Terminal, at, drafted, faults, rules

# A right value for each field, as a person would type it.
VALUES = {
    "document": {
        "kind": "news report",
        "publisher": "state-us",
        "standpoint": "US, Japan",
        "tier": "counterpart",
        "published": "2022-03-05",
        "language": "ja",
        "address": "https://example.org/readout",
        "complete": "no",
    },
    "rights": {"rights": "State X; free to use"},
    "meeting": {
        "address": "meeting/2022-03-03-jp-pe",
        "kind": "multilateral",
        "date": "2022-03-04",
        "start": "17:50-05:00",
        "minutes": "-",
        "format": "telephone",
        "place": "Callao",
        "country": "Japan",
        "within": "Forum of the Lakes",
        "label": "A meeting",
        "note": "Whether they met twice is not said.",
    },
    "participation": {
        "person": "Antony Blinken",
        "office": "-",
        "side": "South Korea",
        "capacity": "observer",
        "role": "Minister",
        "name": "VEGA",
        "family": "De la Vega",
        "given": "-",
    },
    "statement": {
        "act": "hope",
        "issues": "ukraine, G7 coordination",
        "speakers": "Vega, Brandt",
        "addressee": "document, Hayashi",
        "verb": "thanked",
        "summary": "They mean to go on",
        "passage": "The two ministers concurred",
        "action": "keep at it",
        "committed": "Japan",
        "to": "US, Antony Blinken",
        "kind": "assist",
        "continuity": "new",
        "procedural": "yes",
        "due": "2022-08 2022-09",
        "due-words": "in late summer",
        "meeting": "",
    },
    "mention": {"refers": "South Korea, NATO", "open": "nobody says which", "passage": "Neighboring"},
    "actor": {"label": "The Peru", "family": "", "given": "", "sort": ""},
}
FILES = [f"2022-03-03-pe-{hashlib.sha256(TEXT.encode()).hexdigest()[:6]}.txt", "a.ttl"]


@pytest.fixture(scope="module")
def known() -> Vocabulary:
    """Return what the actors that come with dipgraph have."""
    return Vocabulary.read(shipped.folder("data") / "actors.ttl")


@pytest.fixture
def write(tmp_path: Path, known: Vocabulary) -> Callable[..., Path]:
    """Return a function that writes a draft with its text."""

    def written(draft: Draft = DRAFT) -> Path:
        return drafted(tmp_path / "drafts", known, draft)

    return written


@pytest.fixture
def path(write: Callable[..., Path]) -> Path:
    """Return a file with a draft."""
    return write()


@pytest.fixture
def session(path: Path, known: Vocabulary) -> Review:
    """Return its review."""
    return Review(path, known)


def answering(*lines: str) -> Callable[[str], str]:
    """Return what answers with *lines*, and then with the end of the input."""
    rest = list(lines)

    def ask(prompt: str) -> str:
        if not rest:
            raise EOFError
        return rest.pop(0)

    return ask


def test_values_name_every_field() -> None:
    """There is a value for each field of each sort of question."""
    assert {sort: set(fields) for sort, fields in VALUES.items()} == {
        sort: set(fields) for sort, fields in FIELDS.items() if sort not in ("commitment", "judgement")
    }
    assert set(FIELDS["commitment"]) < set(FIELDS["statement"])


@pytest.mark.parametrize(("sort", "name"), [(sort, name) for sort, fields in VALUES.items() for name in fields])
def test_each_field_can_be_changed(session: Review, sort: str, name: str, shipped_dataset: Dataset) -> None:
    """A changed field is in the file at once, which keeps all rules but for the marks."""
    value = VALUES[sort][name]
    question = at(session, sort)
    before = session.marked.path.read_text(encoding="utf-8")
    if not value:
        with pytest.raises(UsageError, match="described here"):
            session.change(question, name, "x")
        return
    session.change(question, name, value)
    assert session.marked.path.read_text(encoding="utf-8") != before
    assert faults(session.marked.path, shipped_dataset) == []


UNDATED = replace(
    DRAFT,
    intake=replace(DRAFT.intake, published=None),
    occasions=(replace(MEETING, date=None, start="", minutes=None),),
    utterances=tuple(
        replace(
            one, undertaking=one.undertaking and replace(one.undertaking, due_words="", due_from=None, due_until=None)
        )
        for one in DRAFT.utterances
    ),
)


@pytest.mark.parametrize(
    ("sort", "name"), [(sort, name) for sort, fields in VALUES.items() for name, value in fields.items() if value]
)
def test_what_an_edit_uses_is_declared(write: Callable[..., Path], known: Vocabulary, sort: str, name: str) -> None:
    """Where nothing had a day, a length or the like, the file is Turtle after each edit, its prefixes in their order."""
    session = Review(write(UNDATED), known)
    assert "xsd:" not in session.marked.saved
    subject = SUBJECTS[sort].replace("2022-03-03", "undated")
    value = "2022-08" if name == "due" else VALUES[sort][name]
    if name == "start":
        session.change(at(session, sort, subject), "date", "2022-03-03")
        subject = SUBJECTS[sort]
    session.change(at(session, sort, subject), name, "40" if name == "minutes" else value)
    assert len(Dataset.read(session.marked.path, vocabularies=False).graphs) == 1
    declared = re.findall(r"^@prefix ([a-z]+):", session.marked.saved, re.MULTILINE)
    assert declared == sorted(declared)
    assert ("xsd" in declared) == ("xsd:" in session.marked.saved)
    assert ("xsd" in declared) == (name in ("published", "date", "start", "minutes", "due"))


def test_no_file_is_written_that_is_no_turtle(session: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever an edit makes of the file, it is refused if it does not parse."""
    before = session.marked.path.read_bytes()
    monkeypatch.setitem(
        FIELDS["statement"], "verb", lambda m, question, value, v: question.root.put("dip:verb", "nope:x")
    )
    with pytest.raises(UsageError, match="no Turtle"):
        session.change(at(session, "statement"), "verb", "thanked")
    assert session.marked.path.read_bytes() == before


@pytest.mark.parametrize("key", ["?", "help", "what"])
def test_help_is_given(path: Path, known: Vocabulary, capsys: pytest.CaptureFixture[str], key: str) -> None:
    """A question mark, and what is no key, give the help, and the question stays on the screen."""
    walk(path, known, ask=answering(key, "q"))
    shown = capsys.readouterr().out
    assert "a  accept: it is right" in shown
    assert shown.count("1 of 14") == 1


@pytest.mark.parametrize(
    ("sort", "name", "value", "why"),
    [
        ("statement", "act", "agre", "unknown act 'agre': did you mean act/agree"),
        ("statement", "issues", "ukrain", "did you mean issue/ukraine"),
        ("statement", "speakers", "Kishida", "not one who took part: choose of hayashi, vega, brandt, or document"),
        ("statement", "verb", "whispered", "not printed in the text"),
        ("statement", "passage", "no such words", "not in the text"),
        ("statement", "passage", "ministers concur", "not in the text"),
        ("statement", "passage", "oncurred to", "not in the text"),
        ("statement", "passage", "promised to meet again in July this year", "another statement rests on"),
        ("statement", "summary", "One sentence. Another one", "one sentence"),
        ("statement", "due", "2021", "after the meeting"),
        ("statement", "due", "soon", "is no date"),
        ("statement", "kind", "asist", "did you mean 'assist'"),
        ("statement", "actt", "agree", "unknown field 'actt': did you mean 'act'"),
        ("statement", "committed", "Atlantis", "unknown state or body or person 'Atlantis'"),
        ("meeting", "date", "2022-02-30", "no day of the calendar"),
        ("meeting", "start", "25:50", "with its offset"),
        ("meeting", "date", "2022-05-23 2022-05-01", "ends before it begins"),
        ("meeting", "date", "2022 05 23", "as a day, month or year, or as two"),
        ("meeting", "minutes", "long", "a number of minutes"),
        ("meeting", "within", "日本", "a name in Latin letters"),
        ("meeting", "place", "Lim\udce1", "no text in UTF-8"),
        ("participation", "person", "Blinkn", "did you mean person/blinken-antony"),
        ("participation", "person", "Hayashi Yoshimasa", "a part in the meeting already"),
        ("participation", "office", "jp-foreign-minister", "Hayashi sits there for that office"),
        ("participation", "office", "us-secretary-of-state", "on that day, but Antony J. Blinken: add the tenure"),
        ("document", "tier", "joint", "change the kind first"),
        ("document", "address", "example", "begins with https://"),
        ("document", "publisher", "-", "may not be left out"),
        ("document", "language", "English", "a tag of BCP 47"),
        ("document", "complete", "perhaps", "yes or no"),
    ],
)
def test_a_wrong_value_changes_nothing(session: Review, sort: str, name: str, value: str, why: str) -> None:
    """What is not known, not printed or against the rules is refused in words, and the file stays."""
    before = session.marked.path.read_bytes()
    with pytest.raises(UsageError, match=re.escape(why)):
        session.change(at(session, sort), name, value)
    assert session.marked.path.read_bytes() == before == session.marked.page.text().encode()


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("1 September 2024", "2024-09-01", "2024-09-01"),
        ("by 1 March 2024", "2022-03-03", "2024-03-01"),
        ("May 2024", "2024-05-01", "2024-05-31"),
        ("from 1 July 2022 to 2 August 2022", "2022-07-01", "2022-08-02"),
    ],
)
def test_days_are_taken_as_the_screen_shows_them(session: Review, value: str, first: str, last: str) -> None:
    """A day, a month and two days, and "by" from the day of the meeting on."""
    question = at(session, "statement")
    session.change(question, "due", value)
    found = at(session, "statement").part("Commitment")
    assert found is not None
    assert (words(found.value("dip:dueFrom")), words(found.value("dip:dueUntil"))) == (first, last)
    session.change(at(session, "meeting"), "date", "2 September 2022")
    assert '"2022-09-02"^^xsd:date' in session.marked.saved


def test_a_field_with_few_values_lists_them(path: Path, known: Vocabulary, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a value the question for it has them above."""
    walk(path, known, ask=answering("c tier", "", "c kind", ""))
    shown = capsys.readouterr().out
    assert "counterpart, joint, ownSide, press" in shown
    assert "readout, joint-statement, press-conference, news-report" in shown


def test_what_has_no_letters_names_nobody(session: Review) -> None:
    """A joint statement is no state, and one whose printed name is a dash is not called by another sign."""
    session.change(at(session, "document"), "kind", "joint statement")
    with pytest.raises(UsageError, match="unknown state or body"):
        session.change(at(session, "document"), "standpoint", "\N{PARTY POPPER}")
    session.change(at(session, "participation"), "name", "\N{EM DASH}")
    with pytest.raises(UsageError, match="not one who took part"):
        session.change(at(session, "statement"), "speakers", "\N{PARTY POPPER}")


def test_all_accepted_is_a_document(path: Path, known: Vocabulary, shipped_dataset: Dataset) -> None:
    """A file whose marks are all settled passes the whole validation, in the layout and order that it had."""
    before = path.read_text(encoding="utf-8")
    assert walk(path, known, ask=answering(*["a"] * 13, "c rights State X; free to use")) == 0
    report = validate(Dataset.read(path, vocabularies=False), shipped_dataset)
    assert report.findings == ()
    unmarked = re.sub(r"  dip:toReview .*\n", "", before)
    assert path.read_text(encoding="utf-8") == re.sub('(?<=dip:rights )".*"', '"State X; free to use"', unmarked)


def test_every_answer_is_in_the_file_before_the_next_question(path: Path, known: Vocabulary) -> None:
    """When a question is asked, the answers before it are in the file, and there is nothing else in its folder."""
    left = []

    def ask(prompt: str) -> str:
        left.append(path.read_text(encoding="utf-8").count("dip:toReview"))
        assert sorted(file.name for file in path.parent.iterdir()) == FILES
        return "a" if len(left) < 10 else "q"

    assert walk(path, known, ask=ask) == 5
    assert len(left) == 10
    assert left == sorted(left, reverse=True)
    assert len(set(left)) == 10


def test_back_undoes(session: Review) -> None:
    """Back after back leads to the first question and to the file as it was, whatever was done between."""
    start = session.marked.path.read_bytes()
    for step in range(6):
        question = session.question()
        assert question is not None
        if question.sort == "statement":
            session.change(question, "act", "hope")
            session.reject(at(session, "statement"))
        elif step % 2:
            session.accept(question)
        else:
            session.skip()
    assert session.marked.path.read_bytes() != start
    while session.back():
        pass
    assert session.at == 0
    assert session.marked.path.read_bytes() == start


def test_a_binding_act_gets_its_commitment(session: Review, shipped_dataset: Dataset) -> None:
    """An act of some force makes a commitment of a statement, and another act takes it away, with the summary in step."""
    question = at(session, "statement", "<#s1>")
    session.change(question, "act", "pledge")
    assert faults(session.marked.path, shipped_dataset) == []
    assert "Hayashi pledges: Education and culture." in session.marked.saved
    session.change(at(session, "statement", "<#s1>"), "act", "welcome")
    assert faults(session.marked.path, shipped_dataset) == []
    assert session.marked.saved.count("a dip:Commitment") == 3


def test_a_promise_made_in_a_review_is_that_of_a_draft(
    write: Callable[..., Path], known: Vocabulary, shipped_dataset: Dataset
) -> None:
    """A statement that is made to bind has the commitment that a draft writes, marked for all that is a guess in it."""
    promise = DRAFT.utterances[2]
    assert promise.undertaking is not None
    unbound = replace(promise, undertaking=replace(promise.undertaking, committed=()))
    drafted_so = Review(write(replace(DRAFT, utterances=(*DRAFT.utterances[:2], unbound))), known)
    expected = at(drafted_so, "statement", "<#s3>").part("Commitment")
    session = Review(
        write(replace(DRAFT, utterances=(*DRAFT.utterances[:2], replace(promise, act="hope", undertaking=None)))), known
    )
    session.change(at(session, "statement", "<#s3>"), "act", "pledge")
    made = at(session, "statement", "<#s3>").part("Commitment")
    assert expected is not None
    assert made is not None
    assert made.text() == expected.text()
    assert rules(session, made.subject) == ["action-from-words", "bound-by-speaker", "kind-by-words", "due-by-words"]
    assert faults(session.marked.path, shipped_dataset) == []


@pytest.mark.parametrize("standpoint", ["JP", ""])
def test_where_nobody_with_a_side_speaks_the_account_binds(
    write: Callable[..., Path], known: Vocabulary, standpoint: str
) -> None:
    """Who is bound by the document's own words is whose account it is, in a review as in a draft."""
    own = replace(DRAFT.utterances[2], speakers=(), undertaking=None)
    draft = replace(DRAFT, standpoint=standpoint, utterances=(*DRAFT.utterances[:2], own))
    bound = []
    for act in ("pledge", "hope"):
        session = Review(write(replace(draft, utterances=(*draft.utterances[:2], replace(own, act=act)))), known)
        if act == "hope":
            session.change(at(session, "statement", "<#s3>"), "act", "pledge")
        promise = at(session, "statement", "<#s3>").part("Commitment")
        bound.append(promise and promise.values("dip:committedBy"))
    assert bound == [["state:jp"] if standpoint else ["body:mofa-jp"]] * 2


def test_a_report_that_is_a_readout_after_all_is_asked_whose_account_it_is(session: Review) -> None:
    """The publisher stands for the side until one is named, by the mark of a draft that knows none."""
    session.change(at(session, "document"), "kind", "news report")
    session.change(at(session, "document"), "kind", "readout")
    assert session.marked.head.values("dip:standpoint") == ["body:mofa-jp"]
    assert "standpoint-unknown" in rules(session, "<>")
    session.change(at(session, "document"), "standpoint", "Japan, Japan")
    assert "standpoint-unknown" not in rules(session, "<>")
    assert session.marked.head.values("dip:standpoint") == ["state:jp"]


def test_force_alone_does_not_commit() -> None:
    """An act commits if it is commissive and has a force of 3 or more, as the lexicon has it."""
    lines = "".join(
        f"act:{name} a dip:Act ; dip:force {force} ; dip:illocution dip:{kind} .\n"
        for name, force, kind in (("a", 3, "commissive"), ("b", 2, "commissive"), ("c", 4, "directive"))
    )
    head = f"@prefix dip: <{PREFIXES['dip']}> .\n@prefix act: <{PREFIXES['act']}> .\n"
    quads = ox.parse(head + lines, ox.RdfFormat.TURTLE)
    found = Vocabulary.of(quad.triple for quad in quads)
    assert [found.commits(act) for act in "abcd"] == [True, False, False, False]


@pytest.mark.parametrize("publisher", ["body/mofa-jp", ""])
def test_a_summary_is_put_together_as_in_a_draft(write: Callable[..., Path], known: Vocabulary, publisher: str) -> None:
    """Where an edit leaves act, speakers and issues as they are, the summary is that of the draft."""
    own = replace(DRAFT.utterances[0], speakers=())
    draft = replace(DRAFT, intake=replace(DRAFT.intake, publisher=publisher), utterances=(own, *DRAFT.utterances[1:]))
    session = Review(write(draft), known)
    before = re.findall("dip:summary .*", session.marked.saved)
    assert len(before) == 6
    for number, one in enumerate(draft.utterances, start=1):
        session.change(at(session, "statement", f"<#s{number}>"), "act", one.act)
    assert re.findall("dip:summary .*", session.marked.saved) == before


@pytest.mark.parametrize(
    ("sort", "subject", "gone"),
    [
        ("statement", "<#s2>", ("<#s2>", "<#p2>", "continue-sanctions-against-russia")),
        ("mention", "<#m1>", ("<#m1>", "<#pm1>")),
    ],
)
def test_what_is_rejected_is_gone(
    session: Review, sort: str, subject: str, gone: tuple[str, ...], shipped_dataset: Dataset
) -> None:
    """A rejected statement goes with passage and commitment, a mention with its passage, and nothing else."""
    before = session.marked.saved
    session.reject(at(session, sort, subject))
    assert not any(word in session.marked.saved for word in gone)
    assert len(Written.read(before).blocks) - len(session.marked.page.blocks) == len(gone)
    assert faults(session.marked.path, shipped_dataset) == []


def test_who_is_rejected_says_nothing(session: Review, shipped_dataset: Dataset) -> None:
    """One who alone says something cannot be rejected before that; then person, office and tenure go too."""
    with pytest.raises(UsageError, match=re.escape("nobody else says #s4, #s6")):
        session.reject(at(session, "participation", "<#brandt>"))
    session.reject(at(session, "participation"))
    assert not re.search("(person|office|tenure):(vega|pe-)|<#vega>", session.marked.saved)
    assert faults(session.marked.path, shipped_dataset) == []


def test_what_was_said_with_one_who_is_rejected_is_asked_again(session: Review, shipped_dataset: Dataset) -> None:
    """Joint words that were settled are asked about again, a side without anybody is not bound, and the label follows."""
    for subject in ("<#s2>", "<#s3>"):
        session.accept(at(session, "statement", subject))
    page = session.marked.page
    promise = page.block(page.block("<#s2>").value("dip:attests"))  # type: ignore[union-attr]
    assert promise is not None
    assert promise.values("dip:committedBy") == ["state:jp", "state:pe"]
    session.reject(at(session, "participation"))
    open_ones = {question.id: question for question in session.marked.questions()}
    asked = open_ones["statement <#s2>"]
    assert [reason.rule for reason in asked.reasons] == ["speaker-rejected", "side-rejected"]
    assert "VEGA" in asked.reasons[0].words.upper()
    assert asked.root.values("dip:speaker") == ["person:hayashi-yoshimasa"]
    assert asked.parts[2].values("dip:committedBy") == ["state:jp"]
    assert "statement <#s1>" in open_ones
    assert [reason.rule for reason in open_ones["statement <#s1>"].reasons].count("speaker-rejected") == 0
    labels = re.findall('rdfs:label "(.*)"@en', session.marked.saved)
    assert "Meeting of Hayashi and Brandt, 3 March 2022" in labels
    assert not any("VEGA" in label.upper() for label in labels)
    assert faults(session.marked.path, shipped_dataset) == []
    assert session.back()
    assert session.marked.page.block("<#s2>").values("dip:toReview") == []  # type: ignore[union-attr]


def test_what_is_doubtful_again_is_asked_next(session: Review) -> None:
    """What a rejection makes doubtful is asked next in the same review, though it lay behind."""
    last = "participation <#vega>"
    session.order.remove(last)
    session.order.append(last)
    for subject in ("<#s2>", "<#s3>"):
        session.accept(at(session, "statement", subject))
    session.reject(at(session, "participation"))
    assert session.order[session.at :] == ["statement <#s2>", "statement <#s3>"]
    assert (question := session.question()) is not None
    assert question.id == "statement <#s2>"


def test_a_label_of_ones_own_is_asked_about(session: Review) -> None:
    """A label that a person gave is not made anew, but marked where it names who was rejected."""
    session.change(at(session, "meeting"), "label", "Talks of Hayashi and Vega")
    session.accept(at(session, "meeting"))
    session.reject(at(session, "participation"))
    assert "label-of-rejected" in session.marked.saved
    assert '"Talks of Hayashi and Vega"@en' in session.marked.saved


def test_another_person_is_known_and_the_label_follows(
    write: Callable[..., Path], known: Vocabulary, shipped_dataset: Dataset
) -> None:
    """With another person the mark that nobody is known goes, the label has the new name, and no office is lost unsaid."""
    new = replace(VEGA, reasons=(Reason("not known in the graph", "person-new", 0.7), Reason("of Peru", "state", 0.8)))
    session = Review(write(replace(DRAFT, occasions=(replace(MEETING, participants=(HAYASHI, new, BRANDT)),))), known)
    assert rules(session, "<#vega>") == ["person-new", "state"]
    session.change(at(session, "participation"), "person", "Antony Blinken")
    assert rules(session, "<#vega>") == ["state", "office-by-tenure"]
    assert session.marked.saved.count("Meeting of Hayashi, Blinken and Brandt, 3 March 2022") == 2
    assert faults(session.marked.path, shipped_dataset) == []


@pytest.mark.parametrize("person", ["new Quispe, Ana", "Park Jin"])
def test_an_office_stays_with_another_person(session: Review, person: str, shipped_dataset: Dataset) -> None:
    """An office that the actors do not give to the person on that day stays, with a tenure that is marked."""
    session.change(at(session, "participation"), "person", person)
    seat = session.marked.page.block("<#vega>")
    assert seat is not None
    assert seat.value("dip:inOffice")
    assert f"tenure:{'quispe-ana' if person.startswith('new') else 'park-jin'}-pe-" in session.marked.saved
    if person.startswith("new"):
        assert "a dip:Person , dip:Minister" in session.marked.saved
        assert "Meeting of Hayashi, Quispe and Brandt" in session.marked.saved
    assert "tenure:vega" not in session.marked.saved
    assert faults(session.marked.path, shipped_dataset) == []


def test_a_side_against_the_tenures_is_told(session: Review, shipped_dataset: Dataset) -> None:
    """A side of which the person held no office that day is asked about, and the office that went is named."""
    session.change(at(session, "participation", "<#hayashi>"), "side", "Germany")
    assert rules(session, "<#hayashi>")[-2:] == ["office-left-out", "side-against-tenures"]
    assert "nothing of Germany" in session.marked.saved
    session.change(at(session, "participation", "<#hayashi>"), "office", "jp-foreign-minister")
    assert not {"office-left-out", "side-against-tenures"}.intersection(rules(session, "<#hayashi>"))
    assert faults(session.marked.path, shipped_dataset) == []


@pytest.mark.parametrize(
    ("sort", "why"), [("document", "remove the file"), ("meeting", "remove the file"), ("actor", "others name it")]
)
def test_what_the_rest_hangs_on_is_not_rejected(session: Review, sort: str, why: str) -> None:
    """The document, its only meeting and an actor that others name stay, and it is said what to do."""
    before = session.marked.path.read_bytes()
    with pytest.raises(UsageError, match=why):
        session.reject(at(session, sort))
    assert session.marked.path.read_bytes() == before


def test_one_of_two_meetings_is_rejected_with_all_that_was_said_at_it(
    write: Callable[..., Path], known: Vocabulary, shipped_dataset: Dataset
) -> None:
    """A rejected meeting takes its participations, statements and commitments with it."""
    session = Review(write(replace(DRAFT, occasions=(MEETING, replace(MEETING, format="telephone")))), known)
    session.reject(at(session, "meeting"))
    assert "meeting:2022-03-03-jp-pe-hayashi-vega-2" in session.marked.saved
    assert session.marked.saved.count("a dip:Statement") == 1
    assert faults(session.marked.path, shipped_dataset) == []


def test_a_text_that_may_not_be_kept_leaves_anchors(
    write: Callable[..., Path], known: Vocabulary, shipped_dataset: Dataset
) -> None:
    """Without rights in the text, passages keep at most eight words, if the document has an address on the web."""
    session = Review(write(), known)
    with pytest.raises(UsageError, match="c address URL first"):
        session.reject(at(session, "rights"))
    session.change(at(session, "document"), "address", "https://example.org/readout")
    said = session.reject(at(session, "rights"))
    assert said == f"the passages have anchors: remove {FILES[0]}"
    assert "dip:quotation" not in session.marked.saved
    assert '  dip:anchor "welcomed the reopening of the “Casa Azul” in"@en ;' in session.marked.saved
    assert faults(session.marked.path, shipped_dataset) == []


@pytest.mark.parametrize("sort", ["rights", "document"])
def test_what_is_not_known_is_not_accepted(write: Callable[..., Path], known: Vocabulary, sort: str) -> None:
    """What stands in for rights or a publisher that nobody knows must be changed before it is settled."""
    session = Review(write(replace(DRAFT, intake=replace(DRAFT.intake, publisher=""))), known)
    with pytest.raises(UsageError, match=r"c (rights|publisher) "):
        session.accept(at(session, sort))
    session.change(at(session, "document"), "publisher", "Ministry of Foreign Affairs of Japan")
    assert "unknown-publisher" not in session.marked.saved.partition("\n")[2]
    session.accept(at(session, "document"))


def test_a_placeholder_goes_wherever_it_stands(write: Callable[..., Path], known: Vocabulary) -> None:
    """With a publisher nothing names the placeholder any more, also where a person put the document for somebody."""
    session = Review(write(replace(DRAFT, intake=replace(DRAFT.intake, publisher=""))), known)
    session.change(at(session, "statement", "<#s1>"), "addressee", "document")
    session.change(at(session, "statement"), "to", "Publisher not known")
    session.change(at(session, "mention"), "refers", "Publisher not known")
    assert session.marked.saved.count("body:unknown-publisher") == 5
    session.change(at(session, "document"), "publisher", "state-us")
    assert "body:unknown-publisher" not in session.marked.saved
    assert session.marked.saved.count("body:state-us") == 4
    session.change(at(session, "document"), "publisher", "mofa-jp")
    assert session.marked.saved.count("body:mofa-jp") == 3
    assert "dip:refersTo body:state-us" in session.marked.saved


def test_a_publisher_that_nobody_knows_is_described(
    write: Callable[..., Path], known: Vocabulary, shipped_dataset: Dataset
) -> None:
    """An unknown name says the cure: with it the body is described, no placeholder is left, and its kind is asked next."""
    session = Review(write(replace(DRAFT, intake=replace(DRAFT.intake, publisher=""))), known)
    with pytest.raises(UsageError, match="c publisher new NAME"):
        session.change(at(session, "document"), "publisher", "Office of Lake Affairs")
    session.change(at(session, "document"), "publisher", "new Office of Lake Affairs")
    assert "unknown-publisher" not in session.marked.saved.partition("\n")[2]
    assert 'rdfs:label "Office of Lake Affairs"@en' in session.marked.saved
    assert "Readout of Office of Lake Affairs: Meeting of Hayashi" in session.marked.saved
    assert session.order[session.at + 1] == "actor body:office-of-lake-affairs"
    session.accept(at(session, "document"))
    session.accept(at(session, "actor", "body:office-of-lake-affairs"))
    assert faults(session.marked.path, shipped_dataset) == []
    with pytest.raises(UsageError, match="c person new FAMILY, GIVEN"):
        session.change(at(session, "participation"), "person", "Somebody Quite New")


def test_a_new_ministry_is_part_of_the_state_in_its_name(
    write: Callable[..., Path], known: Vocabulary, shipped_dataset: Dataset
) -> None:
    """As a draft has it: a ministry, part of its state, whose account the document then is."""
    intake = replace(DRAFT.intake, publisher="")
    session = Review(write(replace(DRAFT, intake=intake, standpoint="")), known)
    session.change(at(session, "document"), "publisher", "new Ministry of Foreign Affairs of Israel")
    body = session.marked.page.block("body:ministry-of-foreign-affairs-of-israel")
    assert body is not None
    assert (body.value("dip:bodyKind"), body.value("dip:partOf")) == ("dip:ministry", "state:il")
    assert session.marked.head.value("dip:standpoint") == "state:il"
    assert faults(session.marked.path, shipped_dataset) == []
    named = replace(intake, publisher=words(body.value("rdfs:label")))
    drawn = draft_turtle(replace(DRAFT, intake=named, standpoint="IL"), known)
    assert drawn is not None
    assert Block(body.subject, body.facts).text() in drawn.turtle


def test_a_meeting_without_a_day_is_not_accepted(write: Callable[..., Path], known: Vocabulary) -> None:
    """That a day is to be looked up is settled by the day alone."""
    session = Review(write(UNDATED), known)
    question = at(session, "meeting", "meeting:undated-jp-pe-hayashi-vega")
    with pytest.raises(UsageError, match="c date 2022-05-23"):
        session.accept(question)
    session.change(question, "date", "2022-03-03")
    assert "day-unknown" not in session.marked.saved
    assert session.order.count("meeting meeting:2022-03-03-jp-pe-hayashi-vega") == 1
    session.accept(at(session, "meeting"))


def test_unsure_first(path: Path, known: Vocabulary) -> None:
    """Where it is asked for, what is least sure comes first; the rights stay last."""
    session = Review(path, known, unsure_first=True)
    sure = []
    while (question := session.question()) is not None:
        sure.append(question.confidence)
        session.skip()
    assert len(sure) == 14
    assert sure[:-1] == sorted(sure[:-1])
    assert session.order[-1] == "rights <>"


def test_a_file_that_others_change_is_left_to_them(session: Review) -> None:
    """What another program wrote meanwhile is not overwritten."""
    path = session.marked.path
    path.write_text(path.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    question = session.question()
    assert question is not None
    with pytest.raises(SourceError, match="changed by another program"):
        session.accept(question)
    assert path.read_text(encoding="utf-8").endswith("# more\n")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (
            lambda path: (path.parent / FILES[0]).write_text("another", encoding="utf-8"),
            "not the one of which it was drafted",
        ),
        (lambda path: (path.parent / FILES[0]).unlink(), "no such file"),
        (lambda path: path.write_text("<a:a> <a:b> <a:c> .\n", encoding="utf-8"), "no document in hand style"),
        (
            lambda path: path.write_text(
                path.read_text(encoding="utf-8").replace("  dip:act", "    dip:act"), encoding="utf-8"
            ),
            "not in hand style",
        ),
        (lambda path: path.unlink(), "no such file"),
    ],
)
def test_what_cannot_be_reviewed_is_said(
    path: Path, known: Vocabulary, change: Callable[[Path], object], why: str
) -> None:
    """A file without its text, or that is no document in hand style, is refused in words."""
    change(path)
    with pytest.raises(SourceError, match=why):
        Marked(path)


def test_by_a_pipe(cli: Run, path: Path) -> None:
    """Without a terminal keys come from standard input, and the passage stands in brackets; 1 says that marks are left."""
    outcome = cli("review", path, stdin=b"a\nx\nc\nstart\n17:50-05:00\na\n")
    assert outcome.code == 1
    assert "1 of 14  Document" in outcome.out
    assert "s  skip: the mark stays" in outcome.out
    assert "⟦Mr. HAYASHI Yoshimasa⟧" in " ".join(outcome.out.split())
    assert outcome.err == f"{path}: 12 questions left: go on with 'dipgraph review {path}'\n"
    outcome = cli("review", path, stdin=b"a\n" * 11 + b"c rights State X\n")
    assert (outcome.code, outcome.err) == (0, f"{path}: no marks are left: see what 'dipgraph validate {path}' finds\n")


def test_eighty_columns_hold_japanese(
    cli: Run, path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[..., Path]
) -> None:
    """No line is wider than the terminal, where each character of Japanese takes two places; nothing steers the terminal."""
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", "80")
    text = TEXT.replace(
        "両外相は一致した", "両外相は\x1b[2J" + "地域の平和と安定のために緊密に連携していくことで" * 9 + "一致した"
    )
    file = write(replace(DRAFT, intake=replace(DRAFT.intake, text=text), mentions=()))
    outcome = cli("review", file, stdin=b"s\n" * 20)
    lines = [line for line in outcome.out.splitlines() if not line.startswith("[a]ccept")]
    assert any("緊密" in line for line in lines)
    assert max(map(cell_len, lines)) <= 80
    assert "\x1b" not in outcome.out


def test_a_fault_is_said_when_the_last_mark_is_settled(write: Callable[..., Path], known: Vocabulary, cli: Run) -> None:
    """Of a meeting at which nothing is said any more that is told with its line, and asked until it is mended."""
    path = write(replace(DRAFT, occasions=(MEETING, replace(MEETING, date=dt.date(2022, 3, 5)))))
    second = "meeting meeting:2022-03-05-jp-pe-hayashi-vega"
    session = Review(path, known)
    for question in [one for one in session.marked.questions() if one.sort == "statement"]:
        if question.root.value("dip:madeAt") == second.partition(" ")[2]:
            session.change(at(session, "statement", question.root.subject), "meeting", "1")
    left = len(session.marked.questions())
    outcome = cli("review", path, stdin=b"a\n" * (left - 1) + b"c rights State X\na\n")
    assert outcome.code == 1
    said = " ".join(outcome.out.split())
    assert re.search(r"/a\.ttl:\d+:document/", "".join(outcome.out.split()))
    assert said.count("It reports no statement made at the meeting.") >= 3
    assert [one.id for one in Review(path, known).marked.questions()] == [second]
    assert [reason.rule for reason in Review(path, known).marked.questions()[0].reasons] == ["fault"]
    outcome = cli("review", path, stdin=b"b\nr\n\n")
    assert (outcome.code, outcome.err) == (0, f"{path}: no marks are left: see what 'dipgraph validate {path}' finds\n")
    assert cli("validate", path).code == 0


def test_a_walk_goes_on_where_it_was(cli: Run, path: Path) -> None:
    """At what was looked at or added last; what was passed comes last, and after the end it begins anew."""
    cli("review", path, stdin=b"a\ns\ns\na\n")
    outcome = cli("review", path, stdin=b"+ participant Antony Blinken\n")
    assert "1 of 12 Person" not in outcome.out
    assert "taken up where it was left; 2 that were passed come last" in " ".join(outcome.out.split())
    outcome = cli("review", path, stdin=b"s\n" * 13)
    first = outcome.out.split("[a]ccept")[0]
    assert "Blinken" in first
    assert "That was the last" in outcome.out
    assert "taken up" not in cli("review", path, stdin=b"q\n").out
    assert "taken up" not in cli("review", path, "--unsure-first", stdin=b"q\n").out


# --- A terminal ---


@pytest.fixture
def terminal(path: Path) -> Iterator[Terminal]:
    """Return a review in a terminal, at its third question."""
    run = Terminal("review", str(path), folder=path.parent)
    try:
        for number in (1, 2):
            run.until(f"{number} of 14")
            run.type("a")
        run.until("3 of 14")
        yield run
    finally:
        run.process.kill()
        run.process.wait()


def sigint(run: Terminal) -> None:
    """Press Ctrl-C."""
    run.process.send_signal(signal.SIGINT)


def kill(run: Terminal) -> None:
    """End the program at once."""
    run.process.kill()


def close(run: Terminal) -> None:
    """Close the terminal."""
    os.close(run.master)
    run.process.send_signal(signal.SIGHUP)


# Where its terminal is closed, the signal may come before the end of what it reads, or after it.
@pytest.mark.parametrize(("end", "codes"), [(sigint, {130}), (kill, {-signal.SIGKILL}), (close, {-signal.SIGHUP, 1})])
def test_nothing_is_lost_however_it_ends(
    terminal: Terminal,
    path: Path,
    known: Vocabulary,
    end: Callable[[Terminal], None],
    codes: set[int],
    shipped_dataset: Dataset,
) -> None:
    """After an interrupt, a kill or the end of its terminal the file has all answers, and the review goes on there."""
    end(terminal)
    assert terminal.process.wait(5) in codes
    assert len(Review(path, known).order) == 12
    assert sorted(file.name for file in path.parent.iterdir()) == FILES
    assert faults(path, shipped_dataset) == []


def test_a_terminal_shows_the_passage_set_off(terminal: Terminal) -> None:
    """In a terminal the passage is set off by colours."""
    terminal.until("⟧")
    assert re.search("\x1b\\[1;7m.*HAYASHI", terminal.seen)
