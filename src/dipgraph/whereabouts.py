"""Where a meeting was, and whose seat that is, as far as the sentences that tell of it, or the head of the text, say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dipgraph.asides import elsewhere
from dipgraph.datelines import is_agency
from dipgraph.guesses import Intake
from dipgraph.memoranda import memorandum
from dipgraph.memoranda import where as said
from dipgraph.names import Names, Word, words

_VISITING = re.compile(
    r"\b(?:who (?:was|is) (?:visiting|on (?:an? )?(?:\w+ ){0,2}visit to)|(?:on"
    r"|during|paying|paid|pays|part of|course of|framework of) (?:an?|his|her|their|the) (?:\w+[ -]){0,3}(?:visit|trip) to"
    r"|visiting|currently visiting|arrived in|travell?ed (?:\w+ )?to)\s+(?:the\s+)?",
    re.IGNORECASE,
)
# Below the account it is told on what visit it was: "Minister A is on an official visit to B from 13 to 15 March".
_STAYS = re.compile(
    r"\b(?:is|was)\s+(?:currently\s+)?(?:on|paying|making)\s+(?:an?|his|her)\s+(?:[\w-]+\s+){0,3}visit\s+to\s+(?:the\s+)?(?=[A-Z])"
)
_IN = re.compile(
    r"\b(?:[Ii]n|[Aa]t|to)\s+(?:(?:the|his|her)\s+)?(?:(?:[a-z]+\s+)?(?:residence|office|city|capital"
    r"|palace|town)\s+(?:of\s+)?(?:the\s+)?)?(?=[A-Z])"
)
_TALKS_IN = re.compile(r"\b(?:talks|meeting|negotiations|news conference) in\s+(?:the\s+)?(?=[A-Z])")
TRIP_TO = re.compile(
    r"(?<!Upcoming )\b(?:Trip|Travel|Travels|Visit)(?: (?:of|by) [^\n:]{2,120}?)?,? to\s+(?:the\s+)?(?=[A-Z])"
)
# Where a title says that somebody is: "Political consultations in Jakarta", "Minister A visits Kenya".
_TITLED = (
    re.compile(
        r"\b(?:talks|meets?|meetings?|negotiations|consultations|dialogue|session|round|commission|visit|minister|president"
        r"|secretary)\b[^\n]{0,80}? in\s+(?-i:(?=[A-Z]))",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:visits|visited|(?:visit|trip)(?: (?:of|by) [^\n:]{2,120}?)?,? to)\s+(?:the\s+)?(?-i:(?=[A-Z]))",
        re.IGNORECASE,
    ),
)
_TO_COME = re.compile(
    r"\b(?:ahead of|before|upcoming|after|following|future|forthcoming|next|planned|previous|on|about)\b", re.IGNORECASE
)
# So far a text is looked at for whom it is about and where, in characters.
_LEAD = 600
_HOUSE = re.compile(r"(?:[A-Z][\w'’-]*\s){0,4}[A-Z][\w'’-]*,\s+(?=[A-Z])")
# So the town follows it: "at State House in Nairobi"; and so long its name is at most, in characters.
_IN_TOWN, _NAME = re.compile(r",?\s+in\s+(?:(?:the\s+)?(?:city|capital)\s+(?:of\s+)?)?(?=[A-Z])|,\s+(?=[A-Z])"), 60
# What may follow a place at the end of a sentence: when it was.
_AT_END = re.compile(r"(?:,? (?:on|today|yesterday|this|last)\b[^.;:]{0,40})?[.\s]*$", re.MULTILINE)
_APART = re.compile(r",\s+in\s+$")
_AT_SEAT = re.compile(r"\b(?:hosted|hosts|welcomed|welcomes|received|receives)\b")


def place(
    intake: Intake,
    head: str,
    sentences: Sequence[tuple[int, int]],
    places: Sequence[tuple[int, int]],
    verbs: Sequence[str],
    names: Names,
) -> tuple[str, str, str]:
    """Return place, country and the state of the host, each only where the text supports it."""
    if "place" in (memo := memorandum(intake.text)):
        where = said(intake.text[slice(*memo["place"])])
        return (
            where,
            next((_land(hits, names) for _, _, hits in reversed(list(names.places.all(words(where))))), ""),
            "",
        )
    below = _below(intake, names)
    found = _told(intake.text, sentences, places, below, names)
    # "Speaking after talks in Accra", of whom it is only told that they pledged; "Readout of the Trip to Kenya".
    if not found[1] and "vowed" in verbs:
        found = _behind(_TALKS_IN, intake.text[len(head) :], names)
    found = found if found[1] else _behind(TRIP_TO, head, names)
    if not found[1] and (lead := intake.text[len(head) : len(head) + _LEAD].strip().partition("\n")[0]):
        # "Minister A is on a visit to B", and then whom he met there.
        visits = (match for match in _VISITING.finditer(lead) if not match.group().lower().startswith("visiting"))
        codes = next((names.states.at(words(lead, match.end()), 0)[1] for match in visits), ())
        found = ("", codes[0], codes[0]) if codes else found
    if not found[1]:
        found = _titled(head.partition("\n")[0], names)
    if not found[1]:
        found = (*below, "") if below[0] else _line(head, names)
    if not found[1]:
        stays = {_behind(_STAYS, told, names) for told in intake.text[len(head) :].split("\n")} - {("", "", "")}
        found = stays.pop() if len(stays) == 1 else found
    if found[1] and not found[0] and (line := _line(head, names))[1] == found[1]:
        # "who is visiting Russia", and above it "Novo-Ogaryovo, Moscow Region".
        found = (line[0], *found[1:])
    if found[1] and not found[0] and (title := _titled(head.partition("\n")[0], names))[1] == found[1]:
        found = (title[0], *found[1:])
    return found


def _titled(title: str, names: Names) -> tuple[str, str, str]:
    """Return the place or state in which a *title* says that somebody is, and not that he was or will be."""
    for pattern in _TITLED:
        match = pattern.search(title)
        if match and not _TO_COME.search(title[: match.end()]):
            found = _behind(pattern, title, names)
            if found[1] and not _of_affairs(title, 0, match, names):
                return found
    return "", "", ""


def _below(intake: Intake, names: Names) -> tuple[str, str]:
    """Return the place and country that stand below the date: "Benaulim, India"."""
    town, _, land = intake.place.rpartition(",")
    found = words(land)
    e, codes = names.states.at(found, 0)
    return (town.strip(), codes[0]) if town and codes and e == len(found) else ("", "")


def _told(
    text: str,
    sentences: Sequence[tuple[int, int]],
    places: Sequence[tuple[int, int]],
    below: tuple[str, str],
    names: Names,
) -> tuple[str, str, str]:
    """Return what the sentences tell that tell of the meeting."""
    inside = ""
    for start, end in sentences:
        stop = max((e for s, e in places if start <= s < end), default=end)
        for match in _VISITING.finditer(text, start, end):
            found = words(text, match.end(), end)
            e, hits = names.places.at(found, 0)
            if hits and match.group().lower().startswith("visiting"):
                land = _land(hits, names)
                return text[found[0].start : found[e - 1].end], land, land
            e, codes = names.states.at(found, 0)
            # "held talks with visiting New Zealand Foreign Minister A": he came from there.
            came = match.group().lower().startswith("visiting") and bool(
                names.titles.at(found, e)[1] or names.heads.at(found, e)[1]
            )
            if codes and not came:
                # "in Lima on her visit to Peru"; where it is told twice, what stands behind is nearer.
                towns = (*_towns(text, match.end(), end, names), *_towns(text, start, match.start(), names))
                town = next((place for place, land in towns if land == codes[0]), "")
                return town or (below[0] if below[1] == codes[0] else ""), codes[0], codes[0]
        apart = elsewhere(text, start, end, places)
        for match in _IN.finditer(text, start, stop):
            if any(s <= match.start() < e for s, e in apart):
                continue
            found = words(text, match.end(), end)
            where, hits = _named(text, found, match, stop, names)
            inside = inside or where
            if land := _land(hits, names):
                seats = [code for code, sort in hits if sort == "seat"]
                host = seats[0] if seats and _AT_SEAT.search(text, start, stop) else ""
                return inside, land, host
            if hits:
                # The seat of a body: where that is, the next words may say.
                continue
            e, codes = names.adjectives.at(found, 0)
            if len(codes) == 1 and e < len(found) and found[e].text == "capital":
                return "", codes[0], ""
            _, codes = names.states.at(found, 0)
            if codes and match.group().split()[0].lower() == "in" and not _of_affairs(text, start, match, names):
                return "", codes[0], ""
    return _at_end(text, sentences, places, names) if not inside else (inside, "", "")


def _at_end(
    text: str, sentences: Sequence[tuple[int, int]], places: Sequence[tuple[int, int]], names: Names
) -> tuple[str, str, str]:
    """Return the town with which a sentence ends: "had a meeting with B to discuss trade, in Accra on 3 May"."""
    for start, end in sentences:
        stop = max((e for s, e in places if start <= s < end), default=end)
        for town, land in _towns(text, stop, end, names):
            at = text.index(town, stop)
            # "to prepare for the summit in Accra": without a comma it is of what they spoke.
            if _APART.search(text, stop, at) and _AT_END.match(text, at + len(town), end):
                return town, land, ""
    return "", "", ""


def _of_affairs(text: str, start: int, match: re.Match[str], names: Names) -> bool:
    """Whether "in" stands behind what they spoke of: "the situation in Ukraine", "the war in"."""
    before = words(text, max(start, match.start() - 40), match.start())
    return bool(before) and names.senses.has("affairs", before[-1].text.lower())


def _towns(text: str, start: int, end: int, names: Names) -> Iterator[tuple[str, str]]:
    """Yield the towns behind "in" between two offsets, as printed, each with its state."""
    for match in _IN.finditer(text, start, end):
        found = words(text, match.end(), end)
        e, hits = names.places.at(found, 0)
        if hits and match.group().split()[0].lower() == "in":
            yield text[found[0].start : found[e - 1].end], _land(hits, names)


def _named(
    text: str, found: Sequence[Word], match: re.Match[str], stop: int, names: Names
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the place that stands behind "in" or "at", as printed and as it is known; nothing where none does."""
    e, hits = names.places.at(found, 0)
    if hits:
        if names.bodies.at(found, 0)[0] > e:
            return "", ()  # "at the Brdo-Brijuni Process" is not at Brdo
        where = text[found[0].start : found[e - 1].end]
        at_house = match.group().lower().startswith("at")
        return (where + _town_behind(text, found[e - 1].end, hits, names) if at_house else where), hits
    house = _HOUSE.match(text, match.end(), stop) if match.group().lower().startswith("at") else None
    behind = [word for word in found if house and word.start >= house.end()]
    e, hits = names.places.at(behind, 0)
    # "at State House, Nairobi".
    return (text[match.end() : behind[e - 1].end], hits) if hits else ("", ())


