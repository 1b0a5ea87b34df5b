"""A draft as Turtle in hand style: the graph of its document, each guess with why, by which rule and how surely.

The same draft gives the same bytes. The text always goes beside it: offsets and quotations are of that text, and who
reviews the draft reads it there. Whether it may be kept is marked where the rights are not known, and is asked last.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from dipgraph import addresses, wording
from dipgraph.blocks import Block, literal, prefixes_in, sections, typed, written
from dipgraph.guesses import Draft, Occasion, Reason
from dipgraph.newcomers import MARK, NEW, UNKNOWN, Newcomers, Seat, seat
from dipgraph.particulars import address as of_the_web
from dipgraph.spoken import day
from dipgraph.statement_turtle import Said
from dipgraph.terms import BASE, PREFIXES
from dipgraph.vocabulary import Vocabulary

NO_RIGHTS = "Not known: whose the text is, and on which terms it may be kept."
NO_ACCOUNT = Reason(
    "Nothing says whose account it is: that of its publisher, until a state or body is named", "standpoint-unknown", 0.1
)
FORMATS = {"in-person": "dip:inPerson", "telephone": "dip:telephone", "video": "dip:video"}
TIERS = {"JointStatement": "dip:joint", "NewsReport": "dip:press"}
LANGUAGE = re.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
BEGAN, LASTED = "It began at ", "It lasted until "
_START = re.compile(r"(?:\d{4}-\d\d-\d\dT)?(\d\d:\d\d)(?::\d\d)?([+-]\d\d:\d\d|Z)?")


@dataclass(frozen=True)
class Encoded:
    """A document's graph as a file: its address (``document/mofa-jp/2022-05-23-us``), its Turtle, and the text beside it."""

    address: str
    turtle: str
    text: bytes


def draft_turtle(draft: Draft, vocabulary: Vocabulary) -> Encoded | None:
    """Return the graph of a draft; None where it has no meeting with participants, which a document must describe."""
    occasions = {n: occasion for n, occasion in enumerate(draft.occasions) if occasion.participants}
    if not occasions:
        return None
    intake = draft.intake
    tag = language(intake.language)
    new = Newcomers(vocabulary, page(intake.address))
    account = [] if draft.kind == "NewsReport" or not draft.standpoint else [new.side(draft.standpoint)]
    publisher = new.publisher(intake.publisher, draft.kind, account[0] if account else "")
    said = Said(intake.text, tag, new, publisher, account)
    meetings: list[Block] = []
    labels: list[str] = []
    sides: list[str] = []
    taken: set[str] = set()
    fragments: set[str] = set()
    for number, occasion in occasions.items():
        seats = _seats(occasion, new, tag, fragments)
        represented = list(dict.fromkeys(found.side for found in seats if found.side))
        sides += represented
        leaders = [(found.side, found.name) for found in seats]
        address = addresses.unlike(addresses.meeting(occasion.date, leaders), taken)
        names = list(dict.fromkeys(found.name for found in seats))
        when = day(occasion.date.isoformat()) if occasion.date else wording.NO_DAY
        labels.append(wording.meeting_label(occasion.format, names, when))
        # Two meetings within one larger meeting describe that once.
        there = {block.subject for block in meetings}
        made = _meeting(occasion, address, labels[-1], seats, represented, new, tag)
        meetings += [block for block in made if block.subject not in there]
        said.meeting(number, occasion, address, seats)
    for utterance in sorted(draft.utterances, key=lambda one: one.start):
        said.utterance(utterance)
    said.silent()
    for mention in sorted(draft.mentions, key=lambda one: one.start):
        said.mention(mention)
    dates = [occasion.date for occasion in occasions.values()]
    own = account or ([side] if (side := vocabulary.one(publisher, "partOf")) else [])
    text = intake.text.encode()
    address = addresses.document(publisher, dates[0] or intake.published, sides, own, text)
    described = [block.subject for block in meetings if block.value("dip:participation")]
    head = _document(draft, labels, described, publisher, account, address, tag, said)
    body = "\n".join(
        sections(
            [
                ("Document", [head]),
                ("Meeting" if len(described) == 1 else "Meetings", meetings),
                ("Statements", said.statements),
                ("Commitments", said.commitments),
                ("Mentions", said.mentions),
                (NEW, new.blocks.values()),
            ]
        )
    )
    prefixes = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in prefixes_in(body))
    return Encoded(address, f"@base <{BASE}{address}> .\n{prefixes}\n{body}", text)


