"""Those who are called by their part in a visit, or by their order in the text: host and guest, the former, the latter."""

from __future__ import annotations

from collections.abc import Sequence

from dipgraph.guesses import Participant
from dipgraph.inflections import BOUND, FINITE, PAST, every
from dipgraph.names import Names, Word
from dipgraph.pronouns import Mention

# What stands before one who is called by a role, and behind a noun that is none: "the host country".
_WHOSE = frozenset(("the", "his", "her", "their", "our"))
_NO_ROLE = frozenset(("country", "nation", "government", "city", "state", "house", "countries", "of", "book"))
_OF_TWO = frozenset(("former", "latter"))
# Verbs, beside those that end in -ed, before which "both" stands by itself.
_BEHIND_BOTH = every(
    "are were have had will spoke met also of remain agree continue stand stood reaffirm welcome support share"
)
_REACH, _PAIR = 25, 2
_MANY = {"three": 3, "trio": 3, "four": 4, "quartet": 4, "five": 5, "six": 6}
_NAMED = frozenset(("name", "title", "state"))


class Parts:
    """The words *found* in a text of a meeting of *members* in a *country*; at *titled* offsets a title or name begins.

    *account* is the state or body whose account the text is; ``home`` is that of those who received, as far as either
    tells it.
    """

    def __init__(
        self,
        found: Sequence[Word],
        titled: set[int],
        members: Sequence[Participant],
        country: str,
        account: str,
        names: Names,
    ) -> None:
        self.found, self.titled, self.members, self.names = found, titled, members, names
        sides = {m.state for m in members}
        self.home = next((side for side in (country, account) if side and side in sides), "")
        self.pair: tuple[int, ...] = ()

    def of_two(self, i: int, done: Sequence[Sequence[Mention]]) -> tuple[int, Mention | None]:
        """Read "the former" and "the latter": of those who are named last, in this sentence or the one before."""
        word, after = self.found[i], self.found[i + 1].text if i + 1 < len(self.found) else ""
        low = word.text.lower()
        alone = i + 1 == len(self.found) or not self.found[i + 1].soft or after == "'s" or after in BOUND | FINITE
        acts = alone or verb_follows(self.found, i) or after in PAST or after in ("and", "or")
        if low not in _OF_TWO or not acts or i == 0 or self.found[i - 1].text.lower() != "the":
            return i, None
        for sentence in reversed(done[-2:]):
            named = [m.participants[0] for m in sentence if len(m.participants) == 1 and m.sort in _NAMED]
            two = tuple(dict.fromkeys(named))
            if low == "latter" and self.pair and sentence is done[-1]:
                two = self.pair
            if len(two) == 2 or (low == "latter" and two):
                self.pair = two if low == "former" else ()
                chosen = two[0] if low == "former" else two[-1]
                return i + 1, Mention(word.start, word.end, "title", (chosen,))
        both = low == "former" and "latter" in (other.text for other in self.found[i : i + _REACH])
        if both and len(self.members) == _PAIR:
            # "The former thanked the latter", where nobody was named for long: of two who met, in the order of the text.
            self.pair = tuple(sorted(range(_PAIR), key=lambda n: self.members[n].start))
            return i + 1, Mention(word.start, word.end, "title", self.pair[:1])
        return i + 1, Mention(word.start, word.end, "title", (), "of no two who are named before")

    def role(self, i: int) -> tuple[int, Mention | None]:
        """Read "the host", "her guest", "the high-ranking guest"; "the host country" is nobody."""
        if self.found[i].text.lower() not in _WHOSE:
            return i, None
        for j in range(i + 1, min(i + 4, len(self.found))):
            end, capacities = self.names.roles.at(self.found, j)
            after = self.found[end] if end < len(self.found) else None
            if capacities and not (after and after.soft and after.text in _NO_ROLE):
                fit = self.of_capacity(capacities[0])
                why = "" if fit else f"the text does not tell who was {capacities[0]}"
                return end, Mention(self.found[i].start, self.found[end - 1].end, "title", fit[:1], why)
            word = self.found[j]
            if (
                capacities
                or not word.soft
                or word.start in self.titled
                or word.text in _WHOSE | BOUND | FINITE
                or word.text in PAST
            ):
                break
        return i, None

    def of_capacity(self, capacity: str) -> tuple[int, ...]:
        """Return those who received, or who came: as the text says, else by where they met, else by whose account it is."""
        numbers = range(len(self.members))
        if said := tuple(n for n in numbers if self.members[n].capacity == capacity):
            return said
        sided = [n for n in numbers if self.home and self.members[n].state]
        return tuple(n for n in sided if (self.members[n].state == self.home) == (capacity == "host"))

    def all_of(self, i: int, j: int, number: int) -> bool:
        """Whether words *i* to *j* say that a group is as many as that *number*, three or more: "All three"."""
        return any(_MANY.get(word.text.lower()) == number for word in self.found[i : j + 1])


def verb_follows(found: Sequence[Word], i: int) -> bool:
    """Whether "both" at word *i* stands by itself, and is not "both at home and abroad"."""
    after = found[i + 1].text if i + 1 < len(found) and found[i + 1].soft else ""
    return after.endswith("ed") or after in _BEHIND_BOTH
