"""For whom those who met were there: the office and the state of each, as the text supports them, and who they are in the graph."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence

from dipgraph.designations import Designation, Title, designations
from dipgraph.guesses import Intake, Participant, Reason
from dipgraph.kinds import Kind
from dipgraph.names import Names, words
from dipgraph.persons import Person
from dipgraph.roster import Roster

# Who has such a title is of a state of his own, even where the text does not name it.
_SOVEREIGN = frozenset(("president", "prime-minister", "king", "queen", "amir", "sultan", "emperor", "empress", "chancellor", "pope", "crown-prince", "taoiseach", "president-elect"))  # fmt: skip


def represented(
    subjects: Sequence[Person],
    objects: Sequence[Person],
    said: Sequence[Designation],
    what: Kind,
    intake: Intake,
    names: Names,
    roster: Roster,
    day: dt.date | None,
) -> tuple[Participant, ...]:
    """Return those who met as participants, the subjects first."""
    members = [*subjects, *(p for p in objects if p not in subjects)]
    states = {id(p): found for p in members if (found := _said(p, roster, day, names, intake.text))}
    own = designations(intake.publisher, words(intake.publisher), names) if intake.publisher else []
    titles: dict[int, tuple[Title, ...]] = {}
    # "the Russian President" beside one who is called President, or nothing, without a state.
    for person in members:
        if id(person) in states:
            continue
        told = [d for d in (*said, *own) if not d.name and not d.plural and len(d.states) == 1 and d.titles]
        told = [d for d in told if d.states[0] not in {s for s, _ in states.values()}]
        kinds = {(t.kind, t.qualifier) for t in person.titles}
        fit = [d for d in told if kinds & {(t.kind, t.qualifier) for t in d.titles}]
        if not fit and not person.titles and person in subjects:
            fit, titles[id(person)] = told[-1:], told[-1].titles if told else ()
        if fit:
            states[id(person)] = (
                fit[0].states[0],
                Reason(f"“{intake.text[fit[0].start : fit[0].end]}” can be nobody else", "state-described", 0.8),
            )
    # Where all are subjects ("A and B discussed"), the account is that of the first.
    own_side = subjects if objects else [p for p in subjects if id(p) not in states][:1]
    if subjects and (side := what.side or _other(intake.text, names, {s for s, _ in states.values()})):
        sure = 0.8 if what.side else 0.5
        for person in own_side:
            if id(person) not in states and side not in {states[id(o)][0] for o in objects if id(o) in states}:
                states[id(person)] = (side, Reason(f"the account is that of {side}", "state-standpoint", sure))
    for number, person in enumerate(members):
        if id(person) not in states:
            states.update(_object(number, person, members, states, what, intake, names))
    return tuple(
        _participant(p, states.get(id(p)), titles.get(id(p), ()), members, roster, day, intake.text) for p in members
    )


def _said(person: Person, roster: Roster, day: dt.date | None, names: Names, text: str) -> tuple[str, Reason] | None:
    if len(person.states) == 1:
        return person.states[0], Reason("the text names it with the person", "state-said", 0.95)
    if len(person.states) > 1:
        named = [code for code in person.states if names.labels.get(code, code) in text]
        return (
            (
                named[0],
                Reason("the adjective is of several states, of which the text names one", "state-adjective", 0.7),
            )
            if len(named) == 1
            else None
        )
    if person.implied:
        return person.implied, Reason("it alone has such an office", "state-implied", 0.8)
    address, _, _ = roster.who(person.name, person.role, "", day)
    homes = {roster.states[o] for o in roster.held(address, day)} - {""} if address else set()
    if len(homes) == 1:
        return homes.pop(), Reason("by the tenures in the graph", "state-tenure", 0.9)
    return None


def _other(text: str, names: Names, known: set[str]) -> str:
    """Return the state that the text names most, of those whose representatives are not known yet, if one is clearly most."""
    counts = Counter(
        codes[0] for p in (names.states, names.adjectives) for _, _, codes in p.all(words(text)) if len(codes) == 1
    )
    rest = [(code, n) for code, n in counts.most_common() if code not in known]
    return rest[0][0] if rest and (len(rest) == 1 or rest[0][1] > rest[1][1]) else ""


def _object(number: int, person: Person, members: Sequence[Person], states: dict[int, tuple[str, Reason]], what: Kind, intake: Intake, names: Names) -> dict[int, tuple[str, Reason]]:  # fmt: skip
    """Return the state of one who is met and with whom none is said."""
    for other in (o for o in members[number + 1 :] if id(o) in states and states[id(o)][1].rule == "state-said"):
        gaps = (intake.text[d.end : e.start] for d in person.said for e in other.said if d.end <= e.start < d.end + 8)
        if any(gap.strip() in ("and", ",", ", and") for gap in gaps):
            return {id(person): (states[id(other)][0], Reason("said of both together", "state-shared", 0.8))}
    sent = re.search(
        r"\bdelegation (?:of|from) ([^;.]{3,120})$", intake.text[max(0, person.first.start - 140) : person.first.start]
    )
    if sent:
        for phrases in (names.bodies, names.states, names.adjectives):
            for _, _, codes in phrases.all(words(sent[1])):
                return {id(person): (codes[0], Reason("at the head of its delegation", "state-delegation", 0.8))}
    sovereign = any(t.kind in _SOVEREIGN and not t.qualifier for t in person.titles)
    if sovereign:
        other_state = _other(intake.text, names, {s for s, _ in states.values()} | {what.side})
        return (
            {id(person): (other_state, Reason("the text names no other state so often", "state-frequent", 0.4))}
            if other_state
            else {}
        )
    sent_here = any(what.side in codes for t in person.titles for _, _, codes in names.states.all(words(t.words)))
    if sent_here:
        near = [states[id(o)][0] for o in members if id(o) in states and states[id(o)][0] != what.side]
        return (
            {id(person): (near[0], Reason("sent to the other side, with whom he came", "state-sent", 0.5))}
            if near
            else {}
        )
    if what.side and (person.titles or person.first.courtesy):
        return {id(person): (what.side, Reason("a title without a state is one of its own side", "state-own", 0.6))}
    return {}


def _participant(person: Person, state: tuple[str, Reason] | None, titles: tuple[Title, ...], members: Sequence[Person], roster: Roster, day: dt.date | None, text: str) -> Participant:  # fmt: skip
    role = person.role or " and ".join(t.words for t in titles)
    reasons = [state[1]] if state else [Reason("the text names no state", "state-none", 0.3)]
    if not role and any(t.kind == "counterpart" for t in person.titles):
        role = next((m.role for m in members if m is not person and m.role), "")
        reasons.append(Reason("a counterpart has the office of the other", "office-counterpart", 0.6))
    code = state[0] if state else ""
    address, office, why = roster.who(person.name, role, code, day)
    if why:
        reasons.append(Reason(why, "person-open", 0.3))
    elif not address:
        reasons.append(Reason("not known in the graph", "person-new", 0.7))
    first = person.first
    return Participant(
        name=person.name,
        role=role,
        state=code,
        person=address,
        office=office,
        name_in_source=" ".join(text[first.name_start : first.name_end].split()),
        start=first.start,
        end=first.end,
        reasons=tuple(reasons),
    )
