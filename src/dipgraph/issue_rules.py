"""The issues of a clause: the labels in it, else what leads to them from near by; never a broader one beside a narrower."""

from __future__ import annotations

import re

from dipgraph.clauses import Clause
from dipgraph.inflections import OWN, every, stem, stems
from dipgraph.issue_names import named, spared_only
from dipgraph.modifiers import RECALLED
from dipgraph.setting import Setting
from dipgraph.setting import words as words_of

# Words that lead back to what was spoken of before: "these threats", "further responses", "toward that end".
_BACK = re.compile(
    r"\b(?:these|such|further responses?|(?:future|further|new|continued) (?:provocations|launches|attacks)"
    r"|the (?:same )?(?:matter|subject)|[a-z]+ there(?= (?:[.,;]|and|to|with)|$)"
    r"|both (?:issues|matters|questions)|the situation there|on the ground"
    r"|that (?:end|regard|respect|effort|goal|issue|matter|direction)"
    r"|this (?!year|month|week|time|day|meeting|visit|summer|spring|autumn|fall|winter)\w+)\b"
)
# So a sentence begins that goes on with what was spoken of: "On this, they agreed", "In this regard", "To that end".
_LEADING_BACK = re.compile(
    r"^(?:also |further |and )*(?:on|in|to|toward|towards|with|regarding|concerning|about|for|against)"
    r" (?:this|that|these|those|the same|both)\b"
    r"(?! (?:occasion|day|year|month|week|morning|afternoon|evening|time|meeting|visit|call|conversation|summit|capacity"
    r"|spirit|talks|trip|event|session|end of|way)\b)[^.;]{0,40}?(?= ,|$)"
)
# Contacts on what was spoken of, and not "this channel" or "these and other issues".
_ON_IT = re.compile(
    r"\b(?:on|over|about) (?:this|that|the|it)(?: same)?(?: (?:issue|matter|subject|question|topic)| [.,;]|$)"
)
# So a sentence begins that says at once what it is about.
_ON_THIS = re.compile(
    r"^(?:also |further )*(?:on|regarding|concerning|as for|with (?:regard|respect) to|turning to|in relation to) "
)
# What follows tells under which circumstances, not about what.
_ASIDE = every("amid amidst despite given")
_ASIDES = frozenset(
    ("in the face", "in light of", "in view of", "in recognition of", "against the backdrop", "in the context")
) | {"on the margins", "on the sidelines"}
_PREPARING = every("preparation preparations preparing")
_MOST = 3
_ELECTED, _FAIR = every("election elections victory"), every("free fair democratic award process")
# Who looks forward to hosting, or agrees to meet, speaks of a visit or meeting to come.
_COMING = every("hope agree pledge intend")
# "Success in bringing the situation in the country to normal" is wished to a country of which a conflict was told.
_DOINGS = stems("action provocation behavior behaviour conduct threat")
_HERE = stems("situation crisis conflict violence")
# What is said to a side that is all that is named.
_BETWEEN = every("support reaffirm")


