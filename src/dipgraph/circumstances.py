"""When, how and where a meeting was, by the sentences that tell of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dipgraph.asides import elsewhere, own_words
from dipgraph.clocks import clock, lasted
from dipgraph.datelines import agency_day
from dipgraph.days import Day, day_before, days, either, minutes, next_day, written
from dipgraph.guesses import Intake, Occasion, Reason
from dipgraph.memoranda import memorandum
from dipgraph.months import WEEKDAYS
from dipgraph.names import Names, words
from dipgraph.telling_words import common
from dipgraph.terms import DIP
from dipgraph.whereabouts import TRIP_TO, place

_FORMATS = {DIP + "telephone": "telephone", DIP + "video": "video", DIP + "inPerson": "in-person"}
_MARGINS = re.compile(
    r"\b(?:on|in|at)\s+the\s+(?:margins?|sidelines?|fringes?)\s+of\s+(?:the\s+|a\s+|an\s+|this\s+)?(?P<what>[^,.;()]+?)"
    r"(?=\s+(?:in|at)\s+[A-Z]|\s+(?:today|yesterday|this\s+\w+|on\s+[A-Z][a-z]+(?:day\b|\.?\s+\d)|to\s+[a-z]"
    r"|with\s|where|and\s+(?:\w+ed)\b)|[,.;()]|$)"
)
# A meeting that is on a state of affairs, by its name, is on that of the country behind it.
_ON_AFFAIRS = re.compile(
    r"\b(?:on|for)\s+(?:the\s+)?(?:\w+\s+)?(?:Peace|Security|Stability|Recovery|Reconstruction|Reconciliation|Democracy|Situation)$"
)
_SAME = re.compile(
    r"\b(?:same|that) (?:day|morning|afternoon|evening)\b|\b[Aa]fterwards?\b|\bthereafter\b|\b[Ss]ubsequently\b"
    r"|\b(?:[Ee]arlier|[Ll]ater) (?:in|on in|on|during) (?:the|that) (?:day|morning|afternoon|evening)\b"
    r"|^(?:Earlier|Later|Separately),? |\b[Ii]n addition to meeting\b|\b[Tt]hen (?:went|proceeded|met|held|paid|had)\b"
    r"|\b(?:[Bb]efore|[Aa]fter|[Ff]ollowing|[Pp]rior to|[Aa]head of) (?:the|that|this|their) (?:\w+ ){0,2}"
    r"(?:meeting|talks|consultations|dialogue)\b"
)
_ABOUT = re.compile(
    r"\b(?:(?P<last>last week)|(?:earlier |late |early )?this week|in recent days|over the weekend|a few days ago)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Circumstances:
    """A meeting without those who met, and the state of its host, if one is told."""

    occasion: Occasion
    host: str


# What stands before the day on which they met; and what is said of another day: "A, who was elected on 3 May 2024".
_ON = re.compile(rf"(?:\b[Oo]n\s+(?:the\s+)?(?:(?:{'|'.join(WEEKDAYS)}),?\s+)?|\((?:{'|'.join(WEEKDAYS)})?,?\s*)\Z")
_OF_ELSE = re.compile(
    r"\b(?:who|whom|whose|which|since|until|dated|signed|adopted|elected|appointed|inaugurated|concluded|established|founded"
    r"|launched|agreed|killed|died|took (?:up )?(?:office|effect)|(?:entered|came) into|anniversary|elections?|treaty)\b"
)
# By these verbs alone it is told that two said the same, and not that they met; and so near below the title it is told how.
_SAYING = frozenset(("talked", "vowed"))
_NEAR = 1500


def circumstances(
    intake: Intake,
    sentences: Sequence[tuple[int, int]],
    places: Sequence[tuple[int, int]],
    verbs: Sequence[str],
    names: Names,
    last: Occasion | None,
) -> Circumstances:
    """Return what *sentences* of the document, and the *places* in them that tell of a meeting, say of it."""
    text = intake.text
    published = written(intake)
    head = text[: intake.body] if intake.body else text.partition("\n")[0]
    if published and (printed := agency_day(head)):
        # A report says of Thursday what was Thursday when it was written, by its dateline.
        published = next((d.date for d in days(printed, published)), published)
    body = [s for s in sentences if s[0] >= len(head)] or list(sentences)
    own = len(body)
    if TRIP_TO.search(head):
        # The first paragraph of a journey says when it was.
        first = text.find("\n", len(head) + 1)
        body.append((len(head), first if first > 0 else len(text)))
    body += (lead := _lead(text, len(head), body, places))
    memo = memorandum(text)
    day, why = _day(text, [memo["date"], *body] if "date" in memo else body, places, published)
    if day and day.end and not any(s <= day.start < e for s, e in body[:own]):
        # Of several days it was one, and hardly one before that of the meeting told last.
        later = last.date if last and last.date and day.last and day.date <= last.date <= day.last else day.date
        day, why = replace(day, date=later, last=None), Reason("one of the days of the journey", "date-of-journey", 0.3)
    same = last if last and not (day and day.end) and any(_SAME.search(text[s:e]) for s, e in body) else None
    if same and same.date:
        day, why = Day(same.date, None, 0, 0), Reason("the same day as the meeting before", "date-same", 0.8)
    also = any(re.search(r"\balso\b", text[s:e]) for s, e in body)
    if last and last.date and day and not (day.end or same) and also and last.date < day.date:
        # "He also called on the Prime Minister", told some days later.
        day, why = Day(last.date, None, 0, 0), Reason("told beside the meeting before", "date-beside", 0.5)
    if last and last.date and not (day and day.end) and (beside := _beside([text[s:e] for s, e in body[:own]])):
        day, why, same = Day(last.date + beside[0], None, 0, 0), beside[1], None
    near = next((m for s, e in body if (m := _ABOUT.search(text, s, e))), None) if day and not day.end else None
    if day and near and not same:
        back = 7 if near["last"] else 0
        day, why = replace(day, date=day.date - dt.timedelta(back)), Reason(f"“{near.group()}”", "date-about", 0.5)
    title = (intake.title or head.partition("\n")[0]) if intake.body else head
    if last and any(s[0] >= len(head) for s in sentences):
        title = ""  # of the meetings that are told further on it says nothing
    form, sure = _format(title, [own_words(text, s, e, places) for s, e in body[:3]], verbs, names)
    if "place" in memo and not re.search(r"(?i)\b(?:tele|phone|video|virtual)", title):
        form, sure = "in-person", Reason("the memorandum says where it was", "format-place", 0.9)
    if sure.rule == "format-met" and set(verbs) <= _SAYING and (named := _in_a_call(text, body, len(head), names)):
        form, sure = named, Reason("what was said was said in a call", "format-in-a-call", 0.8)
    told = " ".join(own_words(text, s, e, places) for s, e in body[:3])
    said = _hours(text, memo.get("time", memo.get("date", (0, 0))), published)
    time, (lasting, about) = clock(told) or clock(f"from {said}"), minutes(told)
    lasting = lasting or lasted(told) or lasted(f"from {said}")
    where, country, offered = ("", "", "") if form != "in-person" else place(intake, head, body, places, verbs, names)
    margin = next(
        (m for s, e in [*body, *sentences] if (m := _MARGINS.search(text, s, e)) and re.search(r"[A-Z]", m["what"])),
        None,
    )
    # Who met elsewhere did so on the margins of nothing that the lead tells.
    led = [span for span in lead if margin and span[0] <= margin.start() < span[1]]
    there = not led or place(intake, head, led, led, verbs, names)[:2] == (where, country)
    within = _margin(text, margin, names) if margin and there and form != "telephone" else ""
    if same and also and form == same.format == "in-person" and not (where or country or within):
        # "On the same day, the Minister also met" is told of the same place.
        where, country, within = same.place, same.country, same.within
    start = f"{time.time}{time.offset}" if time else ""
    occasion = Occasion(
        date=day.date if day else None,
        date_end=day.last if day else None,
        date_approximate=bool(day and near and not same),
        start=start,
        start_approximate=bool(time and time.approximate),
        minutes=lasting,
        minutes_approximate=about,
        format=form,
        country=country,
        place=where,
        within=within,
        reasons=(why, sure),
    )
    return Circumstances(occasion, offered)


def _lead(
    text: str, begin: int, body: Sequence[tuple[int, int]], places: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return the sentence that leads to several meetings, if that is told below it of which the sentences *body* tell."""
    lead = common(text, begin)
    below = lead and all(start >= lead[1] for start, _ in (*body, *places))
    return [lead] if lead and below else []


