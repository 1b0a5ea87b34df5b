"""Those who speak in turn at a press conference, by what heads their turns: they have met."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dipgraph.names import words
from dipgraph.persons import Person
from dipgraph.registers import Register

# What heads a turn stands at the beginning of a line, and before a colon.
_LINE = re.compile(r"(?:\A|\n)[ \t]*(?:The\s+|THE\s+)?\Z")
_COLON = re.compile(r"\s?:\s")
_FEWEST = 2
# What a state is said to do by whoever speaks for it.
SPEAKS_FOR = re.compile(
    r"\s+(?:will\s+(?:(?:always|also|continue\s+to)\s+)*(?:stand|defend|support|work|help|do|keep|remain|protect|send|give"
    r"|provide|deliver|donate|(?:not|never)\s+(?:accept|allow|tolerate))|wants\s+peace"
    r"|(?:is|stands|remains)\s+(?:committed|ready\s+to\s+(?:help|work|support|talk|cooperate|assist|send|provide|host)))\b"
)
# Where a sentence begins in a turn.
_SENTENCE = re.compile(r"(?:[:.!?]\s+)(?:The\s+)?(?=[A-Z])")


def speakers(book: Register) -> list[Person]:
    """Return who have an office and speak in turn, where several do, each once; the host speaks first.

    Who is named in the title by office and state alone, "with the Prime Minister of Peru", is one who speaks after the host.
    """
    text = book.intake.text
    heads = [d for d in book.said if _COLON.match(text, d.end) and _LINE.search(text[max(0, d.start - 8) : d.start])]
    found = list(dict.fromkeys(book.of[d.start] for d in heads if d.name and d.start in book.of))
    found = [person for person in found if person.titles]
    if len(found) < _FEWEST:
        return []
    for d in (d for d in book.said if not d.name and len(d.states) == 1 and d.end <= book.intake.body):
        kinds = {title.kind for title in d.titles}
        fit = [p for p in found[1:] if not p.states and kinds & {title.kind for title in p.titles}]
        for person in fit if len(fit) == 1 else ():
            book.stated(replace(person.first, states=d.states))
    for person in (p for p in found if not p.states):
        own = {code for d in heads if book.of.get(d.start) is person for code in _spoken_for(book, d.end)}
        own -= {code for p in found for code in p.states}
        if len(own) == 1:
            book.stated(replace(person.first, states=tuple(own)))
    return found


def _spoken_for(book: Register, start: int) -> Iterator[str]:
    """Yield the states of which the turn whose words begin at *start* says what they will do: "Peru will send doctors"."""
    text = book.intake.text
    end = text.find("\n", start)
    for begin in _SENTENCE.finditer(text, start, end if end > 0 else len(text)):
        named = words(text, begin.end(), begin.end() + 80)
        at, codes = book.names.states.at(named, 0)
        if len(codes) == 1 and SPEAKS_FOR.match(text, named[at - 1].end):
            yield codes[0]
