"""Of which state or body each of those who met is, found by one rule after another, each weaker than the last."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dipgraph.designations import Designation, designations
from dipgraph.guesses import Intake, Reason
from dipgraph.kinds import Kind
from dipgraph.names import Names, words
from dipgraph.persons import Person, sovereign
from dipgraph.podium import SPEAKS_FOR
from dipgraph.preponderance import SEATS, account_of, most_bound, states_named
from dipgraph.titles import PRIVATE, Title

_ROYAL = re.compile(r"\b(?:Highness|Majesty|Sheikh|Holiness)\b")
_FIRST = re.compile(r"(?:^|[\n.!?:]|[.!?][\"”])\s*(?:[Tt]he\s+)?$")
_MET = re.compile(
    r"\b(?:meeting|talks|call|conversation|negotiations)\s+with\s+(?:the\s+)?$"
    r"|\bsigned\s+by\s+(?:the\s+)?(?:[A-Z][\w ]{2,60}\sand\s+(?:the\s+)?)?$"
)
_PASSIVE = re.compile(r"\s+(?:is|was|has|had|will|would)\b|['’]")
Side = tuple[str, Reason]  # a state, and why it is that of a person
# Who is at the head of diplomacy meets no colleague of the same state.
_FOREIGN = frozenset(("foreign-minister", "foreign-secretary", "external-affairs-minister", "secretary-of-state"))
# Who says so promises it for a state of his own: "announced that Israel will send doctors".
_PROMISED = re.compile(
    r"\b(?:(?:announced|pledged|promised|vowed|undertook|guaranteed)(?: to [A-Z][\w. ]{1,40})?"
    r"|assured (?:[A-Z][\w. ]{1,40}|her|him|them|his \w+|her \w+))(?: that)? (?:the )?(?=[A-Z])"
)
_WILL = re.compile(r"\s+(?:will|would|is to|was to|shall)\b")
# Who stresses that it "will not tolerate" something, or stands ready, speaks for it.
_STRESSED = re.compile(
    r"\b(?:made (?:it )?clear|underscored|underlined|stressed|insisted|emphasi[sz]ed|reaffirmed|reiterated"
    r"|assured [^.,]{2,40}?) that (?:the )?(?=[A-Z])"
)


def _foreign(person: Person) -> bool:
    """Whether a person is the foreign minister, whatever that is called there."""
    return any(t.kind in _FOREIGN and not t.qualifier for t in person.titles)


def alike_in_rank(one: Person, other: Person) -> bool:
    """Whether two are at the head of diplomacy or of a state, each: they are of two states."""
    return (_foreign(one) and _foreign(other)) or (sovereign(one.titles) and sovereign(other.titles))


def stateless(person: Person) -> bool:
    """Whether a person has no office but a former one, one of a firm or of an opposition, on behalf of no state."""
    return bool(person.titles) and all(
        t.kind == PRIVATE or {"former", "ex", "shadow"} & set(t.qualifier.replace("-", " ").split())
        for t in person.titles
    )


def _alike(one: Person, other: Person) -> bool:
    """Whether two have the same office, of which each state has one."""
    kinds = {t.kind for t in one.titles if not t.qualifier} & {t.kind for t in other.titles if not t.qualifier}
    return bool(kinds & _FOREIGN) or (sovereign(one.titles) and bool(kinds))


def _leads(d: Designation) -> bool:
    """Whether somebody is the leader of a state, whatever the office."""
    return any(t.kind in ("leader", "head-of-state", "ruler") for t in d.titles)


class Sides:
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
        self.sure = 0.5 if what.tier == "press" else 0.8
        self.side, self.joint = what.side, what.kind == "JointStatement"
        self.text, self.names = intake.text, names
        self.head = intake.text[: intake.body]
        self.of: dict[int, Side] = {}
        self.titles: dict[int, tuple[Title, ...]] = {}
        self.home = False  # whether the press reports from the capital of its own state
        own = designations(intake.publisher, words(intake.publisher), names) if intake.publisher else []
        fits = [d for d in said if not d.name and not d.plural and len(d.states) == 1 and d.titles]
        self.begins: dict[int, list[tuple[Person, Designation]]] = {}
        self.ends: dict[int, list[tuple[Person, Designation]]] = {}
        for person, d in ((p, d) for p in members for d in p.said):
            self.begins.setdefault(d.start, []).append((person, d))
            self.ends.setdefault(d.end, []).append((person, d))
        # Whose head is told with a name and did not take part is not theirs who did.
        heads = [d for d in said if d.name and len(d.states) == 1 and (sovereign(d.titles) or _leads(d))]
        self.apart = {d.states[0] for d in heads if not any(d in p.said for p in members)}
        self.told, self.publisher = fits, [d for d in own if not d.name and d.states and d.titles]

    def enter(self, person: Person, found: Side | None) -> None:
        """Take a state for that of a person who has none yet."""
        # Of an adjective that several states have, it is one of those.
        if stateless(person):
            return
        if found and id(person) not in self.of and (not person.states or found[0] in person.states):
            self.of[id(person)] = found

    def known(self, persons: Sequence[Person]) -> set[str]:
        """Return the states of *persons*, as far as they are found."""
        return {self.of[id(p)][0] for p in persons if id(p) in self.of}

    def described(self, person: Person) -> Side | None:
        """Return the state of "the Russian President" beside one who is called President, or nothing, without a state."""
        own = person in self.subjects
        if id(person) in self.of and (person.titles or not own):
            return None
        taken = self.known([m for m in self.members if m is not person]) | (
            set() if own or not self.side else {self.side}
        )
        # Of whom it is only spoken within a sentence, he may be a third: "discussed the Russian President's visit".
        told = [d for d in self.told if d.states[0] not in taken and (d.states[0] == self.side or self._acts(d))]
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

    def _acts(self, d: Designation) -> bool:
        """Whether a designation is of one who takes part: who is met, or the subject of a sentence, which begins with it."""
        before = self.text[max(0, d.start - 100) : d.start]
        subject = _FIRST.search(before) and not _PASSIVE.match(self.text, d.end)
        return d.states[0] not in self.apart and bool(subject or _MET.search(before))

    def own(self) -> None:
        """Enter the side whose account it is for the subjects; where all are ("A and B discussed"), for the first."""
        missing = [p for p in self.subjects if id(p) not in self.of]
        others = self.known(self.objects or self.members)
        seat = next(
            (found[0][0] for _, _, found in self.names.places.all(words(self.head)) if found[0][1] == "seat"), ""
        )
        side, sure = self.side, self.sure
        if not side and missing:
            side, sure = seat or account_of(self.text, self.names, others, self.apart), 0.5
        for person in missing if self.objects else missing[:1]:
            if self.sure < 0.8 and side in self.apart and not (self.home and not sovereign(person.titles)):
                continue  # a report of an agency on others, which names the head of its own state
            if side in others and (not self.side or self.joint or sovereign(person.titles)):
                continue
            self.enter(
                person, (side, Reason(f"the account is that of {side}", "state-standpoint", sure)) if side else None
            )

    def publishing(self) -> None:
        """Enter the side whose account it is, of which nobody is told, for the one head or foreign minister without a state.

        "Minister A of Peru called on Prime Minister B": a ministry has its own head for granted.
        """
        if not self.side or self.joint or self.sure < 0.8 or self.side in self.known(self.members):
            return
        untold = [p for p in self.members if id(p) not in self.of and not p.states]
        if len(untold) == 1 and (sovereign(untold[0].titles) or _foreign(untold[0])):
            self.enter(
                untold[0], (self.side, Reason(f"a publisher of {self.side} has no other one", "state-publisher", 0.6))
            )

    def visited(self, host: str) -> None:
        """Enter the state that is visited for whoever is met there without one, or receives who came, of another state."""
        for those, others in ((self.objects, self.subjects), (self.subjects, self.objects)):
            came = self.known(others)
            if not host or not came or host in came or self.known(those) - {host}:
                continue
            for person in those:
                if person.titles:
                    self.enter(person, (host, Reason(f"met on a visit to {host}", "state-visited", 0.6)))

    def beside(self, person: Person) -> Side | None:
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
                    shared = bool(e.states) and why.rule == "state-said" and not own
                    if (shared and not _alike(person, other)) if behind else state != self.side:
                        told = Reason("told in one breath with one of that state", "state-beside", sure)
                        return state, told
        return None

    def sent(self, person: Person) -> Side | None:
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

    def quoted(self, person: Person) -> Side | None:
        """Return the state for which a person speaks: "Levy told Dahl: “Israel will…”"."""
        family = re.escape(person.name.split()[-1])
        before = rf"\b{family}\b[^.\n\"“]{{0,80}}[\"“](?:The |the )?(?=[A-Z])"
        behind = rf"[\"“](?:The |the )?(?=[A-Z][^\"“”\n]{{10,400}}[,.!?]?[\"”],?\s+(?:[\w.]+\s+){{0,4}}?{family}\b)"
        for match in (*re.finditer(before, self.text), *re.finditer(behind, self.text)):
            found = words(self.text, match.end(), match.end() + 80)
            end, codes = self.names.states.at(found, 0)
            speaks = SPEAKS_FOR.match(self.text, found[end - 1].end) if codes else None
            if (
                speaks
                and len(codes) == 1
                and codes[0] not in self.apart | self.known([m for m in self.members if m is not person])
            ):
                return codes[0], Reason("speaks of what it will do", "state-quoted", 0.5)
        return self._promising(person)

    def _promising(self, person: Person) -> Side | None:
        """Return the state of which a person promises that it will do something: "Levy announced that Israel will …".

        "She announced" is who alone is of a state that is not told.
        """
        others = [m for m in self.members if m is not person]
        alone = all(id(m) in self.of for m in others)
        told = [(match, _WILL) for match in _PROMISED.finditer(self.text)]
        told += [(match, SPEAKS_FOR) for match in _STRESSED.finditer(self.text)]
        for match, does in told:
            found = words(self.text, match.end(), match.end() + 80)
            end, codes = self.names.states.at(found, 0)
            if len(codes) != 1 or not does.match(self.text, found[end - 1].end):
                continue
            said = re.split(r"[.!?]\s|\n", self.text[max(0, match.start() - 200) : match.start()])[-1]
            named = [m for m in self.members if m.name and re.search(rf"\b{re.escape(m.name.split()[-1])}\b", said)]
            speaks = named[:1] == [person] or (alone and not named)
            if speaks and codes[0] not in self.apart | self.known(others):
                return codes[0], Reason("promises what it will do", "state-promised", 0.5)
        return None

    def abroad(self, person: Person, where: str) -> Side | None:
        """Return the state in whose capital a minister of another met one of no state that is told, but for seats of bodies.

        So it is of a head of state or government whom nobody of that rank met there.
        """
        royal = _ROYAL.search(self.text, person.first.start, person.first.name_start)
        head = (sovereign(person.titles) or royal) and not any(sovereign(p.titles) for p in self.subjects)
        minister = any(t.kind.endswith("minister") for t in person.titles) or _foreign(person)
        away = self.known(self.subjects) if (head or minister) and person not in self.subjects else set()
        if not away or where in (away | SEATS | (self.apart if head else set()) | {""}) or self.known(self.objects):
            return None
        return where, Reason(f"met in {where}, and the text names no state", "state-abroad", 0.4)

    def guessed(self, person: Person) -> Side | None:
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
            known = self.known(self.members) | {self.side}
            state = most_bound(self.text, self.names, known, known | self.apart)
            return (state, Reason("the text tells of ties with it", "state-bound", 0.4)) if state else None
        own = [p for p in self.members if p is not person and self.of.get(id(p), ("",))[0] == self.side]
        if _foreign(person) and any(map(_foreign, own)):
            return None
        alone = not self.joint and len(self.known(self.members)) < 3
        if self.side and alone and (person.titles or person.first.courtesy):
            return self.side, Reason("a title without a state is one of its own side", "state-own", 0.6)
        return None
