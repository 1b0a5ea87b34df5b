"""When, how and where a meeting was, by the sentences that tell of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from dipgraph.days import Day, clock, days, minutes
from dipgraph.guesses import Intake, Occasion, Reason
from dipgraph.names import Names, words

_DIP = "https://w3id.org/dipgraph/ontology#"
_FORMATS = {_DIP + "telephone": "telephone", _DIP + "video": "video", _DIP + "inPerson": "in-person"}
_MARGINS = re.compile(
    r"\b(?:on|in|at)\s+the\s+(?:margins?|sidelines?|fringes?)\s+of\s+(?:the\s+|a\s+|an\s+|this\s+)?(?P<what>[^,.;()]+?)"
    r"(?=\s+(?:in|at)\s+[A-Z]|\s+(?:today|yesterday|this\s+\w+|on\s+[A-Z]|to\s+[a-z]|with\s|where|and\s+(?:\w+ed)\b)|[,.;()]|$)"
)
_VISITING = re.compile(r"\b(?:who (?:was|is) (?:visiting|on (?:an? )?(?:\w+ ){0,2}visit to)|(?:on|during|paying) (?:an?|his|her|their|the) (?:\w+[ -]){0,3}(?:visit|trip) to|visiting|currently visiting|arrived in|traveled to|travelled to)\s+(?:the\s+)?", re.IGNORECASE)  # fmt: skip
_IN = re.compile(
    r"\b(?:in|at|to)\s+(?:the\s+)?(?:(?:[a-z]+\s+)?(?:residence|office|city|capital|palace|town)\s+(?:of\s+)?(?:the\s+)?)?(?=[A-Z])"
)
_SAME = re.compile(r"\b(?:same|that) (?:day|morning|afternoon|evening)\b|\b[Aa]fterwards?\b|\bthereafter\b")
_AT_SEAT = re.compile(r"\b(?:hosted|hosts|welcomed|welcomes|received|receives)\b")


@dataclass(frozen=True)
class Circumstances:
    """A meeting without those who met, and the state of its host, if one is told."""

    occasion: Occasion
    host: str


def circumstances(intake: Intake, sentences: Sequence[tuple[int, int]], places: Sequence[tuple[int, int]], verbs: Sequence[str], names: Names, last: dt.date | None) -> Circumstances:  # fmt: skip
    """Return what *sentences* of the document, and the *places* in them that tell of a meeting, say of it."""
    text = intake.text
    published = intake.published or next((d.date for d in days(text, None, 0, 600)), None)
    head = text[: intake.body] if intake.body else text.partition("\n")[0]
    body = [s for s in sentences if s[0] >= len(head)] or list(sentences)
    day, why = _day(text, body, places, published)
    if last and not (day and day.end) and any(_SAME.search(text, s, e) for s, e in body):
        day, why = Day(last, None, 0, 0), Reason("the same day as the meeting before", "date-same", 0.8)
    form, sure = _format(
        head.partition("\n")[0] if intake.body else head, [text[s:e] for s, e in body[:3]], verbs, names
    )
    told = " ".join(text[s:e] for s, e in body[:3])
    time, (lasting, about) = clock(told), minutes(told)
    place, country, offered = ("", "", "") if form != "in-person" else _place(intake, head, body, places, names)
    margin = next(
        (m for s, e in [*body, *sentences] if (m := _MARGINS.search(text, s, e)) and re.search(r"[A-Z]", m["what"])),
        None,
    )
    start = f"{time.time}{time.offset}" if time else ""
    occasion = Occasion(
        date=day.date if day else None,
        date_end=day.last if day else None,
        start=start,
        start_approximate=bool(time and time.approximate),
        minutes=lasting,
        minutes_approximate=about,
        format=form,
        country=country,
        place=place,
        within=" ".join(margin["what"].split()) if margin else "",
        reasons=(why, sure),
    )
    return Circumstances(occasion, offered)


def _day(
    text: str, sentences: Sequence[tuple[int, int]], places: Sequence[tuple[int, int]], published: dt.date | None
) -> tuple[Day | None, Reason]:
    for start, end in sentences:
        stop = max((e for s, e in places if start <= s < end), default=end)
        for day in days(text, published, start, min(end, stop)):
            if published and not dt.timedelta(-1) <= published - day.date <= dt.timedelta(90):
                continue
            return day, Reason(f"“{text[day.start : day.end]}”", "date-said", 0.95)
    if published:
        return Day(published, None, 0, 0), Reason("the text has no other day than its own", "date-of-document", 0.8)
    return None, Reason("the text has no day", "date-none", 0.9)


def _format(title: str, told: Sequence[str], verbs: Sequence[str], names: Names) -> tuple[str, Reason]:
    """Return the format: what the title says but where the text says more, else what the sentences say."""
    by_text = [f for t in told if (f := _said(t[:400], names))]
    by_title = _said(title, names)
    if "video" in (by_title, *by_text[:1]) or re.search(r"\b[Vv]irtual", title):
        return "video", Reason("called virtual or by video", "format-video", 0.9)
    if (
        by_title == "telephone"
        or (by_title is None and "telephone" in by_text[:1])
        or ("telephone" in by_text[:1] and not re.search(r"\bMeet", title))
    ):
        return "telephone", Reason("called a call or a telephone conversation", "format-telephone", 0.95)
    if not by_title and verbs and set(verbs) <= {"spoke", "called"}:
        return "telephone", Reason("they spoke, and nothing says that they met", "format-spoke", 0.6)
    return "in-person", Reason("they met", "format-met", 0.9 if by_title or verbs else 0.6)


def _said(text: str, names: Names) -> str | None:
    """Return the format that words say, "" for a meeting in words that say none, None where no words of a meeting stand."""
    found = words(text)
    hits = [
        (i, v[0])
        for phrases in (names.manners, names.encounters)
        for i, e, v in phrases.all(found)
        if not _verbal(found, i, e)
    ]
    formats = [_FORMATS[v] for _, v in sorted(hits) if v]
    if "video" in formats:
        return "video"
    return formats[0] if formats else ("" if hits else None)


def _verbal(found: Sequence, i: int, e: int) -> bool:  # type: ignore[type-arg]
    """Whether "call" is a verb here: "call on", "call for", "to call"."""
    after = found[e].text if e < len(found) else ""
    return (
        e - i == 1
        and found[i].text in ("call", "calls")
        and (after in ("on", "for", "upon") or (i > 0 and found[i - 1].text in ("to", "and", "we")))
    )


def _place(
    intake: Intake, head: str, sentences: Sequence[tuple[int, int]], places: Sequence[tuple[int, int]], names: Names
) -> tuple[str, str, str]:
    """Return place, country and the state of the host, each only where the text supports it."""
    text = intake.text
    for start, end in sentences:
        stop = max((e for s, e in places if start <= s < end), default=end)
        for match in _VISITING.finditer(text, start, end):
            found = words(text, match.end(), end)
            for phrases in (names.states,):
                _, codes = phrases.at(found, 0)
                if codes:
                    return "", codes[0], codes[0]
        for match in _IN.finditer(text, start, stop):
            found = words(text, match.end(), end)
            e, hits = names.places.at(found, 0)
            if hits:
                code, sort = hits[0]
                host = code if _AT_SEAT.search(text, start, stop) and sort == "seat" else ""
                return text[found[0].start : found[e - 1].end], code, host
            e, codes = names.adjectives.at(found, 0)
            if codes and e < len(found) and found[e].text == "capital":
                return "", codes[0], ""
            _, codes = names.states.at(found, 0)
            if codes and match.group().split()[0] == "in":
                return "", codes[0], ""
    # A line of the head that is a place and nothing else: "The Kremlin, Moscow".
    for line in head.split("\n")[1:]:
        found = words(line)
        hits = [(i, e, v) for i, e, v in names.places.all(found)]
        if hits and sum(e - i for i, e, _ in hits) >= len([w for w in found if w.text not in ("The", "the")]) - 1:
            return line.strip(), hits[-1][2][0][0], ""
    return "", "", ""
