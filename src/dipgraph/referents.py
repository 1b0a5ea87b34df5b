"""Names, titles, pronouns, groups and states in a text, each with the participants that it means, or why none."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dipgraph.delegations import the_delegation
from dipgraph.designations import Designation, between
from dipgraph.entitled import foremost, having_title, held_apart, holding_both, of_rank
from dipgraph.guesses import Intake, Occasion
from dipgraph.inflections import singular
from dipgraph.kinds import Kind
from dipgraph.names import Names, Word
from dipgraph.parts import Parts, verb_follows
from dipgraph.persons import Person
from dipgraph.pronouns import OURS, PLURAL, SINGULAR, Mention, Pronouns
from dipgraph.prose import Paragraph
from dipgraph.ranks import held, ranked
from dipgraph.roster import Roster, called, letters
from dipgraph.stand_ins import house, stand_in

_NUMBERS = ("two", "three", "four", "five")
_BEFORE_GROUP = frozenset(("the", "both", "these", "those", "all", "our", "their", "respective", "other", *_NUMBERS))
# Titles of which the words say no office; who is meant, the state tells.
_NAMED = "named, and not read as one who took part"
# Who is a head of state.
_HIGH = {"king", "queen", "emperor", "amir", "sultan", "crown-prince", "prince", "president", "pope", "princess"}


class Resolver:
    """What is known while the mentions of a document are read from its beginning to its end."""

    def __init__(
        self,
        intake: Intake,
        found: list[Word],
        said: list[Designation],
        cast: list[Person],
        occasion: Occasion,
        what: Kind,
        names: Names,
        roster: Roster,
    ) -> None:
        self.intake, self.found, self.said, self.names, self.roster = intake, found, said, names, roster
        self.members, self.what, self.day = occasion.participants, what, occasion.date
        self.person = {d.start: p for p in cast for d in p.said}
        starts = {m.start: n for n, m in enumerate(self.members) if m.name}
        called_so = Counter(m.name for m in self.members)
        only = {m.name: n for n, m in enumerate(self.members) if m.name and called_so[m.name] == 1}
        firsts = ((id(p), starts.get(p.first.start, only.get(p.name))) for p in cast)
        self.number = {person: n for person, n in firsts if n is not None}
        chains = [(n, p) for p in cast if (n := self.number.get(id(p))) is not None]
        self.gender = {n: p.gender for n, p in chains if p.gender}
        self.titles = {n: [t for d in p.said for t in d.titles] for n, p in chains}
        self.printed = {n: " ".join(intake.text[d.start : d.name_start] for d in p.said if d.name) for n, p in chains}
        for n, m in enumerate(self.members):
            if not m.name and (title := held(m.role, names)):
                self.titles[n] = title
                self.gender |= {n: title[0].gender} if title[0].gender else {}
        principals = {n: m.state for n, m in enumerate(self.members) if not m.beside}
        joint = what.kind == "JointStatement"
        self.pronouns = Pronouns(intake.text, principals, self.gender, self.person, joint, self._stated)
        self.home = what.standpoint or (self.members[0].state if self.members and what.kind == "Readout" else "")
        self.parts = Parts(found, {d.start for d in said}, self.members, occasion.country, self.home, names)
        nameless = [n for n, m in enumerate(self.members) if not m.name]
        self.unnamed = [n for n in nameless if self.members[n].state == self.home != ""] or nameless[
            : len(nameless) == 1
        ]

    def all(self, paragraphs: Sequence[Paragraph]) -> Iterator[Mention]:
        """Yield the mentions, sentence by sentence, so that pronouns find those before them."""
        done: list[list[Mention]] = []
        for paragraph in paragraphs:
            for sentence in paragraph.sentences:
                start, end = paragraph.start + sentence.start_char, paragraph.start + sentence.end_char
                done.append([])
                for mention in self._raw(start, end, done):
                    done[-1].append(mention)
                    yield mention

    def _raw(self, start: int, end: int, done: list[list[Mention]]) -> Iterator[Mention]:
        named = {d.start: d for d in between(self.said, start, end)}
        i = bisect_right(self.found, start - 1, key=lambda w: w.start)
        while i < len(self.found) and self.found[i].start < end:
            word = self.found[i]
            low = word.text.lower()
            if low == "our" and (group := self._group(i))[1] is not None:
                yield group[1]
                i = group[0]
                continue
            if word.start in named:
                d = self._both(named[word.start], named)
                if (mention := self._designated(d, done)) is not None:
                    yield mention
                while i < len(self.found) and self.found[i].start < d.end:
                    i += 1
                continue
            stop, mention = self._came(i, named, done)
            if mention is None:
                stop, mention = self.parts.role(i)
            if mention is not None:
                yield mention
                i = stop
                continue
            if (low in SINGULAR or low in PLURAL or low in OURS) and (
                not (low == "both" and not verb_follows(self.found, i))
                and not (low == "both" and i + 1 < len(self.found) and self._group(i)[0] > i)
                and word.text != "US"
            ):
                mention = self.pronouns.mention(word, done)
                after = self.found[i + 1].start if i + 1 < len(self.found) else -1
                self.pronouns.learn(word, mention, named.get(after), done[-1])
                yield mention
                i += 1
                continue
            stop, mention = self.parts.of_two(i, done)
            if mention is None:
                stop, mention = self._group(i)
            if mention is None:
                stop, mention = self._state(i)
            if mention is not None:
                yield mention
            i = max(stop, i + 1)

    def _both(self, d: Designation, named: dict[int, Designation]) -> Designation:
        """Return the title *d* with that behind "and" as one, where one person who took part holds both offices."""
        other = next((e for e in named.values() if e.start > d.end), None)
        if other is None or d.name:
            return d
        one = holding_both(d, other, self.intake.text[d.end : other.start], self.titles)
        return replace(d, end=other.end, titles=(*d.titles, *other.titles), article=False) if len(one) == 1 else d

    def _came(self, i: int, named: dict[int, Designation], done: list[list[Mention]]) -> tuple[int, Mention | None]:
        """Read "the visiting minister": of two, the one who came."""
        after = self.found[i + 1].start if i + 1 < len(self.found) and self.found[i + 1].soft else -1
        if after not in named or not self.names.coming.at(self.found, i)[1]:
            return i, None
        d = named[after]
        mention = self._designated(d, done, self.parts.of_capacity("guest"))
        stop = bisect_right(self.found, d.end - 1, key=lambda w: w.start)
        return stop, replace(mention, start=self.found[i].start) if mention else None

    def _designated(
        self, d: Designation, done: list[list[Mention]], among: Sequence[int] | None = None
    ) -> Mention | None:
        if not d.name:
            joined = " and ".join(t.words for t in d.titles) if d.article else ""
            one = "/" in self.intake.text[d.start : d.end]  # "the Deputy Prime Minister/Foreign Minister"
            both = () if one else held_apart(joined, [m.role for m in self.members])
            return Mention(d.start, d.end, "group", both) if both else self._described(d, done, among)
        person = self.person.get(d.start)
        if person is not None and id(person) in self.number:
            return Mention(d.start, d.end, "name", (self.number[id(person)],))
        by_name = [n for n, m in enumerate(self.members) if m.name and called(d.name, m.name)]
        if person is None and len(by_name) == 1 and len(letters(d.name)) == 1 and not d.titles:
            return Mention(d.start, d.end, "name", tuple(by_name))
        if not (d.titles or d.courtesy or (person and person.titles)):
            why, address = _NAMED, self.roster.who(d.name, day=self.day)[0]
            if not address:
                return None
        elif person is None:
            why, address = "may be one of several of this name", ""
        else:
            state = person.states[0] if len(person.states) == 1 else person.implied
            address, _, doubt = self.roster.who(person.name, person.role, state, self.day)
            if not (address or state or doubt.rule in ("person-open", "person-namesake")):
                address = self.roster.titled(person.name, person.role, self.day)
            why = doubt.words if doubt.rule in ("person-open", "person-namesake") else _NAMED
        return Mention(d.start, d.end, "name", (), why, address)

    def _described(
        self, d: Designation, done: list[list[Mention]], among: Sequence[int] | None = None
    ) -> Mention | None:
        """Return whom a title means, of all who took part or only of those *among* them."""
        numbers = range(len(self.members)) if among is None else among
        if not d.titles:
            said = self.intake.text[d.start : d.end]
            high = ranked(said, d.gender, self.members, self._kinds, self.gender, self.printed, self.home)
            return self._one(d, [n for n in high if n in numbers], "nobody of this rank took part")
        last = d.titles[-1]
        fit = [n for n in numbers if not d.states or self.members[n].state in d.states]
        if any(t.kind == "counterpart" for t in d.titles):
            speaker = next((m.participants[0] for m in done[-1] if m.participants), None) if done else None
            fit = [
                n
                for n in fit
                if (n != speaker or d.states)
                and (d.states or self.members[n].state != (self.members[speaker].state if speaker is not None else ""))
            ]
            return self._one(d, fit if d.plural else fit[:1], "no counterpart took part")
        noun = last.words.split()[-1].lower()
        noun = singular(noun) if d.plural else noun
        exact = having_title(d, fit, noun, self.members, self.titles, self.intake.text)
        if not exact and last.kind == "head-of-state":
            heads = [n for n in numbers if (self._kinds(n) or set(letters(self.members[n].role))) & _HIGH]
            # At home his office goes without saying: "Ada Alm called President B. The Head of State congratulated B".
            untold = [n for n in numbers[:1] if self.members[n].name and not (self.members[n].role or d.states)]
            untold = [n for n in untold if self.members[n].state in ("", self.parts.home)]
            exact = [n for n in heads if self.members[n].state == self.parts.home != ""] or untold or heads
        if d.plural:
            every = of_rank(exact if len(exact) > 1 else fit if d.states else numbers, noun, self.members, self.titles)
            return Mention(d.start, d.end, "group", tuple(every), "" if every else "nobody of this title took part")
        if d.article and not d.plural and not d.states:  # "The Prime Minister met Prime Minister A of B"
            nouns = {noun, last.kind.rpartition("-")[2]}
            exact = [n for n in self.unnamed if n in numbers and nouns & set(letters(self.members[n].role))] or exact
        if among is not None and not exact:
            exact = fit[:1]
        if len(exact) > 1 and not d.states:
            exact = foremost(exact, last.words, self.members, self.home)
        if not (d.article or d.states or exact):
            return None
        if not exact and not d.plural and (holder := self._holder(d)):
            return Mention(d.start, d.end, "title", (), "held this office on that day, and took no part", holder)
        return self._one(d, exact, "nobody of this title took part")

    def _kinds(self, n: int) -> set[str]:
        """Return the kinds of the titles of a participant."""
        return {t.kind for t in self.titles.get(n, ())}

    def _holder(self, d: Designation) -> str:
        """Return who alone held the office on the day of the meeting that a title names with its state; else nothing."""
        last = d.titles[-1]
        state = d.states[0] if len(d.states) == 1 else "" if d.states or last.qualifier else last.implied
        held = {p for office in self.roster.office(last.words, state) for p in self.roster.holders(office, self.day)}
        return held.pop() if state and len(held) == 1 else ""

    def _one(self, d: Designation, fit: Sequence[int], none: str) -> Mention:
        if len(fit) == 1 or d.plural:
            return Mention(d.start, d.end, "title", tuple(fit), "" if fit else none)
        return Mention(d.start, d.end, "title", (), "may be one of several who took part" if fit else none)

    def _group(self, i: int) -> tuple[int, Mention | None]:
        """Read "the two leaders", "both sides", "the U.S. and Japanese sides"."""
        states, j, hit = list[str](), i, False
        while j < len(self.found) and (j == i or self.found[j].soft) and j - i < 8:
            low = self.found[j].text.lower()
            end, codes = self.names.adjectives.at(self.found, j)
            end, codes = (end, codes) if codes else house(self.found, j, self.names)
            if codes:
                states.extend(codes)
                j = end
                continue
            end, heads = self.names.groups.at(self.found, j)
            if heads and not (low in _NUMBERS and self.names.groups.at(self.found, j + 1)[1]):
                after = self.found[j + 1] if j + 1 < len(self.found) else None
                plain = low != "two" or after is None or not after.soft or after.text != "countries"
                plain = plain and (low != "group" or len(self.members) > 2)  # two are no group
                if (hit or states) and plain:
                    return end, Mention(
                        self.found[i].start, self.found[end - 1].end, "group", self._several(heads[0], states, i, j)
                    )
                return i, None
            if low not in _BEFORE_GROUP and not (hit and low == "and" and states):
                return i, None
            hit = True
            j += 1
        return i, None

    def _several(self, heads: tuple[str, ...], states: Sequence[str], i: int, j: int) -> tuple[int, ...]:
        fit = [n for n, m in enumerate(self.members) if not states or m.state in states]
        if self.parts.all_of(i, j, len(fit)):
            return tuple(fit)  # "All three", of whom one was there besides
        fit = [n for n in fit if not self.members[n].beside] or fit
        titled = [
            n
            for n in fit
            if set(heads) & {h for t in self.titles.get(n, ()) for h in (t.kind.replace("-", " "), *t.kind.split("-"))}
        ]
        chosen = of_rank(titled, heads[0], self.members, self.titles) if len(titled) > 1 else fit
        two = {"two", "both"} & {self.found[n].text.lower() for n in range(i, j)}
        sides = [side for side in dict.fromkeys(self.members[n].state for n in chosen) if side]
        if two and len(chosen) > 2 and len(sides) == 2:
            # One of each side: they who are named first.
            chosen = [next(n for n in chosen if self.members[n].state == side) for side in sides]
        return tuple(chosen)

    def _stated(self, at: int) -> tuple[int, str]:
        """Return where the name of a state ends that begins at an offset, and which it is; nothing where none does."""
        i = bisect_right(self.found, at - 1, key=lambda w: w.start)
        end, codes = stand_in(self.found, i, self.names) if i < len(self.found) else (i, ())
        return (self.found[end - 1].end, codes[0]) if len(codes) == 1 else (at, "")

    def _state(self, i: int) -> tuple[int, Mention | None]:
        """Read a state that stands for those who represent it: "the United States", "the Japanese side", "Tokyo"."""
        end, code = the_delegation(self.intake.text, self.found, i, self.said, self.names)
        if those := [n for n, m in enumerate(self.members) if code and m.state == code]:
            led = tuple(n for n in those if not self.members[n].beside) or tuple(those)
            return end, Mention(self.found[i].start, self.found[end - 1].end, "group", led)
        end, codes = stand_in(self.found, i, self.names)
        if not codes:
            return i, None
        those = [n for n, m in enumerate(self.members) if m.state in codes]
        first = tuple([n for n in those if not self.members[n].beside] or those)[:1]  # its principal speaks for it
        return end, Mention(self.found[i].start, self.found[end - 1].end, "state", first)
