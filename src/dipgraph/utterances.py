"""The statements of a text: for each clause its act by the rules of encoding, who speaks to whom, and about which issues."""

from __future__ import annotations

from collections.abc import Sequence

from dipgraph.act_rules import act_of
from dipgraph.clauses import Clause, clauses
from dipgraph.guesses import Reason, Utterance
from dipgraph.issue_rules import issues_of, named
from dipgraph.prose import Paragraph
from dipgraph.setting import Setting
from dipgraph.voices import addressees, speakers


def utterances(paragraphs: Sequence[Paragraph], setting: Setting) -> list[Utterance]:
    """Return the statements of *paragraphs* at the meeting of *setting*, in the order of the text."""
    found: list[Utterance] = []
    before: tuple[int, ...] = ()
    topic: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    for number, paragraph in enumerate(paragraphs):
        if paragraph.heading:
            topic = named(setting, paragraph, 0, len(paragraph.doc))
            continue
        recent: tuple[str, ...] = ()
        for clause in clauses(number, paragraph, setting.known):
            speaking, sure = speakers(clause, setting, before, bool(found))
            act, rule, certain = act_of(clause, setting, speaking) if speaking is not None else ("", "", 0.0)
            if speaking is None or not act or (act == "discuss" and _heads_list(clause, paragraphs, setting)):
                continue
            about, whence, likely = issues_of(clause, setting, act, recent, topic, last)
            before, recent, last = speaking or before, about, about
            why = Reason(
                f"\u201c{' '.join(clause.cue.words)}\u201d is a cue of {clause.cue.act}", rule, round(sure * certain, 2)
            )
            found.append(
                Utterance(
                    setting.number,
                    clause.start,
                    clause.end,
                    act,
                    clause.verb,
                    speaking,
                    about,
                    addressees(clause, setting, speaking, act),
                    reasons=(why, Reason(whence, "issue", likely)),
                )
            )
    return found


def _heads_list(clause: Clause, paragraphs: Sequence[Paragraph], setting: Setting) -> bool:
    """Whether the clause only heads the list after it: "exchanged views on the international situation", then points."""
    following = paragraphs[clause.number + 1 : clause.number + 2]
    if clause.sentence[1] < len(clause.paragraph.doc) or not following or not following[0].point:
        return False
    point, above = following[0].point[0], clause.paragraph.point[:1]
    return not point.isalnum() and point != above and not named(setting, clause.paragraph, *clause.words)
