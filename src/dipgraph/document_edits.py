"""What may be changed of a document, of its rights, of mentions and of new actors."""

from __future__ import annotations

from dipgraph import addresses
from dipgraph.blocks import Block, address, literal, words, written
from dipgraph.draft_turtle import LANGUAGE, NO_ACCOUNT, TIERS, page
from dipgraph.edits import actor, choice, field, put_date, put_words
from dipgraph.errors import UsageError
from dipgraph.guesses import Reason
from dipgraph.kinds import institution
from dipgraph.marks import Marked, Question
from dipgraph.names import names
from dipgraph.newcomers import MARK, NEW, UNKNOWN, Newcomers
from dipgraph.relabelling import ask, label_of, name_of, relabel, replace_name, settle
from dipgraph.terms import shorten
from dipgraph.typed_values import date_of, needed, several, truth
from dipgraph.vocabulary import Vocabulary
from dipgraph.wording import reason_of

# Where a document speaks of itself.
_FOLLOWING = (
    "dip:publisher", "dip:speaker", "dip:addressee", "dip:standpoint", "dip:committedBy", "dip:committedTo"
)  # fmt: skip
_KINDS = {
    "readout": "Readout",
    "joint-statement": "JointStatement",
    "press-conference": "PressConference",
    "news-report": "NewsReport",
}


