"""Later meetings that a text tells of beside its own, whose other is nobody that was read: what was said there is theirs."""

from __future__ import annotations

import re

from dipgraph.mentions import Mentions

# So a sentence begins that goes on to another meeting; or one goes on in its verb.
_THEN = re.compile(
    r"\W*(?:(?:Later|Earlier)\b|Afterwards?\b|Subsequently\b|Separately\b"
    r"|(?:In|During)\s+the\s+(?:\w+\s+)?(?:morning|afternoon|evening)\b"
    r"|(?:On\s+)?[Tt]he\s+(?:same|previous|preceding|following|next)\s+(?:day|morning|afternoon|evening)\b)"
    r"|[^,;:\"“”]{1,80}\b(?:also|then|later|subsequently|separately)\s+(?:met|held|had|received|hosted|spoke)\b"
)
_MET = re.compile(
    r"\b(?:met|(?:held|had)\s+(?:\w+\s+){0,3}(?:meetings?|talks|calls?|conversations?|discussions?|consultations)"
    r"|spoke|spoken|conferred)\b(?:\s+(?:in|at|by|on|over)\s[^,;:.]{1,40}?)?\s+with\b"
    r"|\b(?:met|received|hosted)\s+(?=(?:a|an|the|his|her|several|members|representatives)\s|[A-Z])"
)
# To whom somebody speaks of the meeting itself; and what is met that is nobody.
_PRESS = re.compile(
    r"[^,;:.]{0,40}\b(?:press|reporters?|journalists?|media|correspondents?|challenges?|needs?|goals?|targets?|demands?)\b"
)
# Behind these words it is told what was spoken of.
_ABOUT = re.compile(r"\b(?:to|about|on|where|discuss\w*|and\s+(?:\w+ed|told|said))\b|[,;:]")
_THEY = re.compile(r"\W*(?:They|Both)\b")
_FAR = 120


def begun(who: Mentions, start: int, end: int) -> tuple[int, ...] | None:
    """Return which participants a sentence tells to have met others than those who took part, as far as they are read.

    None is returned where it tells of no such meeting, or names one of those who took part as the other of it.
    """
    met = _MET.search(who.text, start, end) if _THEN.match(who.text, start, end) else None
    if met is None or _PRESS.match(who.text, met.end(), end):
        return None
    acting = {n for m in who.within(start, met.start()) for n in m.participants}
    about = _ABOUT.search(who.text, met.end(), end)
    stop = min(about.start() if about else end, met.end() + _FAR)
    for mention in who.within(met.end(), stop):
        of_theirs = mention.sort == "state" and who.text.startswith(("'s", "’s"), mention.end)
        if set(mention.participants) - acting and not of_theirs:
            return None
    return tuple(sorted(acting)) if acting else None


def lasts(who: Mentions, acting: tuple[int, ...], start: int, end: int, new: bool) -> bool:
    """Whether a sentence is still on the meeting of those *acting* with somebody unread; *new* where a paragraph begins.

    It ends where another of those who took part is named, and with the paragraph, unless the next goes on with "They".
    """
    others = (m for m in who.within(start, end) if m.sort in ("name", "title") and set(m.participants) - set(acting))
    return not (new and not _THEY.match(who.text, start, end)) and next(others, None) is None
