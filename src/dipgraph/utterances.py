"""The statements of a text: for each clause its act by the rules of encoding, who speaks to whom, and about which issues."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from dipgraph.clauses import Clause, clauses
from dipgraph.guesses import Occasion, Reason, Utterance
from dipgraph.lexicon import BOUND, FINITE, Lexicon, cue, issues, stem
from dipgraph.prose import Paragraph

# Verbs that hold a view again or together: jointly they recognise, alone they state. Beside the verbs of the cues of
# `recognise`, these have no such cue of their own for every noun.
_AFFIRMING = frozenset(map(stem, "reaffirm affirm reiterate confirm reconfirm agree concur share".split()))
# What a meeting is called where it, and nobody, "focused on" something.
_TALKS = frozenset(map(stem, "meeting talks talk conversation discussion consultation call session dialogue agenda topic issue attention focus"
                       " exchange emphasis assessment subject subjects topics issues items".split()))  # fmt: skip
_OWN_VOICE = frozenset("this these it".split())
_OBJECT_ENDS = frozenset("to for on that about of with in at by regarding upon from over as and".split())
_ADDRESSED = frozenset(("welcome", "appreciate", "congratulate", "condole", "request", "invite", "pledge", "warn", "state"))
_INSIDE = frozenset(("reaffirm", "pledge", "intend", "hope", "support", "request", "warn", "condemn", "concern"))
_CONTACT = frozenset(map(stem, "contact contacts touch consult consultation consultations dialogue communication coordination channels".split()))

# Words that lead back to what was spoken of before.
_BACK = re.compile(
    r"\b(?:these|such|further responses?|th(?:is|at) (?!year|month|week|time|day|meeting|visit|summer|spring|autumn|fall|winter)\w+|the matter|both issues)\b"
)
# What follows tells under which circumstances, not about what.
_ASIDE = frozenset(("amid", "amidst", "despite", "given"))
_ASIDES = frozenset(("in the face", "in light of", "in view of", "in recognition of", "against the backdrop", "in the context"))
_RELATION = frozenset(map(stem, "relations relation relationship relationships ties tie partnership friendship cooperation partners countries".split()))
_FORUMS = frozenset(("united-nations", "g7", "g20"))
_SIDES = frozenset(("side", "sides", "government", "governments", "administration", "leadership"))
# What is done with a thing that can be delivered.
_GIVING = frozenset(map(stem, "provide deliver donate contribute send supply sell grant finance fund give transfer lend".split()))
# Where several must agree, whoever is named before.
_MUTUAL = frozenset(("concur",))


class Speakers(Protocol):
    """Who is meant by words of the text: the numbers of participants, in order; nobody where none of them is."""

    def speakers(self, start: int, end: int) -> tuple[int, ...]:
        """Return the participants whom the words from *start* to *end* name."""
        ...


@dataclass(frozen=True)
class Setting:
    """What is known of the meeting when its statements are read: who took part, whom words mean, the states named.

    In a *joint* text nobody's voice is the document's own: what is said without a speaker, all say.
    """

    text: str
    number: int
    occasion: Occasion
    who: Speakers
    states: Callable[[str], frozenset[str]]
    joint: bool = False

    @property
    def all(self) -> tuple[int, ...]:
        """The numbers of all participants."""
        return tuple(range(len(self.occasion.participants)))

    def represented(self, numbers: Sequence[int]) -> frozenset[str]:
        """Return the states of the participants with *numbers*."""
        return frozenset(self.occasion.participants[n].state for n in numbers) - {""}


def utterances(paragraphs: Sequence[Paragraph], setting: Setting, known: Lexicon) -> list[Utterance]:
    """Return the statements of *paragraphs* at the meeting of *setting*, in the order of the text."""
    found: list[Utterance] = []
    before: tuple[int, ...] = ()
    topic: tuple[str, ...] = ()
    for number, paragraph in enumerate(paragraphs):
        if paragraph.heading:
            topic = _named(known, paragraph, (0, len(paragraph.doc)), setting)
            continue
        recent: tuple[str, ...] = ()
        for clause in clauses(number, paragraph, known):
            speakers, sure = _speakers(clause, paragraph, setting, before, bool(found))
            if speakers is None:
                continue
            act, rule, certain = _act(clause, paragraph, setting, known, speakers)
            if not act:
                continue
            if act == "discuss" and _heads(clause, paragraphs, number, setting, known):
                continue
            about, why, likely = _issues(clause, paragraph, setting, known, recent, topic, act)
            before, recent = speakers or before, about or recent
            reason = Reason(f"“{' '.join(clause.cue.words)}” is a cue of {clause.cue.act}", rule, round(sure * certain, 2))
            found.append(
                Utterance(
                    setting.number,
                    clause.start,
                    clause.end,
                    act,
                    clause.verb,
                    speakers,
                    about,
                    _addressees(clause, paragraph, setting, speakers, act),
                    reasons=(reason, Reason(why, "issue", likely)),
                )
            )
    return found


def _words(paragraph: Paragraph, first: int, last: int) -> list[str]:
    return [token.norm_.lower() for token in paragraph.doc[first:last]]


def _speakers(
    clause: Clause, paragraph: Paragraph, setting: Setting, before: tuple[int, ...], begun: bool
) -> tuple[tuple[int, ...] | None, float]:
    """Return who speaks in *clause*, and how sure that is: nobody for the document's own voice, None for no statement."""
    everybody = setting.all
    if clause.cue.act == "discuss" and clause.form in ("infinitive", "passive", "noun"):
        return everybody, 0.9
    if clause.subject is None:
        if clause.form in ("passive", "noun"):
            return everybody, 0.8
        return (before or everybody), 0.5
    words = setting.text[slice(*clause.subject)].lower().replace("’", "'").split()
    head = words[: next((n for n, word in enumerate(words) if n and word in BOUND), len(words))]
    talks = any(stem(word.strip(",.")) in _TALKS for word in head)
    if clause.cue.words == ("included",):
        return (everybody, 0.7) if talks else (None, 0.0)
    named = setting.who.speakers(*clause.subject)
    if named:
        if clause.cue.stems[0] in _MUTUAL and len(named) == 1:
            return everybody, 0.7
        # "A met B and discussed": one cannot discuss alone.
        return (everybody, 0.8) if clause.cue.act == "discuss" and len(named) == 1 and not begun else (named, 0.95)
    if talks:
        return (everybody, 0.8) if clause.cue.act in ("discuss", "recognise") else ((), 0.5)
    stated = setting.states(setting.text[slice(*clause.subject)])
    if stated and _stands_for_state(setting, clause.subject):
        own = tuple(n for n in everybody if setting.occasion.participants[n].state in stated)
        return (own, 0.7) if own else (None, 0.0)
    if setting.joint and clause.form == "own":
        return everybody, 0.6
    if words[0] in _OWN_VOICE:
        return (everybody if setting.joint else ()), 0.5
    if clause.form == "passive":
        return everybody, 0.6
    return None, 0.0


