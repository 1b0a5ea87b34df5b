"""A question of a review as a person sees it: how far one is, the passage in its context, the guess in words, and why."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dipgraph.blocks import Block, address, words
from dipgraph.marks import Marked, Question
from dipgraph.relabelling import span_of
from dipgraph.spoken import days, duration, moment
from dipgraph.terms import shorten
from dipgraph.vocabulary import Vocabulary

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

# So many characters of the text are shown before a passage and behind it.
_AROUND = 240
# What would steer a terminal, or turn the direction of a line, is shown as a character that is not known.
_STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_TITLES = {
    "document": "Document",
    "rights": "Rights in the text",
    "meeting": "Meeting",
    "participation": "Who took part",
    "statement": "Statement",
    "commitment": "Commitment",
    "mention": "Mention",
    "judgement": "One or two",
    "actor": "New actor",
}
# What is shown of each class of things: the words of a line, and the property.
_SHOWN: dict[str, tuple[tuple[str, str], ...]] = {
    "document": (
        ("kind", "a"),
        ("publisher", "dip:publisher"),
        ("standpoint", "dip:standpoint"),
        ("tier", "dip:tier"),
        ("published", "dip:published"),
        ("language", "dip:language"),
        ("address", "dip:address"),
        ("complete", "dip:complete"),
    ),
    "rights": (("rights", "dip:rights"),),
    "meeting": (
        ("label", "rdfs:label"),
        ("address", ""),
        ("kind", "a"),
        ("date", "dip:date"),
        ("start", "dip:start"),
        ("minutes", "dip:duration"),
        ("format", "dip:format"),
        ("place", "dip:place"),
        ("country", "dip:country"),
        ("within", "dip:within"),
        ("took part", "dip:participation"),
        ("note", "dip:note"),
    ),
    "participation": (
        ("name", "dip:nameInSource"),
        ("role", "dip:roleInSource"),
        ("person", "dip:participant"),
        ("office", "dip:inOffice"),
        ("side", "dip:onBehalfOf"),
        ("capacity", "dip:capacity"),
        ("open", "dip:openReason"),
    ),
    "statement": (
        ("speakers", "dip:speaker"),
        ("addressee", "dip:addressee"),
        ("act", "dip:act"),
        ("verb", "dip:verb"),
        ("issues", "dip:issue"),
        ("summary", "dip:summary"),
    ),
    "commitment": (
        ("action", "dip:action"),
        ("committed", "dip:committedBy"),
        ("to", "dip:committedTo"),
        ("kind", "dip:kind"),
        ("continuity", "dip:continuity"),
        ("procedural", "dip:procedural"),
        ("due-words", "dip:dueText"),
    ),
    "mention": (("words", "dip:mentionedAs"), ("refers", "dip:refersTo"), ("open", "dip:openReason")),
    "judgement": (
        ("of", "dip:judges"),
        ("verdict", "dip:verdict"),
        ("reason", "dip:rationale"),
    ),
    "actor": (
        ("is", "a"),
        ("label", "rdfs:label"),
        ("family", "dip:familyName"),
        ("given", "dip:givenName"),
        ("of", "dip:officeOf"),
        ("sort", "dip:bodyKind"),
        ("code", "dip:isoCode"),
    ),
}


def console() -> Console:
    """Return where questions are shown: as wide as the terminal, and as plain text elsewhere."""
    from rich.console import Console

    return Console(file=sys.stdout, highlight=False, soft_wrap=False)


def plain(text: str) -> str:
    """Return *text* without what would steer a terminal."""
    return _STEERING.sub("\ufffd", text)


def show(
    out: Console,
    marked: Marked,
    question: Question,
    vocabulary: Vocabulary,
    place: tuple[int, int],
    note: str = "",
    more: Iterable[tuple[str, str]] = (),
) -> None:
    """Print a question: its *place* among all, the text about it, what is guessed in words, each reason with its rule.

    What *more* there is to say of it stands before the reasons, a name and words each.
    """
    from rich.text import Text

    out.print()
    out.print(Text(f"{place[0]} of {place[1]}  {_TITLES[question.sort]}", style="bold"), Text(note, style="dim"))
    where = marked.passage(question)
    if marked.text:
        out.print()
        out.print(_context(marked.text, where))
    elif (passage := question.part("Passage")) is not None:
        out.print(Text(plain(words(passage.value("dip:anchor"))), style="reverse"))
    out.print()
    for name, value in lines(marked, question, vocabulary):
        out.print(Text.assemble((f"  {name:<11}", "cyan"), plain(value)))
    for name, value in more:
        if name.isdigit():
            out.print()
        out.print(Text.assemble((f"  {name:<11}", "cyan"), plain(value)))
    out.print()
    for reason in question.reasons:
        told = f"  [{reason.rule}, {reason.confidence:.2f}]" if reason.rule else ""
        colour = "red" if reason.confidence < 0.4 else "yellow" if reason.confidence < 0.8 else "green"
        out.print(Text.assemble(f"  why: {plain(reason.words)}", (told, colour)))


def _context(text: str, where: tuple[int, int] | None) -> Text:
    """Return the text about a passage, with that set off; its first lines where there is none."""
    from rich.text import Text

    if where is None:
        first = text[: 2 * _AROUND]
        return Text(plain(first.rstrip()) + (" …" if len(text) > len(first) else ""), style="dim")
    start, end = where
    since, until = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before, after = text[since:start], text[end:until]
    if since and (cut := re.search(r"\s", before)):
        before = before[cut.end() :]
    if until < len(text) and (kept := re.match(r"(?s).*(?=\s)", after)):
        after = kept[0]
    lead, trail = "… " if since else "", " …" if until < len(text) else ""
    # The brackets are for who sees no colours.
    return Text.assemble(
        (lead + plain(before), "dim"), "⟦", (plain(text[start:end]), "bold reverse"), "⟧", (plain(after) + trail, "dim")
    )


def lines(marked: Marked, question: Question, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield what is guessed, in words: the name of a field, and its value."""
    for sort, block in (
        (question.sort, question.root),
        *((s, b) for s, b in (("commitment", question.part("Commitment")),) if b not in (None, question.root)),
    ):
        if sort == "commitment" and question.sort != "commitment":
            yield "", "and so commits itself:"
        for name, property in _SHOWN[sort]:
            if block is not None and not property:
                yield name, shorten(address(block.subject, ""))
            elif block is not None and (values := block.values(property)):
                about = "about " if block.value(f"{property}Approximate") == "true" else ""
                yield name, about + ", ".join(_said(value, marked, vocabulary) for value in values)
            elif block is not None and property == "dip:date" and (span := span_of(block)):
                yield name, days(*(day.isoformat() for day in span))
        if block is not None and block.value("dip:dueUntil"):
            yield "due", days(words(block.value("dip:dueFrom")), words(block.value("dip:dueUntil")))
    for part in question.parts[1:]:
        if question.sort in ("participation", "meeting") and part.value("a") != "dip:Tenure":
            yield "new", f"{_said(part.subject, marked, vocabulary)} ({', '.join(map(_said_plain, part.values('a')))})"


def _said_plain(term: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", term.removeprefix("dip:")).lower()


def _said(term: str, marked: Marked, vocabulary: Vocabulary) -> str:
    """Return a term in words, and its address where that helps to tell it from others."""
    text = words(term)
    if text != term or term[:1] in '"0123456789' or term in ("true", "false"):
        return {"true": "yes", "false": "no"}.get(term) or duration(
            moment(text) if "T" in text and ":" in text else text
        )
    if term.startswith("dip:"):
        return _said_plain(term)
    short = shorten(address(term, ""))
    block = marked.page.block(term)
    if block is not None and block.value("dip:nameInSource"):
        return words(block.value("dip:nameInSource"))
    label = words(_label(block)) if block is not None else vocabulary.labels.get(short, "")
    return f"{label} ({short.rpartition('/')[2]})" if label else (short or term)


def _label(block: Block) -> str:
    return block.value("rdfs:label") or block.value("dip:action") or block.subject
