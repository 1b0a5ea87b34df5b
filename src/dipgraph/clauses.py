"""The clauses of a sentence that carry an act: main verbs and those joined to them, participles, passives, bare nouns.

What stands in a relative clause, in a report of others' words or in a participle that describes a noun carries no act of
this meeting, and is passed over. A clause goes from its verb to the end of its objects; its subject stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dipgraph.lexicon import FINITE, OWN, Cue, Fit, Lexicon, cue, stem
from dipgraph.prose import Paragraph
from dipgraph.tagging import classes, third_person

# Verbs that only say that a meeting was held: what follows "to" is what was done there.
_MEETING = frozenset(map(stem, "meet speak talk call hold host visit convene gather join travel conduct be phone see".split()))
# Verbs whose object names the act ("had an exchange of views").
_LIGHT = frozenset(map(stem, "have hold conduct take engage be carry continue begin start follow offer make give pay".split()))
_PHRASE = frozenset(("det", "noun", "pron", "adv", "mark"))
_RELATIVE_END = frozenset(("which", "who", "whom", "whose", "where", "while", "when", "as"))
# Verbs through which the one after "to" is read: "continue to call for".
_THROUGH = frozenset(map(stem, "continue wish want hasten".split()))
# Acts that a participle does not do: "providing", "supporting", "launching" tell how, or what for.
_DEEDS = frozenset(("discuss", "sign", "announce", "support", "pledge"))
_ASIDE = frozenset(("which", "who", "whom", "whose", "where"))
_CLOSING = frozenset("\"”’')]»")


@dataclass(frozen=True)
class Clause:
    """One act: where its passage lies in the text, its cue, its verb as printed, its form, and the words of its subject.

    *form* is "verb", "passive", "participle", "infinitive", "noun", "second" (another noun of the same verb),
    "relative" or "own" (a main verb without a cue: "is", "will"). *subject* is a span of the text, None where the sentence prints none. *words* are the numbers of the
    passage's words in the paragraph, *object* the number of the word after the cue; *opening* are the words before the
    first act of the sentence, and *reach* is where what belongs to the act ends beyond the passage ("while …").
    """

    paragraph: int
    sentence: tuple[int, int]
    start: int
    end: int
    verb: str
    cue: Cue
    form: str
    subject: tuple[int, int] | None
    words: tuple[int, int]
    object: int
    opening: tuple[int, int]
    reach: int


@dataclass
class _Hit:
    start: int
    verb: int
    fit: Fit
    form: str
    subject: tuple[int, int] | None


@dataclass
class _Sub:
    start: int
    word: str
    kind: str = ""
    at: int = 0


@dataclass
class _Reader:
    """A sentence as it is read from left to right."""

    words: Sequence[str]
    tags: Sequence[str]
    printed: Sequence[str]
    known: Lexicon
    hits: list[_Hit] = field(default_factory=list)
    sub: _Sub | None = None
    finite: str = ""
    main: str = ""
    begin: int = 0
    subject: tuple[int, int] | None = None
    carried: bool = False

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
        return self.tags[at] if 0 <= at < len(self.tags) else ""

    def read(self) -> list[_Hit]:
        at = 0
        while at < len(self.words):
            tag = self.tags[at]
            if tag == "rel":
                self._relative(at)
            elif tag in ("past", "verb", "be", "have", "modal"):
                at = self._finite(at)
            elif tag == "ing":
                self._participle(at)
            elif tag == "to":
                at = self._infinitive(at)
            at += 1
        return sorted(self.hits, key=lambda hit: hit.start)

    def _relative(self, at: int) -> None:
        word = self.words[at]
        if word in ("while", "whereas"):
            if self.tag(self.after(at)) != "ing":
                self.sub, self.finite, self.begin, self.subject, self.carried = None, "", at + 1, None, False
            return
        if word == "that" and self.tag(self.before(at)) in ("", "comma") and at == 0:
            return
        self.sub = _Sub(at, word)

    def _group(self, at: int) -> tuple[int, str]:
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
            return (following, "present") if self.tag(following) == "ing" else (at, "be")
        if self.tag(following) == "past":
            return following, "pluperfect" if self.words[at] == "had" else "perfect"
        if self.words[following : following + 1] == ["been"]:
            verb = self.after(following)
            return (verb, "passive") if self.tag(verb) == "past" else (following, "be")
        return at, "past" if self.words[at] == "had" else "present"

    def _finite(self, at: int) -> int:  # noqa: PLR0912
        verb, kind = self._group(at)
        last = self.before(at)
        joined = self.tag(last) in ("comma", "conj")
        by = self.words[self.after(verb) : self.after(verb) + 1] == ["by"]
        if kind == "past" and by and (joined or self.tag(last) == "noun") and self.finite + (self.sub.kind if self.sub else ""):
            return verb
        if kind == "past" and self.tag(self.after(verb)) in ("past", "be", "have", "modal"):
            return verb  # "the issues discussed included …"
        new = self._new_subject(at) or (self._new_theme(at) if kind == "passive" else None)
        if self.sub and not self.sub.kind:
            self.sub.kind, self.sub.at = kind, at
            comma = self.tag(self.before(self.sub.start)) == "comma"
            if self.sub.word == "which" and comma and at - self.sub.start > 1 and kind == "past":
                self._hit(self.sub.start, verb, "relative", (self.sub.start + 1, at))
            return verb
        if self.sub:
            comma = self.tag(last) == "comma" or (self.tag(last) == "conj" and self.tag(last - 1) == "comma")
            if joined and self.finite and (comma or self.sub.kind not in ("past", kind)):
                self.sub = None
            elif new or not self.finite:
                self.sub = None
            else:
                return verb
        if not self.finite and self._opening(at, verb, kind):
            return verb
        if not self.finite:
            self.begin, self.subject, self.carried = self.begin, self._subject(self.begin, at), False
        elif joined:
            if kind == "present" and self.finite in ("past", "perfect", "passive") and not self._mixed(verb):
                return verb
        elif new:
            self.begin, self.subject, self.carried = new[0], new, False
        else:
            return verb
        self.finite, self.main = kind, stem(self.words[verb])
        return self._accept(at, verb, kind)

    def _mixed(self, verb: int) -> bool:
        """Whether a present may be joined to a past: "marked the anniversary and underscores our commitment"."""
        return third_person(self.words[verb]) and (self.tag(self.after(verb)) == "det" or self.words[verb + 1 : verb + 2] == ["that"])

    def _opening(self, at: int, verb: int, kind: str) -> bool:
        """Whether a past form still belongs to the phrase that opens the sentence: "Building on the funds announced in …, she"."""
        first = self.tag(self.begin)
        if first not in ("ing", "prep", "to") or "comma" in self.tags[self.begin : at]:
            return False
        return first == "ing" or (kind == "past" and self.tag(self.after(verb)) in ("prep", "to"))

    def _accept(self, at: int, verb: int, kind: str) -> int:
        """Take the verb group that begins *at* for an act where a cue fits; return the number of its last word."""
        if kind == "passive":
            whole = cue(self.known, self.words, at, len(self.words))
            bare = cue(self.known, self.words, verb, len(self.words))
            if whole and not (bare and whole.cue.act in ("discuss", bare.cue.act)):
                self._hit(at, at, "verb", self.subject, whole)
            elif (bare and bare.cue.act not in ("sign", "hope", "intend", "pledge")) or whole:
                by = self.words.index("by", verb) if "by" in self.words[verb : verb + 4] else 0
                agent = (by + 1, min(by + 9, len(self.words))) if by else None
                self._hit(self.begin, verb, "passive", agent, bare or whole)
        elif kind in ("be", "modal") or (kind == "perfect" and verb != at):
            fits = [f for f in (cue(self.known, self.words, p, len(self.words)) for p in {at, verb}) if f]
            if kind == "modal":
                fits = [f for f in fits if f.start == at]
            if fits:
                self._hit(at, at, "verb", self.subject, max(fits, key=lambda f: f.cue.length))
            elif kind == "be" and self._noun(at):
                pass
            elif kind in ("be", "modal"):
                self._own(at, verb)
        elif kind != "pluperfect" and not self._hit(at, verb, "verb", self.subject):
            inner = self.after(self.after(verb))
            if self.main in _THROUGH and self.tag(inner) == "verb" and self.words[inner - 1] == "to" and self._hit(at, inner, "verb", self.subject):
                return inner
            if self.main in _LIGHT:
                self._noun(at)
        return verb

    def _own(self, at: int, verb: int) -> None:
        """Take a main verb without a cue for what it is: "will" (an intention, or a forecast), "is" (a judgement)."""
        word = self.words[at]
        if self.finite and (word in ("will", "shall", "'ll") or (word in ("is", "are", "remains", "remain"))):
            if word in ("will", "shall", "'ll") and self.words[self.after(at) : self.after(at) + 1] == ["be"]:
                return
            act = "intend" if word in ("will", "shall", "'ll") else "state"
            self._hit(at, at, "own", self.subject, Fit(Cue(act, (word,), (stem(word),), derived=True), at, max(at, verb - 1) + 1))

    def _noun(self, at: int) -> bool:
        """Take the noun after the light verb *at* for an act ("had a candid exchange of views"), or the noun before it."""
        for place in [*range(at + 1, min(at + 7, len(self.words))), *range(self.begin, at)]:
            if self.tags[place] in ("noun", "verb") and self.words[place] not in FINITE:
                fit = cue(self.known, self.words, place, len(self.words))
                if fit and not fit.cue.derived and len(fit.cue.words) > 1:
                    self._hit(at if place > at else self.begin, at, "noun", self.subject if place > at else None, fit)
                    return True
            elif self.tags[place] in ("rel", "comma") and place > at:
                break
        return False

    def _participle(self, at: int) -> None:
        last = self.before(at)
        word = self.words[last] if last >= 0 else ""
        if not (last < 0 or self.tag(last) == "comma" or word in ("while", "and")):
            return
        if word == "and" and not (self.hits and self.hits[-1].form == "participle") and self.tag(last - 1) != "comma":
            return
        if self.sub and self.sub.kind and self.tag(last) == "comma":
            self.sub = None
        if self.sub and word != "while":
            return
        fit = cue(self.known, self.words, at, len(self.words))
        if fit and (fit.cue.act not in _DEEDS or (fit.cue.act != "discuss" and self.words[at] in fit.cue.words)):
            self._hit(at, at, "participle", self.subject, fit)

    def _infinitive(self, at: int) -> int:
        verb = self.after(at)
        if self.tag(verb) != "verb":
            return at
        if self.sub or self.carried or self.main not in _MEETING:
            return verb
        if self._hit(verb, verb, "infinitive", self.subject):
            self.finite = "infinitive"
        return verb

    def _hit(self, start: int, verb: int, form: str, subject: tuple[int, int] | None, fit: Fit | None = None) -> bool:
        fit = fit or cue(self.known, self.words, verb, len(self.words))
        if fit is None:
            return False
        self.hits.append(_Hit(start, verb, fit, form, subject))
        self.carried = True
        if second := self._second(fit):
            self.hits.append(_Hit(second.start, verb, second, "second", subject))
        return True

    def _second(self, fit: Fit) -> Fit | None:
        """Return another noun of the same verb with another act: "his sympathy and his support", "… and their readiness to"."""
        noun = fit.end - 1
        while noun > fit.start and stem(self.words[noun]) not in self.known.nouns:
            noun -= 1
        if noun == fit.start or "that" in fit.cue.words:
            return None
        for joint in range(noun + 1, len(self.words) - 1):
            if self.tags[joint] in ("rel", "past", "be", "have", "modal"):
                return None
            if self.words[joint] != "and":
                continue
            for place in range(joint + 1, min(joint + 6, len(self.words))):
                act = self.known.nouns.get(stem(self.words[place]), "")
                if act and act not in (fit.cue.act, "discuss", "state"):
                    owned = joint + 1 in (noun + 2, place) or self.words[joint + 1] in OWN
                    if not owned or self.tag(place + 1) not in ("prep", "to", "comma"):
                        break
                    return Fit(Cue(act, (self.words[place],), (stem(self.words[place]),), derived=True), joint + 1, place + 1)
                if self.tags[place] not in _PHRASE:
                    break
        return None

    def _subject(self, begin: int, at: int) -> tuple[int, int] | None:
        """Return the subject between the beginning of the clause and its verb, without the phrase that opens it."""
        start = begin
        if self.tag(start) in ("prep", "ing", "to", "rel", "adv", "past"):
            commas = [p for p in range(begin, at) if self.tags[p] == "comma" and p + 1 < at]
            opened = [p for p in commas if self.tags[p + 1] in ("det", "noun", "pron", "adv")]
            start = opened[0] + 1 if opened else begin
        end = at
        for place in range(start, at - 1):
            if self.tags[place] == "comma" and self.tags[place + 1] in ("prep", "rel", "ing", "past"):
                end = place
                break
        while end > start and self.tags[end - 1] in ("adv", "comma", "conj"):
            end -= 1
        return (start, end) if end > start else None

    def _new_subject(self, at: int) -> tuple[int, int] | None:
        """Return the subject that begins another clause after "and", "but" or a semicolon before the verb *at*."""
        place = at - 1
        while place >= 0 and (self.tags[place] in _PHRASE or self.words[place] == "of"):
            place -= 1
        if place < 1 or place == at - 1 or not (self.tags[place] == "conj" or self.words[place] == ";"):
            return None
        first = place + 1
        while self.tag(first) == "adv":
            first += 1
        if first >= at or not (self.tags[first] in ("det", "pron") or self.printed[first][:1].isupper()):
            return None
        if self.tag(place - 1) not in ("comma", ""):
            # "and the two ministers welcomed", but not "China and the issues raised there", nor a subject of two names.
            further = self._new_subject(place)
            return (further[0], at) if further else (first, at)
        return first, at


    def _new_theme(self, at: int) -> tuple[int, int] | None:
        """Return the subject of a passive after ", and", which may be long: ", and contacts at various levels were agreed"."""
        for place in range(at - 1, 1, -1):
            if self.tags[place] == "rel":
                return None
            if self.words[place] == ";" or (self.tags[place] == "conj" and self.tags[place - 1] == "comma"):
                return place + 1, at
        return None


def clauses(number: int, paragraph: Paragraph, known: Lexicon) -> list[Clause]:
    """Return the clauses of the *number*-th *paragraph* that carry an act, in the order of the text."""
    found = []
    verbs = frozenset(known.cues)
    for sentence in paragraph.sentences:
        words = [token.norm_.lower() for token in sentence]
        printed = [token.text for token in sentence]
        reader = _Reader(words, classes(words, printed, verbs), printed, known)
        hits = reader.read()
        if not reader.finite:
            reader = _Reader(words, classes(words, printed, verbs, bare=True), printed, known)
            hits = reader.read()
        opening = (sentence.start, sentence.start + (hits[0].start if hits else 0))
        for at, hit in enumerate(hits):
            later = hits[at + 1] if at + 1 < len(hits) else None
            reach, end = _end(reader, hit, later, _ASIDE), _end(reader, hit, later, _RELATIVE_END)
            first, last = sentence.start + hit.start, sentence.start + end
            span = paragraph.doc[first:last]

            def place(words: tuple[int, int] | None, begin: int = sentence.start) -> tuple[int, int] | None:
                if not words:
                    return None
                said = paragraph.doc[begin + words[0] : begin + words[1]]
                return paragraph.start + said.start_char, paragraph.start + said.end_char

            found.append(
                Clause(
                    number,
                    (sentence.start, sentence.end),
                    paragraph.start + span.start_char,
                    paragraph.start + span.end_char,
                    printed[hit.verb],
                    hit.fit.cue,
                    hit.form,
                    place(hit.subject or (reader.subject if hit.form == "participle" else None)),
                    (first, last),
                    sentence.start + hit.fit.end,
                    opening,
                    sentence.start + reach,
                )
            )
    return found


def _end(reader: _Reader, hit: _Hit, later: _Hit | None, asides: frozenset[str]) -> int:
    """Return the number of the word after the last one of *hit*: before the next act, one of *asides*, the full stop."""
    end = len(reader.words)
    if later:
        end = later.start
        if later.subject and hit.start < later.subject[0] < later.start and later.form == "verb":
            end = later.subject[0]
    for place in range(max(hit.fit.end, hit.verb + 1), end - 1):
        if reader.tags[place] == "comma" and reader.words[place + 1] in asides and reader.words[place + 2 : place + 3] != ["well"]:
            end = place
            break
    while end > hit.verb + 1 and reader.words[end - 1] not in _CLOSING and (
        reader.tags[end - 1] in ("comma", "conj", "adv", "mark") or reader.words[end - 1] in (".", "!", "?", "to", "while", "well", "as")
    ):
        end -= 1
    return end


