"""The statements of a text: for each clause its act by the rules of encoding, who speaks to whom, and about which issues."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dipgraph.act_rules import act_of
from dipgraph.clauses import Clause, clauses
from dipgraph.guesses import Reason, Utterance
from dipgraph.hypotheses import agreed
from dipgraph.issue_names import named
from dipgraph.issue_rules import issues_of
from dipgraph.own_voice import authors
from dipgraph.points import leader, says
from dipgraph.prose import Paragraph
from dipgraph.provisos import condition, leading, nobody
from dipgraph.quotations import speech
from dipgraph.setting import Setting, words
from dipgraph.transcripts import Turn, turns
from dipgraph.verbs import THROUGH
from dipgraph.voices import addressees, beside_me, speakers

# As sure is what is named near by; and so many words may stand before the colon that leads to a list.
_NAMED, _COLON, _FEW = 0.6, 6, 4
_NOBODY = "nobody is said to say it, so the document does"
_PROMISED = ("pledge", "intend", "reaffirm")
_AND = re.compile(r",?\s+(?:and|as well as)\s+(?:(?:also|then|further)\s+)?")
_BELOW = "labels in the points that follow"


def utterances(paragraphs: Sequence[Paragraph], setting: Setting) -> list[Utterance]:
    """Return the statements of *paragraphs* at the meeting of *setting*, in the order of the text."""
    found: list[Utterance] = []
    before: tuple[int, ...] = ()
    topic: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    quoted = speech(paragraphs, setting.known.verbs | THROUGH)
    spoken = turns(paragraphs, setting)
    pointed: set[int] = set()
    for number, paragraph in enumerate(paragraphs):
        acting = clauses(number, paragraph, setting.known, quoted[number], setting.senses["mouths"])
        turn = spoken[number]
        if (turn and turn.asks) or (number in pointed and not says(acting, setting)):
            continue
        if paragraph.heading and not turn and not says(acting, setting):
            topic = named(setting, paragraph, 0, len(paragraph.doc))
            continue
        recent: tuple[str, ...] = ()
        sentence, begun_by = (0, 0), None
        for clause in acting:
            if clause.form == "told" and clause.sentence == sentence:
                continue
            same = found[-1:] if clause.sentence == sentence else []
            invited = found[-1].speakers if found and found[-1].act == "invite" else ()
            speaking, sure = _speaking(
                clause, setting, before, bool(found), turn, same, begun_by if same else None, invited
            )
            act, rule, certain = act_of(clause, setting, speaking) if speaking is not None else ("", "", 0.0)
            if speaking is None or not act or _no_more(act, clause, paragraphs, setting):
                continue
            if act in ("state", "announce") and agreed(clause, setting):
                act, rule, certain, speaking = "agree", "agreement in a report", 0.5, setting.all
            last_said = found[-1].speakers if found and 0 <= clause.sentence[0] - sentence[1] <= 1 else ()
            if act in _PROMISED and not turn and authors(clause, setting, before if any(sentence) else (), last_said):
                speaking, rule, sure = (), _NOBODY, min(sure, 0.5)
            about, whence, likely = issues_of(clause, setting, act, recent, topic, last, clause.sentence == sentence)
            if likely < _NAMED and (listed := _listed(clause, paragraphs, setting)):
                about, whence, likely = listed, _BELOW, _NAMED
            before, recent, last, sentence, begun_by = speaking or before, about, about, clause.sentence, clause.subject
            cue = " ".join(clause.cue.words)
            printed = "" if clause.verb.casefold() == cue else f"\u201c{clause.verb}\u201d is read by "
            why = Reason(f"{printed}\u201c{cue}\u201d, a cue of {clause.cue.act}", rule, round(sure * certain, 2))
            start, end, tied = (
                _tied(clause, setting) if setting.known.acts[act].commits else (clause.start, clause.end, ())
            )
            if clause.subject and nobody(setting.text[slice(*clause.subject)]):
                start = min(start, clause.subject[0])  # the passage has the denial in it
            one = Utterance(
                setting.number,
                start,
                end,
                act,
                clause.verb,
                speaking,
                about,
                addressees(clause, setting, speaking, act),
                reasons=(why, Reason(whence, "issue", likely), *tied),
                opening=_opening(clause) if clause.words[0] == clause.opening[1] else (0, 0),
            )
            below = _points(clause, paragraphs, setting) if setting.known.acts[act].commits else []
            pointed |= {n for n, _ in below}
            found += [_in_point(one, paragraphs[n], setting) for n, said in below if not said] or [one]
        if led := leader(paragraph, paragraphs[number + 1 : number + 2], setting):
            before = led
    return _joined(found, setting.text)


def _joined(found: Sequence[Utterance], text: str) -> list[Utterance]:
    """Return the statements, several of one act as one: "focused on trade and discussed energy" has one act, two objects.

    So has what a document itself says of one thing: "is a step, and is a sign of trust".
    """
    kept: list[Utterance] = []
    for one in found:
        last = kept[-1] if kept else None
        same = last is not None and (last.act, last.speakers) == (one.act, one.speakers)
        if (
            last is None
            or not same
            or not (one.act == "discuss" or (one.act == "state" and not one.speakers))
            or not _AND.fullmatch(text[last.end : one.start])
        ):
            kept.append(one)
            continue
        # What is only guessed of one of them is less than what is named by the other.
        sure = [said for said in (last, one) if any(r.rule == "issue" and r.confidence >= _NAMED for r in said.reasons)]
        issues = tuple(dict.fromkeys(issue for said in sure or (last, one) for issue in said.issues))
        kept[-1] = replace(last, end=one.end, issues=issues)
    return kept


def _speaking(
    clause: Clause,
    setting: Setting,
    before: tuple[int, ...],
    begun: bool,
    turn: Turn | None,
    same: Sequence[Utterance],
    begun_by: tuple[int, int] | None,
    invited: tuple[int, ...],
) -> tuple[tuple[int, ...] | None, float]:
    """Return who speaks in *clause*, None for no statement, and how sure it is.

    *same* is the last statement of its sentence; *invited* are those who invited, where the last of all is an invitation.
    """
    speaking, sure = speakers(clause, setting, before, begun)
    further = clause.form == "further" or (clause.form == "verb" and _turned(clause, setting, speaking, begun_by, same))
    if further and same:
        speaking = same[
            0
        ].speakers  # who "said that A, and that B" said both, as who "greeted A and wished him success"
    speaking = turn.voice(clause, setting, speaking) if turn else speaking
    if clause.cue.words[0] == "accepted" and invited and speaking == invited and len(setting.all) > len(invited):
        speaking = tuple(n for n in setting.all if n not in invited)  # nobody accepts his own invitation
    if clause.teller not in (None, clause.subject) and not beside_me(clause, setting):
        teller = setting.who.speakers(*clause.teller or (0, 0))
        own, told = setting.represented(teller), setting.represented(speaking or ())
        # What the speaker says of others; of both sides one may speak.
        speaking = teller if teller and own <= told and (own or not told) else None
    return (None if _of_others(clause, setting, speaking) else speaking), sure


def _turned(
    clause: Clause,
    setting: Setting,
    speaking: tuple[int, ...] | None,
    begun_by: tuple[int, int] | None,
    same: Sequence[Utterance],
) -> bool:
    """Whether the verb before, of the same subject, showed that its words do not mean whom they seem to: it had him."""
    alone = same and clause.subject is not None and clause.subject == begun_by and len(same[0].speakers) == 1
    named = setting.who.speakers(*clause.subject) if alone and clause.subject else ()
    return len(named) == 1 and speaking == named and named[0] in same[0].addressees


def _of_others(clause: Clause, setting: Setting, speaking: tuple[int, ...] | None) -> bool:
    """Whether who says it within a sentence tells what others did: "Exland, Minister A said, welcomed it"."""
    told = setting.who.speakers(*clause.aside) if clause.aside and clause.form != "told" else ()
    own = setting.represented(told)
    return bool(told) and not (own <= setting.represented(speaking or ()) if own else set(told) <= set(speaking or ()))


def _no_more(act: str, clause: Clause, paragraphs: Sequence[Paragraph], setting: Setting) -> bool:
    """Whether a clause only tells who said what stands before it, or only heads the list after it."""
    heads = act == "discuss" and _heads_list(clause, paragraphs, setting)
    return heads or (act == "state" and _only_told(clause, setting))


def _only_told(clause: Clause, setting: Setting) -> bool:
    """Whether a clause says no more than who said what stands before it: "Peru will open a port, said the Minister"."""
    behind = words(clause, clause.object, clause.words[1])
    told = clause.cue.words in (("said",), ("added",)) and 0 < len(behind) < _FEW and "that" not in behind
    return (
        told
        and bool(setting.named(clause, clause.object, clause.words[1]))
        and clause.words[0] > clause.sentence[0] + _FEW
    )


def _tied(clause: Clause, setting: Setting) -> tuple[int, int, tuple[Reason, ...]]:
    """Return where the passage of a promise begins and ends, with the condition that stands beside it, and the reason."""
    doc = clause.paragraph.doc
    whole = doc[clause.sentence[0] : clause.sentence[1]]
    first, last = clause.paragraph.start + whole.start_char, clause.paragraph.start + whole.end_char
    begin = min(clause.start, clause.subject[0] if clause.subject and clause.subject[0] >= first else clause.start)
    before, after = leading(setting.text[first:begin]), setting.text[clause.end : last]
    start, end, said = clause.start, clause.end, condition(setting.text[clause.start : clause.end])
    if before and clause.words[0] == clause.opening[1]:
        start, said = setting.text.index(before, first), before
    elif not said and (behind := condition(after)) and not after[: after.index(behind)].strip(" ,"):
        end, said = clause.end + after.index(behind) + len(behind), behind
    elif not said and (led := leading(setting.text[slice(*_opening(clause))])):
        said = led
    why = Reason(f"The promise depends on a condition: \u201c{said}\u201d", "condition", 0.2)
    return start, end, (why,) if said else ()


def _listed(clause: Clause, paragraphs: Sequence[Paragraph], setting: Setting) -> tuple[str, ...]:
    """Return the issues of the points that a clause before a colon leads to: "committed to:", then points."""
    after = setting.text[clause.end : clause.paragraph.end].strip()
    if not after.endswith(":") or len(after.split()) > _COLON:
        return ()
    found: list[str] = []
    for paragraph in paragraphs[clause.number + 1 :]:
        if not paragraph.point:
            break
        found += named(setting, paragraph, 0, len(paragraph.doc))
    return tuple(dict.fromkeys(found))


def _points(clause: Clause, paragraphs: Sequence[Paragraph], setting: Setting) -> list[tuple[int, bool]]:
    """Return the numbers of the points to which a promise leads, and whether each says for itself what is done there."""
    after = setting.text[clause.end : clause.paragraph.end].strip()
    if not after.endswith(":") or len(after.split()) > _COLON:
        return []
    found: list[tuple[int, bool]] = []
    for number in range(clause.number + 1, len(paragraphs)):
        point = paragraphs[number]
        if not point.point:
            break
        own = clauses(number, point, setting.known, [], setting.senses["mouths"])
        found.append((number, says(own, setting)))
    return found


def _in_point(one: Utterance, point: Paragraph, setting: Setting) -> Utterance:
    """Return a promise as one of the points has it to which it leads: "agreed to:", "a) open the port;"."""
    text = setting.text[point.start : point.end]
    end = point.start + len(re.sub(r"(?:[\s,;.]|\b(?:and|or)\s*$)+$", "", text))
    about = named(setting, point, 0, len(point.doc))
    why = (Reason("labels in the point", "issue", 0.85),) if about else one.reasons[1:2]
    reasons = (one.reasons[0], *why, *one.reasons[2:])
    others = ("bilateral-relations",) if one.reasons[1].words == _BELOW else one.issues
    return replace(one, start=point.start, end=end, issues=about or others, reasons=reasons, opening=(0, 0))


def _opening(clause: Clause) -> tuple[int, int]:
    """Return where the words before the first act of the sentence of *clause* lie in the text."""
    span = clause.paragraph.doc[clause.opening[0] : clause.opening[1]]
    return clause.paragraph.start + span.start_char, clause.paragraph.start + span.end_char


def _heads_list(clause: Clause, paragraphs: Sequence[Paragraph], setting: Setting) -> bool:
    """Whether the clause only heads the list after it: "exchanged views on the international situation", then points."""
    following = paragraphs[clause.number + 1 : clause.number + 2]
    if clause.sentence[1] < len(clause.paragraph.doc) or not following or not following[0].point:
        return False
    point, above = following[0].point[0], clause.paragraph.point[:1]
    headings = setting.known.issues.standing["asHeading"]
    return not point.isalnum() and point != above and set(named(setting, clause.paragraph, *clause.words)) <= headings
