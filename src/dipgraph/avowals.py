"""Of which state somebody is by whose commitment he avows, by what he says that it would do, and for what he is thanked."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from dipgraph.guesses import Intake, Reason
from dipgraph.names import Names, words
from dipgraph.persons import Person

# What one has for the state for which one speaks: "reaffirmed Peru's commitment", "the Government of Peru's interest".
_AVOWED = re.compile(
    r"\b(?:reaffirmed|reiterated|affirmed|expressed|conveyed|pledged|restated|renewed|offered|declared)\s+(?:the\s+)?"
    r"(?:(?:Government|Kingdom|Republic|State)\s+of\s+)?(?=[A-Z])"
)
_HAVING = re.compile(
    r"['’]s?\s+(?:[\w-]+\s+){0,2}?(?:commitment|readiness|willingness|support|solidarity|determination|intention|interest|desire"
    r"|condolences|sympathy|gratitude|appreciation|thanks|keenness|resolve|experience|assistance|hope|concern)\b"
)
# What it would do with what is its own: "said that Peru would open its market".
_SAID = re.compile(
    r"\b(?:said|added|noted|stated|confirmed|explained|affirmed|stressed)\s+(?:that\s+)?(?:the\s+)?(?=[A-Z])"
)
_WITH_ITS_OWN = re.compile(
    r"\s+(?:(?:would|will|was going to|is going to|intends to|plans to)\s+(?!(?:not|never|have|be|pay|face|stop|attack)\b)"
    r"[^.;]{0,60}?\bits\b"
    r"|(?:(?:always|highly|consistently)\s+)*(?:attaches|gives|attached|gave|values|valued|treasures|treasured)\b)"
)
# For what a guest thanks, or a partner.
_THANKED = re.compile(r"\b(?:thanked|commended|praised)\s+(?:the\s+)?(?:(?:Government|people)\s+of\s+)?(?=[A-Z])")
_FOR_ITS = re.compile(
    r"\s+for\s+(?:its|the)\s+(?:[\w-]+\s+){0,3}?(?:hospitality|reception|welcome|assistance|support|help|cooperation|contributions?"
    r"|solidarity|friendship|partnership)\b"
)
_SENTENCE, _FAR = re.compile(r"[.!?]\s|\n"), 200
_WHY = "speaks of what it has or would do, or is thanked for it"


def avowed(
    person: Person, members: Sequence[Person], others: Set[str], apart: Set[str], intake: Intake, names: Names
) -> tuple[str, Reason] | None:
    """Return the state of a *person* who says so, of a state that nobody else is of; so weakly that it must be looked at.

    *others* are the states of all other *members*, each of whom has one; *apart* are states whose head took no part.
    """
    told = [(match, _HAVING, True) for match in _AVOWED.finditer(intake.text, intake.body)]
    told += [(match, _WITH_ITS_OWN, True) for match in _SAID.finditer(intake.text, intake.body)]
    told += [(match, _FOR_ITS, False) for match in _THANKED.finditer(intake.text, intake.body)]
    for match, behind, own in told:
        found = words(intake.text, match.end(), match.end() + _FAR)
        end, codes = names.states.at(found, 0)
        if len(codes) != 1 or codes[0] in others | apart or not behind.match(intake.text, found[end - 1].end):
            continue
        before = _SENTENCE.split(intake.text[max(0, match.start() - _FAR) : match.start()])[-1]
        named = [m for m in members if _names(m, before)]
        # "He reaffirmed Peru's commitment" is said by whose state is not told, "thanked Peru" by another who is named.
        if (named == [person] or not named) if own else (len(named) == 1 and named != [person]):
            return codes[0], Reason(_WHY, "state-avowed", 0.35)
    return None


def _names(person: Person, text: str) -> bool:
    """Whether *text* has a part of the name of a person, of whatever order, that is no particle or initial."""
    return any(
        re.search(rf"\b{re.escape(part)}\b", text) for part in person.name.split() if part[0].isupper() and part[2:]
    )
