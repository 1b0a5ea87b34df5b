"""A sentence read from left to right, verb by verb: which of them carry an act of the meeting, and which do not."""

from __future__ import annotations

from dataclasses import dataclass, field

from dipgraph.act_nouns import noun, second
from dipgraph.inflections import stem, stems
from dipgraph.lexicon import Cue, Fit, Lexicon, cue
from dipgraph.phrases import Phrases, Sub
from dipgraph.provisos import denial, denied
from dipgraph.tagging import third_person

# Verbs that only say that a meeting was held: what follows "to" is what was done there.
_MEETING = stems("meet speak talk call hold host visit convene gather join travel conduct be phone see")
# Verbs whose object names the act ("had an exchange of views").
_LIGHT = stems("have hold conduct take engage be carry continue begin start open follow offer make give pay")
_HELD = stems("hold host convene conduct")
# Verbs through which the one after "to" is read: "continue to call for".
THROUGH = stems("continue wish want hasten")
# Acts that a relative clause only recalls: "which the President launched in June".
_DONE = frozenset(("announce", "sign"))
_TO_COME, _TOGETHER = frozenset(("will", "would", "shall", "'ll")), frozenset(("they", "both", "two", "three"))
_BEING = frozenset(("be", "progressive", "passive"))
# Acts that a passive reports only as "it is hoped".
_PERSONAL = frozenset(("hope", "intend", "pledge"))
# Acts that a participle does not do: "providing", "supporting", "launching" tell how, or what for.
_DEEDS = frozenset(("discuss", "sign", "announce", "support", "pledge"))


@dataclass
class Hit:
    """An act in a sentence, by the numbers of words: where passage and verb begin, cue, form and subject.

    *until* is where quoted speech ends that holds it, *last* the last word of a verb of several ("are committed").
    """

    start: int
    verb: int
    fit: Fit
    form: str
    subject: tuple[int, int] | None
    until: int = 0
    last: int = 0


