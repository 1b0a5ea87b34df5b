"""How alike two names of a person are, whatever their order, initials, titles, accents and transliteration.

The words of both are paired off: those that are equal, those that sound alike, initials with what they begin, and those
that are spelt nearly so. What pairs leave over says as much as what they have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from dipgraph.names import names
from dipgraph.names import words as words_in
from dipgraph.roster import letters

_HONOURED = re.compile(r"^(?:H\.\s?E\.|[Tt]he)\s+")
# "bin Abd al-Aziz": whose son or daughter it is.
_FATHER = re.compile(r"\b(?:[Bb]in|[Ii]bn|[Bb]en|[Bb]int)[\s-]+((?:Abd(?:[ -]?[AaEeUu]l)?[ -]?)?[^\s-]+)")
# One word, which has the vowel of the next in each way to write it.
_ABDUL = frozenset(("abdal", "abdel", "abdol", "abdoul"))
# Of kings and popes; a single letter is one at the end alone.
_NUMBER = re.compile(r"(?<=\s)(?:[IVX]{2,5}|[IVX](?=$))(?![\w.])")
# From this likeness on two words are taken for two spellings of one.
_NEAR = 0.8
# Two words that sound alike are spelt as alike as this at least; of so many letters or fewer as this, for Zhang and Zheng.
_FAR, _FEW, _CLOSE = 0.55, 5, 0.85
_SHORT = 2
# Sounds that several ways of writing have for one; a capital is one that no later line may take up.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(.)\1+", r"\1"),
        (r"tsch|tch|ch|cz", "C"),
        (r"sch|sh|sz", "s"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"ck|q|c", "k"),
        (r"tz|ts", "z"),
        (r"w", "v"),
        (r"x", "ks"),
        (r"^[ae]+", "A"),
        (r"^[iy]+(?![aeiou])", "I"),
        (r"^[ou]+", "O"),
        (r"(?<=.)[aeiouyh]+", ""),
    )
)


@dataclass(frozen=True)
class Likeness:
    """How alike two names are, from 0 to 1, in words how, and how many words in full both have."""

    score: float
    words: str
    shared: int = 0

    @property
    def apart(self) -> bool:
        """Whether one word is the same and another, in full in both, is not."""
        return self.words == _APART

    @property
    def turned(self) -> bool:
        """Whether the words stand as those of relatives do: in another order, or behind another; that is asked at most."""
        return self.score == _TURNED


_APART = "a word in common, and others beside it"
_TURNED = 0.71
NONE = Likeness(0.0, "no word in common")


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """Return what a word of a name sounds like, as far as ways to write it agree: its first sound and its consonants.

    >>> sound("yoshimasa") == sound("yosimasa"), sound("mohammed") == sound("muhamad"), sound("khrushchev")
    (True, True, 'hrsCv')
    """
    for pattern, said in _SOUNDS:
        word = pattern.sub(said, word)
    return word


@dataclass(frozen=True)
class Name:
    """A name as it is compared: its words, those of the father where it has them apart, the number of a king."""

    words: tuple[str, ...]
    father: str = ""
    number: str = ""


@lru_cache(maxsize=50_000)
def read(name: str) -> Name:
    """Return a name without titles and courtesies before it, particles and "Jr.".

    >>> read("the Honorable Antony J. Blinken").words, read("Prime Minister KISHIDA Fumio").words
    (('antony', 'j', 'blinken'), ('kishida', 'fumio'))
    >>> read("King Tuku IV"), read("Hamad bin Isa Al Khalifa")
    (Name(words=('tuku',), father='', number='IV'), Name(words=('hamad', 'khalifa'), father='isa', number=''))
    """
    name = _HONOURED.sub("", name.strip())
    found, lexicon, at = words_in(name), names(), 0
    while at < len(found):
        end = max(lexicon.titles.at(found, at)[0], lexicon.courtesies.at(found, at)[0])
        if end == at or end >= len(found):
            break
        at = end
    name = name[found[at].start :] if found else name
    fathers, numbers = _FATHER.findall(name), _NUMBER.findall(name)
    plain = _NUMBER.sub(" ", _FATHER.sub(" ", name))
    father = "".join(letters(fathers[0])) if fathers else ""
    found_words = tuple("abdul" if word in _ABDUL else word for word in letters(plain))
    return Name(found_words, father, numbers[-1] if numbers else "")


def parts(name: str) -> tuple[str, ...]:
    """Return the words by which a name is found."""
    return read(name).words


def near(one: str, other: str) -> float:
    """Return how alike two words are spelt.

    >>> near("yoshimasa", "yoshiro") < 0.7 < near("yanukovych", "janukovych")
    True
    """
    first, second = sorted((one, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def likeness(one: str, other: str) -> Likeness:
    """Return how alike two names are.

    >>> likeness("Kishida Fumio", "Fumio Kishida").score, likeness("Hayashi Yoshimasa", "Yoshimasa HAYASHI").score
    (1.0, 1.0)
    >>> likeness("Hayashi Yoshimasa", "Hayashi Yoshiro").apart, likeness("A. Blinken", "Antony J. Blinken").words
    (True, 'initials for words')
    >>> likeness("Hamad bin Isa Al Khalifa", "Isa bin Salman Al Khalifa").apart, likeness("Mohammed V", "Mohammed VI").apart
    (True, True)
    """
    few, many = sorted(
        (read(one), read(other)), key=lambda name: (len(name.words), name.words, name.father, name.number)
    )
    return _compared(few, many)


@lru_cache(maxsize=200_000)
def _compared(few: Name, many: Name) -> Likeness:  # noqa: PLR0911
    rest, other = list(few.words), list(many.words)
    ends = frozenset((few.words[-1:], many.words[-1:]))
    pairs = {"equal": _paired(rest, other, "equal", ends) + _joined(rest, other)}
    initials = all(any(len(word) == 1 for word in name.words) for name in (few, many))
    for kind in ("sound", "near", "letter", "initial", "short"):
        pairs[kind] = _paired(rest, other, kind, ends)
    full = sum(pairs[kind] for kind in ("equal", "sound", "near", "short"))
    heard = len(few.words) == 1 and any(_is_spelling(few.words[0], word) for word in many.words)
    if not heard and (not pairs["equal"] + pairs["sound"] or (not pairs["equal"] and full < _SHORT)):
        return NONE if not full else Likeness(0.3, "a word that is spelt nearly so", full)
    left, more = ([word for word in words if len(word) > 1] for words in (rest, other))
    # An initial that stands for the word which the other has instead of this one stands for none.
    swapped = pairs["initial"] and any(
        rested and any(len(word) == 1 for word in whole) for rested, whole in ((left, few.words), (more, many.words))
    )
    if (left and more) or _fathers_apart(few, many) or (few.number and many.number and few.number != many.number):
        return Likeness(0.2, _APART, full)
    if swapped and full < _SHORT:
        return Likeness(0.2, _APART, full)
    if full + pairs["initial"] < _SHORT:
        if not pairs["equal"]:
            return Likeness(0.5, "one word, in two spellings", full)
        whole = not left and not more and len(few.words) == len(many.words) == 1
        return Likeness(0.6, "the one word that both have", full) if whole else Likeness(0.5, "one word alone", full)
    if pairs["short"]:
        return Likeness(0.7, "one word a short form of the other", full)
    if pairs["near"]:
        return Likeness(0.75 if left or more else 0.8, "words that are spelt nearly so", full)
    if pairs["initial"]:
        return Likeness(0.85 if left or more else 0.9, "initials for words", full)
    if left or more:
        return _longer(few.words, many.words, full)
    if rest or other:
        if initials:
            return Likeness(0.7, "other initials", full)
        return Likeness(0.95, "an initial that one leaves out", full)
    return _same(few, many, full, bool(pairs["sound"]))


def _is_spelling(one: str, other: str) -> bool:
    """Whether a word that is all of a name is the other in another spelling, which is more than that both sound alike."""
    return one != other and _are("sound", one, other, frozenset()) and near(one, other) >= _NEAR


def _same(few: Name, many: Name, full: int, is_heard: bool) -> Likeness:
    """Return how alike two names of the same words are, of which some are the same only as they *are heard*."""
    if few.father != many.father and few.words[:1] != many.words[:1]:
        # Faisal bin Farhan Al Saud is not Saud al-Faisal.
        return Likeness(_TURNED, "the same words in another order, and the father of one", full)
    if is_heard:
        return Likeness(0.97, "the same words in another spelling", full)
    return Likeness(1.0, "the same words" if few.words == many.words else "the same words in another order", full)


def _longer(few: tuple[str, ...], many: tuple[str, ...], full: int) -> Likeness:
    """Return how alike two names are of which one has words that the other leaves out."""
    if not _in_order(few, many):
        # Jabir al-Ahmad al-Sabah is a brother of Sabah al-Ahmad al-Jabir al-Sabah.
        return Likeness(_TURNED, "one name has the words of the other in another order, and more", full)
    if len(few) > 1 and sound(few[0]) != sound(many[0]):
        # Mahamat Idriss Déby is a son of Idriss Déby.
        return Likeness(_TURNED, "one name has the words of the other behind another", full)
    return Likeness(0.85, "one name has words that the other leaves out", full)


def _in_order(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Whether the words of the one stand in the other in their order, as far as they sound alike."""
    behind = iter([sound(word) for word in many])
    return all(any(sound(word) == other for other in behind) for word in few if len(word) > 1)


