"""For whom those who met were there: the office and the state of each, as the text supports them; and who they are."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence

from dipgraph.designations import Designation, designations
from dipgraph.guesses import Intake, Participant, Reason
from dipgraph.kinds import Kind
from dipgraph.names import Names, words
from dipgraph.persons import Person, sovereign
from dipgraph.preponderance import SEATS, account_of, dated_at, most_named, states_named
from dipgraph.roster import Roster
from dipgraph.titles import Title

_ROYAL = re.compile(r"\b(?:Highness|Majesty|Sheikh|Holiness)\b")
_Side = tuple[str, Reason]  # a state, and why it is that of a person
# Who is at the head of diplomacy meets no colleague of the same state.
_FOREIGN = frozenset(("foreign-minister", "foreign-secretary", "external-affairs-minister", "secretary-of-state"))
# What a state is said to do by whoever speaks for it.
_SPEAKS_FOR = re.compile(r"\s+(?:will|wants|seeks|intends|(?:is|stands|remains) (?:ready|committed))\b")


def represented(
    subjects: Sequence[Person],
    objects: Sequence[Person],
    said: Sequence[Designation],
    what: Kind,
    intake: Intake,
    names: Names,
    roster: Roster,
    day: dt.date | None,
    beside: str = "",
    where: str = "",
    received: bool = False,
    host: str = "",
) -> tuple[Participant, ...]:
    """Return those who met as participants, the subjects first; *beside* is the state of those whom nobody names there.

    *where* is the state in which they met, *host* that of which it is said who came there; *received* is whether the
    subjects received the others.
    """
    members = [*subjects, *(p for p in objects if p not in subjects)]
    sides = _Sides(members, len(subjects), said, what, intake, names)
    for person in objects if beside != what.side else ():
        # "met with Indian officials", of whom one is called the Vice President.
        if beside and not person.states and person not in subjects and person.titles:
            sides.enter(person, (beside, Reason(f"one of those of {beside} who were met", "state-group", 0.6)))
    for person in members:
        sides.enter(person, _said(person, roster, day))
    for person in members:
        sides.enter(person, sides.described(person))
    if received and where and not what.side and where not in sides.known(members):
        for person in (p for p in subjects if p.titles):  # "The Foreign Secretary received A of B in London"
            sides.enter(person, (where, Reason(f"received the other in {where}", "state-received", 0.7)))
    sides.own()
    hosts = sides.known(objects) - {what.side}
    for person in objects if hosts == {where} != {""} and what.side not in ("", where) else ():
        # Abroad, a minister who is met beside one of that state is of it too.
        if person not in subjects and any(t.kind.endswith("minister") for t in person.titles):
            sides.enter(person, (where, Reason(f"met in {where} with one of that state", "state-abroad", 0.6)))
    sides.visited(host)
    home = dated_at(sides.head, names) or ("" if where in SEATS else where)
    for person in subjects[:1] if home and not what.side and home not in sides.known(members) else ():
        if person.titles and len(members) > 1:
            sides.enter(
                person, (home, Reason(f"the text is written in {home}, and names no other", "state-dateline", 0.4))
            )
    for person in sorted(members, key=lambda p: sovereign(p.titles)):
        found = sides.beside(person) or sides.sent(person) or sides.quoted(person)
        sides.enter(person, found or sides.guessed(person) or sides.abroad(person, where))
    return tuple(
        _participant(p, sides.of.get(id(p)), sides.titles.get(id(p), ()), members, roster, day, intake.text)
        for p in members
    )


def _foreign(person: Person) -> bool:
    """Whether a person is the foreign minister, whatever that is called there."""
    return any(t.kind in _FOREIGN and not t.qualifier for t in person.titles)


def _said(person: Person, roster: Roster, day: dt.date | None) -> _Side | None:
    if len(person.states) == 1:
        return person.states[0], Reason("the text names it with the person", "state-said", 0.95)
    if person.implied:
        return person.implied, Reason("it alone has such an office", "state-implied", 0.8)
    address = roster.titled(person.name, person.role, day) or roster.who(person.name, person.role, "", day)[0]
    if not address:
        return None
    homes = {roster.states[o] for o in roster.held(address, day)} - {""} if day else roster.homes(address)
    sure = 0.9 if day else 0.3
    return (homes.pop(), Reason("by the tenures in the graph", "state-tenure", sure)) if len(homes) == 1 else None


class _Sides:
    """The states of those who met, as they are found one after another, each by a weaker rule than the last."""

    def __init__(
        self,
        members: Sequence[Person],
        subjects: int,
        said: Sequence[Designation],
        what: Kind,
        intake: Intake,
        names: Names,
    ) -> None:
        self.members, self.subjects, self.objects = members, members[:subjects], members[subjects:]
        self.side, self.joint = what.side, what.kind == "JointStatement"
        self.text, self.names = intake.text, names
        self.head = intake.text[: intake.body]
        self.of: dict[int, _Side] = {}
        self.titles: dict[int, tuple[Title, ...]] = {}
        own = designations(intake.publisher, words(intake.publisher), names) if intake.publisher else []
        fits = [d for d in said if not d.name and not d.plural and len(d.states) == 1 and d.titles]
        self.begins: dict[int, list[tuple[Person, Designation]]] = {}
        self.ends: dict[int, list[tuple[Person, Designation]]] = {}
        for person, d in ((p, d) for p in members for d in p.said):
            self.begins.setdefault(d.start, []).append((person, d))
            self.ends.setdefault(d.end, []).append((person, d))
        self.told, self.publisher = fits, [d for d in own if not d.name and d.states and d.titles]

    def enter(self, person: Person, found: _Side | None) -> None:
        # Of an adjective that several states have, it is one of those.
        if found and id(person) not in self.of and (not person.states or found[0] in person.states):
            self.of[id(person)] = found

    def known(self, persons: Sequence[Person]) -> set[str]:
        return {self.of[id(p)][0] for p in persons if id(p) in self.of}

    def described(self, person: Person) -> _Side | None:
        """Return the state of "the Russian President" beside one who is called President, or nothing, without a state."""
        own = person in self.subjects
        if id(person) in self.of and (person.titles or not own):
            return None
        taken = self.known([m for m in self.members if m is not person]) | (
            set() if own or not self.side else {self.side}
        )
        told = [d for d in self.told if d.states[0] not in taken]
        told = [*(d for d in self.publisher if own and (not person.titles or d.states[0] not in taken)), *told]
        if own and self.side and (self.objects or person is self.members[0]):
            told = [d for d in told if d.states[0] == self.side]
        kinds = {(t.kind, t.qualifier) for t in person.titles}
        fit = [d for d in told if kinds & {(t.kind, t.qualifier) for t in d.titles}]
        if not fit and not person.titles and own:
            fit = [d for d in told if sovereign(d.titles)]
        if not fit:
            return None
        state = Counter(d.states[0] for d in fit).most_common(1)[0][0]
        shown = next(d for d in fit if d.states[0] == state)
        if not person.titles:
            self.titles[id(person)] = shown.titles
        words_ = " ".join(t.words for t in shown.titles)
        return state, Reason(f"“{words_}” of {state} can be nobody else", "state-described", 0.8)

    def own(self) -> None:
        """Enter the side whose account it is for the subjects; where all are ("A and B discussed"), for the first."""
        missing = [p for p in self.subjects if id(p) not in self.of]
        others = self.known(self.objects or self.members)
        seat = next(
            (found[0][0] for _, _, found in self.names.places.all(words(self.head)) if found[0][1] == "seat"), ""
        )
        side, sure = self.side, 0.8
        if not side and missing:
            side, sure = seat or account_of(self.text, self.names, others), 0.5
        for person in missing if self.objects else missing[:1]:
            if side in others and (not self.side or self.joint or sovereign(person.titles)):
                continue
            self.enter(
                person, (side, Reason(f"the account is that of {side}", "state-standpoint", sure)) if side else None
            )

    def visited(self, host: str) -> None:
        """Enter the state that is visited for whoever is met there without one, where the others are not of it."""
        came = self.known(self.subjects)
        for person in (
            self.objects if host and came and host not in came and not self.known(self.objects) - {host} else ()
        ):
            if person.titles:
                self.enter(person, (host, Reason(f"met on a visit to {host}", "state-visited", 0.6)))

    def beside(self, person: Person) -> _Side | None:
        """Return the state that is said of the next one with whom a person is told in one breath, or of the last."""
        if person not in self.objects:
            return None
        for behind, sure in ((True, 0.8), (False, 0.5)):
            for d in person.said:
                near = range(d.end, d.end + 8) if behind else range(d.start, d.start - 8, -1)
                for other, e in (one for n in near for one in (self.begins if behind else self.ends).get(n, ())):
                    state, why = self.of.get(id(other), ("", None))
                    ahead, next_ = (d, e) if behind else (e, d)
                    if self.text[ahead.end : next_.start].strip() not in ("and", ",", ", and") or why is None:
                        continue
                    # "Minister A, Danish Minister B" says nothing of A, but "A and B of Denmark" does.
                    own = behind and list(states_named(words(self.text[e.start : e.name_start]), self.names))
                    if (why.rule == "state-said" and not own) if behind else state != self.side:
                        told = Reason("told in one breath with one of that state", "state-beside", sure)
                        return state, told
        return None

    def sent(self, person: Person) -> _Side | None:
        """Return the state or body of which a delegation is that the person heads."""
        places = [d.start for d in person.said]
        sender = re.compile(r"\bdelegation (?:of|from) ((?:[^;.]|\b[A-Z]\.){3,120})$")
        ends = (sender.search(self.text[max(0, n - 140) : n]) for n in places)
        found = next(filter(None, ends), None)
        for phrases in (self.names.bodies, self.names.states, self.names.adjectives) if found else ():
            for _, _, codes in phrases.all(words(found[1] if found else "")):
                if len(codes) > 1:
                    continue
                return codes[0], Reason("at the head of its delegation", "state-delegation", 0.8)
        return None

    def quoted(self, person: Person) -> _Side | None:
        """Return the state for which a person speaks: "Levy told Dahl: “Israel will…”"."""
        family = re.escape(person.name.split()[-1])
        before = rf"\b{family}\b[^.\n\"“]{{0,80}}[\"“](?:The |the )?(?=[A-Z])"
        behind = rf"[\"“](?:The |the )?(?=[A-Z][^\"“”\n]{{10,400}}[,.!?]?[\"”],?\s+(?:[\w.]+\s+){{0,4}}?{family}\b)"
        for match in (*re.finditer(before, self.text), *re.finditer(behind, self.text)):
            found = words(self.text, match.end(), match.end() + 80)
            end, codes = self.names.states.at(found, 0)
            speaks = _SPEAKS_FOR.match(self.text, found[end - 1].end) if codes else None
            if speaks and len(codes) == 1 and codes[0] not in self.known([m for m in self.members if m is not person]):
                return codes[0], Reason("speaks of what it will do", "state-quoted", 0.5)
        return None

    def abroad(self, person: Person, where: str) -> _Side | None:
        """Return the state in which a minister of another met one whose state is not told, but for seats of many bodies."""
        minister = any(t.kind.endswith("minister") for t in person.titles) and person not in self.subjects
        away = self.known(self.subjects) if minister else set()
        if not away or where in (away | SEATS | {""}) or self.known(self.objects):
            return None
        return where, Reason(f"met in {where}, and the text names no state", "state-abroad", 0.4)

    def guessed(self, person: Person) -> _Side | None:
        """Return the state that the text names most for a head of state, for any other of a known side that one."""
        # Where somebody else is of the side whose account it is, a head of state is of another.
        theirs = self.joint or (sovereign(person.titles) and self.side in self.known(self.members))
        if id(person) in self.of or (
            person in self.subjects and not theirs and (self.objects or person is self.members[0])
        ):
            return None
        if sovereign(person.titles) or _ROYAL.search(self.text, person.first.start, person.first.name_start):
            # Of two of whom no state is said, neither can be told by what the text names most.
            if sum(id(m) not in self.of for m in self.members) > 1:
                return None
            state = most_named(self.text, self.names, self.known(self.members) | {self.side})
            return (state, Reason("the text names no other state so often", "state-frequent", 0.4)) if state else None
        own = [p for p in self.members if p is not person and self.of.get(id(p), ("",))[0] == self.side]
        if _foreign(person) and any(map(_foreign, own)):
            return None
        alone = not self.joint and len(self.known(self.members)) < 3
        if self.side and alone and (person.titles or person.first.courtesy):
            return self.side, Reason("a title without a state is one of its own side", "state-own", 0.6)
        return None


def _participant(
    person: Person,
    state: tuple[str, Reason] | None,
    titles: tuple[Title, ...],
    members: Sequence[Person],
    roster: Roster,
    day: dt.date | None,
    text: str,
) -> Participant:
    role = person.role or " and ".join(t.words for t in titles)
    several = "the adjective is of several states, and the text does not tell of which"
    none = several if len(person.states) > 1 else "the text names no state"
    reasons = [state[1]] if state else [Reason(none, "state-none", 0.3)]
    bare = role in ("", "Minister", "Secretary")
    if bare and any(t.kind == "counterpart" for d in person.said for t in d.titles):
        # Of an office that one state alone has, the other has none.
        of = next((m for m in members if m is not person and m.role not in ("", "Minister", "Secretary")), None)
        role = of.role if of and not of.implied else role
        reasons.append(Reason("a counterpart has the office of the other", "office-counterpart", 0.6))
    code = state[0] if state else ""
    address, office, why = roster.who(person.name, role, code, day)
    reasons.append(why)
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
        family=next((d.name for d in person.said if d.titles and len(d.name.split()) == 1), ""),
    )