def language(tag: str) -> str:
    """Return a tag as the shapes have it, "und" where it is none, which would make the file no Turtle.

    >>> language("zh-hant"), language("pt_br"), language("English")
    ('zh-Hant', 'pt-BR', 'und')
    """
    first, *more = re.split("[-_]", tag)
    cased = [part.title() if len(part) == 4 else part.upper() for part in more]
    whole = "-".join([first.lower(), *cased])
    return whole if LANGUAGE.fullmatch(whole) else "und"


def page(address: str) -> str:
    """Return the address of a page if it can stand in Turtle, else nothing.

    >>> page("https://example.org/readout"), page("https://example.org/a b"), page("example.org")
    ('https://example.org/readout', '', '')
    """
    try:
        ox.NamedNode(address)
    except ValueError:
        return ""
    return of_the_web(address)


def _document(
    draft: Draft,
    labels: Sequence[str],
    described: Sequence[str],
    publisher: str,
    account: Sequence[str],
    address: str,
    tag: str,
    said: Said,
) -> Block:
    intake, new = draft.intake, said.new
    reasons = [*draft.reasons, *(Reason(doubt, "doubt", 0.3) for doubt in intake.doubts)]
    if tag == "und":
        reasons.append(Reason("Nothing says in which language it is: give its tag", "language-unknown", 0.1))
    tier = f"dip:{draft.tier}"
    if draft.kind in TIERS or draft.tier not in ("ownSide", "counterpart"):
        tier = TIERS.get(draft.kind, "dip:ownSide")
        if tier != f"dip:{draft.tier}":
            why = f"A document of this kind is taken to be of the tier {tier.removeprefix('dip:')}"
            reasons.append(Reason(why, "tier-by-kind", 0.6))
    name = new.vocabulary.label(publisher)
    if publisher in new.blocks:
        name = (
            "a publisher not known" if publisher == UNKNOWN else intake.publisher.rpartition("/")[2].replace("-", " ")
        )
    facts = [("a", f"dip:{draft.kind}")]
    facts.append(("rdfs:label", literal(wording.document_label(draft.kind, name, labels), "en")))
    facts.append(("dip:describes", " , ".join(described)))
    facts.append(("dip:publisher", written(publisher)))
    if draft.kind != "NewsReport":
        if not account:
            reasons.append(NO_ACCOUNT)
        facts.append(("dip:standpoint", written(account[0] if account else publisher)))
    facts.append(("dip:tier", tier))
    if intake.published:
        facts.append(("dip:published", typed(intake.published.isoformat(), "date")))
    facts.append(("dip:language", literal(tag)))
    if source := page(intake.address):
        facts.append(("dip:address", f"<{source}>"))
    content = intake.text.encode()
    facts += [
        ("dip:rights", literal(NO_RIGHTS, "en")),
        ("dip:complete", "true"),
        ("dip:text", literal(f"{address.rpartition('/')[2]}.txt")),
        ("dip:sha256", literal(hashlib.sha256(content).hexdigest())),
        ("dip:length", str(len(intake.text))),
    ]
    if publisher == UNKNOWN:
        reasons.append(Reason("Nothing says who published it: name the publisher", "publisher-unknown", 0.0))
    if said.left_out:
        why = f"{said.left_out} statements without a passage or a meeting with participants were left out"
        reasons.append(Reason(why, "statements-left-out", 0.1))
    why = (
        "Summaries are put together from speakers, act and issues, actions from words of the text: say them in your own"
    )
    reasons.append(Reason(why, "words-of-its-own", 0.5))
    reasons.append(Reason("The text is taken for the whole of the account", "complete", 0.7))
    reasons.append(Reason("The terms on which the text may be kept are not known: state them", "rights-unknown", 0.0))
    facts += [(MARK, literal(wording.mark(reason), "en")) for reason in dict.fromkeys(reasons)]
    return Block("<>", facts)