def issues_of(
    clause: Clause,
    setting: Setting,
    act: str,
    recent: tuple[str, ...],
    topic: tuple[str, ...] = (),
    before: tuple[str, ...] = (),
    joined: bool = True,
) -> tuple[tuple[str, ...], str, float]:
    """Return the issues of *clause*, from where they are, and how sure.

    *recent* are those of the statement before in the same paragraph, *topic* those of the heading, *before*
    those of the last statement wherever it stands. A clause that is not *joined* to that in its sentence is not about the
    same where it names something of its own, nor where that was about many things.
    """
    stands = setting.known.issues.standing
    first, last = clause.words[0], max(clause.words[1], clause.reach)
    words = words_of(clause, first, last)
    ahead = " ".join(words_of(clause, *clause.opening)) if clause.opening[1] == first else ""
    leads = _LEADING_BACK.search(ahead) or _BACK.search(" ".join(words[1:20]))
    back = (recent or before) if leads else ()
    within = _within(setting, clause, (first, last), recent, ahead)
    named_here, within = within, _in_conflict(setting, clause, (first, last), within, recent)
    printed = {token.text for token in clause.paragraph.doc[first:last]}  # and not the name of a party
    if act == "congratulate" and _ELECTED & set(words) and not _FAIR & printed:  # "on her historic election"
        within = tuple(dict.fromkeys("domestic-politics" if issue == "democracy" else issue for issue in within))
    if within and not (act == "invite" and set(within) <= stands["asWar"]):  # "invited her to Kyiv"
        if back and set(within) <= stands["asForum"]:
            both = (*(issue for issue in back if issue not in within), *within)
            return both, "labels in the passage, and the statement before", 0.6
        if set(within) == {"consultation-mechanisms"}:
            # "On Syria, they agreed to remain in close contact": the matter, not the contact.
            led = back if _LEADING_BACK.search(ahead) or _ON_IT.search(" ".join(words)) else ()
            about = named(setting, clause.paragraph, *clause.opening) or led or topic
            if set(about) - stands["asRelation"]:
                return about, "labels before the verb, in the statement before or in the heading", 0.6
        carried = set(within) - set(named_here)
        return within, f"labels in the passage{', and the statement before' * bool(carried)}", 0.6 if carried else 0.85
    coming = act in _COMING and setting.senses["hosting"] & set(
        map(stem, words_of(clause, clause.object, clause.object + 4))
    )
    if act == "invite" or coming or _visit(setting, words):
        return ("high-level-visits",), "a visit", 0.6
    if opening := named(setting, clause.paragraph, *clause.opening):
        return opening, "labels before the verb", 0.6
    said = set(map(stem, words[1:]))
    definite = "the" in words and said & setting.senses["matters"] and not said & setting.senses["relations"]
    if definite and not (recent or topic):
        recent = _sentence_before(clause, setting) or before
    recent = _meant(setting, act, said, recent, joined)
    if act in _BETWEEN and not back and setting.only_sides(clause, clause.object, last):
        recent, topic = ("bilateral-relations",), ()  # "reaffirmed her support for Japan"
    # "They discussed it": of itself no more is said; "They discussed the ceasefire": that of the conflict.
    other = act == "discuss" and not said & (setting.senses["matters"] | setting.senses["warfare"])
    if not joined and (other or len(recent) > _MOST or _names_another(clause, setting, first, last)):
        recent = ()
    whence = f"\u201c{leads.group().strip()}\u201d leads to the statement before" if leads else ""
    passing = named(setting, clause.paragraph, first, last, passing=True)
    return _from_near_by(setting, said, act, (back, whence), topic, recent, passing)


def _meant(setting: Setting, act: str, said: set[str], recent: tuple[str, ...], joined: bool) -> tuple[str, ...]:
    """Return of what was spoken of before that which an act, or what is *said*, can be about."""
    if act == "congratulate":  # "congratulated her on her election and wished her success"
        there = bool(_HERE & said) and bool(_conflicts(setting, recent))
        return recent if (joined and recent == ("domestic-politics",)) or there else ()
    return (setting.senses["warfare"] & said and _conflicts(setting, recent)) or recent


def _visit(setting: Setting, words: list[str]) -> bool:
    """Whether words speak of a visit, and not only of what came of one: "progress since the summit"."""
    return any(
        setting.senses.has("visits", word) and not RECALLED & set(words[max(at - 4, 0) : at])
        for at, word in enumerate(words)
    )


def _within(
    setting: Setting, clause: Clause, passage: tuple[int, int], recent: tuple[str, ...], ahead: str
) -> tuple[str, ...]:
    """Return the issues that a *passage* names: without its circumstances, with the matter of the words *ahead* of it."""
    first, last = passage
    words, stands = words_of(clause, first, last), setting.known.issues.standing
    aside = next((n for n in range(3, len(words)) if _begins_aside(words, n)), 0)
    within = named(setting, clause.paragraph, first, first + aside) if aside else ()
    if set(within) <= stands["asRelation"]:
        within = named(setting, clause.paragraph, first, last)
    if within and _ON_THIS.match(ahead) and set(within) - stands["asRelation"]:
        # "On Syria, they stressed the need for humanitarian aid": both, unless one is narrower.
        matter = named(setting, clause.paragraph, *clause.opening)
        within = _with(setting, matter, within)
    if words[:1] == ["which"]:
        # "order in Exland, which, she stressed, is part of all order": both; what stands nearest is meant.
        within = tuple(dict.fromkeys((*recent[-1:], *within)))
    others = setting.states(clause.paragraph.doc[first:last].text) - setting.represented(setting.all)
    return _narrowed(setting, within, recent) if others and _DOINGS & set(map(stem, words)) else within


