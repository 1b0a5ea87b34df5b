"""What a draft says in words of its own: summaries, actions, labels, kinds of commitments, and why something is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dipgraph.guesses import Reason
from dipgraph.provisos import condition, leading, negation, undone
from dipgraph.spelling import folded
from dipgraph.terms import SKOS
from dipgraph.vocabulary import Vocabulary

# A summary has at most so many characters, by its shape.
MOST = 300
# Where a label has the day of a meeting, if none is known.
NO_DAY = "day not known"
_MARK = re.compile(r"(.*?)\s*\[rule ([^\],]+), (\d\.\d\d)\]", re.DOTALL)
_ENDS = ("s", "x", "z", "ch", "sh")
_HELD = {"in-person": "Meeting", "telephone": "Call", "video": "Video conference"}
_KINDS = {"JointStatement": "Joint statement", "PressConference": "Press conference", "NewsReport": "News report"}
# The end of "that if it holds they will", behind the condition.
_WILL = re.compile(r",?(?: \w+)?(?: will| would)?$")
# Whom something is told, before what it is.
_PERSON = re.compile(r"^(?:him|her|them|us|me|you)\b,? *", re.IGNORECASE)
_TOLD = re.compile(r"\b(?:told|tells?|telling|(?:re)?assur\w+|inform\w*|notif\w+)$", re.IGNORECASE)
_SOMEBODY = re.compile(r"(?:(?!(?:that|will|would|to)\b)[\w.,'\u2019-]+ ){1,8}?(?=that\b)", re.IGNORECASE)
# A condition right behind "that", and what it ties.
_THAT_IF = re.compile(r"that,? (?P<tie>[^,]{4,}), (?P<rest>.+)", re.IGNORECASE)
# What a verb follows, which says what is done; what shows that none does; and words that have one of their own.
_LED = re.compile(
    r"\b(?:to|will|would|shall)(?: not| never)?$|n['\u2019]t$|\b(?:will|would) (?:not|never)$", re.IGNORECASE
)
_NO_VERB = re.compile(
    r"$|[^a-z]|(?:the|a|an|this|that|these|those|its|their|his|her|our|neither|no|any|all|some|both|each|such)\b"
)
_PRONOUN = re.compile(r"\b(?:he|she|they|it|we|I|who|his|her|their|our)\b", re.IGNORECASE)
_GROUP = re.compile(
    r"\b(?:both|two|three|four|sides?|ministers|leaders|presidents|secretaries|parties|countries)\b", re.IGNORECASE
)
_WOULD = re.compile(r"\b(?:will|would|shall|is to|are to)\b", re.IGNORECASE)
_DOING = re.compile(r"(?:(?:further|jointly|not|never|\w+ly) )?\w{2,}ing\b", re.IGNORECASE)
_OPENING = re.compile(
    r"(?:(?:that )?(?:they|he|she|it|we) (?:will|would|intend(?:s|ed)? to"
    r"|(?:is|are|was|were) committed to)|to|that|on|and|also|:|,|-)\s+",
    re.IGNORECASE,
)


def mark(reason: Reason) -> str:
    """Return why something is to be reviewed: the reason in words, the rule that fired and how sure it is.

    >>> mark(Reason("Concurred to is read as agree.", "act-by-cue", 0.86))
    'Concurred to is read as agree [rule act-by-cue, 0.86]'
    """
    said = " ".join(reason.words.split()).rstrip(". ")
    return f"{said[:1].upper()}{said[1:]} [rule {reason.rule}, {reason.confidence:.2f}]"


def reason_of(text: str) -> Reason:
    """Return the reason that a mark gives; one that another has written has no rule, and no confidence.

    >>> reason_of("Concurred to is read as agree [rule act-by-cue, 0.86]").confidence
    0.86
    """
    match = _MARK.fullmatch(text)
    return Reason(match[1], match[2], float(match[3])) if match else Reason(text, "", 0.0)


def names(said: str, forms: Iterable[str]) -> bool:
    """Whether one of the *forms* of a name begins at a word of what is *said*: "Japan" in "the Japanese side"."""
    plain = f" {folded(said)}"
    return any(form and f" {folded(form)}" in plain for form in forms)


def by_whom(subject: str, speakers: Sequence[Sequence[str]]) -> Reason | None:
    """Return how surely the words before a verb say who speaks: nothing where they have a form of each speaker's name.

    >>> by_whom("Minister Vega", [("Vega", "Minister of Lakes")]), by_whom("He", [("Vega",)]).words
    (None, 'Who speaks is read from “he”')
    """
    if all(names(subject, forms) for forms in speakers):
        return None
    if found := _PRONOUN.search(subject):
        return Reason(f"Who speaks is read from “{found[0].lower()}”", "speaker-by-pronoun", 0.6)
    if found := _GROUP.search(subject):
        return Reason(f"Who speaks is read from “{found[0].lower()}”", "speaker-by-group", 0.7)
    return Reason("Who speaks is a guess: the words before the verb do not name them", "speaker-by-guess", 0.4)


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence has them.

    >>> listed(["A", "B", "C"])
    'A, B and C'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def conjugated(phrase: str) -> str:
    """Return what one does, as one person does it: a verb in front, and another behind "or".

    >>> conjugated("oppose or warn"), conjugated("express hope"), conjugated("discuss")
    ('opposes or warns', 'expresses hope', 'discusses')
    """
    parts = phrase.split(" ")
    for at in [0, *(n + 1 for n, part in enumerate(parts[:-1]) if part == "or")]:
        parts[at] += "es" if parts[at].endswith(_ENDS) else "s"
    return " ".join(parts)


def summary(speakers: Sequence[str], act: str, issues: Sequence[str]) -> str:
    """Return one sentence that says who does which act on what: its parts, and not the words of the document.

    >>> summary(["Hayashi", "Blinken"], "agree to act", ["War in Ukraine"])
    'Hayashi and Blinken agree to act: War in Ukraine.'
    """
    who = listed(speakers[:6]) + (f" and {len(speakers) - 6} others" if len(speakers) > 6 else "")
    does = act if len(speakers) > 1 else conjugated(act)
    shown = list(issues)
    while len(shown) > 1 and len(who) + len(does) + len(", ".join(shown)) > MOST - 10:
        shown.pop()
    sentence = f"{who} {does}" + (f": {', '.join(shown)}" if shown else "")
    # No full stop may stand between two sentences, for there is one.
    return re.sub(r"(?<=[a-z]{4})\. (?=[A-Z])", " ", sentence.rstrip(". ")[: MOST - 1]) + "."


def action(quotation: str, verb: str) -> str:
    """Return what is to be done, from the words of a passage behind its *verb*; where none are, the whole passage.

    >>> action("concurred to continue imposing sanctions", "concurred"), action("agreed", "agreed")
    ('Continue imposing sanctions.', 'Agreed.')
    """
    rest = deed(quotation, verb) or " ".join(quotation.split()).strip(" ,:;.") or "act"
    if len(rest) > MOST:
        rest = rest[:MOST].rpartition(" ")[0]
    return f"{rest[0].upper()}{rest[1:]}."


def deed(quotation: str, verb: str) -> str:
    """Return the words of a passage behind its *verb* that say what is done; nothing where no verb is among them.

    Whom it is said to is left out; a negation and a condition are kept.

    >>> deed("told him that Exland would supply gas", "told"), deed("pledged neither aid nor troops", "pledged")
    ('Exland would supply gas', '')
    """
    said, verb = " ".join(quotation.split()), " ".join(verb.split())
    found = said.casefold().find(verb.casefold()) if verb else -1
    rest = said[found + len(verb) :] if found >= 0 else said
    rest = _PERSON.sub("", rest.strip(" ,:;.-\u2013\u2014"))
    if _TOLD.search(verb) and (whom := _SOMEBODY.match(rest)):
        rest = rest[whom.end() :]
    tied = _THAT_IF.match(rest if rest.startswith("that") else f"that {rest}")
    inner = leading(tied["tie"]) if tied else ""
    rest = tied["rest"] if tied and inner else rest
    led = bool(_LED.search(verb)) and found >= 0
    while opening := _OPENING.match(rest):
        led = led or bool(_LED.search(opening.group().rstrip()))
        rest = rest[opening.end() :]
    rest = rest.strip(" ,:;.")
    if not (_WOULD.search(rest) or _DOING.match(rest) or (led and not _NO_VERB.match(rest))):
        return ""
    if rest and found >= 0 and (turned := negation(verb)):
        rest = f"{turned} {rest}"
    tie = leading(said[: max(found, 0)])
    tie = tie.rpartition(",")[0] or tie or inner or _WILL.sub("", condition(verb))
    return f"{rest}, {tie[0].lower()}{tie[1:]}" if rest and tie else rest


def kind(action: str, issues: Iterable[str], vocabulary: Vocabulary) -> tuple[str, str]:
    """Return the kind of a commitment, and the words that show it: of the hidden labels of kinds the longest together.

    Where the *action* has none of them, the labels of its *issues* are looked at; then it is to coordinate. What is left
    undone or ended is not what its words say: to end assistance is not to assist.
    """
    turned = undone(action)
    if turned in ("not", "never", "no longer", "neither") or turned.startswith(("refrain", "abstain")):
        return "dip:desist", turned
    for text in (action, " ".join(vocabulary.label(f"issue/{issue}") for issue in issues)):
        plain = f" {folded(text)}"
        found: list[tuple[int, str, list[str]]] = []
        for known in vocabulary.all("CommitmentKind"):
            hits = [
                word for word in vocabulary.said.get((known, SKOS + "hiddenLabel"), ()) if f" {folded(word)}" in plain
            ]
            if hits:
                found.append((-sum(map(len, hits)), known, hits))
        if found:
            _, best, hits = min(found)
            if turned and text is action:
                return "dip:desist", f"{turned}, {', '.join(hits)}"
            return best, ", ".join(hits)
    return "dip:coordinate", ""


def meeting_label(form: str, names: Sequence[str], when: str) -> str:
    """Return the label of a meeting: what it was, of whom, and when.

    >>> meeting_label("telephone", ["Hayashi", "Blinken"], "23 May 2022")
    'Call of Hayashi and Blinken, 23 May 2022'
    """
    who = listed(names) if len(names) < 5 else f"{listed(names[:3])} and {len(names) - 3} others"
    return f"{_HELD.get(form, 'Meeting')} of {who}, {when}"


def document_label(kind: str, publisher: str, meetings: Sequence[str]) -> str:
    """Return the label of a document.

    >>> document_label("Readout", "Ministry of Foreign Affairs of Japan", ["Call of A and B, 23 May 2022"])
    'Readout of the Ministry of Foreign Affairs of Japan: Call of A and B, 23 May 2022'
    """
    article = "the " if publisher.startswith(("Ministry", "Department", "Office", "Embassy")) else ""
    more = f", and {len(meetings) - 1} more" if len(meetings) > 1 else ""
    return f"{_KINDS.get(kind, kind)} of {article}{publisher}: {meetings[0]}{more}"
