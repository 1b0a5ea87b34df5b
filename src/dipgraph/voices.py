"""Who speaks in a clause, and to whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dipgraph.clauses import Clause
from dipgraph.companions import LONG, alone, met, object_end, with_others
from dipgraph.exceptions import excepted
from dipgraph.inflections import BOUND, OWN, PAST, every, stem
from dipgraph.lexicon import GAP
from dipgraph.own_voice import authors, is_state, meanwhile
from dipgraph.passives import ADDRESSED, theme, whom, without_a_subject
from dipgraph.setting import Setting
from dipgraph.setting import words as words_of
from dipgraph.tagging import third_person

# What a document tells of a meeting as if the meeting did it: "The talks reaffirmed …".
_TOLD = every("state reaffirm support hope concern condemn welcome intend")
_OWN_VOICE = every("this these it")
_TWO = 2
_ME = re.compile(r"\b(?:and|with) I\b|^I and\b")
_EACH, _PLANS = every("each every"), every("intend pledge agree")
_ALL_OF = every("the both two all three four five these")


def speakers(
    clause: Clause, setting: Setting, before: tuple[int, ...], begun: bool
) -> tuple[tuple[int, ...] | None, float]:
    """Return who speaks in *clause*, and how sure that is: nobody for the document's own voice, None for no statement.

    *before* spoke last; *begun* is whether anything was said yet. "All but Exland" are all the others.
    """
    if beside_me(clause, setting):
        return _and_i(clause, setting)
    found, sure = _speakers(clause, setting, before, begun)
    out = excepted(clause, setting)
    if not out:
        return found, sure
    rest = tuple(n for n in found or setting.all if n not in out)
    return rest or tuple(n for n in setting.all if n not in out) or None, min(sure, 0.7)


def _speakers(  # noqa: PLR0911
    clause: Clause, setting: Setting, before: tuple[int, ...], begun: bool
) -> tuple[tuple[int, ...] | None, float]:
    """Return who speaks in *clause* by its subject, whoever is excepted of those."""
    everybody = setting.all
    act = clause.cue.act
    if clause.subject is None or (act == "discuss" and clause.form in ("infinitive", "passive", "noun")):
        return without_a_subject(clause, setting, before)
    if act in _PLANS and setting.text[: clause.subject[0]].endswith(" as "):
        return meanwhile(clause, setting)
    talks = of_talks(setting, setting.text[slice(*clause.subject)])
    if _stands_in(clause, setting) or _by_staff(clause, setting):
        return None, 0.0
    if not talks and (clause.cue.words == ("included",) or clause.cue.words[1:2] == ("devoted",)):
        return None, 0.0
    if not talks and (named := setting.who.speakers(*clause.subject)):
        # "A met B and discussed": nobody discusses alone.
        several = " and " in setting.text[slice(*clause.subject)]
        if others := met(clause, setting, named):
            return tuple(dict.fromkeys((*named, *others))), 0.8
        accepts = clause.form == "relative" and clause.cue.words == ("accepted",) and named == before
        if with_others(clause, setting):
            return None, 0.0
        # Nobody accepts his own invitation.
        if accepts or _in_turn(clause, setting, named, before) or _to_himself(clause, setting, named):
            others = tuple(n for n in everybody if n not in named)
            ours = tuple(n for n in others if setting.occasion.participants[n].state == setting.standpoint)
            return (ours if len(others) > 1 and len(ours) == 1 else others), 0.6
        # "met B to thank him and discuss": what one would do alone is not said without an ending.
        together = several or not begun or _bare(words_of(clause, clause.words[0], clause.words[0] + 1)[0])
        together = together and not alone(clause, setting, named)
        # Who "concurred with the members" did so with others than those who met.
        elsewhere = clause.cue.words[1:2] == ("with",)
        mutual = (clause.cue.stems[0] in setting.senses["mutual"] and not elsewhere) or (act == "discuss" and together)
        if len(named) > 1 and act == "discuss" and _one_side(setting, named):
            return everybody, 0.75
        return (everybody, 0.75) if mutual and len(named) == 1 else (named, 0.95)
    if talks and (act in ("discuss", "recognise", "sign") or clause.cue.words[1:2] == ("dedicated",)):
        return everybody, 0.8
    if talks:
        return (everybody if setting.joint else ()) if act in _TOLD else None, 0.5
    return _without_a_name(clause, setting)


def _one_side(setting: Setting, numbers: tuple[int, ...]) -> bool:
    """Whether all of *numbers* are of one state, and another took part: they discuss with that."""
    states = {setting.occasion.participants[n].state for n in numbers}
    return len(states) == 1 and "" not in states and bool(setting.represented(setting.all) - states)


def beside_me(clause: Clause, setting: Setting) -> bool:
    """Whether the subject is who speaks and somebody else: "the Prime Minister and I", "Mr B and I both"."""
    subject = setting.text[slice(*clause.subject)] if clause.subject else ""
    return _ME.search(subject) is not None


def _and_i(clause: Clause, setting: Setting) -> tuple[tuple[int, ...] | None, float]:
    """Return who "A and I" are: A, and who is quoted, else those of the side whose account it is; of two, both."""
    named = setting.who.speakers(*clause.subject or (0, 0))
    ours = setting.who.speakers(*clause.teller) if clause.teller else ()
    if not clause.teller and setting.standpoint:
        ours = tuple(n for n in setting.all if setting.occasion.participants[n].state == setting.standpoint)
    both = tuple(dict.fromkeys((*ours, *named)))
    unnamed = not re.search(r"(?<!^)\b(?!I\b)[A-Z]", setting.text[slice(*clause.subject or (0, 0))])
    if len(both) < _TWO and unnamed and len(setting.all) == _TWO:
        return setting.all, 0.7  # "my counterpart and I"
    return (both, 0.8) if len(both) >= _TWO else (ours or None, 0.4)


def _in_turn(clause: Clause, setting: Setting, named: tuple[int, ...], before: tuple[int, ...]) -> bool:
    """Whether "for his part" says that a title which the first of two has means the other, for it is his turn."""
    doc = clause.paragraph.doc
    subject = setting.text[slice(*clause.subject or (0, 0))]
    first = clause.words[0] == clause.opening[1]  # what follows in the sentence, the same one says
    if len(setting.all) != 2 or len(named) != 1 or first != (named == (before or setting.all[:1])):
        return False
    person = setting.occasion.participants[named[0]]
    part = words_of(clause, clause.sentence[0], clause.sentence[0] + 3)
    mine = set(person.name.split()) & set(subject.split())
    led = part[:1] in (["for"], ["on"]) and part[2:] == ["part"]
    return len(doc) > 2 and led and not mine and not setting.states(subject)


def _to_himself(clause: Clause, setting: Setting, named: tuple[int, ...]) -> bool:
    """Whether the subject, which has no name, was read as whom the verb has: "He briefed Minister A" is not said by A."""
    addressing = clause.cue.act in ADDRESSED or clause.cue.stems[0] in setting.senses["telling"]
    if len(named) != 1 or not addressing or named[0] not in _object(clause, setting):
        return False
    name = setting.occasion.participants[named[0]].name.split()[-1:]
    subject = setting.text[slice(*clause.subject or (0, 0))]
    words = clause.paragraph.doc[clause.object : clause.object + LONG].text.split()
    return not _has(subject.split(), name) and _has(words, name)


def _has(words: Sequence[str], name: Sequence[str]) -> bool:
    return any(word.strip(",.;") in name for word in words)


def _bare(verb: str) -> bool:
    """Whether a verb is printed without an ending, as behind "to"."""
    return not third_person(verb) and not verb.endswith(("ed", "ing")) and verb not in PAST


def _without_a_name(clause: Clause, setting: Setting) -> tuple[tuple[int, ...] | None, float]:  # noqa: PLR0911
    """Return who speaks where the subject names no participant: its state, all in a joint text, the document, or nobody."""
    subject = setting.text[slice(*clause.subject)] if clause.subject else ""
    if _somebody(setting, subject):
        return None, 0.0
    stated = setting.states(subject)
    if stated and is_state(setting, subject):
        own = tuple(n for n in setting.all if setting.occasion.participants[n].state in stated)
        if own or not setting.joint:
            return (own, 0.7) if own else (None, 0.0)
    bodies = bool(stated) and all(len(code) != 2 for code in stated)
    if setting.joint and (bodies or _group(setting, subject)):
        return setting.all, 0.5  # "the Quad welcomes", said by its members
    several = setting.joint or len(setting.represented(setting.all)) > _TWO
    if several and not stated and _countries(setting, subject):
        return setting.all, 0.5  # "the Baltic states condemn"
    if setting.joint and clause.form == "own":
        return setting.all, 0.6
    if _group(setting, subject) and not stated - setting.represented(setting.all):
        return setting.all, 0.5
    if subject.lower() in ("we", "i"):
        ours = tuple(n for n in setting.all if setting.occasion.participants[n].state == setting.standpoint)
        return (setting.all if setting.joint or clause.cue.act == "discuss" or not ours else ours), 0.5
    if subject.split(maxsplit=1)[0].lower() in _OWN_VOICE:
        return (setting.all if setting.joint else ()), 0.5
    # "The State Department will fund it", says the document itself.
    return ((), 0.4) if clause.cue.act in _PLANS and authors(clause, setting) else (None, 0.0)


def of_talks(setting: Setting, subject: str) -> bool:
    """Return whether the head of a subject is the meeting itself, or something in it: "Other topics of the talks"."""
    words = subject.partition(",")[0].lower().split()
    head = words[: next((n for n, word in enumerate(words) if n and word in BOUND), len(words))]
    return any(setting.senses.has("talks", word.strip(",.")) for word in head)


def _group(setting: Setting, subject: str) -> bool:
    """Whether a subject is several people of whom no name is given: "the Quad leaders", "the two negotiators"."""
    head = _head(subject)
    if head[0] in _EACH:
        return len(head) == 1 or setting.senses.has("people", head[-1])
    return (head[0] in _ALL_OF or len(head) == 1) and head[-1].endswith("s") and setting.senses.has("people", head[-1])


def _countries(setting: Setting, subject: str) -> bool:
    """Whether a subject is several states of which no name is given: "the Baltic states", "our governments"."""
    head = _head(subject)
    return head[0] in _ALL_OF | OWN and len(head) > 1 and setting.senses.has("countries", head[-1])


def _head(subject: str) -> list[str]:
    """Return the words of a subject up to what bounds its phrase, in small letters and without marks."""
    words = [word.strip(",.").lower() for word in subject.split()]
    return words[: next((n for n, word in enumerate(words) if n and word in BOUND), len(words))]


def _somebody(setting: Setting, subject: str) -> bool:
    """Whether a subject is one person, whom no name or title of those who met fits: "the Deputy Minister"."""
    head = _head(subject)
    return (
        bool(head)
        and head[0] not in _EACH
        and stem(head[-1]) in setting.senses["people"] | setting.senses["one"]
        and not head[-1].endswith("s")
        and head[-1] != "side"
    )


def _stands_in(clause: Clause, setting: Setting) -> bool:
    """Whether the subject is somebody's deputy, and none of those whom its words seem to mean is one."""
    subject = setting.text[slice(*clause.subject)] if clause.subject else ""
    if not _deputy(setting, _head(subject)):
        return False
    people = [setting.occasion.participants[n] for n in setting.who.speakers(*clause.subject or (0, 0))]
    named = any(person.name.split()[-1] in subject for person in people if person.name)
    deputies = [n for n in people if not n.role or _deputy(setting, n.role.lower().replace("-", " ").split())]
    return bool(people) and not named and not deputies


