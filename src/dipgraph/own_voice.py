"""What a document says in its own voice, where it says nobody's words: of its state, and of who acts for it."""

from __future__ import annotations

from dipgraph.clauses import Clause
from dipgraph.inflections import BOUND, every, stem
from dipgraph.quotations import saying
from dipgraph.setting import Setting

# Verbs of what a state does by itself, those by which who spoke last may go on, and what stands before a deed: "to report".
_WILL, _BY_ITSELF = every("will shall"), every("has have remains remain stands stand is are")
_GOES_ON = _BY_ITSELF - {"has", "have"}
_ORGANS = every("department ministry administration government treasury agency")
_BEFORE_A_DEED = every("will shall also to")


def authors(clause: Clause, setting: Setting, before: tuple[int, ...] = (), last: tuple[int, ...] = ()) -> bool:
    """Return whether the document itself says what a state will do, or stands for, where nobody is said to say it.

    "Exland will pay half", "Exland remains committed to it", "The two ministers will open it", before they are said to meet.
    *before* spoke last in the paragraph: "The Minister of Exland said that it matters. Exland is ready to help" he says too.
    *last* spoke in the sentence right before: behind it, in an account of others, "Exland will pay half" is his too.
    """
    doc, first = clause.paragraph.doc, clause.words[0]
    verb = clause.verb.split()[0].lower() if clause.verb else ""
    if setting.joint or clause.teller or verb not in _WILL | _BY_ITSELF or clause.subject is None:
        return False
    subject = setting.text[slice(*clause.subject)]
    if verb in _GOES_ON and len(before) == 1 and setting.states(subject) <= setting.represented(before):
        return False
    theirs = setting.represented(last)
    others = setting.standpoint not in theirs and before == last
    if verb in _WILL and len(last) == 1 and others and setting.states(subject) == theirs:
        return False
    # The United States are no verb of saying.
    sentence = [token.norm_.lower() for token in doc[first].sent if not token.text[:1].isupper()]
    told = any(saying(sentence, at) and sentence[at - 1] not in _BEFORE_A_DEED for at in range(len(sentence)))
    told = told or "according" in sentence
    # Before the document tells of the meeting, it says itself what those who met will do.
    ahead = (
        verb in _WILL
        and clause.start < min(setting.occasion.told, default=0)
        and bool(setting.who.speakers(*clause.subject))
    )
    whose = bool(setting.states(subject)) and is_state(setting, subject)
    return not told and (ahead or whose or (verb in _WILL and _is_organ(setting, subject)))


def _is_organ(setting: Setting, subject: str) -> bool:
    """Whether a subject is an organ of the state whose account it is: "The State Department", "The Department of Labor"."""
    words = subject.lower().split()
    named = words[0] == "the" and bool(_ORGANS & set(words[1 : (words.index("of") if "of" in words else len(words))]))
    return named and bool(setting.standpoint) and setting.states(subject) <= {setting.standpoint} and "and" not in words


def meanwhile(clause: Clause, setting: Setting) -> tuple[tuple[int, ...] | None, float]:
    """Return that the document itself tells what somebody of its own side plans: "agreed to consult as he plans to go"."""
    subject = clause.subject or (0, 0)
    sides = setting.represented(setting.who.speakers(*subject)) | setting.states(setting.text[slice(*subject)])
    return ((), 0.4) if setting.standpoint and sides <= {setting.standpoint} and not setting.joint else (None, 0.0)


def is_state(setting: Setting, subject: str) -> bool:
    """Return whether a subject is a state itself ("the United States", "the Japanese side"), and not something of it."""
    rest, _, last = subject.rpartition(" ")
    words = subject.lower().split()
    if (BOUND - {"of"}) & set(words):
        return False  # "the crisis in Exland"
    if "of" in words[1:] and not {stem(words[words.index("of") - 1])} & (
        setting.senses["sides"] | setting.senses["realms"]
    ):
        return False  # "the people of Exland"
    return setting.senses.has("sides", last.lower()) or setting.states(subject) != setting.states(rest)
