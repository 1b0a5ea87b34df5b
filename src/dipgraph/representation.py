"""For whom those who met were there: the office and the state of each, as the text supports them; and who they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace

from dipgraph.avowals import avowed
from dipgraph.datelines import cased
from dipgraph.designations import Designation
from dipgraph.guesses import Intake, Participant, Reason
from dipgraph.kinds import Kind
from dipgraph.list_order import in_turn
from dipgraph.memoranda import memorandum
from dipgraph.names import Names, words
from dipgraph.paired import by_title
from dipgraph.persons import Person, sovereign
from dipgraph.preponderance import SEATS, dated_at
from dipgraph.receivers import at_home
from dipgraph.roster import Roster, letters
from dipgraph.sides import Side, Sides, alike_in_rank, stateless
from dipgraph.titles import Title

# The words of the office of a foreign minister that each state has, and of whom it is another's.
_DIPLOMACY = frozenset(("foreign", "affairs"))
_AT_ITS_HEAD = _DIPLOMACY | {"minister", "secretary", "for", "of", "the"}
_UNDER = frozenset(("deputy", "vice", "assistant", "under"))
# So near, in characters, two stand in one list.
_NEAR = 40
# Who has one of these in the title leads a side.
_HEADS = frozenset(("President", "Minister", "Chancellor", "King", "Queen", "Secretary", "Premier", "Amir", "Sultan"))


def represented(
    subjects: Sequence[Person],
    objects: Sequence[Person],
    said: Sequence[Designation],
    what: Kind,
    intake: Intake,
    names: Names,
    roster: Roster,
    day: dt.date | None,
    beside: str = "",
    where: str = "",
    receiving: Sequence[Person] = (),
    host: str = "",
    home: str = "",
    seat: str = "",
) -> tuple[Participant, ...]:
    """Return those who met as participants, the subjects first; *beside* is the state of those whom nobody names there.

    *where* is the state in which they met, *home* the same where that was in its capital, *host* that of which it is said
    who came there; *receiving* are those who received the others, *seat* is the state that receives in that place.
    """
    members = [*subjects, *(p for p in objects if p not in subjects)]
    if what.tier == "press" and _abroad(what.side, where, intake, names):
        what = replace(what, side="")
    sides = Sides(members, len(subjects), said, what, intake, names)
    for person in objects if beside != what.side else ():
        # "met with Indian officials", of whom one is called the Vice President.
        if beside and not person.states and person not in subjects and person.titles:
            sides.enter(person, (beside, Reason(f"one of those of {beside} who were met", "state-group", 0.6)))
    for person in members:
        sides.enter(person, _said(person, roster, day))
    for person in members:
        sides.enter(person, sides.described(person) or sides.sent(person))
    if receiving and where and not what.side and where not in sides.known(members):
        for person in (p for p in receiving if p.titles):  # "The Foreign Secretary received A of B in London"
            sides.enter(person, (where, Reason(f"received the other in {where}", "state-received", 0.7)))
    _at_home(sides, members, receiving, what, intake, names, seat)
    by_title(sides)
    sides.own()
    sides.publishing()
    hosts = sides.known(objects) - {what.side}
    for person in objects if hosts == {where} != {""} and what.side not in ("", where) else ():
        # Abroad, a minister who is met beside one of that state is of it too.
        if person not in subjects and any(t.kind.endswith("minister") for t in person.titles):
            sides.enter(person, (where, Reason(f"met in {where} with one of that state", "state-abroad", 0.6)))
    sides.visited(host)
    # The press is dated wherever it writes.
    dated = "" if what.tier == "press" else dated_at(sides.head, names)
    for person in subjects[:1] if dated and not what.side and dated not in sides.known(members) else ():
        if person.titles and len(members) > 1:
            sides.enter(
                person, (dated, Reason(f"the text is written in {dated}, and names no other", "state-dateline", 0.4))
            )
    for person in sorted(members, key=lambda p: sovereign(p.titles)):
        found = (
            sides.beside(person)
            or sides.quoted(person)
            or in_turn(person, intake.text, members, sides.ends, sides.of, alike_in_rank)
            or _avowed(person, members, sides, intake, names)
        )
        # Abroad, a minister who is met there alone is rather of that state than of his side whose account it is.
        met = sides.abroad(person, home) if home != what.side else None
        sides.enter(person, found or met or sides.guessed(person) or sides.abroad(person, home))
    return tuple(
        _participant(p, sides.of.get(id(p)), sides.titles.get(id(p), ()), members, roster, day, intake.text)
        for p in members
    )


def _avowed(person: Person, members: Sequence[Person], sides: Sides, intake: Intake, names: Names) -> Side | None:
    """Return the state for which the one speaks of whom alone none is told."""
    others = [m for m in members if m is not person]
    # Beside a head of state a minister of his may stand, and no other head of it.
    heads = [m for m in others if sovereign(m.titles)] if sovereign(person.titles) else []
    others = heads or others
    if id(person) in sides.of or not others or any(id(m) not in sides.of for m in others):
        return None
    return avowed(person, members, sides.known(others), sides.apart, intake, names)


def by_company(
    taking: tuple[Participant, ...], listed: Collection[str], roster: Roster, day: dt.date | None
) -> tuple[Participant, ...]:
    """Return those who met, the one head or minister of no state as of that of which only those *listed* by name are.

    "President A met Minister B of Peru. Also present was Minister C of Chile": A is of Chile, where two states met. Were
    "Minister D and Chilean Minister C" present, D is of Peru.
    """
    untold = [p for p in taking if _untold(p) and p.name not in listed]
    led = {p.state for p in taking if p.name not in listed} - {""}
    beside = {p.state for p in taking if p.name in listed} - led - {""}
    if len(untold) == 1 and len(led) == 1 and len(beside) == 1:
        state = beside.pop()
        company = Reason(f"those of {state} who attended had nobody else to lead them", "state-company", 0.6)
        taking = tuple(_of(p, state, company, roster, day) if p is untold[0] else p for p in taking)
    sides = {p.state for p in taking if p.name not in listed}
    said = [p for p in taking if p.name in listed and p.state]
    alone = [p for p in taking if p.name in listed and _untold(p)]
    other = sides - {p.state for p in said}
    if "" in sides or len(sides) != len(("one", "other")) or len(other) != 1 or len(alone) != 1:
        return taking
    if not 0 < said[0].start - alone[0].end < _NEAR:
        return taking
    company = Reason("named without a state before one of the other side", "state-company", 0.5)
    return tuple(_of(p, next(iter(other)), company, roster, day) if p is alone[0] else p for p in taking)


def _untold(p: Participant) -> bool:
    """Whether a head or minister is of no state that is told, and of one nevertheless."""
    led = bool(_HEADS & set(p.role.split()))
    return bool(p.name) and not p.state and led and all(r.rule != "state-no-office" for r in p.reasons)


def _of(p: Participant, state: str, why: Reason, roster: Roster, day: dt.date | None) -> Participant:
    """Return a participant as of a *state*, and as whoever that is in the graph."""
    person, office, known = roster.who(p.name, p.role, state, day)
    return replace(p, state=state, person=person, office=office, reasons=(why, *p.reasons[1:-1], known))


def _at_home(
    sides: Sides,
    members: Sequence[Person],
    receiving: Sequence[Person],
    what: Kind,
    intake: Intake,
    names: Names,
    seat: str,
) -> None:
    """Enter the country from which it is told for whom received at a seat of his own: "the President at State House"."""
    dated = _dated(intake, names)
    # At home an agency names its own head of state beside a minister who met others.
    sides.home = what.tier == "press" and what.side in dated
    if memorandum(intake.text) and seat and seat not in sides.known(members):
        for person in (p for p in members if sovereign(p.titles)):  # "Mr Lane, Prime Minister", at Downing Street
            sides.enter(person, (seat, Reason("met at the seat of that state", "state-own-seat", 0.5)))
    told = dated - SEATS or {what.side, dated_at(sides.head, names)} - {""}
    others = sides.known([p for p in members if p not in receiving])
    for person in receiving if len(told) == 1 and others and not told & sides.known(members) else ():
        if sovereign(person.titles) and at_home(person, intake.text):
            sides.enter(person, (next(iter(told)), Reason("received at a seat of his own", "state-own-seat", 0.6)))


def _abroad(side: str, where: str, intake: Intake, names: Names) -> bool:
    """Whether an agency of the state *side* reports from elsewhere: there it has titles alone for others too."""
    dated = _dated(intake, names)
    return side not in ({where} | dated if dated else {where or side})


def _dated(intake: Intake, names: Names) -> set[str]:
    """Return the states in whose capital a report is dated by its dateline."""
    line = cased(intake.text[: intake.body].rpartition("\n")[2])
    return {code for _, _, hits in names.places.all(words(line)) for code, sort in hits if sort == "capital"}


def _said(person: Person, roster: Roster, day: dt.date | None) -> Side | None:
    if len(person.states) == 1:
        return person.states[0], Reason("the text names it with the person", "state-said", 0.95)
    if person.implied:
        return person.implied, Reason("it alone has such an office", "state-implied", 0.8)
    address = roster.titled(person.name, person.role, day) or roster.who(person.name, person.role, "", day)[0]
    if not address:
        return None
    homes = {roster.states[o] for o in roster.held(address, day)} - {""} if day else roster.homes(address)
    sure = 0.9 if day else 0.3
    return (homes.pop(), Reason("by the tenures in the graph", "state-tenure", sure)) if len(homes) == 1 else None


def _participant(
    person: Person,
    state: tuple[str, Reason] | None,
    titles: tuple[Title, ...],
    members: Sequence[Person],
    roster: Roster,
    day: dt.date | None,
    text: str,
) -> Participant:
    role = person.role or " and ".join(t.words for t in titles)
    several = "the adjective is of several states, and the text does not tell of which"
    none = several if len(person.states) > 1 else "the text names no state"
    reasons = [state[1]] if state else [Reason(none, "state-none", 0.3)]
    if stateless(person):
        reasons = [Reason("a former office, or one of a firm, is on behalf of no state", "state-no-office", 0.6)]
    bare = role in ("", "Minister", "Secretary")
    called = next((d for d in person.said for t in d.titles if t.kind == "counterpart"), None)
    if bare and called:
        # Of an office that one state alone has, the other has none; nor is it that of who is named only further on.
        others = [m for m in members if m is not person and m.role not in ("", "Minister", "Secretary")]
        of = next((m for m in others if "." not in text[called.end : m.said[0].start].replace("Mr.", "")), None)
        role = _plain(of.role) if of and not of.implied else role
        reasons.append(Reason("a counterpart has the office of the other", "office-counterpart", 0.6))
    code = state[0] if state else ""
    address, office, why = roster.who(person.name, role, code, day)
    reasons.append(why)
    first = person.first
    return Participant(
        name=person.name,
        role=role,
        state=code,
        person=address,
        office=office,
        name_in_source=" ".join(text[first.name_start : first.name_end].split()),
        start=first.start,
        end=first.end,
        reasons=tuple(reasons),
        family=next((d.name for d in person.said if d.titles and len(d.name.split()) == 1), ""),
    )


def _plain(role: str) -> str:
    """Return a *role* as a counterpart in another state has it: that of a foreign minister without what is of one state.

    >>> _plain("Minister for Europe and Foreign Affairs"), _plain("Minister for Foreign Affairs")
    ('Minister of Foreign Affairs', 'Minister for Foreign Affairs')
    """
    said = frozenset(letters(role))
    deputy = _UNDER & said and not said >= {"prime"}
    return "Minister of Foreign Affairs" if said >= _DIPLOMACY and said - _AT_ITS_HEAD and not deputy else role