def _margin(text: str, margin: re.Match[str], names: Names) -> str:
    """Return what a meeting was on the margins of, by its name: "the Summit on Peace in Ukraine", which was in Lucerne."""
    what = margin["what"]
    behind = re.match(r"\s+in\s+(?=[A-Z])", text[margin.end("what") :])
    if behind and _ON_AFFAIRS.search(what):
        rest = words(text[margin.end("what") + behind.end() : margin.end("what") + 60])
        end, codes = names.states.at(rest, 0)
        if codes and not names.places.at(rest, 0)[1]:
            what += behind[0] + " ".join(word.text for word in rest[:end])
    return " ".join(what.split())


def _beside(told: Sequence[str]) -> tuple[dt.timedelta, Reason] | None:
    """Return how far the day that sentences tell is from that of the meeting before, one day on or back, if they do."""
    if any(next_day(sentence) for sentence in told):
        return dt.timedelta(1), Reason("the day after the meeting before", "date-next", 0.8)
    if any(day_before(sentence) for sentence in told):
        return dt.timedelta(-1), Reason("the day before the meeting before", "date-previous", 0.8)
    return None


def _hours(text: str, span: tuple[int, int], published: dt.date | None) -> str:
    """Return the hours that the head of a memorandum says, without the day before them."""
    begin = max((day.end for day in days(text, published, *span)), default=span[0])
    return " ".join(text[begin : span[1]].strip(" ,;").removeprefix("at ").split())


