"""Words of a text that name: states, places, courtesies and persons, read from one word on."""

from __future__ import annotations

import re
from dataclasses import replace

from dipgraph.names import Names, Word

_PARTICLES = frozenset(
    [
        "bin",
        "bint",
        "ibn",
        "al",
        "el",
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "du",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "ten",
        "zu",
        "y",
        "e",
        "ben",
        "ould",
        "af",
        "av",
        "ul",
        "ur",
        "uz",
    ]
)
# Titles by birth that are given names and surnames too; and which of them are given names before a family's.
_BY_BIRTH = frozenset(("amir", "sultan", "king", "prince"))
_GIVEN = frozenset(("Sultan", "Amir", "Ameer"))
# Behind these a name without a title is that of a place.
WHERE = frozenset(("in", "In", "near"))
# A dash between blanks, which parts what is beside it.
DASHES = frozenset((" - ", " – ", " — ", " -- "))
# Who is assured of something has the state not in his title: "assured Minister A of Exland's support".
_ASSURED = frozenset(("assured", "reassured", "informed", "reminded", "convinced", "notified"))
# Pronouns that have a capital where a sentence begins, or always.
_SPEAKING = frozenset(("I", "You"))
_NUMERALS = re.compile(r"[IVX]+")
# What joins a name, with or without its state, to another behind it.
_AND_OTHERS = re.compile(r"(?:\s+of\s+(?:the\s+)?[A-Z]\w+(?:\s[A-Z]\w+)*)?,?\s+and\s+(?:the\s+)?[A-Z]")
# Before these a name that is that of a state too is a person's.
_CALLED = r"\b(?:Minister|President|Secretary|Ambassador|Chancellor|Premier|Mr\.?|Ms\.?|Mrs\.?|Dr\.?)\s"
SUFFIXES = frozenset(
    ("Jr.", "Jr", "Sr.", "Sr", "MP", "MEP", "KC", "QC", "OBE", "CBE", "AO", "AM", "PC", "TD", "MSP", "MLA")
)


# Orders that one has been given, by their letters: "Dr. Joseph Mutua, E.G.H."
_ORDERS = re.compile(r"(?:[A-Z]\.){3,}")


def suffix(word: str) -> bool:
    """Return whether a *word* stands behind a name and is none: "Jr.", "MP", "E.G.H."."""
    return word in SUFFIXES or _ORDERS.fullmatch(word) is not None