def _seats(occasion: Occasion, new: Newcomers, tag: str, fragments: set[str]) -> list[Seat]:
    """Return the seats of all participants; who is named twice has one."""
    seats: list[Seat] = []
    offices: set[str] = set()
    for participant in occasion.participants:
        person = new.person(participant)
        again = next((found for found in seats if person and found.person == person), None)
        seats.append(again or seat(participant, occasion.date, new, tag, fragments, offices))
    return seats


def _when(occasion: Occasion, reasons: list[Reason]) -> list[tuple[str, str]]:
    """Return the day of a meeting and when it began; what is not known is among the *reasons*."""
    if occasion.date is None:
        reasons.append(Reason("The text gives no day, and none was found for it: look it up", "day-unknown", 0.0))
        return [("dip:note", began(occasion.start))] if occasion.start else []
    facts = [("dip:date", typed(occasion.date.isoformat(), "date"))]
    if occasion.date_approximate:
        facts.append(("dip:dateApproximate", "true"))
    start = _START.fullmatch(occasion.start)
    if start and start[2]:
        moment = f"{occasion.date.isoformat()}T{start[1]}:00{start[2].replace('Z', '+00:00')}"
        facts.append(("dip:start", typed(moment, "dateTime")))
        if occasion.start_approximate:
            facts.append(("dip:startApproximate", "true"))
    elif occasion.start:
        why = f"It began at {occasion.start}, and nothing says how far from UTC: c start {occasion.start}+09:00 does"
        reasons.append(Reason(why, "start-without-offset", 0.2))
        facts.append(("dip:note", began(occasion.start)))
    return facts


def began(time: str) -> str:
    """Return the note on a meeting of which no more is known than that it began at a *time*, without offset or day."""
    return literal(f"{BEGAN}{time}, which as a start wants a day and an offset from UTC.", "en")


def _meeting(
    occasion: Occasion,
    address: str,
    label: str,
    seats: Sequence[Seat],
    represented: Sequence[str],
    new: Newcomers,
    tag: str,
) -> list[Block]:
    """Return the block of a meeting, those of its seats, and that of the larger meeting that it was held within."""
    reasons = list(occasion.reasons) or [Reason("Read as a meeting", "occasion", 0.5)]
    why = "Its address is made of its day, its states and who led each side: all accounts of it must have the same"
    reasons.append(Reason(why, "meeting-address", 0.6))
    several = len(represented) > 2
    facts = [
        ("a", "dip:MultilateralMeeting" if several else "dip:BilateralMeeting"),
        ("rdfs:label", literal(label, "en")),
    ]
    facts += _when(occasion, reasons)
    if occasion.minutes:
        facts.append(("dip:duration", typed(f"PT{occasion.minutes}M", "duration")))
        if occasion.minutes_approximate:
            facts.append(("dip:durationApproximate", "true"))
    if occasion.format in FORMATS:
        facts.append(("dip:format", FORMATS[occasion.format]))
    if occasion.place:
        facts.append(("dip:place", literal(" ".join(occasion.place.split()), tag)))
    if occasion.country:
        facts.append(("dip:country", written(new.side(occasion.country))))
    blocks: list[Block] = []
    if occasion.within and addresses.slug(occasion.within):
        month = occasion.date.isoformat()[:7] if occasion.date else "undated"
        larger = f"meeting/{month}-{addresses.slug(occasion.within)}"
        facts.append(("dip:within", written(larger)))
        words = [("a", "dip:MultilateralMeeting"), ("rdfs:label", literal(" ".join(occasion.within.split()), "en"))]
        why = wording.mark(Reason("Read as the larger meeting on whose sidelines it was held", "within", 0.6))
        blocks.append(Block(written(larger), [*words, (MARK, literal(why, "en"))]))
    unique = list(dict.fromkeys(found.block for found in seats))
    facts.append(("dip:participation", " , ".join(block.subject for block in unique)))
    if occasion.date_end and occasion.date and occasion.date_end > occasion.date:
        facts.append(("dip:note", literal(f"{LASTED}{day(occasion.date_end.isoformat())}.", "en")))
    facts += [(MARK, literal(wording.mark(reason), "en")) for reason in dict.fromkeys(reasons)]
    return [Block(written(address), facts), *unique, *blocks]