def _day(
    text: str, sentences: Sequence[tuple[int, int]], places: Sequence[tuple[int, int]], published: dt.date | None
) -> tuple[Day | None, Reason]:
    for start, end in sentences:
        stop = max((e for s, e in places if start <= s < end), default=end)
        apart = elsewhere(text, start, end, places)
        told = [d for d in days(text, published, start, min(end, stop)) if not any(s <= d.start < e for s, e in apart)]
        near = [d for d in told if not published or dt.timedelta(-1) <= published - d.date <= dt.timedelta(90)]
        begin = min((s for s, _ in places if start <= s < end), default=end)
        full = [d for d in told if published and d.date < published and _in_full(text, start, begin, d)]
        if not (near or full) and (open_ := either(text, start, min(end, stop))):
            return None, Reason(f"“{open_}” can be read as two days", "date-open", 0.9)
        for day in (near or full)[:1]:
            return day, Reason(f"“{text[day.start : day.end]}”", "date-said", 0.95)
    if published:
        return Day(published, None, 0, 0), Reason("the text has no other day than its own", "date-of-document", 0.8)
    return None, Reason("the text has no day", "date-none", 0.9)


def _in_full(text: str, start: int, begin: int, day: Day) -> bool:
    """Whether a sentence that tells at *begin* of a meeting says with the year that it was on a *day*, long ago too."""
    year = re.search(r"\d{4}", text[day.start : day.end])
    between = text[begin : day.start] if begin <= day.start else text[start : day.start]
    return bool(year and _ON.search(text, start, day.start) and not _OF_ELSE.search(between))


def _format(title: str, told: Sequence[str], verbs: Sequence[str], names: Names) -> tuple[str, Reason]:
    """Return the format: what the title says but where the text says more, else what the sentences say."""
    by_text = [f for t in told if (f := _said(t[:400], names))]
    by_title = _said(title, names)
    if "video" in (by_title, *by_text[:1]) or re.search(r"\b[Vv]irtual", title):
        return "video", Reason("called virtual or by video", "format-video", 0.9)
    received = "hosted" in verbs and "telephone" not in by_text
    if (
        (by_title == "telephone" and not received)
        or (by_title is None and "telephone" in by_text[:1])
        or ("telephone" in by_text[:1] and not re.search(r"\bMeet", title))
    ):
        return "telephone", Reason("called a call or a telephone conversation", "format-telephone", 0.95)
    if not by_title and verbs and set(verbs) <= {"spoke", "called"}:
        return "telephone", Reason("they spoke, and nothing says that they met", "format-spoke", 0.6)
    return "in-person", Reason("they met", "format-met", 0.9 if by_title or verbs else 0.6)


def _in_a_call(text: str, body: Sequence[tuple[int, int]], begin: int, names: Names) -> str:
    """Return the format of a call in which something was said: "agreed in a phone call", "During their telephone talks"."""
    for start, end in (*body[:3], (begin, begin + _NEAR)):
        found = words(text, start, min(end, len(text)))
        for i, word in enumerate(found):
            if word.text not in ("in", "In", "during", "During"):
                continue
            j = i + 1
            while j < len(found) and j < i + 4:
                if (formats := names.encounters.at(found, j)[1]) and formats[0]:
                    return _FORMATS[formats[0]]
                j += 1
    return ""


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
    after = found[e].text.lower() if e < len(found) else ""
    # "Support for B and Call with A", in a title, is a noun.
    led = i > 0 and found[i].text.islower() and found[i - 1].text in ("to", "and", "we")
    return e - i == 1 and found[i].text.lower() in ("call", "calls") and (led or after in ("on", "for", "upon"))