def _stands_for_state(setting: Setting, subject: tuple[int, int]) -> bool:
    """Whether a subject is a state itself ("the United States", "the Japanese side"), and not something of it."""
    said = setting.text[slice(*subject)]
    rest, _, last = said.rpartition(" ")
    return last.lower() in _SIDES or setting.states(said) != setting.states(rest)


def _act(clause: Clause, paragraph: Paragraph, setting: Setting, known: Lexicon, speakers: tuple[int, ...]) -> tuple[str, str, float]:
    """Return the act of *clause*, the rule that decides it, and how sure it is; no act where it is no statement."""
    act, verb = clause.cue.act, clause.cue.stems[0]
    if clause.form == "own":
        return _own(clause, paragraph, setting, speakers)
    joint = len(setting.represented(speakers)) > 1
    words = _words(paragraph, clause.object, clause.words[1])
    if act == "welcome" and _received(clause, paragraph, setting, words):
        return "", "", 0.0
    if act in ("state", "recognise", "announce", "reaffirm") and (inside := _inside(clause, paragraph, setting, known, speakers)):
        return inside, "content of the report", 0.75
    if inner := _courtesy(clause, words, known):
        return inner, "a courtesy before what is said", 0.7
    if act == "agree" and words:
        fit = cue(known, words, 0, len(words)) or (cue(known, words, 1, len(words)) if len(words) > 1 else None)
        if fit and fit.cue.act == "warn":
            return "warn", "agreed to oppose", 0.8
    if act in ("reaffirm", "support") and len(clause.cue.words) > 1 and _of_another(clause, paragraph, setting, speakers):
        return "state", "the commitment of another", 0.6
    if act == "recognise" and not joint:
        return "state", "recognised by one alone", 0.8
    if act == "state" and joint and clause.cue.words == ("shared",):
        return "discuss", "shared by several", 0.5
    if act == "state" and joint and verb in _AFFIRMING and clause.cue.stems[-1] != "confidenc":
        return "recognise", "affirmed together", 0.85
    return act, "cue" if not clause.cue.derived else "noun of the verb", 0.9 if len(clause.cue.words) > 1 else 0.8


