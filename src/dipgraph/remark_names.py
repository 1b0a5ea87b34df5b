"""Whom the words of a remark designate, where it prints titles and names in a way of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dipgraph.designations import Designation, designations
from dipgraph.inflections import singular
from dipgraph.names import Names, words

# One word behind a title, where the list goes on or ends: "Foreign Secretary Home."
_FAMILY = re.compile(r"\s+(?P<name>[A-Z][a-z]+)(?=[.,;]|\s+and\s|$)")
# The first of two offices that share the last word, and whose they are: "the Andean Foreign and " of "… Defense Ministers".
_FIRST = re.compile(r"(?P<whose>(?:\b[A-Z][\w.’-]*\s+){0,3}?)\b(?P<field>[A-Z]\w+)\s+and\s+$")
_CROWNS = frozenset(("king", "queen", "emperor", "empress", "prince", "princess", "amir", "sultan", "shah", "pope"))


def in_remark(text: str, names: Names) -> list[Designation]:
    """Return the designations of a remark, with one of two that stand side by side: "Secretary of State Cardinal Lund".

    Such an office is not that of the state whose title it is elsewhere. A Consulate General is nobody. Who has a title and
    one word behind it that may be of an office is called by that.

    >>> from dipgraph.names import names
    >>> [d.name for d in in_remark("met with Foreign Secretary Home.", names())]
    ['Home']
    """
    found: list[Designation] = []
    for d in designations(text, words(text), names):
        if not d.name and text[: d.start].endswith("Consulate "):
            continue
        before = found[-1] if found else None
        beside = before is not None and not text[before.end : d.start].strip()
        if before and beside and d.name and d.titles and before.titles and not before.name and not before.plural:
            titles = (*(replace(t, implied="") for t in before.titles), *d.titles)
            found[-1] = replace(d, start=before.start, titles=titles, states=before.states or d.states)
        else:
            found.append(_called(text, d, names))
    return found


def _called(text: str, d: Designation, names: Names) -> Designation:
    """Return a designation with the word behind it as the name, where it has none and that is no name elsewhere: "Home"."""
    behind = _FAMILY.match(text, d.end) if d.titles and d.titles[0].end and not (d.name or d.plural) else None
    if not behind or not names.fields.at(words(behind["name"]), 0)[1]:
        return d
    return replace(
        d, name=behind["name"], name_start=behind.start("name"), name_end=behind.end("name"), end=behind.end()
    )


def each_office(text: str, d: Designation, names: Names) -> Iterator[Designation]:
    """Yield those without names by their offices, of which the first has only its own word, and of whom both are.

    >>> from dipgraph.names import names
    >>> said = "met with the Peruvian Foreign and Defense Ministers"
    >>> [(d.titles[0].words, d.states) for d in each_office(said, in_remark(said, names())[-1], names())]
    [('Foreign Ministers', ('PE',)), ('Defense Ministers', ('PE',))]
    """
    ahead = _FIRST.search(text[: d.start]) if d.plural and not d.name and not d.states and d.titles[0].end else None
    office = f"{ahead['field']} {d.titles[0].words.rpartition(' ')[2]}" if ahead else ""
    end, hit = names.titles.at(words(singular(office)), 0) if office else (0, ())
    if not ahead or end < len(office.split()):
        yield d
        return
    whose = words(ahead["whose"])
    known = (p.all(whose) for p in (names.adjectives, names.states, names.bodies))
    states = tuple(dict.fromkeys(code for hits in known for _, _, codes in hits if len(codes) == 1 for code in codes))
    start = ahead.start()
    # "the Foreign and Defense Ministers" are one each, but those of a body.
    each = text[:start].endswith("the ") and not any(names.bodies.all(whose))
    d = replace(d, plural=not each)
    title = replace(d.titles[0], words=office, kind=hit[0].notation, start=start)
    yield replace(d, start=start, titles=(title,), states=states)
    yield replace(d, start=start, states=states)


def of_guests(d: Designation) -> bool:
    """Whether words without a name or state need not be on one of the hosts: "the Emperor", "Prime Ministers"."""
    return not d.name and not d.states and (d.plural or any(t.kind in _CROWNS for t in d.titles))
