"""What is said in a report of what somebody said: the act inside "stated that …", and whose promise is told there."""

from __future__ import annotations

from dipgraph.clauses import Clause
from dipgraph.deeds import deed
from dipgraph.hypotheses import ASSURING, perfect, vouched
from dipgraph.inflections import BOUND, FINITE, OWN, PAST, every, stem
from dipgraph.lexicon import GAP, cue
from dipgraph.provisos import denied, leading
from dipgraph.setting import Setting
from dipgraph.setting import words as words_of
from dipgraph.tagging import BE

# Acts that a report of what was said is looked through for.
_FELT = every("condemn appreciate welcome congratulate condole")
_INSIDE = every("reaffirm pledge intend hope support request warn concern") | _FELT
_AFFIRMED = every("affirmed confirmed")
_TOGETHER = every("they both two three sides")
_SELF = every("he she they we i his her our their")


def inside(clause: Clause, setting: Setting, speaking: tuple[int, ...]) -> str:  # noqa: PLR0911
    """Return the act inside "stated that …", where the speaker's own side is the subject there; else nothing."""
    plain = [word for word in clause.cue.words if word not in ("that", "the", "it", "clear")]
    if GAP in plain or (len(plain) > 1 and clause.cue.words[-1] != "that" and plain[-1] != "out"):
        return ""  # "expressed confidence that …" is what it says
    begin = clause.object
    ahead = words_of(clause, begin - 1, begin + 8)
    clear = (
        clause.cue.words[-1] == "clear" and ahead[1:2] != [] and ahead[1] in _SELF - OWN
    )  # "made clear we stand with"
    if ahead[:1] != ["that"] and ahead[1:2] == ["that"]:
        begin += 1
    elif clause.cue.stems[0] in setting.senses["telling"] and "that" in ahead:
        begin += ahead.index("that")
    elif (
        ahead[:1] != ["that"]
        and not clear
        and (len(clause.cue.words) > 1 or clause.cue.act not in ("state", "announce") or "that" in ahead)
    ):
        return ""
    bare = "that" not in words_of(clause, begin - 1, begin)
    begin = _behind_condition(clause, begin)
    words = words_of(clause, begin, clause.words[1])
    for at, word in enumerate(words[:16]):
        doing = word in BE and "".join(words[at + 1 : at + 2]).endswith("ing")  # "is looking forward to"
        fit = cue(setting.known, words, at + doing, len(words)) if at + doing < len(words) else None
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
        if not act and word in ("will", "would") and (vow := vouched(clause, setting, words, at, speaking)):
            return "pledge" if deed(setting, ["", *words[:at]]) == "pledge" else vow
        if not act and word in ("will", "would") and "be" not in words[at + 1 : at + 3]:
            act = "state" if perfect(words, at) else deed(setting, words[at + 1 :])
            # To assure somebody of what one will do is to promise it.
            act = "pledge" if act == "intend" and clause.cue.words[0] in ASSURING else act
        return act if act in _INSIDE and _same_side(clause, setting, speaking, (begin, begin + at)) else ""
    return ""


def alone_will(clause: Clause, setting: Setting, speaking: tuple[int, ...]) -> str:
    """Return the act of who affirms by himself what his own state will do: "affirmed that Exland will work for it".

    What is another's to do is stated, and what is to be done by both stays agreed.
    """
    said = words_of(clause, clause.words[0], clause.object)
    if clause.cue.act != "agree" or clause.cue.words[0] not in _AFFIRMED or said[-1] not in ("will", "would"):
        return ""
    if len(setting.represented(speaking)) != 1 or _TOGETHER & set(said):
        return ""
    # "Exland together with others will work for it": so it will itself.
    ours = setting.states(clause.paragraph.doc[clause.words[0] : clause.object].text) & setting.represented(speaking)
    if not ours and another_will(clause, setting, speaking):
        return "state"
    return deed(setting, words_of(clause, clause.object, clause.words[1]))


def another_will(clause: Clause, setting: Setting, speaking: tuple[int, ...]) -> bool:
    """Return whether it is somebody else who "will": "stated that Exland would send boats", said by another."""
    said = words_of(clause, clause.words[0], clause.object)
    if "that" not in clause.cue.words or clause.cue.words[-1] not in ("will", "would"):
        return False
    begin = said.index("that") + 1 if "that" in said else 1
    subject = clause.words[0] + begin, clause.object - 1
    return subject[0] < subject[1] and not _same_side(clause, setting, speaking, subject)


def of_another(clause: Clause, setting: Setting, speaking: tuple[int, ...]) -> bool:
    """Return whether the commitment that is named belongs to somebody else: "noted Exland's commitment to reform"."""
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
