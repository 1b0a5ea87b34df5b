"""Which state a text speaks of most, and which as its own: from that a side is guessed where nothing else tells it."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

from dipgraph.datelines import cased
from dipgraph.names import Names, Word, words

# There the ministers of any state meet.
SEATS = frozenset(("AT", "BE", "CH", "US"))

# What an account says of its own side: "the Russian side", "the unwavering U.S. commitment".
_OURS = frozenset((
    "side", "president", "leader", "leadership", "commitment", "support", "position", "approach", "initiative",
    "unwavering", "steadfast", "enduring", "continued", "approaches", "head",
))  # fmt: skip


def account_of(text: str, names: Names, others: set[str]) -> str:
    """Return the state whose account a text is, by how it speaks of it (beside *others*, its commitment), or nothing."""
    found = words(text)
    named = [(i, e, codes[0]) for i, e, codes in states_named(found, names)]
    score: Counter[str] = Counter()
    for (_, end, one), (start, _, other) in itertools.pairwise(named):
        between = [w.text.lower() for w in found[end:start]]
        if between in ([], ["and"], ["and", "the"], ["the"]) and found[start - len(between)].gap.strip() in (
            "",
            "-",
            "–",
        ):
            for a, b in ((one, other), (other, one)):
                score[a] += 3 * (b in others and a not in others)
    for _, end, code in named:
        if code not in others and end < len(found):
            after = found[end + (found[end].text == "'s") :][:2]
            score[code] += 2 * any(w.text.lower() in _OURS for w in after)
    best = score.most_common(2)
    if best and best[0][1] and (len(best) == 1 or best[0][1] > best[1][1]):
        return best[0][0]
    counts = Counter(code for _, _, code in named if code not in others).most_common(2)
    clear = counts and counts[0][1] > 3 and (len(counts) == 1 or counts[0][1] > 3 * counts[1][1])
    return counts[0][0] if clear else ""


def states_named(found: Sequence[Word], names: Names) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield the names and adjectives of states, none twice."""
    i = 0
    while i < len(found):
        end, codes = max((p.at(found, i) for p in (names.states, names.adjectives)), key=lambda hit: hit[0])
        if len(codes) == 1:
            yield i, end, codes
        i = max(end, i + 1)


def most_named(text: str, names: Names, known: set[str]) -> str:
    """Return the state that the text names most, of those whose representatives are not known yet, if it is one."""
    counts = Counter(
        codes[0] for p in (names.states, names.adjectives) for _, _, codes in p.all(words(text)) if len(codes) == 1
    )
    rest = [(code, n) for code, n in counts.most_common() if code not in known]
    return rest[0][0] if rest and (len(rest) == 1 or rest[0][1] > rest[1][1]) else ""


def dated_at(head: str, names: Names) -> str:
    """Return the state of whose capital the *head* of a text is dated, where titles are its own; of a seat of bodies, none.

    >>> from dipgraph.names import names
    >>> dated_at("Talks\\n\\nMANILA, 4 March 2024", names()), dated_at("Talks\\n\\nVienna, 4 March 2024", names())
    ('PH', '')
    """
    found = (hits for _, _, hits in names.places.all(words(cased(head))))
    code = next((code for hits in found for code, sort in hits if sort == "capital"), "")
    return "" if code in SEATS else code
