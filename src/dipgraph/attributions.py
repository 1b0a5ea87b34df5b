"""Who says for others what these said: a spokesperson, an office; what is told so is that of whoever acts in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dipgraph.inflections import every, stem
from dipgraph.phrases import PHRASE
from dipgraph.quotations import saying, telling

# A person whose office it is; so far from the beginning of a sentence it is told, in words.
_PERSONS = frozenset(("spokesman", "spokesperson", "spokeswoman"))
_FAR = 16
# What may stand between the subject of "said" and what is said: "said on Thursday that".
_BEGINS = every("the he she they both two three four")
_ADDING = every("adding noting saying stressing explaining")
_LATER = 8
# Behind these a whole sentence may stand without "that": "The Kremlin said the two had agreed".
_BARE = every("said says announced confirmed reported")
_FINITE = frozenset(("past", "verb", "be", "have", "modal"))
# Behind these the sentence goes on with what is said, and not with what was begun.
_WHAT = every("that which adding noting saying stressing explaining")


def parts(words: Sequence[str], printed: Sequence[str], mouths: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a sentence begin and end that say something, by numbers of its *words*, in small letters.

    What is left out tells who said it: "The Kremlin said that", ", the White House said, adding that". *mouths* are the
    stems of nouns for offices that say for others what these said.
    """
    begin = _behind(words, printed, mouths)
    for at in range(begin + 2, len(words) - 4):
        added = words[at] == "," and words[at + 1] in _ADDING and words[at + 2] == "that"
        if added and (comma := _comma_before(words, begin, at)) and mouths & set(map(stem, words[comma:at])):
            yield begin, comma
            begin = at + 3
    yield begin, len(words)


def _comma_before(words: Sequence[str], begin: int, at: int) -> int:
    """Return the last comma before the one *at*, where what stands between them ends with a verb of saying; else 0."""
    comma = next((n for n in range(at - 1, max(begin, at - _FAR), -1) if words[n] == ","), 0)
    return comma if comma and any(saying(words, n) for n in range(comma + 1, at)) else 0


def _behind(words: Sequence[str], printed: Sequence[str], mouths: frozenset[str]) -> int:
    """Return how many words tell that somebody said what follows: "The Spokesman for the Presidency said that"."""
    first = list(words[:_FAR])
    office = bool(mouths & set(map(stem, first))) and not _PERSONS & set(first)
    if not office and not _PERSONS & set(first):
        return 0
    if list(words[:1]) == ["as"] and "," in first:
        # "As the Kremlin noted, they agreed".
        comma = first.index(",")
        return comma + 1 if comma < _LATER and any(saying(words, n) for n in range(1, comma)) else 0
    verb = next((n for n, word in enumerate(first) if saying(words, n) and word.endswith(("ed", "said"))), 0)
    begins = printed[0][:1].isupper()
    if (
        not verb
        or not begins
        or not (mouths | _PERSONS) & {*map(stem, words[:verb]), *words[:verb]}
        or "," in words[:verb]
    ):
        return 0
    # Behind "that" or at once somebody else is named who acts; between them stands when and how it was said.
    that = next((n for n in range(verb + 1, min(verb + _LATER, len(words))) if words[n] == "that"), 0) if office else 0
    rest = (that or verb + (list(words[verb + 1 : verb + 2]) == ["that"])) + 1
    if words[rest - 1] != "that" and words[verb] not in _BARE:
        return 0  # "White House officials underscored the need for talks"
    return rest if rest < len(words) and (words[rest] in _BEGINS or printed[rest].istitle()) else 0


def told_behind(words: Sequence[str], tags: Sequence[str], comma: int) -> bool:
    """Whether a sentence ends behind a *comma* with who said it: ", the Minister added", ", according to the Kremlin"."""
    if list(words[comma + 1 : comma + 3]) == ["according", "to"]:
        return "," not in words[comma + 1 :]
    verb = telling(words, tags, comma + 1, len(words))
    return verb > 0 and not {"past", "verb", "modal", "be", "rel"} & set(tags[verb + 1 :])


def inserted(words: Sequence[str], tags: Sequence[str]) -> tuple[int, int, int] | None:
    """Return the first comma, the verb and the second comma of who says a sentence within it: "Peru, he said, will pay".

    In "On Friday the Minister said, in Lima, that …" and "he said, adding that" nothing is inserted.
    """
    words = list(words)
    for comma in range(1, len(words) - 4):
        verb = telling(words, tags, comma + 1, len(words)) if words[comma] == "," else 0
        close = verb + 1 + (words[verb + 1 : verb + 2] == ["on"])  # "he went on"
        if not verb or words[close : close + 1] != [","] or words[close + 1] in _WHAT:
            continue
        goes_on = _FINITE & set(tags[close + 1 :]) and tags[close + 1] not in ("ing", "to", "rel")
        # "In response, the Minister said, the two met": what is begun stands before, a whole clause or a subject.
        begun = any(tag in PHRASE and tag != "adv" for tag in tags[:comma])
        reported = any(words[n : n + 2] == [",", "that"] for n in range(close, len(words)))
        if goes_on and begun and not reported and words[:verb].count('"') % 2 == 0:
            return comma, verb, close
    return None


def passed_over(tags: list[str], said: tuple[int, int, int] | None) -> list[str]:
    """Return *tags* where what is inserted counts for nothing; a comma stays there where another clause begins."""
    if said is None:
        return tags
    comma, _, close = said
    end = close + (next((tag for tag in tags[close + 1 :] if tag != "adv"), "") in _FINITE)
    return [*tags[:comma], *("adv" for _ in range(comma, end)), *tags[end:]]