def _by_staff(clause: Clause, setting: Setting) -> bool:
    """Whether something was done by somebody's own people, before they met: "was briefed by her team"."""
    subject = setting.text[slice(*clause.subject)] if clause.subject else ""
    return clause.form == "passive" and bool(OWN & set(subject.lower().split()[:1]))


def _deputy(setting: Setting, words: Sequence[str]) -> bool:
    return any(setting.senses.has("deputies", word) for word in words)


def addressees(clause: Clause, setting: Setting, speaking: tuple[int, ...], act: str) -> tuple[int, ...]:
    """Return the participants whom the object right after the verb names."""
    if act not in ADDRESSED and clause.cue.stems[0] not in setting.senses["telling"]:
        return ()
    if clause.form == "passive":
        told = (*theme(clause, setting), *whom(clause, setting))
        return tuple(n for n in dict.fromkeys(told) if n not in speaking)
    return tuple(n for n in _object(clause, setting) if n not in speaking)


def _object(clause: Clause, setting: Setting) -> tuple[int, ...]:
    """Return whom the object right after the verb names."""
    begin = clause.object - (clause.cue.words[-1] == "the")
    found = setting.named(clause, begin, clause.object + object_end(words_of(clause, clause.object, clause.words[1])))
    if not found and GAP in clause.cue.words:  # "wished him success"
        first = clause.words[0] + 1
        alone = words_of(clause, first, first + 1) in (["him"], ["her"], ["them"])
        found = setting.named(clause, first, first + 1 if alone else clause.object)
    return found
