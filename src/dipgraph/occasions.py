"""The meetings that a document reports: when, how and where they were, and who took part."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from dipgraph.attendance import Gathering
from dipgraph.circumstances import circumstances
from dipgraph.clocks import offset
from dipgraph.designations import Designation, designations
from dipgraph.gatherings import gatherings
from dipgraph.guesses import Intake, Occasion, Participant, Reason
from dipgraph.kinds import Kind, kind
from dipgraph.memoranda import memorandum
from dipgraph.names import Names, words
from dipgraph.persons import persons, sovereign
from dipgraph.preponderance import dated_at
from dipgraph.prose import Paragraph
from dipgraph.receivers import at_home, receivers
from dipgraph.representation import by_company, represented
from dipgraph.roster import Roster
from dipgraph.titles import Title
from dipgraph.unnamed import by_office

# Of whoever has one of these each state has its own, so that he meets nobody of his own side by it.
_OFFICES = frozenset(
    (
        "President",
        "Prime Minister",
        "Chancellor",
        "King",
        "Queen",
        "Amir",
        "Emir",
        "Sultan",
        "Crown Prince",
        "Taoiseach",
        "President-elect",
        "Foreign Minister",
        "Foreign Secretary",
        "Minister for Foreign Affairs",
        "Minister of Foreign Affairs",
    )
)
# Of whom it is said in what capacity he took part.
_MEETING = r"(?:meetings?|talks|sessions?|dialogue|consultations|negotiations)"
_CAPACITIES = (
    ("chair", rf"\b{_MEETING} (?:was|were) (?:co-)?chaired by [^.;\n]{{{{0,100}}}}?\b{{name}}"),
    ("chair", rf"\b{{name}} (?:co-)?chaired the (?:\w+ ){{{{0,2}}}}{_MEETING}"),
    (
        "observer",
        r"\b{name}(?:, [^.;,\n]{{0,80}},)? (?:attended|took part|participated) (?:in the \w+ )?as an? observer",
    ),
)


# By these rules a state is that of the others, since the text has no other.
_GUESSED = frozenset(("state-own", "state-beside"))
_WITH = re.compile(r"\bjoint\s+(?:\w+\s+)?(?:statement|declaration|communiqu[eé])\s+with\b", re.IGNORECASE)
# A guest is in the country whose account it is.
_HERE = re.compile(r"\b(?:visit(?:ing)?(?: to)?|arrived in|tour of) (?:the|our|this) country\b")
_SAID = re.compile(r"\bchaired\b|\bobserver\b")


def occasions(
    intake: Intake, paragraphs: Sequence[Paragraph], names: Names, roster: Roster
) -> tuple[tuple[Occasion, ...], str]:
    """Return the meetings between representatives of states or bodies that a document reports, or none and why not."""
    said = designations(intake.text, words(intake.text), names)
    cast = persons(said, roster, intake.body)
    what = kind(intake, names)
    found, why = gatherings(
        intake, paragraphs, said, cast, what.kind == "JointStatement", what.kind == "PressConference", names
    )
    if not found:
        return (), why
    made: list[Occasion] = []
    for gathering in found:
        made.append(_occasion(gathering, intake, said, what, names, roster, made[-1] if made else None))
    foreign = [o for o in made if _between_states(o)]
    if not foreign:
        states = sorted({p.state for o in made for p in o.participants if p.state})
        if not states or all(sum(bool(p.state) for p in o.participants) < 2 for o in made):
            return (), "nobody is named who met them for another state or body"
        label = names.labels.get(states[0], states[0])
        if untold := next((p for o in made for p in o.participants if _GUESSED & {r.rule for r in p.reasons}), None):
            who = untold.name or untold.role
            return (
                (),
                f"the text does not say for whom {who} met the others, who are of {label}: a domestic meeting, it seems",
            )
        return (), f"those who met are all of {label}: a domestic meeting"
    return tuple(foreign), ""


def _occasion(
    g: Gathering,
    intake: Intake,
    said: Sequence[Designation],
    what: Kind,
    names: Names,
    roster: Roster,
    last: Occasion | None,
) -> Occasion:
    """Return a gathering as a meeting, with what the text says of it."""
    places = [(t.start, t.end) for t in g.told] or g.sentences[:1]
    when = circumstances(intake, g.sentences, places, [t.verb for t in g.told], names, last)
    # Who is listed of the side whose account it is stands on it.
    own = [p for p in g.objects if p in g.listed and what.side in p.states[:1] and p not in g.subjects]
    others = [p for p in g.objects if p not in own]
    day = when.occasion.date
    # "He also met with Foreign Minister A", abroad, where the one before him was of that state.
    theirs = {p.state for p in last.participants if p.state} - {what.side} if last and what.side else set()
    group = g.group or (last.country if last and theirs == {last.country} else "")
    receiving, seat = receivers(g, intake.text), _seat(when.occasion.place, names)
    taking = represented(
        [*g.subjects, *own],
        others,
        said,
        what,
        intake,
        names,
        roster,
        day,
        group,
        "" if when.occasion.within else when.occasion.country,
        receiving,
        when.host,
        "" if when.occasion.within else _capital(when.occasion, names),
        "" if g.nameless else seat,
    )
    listed = {p.name for p in g.listed}
    taking = by_company(taking, listed, roster, day)
    side = what.side or ("" if what.kind == "NewsReport" else dated_at(intake.text[: intake.body], names))
    side, memo = side or seat, memorandum(intake.text)
    if g.apart and last and last.country not in ("", side):
        side = last.country  # "She was also received by the President", abroad
    nameless = tuple(
        by_office(d, intake.text[d.start : d.end], state, roster, day)
        for d in g.nameless
        if (memo or (d.states[0] or side) not in {p.state for p in taking if _alone(d) or p.name not in listed})
        # Of no state that is told, beside one other: whose account it is is not known, and who it is stays open.
        and ((state := d.states[0] or side) or (len(taking) == 1 and sovereign(d.titles)))
    )
    nameless += _with_whom(what, intake, taking + nameless, roster, day)
    spoken = intake.text if _SAID.search(intake.text) else ""
    taking, nameless = _settled(taking, nameless)
    received_by = {p.name for p in receiving} if when.occasion.format == "in-person" else set()
    states = {p.state for p in taking}
    host = "" if when.host == when.occasion.country not in states else when.host
    host = host or next((p.state for p in taking if p.name in received_by), when.host)
    hosts = tuple(_capacity(p, host, spoken) for p in (*taking, *nameless))
    if len([p for p in hosts if p.name not in listed]) > 1:
        hosts = tuple(replace(p, beside=bool(p.name) and p.name in listed) for p in hosts)
    reason = Reason(
        f"told in “{intake.text[places[0][0] : places[0][0] + 40].strip()}”",
        "occasion-told",
        0.9 if len(taking) > 1 else 0.5,
    )
    timed = _timed(when.occasion, what.side)
    if seat and timed.country == seat not in states and host in states:
        timed = replace(timed, country=host)  # a National Palace is in many countries
    told = {start for start, _ in places if start >= intake.body} or {max((p.start for p in hosts), default=0)}
    if (
        what.side
        and not timed.country
        and timed.format == "in-person"
        and any(_HERE.search(intake.text, *span) for span in g.sentences)
    ):
        timed = replace(timed, country=what.side)
    near = last.country if last and any(r.rule == "date-same" for r in timed.reasons) else ""
    if near and not timed.country and timed.format == "in-person" and near in {p.state for p in hosts}:
        timed = replace(timed, country=near)  # "Later the Minister called on the President"
    if host and not timed.country and timed.format == "in-person" and any(at_home(p, intake.text) for p in receiving):
        timed = replace(timed, country=host)
    return replace(timed, participants=hosts, reasons=(*timed.reasons, reason), told=tuple(sorted(told)))


def _alone(d: Designation) -> bool:
    """Whether words are for a delegation, which is nobody beside its members."""
    return any(t.kind.startswith("delegation") for t in d.titles)


def _capital(o: Occasion, names: Names) -> str:
    """Return the country of a meeting, if it was in the capital or a seat of it or no town is told; else nothing."""
    sorts = {sort for _, _, hits in names.places.all(words(o.place)) for code, sort in hits if code == o.country}
    return o.country if not o.place or sorts & {"capital", "seat"} else ""


def _with_whom(
    what: Kind, intake: Intake, taking: Sequence[Participant], roster: Roster, day: dt.date | None
) -> tuple[Participant, ...]:
    """Return the one of the side that issues a "joint statement with" others, of whom nobody is of that side."""
    told = _WITH.search(intake.title)
    if what.kind != "JointStatement" or not told or not what.side or what.side in {p.state for p in taking}:
        return ()
    roles = {p.role for p in taking}
    title = Title(roles.pop() if len(roles) == 1 else "", "")
    return (by_office(Designation(*told.span(), titles=(title,)), told.group(), what.side, roster, day),)


def _seat(where: str, names: Names) -> str:
    """Return the state that receives in a place, if it is a seat: who is called the President there is its own."""
    return next((code for _, _, hits in names.places.all(words(where)) for code, sort in hits if sort == "seat"), "")


def _settled(
    taking: tuple[Participant, ...], nameless: tuple[Participant, ...]
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Return those who met, the one of whom no state is told as that of the one body or state that nobody stands for."""
    untold = [n for n, p in enumerate(taking) if not p.state]
    if len(untold) != 1 or len(nameless) != 1 or nameless[0].role or len(taking) < len(("one", "other")):
        return taking, nameless
    why = Reason(f"{nameless[0].state} took part, and nobody else stands for it", "state-left", 0.5)
    one = taking[untold[0]]
    told = replace(one, state=nameless[0].state, reasons=(*one.reasons, why))
    return (*taking[: untold[0]], told, *taking[untold[0] + 1 :]), ()


