"""Who is named in a text, and how: courtesies, titles, names and states, read word by word with the lexicon.

A designation is all that is said of one person in one place: "Mr. HAYASHI Yoshimasa, Minister for Foreign Affairs of
Japan". It may lack the name ("the Prime Minister") or everything else ("Vladimir Putin").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dipgraph.honours import CHURCH, behind_letters, beside_office, of_the_church
from dipgraph.inflections import singular
from dipgraph.names import Names, Word, words
from dipgraph.namings import WHERE, suffix
from dipgraph.respective import respective, row
from dipgraph.titles import JOINED, OTHERS, Title, TitleReader

# So many are read of one text, which no readout has, so that any text is read in bounded time.
_MOST = 2000


@dataclass(frozen=True)
class Designation:
    """What a text says of one person in one place; *name* is without titles, and empty where only the title stands."""

    start: int
    end: int
    name: str = ""
    name_start: int = 0
    name_end: int = 0
    titles: tuple[Title, ...] = ()
    states: tuple[str, ...] = ()
    gender: str = ""
    courtesy: bool = False
    article: bool = False
    plural: bool = False


class DesignationReader(TitleReader):
    """A reader of designations."""

    def designation(self, i: int) -> tuple[int, list[Designation]]:
        """Read what is said of a person from word *i* on, or of several who share a title in the plural."""
        j, gender, courtesy = self.courtesies(i)
        article = self.word(j) in ("the", "The") and self.soft(j + 1)
        k = j + 1 if article else j
        end, titles = self.titles(k, article)
        if titles and not self.named(end):
            # Several titles are one person's where a name follows the last.
            end, first = self.title(k)
            titles = (first,) if first else ()
            while first and end < len(self.words) and self.words[end].gap == "/":
                end, first = self.title(end)
                titles += (first,) if first else ()
        if titles and titles[0].plural:
            beside = row(self, i) if titles[0].states and not article else ()
            return self._several(i, end, replace(titles[0], states=(*beside, *titles[0].states)), article)
        _, more, polite = self.courtesies(end) if titles else (end, "", False)
        gender = gender or more or next((t.gender for t in titles if t.gender), "")
        courtesy = courtesy or polite
        start = self.named(end) if titles else (k if not article else None)
        stop, full = self.name(start) if start is not None else (end, 0)
        known = self.state(i)[1] or self.place(i)[1]
        if start == i and (known or self._where(i, stop)):
            return self._of_state(i) if known else (stop, [])
        if not full or (not titles and not courtesy and article):
            royal = courtesy and gender and self.word(i).lower() in ("his", "her")
            if not titles and not royal:
                return (j, []) if courtesy else (i, [])
            last = end if titles else j
            return last, [self._made(i, last, titles, gender, courtesy, article)]
        assert start is not None
        held = tuple(t for t in titles if t.kind not in CHURCH)
        if held and (len(held) < len(titles) or any(self.word(n).lower() in CHURCH for n in range(end, start))):
            titles = of_the_church(held)
        states = tuple(dict.fromkeys(code for t in titles for code in t.states))
        if self.soft(stop) and self.word(stop) in ("Administration", "Government", "Cabinet"):
            # "the Biden-Harris Administration" is nobody.
            return stop + 1, []
        finish, titles, states = self._after(stop, titles, states)
        made = self._made(i, finish, titles, gender, courtesy, article, states)
        return finish, [
            replace(
                made,
                name=self._cleaned(start, stop),
                name_start=self.words[start].start,
                name_end=self.words[stop - 1].end,
            )
        ]

    def _of_state(self, i: int) -> tuple[int, list[Designation]]:
        """Read who is called by state and name alone, as by the press: "Germany's Karl Weiss"; else pass over the state."""
        end, codes = self.state(i)
        j = end + 1
        stop, full = self.name(j) if len(codes) == 1 and self.word(end) == "'s" and self.soft(j) else (j, 0)
        if full < 2 or stop - j > 3 or self.title(j)[1]:
            return _past(self, i), []
        name = (self._cleaned(j, stop), self.words[j].start, self.words[stop - 1].end)
        return stop, [Designation(self.words[i].start, self.words[stop - 1].end, *name, states=codes)]

    def _where(self, i: int, stop: int) -> bool:
        """Whether "in La Celle-Saint-Cloud" stands here: a place, of which the lexicon need not know; no possessor."""
        return stop > i and self.soft(i) and self.word(i - 1) in WHERE and self.word(stop) != "'s"

    def _made(
        self,
        i: int,
        j: int,
        titles: tuple[Title, ...],
        gender: str,
        courtesy: bool,
        article: bool,
        states: tuple[str, ...] | None = None,
    ) -> Designation:
        if states is None:
            states = tuple(dict.fromkeys(code for t in titles for code in t.states))
        return Designation(
            self.words[i].start,
            self.words[j - 1].end,
            titles=titles,
            states=states,
            gender=gender,
            courtesy=courtesy,
            article=article,
            plural=any(t.plural for t in titles),
        )

    def _after(
        self, i: int, titles: tuple[Title, ...], states: tuple[str, ...]
    ) -> tuple[int, tuple[Title, ...], tuple[str, ...]]:
        """Read what follows a name: "of Poland", "(Poland)", ", Minister for Foreign Affairs of Japan"."""
        if self.word(i).lower() == "of" and self.soft(i):
            end, codes = self.state(i + 1)
            end, codes = (end, codes) if codes else self.place(i + 1)
            if codes and not self.told_of(i, end):
                i, states = end, states or codes
        gap = behind_letters(self.words[i].gap) if i < len(self.words) else ""
        if gap == "," and titles and not states:
            # In a list, a line each: "Ambassador Paul Gruber, Austria".
            end, codes = self.state(i)
            if codes and (end >= len(self.words) or re.match(r"\s*(?:\n|\)|;)", self.words[end].gap)):
                return end, titles, codes
        if gap == "(":
            end, codes = self.state(i)
            if codes and self.text[self.words[end - 1].end :].lstrip().startswith(")"):
                return end, titles, states or codes
        if gap in (",", "(", "–", "—") and all(map(beside_office, titles)):
            k = i + 1 if self.word(i) in ("the", "The", "a", "an") else i
            end, found = self.titles(k, False)
            if found and found[0].plural:
                return i, titles, states
            if len(found) > 1 and self.named(end) is not None and self.soft(end):
                end, only = self.title(k)
                found = (only,) if only else ()
            if found and not (end < len(self.words) and self.soft(end) and self.name(end)[0] > end):
                # "HRH Prince Saad, Minister of Defense": a prince by birth.
                if any(t.kind in CHURCH for t in titles):
                    found = of_the_church(found)
                said = states or tuple(dict.fromkeys(code for t in found for code in t.states))
                last, codes = (
                    self.state(end) if end < len(self.words) and self.words[end].gap.strip() == "," else (end, ())
                )
                if codes and not said and (last >= len(self.words) or "\n" in self.words[last].gap):
                    return last, found, codes  # ", Minister for Foreign Affairs, Fiji" on a line of its own
                return end, found, said
        return i, titles, states

    def _of_each(self, i: int, title: Title, bare: bool) -> tuple[int, Designation] | None:
        """Read one more of a list that names each state before the name: "; and of Peru, Ana Vega".

        In a *bare* list no "of" stands before it: ", Peru, Ana Vega", "and Peru (Ana Vega)".
        """
        k = i + (self.word(i) in JOINED)
        of = self.word(k) in ("of", "from")
        gap = self.words[i].gap.strip()
        if (gap not in (";", ",", ")", "),", ");") and not (bare and k > i)) or not (of or bare):
            return None
        begin, codes = self.state(k + of)
        if not codes or begin >= len(self.words) or self.words[begin].gap.strip() not in (",", "(", ":", "–"):
            return None
        begin = self.courtesies(begin)[0]
        stop, full = self.name(begin)
        if full < 2:
            return None
        name = (self._cleaned(begin, stop), self.words[begin].start, self.words[stop - 1].end)
        return stop, Designation(self.words[k].start, self.words[stop - 1].end, *name, (title,), codes)

    def _cleaned(self, i: int, j: int) -> str:
        """Return the name from word *i* to *j* without "Jr.", with blanks and apostrophes made plain."""
        while suffix(self.word(j - 1)) and j - i > 1:
            j -= 1
        return " ".join(self.text[self.words[i].start : self.words[j - 1].end].replace("’", "'").split())

    def _several(self, i: int, j: int, title: Title, article: bool) -> tuple[int, list[Designation]]:
        """Read the names that follow a title in the plural, each with its state; the title alone where none follows."""
        found: list[Designation] = []
        single, end = replace(title, words=singular(title.words), states=(), plural=False), j
        while end < len(self.words):
            if found and (one := self._of_each(end, single, len(title.states) == 1)):
                found.append(one[1])
                end = one[0]
                continue
            k = end
            if self.word(k) in JOINED and found:
                k += 1
            gap = self.words[end].gap.strip()
            if k >= len(self.words) or not (
                self.soft(end) or gap in ((",", ":", "(") if found or title.states else (":", "("))
            ):
                break
            if found and k == end and gap != ",":
                break
            if found and self.state(k)[1] and self.title(k)[1]:
                # "Prime Ministers A and B and Chadian President C": another title begins.
                break
            k = self.courtesies(k)[0]
            stop, full = self.name(k)
            if not full or (gap and not found and full < 2) or self.state(k)[0] == stop > k:
                break
            finish, _, states = self._after(stop, (single,), ())
            name = (self._cleaned(k, stop), self.words[k].start, self.words[stop - 1].end)
            begin, last = self.words[k if found else i].start, self.words[finish - 1].end
            found.append(Designation(begin, last, *name, (single,), states))
            end = finish
        if not found:
            return j, [self._made(i, j, (title,), "", False, article)]
        shared = respective([d.states for d in found], title.states)
        found = [replace(d, states=states) for d, states in zip(found, shared, strict=True)]
        for n in range(len(found) - 2, -1, -1):
            # "A and B of the United Kingdom".
            between = self.text[found[n].end : found[n + 1].start]
            if not found[n].states and between.strip() == "and":
                found[n] = replace(found[n], states=found[n + 1].states)
        return end, found


def between(said: Sequence[Designation], start: int, end: int) -> Sequence[Designation]:
    """Return those of *said*, which are in the order of the text, that begin between two offsets."""
    first = bisect_left(said, start, key=lambda d: d.start)
    return said[first : bisect_left(said, end, first, key=lambda d: d.start)]


def designations(text: str, found: list[Word], names: Names) -> list[Designation]:
    """Return the designations of a text from left to right, none within another.

    >>> from dipgraph.names import names, words
    >>> text = "President Biden met Mr. HAYASHI Yoshimasa, Minister for Foreign Affairs of Japan."
    >>> [(d.name, [t.words for t in d.titles], d.states) for d in designations(text, words(text), names())]
    [('Biden', ['President'], ()), ('HAYASHI Yoshimasa', ['Minister for Foreign Affairs'], ('JP',))]
    """
    reader, i = DesignationReader(text, found, names), 0
    result: list[Designation] = []
    while i < len(found) and len(result) < _MOST:
        end, read = _possessed(reader, *reader.designation(i))
        if not read:
            i = max(end, _past(reader, i))
            continue
        result.extend(_apposed(text, result, read, names))
        i = max(end, i + 1)
    return result


def _possessed(reader: DesignationReader, end: int, read: list[Designation]) -> tuple[int, list[Designation]]:
    """Return who is called by whose envoy he is, as one of that state or body: "the UN Secretary-General's Envoy A"."""
    if len(read) != 1 or read[0].name or not read[0].titles or read[0].plural or reader.word(end) != "'s":
        return end, read
    stop, other = reader.designation(end + 1) if reader.soft(end + 1) else (end, [])
    if len(other) != 1 or not other[0].name or not other[0].titles:
        return end, read
    states = other[0].states or read[0].states
    return stop, [replace(other[0], start=read[0].start, states=states, article=read[0].article)]


def _apposed(text: str, before: list[Designation], read: list[Designation], names: Names) -> list[Designation]:
    """Return who is named right behind "his colleague from Moldova," as of that state; the two are one, and not *before*."""
    last, one = (before[-1:] or read)[0], read[0]
    between = re.fullmatch(r"(?:\s+from\s+(?:the\s+)?([^,;.]{3,60}))?,\s+(?:the\s+)?", text[last.end : one.start])
    said = names.states.at(words(between[1]), 0)[1] if between and between[1] else last.states
    colleague = not last.name and any(t.kind in OTHERS for t in last.titles)
    if len(read) > 1 or not between or not colleague or not one.name or one.states or len(said) != 1:
        return read
    before[-1:] = []
    return [replace(one, start=last.start, states=said)]


def _past(reader: DesignationReader, i: int) -> int:
    """Return the word behind the state, body or place that stands at word *i*, which is in no name; else the next word."""
    return max(reader.state(i)[0], reader.place(i)[0], i + 1)
