"""Which act a clause is: its cue, corrected by who speaks, by what stands under the verb, and by what is done."""

from __future__ import annotations

import re
from itertools import pairwise

from dipgraph.clauses import Clause
from dipgraph.companions import alone
from dipgraph.hypotheses import assured, joined_to_will, journeys, perfect, stays, took, travels, unpromised, unsigned
from dipgraph.inflections import BOUND, FINITE, OWN, PAST, adverb, every, stem
from dipgraph.lexicon import GAP, Act, cue
from dipgraph.months import of_a_day
from dipgraph.provisos import denied, leading, nobody, recalled
from dipgraph.setting import Setting
from dipgraph.setting import words as words_of

Decision = tuple[str, str, float]  # an act, the rule that decides it, and how sure it is
NONE: Decision = ("", "", 0.0)
_PROMISING = every("reaffirm support pledge intend")
# Acts that a report of what was said is looked through for.
_FELT = every("condemn appreciate welcome congratulate condole")
_INSIDE = every("reaffirm pledge intend hope support request warn concern") | _FELT
_OPAQUE = every("state recognise announce reaffirm")
# What makes something to be done of what is so.
_COURSE = every("will would shall they")
_ABSTRACT = every("consideration attention thought priority")
_SELF = every("he she they we i his her our their")


def act_of(clause: Clause, setting: Setting, speaking: tuple[int, ...]) -> Decision:  # noqa: PLR0911, PLR0912
    """Return the act of *clause*, said by *speaking*; no act where it is no statement."""
    act = clause.cue.act
    if clause.form == "own":
        return _own(clause, setting, speaking)
    if act == "announce" and joined_to_will(clause):
        return _deed(setting, words_of(clause, *clause.words)), "joined to will", 0.6
    background = {"welcome": _received, "sign": unsigned, "request": _visited, "agree": took}
    if act in background and background[act](clause, setting):
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
    if act in _OPAQUE and (inside := _inside(clause, setting, speaking)):
        return inside, "content of the report", 0.75
    if (
        act == "intend"
        and clause.cue.stems[-1] == "would"
        and words_of(clause, clause.object, clause.object + 2) == ["like", "to"]
    ):
        return "hope", "would like to", 0.8
    if inner := _courtesy(clause, setting):
        return inner, "a courtesy before what is said", 0.7
    if act == "agree" and _opposes(clause, setting):
        return "warn", "agreed to oppose", 0.8
    if act in _PROMISING and (_of_another(clause, setting, speaking) or _another_will(clause, setting, speaking)):
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
    if to_come and journeys(clause, setting, words):
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
            act = _deed(setting, words)
            would = clause.cue.words == ("would",) and not stays(setting, words)
            if would and _deed(setting, ["", *words[1:]]) != "pledge":
                return NONE  # what would be done is mostly reckoned, and not promised
            return act, "will, and what is given" if act == "pledge" else "will", 0.6
    if clause.cue.words == ("would",):
        return NONE
    return (
        ("state", "the document's own judgement", 0.4) if (not speaking or setting.joint) and len(words) > 2 else NONE
    )


def _deed(setting: Setting, words: list[str]) -> str:
    """Return what "will" does before *words*: it refuses, pledges what can be delivered or counted, else it intends."""
    if _ABSTRACT & set(words[1:5]) or (words and setting.senses.has("declining", words[0])):
        return "intend" if _ABSTRACT & set(words[1:5]) else "warn"  # "will give it due consideration"
    said = words[:16]
    numbers = (at for at, word in enumerate(said) if word.isdigit() and not re.fullmatch("(?:19|20)..", word))
    amount = setting.senses["money"] & set(map(stem, said)) or any(at and not of_a_day(said, at) for at in numbers)
    return "pledge" if amount or (words and setting.senses.has("giving", words[0])) else "intend"


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