@dataclass
class Reader(Phrases):
    """A sentence as it is read from left to right."""

    known: Lexicon
    hits: list[Hit] = field(default_factory=list)
    sub: Sub | None = None
    finite: str = ""
    main: str = ""
    begin: int = 0
    subject: tuple[int, int] | None = None
    carried: bool = False

    def read(self) -> list[Hit]:
        """Return the acts of the sentence, in its order."""
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
        self.sub = Sub(at, word)

    def _finite(self, at: int) -> int:  # noqa: PLR0911
        """Read the verb group that begins *at*; return the number of its last word."""
        verb, kind = self.group(at)
        joined = self.tag(self.before(at)) in ("comma", "conj")
        if not (self.sub and self.judged(self.sub, at, verb)) and self.describes(at, verb, kind, joined):
            return verb
        new = self.new_subject(at) or (self.new_theme(at) if kind == "passive" else None)
        if not new and self.finite:
            new = self.quoting(at) or (None if self.hits else self.led_subject(at))
        if new and kind == "past" and self.finite and self._in_a_name(new[0], verb):
            return verb
        if self.sub and self._under(at, verb, kind, joined, new):
            return verb
        if not self.finite:
            fit = cue(self.known, self.words, at, len(self.words))
            if self.opening(self.begin, at, verb, kind) or (not at and kind == "past" and self._apart(verb, fit)):
                return verb  # "Faced with this, they …"
            led = self.tag(self.begin) == "prep" and "comma" not in self.tags[self.begin : at]
            later = {"past", "be", "have", "modal"} & set(self.tags[verb + 1 :])
            noun = kind == "past" and stem(self.words[verb]) not in self.known.verbs | _MEETING | _LIGHT
            if led and (noun or (kind == "present" and third_person(self.words[verb]) and later)):
                return verb  # "Ahead of the unprovoked attack, they …", "During the talks a treaty was signed"
            self.subject, self.carried = self.subject_before(self.begin, at), False
        elif joined:
            if kind == "present" and self.finite in ("past", "perfect", "passive") and not self.mixed(verb):
                return verb
        elif new:
            self.begin, self.subject, self.carried = new[0], new, False
        else:
            return self._meanwhile(at, verb, kind)
        self.finite, self.main = kind, stem(self.words[verb])
        return self._accept(at, verb, kind)

    def _apart(self, verb: int, fit: Fit | None) -> bool:
        """Whether the past that a sentence begins with describes what follows: "Launched in May, the group is"."""
        behind = self.tag(self.after(verb)) == "prep" and "comma" in self.tags
        asked = self.words[verb] == "asked" and behind  # "Asked about the war, she said"
        return fit is None or asked or (fit.cue.act in _DONE and behind and bool({"be", "modal"} & set(self.tags)))

    def _under(self, at: int, verb: int, kind: str, joined: bool, new: tuple[int, int] | None) -> bool:
        """Whether a verb belongs to the clause under the main one, which else ends here."""
        assert self.sub
        last = self.before(at)
        both = self.tag(last) == "conj" and self.tag(last - 1) == "comma"
        if not self.sub.kind and not self.finite and self.comma_subject(at):
            self.sub = None
            return False
        unseen = (
            both
            or (self.tag(last) == "conj" and kind == "modal")
            or (new is not None and self.afresh(self.sub.start, *new))
        )
        if not self.sub.kind and unseen and at - self.sub.start > 3:
            # Its verb was not seen to be one: "actions that threaten stability, and stressed", "that they abide and will".
            self.sub.kind = "present"
        if not self.sub.kind:
            self.sub.kind = kind
            if kind == "past" and (self.sub.word, at - self.sub.start > 1) in (("which", True), ("who", False)):
                self._aside(verb, at)
            elif kind == "passive" and self.sub.word == "which" and self.words[verb] == "accepted" and self.finite:
                self._hit(self.sub.start, verb, "passive", None)  # "an invitation, which was accepted"
            return True
        ends = (
            joined and bool(self.finite) and (both or self.tag(last) == "comma" or not self._alike(self.sub.kind, kind))
        )
        if ends or new or not self.finite:
            self.sub = None
            return False
        return True

    def _in_a_name(self, first: int, verb: int) -> bool:
        """Whether a name goes on behind "and", and the past *verb* describes it: "the Forum on Ice and Snow planned for"."""
        names = self.tag(first) == "noun" and all(self.printed[n][:1].isupper() for n in (first, first - 2))
        # What is "held in Porto" did not hold anything.
        known = stem(self.words[verb]) in (_MEETING | _LIGHT) - _HELD or cue(
            self.known, self.words, verb, len(self.words)
        )
        return (
            first > 1 and names and self.tag(first - 1) == "conj" and not known and self.tag(self.after(verb)) == "prep"
        )

    def _meanwhile(self, at: int, verb: int, kind: str) -> int:
        """Take what is planned meanwhile for an act: "agreed to consult as A plans to go"; return the number *verb*."""
        subject = self.beside(at) if kind == "present" else None
        fit = cue(self.known, self.words, at, len(self.words)) if subject else None
        if fit and self.known.acts[fit.cue.act].commits and fit.cue.words[-1] == "to":
            self._hit(at, at, "verb", subject, fit)
        return verb

    @staticmethod
    def _alike(before: str, kind: str) -> bool:
        """Whether a verb may go on a clause with a verb of another kind before it, without a comma."""
        return before in ("past", kind) or (before, kind) == ("modal", "present") or {before, kind} <= _BEING

    def _aside(self, verb: int, at: int) -> None:
        """Take a relative clause in which somebody speaks for an act: "…, to which A replied", "A, who thanked B"."""
        assert self.sub
        start, who = self.sub.start, self.sub.word == "who"
        to = self.words[start - 1 : start] in (["to"], ["in"], ["during"], ["at"], ["on"])
        both = to and bool(_TOGETHER & set(self.words[start + 1 : start + 3])) and bool(self.finite)
        comma = both or self.tag(self.before(start - to)) == "comma"
        fit = cue(self.known, self.words, verb, len(self.words))
        subject, begin = (start + 1, at), start - to
        if who:
            while self.tag(begin - 2) in ("noun", "det") or (begin > 1 and self.words[begin - 2] == "of"):
                begin -= 1
            subject, begin = (begin - 1, start - 1), at
        told = comma or (not who and fit and fit.cue.act == "state" and self.tags[start + 1] == "pron")
        if fit and fit.cue.act not in _DONE and told and (self.finite or not who) and subject[0] < subject[1]:
            self._hit(begin, verb, "relative", subject, fit)

    def _accept(self, at: int, verb: int, kind: str) -> int:
        """Take the verb group that begins *at* for an act where a cue fits; return the number of its last word."""
        if kind == "passive":
            whole = cue(self.known, self.words, at, len(self.words))
            bare = cue(self.known, self.words, verb, len(self.words))
            longer = len(whole.cue.words) - len(bare.cue.words) if whole and bare else 0
            # "was opposed to" says who opposes, and "was condemned" not who condemns.
            if whole and not (bare and longer < 2 and whole.cue.act in ("discuss", bare.cue.act)):
                self._hit(at, at, "verb", self.subject, whole)
            elif (bare and (bare.cue.act not in _PERSONAL or self.words[self.begin] == "it")) or whole:
                by = self.words.index("by", verb) if "by" in self.words[verb : verb + 4] else 0
                agent = (by + 1, min(by + 9, len(self.words))) if by else None
                self._hit(self.begin, verb, "passive", agent, bare or whole)
            else:
                self._noun(at)
        elif kind in ("be", "modal", "progressive") or (kind == "perfect" and verb != at):
            fits = [f for f in (cue(self.known, self.words, p, len(self.words)) for p in {at, verb}) if f]
            if kind == "modal":
                not_done = denied(self.words[at:verb])
                fits = [f for f in fits if f.start == at or (not_done and self.known.acts[f.cue.act].commits)]
            if fits:
                self._hit(at, at, "verb", self.subject, max(fits, key=lambda f: f.cue.length), verb)
            elif kind == "be" and self._noun(at):
                pass
            elif kind in ("be", "modal"):
                self._own(at, verb)
        elif kind != "pluperfect" and self._hit(denial(self.words, at), verb, "verb", self.subject):
            if self.main == "say" and self.tag(self.after(verb)) not in ("rel", "prep", "comma", "mark", ""):
                self.sub = Sub(verb, "that")  # "said it was open but would wait"
        elif kind != "pluperfect":
            return self._through(at, verb)
        return verb

    def _through(self, at: int, verb: int) -> int:
        """Take for an act what a verb without a cue leads to: "continue to call for", "had an exchange of views"."""
        inner = self.after(self.after(verb))
        if self.main in THROUGH and self.tag(inner) == "verb" and self.words[inner - 1] == "to":
            fit = cue(self.known, self.words, inner, len(self.words))
            if fit and (fit.cue.act not in _DEEDS or (fit.cue.act == "discuss" and self.main == stem("continue"))):
                self._hit(at, inner, "verb", self.subject, fit)
            return inner
        by = self.main in _LIGHT and self.words[inner - 1 : inner] == ["by"]
        if (self.main in THROUGH or by) and self.tag(inner if by else self.after(verb)) == "ing":
            self._hit(at, inner if by else self.after(verb), "verb", self.subject)  # "continued exchanging views"
        elif self.main in _LIGHT:
            self._noun(at)
        return verb

    def _own(self, at: int, verb: int) -> None:
        """Take a main verb without a cue for what it is: "will" (an intention, or a forecast), "is" (a judgement)."""
        word = self.words[at]
        if word in _TO_COME and self.words[self.after(at) : self.after(at) + 1] == ["be"]:
            return
        if act := "intend" if word in _TO_COME else "state" if word in ("is", "are", "remains", "remain") else "":
            own = Cue(act, (word,), (stem(word),), derived=True)
            self._hit(at, at, "own", self.subject, Fit(own, at, max(at, verb - 1) + 1))

    def _noun(self, at: int) -> bool:
        """Take the noun after the light verb *at* for an act ("had a candid exchange of views"), or the noun before it."""
        place, fit = noun(self, self.known, self.begin, at)
        if fit is None:
            return False
        theme = place < at or self.tags[at] == "be"  # "Syria was the main topic of discussion"
        self._hit(self.begin if theme else at, at, "noun", None if theme else self.subject, fit)
        return True

    def _participle(self, at: int) -> None:
        last = self.before(at)
        word = self.words[last] if last >= 0 else ""
        whose = self.absolute(at, bool(self.hits) and self.hits[-1].form == "participle")
        joined = last < 0 or self.tag(last) == "comma" or word in ("while", "and") or whose
        if not joined and not (self.hits and self.adds(at)):
            return
        if word == "and" and not (self.hits and self.hits[-1].form == "participle") and self.tag(last - 1) != "comma":
            return
        self.sub = None if self.sub and self.sub.kind and self.tag(last) == "comma" else self.sub
        if self.sub and word != "while":
            return
        fit = cue(self.known, self.words, at, len(self.words))
        if fit and (fit.cue.act not in _DEEDS or (fit.cue.act != "discuss" and self.words[at] in fit.cue.words)):
            self._hit(at, at, "participle", whose or self.subject, fit)

    def _infinitive(self, at: int) -> int:
        verb = self.after(at)
        if self.tag(verb) != "verb":
            return at
        if self.sub or self.carried or self.main not in _MEETING:
            return verb
        if self._hit(verb, verb, "infinitive", self.subject):
            self.finite = "infinitive"
        return verb

    def _hit(
        self, start: int, verb: int, form: str, subject: tuple[int, int] | None, fit: Fit | None = None, last: int = 0
    ) -> bool:
        by = self.words[verb + 1 : verb + 2] == ["by"] and self.tag(verb + 2) == "ing"  # "concluded by inviting"
        fit = fit or cue(self.known, self.words, verb + 2 * by, len(self.words))
        if fit is None:
            return False
        self.hits.append(Hit(start, verb, fit, form, subject, last=last))
        self.carried = True
        if other := second(self, self.known, fit):
            self.hits.append(Hit(other.start, verb, other, "second", subject))
        return True
