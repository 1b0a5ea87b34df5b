"""Which act a clause is: its cue, corrected by who speaks, by what stands under the verb, and by what is done."""

from __future__ import annotations

from itertools import pairwise

from dipgraph.clauses import Clause
from dipgraph.companions import alone
from dipgraph.deeds import deed, gives
from dipgraph.hypotheses import (
    joined_to_will,
    journeys,
    of_past_year,
    stays,
    told_of_talks,
    took,
    travels,
    unpromised,
    unsigned,
)
from dipgraph.inflections import BOUND, FINITE, OWN, adverb, every, stem
from dipgraph.lexicon import Act, cue
from dipgraph.provisos import denied, nobody, recalled
from dipgraph.reports import alone_will, another_will, inside, of_another
from dipgraph.setting import Setting
from dipgraph.setting import words as words_of
from dipgraph.voices import of_talks

Decision = tuple[str, str, float]  # an act, the rule that decides it, and how sure it is
NONE: Decision = ("", "", 0.0)
_PROMISING = every("reaffirm support pledge intend")
# What is done on one day, which may be long past.
_DATED = every("sign agree pledge announce")
_OPAQUE = every("state recognise announce reaffirm")
# What makes something to be done of what is so.
_COURSE = every("will would shall they")


def act_of(clause: Clause, setting: Setting, speaking: tuple[int, ...]) -> Decision:  # noqa: PLR0911, PLR0912
    """Return the act of *clause*, said by *speaking*; no act where it is no statement."""
    act = clause.cue.act
    if clause.form == "told":
        return "state", "told within the sentence", 0.7
    if clause.form == "own":
        return _own(clause, setting, speaking)
    if act == "announce" and gives(clause, setting):
        return "pledge", "so much money is given", 0.6
    if act == "announce" and joined_to_will(clause):
        return deed(setting, words_of(clause, *clause.words)), "joined to will", 0.6
    background = {"welcome": _received, "sign": unsigned, "request": _visited, "agree": took}
    if act in background and background[act](clause, setting):
        return NONE
    if act in _DATED and of_past_year(clause, setting):
        return NONE
    nothing = words_of(clause, clause.object, clause.object + 1) in (["neither"], ["nothing"])
    kind = setting.known.acts[act]
    if kind.commits and recalled(words_of(clause, clause.words[0], clause.object + 4)):
        return NONE
    none = nothing or nobody(setting.text[slice(*clause.subject or (0, 0))])
    if why := _undone(clause, setting, none):
        return "state", why, 0.6
    following = set(map(stem, words_of(clause, clause.object, clause.object + 1)))
    declines = setting.senses.has("declining", clause.cue.words[0])
    if declines and setting.senses["silent"] & following:
        return NONE
    if declines and setting.senses["ending"] & following:
        return "state", "refused to end it", 0.6
    if act in _OPAQUE and (inner := inside(clause, setting, speaking)):
        return inner, "content of the report", 0.75
    if (
        act == "intend"
        and clause.cue.stems[-1] == "would"
        and words_of(clause, clause.object, clause.object + 2) == ["like", "to"]
    ):
        return "hope", "would like to", 0.8
    if clause.cue.words[1:2] == ("dedicated",) and of_talks(setting, setting.text[slice(*clause.subject or (0, 0))]):
        return "discuss", "what the talks were dedicated to", 0.7
    if inner := _courtesy(clause, setting):
        return inner, "a courtesy before what is said", 0.7
    if act == "agree" and _opposes(clause, setting):
        return "warn", "agreed to oppose", 0.8
    if own := alone_will(clause, setting, speaking):
        return own, "affirmed by one alone", 0.7
    if act in _PROMISING and (of_another(clause, setting, speaking) or another_will(clause, setting, speaking)):
        return "state", "the commitment of another", 0.6
    if act in ("state", "recognise") and (noun := _theme(clause, setting)):
        return noun, "noun before the passive", 0.7
    if act == "discuss" and alone(clause, setting, speaking):
        return "state", "spoken of by one alone", 0.7
    joint = len(speaking) > 1 and len({setting.occasion.participants[n].state or n for n in speaking}) > 1
    return _shared(clause, setting, words_of(clause, clause.object, clause.object + 8), joint)


def _theme(clause: Clause, setting: Setting) -> str:
    """Return the act that the subject of a passive names: "readiness to help was expressed"; nothing, if none."""
    carries = any(known.derived for known in setting.known.cues[clause.cue.stems[0]])
    if clause.form != "passive" or not carries:
        return ""
    ahead = words_of(clause, clause.words[0], clause.object - 1)
    for word in ahead[max((n + 1 for n, word in enumerate(ahead) if word == ","), default=0) :][:5]:
        if word in BOUND:
            break
        if found := setting.known.nouns.get(stem(word), ""):
            return "" if found in ("discuss", "agree", "sign") else found
    return ""