def _inside(clause: Clause, setting: Setting, speaking: tuple[int, ...]) -> str:  # noqa: PLR0911
    """Return the act inside "stated that …", where the speaker's own side is the subject there; else nothing."""
    plain = [word for word in clause.cue.words if word not in ("that", "the", "it", "clear")]
    if GAP in plain or (len(plain) > 1 and clause.cue.words[-1] != "that" and plain[-1] != "out"):
        return ""  # "expressed confidence that …" is what it says
    begin = clause.object
    ahead = words_of(clause, begin - 1, begin + 8)
    if ahead[:1] != ["that"] and ahead[1:2] == ["that"]:
        begin += 1
    elif clause.cue.stems[0] in setting.senses["telling"] and "that" in ahead:
        begin += ahead.index("that")
    elif ahead[:1] != ["that"] and (
        len(clause.cue.words) > 1 or clause.cue.act not in ("state", "announce") or "that" in ahead
    ):
        return ""
    bare = "that" not in words_of(clause, begin - 1, begin)
    begin = _behind_condition(clause, begin)
    words = words_of(clause, begin, clause.words[1])
    for at, word in enumerate(words[:16]):
        fit = cue(setting.known, words, at, len(words))
        verb = fit is not None and (word.endswith(("ed", "s")) or word in PAST or words[at - 1] in ("we", "they", "i"))
        if bare and word in BOUND:
            return ""  # "emphasised the pledge to ensure that it will": no report
        if at and _minds(setting, words, at):
            hopes = setting.senses.has("hoping", word) and _same_side(clause, setting, speaking, (begin, begin + at))
            return "hope" if hopes else ""
        if not at or (word not in FINITE and (not verb or clause.paragraph.doc[begin + at].is_title)):
            continue
        act = fit.cue.act if fit and (len(fit.cue.words) > 1 or fit.cue.act in _FELT) else ""
        if fit and act and denied(words[max(at - 2, 0) : fit.end]):
            return "state"
        if not act and word in ("will", "would") and assured(clause, setting, words, at, speaking):
            return "pledge"
        if not act and word in ("will", "would") and "be" not in words[at + 1 : at + 3]:
            act = "state" if perfect(words, at) else _deed(setting, words[at + 1 :])
        return act if act in _INSIDE and _same_side(clause, setting, speaking, (begin, begin + at)) else ""
    return ""


def _behind_condition(clause: Clause, begin: int) -> int:
    """Return where a report goes on behind the condition that it begins with: "that, if it holds, Exland will pay"."""
    words = words_of(clause, begin, clause.words[1])
    comma = words.index(",", 1) if "," in words[1:] else 0
    return begin + comma + 1 if comma and leading(" ".join(words[:comma])) else begin


def _minds(setting: Setting, words: list[str], at: int) -> bool:
    """Whether the word *at* says what somebody thinks another will do: "said he hoped Exland would keep its promise"."""
    word = words[at]
    minds = stem(word) in setting.senses["minding"] | setting.senses["hoping"]
    return minds and (word.endswith("ed") or words[at - 1] in _SELF or word in PAST)


def _same_side(clause: Clause, setting: Setting, speaking: tuple[int, ...], subject: tuple[int, int]) -> bool:
    """Whether the words of *subject* are the speakers, their state, or a pronoun."""
    states = setting.states(clause.paragraph.doc[subject[0] : subject[1]].text)
    named = set(setting.named(clause, *subject))
    # Of a government without a state it is the speaker's own: "that the Administration will provide".
    own = setting.senses.has("sides", (words_of(clause, *subject) or [""])[-1]) and not states
    called = setting.own(speaking, clause.paragraph.doc[subject[0] : subject[1]].text)
    return (own or called) or (
        bool(named and named <= set(speaking))
        or bool(_SELF & set(words_of(clause, *subject)))
        or (
            words_of(clause, *subject) == ["it"]
            and bool(setting.states(setting.text[slice(*clause.subject or (0, 0))]))
        )
        or (bool(states) and states <= setting.represented(speaking))
        # Who announces what a state will do that is no other side, and of whose side nothing is said, speaks for it.
        or (clause.cue.act == "announce" and len(states) == 1 and setting.sideless(speaking, states))
    )


def _another_will(clause: Clause, setting: Setting, speaking: tuple[int, ...]) -> bool:
    """Whether it is somebody else who "will": "stated that Exland would send boats", said by another."""
    said = words_of(clause, clause.words[0], clause.object)
    if "that" not in clause.cue.words or clause.cue.words[-1] not in ("will", "would"):
        return False
    begin = said.index("that") + 1 if "that" in said else 1
    subject = clause.words[0] + begin, clause.object - 1
    return subject[0] < subject[1] and not _same_side(clause, setting, speaking, subject)


def _of_another(clause: Clause, setting: Setting, speaking: tuple[int, ...]) -> bool:
    """Whether the commitment that is named belongs to somebody else: "noted Exland's commitment to reform"."""
    between = range(clause.words[0] + 1, clause.object)
    said = [token.norm_.lower() for token in clause.paragraph.doc[between.start : clause.object]]
    joined = [word in OWN and said[n - 1 : n] == ["and"] for n, word in enumerate(said)]  # "Exland and its pledge"
    owner = [at for at, word, both in zip(between, said, joined, strict=True) if word in ("'s", "'") or both]
    if len(clause.cue.words) < 2 or not owner:
        return False
    first = max(
        (at + 1 for at, word in zip(between, said, strict=True) if at < owner[0] and word in BOUND),
        default=between.start,
    )
    states = setting.states(clause.paragraph.doc[first : owner[0]].text)
    named = set(setting.named(clause, first, owner[0]))
    return bool(states - setting.represented(speaking)) or (bool(speaking and named) and not named & set(speaking))
