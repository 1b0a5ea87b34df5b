"""A document as it is drafted: a pure function of its intake and of what is known, so that it can run anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from dipgraph.adjectives import settled
from dipgraph.dues import behind, opened, when
from dipgraph.guesses import Draft, Intake, Open, Reason, Utterance
from dipgraph.kinds import Kind, kind
from dipgraph.lexicon import Lexicon, lexicon
from dipgraph.mentions import mentions
from dipgraph.names import Names, names, words
from dipgraph.narration import narration
from dipgraph.occasions import occasions
from dipgraph.prose import Paragraph, paragraphs, unstruck
from dipgraph.provisos import leading
from dipgraph.roster import Roster, roster
from dipgraph.setting import Setting
from dipgraph.undertakings import undertaking
from dipgraph.utterances import utterances

# So far behind a promise, in characters, a clause about what is promised may go on.
_BEHIND = 300
# What each state does for itself, though several speak.
_ALONE = frozenset(("pledge", "intend"))
_WILL = re.compile(r"(?:will|shall|has|have|remains?|stands?|is|are)\b")
_TO_COME = frozenset(("will", "would", "shall"))
# For whom a promise is made: "On behalf of the European Union, he pledged"; who is to do it: "agreed that Peru would host".
_BEHALF = re.compile(r"\b[Oo]n behalf of (?:the )?([A-Z][\w.’'-]*(?: (?:of |the )*[A-Z][\w.’'-]*){0,5})")
_THAT = re.compile(
    r"\bthat (?:the )?([A-Z][\w.’'-]*(?: (?:of |the )*[A-Z][\w.’'-]*){0,3}) (?:would|will|shall|should|is to)\b"
)
# To whom something is promised, by what the commitment is to: "commitment to the defense of Japan", "to Peru's security".
_COMMITMENT = re.compile(
    r"\bcommitments?(?: of (?:the )?[A-Z][\w. ]*?)? to (?:(?:continue to )?(?:support|help|assist|defend|protect) )?"
    r"((?:the |both |all )?[A-Z][^,.;]*|(?:the |its |their )[^,.;]*?\bof [^,.;]*)"
)
_ENDS = re.compile(
    r" (?:and (?:to|its|his|her|their|our)|in|on|under|by|as|through|at|with|from|against|that|which|who) "
)


@dataclass(frozen=True, eq=False)
class Knowledge:
    """What a draft is made with: the acts and issues, the words for who meets, and who held which office."""

    lexicon: Lexicon
    names: Names
    roster: Roster


@cache
def knowledge(ontology: Path, *actors: Path) -> Knowledge:
    """Return what the vocabularies in the folder *ontology* and the files of *actors* have, read once in a process."""
    return Knowledge(lexicon(ontology), names(ontology), roster(*actors))


def draft(intake: Intake, known: Knowledge) -> Draft:
    """Return all that *intake* is taken to say; the same document and the same knowledge give the same draft."""
    whole, intake = intake, replace(intake, text=unstruck(intake.text))
    known = replace(known, names=settled(known.names, intake.title, intake.text, intake.publisher))
    what = kind(intake, known.names)
    text = paragraphs(intake.text)
    met, none = occasions(intake, text, known.names, known.roster)
    made = Draft(whole, what.kind, what.tier, what.standpoint, met, none=none, reasons=what.reasons)
    if not met and not intake.language.startswith("en"):
        # That nothing was found says nothing of a text that is not read.
        which = "" if intake.language == "und" else f", and this is taken for {intake.language}"
        return replace(made, none=f"only English is read{which}: {none}")
    if not met:
        return made
    body = _body(text, intake)
    found: list[Utterance] = []
    states = naming(known.names)
    opened: tuple[Open, ...] = ()
    taking: set[tuple[int, int]] = set()
    everyone = [mentions(intake, text, known.names, known.roster, occasion) for occasion in met]
    told_of = narration(intake, text, met, everyone)
    for number, (occasion, who) in enumerate(zip(met, everyone, strict=True)):
        setting = Setting(
            intake.text,
            number,
            occasion,
            who,
            states,
            known.lexicon,
            known.names.senses,
            what.tier == "joint",
            what.standpoint,
        )
        said = [one for one in utterances(body, setting) if told_of(one.start) == number]
        found += _accepted([_undertaken(one, setting, what, intake) for one in said], setting, intake)
        opened = opened or who.open
        taking |= {(m.start, m.end) for m in who.all if m.participants}
    # Whoever took part in one of the meetings is not open, whichever of them is looked at first.
    left = tuple(one for one in opened if (one.start, one.end) not in taking)
    return replace(made, mentions=left, utterances=tuple(sorted(found, key=lambda one: one.start)))


def _body(text: Sequence[Paragraph], intake: Intake) -> list[Paragraph]:
    """Return the paragraphs of the body: a report may begin on the line of its dateline, behind it."""
    body = [paragraph for paragraph in text if paragraph.end > intake.body]
    if body and body[0].start < intake.body:
        body[:1] = paragraphs(intake.text[: body[0].end], intake.body)
    return body


def naming(known: Names) -> Callable[[str], frozenset[str]]:
    """Return a function that gives the codes of the states and bodies that words name.

    >>> sorted(naming(names())("the Japanese side and the United States"))
    ['JP', 'US']
    """

    @lru_cache(maxsize=4096)
    def states(said: str) -> frozenset[str]:
        found = words(said)
        named = (known.states, known.adjectives, known.bodies)
        return frozenset(code for phrases in named for _, _, codes in phrases.all(found) for code in codes)

    return states


def _undertaken(one: Utterance, setting: Setting, what: Kind, intake: Intake) -> Utterance:
    """Return a statement with what it commits to, if its act is a commitment."""
    if not setting.known.acts[one.act].commits:
        return one
    passage = intake.text[one.start : one.end]
    bound = tuple(dict.fromkeys(setting.occasion.participants[n].state for n in one.speakers))
    # Whose state is not known binds no other one.
    named = () if one.speakers or not _WILL.match(passage) else _subject(one, setting)
    # Who publishes commits his own state alone: "Exland and Wyland will pay half", told by Exland.
    named = (what.standpoint,) if what.standpoint in named else named
    bound = tuple(filter(None, bound if one.speakers else named or (what.standpoint,)))
    doubts: tuple[Reason, ...] = ()
    if unknown := [p.name or p.role for n in one.speakers if not (p := setting.occasion.participants[n]).state]:
        why = f"Bound too is the side of {' and '.join(unknown)}, which the text does not tell"
        doubts += (Reason(why, "bound-unknown", 0.2),)
    doer = _doer(one, setting)
    if body := _on_behalf(one, setting):
        bound = (body,)
    elif not bound and len(doer) == 1:
        bound = tuple(doer)  # "announced that Exland will pay", by one of whose side nothing is said
    elif one.act in _ALONE and doer and doer < set(bound):
        bound = tuple(code for code in bound if code in doer)  # of both who speak one promises
    elif other := _other_doer(one, setting, bound):
        why = f"What was agreed is to be done by {other}, which took no part: look who is bound"
        doubts += (Reason(why, "bound-other", 0.2),)
    to = tuple(dict.fromkeys(setting.occasion.participants[n].state for n in one.addressees))
    to = to or _for_whom(passage, setting, bound)
    if leading(passage[: max(passage.find(one.verb), 0)]):
        passage = passage[passage.find(one.verb) :]  # when a condition is met is not when the promise is due
    verb = re.match(r"\W*(\w+)", passage)
    ahead = intake.text[slice(*one.opening)]
    day = setting.occasion.date or intake.published
    # A point of a list begins with what is to be done.
    after = verb.end() if verb and verb[1].lower() in one.verb.lower() else 0
    made = undertaking(passage, one.act, bound, tuple(s for s in to if s and s not in bound), day, after)
    if not made.due_words and (due := opened(ahead, day, one.verb.lower() in _TO_COME)):
        made = replace(made, due_words=due[0], due=due[1], due_from=due[2], due_until=due[3])
    later = behind(intake.text[one.end : one.end + _BEHIND], day) if not made.due_words else ("", "", None, None)
    if later[0]:
        made = replace(made, due_words=later[0], due=later[1], due_from=later[2], due_until=later[3])
    return replace(one, undertaking=replace(made, doubts=doubts))


def _accepted(said: list[Utterance], setting: Setting, intake: Intake) -> list[Utterance]:
    """Return the statements *said*: who accepts an invitation, and says not for when, accepts it for when it was made."""
    day = setting.occasion.date or intake.published
    for at, one in enumerate(said):
        made, before = one.undertaking, said[at - 1] if at else one
        if made is None or made.due_words or one.verb.split()[0].lower() != "accepted" or before.act != "invite":
            continue
        if (
            set(before.speakers) & set(one.speakers)
            or not (due := when(intake.text[before.start : before.end], day))[0]
        ):
            continue
        made = replace(made, due_words=due[0], due=due[1], due_from=due[2], due_until=due[3])
        said[at] = replace(one, undertaking=made)
    return said


def _on_behalf(one: Utterance, setting: Setting) -> str:
    """Return the body or state on behalf of which something is promised, by the words of its sentence; or nothing."""
    begin = max(setting.text.rfind(". ", 0, one.start), setting.text.rfind("\n", 0, one.start)) + 1
    said = _BEHALF.search(setting.text, begin, one.end)
    codes = setting.states(said[1]) if said else frozenset()
    return next(iter(codes)) if len(codes) == 1 else ""


def _for_whom(passage: str, setting: Setting, bound: Sequence[str]) -> tuple[str, ...]:
    """Return the sides at the meeting that are named in what a commitment is to, if no one of those *bound* is too."""
    said = _COMMITMENT.search(passage)
    codes = setting.states(_ENDS.split(said[1])[0]) if said else frozenset()
    return () if codes & set(bound) else tuple(sorted(codes & setting.represented(setting.all)))


def _subject(one: Utterance, setting: Setting) -> tuple[str, ...]:
    """Return the sides at the meeting that the words right before a statement name: "Exland will pay half"."""
    said = re.search(r"[^.;:!?\n]*$", setting.text[: one.start])
    codes = setting.states(said[0]) if said else frozenset()
    return tuple(sorted(codes & setting.represented(setting.all)))


def _doer(one: Utterance, setting: Setting) -> frozenset[str]:
    """Return the state that is to do it by the words of a statement: "announced that Exland will pay"."""
    said = _THAT.search(setting.text, one.start, one.end)
    return setting.states(said[1]) if said else frozenset()


def _other_doer(one: Utterance, setting: Setting, bound: Sequence[str]) -> str:
    """Return who is to do it by the words of a statement that others agreed, where it is no side that is bound."""
    codes, said = _doer(one, setting), _THAT.search(setting.text, one.start, one.end)
    return said[1] if said and codes and not codes & set(bound) else ""