class Reader:
    """The words of a text, from which names are read; each method says at which word what it read ended."""

    def __init__(self, text: str, found: list[Word], names: Names) -> None:
        self.text, self.words, self.names = text, found, names
        self._surnames: dict[str, bool] = {}

    def word(self, i: int) -> str:
        """Return word *i*, or nothing behind the last."""
        return self.words[i].text if 0 <= i < len(self.words) else ""

    def soft(self, i: int) -> bool:
        """Whether word *i* is there and nothing but blanks parts it from the one before."""
        return i < len(self.words) and self.words[i].soft

    def state(self, i: int) -> tuple[int, tuple[str, ...]]:
        """Read a state, an adjective of one, or a body, with or without the article."""
        if self._within(i):
            return i, ()
        j = i + 1 if self.word(i) in ("the", "The") and self.soft(i + 1) else i
        ends = ((p.at(self.words, j)) for p in (self.names.states, self.names.adjectives, self.names.bodies))
        end, codes = max(ends, key=lambda found: found[0])
        return (end, codes) if codes else (i, ())

    def _within(self, i: int) -> bool:
        """Whether a word is the second of a field of words: "Latin American leaders" are of no state, and nobody by name."""
        return i > 0 and self.soft(i) and self.names.fields.at(self.words, i - 1)[0] > i

    def told_of(self, i: int, end: int, told: bool = False) -> bool:
        """Whether a state that ends before word *end* is of what is *told* to who ends before word *i*, and not of him."""
        return self.word(end) == "'s" and (told or bool(_ASSURED & set(map(self.word, range(i - 8, i)))))

    def place(self, i: int) -> tuple[int, tuple[str, ...]]:
        """Read a place: return its end, and its states."""
        end, found = self.names.places.at(self.words, i)
        return end, tuple(dict.fromkeys(code for code, _ in found))

    def town(self, k: int) -> bool:
        """Whether a town or region begins at word *k*, of which an office may be, and no house of a government."""
        return all(kind != "seat" for _, kind in self.names.places.at(self.words, k)[1])

    def located(self, i: int, j: int) -> bool:
        """Whether words from *i* to *j* say where somebody is: "received in Lima President of Chile A"."""
        where = max(self.names.states.at(self.words, i)[0], self.names.places.at(self.words, i)[0])
        return self.word(i - 1) in WHERE and self.soft(i) and where == j

    def of_state(self, i: int) -> bool:
        """Whether a name begins at word *i* with its state behind it: "Ana Soto of Peru"."""
        stop, full = self.name(i) if self.soft(i) else (i, 0)
        return bool(full) and self.word(stop) == "of" and bool(self.state(stop + 1)[1])

    def capitals(self, i: int) -> int:
        """Return where the words with capitals end that follow each other from word *i* on."""
        while i < len(self.words) and self.soft(i) and self.words[i].capital:
            i += 1
        return i

    def glued(self, i: int) -> int:
        """Return where the words end that hyphens join from word *i* on."""
        while i < len(self.words) and self.words[i].glued:
            i += 1
        return i

    def _is_name(self, i: int, first: bool) -> bool:
        word = self.words[i]
        text = word.text
        initial = len(text) == 2 and text[1] == "."
        deputy, _ = self.names.qualifiers.at(self.words, i) if first and not word.glued else (i, ())
        if deputy > i and self.soft(deputy) and self.names.titles.at(self.words, deputy)[1]:
            return False  # "her counterpart Deputy Prime Minister A"
        if first and _ORDERS.fullmatch(text):
            # J.R.R. Rao, J.R.R. (Tim) Rao
            following = self.words[i + 1] if i + 1 < len(self.words) else None
            return following is not None and following.capital and (self.soft(i + 1) or following.gap == " (")
        if suffix(text) or initial:
            return not first or initial
        # The month, and no surname.
        month = text == "May" and (self.word(i + 1)[:1].isdigit() or self.word(i - 1)[:1].isdigit())
        heading = not word.glued and self.names.headings.at(self.words, i)[1]
        if (
            not word.capital
            or (text in _SPEAKING and first)
            or month
            or heading
            or self._people(word)
            or self._within(i)
        ):
            return False
        if (first and self.first_name(i)) or self.hyphenated(i) or (not first and not word.glued and self._royal(i)):
            return True
        lexicons = (self.names.heads, self.names.fields, self.names.titles)
        return (word.glued and not first) or not any(p.at(self.words, i)[1] for p in lexicons)

    def _people(self, word: Word) -> bool:
        """Whether a word is what those of a state are called: Austrians."""
        one = replace(word, text=word.text[:-1]) if word.text.endswith("ns") else None
        return one is not None and bool(self.names.adjectives.at([one], 0)[1])

    def first_name(self, i: int) -> bool:
        """Whether what could be a title is a name: Sultan bin Ahmed, Amir ibn Said, Sultan Al-Jaber, Amir-Abdollahian."""
        if not self.word(i)[:1].isupper() or not self.soft(i + 1):
            return False
        behind = self.word(i + 1)
        family = behind.lower() in ("al", "el") and not self.words[i + 1].glued and self._royal(i)
        return behind in ("bin", "bint", "ibn") or (family and self.word(i) in _GIVEN) or self.hyphenated(i)

    def hyphenated(self, i: int) -> bool:
        """Whether a name with a hyphen begins here, of which a part alone may be a title: Amir-Abdollahian, King-Smith."""
        if (
            i + 1 >= len(self.words)
            or self.words[i + 1].gap not in ("-", "\u2010", "\u2011")
            or not self.words[i].capital
        ):
            return False
        titles = (self.names.heads, self.names.titles)
        if not self.words[i + 1].capital or not any(p.at(self.words, i)[0] == i + 1 for p in titles):
            return False
        return not any(p.at(self.words, n)[0] > n + (n == i) for p in (*titles, self.names.fields) for n in (i, i + 1))

    def _royal(self, i: int) -> bool:
        """Whether the title of one who has it by birth stands here, which ends a name as a part of it: Stephen King."""
        end, values = self.names.titles.at(self.words, i)
        behind = self.word(end) if end < len(self.words) and self.soft(end) else ""
        if behind[:1].isupper() and behind not in ("Al", "El") and self.word(i) not in _GIVEN:
            # "Thanked King A".
            return False
        return end == i + 1 and any(value.notation in _BY_BIRTH for value in values)

    def name(self, i: int) -> tuple[int, int]:
        """Read a person's name from word *i* on: return where it ends, and how many full words it has."""
        j = i
        while self.word(j).lower() in _PARTICLES and self.soft(j + 1):
            j += 1  # "President von der Leyen"
        if j == i or not self._is_name(j, True):
            j = i
            if i >= len(self.words) or not self._is_name(i, True):
                return i, 0
        full = 0
        while j < len(self.words) and j - i < 10:
            if j > i and self.words[j].gap in DASHES:
                break  # "IRNA – Iranian"
            turned = j > i and self.words[j].gap in ("' ", "’ ") and self.word(j).lower() in ("al", "el")
            if j > i and not self.soft(j) and not turned:
                # "Mohammed Shia' al-Sudani" and "Biden, Jr." go on behind a mark.
                if self.words[j].gap.strip() == "," and suffix(self.word(j)):
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
            if j > i and not self._is_name(j, False):
                break
            # Behind an initial it is a surname: Lisa O. Monaco.
            if j > i and not word.glued and not re.fullmatch(r"[A-Z]\.", self.word(j - 1)) and self._begins_other(j):
                break
            full += not suffix(word.text) and len(word.text) > 2 and not _NUMERALS.fullmatch(word.text)
            j += 1
        return j, max(full, 1)

    def listed(self, i: int) -> bool:
        """Whether a name begins at word *i* that stands in a list, with "and" behind: "the Minister, President A, and B"."""
        end, full = self.name(i) if self.soft(i) else (i, 0)
        return bool(full) and _AND_OTHERS.match(self.text, self.words[end - 1].end) is not None

    def _begins_other(self, i: int) -> bool:
        """Whether a state or body begins here, of which what came before is no part."""
        return not self._surname(self.word(i)) and bool(
            self.names.bodies.at(self.words, i)[1] or self.names.states.at(self.words, i)[1]
        )

    def _surname(self, word: str) -> bool:
        """Whether the text calls somebody by a *word* that is the name of a state too: "Minister Jordan", "Ms. Jordan"."""
        if word not in self._surnames:
            self._surnames[word] = (
                re.search(_CALLED + re.escape(word) + r"(?:\s+(?:and\s|[a-z]+ed\b|said\b)|[.,])", self.text) is not None
            )
        return self._surnames[word]

    def courtesies(self, i: int) -> tuple[int, str, bool]:
        """Read courtesies; return their end, the pronoun that they tell, and whether there are any."""
        gender, j = "", i
        while j < len(self.words) and (j == i or self.soft(j)):
            end, values = self.names.courtesies.at(self.words, j)
            if self.word(j) == "M." and self.soft(j + 1) and self.words[j + 1].capital and len(self.word(j + 1)) > 2:
                end, values = j + 1, ("he",)  # Monsieur; but M. K. Rao has initials
            if not values:
                break
            j, gender = end, gender or next(filter(None, values), "")
        return j, gender, j > i
