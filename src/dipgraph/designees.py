"""Whom the words of a record mean: name and office, for which state of that day, and whether as its host."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from dipgraph.assertions import settings
from dipgraph.designations import Designation
from dipgraph.former_states import former_states, state_of_day
from dipgraph.guesses import Participant
from dipgraph.inflections import singular
from dipgraph.journeys import Party
from dipgraph.records import Record
from dipgraph.roster import letters
from dipgraph.titles import Title

# A word with a capital right before a title, which is not the first of its sentence.
_OTHER = re.compile(r"[\w,]\s+(?:the\s+)?(?!The\b)[A-Z][\w.’'-]+\s+$")
# So a title is qualified that is held no more.
_NO_MORE = frozenset(("former", "ex-"))


class Designees:
    """The way from a designation to who took part: *home* is the source's own side, *families* the names of its holders."""

    def __init__(self, home: str, source: str, families: Collection[str]) -> None:
        self.home, self.families = home, families
        said = settings(source)
        self.unique = frozenset(said.get("unique_titles", ()))
        self.ours = frozenset(said.get("own_titles", ()))
        self.stateless = frozenset(said.get("stateless_titles", ()))
        self.no_names = frozenset(said.get("no_names", ()))
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
        if d.name or len(d.states) < 2:
            code = d.states[0] if len(d.states) == 1 else default
            capacity = "host" if code and code == host else ""
            return [self.party(d, record, code, record.begin, capacity)]
        return [
            self.party(d, record, code, record.begin, "host" if code == host else "", states=(code,))
            for code in d.states
        ]

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
        implied = next((t.implied for t in d.titles if t.implied and not t.qualifier and self._alone(t)), "")
        implied = self.home if {t.kind for t in d.titles} & self.ours else implied
        code = said[0] if len(said) == 1 else implied or default
        if not printed and not said and not implied and _OTHER.search(text[: d.start]):
            # "Met with Ruritanian President A": a word that no vocabulary has may be a state.
            code = ""
        if not said and code == default and not printed and (self._of_nowhere(d) or (d.name and not called)):
            code = ""
        capacity = capacity if code == default else ""
        if d.titles and all(t.qualifier in _NO_MORE for t in d.titles):
            # Who holds an office no more acts for no state.
            side = capacity = ""
        else:
            side = self.side(code, record)
        role = " and ".join(dict.fromkeys(singular(t.words) if t.plural else t.words for t in d.titles))
        name = text[d.name_start : d.name_end] if called else self._words_of_group(d, text)
        role = f"{self.last.sub('', role)} {more}".strip() if called else role
        seen = Participant(called, role, side, capacity=capacity, name_in_source=" ".join(name.split()))
        kinds = tuple(dict.fromkeys(f"{t.qualifier} {t.kind}".strip() for t in d.titles))
        placed = replace(seen, start=shift + d.start, end=shift + d.end)
        return Party(placed, kinds, code, met_with=not printed, said=bool(said or implied))

    def _words_of_group(self, d: Designation, text: str) -> str:
        """Return the words on those without a name: where only the state was read, with who they are behind it."""
        whole = text[d.start : d.end]
        if not d.titles or d.titles[0].end or whole.casefold().rstrip("s").endswith(d.titles[0].words.casefold()):
            return whole
        more = re.match(r"\s+(?:(?!and\b)[a-z-]+\s+){0,2}?[a-z]+s\b", text[d.end :])
        return whole + (more[0] if more else "")

    def _of_nowhere(self, d: Designation) -> bool:
        """Whether who is named without a state need not be of the country of the record.

        Without a title anybody may be met there; some serve no state, and a general may be one of the own side.
        """
        if not d.titles or {t.kind for t in d.titles} & self.stateless or (not d.name and not d.titles[0].end):
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

    def _alone(self, title: Title) -> bool:
        """Whether records mean one state by a title, whatever the country: the publisher's own, or as the settings say."""
        return title.implied == self.home or title.kind in self.unique