def _heads(clause: Clause, paragraphs: Sequence[Paragraph], number: int, setting: Setting, known: Lexicon) -> bool:
    """Whether the clause only heads the list that follows: "exchanged views on the international situation", then points."""
    paragraph, following = paragraphs[number], paragraphs[number + 1 : number + 2]
    if clause.sentence[1] < len(paragraph.doc) or not following or not following[0].point:
        return False
    below = following[0].point[:1] in "•·‣◦▪●○*–—-(" and following[0].point[:1] != paragraph.point[:1]
    return below and not _named(known, paragraph, clause.words, setting)


def _own(clause: Clause, paragraph: Paragraph, setting: Setting, speakers: tuple[int, ...]) -> tuple[str, str, float]:
    """Return the act of a main verb without a cue: what speakers will do, or how the document judges; often it is none."""
    words = _words(paragraph, clause.object, clause.words[1])
    ours = setting.joint and clause.subject and setting.text[slice(*clause.subject)].lower().startswith("our ")
    if clause.cue.act == "intend" and speakers and clause.subject and (ours or setting.who.speakers(*clause.subject)):
        act = _deed(words)
        return act, "will, with what is given" if act == "pledge" else "will", 0.6
    if (not speakers or setting.joint) and len(words) > 4:
        return "state", "the document's own judgement", 0.4
    return "", "", 0.0


def _courtesy(clause: Clause, words: list[str], known: Lexicon) -> str:
    """Return the act after "would like to" or "was pleased to", where a verb of an act follows; else nothing."""
    if clause.cue.words[0] == "would":
        begin = 0
    elif clause.cue.act == "welcome" and words[:1] == ["to"]:
        begin = 1
    else:
        return ""
    fit = cue(known, words, begin, len(words)) if len(words) > begin else None
    return fit.cue.act if fit and fit.cue.act not in ("discuss", "sign") else ""


def _deed(words: list[str]) -> str:
    """Return what "will" does before *words*: it pledges what can be delivered, an amount or a number, else it intends."""
    amount = any(word in ("$", "€", "£", "million", "billion") or word.isdigit() for word in words[:16])
    return "pledge" if amount or stem(words[0] if words else "") in _GIVING else "intend"


def _received(clause: Clause, paragraph: Paragraph, setting: Setting, words: list[str]) -> bool:
    """Whether a guest is welcomed at the beginning of a text, which only says that the meeting was held."""
    if clause.paragraph or clause.sentence[0]:
        return False
    end = next((n for n, word in enumerate(words) if word in ("to", "for", "at", "on", "'s", "'")), len(words))
    first = clause.object - (clause.cue.words[-1] in ("the", "to"))
    guest = paragraph.doc[first : clause.object + end]
    held = words[end : end + 1] in (["to"], ["for"], ["at"])
    return held and bool(setting.who.speakers(paragraph.start + guest.start_char, paragraph.start + guest.end_char))


def _inside(clause: Clause, paragraph: Paragraph, setting: Setting, known: Lexicon, speakers: tuple[int, ...]) -> str:
    """Return the act inside "stated that …", where the speaker's own side is the subject there; else nothing."""
    begin = clause.object
    words = _words(paragraph, clause.words[0], clause.words[1])
    shift = clause.words[0]
    that = begin - shift if words[begin - shift - 1 : begin - shift] == ["that"] else 0
    if not that:
        if words[begin - shift : begin - shift + 1] == ["that"]:
            that = begin - shift + 1
        elif len(clause.cue.words) == 1 and clause.cue.act in ("state", "announce") and "that" not in words[:9]:
            that = begin - shift
        else:
            return ""
    for at in range(that + 1, min(that + 16, len(words))):
        word = words[at]
        fit = cue(known, words, at, len(words))
        if paragraph.doc[shift + at].is_title and word not in FINITE:
            continue
        finite = word in FINITE or (fit is not None and (word.endswith(("ed", "s")) or words[at - 1] in ("we", "they", "i")))
        if not finite:
            continue
        act = fit.cue.act if fit and len(fit.cue.words) > 1 else ""
        if not act and word in ("will", "shall", "would"):
            act = _deed(words[at + 1 :])
        if act not in _INSIDE:
            return ""
        subject = paragraph.doc[shift + that : shift + at]
        said = {token.norm_.lower() for token in subject}
        own = setting.who.speakers(paragraph.start + subject.start_char, paragraph.start + subject.end_char)
        states = setting.states(subject.text)
        mine = setting.represented(speakers)
        if set(own) & set(speakers) or said & {"he", "she", "they", "we", "i", "his", "her", "our", "their"} or (states and states <= mine):
            return act
        return ""
    return ""


