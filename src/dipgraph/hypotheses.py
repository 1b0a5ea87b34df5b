"""What is no promise though its words stand there: what would have been, is guessed, was done, or depends on an if."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dipgraph.clauses import Clause
from dipgraph.inflections import BOUND, FINITE, adverb, every, stem, stems
from dipgraph.months import MONTH
from dipgraph.provisos import condition, leading
from dipgraph.setting import Setting
from dipgraph.setting import words as words_of

_TO_COME = every("will would shall could might may 'll")
_BETWEEN = every("not never also n't")
# Past participles that do not end as those of most verbs do.
_PARTICIPLES = every(
    "spent sent left met held built kept lost won sold paid made done gone come become led set put cut got begun had brought"
    " bought thought taught fought found stood understood told said run dealt felt meant withdrawn drawn shown grown known"
)
# Who does this at the end of a visit, or on the way to the next one, promises nothing by it; the rest needs a way behind it.
_MOVING, _GOING = every("depart arrive proceed"), every("return leave fly continue")
ASSURING = every("assured assures assuring reassured reassures guaranteed guarantees")
_PERIODS = every("end close beginning start middle first second time summer autumn winter spring")
_REPORTING = every("said says stated states announced announces told")
# What stands behind "accepted" where the invitation was told before.
_ACCEPTED = every(". , with and it")
_WAY = every("to home from for on")
# So it is told in advance where somebody goes.
_TRAVELLING, _PAYING, _VISITS = (
    every("travel visit fly head journey tour"),
    every("pay make undertake"),
    every("visit trip journey tour"),
)
_SPEAKING, _SPEECH = every("give deliver hold"), every("lecture speech address remarks interview keynote conference")
_NOWHERE, _OURS = every("down up"), every("we i our my")
# What comes to an end without an instrument, and where the words for it end.
_HELD = stems(
    "talk conversation discussion consultation dialogue call meeting session summit conference visit trip tour journey stay"
    " speech remarks address lunch dinner ceremony mission programme"
)
_PHRASE_ENDS = BOUND | every(", . ; : that")
_YEAR = (
    r"(?:on|in|back in|as early as(?: in)?)\s+"
    rf"(?:{MONTH}\s+(?:\d{{1,2}},?\s+)?|\d{{1,2}}\s+{MONTH},?\s+)?(?P<year>(?:19|20)\d\d)\b"
)
# The year in which something was done: before who did it, or behind, where no other verb stands between.
_OPENS = re.compile(rf"\W*{_YEAR}", re.IGNORECASE)
_IN_YEAR = re.compile(
    r"\w+\b(?:(?!\b(?:to|that|which|who|plans?|in)\b|\b\w+ed\b|\b(?:made|held|set|begun|taken|built|given)\b)[^.;:])*?\b"
    rf"{_YEAR}(?!\s*[-–]\s*\d)",
    re.IGNORECASE,
)
# Who signs for a state beside an enterprise.
_PUBLIC = every("government governments ministry ministries minister ministers authority authorities agency agencies")
# Behind "promised and" one of these says that it has been done: "promised, and delivers".
_DONE = every("has have had is are was were")


def unpromised(clause: Clause, setting: Setting) -> str:
    """Return why *clause*, whose words are those of a promise, makes none; nothing where it may."""
    first = clause.opening[0] if clause.words[0] == clause.opening[1] else clause.words[0]
    said = words_of(clause, clause.words[0], min(clause.object + 6, clause.words[1]))
    cue = clause.object - clause.words[0]
    if any(perfect(said, at) for at, word in enumerate(said[: cue + 1]) if word in _TO_COME):
        return "what will or would have been"
    near = words_of(clause, first, min(clause.object + 2, clause.words[1]))
    if any(setting.senses.has("guessing", word) for word in near):
        return "it is only guessed, or only said to be so"
    if _reckoned(words_of(clause, *clause.sentence), setting):
        return "others say so"
    if clause.form == "verb" and _fulfilled(words_of(clause, clause.object, clause.words[1]), setting):
        return "it is told that it is done"
    if clause.cue.words[0] == "would" and _tied(clause, setting):
        return "what would be done, if something were so"
    return ""


def took(clause: Clause, setting: Setting) -> bool:
    """Whether something was accepted that is no invitation, which has cues of its own: "accepted the medal"."""
    behind = set(words_of(clause, clause.object, clause.object + 1))
    return clause.cue.words == ("accepted",) and clause.form != "relative" and not behind <= _ACCEPTED


def unsigned(clause: Clause, setting: Setting) -> bool:
    """Whether nothing is signed by those who met: it is recalled, talks are concluded, or enterprises sign."""
    words = words_of(clause, *clause.words)
    return bool({"earlier", "previously", "last", "ago"} & set(words)) or _over(clause) or _private(clause, setting)


def of_past_year(clause: Clause, setting: Setting) -> bool:
    """Whether it was done in a year before that of the meeting: "In 2018 the two sides agreed", "signed it in 2018".

    The year of what is done is another: "agreed to follow the plan in 2018", "signed the protocol adopted in 2018".
    """
    day, doc = setting.occasion.date, clause.paragraph.doc
    begin = clause.paragraph.start + doc[clause.sentence[0]].idx
    told = setting.text[clause.paragraph.start + doc[clause.words[0]].idx : clause.end]
    years = [
        found["year"] for found in (_OPENS.match(setting.text, begin, clause.start), _IN_YEAR.match(told)) if found
    ]
    # Where no day of the meeting is told, "signed in 2018" is not said of it.
    return any(day is None or int(year) < day.year for year in years)


def _private(clause: Clause, setting: Setting) -> bool:
    """Whether those between whom something was signed are enterprises: "a memorandum between universities was signed"."""
    said = words_of(clause, *clause.words)
    at = said.index("between") if "between" in said else 0
    if clause.form != "passive" or clause.subject or not at or (BOUND - {"of"}) & set(said[:at]):
        return False
    between = said[at + 1 :]
    between = between[: next((n for n, word in enumerate(between) if word in FINITE), len(between))]
    public = any(setting.senses.has("countries", word) or word in _PUBLIC for word in between)
    return not public and any(setting.senses.has("enterprises", word) for word in between)


def _over(clause: Clause) -> bool:
    """Whether what is concluded was held, or is a thought, or nothing: "concluded talks in Porto", "concluded that"."""
    if clause.cue.words != ("concluded",):
        return False
    passive = clause.form == "passive"
    span = (clause.words[0], clause.object - 1) if passive else (clause.object, clause.words[1])
    said = words_of(clause, *span)
    head = said[: next((n for n, word in enumerate(said) if word in _PHRASE_ENDS or word in FINITE), len(said))]
    return not head or stem(head[-1]) in _HELD


def travels(words: Sequence[str]) -> bool:
    """Whether behind "will" stands no more than where one goes: "depart Exland on 16 May", "return home".

    >>> travels("depart Exland on 16 May".split()), travels("return the boats by May".split())
    (True, False)
    """
    said = [word for word in words[:4] if not adverb(word)]
    return said[:1] != [] and (said[0] in _MOVING or (said[0] in _GOING and said[1:2] != [] and said[1] in _WAY))


def journeys(clause: Clause, setting: Setting, words: Sequence[str]) -> bool:
    """Whether a document tells of a journey to come, where it speaks itself: "The Minister will travel to Porto on 3 May".

    What somebody is quoted to say, or all sides say together, is a promise that may be kept or not.
    """
    said = [word for word in words if not adverb(word)]
    subject = words_of(clause, clause.words[0], clause.object)
    if setting.joint or clause.teller or _OURS & set(subject):
        return False
    paid = said[:1] != [] and said[0] in _PAYING and bool(_VISITS & set(said[1:6]))
    meets = said[:1] == ["meet"] and len(setting.who.speakers(*clause.subject or (0, 0))) == 1
    speaks = said[:1] != [] and said[0] in _SPEAKING and bool(_SPEECH & set(said[1:5]))
    return (
        paid
        or meets
        or speaks
        or (said[:1] != [] and said[0] in _TRAVELLING and bool(said[1:2]) and said[1] not in _NOWHERE)
    )


def told_of_talks(clause: Clause, setting: Setting) -> bool:
    """Whether a document says what the meeting itself will be or do, and nobody promises: "This visit will precede it"."""
    subject = setting.text[slice(*clause.subject or (0, 0))].lower().split()
    head = subject[: next((n for n, word in enumerate(subject) if n and word in BOUND), len(subject))]
    return clause.cue.words[0] in ("will", "shall") and not setting.joint and bool(head) and stem(head[-1]) in _HELD


def stays(setting: Setting, words: Sequence[str]) -> bool:
    """Whether "would" leads to contacts that go on, which were agreed: "would stay in touch"."""
    first = next((word for word in words if not adverb(word)), "")
    return setting.senses.has("staying", first) and bool(setting.senses["touch"] & set(map(stem, words[1:8])))


def vouched(clause: Clause, setting: Setting, words: Sequence[str], at: int, speaking: tuple[int, ...]) -> str:
    """Return what it is to say what will be done by nobody else: "assured him that the works will be completed".

    Who assures of it pledges, who announces it intends it: "announced that talks would be held in May".
    """
    behind = [word for word in words[at + 1 : at + 5] if not adverb(word)]
    participle = "".join(behind[1:2])
    done = behind[:1] == ["be"] and (participle.endswith("ed") or participle in _PARTICIPLES)
    first = clause.words[1] - len(words)
    named = setting.states(clause.paragraph.doc[first : first + at].text)
    by = words.index("by", at) + 1 if "by" in words[at:] else at
    named |= setting.states(clause.paragraph.doc[first + by : first + by + 4].text) if by > at else frozenset()
    # "By the market" is done by others, "by the end of May" and "by the government" may be by oneself.
    agent = words[by + 1 : by + 2] if by > at and words[by] in ("the", "a", "an") else []
    others = bool(agent) and agent[0] not in _PERIODS and not setting.senses.has("sides", agent[0])
    if not (done or behind[:2] == ["take", "place"]) or others or named - setting.represented(speaking):
        return ""
    if clause.cue.words[0] in ASSURING:
        return "pledge" if done else ""
    return "intend" if clause.cue.act == "announce" and speaking else ""


def agreed(clause: Clause, setting: Setting) -> bool:
    """Whether one reports what both sides will do by agreement: "said that the two countries had agreed on building it"."""
    said = words_of(clause, clause.words[0], clause.words[1])
    at = said.index("agreed") if "agreed" in said[:14] else 0
    if not at or said[0] not in _REPORTING or "that" not in said[:at]:
        return False
    told = said[said.index("that") + 1 : at]
    head = [word for word in told if word == "both" or (word not in ("have", "had") and not adverb(word))]
    both = head[:1] in (["both"], ["the"]) and len(head) in (2, 3) and head[-1].endswith("s")
    group = both and any(setting.senses.has(sense, head[-1]) for sense in ("sides", "countries", "people"))
    behind, day = said[at + 1 : at + 3], setting.occasion.date
    past = day is not None and any(word.isdigit() and len(word) == 4 and int(word) < day.year for word in said)
    return group and not past and (behind[:1] == ["to"] or (behind[:1] == ["on"] and behind[-1].endswith("ing")))


def joined_to_will(clause: Clause) -> bool:
    """Whether a bare verb goes on what "will" began: "will combine their means and establish a group"."""
    ahead = words_of(clause, clause.sentence[0], clause.words[0])
    verb = words_of(clause, clause.words[0], clause.words[0] + 1)[0]
    since = max((n + 1 for n, word in enumerate(ahead) if word == ";"), default=0)
    bare = clause.form == "verb" and not verb.endswith(("ed", "ing", "s"))
    return bare and ahead[-1:] in (["and"], [","]) and bool({"will", "shall"} & set(ahead[since:]))


def perfect(words: Sequence[str], at: int) -> bool:
    """Whether behind the word *at*, which is "will" or the like, stands what will have been, or would.

    >>> perfect("would not have agreed to it".split(), 0), perfect("will have a meeting".split(), 0)
    (True, False)
    """
    behind = [word for word in words[at + 1 : at + 6] if not adverb(word) and word not in _BETWEEN]
    participle = behind[1] if len(behind) > 1 else ""
    return behind[:1] == ["have"] and (participle.endswith(("ed", "en")) or participle in _PARTICIPLES)


def _reckoned(words: Sequence[str], setting: Setting) -> bool:
    """Whether those who took no part say so: "analysts expect", "according to the newspaper"."""
    for at, word in enumerate(words):
        if not setting.senses.has("outsiders", word) or words[at + 1 : at + 2] in (
            ["service"],
            ["office"],
            ["secretary"],
        ):
            # "the Kremlin press service reported" is no outsider.
            continue
        if "according" in words[max(0, at - 4) : at] or any(
            setting.senses.has("reckoning", w) for w in words[at + 1 : at + 3]
        ):
            return True
    return False


def _fulfilled(words: Sequence[str], setting: Setting) -> bool:
    """Whether behind a promise stands that it was kept: ", and delivers", "aid and delivered it", ", and it has sent"."""
    for at in (n for n, word in enumerate(words) if word == "and"):
        rest = [word for word in words[at + 1 : at + 6] if not adverb(word)]
        kept = [setting.senses.has("giving", w) or setting.senses.has("keeping", w) for w in rest]
        another = any(stem(w) in setting.known.verbs and w.endswith("ed") for w in rest[:3])
        if another or not rest:
            continue
        if at <= 1 and (rest[0] in _DONE or kept[0] or any(w in ("has", "have") for w in rest[:3])):
            return True
        if kept[0] and rest[1:2] and rest[1] in ("it", "them", "so", "his", "her", "its"):
            return True
    return False


def _tied(clause: Clause, setting: Setting) -> bool:
    """Whether the sentence of a clause has a condition."""
    span = clause.paragraph.doc[clause.sentence[0] : clause.sentence[1]]
    before = clause.paragraph.doc[clause.opening[0] : clause.opening[1]].text
    subject = setting.text[slice(*clause.subject)] if clause.subject else ""
    return bool(leading(before.removesuffix(subject)) or leading(before) or condition(span.text))
