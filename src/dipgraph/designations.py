"""Who is named in a text, and how: courtesies, titles, names and states, read word by word with the lexicon.

A designation is all that is said of one person in one place: "Mr. HAYASHI Yoshimasa, Minister for Foreign Affairs of
Japan". It may lack the name ("the Prime Minister") or everything else ("Vladimir Putin").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dipgraph.names import Names, Word

_PARTICLES = frozenset(["bin", "bint", "ibn", "al", "el", "de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "van", "von", "der", "den", "ter", "ten", "zu", "y", "e", "ben", "ould", "af", "av", "ul", "ur", "uz"])  # fmt: skip
_NUMERALS = re.compile(r"[IVX]+")
_SUFFIXES = frozenset(("Jr.", "Jr", "Sr.", "Sr", "MP", "MEP", "KC", "QC", "OBE", "CBE", "AO", "AM", "PC"))
_JOINED = frozenset(("and", "&"))
# Words of a title that stand between a head and what it is head of.
_LINKS = frozenset(("of", "for", "to", "at", "on", "in", "and", "&", "the", "'s"))
# What takes a person to where he is sent, and not the state that sends him.
_SENDING = frozenset("envoy representative coordinator secretary director advisor adviser assistant ambassador negotiator affaires interim delegate commissioner rapporteur consul".split())  # fmt: skip
_SENT = frozenset(("to", "on", "in", "for"))


@dataclass(frozen=True)
class Title:
    """An office as printed, without state: its words, its notation or last word, what qualifies it, and the states that it names."""

    words: str
    kind: str
    qualifier: str = ""
    states: tuple[str, ...] = ()
    implied: str = ""
    gender: str = ""
    plural: bool = False
    start: int = 0
    end: int = 0


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


class Reader:
    """The words of a text, from which titles, names and designations are read; each method says at which word it ended."""

    def __init__(self, text: str, found: list[Word], names: Names) -> None:
        self.text, self.words, self.names = text, found, names

    def word(self, i: int) -> str:
        return self.words[i].text if 0 <= i < len(self.words) else ""

    def soft(self, i: int) -> bool:
        return i < len(self.words) and self.words[i].soft

    def state(self, i: int) -> tuple[int, tuple[str, ...]]:
        """Read a state, an adjective of one, or a body, with or without the article."""
        j = i + 1 if self.word(i) in ("the", "The") and self.soft(i + 1) else i
        ends = ((p.at(self.words, j)) for p in (self.names.states, self.names.adjectives, self.names.bodies))
        end, codes = max(ends, key=lambda found: found[0])
        return (end, codes) if codes else (i, ())

    def place(self, i: int) -> tuple[int, tuple[str, ...]]:
        end, found = self.names.places.at(self.words, i)
        return end, tuple(dict.fromkeys(code for code, _ in found))

    def _name_word(self, i: int, first: bool) -> bool:
        word = self.words[i]
        text = word.text
        if not word.capital or text.endswith("'s"):
            return False
        if text in _SUFFIXES or (len(text) == 2 and text[1] == "."):
            return not first or text not in _SUFFIXES
        if text == "I" and first:
            return False
        # The month, and no surname.
        if text == "May" and (self.word(i + 1)[:1].isdigit() or self.word(i - 1)[:1].isdigit()):
            return False
        if not word.glued and self.names.headings.at(self.words, i)[1]:
            return False
        if word.glued and not first:
            return True
        if self.names.heads.at(self.words, i)[1] or self.names.fields.at(self.words, i)[1]:
            return False
        return not self.names.titles.at(self.words, i)[1]

    def name(self, i: int) -> tuple[int, int]:
        """Read a person's name from word *i* on: return where it ends, and how many full words it has."""
        j = i
        if (
            self.word(i).lower() in _PARTICLES
            and i + 1 < len(self.words)
            and self.soft(i + 1)
            and self._name_word(i + 1, True)
        ):
            j = i + 1
        elif i >= len(self.words) or not self._name_word(i, True):
            return i, 0
        full = 0
        while j < len(self.words) and j - i < 10:
            turned = j > i and self.words[j].gap in ("' ", "’ ") and self.word(j).lower() in ("al", "el")
            if j > i and not self.soft(j) and not turned:
                # "Mohammed Shia' al-Sudani", "Biden, Jr." goes on behind the comma, "J. Austin" behind the stop of an initial.
                if self.words[j].gap.strip() == "," and self.word(j) in _SUFFIXES:
                    j += 1
                    break
                break
            word = self.words[j]
            if j > i and not word.capital:
                nxt = j + 1 < len(self.words) and self.soft(j + 1)
                if word.glued:
                    j += 1  # Moon Jae-in, Prayut Chan-o-cha
                    continue
                if word.text in _PARTICLES and nxt and (self.words[j + 1].capital or self.word(j + 1) in _PARTICLES):
                    j += 1
                    continue
                break
            if j > i and not self._name_word(j, False):
                break
            if j > i and not word.glued and self._begins_other(j):
                break
            full += word.text not in _SUFFIXES and len(word.text) > 2 and not _NUMERALS.fullmatch(word.text)
            j += 1
        return j, max(full, 1)

    def _begins_other(self, i: int) -> bool:
        """Whether a state or body begins here, of which what came before is no part."""
        return bool(self.names.bodies.at(self.words, i)[1] or self.names.states.at(self.words, i)[1])

    def _core(self, i: int) -> tuple[int, Title | None]:
        """Read a title without state and complement: the longer of a known one and of words that end at a head."""
        known, values = self.names.titles.at(self.words, i)
        j, last = i, i
        while j < len(self.words) and j - i < 9 and (j == i or self.soft(j)):
            for lexicon in (self.names.heads, self.names.fields, self.names.qualifiers):
                end, hit = lexicon.at(self.words, j)
                if hit and (self.words[j].capital or lexicon is self.names.heads):
                    break
            else:
                end, hit = self.state(j) if j > i and self.word(j) not in ("the", "The") else (j, ())
                if not hit:
                    acronym = self.words[j].text.isupper() and len(self.word(j)) > 2 and self.words[j].text.isalpha()
                    joins = self.word(j) in ("and", "&") and j > i and self.names.fields.at(self.words, j + 1)[1]
                    if not (acronym or joins):
                        break
                    end = j + 1
            if lexicon is self.names.heads and hit:
                last = end
            j = end
        if not values and last == i:
            plural = self.word(i)
            if plural in ("Secretaries", "Ministers", "Advisors", "Leaders"):
                return i + 1, self._title(i, i + 1, plural.lower(), True)
            return i, None
        if values and known >= last:
            value = values[0]
            return known, replace(
                self._title(i, known, value.notation, value.plural), implied=value.state, gender=value.gender
            )
        return last, self._title(i, last, self.words[last - 1].text.lower(), False)

    def _title(self, i: int, j: int, kind: str, plural: bool) -> Title:
        start, end = self.words[i].start, self.words[j - 1].end
        return Title(self.text[start:end].replace("’", "'"), kind, plural=plural, start=start, end=end)

    def title(self, i: int) -> tuple[int, Title | None]:
        """Read a title with the state before it, what qualifies it, and its complement with the state in it."""
        j, states = self.state(i)
        if not states:
            j, states = self.place(i) if self.word(i) not in ("the", "The") else (i, ())
        if states and (not self.soft(j) or j >= len(self.words)):
            return i, None
        if states and self.word(j) == "'s":
            j += 1
        begin = j
        qualifiers = []
        while True:
            end, hit = self.names.qualifiers.at(self.words, j)
            if not hit or not self.soft(end) or self.names.titles.at(self.words, j)[0] > end:
                break
            qualifiers.append(self.word(j).lower())
            j = end
        # A state may stand behind the qualifier: former Israeli Prime Minister.
        inner, more = self.state(j) if qualifiers and not states and self.word(j) != "the" else (j, ())
        end, core = self._core(inner)
        if core is None and qualifiers:
            # The last of them may be a title itself: the Chief, a Senior Representative.
            qualifiers, inner = [], begin
            end, core = self._core(begin)
        if core is None:
            return i, None
        states = states or more
        start = core.start if more and inner > j else self.words[begin].start
        if more:
            qualified = " ".join(qualifiers) + " "
        end, said, stop = self._complement(end, core.plural)
        words = self.text[start : self.words[stop - 1].end].replace("’", "'")
        if more:
            words = qualified.title() + words
        core = replace(core, words=" ".join(words.split()), qualifier=" ".join(qualifiers), start=self.words[i].start)
        return end, replace(core, states=states or said, end=self.words[end - 1].end)

    def _complement(self, i: int, plural: bool) -> tuple[int, tuple[str, ...], int]:
        """Read what follows the head of a title; return its end, the states it names, and where the words end without them."""
        j, stop, sent, stated = i, i, False, False
        states: list[str] = []
        while j < len(self.words):
            k = j
            if not self.soft(j) and not (self.words[j].gap.strip() == "," and self.names.fields.at(self.words, j)[1]):
                break
            while self.word(k) in _LINKS and (k == j or self.soft(k)):
                k += 1
            links = [self.word(n) for n in range(j, k)]
            if links[:1] == ["'s"] and not stated:
                break
            if (
                k >= len(self.words)
                or (k > j and not self.soft(k))
                or (links and links[0] in _JOINED and self._person_follows(j + 1))
            ):
                break
            joined, listed = bool(links) and links[0] in _JOINED, not self.soft(j)
            end, codes = self.state(k)
            if not codes and links and not joined:
                end, codes = self.place(k)
            if codes and links[:1] and links[0] in _SENT and not self._envoy(i - 1):
                break
            if (
                codes
                and plural
                and not joined
                and links
                and end < len(self.words)
                and self.soft(end)
                and self.words[end].capital
            ):
                # The ministers of the Weimar Triangle are those of no state.
                while end < len(self.words) and self.soft(end) and self.words[end].capital:
                    end += 1
                j = end
                continue
            if codes and links and (not joined or (plural and states)):
                sent = sent or links[0] in _SENT
                stop = end if sent else stop
                # "Advisor to the President of Turkey": he is sent to nobody.
                if not sent or "of" in links:
                    states.extend(codes)
                if self.word(end) == "'s" and self.soft(end) and self.names.fields.at(self.words, end + 1)[1]:
                    end += 1
                j, stated = end, True
                continue
            end, hit = self.names.fields.at(self.words, k)
            if hit and (links or listed or j > i):
                if (
                    (other := self._core(k))[1] is not None
                    and self._named(other[0]) is not None
                    and self.soft(other[0])
                    and links != ["of"]
                ):
                    # "Spokesperson on National Security Advisor Jake Sullivan's call".
                    break
                j = stop = end
                continue
            end, core = self._core(k) if (links or stated) and not joined else (k, None)
            if core and not core.plural:
                sent = False
                j = stop = end
                continue
            new = (links[:1] == ["of"] and set(links) <= {"of", "the"} and j == i) or (
                links == ["for"] and j == stop > i
            )
            if not new or not self.words[k].capital or self.names.headings.at(self.words, k)[1]:
                break
            j = k + 1
            while j < len(self.words) and (self.words[j].glued or (plural and self.soft(j) and self.words[j].capital)):
                j += 1
            stop = j
        return j, tuple(dict.fromkeys(states)), stop

    def _envoy(self, i: int) -> bool:
        """Whether the head at word *i* is of one who is sent, for whose title "for Iran" is a part."""
        return self.word(i).lower() in _SENDING

    def _person_follows(self, i: int) -> bool:
        """Whether another person is named from word *i* on: a title and a name, or a courtesy."""
        i = i + 1 if self.word(i) in ("the", "The") else i
        if self.names.courtesies.at(self.words, i)[1]:
            return True
        j, core = self.title(i) if self.names.qualifiers.at(self.words, i)[1] or self.state(i)[1] else self._core(i)
        return core is not None and j < len(self.words) and self.name(j)[0] > j

    def titles(self, i: int, article: bool) -> tuple[int, tuple[Title, ...]]:
        """Read one title or several that one person holds together: Deputy Prime Minister and Defense Minister."""
        j, title = self.title(i)
        if title is None:
            return i, ()
        found = [title]
        while j < len(self.words) and not title.plural:
            slash = self.words[j].gap.strip() == "/"
            comma = self.words[j].gap.strip() == ","
            k = j + 1 if self.word(j) in _JOINED and (self.soft(j) or comma) else j
            if not (slash or comma or (k > j and not article)):
                break
            end, other = self.title(k)
            if other is None or other.plural:
                break
            # A list of titles is one person's only where it comes to a name, or after one.
            found.append(other)
            j = end
        return j, tuple(found)

    def courtesies(self, i: int) -> tuple[int, str, bool]:
        """Read courtesies; return their end, the pronoun that they tell, and whether there are any."""
        gender, j = "", i
        while j < len(self.words) and (j == i or self.soft(j)):
            end, values = self.names.courtesies.at(self.words, j)
            if not values:
                break
            j, gender = end, gender or next(filter(None, values), "")
        return j, gender, j > i

    def designation(self, i: int) -> tuple[int, list[Designation]]:
        """Read what is said of a person from word *i* on, or of several who share a title in the plural."""
        j, gender, courtesy = self.courtesies(i)
        article = self.word(j) in ("the", "The") and self.soft(j + 1)
        k = j + 1 if article else j
        end, titles = self.titles(k, article)
        if titles and not self._named(end):
            # Several titles are one person's where a name follows the last.
            end, first = self.title(k)
            titles = (first,) if first else ()
        if titles and titles[0].plural:
            return self._several(i, end, titles[0], article)
        after, more, polite = self.courtesies(end) if titles else (end, "", False)
        gender = gender or more or next((t.gender for t in titles if t.gender), "")
        courtesy = courtesy or polite
        start = self._named(end) if titles else (k if not article else None)
        stop, full = self.name(start) if start is not None else (end, 0)
        if (start == i and _past(self, i) > i + 1) or (start == i and (self.state(i)[1] or self.place(i)[1])):
            return _past(self, i), []
        if not full or (not titles and not courtesy and article):
            if titles:
                return end, [self._made(i, end, titles, gender, courtesy, article)]
            if courtesy:
                return j, [self._made(i, j, (), gender, True, article)] if gender and self.word(i).lower() in (
                    "his",
                    "her",
                ) else []
            return i, []
        assert start is not None
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

    def _named(self, i: int) -> int | None:
        """Return the word at which a name begins behind a title that ends before word *i*, past courtesies; else None."""
        comma = i < len(self.words) and re.fullmatch(r"(?:\(\w+\))?\s*[,–—]", self.words[i].gap.strip()) is not None
        if i >= len(self.words) or not (self.soft(i) or comma):
            return None
        j, _, polite = self.courtesies(i)
        end, full = self.name(j)
        # "the Thai Prime Minister, Mr Putin signed": what stands in apposition ends with a comma, or is a name in full.
        ended = end >= len(self.words) or not self.soft(end) or self.word(end) == "of"
        if not full or (comma and end - j < 2 and not (polite and ended)):
            return None
        return j

    def _made(self, i: int, j: int, titles: tuple[Title, ...], gender: str, courtesy: bool, article: bool, states: tuple[str, ...] | None = None) -> Designation:  # fmt: skip
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
            if codes:
                i, states = end, states or codes
        gap = self.words[i].gap.strip() if i < len(self.words) else ""
        if gap == "," and titles and not states:
            # In a list, a line each: "Ambassador Paul Gruber, Austria".
            end, codes = self.state(i)
            if codes and (end >= len(self.words) or re.match(r"\s*(?:\n|\)|;)", self.words[end].gap)):
                return end, titles, codes
        if gap == "(":
            end, codes = self.state(i)
            if codes and self.text[self.words[end - 1].end :].lstrip().startswith(")"):
                return end, titles, states or codes
        if gap in (",", "(", "–", "—") and not titles:
            k = i + 1 if self.word(i) in ("the", "The", "a", "an") else i
            end, found = self.titles(k, False)
            if found and found[0].plural:
                return i, titles, states
            if len(found) > 1 and self._named(end) is not None and self.soft(end):
                end, only = self.title(k)
                found = (only,) if only else ()
            if found and not (end < len(self.words) and self.soft(end) and self.name(end)[0] > end):
                return end, found, states or tuple(dict.fromkeys(code for t in found for code in t.states))
        return i, titles, states

    def _cleaned(self, i: int, j: int) -> str:
        """Return the name from word *i* to *j* without "Jr.", with blanks and apostrophes made plain."""
        while self.word(j - 1) in _SUFFIXES and j - i > 1:
            j -= 1
        return " ".join(self.text[self.words[i].start : self.words[j - 1].end].replace("’", "'").split())

    def _several(self, i: int, j: int, title: Title, article: bool) -> tuple[int, list[Designation]]:
        """Read the names that follow a title in the plural, each with its state; the title alone where none follows."""
        found: list[Designation] = []
        single, end = replace(title, words=singular(title.words), states=(), plural=False), j
        while end < len(self.words):
            k = end
            if self.word(k) in _JOINED and found:
                k += 1
            gap = self.words[end].gap.strip()
            if k >= len(self.words) or not (
                self.soft(end) or gap in ((",", ":", ", ") if found or title.states else (":", "("))
            ):
                break
            if found and k == end and gap != ",":
                break
            k = self.courtesies(k)[0]
            stop, full = self.name(k)
            if not full or (gap and not found and full < 2):
                break
            finish, _, states = self._after(stop, (single,), ())
            found.append(
                Designation(
                    self.words[k if found else i].start,
                    self.words[finish - 1].end,
                    self._cleaned(k, stop),
                    self.words[k].start,
                    self.words[stop - 1].end,
                    (single,),
                    states,
                )
            )
            end = finish
        if not found:
            return j, [self._made(i, j, (title,), "", False, article)]
        if len(title.states) == len(found) and not any(d.states for d in found):
            found = [replace(d, states=(code,)) for d, code in zip(found, title.states, strict=True)]
        for n in range(len(found) - 2, -1, -1):
            # "A and B of the United Kingdom".
            between = self.text[found[n].end : found[n + 1].start]
            if not found[n].states and between.strip() == "and":
                found[n] = replace(found[n], states=found[n + 1].states)
        return end, found


