"""Which state a text speaks of as its own, and which has ties with it: from that a side is guessed for want of more."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

from dipgraph.datelines import cased
from dipgraph.inflections import stem
from dipgraph.names import Names, Word, words

# There the ministers of any state meet.
SEATS = frozenset(("AT", "BE", "CH", "US"))
# What a capital does that stands for its state; and behind which it is only a town.
_SPEAKING = frozenset(
    ("will", "would", "has", "is", "remains", "stands", "wants", "seeks", "supports", "welcomes", "and")
)
_LOCAL = frozenset(("in", "to", "from", "at", "near", "outside", "of", "for", "between", "and"))

# Behind a state these say that it is bound, or on one of two sides: "the Russian side", "the unwavering U.S. commitment".
_FIRM = frozenset(("unwavering", "steadfast", "enduring", "ironclad", "firm"))
# What two states do together.
_TOGETHER = frozenset((
    "agree", "agreed", "sign", "signed", "strengthen", "strengthened", "deepen", "deepened", "launch", "launched", "confirm",
    "confirmed", "reaffirm", "reaffirmed", "discuss", "discussed", "decided", "intend",
))  # fmt: skip
_VOWED = frozenset(("commitment", "support", "solidarity"))


def account_of(text: str, names: Names, others: set[str], apart: set[str]) -> str:
    """Return the state whose account a text is, by where it was and how it speaks of the state, or nothing.

    What binds it to *others* weighs, and its seat or its capital; that it is named does not. States that are *apart* have
    somebody else for their head.
    """
    found = words(text)
    score = Counter({code: 3 for code in bound(found, names, others) if code not in apart})
    for _, end, (code,) in states_named(found, names):
        after = [w.text.lower() for w in found[end + (end < len(found) and found[end].text == "'s") :][:2]]
        firm = len(after) > 1 and after[0] in _FIRM and after[1] in _VOWED
        score[code] += 2 * (code not in others | apart and (firm or after[:1] == ["side"]))
    for i, end, hits in names.places.all(found):
        code, sort = hits[0]
        # "Washington will stand by Norway", and not "in Washington".
        speaks = sort == "capital" and end < len(found) and found[end].soft and found[end].text in _SPEAKING
        spoken = speaks and (not i or found[i - 1].text.lower() not in _LOCAL)
        if code not in others | apart | (SEATS - {"US"}):
            score[code] += 3 * (sort == "seat") + 2 * spoken
    best = score.most_common(2)
    return best[0][0] if best and best[0][1] and (len(best) == 1 or best[0][1] > best[1][1]) else ""


def bound(found: Sequence[Word], names: Names, known: set[str]) -> list[str]:
    """Return the states that words say to have ties with one that is *known*, each as often as they do.

    >>> from dipgraph.names import names
    >>> bound(words("the enduring friendship between Peru and Norway, and Russia"), names(), {"NO"})
    ['PE']
    >>> bound(words("Norway and Russia; the Norway-Peru partnership"), names(), {"NO"})
    ['PE']
    """
    bonds, tied = names.senses["bonds"], []
    named = [(i, e, codes[0]) for i, e, codes in states_named(found, names)]
    for (i, end, one), (start, stop, other) in itertools.pairwise(named):
        between = [w.text.lower() for w in found[end:start]]
        glued = not between and found[start].gap.strip() in ("-", "–", "/")
        after, before = found[stop : stop + 3], [w.text.lower() for w in found[max(0, i - 2) : i]]
        joined = between in (["and"], ["and", "the"]) and (before[-1:] == ["between"] or before == ["between", "the"])
        near = after if glued else [*found[max(0, i - 5) : i], *after] if joined else []
        acts = between in (["and"], ["and", "the"]) and any(w.text.lower() in _TOGETHER for w in after[:1])
        if (one in known) != (other in known) and (acts or any(stem(w.text.lower()) in bonds for w in near)):
            tied.append(other if one in known else one)
    return tied


def states_named(found: Sequence[Word], names: Names) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield the names and adjectives of states, none twice."""
    i = 0
    while i < len(found):
        end, codes = max((p.at(found, i) for p in (names.states, names.adjectives)), key=lambda hit: hit[0])
        if len(codes) == 1:
            yield i, end, codes
        i = max(end, i + 1)


def most_bound(text: str, names: Names, known: set[str], apart: set[str]) -> str:
    """Return the state that a text says to have ties with those *known* most often, if it is one, and none of *apart*."""
    tied = Counter(code for code in bound(words(text), names, known) if code not in apart).most_common(2)
    return tied[0][0] if tied and (len(tied) == 1 or tied[0][1] > tied[1][1]) else ""


def dated_at(head: str, names: Names) -> str:
    """Return the state of whose capital the *head* of a text is dated, where titles are its own; of a seat of bodies, none.

    Where talks are, the title says, and not where it was written.

    >>> from dipgraph.names import names
    >>> dated_at("Talks\\n\\nMANILA, 4 March 2024", names()), dated_at("Talks in Manila\\n\\nVienna, 4 March 2024", names())
    ('PH', '')
    """
    title, _, below = head.partition("\n")
    line = below or (title if any(map(str.isdigit, title)) else "")
    found = (hits for _, _, hits in names.places.all(words(cased(line))))
    code = next((code for hits in found for code, sort in hits if sort == "capital"), "")
    return "" if code in SEATS else code
