"""To whom pronouns of a text refer: to those who took part and are named before, or to somebody who is left open."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dipgraph.designations import Designation
from dipgraph.names import Word
from dipgraph.persons import Person

SINGULAR = {
    "he": "he",
    "his": "he",
    "him": "he",
    "himself": "he",
    "she": "she",
    "her": "she",
    "hers": "she",
    "herself": "she",
}
PLURAL = frozenset(("they", "their", "them", "both", "theirs", "themselves"))
OURS = frozenset(("we", "our", "us", "ours"))
# Where a sentence begins, by what stands before it.
_BEGINS = re.compile(r"(?:^|[.!?][\"'’”)]*\s+|\n\s*)(?:The\s|the\s)?\Z")
_SAID = re.compile(r"\s+(?:said|says|added|told|noted|stated|explained|replied|commented)\b")
# Behind these words stands the other of talks.
_WITH = re.compile(
    r"(?:\b(?:meetings?|talks|calls?|conversations?|discussions?) with|(?:^|[.!?\n]\s*)With)\s+(?:the\s+)?$"
)
_PART = re.compile(r"\b(?:[Oo]n|[Ff]or) \w+ part\b")
# Behind "her" without a noun of hers; and between one who does something and to whom it is done.
_NOTHING = re.compile(
    r"\s*(?:[.,;:!?)\"”]|\Z|\s(?:for|to|on|that|and|in|at|with|of|about|as|from|by|during|again|today)\b)"
)
_GIVEN = re.compile(r"\b(?:wish(?:ed|es)|told|assured|gave|offered|promised|thanked|informed|invited)\s+$")
_DOES = re.compile(r"(?:,\s+who)?\s+(?:(?:also|then|had|has|would|will|\w+ly)\s+)*\w+\s+")
# Of whom this is said with what is his or hers, that is he or she, and nobody else.
_VOICED = re.compile(
    r"\s+(?:(?:also|then|again|further|has|had|\w+ly)\s+)*(?:express|convey|reiterat|reaffirm|voic|renew|repeat|stat|declar)ed\s+"
)
# Whose deed the sentence before tells is thanked for it.
_FOR_THIS = re.compile(r"\s+(?:(?:also|then|warmly)\s+)?thanked\s+(?:him|her)\s+for\s+(?:this|that|it)\b")
# So one binds the state that is named behind these words, or thanks it, and is of that one, or not of it.
_OF_STATE = re.compile(
    r"\s+(?:(?:also|then|further|\w+ly)\s+)*(?:(?P<thanks>thanked|congratulated)\s+|(?:assured\s+(?:him|her)|promised|pledged|vowed"
    r"|promised\s+(?:him|her)|announced)\s+that\s+)(?:the\s+)?(?=[A-Z])"
)
_WILL = re.compile(r"\s+(?:will|would|(?:is|was|stands|stood|remains|remained)\s+(?:ready|committed|prepared))\b")
# So a sentence tells that those who are named before it met those behind.
_MET = re.compile(r"\b(?:met|meets|held|had|spoke|received|hosted|meetings?|talks|calls?|conversations?)\b")
_AND = re.compile(r"[\s,]*(?:(?:and|as\s+well\s+as|together\s+with|also|both|the)[\s,]+)*")
# How many sentences back a pronoun reaches.
_REACH = 4


@dataclass(frozen=True)
class Mention:
    """Words that mean somebody: their offsets, of what sort they are, and the numbers of the participants, or why none."""

    start: int
    end: int
    sort: str
    participants: tuple[int, ...] = ()
    why: str = ""
    person: str = ""


class Pronouns:
    """The pronouns of a *text*: *members* has the states by number, as *gender* the pronouns; *persons* are by their places.

    What is *stated* at an offset is where the name of a state ends that begins there, and the state.
    In a *joint* text "we" are all of them.
    """

    def __init__(
        self,
        text: str,
        members: Mapping[int, str],
        gender: dict[int, str],
        persons: Mapping[int, Person],
        joint: bool,
        stated: Callable[[int], tuple[int, str]],
    ) -> None:
        self.text, self.members, self.gender, self.persons, self.joint = text, members, gender, persons, joint
        self.stated = stated

    def learn(self, word: Word, mention: Mention, after: Designation | None, before: Sequence[Mention]) -> None:
        """Note that who "met her counterpart", or "expressed her interest", is a woman, if nobody else is named before."""
        low = word.text.lower()
        counterpart = after is not None and any(t.kind == "counterpart" for t in after.titles)
        if low not in ("his", "her") or not (counterpart or self._voiced(word, before)):
            return
        named = {n for m in before for n in m.participants}
        if len(named) == 1 and set(mention.participants) <= named:
            self.gender.setdefault(named.pop(), SINGULAR[low])

    def _voiced(self, word: Word, before: Sequence[Mention]) -> bool:
        """Whether what is his or hers is what the one named right before the verb says: "A also expressed her hope"."""
        said = self.text[before[-1].end : word.start] if before else ""
        return _VOICED.fullmatch(said) is not None and not _NOTHING.match(self.text, word.end)

    def mention(self, word: Word, done: Sequence[Sequence[Mention]]) -> Mention:  # noqa: PLR0911, PLR0912
        """Return whom a pronoun means, by the mentions of the sentences that are *done*; the last is its own."""
        low = word.text.lower()
        ahead = low in ("his", "her") and _PART.search(self.text, max(0, word.start - 4), word.end + 5)
        if low in OURS or ahead:
            # "For his part, A": whose it is stands behind.
            every = tuple(self.members) if self.joint and not ahead else ()
            return Mention(word.start, word.end, "pronoun", every)
        near = [list(sentence) for sentence in done[-_REACH:]]
        if low in ("he", "she") and len(bound := self._of_state(word)) == 1:
            self.gender.setdefault(bound[0], low)
            return Mention(word.start, word.end, "pronoun", bound)
        if low in PLURAL:
            for sentence in reversed(near):
                several = tuple(n for n in self._joined(sentence) if n in self.members)
                if len(several) > 1:
                    return Mention(word.start, word.end, "pronoun", several)
            return Mention(word.start, word.end, "pronoun", tuple(self.members))
        given = _GIVEN.search(self.text, max(0, word.start - 12), word.start)
        if low == "him" or (low == "her" and (given or _NOTHING.match(self.text, word.end))):
            return self._whom(word, near)
        apart = self._others(near, SINGULAR[low])
        if low in ("he", "she") and len(near) > 1 and _FOR_THIS.match(self.text, word.end):
            # "B promised him a visit. She thanked him for this": she is not who did it.
            apart |= {next((m.participants for m in near[-2] if m.participants), ())}
        for back, sentence in enumerate(reversed(near)):
            quoted = back and any(self._quoted(m, SINGULAR[low]) for m in sentence)
            if quoted or ((low in ("he", "she") or back) and sentence and self._another(sentence[0], SINGULAR[low])):
                return Mention(word.start, word.end, "pronoun", (), "may be one who took no part")
            if not back and low in ("he", "she"):
                # "In the talks with A, she said": who acts is not A.
                sentence = [m for m in sentence if not _WITH.search(self.text[max(0, m.start - 40) : m.start])]  # noqa: PLW2901
            ones = [m for m in sentence if len(m.participants) == 1 and m.sort in ("name", "title", "pronoun")]
            ones = [m for m in ones if m.participants not in apart]
            fit = [m for m in ones if self.gender.get(m.participants[0], SINGULAR[low]) == SINGULAR[low]]
            if fit:
                # The subject of the sentence, rather than who is named in it last.
                chosen = fit[0] if back or low in ("he", "she") else fit[-1]
                if low in ("his", "her") and not back:
                    chosen = fit[0]
                if low in ("he", "she") and back == 1 and len({m.participants for m in ones}) == 1:
                    # Nobody else is named before: so it is told whether it is he or she.
                    self.gender.setdefault(chosen.participants[0], low)
                return Mention(word.start, word.end, "pronoun", chosen.participants)
        return Mention(word.start, word.end, "pronoun", (), "nobody is named before to whom it may refer")

    def _of_state(self, word: Word) -> tuple[int, ...]:
        """Return who may be "he" by the state: "he assured her that Peru would pay" is of Peru, "he thanked Peru" is not."""
        said = _OF_STATE.match(self.text, word.end)
        end, state = self.stated(said.end()) if said else (0, "")
        ours = [n for n, of in self.members.items() if of == state != ""]
        if not said or not ours or not (said["thanks"] or _WILL.match(self.text, end)):
            return ()
        fit = [n for n in self.members if n not in ours] if said["thanks"] else ours
        low = word.text.lower()
        return tuple(n for n in fit if self.gender.get(n, low) == low)

    def _whom(self, word: Word, near: Sequence[Sequence[Mention]]) -> Mention:
        """Return whom "him" means, or "her" without what is hers: nobody who does what is done to him.

        In "A thanked him" he is named before, in "A met B and thanked him" he is B, in "A met B, who thanked him" A.
        """
        gender = SINGULAR[word.text.lower()]
        acting: tuple[int, ...] = ()
        apart = self._others(near, gender)
        for back, sentence in enumerate(reversed(near)):
            if back and sentence and self._another(sentence[0], gender):
                return Mention(word.start, word.end, "pronoun", (), "may be one who took no part")
            ones = [m for m in sentence if len(m.participants) == 1 and m.sort in ("name", "title", "pronoun")]
            fit = [
                m for m in ones if self.gender.get(m.participants[0], gender) == gender and m.participants not in apart
            ]
            if not back and ones and _DOES.fullmatch(self.text, ones[-1].end, word.start):
                acting = ones[-1].participants
            elif not back and len({m.participants for m in ones}) == 1:
                acting = ones[0].participants
            others = [m.participants for m in fit if m.participants != acting]
            if others:
                return Mention(word.start, word.end, "pronoun", others[0] if back else others[-1])
        left = [n for n in self.members if (n,) != acting and self.gender.get(n, gender) == gender]
        if acting and len(left) == 1:
            return Mention(word.start, word.end, "pronoun", tuple(left))
        return Mention(word.start, word.end, "pronoun", (), "nobody is named before to whom it may refer")

    def _others(self, near: Sequence[Sequence[Mention]], gender: str) -> set[tuple[int, ...]]:
        """Return whom the sentences *near* call "she", of whom nothing else is known, where the *gender* is "he", or turned.

        "A called B. She thanked him. He promised help": he is not A. "He thanked her, which she noted": nor is she he. Who
        is "she" within a sentence before may be a third.
        """
        told = [m for s in near[:-1] for m in s[:1]] + [m for s in near[-1:] for m in s]
        called = {m.participants for m in told if self.text[m.start : m.end].lower() in {"he", "she"} - {gender}}
        return {one for one in called if len(one) == 1 and self.gender.get(one[0]) != gender}

    def _third(self, m: Mention, gender: str) -> bool:
        """Whether a mention names somebody who took no part, to whom a pronoun of that *gender* may refer."""
        person = self.persons.get(m.start)
        return m.sort == "name" and not m.participants and (person is None or person.gender in ("", gender))

    def _quoted(self, m: Mention, gender: str) -> bool:
        """Whether somebody who took no part is quoted: "…", Minister C said. He goes on."""
        return self._third(m, gender) and _SAID.match(self.text, m.end) is not None

    def _another(self, first: Mention, gender: str) -> bool:
        """Whether a sentence begins with somebody who took no part, to whom a pronoun of that *gender* may refer."""
        return (
            self._third(first, gender)
            and _BEGINS.search(self.text[max(0, first.start - 12) : first.start]) is not None
            and not re.match(r"['’]", self.text[first.end :])
        )

    def _joined(self, sentence: Sequence[Mention]) -> tuple[int, ...]:
        """Return the several whom a sentence names together: a group, or persons joined by "and" or who met."""
        for m in sentence:
            if len(m.participants) > 1:
                others = [n for o in sentence for n in o.participants if o.sort in ("name", "title")]
                begin = (
                    max(self.text.rfind(". ", 0, sentence[0].start), self.text.rfind("\n", 0, sentence[0].start)) + 1
                )
                met = _MET.search(self.text, begin, m.start)
                # "She met the ministers of Peru and Chile. They agreed": she did too.
                return tuple(dict.fromkeys((*others, *m.participants))) if met else m.participants
        named = [m for m in sentence if m.sort in ("name", "title") and m.participants]
        # "A thanked B. They": all who met, and not A and B alone.
        apart = [one for one, other in pairwise(named) if not _AND.fullmatch(self.text, one.end, other.start)]
        found = tuple(dict.fromkeys(n for m in named for n in m.participants))
        return found if len(found) > 1 and not apart else ()