def designations(text: str, found: list[Word], names: Names) -> list[Designation]:
    """Return the designations of a text from left to right, none within another.

    >>> from dipgraph.names import names, words
    >>> text = "President Biden met Mr. HAYASHI Yoshimasa, Minister for Foreign Affairs of Japan."
    >>> [(d.name, [t.words for t in d.titles], d.states) for d in designations(text, words(text), names())]
    [('Biden', ['President'], ()), ('HAYASHI Yoshimasa', ['Minister for Foreign Affairs'], ('JP',))]
    """
    reader, i = Reader(text, found, names), 0
    result: list[Designation] = []
    while i < len(found):
        end, read = reader.designation(i)
        if not read:
            i = max(end, _past(reader, i))
            continue
        result.extend(read)
        i = max(end, i + 1)
    return result


def singular(words: str) -> str:
    """Return a title in the plural as one has it: Ministers for Foreign Affairs, Minister for Foreign Affairs."""
    found = re.fullmatch(r"(.*?)(ies|s)((?: (?:of|for|to) .*)?)", words)
    return f"{found[1]}{'y' if found[2] == 'ies' else ''}{found[3]}" if found else words


def _past(reader: Reader, i: int) -> int:
    """Return the word behind the state, body or place that stands at word *i*, which is in no name; else the next word."""
    return max(reader.state(i)[0], reader.place(i)[0], i + 1)
