"""A record as the graph of its document: its meetings or its visit, who took part, and whom it names besides."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dipgraph import addresses, wording
from dipgraph.actor_turtle import Sides
from dipgraph.blocks import Block, literal, prefixes_in, sections, typed, written
from dipgraph.casting import Cast
from dipgraph.guesses import Participant
from dipgraph.journeys import Encounter, Journey, Party
from dipgraph.records import Publisher, Record, identifier, with_article
from dipgraph.spoken import day as spoken_day
from dipgraph.terms import BASE, PREFIXES

TAG = "en"
_REMARK = "<#remark>"
_NAMELESS = "The record names an office or a group and not who it was."
_OPEN = "Several persons whom the records name may be meant."


@dataclass(frozen=True)
class Encoded:
    """A record's graph as a file: its address, its Turtle, and the text beside it."""

    address: str
    turtle: str
    text: str


@dataclass
class _Seats:
    """The participations of one document, each with a fragment of its own."""

    fragments: set[str] = field(default_factory=lambda: {"remark", "visit"})
    blocks: list[Block] = field(default_factory=list)


def address_of(record: Record, source: str) -> str:
    """Return the address of a record's document."""
    return f"document/{source}/{record.kind}-{identifier(record.key)}"


def record_turtle(journey: Journey, cast: Cast, sides: Sides, publisher: Publisher, source: str) -> Encoded:
    """Return the graph of a record."""
    record = journey.record
    address = address_of(record, source)
    seats = _Seats()
    meetings = [
        _meeting(encounter, journey, number, cast, sides, seats) for number, encounter in enumerate(journey.encounters)
    ]
    visits = [] if meetings else [_visit(journey, party, n, cast, sides) for n, party in enumerate(journey.traveller)]
    head = _document(record, [b.subject for b in meetings], [b.subject for b in visits], sides, publisher, address)
    blocks = [
        ("Document", [head]),
        ("Meeting" if len(meetings) == 1 else "Meetings", [*meetings, *seats.blocks]),
        ("Visit", visits),
        ("Mentions", _mentions(journey, cast)),
        ("Evidence", [_passage(record)]),
    ]
    body = "\n".join(sections(blocks))
    prefixes = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in prefixes_in(body))
    return Encoded(address, f"@base <{BASE}{address}> .\n{prefixes}\n{body}", record.text)


def _document(
    record: Record, meetings: Sequence[str], visits: Sequence[str], sides: Sides, publisher: Publisher, address: str
) -> Block:
    content = record.text.encode()
    who = record.traveller or record.visitor
    span = spoken_day(record.first.isoformat())
    label = f"Record of a {record.kind}: {who}, {record.country}, {span}"
    facts = [("a", "dip:Record"), ("rdfs:label", literal(" ".join(label.split()), TAG))]
    if meetings:
        facts.append(("dip:describes", " , ".join(meetings)))
    if visits:
        facts.append(("dip:recounts", " , ".join(visits)))
    facts.append(("dip:publisher", written(sides.publisher(publisher))))
    if publisher.state:
        facts.append(("dip:standpoint", written(sides.side(publisher.state))))
    facts += [("dip:tier", "dip:ownSide"), ("dip:language", literal(TAG))]
    if record.page:
        facts.append(("dip:address", f"<{record.page}>"))
    facts += [
        ("dip:rights", literal(publisher.rights, TAG)),
        # It is no account of what was said, so that its silence counts for nothing.
        ("dip:complete", "false"),
        ("dip:text", literal(f"{address.rpartition('/')[2]}.txt")),
        ("dip:sha256", literal(hashlib.sha256(content).hexdigest())),
        ("dip:length", str(len(record.text))),
    ]
    return Block("<>", facts)


def _passage(record: Record) -> Block:
    """Return the remark as a passage; where there is none, the heading of the record."""
    start, end = (record.begin, record.begin + len(record.remark)) if record.remark else (0, record.text.index("\n"))
    facts = [("a", "dip:Passage"), ("dip:startOffset", str(start)), ("dip:endOffset", str(end))]
    return Block(_REMARK, [*facts, ("dip:quotation", literal(record.text[start:end], TAG))])


def _when(first: str, last: str) -> list[tuple[str, str]]:
    if first == last:
        return [("dip:date", typed(first, "date"))]
    return [("dip:earliest", typed(first, "date")), ("dip:latest", typed(last, "date"))]


def _where(record: Record, sides: Sides) -> list[tuple[str, str]]:
    """Return place and country: those of a trip; the country of the publisher for a visit to it."""
    if record.kind == "visit":
        return [("dip:country", written(sides.side(sides.home)))]
    facts = []
    if record.places and not re.search(r"[,;]", record.places):
        facts.append(("dip:place", literal(record.places, TAG)))
    state = sides.of_day(record)
    return [*facts, ("dip:country", written(state))] if state else facts


