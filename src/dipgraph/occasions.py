"""The meetings that a document reports: when, how and where they were, and who took part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dipgraph.circumstances import circumstances
from dipgraph.designations import Designation, designations, singular
from dipgraph.gatherings import Gathering, gatherings
from dipgraph.guesses import Intake, Occasion, Participant, Reason
from dipgraph.kinds import Kind, kind
from dipgraph.names import Names, words
from dipgraph.persons import Person, persons
from dipgraph.prose import Paragraph
from dipgraph.representation import represented
from dipgraph.roster import Roster


# Of whoever has one of these each state has its own, so that he meets nobody of his own side by it.
_OFFICES = frozenset(("President", "Prime Minister", "Chancellor", "King", "Queen", "Amir", "Emir", "Sultan", "Crown Prince", "Taoiseach", "President-elect", "Foreign Minister"))  # fmt: skip


def occasions(
    intake: Intake, paragraphs: Sequence[Paragraph], names: Names, roster: Roster
) -> tuple[tuple[Occasion, ...], str]:
    """Return the meetings between representatives of states or bodies that a document reports, or none and why not."""
    said = designations(intake.text, words(intake.text), names)
    cast = persons(said, roster)
    what = kind(intake, names)
    found, coming = gatherings(
        intake, paragraphs, said, cast, what.kind == "JointStatement", what.kind == "PressConference", names
    )
    if not found:
        return (), "only a meeting to come is announced" if coming else "the text tells of nobody who met"
    made: list[Occasion] = []
    for gathering in found:
        made.append(_occasion(gathering, intake, said, what, names, roster, made[-1] if made else None))
    foreign = [o for o in made if _between_states(o)]
    if not foreign:
        states = sorted({p.state for o in made for p in o.participants if p.state})
        if not states or all(sum(bool(p.state) for p in o.participants) < 2 for o in made):
            return (), "nobody is named who met them for another state or body"
        return (), f"those who met are all of {names.labels.get(states[0], states[0])}: a domestic meeting"
    return tuple(foreign), ""


def _occasion(g: Gathering, intake: Intake, said: Sequence[Designation], what: Kind, names: Names, roster: Roster, last: Occasion | None) -> Occasion:  # fmt: skip
    """Return a gathering as a meeting, with what the text says of it."""
    places = [(t.start, t.end) for t in g.told] or g.sentences[:1]
    when = circumstances(intake, g.sentences, places, [t.verb for t in g.told], names, last.date if last else None)
    taking = represented(g.subjects, g.objects, said, what, intake, names, roster, when.occasion.date)
    nameless = tuple(
        Participant("", singular(d.titles[0].words), state, name_in_source=intake.text[d.start : d.end], start=d.start, end=d.end,
                    reasons=(Reason("took part without being named", "participant-nameless", 0.4),))
        for d in g.nameless
        if (state := d.states[0] or what.side) and state not in {p.state for p in taking}
    )  # fmt: skip
    hosts = tuple(_capacity(p, when.host, intake.text) for p in (*taking, *nameless))
    reason = Reason(
        f"told in “{intake.text[places[0][0] : places[0][0] + 40].strip()}”",
        "occasion-told",
        0.9 if len(taking) > 1 else 0.5,
    )
    return replace(when.occasion, participants=hosts, reasons=(*when.occasion.reasons, reason))


def _capacity(p: Participant, host: str, text: str) -> Participant:
    if not host or not p.state:
        return p
    return replace(p, capacity="host" if p.state == host else "guest")


def _between_states(o: Occasion) -> bool:
    """Whether representatives of two states or bodies met: as far as their states are told, or the office of one says so."""
    states = {p.state for p in o.participants if p.state}
    untold = [n for n, p in enumerate(o.participants) if p.name and not p.state]
    said = any(r.rule in ("state-said", "state-implied") for p in o.participants[1:] for r in p.reasons)
    foreign = (untold[:1] == [0] and said) or any(p.role in _OFFICES for p in o.participants if p.name and not p.state)
    return len(states) > 1 or (bool(states) and foreign)
