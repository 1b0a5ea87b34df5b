"""Those who accompanied somebody in whose name a joint text is: "She was accompanied by Minister A"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dipgraph.attendants import listed
from dipgraph.persons import Person
from dipgraph.prose import Paragraph
from dipgraph.registers import Register

# So many paragraphs of a joint text tell who met.
_FIRST = 4


def retinue(book: Register, body: Sequence[Paragraph], named: Sequence[Person]) -> list[Person]:
    """Return who the first paragraphs of a *body* say accompanied one of those *named*, or was in that one's delegation.

    Whoever has no state by then has that of whom he accompanied.
    """
    found: list[Person] = []
    for number, paragraph in enumerate(body[:_FIRST]):
        for sentence in paragraph.sentences:
            span = paragraph.start + sentence.start_char, paragraph.start + sentence.end_char
            for one in listed(book.intake.text, *span, book.said, body[number + 1 :], book.names):
                leaders = book.persons([one.leader])[0] if one.leader and (one.beside or one.sent) else []
                if not leaders or leaders[0] not in named:
                    continue
                book.stated(*(replace(d, states=d.states or leaders[0].states) for d in one.persons))
                found += [p for p in book.persons(one.persons)[0] if p not in named and p not in found]
    return found
