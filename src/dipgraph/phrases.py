"""The words of a sentence with their classes, and the phrases among them: verb groups, subjects, what opens a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dipgraph.inflections import stem, stems
from dipgraph.tagging import third_person

PHRASE = frozenset(("det", "noun", "pron", "adv", "mark"))
# So many words may turn to something else.
_TURN = 7
_DASHES = frozenset(("\u2013", "\u2014", "-"))
# What a clause before the main one begins with, beside the words that always begin one.
_VERBAL = frozenset(("past", "verb", "be", "have", "modal"))
_LEADING = frozenset(("as", "after", "since", "before", "once", "until"))

# Participles by which somebody adds to what he said, and what else they tell the contents of: "a letter stressing the need".
_ADDING = stems("noting stressing emphasising emphasizing underscoring underlining highlighting")
_WRITTEN = stems(
    "statement letter message declaration communique resolution report document paper text article memorandum speech"
    " remarks announcement tweet post"
)
_OF_SUBJECT = frozenset(("noun", "det", "pron"))
_NEAR = 8
# Of these is who stands beside the speaker: "the Prime Minister and I".
_NAMES = frozenset(("noun", "det", "conj"))


@dataclass
class Sub:
    """A clause under another: where it begins and with which word; the kind of its verb, once that was read."""

    start: int
    word: str
    kind: str = ""


@dataclass
class Phrases:
    """The words of a sentence in small letters, their classes, and as they are printed."""

    words: Sequence[str]
    tags: Sequence[str]
    printed: Sequence[str]

    def before(self, at: int) -> int:
        """Return the number of the word before *at* that is no adverb and no mark; -1 if there is none."""
        at -= 1
        while at >= 0 and self.tags[at] in ("adv", "mark"):
            at -= 1
        return at

    def after(self, at: int) -> int:
        """Return the number of the word after *at* that is no adverb."""
        at += 1
        while at < len(self.words) and self.tags[at] == "adv":
            at += 1
        return at

    def tag(self, at: int) -> str:
        """Return the class of the word *at*; nothing where there is no such word."""
        return self.tags[at] if 0 <= at < len(self.tags) else ""

    def group(self, at: int) -> tuple[int, str]:  # noqa: PLR0911
        """Return the number of the verb of the group that begins *at*, and its kind."""
        tag, following = self.tags[at], self.after(at)
        if tag == "past":
            return at, "past"
        if tag == "verb":
            return at, "present"
        if tag == "modal":
            return (following, "modal") if self.tag(following) == "verb" else (at, "modal")
        if tag == "be":
            if self.tag(following) == "past":
                return following, "passive"
            return (following, "progressive") if self.tag(following) == "ing" else (at, "be")
        if self.tag(following) == "past":
            return following, "pluperfect" if self.words[at] == "had" else "perfect"
        if self.words[following : following + 1] == ["been"]:
            verb = self.after(following)
            return (verb, "passive") if self.tag(verb) == "past" else (following, "be")
        return at, "past" if self.words[at] == "had" else "present"

    def describes(self, at: int, verb: int, kind: str, joined: bool) -> bool:
        """Whether a past form describes the noun before it: "the summit, attended by both", "topics discussed included"."""
        if kind != "past":
            return False
        if self._set_apart(at, verb):
            return True
        following = self.after(verb)
        by = (
            self.words[following : following + 1] == ["by"] and self.tag(following + 1) != "ing"
        )  # "began by discussing"
        after_noun = joined or self.tag(self.before(at)) == "noun"
        means = self.words[following + 1 : following + 2]
        return (by and after_noun and means not in (["phone"], ["telephone"], ["video"])) or self.tag(following) in (
            "past",
            "be",
            "have",
            "modal",
        )

    def _set_apart(self, at: int, verb: int) -> bool:
        """Whether a past form begins what commas set apart before the verb: "At the talks, held in Oslo, both agreed"."""
        if self.tag(at - 1) != "comma" or self.tag(self.after(verb)) != "prep" or _VERBAL & set(self.tags[: at - 1]):
            return False
        end = next((place for place in range(verb + 1, len(self.tags)) if self.tags[place] == "comma"), 0)
        return bool(end) and self.tag(end + 1) != "conj" and bool(_VERBAL & set(self.tags[end:]))

    def mixed(self, verb: int) -> bool:
        """Whether a present may be joined to a past: "marked the anniversary and underscores our commitment"."""
        return third_person(self.words[verb]) and (
            self.tag(self.after(verb)) == "det" or self.words[verb + 1 : verb + 2] == ["that"]
        )

    def opening(self, begin: int, at: int, verb: int, kind: str) -> bool:
        """Whether a past form is in the phrase that opens a sentence: "Building on the funds announced in …, she"."""
        first = self.tag(self.after(begin) if self.words[begin] in ("while", "when") else begin)
        if first not in ("ing", "prep", "to") or "comma" in self.tags[begin:at]:
            return False
        return first == "ing" or (kind == "past" and self.tag(self.after(verb)) in ("prep", "to"))

    def subject_before(self, begin: int, at: int) -> tuple[int, int] | None:
        """Return the subject between the beginning of the clause and its verb, without the phrase that opens it."""
        start = begin
        if self.tag(start) == "adv" and self.tag(self.after(start)) == "det" and _DASHES & {*self.words[start:at]}:
            start = self.after(start)  # "Today the leaders – Minister A, Minister B – agreed"
        elif self.tag(start) in ("prep", "ing", "to", "rel", "adv", "past"):
            commas = [p for p in range(begin, at) if self.tags[p] == "comma" and p + 1 < at]
            opened = [p for p in commas if self.tags[p + 1] in ("det", "noun", "pron", "adv")]
            start = opened[0] + 1 if opened else self._behind(begin, at)
        end = at
        for place in range(start, at - 1):
            if self.tags[place] == "comma" and self.tags[place + 1] in ("prep", "rel", "ing", "past"):
                end = place
                break
        while end > start and self.tags[end - 1] in ("adv", "comma", "conj"):
            end -= 1
        return (start, end) if end > start else None

    def _behind(self, begin: int, at: int) -> int:
        """Return where the subject begins behind an opening without a comma: "On this occasion we agreed"."""
        if self.tag(at - 1) == "pron":
            first = at - 1
            while self.words[at - 2 : at] == ["and", "i"] and first > begin + 1 and self.tags[first - 1] in _NAMES:
                first -= 1  # "Today Prime Minister Alm and I met"
            return first
        articles = [place for place in range(begin + 2, at) if self.tags[place] == "det" and self.words[place] != "'s"]
        found = [place for place in articles if self.tags[place - 1] == "noun"]
        small = [place for place in range(begin + 2, at) if self.tags[place] == self.tags[place - 1] == "noun"]
        if named := [p for p in small if self.printed[p][:1].isupper() and not self.printed[p - 1][:1].isupper()]:
            return max(named[0], *found) if found else named[0]  # "During the talks Ada Alm agreed"
        return found[-1] if found else begin

    def new_subject(self, at: int) -> tuple[int, int] | None:  # noqa: PLR0911
        """Return the subject that begins another clause after "and", "but" or a semicolon before the verb *at*."""
        place = at - 1
        while place >= 0 and self.words[place] != ";" and (self.tags[place] in PHRASE or self.words[place] == "of"):
            place -= 1
        if place < 1 or place == at - 1:
            return None
        if self.tags[place] == "comma" and self.turn(place):
            return place + 1, at
        if not (self.tags[place] == "conj" or self.words[place] == ";"):
            return None
        first = place + 1
        while self.tag(first) == "adv":
            first += 1
        if first >= at:
            return None
        if not (self.tags[first] in ("det", "pron") or self.printed[first][:1].isupper()):
            further = self.new_subject(place) if self.tags[place] == "conj" else None
            return (further[0], at) if further else None  # ", and the Minister and other guests"
        if self.tag(place - 1) not in ("comma", "") and self.words[place] != ";":
            # "and the two ministers welcomed", but not "China and the issues raised there", nor a subject of two names.
            further = self.new_subject(place)
            return (further[0], at) if further else (first, at)
        return first, at

    def beside(self, at: int) -> tuple[int, int] | None:
        """Return the subject between "as" and the verb *at*: "agreed to consult as the President plans to travel"."""
        first = at
        while first and self.tags[first - 1] in ("det", "noun"):
            first -= 1
        named = self.tag(first) == "det" or self.printed[first][:1].isupper()
        return (first, at) if 0 < first < at and self.words[first - 1] == "as" and named else None

    def afresh(self, begin: int, first: int, at: int) -> bool:
        """Whether the subject from *first* to the verb *at* ends no row of names that begins at *begin*.

        ", and they" and ", and the two sides" end none, nor does what stands behind the first comma.
        """
        plain = self.tag(first) == "pron" or self.words[first : first + 2] in (["the", "two"], ["the", "three"])
        alone = "comma" not in self.tags[begin : first - 2]
        led = self.tag(first - 1) == "conj" and self.tag(first - 2) == "comma"
        return led and at - first <= _TURN and (plain or alone or self.words[first] == "both")

    def judged(self, sub: Sub, at: int, verb: int) -> bool:
        """Whether the past *at* under *sub* tells who says what follows: "the pact, which both agreed is vital"."""
        told = not sub.kind and sub.word == "which" and self.tag(sub.start + 1) in ("pron", "det")
        return told and self.tag(at - 1) in ("pron", "noun") and self.tag(self.after(verb)) in ("be", "have", "modal")

    def adds(self, at: int) -> bool:
        """Whether the participle *at* adds what was said, though no comma stands before it: "agreed on it noting that"."""
        saying = stem(self.words[at]) in _ADDING and self.tag(at + 1) in ("det", "rel") and self.tag(at - 1) == "noun"
        return saying and not any(stem(word) in _WRITTEN for word in self.words[max(at - _NEAR, 0) : at])

    def absolute(self, at: int, goes_on: bool) -> tuple[int, int] | None:
        """Return the subject of its own that the participle *at* has: ", with both sides noting", "and A stressing".

        The second stands where another participle *goes_on* before it.
        """
        first = at
        while first > 1 and self.tags[first - 1] in _OF_SUBJECT and at - first < _NEAR:
            first -= 1
        led = self.words[first - 1 : first] == ["with"] and self.tag(first - 2) == "comma"
        led = led or (goes_on and self.words[first - 1 : first] == ["and"])
        return (first, at) if led and first < at else None

    def turn(self, comma: int) -> int:
        """Return where the words before a *comma* turn to something else ("and in this context,"), or 0."""
        place = comma - 1
        while place > 0 and self.tags[place] in ("prep", "to", "det", "noun", "adv") and comma - place < _TURN:
            if self.words[place] == ";":
                break
            place -= 1
        led = self.tag(place + 1) in ("prep", "to", "adv") and place + 1 < comma
        place -= self.words[place] == ","  # "and, in turn,"
        return place if led and (self.tag(place) == "conj" or self.words[place] == ";") else 0

    def resumes(self, begin: int, place: int, end: int) -> bool:
        """Whether what begins at *begin* goes on behind the clause at the comma *place*: ", which …, as well as"."""
        before, words = self.words[begin:place], self.words
        for comma in (n for n in range(place + 3, end - 2) if words[n] == ","):
            small = words[comma + 2] if words[comma + 1] == "and" else ""
            if list(words[comma + 1 : comma + 4]) == ["as", "well", "as"]:
                return True
            if small in ("to", "for") and small in before and small not in words[place:comma]:
                return True
            # A list before it, and its next point behind it: "discussed A, B, which …, the C".
            if "," in before and "the" in (small, words[comma + 1]):
                return True
        return False

    def quoting(self, at: int) -> tuple[int, int] | None:
        """Return the subject between quoted speech and its verb: "\u201cWe agree,\u201d the Minister said"."""
        quotes = [place for place in range(1, at) if self.words[place] == '"']
        begin = quotes[-1] + 1 if quotes and self.words[quotes[-1] - 1] in (",", ".", "!", "?") else at
        return (begin, at) if begin < at and all(self.tags[place] in PHRASE for place in range(begin, at)) else None

    def comma_subject(self, at: int) -> tuple[int, int] | None:
        """Return the subject between the last comma and the verb *at*: "Recognising that it matters, we agreed"."""
        commas = [place for place in range(1, at - 1) if self.tags[place] == "comma"]
        begin = commas[-1] + 1 if commas else at
        plain = begin < at and all(self.tags[place] in PHRASE for place in range(begin, at))
        named = plain and (self.tags[begin] in ("det", "pron") or self.printed[begin][:1].isupper())
        return (begin, at) if named else None

    def led_subject(self, at: int) -> tuple[int, int] | None:
        """Return the subject after the comma that ends a leading clause: "As he opened the talks, the President said"."""
        if self.words[0] not in _LEADING:
            return None
        commas = [place for place in range(1, at - 1) if self.tags[place] == "comma"]
        begin = commas[-1] + 1 if commas else at
        plain = all(self.tags[place] in PHRASE or self.tags[place] in ("conj", "prep") for place in range(begin, at))
        return (begin, at) if begin < at and plain else None

    def new_theme(self, at: int) -> tuple[int, int] | None:
        """Return the subject of a passive after ", and", which may be long: ", and contacts at all levels were agreed"."""
        for place in range(at - 1, 1, -1):
            if self.tags[place] == "rel":
                return None
            if self.words[place] == ";" or (self.tags[place] == "conj" and self.tags[place - 1] == "comma"):
                return place + 1, at
        return None