def _narrowed(setting: Setting, within: tuple[str, ...], recent: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is said of a state with what of it was spoken of before: its "actions" are those that were told."""
    broader = setting.known.issues.broader
    told = {issue: [one for one in recent if issue in broader[one]] for issue in _conflicts(setting, within)}
    at_war = setting.known.issues.standing["asWar"]
    return tuple(
        dict.fromkeys(one for issue in within for one in ((issue not in at_war and told.get(issue)) or (issue,)))
    )


def _begins_aside(words: list[str], at: int) -> bool:
    """Whether circumstances begin at a word: "given the crisis", not "in the context of preparations for the summit"."""
    long = " ".join(words[at : at + 3]) in _ASIDES
    return words[at] in _ASIDE or (long and not _PREPARING & set(words[at + 3 : at + 6]))


def _in_conflict(
    setting: Setting, clause: Clause, passage: tuple[int, int], within: tuple[str, ...], recent: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the issues *within* a passage with the conflict in which they are: relief "over the past week" is there.

    What is only said of those who are to be spared is said of the conflict alone; convoys after relief are relief.
    """
    said_in = setting.known.issues.standing["inConflict"]
    here, before = _conflicts(setting, within), _conflicts(setting, recent)
    if here and setting.senses["supplies"] & set(map(stem, words_of(clause, *passage))):
        within = (*within, *(issue for issue in recent if issue in said_in and issue not in within))
    if not said_in & set(within) or not (here or len(before) == 1):
        return within
    spared = spared_only(setting, clause.paragraph, *passage)
    kept = tuple(issue for issue in within if issue not in spared)
    return kept if here else (*before, *kept)


def _conflicts(setting: Setting, issues: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(issue for issue in issues if "conflicts" in setting.known.issues.broader[issue])


def _with(setting: Setting, matter: tuple[str, ...], within: tuple[str, ...]) -> tuple[str, ...]:
    """Return the conflicts of the *matter* of a sentence before the issues *within* a passage, unless one is narrower."""
    broader = setting.known.issues.broader
    places = [
        issue
        for issue in _conflicts(setting, matter)
        if not any(issue == other or issue in broader[other] for other in within)
    ]
    kept = [issue for issue in within if not any(issue in broader[place] for place in places)]
    return (*places, *kept)


def _sentence_before(clause: Clause, setting: Setting) -> tuple[str, ...]:
    """Return the issues of the sentence before that of *clause* in its paragraph, where no statement was in it."""
    begins = [sentence.start for sentence in clause.paragraph.sentences if sentence.start < clause.sentence[0]]
    return named(setting, clause.paragraph, begins[-1], clause.sentence[0]) if begins else ()


def _names_another(clause: Clause, setting: Setting, first: int, last: int) -> bool:
    """Whether words without a label name something of their own: neither a state, nor one who took part."""
    people = setting.occasion.participants
    known = {word for one in people for word in f"{one.name} {one.role}".casefold().split()}
    doc, names = clause.paragraph.doc, list[list[str]]()
    for at in range(first + 1, last):
        if not doc[at].text[:1].isupper() or doc[at - 1].norm_.lower() in OWN:  # "His Majesty"
            continue
        if not (names and doc[at - 1].text == names[-1][-1]):
            names.append([])
        names[-1].append(doc[at].text)
    # Nor is a government or a president by that word alone.
    of_all = setting.senses["sides"] | setting.senses["people"]
    return any(
        not setting.states(" ".join(name))
        and not all(word in known or stem(word) in of_all for word in map(str.casefold, name))
        for name in names
    )


def _from_near_by(
    setting: Setting,
    said: set[str],
    act: str,
    back: tuple[tuple[str, ...], str],
    topic: tuple[str, ...],
    recent: tuple[str, ...],
    passing: tuple[str, ...],
) -> tuple[tuple[str, ...], str, float]:
    """Return the issues of words without an object: what they lead back to, contacts, relations, the heading, the last."""
    choices = (
        (*back, 0.5),
        (("domestic-politics",) if act == "condole" and not recent else (), "a loss at home", 0.4),
        (("bilateral-relations",) if said & setting.senses["relations"] else (), "relations, ties, partnership", 0.5),
        (("consultation-mechanisms",) if said & setting.senses["touch"] else (), "contacts", 0.5),
        (topic, "the heading", 0.5),
        (recent, "the statement before", 0.4),
        (passing, "labels in passing", 0.4),
    )
    return next((choice for choice in choices if choice[0]), (("bilateral-relations",), "no label in reach", 0.2))
