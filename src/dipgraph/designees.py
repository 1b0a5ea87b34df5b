"""Whom the words of a record mean: name and office, for which state of that day, and whether as its host."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from dipgraph.addresses import slug
from dipgraph.assemblies import WHICH
from dipgraph.assertions import settings
from dipgraph.designations import Designation
from dipgraph.former_states import FormerState, former_states, state_of_day
from dipgraph.guesses import Participant
from dipgraph.inflections import singular
from dipgraph.journeys import MADE, Party
from dipgraph.names import Names, words
from dipgraph.records import Record
from dipgraph.roster import letters
from dipgraph.titles import Title

# A word with a capital right before a title, which is not the first of its sentence.
_OTHER = re.compile(r"[\w,]\s+(?:the\s+)?(?!The\b)[A-Z][\w.’'-]+\s+$")
# What a title names behind "of" that is no state, and of whom the words go on behind it: "the Ministers of the P5+1".
_OF_A_GROUP = re.compile(r"[\d+]|\s+of\s|\s+States\b")
_REGIONAL = re.compile(WHICH)
# Who are called so are of several states.
_SEVERAL = re.compile(rf"^{WHICH}\s|\b(?:States|Republics|nations|countries|Countries|Group)\b")
_OF = re.compile(r"\s+of\s+.*")
_OF_STATE = re.compile(r"\s+of\s+(?:the\s+)?")
_GOES_ON = re.compile(
    r"(?:[\d+][\w+]*(?:\s\d+)?|\s+(?:of\s+(?:the\s+)?)?(?:[A-Z]|members?\b|permanent\b|states\b)(?:[\w’'-]|\.(?=\w))*)+"
)
_WORD_BEFORE = re.compile(r"([A-Z]\w+)\s+$")
# "Secretary for External Affairs" is another word for the External Affairs Secretary.
_HEAD_FIRST = re.compile(r"^(\w+) (?:for|of) (?:the )?((?:(?!and\b)[\w’'-]+(?: |$))+)$")
_PARTS = re.compile(r"\s+and\s+|-")
# Who will hold an office, and does not yet.
_NOT_YET = re.compile(r"\b(?:designate|elect)\b", re.IGNORECASE)
# So a title is qualified that is held no more.
_NO_MORE = frozenset(("former", "ex-"))


class Designees:
    """The way from a designation to who took part: *home* is the source's own side, *families* the names of its holders."""

    def __init__(self, home: str, source: str, families: Collection[str], names: Names) -> None:
        self.home, self.families, self.names = home, families, names
        said = settings(source)
        self.unique = frozenset(said.get("unique_titles", ()))
        self.ours = frozenset(said.get("own_titles", ()))
        self.stateless = frozenset(said.get("stateless_titles", ()))
        self.no_names = frozenset(said.get("no_names", ()))
        self.of_no_state = frozenset(said.get("of_no_state", ()))
        self.parts, self.local = tuple(said.get("parts", ())), frozenset(said.get("local_titles", ()))
        self.unions: dict[str, list[str]] = said.get("unions", {})
        before = "|".join(said.get("before_names", ()))
        # What a name is printed with that is a title, also without a blank behind it.
        last = "|".join(said.get("after_titles", ()))
        self.last = re.compile(rf"\s+(?:{last})$" if last else "(?!)")
        self.before = re.compile(rf"(?:(?:{before})\s*)+(?=[A-Z])" if before else "(?!)")

    def side(self, code: str, record: Record) -> str:
        """Return what a state was on the day of a record."""
        there = state_of_day(record.state, record.country, record.first)
        if any(state.address == there and f"state/{code.lower()}" in state.followed for state in former_states()):
            # "East German Prime Minister A" in East Germany: the word for Germany is meant of the one that was there.
            return there
        return state_of_day(code, record.country if code == record.state else "", record.first)

    def parties(self, d: Designation, record: Record, default: str, host: str) -> list[Party]:
        """Return whom a designation means: one with a name, or one without for each state that it names."""
        if not d.name:
            d = self._of_union(d)
        # What is one state on that day is there once.
        d = replace(d, states=tuple({self.side(code, record): code for code in reversed(d.states)}.values())[::-1])
        if d.name or len(d.states) < 2:
            code = d.states[0] if len(d.states) == 1 else default
            capacity = "host" if code and code == host else ""
            return [self.party(d, record, code, record.begin, capacity)]
        return [
            self.party(d, record, code, record.begin, "host" if code == host else "", states=(code,))
            for code in d.states
        ]

    def _of_union(self, d: Designation) -> Designation:
        """Return those of states that are called by one name as those of each: "the Presidents of the Baltic States"."""
        called = (words_.partition(" of the ")[2] for words_ in (t.words for t in d.titles))
        states = next((tuple(self.unions[name]) for name in called if name in self.unions), ())
        if not states:
            return d
        return replace(d, states=states, titles=tuple(replace(t, words=_OF.sub("", t.words)) for t in d.titles))

    def offices(self, title: Title) -> tuple[str, ...]:
        """Return which offices a title is, each with what qualifies it: as the vocabulary has them, or one by all its words.

        The Secretary of Defence is not the Secretary of Health; "Vice President and Foreign Minister" says two offices.
        """
        own = title.words
        if title.qualifier and own.casefold().startswith(title.qualifier):
            own = own[len(title.qualifier) :].strip(" -")
        kind = title.kind
        if len(words(own)) > 1 and (not self._known(own) or kind == "minister"):
            parts = [self._known(part) for part in _PARTS.split(own)]
            if len(parts) > 1 and parts[-1]:
                return tuple(part for part in parts if part)
            made = singular(own) if title.plural else own
            made = made if self._known(own) else _HEAD_FIRST.sub(r"\2 \1", made)
            kind = kind if len(parts) > 1 and parts[0] else MADE + slug(made)
        return (f"{title.qualifier} {kind}".strip(),)

    def _known(self, printed: str) -> str:
        """Return the notation of the title that words are as a whole, nothing where the vocabulary has none."""
        found = words(printed)
        end, hit = self.names.titles.at(found, 0)
        return hit[0].notation if hit and end == len(found) else ""

    def party(
        self,
        d: Designation,
        record: Record,
        default: str,
        shift: int,
        capacity: str,
        printed: str = "",
        states: tuple[str, ...] = (),
    ) -> Party:
        """Return one whom a designation means, of the state *default* where it names none, with a *capacity* as one of it.

        It is one of a remark, or of the heading *printed*, *shift* characters into the record's text; *states* are those
        of which it is, where it names several.
        """
        text = printed or record.remark
        more, called = self.named(d.name)
        said = states or d.states
        past = None if said else self._of_past(d, text, record)
        apart = not called and any(t.words.endswith("Members") for t in d.titles)
        if past:
            d = replace(d, titles=tuple(replace(t, words=_without(t.words, past.adjectives)) for t in d.titles))
        if past or apart or self._of_a_people(d, text):
            # "the Ministers of the Permanent Members of the UN Security Council" are not those of the UN.
            said, default = (), ""
        implied = next((t.implied for t in d.titles if t.implied and not t.qualifier and self._alone(t, record)), "")
        implied = self.home if {t.kind for t in d.titles} & self.ours else implied
        code = said[0] if len(said) == 1 else implied or default
        if not printed and not said and not implied and _OTHER.search(text[: d.start]):
            # "Met with Ruritanian President A": a word that no vocabulary has may be a state.
            code = ""
        if code and not printed and self._of_a_soviet(d, code, record):
            said, code = (), ""
        if not said and code == default and not printed and (self._of_nowhere(d) or (d.name and not called)):
            code = ""
        group = not (called or said or implied) and bool(d.titles) and self._of_a_group(d, text)
        # Of a group the record may name the states elsewhere, or nowhere.
        code = "" if group or (d.plural and not (called or said or implied)) else code
        capacity = capacity if code == default and not past else ""
        offices = tuple(dict.fromkeys(office for t in d.titles for office in self.offices(t)))
        if _NOT_YET.search(more):
            offices = tuple(f"designate {office}" for office in offices)
        if d.titles and (all(t.qualifier in _NO_MORE for t in d.titles) or self._of_no_state(d, record, printed)):
            # Who holds an office no more acts for no state, nor does the leader of a party or a town.
            side = capacity = ""
        else:
            side = past.address if past else self.side(code, record)
        role = " and ".join(dict.fromkeys(singular(t.words) if t.plural else t.words for t in d.titles))
        name = text[d.name_start : d.name_end] if called else self._words_of_group(d, text)
        role = _OF.sub("", role) if group and not self._known(role) else role
        role = f"{self.last.sub('', role)} {more}".strip() if called else role
        seen = Participant(called, role, side, capacity=capacity, name_in_source=" ".join(name.split()))
        kinds = tuple(dict.fromkeys(f"{t.qualifier} {t.kind}".strip() for t in d.titles))
        placed = replace(seen, start=shift + d.start, end=shift + d.end)
        several = not (called or code) and ((group and d.plural) or _SEVERAL.search(placed.name_in_source) is not None)
        said_ = bool(said or implied or past)
        return Party(placed, kinds, code, met_with=not printed, said=said_, offices=offices, several=several)

    def _of_past(self, d: Designation, text: str, record: Record) -> FormerState | None:
        """Return the state that is no more and was there, of which somebody is said to be.

        "King A of Yugoslavia"; "the North Vietnamese negotiator", whose title was read with the adjective.
        """
        there = [state for state in former_states() if state.covers(record.first)]
        if behind := _OF_STATE.match(text, d.end):
            return next((s for s in there if any(text.startswith(n, behind.end()) for n in s.names)), None)
        return next((s for s in there if any(t.words.startswith(s.adjectives) for t in d.titles)), None)

    def _of_a_soviet(self, d: Designation, code: str, record: Record) -> bool:
        """Whether a "Soviet Chairman" in a republic that followed the Soviet Union may be the chairman of its own soviet."""
        union = self.side(code, record)
        there = next((s.followed for s in former_states() if s.address == union == "state/soviet-union"), ())
        chairs = any(t.kind == "chairman" for t in d.titles)
        return chairs and code != record.state and f"state/{record.state.lower()}" in there

    def _words_of_group(self, d: Designation, text: str) -> str:
        """Return the words on those without a name: where only the state was read, with who they are behind it."""
        whole = text[d.start : d.end]
        if d.titles and d.titles[0].end and self._of_a_group(d, text) and (rest := _GOES_ON.match(text, d.end)):
            return whole + rest[0]
        if not d.titles or d.titles[0].end or d.titles[0].words.casefold() in whole.casefold():
            return whole
        more = re.match(r"\s+(?:(?!and\b)[a-z-]+\s+){0,2}?[a-z]+s\b", text[d.end :])
        return whole + (more[0] if more else "")

    def _of_nowhere(self, d: Designation) -> bool:
        """Whether who is named without a state need not be of the country of the record.

        Without a title anybody may be met there; some serve no state, and a general may be one of the own side.
        """
        of_titles = {word for t in d.titles for word in (t.kind, t.words.casefold())}
        if not d.titles or of_titles & self.stateless or (not d.name and not d.titles[0].end):
            return True
        generals = d.name and any(t.kind == "general" for t in d.titles)
        return bool(generals) and letters(d.name)[-1] in self.families

    def named(self, printed: str) -> tuple[str, str]:
        """Return the title that a name is printed with and the name; no name where its words are those of a group."""
        if self.no_names.intersection(re.findall(r"\w+", printed)):
            return "", ""
        lead = self.before.match(printed)
        at = lead.end() if lead else 0
        return printed[:at].strip(), printed[at:]

    def _of_a_group(self, d: Designation, text: str) -> bool:
        """Whether those without a name are of something that is no state: "of the Permanent Members", "of the P5+1"."""
        title = d.titles[0]
        named = bool(title.words.partition(" of ")[2]) and not self._known(title.words)
        regional = _REGIONAL.match(text, d.start) or (d.plural and _OF_A_GROUP.match(text, d.end))
        return bool(title.end) and (named or bool(regional))

    def _of_a_people(self, d: Designation, text: str) -> bool:
        """Whether the state of a title is told by two adjectives of states: "Bosnian Serb", which is neither."""
        before = _WORD_BEFORE.search(text[: d.start])
        codes = self.names.adjectives.at(words(before[1]), 0)[1] if before and d.states and d.name else ()
        return bool(codes) and not {*codes} & {*d.states}

    def _of_no_state(self, d: Designation, record: Record, printed: str) -> bool:
        """Whether no title is one of a state: that of a party or an organisation, of a town, or of a part of the country."""
        if any(self._known(part) for t in d.titles if t.words not in self.local for part in _PARTS.split(t.words)[-1:]):
            return False
        part = not printed and not d.states and any(part in record.country for part in self.parts)
        return all(
            self.of_no_state.intersection(re.findall(r"\w+", t.words))
            or t.kind == "mayor"
            or (part and t.words in self.local)
            for t in d.titles
        )

    def _alone(self, title: Title, record: Record) -> bool:
        """Whether records mean one state by a title, whatever the country: the publisher's own, or as the settings say.

        Not where the country of the record has one too: the Secretary of State of the Holy See.
        """
        there = f"/{record.state.lower()}"
        has = record.kind == "trip" and any(s.endswith(there) for s in self.names.single.get(title.kind, ()))
        return (title.implied == self.home and not has) or title.kind in self.unique


def _without(printed: str, adjectives: Collection[str]) -> str:
    """Return the words of a title without the adjective with which they begin: "Negotiator"."""
    own = next((printed[len(a) :].strip() for a in adjectives if printed.startswith(f"{a} ")), printed)
    return own[:1].upper() + own[1:]
