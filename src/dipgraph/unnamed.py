"""Those who met without being named: "the G7", "leaders of ASEAN", "Indian officials", "Japan and China held talks"."""

from __future__ import annotations

import datetime as dt
import re

from dipgraph.designations import Designation
from dipgraph.guesses import Participant, Reason
from dipgraph.inflections import singular
from dipgraph.names import Names, words
from dipgraph.roster import Roster
from dipgraph.telling_words import cues
from dipgraph.titles import Title

# Between whose they are and what they are called.
_WHAT_SORT = re.compile(r"\s(?:(?!and\b|or\b)[a-z-]+\s){0,2}")


def groups(text: str, start: int, cue: int, limit: int, led: bool, names: Names) -> list[Designation]:
    """Return those who met without being named: "with the G7", "with leaders of ASEAN", "Japan and China held talks"."""
    if not led:
        return states_in_a_row(text, start, cue, names)
    who = cues(names).unnamed.search(text, cue, limit)
    found = words(text, cue, limit)
    bodies = list(names.bodies.all(found))
    named = states_in_a_row(
        text, cue, limit, names, singular(who.group().capitalize()) if who else "", not bool(bodies)
    )
    if bodies and not who and found[bodies[0][0]].start - cue > 40:
        return []
    if who and not named:
        # "with Indian officials", "with an Indian trade delegation".
        title = Title(singular(who.group().capitalize()), singular(who.group()))
        own = (hit for hit in names.adjectives.all(found) if len(hit[2]) == 1)
        ends = ((found[i], found[e - 1], codes) for i, e, codes in own)
        named = [
            Designation(a.start, b.end, titles=(title,), states=c)
            for a, b, c in ends
            if _WHAT_SORT.fullmatch(text, b.end, who.start())
        ]
    return named if bodies or (who and named) else []


def states_in_a_row(
    text: str, start: int, end: int, names: Names, office: str = "", at_once: bool = False
) -> list[Designation]:
    """Return the states and bodies that a text lists between two offsets, each as somebody of *office* without a name.

    Two at least are a list, unless an office is said or a body is among them; *at_once* it begins at the first word.
    """
    found, rows, row, i = words(text, start, end), [], [], 0
    bodies = False
    while i < len(found):
        stop, codes = max((p.at(found, i) for p in (names.states, names.bodies)), key=lambda hit: hit[0])
        if codes:
            bodies = bodies or bool(names.bodies.at(found, i)[1])
            title = Title(office, office.lower())
            row.append(Designation(found[i].start, found[stop - 1].end, titles=(title,), states=codes[:1]))
            i = stop
            continue
        if found[i].text not in ("the", "and", "The", "of", "Republic", "Government", "Governments", "as", "well", "&"):
            if at_once and row:
                break
            rows.append(row)
            row = []
        i += 1
    best = max([*rows, row], key=len)
    return best if len(best) > 1 or (best and (office or bodies)) else []


def by_office(d: Designation, printed: str, state: str, roster: Roster, day: dt.date | None) -> Participant:
    """Return one who took part without being named: who alone held the office of that *state* on the *day*, if known."""
    role = singular(d.titles[0].words) if d.plural else d.titles[0].words
    offices = roster.office(role, state) if role and state else ()
    held = {person for office in offices for person in roster.holders(office, day)}
    person = held.pop() if len(held) == 1 else ""
    why = Reason("took part without being named", "participant-nameless", 0.4)
    if person:
        why = Reason("not named: the one who held the office on that day", "person-by-office", 0.7)
    office = offices[0] if len(offices) == 1 else ""
    return Participant("", role, state, person, office, "", printed, d.start, d.end, (why,))