def _of_another(clause: Clause, paragraph: Paragraph, setting: Setting, speakers: tuple[int, ...]) -> bool:
    """Whether the commitment that is named belongs to somebody else: "noted Tunisia's reform commitments"."""
    between = paragraph.doc[clause.words[0] + 1 : clause.object]
    text = between.text.replace("’", "'")
    if "'s " not in text and "s' " not in text:
        return False
    owner = text[: max(text.find("'s "), text.find("s' "))]
    states = setting.states(owner)
    named = setting.who.speakers(paragraph.start + between.start_char, paragraph.start + between.start_char + len(owner))
    return bool(states - setting.represented(speakers)) or bool(set(named) - set(speakers))


def _addressees(clause: Clause, paragraph: Paragraph, setting: Setting, speakers: tuple[int, ...], act: str) -> tuple[int, ...]:
    """Return the participants whom the object right after the verb names."""
    if act not in _ADDRESSED:
        return ()
    words = _words(paragraph, clause.object, clause.words[1])
    end = next((n for n, word in enumerate(words) if n and word in _OBJECT_ENDS), len(words))
    span = paragraph.doc[clause.object - (clause.cue.words[-1] == "the") : clause.object + min(end, 14)]
    named = setting.who.speakers(paragraph.start + span.start_char, paragraph.start + span.end_char) if len(span) else ()
    return tuple(n for n in named if n not in speakers)


def _named(known: Lexicon, paragraph: Paragraph, words: tuple[int, int], setting: Setting) -> tuple[str, ...]:
    """Return the issues named by *words* of *paragraph*, without a broader one beside a narrower for the same object."""
    doc = paragraph.doc
    labels = []
    for label in issues(known, doc[words[0] : words[1]]):
        # The name of a state that takes part is a party, no subject.
        states = setting.states(doc[label.start : label.end].text)
        bare = label.end - label.start <= 1 + (doc[label.end - 1].norm_ == "'s")
        if bare and states and states <= setting.represented(setting.all) and label.issue != "ukraine":
            continue
        labels.append(label)
    kept = []
    for label in labels:
        narrower = [other for other in labels if label.issue in known.broader.get(other.issue, frozenset())]
        if any(not _apart(doc, label.end, other.start) and not _apart(doc, other.end, label.start) for other in narrower):
            continue
        kept.append(label)
    others = {label.issue for label in kept} - {"bilateral-relations", "consultation-mechanisms"}
    found = []
    for label in kept:
        contact = label.issue == "consultation-mechanisms" and any(stem(t.norm_.lower()) in _CONTACT for t in doc[label.start : label.end])
        if label.issue not in found and not (contact and others):
            found.append(label.issue)
    return tuple(found)


def _apart(doc: object, first: int, last: int) -> bool:
    """Whether a comma or "and" between two places makes them different objects."""
    return first < last and any(token.norm_ in (",", "and", ";") for token in doc[first:last])  # type: ignore[index]


def _issues(
    clause: Clause, paragraph: Paragraph, setting: Setting, known: Lexicon, recent: tuple[str, ...], topic: tuple[str, ...], act: str
) -> tuple[tuple[str, ...], str, float]:
    """Return the issues of *clause*, from where, and how sure: its own words, its sentence's opening, what came before."""
    first, last = clause.words[0], max(clause.words[1], clause.reach)
    words = _words(paragraph, first, last)
    back = bool(recent) and bool(_BACK.search(" ".join(words[1:20])))
    aside = next((n for n in range(3, len(words)) if words[n] in _ASIDE or " ".join(words[n : n + 3]) in _ASIDES), 0)
    named = aside and _named(known, paragraph, (first, first + aside), setting)
    if named := named or _named(known, paragraph, (first, last), setting):
        if back and set(named) <= _FORUMS:
            return (*(i for i in recent if i not in named), *named), "labels in the passage, and the statement before", 0.6
        return named, "labels in the passage", 0.85
    if act == "invite" or "visit" in words:
        return ("high-level-visits",), "a visit", 0.6
    begin, end = clause.opening
    if end > begin and (named := _named(known, paragraph, (begin, end), setting)):
        return named, "labels before the verb", 0.6
    if back:
        return recent, "the statement before", 0.5
    if act == "condole":
        return ("domestic-politics",), "a loss at home", 0.4
    stems = set(map(stem, words[1:]))
    if stems & _RELATION:
        return ("bilateral-relations",), "relations, ties, partnership", 0.5
    if stems & _CONTACT:
        return ("consultation-mechanisms",), "contacts", 0.5
    if topic:
        return topic, "the heading", 0.5
    if recent:
        return recent, "the statement before", 0.4
    return ("bilateral-relations",), "no label in reach", 0.2
