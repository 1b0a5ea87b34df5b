"""What may be changed of one who took part in a meeting, and what follows for office, side and label."""

from __future__ import annotations

from dipgraph import addresses, wording
from dipgraph.blocks import Block, address, literal, words, written
from dipgraph.edits import actor, choice, field, put_words, tag_of
from dipgraph.errors import UsageError
from dipgraph.guesses import Participant, Reason
from dipgraph.marks import Marked, Question
from dipgraph.newcomers import NEW, Newcomers
from dipgraph.relabelling import (
    ask,
    family_of,
    label_of,
    name_of,
    reclass,
    relabel,
    replace_name,
    resettle,
    seat_name,
    settle,
    span_of,
)
from dipgraph.spelling import folded
from dipgraph.terms import shorten
from dipgraph.typed_values import needed
from dipgraph.vocabulary import Vocabulary

_CURE = "c person new FAMILY, GIVEN describes one whom the graph does not have"
_NO_OFFICE = "describes one that the graph does not have, c office - leaves it out"


@field("person", "participation")
def _person(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    """Take a person who is known, or a new one as ``new FAMILY, GIVEN``; the statements of the meeting go with it."""
    seat, meeting = question.root, marked.meeting_of(question.root)
    old = seat.value("dip:participant")
    if value.startswith("new "):
        family, _, given = (part.strip() for part in value.removeprefix("new ").partition(","))
        new = written(addresses.person(needed(family, "the family name"), needed(given, "the given name")))
        if marked.page.block(new) is None and not vocabulary.kinds.get(shorten(address(new, ""))):
            label = words(seat.value("dip:nameInSource")) if not old else f"{given} {family}"
            facts = [("a", "dip:Person"), ("rdfs:label", literal(label, "en")), ("dip:familyName", literal(family))]
            marked.page.add(Block(new, [*facts, ("dip:givenName", literal(given))]), marked.page.blocks[-1], NEW)
    else:
        new = actor(needed(value, "who took part"), marked, vocabulary, "Person", cure=_CURE)
    if any(person == new for person in marked.participants(meeting.subject) if person != old):
        raise UsageError("that person has a part in the meeting already: reject one of the two")
    label = label_of(marked, meeting, vocabulary)
    seat.put("dip:participant", new, after="a")
    # These were about who it is; what else was asked is asked still.
    settle(seat, "person-new", "person-open")
    seat.put("dip:openReason")
    if old:
        names = [family_of(person, marked, vocabulary) for person in (old, new)]
        for block in marked.page.blocks:
            if meeting.subject in block.values("dip:madeAt"):
                if old in block.values("dip:speaker"):
                    replace_name(block, "dip:summary", *names)
                marked.rename(old, new, block, ("dip:speaker", "dip:addressee"))
    if not relabel(marked, meeting, label, vocabulary) and old:
        for block in (meeting, marked.head):
            replace_name(block, "rdfs:label", *names)
    _in_office(marked, seat, meeting, vocabulary)


def _in_office(marked: Marked, seat: Block, meeting: Block, vocabulary: Vocabulary) -> None:
    """Give a person the one office held on that day; else the office stays, with a tenure that is marked as new."""
    office, person = seat.value("dip:inOffice"), _short(seat.value("dip:participant"))
    days = span_of(meeting) or (None, None)
    if office and vocabulary.holds(person, _short(office), *days):
        return
    if len(held := vocabulary.offices(person, *days)) == 1:
        if office:
            ask(seat, Reason(_not_held(marked, office, person, vocabulary), "office-by-tenure", 0.5))
        give_office(marked, seat, meeting, written(held[0]), vocabulary)
    elif office:
        give_office(marked, seat, meeting, office, vocabulary)


def _not_held(marked: Marked, office: str, person: str, vocabulary: Vocabulary) -> str:
    """Return in words that the actors know nothing of an office of a *person* on that day."""
    label, name = name_of(office, marked, vocabulary), name_of(written(person), marked, vocabulary)
    return f"The office was {label}, which the actors do not have it that {name} held on that day"


def _short(term: str) -> str:
    return shorten(address(term, "")) if term else ""


def give_office(marked: Marked, seat: Block, meeting: Block, office: str, vocabulary: Vocabulary) -> None:
    """Seat a person for an *office*: side and class of the meeting follow.

    Where the actors do not have it that it was held, a tenure that is marked as new says so, which may make a minister.
    """
    block, person = marked.page.block(office), seat.value("dip:participant")
    known = vocabulary.one(_short(office), "officeOf")
    of = block.value("dip:officeOf") if block else known and written(known)
    sides = set(seat.values("dip:onBehalfOf"))
    seat.put("dip:inOffice", office, after="dip:participant")
    if of:
        seat.put("dip:onBehalfOf", of, after="dip:inOffice")
        settle(seat, "side-unknown")
    reclass(marked, meeting)
    resettle(marked, meeting, seat, sides, vocabulary)
    if not vocabulary.holds(_short(person), _short(office), *(span_of(meeting) or (None, None))):
        there = {_short(found.subject): found for found in marked.page.blocks}
        source = marked.head.value("dip:address").strip("<>")
        new = Newcomers(vocabulary, source, dict(there))
        new.tenure(_short(person), _short(office))
        for found in [found for name, found in new.blocks.items() if name not in there]:
            marked.page.add(found, marked.page.blocks[-1], NEW)


def seat_again(marked: Marked, seat: Block, meeting: Block, vocabulary: Vocabulary) -> None:
    """Ask about one who took part on another day than was thought, if the office was not held on that.

    The one office that was held then takes its place, else it is left out.
    """
    office, person = seat.value("dip:inOffice"), seat.value("dip:participant")
    days = span_of(meeting) or (None, None)
    here = [block for block, name in marked.page.naming(person) if name == "dip:holder"]
    if office and not (
        vocabulary.holds(_short(person), _short(office), *days)
        or any(block.value("dip:office") == office for block in here)
    ):
        why = _not_held(marked, office, _short(person), vocabulary)
        if len(held := vocabulary.offices(_short(person), *days)) == 1:
            give_office(marked, seat, meeting, written(held[0]), vocabulary)
            ask(seat, Reason(why, "office-by-tenure", 0.3))
        else:
            seat.put("dip:inOffice")
            ask(seat, Reason(f"{why}: see who it was, c office NAME or c person NAME", "office-left-out", 0.1))
    if person:
        _against_tenures(marked, seat, meeting, vocabulary)


@field("office", "participation")
def _office(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    """Take an office of which the actors do not have it that another held it on that day, a new one, or none."""
    seat, meeting = question.root, marked.meeting_of(question.root)
    if not value:
        seat.put("dip:inOffice")
        settle(seat, "office-left-out", "office-by-tenure")
        return
    if not (person := seat.value("dip:participant")):
        raise UsageError("nobody is named who could hold an office: c person NAME first")
    if value.startswith("new "):
        office = _new_office(value.removeprefix("new "), marked, seat, vocabulary)
    else:
        office = _known_office(value, marked, seat, vocabulary)
    days = span_of(meeting)
    for other in marked.seats(meeting):
        if other is not seat and office in other.values("dip:inOffice"):
            raise UsageError(f"{seat_name(other, marked, vocabulary)} sits there for that office: change that first")
    if not vocabulary.holds(_short(person), _short(office), *(days or (None, None))):
        held = vocabulary.holders(_short(office), *days) if days else []
        if held or (_short(person), _short(office)) in vocabulary.tenures:
            whose = f", but {wording.listed([vocabulary.label(one) for one in held])}" if held else ""
            name = f"{name_of(person, marked, vocabulary)} held {_short(office)}"
            raise UsageError(f"the actors do not have it that {name} on that day{whose}: add the tenure to them first")
    settle(seat, "office-left-out", "office-by-tenure", "side-against-tenures")
    give_office(marked, seat, meeting, office, vocabulary)


def _known_office(value: str, marked: Marked, seat: Block, vocabulary: Vocabulary) -> str:
    """Return the term of an office of the side of a *seat* that goes by the name *value*.

    One of another side is meant only by its address or by a name that has the state in it.
    """
    side, wanted = _short(seat.value("dip:onBehalfOf")), folded(value)
    of_side = name_of(written(side), marked, vocabulary) if side else ""
    here: list[str] = []
    elsewhere: list[str] = []
    for office, (of, forms) in _offices(marked, vocabulary).items():
        known = {folded(form) for form in forms}
        if wanted in (folded(office), folded(office.rpartition("/")[2])):
            return written(office)
        if side and of == side and not known.isdisjoint((wanted, folded(f"{value} of {of_side}"))):
            here.append(office)
        elif wanted in known and wanted:
            elsewhere.append(office)
            state = name_of(written(of), marked, vocabulary) if of else ""
            if of and wording.names(value, (state, *vocabulary.names.get(of, ()))):
                return written(office)
    if len(here) == 1:
        return written(here[0])
    if here:
        raise UsageError(f"{value!r} may be any of {', '.join(sorted(here))}: name one of them")
    if not side and elsewhere:
        raise UsageError(f"{value!r} may be an office of any state: c side NAME first, then c office {value}")
    if not elsewhere:
        return actor(value, marked, vocabulary, "Office", cure=f"c office new {value} {_NO_OFFICE}")
    of_whom = f" of {of_side}" if of_side else ""
    other = f"c office {elsewhere[0].rpartition('/')[2]} takes that of another side"
    raise UsageError(f"no office {value!r}{of_whom} is known: c office new {value} describes it, {other}")


def _offices(marked: Marked, vocabulary: Vocabulary) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return the offices that are known or described in the file, each with the address of its side and its names."""
    found = {
        office: (vocabulary.one(office, "officeOf"), vocabulary.names.get(office, ()))
        for office in vocabulary.all("Office")
    }
    for block in marked.page.blocks:
        if any(kind.endswith("Office") for kind in block.values("a")):
            names = tuple(words(value) for name in ("rdfs:label", "skos:altLabel") for value in block.values(name))
            found[_short(block.subject)] = (_short(block.value("dip:officeOf")), names)
    return found


def _new_office(role: str, marked: Marked, seat: Block, vocabulary: Vocabulary) -> str:
    """Describe an office of the side of a *seat* as a draft does that does not know it, and return its term."""
    side = _short(seat.value("dip:onBehalfOf"))
    if not side:
        raise UsageError("a new office is one of a state or body: c side NAME first")
    there = {_short(block.subject): block for block in marked.page.blocks}
    new = Newcomers(vocabulary, blocks=dict(there))
    office = new.office(Participant("", needed(role.strip(), "the office")), side)
    if office not in there and not vocabulary.kinds.get(office):
        marked.page.add(new.blocks[office], marked.page.blocks[-1], NEW)
    return written(office)


@field("side", "participation")
def _side(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    seat, meeting = question.root, marked.meeting_of(question.root)
    new = actor(value, marked, vocabulary, "State", "Body") if value else ""
    office = seat.value("dip:inOffice")
    block = marked.page.block(office)
    of = (
        block.value("dip:officeOf")
        if block
        else written(vocabulary.one(shorten(address(office, "")), "officeOf") or "-")
    )
    if office and of != new:
        seat.put("dip:inOffice")
        left = name_of(office, marked, vocabulary)
        why = f"{left} was left out, which is an office of another side: c office NAME"
        ask(seat, Reason(why, "office-left-out", 0.1))
    sides = set(seat.values("dip:onBehalfOf"))
    seat.put("dip:onBehalfOf", *([new] if new else []), after="dip:participant")
    settle(seat, "side-unknown")
    reclass(marked, meeting)
    resettle(marked, meeting, seat, sides, vocabulary)
    _against_tenures(marked, seat, meeting, vocabulary)


def _against_tenures(marked: Marked, seat: Block, meeting: Block, vocabulary: Vocabulary) -> None:
    """Ask about a side of which the person held no office on that day, where the actors have one of another."""
    settle(seat, "side-against-tenures")
    person, side = seat.value("dip:participant"), seat.value("dip:onBehalfOf")
    held = vocabulary.offices(_short(person), *(span_of(meeting) or (None, None))) if person else []
    of = {written(vocabulary.one(office, "officeOf")) for office in held}
    if side and of and side not in of:
        names = wording.listed(sorted(vocabulary.label(office) for office in held))
        why = f"The actors have it that {name_of(person, marked, vocabulary)} was {names} on that day"
        why = f"{why}, and nothing of {name_of(side, marked, vocabulary)}"
        ask(seat, Reason(why, "side-against-tenures", 0.1))


@field("capacity", "participation", values="Capacity")
def _capacity(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    question.root.put("dip:capacity", choice(value or "attendee", vocabulary, "Capacity"))


@field("role", "participation")
def _role(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    put_words("dip:roleInSource", value, tag_of(marked), question, "dip:nameInSource")


@field("name", "participation")
def _printed(marked: Marked, question: Question, value: str, vocabulary: Vocabulary) -> None:
    put_words("dip:nameInSource", needed(value, "the name as printed"), tag_of(marked), question, "dip:capacity")