def _shared(clause: Clause, setting: Setting, words: list[str], joint: bool) -> Decision:
    """Return the act as it depends on whether several say it: what is held together is recognised, else it is stated."""
    act = clause.cue.act
    so = words[:1] == ["that"] or (clause.form == "relative" and bool(FINITE & set(words[:1])))
    if act == "agree" and len(clause.cue.words) == 1 and so and not _COURSE & set(words):
        act = "recognise" if joint else "state"  # "agreed that there can be no military solution"
    if act == "recognise" and not joint and setting.senses["given"] & set(map(stem, words)):
        return "appreciate", "what another has given", 0.6
    if act == "recognise" and not joint:
        return "state", "recognised by one alone", 0.8
    if act == "state" and joint and clause.cue.words == ("shared",):
        return "discuss", "shared by several", 0.5
    if act == "state" and joint and clause.cue.stems[0] in setting.senses["affirming"]:
        return "recognise", "affirmed together", 0.85
    return act, "noun of the verb" if clause.cue.derived else "cue", 0.9 if len(clause.cue.words) > 1 else 0.8


def _own(clause: Clause, setting: Setting, speaking: tuple[int, ...]) -> Decision:
    """Return the act of a main verb without a cue: what speakers will do, or how the document judges; often it is none."""
    words = words_of(clause, clause.object, clause.words[1])
    if clause.cue.act == "intend" and (why := unpromised(clause, setting)):
        return ("state", why, 0.4) if speaking and clause.cue.words == ("will",) else NONE
    to_come = clause.cue.act == "intend" or (clause.cue.words[0] in ("is", "are") and words[:1] == ["to"])
    words = words[1:] if to_come and words[:1] == ["to"] else words  # "Exland is to send boats"
    if (to_come and journeys(clause, setting, words)) or told_of_talks(clause, setting):
        return NONE
    if to_come and speaking and clause.subject and not travels(words):
        subject = setting.text[slice(*clause.subject)]
        states = setting.states(subject)
        ours = (
            (setting.joint and subject.lower().startswith("our "))
            or subject.lower() in ("we", "i")
            or (bool(states) and states <= setting.represented(speaking) and not setting.joint)
        )
        if ours or setting.who.speakers(*clause.subject):
            act = deed(setting, words)
            would = clause.cue.words == ("would",) and not stays(setting, words)
            if would and deed(setting, ["", *words[1:]]) != "pledge":
                return NONE  # what would be done is mostly reckoned, and not promised
            return act, "will, and what is given" if act == "pledge" else "will", 0.6
    if clause.cue.words == ("would",):
        return NONE
    return (
        ("state", "the document's own judgement", 0.4) if (not speaking or setting.joint) and len(words) > 2 else NONE
    )


def _courtesy(clause: Clause, setting: Setting) -> str:
    """Return the act after "would like to" or "was pleased to", where a verb of an act follows; else nothing."""
    words = words_of(clause, clause.object, clause.words[1])
    if clause.cue.words[-1] == "greetings" and words[:1] in (["of"], ["from"]):
        return "state"  # those of another are only passed on
    begin = 0 if clause.cue.words[0] == "would" else 1 if clause.cue.act == "welcome" and words[:1] == ["to"] else -1
    fit = cue(setting.known, words, begin, len(words)) if 0 <= begin < len(words) else None
    return fit.cue.act if fit and fit.cue.act not in ("discuss", "sign") else ""


def _undone(clause: Clause, setting: Setting, none: bool) -> str:
    """Return why a statement says that its act was not done, by *none* or at all; nothing where it does not."""
    kind = setting.known.acts[clause.cue.act]
    if (none and kind.commits) or (_deniable(kind) and denied(words_of(clause, clause.words[0], clause.object))):
        return "the promise is denied" if kind.commits else "the act is denied"
    return unpromised(clause, setting) if kind.commits else ""


def _deniable(kind: Act) -> bool:
    """Whether not to do an act is to state something: who "is not concerned" is not, but what was not said is as it was."""
    return kind.commits or kind.illocution in ("expressive", "directive")


def _opposes(clause: Clause, setting: Setting) -> bool:
    """Whether what is agreed is to oppose: "agreed to strongly oppose"."""
    words = words_of(clause, clause.object, clause.words[1])
    begin = 1 if words and adverb(words[0]) else 0
    fits = [cue(setting.known, words, at, len(words)) for at in range(begin, min(begin + 1, len(words)))]
    return any(fit is not None and fit.cue.act == "warn" for fit in fits)


def _visited(clause: Clause, setting: Setting) -> bool:
    """Whether somebody was called on, and to nothing: "called on the President"."""
    if clause.cue.words[-1] not in ("on", "upon"):
        return False
    behind = words_of(clause, clause.object, clause.words[1])
    for_it = any(word == "for" and not setting.senses.has("office", head) for head, word in pairwise(behind))
    return not for_it and "to" not in behind and bool(setting.named(clause, clause.object, clause.words[1]))


def _received(clause: Clause, setting: Setting) -> bool:
    """Whether a guest is welcomed at the beginning of a text, which only says that the meeting was held."""
    if clause.number or clause.sentence[0]:
        return False
    words = words_of(clause, clause.object, clause.words[1])
    end = next((n for n, word in enumerate(words) if word in ("to", "for", "at", "on", "'s", "'")), len(words))
    first = clause.object - (clause.cue.words[-1] in ("the", "to"))
    if words and words[0] in OWN:
        return False  # "welcomed their similar approaches to it"
    held = words[end : end + 1] in (["to"], ["for"], ["at"])
    return held and bool(setting.named(clause, first, clause.object + end))
