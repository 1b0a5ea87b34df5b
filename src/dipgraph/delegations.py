"""Of which state or body a delegation is that a list calls "the delegation", and whose "her delegation" is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dipgraph.designations import Designation, between
from dipgraph.names import Names, Word, words

# A delegation with whose it is before or behind it, or with who led it.
_NAMED = re.compile(
    r"(?P<before>(?:[A-Z][\w.]*[ -]){1,3})(?:(?:government|ministerial|parliamentary|trade|inter-?agency|high-level|official"
    r"|business|military|economic|large) ){0,2}delegation\b(?! (?:of|from) [A-Z])"
    r"|\bdelegation\b,? (?:of|from) (?:[a-z]+ (?:of|from) )?(?P<of>(?:the )?[A-Z][^.;:\n]{1,80})"
    r"|\bdelegation\b,? (?:(?:which|that) was )?(?:led|headed) by (?P<by>[^.;:\n]{2,160})"
)
# What ends the words for whose it is.
_ENDS = re.compile(r",|\b(?:led|headed|in|on|at|to|visited|met|arrived|for)\b")
# He or she, or whose delegation it is, at the beginning of a sentence.
_OF_ONE = re.compile(r"\s*(?:(?:He|She)|(?:His|Her)(?: \w+)?)\s+$")
# Who leads a delegation, before it.
_LEADING = re.compile(
    r"\b(?:led|leads|leading|headed|heads|heading|brought)\s+(?:a|an|the|his|her)\s+(?:[\w-]+\s+){0,3}(?=delegation\b)"
)
# Behind who does something.
_DOES = re.compile(r",?\s+(?:\w+ly\s+)?(?:\w+ed|met|held|paid|is|was|made)\b")
# So far before these words, in characters, the one is named who leads.
_FAR = 240
# Before whom, or what stands behind who has company: a verb, by which it is of the guest where the host received him.
_MEETS = re.compile(
    r"\s+(?:\w+\s+){0,4}?(?:(?P<received>received|hosted|welcomed)|met|meets|held|holds|had|spoke|called|visited|arrived)\b"
)
# A list of its members that does not say whose it is.
THE_DELEGATION = re.compile(r"(?:^|[.\n]\s*|\band\s+)[Tt]he\s+(?:\w+\s+)?$")


def sender(text: str, at: int, said: Sequence[Designation], names: Names) -> str:
    """Return the state or body whose delegation was named last before *at*, if one was and it is of one alone."""
    for named in reversed(list(_NAMED.finditer(text, 0, at))):
        if named["by"]:
            leaders = between(said, named.start("by"), named.end("by"))[:1]
            codes = {code for d in leaders for code in d.states}
        else:
            whose = named["before"] or _ENDS.split(named["of"])[0]
            found = words(whose.strip())
            known = (names.states, names.adjectives, names.bodies)
            codes = {code for phrases in known for _, _, hit in phrases.all(found) for code in hit}
        if codes:
            return codes.pop() if len(codes) == 1 else ""
    return ""


def the_delegation(
    text: str, found: Sequence[Word], i: int, said: Sequence[Designation], names: Names
) -> tuple[int, str]:
    """Return where "the delegation" ends that begins at word *i*, and of which state it is; nothing of one named there."""
    low = [word.text.lower() for word in found[i : i + 3]]
    if low[:2] != ["the", "delegation"] or low[2:] in (["of"], ["from"]):
        return i, ""
    return i + 2, sender(text, found[i].start, said, names)


def leader(text: str, start: int, at: int, said: Sequence[Designation]) -> Designation | None:
    """Return whom a sentence that begins at *start* calls "she" before *at*: who acts in the sentence before it.

    Of "the delegation" it is who was said to lead one, there or before.
    """
    again = THE_DELEGATION.search(text[start:at]) is not None
    for leading in reversed(list(_LEADING.finditer(text, 0 if again else start, at + 1 + len("delegation")))):
        if ahead := [d for d in between(said, max(0, leading.start() - _FAR), leading.start()) if d.name]:
            return ahead[-1]
    if not _OF_ONE.fullmatch(text, start, at):
        return None
    begin = max(text.rfind(". ", 0, max(start - 2, 0)), text.rfind("\n", 0, max(start - 1, 0))) + 1
    named = [d for d in between(said, begin, start) if d.name]
    acting = [d for d in named if _DOES.match(text, d.end)]
    return next(iter((*acting, *named)), None)


def accompanied(text: str, at: int, ahead: Sequence[Designation], again: bool) -> Designation | None:
    """Return who of those *ahead* in the sentence had the company of which it tells at *at*, or nobody.

    "A met B in Oslo, accompanied by C" is told of A, unless it is told *again*; "A met B, who was accompanied by C" of B, as
    without a comma; and so is "A received B, accompanied by C", for a guest comes with others.
    """
    if not ahead:
        return None
    gap = " ".join(text[ahead[-1].end : at].split())
    acting = next((d for d in reversed(ahead[:-1]) if _MEETS.match(text, d.end, ahead[-1].start)), None)
    verb = _MEETS.match(text, acting.end) if acting else None
    near = not (gap.endswith(",") or gap == "and") or (gap == "," and verb is not None and verb["received"]) or again
    return ahead[-1] if acting is None or near or ";" in gap else acting