def _meeting(encounter: Encounter, journey: Journey, number: int, cast: Cast, sides: Sides, seats: _Seats) -> Block:
    record = journey.record
    offices: set[str] = set()
    seated = [_seat(party, cast, sides, seats, offices) for party in _each(encounter.parties, cast)]
    represented = list(dict.fromkeys(side for _, side, _ in seated if side))
    several = len(represented) > 2 or any(party.several for party in encounter.parties)
    several = several or (bool(encounter.what) and not (encounter.bilateral and len(represented) == 2))
    names = list(dict.fromkeys(name for _, _, name in seated))
    first, last = (spoken_day(day.isoformat()) for day in (encounter.first, encounter.last))
    label = wording.meeting_label("", names, first if first == last else f"{first} to {last}")
    if encounter.what:
        label = f"{encounter.what}: {label[0].lower()}{label[1:]}"
    end = f"-{number + 1}" if number else ""
    parts = [
        encounter.first.isoformat(),
        *(side.rpartition("/")[2] for side in represented[:3]),
        record.kind,
        record.key,
    ]
    facts = [
        ("a", "dip:MultilateralMeeting" if several else "dip:BilateralMeeting"),
        ("rdfs:label", literal(label, TAG)),
        *_when(encounter.first.isoformat(), encounter.last.isoformat()),
        ("dip:format", "dip:inPerson"),
        *_where(record, sides),
        ("dip:participation", " , ".join(block.subject for block, _, _ in seated)),
    ]
    seats.blocks += [block for block, _, _ in seated]
    return Block(written(f"meeting/{identifier('-'.join(parts)).lower()}{end}"), facts)


def _each(parties: Sequence[Party], cast: Cast) -> list[Party]:
    """Return the parties, each person once."""
    kept: dict[object, Party] = {}
    for party in parties:
        kept.setdefault(cast.person(party) or id(party), party)
    return list(kept.values())


def _who(party: Party, cast: Cast, sides: Sides, offices: set[str]) -> tuple[list[tuple[str, str]], str]:
    """Return what is said of somebody as one who acts: office, side and the words of the record; and the side."""
    seen, person, office = party.participant, cast.person(party), cast.office(party)
    state = cast.side(party)
    side = sides.side(state) if state else ""
    facts = []
    if office and office not in offices:
        offices.add(office)
        facts.append(("dip:inOffice", written(office)))
    if side:
        facts.append(("dip:onBehalfOf", written(side)))
    facts.append(("dip:nameInSource", literal(seen.name_in_source or seen.role or seen.name, TAG)))
    if seen.role:
        facts.append(("dip:roleInSource", literal(seen.role, TAG)))
    if not person:
        facts.append(("dip:openReason", literal(_OPEN if seen.name else _NAMELESS, TAG)))
    return [*facts, ("dip:evidence", _REMARK)], side


def _seat(party: Party, cast: Cast, sides: Sides, seats: _Seats, offices: set[str]) -> tuple[Block, str, str]:
    """Return the participation of a party, the side, and the name for a label."""
    person, seen = cast.person(party), party.participant
    facts, side = _who(party, cast, sides, offices)
    name = sides.family(person) or seen.name or _nameless(seen, side, sides)
    facts.insert(len([f for f in facts if f[0] in ("dip:inOffice", "dip:onBehalfOf")]), _capacity(party, cast))
    if person:
        facts.insert(0, ("dip:participant", written(person)))
    fragment = addresses.unlike(addresses.slug(name)[:40] or "somebody", seats.fragments)
    return Block(f"<#{fragment}>", [("a", "dip:Participation"), *facts]), side, name


def _nameless(seen: Participant, side: str, sides: Sides) -> str:
    """Return what a label calls those without a name: the words on those of one state or of none, else office and state."""
    words = seen.name_in_source.removeprefix("the ")
    if not side or not seen.role or (not re.search(r",|\band\b", words) and len(words.split()) > 1):
        return words or (sides.label(side) if side else "others")
    return f"{seen.role} of {sides.within(side)}"


def _capacity(party: Party, cast: Cast) -> tuple[str, str]:
    """Return the capacity: whoever was taken for one of the country, and is of another, is no host there."""
    capacity = party.participant.capacity if cast.side(party) == party.participant.state else ""
    return ("dip:capacity", f"dip:{capacity or 'attendee'}")


def _visit(journey: Journey, party: Party, number: int, cast: Cast, sides: Sides) -> Block:
    record = journey.record
    facts, _ = _who(party, cast, sides, set())
    person = cast.person(party)
    place = (
        sides.within(sides.side(sides.home)) if record.kind == "visit" else with_article(record.country, sides.articled)
    )
    name = sides.family(person) or party.participant.name or "somebody"
    label = f"Visit of {name} to {place}, {spoken_day(record.first.isoformat())}"
    head = [
        ("a", "dip:Visit"),
        ("rdfs:label", literal(label, TAG)),
        *_when(record.first.isoformat(), record.last.isoformat()),
        *_where(record, sides),
    ]
    visitor = [("dip:visitor", written(person))] if person else []
    end = f"-{number + 1}" if number else ""
    return Block(f"<#visit{end}>", [*head, *visitor, *facts])


def _mentions(journey: Journey, cast: Cast) -> list[Block]:
    record, blocks = journey.record, []
    for number, (start, end, why, known) in enumerate(sorted(set(journey.mentions)), start=1):
        facts = [("a", "dip:Mention"), ("dip:mentionedAs", literal(" ".join(record.text[start:end].split()), TAG))]
        person = f"person/{cast.prefix}-{identifier(known)}"
        whom = ("dip:refersTo", written(person)) if known else ("dip:openReason", literal(why, TAG))
        blocks.append(Block(f"<#m{number}>", [*facts, whom, ("dip:evidence", _REMARK)]))
    return blocks