def _town_behind(text: str, end: int, house: Sequence[tuple[str, str]], names: Names) -> str:
    """Return the town that is told behind a *house* which ends there, with a comma, if it can stand in it; or nothing."""
    match = _IN_TOWN.match(text, end)
    found = words(text, match.end(), match.end() + _NAME) if match else []
    e, hits = names.places.at(found, 0)
    fits = hits and _land(hits, names) and _land(house, names) in ("", _land(hits, names))
    return f", {text[found[0].start : found[e - 1].end]}" if fits else ""


def _behind(pattern: re.Pattern[str], where: str, names: Names) -> tuple[str, str, str]:
    """Return the place or state behind the first words of *where* that fit a pattern."""
    match = pattern.search(where)
    found = words(where, match.end()) if match else []
    e, hits = names.places.at(found, 0)
    if hits:
        return where[found[0].start : found[e - 1].end], _land(hits, names), ""
    return "", next(iter(names.states.at(found, 0)[1]), ""), ""


def _line(head: str, names: Names) -> tuple[str, str, str]:
    """Return what a line of the head is, if it is a place and nothing else: "The Kremlin, Moscow"; but no dateline."""
    for line in head.split("\n")[1:]:
        if is_agency(line):
            continue  # a report is written there
        found = words(line)
        named = list(names.places.all(found))
        if named and sum(e - i for i, e, _ in named) >= len([w for w in found if w.text not in ("The", "the")]) - 1:
            return line.strip(), _land(named[-1][2], names), ""
    return "", "", ""


def _land(hits: Sequence[tuple[str, str]], names: Names) -> str:
    """Return the state in which a place is: the seat of a body is in one, and none itself."""
    return next((code for code, _ in hits if code in names.labels), "")
