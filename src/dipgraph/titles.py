"""Titles of office in a text: what is printed of one, with the state and what the office is for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dipgraph.inflections import every
from dipgraph.namings import DASHES, Reader

JOINED = frozenset(("and", "&"))
# Words of a title that stand between a head and what it is head of.
_LINKS = frozenset(("of", "for", "to", "at", "on", "in", "and", "&", "the", "'s"))
# Where one has a title, behind a comma: "State Secretary, Ministry of Foreign Affairs".
_HOUSES = frozenset(("Ministry", "Department", "Office", "Embassy", "Bureau", "Directorate", "Secretariat"))
# "the General Secretariat" is no general.
_GENERAL = every("Secretariat Assembly Court Staff Directorate Council Conference Commissariat")
# What somebody is by birth stands between the office and the name.
_BORN = frozenset(("Prince", "Princess", "Cardinal", "Archbishop"))
# So does a rank behind an office in the forces: "Chief of Army Staff General A", but not "Secretary General".
_RANKS, _FORCES = every("General Admiral"), every("Staff Forces Army Navy Defence Defense")
# Words in the plural that begin a list of names by themselves.
_PLURALS = every("Secretaries Ministers Advisors Leaders Senators Governors Ambassadors Commissioners Directors")
# What takes a person to where he is sent, and not the state that sends him.
_SENDING = every(
    "envoy representative coordinator secretary director advisor adviser assistant ambassador negotiator affaires interim"
    " delegate commissioner rapporteur consul"
)
_HOLDERS = frozenset(("minister", "secretary", "commissioner", "director", "coordinator", "representative", "envoy"))
OTHERS, _SENT = every("counterpart colleague"), every("to on in for")
# Who has an office in one of these has none of the state by whose adjective it is called.
PRIVATE = "private"


@dataclass(frozen=True)
class Title:
    """An office as printed, without state: its words, its notation or last word, what qualifies it, the states it names."""

    words: str
    kind: str
    qualifier: str = ""
    states: tuple[str, ...] = ()
    implied: str = ""
    gender: str = ""
    plural: bool = False
    start: int = 0
    end: int = 0


class TitleReader(Reader):
    """A reader of titles."""

    def _core(self, i: int) -> tuple[int, Title | None]:
        """Read a title without state and complement: the longer of a known one and of words that end at a head."""
        known, values = self.names.titles.at(self.words, i)
        if self.first_name(i):
            return i, None
        j, last = i, i
        while j < len(self.words) and j - i < 9 and (j == i or (self.soft(j) and self.words[j].gap not in DASHES)):
            for lexicon in (self.names.heads, self.names.fields, self.names.qualifiers):
                end, hit = lexicon.at(self.words, j)
                if hit and (self.words[j].capital or lexicon is self.names.heads):
                    break
            else:
                end, hit = self.state(j) if j > i and self.word(j) not in ("the", "The") else (j, ())
                if not hit:
                    acronym = self.words[j].text.isupper() and len(self.word(j)) > 2 and self.words[j].text.isalpha()
                    # Behind a head another title begins: "the Director General and Energy Minister B" are two.
                    joins = self.word(j) in JOINED and i < j != last
                    if not (acronym or (joins and self.names.fields.at(self.words, j + 1)[1])):
                        break
                    end = j + 1
            if lexicon is self.names.heads and hit:
                last = end
            j = end
        if not values and last == i:
            plural = self.word(i)
            return (i + 1, self._title(i, i + 1, plural.lower(), True)) if plural in _PLURALS else (i, None)
        if values and (known >= last or (known == last - 1 and self._styled(known))):
            value = values[0]
            if value.notation == "secretary-of-state" and self.word(known) == "for":
                # That of the United States is one for everything.
                value = replace(value, notation="secretary-of-state-for", state="")
            made = self._title(i, known, value.notation, value.plural)
            return known, replace(made, implied=value.state, gender=value.gender)
        made = self._title(i, last, self.words[last - 1].text.lower(), False)
        # "CCP Politburo Member" ends with a title that one state alone has.
        ends = (self.names.titles.at(self.words, k) for k in range(i + 1, last))
        return last, replace(made, implied=next((v[0].state for end, v in ends if v and end == last), ""))

    def _styled(self, i: int) -> bool:
        """Whether word *i* stands between an office and a name, and is no office there."""
        return self.word(i) in _BORN or (self.word(i) in _RANKS and self.word(i - 1) in _FORCES)

    def _title(self, i: int, j: int, kind: str, plural: bool) -> Title:
        start, end = self.words[i].start, self.words[j - 1].end
        return Title(self.text[start:end].replace("’", "'"), kind, plural=plural, start=start, end=end)

    def title(self, i: int) -> tuple[int, Title | None]:
        """Read a title with the state before it, what qualifies it, and its complement with the state in it."""
        j, states = self.state(i)
        if not states:
            j, states = self.place(i) if self.word(i) not in ("the", "The") else (i, ())
        # "ALGIERS - President of the Republic": where it was written is no part of it.
        if states and (j >= len(self.words) or not self.soft(j) or self.words[j].gap in DASHES):
            return i, None
        place = j
        if states and self.word(j) == "'s":
            j += 1
        begin = i if states and self._organ(i, j) else j
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
        if core is None or (core.words == "General" and self.soft(end) and self.word(end) in _GENERAL):
            return i, None
        states = states or more
        start = core.start if more and inner > j else self.words[begin].start
        end, said, stop = self._complement(end, core.plural)
        if states and not more and self.located(i, place) and (said or self.state(place)[1] or self.of_state(end)):
            return i, None
        words = self.text[start : self.words[stop - 1].end].replace("’", "'")
        if more:
            words = f"{' '.join(qualifiers)} ".title() + words
        if said == (PRIVATE,):
            core, said = replace(core, kind=PRIVATE), ()
        core = replace(core, words=" ".join(words.split()), qualifier=" ".join(qualifiers), start=self.words[i].start)
        return end, replace(core, states=states or said, end=self.words[end - 1].end)

    def _complement(self, i: int, plural: bool) -> tuple[int, tuple[str, ...], int]:
        """Read what follows the head of a title; return its end, its states, and where the words end without them."""
        j, stop, sent, stated = i, i, False, False
        states: list[str] = []
        while (linked := self._linked(j, stated)) is not None:
            k, links = linked
            joined = bool(links) and links[0] in JOINED
            end, codes = self.state(k)
            if codes and self.names.senses.has("enterprises", self.word(end).lower()):
                return j, (PRIVATE,), stop
            behind = end if codes else k + 1
            town = not codes and bool(links) and not joined
            end, codes = self.place(k) if town else (end, codes)
            if joined and "the" in links and self._core(k)[1]:
                # "the King of Norway and the Prime Minister of Peru" are two.
                break
            if codes and self._of_no_title(i, k, end, links):
                break
            if codes and plural and not joined and links and (group := self.capitals(end)) > end:
                # The ministers of the Weimar Triangle are those of no state.
                j = group
                continue
            if codes and links and (not joined or (plural and states)):
                sent = sent or links[0] in _SENT
                # "Mayor of Vienna", "Chairperson of the African Union Commission"
                own = not plural and ((town and self.town(k)) or self._organ(k, end))
                stop = end if sent or own else stop
                # "Advisor to the President of Turkey": he is sent to nobody.
                states.extend(codes if not sent or "of" in links else ())
                more = self.word(end) == "'s" and self.soft(end) and self.names.fields.at(self.words, end + 1)[1]
                j, stated = end + bool(more), True
                while plural and (further := self._more(j)) > j:
                    states.extend(self.state(j + (self.word(j) in JOINED))[1])
                    j = further
                continue
            end, hit = self._joined(k, behind) if joined and j > i else self.names.fields.at(self.words, k)
            if hit and joined and self._core(k)[1]:
                # "Deputy Prime Minister and Home Minister" are two titles.
                break
            # "Minister of Foreign Affairs, International Trade and Industry"
            row = self.names.fields.at(self.words, i - 1)[1] and self.word(self.capitals(k + 1)) in JOINED
            house = not links and self.words[k].gap.strip() == "," and bool(row or self.word(k) in _HOUSES)
            if hit and (links or (j > i and not (stated and self.words[k].gap.strip() == ",")) or house):
                if links != ["of"] and self._other_person(k):
                    break
                j = stop = end
                continue
            end, core = self._core(k) if (links or stated) and not joined else (k, None)
            if core and not core.plural and core.words not in _BORN:
                sent = False
                j = stop = end
                continue
            # "Minister for the Americas", of which no field is known.
            of = links[:1] == ["of"] or (links[:2] == ["for", "the"] and self.word(i - 1).lower() in _HOLDERS)
            new = (of and set(links) <= {"of", "for", "the"} and j == i) or (links == ["for"] and j == stop > i)
            # "Special Envoy of the European Union for the Sahel".
            new = new or (stated and links in (["for"], ["for", "the"]) and self._envoy(i - 1))
            if not new or not self.words[k].capital or self.names.headings.at(self.words, k)[1]:
                break
            j = stop = self.capitals(k + 1) if plural else self.glued(k + 1)
        return j, tuple(dict.fromkeys(states)), stop

    def _organ(self, i: int, end: int) -> bool:
        """Whether words name the commission of a body, which has offices of its own: "African Union Commission Chair"."""
        return self.word(end - 1) == "Commission" and self.state(i)[0] == end and end - i > 1

    def _joined(self, k: int, behind: int) -> tuple[int, tuple[str, ...]]:
        """Read a field behind "and", with whose it is: "Foreign Affairs and Moroccan Expatriates of"."""
        end, hit = self.names.fields.at(self.words, k)
        if hit or not self.words[k].capital:
            return end, hit
        end, hit = self.names.fields.at(self.words, behind)
        ends = end >= len(self.words) or not self.soft(end) or self.word(end) == "of"
        return (end, hit) if hit and ends else (k, ())

    def _of_no_title(self, i: int, k: int, end: int, links: list[str]) -> bool:
        """Whether the state from word *k* to *end* is no part of the title that ends before word *i*."""
        if self.told_of(i, end, self.word(i - 1) in OTHERS):
            return True  # "assured his counterpart of India's support"
        # "invited the Foreign Secretary to Hanoi": nobody is sent to a town.
        town = links[:1] in (["to"], ["in"]) and not self.state(k)[1]
        return bool(links) and links[0] in _SENT and (town or not self._envoy(i - 1))

    def _more(self, j: int) -> int:
        """Return where one more state of a list ends, of which no title is, or *j*: "of Peru, Chile, and Norway"."""
        if j >= len(self.words) or self.words[j].gap.strip() != ",":
            return j
        last = self.word(j) in JOINED
        end, codes = self.state(j + last)
        goes_on = end < len(self.words) and (self.words[end].gap.strip() == "," or self.word(end) in JOINED)
        return end if codes and (last or goes_on) and not self._core(end)[1] else j

    def _linked(self, j: int, stated: bool) -> tuple[int, list[str]] | None:
        """Return the word behind "of the", "for" and the like at word *j*, and those; None where the title has ended."""
        k = j
        if j >= len(self.words):
            return None
        if not self.soft(j) and not (self.words[j].gap.strip() == "," and self.names.fields.at(self.words, j)[1]):
            return None
        while self.word(k) in _LINKS and (k == j or self.soft(k)):
            k += 1
        links = [self.word(n) for n in range(j, k)]
        ended = k >= len(self.words) or (k > j and not self.soft(k)) or (links[:1] == ["'s"] and not stated)
        if ended or (links and links[0] in JOINED and self._person_follows(j + 1)):
            return None
        return k, links

    def _other_person(self, i: int) -> bool:
        """Whether a title begins here that is another person's: "Spokesperson on National Security Advisor A's call"."""
        end, other = self._core(i)
        return other is not None and self.soft(end) and self.named(end) is not None

    def _envoy(self, i: int) -> bool:
        """Whether the head at word *i* is of one who is sent, for whose title "for Iran" is a part."""
        return self.word(i).lower() in _SENDING or (self.word(i) == "State" and self.word(i - 2) == "Secretary")

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
            slash = self.words[j].gap.strip() == "/" or self.words[j].gap in DASHES
            comma = self.words[j].gap.strip() == ","
            k = j + 1 if self.word(j) in JOINED and (self.soft(j) or comma) else j
            end, other = self.title(k) if slash or comma or k > j else (j, None)
            parted = self.listed(end) if comma and k == j else k > j and not self._apposed(found[0], end)
            if other is None or other.plural or (article and parted):
                break
            # A list of titles is one person's only where it comes to a name, or after one.
            found.append(other)
            j = end
        return j, tuple(found)

    def _apposed(self, first: Title, end: int) -> bool:
        """Whether "the Deputy Prime Minister and Minister of Trade of Peru, Ms. A" is one, whose name stands apart."""
        apart = end < len(self.words) and self.words[end].gap.strip() == "," and self.named(end) is not None
        return apart and not first.states

    def named(self, i: int) -> int | None:
        """Return the word at which a name begins behind a title that ends before word *i*, past courtesies; else None."""
        comma = i < len(self.words) and re.fullmatch(r"(?:\(\w+\))?\s*[,–—]", self.words[i].gap.strip()) is not None
        if i >= len(self.words) or not (self.soft(i) or comma):
            return None
        j, _, polite = self.courtesies(i)
        j += self._styled(j) and self.soft(j) and not comma and not self.hyphenated(j)
        end, full = self.name(j)
        # "the Thai Prime Minister, Mr Putin signed": what stands in apposition ends with a comma, or is a name in full.
        ended = end >= len(self.words) or not self.soft(end) or self.word(end) == "of"
        if not full or (comma and end - j < 2 and not (polite and ended)):
            return None
        return j