@field("kind", "document", values=_KINDS)
def _kind(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    """Take the class; tier and standpoint follow it as far as they must."""
    given = value.lower().replace(" ", "-")
    if given not in _KINDS:
        raise UsageError(f"unknown kind {value!r}: choose one of {', '.join(_KINDS)}")
    head, kind = question.root, _KINDS[given]
    head.put("a", f"dip:{kind}")
    if kind in TIERS or head.value("dip:tier") in TIERS.values():
        head.put("dip:tier", TIERS.get(kind, "dip:ownSide"))
    if kind == "NewsReport":
        head.put("dip:standpoint")
        settle(head, NO_ACCOUNT.rule)
    elif not head.value("dip:standpoint"):
        head.put("dip:standpoint", head.value("dip:publisher"), after="dip:publisher")
        ask(head, NO_ACCOUNT)


@field("publisher", "document")
def _publisher(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    """Take the body that answers for the text, known or as ``new NAME``, which also speaks where the document does."""
    head = question.root
    old = head.value("dip:publisher")
    if value.startswith("new "):
        new = _new_body(value.removeprefix("new "), marked, vocabulary)
    else:
        cure = "c publisher new NAME describes one that the graph does not have"
        new = actor(needed(value, "the publisher"), marked, vocabulary, "Body", cure=cure)
    # The placeholder means nobody else wherever it stands; a known body may be meant as itself, as in a mention.
    for block in marked.page.blocks:
        marked.rename(old, new, block, () if old == written(UNKNOWN) else _FOLLOWING)
    settle(head, "publisher-unknown")
    label = words(head.value("rdfs:label")).replace("a publisher not known", name_of(new, marked, vocabulary))
    head.put("rdfs:label", literal(label, "en"))


def _new_body(name: str, marked: Marked, vocabulary: Vocabulary) -> str:
    """Describe a body as a draft does whose publisher nobody knows, and return its term; its kind is marked as a guess."""
    head, there = marked.head, {_short(block.subject): block for block in marked.page.blocks}
    if not addresses.slug(name):
        raise UsageError("a new publisher has a name in Latin letters, by which it is found: give that")
    new = Newcomers(vocabulary, blocks=dict(there))
    # The name may say of which state it is, as in a draft.
    code = institution(name, names())
    side, kind = new.side(code) if code else _short(head.value("dip:standpoint")), head.value("a").removeprefix("dip:")
    # Of one that is known that may be more than the graph wants: what nothing names goes.
    term = written(new.publisher(name, "Readout" if code else kind, side))
    for key, block in new.blocks.items():
        if key not in there:
            marked.page.add(block, marked.page.blocks[-1], NEW)
    if side.startswith("state/") and NO_ACCOUNT.rule in {reason_of(words(value)).rule for value in head.values(MARK)}:
        head.put("dip:standpoint", written(side), after="dip:publisher")
        settle(head, NO_ACCOUNT.rule)
        ask(head, Reason(f"The account of {name_of(written(side), marked, vocabulary)} by its publisher", "kind", 0.6))
    return term


def _short(term: str) -> str:
    return shorten(address(term, ""))


@field("standpoint", "document")
def _standpoint(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    if question.root.values("a") == ["dip:NewsReport"]:
        raise UsageError("a news report is the account of no side: change the kind first")
    sides = several(needed(value, "whose account it is"))
    found = [actor(side, marked, vocabulary, "State", "Body") for side in sides]
    question.root.put("dip:standpoint", *dict.fromkeys(found), after="dip:publisher")
    settle(question.root, NO_ACCOUNT.rule)


@field("tier", "document", values="Tier")
def _tier(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    tier = choice(value, vocabulary, "Tier")
    wanted = TIERS.get(question.root.value("a").removeprefix("dip:"))
    if tier != wanted and (wanted or tier in TIERS.values()):
        raise UsageError("a document of this kind has another tier: change the kind first")
    question.root.put("dip:tier", tier)


@field("published", "document")
def _published(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    if value:
        put_date(question.root, "dip:published", date_of(value, "the day"), "dip:tier")
    else:
        question.root.put("dip:published")


@field("language", "document")
def _language(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    if not LANGUAGE.fullmatch(value):
        raise UsageError("a language is a tag of BCP 47, such as en, ja or zh-Hant")
    question.root.put("dip:language", literal(value))
    # The words of the document have its language.
    for block in marked.page.blocks:
        for name in (
            "dip:quotation",
            "dip:verb",
            "dip:nameInSource",
            "dip:roleInSource",
            "dip:mentionedAs",
            "dip:dueText",
            "dip:place",
        ):
            if given := block.value(name):
                block.put(name, literal(words(given), value))


@field("address", "document")
def _address(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    if value and not page(value):
        raise UsageError("an address begins with https:// and has no spaces")
    question.root.put("dip:address", *([f"<{value}>"] if value else []), after="dip:language")


@field("complete", "document", values=("yes", "no"))
def _complete(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    question.root.put("dip:complete", truth(value))


@field("rights", "rights")
def _rights(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    """Take who holds the rights, and on which terms the text is kept; that settles it."""
    put_words("dip:rights", needed(value, "the terms"), "en", question, "dip:language")
    question.settle()


@field("refers", "mention")
def _refers(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    found = [
        actor(name, marked, vocabulary, "Person", "State", "Body") for name in several(needed(value, "who is meant"))
    ]
    question.root.put("dip:refersTo", *dict.fromkeys(found), after="dip:evidence")
    question.root.put("dip:openReason")


@field("open", "mention")
def _open(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    question.root.put("dip:refersTo")
    put_words("dip:openReason", needed(value, "why it stays open"), "en", question, "dip:evidence")


@field("family", "actor", "participation")
def _family(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    """Take the family name, which labels of meetings and summaries have too."""
    person = _new_person(question)
    old, seated = words(person.value("dip:familyName")), marked.page.naming(person.subject)
    met = [marked.meeting_of(block) for block, name in seated if name == "dip:participant"]
    labels = [label_of(marked, meeting, vocabulary) for meeting in met]
    person.put("dip:familyName", literal(needed(value, "the family name")))
    for meeting, label in zip(met, labels, strict=True):
        relabel(marked, meeting, label, vocabulary)
    for block in [block for block, name in seated if name == "dip:speaker"]:
        replace_name(block, "dip:summary", old, value)


@field("given", "actor", "participation")
def _given(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    _new_person(question).put("dip:givenName", *([literal(value)] if value else []), after="dip:familyName")


def _new_person(question: Question) -> Block:
    found = question.part("Person")
    if found is None:
        raise UsageError("it is no person who is described here: change person")
    return found


@field("sort", "actor", values="BodyKind")
def _sort(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    if question.root.values("a") != ["dip:Body"]:
        raise UsageError("only a body is of a sort: it is described here as something else")
    question.root.put("dip:bodyKind", choice(value, vocabulary, "BodyKind"))
