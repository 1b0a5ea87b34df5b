"""What one verb leads to, divided: undertakings that go on and new ones, and one clause with "that" after another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dipgraph.dues import due
from dipgraph.lexicon import Fit, cue
from dipgraph.undertakings import continuing
from dipgraph.verbs import Hit, Reader

_VERBAL = frozenset(("past", "verb", "be", "have", "modal"))
# With what the subject of a clause begins.
_SUBJECT = frozenset(("det", "noun", "pron", "adv"))
_OF_NOUNS = frozenset(("that", "which", "who", "whose"))


def divided(reader: Reader, hits: list[Hit]) -> list[Hit]:
    """Return the acts with the parts of a verb's undertakings, and with each further "that" of a report, as acts.

    Undertakings are parted where one goes on and another is new, or only one is due.
    """
    found = []
    for at, whole in enumerate(hits):
        hit = _shortened(reader, whole)
        found.append(hit)
        end = hits[at + 1].start if at + 1 < len(hits) else len(reader.words)
        if hit.fit.cue.words[-1] == "to" and hit.form != "own":
            found.extend(_undertaken(reader, hit, end))
        elif hit.form == "verb":
            found.extend(_reported(reader, hit, end))
    return found


def _undertaken(reader: Reader, hit: Hit, end: int) -> Iterator[Hit]:
    """Yield the second of two undertakings of a verb, if it is parted: "agreed to continue trade and to open the port"."""
    for joint in range(hit.fit.end + 1, end - 2):
        if reader.words[joint : joint + 2] == ["and", "to"] and reader.tags[joint + 1] == "to":
            parts = [" ".join(reader.words[a:b]) for a, b in ((hit.fit.end, joint), (joint + 1, end))]
            if len({continuing(part, "") for part in parts}) > 1 or len({due(part) for part in parts}) > 1:
                yield replace(hit, start=joint + 1, fit=replace(hit.fit, start=joint + 1, end=joint + 2))
            return


def _shortened(reader: Reader, hit: Hit) -> Hit:
    """Return an act whose cue goes not beyond "and that": "agreed that it matters and that they will meet"."""
    within = range(hit.verb + 2, hit.fit.end) if hit.form == "verb" else range(0)
    joint = next((n for n in within if reader.words[n - 1] == "and" and _opens(reader, n, len(reader.words))), 0)
    fit = cue(reader.known, reader.words, hit.fit.start, joint) if joint > hit.fit.start else None
    return replace(hit, fit=fit) if fit else hit


def _reported(reader: Reader, hit: Hit, end: int) -> Iterator[Hit]:
    """Yield one more act of the verb of *hit* for each further "that" behind it: "said that A, that B and that C"."""
    fit = cue(reader.known, (reader.words[hit.verb], "that"), 0, 2)
    if fit is None or hit.verb >= hit.fit.end:
        return
    limit = hit.until or end
    places = [place for place in range(hit.fit.end + 1, limit - 2) if _opens(reader, place, limit)]
    joined = [place for place in places if reader.words[place - 1] != ","]
    for place in places:
        # A comma alone stands before "that" in a list of them: "said that A, that B and that C".
        listed = reader.words[place - 1] != "," or any(place < last for last in joined)
        if listed and _closed(reader, hit, place):
            more = Fit(fit.cue, place, place + 1)
            yield replace(hit, start=place, fit=more, form="further")


def _opens(reader: Reader, place: int, limit: int) -> bool:
    """Whether "that" at a *place* is joined to what stands before it, and has a subject and a verb behind it."""
    if reader.words[place] != "that" or reader.words[place - 1] not in ("and", "but", ","):
        return False
    behind = reader.tags[place + 1 : limit]
    return behind[0] in _SUBJECT and bool(_VERBAL & set(behind[1:]))


def _closed(reader: Reader, hit: Hit, place: int) -> bool:
    """Whether no clause about a noun is open before the *place*: "the plan that A drew up and that B backs"."""
    words = reader.words
    first = hit.fit.end - 1 if words[hit.fit.end - 1] == "that" else hit.fit.end
    inner = [n for n in range(first, place) if words[n] in _OF_NOUNS and words[n - 1] not in ("and", "but", ",")]
    inner = [n for n in inner if n != first or words[n] != "that"]
    last = inner[-1] if inner else place
    verbs = sum(reader.tags[n] in _VERBAL and reader.tags[n - 1] not in _VERBAL for n in range(last, place))
    return not inner or (words[first] == "that" and verbs > 1)
