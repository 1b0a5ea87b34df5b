"""Who met with whom in a document, gathered from the places that tell of it: one meeting, several, or none."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from dipgraph.antecedents import THEY
from dipgraph.attendance import Gathering, Telling, group_behind
from dipgraph.attendants import Listed, listed
from dipgraph.days import days, next_day, written
from dipgraph.designations import Designation
from dipgraph.guesses import Intake
from dipgraph.inflections import singular
from dipgraph.memoranda import memorandum
from dipgraph.names import Names
from dipgraph.persons import Person
from dipgraph.podium import speakers
from dipgraph.prose import Paragraph
from dipgraph.registers import MEETS, Register
from dipgraph.retinue import retinue
from dipgraph.telling_words import common
from dipgraph.unnamed import states_in_a_row

_MET = re.compile(
    r"\b(?:met|spoke|meeting|convened|gathered|gathering|summit|talks|dialogue|consultations|2\+2|visit|hosted|welcomed"
    r"|on the occasion of|call|conversation)\b",
    re.IGNORECASE,
)
# Those in whose name a joint text is, without their names: "We, the ministers of Peru, Chile and …".
_PARTIES = re.compile(
    r"(?:\b(?P<who>Leaders?|Ministers?(?: and Representatives)?|Heads of (?:State|Government|Delegation)(?: and Government)?"
    r"|National Security Advis[eo]rs|Foreign Ministers|Presidents|Governments?|partners|Representatives)\s+(?:of|from)"
    r"|(?:Statement|Communiqu[eé]|Declaration)\s+(?:of|from|by|between))\s+",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\b(?:commitments?|pledges?|vision|agreements?|decisions?|directions?|announcements?|initiatives?|goals?|priorities)\s+(?:\w+\s+){0,2}by\s+(?=[A-Z])"
)
# That they met "last" on a day, or what they spoke "about", tells of no other meeting.
_BEFORE = re.compile(r"\b(?:last|first|previous(?:ly)?|earlier|will|would|since|ago|had|recall\w*)\b|^\w+\s+about\b")
_LATER = re.compile(r"\b(?:later|then|subsequently|afterwards?|thereafter)\b", re.IGNORECASE)
_SHE = re.compile(r"\b(?:[Hh]e|[Ss]he)\s+(?:also\s+|then\s+|again\s+)?$")
_PHONE = re.compile(r"\b(?:tele)?phon\w*|\bcall(?:s|ed)?\b", re.IGNORECASE)
_THERE = re.compile(r"\b(?:in|at)\s+(?:the\s+)?[A-Z]")
_ONCE_MORE = re.compile(r"\b(?:also|again|too|another|second|third|once more|further)\b")
# So many days apart, and so many, are the meetings of one journey at most: any text is read in bounded time.
_JOURNEY, _MOST = dt.timedelta(31), 12
_TRIP = re.compile(r"\b(?:[Tt]rip|[Vv]isit|[Tt]ravel|traveled|travelled|flew) to\b")
_OFFERED = re.compile(
    r"\b(?:condolences|sympath(?:y|ies)|respects|congratulations|greetings|gratitude|thanks)\b[^.;:]{0,80}?\s(?:to|with)\s+(?=[A-Z]|the\s|his\s)"
)
# Why a text has no meeting.
_UNTOLD = "the text tells of nobody who met"
_COMING = "only a meeting to come is announced"
_UNREAL = "the text tells of a meeting that was not held: it is denied, cancelled, put off or only supposed"
_PLAIN, _FAR = ("government", "partner", "representative"), 160


def gatherings(
    intake: Intake,
    paragraphs: Sequence[Paragraph],
    said: Sequence[Designation],
    cast: Sequence[Person],
    joint: bool,
    transcript: bool,
    names: Names,
) -> tuple[list[Gathering], str]:
    """Return who met, in the order of the text, or nobody, and why.

    In a *joint* text those met in whose name it is, and they met once.
    """
    book = Register(intake, said, cast, names)
    book.read(paragraphs)
    if not book.found and not book.coming and _TRIP.search(intake.text, 0, 1000):
        _greeted(book)
    found = _joint(book, paragraphs) if joint else _again(book)
    unnamed = transcript and not any(g.members for g in found)
    if unnamed and not re.search(r"\binterview", intake.text[: intake.body], re.IGNORECASE):
        # Who speak at a press conference together have met; whoever gives an interview, the press.
        title = [book.of[d.start] for d in said if d.start < intake.body and d.start in book.of]
        people = list(dict.fromkeys([*speakers(book), *title]))
        found = [Gathering(people, sentences=[(0, intake.body)])] if people or not found else found
    why = _UNTOLD if not book.coming else _COMING
    why = _UNREAL if book.unreal else why
    titled = all(t.verb == "noun" or t.start < intake.body for g in found for t in g.told)
    # A title that calls it by a noun says not that it was held.
    named = all(t.verb == "noun" for g in found for t in g.told)
    if not book.settled and ((book.announced and titled) or (book.unreal and named)):
        return [], why
    lead = common(intake.text, intake.body)
    for gathering in found[:1]:
        # "held a number of meetings in Lima": with whom, is told below.
        if not (lead and len(found) > 1 and all(t.start < lead[1] for t in gathering.told)):
            _complete(book, gathering)
    for gathering in found[1:]:
        if gathering.apart and not gathering.subjects:
            gathering.subjects.extend(p for p in found[0].subjects[:1] if p not in gathering.objects)
    memo = memorandum(intake.text)
    for gathering in found:
        states = dict.fromkeys(d.states[0] for d in gathering.nameless)
        told = {code for code in states if code}
        gathering.group = told.pop() if len(told) == 1 else ""
        first = (next(d for d in gathering.nameless if d.states[0] == code) for code in states)
        met, met_by = ([p for p in g if p not in gathering.listed] for g in (gathering.objects, gathering.subjects))
        kinds = {t.kind for p in met for t in p.titles}
        whole = [gathering] if gathering.apart else found
        gathering.nameless = [
            d
            for d in first
            if (not met or {t.kind for t in d.titles} & kinds or not (met_by or (d.states[0] and not _one(d))))
            # In a memorandum the head of a side may be listed by the office alone, beside those of the same side.
            and (memo or not (d.states[0] and any(d.states[0] in p.states for g in whole for p in g.members)))
        ]
    held = [g for g in found if len(g.members) + len(g.nameless) > 1]
    # What the title alone tells of comes first if it is first there too, else last.
    ends = [intake.body if g is found[0] and g.told else len(intake.text) for g in held]
    places = [
        min((t.start for t in g.told if t.start >= intake.body), default=end) for g, end in zip(held, ends, strict=True)
    ]
    return [g for _, _, g in sorted(zip(places, range(len(held)), held, strict=True))], why


def _complete(book: Register, g: Gathering) -> None:
    """Add the one whose account it is, where only those whom he met are told: the author, or who is named first."""
    if len([p for p in g.members if p not in g.listed]) != 1 or g.nameless:
        return
    if book.author and book.author[0] not in g.members:
        g.subjects.insert(0, book.author[0])
        return
    if book.office:
        g.nameless.extend(book.office)
        return
    begin = book.intake.body
    for d in book.said:
        person = book.of.get(d.start)
        if not begin <= d.start < begin + 600 or not d.name or person is None or person in g.members:
            continue
        full = bool(d.titles) or d.courtesy or len(d.name.split()) > 1
        if full and not re.match(r"['’]", book.intake.text[d.end :]):
            (g.objects if g.subjects else g.subjects).append(person)
            return


def _one(d: Designation) -> bool:
    """Whether words without a name mean one person: "the Under Secretary of State"."""
    return d.article and not d.plural


def _greeted(book: Register) -> None:
    """Take whoever was offered condolences or congratulations on a journey for one who was met."""
    text = book.intake.text
    for match in _OFFERED.finditer(text, book.intake.body):
        here = [d for d in book.said if match.end() <= d.start < match.end() + _FAR]
        group, _ = group_behind(text, match.end(), match.end() + _FAR, here)
        if met := book.persons(group)[0]:
            begin = text.rfind("\n", 0, match.start()) + 1
            book.found.append(Gathering(objects=met, sentences=[(begin, match.end())]))
            return


def _again(book: Register) -> list[Gathering]:
    """Return the gatherings with one more for each place where those of one met on another day, which it prints."""
    found, intake = list(book.found), book.intake
    intake = replace(intake, published=written(intake))
    for telling, (start, end) in book.again:
        if len(found) >= len(book.found) + _MOST:
            break
        before = [g for g in found if g.told and g.told[0].start < telling.start]
        named = book.persons((*telling.before, *telling.behind))[0]
        if telling.verb == "hosted" and not telling.behind:
            continue  # "welcomed the launch"
        if THEY.search(intake.text, start, telling.start):
            # "The ministers met again, joined by Ambassador A": those of the meeting told last.
            whose = before[-1] if before else None
        else:
            # "The next day she received Minister A": of those who had met, one is enough.
            alone = any(d.article and not d.name for d in telling.before) or _SHE.search(
                intake.text[start : telling.start]
            )
            enough = len(named) > 1 or (named and alone)
            whose = next((g for g in reversed(before) if enough and set(named) <= set(g.members)), None)
        printed = days(intake.text, intake.published, start, end) if whose else []
        if not book.intake.published:  # a weekday of which nothing says from which day it counts is none
            printed = [day for day in printed if re.search(r"\d", intake.text[day.start : day.end])]
        own = printed[0].date if printed else None
        known = [day for g in found if whose and set(whose.members) <= set(g.members) for day in _days(g, intake)]
        if not own and known and next_day(intake.text[start : telling.start]):
            own = max(known) + dt.timedelta(1)
        if (
            whose
            and not own
            and _LATER.search(intake.text, start, telling.start)
            and _called(whose, telling, intake.text, start, end)
        ):
            own = max(known, default=dt.date.min) + dt.timedelta(1)  # on a later day, which is not told
        if whose is None or own is None or _BEFORE.search(intake.text[telling.start : end]):
            continue
        later = bool(known) and max(known) < own <= max(known) + _JOURNEY
        if own in known or not (later or (known and _ONCE_MORE.search(intake.text, start, end))):
            continue
        # Who joined them that other time was not there before.
        joined = [p for p in whose.listed if start <= p.said[0].start < end]
        for persons in (whose.subjects, whose.objects, whose.listed):
            persons[:] = [p for p in persons if p not in joined]
        added = [p for p in dict.fromkeys((*named, *joined)) if p not in whose.members]
        more = Gathering(
            [*whose.subjects], [*whose.objects, *added], listed=added, told=[telling], sentences=[(start, end)]
        )
        found.insert(next((n for n, g in enumerate(found) if g.told and g.told[0].start > start), len(found)), more)
    return found


def _called(g: Gathering, telling: Telling, text: str, start: int, end: int) -> bool:
    """Whether those of a gathering, who had spoken by telephone, then met in a place by what a *telling* says."""
    spoke = any(_PHONE.search(text[begin:stop]) for begin, stop in g.sentences)
    place = telling.verb in ("met", "hosted", "held") and _THERE.search(text[telling.start : telling.end])
    later = _LATER.search(text, start, telling.start)
    return spoke and bool(place and later) and not _PHONE.search(text[telling.start : end])


def _days(g: Gathering, intake: Intake) -> list[dt.date]:
    """Return the days that the sentences on a gathering print; that of the document where they print none."""
    found = [day.date for span in g.sentences for day in days(intake.text, intake.published, *span)]
    return found or ([intake.published] if intake.published else [])


def _joint(book: Register, paragraphs: Sequence[Paragraph]) -> list[Gathering]:
    """Return the one meeting of a joint text: those in whose name it is, if it tells near its beginning that they met."""
    intake, found = book.intake, book.found
    body = [p for p in paragraphs if p.start >= intake.body and p.start > paragraphs[0].start]
    begin = body[0].start if body else 0
    end = body[0].start + body[0].sentences[0].end_char if body and body[0].sentences else len(intake.text)
    # "The states fulfilled commitments made by the Presidents": of whom it is only spoken.
    recall = _MADE.search(intake.text, begin, end)
    near = body[1].end if len(body) > 1 else len(intake.text)
    spans = [(0, recall.start()), (end, near)] if recall else [(0, near)]
    if not paragraphs or not any(_MET.search(intake.text, *span) for span in spans):
        return []
    sentences = [s for g in found for s in g.sentences] or [(p.start, p.end) for p in body[:1]]
    if recall:
        end, sentences = recall.start(), [(begin, recall.start())]
    in_name = [book.of[d.start] for d in book.said if d.start < end and d.name and d.start in book.of]
    named = [p for n, p in enumerate(in_name) if p.titles and not any(p is q for q in in_name[:n])]
    sent, members = _delegates(book, body)
    if len(sent) > 1:
        told = [t for g in found for t in g.told]
        return [Gathering(sent, told=told, listed=members, sentences=[(p.start, p.end) for p in body[:1]])]
    told = [t for g in found for t in g.told if not recall or t.start < end]
    if len(named) > 1:
        # "Foreign Ministers A of Peru and B of Chile took part in the talks."
        with_them = [*retinue(book, body, named), *(p for g in found for p in g.listed)]
        beside = [p for p in dict.fromkeys(with_them) if p not in named and p.states]
        where = [*sentences, *((p.start, p.end) for p in body[:1] if not recall)]
        return [Gathering(named, beside, told=told, listed=beside, sentences=where)]
    met = [g for g in found if len(g.members) > 1 and any(t.verb in MEETS and begin <= t.start < near for t in g.told)]
    if len(met) == 1:
        return met
    parties = _parties(intake.text, begin, end, book.names) or _parties(intake.text, 0, begin, book.names)
    parties = parties or states_in_a_row(intake.text, begin, end, book.names)
    return [Gathering(nameless=parties, told=told, sentences=sentences)] if len(parties) > 1 else found[:1]


def _delegates(book: Register, body: Sequence[Paragraph]) -> tuple[list[Person], list[Person]]:
    """Return those whom a joint text lists as the delegations, and which of them lead none.

    Whoever else it names is only spoken of.
    """
    listing: list[Listed] = []
    told: list[Designation] = []
    for number, paragraph in enumerate(body):
        for sentence in paragraph.sentences:
            start, end = paragraph.start + sentence.start_char, paragraph.start + sentence.end_char
            found = list(listed(book.intake.text, start, end, book.said, body[number + 1 :], book.names))
            if found and not listing:
                # "The President hosted a delegation led by": he met it.
                told += [d for d in book.said if start <= d.start < found[0].start and d.titles]
            listing += found
    if not any(one.sent or one.chaired for one in listing):
        return [], []
    for one in listing:
        for d in one.persons:
            book.stated(d)
    met = [t for g in book.found for t in g.told if t.verb in MEETS and t.start >= book.intake.body]
    told += [d for t in met for d in (*t.before, *t.behind)]
    told += [d for one in listing for d in one.persons]
    members = [d for one in listing if one.sent and not one.led for d in one.persons]
    return book.persons(sorted(told, key=lambda d: d.start))[0], book.persons(members)[0]


def _parties(text: str, start: int, end: int, names: Names) -> list[Designation]:
    """Return the states and bodies in whose name a joint text is, each as somebody without a name."""
    match = _PARTIES.search(text, start, end)
    if match is None:
        return []
    who = (match["who"] or "").partition(" and Rep")[0]
    office = "" if who.lower().startswith(_PLAIN) else singular(who[:1].upper() + who[1:])
    return states_in_a_row(text, match.end(), end, names, office, True)