def _timed(o: Occasion, side: str) -> Occasion:
    """Return a meeting with the offset of its hour from UTC: that of its country, and of a call that of who tells of it."""
    country, sure = (o.country, 0.8) if o.country or o.format == "in-person" else (side, 0.6)
    ahead = offset(country, o.date, o.start) if o.date and re.fullmatch(r"\d\d:\d\d", o.start) else ""
    why = Reason(f"{ahead} is the time of {country}, all of it", "start-offset", sure)
    return replace(o, start=o.start + ahead, reasons=(*o.reasons, why)) if ahead else o


def _capacity(p: Participant, host: str, text: str) -> Participant:
    """Return a participant with the capacity that the text tells: of the chair or an observer, else of host and guest."""
    parts = "|".join(re.escape(word) for word in p.name.split() if len(word) > 2)
    for capacity, pattern in _CAPACITIES if parts and text else ():
        if re.search(pattern.format(name=rf"(?:{parts})\b"), text):
            return replace(p, capacity=capacity)
    if not host or not p.state:
        return p
    return replace(p, capacity="host" if p.state == host else "guest")


def _between_states(o: Occasion) -> bool:
    """Whether representatives of two states or bodies met: as far as their states are told, or the office of one says so."""
    states = {p.state for p in o.participants if p.state}
    untold = [
        n
        for n, p in enumerate(o.participants)
        if p.name and not p.state and all(r.rule != "state-no-office" for r in p.reasons)
    ]
    said = any(r.rule in ("state-said", "state-implied") for p in o.participants[1:] for r in p.reasons)
    heads = [p.role for p in o.participants if p.name and not p.state and p.role in _OFFICES]
    if len(heads) > len(set(heads)) and not states:
        return True  # two presidents of whom no state is told are of two
    foreign = (untold[:1] == [0] and said) or any(p.role in _OFFICES for p in o.participants if not p.state)
    return len(states) > 1 or (bool(states) and foreign)