def _fathers_apart(one: Name, other: Name) -> bool:
    if not one.father or not other.father or one.father == other.father:
        return False
    return sound(one.father) != sound(other.father) and near(one.father, other.father) < _NEAR


def _joined(rest: list[str], other: list[str]) -> int:
    """Take the rest of both out where it is written as one word in one and as several in the other: Eui-yong, Euiyong."""
    if not rest or not other or len(rest) == len(other) or "".join(rest) != "".join(other):
        return 0
    rest.clear()
    other.clear()
    return 1


def _paired(rest: list[str], other: list[str], kind: str, ends: frozenset[tuple[str, ...]]) -> int:
    """Take the pairs of a kind out of both names, whose last words are *ends*, and return how many there are."""
    taken = 0
    for word in tuple(rest):
        hit = next((candidate for candidate in other if _are(kind, word, candidate, ends)), None)
        if hit is not None:
            rest.remove(word)
            other.remove(hit)
            taken += 1
    return taken


def _are(kind: str, one: str, other: str, ends: frozenset[tuple[str, ...]]) -> bool:  # noqa: PLR0911
    if kind == "equal":
        return one == other and len(one) > 1
    if kind == "letter":
        return one == other
    if kind == "initial":
        return min(len(one), len(other)) == 1 and one[0] == other[0]
    if min(len(one), len(other)) < _SHORT + 1:
        return False
    if kind == "sound":
        least = _FAR if min(len(one), len(other)) > _FEW else _CLOSE
        return sound(one) == sound(other) and len(sound(one)) >= _SHORT and near(one, other) >= least
    brief, whole = sorted((one, other), key=len)
    if kind == "near":
        # Qiang is not the end of Keqiang, as Sisi is of al-Sisi.
        begins = one[0] == other[0] or len(one) == len(other) or whole in (f"al{brief}", f"el{brief}")
        return begins and near(one, other) >= _NEAR
    if {(one,), (other,)} <= ends:
        # Families are not cut short.
        return False
    return brief[:_SHORT] == whole[:_SHORT] and len(brief) <= len(whole) - _SHORT and len(brief) <= 2 * _SHORT
